"""Home: what today is, this place's ballots, and where everything else is, what matters today first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import Mode, day_of
from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.rules import StepId
from voter_kiosk.kiosk.facts.meetings import constituencies_here, meeting_rows
from voter_kiosk.kiosk.facts.notices import urgent_notice
from voter_kiosk.kiosk.facts.occasion import occasion, place_detail, place_line
from voter_kiosk.kiosk.facts.slots import Missing, Slot, ballot_slots, missing_of
from voter_kiosk.kiosk.facts.steps import ROLE as STEPS_ROLE
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

ORDER: Final = MappingProxyType[Mode, str](
    {
        Mode.BEFORE_LISTS: "voter-list standards steps rights questions history notices timetable about",
        Mode.LISTS_POSTED: "steps meetings voter-list questions rights history notices about",
        Mode.LAST_DAY: "steps voter-card help questions rights notices history about",
        Mode.POLLING_DAY: "steps help questions voter-card rights notices history about",
        Mode.CLOSED: "notices questions rights history about",
        Mode.RESULTS: "notices questions rights history about",
    }
)
"""Which doors Home has on which day, what matters most first (issue 3, "Home by day")."""

AFTERWARDS: Final = "results revote"
"""The doors to what follows the vote: they stand above everything once voting is over."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way from Home to a screen."""

    screen: str
    subject: str
    title: str
    summary: str
    sign: str


def doors(view: View, keys: str = "") -> tuple[Door, ...]:
    """The doors that lead somewhere now, what matters most today first; or those of ``keys``, in their order.

    Never one to an empty room.
    """
    showing = view.showing
    if showing is None:
        return (_about(view),)
    found = {
        "notices": _notices(view, showing),
        "steps": _steps(view, showing),
        "meetings": _meetings(view),
        "voter-list": _voter_list(view, showing),
        "voter-card": _topic(view, showing, "voter-card", "ballot"),
        "help": _help(view, showing),
        "results": _due(view, showing, "results-and-complaints", "check", StepId.RESULTS),
        "revote": _due(view, showing, "revote", "ballot", StepId.REVOTE),
        "timetable": _topic(view, showing, "timetable", "clock"),
        "standards": _standards(view, showing),
        "rights": _rights(view, showing),
        "questions": _questions(view, showing),
        "history": _history(view, showing),
        "about": _about(view),
    }
    ordered = (found[key] for key in (keys or ORDER[showing.disclosure.mode]).split())
    return tuple(door for door in ordered if door is not None)


def _about(view: View) -> Door:
    summary = view.tr("Who signed it; privacy") if view.showing else view.tr("The software")
    return Door(Screen.ABOUT, "", view.tr("About this information"), summary, "about")


def _topic(view: View, showing: Showing, slug: str, sign: str) -> Door | None:
    topic = showing.topic(slug)
    if topic is None:
        return None
    return Door(Screen.TOPIC, slug, view.text(topic.title), view.text(topic.summary), sign)


def _help(view: View, showing: Showing) -> Door | None:
    if showing.topic("help-to-vote") is None:
        return None
    title, summary = view.tr("Help with voting"), view.tr("If you cannot write or cannot come")
    return Door(Screen.TOPIC, "help-to-vote", title, summary, "people")


def _due(view: View, showing: Showing, slug: str, sign: str, step: StepId) -> Door | None:
    """A topic on what follows the vote, with the last day for it while that day is to come."""
    door = _topic(view, showing, slug, sign)
    last = day_of(showing.election, step)
    if door is None or not view.moment.sure or view.moment.day > last:
        return door
    day = view.date(last)
    if step is StepId.REVOTE:
        return replace(door, summary=view.tr("If needed, by %1 at the latest", day))
    return replace(door, summary=view.tr("By %1 at the latest", day))


def _voter_list(view: View, showing: Showing) -> Door | None:
    topic = showing.topic_by_role("voter-list")
    if topic is None:
        return None
    return Door(Screen.TOPIC, topic.slug, view.tr("The voter list"), view.tr("Am I on it?"), "person")


def _notices(view: View, showing: Showing) -> Door | None:
    notices = showing.notices()
    calm = [notice for notice in notices if not notice.urgent] or notices
    if not notices:
        return None
    newest = max(calm, key=lambda notice: notice.since)
    return Door(Screen.NOTICES, "", view.tr("Notices"), view.text(newest.title), "notice")


def _steps(view: View, showing: Showing) -> Door | None:
    if showing.topic_by_role(STEPS_ROLE) is None:
        return None
    return Door(Screen.STEPS, "", view.tr("How to vote"), view.tr("One step at a time"), "steps")


def _meetings(view: View) -> Door | None:
    rows = meeting_rows(constituencies_here(view), view)
    if not rows:
        return None
    summary = view.tr("Next: %1", rows[0].brief)
    return Door(Screen.MEETINGS, "", view.tr("Voter meetings"), summary, "people")


