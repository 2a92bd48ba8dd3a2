"""What a polling room holds: ballots, the voter card, seals and stamps, the box, tables, and the close-ups."""

from __future__ import annotations

from collections.abc import Callable

from demo_art.pen import INK, PAPER, RED, Canvas, Point, ellipse, mix, polygon, rounded, smooth

PINK, YELLOW, GREEN = "#F3BEC8", "#F2DC8C", "#BFDDC6"
WALL, WALL_LOW, FLOOR = "#F4E7CE", "#E2CDA4", "#D9C7A0"
WOOD, WOOD_DARK, WOOD_LIGHT = "#B5854F", "#8A6136", "#CFA46C"
SEAL = "#C0282D"
GREY = "#8B8379"


def shadow(c: Canvas, x: float, y: float, rx: float, ry: float = 16) -> None:
    """Where something stands on the ground."""
    c.fill(ellipse(x, y, rx, ry), INK, 0.14)


def seal(c: Canvas, x: float, y: float, r: float) -> None:
    """A round red seal: two rings and a mark of its own, no emblem of anybody's."""
    c.line(ellipse(x, y, r, r), SEAL, r * 0.14)
    c.line(ellipse(x, y, r * 0.66, r * 0.66), SEAL, r * 0.08)
    for index in range(3):
        dy = (index - 1) * r * 0.3
        half = r * (0.3 if index != 1 else 0.42)
        c.line(polygon([(x - half, y + dy), (x + half, y + dy)], closed=False), SEAL, r * 0.11)


NAMES = (
    ((38, 30, 44), False),
    ((44, 26, 36), True),
    ((30, 40, 30), False),
    ((42, 28, 40), True),
    ((34, 36, 38), False),
)
"""Five names of three words, and whether the voter has struck them out: three are left of five."""


def ballot(
    c: Canvas,
    x: float,
    y: float,
    tint: str,
    scale: float = 1.0,
    angle: float = 0.0,
    *,
    struck: tuple[int, ...] = (),
    number: str = "",
    fold: bool = False,
) -> None:
    """A ballot about its middle, 148 x 210: seal box, title, the number to elect, and a line a candidate."""
    with c.moved(x, y, scale, angle):
        dark = mix(tint, INK, 0.62)
        c.fill(rounded(-71, -101, 148, 210, 2), INK, 0.16)
        sheet = rounded(-74, -105, 148, 210, 2)
        c.fill(sheet, tint)
        c.line(sheet, mix(tint, INK, 0.4), 1.6)
        c.line(rounded(-66, -97, 38, 38, 1), dark, 1.2)
        seal(c, -47, -78, 15)
        c.line(polygon([(-14, -88), (60, -88)], closed=False), dark, 6)
        c.line(polygon([(-2, -75), (48, -75)], closed=False), dark, 4)
        if number:
            c.line(polygon([(-14, -57), (12, -57)], closed=False), dark, 3.4)
            c.line(polygon([(42, -57), (62, -57)], closed=False), dark, 3.4)
            c.fill(rounded(17, -68, 20, 22, 3), PAPER)
            c.line(rounded(17, -68, 20, 22, 3), dark, 1.4)
            c.text(27, -50.4, number, 18, weight=700, tint=INK)
        else:
            c.line(polygon([(-14, -57), (56, -57)], closed=False), dark, 3.4)
        for index in range(5):
            name(c, -60, name_line(index), index, dark, tint)
            if index in struck:
                strike(c, -64, name_line(index), 64)
        if fold:
            c.line(polygon([(-74, 0), (74, 0)], closed=False), mix(tint, INK, 0.25), 1.6)


def name_line(index: int) -> float:
    """The middle of a candidate's line on a ballot, in the ballot's own units."""
    return -28 + index * 27.5


def name(c: Canvas, x: float, y: float, index: int, dark: str, tint: str) -> None:
    """One candidate's line: a number, and a name of three words that nobody bears."""
    c.fill(ellipse(x + 2, y, 2.6, 2.6), dark)
    at = x + 10
    for width in NAMES[index][0]:
        part = width * 0.86
        c.fill(rounded(at, y - 4.4, part, 8.8, 2.2), mix(tint, INK, 0.5))
        at += part + 5
    c.line(polygon([(x, y + 11.5), (64, y + 11.5)], closed=False), mix(tint, INK, 0.25), 0.9)


def strike(c: Canvas, x: float, y: float, end: float, width: float = 3.4) -> None:
    """One level stroke of a pen."""
    c.line(smooth([(x, y + 0.4), ((x + end) / 2, y - 0.3), (end, y + 0.1)], closed=False), "#1B3A8C", width)


