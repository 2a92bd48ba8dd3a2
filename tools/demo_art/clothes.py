"""Clothes, from a plain shirt to the dress of a people; nothing that is a uniform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainterPath

from demo_art.faces import AXIS, Face
from demo_art.pen import Canvas, Point, ellipse, mix, polygon, rounded, smooth

RISE = 56
"""How far clothes, drawn for a long neck, are moved up."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What someone wears: ``kind`` and up to three colours."""

    kind: str
    main: str
    second: str = "#FFFFFF"
    third: str = "#7A1610"


def _mirror(points: Sequence[Point]) -> list[Point]:
    return [(2 * AXIS - x, y) for x, y in reversed(points)]


def torso(face: Face, opening: Sequence[Point], rise: float = 0.0) -> QPainterPath:
    """The upper body; ``opening`` is the left half of the neckline, from the neck down to the axis."""
    half = 170 if face.woman else 204
    low = half + (40 if face.woman else 44)
    start = opening[0]
    left: list[Point] = [
        start,
        (start[0] - 26, start[1] + 22),
        (AXIS - half * 0.72, 672 - rise),
        (AXIS - half, 706 - rise),
        (AXIS - half - 26, 770),
        (AXIS - low, 920),
    ]
    path = smooth(left, closed=False, tension=0.55)
    path.lineTo(AXIS + low, 920)
    path.connectPath(smooth(_mirror(left), closed=False, tension=0.55))
    path.connectPath(smooth([(2 * AXIS - x, y) for x, y in opening], closed=False, tension=0.5))
    path.connectPath(smooth(opening[::-1], closed=False, tension=0.5))
    path.closeSubpath()
    return path


def _neck_half(face: Face) -> float:
    return 50 if face.woman else 60


def _arms(c: Canvas, face: Face, tint: str) -> None:
    half = 170 if face.woman else 204
    for side in (-1, 1):
        x = AXIS + side * (half - 34)
        fold = [(x, 920), (x - side * 4, 850), (x + side * 6, 800)]
        c.line(smooth(fold, closed=False), mix(tint, "#000000", 0.3), 4, 0.5)


def _shirt_collar(c: Canvas, face: Face, tint: str, *, open_: bool = False) -> None:
    n = _neck_half(face)
    drop = 712 if open_ else 690
    for side in (-1, 1):
        leaf = polygon(
            [
                (AXIS + side * (n + 2), 604),
                (AXIS + side * (n + 20), 634),
                (AXIS + side * (n - 4), 716 if open_ else 704),
                (AXIS + side * 4, drop - 22),
                (AXIS + side * (n - 18), 648),
            ]
        )
        c.fill(leaf, mix(tint, "#FFFFFF", 0.22))
        c.line(leaf, mix(tint, "#000000", 0.22), 2.6)


def _buttons(c: Canvas, tint: str, top: float, step: float = 62) -> None:
    y = top
    while y < 900:
        c.fill(ellipse(AXIS, y, 5.5, 5.5), tint)
        y += step


def shirt(c: Canvas, face: Face, d: Dress) -> None:
    """A shirt, its collar buttoned or open (``second`` as ``open``)."""
    n = _neck_half(face)
    open_ = d.second == "open"
    opening = [(AXIS - n - 6, 620), (AXIS - n * 0.6, 664), (AXIS, 714 if open_ else 676)]
    path = torso(face, opening)
    c.fill(path, d.main)
    with c.clipped(path):
        c.line(polygon([(AXIS, 690), (AXIS, 920)], closed=False), mix(d.main, "#000000", 0.16), 3)
        c.line(polygon([(AXIS - 20, 700), (AXIS - 20, 920)], closed=False), mix(d.main, "#000000", 0.1), 2.4)
        _arms(c, face, d.main)
    _buttons(c, mix(d.main, "#000000", 0.35), 750)
    _shirt_collar(c, face, d.main, open_=open_)


