"""The posted lists as A4 in landscape, to hold beside the paper: the form's columns, boxes to tick, lines to sign.

Everybody's row is alike and stands in official order; whoever is struck off stays there, marked (Law art. 60). A
row that is longer than a page goes on on the next one. The same content gives the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen, QTextLayout, QTextOption

from voter_kiosk.domain.posted import EDUCATION, columns, row
from voter_kiosk.kiosk.facts.posted import column_labels, posted_list, sex_written, struck_line
from voter_kiosk.kiosk.phrasing import in_groups, plain
from voter_kiosk.kiosk.slips.paper import DPI, NAMESPACE, PITCH, POINT, UNITS, Face, Lines, Slip, dated
from voter_kiosk.kiosk.slips.sheet import marks_of
from voter_kiosk.kiosk.view import View

WIDTH: Final = 297.0
HEIGHT: Final = 210.0
SIDE: Final = 6.0
ENDS: Final = 8.0
PAD: Final = 0.7
TICK: Final = 8.0
BOX: Final = 4.2
"""Millimetres."""

CELL: Final = Face(7)
CELL_STRUCK: Final = Face(7, bold=True, italic=True)
NAME: Final = Face(7.5, bold=True)
HEAD: Final = Face(6.5, bold=True)
BODY: Final = Face(9)
BODY_BOLD: Final = Face(9, bold=True)
TITLE: Final = Face(15, bold=True)
FOOT: Final = Face(7.5)

_WIDTHS: Final = {
    "number": 7,
    "name": 22,
    "birth_date_posted": 17.5,
    "sex": 8,
    "nationality": 10,
    "ethnicity": 10,
    "religion": 10,
    "native_place": 16,
    "residence": 16,
    "schooling": 11,
    "expertise": 19,
    "degree": 11,
    "political_theory": 11,
    "languages": 11,
    "occupation": 20,
    "workplace": 17,
    "party_date": 17.5,
    "assembly_terms": 11,
    "council_terms": 14,
    "note": 11,
}
"""How wide each column is where all of them are there; the list of a council shares out what it spares."""

_LEAST_LINES: Final = 3
"""A row that goes on on another page has so many lines on this one."""


def posted_paper(view: View, constituencies: Sequence[str]) -> Slip:
    """These lists on paper, one after the other, each from a new page on.

    Raises ``LookupError`` for one that may not be shown, ``RuntimeError`` without an application and its fonts.
    """
    pages = [page for one in constituencies for page in _Paper(view, one).pages()]
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    size = QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(view.tr("Compare with the posted list"))
    writer.setCreator("voter-kiosk")
    painter = QPainter()
    if not painter.begin(writer):
        raise RuntimeError("no PDF can be painted")
    pen = QPen()
    pen.setWidthF(0.15 * UNITS)
    painter.setPen(pen)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        for piece in page.pieces:
            piece.draw(painter)
        page.foot(painter, number, len(pages))
    painter.end()
    showing = view.showing
    issued = showing.about().issued if showing else ""
    name = uuid.uuid5(NAMESPACE, "\n".join((issued, view.language, *constituencies)))
    return Slip(dated(bytes(buffer.data().data()), issued, name), len(pages), WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of one face, broken to the width of a column."""

    lines: tuple[str, ...]
    face: Face

    @property
    def pitch(self) -> float:
        return self.face.points * POINT * PITCH

    def part(self, start: int, count: int) -> _Text:
        return _Text(self.lines[start : start + count], self.face)

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        font = self.face.font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for place, line in enumerate(self.lines):
            middle = top + (place + 0.5) * self.pitch
            painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), line)


