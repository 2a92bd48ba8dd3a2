"""A sheet as a slip of paper: a PDF of A5, or of an 80 mm roll cut to its length. Sizes are millimetres.

Type is black on white: a receipt printer has nothing else. No page break goes through a person, a step or a row; a
heading stays with what it heads. Edition, fingerprint and the mark of a sample stand on every page. The same sheet
gives the same bytes: what Qt dates by the clock is dated by the bundle instead.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter, QPen, QTextLayout, QTextOption

from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.kiosk.scripts import pitch_of, printed
from voter_kiosk.kiosk.slips.sheet import Part, PartKind, Sheet

NUMBER: Final = 9.0
"""The column of a page's number at the right of the foot, in millimetres."""
DPI: Final = 720
PITCH: Final = 1.46
"""Line pitch in ems: Ễ over Ặ needs 1.364 (DESIGN section 6)."""

UNITS: Final = DPI / 25.4  # to a millimetre
POINT: Final = DPI / 72
NAMESPACE: Final = uuid.UUID("5f0c6d0e-64f5-5c63-9d5b-3c4e7f1b8a21")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper is filled: its size and margins in millimetres, its type in points.

    ``cut`` says that a page may be shorter than ``height``.
    """

    width: float
    height: float
    side: float
    ends: float
    body: float
    title: float
    mark: float  # the column of numbers, in millimetres
    label: float = 0.0  # the column of a field's name; 0 where it stands above
    cut: bool = False

    def scaled(self, scale: float) -> Layout:
        """The same paper with smaller type."""
        return replace(self, body=self.body * scale, title=self.title * scale)


LAYOUTS: Final = {
    SlipPaper.A5: Layout(148, 210, side=13, ends=12, body=11.5, title=20, mark=10, label=36),
    SlipPaper.ROLL: Layout(80, 297, side=4, ends=5, body=10.5, title=15, mark=9, cut=True),
}
"""A roll prints 72 mm of its 80; 297 mm is the longest page that common drivers take."""

SCALES: Final = (1.0, 0.95, 0.9)
"""Type may be so much smaller where that saves a page; 10 points can still be read at arm's length."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A printed sheet: the PDF, how many pages it has, and their size in millimetres."""

    data: bytes
    pages: int
    width: float
    height: float


