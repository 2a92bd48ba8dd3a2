"""Bodies and clothes, from a shirt to the dress of a people; each plain enough to be right, and no uniform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo_art.pen import Canvas, Point, ellipse, mix, polygon, rounded, smooth
from PySide6.QtGui import QPainterPath

from base_art import hands, people
from base_art.people import Head, Sleeve

_HEAD_DOWN = 16.0  # how far a head sits down on its neck
_HAND = 0.88  # a hand's size beside a head's


@dataclass(frozen=True, slots=True)
class Dress:
    """What someone wears: ``kind``, and up to three colours."""

    kind: str
    main: str
    second: str = "#F4EEE2"
    third: str = "#7A1610"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: a head and what is worn. ``low`` is where the body ends below, in the head's units."""

    head: Head
    dress: Dress
    sleeve: Sleeve
    low: float = 620
    trousers: str = ""
    """What is worn below the hip, where it is seen."""

    @property
    def half(self) -> float:
        """Half the shoulders."""
        return (112 if self.head.woman else 130) * (1 - 0.1 * abs(self.head.turn))

    def shoulder(self, side: int) -> Point:
        """The joint of an arm; -1 is the left of the picture."""
        return side * (self.half - 31) - self.head.turn * 4, 218

    def torso(self) -> QPainterPath:
        """The upper body down to ``low``."""
        half, low = self.half, self.low
        waist = half * (0.86 if self.head.woman else 0.97)
        hip = half * (1.06 if self.head.woman else 0.98)
        right: list[Point] = [
            (38, 138),
            (half * 0.62, 160),
            (half, 196),
            (half * 1.0, 280),
            (waist, 420),
            (hip, 560),
            (hip + 6, low),
        ]
        path = QPainterPath()
        path.moveTo(*right[0])
        body = smooth(right, closed=False, tension=0.45)
        body.connectPath(smooth([(-x, y) for x, y in reversed(right)], closed=False, tension=0.45))
        body.closeSubpath()
        return body

    def draw_torso(self, c: Canvas) -> None:
        """Body, neck and collar."""
        path = self.torso()
        c.fill(path, self.dress.main)
        with c.clipped(path):
            shadow = QPainterPath(path)
            shadow.translate(-16, 0)
            c.fill(path.subtracted(shadow), "#000000", 0.1)
        _BELOW_NECK.get(self.dress.kind, _plain)(c, self, path)
        if self.trousers:
            with c.clipped(path):
                c.fill(rounded(-300, 590, 600, 1200, 0), self.trousers)
                c.line(polygon([(-300, 590), (300, 590)], closed=False), mix(self.dress.main, "#000000", 0.3), 6)
                c.line(polygon([(0, 650), (0, 1400)], closed=False), mix(self.trousers, "#000000", 0.3), 5)

    def draw_arm(self, c: Canvas, side: int, wrist: Point, bend: int = 0, near: float = 1.0) -> float:
        """An arm to ``wrist``; gives the hand's angle in degrees."""
        return people.arm(c, self.shoulder(side), wrist, self.sleeve, self.head.tint, bend, near=near)

    def hold(
        self,
        c: Canvas,
        side: int,
        wrist: Point,
        what: Callable[[], None] | None = None,
        bend: int = 0,
        lean: float = 0.0,
        before: Callable[[Canvas, str], None] = hands.behind,
        after: Callable[[Canvas, str], None] | None = hands.thumb,
        near: float = 1.0,
        size: float = 1.0,
    ) -> None:
        """An arm whose hand holds ``what``: ``before`` is drawn behind it, ``after`` over it."""
        angle = self.draw_arm(c, side, wrist, bend, near) + lean
        flip = abs((angle + 180) % 360 - 180) > 90
        with c.moved(*wrist, _HAND * size, angle - 180 if flip else angle, flip=flip):
            before(c, self.head.tint)
        if what is not None:
            what()
        if after is not None:
            with c.moved(*wrist, _HAND * size, angle - 180 if flip else angle, flip=flip):
                after(c, self.head.tint)

    def draw_back(self, c: Canvas) -> None:
        """The hair behind the shoulders."""
        with c.moved(0, _HEAD_DOWN):
            people.back_hair(c, self.head)

    def draw_head(self, c: Canvas) -> None:
        """The head; the hair behind it was drawn before."""
        with c.moved(0, _HEAD_DOWN):
            people.draw_head(c, self.head)
            _HEAD_WEAR.get(self.head.style, _nothing)(c, self.head)


