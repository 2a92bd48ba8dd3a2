"""What is written otherwise than it is spoken, in Vietnamese: the rules, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import Final

from voter_kiosk.domain.text import ENGLISH
from voter_kiosk.speech.addresses import ADDRESS, parts_of
from voter_kiosk.speech.codes import ABBREVIATIONS, DOCUMENT, Saying, document
from voter_kiosk.speech.numbers import DIGITS_VI, roman, vietnamese_number
from voter_kiosk.speech.one_by_one import FINGERPRINT, TELEPHONE, figures, fingerprint, telephone
from voter_kiosk.speech.rules import SIGNS, Rules, Said, before, rule
from voter_kiosk.speech.syllables import is_marked, is_syllable
from voter_kiosk.speech.written import Piece

_LETTERS: Final = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê", "f": "ép",
    "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "e lờ", "m": "em mờ", "n": "en nờ", "o": "o",
    "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "e rờ", "s": "ét xì", "t": "tê", "u": "u", "ư": "ư",
    "v": "vê", "w": "vê kép", "x": "ích xì", "y": "y", "z": "dét",
}  # fmt: skip
"""The letters by the names that schools give them."""

_SOUNDS: Final = {
    "b": "bờ", "c": "cờ", "d": "dờ", "đ": "đờ", "g": "gờ", "h": "hờ", "k": "ca", "l": "lờ", "m": "mờ",
    "n": "nờ", "p": "pờ", "r": "rờ", "s": "sờ", "t": "tờ", "v": "vờ", "x": "xờ",
}  # fmt: skip
"""How a consonant before an apostrophe is read in names of the Central Highlands: M'Drắk, K'Sor, H'Mrang."""

_TITLES: Final = {
    "PGS": "phó giáo sư", "GS": "giáo sư", "TS": "tiến sĩ", "TSKH": "tiến sĩ khoa học", "ThS": "thạc sĩ",
    "BS": "bác sĩ", "LS": "luật sư", "KS": "kỹ sư", "KTS": "kiến trúc sư", "CN": "cử nhân",
    "NGƯT": "nhà giáo ưu tú", "NGND": "nhà giáo nhân dân", "NSND": "nghệ sĩ nhân dân", "NSƯT": "nghệ sĩ ưu tú",
}  # fmt: skip
_PLACES: Final = {
    "TP": "thành phố", "Tp": "thành phố", "TX": "thị xã", "Tx": "thị xã", "TT": "thị trấn", "P": "phường",
    "Q": "quận", "H": "huyện", "X": "xã",
}  # fmt: skip
_UNITS: Final = {
    "km²": "ki lô mét vuông", "km2": "ki lô mét vuông", "m²": "mét vuông", "m2": "mét vuông", "m³": "mét khối",
    "m3": "mét khối", "km/h": "ki lô mét trên giờ", "km/giờ": "ki lô mét trên giờ", "km": "ki lô mét",
    "cm": "xăng ti mét", "mm": "mi li mét", "m": "mét", "ha": "héc ta", "kg": "ki lô gam", "g": "gam",
    "kWh": "ki lô oát giờ", "kW": "ki lô oát", "MW": "mê ga oát", "°C": "độ xê", "°": "độ", "VNĐ": "đồng",
    "VND": "đồng", "đồng": "đồng", "đ": "đồng", "USD": "đô la Mỹ", "%": "phần trăm", "‰": "phần nghìn",
    "tr": "triệu",
}  # fmt: skip
_WORDS: Final = {
    "apartheid": "a pác thai", "clip": "cờ líp", "composite": "com pô dít", "covid": "cô vít", "email": "i meo",
    "e-mail": "i meo", "facebook": "phây búc", "fax": "phắc", "internet": "in tơ nét", "karaoke": "ca ra ô kê",
    "khmer": "khơ me", "klon": "cờ lon", "ea": "ê a", "led": "lét", "online": "on lai", "pali": "pa li",
    "radio": "ra đi ô", "robot": "rô bốt", "tivi": "ti vi", "video": "vi đê ô", "vietnam": "Việt Nam",
    "web": "oép", "website": "oép sai", "wifi": "oai phai", "wi-fi": "oai phai", "wikipedia": "uy ki pê đi a",
    "word": "oát", "zalo": "da lô", "pro": "pờ rô", "kilôoát": "ki lô oát", "brớt": "bờ rớt",
}  # fmt: skip
"""Foreign words that a Vietnamese text may bring, as a Vietnamese says them."""

