"""Voter meetings of a constituency, or of every constituency that votes here, while campaigning lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.election import VoterMeeting
from voter_kiosk.kiosk.facts.slots import unit_line
from voter_kiosk.kiosk.phrasing import whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of candidates with voters; ``brief`` is its day and hour in figures."""

    when: str
    brief: str
    place: str
    address: str
    form: str
    link: str
    ballot: str


def meeting_rows(constituencies: Iterable[str], view: View) -> tuple[MeetingRow, ...]:
    """The meetings to come, soonest first; none once campaigning is over (Law 85/2015/QH13 art. 64, 66)."""
    if view.showing is None:
        return ()
    found: dict[str, VoterMeeting] = {}
    for name in constituencies:
        found.update((meeting.id, meeting) for meeting in view.showing.meetings(name))
    to_come = (meeting for meeting in found.values() if _starts(meeting).date() >= view.moment.day)
    return tuple(_row(meeting, view) for meeting in sorted(to_come, key=_starts))


def constituencies_here(view: View) -> tuple[str, ...]:
    """The constituencies that vote at this place; an empty name, for every one, where the place is not known."""
    if view.area is None:
        return ("",)
    return tuple(ballot.constituency for ballot in view.area.ballots if ballot.constituency)


@QmlElement
class MeetingsFacts(QObject):
    """What the list of voter meetings shows; the subject is a constituency's id, or nothing for all of here."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        rows = meeting_rows((subject,) if subject else constituencies_here(view), view)
        if not rows:
            raise LookupError("meetings")
        self._meetings = RecordModel(MeetingRow, rows, self)

    @Property(QObject, constant=True)
    def meetings(self) -> QObject:
        """The meetings, soonest first."""
        return self._meetings


def _starts(meeting: VoterMeeting) -> dt.datetime:
    """When it starts, in Viet Nam; a time without a zone is local already."""
    return meeting.starts.astimezone(VIETNAM) if meeting.starts.tzinfo else meeting.starts.replace(tzinfo=VIETNAM)


def _row(meeting: VoterMeeting, view: View) -> MeetingRow:
    starts = _starts(meeting)
    return MeetingRow(
        when=view.tr("%1, %2", view.time(starts), view.date(starts.date(), weekday=True)),
        brief=whole(view.tr("%1, %2", view.time(starts), f"{starts.day}/{starts.month}")),
        place=view.text(meeting.place),
        address=view.text(meeting.address),
        form=view.text(meeting.form),
        link=meeting.link,
        ballot=" · ".join(_ballot(name, view) for name in meeting.constituencies),
    )


def _ballot(constituency: str, view: View) -> str:
    unit = view.showing.constituency(constituency) if view.showing else None
    bodies = view.election.bodies if view.election else ()
    if unit is None:
        return ""
    name = next((view.text(body.name) for body in bodies if body.id == unit.body), "")
    return view.tr("%1, %2", name, unit_line(view, unit))
