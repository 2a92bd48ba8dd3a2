"""Where a published result wants a second look; its numbers are never changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.election import Constituency
from voter_kiosk.domain.results import Doubt, Elected, UnitResult, doubts, share

UNIT = Constituency("p98.na.1", "na", 1, "98", "Tỉnh thử", {"vi": "Gồm xã Một"}, 2)
FIRST, SECOND = (
    Elected("p98.na.1.2", votes=900, percent="90.91"),
    Elected("p98.na.1.1", votes=600, percent="60.61"),
)
GOOD = UnitResult("p98.na.1", (FIRST, SECOND), registered=1010, voted=1000, turnout="99.01", valid=990, invalid=10)


def test_a_result_that_adds_up_raises_no_doubt_and_one_without_numbers_neither() -> None:
    assert list(doubts(GOOD, UNIT)) == []
    assert list(doubts(UnitResult("p98.na.1", (Elected("p98.na.1.2"), Elected("p98.na.1.1"))), UNIT)) == []


@pytest.mark.parametrize(
    ("result", "doubt", "person"),
    [
        (replace(GOOD, elected=(FIRST, SECOND, replace(SECOND, candidate="x"))), Doubt.MORE_THAN_SEATS, None),
        (replace(GOOD, elected=(FIRST,)), Doubt.FEWER_THAN_SEATS, None),
        (replace(GOOD, registered=None, turnout="50.00"), Doubt.TURNOUT_NOT_HALF, None),
        (replace(GOOD, turnout="99.02"), Doubt.TURNOUT_DIFFERS, None),
        (replace(GOOD, invalid=9), Doubt.BALLOTS_DIFFER, None),
        (replace(GOOD, elected=(SECOND, FIRST)), Doubt.NOT_BY_VOTES, None),
    ],
)
def test_each_thing_that_does_not_fit_is_named(result: UnitResult, doubt: Doubt, person: Elected | None) -> None:
    assert list(doubts(result, UNIT)) == [(doubt, person)]


@pytest.mark.parametrize(("percent", "doubted"), [("50.00", True), ("50.01", False)])
def test_who_is_elected_has_more_than_half_of_the_valid_ballots(percent: str, doubted: bool) -> None:
    person = Elected("p98.na.1.1", percent=percent)
    found = list(doubts(replace(GOOD, elected=(FIRST, person)), UNIT))
    assert found == ([(Doubt.NOT_MORE_THAN_HALF, person)] if doubted else [])


def test_a_share_that_is_not_that_of_the_votes_is_named_with_its_person() -> None:
    odd = replace(SECOND, percent="60.60")
    assert list(doubts(replace(GOOD, elected=(FIRST, odd)), UNIT)) == [(Doubt.SHARE_DIFFERS, odd)]
    assert list(doubts(replace(GOOD, elected=(FIRST, odd), valid=None), UNIT)) == []


def test_a_unit_where_nobody_is_elected_may_have_a_low_turnout() -> None:
    empty = UnitResult("p98.na.1", turnout="49.99")
    assert list(doubts(empty, UNIT)) == [(Doubt.FEWER_THAN_SEATS, None)]


@pytest.mark.parametrize(
    ("part", "whole", "printed"), [(1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (97_035, 100_000, "97.04")]
)
def test_the_third_decimal_rounds_half_up(part: int, whole: int, printed: str) -> None:
    assert share(part, whole) == printed


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_a_share_is_within_half_a_hundredth_of_the_truth(part: int, whole: int) -> None:
    assert abs(float(share(part, whole)) - 100 * part / whole) <= 0.005 + 1e-6 * part / whole
