"""How the kiosk was used, as it may be told; exporting it, and ending the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.office import Task
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.usage import KIND_NAMES, Kind, name_of, withheld_in_words
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.places import PlaceRow, places
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


_SETTINGS: Final = frozenset(Kind) - {Kind.VISIT, Kind.CONTENT, Kind.SCREEN}


@dataclass(frozen=True, slots=True)
class CountGroup:
    """What was counted of one kind: names, how often, and each number's share of the greatest, 0 to 1."""

    title: str
    names: tuple[str, ...]
    values: tuple[str, ...]
    shares: tuple[str, ...]


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
        self._groups = RecordModel(CountGroup, (), self)
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
    def groups(self) -> QObject:
        """What was counted, a group each for screens, contents, and how it was used."""
        return self._groups

    @Property(bool, notify=told)
    def counted(self) -> bool:
        """Whether there is any number to be said."""
        return bool(self._visits or self._groups.rows)

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
            groups = tuple(_groups(how.data["usage"]["lines"], self._office.view.language))
            self._groups = RecordModel(CountGroup, groups, self)
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


def _groups(lines: Any, language: str) -> Iterator[CountGroup]:
    """Contents and screens each by themselves; languages and settings, which are few, together."""
    titles = (
        (KIND_NAMES[Kind.CONTENT], {Kind.CONTENT}),
        (KIND_NAMES[Kind.SCREEN], {Kind.SCREEN}),
        (Sentence("Cách xem, theo lượt", "How it was used, by visit"), _SETTINGS),
    )
    for title, kinds in titles:
        found = [line for line in lines if Kind(line["kind"]) in kinds]
        if found:
            most = max(map(_count, found))
            yield CountGroup(
                title.say(language),
                tuple(_name(line, language) for line in found),
                tuple(str(_count(line)) for line in found),
                tuple(f"{_count(line) / most:.4f}" for line in found),
            )


def _name(line: Any, language: str) -> str:
    kind = Kind(line["kind"])
    if kind in {Kind.LANGUAGE, Kind.CONTRAST, Kind.TEXT_SIZE, Kind.SCREEN, Kind.CONTENT}:
        return name_of(kind, line["what"]).say(language)
    return KIND_NAMES[kind].say(language)


def _count(line: Any) -> int:
    return sum(group["count"] for group in line["groups"])
