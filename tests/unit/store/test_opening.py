"""The store as the kiosk opens it: never dark, and honest about its troubles. Status, rollback, clock."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.elections import at, election
from voter_kiosk.domain.calendar import Confidence, Doubt, Moment, phases_at
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import HoursSet
from voter_kiosk.store import clock as clocks
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.officers import cover, set_hours
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.settings import change_setting
from voter_kiosk.store.state import State, open_state
from voter_kiosk.store.status import Status, rollback, status

CAMPAIGN = Moment(at("2026-03-05"))
LAST_DAY = Moment(at("2026-03-14", "07:00"))
STRUCK = StrikeOff(StrikeOffKind.STRUCK_OFF, "5/QĐ", dt.date(2026, 3, 1), {"vi": "Xóa tên"})


@pytest.fixture
def filled(store: Path, v1: Path, v2: Path) -> Path:
    """A store with two generations, the second active."""
    for bundle in (v1, v2):
        assert isinstance(install(store, bundle, surroundings=stores.quick()), Installed)
    return store


def opened(store: Path) -> Store:
    found = open_store(store)
    assert isinstance(found, Store), found
    return found


def lose_state(store: Path) -> None:
    for path in store.glob("state.sqlite*"):
        path.unlink()


def open_files() -> int:
    gc.collect()  # what an earlier test left to it
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


# --- opening ---


def test_a_store_with_nothing_in_it_opens_and_shows_nothing(store: Path) -> None:
    found = opened(store)
    assert (found.catalogue, found.generation, found.area, found.trouble) == (None, 0, None, ())
    assert found.showing(CAMPAIGN) is None
    assert not found.note_campaign(LAST_DAY)
    assert not found.kiosk_state().campaign_ended
    assert not found.outdated()
    found.close()


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    found = open_store(tmp_path)
    assert isinstance(found, Refusal)
    assert found.code == "store-not-set-up"


def test_the_active_generation_is_shown_at_its_place(filled: Path) -> None:
    found = opened(filled)
    assert (found.generation, found.trouble) == (2, ())
    assert found.area is not None
    assert found.area.code == "c98001.01"
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert len(showing.candidates("p98.na.1")) == 5
    found.close()


def test_an_open_store_notices_a_newer_generation(filled: Path, committee: stores.Desk) -> None:
    found = opened(filled)
    assert not found.outdated()
    assert isinstance(install(filled, committee.folder / "v3.vkb", surroundings=stores.quick()), Installed)
    assert found.outdated()
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert len(showing.candidates("p98.na.1")) == 5
    found.close()


@pytest.mark.parametrize("damage", ["gone", "noise"])
def test_with_the_state_lost_the_last_generation_is_shown_and_said(filled: Path, damage: str) -> None:
    lose_state(filled)
    if damage == "noise":
        (filled / "state.sqlite").write_bytes(b"noise" * 1000)
    found = opened(filled)
    assert found.generation == 2
    assert [trouble.code for trouble in found.trouble] == ["store-state-lost"]
    assert found.area is not None
    assert found.state is None
    found.count({"home": 1}, dt.date(2026, 3, 1))
    assert not found.note_campaign(LAST_DAY)
    assert not found.outdated()
    found.close()


def test_with_the_state_and_the_fallback_lost_the_newest_generation_is_shown(filled: Path) -> None:
    lose_state(filled)
    (filled / "fallback.json").unlink()
    (filled / "generations" / "notes").mkdir()
    found = opened(filled)
    assert found.generation == 2
    found.close()


def test_with_the_state_lost_strike_offs_covers_and_the_end_of_campaigning_hold(
    store: Path, committee: stores.Desk, tmp_path: Path
) -> None:
    desk = replace(committee, folder=tmp_path)
    marked = stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=STRUCK)
    for version, made in ((1, marked), (2, stores.content())):
        assert isinstance(install(store, desk.bundle(version, made), surroundings=stores.quick()), Installed)
    found = opened(store)
    assert found.note_campaign(LAST_DAY)
    found.close()
    assert cover(store, "province", covered=True) == {"province"}
    assert isinstance(set_hours(store, "06:00", "20:00", "12/QĐ-TBC", moment=CAMPAIGN), HoursSet)
    lose_state(store)
    found = opened(store)
    assert found.catalogue is not None
    one = found.catalogue.candidate("p98.na.1.2")
    assert one is not None
    assert one.strike_off == STRUCK
    assert found.kiosk_state().campaign_ended
    assert found.kiosk_state().covered == {"province"}
    assert found.area is not None
    assert (found.area.opens, found.area.decision) == ("06:00", "Quyết định số 12/QĐ-TBC")
    found.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE areas SET record = x'a5' WHERE code = 'c98001.01'",
        "UPDATE constituencies SET record = x'a5' WHERE id = 'p98.na.1'",
        "UPDATE constituencies SET id = 'p98.na.9' WHERE id = 'p98.na.1'",
        "UPDATE facts SET key = 'flection' WHERE key = 'election'",
        "DROP TABLE strings",
    ],
)
def test_what_every_screen_asks_is_looked_at_so_that_the_previous_generation_steps_in(
    filled: Path, damage: str
) -> None:
    with closing(sqlite3.connect(Layout(filled).content(2))) as database:
        database.execute(damage)
        database.commit()
    found = opened(filled)
    assert found.generation == 1
    assert [trouble.code for trouble in found.trouble] == ["content-unreadable", "older-generation-shown"]
    found.close()


@pytest.mark.parametrize("key", ["printer", "headphones"])
def test_a_setting_that_cannot_be_read_is_a_state_lost_and_nothing_stays_open(
    filled: Path, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(filled / "state.sqlite")) as database:
        database.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, "{noise"))
        database.commit()
    before = open_files()
    found = opened(filled)
    assert found.generation == 2
    assert [trouble.code for trouble in found.trouble] == ["store-state-lost"]
    assert caplog.records[0].exc_info is not None, "should it be a mistake of ours, it is not hidden"
    found.close()
    assert open_files() == before


def test_a_folder_that_cannot_be_listed_leaves_what_the_fallback_names(filled: Path) -> None:
    lose_state(filled)
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        shutil.copytree(filled, store)
        Path(scratch).chmod(0o755)
        generations = Layout(store).generations

        def look() -> str:
            found = opened(store)
            return f"{found.generation} {[trouble.code for trouble in found.trouble]}"

        generations.chmod(0o311)
        assert as_nobody(look) == "2 ['store-state-lost']"
        (store / "fallback.json").unlink()
        assert as_nobody(look) == "0 ['store-state-lost']"
        generations.chmod(0o755)
        assert as_nobody(look) == "2 ['store-state-lost']"


def test_a_damaged_generation_lets_the_previous_one_step_in(filled: Path) -> None:
    Layout(filled).content(2).write_bytes(b"noise")
    found = opened(filled)
    assert found.generation == 1
    assert [trouble.code for trouble in found.trouble] == ["content-unreadable", "older-generation-shown"]
    assert not found.outdated()
    found.close()


@pytest.mark.parametrize("lost", [True, False])
def test_with_every_generation_damaged_it_is_said(filled: Path, lost: bool) -> None:
    for number in (1, 2):
        Layout(filled).content(number).unlink()
    if lost:
        lose_state(filled)
    found = open_store(filled)
    assert isinstance(found, Refusal)
    assert found.code == "content-unreadable"


def test_on_a_disk_that_only_reads_the_content_shows(filled: Path) -> None:
    opened(filled).close()
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        shutil.copytree(filled, store, ignore=shutil.ignore_patterns("state.sqlite-*"))
        for path in (store / "state.sqlite", store, Path(scratch)):
            path.chmod(path.stat().st_mode & ~0o222 | 0o555)
        assert as_nobody(lambda: look_at(store)) == "2 0 False c98001.01 doubtless"
        for path in (Path(scratch), store):
            path.chmod(0o755)


def look_at(store: Path) -> str:
    """What the kiosk sees of a store in which it may write nothing, having tried to."""
    found = opened(store)
    assert found.state is not None
    assert found.area is not None
    clock = Clock(found.state, system=lambda: CAMPAIGN.instant, started=lambda: "boot")
    found.count({"home": 1}, dt.date(2026, 3, 1))
    assert not found.note_campaign(LAST_DAY)
    assert isinstance(cover(store, "na", covered=True), Refusal)
    clock.confirm()
    sure = "doubtless" if clock.moment(election()).sure else "doubtful"
    seen = f"{found.generation} {len(found.trouble)} {found.state.writable} {found.area.code} {sure}"
    assert isinstance(rollback(store), Refusal)
    found.close()
    return seen


def as_nobody(work: Callable[[], str]) -> str:
    """What ``work`` gives in a child process that is not the superuser, who may write anywhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            said = work()
        except BaseException as error:
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def test_what_the_kiosk_imports_brings_neither_tuf_nor_alembic() -> None:
    script = (
        "import sys\n"
        "import voter_kiosk.store.opening, voter_kiosk.store.showing, voter_kiosk.store.clock\n"
        "import voter_kiosk.store.export, voter_kiosk.store.status, voter_kiosk.store.catalogue\n"
        "heavy = ('tuf', 'securesystemslib', 'alembic', 'sqlalchemy.orm', 'voter_kiosk.authoring')\n"
        "print(sorted(name for name in sys.modules if name.startswith(heavy)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


# --- the end of campaigning, covers, counts ---


def test_the_end_of_campaigning_is_noted_once_and_for_good(filled: Path) -> None:
    found = opened(filled)
    assert not found.note_campaign(CAMPAIGN)
    assert not found.note_campaign(replace(LAST_DAY, confidence=Confidence.DOUBTFUL))
    assert found.note_campaign(LAST_DAY)
    assert not found.note_campaign(LAST_DAY)
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert not showing.disclosure.programmes
    found.close()
    assert isinstance(rollback(filled), Status)
    found = opened(filled)
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert all(not candidate.programme for candidate in showing.candidates("p98.na.1"))
    found.close()


def test_a_covered_ballot_is_covered_until_it_is_uncovered(filled: Path) -> None:
    found = opened(filled)
    assert cover(filled, "na", covered=True) == {"na"}
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert showing.candidates("p98.na.1") == ()
    assert cover(filled, "na", covered=False) == frozenset()
    showing = found.showing(CAMPAIGN)
    assert showing is not None
    assert len(showing.candidates("p98.na.1")) == 5
    found.close()
    events = stores.events(filled)
    assert events[-2:] == ["covered", "uncovered"]


def test_use_is_counted(filled: Path) -> None:
    found = opened(filled)
    late = dt.datetime(2026, 3, 1, 17, 30, tzinfo=dt.UTC)  # half past midnight in Viet Nam
    found.count({("screen", "home"): 2, ("screen", "steps"): 1}, late)
    found.count({("screen", "home"): 3}, late)
    found.count({("visit", ""): 1}, late)
    found.count({}, late)
    found.close()
    day = ("2026-03-02", -1, "screen")
    assert stores.tables(filled, "counts")["counts"] == [
        (*day, "home", 5),
        (*day, "steps", 1),
        ("2026-03-02", 0, "visit", "", 1),
    ], "the hour is kept of visits alone"


# --- status and rollback ---


def test_a_rollback_shows_the_previous_generation_and_back_again(filled: Path) -> None:
    first = rollback(filled)
    assert isinstance(first, Status)
    assert first.active is not None
    assert first.previous is not None
    assert (first.active.number, first.previous.number) == (1, 2)
    assert opened_generation(filled) == 1
    second = rollback(filled)
    assert isinstance(second, Status)
    assert second.active is not None
    assert second.active.number == 2
    assert stores.events(filled)[-2:] == ["rolled-back", "rolled-back"]
    assert second.broken_audit is None


def opened_generation(store: Path) -> int:
    found = opened(store)
    found.close()
    return found.generation


def test_a_rollback_moves_no_floor(filled: Path, v1: Path, v2: Path) -> None:
    before = stores.tables(filled, "floors", "clock", "posted", "strike_offs")
    assert isinstance(rollback(filled), Status)
    assert stores.tables(filled, "floors", "clock", "posted", "strike_offs") == before
    older = install(filled, v1, surroundings=stores.quick())
    assert isinstance(older, Refusal)
    assert older.code == "older-version"
    forward = install(filled, v2, surroundings=stores.quick())
    assert isinstance(forward, Installed)
    assert (forward.generation.number, forward.already) == (3, False)


def test_a_strike_off_survives_a_rollback(store: Path, committee: stores.Desk, tmp_path: Path) -> None:
    desk = replace(committee, folder=tmp_path)
    marked = stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=STRUCK)
    for version, made in ((1, stores.content()), (2, marked)):
        assert isinstance(install(store, desk.bundle(version, made), surroundings=stores.quick()), Installed)
    found = rollback(store)
    assert isinstance(found, Status)
    assert found.strike_offs == 1
    now = opened(store)
    assert now.generation == 1
    assert now.catalogue is not None
    one = now.catalogue.candidate("p98.na.1.2")
    now.close()
    assert one is not None
    assert one.strike_off == STRUCK


