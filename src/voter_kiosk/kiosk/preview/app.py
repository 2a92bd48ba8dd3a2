"""The program that shows a preview: one window, the kiosk in it, the findings beside it.

Nothing made for a preview can ever be loaded by a kiosk: its keys are made in its private folder and go with it,
and their root is given to nobody.
"""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from voter_kiosk.kiosk.crash import QtLog
from voter_kiosk.kiosk.display import choose_renderer, listen_to_log
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.icons import Icons
from voter_kiosk.kiosk.preview.preview import Preview, When
from voter_kiosk.kiosk.preview.room import private_room
from voter_kiosk.kiosk.window import ScreenError
from voter_kiosk.shipped import shipped

WATERMARK: Final = "BẢN XEM TRƯỚC"

PIXELS_PER_MM: Final = 3.0
"""For what stands beside the kiosk: on a monitor of 96 dots an inch, its keys are 12.7 mm high with that."""

_FOLDER: Final = Path("VoterKiosk", "Preview")
_BESIDE: Final = 480
_LARGEST_SHARE: Final = 0.92
_TALLEST: Final = 1_200
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PreviewWindow:
    """A preview and the window it is seen in. Close it before the application ends."""

    def __init__(self, preview: Preview, room: Path, size: QSize, parent: QObject) -> None:
        """``room`` is the preview's private folder. Raises ``ScreenError`` if QML fails.

        What stands beside the kiosk has a Theme, and so an engine, of its own: the citizen's text size and
        contrast are not its. Qt has one type for each file in a process, whichever engine read it last, and the
        kiosk's pages would no longer know their own controls (compare QTBUG-120189). So that engine reads a copy
        of the files.
        """
        self.preview = preview
        own = room / "qml"
        shutil.copytree(shipped("resources", "qml"), own)
        self._kiosk = preview.kiosk.screen
        self.watermark = self._covered()
        self._engine = QQmlApplicationEngine(parent)
        self._engine.addImportPath(str(own))
        self._engine.addImageProvider("icons", Icons(shipped("resources", "icons")))
        self._engine.setInitialProperties(
            {
                "preview": preview,
                "kiosk": self._kiosk.window,
                "pixelsPerMm": PIXELS_PER_MM,
                "capitalRatio": load_fonts(),
                "width": size.width(),
                "height": size.height(),
            }
        )
        self._engine.load(str(own / _FOLDER / "PreviewWindow.qml"))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenError("PreviewWindow.qml did not load")
        self.window = roots[0]

    def close(self) -> None:
        """Take the kiosk out of the window, then both down."""
        self.window.close()
        self.window.setProperty("kiosk", None)
        self.preview.close()
        shiboken6.delete(self._engine)

    def _covered(self) -> QQuickItem:
        """The watermark, laid over whatever the kiosk shows."""
        file = shipped("resources", "qml") / _FOLDER / "Watermark.qml"
        self._component = QQmlComponent(self._kiosk.engine, str(file), self._kiosk.engine)
        made = self._component.createWithInitialProperties({"preview": self.preview, "words": WATERMARK})
        if not isinstance(made, QQuickItem):
            raise ScreenError("Watermark.qml did not load")
        made.setParent(self._kiosk.window)
        made.setParentItem(self._kiosk.window.contentItem())
        return made


def run(source: Path, when: When, language: str, *, landscape: bool = False) -> int:
    """Show the preview of the folder ``source`` until its window is closed, and give 0.

    ``when`` gives the time (aware) to assume, from polling day; ``language`` is what is said in. Raises
    ``ScreenError`` where the software itself is broken; whatever is wrong with the source is said in the window.
    """
    listen_to_log()
    choose_renderer(os.environ)
    application = QGuiApplication(["voter-kiosk"])
    with ExitStack() as stack:
        for number in _ENDING:
            # The session's timer gives Python a turn each second, which is when a signal is heard.
            stack.callback(signal.signal, number, signal.signal(number, lambda *_: application.quit()))
        stack.enter_context(QtLog())
        room = stack.enter_context(private_room())
        preview = Preview(source, room, when, language, application, landscape=landscape)
        size = fitting(application.primaryScreen().availableSize(), landscape)
        shown = PreviewWindow(preview, room, size, application)
        stack.callback(shown.close)
        stack.enter_context(preview.kiosk.cover)
        preview.build()
        shown.window.show()
        return application.exec()


def fitting(available: QSize, landscape: bool) -> QSize:
    """How large the window begins on a screen that has so much room, in pixels."""
    height = min(round(available.height() * _LARGEST_SHARE), _TALLEST)
    widest = round(available.width() * _LARGEST_SHARE)
    if landscape:
        width = min(widest, round(height * 16 / 9) + _BESIDE)
        return QSize(width, min(height, round((width - _BESIDE) * 9 / 16)))
    return QSize(min(widest, round(height * 9 / 16) + _BESIDE), height)
