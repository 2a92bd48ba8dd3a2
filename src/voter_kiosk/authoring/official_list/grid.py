"""What every kind of file is read into before anything is understood: text around tables, and cells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from voter_kiosk.domain.finding import Finding, Refusal


class RefusedError(Exception):
    """Carries a refusal out of a reader; no public function lets it through."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message.en)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the file has it: ``text`` raw, paragraphs joined by line breaks.

    ``runs`` are ``(text, font)`` where the file names fonts. ``date`` is set where a spreadsheet holds a real date
    and no text. ``continued`` marks a copy of a merged cell's text in the places the merge covers.
    """

    text: str = ""
    place: str = ""
    runs: tuple[tuple[str, str], ...] = ()
    date: dt.datetime | dt.date | dt.time | None = None
    continued: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table and the paragraphs that stand above it since the table before; ``kind`` is docx, xlsx or csv."""

    file: str
    kind: str
    place: str
    heading: tuple[Cell, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: its grids in order, every paragraph outside them, and what was noticed while reading."""

    file: str
    kind: str
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = field(default=())
