"""Published results: who was elected, as the decision says it, and the numbers it prints. Nothing is compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM, day_of
from voter_kiosk.domain.election import BallotState, BodyInElection, Constituency, ResultsPublication
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.results import Elected, UnitResult
from voter_kiosk.domain.rules import RULE_SETS, StepId
from voter_kiosk.domain.vietnamese import number_in_figures
from voter_kiosk.kiosk.facts.leaves import leaf_of, split
from voter_kiosk.kiosk.facts.slots import Missing, Slot, missing_of, unit_line, why_line
from voter_kiosk.kiosk.facts.topic import Entry
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

COMPLAINTS = "results-and-complaints"
"""The topic of the base content on results and complaints about them."""


@dataclass(frozen=True, slots=True)
class ElectedRow:
    """One person elected: the name as the decision prints it, the posted one where it differs, the numbers.

    ``key`` opens the person; empty where the list is not shown.
    """

    key: str
    name: str
    posted: str
    figures: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of the decision: what it counts, and how many."""

    label: str
    value: str


@QmlElement
class ResultsFacts(QObject):
    """What "The results" shows: of this place (no subject), of a body (its id), of a constituency (its id).

    ``LookupError`` where no result is published.
    """

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        if showing is None or not showing.disclosure.results:
            raise LookupError(subject)
        self._kicker, self._under, self._source = "", "", ""
        self._title = view.tr("Results of the election")
        slots: tuple[Slot, ...] = ()
        elected: list[ElectedRow] = []
        numbers: list[NumberRow] = []
        self._note, self._nobody = "", ""
        bodies = {body.id: body for body in showing.election.bodies}
        chosen, _ = split(subject)
        unit = showing.constituency(subject)
        units = showing.constituencies(chosen) if chosen in showing.disclosure.results else ()
        self._leaf = leaf_of(units, subject if units else "")
        self._position = whole(view.tr("Page %1 of %2", self._leaf.number, self._leaf.count))
        if unit is not None:
            result = showing.result(subject)
            if result is None:
                raise LookupError(subject)
            body = bodies[unit.body]
            paper = _paper(showing, body)
            parts = (view.text(body.name), unit.place, unit_line(view, unit))
            self._kicker = " · ".join(glue(part) for part in parts if part)
            self._title = view.tr("Who was elected")
            self._under = view.tr("%1 of %2 deputies elected", len(result.elected), unit.seats)
            elected = [_person(view, showing, person) for person in result.elected]
            numbers = _numbers(view, result)
            self._note = view.text(result.note)
            self._source = _source(view, showing, result, paper)
        elif subject:
            if not units:
                raise LookupError(subject)
            body = bodies[chosen]
            self._kicker = view.text(body.name)
            slots = tuple(_unit_slot(view, showing, body, one) for one in self._leaf.rows)
        else:
            slots = tuple(_body_slot(view, showing, body) for body in showing.election.bodies)
        if not elected and unit is not None:
            self._nobody = view.tr("The decision names nobody as elected here.")
        self._slots = RecordModel(Slot, [slot for slot in slots if not slot.why], self)
        self._missing = RecordModel(Missing, missing_of(slots), self)
        self._elected = RecordModel(ElectedRow, elected, self)
        self._numbers = RecordModel(NumberRow, numbers, self)
        ways = _ways(view, showing, unit) if unit is not None or not subject else []
        self._ways = RecordModel(Entry, ways, self)

    @Property(str, constant=True)
    def kicker(self) -> str:
        """The body and the constituency, or nothing."""
        return self._kicker

    @Property(str, constant=True)
    def title(self) -> str:
        """What the page is about."""
        return self._title

    @Property(str, constant=True)
    def under(self) -> str:
        """How many were elected of how many, or nothing."""
        return self._under

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

    @Property(QObject, constant=True)
    def slots(self) -> QObject:
        """What to choose from: bodies, or the constituencies of one."""
        return self._slots

    @Property(QObject, constant=True)
    def missing(self) -> QObject:
        """What has no result here, and why."""
        return self._missing

    @Property(QObject, constant=True)
    def elected(self) -> QObject:
        """Who was elected, in the order of the decision."""
        return self._elected

    @Property(str, constant=True)
    def nobody(self) -> str:
        """That nobody was elected in this constituency, or nothing."""
        return self._nobody

    @Property(QObject, constant=True)
    def numbers(self) -> QObject:
        """The numbers of voters and ballots that the decision prints."""
        return self._numbers

    @Property(str, constant=True)
    def note(self) -> str:
        """A remark on the numbers, or nothing."""
        return self._note

    @Property(QObject, constant=True)
    def ways(self) -> QObject:
        """Where to go on."""
        return self._ways

    @Property(str, constant=True)
    def source(self) -> str:
        """The decision, its day, and until when one may complain."""
        return self._source


