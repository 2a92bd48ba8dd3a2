"""Numbers in words: as schools teach them, and back again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voter_kiosk.speech.numbers import (
    DIGITS_EN,
    DIGITS_VI,
    GREATEST,
    english_number,
    english_ordinal,
    english_year,
    roman,
    vietnamese_number,
)

VI_ONES = {word: value for value, word in enumerate(DIGITS_VI)} | {"mốt": 1, "tư": 4, "lăm": 5}
EN_ONES = {word: value for value, word in enumerate(DIGITS_EN)} | {
    word: value
    for value, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
EN_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}


def heard_in_vietnamese(said: str) -> int:
    """The number that a listener makes of ``said``; knows nothing of how it was made."""
    total, group, digit = 0, 0, 0
    for word in said.split():
        if word in VI_ONES:
            digit = VI_ONES[word]
            if group % 10 == 0:
                group += digit
        elif word == "mười":
            group += 10
        elif word in {"mươi", "trăm"}:
            group += digit * ({"mươi": 10, "trăm": 100}[word] - 1)
        elif word in {"nghìn", "triệu"}:
            total += group * {"nghìn": 10**3, "triệu": 10**6}[word]
            group = 0
        elif word == "tỷ":
            total, group = (total + group) * 10**9, 0
        else:
            assert word == "linh", word
    return total + group


def heard_in_english(said: str) -> int:
    total, group = 0, 0
    for word in said.replace("-", " ").split():
        if word in EN_ONES:
            group += EN_ONES[word]
        elif word in EN_TENS:
            group += EN_TENS[word]
        elif word == "hundred":
            group *= 100
        elif word != "and":
            total += group * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]
            group = 0
    return total + group


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (50, "năm mươi"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (500, "năm trăm"),
        (1005, "một nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (69_523_133, "sáu mươi chín triệu năm trăm hai mươi ba nghìn một trăm ba mươi ba"),
        (2_000_000_000, "hai tỷ"),
        (5_000_040_000, "năm tỷ không trăm bốn mươi nghìn"),
    ],
)
def test_vietnamese_numbers_are_said_as_schools_teach_them(number: int, said: str) -> None:
    assert vietnamese_number(number) == said


@given(st.integers(0, GREATEST - 1))
@example(1_000_000_000_000)
def test_whoever_hears_a_vietnamese_number_can_write_it_down(number: int) -> None:
    assert heard_in_vietnamese(vietnamese_number(number)) == number


@given(st.integers(0, 10**12 - 1))
def test_whoever_hears_an_english_number_can_write_it_down(number: int) -> None:
    assert heard_in_english(english_number(number)) == number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (100, "one hundred"),
        (403, "four hundred and three"),
        (1041, "one thousand and forty-one"),
        (38_651, "thirty-eight thousand six hundred and fifty-one"),
        (2_000_000_003, "two billion and three"),
    ],
)
def test_english_numbers_are_british(number: int, said: str) -> None:
    assert english_number(number) == said


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (1946, "nineteen forty-six"),
        (2000, "two thousand"),
        (2005, "two thousand and five"),
        (2026, "twenty twenty-six"),
    ],
)
def test_english_years_go_in_pairs(year: int, said: str) -> None:
    assert english_year(year) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"),
        (3, "third"),
        (4, "fourth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (100, "one hundredth"),
        (105, "one hundred and fifth"),
    ],
)
def test_english_ordinals(number: int, said: str) -> None:
    assert english_ordinal(number) == said


def written_in_roman(number: int) -> str:
    written = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            written, number = written + sign, number - value
    return written


@given(st.integers(1, 399))
def test_roman_numbers_have_their_value(number: int) -> None:
    assert roman(written_in_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIX", "VC", "IIII", "xv", "QH", "CIVIL"])
def test_what_is_no_roman_number_has_none(text: str) -> None:
    assert roman(text) is None
