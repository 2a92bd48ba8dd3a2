"""People of the drawings: heads that can turn and look down, and arms that reach where they should.

A head is 200 units high about its own centre: crown y = -100, chin y = 100. All of a person is in these units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from demo_art.pen import Canvas, Point, ellipse, mix, polygon, smooth
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

SKINS = {"light": "#F0CFAF", "fair": "#E8BE97", "warm": "#DCAA80", "tan": "#CB9469", "deep": "#B37F56"}
HAIRS = {"black": "#27211F", "soft": "#3A2E2A", "grey": "#8D8883", "white": "#D6D1C9"}
_BLUSH = "#C9553F"
_LINE = "#6A3A24"

_R = 79.0  # the radius of the cylinder that a face is wrapped about


@dataclass(frozen=True, slots=True)
class Head:
    """One face. ``turn`` is -1 (left) to 1 (right), ``nod`` 0 (ahead) to 1 (down), ``age`` in years."""

    age: int
    woman: bool = False
    skin: str = "fair"
    hair: str = "black"
    style: str = "short"
    turn: float = 0.0
    nod: float = 0.0
    closed: bool = False
    """Whether the eyes look down at something held low."""
    glasses: str = ""
    smile: float = 1.0
    wide: float = 1.0

    @property
    def tint(self) -> str:
        """The skin."""
        return SKINS[self.skin]

    @property
    def shade(self) -> str:
        """The skin in shadow."""
        return mix(self.tint, _LINE, 0.2)

    @property
    def lines(self) -> str:
        """Lines of the skin."""
        return mix(self.tint, _LINE, 0.55)

    @property
    def strands(self) -> str:
        """The hair."""
        return HAIRS[self.hair]

    def at(self, angle: float, y: float) -> Point:
        """Where a point of the face, ``angle`` radians from its middle when it looks ahead, is seen."""
        seen = max(-math.pi / 2, min(math.pi / 2, angle + self.turn * 0.54))
        return _R * self.wide * math.sin(seen), y + self.nod * 13 * math.cos(min(1.4, abs(angle)))

    def narrow(self, angle: float) -> float:
        """How much narrower something there is seen."""
        return max(0.25, math.cos(max(-1.5, min(1.5, angle + self.turn * 0.54))))


def _skull(h: Head, grow: float = 0.0) -> QPainterPath:
    t = h.turn
    half: list[Point] = [(0, -100), (42, -87), (67, -50), (75, -2), (69, 38), (46, 78), (20, 97)]
    points: list[Point] = []
    for side in (1, -1):
        row = half if side > 0 else [(x, y) for x, y in reversed(half[1:])]
        for x, y in row:
            low = max(0.0, (y + 30) / 130)
            near = side * t < 0  # the back of the head is on this side
            push = t * (15 * low - 9 * (1 - low))
            cheek = -t * 5 * math.exp(-(((y - 20) / 34) ** 2)) if not near else 0.0
            points.append((side * (x + grow) * h.wide + push + cheek, y + grow * (y / 100)))
        if side > 0:
            points.append((t * 15, 100 + grow))
    return smooth(points, tension=0.5)


def _ear(c: Canvas, h: Head) -> None:
    for side in (-1, 1):
        if side * h.turn > 0.3:
            continue
        x, y = h.at(side * 1.5, 12)
        with c.moved(x - side * 1, y, flip=side > 0):
            c.fill(smooth([(6, -22), (-10, -24), (-17, -6), (-10, 16), (0, 27), (8, 18)]), h.tint)
            c.line(smooth([(0, -14), (-9, -12), (-9, 0), (-3, 8), (-4, 15)], closed=False), h.lines, 2.6, 0.6)


def _eyes(c: Canvas, h: Head) -> None:
    dark = "#241611"
    for side in (-1, 1):
        angle = side * 0.43
        x, y = h.at(angle, 4)
        k = h.narrow(angle)
        half = 15.5 * (0.35 + 0.65 * k)
        if h.closed or h.nod > 0.75:
            lid = smooth([(x - half, y + 1), (x, y + 8), (x + half, y + 1)], closed=False, tension=0.7)
            c.line(lid, dark, 4.4)
            for dx in (-0.75, 0.75) if h.woman else ():
                if dx * side > 0:
                    c.line(polygon([(x + dx * half, y + 5), (x + dx * half * 1.35, y + 9)], closed=False), dark, 3)
            crease = smooth([(x - half, y - 8), (x, y - 5), (x + half, y - 8)], closed=False, tension=0.7)
            c.line(crease, h.lines, 2.2, 0.5)
        else:
            lift = 9.5 if h.age < 55 else 7.6
            top = smooth([(x - half, y + 1.5), (x, y - lift), (x + half, y + 0.5)], closed=False, tension=0.75)
            white = QPainterPath(top)
            white.quadTo(x, y + 9.5, x - half, y + 1.5)
            c.fill(white, "#FBF5EC")
            with c.clipped(white):
                look = h.turn * 4
                c.fill(ellipse(x + look, y - 0.5, 8.2 * (0.55 + 0.45 * k), 8.8), "#34211A")
                c.fill(ellipse(x + look - 2.4, y - 3.6, 2.3, 2.3), "#FFFFFF")
            c.line(top, dark, 4.0 if h.woman else 3.4)
            if h.woman:
                c.line(polygon([(x + side * half, y), (x + side * (half + 4), y - 4)], closed=False), dark, 3)
        if h.age >= 60:
            c.line(
                smooth([(x - half * 0.7, y + 17), (x, y + 20), (x + half * 0.8, y + 16)], closed=False),
                h.lines,
                2.2,
                0.45,
            )
            if h.turn * side <= 0.2:
                for dy in (-4, 5):
                    ox, oy = x + side * (half + 6), y + dy * 0.5
                    c.line(polygon([(ox, oy), (ox + side * 8 * k, oy + dy)], closed=False), h.lines, 2.2, 0.5)
        bx, by = h.at(angle, -24 + (5 if h.age >= 60 else 0))
        thick = 4.2 if h.woman else 6.4
        tint = h.strands if h.hair in {"black", "soft"} else mix(h.strands, "#5A524D", 0.35)
        brow = smooth(
            [
                (bx - side * half * 1.0, by + 2),
                (bx + side * half * 0.15, by - 4.5),
                (bx + side * half * 1.25, by + 3),
            ],
            closed=False,
            tension=0.7,
        )
        c.line(brow, tint, thick, 0.9)


def _nose(c: Canvas, h: Head) -> None:
    t = h.turn
    x, y = h.at(0, 38)
    if abs(t) < 0.25:
        c.line(
            smooth([(x - 11, y - 3), (x - 7, y + 3), (x, y + 5), (x + 7, y + 3), (x + 11, y - 3)], closed=False),
            h.lines,
            3,
        )
        return
    s = 1 if t > 0 else -1
    bx, by = h.at(0.04 * s, 8)
    tip = x + s * 11 * abs(t)
    nose = smooth(
        [(bx + s * 3, by), (tip - s * 4, y - 12), (tip + s * 1, y - 1), (tip - s * 5, y + 5), (x - s * 9, y + 4)],
        closed=False,
        tension=0.55,
    )
    c.line(nose, h.lines, 3)


def _mouth(c: Canvas, h: Head) -> None:
    x, y = h.at(0, 63)
    k = 0.62 + 0.38 * h.narrow(0)
    half, rise = 22 * k, 6.5 * h.smile
    lip = mix(h.tint, "#A83A32", 0.62) if h.woman else mix(h.tint, "#8C3F2C", 0.6)
    shift = h.turn * 3
    curve = smooth(
        [
            (x - half + shift, y - rise),
            (x - half * 0.4 + shift, y + 1.5),
            (x + half * 0.4 + shift, y + 1.5),
            (x + half + shift, y - rise),
        ],
        closed=False,
        tension=0.6,
    )
    if h.woman and h.age < 60:
        lower = QPainterPath(curve)
        lower.quadTo(x + shift, y + 15, x - half + shift, y - rise)
        c.fill(lower, mix(h.tint, "#B4413A", 0.55))
    c.line(curve, mix(lip, "#3A150F", 0.25), 3.4)
    if not (h.woman and h.age < 60):
        c.line(
            smooth([(x - 8 + shift, y + 12), (x + shift, y + 14), (x + 8 + shift, y + 12)], closed=False),
            h.lines,
            2.4,
            0.45,
        )
    if h.age >= 50:
        for side in (-1, 1):
            a, b = h.at(side * 0.36, 42), h.at(side * 0.46, 62)
            if side * h.turn > 0.75:
                continue
            m = ((a[0] + b[0]) / 2 + side * 3, (a[1] + b[1]) / 2)
            c.line(smooth([a, m, b], closed=False), h.lines, 2.4, 0.5)


def _spectacles(c: Canvas, h: Head) -> None:
    if not h.glasses:
        return
    dark = h.glasses == "dark"
    rim = "#2A2422" if h.glasses in {"dark", "black"} else "#7A4A2A"
    ends: list[Point] = []
    for side in (-1, 1):
        x, y = h.at(side * 0.43, 5)
        k = h.narrow(side * 0.43)
        rx = 24 * (0.4 + 0.6 * k)
        lens = smooth(
            [
                (x - rx, y - 12),
                (x, y - 17),
                (x + rx, y - 12),
                (x + rx * 0.86, y + 13),
                (x, y + 18),
                (x - rx * 0.86, y + 13),
            ],
            tension=0.6,
        )
        if dark:
            c.fill(lens, "#2A2422")
            c.line(smooth([(x - rx * 0.5, y - 6), (x - rx * 0.1, y - 10)], closed=False), "#FFFFFF", 3, 0.4)
        else:
            c.fill(lens, "#FFFFFF", 0.18)
        c.line(lens, rim, 4)
        ends.append((x - side * rx, y - 3))
        if side * h.turn <= 0.3:
            ear = h.at(side * 1.35, 0)
            c.line(polygon([(x + side * rx, y - 4), ear], closed=False), rim, 4)
    mid = ((ends[0][0] + ends[1][0]) / 2, ends[0][1] - 6)
    c.line(smooth([ends[0], mid, ends[1]], closed=False), rim, 4)


# hair


def _cap(h: Head, line: Sequence[tuple[float, float]], grow: float = 9, nape: float = 46) -> QPainterPath:
    """The hair's outline: the skull grown a little, down to ``line`` of (angle, y) from left to right."""
    outer = _skull(h, grow - 3 * abs(h.turn))
    outer.translate(-6 * h.turn, -1)  # it is full at the back and lies close at the far temple
    lower = QPainterPath()
    line = [spot for spot in line if abs(spot[0] + h.turn * 0.54) < 1.45]
    seen = [h.at(angle, y) for angle, y in line]
    first, last = seen[0], seen[-1]
    points: list[Point] = []
    if h.turn > 0.15:  # the hair goes round the far temple
        seen.append((seen[-1][0] + 12, seen[-1][1] + 9))
    elif h.turn < -0.15:
        seen.insert(0, (seen[0][0] - 12, seen[0][1] + 9))
    back_left, back_right = h.turn > 0.15, h.turn < -0.15
    if back_left:
        points += [(-130, nape + 6), (first[0] - 22, nape + 4), (first[0] - 10, nape - 12)]
    else:
        points += [(-130, first[1] - (20 if back_right else 0))]
    points += seen
    if back_right:
        points += [(last[0] + 10, nape - 12), (last[0] + 22, nape + 4), (130, nape + 6)]
    else:
        points += [(130, last[1] - (20 if back_left else 0))]
    lower.moveTo(-140, -160)
    for x, y in points[:1]:
        lower.lineTo(x, y)
    lower.connectPath(smooth(points, closed=False, tension=0.45))
    lower.lineTo(140, -160)
    lower.closeSubpath()
    return outer.intersected(lower)


