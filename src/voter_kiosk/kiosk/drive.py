"""Goes through the screens as a person does: finds what is named, scrolls to it, touches it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from errno import EIO
from os import strerror
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from voter_kiosk.domain.election import BallotState
from voter_kiosk.domain.journey import IdleRule, Screen
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.offscreen import application, settle
from voter_kiosk.kiosk.reading import nodes
from voter_kiosk.kiosk.window import Panel

_MOST_TURNS: Final = 30
"""How many times a person touches "Show more" before he gives up."""

_STEPS, _STEP_MS = 12, 4
"""A finger that is drawn over the screen: in how many moves, and how many milliseconds apart."""

_TOUCHED: Final = frozenset({QAccessible.Role.Button, QAccessible.Role.RadioButton})


class LostError(LookupError):
    """Nothing of that name can be touched."""


class Hand:
    """A finger on a window. Names are accessible names, as a screen reader says them."""

    def __init__(self, window: QQuickWindow, device: QPointingDevice | None = None) -> None:
        """``device`` is a touch screen; without one, it is made."""
        self._window = window
        self._device = device or QTest.createTouchDevice()

    def names(self) -> list[str]:
        """What can be touched, in the order in which a screen reader meets it."""
        return [name for name, _ in self._touchable()]

    def words(self) -> list[str]:
        """Everything that a screen reader says of this screen."""
        return [node.text(QAccessible.Text.Name) for node, _ in nodes(self._window)]

    def find(self, name: str) -> QQuickItem:
        """The first item to touch whose name is ``name``, or else begins or ends with it.

        Raises :class:`LostError`.
        """
        touched = list(self._touchable())
        for fits in (str.__eq__, str.startswith, str.endswith):
            for found, item in touched:
                if fits(found, name):
                    return item
        raise LostError(f"{name!r} is not among {[found for found, _ in touched]}")

    def touch(self, name: str) -> None:
        """Touch the middle of what bears ``name``, scrolling to it by the button for that where need be."""
        item = self.find(name)
        for _ in range(_MOST_TURNS):
            point = self.visible_middle(item)
            if point is not None:
                self.touch_at(point)
                return
            self.touch_at(self._scrolling_key())
            item = self.find(name)
        raise LostError(f"{name!r} cannot be scrolled to")

    def touch_at(self, point: QPoint, lift_at: QPoint | None = None) -> None:
        """A finger down at ``point`` of the window, and up there or at ``lift_at``."""
        touch = QTest.touchEvent(self._window, self._device, False)
        touch.press(0, point).commit()
        if lift_at is not None:
            for step in range(1, _STEPS + 1):
                QTest.qWait(_STEP_MS)  # what scrolls looks at the clock
                touch.move(0, point + (lift_at - point) * step / _STEPS).commit()
        touch.release(0, lift_at or point).commit()
        settle()

    def visible_middle(self, item: QQuickItem) -> QPoint | None:
        """The middle of ``item``, in the window's pixels, where it can be touched; ``None`` while it is scrolled
        away."""
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        outer = item.parentItem()
        while outer is not None:
            inside = outer.mapFromScene(middle)
            if outer.clip() and not outer.contains(inside):
                return None
            outer = outer.parentItem()
        return middle.toPoint()

    def _scrolling_key(self) -> QPoint:
        for _, item in nodes(self._window):
            if item.property("sign") == "down" and (middle := self.visible_middle(item)) is not None:
                return middle
        raise LostError("nothing here scrolls on")

    def _touchable(self) -> Iterator[tuple[str, QQuickItem]]:
        for node, item in nodes(self._window):
            if node.role() in _TOUCHED and item.isEnabled():
                yield node.text(QAccessible.Text.Name), item


@dataclass
class Seconds:
    """A clock that runs when it is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        """The seconds so far."""
        return self.now


