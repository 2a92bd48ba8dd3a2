"""The desk's window in a test: driven by a mouse and a keyboard, its dialogs answered, its commands waited for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from helpers.kiosks import until
from voter_kiosk.kiosk.desk.desk import Desk
from voter_kiosk.kiosk.desk.window import DeskWindow
from voter_kiosk.kiosk.items import outwards
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.reading import nodes

_FRAMES_MS = 60
_HANDLED = {QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.EditableText}


def _is_dialog(item: QObject) -> bool:
    return item.inherits("QQuickAbstractDialog")


class Opened(QObject):
    """Stands for the programs that open files: it notes which."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.files: list[Path] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.files.append(Path(url.toLocalFile()))


@dataclass
class Clerk:
    """An official at the desk's window."""

    desk: Desk
    window: QQuickWindow
    opened: Opened
    launched: list[list[str]] = field(default_factory=list)

    def find(self, name: str, which: int = 0) -> QQuickItem:
        """What can be used and is called so, or begins so; of several, the one at place ``which``."""
        settle()
        met = [
            (plain(node.text(QAccessible.Text.Name)), item)
            for node, item in nodes(self.window)
            if node.role() in _HANDLED and item.isEnabled()
        ]
        for fits in (str.__eq__, str.startswith):
            found = [item for called, item in met if fits(called, name)]
            if len(found) > which:
                return found[which]
        raise LookupError(f"{name!r} is not among {[called for called, _ in met]}")

    def words(self) -> str:
        """Everything that a screen reader says of the window."""
        settle()
        return "\n".join(plain(node.text(QAccessible.Text.Name)) for node, _ in nodes(self.window))

    def _middle(self, item: QQuickItem) -> QPoint:
        """Where it is once it has been laid out and scrolled to."""
        QTest.qWait(_FRAMES_MS)
        for outer in outwards(item):
            if outer.inherits("QQuickFlickable") and float(outer.property("contentHeight")) > outer.height():
                place = item.mapToItem(outer, QPointF(0, 0)).y() + float(outer.property("contentY"))
                most = float(outer.property("contentHeight")) - outer.height()
                outer.setProperty("contentY", max(0.0, min(most, place - outer.height() / 2)))
        settle()
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def click(self, name: str, which: int = 0) -> None:
        """Click it, and wait for what it starts."""
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=self._middle(self.find(name, which)))
        self.wait()

    def click_twice(self, name: str, which: int = 0) -> None:
        """A double click."""
        at = self._middle(self.find(name, which))
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(self.window, Qt.MouseButton.LeftButton, pos=at)
        self.wait()

    def type(self, name: str, text: str) -> None:
        """Click into the line of that name and type, over what stands there."""
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=self._middle(self.find(name)))
        QTest.keyClick(self.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for sign in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QCoreApplication.sendEvent(self.window, event)
        settle()

    def choose(self, name: str, place: Path) -> None:
        """Click a key that asks for a file or a folder, and answer its dialog."""
        key = self.find(name)
        at = QPointF(self._middle(key))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        # Posted, so that Qt handles it without Python's lock: the dialog loads its QML on another thread, and that
        # asks our translator.
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
            event = QMouseEvent(kind, at, at, left, held, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(self.window, event)
        settle()
        folder = bool(key.property("folder"))
        dialog = next(one for one in key.findChildren(QObject) if _is_dialog(one))
        assert dialog.property("visible")
        url = QUrl.fromLocalFile(str(place))
        if folder:
            dialog.setProperty("selectedFolder", url)
            QMetaObject.invokeMethod(dialog, "accept")
        else:  # Qt's own stand-in for a system's dialog would take what is marked in its list
            dialog.setProperty("selectedFile", url)
            QMetaObject.invokeMethod(dialog, "accepted")
            QMetaObject.invokeMethod(dialog, "reject")
        until(lambda: not dialog.property("visible"))
        self.window.requestActivate()  # as a window manager would
        until(lambda: QGuiApplication.focusWindow() is self.window and QGuiApplication.modalWindow() is None)
        self.wait()

    def wait(self) -> None:
        """Until every command has ended."""
        settle()
        until(lambda: not self.desk.at_work)
        settle()


@contextmanager
def at_the_desk(parent: QObject, kept: Path, language: str = "vi") -> Iterator[Clerk]:
    """A desk's window, closed at the end."""
    launched: list[list[str]] = []

    def launch(arguments: Sequence[str]) -> bool:
        launched.append(list(arguments))
        return True

    opened = Opened(parent)
    QDesktopServices.setUrlHandler("file", opened, "note")
    desk = Desk(parent, kept=kept, language=language, launch=launch)
    window = DeskWindow(desk, parent)
    try:
        window.window.show()
        settle()
        window.window.grabWindow()
        yield Clerk(desk, window.window, opened, launched)
    finally:
        window.close()
        QDesktopServices.unsetUrlHandler("file")
        settle()
