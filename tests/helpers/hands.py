"""People who work the kiosk without a finger: by keyboard, by two switches, by one switch and patience."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.kiosks import Open
from voter_kiosk.kiosk.hands import Hands
from voter_kiosk.kiosk.offscreen import settle

PATIENCE = 60
"""After how many presses or waits a person gives up."""


def name_of(item: QQuickItem | None) -> str:
    """What a screen reader calls it."""
    node = None if item is None else QAccessible.queryAccessibleInterface(item)
    return "" if node is None else node.text(QAccessible.Text.Name)


def hands(kiosk: Open) -> Hands:
    """The hands of a kiosk that a key was pressed at."""
    found = kiosk.kiosk.screen.hands
    assert found is not None
    return found


def press(kiosk: Open, *keys: Qt.Key) -> None:
    """Keys, one after the other, with the time that a person takes."""
    for key in keys:
        kiosk.clock.now += 1
        QTest.keyClick(kiosk.window, key)
        kiosk.grab()
        settle()


def focused(kiosk: Open) -> str:
    """The name of what has the focus."""
    return name_of(kiosk.window.activeFocusItem())


@dataclass
class Keyboard:
    """Tab to what is wanted, then Enter."""

    kiosk: Open

    def choose(self, name: str) -> None:
        for _ in range(PATIENCE):
            if focused(self.kiosk).startswith(name) and hands(self.kiosk).used:
                press(self.kiosk, Qt.Key.Key_Return)
                return
            press(self.kiosk, Qt.Key.Key_Tab)
        raise LookupError(name)


@dataclass
class TwoSwitches:
    """One switch moves the highlight, the other chooses."""

    kiosk: Open
    step: Qt.Key = Qt.Key.Key_F6
    select: Qt.Key = Qt.Key.Key_F7
    presses: int = 0

    def choose(self, name: str) -> None:
        """Into the group that ``name`` is in, until it is pressed; before that, turn the page to it."""
        turned = 0
        for _ in range(PATIENCE):
            highlighted = self.highlighted()
            leaving = self.leaving()
            if len(highlighted) == 1 and highlighted[0].startswith(name) and not leaving:
                self.press(self.select)
                return
            if (
                any(found.startswith(name) for found in highlighted) != leaving
            ):  # in, or out where it is not within
                self.press(self.select)
            elif not self.on_screen(name) and self.kiosk.keys("Show more") in highlighted and not leaving:
                turned += len(highlighted) == 1
                self.press(self.select)
            else:
                self.go_on()
        raise LookupError(f"{name} after {turned} pages, at {self.highlighted()}")

    def go_on(self) -> None:
        self.press(self.step)

    def press(self, key: Qt.Key) -> None:
        self.presses += 1
        press(self.kiosk, key)

    def leaving(self) -> bool:
        found = self.kiosk.kiosk.screen.hands
        return found is not None and found.leaving

    def highlighted(self) -> list[str]:
        found = self.kiosk.kiosk.screen.hands
        return [name_of(item) for item in found.highlighted] if found is not None else []

    def on_screen(self, name: str) -> bool:
        try:
            return self.kiosk.hand.visible_middle(self.kiosk.hand.find(name)) is not None
        except LookupError:
            return False


@dataclass
class OneSwitch(TwoSwitches):
    """The highlight goes by itself; one switch chooses. No time passes but by the test's clock."""

    select: Qt.Key = Qt.Key.Key_F8
    waits: int = 0

    def go_on(self) -> None:
        if self.kiosk.kiosk.screen.hands is None or not hands(self.kiosk).running:
            self.press(self.select)
            return
        self.waits += 1
        self.kiosk.clock.now += self.kiosk.session.comfort.scanning
        hands(self.kiosk).tick()
        self.kiosk.grab()

    def press(self, key: Qt.Key) -> None:
        """In time: before the highlight goes on."""
        self.presses += 1
        QTest.keyClick(self.kiosk.window, key)
        self.kiosk.grab()
        settle()
