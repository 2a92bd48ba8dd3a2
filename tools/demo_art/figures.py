"""Whole people for the posters: the heads and clothes of the portraits, with arms, hands and legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demo_art import clothes, faces, hair
from demo_art.clothes import Dress
from demo_art.faces import AXIS, Face
from demo_art.pen import Canvas, Point, ellipse, mix, polygon, rounded, smooth

FEET = 2130.0
"""Where the feet stand, in the portraits' coordinates."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Who stands there. ``below`` is trousers, ao-dai or skirt; an arm is its points, shoulder to wrist."""

    face: Face
    dress: Dress
    below: str = "trousers"
    lower: str = "#34363B"
    left: tuple[Point, ...] = ()
    right: tuple[Point, ...] = ()
    sleeve: str = ""
    stride: float = 0.0
    """1 when the right foot is set forward, -1 when the left one is."""


def _half(face: Face) -> float:
    return 170 if face.woman else 204


def hanging(face: Face, side: int) -> tuple[Point, ...]:
    """An arm that hangs at rest."""
    half = _half(face)
    return (
        (AXIS + side * (half - 18), 690),
        (AXIS + side * (half + 16), 940),
        (AXIS + side * (half - 6), 1170),
    )


def hand(c: Canvas, x: float, y: float, tint: str, angle: float = 0.0, scale: float = 1.0) -> None:
    """A hand, fingers down; the thumb on its left."""
    with c.moved(x, y, scale, angle):
        c.fill(rounded(-36, -26, 72, 84, 30), tint)
        for index, (dx, length) in enumerate(((-25, 62), (-8, 74), (9, 72), (25, 58))):
            c.line(polygon([(dx, 40), (dx * 0.94, 40 + length * 0.6)], closed=False), tint, 19)
            if index:
                c.line(polygon([(dx - 8.5, 52), (dx - 8.5, 74)], closed=False), mix(tint, "#8F4A2A", 0.4), 2.6)
        c.line(smooth([(-30, 8), (-48, 30), (-46, 54)], closed=False), tint, 21)


def _limb(c: Canvas, points: Sequence[Point], tint: str, width: float, skin: str) -> None:
    path = smooth(points, closed=False)
    end = points[-1]
    before = points[-2]
    reach = ((end[0] - before[0]) ** 2 + (end[1] - before[1]) ** 2) ** 0.5 or 1
    dx, dy = (end[0] - before[0]) / reach, (end[1] - before[1]) / reach
    c.line(polygon([end, (end[0] + dx * 26, end[1] + dy * 26)], closed=False), skin, width * 0.62)
    c.fill(ellipse(end[0] + dx * 66, end[1] + dy * 66, 45, 50), skin)
    c.line(path, mix(tint, "#000000", 0.3), width + 7)
    c.line(path, tint, width)


def _legs(c: Canvas, f: Figure) -> None:
    skin_shoe = "#3A2E28"
    if f.below == "skirt":
        for side in (-1, 1):
            c.fill(ellipse(AXIS + side * 70, FEET - 10, 62, 30), skin_shoe)
            c.line(
                polygon([(AXIS + side * 66, 1900), (AXIS + side * 66, FEET - 40)], closed=False), f.face.tint, 70
            )
        skirt = polygon([(AXIS - 150, 1060), (AXIS + 150, 1060), (AXIS + 240, 1980), (AXIS - 240, 1980)])
        c.fill(skirt, f.lower)
        with c.clipped(skirt):
            c.line(polygon([(0, 1900), (600, 1900)], closed=False), f.dress.second, 70)
            c.line(polygon([(0, 1900), (600, 1900)], closed=False), f.dress.third, 18)
            for x in (-120, -40, 40, 120):
                c.line(
                    polygon([(AXIS + x * 0.6, 1100), (AXIS + x * 1.3, 1860)], closed=False),
                    mix(f.lower, "#000000", 0.3),
                    6,
                )
        return
    for side in (-1, 1):  # the foot that is set forward stands lower in the picture
        top, foot = AXIS + side * 84, AXIS + side * (88 - 16 * abs(f.stride))
        ground = FEET + side * f.stride * 46
        c.fill(ellipse(foot + side * 10, ground - 14, 84, 34), skin_shoe)
        wide = 178 if f.below == "ao-dai" else 164
        c.line(polygon([(top, 1180), (foot, ground - 90)], closed=False), mix(f.lower, "#000000", 0.25), wide + 8)
        c.line(polygon([(top, 1180), (foot, ground - 90)], closed=False), f.lower, wide)
    if f.below == "ao-dai":
        panel = smooth(
            [
                (AXIS - 150, 1000),
                (AXIS - 178, 1240),
                (AXIS - 206, 1700),
                (AXIS - 214, 1930),
                (AXIS, 1950),
                (AXIS + 214, 1930),
                (AXIS + 206, 1700),
                (AXIS + 178, 1240),
                (AXIS + 150, 1000),
            ],
            tension=0.45,
        )
        c.fill(panel, f.dress.main)
        c.line(
            polygon([(AXIS + 40, 1250), (AXIS + 70, 1930)], closed=False), mix(f.dress.main, "#000000", 0.25), 6
        )


def stand(c: Canvas, x: float, y: float, scale: float, f: Figure) -> None:
    """Draw a whole person whose feet stand at (x, y)."""
    face = f.face
    half = _half(face)
    sleeve = f.sleeve or f.dress.main
    with c.moved(x - AXIS * scale, y - FEET * scale, scale):
        c.fill(ellipse(AXIS, FEET, 330, 44), "#1E1A17", 0.16)
        hair.behind(c, face)
        _legs(c, f)
        waist = smooth(
            [
                (AXIS - half + 4, 760),
                (AXIS - half + 34, 1000),
                (AXIS - half + 12, 1230),
                (AXIS, 1244),
                (AXIS + half - 12, 1230),
                (AXIS + half - 34, 1000),
                (AXIS + half - 4, 760),
            ],
            tension=0.45,
        )
        jacket = f.dress.main
        c.fill(waist, jacket)
        if f.below == "trousers":
            with c.clipped(waist):
                c.line(polygon([(AXIS, 840), (AXIS, 1260)], closed=False), mix(jacket, "#000000", 0.25), 5)
        faces.ears(c, face)
        faces.neck(c, face)
        clothes.wear(c, face, f.dress)
        for points, side in ((f.left, -1), (f.right, 1)):
            _limb(c, points or hanging(face, side), sleeve, 104 if face.woman else 116, face.tint)
        hair.over_clothes(c, face)
        faces.face_of(c, face)
        hair.over(c, face)
        faces.front_of(c, face)


def bust(c: Canvas, x: float, y: float, scale: float, face: Face, dress: Dress) -> None:
    """Draw head and shoulders; (x, y) is where the chin is."""
    with c.moved(x - AXIS * scale, y - 548 * scale, scale):
        hair.behind(c, face)
        faces.ears(c, face)
        faces.neck(c, face)
        clothes.wear(c, face, dress)
        hair.over_clothes(c, face)
        faces.face_of(c, face)
        hair.over(c, face)
        faces.front_of(c, face)
