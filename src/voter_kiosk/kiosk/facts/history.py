"""Past elections: the entrance with its headline figures and measures, the terms in a table, and one term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import TermFigures
from voter_kiosk.domain.history import Measure, chosen, point_of, series_of
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.figures import (
    FigureRow,
    Group,
    day_line,
    figure_groups,
    measure_title,
    point_line,
    row_of,
    term_title,
    value_line,
)
from voter_kiosk.kiosk.phrasing import whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TERMS: Final = "terms"
"""The subject under which the screen shows the terms in a table."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure as large as it can be: where it leads, the number, and what it is."""

    screen: str
    subject: str
    value: str
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure that has a chart, with its newest value."""

    subject: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term in the table."""

    subject: str
    term: str
    years: str
    day: str
    elected: str
    turnout: str


def charted(terms: Sequence[TermFigures]) -> tuple[Measure, ...]:
    """The measures of which some term has a figure."""
    return tuple(measure for measure in Measure if series_of(terms, measure))


def span(terms: Sequence[TermFigures], view: View) -> str:
    """ "Terms IX–XV"; "Term XV" where there is one alone."""
    if len(terms) == 1:
        return term_title(terms[0], view)
    return whole(view.tr("Terms %1–%2", terms[0].term, terms[-1].term))


@QmlElement
class HistoryFacts(QObject):
    """The entrance: headline figures and measures; or, with the subject :data:`TERMS`, the terms in a table."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        terms = view.showing.terms() if view.showing else ()
        if not terms:
            raise LookupError("terms")
        self._in_table = subject == TERMS
        self._headlines = RecordModel(Headline, _headlines(terms, view), self)
        self._measures = RecordModel(Choice, [_choice(terms, measure, view) for measure in charted(terms)], self)
        self._span = whole(f"{terms[0].term}–{terms[-1].term}" if len(terms) > 1 else terms[0].term)
        self._terms = RecordModel(TermRow, [_term_row(term, view) for term in terms], self)

    @Property(bool, constant=True)
    def inTable(self) -> bool:  # noqa: N802
        """Whether the terms are shown, and not the entrance."""
        return self._in_table

    @Property(QObject, constant=True)
    def headlines(self) -> QObject:
        """The figures that stand out."""
        return self._headlines

    @Property(QObject, constant=True)
    def measures(self) -> QObject:
        """What has a chart."""
        return self._measures

    @Property(str, constant=True)
    def span(self) -> str:
        """From which term to which: I–XV."""
        return self._span

    @Property(QObject, constant=True)
    def terms(self) -> QObject:
        """The terms with final figures, the first one first."""
        return self._terms


def _headlines(terms: Sequence[TermFigures], view: View) -> list[Headline]:
    newest = terms[-1]
    when = f"{term_title(newest, view)}, {day_line(newest)}"
    found = []
    if [term.number for term in terms] == list(range(1, newest.number + 1)):
        since = view.tr("since the election of %1", day_line(terms[0]))
        label = view.tr("terms of the National Assembly", n=newest.number)
        found.append(Headline(Screen.HISTORY, TERMS, str(newest.number), label, since))
    for stem, label in (
        ("turnout", view.tr("of the voters voted")),
        ("women", view.tr("of the deputies are women")),
    ):
        point = point_of(newest, stem)
        if point is not None:
            subject = f"{newest.number}/{row_of(stem)}"
            found.append(Headline(Screen.TERM, subject, point_line(stem, point, view), label, whole(when)))
    return found


def _choice(terms: Sequence[TermFigures], measure: Measure, view: View) -> Choice:
    drawn = series_of(terms, measure)
    numbers = sorted({point.number for series in drawn for point in series.points})
    given = [term for term in terms if term.number in numbers]
    newest = [
        point_line(series.stem, point, view)
        for series in drawn
        for point in series.points
        if point.number == numbers[-1]
    ]
    summary = f"{term_title(given[-1], view)}: {newest[0]}" if len(newest) == 1 else span(given, view)
    return Choice(measure, measure_title(measure, view), summary)


def _term_row(term: TermFigures, view: View) -> TermRow:
    figures = chosen(term)
    turnout = figures.get("turnout_pct") or figures.get("turnout_over_pct")
    none = view.tr("no figure")
    return TermRow(
        subject=str(term.number),
        term=term.term,
        years=whole(term.years),
        day=whole(day_line(term)),
        elected=value_line(figures["elected"], view) if "elected" in figures else none,
        turnout=value_line(turnout, view) if turnout else none,
    )


@QmlElement
class TermFacts(QObject):
    """What one term shows; the subject is its number, and after a slash the figure whose source is open."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        terms = view.showing.terms() if view.showing else ()
        numbers = [str(term.number) for term in terms]
        number, _, opened = subject.partition("/")
        if number not in numbers:
            raise LookupError(subject)
        place = numbers.index(number)
        self._number = number
        term = terms[place]
        self._opened = opened
        self._title = term_title(term, view)
        self._years = term.years
        self._day = view.tr("Election day: %1", view.date(term.election_day, weekday=True))
        self._context = view.text(term.context)
        figures = figure_groups(term, view)
        self._election = RecordModel(FigureRow, figures[Group.ELECTION], self)
        self._vote = RecordModel(FigureRow, figures[Group.VOTE], self)
        self._deputies = RecordModel(FigureRow, figures[Group.DEPUTIES], self)
        before = terms[place - 1] if place else None
        after = terms[place + 1] if place + 1 < len(terms) else None
        self._previous = (str(before.number), term_title(before, view)) if before else ("", "")
        self._next = (str(after.number), term_title(after, view)) if after else ("", "")

    @Property(str, constant=True)
    def opened(self) -> str:
        """The figure that shows what it rests on from the first, or nothing."""
        return self._opened

    @Property(str, constant=True)
    def title(self) -> str:
        """ "Term XV"."""
        return self._title

    @Property(str, constant=True)
    def number(self) -> str:
        """Its number, as its place has it."""
        return self._number

    @Property(str, constant=True)
    def years(self) -> str:
        """From when to when the term ran."""
        return self._years

    @Property(str, constant=True)
    def day(self) -> str:
        """The day of the election."""
        return self._day

    @Property(str, constant=True)
    def context(self) -> str:
        """What was particular about it."""
        return self._context

    @Property(QObject, constant=True)
    def election(self) -> QObject:
        """Seats, constituencies and candidates, each with what it is of and what it rests on."""
        return self._election

    @Property(QObject, constant=True)
    def vote(self) -> QObject:
        """Voters and ballots."""
        return self._vote

    @Property(QObject, constant=True)
    def deputies(self) -> QObject:
        """Who was elected."""
        return self._deputies

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the term before, or nothing."""
        return self._previous[0]

    @Property(str, constant=True)
    def previousTitle(self) -> str:  # noqa: N802
        """What the term before is called."""
        return self._previous[1]

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the term after, or nothing."""
        return self._next[0]

    @Property(str, constant=True)
    def nextTitle(self) -> str:  # noqa: N802
        """What the term after is called."""
        return self._next[1]
