"""Tables as they come from Excel and from CSV files: every cell as text, with its address."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from voter_kiosk.authoring.sheets import Row, read_csv, read_tables
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.finding import Finding

CANDIDATES = TABLES[TableKey.CANDIDATES]


def workbook(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "du-lieu.xlsx")


def read(folder: Path) -> tuple[dict[TableKey, list[Row]], list[Finding]]:
    findings: list[Finding] = []
    return read_tables(folder, findings.append), findings


def csv_table(folder: Path, text: str, name: str = CANDIDATES.csv_name) -> None:
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables" / name).write_bytes(text.encode())


HEADER = ["Mã đơn vị", "STT", "Họ và tên", "Ngày sinh", "Giáo dục phổ thông", "Ngày vào Đảng"]


def test_columns_are_found_by_their_header_in_any_order_and_spelling(tmp_path: Path) -> None:
    csv_table(tmp_path, "HỌ VÀ TÊN,stt,Mã  đơn vị\nLê Thị Bưởi,1,p98.na.1\n")
    tables, findings = read(tmp_path)
    (row,) = tables[TableKey.CANDIDATES]
    assert (row["name"], row["number"], row["constituency"], row["sex"]) == ("Lê Thị Bưởi", "1", "p98.na.1", "")
    assert findings == []


def test_excel_dates_are_said_as_the_column_says_them(tmp_path: Path) -> None:
    workbook(
        tmp_path,
        {
            CANDIDATES.sheet: [
                HEADER,
                ["p98.na.1", 1.0, "A B", dt.datetime(1974, 7, 17), "12/12", dt.date(2001, 3, 14)],  # noqa: DTZ001 - as openpyxl gives it
            ],
            "Khu vực bỏ phiếu": [
                ["Mã khu vực", "Số", "Nơi bỏ phiếu", "Ngày bỏ phiếu", "Giờ mở cửa"],
                ["c98001.01", 1, "Nhà văn hóa", dt.datetime(2026, 3, 14), dt.time(7, 0)],  # noqa: DTZ001 - as openpyxl gives it
            ],
            "Tiếp xúc cử tri": [
                ["Mã", "Đơn vị bầu cử", "Bắt đầu", "Địa điểm"],
                ["a", "p98.na.1", dt.datetime(2026, 3, 5, 14), "Hội trường"],  # noqa: DTZ001 - as openpyxl gives it
            ],
        },
    )
    tables, findings = read(tmp_path)
    candidate, area, meeting = (
        tables[key][0] for key in (TableKey.CANDIDATES, TableKey.POLLING_AREAS, TableKey.MEETINGS)
    )
    assert (candidate["birth_date_posted"], candidate["party_date"], candidate["number"]) == (
        "17/07/1974",
        "14/03/2001",
        "1",
    )
    assert (area["day"], area["opens"], meeting["starts"]) == ("2026-03-14", "07:00", "2026-03-05 14:00")
    assert findings == []


def test_numbers_stay_as_a_person_reads_them(tmp_path: Path) -> None:
    workbook(tmp_path, {CANDIDATES.sheet: [HEADER, ["p98.na.1", 3.0, "A B", 1965, 10.5, 1e21]]})
    (row,) = read(tmp_path)[0][TableKey.CANDIDATES]
    assert (row["number"], row["birth_date_posted"], row["schooling"]) == ("3", "1965", "10.5")
    assert row["party_date"] == "1" + "0" * 21


@pytest.mark.parametrize("value", [dt.datetime(2026, 12, 12), dt.time(12, 12)])  # noqa: DTZ001 - as openpyxl gives it
def test_a_schooling_that_excel_made_a_date_is_an_error_with_its_cell(tmp_path: Path, value: object) -> None:
    workbook(tmp_path, {CANDIDATES.sheet: [HEADER, ["p98.na.1", 1, "A B", "1970", value, ""]]})
    tables, findings = read(tmp_path)
    assert [(found.code, found.file, found.place) for found in findings] == [
        ("became-a-date", "du-lieu.xlsx", "Người ứng cử!E2")
    ]
    assert tables[TableKey.CANDIDATES][0]["schooling"] == ""


def test_example_rows_empty_rows_and_the_guide_mean_nothing(tmp_path: Path) -> None:
    workbook(
        tmp_path,
        {
            "Hướng dẫn": [["Cách điền"]],
            CANDIDATES.sheet: [HEADER, ["Ví dụ: p98.na.1", 1, "A B"], [None, " "], ["p98.na.1", 2, "C D"]],
        },
    )
    tables, findings = read(tmp_path)
    assert [(row["name"], row.place()) for row in tables[TableKey.CANDIDATES]] == [("C D", "Người ứng cử!4")]
    assert findings == []


def test_english_twins_are_read_where_a_column_has_one(tmp_path: Path) -> None:
    csv_table(
        tmp_path,
        "Mã,Khẩu hiệu,Khẩu hiệu (English)\na,Đi bầu,Go and vote\nb,Cùng đi,\n",
        TABLES[TableKey.POSTERS].csv_name,
    )
    tables, _ = read(tmp_path)
    assert [row.text("slogan") for row in tables[TableKey.POSTERS]] == [
        {"vi": "Đi bầu", "en": "Go and vote"},
        {"vi": "Cùng đi"},
    ]


def test_an_unknown_column_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    csv_table(tmp_path, "Mã đơn vị,STT,Họ và tên,Quê quan,Số CCCD\np98.na.1,1,A B,x,001\n")
    _, findings = read(tmp_path)
    assert [(found.code, found.place) for found in findings] == [("unknown-column", "hàng 1")]
    assert "“Số CCCD”" in findings[0].message.vi


def test_a_misspelt_column_is_told_its_name(tmp_path: Path) -> None:
    csv_table(tmp_path, "Mã đơn vị,STT,Họ và tên,Quê quáng\np98.na.1,1,A B,x\n")
    _, findings = read(tmp_path)
    assert "“Quê quán”" in findings[0].remedy.en


def test_missing_doubled_and_surplus_cells_are_errors_with_their_place(tmp_path: Path) -> None:
    csv_table(tmp_path, "Mã đơn vị,STT,STT,\np98.na.1,,2,\np98.na.1,3,4,x,y\n")
    _, findings = read(tmp_path)
    assert [(found.code, found.place) for found in findings] == [
        ("column-twice", "hàng 1"),
        ("column-missing", "hàng 1"),
        ("cell-missing", "hàng 2, cột “STT”"),
        ("surplus-cell", "hàng 3"),
    ]


def test_letters_in_pieces_and_icelandic_eth_are_mended_with_a_note(tmp_path: Path) -> None:
    csv_table(tmp_path, "Mã đơn vị,STT,Họ và tên\np98.na.1,1,Lê Ca\u0302\u0301p\np98.na.1,2,Ðỗ An\n")
    tables, findings = read(tmp_path)
    assert [row["name"] for row in tables[TableKey.CANDIDATES]] == ["Lê Cấp", "Đỗ An"]
    assert [(found.code, found.place) for found in findings] == [
        ("not-nfc", "hàng 2, cột “Họ và tên”"),
        ("icelandic-eth", "hàng 3, cột “Họ và tên”"),
    ]


def test_where_the_workbook_is_csv_files_are_left_alone_with_a_warning(tmp_path: Path) -> None:
    workbook(tmp_path, {CANDIDATES.sheet: [HEADER, ["p98.na.1", 1, "A B"]]})
    csv_table(tmp_path, "Mã đơn vị,STT,Họ và tên\np98.na.1,2,C D\n")
    tables, findings = read(tmp_path)
    assert [row["name"] for row in tables[TableKey.CANDIDATES]] == ["A B"]
    assert [found.code for found in findings] == ["two-sources"]


def test_unknown_sheets_and_files_are_reported_with_the_nearest_name(tmp_path: Path) -> None:
    workbook(tmp_path, {"Người ứng cữ": [], "Nháp": [["x"]]})
    assert [(found.code, found.place) for found in read(tmp_path)[1]] == [("unknown-table", "Nháp")]
    (tmp_path / "du-lieu.xlsx").unlink()
    csv_table(tmp_path, "a\n", "nguoi-ung-cuu.csv")
    csv_table(tmp_path, "", CANDIDATES.csv_name)
    (found,) = read(tmp_path)[1]
    assert (found.code, found.file) == ("unknown-table", "tables/nguoi-ung-cuu.csv")
    assert "nguoi-ung-cu.csv" in found.remedy.en


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b"PK\x03\x04 broken", "broken-file"), (b"<html>", "not-office"), (b"x", "broken-file")],
)
def test_a_broken_workbook_is_an_error(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "du-lieu.xlsx").write_bytes(data)
    assert [(found.code, found.file) for found in read(tmp_path)[1]] == [(code, "du-lieu.xlsx")]


@pytest.mark.parametrize("data", ["Mã,Tên\n\xff".encode("latin-1"), b'a,"b\n'])
def test_a_broken_csv_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    findings: list[Finding] = []
    assert read_csv(tmp_path, "a.csv", findings.append) == []
    assert [(found.code, found.file) for found in findings] == [("table-unreadable", "a.csv")]


_CELL = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


@given(
    rows=st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=6), delimiter=st.sampled_from(",;")
)
def test_what_a_spreadsheet_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    header = ["Mã", "Thứ tự", "Khẩu hiệu"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    assert read_csv(path.parent, "a.csv", lambda found: pytest.fail(found.message.en)) == [header, *rows]
