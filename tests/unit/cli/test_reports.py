"""Reports as an official types them: files whole and read back, refusals in one sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument

from helpers import stores
from helpers.stores import events
from voter_kiosk.cli.main import main
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.usage import Kind
from voter_kiosk.store.people import add_person
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.state import Books

VIETNAMESE: dict[str, str] = {}
ENGLISH = {"LANG": "en_GB.UTF-8"}
TODAY = dt.datetime.now(dt.UTC).date()


def words(file: Path) -> str:
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def pages(file: Path) -> int:
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    return document.pageCount()


def count(store: Path, days: int = 3) -> None:
    """Visits and what they used on the days before today."""

    def work(books: Books) -> None:
        for ago in range(2, days + 2):
            day = TODAY - dt.timedelta(days=ago)
            books.count(Kind.VISIT.value, "", day, 9, 12)
            books.count(Kind.SCREEN.value, "home", day, -1, 11)
            books.count(Kind.SCREEN.value, "term", day, -1, 1)
            books.count(Kind.CONTENT.value, "figures", day, -1, 6)
            books.count(Kind.LISTENING.value, "", day, -1, 5)

    assert settle(store, work) is None


@pytest.fixture
def used(demo_store: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    for name, role, pin in (("Lê Thị B", Role.OFFICER, "480213"), ("Trần Văn C", Role.OPERATOR, "775901")):
        assert isinstance(add_person(store, name, role, pin), Person)
    count(store)
    return store


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


def test_the_trial_run_is_written_as_pdf_and_json_and_noted(
    used: Path, stick: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = ["--seen", "sound=yes", "--seen", "touch=yes", "--seen", "ruler=yes", "--seen", "pixels=yes"]
    command = ["readiness", "--store", str(used), "--to", str(stick), "--by", "1", *seen, "--json"]
    assert main(command, VIETNAMESE) == 0
    said = json.loads(capsys.readouterr().out)
    (made, paper) = sorted(stick.iterdir())
    assert (made.suffix, paper.suffix) == (".json", ".pdf")
    assert said["files"] == [str(made), str(paper)]
    assert hashlib.sha256(made.read_bytes()).hexdigest() == said["sha256"]
    text = words(paper)
    for wanted in ("Biên bản chạy thử", "Lê Thị B", "Người kiểm tra", "ký, ghi rõ họ tên", "c98001.01"):
        assert wanted in text
    assert said["sha256"] in text.replace(" ", "")
    assert pages(paper) == 1
    assert events(used)[-1] == "readiness"


def test_what_is_wrong_ends_the_trial_run_with_one(
    used: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = next(path for path in (used / "objects").rglob("*") if path.is_file())
    victim.write_bytes(b"rot")
    assert main(["readiness", "--store", str(used)], VIETNAMESE) == 1
    said = capsys.readouterr().out
    assert "Hỏng: Tài liệu và hình ảnh đã nạp: 1 tệp đã hỏng" in said
    assert "Chưa dùng máy khi còn mục hỏng." in said


@pytest.mark.parametrize("seen", ["sound", "sound=maybe", "smell=yes"])
def test_an_answer_that_is_none_is_wrong_usage(
    used: Path, seen: str, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["readiness", "--store", str(used), "--seen", seen], VIETNAMESE) == 2
    assert seen in capsys.readouterr().err


def test_use_is_told_up_to_yesterday_and_written_in_every_form(
    used: Path, stick: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["usage", "--store", str(used), "--to", str(stick)], VIETNAMESE) == 0
    said = capsys.readouterr().out
    assert "Lượt xem  36" in said
    assert "Trang đầu: 33" in said
    assert "Một khóa Quốc hội" not in said, "three openings in all are not said"
    assert "Số nào dưới 5 không được ghi." in said
    assert sorted(path.suffix for path in stick.iterdir()) == [".csv", ".json", ".pdf", ".xlsx"]
    text = words(next(stick.glob("*.pdf")))
    for wanted in ("Báo cáo sử dụng", "Lượt xem theo ngày", "Lượt xem theo giờ", "9 giờ – 10 giờ", "Bảy nội dung"):
        assert wanted in text
    assert events(used)[-1] == "usage-exported"


def test_looking_at_the_figures_is_not_an_export(
    used: Path, capsys: pytest.CaptureFixture[str], qapp: QGuiApplication
) -> None:
    before = events(used)
    assert main(["usage", "--store", str(used), "--json"], ENGLISH) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["files"] == []
    assert events(used) == before


def test_a_single_form_is_written_where_it_is_asked_for(
    used: Path, stick: Path, capsys: pytest.CaptureFixture[str], qapp: QGuiApplication
) -> None:
    command = ["usage", "--store", str(used), "--csv", str(stick / "a.csv"), "--xlsx", str(stick / "b.xlsx")]
    assert main([*command, "--pdf", str(stick / "c.pdf")], ENGLISH) == 0
    assert sorted(path.name for path in stick.iterdir()) == ["a.csv", "b.xlsx", "c.pdf"]
    assert "Use of the voter information kiosk" in words(stick / "c.pdf")


def test_the_end_of_a_campaign_leaves_files_and_no_counts(
    used: Path, stick: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["end-campaign", "--yes", "--store", str(used), "--to", str(stick), "--by", "1", "--json"]
    assert main(command, VIETNAMESE) == 0
    said = json.loads(capsys.readouterr().out)
    made = next(stick.glob("ket-thuc-dot-*.json"))
    assert hashlib.sha256(made.read_bytes()).hexdigest() == said["sha256"]
    assert stores.tables(used, "counts")["counts"] == []
    assert "Đợt đã kết thúc" in words(next(stick.glob("*.pdf")))
    assert json.loads(stores.tables(used, "audit")["audit"][-1][3])["by"] == "1 Lê Thị B"
    assert main(command, VIETNAMESE) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "usage-empty"


def test_an_operator_cannot_end_a_campaign_and_a_pulled_stick_wipes_nothing(
    used: Path, stick: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["end-campaign", "--yes", "--store", str(used), "--to", str(stick), "--json"]
    assert main([*command, "--by", "2"], VIETNAMESE) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "officer-only"
    stick.rmdir()
    assert main([*command, "--by", "1"], VIETNAMESE) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "cannot-write-report"
    assert len(stores.tables(used, "counts")["counts"]) == 15


def test_the_end_of_a_campaign_is_asked_once(
    used: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication
) -> None:
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr("typer.confirm", no)
    assert main(["end-campaign", "--store", str(used), "--to", str(stick)], VIETNAMESE) == 1
    assert len(asked) == 1
    assert "chắc chắn" in asked[0]
    assert len(stores.tables(used, "counts")["counts"]) == 15


def test_what_reads_back_otherwise_is_not_delivered(
    used: Path,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    qapp: QGuiApplication,
) -> None:
    """A stick that says it has written and has not."""
    read = Path.read_bytes

    def worn(path: Path) -> bytes:
        return b"" if path.suffix == ".csv" else read(path)

    monkeypatch.setattr(Path, "read_bytes", worn)
    assert main(["end-campaign", "--yes", "--store", str(used), "--to", str(stick)], VIETNAMESE) == 1
    assert "[cannot-write-report]" in capsys.readouterr().err
    monkeypatch.undo()
    assert len(stores.tables(used, "counts")["counts"]) == 15


def test_reports_of_many_kiosks_are_put_together_with_the_plan(
    used: Path, stick: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = stick / "plan.xlsx"
    assert main(["report", "template", "plan", "--output", str(plan), "--store", str(used)], VIETNAMESE) == 0
    assert main(["usage", "--store", str(used), "--to", str(stick)], VIETNAMESE) == 0
    (made,) = stick.glob("*.json")
    other = json.loads(made.read_text("utf-8")) | {"kiosk": "another", "area": "c98001.02"}
    (stick / "other.json").write_text(json.dumps(other), "utf-8")
    capsys.readouterr()
    command = ["report", "merge", str(made), str(stick / "other.json"), "--plan", str(plan), "--json"]
    files = ["--xlsx", str(stick / "tien-do.xlsx"), "--pdf", str(stick / "tien-do.pdf")]
    assert main([*command, *files], VIETNAMESE) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kiosks"], found["visits"]) == (2, 72)
    assert "Tổng hợp tiến độ tuyên truyền" in words(stick / "tien-do.pdf")
    assert (stick / "tien-do.xlsx").stat().st_size > 0
    assert main(command[:-1], ENGLISH) == 0
    assert "Content: Figures of past elections" in capsys.readouterr().out
    assert main(["report", "merge", str(plan)], VIETNAMESE) == 1
    assert "[report-unreadable]" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["handover", "trial-run"])
def test_a_paper_is_made_once_and_never_over_another(
    stick: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", "template", kind, "--output", str(stick / "mau.docx")]
    assert main([*command, "--json"], VIETNAMESE) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(stick / "mau.docx")}
    assert main(command, VIETNAMESE) == 1
    assert "[paper-there]" in capsys.readouterr().err