def drive_demo(
    store: Path,
    outdir: Path,
    *,
    at: dt.datetime | None = None,
    panel: Panel | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Go offscreen from Attract to a candidate's programme and back, and give the pictures taken, in order.

    ``store`` is an installed one, ``outdir`` is made where it does not exist, ``at`` (aware) is a time to assume.
    ``progress`` is called with pictures taken and pictures in all. Where the content has no candidate to show,
    the way is shorter. Raises ``ScreenError`` where the software itself is broken and ``OSError`` where a picture
    cannot be written.
    """
    clock = Seconds()
    outdir.mkdir(parents=True, exist_ok=True)
    app = application()
    kiosk = Kiosk(store, panel or Panel(), app, at=at, clock=clock, guided=False)
    try:
        kiosk.open()
        kiosk.screen.window.show()
        settle()
        return tuple(_Citizen(kiosk, clock, outdir, progress or (lambda _done, _all: None)).goes())
    finally:
        kiosk.close()
        settle()


class _Citizen:
    """One walk, in Vietnamese and then in English."""

    _PICTURES: Final = 13

    def __init__(self, kiosk: Kiosk, clock: Seconds, outdir: Path, progress: Callable[[int, int], None]) -> None:
        self._kiosk, self._clock, self._outdir, self._progress = kiosk, clock, outdir, progress
        self._session, self._window = kiosk.session, kiosk.screen.window
        self._hand = Hand(self._window)
        self._taken: list[Path] = []

    def goes(self) -> list[Path]:
        """The pictures of the whole way."""
        self._picture("attract")
        self._begin()
        self._picture("home")
        person = self._to_a_list() and self._first_person()
        if person:
            self._picture("candidates")
            self._hand.touch(person)
            self._picture("biography")
            self._hand.touch(self._say("Action programme"))
            self._picture("programme")
            self._hand.touch(self._say("Text size"))
            self._hand.touch(self._say("Very large"))
            self._hand.touch(self._say("Close"))
            self._picture("programme-very-large")
            self._hand.touch(self._say("Back"))
            self._hand.touch(self._say("Start page"))
        self._look_in("How to vote", "steps")
        self._look_in("Past elections", "history")
        self._hand.touch("English")
        self._picture("home-english")
        self._look_in("Rights and duties", "rights-english")
        self._hand.touch(self._say("More"))
        self._hand.touch(self._say("Colours"))
        self._hand.touch(self._say("White on black"))
        self._hand.touch(self._say("Close"))
        self._picture("home-white-on-black")
        rule = IdleRule()
        self._waits(rule.ask_after + 1)
        self._picture("still-there")
        self._waits(rule.answer_within + 1)
        self._picture("attract-again")
        return self._taken

    def _begin(self) -> None:
        self._hand.touch_at(QPoint(self._window.width() // 2, self._window.height() // 2))

    def _to_a_list(self) -> bool:
        """From home to the first list of candidates that may be shown; whether there is one."""
        showing = self._session.view.showing
        if showing is None:
            return False
        bodies = {body.id: body for body in showing.election.bodies if body.id in showing.disclosure.lists}
        area = showing.here()
        if area is not None:
            here = {ballot.body for ballot in area.ballots if ballot.state is BallotState.LISTED}
            bodies = {name: body for name, body in bodies.items() if name in here}
        if not bodies:
            return False
        self._hand.touch(self._session.view.text(next(iter(bodies.values())).name).replace("\u00a0", " "))
        if self._session.place.screen is Screen.BALLOTS:  # no polling area: the constituencies to choose from
            self._hand.touch(self._say("Constituency no. %1", 1))
        return self._session.place.screen is Screen.CANDIDATES

    def _first_person(self) -> str:
        showing = self._session.view.showing
        people = showing.candidates(self._session.place.subject) if showing else ()
        return people[0].name if people else ""

    def _look_in(self, door: str, name: str) -> None:
        """Through a door of home and back, if it is there."""
        if self._say(door) in self._hand.names():
            self._hand.touch(self._say(door))
            self._picture(name)
            self._hand.touch(self._say("Start page"))

    def _waits(self, seconds: float) -> None:
        self._clock.now += seconds
        self._session.tick()
        settle()

    def _say(self, english: str, *arguments: object) -> str:
        return self._session.view.tr(english, *arguments).replace("\u00a0", " ")

    def _picture(self, name: str) -> None:
        settle()
        path = self._outdir / f"{len(self._taken) + 1:02}-{name}.png"
        if not self._window.grabWindow().save(str(path)):
            raise OSError(EIO, strerror(EIO), str(path))
        self._taken.append(path)
        self._progress(len(self._taken), self._PICTURES)
