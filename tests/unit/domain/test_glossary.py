"""Difficult words: found as they are written, the longest first, each marked once on a page."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.glossary import Gloss, Occurrence, finder, form_key, in_order

VOTER = Gloss("voter", {"vi": "Cử tri", "en": "Voter"}, {}, {"en": ("voter", "voters")})
LIST = Gloss("voter-list", {"vi": "Danh sách cử tri", "en": "Voter list"}, {})
VALID = Gloss("valid", {"vi": "Phiếu hợp lệ"}, {}, {"vi": ("phiếu hợp lệ", "hợp lệ")})
INVALID = Gloss("invalid", {"vi": "Phiếu không hợp lệ"}, {}, {"vi": ("phiếu không hợp lệ", "không hợp lệ")})
COUNCIL = Gloss("council", {"vi": "Hội đồng nhân dân", "en": "People’s Council"}, {})
ALL = (VOTER, LIST, VALID, INVALID, COUNCIL)


def found(text: str, language: str = "vi") -> list[tuple[str, str]]:
    """What is found in ``text``: whose it is, and the words it covers."""
    return [(one.slug, text[one.start : one.end]) for one in finder(ALL, language).occurrences(text)]


def test_a_title_is_what_is_looked_for_where_no_form_is_given() -> None:
    assert LIST.written("en") == ("Voter list",)
    assert VOTER.written("en") == ("voter", "voters")
    assert VALID.written("en") == ()


def test_the_longest_form_wins_and_its_parts_are_not_found_again() -> None:
    assert found("Xem danh sách cử tri; cử tri ký tên.") == [
        ("voter-list", "danh sách cử tri"),
        ("voter", "cử tri"),
    ]
    assert found("Danh sách dài") == []
    assert found("phiếu không hợp lệ, phiếu hợp lệ, không hợp lệ") == [
        ("invalid", "phiếu không hợp lệ"),
        ("valid", "phiếu hợp lệ"),
        ("invalid", "không hợp lệ"),
    ]


def test_capitals_do_not_count_and_diacritics_do() -> None:
    assert found("CỬ TRI và Cử Tri") == [("voter", "CỬ TRI"), ("voter", "Cử Tri")]
    assert found("cu tri, cữ tri, cử trị") == []


def test_a_word_is_found_whole_or_not_at_all() -> None:
    assert found("voters and a voter, a nonvoter, voterish", "en") == [("voter", "voters"), ("voter", "voter")]
    assert found("cử triều") == []
    assert found("cử_tri") == []


@pytest.mark.parametrize("between", [" ", "\u00a0", "  ", "\n", "-"])
def test_words_may_stand_apart_by_white_space_of_any_kind_or_a_hyphen(between: str) -> None:
    assert found(f"người cử{between}tri này") == [("voter", f"cử{between}tri")]


@pytest.mark.parametrize("between", [", ", ". ", " – ", "/", "--", ""])
def test_words_parted_by_a_mark_are_no_form(between: str) -> None:
    assert found(f"người cử{between}tri này") == []


def test_both_apostrophes_are_one() -> None:
    assert found("the People's Council and the People’s Council", "en") == [
        ("council", "People's Council"),
        ("council", "People’s Council"),
    ]


def test_of_two_words_with_one_form_the_first_has_it_and_an_empty_form_finds_nothing() -> None:
    twin = Gloss("twin", {"vi": "CỬ  TRI"}, {}, {"vi": ("CỬ  TRI", "…", "")})
    assert form_key("CỬ  TRI") == form_key("cử tri")
    assert [one.slug for one in finder((VOTER, twin), "vi").occurrences("cử tri … ")] == ["voter"]


def test_a_page_marks_each_word_where_it_first_stands_and_leaves_out_its_own() -> None:
    page = ["Cử tri xem danh sách cử tri.", "Cử tri bỏ phiếu hợp lệ."]
    firsts = finder(ALL, "vi").firsts(page)
    assert firsts.slugs == ("voter", "voter-list", "valid")
    assert [[page[n][one.start : one.end] for one in marks] for n, marks in enumerate(firsts.marks)] == [
        ["Cử tri", "danh sách cử tri"],
        ["phiếu hợp lệ"],
    ]
    without = finder(ALL, "vi").firsts(page, frozenset({"voter"}))
    assert without.slugs == ("voter-list", "valid")
    assert finder((), "vi").firsts(page).marks == ((), ())


def test_words_stand_in_the_order_of_the_alphabet_of_their_language() -> None:
    assert [gloss.slug for gloss in in_order(ALL, "vi")] == ["voter", "voter-list", "council", "valid", "invalid"]
    assert [gloss.slug for gloss in in_order((LIST, VOTER, COUNCIL), "en")] == ["council", "voter", "voter-list"]


SYLLABLES = st.sampled_from(["cử", "tri", "danh", "sách", "phiếu", "hợp", "lệ", "không", "Cử", "TRI", "là"])
GAPS = st.sampled_from([" ", "\u00a0", ", ", "\n", "-", " ("])
TEXTS = st.lists(st.tuples(SYLLABLES, GAPS), max_size=30).map(lambda pairs: "".join(a + b for a, b in pairs))


@given(TEXTS)
def test_occurrences_are_in_order_apart_and_each_is_a_form_of_its_word(text: str) -> None:
    occurrences = finder(ALL, "vi").occurrences(text)
    end = 0
    for one in occurrences:
        assert end <= one.start < one.end
        end = one.end
        owner = next(gloss for gloss in ALL if gloss.slug == one.slug)
        assert form_key(text[one.start : one.end]) in map(form_key, owner.written("vi"))


@given(TEXTS)
def test_nothing_that_is_left_over_between_occurrences_has_a_form(text: str) -> None:
    look = finder(ALL, "vi")
    rest, end = [], 0
    for one in look.occurrences(text):
        rest.append(text[end : one.start])
        end = one.end
    for piece in (*rest, text[end:]):
        assert look.occurrences(piece) == ()


@given(TEXTS)
def test_a_page_marks_every_word_that_it_has_exactly_once(text: str) -> None:
    look = finder(ALL, "vi")
    texts = text.split("\n")
    firsts = look.firsts(texts)
    marked = [one.slug for marks in firsts.marks for one in marks]
    assert tuple(marked) == firsts.slugs
    assert set(marked) == {one.slug for line in texts for one in look.occurrences(line)}
    assert len(marked) == len(set(marked))


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_looked_through(text: str) -> None:
    for one in finder(ALL, "vi").occurrences(unicodedata.normalize("NFC", text)):
        assert isinstance(one, Occurrence)
