"""Cutting text into words, asking for them, and marking what matched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.store.search import MOST_LETTERS, MOST_WORDS, Folder, mark, parse_query

TEXT = st.text(max_size=60)


def test_words_are_kept_as_written_and_folded() -> None:
    assert Folder().words(["Đỗ Thị Hòa", "H'Mông  (Hà)"]) == ("đỗ thị hòa h mông hà", "do thi hoa hmong ha")


def test_a_full_memory_gives_the_same_words() -> None:
    assert Folder(most=0).words(["Đỗ Thị Hòa"]) == Folder().words(["Đỗ Thị Hòa"])


def test_every_typed_word_is_a_beginning_that_must_occur() -> None:
    query = parse_query("Ngô H'M")
    assert query.folded == '"ngo"* AND "hm"*'
    assert query.plain == '"ngô"* AND "h"* AND "m"*'


@pytest.mark.parametrize("text", ["", "   ", '"*', "( ) - :", "\0", "'"])
def test_nothing_to_look_for_is_an_empty_query(text: str) -> None:
    assert parse_query(text).empty


def test_endless_text_asks_no_more_than_a_bounded_question() -> None:
    query = parse_query("x" * 500 + " a" * 500)
    assert len(query.words) == MOST_WORDS
    assert max(map(len, query.words)) == MOST_LETTERS


@pytest.mark.parametrize("typed", ["hoà", "hòa", "HOA", "Hòa", unicodedata.normalize("NFD", "hoà")])
def test_tone_placement_case_and_unicode_form_do_not_matter(typed: str) -> None:
    assert mark({"vi": "Trần Thị Hòa"}, parse_query(typed)) == {"vi": ((9, 12),)}


def test_a_mark_covers_the_beginning_that_was_typed() -> None:
    title = {"vi": "Đường Nguyễn Đức Cảnh", "en": "Duc street"}
    assert mark(title, parse_query("du")) == {"vi": ((0, 2), (13, 15)), "en": ((0, 2),)}


def test_a_mark_takes_the_combining_marks_of_its_last_letter() -> None:
    written = unicodedata.normalize("NFD", "Hòa")
    assert mark({"vi": written}, parse_query("ho")) == {"vi": ((0, 3),)}


def test_an_apostrophe_within_a_name_is_stepped_over() -> None:
    assert mark({"vi": "Rah Lan H′Dry"}, parse_query("hdr")) == {"vi": ((8, 12),)}


@given(TEXT, TEXT)
def test_marks_lie_within_the_title_and_fold_to_what_was_typed(title: str, typed: str) -> None:
    query = parse_query(typed)
    for start, end in mark({"vi": title}, query)["vi"]:
        assert 0 <= start < end <= len(title)
        assert any(fold(title[start:end]).startswith(word) for word in query.words)


@given(st.text(max_size=40))
def test_folding_word_by_word_is_folding_the_whole(text: str) -> None:
    _, folded = Folder().words([text])
    assert folded.replace(" ", "") == "".join(letter for letter in fold(text) if letter.isalnum())
