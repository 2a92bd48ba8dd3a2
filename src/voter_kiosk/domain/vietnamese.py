"""Vietnamese text: forms, folding for search, the order of names, dates and hours in words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

_APOSTROPHES = dict.fromkeys(map(ord, "'`´ʼʹ‘’′"), "'")
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b"})  # ƀ stands in Ê Đê, Gia Rai and Ba Na names
_ICELANDIC = str.maketrans({"Ð": "Đ", "ð": "đ"})
_BRACKETED = re.compile(r"\([^)]*\)")

WordKey = tuple[tuple[int, ...], tuple[int, ...]]
NameKey = tuple[WordKey, WordKey, WordKey, str]


def nfc(text: str) -> str:
    """``text`` in Unicode's composed form, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def mend_icelandic(text: str) -> tuple[str, bool]:
    """``text`` with Icelandic eth (U+00D0, U+00F0) made Vietnamese Đ, đ; and whether any was found (facts G.2)."""
    mended = text.translate(_ICELANDIC)
    return mended, mended != text


def plain(text: str) -> str:
    """Lower case, one form of apostrophe, single spaces; diacritics kept. The unfolded column of the search."""
    return " ".join(nfc(text).casefold().translate(_APOSTROPHES).split())


def fold(text: str) -> str:
    """What is compared when diacritics do not count: no case, marks or apostrophes, đ as d, ƀ as b, single spaces.

    Whatever the Unicode form or tone placement that comes in: Hòa, Hoà and HOA fold to ``hoa`` (facts G.4).
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFD", plain(text)) if not unicodedata.combining(mark))
    return " ".join(bare.translate(_STROKES).replace("'", "").split())


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: index for index, letter in enumerate(_ALPHABET, start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""huyền < hỏi < ngã < sắc < nặng, after no mark (CLDR vi; facts G.1)."""


def word_key(text: str) -> WordKey:
    """A key that sorts words by the Vietnamese alphabet first and by tones only where the letters are equal.

    Letters that the alphabet does not have sort after it, by code point.
    """
    letters: list[int] = []
    tones: list[int] = []
    for word in plain(text).replace("'", "").split():
        for character in word:
            decomposed = unicodedata.normalize("NFD", character)
            tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
            bare = nfc("".join(mark for mark in decomposed if mark not in _TONES))
            letters.append(_LETTER.get(bare, len(_LETTER) + ord(bare[0]) if bare else 0))
            tones.append(tone)
        letters.append(0)
    return tuple(letters), tuple(tones)


def given_name(name: str, *, given: str = "") -> str:
    """The given name of a person: ``given``, or else the last word outside brackets; empty where there is none."""
    if given:
        return given
    words = _BRACKETED.sub(" ", nfc(name)).split() if "(" in name else nfc(name).split()
    return words[-1] if words else ""


INITIALS = "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"
"""The letters of an index: those of the alphabet without their marks, for Ă and Â are looked for under A."""


def initial(text: str) -> str:
    """The letter of :data:`INITIALS` under which ``text`` stands in an index; empty where there is none.

    Ă and Â stand under A, Ê under E, Ô and Ơ under O, Ư under U, Ƀ under B; Đ is a letter of its own.
    """
    first = next((character for character in plain(text) if character.isalnum()), "")
    letter = "Đ" if first in {"đ", "ð"} else fold(first)[:1].upper()
    return letter if letter in INITIALS else ""


def name_key(name: str, *, given: str = "", birth_date: str = "") -> NameKey:
    """The sorting key of a person's name on an official list.

    By given name, then surname, then middle names, then the earlier birth date (facts B.7: NQ40 form 13). The
    given name is the last word outside brackets unless ``given`` says otherwise: names of some peoples and of
    clergy do not follow that pattern (facts G.1).
    """
    words = _BRACKETED.sub(" ", nfc(name)).split()
    first = given_name(name, given=given)
    rest = [word for word in words if word not in nfc(given).split()] if given else words[:-1]
    surname, middle = (rest[0] if rest else ""), " ".join(rest[1:])
    return word_key(first), word_key(surname), word_key(middle), birth_date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """From ``1965``, ``1965-03`` or ``1965-03-16``; raises ``ValueError`` for anything else."""
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            raise ValueError(f"not a date: {text!r}")
        parts = [int(part) for part in text.split("-")]
        padded = (*parts, 1, 1)[:3]
        dt.date(padded[0], padded[1], padded[2])
        return cls(*parts)

    def iso(self) -> str:
        """The known part, ISO 8601."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    def posted(self) -> str:
        """As a Vietnamese list writes it: ``16/3/1965``, ``3/1965``, ``1965``."""
        return "/".join(str(part) for part in (self.day, self.month, self.year) if part)

    def counted(self) -> dt.date:
        """The day that counts for age: an unknown day is the 1st, an unknown month January (facts B.1, Q79)."""
        return dt.date(self.year, self.month or 1, self.day or 1)


_POSTED = re.compile(r"(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{4})")


def parse_posted_date(text: str) -> PartialDate | None:
    """The date a list gives (day first, always), or ``None`` where it is not one.

    ``00/00/2008`` is the year alone, ``00/3/2008`` month and year (facts G.6, G.8).
    """
    match = _POSTED.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) if part else 0 for part in match.groups())
    if day and not month:
        return None
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month or None, day or None)


_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_in_words(date: dt.date, language: str = "vi", *, weekday: bool = False) -> str:
    """``ngày 15 tháng 3 năm 2026`` (official style, facts G.6), ``15 March 2026`` in English.

    With ``weekday``: ``Chủ nhật, ngày 15 tháng 3 năm 2026``.
    """
    if language == "en":
        written = f"{date.day} {_MONTHS_EN[date.month - 1]} {date.year}"
        return f"{_WEEKDAYS_EN[date.weekday()]}, {written}" if weekday else written
    written = f"ngày {date.day} tháng {date.month} năm {date.year}"
    return f"{_WEEKDAYS_VI[date.weekday()]}, {written}" if weekday else written


def clock_in_words(time: str, language: str = "vi") -> str:
    """``07 giờ 00`` for ``07:00``; English keeps ``07:00``."""
    return time if language == "en" else f"{time[:2]} giờ {time[3:5]}"


def number_in_figures(value: str, language: str = "vi") -> str:
    """A plain number (``69523133``, ``99.60``) with the separators of the language: ``69.523.133``, ``99,60``.

    What is not a plain number comes back as it is.
    """
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", value)
    if match is None:
        return value
    sign, whole, fraction = match.groups()
    thousands, point = (",", ".") if language == "en" else (".", ",")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{sign}{grouped}{point + fraction if fraction else ''}"