def test_there_is_nothing_to_go_back_to_at_first(store: Path, v1: Path, tmp_path: Path) -> None:
    for _ in range(2):
        found = rollback(store)
        assert isinstance(found, Refusal)
        assert found.code == "no-previous"
        install(store, v1, surroundings=stores.quick())
    missing = rollback(tmp_path / "none")
    assert isinstance(missing, Refusal)
    assert missing.code == "store-not-set-up"


def test_a_rollback_to_damaged_content_is_refused(filled: Path) -> None:
    Layout(filled).content(1).write_bytes(b"noise")
    found = rollback(filled)
    assert isinstance(found, Refusal)
    assert found.code == "content-unreadable"
    assert opened_generation(filled) == 2


def test_a_rollback_waits_for_an_install(filled: Path) -> None:
    with locked(Layout(filled)):
        found = rollback(filled)
    assert isinstance(found, Refusal)
    assert found.code == "store-busy"


def test_a_rollback_on_a_disk_that_fails_changes_nothing(filled: Path) -> None:
    def fail(operation: str) -> None:
        raise OSError(28, operation)

    found = rollback(filled, files=Files(fail))
    assert isinstance(found, Refusal)
    assert found.code == "disk-full"
    assert opened_generation(filled) == 2


def test_the_status_of_a_lost_state_or_of_no_store_is_a_refusal(filled: Path, tmp_path: Path) -> None:
    found = status(tmp_path / "none")
    assert isinstance(found, Refusal)
    assert found.code == "store-not-set-up"
    lose_state(filled)
    (filled / "state.sqlite").write_bytes(b"noise" * 1000)
    found = status(filled)
    assert isinstance(found, Refusal)
    assert found.code == "store-state-lost"