def _broken(text: str, face: Face, width: float) -> _Text:
    """``text`` in lines no wider than ``width`` units; a word longer than that is broken."""
    layout = QTextLayout(text, face.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return _Text(tuple(found), face)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells beside each other, framed, each of texts below each other. ``boxed`` are drawn with a box to tick."""

    edges: tuple[float, ...]  # from left to right, in units; one more than there are cells
    cells: tuple[tuple[_Text, ...], ...]
    top: float
    height: float
    boxed: frozenset[int] = frozenset()

    def draw(self, painter: QPainter) -> None:
        for place, texts in enumerate(self.cells):
            left, right = self.edges[place], self.edges[place + 1]
            painter.drawRect(QRectF(left, self.top, right - left, self.height))
            y = self.top + PAD * UNITS
            for text in texts:
                text.draw(painter, left + PAD * UNITS, y)
                y += len(text.lines) * text.pitch
            if place in self.boxed:
                side = BOX * UNITS
                box = QRectF((left + right - side) / 2, self.top + 1.2 * UNITS, side, side)
                painter.drawRect(box)


@dataclass(frozen=True, slots=True)
class _Written:
    """Running text at a place."""

    lines: Lines
    left: float
    top: float

    def draw(self, painter: QPainter) -> None:
        self.lines.draw(painter, self.left, self.top)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame, or with no height a line."""

    left: float
    top: float
    width: float
    height: float = 0.0

    def draw(self, painter: QPainter) -> None:
        if self.height:
            painter.drawRect(QRectF(self.left, self.top, self.width, self.height))
        else:
            painter.drawLine(QPointF(self.left, self.top), QPointF(self.left + self.width, self.top))


_Piece = _Cells | _Written | _Frame


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on one page, and the words of its foot."""

    pieces: tuple[_Piece, ...]
    words: str

    def foot(self, painter: QPainter, number: int, count: int) -> None:
        width = (WIDTH - 2 * SIDE - 15) * UNITS
        lines = Lines(self.words, FOOT, width)
        y = (HEIGHT - ENDS) * UNITS - lines.height
        painter.drawLine(QPointF(SIDE * UNITS, y - UNITS), QPointF((WIDTH - SIDE) * UNITS, y - UNITS))
        lines.draw(painter, SIDE * UNITS, y)
        Lines(f"{number}/{count}", Face(7.5, bold=True), 15 * UNITS).draw(painter, (WIDTH - SIDE - 12) * UNITS, y)


class _Paper:
    """One list, laid out."""

    def __init__(self, view: View, constituency: str) -> None:
        self._view = view
        self._list = posted_list(view, constituency)
        showing = view.showing
        if showing is None:
            raise LookupError(constituency)
        about = showing.about()
        self._marks = marks_of(view, showing)
        self._words = view.tr("Edition %1. Fingerprint: %2", about.version, in_groups(about.fingerprint))
        self._columns = columns(self._list.unit.body)
        room = (WIDTH - 2 * SIDE - 2 * TICK) * UNITS
        scale = room / sum(_WIDTHS[name] for name in self._columns)
        edges = [SIDE * UNITS]
        for name in self._columns:
            edges.append(edges[-1] + _WIDTHS[name] * scale)
        self._edges = (*edges, edges[-1] + TICK * UNITS, edges[-1] + 2 * TICK * UNITS)
        self._end = (HEIGHT - ENDS) * UNITS - Lines(self._words, FOOT, room).height - 2 * UNITS

    def pages(self) -> Iterator[_Page]:
        """The list page by page; after the last row there is room to sign."""
        pieces, y = self._top()
        fresh = y
        for texts in self._rows():
            start, lines = 0, max(_most(cell) for cell in texts)
            while start < lines:
                count = self._fitting(texts, start, self._end - y)
                whole_fits = self._fitting(texts, 0, self._end - fresh) >= lines
                if y > fresh and (
                    count < min(lines - start, _LEAST_LINES) or (count < lines - start and whole_fits)
                ):
                    yield _Page(tuple(pieces), self._words)
                    pieces, y = self._again()
                    fresh = y
                    continue
                cells = tuple(_part(cell, start, max(1, count)) for cell in texts)
                height = max(_height(cell) for cell in cells)
                height = max(height, (BOX + 2.4) * UNITS)
                boxed = frozenset({len(texts) - 1, len(texts) - 2}) if start == 0 else frozenset[int]()
                pieces.append(_Cells(self._edges, cells, y, height, boxed))
                y += height
                start += max(1, count)
        closing = list(self._closing(y + 4 * UNITS))
        if _bottom(closing) > self._end:
            yield _Page(tuple(pieces), self._words)
            pieces, y = self._named()
            closing = list(self._closing(y))
        yield _Page((*pieces, *closing), self._words)

    def _rows(self) -> Iterator[tuple[tuple[_Text, ...], ...]]:
        for person in self._list.people:
            cells = row(person, self._list.unit.body, sex=sex_written(person, self._view))
            found = []
            for place, cell in enumerate(cells):
                width = self._edges[place + 1] - self._edges[place] - 2 * PAD * UNITS
                face = NAME if cell.column in {"number", "name"} else CELL
                texts = [_broken(cell.text, face, width)] if cell.text else []
                struck = plain(struck_line(person, self._view)) if cell.column == "name" else ""
                if struck:
                    texts.append(_broken(struck, CELL_STRUCK, width))
                found.append(tuple(texts))
            yield (*found, (), ())

    def _fitting(self, texts: Sequence[tuple[_Text, ...]], start: int, room: float) -> int:
        """How many lines of a row fit into ``room``, from line ``start`` on."""
        most = max(_most(cell) for cell in texts) - start
        for count in range(most, 0, -1):
            height = max(_height(_part(cell, start, count)) for cell in texts)
            if max(height, (BOX + 2.4) * UNITS) <= room:
                return count
        return 0

    def _marked(self, top: float) -> tuple[list[_Piece], float]:
        """What marks the sheet as a sample or of an assumed time; where the rest begins."""
        pieces: list[_Piece] = []
        y = top
        for mark in self._marks:
            lines = Lines(mark, BODY_BOLD, (WIDTH - 2 * SIDE - 4) * UNITS)
            pieces.append(_Frame(SIDE * UNITS, y, (WIDTH - 2 * SIDE) * UNITS, lines.height + UNITS))
            pieces.append(_Written(lines, (SIDE + 2) * UNITS, y + UNITS / 2))
            y += lines.height + 2 * UNITS
        return pieces, y

    def _top(self) -> tuple[list[_Piece], float]:
        view, width = self._view, (WIDTH - 2 * SIDE) * UNITS
        pieces, y = self._marked(ENDS * UNITS)
        head = [f"{one.label}: {one.value}" for one in self._list.parts[0].rows[2:]]
        for text, face in (
            (view.tr("Compare with the posted list"), BODY),
            (self._list.title, TITLE),
            (" · ".join(head), BODY),
        ):
            lines = Lines(plain(text), face, width)
            pieces.append(_Written(lines, SIDE * UNITS, y))
            y += lines.height
        return self._headed(pieces, y + 2 * UNITS)

    def _again(self) -> tuple[list[_Piece], float]:
        """The top of a further page of rows: whose list it is, and the columns."""
        return self._headed(*self._named())

    def _named(self) -> tuple[list[_Piece], float]:
        """The top of a further page: whose list it is."""
        pieces, y = self._marked(ENDS * UNITS)
        lines = Lines(plain(self._list.title), BODY_BOLD, (WIDTH - 2 * SIDE) * UNITS)
        pieces.append(_Written(lines, SIDE * UNITS, y))
        return pieces, y + lines.height + UNITS

    def _headed(self, pieces: list[_Piece], top: float) -> tuple[list[_Piece], float]:
        """The heads of the columns, two rows high where education is split in five."""
        view, labels = self._view, column_labels(self._view)
        texts = [plain(labels[name]) for name in self._columns] + [view.tr("Right"), view.tr("Wrong")]
        heads = [
            (_broken(text, HEAD, self._edges[place + 1] - self._edges[place] - 2 * PAD * UNITS),)
            for place, text in enumerate(texts)
        ]
        first, last = (self._columns.index(name) for name in (EDUCATION[0], EDUCATION[-1]))
        left, right = self._edges[first], self._edges[last + 1]
        group = (_broken(plain(view.tr("Education")), HEAD, right - left - 2 * PAD * UNITS),)
        upper = _height(group)
        lower = max(_height(cell) for cell in heads[first : last + 1])
        full = max(upper + lower, *(_height(cell) for cell in (*heads[:first], *heads[last + 1 :])))
        pieces.append(_Cells(self._edges[: first + 1], tuple(heads[:first]), top, full))
        pieces.append(_Cells((left, right), (group,), top, upper))
        split = self._edges[first : last + 2]
        pieces.append(_Cells(split, tuple(heads[first : last + 1]), top + upper, full - upper))
        pieces.append(_Cells(self._edges[last + 1 :], tuple(heads[last + 1 :]), top, full))
        return pieces, top + full

    def _closing(self, top: float) -> Iterator[_Piece]:
        """What the comparison found, where and when, and who signs for it."""
        view, width = self._view, (WIDTH - 2 * SIDE) * UNITS
        y = top
        for text in (
            view.tr("As on the posted list"),
            view.tr("Differs from the posted list; number on the list and column:"),
        ):
            lines = Lines(plain(text), BODY, width - 8 * UNITS)
            yield _Frame(SIDE * UNITS, y + (lines.pitch - BOX * UNITS) / 2, BOX * UNITS, BOX * UNITS)
            yield _Written(lines, (SIDE + 7) * UNITS, y)
            y += lines.height + 1.5 * UNITS
        for _ in range(2):
            y += 6 * UNITS
            yield _Frame(SIDE * UNITS, y, width)
        y += 4 * UNITS
        place = Lines(view.tr("Place: %1   Day: %2", "." * 50, "." * 30), BODY, width)
        yield _Written(place, SIDE * UNITS, y)
        y += place.height + 2 * UNITS
        third = width / 3
        signers = (view.tr("Compared by"), view.tr("Compared by"), view.tr("Witness"))
        for number, text in enumerate(signers):
            left = SIDE * UNITS + number * third
            yield _Written(Lines(plain(text), BODY_BOLD, third), left, y)
            said = Lines(plain(view.tr("(signature, full name, post)")), FOOT, third)
            yield _Written(said, left, y + 5 * UNITS)
            yield _Frame(left, y + 24 * UNITS, third - 8 * UNITS)


def _most(cell: Sequence[_Text]) -> int:
    return sum(len(text.lines) for text in cell)


def _height(cell: Sequence[_Text]) -> float:
    return sum(len(text.lines) * text.pitch for text in cell) + 2 * PAD * UNITS


def _part(cell: Sequence[_Text], start: int, count: int) -> tuple[_Text, ...]:
    """The lines of a cell from ``start`` on, through all its texts."""
    found, passed = [], 0
    for text in cell:
        length = len(text.lines)
        begin, end = max(0, start - passed), min(length, start + count - passed)
        if begin < end:
            found.append(text.part(begin, end - begin))
        passed += length
    return tuple(found)


def _bottom(pieces: Sequence[_Piece]) -> float:
    return max(
        piece.top + (piece.lines.height if isinstance(piece, _Written) else piece.height) for piece in pieces
    )
