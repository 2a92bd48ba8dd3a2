"""A monkey at the screen: no warning, no exception, no stuck screen, and nothing piles up.

The long form, 100,000 steps over both contents, is ``./dev torture --screens``, which sets
``VOTER_KIOSK_TORTURE=1``; ``VOTER_KIOSK_MONKEY_STEPS`` says another number. Where it was interrupted, it goes on,
unless the software is another one by now: its diary lies in ``VOTER_KIOSK_TORTURE_FOLDER``, else in the system's
folder for temporary files. A round that failed is done again alone by its name:
``VOTER_KIOSK_MONKEY_ROUND=stress:17``.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import opened
from helpers.monkey import SMALL, STEPS, Monkey, MonkeyError, hearing, memory, staffed
from voter_kiosk.cli.demo import Sample, fresh, home, prepare
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.kiosk.facts import pages
from voter_kiosk.kiosk.stops import stops

LONG = bool(os.environ.get("VOTER_KIOSK_TORTURE"))
ALONE = os.environ.get("VOTER_KIOSK_MONKEY_ROUND", "")
CONTENTS = ("demo", "stress")
QUICK = {"demo": 500, "stress": 500}
WARM = 0.15
"""The share of a long run after which memory is first looked at."""
GROWTH = 0.05


def wanted(content: str) -> int:
    """How many steps."""
    if not LONG:
        return QUICK[content]
    return int(os.environ.get("VOTER_KIOSK_MONKEY_STEPS", "100000")) // len(CONTENTS)


@pytest.fixture(scope="module")
def contents(shipped_stores: Path) -> dict[str, Path]:
    """The stores by the names of what they show."""
    if not fresh(Sample.STRESS):
        prepared = prepare(Sample.STRESS)
        assert not isinstance(prepared, Refusal), prepared
    return {"demo": shipped_stores / "demo", "stress": home(Sample.STRESS) / "store"}


@contextmanager
def monkey(store: Path, content: str, app: QGuiApplication) -> Iterator[Monkey]:
    with (
        tempfile.TemporaryDirectory() as folder,
        hearing() as heard,
        opened(store, app, panel=SMALL) as kiosk,
    ):
        pages.warm()  # as the program does before the second page: QML never meets a type that it does not know
        showing = kiosk.session.view.showing
        assert showing is not None
        own = staffed(store, Path(folder))
        player = Monkey(kiosk, content, [], showing.election.polling_day, heard, own)
        player.moment(-12, 9, 0)  # programmes are shown then: the longest pages there are
        kiosk.session.look_again()
        showing, moment = kiosk.session.view.showing, kiosk.session.view.moment
        assert showing is not None
        player.route += [stop.place for stop in stops(showing, moment) if not stop.scrolled]
        yield player


@pytest.mark.timeout(0 if LONG else 300)
@pytest.mark.skipif(bool(ALONE), reason="one round is wanted")
@pytest.mark.parametrize("content", CONTENTS)
def test_whatever_is_done_the_screen_stays_whole(
    contents: dict[str, Path],
    content: str,
    qapp: QGuiApplication,
    capfd: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    steps = wanted(content)
    rounds = -(-steps // STEPS)
    diary = Diary(content, rounds)
    left = rounds - diary.rounds
    with monkey(contents[content], content, qapp) as player:
        player.most_pins = 10**9 if LONG else 2  # a child process each
        player.warm_office()
        if LONG:
            player.warm()
        warm = None
        for number in range(diary.rounds, rounds):
            if warm is None and player.steps >= min(steps * WARM, 300, left // 2 * STEPS):
                warm = player.alive()
            player.round(number)
            if LONG:
                diary.note(number + 1, player.steps)
            if LONG and number % 20 == 19:
                with capfd.disabled():
                    print(diary.line(steps))  # noqa: T201
        end = player.alive()
        if LONG:
            for name, value in diary.told().items():
                record_property(name, value)
            record_property("screens", len(player.seen))
            with capfd.disabled():
                print(diary.line(steps), f"screens {len(player.seen)}", dict(player.done))  # noqa: T201
            diary.done()  # whatever is found below: that was this run, and the next one begins anew
    assert warm is not None
    assert end.items == warm.items
    assert end.objects <= warm.objects + 8, "facts of pages that are gone"
    assert end.python <= warm.python * (1 + GROWTH)
    assert player.seen >= {"MenuPage", "EntryPage", "ErrandPage", "StatusPage"}, "an officer was there"
    assert len(player.seen) > (30 if LONG else 20), "it has come around"
    if LONG:
        before, after = diary.memory()
        assert after < before * (1 + GROWTH), f"{before:.0f} MB became {after:.0f} MB"


@pytest.mark.skipif(not ALONE, reason="VOTER_KIOSK_MONKEY_ROUND names none")
def test_one_round_alone(contents: dict[str, Path], qapp: QGuiApplication) -> None:
    content, _, number = ALONE.partition(":")
    with monkey(contents[content], content, qapp) as player:
        player.round(int(number))


@functools.cache
def software() -> str:
    """What is tested, and by what, in one word."""
    house, digest = Path(__file__).parents[3], hashlib.sha256()
    for part in ("src", "resources", "data", "tests/helpers", "tests/faults/screens"):
        for file in sorted((house / part).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(house)} {file.stat().st_size}\n".encode() + file.read_bytes())
    return digest.hexdigest()


class Diary:
    """What a long run of so many rounds has done, in a file, and the memory that this process had.

    A run is gone on with where it was interrupted; one that came to its end, or was of another software, is not.
    """

    def __init__(self, content: str, rounds: int, *, kept: bool = LONG) -> None:
        folder = Path(os.environ.get("VOTER_KIOSK_TORTURE_FOLDER") or tempfile.gettempdir())
        self._file = folder / f"voter-kiosk-monkey-{content}.json"
        self._content = content
        self.rounds = self._steps = 0
        self._before = self._seconds = 0.0
        found = json.loads(self._file.read_text("utf-8")) if kept and self._file.is_file() else {}
        if found and found.get("software") == software() and found["rounds"] < rounds:
            self.rounds, self._steps, self._before = found["rounds"], found["steps"], found["seconds"]
        self._first = self._steps
        self._began = time.monotonic()
        self._memory: list[float] = []

    def note(self, rounds: int, steps: int) -> None:
        """A round is done."""
        self._memory.append(memory())
        self._steps = self._first + steps
        self._seconds = self._before + time.monotonic() - self._began
        said = {"rounds": rounds, "steps": self._steps, "seconds": self._seconds, "memory": self._memory[-1]}
        new = self._file.with_suffix(".new")  # a run may be interrupted here as well
        new.write_text(json.dumps(said | {"software": software()}), "utf-8")
        new.replace(self._file)

    def line(self, steps: int) -> str:
        """How far it is."""
        before, after = self.memory()
        return (
            f"{self._content}: {self._steps:,} of {steps:,} steps, {self._seconds:,.0f} s, "
            f"{before:.0f} MB after warm-up, {after:.0f} MB now"
        )

    def memory(self) -> tuple[float, float]:
        """Megabytes after warm-up and at the end: the middle of what was seen around there."""
        count = len(self._memory)
        first, few = int(count * WARM), max(1, count // 20)
        return statistics.median(self._memory[first : first + few]), statistics.median(self._memory[-few:])

    def told(self) -> dict[str, float]:
        """For the report: steps, seconds, megabytes before and after, and how many steps another process did."""
        before, after = self.memory()
        return {
            "steps": self._steps,
            "seconds": self._seconds,
            "before": before,
            "after": after,
            "resumed": self._first,
        }

    def done(self) -> None:
        """All of it: the next run begins anew."""
        self._file.unlink()


def test_a_long_run_goes_on_where_it_was_interrupted_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOTER_KIOSK_TORTURE_FOLDER", str(tmp_path))
    first = Diary("demo", 10, kept=True)
    assert first.rounds == 0
    first.note(4, 200)
    again = Diary("demo", 10, kept=True)
    assert again.rounds == 4
    again.note(5, 50)
    assert (again.told()["resumed"], again.told()["steps"]) == (200, 250)
    assert Diary("stress", 10, kept=True).rounds == 0, "each content has its own"
    assert Diary("demo", 5, kept=True).rounds == 0, "a run of so many rounds is over"
    again.note(10, 300)
    assert Diary("demo", 10, kept=True).rounds == 0, "ended between its last round and its end"
    again.note(5, 50)
    monkeypatch.setattr(f"{__name__}.software", lambda: "another one")
    assert Diary("demo", 10, kept=True).rounds == 0
    monkeypatch.undo()
    monkeypatch.setenv("VOTER_KIOSK_TORTURE_FOLDER", str(tmp_path))
    assert Diary("demo", 10, kept=True).rounds == 5
    again.done()
    assert Diary("demo", 10, kept=True).rounds == 0


# --- that the monkey sees what goes wrong ---


def test_it_hears_what_goes_wrong_and_names_the_round(contents: dict[str, Path], qapp: QGuiApplication) -> None:
    with monkey(contents["demo"], "demo", qapp) as player:
        player.heard.faults.append("a warning")
        with pytest.raises(
            MonkeyError, match="a warning\nin round demo:3, step 0; again alone: VOTER_KIOSK_MONKEY_ROUND=demo:3"
        ):
            player.round(3)
