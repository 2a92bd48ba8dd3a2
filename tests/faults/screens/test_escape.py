"""Every way out of the kiosk is tried, and fails: keys, gestures, links, dialogs, menus, dragging, the clipboard.

What is tried is sent as a system would send it, to the real window with real content, and after each try it
stands there whole: one window, as large as ever, nothing in the clipboard, nothing opened, no child process.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QContextMenuEvent,
    QDesktopServices,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWindow,
)
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from helpers.ears import ears
from helpers.kiosks import Open, items, opened
from helpers.monkey import ALL_KEYS, COMMANDS, SMALL
from voter_kiosk.domain.journey import ATTRACT, HOME, Place, Screen
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import nodes
from voter_kiosk.kiosk.stops import stops
from voter_kiosk.store.setup import set_printer

ALT, CTRL, SHIFT, META = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
)

WAYS_OUT = [
    *((ALT, f"F{number}") for number in (1, 2, 4, 8, 10)),
    *((CTRL | ALT, f"F{number}") for number in range(1, 13)),
    *((CTRL | ALT, key) for key in ("Delete", "Backspace", "T", "L")),
    *((CTRL, key) for key in "ACDFNOPQRSTVWXZ"),
    *((CTRL | SHIFT, key) for key in ("Escape", "I", "J", "N", "T", "Q", "V", "U")),
    *((CTRL, key) for key in ("F4", "Escape", "Insert", "Tab", "Plus", "Minus", "0")),
    *((META, key) for key in ("D", "E", "L", "R", "Tab", "Up")),
    *((ALT, key) for key in ("Tab", "Escape", "Space", "Left", "Home", "Return")),
    *((SHIFT, key) for key in ("Insert", "Delete", "F10")),
    *(
        (Qt.KeyboardModifier.NoModifier, key)
        for key in (
            "F11 F12 F5 Print SysReq Pause Meta Super_L Super_R Menu Alt Control Help Explorer HomePage Search "
            "LaunchMail LaunchMedia Launch0 Calculator WWW OpenUrl Copy Cut Paste Open Close Save New Undo Exit "
            "PowerOff PowerDown Sleep Suspend LogOff Execute ContrastAdjust ScreenSaver Terminal TaskPane"
        ).split()
    ),
]
HELD = [(command, key) for command, key in WAYS_OUT if hasattr(Qt.Key, f"Key_{key}")]


class Opener(QObject):
    """Takes what would be opened outside."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("http", "https", "file", "mailto", "tel"):
            QDesktopServices.setUrlHandler(scheme, self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def close(self) -> None:
        for scheme in ("http", "https", "file", "mailto", "tel"):
            QDesktopServices.unsetUrlHandler(scheme)


def children() -> set[int]:
    """Child processes of this one, of all its threads."""
    found: set[int] = set()
    for thread in Path("/proc/self/task").iterdir():
        found |= {int(number) for number in (thread / "children").read_text().split()}
    return found


@dataclass
class Inside:
    """A kiosk and what must stay as it was."""

    kiosk: Open
    opener: Opener
    before: set[int] = field(default_factory=children)
    sent: list[str] = field(default_factory=list)

    def check(self, what: object) -> None:
        """Nobody has come out by ``what``."""
        settle()
        window = self.kiosk.window
        assert window.isVisible(), what
        assert window.visibility() is not QWindow.Visibility.Minimized, what
        assert (window.width(), window.height()) == (SMALL.width, SMALL.height), what
        assert [top for top in QGuiApplication.topLevelWindows() if top.isVisible()] == [window], what
        assert QGuiApplication.clipboard().text() == "", what
        assert self.opener.opened == [], what
        assert children() <= self.before, what
        assert not self.kiosk.session.fault, what
        assert not self.kiosk.kiosk.screen.office.occupied, what


def without_a_frame(kiosk: Kiosk, _clock: Seconds) -> None:
    """As a kiosk's window is (``app.run``)."""
    kiosk.screen.window.setFlag(Qt.WindowType.FramelessWindowHint)


@pytest.fixture(scope="module")
def window(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp, panel=SMALL, equip=without_a_frame) as found:
        ears(found.session.listening, None, lambda: True)
        yield found


@pytest.fixture
def inside(window: Open) -> Iterator[Inside]:
    opener = Opener()
    QGuiApplication.clipboard().clear()
    window.session.finish()
    yield Inside(window, opener)
    opener.close()


def everywhere(kiosk: Open) -> list[Place]:
    """One place of each screen."""
    showing = kiosk.session.view.showing
    assert showing is not None
    return list({stop.place.screen: stop.place for stop in stops(showing, kiosk.session.view.moment)}.values())


def search(kiosk: Open) -> None:
    """Where letters are typed: the one line that could be copied from, or pasted into."""
    kiosk.go("search", "Nguyen")
    QTest.keyClick(kiosk.window, Qt.Key.Key_A)


@pytest.mark.parametrize("place", [HOME, Place(Screen.SEARCH, "Nguyen"), ATTRACT], ids=lambda at: at.screen)
def test_no_key_and_no_chord_leads_out(inside: Inside, place: Place) -> None:
    kiosk = inside.kiosk
    for command, name in HELD:
        if kiosk.session.place.screen is not place.screen:
            kiosk.go(place.screen, place.subject)
        key = Qt.Key[f"Key_{name}"]
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(kiosk.window, QKeyEvent(kind, key, command, ""))
        inside.check((command, name))


def test_every_key_that_qt_knows_with_every_command_stays_inside(inside: Inside) -> None:
    kiosk = inside.kiosk
    kiosk.go("search", "Nguyen")
    for command in COMMANDS:
        for key in ALL_KEYS:
            QCoreApplication.sendEvent(kiosk.window, QKeyEvent(QEvent.Type.KeyPress, key, command, ""))
            QCoreApplication.sendEvent(kiosk.window, QKeyEvent(QEvent.Type.KeyRelease, key, command, ""))
        inside.check(command)


def test_nobody_closes_the_window_but_who_may_stop_the_program(inside: Inside) -> None:
    kiosk = inside.kiosk
    kiosk.go("candidates", "p98.na.1")
    before = kiosk.grab()
    assert not kiosk.window.close()
    inside.check("close()")
    event = QCloseEvent()
    QCoreApplication.sendEvent(kiosk.window, event)
    assert not event.isAccepted()
    inside.check("a close event")
    assert kiosk.grab() == before


def test_no_press_of_any_button_selects_copies_or_opens_a_menu(inside: Inside) -> None:
    kiosk = inside.kiosk
    buttons = [
        Qt.MouseButton.RightButton,
        Qt.MouseButton.MiddleButton,
        Qt.MouseButton.BackButton,
        Qt.MouseButton.ForwardButton,
    ]
    for place in everywhere(kiosk):
        kiosk.go(place.screen, place.subject)
        at = kiosk.session.place
        items = [item for node, item in nodes(kiosk.window) if node.role() is not QAccessible.Role.Button]
        points = [point for item in items[:12] if (point := kiosk.hand.visible_middle(item)) is not None]
        for point in points[:3]:
            for button in buttons:
                QTest.mouseClick(kiosk.window, button, pos=point)
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, point)
            QCoreApplication.sendEvent(kiosk.window, event)
        inside.check(place)
        assert kiosk.session.place == at, "only a finger and the left button press"
        kiosk.session.finish()


