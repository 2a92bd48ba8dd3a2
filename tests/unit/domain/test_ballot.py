"""When a ballot is valid and for whom it counts (facts B.11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.ballot import Fault, Mark, Verdict, counts_for, judge

N, S, P = Mark.NONE, Mark.STROKE, Mark.PART_STROKE


@pytest.mark.parametrize(
    ("mark", "counts"),
    [
        (Mark.NONE, True),
        (Mark.STROKE, False),
        (Mark.PART_STROKE, True),
        (Mark.ONE_OF_TWO_LINES, False),
        (Mark.CIRCLE, True),
        (Mark.UNDERLINE, True),
        (Mark.OVERLINE, True),
    ],
)
def test_each_mark_counts_as_the_effect_table_says(mark: Mark, counts: bool) -> None:
    assert counts_for(mark) is counts


def test_leaving_as_many_names_as_seats_is_valid() -> None:
    judgement = judge([N, S, N, S, N], 3)
    assert judgement.verdict is Verdict.VALID
    assert judgement.elected == (0, 2, 4)


def test_electing_fewer_is_valid() -> None:
    assert judge([N, S, S, S, S], 3).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("marks", "fault"),
    [([N] * 5, Fault.TOO_MANY), ([S] * 5, Fault.ALL_STRUCK), ([N, N, P, N, S], Fault.TOO_MANY)],
)
def test_too_many_names_or_none_is_invalid(marks: list[Mark], fault: Fault) -> None:
    judgement = judge(marks, 3)
    assert judgement.verdict is Verdict.INVALID
    assert judgement.faults == (fault,)


def test_a_paper_not_issued_not_sealed_or_added_to_is_invalid_and_each_fault_is_named() -> None:
    judgement = judge([N, S], 1, issued=False, sealed=False, added=True)
    assert judgement.verdict is Verdict.INVALID
    assert judgement.faults == (Fault.NOT_ISSUED, Fault.NO_SEAL, Fault.ADDED)


def test_a_faint_stroke_a_tear_or_a_circle_is_for_the_team_to_decide() -> None:
    faint = judge([Mark.FAINT, S], 1)
    assert (faint.verdict, faint.doubtful, faint.faults) == (Verdict.TEAM_DECIDES, (0,), ())
    unclear = judge([Mark.UNCLEAR, S], 1)
    assert (unclear.verdict, unclear.doubtful, unclear.elected) == (Verdict.TEAM_DECIDES, (0,), ())
    assert judge([N, S], 1, torn=True).verdict is Verdict.TEAM_DECIDES
    circled = judge([Mark.CIRCLE, S], 1)
    assert (circled.verdict, circled.elected, circled.advised_against) == (Verdict.TEAM_DECIDES, (0,), (0,))


@given(st.lists(st.sampled_from(list(Mark)), min_size=1, max_size=12), st.integers(1, 5))
def test_a_valid_ballot_elects_at_least_one_and_at_most_the_seats(marks: list[Mark], seats: int) -> None:
    judgement = judge(marks, seats)
    if judgement.verdict is Verdict.VALID:
        assert 1 <= len(judgement.elected) <= seats
        assert set(marks) <= {N, S, P, Mark.ONE_OF_TWO_LINES}
    assert not set(judgement.elected) & set(judgement.doubtful)
