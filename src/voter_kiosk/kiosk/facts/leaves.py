"""A long choice leaf by leaf: no page holds more cards than can be made at a touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")

A_LEAF: Final = 30
"""So many cards at most are on one leaf."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One leaf of a choice: what stands on it, its number from 1, and of how many."""

    rows: tuple[T, ...]
    number: int
    count: int
    base: str

    @property
    def previous(self) -> str:
        """The subject of the leaf before, or nothing."""
        return f"{self.base}/{self.number - 1}" if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The subject of the leaf after, or nothing."""
        return f"{self.base}/{self.number + 1}" if self.number < self.count else ""


def split(subject: str) -> tuple[str, str]:
    """A subject as what is chosen from and the number of the leaf: ``commune/2``; the first needs no number."""
    base, _, number = subject.partition("/")
    return base, number


def leaf_of(rows: Sequence[T], subject: str) -> Leaf[T]:
    """The leaf of ``rows`` that ``subject`` names. Raises ``LookupError`` for one that there is not."""
    base, written = split(subject)
    number = int(written) if written.isascii() and written.isdecimal() else 1 if not written else 0
    count = max(1, -(-len(rows) // A_LEAF))
    if not 1 <= number <= count:
        raise LookupError(subject)
    return Leaf(tuple(rows[(number - 1) * A_LEAF : number * A_LEAF]), number, count, base)