def _nothing(c: Canvas, h: Head) -> None:  # noqa: ARG001 (a layer like the others)
    return


def _line(p: Person) -> float:
    """Where the middle of the chest is seen."""
    return p.head.turn * 26


def _skin_in(c: Canvas, p: Person, neckline: QPainterPath) -> None:
    """Draw the neck only above the neckline."""
    region = QPainterPath(neckline)
    region.lineTo(200, -60)
    region.lineTo(-200, -60)
    region.closeSubpath()
    with c.clipped(region):
        people.neck(c, p.head, 180)


def _neckline(p: Person, half: float, deep: float, sharp: float = 0.5) -> QPainterPath:
    m = _line(p)
    return smooth(
        [
            (-half, 128),
            (-half * 0.72 + m * 0.3, 150 + deep * 0.3),
            (m * 0.8, 150 + deep),
            (half * 0.72 + m * 0.3, 150 + deep * 0.3),
            (half, 128),
        ],
        closed=False,
        tension=sharp,
    )


def _plain(c: Canvas, p: Person, path: QPainterPath) -> None:  # noqa: ARG001 (a layer like the others)
    line = _neckline(p, 50, 22)
    _skin_in(c, p, line)
    c.line(line, mix(p.dress.main, "#000000", 0.25), 7)
    c.line(line, p.dress.second, 5)


def _seam(c: Canvas, p: Person, path: QPainterPath, top: float, tint: str | None = None) -> QPainterPath:
    m = _line(p)
    seam = smooth([(m * 0.9, top), (m, 330), (m * 0.9, p.low)], closed=False)
    with c.clipped(path):
        c.line(seam, tint or mix(p.dress.main, "#000000", 0.22), 3.4)
    return seam


def _buttons(c: Canvas, p: Person, tint: str, top: float, step: float, count: int) -> None:
    m = _line(p)
    for index in range(count):
        c.fill(ellipse(m * 0.95, top + index * step, 5.4, 5.4), tint)


def _collar(c: Canvas, p: Person, tint: str) -> None:
    m = _line(p)
    for side in (-1, 1):
        leaf = polygon(
            [
                (side * 36, 122),
                (side * 56, 146),
                (side * 40 + m * 0.5, 206),
                (m * 0.9 + side * 3, 178),
                (side * 22 + m * 0.4, 150),
            ]
        )
        c.fill(leaf, tint)
        c.line(leaf, mix(tint, "#000000", 0.28), 2.6)


def _shirt(c: Canvas, p: Person, path: QPainterPath) -> None:
    _skin_in(c, p, _neckline(p, 46, 32))
    _seam(c, p, path, 182)
    _buttons(c, p, mix(p.dress.main, "#000000", 0.4), 214, 66, 5)
    _collar(c, p, mix(p.dress.main, "#FFFFFF", 0.22))
    _pocket(c, p)


def _pocket(c: Canvas, p: Person) -> None:
    dark = mix(p.dress.main, "#000000", 0.24)
    c.line(polygon([(58, 262), (58, 318), (80, 328), (102, 318), (102, 262)], closed=False), dark, 2.8)
    c.line(polygon([(56, 262), (104, 262)], closed=False), dark, 4)


def _ba_ba(c: Canvas, p: Person, path: QPainterPath) -> None:
    line = _neckline(p, 46, 30, 0.4)
    _skin_in(c, p, line)
    c.line(line, mix(p.dress.main, "#000000", 0.3), 6)
    _seam(c, p, path, 184)
    _buttons(c, p, mix(p.dress.main, "#FFFFFF", 0.6), 212, 52, 6)
    dark = mix(p.dress.main, "#000000", 0.26)
    for side in (-1, 1):
        x = side * 58 + _line(p) * 0.6
        c.line(polygon([(x - 32, 460), (x - 32, 536), (x + 32, 536), (x + 32, 460)], closed=False), dark, 3)
        c.line(polygon([(x - 34, 460), (x + 34, 460)], closed=False), dark, 4.4)


def _ao_dai(c: Canvas, p: Person, path: QPainterPath) -> None:
    m = _line(p)
    low = smooth([(-50, 142), (m * 0.4, 172), (50, 142)], closed=False, tension=0.7)
    _skin_in(c, p, low)
    band = smooth([(-44, 106), (m * 0.4, 136), (44, 106)], closed=False, tension=0.7)
    band.lineTo(50, 142)
    band.connectPath(smooth([(50, 142), (m * 0.4, 172), (-50, 142)], closed=False, tension=0.7))
    band.closeSubpath()
    c.fill(band, p.dress.main)
    c.line(band, mix(p.dress.main, "#000000", 0.3), 2.8)
    dark = mix(p.dress.main, "#000000", 0.3)
    with c.clipped(path):
        c.line(smooth([(m * 0.4, 164), (52, 214), (100, 268)], closed=False), dark, 3.2)
    for x, y in ((m * 0.4 + 6, 172), (54, 216), (88, 254)):
        c.fill(ellipse(x, y, 5, 5), p.dress.second)


