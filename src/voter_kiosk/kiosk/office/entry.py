"""Questions to an official, one after the other, and the command that their answers become.

A page of this kind chooses, types a name, digits or what to look for, or asks once whether she is sure. What is
done is a command; here is only what it is asked with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import LONGEST_PIN, Person, Role, weakness
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.typing import LETTERS, TONES, Tone, erased, kept, toned, typed
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

MOST_FOUND: Final = 12
"""So many things stand on the page at once; of more, some letters say which are meant."""

LONGEST_SOUGHT: Final = 32
CODE_DIGITS: Final = 20
"""How many digits the sealed code has."""


class Kind(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose"
    NAME = "name"
    PIN = "pin"  # digits that nobody sees, on a pad in another order each time
    DIGITS = "digits"  # digits that are seen
    SURE = "sure"
    DONE = "done"  # no question any more: what was done


@dataclass(frozen=True, slots=True)
class Step:
    """One question: how it is answered, what it is, and what is said below; for digits, how many there may be."""

    kind: Kind
    title: str
    under: str = ""
    most: int = LONGEST_PIN
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Something to choose: what stands for it, what it is called, what is said of it, whether it is in force."""

    value: str
    title: str
    summary: str = ""
    sign: str = ""
    inForce: bool = False  # noqa: N815  # a role of QML