class Drags(QObject):
    """Notes every drag that begins below ``roots``, and ends it: some systems wait until its button is lifted."""

    SEEN = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop})

    def __init__(self, app: QGuiApplication, *roots: QObject) -> None:
        super().__init__()
        self.begun: list[str] = []
        self.roots = list(roots)
        self._app = app
        app.installEventFilter(self)
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in self.SEEN:
            self._end(f"{event.type().name} at {watched}")
        return False

    @Slot()
    def look(self) -> None:
        """A drag is a child of what is dragged; where it has an event loop of its own, timers go on in it."""
        for root in self.roots:
            if root.findChildren(QDrag):
                self._end(f"of {root}")

    def _end(self, what: str) -> None:
        self.begun.append(what)
        QTimer.singleShot(0, QDrag.cancel)


@pytest.fixture
def drags(window: Open, qapp: QGuiApplication) -> Iterator[Drags]:
    watch = Drags(qapp, window.window, window.kiosk.screen.engine)
    yield watch
    watch.close()


DRAGGED = b"""
import QtQuick
Window {
    width: 300; height: 300; visible: true
    Rectangle {
        width: 100; height: 100; color: "red"
        Drag.active: area.drag.active
        Drag.dragType: Drag.Automatic
        Drag.mimeData: { "text/plain": "Dan" }
        MouseArea { id: area; anchors.fill: parent; drag.target: parent }
    }
    TextEdit { y: 200; objectName: "text"; text: "Dan"; selectByMouse: true }
}
"""


