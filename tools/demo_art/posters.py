"""Six posters: civic scenes in the kiosk's own colours. The kiosk sets the slogans: none is painted in."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPainterPath

from demo_art.clothes import Dress
from demo_art.faces import SKINS, Face
from demo_art.figures import Figure, bust, hand, stand
from demo_art.pen import INK, PAPER, RED, Canvas, Point, ellipse, mix, polygon, rounded, smooth

WIDTH, HEIGHT = 1080, 1350
SKY, SUN = "#F6DDB4", "#D9743C"


def sunrise() -> Canvas:
    """The sun rising over a river and rice fields."""
    c = Canvas(WIDTH, HEIGHT, SKY, 1)
    for index, share in enumerate((0.15, 0.35, 0.55, 0.8)):
        c.fill(ellipse(600, 600, 620 - index * 125, 620 - index * 125), mix(SKY, "#F4B877", share))
    c.fill(ellipse(600, 600, 135, 135), SUN)
    far, near = "#B6B795", "#8C9C76"
    c.fill(
        smooth(
            [
                (-60, 640),
                (120, 520),
                (260, 590),
                (420, 470),
                (600, 610),
                (800, 500),
                (1000, 600),
                (1140, 540),
                (1140, 800),
                (-60, 800),
            ],
            tension=0.55,
        ),
        far,
    )
    c.fill(
        smooth(
            [
                (-60, 720),
                (150, 640),
                (380, 700),
                (560, 650),
                (780, 715),
                (980, 650),
                (1140, 690),
                (1140, 860),
                (-60, 860),
            ],
            tension=0.55,
        ),
        near,
    )
    ground = rounded(-10, 745, 1100, 640, 0)
    c.fill(ground, "#D8D28C")
    with c.clipped(ground):
        greens = ("#C9CB7E", "#AEBB6D", "#93A95F", "#C3C678", "#86A05A")
        edges = [745, 785, 840, 915, 1020, 1160, 1380]
        for row, (top, bottom) in enumerate(itertools.pairwise(edges)):
            for column in range(-4, 9):
                x0, x1 = 560 + (column - 2) * (60 + row * 55), 560 + (column - 2) * (60 + (row + 1) * 55)
                w0, w1 = 60 + row * 55, 60 + (row + 1) * 55
                path = polygon([(x0, top), (x0 + w0, top), (x1 + w1, bottom), (x1, bottom)])
                c.fill(path, greens[(column * 2 + row * 3) % 5])
                c.line(path, "#EFE6B2", 2 + row * 1.6)
        for row, y in enumerate(range(1060, 1400, 46)):
            for x in range(-20 + row % 2 * 30, 1110, 62):
                c.line(smooth([(x, y + 30), (x - 6, y + 8), (x - 15, y - 8)], closed=False), "#6E8A4C", 4, 0.6)
                c.line(smooth([(x, y + 30), (x + 5, y + 6), (x + 15, y - 6)], closed=False), "#6E8A4C", 4, 0.6)
        river = QPainterPath()
        river.moveTo(575, 742)
        river.cubicTo(505, 800, 780, 850, 690, 940)
        river.cubicTo(590, 1040, 260, 1080, 330, 1380)
        river.lineTo(900, 1380)
        river.cubicTo(760, 1160, 960, 1060, 915, 940)
        river.cubicTo(870, 840, 600, 800, 625, 742)
        river.closeSubpath()
        c.line(river, "#EFE6B2", 16)
        c.fill(river, "#A9C3C4")
        with c.clipped(river):
            glints = (
                (600, 762, 20),
                (618, 790, 30),
                (664, 822, 34),
                (716, 858, 30),
                (735, 902, 26),
                (730, 1000, 60),
                (668, 1024, 34),
                (700, 1050, 74),
                (610, 1082, 60),
                (650, 1118, 96),
                (560, 1150, 50),
                (640, 1186, 120),
                (540, 1220, 70),
                (690, 1226, 40),
                (600, 1268, 150),
                (520, 1310, 80),
                (720, 1312, 60),
            )
            for x, y, half in glints:
                c.line(polygon([(x - half, y), (x + half, y)], closed=False), SUN, 5 + (y - 740) / 90, 0.42)
    with c.moved(775, 962, 0.72):  # a sampan with its rower
        c.fill(smooth([(-120, -4), (0, 18), (130, -16), (80, 34), (-70, 34)], tension=0.5), "#5A3F2E")
        c.fill(smooth([(-14, 12), (-20, -48), (6, -62), (24, -40), (22, 12)], tension=0.4), "#7A1610")
        c.fill(ellipse(6, -72, 16, 18), "#D9A377")
        c.fill(polygon([(-34, -76), (6, -112), (46, -76)]), "#E9D5A2")
        c.line(polygon([(16, -30), (92, 44)], closed=False), "#5A3F2E", 7)
        c.line(polygon([(-4, -34), (46, -4)], closed=False), "#D9A377", 9)
    for x, y, scale in ((210, 330, 1.2), (300, 285, 0.9), (150, 265, 0.8), (380, 345, 0.7)):
        with c.moved(x, y, scale):
            wings = smooth([(-46, -12), (-20, -16), (0, 6), (20, -16), (46, -12)], closed=False)
            c.line(wings, "#5B4A3C", 6)
    with c.moved(95, 800, 1.0):  # bamboo at the edge
        for dx, top, bend in ((0, -420, 40), (36, -340, 70), (-34, -370, 10), (64, -250, 90)):
            c.line(smooth([(dx, 40), (dx + bend * 0.2, top * 0.5), (dx + bend, top)], closed=False), "#5C7042", 11)
            for step in range(7):
                t = 0.35 + step * 0.1
                lx, ly = dx + bend * t * t, top * t
                for side in (-1, 1):
                    leaf = [
                        (lx, ly),
                        (lx + side * 34, ly - 10),
                        (lx + side * 74, ly + 26),
                        (lx + side * 30, ly + 12),
                    ]
                    c.fill(smooth(leaf, tension=0.6), ("#5C7042", "#74894F")[step % 2])
    return c


def _ballot(c: Canvas, x: float, y: float, tint: str, angle: float, scale: float = 1.0) -> None:
    """A ballot paper: seal box, title, lines; no word on it."""
    with c.moved(x, y, scale, angle):
        c.fill(rounded(-70, -96, 140, 196, 6), mix(tint, "#6B5A45", 0.35))
        c.fill(rounded(-72, -100, 140, 196, 6), tint)
        dark = mix(tint, INK, 0.45)
        c.line(rounded(-58, -86, 34, 34, 2), dark, 3)
        c.line(polygon([(-10, -72), (50, -72)], closed=False), dark, 7)
        c.line(polygon([(-10, -54), (34, -54)], closed=False), dark, 5)
        for line in range(5):
            c.line(
                polygon([(-54, -22 + line * 26), (50 - line % 2 * 18, -22 + line * 26)], closed=False),
                dark,
                5,
                0.7,
            )


PINK, YELLOW, GREEN = "#F3BEC8", "#F2DC8C", "#BFDDC6"


def _arm(c: Canvas, points: tuple[Point, ...], sleeve: str, skin: str, width: float = 96) -> None:
    path = smooth(points, closed=False)
    c.line(path, skin, width * 0.72)
    cuff = smooth(points[:-1], closed=False)
    c.line(cuff, mix(sleeve, "#000000", 0.28), width + 8)
    c.line(cuff, sleeve, width)


def _holding(c: Canvas, x: float, y: float, angle: float, skin: str, tint: str, lean: float) -> None:
    """A hand that holds a ballot between thumb and fingers: fingers behind the paper, the thumb before it."""
    hand(c, x, y, skin, angle, 1.25)
    with c.moved(x, y, angle=angle):
        _ballot(c, 4, 132, tint, lean)
        c.line(smooth([(-44, 4), (-54, 44), (-34, 84)], closed=False), mix(skin, "#8F4A2A", 0.3), 31)
        c.line(smooth([(-44, 2), (-54, 42), (-34, 82)], closed=False), skin, 26)


def ballot_box() -> Canvas:
    """Many hands put ballots into one box."""
    c = Canvas(WIDTH, HEIGHT, "#F3E4C8", 1)
    c.fill(ellipse(540, 760, 560, 560), "#F8EFDC")
    c.fill(rounded(-20, 1130, 1120, 300, 0), "#D9C9A3")
    c.fill(ellipse(540, 1240, 440, 50), INK, 0.16)
    arms: tuple[tuple[tuple[Point, ...], str, str, float, str, float], ...] = (
        (((-60, 300), (120, 330), (262, 430)), "#21406B", SKINS["fair"], -38, YELLOW, 12),
        (((1140, 270), (960, 310), (818, 430)), "#B25C6B", SKINS["light"], 38, PINK, -12),
        (((330, -60), (390, 110), (440, 250)), "#F1EEE6", SKINS["tan"], -10, GREEN, 4),
        (((800, -60), (720, 110), (655, 250)), "#3F6E5A", SKINS["deep"], 12, YELLOW, -4),
    )
    for points, sleeve, skin, angle, tint, lean in arms:
        _arm(c, points, sleeve, skin, 112)
        end = points[-1]
        _holding(c, end[0], end[1] + 6, angle, skin, tint, lean)
    box = polygon([(250, 760), (830, 760), (800, 1240), (280, 1240)])
    lid = polygon([(300, 690), (780, 690), (850, 770), (230, 770)])
    c.fill(polygon([(540, 760), (830, 760), (800, 1240), (540, 1240)]), mix(RED, "#000000", 0.16))
    c.fill(box, RED)
    with c.clipped(box):
        c.fill(polygon([(690, 700), (900, 700), (860, 1300), (640, 1300)]), "#000000", 0.12)
    c.fill(lid, mix(RED, "#FFFFFF", 0.16))
    c.fill(rounded(224, 762, 632, 34, 8), mix(RED, "#FFFFFF", 0.08))
    c.fill(rounded(410, 716, 260, 26, 12), "#2A0A07")
    with c.clipped(rounded(380, 300, 320, 428, 0)):
        _ballot(c, 540, 676, PINK, 0, 1.15)
    c.fill(rounded(410, 726, 260, 16, 8), "#2A0A07")
    c.fill(rounded(340, 900, 400, 150, 12), PAPER)
    c.text(540, 1000, "HÒM PHIẾU", 62, weight=700, tint=RED)
    return c


def _tree(c: Canvas, x: float, y: float, size: float, tint: str = "#7F9A5B") -> None:
    with c.moved(x, y, size):
        c.line(polygon([(0, 0), (0, -170)], closed=False), "#7A5B3D", 26)
        c.line(polygon([(0, -110), (46, -170)], closed=False), "#7A5B3D", 14)
        for dx, dy, radius in ((0, -260, 110), (-80, -200, 74), (84, -206, 78)):
            c.fill(ellipse(dx, dy, radius, radius * 0.92), tint)
        c.fill(ellipse(-30, -290, 54, 40), mix(tint, "#FFFFFF", 0.18))


def _tube_house(c: Canvas, x: float, y: float, wide: float, tall: float, tint: str, roof: str) -> None:
    c.fill(rounded(x, y - tall, wide, tall, 4), tint)
    c.fill(polygon([(x - 14, y - tall), (x + wide / 2, y - tall - 66), (x + wide + 14, y - tall)]), roof)
    for row in range(int(tall // 130)):
        top = y - tall + 36 + row * 126
        for column in range(2):
            left = x + wide * (0.16 + column * 0.42)
            c.fill(rounded(left, top, wide * 0.26, 66, 4), mix(tint, "#FFFFFF", 0.55))
            c.line(rounded(left, top, wide * 0.26, 66, 4), mix(tint, "#000000", 0.25), 4)


def family() -> Canvas:
    """Three generations on their way; a sign points to the polling place."""
    c = Canvas(WIDTH, HEIGHT, "#DCE8E6", 1)
    c.fill(ellipse(830, 220, 110, 110), "#F4D9A0")
    for x, wide, tall, tint, roof in (
        (-30, 190, 420, "#E9C99A", "#A2542F"),
        (170, 170, 540, "#CFDAC0", "#7A5B3D"),
        (350, 190, 440, "#EBD9C0", "#8E3B2A"),
        (800, 170, 500, "#C9D6DC", "#7A5B3D"),
        (972, 190, 410, "#E7C4B0", "#A2542F"),
    ):
        _tube_house(c, x, 830, wide, tall, tint, roof)
    _tree(c, 650, 850, 1.25)
    _tree(c, 60, 870, 0.8, "#8FA868")
    c.fill(rounded(-20, 826, 1120, 560, 0), "#CBBF9C")
    c.fill(polygon([(-20, 900), (1100, 870), (1100, 1400), (-20, 1400)]), "#E4DABD")
    for x in range(-100, 1200, 160):
        c.line(polygon([(540 + (x - 540) * 0.7, 890), (540 + (x - 540) * 1.5, 1360)], closed=False), "#D6CAA6", 5)
    c.line(polygon([(1000, 300), (1000, 1130)], closed=False), "#6E6455", 20)
    c.fill(polygon([(610, 300), (990, 300), (1052, 364), (990, 428), (610, 428)]), RED)
    c.text(812, 384, "NƠI BỎ PHIẾU", 49, weight=700, tint=PAPER)
    k = 0.37
    grandpa = Figure(
        Face(False, 70, "warm", "white", "side", 110, 82, eye=0.82),
        Dress("shirt", "#EDE7DA", "open"),
        lower="#5A4A3C",
        stride=1,
    )
    father = Figure(
        Face(False, 40, "tan", "black", "fade", 110, 86),
        Dress("shirt", "#7FA0B8", "open"),
        lower="#34435A",
        stride=-1,
    )
    mother = Figure(
        Face(True, 37, "fair", "black", "sleek", 106, 72, smile=1.3),
        Dress("ao-dai", "#3F6E8A", "#F4DFC0"),
        below="ao-dai",
        lower="#F4F0E6",
        stride=1,
    )
    grandma = Figure(
        Face(True, 68, "fair", "grey", "topbun", 106, 78, eye=0.84, smile=1.2),
        Dress("ba-ba", "#4F6B5A"),
        lower="#2F2B30",
        stride=1,
    )
    girl = Figure(
        Face(True, 8, "light", "soft", "bangs", 110, 80, eye=1.15, smile=1.4),
        Dress("blouse", "#E3B04B", "#F7F0DD"),
        below="skirt",
        lower="#C98A3A",
    )
    stand(c, 190, 1210, k, grandpa)
    stand(c, 850, 1215, k, grandma)
    stand(c, 400, 1262, k * 1.06, father)
    stand(c, 668, 1268, k * 1.02, mother)
    stand(c, 535, 1300, k * 0.62, girl)
    return c


def helped() -> Canvas:
    """An old woman with a stick is helped at the door of the polling room."""
    c = Canvas(WIDTH, HEIGHT, "#EBDDBF", 1)
    c.fill(rounded(-10, 0, 1100, 1010, 0), "#E9D3A0")
    c.fill(rounded(-10, 940, 1100, 80, 0), "#B98A5A")
    c.fill(rounded(470, 250, 540, 800, 6), "#7A5B3D")
    c.fill(rounded(500, 280, 480, 770, 4), "#F8EFDC")
    c.fill(rounded(800, 650, 150, 200, 8), RED)  # the box stands inside
    c.fill(rounded(788, 632, 174, 32, 6), mix(RED, "#FFFFFF", 0.16))
    c.fill(rounded(840, 642, 70, 10, 5), "#2A0A07")
    c.fill(rounded(640, 850, 330, 24, 4), "#8A6A3C")
    for x in (670, 940):
        c.line(polygon([(x, 874), (x, 1030)], closed=False), "#8A6A3C", 18)
    c.fill(polygon([(500, 280), (610, 330), (610, 1050), (500, 1050)]), "#A2774A")
    c.fill(ellipse(590, 690, 9, 12), "#E3C77A")
    c.fill(rounded(450, 130, 580, 104, 10), RED)
    c.text(740, 203, "PHÒNG BỎ PHIẾU", 56, weight=700, tint=PAPER)
    c.fill(rounded(60, 330, 300, 400, 8), "#8A6A3C")
    c.fill(rounded(78, 348, 264, 364, 4), PAPER)
    for line in range(9):
        c.line(
            polygon([(104, 396 + line * 35), (316 - line % 3 * 40, 396 + line * 35)], closed=False), "#B9AA8C", 9
        )
    c.fill(rounded(-10, 1015, 1100, 400, 0), "#D6C6A0")
    c.fill(polygon([(420, 1015), (1010, 1015), (1100, 1110), (330, 1110)]), "#C2AF84")
    with c.moved(120, 1060, 1.0):
        c.fill(polygon([(-66, 0), (66, 0), (48, 120), (-48, 120)]), "#A2542F")
        for angle in (-46, -20, 6, 30, 54):
            with c.moved(0, -6, angle=angle):
                c.fill(smooth([(0, 0), (-26, -90), (0, -190), (26, -90)], tension=0.6), "#6E8A4C")
    k = 0.5
    old = Figure(
        Face(True, 74, "warm", "white", "topbun", 106, 78, eye=0.8, smile=1.3),
        Dress("ba-ba", "#3A5A50"),
        lower="#2F2B30",
        left=((150, 690), (92, 930), (40, 1090)),
        right=((450, 690), (520, 900), (610, 980)),
    )
    young = Figure(
        Face(False, 29, "fair", "black", "fringe", 108, 80, smile=1.4),
        Dress("shirt", "#E9E2D2"),
        lower="#2F3E57",
        left=((116, 690), (40, 900), (-40, 1010)),
    )
    stand(c, 706, 1260, k, young)
    stand(c, 400, 1275, k * 0.93, old)
    with c.moved(706, 1260, k):  # his badge
        c.fill(rounded(52, -1360, 96, 62, 8), RED)
        c.line(polygon([(70, -1338), (130, -1338)], closed=False), PAPER, 8)
        c.line(polygon([(70, -1318), (114, -1318)], closed=False), PAPER, 8)
    c.line(polygon([(262, 860), (240, 1272)], closed=False), "#5A3F2E", 17)
    c.line(smooth([(300, 850), (278, 828), (258, 842), (261, 876)], closed=False), "#5A3F2E", 17)
    c.fill(ellipse(268, 858, 25, 21), SKINS["warm"])
    return c


def at_sea() -> Canvas:
    """A fishing boat; behind it hills and terraces."""
    c = Canvas(WIDTH, HEIGHT, "#D9E6E4", 1)
    c.fill(ellipse(250, 250, 190, 190), "#F6E3B4", 0.6)
    c.fill(ellipse(250, 250, 120, 120), "#F1C777")
    for x, y, wide in ((640, 160, 220), (800, 210, 160), (480, 260, 120)):
        c.fill(
            smooth(
                [
                    (x - wide, y + 24),
                    (x - wide * 0.5, y - 10),
                    (x, y - 30),
                    (x + wide * 0.5, y - 8),
                    (x + wide, y + 24),
                ]
            ),
            "#F7F3E8",
            0.9,
        )
    c.fill(
        smooth(
            [
                (-60, 700),
                (60, 480),
                (240, 560),
                (420, 360),
                (640, 540),
                (830, 400),
                (1140, 600),
                (1140, 780),
                (-60, 780),
            ],
            tension=0.55,
        ),
        "#A9BBA4",
    )
    hill = smooth(
        [(380, 780), (520, 660), (700, 520), (880, 470), (1140, 560), (1140, 790), (380, 790)], tension=0.5
    )
    c.fill(hill, "#7F9A6B")
    with c.clipped(hill):
        for step in range(9):
            y = 520 + step * 32
            tint = ("#C9CB7E", "#93A95F", "#AEBB6D")[step % 3]
            wave = [(360, y + 130), (520, y + 64), (700, y + 6), (880, y - 18), (1140, y + 50)]
            c.line(smooth(wave, closed=False), "#5C7042", 27)
            c.line(smooth(wave, closed=False), tint, 21)
        for x, y in ((940, 560), (990, 575), (800, 600)):
            c.fill(polygon([(x - 34, y), (x, y - 34), (x + 34, y)]), "#8A5A3C")
            c.fill(rounded(x - 22, y, 44, 26, 2), "#E9D3A0")
    c.fill(smooth([(-60, 760), (120, 690), (300, 740), (420, 770), (420, 800), (-60, 800)]), "#8C9C76")
    c.fill(rounded(-10, 770, 1100, 620, 0), "#5E93A3")
    for row, (tint, y) in enumerate(
        (("#6EA1AE", 830), ("#568A9B", 920), ("#4A7C8E", 1030), ("#3F6E82", 1150), ("#376276", 1260))
    ):
        crest: list[Point] = [
            (x, y + (14 if index % 2 else -14)) for index, x in enumerate(range(-120 + row * 34, 1300, 92))
        ]
        path = smooth(crest, closed=False)
        path.lineTo(1300, 1400)
        path.lineTo(-120, 1400)
        path.closeSubpath()
        if row == 3:
            _boat(c)
        c.fill(path, tint)
    for x, y, half in (
        (180, 900, 60),
        (860, 880, 50),
        (140, 1110, 90),
        (930, 1090, 70),
        (760, 1310, 120),
        (250, 1290, 100),
    ):
        c.line(polygon([(x - half, y), (x + half, y)], closed=False), "#CFE0E0", 7, 0.55)
    for x, y, scale in ((760, 330, 1.0), (850, 372, 0.75), (690, 392, 0.65)):
        with c.moved(x, y, scale):
            c.line(smooth([(-46, -12), (-20, -16), (0, 6), (20, -16), (46, -12)], closed=False), "#F7F3E8", 8)
    return c


def _boat(c: Canvas) -> None:
    with c.moved(520, 1092, 1.25):
        c.line(polygon([(40, -60), (40, -420)], closed=False), "#5A3F2E", 13)
        c.line(polygon([(40, -400), (250, -60)], closed=False), "#5A3F2E", 4)
        c.line(polygon([(40, -400), (-250, -70)], closed=False), "#5A3F2E", 4)
        for index, at in enumerate((0.16, 0.32, 0.48, 0.64, 0.8)):
            x, y = 40 - 290 * at, -400 + 330 * at
            c.fill(
                polygon([(x - 16, y + 8), (x + 16, y - 12), (x + 4, y + 34)]),
                (RED, "#E3B04B", "#F7F3E8")[index % 3],
            )
        c.fill(rounded(-60, -220, 190, 150, 10), "#F3E4C8")
        c.fill(rounded(-74, -236, 220, 26, 8), "#2F6E8A")
        for x in (-36, 34):
            c.fill(rounded(x, -190, 54, 50, 6), "#7FB0C0")
        with c.moved(-210, -212, 0.2):  # one on deck, a conical hat on
            clothes_of = Dress("shirt", "#E3B04B", "open")
            bust(c, 300, 548, 1.0, Face(False, 45, "deep", "black", "crop", 110, 86, smile=1.3), clothes_of)
            c.fill(polygon([(60, 290), (300, 110), (540, 290)]), "#E9D5A2")
            c.line(polygon([(60, 290), (540, 290)], closed=False), "#C9AE72", 12)
        hull = smooth(
            [
                (-330, -110),
                (-180, -66),
                (0, -56),
                (190, -70),
                (330, -150),
                (270, 10),
                (190, 80),
                (-200, 80),
                (-280, 0),
            ],
            tension=0.42,
        )
        c.fill(hull, "#2F6E8A")
        with c.clipped(hull):
            c.fill(rounded(-400, 20, 800, 140, 0), RED)
            c.line(polygon([(-400, 14), (400, 14)], closed=False), "#F7F3E8", 10)
        for side in (278,):
            c.fill(ellipse(side, -74, 26, 15), "#F7F3E8")
            c.fill(ellipse(side + 5, -73, 10, 10), INK)


def together() -> Canvas:
    """People of different peoples and ages, each with a ballot."""
    c = Canvas(WIDTH, HEIGHT, "#F3E4C8", 1)
    c.fill(ellipse(540, 640, 640, 640), "#F8EFDC")
    c.fill(ellipse(540, 640, 430, 430), "#F5E2BC")
    back = (
        (
            150,
            500,
            Face(False, 60, "tan", "pepper", "receding", 110, 84, eye=0.88),
            Dress("ede", "#2A2320", "#7A1610", "#E9D5A2"),
        ),
        (
            412,
            442,
            Face(True, 52, "warm", "soft", "indigo", 106, 76, smile=1.2),
            Dress("tay", "#2A3A5E", "#D5D8DB"),
        ),
        (
            672,
            442,
            Face(False, 41, "fair", "black", "crop", 110, 84, glasses="dark", smile=1.2),
            Dress("polo", "#8C5A3C", "#F1E3C6"),
        ),
        (
            932,
            500,
            Face(True, 34, "tan", "black", "violet", 106, 72),
            Dress("tay", "#4A2A50", "#E07A9A"),
        ),
    )
    front = (
        (
            248,
            800,
            Face(True, 67, "warm", "white", "topbun", 106, 78, eye=0.82, smile=1.2),
            Dress("blouse", "#7E937C", "#F1E3C6"),
        ),
        (
            540,
            770,
            Face(True, 26, "light", "soft", "roll-red", 106, 70, smile=1.3),
            Dress("ao-dai", "#C8963F", "#FBEFD8"),
        ),
        (
            832,
            800,
            Face(False, 24, "deep", "black", "crop", 108, 80, smile=1.3),
            Dress("shirt", "#B5603F", "open"),
        ),
    )
    for row, scale in ((back, 0.72), (front, 0.8)):
        for x, chin, face, dress in row:
            wide = ((170 if face.woman else 204) + (38 if face.woman else 42)) * scale
            c.fill(rounded(x - wide, chin + 290 * scale, wide * 2, 800, 0), dress.main)
            if dress.kind == "ede":  # its woven band runs on below
                band = polygon([(x - 129, chin + 230), (x - 136, HEIGHT + 40)], closed=False)
                c.line(band, dress.second, 33)
                c.line(band, dress.third, 9)
            bust(c, x, chin, scale, face, dress)
    for x, y, tint, skin, sleeve, lean in (
        (248, 1150, YELLOW, SKINS["warm"], "#7E937C", -6),
        (540, 1120, PINK, SKINS["light"], "#C8963F", 4),
        (832, 1150, GREEN, SKINS["deep"], "#B5603F", 8),
    ):
        _arm(c, ((x - 150, y + 280), (x - 90, y + 210), (x - 20, y + 130)), sleeve, skin, 92)
        _arm(c, ((x + 150, y + 280), (x + 90, y + 210), (x + 26, y + 130)), sleeve, skin, 92)
        _ballot(c, x, y, tint, lean, 1.25)
        for side in (-1, 1):
            c.fill(ellipse(x + side * 62, y + 110, 36, 32), skin)
            c.line(
                smooth([(x + side * 64, y + 100), (x + side * 52, y + 74), (x + side * 44, y + 62)], closed=False),
                skin,
                25,
            )
    return c


POSTERS: dict[str, Callable[[], Canvas]] = {
    "hom-phieu": ballot_box,
    "ca-nha": family,
    "binh-minh": sunrise,
    "giup-do": helped,
    "ra-khoi": at_sea,
    "nhieu-dan-toc": together,
}


def draw_all(folder: Path) -> dict[str, int]:
    """Draw every poster into ``folder``; gives the files' sizes by name."""
    return {name: draw().save(folder / f"{name}.png") for name, draw in POSTERS.items()}
