"""What a screen really is: its controls, texts and colours, measured on the items that are drawn.

Numbers every screen is held to: VVSG 2.0 7.1 and 7.2, EN 301 549, WCAG 2.2 (DESIGN section 6). Lengths are
millimetres of the screen, ratios are WCAG 2.2 contrast ratios.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFont, QFontMetricsF, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow

from voter_kiosk.domain.journey import Contrast, TextSize
from voter_kiosk.kiosk.items import outwards, scene, scroller, visible_part, within
from voter_kiosk.kiosk.modes import modes_of
from voter_kiosk.kiosk.reading import drawn, kind, nodes, top

SMALLEST_TARGET: Final = 12.7
SMALLEST_GAP: Final = 2.54
SMALLEST_PITCH: Final = 1.45
CAPITALS: Final = {
    TextSize.SMALL: (3.5, 4.2),
    TextSize.USUAL: (4.8, 5.6),
    TextSize.LARGE: (6.4, 7.1),
    TextSize.LARGEST: (8.5, 9.0),
}
"""The capital height of running text in each size, in millimetres; headings are larger, nothing is smaller."""

CONTRASTS: Final = {
    Contrast.USUAL: (10.0, 21.0),
    Contrast.BLACK_ON_WHITE: (20.0, 21.0),
    Contrast.WHITE_ON_BLACK: (20.0, 21.0),
    Contrast.LOW: (4.5, 8.0),
}
"""Text against its ground: at least, and at most."""

_TOUCHED: Final = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.RadioButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.Link,
        QAccessible.Role.ListItem,
        QAccessible.Role.PageTab,
    }
)
_SAMPLES: Final = 600
_PIXEL: Final = 1.01
"""What rounding may add, in pixels."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where something is, from the screen's upper left corner, in millimetres. What is scrolled away has its
    place as well, above or below the screen."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Control:
    """One node of the tree that a screen reader sees. ``target`` can be touched.

    ``capital_height`` is that of its smallest text, ``None`` without any; ``clipped`` says that some of its text
    does not fit.
    """

    name: str
    role: str
    rectangle: Rectangle
    target: bool
    capital_height: float | None
    clipped: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A number that is not held: its ``kind``, where, what was measured, and what is asked for."""

    kind: str
    where: str
    measured: float
    limit: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a screen at their worst: the smallest side of a target, the least gap between two, the lowest
    capital, in millimetres, and the closest lines, in ems. ``None`` where there is nothing of the kind."""

    target: float | None = None
    gap: float | None = None
    capital: float | None = None
    pitch: float | None = None