_LETTERED: Final = {
    "VNeID": "vê en e ai đi", "QR": "kiu a", "ID": "ai đi", "PDF": "pê đê ép", "USB": "u ét bê", "TV": "ti vi",
    "SMS": "ét em ét", "OTP": "ô tê pê", "AIDS": "ết", "HIV": "hát i vê", "ASEAN": "a xê an",
    "UNESCO": "u nét cô", "UNICEF": "u ni xép", "WHO": "vê kép hát ô", "VOV": "vê ô vê", "VTV": "vê tê vê",
    "HTV": "hát tê vê", "IPU": "i pê u", "VN": "Việt Nam", "COVID": "cô vít", "NATO": "na tô",
    "GDP": "gi đi pi", "VUSTA": "vu xờ ta", "VACNE": "vác ne", "VAMEN": "va men",
}  # fmt: skip
"""Abbreviations that are not said by the names of their letters."""

_SIGNS: Final = {
    **SIGNS, "&": "và", "+": "cộng", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn", "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng", "±": "cộng trừ", "×": "nhân", "÷": "chia", "§": "mục", "№": "số", "@": "a còng",
    "%": "phần trăm", "‰": "phần nghìn", "°": "độ", "$": "đô la", "€": "ơ rô", "£": "bảng", "₫": "đồng",
    "#": "số", "²": "bình phương", "³": "lập phương", "½": "một phần hai", "¼": "một phần tư",
    "¾": "ba phần tư", "©": "bản quyền", "~": "khoảng",
}  # fmt: skip

_BEFORE_ROMAN: Final = re.compile(
    r"(?<!\w)(?:khóa|khoá|chương|phần|mục|thứ|kỳ|thế kỷ|quý|hạng|loại|cấp|quân khu|vùng|đợt|tập|đại hội|phụ lục"
    r"|[ivx]+)"
    r"(?:\s*[,–-]|\s+và|\s+đến)?\s*$"
)
_AFTER_A_NUMBER: Final = re.compile(r"(?:[0-9%]|[0-9]h|(?<![^\W_])[IVX]+)$")
_BEFORE_DAY: Final = re.compile(r"(?<!\w)(?:ngày|mùng|mồng|hôm)\s*$")
_BEFORE_SHORT_DATE: Final = re.compile(
    r"(?:(?<!\w)(?:ngày|mùng|mồng|hôm|sáng|trưa|chiều|tối|đêm|nhật,?|thứ (?:hai|ba|tư|năm|sáu|bảy),?)"
    r"|[0-9]:[0-9]{2},?|giờ(?: [0-9]{2})?(?: phút)?,?)\s*$"
)
_BEFORE_A_HOUSE: Final = re.compile(r"(?<!\w)(?:số|nhà|ngõ|ngách|hẻm|kiệt|lô)\s*$")
_FEWEST_OF_A_WORD: Final = 6
"""Capitals that many are a word that shouts (SAMPLE), fewer an abbreviation."""
_HIGHLAND: Final = re.compile(r"(?:k|m|r|h)[bcdhklmnprst]", re.IGNORECASE)
"""How names of the Central Highlands begin and English words do not: Ksor, Mlô, Rcom."""


def letters(text: str) -> str:
    """Letters and figures of ``text`` by their names, one after another."""
    return " ".join(
        _LETTERS[one] if one in _LETTERS else DIGITS_VI[int(one)] for one in text.lower() if one in _NAMED
    )


_NAMED: Final = frozenset(_LETTERS) | frozenset("0123456789")
_SAYING: Final = Saying(
    at=0,
    number=vietnamese_number,
    year=lambda year: f", năm {vietnamese_number(year)}",
    term=lambda term: f"khóa {vietnamese_number(term)}",
    letters=letters,
)


