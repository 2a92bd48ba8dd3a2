"""A text as it will be spoken, and from where in the original each spoken word comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PAUSES = (",", ".", ";", ":", "!", "?")
"""The marks at which a voice pauses. Every other mark is turned into one of these, a word, or nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of the original is spoken as ``spoken``.

    One piece is what is highlighted at a time: a word, a date, a number with its unit. ``language`` is empty where
    it is the language of the text. A piece without a letter is a pause or a space.
    """

    start: int
    end: int
    spoken: str
    language: str = ""

    @property
    def heard(self) -> bool:
        """Whether there is something to hear, and so to highlight."""
        return any(character.isalpha() for character in self.spoken)


@dataclass(frozen=True, slots=True)
class Written:
    """A text written out for speech: its pieces in order, each beginning where the one before ends."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it, as it is spoken."""
        return "".join(piece.spoken for piece in self.pieces)

    def clauses(self) -> Iterator[Written]:
        """What is spoken in one breath: up to a comma, a full stop, a colon. Each has something to hear."""
        clause: list[Piece] = []
        for piece in self.pieces:
            clause.append(piece)
            if piece.spoken.rstrip().endswith(PAUSES) and any(part.heard for part in clause):
                yield Written(tuple(clause))
                clause = []
        if any(part.heard for part in clause):
            yield Written(tuple(clause))
