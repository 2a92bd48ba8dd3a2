"""Sixteen sketch maps, one for each polling area: how to find the door, nothing more. Every place is invented."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QPainterPath

from demo_art.pen import INK, RED, Canvas, Point, ellipse, mix, polygon, rounded, smooth

WIDTH, HEIGHT = 800, 600
LAND, BLOCK, GREEN, FIELD = "#F3ECDC", "#E7DCC5", "#CBD6B0", "#E3DFA9"
WATER, ROAD, EDGE, SAND = "#B9D3DC", "#FFFFFF", "#D3C5A8", "#EFE0BC"


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map: where, what, at which angle."""

    x: float
    y: float
    words: str
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """One map. ``door`` is where people vote; ``label`` stands beside it, to the side that ``left`` says."""

    door: Point
    label: str
    roads: tuple[tuple[Point, ...], ...]
    lanes: tuple[tuple[Point, ...], ...] = ()
    rivers: tuple[tuple[tuple[Point, ...], float], ...] = ()
    sea: tuple[Point, ...] = ()
    greens: tuple[tuple[Point, ...], ...] = ()
    fields: tuple[tuple[Point, ...], ...] = ()
    hills: tuple[Point, ...] = ()
    streets: tuple[Name, ...] = ()
    marks: tuple[tuple[str, float, float, str], ...] = ()
    left: bool = False
    island: tuple[Point, ...] = field(default=())


def _house(c: Canvas) -> None:
    c.fill(polygon([(-17, 2), (0, -15), (17, 2)]), "#8A5A3C")
    c.fill(rounded(-13, 1, 26, 17, 2), "#F7EFDF")
    c.fill(rounded(-4, 7, 8, 11, 1), "#8A5A3C")


def _school(c: Canvas) -> None:
    c.fill(rounded(-20, -6, 40, 24, 3), "#C9873A")
    c.fill(polygon([(-23, -6), (0, -18), (23, -6)]), "#9C5F22")
    for x in (-13, -3, 7):
        c.fill(rounded(x, 0, 7, 8, 1), "#FFF6E2")


def _market(c: Canvas) -> None:
    for index, x in enumerate((-20, -10, 0, 10)):
        c.fill(rounded(x, -12, 10, 12, 2), ("#B4472F", "#F7EFDF")[index % 2])
    c.fill(rounded(-17, 0, 34, 17, 2), "#D9B877")


def _pagoda(c: Canvas) -> None:
    c.fill(smooth([(-24, -2), (-12, -6), (0, -18), (12, -6), (24, -2), (0, -4)], tension=0.7), "#8A5A3C")
    c.fill(rounded(-14, -3, 28, 20, 2), "#D9B877")
    c.fill(rounded(-4, 5, 8, 12, 1), "#8A5A3C")


def _bridge(c: Canvas) -> None:
    c.line(smooth([(-22, 8), (0, -12), (22, 8)], closed=False), "#6E6455", 5)
    c.line(polygon([(-24, 9), (24, 9)], closed=False), "#6E6455", 5)
    for x in (-11, 0, 11):
        c.line(polygon([(x, 9), (x, -6 + abs(x) * 0.35)], closed=False), "#6E6455", 3)


def _boat(c: Canvas) -> None:
    c.fill(smooth([(-22, 2), (0, 6), (22, 2), (13, 15), (-13, 15)], tension=0.5), "#4F6D7A")
    c.line(polygon([(0, 3), (0, -18)], closed=False), "#4F6D7A", 3)
    c.fill(polygon([(2, -18), (17, -1), (2, -1)]), "#FFFFFF")


def _tree(c: Canvas) -> None:
    c.line(polygon([(0, 18), (0, 4)], closed=False), "#7A5B3D", 5)
    c.fill(ellipse(0, -4, 17, 15), "#7F9A5B")


def _light(c: Canvas) -> None:
    c.fill(polygon([(-9, 18), (-5, -10), (5, -10), (9, 18)]), "#F7EFDF")
    c.fill(polygon([(-7, 4), (-6, -3), (6, -3), (7, 4)]), "#B4472F")
    c.fill(rounded(-7, -18, 14, 9, 3), "#B4472F")