def _tay(c: Canvas, p: Person, path: QPainterPath) -> None:
    """The Thai woman's short blouse, with its row of silver butterflies."""
    m = _line(p)
    line = _neckline(p, 44, 30, 0.4)
    _skin_in(c, p, line)
    with c.clipped(path):
        c.fill(rounded(-240, 446, 480, 400, 0), p.dress.second)  # the skirt begins
        c.fill(rounded(-240, 436, 480, 34, 0), p.dress.third)
        c.line(polygon([(-240, 452), (240, 452)], closed=False), "#E3C77A", 4)
    c.line(line, mix(p.dress.main, "#000000", 0.22), 4)
    c.line(polygon([(m * 0.9, 182), (m, 434)], closed=False), mix(p.dress.main, "#000000", 0.16), 3)
    for index in range(6):
        x, y = m * 0.95, 206 + index * 39
        for side in (-1, 1):
            c.fill(
                smooth(
                    [
                        (x, y),
                        (x + side * 9, y - 11),
                        (x + side * 18, y - 9),
                        (x + side * 13, y),
                        (x + side * 18, y + 9),
                        (x + side * 9, y + 10),
                    ],
                    tension=0.5,
                ),
                "#E9ECEE",
            )
            c.line(
                smooth(
                    [
                        (x, y),
                        (x + side * 9, y - 11),
                        (x + side * 18, y - 9),
                        (x + side * 13, y),
                        (x + side * 18, y + 9),
                        (x + side * 9, y + 10),
                    ],
                    tension=0.5,
                ),
                "#8C959C",
                1.8,
            )
        c.fill(ellipse(x, y, 3.6, 3.6), "#8C959C")


def _mong(c: Canvas, p: Person, path: QPainterPath) -> None:
    """The Mong woman's crossed blouse with embroidered bands, a sash, and the pleated skirt."""
    m = _line(p)
    line = smooth(
        [(-46, 126), (-24 + m * 0.4, 190), (m + 4, 262), (24 + m * 0.4, 190), (46, 126)], closed=False, tension=0.3
    )
    _skin_in(c, p, line)
    with c.clipped(path):
        c.fill(polygon([(-24 + m * 0.4, 150), (m + 4, 262), (24 + m * 0.4, 150)]), "#F4EEE2")
        _skin_in(c, p, _neckline(p, 46, 40, 0.4))
        for side in (-1, 1):
            lapel = [(side * 40, 128), (side * 30 + m * 0.4, 190), (m + 4, 268), (m - side * 40, 420)]
            c.line(smooth(lapel, closed=False, tension=0.35), p.dress.third, 34)
            c.line(smooth(lapel, closed=False, tension=0.35), "#E9C15A", 20)
            c.line(smooth(lapel, closed=False, tension=0.35), p.dress.second, 13)
            path_ = smooth(lapel, closed=False, tension=0.35)
            for step in range(12):
                spot = path_.pointAtPercent((step + 0.5) / 12)
                c.fill(
                    polygon(
                        [
                            (spot.x() - 5, spot.y()),
                            (spot.x(), spot.y() - 6),
                            (spot.x() + 5, spot.y()),
                            (spot.x(), spot.y() + 6),
                        ]
                    ),
                    "#F4EEE2",
                )
        c.fill(rounded(-260, 430, 520, 600, 0), mix(p.dress.main, "#FFFFFF", 0.1))
        for index in range(-8, 9):
            x = index * 24
            c.line(polygon([(x * 0.8, 470), (x * 1.25, 1000)], closed=False), mix(p.dress.main, "#000000", 0.3), 3)
        c.fill(rounded(-260, 412, 520, 62, 0), p.dress.third)
        for x in range(-240, 241, 30):
            c.fill(polygon([(x - 11, 443), (x, 426), (x + 11, 443), (x, 460)]), "#E9C15A")