def paper_back(c: Canvas, x: float, y: float, tint: str, scale: float = 1.0, angle: float = 0.0) -> None:
    """A ballot seen from behind: nobody reads what is on it."""
    with c.moved(x, y, scale, angle):
        c.fill(rounded(-74, -105, 148, 210, 2), mix(tint, "#FFFFFF", 0.18))
        c.line(rounded(-74, -105, 148, 210, 2), mix(tint, INK, 0.4), 1.8)
        ghost = mix(tint, INK, 0.12)  # what shines through
        c.line(rounded(28, -95, 38, 38, 1), ghost, 2)
        for line, start, end in (
            (-86, -58, 12),
            (-72, -46, 2),
            *((-28 + 27.5 * row, -56, 50 - row % 2 * 14) for row in range(5)),
        ):
            c.line(polygon([(start, line), (end, line)], closed=False), ghost, 5)
        c.line(polygon([(-74, 2), (74, 2)], closed=False), mix(tint, INK, 0.18), 2)


def folded(c: Canvas, x: float, y: float, tint: str, scale: float = 1.0, angle: float = 0.0) -> None:
    """A ballot folded twice."""
    with c.moved(x, y, scale, angle):
        c.fill(polygon([(-52, -38), (54, -44), (56, 36), (-52, 38)]), mix(tint, INK, 0.22))
        c.fill(polygon([(-54, -42), (50, -42), (50, 34), (-54, 34)]), tint)
        c.line(polygon([(-54, -42), (50, -42), (50, 34), (-54, 34)]), mix(tint, INK, 0.4), 2)
        c.line(polygon([(-54, -4), (50, -4)], closed=False), mix(tint, INK, 0.25), 2)


def card(c: Canvas, x: float, y: float, scale: float = 1.0, angle: float = 0.0, *, stamped: bool = False) -> None:
    """A voter card about its middle, 150 x 104: lines and a seal; ``stamped`` as it is given back."""
    with c.moved(x, y, scale, angle):
        c.fill(rounded(-72, -48, 150, 104, 5), INK, 0.18)
        c.fill(rounded(-75, -52, 150, 104, 5), "#FFFDF6")
        c.line(rounded(-75, -52, 150, 104, 5), "#6E6455", 2.4)
        c.line(rounded(-69, -46, 138, 92, 3), SEAL, 1.4)
        c.line(polygon([(-2, -34), (58, -34)] if stamped else [(-44, -34), (44, -34)], closed=False), INK, 7)
        left = 4 if stamped else -58
        c.line(polygon([(left, -16), (56, -16)], closed=False), GREY, 4)
        for index, end in enumerate((50, 34, 20)):
            yy = 2 + index * 15
            c.line(polygon([(-58, yy), (end - 24, yy)], closed=False), GREY, 4)
        seal(c, 46, 22, 17)
        if stamped:
            stamp_mark(c, -37, -25, 0.72)


def stamp_mark(c: Canvas, x: float, y: float, scale: float = 1.0, angle: float = -5.0) -> None:
    """The stamp of Article 69 on a card."""
    with c.moved(x, y, scale, angle):
        c.fill(rounded(-44, -21, 88, 42, 3), "#FFFDF6")
        c.line(rounded(-44, -21, 88, 42, 3), SEAL, 3)
        c.text(0, -2.5, "ĐÃ BỎ", 15.5, weight=700, tint=SEAL)
        c.text(0, 15, "PHIẾU", 15.5, weight=700, tint=SEAL)


def pen(c: Canvas, tip: Point, angle: float, scale: float = 1.0) -> None:
    """A ball pen whose point is at ``tip``; it leans back at ``angle``."""
    with c.moved(tip[0], tip[1], scale, angle):
        c.fill(polygon([(0, 0), (20, -5.5), (20, 5.5)]), "#C9CDD2")
        c.fill(rounded(18, -7.5, 150, 15, 5), "#1F4A8A")
        c.fill(rounded(18, -7.5, 34, 15, 4), "#16396C")
        c.fill(rounded(152, -8, 30, 16, 6), "#16396C")
        c.line(polygon([(24, -3.4), (150, -3.4)], closed=False), "#6B93C9", 2.6)


def box(c: Canvas, x: float, y: float, scale: float = 1.0, *, label: bool = True) -> None:
    """The ballot box; (x, y) is the middle of its slot. Locked, labelled, no emblem painted on."""
    with c.moved(x, y, scale):
        lid = polygon([(-150, -34), (150, -34), (186, 26), (-186, 26)])
        body = polygon([(-172, 40), (172, 40), (158, 330), (-158, 330)])
        c.fill(body, RED)
        with c.clipped(body):
            c.fill(polygon([(92, 0), (200, 0), (200, 400), (72, 400)]), "#000000", 0.15)
        c.fill(lid, mix(RED, "#FFFFFF", 0.17))
        c.fill(rounded(-190, 24, 380, 24, 5), mix(RED, "#FFFFFF", 0.08))
        c.fill(rounded(-74, -12, 148, 18, 9), "#26090A")
        c.fill(rounded(118, 40, 34, 30, 4), "#D9A93F")
        c.line(smooth([(125, 42), (125, 28), (135, 20), (145, 28), (145, 42)], closed=False), "#D9A93F", 5)
        if label:
            c.fill(rounded(-118, 116, 236, 104, 8), PAPER)
            c.text(0, 184, "HÒM PHIẾU", 38, weight=700, tint=RED)