def _standards(view: View, showing: Showing) -> Door | None:
    if not showing.topics(Section.STANDARDS):
        return None
    summary = view.tr("What is asked of a deputy")
    return Door(Screen.TOPICS, Section.STANDARDS, view.tr("Standards of deputies"), summary, "law")


def _rights(view: View, showing: Showing) -> Door | None:
    if not any(showing.topics(section) for section in Section if section is not Section.QUESTIONS):
        return None
    summary = view.tr("Of voters and of candidates")
    return Door(Screen.SECTIONS, "", view.tr("Rights and duties"), summary, "rights")


def _questions(view: View, showing: Showing) -> Door | None:
    if not showing.topics(Section.QUESTIONS):
        return None
    summary = view.tr("Lost the card? Away from home?")
    return Door(Screen.TOPICS, Section.QUESTIONS, view.tr("Common questions"), summary, "question")


def _history(view: View, showing: Showing) -> Door | None:
    if not showing.terms():
        return None
    summary = view.tr("Every term in figures")
    return Door(Screen.HISTORY, "", view.tr("Past elections"), summary, "history")


@QmlElement
class HomeFacts(QObject):
    """What Home shows."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        del subject
        self._occasion = occasion(view)
        self._place, self._detail = place_line(view), place_detail(view)
        mode = view.showing.disclosure.mode if view.showing else None
        over = mode in {Mode.CLOSED, Mode.RESULTS}
        slots = ballot_slots(view)
        if over:
            slots = tuple(replace(slot, seats="") if view.area else slot for slot in slots)
        self._slots = RecordModel(Slot, [slot for slot in slots if not slot.why], self)
        self._missing = RecordModel(Missing, missing_of(slots), self)
        ways = doors(view)
        odd = len(ways) % 2
        self._lead = RecordModel(Door, ways[:odd], self)
        self._doors = RecordModel(Door, ways[odd:], self)
        self._afterwards = RecordModel(Door, doors(view, AFTERWARDS) if over else (), self)
        self._here = view.area is not None
        self._empty = view.showing is None
        self._urgent = urgent_notice(view)
        self._where = _where(view) if mode in {Mode.LAST_DAY, Mode.POLLING_DAY} else ""
        doubt = view.showing is not None and view.showing.disclosure.date_in_doubt
        self._doubt = (
            view.tr("The kiosk is not sure of today's date. The written dates hold. Please tell the staff.")
            if doubt
            else ""
        )

    @Property(bool, constant=True)
    def empty(self) -> bool:
        """Whether there is no bundle at all."""
        return self._empty

    @Property(bool, constant=True)
    def here(self) -> bool:
        """Whether the kiosk knows its polling area."""
        return self._here

    @Property(str, constant=True)
    def above(self) -> str:
        """The line above the large words."""
        return self._occasion.above

    @Property(str, constant=True)
    def first(self) -> str:
        """The first large line."""
        return self._occasion.first

    @Property(str, constant=True)
    def second(self) -> str:
        """The second large line."""
        return self._occasion.second

    @Property(str, constant=True)
    def below(self) -> str:
        """The line below the large words."""
        return self._occasion.below

    @Property(str, constant=True)
    def place(self) -> str:
        """The polling area, or the election."""
        return self._place

    @Property(str, constant=True)
    def placeDetail(self) -> str:  # noqa: N802
        """Where that is."""
        return self._detail

    @Property(str, constant=True)
    def where(self) -> str:
        """Where one votes, on the day and the day before; else nothing."""
        return self._where

    @Property(str, constant=True)
    def doubt(self) -> str:
        """That the date is not sure, or nothing."""
        return self._doubt

    @Property(str, constant=True)
    def urgentSubject(self) -> str:  # noqa: N802
        """The newest urgent notice's slug, or nothing."""
        return self._urgent.subject if self._urgent else ""

    @Property(str, constant=True)
    def urgentTitle(self) -> str:  # noqa: N802
        """Its title."""
        return self._urgent.title if self._urgent else ""

    @Property(QObject, constant=True)
    def ballots(self) -> QObject:
        """The ballots of this place that can be opened."""
        return self._slots

    @Property(bool, constant=True)
    def listed(self) -> bool:
        """Whether any ballot can be opened."""
        return bool(self._slots.rows)

    @Property(QObject, constant=True)
    def missing(self) -> QObject:
        """What cannot be shown here, and why."""
        return self._missing

    @Property(QObject, constant=True)
    def afterwards(self) -> QObject:
        """The ways to what follows the vote, once it is over; else none."""
        return self._afterwards

    @Property(QObject, constant=True)
    def lead(self) -> QObject:
        """What matters most today where the ways are odd: it has a row of its own."""
        return self._lead

    @Property(QObject, constant=True)
    def doors(self) -> QObject:
        """The ways on."""
        return self._doors


def _where(view: View) -> str:
    area = view.area
    if area is None or view.election is None:
        return ""
    return view.tr("%1, %2", view.text(area.place), view.text(area.address))
