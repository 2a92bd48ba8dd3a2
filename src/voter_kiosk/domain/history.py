"""Past elections: which figures may be shown, which of them make one series, and the scale they are drawn on.

Different measures are never joined by one line, and a percentage is never without its base (facts A.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.election import Election

FROM_MEMORY: Final = "M"
"""The confidence of a figure that no source was found for: it is never printed (facts, confidence marks)."""


def terms_shown(
    terms: Iterable[TermFigures], election: Election, *, results: bool = False
) -> tuple[TermFigures, ...]:
    """The terms of past elections, with the figures that may be shown beside ``election``.

    A term needs final figures and an election before this one's polling day; the term that this very election
    elects is shown once ``results`` may be. No figure is preliminary or from memory; where sources disagree, the
    preferred one stands alone unless the bundle asks for the others (``Election.disagreements``).
    """
    return tuple(
        replace(term, figures=tuple(figure for figure in term.figures if _shown(figure, election.disagreements)))
        for term in terms
        if term.final and (term.election_day < election.polling_day or (results and _same(term, election)))
    )


def _same(term: TermFigures, election: Election) -> bool:
    return term.election_day == election.polling_day


def _shown(figure: Figure, disagreements: bool) -> bool:
    return not figure.preliminary and figure.confidence != FROM_MEMORY and (figure.preferred or disagreements)


def chosen(term: TermFigures) -> dict[str, Figure]:
    """The figures of a term by field, one each: those not kept only because sources disagree."""
    return {figure.field: figure for figure in term.figures if figure.preferred}


class Measure(StrEnum):
    """What a chart shows over the terms."""

    TURNOUT = "turnout"
    CANDIDATES = "candidates"
    WOMEN = "women"
    ETHNIC = "ethnic"
    NON_PARTY = "nonparty"
    AGE = "age"
    EDUCATION = "education"


PER_SEAT: Final = "per_seat"
PER_ELECTED: Final = "per_elected"
"""Candidates to a seat that was to be filled; and, where the seats are not known, to a deputy elected."""

STEMS: Final[Mapping[Measure, tuple[str, ...]]] = MappingProxyType(
    {
        Measure.TURNOUT: ("turnout", "turnout_over"),
        Measure.CANDIDATES: (PER_SEAT, PER_ELECTED),
        Measure.WOMEN: ("women",),
        Measure.ETHNIC: ("ethnic",),
        Measure.NON_PARTY: ("nonparty", "no_party_any"),
        Measure.AGE: ("under40", "youth_18_40", "youth_23_35", "youth"),
        Measure.EDUCATION: ("university_and_above", "first_degree", "postgraduate"),
    }
)
"""What is drawn in one chart: fields without ``_n`` and ``_pct``. Each is a measure of its own (facts A.1)."""

UNLIKE: Final = frozenset({"youth", "turnout_over"})
"""Never joined, not even with itself: the source says neither which ages are young, nor more than "over"."""

_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one term. ``figures`` are what it rests on; ``computed`` says that it was worked out of them,
    else it is the first of them as printed."""

    number: int
    value: Decimal
    figures: tuple[Figure, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one measure, by term. ``stem`` is one of :data:`STEMS`.

    ``whole_house`` marks shares of a house with members whom this election did not elect (seated by agreement, or
    kept on): another base, hence a series of its own (facts A.1).
    """

    stem: str
    whole_house: bool
    points: tuple[Point, ...]

    @property
    def joined(self) -> tuple[tuple[Point, Point], ...]:
        """The pairs of points that a line may join: of one term and the very next."""
        if self.stem in UNLIKE:
            return ()
        return tuple(pair for pair in pairwise(self.points) if pair[1].number == pair[0].number + 1)


def series_of(terms: Iterable[TermFigures], measure: Measure) -> tuple[Series, ...]:
    """What a chart of ``measure`` over ``terms`` (in order) draws. A term without a figure has no point."""
    ordered = tuple(terms)
    found = []
    for stem in STEMS[measure]:
        points = [(term, point) for term in ordered if (point := point_of(term, stem))]
        for whole in (False, True):
            own = tuple(point for term, point in points if _of_whole_house(term, point) is whole)
            if own:
                found.append(Series(stem, whole, own))
    return tuple(found)


def point_of(term: TermFigures, stem: str) -> Point | None:
    """The value of ``stem`` in ``term``, or ``None`` where it has no figure for it."""
    figures = chosen(term)
    if stem in {PER_SEAT, PER_ELECTED}:
        return _to_a_seat(term, figures, stem)
    share = figures.get(f"{stem}_pct")
    if share is not None:
        return Point(term.number, Decimal(share.value), (share,))
    count = figures.get(f"{stem}_n")
    if count is None or not _counts(count.base):
        return None
    return Point(term.number, _hundredths(100 * Decimal(count.value) / Decimal(count.base)), (count,), True)


def _to_a_seat(term: TermFigures, figures: Mapping[str, Figure], stem: str) -> Point | None:
    candidates = figures.get("candidates")
    seats = figures.get("seats_planned")
    if (seats is None) is (stem == PER_SEAT):
        return None
    among = figures.get("elected") if seats is None else seats
    if candidates is None or among is None or not _counts(among.value):
        return None
    value = _hundredths(Decimal(candidates.value) / Decimal(among.value))
    return Point(term.number, value, (candidates, among), True)


def _counts(text: str) -> bool:
    """Whether a number can be divided by."""
    return text.isdecimal() and int(text) > 0


def _hundredths(value: Decimal) -> Decimal:
    """Two decimals, a third digit of 5 or more rounded up (as results are, facts B.12)."""
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _of_whole_house(term: TermFigures, point: Point) -> bool:
    elected = chosen(term).get("elected")
    base = point.figures[0].base
    return elected is not None and _counts(base) and int(base) > Decimal(elected.value)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a chart's axis begins, its step, and how many steps it has."""

    low: Decimal
    step: Decimal
    steps: int

    @property
    def high(self) -> Decimal:
        """Where the axis ends."""
        return self.low + self.step * self.steps

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The values that have a line, the first and the last included."""
        return tuple(self.low + self.step * place for place in range(self.steps + 1))

    def place(self, value: Decimal) -> float:
        """Where a value stands on the axis: 0 at its beginning, 1 at its end."""
        return float((value - self.low) / (self.high - self.low))


MOST_STEPS: Final = 4
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_NEARLY_ALL: Final = Decimal("0.8")


def scale_of(values: Iterable[Decimal]) -> Scale:
    """The axis for ``values`` (none negative): :data:`MOST_STEPS` round steps at most, one more above 0.

    It begins at 0, so that no difference looks larger than it is. Only where every value lies in the highest
    fifth, so that nothing could be told apart, does it begin higher, and then so low that the lowest value stands
    at least as far from the beginning as from the highest value, and at least a tenth of the highest.
    """
    found = sorted(values)
    lowest, highest = found[0], found[-1]
    start = Decimal(0)
    if _NEARLY_ALL * highest < lowest < highest:
        start = lowest - max(highest - lowest, highest / 10)
    step = _step((highest - start) / MOST_STEPS)
    low = (start / step).to_integral_value(ROUND_FLOOR) * step
    steps = 1
    while low + step * steps < highest:
        steps += 1
    return Scale(low, step, steps)


def _step(least: Decimal) -> Decimal:
    """The smallest round number that is not below ``least``."""
    power = Decimal(10) ** least.adjusted() if least else Decimal(1)
    return next(power * step for step in (*_STEPS, Decimal(10)) if power * step >= least)
