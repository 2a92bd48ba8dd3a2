"""The kiosk put together: store, clock, window, and what happens when something breaks."""

from __future__ import annotations

import ctypes
import datetime as dt
import faulthandler
import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from voter_kiosk.domain.journey import ATTRACT, MOUNTED_MM, IdleRule, Place, Screen
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.usage import Content, Kind, content_of, settings_of
from voter_kiosk.kiosk.crash import COMES_BACK_MS, Cover, QtLog
from voter_kiosk.kiosk.display import choose_renderer, listen_to_log
from voter_kiosk.kiosk.heartbeat import Heartbeat, Manager
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.nightly import Nightly
from voter_kiosk.kiosk.resuming import Resuming
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

LARGE_BLOCK: Final = 128 * 1024
"""What counts as a large block of memory, in bytes: where the C library begins as well."""

_M_MMAP_THRESHOLD: Final = -3  # malloc.h

ANEW: Final = 75
"""What :func:`run` gives where the program is to start anew (EX_TEMPFAIL, which systemd may take for one)."""


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
        measured: Callable[[Settings], Panel] | None = None,
        restart: Callable[[], object] | None = None,
        manager: Manager | None = None,
        guided: bool = True,
    ) -> None:
        """``at`` (aware) is a time to assume; ``clock`` is seconds that never run backwards.

        ``measured`` is the panel by what was set, ``None`` where ``panel`` holds whatever was set; ``idle`` holds
        as well where it is given. ``restart`` is called when an official wants the program to start anew.
        ``manager`` is who is told that the kiosk lives, if anybody.
        ``guided`` is whether a kiosk that was never set up asks how it is to be.
        """
        keep_large_blocks_apart()
        dictionary = Dictionary.load(shipped("resources", "i18n"))
        self.world = World(store, dictionary, at=at, elapsed=clock)
        self.screen = KioskWindow(self.world.look, panel, idle=idle, clock=clock, parent=parent, store=store)
        self.session = self.screen.session
        self.cover = Cover(self.session, parent, comes_back_ms)
        self.cover.struck.connect(self._struck)
        self._visited = False
        self._place = ATTRACT
        self._used: set[tuple[Kind, str]] = set()
        self._store, self._measured = store, measured
        self._idle_rule, self._restart, self._guided = idle, restart, guided
        self._settled = Settings()
        self.nightly = Nightly(clock, parent)
        self.nightly.looked.connect(self._looked)
        self.resuming = Resuming(lambda: self.world.unfinished, clock, parent)
        self.resuming.ended.connect(self.follow)
        self._heartbeat = Heartbeat(self.screen.window, manager or Manager(), parent)
        self.session.moved.connect(self._moved)
        self.screen.office.renewed.connect(self.follow)
        self.screen.office.opened.connect(self._disturb)
        self.screen.office.stood.connect(self._settle)
        self.session.comforted.connect(self._comforted)
        self.session.listening.changed.connect(self._heard)
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
        self._wanted_anew()  # which it is now
        self.world.open()
        if self._guided:
            self.screen.office.start()
        self._settle()
        self.session.look_again()
        self.follow()
        self._timer.start()

    def turn_to(self, store: Path, at: dt.datetime) -> None:
        """Show another store from now on, even to who is at the screen; ``at`` (aware) is assumed in it."""
        self._store = store
        self.world.turn_to(store, at)
        self._settle()
        self.session.renew()

    def _painted(self) -> None:
        self.screen.window.frameSwapped.disconnect(self._painted)
        QTimer.singleShot(0, self.screen.window, self._begin)

    def _begin(self) -> None:
        try:
            self.open()
        except Exception:  # no store does that, as far as we know; staff are called, and it is tried again
            QTimer.singleShot(FOLLOW_MS, self.screen.window, self._begin)
            raise
        self._heartbeat.begin(self.world.status)
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
            content = self._content_of(place)
            if content is not None:
                self._used.add((Kind.CONTENT, content.value))
        self._disturb()
        if self.session.resting:
            if self._place != ATTRACT:
                self._count_visit()
            self._used.clear()
        self._place = place

    def _comforted(self) -> None:
        """Somebody set something for herself."""
        self._used |= settings_of(self.session.comfort)

    def _heard(self) -> None:
        """Speech began, or something about it changed."""
        if self.session.listening.sounds:
            self._used.add((Kind.LISTENING, ""))

    def _content_of(self, place: Place) -> Content | None:
        """Which of the seven contents is looked at; of whom it is does not come into it."""
        from voter_kiosk.kiosk.facts.candidate import PROGRAMME  # loaded with the first page, not with the window

        showing = self.session.view.showing
        topic = showing.topic(place.shows) if showing is not None and place.screen is Screen.TOPIC else None
        return content_of(
            place.screen, section=topic.section if topic else None, programme=PROGRAMME in place.shows
        )

    def _count_visit(self) -> None:
        """A visit is over: it counts as one, and so does each thing that was used in it."""
        self.world.count("", Kind.VISIT)
        for kind, what in self._used:
            self.world.count(what, kind)
        self.world.end_visit()

    def follow(self) -> None:
        """Once nobody is at the screen: show what was newly confirmed, and give back what the last visit took."""
        if self._restart is not None and self._wanted_anew():
            self._restart()
            return
        resting = self.session.resting
        office = self.screen.office
        self.resuming.look(self._store, free=not office.occupied and not office.at_work)
        alone = self._alone and not self.resuming.pending
        self.nightly.look(self._store, self.world.night if alone else None)
        if self.world.follow(resting=resting):
            LOG.info("another generation is shown now")
        self._heartbeat.say(self.world.status)
        if not resting:
            return
        self._settle()
        self.session.look_again()
        if self._visited:
            self._visited = False
            self.screen.engine.collectGarbage()
            give_back_memory()

    @property
    def _alone(self) -> bool:
        """Whether neither a citizen nor an official is at the screen."""
        return self.session.resting and not self.screen.office.occupied

    def _disturb(self) -> None:
        """Who comes waits for nothing that is done beside the screen: a bundle may be loaded at once."""
        if not self._alone:
            self.nightly.look(self._store, None)
        if self.screen.office.occupied:
            self.resuming.look(self._store, free=False)

    def _looked(self, damaged: int) -> None:
        """All files were read again: where some were damaged or set aside before, what is whole is opened anew."""
        if self.world.believe() or damaged:
            self.world.open()
            self.session.look_again()

    def _struck(self) -> None:
        """A screen broke: while staff are asked to come, see whether what it was made of has rotted."""
        if self.world.doubt():
            LOG.error("what is shown has rotted; what was shown before it is, where there is that")
            self.nightly.hasten()

    def _settle(self) -> None:
        """Be as the officers have set it."""
        settings = self.screen.office.settings or self.world.settings
        if settings == self._settled:
            return
        self._settled = settings
        self.session.settle(settings, self._idle_rule or IdleRule(settings.idle_seconds))
        self.screen.settle(settings)
        if self._measured is not None:
            self.screen.measure(self._measured(settings))

    def _wanted_anew(self) -> bool:
        """Whether an official wants the program to start anew; asked for once."""
        from voter_kiosk.store.layout import Layout

        try:
            Layout(self._store).restart.unlink()
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Take the window down, then let go of the store."""
        self._timer.stop()
        self._idle.stop()
        self.nightly.stop()
        self.resuming.stop()
        self._heartbeat.stop()
        self.screen.close()
        self.world.close()


def run(
    store: Path,
    *,
    at: dt.datetime | None = None,
    window: tuple[int, int] | None = None,
    screen_mm: tuple[float, float] | None = None,
    mounting_mm: float | None = None,
    vnc: bool = False,
) -> int:
    """Show the kiosk on ``store`` until it is closed, and give 0; or :data:`ANEW` where it is to start anew.

    ``at`` (aware) is a time to assume. ``window`` is a size in pixels, ``None`` the whole screen. ``screen_mm`` is
    what a person measured, ``mounting_mm`` how high its lower edge is above the floor; without them, what officers
    set counts, and a screen that nobody measured is a 24-inch one. With ``vnc`` the network
    can see and touch it: Qt's plugin listens on every address. Raises ``ScreenError`` where the software itself is
    broken; a store that is missing or empty is said on the screen.
    """
    listen_to_log()
    faulthandler.enable()  # where it hung, once the watchdog ends it; lines of code alone
    manager = Manager.of(os.environ)
    choose_renderer(os.environ)
    arguments = ["voter-kiosk"]
    if vnc:
        width, height = window or (Panel().width, Panel().height)
        arguments += ["-platform", f"vnc:size={width}x{height},port={VNC_PORT}"]
    application = QGuiApplication(arguments)
    whole = application.primaryScreen().size()
    pixels = window or (whole.width(), whole.height())

    def measured(settings: Settings) -> Panel:
        height = settings.mounting_mm if mounting_mm is None else mounting_mm
        return panel_of(pixels, screen_mm or settings.screen_mm, height)

    with ExitStack() as stack:
        stack.enter_context(QtLog())
        kiosk = Kiosk(
            store,
            measured(Settings()),
            application,
            at=at,
            measured=measured,
            restart=lambda: application.exit(ANEW),
            manager=manager,
        )
        stack.callback(kiosk.close)
        stack.enter_context(kiosk.cover)
        for number in (signal.SIGINT, signal.SIGTERM):
            # The session's timer gives Python a turn each second, which is when a signal is heard. Not quit():
            # that asks the window first, which stays open whoever asks it.
            stack.callback(signal.signal, number, signal.signal(number, lambda *_: application.exit(0)))
        kiosk.open_when_painted()
        if window is None:
            kiosk.screen.window.setFlag(Qt.WindowType.FramelessWindowHint)
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


def keep_large_blocks_apart() -> None:
    """Have memory that is asked for in one large block go back to the system when it is let go of (glibc).

    The C library does so until the first such block is given back; from then on it takes them from the heap, where
    pictures leave holes between what lives long, and a program that runs for weeks grows.
    """
    _tell_the_allocator("mallopt", _M_MMAP_THRESHOLD, LARGE_BLOCK)


def give_back_memory() -> None:
    """Hand memory that is no longer used back to the system, where the C library can (glibc)."""
    _tell_the_allocator("malloc_trim", 0)


def _tell_the_allocator(name: str, *what: int) -> None:
    if os.name == "nt":
        return
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*what)
