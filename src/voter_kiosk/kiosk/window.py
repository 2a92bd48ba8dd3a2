"""The window: engine, fonts, words and session put together around one look at the world."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import PySide6.QtQuick  # noqa: F401  root objects arrive as QQuickWindow only with this import
import shiboken6
from PySide6.QtCore import QEvent, QLocale, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QTouchEvent, QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.domain.hands import Act, Switches
from voter_kiosk.domain.journey import MOUNTED_MM, WITHIN_REACH_MM, IdleRule
from voter_kiosk.domain.languages import written
from voter_kiosk.domain.settings import Settings
from voter_kiosk.kiosk.announcing import Announcer
from voter_kiosk.kiosk.called import by_qt
from voter_kiosk.kiosk.facts import pages
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.icons import Icons
from voter_kiosk.kiosk.language import Translator
from voter_kiosk.kiosk.office.office import Office
from voter_kiosk.kiosk.scripts import script_of
from voter_kiosk.kiosk.session import Look, Session
from voter_kiosk.kiosk.slips.code import Codes
from voter_kiosk.shipped import shipped

if TYPE_CHECKING:
    from voter_kiosk.kiosk.hands import Hands

FINGERS: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})
OFFICIALS_OWN: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Backspace})
"""What the officials' pages answer themselves: one step back, and a digit or a letter taken back."""

KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


@dataclass(frozen=True, slots=True)
class Panel:
    """A screen: its size in pixels, and in millimetres as a person measured it.

    ``mounted_mm`` is the height of the picture's lower edge above the floor.
    """

    width: int = 1080
    height: int = 1920
    width_mm: float = 299.0
    height_mm: float = 531.0
    mounted_mm: float = MOUNTED_MM

    @property
    def pixels_per_mm(self) -> float:
        """Pixels to a millimetre, by the longer side."""
        return max(self.width, self.height) / max(self.width_mm, self.height_mm)

    @property
    def reach_mm(self) -> float:
        """How much of the picture, from below, somebody who sits can reach, in millimetres; 0 for all of it."""
        within = max(0.1, WITHIN_REACH_MM - self.mounted_mm)
        return within if within < self.height_mm else 0.0

    def turned(self) -> Panel:
        """The same screen on its side."""
        return Panel(self.height, self.width, self.height_mm, self.width_mm, self.mounted_mm)


class ScreenError(RuntimeError):
    """The screens could not be loaded: a fault of the software."""


