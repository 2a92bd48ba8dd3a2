"""A paper for officials, A4 upright, as a PDF: headings, fields, tables, bars, and lines to sign on.

No row is torn, a heading stands with what it heads, and a table's head stands again on each page. What is set
comes as plain text and is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from voter_kiosk.kiosk.scripts import printed

DPI: Final = 288
WIDTH_MM, HEIGHT_MM, SIDE_MM, ENDS_MM, FOOT_MM = 210.0, 297.0, 18.0, 16.0, 10.0
_MM: Final = DPI / 25.4
_ACCENT: Final = "#6e120d"
_BAR_MM: Final = 62.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows is about this."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and what they say."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, and how much of the width each column takes, in percent."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers by name, each with a bar as long as its share of the greatest."""

    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, side by side, with room to do it; ``hint`` stands small below each (sign, full name)."""

    who: tuple[str, ...]
    hint: str


Part = Heading | Words | Fields | Grid | Bars | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its heading, a line below, its parts, and what stands at the foot of each page."""

    title: str
    under: str
    parts: tuple[Part, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never torn. ``stays`` says that what follows stands on the same page; ``head`` stands above it where
    it is the first on a page.
    """

    document: QTextDocument
    height: float
    stays: bool = False
    head: _Piece | None = None


def pdf_of(paper: Paper) -> bytes:
    """``paper`` as a PDF. Needs an application and its fonts."""
    pages = list(_filled(_pieces(paper)))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(paper.title)
    writer.setCreator("voter-kiosk")
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages, start=1):
            if number > 1:
                writer.newPage()
            top = ENDS_MM * _MM
            for piece in page:
                painter.save()
                painter.translate(QPointF(SIDE_MM * _MM, top))
                piece.document.drawContents(painter)
                painter.restore()
                top += piece.height
            _foot(painter, paper.foot, f"{number}/{len(pages)}")
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _filled(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces, page by page."""
    room = (HEIGHT_MM - 2 * ENDS_MM - FOOT_MM) * _MM
    page: list[_Piece] = []
    used = 0.0
    place = 0
    while place < len(pieces):
        end = place + 1
        while pieces[end - 1].stays and end < len(pieces):
            end += 1
        together = list(pieces[place:end])
        if page and used + sum(piece.height for piece in together) > room:
            yield page
            head = together[0].head
            page, used = ([head] if head else []), (head.height if head else 0.0)
        page += together
        used += sum(piece.height for piece in together)
        place = end
    yield page


def _pieces(paper: Paper) -> list[_Piece]:
    title = f"<p style='font-size:{_px(18)}px; font-weight:700'>{_said(paper.title)}</p>"
    found = [_piece(title), _piece(f"<p>{_said(paper.under)}</p>"), _space(3)]
    for part in paper.parts:
        if isinstance(part, Signatures):
            found[-1] = replace(found[-1], stays=True)  # nobody signs an empty page
        found += _of_part(part)
    return found


def _of_part(part: Part) -> Iterator[_Piece]:
    match part:
        case Heading(text):
            yield _space(5, stays=True)
            style = f"font-size:{_px(12.5)}px; font-weight:700; color:{_ACCENT}"
            yield _piece(f"<p style='{style}'>{_said(text)}</p>", stays=True)
            yield _space(1.5, stays=True)
        case Words(text, strong):
            yield _space(2)
            yield _piece(f"<p style='font-weight:{700 if strong else 400}'>{_said(text)}</p>")
            yield _space(2)
        case Fields(rows):
            for name, value in rows:
                yield _row(f"<td width='34%'>{_said(name)}</td><td width='66%'><b>{_said(value)}</b></td>")
        case Grid(head, rows, widths):
            top = _row(_cells(head, widths, bold=True))
            yield _Piece(top.document, top.height, stays=True)
            for row in rows:
                yield _row(_cells(row, widths), head=top)
        case Bars(rows):
            most = max((count for _, count in rows), default=1) or 1
            for name, count in rows:
                yield _bar(name, count, most)
        case Signatures(who, hint):
            yield _space(8, stays=True)
            share = 100 // len(who)
            cells = "".join(
                f"<td width='{share}%' align='center'><b>{_said(name)}</b><br>"
                f"<span style='font-size:{_px(8.5)}px'>{_said(hint)}</span></td>"
                for name in who
            )
            yield _piece(f"<table width='100%'><tr>{cells}</tr></table>", stays=True)
            yield _space(22)


def _cells(texts: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> str:
    look = ("bgcolor='#efe6d6'", "<b>", "</b>") if bold else ("", "", "")
    return "".join(
        f"<td width='{width}%' {look[0]}>{look[1]}{_said(text)}{look[2]}</td>"
        for text, width in zip(texts, widths, strict=True)
    )


def _bar(name: str, count: int, most: int) -> _Piece:
    long, high = max(1, round(_BAR_MM * _MM * count / most)), round(3.6 * _MM)
    return _row(
        f"<td width='42%'>{_said(name)}</td><td width='12%' align='right'><b>{count}</b></td>"
        f"<td width='46%'><img src='bar:' width='{long}' height='{high}'></td>"
    )


def _row(cells: str, head: _Piece | None = None) -> _Piece:
    """One row of a table: its lower edge is the upper one of the next."""
    made = _piece(
        f"<table width='100%' cellspacing='0' cellpadding='{_px(1.9)}' border='1' "
        f"style='border-collapse:collapse; border-style:solid; border-color:#b3a58a'><tr>{cells}</tr></table>"
    )
    return _Piece(made.document, made.height - 3, head=head)


def _space(millimetres: float, *, stays: bool = False) -> _Piece:
    return _Piece(QTextDocument(), millimetres * _MM, stays)


def _piece(html: str, *, stays: bool = False) -> _Piece:
    document = QTextDocument()
    document.setDefaultFont(printed(_px(10)))
    document.setDocumentMargin(0)
    pixel = QImage(1, 1, QImage.Format.Format_RGB32)
    pixel.fill(QColor(_ACCENT))
    document.addResource(int(QTextDocument.ResourceType.ImageResource), QUrl("bar:"), pixel)
    document.setTextWidth((WIDTH_MM - 2 * SIDE_MM) * _MM)
    document.setHtml(html)
    return _Piece(document, document.size().height(), stays)


def _foot(painter: QPainter, text: str, page: str) -> None:
    painter.setFont(printed(_px(7.5)))
    width = (WIDTH_MM - 2 * SIDE_MM) * _MM
    line = QRectF(SIDE_MM * _MM, (HEIGHT_MM - ENDS_MM - FOOT_MM / 2) * _MM, width - 14 * _MM, FOOT_MM * _MM)
    painter.drawText(line, int(Qt.TextFlag.TextWordWrap), text)
    number = QRectF(line.left(), line.top(), width, line.height())
    painter.drawText(number, int(Qt.AlignmentFlag.AlignRight), page)


def _said(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _px(points: float) -> int:
    return round(points * DPI / 72)