_LINES: dict[str, list[tuple[float, float]]] = {
    "short": [
        (-1.3, 14),
        (-1.16, -22),
        (-0.95, -50),
        (-0.45, -66),
        (0.1, -62),
        (0.6, -66),
        (0.95, -50),
        (1.16, -22),
        (1.3, 14),
    ],
    "side": [
        (-1.3, 14),
        (-1.16, -26),
        (-0.9, -56),
        (-0.5, -72),
        (0.25, -56),
        (0.75, -46),
        (1.0, -38),
        (1.16, -16),
        (1.3, 14),
    ],
    "thin": [
        (-1.36, 16),
        (-1.26, -20),
        (-1.02, -58),
        (-0.5, -86),
        (0, -78),
        (0.5, -86),
        (1.02, -58),
        (1.26, -20),
        (1.36, 16),
    ],
    "swept": [
        (-1.36, 26),
        (-1.2, -14),
        (-0.85, -52),
        (-0.35, -74),
        (0.0, -80),
        (0.35, -74),
        (0.85, -52),
        (1.2, -14),
        (1.36, 26),
    ],
    "part": [
        (-1.4, 34),
        (-1.2, -2),
        (-0.8, -42),
        (-0.3, -66),
        (0.2, -76),
        (0.5, -62),
        (0.85, -42),
        (1.2, -2),
        (1.4, 34),
    ],
    "fringe": [
        (-1.3, 40),
        (-1.1, 0),
        (-0.95, -24),
        (-0.5, -30),
        (0, -32),
        (0.5, -30),
        (0.95, -24),
        (1.1, 0),
        (1.3, 40),
    ],
}


