"""The office as QML sees it: closed, asking for a PIN, or open for somebody who may do some things."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.office import LONGEST_PIN, OUT_AFTER, Person, Role, Task, may
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.job import Job, Outcome
from voter_kiosk.kiosk.office.pages import MENU, build
from voter_kiosk.kiosk.session import Look
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # sound is loaded when something is first heard
    from voter_kiosk.kiosk.speaker import Speaker

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS: Final = 1_000
DIGITS: Final = "0123456789"

_DICE: Final = random.SystemRandom()
_STORE_WANTED: Final = Sentence(
    "Máy này chưa được thiết lập nên chưa có phần cán bộ.", "This kiosk is not set up, so it has no officials yet."
)


@QmlElement
class Office(QObject):
    """What lies behind the hidden way in. The citizen's screen stays below as it was, and comes back as it was.

    ``store`` is the kiosk's folder, ``look`` the world as it is now in an official's words, ``clock`` seconds that
    never run backwards, ``shuffle`` puts the digits of the pad in an order.
    """

    opened = Signal()
    moved = Signal()
    typed = Signal()
    told = Signal()
    languageTurned = Signal()  # noqa: N815
    settled = Signal()
    renewed = Signal()
    refused = Signal()

    def __init__(
        self,
        store: Path | None,
        look: Look,
        clock: Callable[[], float],
        parent: QObject,
        *,
        shuffle: Callable[[list[str]], None] = _DICE.shuffle,
    ) -> None:
        super().__init__(parent)
        self._store, self._look, self._clock, self._shuffle = store, look, clock, shuffle
        self._comfort = Comfort()
        self._asking = False
        self._person: Person | None = None
        self._pin = ""
        self._digits = DIGITS
        self._busy = False
        self._message = Sentence("", "")
        self._wait_until = 0.0
        self._touched_at = clock()
        self._way: list[tuple[str, str]] = []
        self._shut = False
        self._settings = Settings()
        self._broken: int | None = None
        self._page = ""
        self._facts: QObject | None = None
        self._holder = self._leaving = QObject(self)
        self._jobs: set[Job] = set()
        self._speaker: Speaker | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    # What QML reads

    @Property(bool, notify=opened)
    def open(self) -> bool:
        """Whether the office lies over the citizen's screen: asking for a PIN, or entered."""
        return self.occupied

    @Property(bool, notify=opened)
    def entered(self) -> bool:
        """Whether somebody is in."""
        return self._person is not None

    @Property(str, notify=opened)
    def who(self) -> str:
        """The name of who is in."""
        return self._person.name if self._person else ""

    @Property(str, notify=moved)
    def page(self) -> str:
        """The name of the page, a file in Officials/."""
        return self._page

    @Property(QObject, notify=moved)
    def facts(self) -> QObject | None:
        """The facts of the page."""
        return self._facts

    @Property(bool, notify=moved)
    def canGoBack(self) -> bool:  # noqa: N802
        """Whether back leads anywhere but to the menu one is at."""
        return len(self._way) > 1

    @Property(str, notify=typed)
    def digits(self) -> str:
        """The ten digits in the order in which the pad shows them: another one each time."""
        return self._digits

    @Property(int, notify=typed)
    def length(self) -> int:
        """How many digits have been typed; which ones, nobody sees."""
        return len(self._pin)

    @Property(str, notify=languageTurned)
    def language(self) -> str:
        """The officials' language."""
        return self._comfort.language

    @Property(bool, notify=told)
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._busy

    @Property(str, notify=told)
    def message(self) -> str:
        """What has to be said: a wrong PIN, a wait, a refusal."""
        return self._message.say(self._comfort.language)

    @Property(int, notify=told)
    def waiting(self) -> int:
        """How many seconds until a PIN may be tried again."""
        return max(0, round(self._wait_until - self._clock()))

    @Property(str, notify=settled)
    def knockCorner(self) -> str:  # noqa: N802
        """The corner of the screen that is held to come in."""
        return self._settings.knock_corner

    @Property(int, notify=settled)
    def knockSeconds(self) -> int:  # noqa: N802
        """For how many seconds it is held."""
        return self._settings.knock_seconds

    # What QML asks for

    @Slot()
    def knock(self) -> None:
        """The hidden gesture was made: ask for a PIN, on a pad in another order."""
        if self._shut:
            self.refused.emit()
        if self._shut or self.occupied:
            return
        self._asking = True
        self._touched_at = self._clock()
        self._message = Sentence("", "") if self._store else _STORE_WANTED
        self._clear()
        self._timer.start()
        self.opened.emit()
        self.told.emit()

    def shut(self) -> None:
        """From now on nobody comes in here; ``refused`` tells of who tries."""
        self._shut = True

    @Slot()
    def forgotten(self) -> None:
        """The PIN is not known any more: ask for the sealed code."""
        if self._asking and self._store is not None and not self._busy:
            from voter_kiosk.kiosk.office.entry import RecoverFacts

            self._message = Sentence("", "")
            self._leaving, self._holder = self._holder, QObject(self)
            self._page, self._facts = "EntryPage", RecoverFacts(self, self._holder)
            self.moved.emit()
            self.told.emit()

    @Slot(str)
    def type(self, digit: str) -> None:
        """One more digit."""
        if digit in DIGITS and len(self._pin) < LONGEST_PIN and not self._busy:
            self._pin += digit
            self.typed.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._pin = self._pin[:-1]
        self.typed.emit()

    @Slot()
    def enter(self) -> None:
        """Try what was typed."""
        if self._store is None or not self._pin or self._busy or self.waiting:
            return
        self._busy = True
        self._message = Sentence("", "")
        self.told.emit()
        self.run(["enter", "--store", str(self._store)], self._let_in, typed=self._pin + "\n")
        self._clear()

    @Slot(str, str)
    def go(self, task: str, subject: str) -> None:
        """To a task's page, if the role may."""
        if self._person is not None and may(self._person.role, Task(task)):
            self._way.append((task, subject))
            self._show()

    @Slot()
    def back(self) -> None:
        """One step back; from the menu, out."""
        if len(self._way) > 1:
            self._way.pop()
            self._show()
        else:
            self.leave()

    @Slot(str)
    def setLanguage(self, language: str) -> None:  # noqa: N802
        """Everything of the officials' in ``language``; the next one begins in Vietnamese again."""
        self._comfort = Comfort(language)
        self.languageTurned.emit()
        self.again()

    @Slot()
    def leave(self) -> None:
        """Out: the citizen's screen is there as it was."""
        self._out("finished")

    # What Python asks for

    def renew(self) -> None:
        """Out, and what was newly confirmed is shown at once, whoever was at the screen below."""
        self.leave()
        self.renewed.emit()

    def run(
        self,
        arguments: Sequence[str],
        then: Callable[[Outcome], None],
        *,
        typed: str = "",
        progress: Callable[[int, int, Sentence], None] | None = None,
    ) -> Job:
        """Run a command and give how it ended to ``then``, unless the page whose method it is has gone."""
        job = Job(arguments, self, typed=typed)
        self._jobs.add(job)

        def ended(how: Outcome) -> None:
            self._jobs.discard(job)
            page = getattr(then, "__self__", self)
            if shiboken6.isValid(page):  # the page that asked may be gone
                then(how)

        job.ended.connect(ended)
        if progress is not None:
            job.progressed.connect(progress)
        job.start()
        return job

    def equip(self, speaker: Speaker) -> None:
        """Speak through ``speaker`` instead of the system's own output."""
        self._speaker = speaker

    def say(self, text: str, language: str) -> bool:
        """Say a sentence aloud, to hear whether one hears; whether there is anything to hear it from."""
        if self._speaker is None:
            from voter_kiosk.kiosk.loudspeaker import Loudspeaker
            from voter_kiosk.kiosk.speaker import Speaker
            from voter_kiosk.speech.engine import Espeak

            self._speaker = Speaker(Espeak(), Loudspeaker(self), self)
        if self._speaker.available:
            self._speaker.say(text, language)
        return self._speaker.available

    def tell(self, refused: Refusal | None) -> None:
        """Say why something was refused, or nothing any more."""
        self._message = refused.message if refused else Sentence("", "")
        self.told.emit()

    def again(self) -> None:
        """Build the page anew: something it shows has changed."""
        if self._person is not None:
            self._show()

    def home(self, task: str) -> None:
        """What the pages of ``task`` asked is done: its first page again, with the menu behind it."""
        if self._person is not None:
            self._message = Sentence("", "")
            self._way = [(MENU, ""), (task, "")]
            self._show()
            self.told.emit()

    def let_in(self, person: Person) -> None:
        """``person`` is in: by her PIN, or because the screens are walked through for their pictures."""
        self._person, self._asking = person, False
        self._message = Sentence("", "")
        self._way = [(MENU, "")]
        self._touched_at = self._clock()
        self._timer.start()
        self._show()
        self.opened.emit()
        self.told.emit()

    def settle(self, settings: Settings) -> None:
        """What the kiosk is set to, from now on."""
        self._settings = settings
        self.settled.emit()

    def shuffled(self) -> str:
        """The ten digits in another order."""
        order = list(DIGITS)
        self._shuffle(order)
        return "".join(order)

    @property
    def broken(self) -> int | None:
        """The first entry of the audit log that was tampered with, as it was when somebody came in."""
        return self._broken

    @property
    def at_work(self) -> bool:
        """Whether a command is on its way."""
        return bool(self._jobs)

    def touched(self) -> None:
        """A finger, a mouse or a key was there."""
        self._touched_at = self._clock()

    def tick(self) -> None:
        """Once a second: is somebody still there? While something is on its way, nobody is put out."""
        if self._jobs:
            self._touched_at = self._clock()
        if self._clock() - self._touched_at >= OUT_AFTER:
            self._out("idle")
        elif self._wait_until:
            if self._clock() >= self._wait_until:
                self._wait_until = 0.0
            self.told.emit()

    def close(self) -> None:
        """The kiosk closes: what is on its way is let go of."""
        self._timer.stop()
        for job in self._jobs:
            job.stop()
        self._jobs.clear()
        if self._speaker is not None:
            self._speaker.close()

    @property
    def occupied(self) -> bool:
        """As ``open``, for Python."""
        return self._asking or self._person is not None

    @property
    def store(self) -> Path:
        """The kiosk's folder. Raises ``LookupError`` where there is none."""
        if self._store is None:
            raise LookupError("store")
        return self._store

    @property
    def person(self) -> Person:
        """Who is in. Raises ``LookupError`` where nobody is."""
        if self._person is None:
            raise LookupError("person")
        return self._person

    @property
    def errand(self) -> QObject | None:
        """The facts of the page, for Python."""
        return self._facts

    @property
    def view(self) -> View:
        """The world as it is now."""
        return self._look(self._comfort)

    def by(self) -> list[str]:
        """What tells a command who does it."""
        return ["--store", str(self.store), "--by", str(self.person.number)]

    def _let_in(self, how: Outcome) -> None:
        self._busy = False
        if not self._asking:
            self.told.emit()
            return
        if how.refused is not None:
            self._message = how.refused.message
            if how.refused.code == "pin-wait":
                self._wait_until = self._clock() + float(how.data["refused"].get("detail") or 1)
            self.told.emit()
            return
        found = how.data["person"]
        self._broken = how.data["broken_audit"]
        self.let_in(Person(found["number"], found["name"], Role(found["role"])))

    def _out(self, why: str) -> None:
        if self._person is not None and self._person.number:
            number = str(self._person.number)
            self.run(["leave", number, "--why", why, "--store", str(self.store)], lambda _how: None)
        self._person, self._asking = None, False
        self._comfort = Comfort()
        self._way = []
        self._clear()
        self._timer.stop()
        self._page, self._facts = "", None
        self.moved.emit()
        self.opened.emit()

    def _clear(self) -> None:
        self._pin = ""
        self._digits = self.shuffled()
        self.typed.emit()

    def _show(self) -> None:
        if self._leaving is not self._holder:
            self._leaving.deleteLater()
        self._leaving, self._holder = self._holder, QObject(self)
        self._page, self._facts = build(self, *self._way[-1], self._holder)
        self.moved.emit()