def _ede(c: Canvas, p: Person, path: QPainterPath) -> None:
    """The E De man's dark tunic, its breast crossed by red bands."""
    m = _line(p)
    line = _neckline(p, 46, 34, 0.4)
    _skin_in(c, p, line)
    c.line(line, p.dress.third, 8)
    with c.clipped(path):
        c.fill(rounded(m - 46, 186, 92, 150, 4), p.dress.third)
        for index in range(7):
            c.line(polygon([(m - 40, 204 + index * 20), (m + 40, 204 + index * 20)], closed=False), "#E3B04B", 4.4)
        c.line(polygon([(m, 190), (m, 334)], closed=False), p.dress.main, 5)
        for side in (-1, 1):
            band = polygon([(side * 92, 120), (side * 96, 700)], closed=False)
            c.line(band, p.dress.third, 22)
            c.line(band, p.dress.second, 5)


def _cham(c: Canvas, p: Person, path: QPainterPath) -> None:
    """The Cham woman's long tunic, with a woven sash across it."""
    line = _neckline(p, 46, 30, 0.4)
    _skin_in(c, p, line)
    c.line(line, mix(p.dress.main, "#000000", 0.25), 5)
    with c.clipped(path):
        sash = smooth([(-96, 170), (0, 330), (92, 486)], closed=False)
        c.line(sash, p.dress.third, 46)
        c.line(sash, "#E3C77A", 30)
        c.line(sash, p.dress.third, 22)
        for step in range(16):
            spot = sash.pointAtPercent((step + 0.5) / 16)
            c.fill(
                polygon(
                    [
                        (spot.x() - 7, spot.y()),
                        (spot.x(), spot.y() - 7),
                        (spot.x() + 7, spot.y()),
                        (spot.x(), spot.y() + 7),
                    ]
                ),
                "#F4EEE2",
            )


def check(c: Canvas, path: QPainterPath, first: str, second: str, size: float = 17) -> None:
    """Fill with a small check, as a krama or khan ran has it."""
    c.fill(path, first)
    box = path.boundingRect()
    with c.clipped(path):
        x = box.left() - box.left() % size
        while x < box.right():
            c.line(polygon([(x, box.top()), (x, box.bottom())], closed=False), second, size * 0.5, 0.55)
            x += size
        y = box.top() - box.top() % size
        while y < box.bottom():
            c.line(polygon([(box.left(), y), (box.right(), y)], closed=False), second, size * 0.5, 0.55)
            y += size
    c.line(path, mix(second, "#000000", 0.25), 2.6)


def _scarfed(c: Canvas, p: Person, path: QPainterPath) -> None:
    """A plain shirt, and a checked scarf about the neck."""
    _skin_in(c, p, _neckline(p, 46, 32))
    _seam(c, p, path, 182)
    _buttons(c, p, mix(p.dress.main, "#000000", 0.4), 300, 66, 4)
    m = _line(p)
    for points in (
        [(m + 14, 178), (m + 52, 180), (m + 62, 300), (m + 66, 402), (m + 10, 404), (m + 20, 300)],
        [(m - 16, 180), (m + 24, 182), (m + 6, 290), (m - 2, 370), (m - 52, 362), (m - 38, 270)],
    ):
        check(c, smooth(points, tension=0.35), p.dress.second, p.dress.third)
    roll = smooth(
        [
            (-64, 128),
            (-66, 158),
            (-30 + m * 0.5, 192),
            (m, 204),
            (34 + m * 0.5, 192),
            (66, 158),
            (64, 128),
            (30, 152),
            (m * 0.5, 164),
            (-30, 152),
        ],
        tension=0.45,
    )
    check(c, roll, p.dress.second, p.dress.third)


_BELOW_NECK: dict[str, Callable[[Canvas, Person, QPainterPath], None]] = {
    "plain": _plain,
    "shirt": _shirt,
    "ba-ba": _ba_ba,
    "ao-dai": _ao_dai,
    "tay": _tay,
    "mong": _mong,
    "ede": _ede,
    "cham": _cham,
    "scarfed": _scarfed,
}


def badge(c: Canvas, p: Person) -> None:
    """The badge of who is on duty, on its ribbon."""
    m = _line(p)
    c.line(smooth([(-46, 134), (-30 + m * 0.5, 200), (m - 2, 262)], closed=False), "#7A1610", 7)
    c.line(smooth([(46, 134), (34 + m * 0.5, 200), (m + 2, 262)], closed=False), "#7A1610", 7)
    with c.moved(m, 260, angle=-2):
        c.fill(rounded(-40, 0, 80, 104, 8), "#FFFFFF")
        c.line(rounded(-40, 0, 80, 104, 8), "#7A1610", 4)
        c.fill(rounded(-40, 0, 80, 26, 6), "#7A1610")
        c.fill(ellipse(0, 52, 12, 13), "#8A7F72")
        c.fill(smooth([(-20, 86), (-14, 68), (14, 68), (20, 86)], tension=0.4), "#8A7F72")