def checked(c: Canvas, face: Face, d: Dress) -> None:
    """A checked shirt with an open collar."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 6, 620), (AXIS - n * 0.6, 668), (AXIS, 714)])
    c.fill(path, d.main)
    with c.clipped(path):
        for k in range(-4, 18):
            c.line(polygon([(k * 44, 600), (k * 44, 920)], closed=False), d.second, 9, 0.4)
            c.line(polygon([(0, 600 + k * 44), (600, 600 + k * 44)], closed=False), d.second, 9, 0.4)
        _arms(c, face, d.main)
    _buttons(c, mix(d.main, "#000000", 0.5), 754)
    _shirt_collar(c, face, d.main, open_=True)


def polo(c: Canvas, face: Face, d: Dress) -> None:
    """A polo shirt."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 6, 620), (AXIS - n * 0.7, 662), (AXIS, 700)])
    c.fill(path, d.main)
    with c.clipped(path):
        c.fill(rounded(AXIS - 17, 680, 34, 118, 4), mix(d.main, "#000000", 0.12))
        _arms(c, face, d.main)
    for y in (722, 768):
        c.fill(ellipse(AXIS, y, 5.5, 5.5), "#F4EFE4")
    _shirt_collar(c, face, d.second, open_=True)


def suit(c: Canvas, face: Face, d: Dress) -> None:
    """A jacket over a white shirt; ``third`` is the tie, empty for none."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 6, 620), (AXIS - n * 0.6, 660), (AXIS, 676)], 4)
    c.fill(path, d.second)
    if d.third:
        c.fill(polygon([(AXIS - 19, 684), (AXIS + 19, 684), (AXIS + 12, 716), (AXIS - 12, 716)]), d.third)
        c.fill(polygon([(AXIS - 12, 716), (AXIS + 12, 716), (AXIS + 25, 920), (AXIS - 25, 920)]), d.third)
        c.line(polygon([(AXIS - 12, 716), (AXIS + 12, 716)], closed=False), mix(d.third, "#000000", 0.35), 3)
        for y in (760, 806, 852):
            c.line(
                polygon([(AXIS - 16, y + 14), (AXIS + 17, y - 12)], closed=False), mix(d.third, "#FFFFFF", 0.25), 4
            )
    else:
        _buttons(c, "#B9B2A6", 744, 70)
    _shirt_collar(c, face, d.second, open_=not d.third)
    for side in (-1, 1):
        outside = polygon(
            [
                (AXIS + side * (n + 16), 628),
                (AXIS + side * 400, 500),
                (AXIS + side * 400, 940),
                (AXIS + side * 20, 940),
                (AXIS + side * 30, 880),
                (AXIS + side * (n + 22), 770),
            ]
        )
        with c.clipped(path):
            c.fill(outside, d.main)
        lapel = polygon(
            [
                (AXIS + side * (n + 12), 626),
                (AXIS + side * (n + 58), 664),
                (AXIS + side * (n + 66), 742),
                (AXIS + side * (n + 42), 748),
                (AXIS + side * (n + 50), 764),
                (AXIS + side * 28, 892),
                (AXIS + side * (n + 2), 748),
            ]
        )
        with c.clipped(path):
            c.fill(lapel, mix(d.main, "#FFFFFF", 0.1))
            c.line(lapel, mix(d.main, "#000000", 0.4), 3, 0.8)
    with c.clipped(path):
        _arms(c, face, d.main)


def blazer(c: Canvas, face: Face, d: Dress) -> None:
    """A woman's jacket over a blouse."""
    n = _neck_half(face)
    c.fill(torso(face, [(AXIS - n - 8, 622), (AXIS - n * 0.7, 676), (AXIS, 712)]), d.second)
    path = torso(face, [(AXIS - n - 12, 626), (AXIS - n * 0.7, 740), (AXIS, 850)])
    c.fill(path, d.main)
    for side in (-1, 1):
        lapel = polygon(
            [
                (AXIS + side * (n + 10), 624),
                (AXIS + side * (n + 52), 668),
                (AXIS + side * (n + 58), 738),
                (AXIS + side * (n + 36), 744),
                (AXIS + side * (n + 44), 758),
                (AXIS + side * 4, 866),
                (AXIS + side * (n - 20), 748),
            ]
        )
        c.fill(lapel, mix(d.main, "#FFFFFF", 0.12))
        c.line(lapel, mix(d.main, "#000000", 0.35), 2.6, 0.7)
    with c.clipped(path):
        c.line(polygon([(AXIS, 862), (AXIS, 920)], closed=False), mix(d.main, "#000000", 0.35), 3)
        _arms(c, face, d.main)


def blouse(c: Canvas, face: Face, d: Dress) -> None:
    """A soft blouse with a round neck; ``second`` is its piping."""
    n = _neck_half(face)
    opening = [(AXIS - n - 8, 622), (AXIS - n * 0.78, 670), (AXIS, 694)]
    path = torso(face, opening)
    c.fill(path, d.main)
    rim = smooth([*opening, *_mirror(opening)[1:]], closed=False)
    c.line(rim, d.second, 9)
    with c.clipped(path):
        for x in (-64, 64):
            c.line(
                smooth([(AXIS + x, 700), (AXIS + x * 1.1, 790), (AXIS + x * 0.9, 920)], closed=False),
                mix(d.main, "#000000", 0.18),
                3,
                0.6,
            )
        _arms(c, face, d.main)


