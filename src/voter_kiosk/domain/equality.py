"""The equality gate: what is made of a candidate's own words is shown for a whole ballot, or for nobody on it.

A translation gives whoever has it another reader. So it is a *feature* of a ballot, language by language, and is
shown only if everybody who stands there has it, at about the same length. Until then everybody is shown as handed
in: in Vietnamese, read by the kiosk's own voice (DESIGN section 7; Law 85/2015/QH13 art. 63: equal conditions in
campaigning). What is heard goes through the like gate, by its pace: ``clips.evenly_heard``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.content import Block


class Feature(StrEnum):
    """What may be made of a candidate's own words, in one language."""

    PROGRAMME = "programme"  # the action programme, translated


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a feature may be from the middle of its ballot, as factors of the ballot's median."""

    least: float
    most: float


TOLERANCES: Final[Mapping[Feature, Tolerance]] = MappingProxyType({Feature.PROGRAMME: Tolerance(0.5, 2.0)})
"""Of the rate: letters of a translation for each Vietnamese letter. It has half to twice the median rate, so that
nobody's is a summary or an addition."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What one candidate has of one feature in one language.

    ``amount`` is its length, in letters, 0 where it is missing. ``of`` is the length of what it was made of, in
    Vietnamese letters, 0 where nothing was handed in. ``struck`` is for who no longer stands: the row stays on the
    list, and neither what they have nor what they lack decides for the others.
    """

    candidate: str
    feature: Feature
    language: str
    amount: float
    of: float
    struck: bool = False

    @property
    def rate(self) -> float:
        """Its length for each unit of the original; 0 where there is no original."""
        return self.amount / self.of if self.of else 0.0


class Lack(StrEnum):
    """Why one candidate's feature keeps it from being shown for the ballot."""

    MISSING = "missing"
    SHORT = "short"
    LONG = "long"
    NO_ORIGINAL = "no-original"  # made of something that was never handed in


@dataclass(frozen=True, slots=True)
class Reason:
    """One candidate, what is wrong with the feature, and its rate by the ballot's median (1 is the middle)."""

    candidate: str
    lack: Lack
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a feature is shown for everybody on a ballot; if not, who lacks what, in the order given.

    ``anybody`` says that at least one has it: where nobody does, there is nothing to hold back and no reason.
    """

    feature: Feature
    language: str
    shown: bool
    anybody: bool = True
    reasons: tuple[Reason, ...] = ()


def judge(measures: Sequence[Measure]) -> Verdict:
    """Decide one feature in one language for one ballot; ``measures`` has everybody on it, and at least one."""
    feature, language = measures[0].feature, measures[0].language
    standing = [one for one in measures if not one.struck]
    if not any(one.amount for one in standing):
        return Verdict(feature, language, shown=False, anybody=False)
    rates = [one.rate for one in standing if one.amount and one.of]
    middle = median(rates) if rates else 0.0
    tolerance = TOLERANCES[feature]
    reasons = []
    for one in standing:
        share = one.rate / middle if middle else 0.0
        if one.of and not one.amount:
            reasons.append(Reason(one.candidate, Lack.MISSING))
        elif one.amount and not one.of:
            reasons.append(Reason(one.candidate, Lack.NO_ORIGINAL))
        elif one.amount and share < tolerance.least:
            reasons.append(Reason(one.candidate, Lack.SHORT, share))
        elif one.amount and share > tolerance.most:
            reasons.append(Reason(one.candidate, Lack.LONG, share))
    return Verdict(feature, language, shown=not reasons, reasons=tuple(reasons))


def verdicts(measures: Iterable[Measure]) -> tuple[Verdict, ...]:
    """Decide every feature of one ballot, in the order in which each was met first.

    Who has no measure of a feature at all handed in nothing that it could be made of.
    """
    kinds: dict[tuple[Feature, str], list[Measure]] = {}
    for one in measures:
        kinds.setdefault((one.feature, one.language), []).append(one)
    return tuple(judge(group) for group in kinds.values())


def letters(blocks: Iterable[Block]) -> int:
    """How many signs a text shows, blanks apart: a measure that holds in scripts without spaces too."""
    return sum(
        len("".join(span.text.split()))
        for block in blocks
        for line in (block.line, *block.items, *(cell for row in block.rows for cell in row))
        for span in line
    )


def programme_measures(
    candidate: str, programme: Mapping[str, Sequence[Block]], languages: Iterable[str], *, struck: bool
) -> tuple[Measure, ...]:
    """The measures of one candidate's programme in ``languages`` besides Vietnamese."""
    given = letters(programme.get("vi", ()))
    return tuple(
        Measure(candidate, Feature.PROGRAMME, language, letters(programme.get(language, ())), given, struck)
        for language in languages
        if language != "vi"
    )