# what is worn on the head


def _turban(c: Canvas, h: Head) -> None:
    """A wound turban of dark cloth with a bright edge."""
    t = h.turn
    shape = smooth(
        [
            (-88 - t * 6, -34),
            (-92 - t * 8, -78),
            (-58, -124),
            (0 - t * 8, -138),
            (58, -124),
            (92 - t * 8, -78),
            (88 - t * 2, -34),
            (46 + t * 8, -52),
            (t * 12, -58),
            (-46 + t * 8, -52),
        ],
        tension=0.42,
    )
    c.fill(shape, "#2B2A4A")
    with c.clipped(shape):
        for index, y in enumerate((-56, -78, -100, -120)):
            tint = ("#C8434F", "#E9C15A", "#3F7E78", "#C8434F")[index]
            c.line(smooth([(-110, y + 22), (t * 14, y - 6), (110, y + 22)], closed=False), tint, 8)
    c.line(shape, "#1C1B33", 3)


def _scarf(c: Canvas, h: Head) -> None:
    """The Thai woman's folded scarf, dark with embroidered ends."""
    t = h.turn
    s = -1 if t >= 0 else 1
    fall = smooth(
        [(s * 40, -110), (s * 92, -66), (s * 104, 20), (s * 108, 106), (s * 62, 112), (s * 70, 20), (s * 62, -50)],
        tension=0.45,
    )
    c.fill(fall, "#23202A")
    with c.clipped(fall):
        for y, tint in ((98, "#C8434F"), (84, "#E9C15A"), (70, "#3F7E78"), (56, "#C8434F")):
            c.line(polygon([(-140, y), (140, y)], closed=False), tint, 9)
    top = smooth(
        [
            (-84 - t * 8, -44),
            (-86 - t * 8, -84),
            (-50, -122),
            (-t * 6, -130),
            (50, -122),
            (84 - t * 6, -84),
            (80, -48),
            (40 + t * 8, -72),
            (t * 10, -80),
            (-40 + t * 8, -70),
        ],
        tension=0.42,
    )
    c.fill(top, "#23202A")
    with c.clipped(top):
        c.line(smooth([(-100, -62), (t * 12, -90), (100, -66)], closed=False), "#C8434F", 7)
        c.line(smooth([(-100, -76), (t * 12, -104), (100, -80)], closed=False), "#E9C15A", 4)
    c.line(top, "#15131A", 2.6)


def _veil(c: Canvas, h: Head) -> None:
    """The Cham woman's white head-cloth, its ends falling behind the shoulders."""
    t = h.turn
    top = smooth(
        [
            (-86 - t * 8, 8),
            (-92 - t * 8, -60),
            (-56, -118),
            (-t * 6, -130),
            (56, -118),
            (90 - t * 6, -60),
            (84, -14),
            (52 + t * 10, -56),
            (t * 12, -76),
            (-50 + t * 10, -54),
        ],
        tension=0.42,
    )
    c.fill(top, "#F6F1E4")
    c.line(top, "#B9AE98", 2.8)
    with c.clipped(top):
        c.line(smooth([(-96, -10), (-54, -66), (t * 12, -92), (54, -68), (96, -30)], closed=False), "#B24A4A", 7)


def hat(c: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """A conical hat of palm leaf; (x, y) is the middle of its brim."""
    with c.moved(x, y, scale):
        shape = QPainterPath()
        shape.moveTo(-168, 10)
        shape.quadTo(-60, -66, 0, -112)
        shape.quadTo(60, -66, 168, 10)
        shape.quadTo(0, 44, -168, 10)
        c.fill(shape, "#EBD9A6")
        with c.clipped(shape):
            c.fill(polygon([(0, -120), (200, -10), (200, 80), (30, 80)]), "#B98F4E", 0.2)
            for share in (0.3, 0.52, 0.74, 0.93):
                half = 168 * share
                top = -112 + 122 * share
                c.line(smooth([(-half, top), (0, top + 30 * share), (half, top)], closed=False), "#C6AA6A", 3)
        c.line(shape, "#A98B4E", 3)


_HEAD_WEAR: dict[str, Callable[[Canvas, Head], None]] = {
    "turban": _turban,
    "scarf": _scarf,
    "veil": _veil,
}
