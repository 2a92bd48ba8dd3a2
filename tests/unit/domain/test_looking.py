"""What was typed, letter by letter, and what a place remembers of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.looking import MOST_TYPED, Looking
from voter_kiosk.domain.vietnamese import INITIALS, nfc

TEXT = st.text(max_size=60)


def test_letters_come_one_after_the_other_and_go_the_same_way() -> None:
    looking = Looking()
    for letter in "ĐỖ AN":
        looking = looking.typed(letter)
    assert looking.text == "ĐỖ AN"
    assert looking.erased().erased().text == "ĐỖ "
    assert looking.cleared() == Looking()
    assert Looking().erased() == Looking()


def test_spaces_are_single_and_none_comes_first() -> None:
    assert Looking().typed(" ").text == ""
    assert Looking().typed("an").typed(" ").typed(" ").text == "an "
    assert Looking().typed("khu vực 1/2-3").text == "khu vực 1 2 3"


def test_what_a_dead_key_sends_apart_becomes_one_letter_and_goes_as_one() -> None:
    typed = Looking().typed("Ho").typed("a\u0300")
    assert typed.text == "Hoà"
    assert typed.erased().text == "Ho"
    assert Looking().retyped(unicodedata.normalize("NFD", "Nguyễn")).text == "Nguyễn"


def test_an_apostrophe_belongs_to_a_name() -> None:
    assert Looking().typed("H'Dry").text == "H'Dry"


def test_no_more_is_taken_than_a_name_needs() -> None:
    assert len(Looking().typed("x" * 500).text) == MOST_TYPED
    full = Looking().typed("x" * MOST_TYPED)
    assert full.typed("y") == full


def test_the_index_keeps_what_was_typed_for_the_way_back() -> None:
    looking = Looking().typed("an").at_letter("Đ")
    assert (looking.by_letter, looking.letter) == (True, "Đ")
    assert looking.typing() == Looking("an")
    assert looking.at_letter().letter == ""


@pytest.mark.parametrize("letter", ["Ă", "1", "AB", "a", " "])
def test_a_letter_the_index_does_not_have_is_none(letter: str) -> None:
    assert Looking().at_letter(letter) == Looking(by_letter=True)


def test_typing_on_shows_every_kind_again() -> None:
    assert Looking("a").of_kind("topic").typed("n") == Looking("an")
    assert Looking("a").of_kind("topic").of_kind("") == Looking("a")


@given(TEXT, st.sampled_from(["", *INITIALS]), st.booleans(), st.sampled_from(["", "candidate", "term"]))
def test_a_place_remembers_it_all(text: str, letter: str, by_letter: bool, kind: str) -> None:
    looking = Looking().typed(text)
    looking = (looking.at_letter(letter) if by_letter else looking).of_kind(kind)
    assert Looking.from_subject(looking.subject()) == looking


@given(TEXT)
def test_any_subject_means_something(subject: str) -> None:
    looking = Looking.from_subject(subject)
    assert Looking.from_subject(looking.subject()) == looking
    assert looking.text == nfc(looking.text)
    assert not looking.text.startswith(" ")
    assert "  " not in looking.text
    assert len(looking.text) <= MOST_TYPED
