"""What is written otherwise than it is spoken, in English: the rules, in the order in which they are tried.

Vietnamese names within it are left to the Vietnamese voice: the English one spells letters that it does not know.
"""

from __future__ import annotations

import re
from typing import Final

from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.speech import vietnamese
from voter_kiosk.speech.addresses import ADDRESS, parts_of
from voter_kiosk.speech.codes import ABBREVIATIONS, DOCUMENT, Saying, document
from voter_kiosk.speech.numbers import DIGITS_EN, english_number, english_ordinal, english_year, roman
from voter_kiosk.speech.one_by_one import FINGERPRINT, TELEPHONE, figures, fingerprint, telephone
from voter_kiosk.speech.rules import SIGNS, Rules, Said, before, rule
from voter_kiosk.speech.syllables import is_marked, is_syllable
from voter_kiosk.speech.written import Piece

_LETTERS: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "eigh bee see dee ee ef jee aitch eye jay kay el em en oh pee cue ar ess tee you vee double-you ex why "
        "zed".split(),
        strict=True,
    )
)
"""The letters by names that espeak-ng reads as such."""

_MONTHS: Final = "January February March April May June July August September October November December".split()
_UNITS: Final = {
    "km²": "square kilometres", "km2": "square kilometres", "m²": "square metres", "m2": "square metres",
    "m³": "cubic metres", "m3": "cubic metres", "km/h": "kilometres an hour", "km": "kilometres",
    "cm": "centimetres", "mm": "millimetres", "m": "metres", "ha": "hectares", "kg": "kilograms", "g": "grams",
    "kWh": "kilowatt-hours", "kW": "kilowatts", "MW": "megawatts", "°C": "degrees Celsius", "°": "degrees",
    "VND": "dong", "VNĐ": "dong", "USD": "US dollars", "%": "per cent", "‰": "per thousand",
}  # fmt: skip
_WORDS: Final = {
    "VNeID": "vee en ee eye dee", "UNESCO": "Unesco", "UNICEF": "Unicef", "ASEAN": "Asean", "AIDS": "Aids",
    "NA": "National Assembly", "TP": "city",
}  # fmt: skip
_SHORTENED: Final = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "Mr.": "Mr", "Mrs.": "Mrs", "Ms.": "Ms",
    "Dr.": "Dr", "Prof.": "Professor", "vs.": "versus", "approx.": "approximately", "a.m.": "eigh em",
    "p.m.": "pee em", "Q&A": "questions and answers",
}  # fmt: skip
_SIGNS: Final = {
    **SIGNS, "&": "and", "+": "plus", "=": "equals", "<": "less than", ">": "more than", "≥": "at least",
    "≤": "at most", "±": "plus or minus", "×": "times", "÷": "divided by", "§": "section", "№": "number",
    "@": "at", "%": "per cent", "‰": "per thousand", "°": "degrees", "$": "dollars", "€": "euros",
    "£": "pounds", "₫": "dong", "#": "number", "²": "squared", "³": "cubed", "½": "one half",
    "¼": "one quarter", "¾": "three quarters", "©": "copyright", "~": "about",
}  # fmt: skip
_ADDRESS_SIGNS: Final = {"@": "at", ".": "dot", "/": "slash", "-": "hyphen", "_": "underscore"}
_ENGLISH_TOO: Final = frozenset(
    "a am an ban bang be but by bye can come do go ha hang he hen hi him hung i in lo long lung man me men mi "
    "mu my nay no non on or our pan pen phi pin so son song sun tan ten than the them then they thin thy to ton "
    "too van who".split()
)
"""English words that could be Vietnamese syllables: beside a Vietnamese name they stay English."""

_BEFORE_ROMAN: Final = re.compile(
    r"(?<!\w)(?:terms?|chapters?|parts?|sections?|classe?s?|grades?|articles?|volumes?|phases?|appendix|[ivx]+)"
    r"(?:\s*[,–-]|\s+and|\s+to)?\s*$"
)
_AFTER_A_NUMBER: Final = re.compile(r"(?:[0-9%]|(?<![^\W_])[IVX]+)$")
_FRACTIONS: Final = {(1, 2): "one half", (1, 4): "one quarter", (3, 4): "three quarters"}
_FEWEST_OF_A_WORD: Final = 6


def letters(text: str) -> str:
    """Letters and figures of ``text`` by their names, one after another."""
    named = (_LETTERS.get(one) or (DIGITS_EN[int(one)] if one.isdecimal() else "") for one in fold(text))
    return " ".join(name for name in named if name)


_SAYING: Final = Saying(
    at=1,
    number=english_number,
    year=lambda year: f" of {english_year(year)}",
    term=lambda term: f"term {english_number(term)}",
    letters=letters,
)


def _number(match: re.Match[str]) -> Said:
    whole, part, unit = match["whole"], match["part"], match["unit"]
    plain = whole.replace(",", "")
    bare = part is None and "," not in whole and not unit
    if (bare and (len(whole) > 6 or (len(whole) > 2 and whole[0] == "0"))) or len(plain) > 12:
        said = figures(whole if bare else plain, letters)
    elif bare and len(whole) == 4 and 1100 <= int(whole) < 2100:
        said = english_year(int(whole))
    else:
        said = english_number(int(plain))
    if part:
        said += f" point {letters(part)}"
    return f"{said} {_UNITS[unit]}" if unit else said


