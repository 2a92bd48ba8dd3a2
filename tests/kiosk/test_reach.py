"""Everything within reach: for who sits in a wheelchair before an upright screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.window import Panel

UPRIGHT = Panel()


def ask_for_reach(kiosk: Open) -> None:
    kiosk.hand.touch(kiosk.keys("More"))
    kiosk.hand.touch(kiosk.keys("Everything within reach"))
    kiosk.hand.touch(kiosk.keys("Close"))


def top_mm(kiosk: Open, item: QQuickItem, panel: Panel = UPRIGHT) -> float:
    """How high above the floor the upper edge of ``item`` is, in millimetres."""
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return panel.mounted_mm + panel.height_mm - place.top() / panel.pixels_per_mm


def test_one_touch_brings_every_key_below_1220_mm_and_another_gives_the_whole_screen_back(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("ballots")
        ask_for_reach(kiosk)
        kiosk.grab()
        reached = [kiosk.hand.find(name) for name in kiosk.hand.names()]
        assert len(reached) > 5
        assert max(top_mm(kiosk, item) for item in reached if kiosk.hand.visible_middle(item)) <= 1220
        assert kiosk.session.place.screen is Screen.BALLOTS, "one stays where one was"
        kiosk.hand.touch(kiosk.keys("More"))
        kiosk.hand.touch(kiosk.keys("Everything within reach"))
        assert not kiosk.session.reach


def test_the_next_citizen_has_the_whole_screen_again(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        ask_for_reach(kiosk)
        assert kiosk.session.reach
        kiosk.hand.touch(kiosk.keys("Finish"))
        assert not kiosk.session.reach


def test_are_you_still_there_is_asked_within_reach(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        ask_for_reach(kiosk)
        kiosk.wait(121)
        kiosk.grab()
        assert top_mm(kiosk, kiosk.hand.find(kiosk.keys("Yes, go on"))) <= 1220


@pytest.mark.parametrize(
    "panel",
    [UPRIGHT.turned(), Panel(mounted_mm=600), Panel(1080, 1920, 76, 135)],
    ids=["on its side", "mounted low", "small"],
)
def test_it_is_not_offered_where_all_of_the_screen_is_within_reach_anyway(
    demo_store: Path, qapp: QGuiApplication, panel: Panel
) -> None:
    with opened(demo_store, qapp, panel=panel) as kiosk:
        kiosk.go("home")
        kiosk.hand.touch(kiosk.keys("More"))
        assert kiosk.keys("Colours") in kiosk.hand.names()
        assert kiosk.keys("Everything within reach") not in kiosk.hand.names()
