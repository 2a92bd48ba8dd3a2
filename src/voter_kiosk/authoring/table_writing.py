"""Putting rows into a source's tables, workbook or CSV: only those rows, whole files at a time."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from openpyxl.cell.cell import MergedCell

from voter_kiosk.authoring.tables import CSV_FOLDER, TABLES, WORKBOOK, Column, Table, TableKey, same_key
from voter_kiosk.authoring.workbook import load_workbook
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to write: values by field, ``english`` those of its English twins.

    An empty value changes nothing, but for the fields that ``clears`` names.
    """

    values: Mapping[str, str]
    clears: frozenset[str] = frozenset()
    english: Mapping[str, str] = field(default_factory=dict)

    def said(self, column: Column, *, english: bool) -> str:
        """What stands in that column, or in its English twin."""
        return (self.english if english else self.values).get(column.field, "")


Entries = Mapping[TableKey, Sequence[Entry]]


def write_tables(source: Path, entries: Entries) -> tuple[Path, ...] | Refusal:
    """Write ``entries`` into the tables of ``source``; give the files that changed.

    The sheets of ``du-lieu.xlsx`` where that workbook exists, else the CSV files. A row is found by its table's
    ``unique`` fields and brought up to date; every other row, column and sheet stays. Of a grouped table all rows
    of a key are replaced together. The same entries again change nothing. Refused, with every file as it was:
    ``no-source``, ``unreadable-source``, ``merged-source``, ``cannot-write``.
    """
    if not source.is_dir():
        return no_source(source)
    workbook = source / WORKBOOK
    try:
        changed = (
            _into_workbook(workbook, entries) if workbook.is_file() else _into_csv(source / CSV_FOLDER, entries)
        )
    except (UnicodeDecodeError, csv.Error) as problem:
        return _unreadable(str(problem))
    except UnreadableWorkbookError as problem:
        return _unreadable(str(problem))
    except _MergedError as problem:
        return Refusal(
            "merged-source",
            Sentence(
                f"Trong {WORKBOOK} có ô gộp tại {problem} nên không ghi gì. Hãy bỏ gộp ô (Unmerge), điền từng ô "
                "rồi nhập lại.",
                f"{WORKBOOK} has merged cells at {problem}, so nothing was written. Unmerge them, fill in each "
                "cell, and import again.",
            ),
        )
    try:
        return replace_all(changed)
    except OSError as problem:
        return cannot_write(str(problem))


def no_source(source: Path) -> Refusal:
    """There is no folder to write into."""
    return Refusal(
        "no-source",
        Sentence(
            f"Không có thư mục nguồn {source.name}. Hãy tạo bằng lệnh “voter-kiosk new”.",
            f"There is no source folder {source.name}. Make one with “voter-kiosk new”.",
        ),
    )


def cannot_write(detail: str) -> Refusal:
    """The source cannot be written, and nothing was."""
    return Refusal(
        "cannot-write",
        Sentence(
            "Không ghi được vào nguồn dữ liệu; mọi tệp vẫn như cũ. Hãy đóng Excel, kiểm tra chỗ trống và "
            "quyền ghi.",
            "The source cannot be written; every file is as it was. Close Excel, check free space and "
            "permissions.",
        ),
        detail,
    )


class _Lines(Protocol):
    """A table that can be read and written cell by cell; rows and columns count from 0, row 0 is the header."""

    def rows(self) -> int: ...

    def get(self, row: int, column: int) -> str: ...

    def put(self, row: int, column: int, text: str) -> None: ...

    def width(self) -> int: ...


def _columns(table: Table) -> Iterator[tuple[Column, bool, str]]:
    """Every column and English twin: the column, whether it is the twin, its header folded."""
    for column in table.columns:
        yield column, False, fold(column.header)
        if column.translatable:
            yield column, True, fold(column.english)


