"""The tables of a source, from its workbook or its CSV files: rows of text, each cell with its address."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from openpyxl.utils import get_column_letter

from voter_kiosk.authoring.characters import INVISIBLE, broken, broken_finding, clean, unknown_forms
from voter_kiosk.authoring.files import MOST_DATA, read_file
from voter_kiosk.authoring.findings import error, warning
from voter_kiosk.authoring.legacy import is_legacy_font, legacy_finding, suggestion
from voter_kiosk.authoring.office_files import Fault, broken_file, macros_finding, recognise
from voter_kiosk.authoring.tables import CSV_FOLDER, TABLES, WORKBOOK, Column, Table, TableKey, same_key
from voter_kiosk.authoring.workbook import BECAME_DATE, filled, formulas_finding, open_workbook, unworked
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.vietnamese import fold, nfc

EXAMPLE_MARK: Final = "Ví dụ:"
"""A row whose first cell begins with this is an example and means nothing."""

GUIDE_SHEET: Final = "Hướng dẫn"
"""The workbook's sheet of explanations; never read."""

FINDINGS_SHEET: Final = "Cần sửa"
"""The sheet that a workbook comes back with, telling what is wrong in it; never read."""

_NOT_TABLES: Final = frozenset({fold(GUIDE_SHEET), fold(FINDINGS_SHEET)})

_POSTED_DATES: Final = frozenset({"birth_date_posted", "party_date"})
_ISO_DATES: Final = frozenset({"day", "date"})
_INSTANTS: Final = frozenset({"starts"})
_CLOCKS: Final = frozenset({"opens", "closes"})
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
"""Excel's words for an error: in a workbook a cell's type tells them, in a CSV file nothing else does."""


Grid = Sequence[Sequence[Any]]
"""Rows of cells as a spreadsheet or a CSV file has them; the first is the header."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it says, column by column (``values`` by field; ``english`` where a twin column is filled).

    ``untaken`` are the fields whose cell holds something that could not be taken, and has been reported.
    """

    file: str
    values: dict[str, str]
    english: dict[str, str]
    _places: dict[str, str] = field(repr=False)
    _row_place: str = ""
    untaken: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def place(self, name: str = "") -> str:
        """Where the cell of that field stands, as a person looks for it; the row where no field is named."""
        return self._places.get(name, self._row_place)

    def text(self, name: str) -> dict[str, str]:
        """A translatable column as text by language."""
        said = {"vi": self[name], "en": self.english.get(name, "")}
        return {language: value for language, value in said.items() if value}


Tables = Mapping[TableKey, list[Row]]
"""The rows of every table."""


def read_workbook(path: Path, name: str, report: Callable[[Finding], None]) -> dict[TableKey, list[Row]] | None:
    """The tables of the workbook at ``path``, called ``name`` in findings; ``None`` where it cannot be used."""
    sheets = _sheets(path, name, report)
    if sheets is None:
        return None
    rows: dict[TableKey, list[Row]] = {key: [] for key in TABLES}
    for table, cells in sheets:
        rows[table.key] = _rows(table, cells, name, report, sheet=table.sheet)
    return rows


def laid_over(tables: Tables, upper: Tables) -> dict[TableKey, list[Row]]:
    """The rows of ``tables`` as they are once those of ``upper`` are written into them, each with its place.

    What stands twice in ``upper`` stands twice here, for the check to see.
    """
    laid: dict[TableKey, list[Row]] = {}
    for key, table in TABLES.items():
        if table.grouped:
            fresh = {_key(table, row) for row in upper[key]}
            laid[key] = [row for row in tables[key] if _key(table, row) not in fresh] + upper[key]
            continue
        rows = list(tables[key])
        at = {_key(table, row): index for index, row in enumerate(rows)}
        for row in upper[key]:
            index = at.pop(_key(table, row), None)
            if index is None:
                rows.append(row)
            else:
                rows[index] = _upon(rows[index], row)
        laid[key] = rows
    return laid


