"""Vietnamese text: folding, the order of names, dates and numbers, with the vectors of facts G.8."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voter_kiosk.domain.vietnamese import (
    PartialDate,
    clock_in_words,
    date_in_words,
    fold,
    given_name,
    initial,
    mend_icelandic,
    name_key,
    nfc,
    number_in_figures,
    parse_posted_date,
    plain,
    word_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đỗ Thị Hòa", "do thi hoa"),
        ("Đỗ Thị Hoà", unicodedata.normalize("NFD", "Đỗ Thị Hòa")),
        ("Việt", unicodedata.normalize("NFD", "việt")),
        ("H′Dry", "H’Dry"),
        ("H`Mông", "Hmong"),
        ("  Lê   Chân ", "LE CHAN"),
        ("Ðảng", "đảng"),
        ("Ủy ban", "Uỷ ban"),
        ("Y Ƀlŭl Niê", "y blul nie"),
    ],
)
def test_folding_makes_equal_what_a_voter_takes_for_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_plain_keeps_diacritics_so_that_the_exact_name_comes_first() -> None:
    assert plain("Hà") == "hà"
    assert plain("Hà") != plain("Há")
    assert fold("Hà") == fold("Há")


@given(st.text())
@example("a \u0301 b")  # a mark on a space, and an apostrophe between spaces, leave no double space behind
@example("a ' b")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)


def test_an_icelandic_eth_is_mended_and_told() -> None:
    assert mend_icelandic("Ðảng viên, ðồng") == ("Đảng viên, đồng", True)
    assert mend_icelandic("Đảng") == ("Đảng", False)


def test_a_list_is_ordered_by_given_name_in_the_vietnamese_alphabet() -> None:
    names = ["Lê Văn Đức", "Trần Thị Dung", "Phạm Ân", "Võ Ái", "Bùi An"]
    assert sorted(names, key=name_key) == ["Võ Ái", "Bùi An", "Phạm Ân", "Trần Thị Dung", "Lê Văn Đức"]


def test_equal_given_names_go_by_surname_then_middle_name_then_age() -> None:
    names = ["Trần Văn Hải", "Lê Văn Hải", "Lê Thị Hải"]
    assert sorted(names, key=name_key) == ["Lê Thị Hải", "Lê Văn Hải", "Trần Văn Hải"]
    older = name_key("Lê Văn Hải", birth_date="1960-01-01")
    assert older < name_key("Lê Văn Hải", birth_date="1970-01-01")


def test_tones_decide_only_where_the_letters_are_equal() -> None:
    words = ["mạ", "má", "mã", "mả", "mà", "ma"]
    assert sorted(words, key=word_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert word_key("mạ") < word_key("mai")


def test_letters_of_other_alphabets_come_after_ours() -> None:
    assert word_key("z") < word_key("ω")
    assert word_key("\u0301") is not None


def test_a_bracketed_name_is_left_out_and_a_given_name_can_be_told() -> None:
    assert name_key("Y Jone Ktull (Ama Drim)", given="Jone")[0] == word_key("Jone")
    assert name_key("Rah Lan H′Dry", given="H′Dry")[1] == word_key("Rah")
    assert name_key("Lê Văn Hải (Thích Tâm)") == name_key("Lê Văn Hải")
    assert name_key("") == name_key(" ")


@pytest.mark.parametrize(
    ("posted", "iso"),
    [
        ("17/7/1974", "1974-07-17"),
        ("24/02/1985", "1985-02-24"),
        (" 1.2.1990 ", "1990-02-01"),
        ("3/1965", "1965-03"),
        ("1965", "1965"),
        ("00/00/2008", "2008"),
        ("00/3/2008", "2008-03"),
    ],
)
def test_a_posted_date_is_read_day_first_and_keeps_what_is_unknown(posted: str, iso: str) -> None:
    date = parse_posted_date(posted)
    assert date is not None
    assert date.iso() == iso
    assert PartialDate.from_iso(iso) == date


@pytest.mark.parametrize("text", ["", "12/12", "7/13/1974", "31/2/1970", "05/00/1970", "17-7-74", "năm 1965"])
def test_what_is_not_a_date_is_not_guessed(text: str) -> None:
    assert parse_posted_date(text) is None


@pytest.mark.parametrize("text", ["", "1965-3", "1965-13", "1965-02-30", "65", "1965-03-16-01"])
def test_an_iso_date_that_is_none_raises(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|month|day"):
        PartialDate.from_iso(text)


def test_an_unknown_day_counts_as_the_first_and_shows_as_it_is_known() -> None:
    assert PartialDate(2008).counted() == dt.date(2008, 1, 1)
    assert PartialDate(2008, 3).counted() == dt.date(2008, 3, 1)
    assert PartialDate(2008).posted() == "2008"
    assert PartialDate(1965, 3, 16).posted() == "16/3/1965"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_every_date_survives_the_way_to_the_paper_and_back(date: dt.date) -> None:
    partial = PartialDate.from_iso(date.isoformat())
    assert parse_posted_date(partial.posted()) == partial
    assert partial.counted() == date


def test_dates_and_hours_are_written_out_in_official_style() -> None:
    day = dt.date(2026, 3, 15)
    assert date_in_words(day) == "ngày 15 tháng 3 năm 2026"
    assert date_in_words(day, weekday=True) == "Chủ nhật, ngày 15 tháng 3 năm 2026"
    assert date_in_words(day, "en") == "15 March 2026"
    assert date_in_words(day, "en", weekday=True) == "Sunday, 15 March 2026"
    assert clock_in_words("07:00") == "07 giờ 00"
    assert clock_in_words("07:00", "en") == "07:00"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("69523133", "69.523.133", "69,523,133"),
        ("99.60", "99,60", "99.60"),
        ("89", "89", "89"),
        ("-1234.5", "-1.234,5", "-1,234.5"),
        (">90", ">90", ">90"),
    ],
)
def test_numbers_have_the_separators_of_the_language(value: str, vi: str, en: str) -> None:
    assert number_in_figures(value) == vi
    assert number_in_figures(value, "en") == en


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Ân", "A"),
        ("ăn", "A"),
        ("Ến", "E"),
        ("Ơn", "O"),
        ("ổ", "O"),
        ("Ưng", "U"),
        ("Đức", "Đ"),
        ("đức", "Đ"),
        ("Ðức", "Đ"),
        ("Dũng", "D"),
        (unicodedata.normalize("NFD", "Ứng"), "U"),
        ("“Thẻ cử tri”", "T"),
        ("H'Dry", "H"),
        ("Ƀlŭl", "B"),
        ("2026", ""),
        ("", ""),
        ("–", ""),
    ],
)
def test_the_index_has_a_letter_for_each_marked_one_and_one_for_dd(text: str, letter: str) -> None:
    assert initial(text) == letter


@given(st.text())
def test_whatever_is_written_stands_under_one_letter_or_none(text: str) -> None:
    assert len(initial(text)) <= 1


@pytest.mark.parametrize(
    ("name", "given", "found"),
    [
        ("Nguyễn Văn An", "", "An"),
        ("Lê Thị Hương (Hương Sen)", "", "Hương"),
        ("Rah Lan H′Dry", "H′Dry", "H′Dry"),
        ("", "", ""),
    ],
)
def test_the_given_name_is_the_last_word_unless_it_is_said(name: str, given: str, found: str) -> None:
    assert given_name(name, given=given) == found
