"""Somebody who does anything at all: a seeded monkey with fingers, a mouse, a keyboard, switches and no plan.

It goes round by round. A round has dice of its own, made of its name (content and number), begins with a fresh
citizen and ends with one who waits: so one round that went wrong is done again alone, by its name.

In every fifth round it is an officer who was let in, on a copy of the store of which nothing is kept. What she
asks for is done by the commands that would do it, but here and now: none is a process of its own, and those that
do something to the machine, play a sound or write on a stick are refused.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import itertools
import json
import logging
import os
import random
import shutil
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from unittest import mock

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.ears import Memory, ears
from helpers.kiosks import Open, items
from voter_kiosk.cli.main import main
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import ATTRACT, Contrast, Place, Screen, TextSize
from voter_kiosk.domain.office import Person, Role, Task
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.hands import Hands
from voter_kiosk.kiosk.office.job import Outcome, in_json, outcome
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind
from voter_kiosk.kiosk.speaker import Speaker
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.speech.engine import Espeak
from voter_kiosk.store.people import add_person

STEPS = 50
"""In a round."""

SMALL = Panel(540, 960)
"""The usual screen seen smaller: everything is as many millimetres, and is drawn four times as fast."""

DAYS = (-40, -12, -12, -12, -2, -1, 0, 0, 1, 5, 30)
"""Moments that a round is at, in days from polling day."""

HOURS = (0, 6, 7, 9, 12, 18, 19, 23)

COMMANDS = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
USED_KEYS = [
    Qt.Key[f"Key_{name}"]
    for name in (
        "Tab Backtab Left Right Up Down Return Enter Escape Space Backspace Home End PageUp PageDown F1 F2 F3 F4 "
        "F6 F7 F8 F9 F10 MediaPlay MediaStop VolumeUp VolumeDown A B N T 1 5 Delete"
    ).split()
]
ALL_KEYS = [key for key in Qt.Key if key not in {Qt.Key.Key_unknown, Qt.Key.Key_Any}]
OFFICER = Person(1, "Lê Thị B", Role.OFFICER)

WITH_AN_OFFICER = 5
"""Every so many rounds, one of them is an officer's."""

TASKS = (
    *((task, "") for task in Task),
    (Task.LOAD, "in:"),
    (Task.HOURS, "opens"),
    (Task.HOURS, "number/06:00/20:00"),
    (Task.COVER, "na"),
    (Task.CLOCK, "confirm"),
    (Task.CLOCK, "set"),
    (Task.PEOPLE, "add"),
    (Task.PEOPLE, "handover"),
    (Task.PEOPLE, "recovery"),
    (Task.PEOPLE, "1:Lê Thị B"),
    (Task.SETTINGS, "switches"),
    (Task.SETTINGS, "polling_area"),
    (Task.SETTINGS, "idle_seconds"),
    (Task.READINESS, "touch"),
    (Task.READINESS, "place"),
    (Task.USAGE, "save"),
    (Task.USAGE, "end"),
    (Task.AUDIT, "filter"),
    (Task.AUDIT, "export"),
    (Task.POWER, "restart"),
    (Task.POWER, "off"),
)
"""Where an officer may be: each task, and what would be far to walk."""

OUTSIDE = frozenset({"power", "set-clock", "test-sound", "readiness", "install", "copy", "end-campaign"})
"""Commands that do something to the machine, are heard, write elsewhere, or take long: here they are refused."""

WRITES_ELSEWHERE = ("--to", "--export")

NOT_BY_A_MONKEY = Refusal("not-by-a-monkey", Sentence("Không làm được ở đây.", "This cannot be done here."))

COMPOSED = ("ễ", "Nguyễn", "đ", "ặ", "Ự", "  ", "ươ", "🗳", "x" * 60, "<b>", "'; --", "\u0301", "\n")


class MonkeyError(AssertionError):
    """Something that must not happen has happened; says where, and how to do it again."""


@dataclass
class Heard:
    """What went wrong, as it was said: by Qt, by the log, by an exception nobody caught."""

    faults: list[str] = field(default_factory=list)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        where = ""
        while trace is not None:
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
            trace = trace.tb_next
        self.faults.append(f"exception {kind.__name__}: {error} at {where}")

    def qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            self.faults.append(f"Qt: {message} ({context.file}:{context.line})")


