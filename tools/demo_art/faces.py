"""Heads: one set of proportions for everybody, so that no face is larger than another; the rest is a person's own.

All coordinates are those of a portrait of 600 x 900; the head's axis is x = 300, crown to chin y = 186 to 548.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainterPath

from demo_art.pen import Canvas, Point, ellipse, mirrored, mix, polygon, smooth

AXIS = 300.0
SKINS = {"light": "#F2D3B6", "fair": "#ECC5A1", "warm": "#E2B48C", "tan": "#D29F75", "deep": "#BD875E"}
HAIRS = {
    "black": "#25201F",
    "soft": "#332A27",
    "brown": "#43312A",
    "pepper": "#5D5855",
    "grey": "#8B8783",
    "white": "#CFCBC5",
}
_SHADE = "#8F4A2A"


@dataclass(frozen=True, slots=True)
class Face:
    """What makes one face: ``width`` is half of it at the cheeks, ``jaw`` half at the jaw, ``age`` in years."""

    woman: bool
    age: int
    skin: str = "fair"
    hair: str = "black"
    style: str = "side"
    width: float = 110
    jaw: float = 80
    eye: float = 1.0
    brow: float = 1.0
    smile: float = 1.0
    glasses: str = ""
    beard: str = ""
    freckle: bool = False

    @property
    def tint(self) -> str:
        """The skin."""
        return SKINS[self.skin]

    @property
    def shade(self) -> str:
        """The skin in shadow."""
        return mix(self.tint, _SHADE, 0.26)

    @property
    def lines(self) -> str:
        """Lines of the skin: nose, wrinkles."""
        return mix(self.tint, _SHADE, 0.55)

    @property
    def strands(self) -> str:
        """The hair."""
        return HAIRS[self.hair]


def head_path(face: Face) -> QPainterPath:
    """The skull and face in one outline."""
    w, j = face.width, face.jaw
    half: list[Point] = [
        (AXIS, 190),
        (AXIS - w * 0.56, 206),
        (AXIS - w * 0.92, 270),
        (AXIS - w, 345),
        (AXIS - w * 0.975, 410),
        (AXIS - (w + j) * 0.475, 462),
        (AXIS - j * 0.8, 512),
        (AXIS - j * 0.4, 541),
        (AXIS, 549),
    ]
    return smooth([*half, *((2 * AXIS - x, y) for x, y in reversed(half[1:-1]))])


def _both(c: Canvas, path: QPainterPath, tint: str, width: float = 0.0, alpha: float = 1.0) -> None:
    """Draw a shape of the left half on both halves; filled unless ``width`` says how thick its line is."""
    for flip in (False, True):
        with c.moved(2 * AXIS if flip else 0, 0, flip=flip):
            if width:
                c.line(path, tint, width, alpha)
            else:
                c.fill(path, tint, alpha)


def _curve(*numbers: float) -> QPainterPath:
    """A start point, then cubic curves of six numbers each."""
    path = QPainterPath()
    path.moveTo(numbers[0], numbers[1])
    for index in range(2, len(numbers), 6):
        path.cubicTo(*numbers[index : index + 6])
    return path


def ears(c: Canvas, face: Face) -> None:
    """Both ears, behind the face."""
    x = AXIS - face.width - 1
    outer = smooth([(x + 12, 362), (x - 9, 360), (x - 16, 388), (x - 9, 424), (x + 4, 440), (x + 12, 428)])
    _both(c, outer, face.tint)
    inner = _curve(x + 4, 376, x - 10, 372, x - 10, 392, x - 3, 402, x - 8, 414, x - 2, 424, x + 4, 424)
    _both(c, inner, face.shade, 4)


def neck(c: Canvas, face: Face) -> None:
    """The neck with the shadow of the chin on it."""
    half = 45 if face.woman else 55
    column = smooth(
        mirrored(
            [
                (AXIS - half, 455),
                (AXIS - half, 530),
                (AXIS - half - 8, 564),
                (AXIS - half - 22, 606),
                (AXIS - half, 720),
            ],
            AXIS,
        ),
        tension=0.5,
    )
    c.fill(column, face.tint)
    with c.clipped(column):
        c.painter.save()
        c.painter.translate(0, 34)
        c.fill(head_path(face), face.shade)
        c.painter.restore()
        if face.age >= 58:
            for side in (-1, 1):
                c.line(
                    _curve(300 + side * 22, 588, 300 + side * 19, 602, 300 + side * 15, 612, 300 + side * 10, 622),
                    face.lines,
                    3,
                    0.3,
                )


def _eyes(c: Canvas, face: Face) -> None:
    lift = 9.2 * face.eye
    top = _curve(223, 387, 231, 387 - lift * 2.05, 258, 387 - lift * 2.15, 272, 390)
    almond = QPainterPath(top)
    almond.cubicTo(264, 391 + lift * 0.72, 237, 392 + lift * 0.78, 223, 387)
    almond.closeSubpath()
    dark = "#2B1B14"
    for flip in (False, True):
        with c.moved(2 * AXIS if flip else 0, 0, flip=flip):
            c.fill(almond, "#F8F1E8")
            with c.clipped(almond):
                c.fill(ellipse(248.5, 382.5, 13.4, 13.4), "#4A2E1F")
                c.fill(ellipse(248.5, 382.5, 7, 7), "#1B110D")
                c.line(top, "#6B4A38", 7, 0.35)
            c.line(top, dark, 4.6 if face.woman else 4.0)
            if face.woman:
                c.line(_curve(224, 386, 221, 385, 219, 383, 217, 381), dark, 3.2)
            crease = _curve(226, 377, 234, 379 - lift * 1.9, 256, 378 - lift * 1.9, 268, 380)
            c.line(crease, face.lines, 2.6, 0.55)
            c.line(_curve(231, 398, 241, 404, 256, 404, 265, 398), face.lines, 2.6, 0.3)
            if face.age >= 50:
                c.line(_curve(230, 408, 240, 416, 258, 416, 268, 408), face.lines, 3, 0.3)
            if face.age >= 47:
                for rise in (-6, 2, 10)[: 2 if face.age < 60 else 3]:
                    c.line(
                        _curve(
                            212, 386 + rise, 206, 386 + rise * 1.3, 202, 387 + rise * 1.7, 198, 389 + rise * 2.0
                        ),
                        face.lines,
                        2.6,
                        0.45,
                    )
    for centre in (248.5, 351.5):  # the light falls from one side on both eyes
        c.fill(ellipse(centre - 4, 379, 3, 3), "#FFFFFF", 0.95)


def _brows(c: Canvas, face: Face) -> None:
    thick = (6.2 if face.woman else 9.4) * face.brow
    tint = face.strands if face.hair not in {"white", "grey"} else mix(face.strands, "#4A4542", 0.35)
    shape = smooth(
        [(274, 350), (271, 349 - thick * 0.75), (241, 341 - thick * 0.7), (213, 354), (241, 341 + thick * 0.4)],
        tension=0.42,
    )
    _both(c, shape, mix(tint, face.tint, 0.12))


def _nose(c: Canvas, face: Face) -> None:
    c.fill(_curve(303, 372, 312, 392, 317, 418, 321, 438, 313, 446, 306, 446, 301, 446), face.shade, 0.26)
    wings = _curve(
        280, 436, 272, 450, 283, 458, 290, 453, 296, 460, 304, 460, 310, 453, 317, 458, 328, 450, 320, 436
    )
    c.line(wings, face.lines, 3.4, 0.85)


def _mouth(c: Canvas, face: Face) -> None:
    rise = 6.5 * face.smile
    half = 33 if face.woman else 35
    left, right, y = 300 - half, 300 + half, 491
    lip = mix(face.tint, "#B4413A", 0.5) if face.woman else mix(face.tint, "#A2503C", 0.34)
    upper = _curve(
        left,
        y - rise,
        left + 12,
        y - 5,
        288,
        y - 12,
        300,
        y - 6,
        312,
        y - 12,
        right - 12,
        y - 5,
        right,
        y - rise,
        318,
        y + 5,
        282,
        y + 5,
        left,
        y - rise,
    )
    lower = _curve(
        left + 6,
        y - rise + 3,
        283,
        y + 21,
        317,
        y + 21,
        right - 6,
        y - rise + 3,
        318,
        y + 5,
        282,
        y + 5,
        left + 6,
        y - rise + 3,
    )
    c.fill(upper, mix(lip, "#5A2018", 0.12))
    c.fill(lower, lip)
    c.line(
        _curve(left - 3, y - rise - 1, 282, y + 6, 318, y + 6, right + 3, y - rise - 1),
        mix(lip, "#4A1A14", 0.6),
        3,
    )
    for side in (-1, 1):
        x = 300 + side * half
        c.line(
            _curve(
                x, y - rise - 3, x + side * 4, y - rise - 1, x + side * 5, y - rise + 2, x + side * 4, y - rise + 5
            ),
            face.lines,
            2.6,
            0.6,
        )
    c.line(_curve(288, y + 25, 294, y + 29, 306, y + 29, 312, y + 25), face.lines, 3, 0.35)


def _years(c: Canvas, face: Face) -> None:
    if face.age >= 44:
        strength = min(0.5, 0.16 + (face.age - 44) * 0.016)
        _both(c, _curve(272, 452, 262, 462, 256, 474, 254, 490), face.lines, 3, strength)
    if face.age >= 54:
        strength = min(0.42, 0.2 + (face.age - 54) * 0.02)
        for y, half in ((306, 46), (322, 54))[: 1 if face.age < 60 else 2]:
            c.line(_curve(300 - half, y, 284, y - 5, 316, y - 5, 300 + half, y), face.lines, 2.8, strength)
    if face.age >= 63:
        _both(c, _curve(230, 470, 226, 484, 228, 496, 236, 508), face.lines, 2.8, 0.35)


def _beard(c: Canvas, face: Face) -> None:
    tint = mix(face.strands, face.tint, 0.12)
    if face.beard in {"moustache", "goatee"}:
        shape = _curve(
            300,
            466,
            284,
            462,
            268,
            474,
            262,
            486,
            278,
            482,
            292,
            480,
            300,
            479,
            308,
            480,
            322,
            482,
            338,
            486,
            332,
            474,
            316,
            462,
            300,
            466,
        )
        c.fill(shape, tint)
    if face.beard == "goatee":
        c.fill(
            _curve(
                280, 526, 284, 560, 292, 592, 300, 606, 308, 592, 316, 560, 320, 526, 308, 532, 292, 532, 280, 526
            ),
            tint,
        )
        for x in (292, 300, 308):
            c.line(_curve(x, 534, x - 1, 556, x, 574, 300, 592), mix(tint, "#FFFFFF", 0.3), 2, 0.5)


def _glasses(c: Canvas, face: Face) -> None:
    if not face.glasses:
        return
    rim = {"dark": "#2A2422", "brown": "#6B4026", "wire": "#8A8072", "red": "#7A2A22"}[face.glasses]
    wide = 3.6 if face.glasses == "wire" else 5.4
    lens = smooth([(212, 372), (248, 361), (284, 370), (283, 398), (249, 414), (215, 401)], tension=0.62)
    for flip in (False, True):
        with c.moved(2 * AXIS if flip else 0, 0, flip=flip):
            c.fill(lens, "#FFFFFF", 0.16)
            c.line(lens, rim, wide)
            c.line(_curve(213, 378, 206, 375, 198, 374, AXIS - face.width + 1, 376), rim, wide)
    c.line(_curve(284, 380, 292, 373, 308, 373, 316, 380), rim, wide)


def face_of(c: Canvas, face: Face) -> None:
    """Everything between the hair and the chin, drawn over neck and clothes."""
    head = head_path(face)
    c.fill(head, face.tint)
    with c.clipped(head):
        half = QPainterPath()
        half.addRect(0, 0, 700, 900)
        lit = QPainterPath(head)
        lit.translate(-17, -5)
        c.fill(half.subtracted(lit), face.shade, 0.36)
        for size, alpha in ((1.0, 0.05), (0.72, 0.06), (0.42, 0.06)):
            for x in (230, 370):
                c.fill(ellipse(x, 446, 36 * size, 25 * size), "#D4674F", alpha * (1.0 if face.woman else 0.5))
    if face.freckle:
        for x, y in ((236, 438), (250, 446), (226, 450), (352, 446), (366, 438)):
            c.fill(ellipse(x, y, 2.2, 2.2), face.lines, 0.5)
    _years(c, face)
    _brows(c, face)
    _eyes(c, face)
    _nose(c, face)
    _mouth(c, face)
    _beard(c, face)


def front_of(c: Canvas, face: Face) -> None:
    """What lies over the hair: glasses."""
    _glasses(c, face)


def earrings(c: Canvas, face: Face, tint: str = "#E3C77A", *, long: bool = False) -> None:
    """Small earrings; long ones hang."""
    x = AXIS - face.width + 2
    for side in (x, 2 * AXIS - x):
        if long:
            c.line(polygon([(side, 440), (side, 472)], closed=False), tint, 4)
            c.fill(ellipse(side, 476, 8, 10), tint)
        else:
            c.fill(ellipse(side - (4 if side < AXIS else -4), 440, 6, 6), tint)