def _ways(view: View, showing: Showing, unit: Constituency | None) -> list[Entry]:
    """On from a result: to the other constituencies of its body, and to how one complains."""
    found = []
    if unit is not None and showing.count_results(unit.body) > 1:
        found.append(Entry(Screen.RESULTS, unit.body, view.tr("Other constituencies"), "", "people"))
    topic = showing.topic(COMPLAINTS)
    if topic is not None:
        title, summary = view.text(topic.title), view.text(topic.summary)
        found.append(Entry(Screen.TOPIC, topic.slug, title, summary, "rights"))
    return found


def _paper(showing: Showing, body: BodyInElection) -> ResultsPublication:
    return next(paper for paper in showing.election.results if paper.body == body.id)


def _body_slot(view: View, showing: Showing, body: BodyInElection) -> Slot:
    """The way to a body's results: to this place's constituency, or to all of them where the place is unknown."""
    colour, colour_name = body.ballot_colour, view.text(body.ballot_colour_name)
    name = view.text(body.name)

    def missing(why: str) -> Slot:
        return Slot(body.id, name, "", "", why, colour, colour_name, "", "")

    area = showing.here()
    ballot = next((ballot for ballot in area.ballots if ballot.body == body.id), None) if area else None
    if ballot is not None and ballot.state is BallotState.NOT_ELECTED_HERE:
        return missing(why_line(view, body, ballot.state))
    if body.id in showing.disclosure.covered:
        return missing(view.tr("Being updated. Please ask the staff."))
    if body.id not in showing.disclosure.results:
        due = day_of(showing.election, StepId.RESULTS)
        if view.moment.day <= due:
            return missing(view.tr("Not yet published. Results are due by %1.", view.date(due)))
        return missing(view.tr("Not in this kiosk."))
    unit = showing.constituency(ballot.constituency) if ballot is not None else None
    if area is not None and unit is not None:
        return _unit_slot(view, showing, body, unit, named=name)
    count = view.tr("%n constituencies", n=showing.count_results(body.id))
    choose = view.tr("Choose your constituency")
    return Slot(body.id, name, count, choose, "", colour, colour_name, Screen.RESULTS, body.id)


def _unit_slot(view: View, showing: Showing, body: BodyInElection, unit: Constituency, *, named: str = "") -> Slot:
    """The way to one constituency's result; ``named`` by its body, else by its number and area."""
    result = showing.result(unit.id)
    number = glue(" · ".join(part for part in (unit.place, unit_line(view, unit)) if part))
    name, line = (named, number) if named else (number, view.text(unit.area))
    if result is None:
        return Slot(body.id, name, "", "", view.tr("Not in this kiosk."), body.ballot_colour, "", "", "")
    count = view.tr("%n elected", n=len(result.elected))
    return Slot(body.id, name, line, count, "", body.ballot_colour, "", Screen.RESULTS, unit.id)


def _person(view: View, showing: Showing, person: Elected) -> ElectedRow:
    candidate = showing.candidate(person.candidate)
    posted = candidate.name if candidate else ""
    name = person.name or posted
    figures = []
    if person.votes is not None:
        figures.append(view.tr("%1 votes", _figures(view, person.votes)))
    if person.percent:
        figures.append(view.tr("%1 of the valid ballots", _percent(view, person.percent)))
    return ElectedRow(
        key=candidate.id if candidate else "",
        name=glue(name),
        posted=view.tr("On the posted list: %1", posted) if posted and posted != name else "",
        figures=" · ".join(figures),
    )


def _numbers(view: View, result: UnitResult) -> list[NumberRow]:
    voted = "" if result.voted is None else _figures(view, result.voted)
    if result.turnout:
        percent = _percent(view, result.turnout)
        voted = view.tr("%1 (%2)", voted, percent) if voted else percent
    rows = (
        (view.tr("Voters on the list"), "" if result.registered is None else _figures(view, result.registered)),
        (view.tr("Voters who took part"), voted),
        (view.tr("Valid ballots"), "" if result.valid is None else _figures(view, result.valid)),
        (view.tr("Invalid ballots"), "" if result.invalid is None else _figures(view, result.invalid)),
    )
    return [NumberRow(label, value) for label, value in rows if value]


def _figures(view: View, number: int) -> str:
    return number_in_figures(str(number), view.language)


def _percent(view: View, printed: str) -> str:
    return number_in_figures(printed, view.language) + "%"


def _source(view: View, showing: Showing, result: UnitResult, paper: ResultsPublication) -> str:
    """The paper, the day it was published, and until when one may complain (Law art. 86, 87)."""
    day = paper.published.astimezone(VIETNAM).date()
    days = RULE_SETS[showing.election.rule_set].complaint_days
    last = day + dt.timedelta(days=days)
    return "\n".join(
        (
            view.tr("By %1, published on %2.", result.decision or paper.decision, view.date(day)),
            view.tr("The elected stand in the order of the decision. The numbers are as it prints them."),
            view.tr(
                "Complaints about the result: within %n days of publication, by %1 (Article 87).",
                view.date(last),
                n=days,
            ),
        )
    )