def _shine(c: Canvas, h: Head, path: QPainterPath) -> None:
    light = mix(h.strands, "#FFFFFF", 0.18 if h.hair in {"black", "soft"} else 0.4)
    with c.clipped(path):
        s = -h.turn * 22
        c.line(smooth([(s - 44, -62), (s - 14, -86), (s + 28, -88)], closed=False), light, 6, 0.8)
        c.line(smooth([(s - 30, -56), (s - 4, -74), (s + 30, -76)], closed=False), light, 4, 0.6)


_CAPS = {
    "short": "short",
    "side": "side",
    "thin": "thin",
    "bun": "swept",
    "topknot": "swept",
    "tail": "swept",
    "long": "part",
    "bob": "fringe",
    "scarf": "swept",
    "turban": "swept",
    "veil": "swept",
    "girl": "fringe",
}


def back_hair(c: Canvas, h: Head) -> None:
    """What of the hair lies behind head and shoulders."""
    t = h.turn
    dark = mix(h.strands, "#000000", 0.2) if h.hair in {"black", "soft"} else mix(h.strands, "#6A625C", 0.25)
    if h.style == "bun":
        s = 1 if t > 0 else -1
        x, y = (-s * (58 + 38 * abs(t)), 22.0) if abs(t) > 0.2 else (-t * 40, -96.0)
        c.fill(ellipse(x, y, 36, 33), dark)
        c.line(ellipse(x - s * 2, y, 19, 16), mix(dark, "#FFFFFF", 0.25), 3.5, 0.7)
    elif h.style == "topknot":
        c.fill(ellipse(-t * 16, -112, 40, 34), h.strands)
        c.line(
            smooth([(-t * 16 - 24, -112), (-t * 16, -126), (-t * 16 + 24, -114)], closed=False),
            mix(h.strands, "#FFFFFF", 0.22),
            4,
        )
        c.line(polygon([(-t * 16 - 44, -104), (-t * 16 + 44, -122)], closed=False), "#CFCFCF", 6)
    elif h.style in {"long", "bob", "girl"}:
        low = {"long": 210, "bob": 78, "girl": 84}[h.style]
        x = -t * 20
        c.fill(
            smooth(
                [
                    (x, -106),
                    (x - 66, -80),
                    (x - 90, -10),
                    (x - 92, low * 0.6),
                    (x - 80, low),
                    (x, low + 10),
                    (x + 80, low),
                    (x + 92, low * 0.6),
                    (x + 90, -10),
                    (x + 66, -80),
                ],
                tension=0.5,
            ),
            dark,
        )
    elif h.style == "veil":
        s = -1 if t >= 0 else 1
        fall = smooth(
            [(s * 30, -96), (s * 92, -50), (s * 112, 60), (s * 124, 190), (s * 60, 214), (s * 30, 60)],
            tension=0.45,
        )
        c.fill(fall, "#EFE7D4")
        c.line(fall, "#B9AE98", 2.8)
        with c.clipped(fall):
            c.line(polygon([(-200, 186), (200, 176)], closed=False), "#B24A4A", 8)
    elif h.style == "tail":
        x = -t * 86
        s = -1 if t >= 0 else 1
        c.fill(
            smooth(
                [
                    (x - s * 20, -46),
                    (x + s * 22, -40),
                    (x + s * 36, 30),
                    (x + s * 26, 110),
                    (x + s * 6, 150),
                    (x - s * 6, 90),
                    (x - s * 12, 20),
                ],
                tension=0.5,
            ),
            dark,
        )


