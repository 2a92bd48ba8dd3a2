"""Putting an imported list into a source's tables: only its own rows, whole files at a time."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tomllib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

import openpyxl

from voter_kiosk.authoring.official_list.imported import Hints, ImportedList
from voter_kiosk.authoring.sheets import read_tables
from voter_kiosk.authoring.tables import CSV_FOLDER, TABLES, WORKBOOK, Table, TableKey
from voter_kiosk.domain.election import Candidate, Constituency, Sex
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold

_SEX: Final = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}
_KEYS: Final = {
    TableKey.CONSTITUENCIES: ("id",),
    TableKey.CANDIDATES: ("constituency", "number"),
    TableKey.STRIKE_OFFS: ("candidate",),
}
# A person may have answered these in the table where the list's own cell could not be used.
_ANSWERED_IN_TABLE: Final = frozenset({"sex", "residence"})

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to write: values by field; ``clears`` are the fields that an empty value empties.

    ``english`` are the values of the twin columns for English.
    """

    values: Values
    clears: frozenset[str] = frozenset()
    english: Values = field(default_factory=dict)


def hints_from(source: Path) -> Hints:
    """What a source says that a list may leave out: rule set, province, commune, wards."""
    try:
        settings = tomllib.loads((source / "bundle.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        settings = {}
    province = settings.get("province")
    province = province if isinstance(province, dict) else {}
    scope = str(settings.get("scope", ""))
    tables = read_tables(source, lambda _: None)
    wards = {
        fold(row["ward_name"]): row["ward"]
        for row in tables[TableKey.POLLING_AREAS]
        if row["ward_name"] and row["ward"]
    }
    name = str(province.get("vi", ""))
    named = bool(name) and not name.startswith("[")  # a new source still has "[điền tên tỉnh]" there
    return Hints(
        rule_set=next((rules for rules in RuleSetId if rules.value == str(settings.get("rule_set", ""))), None),
        province=str(province.get("code", "")) if named else "",
        province_name=name if named else "",
        commune=scope[1:] if scope.startswith("c") else "",
        wards=wards,
    )


def write_into(imported: ImportedList, source: Path) -> tuple[Path, ...] | Refusal:
    """Write the constituencies and candidates into the tables of ``source``; give the files that changed.

    The sheets of ``du-lieu.xlsx`` where that workbook exists, else the CSV files. Rows are found by constituency
    id and STT; a row that is there is brought up to date in the columns the list has, every other row, column and
    sheet stays. The same list again changes nothing. Refuses while the list has errors that must be answered in
    its own file; then, and where anything cannot be written, every file stays as it was.
    """
    questions = imported.questions
    if questions:
        first = questions[0]
        where = ", ".join(part for part in (first.file, first.place) if part)
        return Refusal(
            "list-has-errors",
            Sentence(
                f"Danh sách còn {len(questions)} lỗi phải trả lời nên chưa ghi gì. Lỗi đầu tiên ({where}): "
                f"{first.message.vi} {first.remedy.vi}",
                f"The list has {len(questions)} errors to be answered, so nothing was written. The first "
                f"({where}): "
                f"{first.message.en} {first.remedy.en}",
            ),
        )
    entries = {
        TableKey.CONSTITUENCIES: [_unit_entry(unit) for unit in imported.constituencies],
        TableKey.CANDIDATES: [
            _person_entry(person, imported.columns.get(person.constituency, frozenset()))
            for person in imported.candidates
        ],
    }
    return write_rows(source, entries)


def write_rows(source: Path, entries: Mapping[TableKey, Sequence[Entry]]) -> tuple[Path, ...] | Refusal:
    """Write rows into the tables of ``source``, as :func:`write_into` does; give the files that changed.

    Refused: ``no-source``, ``unreadable-source``, ``cannot-write``; then every file stays as it was.
    """
    if not source.is_dir():
        return Refusal(
            "no-source",
            Sentence(
                f"Không có thư mục nguồn {source.name}. Hãy tạo bằng lệnh “voter-kiosk new”.",
                f"There is no source folder {source.name}. Make one with “voter-kiosk new”.",
            ),
        )
    workbook = source / WORKBOOK
    try:
        changed = (
            _into_workbook(workbook, entries) if workbook.is_file() else _into_csv(source / CSV_FOLDER, entries)
        )
    except (UnicodeDecodeError, csv.Error) as problem:
        return _unreadable(str(problem))
    except _UnreadableWorkbookError as problem:
        return _unreadable(str(problem))
    return replace_files(changed)


def replace_files(files: Mapping[Path, bytes]) -> tuple[Path, ...] | Refusal:
    """Write whole files of a source, all or none; refused with ``cannot-write``."""
    try:
        return _replace_all(files)
    except OSError as problem:
        return Refusal(
            "cannot-write",
            Sentence(
                "Không ghi được vào nguồn dữ liệu; mọi tệp vẫn như cũ. Hãy đóng Excel, kiểm tra chỗ trống và "
                "quyền ghi.",
                "The source cannot be written; every file is as it was. Close Excel, check free space and "
                "permissions.",
            ),
            str(problem),
        )


def _unit_entry(unit: Constituency) -> Entry:
    return Entry(
        {
            "id": unit.id,
            "province_name": unit.province_name,
            "province": unit.province,
            "place": unit.place,
            "area": unit.area.get("vi", ""),
            "seats": str(unit.seats or ""),
            "posted_candidates": "" if unit.posted_candidates is None else str(unit.posted_candidates),
            "decision": unit.decision,
        }
    )


def _person_entry(person: Candidate, columns: frozenset[str]) -> Entry:
    values = {column.field: getattr(person, column.field) for column in TABLES[TableKey.CANDIDATES].columns}
    values.update(number=str(person.number), sex=_SEX[person.sex])
    return Entry(values, columns - _ANSWERED_IN_TABLE)


class _Lines(Protocol):
    """A table that can be read and written cell by cell; rows and columns count from 0, row 0 is the header."""

    def rows(self) -> int: ...

    def get(self, row: int, column: int) -> str: ...

    def put(self, row: int, column: int, text: str) -> None: ...

    def width(self) -> int: ...


def _merge(table: Table, lines: _Lines, entries: Sequence[Entry]) -> bool:
    """Bring ``entries`` into ``lines``; whether anything changed."""
    changed = False
    at = {fold(lines.get(0, column)): column for column in range(lines.width()) if lines.get(0, column).strip()}
    headless = not at
    for column in table.columns:
        wanted = headless or column.required or any(entry.values[column.field] for entry in entries)
        twin = column.translatable and any(entry.english.get(column.field) for entry in entries)
        for header in (*([column.header] if wanted else ()), *([column.english] if twin else ())):
            if fold(header) not in at:
                position = lines.width()
                lines.put(0, position, header)
                at[fold(header)] = position
                changed = True
    positions = {column.field: at[fold(column.header)] for column in table.columns if fold(column.header) in at}
    twins = {column.field: at[fold(column.english)] for column in table.columns if fold(column.english) in at}
    known = {_key(table, lines, row, positions): row for row in range(1, lines.rows())}
    free = 1 + max((row for row in range(lines.rows()) if _filled(lines, row)), default=0)
    for entry in entries:
        key = tuple(_same(entry.values[name]) for name in _KEYS[table.key])
        row = known.get(key, -1)
        new = row < 0
        if new:
            row, free = free, free + 1
        for name, position in positions.items():
            text, there = entry.values[name], "" if new else lines.get(row, position)
            if text == there or (not text and not (there and name in entry.clears)):
                continue
            lines.put(row, position, text)
            changed = True
        for name, text in entry.english.items():
            if text and text != lines.get(row, twins[name]):
                lines.put(row, twins[name], text)
                changed = True
    return changed


def _key(table: Table, lines: _Lines, row: int, positions: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(_same(lines.get(row, positions[name])) for name in _KEYS[table.key])


def _same(text: str) -> str:
    """A key's text for comparing: ``01`` and ``1`` are one number."""
    text = text.strip()
    return str(int(text)) if text.isdecimal() else text


def _filled(lines: _Lines, row: int) -> bool:
    return any(lines.get(row, column).strip() for column in range(lines.width()))


class _CsvLines:
    """A CSV table in memory, written back with the delimiter, line ends and byte-order mark it came with."""

    def __init__(self, data: bytes) -> None:
        self._mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        text = data.decode("utf-8-sig")
        self._end = "\r\n" if "\r\n" in text else "\n"
        head = text.split("\n", 1)[0]
        self._delimiter = ";" if head.count(";") > head.count(",") else ","
        self._lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True))

    def rows(self) -> int:
        return len(self._lines)

    def width(self) -> int:
        return len(self._lines[0]) if self._lines else 0

    def get(self, row: int, column: int) -> str:
        line = self._lines[row] if row < len(self._lines) else []
        return line[column] if column < len(line) else ""

    def put(self, row: int, column: int, text: str) -> None:
        while len(self._lines) <= row:
            self._lines.append([""] * self.width())
        line = self._lines[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = text

    def data(self) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self._delimiter, lineterminator=self._end).writerows(self._lines)
        return self._mark + out.getvalue().encode()


class _SheetLines:
    """A sheet of the workbook; what is put is text, so that no 12/12 becomes a date and no = a formula."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def rows(self) -> int:
        return int(self._sheet.max_row)

    def width(self) -> int:
        last = 0
        for cell in self._sheet[1]:
            if cell.value is not None:
                last = cell.column
        return last

    def get(self, row: int, column: int) -> str:
        if row >= self._sheet.max_row or column >= self._sheet.max_column:
            return ""
        value = self._sheet.cell(row + 1, column + 1).value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value)

    def put(self, row: int, column: int, text: str) -> None:
        cell = self._sheet.cell(row + 1, column + 1)
        cell.value = text or None
        if text:
            cell.data_type = "s"
            cell.number_format = "@"


def _into_csv(folder: Path, entries: Mapping[TableKey, Sequence[Entry]]) -> dict[Path, bytes]:
    changed: dict[Path, bytes] = {}
    for key, rows in entries.items():
        table = TABLES[key]
        path = folder / table.csv_name
        lines = _CsvLines(path.read_bytes() if path.exists() else b"")
        if _merge(table, lines, rows):
            changed[path] = lines.data()
    return changed


class _UnreadableWorkbookError(Exception):
    """The workbook of the source cannot be opened, so it cannot be kept either."""


def _into_workbook(path: Path, entries: Mapping[TableKey, Sequence[Entry]]) -> dict[Path, bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep
            book: Any = openpyxl.load_workbook(path)
    except Exception as problem:  # openpyxl raises nearly anything on a broken workbook
        raise _UnreadableWorkbookError(f"{type(problem).__name__}: {problem}") from problem
    by_name = {fold(sheet.title): sheet for sheet in book.worksheets}
    changed = False
    for key, rows in entries.items():
        table = TABLES[key]
        sheet = by_name.get(fold(table.sheet)) or book.create_sheet(table.sheet)
        changed = _merge(table, _SheetLines(sheet), rows) or changed
    if not changed:
        return {}
    out = io.BytesIO()
    book.save(out)
    return {path: out.getvalue()}


def _replace_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write every file beside its place and onto the disk first, then rename them all."""
    parts: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(exist_ok=True)
            part = path.with_name(f".{path.name}.part")
            parts.append((part, path))
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, part)
        for part, path in parts:
            part.replace(path)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    return tuple(files)


def _unreadable(detail: str) -> Refusal:
    return Refusal(
        "unreadable-source",
        Sentence(
            "Không đọc được bảng đang có trong nguồn dữ liệu nên không ghi gì. Hãy lưu lại bảng đó (CSV UTF-8 "
            "hoặc .xlsx).",
            "The source's present table cannot be read, so nothing was written. Save it again (CSV UTF-8 or "
            ".xlsx).",
        ),
        detail,
    )
