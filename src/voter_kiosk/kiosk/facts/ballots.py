"""The ballots of a polling area: of the one where the kiosk stands, or of another one.

Where the kiosk stands in none, the bundle's constituencies are there to choose from.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import Hours, Mode, polling_hours
from voter_kiosk.domain.election import PollingArea
from voter_kiosk.domain.units import groups_in_line
from voter_kiosk.kiosk.facts.blocks import file_url
from voter_kiosk.kiosk.facts.leaves import leaf_of, split
from voter_kiosk.kiosk.facts.slots import Missing, Slot, ballot_slots, missing_of, seats_line, unit_line
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A constituency to choose from."""

    key: str
    title: str
    area: str
    seats: str


@QmlElement
class BallotsFacts(QObject):
    """What "My ballots here" shows. With a body as its subject: that body's constituencies.

    ``area`` is the polling area that was asked for by name, instead of the one where the kiosk stands.
    """

    def __init__(self, view: View, subject: str, parent: QObject, area: PollingArea | None = None) -> None:
        super().__init__(parent)
        showing = view.showing
        self._sought = area is not None
        self._code = area.code if area else ""
        area = area or view.area
        slots = () if subject else ballot_slots(view, area)
        self._slots = RecordModel(Slot, [slot for slot in slots if not slot.why], self)
        self._missing = RecordModel(Missing, missing_of(slots), self)
        body, _ = split(subject)
        units = showing.constituencies(body) if showing and body in showing.disclosure.lists else ()
        if subject and not units:
            raise LookupError(subject)
        self._leaf = leaf_of(units, subject)
        self._position = whole(view.tr("Page %1 of %2", self._leaf.number, self._leaf.count))
        rows = [
            UnitRow(unit.id, unit_line(view, unit), view.text(unit.area), seats_line(view, unit))
            for unit in self._leaf.rows
        ]
        self._units = RecordModel(UnitRow, rows, self)
        bodies = view.election.bodies if view.election else ()
        self._body = next((view.text(one.name) for one in bodies if one.id == body), "")
        self._where, self._when, self._usual = "", "", ""
        self._ward, self._place, self._mark = "", "", ""
        if area is not None and view.election is not None:
            self._ward, self._place = view.text(area.ward_name), view.text(area.place)
            parts = (view.text(area.address),) if self._sought else (self._place, view.text(area.address))
            self._where = ", ".join(part for part in parts if part)
            self._when = _hours(view, polling_hours(view.election, area))
            usual = _hours(view, polling_hours(view.election, None))
            self._usual = usual if usual != self._when else ""
            if self._sought and view.area is not None and view.area.code != area.code:
                self._mark = view.tr("Not the polling area where this kiosk stands.")
        self._finds = bool(showing and not self._sought and showing.provinces())
        self._groups = glue(groups_in_line(area.groups, view.language)) if area else ""
        self._number = view.tr("Polling area no. %1", area.number) if area else ""
        self._sketch = file_url(showing.media(area.sketch)) if showing and area and area.sketch else ""
        self._note = view.text(area.note) if area else ""
        self._decision = area.decision if area else ""
        self._bring = _bring(view, area)
        said = [self._number, self._bring, *(f"{slot.name}. {slot.unit}. {slot.seats}" for slot in slots)]
        said += [f"{row.title}. {row.seats}" for row in rows]
        self._words = word_model(explained(view, said), self)

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """The difficult words of what this screen says itself: no place's own name is looked through."""
        return self._words

    @Property(str, constant=True)
    def body(self) -> str:
        """The body whose constituencies are listed, or nothing."""
        return self._body

    @Property(str, constant=True)
    def position(self) -> str:
        """Which page of the constituencies this is, or nothing where there is but one."""
        return self._position if self._leaf.count > 1 else ""

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the page of constituencies before, or nothing."""
        return self._leaf.previous

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the page of constituencies after, or nothing."""
        return self._leaf.next

    @Property(bool, constant=True)
    def sought(self) -> bool:
        """Whether this polling area was asked for, instead of being where the kiosk stands."""
        return self._sought

    @Property(str, constant=True)
    def code(self) -> str:
        """The code of the polling area that was asked for; nothing for the one where the kiosk stands."""
        return self._code

    @Property(str, constant=True)
    def mark(self) -> str:
        """That this is not where the kiosk stands, or nothing."""
        return self._mark

    @Property(bool, constant=True)
    def finds(self) -> bool:
        """Whether another polling area can be looked for."""
        return self._finds

    @Property(str, constant=True)
    def ward(self) -> str:
        """The commune or ward of this polling area."""
        return self._ward

    @Property(str, constant=True)
    def place(self) -> str:
        """What the polling place is called."""
        return self._place

    @Property(str, constant=True)
    def usual(self) -> str:
        """When one votes elsewhere in this election, where that is another day or hour; else nothing."""
        return self._usual

    @Property(QObject, constant=True)
    def ballots(self) -> QObject:
        """The ballots of this place."""
        return self._slots

    @Property(QObject, constant=True)
    def missing(self) -> QObject:
        """What cannot be shown here, and why."""
        return self._missing

    @Property(QObject, constant=True)
    def units(self) -> QObject:
        """The constituencies of one body."""
        return self._units

    @Property(str, constant=True)
    def number(self) -> str:
        """Which polling area this is, by its number."""
        return self._number

    @Property(str, constant=True)
    def where(self) -> str:
        """Where one votes."""
        return self._where

    @Property(str, constant=True)
    def when(self) -> str:
        """When one votes."""
        return self._when

    @Property(str, constant=True)
    def groups(self) -> str:
        """The residents' groups that vote here."""
        return self._groups

    @Property(str, constant=True)
    def sketch(self) -> str:
        """The sketch map of how to get there, or nothing."""
        return self._sketch

    @Property(str, constant=True)
    def note(self) -> str:
        """What else there is to know of this place."""
        return self._note

    @Property(str, constant=True)
    def decision(self) -> str:
        """The paper that gives this place a day or hours of its own, or nothing."""
        return self._decision

    @Property(str, constant=True)
    def bring(self) -> str:
        """What to bring, while one still votes here; else nothing."""
        return self._bring


def _bring(view: View, area: PollingArea | None) -> str:
    """The voter card, and whom to ask without it (Law art. 69; facts B.10). No other paper is named."""
    if area is None or view.showing is None or view.showing.disclosure.mode in {Mode.CLOSED, Mode.RESULTS}:
        return ""
    return view.tr(
        "Your voter card. If you cannot find it, ask the election team or the commune People’s Committee."
    )


def area_facts(view: View, subject: str, parent: QObject) -> BallotsFacts:
    """The same facts of any polling area, by its code; raises ``LookupError`` where there is none of that code."""
    area = view.showing.area(subject) if view.showing else None
    if area is None:
        raise LookupError(subject)
    return BallotsFacts(view, "", parent, area)


def _hours(view: View, hours: Hours) -> str:
    day = view.date(hours.day, weekday=True)
    said = view.tr("%1, from %2 to %3", day, view.time(hours.opens), view.time(hours.closes))
    return said[:1].upper() + said[1:]
