"""The one place where the unexpected ends: it is logged, the citizen is asked to call staff, the kiosk goes on."""

from __future__ import annotations

import logging
import re
import sys
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Signal, Slot, qInstallMessageHandler

from voter_kiosk.kiosk.session import Session

LOG = logging.getLogger(__name__)
QT_LOG = logging.getLogger("voter_kiosk.kiosk.qt")

COMES_BACK_MS: Final = 8_000
"""How long the cover stays, in milliseconds: long enough to read it and to look around for staff."""

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_OF_PYTHON: Final = re.compile(r": Error: .*", re.DOTALL)
"""How QML repeats the message of an exception of ours, which may have in it what somebody typed; QML's own errors
have other names (TypeError, ReferenceError)."""

_OBJECT: Final = re.compile(r"(?:[0-9a-f]{2}/)?[0-9a-f]{64}")
"""A picture's or a film's place in the store: it tells of whom it is, and so whose page was opened."""


class Cover(QObject):
    """Catches what no one expected while it is on, covers the session's screen, and uncovers it after a while.

    From whichever thread it comes, the screen is covered in its own.
    What was going on is logged with its traceback; what the citizen had opened is not.
    """

    struck = Signal()

    def __init__(self, session: Session, parent: QObject, comes_back_ms: int = COMES_BACK_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(comes_back_ms)
        self._timer.timeout.connect(self._uncover)
        self._before = sys.excepthook
        self.struck.connect(self._cover)

    def __enter__(self) -> Cover:
        self._before = sys.excepthook
        sys.excepthook = self.caught
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        sys.excepthook = self._before

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log ``error`` and cover the screen. A program that is told to stop is let go."""
        if not issubclass(kind, Exception):
            self._before(kind, error, trace)
            return
        LOG.critical("unexpected fault", exc_info=(kind, error, trace))
        self.struck.emit()

    @Slot()
    def _cover(self) -> None:
        self._timer.start()
        self._session.set_fault(True)

    def _uncover(self) -> None:
        LOG.info("back from a fault")
        self._session.set_fault(False)


class QtLog:
    """Sends what Qt and QML say to ``logging`` while it is on."""

    def __enter__(self) -> QtLog:
        self._before = qInstallMessageHandler(_heard)
        return self

    def __exit__(self, *_: object) -> None:
        qInstallMessageHandler(self._before)


def _heard(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    where = f" ({context.file}:{context.line})" if context.file else ""
    said = _OBJECT.sub("…", _OF_PYTHON.sub(": Error", message))
    QT_LOG.log(_LEVELS.get(kind, logging.WARNING), "%s%s", said, where)