def _time(match: re.Match[str]) -> Said:
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59:
        return None
    said = f"{vietnamese_number(hour)} giờ"
    return f"{said} {vietnamese_number(minute)} phút" if minute else said


def _day(day: int, earlier: str) -> str:
    said = vietnamese_number(day)
    return said if day > 10 or earlier.endswith(("mùng ", "mồng ")) else f"mùng {said}"


def _month(month: int) -> str:
    return "tư" if month == 4 else vietnamese_number(month)


def _date(match: re.Match[str]) -> Said:
    parts = match.groupdict()
    day, month, year = int(parts["day"]), int(parts["month"]), int(parts["year"])
    if day > 31 or month > 12 or (day and not month):
        return None
    earlier = before(match)
    said = [f"năm {vietnamese_number(year)}"]
    if month:
        said.insert(0, f"tháng {_month(month)}")
    if day:
        said.insert(0, _day(day, earlier) if _BEFORE_DAY.search(earlier) else f"ngày {_day(day, earlier)}")
    return " ".join(said)


def _month_and_year(match: re.Match[str]) -> Said:
    first, year = int(match[1]), f"năm {vietnamese_number(int(match[2]))}"
    earlier = before(match).rstrip()
    if earlier.endswith("số"):
        return f"{vietnamese_number(first)}, {year}"
    if not 1 <= first <= 12:
        return None
    return f"{_month(first)} {year}" if earlier.endswith("tháng") else f"tháng {_month(first)} {year}"


def _day_and_month(match: re.Match[str]) -> Said:
    day, month, earlier = int(match[1]), int(match[3]), before(match)
    named = _BEFORE_DAY.search(earlier)
    if not (1 <= day <= 31 and 1 <= month <= 12) or match[0] == "24/7" or _BEFORE_A_HOUSE.search(earlier):
        return None
    if not named and not _BEFORE_SHORT_DATE.search(earlier) and (match[2] == "-" or day <= month):
        return None
    return f"{'' if named else 'ngày '}{_day(day, earlier)} tháng {_month(month)}"


def _fraction(match: re.Match[str]) -> Said:
    above, below = (int(part.replace(".", "")) for part in match.groups())
    if 0 < above < below < 7:
        return f"{vietnamese_number(above)} phần {'tư' if below == 4 else vietnamese_number(below)}"
    return f"{vietnamese_number(above)} trên {vietnamese_number(below)}"


def _counted(match: re.Match[str]) -> Said:
    """A day, a month, an ordinal: numbers that are said otherwise for what stands before or after them."""
    number, earlier = int(match[1]), before(match).rstrip()
    if earlier.endswith("tháng") and number == 4:
        return "tư"
    if earlier.endswith("thứ") and number in {1, 4}:
        return "nhất" if number == 1 else "tư"
    if _BEFORE_DAY.search(earlier) and 1 <= number <= 10 and _BEFORE_A_MONTH.match(match.string, match.end()):
        return _day(number, f"{earlier} ")
    return None


_BEFORE_A_MONTH: Final = re.compile(r"\s+(?:(?:đến|và|–)\s+(?:hết\s+)?(?:ngày\s+)?[0-9]{1,2}\s+)?tháng")


def _number(match: re.Match[str]) -> Said:
    whole, part, unit = match["whole"], match["part"], match["unit"]
    plain = whole.replace(".", "")
    if part is None and "." not in whole and (len(whole) > 6 or (len(whole) > 2 and whole[0] == "0")):
        said = figures(whole, letters)
    elif len(plain) > 15:
        said = figures(plain, letters)
    else:
        said = vietnamese_number(int(plain))
    if part:
        said += f" phẩy {vietnamese_number(int(part)) if len(part) < 3 and part[0] != '0' else letters(part)}"
    return f"{said} {_UNITS[unit]}" if unit else said


def _pointed(match: re.Match[str]) -> str:
    return " chấm ".join(vietnamese_number(int(part)) for part in match[0].split("."))


def _range(match: re.Match[str]) -> Said:
    return "đến" if _AFTER_A_NUMBER.search(match.string[: match.start()]) else None


