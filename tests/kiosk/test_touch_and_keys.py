"""What a finger and a key do, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import ATTRACT, HOME, Screen
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.window import Panel

LONG_PAGES = [
    ("home", ""),
    ("candidates", "p98.na.1"),
    ("candidate", "p98.na.1.1"),
    ("candidate", "p98.na.1.1/programme"),
    ("sections", ""),
    ("topics", "questions"),
    ("steps", "1"),
    ("history", ""),
    ("about", ""),
    ("search", "T"),
    ("search", "/*T"),
]


def scrollers(kiosk: Open) -> list[QQuickItem]:
    found = []
    waiting = [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            if item.inherits("QQuickFlickable"):
                found.append(item)
    return found


def middle(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_a_touch_begins_and_a_touch_lifted_elsewhere_does_nothing(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.hand.touch_at(QPoint(500, 900))
        assert kiosk.session.place == HOME
        kiosk.grab()
        finish = middle(kiosk.hand.find(kiosk.keys("Finish")))
        kiosk.hand.touch_at(finish, lift_at=QPoint(500, 300))
        assert kiosk.session.place == HOME, "released outside"
        kiosk.hand.touch_at(QPoint(500, 1400), lift_at=finish)
        assert kiosk.session.place == HOME, "pressed outside"
        kiosk.hand.touch_at(finish)
        assert kiosk.session.place == ATTRACT


def test_a_mouse_does_what_a_finger_does(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton, pos=middle(kiosk.hand.find("English")))
        assert kiosk.session.language == "en"


@pytest.mark.parametrize(("screen", "subject"), LONG_PAGES)
def test_nothing_moves_but_up_and_down(demo_store: Path, qapp: QGuiApplication, screen: str, subject: str) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go(screen, subject)
        for scroller in scrollers(kiosk):
            assert scroller.property("contentWidth") <= scroller.width(), "nothing lies beside the page"
            beside = QPoint(20, middle(scroller).y())
            kiosk.hand.touch_at(beside, lift_at=beside + QPoint(400, 0))
            assert scroller.property("contentX") == 0
            assert kiosk.session.place.screen.value == screen, "no gesture turns a page"


def test_a_page_scrolls_under_a_finger_and_by_the_key_beside(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("candidate", "p98.na.1.1")
        (scroller,) = scrollers(kiosk)
        centre = middle(scroller)
        kiosk.hand.touch_at(centre, lift_at=centre - QPoint(0, 300))
        by_finger = scroller.property("contentY")
        assert by_finger > 100
        scroller.setProperty("contentY", 0)
        for _ in range(40):
            if kiosk.keys("Show more") not in kiosk.hand.names():
                break
            kiosk.hand.touch(kiosk.keys("Show more"))
            kiosk.grab()
        end = scroller.property("contentHeight") - scroller.height()
        assert scroller.property("contentY") == pytest.approx(end, abs=1), "the key leads to the very end"
        assert kiosk.keys("Up") in kiosk.hand.names()


def reached_by_tab(kiosk: Open) -> list[str]:
    """The names that Tab comes to, until it begins again."""
    found: list[str] = []
    seen: set[int] = set()
    while True:
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        settle()
        item = kiosk.window.activeFocusItem()
        if id(item) in seen or item is None or len(found) > 200:
            return found
        seen.add(id(item))
        kept.append(item)
        node = QAccessible.queryAccessibleInterface(item)
        if node is not None and item.property("text"):
            found.append(node.text(QAccessible.Text.Name))


kept: list[QQuickItem] = []
"""So that no address is used twice within a test."""


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize(("screen", "subject"), [*LONG_PAGES, ("ballots", ""), ("notices", ""), ("attract", "")])
def test_tab_reaches_every_control_in_the_order_of_reading(
    demo_store: Path, qapp: QGuiApplication, screen: str, subject: str, upright: bool
) -> None:
    panel = Panel() if upright else Panel().turned()
    with opened(demo_store, qapp, panel=panel) as kiosk:
        if screen != "attract":
            kiosk.go(screen, subject)
        order = [name for name in kiosk.hand.names() if name]
        reached = reached_by_tab(kiosk)
        start = reached.index(order[0])
        turning = {kiosk.keys("Up"), kiosk.keys("Show more")}  # they come and go as the page scrolls
        in_turn = [name for name in (*reached[start:], *reached[:start]) if name not in turning]
        assert in_turn == [name for name in order if name not in turning], "every one, each once"


def test_what_has_the_focus_is_on_the_screen_and_can_be_seen(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("candidates", "p98.province.1")
        before = kiosk.grab()
        for _ in range(len(kiosk.hand.names())):
            QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
            settle()
            after = kiosk.grab()
            assert after != before, "the ring is drawn"
            item = kiosk.window.activeFocusItem()
            assert kiosk.hand.visible_middle(item) is not None, "the page has scrolled to it"
            before = after


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_what_has_the_focus(demo_store: Path, qapp: QGuiApplication, key: Qt.Key) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        for _ in range(30):
            QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
            if kiosk.window.activeFocusItem() is kiosk.hand.find(kiosk.keys("Where and when")):
                break
        QTest.keyClick(kiosk.window, key)
        assert kiosk.session.place.screen is Screen.BALLOTS


def test_a_keyboard_begins_and_turns_pages(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
        assert kiosk.session.place == HOME
        kiosk.session.setTextSize("largest")
        kiosk.go("candidate", "p98.na.1.1")
        (scroller,) = scrollers(kiosk)
        QTest.keyClick(kiosk.window, Qt.Key.Key_PageDown)
        assert scroller.property("contentY") > 0
        QTest.keyClick(kiosk.window, Qt.Key.Key_PageUp)
        assert scroller.property("contentY") == 0


def test_while_she_is_asked_the_keyboard_stays_with_the_question(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        kiosk.wait(121)
        assert sorted(reached_by_tab(kiosk)) == sorted([kiosk.keys("Yes, go on"), kiosk.keys("Finish")])
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        while kiosk.window.activeFocusItem() is not kiosk.hand.find(kiosk.keys("Yes, go on")):
            QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
        assert not kiosk.session.asking
        assert kiosk.session.place == HOME


def test_the_trays_try_size_and_colours_at_once(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        kiosk.hand.touch(kiosk.keys("Text size"))
        kiosk.hand.touch(kiosk.keys("Very large"))
        assert kiosk.session.textSize == "largest"
        kiosk.hand.touch(kiosk.keys("More"))
        kiosk.hand.touch(kiosk.keys("Colours"))
        kiosk.hand.touch(kiosk.keys("White on black"))
        assert kiosk.session.contrast == "white-on-black"
        kiosk.hand.touch(kiosk.keys("Close"))
        assert kiosk.keys("Close") not in kiosk.hand.names()
        assert kiosk.session.place == HOME


def test_an_open_tray_keeps_what_it_covers_out_of_reach_and_closes_by_a_touch_beside(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("candidates", "p98.na.1")
        somebody = kiosk.hand.visible_middle(kiosk.hand.find("1. "))
        assert somebody is not None
        kiosk.hand.touch(kiosk.keys("Text size"))
        kiosk.grab()
        sizes = [kiosk.keys(name) for name in ("Small", "Medium", "Large", "Very large", "Close")]
        strip = [kiosk.keys(name) for name in ("Back", "Start page", "Text size", "Listen", "More")] + ["English"]
        assert sorted(kiosk.hand.names()) == sorted([*sizes, *strip])
        assert sorted(reached_by_tab(kiosk)) == sorted([*sizes, *strip])
        kiosk.hand.touch_at(somebody)
        assert kiosk.session.place.screen is Screen.CANDIDATES, "the touch goes no further"
        assert kiosk.keys("Close") not in kiosk.hand.names()
        kiosk.hand.touch_at(somebody)
        assert kiosk.session.place.screen is Screen.CANDIDATE