def _key(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(same_key(row[name]) for name in table.unique)


def _upon(row: Row, upper: Row) -> Row:
    said = {name: value for name, value in upper.values.items() if value}
    english = {name: value for name, value in upper.english.items() if value}
    return replace(upper, values={**row.values, **said}, english={**row.english, **english})


def read_tables(folder: Path, report: Callable[[Finding], None]) -> dict[TableKey, list[Row]]:
    """Read every table of the source in ``folder``; a table that is not there is empty.

    Where ``du-lieu.xlsx`` exists it is the source, and CSV files beside it are reported and left alone.
    """
    rows: dict[TableKey, list[Row]] = {key: [] for key in TABLES}
    workbook = folder / WORKBOOK
    csv_files = sorted((folder / CSV_FOLDER).glob("*.csv"))
    if workbook.is_file():
        if csv_files:
            report(
                warning(
                    "two-sources",
                    (
                        f"Có cả {WORKBOOK} và tệp CSV; chỉ {WORKBOOK} được đọc.",
                        f"Both {WORKBOOK} and CSV files are there; only {WORKBOOK} is read.",
                    ),
                    ("Xóa một trong hai.", "Delete one of the two."),
                    file=CSV_FOLDER,
                )
            )
        data = read_file(folder, WORKBOOK, MOST_DATA)
        if isinstance(data, Finding):
            report(data)
            return rows
        return read_workbook(workbook, WORKBOOK, report) or rows
    by_name = {table.csv_name: table for table in TABLES.values()}
    for path in csv_files:
        name = f"{CSV_FOLDER}/{path.name}"
        known = by_name.get(path.name)
        if known is None:
            near = difflib.get_close_matches(path.name, sorted(by_name), n=1)
            report(_unknown_table(name, "", near[0] if near else ""))
            continue
        grid = read_csv(folder, name, report)
        rows[known.key] = _rows(known, grid, name, report)
    return rows


def read_table(folder: Path, name: str, table: Table, report: Callable[[Finding], None]) -> list[Row]:
    """The rows of one ``table`` from the CSV file ``name`` in ``folder``."""
    return _rows(table, read_csv(folder, name, report), name, report)


def read_csv(folder: Path, name: str, report: Callable[[Finding], None]) -> list[list[str]]:
    """Read the CSV file ``name`` (UTF-8, comma or, as some Excels save it, semicolon) as rows of text."""
    data = read_file(folder, name, MOST_DATA)
    if isinstance(data, Finding):
        report(data)
        return []
    try:
        text = data.decode("utf-8-sig")
        head = text.split("\n", 1)[0]
        delimiter = ";" if head.count(";") > head.count(",") else ","
        return list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        report(
            error(
                "table-unreadable",
                (
                    "Tệp CSV này không phải bảng CSV UTF-8.",
                    f"This file is no table in CSV UTF-8 ({type(problem).__name__}).",
                ),
                ("Lưu lại dạng “CSV UTF-8” rồi thử lại.", "Save it again as “CSV UTF-8” and try again."),
                file=name,
            )
        )
        return []


@dataclass(frozen=True, slots=True)
class _NoValue:
    """A cell without a value that could be shown: ``what`` is its formula, or Excel's word for an error."""

    what: str

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True, slots=True)
class _InFont:
    """A cell's text where it is set in one of the fonts that print another letter than the text holds."""

    text: str
    font: str

    def __str__(self) -> str:
        return self.text


def _sheets(path: Path, name: str, report: Callable[[Finding], None]) -> list[tuple[Table, Grid]] | None:
    kind = recognise(path)
    if isinstance(kind, Fault):
        report(kind.finding(name))
        return None
    if kind.name != "xlsx":
        report(_not_of_new(name))
        return None
    try:
        values, written = open_workbook(path)
        grids = {
            sheet.title: _grid(sheet, written[sheet.title], name)
            for sheet in values.worksheets
            if fold(sheet.title) not in _NOT_TABLES
        }
    except Exception as problem:  # a broken workbook makes openpyxl raise nearly anything
        report(broken_file(problem).finding(name))
        return None
    if kind.macros:
        report(macros_finding(name))
    by_name = {fold(table.sheet): table for table in TABLES.values()}
    if grids and not any(fold(title) in by_name for title in grids):
        report(_not_of_new(name))
        return None
    found: list[tuple[Table, Grid]] = []
    for title, (grid, findings) in grids.items():
        table = by_name.get(fold(title))
        if table is None:
            near = difflib.get_close_matches(nfc(title), [known.sheet for known in by_name.values()], n=1)
            report(_unknown_table(name, title, near[0] if near else ""))
            continue
        for one in findings:
            report(one)
        found.append((table, grid))
    return found


def _not_of_new(name: str) -> Finding:
    return error(
        "wrong-workbook",
        (
            f"{name} không phải tệp Excel do lệnh new tạo: không có trang tính nào mang tên bảng.",
            f"{name} is no workbook that `new` made: no sheet of it bears the name of a table.",
        ),
        (
            "Hãy điền vào tệp do lệnh new tạo. Danh sách chính thức thì nhập bằng lệnh import-list.",
            "Fill in the workbook that `new` makes. An official list is read by `import-list`.",
        ),
        file=name,
    )


