"""Official candidate lists made for tests: fictional people, the layouts that real committees publish."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADER = (
    "STT",
    "Họ và tên",
    "Ngày tháng năm sinh",
    "Giới tính",
    "Quốc tịch",
    "Dân tộc",
    "Tôn giáo",
    "Quê quán",
    "Nơi ở hiện nay",
    "Giáo dục phổ thông",
    "Chuyên môn, nghiệp vụ",
    "Học hàm, học vị",
    "Lý luận chính trị",
    "Ngoại ngữ",
    "Nghề nghiệp, chức vụ",
    "Nơi công tác",
    "Ngày vào Đảng",
    "Là đại biểu QH",
    "Là đại biểu HĐND",
)
"""Form 17 with one header row; the real one sets columns 10 to 14 under "Trình độ học vấn"."""
EDUCATION = slice(9, 14)

FIELDS = (
    "number",
    "name",
    "birth_date_posted",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "native_place",
    "residence",
    "schooling",
    "expertise",
    "degree",
    "political_theory",
    "languages",
    "occupation",
    "workplace",
    "party_date",
    "assembly_terms",
    "council_terms",
)
"""The candidate's field of each column of ``HEADER``."""

GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga")


def person(number: int, name: str = "", **changes: str) -> list[str]:
    """A row of form 17 about nobody; ``changes`` by field name."""
    values = {
        "number": str(number),
        "name": name or f"Nguyễn Văn {GIVEN[number - 1]}",
        "birth_date_posted": f"{10 + number}/{number}/19{60 + number}",
        "sex": "Nam" if number % 2 else "Nữ",
        "nationality": "Việt Nam",
        "ethnicity": "Kinh",
        "religion": "Không",
        "native_place": "Xã Hoa Mai, tỉnh Ninh Bình",
        "residence": "(đã lược bỏ)",
        "schooling": "12/12",
        "expertise": "Đại học chuyên ngành luật",
        "degree": "Cử nhân",
        "political_theory": "Cao cấp",
        "languages": "Tiếng Anh B1",
        "occupation": f"Giáo viên số {number}",
        "workplace": "Trường Trung học cơ sở Hoa Mai",
        "party_date": f"0{number}/02/1999",
        "assembly_terms": "Không",
        "council_terms": "Không",
    }
    return [(values | changes)[field] for field in FIELDS]


def people(count: int, **changes: str) -> list[list[str]]:
    """That many rows in the right order, alike but for what tells them apart."""
    return [person(number, **changes) for number in range(1, count + 1)]


def prose(unit: int = 1, *, seats: int = 3, candidates: int = 5, province: str = "Thành phố Hải Phòng") -> str:
    """The paragraph above a table as the Government's newspaper printed it in 2021."""
    return (
        f"\nUBBC Tỉnh/Thành phố: {province} \nĐơn vị bầu cử Số {unit}: Gồm các quận: Hoa Mai, Hoa Đào "
        f"và các huyện: Hoa Sen, Hoa Cúc. \n"
        f"Số đại biểu Quốc hội được bầu: {seats} người. Số người ứng cử: {candidates} người. "
    )


def word(path: Path, *parts: str | Sequence[Sequence[str]], two_rows: bool = True) -> Path:
    """A Word file of paragraphs (strings) and tables (rows under the form's header), in that order."""
    document: Any = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paragraph = document.add_paragraph()
            paragraph.add_run(part)
        else:
            add_table(document, part, two_rows=two_rows)
    document.save(str(path))
    return path


def add_table(document: Any, rows: Sequence[Sequence[str]], *, two_rows: bool = True) -> Any:
    """The form's table: two header rows with merged cells, or one."""
    head = 2 if two_rows else 1
    table = document.add_table(rows=head + len(rows), cols=len(HEADER))
    for column, title in enumerate(HEADER):
        table.cell(head - 1, column).text = title
    if two_rows:
        table.cell(0, EDUCATION.start).merge(table.cell(0, EDUCATION.stop - 1)).text = "Trình độ học vấn"
        for column, title in enumerate(HEADER):
            if not EDUCATION.start <= column < EDUCATION.stop:
                table.cell(1, column).text = ""
                table.cell(0, column).merge(table.cell(1, column)).text = title
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(head + number, column).text = text
    return table


def in_font(run: Any, font: str) -> None:
    """Set a run in a font, as Word writes it."""
    properties = run._r.get_or_add_rPr()
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:ascii"), font)
    fonts.set(qn("w:hAnsi"), font)
    properties.append(fonts)


def excel(
    path: Path, rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), sheet: str = "Danh sách"
) -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Danh sách"
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def comma(path: Path, rows: Sequence[Sequence[str]], *, delimiter: str = ",") -> Path:
    """A CSV file in UTF-8."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path
