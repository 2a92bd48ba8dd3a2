"""Past elections: which figures may be shown, and which of them make one line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import POLLING_DAY, election
from helpers.ships import content_of
from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.history import (
    MOST_STEPS,
    PER_ELECTED,
    PER_SEAT,
    STEMS,
    Measure,
    Point,
    Series,
    chosen,
    point_of,
    scale_of,
    series_of,
    terms_shown,
)

TURNOUT = Figure("turnout_pct", "99.60")


def term(number: int, *figures: Figure, day: dt.date = dt.date(2021, 5, 23), final: bool = True) -> TermFigures:
    return TermFigures(str(number), number, "", day, figures, final=final)


def numbers(series: Series) -> list[int]:
    return [point.number for point in series.points]


@pytest.fixture(scope="module")
def past() -> tuple[TermFigures, ...]:
    """The terms of the shipped base content, as a kiosk of 2026 shows them."""
    return terms_shown(content_of("base").own.terms, election())


def drawn(past: tuple[TermFigures, ...], measure: Measure) -> dict[tuple[str, bool], Series]:
    return {(series.stem, series.whole_house): series for series in series_of(past, measure)}


# what may be shown


def test_a_term_without_final_figures_is_never_shown() -> None:
    assert terms_shown([term(15), term(16, final=False)], election()) == (term(15),)


@pytest.mark.parametrize("results", [False, True])
def test_the_term_of_this_very_election_waits_for_its_results_and_a_later_one_for_ever(results: bool) -> None:
    own = term(16, day=POLLING_DAY)
    later = term(17, day=POLLING_DAY + dt.timedelta(days=364))
    shown = terms_shown([term(15), own, later], election(), results=results)
    assert [one.number for one in shown] == ([15, 16] if results else [15])


def test_the_election_of_2021_shows_no_figure_of_its_own_result() -> None:
    shown = terms_shown(content_of("base").own.terms, election(polling_day=dt.date(2021, 5, 23)))
    assert [one.number for one in shown] == list(range(1, 15))


def test_preliminary_figures_and_those_from_memory_are_never_shown() -> None:
    kept = replace(TURNOUT, confidence="D")
    one = term(15, kept, Figure("women_n", "1", preliminary=True), Figure("candidates", "448", confidence="M"))
    for asks in (False, True):
        assert terms_shown([one], election(disagreements=asks))[0].figures == (kept,)


def test_other_values_are_shown_only_where_the_bundle_asks() -> None:
    other = Figure("turnout_pct", "98.85", preferred=False)
    one = term(11, TURNOUT, other)
    assert terms_shown([one], election())[0].figures == (TURNOUT,)
    (asked,) = terms_shown([one], election(disagreements=True))
    assert asked.figures == (TURNOUT, other)
    assert chosen(asked) == {"turnout_pct": TURNOUT}, "a chart and a headline never change by it"


# what makes one line, in the shipped figures


def test_the_shipped_charts_end_with_the_fifteenth_term(past: tuple[TermFigures, ...]) -> None:
    assert [one.number for one in past] == list(range(1, 16))
    for measure in Measure:
        assert max(max(numbers(series)) for series in series_of(past, measure)) == 15


def test_turnout_is_one_line_without_a_gap(past: tuple[TermFigures, ...]) -> None:
    (turnout,) = series_of(past, Measure.TURNOUT)
    assert numbers(turnout) == list(range(1, 16))
    assert len(turnout.joined) == 14
    assert (turnout.points[0].value, turnout.points[-1].value) == (Decimal(89), Decimal("99.60"))


def test_no_party_of_any_kind_is_not_outside_the_party(past: tuple[TermFigures, ...]) -> None:
    series = drawn(past, Measure.NON_PARTY)
    assert series.keys() == {("nonparty", False), ("nonparty", True), ("no_party_any", True)}
    assert numbers(series["no_party_any", True]) == [1]
    assert numbers(series["nonparty", True]) == [3], "of 455, with those kept on"
    outside = series["nonparty", False]
    assert 1 not in numbers(outside)
    assert (outside.points[0], outside.points[1]) not in outside.joined, "term II does not lead to term IV"
    assert len(outside.joined) == len(outside.points) - 2


def test_a_house_in_part_not_elected_is_another_base(past: tuple[TermFigures, ...]) -> None:
    for measure, stem in ((Measure.WOMEN, "women"), (Measure.ETHNIC, "ethnic")):
        series = drawn(past, measure)
        assert numbers(series[stem, True]) == [1]
        assert series[stem, True].joined == ()
        assert numbers(series[stem, False]) == list(range(2, 16))


def test_four_ways_of_being_young_are_never_joined(past: tuple[TermFigures, ...]) -> None:
    series = drawn(past, Measure.AGE)
    assert numbers(series["youth_18_40", True]) == [1]
    assert numbers(series["youth_23_35", False]) == [7]
    assert numbers(series["youth", False]) == [2, 4, 6, 8]
    assert numbers(series["youth", True]) == [3]
    assert numbers(series["under40", False]) == [12, 13, 14, 15]
    joined = [(one.number, other.number) for each in series.values() for one, other in each.joined]
    assert joined == [(12, 13), (13, 14), (14, 15)]


def test_a_degree_or_higher_is_not_a_first_degree(past: tuple[TermFigures, ...]) -> None:
    series = drawn(past, Measure.EDUCATION)
    assert numbers(series["university_and_above", False]) == [9, 10, 12]
    assert [(one.number, other.number) for one, other in series["university_and_above", False].joined] == [(9, 10)]
    assert numbers(series["first_degree", False]) == [13, 14, 15]
    postgraduate = series["postgraduate", False].points[0]
    assert (postgraduate.number, postgraduate.value, postgraduate.computed) == (12, Decimal("33.27"), True), (
        "164/493"
    )


def test_candidates_to_a_seat_come_of_two_figures_and_say_what_the_seats_are(
    past: tuple[TermFigures, ...],
) -> None:
    series = drawn(past, Measure.CANDIDATES)
    assert numbers(series[PER_SEAT, False]) == [7, 11, 12, 13, 14, 15]
    assert numbers(series[PER_ELECTED, False]) == [2, 6, 8, 10], "the seats are not known there"
    newest = series[PER_SEAT, False].points[-1]
    assert newest.value == Decimal("1.74")
    assert [(figure.field, figure.value) for figure in newest.figures] == [
        ("candidates", "868"),
        ("seats_planned", "500"),
    ]
    given = {number for each in series.values() for number in numbers(each)}
    assert not given & {1, 3, 4, 5, 9}, "known from memory only, or not at all: a gap"


# the rules by themselves


def test_a_share_is_as_printed_else_worked_out_else_missing() -> None:
    printed, count = Figure("women_pct", "24.4", base="500"), Figure("women_n", "122", base="500")
    assert point_of(term(13, count, printed), "women") == Point(13, Decimal("24.4"), (printed,))
    assert point_of(term(13, count), "women") == Point(13, Decimal("24.40"), (count,), computed=True)
    for base in ("", "0", "about 500"):
        assert point_of(term(13, replace(count, base=base)), "women") is None
    assert point_of(term(13), "women") is None


def test_the_third_digit_rounds_up_from_five() -> None:
    one = term(1, Figure("women_n", "1", base="16"))
    point = point_of(one, "women")
    assert point is not None
    assert point.value == Decimal("6.25")
    point = point_of(term(1, Figure("women_n", "1", base="800")), "women")
    assert point is not None
    assert point.value == Decimal("0.13")


@pytest.mark.parametrize(
    "figures",
    [
        (Figure("candidates", "868"),),
        (Figure("seats_planned", "500"),),
        (Figure("candidates", "868"), Figure("seats_planned", "0")),
        (Figure("candidates", "868", preferred=False), Figure("seats_planned", "500")),
    ],
)
def test_without_both_figures_there_is_no_candidates_to_a_seat(figures: tuple[Figure, ...]) -> None:
    assert point_of(term(1, *figures), PER_SEAT) is None
    assert point_of(term(1, *figures), PER_ELECTED) is None


def test_figures_that_say_only_over_are_not_joined() -> None:
    over = [term(number, Figure("turnout_over_pct", "90")) for number in (1, 2)]
    (series,) = series_of(over, Measure.TURNOUT)
    assert series.stem == "turnout_over"
    assert series.joined == ()


def test_without_figures_there_is_nothing_to_draw() -> None:
    assert series_of([term(1)], Measure.WOMEN) == ()
    assert series_of([], Measure.WOMEN) == ()


def test_every_field_of_a_chart_belongs_to_one_chart_alone() -> None:
    stems = [stem for group in STEMS.values() for stem in group]
    assert len(stems) == len(set(stems))
    assert STEMS.keys() == set(Measure)


# the scale


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("89", "97.52", "99.73"), ("70", "80", "90", "100")),
        (("2.5", "32"), ("0", "10", "20", "30", "40")),
        (("1.23", "1.75"), ("0", "0.5", "1", "1.5", "2")),
        (("21.24", "95.9"), ("0", "25", "50", "75", "100")),
        (("8.4", "17.84"), ("0", "5", "10", "15", "20")),
        (("99.6",), ("0", "25", "50", "75", "100")),
        (("0",), ("0", "1")),
        (("100", "100"), ("0", "25", "50", "75", "100")),
    ],
)
def test_the_axis_has_few_round_lines_and_begins_at_0_unless_nothing_could_be_told_apart(
    values: tuple[str, ...], ticks: tuple[str, ...]
) -> None:
    assert scale_of(map(Decimal, values)).ticks == tuple(map(Decimal, ticks))


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=20))
def test_every_value_has_its_place_on_the_axis(values: list[Decimal]) -> None:
    scale = scale_of(values)
    assert 1 <= scale.steps <= MOST_STEPS + 1
    assert 0 <= scale.low < scale.high
    if max(values) > 1:
        assert scale.high <= Decimal(100), "no percentage above 100"
    for value in values:
        assert 0 <= scale.place(value) <= 1
    if scale.low:
        highest = max(values)
        assert min(values) - scale.low >= max(highest - min(values), highest / 10), (
            "nothing is made to look larger"
        )
