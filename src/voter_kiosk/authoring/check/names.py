"""A candidate's name outside his own record: naming one before the others (facts B.8)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.characters import INVISIBLE
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error, warning
from voter_kiosk.authoring.texts import Piece, Room, every_text
from voter_kiosk.domain.election import Candidate, Election
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.vietnamese import fold, nfc, plain

_PLACES: Final = frozenset({Room.CONSTITUENCY, Room.AREA, Room.ADDRESS})
"""Names of places, where a street or a school may bear anybody's name."""

_WORD = re.compile(r"\w+")
_BRACKETED = re.compile(r"\(([^)]*)\)")
_TONES: Final = frozenset("\u0300\u0309\u0303\u0301\u0323")  # huyền, hỏi, ngã, sắc, nặng
_HONORIFICS = frozenset({"ông", "bà", "anh", "chị", "mr", "mrs", "ms"})

Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text as they stand, the same as they sound (``_spoken``), and without any marks."""

    raw: Form
    spoken: Form
    folded: Form

    @classmethod
    def of(cls, text: str) -> _Words:
        raw = tuple(_WORD.findall(nfc(text.translate(INVISIBLE)).replace("\u02bc", "'")))
        return cls(raw, tuple(map(_spoken, raw)), tuple(map(fold, raw)))

    def capitals(self, start: int, length: int) -> bool:
        """Whether each of these words begins with a capital, as a name's do."""
        return all(word[0].isupper() for word in self.raw[start : start + length])


def _spoken(word: str) -> str:
    """A word in small letters, its tone at its end, so that Hòa and Hoà are one name and Thủy and Thúy are two."""
    signs = unicodedata.normalize("NFD", plain(word))
    letters = "".join(sign for sign in signs if sign not in _TONES)
    return nfc(letters) + "".join(sign for sign in signs if sign in _TONES)


class _Register:
    """Every candidate's names: without brackets, and each in brackets; and the last word, the given name."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._exact: dict[Form, str] = {}
        self._folded: dict[Form, str] = {}
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, str] = {}
        for candidate in candidates:
            for position, name in enumerate(_names_of(candidate.name)):
                words = _Words.of(name)
                if position == 0 and words.raw:
                    self._given.setdefault(words.spoken[-1], candidate.name)
                    self._given.setdefault(words.folded[-1], candidate.name)
                    self._owners[candidate.name].add(candidate.id)
                if len(words.raw) > 1:
                    self._exact.setdefault(words.spoken, candidate.name)
                    self._folded.setdefault(words.folded, candidate.name)
        self._lengths = sorted({len(form) for form in self._exact})

    def owned(self, name: str, owner: str) -> bool:
        """Whether the record ``owner`` is of somebody of that name."""
        return owner in self._owners[name]

    def whole(self, words: _Words) -> Iterator[str]:
        """The candidates whose whole name stands in a text.

        Three words or more count however they are written. Two are common words as well, and so are names without
        any marks (as English has them): these count where every word begins with a capital.
        """
        for start in range(len(words.raw)):
            for length in self._lengths:
                part = slice(start, start + length)
                if start + length > len(words.raw):
                    break
                exact = self._exact.get(words.spoken[part])
                bare = words.spoken[part] == words.folded[part]
                found = exact or (self._folded.get(words.folded[part]) if bare else None)
                if found and ((exact and length > 2) or words.capitals(start, length)):
                    yield found

    def addressed(self, words: _Words) -> Iterator[str]:
        """The candidates who may be meant by a form of address and a given name (“ông Cam”, “bà Thị Bưởi”)."""
        for start, word in enumerate(words.raw[:-1]):
            if plain(word) not in _HONORIFICS:
                continue
            end = start + 1
            while end < len(words.raw) and end <= start + 3 and words.raw[end][0].isupper():
                end += 1
            found = self._given.get(words.spoken[end - 1]) if end > start + 1 else None
            if found:
                yield found


def _names_of(name: str) -> Iterator[str]:
    yield _BRACKETED.sub(" ", name)
    yield from _BRACKETED.findall(name)


def names(content: Content, _election: Election) -> Iterator[Finding]:
    """Find candidates named outside their own records.

    An error wherever a text could be written otherwise; a warning in another person's record, which stays as it
    was posted, and where only a given name is said, which may be somebody else's.
    """
    register = _Register(content.own.candidates)
    for piece in every_text(content):
        if piece.room in _PLACES:
            continue
        words = _Words.of(piece.text)
        whole = {name for name in register.whole(words) if not register.owned(name, piece.owner)}
        for name in sorted(whole):
            yield _posted(name, piece) if piece.room is Room.RECORD else _outside(name, piece)
        if piece.room is not Room.RECORD:
            for name in sorted(set(register.addressed(words)) - whole):
                if not register.owned(name, piece.owner):
                    yield _perhaps(name, piece)


def _outside(name: str, piece: Piece) -> Finding:
    return error(
        "name-outside-record",
        (
            f"Tên người ứng cử “{name}” có ở đây, ngoài hồ sơ của chính người đó.",
            f"The name of the candidate “{name}” stands here, outside that person's own record.",
        ),
        (
            "Xóa tên này: mọi người ứng cử được giới thiệu như nhau, chỉ trong hồ sơ của mình.",
            "Delete the name: every candidate is shown alike, in the own record only.",
        ),
        file=piece.where.file,
        place=piece.where.place,
    )


def _posted(name: str, piece: Piece) -> Finding:
    return warning(
        "name-in-other-record",
        (
            f"Hồ sơ của {piece.owner} có tên người ứng cử “{name}”.",
            f"The record of {piece.owner} has the name of the candidate “{name}”.",
        ),
        (
            "So với bản niêm yết; nếu giấy ghi như vậy thì để nguyên.",
            "Compare with the posted list; if the paper says so, leave it.",
        ),
        file=piece.where.file,
        place=piece.where.place,
    )


def _perhaps(name: str, piece: Piece) -> Finding:
    return warning(
        "name-perhaps",
        (
            f"Người được nhắc đến ở đây có phải là người ứng cử “{name}” không?",
            f"Is the person spoken of here the candidate “{name}”?",
        ),
        (
            "Nếu phải thì xóa: mỗi người chỉ được giới thiệu trong hồ sơ của mình.",
            "If so, delete it: every candidate is shown in the own record only.",
        ),
        file=piece.where.file,
        place=piece.where.place,
    )
