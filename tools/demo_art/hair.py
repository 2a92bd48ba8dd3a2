"""Hair and head-dress. Each style has what lies behind the head and what lies over the forehead."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtGui import QPainterPath

from demo_art.faces import AXIS, Face, head_path
from demo_art.pen import Canvas, Point, ellipse, mirrored, mix, polygon, smooth

Layer = Callable[[Canvas, Face], None]


def _cap(outer: Sequence[Point], hairline: Sequence[Point]) -> QPainterPath:
    """Hair between an outer edge, left to right over the crown, and the hairline, right to left."""
    path = smooth(outer, closed=False)
    path.connectPath(smooth(hairline, closed=False))
    path.closeSubpath()
    return path


def _outer(face: Face, top: float = 172, side: float = 10, low: float = 374) -> list[Point]:
    w = face.width + side
    left: list[Point] = [
        (AXIS - w + 6, low),
        (AXIS - w - 1, 330),
        (AXIS - w + 6, 262),
        (AXIS - w * 0.7, top + 32),
        (AXIS - w * 0.33, top + 5),
    ]
    return [*left, (AXIS, top), *((2 * AXIS - x, y) for x, y in reversed(left))]


def _shine(
    c: Canvas, face: Face, path: QPainterPath, strokes: Sequence[Sequence[Point]], width: float = 7
) -> None:
    light = mix(face.strands, "#FFFFFF", 0.16 if face.hair in {"black", "soft", "brown"} else 0.3)
    with c.clipped(path):
        for stroke in strokes:
            c.line(smooth(stroke, closed=False), light, width, 0.75)


def _put(c: Canvas, face: Face, path: QPainterPath, strokes: Sequence[Sequence[Point]] = ()) -> None:
    c.fill(path, face.strands)
    _shine(c, face, path, strokes)


def _sideburn(face: Face, low: float = 390) -> tuple[float, float]:
    return AXIS - face.width + 7, low


# behind


def _nothing(c: Canvas, face: Face) -> None:  # noqa: ARG001 (a layer like the others)
    return


def _back_to(low: float, spread: float, wave: float = 0.0) -> Layer:
    def layer(c: Canvas, face: Face) -> None:
        w = face.width + 14
        left: list[Point] = [(AXIS, 172), (AXIS - w * 0.66, 200), (AXIS - w, 290), (AXIS - w - spread * 0.5, 400)]
        steps = 4
        for step in range(1, steps + 1):
            y = 400 + (low - 400) * step / steps
            left.append((AXIS - w - spread + (wave if step % 2 else -wave), y))
        left.append((AXIS - w * 0.5, low + 12))
        shape = smooth([*left, *((2 * AXIS - x, y) for x, y in reversed(left[1:]))])
        c.fill(shape, mix(face.strands, "#000000", 0.18) if face.hair != "white" else face.strands)

    return layer


def _back_bun(c: Canvas, face: Face) -> None:
    c.fill(ellipse(AXIS, 172, 58, 48), face.strands)
    for radius in (22, 38):
        c.line(ellipse(AXIS, 168, radius * 1.2, radius * 0.8), mix(face.strands, "#FFFFFF", 0.15), 4, 0.6)


# men, over the forehead


def _side(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.9, 345),
        (AXIS + w * 0.82, 296),
        (AXIS + w * 0.55, 272),
        (AXIS + 10, 268),
        (AXIS - w * 0.45, 244),
        (AXIS - w * 0.66, 262),
        (AXIS - w * 0.86, 300),
        (AXIS - w * 0.92, 345),
        (x, low),
    ]
    path = _cap(_outer(face, 166), line)
    _put(
        c,
        face,
        path,
        [
            [(AXIS - 52, 240), (AXIS + 5, 205), (AXIS + 80, 236)],
            [(AXIS - 46, 216), (AXIS + 20, 184), (AXIS + 92, 214)],
        ],
    )


def _crop(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face, 384)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.9, 330),
        (AXIS + w * 0.8, 284),
        (AXIS + w * 0.5, 266),
        (AXIS, 262),
        (AXIS - w * 0.5, 266),
        (AXIS - w * 0.8, 284),
        (AXIS - w * 0.9, 330),
        (x, low),
    ]
    path = _cap(_outer(face, 180, 7), line)
    _put(c, face, path, [[(AXIS - 60, 222), (AXIS, 204), (AXIS + 60, 222)]])


def _back_swept(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.91, 340),
        (AXIS + w * 0.78, 272),
        (AXIS + w * 0.42, 246),
        (AXIS, 252),
        (AXIS - w * 0.42, 246),
        (AXIS - w * 0.78, 272),
        (AXIS - w * 0.91, 340),
        (x, low),
    ]
    path = _cap(_outer(face, 162, 11), line)
    strokes = [[(AXIS + dx * 0.7, 250), (AXIS + dx, 214), (AXIS + dx * 0.8, 178)] for dx in (-64, -22, 22, 64)]
    _put(c, face, path, strokes)


def _receding(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.93, 340),
        (AXIS + w * 0.84, 280),
        (AXIS + w * 0.6, 226),
        (AXIS + w * 0.34, 232),
        (AXIS, 240),
        (AXIS - w * 0.34, 232),
        (AXIS - w * 0.6, 226),
        (AXIS - w * 0.84, 280),
        (AXIS - w * 0.93, 340),
        (x, low),
    ]
    path = _cap(_outer(face, 176, 8), line)
    _put(c, face, path, [[(AXIS - 40, 226), (AXIS - 14, 196), (AXIS + 50, 200)]])


def _fringe(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face, 386)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.92, 342),
        (AXIS + w * 0.86, 312),
        (AXIS + w * 0.5, 308),
        (AXIS + w * 0.1, 298),
        (AXIS - w * 0.28, 276),
        (AXIS - w * 0.5, 254),
        (AXIS - w * 0.72, 280),
        (AXIS - w * 0.88, 312),
        (AXIS - w * 0.92, 342),
        (x, low),
    ]
    path = _cap(_outer(face, 160, 14), line)
    strokes = [
        [(AXIS - 50, 232), (AXIS + 10, 232), (AXIS + 74, 280)],
        [(AXIS - 40, 202), (AXIS + 30, 204), (AXIS + 96, 262)],
    ]
    _put(c, face, path, strokes)


def _short_sides(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face, 384)
    w = face.width
    sides = _cap(
        _outer(face, 178, 4),
        [
            (2 * AXIS - x, low),
            (AXIS + w * 0.9, 330),
            (AXIS + w * 0.8, 270),
            (AXIS, 250),
            (AXIS - w * 0.8, 270),
            (AXIS - w * 0.9, 330),
            (x, low),
        ],
    )
    c.fill(sides, mix(face.strands, face.tint, 0.3))
    top = _cap(
        [
            (AXIS - w * 0.9, 262),
            (AXIS - w * 0.78, 196),
            (AXIS - w * 0.3, 158),
            (AXIS + w * 0.3, 156),
            (AXIS + w * 0.8, 190),
            (AXIS + w * 0.92, 258),
        ],
        [
            (AXIS + w * 0.86, 276),
            (AXIS + w * 0.4, 258),
            (AXIS - w * 0.1, 264),
            (AXIS - w * 0.5, 252),
            (AXIS - w * 0.86, 278),
        ],
    )
    _put(c, face, top, [[(AXIS - 66, 222), (AXIS, 184), (AXIS + 74, 214)]])


def _bald(c: Canvas, face: Face) -> None:
    w = face.width
    for side in (-1, 1):
        patch = smooth(
            [
                (AXIS + side * (w - 4), 396),
                (AXIS + side * (w + 8), 352),
                (AXIS + side * (w + 4), 292),
                (AXIS + side * (w - 8), 262),
                (AXIS + side * (w - 10), 310),
                (AXIS + side * (w - 12), 352),
            ],
            tension=0.45,
        )
        c.fill(patch, face.strands)
    with c.clipped(head_path(face)):
        c.fill(ellipse(AXIS - 34, 232, 34, 15), "#FFFFFF", 0.2)


def _shaven(c: Canvas, face: Face) -> None:
    w = face.width
    with c.clipped(head_path(face)):
        scalp = _cap(
            [(AXIS - w - 20, 400), (AXIS - w - 20, 150), (AXIS + w + 20, 150), (AXIS + w + 20, 400)],
            [
                (AXIS + w * 0.94, 372),
                (AXIS + w * 0.86, 300),
                (AXIS + w * 0.5, 262),
                (AXIS, 256),
                (AXIS - w * 0.5, 262),
                (AXIS - w * 0.86, 300),
                (AXIS - w * 0.94, 372),
            ],
        )
        c.fill(scalp, "#3E3A3A", 0.16)
        c.fill(ellipse(AXIS - 34, 226, 38, 15), "#FFFFFF", 0.16)


# women, over the forehead


def _parted(c: Canvas, face: Face) -> None:
    x, low = _sideburn(face, 372)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.93, 336),
        (AXIS + w * 0.84, 290),
        (AXIS + w * 0.46, 258),
        (AXIS, 232),
        (AXIS - w * 0.46, 258),
        (AXIS - w * 0.84, 290),
        (AXIS - w * 0.93, 336),
        (x, low),
    ]
    path = _cap(_outer(face, 174, 9, 372), line)
    strokes = [[(AXIS + s * 8, 206), (AXIS + s * 62, 226), (AXIS + s * 98, 290)] for s in (-1, 1)]
    _put(c, face, path, strokes)
    c.line(polygon([(AXIS, 176), (AXIS, 236)], closed=False), mix(face.strands, face.tint, 0.55), 3)


def _swept_side(c: Canvas, face: Face) -> None:
    """Sets a side parting, hair drawn back: for buns and pony-tails."""
    x, low = _sideburn(face, 372)
    w = face.width
    line = [
        (2 * AXIS - x, low),
        (AXIS + w * 0.93, 340),
        (AXIS + w * 0.8, 300),
        (AXIS + w * 0.4, 284),
        (AXIS - w * 0.1, 262),
        (AXIS - w * 0.42, 238),
        (AXIS - w * 0.7, 268),
        (AXIS - w * 0.9, 318),
        (AXIS - w * 0.94, 350),
        (x, low),
    ]
    path = _cap(_outer(face, 170, 9, 372), line)
    _put(
        c,
        face,
        path,
        [
            [(AXIS - 44, 232), (AXIS + 30, 214), (AXIS + 94, 276)],
            [(AXIS - 40, 208), (AXIS + 40, 190), (AXIS + 104, 250)],
        ],
    )


def _curtain(low: float, inward: float) -> Layer:
    """Centre or side hair that falls over the ears down to ``low``."""

    def layer(c: Canvas, face: Face) -> None:
        w = face.width
        for side in (-1, 1):
            part = -24
            fall: list[Point] = [
                (AXIS + part, 174),
                (AXIS + side * w * 0.72, 196),
                (AXIS + side * (w + 14), 286),
                (AXIS + side * (w + 20), 400),
                (AXIS + side * (w + 16 - inward * 0.3), low - 40),
                (AXIS + side * (w - inward), low),
                (AXIS + side * (w - 14 - inward * 0.5), low - 40),
                (AXIS + side * (w - 6), 430),
                (AXIS + side * (w - 8), 350),
                (AXIS + side * w * 0.72, 286),
                (AXIS + part + (6 if side > 0 else -2), 236),
            ]
            path = smooth(fall, tension=0.5)
            _put(
                c,
                face,
                path,
                [[(AXIS + part + side * 20, 206), (AXIS + side * 88, 250), (AXIS + side * (w + 6), 400)]],
            )

    return layer


def _bangs(c: Canvas, face: Face) -> None:
    w = face.width
    path = _cap(
        [
            (AXIS - w * 0.96, 330),
            (AXIS - w * 0.92, 250),
            (AXIS - w * 0.4, 180),
            (AXIS + w * 0.4, 180),
            (AXIS + w * 0.92, 250),
            (AXIS + w * 0.96, 330),
        ],
        [(AXIS + w * 0.8, 328), (AXIS + w * 0.4, 326), (AXIS, 330), (AXIS - w * 0.4, 326), (AXIS - w * 0.8, 328)],
    )
    strokes = [[(AXIS + dx * 0.6, 190), (AXIS + dx, 250), (AXIS + dx, 322)] for dx in (-60, -20, 20, 60)]
    _put(c, face, path, strokes)


def _curls(spread: float, low: float) -> Layer:
    """Permed hair: a cloud of curls round the head."""

    def layer(c: Canvas, face: Face) -> None:
        w = face.width
        x, _ = _sideburn(face)
        path = _cap(
            _outer(face, 166, spread, low),
            [
                (2 * AXIS - x - 2, low),
                (AXIS + w * 0.88, 340),
                (AXIS + w * 0.72, 290),
                (AXIS + w * 0.3, 270),
                (AXIS - w * 0.2, 276),
                (AXIS - w * 0.62, 288),
                (AXIS - w * 0.88, 336),
                (x + 2, low),
            ],
        )
        c.fill(path, face.strands)
        rim = _outer(face, 166, spread - 4, low)
        curve = smooth(rim, closed=False)
        for step in range(25):
            at = curve.pointAtPercent(step / 24)
            c.fill(ellipse(at.x(), at.y(), 15 + step % 3 * 3, 15 + step % 2 * 3), face.strands)
        light = mix(face.strands, "#FFFFFF", 0.2)
        for index in range(13):
            angle = math.pi * (0.06 + 0.88 * index / 12)
            x0, y0 = AXIS - math.cos(angle) * (w - 4), 316 - math.sin(angle) * 108
            with c.clipped(path):
                c.line(smooth([(x0 - 9, y0 + 5), (x0, y0 - 7), (x0 + 10, y0 + 3)], closed=False), light, 4.5, 0.7)

    return layer


def _pixie(c: Canvas, face: Face) -> None:
    w = face.width
    x, low = _sideburn(face, 400)
    path = _cap(
        _outer(face, 164, 12, 388),
        [
            (2 * AXIS - x, low),
            (AXIS + w * 0.88, 350),
            (AXIS + w * 0.84, 312),
            (AXIS + w * 0.5, 318),
            (AXIS + w * 0.12, 296),
            (AXIS - w * 0.36, 252),
            (AXIS - w * 0.7, 290),
            (AXIS - w * 0.86, 344),
            (x, low),
        ],
    )
    _put(
        c,
        face,
        path,
        [
            [(AXIS - 36, 230), (AXIS + 40, 214), (AXIS + 94, 286)],
            [(AXIS - 30, 204), (AXIS + 50, 190), (AXIS + 106, 260)],
        ],
    )


# head-dress


def _wrap(c: Canvas, shape: QPainterPath, tint: str, bands: Sequence[tuple[str, Sequence[Point], float]]) -> None:
    c.fill(shape, tint)
    with c.clipped(shape):
        for colour_of_band, stroke, width in bands:
            c.line(smooth(stroke, closed=False), colour_of_band, width)


def turban(tint: str, stripes: Sequence[str], wide: float = 0.0) -> Layer:
    """A long cloth wound round the head."""

    def layer(c: Canvas, face: Face) -> None:
        w = face.width + 16 + wide
        shape = smooth(
            [
                (AXIS - w + 6, 300),
                (AXIS - w - 4, 252),
                (AXIS - w * 0.76, 186),
                (AXIS - w * 0.3, 158 - wide * 0.3),
                (AXIS + w * 0.3, 158 - wide * 0.3),
                (AXIS + w * 0.76, 186),
                (AXIS + w + 4, 252),
                (AXIS + w - 6, 300),
                (AXIS + w * 0.55, 274),
                (AXIS, 262),
                (AXIS - w * 0.55, 274),
            ],
            tension=0.5,
        )
        lines: list[tuple[str, Sequence[Point], float]] = []
        for index, y in enumerate((196, 222, 248)):
            stripe = stripes[index % len(stripes)]
            lines.append(
                (
                    stripe,
                    [
                        (AXIS - w - 8, y + 44),
                        (AXIS - w * 0.5, y + 4),
                        (AXIS + w * 0.5, y - 10),
                        (AXIS + w + 8, y + 20),
                    ],
                    9,
                )
            )
        c.fill(ellipse(AXIS, 262, w * 0.8, 26), mix(face.tint, "#5A3020", 0.4), 0.0)
        _wrap(c, shape, tint, lines)
        c.line(
            smooth(
                [
                    (AXIS - w + 10, 296),
                    (AXIS - w * 0.55, 271),
                    (AXIS, 260),
                    (AXIS + w * 0.55, 271),
                    (AXIS + w - 10, 296),
                ],
                closed=False,
            ),
            mix(tint, "#000000", 0.35),
            4,
            0.6,
        )

    return layer


def roll(tint: str) -> Layer:
    """A rolled band worn with áo dài (khăn vấn)."""

    def layer(c: Canvas, face: Face) -> None:
        w = face.width + 16
        shape = _cap(
            [
                (AXIS - w + 2, 322),
                (AXIS - w - 4, 250),
                (AXIS - w * 0.66, 182),
                (AXIS, 154),
                (AXIS + w * 0.66, 182),
                (AXIS + w + 4, 250),
                (AXIS + w - 2, 322),
            ],
            [
                (AXIS + w - 24, 316),
                (AXIS + w * 0.74, 262),
                (AXIS + w * 0.42, 226),
                (AXIS, 212),
                (AXIS - w * 0.42, 226),
                (AXIS - w * 0.74, 262),
                (AXIS - w + 24, 316),
            ],
        )
        folds = [
            (
                mix(tint, "#000000", 0.22),
                [
                    (AXIS - w + 10 + k * 12, 316),
                    (AXIS - w * 0.7 + k * 8, 236),
                    (AXIS, 170 + k * 15),
                    (AXIS + w * 0.7 - k * 8, 236),
                    (AXIS + w - 10 - k * 12, 316),
                ],
                3.0,
            )
            for k in (0, 1, 2)
        ]
        _wrap(c, shape, tint, folds)

    return layer


def shawl(tint: str, edge: str) -> Layer:
    """A light cloth laid over the hair, its ends beside the neck."""

    def layer(c: Canvas, face: Face) -> None:
        w = face.width + 22
        shape = _cap(
            [
                (AXIS - w - 46, 668),
                (AXIS - w - 20, 560),
                (AXIS - w - 14, 440),
                (AXIS - w - 4, 300),
                (AXIS - w * 0.68, 190),
                (AXIS, 156),
                (AXIS + w * 0.68, 190),
                (AXIS + w + 4, 300),
                (AXIS + w + 14, 440),
                (AXIS + w + 20, 560),
                (AXIS + w + 46, 668),
            ],
            [
                (AXIS + w - 62, 690),
                (AXIS + w - 30, 560),
                (AXIS + w - 18, 440),
                (AXIS + w - 24, 340),
                (AXIS + w * 0.6, 252),
                (AXIS, 214),
                (AXIS - w * 0.6, 252),
                (AXIS - w + 24, 340),
                (AXIS - w + 18, 440),
                (AXIS - w + 30, 560),
                (AXIS - w + 62, 690),
            ],
        )
        c.fill(shape, tint)
        inner = [
            (AXIS + w - 66, 694),
            (AXIS + w - 34, 560),
            (AXIS + w - 22, 440),
            (AXIS + w - 28, 342),
            (AXIS + w * 0.59, 258),
            (AXIS, 220),
            (AXIS - w * 0.59, 258),
            (AXIS - w + 28, 342),
            (AXIS - w + 22, 440),
            (AXIS - w + 34, 560),
            (AXIS - w + 66, 694),
        ]
        with c.clipped(shape):
            c.line(smooth(inner, closed=False), edge, 16)
            c.line(smooth(inner, closed=False), tint, 5)

    return layer


def tassels(tint: str) -> Layer:
    """Woollen tassels at both temples."""

    def layer(c: Canvas, face: Face) -> None:
        for side in (-1, 1):
            x = AXIS + side * (face.width + 10)
            for dx in (-9, 0, 9):
                c.line(smooth([(x + dx, 292), (x + dx + side * 3, 330), (x + dx, 366)], closed=False), tint, 8)
            c.fill(ellipse(x, 292, 16, 13), mix(tint, "#000000", 0.15))

    return layer


def tail(c: Canvas, face: Face) -> None:
    """A pony-tail laid over one shoulder, in front of the clothes."""
    x = AXIS + face.width - 8
    path = smooth(
        [
            (x - 60, 380),
            (x, 400),
            (x + 26, 500),
            (x + 14, 600),
            (x + 20, 690),
            (x - 12, 752),
            (x - 30, 690),
            (x - 28, 600),
            (x - 34, 520),
            (x - 60, 460),
        ]
    )
    _put(c, face, path, [[(x + 6, 440), (x, 560), (x, 700)]])


def braid(c: Canvas, face: Face) -> None:
    """A braid over one shoulder."""
    x = AXIS - face.width + 14
    for step in range(9):
        y = 430 + step * 33
        for side in (-1, 1):
            with c.moved(x - 4 + side * 9 + math.sin(step * 0.7) * 4, y, angle=side * 32):
                c.fill(ellipse(0, 0, 19, 24), mix(face.strands, "#FFFFFF", 0.06 if side > 0 else 0.0))
                c.line(
                    smooth([(-6, -13), (0, 0), (-2, 14)], closed=False), mix(face.strands, "#FFFFFF", 0.2), 3, 0.6
                )
    c.fill(smooth([(x - 12, 722), (x + 6, 722), (x + 8, 766), (x - 4, 782), (x - 16, 764)]), face.strands)
    c.line(polygon([(x - 16, 722), (x + 10, 722)], closed=False), "#7A1610", 9)


def _layers(*parts: Layer) -> Layer:
    def layer(c: Canvas, face: Face) -> None:
        for part in parts:
            part(c, face)

    return layer


BEHIND: dict[str, Layer] = {
    "bob": _back_to(520, 12),
    "long": _back_to(790, 22, 5),
    "wavy": _back_to(640, 24, 9),
    "bangs": _back_to(560, 14),
    "bangs-long": _back_to(780, 18, 4),
    "topbun": _back_bun,
}
OVER: dict[str, Layer] = {
    "side": _side,
    "crop": _crop,
    "swept": _back_swept,
    "receding": _receding,
    "fringe": _fringe,
    "fade": _short_sides,
    "bald": _bald,
    "shaven": _shaven,
    "parted": _parted,
    "sleek": _swept_side,
    "topbun": _swept_side,
    "ponytail": _swept_side,
    "braid": _parted,
    "bob": _curtain(520, 22),
    "long": _curtain(600, 2),
    "wavy": _curtain(610, -8),
    "bangs": _layers(_curtain(530, 8), _bangs),
    "bangs-long": _layers(_curtain(600, 0), _bangs),
    "perm": _curls(14, 410),
    "pixie": _pixie,
    "mong": _layers(_parted, turban("#2B2F55", ("#C6425A", "#4FA39B", "#E3C15A"), 16)),
    "dao": _layers(_parted, turban("#8E1F24", ("#F1E3C6", "#20243F", "#F1E3C6"), 6), tassels("#B3202C")),
    "indigo": _layers(_parted, turban("#1F2B4A", ("#33456E",), 4)),
    "violet": _layers(_parted, turban("#4A2A50", ("#E07A9A", "#58B6A8", "#E3C15A"), 14)),
    "roll": _layers(_parted, roll("#21406B")),
    "roll-red": _layers(_parted, roll("#7A1610")),
    "cham": _layers(_parted, shawl("#EFE5D0", "#A2542F")),
}
OVER_CLOTHES: dict[str, Layer] = {"ponytail": tail, "braid": braid}


def behind(c: Canvas, face: Face) -> None:
    """Hair behind head and shoulders."""
    BEHIND.get(face.style, _nothing)(c, face)


def over(c: Canvas, face: Face) -> None:
    """Hair over the forehead, and head-dress."""
    OVER[face.style](c, face)


def over_clothes(c: Canvas, face: Face) -> None:
    """Hair that falls in front of the clothes."""
    OVER_CLOTHES.get(face.style, _nothing)(c, face)


__all__ = ["behind", "mirrored", "over", "over_clothes"]