# --- the clock ---


class Hands:
    """A machine's two clocks, to be set by a test."""

    def __init__(self, system: str) -> None:
        self.system = at(system)
        self.boot = 100.0
        self.id = "boot-1"

    def passes(self, **delta: float) -> None:
        self.system += dt.timedelta(**delta)
        self.boot += dt.timedelta(**delta).total_seconds()

    def set(self, day: str) -> None:
        self.system = at(day)

    def restart(self) -> None:
        self.boot, self.id = 5.0, self.id + "1"

    def clock(self, state: State | None) -> Clock:
        return Clock(state, system=lambda: self.system, boot=lambda: self.boot, started=lambda: self.id)


@pytest.fixture
def state(filled: Path) -> Iterator[State]:
    found = open_state(filled / "state.sqlite", stores.ticking())
    assert isinstance(found, State)
    yield found
    found.close()


def test_a_clock_that_goes_on_is_believed(state: State) -> None:
    hands = Hands("2026-03-05")
    clock = hands.clock(state)
    hands.passes(days=3)
    assert clock.moment(election()) == Moment(at("2026-03-08"))
    assert hands.clock(state).moment(election()).sure


def test_an_anchor_that_could_not_be_noted_is_noted_once_nobody_else_writes(filled: Path, state: State) -> None:
    hands = Hands("2026-03-05")
    with stores.written_by_another(filled):
        clock = hands.clock(state)
        clock.note()
        assert clock.moment(election()).sure
        assert noted_start(state) == ""
    hands.passes(days=1)
    clock.note()
    assert noted_start(state) == hands.id
    hands.set("2026-03-09")
    assert not hands.clock(state).moment(election()).sure, "it was set between two runs"


