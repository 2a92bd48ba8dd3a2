"""A workbook given back: a copy in which every wrong cell is filled and commented, and one sheet lists them all.

The workbook itself is never touched. Everything else of the copy stays as openpyxl can keep it: values, formulas,
formats, drop-downs, notes, charts and pictures; drawn shapes get lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from pathlib import Path
from typing import Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from voter_kiosk.authoring.office_files import Fault, broken_file, recognise
from voter_kiosk.authoring.sheets import FINDINGS_SHEET
from voter_kiosk.authoring.table_writing import replace_all, saved
from voter_kiosk.authoring.workbook import load_workbook
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold

MARK_AUTHOR: Final = "voter-kiosk kiểm tra"
"""Who signs the comments, so that the next marking takes its own ones away first."""

_SAYS: Final = {Severity.ERROR: "Cần sửa", Severity.WARNING: "Cần xem lại", Severity.NOTE: "Ghi chú"}
_FILLS: Final = {Severity.ERROR: "FFF4B0A8", Severity.WARNING: "FFFFE08A", Severity.NOTE: "FFD6E6F2"}
_ORDER: Final = {severity: index for index, severity in enumerate(Severity)}
_PLACE: Final = re.compile(r"(?P<sheet>.+?)(?:!(?P<column>[A-Z]{0,3})(?P<row>[0-9]{1,7}))?")
_BEFORE: Final = "\n\n[Lời ghi trước đó]\n"
_LONGEST_COMMENT: Final = 1500
"""Signs of one comment: more does not fit any box that Excel draws."""


def marked_copy(workbook: Path, findings: Iterable[Finding], to: Path, *, name: str = "") -> int | Refusal:
    """Write a copy of ``workbook`` to ``to`` with a mark on each cell that a finding about it names.

    ``name`` is what the workbook is called in the findings, its file's name by default. Gives how many cells were
    marked. A finding about a row marks its first cell that says something, one about a sheet its first cell; all
    stand on the sheet ``Cần sửa``. Refuses what cannot be read, ``same-file``, ``file-exists``,
    ``cannot-write-copy``.
    """
    if to.exists():
        if workbook.exists() and to.samefile(workbook):
            return Refusal(
                "same-file",
                Sentence(
                    "Bản đánh dấu không được ghi đè lên tệp gốc; hãy chọn tên khác.",
                    "The marked copy must not overwrite the original; choose another name.",
                ),
            )
        return Refusal(
            "file-exists",
            Sentence(
                f"Đã có tệp {to.name}; hãy chuyển tệp đó đi hoặc chọn tên khác.",
                f"{to.name} is there already; move it away or choose another name.",
            ),
        )
    kind = recognise(workbook)
    if isinstance(kind, Fault):
        return kind.refusal(workbook.name)
    mine = [one for one in findings if one.file == (name or workbook.name)]
    try:
        book = load_workbook(workbook, keep_vba=kind.macros, rich_text=True)
        _without_marks(book)
        marked = _mark(book, mine)
        data = saved(book)
    except Exception as problem:  # openpyxl raises nearly anything on a broken workbook
        return broken_file(problem).refusal(workbook.name)
    try:
        replace_all({to: data})
    except OSError as problem:
        return Refusal(
            "cannot-write-copy",
            Sentence(
                f"Không ghi được bản đánh dấu {to.name}; hãy kiểm tra chỗ trống và quyền ghi.",
                f"The marked copy {to.name} cannot be written; check free space and permissions.",
            ),
            str(problem),
        )
    return marked


def free_name(workbook: Path) -> Path:
    """Where the copy of ``workbook`` goes when nobody says: beside it, ``-can-sua`` in its name, a new number."""
    for number in range(1, 1000):
        tail = "-can-sua" if number == 1 else f"-can-sua-{number}"
        path = workbook.with_name(f"{workbook.stem}{tail}{workbook.suffix}")
        if not path.exists():
            break
    return path


def _without_marks(book: Any) -> None:
    """Take away what an earlier marking left: its sheet, its comments, its fills."""
    for sheet in list(book.worksheets):
        if fold(sheet.title) == fold(FINDINGS_SHEET) and len(book.worksheets) > 1:
            book.remove(sheet)
            continue
        for cell in list(sheet._cells.values()):
            if isinstance(cell, MergedCell) or cell.comment is None or cell.comment.author != MARK_AUTHOR:
                continue
            before = cell.comment.text.partition(_BEFORE)[2]
            cell.comment = Comment(before, "voter-kiosk", width=360, height=140) if before else None
            if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _FILLS.values():
                cell.fill = PatternFill()


def _mark(book: Any, findings: Sequence[Finding]) -> int:
    sheets = {fold(sheet.title): sheet for sheet in book.worksheets}
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    listed: list[tuple[str, str, Finding]] = []
    for one in sorted(findings, key=lambda one: _ORDER[one.severity]):
        cells = [cell for place in one.place.split("; ") if (cell := _cell(sheets, place)) is not None]
        for sheet, cell in cells:
            by_cell.setdefault((sheet.title, cell.coordinate), []).append(one)
        where = (cells[0][0].title, cells[0][1].coordinate) if cells else ("", "")
        listed.append((*where, one))
    for (title, coordinate), found in by_cell.items():
        _mark_cell(book[title][coordinate], found)
    _list(book, listed)
    return len(by_cell)


def _cell(sheets: dict[str, Any], place: str) -> tuple[Any, Any] | None:
    """The sheet and the cell that a place names; of a row, the first that says something."""
    match = _PLACE.fullmatch(place)
    sheet = sheets.get(fold(match["sheet"])) if match else None
    if match is None or sheet is None:
        return None
    row, column = int(match["row"] or 1), match["column"]
    if not column:
        filled = [cell.column for cell in sheet._cells.values() if cell.row == row and cell.value is not None]
        column = get_column_letter(min(filled, default=1))
    cell = sheet[f"{column}{row}"]
    if isinstance(cell, MergedCell):
        merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        cell = sheet.cell(merged.min_row, merged.min_col)
    return sheet, cell


def _mark_cell(cell: Any, findings: Sequence[Finding]) -> None:
    cell.fill = PatternFill("solid", start_color=_FILLS[findings[0].severity])
    font = copy(cell.font)
    font.color = "FF000000"  # a header's white letters would be lost on the mark
    cell.font = font
    said = "\n\n".join(
        f"{_SAYS[one.severity]}: {one.message.vi} {one.remedy.vi}".strip() for one in dict.fromkeys(findings)
    )
    before = f"{_BEFORE}{cell.comment.text}" if cell.comment is not None else ""
    if len(said) > _LONGEST_COMMENT:
        said = f"{said[:_LONGEST_COMMENT]} …\nXem đủ ở trang tính “{FINDINGS_SHEET}”."
    cell.comment = Comment(said + before, MARK_AUTHOR, width=420, height=60 + 18 * (1 + len(said) // 55))


def _list(book: Any, listed: Sequence[tuple[str, str, Finding]]) -> None:
    sheet = book.create_sheet(FINDINGS_SHEET, 0)
    sheet.append(["Mức", "Trang tính", "Ô", "Điều gì", "Cách sửa"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for title, coordinate, one in listed:
        sheet.append([_SAYS[one.severity], title, coordinate, one.message.vi, one.remedy.vi])
        row = sheet[sheet.max_row]
        for cell in row:
            cell.data_type = "s"  # a message may begin with what Excel takes for a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        row[0].fill = PatternFill("solid", start_color=_FILLS[one.severity])
        if coordinate:
            quoted = title.replace("'", "''")
            row[2].hyperlink = Hyperlink(ref=row[2].coordinate, location=f"'{quoted}'!{coordinate}")
            row[2].font = Font(underline="single", color="FF0B4F9E")
    for letter, width in zip("ABCDE", (14, 22, 10, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
