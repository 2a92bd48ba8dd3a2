"""Past elections: the terms of the National Assembly in a table, and one term with every figure and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.text import pick
from voter_kiosk.domain.vietnamese import number_in_figures
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term in the table."""

    subject: str
    term: str
    years: str
    day: str
    elected: str
    turnout: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One measure of a term. ``group`` is a heading where the row begins one, else empty."""

    group: str
    label: str
    value: str
    base: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What one row counts: its words, and the fields that give its number and its share."""

    label: str
    fields: tuple[str, ...]


def measures(view: View) -> tuple[tuple[str, tuple[Measure, ...]], ...]:
    """Every measure that may be shown, under its heading. Different measures have different words (facts A.1)."""
    young_unclear = view.tr("Young deputies (the source does not say up to what age)")
    polling_areas = ("polling_areas", "polling_areas_about", "polling_areas_over")
    vote = (
        Measure(view.tr("Turnout"), ("turnout_pct", "turnout_over_pct")),
        Measure(view.tr("Voters on the lists"), ("registered_voters",)),
        Measure(view.tr("Voters who voted"), ("votes_cast",)),
        Measure(view.tr("Valid ballots"), ("valid_votes",)),
        Measure(view.tr("Invalid ballots"), ("invalid_votes",)),
        Measure(view.tr("Seats to be filled"), ("seats_planned",)),
        Measure(view.tr("Candidates"), ("candidates",)),
        Measure(view.tr("Constituencies"), ("constituencies",)),
        Measure(view.tr("Polling areas"), polling_areas),
    )
    deputies = (
        Measure(view.tr("Deputies elected in this election"), ("elected",)),
        Measure(view.tr("All deputies of the term"), ("total_deputies",)),
        Measure(view.tr("Deputies not elected in this election"), ("non_elected_members",)),
        Measure(view.tr("Self-nominated candidates who were elected"), ("self_nominated_elected",)),
        Measure(view.tr("Women deputies"), ("women_n", "women_pct")),
        Measure(view.tr("Deputies from ethnic minorities"), ("ethnic_n", "ethnic_pct")),
        Measure(view.tr("Deputies outside the Party"), ("nonparty_n", "nonparty_pct")),
        Measure(view.tr("Deputies in no party of any kind"), ("no_party_any_n", "no_party_any_pct")),
        Measure(view.tr("Deputies under 40 years of age"), ("under40_n", "under40_pct")),
        Measure(view.tr("Deputies aged 18 to 40"), ("youth_18_40_n", "youth_18_40_pct")),
        Measure(view.tr("Deputies aged 23 to 35"), ("youth_23_35_n", "youth_23_35_pct")),
        Measure(young_unclear, ("youth_n", "youth_pct")),
        Measure(
            view.tr("Deputies with a university degree or higher"),
            ("university_and_above_n", "university_and_above_pct"),
        ),
        Measure(view.tr("Deputies with a first degree only"), ("first_degree_n", "first_degree_pct")),
        Measure(view.tr("Deputies with a postgraduate degree"), ("postgraduate_n", "postgraduate_pct")),
        Measure(view.tr("Deputies with less than a university degree"), ("below_university_n",)),
    )
    return ((view.tr("The vote"), vote), (view.tr("The deputies"), deputies))


def shown_figures(term: TermFigures) -> dict[str, Figure]:
    """The figures that a screen may show, by field: not preliminary, not kept only because sources disagree."""
    return {figure.field: figure for figure in term.figures if figure.preferred and not figure.preliminary}


def value_line(figure: Figure, view: View) -> str:
    """A figure with the separators of the language, and "about" or "over" where the source says so."""
    value = number_in_figures(figure.value, view.language)
    if figure.field.endswith("_pct"):
        value += "%"
    if figure.field.endswith("_about"):
        return view.tr("about %1", value)
    if figure.field.endswith("_over") or figure.field.endswith("_over_pct"):
        return view.tr("over %1", value)
    return value


def figure_rows(term: TermFigures, view: View) -> tuple[FigureRow, ...]:
    """Every figure of a term in the order of :func:`measures`."""
    figures = shown_figures(term)
    rows = []
    for heading, group in measures(view):
        begins = heading
        for measure in group:
            found = [figures[field] for field in measure.fields if field in figures]
            if found:
                rows.append(_row(begins, measure.label, found, view))
                begins = ""
    return tuple(rows)


def _row(group: str, label: str, found: list[Figure], view: View) -> FigureRow:
    bases = {figure.base for figure in found if figure.base}
    counted = " / ".join(number_in_figures(base, view.language) for base in sorted(bases, key=len))
    notes = {pick(figure.note, view.language): None for figure in found if figure.note}
    return FigureRow(
        group=group,
        label=glue(label),
        value=whole(" · ".join(value_line(figure, view) for figure in found)),
        base=view.tr("of %1 deputies", counted) if counted else "",
        note=glue(" ".join(notes)),
        source=_sources(found, view),
    )


def _sources(found: Iterable[Figure], view: View) -> str:
    titles: dict[str, None] = {}
    for figure in found:
        source = view.showing.source(figure.source) if view.showing and figure.source else None
        if source is not None:
            titles[pick(source.title, view.language)] = None
    return view.tr("Source: %1", "; ".join(titles)) if titles else ""


def term_title(term: TermFigures, view: View) -> str:
    """ "Term XV"."""
    return whole(view.tr("Term %1", term.term))


@QmlElement
class HistoryFacts(QObject):
    """What the table of terms shows."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        del subject
        terms = view.showing.terms() if view.showing else ()
        if not terms:
            raise LookupError("terms")
        self._terms = RecordModel(TermRow, [_term_row(term, view) for term in terms], self)

    @Property(QObject, constant=True)
    def terms(self) -> QObject:
        """The terms with final figures, the first one first."""
        return self._terms


def _term_row(term: TermFigures, view: View) -> TermRow:
    figures = shown_figures(term)
    turnout = figures.get("turnout_pct") or figures.get("turnout_over_pct")
    none = view.tr("no figure")
    day = f"{term.election_day.day}/{term.election_day.month}/{term.election_day.year}"
    return TermRow(
        subject=str(term.number),
        term=term.term,
        years=whole(term.years),
        day=whole(day),
        elected=value_line(figures["elected"], view) if "elected" in figures else none,
        turnout=value_line(turnout, view) if turnout else none,
    )


@QmlElement
class TermFacts(QObject):
    """What one term shows; the subject is its number."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        terms = view.showing.terms() if view.showing else ()
        numbers = [str(term.number) for term in terms]
        if subject not in numbers:
            raise LookupError(subject)
        place = numbers.index(subject)
        term = terms[place]
        self._title = term_title(term, view)
        self._years = term.years
        self._day = view.tr("Election day: %1", view.date(term.election_day, weekday=True))
        self._context = view.text(term.context)
        self._figures = RecordModel(FigureRow, figure_rows(term, view), self)
        before = terms[place - 1] if place else None
        after = terms[place + 1] if place + 1 < len(terms) else None
        self._previous = (str(before.number), term_title(before, view)) if before else ("", "")
        self._next = (str(after.number), term_title(after, view)) if after else ("", "")

    @Property(str, constant=True)
    def title(self) -> str:
        """ "Term XV"."""
        return self._title

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
    def figures(self) -> QObject:
        """Every figure with its base, its note and its source."""
        return self._figures

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
