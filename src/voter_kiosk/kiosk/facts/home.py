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

TODAY: Final = MappingProxyType[Mode, str](
    {
        Mode.BEFORE_LISTS: "voter-list standards steps practice rights history which timetable",
        Mode.LISTS_POSTED: "steps practice meetings voter-list which questions rights",
        Mode.LAST_DAY: "steps practice voter-card help which questions",
        Mode.POLLING_DAY: "steps help which voter-card questions areas",
        Mode.CLOSED: "notices questions rights history",
        Mode.RESULTS: "notices questions rights history",
    }
)
"""What matters most on which day, most of all first (issue 3, "Home by day"): the large doors."""

FIRST_AND_LAST: Final = (
    "steps practice which areas voter-list meetings questions rights standards history notices about"
)
"""Every door that may lead somewhere; what is not large today stands below in this order."""

OVER: Final = frozenset({"practice", "which", "areas", "voter-list", "steps", "meetings", "standards"})
"""What nobody needs once voting is over: reached through rights and duties, no longer from Home."""

LARGE: Final = 6
"""So many doors are large: three rows of two are taken in at a glance."""

AFTERWARDS: Final = "published results revote"
"""The doors to what follows the vote: they stand above everything once voting is over."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way from Home to a screen."""

    screen: str
    subject: str
    title: str
    summary: str
    sign: str


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways on from Home: what lies behind the vote, what matters most today, and everything else."""

    afterwards: tuple[Door, ...]
    today: tuple[Door, ...]
    rest: tuple[Door, ...]


def doors(view: View) -> Doors:
    """The doors that lead somewhere now. Never one to an empty room."""
    showing = view.showing
    if showing is None:
        return Doors((), (_about(view),), ())
    found = {key: door for key, door in _doors(view, showing).items() if door is not None}
    mode = showing.disclosure.mode
    over = mode in {Mode.CLOSED, Mode.RESULTS}
    afterwards = [found[key] for key in AFTERWARDS.split() if key in found] if over else []
    offered = [key for key in FIRST_AND_LAST.split() if key in found and not (over and key in OVER)]
    ordered = list(dict.fromkeys([key for key in TODAY[mode].split() if key in found] + offered))
    ways = [found[key] for key in ordered]
    return Doors(tuple(afterwards), tuple(ways[:LARGE]), tuple(ways[LARGE:]))


def _doors(view: View, showing: Showing) -> dict[str, Door | None]:
    """Every door by its key, ``None`` where it would lead to an empty room."""
    return {
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
        "practice": _practice(view, showing),
        "which": _which(view),
        "areas": _areas(view, showing),
        "published": _published(view, showing),
    }


def _search(view: View) -> Door:
    title, summary = view.tr("Search"), view.tr("A name, a question, a polling place")
    return Door(Screen.SEARCH, "", title, summary, "search")


def _practice(view: View, showing: Showing) -> Door | None:
    if not showing.disclosure.practice:
        return None
    title, summary = view.tr("Practice ballot (sample)"), view.tr("Nothing is kept")
    return Door(Screen.PRACTICE, "", title, summary, "practice")


def _which(view: View) -> Door:
    title, summary = view.tr("Which ballots do I get?"), view.tr("Two or three short questions")
    return Door(Screen.WHICH, "", title, summary, "ballot")


def _areas(view: View, showing: Showing) -> Door | None:
    if not showing.provinces():
        return None
    title, summary = view.tr("Find another polling area"), view.tr("By ward and residents’ group")
    return Door(Screen.AREAS, "", title, summary, "place")


def _published(view: View, showing: Showing) -> Door | None:
    if not showing.disclosure.results:
        return None
    return Door(Screen.RESULTS, "", view.tr("Results of the election"), view.tr("Who was elected"), "check")


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
        ways = doors(view)
        odd = len(ways.today) % 2
        if over:
            slots = tuple(replace(slot, seats="") if view.area else slot for slot in slots)
        self._slots = RecordModel(Slot, [slot for slot in slots if not slot.why], self)
        self._missing = RecordModel(Missing, missing_of(slots), self)
        self._search = RecordModel(Door, [_search(view)] if view.showing else [], self)
        self._lead = RecordModel(Door, ways.today[:odd], self)
        self._doors = RecordModel(Door, ways.today[odd:], self)
        self._rest = RecordModel(Door, ways.rest, self)
        self._afterwards = RecordModel(Door, ways.afterwards, self)
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
    def search(self) -> QObject:
        """The way to the search, where there is something to look for."""
        return self._search

    @Property(QObject, constant=True)
    def rest(self) -> QObject:
        """Everything else, smaller: nothing is out of reach on any day."""
        return self._rest

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
