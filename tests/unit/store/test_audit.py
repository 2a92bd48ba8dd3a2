"""The audit log taken out and verified elsewhere: whatever is changed in it shows."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from voter_kiosk.domain.events import About
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store import people as staff
from voter_kiosk.store.audit import Checked, Log, export_log, log, verify_file


@pytest.fixture
def busy(store: Path) -> Path:
    """A store on which something was done."""
    for name, role, pin in (("=Lê Thị B", Role.OFFICER, "480213"), ("Trần Văn C", Role.OPERATOR, "775901")):
        assert isinstance(staff.add_person(store, name, role, pin), Person)
    staff.enter(store, "775901")
    staff.leave(store, 2, "idle")
    return store


def looked(store: Path, **which: Any) -> Log:
    found = log(store, **which)
    assert isinstance(found, Log), found
    return found


def checked(path: Path) -> Checked:
    found = verify_file(path)
    assert isinstance(found, Checked), found
    return found


def tamper(store: Path, statement: str) -> None:
    """Change the log as somebody with the disk in his hands could: without its triggers."""
    with sqlite3.connect(store / "state.sqlite") as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
    connection.close()


def test_the_log_is_read_newest_first_and_by_what_and_whom(busy: Path) -> None:
    every = looked(busy)
    assert [entry.event for entry in every.entries][:2] == ["left", "entered"]
    assert (every.broken, every.total) == (None, len(every.entries))
    assert {entry.about for entry in looked(busy, about=About.OFFICIALS).entries} == {"officials"}
    assert [entry.event for entry in looked(busy, official=2).entries] == ["left", "entered", "person-added"]
    assert every.officials == ("2 Trần Văn C", "1 =Lê Thị B")
    older = looked(busy, before=every.entries[1].number, most=1)
    assert [entry.number for entry in older.entries] == [every.entries[1].number - 1]
    assert "ra khỏi phần cán bộ" in every.entries[0].says.vi


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET detail = replace(detail, 'idle', 'finished') WHERE event = 'left'",
        "DELETE FROM audit WHERE event = 'entered'",
        "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE event = 'entered'",
    ],
)
def test_whatever_is_changed_in_the_store_breaks_the_chain_there(busy: Path, change: str) -> None:
    number = next(
        entry.number
        for entry in looked(busy).entries
        if entry.event == ("left" if "left" in change else "entered")
    )
    tamper(busy, change)
    assert looked(busy).broken == number


def test_a_row_of_nonsense_is_still_said(busy: Path) -> None:
    tamper(busy, "UPDATE audit SET detail = '{', at = 'gestern', event = 'x' WHERE event = 'left'")
    newest = looked(busy).entries[0]
    assert (newest.says.vi, newest.by, newest.about) == ("x", "", "machine")


@pytest.mark.parametrize("kind", [0, 1])
def test_an_export_verifies_anywhere_and_any_change_shows(busy: Path, tmp_path: Path, kind: int) -> None:
    by = Person(1, "=Lê Thị B", Role.OFFICER)
    files = export_log(busy, tmp_path, by=by)
    assert not isinstance(files, Refusal)
    path = files[kind]
    now = looked(busy)
    assert now.entries[0].event == "audit-exported", "and it is in the log that it was taken out"
    assert now.entries[0].by == "1 =Lê Thị B"
    shutil.rmtree(busy)
    found = checked(path)
    assert (found.entries, found.head, found.broken) == (now.total, now.head, None)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("wrong-pin", "entered").replace("775901", "").replace("idle", "gone"), "utf-8")
    assert checked(path).broken == now.total - 1


def test_a_log_whose_newest_entries_were_cut_off_has_another_last_hash(busy: Path, tmp_path: Path) -> None:
    files = export_log(busy, tmp_path)
    assert not isinstance(files, Refusal)
    document = json.loads(files[0].read_text("utf-8"))
    document["rows"].pop()
    files[0].write_text(json.dumps(document), "utf-8")
    cut, whole = checked(files[0]), checked(files[1])
    assert cut.broken is None
    assert (cut.entries, cut.head != whole.head) == (whole.entries - 1, True)


def test_no_cell_of_a_spreadsheet_is_taken_for_a_formula(busy: Path, tmp_path: Path) -> None:
    files = export_log(busy, tmp_path)
    assert not isinstance(files, Refusal)
    rows = list(csv.reader(io.StringIO(files[1].read_text("utf-8-sig"))))
    assert any("Lê Thị B" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"format": "x", "rows": []}',
        b"number,at\n1,2\n",
        b'{"format": "voter-kiosk-audit-1", "rows": [{"number": 1}]}',
        b'{"format": "voter-kiosk-audit-1", "rows": [{"number": 1, "at": 2, "event": "", "detail": ""}]}',
        b'{"format": "voter-kiosk-audit-1", "rows": []}',
    ],
)
def test_what_is_no_log_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "log"
    path.write_bytes(data)
    found = verify_file(path)
    assert isinstance(found, Refusal)
    assert found.code == "audit-unreadable"


def test_without_a_log_or_a_stick_it_is_said(busy: Path, tmp_path: Path) -> None:
    for refused in (
        verify_file(tmp_path / "nothing"),
        log(tmp_path),
        export_log(busy, tmp_path / "no-stick"),
        export_log(tmp_path, tmp_path),
    ):
        assert isinstance(refused, Refusal)
        assert refused.message.vi