class Passing(Memory):
    """Hears, and keeps nothing of it: a day's speech is gigabytes."""

    def hear(self, seconds: float) -> bytes:
        """As a sound card, which forgets."""
        pulled = super().hear(seconds)
        for noted in (self.samples, self.starts, self.halts, self.first):
            noted.clear()
        return pulled


class Errand(QObject):
    """In the place of a ``Job``: one command, that is answered when the monkey brings the answer."""

    progressed = Signal(object, object, object)
    ended = Signal(object)

    def __init__(self, arguments: Sequence[str], parent: QObject, typed: str, patience: int) -> None:
        super().__init__(parent)
        self.arguments, self.typed, self.patience = list(arguments), typed, patience
        self.stopped = False

    def start(self) -> None:
        """It is on its way already."""

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self.stopped = True
        self.deleteLater()


def done_here(arguments: Sequence[str], typed: str, heard: Heard) -> Outcome:
    """What a command answers, run in this process, which starts no other one."""
    if arguments[0] in OUTSIDE or any(arguments.count(word) for word in WRITES_ELSEWHERE):
        return outcome(json.dumps({"refused": asdict(NOT_BY_A_MONKEY)}).encode(), "")

    def started(command: object, *_: object, **__: object) -> None:
        heard.faults.append(f"{arguments[0]} has started {command}")
        raise OSError("not by a monkey")

    said, complaint = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(said),
        redirect_stderr(complaint),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        mock.patch.dict(os.environ, {"PATH": ""}),
        mock.patch("subprocess.Popen", started),
    ):
        main(in_json(arguments), {})
    how = outcome(said.getvalue().encode(), complaint.getvalue())
    if how.refused is not None and how.refused.code == "command-broken":
        heard.faults.append(f"{arguments} is broken: {how.refused.detail}")
    return how


