"""Where a word stands on the screen, while it is heard.

QML's Text does not tell where it drew a word. It lays its text out with a ``QTextLayout``: laid out here once
more, with the same font, width and marks, the words fall on the same places. A paragraph takes a fraction of a
millisecond, once, when it begins to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtQuick import QQuickItem

from voter_kiosk.kiosk.modes import modes_of

_TAG: Final = re.compile(r"<(/?)(\w+)[^>]*>")
_ROOM: Final = 1e6
"""As wide as a text that has no width of its own may become, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something heard stands: within ``item``, rectangles in its own pixels, one for each line."""

    item: QQuickItem
    places: tuple[QRectF, ...]


class Lines:
    """A drawn text, laid out as QML does."""

    def __init__(self, item: QQuickItem) -> None:
        """``item`` is a QML Text."""
        self.item = item
        modes = modes_of(item)
        self._down, self._fixed = modes.down, modes.fixed
        self._pitch = float(item.property("lineHeight"))
        font = item.property("font")
        source = str(item.property("text"))
        self.text, formats = parsed(source, font) if modes.styled else (source, [])
        laid = self.text.replace("\n", "\u2028")
        self._layout = QTextLayout(laid, font)
        option = QTextOption(Qt.AlignmentFlag(modes.across))
        option.setWrapMode(QTextOption.WrapMode(modes.wrap))
        option.setUseDesignMetrics(True)
        self._layout.setTextOption(option)
        self._layout.setFormats(formats)
        self._lay()

    @property
    def count(self) -> int:
        """How many lines it has."""
        return self._layout.lineCount()

    @property
    def width(self) -> float:
        """How wide its widest line is, in pixels."""
        return max((line.naturalTextWidth() for line in self._lines()), default=0.0)

    def places(self, start: int, end: int) -> tuple[QRectF, ...]:
        """Where ``text[start:end]`` stands, in the item's pixels, line by line."""
        found = []
        for line in self._lines():
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = self._across(line, first), self._across(line, last)
                corner = QPointF(min(left, right), line.y()) + self._offset
                found.append(QRectF(corner.x(), corner.y(), abs(right - left), line.height()))
        return tuple(found)

    def _lay(self) -> None:
        item = self.item
        left, top = item.property("leftPadding"), item.property("topPadding")
        width = item.width() - left - item.property("rightPadding")
        y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width if item.property("widthValid") is not False and width > 0 else _ROOM)
            line.setPosition(QPointF(0, y))
            y += self._pitch if self._fixed else self._pitch * line.height()
        self._layout.endLayout()
        below = item.height() - top - item.property("bottomPadding") - item.property("contentHeight")
        if self._down & Qt.AlignmentFlag.AlignVCenter.value:
            top += below / 2
        elif self._down & Qt.AlignmentFlag.AlignBottom.value:
            top += below
        self._offset = QPointF(left, top)

    def _lines(self) -> Iterator[QTextLine]:
        for number in range(self._layout.lineCount()):
            yield self._layout.lineAt(number)

    @staticmethod
    def _across(line: QTextLine, at: int) -> float:
        found: Any = line.cursorToX(at)  # with where the cursor would stand
        return float(found[0])


class Trail:
    """Follows the words of what is read over the texts that it is drawn with."""

    def __init__(self, item: QQuickItem, said: str) -> None:
        """``item`` is what is read, ``said`` what is said of it."""
        self._said = said
        self._lines = [Lines(text) for text in texts(item)]
        self._whole = next((lines for lines in self._lines if lines.item is item), None)
        self._at = (0, 0)

    def spot(self, start: int, end: int) -> Spot | None:
        """Where ``said[start:end]`` stands; ``None`` where it is said but not drawn.

        A control says its name, which may be put together of several texts: then the word is looked for from where
        the last one was found.
        """
        if self._whole is not None and _plain(self._whole.text) == self._said:
            return _spot(self._whole, start, end)
        word = self._said[start:end]
        for index, lines in enumerate(self._lines):
            if index < self._at[0]:
                continue
            text = _plain(lines.text)
            found = _word_in(text, word, self._at[1] if index == self._at[0] else 0)
            if found >= 0:
                self._at = (index, found + len(word))
                return _spot(lines, found, found + len(word))
        return None


def texts(item: QQuickItem) -> Iterator[QQuickItem]:
    """The texts that ``item`` is drawn with, itself among them, in order."""
    if not item.isVisible():
        return
    if item.inherits("QQuickText"):
        if item.property("text"):
            yield item
        return
    for child in item.childItems():
        yield from texts(child)


def parsed(source: str, font: QFont) -> tuple[str, list[QTextLayout.FormatRange]]:
    """A StyledText as its plain text and the ranges that are bold or italic, as QML takes it."""
    text, formats = "", []
    bold = italic = 0
    at = 0
    for tag in (*_TAG.finditer(source), None):
        # A no-break space that is not named may be broken at (``facts/blocks.py``).
        piece = unescape(source[at : tag.start() if tag else len(source)].replace("\u00a0", " "))
        if piece and (bold or italic):
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = len(text), len(piece)
            look = QTextCharFormat()
            look.setFont(font)
            if bold:
                look.setFontWeight(QFont.Weight.Bold)
            if italic:
                look.setFontItalic(True)
            mark.format = look
            formats.append(mark)
        text += piece
        if tag is None:
            break
        step = -1 if tag[1] else 1
        if tag[2] == "br":
            text += "\n"
        elif tag[2] == "b":
            bold += step
        elif tag[2] == "i":
            italic += step
        at = tag.end()
    return text, formats


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _word_in(text: str, word: str, begin: int) -> int:
    """Where ``word`` stands in ``text`` as a word of its own, from ``begin`` on; -1 where it does not."""
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(text, begin) if word else None
    return found.start() if found else -1


def _spot(lines: Lines, start: int, end: int) -> Spot | None:
    places = lines.places(start, end)
    return Spot(lines.item, places) if places else None