@QmlElement
class EntryFacts(QObject):
    """One question after the other. What is asked, and what is done with the answers, says each subclass."""

    PAGE: ClassVar[str] = "EntryPage"

    changed = Signal()
    listed = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self.office = office
        self.view = office.view
        self._at = 0
        self._steps: tuple[Step, ...] = ()
        self._answers: list[str] = []
        self._text = ""
        self._ways: tuple[Way, ...] = ()
        self._model = RecordModel(Way, (), self)
        self._waiting = False
        self._shown = ""
        self._digits = office.shuffled()

    # What QML reads

    @Property(str, notify=changed)
    def kind(self) -> str:
        """How the question is answered."""
        return self.step.kind.value

    @Property(str, notify=changed)
    def title(self) -> str:
        """The question."""
        return self.step.title

    @Property(str, notify=changed)
    def under(self) -> str:
        """What is said below it."""
        return self.step.under

    @Property(str, notify=changed)
    def text(self) -> str:
        """What was typed, as it is seen; of a PIN, nothing."""
        return "" if self.step.kind is Kind.PIN else self.formed(self._text)

    @Property(int, notify=changed)
    def length(self) -> int:
        """How many digits have been typed."""
        return len(self._text)

    @Property(str, notify=changed)
    def digits(self) -> str:
        """The ten digits in the order of the pad."""
        return self._digits if self.step.kind is Kind.PIN else "1234567890"

    @Property(str, notify=changed)
    def shown(self) -> str:
        """What must be copied from the screen: the sealed code."""
        return self._shown

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether a command is on its way."""
        return self._waiting

    @Property(bool, notify=listed)
    def seeking(self) -> bool:
        """Whether there is so much to choose from that letters say which is meant."""
        return len(self._ways) > MOST_FOUND

    @Property(QObject, notify=listed)
    def ways(self) -> QObject:
        """What can be chosen."""
        return self._model

    @Property(int, notify=listed)
    def found(self) -> int:
        """How many things fit what was typed."""
        return len(self._fitting())

    @Property(str, notify=changed)
    def onward(self) -> str:
        """What the key says that goes on, empty where none does."""
        if self.step.kind in {Kind.CHOOSE, Kind.DONE}:
            return ""
        return self.step.onward or self.view.tr("Continue")

    @Property(bool, notify=changed)
    def deep(self) -> bool:
        """Whether another question came before this one here."""
        return self._at > 0

    @Property(bool, notify=changed)
    def ended(self) -> bool:
        """Whether it is done."""
        return self.step.kind is Kind.DONE

    @Property(str, constant=True)
    def letters(self) -> str:
        """The keys of the pad for names."""
        return LETTERS

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def tones(self) -> list[list[str]]:
        """The tone keys: the mark, and what it is called."""
        return [[tone.value, words.say(self.view.language)] for tone, words in TONES.items()]

    # What QML asks for

    @Slot(str)
    def letter(self, letter: str) -> None:
        """One more letter: of a name, or of what is looked for."""
        if self.step.kind is Kind.NAME:
            self._set(typed(self._text, letter))
        elif len(self._text) < LONGEST_SOUGHT:
            self._set((self._text + letter).lstrip())

    @Slot(str)
    def tone(self, mark: str) -> None:
        """A tone on the last syllable."""
        self._set(toned(self._text, Tone(mark)))

    @Slot(str)
    def keyboard(self, text: str) -> None:
        """What stands in the field after a keyboard typed in it."""
        self._set(kept(text) if self.step.kind is Kind.NAME else text[:LONGEST_SOUGHT])

    @Slot(str)
    def digit(self, digit: str) -> None:
        """One more digit."""
        if len(self._text) < self.step.most and not self._waiting:
            self._set(self._text + digit)

    @Slot()
    def erase(self) -> None:
        """Take the last letter or digit back."""
        self._set(erased(self._text) if self.step.kind is Kind.NAME else self._text[:-1])

    @Slot()
    def clear(self) -> None:
        """Take everything back."""
        self._set("")

    @Slot(str)
    def choose(self, value: str) -> None:
        """This is the answer."""
        if not self._waiting:
            self.office.tell(None)
            self.chosen(value)

    @Slot()
    def next(self) -> None:
        """The answer stands: on to the next question, or it is done."""
        if self._waiting or self.step.kind in {Kind.CHOOSE, Kind.DONE}:
            return
        refused = self.refused(self._text)
        self.office.tell(refused)
        if refused is None:
            self.answered(self._text)

    @Slot()
    def goOn(self) -> None:  # noqa: N802
        """It is done, and there is more to be asked."""
        self.go_on()

    @Slot()
    def back(self) -> None:
        """To the question before; from the first one, and when it is done, to the page before."""
        if self._waiting:
            return
        self.office.tell(None)
        if self._at == 0 or self.step.kind is Kind.DONE:
            self.away()
        else:
            self._answers.pop()
            self.to(self._at - 1)

    # What subclasses say

    def ask(self, *steps: Step) -> None:
        """These are the questions, from the first one."""
        self._steps = steps
        self._answers = []
        self.to(0)

    def offer(self, ways: Sequence[Way]) -> None:
        """This is what can be chosen."""
        self._ways = tuple(ways)
        self._list()

    def refused(self, text: str) -> Refusal | None:
        """Why ``text`` is no answer to the question, ``None`` where it is one."""
        if self.step.kind is Kind.NAME and not text.strip():
            return _UNNAMED
        return None

    def chosen(self, value: str) -> None:
        """``value`` was chosen."""
        self.answered(value)

    def formed(self, text: str) -> str:
        """What was typed, as it is shown."""
        return text

    def act(self, answers: Sequence[str]) -> None:
        """Every question is answered: do it."""
        raise NotImplementedError

    def go_on(self) -> None:
        """To the question of the first start that comes next."""
        self.office.onward()

    def away(self) -> None:
        """Leave these questions."""
        self.office.back()

    # What subclasses use

    @property
    def step(self) -> Step:
        """The question that is asked."""
        return self._steps[self._at]

    def answered(self, text: str) -> None:
        """``text`` answers the question; on to the next, or do it."""
        self._answers.append(text)
        if self._at + 1 < len(self._steps) and self._steps[self._at + 1].kind is not Kind.DONE:
            self.to(self._at + 1)
        else:
            self.act(tuple(self._answers))

    def to(self, place: int) -> None:
        """Ask the question at ``place``; the answers to it and to those after it are forgotten."""
        self._at = place
        del self._answers[place:]
        self._text = ""
        self._digits = self.office.shuffled()
        self.changed.emit()
        self._list()

    def done(self, title: str, under: str = "", shown: str = "") -> None:
        """It is done: say so, with what must be copied from the screen."""
        self._steps = (Step(Kind.DONE, title, under),)
        self._at, self._text, self._answers, self._shown = 0, "", [], shown
        self.changed.emit()
        self._list()

    def run(self, arguments: Sequence[str], then: Callable[[Outcome], None], typed: str = "") -> None:
        """Run a command; nothing can be answered meanwhile."""
        self._waiting = True
        self._then = then
        self.changed.emit()
        self.office.run(arguments, self._ran, typed=typed)

    def _ran(self, how: Outcome) -> None:
        self._waiting = False
        self.office.tell(how.refused)
        self._then(how)
        self.changed.emit()

    def _set(self, text: str) -> None:
        if not self._waiting:
            self._text = text
            self.changed.emit()
            if self.step.kind is Kind.CHOOSE:
                self._list()

    def _fitting(self) -> tuple[Way, ...]:
        sought = fold(self._text) if self.step.kind is Kind.CHOOSE else ""
        return tuple(way for way in self._ways if sought in fold(f"{way.title} {way.summary}"))

    def _list(self) -> None:
        fitting = self._fitting()
        self._model = RecordModel(Way, fitting[:MOST_FOUND], self)
        self.listed.emit()


_UNNAMED: Final = Refusal(
    "person-unnamed",
    Sentence("Hãy ghi họ và tên của người giữ mã PIN.", "Say the full name of whoever has the PIN."),
)
_DIFFERS: Final = Refusal(
    "pin-differs",
    Sentence(
        "Hai lần nhập không giống nhau. Hãy nhập lại mã PIN mới từ đầu.",
        "The two do not agree. Type the new PIN anew.",
    ),
)


class NewPin(EntryFacts):
    """Questions whose last two are a new PIN and the same once more."""

    def pin_steps(self, title: str) -> tuple[Step, Step]:
        """The two questions for the PIN of somebody."""
        view = self.view
        return (
            Step(Kind.PIN, title, view.tr("6 to 12 digits. Whoever gets the PIN types it, unseen by others.")),
            Step(Kind.PIN, view.tr("The same PIN once more"), title, onward=view.tr("Save")),
        )

    def refused(self, text: str) -> Refusal | None:
        """A weak PIN, or another one than before."""
        if self.step.kind is not Kind.PIN:
            return super().refused(text)
        if self._at + 1 < len(self._steps):
            return weakness(text)
        if text == self._answers[-1]:
            return None
        self.to(self._at - 1)
        return _DIFFERS


class RecoverFacts(NewPin):
    """Nobody knows a PIN any more: the sealed code, a new officer's name, and a PIN for her."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        view = self.view
        self.ask(
            Step(
                Kind.DIGITS,
                view.tr("The recovery code"),
                view.tr("Open the sealed envelope and type the 20 digits. The code can be used once."),
                CODE_DIGITS,
            ),
            Step(Kind.NAME, view.tr("Who is the new officer?"), view.tr("Full name, with its marks.")),
            *self.pin_steps(view.tr("A PIN for the new officer")),
        )

    def formed(self, text: str) -> str:
        """The code in groups of five, as it was written down."""
        if self.step.kind is not Kind.DIGITS:
            return text
        return "-".join(text[begin : begin + 5] for begin in range(0, len(text), 5))

    def refused(self, text: str) -> Refusal | None:
        """A code that is not whole, and as above."""
        if self.step.kind is Kind.DIGITS and len(text) < CODE_DIGITS:
            return Refusal(
                "code-form",
                Sentence(
                    f"Mã khôi phục có {CODE_DIGITS} chữ số. Hãy nhập đủ.",
                    f"The recovery code has {CODE_DIGITS} digits. Type all of them.",
                ),
            )
        return super().refused(text)

    def act(self, answers: Sequence[str]) -> None:
        """Make the officer."""
        code, name, pin, _ = answers
        self.run(
            ["people", "recover", "--store", str(self.office.store), "--", name.strip()],
            self._made,
            f"{code}\n{pin}\n",
        )

    def away(self) -> None:
        """Out of the officials' side."""
        self.office.leave()

    def _made(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        found = how.data["person"]
        self.office.let_in(Person(found["number"], found["name"], Role(found["role"])))
