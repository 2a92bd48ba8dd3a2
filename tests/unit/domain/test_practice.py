"""The practice ballot: who stands on it, and when it is offered."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import area, at, election
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import ResultsPublication, Sex
from voter_kiosk.domain.practice import offered, sample_people


@given(st.integers(0, 60))
def test_there_are_as_many_people_as_asked_for_each_with_a_name_of_its_own(count: int) -> None:
    people = sample_people(count)
    assert len({person.name for person in people}) == len(people) == count
    assert all(len(person.name.split()) == 3 for person in people)


def test_men_and_women_stand_in_turn_in_the_order_of_the_alphabet_and_one_has_two_names() -> None:
    people = sample_people(5)
    assert [person.name for person in people] == [
        "Nguyễn Văn A",
        "Trần Thị B",
        "Lê Văn C",
        "Phạm Thị D",
        "Hoàng Văn Đ",
    ]
    assert [person.sex for person in people] == [Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.FEMALE, Sex.MALE]
    assert [person.other_name for person in people] == ["", "", "(Lê Minh C)", "", ""]


@pytest.mark.parametrize(
    ("day", "time", "usual", "allowed"),
    [
        ("2026-02-01", "12:00", True, True),
        ("2026-03-14", "12:00", True, True),
        ("2026-03-14", "23:59", True, True),
        ("2026-03-15", "00:00", False, True),
        ("2026-03-15", "06:59", False, True),
        ("2026-03-15", "12:00", False, True),
        ("2026-03-15", "19:00", False, False),
        ("2026-03-16", "12:00", False, False),
    ],
)
def test_practising_ends_with_the_day_before_polling_or_by_the_committees_word_at_closing(
    day: str, time: str, usual: bool, allowed: bool
) -> None:
    moment = Moment(at(day, time))
    assert decide(election(), area(), moment, KioskState()).practice is usual
    permitted = election(practice_on_polling_day=True)
    assert decide(permitted, area(), moment, KioskState()).practice is allowed


def test_an_area_that_votes_early_ends_it_early() -> None:
    early = area(day=dt.date(2026, 3, 12))
    assert offered(election(), early, Moment(at("2026-03-11")))
    assert not offered(election(), early, Moment(at("2026-03-12", "06:00")))
    assert offered(election(), None, Moment(at("2026-03-12", "06:00")))


def test_a_clock_in_doubt_may_be_one_on_polling_day() -> None:
    doubt = Moment(at("2026-03-03"), Confidence.DOUBTFUL)
    assert not offered(election(), area(), doubt)
    assert offered(election(practice_on_polling_day=True), area(), doubt)
    counted = (ResultsPublication("na", at("2026-03-21"), "Số 40"),)
    assert not offered(election(practice_on_polling_day=True, results=counted), area(), doubt)
