"""Communes, wards and special zones, today's and those before 1 July 2025, and how they are found by name.

Identifiers are made of their scope, like those of :mod:`voter_kiosk.domain.election`: today's unit is a scope
itself (``c11302``); one that no longer exists is ``<scope of today's province>.<its old code>`` (``p31.11290``).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from voter_kiosk.domain.text import Text, pick
from voter_kiosk.domain.vietnamese import plain, word_key

UNITS_CHANGED = dt.date(2025, 7, 1)
"""From this day on 63 provinces are 34, there are no districts, and communes are about 3,321 (facts E)."""

MOST_WORDS = 8
MOST_LETTERS = 32
"""More words than this, or letters of one word, are not looked at: nobody types them, and work stays bounded."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city in which a bundle has polling areas. ``code`` has two digits."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Ward:
    """A commune, ward or special zone of today, as far as a kiosk knows it.

    ``id`` is its scope (``c11302``), ``province`` a two-digit code, ``areas`` how many polling areas of it are
    known (none where only a former unit leads to it); ``only`` is the code of its polling area where it has one.
    """

    id: str
    name: Text
    province: str
    areas: int = 0
    only: str = ""


@dataclass(frozen=True, slots=True)
class TodaysUnit:
    """What a former unit, or a part of it, is today.

    ``id`` is the scope of the commune, ward or special zone. ``part`` says which part of the former unit lies
    there (its residents' groups), where the source tells it and the unit was split.
    """

    id: str
    name: Text
    part: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A commune, ward or township (xã, phường, thị trấn) that ended on 1 July 2025, and what it became (facts E).

    Names are as they were then, with their kind. A district that had no communes (an island) stands here itself,
    with ``district`` empty. ``became`` is never empty.
    """

    id: str
    name: Text
    district: Text
    province: Text
    became: tuple[TodaysUnit, ...]

    @property
    def split(self) -> bool:
        """Whether it lies in several units today, so that one must ask which."""
        return len(self.became) > 1


@dataclass(frozen=True, slots=True)
class UnitsFound:
    """What a name finds: today's units, former ones, and how many more there are than are given."""

    wards: tuple[Ward, ...] = ()
    former: tuple[FormerUnit, ...] = ()
    more: int = 0

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.wards) + len(self.former) + self.more


# names

_COMMUNE_KINDS = ("phuong", "xa", "thi tran", "dac khu")
_DISTRICT_KINDS = ("quan", "huyen", "thi xa", "thanh pho")
_SHORT_KINDS = {"p": False, "ph": False, "x": False, "tt": False, "dk": False, "q": True, "h": True, "tx": True}
"""How the kinds are shortened in writing ("P.", "Q."; facts G.4), and whether a district is meant."""

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(?P<stem>.*\D) ?(?P<number>\d+)")


def bare(text: str) -> str:
    """``text`` in lower case without marks; unlike :func:`vietnamese.fold` it keeps đ apart from d.

    In a list by letters, Đ is a letter of its own.
    """
    return "".join(mark for mark in unicodedata.normalize("NFD", plain(text)) if not unicodedata.combining(mark))


def short_name(name: str) -> str:
    """``name`` without the kind of unit before it: "Bến Lứa" of "Phường Bến Lứa", "1" of "Phường 1"."""
    words = name.split()
    for kind in (*_COMMUNE_KINDS, *_DISTRICT_KINDS):
        length = kind.count(" ") + 1
        if len(words) > length and bare(" ".join(words[:length])).replace("đ", "d") == kind:
            return " ".join(words[length:])
    return " ".join(words)


def unit_key(name: str) -> tuple[tuple[int, object], ...]:
    """A key that sorts units by name without its kind: by the Vietnamese alphabet, by number (2 before 10)."""
    parts = re.split(r"(\d+)", short_name(name))
    keys = ((0, int(part)) if part.isdecimal() else (1, word_key(part)) for part in parts if part.strip())
    return (*keys, (2, name))


# finding by name

