"""Officials: what each role may do, how often a PIN may be tried, and which PIN nobody should have."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.events import EVENTS, About, says, tampered, who
from voter_kiosk.domain.office import LONGEST_WAIT, Role, Task, may, wait_after, weakness
from voter_kiosk.domain.text import Sentence


@pytest.mark.parametrize("task", Task)
def test_an_officer_may_do_everything_an_operator_only_keeps_the_kiosk_running(task: Task) -> None:
    assert may(Role.OFFICER, task)
    assert may(Role.OPERATOR, task) == (task in {Task.STATUS, Task.SOUND, Task.POWER})


@pytest.mark.parametrize(("wrong", "seconds"), [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120)])
def test_five_wrong_tries_wait_fifteen_seconds_and_each_further_one_twice_as_long(
    wrong: int, seconds: int
) -> None:
    assert wait_after(wrong) == seconds


def test_nobody_waits_longer_than_an_hour() -> None:
    assert wait_after(500) == LONGEST_WAIT == 3600


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "12 456", "abcdef", "１２３４５６"])
def test_a_pin_is_six_to_twelve_digits(pin: str) -> None:
    refused = weakness(pin)
    assert refused is not None
    assert refused.code == "pin-form"


@pytest.mark.parametrize("pin", ["000000", "777777", "123456", "987654321"])
def test_one_digit_and_a_row_of_digits_are_easy_to_guess(pin: str) -> None:
    refused = weakness(pin)
    assert refused is not None
    assert refused.code == "pin-weak"


@given(st.text("0123456789", min_size=6, max_size=12))
def test_every_other_pin_will_do(pin: str) -> None:
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    assert (weakness(pin) is None) == (steps not in ({0}, {1}, {-1}))


@pytest.mark.parametrize("code", EVENTS)
def test_every_event_is_a_sentence_in_both_languages_that_says_its_fields(code: str) -> None:
    event = EVENTS[code]
    noted: dict[str, object] = {field: f"<{field}>" for field in event.fields}
    said = says(code, noted)
    assert said.vi.endswith(".")
    assert said.en.endswith(".")
    assert "{" not in said.vi + said.en
    for language in (said.vi, said.en):
        assert "?" not in language


def test_what_was_not_noted_is_a_question_mark_and_what_is_empty_a_dash() -> None:
    assert says("polling-area", {}).en == "The polling area was set: ?."
    assert says("polling-area", {"code": ""}).vi == "Đặt khu vực bỏ phiếu: –."
    assert "Ông A, Bà B" in says("confirmed", {"signers": ["Ông A", "Bà B"]}).vi


def test_what_is_noted_by_a_code_is_said_in_words() -> None:
    for role in Role:
        assert role.value not in says("person-added", {"name": "Lê Thị B", "role": role.value}).vi
    assert says("left", {"name": "Lê Thị B", "why": "idle"}).vi.endswith(": để máy quá 2 phút.")


def test_an_event_of_a_newer_software_is_said_by_its_code() -> None:
    assert says("from-tomorrow", {"a": 1}) == Sentence("from-tomorrow", "from-tomorrow")


def test_an_entry_tells_who_did_it_else_whom_it_is_about() -> None:
    assert who({"by": "2 Trần Văn C", "person": 1, "name": "Lê Thị B"}) == "2 Trần Văn C"
    assert who({"by": "", "person": 1, "name": "Lê Thị B"}) == "1 Lê Thị B"
    assert who({"person": 1}) == "1"
    assert who({"version": 3}) == ""


def test_every_event_is_about_something_and_each_of_those_has_some() -> None:
    assert {event.about for event in EVENTS.values()} == set(About)


def test_a_broken_chain_is_one_sentence_that_names_the_entry() -> None:
    said = tampered(7)
    assert "dòng 7" in said.vi
    assert "entry 7" in said.en