def test_a_machine_that_does_not_tell_its_starts_begins_anew_each_time(state: State) -> None:
    hands = Hands("2026-03-05")
    hands.id = ""
    assert hands.clock(state).moment(election()).sure
    hands.passes(days=1)
    hands.boot = 5.0  # it was started anew
    assert hands.clock(state).moment(election()).sure


def test_an_officer_who_confirms_before_it_is_noted_is_believed(filled: Path, state: State) -> None:
    hands = Hands("2026-03-05")
    with stores.written_by_another(filled):
        clock = hands.clock(state)
    hands.set("2026-03-09")
    hands.clock(state).confirm()  # by a command beside the kiosk
    clock.note()
    assert clock.moment(election()).sure
    assert hands.clock(state).moment(election()).sure


def noted_start(state: State) -> str:
    with state.reading() as books:
        return books.clock().boot_id


def test_a_jump_within_a_run_or_between_two_runs_is_doubted(state: State) -> None:
    hands = Hands("2026-03-05")
    clock = hands.clock(state)
    hands.set("2026-03-07")
    assert not clock.moment(election()).sure
    assert not hands.clock(state).moment(election()).sure


def test_a_running_kiosk_hears_an_officer_who_confirms_beside_it(state: State) -> None:
    hands = Hands("2026-03-05")
    running = hands.clock(state)
    hands.set("2026-03-07")
    assert not running.moment(election()).sure
    hands.clock(state).confirm()
    assert running.moment(election()).sure


