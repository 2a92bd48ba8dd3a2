"""What comes to the desk from elsewhere, by the commands an information team types."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from helpers import dossiers, official_lists
from helpers.commands import Command, runner
from helpers.sources import write_source
from voter_kiosk.authoring.new import new_source
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, TableKey

AREAS = TABLES[TableKey.POLLING_AREAS].sheet
ENGLISH = {"LANG": "en_GB.UTF-8"}


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command, in Vietnamese unless it says otherwise, and gives what it said."""
    return runner(capsys)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "bau-cu")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A ward's workbook with one polling area whose opening hour is no hour."""
    new_source(tmp_path / "mau", province="98")
    book = openpyxl.load_workbook(tmp_path / "mau" / WORKBOOK)
    page = book[AREAS]
    at = {cell.value: cell.column for cell in page[1]}
    for header, value in {
        "Mã khu vực": "c98001.09",
        "Số": "9",
        "Nơi bỏ phiếu": "Đình làng Chín",
        "Đơn vị bầu cử": "p98.na.1; p98.province.1; c98001.commune.1",
        "Giờ mở cửa": "sáng",
    }.items():
        page.cell(3, at[header], value)
    book.save(tmp_path / "phuong.xlsx")
    return tmp_path / "phuong.xlsx"


def test_a_workbook_comes_back_marked_is_mended_and_comes_in(
    command: Command, source: Path, workbook: Path, tmp_path: Path
) -> None:
    original = workbook.read_bytes()
    said = command("import-workbook", workbook, "--into", source)
    copy = tmp_path / "phuong-can-sua.xlsx"
    assert said.code == 1
    assert f"{AREAS}!O3: “sáng” không phải giờ." in said.out
    assert str(copy) in said.out
    assert workbook.read_bytes() == original
    book = openpyxl.load_workbook(copy)
    book[AREAS]["O3"] = "06:00"
    book.save(copy)
    said = command("import-workbook", copy, "--into", source)
    assert said.code == 0
    assert "Đã nhập 1 hàng của 1 bảng" in said.out
    assert command("check", source).code == 0


def test_a_machine_is_told_the_same(command: Command, source: Path, workbook: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.xlsx"
    said = command(
        "import-workbook", workbook, "--into", source, "--marked", marked, "--json", environment=ENGLISH
    )
    assert said.code == 1
    assert said.json["marked"] == str(marked)
    assert said.json["files"] == []
    assert [one["place"] for one in said.json["findings"] if one["severity"] == "error"] == [f"{AREAS}!O3"]
    again = command("import-workbook", workbook, "--into", source, "--marked", marked, environment=ENGLISH)
    assert again.code == 1
    assert "[file-exists]" in again.err


def test_the_sources_own_workbook_comes_back_marked_from_the_check(command: Command, tmp_path: Path) -> None:
    new_source(tmp_path / "bau-cu", province="98")
    own = tmp_path / "bau-cu" / WORKBOOK
    book = openpyxl.load_workbook(own)
    book[AREAS]["A3"] = "khu vực 1"
    book.save(own)
    said = command("check", tmp_path / "bau-cu", "--marked", tmp_path / "can-sua.xlsx")
    assert said.code == 1
    cell = openpyxl.load_workbook(tmp_path / "can-sua.xlsx")[AREAS]["A3"]
    assert cell.comment is not None
    assert "“khu vực 1” không đúng mẫu" in cell.comment.text


def test_a_list_in_excel_with_questions_comes_back_marked(command: Command, source: Path, tmp_path: Path) -> None:
    rows = [official_lists.person(1, schooling="12-Dec"), *official_lists.people(5)[1:]]
    title = ["Thành phố Hải Phòng. Ứng cử đại biểu Quốc hội. Đơn vị bầu cử số 1. Được bầu 3 đại biểu"]
    path = official_lists.excel(tmp_path / "a.xlsx", [title, official_lists.HEADER, *rows])
    said = command("import-list", path, "--into", source)
    assert said.code == 1
    cell = openpyxl.load_workbook(tmp_path / "a-can-sua.xlsx")["Danh sách"]["J3"]
    assert cell.comment is not None
    assert "12-Dec" in cell.comment.text


def test_a_folder_of_documents_is_answered_by_a_table(command: Command, source: Path, tmp_path: Path) -> None:
    for portrait in (source / "portraits").iterdir():
        portrait.unlink()
    folder = tmp_path / "ho-so"
    folder.mkdir()
    dossiers.photo(folder / "Lê Thị Bưởi.jpg")
    dossiers.photo(folder / "IMG_0003.jpg")
    said = command("import-people", folder, "--into", source)
    assert said.code == 1
    assert "Tệp\tLà gì\tCủa ai\tKết quả" in said.out
    assert "Lê Thị Bưởi.jpg\tẢnh chân dung\tLê Thị Bưởi (p98.na.1.1)\tđã nhập" in said.out
    assert "IMG_0003.jpg\tẢnh chân dung\t\tchưa biết của ai" in said.out
    assert "Chưa có ảnh chân dung của 6 người: Phạm Văn Cam (p98.na.1.2)" in said.out
    assert "Đã nhập 1 trong 2 tệp." in said.out
    (folder / "IMG_0003.jpg").unlink()
    again = command("import-people", folder, "--into", source, "--json", environment=ENGLISH)
    assert again.code == 0
    assert [(one["file"], one["fate"], one["whose"]) for one in again.json["records"]] == [
        ("Lê Thị Bưởi.jpg", "same", ["p98.na.1.1"])
    ]
    assert len(again.json["lacking"]["photo"]) == 6
