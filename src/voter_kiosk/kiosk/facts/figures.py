"""Figures of past elections in words: what each counts, what it is of, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.history import PER_ELECTED, PER_SEAT, Measure, Point, chosen, point_of
from voter_kiosk.domain.text import pick
from voter_kiosk.domain.vietnamese import number_in_figures
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.view import View

CANDIDATES_TO_A_SEAT: Final = "candidates-to-a-seat"
"""The row of a term that is worked out here."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a term.

    What it rests on is as many entries as it has sources: the number (empty where there is one entry alone), how
    far it is confirmed, the source and the note. ``others`` are what other sources say, where the bundle asks.
    """

    name: str
    label: str
    value: str
    base: str
    numbers: tuple[str, ...]
    trust: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one row counts: its words, and the fields that give its number and its share."""

    label: str
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """The row's name, without ``_n`` and ``_pct``."""
        return self.fields[0].removesuffix("_n").removesuffix("_pct")


class Group(StrEnum):
    """What the figures of a term are about, in the order of its page."""

    ELECTION = "election"
    VOTE = "vote"
    DEPUTIES = "deputies"


def counted(view: View) -> dict[Group, tuple[Counted, ...]]:
    """Every figure that may be shown. Different measures have different words (facts A.1)."""
    young_unclear = view.tr("Young deputies (the source does not say up to what age)")
    polling_areas = ("polling_areas", "polling_areas_about", "polling_areas_over")
    election = (
        Counted(view.tr("Seats to be filled"), ("seats_planned",)),
        Counted(view.tr("Constituencies"), ("constituencies",)),
        Counted(view.tr("Provinces and cities that voted"), ("provinces_and_cities",)),
        Counted(view.tr("Polling areas"), polling_areas),
        Counted(view.tr("Candidates"), ("candidates",)),
        Counted(view.tr("Candidates per seat"), (CANDIDATES_TO_A_SEAT,)),
    )
    vote = (
        Counted(view.tr("Turnout"), ("turnout_pct", "turnout_over_pct")),
        Counted(view.tr("Voters on the lists"), ("registered_voters",)),
        Counted(view.tr("Voters who voted"), ("votes_cast",)),
        Counted(view.tr("Valid ballots"), ("valid_votes",)),
        Counted(view.tr("Invalid ballots"), ("invalid_votes",)),
    )
    deputies = (
        Counted(view.tr("Deputies elected in this election"), ("elected",)),
        Counted(view.tr("All deputies of the term"), ("total_deputies",)),
        Counted(view.tr("Deputies not elected in this election"), ("non_elected_members",)),
        Counted(view.tr("Self-nominated candidates who were elected"), ("self_nominated_elected",)),
        Counted(view.tr("Women deputies"), ("women_n", "women_pct")),
        Counted(view.tr("Deputies from ethnic minorities"), ("ethnic_n", "ethnic_pct")),
        Counted(view.tr("Deputies outside the Party"), ("nonparty_n", "nonparty_pct")),
        Counted(view.tr("Deputies in no party of any kind"), ("no_party_any_n", "no_party_any_pct")),
        Counted(view.tr("Deputies under 40 years of age"), ("under40_n", "under40_pct")),
        Counted(view.tr("Deputies aged 18 to 40"), ("youth_18_40_n", "youth_18_40_pct")),
        Counted(view.tr("Deputies aged 23 to 35"), ("youth_23_35_n", "youth_23_35_pct")),
        Counted(young_unclear, ("youth_n", "youth_pct")),
        Counted(
            view.tr("Deputies with a university degree or higher"),
            ("university_and_above_n", "university_and_above_pct"),
        ),
        Counted(view.tr("Deputies with a first degree only"), ("first_degree_n", "first_degree_pct")),
        Counted(view.tr("Deputies with a postgraduate degree"), ("postgraduate_n", "postgraduate_pct")),
        Counted(view.tr("Deputies with less than a university degree"), ("below_university_n",)),
    )
    return {Group.ELECTION: election, Group.VOTE: vote, Group.DEPUTIES: deputies}


