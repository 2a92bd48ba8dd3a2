"""Comparing with the posted paper ("Đối chiếu"): each ballot column by column, with ticks that live on the screen.

Nothing of what is ticked is kept: the next page, and the next person, begin without ticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.election import BodyInElection, Candidate, Constituency, Sex
from voter_kiosk.domain.posted import row
from voter_kiosk.kiosk.facts.candidate import FieldRow, fields_in_order
from voter_kiosk.kiosk.facts.candidates import struck_word
from voter_kiosk.kiosk.facts.leaves import leaf_of
from voter_kiosk.kiosk.facts.slots import unit_line
from voter_kiosk.kiosk.phrasing import glue, in_groups, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

RIGHT: Final = "right"
WRONG: Final = "wrong"
_TICKS: Final = MappingProxyType({"r": RIGHT, "w": WRONG})


@dataclass(frozen=True, slots=True)
class PostedBallot:
    """A ballot to compare: its constituency's id, whose it is, and how many people are on it."""

    key: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class PostedPart:
    """One page of a posted list: its head, or a person. ``struck`` marks whoever is struck off."""

    name: str
    title: str
    rows: tuple[FieldRow, ...]
    struck: str = ""


@dataclass(frozen=True, slots=True)
class PostedList:
    """A posted list as it is compared: whose it is, its parts from its head on, and where it comes from."""

    unit: Constituency
    title: str
    parts: tuple[PostedPart, ...]
    people: tuple[Candidate, ...] = field(default=(), repr=False)


def column_labels(view: View) -> MappingProxyType[str, str]:
    """What each column is called."""
    named = {"number": view.tr("No."), "name": view.tr("Full name"), **dict(fields_in_order(view))}
    return MappingProxyType(named)


def sex_written(candidate: Candidate, view: View) -> str:
    """A candidate's sex as the form writes it."""
    words = {None: "", Sex.MALE: view.tr("Male"), Sex.FEMALE: view.tr("Female")}
    return words[candidate.sex]


def struck_line(candidate: Candidate, view: View) -> str:
    """ "Struck off the list. Document: ..." or nothing (Law art. 60: the row stays where it is)."""
    if candidate.strike_off is None:
        return ""
    strike = candidate.strike_off
    paper = view.tr("Document: %1, %2.", strike.decision, view.date(strike.date))
    return f"{struck_word(candidate, view)}. {paper}"


def posted_units(view: View) -> tuple[tuple[BodyInElection, Constituency], ...]:
    """The ballots whose list may be shown: those of where the kiosk stands, else every one of the bundle."""
    showing = view.showing
    if showing is None:
        return ()
    bodies = [body for body in showing.election.bodies if body.id in showing.disclosure.lists]
    here = view.area
    if here is None:
        return tuple((body, unit) for body in bodies for unit in showing.constituencies(body.id))
    mine = [unit for ballot in here.ballots if (unit := showing.constituency(ballot.constituency))]
    return tuple((body, unit) for body in bodies for unit in mine if unit.body == body.id)


def posted_list(view: View, constituency: str) -> PostedList:
    """A list as it is posted. Raises ``LookupError`` where it may not be shown."""
    showing = view.showing
    unit = showing.constituency(constituency) if showing else None
    people = showing.candidates(constituency) if showing else ()
    if showing is None or unit is None or not people:
        raise LookupError(constituency)
    body = next(one for one in showing.election.bodies if one.id == unit.body)
    labels = column_labels(view)
    parts = [PostedPart(view.tr("The head of the list"), view.tr("The head of the list"), _head(view, body, unit))]
    for person in people:
        cells = row(person, unit.body, sex=sex_written(person, view))
        rows = tuple(
            FieldRow(f"{place}. {labels[cell.column]}", glue(cell.text) or view.tr("left empty"), bool(cell.text))
            for place, cell in enumerate(cells, start=1)
        )
        name = view.tr("No. %1", person.number)
        parts.append(PostedPart(name, f"{person.number}. {person.name}", rows, struck_line(person, view)))
    return PostedList(unit, f"{view.text(body.name)} · {unit_line(view, unit)}", tuple(parts), people)


def _head(view: View, body: BodyInElection, unit: Constituency) -> tuple[FieldRow, ...]:
    given = (
        (view.tr("Elected body"), view.text(body.name)),
        (view.tr("Constituency"), str(unit.number)),
        (view.tr("It comprises"), view.text(unit.area)),
        (view.tr("Deputies to be elected"), str(unit.seats)),
        (view.tr("People on the list"), str(len(view.showing.candidates(unit.id)) if view.showing else "")),
        (view.tr("Decision on the list"), glue(body.decision)),
        (view.tr("Posted on"), view.date(body.posted_on) if body.posted_on else ""),
    )
    return tuple(FieldRow(label, value or view.tr("left empty"), bool(value)) for label, value in given)


def edition_rows(view: View) -> tuple[FieldRow, ...]:
    """What tells which content is compared: edition and the whole fingerprint."""
    if view.showing is None:
        return ()
    about = view.showing.about()
    return (
        FieldRow(view.tr("Edition"), str(about.version), True),
        FieldRow(view.tr("Fingerprint"), in_groups(about.fingerprint), True),
    )


