"""Clocks of 1970 and of 2040, jumping back and forth, within a session and between two: neither dark nor wrong."""

from __future__ import annotations

import datetime as dt
import inspect
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import opened
from voter_kiosk.domain.calendar import VIETNAM, phases_at
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort, Place, Screen
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.session import TICKS_BETWEEN_LOOKS
from voter_kiosk.kiosk.window import KioskWindow
from voter_kiosk.kiosk.world import World
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.people import add_person, enter

RIGHT = dt.datetime(2026, 3, 5, 9, tzinfo=VIETNAM)
EPOCH, FAR = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
READ, PROGRAMME = "p98.na.1.1/programme", "Chương trình xanh của 1"
JUMPS = (EPOCH, RIGHT, FAR, RIGHT - dt.timedelta(days=20), FAR, EPOCH, RIGHT + dt.timedelta(days=9), RIGHT)


class Machine:
    """A machine's clocks: the one that is set, the one that only runs, and the start it is in."""

    def __init__(self) -> None:
        self.system, self.boot, self.start = RIGHT, 100.0, 1

    def clock(self, store: Store | None) -> Clock:
        return Clock(
            store.state if store else None,
            system=lambda: self.system,
            boot=lambda: self.boot,
            started=lambda: f"start {self.start}",
        )

    def starts(self, at: dt.datetime) -> None:
        self.system, self.boot, self.start = at, 5.0, self.start + 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    made = stores.desk(tmp_path_factory.mktemp("clock") / "desk")
    made.bundle(1)
    made.bundle(2)
    return made


@pytest.fixture
def store(desk: stores.Desk, tmp_path: Path) -> Path:
    made = stores.new_store(tmp_path / "store", desk)
    done = install(made, desk.folder / "v1.vkb", surroundings=stores.quick())
    assert isinstance(done, Installed)
    return made


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def world(store: Path, machine: Machine) -> Iterator[World]:
    made = World(store, Dictionary({}), elapsed=Seconds(), clock=machine.clock)
    made.open()
    yield made
    made.close()


def shown(world: World) -> tuple[bool, bool, bool]:
    """Whether there is content, whether the time is relied on, and whether programmes are shown."""
    world.follow(resting=True)
    showing = world.look(Comfort()).showing
    assert showing is not None, "dark"
    assert len(showing.candidates("p98.na.1")) == 5
    moment = world.moment()
    if not moment.sure:
        assert phases_at(showing.election, moment) == (), "a phase by a clock that nobody believes"
    return True, moment.sure, any(one.programme for one in showing.candidates("p98.na.1"))


def test_a_clock_that_jumps_within_a_run_shows_dates_alone_until_it_is_confirmed(
    world: World, machine: Machine
) -> None:
    assert shown(world) == (True, True, True)
    for system in JUMPS:
        machine.system = system
        machine.boot += 60
        sure = abs(system - RIGHT) < dt.timedelta(minutes=10)
        assert shown(world) == (True, sure, sure), system


def test_a_clock_that_is_wrong_at_each_start_is_doubted_and_right_ones_are_believed(
    world: World, machine: Machine
) -> None:
    """1970 and 2040 are known for wrong. A start some days off within the election cannot be: see DESIGN 4."""
    for system in (EPOCH, FAR, RIGHT, FAR, RIGHT, EPOCH, RIGHT):
        machine.starts(system)
        world.open()
        assert shown(world) == (True, system == RIGHT, system == RIGHT), system


def test_a_confirmed_clock_of_2040_poisons_nothing(
    world: World, machine: Machine, store: Path, desk: stores.Desk
) -> None:
    """An officer confirmed it, use was counted, PINs were mistyped, a bundle was loaded: set right, all works."""
    machine.starts(FAR)
    world.open()
    clock = world._clock
    assert clock is not None
    clock.confirm()
    world.count("home")
    assert shown(world) == (True, True, False)
    assert not isinstance(add_person(store, "Lê Thị B", Role.OFFICER, "480213", now=lambda: FAR), Refusal)
    for _ in range(6):
        assert isinstance(enter(store, "111111", now=lambda: FAR), Refusal)
    done = install(
        store, desk.folder / "v2.vkb", surroundings=stores.quick(now=lambda: FAR), confirmed_now=machine.system
    )
    assert isinstance(done, Installed)
    machine.starts(RIGHT)
    world.open()
    assert shown(world) == (True, True, True), "the end of campaigning was not entered for good"
    waits = enter(store, "480213", now=lambda: RIGHT)
    assert isinstance(waits, Refusal)
    assert waits.code == "pin-wait"
    later = RIGHT + dt.timedelta(hours=1)
    assert isinstance(enter(store, "480213", now=lambda: later), Person), "no wait until 2040"


def test_a_session_ends_by_seconds_that_only_run_whatever_the_clock_says(
    store: Path, machine: Machine, qapp: QGuiApplication
) -> None:
    for made in (Kiosk, KioskWindow):
        assert inspect.signature(made.__init__).parameters["clock"].default is time.monotonic

    def equip(kiosk: Kiosk, _clock: Seconds) -> None:
        kiosk.world._make_clock = machine.clock

    with opened(store, qapp, at=None, equip=equip) as found:
        found.go("home")
        for system in JUMPS:
            machine.system = system
            found.wait(1)
            found.kiosk.follow()
            assert found.session.place.screen is Screen.HOME
            assert not found.session.resting
        found.wait(200)
        assert found.session.resting


def test_a_programme_that_is_read_goes_with_the_first_doubt_and_comes_back_with_the_clock(
    store: Path, machine: Machine, qapp: QGuiApplication
) -> None:
    """She stays where she is, and is never asked to begin anew: only what no doubtful clock allows is gone."""

    def equip(kiosk: Kiosk, _clock: Seconds) -> None:
        kiosk.world._make_clock = machine.clock

    with opened(store, qapp, at=None, equip=equip) as found:

        def stands() -> bool:
            """Whether the programme stands there some seconds later; all else does, on her page, in her words."""
            machine.boot += TICKS_BETWEEN_LOOKS
            found.wait(TICKS_BETWEEN_LOOKS)
            found.kiosk.follow()
            found.grab()
            said = "\n".join(found.hand.words())
            assert found.session.place == Place(Screen.CANDIDATE, READ)
            assert not found.session.resting
            assert (found.session.language, found.session.textSize) == ("en", "large")
            assert stores.NAMES[0] in said, "who it is"
            return PROGRAMME in said

        found.go("home")
        found.session.setLanguage("en")
        found.session.setTextSize("large")
        found.go("candidates", "p98.na.1")
        found.go("candidate", READ)
        assert stands()
        for system in JUMPS:
            machine.system = system
            assert stands() is (system == RIGHT), system

        machine.system = RIGHT + dt.timedelta(days=2)  # it may be right, and nobody knows
        assert not stands()
        beside = open_store(store)
        assert isinstance(beside, Store)
        machine.clock(beside).confirm("1 Lê Thị B")  # as the command does
        beside.close()
        assert stands()
        machine.system = EPOCH
        assert not stands()
        assert found.hand.names(), "and there are ways on"
        found.hand.touch(found.keys("Start page"))
        assert found.session.place.screen is Screen.HOME
        found.wait(200)
        assert found.session.resting
