"""A citizen's way through the screens, and how the kiosk forgets her."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.journey import (
    ATTRACT,
    HOME,
    LONGEST_WAY_BACK,
    Idle,
    IdleRule,
    Journey,
    Place,
    Screen,
    Sitting,
)

LIST = Place(Screen.CANDIDATES, "p98.na.1")
FIRST = Place(Screen.CANDIDATE, "p98.na.1.1")
SECOND = Place(Screen.CANDIDATE, "p98.na.1.2")


def test_back_leads_the_way_one_came() -> None:
    journey = Journey().go(HOME).go(LIST).go(FIRST)
    assert journey.back().place == LIST
    assert journey.back().back().place == HOME
    assert journey.back().back().back().place == HOME


def test_a_neighbour_takes_the_place_of_the_one_before() -> None:
    journey = Journey(HOME).go(LIST).go(FIRST).beside(SECOND)
    assert journey.place == SECOND
    assert journey.back().place == LIST


def test_an_answer_is_changed_by_coming_again_to_its_question_and_back_leads_on_from_there() -> None:
    first, second, third = (Place(Screen.WHICH, answers) for answers in ("", "temporary", "temporary.back"))
    journey = Journey(HOME).go(first).go(second).go(third)
    assert journey.again(first) == Journey(HOME).go(first)
    assert journey.again(second).back().place == first
    assert journey.again(LIST) == journey.beside(LIST), "never been there"


def test_how_far_one_has_come_on_a_screen_is_found_again_on_the_way_back() -> None:
    search = Journey(HOME).go(Place(Screen.SEARCH))
    typed = search.noting("ng").noting("nguyen")
    assert typed.place == Place(Screen.SEARCH, "nguyen")
    assert typed.behind == search.behind, "each letter is no step of its own"
    assert typed.go(FIRST).back().place == Place(Screen.SEARCH, "nguyen")


def test_what_was_typed_is_noted_in_its_place_and_found_again_on_the_way_back() -> None:
    asking = Place(Screen.AREAS)
    journey = Journey(HOME).go(asking).noting("in:98:B").noting("in:98:BEN").go(FIRST)
    assert journey.back().place == Place(Screen.AREAS, "in:98:BEN")
    assert journey.back().back().place == HOME


def test_home_and_attract_forget_the_way() -> None:
    journey = Journey(HOME).go(LIST).go(FIRST)
    assert journey.go(HOME) == Journey(HOME)
    assert journey.go(ATTRACT) == Journey()
    assert journey.can_go_back
    assert not Journey(HOME).can_go_back
    assert Journey().back() == Journey()


def test_going_where_one_is_changes_nothing() -> None:
    journey = Journey(HOME).go(LIST)
    assert journey.go(LIST) is journey


@given(st.lists(st.sampled_from([LIST, FIRST, SECOND, HOME]), max_size=200))
def test_back_always_ends_at_home_and_the_way_stays_short(places: list[Place]) -> None:
    journey = Journey(HOME)
    for place in places:
        journey = journey.go(place)
    assert len(journey.behind) <= LONGEST_WAY_BACK
    for _ in range(LONGEST_WAY_BACK + 1):
        journey = journey.back()
    assert journey.place == HOME


def test_idleness_asks_after_two_minutes_and_forgets_half_a_minute_later() -> None:
    rule = IdleRule()
    assert [rule.after(seconds) for seconds in (0, 119.9, 120, 149.9, 150, 9999)] == [
        Idle.STAY,
        Idle.STAY,
        Idle.ASK,
        Idle.ASK,
        Idle.RESET,
        Idle.RESET,
    ]


@pytest.mark.parametrize("seconds", [29.9, 300.1])
def test_an_idle_time_outside_half_a_minute_to_five_minutes_is_a_mistake(seconds: float) -> None:
    with pytest.raises(ValueError, match=str(seconds)):
        IdleRule(ask_after=seconds)


def test_a_new_sitting_remembers_nothing() -> None:
    fresh = Sitting()
    assert fresh.journey.place == ATTRACT
    assert fresh.comfort.language == "vi"


def test_what_a_place_shows_is_its_subject_without_the_key_by_which_one_left_it() -> None:
    assert Place(Screen.TOPIC, "voter-list").shows == "voter-list"
    assert Place(Screen.TOPIC, "voter-list#voter").shows == "voter-list"
