"""Days of a kiosk, compressed: citizens come and go, each hour another bundle is installed, midnight passes.

The long form is three days (``./dev torture --screens``), of which the first is to warm up; the short one three
hours, around midnight.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import Open, opened, put, run_by, until, vietnam
from helpers.monkey import SMALL, Monkey, hearing, memory
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.journey import ATTRACT, Screen
from voter_kiosk.domain.usage import Kind
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.office.job import Outcome

LONG = bool(os.environ.get("VOTER_KIOSK_TORTURE"))
HOURS = 72 if LONG else 3
VISITS = 12 if LONG else 4
"""In an hour, the monkey's beside them."""

BEGINS = vietnam("2026-03-03 22:00")
NEWS = ("Đổi nơi bỏ phiếu", "Thông báo mới")
"""A notice, of bundles with an even number and with an odd one."""

GROWTH = 0.05


class Visitor(Monkey):
    """The monkey as a citizen: it neither turns the calendar nor knows of the officials."""

    def _acts(self) -> list[tuple[Callable[[], str | None], int]]:
        left_out = {self._day, self._office_door, self._go}
        return [(act, weight) for act, weight in super()._acts() if act not in left_out]

    def _begin(self, number: int) -> None:
        begin(self.kiosk)

    def moment(self, day: int, hour: int, minute: int) -> None:
        """The day's own."""


@dataclass(frozen=True)
class Held:
    """What the process holds while nobody is at the screen."""

    files: int
    threads: int
    memory: float


def held() -> Held:
    return Held(len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task")), memory())  # noqa: PTH208


def begin(kiosk: Open) -> None:
    """A finger on the first screen."""
    kiosk.hand.touch_at(QPoint(SMALL.width // 2, SMALL.height // 2))
    assert kiosk.session.place.screen is Screen.HOME, (kiosk.session.place, kiosk.hand.names())


def reads(kiosk: Open) -> None:
    """Her candidates, one of them, and out by the key for it."""
    begin(kiosk)
    kiosk.go("candidates", "p98.na.1")
    kiosk.go("candidate", "p98.na.1.1")
    kiosk.hand.touch(kiosk.keys("Start page"))
    kiosk.hand.touch(kiosk.keys("Finish"))


def changes_everything(kiosk: Open) -> None:
    """In large letters, in English; she goes without a word."""
    begin(kiosk)
    kiosk.hand.touch("English")
    kiosk.session.setTextSize("largest")
    kiosk.session.setContrast("white-on-black")
    kiosk.go("notices")
    kiosk.wait(160)


def looks_only(kiosk: Open) -> None:
    """One touch, and gone."""
    begin(kiosk)
    kiosk.wait(151)


JOURNEYS = (reads, changes_everything, looks_only)


@dataclass
class Town:
    """Bundles by the hour, and a store with the first."""

    store: Path
    bundles: list[Path]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("soak")
    desk = stores.desk(folder / "desk")
    made = stores.content()
    bundles = []
    for version in range(1, HOURS + 2):
        first = replace(made.notices[1], title={"vi": NEWS[version % 2]})
        issued = stores.ISSUED + dt.timedelta(minutes=version)
        bundles.append(desk.bundle(version, replace(made, notices=(first, *made.notices[2:])), issued=issued))
    store = stores.new_store(folder / "store", desk)
    put(store, desk, 1)
    return Town(store, bundles)


def on_its_own_clock(kiosk: Kiosk, clock: Seconds) -> None:
    """Nothing is assumed: the system's clock and the boot clock run with the test's, and visits are counted."""
    run_by(
        kiosk,
        lambda: BEGINS.astimezone(dt.UTC) + dt.timedelta(seconds=clock.now),
        lambda: 1000.0 + clock.now,
    )


def shown(kiosk: Open) -> str:
    """The notice that differs, as it is shown."""
    showing = kiosk.session.view.showing
    assert showing is not None
    return next(title for notice in showing.notices() if (title := notice.title["vi"]) in NEWS)


@pytest.mark.timeout(0 if LONG else 300)
def test_days_of_visits_with_another_bundle_each_hour(
    town: Town,
    qapp: QGuiApplication,
    capfd: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    dice = random.Random(2026)  # noqa: S311
    visits: Counter[tuple[dt.date, int]] = Counter()
    seen: list[Held] = []
    with hearing() as heard, opened(town.store, qapp, at=None, panel=SMALL, equip=on_its_own_clock) as kiosk:
        visitor = Visitor(kiosk, "soak", [], BEGINS.date(), heard)
        visitor.turn(upright=True)
        clock, session, world = kiosk.clock, kiosk.session, kiosk.kiosk.world
        there = [False]

        def moved() -> None:
            came, there[0] = there[0], session.place != ATTRACT
            if came and session.resting:
                at = (BEGINS + dt.timedelta(seconds=clock.now)).astimezone(VIETNAM)
                visits[at.date(), at.hour] += 1

        session.moved.connect(moved)
        for hour in range(HOURS):
            clock.now = max(clock.now, hour * 3600.0) + 300  # an hour is longer where a page was read aloud
            ended: list[Outcome] = []
            before = shown(kiosk)
            swapping = dice.randrange(VISITS)
            for visit in range(VISITS):
                if visit == swapping:
                    begin(kiosk)
                    so_far = visits.total()
                    install = ["install", str(town.bundles[hour + 1]), "--store", str(town.store)]
                    kiosk.kiosk.screen.office.run(install, ended.append)
                    visitor.play(20)  # meanwhile
                    until(lambda ended=ended: bool(ended))
                    assert ended[0].refused is None, ended[0]
                    if session.place != ATTRACT and visits.total() == so_far:
                        kiosk.kiosk.follow()
                        assert shown(kiosk) == before, "what she reads does not change under her hands"
                    visitor.wait_for_attract()
                    assert shown(kiosk) == NEWS[(hour + 2) % 2] != before
                else:
                    dice.choice(JOURNEYS)(kiosk)
                    visitor.wait_for_attract()
                clock.now += dice.randrange(5, 60)
            visitor.round(hour, 40)
            assert session.view.moment.sure
            assert len(list((town.store / "generations").iterdir())) <= 2
            seen.append(held())
            if LONG:
                with capfd.disabled():
                    print(f"hour {hour + 1} of {HOURS}: {visits.total()} visits, {seen[-1]}")  # noqa: T201
        assert world._store is not None
        assert world._store.state is not None
        with world._store.state.reading() as books:
            counts = books.counts()
    said = {
        (dt.date.fromisoformat(day), hour): times
        for (day, hour, kind, _), times in counts.items()
        if kind == Kind.VISIT
    }
    assert said == visits, "as many as there were, each in the hour in which it ended"
    assert len({day for day, _ in said}) >= 2, "midnight has passed"
    assert visits.total() >= HOURS * VISITS
    assert seen[-1].files <= seen[0].files
    assert seen[-1].threads <= seen[0].threads
    if LONG:
        first, last = (statistics.median(one.memory for one in part) for part in (seen[20:28], seen[-8:]))
        for name, value in (("hours", HOURS), ("visits", visits.total()), ("before", first), ("after", last)):
            record_property(name, value)
        assert last < first * (1 + GROWTH), f"{first:.0f} MB became {last:.0f} MB"
