"""What was elected, as the published decision says it (Law 85/2015/QH13 art. 78, 86; facts B.12, D.1).

Nothing here is computed for the screen: votes, shares and totals are what the decision prints, and stay so where
they do not add up. The rules below only say where somebody should look again before a bundle is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from voter_kiosk.domain.election import Constituency
from voter_kiosk.domain.text import Text

HALF: Final = Decimal(50)
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Elected:
    """One person who was elected.

    ``candidate`` is the id on the posted list: a name may differ between list and decision, and ``name`` is the
    decision's (empty where it is the posted one). ``votes`` is ``None`` and ``percent`` empty where not given;
    ``percent`` is of the valid ballots, with a decimal point and two decimals.
    """

    candidate: str
    name: str = ""
    votes: int | None = None
    percent: str = ""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """The result of one constituency, with ``elected`` in the order of the decision.

    ``registered`` are the voters on the list, ``voted`` those who took part, ``turnout`` their share with two
    decimals; each ``None`` or empty where not given. ``decision`` is the constituency's own paper where it is not
    the body's.
    """

    constituency: str
    elected: tuple[Elected, ...] = ()
    registered: int | None = None
    voted: int | None = None
    turnout: str = ""
    valid: int | None = None
    invalid: int | None = None
    decision: str = ""
    note: Text = field(default_factory=dict)


class Doubt(StrEnum):
    """What does not fit in a result. The first three are against the law; the others are reported as they are."""

    MORE_THAN_SEATS = "more-elected-than-seats"
    NOT_MORE_THAN_HALF = "elected-without-half"  # of the valid ballots (art. 78)
    TURNOUT_NOT_HALF = "turnout-without-half"  # of the voters on the list (art. 78)
    FEWER_THAN_SEATS = "fewer-elected-than-seats"
    TURNOUT_DIFFERS = "turnout-differs"
    BALLOTS_DIFFER = "ballots-differ"  # valid and invalid ballots are not as many as voters who took part
    SHARE_DIFFERS = "share-differs"
    NOT_BY_VOTES = "not-by-votes"


def share(part: int, whole: int) -> str:
    """``part`` of ``whole`` as a percentage with two decimals, half rounded up (facts B.12, Q177)."""
    return str((Decimal(100) * part / whole).quantize(_HUNDREDTH, ROUND_HALF_UP))


def doubts(result: UnitResult, unit: Constituency) -> Iterator[tuple[Doubt, Elected | None]]:
    """What somebody should look at again, with the person it is about where it is about one."""
    elected = result.elected
    if len(elected) != unit.seats:
        yield (Doubt.MORE_THAN_SEATS if len(elected) > unit.seats else Doubt.FEWER_THAN_SEATS), None
    if elected and result.turnout and Decimal(result.turnout) <= HALF:
        yield Doubt.TURNOUT_NOT_HALF, None
    if _differs(result.turnout, result.voted, result.registered):
        yield Doubt.TURNOUT_DIFFERS, None
    given = (result.valid, result.invalid, result.voted)
    if None not in given and (result.valid or 0) + (result.invalid or 0) != result.voted:
        yield Doubt.BALLOTS_DIFFER, None
    for person in elected:
        if person.percent and Decimal(person.percent) <= HALF:
            yield Doubt.NOT_MORE_THAN_HALF, person
        if _differs(person.percent, person.votes, result.valid):
            yield Doubt.SHARE_DIFFERS, person
    votes = [person.votes for person in elected if person.votes is not None]
    if votes != sorted(votes, reverse=True):
        yield Doubt.NOT_BY_VOTES, None


def _differs(printed: str, part: int | None, whole: int | None) -> bool:
    """Whether a printed share is not that of the printed numbers; false where one of them is not given."""
    return bool(printed and part is not None and whole and share(part, whole) != printed)
