"""The two rule sets (chế độ bầu cử): which bodies are elected, and what falls due how long before polling day.

``2021`` is Law 85/2015/QH13 as first passed; ``2026`` the same law amended by Law 83/2025/QH15. A text of one
never shows in the other. Offsets are days from polling day E (negative is before), facts B.13.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class RuleSetId(StrEnum):
    """Which law an election is held under."""

    R2021 = "2021"
    R2026 = "2026"


class StepId(StrEnum):
    """A step of the election's timetable, by what falls due."""

    DAY_ANNOUNCED = "day-announced"
    COMMITTEES = "committees"
    FIRST_CONSULTATION = "first-consultation"
    UNITS_PUBLISHED = "units-published"
    BOARDS = "boards"
    DOSSIERS_CLOSE = "dossiers-close"
    TEAMS = "teams"
    SECOND_CONSULTATION = "second-consultation"
    VOTER_LISTS_POSTED = "voter-lists-posted"
    NUMBERS_ADJUSTED = "numbers-adjusted"
    VOTERS_ANSWERED = "voters-answered"
    THIRD_CONSULTATION = "third-consultation"
    FRONT_SENDS_LISTS = "front-sends-lists"
    LISTS_PUBLISHED = "lists-published"
    LISTS_POSTED = "lists-posted"
    BALLOTS_DELIVERED = "ballots-delivered"
    COMPLAINTS_STOP = "complaints-stop"
    POLLING = "polling"
    REVOTE = "revote"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the timetable: ``offset`` in days from polling day, and the article it comes from.

    ``certain`` is false where the facts have it from memory only ([M]): such a step is never printed.
    """

    id: StepId
    offset: int
    article: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What one law says. ``bodies`` are ids in the order their ballots are handed and shown.

    ``complaint_days`` is how long a result may be complained of after publication (art. 87).
    """

    id: RuleSetId
    bodies: tuple[str, ...]
    steps: tuple[Step, ...]
    complaint_days: int

    def step(self, step: StepId) -> Step:
        """The step of that id. Every rule set has every step."""
        return next(candidate for candidate in self.steps if candidate.id is step)


def _steps(*offsets: tuple[StepId, int, str] | tuple[StepId, int, str, bool]) -> tuple[Step, ...]:
    return tuple(Step(*offset) for offset in offsets)


_S = StepId

RULE_SETS: Final = MappingProxyType(
    {
        RuleSetId.R2021: RuleSet(
            RuleSetId.R2021,
            ("na", "province", "district", "commune"),
            _steps(
                (_S.DAY_ANNOUNCED, -115, "5"),
                (_S.COMMITTEES, -105, "22"),
                (_S.FIRST_CONSULTATION, -95, "38–39, 50"),
                (_S.UNITS_PUBLISHED, -80, "10"),
                (_S.BOARDS, -70, "24"),
                (_S.DOSSIERS_CLOSE, -70, "35"),
                (_S.SECOND_CONSULTATION, -65, "43–44, 53"),
                (_S.NUMBERS_ADJUSTED, -55, "47"),
                (_S.TEAMS, -50, "25", False),
                (_S.VOTER_LISTS_POSTED, -40, "32"),
                (_S.VOTERS_ANSWERED, -40, "46(4), 55(4)"),
                (_S.THIRD_CONSULTATION, -35, "48–49, 56"),
                (_S.FRONT_SENDS_LISTS, -30, "57–58"),
                (_S.LISTS_PUBLISHED, -25, "57–58"),
                (_S.LISTS_POSTED, -20, "57(7), 59"),
                (_S.BALLOTS_DELIVERED, -15, "24(3)d", False),
                (_S.COMPLAINTS_STOP, -10, "61"),
                (_S.POLLING, 0, "71"),
                (_S.REVOTE, 15, "79–81"),
                (_S.RESULTS, 20, "86"),
            ),
            complaint_days=5,
        ),
        RuleSetId.R2026: RuleSet(
            RuleSetId.R2026,
            ("na", "province", "commune"),
            _steps(
                (_S.DAY_ANNOUNCED, -115, "5"),
                (_S.COMMITTEES, -105, "22"),
                (_S.FIRST_CONSULTATION, -95, "38–39, 50"),
                (_S.UNITS_PUBLISHED, -80, "10"),
                (_S.BOARDS, -70, "24"),
                (_S.TEAMS, -43, "25"),
                (_S.DOSSIERS_CLOSE, -42, "35"),
                (_S.SECOND_CONSULTATION, -40, "43–44, 53"),
                (_S.VOTER_LISTS_POSTED, -40, "32"),
                (_S.NUMBERS_ADJUSTED, -38, "47"),
                (_S.VOTERS_ANSWERED, -35, "46(4), 55(4)"),
                (_S.THIRD_CONSULTATION, -23, "48–49, 56"),
                (_S.FRONT_SENDS_LISTS, -21, "57–58"),
                (_S.LISTS_PUBLISHED, -17, "57–58"),
                (_S.LISTS_POSTED, -16, "57(7), 59"),
                (_S.BALLOTS_DELIVERED, -13, "24(3)d"),
                (_S.COMPLAINTS_STOP, -10, "61"),
                (_S.POLLING, 0, "71"),
                (_S.REVOTE, 7, "79–81"),
                (_S.RESULTS, 10, "86"),
            ),
            complaint_days=3,
        ),
    }
)
"""Every rule set by its id."""
