"""How the kiosk was used, as it may be told; exporting it, and ending the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.office import Task
from voter_kiosk.domain.usage import KIND_NAMES, Kind, name_of, withheld_in_words
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.places import PlaceRow, places
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class CountRow:
    """What was counted, and how often."""

    name: str
    value: str


@QmlElement
class UsageFacts(QObject):
    """The counts, or one step further: ``save`` and ``end`` ask for a place, ``sure;PLACE`` asks once more."""

    told = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._step, _, self._folder = subject.partition(";")
        found = places(office.store, office.view.language) if self._step in {"save", "end"} else ()
        self._places = RecordModel(PlaceRow, found, self)
        self._rows = RecordModel(CountRow, (), self)
        self._visits = 0
        self._written = ""
        self._asked = self._step == ""
        if self._asked:
            office.run(["usage", "--store", str(office.store)], self._counted)

    @Property(str, constant=True)
    def step(self) -> str:
        """Which step this is."""
        return self._step

    @Property(QObject, constant=True)
    def places(self) -> QObject:
        """Where files may be written, as rows of ``path``, ``title`` and ``stick``."""
        return self._places

    @Property(str, constant=True)
    def place(self) -> str:
        """The place that was chosen, by its folder's name."""
        return Path(self._folder).name

    @Property(str, constant=True)
    def withheld(self) -> str:
        """How those who came are protected."""
        return withheld_in_words().say(self._office.view.language)

    @Property(QObject, notify=told)
    def rows(self) -> QObject:
        """What was counted, as rows of a name and a number."""
        return self._rows

    @Property(int, notify=told)
    def visits(self) -> int:
        """How many visits may be said."""
        return self._visits

    @Property(bool, notify=told)
    def asked(self) -> bool:
        """Whether something is on its way."""
        return self._asked

    @Property(str, notify=told)
    def written(self) -> str:
        """The files that were written, a line each; empty before."""
        return self._written

    @Slot(str)
    def save(self, folder: str) -> None:
        """Write the report into ``folder``."""
        self._run(["usage", *self._office.by(), "--to", self._made(folder)], self._saved)

    @Slot(str)
    def choose(self, folder: str) -> None:
        """Ask once more before the campaign is ended with its last report in ``folder``."""
        self._office.go(Task.USAGE, f"sure;{folder}")

    @Slot()
    def end(self) -> None:
        """End the campaign: export, seal, wipe."""
        self._run(["end-campaign", "--yes", *self._office.by(), "--to", self._made(self._folder)], self._saved)

    def _run(self, arguments: list[str], then: Any) -> None:
        self._asked = True
        self.told.emit()
        self._office.run([*arguments, "--lang", self._office.view.language], then)

    def _made(self, folder: str) -> str:
        """The folder, made where it is the kiosk's own."""
        if Path(folder).is_relative_to(self._office.store):
            Path(folder).mkdir(exist_ok=True)
        return folder

    def _counted(self, how: Outcome) -> None:
        self._asked = False
        self._office.tell(how.refused)
        if how.refused is None:
            rows = tuple(_rows(how.data["usage"]["lines"], self._office.view.language))
            self._rows = RecordModel(CountRow, rows, self)
            self._visits = sum(
                _count(line) for line in how.data["usage"]["lines"] if line["kind"] == Kind.VISIT.value
            )
        self.told.emit()

    def _saved(self, how: Outcome) -> None:
        self._asked = False
        self._office.tell(how.refused)
        if how.refused is None:
            self._written = "\n".join(Path(name).name for name in how.data["files"])
        self.told.emit()


def _rows(lines: Any, language: str) -> Iterator[CountRow]:
    for line in lines:
        kind = Kind(line["kind"])
        if kind is Kind.VISIT:
            continue
        names = dict.fromkeys((KIND_NAMES[kind].say(language), name_of(kind, line["what"]).say(language)))
        yield CountRow(": ".join(names), str(_count(line)))


def _count(line: Any) -> int:
    return sum(group["count"] for group in line["groups"])
