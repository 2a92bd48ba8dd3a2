"""An errand: something an official does in a few steps, one question at a time, by commands in child processes.

What the page shows is one :class:`Step`; a command's answer leads to the next one. QML draws every errand alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

NOTHING: Final = Sentence("", "")
_MEGA: Final = 1_000_000
_GIGA: Final = 1_000_000_000
_TELLING_S: Final = 2.0
"""How long something must have taken before it is said how long it will take, in seconds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on: what is handed to ``choose``, a sign, a title, and a line about it."""

    key: str
    sign: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A name and what there is to say of it; ``wrong`` wants somebody's eye."""

    name: str
    value: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class LineRow:
    """One thing that changes, and the fields of it, a line each."""

    text: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is on its way: what, how much of how much (0: not known), the seconds so far.

    ``bytes`` says that the amounts are bytes; ``pull`` that the stick may be pulled.
    """

    what: Sentence
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    pull: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows: a title, a line below it, and then what it has, in this order.

    ``note`` must not be missed; ``lead`` is the one thing to do here, on the key at the foot (empty: none).
    ``drawing`` is a sign that stands large where there is little else, ``shown`` what is compared letter by
    letter.
    """

    title: Sentence
    under: Sentence = NOTHING
    note: Sentence = NOTHING
    note_sign: str = "warning"
    work: Work | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[FactRow, ...] = ()
    heading: Sentence = NOTHING
    lines: tuple[LineRow, ...] = ()
    more_rows: tuple[FactRow, ...] = ()
    lead: Sentence = NOTHING
    lead_sign: str = "check"
    back: bool = True
    remark: Sentence = NOTHING
    drawing: str = ""
    shown: str = ""


