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
from voter_kiosk.kiosk.facts.pages import warm
from voter_kiosk.kiosk.office.job import Job, Outcome
from voter_kiosk.kiosk.office.pages import MENU, START, build
from voter_kiosk.kiosk.session import Look
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # sound is loaded when something is first heard
    from voter_kiosk.domain.first_start import Standing
    from voter_kiosk.kiosk.speaker import Speaker

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS: Final = 1_000
DIGITS: Final = "0123456789"

_DICE: Final = random.SystemRandom()
_STORE_WANTED: Final = Sentence(
    "Máy này chưa được thiết lập nên chưa có phần cán bộ.", "This kiosk is not set up, so it has no officials yet."
)
_OFFICER_WANTED: Final = Sentence(
    "Việc thiết lập chưa xong. Cán bộ phụ trách nhập mã PIN để làm tiếp.",
    "The set-up is not finished. An officer types the PIN to go on.",
)
_NOBODY: Final = Person(0, "", Role.OFFICER)
"""Whoever sets the kiosk up while nobody has a PIN: the audit log has no name either."""


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
    stood = Signal()

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
        self._guide: Standing | None = None
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

    @Property(bool, notify=opened)
    def starting(self) -> bool:
        """Whether the kiosk is being set up for the first time: nobody leaves before that is done."""
        return self._guide is not None

    @Property(str, notify=moved)
    def kicker(self) -> str:
        """What stands above every title: who is in, or how far the first start has come."""
        if self._guide is None or not self._way:
            return self._person.name if self._person else ""
        from voter_kiosk.kiosk.office.start import place_of

        return place_of(self._asked).say(self._comfort.language)

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
        self._ask(Sentence("", "") if self._store else _STORE_WANTED)

    @Slot()
    def onward(self) -> None:
        """In the first start: this was asked, whatever came of it; to the question after it."""
        if self._guide is None or self._busy:
            return
        from voter_kiosk.store.first_start import standing

        ask, known = self._asked.partition(":")[0], standing(self.store)
        if known is None or ask in known.done:
            self.advance()
        else:
            self._busy = True
            self.run(["first-start", ask, "--store", str(self.store)], self._noted)

    def shut(self) -> None:
        """From now on nobody comes in here; ``refused`` tells of who tries."""
        self._shut = True

    @Slot()
    def forgotten(self) -> None:
        """The PIN is not known any more: ask for the sealed code."""
        if self._asking and self._store is not None and not self._busy:
            from voter_kiosk.kiosk.office.entry import RecoverFacts

            self._message = Sentence("", "")
            self._page, self._facts = "EntryPage", RecoverFacts(self, self._fresh())
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
        """Out: the citizen's screen is there as it was. In the first start there is nowhere to go."""
        if self._guide is None:
            self._out("finished")
        elif self._person is None:
            self.start()

    # What Python asks for

    def start(self, known: Standing | None = None) -> None:
        """Where the first start was never finished: its first open question, or the PIN of who may go on.

        How far it has come is read from the store, unless ``known`` says so for a picture.
        """
        from voter_kiosk.store.first_start import standing

        self._guide = known or (standing(self._store) if self._store is not None else None)
        if self._guide is None:
            return
        self._comfort = Comfort(self._guide.settings.office_language)
        self._way = []
        self.stood.emit()
        if self._guide.guarded:
            self._person = None
            self._page, self._facts = "", None
            self._ask(_OFFICER_WANTED)
            self.moved.emit()
        else:
            self.let_in(_NOBODY)

    def ask_again(self) -> None:
        """After a fault, in the first start: its first open question anew."""
        if self._guide is not None and self._person is not None:
            self.start()

    def advance(self, *, here: bool = False) -> None:
        """What was asked is answered: to the question after it, or to the same one anew; the kiosk opens after the
        last."""
        from voter_kiosk.domain.first_start import Ask, after
        from voter_kiosk.kiosk.office.start import SUMMARY
        from voter_kiosk.store.first_start import standing

        asked = self._asked.partition(":")[0]
        self._guide = standing(self.store)
        self._message = Sentence("", "")
        self.stood.emit()
        if self._guide is None:
            self.open_up()
            return
        if self._guide.settings.office_language != self._comfort.language:
            self._comfort = Comfort(self._guide.settings.office_language)
            self.languageTurned.emit()
        following = asked if here or asked == SUMMARY else after(Ask(asked)) or SUMMARY
        self.lead(following)
        self.told.emit()

    def open_up(self) -> None:
        """The first start is over."""
        self._guide = None
        self.renew()

    def lead(self, subject: str) -> None:
        """To a question of the first start."""
        ask = subject.partition(":")[0]
        if self._guide is not None:
            earlier = [step for step in self._way if step[0] == START and step[1] != ask and ":" not in step[1]]
            here = [(START, ask)] if subject != ask else []
            self._way = [*earlier, *here, (START, subject)]
            self._show()

    def hush(self) -> None:
        """Be silent: what was being said is over."""
        if self._speaker is not None:
            self._speaker.stop()

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
        warm()  # the frame of every page names types of Python's that only some pages load
        self._person, self._asking = person, False
        self._message = Sentence("", "")
        self._way = [(MENU, "")]
        if self._guide is not None:
            from voter_kiosk.kiosk.office.start import way_to

            self._way = [(START, ask) for ask in way_to(self._guide)]
        self._touched_at = self._clock()
        self._timer.start()
        self._show()
        self.opened.emit()
        self.told.emit()

    def settle(self, settings: Settings) -> None:
        """What the kiosk is set to, from now on."""
        self._settings = settings
        if not self.occupied:
            self._comfort = Comfort(settings.office_language)
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

    def let_go(self) -> None:
        """End what is on its way; nobody is told."""
        for job in self._jobs:
            job.stop()
        self._jobs.clear()

    def touched(self) -> None:
        """A finger, a mouse or a key was there."""
        self._touched_at = self._clock()

    def tick(self) -> None:
        """Once a second: is somebody still there? While something is on its way, nobody is put out."""
        if self._jobs or self._alone:
            self._touched_at = self._clock()
        if self._clock() - self._touched_at >= OUT_AFTER:
            self._out("idle")
            if self._guide is not None:
                self.start()
        elif self._wait_until:
            if self._clock() >= self._wait_until:
                self._wait_until = 0.0
            self.told.emit()

    def close(self) -> None:
        """The kiosk closes."""
        self._timer.stop()
        self.let_go()
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
    def guide(self) -> Standing:
        """How far the first start has come. Raises ``LookupError`` where there is none."""
        if self._guide is None:
            raise LookupError("first start")
        return self._guide

    @property
    def settings(self) -> Settings | None:
        """What the first start has set so far; ``None`` where there is none."""
        return self._guide.settings if self._guide else None

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

    @property
    def _asked(self) -> str:
        """The question of the first start that is asked."""
        return next(subject for task, subject in reversed(self._way) if task == START)

    @property
    def _alone(self) -> bool:
        """Whether nobody has a PIN by which to come in again, or one is asked for at the first start."""
        return self._guide is not None and (self._person is None or not self._guide.guarded)

    def _ask(self, message: Sentence) -> None:
        """Ask for a PIN, on a pad in another order."""
        warm()  # as in ``let_in``
        self._asking = True
        self._touched_at = self._clock()
        self._message = message
        self._clear()
        self._timer.start()
        self.opened.emit()
        self.told.emit()

    def _noted(self, how: Outcome) -> None:
        self._busy = False
        self.tell(how.refused)
        if how.refused is None or how.refused.code == "first-start-over":
            self.advance()

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
        person = Person(found["number"], found["name"], Role(found["role"]))
        if self._guide is not None and person.role is not Role.OFFICER:
            self._message = _OFFICER_WANTED
            self.told.emit()
            return
        self.let_in(person)

    def _out(self, why: str) -> None:
        if self._person is not None and self._person.number:
            number = str(self._person.number)
            self.run(["leave", number, "--why", why, "--store", str(self.store)], lambda _how: None)
        self._person, self._asking = None, False
        self._comfort = Comfort(self._settings.office_language)
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
        self._page, self._facts = build(self, *self._way[-1], self._fresh())
        self.moved.emit()

    def _fresh(self) -> QObject:
        """What the next page's facts live in; those of the page before the last go."""
        if self._leaving is not self._holder:
            self._leaving.deleteLater()
        self._leaving, self._holder = self._holder, QObject(self)
        return self._holder