def ao_dai(c: Canvas, face: Face, d: Dress) -> None:
    """Áo dài: a standing collar, the closing seam from the neck to the arm; ``second`` embroiders it."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 2, 610), (AXIS - n * 0.6, 628), (AXIS, 640)])
    c.fill(path, d.main)
    with c.clipped(path):
        for x, y, r in ((392, 800, 1.0), (434, 858, 0.75), (352, 868, 0.8), (214, 850, 0.9), (170, 800, 0.6)):
            for k in range(5):
                with c.moved(x, y, r, k * 72):
                    c.fill(ellipse(0, -15, 8, 13), d.second, 0.85)
            c.fill(ellipse(x, y, 6 * r, 6 * r), mix(d.second, "#C98A1B", 0.6))
        c.line(
            smooth([(AXIS + 6, 640), (AXIS + 60, 690), (AXIS + 128, 770)], closed=False),
            mix(d.main, "#000000", 0.32),
            3.4,
        )
        _arms(c, face, d.main)
    collar = QPainterPath()
    collar.moveTo(AXIS - n - 2, 588)
    collar.cubicTo(AXIS - n * 0.4, 610, AXIS + n * 0.4, 610, AXIS + n + 2, 588)
    collar.lineTo(AXIS + n + 8, 626)
    collar.cubicTo(AXIS + n * 0.5, 656, AXIS - n * 0.5, 656, AXIS - n - 8, 626)
    collar.closeSubpath()
    c.fill(collar, mix(d.main, "#FFFFFF", 0.08))
    c.line(collar, mix(d.main, "#000000", 0.28), 2.8)
    for dx, dy in ((34, 664), (84, 716)):
        c.fill(ellipse(AXIS + dx, dy, 6, 6), mix(d.second, "#C98A1B", 0.4))


def ba_ba(c: Canvas, face: Face, d: Dress) -> None:
    """Áo bà ba of the south; ``second`` may be a checked scarf's colour (khăn rằn)."""
    n = _neck_half(face)
    opening = [(AXIS - n - 6, 622), (AXIS - n * 0.7, 672), (AXIS, 706)]
    path = torso(face, opening)
    c.fill(path, d.main)
    with c.clipped(path):
        c.line(polygon([(AXIS, 706), (AXIS, 920)], closed=False), mix(d.main, "#000000", 0.35), 3)
        _arms(c, face, d.main)
    c.line(smooth([*opening, *_mirror(opening)[1:]], closed=False), mix(d.main, "#FFFFFF", 0.2), 5)
    for y in range(736, 900, 54):
        c.fill(ellipse(AXIS, y, 6, 6), mix(d.main, "#FFFFFF", 0.45))
    if d.second != "#FFFFFF":
        scarf = smooth(
            [
                (AXIS - n - 22, 640),
                (AXIS - n + 4, 616),
                (AXIS - 20, 672),
                (AXIS, 690),
                (AXIS + 20, 672),
                (AXIS + n - 4, 616),
                (AXIS + n + 22, 640),
                (AXIS + 44, 716),
                (AXIS + 66, 880),
                (AXIS + 14, 890),
                (AXIS + 4, 742),
                (AXIS - 26, 730),
            ],
            tension=0.45,
        )
        c.fill(scarf, "#F4EFE4")
        with c.clipped(scarf):
            for k in range(-8, 26):
                c.line(polygon([(200 + k * 16, 600), (200 + k * 16, 900)], closed=False), d.second, 5, 0.75)
                c.line(polygon([(200, 560 + k * 16), (420, 560 + k * 16)], closed=False), d.second, 5, 0.6)
        c.line(scarf, mix(d.second, "#000000", 0.2), 2.4, 0.6)


