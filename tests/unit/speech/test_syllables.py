"""What can be a Vietnamese syllable, held against every place name of Viet Nam and every text that ships."""

from __future__ import annotations

import re

import pytest

from helpers.said import everything
from voter_kiosk.speech.syllables import is_marked, is_syllable, syllables_in


@pytest.mark.parametrize(
    "word", "Ủy BẦU cử khuya nghiêng giếng gì quýt quốc Đoàn xoong yêu ở Nguyễn khuỷu thuở".split()
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "QR at kiosk Krông HĐND ngx bầù cat oát1 Internet".split())
def test_others_are_not(word: str) -> None:
    assert not is_syllable(word)


def test_nearly_all_of_the_vietnamese_that_ships_is_made_of_them() -> None:
    words = [
        word
        for language, text in everything()
        for word in re.findall(r"[^\W\d_]+", text)
        if language == "vi" and is_marked(word) and not word.isupper()
    ]
    strange = {word for word in words if not is_syllable(word)}
    assert len(words) > 20_000
    assert strange == {"Niê", "Mlô", "Brớt", "kilôoát"}  # names of the Central Highlands, and two foreign words


def test_only_vietnamese_letters_are_marks() -> None:
    assert is_marked("Đà")
    assert is_marked("đi")
    assert not is_marked("Hoa")


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("baucuquochoi", ["bau", "cu", "quoc", "hoi"]),
        ("dangcongsan", ["dang", "cong", "san"]),
        ("nguyetgiang", ["nguyet", "giang"]),
        ("", []),
        ("plo", None),
        ("nhandaovtv", None),
    ],
)
def test_letters_run_together_are_parted_into_syllables(letters: str, parts: list[str] | None) -> None:
    assert syllables_in(letters) == parts
