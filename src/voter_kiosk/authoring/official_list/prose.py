"""The sentences above a table: which province, body and constituency, what it comprises, how many seats.

Nothing is guessed: what the prose does not say stays unknown, and what it says in two ways is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.characters import INVISIBLE
from voter_kiosk.authoring.never_shown import bare
from voter_kiosk.authoring.provinces import PROVINCES, is_province, province_code, short_name
from voter_kiosk.domain.rules import RuleSetId

_COUNCIL = r"(?:hoi dong nhan dan|hdnd)"
_LEVELS: Final = {
    "tinh": "province",
    "huyen": "district",
    "quan": "district",
    "thi xa": "district",
    "xa": "commune",
    "phuong": "commune",
    "thi tran": "commune",
    "dac khu": "commune",
}
_LEVEL = r"(?:cap )?(tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b"
_BODY = rf"(quoc hoi|{_COUNCIL}(?: {_LEVEL}(?: ([^\n,;:.()]+))?)?)"
_BOTH = re.compile(rf"dai bieu quoc hoi[^.;]{{0,40}}? va (?:bau cu )?dai bieu {_COUNCIL} cac cap")
_SAYS_BODY: Final = (
    re.compile(rf"so (?:luong )?dai bieu {_BODY}\s*(?:duoc|can)?\s*bau"),
    re.compile(rf"ung cu (?:vien )?(?:dai bieu )?{_BODY}"),
    re.compile(rf"dai bieu {_BODY}"),
    re.compile(rf"\b{_BODY}"),
)
_SEATS = re.compile(
    r"so (?:luong )?dai bieu[^\n.;:\d]*?(?:duoc|can) bau[^\n.;:\d]*[:=]?\s*(\d+)"
    r"|(?:duoc|can) bau\s*[:=]?\s*(?:la )?(\d+)\s*(?:dai bieu|nguoi)|\bbau (\d+) dai bieu"
)
_CANDIDATES = re.compile(
    r"so (?:luong )?(?:nguoi )?ung cu(?: vien)?[^\n.;:\d]*[:=]?\s*(\d+)|(\d+)\s*(?:nguoi ung cu|ung cu vien)"
)
_UNIT = re.compile(
    rf"(?<!so )\bdon vi(?: bau cu)?(?: dai bieu)?(?: (?:quoc hoi|{_COUNCIL})[^\n:.;\d]*?)?"
    r"\s*[:,]?\s*(?:so\s*)?[:.]?\s*(\d{1,3})\b(?!/)"
)
_TOTALS = re.compile(r"so don vi bau cu[^\n.;:\d]*[:=]?\s*(\d+)")
_AREA = re.compile(r"\bgom(?: co)?\b[: ]*(?:cac\b)?")
# A line that ends in a comma, a colon or "và" goes on; so does one that is followed by a dash.
_AREA_END = re.compile(
    r"\s*(?:[.;,]?\s*\bso (?:luong )?(?:dai bieu|nguoi ung cu|ung cu)|[.;,]?\s*(?:duoc|can) bau\b"
    r"|(?<![,:])(?<! va)\n(?![-–+•*])|$)"
)
_IN_BRACKETS = re.compile(r"\s*\(([^()\n]*[^()\n\d][^()\n]*)\)")
_NOT_AREA = re.compile(r"gom (?:co )?\d+")
_DECISION = re.compile(
    r"(?:nghi quyet|quyet dinh|thong bao)\s+so[: ]*(\d+[\w/.-]*(?:\s*-\s*[\w/.-]+)?"
    r"(?:\s+ngay\s+[^\n;,()]*?\d{4})?)"
)
_OFFICE = r"(?:ubbc|uy ban bau cu)"
_NAMED_PROVINCE = re.compile(
    rf"{_OFFICE}\s+tinh\s*[/,]\s*(?:thanh pho|tp\.?)\s*:\s*([^\n]+?)\s*(?=\n|\bdon vi bau cu\b|$)"
)
_PLACE = re.compile(
    rf"(?:{_COUNCIL}|{_OFFICE}|dai bieu)\s+"
    r"((?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho)\s+[^\n,;:.()]+?)"
    r"\s*(?=[\n,;:.()]|\bkhoa\b|\bnhiem ky\b|\bdon vi\b|\btinh\b|\bthanh pho\b|\btp\b|\bhuyen\b|\bquan\b|$)"
)
_ERAS: Final = (
    (RuleSetId.R2021, re.compile(r"\bkhoa xv\b|\b2021 ?[-–] ?2026\b|23/0?5/2021|23 thang 0?5 nam 2021")),
    (RuleSetId.R2026, re.compile(r"\bkhoa xvi\b|\b2026 ?[-–] ?2031\b|15/0?3/2026|15 thang 0?3 nam 2026")),
)
# Districts, towns and district-level cities were dissolved on 1 July 2025; special zones exist only since then.
_AREA_ERAS: Final = (
    (RuleSetId.R2021, re.compile(r"\b(?:huyen|quan|thi xa|thi tran)\b")),
    (RuleSetId.R2026, re.compile(r"\bdac khu\b")),
)
_PROVINCE_NAMES: Final = "|".join(
    re.sub(r"[ -]+", r"[ –-]+", name)
    for name in sorted({short_name(name) for table in PROVINCES.values() for name in table.values()}, key=len)[
        ::-1
    ]
)
_ANY_PROVINCE = re.compile(
    rf"\b(?:tinh|thanh pho|tp\.?)\s*({_PROVINCE_NAMES})\b|^\W*\d*[. ]*({_PROVINCE_NAMES})\W*$", re.M
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a province's heading says of the whole province: units, seats, candidates; ``None`` where unsaid."""

    province: str
    units: int
    seats: int | None
    candidates: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the prose above one table says. Empty or ``None`` is "not said".

    ``body`` is a body id or empty; ``bodies`` holds several where the prose names several and none is sure.
    ``eras`` are the rule sets that the
    words name (a term, a polling day); ``area_eras`` those that the kinds of units betray.
    """

    province: str = ""
    place: str = ""
    body: str = ""
    bodies: tuple[str, ...] = ()
    number: int | None = None
    area: str = ""
    seats: int | None = None
    candidates: int | None = None
    decision: str = ""
    totals: tuple[Totals, ...] = ()
    eras: frozenset[RuleSetId] = frozenset()
    area_eras: frozenset[RuleSetId] = frozenset()


def clean(text: str) -> str:
    """NFC, and every run of white space within a line (no-break spaces too) one space; line breaks stay."""
    lines = (
        " ".join(line.split()) for line in unicodedata.normalize("NFC", text.translate(INVISIBLE)).splitlines()
    )
    return "\n".join(line for line in lines if line)


def says_unit(text: str) -> bool:
    """Whether a text names a constituency's number or a province's totals."""
    plain = bare(clean(text))
    return _UNIT.search(plain) is not None or _TOTALS.search(plain) is not None


def read_heading(paragraphs: Iterable[str]) -> Heading:
    """Read the paragraphs above a table, in their order."""
    unit_lines: list[str] = []
    totals: list[Totals] = []
    province = ""
    for paragraph in paragraphs:
        text = clean(paragraph)
        found = _TOTALS.search(bare(text))
        if found:
            named = _province(text)
            province = named or province
            totals.append(
                Totals(named, int(found[1]), _number(_SEATS, bare(text)), _number(_CANDIDATES, bare(text)))
            )
        elif text:
            unit_lines.append(text)
    text = "\n".join(unit_lines)
    plain = bare(text)
    unit = _last(_UNIT, plain)
    area, around = _area(text, plain, unit)
    council_place = _place(text)
    body, bodies = _body(around, council_place)
    return Heading(
        province=_province(text.replace(area, "\n") if area else text) or province,
        place=council_place if body in ("commune", "district") else "",
        body=body,
        bodies=bodies,
        number=int(unit[1]) if unit else None,
        area=area,
        seats=_number(_SEATS, plain),
        candidates=_number(_CANDIDATES, plain),
        decision=_decision(text, plain),
        totals=tuple(totals),
        eras=frozenset(era for era, pattern in _ERAS if pattern.search(plain)),
        area_eras=frozenset(era for era, pattern in _AREA_ERAS if pattern.search(bare(area))),
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007  the last one is wanted
        pass
    return found


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(next(group for group in found.groups() if group)) if found else None


def _area(text: str, plain: str, unit: re.Match[str] | None) -> tuple[str, str]:
    """What the unit comprises, from its "Gồm", and the folded text without it."""
    start = unit.end() if unit else 0
    begins = _AREA.search(plain, start)
    if begins is None or _NOT_AREA.match(plain, begins.start()):
        bracket = _IN_BRACKETS.match(plain, start) if unit else None
        if bracket is None:
            return "", plain
        return text[bracket.start(1) : bracket.end(1)].strip(), plain[:start] + "\n" + plain[bracket.end() :]
    ends = _AREA_END.search(plain, begins.end())
    end = ends.start() if ends else len(plain)
    area = " ".join(text[begins.start() : end].split()).rstrip(" .;,")
    if area.count(")") > area.count("("):
        area = area.rstrip(") .;,")
    return area, plain[: begins.start()] + "\n" + plain[end:]


def _body(plain: str, place: str) -> tuple[str, tuple[str, ...]]:
    """The body, by the surest phrase that names exactly one; or all that the phrases name."""
    text = _BOTH.sub(" ", plain)
    council = False
    for pattern in _SAYS_BODY:
        named: set[str] = set()
        for found in pattern.finditer(text):
            body = _level(found[1], found[2], found[3])
            council = council or body == "council"
            named.add(body)
        named.discard("council")
        if len(named) == 1:
            return named.pop(), ()
        if named:
            return "", tuple(sorted(named))
    if council and place:
        return _LEVELS.get(re.match(r"thi xa|thi tran|dac khu|\w+", bare(place))[0], "district"), ()  # type: ignore[index]
    return "", ()


def _level(phrase: str, level: str | None, name: str | None) -> str:
    if phrase.startswith("quoc hoi"):
        return "na"
    if level is None:
        return "council"
    if level in ("thanh pho", "tp", "tp."):
        # "thành phố Hải Phòng" is a province's council, "thành phố Long Xuyên" was a district's.
        words = (name or "").split()
        return (
            "province" if not words or any(is_province(" ".join(words[:n])) for n in range(1, 5)) else "district"
        )
    return _LEVELS[level]


def _province(text: str) -> str:
    """The province as the text prints it; in capitals, the spelling of the table."""
    plain = bare(text)
    named = _NAMED_PROVINCE.search(plain)
    if named:
        return _spelled(text[named.start(1) : named.end(1)].strip(" .,;"))
    found = _ANY_PROVINCE.search(plain)
    return _spelled(text[found.start() : found.end()].strip(" .,;:\n0123456789")) if found else ""


def _spelled(name: str) -> str:
    if name != name.upper():
        return name
    for rule_set in RuleSetId:
        code = province_code(name, rule_set)
        if code:
            return PROVINCES[rule_set][code]
    return name


def _place(text: str) -> str:
    """The commune or district whose council it is, in its own spelling; capitals are set as a name is written."""
    found = _PLACE.search(bare(text))
    if found is None:
        return ""
    name = text[found.start(1) : found.end(1)].strip()
    if is_province(name):
        return ""
    if name == name.upper():
        words = name.lower().split()
        kind = 2 if " ".join(words[:2]) in ("thị trấn", "thị xã", "đặc khu", "thành phố") else 1
        name = " ".join([*words[:kind], *(word.capitalize() for word in words[kind:])])
    return name[0].upper() + name[1:]


def _decision(text: str, plain: str) -> str:
    found = _DECISION.search(plain)
    return text[found.start() : found.end()].strip(" .,;") if found else ""
