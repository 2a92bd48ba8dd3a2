"""What every drawing of the demo is made with: a canvas, colours, smooth shapes, type, and small PNG files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontpkg_be_vietnam_pro import __file__ as font_package  # type: ignore[import-untyped]
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QImage, QPainter, QPainterPath, QPen

PAPER = "#FBF7EF"
INK = "#1E1A17"
RED = "#7A1610"

Point = tuple[float, float]

FAMILY = "Be Vietnam Pro"
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


def load_fonts() -> None:
    """Make Be Vietnam Pro known to Qt. Needs a QGuiApplication."""
    folder = Path(font_package).parent / "files"
    for name in _WEIGHTS.values():
        QFontDatabase.addApplicationFont(str(folder / f"BeVietnamPro-{name}.ttf"))


def colour(value: str, alpha: float = 1.0) -> QColor:
    """``#rrggbb`` as a colour, ``alpha`` from 0 to 1."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def mix(first: str, second: str, share: float) -> str:
    """The colour that is ``share`` of ``second`` and the rest of ``first``."""
    one, two = QColor(first), QColor(second)
    parts = ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def polygon(points: Iterable[Point], *, closed: bool = True) -> QPainterPath:
    """A path of straight lines."""
    path = QPainterPath()
    for index, (x, y) in enumerate(points):
        if index:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
    if closed:
        path.closeSubpath()
    return path


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 0.5) -> QPainterPath:
    """A soft curve through every point (Catmull-Rom)."""
    path = QPainterPath(QPointF(*points[0]))
    count = len(points)
    for index in range(count if closed else count - 1):
        if closed:
            before, start, end, after = (points[(index + step) % count] for step in (-1, 0, 1, 2))
        else:
            before = points[max(index - 1, 0)]
            start, end = points[index], points[index + 1]
            after = points[min(index + 2, count - 1)]
        pull = tension / 3 * 2
        path.cubicTo(
            start[0] + (end[0] - before[0]) * pull / 2,
            start[1] + (end[1] - before[1]) * pull / 2,
            end[0] - (after[0] - start[0]) * pull / 2,
            end[1] - (after[1] - start[1]) * pull / 2,
            *end,
        )
    if closed:
        path.closeSubpath()
    return path


def mirrored(points: Sequence[Point], axis: float) -> list[Point]:
    """The points, and then their mirror images about the vertical ``axis``, so that they close a shape."""
    return [*points, *((2 * axis - x, y) for x, y in reversed(points))]


def ellipse(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    """An ellipse about its centre."""
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    """A rectangle with round corners."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


class Canvas:
    """A picture being drawn, in its own pixels, painted twice as large and brought down for soft edges."""

    def __init__(self, width: int, height: int, paper: str = PAPER, scale: int = 2) -> None:
        self.width, self.height, self._scale = width, height, scale
        self.image = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
        self.image.fill(colour(paper))
        self.painter = QPainter(self.image)
        self.painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.painter.scale(scale, scale)

    def fill(self, path: QPainterPath, tint: str, alpha: float = 1.0) -> None:
        """Fill a shape."""
        self.painter.fillPath(path, QBrush(colour(tint, alpha)))

    def line(
        self, path: QPainterPath, tint: str, width: float, alpha: float = 1.0, *, dashed: bool = False
    ) -> None:
        """Draw a shape's outline with round ends."""
        pen = QPen(colour(tint, alpha), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([2.2, 2.2])
        self.painter.strokePath(path, pen)

    def clipped(self, path: QPainterPath) -> _Clip:
        """Draw only inside ``path`` for the length of a ``with``."""
        return _Clip(self.painter, path)

    def moved(self, x: float, y: float, scale: float = 1.0, angle: float = 0.0, *, flip: bool = False) -> _Moved:
        """Draw about another origin for the length of a ``with``."""
        return _Moved(self.painter, x, y, scale, angle, flip=flip)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        weight: int = 500,
        tint: str = INK,
        halo: str | None = None,
        angle: float = 0.0,
        align: float = 0.5,
    ) -> None:
        """Set a line of type: ``y`` is its base line, ``align`` 0 starts at x, 0.5 centres, 1 ends there."""
        font = QFont([FAMILY])
        font.setPixelSize(round(size))
        font.setWeight(QFont.Weight(weight))
        path = QPainterPath()
        path.addText(0, 0, font, words)
        box = path.boundingRect()
        path.translate(-box.left() - box.width() * align, 0)
        with self.moved(x, y, angle=angle):
            if halo:
                self.line(path, halo, size * 0.28)
            self.fill(path, tint)

    def save(self, target: Path, colours: int = 128) -> int:
        """Write a small PNG of at most ``colours`` colours; gives its size in bytes."""
        self.painter.end()
        small = self.image.scaled(
            self.width,
            self.height,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        small.save(buffer, "PNG")  # type: ignore[call-overload]
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        reduced = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        target.parent.mkdir(parents=True, exist_ok=True)
        reduced.save(target, optimize=True)
        return target.stat().st_size


class _Clip:
    def __init__(self, painter: QPainter, path: QPainterPath) -> None:
        self._painter, self._path = painter, path

    def __enter__(self) -> None:
        self._painter.save()
        self._painter.setClipPath(self._path, Qt.ClipOperation.IntersectClip)

    def __exit__(self, *_: object) -> None:
        self._painter.restore()


class _Moved:
    def __init__(self, painter: QPainter, x: float, y: float, scale: float, angle: float, *, flip: bool) -> None:
        self._painter, self._place, self._scale, self._angle, self._flip = painter, (x, y), scale, angle, flip

    def __enter__(self) -> None:
        self._painter.save()
        self._painter.translate(*self._place)
        self._painter.rotate(self._angle)
        self._painter.scale(-self._scale if self._flip else self._scale, self._scale)

    def __exit__(self, *_: object) -> None:
        self._painter.restore()
