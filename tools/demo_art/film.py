"""The film of the demo: a ballot is marked, counted, folded and put into the box. Drawn, without a word in it.

It is a film, not sign language: that is real people's work. Its subtitles stand beside it in data/demo/media.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from av.video.frame import VideoFrame
from base_art import hands, things
from base_art.people import SKINS
from base_art.things import GREEN, PINK, WOOD, WOOD_DARK, WOOD_LIGHT, YELLOW
from PIL import Image
from PySide6.QtCore import Qt

from demo_art.pen import INK, PAPER, RED, Canvas, Point, ellipse, mix, polygon, rounded, smooth
from voter_kiosk.authoring.films import encode

WIDTH, HEIGHT, RATE, SECONDS = 854, 480, 20, 17.0
STAGE = 1200.0
"""How wide the stage is on which everything is placed; it is 675 high."""

SKIN, SLEEVE = SKINS["warm"], "#2F5D50"
BALLOT: Point = (430.0, 340.0)
LARGE = 2.9
LEFT, RIGHT = -66.0, 66.0


def eased(at: float, start: float, end: float) -> float:
    """How far along a movement is at a moment: 0 before ``start``, 1 after ``end``, softly between."""
    share = min(1.0, max(0.0, (at - start) / (end - start)))
    return share * share * (3 - 2 * share)


def between(one: Point, other: Point, share: float) -> Point:
    """The point that is ``share`` of the way from one to the other."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def on_ballot(x: float, line: int) -> Point:
    """A place on a line of the large ballot, on the stage."""
    return BALLOT[0] + x * LARGE, BALLOT[1] + things.name_line(line) * LARGE


AWAY: Point = (1300.0, 760.0)
WAY: tuple[tuple[float, Point], ...] = (
    (0.6, AWAY),
    (1.7, on_ballot(LEFT, 1)),
    (1.9, on_ballot(LEFT, 1)),
    (3.3, on_ballot(RIGHT, 1)),
    (3.5, on_ballot(RIGHT, 1)),
    (4.3, on_ballot(LEFT, 3)),
    (4.5, on_ballot(LEFT, 3)),
    (5.9, on_ballot(RIGHT, 3)),
    (6.2, on_ballot(RIGHT, 3)),
    (7.2, AWAY),
)
"""Where the point of the pen is, moment by moment."""


def pen_at(at: float) -> Point:
    """Where the point of the pen is."""
    for (start, one), (end, other) in pairwise(WAY):
        if at < end:
            return between(one, other, eased(at, start, end))
    return AWAY


def frame(at: float) -> Canvas:
    """The picture at a moment, in seconds."""
    canvas = Canvas(WIDTH, HEIGHT, WOOD_LIGHT)
    canvas.painter.scale(WIDTH / STAGE, WIDTH / STAGE)
    if at < 12.0:
        desk(canvas, at)
    else:
        box(canvas, at)
    return canvas


def desk(c: Canvas, at: float) -> None:
    """Marking, counting and folding, at the writing desk."""
    for y in (90, 250, 430, 600):
        c.line(smooth([(-20, y), (400, y + 12), (820, y - 7), (1220, y + 9)], closed=False), WOOD, 4, 0.5)
    things.ballot(c, 1010, 250, GREEN, 1.75, 17)
    things.ballot(c, 930, 240, YELLOW, 1.75, 5)
    sample(c, 112, 80)
    half = eased(at, 9.6, 10.6)
    quarter = eased(at, 10.7, 11.5)
    with c.moved(*BALLOT):
        if half == 0:
            things.ballot(c, 0, 0, PINK, LARGE, number="3")
            with c.moved(0, 0, LARGE):
                for line, start, end in ((1, 1.9, 3.3), (3, 4.5, 5.9)):
                    share = eased(at, start, end)
                    if share > 0:
                        things.strike(c, LEFT, things.name_line(line), LEFT + (RIGHT - LEFT) * share, 3.2)
            counted(c, at)
        else:
            fold(c, half, quarter)
    tip = pen_at(at)
    if at < WAY[-1][0]:
        with c.moved(*tip, 0.84, -6):
            c.line(polygon([(700, 470), (1100, 900)], closed=False), SLEEVE, 226)
            hands.writing(c, SKIN, SLEEVE)


def counted(c: Canvas, at: float) -> None:
    """The names that are left, counted beside the paper: as many as the ballot asks for."""
    for place, line in enumerate((0, 2, 4), start=1):
        share = eased(at, 6.6 + place * 0.5, 7.0 + place * 0.5)
        if share > 0:
            y = things.name_line(line) * LARGE
            c.fill(ellipse(272, y, 27 * share, 27 * share), RED)
            if share == 1:
                c.text(272, y + 12, str(place), 34, weight=700, tint=PAPER)


