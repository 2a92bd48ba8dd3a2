"""How the kiosk's search cuts text into words, asks the index, and marks what matched. No database here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voter_kiosk.domain.text import Text
from voter_kiosk.domain.vietnamese import fold, plain

MOST_WORDS = 8
MOST_LETTERS = 32
"""More words than this, or letters of one word, are not looked at: nobody types them, and work stays bounded."""

_WORD = re.compile(r"[^\W_]+")
_WRITTEN_WORD = re.compile(r"[\w\u0300-\u036f'`´ʼʹ‘’′]+")


class HitKind(StrEnum):
    """What a hit is, in the order in which kinds are shown."""

    CANDIDATE = "candidate"
    QUESTION = "question"  # a topic of the section of questions
    TOPIC = "topic"
    AREA = "area"
    NOTICE = "notice"
    TERM = "term"
    WORD = "word"  # a difficult word, explained


INDEXED = (HitKind.QUESTION, HitKind.TOPIC, HitKind.AREA, HitKind.WORD)
"""What the letter index has besides people: terms and notices begin with the same word each, and are few."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``id`` is a candidate's id, a slug, an area's code, or a term's number.

    ``matched`` gives, for each language of ``title``, the ``(start, end)`` of each run of characters that the
    searched words cover; none where the words were found in the text and not in the title.
    """

    kind: HitKind
    id: str
    title: Text
    detail: Text
    matched: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: the first hits in shown order, and how many there are besides.

    ``counted`` is false where counting stopped before the end: then there are more than ``more`` besides.
    """

    kind: HitKind
    hits: tuple[Hit, ...]
    more: int = 0
    counted: bool = True


class Folder:
    """Cuts text into searchable words, unfolded and folded, remembering each word it has met.

    Vietnamese is written in some seven thousand syllables, so a memory of words makes folding a whole
    country's lists a matter of dictionary look-ups. The memory is bounded.
    """

    def __init__(self, most: int = 100_000) -> None:
        self._most = most
        self._known: dict[str, tuple[str, str]] = {}

    def words(self, texts: Iterable[str]) -> tuple[str, str]:
        """The unfolded and the folded words of ``texts``, each a string of words with spaces between."""
        unfolded: list[str] = []
        folded: list[str] = []
        known = self._known
        for text in texts:
            for word in text.split():
                pair = known.get(word)
                if pair is None:
                    pair = (" ".join(_WORD.findall(plain(word))), " ".join(_WORD.findall(fold(word))))
                    if len(known) < self._most:
                        known[word] = pair
                unfolded.append(pair[0])
                folded.append(pair[1])
        return " ".join(unfolded), " ".join(folded)


@dataclass(frozen=True, slots=True)
class Query:
    """What someone typed, as the index is asked: every word is the beginning of a word that must occur."""

    plain: str
    folded: str
    words: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.folded


def parse_query(text: str) -> Query:
    """The query for ``text``: any characters may be in it; only letters and digits are looked for."""
    words = tuple(word[:MOST_LETTERS] for word in _WORD.findall(fold(text)))[:MOST_WORDS]
    unfolded = [word[:MOST_LETTERS] for word in _WORD.findall(plain(text))][:MOST_WORDS]
    return Query(_every(unfolded), _every(words), words)


def _every(words: Iterable[str]) -> str:
    return " AND ".join(f'"{word}"*' for word in words)


def mark(title: Mapping[str, str], query: Query) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where the words of ``query`` stand in ``title``, by language: ``(start, end)`` in characters, in order."""
    return {language: _spans(text, query.words) for language, text in title.items()}


def _spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for written in _WRITTEN_WORD.finditer(text):
        folded = fold(written.group())
        longest = max((len(word) for word in words if folded.startswith(word)), default=0)
        if longest:
            found.append((written.start(), written.start() + _reach(written.group(), longest)))
    return tuple(found)


def _reach(written: str, letters: int) -> int:
    """How many characters of ``written`` make at least ``letters`` folded ones, with the marks that follow."""
    end = next(end for end in range(1, len(written) + 1) if len(fold(written[:end])) >= letters)
    while end < len(written) and not fold(written[end]):
        end += 1
    return end
