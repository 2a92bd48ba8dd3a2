"""The kiosk put together: store, clock, window, and what happens when something breaks."""

from __future__ import annotations

import ctypes
import datetime as dt
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from voter_kiosk.domain.journey import ATTRACT, MOUNTED_MM, IdleRule
from voter_kiosk.kiosk.crash import COMES_BACK_MS, Cover, QtLog
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.window import KioskWindow, Panel
from voter_kiosk.kiosk.world import World
from voter_kiosk.shipped import shipped

LOG = logging.getLogger(__name__)

FOLLOW_MS: Final = 5_000
"""How often to see whether a generation was confirmed or campaigning has ended, in milliseconds."""

WARM_MS: Final = 60
"""How long to wait between two pages that are compiled ahead, in milliseconds: a touch comes in between."""

LONGER_SIDE_MM: Final = 531.0
"""Where nobody measured the screen: the longer side of a 24-inch one. What a system reports is never believed."""

VNC_PORT: Final = 5900


class Kiosk:
    """The running kiosk without its application: made of a store's path, opened, closed when done."""

    def __init__(
        self,
        store: Path,
        panel: Panel,
        parent: QObject,
        *,
        at: dt.datetime | None = None,
        idle: IdleRule | None = None,
        clock: Callable[[], float] = time.monotonic,
        comes_back_ms: int = COMES_BACK_MS,
    ) -> None:
        """``at`` (aware) is a time to assume; ``clock`` is seconds that never run backwards."""
        dictionary = Dictionary.load(shipped("resources", "i18n"))
        self.world = World(store, dictionary, at=at, elapsed=clock)
        self.screen = KioskWindow(self.world.look, panel, idle=idle, clock=clock, parent=parent, store=store)
        self.session = self.screen.session
        self.cover = Cover(self.session, parent, comes_back_ms)
        self._visited = False
        self._place = ATTRACT
        self.session.moved.connect(self._moved)
        self.screen.office.renewed.connect(self.follow)
        self._timer = QTimer(parent)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        self._idle = QTimer(parent)
        self._idle.setInterval(WARM_MS)
        self._idle.timeout.connect(self._warm)

    def open_when_painted(self) -> None:
        """Open the store once the first frame is on the screen: a slow disk never leaves it dark."""
        self.screen.window.frameSwapped.connect(self._painted)

    def open(self) -> None:
        """Open the store and show it."""
        self.world.open()
        self.session.look_again()
        self.follow()
        self._timer.start()

    def _painted(self) -> None:
        self.screen.window.frameSwapped.disconnect(self._painted)
        QTimer.singleShot(0, self.screen.window, self._begin)

    def _begin(self) -> None:
        self.open()
        self._idle.start()

    def _warm(self) -> None:
        if not self.screen.warm():
            self._idle.stop()

    def _moved(self) -> None:
        """Somebody came to another screen, or the one she is on was built anew."""
        place = self.session.place
        if place not in {self._place, ATTRACT}:
            self._visited = True
            self.world.count(place.screen.value)
        self._place = place

    def follow(self) -> None:
        """Once nobody is at the screen: show what was newly confirmed, and give back what the last visit took."""
        resting = self.session.resting
        if self.world.follow(resting=resting):
            LOG.info("another generation is shown now")
        if not resting:
            return
        self.session.look_again()
        if self._visited:
            self._visited = False
            self.screen.engine.collectGarbage()
            give_back_memory()

    def close(self) -> None:
        """Take the window down, then let go of the store."""
        self._timer.stop()
        self._idle.stop()
        self.screen.close()
        self.world.close()


def run(
    store: Path,
    *,
    at: dt.datetime | None = None,
    window: tuple[int, int] | None = None,
    screen_mm: tuple[float, float] | None = None,
    mounting_mm: float = MOUNTED_MM,
    vnc: bool = False,
) -> int:
    """Show the kiosk on ``store`` until it is closed, and give 0.

    ``at`` (aware) is a time to assume. ``window`` is a size in pixels, ``None`` the whole screen. ``screen_mm`` is
    what a person measured; without it the screen, or the window, counts as a 24-inch one. ``mounting_mm`` is how
    high its lower edge is above the floor. With ``vnc`` the network
    can see and touch it: Qt's plugin listens on every address. Raises ``ScreenError`` where the software itself is
    broken; a store that is missing or empty is said on the screen.
    """
    listen_to_log()
    choose_renderer(os.environ)
    arguments = ["voter-kiosk"]
    if vnc:
        width, height = window or (Panel().width, Panel().height)
        arguments += ["-platform", f"vnc:size={width}x{height},port={VNC_PORT}"]
    application = QGuiApplication(arguments)
    whole = application.primaryScreen().size()
    panel = panel_of(window or (whole.width(), whole.height()), screen_mm, mounting_mm)
    with ExitStack() as stack:
        stack.enter_context(QtLog())
        kiosk = Kiosk(store, panel, application, at=at)
        stack.callback(kiosk.close)
        stack.enter_context(kiosk.cover)
        for number in (signal.SIGINT, signal.SIGTERM):
            # The session's timer gives Python a turn each second, which is when a signal is heard.
            stack.callback(signal.signal, number, signal.signal(number, lambda *_: application.quit()))
        kiosk.open_when_painted()
        if window is None:
            kiosk.screen.window.showFullScreen()
        else:
            kiosk.screen.window.show()
        return application.exec()


def panel_of(
    pixels: tuple[int, int], screen_mm: tuple[float, float] | None, mounting_mm: float = MOUNTED_MM
) -> Panel:
    """The panel of that size in pixels, and in millimetres as measured or as a 24-inch one would have them."""
    width, height = pixels
    if screen_mm is None:
        scale = LONGER_SIDE_MM / max(width, height)
        screen_mm = width * scale, height * scale
    return Panel(width, height, *screen_mm, mounting_mm)


def display_there(environment: Mapping[str, str]) -> bool:
    """Whether there is a display to open a window on."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.partition(":")[0] not in {"offscreen", "minimal"}
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def choose_renderer(environment: dict[str, str] | os._Environ[str]) -> None:
    """Draw in software unless the environment says otherwise: that works everywhere, and is what is measured."""
    if not any(environment.get(name) for name in ("QT_QUICK_BACKEND", "QSG_RHI_BACKEND")):
        environment["QT_QUICK_BACKEND"] = "software"


def give_back_memory() -> None:
    """Hand memory that is no longer used back to the system, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def listen_to_log() -> None:
    """Send what is logged to standard error, which is the journal's where systemd runs the kiosk."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
