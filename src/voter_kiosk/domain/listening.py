"""Listening to a kiosk: how fast and how loud, and which pages may sound in a room full of people."""

from __future__ import annotations

from enum import StrEnum

from voter_kiosk.domain.election import Election
from voter_kiosk.domain.journey import Screen

PACES = (50, 75, 100, 125, 150, 175, 200)
"""How fast, in percent of the usual 165 to 175 Vietnamese syllables or 120 to 125 English words a minute (DESIGN
section 6)."""

LOUDNESSES = (10, 25, 40, 55, 70, 85, 100)
"""How loud, in percent of what the kiosk can; equal steps sound equal."""

CANDIDATE_SCREENS = frozenset({Screen.CANDIDATES, Screen.CANDIDATE, Screen.COMPARE})
"""Pages about single candidates. Heard in a polling area they would be campaigning for whoever was opened."""


class Headphones(StrEnum):
    """What a kiosk's sound comes out of, as it was set up."""

    ALWAYS = "always"  # headphones or a handset, and nothing else
    DETECT = "detect"  # whatever is plugged in, where the system says so
    NONE = "none"  # a loudspeaker, and nowhere to plug headphones in


def headphones_setting(stored: object) -> Headphones:
    """The setting of a stored value; what is not known counts as ``detect``."""
    return next((known for known in Headphones if known == stored), Headphones.DETECT)


def private(setting: Headphones, plugged: bool | None) -> bool:
    """Whether only she hears it. ``plugged`` is what the system says of headphones, ``None`` where it cannot."""
    return setting is Headphones.ALWAYS or (setting is Headphones.DETECT and plugged is True)


def may_sound(screen: Screen, election: Election | None, *, private: bool) -> bool:
    """Whether a screen's page may be read aloud: pages of candidates through headphones alone, unless the
    committee allows the loudspeaker (``Election.speech_loudspeaker``)."""
    loud = election is not None and election.speech_loudspeaker
    return screen not in CANDIDATE_SCREENS or private or loud


def step(steps: tuple[int, ...], value: int, by: int) -> int:
    """The next of ``steps`` above (``by`` is 1) or below (-1) ``value``; the last one stays."""
    further = [one for one in steps if (one > value if by > 0 else one < value)]
    return (min(further) if by > 0 else max(further)) if further else value
