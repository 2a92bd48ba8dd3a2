"""Pinning trust, and where the kiosk stands."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from helpers import stores
from helpers.elections import at
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import HoursSet
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper
from voter_kiosk.store.fallback import read
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import Installed, install, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.officers import cover, set_hours
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.refusals import database
from voter_kiosk.store.setup import set_headphones, set_polling_area, set_printer, setup
from voter_kiosk.store.status import Status, status


def test_a_new_store_trusts_the_root_and_shows_nothing(store: Path, committee: stores.Desk) -> None:
    found = status(store)
    assert isinstance(found, Status)
    assert (found.active, found.previous, found.root, found.polling_area) == (None, None, 1, "c98001.01")
    assert stores.tables(store, "roots")["roots"][0][1] == committee.root.read_bytes()
    assert {path.name for path in store.iterdir()} >= {"objects", "generations", "incoming", "state.sqlite"}
    assert not (store / "state.new").exists()


def test_trust_is_never_pinned_over_another(store: Path, tmp_path: Path) -> None:
    stranger = stores.desk(tmp_path / "stranger")
    before = stores.tables(store, "roots", "audit")
    refused = setup(store, stranger.root)
    assert refused is not None
    assert refused.code == "store-exists"
    assert stores.tables(store, "roots", "audit") == before


@pytest.mark.parametrize("kind", ["missing", "noise", "unsigned", "huge", "folder"])
def test_a_root_that_is_none_is_refused(tmp_path: Path, committee: stores.Desk, kind: str) -> None:
    path = tmp_path / "root.json"
    root = json.loads(committee.root.read_bytes())
    if kind == "noise":
        path.write_bytes(b"{noise")
    if kind == "unsigned":
        path.write_text(json.dumps(root | {"signatures": []}))
    if kind == "huge":
        with path.open("wb") as file:
            file.truncate(33 << 20)
    if kind == "folder":
        path.mkdir()
    refused = setup(tmp_path / "store", path)
    assert refused is not None
    assert refused.code == ("root-unreadable" if kind in ("missing", "folder") else "bad-pinned-root")
    assert not (tmp_path / "store" / "state.sqlite").exists()


def test_a_store_whose_setting_up_was_broken_off_is_set_up_again(tmp_path: Path, committee: stores.Desk) -> None:
    class StopError(BaseException):
        pass

    def stop(operation: str) -> None:
        if operation == "move state.sqlite":
            raise StopError

    with pytest.raises(StopError):
        setup(tmp_path / "store", committee.root, files=Files(stop))
    assert not (tmp_path / "store" / "state.sqlite").exists()
    assert setup(tmp_path / "store", committee.root) is None


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path, committee: stores.Desk) -> None:
    (tmp_path / "file").write_bytes(b"")
    refused = setup(tmp_path / "file" / "store", committee.root)
    assert refused is not None
    assert refused.code == "disk-error"


def test_the_polling_area_can_be_said_later(store: Path) -> None:
    assert set_polling_area(store, "c98001.02") is None
    found = status(store)
    assert isinstance(found, Status)
    assert found.polling_area == "c98001.02"
    known = read(Layout(store))
    assert known is not None
    assert known.polling_area == "c98001.02"


def test_the_polling_area_of_no_store_is_refused(tmp_path: Path, store: Path) -> None:
    assert isinstance(set_polling_area(tmp_path / "none", "x"), Refusal)
    for path in store.glob("state.sqlite*"):
        path.unlink()
    (store / "state.sqlite").write_bytes(b"noise" * 1000)
    refused = set_polling_area(store, "x")
    assert refused is not None
    assert refused.code == "store-state-lost"


def test_after_a_lost_state_the_store_is_set_up_again_and_keeps_its_content(
    store: Path, committee: stores.Desk, v1: Path, v2: Path
) -> None:
    assert isinstance(install(store, v2, surroundings=stores.quick()), Installed)
    for path in store.glob("state.sqlite*"):
        path.unlink()
    assert setup(store, committee.root, polling_area="c98001.02") is None
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is not None
    assert (found.active.version, found.active.number) == (2, 1)
    assert found.newest_issue is not None
    events = stores.events(store)
    assert events == ["set-up", "confirmed"]
    older = install(store, v1, surroundings=stores.quick())
    assert isinstance(older, Refusal)
    assert older.code == "older-version"


def test_content_that_the_new_root_does_not_vouch_for_is_not_adopted(
    store: Path, v1: Path, tmp_path: Path
) -> None:
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    for path in store.glob("state.sqlite*"):
        path.unlink()
    stranger = stores.desk(tmp_path / "stranger")
    assert setup(store, stranger.root) is None
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is None


def test_what_only_marks_and_hides_is_taken_over_from_a_lost_state(
    store: Path, committee: stores.Desk, v1: Path
) -> None:
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    assert cover(store, "na", covered=True) == {"na"}
    assert isinstance(set_hours(store, "06:00", "20:00", "12/QĐ-TBC", moment=Moment(at("2026-03-10"))), HoursSet)
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.note_campaign(Moment(at("2026-03-14", "08:00")))
    opened.close()
    for path in store.glob("state.sqlite*"):
        path.unlink()
    assert setup(store, committee.root) is None
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.kiosk_state() == KioskState(campaign_ended=True, covered=frozenset({"na"}))
    assert opened.polling_area == "c98001.01"
    assert opened.area is not None
    assert (opened.area.opens, opened.area.decision) == ("06:00", "Quyết định số 12/QĐ-TBC")
    opened.close()


def test_a_generation_whose_objects_are_gone_is_not_adopted(store: Path, committee: stores.Desk, v1: Path) -> None:
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    next(path for path in (store / "objects").rglob("*") if path.is_file()).unlink()
    for path in store.glob("state.sqlite*"):
        path.unlink()
    assert setup(store, committee.root) is None
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is None


def test_a_store_that_is_at_work_is_not_set_up(tmp_path: Path, committee: stores.Desk) -> None:
    (tmp_path / "store").mkdir()
    with locked(Layout(tmp_path / "store")):
        refused = setup(tmp_path / "store", committee.root)
    assert refused is not None
    assert refused.code == "store-busy"


def test_a_database_that_fails_while_setting_up_is_said_plainly(
    tmp_path: Path, committee: stores.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr("voter_kiosk.store.setup.migrate", fail)
    refused = setup(tmp_path / "store", committee.root)
    assert refused is not None
    assert refused.code == "disk-full"
    assert not (tmp_path / "store" / "state.sqlite").exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("attempt to write a readonly database", "store-read-only"),
        ("disk I/O error", "disk-error"),
        ("database is locked", "disk-error"),
    ],
)
def test_a_failing_database_is_said_as_the_disk_it_is(tmp_path: Path, said: str, code: str) -> None:
    error = OperationalError("", {}, sqlite3.OperationalError(said))
    assert database(error, tmp_path).code == code


def test_a_disk_that_has_gone_counts_as_full(tmp_path: Path) -> None:
    error = OperationalError("", {}, sqlite3.OperationalError("disk I/O error"))
    assert database(error, tmp_path / "gone").code == "disk-full"


def test_an_adoption_that_was_broken_off_is_finished(store: Path, committee: stores.Desk, v2: Path) -> None:
    assert isinstance(install(store, v2, surroundings=stores.quick()), Installed)
    for path in store.glob("state.sqlite*"):
        path.unlink()

    class StopError(BaseException):
        pass

    def stop(operation: str) -> None:
        if operation == "compile":
            raise StopError

    with pytest.raises(StopError):
        setup(store, committee.root, files=Files(stop))
    assert isinstance(resume(store, surroundings=stores.quick()), Installed)
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is not None
    assert (found.active.version, found.unfinished) == (2, ())
    assert not (store / "adopting").exists()


def test_what_was_shown_is_kept_where_the_disk_has_no_room_to_take_it_over(
    store: Path, committee: stores.Desk, v2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(install(store, v2, surroundings=stores.quick()), Installed)
    for path in store.glob("state.sqlite*"):
        path.unlink()
    with monkeypatch.context() as full:
        full.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=1 << 20))
        assert setup(store, committee.root) is None
        again = resume(store)
        assert isinstance(again, Refusal)
        assert again.code == "no-space"
    assert isinstance(resume(store, surroundings=stores.quick()), Installed)
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is not None
    assert found.active.version == 2
    assert not (store / "adopting").exists()


def printer_of(store: Path) -> PrinterSetting | None:
    opened = open_store(store)
    assert isinstance(opened, Store)
    try:
        return opened.printer()
    finally:
        opened.close()


def test_a_store_has_no_printer_until_one_is_set(store: Path) -> None:
    assert printer_of(store) is None
    assert isinstance(found := status(store), Status)
    assert found.printer is None


def test_a_printer_is_set_with_its_paper_and_taken_away_and_both_are_audited(store: Path) -> None:
    roll = PrinterSetting("may-in", SlipPaper.ROLL)
    assert set_printer(store, roll) is None
    assert printer_of(store) == roll
    assert isinstance(found := status(store), Status)
    assert found.printer == roll
    assert found.polling_area == "c98001.01", "nothing else has changed"
    assert set_printer(store, None) is None
    assert printer_of(store) is None
    events = [
        (row[2], json.loads(row[3])) for row in stores.tables(store, "audit")["audit"] if row[2] == "printer"
    ]
    assert events == [("printer", {"name": "may-in", "paper": "80mm"}), ("printer", {"name": "", "paper": ""})]


def headphones_of(store: Path) -> Headphones:
    opened = open_store(store)
    assert isinstance(opened, Store)
    try:
        return opened.headphones()
    finally:
        opened.close()


def test_headphones_are_looked_for_until_a_kiosk_is_told_what_it_has(
    tmp_path: Path, store: Path, committee: stores.Desk
) -> None:
    assert headphones_of(store) is Headphones.DETECT
    assert set_headphones(store, Headphones.NONE) is None
    assert headphones_of(store) is Headphones.NONE
    assert isinstance(found := status(store), Status)
    assert found.headphones is Headphones.NONE
    audit = [json.loads(row[3]) for row in stores.tables(store, "audit")["audit"] if row[2] == "headphones"]
    assert audit == [{"setting": "none"}]
    other = tmp_path / "other"
    assert setup(other, committee.root, headphones=Headphones.ALWAYS) is None
    assert headphones_of(other) is Headphones.ALWAYS


def test_setting_up_can_name_the_printer(tmp_path: Path, committee: stores.Desk) -> None:
    assert setup(tmp_path / "store", committee.root, printer=PrinterSetting("laser")) is None
    assert printer_of(tmp_path / "store") == PrinterSetting("laser", SlipPaper.A5)


def test_a_printer_of_a_store_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused = set_printer(tmp_path / "nowhere", PrinterSetting("laser"))
    assert refused is not None
    assert refused.code == "store-not-set-up"


def test_with_the_state_lost_nothing_is_printed(tmp_path: Path, committee: stores.Desk, v1: Path) -> None:
    assert setup(tmp_path / "store", committee.root, printer=PrinterSetting("laser")) is None
    assert isinstance(install(tmp_path / "store", v1, surroundings=stores.quick()), Installed)
    Layout(tmp_path / "store").state.write_bytes(b"noise")
    assert printer_of(tmp_path / "store") is None