def test_an_officer_s_word_holds_until_the_clock_moves_again(state: State) -> None:
    hands = Hands("2026-03-05")
    clock = hands.clock(state)
    assert clock.confirmed_now() is None
    hands.set("2026-03-07")
    clock.confirm()
    hands.passes(hours=5)
    assert clock.moment(election()).sure
    assert clock.confirmed_now() == hands.system
    assert hands.clock(state).moment(election()).sure
    hands.set("2026-03-05")
    assert not clock.moment(election()).sure
    assert clock.confirmed_now() is None


def test_a_clock_before_the_newest_signed_time_is_wrong_whoever_confirms_it(state: State) -> None:
    hands = Hands("2026-03-05")
    hands.clock(state)
    hands.restart()
    hands.set("1970-01-01")
    clock = hands.clock(state)
    clock.confirm()
    moment = clock.moment(election())
    assert (moment.sure, moment.instant) == (False, stores.ISSUED + dt.timedelta(days=1))


def test_after_a_restart_the_clock_starts_anew(state: State) -> None:
    hands = Hands("2026-03-05")
    hands.clock(state)
    hands.restart()
    hands.set("2026-03-09")
    assert hands.clock(state).moment(election()).sure


def test_a_date_long_after_the_election_needs_an_officer(state: State) -> None:
    hands = Hands("2040-01-01")
    clock = hands.clock(state)
    assert not clock.moment(election()).sure
    clock.confirm()
    assert clock.moment(election()).sure


def test_a_kiosk_that_is_set_to_dates_alone_goes_by_no_clock_until_it_is_set_back(
    state: State, filled: Path
) -> None:
    clock = Hands("2026-03-05").clock(state)
    clock.confirm()
    assert not isinstance(change_setting(filled, "clock_mode", "dates"), Refusal)
    assert clock.doubts(election()) == {Doubt.SET_ASIDE}
    assert phases_at(election(), clock.moment(election())) == ()
    assert clock.confirmed_now() is not None, "a bundle from the future is held against it all the same"
    assert not isinstance(change_setting(filled, "clock_mode", "follow"), Refusal)
    assert clock.moment(election()) == Moment(at("2026-03-05"))


def test_without_a_state_the_clock_still_tells_the_time() -> None:
    hands = Hands("2026-03-05")
    clock = hands.clock(None)
    assert clock.moment(election()) == Moment(at("2026-03-05"))
    hands.set("2026-03-07")
    assert not clock.moment(None).sure
    clock.confirm()
    assert clock.moment(None).sure


def test_the_machine_s_own_clocks_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clocks.boot_time() > 0
    assert clocks.system_time().tzinfo is not None
    assert clocks.boot_id()
    monkeypatch.setattr(clocks, "_BOOT_ID", tmp_path / "none")
    assert clocks.boot_id() == ""
    assert Clock(None).moment(None).sure


def test_a_copy_of_a_store_opens_elsewhere(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "copy é ?#%20")
    assert opened_generation(tmp_path / "copy é ?#%20") == 2


def test_a_state_damaged_under_our_feet_is_not_taken_for_a_newer_generation(filled: Path) -> None:
    found = opened(filled)
    database = sqlite3.connect(filled / "state.sqlite")
    database.execute("DROP TABLE pointer")
    database.commit()
    database.close()
    assert not found.outdated()
    found.close()