def front_hair(c: Canvas, h: Head) -> None:
    """The hair over the skull, and what is worn on it."""
    cap = _cap(
        h, _LINES[_CAPS[h.style]], nape=30 if h.style in {"bun", "topknot", "scarf", "turban", "tail"} else 44
    )
    c.fill(cap, h.strands)
    _shine(c, h, cap)


def face(c: Canvas, h: Head) -> None:
    """Skin, features; the ears over the hair."""
    skull = _skull(h)
    c.fill(skull, h.tint)
    with c.clipped(skull):
        lit = QPainterPath(skull)
        lit.translate(-10, -4)
        c.fill(skull.subtracted(lit), h.shade, 0.55)
        for side in (-1, 1):
            x, y = h.at(side * 0.62, 38)
            k = h.narrow(side * 0.62)
            c.fill(ellipse(x, y, 19 * (0.4 + 0.6 * k), 13), _BLUSH, 0.16 if h.woman or h.age < 16 else 0.1)
    if h.age >= 64:
        for y in (-48, -38):
            a, b, m = h.at(-0.34, y + 2), h.at(0.34, y + 2), h.at(0, y)
            c.line(smooth([a, m, b], closed=False), h.lines, 2.2, 0.35)
    _eyes(c, h)
    _nose(c, h)
    _mouth(c, h)


