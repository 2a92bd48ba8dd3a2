"""The trial run on real stores: whole, damaged, without content, without state."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.readiness import YES, Grade, Readiness, Seen
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper
from voter_kiosk.store import readiness as trial
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.setup import set_printer

NOW = dt.datetime(2026, 3, 4, 3, tzinfo=dt.UTC)
WELL = json.dumps({"smart_status": {"passed": True}})
FAILING = json.dumps({"smart_status": {"passed": False}})
OFFICER = Person(1, "Lê Thị B", Role.OFFICER)


def machine(
    answers: dict[str, tuple[int, str]] | None = None, *, sounds: bool = True, free: int = 9_000_000_000
) -> trial.Machine:
    """A machine whose programs answer so; one that is not named is not there."""

    def run(command: Sequence[str]) -> tuple[int, str] | None:
        return (answers or {}).get(command[0])

    return trial.Machine(run=run, sounds=lambda: sounds, free=lambda _path: free)


def examined(store: Path, on: trial.Machine | None = None, **options: object) -> Readiness:
    found = trial.examine(store, on or machine(), now=lambda: NOW, **options)  # type: ignore[arg-type]
    assert isinstance(found, Readiness), found
    return found


def grades(report: Readiness) -> dict[str, Grade]:
    return {check.code: check.grade for check in report.checks}


@pytest.fixture
def filled(store: Path, v1: Path) -> Path:
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    return store


def test_every_object_is_hashed_again_with_progress(filled: Path) -> None:
    told: list[tuple[int, int]] = []
    report = examined(filled, tell=lambda done, total: told.append((done, total)))
    assert grades(report)["objects"] is Grade.OK
    files = [path for path in Layout(filled).objects.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    assert len(told) == len(files) + 1
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert told == sorted(told)


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_an_object_that_rotted_or_is_gone_is_found(filled: Path, damage: str) -> None:
    victim = next(path for path in sorted(Layout(filled).objects.rglob("*")) if path.is_file())
    if damage == "changed":
        whole = victim.read_bytes()
        victim.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    else:
        victim.unlink()
    report = examined(filled)
    assert grades(report)["objects"] is Grade.WRONG
    assert report.grade is Grade.WRONG
    (line,) = (check for check in report.checks if check.code == "objects")
    assert ("1 tệp đã hỏng" if damage == "changed" else "1 tệp bị mất") in line.said.vi


def test_a_tampered_audit_log_is_found(filled: Path) -> None:
    import sqlite3

    with sqlite3.connect(filled / "state.sqlite") as books:
        books.execute("DROP TRIGGER IF EXISTS audit_no_update")
        names = [row[0] for row in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            books.execute(f"DROP TRIGGER {name}")
        books.execute("UPDATE audit SET detail = '{}' WHERE number = 2")
    books.close()
    assert grades(examined(filled))["audit"] is Grade.WRONG


@pytest.mark.parametrize(
    ("answer", "grade"),
    [
        ((0, WELL), Grade.OK),
        ((8, WELL), Grade.WRONG),
        ((0, FAILING), Grade.WRONG),
        ((1, "{}"), Grade.LOOK),
        ((0, "no json"), Grade.LOOK),
        ((0, "[]"), Grade.LOOK),
        (None, Grade.LOOK),
    ],
)
def test_the_disk_is_asked_for_its_health_where_it_can_be(
    filled: Path, answer: tuple[int, str] | None, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_device", lambda _path: "/dev/sda")
    on = machine({"smartctl": answer} if answer else {})
    assert grades(examined(filled, on))["disk-health"] is grade


def test_a_disk_that_the_system_does_not_name_is_not_asked(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_device", lambda _path: "")
    assert grades(examined(filled, machine({"smartctl": (0, WELL)})))["disk-health"] is Grade.LOOK


def test_the_disk_of_a_path_is_named_or_nothing(tmp_path: Path) -> None:
    assert trial._device(tmp_path).startswith("/dev/") or not trial._device(tmp_path)
    assert not trial._device(tmp_path / "nowhere")


def test_a_full_disk_no_sound_and_a_printer_that_is_gone_are_said(filled: Path) -> None:
    assert set_printer(filled, PrinterSetting("may-in", SlipPaper.A5)) is None
    poor = grades(examined(filled, machine({"lpstat": (0, "other\n")}, sounds=False, free=1_000)))
    assert (poor["disk"], poor["sound-device"], poor["printer"]) == (Grade.WRONG, Grade.LOOK, Grade.LOOK)
    rich = grades(examined(filled, machine({"lpstat": (0, "other\nmay-in\n")})))
    assert (rich["disk"], rich["sound-device"], rich["printer"]) == (Grade.OK, Grade.OK, Grade.OK)


def test_what_a_person_found_out_and_the_screen_stand_in_the_report(filled: Path) -> None:
    report = examined(filled, answers=dict.fromkeys(Seen, YES), screen="299 × 531 mm", by=OFFICER)
    assert {grades(report)[what.value] for what in Seen} == {Grade.OK}
    assert any("299 × 531 mm" in check.said.vi for check in report.checks)
    assert report.by == "Lê Thị B"


def test_a_kiosk_without_content_is_not_ready(store: Path) -> None:
    report = examined(store)
    assert grades(report)["content"] is Grade.WRONG
    assert report.title == {}


def test_content_that_cannot_be_read_is_said(filled: Path) -> None:
    for content in filled.glob("generations/*/content.sqlite"):
        content.write_bytes(b"noise")
    report = examined(filled)
    assert grades(report)["content"] is Grade.WRONG
    assert grades(report)["objects"] is Grade.OK


def test_with_the_state_lost_log_and_trust_are_wrong(filled: Path) -> None:
    for file in filled.glob("state.sqlite*"):
        file.unlink()
    found = grades(examined(filled))
    assert (found["audit"], found["versions"], found["content"]) == (Grade.WRONG,) * 3


def test_it_is_noted_with_the_reports_hash(filled: Path) -> None:
    report = examined(filled)
    digest = trial.note(filled, report, by=OFFICER)
    row = stores.tables(filled, "audit")["audit"][-1]
    noted = json.loads(row[3])
    assert row[2] == "readiness"
    assert noted["sha256"] == digest
    assert sum(noted[grade.value] for grade in Grade) == len(report.checks)
    assert noted["by"] == "1 Lê Thị B"


def test_without_a_store_it_is_said(tmp_path: Path) -> None:
    for store in (tmp_path, tmp_path / "nowhere"):
        found = trial.examine(store, machine())
        assert isinstance(found, Refusal)
        assert found.code == "store-not-set-up"


def test_a_program_of_the_system_answers_or_is_not_there() -> None:
    assert trial.run_program(["true"]) == (0, "")
    assert trial.run_program(["voter-kiosk-no-such-program"]) is None
