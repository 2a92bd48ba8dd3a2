"""The desk's window: engine, faces and words put together."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import PySide6.QtQuick  # noqa: F401  root objects arrive as QQuickWindow only with this import
import shiboken6
from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.kiosk.desk.desk import Desk
from voter_kiosk.kiosk.desk.memory import place
from voter_kiosk.kiosk.display import choose_renderer, listen_to_log
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.icons import Icons
from voter_kiosk.kiosk.language import Dictionary, Translator
from voter_kiosk.shipped import shipped

PIXELS_PER_MM: Final = 96 / 25.4
"""What an office PC's desktop calls 96 pixels to an inch; Qt scales it on a finer screen."""


class DeskWindow:
    """One window on a desk. Close it before the application ends."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """``parent`` owns everything. Raises ``RuntimeError`` if QML fails: a fault of the software."""
        self.desk = desk
        self.translator = Translator(Dictionary.load(shipped("resources", "i18n")), desk.tongue, parent)
        QGuiApplication.installTranslator(self.translator)
        QLocale.setDefault(QLocale(desk.tongue))
        self.engine = QQmlApplicationEngine(parent)
        self.engine.addImportPath(str(shipped("resources", "qml")))
        self.engine.addImageProvider("icons", Icons(shipped("resources", "icons")))
        desk.turned.connect(self._turn)
        self.engine.setInitialProperties(
            {"desk": desk, "pixelsPerMm": PIXELS_PER_MM, "capitalRatio": load_fonts()}
        )
        self.engine.load(str(shipped("resources", "qml", "VoterKiosk", "Desk", "DeskMain.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("DeskMain.qml did not load")
        self.window = roots[0]

    def close(self) -> None:
        """Take the window down before its desk goes."""
        self.desk.close()
        self.window.close()
        QGuiApplication.removeTranslator(self.translator)
        shiboken6.delete(self.engine)

    def _turn(self, language: str) -> None:
        self.translator.tongue = language
        QLocale.setDefault(QLocale(language))
        self.engine.retranslate()


def run(source: Path | None, language: str = "") -> int:
    """Show the desk until it is closed, with ``source`` open; give 0."""
    listen_to_log()
    choose_renderer(os.environ)
    application = QGuiApplication([sys.argv[0]])
    application.setApplicationName("voter-kiosk")
    desk = Desk(application, kept=place(), language=language)
    window = DeskWindow(desk, application)
    try:
        window.window.show()
        if source is not None:
            QTimer.singleShot(0, desk, lambda: desk.source.show(source))
        return application.exec()
    finally:
        window.close()