def neck(c: Canvas, h: Head, down: float = 170) -> None:
    """The neck, from under the chin to ``down``, with the chin's shadow."""
    half = 33 if h.woman else 40
    x = -h.turn * 8
    column = smooth(
        [
            (x - half, 40),
            (x - half, 110),
            (-half - 10, down - 10),
            (-half, down + 40),
            (half, down + 40),
            (half + 10, down - 10),
            (x + half, 110),
            (x + half, 40),
        ],
        tension=0.35,
    )
    c.fill(column, h.tint)
    with c.clipped(column):
        chin = QPainterPath(_skull(h))
        chin.translate(-h.turn * 4, 22)
        c.fill(chin, h.shade)


def draw_head(c: Canvas, h: Head) -> None:
    """A whole head but for the hair behind it."""
    face(c, h)
    front_hair(c, h)
    _ear(c, h)
    _spectacles(c, h)


# limbs


def tube(points: Sequence[Point], widths: Sequence[float], steps: int = 14) -> QPainterPath:
    """A tapering limb along a soft curve through ``points``, as wide at each as ``widths`` says."""
    count = len(points)
    line: list[tuple[float, float, float]] = []
    for i in range(count - 1):
        p0, p1, p2, p3 = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, count - 1)]
        for s in range(steps + (1 if i == count - 2 else 0)):
            u = s / steps
            spot = []
            for a in (0, 1):
                m1, m2 = (p2[a] - p0[a]) * 0.42, (p3[a] - p1[a]) * 0.42
                spot.append(
                    (2 * u**3 - 3 * u**2 + 1) * p1[a]
                    + (u**3 - 2 * u**2 + u) * m1
                    + (-2 * u**3 + 3 * u**2) * p2[a]
                    + (u**3 - u**2) * m2
                )
            ease = u * u * (3 - 2 * u)
            line.append((spot[0], spot[1], widths[i] + (widths[i + 1] - widths[i]) * ease))
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y, w) in enumerate(line):
        ax, ay, _ = line[max(i - 1, 0)]
        bx, by, _ = line[min(i + 1, len(line) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length, (bx - ax) / length
        left.append((x + nx * w / 2, y + ny * w / 2))
        right.append((x - nx * w / 2, y - ny * w / 2))
    path = polygon([*left, *reversed(right)])
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def elbow(shoulder: Point, wrist: Point, upper: float, lower: float, bend: int = 0) -> Point:
    """Where the elbow is between shoulder and wrist; ``bend`` is 1 or -1, a side of that line; 0 is the lower."""
    if bend == 0:
        return max((elbow(shoulder, wrist, upper, lower, side) for side in (-1, 1)), key=lambda spot: spot[1])
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    reach = max(1.0, min(math.hypot(dx, dy), (upper + lower) * 0.995))
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    off = math.sqrt(max(0.0, upper**2 - along**2))
    ux, uy = dx / (math.hypot(dx, dy) or 1), dy / (math.hypot(dx, dy) or 1)
    return shoulder[0] + ux * along - bend * uy * off, shoulder[1] + uy * along + bend * ux * off


@dataclass(frozen=True, slots=True)
class Sleeve:
    """What an arm wears: ``short`` ends above the elbow; ``cuff`` is a band at the end, or nothing."""

    tint: str
    short: bool = False
    cuff: str = ""
    bands: tuple[str, ...] = ()
    wide: float = 1.0


def arm(
    c: Canvas,
    shoulder: Point,
    wrist: Point,
    sleeve: Sleeve,
    skin: str,
    bend: int = 0,
    size: float = 1.0,
    near: float = 1.0,
) -> float:
    """An arm from shoulder to wrist; gives the angle (degrees) in which the forearm points, for the hand.

    ``near`` below 1 is how much shorter an arm is seen that reaches towards us.
    """
    upper, lower = 215 * size * near, 190 * size * near
    e = elbow(shoulder, wrist, upper, lower, bend)
    w = sleeve.wide * size
    edge = mix(sleeve.tint, "#000000", 0.3)
    bare = tube([shoulder, e, wrist], [70 * size, 56 * size, 40 * size])
    c.fill(bare, skin)
    if sleeve.short:
        stop = (shoulder[0] + (e[0] - shoulder[0]) * 0.8, shoulder[1] + (e[1] - shoulder[1]) * 0.8)
        cloth = tube([shoulder, stop], [84 * w, 80 * w])
        c.line(bare, mix(skin, _LINE, 0.35), 2.4, 0.6)
        c.fill(bare, skin)
    else:
        stop = (e[0] + (wrist[0] - e[0]) * 0.9, e[1] + (wrist[1] - e[1]) * 0.9)
        cloth = tube([shoulder, e, stop], [84 * w, 76 * w, 58 * w])
    round_ = ellipse(shoulder[0], shoulder[1], 42 * w, 42 * w)
    whole = cloth.united(round_)
    if not sleeve.short:
        whole = whole.united(ellipse(e[0], e[1], 36.5 * w, 36.5 * w))
    c.line(whole, edge, 4.5)
    c.fill(whole, sleeve.tint)
    c.fill(ellipse(shoulder[0], shoulder[1], 44.8 * w, 44.8 * w), sleeve.tint)  # no seam where it meets the body
    if not sleeve.short:
        _bands(c, e, stop, sleeve, w)
        fold = ((e[0] * 1.02 + shoulder[0] * -0.02), e[1])
        inner = (e[0] + (stop[0] - e[0]) * 0.22, e[1] + (stop[1] - e[1]) * 0.22)
        with c.clipped(whole):
            c.line(smooth([fold, inner], closed=False), edge, 3, 0.35)
    elif sleeve.cuff:
        c.line(
            tube(
                [(stop[0] - (e[0] - shoulder[0]) * 0.05, stop[1] - (e[1] - shoulder[1]) * 0.05), stop],
                [82 * w, 82 * w],
            ),
            sleeve.cuff,
            3,
        )
    return math.degrees(math.atan2(wrist[1] - e[1], wrist[0] - e[0]))


def _bands(c: Canvas, e: Point, stop: Point, sleeve: Sleeve, w: float) -> None:
    dx, dy = stop[0] - e[0], stop[1] - e[1]
    if sleeve.cuff:
        a = (stop[0] - dx * 0.12, stop[1] - dy * 0.12)
        c.fill(tube([a, stop], [60 * w, 58 * w]), sleeve.cuff)
    for index, tint in enumerate(sleeve.bands):
        share = 0.34 + index * 0.15
        a = (e[0] + dx * share, e[1] + dy * share)
        b = (e[0] + dx * (share + 0.09), e[1] + dy * (share + 0.09))
        width = (78 - 20 * share) * w
        c.fill(tube([a, b], [width, width - 1]), tint)
