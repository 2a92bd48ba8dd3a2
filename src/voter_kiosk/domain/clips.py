"""Clips: texts spoken ahead, by a person or a voice at the desk, and when they are heard instead of the engine.

A clip speaks one line: a heading, a paragraph, an item of a list, a cell of a table, a field of a record. It is
found by that line's text, so a changed text has no clip until it is spoken anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from voter_kiosk.domain.content import Block, Line
from voter_kiosk.domain.election import POSTED_TEXTS, Candidate
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.domain.vietnamese import nfc

TOLERANCE: Final = 1.25
"""How many times the seconds a syllable of the quickest candidate's clips the slowest one's may take."""

_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_WORD: Final = re.compile(r"\S+")
_FIELDS: Final = (*(name for name in POSTED_TEXTS if name != "birth_date"), "note")


@dataclass(frozen=True, slots=True)
class Clip:
    """One line spoken ahead: ``media`` is the SHA-256 of the sound, ``kind`` is ``opus`` or ``vorbis``.

    ``text_sha256`` is :func:`text_key` of the line, ``language`` its tag, ``voice`` who or what speaks (a person's
    name and office, or a voice with its version), ``recorded`` whether a person does. ``words`` are the seconds
    after which each word of the line begins, word by word as spaces part them, or empty where that is not known.
    ``ballot`` is the constituency whose candidates the line is about, empty for any other; ``campaign`` marks what
    ends with campaigning: with a ballot a programme, without one a meeting (Law 85/2015/QH13 art. 64).
    """

    language: str
    text_sha256: str
    voice: str
    media: str
    kind: str
    seconds: float
    recorded: bool = False
    ballot: str = ""
    campaign: bool = False
    words: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word or a name, as it is written, and how it is to be spoken: spelled as ``language`` reads it."""

    word: str
    spoken: str
    language: str = VIETNAMESE


def said(text: str) -> str:
    """The one form in which texts are compared when they are to be heard: NFC, single spaces, nothing unseen."""
    return " ".join(nfc(text).translate(_UNSEEN).split())


def text_key(text: str) -> str:
    """SHA-256 (hex) of what :func:`said` makes of ``text``, in UTF-8: the name under which its clip is found."""
    return hashlib.sha256(said(text).encode()).hexdigest()


def audible(text: str) -> bool:
    """Whether there is anything to be heard in ``text``: a letter or a digit."""
    return any(sign.isalnum() for sign in text)


def words_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word of ``text`` begins and ends, as spaces part them; as many as :func:`said` leaves."""
    found = (match.span() for match in _WORD.finditer(text))
    return tuple((start, end) for start, end in found if text[start:end].translate(_UNSEEN))


def lines_said(block: Block) -> Iterator[str]:
    """The lines of a block as they are spoken, in reading order, each by itself; a figure's description first."""
    lines: tuple[Line, ...] = (block.line, *block.items, *(cell for row in block.rows for cell in row))
    for text in (block.alt, *("".join(span.text for span in line) for line in lines)):
        if audible(text):
            yield text


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text of a candidate: ``part`` names it within the record (``occupation``, ``career-2``)."""

    part: str
    text: str
    campaign: bool = False


def texts_of(candidate: Candidate, language: str) -> Iterator[SpokenText]:
    """What is spoken of a candidate in ``language``: the record as posted (Vietnamese), and the programme."""
    if language == VIETNAMESE:
        yield SpokenText("name", candidate.name)
        for name in _FIELDS:
            if audible(value := getattr(candidate, name)):
                yield SpokenText(name, value)
        for number, step in enumerate(candidate.career, 1):
            for part, value in ((f"period-{number}", step.period), (f"career-{number}", step.work)):
                if audible(value):
                    yield SpokenText(part, value)
    for block in candidate.programme.get(language, ()):
        for number, line in enumerate(lines_said(block), 1):
            yield SpokenText(f"programme/{block.id}/{number}", line, campaign=True)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a candidate would be heard: texts given, those that have a clip, their syllables, their seconds."""

    candidate: str
    texts: int
    clips: int
    syllables: int
    seconds: float

    @property
    def complete(self) -> bool:
        """Whether every text has its clip."""
        return self.clips == self.texts

    @property
    def pace(self) -> float:
        """Seconds a syllable, of what is spoken; 0 where nothing is."""
        return self.seconds / self.syllables if self.syllables else 0.0


def heard(
    candidate: Candidate, language: str, seconds: Mapping[str, float], syllables: Callable[[str], int]
) -> Heard:
    """Measure a candidate; ``seconds`` holds the lengths of the clips there are, by :func:`text_key`.

    ``syllables`` counts those that are spoken in a text: a date is one word to the eye, and a dozen to the ear.
    """
    texts = [said(text.text) for text in texts_of(candidate, language)]
    spoken = [(text, seconds[text_key(text)]) for text in texts if text_key(text) in seconds]
    return Heard(
        candidate.id,
        len(texts),
        len(spoken),
        sum(syllables(text) for text, _ in spoken),
        sum(length for _, length in spoken),
    )


def evenly_heard(ballot: Iterable[Heard]) -> bool:
    """Whether the clips of a ballot may be heard: everybody's are complete, and spoken about as fast.

    Those whose name was struck off are left out by the caller. As fast means within :data:`TOLERANCE`; who has no
    text in the language (no programme) is neither fast nor slow.
    """
    people = tuple(ballot)
    paces = [one.pace for one in people if one.syllables]
    return bool(paces) and all(one.complete for one in people) and max(paces) <= TOLERANCE * min(paces)