def _roman(match: re.Match[str]) -> Said:
    """A term, a chapter: two or more of I, V, X always; one alone where its place says that it is a number."""
    value = roman(match[0])
    if value is None:
        return None
    plain, many = set(match[0]) <= set("IVX"), len(match[0]) > 1
    alone = match[0] == match.string.strip()
    named = (many or plain) and bool(_BEFORE_ROMAN.search(before(match)))
    sure = alone or (many and not is_syllable(match[0]))  # VI PHẠM is no term
    if (plain and sure) or named or _ROMAN_FOLLOWS.match(match.string, match.end()):
        return vietnamese_number(value)
    return None


_ROMAN_FOLLOWS: Final = re.compile(r"\s*[–-]\s*[IVX]+(?![\w'])")


def _title(match: re.Match[str]) -> Said:
    return _TITLES[match[1]] if _capital_follows(match) else None


def _place(match: re.Match[str]) -> Said:
    return _PLACES[match[1]] if _capital_follows(match) else None


def _capital_follows(match: re.Match[str]) -> bool:
    following = match.string[match.end() : match.end() + 2].lstrip()
    return following[:1].isupper() or following[:1].isdigit()


def _address(match: re.Match[str]) -> Said:
    return " ".join(_in_address(part) for part in parts_of(match))