BEGINS = "^"
"""Before the first word of a name in the index, so that names that begin as typed can stand first."""
DISTRICT = "@"
"""Before the words of a former unit's district in the index."""


def unit_words(name: str, district: str = "") -> frozenset[str]:
    """Every word under which a unit is to be found.

    Those of its name without its kind, without diacritics; ``đ`` both as itself and as ``d``; the name as one word
    and as people abbreviate it ("hbang" for Hồng Bàng, facts G.4); its first word marked by ``BEGINS``; and the
    words of its district marked by ``DISTRICT``.
    """
    words = _words(short_name(name))
    found = set(words)
    if words:
        joined = ("".join(words), "".join(word[0] for word in words[:-1]) + words[-1])
        found |= {*joined, BEGINS + words[0], *(BEGINS + word for word in joined)}
    found |= {DISTRICT + word for word in _words(short_name(district))}
    return frozenset(found | {word.replace("đ", "d") for word in found})


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """What was typed, as words that must all be beginnings of a unit's words.

    ``words`` is all of it; ``unkinded`` what follows a word that may be the unit's kind ("p ben", "xa dong"), and
    ``district`` whether that kind is a district's ("q le chan").
    """

    words: tuple[str, ...]
    unkinded: tuple[str, ...] = ()
    district: bool = False

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The lists of beginnings to look for, one after the other; none where nothing was typed."""
        if not self.words:
            return ()
        found = [_from_the_first(self.words)]
        if self.unkinded:
            found.append(_from_the_first(self.unkinded))
        found.append(self.words)
        if self.unkinded:
            found.append(self.unkinded)
        if self.district:
            found.append(tuple(DISTRICT + word for word in self.unkinded))
        return tuple(dict.fromkeys(found))


def unit_query(text: str) -> UnitQuery:
    """The query for ``text``, typed with or without diacritics, with or without the kind of unit before it."""
    words = _words(text)
    for kind in (*_COMMUNE_KINDS, *_DISTRICT_KINDS, *_SHORT_KINDS):
        length = kind.count(" ") + 1
        begins = " ".join(words[:length]).replace("đ", "d")
        if len(words) > length and begins == kind:
            return UnitQuery(words, words[length:], _SHORT_KINDS.get(kind, kind in _DISTRICT_KINDS))
    return UnitQuery(words)


def unit_beginnings(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways of :func:`unit_query` for ``typed`` and one more letter, that letter left out of the last word.

    Without the ways that only put some names first; empty where no letter can be added any more.
    """
    ways = unit_query(typed + _ANY).ways
    whole = (way for way in ways if not way[0].startswith(BEGINS))
    return tuple((*way[:-1], way[-1][:-1]) for way in whole if way[-1].endswith(_ANY))


_ANY = "q"


def _from_the_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return (BEGINS + words[0], *words[1:])


def _words(text: str) -> tuple[str, ...]:
    """The words of ``text``; a number loses its leading zeros ("Phường 01" is Phường 1)."""
    found = _WORD.findall(bare(text).replace("'", ""))
    return tuple((word.lstrip("0") or "0")[:MOST_LETTERS] for word in found[:MOST_WORDS])


# residents' groups


def groups_in_line(groups: Iterable[Text], language: str = "vi") -> str:
    """The residents' groups of a polling area in one line: "Tổ dân phố 1, 2, 3; Thôn Chợ".

    Groups that differ in their number alone are told once; Vietnamese stands in where a language is missing.
    """
    pairs = []
    for group in groups:
        name = pick(group, language)
        numbered = _NUMBERED.fullmatch(name)
        pairs.append((numbered["stem"].strip(), numbered["number"]) if numbered else (name, ""))
    parts = []
    for stem, of_one in groupby(pairs, key=lambda pair: pair[0]):
        numbers = [number for _, number in of_one if number]
        parts.append(f"{stem} {', '.join(numbers)}" if numbers else stem)
    return "; ".join(part for part in parts if part)
