"""Reading whole files: tables, the prose above them, rows that carry their own constituency; then all together."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from voter_kiosk.authoring.findings import error
from voter_kiosk.authoring.legacy import suggestion
from voter_kiosk.authoring.never_shown import is_cv_form
from voter_kiosk.authoring.official_list.columns import UNIT_FIELDS, Columns, is_header, read_header
from voter_kiosk.authoring.official_list.grid import Cell, Document, Grid, RefusedError, Row
from voter_kiosk.authoring.official_list.imported import Hints, ImportedList
from voter_kiosk.authoring.official_list.judging import differences, judge_people, judge_totals, judge_unit
from voter_kiosk.authoring.official_list.opening import open_list
from voter_kiosk.authoring.official_list.people import (
    EXPECTED,
    HEADERS,
    Notebook,
    read_person,
    read_text,
    row_number,
    tidy,
)
from voter_kiosk.authoring.official_list.prose import Heading, Totals, read_heading, says_unit
from voter_kiosk.authoring.official_list.units import Context, Unit, era_of, unit_of, unit_of_row
from voter_kiosk.domain.election import Constituency
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import Sentence

_KINDS: Final = ("docx", "xlsx", "csv")
"""Which kind of file wins where two tell of one constituency: the Word file is what was published."""
_UNIT_NAMES: Final = tuple(name for name, _ in UNIT_FIELDS)
_TELLS_UNIT: Final = frozenset({"unit", "unit_number", "context"})
_NO_HINTS: Final = Hints()


def read_official_list(paths: Sequence[Path], *, hints: Hints = _NO_HINTS) -> ImportedList | Refusal:
    """Read official candidate lists (DOCX, XLSX, CSV; forms 17 and 22, facts C.4) into domain records.

    Several files may tell of one constituency: Word wins over Excel, Excel over CSV, each difference a note. What
    is posted is never corrected; what is doubtful is asked about by a finding. Refuses files that are no list,
    cannot be read, or are a full CV form.
    """
    if not paths:
        return Refusal(
            "no-file",
            Sentence("Chưa chọn tệp danh sách nào. Hãy ghi tên tệp.", "No list file was given. Name one."),
        )
    units: list[Unit] = []
    findings: list[Finding] = []
    try:
        for path in paths:
            reader = _FileReader(open_list(path), hints)
            read = reader.read()
            units.extend(read)
            findings.extend(reader.findings(read))
    except RefusedError as refused:
        return refused.refusal
    kept = _merge(units, findings)
    for unit in kept:
        findings.extend(judge_unit(unit))
    findings.extend(judge_people(kept))
    return ImportedList(
        tuple(unit.record for unit in kept),
        tuple(person for unit in kept for person in unit.people),
        tuple(findings),
        {unit.record.id: unit.columns for unit in kept},
    )


def _merge(units: Sequence[Unit], findings: list[Finding]) -> list[Unit]:
    """One unit for each id, in the order they were first met; what loses is compared with what wins."""
    kept: dict[str, Unit] = {}
    for unit in units:
        before = kept.get(unit.record.id)
        if before is None:
            kept[unit.record.id] = unit
            continue
        winner, other = (before, unit) if _KINDS.index(before.kind) <= _KINDS.index(unit.kind) else (unit, before)
        kept[unit.record.id] = winner
        differ = differences(winner, other)
        if differ and winner.kind == other.kind:
            findings.append(
                error(
                    "unit-twice",
                    (
                        f"{unit.record.id} có hai lần ({before.file}, {before.place}; {unit.file}, {unit.place}) "
                        "và không giống nhau.",
                        f"{unit.record.id} stands twice ({before.file}, {before.place}; {unit.file}, "
                        f"{unit.place}), "
                        "and not alike.",
                    ),
                    ("Hãy giữ lại một bản đúng với bản niêm yết.", "Keep the one that equals the posted list."),
                    file=unit.file,
                    place=unit.place,
                )
            )
        findings.extend(differ)
    return list(kept.values())


class _FileReader:
    """Reads one file: walks its rows, tells headers, prose and people apart, keeps what headings have said."""

    def __init__(self, document: Document, hints: Hints) -> None:
        self._hints = hints
        self._book = Notebook(document.file, list(document.findings))
        self._document = dataclasses.replace(
            document,
            grids=tuple(
                dataclasses.replace(grid, heading=tuple(map(self._on_trial, grid.heading)))
                for grid in document.grids
            ),
        )
        self._context = Context()
        self._pending: list[str] = []
        self._heading = Heading()
        self._columns: Columns | None = None
        self._unit: Unit | None = None
        self._asked = False  # whether the current heading has been asked about: its rows are then left out
        self._units: dict[str, Unit] = {}
        self._by_row: dict[tuple[str, ...], Unit | None] = {}
        self._totals: list[Totals] = []

    def read(self) -> list[Unit]:
        """The file's constituencies; raises ``RefusedError`` where it holds no list or a CV form."""
        self._refuse_cv()
        headings = [
            read_heading([cell.text for cell in grid.heading] + [_joined(row) for row in grid.rows[:400]])
            for grid in self._document.grids
        ]
        self._context.era = era_of(headings, self._hints, self._book)
        for grid in self._document.grids:
            self._read_grid(grid)
        if self._columns is None:
            raise RefusedError(
                Refusal(
                    "no-list",
                    Sentence(
                        f"Không tìm thấy bảng người ứng cử nào trong {self._document.file}. "
                        "Bảng phải có hàng tiêu đề với “STT”, “Họ và tên”, “Ngày tháng năm sinh”…",
                        f"{self._document.file} holds no table of candidates. The table needs a header row with "
                        "“STT”, “Họ và tên”, “Ngày tháng năm sinh”, ...",
                    ),
                )
            )
        return list(self._units.values())

    def findings(self, units: Sequence[Unit]) -> tuple[Finding, ...]:
        """What was found in the file, after ``read``."""
        return (*self._book.close(), *judge_totals(self._totals, units, self._document.file))

    def _refuse_cv(self) -> None:
        paragraphs: list[str] = []
        for grid in self._document.grids:
            paragraphs.extend(cell.text for cell in grid.heading)
            if not any(is_header(row) for row in grid.rows):
                paragraphs.extend(cell.text for row in grid.rows for cell in row if not cell.continued)
        if is_cv_form(tuple(paragraphs)):
            raise RefusedError(
                Refusal(
                    "cv-form",
                    Sentence(
                        f"{self._document.file} là sơ yếu lý lịch đầy đủ, là tài liệu nội bộ không được đưa lên. "
                        "Hãy dùng danh sách chính thức đã niêm yết.",
                        f"{self._document.file} is a full CV form, an internal paper that may never be shown. "
                        "Use the official list as posted.",
                    ),
                )
            )

    def _on_trial(self, cell: Cell) -> Cell:
        """A cell of prose or of a header as its legacy font means it, and a question about it.

        Only what a table is about is read on trial; a person's own cells never are.
        """
        meant = suggestion(cell.runs or ((cell.text, ""),))
        if not meant:
            return cell
        self._book.legacy.append((cell.place, tidy(cell.text), tidy(meant)))
        return dataclasses.replace(cell, text=meant, runs=())

    def _read_grid(self, grid: Grid) -> None:
        self._pending.extend(cell.text for cell in grid.heading)
        columns: Columns | None = None
        position = 0
        while position < len(grid.rows):
            row = grid.rows[position]
            if is_header(_meant(row)):
                columns = self._columns = read_header([_meant(row) for row in grid.rows[position : position + 3]])
                for header in grid.rows[position : position + columns.rows]:
                    for cell in header:
                        self._on_trial(cell)
                self._report_columns(columns, row)
                position += columns.rows
                continue
            position += 1
            if not any(cell.text.strip() or cell.date for cell in row):
                continue
            if columns is None or _is_prose(row, columns):
                self._pending.append(_joined(tuple(map(self._on_trial, row))))
            else:
                self._read_row(row, columns, grid)

    def _read_row(self, row: Row, columns: Columns, grid: Grid) -> None:
        number = row_number(columns.cell(row, "number"))
        place = next((cell.place for cell in row if cell.text.strip()), grid.place)
        unit = self._unit_of(row, columns, grid, place)
        if unit is None:
            return
        if number is None:
            name = columns.cell(row, "name").text.strip()
            self._book.error(
                "number-missing",
                columns.cell(row, "number").place or place,
                (f"Hàng này không có STT{f' ({name})' if name else ''}.", "This row has no STT."),
                (
                    "Hãy điền STT theo bản niêm yết, hoặc gộp hàng này vào hàng trên.",
                    "Fill in the STT, or join it to the row above.",
                ),
            )
            return
        person = read_person(row, columns, unit.record.id, number, self._book)
        if person is not None:
            unit.people.append(person)

    def _unit_of(self, row: Row, columns: Columns, grid: Grid, place: str) -> Unit | None:
        if self._pending:
            self._heading = self._read_pending(grid)
            self._unit, self._asked = None, False
        if _TELLS_UNIT & columns.by_field.keys():
            return self._unit_of_row(row, columns, grid, place)
        if self._unit is None and not self._asked:
            self._asked = True
            record = unit_of(self._heading, self._context, self._hints, grid.place or place, self._book)
            if record is not None:
                self._unit = self._keep(record, grid, grid.place or place, columns)
        return self._unit

    def _read_pending(self, grid: Grid) -> Heading:
        if not any(says_unit(text) for text in self._pending) and says_unit(grid.place):
            self._pending.append(grid.place)  # a sheet that is named after its constituency
        heading = read_heading(self._pending)
        self._pending = []
        self._totals.extend(heading.totals)
        return heading

    def _unit_of_row(self, row: Row, columns: Columns, grid: Grid, place: str) -> Unit | None:
        values = {name: read_text(columns.cell(row, name), name, self._book) for name in _UNIT_NAMES}
        key = tuple(values[name] for name in _UNIT_NAMES)
        if key not in self._by_row:
            record = self._record_of_row(values, place)
            self._by_row[key] = None if record is None else self._keep(record, grid, place, columns)
        return self._by_row[key]

    def _record_of_row(self, values: Mapping[str, str], place: str) -> Constituency | None:
        context = Context(era=self._context.era)
        context.learn(self._heading)
        return unit_of_row(values, self._heading, context, self._hints, place, self._book)

    def _keep(self, record: Constituency, grid: Grid, place: str, columns: Columns) -> Unit:
        fields = frozenset(columns.by_field) | {"name", "number"}
        before = self._units.get(record.id)
        if before is not None:
            return before  # a table that goes on after a break, its heading said again
        unit = Unit(record, grid.kind, grid.file, place, columns=fields)
        self._units[record.id] = unit
        return unit

    def _report_columns(self, columns: Columns, row: Row) -> None:
        place = row[0].place
        for header, what in columns.private:
            self._book.warning(
                "private-column",
                place,
                (
                    f"Cột “{header}” ({what.what.vi}) không bao giờ được đưa lên nên bị bỏ qua.",
                    f"The column “{header}” ({what.what.en}) may never be shown and was left out.",
                ),
                ("Nên xóa cột này khỏi tệp.", "Better delete that column from the file."),
            )
        for _, header in columns.unknown:
            self._book.warning(
                "unknown-column",
                place,
                (
                    f"Không hiểu cột “{header}” nên bỏ qua.",
                    f"The column “{header}” is not understood and was left out.",
                ),
                (
                    "Nếu cần cột này, hãy đặt tiêu đề như mẫu danh sách.",
                    "If it is needed, name it as the official form does.",
                ),
            )
        for name, first, second in columns.twice:
            self._book.error(
                "column-twice",
                place,
                (
                    f"Hai cột “{first}” và “{second}” cùng là “{HEADERS.get(name, name)}”.",
                    f"Two columns, “{first}” and “{second}”, both are “{HEADERS.get(name, name)}”.",
                ),
                ("Hãy đổi tiêu đề hoặc gộp hai cột.", "Rename one, or join the two."),
            )
        lacking = [HEADERS[name] for name in EXPECTED if name not in columns.by_field]
        if lacking:
            self._book.warning(
                "column-missing",
                place,
                (f"Bảng không có cột: {', '.join(lacking)}.", f"The table has no column: {', '.join(lacking)}."),
                ("Nếu bản niêm yết có, hãy bổ sung cột.", "If the posted list has it, add the column."),
            )
        if "number" not in columns.by_field:
            self._book.error(
                "column-missing",
                place,
                (
                    "Bảng không có cột STT, là thứ tự chính thức.",
                    "The table has no STT column, the official order.",
                ),
                ("Hãy thêm cột STT theo bản niêm yết.", "Add the STT column from the posted list."),
            )


def _meant(row: Row) -> Row:
    """A row as its legacy fonts mean it, to see whether it is a header."""
    return tuple(
        dataclasses.replace(cell, text=suggestion(cell.runs or ((cell.text, ""),)) or cell.text) for cell in row
    )


def _joined(row: Row) -> str:
    """A row of prose as text: each cell once, merged cells too."""
    return "\n".join(dict.fromkeys(cell.text.strip() for cell in row if cell.text.strip()))


def _is_prose(row: Row, columns: Columns) -> bool:
    """Whether a row below a header is text between tables: it has no STT and says one thing, or names a unit."""
    if row_number(columns.cell(row, "number")) is not None:
        return False
    said = {cell.text.strip() for cell in row if cell.text.strip()}
    if any(cell.date for cell in row):
        return False
    return len(said) == 1 or any(
        says_unit(text) for text in said if text != columns.cell(row, "name").text.strip()
    )
