"""The seven steps of voting, a scene each. Who cannot read sees what to do."""

from __future__ import annotations

from collections.abc import Callable

from demo_art.pen import INK, PAPER, RED, Canvas, Point, ellipse, mix, polygon, rounded, smooth

from base_art import bodies, hands, people, things
from base_art.bodies import Dress, Person
from base_art.people import SKINS, Head, Sleeve
from base_art.things import GREEN, PINK, WALL, WOOD, WOOD_DARK, WOOD_LIGHT, YELLOW

WIDTH, HEIGHT = 1200, 960


def _canvas(paper: str = WALL) -> Canvas:
    return Canvas(WIDTH, HEIGHT, paper)


def _board(c: Canvas, x: float, y: float, wide: float, tall: float) -> None:
    """The posted lists, on the wall of the polling room."""
    c.fill(rounded(x, y, wide, tall, 6), WOOD)
    c.fill(rounded(x + 12, y + 12, wide - 24, tall - 24, 3), "#EFE3CC")
    sheet = (wide - 24 - 3 * 14) / 2
    for column in range(2):
        left = x + 12 + 14 + column * (sheet + 14)
        c.fill(rounded(left, y + 28, sheet, tall - 56, 2), "#FFFDF6")
        c.line(polygon([(left + 18, y + 48), (left + sheet - 18, y + 48)], closed=False), "#B5A98F", 7)
        rows = int((tall - 110) // 22)
        for row in range(rows):
            end = left + sheet - 14 - (row * 37 % 3) * 12
            c.line(polygon([(left + 14, y + 72 + row * 22), (end, y + 72 + row * 22)], closed=False), "#D0C5AE", 5)


def _pile(c: Canvas, x: float, y: float, tint: str, count: int = 5) -> None:
    for index in range(count):
        top = y - index * 6
        sheet = polygon([(x - 58, top), (x + 42, top), (x + 58, top - 26), (x - 38, top - 26)])
        c.fill(sheet, tint)
        c.line(sheet, mix(tint, INK, 0.4), 1.8)


def receive() -> Canvas:
    """A Mong woman shows her card; a member of the team hands her three sealed ballots."""
    c = _canvas()
    things.wall(c, 800, 250)
    _board(c, 80, 40, 330, 250)
    officer = Person(
        Head(34, True, "light", "black", "tail", -0.6, 0.1),
        Dress("ao-dai", "#2F6E7E", "#F4DFC0"),
        Sleeve("#2F6E7E"),
    )
    voter = Person(
        Head(27, True, "warm", "black", "turban", 0.6, 0.1, smile=1.1),
        Dress("mong", "#26345E", "#3F7E78", "#B8333F"),
        Sleeve("#26345E", bands=("#B8333F", "#E9C15A", "#3F7E78"), cuff="#B8333F"),
        low=1100,
    )
    k = 1.02
    with c.moved(960, 270, k):
        officer.draw_back(c)
        officer.draw_torso(c)
        officer.draw_arm(c, 1, (118, 580), -1)
        officer.draw_head(c)
    things.table(c, 660, 720, 620, 300, RED)
    _pile(c, 1000, 716, YELLOW)
    _pile(c, 1126, 716, GREEN)
    with c.moved(960, 270, k):
        wrist: Point = (-252, 250)

        def papers() -> None:
            for dx, dy, tint, lean in ((-42, -92, GREEN, 16), (-58, -92, YELLOW, 2), (-78, -88, PINK, -12)):
                things.ballot(c, wrist[0] + dx, wrist[1] + dy, tint, 1.08, lean)

        officer.hold(c, -1, wrist, papers, lean=14)
        bodies.badge(c, officer)
    with c.moved(266, 300, k):
        voter.draw_back(c)
        voter.draw_torso(c)
        voter.draw_head(c)
        voter.hold(c, -1, (-118, 560), bend=1, before=hands.relaxed, after=None)
        wrist = (184, 360)
        voter.hold(c, 1, wrist, lambda: things.card(c, wrist[0] + 92, wrist[1] - 42, 1.1, -6), lean=6)

    def seal_close() -> None:
        with c.moved(760, 150, 3.1, -8):
            things.ballot(c, 47, 74, PINK)

    things.roundel(c, 760, 150, 118, (640, 292), seal_close)
    return c


def _eye_struck(c: Canvas, x: float, y: float, r: float) -> None:
    """An eye with a stroke through it: nobody looks."""
    white = smooth([(x - r * 0.66, y), (x, y - r * 0.42), (x + r * 0.66, y), (x, y + r * 0.42)], tension=0.62)
    c.fill(white, "#FFFFFF")
    c.line(white, INK, r * 0.075)
    c.fill(ellipse(x, y, r * 0.23, r * 0.23), "#34211A")
    c.fill(ellipse(x - r * 0.07, y - r * 0.08, r * 0.07, r * 0.07), "#FFFFFF")
    bar = polygon([(x - r * 0.6, y + r * 0.6), (x + r * 0.6, y - r * 0.6)], closed=False)
    c.line(bar, "#FFFCF3", r * 0.3)
    c.line(bar, RED, r * 0.15)


def _flat(c: Canvas, x: float, y: float, tint: str, lean: float = 0.0) -> None:
    """A folded ballot that lies on a desk."""
    sheet = polygon([(x - 78 + lean, y - 18), (x + 52 + lean, y - 18), (x + 70, y + 18), (x - 74, y + 18)])
    c.fill(sheet, tint)
    c.line(sheet, mix(tint, INK, 0.4), 2)
    c.line(polygon([(x - 76 + lean / 2, y), (x + 61 + lean / 2, y)], closed=False), mix(tint, INK, 0.25), 2)


def read() -> Canvas:
    """An E De man reads his ballot alone; panels part him from his neighbours, and nobody looks."""
    c = _canvas()
    things.wall(c, 900, 400)
    reader = Person(
        Head(48, False, "tan", "soft", "side", 0.1, 0.7, closed=True, glasses="brown", smile=0.5),
        Dress("ede", "#2A2423", "#E9D5A2", "#8E1F1A"),
        Sleeve("#2A2423", cuff="#8E1F1A"),
        low=760,
    )
    left = Person(
        Head(66, True, "fair", "white", "bun", -0.15, 0.8, closed=True, smile=0.6),
        Dress("ba-ba", "#6C4A63"),
        Sleeve("#6C4A63"),
        low=760,
    )
    right = Person(
        Head(24, False, "light", "black", "short", 0.15, 0.8, closed=True, smile=0.5),
        Dress("shirt", "#5E8FA8"),
        Sleeve("#5E8FA8"),
        low=760,
    )
    for person, x in ((left, 84), (right, 1116)):
        with c.moved(x, 320, 0.88):
            person.draw_back(c)
            person.draw_torso(c)
            person.draw_head(c)
            for side in (-1, 1):
                person.draw_arm(c, side, (side * 84, 540), -side, 0.9)
    k = 1.08
    with c.moved(600, 222, k):
        reader.draw_back(c)
        reader.draw_torso(c)
        reader.draw_head(c)
    # the desks, and the panels between them
    c.fill(rounded(-10, 760, 1220, 92, 0), WOOD_LIGHT)
    c.fill(rounded(-10, 846, 1220, 18, 0), WOOD_DARK)
    c.fill(rounded(-10, 864, 1220, 110, 0), WOOD)
    for side in (-1, 1):
        x = 600 + side * 366
        panel = polygon([(x - 20, 96), (x + 20, 96), (x + 20, 858), (x - 20, 858)])
        deep = polygon(
            [(x - side * 20, 96), (x - side * 20, 858), (x - side * 84, 770), (x - side * 84, 132)],
        )
        far = polygon([(x + side * 20, 96), (x + side * 20, 858), (x + side * 40, 770), (x + side * 40, 132)])
        c.fill(far, "#BDA67C")
        c.fill(deep, "#CDB88F")
        c.fill(panel, "#EADCBD")
        for shape in (far, deep, panel):
            c.line(shape, "#8F7A54", 2.6)
    _flat(c, 404, 806, YELLOW, 8)
    _flat(c, 788, 806, GREEN, -8)
    things.pen(c, (690, 842), -8, 0.8)
    with c.moved(600, 222, k):
        for flip in (False, True):
            with c.moved(0, 0, flip=flip):
                wrist = (-104, 470)
                reader.draw_arm(c, -1, wrist, 1, 0.76)
                with c.moved(*wrist, 0.88, -62):
                    hands.behind(c, reader.head.tint)
        things.paper_back(c, 0, 404, PINK, 1.2, 0)
        for flip in (False, True):
            with c.moved(0, 0, flip=flip), c.moved(-104, 470, 0.88, -62):
                hands.thumb(c, reader.head.tint)
    things.roundel(c, 776, 168, 84, None, lambda: _eye_struck(c, 776, 168, 84))
    return c


def _desk(c: Canvas) -> None:
    for y in (150, 390, 640, 860):
        c.line(smooth([(-20, y), (400, y + 14), (820, y - 8), (1220, y + 10)], closed=False), WOOD, 4, 0.5)


def _sample(c: Canvas, x: float, y: float) -> None:
    """The word that a drawn ballot carries beside it: a sample. (x, y) is the label's middle."""
    c.fill(rounded(x - 84, y - 46, 168, 92, 12), "#FFFCF3")
    c.line(rounded(x - 84, y - 46, 168, 92, 12), RED, 6)
    c.text(x, y + 28, "MẪU", 44, weight=700, tint=RED)


def strike() -> Canvas:
    """A hand draws one level line through a whole name; the names left are untouched."""
    c = _canvas(WOOD_LIGHT)
    _desk(c)
    things.ballot(c, 1046, 236, GREEN, 2.2, 21)
    things.ballot(c, 958, 222, YELLOW, 2.2, 8)
    _sample(c, 1086, 70)
    k = 4.15
    with c.moved(404, 482):
        things.ballot(c, 0, 0, PINK, k, number="3")
        with c.moved(0, 0, k):
            things.strike(c, -66, things.name_line(1), 66, 3.2)
            things.strike(c, -66, things.name_line(3), 60, 3.2)
        with c.moved(61 * k, things.name_line(3) * k, 0.9, -6):
            hands.writing(c, SKINS["warm"], "#2F5D50")
    return c


def count() -> Canvas:
    """An old man with a checked scarf counts the names he has left: as many as the ballot says, three."""
    c = _canvas()
    things.wall(c, 1000, 0)
    elder = Person(
        Head(72, False, "deep", "white", "thin", -0.5, 0.45, smile=1.1),
        Dress("scarfed", "#E8E0CF", "#F5EFE2", "#A8322E"),
        Sleeve("#E8E0CF"),
        low=800,
    )
    with c.moved(880, 236, 1.06):
        elder.draw_back(c)
        elder.draw_torso(c)
        elder.draw_head(c)
        elder.draw_arm(c, -1, (-96, 540), 1)
    c.fill(rounded(-10, 770, 1220, 210, 0), WOOD_LIGHT)
    c.fill(rounded(-10, 762, 1220, 10, 0), WOOD)
    small = polygon([(760, 800), (910, 800), (930, 872), (740, 872)])
    c.fill(small, PINK)
    c.line(small, mix(PINK, INK, 0.4), 2.4)
    c.fill(ellipse(776, 812, 7, 5), things.SEAL)
    for y, inset in ((822, 24), (834, 21), (846, 18), (858, 15)):
        c.line(polygon([(742 + inset, y), (928 - inset, y)], closed=False), mix(PINK, INK, 0.5), 4)
    things.window(c, 34, 34, 640, 792, (752, 826), ((668, 680), (668, 760)))
    _sample(c, 134, 894)
    k = 3.4
    things.ballot(c, 314, 426, PINK, k, 0, struck=(1, 3), number="3")
    # counted beside the paper, never on it
    for place, index in enumerate((0, 2, 4), start=1):
        level = 426 + things.name_line(index) * k
        c.line(polygon([(562, level), (582, level)], closed=False), RED, 6)
        c.fill(ellipse(616, level, 34, 34), RED)
        c.text(616, level + 16, str(place), 44, weight=700, tint=PAPER)
    with c.moved(880, 236, 1.06):
        elder.hold(c, 1, (196, 196), None, 0, before=hands.three, after=None, near=0.86, lean=-6, size=1.1)

    def exchange() -> None:
        things.spoiled(c, 988, 804, PINK, 0.53, -8)
        c.line(polygon([(1034, 806), (1058, 806)], closed=False), RED, 9)
        c.fill(polygon([(1054, 788), (1080, 806), (1054, 824)]), RED)
        things.ballot(c, 1124, 802, PINK, 0.53, 5)

    things.roundel(c, 1054, 804, 122, None, exchange)
    return c


def _helped(c: Canvas, x: float, y: float) -> None:
    """A frail man sits; a young man puts the ballot into the box for him."""
    old = Person(
        Head(78, False, "warm", "white", "thin", 0.4, 0.2, smile=1.2),
        Dress("shirt", "#7E8C6A"),
        Sleeve("#7E8C6A"),
    )
    young = Person(
        Head(22, False, "fair", "black", "side", 0.5, 0.3, smile=1.1),
        Dress("shirt", "#E9E2D2"),
        Sleeve("#E9E2D2"),
    )
    k = 0.42
    c.fill(rounded(x - 200, y + 118, 400, 200, 0), things.FLOOR)
    things.box(c, x + 112, y + 58, 0.36, label=False)
    with c.moved(x - 34, y - 62, k):
        young.draw_torso(c)
        young.draw_head(c)
    c.line(polygon([(x - 152, y + 30), (x - 152, y + 170)], closed=False), WOOD_DARK, 12)
    with c.moved(x - 92, y - 4, k):
        old.draw_torso(c)
        old.draw_head(c)
    with c.moved(x - 34, y - 62, k):
        wrist = (286, 170)
        young.hold(c, 1, wrist, lambda: things.folded(c, 348, 250, PINK, 0.9, 6), lean=76, near=0.82)
    with c.moved(x - 92, y - 4, k):
        old.hold(c, 1, (150, 330), None, near=0.8)


def cast() -> Canvas:
    """A Thai woman puts her folded ballot into the box herself; a frail man's ballot is put in by a helper."""
    c = _canvas()
    things.wall(c, 800, 280)
    voter = Person(
        Head(38, True, "fair", "black", "scarf", 0.55, 0.3, smile=1.1),
        Dress("tay", "#F1EDE4", "#2A2730", "#3F7E58"),
        Sleeve("#F1EDE4"),
        low=1100,
    )
    box = (850.0, 560.0)
    things.shadow(c, box[0], 942, 270, 22)
    for x in (-170, 170):
        c.fill(rounded(box[0] + x - 14, 890, 28, 90, 3), WOOD_DARK)
    c.fill(rounded(box[0] - 220, 866, 440, 36, 5), WOOD)
    things.box(c, *box, 0.95)
    with c.moved(330, 260, 1.06):
        voter.draw_back(c)
        voter.draw_torso(c)
        voter.draw_head(c)
        voter.hold(c, -1, (-92, 584), bend=1, before=hands.relaxed, after=None)
        wrist = (424, 160)
        slot = ((box[0] - 330) / 1.06, (box[1] - 260) / 1.06)

        def paper() -> None:
            with c.clipped(rounded(0, -400, 1000, 400 + slot[1] - 1, 0)):
                things.folded(c, slot[0] - 4, slot[1] - 26, YELLOW, 1.12, 4)

        voter.hold(c, 1, wrist, paper, lean=58, near=0.95)
    things.roundel(c, 1004, 196, 168, None, lambda: _helped(c, 1004, 196))
    return c


def stamped() -> Canvas:
    """A member of the team, a Cham woman, gives a blind man his card back: stamped at its top left."""
    c = _canvas()
    things.wall(c, 800, 250)
    officer = Person(
        Head(44, True, "tan", "black", "veil", 0.55, 0.1),
        Dress("cham", "#3F6E5A", "#F4DFC0", "#A8322E"),
        Sleeve("#3F6E5A"),
    )
    voter = Person(
        Head(36, False, "fair", "black", "side", -0.5, 0.0, glasses="dark", smile=1.2),
        Dress("shirt", "#D3DEE6"),
        Sleeve("#D3DEE6", short=True),
        low=1100,
        trousers="#3F4754",
    )
    k, kv = 1.0, 0.95
    with c.moved(240, 290, k):
        officer.draw_back(c)
        officer.draw_torso(c)
        officer.draw_head(c)
        officer.draw_arm(c, -1, (-112, 560), 1)
    things.table(c, -20, 740, 600, 300, RED)
    things.rubber_stamp(c, 120, 728, 1.0)
    with c.moved(930, 250, kv):
        voter.draw_back(c)
        voter.draw_torso(c)
        voter.draw_head(c)
    with c.moved(240, 290, k):
        wrist = (236, 250)
        officer.hold(
            c, 1, wrist, lambda: things.card(c, wrist[0] + 126, wrist[1] - 62, 1.25, -4, stamped=True), lean=30
        )
        bodies.badge(c, officer)
    with c.moved(930, 250, kv):
        cane = polygon([(176, 566), (60, 940)], closed=False)
        c.line(cane, "#4A453F", 19)
        c.line(cane, "#FBF9F3", 14)
        voter.hold(c, 1, (158, 536), None, -1, before=hands.fist, after=None, lean=-16)
        voter.hold(c, -1, (-212, 396), None, before=hands.open_up, after=None)
    things.window(c, 424, 28, 352, 254, (588, 398), ((568, 278), (628, 278)))
    things.card(c, 600, 154, 2.1, 0, stamped=True)
    return c


def _wheelchair(c: Canvas, person: Person) -> None:
    """A man in a wheelchair, rolling to the right; the origin is his head's middle."""
    steel, seat = "#5A6068", "#3A3F47"
    # the far side
    c.line(polygon([(-124, 330), (-108, 590)], closed=False), steel, 12)
    c.line(polygon([(-120, 338), (-172, 332)], closed=False), seat, 18)
    c.fill(rounded(-136, 352, 44, 220, 14), seat)
    person.draw_back(c)
    person.draw_torso(c)
    trousers, dark = "#4B5563", "#39414D"
    for dx, dy, tint in ((20, -12, dark), (0, 0, trousers)):
        c.fill(people.tube([(-30 + dx, 540 + dy), (150 + dx, 520 + dy)], [120, 92]), tint)
        c.fill(people.tube([(142 + dx, 506 + dy), (176 + dx, 610 + dy), (188 + dx, 720 + dy)], [90, 76, 62]), tint)
        c.fill(ellipse(142 + dx, 522 + dy, 46, 45), tint)
        c.fill(
            smooth(
                [
                    (160 + dx, 716 + dy),
                    (222 + dx, 712 + dy),
                    (276 + dx, 744 + dy),
                    (270 + dx, 764 + dy),
                    (164 + dx, 764 + dy),
                ],
                tension=0.4,
            ),
            "#3A2E28",
        )
    person.draw_head(c)
    c.fill(rounded(-100, 560, 270, 26, 8), seat)
    c.line(polygon([(-96, 460), (90, 460)], closed=False), seat, 18)
    c.line(polygon([(80, 466), (80, 580)], closed=False), steel, 9)
    c.line(smooth([(160, 580), (204, 660), (214, 772)], closed=False), steel, 10)
    c.line(polygon([(186, 774), (286, 774)], closed=False), steel, 14)
    c.line(ellipse(168, 800, 44, 44), "#2B2F35", 12)
    c.line(ellipse(-40, 664, 176, 176), "#2B2F35", 16)
    c.line(ellipse(-40, 664, 154, 154), steel, 5)
    for turn in range(0, 180, 30):
        with c.moved(-40, 664, angle=turn):
            c.line(polygon([(-160, 0), (160, 0)], closed=False), "#A7ADB5", 3)
    c.fill(ellipse(-40, 664, 18, 18), steel)


def _legs(c: Canvas, tint: str, hip: float, ground: float, stride: float, wide: float = 100) -> None:
    """Two legs in wide trousers, walking to the right."""
    for x0, x1, lift, shade in ((-20, -40 - stride, -16, 0.28), (22, 34 + stride, 0, 0.0)):
        foot = ground + lift
        dark = mix(tint, "#000000", shade)
        shoe = smooth(
            [
                (x1 - 36, foot - 26),
                (x1 + 10, foot - 30),
                (x1 + 62, foot - 8),
                (x1 + 58, foot + 6),
                (x1 - 38, foot + 6),
            ],
            tension=0.4,
        )
        c.fill(shoe, "#3A2E28")
        leg = people.tube(
            [(x0, hip), ((x0 + x1) / 2 + 10, (hip + foot) / 2), (x1, foot - 18)], [wide * 1.16, wide * 1.04, wide]
        )
        c.line(leg, mix(tint, "#000000", 0.4), 3)
        c.fill(leg, dark)


def _girl(c: Canvas) -> None:
    """A child who walks beside; the origin is her chin."""
    girl = Person(
        Head(8, True, "light", "soft", "girl", 0.45, 0.0, smile=1.4),
        Dress("plain", "#E0A93F", "#FBF3E0"),
        Sleeve("#E0A93F", short=True),
        low=452,
    )
    for x in (-34, 34):
        c.line(polygon([(x, 640), (x + (10 if x > 0 else -14), 830)], closed=False), girl.head.tint, 46)
        c.fill(
            smooth([(x - 40, 826), (x + 10, 816), (x + 56, 838), (x + 50, 852), (x - 40, 852)], tension=0.4), RED
        )
    skirt = smooth(
        [(-96, 428), (-132, 560), (-166, 690), (0, 712), (166, 690), (132, 560), (96, 428)], tension=0.35
    )
    c.fill(skirt, "#B8662F")
    with c.clipped(skirt):
        for x in (-90, -30, 30, 90):
            c.line(polygon([(x * 0.6, 450), (x * 1.4, 720)], closed=False), "#94501F", 4)
    with c.moved(0, -40, 1.36):
        girl.draw_back(c)
    girl.draw_torso(c)
    for side in (-1, 1):
        girl.hold(c, side, (side * 108, 530), bend=-side, near=0.84, before=hands.relaxed, after=None)
    with c.moved(0, -40, 1.36):
        girl.draw_head(c)
        bodies.hat(c, 2, -52, 0.84)


def _tree(c: Canvas, x: float, y: float, size: float, tint: str = "#7F9A5B") -> None:
    with c.moved(x, y, size):
        c.line(polygon([(0, 0), (0, -190)], closed=False), "#7A5B3D", 24)
        c.line(polygon([(0, -110), (46, -176)], closed=False), "#7A5B3D", 13)
        for dx, dy, radius in ((0, -280, 112), (-84, -214, 78), (88, -220, 80)):
            c.fill(ellipse(dx, dy, radius, radius * 0.92), tint)
        c.fill(ellipse(-34, -310, 56, 40), mix(tint, "#FFFFFF", 0.16))


def _village(c: Canvas) -> None:
    """The sun, hills and trees."""
    c.fill(ellipse(420, 150, 76, 76), "#F6DDA6")
    hills = smooth(
        [
            (-40, 540),
            (120, 430),
            (300, 500),
            (470, 400),
            (700, 500),
            (900, 470),
            (1260, 520),
            (1260, 760),
            (-40, 760),
        ],
        tension=0.5,
    )
    c.fill(hills, "#C2CFB2")
    near = smooth(
        [(-40, 600), (200, 540), (420, 590), (640, 560), (1260, 600), (1260, 800), (-40, 800)], tension=0.5
    )
    c.fill(near, "#A9BB8F")
    _tree(c, 60, 690, 1.15)
    _tree(c, 470, 670, 0.62, "#8FA868")


def _polling_house(c: Canvas) -> None:
    """The house of the polling room: the box seen through the open door, a sign without a word, a ramp."""
    c.fill(polygon([(612, 70), (1240, 70), (1240, 142), (562, 142)]), "#B5643B")
    c.fill(polygon([(556, 140), (1240, 140), (1240, 206), (510, 206)]), "#A2542F")
    c.fill(rounded(570, 206, 680, 500, 0), "#F1DDB0")
    c.fill(rounded(570, 206, 680, 24, 0), "#D9BF8A")
    c.fill(rounded(570, 630, 680, 80, 0), "#DCC393")
    c.fill(rounded(890, 306, 240, 400, 4), WOOD_DARK)
    c.fill(rounded(908, 324, 204, 382, 2), "#FBF1DC")
    c.fill(polygon([(908, 324), (948, 346), (948, 706), (908, 706)]), WOOD)
    c.fill(ellipse(938, 520, 5, 7), "#E3C77A")
    things.box(c, 1038, 520, 0.34, label=False)
    c.fill(rounded(956, 630, 152, 13, 2), WOOD)
    for x in (976, 1092):
        c.line(polygon([(x, 640), (x, 704)], closed=False), WOOD, 11)
    c.fill(rounded(630, 300, 150, 170, 4), WOOD_DARK)
    c.fill(rounded(642, 312, 126, 146, 2), "#BFD8DA")
    c.line(polygon([(705, 312), (705, 458)], closed=False), WOOD_DARK, 8)
    c.line(polygon([(642, 384), (768, 384)], closed=False), WOOD_DARK, 6)
    c.fill(rounded(914, 222, 192, 74, 8), RED)
    c.fill(rounded(978, 254, 64, 32, 3), PAPER)
    c.line(polygon([(970, 254), (1050, 254)], closed=False), PAPER, 7)
    c.fill(polygon([(992, 234), (1024, 229), (1027, 249), (995, 249)]), PAPER)
    c.fill(rounded(-10, 704, 1240, 280, 0), "#DCCBA0")
    c.fill(polygon([(-10, 800), (1220, 760), (1220, 970), (-10, 970)]), "#E8DCBC")
    for x in (120, 330, 560, 820, 1100):
        c.line(polygon([(600 + (x - 600) * 0.86, 800), (600 + (x - 600) * 1.2, 970)], closed=False), "#DACDA8", 4)
    c.line(polygon([(-10, 872), (1210, 852)], closed=False), "#DACDA8", 4)
    c.fill(polygon([(440, 800), (890, 706), (1220, 706), (1220, 800)]), "#C9B58A")
    c.line(polygon([(440, 800), (890, 706), (1220, 706)], closed=False), "#F1E7CC", 14)
    c.line(polygon([(520, 688), (872, 606), (872, 700)], closed=False), "#7A7F86", 9)
    c.line(polygon([(520, 688), (520, 780)], closed=False), "#7A7F86", 9)
    c.line(polygon([(696, 648), (696, 742)], closed=False), "#7A7F86", 9)


def arrive() -> Canvas:
    """An old woman with a stick and her card, and a man in a wheelchair on the ramp, come to the polling room."""
    c = _canvas("#DCE9E8")
    _village(c)
    _polling_house(c)
    rider = Person(
        Head(33, False, "tan", "black", "short", 0.6, 0.0, smile=1.2),
        Dress("polo", "#5E8FA8"),
        Sleeve("#5E8FA8", short=True),
        low=560,
    )
    with c.moved(676, 326, 0.5, -9):
        _wheelchair(c, rider)
        rest: Point = (166, 400)
        rider.hold(c, 1, rest, lambda: things.card(c, rest[0] + 96, rest[1] - 58, 1.1, 6), near=0.92)
    old = Person(
        Head(73, True, "warm", "white", "bun", 0.55, 0.0, smile=1.3),
        Dress("ba-ba", "#7A4A66"),
        Sleeve("#7A4A66"),
        low=610,
    )
    things.shadow(c, 270, 922, 190, 20)
    things.shadow(c, 520, 940, 90, 14)
    with c.moved(250, 262, 0.64):
        old.draw_back(c)
        _legs(c, "#35313A", 560, 1030, 34)
        old.draw_torso(c)
        old.draw_head(c)
        c.line(polygon([(-122, 500), (-150, 1034)], closed=False), "#6B4A2E", 17)
        c.line(smooth([(-122, 512), (-124, 470), (-96, 452), (-70, 468)], closed=False), "#6B4A2E", 17)
        old.hold(c, -1, (-128, 440), None, 1, before=hands.fist, after=None, lean=-50, near=0.8)
        wrist = (226, 280)
        old.hold(c, 1, wrist, lambda: things.card(c, wrist[0] + 118, wrist[1] - 44, 1.5, -5), lean=10)
    with c.moved(510, 592, 0.4):
        _girl(c)
    return c


def at_home() -> Canvas:
    """A member of the team brings the auxiliary box to an old woman in her bed; she puts her ballot in herself."""
    c = _canvas("#EFE3CC")
    things.wall(c, 800, 0)
    c.fill(rounded(60, 70, 250, 250, 6), WOOD)
    c.fill(rounded(76, 86, 218, 218, 2), "#CFE3E2")
    c.fill(smooth([(76, 270), (140, 230), (210, 256), (294, 220), (294, 304), (76, 304)], tension=0.4), "#A9BB8F")
    c.line(polygon([(185, 86), (185, 304)], closed=False), WOOD, 12)
    c.line(polygon([(76, 196), (294, 196)], closed=False), WOOD, 10)
    voter = Person(
        Head(82, True, "warm", "white", "bun", 0.55, 0.15, smile=1.3),
        Dress("ba-ba", "#8A6FA0"),
        Sleeve("#8A6FA0"),
        low=620,
    )
    bearer = Person(
        Head(40, False, "tan", "black", "side", -0.55, 0.2, smile=1.1),
        Dress("shirt", "#E9E2D2"),
        Sleeve("#E9E2D2"),
        low=1100,
        trousers="#3F4754",
    )
    # the bed: head-board, pillow
    c.fill(rounded(20, 420, 34, 480, 8), WOOD_DARK)
    c.fill(rounded(30, 690, 720, 200, 6), "#F6F1E4")
    c.fill(rounded(30, 850, 730, 56, 6), WOOD)
    c.fill(smooth([(56, 470), (170, 440), (200, 560), (190, 700), (60, 710)], tension=0.4), "#FFFDF6")
    c.line(smooth([(56, 470), (170, 440), (200, 560), (190, 700), (60, 710)], tension=0.4), "#CFC4AE", 3)
    k = 0.92
    with c.moved(960, 230, k):
        bearer.draw_torso(c)
        bearer.draw_head(c)
    with c.moved(250, 320, k):
        voter.draw_back(c)
        voter.draw_torso(c)
        voter.draw_head(c)
        voter.draw_arm(c, -1, (40, 470), 1, 0.9)
    quilt = smooth(
        [(120, 700), (260, 650), (460, 660), (640, 700), (756, 740), (756, 880), (100, 880)], tension=0.4
    )
    c.fill(quilt, "#B8564C")
    with c.clipped(quilt):
        for x in range(120, 800, 90):
            c.line(polygon([(x, 600), (x - 50, 900)], closed=False), "#E3B98A", 9, 0.7)
        for y in (740, 810):
            c.line(polygon([(60, y), (800, y)], closed=False), "#E3B98A", 9, 0.7)
    c.line(quilt, "#8E3B33", 3)
    slot = (700.0, 470.0)
    with c.moved(960, 230, k):
        bearer.hold(c, 1, (-150, 440), None, -1, before=hands.relaxed, after=None)
    things.box(c, *slot, 0.62, label=False)
    with c.moved(960, 230, k):
        bearer.hold(c, -1, (-262, 500), None, before=hands.open_up, after=None, near=0.98, lean=14)
        bodies.badge(c, bearer)
    with c.moved(250, 320, k):
        spot = ((slot[0] - 250) / k, (slot[1] - 320) / k)
        wrist = (spot[0] - 66, spot[1] - 112)

        def paper() -> None:
            with c.clipped(rounded(0, -400, 1000, 400 + spot[1] - 1, 0)):
                things.folded(c, spot[0] - 4, spot[1] - 26, GREEN, 0.9, 4)

        voter.hold(c, 1, wrist, paper, lean=62)
    return c


SCENES: dict[str, Callable[[], Canvas]] = {
    "vote-1-card": arrive,
    "vote-2-ballots": receive,
    "vote-3-desk": read,
    "vote-4-strike": strike,
    "vote-5-count": count,
    "vote-6-box": cast,
    "vote-7-stamp": stamped,
    "help-at-home": at_home,
}
"""The drawings by the name of their file: what a step shows, in the steps' order."""
