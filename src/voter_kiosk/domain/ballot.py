"""When a ballot is valid, and for whom it counts (Law 85/2015/QH13 art. 69, 74; facts B.11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a voter did to one candidate's line, as the guidance tells the cases apart (facts B.11, Q167)."""

    NONE = "none"
    STROKE = "stroke"  # horizontal, diagonal, cross or vertical, covering the whole name
    PART_STROKE = "part-stroke"  # only the surname, the middle or the given name
    ONE_OF_TWO_LINES = "one-of-two-lines"  # one line of a candidate printed with two names
    CIRCLE = "circle"
    UNDERLINE = "underline"
    OVERLINE = "overline"
    FAINT = "faint"  # a stroke too faint to read
    UNCLEAR = "unclear"  # any other mark: the table does not say what it counts as


class Fault(StrEnum):
    """Why a ballot is not valid (Law art. 74; Q175)."""

    NOT_ISSUED = "not-issued"  # not the form the election team issued
    NO_SEAL = "no-seal"
    TOO_MANY = "too-many"  # more names left than seats
    ALL_STRUCK = "all-struck"
    ADDED = "added"  # a name or other content added


class Verdict(StrEnum):
    """What becomes of a ballot."""

    VALID = "valid"
    INVALID = "invalid"
    TEAM_DECIDES = "team-decides"  # marked, faint or torn: the election team decides


_NOT_ELECTED = frozenset({Mark.STROKE, Mark.ONE_OF_TWO_LINES})
_ADVISED_AGAINST = frozenset({Mark.CIRCLE, Mark.UNDERLINE, Mark.OVERLINE})
_DOUBTFUL = frozenset({Mark.FAINT, Mark.UNCLEAR})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a ballot comes to.

    ``elected`` holds the positions (from 0) of the names it counts for; ``advised_against`` those of lines
    with a mark that voters are told not to make (it still counts for the name, but the ballot may be put to the
    team). ``doubtful`` are lines with a stroke too faint to read, or with a mark that no rule settles.
    """

    verdict: Verdict
    faults: tuple[Fault, ...]
    elected: tuple[int, ...]
    advised_against: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def counts_for(mark: Mark) -> bool:
    """Whether a line with ``mark`` is a vote for its candidate (facts B.11, effect table).

    Of a mark that is in doubt this says nothing: :func:`judge` leaves its line to the team.
    """
    return mark not in _NOT_ELECTED


def judge(
    marks: Sequence[Mark],
    seats: int,
    *,
    issued: bool = True,
    sealed: bool = True,
    added: bool = False,
    torn: bool = False,
) -> Judgement:
    """Judge one ballot: ``marks`` line by line, ``seats`` deputies to elect at the most.

    Valid is a ballot that was issued and sealed, elects at most ``seats``, and has nothing added; electing
    fewer is valid (Law art. 74; Q174). Where a faint or unclear stroke or a tear leaves it open, the team decides.
    """
    doubtful = tuple(index for index, mark in enumerate(marks) if mark in _DOUBTFUL)
    elected = tuple(index for index, mark in enumerate(marks) if counts_for(mark) and mark not in _DOUBTFUL)
    advised = tuple(index for index, mark in enumerate(marks) if mark in _ADVISED_AGAINST)
    faults = tuple(
        fault
        for fault, holds in (
            (Fault.NOT_ISSUED, not issued),
            (Fault.NO_SEAL, not sealed),
            (Fault.TOO_MANY, len(elected) > seats),
            (Fault.ALL_STRUCK, not elected and not doubtful),
            (Fault.ADDED, added),
        )
        if holds
    )
    if faults:
        verdict = Verdict.INVALID
    elif doubtful or torn or advised:
        verdict = Verdict.TEAM_DECIDES
    else:
        verdict = Verdict.VALID
    return Judgement(verdict, faults, elected, advised, doubtful)