def _time(match: re.Match[str]) -> Said:
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return None
    if not minute and hour % 12 == 0:
        return "noon" if hour == 12 else "midnight"
    said = english_number(hour % 12 or 12)
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{english_number(minute)}"
    return f"{said} {'pee' if 12 <= hour < 24 else 'eigh'} em"


def _day(day: int, earlier: str) -> str:
    return f"{'' if earlier.endswith('the ') else 'the '}{english_ordinal(day)}"


def _date(match: re.Match[str]) -> Said:
    day, month, year = int(match["day"]), int(match["month"]), english_year(int(match["year"]))
    if day > 31 or month > 12 or (day and not month):
        return None
    if not month:
        return year
    said = f"{_MONTHS[month - 1]} {year}"
    return f"{_day(day, before(match))} of {said}" if day else said


def _month_and_year(match: re.Match[str]) -> Said:
    first, year = int(match[1]), english_year(int(match[2]))
    return f"{_MONTHS[first - 1]} {year}" if 1 <= first <= 12 else f"{english_number(first)} of {year}"


def _day_of_month(match: re.Match[str]) -> Said:
    day = int(match[1])
    if not 1 <= day <= 31:
        return None
    last = _A_MONTH.match(match.string, match.end())
    return f"{_day(day, before(match))}{' of' if last else ''}"


def _day_and_month(match: re.Match[str]) -> Said:
    day, month, earlier = int(match[1]), int(match[2]), before(match)
    if not (1 <= day <= 31 and 1 <= month <= 12) or not (_BEFORE_SHORT_DATE.search(earlier) or day > month):
        return None
    return f"{_day(day, earlier)} of {_MONTHS[month - 1]}"


def _fraction(match: re.Match[str]) -> Said:
    above, below = (int(part.replace(",", "")) for part in match.groups())
    if said := _FRACTIONS.get((above, below)):
        return said
    if 0 < above < below < 7:
        return f"{english_number(above)} {english_ordinal(below)}{'s' if above > 1 else ''}"
    return f"{english_number(above)} out of {english_number(below)}"


def _range(match: re.Match[str]) -> Said:
    return "to" if _AFTER_A_NUMBER.search(match.string[: match.start()]) else None


def _roman(match: re.Match[str]) -> Said:
    """As in Vietnamese; but I is a word, unless its place says that it is a number."""
    value = roman(match[0])
    if value is None:
        return None
    plain, many = set(match[0]) <= set("IVX"), len(match[0]) > 1
    alone = match[0] == match.string.strip()
    named = (many or plain) and bool(_BEFORE_ROMAN.search(before(match)))
    if (plain and (many or alone)) or named or _ROMAN_FOLLOWS.match(match.string, match.end()):
        return english_number(value)
    return None


def _address(match: re.Match[str]) -> str:
    parts = parts_of(match)
    return " ".join(_ADDRESS_SIGNS.get(part) or (letters(part) if len(part) == 1 else part) for part in parts)


def _lettered_number(match: re.Match[str]) -> str:
    name, number = match[1], match[2]
    said = ABBREVIATIONS[name][1] if name in ABBREVIATIONS else _WORDS.get(name) or letters(name)
    return f"{said} {figures(number, letters) if len(number) > 6 else english_number(int(number))}"


def _vietnamese(match: re.Match[str]) -> Said:
    """A Vietnamese name or phrase: words with marks, and unmarked syllables beside them, each a piece."""
    words = [(match.start() + word.start(), word[0]) for word in re.finditer(r"[^\W\d_]+", match[0])]
    count = next((n for n, (_, word) in enumerate(words) if not _could_be_vietnamese(word)), len(words))
    while count and not is_marked(words[count - 1][1]) and not words[count - 1][1][0].isupper():
        count -= 1
    if not any(is_marked(word) for _, word in words[:count]):
        return None
    pieces: list[Piece] = []
    for start, word in words[:count]:
        if pieces:
            pieces.append(Piece(pieces[-1].end, start, " "))
        said = word.lower() if word.isupper() else word
        pieces.append(Piece(start, start + len(word), said, VIETNAMESE))
    return tuple(pieces)


def _could_be_vietnamese(word: str) -> bool:
    return is_marked(word) or (is_syllable(word) and word.lower() not in _ENGLISH_TOO)


def _highland(match: re.Match[str]) -> Said:
    said = vietnamese.highland(match)
    return (Piece(match.start(), match.end(), said, VIETNAMESE),) if said else None


def _word(match: re.Match[str]) -> Said:
    word = match[0]
    if word in _WORDS:
        return _WORDS[word]
    if len(word) == 1 and word not in "aAI":
        return letters(word)
    if len(word) > 1 and word.isupper():
        return letters(word) if len(word) < _FEWEST_OF_A_WORD else word.lower()
    if len(re.findall(r"[A-Z]", word)) > 1:
        return " ".join(part.lower() if part.isupper() else part for part in _CAMEL.findall(word))
    return word


