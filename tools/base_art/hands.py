"""Hands: the wrist is at (0, 0), the fingers point along +x, the thumb lies above (-y). A hand is 120 long."""

from __future__ import annotations

from collections.abc import Sequence

from demo_art.pen import Canvas, Point, ellipse, mix, polygon, rounded, smooth

_LINE = "#6A3A24"


def edge(skin: str) -> str:
    """The line that parts one finger from another."""
    return mix(skin, _LINE, 0.42)


def finger(c: Canvas, points: Sequence[Point], skin: str, width: float, *, nail: bool = False) -> None:
    """One finger along ``points``, with its own edge."""
    path = smooth(points, closed=False)
    c.line(path, edge(skin), width + 4.4)
    c.line(path, skin, width)
    if nail:
        x, y = points[-1]
        c.fill(ellipse(x, y, width * 0.26, width * 0.26), mix(skin, "#FFFFFF", 0.4), 0.8)


def _palm(c: Canvas, outline: Sequence[Point], skin: str) -> None:
    path = smooth(outline, tension=0.5)
    c.line(path, edge(skin), 4.4)
    c.fill(path, skin)


def behind(c: Canvas, skin: str) -> None:
    """The part of a holding hand that lies behind what it holds: four fingers and the palm."""
    for y, x in ((30, 88), (14, 100), (-3, 104), (-19, 98)):
        finger(c, [(40, y * 0.9), (x, y)], skin, 19)
    _palm(c, [(-8, -22), (30, -30), (58, -28), (66, 0), (58, 34), (28, 36), (-8, 22)], skin)


def thumb(c: Canvas, skin: str) -> None:
    """The thumb of a holding hand, before what it holds, and the ball of the thumb."""
    finger(c, [(14, -8), (48, -20), (86, -12)], skin, 23)
    c.fill(smooth([(-10, -22), (20, -28), (44, -24), (40, 4), (16, 22), (-10, 21)], tension=0.5), skin)
    c.line(smooth([(26, 16), (42, 2), (50, -6)], closed=False), edge(skin), 2.6, 0.8)


def relaxed(c: Canvas, skin: str) -> None:
    """A hand that hangs at rest, its back to us."""
    for y, x in ((-17, 100), (28, 92), (14, 104), (-2, 108)):
        finger(c, [(44, y), (76, y * 0.96), (x, y * 0.72)], skin, 19)
    palm = smooth([(-8, -22), (28, -30), (62, -26), (72, 2), (62, 34), (28, 34), (-8, 22)], tension=0.5)
    c.line(palm, edge(skin), 4.4)
    c.fill(palm, skin)
    c.fill(smooth([(40, -24), (74, -22), (82, 2), (72, 30), (40, 30)], tension=0.5), skin)
    finger(c, [(18, -18), (46, -36), (72, -34)], skin, 21)
    c.fill(smooth([(-8, -21), (24, -28), (44, -18), (40, 10), (12, 20), (-8, 20)], tension=0.5), skin)


def fist(c: Canvas, skin: str) -> None:
    """A hand closed about a stick that stands across it."""
    _palm(c, [(-8, -22), (26, -30), (52, -26), (62, 0), (54, 30), (24, 34), (-8, 22)], skin)
    for x, y, low in ((56, -20, 6), (60, -3, 8), (57, 14, 6), (50, 29, 2)):
        finger(c, [(x - 4, y), (x - 34 + low, y + 3)], skin, 17)
    finger(c, [(10, -20), (34, -34), (58, -32)], skin, 20)


def open_up(c: Canvas, skin: str) -> None:
    """A hand held out, palm up, seen from the side: what is given lies on it."""
    finger(c, [(34, -2), (74, -10), (112, -8)], skin, 19)
    finger(c, [(34, 8), (74, 4), (118, 4)], skin, 19)
    _palm(c, [(-8, -20), (26, -26), (60, -16), (72, 6), (50, 24), (20, 26), (-8, 21)], skin)
    finger(c, [(18, -14), (44, -30), (70, -34)], skin, 20)
    c.fill(smooth([(-8, -19), (20, -22), (40, -14), (40, 12), (14, 20), (-8, 20)], tension=0.5), skin)


