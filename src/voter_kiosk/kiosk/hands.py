"""The kiosk worked without a finger: keyboard, tactile keypad, one switch or two.

Made when the first key is pressed (it costs nobody else anything). What keys mean, where an arrow leads and how a
screen is scanned are rules of ``domain.hands``; here they meet the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import shiboken6
from PySide6.QtCore import Q_ARG, QEvent, QMetaObject, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from voter_kiosk.domain.hands import (
    MOVES,
    SPOKEN,
    USUAL_SCANNING,
    Act,
    Box,
    Scan,
    Switches,
    grouped,
    keys_of,
    towards,
)
from voter_kiosk.domain.journey import ATTRACT, HOME, Place, Screen
from voter_kiosk.kiosk.items import focused, scene, scroller, visible_part
from voter_kiosk.kiosk.reading import kind, reading
from voter_kiosk.kiosk.session import Session

LOOK_MS: Final = 50
"""How often to see whether the highlight has waited long enough, in milliseconds."""

LOST_GUARD: Final = 0.7
"""For how many seconds nothing is pressed after the focus had to go elsewhere by itself: a second strike was meant
for the key that is gone (EN 301 549 5.8)."""

_FORWARD: Final = frozenset({Act.NEXT, Act.RIGHT, Act.DOWN})
_PAGE, _TRAY, _VEIL = range(3)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)

Actions = Mapping[Act, Callable[[], object]]


class Hands(QObject):
    """Turns the keys of a window into moves of the focus, presses, and a highlight that scans.

    ``clock`` is seconds that never run backwards. ``switches`` are the keys that switches send. ``actions`` are
    what to do for acts of ``domain.hands.SPOKEN``; what is not among them does nothing. A key is heard once,
    however long it is held (VVSG 2.0 7.2-M).
    """

    reached = Signal(str)
    """The accessible name of what was focused or highlighted; of a group, those of its first and its last."""

    def __init__(
        self,
        window: QQuickWindow,
        session: Session,
        clock: Callable[[], float],
        parent: QObject,
        *,
        switches: Switches | None = None,
        actions: Actions | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._clock = window, session, clock
        self._switches = switches or Switches()
        self._actions = dict(actions or {})
        self._acts = {Qt.Key[f"Key_{name}"]: act for name, act in keys_of(self._switches).items()}
        self._switched = {Qt.Key[f"Key_{name}"] for name in self._switches.acts()}
        self._struck: dict[Qt.Key, float] = {}
        self._open = True
        self._used = False
        self._looking = False
        self._guarded_until = float("-inf")
        self._stops: list[QQuickItem] = []  # as last seen: where the focus was, when what had it is gone
        self._last: QQuickItem | None = None
        self._below: dict[int, QQuickItem] = {}
        self._pressed_name = self._focused_name = ""
        self._remembered: dict[Place, str] = {}
        self._scan = Scan(())
        self._scanned: list[QQuickItem] = []
        self._stepped_at = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.tick)
        self._level = self._level_now()
        self._note_place()
        session.moved.connect(self._soon)
        session.idled.connect(self._soon)
        session.failed.connect(self._soon)
        session.comforted.connect(self._soon)
        window.activeFocusItemChanged.connect(self._soon)
        window.frameSwapped.connect(self._draw)

    def close(self) -> None:
        """The window goes."""
        self._forget()
        self._window.activeFocusItemChanged.disconnect(self._soon)
        self._window.frameSwapped.disconnect(self._draw)
        for signal in (self._session.moved, self._session.idled, self._session.failed, self._session.comforted):
            signal.disconnect(self._soon)
        self._open = False
        self.deleteLater()

    @property
    def used(self) -> bool:
        """Whether keys are what the kiosk is worked with now: then the focus is seen."""
        return self._used

    @property
    def running(self) -> bool:
        """Whether the highlight goes by itself."""
        return self._timer.isActive()

    @property
    def highlighted(self) -> tuple[QQuickItem, ...]:
        """What a switch would choose now: a control, or those of a group; empty while nothing is scanned."""
        return tuple(self._scanned[place] for place in self._scan.here)

    @property
    def leaving(self) -> bool:
        """Whether a switch would choose to leave the group that is highlighted."""
        return self._scan.leaving

    @property
    def ring(self) -> QQuickItem:
        """What shows where the focus is; not to be kept beyond the window."""
        ring = self._child("Ring")
        if ring is None:
            raise LookupError("Main.qml has no Ring")
        return ring

    def stops(self) -> list[QQuickItem]:
        """Everything that can be pressed on what lies on top, in reading order, scrolled away or not."""
        return [item for item, pressable in self._read() if pressable]

    # What comes in

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether the event goes no further."""
        key = Qt.Key(event.key())
        act = self._acts.get(key)
        if event.modifiers() & _COMMANDS:
            return False
        if act is None or ((act is Act.ERASE or key == Qt.Key.Key_Space) and self._typing(key)):
            return self._letter(event)
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and self._heard(key):
            self._do(act)
        return True

    def finger(self) -> None:
        """A finger or a mouse has come: the ring goes, the focus stays where it is."""
        if not self._used:
            return
        self._used = False
        item = focused(self._window)
        if item is not None and item.property("visualFocus"):
            item.setProperty("focusReason", Qt.FocusReason.MouseFocusReason)
        self._rest()
        self.ring.setVisible(False)

    def tick(self) -> None:
        """Let the highlight go on where it has waited long enough."""
        if not self.running:
            return
        rate = self._session.comfort.scanning
        if not rate:
            self._rest()
        elif self._clock() - self._stepped_at >= rate:
            self._step(Scan.step)

    def _heard(self, key: Qt.Key) -> bool:
        """Whether a switch is pressed anew, and not by a hand that trembles."""
        if key not in self._switched:
            return True
        now, before = self._clock(), self._struck.get(key, float("-inf"))
        self._struck[key] = now
        return now - before >= self._switches.bounce

    def _typing(self, key: Qt.Key) -> bool:
        """Whether the search line takes this key: a space only where the line itself has the focus."""
        if key in self._switched or self._session.place.screen is not Screen.SEARCH or self._level_now() != _PAGE:
            return False
        return key == Qt.Key.Key_Backspace or self._in_line()

    def _in_line(self) -> bool:
        item = focused(self._window)
        return item is not None and item.inherits("QQuickTextInput")

    def _letter(self, event: QKeyEvent) -> bool:
        """Letters are for the search line, wherever the focus is; elsewhere they do nothing."""
        if self._session.place.screen is Screen.SEARCH and self._level_now() == _PAGE and event.text().strip(" "):
            stage = self._child("QQuickLoader")
            if stage is not None and not stage.hasActiveFocus():
                stage.forceActiveFocus()
        return False

    def _do(self, act: Act) -> None:
        if act in SPOKEN:
            if act in self._actions:
                self._actions[act]()
            return
        if act in {Act.SELECT, Act.PRESS, Act.ONE, Act.STEP, Act.STEP_BACK}:
            self._switch(act)
        else:
            self._rest()
            if act in MOVES:
                self._move(act)
            elif act in {Act.BACK, Act.ERASE}:
                self._back()
            elif act is Act.HOME:
                self._home()
            else:
                self._turn(1 if act is Act.PAGE_DOWN else -1)
        self._soon()

    # The focus

    def _move(self, act: Act) -> None:
        read = self._read()
        stops = [item for item, pressable in read if pressable]
        if not stops:
            return
        at = focused(self._window)
        way = 1 if act in _FORWARD else -1
        if at in stops:
            place = stops.index(at)
            region = next(region for region in self._regions(stops) if place in region)
            found = towards([_box(scene(stops[one])) for one in region], region.index(place), act)
            place = region[found] if found is not None else place + way
        else:
            # in the search line, or nowhere: the next after it, or the first
            items = [item for item, _ in read]
            here = items.index(at) if at in items else -1
            before = sum(pressable for _, pressable in read[: here + 1])
            place = before if way > 0 else before - 1
        self._stops = stops
        to = stops[place % len(stops)]
        if act in {Act.DOWN, Act.UP} and scroller(to) is not None and self._visible(to) is None:
            to = self._read_on(act, [item for item, _ in read], at, to)
        self._focus(to)

    def _read_on(self, act: Act, read: list[QQuickItem], at: QQuickItem | None, to: QQuickItem) -> QQuickItem:
        """Where an arrow down or up leads whose next control is scrolled away: who has a keypad alone shall read
        what is written in between. From within what scrolls, the page is turned, and the focus is on ``to`` if it
        has come, else on the key that turns; from the keys below it, it goes to the last control that is seen."""
        way = 1 if act is Act.DOWN else -1
        if at is None or scroller(at) is None:
            seen = [item for item in self._stops if scroller(item) is scroller(to) and self._whole(item)]
            return seen[-1] if seen and act is Act.UP else to
        here = read.index(at) if at in read else -1  # a heading has the focus as well, and need not be a stop
        if scroller(at) is scroller(to) and here * way < read.index(to) * way:
            self._turn_frame(way)
            if self._visible(to) is None:
                sign = "down" if way > 0 else "up"
                return next((item for item in self.stops() if _turns(item, sign)), to)
        return to

    def _focus(self, item: QQuickItem) -> None:
        self._take(item)
        self._last, self._focused_name = item, _name(item)
        self._draw()
        self.reached.emit(self._focused_name)

    def _take(self, item: QQuickItem) -> None:
        """The focus is on ``item``, as keys give it; the page brings it onto the screen."""
        self._used = True
        if focused(self._window) is item and not item.property("visualFocus"):
            item.setFocus(False)  # it had the focus some other way, and may have been scrolled away since
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, item: QQuickItem) -> None:
        if self._clock() < self._guarded_until:
            return
        self._last = item
        self._pressed_name = _name(item)
        if self._level == _PAGE:
            self._remembered[self._session.place] = self._pressed_name
        QMetaObject.invokeMethod(item, "click")

    def _press_focused(self) -> None:
        stops = self.stops()
        at = focused(self._window)
        if self._in_line():  # what was found for what was typed
            found = next((item for item in stops if item.property("subject")), None)
            if found is not None:
                self._focus(found)
        elif at in stops and (self._used or self._level == _VEIL):
            self._used = True
            self._press(at)
        elif stops and self._session.place == ATTRACT:
            self._used = True
            self._press(stops[0])
        elif stops:
            self._focus(at if at in stops else stops[0])

    def _back(self) -> None:
        session = self._session
        self._used = True
        if session.asked:
            session.stay()
        elif session.failing:
            return
        elif (tray := self._tray()) is not None:
            QMetaObject.invokeMethod(tray, "closed")
        else:
            step_back = getattr(session.shown, "step_back", None)
            if not (callable(step_back) and step_back()) and session.canGoBack:
                session.back()

    def _home(self) -> None:
        self._used = True
        if self._level_now() != _VEIL and not self._in_line():  # there it is meant for the caret
            self._session.home()

    def _turn(self, pages: int) -> None:
        """Turn the page under the focus; the focus goes with it to what is seen now."""
        if self._level_now() != _PAGE or not self._turn_frame(pages):
            return
        at = focused(self._window)
        if at is not None and scroller(at) is None and at in self.stops():
            self._focus(at)
            return
        scrolled = [item for item in self.stops() if scroller(item) is not None and self._whole(item)]
        keys = [item for item in self.stops() if _turns(item, "down") or _turns(item, "up")]
        for item in (*scrolled, *keys):
            self._focus(item)
            return

    def _turn_frame(self, pages: int) -> bool:
        """Turn the page that is shown; whether it is one that turns."""
        stage = self._child("QQuickLoader")
        frame = _turning(stage) if stage is not None else None
        return frame is not None and QMetaObject.invokeMethod(frame, "turn", Q_ARG(float, float(pages)))

    # Switches

    def _switch(self, act: Act) -> None:
        """A switch, or the key that presses."""
        rate = self._session.comfort.scanning
        if act is Act.ONE and not rate:
            self._session.setScanning(USUAL_SCANNING)
            rate = USUAL_SCANNING
        if rate and not self.running:
            self._begin()
        elif act in {Act.STEP, Act.STEP_BACK}:
            self._renew()
            self._step(
                lambda scan: Scan.step_back(scan) if act is Act.STEP_BACK else Scan.step(scan), by_hand=True
            )
        elif self._scan.resting:
            if focused(self._window) in self.stops() or self._in_line() or act is Act.PRESS:
                self._press_focused()
            else:
                self._begin_by_hand()
        else:
            self._choose()

    def _begin(self) -> None:
        """The highlight begins to go by itself, from the top."""
        self._timer.start()
        self._begin_by_hand()

    def _begin_by_hand(self) -> None:
        self._scan = Scan(())
        self._step(Scan.step)

    def _rest(self) -> None:
        self._timer.stop()
        self._scan = Scan(self._scan.tree)
        self.ring.setProperty("scanning", False)

    def _renew(self) -> None:
        """Look at the screen again; what was highlighted stays so where it still stands."""
        stops = [item for item in self.stops() if self._visible(item) is not None]
        if stops == self._scanned and self._scan.tree:
            return
        here, depth = self.highlighted, len(self._scan.path)
        self._scanned = stops
        scan = Scan(grouped(self._regions(stops), [_box(scene(item)) for item in stops]), (), self._scan.rounds)
        if here and depth:
            stands = next((item for item in here if item in stops), None)
            scan = scan.at(stops.index(stands), depth) if stands is not None else scan.step()
        self._scan = scan

    def _step(self, step: Callable[[Scan], Scan], *, by_hand: bool = False) -> None:
        self._renew()
        scan = self._scan
        self._scan = step(Scan(scan.tree, scan.path) if by_hand else scan)
        if self._scan.resting:  # three rounds without a choice: the first group shows where it will begin
            self._rest()
            self.ring.setProperty("scanning", True)
            return
        self._show()

    def _choose(self) -> None:
        self._renew()
        self._scan, place = self._scan.choose()
        if place is None:
            self._show()
            return
        item = self._scanned[place]
        self._show()
        self._press(item)

    def _show(self) -> None:
        """The highlight, where the scan has come to; the focus goes along."""
        self._stepped_at = self._clock()
        items = self.highlighted
        if not items:
            return
        self._take(items[0])
        self._last = items[0]
        self.ring.setProperty("scanning", True)
        self._draw()
        names = dict.fromkeys((_name(items[0]), _name(items[-1])))
        self.reached.emit(" – ".join(names))

    # What changes under the hands

    def _soon(self) -> None:
        """Look at what has changed, once everything that hangs on it has happened."""
        if not self._looking:
            self._looking = True
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        self._looking = False
        if not self._open:
            return
        session = self._session
        came_from, language = self._way, self._language
        moved = session.shown is not self._facts  # what was noted of a place builds nothing anew
        level, before = self._level_now(), self._level
        left = self._place
        self._level = level
        self._note_place()
        if moved and session.place == ATTRACT and left != ATTRACT:
            self._forget()
            return
        if not self._used:
            return
        if level == before == _VEIL:
            self._keep()
        elif level > before:
            self._rise(before)
        elif level < before and not moved:
            self._fall(level)
        elif moved:
            self._arrive(left, came_from, language)
        else:
            self._keep()
        self._draw()

    def _note_place(self) -> None:
        session = self._session
        self._place, self._way, self._language = session.place, session.way, session.comfort.language
        self._facts = session.shown

    def _rise(self, before: int) -> None:
        """Something has come to lie on top: the focus goes there, and waits below."""
        if self._last is not None:
            self._below[before] = self._last
        stops = self.stops()
        chosen = [item for item in stops if item.property("chosen") or item.property("primary")]
        inside = [item for item in chosen if _outermost(item, self._window) in self._over()]
        if self._level == _VEIL and self._session.comfort.scanning:
            self._begin()
        elif self.running or not self._scan.resting:
            self._begin_again()
        elif inside or stops:
            self._focus((inside or stops)[0])

    def _fall(self, level: int) -> None:
        """What lay on top has gone: the focus is where it was before."""
        item = self._below.pop(level, None)
        stops = self.stops()
        if not self._scan.resting:
            self._begin_again()
        elif item is not None and shiboken6.isValid(item) and item in stops:
            self._focus(item)
        else:
            self._keep()

    def _arrive(self, left: Place, came_from: tuple[Place, ...], language: str) -> None:
        """Another page: to its first control, or to the one that was pressed when she left it."""
        place = self._session.place
        self._below.clear()
        if self.running or not self._scan.resting:
            self._begin_again()
            return
        stops = self.stops()
        named = {_name(item): item for item in reversed(stops)}
        at = focused(self._window)
        if (language != self._session.comfort.language or place == left) and at in stops:
            self._focus(at)  # in the strip: the key that was pressed
        elif place == left:
            self._to(named.get(self._focused_name))  # the same page, built anew: the day has changed, say
        elif place in came_from and (place != HOME or came_from[-1] == HOME):
            self._to(named.get(self._remembered.get(place, "")))
        elif place.screen == left.screen and _in_page(named.get(self._pressed_name), self._window):
            self._to(named[self._pressed_name])  # the next person, the next step: the same key again
        else:
            self._to(None)

    def _to(self, item: QQuickItem | None) -> None:
        """To ``item``; else where the page itself has put the focus, else to its first control."""
        stops = self.stops()
        at = focused(self._window)
        if item is None and at in stops and _in_page(at, self._window):
            item = at
        if item is not None:
            self._focus(item)
        elif not self._in_line() and stops:
            self._focus(stops[0])

    def _keep(self) -> None:
        """What had the focus may be gone, or cannot be pressed any more: then its neighbour has it."""
        at = focused(self._window)
        if at is not None and at is self._last and at in self._stops and at.isVisible() and at.isEnabled():
            return
        stops = self.stops()
        if at in stops:
            self._stops, self._last = stops, at
            return
        if self._in_line() or not stops:
            return
        if not self._scan.resting:
            self._begin_again()
            return
        self._guarded_until = self._clock() + LOST_GUARD
        self._focus(self._neighbour(stops) or stops[0])
        self._stops = stops

    def _neighbour(self, stops: list[QQuickItem]) -> QQuickItem | None:
        """Of ``stops``, the nearest to what had the focus last, rather before it than after; of the two keys that
        turn a page, the other."""
        last, before = self._last, self._stops
        if last is not None and shiboken6.isValid(last) and (_turns(last, "down") or _turns(last, "up")):
            turning = next((item for item in stops if _turns(item, "up") or _turns(item, "down")), None)
            if turning is not None:
                return turning
        place = before.index(last) if last in before else 0
        nearest = sorted(range(len(before)), key=lambda one: (abs(one - place), one > place))
        return next((before[one] for one in nearest if before[one] in stops), None)

    def _begin_again(self) -> None:
        self._scan = Scan(())
        self._step(Scan.step)

    def _forget(self) -> None:
        """The next citizen begins without a trace of this one's way."""
        self._used = False
        self._rest()
        self.ring.setVisible(False)
        self._last, self._pressed_name, self._focused_name = None, "", ""
        self._stops, self._scanned, self._scan = [], [], Scan(())
        self._below.clear()
        self._remembered.clear()

    # What is on the screen

    def _read(self) -> list[tuple[QQuickItem, bool]]:
        """What is met on what lies on top, in reading order, and whether it can be pressed."""
        return [(read.item, read.pressable and not read.disabled) for read in reading(self._window)]

    def _regions(self, stops: list[QQuickItem]) -> list[list[int]]:
        """The parts of the screen: what lies together in what scrolls, in the strip, at the foot."""
        found: list[list[int]] = []
        held: QQuickItem | None = None
        for place, item in enumerate(stops):
            holder = scroller(item) or _outermost(item, self._window)
            if holder is not held:
                found.append([])
                held = holder
            found[-1].append(place)
        return found

    def _level_now(self) -> int:
        if self._session.asked or self._session.failing:
            return _VEIL
        return _PAGE if self._tray() is None else _TRAY

    def _tray(self) -> QQuickItem | None:
        tray = self._child("Tray")
        return tray if tray is not None and tray.isVisible() else None

    def _over(self) -> list[QQuickItem]:
        """What lies on top of the page."""
        kinds = ("StillThere", "CallStaff") if self._level == _VEIL else ("Tray",)
        return [item for item in self._window.contentItem().childItems() if kind(item) in kinds]

    def _child(self, name: str) -> QQuickItem | None:
        return next((item for item in self._window.contentItem().childItems() if kind(item) == name), None)

    def _visible(self, item: QQuickItem) -> QRectF | None:
        """The part of ``item`` that is on the screen, where that is most of it or fills what it scrolls in."""
        whole = scene(item)
        seen = visible_part(item, self._window).intersected(whole)
        if seen.height() >= whole.height() * 0.6 or seen.height() >= self._window.height() * 0.4:
            return seen
        return None

    def _whole(self, item: QQuickItem) -> bool:
        return visible_part(item, self._window).adjusted(-1, -1, 1, 1).contains(scene(item))

    # The ring

    def _draw(self) -> None:
        """The ring lies around what has the focus, or the group that is highlighted."""
        if not self._used:
            return
        items = self.highlighted or tuple(
            item for item in (focused(self._window),) if item is not None and _rings(item)
        )
        items = tuple(item for item in items if shiboken6.isValid(item))
        place = QRectF()
        for item in items:
            place = place.united(visible_part(item, self._window).intersected(scene(item)))
        ring = self.ring
        ring.setVisible(bool(items))
        if not items:
            return
        place = QRectF(place.toRect())  # on whole pixels its edges are sharp
        window = QRectF(0, 0, self._window.width(), self._window.height())
        if place.width() * place.height() < window.width() * window.height() * 0.5 or len(items) > 1:
            outset = ring.property("outset")
            place = place.adjusted(-outset, -outset, outset, outset).intersected(window)
        if place != QRectF(ring.position(), ring.size()):
            ring.setPosition(place.topLeft())
            ring.setSize(place.size())