def drag(window: QWindow, start: QPoint, way: QPoint, drags: Drags | None = None) -> None:
    """With the left button, from ``start``, in five steps, and beyond the window."""
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(window, start + way * step / 5)
        if drags is not None:
            drags.look()
        settle()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=start + way)
    settle()


@pytest.mark.qt_log_ignore("Unimplemented code")  # a drag, where nothing is drawn
def test_the_watch_sees_a_drag_that_begins_and_text_that_can_be_selected(
    window: Open, qapp: QGuiApplication
) -> None:
    engine = QQmlApplicationEngine()
    engine.loadData(DRAGGED)
    (other,) = engine.rootObjects()
    assert isinstance(other, QQuickWindow)
    drags = Drags(qapp, other)
    try:
        drag(other, QPoint(50, 50), QPoint(100, 0), drags)
        assert drags.begun
        assert selectable(other.contentItem()) == ["QQuickTextEdit"]
    finally:
        drags.close()
        other.close()
        settle()
        shiboken6.delete(engine)
        window.window.requestActivate()
        assert QTest.qWaitForWindowActive(window.window)


def test_nothing_is_selected_by_two_or_three_clicks(inside: Inside) -> None:
    kiosk = inside.kiosk
    for place in (Place(Screen.SEARCH, "Nguyen"), Place(Screen.TOPIC, "questions"), Place(Screen.ABOUT)):
        kiosk.go(place.screen, place.subject)
        words = [item for node, item in nodes(kiosk.window) if node.role() is not QAccessible.Role.Button]
        for item in words[:6]:
            point = kiosk.hand.visible_middle(item)
            if point is None or kiosk.session.place != place:
                continue
            QTest.mouseDClick(kiosk.window, Qt.MouseButton.LeftButton, pos=point)
            QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton, pos=point)
            drag(kiosk.window, point, QPoint(-750, 0))
            assert not selected(kiosk)
            for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
                QTest.keyClick(kiosk.window, key, CTRL)
            inside.check((place, point))


