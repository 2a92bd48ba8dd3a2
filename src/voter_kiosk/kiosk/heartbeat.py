"""What the service manager (systemd) is told: that the kiosk is ready, that it lives, what is shown, that it ends.

The protocol is that of sd_notify(3): lines in a datagram to the socket that ``NOTIFY_SOCKET`` names.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import MutableMapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSizeF, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtQuick import QQuickPaintedItem, QQuickWindow

from voter_kiosk.kiosk.called import by_qt

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manager:
    """Who started the kiosk as a service; by default nobody, who hears nothing.

    ``address`` is its socket. ``patience_us`` is how long it waits for a sign of life, in microseconds; 0: it does
    not wait for one.
    """

    address: str = ""
    patience_us: int = 0

    @classmethod
    def of(cls, environment: MutableMapping[str, str]) -> Manager:
        """The one named in ``environment``, which is taken out of it: no child speaks for the kiosk.

        ``WATCHDOG_PID`` is not asked: the service's own process is the compositor, whose child the kiosk is.
        """
        address = environment.pop("NOTIFY_SOCKET", "")
        patience = environment.pop("WATCHDOG_USEC", "")
        return cls(address, int(patience) if patience.isdecimal() else 0)

    def tell(self, *lines: str) -> None:
        """Send ``lines``, without waiting; what cannot be sent is logged."""
        if not self.address:
            return
        name = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
                out.setblocking(False)
                out.sendto("\n".join(lines).encode(), name)
        except OSError as error:
            LOG.warning("the service manager could not be told: %s", error)


class Dot(QQuickPaintedItem):
    """One pixel that is drawn anew, with nothing in it.

    A frame in which nothing has changed is not answered by cage: Qt would take the window for hidden, and draw no
    more.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window.contentItem())
        self.setSize(QSizeF(1, 1))

    @by_qt(lambda: None)
    def paint(self, painter: QPainter) -> None:
        """Nothing is seen."""


class Heartbeat(QObject):
    """Shows the manager that the kiosk lives: from the UI's thread, and only while the window gets its frames.

    An event loop that is blocked does not come to tell. Where it runs, but nothing is drawn any more (a renderer
    or a compositor that does not come back), it keeps silent as well: a screen that stands still is of no use.
    """

    def __init__(self, window: QQuickWindow, manager: Manager, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._manager = window, manager
        self._dot: Dot | None = None
        self._status = ""
        self._ready = self._drawn = False
        self._timer = QTimer(self)
        self._timer.setInterval(manager.patience_us // 3_000)
        self._timer.timeout.connect(self._beat)

    def begin(self, status: str) -> None:
        """The store is open, and ``status`` (no line feed) says of what is shown; ready with the next frame."""
        if not self._manager.address:
            return
        self._status = status
        self._window.frameSwapped.connect(self._came)
        self._dot = Dot(self._window)

    def say(self, status: str) -> None:
        """Tell what is shown now, if it is not what was told before."""
        changed, self._status = status != self._status, status
        if self._ready and changed:
            self._manager.tell(f"STATUS={status}")

    def stop(self) -> None:
        """Tell that the kiosk ends; it is not watched while it does."""
        self._timer.stop()
        self._manager.tell("STOPPING=1")

    @Slot()
    def _came(self) -> None:
        """A frame is on the screen. The renderer may have a thread of its own: this one hears it in its turn."""
        self._drawn = True
        if not self._ready:
            self._ready = True
            self._manager.tell("READY=1", f"STATUS={self._status}")
            if self._manager.patience_us:
                self._timer.start()

    @Slot()
    def _beat(self) -> None:
        if self._drawn:
            self._manager.tell("WATCHDOG=1")
        self._drawn = False
        if self._dot is not None:
            self._dot.update()