def slip_of(sheet: Sheet, paper: SlipPaper) -> Slip:
    """``sheet`` laid out for ``paper``. Needs an application and its fonts; raises ``RuntimeError`` without."""
    tried = []
    for scale in SCALES:
        page = _Page(sheet, LAYOUTS[paper].scaled(scale))
        tried.append((page, list(_filled(page.pieces(), page.room))))
        if len(tried[-1][1]) == 1:
            break
    page, pages = min(tried, key=lambda one: len(one[1]))  # of equals the first, which is the largest
    layout = page.layout
    height = layout.height
    if layout.cut:
        pages = _balanced(page, pages)
        used = max(sum(piece.height for piece in one) for one in pages) + page.head_height + page.foot_height
        height = min(height, float(-(-used // UNITS)) + 2 * layout.ends)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    _write(buffer, page, pages, height)
    name = "\n".join((sheet.edition, sheet.kicker, sheet.title, sheet.under, paper.value))
    data = dated(bytes(buffer.data().data()), sheet.issued, uuid.uuid5(NAMESPACE, name))
    return Slip(data, len(pages), layout.width, height)


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its size in points, and its cut."""

    points: float
    bold: bool = False
    italic: bool = False

    def font(self) -> QFont:
        font = printed(round(self.points * POINT))
        font.setWeight(QFont.Weight.Bold if self.bold else QFont.Weight.Normal)
        font.setItalic(self.italic)
        return font


class Lines:
    """A text broken into lines of one width, in the page's units."""

    def __init__(self, text: str, face: Face, width: float, indent: float = 0.0) -> None:
        self._indent = indent
        self.pitch = face.points * POINT * pitch_of(text, PITCH)
        self._layouts: list[QTextLayout] = []
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph, face.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width - indent)
            layout.endLayout()
            self._layouts.append(layout)

    @cached_property
    def count(self) -> int:
        return sum(layout.lineCount() for layout in self._layouts)

    @property
    def height(self) -> float:
        return self.count * self.pitch

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        y = top
        for layout in self._layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.setPosition(QPointF(0, 0))
                line.draw(painter, QPointF(left + self._indent, y + (self.pitch - line.height()) / 2))
                y += self.pitch


@dataclass
class _Piece:
    """What stays together. ``heads`` says that it belongs to what follows; ``before`` is space above, in units."""

    texts: list[Lines]
    mark: Lines | None = None
    before: float = 0.0
    heads: bool = False
    ruled: bool = False

    @cached_property
    def height(self) -> float:
        stacked = sum(text.height for text in self.texts)
        return self.before + (max(stacked, self.mark.height) if self.mark else stacked)

    def draw(self, painter: QPainter, left: float, top: float, width: float) -> None:
        if self.ruled:
            painter.drawLine(QPointF(left, top + self.before / 2), QPointF(left + width, top + self.before / 2))
        y = top + self.before
        if self.mark is not None:
            self.mark.draw(painter, left, y)
        for text in self.texts:
            text.draw(painter, left, y)
            y += text.height


@dataclass
class _Page:
    """One sheet on one paper: its head, its pieces, its foot."""

    sheet: Sheet
    layout: Layout
    width: float = field(init=False)

    def __post_init__(self) -> None:
        self.width = (self.layout.width - 2 * self.layout.side) * UNITS

    @cached_property
    def marks(self) -> list[Lines]:
        face = Face(self.layout.body, bold=True)
        return [Lines(mark, face, self.width - 6 * UNITS) for mark in self.sheet.marks]

    @cached_property
    def foot(self) -> list[Lines]:
        return [Lines(self.sheet.edition, Face(self.layout.body * 0.82), self.width - NUMBER * UNITS)]

    @property
    def head_height(self) -> float:
        return sum(mark.height for mark in self.marks) + (6 * UNITS if self.marks else 0)

    @property
    def foot_height(self) -> float:
        return sum(line.height for line in self.foot) + 5 * UNITS

    @property
    def room(self) -> float:
        """The height that is left for pieces."""
        return (self.layout.height - 2 * self.layout.ends) * UNITS - self.head_height - self.foot_height

    def pieces(self) -> Iterator[_Piece]:
        """Title, parts, source. A text too long for one page becomes several pieces."""
        size = self.layout.body
        titles = [
            self._text(self.sheet.kicker, size, bold=True) if self.sheet.kicker else None,
            self._text(self.sheet.title, self.layout.title, bold=True),
            self._text(self.sheet.under, size * 1.1) if self.sheet.under else None,
        ]
        yield _Piece([text for text in titles if text is not None], heads=True)
        for number, part in enumerate(self.sheet.parts):
            yield from self._fitting(self._piece(part, first=number == 0))
        if self.sheet.source:
            yield _Piece([self._text(self.sheet.source, size * 0.9, italic=True)], before=5 * UNITS)

    def _piece(self, part: Part, *, first: bool) -> _Piece:
        size, mark = self.layout.body, self.layout.mark * UNITS
        small = [self._text(detail, size * 0.95, indent=mark) for detail in part.details if detail]
        gap = (4.0 if first else 2.2) * UNITS
        match part.kind:
            case PartKind.HEADING:
                return _Piece([self._text(part.text, size * 1.12, bold=True)], before=5 * UNITS, heads=True)
            case PartKind.TEXT:
                return _Piece([self._text(part.text, size)], before=gap)
            case PartKind.FIELD:
                column = self.layout.label * UNITS
                value = self._text(part.text, size, bold=True, indent=column)
                plain = [self._text(detail, size * 0.9, indent=column) for detail in part.details if detail]
                if not column:
                    return _Piece([self._text(part.label, size * 0.95), value, *plain], before=gap)
                label = Lines(part.label, Face(size * 0.95), column - 2 * UNITS)
                return _Piece([value, *plain], label, before=gap)
            case PartKind.PERSON:
                texts = [self._text(part.text, size * 1.12, bold=True, indent=mark)]
                if part.struck:
                    texts.append(self._text(part.struck, size, bold=True, italic=True, indent=mark))
                number = self._text(part.label, size * 1.12, bold=True)
                return _Piece([*texts, *small], number, before=4.4 * UNITS, ruled=True)
            case PartKind.ITEM:
                bold = bool(small)
                text = self._text(part.text, size, bold=bold, indent=mark)
                return _Piece([text, *small], self._text(part.label, size, bold=bold), before=gap)
            case PartKind.ROW:
                return _Piece([self._text(part.text, size, bold=True), *small], before=4.4 * UNITS, ruled=True)

    def _text(
        self, text: str, points: float, *, bold: bool = False, italic: bool = False, indent: float = 0.0
    ) -> Lines:
        return Lines(text, Face(points, bold, italic), self.width, indent)

    def _fitting(self, piece: _Piece) -> Iterator[_Piece]:
        """``piece``, or where it is higher than a page its texts one by one."""
        if piece.height <= self.room:
            yield piece
            return
        for text in piece.texts:
            yield _Piece([text], before=2 * UNITS)


def _filled(pieces: Iterable[_Piece], room: float) -> Iterator[list[_Piece]]:
    """The pieces page by page. What heads something is never the last of its page."""
    page: list[_Piece] = []
    used = 0.0
    for piece in pieces:
        if page and used + piece.height > room:
            kept = len(page)
            while kept > 1 and page[kept - 1].heads:
                kept -= 1
            moved = page[kept:] if kept else []
            yield page[: kept or len(page)]
            page = moved
            used = sum(other.height for other in page)
        page.append(piece)
        used += piece.height
    yield page


def _balanced(page: _Page, pages: list[list[_Piece]]) -> list[list[_Piece]]:
    """As many pages, filled alike, so that no paper runs out of the printer empty."""
    for share in (0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        tried = list(_filled(page.pieces(), page.room * share))
        if len(tried) == len(pages):
            return tried
    return pages


def _write(buffer: QBuffer, page: _Page, pages: list[list[_Piece]], height: float) -> None:
    layout, sheet = page.layout, page.sheet
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(
        QPageSize(
            QSizeF(layout.width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(sheet.title)
    writer.setCreator("voter-kiosk")
    painter = QPainter()
    if not painter.begin(writer):
        raise RuntimeError("no PDF can be painted")
    pen = QPen()
    pen.setWidthF(0.2 * UNITS)
    painter.setPen(pen)
    left = layout.side * UNITS
    for number, pieces in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        y = _draw_marks(painter, page, left, layout.ends * UNITS)
        for place, piece in enumerate(pieces):
            spared = 0.0 if place or number == 1 else piece.before  # no space above the first of a page
            piece.draw(painter, left, y - spared, page.width)
            y += piece.height - spared
        y = (height - layout.ends) * UNITS - page.foot_height + 3 * UNITS
        painter.drawLine(QPointF(left, y), QPointF(left + page.width, y))
        y += 2 * UNITS
        if len(pages) > 1:
            count = Lines(f"{number}/{len(pages)}", Face(layout.body * 0.82, bold=True), NUMBER * UNITS)
            count.draw(painter, left + page.width - NUMBER * UNITS, y)
        for line in page.foot:
            line.draw(painter, left, y)
            y += line.height
    painter.end()


def _draw_marks(painter: QPainter, page: _Page, left: float, top: float) -> float:
    """What marks the sheet as a sample or of an assumed time, in a frame; where the rest begins."""
    if not page.marks:
        return top
    height = sum(mark.height for mark in page.marks) + 2 * UNITS
    painter.drawRect(QRectF(left, top, page.width, height))
    y = top + UNITS
    for mark in page.marks:
        mark.draw(painter, left + 3 * UNITS, y)
        y += mark.height
    return top + page.head_height


def dated(data: bytes, issued: str, name: uuid.UUID) -> bytes:
    """``data`` with the bundle's time for the clock's, and a name made of what it says for a random one.

    Each replacement has the length of what it replaces, so the file's table of places still holds.
    """
    try:
        then = dt.datetime.fromisoformat(issued).astimezone(dt.UTC)
    except ValueError:
        then = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    data = re.sub(rb"\(D:\d{14}Z\)", f"(D:{then:%Y%m%d%H%M%S}Z)".encode(), data)
    data = re.sub(
        rb'(Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00', rf"\g<1>{then:%Y-%m-%dT%H:%M:%S}+00:00".encode(), data
    )
    data = re.sub(rb"uuid:[0-9a-f-]{36}", f"uuid:{name}".encode(), data)
    told = str(name).encode().hex().encode()
    return re.sub(rb"/ID \[ <[0-9a-f]{72}> <[0-9a-f]{72}> \]", b"/ID [ <" + told + b"> <" + told + b"> ]", data)