def _merge(table: Table, lines: _Lines, entries: Sequence[Entry]) -> bool:
    """Bring ``entries`` into ``lines``; whether anything changed."""
    if not entries:
        return False
    changed = False
    at = {fold(lines.get(0, column)): column for column in range(lines.width()) if lines.get(0, column).strip()}
    headless = not at
    for column, english, header in _columns(table):
        wanted = (headless or column.required) and not english
        if header not in at and (wanted or any(entry.said(column, english=english) for entry in entries)):
            position = lines.width()
            lines.put(0, position, column.english if english else column.header)
            at[header] = position
            changed = True
    positions = [(column, english, at[header]) for column, english, header in _columns(table) if header in at]
    known = _known(table, lines, positions)
    free = 1 + max((row for row in range(lines.rows()) if _filled(lines, row)), default=0)
    met: set[tuple[str, ...]] = set()
    for entry in entries:
        key = tuple(same_key(entry.values.get(name, "")) for name in table.unique)
        met.add(key)
        there = known.setdefault(key, [])
        new = not there
        row = free if new else there.pop(0)
        if not table.grouped:
            there.append(row)  # what comes twice is one row
        free += new
        for column, english, position in positions:
            text, before = entry.said(column, english=english), "" if new else lines.get(row, position)
            clears = table.grouped or (column.field in entry.clears and not english)
            if text == before or (not text and not (before and clears)):
                continue
            lines.put(row, position, text)
            changed = True
    if table.grouped:
        for row in (row for key in met for row in known.get(key, [])):
            for _, _, position in positions:
                lines.put(row, position, "")
            changed = True
    return changed


def _known(
    table: Table, lines: _Lines, positions: Sequence[tuple[Column, bool, int]]
) -> dict[tuple[str, ...], list[int]]:
    """The rows that are there, by key; of a table that is not grouped the last one of a key."""
    where = {column.field: position for column, english, position in positions if not english}
    known: dict[tuple[str, ...], list[int]] = {}
    for row in range(1, lines.rows()):
        key = tuple(same_key(lines.get(row, where[name])) for name in table.unique)
        if table.grouped:
            known.setdefault(key, []).append(row)
        else:
            known[key] = [row]
    return known


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
        if isinstance(cell, MergedCell):
            raise _MergedError(f"{self._sheet.title}!{cell.coordinate}")
        cell.value = text or None
        if text:
            cell.data_type = "s"
            cell.number_format = "@"


def _into_csv(folder: Path, entries: Entries) -> dict[Path, bytes]:
    changed: dict[Path, bytes] = {}
    for key, rows in entries.items():
        table = TABLES[key]
        path = folder / table.csv_name
        lines = _CsvLines(path.read_bytes() if path.exists() else b"")
        if _merge(table, lines, rows):
            changed[path] = lines.data()
    return changed


class _MergedError(Exception):
    """A cell that is to be written lies under a merged one: its address."""


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be opened, or could not be once it was saved: so it cannot be kept either."""


def _into_workbook(path: Path, entries: Entries) -> dict[Path, bytes]:
    try:
        book = load_workbook(path)
    except Exception as problem:  # openpyxl raises nearly anything on a broken workbook
        raise UnreadableWorkbookError(f"{type(problem).__name__}: {problem}") from problem
    by_name = {fold(sheet.title): sheet for sheet in book.worksheets}
    changed = False
    for key, rows in entries.items():
        table = TABLES[key]
        sheet = by_name.get(fold(table.sheet)) or book.create_sheet(table.sheet)
        changed = _merge(table, _SheetLines(sheet), rows) or changed
    if not changed:
        return {}
    return {path: saved(book)}


def saved(book: Any) -> bytes:
    """The bytes of a workbook as openpyxl writes it.

    Raises ``UnreadableWorkbookError`` where it could not be opened again: openpyxl reads and writes numbers that
    are none, in heights, margins, fonts, and then nothing reads them any more.
    """
    out = io.BytesIO()
    book.save(out)
    try:
        load_workbook(out)
    except Exception as problem:
        raise UnreadableWorkbookError(f"{type(problem).__name__}: {problem}") from problem
    return out.getvalue()


def replace_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
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
