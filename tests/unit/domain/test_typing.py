"""Typing a name on the pad: capitals by themselves, and the tone on its own vowel."""

from __future__ import annotations

import unicodedata
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.typing import LETTERS, LONGEST_NAME, TONES, Tone, erased, kept, toned, typed

KEYS = {"`": Tone.GRAVE, "?": Tone.HOOK, "~": Tone.TILDE, "/": Tone.ACUTE, ".": Tone.DOT}


def press(text: str, key: str) -> str:
    return toned(text, KEYS[key]) if key in KEYS else typed(text, key)


def pressed(keys: str, text: str = "") -> str:
    return reduce(press, keys, text)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("NGUYÊN~ VĂN AN", "Nguyễn Văn An"),
        ("LÊ HOA`", "Lê Hòa"),
        ("HOANG` THUY/", "Hoàng Thúy"),
        ("PHAM. KHOE?", "Phạm Khỏe"),
        ("QUY/", "Quý"),
        ("QUANG/", "Quáng"),
        ("QUYÊN`", "Quyền"),
        ("GIA/", "Giá"),
        ("GI`", "Gì"),
        ("GIN`", "Gìn"),
        ("GIÊNG/", "Giếng"),
        ("U?Y", "Ủy"),
        ("HUYNH` ĐƯC/", "Huỳnh Đức"),
        ("LƯƠNG` THUÂN.", "Lường Thuận"),
        ("KHUYU?", "Khuỷu"),
        ("KHOAI/", "Khoái"),
        ("MIA/ MUA` MƯA.", "Mía Mùa Mựa"),
        ("TIÊU/ BƯƠU/", "Tiếu Bướu"),
        ("THUƠ? HUÊ/", "Thuở Huế"),
        ("XOONG/", "Xoóng"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y-BHAM", "Y-Bham"),
        ("KSOR BLƠ'", "Ksor Blơ'"),
    ],
)
def test_a_tone_stands_where_official_lists_have_it(keys: str, name: str) -> None:
    assert pressed(keys) == name


@pytest.mark.parametrize("name", ["hoán", "thúy", "quyền", "giếng", "khuỷu", "lường", "ủy", "gìn", "mía"])
def test_it_does_not_matter_when_in_the_syllable_the_tone_is_typed(name: str) -> None:
    bare = unicodedata.normalize("NFD", name)
    tone = next(mark for mark in Tone if mark in bare)
    letters = unicodedata.normalize("NFC", bare.replace(tone, ""))
    first_vowel = next(place for place, letter in enumerate(letters) if letter in "aăâeêioôơuưy")
    ways = {
        pressed(letters[after:], toned(pressed(letters[:after]), tone))
        for after in range(first_vowel + 1, len(letters) + 1)
    }
    assert ways == {name.capitalize()}


def test_the_same_tone_again_takes_it_off_and_another_takes_its_place() -> None:
    assert toned("Hòa", Tone.GRAVE) == "Hoa"
    assert toned("Hòa", Tone.ACUTE) == "Hóa"
    assert toned("Lê Ng", Tone.ACUTE) == "Lê Ng", "no vowel yet"
    assert toned("", Tone.ACUTE) == ""


def test_the_last_letter_is_taken_back_and_the_tone_stays_on_what_is_left() -> None:
    assert erased("Hoán") == "Hóa"
    assert erased("Hóa") == "Hó"
    assert erased("Á") == ""
    assert erased("Lê ") == "Lê"
    assert erased("") == ""


def test_what_makes_no_name_is_not_typed() -> None:
    assert pressed(" -'") == ""
    assert typed("Lê ", " ") == "Lê "
    assert typed("Lê", "7") == "Lê"
    assert typed("Lê", "ab") == "Lê"
    assert typed("A" * LONGEST_NAME, "B") == "A" * LONGEST_NAME


def test_a_keyboard_may_type_what_it_likes_and_a_name_is_kept_of_it() -> None:
    assert kept("  Nguye\u0302\u0303n\tVa\u0306n  A ") == "Nguyễn Văn A "
    assert kept("A\u200bB\x007") == "AB"
    assert kept("   ") == ""
    assert len(kept("Á" * 300)) == LONGEST_NAME
    assert toned(kept("İi"), Tone.ACUTE), "letters of other alphabets do no harm"


@given(st.lists(st.sampled_from([*LETTERS, *KEYS, " ", "'", "-"]), max_size=40))
def test_whatever_is_pressed_is_composed_and_can_be_taken_back(keys: list[str]) -> None:
    text = pressed("".join(keys))
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= len(keys)
    for _ in range(len(text)):
        text = erased(text)
    assert text == ""


@given(st.lists(st.sampled_from([*LETTERS, *KEYS]), max_size=12))
def test_a_tone_never_changes_a_letter(keys: list[str]) -> None:
    text = pressed("".join(keys))
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if mark not in set(Tone))
    letters = "".join(key for key in keys if key not in KEYS)
    assert unicodedata.normalize("NFC", bare).upper() == letters
    assert sum(mark in set(Tone) for mark in unicodedata.normalize("NFD", text)) <= 1


def test_every_tone_is_named() -> None:
    assert set(TONES) == set(Tone)
