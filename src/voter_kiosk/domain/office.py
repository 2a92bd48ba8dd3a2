"""Officials at the kiosk: who may do what, and how often a PIN may be tried. Pure rules, no Qt, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence


class Role(StrEnum):
    """What an official is at this kiosk."""

    OPERATOR = "operator"
    OFFICER = "officer"


class Task(StrEnum):
    """What can be done behind the PIN; each has a page of its name in ``kiosk/office``."""

    STATUS = "status"
    SOUND = "sound"
    POWER = "power"  # restart the session, shut down safely
    LOAD = "load"
    PREVIOUS = "previous"
    COVER = "cover"
    HOURS = "hours"
    POSTED = "posted"
    CLOCK = "clock"
    PEOPLE = "people"
    SETTINGS = "settings"
    READINESS = "readiness"
    USAGE = "usage"
    AUDIT = "audit"
    COPY = "copy"


OPERATORS: Final = frozenset({Task.STATUS, Task.SOUND, Task.POWER})
MAY: Final = MappingProxyType({Role.OPERATOR: OPERATORS, Role.OFFICER: frozenset(Task)})
"""What each role may do."""

SHORTEST_PIN, LONGEST_PIN = 6, 12
FREE_TRIES: Final = 5
FIRST_WAIT: Final = 15.0
LONGEST_WAIT: Final = 3600.0
"""Seconds: after five wrong PINs one waits 15 s, then twice as long each time, an hour at most."""

OUT_AFTER: Final = 120.0
"""Seconds without a touch after which an official is out again."""


@dataclass(frozen=True, slots=True)
class Person:
    """An official of this kiosk: a number that is never used again, a name, a role. The PIN is nowhere."""

    number: int
    name: str
    role: Role

    @property
    def signature(self) -> str:
        """How she stands in the audit log as who did it."""
        return f"{self.number} {self.name}"


def who(by: Person | None) -> str:
    """Who did something, as the audit log has it; empty for nobody, at set-up or on the command line."""
    return by.signature if by else ""


def may(role: Role, task: Task) -> bool:
    """Whether ``role`` may do ``task``."""
    return task in MAY[role]


def wait_after(wrong: int) -> float:
    """How long to wait after ``wrong`` wrong PINs in a row, in seconds."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (wrong - FREE_TRIES))


def weakness(pin: str) -> Refusal | None:
    """Why nobody should have ``pin``: too short or long, not of digits, one digit only, or a row of them."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return Refusal(
            "pin-form",
            Sentence(
                f"Mã PIN phải gồm từ {SHORTEST_PIN} đến {LONGEST_PIN} chữ số. Hãy chọn lại.",
                f"A PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits. Choose another.",
            ),
        )
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        return Refusal(
            "pin-weak",
            Sentence(
                "Mã PIN này dễ đoán. Đừng dùng một chữ số lặp lại hoặc các chữ số liền nhau.",
                "This PIN is easy to guess. Do not repeat one digit or count up or down.",
            ),
        )
    return None
