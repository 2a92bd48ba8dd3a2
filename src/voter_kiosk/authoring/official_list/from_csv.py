"""CSV files: UTF-8 (with or without mark) or UTF-16 with a mark, any of the usual delimiters."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

from voter_kiosk.authoring.official_list.columns import known_headers
from voter_kiosk.authoring.official_list.grid import Cell, Document, Grid, RefusedError, Row
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

_DELIMITERS = ",;\t|"
_HEAD = 20_000  # characters in which a header row must have come


def read_csv(path: Path) -> Document:
    """The one grid of a CSV file; raises ``RefusedError`` where its bytes are not Unicode text."""
    text = decode(path)
    # A cell may hold line breaks, so a row's place is the line it ends on in no case: rows are counted instead.
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        rows: list[Row] = [
            tuple(Cell(value, f"hàng {number}, cột {column}") for column, value in enumerate(record, start=1))
            for number, record in enumerate(records, start=1)
        ]
    except csv.Error as problem:
        raise RefusedError(
            Refusal(
                "broken-file",
                Sentence(
                    f"Không đọc được {path.name}: bảng CSV bị hỏng. Hãy lưu lại từ Excel dạng “CSV UTF-8”.",
                    f"{path.name} cannot be read: the CSV is broken. Save it again from Excel as “CSV UTF-8”.",
                ),
                str(problem),
            )
        ) from problem
    return Document(path.name, "csv", (Grid(path.name, "csv", "", (), tuple(rows)),))


def decode(path: Path) -> str:
    """The text of a file in UTF-8 or UTF-16; raises ``RefusedError`` with what it might say otherwise."""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        sample = unicodedata.normalize("NFC", data[:300].decode("cp1258", errors="replace")).split("\n")[0].strip()
        raise RefusedError(
            Refusal(
                "not-unicode",
                Sentence(
                    f"{path.name} không phải văn bản Unicode (đọc theo Windows-1258 thì dòng đầu là “{sample}”). "
                    "Hãy mở tệp gốc và lưu lại dạng “CSV UTF-8”.",
                    f"{path.name} is not Unicode text (as Windows-1258 its first line reads “{sample}”). "
                    "Open the original and save it as “CSV UTF-8”.",
                ),
            )
        ) from None


def delimiter_of(text: str) -> str:
    """The delimiter by which some line names the most columns; a comma where none names any.

    Counting signs would not do: names of places are full of commas, whatever parts the columns.
    """

    def columns(delimiter: str) -> int:
        head = csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=delimiter)
        try:
            return max((known_headers(record) for record in head), default=0)
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=columns)