def robe(c: Canvas, face: Face, d: Dress) -> None:
    """A monk's robe, folded left over right."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 8, 618), (AXIS - n * 0.5, 668), (AXIS, 716)])
    c.fill(path, d.main)
    with c.clipped(path):
        c.fill(
            polygon(
                [(AXIS - 34, 700), (AXIS + n + 60, 590), (AXIS + 330, 640), (AXIS + 330, 940), (AXIS - 40, 940)]
            ),
            mix(d.main, "#000000", 0.06),
        )
        for k in range(4):
            c.line(
                smooth(
                    [(AXIS + 110 + k * 36, 660 + k * 10), (AXIS + 60 + k * 34, 780), (AXIS + 20 + k * 40, 930)],
                    closed=False,
                ),
                mix(d.main, "#000000", 0.22),
                3.4,
                0.7,
            )
            c.line(
                smooth(
                    [(AXIS - 120 - k * 26, 670 + k * 12), (AXIS - 110 - k * 24, 790), (AXIS - 90 - k * 28, 930)],
                    closed=False,
                ),
                mix(d.main, "#000000", 0.22),
                3.4,
                0.7,
            )
    for sign, low in ((-1, 716), (1, 790)):
        edge = [(AXIS + sign * (n + 10), 612), (AXIS + sign * (n - 10), 668), (AXIS - sign * 16, low)]
        c.line(smooth(edge, closed=False), d.second, 22)
        c.line(smooth(edge, closed=False), mix(d.second, "#000000", 0.25), 2.6, 0.6)
    beads = smooth(
        [(AXIS - n - 30, 660), (AXIS - 70, 790), (AXIS, 850), (AXIS + 70, 790), (AXIS + n + 30, 660)], closed=False
    )
    for step in range(23):
        at = beads.pointAtPercent(step / 22)
        c.fill(ellipse(at.x(), at.y(), 9, 9), "#5A3622")
        c.fill(ellipse(at.x() - 2.5, at.y() - 3, 2.4, 2.4), "#B98A63")


def mandarin(c: Canvas, face: Face, d: Dress) -> None:
    """A shirt with a small standing collar and cloth buttons."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 4, 616), (AXIS - n * 0.5, 650), (AXIS, 672)])
    c.fill(path, d.main)
    with c.clipped(path):
        c.line(polygon([(AXIS, 660), (AXIS, 920)], closed=False), mix(d.main, "#000000", 0.3), 3)
        _arms(c, face, d.main)
    for side in (-1, 1):
        c.fill(
            polygon(
                [
                    (AXIS + side * (n + 4), 596),
                    (AXIS + side * (n + 10), 626),
                    (AXIS + side * 3, 680),
                    (AXIS + side * 3, 650),
                    (AXIS + side * (n - 16), 622),
                ]
            ),
            mix(d.main, "#FFFFFF", 0.14),
        )
    for y in range(712, 900, 58):
        c.line(polygon([(AXIS - 24, y), (AXIS + 24, y)], closed=False), d.second, 6)
        c.fill(ellipse(AXIS, y, 8, 8), d.second)


def _pattern(c: Canvas, path: QPainterPath, x: float, y0: float, y1: float, tints: Sequence[str]) -> None:
    """A column of woven diamonds."""
    with c.clipped(path):
        y, k = y0, 0
        while y < y1:
            c.fill(polygon([(x - 13, y), (x, y - 15), (x + 13, y), (x, y + 15)]), tints[k % len(tints)])
            y += 30
            k += 1


def ede(c: Canvas, face: Face, d: Dress) -> None:
    """Ê Đê and Ba Na: dark cloth, red woven bands on shoulders and breast."""
    n = _neck_half(face)
    opening = [(AXIS - n - 6, 620), (AXIS - n * 0.7, 664), (AXIS, 690)]
    path = torso(face, opening)
    c.fill(path, d.main)
    half = 170 if face.woman else 204
    with c.clipped(path):
        for side in (-1, 1):
            x = AXIS + side * half * 0.82
            c.line(polygon([(x, 640), (x + side * 12, 930)], closed=False), d.second, 46)
            c.line(polygon([(x, 640), (x + side * 12, 930)], closed=False), d.third, 12)
        c.line(polygon([(60, 800), (540, 800)], closed=False), d.second, 30)
        c.line(polygon([(60, 800), (540, 800)], closed=False), d.third, 5)
        for x in range(70, 540, 26):
            c.fill(polygon([(x, 812), (x + 9, 800), (x, 788), (x - 9, 800)]), "#F4E9CF")
        c.fill(rounded(AXIS - 20, 690, 40, 96, 4), d.second)
        for y in (708, 736, 764):
            c.line(polygon([(AXIS - 17, y), (AXIS + 17, y)], closed=False), "#E3C15A", 6)
    c.line(smooth([*opening, *_mirror(opening)[1:]], closed=False), d.second, 11)