def fold(c: Canvas, half: float, quarter: float) -> None:
    """The ballot is folded up from its foot, and then over from the right; its back is what is seen."""
    wide, tall = 74 * LARGE, 105 * LARGE
    turned = math.cos(math.pi * half)
    edge = mix(PINK, INK, 0.4)
    back = mix(PINK, "#FFFFFF", 0.18)
    right = wide * math.cos(math.pi * quarter)
    if quarter == 0:
        with c.clipped(rounded(-wide - 4, -tall - 4, 2 * wide + 8, tall + 4, 0)):
            things.ballot(c, 0, 0, PINK, LARGE, number="3", struck=(1, 3))
        flap = polygon([(-wide, 0), (wide, 0), (wide, tall * turned), (-wide, tall * turned)])
        c.fill(flap, PINK if turned > 0 else back)
        c.line(flap, edge, 4)
        return
    left = rounded(-wide, -tall, wide, tall, 4)
    c.fill(left, back)
    c.line(left, edge, 4)
    flap = polygon([(0, -tall), (right, -tall), (right, 0), (0, 0)])
    c.fill(flap, back if right > 0 else mix(PINK, "#FFFFFF", 0.05))
    c.line(flap, edge, 4)


def box(c: Canvas, at: float) -> None:
    """The folded ballot goes into the box, by the voter's own hand."""
    c.fill(rounded(-5, -5, STAGE + 10, 530, 0), things.WALL)
    c.fill(rounded(-5, 395, STAGE + 10, 130, 0), things.WALL_LOW)
    c.fill(rounded(-5, 387, STAGE + 10, 8, 0), mix(things.WALL_LOW, INK, 0.2))
    c.fill(rounded(-5, 520, STAGE + 10, 160, 0), things.FLOOR)
    things.shadow(c, 600, 640, 300, 24)
    c.fill(rounded(360, 560, 480, 34, 5), WOOD)
    for x in (400, 776):
        c.fill(rounded(x, 590, 26, 100, 3), WOOD_DARK)
    slot: Point = (600.0, 250.0)
    things.box(c, *slot, 0.94)
    sample(c, 112, 80)
    into = eased(at, 12.3, 13.6)
    down = eased(at, 13.7, 14.9)
    away = eased(at, 15.1, 16.2)
    place = between((840.0, -150.0), (slot[0], slot[1] - 74.0), into)
    held = (place[0], place[1] + 144 * down)
    with c.clipped(rounded(-10, -300, 1300, 300 + slot[1], 0)):
        things.folded(c, held[0], held[1], PINK, 1.25, 3)
    grip = between((held[0] + 16, min(held[1], slot[1] - 62) - 60), (980.0, -260.0), away)
    with c.moved(*grip, 1.2, 118):
        c.line(polygon([(-10, 0), (-420, 30)], closed=False), hands.edge(SKIN), 62)
        c.line(polygon([(-10, 0), (-420, 30)], closed=False), SKIN, 52)
        c.line(polygon([(-140, 10), (-460, 33)], closed=False), mix(SLEEVE, "#000000", 0.3), 88)
        c.line(polygon([(-140, 10), (-460, 33)], closed=False), SLEEVE, 80)
        hands.relaxed(c, SKIN)


def sample(c: Canvas, x: float, y: float) -> None:
    """The word that says the ballots are drawn for showing."""
    c.fill(rounded(x - 74, y - 42, 148, 84, 12), "#FFFCF3")
    c.line(rounded(x - 74, y - 42, 148, 84, 12), RED, 6)
    c.text(x, y + 16, "MẪU", 44, weight=700, tint=RED)


def picture(at: float) -> Image.Image:
    """The picture at a moment, in its final size."""
    canvas = frame(at)
    canvas.painter.end()
    small = canvas.image.scaled(
        WIDTH, HEIGHT, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    bits: Any = small.constBits()
    return Image.frombytes("RGB", (WIDTH, HEIGHT), bytes(bits), "raw", "BGRX", small.bytesPerLine())


def frames() -> Iterator[VideoFrame]:
    """Every picture in turn."""
    for number in range(round(SECONDS * RATE)):
        made = VideoFrame.from_image(picture(number / RATE))  # type: ignore[no-untyped-call]
        made.pts, made.time_base = number, Fraction(1, RATE)
        yield made


def draw_all(folder: Path) -> dict[str, int]:
    """Draw the film into ``folder``; gives its size by name."""
    folder.mkdir(parents=True, exist_ok=True)
    data = encode(frames(), WIDTH, HEIGHT, Fraction(RATE))
    (folder / "gach-phieu.webm").write_bytes(data)
    return {"gach-phieu": len(data)}