@QmlElement
class ErrandFacts(QObject):
    """The step an errand is at. Built by a task; ``choose`` and ``lead`` are what the official decided."""

    changed = Signal()
    worked = Signal()

    def __init__(self, office: Office, first: Step, parent: QObject) -> None:
        super().__init__(parent)
        self.office = office
        self._begun = 0.0
        self._work = Work(NOTHING)
        self._progress: Callable[[int, int, Sentence], None] = lambda _done, _total, _what: None
        self._holder = QObject(self)
        self._set(first)

    # What QML reads

    @Property(str, notify=changed)
    def title(self) -> str:
        """The question, or what is done."""
        return self.say(self._step.title)

    @Property(str, notify=changed)
    def under(self) -> str:
        """One line below it."""
        return self.say(self._step.under)

    @Property(str, notify=changed)
    def shown(self) -> str:
        """What is compared letter by letter."""
        return self._step.shown

    @Property(str, notify=changed)
    def note(self) -> str:
        """What must not be missed."""
        return self.say(self._step.note)

    @Property(str, notify=changed)
    def noteSign(self) -> str:  # noqa: N802
        """Its sign."""
        return self._step.note_sign

    @Property(str, notify=changed)
    def remark(self) -> str:
        """What may be missed, at the end."""
        return self.say(self._step.remark)

    @Property(str, notify=changed)
    def lead(self) -> str:
        """What the leading key says; empty where there is none."""
        return self.say(self._step.lead)

    @Property(str, notify=changed)
    def leadSign(self) -> str:  # noqa: N802
        """Its sign."""
        return self._step.lead_sign

    @Property(bool, notify=changed)
    def back(self) -> bool:
        """Whether one may go back: not while something is on its way."""
        return self._step.back

    @Property(str, notify=changed)
    def drawing(self) -> str:
        """A sign that stands large where there is little else."""
        return self._step.drawing

    @Property(QObject, notify=changed)
    def choices(self) -> QObject:
        """Ways on."""
        return self._choices

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        """Names and values."""
        return self._rows

    @Property(str, notify=changed)
    def heading(self) -> str:
        """What stands above the lines."""
        return self.say(self._step.heading)

    @Property(QObject, notify=changed)
    def lines(self) -> QObject:
        """What changes."""
        return self._lines

    @Property(QObject, notify=changed)
    def moreRows(self) -> QObject:  # noqa: N802
        """Names and values below."""
        return self._more

    @Property(bool, notify=changed)
    def working(self) -> bool:
        """Whether something is on its way."""
        return self._step.work is not None

    @Property(str, notify=worked)
    def doing(self) -> str:
        """What is being done."""
        return self.say(self._work.what)

    @Property(float, notify=worked)
    def share(self) -> float:
        """How much of it is done, 0 to 1; below 0 where that is not known."""
        return self._work.done / self._work.total if self._work.total else -1.0

    @Property(str, notify=worked)
    def amount(self) -> str:
        """How many bytes of how many, and for how long still."""
        return self.say(_amount(self._work))

    @Property(bool, notify=worked)
    def mayPull(self) -> bool:  # noqa: N802
        """Whether the stick may be pulled."""
        return self._work.pull

    # What QML asks for

    @Slot(str)
    def choose(self, key: str) -> None:
        """One of the choices was taken."""
        self.chosen(key)

    @Slot()
    def follow(self) -> None:
        """The leading key was touched."""
        self.led()

    # For the tasks

    def chosen(self, key: str) -> None:
        """What a choice does."""

    def led(self) -> None:
        """What the leading key does."""

    def show(self, step: Step) -> None:
        """Go on to another step."""
        self._set(step)
        self.changed.emit()
        self.worked.emit()

    def say(self, sentence: Sentence) -> str:
        """In the officials' language."""
        return sentence.say(self.office.view.language)

    def run(
        self,
        arguments: Sequence[str],
        then: Callable[[Outcome], None],
        step: Step,
        *,
        pull: Callable[[Sentence], bool] = lambda _what: False,
    ) -> None:
        """Show ``step`` while a command runs, with its progress; ``then`` is told how it ended."""
        self.show(step)
        self._begun = time.monotonic()

        def progress(done: int, total: int, what: Sentence) -> None:
            self._progressed(Work(what, done, total, time.monotonic() - self._begun, pull(what)))

        self._progress = progress
        job = self.office.run(arguments, then)
        job.progressed.connect(self._heard)

    @Slot(object, object, object)
    def _heard(self, done: int, total: int, what: Sentence) -> None:
        self._progress(done, total, what)

    def _progressed(self, work: Work) -> None:
        if self._step.work is not None:
            if work.what != self._work.what:
                self._begun = time.monotonic()  # what is left is reckoned for each part of it
            self._work = work
            self.worked.emit()

    def _set(self, step: Step) -> None:
        old, self._holder = self._holder, QObject(self)
        old.deleteLater()
        self._step = step
        self._work = step.work or Work(NOTHING)
        self._choices = RecordModel(Choice, step.choices, self._holder)
        self._rows = RecordModel(FactRow, step.rows, self._holder)
        self._lines = RecordModel(LineRow, step.lines, self._holder)
        self._more = RecordModel(FactRow, step.more_rows, self._holder)


def refused_step(title: Sentence, why: Refusal, under: Sentence = NOTHING, say: str = "vi") -> Step:
    """That it was refused: why and what to do, and the code an expert can look up."""
    named = Sentence("Mã để tra cứu", "Code to look up").say(say)
    return Step(title, under, why.message, rows=(FactRow(named, why.code),), drawing="warning")


def megabytes(length: int, language: str) -> str:
    """A length in bytes, as people read it."""
    text = f"{length / _MEGA:.1f} MB" if length < _GIGA else f"{length / _GIGA:.1f} GB"
    return text if language == "en" else text.replace(".", ",")


def _amount(work: Work) -> Sentence:
    if not work.total:
        return NOTHING
    sizes = [f"{megabytes(work.done, one)} / {megabytes(work.total, one)}" for one in ("vi", "en")]
    if work.done and work.seconds >= _TELLING_S:
        left = max(1, round(work.seconds * (work.total - work.done) / work.done))
        sizes = [f"{sizes[0]}, còn khoảng {_time(left, 'vi')}", f"{sizes[1]}, about {_time(left, 'en')} left"]
    return Sentence(*sizes)


def _time(seconds: int, language: str) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return f"{minutes} phút" if language == "vi" else f"{minutes} min"
    return f"{rest} giây" if language == "vi" else f"{rest} s"