def table(c: Canvas, x: float, y: float, width: float, height: float, cloth: str) -> None:
    """A table with a cloth, from its top edge down."""
    c.fill(rounded(x, y, width, height, 0), cloth)
    with c.clipped(rounded(x, y, width, height, 0)):
        step = 96
        for index in range(int(width // step) + 2):
            fx = x + index * step + 30
            c.fill(polygon([(fx, y + 40), (fx + 22, y + height), (fx - 16, y + height)]), "#000000", 0.07)
    c.fill(rounded(x - 14, y - 30, width + 28, 42, 4), mix(cloth, "#FFFFFF", 0.14))
    c.fill(rounded(x - 14, y + 8, width + 28, 8, 3), "#000000", 0.12)


def roundel(
    c: Canvas, x: float, y: float, r: float, to: Point | None, inside: Callable[[], None], paper: str = "#FFFCF3"
) -> None:
    """A close-up: a round window with its own drawing, and a pointer to what it shows more closely."""
    whole = ellipse(x, y, r, r)
    if to is not None:
        dx, dy = to[0] - x, to[1] - y
        length = (dx * dx + dy * dy) ** 0.5 or 1
        nx, ny = -dy / length, dx / length
        tail = polygon([(x + nx * r * 0.42, y + ny * r * 0.42), to, (x - nx * r * 0.42, y - ny * r * 0.42)])
        whole = whole.united(tail)
    c.line(whole, RED, 16)
    c.fill(whole, paper)
    c.fill(ellipse(x, y, r, r), paper)
    with c.clipped(ellipse(x, y, r - 2, r - 2)):
        inside()


def wall(c: Canvas, floor: float, low: float = 0) -> None:
    """A room's wall and floor; ``low`` is how high the painted foot of the wall stands."""
    c.fill(rounded(-5, -5, c.width + 10, floor + 5, 0), WALL)
    if low:
        c.fill(rounded(-5, floor - low, c.width + 10, low, 0), WALL_LOW)
        c.fill(rounded(-5, floor - low - 8, c.width + 10, 8, 0), mix(WALL_LOW, INK, 0.2))
    c.fill(rounded(-5, floor, c.width + 10, c.height - floor + 5, 0), FLOOR)


def window(c: Canvas, x: float, y: float, wide: float, tall: float, to: Point, at: tuple[Point, Point]) -> None:
    """A close-up with straight sides; its pointer stands on ``at`` and ends in ``to``."""
    whole = rounded(x, y, wide, tall, 34).united(polygon([at[0], to, at[1]]))
    c.line(whole, RED, 16)
    c.fill(whole, "#FFFCF3")


def rubber_stamp(c: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """The stamp on its ink pad; (x, y) is where the pad stands."""
    with c.moved(x, y, scale):
        c.fill(rounded(-80, -26, 160, 32, 6), "#4A4E57")
        c.fill(rounded(-72, -34, 144, 16, 5), SEAL)
        c.fill(rounded(-52, -58, 104, 26, 4), "#3A2A20")
        c.fill(polygon([(-16, -58), (16, -58), (12, -92), (-12, -92)]), WOOD)
        c.fill(ellipse(0, -112, 27, 27), WOOD)
        c.fill(ellipse(-8, -120, 9, 8), "#FFFFFF", 0.3)


def spoiled(c: Canvas, x: float, y: float, tint: str, scale: float = 1.0, angle: float = 0.0) -> None:
    """A ballot that was spoiled: creased, a corner torn off, a blot on it."""
    with c.moved(x, y, scale, angle):
        sheet = polygon(
            [(-74, -105), (30, -105), (40, -88), (56, -84), (62, -66), (74, -60), (74, 105), (-74, 105)]
        )
        c.fill(sheet, tint)
        c.line(sheet, mix(tint, INK, 0.45), 3)
        with c.clipped(sheet):
            for index in range(4):
                c.line(
                    polygon([(-56, -30 + index * 32), (46, -30 + index * 32)], closed=False),
                    mix(tint, INK, 0.4),
                    7,
                )
            c.line(polygon([(-80, -60), (10, 10), (80, -4)], closed=False), mix(tint, INK, 0.25), 3)
            c.line(polygon([(10, 10), (-20, 110)], closed=False), mix(tint, INK, 0.25), 3)
            c.fill(
                smooth([(-24, 10), (-4, -16), (26, -10), (34, 16), (18, 40), (-10, 36)], tension=0.6), "#1B3A8C"
            )
            c.fill(ellipse(44, 34, 7, 6), "#1B3A8C")