def three(c: Canvas, skin: str) -> None:
    """A palm with three fingers up: forefinger, middle and ring finger; the thumb holds the little one."""
    for y0, x, y in ((24, 148, 42), (-2, 164, 2), (-27, 150, -38)):
        finger(c, [(60, y0), ((60 + x) / 2, (y0 + y) / 2), (x, y)], skin, 24)
    finger(c, [(62, 42), (92, 46), (84, 24)], skin, 21)
    palm = [
        (-10, -25),
        (18, -36),
        (54, -42),
        (82, -38),
        (90, -14),
        (90, 12),
        (84, 36),
        (56, 46),
        (22, 36),
        (-10, 25),
    ]
    _palm(c, palm, skin)
    c.fill(smooth([(56, -37), (88, -36), (104, -16), (104, 12), (96, 32), (64, 30)], tension=0.45), skin)
    for y in (-16, 11):
        c.line(smooth([(92, y), (104, y * 1.02)], closed=False), edge(skin), 3.2)
    finger(c, [(66, 44), (92, 44), (80, 26)], skin, 20)
    finger(c, [(16, -26), (46, -22), (74, 16)], skin, 25)
    c.fill(smooth([(-9, -24), (16, -36), (34, -30), (34, 2), (14, 24), (-9, 24)], tension=0.5), skin)
    c.line(smooth([(36, 12), (28, 2), (26, -10)], closed=False), edge(skin), 2.4, 0.5)


def writing(c: Canvas, skin: str, sleeve: str) -> None:
    """A right hand that writes, seen from above: the pen's point is at (0, 0), the arm comes from below."""
    dark = edge(skin)
    # forearm and sleeve
    arm = smooth([(380, 40), (470, 96), (700, 330), (600, 440), (400, 262), (330, 180)], tension=0.4)
    c.line(arm, dark, 6)
    c.fill(arm, skin)
    for points, width in (
        ([(300, 196), (206, 190), (158, 138)], 58),
        ([(290, 150), (178, 146), (116, 92)], 62),
        ([(280, 96), (150, 92), (62, 30)], 62),
    ):
        _big(c, points, skin, width)
    palm = smooth(
        [
            (214, -96),
            (300, -108),
            (392, -30),
            (452, 96),
            (440, 196),
            (366, 236),
            (280, 226),
            (232, 176),
            (214, 90),
            (188, 0),
        ],
        tension=0.5,
    )
    c.line(palm, dark, 6)
    c.fill(palm, skin)
    with c.moved(0, 0, angle=-24):
        c.fill(polygon([(0, 0), (34, -10), (34, 10)]), "#C9CDD2")
        c.fill(rounded(30, -14, 360, 28, 9), "#1F4A8A")
        c.fill(rounded(30, -14, 60, 28, 8), "#16396C")
        c.fill(rounded(360, -15, 54, 30, 10), "#16396C")
        c.line(polygon([(44, -6), (350, -6)], closed=False), "#6B93C9", 4)
    _big(c, [(236, 120), (150, 74), (82, 10)], skin, 66)
    _big(c, [(262, -70), (160, -112), (74, -42)], skin, 62)
    c.fill(
        smooth(
            [(240, -92), (300, -96), (360, -20), (330, 120), (250, 140), (214, 110), (250, 40), (230, -40)],
            tension=0.5,
        ),
        skin,
    )
    c.line(smooth([(212, 96), (248, 60), (252, 6)], closed=False), dark, 5, 0.7)
    c.line(smooth([(252, -98), (292, -90), (318, -66)], closed=False), dark, 4, 0.4)
    cloth = smooth([(500, 70), (760, 300), (900, 480), (740, 620), (520, 420), (392, 268)], tension=0.3)
    c.line(cloth, mix(sleeve, "#000000", 0.3), 6)
    c.fill(cloth, sleeve)
    c.line(smooth([(500, 70), (462, 176), (392, 268)], closed=False), mix(sleeve, "#FFFFFF", 0.25), 26)


def _big(c: Canvas, points: Sequence[Point], skin: str, width: float) -> None:
    path = smooth(points, closed=False, tension=0.6)
    c.line(path, edge(skin), width + 10)
    c.line(path, skin, width)
