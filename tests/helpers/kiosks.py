"""Kiosks for tests: real stores of the shipped examples, and a window on one with a clock that obeys."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from helpers import stores
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.settings import Settings
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Hand, Seconds
from voter_kiosk.kiosk.office.job import Job, Outcome
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind as kind_of
from voter_kiosk.kiosk.session import Session
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.opening import Store

ISSUED = {
    "demo": dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
    "hai-phong-2021": dt.datetime(2021, 5, 1, tzinfo=dt.UTC),
}
AREAS = {"demo": "c98001.01", "hai-phong-2021": ""}


def install_shipped(folder: Path) -> None:
    """Build, sign and install the shipped examples into stores of their names in ``folder``."""
    from voter_kiosk.authoring.publish import Published, build
    from voter_kiosk.bundle.keys import KeyFolder, create_keys
    from voter_kiosk.store.setup import setup

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    keys = create_keys(folder / "keys", issued=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    assert isinstance(keys, KeyFolder), keys
    for name, issued in ISSUED.items():
        bundle = folder / f"{name}.vkb"
        built = build(shipped("data", name), folder / "keys", bundle, issued=issued)
        assert isinstance(built, Published), built
        refused = setup(folder / name, folder / "keys" / "root.json", polling_area=AREAS[name])
        assert refused is None, refused
        installed = install(folder / name, bundle)
        assert isinstance(installed, Installed), installed


def put(store: Path, committee: stores.Desk, version: int) -> None:
    """Install a version of a test committee's bundle."""
    found = install(store, committee.folder / f"v{version}.vkb", surroundings=stores.quick())
    assert isinstance(found, Installed), found


def vietnam(text: str) -> dt.datetime:
    """``vietnam("2026-03-03 09:00")``: that instant in Viet Nam."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """``root`` and all that is drawn in it."""
    yield root
    for child in root.childItems():
        yield from items(child)


CAMPAIGN = vietnam("2026-03-03 09:00")
"""Twelve days before the demo's polling day: candidates present their programmes."""


def until(come: Callable[[], bool]) -> None:
    """Wait for something, two minutes at most."""
    for _ in range(6000):
        if come():
            return
        QTest.qWait(20)
    raise TimeoutError


@dataclass
class Open:
    """A kiosk that is open in a test."""

    kiosk: Kiosk
    clock: Seconds
    hand: Hand

    @property
    def session(self) -> Session:
        return self.kiosk.session

    @property
    def window(self) -> QQuickWindow:
        return self.kiosk.screen.window

    def wait(self, seconds: float) -> None:
        """Let time pass, second by second, as the kiosk's own timer would."""
        for _ in range(round(seconds)):
            self.clock.now += 1
            self.session.tick()
        settle()

    def go(self, screen: str, subject: str = "") -> None:
        self.session.go(screen, subject)
        settle()
        self.grab()

    def grab(self) -> QImage:
        """What is on the screen, once it has settled."""
        settle()
        return self.window.grabWindow()

    def done(self) -> None:
        """Wait for the officials' commands that are on their way."""
        until(lambda: not self.kiosk.screen.office.at_work)
        self.grab()

    def type_pin(self, pin: str) -> None:
        """On the pad, and try it."""
        for digit in pin:
            self.hand.touch(digit)
        self.hand.touch(self.keys("Enter"))
        self.done()

    def item(self, kind: str) -> QQuickItem:
        """The first item of a QML type that is seen, else the first of all, however deep."""
        waiting, found = [self.window.contentItem()], []
        while waiting:
            item = waiting.pop(0)
            if kind_of(item) == kind:
                found.append(item)
            waiting += item.childItems()
        if not found:
            raise LookupError(kind)
        return next((item for item in found if item.isVisible()), found[0])

    def keys(self, english: str) -> str:
        """What a control of that English name is called in the session's language."""
        return self.session.view.tr(english).replace("\u00a0", " ")


def run_by(kiosk: Kiosk, system: Callable[[], dt.datetime], boot: Callable[[], float]) -> None:
    """Nothing is assumed: ``system`` tells the instant (aware), ``boot`` the seconds since the machine's start."""

    def made(store: Store | None) -> Clock:
        return Clock(store.state if store else None, system=system, boot=boot, started=lambda: "a start")

    kiosk.world._make_clock = made


def ended(arguments: Sequence[str], typed: str = "") -> tuple[Outcome, list[tuple[int, int, str]]]:
    """How a command ends that the kiosk runs, and the steps it told of."""
    parent = QObject()
    found: list[Outcome] = []
    steps: list[tuple[int, int, str]] = []
    job = Job(arguments, parent, typed=typed)
    job.ended.connect(found.append)
    job.progressed.connect(lambda done, total, what: steps.append((done, total, what.vi)))
    job.start()
    until(lambda: bool(found))
    (how,) = found
    return how, steps


@contextmanager
def opened(
    store: Path,
    parent: QObject,
    *,
    at: dt.datetime | None = CAMPAIGN,
    panel: Panel | None = None,
    comes_back_ms: int = 50,
    measured: Callable[[Settings], Panel] | None = None,
    equip: Callable[[Kiosk, Seconds], None] | None = None,
) -> Iterator[Open]:
    """A kiosk on ``store`` with a touch screen, closed at the end; ``equip`` changes it before it is opened."""
    clock = Seconds()
    kiosk = Kiosk(
        store,
        panel or Panel(),
        parent,
        at=at,
        clock=clock,
        comes_back_ms=comes_back_ms,
        measured=measured,
    )
    try:
        if equip is not None:
            equip(kiosk, clock)
        kiosk.open()
        kiosk.screen.window.show()
        settle()
        kiosk.screen.window.grabWindow()
        yield Open(kiosk, clock, Hand(kiosk.screen.window))
    finally:
        kiosk.close()
        settle()
