"""Numbers as they are said, in Vietnamese and in English; Roman ones as numbers."""

from __future__ import annotations

import re
from typing import Final

DIGITS_VI: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES_VI: Final = ((1_000_000, "triệu"), (1_000, "nghìn"))

DIGITS_EN: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS_EN: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # as they are said
)
_TENS_EN: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES_EN: Final = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_ORDINALS_EN: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM: Final = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

GREATEST: Final = 10**15
"""From here on a number is said digit by digit."""


def vietnamese_number(number: int) -> str:
    """``number`` (0 or more, below :data:`GREATEST`) as schools teach it: ``hai nghìn không trăm hai mươi sáu``.

    Groups of three that are all zeros are left out: 1.000.001 is ``một triệu không trăm linh một``.
    """
    billions, rest = divmod(number, 10**9)
    said = [f"{vietnamese_number(billions)} tỷ"] if billions else []
    for size, scale in _SCALES_VI:
        group, rest = divmod(rest, size)
        if group:
            said.append(f"{_group_vi(group, whole=bool(said))} {scale}")
    if rest or not said:
        said.append(_group_vi(rest, whole=bool(said)))
    return " ".join(said)


def _group_vi(number: int, *, whole: bool) -> str:
    """Up to 999; ``whole`` where something greater was said before, so that the hundreds have to be said."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [f"{DIGITS_VI[hundreds]} trăm"] if hundreds or whole else []
    if tens > 1:
        said.append(f"{DIGITS_VI[tens]} mươi")
        if ones:
            said.append({1: "mốt", 4: "tư", 5: "lăm"}.get(ones, DIGITS_VI[ones]))
    elif tens:
        said.append("mười" if not ones else f"mười {'lăm' if ones == 5 else DIGITS_VI[ones]}")
    elif ones or not said:
        said.append(f"linh {DIGITS_VI[ones]}" if said else DIGITS_VI[ones])
    return " ".join(said)


def english_number(number: int) -> str:
    """``number`` (0 or more, below :data:`GREATEST`) in British words: ``two thousand and twenty-six``."""
    said: list[str] = []
    for size, scale in _SCALES_EN:
        group, number = divmod(number, size)
        if group:
            said.append(f"{english_number(group)} {scale}")
    hundreds, rest = divmod(number, 100)
    if hundreds:
        said.append(f"{DIGITS_EN[hundreds]} hundred")
    if rest or not said:
        said.append(f"and {_below_hundred(rest)}" if said else _below_hundred(rest))
    return " ".join(said)


def _below_hundred(number: int) -> str:
    if number < 10:
        return DIGITS_EN[number]
    if number < 20:
        return _TEENS_EN[number - 10]
    tens, ones = divmod(number, 10)
    return f"{_TENS_EN[tens]}-{DIGITS_EN[ones]}" if ones else _TENS_EN[tens]


def english_year(year: int) -> str:
    """A year of four figures in pairs: ``nineteen forty-six``, ``two thousand and five``."""
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < 10:
        return english_number(year)
    if not rest:
        return f"{_below_hundred(century)} hundred"
    return f"{_below_hundred(century)} {f'oh {DIGITS_EN[rest]}' if rest < 10 else _below_hundred(rest)}"


def english_ordinal(number: int) -> str:
    """``twenty-first`` for 21."""
    said = english_number(number)
    before, mark, last = said.rpartition("-" if "-" in said.rpartition(" ")[2] else " ")
    ordinal = _ORDINALS_EN.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{before}{mark}{ordinal}"


def roman(text: str) -> int | None:
    """The value of a Roman number in capitals, up to 399; ``None`` for anything else (``IIX``, ``VC``)."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