_ADDRESS_SIGNS: Final = {"@": "a còng", ".": "chấm", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới"}


def _in_address(part: str) -> str:
    return _ADDRESS_SIGNS.get(part) or (letters(part) if len(part) == 1 else part)


def _lettered_number(match: re.Match[str]) -> str:
    name = match[1]
    said = ABBREVIATIONS[name][0] if name in ABBREVIATIONS else _LETTERED.get(name) or letters(name)
    number = match[2]
    return f"{said} {figures(number, letters) if len(number) > 6 else vietnamese_number(int(number))}"


def highland(match: re.Match[str]) -> str | None:
    """A name of the Central Highlands that begins with a consonant and an apostrophe, as it is said."""
    sound = _SOUNDS.get(match[1].lower())
    return f"{sound} {match[2].lower() if match[2].isupper() else match[2]}" if sound else None


def _word(match: re.Match[str]) -> Said:
    parts = [match] if _one_word(match[0]) else list(_CAMEL.finditer(match[0]))
    if len(parts) == 1:
        said, language = _said(match[0], name_follows=_name_follows(match))
        return (Piece(match.start(), match.end(), said, language),)
    return tuple(
        Piece(
            match.start() + part.start(), match.start() + part.end(), *_said(part[0], name_follows=True, part=True)
        )
        for part in parts
    )


_CAMEL: Final = re.compile(r"[^\W\d_a-z](?:(?![A-ZĐ])[^\W\d_])+|[A-ZĐ]+(?![^\W\d_A-ZĐ])|[^\W\d_]")


def _one_word(word: str) -> bool:
    return word in _KNOWN or word.lower() in _WORDS or word.isupper() or word[1:].islower() or len(word) == 1


def _name_follows(match: re.Match[str]) -> bool:
    return (
        match.string[match.end() : match.end() + 1].isspace()
        and match.string[match.end() + 1 : match.end() + 2].isupper()
    )


def _said(word: str, *, name_follows: bool, part: bool = False) -> tuple[str, str]:
    """A word, or ``part`` of one, and the language of the voice that says it, empty for the text's own."""
    known = _KNOWN.get(word) or _WORDS.get(word.lower())
    if known:
        return known, ""
    if len(word) == 1:
        if name_follows and word.lower() in _SOUNDS:
            return _SOUNDS[word.lower()], ""
        return _LETTERS.get(word.lower(), word), ""
    if is_syllable(word):
        return word.lower() if word.isupper() else word, ""
    spelled = word.isupper() and not part and (len(word) < _FEWEST_OF_A_WORD or is_marked(word))
    if spelled or not _VOWEL.search(word):
        return letters(word), ""
    if is_marked(word) or _HIGHLAND.match(word):
        return word, ""
    return word.lower() if word.isupper() else word, ENGLISH


_KNOWN: Final = {code: said for code, (said, _) in ABBREVIATIONS.items()} | _LETTERED
_VOWEL: Final = re.compile("[aeiouyăâêôơư]|[^\x00-\x7fđĐ]", re.IGNORECASE)

_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[0-9]+"
_NO_LETTER: Final = r"(?![^\W_])"
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_YEAR: Final = r"(?:18|19|20)[0-9]{2}"

_ADDRESS: Final = rule(rf"(?<!\w){ADDRESS}", _address)
_FINGERPRINT: Final = rule(FINGERPRINT, lambda match: fingerprint(match, letters))
_TELEPHONE: Final = rule(TELEPHONE, lambda match: telephone(match, letters, "cộng"))
_TO: Final = rule(rf"\s*[–-]\s*(?=[0-9]|nay\b|[IVX]+{_NO_LETTER})", _range)

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
        rule(rf"([0-9]{{1,2}})\s?h([0-9]{{2}})?{_NO_LETTER}", _time),
        rule(rf"([0-9]{{1,2}})g([0-9]{{2}}){_NO_LETTER}", _time),
        rule(rf"([0-9]{{1,2}}) giờ ([0-9]{{2}})(?: phút)?{_NO_LETTER}", _time),
        rule(r"([0-9]{1,2})([/-])([0-9]{1,2})(?![\w/])", _day_and_month),
        rule(rf"({_NUMBER})/({_NUMBER}){_NO_LETTER}", _fraction),
        rule(r"([0-9]+)(?![\w.,][0-9]|[\w%])", _counted),
        rule(rf"(?P<whole>{_NUMBER})(?:,(?P<part>[0-9]+))?(?:\s?(?P<unit>{_UNIT}){_NO_LETTER})", _number),
        rule(r"[0-9]+(?:\.[0-9]+)+", lambda match: None if re.fullmatch(_NUMBER, match[0]) else _pointed(match)),
        rule(rf"(?P<whole>{_NUMBER})(?:,(?P<part>[0-9]+))?(?P<unit>)", _number),
    ),
    words=(
        rule(r"(?<!\w)[^\W\d_A-Z]{2,}(?![\w.'@/-])", lambda match: match[0] if is_syllable(match[0]) else None),
        _ADDRESS,
        _FINGERPRINT,
        rule(r"(?<!\w)[IVXLC]+(?![\w'])", _roman),
        rule(rf"(?<!\w)({'|'.join(_TITLES)})(?:\.\s?|(?=\s))", _title),
        rule(r"(?<!\w)(TP|Tp|TX|Tx)\.?\s?", _place),
        rule(r"(?<!\w)(TT|P|Q)\.\s?", _place),
        rule(r"(?<=, )(H|X)\.\s?", _place),
        rule(r"(?<!\w)T\.[ƯW](?!\w)", lambda _: "trung ương"),
        rule(r"(?<!\w)v\.v(?:\.|…)?", lambda _: "vân vân"),
        rule(r"(?<!\w)đ/c(?!\w)", lambda _: "đồng chí", re.IGNORECASE),
        rule(r"(?<!\w)(?:ông/bà|và/hoặc)(?!\w)", lambda match: match[0].replace("/", " "), re.IGNORECASE),
        rule(rf"(?<!\w)([A-ZĐ][A-Za-zĐ]{{0,7}})-?([0-9]+){_NO_LETTER}", _lettered_number),
        rule(r"(?<!\w)([^\W\d_])'([^\W\d_]+)", highland),
        rule(r"(?<!\w)(?:e-mail|wi-fi)(?!\w)", lambda match: _WORDS[match[0].lower()], re.IGNORECASE),
        rule(r"[^\W\d_]+", _word),
    ),
    signs=(
        _TO,
        rule(r"\s+", lambda match: "." if "\n" in match[0] else " "),
        _TELEPHONE,
        rule(r"(?<![\w)])-(?=[0-9])", lambda _: "âm"),
        rule(r"[^\w\s]|_", lambda match: _SIGNS.get(match[0], "")),
    ),
)
