"""Excel workbooks: every visible sheet a grid, merged cells laid out, real dates kept as dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from voter_kiosk.authoring.findings import error, note
from voter_kiosk.authoring.official_list.grid import Cell, Document, Grid, RefusedError, Row
from voter_kiosk.authoring.workbook import filled, formulas_finding, open_workbook, unworked
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import Sentence

_MOST_COLUMNS = 200
_MOST_ROWS = 50_000


def read_xlsx(path: Path) -> Document:
    """The sheets of a workbook; raises what openpyxl raises on a broken one."""
    book, written = open_workbook(path)
    grids: list[Grid] = []
    findings: list[Finding] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            findings.append(_hidden_sheet(path.name, sheet.title))
            continue
        findings.extend(_hidden_rows(path.name, sheet))
        findings.extend(_unworked(path.name, sheet, written[sheet.title]))
        findings.extend(formulas_finding(sheet, written[sheet.title], path.name))
        grids.append(Grid(path.name, "xlsx", sheet.title, (), tuple(_rows(sheet))))
    return Document(path.name, "xlsx", tuple(grids), tuple(findings))


def _unworked(file: str, sheet: Any, written: Any) -> list[Finding]:
    return [
        error(
            "no-value",
            (
                "Ô này là công thức chưa có kết quả.",
                "This cell is a formula without a result.",
            ),
            (
                "Mở bằng Excel, dán lại dưới dạng giá trị (Paste Values), lưu rồi nhập lại.",
                "Open it in Excel, paste it again as a value, save, and import again.",
            ),
            file=file,
            place=f"{sheet.title}!{cell.coordinate}",
        )
        for cell in unworked(sheet, written)
    ]


def _rows(sheet: Any) -> list[Row]:
    cells = filled(sheet)
    height = max((cell.row for cell in cells), default=0)
    width = min(max((cell.column for cell in cells), default=0), _MOST_COLUMNS)
    if height > _MOST_ROWS:
        raise RefusedError(
            Refusal(
                "too-large",
                Sentence(
                    f"Trang tính “{sheet.title}” có chữ ở hàng {height}, quá xa so với một danh sách. Hãy xóa chữ "
                    "thừa ở cuối trang.",
                    f"The sheet “{sheet.title}” has text in row {height}, too far down for a list. Delete what "
                    "stands there by mistake.",
                ),
            )
        )
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        right = min(merged.max_col, width)
        for row in range(merged.min_row, min(merged.max_row, height) + 1):
            for column in range(merged.min_col, right + 1):
                origin[row, column] = merged.min_row, merged.min_col
    rows: list[Row] = []
    for row in range(1, height + 1):
        read: list[Cell] = []
        for column in range(1, width + 1):
            at = origin.get((row, column), (row, column))
            place = f"{sheet.title}!{get_column_letter(column)}{row}"
            read.append(_cell(sheet.cell(*at), place, continued=at != (row, column)))
        rows.append(tuple(read))
    return rows


def _cell(cell: Any, place: str, *, continued: bool) -> Cell:
    value = cell.value
    if value is None:
        return Cell(place=place, continued=continued)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return Cell(place=place, date=value, continued=continued)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return Cell(text, place, ((text, cell.font.name or ""),), continued=continued)


def _hidden_sheet(file: str, sheet: str) -> Finding:
    return note(
        "hidden-sheet",
        (f"Trang tính ẩn “{sheet}” không được đọc.", f"The hidden sheet “{sheet}” was not read."),
        (
            "Nếu có danh sách trong đó, hãy cho hiện trang tính rồi nhập lại.",
            "If it holds a list, unhide the sheet and import again.",
        ),
        file=file,
        place=sheet,
    )


def _hidden_rows(file: str, sheet: Any) -> list[Finding]:
    """What a person does not see is not what he believes he imports: hidden rows and columns are asked about."""
    rows = [
        str(number)
        for number, shape in sorted(sheet.row_dimensions.items())
        if shape.hidden and any(cell.value is not None for cell in sheet[number])
    ]
    columns = [letter for letter, shape in sorted(sheet.column_dimensions.items()) if shape.hidden]
    if not rows and not columns:
        return []
    which = "; ".join(
        part
        for part in ("hàng " + ", ".join(rows) if rows else "", "cột " + ", ".join(columns) if columns else "")
        if part
    )
    return [
        error(
            "hidden-cells",
            (
                f"Trang tính “{sheet.title}” có phần bị ẩn: {which}.",
                f"Sheet “{sheet.title}” has hidden parts: {which}.",
            ),
            (
                "Bỏ ẩn (hoặc bỏ lọc) để nhìn thấy tất cả, hoặc xóa phần ẩn, rồi nhập lại.",
                "Unhide them (or clear the filter) so that all is seen, or delete them, and import again.",
            ),
            file=file,
            place=sheet.title,
        )
    ]
