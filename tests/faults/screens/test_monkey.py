"""A monkey at the screen: no warning, no exception, no stuck screen, and nothing piles up.

The long form, 100,000 steps over both contents, is ``./dev torture --screens``, which sets
``VOTER_KIOSK_TORTURE=1``; ``VOTER_KIOSK_MONKEY_STEPS`` says another number. Where it was interrupted, it goes on:
its diary lies in ``VOTER_KIOSK_TORTURE_FOLDER``, else in the system's folder for temporary files. A round that
failed is done again alone by its name: ``VOTER_KIOSK_MONKEY_ROUND=stress:17``.
"""

from __future__ import annotations

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
from helpers.monkey import SMALL, STEPS, Monkey, MonkeyError, hearing, memory
from voter_kiosk.cli.demo import Sample, fresh, home, prepare
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.kiosk.stops import stops

pytestmark = pytest.mark.uncounted

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
    with hearing() as heard, opened(store, app, panel=SMALL) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        player = Monkey(kiosk, content, [], showing.election.polling_day, heard)
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
    steps, diary = wanted(content), Diary(content)
    with monkey(contents[content], content, qapp) as player:
        player.most_pins = 10**9 if LONG else 2  # a child process each
        if LONG:
            player.warm()
        warm = None
        for number in range(diary.rounds, -(-steps // STEPS)):
            player.round(number)
            if LONG:
                diary.note(number + 1, player.steps)
            if warm is None and player.steps >= min(steps * WARM, 300):
                warm = player.alive()
            if LONG and number % 20 == 19:
                with capfd.disabled():
                    print(diary.line(steps))  # noqa: T201
        end = player.alive()
        assert warm is not None
        assert end.items == warm.items
        assert end.objects <= warm.objects + 8, "facts of pages that are gone"
        assert end.python <= warm.python * (1 + GROWTH)
        if LONG:
            before, after = diary.memory()
            with capfd.disabled():
                print(diary.line(steps), f"screens {len(player.seen)}", dict(player.done))  # noqa: T201
            for name, value in diary.told().items():
                record_property(name, value)
            record_property("screens", len(player.seen))
            diary.done()
            assert after < before * (1 + GROWTH), f"{before:.0f} MB became {after:.0f} MB"
        else:
            assert len(player.seen) > 15, "it has come around"


@pytest.mark.skipif(not ALONE, reason="VOTER_KIOSK_MONKEY_ROUND names none")
def test_one_round_alone(contents: dict[str, Path], qapp: QGuiApplication) -> None:
    content, _, number = ALONE.partition(":")
    with monkey(contents[content], content, qapp) as player:
        player.round(int(number))


class Diary:
    """What a long run has done, in a file, and the memory that this process had."""

    def __init__(self, content: str) -> None:
        folder = Path(os.environ.get("VOTER_KIOSK_TORTURE_FOLDER") or tempfile.gettempdir())
        self._file = folder / f"voter-kiosk-monkey-{content}.json"
        self._content = content
        self.rounds = self._steps = 0
        self._before = self._seconds = 0.0
        if LONG and self._file.is_file():
            found = json.loads(self._file.read_text("utf-8"))
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
        self._file.write_text(json.dumps(said), "utf-8")

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


# --- that the monkey sees what goes wrong ---


def test_it_hears_what_goes_wrong_and_names_the_round(contents: dict[str, Path], qapp: QGuiApplication) -> None:
    with monkey(contents["demo"], "demo", qapp) as player:
        player.heard.faults.append("a warning")
        with pytest.raises(
            MonkeyError, match="a warning\nin round demo:3, step 0; again alone: VOTER_KIOSK_MONKEY_ROUND=demo:3"
        ):
            player.round(3)
