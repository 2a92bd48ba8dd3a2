"""A paper for officials, A4 upright, as a PDF: headings, fields, tables, bars, and lines to sign on.

Qt's rich text breaks the pages: no row is torn, and a table's head stands again on each page. What is set comes as
plain text and is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from voter_kiosk.kiosk.scripts import FAMILY

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


def pdf_of(paper: Paper) -> bytes:
    """``paper`` as a PDF. Needs an application and its fonts."""
    document = QTextDocument()
    font = QFont(FAMILY)
    font.setPixelSize(round(10.0 * DPI / 72))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    _add_bars(document, paper.parts)
    document.setHtml(_html(paper))
    width = (WIDTH_MM - 2 * SIDE_MM) * _MM
    height = (HEIGHT_MM - 2 * ENDS_MM - FOOT_MM) * _MM
    document.setPageSize(QSizeF(width, height))
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
        for number in range(document.pageCount()):
            if number:
                writer.newPage()
            _page(painter, document, QRectF(0, number * height, width, height))
            _foot(painter, paper.foot, f"{number + 1}/{document.pageCount()}")
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _page(painter: QPainter, document: QTextDocument, part: QRectF) -> None:
    painter.save()
    painter.translate(QPointF(SIDE_MM * _MM, ENDS_MM * _MM - part.top()))
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(context.palette.ColorRole.Text, QColor("black"))
    painter.setClipRect(part)
    context.clip = part
    document.documentLayout().draw(painter, context)
    painter.restore()


def _foot(painter: QPainter, text: str, page: str) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(round(7.5 * DPI / 72))
    painter.setFont(font)
    width = (WIDTH_MM - 2 * SIDE_MM) * _MM
    line = QRectF(SIDE_MM * _MM, (HEIGHT_MM - ENDS_MM - FOOT_MM / 2) * _MM, width - 14 * _MM, FOOT_MM * _MM)
    painter.drawText(line, int(Qt.TextFlag.TextWordWrap), text)
    number = QRectF(line.left(), line.top(), width, line.height())
    painter.drawText(number, int(Qt.AlignmentFlag.AlignRight), page)


def _html(paper: Paper) -> str:
    body = "".join(map(_part, paper.parts))
    return (
        f"<p style='font-size:{_px(18)}px; font-weight:700; margin-bottom:{_px(4)}px'>{_said(paper.title)}</p>"
        f"<p style='margin-top:0; margin-bottom:{_px(6)}px'>{_said(paper.under)}</p>{body}"
    )


def _part(part: Part) -> str:
    match part:
        case Heading(text):
            return (
                f"<p style='font-size:{_px(12.5)}px; font-weight:700; color:{_ACCENT}; margin-top:{_px(14)}px; "
                f"margin-bottom:{_px(4)}px'>{_said(text)}</p>"
            )
        case Words(text, strong):
            weight = 700 if strong else 400
            style = f"font-weight:{weight}; margin-top:{_px(3)}px; margin-bottom:{_px(5)}px"
            return f"<p style='{style}'>{_said(text)}</p>"
        case Fields(rows):
            return _table(
                (f"<td width='34%'>{_said(name)}</td><td width='66%'><b>{_said(value)}</b></td>")
                for name, value in rows
            )
        case Grid(head, rows, widths):
            titles = "".join(
                f"<td width='{width}%' bgcolor='#efe6d6'><b>{_said(text)}</b></td>"
                for text, width in zip(head, widths, strict=True)
            )
            return _table(
                ("".join(f"<td>{_said(cell)}</td>" for cell in row) for row in rows), f"<tr>{titles}</tr>"
            )
        case Bars(rows):
            long, high = round(_BAR_MM * _MM), round(3.6 * _MM)
            most = max((count for _, count in rows), default=1) or 1
            return _table(
                (
                    f"<td width='42%'>{_said(name)}</td><td width='12%' align='right'><b>{count}</b></td>"
                    f"<td width='46%'><img src='bar:{count}/{most}' width='{max(1, long * count // most)}' "
                    f"height='{high}'></td>"
                )
                for name, count in rows
            )
        case Signatures(who, hint):
            cells = "".join(
                f"<td width='{100 // len(who)}%' align='center'><b>{_said(name)}</b><br>"
                f"<span style='font-size:{_px(8.5)}px'>{_said(hint)}</span><br><br><br><br><br></td>"
                for name in who
            )
            table = f"<table width='100%' cellpadding='{_mm(1)}'><tr>{cells}</tr></table>"
            return f"<p style='margin-top:{_px(10)}px'></p>{table}"


def _table(rows: Iterable[str], head: str = "") -> str:
    inside = "".join(f"<tr>{row}</tr>" for row in rows)
    top = f"<thead>{head}</thead>" if head else ""
    return (
        f"<table width='100%' cellspacing='0' cellpadding='{_mm(1.2)}' border='1' "
        f"style='border-collapse:collapse; border-style:solid; border-color:#b3a58a'>{top}{inside}</table>"
    )


def _add_bars(document: QTextDocument, parts: Sequence[Part]) -> None:
    pixel = QImage(1, 1, QImage.Format.Format_RGB32)
    pixel.fill(QColor(_ACCENT))
    for part in parts:
        if isinstance(part, Bars):
            most = max((count for _, count in part.rows), default=1) or 1
            for _, count in part.rows:
                address = QUrl(f"bar:{count}/{most}")
                document.addResource(int(QTextDocument.ResourceType.ImageResource), address, pixel)


def _said(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _mm(length: float) -> int:
    return round(length * _MM)


def _px(points: float) -> int:
    return round(points * DPI / 72)