def wrap_collar(c: Canvas, face: Face, d: Dress) -> None:
    """Mông and Dao: indigo, with embroidered bands that cross at the breast."""
    n = _neck_half(face)
    opening = [(AXIS - n - 6, 620), (AXIS - n * 0.5, 690), (AXIS, 756)]
    c.fill(torso(face, [(AXIS - n - 6, 622), (AXIS - n * 0.6, 668), (AXIS, 700)]), "#F2EADA")
    path = torso(face, opening)
    c.fill(path, d.main)
    for side in (-1, 1):
        edge = smooth(
            [(AXIS + side * (n + 8), 616), (AXIS + side * (n - 12), 690), (AXIS, 756), (AXIS - side * 30, 920)],
            closed=False,
        )
        with c.clipped(path.united(torso(face, [(AXIS - n - 6, 622), (AXIS - n * 0.6, 668), (AXIS, 700)]))):
            c.line(edge, d.second, 42)
            c.line(edge, d.third, 9)
            for step in range(12):
                at = edge.pointAtPercent(step / 11)
                c.fill(ellipse(at.x() - side * 13, at.y(), 4.5, 4.5), "#F4E9CF")
                c.fill(ellipse(at.x() + side * 13, at.y(), 4.5, 4.5), "#E3C15A")
    with c.clipped(path):
        for side in (-1, 1):
            x = AXIS + side * 150
            c.line(polygon([(x - 60, 850), (x + 60, 850)], closed=False), d.second, 26)
            c.line(polygon([(x - 60, 850), (x + 60, 850)], closed=False), d.third, 8)
        _arms(c, face, d.main)


def silver_buttons(c: Canvas, face: Face, d: Dress) -> None:
    """Thái: a close blouse (áo cóm) with silver clasps."""
    n = _neck_half(face)
    path = torso(face, [(AXIS - n - 4, 618), (AXIS - n * 0.6, 656), (AXIS, 684)])
    c.fill(path, d.main)
    with c.clipped(path):
        c.line(polygon([(AXIS, 684), (AXIS, 920)], closed=False), mix(d.main, "#000000", 0.3), 3)
        _arms(c, face, d.main)
    for y in range(716, 910, 46):
        for side in (-1, 1):
            c.fill(
                smooth(
                    [(AXIS, y), (AXIS + side * 17, y - 13), (AXIS + side * 25, y - 2), (AXIS + side * 15, y + 12)],
                    tension=0.6,
                ),
                "#C9CCD0",
            )
            c.line(smooth([(AXIS + side * 5, y), (AXIS + side * 17, y - 5)], closed=False), "#8C9298", 2.4)
    c.line(
        smooth(
            [(AXIS - n - 4, 618), (AXIS - n * 0.6, 656), (AXIS, 684), (AXIS + n * 0.6, 656), (AXIS + n + 4, 618)],
            closed=False,
        ),
        d.second,
        8,
    )


def necklace(c: Canvas, face: Face, d: Dress) -> None:
    """Tày: plain indigo, with a silver ring about the neck."""
    n = _neck_half(face)
    opening = [(AXIS - n - 4, 616), (AXIS - n * 0.6, 650), (AXIS, 672)]
    path = torso(face, opening)
    c.fill(path, d.main)
    with c.clipped(path):
        c.line(
            smooth([(AXIS + 4, 672), (AXIS + 62, 712), (AXIS + 120, 800)], closed=False),
            mix(d.main, "#FFFFFF", 0.25),
            4,
        )
        _arms(c, face, d.main)
    c.line(smooth([*opening, *_mirror(opening)[1:]], closed=False), d.second, 7)
    ring = smooth(
        [(AXIS - n - 10, 640), (AXIS - 66, 712), (AXIS, 748), (AXIS + 66, 712), (AXIS + n + 10, 640)], closed=False
    )
    c.line(ring, "#8C9298", 12)
    c.line(ring, "#D5D8DB", 7)


KINDS: dict[str, Callable[[Canvas, Face, Dress], None]] = {
    "shirt": shirt,
    "checked": checked,
    "polo": polo,
    "suit": suit,
    "blazer": blazer,
    "blouse": blouse,
    "ao-dai": ao_dai,
    "ba-ba": ba_ba,
    "robe": robe,
    "mandarin": mandarin,
    "ede": ede,
    "wrap": wrap_collar,
    "thai": silver_buttons,
    "tay": necklace,
}


def wear(c: Canvas, face: Face, dress: Dress) -> None:
    """Draw the clothes over the neck."""
    with c.moved(0, -RISE):
        KINDS[dress.kind](c, face, dress)
