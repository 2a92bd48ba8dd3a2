"""One citizen at the kiosk, as QML sees her: where she is, what she set, and whether she is still there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM, Mode, countdown
from voter_kiosk.domain.hands import scanning_rate
from voter_kiosk.domain.journey import (
    ATTRACT,
    HOME,
    Comfort,
    Contrast,
    Idle,
    IdleRule,
    Journey,
    Place,
    Screen,
    Sitting,
    TextSize,
)
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.video import LONGEST
from voter_kiosk.kiosk.listening import Listening
from voter_kiosk.kiosk.slips.printer import SlipPrinter
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS: Final = 1000
TICKS_BETWEEN_LOOKS: Final = 5

Look = Callable[[Comfort], View]
Build = Callable[[View, Place, QObject], tuple[str, QObject] | None]


class PageError(RuntimeError):
    """A page could not be loaded: a fault of the software."""


@QmlElement
class Session(QObject):
    """The only thing that Main.qml is given. Screens ask it to go somewhere; it builds what they show.

    ``look`` gives the world as it is now; ``build`` gives the page and makes the facts of a place, or ``None``
    where the place has nothing (any more) to show: then the session goes home. ``clock`` is seconds that never run
    backwards.
    """

    moved = Signal()
    subjectChanged = Signal()  # noqa: N815
    comforted = Signal()
    idled = Signal()
    failed = Signal()
    watched = Signal()
    hushed = Signal()
    languageTurned = Signal(str)  # noqa: N815

    def __init__(
        self, look: Look, build: Build, idle: IdleRule, clock: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look, self._build, self._idle, self._clock = look, build, idle, clock
        self._usual = self._sitting = Sitting()
        self._touched_at = clock()
        self._state = Idle.STAY
        self._fault = False
        self._watched_until = 0.0
        self._away = False  # an official is at the screen
        self._ticks = 0
        self._page = ""
        self._facts: QObject | None = None
        self._holder = self._leaving = QObject(self)  # a place's facts live in a holder and go with it
        self._view = look(self._sitting.comfort)
        self._printer = SlipPrinter(lambda: look(self._sitting.comfort), self)
        self._voice = Listening(self, self._set_comfort, self)
        self.moved.connect(self._voice.moved)  # before any page is taken down
        self.watched.connect(self._one_of_two)
        self._voice.changed.connect(self._one_of_two)
        self._spoke = False
        self._show()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    # What QML reads

    @Property(str, notify=moved)
    def screen(self) -> str:
        """The screen she is on, by its name in ``domain.journey``."""
        return self._sitting.journey.place.screen.value

    @Property(str, notify=subjectChanged)
    def subject(self) -> str:
        """What the screen shows, as an id."""
        return self._sitting.journey.place.subject

    @Property(str, notify=moved)
    def page(self) -> str:
        """The name of the page that shows it, a file in Pages/."""
        return self._page

    @Property(QObject, notify=moved)
    def facts(self) -> QObject | None:
        """The facts of the screen, of the type that its page requires."""
        return self._facts

    @Property(bool, notify=moved)
    def canGoBack(self) -> bool:  # noqa: N802
        """Whether back leads anywhere."""
        return self._sitting.journey.can_go_back

    @Property(bool, notify=moved)
    def sample(self) -> bool:
        """Whether the content is for trying out."""
        return self._view.election is not None and self._view.election.sample

    @Property(QObject, constant=True)
    def printer(self) -> QObject:
        """Where slips of paper come from, a ``SlipPrinter``; whether there is one, a screen's facts say."""
        return self._printer

    @Property(QObject, constant=True)
    def voice(self) -> QObject:
        """What reads the screen aloud, a ``Listening``."""
        return self._voice

    @Property(str, notify=moved)
    def assumedTime(self) -> str:  # noqa: N802
        """The moment that ``--at`` assumes, in words, or nothing."""
        if not self._view.assumed:
            return ""
        local = self._view.moment.instant.astimezone(VIETNAM)
        return f"{local:%H:%M}, {local.day}/{local.month}/{local.year}"

    @Property(str, notify=comforted)
    def language(self) -> str:
        """The tag of the language that was chosen, be it written here or only heard."""
        return self._sitting.comfort.language

    @Property("QVariantList", notify=moved)  # type: ignore[arg-type]
    def languages(self) -> list[dict[str, object]]:
        """The languages to choose from, Vietnamese first: ``tag``, ``name`` in its own script, ``heard`` where
        it is only listened to.
        """
        return [{"tag": one.tag, "name": one.name, "heard": one.audio_only} for one in self._view.languages]

    @Property(str, notify=comforted)
    def textSize(self) -> str:  # noqa: N802
        """The text size's name."""
        return self._sitting.comfort.text_size.value

    @Property(str, notify=comforted)
    def contrast(self) -> str:
        """The contrast's name."""
        return self._sitting.comfort.contrast.value

    @Property(bool, notify=comforted)
    def reach(self) -> bool:
        """Whether every control is held in the lower part of an upright screen."""
        return self._sitting.comfort.reach

    @Property(int, notify=comforted)
    def loudness(self) -> int:
        """How loud films are, in percent: within the kiosk's limit, silent where it may not sound aloud."""
        return self._view.settings.loudness(self._sitting.comfort.loudness, private=self._voice.private)

    @Property(bool, notify=watched)
    def watching(self) -> bool:
        """Whether a film is playing: speech is silent then."""
        return self._watched_until > 0

    @Property(float, notify=comforted)
    def scanning(self) -> float:
        """How many seconds each control or group waits for a switch; 0 where nobody scans."""
        return self._sitting.comfort.scanning

    @Property(bool, notify=idled)
    def asking(self) -> bool:
        """Whether "Still there?" is asked."""
        return self._state is Idle.ASK

    @Property(int, notify=idled)
    def secondsLeft(self) -> int:  # noqa: N802
        """How many seconds remain to answer."""
        return self.seconds_to_answer

    @Property(bool, notify=failed)
    def fault(self) -> bool:
        """Whether something unexpected happened and staff are asked to come."""
        return self._fault

    # What QML asks for

    @Slot(str, str)
    def go(self, screen: str, subject: str) -> None:
        """To a screen, by its name, and what it shows."""
        self._move(self._sitting.journey.go(Place(Screen(screen), subject)))

    @Slot(str, str)
    def beside(self, screen: str, subject: str) -> None:
        """To a neighbour: the next person, the other half of the same page. Back skips it."""
        self._move(self._sitting.journey.beside(Place(Screen(screen), subject)))

    @Slot(str, str)
    def again(self, screen: str, subject: str) -> None:
        """Back to a place she came through, to choose anew from there."""
        self._move(self._sitting.journey.again(Place(Screen(screen), subject)))

    @Slot(str)
    def note(self, subject: str) -> None:
        """How far she has come on this screen, as what it shows; nothing is rebuilt, and back leads here so."""
        self.touched()
        self._sitting = Sitting(self._sitting.journey.noting(subject), self._sitting.comfort)
        self.subjectChanged.emit()

    @Slot()
    def back(self) -> None:
        """One step back."""
        self._move(self._sitting.journey.back())

    @Slot()
    def home(self) -> None:
        """To the first screen after Attract."""
        self._move(self._sitting.journey.go(HOME))

    @Slot()
    def finish(self) -> None:
        """Forget this citizen: place, language, text size and contrast return to the kiosk's own."""
        self._touched_at = self._clock()
        self._set_idle(Idle.STAY)
        turned = self._sitting.comfort.language != Comfort().language
        self._sitting = self._usual
        self._printer.forget()
        self._voice.forget()
        self.comforted.emit()
        if turned:
            self.languageTurned.emit(self.language)
        self._show()

    @Slot(str)
    def setLanguage(self, language: str) -> None:  # noqa: N802
        """Everything in ``language``, one of :attr:`languages`, at the same place; a paper that is being marked
        keeps its marks.
        """
        if language not in {one.tag for one in self._view.languages}:
            return
        resume = getattr(self._facts, "resume", "")
        if isinstance(resume, str) and resume:
            place = Place(self._sitting.journey.place.screen, resume)
            self._sitting = Sitting(self._sitting.journey.beside(place), self._sitting.comfort)
        self._set_comfort(language=language)
        self.languageTurned.emit(language)
        self._show()

    @Slot(str)
    def setTextSize(self, size: str) -> None:  # noqa: N802
        """One of the four text sizes."""
        self._set_comfort(text_size=TextSize(size))

    @Slot(str)
    def setContrast(self, contrast: str) -> None:  # noqa: N802
        """One of the four contrasts."""
        self._set_comfort(contrast=Contrast(contrast))

    @Slot(bool)
    def setReach(self, reach: bool) -> None:  # noqa: N802
        """Every control in the lower part of an upright screen, or all over it again."""
        self._set_comfort(reach=reach)

    @Slot(float)
    def setScanning(self, seconds: float) -> None:  # noqa: N802
        """How long each control or group waits for a switch: 0.5 to 5 s, or 0 for who does not scan."""
        self._set_comfort(scanning=scanning_rate(seconds))

    @Slot()
    def stay(self) -> None:
        """She is still there."""
        self._touched_at = self._clock()
        self._set_idle(Idle.STAY)

    @Slot(float)
    def watch(self, seconds: float) -> None:
        """A film plays, and will for so long; 0 when it has stopped.

        Whoever watches is there without touching anything, but for no longer than the longest film.
        """
        watching = self.watching
        self._watched_until = self._clock() + min(seconds, LONGEST) if seconds > 0 else 0.0
        if watching:
            self.touched()
        if self.watching is not watching:
            self.watched.emit()

    @Slot()
    def hush(self) -> None:
        """Something else is to be heard or looked at: a film that plays stands still."""
        self.hushed.emit()

    @Slot(str)
    def unloaded(self, page: str) -> None:
        """A page did not load: a fault like any other, or the screen would stay empty. Raises ``PageError``."""
        raise PageError(page)

    # What Python asks for

    def touched(self) -> None:
        """A finger, a mouse or a key was there.

        While she is asked, the question itself hears the answer: were it gone before the finger has come to it,
        the finger would touch what lies below.
        """
        if self._state is not Idle.ASK:
            self._touched_at = self._clock()

    def tick(self) -> None:
        """Once a second: is she still there, and has the world moved on?"""
        self._ticks += 1
        if self._clock() <= self._watched_until:
            self.touched()
        if self._voice.reading:
            self.touched()  # whoever is read to is there, to the end of the page
        idle = self._idle.after(self._clock() - self._touched_at)
        if self._sitting.journey.place == ATTRACT:
            if idle is not Idle.STAY and (self._sitting != self._usual or self._voice.taken):
                self.finish()
        elif idle is Idle.RESET:
            self.finish()
        else:
            self._set_idle(idle)
        if self._ticks % TICKS_BETWEEN_LOOKS == 0:
            self.look_again()

    def look_again(self) -> None:
        """Rebuild the screen if the generation, the day, or what may be shown has changed."""
        view = self._look(self._sitting.comfort)
        if self._key(view) != self._shown:
            self._show(view)

    def renew(self) -> None:
        """All content is another now: build the screen anew, where she is if that is still there."""
        self._show()

    def settle(self, settings: Settings, idle: IdleRule) -> None:
        """What the kiosk is set to, from now on: when it asks, and what each citizen begins with."""
        beginning = self._sitting == self._usual
        self._idle = idle
        self._usual = Sitting(comfort=Comfort(loudness=min(settings.loudness_usual, settings.loudness_most)))
        if beginning:
            self._sitting = self._usual
            self.comforted.emit()

    def hold(self, held: bool) -> None:
        """While an official is at the screen, the citizen's time stands still and nothing is rebuilt below."""
        self._touched_at = self._clock()
        self._set_idle(Idle.STAY)
        self._away = held
        if held:
            self._voice.stop()  # what officials read is not read aloud
            self._timer.stop()
        else:
            self._timer.start()
            self.look_again()

    def set_fault(self, fault: bool) -> None:
        """Cover the screen and ask for staff, or come back from it as new."""
        self._fault = fault
        self._voice.forget()  # what is said to staff is not read aloud
        if not fault:
            self.finish()
        self.failed.emit()

    def close(self) -> None:
        """The kiosk closes: nothing is looked at any more, and a slip on its way is let go of."""
        self._timer.stop()
        self._voice.close()
        self._printer.stop()

    @property
    def resting(self) -> bool:
        """Whether nobody is at the screen: the only time when its content may be exchanged."""
        return self._sitting == self._usual and not self._voice.taken and not self._fault

    @property
    def place(self) -> Place:
        """Where she is."""
        return self._sitting.journey.place

    @property
    def asked(self) -> bool:
        """Whether she is asked if she is still there."""
        return self._state is Idle.ASK

    @property
    def seconds_to_answer(self) -> int:
        """How many seconds remain until the screen begins anew."""
        left = self._idle.ask_after + self._idle.answer_within - (self._clock() - self._touched_at)
        return max(0, round(left))

    @property
    def failing(self) -> bool:
        """Whether staff are asked to come."""
        return self._fault

    @property
    def shown(self) -> QObject | None:
        """The facts of the screen."""
        return self._facts

    @property
    def way(self) -> tuple[Place, ...]:
        """The places behind her, the last one at the end."""
        return self._sitting.journey.behind

    @property
    def slips(self) -> SlipPrinter:
        """Where slips of paper come from."""
        return self._printer

    @property
    def covered(self) -> bool:
        """Whether the screen is not the citizen's: staff are asked to come, or have come."""
        return self._fault or self._away

    @property
    def comfort(self) -> Comfort:
        """What she set for herself."""
        return self._sitting.comfort

    @property
    def listening(self) -> Listening:
        """What reads the screen aloud."""
        return self._voice

    @property
    def view(self) -> View:
        """The world as it was last looked at."""
        return self._view

    def _move(self, journey: Journey) -> None:
        self.touched()  # a screen reader presses a key without a finger
        self._sitting = Sitting(journey, self._sitting.comfort)
        self._show()

    def _show(self, view: View | None = None) -> None:
        self.watch(0)
        self._view = view or self._look(self._sitting.comfort)
        self._shown = self._key(self._view)
        if self._leaving is not self._holder:
            self._leaving.deleteLater()
        self._leaving, self._holder = self._holder, QObject(self)
        built = self._build(self._view, self._sitting.journey.place, self._holder)
        if built is None:
            self._sitting = Sitting(self._sitting.journey.go(HOME), self._sitting.comfort)
            built = self._build(self._view, HOME, self._holder)
        if built is not None:
            self._page, self._facts = built
        self.subjectChanged.emit()
        self.moved.emit()

    def _one_of_two(self) -> None:
        """A film and the voice are never heard together: what began last goes on."""
        speaks, began = self._voice.sounds, not self._spoke
        self._spoke = speaks
        if speaks and self._watched_until > 0:
            if began:
                self.hushed.emit()
            else:
                self._voice.stop()

    def _set_comfort(self, **changes: Any) -> None:
        self.touched()
        self._sitting = Sitting(self._sitting.journey, replace(self._sitting.comfort, **changes))
        self.comforted.emit()

    def _set_idle(self, state: Idle) -> None:
        before, self._state = self._state, state
        if state is not before or state is Idle.ASK:
            self.idled.emit()
        if state is not before:
            self._voice.asked(asking=state is Idle.ASK)

    @staticmethod
    def _key(view: View) -> object:
        if view.showing is None or view.election is None:
            return view.opening
        left = countdown(view.election, view.area, view.moment)
        day = view.moment.day if view.moment.sure else None
        in_hours = left if left and view.showing.disclosure.mode is Mode.LAST_DAY else left and left.days
        return (
            view.showing.about().generation,
            view.showing.disclosure,
            in_hours,
            day,
            view.area,
            view.printer,
            view.headphones,
            view.settings,
            view.openings,
        )
