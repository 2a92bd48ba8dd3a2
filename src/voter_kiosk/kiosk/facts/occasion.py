"""What time it is for a voter, in words: the large lines of Attract and Home."""

from __future__ import annotations

from dataclasses import dataclass

from voter_kiosk.domain.calendar import Countdown, Mode, countdown, day_of, polling_hours
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.rules import StepId
from voter_kiosk.domain.text import ENGLISH
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.view import View


@dataclass(frozen=True, slots=True)
class Occasion:
    """``above`` the large words (the date), the large words in one or two lines, and ``below`` (the hours)."""

    above: str
    first: str
    second: str
    below: str


def occasion(view: View) -> Occasion:
    """What to say now. With the clock in doubt, the written date alone (DESIGN section 4)."""
    if view.showing is None:
        return Occasion("", view.tr("Voter information"), "", "")
    election, area, mode = view.showing.election, view.showing.here(), view.showing.disclosure.mode
    hours = polling_hours(election, area)
    day = view.date(hours.day, weekday=True)
    span = _decided(view, view.tr("Voting from %1 to %2", view.time(hours.opens), view.time(hours.closes)))
    left = countdown(election, area, view.moment)
    if view.showing.disclosure.date_in_doubt:
        weekday, _, date = day.partition(", ")
        if view.language != ENGLISH:
            date = f"{hours.day.day}/{hours.day.month}/{hours.day.year}"
        return Occasion(view.tr("Election day"), f"{weekday},", whole(date), span)
    if mode is Mode.POLLING_DAY:
        until = _decided(view, view.tr("Voting until %1", view.time(hours.closes)))
        return Occasion(day, view.tr("Today is"), whole(view.tr("election day")), until)
    if mode in {Mode.CLOSED, Mode.RESULTS} or left is None:
        return _afterwards(view, election, mode, day)
    if mode is Mode.LAST_DAY:
        return _last_hours(view, left, day, span)
    if left.days == 1:
        return Occasion(day, view.tr("Tomorrow is"), whole(view.tr("election day")), span)
    return Occasion(day, view.tr("%n days left", n=left.days), whole(view.tr("until election day")), span)


def _decided(view: View, hours: str) -> str:
    """``hours`` and, in a line below, the decision that gave them, where they are not the election's own."""
    decision = own_decision(view)
    return f"{hours},\n{view.tr('by decision: %1', glue(decision))}" if decision else hours


def own_decision(view: View) -> str:
    """The decision that gave where the kiosk stands hours of its own, or nothing."""
    area = view.area
    return area.decision if area is not None and (area.opens or area.closes) else ""


def _last_hours(view: View, left: Countdown, day: str, span: str) -> Occasion:
    """The last 24 hours before opening, in hours; the last of them is "soon", for it may be a minute."""
    if left.hours > 1:
        first, second = view.tr("%n hours left", n=left.hours), view.tr("until voting begins")
    else:
        first, second = view.tr("Voting begins"), view.tr("very soon")
    when = view.tr("Today, %1", day) if left.days == 0 else view.tr("Tomorrow, %1", day)
    return Occasion(when, first, whole(second), span)


def _afterwards(view: View, election: Election, mode: Mode, day: str) -> Occasion:
    if mode is Mode.RESULTS:
        return Occasion(day, view.tr("The results"), whole(view.tr("have been published")), "")
    due = view.tr("Results are due by %1", view.date(day_of(election, StepId.RESULTS)))
    return Occasion(day, view.tr("Voting"), whole(view.tr("has ended")), due)


def place_line(view: View) -> str:
    """Which polling area the kiosk stands in, or which election it is about."""
    area = view.area
    if area is not None:
        return view.tr("Polling area no. %1", area.number)
    return view.text(view.election.title) if view.election else ""


def place_detail(view: View) -> str:
    """Where that is, or who publishes."""
    area = view.area
    if area is not None:
        return view.tr("%1, %2", view.text(area.place), view.text(area.ward_name))
    return view.text(view.election.province_name) if view.election else ""
