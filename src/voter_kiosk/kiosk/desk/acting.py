"""One step of the desk: what it runs, how far that is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.findings import Found, found, open_file
from voter_kiosk.kiosk.office.errand import NOTHING, FactRow, LineRow, megabytes
from voter_kiosk.kiosk.office.job import Job, Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Section(QObject):
    """What all steps have. ``stirred``: what it shows is another; ``worked``: how far a command has come."""

    stirred = Signal()
    worked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._jobs: list[Job] = []
        self._doing: Sentence = NOTHING
        self._done = self._total = 0
        self._problem: Refusal | None = None
        self._said: Sentence = NOTHING
        self._holder = QObject(self)

    # What QML reads

    @Property(bool, notify=worked)
    def working(self) -> bool:
        """Whether a command runs."""
        return bool(self._jobs)

    @Property(str, notify=worked)
    def doing(self) -> str:
        """What it does."""
        return self.desk.say(self._doing)

    @Property(float, notify=worked)
    def share(self) -> float:
        """How much of it is done, 0 to 1; below 0 where that is not known."""
        return self._done / self._total if self._total else -1.0

    @Property(str, notify=worked)
    def amount(self) -> str:
        """How many bytes of how many, where it is about bytes."""
        if self._total < 1_000:
            return ""
        return " / ".join(megabytes(length, self.desk.tongue) for length in (self._done, self._total))

    @Property(str, notify=stirred)
    def problem(self) -> str:
        """Why the last act was refused, with what to do; empty where it was not."""
        return self.desk.say(self._problem.message) if self._problem else ""

    @Property(str, notify=stirred)
    def code(self) -> str:
        """The code of that, for an expert."""
        return self._problem.code if self._problem else ""

    @Property(str, notify=stirred)
    def said(self) -> str:
        """What came of the last act, where it came to something."""
        return self.desk.say(self._said)

    @Slot(str)
    def open(self, path: str) -> None:
        """Open a file or a folder with whatever this machine opens it with."""
        if path:
            open_file(path)

    # For the steps

    def run(
        self, arguments: Sequence[str], then: Callable[[Mapping[str, Any]], None], what: Sentence, typed: str = ""
    ) -> None:
        """Run a command; ``then`` is told its answer, a refusal is shown. ``typed``: a passphrase it asks for."""
        job = Job([*arguments, "--lang", self.desk.tongue], self, typed=f"{typed}\n" if typed else "")
        self._jobs.append(job)
        self._doing, self._done, self._total = what, 0, 0
        self._problem, self._said = None, NOTHING
        job.progressed.connect(self._heard)

        def ended(how: Outcome) -> None:
            self._jobs.remove(job)
            if how.refused is not None:
                self.refuse(how.refused)
            else:
                then(how.data)
            self.renew()

        job.ended.connect(ended)
        job.start()
        self.renew()

    @Slot(object, object, object)
    def _heard(self, done: int, total: int, what: Sentence) -> None:
        self._done, self._total, self._doing = done, total, what
        self.worked.emit()

    def refuse(self, why: Refusal) -> None:
        """Show that something was refused."""
        self._problem, self._said = why, NOTHING

    def succeed(self, said: Sentence) -> None:
        """Show what came of an act."""
        self._problem, self._said = None, said

    def renew(self) -> None:
        """Show it as it is now."""
        self.rebuild()
        self.stirred.emit()
        self.worked.emit()
        self.desk.noticed()

    def rebuild(self) -> None:
        """Make the lists anew, in the language of now."""

    def fresh(self) -> QObject:
        """A parent for lists; those of the one before go."""
        old, self._holder = self._holder, QObject(self)
        old.deleteLater()
        return self._holder

    def close(self) -> None:
        """End what runs."""
        for job in self._jobs:
            job.stop()
        self._jobs.clear()

    # How answers are shown

    def findings(self, answer: Iterable[Mapping[str, Any]], folder: Path | None, parent: QObject) -> RecordModel:
        """The findings of an answer as rows; files are those of ``folder``."""
        return RecordModel(Found, found(answer, folder, self.desk.tongue), parent)

    def facts(self, rows: Iterable[tuple[Sentence, str]], parent: QObject) -> RecordModel:
        """Names and values; what is empty is left out."""
        shown = [FactRow(self.desk.say(name), value) for name, value in rows if value]
        return RecordModel(FactRow, shown, parent)

    def lines(self, rows: Sequence[LineRow], parent: QObject) -> RecordModel:
        """Lines with what there is to say of each."""
        return RecordModel(LineRow, rows, parent)


def local(url: QUrl) -> Path:
    """The file or folder that was chosen."""
    return Path(url.toLocalFile())
