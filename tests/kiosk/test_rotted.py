"""What rots under a running kiosk: staff are called once, the content before it shows, and it is healed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import Open, opened, put, run_by, until, vietnam
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.nightly import AGAIN_S
from voter_kiosk.kiosk.office.job import Job
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.resuming import Resuming
from voter_kiosk.store import rot
from voter_kiosk.store.content_schema import CONTENT_SCHEMA
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked

BALLOT = "p98.na.1"
NO_RECORD = b"\xc1"


@pytest.fixture
def twice(store: Path, committee: stores.Desk) -> Path:
    """A store that shows version 2 and has version 1 behind it."""
    put(store, committee, 2)
    return store


def damage(store: Path, generation: int, table: str) -> None:
    """Every record of a table is none any more."""
    content = Layout(store).content(generation)
    content.chmod(0o600)
    with closing(sqlite3.connect(content)) as database, database:
        changed = database.execute(f"UPDATE {table} SET record = ?", (NO_RECORD,)).rowcount  # noqa: S608
    assert changed > 0


def by_day(kiosk: Kiosk, clock: Seconds) -> None:
    """The system's clock goes with the kiosk's seconds, and is believed."""
    run_by(kiosk, lambda: vietnam("2026-03-03 10:00") + dt.timedelta(seconds=clock()), clock)


def go(found: Open, screen: str, subject: str = "") -> None:
    """As by a touch: what it raises, Qt hears."""
    QTimer.singleShot(0, lambda: found.session.go(screen, subject))
    settle()
    found.grab()


def shown(found: Open) -> int:
    return found.kiosk.world._store.generation if found.kiosk.world._store else 0


@pytest.mark.parametrize("table", ["notices", "posters"])
def test_what_the_first_screen_is_made_of_is_looked_at_before_it_shows(
    twice: Path, qapp: QGuiApplication, table: str
) -> None:
    damage(twice, 2, table)
    with opened(twice, qapp, at=None) as found:
        assert not found.session.fault
        assert shown(found) == 1
        assert "older-generation-shown" in found.kiosk.world.status


def test_a_list_that_rots_is_shown_as_it_was_before_and_healed_as_soon_as_nobody_is_there(
    twice: Path, qapp: QGuiApplication
) -> None:
    with opened(twice, qapp, at=None, equip=by_day) as found, found.kiosk.cover:
        assert shown(found) == 2
        damage(twice, 2, "candidates")
        go(found, "candidates", BALLOT)
        assert found.session.fault, "staff are called"
        until(lambda: not found.session.fault)
        assert shown(found) == 1
        go(found, "candidates", BALLOT)
        assert not found.session.fault
        assert found.kiosk.screen.session.place.subject == BALLOT
        found.session.finish()
        found.kiosk.follow()
        assert found.kiosk.nightly.at_work, "in the middle of the day"
        until(lambda: not found.kiosk.nightly.at_work)
        assert not rot.content_rotted(Layout(twice).generation(2))
        assert shown(found) == 2
        go(found, "candidates", BALLOT)
        assert not found.session.fault
        found.session.finish()
        found.kiosk.follow()
        assert not found.kiosk.nightly.at_work, "once"


def test_the_only_content_there_is_stays_though_a_list_of_it_has_rotted(
    store: Path, qapp: QGuiApplication
) -> None:
    with opened(store, qapp, at=None) as found, found.kiosk.cover:
        damage(store, 1, "candidates")
        for _ in range(2):
            go(found, "candidates", BALLOT)
            assert found.session.fault
            until(lambda: not found.session.fault)
            assert shown(found) == 1
            go(found, "about")
            assert not found.session.fault


@pytest.mark.parametrize("table", ["notices", "posters"])
def test_the_only_content_there_is_is_compiled_anew_if_it_has_rotted_before_the_start(
    store: Path, qapp: QGuiApplication, table: str
) -> None:
    damage(store, 1, table)
    with opened(store, qapp, at=None) as found:
        assert shown(found) == 0
        until(lambda: not found.kiosk.resuming.at_work)
        assert shown(found) == 1
        assert not rot.content_rotted(Layout(store).generation(1))
        assert found.kiosk.world.status == "generation 1 is shown"


def test_content_that_cannot_be_read_at_all_any_more_stays_open_until_it_is_compiled_anew(
    store: Path, qapp: QGuiApplication
) -> None:
    with opened(store, qapp, at=None) as found, found.kiosk.cover:
        content = Layout(store).content(1)
        content.chmod(0o600)
        with content.open("r+b") as file:
            file.write(bytes(content.stat().st_size))
        go(found, "candidates", BALLOT)
        assert found.session.fault
        until(lambda: not found.session.fault)
        assert shown(found) == 1, "what can be read of it is shown on"
        assert "content-unreadable" in found.kiosk.world.status
        found.kiosk.follow()
        assert found.kiosk.resuming.at_work
        until(lambda: not found.kiosk.resuming.at_work)
        found.session.finish()
        found.kiosk.follow()
        assert found.kiosk.world.status == "generation 1 is shown"
        go(found, "candidates", BALLOT)
        assert not found.session.fault


def test_content_that_another_version_of_the_software_compiled_is_compiled_anew(
    tmp_path: Path, committee: stores.Desk, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = stores.new_store(tmp_path / "before", committee)
    with monkeypatch.context() as before:
        before.setattr("voter_kiosk.store.content_schema.CONTENT_SCHEMA", CONTENT_SCHEMA - 1)
        put(store, committee, 1)
    with opened(store, qapp, at=None) as found:
        assert found.kiosk.world.status == "nothing to show [content-other-schema]"
        until(lambda: not found.kiosk.resuming.at_work)
        assert found.kiosk.world.status == "generation 1 is shown"


def test_a_look_that_another_command_was_in_the_way_of_is_done_later(twice: Path, qapp: QGuiApplication) -> None:
    with opened(twice, qapp, at=None, equip=by_day) as found, found.kiosk.cover:
        damage(twice, 2, "candidates")
        go(found, "candidates", BALLOT)
        until(lambda: not found.session.fault)
        found.session.finish()
        with locked(Layout(twice)):
            found.kiosk.follow()
            assert found.kiosk.nightly.at_work
            until(lambda: not found.kiosk.nightly.at_work)
        found.kiosk.follow()
        assert not found.kiosk.nightly.at_work, "not every five seconds"
        found.clock.now += AGAIN_S
        found.kiosk.follow()
        until(lambda: not found.kiosk.nightly.at_work)
        assert shown(found) == 2
        assert not rot.content_rotted(Layout(twice).generation(2))


def test_a_fault_of_the_software_sets_no_content_aside(twice: Path, qapp: QGuiApplication) -> None:
    with opened(twice, qapp, at=None, equip=by_day) as found, found.kiosk.cover:
        found.kiosk.cover.caught(RuntimeError, RuntimeError("a mistake of ours"), None)
        assert found.session.fault
        until(lambda: not found.session.fault)
        found.kiosk.follow()
        assert shown(found) == 2
        assert not found.kiosk.nightly.at_work


def test_a_setting_that_rots_while_it_runs_is_a_state_that_is_lost_and_no_fault(
    store: Path, qapp: QGuiApplication
) -> None:
    with opened(store, qapp, at=None) as found, found.kiosk.cover:
        with closing(sqlite3.connect(Layout(store).state)) as database, database:
            database.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('idle_seconds', '{')")
        found.kiosk.follow()
        assert not found.session.fault
        assert "store-state-lost" in found.kiosk.world.status
        assert shown(found) == 1


def test_whether_a_load_was_broken_off_is_asked_until_it_is_known(qapp: QGuiApplication, tmp_path: Path) -> None:
    parent = QObject()
    answers = [None, None, ("broken-off",), ("broken-off",), ("content-unreadable",)]
    resuming = Resuming(lambda: answers.pop(0), Seconds(), parent)
    for _ in range(2):
        resuming.look(tmp_path, free=True)
        assert not resuming.at_work
    resuming.look(tmp_path, free=True)
    assert resuming.at_work
    until(lambda: not resuming.at_work)
    resuming.look(tmp_path, free=True)
    assert not resuming.at_work, "it was tried"
    resuming.look(tmp_path, free=True)
    assert resuming.at_work, "something else is to be mended"
    until(lambda: not resuming.at_work)


def test_a_command_that_does_not_die_at_once_is_not_waited_for(
    store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As one that hangs in a bad disk, which no signal ends before the disk answers."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.stdin.read()\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    parent = QObject()
    job = Job(["status", "--store", str(store)], parent)
    heard: list[object] = []
    job.ended.connect(heard.append)
    process = job._process
    monkeypatch.setattr(process, "closeWriteChannel", lambda: None)
    monkeypatch.setattr(process, "kill", lambda: None)
    job.start()
    assert process.waitForStarted()
    job.stop()
    assert process.state() is QProcess.ProcessState.Running, "it was left alone"
    gone: list[bool] = []
    job.destroyed.connect(lambda: gone.append(True))
    monkeypatch.undo()
    process.kill()
    until(lambda: bool(gone))
    assert heard == [], "nothing more is said of it"
