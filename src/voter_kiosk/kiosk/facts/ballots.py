"""My ballots here: this polling area's ballots; or, with no polling area, the bundle's constituencies."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import Mode, polling_hours
from voter_kiosk.kiosk.facts.blocks import file_url
from voter_kiosk.kiosk.facts.slots import Missing, Slot, ballot_slots, missing_of, seats_line, unit_line
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
    """What "My ballots here" shows. With a body as its subject: that body's constituencies."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        area = view.area
        slots = () if subject else ballot_slots(view)
        self._slots = RecordModel(Slot, [slot for slot in slots if not slot.why], self)
        self._missing = RecordModel(Missing, missing_of(slots), self)
        units = showing.constituencies(subject) if showing and subject in showing.disclosure.lists else ()
        if subject and not units:
            raise LookupError(subject)
        rows = [
            UnitRow(unit.id, unit_line(view, unit), view.text(unit.area), seats_line(view, unit)) for unit in units
        ]
        self._units = RecordModel(UnitRow, rows, self)
        bodies = view.election.bodies if view.election else ()
        self._body = next((view.text(body.name) for body in bodies if body.id == subject), "")
        self._where, self._when = "", ""
        if area is not None and view.election is not None:
            self._where = view.tr("%1, %2", view.text(area.place), view.text(area.address))
            hours = polling_hours(view.election, area)
            self._when = view.tr(
                "%1, from %2 to %3",
                view.date(hours.day, weekday=True),
                view.time(hours.opens),
                view.time(hours.closes),
            )
        self._groups = ", ".join(view.text(group) for group in area.groups) if area else ""
        self._number = view.tr("Polling area no. %1", area.number) if area else ""
        self._sketch = file_url(showing.media(area.sketch)) if showing and area and area.sketch else ""
        self._note = view.text(area.note) if area else ""
        self._decision = area.decision if area else ""
        self._bring = _bring(view)

    @Property(str, constant=True)
    def body(self) -> str:
        """The body whose constituencies are listed, or nothing."""
        return self._body

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


def _bring(view: View) -> str:
    """The voter card, and whom to ask without it (Law art. 69; facts B.10). No other paper is named."""
    if view.area is None or view.showing is None or view.showing.disclosure.mode in {Mode.CLOSED, Mode.RESULTS}:
        return ""
    return view.tr(
        "Your voter card. If you cannot find it, ask the election team or the commune People’s Committee."
    )
