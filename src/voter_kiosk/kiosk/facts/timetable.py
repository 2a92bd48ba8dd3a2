"""Days that a topic is about: the election's steps (timetable), and what a voter can do about the voter list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from voter_kiosk.domain.calendar import (
    DatedStep,
    ListDate,
    ListStep,
    polling_hours,
    timetable,
    voter_list_dates,
)
from voter_kiosk.domain.rules import StepId
from voter_kiosk.kiosk.phrasing import whole
from voter_kiosk.kiosk.view import View

ROLE = "timetable"
VOTER_LIST_ROLE = "voter-list"


@dataclass(frozen=True, slots=True)
class DateRow:
    """One step: its day, what falls due, the article, and the decision that moved it or nothing.

    ``standing`` says in words that it is passed, where that matters.
    """

    day: str
    what: str
    article: str
    decision: str
    passed: bool
    standing: str = ""


def date_rows(view: View) -> tuple[DateRow, ...]:
    """Every step whose day is certain, in order of day (Law 85/2015/QH13; facts B.13)."""
    if view.election is None:
        return ()
    words = _words(view)
    return tuple(_row(step, words[step.id], view) for step in timetable(view.election))


def voter_list_rows(view: View) -> tuple[DateRow, ...]:
    """Until when one can do what about the voter list of this polling area (Law art. 32, 33; facts B.5)."""
    if view.election is None:
        return ()
    hours = polling_hours(view.election, view.area)
    words = {
        ListStep.POSTED: view.tr("Voter lists are posted"),
        ListStep.COMPLAINT: view.tr("Last day to complain about the list: 30 days, counted from the day above"),
        ListStep.SUIT: view.tr("Last day to go to court about the list"),
        ListStep.CLOSES: view.tr("The list is changed until %1", view.time(hours.list_closes)),
        ListStep.POLLING: view.tr(
            "Election day: voting from %1 to %2", view.time(hours.opens), view.time(hours.closes)
        ),
    }
    return tuple(_list_row(date, words[date.id], view) for date in voter_list_dates(view.election, view.area))


def _list_row(date: ListDate, what: str, view: View) -> DateRow:
    passed = view.moment.sure and view.moment.instant >= date.until
    return DateRow(
        day=_figures(date.day),
        what=what,
        article=view.tr("Article %1", date.article),
        decision=view.tr("By decision: %1", date.decision) if date.decision else "",
        passed=passed,
        standing=view.tr("Passed") if passed else "",
    )


def _figures(day: dt.date) -> str:
    return whole(f"{day.day}/{day.month}/{day.year}")


def _row(step: DatedStep, what: str, view: View) -> DateRow:
    return DateRow(
        day=_figures(step.date),
        what=what,
        article=view.tr("Article %1", step.article),
        decision=view.tr("Changed by %1", step.decision) if step.decision else "",
        passed=view.moment.sure and step.date < view.moment.day,
    )


def _words(view: View) -> dict[StepId, str]:
    return {
        StepId.DAY_ANNOUNCED: view.tr("Election day is announced"),
        StepId.COMMITTEES: view.tr("Election committees are set up"),
        StepId.FIRST_CONSULTATION: view.tr("First consultation on who may stand"),
        StepId.UNITS_PUBLISHED: view.tr("Constituencies and seats are published"),
        StepId.BOARDS: view.tr("Election boards are set up"),
        StepId.DOSSIERS_CLOSE: view.tr("Last day to hand in a candidate's papers"),
        StepId.TEAMS: view.tr("Election teams are set up"),
        StepId.SECOND_CONSULTATION: view.tr("Second consultation: first list of candidates"),
        StepId.VOTER_LISTS_POSTED: view.tr("Voter lists are posted"),
        StepId.NUMBERS_ADJUSTED: view.tr("Numbers of candidates are adjusted"),
        StepId.VOTERS_ANSWERED: view.tr("What voters raised about candidates has been looked into"),
        StepId.THIRD_CONSULTATION: view.tr("Third consultation: list of candidates settled"),
        StepId.FRONT_SENDS_LISTS: view.tr("The Fatherland Front sends the lists"),
        StepId.LISTS_PUBLISHED: view.tr("The official lists of candidates are published"),
        StepId.LISTS_POSTED: view.tr("The lists of candidates are posted"),
        StepId.BALLOTS_DELIVERED: view.tr("Ballots are handed to the election teams"),
        StepId.COMPLAINTS_STOP: view.tr("Complaints about candidates are no longer looked into"),
        StepId.POLLING: view.tr("Election day"),
        StepId.REVOTE: view.tr("Last day for an additional or repeated vote"),
        StepId.RESULTS: view.tr("Last day to publish the results"),
    }
