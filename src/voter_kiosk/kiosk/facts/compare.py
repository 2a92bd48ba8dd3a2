"""The whole ballot side by side: everyone on it, in official order, field by field; never a chosen few."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.election import Candidate
from voter_kiosk.kiosk.facts.blocks import approval_line, block_model
from voter_kiosk.kiosk.facts.candidate import (
    PROGRAMME,
    field_rows,
    list_source,
    programme_of,
    translated_line,
    why_no_programme,
)
from voter_kiosk.kiosk.facts.candidates import comparable, portrait_url, struck_word
from voter_kiosk.kiosk.facts.slots import unit_line
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field of everybody: ``values`` and ``given`` have an entry for each person, in official order.

    ``marked`` values are StyledText.
    """

    label: str
    values: tuple[str, ...]
    given: tuple[bool, ...]
    marked: bool = False


def compare_rows(people: tuple[Candidate, ...], view: View) -> tuple[CompareRow, ...]:
    """The form's fields in its order and the career: the lines of each person's own page, across."""
    rows = []
    for same in zip(*(field_rows(person, people, view) for person in people), strict=True):
        # Columns are narrow: a line may break inside a compound, but not inside a syllable.
        values = tuple(plain(row.value) for row in same)
        rows.append(CompareRow(same[0].label, values, tuple(row.given for row in same)))
    if any(person.career for person in people):
        careers = tuple(_career(person) for person in people)
        given = tuple(bool(career) for career in careers)
        values = tuple(career or plain(view.tr("not given")) for career in careers)
        rows.append(CompareRow(view.tr("Work history"), values, given, marked=True))
    return tuple(rows)


def _career(person: Candidate) -> str:
    return "<br>".join(
        f"<b>{escape(step.period, quote=False)}</b><br>{escape(step.work, quote=False)}" for step in person.career
    )


@QmlElement
class CompareFacts(QObject):
    """What the side-by-side page shows.

    The subject is the constituency's id, with ``/programme`` for the second half, and with ``/`` and a place in
    the official order (from 1) where the page begins with the columns that have that person.
    """

    announced = Signal(str)
    """Said by the page as well, when its columns are turned."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        name, _, start = subject.partition("/") if PROGRAMME not in subject else subject.partition(PROGRAMME)
        self._on_programme = PROGRAMME in subject
        start = start.removeprefix("/")
        showing = view.showing
        unit = showing.constituency(name) if showing else None
        people = showing.candidates(unit.id) if showing and unit else ()
        if showing is None or unit is None or not comparable(showing.election, people):
            raise LookupError(subject)
        if start and not (start.isdecimal() and 0 < int(start) <= len(people)):
            raise LookupError(subject)
        self._start = int(start or 1) - 1
        self._view, self._people = view, people
        self._key = unit.id
        body = next(body for body in showing.election.bodies if body.id == unit.body)
        self._ballot = f"{view.text(body.name)} · {unit_line(view, unit)}"
        self._names = [person.name for person in people]
        self._numbers = [f"{person.number}." for person in people]
        self._struck = [struck_word(person, view) for person in people]
        self._portraits = [portrait_url(person, showing) for person in people]
        rows = () if self._on_programme else compare_rows(people, view)
        self._rows = RecordModel(CompareRow, rows, self)
        self._why = "" if showing.disclosure.programmes else why_no_programme(view, showing)
        self._columns: dict[int, RecordModel] = {}
        self._said = [programme_of(person, view.language) for person in people]
        self._language_note = translated_line(self._said, unit.id, view) if self._on_programme else ""
        self._source = list_source(view, unit.body)

    @Property(str, constant=True)
    def key(self) -> str:
        """The constituency's id."""
        return self._key

    @Property(str, constant=True)
    def ballot(self) -> str:
        """Body and constituency."""
        return self._ballot

    @Property(bool, constant=True)
    def onProgramme(self) -> bool:  # noqa: N802
        """Whether the programmes' half is shown."""
        return self._on_programme

    @Property(int, constant=True)
    def count(self) -> int:
        """How many people are on the ballot."""
        return len(self._people)

    @Property(int, constant=True)
    def start(self) -> int:
        """The place, from 0, of a person who is to be on the first page shown."""
        return self._start

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        """The names as posted, in official order."""
        return self._names

    @Property(int, constant=True)
    def longestName(self) -> int:  # noqa: N802
        """How many letters the longest name has."""
        return max(len(name) for name in self._names)

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def numbers(self) -> list[str]:
        """The STT of each, with its point."""
        return self._numbers

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def struck(self) -> list[str]:
        """ "Struck off", or nothing, for each."""
        return self._struck

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def portraits(self) -> list[str]:
        """The picture's URL, or nothing, for each."""
        return self._portraits

    @Property(bool, constant=True)
    def framed(self) -> bool:
        """Whether anyone on this ballot has a picture; then everyone has a frame."""
        return any(self._portraits)

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The form's fields and the career, across; none on the programmes' half."""
        return self._rows

    @Property(bool, constant=True)
    def bare(self) -> bool:
        """Whether the list says nothing of anybody but the name."""
        return not self._on_programme and not self._rows.rows

    @Property(str, constant=True)
    def programmeWhy(self) -> str:  # noqa: N802
        """Why no programme is shown at all, or nothing."""
        return self._why

    @Property(str, constant=True)
    def languageNote(self) -> str:  # noqa: N802
        """That the programmes are not in the citizen's language, or nothing."""
        return self._language_note

    @Property(str, constant=True)
    def source(self) -> str:
        """The source and its day."""
        return self._source

    @Slot(int, result=QObject)
    def programme(self, place: int) -> QObject:
        """The blocks of the person at that place, from 0; made when they are first asked for."""
        if place not in self._columns:
            blocks, _ = self._said[place]
            self._columns[place] = block_model(blocks, self._view, self)
        return self._columns[place]

    @Slot(int, result=str)
    def missing(self, place: int) -> str:
        """That the person at that place, from 0, gave no programme, or nothing."""
        return "" if self._said[place][0] else self._view.tr("No action programme was given.")

    @Slot(int, result=str)
    def approval(self, place: int) -> str:
        """Who let the programme of the person at that place, from 0, through; nothing without one."""
        return approval_line(self._people[place].programme_approval, self._view) if self._said[place][0] else ""
