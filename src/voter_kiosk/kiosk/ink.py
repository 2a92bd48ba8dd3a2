"""Ink: what a finger draws on a practice ballot, painted as it moves.

Strokes are kept in the measure of the name they are drawn over: 0 to 1 from the left edge of its letters to the
right one, and from the height of its capitals to its feet. So they stay where they were when the text grows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from voter_kiosk.domain.ballot import Mark
from voter_kiosk.domain.strokes import Box, Point, Stroke
from voter_kiosk.kiosk.called import by_qt, emptied

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_BENT: Final = ((-0.03, 0.53), (0.3, 0.49), (0.7, 0.53), (1.03, 0.5))
"""A level stroke as a hand draws it, a little beyond both ends of a name."""
_PITCH: Final = 0.32
"""Of the height of a name in two lines: how high the letters of each are."""


def flat(stroke: Stroke) -> list[float]:
    """A stroke as QML takes it: x and y in turn."""
    return [value for point in stroke for value in point]


def stroke_of(values: Sequence[float]) -> tuple[Point, ...]:
    """The stroke that x and y in turn make."""
    return tuple(zip(values[::2], values[1::2], strict=True))


def boxes_of(values: Sequence[float]) -> list[Box]:
    """Boxes from left, top, right and bottom in turn."""
    return [Box(*values[at : at + 4]) for at in range(0, len(values), 4)]


def scaled_to(area: Box, stroke: Stroke) -> Stroke:
    """A stroke in pixels, in the measure of the letters' ``area``."""
    return tuple(((x - area.left) / area.width, (y - area.top) / area.height) for x, y in stroke)


def scaled_from(area: Box, stroke: Stroke) -> Stroke:
    """A stroke in the measure of the letters' ``area``, in pixels."""
    return tuple((area.left + x * area.width, area.top + y * area.height) for x, y in stroke)


def drawn_as(mark: Mark, first: str, second: str = "") -> tuple[Stroke, ...]:
    """Strokes that are ``mark`` on a name printed as ``first`` and, for a person with two names, ``second``."""
    high = _PITCH if second else 1.0
    surname = len(first.split(" ", 1)[0]) / len(first)

    def level(top: float, *, until: float = 1.03) -> Stroke:
        return tuple((min(x, until), top + y * high) for x, y in _BENT)

    def line(left: float, y: float, right: float) -> Stroke:
        return ((left, y), ((left + right) / 2, y + 0.04 * high), (right, y))

    whole = (level(0.0), level(1 - high)) if second else (level(0.0),)
    ring = tuple(
        (0.5 - 0.58 * math.cos(math.tau * at / 48), 0.5 - (0.5 + 0.42 * high) * math.sin(math.tau * at / 48))
        for at in range(51)
    )
    strokes: dict[Mark, tuple[Stroke, ...]] = {
        Mark.STROKE: whole,
        Mark.PART_STROKE: (level(0.0, until=surname),),
        Mark.ONE_OF_TWO_LINES: whole[:1],
        Mark.CIRCLE: (ring,),
        Mark.UNDERLINE: (line(0.0, 1 + 0.3 * high, 1.0),),
        Mark.OVERLINE: (line(0.0, -0.4 * high, 1.0),),
        Mark.FAINT: (((surname / 2, 0.5 * high), (surname / 2, 0.7 * high)),),
        Mark.UNCLEAR: (((0.5, -0.3), (0.5, 1.3)),),
    }
    return strokes.get(mark, ())


@QmlElement
class Ink(QQuickPaintedItem):
    """The strokes on one line of a paper, and the one that is being drawn. It hears no finger itself."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setAntialiasing(True)
        self._strokes: list[list[float]] = []
        self._letters = QRectF()
        self._colour = QColor(Qt.GlobalColor.black)
        self._thickness = 1.0
        self._live: list[Point] = []

    @Property("QVariantList", notify=changed)
    def strokes(self) -> list[list[float]]:
        """The strokes that stay, each x and y in turn, in the measure of the letters."""
        return self._strokes

    @strokes.setter  # type: ignore[no-redef]
    def strokes(self, strokes: list[list[float]]) -> None:
        """Show these strokes."""
        self._strokes = [[float(value) for value in stroke] for stroke in strokes]
        self._told()

    @Property(QRectF, notify=changed)
    def letters(self) -> QRectF:
        """Where the letters of the name stand, in pixels of this item."""
        return self._letters

    @letters.setter  # type: ignore[no-redef]
    def letters(self, letters: QRectF) -> None:
        """The letters stand there."""
        self._letters = letters
        self._told()

    @Property(QColor, notify=changed)
    def colour(self) -> QColor:
        """The pen's."""
        return self._colour

    @colour.setter  # type: ignore[no-redef]
    def colour(self, colour: QColor) -> None:
        """Take a pen of that colour."""
        self._colour = colour
        self._told()

    @Property(float, notify=changed)
    def thickness(self) -> float:
        """The pen's, in pixels."""
        return self._thickness

    @thickness.setter  # type: ignore[no-redef]
    def thickness(self, thickness: float) -> None:
        """Take a pen of that thickness."""
        self._thickness = thickness
        self._told()

    @Slot(float, float)
    def draw(self, x: float, y: float) -> None:
        """On with the pen to there, in pixels; what leaves the line runs along its edge."""
        self._live.append((min(max(x, 0.0), self.width()), min(max(y, 0.0), self.height())))
        self._dirty(self._live[-2:])

    @Slot(float, result="QVariantList")
    def lift(self, least: float) -> list[float]:
        """Lift the pen, and give what it drew, x and y in turn, in pixels.

        Nothing where it moved less than ``least``. The stroke is then the caller's: here it is forgotten.
        """
        live, self._live = self._live, []
        self._dirty(live)
        moved = any(math.dist(live[0], point) >= least for point in live)
        return flat(live) if moved else []

    @Slot()
    def leave(self) -> None:
        """Its page goes."""
        emptied(self)

    @by_qt(lambda: None)
    def paint(self, painter: QPainter) -> None:
        """Every stroke as one line with round ends."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_ = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(self._colour, self._thickness, Qt.PenStyle.SolidLine, *round_))
        rect = self._letters
        area = Box(rect.left(), rect.top(), rect.right(), rect.bottom())
        for values in self._strokes:
            painter.drawPolyline(_polygon(scaled_from(area, stroke_of(values))))
        if len(self._live) == 1:
            painter.drawPoint(QPointF(*self._live[0]))
        elif self._live:
            painter.drawPolyline(_polygon(self._live))

    def _told(self) -> None:
        self.changed.emit()
        self.update()

    def _dirty(self, points: Iterable[Point]) -> None:
        """Paint anew around ``points`` alone: the finger does not wait for the whole line."""
        xs, ys = zip(*points, strict=True) if points else ((), ())
        if xs:
            room = self._thickness
            place = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
            self.update(place.adjusted(-room, -room, room, room).toAlignedRect())


def _polygon(points: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