def _name(item: QQuickItem) -> str:
    node = QAccessible.queryAccessibleInterface(item)
    return node.text(QAccessible.Text.Name) if node is not None else ""


def _rings(item: QQuickItem) -> bool:
    """Whether ``item`` is a control that shows the focus: a heading, where a screen reader begins, is none."""
    return item.property("visualFocus") is not None or item.inherits("QQuickTextInput")


def _box(place: QRectF) -> Box:
    return Box(place.x(), place.y(), place.width(), place.height())


def _outermost(item: QQuickItem, window: QQuickWindow) -> QQuickItem:
    """The child of the window in which ``item`` lies."""
    outer, top = item, window.contentItem()
    while (held := outer.parentItem()) is not None and held is not top:
        outer = held
    return outer


def _in_page(item: QQuickItem | None, window: QQuickWindow) -> bool:
    return item is not None and kind(_outermost(item, window)) == "QQuickLoader"


def _turns(item: QQuickItem, sign: str) -> bool:
    """Whether ``item`` is the key that turns the page ``sign``, "down" or "up"."""
    return item.property("sign") == sign and scroller(item) is None


def _turning(root: QQuickItem) -> QQuickItem | None:
    """The first item in ``root`` whose pages can be turned."""
    waiting = [root]
    while waiting:
        item = waiting.pop(0)
        if item.isVisible() and item.property("asided") is not None:  # PageFrame, under whatever name
            return item
        waiting += item.childItems()
    return None