class _Log(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        trouble = record.exc_info[1] if record.exc_info else ""
        self._heard.faults.append(f"log {record.levelname}: {record.getMessage()} {trouble!r}")


@contextmanager
def hearing() -> Iterator[Heard]:
    """Hears whatever goes wrong meanwhile."""
    heard = Heard()
    log, hook = _Log(heard), sys.excepthook
    house = logging.getLogger("voter_kiosk")
    before = qInstallMessageHandler(heard.qt)
    house.addHandler(log)
    sys.excepthook = heard.caught
    try:
        yield heard
    finally:
        sys.excepthook = hook
        house.removeHandler(log)
        qInstallMessageHandler(before)


@dataclass(frozen=True)
class Alive:
    """What lives while nobody is at the screen."""

    items: int  # of QML, on the window
    objects: int  # of Qt, below the kiosk
    python: int  # of Python


class Monkey:
    """A kiosk that is played with. ``content`` is its name, ``route`` the places to begin at."""

    def __init__(
        self,
        kiosk: Open,
        content: str,
        route: list[Place],
        polling_day: dt.date,
        heard: Heard,
        staffed: Path | None = None,
    ) -> None:
        """``staffed`` is a store with :data:`OFFICER`, copied for each of her rounds; without it there is none."""
        self.kiosk, self.content, self.route, self.heard = kiosk, content, route, heard
        self.polling_day = polling_day
        self.steps = 0
        self.done: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.most_pins = 10**9
        self._memory = Passing(stretch=0.4)
        self._ears = ears(kiosk.session.listening, self._memory, lambda: True)
        self._device = kiosk.hand._device
        self._upright = SMALL
        self._dice = random.Random(0)  # noqa: S311  which way it goes, not a secret
        self._last: deque[str] = deque(maxlen=25)
        self._office = kiosk.kiosk.screen.office
        self._office._shuffle = self._shuffle
        self._office.equip(Speaker(Espeak(), Passing(stretch=0.4), self._office))
        self._staffed = staffed
        self._errands: list[Errand] = []
        self._officer_s = False
        self.done_by_her: Counter[str] = Counter()
        self._where = ""
        kiosk.session.moved.connect(lambda: self.seen.add(kiosk.session.screen))  # type: ignore[arg-type]

    def _shuffle(self, order: list[str]) -> None:
        self._dice.shuffle(order)

    # Rounds

    def round(self, number: int, steps: int = STEPS) -> None:
        """A visit and its end. Raises :class:`MonkeyError`."""
        name = f"{self.content}:{number}"
        self._dice = random.Random(name)  # noqa: S311
        self._last.clear()
        self._ears.said.clear()
        self._begin(number)
        if self._staffed is not None and number % WITH_AN_OFFICER == 1:
            with self._as_an_officer():
                self._come_in()
                self.play(steps, name)
                self._where = f"round {name}, the end"
                self.wait_for_attract()
            return
        self.play(steps, name)
        self._where = f"round {name}, the end"
        self.wait_for_attract()

    def warm_office(self) -> None:
        """Once to everywhere an officer may be: what is loaded late is loaded then."""
        if self._staffed is None:
            return
        self._where = "round warm-up"
        with self._as_an_officer():
            self._come_in()
            for task, subject in TASKS:
                self._office.go(task.value, subject)
                self._bring_all()
                self.kiosk.grab()
                self.check()
            self.wait_for_attract()

    def warm(self) -> None:
        """Everything once: every screen in every size of text, on its foot and on its side, and the voice.

        What is loaded late is loaded then, letters of each size among it, and the largest page has been there:
        what it took is not given back in one piece (two programmes of 5,000 words side by side are 2,500 items).
        """
        kiosk = self.kiosk
        looks = itertools.product((True, False), ("vi", "en"), TextSize)
        for upright, language, size in looks:
            self.turn(upright=upright)
            for place in self.route:
                kiosk.go(place.screen.value, place.subject)
                kiosk.session.setLanguage(language)
                kiosk.session.setTextSize(size.value)
                settle()
                kiosk.grab()
                if place.screen is Screen.FILM and kiosk.keys("Play") in kiosk.hand.names():
                    kiosk.hand.touch(kiosk.keys("Play"))
                    QTest.qWait(100)
            self._press(Qt.Key.Key_Tab)
            kiosk.session.listening.toggle()
            QTest.qWait(500)
            self._where = "round warm-up"
            self.wait_for_attract()

    def play(self, steps: int, name: str = "") -> None:
        """So many steps from here on."""
        for step in range(steps):
            self._where = f"round {name}, step {step}"
            acts, weights = zip(*self._acts(), strict=True)
            act = self._dice.choices(acts, weights)[0]
            said = act()
            self._bring()
            self.done[act.__name__] += 1
            self._last.append(f"{step} {act.__name__} {said or ''} -> {self.kiosk.session.place}")
            settle()
            self.steps += 1
            self.check()
            if step % 10 == 9:
                self.check_picture()

    def _begin(self, number: int) -> None:
        """Another moment, and now and then another way up."""
        self.turn(upright=number % 4 < 2)
        day = self._dice.choice(DAYS)
        self.moment(day, self._dice.choice(HOURS), self._dice.randrange(60))
        self.kiosk.session.look_again()
        if self._dice.random() < 0.6:
            self._go()
        settle()

    def turn(self, *, upright: bool) -> None:
        """The screen on its foot, or on its side."""
        panel = SMALL if upright else SMALL.turned()
        if self._upright != panel:
            self._upright = panel
            self.kiosk.kiosk.screen.resize(panel)
            settle()

    def moment(self, day: int, hour: int, minute: int) -> None:
        """It is that time, so many days from polling day."""
        at = dt.datetime.combine(self.polling_day + dt.timedelta(days=day), dt.time(hour, minute))
        world = self.kiosk.kiosk.world
        world._at = at.replace(tzinfo=dt.timezone(dt.timedelta(hours=7)))
        world._began = self.kiosk.clock.now

    # What must hold

    def fail(self, what: str) -> None:
        name = self._where.split()[1].rstrip(",")
        said = f"{what}\nin {self._where}; again alone: VOTER_KIOSK_MONKEY_ROUND={name}"
        raise MonkeyError("\n".join((said, *self._last)))

    def check(self) -> None:
        """After each step."""
        if self.heard.faults:
            self.fail("; ".join(self.heard.faults[:5]))
        session, window = self.kiosk.session, self.kiosk.window
        if session.fault:
            self.fail("staff were called")
        if not window.isVisible() or window.visibility() is QWindow.Visibility.Minimized:
            self.fail("the window is gone")
        if (window.width(), window.height()) != (self._upright.width, self._upright.height):
            self.fail(f"the window is {window.width()} x {window.height()}")
        tops = [top for top in QGuiApplication.topLevelWindows() if top.isVisible()]
        if tops != [window]:
            self.fail(f"other windows: {tops}")
        stages = [item for item in window.contentItem().childItems() if kind(item) == "QQuickLoader"]
        page = stages[0].property("item") if len(stages) == 1 else None
        if not isinstance(page, QQuickItem):
            self.fail(f"{len(stages)} stages, page {page}")
            return
        if kind(page) != session.page or not page.childItems() or page.height() < 50 or page.width() < 50:
            self.fail(f"{session.page} is {kind(page)}, {page.width()} x {page.height()}")
        if stages[0].childItems() != [page]:
            self.fail(f"{len(stages[0].childItems())} pages at once")
        if self._office.occupied:
            self.check_office()

    def check_office(self) -> None:
        """Of the officials' side, where somebody is there."""
        (over,) = (item for item in self.kiosk.window.contentItem().childItems() if kind(item) == "OfficeWindow")
        page = next(item for item in over.childItems() if kind(item) == "QQuickLoader").property("item")
        wanted = self._office.property("page") or "PinPage"
        if not isinstance(page, QQuickItem):
            self.fail(f"there is no {wanted}")
            return
        if kind(page) != wanted or not page.childItems() or page.height() < 50 or page.width() < 50:
            self.fail(f"{wanted} is {kind(page)}, {page.width()} x {page.height()}")
        self.seen.add(wanted)

    def check_picture(self) -> None:
        """Something is to be seen, unless somebody wanted it dark."""
        if self.kiosk.session.listening.dark:
            return
        if one_colour(self.kiosk.window.grabWindow()):
            self.fail("nothing is on the screen")

    def wait_for_attract(self) -> None:
        """Whoever waits has the first screen again, from wherever she was."""
        kiosk, voice = self.kiosk, self.kiosk.session.listening
        patience, read = 300, -1
        while not (kiosk.session.resting and not self._office.occupied and kiosk.session.place == ATTRACT):
            self._bring_all()
            if voice.reading and voice._index != read:  # a page is read to its end, however long it is
                patience, read = 300, voice._index
            if voice.reading:
                QTest.qWait(5)  # the voice is made by a thread, whose time is the real one
            patience -= 1
            if patience == 0:
                speaker, reads = self._ears.speaker, f"{voice.reading}, {voice._index}"
                self.fail(
                    f"stuck at {kiosk.session.place}, office {self._office.occupied}, reading {reads}, "
                    f"speaking {speaker.speaking}, sounding {speaker.sounding}, {speaker._stream!r}"
                )
            self._pass(20)
        self.check()
        self.check_picture()
        if kiosk.session.listening.taken or kiosk.session.language != "vi":
            self.fail("something of hers has stayed")
        kiosk.kiosk.follow()
        settle()

    def alive(self) -> Alive:
        """Counted at one moment, on the first screen."""
        if self._staffed is not None:  # what the officials' last pages hold goes with the ones after them
            with self._as_an_officer():
                for _ in range(2):
                    self._come_in()
                    self._office.leave()
                    self._bring_all()
            self._office.hush()
        self.turn(upright=True)
        self.moment(-12, 9, 0)
        self.kiosk.session.look_again()
        self.kiosk.session.finish()
        self.kiosk.grab()
        self.kiosk.kiosk.screen.engine.collectGarbage()
        settle()
        gc.collect()
        settle()
        roots: list[QObject] = [
            self.kiosk.window,
            self.kiosk.kiosk.screen.engine,
            self.kiosk.session,
            self._office,
        ]
        python = len(gc.get_objects())  # before looking wraps what it sees
        return Alive(
            sum(1 for _ in items(self.kiosk.window.contentItem())),
            sum(len(root.findChildren(QObject)) for root in roots),
            python,
        )

    # The officer

    @contextmanager
    def _as_an_officer(self) -> Iterator[None]:
        """Within this, the officials' side is on a store of its own, and its commands are run here."""
        assert self._staffed is not None
        own = self._staffed.with_name("office")
        shutil.rmtree(own, ignore_errors=True)
        shutil.copytree(self._staffed, own)
        before, self._office._store = self._office._store, own
        self._officer_s = True
        try:
            with mock.patch("voter_kiosk.kiosk.office.office.Job", self._errand):
                yield
                self._bring_all()
        finally:
            self._office.let_go()
            self._errands.clear()
            self._office._store = before
            self._officer_s = False

    def _come_in(self) -> None:
        """As after her PIN."""
        self._office.let_in(OFFICER)
        settle()

    def _errand(self, arguments: Sequence[str], parent: QObject, *, typed: str = "") -> Errand:
        made = Errand(arguments, parent, typed, self._dice.choice((0, 0, 0, 1, 4)))
        self._errands.append(made)
        return made

    def _bring(self) -> None:
        """A step later: what has taken its time is answered, of the rest it is said how far it is."""
        waiting, self._errands = self._errands, []
        for errand in waiting:
            if errand.stopped:
                continue
            errand.patience -= 1
            if errand.patience >= 0:
                errand.progressed.emit(1, 2 + errand.patience, Sentence("Đang làm", "At work"))
                self._errands.append(errand)
                continue
            how = done_here(errand.arguments, errand.typed, self.heard)
            self.done_by_her[errand.arguments[0]] += 1
            errand.ended.emit(how)
            errand.deleteLater()

    def _bring_all(self) -> None:
        """Wait for everything that is on its way."""
        while self._office.at_work:
            self._bring()
            if not self._errands:
                QTest.qWait(5)
        settle()

    def _task(self) -> str:
        """Somewhere else, where the menu would lead; in again, where she is out."""
        if not self._office.property("entered"):
            self._come_in()
            return "in"
        task, subject = self._dice.choice(TASKS)
        self._office.go(task.value, subject)
        return f"{task} {subject}"

    # What it does

    def _acts(self) -> list[tuple[Callable[[], str | None], int]]:
        """What may be done next, and how often. An officer is asked for her PIN once, and sets nothing of hers."""
        found = self._all_acts()
        if not self._officer_s:
            return found
        left_out = {self._office_door, self._comfort, self._go}
        return [*((act, often) for act, often in found if act not in left_out), (self._task, 12)]

    def _all_acts(self) -> list[tuple[Callable[[], str | None], int]]:
        return [
            (self._touch_something, 30),
            (self._touch_anywhere, 10),
            (self._hold, 3),
            (self._hammer, 3),
            (self._drag, 6),
            (self._flick, 4),
            (self._two_fingers, 4),
            (self._mouse, 5),
            (self._wheel, 3),
            (self._key, 14),
            (self._any_key, 5),
            (self._chord, 4),
            (self._compose, 3),
            (self._comfort, 4),
            (self._listen, 3),
            (self._passes, 4),
            (self._idle, 2),
            (self._day, 1),
            (self._office_door, 1),
            (self._go, 2),
        ]

    def _point(self, beyond: int = 0) -> QPoint:
        dice, window = self._dice, self.kiosk.window
        x, y = (
            dice.randint(-beyond, window.width() - 1 + beyond),
            dice.randint(-beyond, window.height() - 1 + beyond),
        )
        if dice.random() < 0.15:
            x = dice.choice((0, window.width() - 1))
        if dice.random() < 0.15:
            y = dice.choice((0, window.height() - 1))
        return QPoint(x, y)

    def _target(self) -> tuple[str, QPoint] | None:
        found = list(self.kiosk.hand._touchable())
        self._dice.shuffle(found)
        for name, item in found[:8]:
            middle = self.kiosk.hand.visible_middle(item)
            if middle is not None and self.kiosk.window.contentItem().contains(QPointF(middle)):
                return name, middle
        return None

    def _down(self, *points: QPoint) -> None:
        touch = QTest.touchEvent(self.kiosk.window, self._device, False)
        for finger, point in enumerate(points):
            touch.press(finger, point)
        touch.commit(False)

    def _move(self, *points: QPoint) -> None:
        touch = QTest.touchEvent(self.kiosk.window, self._device, False)
        for finger, point in enumerate(points):
            touch.move(finger, point)
        touch.commit(False)

    def _up(self, *points: QPoint) -> None:
        touch = QTest.touchEvent(self.kiosk.window, self._device, False)
        for finger, point in enumerate(points):
            touch.release(finger, point)
        touch.commit(False)

    def _touch_something(self) -> str:
        found = self._target()
        if found is None:
            return self._touch_anywhere()
        name, point = found
        if self._dice.random() < 0.7:
            self._down(point)
            self._up(point)
        else:  # not quite where it went down
            self._down(point)
            self._move(point + QPoint(self._dice.randint(-9, 9), self._dice.randint(-9, 9)))
            self._up(point)
        return name

    def _touch_anywhere(self) -> str:
        point = self._point()
        self._down(point)
        self._up(point)
        return f"{point.toTuple()}"

    def _hold(self) -> str:
        found = self._target()
        point = found[1] if found and self._dice.random() < 0.6 else self._point()
        self._down(point)
        settle()
        QTest.qWait(self._dice.choice((1, 1, 30)))
        if self._dice.random() < 0.5:
            self._pass(self._dice.choice((1, 5)))
        self._up(point)
        return f"{point.toTuple()}"

    def _hammer(self) -> str:
        found = self._target()
        name, point = found if found and self._dice.random() < 0.8 else ("", self._point())
        for _ in range(self._dice.randint(2, 6)):
            self._down(point)
            self._up(point)
        return name

    def _drag(self) -> str:
        start, end = self._point(), self._point(beyond=60)
        self._down(start)
        for step in range(1, 5):
            self._move(start + (end - start) * step / 4)
            settle()
        self._up(end)
        return f"{start.toTuple()} {end.toTuple()}"

    def _flick(self) -> str:
        start = self._point()
        way = QPoint(self._dice.randint(-20, 20), self._dice.choice((-1, 1)) * self._dice.randint(40, 300))
        self._down(start)
        for step in (1, 2, 3):
            QTest.qWait(2)
            self._move(start + way * step / 3)
        self._up(start + way)
        for _ in range(self._dice.randint(0, 3)):
            settle()
        return f"{start.toTuple()} by {way.toTuple()}"

    def _two_fingers(self) -> str:
        fingers = [self._point() for _ in range(self._dice.randint(2, 5))]
        found = self._target()
        if found:
            fingers[0] = found[1]
        self._down(*fingers)
        middle = sum(fingers, QPoint(0, 0)) / len(fingers)
        for closer in (0.8, 0.5, 0.2):  # or apart
            self._move(*(middle + (finger - middle) * closer for finger in fingers))
        self._up(*fingers)
        return f"{len(fingers)}"

    def _mouse(self) -> str:
        found = self._target()
        point = found[1] if found and self._dice.random() < 0.6 else self._point()
        button = self._dice.choice(
            (
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.RightButton,
                Qt.MouseButton.MiddleButton,
                Qt.MouseButton.BackButton,
            )
        )
        window = self.kiosk.window
        act = self._dice.choice(("click", "double", "drag", "hover"))
        if act == "click":
            QTest.mouseClick(window, button, pos=point)
        elif act == "double":
            QTest.mouseDClick(window, button, pos=point)
        elif act == "drag":
            QTest.mousePress(window, button, pos=point)
            QTest.mouseMove(window, self._point())
            QTest.mouseRelease(window, button, pos=self._point())
        else:
            QTest.mouseMove(window, point)
        return f"{act} {button.name} {point.toTuple()}"

    def _wheel(self) -> str:
        at = QPointF(self._point())
        angle = QPoint(self._dice.choice((0, 0, 120, -240)), self._dice.choice((120, -120, 600, -1200)))
        command = self._dice.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier))
        event = QWheelEvent(
            at, at, QPoint(), angle, Qt.MouseButton.NoButton, command, Qt.ScrollPhase.NoScrollPhase, False
        )
        QCoreApplication.sendEvent(self.kiosk.window, event)
        return f"{angle.toTuple()} {command.name}"

    def _press(self, key: Qt.Key, command: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
        self.kiosk.clock.now += 0.3
        window = self.kiosk.window
        if key in USED_KEYS or key < Qt.Key.Key_AsciiTilde:
            QTest.keyClick(window, key, command)
        else:  # no keyboard that QTest knows has it
            for kind_of in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(window, QKeyEvent(kind_of, key, command, ""))
        return f"{key.name} {command.name}"

    def _key(self) -> str:
        return " ".join(self._press(self._dice.choice(USED_KEYS)) for _ in range(self._dice.randint(1, 4)))

    def _any_key(self) -> str:
        return self._press(self._dice.choice(ALL_KEYS))

    def _chord(self) -> str:
        return self._press(self._dice.choice(ALL_KEYS + USED_KEYS * 5), self._dice.choice(COMMANDS))

    def _compose(self) -> str:
        words = self._dice.choice(COMPOSED)
        target = QGuiApplication.focusObject() or self.kiosk.window
        event = QInputMethodEvent(words[:1], [])
        QCoreApplication.sendEvent(target, event)
        if self._dice.random() < 0.8:
            done = QInputMethodEvent("", [])
            done.setCommitString(words, self._dice.choice((0, 0, -1)), self._dice.choice((0, 1)))
            QCoreApplication.sendEvent(target, done)
        return repr(words[:10])

    def _comfort(self) -> str:
        session, dice = self.kiosk.session, self._dice
        chosen = dice.randrange(5)
        if chosen == 0:
            tag = dice.choice(session.view.languages).tag
            session.setLanguage(tag)
            return tag
        if chosen == 1:
            session.setTextSize(size := dice.choice(list(TextSize)).value)
            return size
        if chosen == 2:
            session.setContrast(contrast := dice.choice(list(Contrast)).value)
            return contrast
        if chosen == 3:
            session.setReach(reach := dice.random() < 0.5)
            return f"reach {reach}"
        session.setScanning(rate := dice.choice((0.0, 0.5, 2.0)))
        return f"scanning {rate}"

    def _listen(self) -> str:
        voice = self.kiosk.session.listening
        act = self._dice.choice(
            (
                voice.toggle,
                voice.stop,
                voice.again,
                voice.slower,
                voice.faster,
                voice.softer,
                voice.louder,
                voice.darken,
            )
        )
        if not self._office.occupied:
            act()
        return act.__name__

    def _passes(self) -> str:
        return self._pass(self._dice.choice((1, 3, 10, 40)))

    def _idle(self) -> str:
        seconds = self._dice.choice((119, 121, 149, 151))
        self.kiosk.clock.now += seconds
        return self._pass(1)

    def _pass(self, seconds: int) -> str:
        """Time passes: what ticks, ticks."""
        kiosk = self.kiosk
        for _ in range(min(seconds, 5)):
            kiosk.clock.now += seconds / min(seconds, 5)
            if self._office.occupied:
                self._office.tick()
            else:
                kiosk.session.tick()
            if isinstance(hands := kiosk.kiosk.screen.hands, Hands):
                hands.tick()
            if kiosk.session.listening.sounds:
                self._memory.hear(seconds)
                self._ears.speaker.look()
                settle()
        settle()
        return f"{seconds} s"

    def _day(self) -> str:
        """Another day comes while she is there: the last of the campaign, polling day, the day after."""
        day = self._dice.choice(DAYS)
        self.moment(day, self._dice.choice(HOURS), 0)
        self.kiosk.session.look_again()
        self.kiosk.kiosk.follow()
        return f"{day}"

    def _office_door(self) -> str:
        """The hidden corner, and perhaps some digits."""
        if not self._office.occupied:
            self._office.knock()
            settle()
        typed = ""
        for _ in range(self._dice.randint(0, 8)):
            self._office.type(digit := self._dice.choice("0123456789"))
            typed += digit
        if self._dice.random() < 0.3 and self.most_pins > 0:
            self.most_pins -= 1
            self._office.enter()
            self._bring_all()
        elif self._dice.random() < 0.3:
            self._office.forgotten()
        return typed

    def _go(self) -> str:
        """A place that would be far to walk."""
        place = self._dice.choice(self.route)
        if not self._office.occupied and not self.kiosk.session.asked:
            self.kiosk.session.go(place.screen.value, place.subject)
        return f"{place}"


def staffed(store: Path, folder: Path) -> Path:
    """A copy of ``store`` in ``folder``, for an officer's rounds."""
    made = Path(shutil.copytree(store, folder / "staffed"))
    found = add_person(made, OFFICER.name, OFFICER.role, "480213")
    assert found == OFFICER, found
    return made


def memory() -> float:
    """The memory of this process that no file backs, in megabytes: what else runs here changes nothing of it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:"))) / 1024


def one_colour(picture: QImage) -> bool:
    """Whether a picture is of one colour, by a look at every ninth row."""
    small = picture.convertToFormat(QImage.Format.Format_RGB32)
    first = small.pixel(0, 0)
    return not any(
        small.pixel(x, y) != first for y in range(0, small.height(), 9) for x in range(0, small.width(), 7)
    )
