"""The window: engine, fonts, words and session put together around one look at the world."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
import PySide6.QtQuick  # noqa: F401  root objects arrive as QQuickWindow only with this import
import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.domain.journey import MOUNTED_MM, WITHIN_REACH_MM, IdleRule
from voter_kiosk.kiosk.facts import pages
from voter_kiosk.kiosk.icons import Icons
from voter_kiosk.kiosk.language import Translator
from voter_kiosk.kiosk.office.office import Office
from voter_kiosk.kiosk.session import Look, Session
from voter_kiosk.kiosk.slips.code import Codes
from voter_kiosk.shipped import shipped

FAMILY: Final = "Be Vietnam Pro"
FACES: Final = ("Regular", "Italic", "SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
TOUCHES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.Wheel}
)


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
    """Tells ``touched`` of every finger, mouse and key, wherever it lands."""

    def __init__(self, touched: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._touched = touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notes the event and lets it pass."""
        if event.type() in TOUCHES:
            self._touched()
        return super().eventFilter(watched, event)


def load_fonts() -> float:
    """Load the faces the screens use; give the height of a capital in ems."""
    folder = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    for face in FACES:
        QFontDatabase.addApplicationFont(str(folder / f"BeVietnamPro-{face}.ttf"))
    font = QFont(FAMILY)
    font.setPixelSize(1000)
    # Hinting moves marks by whole pixels: Ẳ would run into the dot of the Ặ above it.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)
    return QFontMetricsF(font).capHeight() / 1000


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
        self.translator = Translator(self.session.view.dictionary, self.session.view.language, parent)
        QGuiApplication.installTranslator(self.translator)
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
        self._touches = Touches(self._touched, parent)
        self.window.installEventFilter(self._touches)
        self.session.moved.connect(self._learn)
        self._cold = sorted(set(pages.PAGES.values()))
        self._warm: list[QQmlComponent] = []

    def resize(self, panel: Panel) -> None:
        """Become another screen (the tour turns it on its side)."""
        self.window.setProperty("pixelsPerMm", panel.pixels_per_mm)
        self.window.setProperty("reachMm", panel.reach_mm)
        self.window.resize(QSize(panel.width, panel.height))

    def warm(self) -> bool:
        """Compile one more page before anybody asks for it; whether there are others left to do."""
        pages.warm()  # before the QML that requires their types
        if self._cold:
            page = shipped("resources", "qml", "VoterKiosk", "Pages", f"{self._cold.pop()}.qml")
            self._warm.append(QQmlComponent(self.engine, str(page), self.engine))
        return bool(self._cold)

    def close(self) -> None:
        """Take the window down before its session goes."""
        self.session.close()
        self.office.close()
        self.window.removeEventFilter(self._touches)
        self.window.close()
        QGuiApplication.removeTranslator(self.translator)
        self._warm.clear()
        shiboken6.delete(self.engine)

    def _touched(self) -> None:
        self.session.touched()
        self.office.touched()

    def _office_opened(self) -> None:
        """Officials have their own words; below, the citizen's screen stays as it was."""
        occupied = self.office.occupied
        self.session.hold(occupied)
        self._turn(self.office.view.language if occupied else self.session.view.language)

    def _learn(self) -> None:
        """Take up the words that a bundle brings, once it has been opened."""
        if self.translator.dictionary is not self.session.view.dictionary:
            self.translator.dictionary = self.session.view.dictionary
            self.engine.retranslate()

    def _turn(self, language: str) -> None:
        self.translator.tongue = language
        self.engine.retranslate()