def test_from_no_screen_anything_is_dragged_out_and_no_text_can_be_selected(inside: Inside, drags: Drags) -> None:
    kiosk = inside.kiosk
    dragged = 0
    for place in everywhere(kiosk):
        kiosk.go(place.screen, place.subject)
        assert selectable(kiosk.window.contentItem()) == [], place
        inner = [item for item in items(kiosk.window.contentItem()) if item.childItems() == []]
        seen = [point for item in inner if item.isVisible() and (point := kiosk.hand.visible_middle(item))]
        whole = kiosk.window.contentItem().boundingRect().toRect()
        for point in [point for point in seen if whole.contains(point)][:: max(1, len(seen) // 4)]:
            if place.screen is not Screen.ATTRACT and kiosk.session.place != place:
                kiosk.go(place.screen, place.subject)
            drag(kiosk.window, point, QPoint(-whole.width(), 0), drags)
            dragged += 1
            assert drags.begun == [], (place, point)
            assert not selected(kiosk)
        inside.check(place)
        kiosk.session.finish()
    assert dragged > 80


def test_no_screen_of_the_kiosk_is_made_to_be_dragged_from() -> None:
    """And no text of it to be selected; the forms of the desk, which runs on an office PC, are another matter."""
    house = Path(__file__).parents[3]
    drags = re.compile(r"\bDrag\.|\bDragHandler\b|\bDropArea\b|\bdrag\.target\b|\bTextEdit\b|\bTextArea\b")
    fields = re.compile(r"^\s*(?:[\w.]+:\s*)?TextInput\s*\{", re.MULTILINE)
    for file in sorted((house / "resources" / "qml" / "VoterKiosk").rglob("*.qml")):
        text = file.read_text(encoding="utf-8")
        if "Desk" in file.parts or file.name == "LineField.qml":
            continue
        assert not drags.search(text), file
        assert not re.search(r"\bLineField\b", text), file
        assert len(fields.findall(text)) == text.count("selectByMouse: false"), file
    for file in sorted((house / "src" / "voter_kiosk").rglob("*.py")):
        assert not re.search(r"\bQDrag\b|\bQClipboard\b|\bclipboard\(", file.read_text(encoding="utf-8")), file


def selectable(root: QQuickItem) -> list[str]:
    """The kinds of what lets a mouse select text."""
    return [item.metaObject().className() for item in items(root) if item.property("selectByMouse")]


def selected(kiosk: Open) -> list[str]:
    """Text that is selected anywhere."""
    found = [item.property("selectedText") for item in items(kiosk.window.contentItem())]
    return [text for text in found if text]


def test_what_others_put_in_the_clipboard_does_not_come_in(inside: Inside) -> None:
    kiosk = inside.kiosk
    search(kiosk)
    before = kiosk.session.place
    QGuiApplication.clipboard().setText("Trần Văn Dán")
    for command, key in ((CTRL, "V"), (SHIFT, "Insert"), (CTRL | SHIFT, "V"), (META, "V")):
        QTest.keyClick(kiosk.window, Qt.Key[f"Key_{key}"], command)
    QCoreApplication.sendEvent(
        kiosk.window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Paste, Qt.KeyboardModifier.NoModifier, "")
    )
    QTest.mouseClick(kiosk.window, Qt.MouseButton.MiddleButton, pos=QPoint(SMALL.width // 2, SMALL.height // 4))
    settle()
    assert kiosk.session.place == before
    assert "Dán" not in " ".join(kiosk.hand.words())
    QGuiApplication.clipboard().clear()
    inside.check("paste")


def test_a_file_that_is_dropped_is_not_taken(inside: Inside) -> None:
    kiosk = inside.kiosk
    search(kiosk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    data.setText("file:///etc/passwd")
    before = kiosk.session.place
    for place in (QPoint(100, 100), QPoint(SMALL.width // 2, SMALL.height // 2)):
        around = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entering = QDragEnterEvent(place, *around)
        entering.ignore()
        QCoreApplication.sendEvent(kiosk.window, entering)
        dropped = QDropEvent(QPointF(place), *around)
        dropped.ignore()
        QCoreApplication.sendEvent(kiosk.window, dropped)
        assert not entering.isAccepted()
        assert not dropped.isAccepted()
    inside.check("drop")
    assert kiosk.session.place == before


def test_no_gesture_leads_out(inside: Inside) -> None:
    kiosk, device = inside.kiosk, inside.kiosk.hand._device
    width, height = SMALL.width, SMALL.height
    edges = [
        (QPoint(0, height // 2), QPoint(width // 2, height // 2)),
        (QPoint(width - 1, height // 2), QPoint(width // 2, height // 2)),
        (QPoint(width // 2, 0), QPoint(width // 2, height // 2)),
        (QPoint(width // 2, height - 1), QPoint(width // 2, height // 2)),
    ]
    for place in (HOME, Place(Screen.CANDIDATES, "p98.na.1")):
        kiosk.go(place.screen, place.subject)
        for start, end in edges:
            kiosk.hand.touch_at(start, lift_at=end)
            inside.check((start, end))
            assert kiosk.session.place == place, "a swipe turns nothing"
        fingers = [QPoint(width // 2 + x, height // 2) for x in (-200, -100, 0, 100, 200)]
        for count in (2, 3, 4, 5):
            for closer in (0.2, 3.0):  # together, apart
                pressed = QTest.touchEvent(kiosk.window, device, False)
                for number, point in enumerate(fingers[:count]):
                    pressed.press(number, point)
                pressed.commit()
                moved = QTest.touchEvent(kiosk.window, device, False)
                for number, point in enumerate(fingers[:count]):
                    moved.move(number, QPoint(round(point.x() * closer), point.y()))
                moved.commit()
                lifted = QTest.touchEvent(kiosk.window, device, False)
                for number, point in enumerate(fingers[:count]):
                    lifted.release(number, QPoint(round(point.x() * closer), point.y()))
                lifted.commit()
                inside.check((count, closer))
        pad = QPointingDevice.primaryPointingDevice()
        middle = QPointF(width / 2, height / 2)
        for gesture in Qt.NativeGestureType:
            event = QNativeGestureEvent(gesture, pad, 2, middle, middle, middle, 0.5, QPointF(5, 5))
            QCoreApplication.sendEvent(kiosk.window, event)
        inside.check("pinch")
        assert kiosk.window.contentItem().scale() == 1


def test_a_long_press_opens_nothing_but_the_hidden_corner(inside: Inside) -> None:
    kiosk, device = inside.kiosk, inside.kiosk.hand._device
    for place in (HOME, Place(Screen.SEARCH, "Nguyen"), Place(Screen.TOPIC, "questions")):
        kiosk.go(place.screen, place.subject)
        point = QPoint(SMALL.width // 2, 60)
        QTest.touchEvent(kiosk.window, device, False).press(0, point).commit()
        QTest.qWait(900)  # longer than Qt's own
        QTest.touchEvent(kiosk.window, device, False).release(0, point).commit()
        inside.check(place)
        assert not selected(kiosk)


def test_no_address_in_any_text_is_followed(inside: Inside) -> None:
    """Texts are no links: whatever stands in them, touching it anywhere opens nothing."""
    kiosk = inside.kiosk
    linked = []
    for place in everywhere(kiosk):
        kiosk.go(place.screen, place.subject)
        for _, item in nodes(kiosk.window):
            text = str(item.property("text") or "")
            if "<a " in text or "href" in text:
                linked.append((place, text))
            if "www." in text or ".vn" in text:
                point = kiosk.hand.visible_middle(item)
                if point is not None:
                    kiosk.hand.touch_at(point)
                    inside.check((place, text))
        kiosk.session.finish()
    assert linked == []


def test_composing_letters_opens_no_other_window(inside: Inside) -> None:
    kiosk = inside.kiosk
    search(kiosk)
    target = QGuiApplication.focusObject()
    assert target is not None
    for words in ("Nguyễ", "<a href='http://example.org'>x</a>", "\x1b[2J", "\u202e", "x" * 500):
        composing = QInputMethodEvent(words, [])
        QCoreApplication.sendEvent(target, composing)
        inside.check(words)
        done = QInputMethodEvent("", [])
        done.setCommitString(words)
        QCoreApplication.sendEvent(target, done)
        inside.check(words)
    assert kiosk.session.place.screen is Screen.SEARCH
    assert len(kiosk.session.place.subject) <= 60


RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from voter_kiosk.kiosk import app

def look():
    window = app.QGuiApplication.topLevelWindows()[0]
    screen = app.QGuiApplication.primaryScreen().geometry()
    flags = window.flags()
    whole = window.visibility() is QWindow.Visibility.FullScreen and window.geometry() == screen
    frameless = bool(flags & Qt.WindowType.FramelessWindowHint)
    closed = window.close()
    dialogs = [name for name in ("PySide6.QtWidgets", "PySide6.QtPrintSupport") if name in sys.modules]
    print(whole, frameless, closed, window.isVisible(), dialogs, flush=True)

class Application(QGuiApplication):
    def exec(self):
        QTimer.singleShot(1500, look)
        return QGuiApplication.exec()

app.QGuiApplication = Application
print(app.run(Path(sys.argv[1])))
"""


def test_the_window_is_the_whole_screen_without_a_frame_and_ends_by_a_signal(demo_store: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(demo_store)], env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "True True False True []\n"
        running.send_signal(signal.SIGTERM)
        assert running.stdout.readline() == "0\n"
        assert running.wait(timeout=30) == 0


PRINTS = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QTimer, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QMouseEvent
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.kiosk import app
from voter_kiosk.kiosk.reading import nodes
import datetime as dt

class Watched(app.Kiosk):
    def _begin(self):
        super()._begin()
        self.windows, self.until = set(), time.monotonic() + 60
        self.session.go("take", "candidates/p98.na.1")
        QTimer.singleShot(200, self.press)
        self.looks = QTimer(self.screen.window, interval=10)
        self.looks.timeout.connect(self.look)
        self.looks.start()

    def press(self):
        name = self.session.view.tr("Print it on paper")
        window = self.screen.window
        (item,) = [item for node, item in nodes(window) if node.text(QAccessible.Text.Name) == name]
        at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, left.NoButton)):
            QCoreApplication.sendEvent(window, QMouseEvent(kind, at, at, left, held, none))

    def look(self):
        self.windows.add(len([top for top in QGuiApplication.topLevelWindows() if top.isVisible()]))
        state = self.session.slips.state
        if state not in {"", "printing"} or time.monotonic() > self.until:
            self.looks.stop()
            maps = Path("/proc/self/maps").read_text()
            told = {
                "state": state,
                "windows": sorted(self.windows),
                "place": [self.session.place.screen.value, self.session.place.subject],
                "whole": self.screen.window.isVisible() and not self.session.fault,
                "modules": [name for name in sys.modules if name.endswith(("QtWidgets", "QtPrintSupport"))],
                "libraries": [name for name in ("Qt6Widgets", "Qt6PrintSupport") if name in maps],
                "drawn": "Qt6Quick" in maps,
            }
            print(json.dumps(told), flush=True)

app.Kiosk = Watched
print(app.run(Path(sys.argv[1]), at=dt.datetime(2026, 3, 3, 9, tzinfo=VIETNAM), window=(1080, 1920)))
"""
"""The program, at which somebody presses the key that prints; nothing of Qt's tests, which load its widgets."""

LP = """#!/bin/sh
printf '%s\\n' "$@" >"$0.arguments"
for file do :; done
cp "$file" "$0.pdf"
echo "request id is may-in-7 (1 file(s))"
"""


def test_the_key_that_prints_prints_and_no_dialog_is_ever_there(demo_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    assert set_printer(store, PrinterSetting("may-in")) is None
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("lp", LP), ("lpstat", "#!/bin/sh\n")):
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    with subprocess.Popen(
        [sys.executable, "-c", PRINTS, str(store)], env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGTERM)
        assert running.stdout.readline() == "0\n"
        assert running.wait(timeout=30) == 0
    assert told == {
        "state": "printed",
        "windows": [1],
        "place": ["take", "candidates/p98.na.1"],
        "whole": True,
        "modules": [],
        "libraries": [],
        "drawn": True,
    }
    assert (programs / "lp.arguments").read_text().split("\n")[:2] == ["-d", "may-in"]
    assert (programs / "lp.pdf").read_bytes().startswith(b"%PDF")


def test_a_framed_window_to_try_the_kiosk_in_closes_as_any_other(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, panel=SMALL) as kiosk:
        assert kiosk.window.close()