def measure_title(measure: Measure, view: View) -> str:
    """What a chart is called."""
    said = {
        Measure.TURNOUT: view.tr("Turnout"),
        Measure.CANDIDATES: view.tr("Candidates per seat"),
        Measure.WOMEN: view.tr("Women deputies"),
        Measure.ETHNIC: view.tr("Deputies from ethnic minorities"),
        Measure.NON_PARTY: view.tr("Deputies outside the Party"),
        Measure.AGE: view.tr("Young deputies"),
        Measure.EDUCATION: view.tr("Education of the deputies"),
    }
    return said[measure]


def measure_meaning(measure: Measure, view: View) -> str:
    """What a chart measures."""
    return {
        Measure.TURNOUT: view.tr("Of every 100 voters on the lists, how many voted."),
        Measure.CANDIDATES: view.tr("How many people stood for each seat."),
        Measure.WOMEN: view.tr("Of every 100 deputies, how many are women."),
        Measure.ETHNIC: view.tr("Of every 100 deputies, how many belong to an ethnic minority."),
        Measure.NON_PARTY: view.tr("Of every 100 deputies, how many are not members of the Communist Party."),
        Measure.AGE: view.tr("Of every 100 deputies, how many are young."),
        Measure.EDUCATION: view.tr("Of every 100 deputies, how many have the education named."),
    }[measure]


def measure_limits(measure: Measure, view: View) -> str:
    """What a chart does not measure, and where the terms were counted in different ways."""
    not_candidates = view.tr("It is about deputies, not about candidates.")
    return {
        Measure.TURNOUT: view.tr("It does not say how many ballots were valid."),
        Measure.CANDIDATES: view.tr(
            "Worked out from the figures of each term. It does not say how many votes anybody won."
        ),
        Measure.WOMEN: not_candidates,
        Measure.ETHNIC: not_candidates,
        Measure.NON_PARTY: view.tr(
            "The Communist Party was earlier called the Workers' Party. Term I was counted in another way: "
            "deputies in no party of any kind, in a house of several parties."
        ),
        Measure.AGE: view.tr(
            "The terms counted different ages as young, so not all of these figures can be compared."
        ),
        Measure.EDUCATION: view.tr(
            "Up to term XII the figure is of a university degree or higher; from term XIII first degrees and "
            "postgraduate degrees are counted apart."
        ),
    }[measure]


def stem_label(stem: str, view: View) -> str:
    """What one series counts."""
    if stem == PER_SEAT:
        return view.tr("Candidates to each seat to be filled")
    if stem == PER_ELECTED:
        return view.tr("Candidates to each deputy elected (the number of seats is not known)")
    if stem == "turnout_over":
        return view.tr("Turnout of which the source says only that it was higher")
    return next(kind.label for kinds in counted(view).values() for kind in kinds if kind.name == stem)


def row_of(stem: str) -> str:
    """The row of a term that holds the figure of a series."""
    if stem in {PER_SEAT, PER_ELECTED}:
        return CANDIDATES_TO_A_SEAT
    return "turnout" if stem == "turnout_over" else stem


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


def point_line(stem: str, point: Point, view: View) -> str:
    """The value of a point of a chart."""
    if not point.computed:
        return whole(value_line(point.figures[0], view))
    share = "" if stem in {PER_SEAT, PER_ELECTED} else "%"
    return number_in_figures(str(point.value), view.language) + share


def term_title(term: TermFigures, view: View) -> str:
    """ "Term XV"."""
    return whole(view.tr("Term %1", term.term))


def day_line(term: TermFigures) -> str:
    """The day of a term's election in figures: 23/5/2021."""
    return f"{term.election_day.day}/{term.election_day.month}/{term.election_day.year}"


def figure_groups(term: TermFigures, view: View) -> dict[Group, tuple[FigureRow, ...]]:
    """The figures of a term by group, in the order of :func:`counted`."""
    figures = chosen(term)
    others = [figure for figure in term.figures if not figure.preferred]
    found: dict[Group, tuple[FigureRow, ...]] = {}
    for group, kinds in counted(view).items():
        rows = []
        for kind in kinds:
            if kind.name == CANDIDATES_TO_A_SEAT:
                row = _candidates_to_a_seat(kind.label, term, view)
            else:
                own = [figures[field] for field in kind.fields if field in figures]
                row = _row(kind, own, [figure for figure in others if figure.field in kind.fields], view)
            if row:
                rows.append(row)
        found[group] = tuple(rows)
    return found


