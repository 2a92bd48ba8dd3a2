"""Communes and wards by name: what finds them, in which order they stand, how their groups are told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.units import (
    BEGINS,
    DISTRICT,
    MOST_LETTERS,
    MOST_WORDS,
    FormerUnit,
    TodaysUnit,
    UnitsFound,
    Ward,
    bare,
    groups_in_line,
    short_name,
    unit_beginnings,
    unit_key,
    unit_query,
    unit_words,
)


def finds(typed: str, name: str, district: str = "") -> bool:
    """Whether ``typed`` finds a unit of that name, as the index is asked."""
    words = unit_words(name, district)
    return any(
        all(any(word.startswith(begins) for word in words) for begins in way) for way in unit_query(typed).ways
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Phường Bến Lứa", "Bến Lứa"),
        ("Xã Đồng Sậy", "Đồng Sậy"),
        ("Thị trấn Chợ Kênh", "Chợ Kênh"),
        ("Đặc khu Hòn Sao", "Hòn Sao"),
        ("Phường 1", "1"),
        ("Quận Lê Chân", "Lê Chân"),
        ("Thành phố Thủy Nguyên", "Thủy Nguyên"),
        ("Xã", "Xã"),
        ("Bến Lứa", "Bến Lứa"),
        ("", ""),
    ],
)
def test_the_kind_of_a_unit_is_not_its_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    "typed",
    [
        *("ben lua", "BEN", "b", "L", "bến lứa", "Bến Lưa", "P. Bến Lứa", "p ben", "phuong ben lua", "Ph. Ben"),
        *("benlua", "blua", "bl", "phường b", unicodedata.normalize("NFD", "Bến Lứa"), "  ben   lua "),
    ],
)
def test_a_ward_is_found_with_and_without_diacritics_and_by_what_people_write_before_it(typed: str) -> None:
    assert finds(typed, "Phường Bến Lứa")


@pytest.mark.parametrize("typed", ["", "   ", "?!", "phuong", "en", "ua", "ben x", "ben lua x", "12"])
def test_what_no_word_of_a_name_begins_with_finds_it_not(typed: str) -> None:
    assert not finds(typed, "Phường Bến Lứa")


def test_d_finds_both_letters_and_the_letter_with_the_stroke_only_itself() -> None:
    assert finds("d", "Xã Đồng Sậy")
    assert finds("đ", "Xã Đồng Sậy")
    assert finds("ĐONG", "Xã Đồng Sậy")
    assert finds("d", "Xã Dương Liễu")
    assert not finds("đ", "Xã Dương Liễu")


def test_a_number_is_found_with_and_without_its_zero() -> None:
    assert finds("phường 1", "Phường 01")
    assert finds("p. 01", "Phường 1")
    assert finds("0", "Xã 0")


def test_a_former_ward_is_found_by_its_district_where_that_is_what_was_asked() -> None:
    assert finds("Q. Lê Chân", "Phường An Biên", "Quận Lê Chân")
    assert finds("huyen dam sen", "Xã Bãi Lúa", "Huyện Đầm Sen")
    assert finds("tx ben lua", "Phường Bến Cũ", "Thị xã Bến Lứa")
    assert not finds("le chan", "Phường An Biên", "Quận Lê Chân"), "one letter would find every ward of a district"
    assert not finds("p le chan", "Phường An Biên", "Quận Lê Chân")


def test_what_has_no_name_has_no_words() -> None:
    assert unit_words("") == frozenset()
    assert unit_words("?", "Quận 1") == {DISTRICT + "1"}


def test_names_that_begin_as_typed_are_asked_for_first() -> None:
    assert unit_query("ben").ways == ((BEGINS + "ben",), ("ben",))
    assert unit_query("x ben l").ways == (
        (BEGINS + "x", "ben", "l"),
        (BEGINS + "ben", "l"),
        ("x", "ben", "l"),
        ("ben", "l"),
    )
    assert unit_query("q ben").ways[-1] == (DISTRICT + "ben",)
    assert unit_query("").ways == ()


def test_the_beginnings_for_a_letter_more_leave_it_out() -> None:
    assert unit_beginnings("") == (("",),)
    assert unit_beginnings("BE") == (("be",),)
    assert unit_beginnings("BEN ") == (("ben", ""),)
    assert unit_beginnings("P ") == (("p", ""), ("",))
    assert unit_beginnings("Q L") == (("q", "l"), ("l",), (DISTRICT + "l",))
    assert unit_beginnings("b" * MOST_LETTERS) == ()
    assert unit_beginnings("b " * MOST_WORDS) == ()


@given(st.text(max_size=400))
def test_whatever_is_typed_is_a_bounded_question_of_letters_and_digits(typed: str) -> None:
    for way in unit_query(typed).ways:
        assert 0 < len(way) <= MOST_WORDS
        assert all(0 < len(word.strip(BEGINS + DISTRICT)) <= MOST_LETTERS for word in way)
        assert all(word.strip(BEGINS + DISTRICT).isalnum() for word in way)


@given(st.text("abcdeghiklmnopqrstuvxyđăâêôơưáàảãạ ", min_size=1, max_size=20).filter(str.strip))
def test_every_name_is_found_by_itself_and_by_its_beginning(name: str) -> None:
    assert finds(name, name)
    assert finds(bare(name), f"Phường {name}")
    assert finds(short_name(name).strip()[:1], name)


def test_units_stand_by_name_without_their_kind_in_vietnamese_order_and_by_number() -> None:
    names = ["Xã Đồng Sậy", "Phường 10", "Phường Bến Lứa", "Xã An Lư", "Phường 2", "Đặc khu Ân", "Xã Dương Liễu"]
    assert sorted(names, key=unit_key) == [
        *("Phường 2", "Phường 10", "Xã An Lư", "Đặc khu Ân", "Phường Bến Lứa", "Xã Dương Liễu", "Xã Đồng Sậy")
    ]


def test_a_unit_that_lies_in_two_today_was_split() -> None:
    one, two = TodaysUnit("c98001", {"vi": "Phường Bến Lứa"}), TodaysUnit("c98002", {"vi": "Xã Đồng Sậy"})
    former = FormerUnit("p98.97003", {"vi": "Phường Gò Thông"}, {}, {}, (one, two))
    assert former.split
    assert not FormerUnit("p98.97001", {"vi": "Xã"}, {}, {}, (one,)).split
    assert UnitsFound((Ward("c98001", one.name, "98"),), (former,), 3).count == 5


def test_groups_that_differ_in_their_number_are_told_once() -> None:
    groups = [{"vi": f"Tổ dân phố {number}", "en": f"Residents’ group {number}"} for number in (1, 2, 13)]
    assert groups_in_line(groups) == "Tổ dân phố 1, 2, 13"
    assert groups_in_line(groups, "en") == "Residents’ group 1, 2, 13"
    mixed = [{"vi": "Thôn Chợ"}, {"vi": "Thôn 1"}, {"vi": "Thôn 2"}, {"vi": "Khu 7"}, {"vi": ""}]
    assert groups_in_line(mixed, "en") == "Thôn Chợ; Thôn 1, 2; Khu 7"
    assert groups_in_line([]) == ""