def _grid(sheet: Any, written: Any, file: str) -> tuple[Grid, list[Finding]]:
    """The rows of a sheet up to its last cell that says something, and what a person must know of its cells."""
    cells: dict[tuple[int, int], Any] = {}
    for cell in filled(sheet):
        font = cell.font.name or "" if isinstance(cell.value, str) else ""
        cells[cell.row, cell.column] = _InFont(cell.value, font) if is_legacy_font(font) else cell.value
    errors = [cell for cell in filled(sheet) if cell.data_type == "e"]
    for cell in (*errors, *unworked(sheet, written)):
        cells[cell.row, cell.column] = _NoValue(str(cell.value))
    findings = [
        error(
            "merged-cells",
            (
                f"Các ô {merged.coord} bị gộp, nên chỉ ô đầu có chữ và các ô khác bị coi là trống.",
                f"The cells {merged.coord} are merged: only the first holds text, the others count as empty.",
            ),
            ("Bỏ gộp ô (Unmerge) rồi điền từng ô.", "Unmerge them and fill in each cell."),
            file=file,
            place=f"{sheet.title}!{get_column_letter(merged.min_col)}{merged.min_row}",
        )
        for merged in sheet.merged_cells.ranges
        if merged.max_row > 1
    ]
    findings += formulas_finding(sheet, written, file)
    return _laid_out(cells), findings


def _laid_out(cells: Mapping[tuple[int, int], Any]) -> Grid:
    width: dict[int, int] = {}
    for row, column in cells:
        width[row] = max(column, width.get(row, 0))
    return [
        [cells.get((row, column)) for column in range(1, width.get(row, 0) + 1)]
        for row in range(1, max(width, default=0) + 1)
    ]


def _unknown_table(file: str, sheet: str, near: str) -> Finding:
    name = sheet or file
    return warning(
        "unknown-table",
        (f"Không có bảng nào tên “{name}”; bảng này bị bỏ qua.", f"No table is called “{name}”; it is left out."),
        (
            f"Có phải “{near}” không?" if near else "Đổi tên hoặc xóa bảng này.",
            f"Did you mean “{near}”?" if near else "Rename or delete it.",
        ),
        file=file,
        place=sheet,
    )


def _rows(
    table: Table, grid: Sequence[Sequence[Any]], file: str, report: Callable[[Finding], None], sheet: str = ""
) -> list[Row]:
    if not grid:
        return []
    columns = _columns(table, grid[0], file, report, sheet)
    rows: list[Row] = []
    for number, cells in enumerate(grid[1:], start=2):
        said = [cell for cell in cells if cell is not None and str(cell).strip()]
        if not said or nfc(str(said[0])).strip().startswith(EXAMPLE_MARK):
            continue
        row = Row(file, {}, {}, {}, f"{sheet}!{number}" if sheet else f"hàng {number}")
        for index, cell in enumerate(cells):
            place = f"{sheet}!{get_column_letter(index + 1)}{number}" if sheet else ""
            if index not in columns:
                if index >= len(grid[0]) and cell not in (None, ""):
                    report(_surplus_cell(file, row.place()))
                continue
            column, english = columns[index]
            place = place or f"hàng {number}, cột “{column.english if english else column.header}”"
            value = _said(cell, column, file, place, report, english=english)
            (row.english if english else row.values)[column.field] = value
            if not english:
                row._places[column.field] = place
                if not value and cell is not None and str(cell).strip():
                    row.untaken.add(column.field)
        _check_required(table, row, report)
        rows.append(row)
    return rows


def _surplus_cell(file: str, place: str) -> Finding:
    return error(
        "surplus-cell",
        ("Hàng này có nhiều ô hơn hàng tiêu đề.", "This row has more cells than the header row."),
        ("Đặt trong dấu ngoặc kép ô nào có dấu phẩy.", "Quote the cell that has a comma in it."),
        file=file,
        place=place,
    )


def _columns(
    table: Table, header: Iterable[Any], file: str, report: Callable[[Finding], None], sheet: str
) -> dict[int, tuple[Column, bool]]:
    """Which column stands at which index, and whether it is the English twin."""
    known: dict[str, tuple[Column, bool]] = {}
    for column in table.columns:
        known[fold(column.header)] = (column, False)
        if column.translatable:
            known[fold(column.english)] = (column, True)
    found: dict[int, tuple[Column, bool]] = {}
    place = f"{sheet}!1" if sheet else "hàng 1"
    for index, cell in enumerate(header):
        title = clean(str(cell)) if cell is not None else ""
        if not title:
            continue
        column_found = known.get(fold(title))
        if column_found is None:
            near = difflib.get_close_matches(title, table.headers, n=1)
            report(
                error(
                    "unknown-column",
                    (f"Bảng này không có cột “{title}”.", f"This table has no column “{title}”."),
                    (
                        f"Có phải “{near[0]}” không?" if near else "Xóa cột này: máy không hiển thị nó.",
                        f"Did you mean “{near[0]}”?" if near else "Delete the column: it is not for the kiosk.",
                    ),
                    file=file,
                    place=place,
                )
            )
        elif column_found in found.values():
            report(
                error(
                    "column-twice",
                    (f"Cột “{title}” có hai lần.", f"The column “{title}” stands twice."),
                    ("Giữ lại một cột.", "Keep one of them."),
                    file=file,
                    place=place,
                )
            )
        else:
            found[index] = column_found
    there = {column.field for column, english in found.values() if not english}
    for column in table.columns:
        if column.required and column.field not in there:
            report(
                error(
                    "column-missing",
                    (f"Thiếu cột “{column.header}”.", f"The column “{column.header}” is missing."),
                    ("Thêm cột này vào hàng tiêu đề.", "Add it to the header row."),
                    file=file,
                    place=place,
                )
            )
    return found