@dataclass(frozen=True, slots=True)
class Geometry:
    """What a screen reader and a finger meet on a screen, its figures, and what is wrong with it."""

    controls: tuple[Control, ...]
    figures: Figures
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Colours:
    """The lowest and the highest contrast of a text to its ground, and what is wrong with them."""

    lowest: float
    highest: float
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is drawn: its painted rectangle in pixels of the scene, its capital height in millimetres, and
    its line pitch in ems."""

    item: QQuickItem
    text: str
    painted: QRectF
    capital: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Layer:
    """What lies on top of a window: its roots, every item that is drawn, and the texts among them."""

    roots: tuple[QQuickItem, ...]
    items: tuple[QQuickItem, ...]
    texts: tuple[Words, ...]


class Measurer:
    """Measures a window as it was last drawn. ``pixels_per_mm`` is the screen's.

    ``within_mm`` is how much of it, from below, everything that is touched has to lie in; 0 for all of it.
    """

    def __init__(self, window: QQuickWindow, pixels_per_mm: float, within_mm: float = 0.0) -> None:
        self._window = window
        self._scale = pixels_per_mm
        self._ceiling = (window.height() / pixels_per_mm - within_mm) if within_mm else 0.0
        self._capitals: dict[tuple[int, int, bool], float] = {}

    def layer(self) -> Layer:
        """The items a finger can reach: the veil alone, or the open tray with what is beside it, or everything."""
        roots = top(self._window)
        items = tuple(item for root in roots for item in _tree(root))
        texts = tuple(found for item in items if (found := self._words(item)))
        return Layer(roots, items, texts)

    def geometry(self, layer: Layer, size: TextSize) -> Geometry:
        """Controls and their texts, and every fault of size, gap, name, and text that does not fit."""
        texts = layer.texts
        unfit = {id(found): why for found in texts if (why := self._unfit(found))}
        within: dict[QQuickItem, list[Words]] = {}
        for found in texts:
            for outer in outwards(found.item):
                within.setdefault(outer, []).append(found)
        controls: list[Control] = []
        targets: list[tuple[str, QQuickItem]] = []
        faults: list[Fault] = []
        for node, item in self._accessible(layer):
            own = within.get(item, [])
            control = Control(
                node.text(QAccessible.Text.Name),
                node.role().name,
                self._rectangle(scene(item)),
                node.role() in _TOUCHED,
                round(min(found.capital for found in own), 2) if own else None,
                any(id(found) in unfit for found in own),
            )
            controls.append(control)
            if not control.name:
                faults.append(Fault("no-name", control.role, 0, 1))
            if control.target:
                targets.append((control.name, item))
                smallest = min(control.rectangle.width, control.rectangle.height)
                if smallest < SMALLEST_TARGET:
                    faults.append(Fault("target-small", control.name, smallest, SMALLEST_TARGET))
        gaps = tuple(self._gaps(targets))
        faults += [
            Fault("gap-small", where, round(gap, 2), SMALLEST_GAP)
            for where, gap in gaps
            if gap < SMALLEST_GAP - 0.005
        ]
        faults += self._high(targets)
        faults += [Fault(unfit[id(found)], found.text, 0, 0) for found in texts if id(found) in unfit]
        faults += self._overlaps(layer)
        faults += self._type(texts, size)
        figures = Figures(
            _least(min(one.rectangle.width, one.rectangle.height) for one in controls if one.target),
            _least(gap for _, gap in gaps),
            _least(found.capital for found in texts),
            _least((found.pitch for found in texts), 3),
        )
        return Geometry(tuple(controls), figures, tuple(faults))

    def colours(self, layer: Layer, contrast: Contrast, image: QImage) -> Colours:
        """The contrast of every text on ``image``, a grab of the window; what is scrolled away is not on it."""
        least, most = CONTRASTS[contrast]
        shown = image.convertToFormat(QImage.Format.Format_RGB32)
        ratio = shown.width() / max(1, self._window.width())
        seen: list[float] = []
        faults = []
        for found in layer.texts:
            place = found.painted.intersected(visible_part(found.item, self._window))
            if place.width() < 2 or place.height() < 2:
                continue
            ground = _ground(shown, place, ratio, QColor(found.item.property("color")))
            measured = round(contrast_ratio(_ink(found.item, ground), ground), 2)
            seen.append(measured)
            if not least <= measured <= most:
                faults.append(Fault("contrast", found.text, measured, least if measured < least else most))
        return Colours(min(seen, default=0.0), max(seen, default=0.0), tuple(faults))

    def _accessible(self, layer: Layer) -> Iterator[tuple[QAccessibleInterface, QQuickItem]]:
        """The nodes that a screen reader meets on the screen, in its order."""
        on_top = set(layer.items)
        for node, item in nodes(self._window):
            if item in on_top and not node.state().invisible:
                yield node, item

    # Texts

    def _words(self, item: QQuickItem) -> Words | None:
        """``item`` as a text, if it is one and says something."""
        text = str(item.property("text")) if item.inherits("QQuickText") else ""
        if not text:
            return None
        modes = modes_of(item)
        font = item.property("font")
        pitch = item.property("lineHeight") * (QFontMetricsF(font).lineSpacing() if not modes.fixed else 1)
        plain = text.replace("\u00a0", " ")
        painted = _painted(item, modes.across | modes.down)
        return Words(item, plain, painted, self._capital(font), pitch / font.pixelSize())

    def _capital(self, font: QFont) -> float:
        key = (font.pixelSize(), font.weight(), font.italic())
        if key not in self._capitals:
            self._capitals[key] = QFontMetricsF(font).capHeight() / self._scale
        return self._capitals[key]

    def _unfit(self, words: Words) -> str:
        """Why a text cannot be read whole, or nothing."""
        item = words.item
        if item.property("truncated"):
            return "text-cut"
        if item.property("contentWidth") > item.width() + _PIXEL:
            return "text-wider-than-its-place"
        inner = item
        outer = item.parentItem()
        while outer is not None:
            if outer.inherits("QQuickFlickable"):
                width, height = outer.property("contentWidth"), outer.property("contentHeight")
                content = QRectF(0, 0, width if width > 0 else outer.width(), height)
                place = inner.mapRectFromScene(words.painted)
                return "" if _inside(place, content) else "text-beyond-scrolling"
            held = outer.parentItem()
            scrolls = held is not None and held.inherits("QQuickFlickable")  # judged by what holds it
            if outer.width() > 0 and outer.height() > 0 and not scrolls:
                place = outer.mapRectFromScene(words.painted)
                if not _inside(place, QRectF(0, 0, outer.width(), outer.height())):
                    return "text-overflows"
            if outer.property("aloft"):  # above its page, out of reach, where nothing else stands
                return ""
            inner, outer = outer, held
        return ""

    def _overlaps(self, layer: Layer) -> Iterator[Fault]:
        """Texts that lie over each other, and signs that lie over a text."""
        for one, other in combinations(layer.texts, 2):
            if _overlap(one.painted, other.painted) and self._together(one.item, other.item):
                yield Fault("text-over-text", f"{one.text} | {other.text}", 0, 0)
        for item in layer.items:
            if not item.inherits("QQuickImage") or not item.property("source").toString():
                continue
            place = scene(item)
            for found in layer.texts:
                if not _overlap(found.painted, place) or within(found.item, item):
                    continue  # or written on the picture, as on a seal
                if self._together(found.item, item):
                    yield Fault("text-over-picture", found.text, 0, 0)

    def _type(self, words: tuple[Words, ...], size: TextSize) -> Iterator[Fault]:
        least, most = CAPITALS[size]
        smallest = CAPITALS[TextSize.SMALL][0]
        for found in words:
            # The watermark is nobody's reading: it keeps its size.
            limit = smallest if any(kind(outer) == "Band" for outer in outwards(found.item)) else least
            if found.capital < limit:
                yield Fault("text-small", found.text, round(found.capital, 2), limit)
            if found.pitch < SMALLEST_PITCH - 0.02:  # whole pixels
                yield Fault("pitch-small", found.text, round(found.pitch, 3), SMALLEST_PITCH)
        if words and min(found.capital for found in words) > most:
            yield Fault("running-text-large", words[0].text, min(found.capital for found in words), most)

    # Places

    def _gaps(self, targets: list[tuple[str, QQuickItem]]) -> Iterator[tuple[str, float]]:
        """What lies between neighbouring targets, scrolled or not, in millimetres."""
        views: dict[int, QQuickItem] = {}
        fixed: list[tuple[str, QRectF]] = []
        lists: dict[int, list[tuple[str, QRectF]]] = {}
        for name, item in targets:
            view = scroller(item)
            if view is None:
                fixed.append((name, scene(item)))
            else:
                views[id(view)] = view
                lists.setdefault(id(view), []).append((name, scene(item)))
        # Whatever scrolls can come to lie anywhere within its view.
        fixed += [("(what scrolls)", scene(view)) for view in views.values()]
        for group in (fixed, *lists.values()):
            for (name, one), (other_name, other) in combinations(group, 2):
                gap = _gap(one, other)
                if gap is not None:
                    yield f"{name} | {other_name}", gap / self._scale

    def _high(self, targets: list[tuple[str, QQuickItem]]) -> Iterator[Fault]:
        """Targets that stick out of reach. What scrolls shows in its view alone; what is as high as the page, and
        more, is touched anywhere."""
        for name, item in targets:
            seen = scene(item).intersected(visible_part(item, self._window))
            top = seen.top() / self._scale
            if seen.height() > 0 and top < self._ceiling - 0.05 and item.height() < self._window.height() * 0.7:
                yield Fault("target-high", name, round(top, 2), round(self._ceiling, 2))

    def _rectangle(self, pixels: QRectF) -> Rectangle:
        return Rectangle(
            round(pixels.x() / self._scale, 2),
            round(pixels.y() / self._scale, 2),
            round(pixels.width() / self._scale, 2),
            round(pixels.height() / self._scale, 2),
        )

    def _together(self, one: QQuickItem, other: QQuickItem) -> bool:
        """Whether two items scroll together, so that lying over each other is no accident of scrolling."""
        return scroller(one) is scroller(other)


def _least(found: Iterable[float], digits: int = 2) -> float | None:
    least = min(found, default=None)
    return None if least is None else round(least, digits)


def contrast_ratio(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _ground(image: QImage, place: QRectF, ratio: float, ink: QColor) -> QColor:
    """The commonest colour under a text: letters cover less of it than what they stand on.

    One bold letter with a pen's stroke through it may cover more: then what is left of the ground, where it is at
    least a fifth.
    """
    crop = image.copy(
        int(place.left() * ratio),
        int(place.top() * ratio),
        max(1, int(place.width() * ratio)),
        max(1, int(place.height() * ratio)),
    )
    pixels = memoryview(crop.constBits()).cast("I")
    # A step that does not divide the width, so that the samples lie all over.
    step = max(1, len(pixels) // _SAMPLES)
    step += crop.width() % max(1, step) == 0
    samples = pixels[::step]
    (commonest, _), *others = Counter(samples).most_common(2)
    if QColor.fromRgb(commonest) == ink and others and others[0][1] * 5 >= len(samples):
        commonest = others[0][0]
    return QColor.fromRgb(commonest)


def _ink(item: QQuickItem, ground: QColor) -> QColor:
    """A text's colour as it is seen: what is transparent lets the ground through."""
    colour = QColor(item.property("color"))
    share = colour.alphaF()
    for outer in outwards(item):
        share *= outer.opacity()
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def _tree(root: QQuickItem) -> Iterator[QQuickItem]:
    """Every item that is drawn, from ``root`` down."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if drawn(item):
            yield item
            waiting += reversed(item.childItems())


def _painted(item: QQuickItem, aligned: int) -> QRectF:
    """Where the lines of a text lie, in the scene; ``aligned`` is its alignment, across and down."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    x, y = item.property("leftPadding"), item.property("topPadding")
    spare = item.width() - x - item.property("rightPadding") - width
    below = item.height() - y - item.property("bottomPadding") - height
    if aligned & Qt.AlignmentFlag.AlignHCenter.value:
        x += spare / 2
    elif aligned & Qt.AlignmentFlag.AlignRight.value:
        x += spare
    if aligned & Qt.AlignmentFlag.AlignVCenter.value:
        y += below / 2
    elif aligned & Qt.AlignmentFlag.AlignBottom.value:
        y += below
    return QRectF(item.mapToScene(QPointF(x, y)), item.mapToScene(QPointF(x + width, y + height)))


def _inside(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-_PIXEL, -_PIXEL, _PIXEL, _PIXEL).contains(inner)


def _overlap(one: QRectF, other: QRectF) -> bool:
    common = one.intersected(other)
    return common.width() > 2 * _PIXEL and common.height() > 2 * _PIXEL


def _gap(one: QRectF, other: QRectF) -> float | None:
    """The pixels between two rectangles that face each other; less than 0 where they overlap; else ``None``."""
    across = max(one.left() - other.right(), other.left() - one.right())
    down = max(one.top() - other.bottom(), other.top() - one.bottom())
    if across > 0 and down > 0:
        return None
    return max(across, down)
