"""The questions of a first start: their order, their answers, and when it is done."""

from __future__ import annotations

import pytest

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Ask, Standing, after, answer
from voter_kiosk.domain.office import Person, Role

OFFICER, OPERATOR = Person(1, "Lê Thị B", Role.OFFICER), Person(2, "Trần Văn C", Role.OPERATOR)


def test_trust_comes_before_the_bundle_that_before_the_area_and_people_last() -> None:
    order = [Ask.LANGUAGE]
    while (following := after(order[-1])) is not None:
        order.append(following)
    assert order == list(Ask)
    assert order.index(Ask.TRUST) < order.index(Ask.BUNDLE) < order.index(Ask.AREA) < order.index(Ask.CLOCK)
    assert order[-1] is Ask.PEOPLE


def test_the_next_question_is_the_first_that_is_open_even_if_later_ones_are_answered() -> None:
    assert Standing().next is Ask.LANGUAGE
    assert Standing(frozenset(Ask) - {Ask.MOUNTING, Ask.SOUND}).next is Ask.MOUNTING
    assert Standing(frozenset(Ask)).next is None


def test_two_officials_are_enough_if_one_is_an_officer() -> None:
    assert not Standing().guarded
    assert Standing(people=(OFFICER,)).guarded
    assert not Standing(people=(OFFICER,)).staffed
    assert not Standing(people=(OPERATOR, OPERATOR)).staffed
    assert Standing(people=(OFFICER, OPERATOR)).staffed


def test_answers_become_settings() -> None:
    assert answer(Ask.LANGUAGE, "en") == {"office_language": "en"}
    assert answer(Ask.SCREEN, "299 × 531") == {"screen_width_mm": 299, "screen_height_mm": 531}
    assert answer(Ask.SCREEN, "0x0") == {"screen_width_mm": 0, "screen_height_mm": 0}
    assert answer(Ask.MOUNTING, "850") == {"mounting_mm": 850}


@pytest.mark.parametrize(
    ("ask", "text", "code"),
    [
        (Ask.LANGUAGE, "fr", "setting-value"),
        (Ask.SCREEN, "299", "screen-size"),
        (Ask.SCREEN, "20x531", "setting-value"),
        (Ask.SCREEN, "299x9999", "setting-value"),
        (Ask.MOUNTING, "2001", "setting-value"),
    ],
)
def test_what_cannot_be_is_refused(ask: Ask, text: str, code: str) -> None:
    found = answer(ask, text)
    assert isinstance(found, Refusal)
    assert found.code == code
