"""Whose a file is: by the candidate's id, by name, by the number on the list; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold, nfc, parse_posted_date

_ID: Final = re.compile(r"(?<![a-z0-9])([pc]\d+\.[a-z]+\.\d+\.\d+)(?!\d)", re.IGNORECASE)
_UNIT_ID: Final = re.compile(r"(?<![a-z0-9])([pc]\d+\.[a-z]+\.\d+)(?![\d])", re.IGNORECASE)
_UNIT: Final = re.compile(r"\b(?:don vi(?: bau cu)?|dvbc|dv|dvb)(?: so)? ?(\d{1,3})\b")
_BODIES: Final = (
    ("na", r"\b(?:quoc hoi|dbqh|qh)\b"),
    ("province", r"\b(?:hdnd|hoi dong nhan dan) (?:cap )?(?:tinh|thanh pho|tp)\b"),
    ("district", r"\b(?:hdnd|hoi dong nhan dan) (?:cap )?(?:huyen|quan|thi xa)\b"),
    ("commune", r"\b(?:hdnd|hoi dong nhan dan) (?:cap )?(?:xa|phuong|thi tran|dac khu)\b"),
)
_SIZES: Final = re.compile(r"\b\d ?x ?\d(?: cm)?\b")
_FILLERS: Final = frozenset(
    "anh hinh chan dung the photo portrait so stt nguoi ung cu vien ucv dai bieu quoc hoi hoi dong nhan dan "
    "hdnd dbqh tieu su tom tat tstt ts chuong trinh hanh dong cthd ct cua ong ba don vi bau dvbc jpg scan copy "
    "final moi mau en".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate of the source; ``birth`` is ISO or the part that is known."""

    id: str
    constituency: str
    number: int
    name: str
    birth: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The name folded to its words."""
        return words_of(self.name)


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a file belongs to: several only where one person stands in several lists. ``doubt`` says why nobody."""

    people: tuple[Person, ...] = ()
    doubt: tuple[Sentence, Sentence] | None = field(default=None)


def words_of(text: str) -> tuple[str, ...]:
    """A text folded to words of letters and digits."""
    return tuple(re.findall(r"[a-z]+|\d+", fold(text)))


def whose(path: PurePath, people: Sequence[Person], *, name: str = "", birth: str = "", text: str = "") -> Match:
    """Match a file to candidates; ``path`` is its path within the folder.

    ``name`` and ``birth`` are what the document itself says, ``text`` its first lines. What the file's name, the
    document and the number say must agree; a number alone counts only within one constituency, which a folder's
    name gives (``p31.na.1``, ``Đơn vị 1 - Quốc hội``).
    """
    whole = " ".join(path.with_suffix("").parts)
    by_id = {person.id: person for person in people}
    said_id = _ID.search(path.stem)
    if said_id:
        person = by_id.get(said_id[1].lower())
        if person is None:
            return _nobody(
                f"Không có người ứng cử mang mã “{said_id[1]}”.",
                f"There is no candidate with the id “{said_id[1]}”.",
            )
        sets = [{person.id}]
    else:
        pool = _in_unit(whole, people)
        stem = _SIZES.sub(" ", " ".join(words_of(_UNIT_ID.sub(" ", path.stem))))
        sets = [found for found in (_named(stem, people), _numbered(stem, pool, people)) if found]
    inside = {person.id for person in people if name and person.words == words_of(name)}
    if name and not inside:
        return _nobody(
            f"Trong danh sách không có ai tên “{nfc(name)}”.", f"Nobody on the lists is called “{nfc(name)}”."
        )
    if not name and not sets:
        inside = _named(" ".join(words_of(text)), people)
    sets += [inside] if inside else []
    if not sets:
        return _nobody(
            "Không thấy tên hay mã của người ứng cử nào trong tên tệp.",
            "The file's name holds no candidate's name or id.",
        )
    agreed = set.intersection(*sets)
    if not agreed:
        return _nobody(
            "Tên, số hoặc nội dung của tệp chỉ tới những người khác nhau.",
            "The file's name, number and content point to different people.",
        )
    if not said_id and len(agreed) > 1:
        agreed = _narrowed(agreed, by_id, whole, nfc(f"{name} {path.stem} {text}").casefold(), birth)
    found = [by_id[one] for one in sorted(agreed, key=list(by_id).index)]
    if len({(person.words, person.birth) for person in found}) > 1:
        names = ", ".join(f"{person.name} ({person.id})" for person in found[:4])
        return _nobody(f"Có thể là của nhiều người: {names}.", f"It may be of several people: {names}.")
    if birth and any(not _same_birth(birth, person.birth) for person in found):
        return _nobody(
            f"{found[0].name} trong danh sách có ngày sinh khác, nên có thể là người khác cùng tên.",
            f"{found[0].name} on the list has another birth date: perhaps another person of that name.",
        )
    return Match(tuple(found))


