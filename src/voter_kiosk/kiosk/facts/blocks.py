"""A compiled text as rows that the block delegates draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import repeat
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, QUrl
from PySide6.QtGui import QImageReader

from voter_kiosk.domain.content import Approval, Block, Line
from voter_kiosk.domain.glossary import Firsts, Occurrence
from voter_kiosk.domain.text import VIETNAMESE, pick
from voter_kiosk.kiosk.phrasing import NO_BREAK_SPACE, glue
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

A_MINUTE: Final = 170
"""Vietnamese syllables, or English words, that a person who stands and is not in a hurry reads in a minute: as
many as are spoken (DESIGN section 6)."""

GLANCE: Final = 60
"""A text of fewer syllables needs no word on how long it takes."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block, its lines as Qt's StyledText. ``cells`` is a table row by row, ``columns`` cells to a row.

    ``ratio`` is a picture's height by its width.
    """

    kind: str
    text_: str
    items: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    columns: int = 0
    level: int = 0
    ordered: bool = False
    tone: str = ""
    picture: str = ""
    ratio: float = 0.0
    alt: str = ""


def styled(line: Line, marks: Sequence[Occurrence] = ()) -> str:
    """A line as StyledText: bold, italic, and difficult words underlined at ``marks``; all else is escaped."""
    parts = []
    at = 0
    for span in line:
        glued = glue(span.text)  # takes as many characters
        text = "".join(
            f"<u>{_escaped(glued[start:end])}</u>" if marked else _escaped(glued[start:end])
            for start, end, marked in _cut(at, at + len(glued), marks)
        )
        at += len(glued)
        if span.bold:
            text = f"<b>{text}</b>"
        if span.italic:
            text = f"<i>{text}</i>"
        parts.append(text)
    return "".join(parts)


def _escaped(text: str) -> str:
    # StyledText takes a no-break space for a space that it may break at, unless it is named.
    return escape(text, quote=False).replace(NO_BREAK_SPACE, "&nbsp;")


def _cut(first: int, end: int, marks: Sequence[Occurrence]) -> Iterator[tuple[int, int, bool]]:
    """The pieces of a span that stands from ``first`` to before ``end`` of its line, and whether each is marked.

    A piece is given by where it stands in the span.
    """
    at = first
    for mark in marks:
        start, stop = max(at, mark.start), min(end, mark.end)
        if start < stop:
            yield at - first, start - first, False
            yield start - first, stop - first, True
            at = stop
    yield at - first, end - first, False


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a block, in the order in which it is read."""
    yield block.line
    yield from block.items
    for row in block.rows:
        yield from row


def file_url(path: Path | None) -> str:
    """A verified file as the URL that QML's Image takes, or nothing."""
    return QUrl.fromLocalFile(str(path)).toString() if path is not None else ""


def ratio_of(path: Path | None) -> float:
    """A picture's height by its width, from its header alone; 0 without a picture."""
    size = QImageReader(str(path)).size() if path is not None else QSize()
    return size.height() / size.width() if size.width() > 0 else 0.0


def block_rows(blocks: Iterable[Block], view: View, words: Firsts | None = None) -> tuple[BlockRow, ...]:
    """The rows of ``blocks``; pictures come as URLs of verified files.

    ``words`` are the difficult words of just these blocks, line by line, to be marked.
    """
    marks = iter(words.marks) if words else repeat(())
    return tuple(_row(block, view, marks) for block in blocks)


def block_model(blocks: Iterable[Block], view: View, parent: QObject, words: Firsts | None = None) -> RecordModel:
    """``blocks`` as a model."""
    return RecordModel(BlockRow, block_rows(blocks, view, words), parent)


def in_language(body: dict[str, tuple[Block, ...]], language: str) -> tuple[Block, ...]:
    """A text in ``language``, else in Vietnamese."""
    return body.get(language) or body.get(VIETNAMESE, ())


def language_of(body: dict[str, tuple[Block, ...]], language: str) -> str:
    """The language in which :func:`in_language` gives a text."""
    return language if body.get(language) else VIETNAMESE


def sources_line(blocks: Iterable[Block], view: View) -> str:
    """The sources that ``blocks`` rest on, each once, in order of appearance."""
    if view.showing is None:
        return ""
    titles: dict[str, str] = {}
    for block in blocks:
        for line in lines_of(block):
            for span in line:
                source = view.showing.source(span.source) if span.source and span.source not in titles else None
                if source is not None:
                    titles[span.source] = pick(source.title, view.language)
    if len(titles) < 2:
        return view.tr("Source: %1", next(iter(titles.values()))) if titles else ""
    return "\n".join((view.tr("Sources:"), *(f"– {title}" for title in titles.values())))


def reading_time(blocks: Iterable[Block], view: View) -> str:
    """About how long a text takes to read, in words; nothing for one that is read at a glance."""
    syllables = sum(len(span.text.split()) for block in blocks for line in lines_of(block) for span in line)
    if syllables < GLANCE:
        return ""
    return view.tr("About %n minutes to read", n=max(1, round(syllables / A_MINUTE)))


def approval_line(approval: Approval | None, view: View) -> str:
    """Who answers for a text: office, document, day."""
    if approval is None:
        return ""
    return view.tr("Approved by: %1, %2, %3", approval.office, approval.document, view.date(approval.date))


def _row(block: Block, view: View, marks: Iterator[tuple[Occurrence, ...]]) -> BlockRow:
    picture = view.showing.media(block.media) if view.showing and block.media else None
    return BlockRow(
        kind=block.kind.value,
        text_=styled(block.line, next(marks)),
        items=tuple(styled(item, next(marks)) for item in block.items),
        cells=tuple(styled(cell, next(marks)) for row in block.rows for cell in row),
        columns=max((len(row) for row in block.rows), default=0),
        level=block.level,
        ordered=block.ordered,
        tone=block.tone,
        picture=file_url(picture),
        ratio=ratio_of(picture),
        alt=block.alt,
    )