def _clinic(c: Canvas) -> None:
    c.fill(rounded(-17, -14, 34, 32, 4), "#F7EFDF")
    c.fill(rounded(-4, -9, 8, 22, 1), "#B4472F")
    c.fill(rounded(-11, -2, 22, 8, 1), "#B4472F")


def _office(c: Canvas) -> None:
    c.fill(rounded(-20, -8, 40, 26, 2), "#D9C08A")
    c.fill(rounded(-23, -14, 46, 7, 2), "#8A6A3C")
    for x in (-14, -4, 6):
        c.fill(rounded(x, -2, 7, 9, 1), "#FFF6E2")


def _works(c: Canvas) -> None:
    c.fill(polygon([(-22, 18), (-22, -2), (-8, -12), (-8, -2), (6, -12), (6, -2), (22, -12), (22, 18)]), "#8E8776")
    c.fill(rounded(-16, 4, 8, 8, 1), "#F7EFDF")
    c.fill(rounded(-3, 4, 8, 8, 1), "#F7EFDF")


MARKS: dict[str, Callable[[Canvas], None]] = {
    "house": _house,
    "school": _school,
    "market": _market,
    "pagoda": _pagoda,
    "bridge": _bridge,
    "boat": _boat,
    "tree": _tree,
    "light": _light,
    "clinic": _clinic,
    "office": _office,
    "works": _works,
}


def _pin(c: Canvas, x: float, y: float) -> None:
    with c.moved(x, y, 1.25):
        c.fill(ellipse(0, 2, 15, 5), INK, 0.22)
        drop = QPainterPath()
        drop.moveTo(0, 0)
        drop.cubicTo(-9, -18, -26, -28, -26, -48)
        drop.cubicTo(-26, -82, 26, -82, 26, -48)
        drop.cubicTo(26, -28, 9, -18, 0, 0)
        c.line(drop, "#FFFFFF", 7)
        c.fill(drop, RED)
        c.fill(rounded(-13, -53, 26, 16, 3), "#FFFFFF")  # a ballot box
        c.line(polygon([(-6, -48), (6, -48)], closed=False), RED, 3.4)
        c.fill(polygon([(-6, -66), (7, -63), (4, -50), (-7, -50)]), "#FFFFFF")
        c.line(polygon([(-7.5, -53), (7.5, -53)], closed=False), RED, 2)


