"""How fast, how loud, and where pages of candidates may sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import election
from voter_kiosk.domain.journey import Comfort, Screen
from voter_kiosk.domain.listening import (
    CANDIDATE_SCREENS,
    LOUDNESSES,
    PACES,
    Headphones,
    headphones_setting,
    may_sound,
    private,
    step,
)


def test_pages_of_candidates_sound_through_headphones_alone_unless_the_committee_allows_the_loudspeaker() -> None:
    for screen in Screen:
        about_them = screen in {Screen.CANDIDATES, Screen.CANDIDATE, Screen.COMPARE}
        assert may_sound(screen, election(), private=False) is not about_them
        assert may_sound(screen, election(), private=True)
        assert may_sound(screen, election(speech_loudspeaker=True), private=False)
    assert not may_sound(Screen.CANDIDATE, None, private=False)
    assert len(CANDIDATE_SCREENS) == 3


@pytest.mark.parametrize(
    ("setting", "plugged", "expected"),
    [
        (Headphones.ALWAYS, None, True),
        (Headphones.ALWAYS, False, True),
        (Headphones.DETECT, True, True),
        (Headphones.DETECT, False, False),
        (Headphones.DETECT, None, False),
        (Headphones.NONE, True, False),
    ],
)
def test_only_she_hears_it_where_there_are_headphones_for_sure(
    setting: Headphones, plugged: bool | None, expected: bool
) -> None:
    assert private(setting, plugged) is expected


def test_a_setting_that_is_not_known_looks_for_headphones() -> None:
    assert [headphones_setting(value) for value in ("always", "none", "", None, 3)] == [
        Headphones.ALWAYS,
        Headphones.NONE,
        *[Headphones.DETECT] * 3,
    ]


def test_what_is_set_at_first_is_one_of_the_steps() -> None:
    assert Comfort().pace in PACES
    assert Comfort().loudness in LOUDNESSES
    assert (PACES[0], PACES[-1]) == (50, 200)


@given(st.sampled_from([PACES, LOUDNESSES]), st.integers(0, 250), st.sampled_from([1, -1]))
def test_a_step_goes_one_further_and_stays_at_the_end(steps: tuple[int, ...], value: int, by: int) -> None:
    found = step(steps, value, by)
    beyond = [one for one in steps if (one - value) * by > 0]
    assert found == (min(beyond, key=lambda one: abs(one - value)) if beyond else value)