def _check_required(table: Table, row: Row, report: Callable[[Finding], None]) -> None:
    for column in table.columns:
        if column.required and not row[column.field] and column.field in row.values.keys() - row.untaken:
            report(
                error(
                    "cell-missing",
                    (f"Ô “{column.header}” bỏ trống.", f"The cell “{column.header}” is empty."),
                    ("Điền ô này hoặc xóa cả hàng.", "Fill it in, or delete the row."),
                    file=row.file,
                    place=row.place(column.field),
                )
            )


def _said(
    cell: Any, column: Column, file: str, place: str, report: Callable[[Finding], None], *, english: bool
) -> str:
    """What a cell says, as text, whatever type a spreadsheet made of it."""
    if cell is None:
        return ""
    if isinstance(cell, (dt.datetime, dt.date, dt.time)):
        return _said_date(cell, column, file, place, report)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, _NoValue) or str(cell).strip() in _ERRORS:
        report(
            error(
                "no-value",
                (
                    f"Ô này là “{cell}”, không có chữ để hiện.",
                    f"This cell is “{cell}”: it says nothing.",
                ),
                (
                    "Dán lại ô này dưới dạng giá trị (Paste Values), hoặc gõ chữ.",
                    "Paste it again as a value, or type the words.",
                ),
                file=file,
                place=place,
            )
        )
        return ""
    text = str(cell)
    if broken(text):
        report(broken_finding(file, place))
        return ""
    meant = "" if english else suggestion(((text, cell.font if isinstance(cell, _InFont) else ""),))
    if meant:
        report(legacy_finding(clean(text), clean(meant), file, place))
        return ""
    if column.field == "schooling" and BECAME_DATE.fullmatch(text.strip()):
        report(_became_a_date(column, file, place))
        return ""
    text = text.translate(INVISIBLE)
    for changed in unknown_forms(text, file, place):
        report(changed)
    return clean(text)


def _said_date(
    cell: dt.datetime | dt.date | dt.time, column: Column, file: str, place: str, report: Callable[[Finding], None]
) -> str:
    if isinstance(cell, dt.time):
        if column.field in _CLOCKS:
            return cell.strftime("%H:%M")
    elif column.field in _POSTED_DATES:
        posted = f"{cell.day:02}/{cell.month:02}/{cell.year}"
        if cell.day <= 12 and cell.day != cell.month:
            report(_perhaps_swapped(column, posted, f"{cell.month:02}/{cell.day:02}/{cell.year}", file, place))
        return posted
    elif column.field in _ISO_DATES:
        return f"{cell:%Y-%m-%d}"
    elif column.field in _INSTANTS and isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    report(_became_a_date(column, file, place))
    return ""


def _became_a_date(column: Column, file: str, place: str) -> Finding:
    return error(
        "became-a-date",
        (
            f"Excel đã đổi ô “{column.header}” thành ngày giờ.",
            f"Excel turned the cell “{column.header}” into a date or time.",
        ),
        (
            "Định dạng ô là Văn bản (Text) rồi gõ lại như trên giấy, ví dụ 12/12.",
            "Format the cell as Text and type it again as the paper has it, such as 12/12.",
        ),
        file=file,
        place=place,
    )


def _perhaps_swapped(column: Column, posted: str, swapped: str, file: str, place: str) -> Finding:
    return warning(
        "date-from-spreadsheet",
        (
            f"Ô “{column.header}” là ngày của Excel, được đọc là {posted}; nếu Excel đã đảo ngày và tháng thì "
            f"phải là {swapped}.",
            f"“{column.header}” is an Excel date, read as {posted}; had Excel swapped day and month it would be "
            f"{swapped}.",
        ),
        (
            "So với giấy; định dạng ô là Văn bản (Text) rồi gõ lại cho chắc.",
            "Compare with the paper; to be sure, format the cell as Text and type it again.",
        ),
        file=file,
        place=place,
    )