def _ground(c: Canvas, s: Sketch) -> None:
    if s.island:
        c.fill(rounded(0, 0, WIDTH, HEIGHT, 0), WATER)
        for y in range(30, HEIGHT, 74):
            for x in range(40 + (y // 74 % 2) * 60, WIDTH, 150):
                wave = [(x, y), (x + 11, y - 6), (x + 22, y), (x + 33, y - 6), (x + 44, y)]
                c.line(smooth(wave, closed=False), "#FFFFFF", 2.6, 0.5)
        shore = smooth(s.island)
        c.line(shore, SAND, 30)
        c.fill(shore, LAND)
    for shape in s.fields:
        path = smooth(shape, tension=0.25)
        c.fill(path, FIELD)
        with c.clipped(path):
            for y in range(-40, HEIGHT, 24):
                c.line(polygon([(0, y), (WIDTH, y + 60)], closed=False), mix(FIELD, GREEN, 0.7), 2.4)
    for shape in s.greens:
        c.fill(smooth(shape), GREEN)
    for hx, hy in s.hills:
        hill = smooth(
            [(hx - 95, hy + 40), (hx - 30, hy - 42), (hx + 12, hy - 30), (hx + 100, hy + 40)], tension=0.6
        )
        c.fill(hill, mix(GREEN, "#6F8560", 0.35))
        c.line(
            smooth([(hx - 40, hy + 10), (hx - 8, hy - 14), (hx + 30, hy + 8)], closed=False), "#FFFFFF", 3, 0.35
        )
    if s.sea:
        c.fill(smooth(s.sea, tension=0.4), WATER)
    for course, wide in s.rivers:
        c.line(smooth(course, closed=False), mix(WATER, "#FFFFFF", 0.45), wide + 12)
        c.line(smooth(course, closed=False), WATER, wide)


def _blocks(c: Canvas, s: Sketch) -> None:
    for way in (*s.roads, *s.lanes):
        for (x1, y1), (x2, y2) in itertools.pairwise(way):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            steps = int(length // 62)
            for step in range(1, steps):
                at = step / steps
                x, y = x1 + (x2 - x1) * at, y1 + (y2 - y1) * at
                nx, ny = -(y2 - y1) / length, (x2 - x1) / length
                for side in (-1, 1):
                    away = 46 + (step * 37 + int(x1)) % 3 * 7
                    c.fill(rounded(x + nx * side * away - 15, y + ny * side * away - 12, 30, 24, 4), BLOCK)


def draw(s: Sketch) -> Canvas:
    """The finished map of one polling area."""
    c = Canvas(WIDTH, HEIGHT, LAND)
    _ground(c, s)
    _blocks(c, s)
    if s.rivers:  # houses never stand in the water
        for course, wide in s.rivers:
            c.line(smooth(course, closed=False), WATER, wide)
    if s.sea:
        c.fill(smooth(s.sea, tension=0.4), WATER)
    for way in s.lanes:
        c.line(smooth(way, closed=False, tension=0.3), EDGE, 20)
    for way in s.roads:
        c.line(smooth(way, closed=False, tension=0.3), EDGE, 36)
    for way in s.lanes:
        c.line(smooth(way, closed=False, tension=0.3), ROAD, 14)
    for way in s.roads:
        c.line(smooth(way, closed=False, tension=0.3), ROAD, 29)
    for name in s.streets:
        c.text(name.x, name.y, name.words, 21, weight=500, tint="#4A4238", halo=LAND, angle=name.angle)
    for kind, x, y, words in s.marks:
        c.fill(ellipse(x, y, 31, 31), "#FFFFFF")
        with c.moved(x, y):
            MARKS[kind](c)
        c.text(x, y + 55, words, 22, weight=500, halo=LAND)
    _pin(c, *s.door)
    x, y = s.door
    width = len(s.label) * 13.2 + 44
    start = x - 44 - width if s.left else x + 44
    c.fill(rounded(start, y - 84, width, 50, 10), "#FFFFFF")
    c.line(rounded(start, y - 84, width, 50, 10), RED, 3)
    c.text(start + width / 2, y - 51, s.label, 25, weight=700, tint=RED)
    c.fill(rounded(14, HEIGHT - 48, 272, 34, 8), "#FFFFFF", 0.85)
    c.text(150, HEIGHT - 24, "Sơ đồ, không theo tỉ lệ", 21)
    return c


def draw_all(folder: Path) -> dict[str, int]:
    """Draw every map into ``folder``; gives the files' sizes by name."""
    return {name: draw(sketch).save(folder / f"{name}.png", 64) for name, sketch in SKETCHES.items()}


_RIVER_EAST: tuple[tuple[Point, ...], float] = (((690, -40), (655, 120), (700, 300), (650, 460), (690, 660)), 96)

SKETCHES: dict[str, Sketch] = {
    "c98001-01": Sketch(
        (372, 318),
        "Nhà văn hóa tổ 4",
        (((-20, 330), (240, 322), (640, 330)), ((240, -20), (236, 322), (250, 620))),
        lanes=(((240, 160), (600, 150)), ((430, 328), (436, 620)), ((560, 328), (556, 150))),
        rivers=(_RIVER_EAST,),
        greens=(((40, 60), (150, 40), (180, 130), (90, 190), (30, 140)),),
        streets=(
            Name(520, 357, "Đường Hoa Gạo"),
            Name(230, 210, "Đường Vườn Cau", -90),
            Name(408, 145, "Ngõ Giếng Xưa"),
            Name(694, 320, "Sông Nguyệt", -80),
        ),
        marks=(
            ("tree", 110, 110, "Vườn hoa"),
            ("market", 120, 430, "Chợ Sáng"),
            ("clinic", 530, 452, "Trạm y tế"),
        ),
    ),
    "c98001-02": Sketch(
        (330, 250),
        "Trường Vườn Cau",
        (((200, -20), (208, 300), (190, 620)), ((-20, 420), (200, 410), (820, 440))),
        lanes=(((204, 120), (820, 110)), ((560, 110), (566, 430)), ((206, 262), (560, 258))),
        greens=(((610, 190), (730, 170), (770, 280), (690, 350), (600, 300)),),
        streets=(
            Name(193, 318, "Đường Vườn Cau", -90),
            Name(650, 470, "Đường Hoa Gạo"),
            Name(400, 105, "Ngõ Mái Hiên"),
        ),
        marks=(
            ("house", 106, 160, "Nhà văn hóa tổ 6"),
            ("tree", 690, 262, "Công viên Cau"),
            ("office", 420, 520, "Bưu điện"),
        ),
    ),
    "c98001-03": Sketch(
        (500, 300),
        "Trường Bến Cũ",
        (((560, -20), (548, 200), (570, 400), (540, 620)), ((-20, 300), (280, 318), (560, 310))),
        lanes=(((280, 318), (270, 620)), ((150, 310), (140, -20)), ((276, 470), (556, 470))),
        rivers=(_RIVER_EAST,),
        streets=(
            Name(586, 150, "Đường Bến Cũ", 88),
            Name(250, 350, "Đường Mái Ngói", 3),
            Name(420, 464, "Ngõ Thợ Rèn"),
            Name(690, 230, "Sông Nguyệt", -75),
        ),
        marks=(
            ("house", 250, 110, "Nơi cũ (đang sửa)"),
            ("boat", 668, 420, "Bến đò"),
            ("market", 120, 460, "Chợ Chiều"),
        ),
        left=True,
    ),
    "c98001-04": Sketch(
        (420, 300),
        "Trường Cây Đa",
        (((-20, 250), (300, 300), (820, 312)), ((610, -20), (600, 310), (620, 620))),
        lanes=(((300, 300), (290, 620)), ((170, 280), (190, -20)), ((292, 480), (612, 474))),
        greens=(((60, 350), (170, 340), (220, 440), (150, 530), (50, 480)),),
        streets=(
            Name(480, 342, "Đường Mái Ngói"),
            Name(640, 110, "Đường Thợ Rèn", 90),
            Name(450, 466, "Ngõ Giếng Đá"),
        ),
        marks=(
            ("tree", 130, 440, "Cây đa cổ"),
            ("house", 350, 108, "Nhà văn hóa tổ 12"),
            ("works", 710, 440, "Khu xưởng"),
        ),
    ),
    "c98001-05": Sketch(
        (300, 360),
        "Nhà văn hóa khu xưởng",
        (((-20, 380), (420, 372), (820, 330)), ((420, -20), (414, 372), (430, 620))),
        lanes=(((420, 180), (820, 160)), ((160, 376), (150, 620)), ((640, 346), (650, 160))),
        streets=(
            Name(150, 366, "Đường Thợ Rèn"),
            Name(450, 100, "Đường Khung Cửi", 90),
            Name(720, 152, "Lối xe tải"),
        ),
        marks=(
            ("works", 560, 70, "Xưởng dệt"),
            ("works", 730, 440, "Xưởng gỗ"),
            ("market", 340, 476, "Quán cơm"),
            ("house", 180, 160, "Khu nhà ở"),
        ),
    ),
    "c98001-06": Sketch(
        (400, 260),
        "Hội trường doanh trại",
        (((-20, 470), (380, 452), (820, 480)), ((390, 452), (396, 270))),
        lanes=(((200, 462), (190, 620)), ((620, 466), (640, 240))),
        greens=(
            ((60, 60), (260, 30), (330, 190), (220, 340), (60, 300)),
            ((540, 40), (740, 60), (770, 200), (650, 220), (540, 150)),
        ),
        hills=((150, 200), (680, 120)),
        streets=(Name(180, 448, "Đường Gò Thông"),),
        marks=(
            ("tree", 120, 320, "Đồi Gò Thông"),
            ("office", 500, 380, "Cổng gác"),
            ("house", 690, 330, "Nhà khách"),
        ),
    ),
    "c98002-01": Sketch(
        (330, 330),
        "Đình làng Bãi",
        (((-20, 380), (330, 352), (530, 360)), ((330, 352), (310, 620))),
        lanes=(((180, 368), (170, 120)), ((170, 190), (470, 170)), ((470, 170), (480, 358))),
        rivers=((((600, -40), (560, 150), (620, 320), (570, 480), (620, 660)), 120),),
        fields=(((20, 430), (250, 420), (270, 580), (30, 590)), ((380, 440), (520, 430), (510, 590), (370, 590))),
        streets=(Name(140, 356, "Đường làng Bãi", -3), Name(604, 210, "Sông Nguyệt", 78)),
        marks=(("boat", 590, 400, "Bến đò Bãi"), ("tree", 88, 236, "Cây gạo"), ("house", 320, 100, "Nhà trẻ")),
    ),
    "c98002-02": Sketch(
        (420, 270),
        "Trường Đồng Sậy",
        (((-20, 300), (400, 290), (820, 320)), ((230, -20), (236, 296), (220, 620))),
        lanes=(((600, 305), (596, 620)), ((236, 130), (560, 120))),
        fields=(
            ((270, 380), (560, 380), (550, 580), (260, 590)),
            ((640, 380), (800, 380), (800, 590), (640, 590)),
            ((30, 30), (190, 30), (190, 240), (30, 250)),
        ),
        streets=(Name(640, 296, "Đường Lúa Vàng", 3), Name(262, 460, "Đường ra đồng", 90)),
        marks=(
            ("market", 110, 400, "Chợ Đồng Sậy"),
            ("office", 680, 76, "Ủy ban xã"),
            ("clinic", 450, 440, "Trung tâm y tế"),
        ),
    ),
    "c98002-03": Sketch(
        (370, 392),
        "Nhà văn hóa thôn Kênh",
        (((-20, 420), (360, 412), (820, 440)),),
        lanes=(((250, 416), (240, 620)), ((600, 424), (610, 620))),
        rivers=((((-40, 268), (300, 250), (560, 280), (840, 260)), 54),),
        fields=(((20, 30), (380, 20), (370, 200), (20, 210)), ((440, 30), (780, 30), (780, 210), (440, 200))),
        streets=(Name(130, 408, "Đường Bờ Kênh"), Name(640, 278, "Kênh Sậy")),
        marks=(
            ("bridge", 180, 262, "Cầu Ván Nhỏ"),
            ("works", 350, 510, "Trạm bơm"),
            ("tree", 500, 516, "Hàng tre"),
        ),
    ),
    "c98002-04": Sketch(
        (400, 320),
        "Nhà văn hóa thôn Cồn",
        (((140, 340), (400, 336), (650, 350)),),
        lanes=(((280, 338), (300, 200)), ((520, 342), (510, 450))),
        island=(
            (70, 330),
            (150, 210),
            (330, 140),
            (560, 160),
            (710, 270),
            (730, 370),
            (600, 470),
            (360, 500),
            (160, 450),
        ),
        fields=(((340, 190), (540, 200), (620, 270), (400, 250)),),
        streets=(Name(230, 374, "Đường giữa cồn"), Name(640, 92, "Sông Nguyệt"), Name(420, 566, "Sông Nguyệt")),
        marks=(("boat", 96, 420, "Bến Cồn"), ("tree", 600, 400, "Bãi sậy"), ("house", 220, 236, "Xóm đầu cồn")),
    ),
    "c98003-01": Sketch(
        (380, 350),
        "Nhà cộng đồng buôn Trăng",
        (((-20, 470), (200, 400), (380, 372), (600, 400), (820, 340)),),
        lanes=(((380, 372), (390, 600)), ((600, 400), (640, 560))),
        rivers=((((650, -30), (600, 120), (690, 230), (840, 260)), 34),),
        greens=(((20, 60), (220, 30), (280, 180), (150, 260), (10, 220)),),
        hills=((140, 150), (330, 110), (500, 90)),
        streets=(Name(110, 416, "Đường liên xã", -18), Name(700, 200, "Suối Trong", 30)),
        marks=(
            ("tree", 130, 260, "Rừng đầu nguồn"),
            ("house", 290, 466, "Buôn Trăng"),
            ("boat", 560, 160, "Bến nước"),
        ),
    ),
    "c98003-02": Sketch(
        (360, 300),
        "Trường Suối Mây",
        (((-20, 250), (200, 300), (420, 320), (820, 270)), ((540, 306), (560, 620))),
        lanes=(((200, 300), (180, 560)), ((180, 470), (552, 480))),
        rivers=((((-30, 130), (200, 150), (460, 110), (840, 150)), 40),),
        hills=((130, 60), (420, 40), (690, 60)),
        streets=(Name(680, 320, "Đường Suối Trong", -8), Name(640, 142, "Suối Trong", 3)),
        marks=(
            ("office", 660, 430, "Ủy ban xã"),
            ("market", 90, 400, "Chợ phiên"),
            ("bridge", 250, 142, "Cầu treo"),
            ("clinic", 370, 500, "Trạm y tế"),
        ),
    ),
    "c98003-03": Sketch(
        (470, 290),
        "Điểm trường Mây Cao",
        (((-20, 560), (160, 480), (250, 380), (400, 330), (560, 320), (640, 230)),),
        lanes=(((250, 380), (130, 300)), ((560, 320), (700, 420))),
        fields=(((60, 60), (300, 50), (330, 190), (80, 210)),),
        hills=((620, 130), (440, 110), (730, 240)),
        streets=(Name(340, 384, "Đường lên bản", -20),),
        marks=(
            ("house", 130, 400, "Bản Mây Thấp"),
            ("house", 680, 470, "Bản Mây Cao"),
            ("tree", 440, 500, "Nương ngô"),
        ),
        left=True,
    ),
    "c98004-01": Sketch(
        (380, 330),
        "Nhà văn hóa bãi Nồm",
        (((-20, 380), (200, 360), (380, 350), (620, 300), (820, 210)),),
        lanes=(
            ((380, 350), (360, 160)),
            ((200, 360), (190, 140)),
            ((190, 190), (560, 180)),
            ((560, 180), (560, 312)),
        ),
        sea=((-60, 520), (160, 490), (420, 500), (640, 430), (860, 340), (860, 700), (-60, 700)),
        hills=((330, 70), (510, 60)),
        streets=(Name(140, 358, "Đường Gió Nồm", -5), Name(560, 560, "Biển")),
        marks=(("boat", 420, 448, "Bãi Nồm"), ("clinic", 690, 96, "Trạm y tế"), ("house", 90, 214, "Xóm mắm")),
    ),
    "c98004-02": Sketch(
        (330, 300),
        "Trường Hòn Sao",
        (((-20, 330), (300, 320), (560, 330)), ((300, 320), (310, 620)), ((560, 330), (700, 330))),
        lanes=(((130, 328), (140, 110)), ((140, 170), (440, 160)), ((440, 160), (446, 324))),
        sea=((620, -60), (600, 120), (650, 250), (610, 420), (660, 560), (640, 700), (900, 700), (900, -60)),
        hills=((210, 70),),
        streets=(Name(160, 362, "Đường Cầu Cảng"), Name(720, 160, "Biển")),
        marks=(
            ("boat", 690, 400, "Cầu cảng"),
            ("market", 470, 440, "Chợ cá"),
            ("office", 150, 470, "Ủy ban đặc khu"),
        ),
    ),
    "c98004-03": Sketch(
        (410, 310),
        "Nhà trực trạm đèn",
        (((250, 380), (400, 335), (520, 270)),),
        island=((180, 390), (230, 250), (370, 160), (540, 170), (630, 290), (570, 420), (380, 470), (230, 460)),
        greens=(((300, 260), (380, 220), (420, 270), (340, 310)),),
        streets=(Name(330, 400, "Lối bậc đá", -20), Name(120, 120, "Biển")),
        marks=(("light", 545, 232, "Đèn đảo Nhạn"), ("boat", 190, 460, "Bến thuyền")),
        left=True,
    ),
}