def _nobody(vi: str, en: str) -> Match:
    return Match(
        doubt=(
            Sentence(vi, en),
            Sentence(
                "Đặt tên tệp theo mã người ứng cử, như p31.na.1.3, rồi nhập lại.",
                "Name the file by the candidate's id, such as p31.na.1.3, and import again.",
            ),
        )
    )


def _in_unit(whole: str, people: Sequence[Person]) -> list[Person]:
    """The candidates of the one constituency that a path names; nobody where it names none or is not clear."""
    said = _UNIT_ID.search(whole)
    if said:
        return [person for person in people if person.constituency == said[1].lower()]
    folded = " ".join(words_of(whole))
    units = {person.constituency for person in people}
    number = _UNIT.search(folded)
    if number:
        units = {unit for unit in units if unit.rsplit(".", 1)[1] == str(int(number[1]))}
    body = next((body for body, pattern in _BODIES if re.search(pattern, folded)), "")
    if body:
        units = {unit for unit in units if unit.split(".")[1] == body}
    return [person for person in people if person.constituency in units] if len(units) == 1 else []


def _named(folded: str, people: Iterable[Person]) -> set[str]:
    """Whose whole name stands in a folded text, word by word or written together; the longest name wins."""
    text = f" {folded} "
    together = folded.replace(" ", "")
    found = {person.id: len(person.words) for person in people if f" {' '.join(person.words)} " in text}
    if not found and " " not in re.sub(r"[\d ]+", " ", folded).strip():
        letters = re.sub(r"\d", "", together)
        found = {person.id: len(person.words) for person in people if "".join(person.words) == letters}
    most = max(found.values(), default=0)
    return {name for name, length in found.items() if length == most}


def _numbered(stem: str, pool: Sequence[Person], people: Sequence[Person]) -> set[str]:
    """Whose STT a file's name gives, where it gives nothing else but perhaps a name."""
    stem = _UNIT.sub(" ", stem)
    names = {word for person in people if person.id in _named(stem, people) for word in person.words}
    words = [word for word in stem.split() if word not in _FILLERS and word not in names]
    if len(words) != 1 or not words[0].isdecimal():
        return set()
    return {person.id for person in pool if person.number == int(words[0])}


def _narrowed(agreed: set[str], by_id: dict[str, Person], whole: str, said: str, birth: str) -> set[str]:
    """Of several people of one folded name those whose marks, constituency and birth date agree as well."""
    for kept in (
        {one for one in agreed if nfc(by_id[one].name).casefold() in said},
        agreed & {person.id for person in _in_unit(whole, list(by_id.values()))},
        {one for one in agreed if birth and by_id[one].birth and _same_birth(birth, by_id[one].birth)},
    ):
        agreed = (agreed & kept) or agreed
    return agreed


def _same_birth(posted: str, known: str) -> bool:
    """Whether a date as a document writes it does not contradict the known one."""
    date = parse_posted_date(posted)
    if date is None or not known:
        return True
    iso = date.iso()
    return iso.startswith(known) or known.startswith(iso)
