"""Every screen without a finger: each control has the focus once, is seen with its ring, and nothing is a trap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from helpers.looks import shared_out
from voter_kiosk.domain.hands import Act, Box, towards
from voter_kiosk.domain.journey import Contrast, TextSize
from voter_kiosk.kiosk.measure import contrast_ratio
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import reading
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import Guide, Look

pytestmark = pytest.mark.uncounted

ALIKE = frozenset({"moment"})
"""Kinds of stops that show the same pages at another time."""

LOOKS = (
    Look(),
    Look(orientation="landscape", text_size=TextSize.LARGEST),
    Look(text_size=TextSize.LARGEST),
    Look(orientation="landscape"),
)


def route(guide: Guide, look: Look) -> list[Stop]:
    """Half of the stops in each of the first two looks, one of a kind in the others: there backwards as well.

    Not while somebody listens: without sound, what is spoken at a key takes the listener's keys away
    (``test_listening`` comes to them). Officials' pages are gone through in tests of their own.
    """
    found = [
        stop
        for stop in guide.route()
        if stop.kind not in {*ALIKE, "office", "over-listen", "over-headphones", "over-no-sound"}
        and not stop.scrolled
    ]
    if look in LOOKS[:2]:
        return shared_out(found, LOOKS.index(look), 2)
    return list({stop.kind: stop for stop in reversed(found)}.values())


def scene(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def holder(item: QQuickItem) -> QQuickItem | None:
    outer = item.parentItem()
    while outer is not None and not outer.inherits("QQuickFlickable"):
        outer = outer.parentItem()
    return outer


def seen(window: QQuickWindow, item: QQuickItem) -> QRectF:
    """The part of the window in which ``item`` shows."""
    place = QRectF(0, 0, window.width(), window.height())
    outer = item.parentItem()
    while outer is not None:
        if outer.clip():
            place = place.intersected(scene(outer))
        outer = outer.parentItem()
    return place


def turns(item: QQuickItem) -> bool:
    """Whether it is a key that turns the page: those come and go as the page moves."""
    return item.property("sign") in {"up", "down"} and holder(item) is None


def pressable(window: QQuickWindow) -> list[QQuickItem]:
    return [read.item for read in reading(window) if read.pressable and not read.disabled]


def ring_of(guide: Guide) -> QQuickItem:
    hands = guide.screen.hands
    assert hands is not None
    return hands.ring


def wrong_with_the_focus(guide: Guide, item: QQuickItem) -> list[str]:
    """What cannot be seen of ``item`` and its ring."""
    window, ring = guide.window, ring_of(guide)
    whole, place = scene(item), seen(guide.window, item)
    shown = whole.intersected(place)
    found = []
    fits = whole.height() <= place.height()
    if fits and not place.adjusted(-1, -1, 1, 1).contains(whole):
        found.append(f"cut: {item.property('text')} {whole} in {place}")
    if not fits and shown.height() < place.height() * 0.8:
        found.append(f"hardly seen: {item.property('text')} {whole} in {place}")
    drawn = scene(ring)
    if not ring.isVisible() or not drawn.adjusted(-1, -1, 1, 1).contains(shown):
        found.append(f"no ring: {item.property('text')} {shown} ring {drawn}")
    if not QRectF(0, 0, window.width(), window.height()).contains(drawn):
        found.append(f"ring beyond the screen: {item.property('text')}")
    return found


def walked(guide: Guide, key: Qt.Key, most: int) -> tuple[list[QQuickItem], list[str]]:
    """Where ``key`` leads, from a first control until it comes round; and what was wrong on the way."""
    window = guide.window
    found: list[QQuickItem] = []
    wrong: list[str] = []
    while len(found) <= most:
        QTest.keyClick(window, key)
        settle()
        item = window.activeFocusItem()
        if item in found:
            break
        if item is None or item.property("visualFocus") is None:
            return found, [*wrong, f"the focus is lost: {item}"]
        found.append(item)
        wrong += wrong_with_the_focus(guide, item)
    if found and item is not found[0] and not turns(item):
        wrong.append(f"{item.property('text')} comes again before {found[0].property('text')}")
    return found, wrong


def trapped(guide: Guide) -> list[str]:
    """Controls that the four arrows do not lead to, from the first one."""
    hands = guide.screen.hands
    assert hands is not None
    stops = pressable(guide.window)
    boxes = [Box(*scene(item).getRect()) for item in stops]
    reached, waiting = {0}, [0]
    regions = hands._regions(stops)
    while waiting:
        at = waiting.pop()
        region = next(region for region in regions if at in region)
        for act, way in ((Act.RIGHT, 1), (Act.DOWN, 1), (Act.LEFT, -1), (Act.UP, -1)):
            there = towards([boxes[one] for one in region], region.index(at), act)
            place = region[there] if there is not None else (at + way) % len(stops)
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    return [f"no arrow leads to {stops[place].property('text')}" for place in set(range(len(stops))) - reached]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.text_size}-{look.orientation}")
def test_keys_come_to_every_control_once_in_reading_order_and_it_is_seen(guide: Guide, look: Look) -> None:
    wrong: list[str] = []
    for stop in route(guide, look):
        assert guide.come(stop, look), stop.name
        guide.window.grabWindow()
        settle()
        expected = [item for item in pressable(guide.window) if not turns(item)]
        ways = [(Qt.Key.Key_Tab, expected), (Qt.Key.Key_Backtab, expected[::-1])]
        for key, order in ways if look in LOOKS[2:] else ways[:1]:
            if guide.screen.hands is not None:
                guide.screen.hands.finger()
            if not expected:
                continue
            found, faults = walked(guide, key, len(expected) + 3)
            kept = [item for item in found if not turns(item)]
            start = kept.index(order[0]) if order[0] in kept else 0
            if [*kept[start:], *kept[:start]] != order:
                names = [item.property("text") for item in kept]
                faults.append(f"another order: {names} for {[item.property('text') for item in order]}")
            wrong += [f"{stop.name} {key.name}: {fault}" for fault in faults]
        if expected:
            wrong += [f"{stop.name}: {fault}" for fault in trapped(guide)]
        guide.leave(stop)
    assert wrong == []
    assert list(guide.warnings) == [], "Qt has nothing to say"


# --- the ring, in pixels ---


def along(box: QRectF, corner: float) -> list[QPoint]:
    """Points on a frame, evenly and without its round corners."""
    found = []
    for part in range(1, 12):
        x = box.left() + corner + (box.width() - 2 * corner) * part / 12
        y = box.top() + corner + (box.height() - 2 * corner) * part / 12
        found += [QPointF(x, box.top()), QPointF(x, box.bottom() - 1)]
        found += [QPointF(box.left(), y), QPointF(box.right() - 1, y)]
    return [point.toPoint() for point in found]


def inset(box: QRectF, by: float) -> QRectF:
    return box.adjusted(by, by, -by, -by)


def share(true: list[bool]) -> float:
    return sum(true) / len(true)


def wrong_with_the_ring(guide: Guide, before: QImage, after: QImage) -> list[str]:
    """The ring against what it lies on (WCAG 2.2, 1.4.11 and 2.4.13), and how thick it is."""
    ring = ring_of(guide)
    box, edge, band = scene(ring), ring.property("edge"), ring.property("band")
    corner = ring.property("outset") + guide.panel.pixels_per_mm * 3
    middle = along(inset(box, edge + band / 2), corner)
    halos = [along(inset(box, edge / 2), corner), along(inset(box, edge * 1.5 + band), corner)]
    colour = after.pixelColor(middle[0])
    found = []
    drawn = share([after.pixelColor(point) == colour for point in middle])
    if drawn < 1:
        found.append(f"something lies over the ring: {drawn:.0%} is seen")
    for halo in halos:
        least = min(contrast_ratio(colour, after.pixelColor(point)) for point in halo)
        if least < 3:
            found.append(f"{least:.1f} to its edge")
    stands_out = [
        max(
            contrast_ratio(before.pixelColor(one), after.pixelColor(one)),
            *(contrast_ratio(before.pixelColor(halo[place]), after.pixelColor(halo[place])) for halo in halos),
        )
        for place, one in enumerate(middle)
    ]
    if share([ratio >= 3 for ratio in stands_out]) < 0.95:  # it may cross a hairline
        found.append(f"{min(stands_out):.1f} to what it lies on")
    column = round(box.center().x())
    thick = sum(after.pixelColor(column, round(box.top()) + down) == colour for down in range(2 * edge + band))
    if thick / guide.panel.pixels_per_mm < 1:
        found.append(f"{thick} pixels thick")
    return found


@pytest.mark.parametrize("contrast", Contrast, ids=str)
def test_the_ring_stands_out_from_whatever_it_lies_on(guide: Guide, contrast: Contrast) -> None:
    wrong: list[str] = []
    looks = {Contrast.USUAL: LOOKS[0], Contrast.LOW: LOOKS[3]}
    look = looks.get(contrast, LOOKS[0])
    hands = None
    for stop in {stop.kind: stop for stop in reversed(route(guide, LOOKS[2]))}.values():
        guide.come(stop, look)
        guide.screen.session.setContrast(contrast.value)
        guide.window.grabWindow()
        items = pressable(guide.window)
        if not items:
            guide.leave(stop)
            continue
        QTest.keyClick(guide.window, Qt.Key.Key_Tab)
        hands = guide.screen.hands
        assert hands is not None
        primary = [item for item in items if item.property("primary") or item.property("chosen")]
        for item in dict.fromkeys((items[0], *primary[:1])):
            hands._focus(item)
            settle()
            guide.window.grabWindow()
            settle()
            after = guide.window.grabWindow()
            ring_of(guide).setVisible(False)
            before = guide.window.grabWindow()
            ring_of(guide).setVisible(True)
            wrong += [
                f"{stop.name} {item.property('text')}: {fault}"
                for fault in wrong_with_the_ring(guide, before, after)
            ]
        guide.leave(stop)
    assert hands is not None
    assert wrong == []