class Touches(QObject):
    """Tells ``touched`` of every finger, mouse and key, and where in the window a finger or a mouse came down.

    Then it gives keys to ``key``, which says whether they go no further, and tells ``finger`` of the others. Who
    asks a window without a frame to close (Alt+F4, a compositor) is not heard: it ends by a signal or an official.
    """

    def __init__(
        self,
        touched: Callable[[QPointF | None], None],
        key: Callable[[QKeyEvent], bool],
        finger: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._touched, self._key, self._finger = touched, key, finger

    @by_qt(lambda: True)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notes the event; keys that mean something end here."""
        kind = event.type()
        if kind in FINGERS:
            self._touched(_point(event))
            self._finger()
        elif kind in KEYS and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress:
                self._touched(None)
            return self._key(event)
        elif kind is QEvent.Type.Close and _stays(watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _stays(window: QObject) -> bool:
    """Whether nobody may close ``window``; one with a frame is somebody's who tries the kiosk out."""
    return isinstance(window, QWindow) and bool(window.flags() & Qt.WindowType.FramelessWindowHint)


def _point(event: QEvent) -> QPointF | None:
    """Where a finger or a mouse came down."""
    if isinstance(event, QTouchEvent):
        return event.points()[0].position() if event.points() else None
    return event.position() if isinstance(event, QMouseEvent) else None


class KioskWindow:
    """One window and its session. Close it before the application ends."""

    def __init__(
        self,
        look: Look,
        panel: Panel,
        *,
        idle: IdleRule | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject,
        store: Path | None = None,
    ) -> None:
        """``look`` gives the world; ``parent`` owns everything; ``store`` is the kiosk's folder, for officials.

        Raises :class:`ScreenError` if QML fails.
        """
        self.session = Session(look, pages.build, idle or IdleRule(), clock, parent)
        self.office = Office(store, look, clock, parent)
        self.office.opened.connect(self._office_opened)
        self.office.languageTurned.connect(self._office_opened)
        self.office.renewed.connect(self.session.finish)
        self.session.failed.connect(self._failed)
        self.translator = Translator(self.session.view.dictionary, self.session.view.language, parent)
        QGuiApplication.installTranslator(self.translator)
        QLocale.setDefault(QLocale(self.session.view.language))  # tells a screen reader which voice to take
        self.engine = QQmlApplicationEngine(parent)
        self.engine.addImportPath(str(shipped("resources", "qml")))
        self.engine.addImageProvider("icons", Icons(shipped("resources", "icons")))
        self.engine.addImageProvider("qr", Codes())
        self.session.languageTurned.connect(self._turn)
        self.engine.setInitialProperties(
            {
                "session": self.session,
                "office": self.office,
                "pixelsPerMm": panel.pixels_per_mm,
                "capitalRatio": load_fonts(),
                "reachMm": panel.reach_mm,
                "width": panel.width,
                "height": panel.height,
            }
        )
        self.engine.load(str(shipped("resources", "qml", "VoterKiosk", "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenError("Main.qml did not load")
        self.window = roots[0]
        self._clock, self._parent = clock, parent
        self._switches = Switches()
        self.hands: Hands | None = None
        voice = self.session.listening
        self.actions: dict[Act, Callable[[], object]] = {
            Act.LISTEN: voice.toggle,
            Act.STOP: voice.stop,
            Act.AGAIN: voice.again,
            Act.SLOWER: voice.slower,
            Act.FASTER: voice.faster,
            Act.SOFTER: voice.softer,
            Act.LOUDER: voice.louder,
        }
        self._touches = Touches(self._touched, self._key, self._finger, parent)
        self.window.installEventFilter(self._touches)
        self.announcer = Announcer(self.session, self.window, parent)
        self.session.moved.connect(self._learn)
        self.session.listening.attach(self.window)
        self._cold = sorted(set(pages.PAGES.values()))
        self._warm: list[QQmlComponent] = []

    def resize(self, panel: Panel) -> None:
        """Become another screen (the tour turns it on its side)."""
        self.window.setProperty("pixelsPerMm", panel.pixels_per_mm)
        self.window.setProperty("reachMm", panel.reach_mm)
        self.window.resize(QSize(panel.width, panel.height))

    def measure(self, panel: Panel) -> None:
        """Be as large as somebody measured, with the pixels it has."""
        self.window.setProperty("pixelsPerMm", panel.pixels_per_mm)
        self.window.setProperty("reachMm", panel.reach_mm)

    def settle(self, settings: Settings) -> None:
        """What the kiosk is set to, from now on: the corner of the way in, and the keys of switches."""
        self.office.settle(settings)
        if settings.switches == self._switches:
            return
        self._switches = settings.switches
        if self.hands is not None:
            self.hands.close()
            self.hands = None

    def warm(self) -> bool:
        """Compile one more page before anybody asks for it; whether there are others left to do."""
        pages.warm()  # before the QML that requires their types
        if self._cold:
            page = shipped("resources", "qml", "VoterKiosk", "Pages", f"{self._cold.pop()}.qml")
            self._warm.append(QQmlComponent(self.engine, str(page), self.engine))
        return bool(self._cold)

    def close(self) -> None:
        """Take the window down before its session goes."""
        self.office.close()
        self.window.removeEventFilter(self._touches)
        if self.hands is not None:
            self.hands.close()
            self.hands = None
        self.session.close()
        self.window.close()
        QGuiApplication.removeTranslator(self.translator)
        self._warm.clear()
        shiboken6.delete(self.engine)

    def _touched(self, point: QPointF | None) -> None:
        self.session.touched()
        self.session.listening.touched(point)
        self.office.touched()

    def _office_opened(self) -> None:
        """Officials have their own words; below, the citizen's screen stays as it was."""
        occupied = self.office.occupied
        self.session.hold(occupied)
        self._turn(self.office.view.language if occupied else self.session.view.language)

    def _failed(self) -> None:
        """Nobody stays with the officials below the words that call staff: they lead back to the first screen.

        In the first start, where there is none to go back to, they lead to its first open question.
        """
        if not self.session.failing:
            self.office.ask_again()
        elif self.office.occupied:
            self.office.leave()

    def _key(self, event: QKeyEvent) -> bool:
        if self.office.occupied and event.key() in OFFICIALS_OWN:
            return False
        if self.hands is None:
            from voter_kiosk.kiosk.hands import Hands  # most kiosks never see a key

            self.hands = Hands(
                self.window,
                self.session,
                self._clock,
                self._parent,
                switches=self._switches,
                actions=self.actions,
            )
        return self.hands.key(event)

    def _finger(self) -> None:
        if self.hands is not None:
            self.hands.finger()

    def _learn(self) -> None:
        """Take up the words that a bundle brings, once it has been opened."""
        if self.translator.dictionary is not self.session.view.dictionary:
            self.translator.dictionary = self.session.view.dictionary
            self.engine.retranslate()

    def _turn(self, language: str) -> None:
        election = self.session.view.election
        tongue = written(language, election.language_settings if election else ())
        script = script_of(tongue)
        theme = self.engine.singletonInstance("VoterKiosk.Theme", "Theme")
        if isinstance(theme, QObject):
            theme.setProperty("linePitch", script.pitch)
            theme.setProperty("boldPitch", script.bold_pitch)
        self.translator.tongue = tongue
        QLocale.setDefault(QLocale(tongue))
        self.engine.retranslate()