@QmlElement
class PostedFacts(QObject):
    """What comparing shows. Without a subject, or with a leaf as ``/2``, a ballot is chosen.

    Else the subject is a constituency's id and, where the list is open further on, the number of the page (0 is
    the head, the last one the outcome) and what was ticked so far: ``p98.na.1/2/rw``. That lives with this visit
    alone.
    """

    turned = Signal()
    ticked = Signal()

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._choosing = not subject or subject.startswith("/")
        units = posted_units(view) if self._choosing else ()
        if self._choosing and not units:
            raise LookupError(subject)
        unit, page, ticks = (*subject.split("/", 2), "", "")[:3]
        self._list = None if self._choosing else posted_list(view, unit)
        self._leaf = leaf_of(units, subject if self._choosing else "")
        ballots = [_ballot(view, body, unit) for body, unit in self._leaf.rows]
        self._ballots = RecordModel(PostedBallot, ballots, self)
        self._edition = RecordModel(FieldRow, edition_rows(view), self)
        self._index = int(page) if page.isascii() and page.isdecimal() and not self._choosing else 0
        self._ticks = {place: _TICKS[tick] for place, tick in enumerate(ticks) if tick in _TICKS}
        if self._index > self._count:
            raise LookupError(subject)
        self._first, self._rest = self._models()

    @Property(bool, constant=True)
    def choosing(self) -> bool:
        """Whether a ballot is still to be chosen."""
        return self._choosing

    @Property(QObject, constant=True)
    def ballots(self) -> QObject:
        """The ballots to choose from."""
        return self._ballots

    @Property(QObject, constant=True)
    def edition(self) -> QObject:
        """Edition and fingerprint."""
        return self._edition

    @Property(str, constant=True)
    def position(self) -> str:
        """Which page of the ballots this is, or nothing where there is but one."""
        if self._leaf.count < 2:
            return ""
        return whole(self._view.tr("Page %1 of %2", self._leaf.number, self._leaf.count))

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the page of ballots before, or nothing."""
        return self._leaf.previous

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the page of ballots after, or nothing."""
        return self._leaf.next

    @Property(str, constant=True)
    def ballot(self) -> str:
        """Body and constituency."""
        return self._list.title if self._list else ""

    @Property(str, notify=turned)
    def title(self) -> str:
        """What is compared now: the head, or a number and a name."""
        if self._list is None:
            return ""
        return self._list.parts[self._index].title if self._index < self._count else self._view.tr("The outcome")

    @Property(str, notify=turned)
    def struck(self) -> str:
        """That this person is struck off, and by which document; or nothing."""
        return self._list.parts[self._index].struck if self._list and self._index < self._count else ""

    @Property(str, notify=turned)
    def place(self) -> str:
        """Which page of the list this is."""
        if self._list is None or self._index >= self._count:
            return ""
        return whole(self._view.tr("Page %1 of %2", self._index + 1, self._count))

    @Property(QObject, notify=turned)
    def first(self) -> QObject:
        """The columns on the left of the paper."""
        return self._first

    @Property(QObject, notify=turned)
    def rest(self) -> QObject:
        """The columns on the right of it."""
        return self._rest

    @Property(bool, notify=turned)
    def over(self) -> bool:
        """Whether every page was gone through: the outcome is said."""
        return self._list is not None and self._index == self._count

    @Property(bool, notify=turned)
    def begun(self) -> bool:
        """Whether there is a page before this one."""
        return self._index > 0

    @Property(str, notify=ticked)
    def verdict(self) -> str:
        """What was ticked on this page: ``right``, ``wrong`` or nothing."""
        return self._ticks.get(self._index, "")

    @Slot(str)
    def tick(self, verdict: str) -> None:
        """Tick this page; the same again takes the tick away."""
        if verdict not in {RIGHT, WRONG} or self._list is None or self._index >= self._count:
            return
        if self._ticks.get(self._index) == verdict:
            del self._ticks[self._index]
        else:
            self._ticks[self._index] = verdict
        self.ticked.emit()

    @Slot(int)
    def turn(self, pages: int) -> None:
        """So many pages on, or back."""
        self._index = max(0, min(self._count, self._index + pages))
        for model in (self._first, self._rest):
            model.deleteLater()
        self._first, self._rest = self._models()
        self.turned.emit()
        self.ticked.emit()

    @property
    def resume(self) -> str:
        """The subject under which this page is there again with its ticks, in another language."""
        if self._list is None:
            return ""
        ticks = "".join(self._ticks.get(place, "-")[0] for place in range(self._count))
        return f"{self._list.unit.id}/{self._index}/{ticks}"

    @property
    def _count(self) -> int:
        return len(self._list.parts) if self._list else 0

    def _models(self) -> tuple[RecordModel, RecordModel]:
        if self._list is None:
            rows: Sequence[FieldRow] = ()
        elif self._index < self._count:
            rows = self._list.parts[self._index].rows
        else:
            rows = self._outcome()
        middle = len(rows) if self._index in {0, self._count} else -(-len(rows) // 2)
        return RecordModel(FieldRow, rows[:middle], self), RecordModel(FieldRow, rows[middle:], self)

    def _outcome(self) -> tuple[FieldRow, ...]:
        """Which pages were right, wrong, and not ticked."""
        view, parts = self._view, self._list.parts if self._list else ()
        found: dict[str, list[str]] = {RIGHT: [], WRONG: [], "": []}
        for place, part in enumerate(parts):
            found[self._ticks.get(place, "")].append(part.name)
        labels = {RIGHT: view.tr("Right"), WRONG: view.tr("Wrong"), "": view.tr("Not ticked")}
        return tuple(
            FieldRow(labels[verdict], ", ".join(names) or view.tr("none"), bool(names))
            for verdict, names in found.items()
        )


def _ballot(view: View, body: BodyInElection, unit: Constituency) -> PostedBallot:
    people = len(view.showing.candidates(unit.id)) if view.showing else 0
    title = f"{view.text(body.name)} · {unit_line(view, unit)}"
    return PostedBallot(unit.id, title, view.tr("%n people on the list", n=people))
