"""A page that is one of a row: which stands before it and which after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Property, QObject

T = TypeVar("T")


class Neighbours(QObject):
    """What such a page shows of its neighbours: the subject of each and what it is called."""

    _previous = _next = ("", "")

    def _stands(self, place: int, row: Sequence[T], told: Callable[[T], tuple[str, str]]) -> None:
        """At ``place`` (from 0) in ``row``; ``told`` gives the subject and the title of another one."""
        if place:
            self._previous = told(row[place - 1])
        if place + 1 < len(row):
            self._next = told(row[place + 1])

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the one before, or nothing."""
        return self._previous[0]

    @Property(str, constant=True)
    def previousTitle(self) -> str:  # noqa: N802
        """What the one before is called."""
        return self._previous[1]

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the one after, or nothing."""
        return self._next[0]

    @Property(str, constant=True)
    def nextTitle(self) -> str:  # noqa: N802
        """What the one after is called."""
        return self._next[1]