_CAMEL: Final = re.compile(r"[A-Z]?[^A-Z]+|[A-Z]+(?![a-z])")
_ROMAN_FOLLOWS: Final = re.compile(r"\s*[–-]\s*[IVX]+(?![\w'])")
_BEFORE_SHORT_DATE: Final = re.compile(r"(?:(?<!\w)(?:on|day|morning|afternoon|evening),?|[0-9]:[0-9]{2},?)\s*$")
_MONTH: Final = rf"(?:{'|'.join(_MONTHS)})(?!\w)"
_A_MONTH: Final = re.compile(rf"\s{_MONTH}")
_NUMBER: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+"
_NO_LETTER: Final = r"(?![^\W_])"
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_YEAR: Final = r"(?:18|19|20)[0-9]{2}"

_ADDRESS: Final = rule(rf"(?<!\w){ADDRESS}", _address)
_FINGERPRINT: Final = rule(FINGERPRINT, lambda match: fingerprint(match, letters))
_TELEPHONE: Final = rule(TELEPHONE, lambda match: telephone(match, letters, "plus"))

RULES: Final = Rules(
    figures=(
        _ADDRESS,
        _FINGERPRINT,
        rule(rf"(?<!\w){DOCUMENT}", lambda match: document(match, before(match), _SAYING)),
        rule(
            rf"(?<!\w)(?P<day>[0-9]{{1,2}})(?P<sign>[/.-])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<year>{_YEAR}){_NO_LETTER}",
            _date,
        ),
        rule(rf"(?<!\w)(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_NO_LETTER}", _date),
        rule(rf"(?<!\w)([0-9]{{1,5}})/({_YEAR}){_NO_LETTER}", _month_and_year),
        _TELEPHONE,
        rule(rf"([0-9]{{1,2}}):([0-9]{{2}}){_NO_LETTER}", _time),
        rule(
            rf"(?<![0-9,.])([0-9]{{1,2}})(?=(?:\s?[–-]\s?[0-9]{{1,2}}|\s(?:and|to)\s[0-9]{{1,2}})?\s{_MONTH})",
            _day_of_month,
        ),
        rule(r"([0-9]{1,2})/([0-9]{1,2})(?![\w/])", _day_and_month),
        rule(rf"({_NUMBER})/({_NUMBER}){_NO_LETTER}", _fraction),
        rule(rf"([0-9]+)(?:st|nd|rd|th){_NO_LETTER}", lambda match: english_ordinal(int(match[1]))),
        rule(rf"(?P<whole>{_NUMBER})(?:\.(?P<part>[0-9]+))?(?:\s?(?P<unit>{_UNIT}){_NO_LETTER})", _number),
        rule(
            r"[0-9]+(?:\.[0-9]+){2,}",
            lambda match: " point ".join(english_number(int(one)) for one in match[0].split(".")),
        ),
        rule(rf"(?P<whole>{_NUMBER})(?:\.(?P<part>[0-9]+))?(?P<unit>)", _number),
    ),
    words=(
        _ADDRESS,
        _FINGERPRINT,
        rule(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SHORTENED))})(?!\w)", lambda match: _SHORTENED[match[0]]),
        rule(r"(?<!\w)Nos?\.(?=\s[0-9])", lambda match: "numbers" if match[0] == "Nos." else "number"),
        rule(r"(?<!\w)[IVXLC]+(?![\w'])", _roman),
        rule(rf"(?<!\w)([A-ZĐ][A-Za-zĐ]{{0,7}})-?([0-9]+){_NO_LETTER}", _lettered_number),
        rule(rf"(?<!\w)(?:{'|'.join(ABBREVIATIONS)})(?!\w)", lambda match: ABBREVIATIONS[match[0]][1]),
        rule(r"(?<!\w)([^\W\d_])'(?!s\b|d\b|m\b|ll\b|re\b|ve\b)([^\W\d_]+)", _highland),
        rule(r"(?<!\w)[^\W\d_]+(?:\s[^\W\d_]+)*", _vietnamese),
        rule(r"(?<!\w)and/or(?!\w)", lambda _: "and or"),
        rule(r"(?<!\w)[A-Z]?[^\W\d_A-Z]*(?:['-][A-Z]?[^\W\d_A-Z]+)+(?!\w)", lambda match: match[0]),
        rule(r"[^\W\d_]+", _word),
    ),
    signs=(
        rule(rf"\s*[–-]\s*(?=[0-9]|[IVX]+{_NO_LETTER})", _range),
        rule(r"\s+", lambda match: "." if "\n" in match[0] else " "),
        _TELEPHONE,
        rule(r"(?<=[^\W\d_])'s(?!\w)", lambda _: ""),
        rule(r"(?<![\w)])-(?=[0-9])", lambda _: "minus"),
        rule(r"[^\w\s]|_", lambda match: _SIGNS.get(match[0], "")),
    ),
)
