"""The ballots of this place: one row a body, with its paper, its seats, or why there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voter_kiosk.domain.calendar import day_of
from voter_kiosk.domain.election import BallotState, BodyInElection, Constituency, PollingArea
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.rules import StepId
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing


@dataclass(frozen=True, slots=True)
class Slot:
    """One body's ballot. With ``why`` there is nothing behind it; else ``screen`` and ``subject`` lead on."""

    body: str
    name: str
    unit: str
    seats: str
    why: str
    colour: str
    colourName: str  # noqa: N815
    screen: str
    subject: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Bodies whose ballot cannot be shown here for one and the same reason."""

    names: str
    why: str


def missing_of(slots: tuple[Slot, ...]) -> tuple[Missing, ...]:
    """What cannot be shown, each reason once."""
    reasons: dict[str, list[str]] = {}
    for slot in slots:
        if slot.why:
            reasons.setdefault(slot.why, []).append(slot.name)
    return tuple(Missing("; ".join(names), why) for why, names in reasons.items())


def ballot_slots(view: View, area: PollingArea | None = None) -> tuple[Slot, ...]:
    """One slot for each body of the election, in the order of its ballots: those of ``area``, else of here."""
    showing = view.showing
    if showing is None:
        return ()
    area = area or showing.here()
    return tuple(_slot(view, showing, body, area) for body in showing.election.bodies)


def standing(view: View, unit: Constituency) -> int:
    """How many people a voter chooses from: those on the list who still stand; 0 where the list does not tell.

    Who is struck off stays on the list, marked, and is not counted here.
    """
    people = view.showing.candidates(unit.id) if view.showing else ()
    if not people:
        return unit.posted_candidates or 0
    return sum(person.strike_off is None for person in people)


def seats_line(view: View, unit: Constituency) -> str:
    """ "vote for at most 3 of 5 people"; without the number of people where the list does not tell it."""
    if view.showing is None:
        return ""
    people = standing(view, unit)
    if not people:
        return view.tr("Vote for at most %1 people", unit.seats)
    return view.tr("Vote for at most %1 of %2 people", unit.seats, people)


def unit_line(view: View, unit: Constituency) -> str:
    """ "Constituency no. 1"."""
    return view.tr("Constituency no. %1", unit.number)


def why_line(view: View, body: BodyInElection, state: BallotState) -> str:
    """Why there is no ballot to show: three states, three sentences."""
    if view.election is None or state is BallotState.LISTED:
        return ""
    if state is BallotState.NOT_ELECTED_HERE:
        return view.tr("Not elected in this polling area.")
    if state is BallotState.NOT_YET_PUBLISHED:
        posted = body.posted_on or day_of(view.election, StepId.LISTS_POSTED)
        return view.tr("The list is not yet published. It will be posted by %1.", view.date(posted))
    return view.tr("Not in this kiosk. Please read the list that is posted at the polling place.")


def why_hidden(view: View, body: BodyInElection) -> str:
    """Why the names of ``body`` are not shown although its constituency is known, or nothing."""
    if view.showing is None or body.id in view.showing.disclosure.lists:
        return ""
    if body.id in view.showing.disclosure.covered:
        return view.tr("Being updated. Please ask the staff.")
    return why_line(view, body, BallotState.NOT_YET_PUBLISHED)


def _slot(view: View, showing: Showing, body: BodyInElection, area: PollingArea | None) -> Slot:
    name = view.text(body.name)
    colour, colour_name = body.ballot_colour, view.text(body.ballot_colour_name)
    units: Sequence[Constituency] = ()
    if body.id in showing.disclosure.covered:
        covered = view.tr("Being updated. Please ask the staff.")
        return Slot(body.id, name, "", "", covered, colour, colour_name, "", "")
    if area is not None:
        ballot = next((ballot for ballot in area.ballots if ballot.body == body.id), None)
        state = ballot.state if ballot else BallotState.NOT_IN_BUNDLE
        unit = showing.constituency(ballot.constituency) if ballot else None
        if state is BallotState.LISTED and unit is None:
            state = BallotState.NOT_IN_BUNDLE
        units = (unit,) if unit else ()
    else:
        units = showing.constituencies(body.id)
        listed = body.id in showing.disclosure.lists
        state = BallotState.NOT_YET_PUBLISHED
        if not body.in_bundle or (listed and not units):
            state = BallotState.NOT_IN_BUNDLE
        elif listed:
            state = BallotState.LISTED
    why = why_line(view, body, state)
    if why or not units:
        return Slot(body.id, name, "", "", why, colour, colour_name, "", "")
    if area is None:
        count = view.tr("%n constituencies", n=len(units))
        choose = view.tr("Choose your constituency")
        return Slot(body.id, name, count, choose, "", colour, colour_name, Screen.BALLOTS, body.id)
    unit = units[0]
    line, seats = unit_line(view, unit), seats_line(view, unit)
    return Slot(body.id, name, line, seats, "", colour, colour_name, Screen.CANDIDATES, unit.id)
