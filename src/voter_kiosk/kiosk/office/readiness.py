"""The trial run, led through step by step: what a person hears, touches and sees; then what the machine finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.office import Task
from voter_kiosk.domain.readiness import NO, YES, Grade, Seen
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.places import PlaceRow, places
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.reports.words import GRADES, WHOLE

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_NEXT: Final = MappingProxyType(
    {
        "": "sound",
        "sound": "touch",
        "touch": "ruler",
        "ruler": "colours",
        "colours": "pixels",
        "pixels": "place",
        "place": "result",
    }
)
_SIGNS: Final = MappingProxyType({Grade.OK: "check", Grade.LOOK: "search", Grade.WRONG: "warning"})
_WORST_FIRST: Final = (Grade.WRONG, Grade.LOOK, Grade.OK)
_SENTENCE: Final = Sentence(
    "Xin chào. Đây là máy thông tin bầu cử. Nếu Ông/Bà nghe rõ câu này, xin bấm: Có, nghe rõ.",
    "Hello. This is the voter information kiosk. If you hear this clearly, press: Yes, clearly.",
)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A line of the report: what was looked at, how it stands in a word, what is said of it, a sign."""

    name: str
    grade: str
    said: str
    sign: str


@QmlElement
class ReadinessFacts(QObject):
    """One step of the trial run. ``subject`` is the step and what was found out before: ``ruler;sound=yes``."""

    told = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._step, *self._answers = subject.split(";")
        language = office.view.language
        found = places(office.store, language) if self._step == "place" else ()
        self._places = RecordModel(PlaceRow, found, self)
        self._rows = RecordModel(CheckRow, (), self)
        self._asked = self._step == "result"
        self._done, self._total = 0, 0
        self._whole, self._sign, self._written = "", "check", ""
        self._silent = False
        if self._asked:
            self._examine()

    @Property(str, constant=True)
    def step(self) -> str:
        """Which step this is."""
        return self._step

    @Property(QObject, constant=True)
    def places(self) -> QObject:
        """Where the report may be written, as rows of ``path``, ``title`` and ``stick``."""
        return self._places

    @Property(QObject, notify=told)
    def rows(self) -> QObject:
        """The lines of the report, the worst first."""
        return self._rows

    @Property(bool, notify=told)
    def asked(self) -> bool:
        """Whether the machine is still at it."""
        return self._asked

    @Property(int, notify=told)
    def percent(self) -> int:
        """How much of what was loaded has been read again."""
        return self._done * 100 // self._total if self._total else 0

    @Property(str, notify=told)
    def whole(self) -> str:
        """How all of it stands, in a sentence."""
        return self._whole

    @Property(str, notify=told)
    def sign(self) -> str:
        """The sign for how all of it stands."""
        return self._sign

    @Property(str, notify=told)
    def written(self) -> str:
        """Where the report was written; empty where nobody asked for that."""
        return self._written

    @Property(bool, notify=told)
    def silent(self) -> bool:
        """Whether there is nothing to hear it from."""
        return self._silent

    @Slot()
    def speak(self) -> None:
        """Say the sentence that is to be heard."""
        language = self._office.view.language
        self._silent = not self._office.say(_SENTENCE.say(language), language)
        self.told.emit()

    @Slot()
    def onward(self) -> None:
        """To the next step."""
        self._go(self._answers)

    @Slot(bool)
    def answer(self, fine: bool) -> None:
        """Note what was found out at this step, and go on."""
        self._go([*self._answers, f"{Seen(self._step).value}={YES if fine else NO}"])

    @Slot(str, str)
    def write(self, folder: str, screen: str) -> None:
        """Examine the machine and write the report into ``folder``, nowhere where that is empty.

        ``screen`` is the screen's size in words.
        """
        size = screen.replace("\u00a0", " ")
        self._go([*self._answers, f"screen={size}", f"to={folder}"])

    def _go(self, answers: list[str]) -> None:
        self._office.go(Task.READINESS, ";".join((_NEXT[self._step], *answers)))

    def _examine(self) -> None:
        given = dict(answer.split("=", 1) for answer in self._answers)
        arguments = ["readiness", *self._office.by(), "--screen", given.pop("screen", "")]
        folder = given.pop("to", "")
        if folder:
            if Path(folder).is_relative_to(self._office.store):
                Path(folder).mkdir(exist_ok=True)
            arguments += ["--to", folder]
        for what, answer in given.items():
            arguments += ["--seen", f"{what}={answer}"]
        arguments += ["--lang", self._office.view.language]
        self._office.run(arguments, self._examined, progress=self._progressed)

    def _progressed(self, done: int, total: int, what: Sentence) -> None:
        del what
        self._done, self._total = done, total
        self.told.emit()

    def _examined(self, how: Outcome) -> None:
        self._asked = False
        self._office.tell(how.refused)
        if how.refused is None:
            view = self._office.view
            self._rows = RecordModel(CheckRow, tuple(_rows(how.data, view.language)), self)
            grade = Grade(how.data["grade"])
            self._whole, self._sign = WHOLE[grade].say(view.language), _SIGNS[grade]
            self._written = "\n".join(Path(name).name for name in how.data["files"])
        self.told.emit()


def _rows(data: Any, language: str) -> Iterator[CheckRow]:
    checks = data["readiness"]["checks"]
    for grade in _WORST_FIRST:
        for check in checks:
            if check["grade"] == grade:
                said = " ".join(Sentence(**check[part]).say(language) for part in ("said", "remedy")).strip()
                yield CheckRow(
                    Sentence(**check["name"]).say(language), GRADES[grade].say(language), said, _SIGNS[grade]
                )
