"""Difficult words and what they mean, and where they stand in a text. No screen, no store.

A word is looked for exactly as an official text writes it, diacritics and all: ``cử tri`` is not ``cu tri``. The
longest form wins, so that ``danh sách cử tri`` is one thing to explain and not two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from voter_kiosk.domain.content import Approval, Body
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import Text, pick
from voter_kiosk.domain.vietnamese import nfc, word_key

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN: Final = re.compile(r"\s+|-")
_APOSTROPHE: Final = str.maketrans({"’": "'"})

Forms = dict[str, tuple[str, ...]]
"""How a word is written in each language."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A difficult word or phrase, and what it means in plain words.

    ``slug`` names it for ever; a source replaces a built-in one by giving one of the same slug. ``forms`` are the
    ways in which it is written in each language, the title where none is given. With empty ``rule_sets`` it holds
    under every law. ``topic`` is the slug of the topic that says more, or empty.
    """

    slug: str
    title: Text
    body: Body
    forms: Forms = field(default_factory=dict)
    rule_sets: tuple[RuleSetId, ...] = ()
    topic: str = ""
    approval: Approval | None = None

    def written(self, language: str) -> tuple[str, ...]:
        """The forms to look for in a text of ``language``: those given, else the title."""
        title = self.title.get(language, "")
        return self.forms.get(language) or ((title,) if title else ())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a word stands in a text: from ``start`` to before ``end``, in characters."""

    start: int
    end: int
    slug: str


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the words of a glossary in texts of one language. Make it with :func:`finder`.

    ``known`` has for the first word of a form what follows it, longest first, and whose form it is.
    """

    known: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    def occurrences(self, text: str) -> tuple[Occurrence, ...]:
        """Every occurrence in ``text`` (NFC), in order, none within or over another.

        From the left, the longest form that begins at a word and ends with one; capitals do not count, diacritics
        do. Between its words may stand white space, no-break or not, or one hyphen.
        """
        words = [(match.start(), match.end(), form_word(match.group())) for match in _WORD.finditer(text)]
        found: list[Occurrence] = []
        at = 0
        while at < len(words):
            length, slug = self._at(text, words, at)
            if length:
                found.append(Occurrence(words[at][0], words[at + length - 1][1], slug))
            at += length or 1
        return tuple(found)

    def firsts(self, texts: Iterable[str], without: AbstractSet[str] = frozenset()) -> Firsts:
        """Of ``texts`` as one page in reading order: where each word stands first, but those of ``without``."""
        seen: dict[str, None] = {}
        marked = []
        for text in texts:
            marks = []
            for one in self.occurrences(text):
                if one.slug not in seen and one.slug not in without:
                    seen[one.slug] = None
                    marks.append(one)
            marked.append(tuple(marks))
        return Firsts(tuple(seen), tuple(marked))

    def _at(self, text: str, words: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
        """How many words the longest form has that begins with word ``at``, and whose it is; 0 where none does."""
        for rest, slug in self.known.get(words[at][2], ()):
            last = at + len(rest)
            if last < len(words) and all(
                words[at + step][2] == word
                and _BETWEEN.fullmatch(text, words[at + step - 1][1], words[at + step][0])
                for step, word in enumerate(rest, start=1)
            ):
                return len(rest) + 1, slug
        return 0, ""


@dataclass(frozen=True, slots=True)
class Firsts:
    """The difficult words of a page in the order in which they are met, and for each text what is to be marked."""

    slugs: tuple[str, ...]
    marks: tuple[tuple[Occurrence, ...], ...]


def form_word(word: str) -> str:
    """A word of a form or a text as the two are compared: without capitals, one kind of apostrophe."""
    return nfc(word).casefold().translate(_APOSTROPHE)


def form_key(form: str) -> tuple[str, ...]:
    """The words of a form as they are compared: two forms of one key are the same form."""
    return tuple(form_word(match.group()) for match in _WORD.finditer(nfc(form)))


def finder(glosses: Iterable[Gloss], language: str) -> Finder:
    """What finds the words of ``glosses`` in texts of ``language``. Of two with one form, the first has it."""
    owners: dict[tuple[str, ...], str] = {}
    for gloss in glosses:
        for form in gloss.written(language):
            key = form_key(form)
            if key:
                owners.setdefault(key, gloss.slug)
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, slug in sorted(owners.items(), key=lambda owned: -len(owned[0])):
        known.setdefault(key[0], []).append((key[1:], slug))
    return Finder({first: tuple(rest) for first, rest in known.items()})


def in_order(glosses: Iterable[Gloss], language: str) -> tuple[Gloss, ...]:
    """``glosses`` by their titles in ``language``, in the order of the Vietnamese alphabet."""
    return tuple(sorted(glosses, key=lambda gloss: (word_key(pick(gloss.title, language)), gloss.slug)))
