"""The election's steps with their days, as the timetable topic shows them below its text."""

from __future__ import annotations

from dataclasses import dataclass

from voter_kiosk.domain.calendar import DatedStep, timetable
from voter_kiosk.domain.rules import StepId
from voter_kiosk.kiosk.phrasing import whole
from voter_kiosk.kiosk.view import View

ROLE = "timetable"


@dataclass(frozen=True, slots=True)
class DateRow:
    """One step: its day, what falls due, the article, and the decision that moved it or nothing."""

    day: str
    what: str
    article: str
    decision: str
    passed: bool


def date_rows(view: View) -> tuple[DateRow, ...]:
    """Every step whose day is certain, in order of day (Law 85/2015/QH13; facts B.13)."""
    if view.election is None:
        return ()
    words = _words(view)
    return tuple(_row(step, words[step.id], view) for step in timetable(view.election))


def _row(step: DatedStep, what: str, view: View) -> DateRow:
    return DateRow(
        day=whole(f"{step.date.day}/{step.date.month}/{step.date.year}"),
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
