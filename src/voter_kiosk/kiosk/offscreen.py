"""Screens without a display: for pictures and measurements."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication


def application() -> QGuiApplication:
    """The application that runs already, or one that draws offscreen and in software, as what is measured does.

    The caller keeps it for as long as there are windows.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ["QT_QUICK_BACKEND"] = "software"
    return QGuiApplication(["voter-kiosk", "-platform", "offscreen"])


def settle() -> None:
    """Let everything that waits happen, and what is done with go."""
    QCoreApplication.processEvents()
    # Outside of an event loop, Qt keeps what was to be deleted later until it is told.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
