"""How a text is read: rules, tried in order at the place where the reading has got to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from voter_kiosk.speech.written import Piece

Said = str | tuple[Piece, ...] | None
"""What a rule makes of its match: how it is spoken as one piece, or its pieces, or ``None``: not for me."""

_STRONGEST_FIRST: Final = "?!.:;,"

SIGNS: Final = {
    **dict.fromkeys("([{}])–·•|→/,", ","),
    **{sign: sign for sign in ".;:!?"},
    **dict.fromkeys("-'\"“”„«»*_^\\✓®™", ""),
    "…": ".",
}
"""The signs that are a pause in any language, or nothing, where they show the eye what the words say."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what its match is spoken as."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], Said]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a language, by what a text has got to: a figure, a letter, or anything else."""

    figures: tuple[Rule, ...]
    words: tuple[Rule, ...]
    signs: tuple[Rule, ...]

    def at(self, character: str) -> tuple[Rule, ...]:
        """The rules that may match where ``character`` stands."""
        if character.isalpha():
            return self.words
        return self.figures if character.isdigit() else self.signs


def rule(pattern: str, say: Callable[[re.Match[str]], Said], flags: int = 0) -> Rule:
    """A rule of a pattern given as text."""
    return Rule(re.compile(pattern, flags), say)


def before(match: re.Match[str]) -> str:
    """The last of what stands before a match, in lower case: as much as tells what a number counts."""
    return match.string[max(0, match.start() - 40) : match.start()].lower()


def read(text: str, rules: Rules, first: Rule | None = None) -> list[Piece]:
    """``text`` by the first rule that knows what to say at each place, ``first`` before all others.

    What none knows is not heard.
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        here = rules.at(text[at])
        pieces += _reading(text, at, (first, *here) if first else here)
        at = pieces[-1].end
    return _tidy(pieces)


def _reading(text: str, at: int, rules: Sequence[Rule]) -> tuple[Piece, ...]:
    for one in rules:
        if (match := one.pattern.match(text, at)) is None:
            continue
        said = one.say(match)
        if isinstance(said, str):
            return (Piece(at, match.end(), said),)
        if said is not None:
            return said
    return (Piece(at, at + 1, ""),)


def _tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """Between words one space, or the strongest of the pauses that stand there.

    No pause before the first word, and no comma after the last.
    """
    tidied: list[Piece] = []
    between: list[Piece] = []
    heard = False
    for piece in pieces:
        if not piece.heard:
            between.append(piece)
        elif between:
            tidied += [*_gap(between, f"{_pause(between)} " if heard else ""), piece]
            between, heard = [], True
        else:
            tidied.append(replace(piece, spoken=f" {piece.spoken}") if heard else piece)
            heard = True
    return tidied + (_gap(between, _pause(between).rstrip(",") if heard else "") if between else [])


def _pause(between: Sequence[Piece]) -> str:
    marks = "".join(piece.spoken for piece in between)
    return next((mark for mark in _STRONGEST_FIRST if mark in marks), "")


def _gap(between: Sequence[Piece], spoken: str) -> list[Piece]:
    first, *rest = between
    return [replace(first, spoken=spoken), *(replace(piece, spoken="") for piece in rest)]