def figure_rows(term: TermFigures, view: View) -> tuple[FigureRow, ...]:
    """Every figure of a term, from the top of its page to its end."""
    return tuple(row for rows in figure_groups(term, view).values() for row in rows)


def _row(kind: Counted, found: Sequence[Figure], others: Sequence[Figure], view: View) -> FigureRow | None:
    if not found and not others:
        return None
    bases = dict.fromkeys(figure.base for figure in found if figure.base)
    among = " / ".join(number_in_figures(base, view.language) for base in sorted(bases, key=len))
    said = " · ".join(value_line(figure, view) for figure in found)
    return FigureRow(
        kind.name,
        kind.label,
        whole(said) if said else view.tr("the sources differ"),
        view.tr("of %1 deputies", among) if among else "",
        *_rests_on([(value_line(figure, view), figure) for figure in found], view),
        others=tuple(_other(figure, view) for figure in others),
    )


def _candidates_to_a_seat(label: str, term: TermFigures, view: View) -> FigureRow | None:
    stem = PER_SEAT if point_of(term, PER_SEAT) else PER_ELECTED
    point = point_of(term, stem)
    if point is None:
        return None
    candidates, seats = point.figures
    counts = [number_in_figures(figure.value, view.language) for figure in (candidates, seats)]
    if stem == PER_SEAT:
        base = view.tr("worked out: %1 candidates for %2 seats", *counts)
    else:
        base = view.tr("worked out: %1 candidates, %2 deputies elected; the number of seats is not known", *counts)
    rests = _rests_on([(value_line(figure, view), figure) for figure in point.figures], view)
    return FigureRow(CANDIDATES_TO_A_SEAT, label, point_line(stem, point, view), base, *rests, others=())


def trust_line(confidence: str, view: View) -> str:
    """How far a figure is confirmed (facts, confidence marks); nothing where the bundle does not say."""
    said: Mapping[str, str] = {
        "A": view.tr("Confirmed by an official text or a state website."),
        "B": view.tr("Confirmed by the press or by the Inter-Parliamentary Union."),
        "C": view.tr("Confirmed only by an encyclopedia, a handbook or a thesis."),
        "D": view.tr("Worked out from other figures."),
    }
    return said.get(confidence, "")


def _rests_on(
    found: Iterable[tuple[str, Figure]], view: View
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Numbers, trust, sources and notes; figures of one source and one trust are one entry."""
    entries: dict[tuple[str, str], list[tuple[str, Figure]]] = {}
    for number, figure in found:
        entries.setdefault((trust_line(figure.confidence, view), _source(figure, view)), []).append(
            (number, figure)
        )
    alone = len(entries) == 1
    numbers = tuple(
        "" if alone else whole(" · ".join(number for number, _ in entry)) for entry in entries.values()
    )
    notes = tuple(
        glue(" ".join(dict.fromkeys(pick(figure.note, view.language) for _, figure in entry if figure.note)))
        for entry in entries.values()
    )
    return numbers, tuple(trust for trust, _ in entries), tuple(source for _, source in entries), notes


def _source(figure: Figure, view: View) -> str:
    source = view.showing.source(figure.source) if view.showing and figure.source else None
    if source is None:
        return ""
    title, detail = pick(source.title, view.language), pick(source.detail, view.language)
    return view.tr("Source: %1", f"{title}. {detail}" if detail else title)


def _other(figure: Figure, view: View) -> str:
    among = number_in_figures(figure.base, view.language)
    said = [whole(value_line(figure, view)), view.tr("of %1 deputies", among) if among else ""]
    parts = [" ".join(part for part in said if part), _source(figure, view), pick(figure.note, view.language)]
    return glue(". ".join(part.rstrip(".") for part in parts if part) + ".")
