"""Where a citizen is, how she goes back, and when the kiosk forgets her. No clock of its own, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Screen(StrEnum):
    """The screens a citizen can be on."""

    ATTRACT = "attract"
    HOME = "home"
    BALLOTS = "ballots"
    CANDIDATES = "candidates"
    CANDIDATE = "candidate"
    MEETINGS = "meetings"
    SECTIONS = "sections"
    TOPICS = "topics"
    TOPIC = "topic"
    STEPS = "steps"
    HISTORY = "history"
    TERM = "term"
    NOTICES = "notices"
    NOTICE = "notice"
    ABOUT = "about"
    SEARCH = "search"
    COMPARE = "compare"
    WHICH = "which"
    AREAS = "areas"
    AREA = "area"
    PRACTICE = "practice"
    CHART = "chart"
    TAKE = "take"
    RESULTS = "results"
    SOURCES = "sources"
    FILM = "film"
    WORDS = "words"
    WORD = "word"
    POSTED = "posted"


LEFT_BY = "#"
"""Parts the subject of a place from the key by which one went on from there: back leads to that key."""


@dataclass(frozen=True, slots=True)
class Place:
    """One stop of a journey: the screen and what it shows (an id, a slug, a number), empty where it needs none."""

    screen: Screen
    subject: str = ""

    @property
    def shows(self) -> str:
        """What is shown, without the key by which one went on from here (:data:`LEFT_BY`)."""
        return self.subject.partition(LEFT_BY)[0]


ATTRACT = Place(Screen.ATTRACT)
HOME = Place(Screen.HOME)
LONGEST_WAY_BACK = 50


@dataclass(frozen=True, slots=True)
class Journey:
    """One citizen's way through the screens. Every step gives a new journey; the old one is unchanged."""

    place: Place = ATTRACT
    behind: tuple[Place, ...] = ()

    def go(self, place: Place) -> Journey:
        """To ``place``. Home and Attract forget the way; going where one is changes nothing."""
        if place == self.place:
            return self
        if place in (ATTRACT, HOME):
            return Journey(place)
        return Journey(place, (*self.behind, self.place)[-LONGEST_WAY_BACK:])

    def beside(self, place: Place) -> Journey:
        """To a neighbour of the same kind (next candidate, next step): back leads to where this one came from."""
        return Journey(place, self.behind)

    def again(self, place: Place) -> Journey:
        """To a place one came through, as if one had not gone on from there; beside, where one did not."""
        if place not in self.behind:
            return self.beside(place)
        return Journey(place, self.behind[: self.behind.index(place)])

    def noting(self, subject: str) -> Journey:
        """The same screen, as far as one has come on it: what was typed, say. Back leads to it as it was left."""
        return Journey(Place(self.place.screen, subject), self.behind)

    def back(self) -> Journey:
        """One step back; home where there is no way behind."""
        if self.behind:
            return Journey(self.behind[-1], self.behind[:-1])
        return self if self.place == ATTRACT else Journey(HOME)

    @property
    def can_go_back(self) -> bool:
        """Whether back leads anywhere but here."""
        return self.place not in (ATTRACT, HOME)


class Idle(StrEnum):
    """What idleness asks for."""

    STAY = "stay"
    ASK = "ask"  # "Still there?"
    RESET = "reset"


SHORTEST_IDLE, LONGEST_IDLE, USUAL_IDLE = 30.0, 300.0, 120.0
USUAL_ANSWER = 30.0
"""Seconds (VVSG 2.0 7.2; DESIGN section 6): ask after 2 minutes, settable 30 s to 5 min, then 30 s to answer."""


@dataclass(frozen=True, slots=True)
class IdleRule:
    """After how many seconds without a touch the kiosk asks, and how long it then waits for an answer."""

    ask_after: float = USUAL_IDLE
    answer_within: float = USUAL_ANSWER

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a time outside 30 s to 5 min."""
        if not SHORTEST_IDLE <= self.ask_after <= LONGEST_IDLE:
            raise ValueError(self.ask_after)

    def after(self, idle_seconds: float) -> Idle:
        """What ``idle_seconds`` without a touch ask for."""
        if idle_seconds >= self.ask_after + self.answer_within:
            return Idle.RESET
        return Idle.ASK if idle_seconds >= self.ask_after else Idle.STAY


class TextSize(StrEnum):
    """The four text sizes by capital height (DESIGN section 6)."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"
    LARGEST = "largest"


class Contrast(StrEnum):
    """The four contrasts (DESIGN section 6)."""

    USUAL = "usual"
    BLACK_ON_WHITE = "black-on-white"
    WHITE_ON_BLACK = "white-on-black"
    LOW = "low"


WITHIN_REACH_MM: Final = 1220.0
"""How high above the floor a control may be for somebody who sits, in millimetres (VVSG 2.0 7.2; DESIGN 6)."""

MOUNTED_MM: Final = 900.0
"""Where nobody measured it: how high the picture's lower edge is above the floor, in millimetres."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """What a citizen set for herself. All of it returns to the kiosk's default with the session.

    ``language`` is what was chosen; where that one is only heard, texts stay Vietnamese (``domain.languages``).
    ``reach`` holds every control in the lower part of an upright screen. ``pace`` and ``loudness`` are of the
    speech, in percent; ``dark`` is for who only listens. ``scanning`` is how long each control waits for a switch,
    in seconds, 0 where nobody scans.
    """

    language: str = "vi"
    text_size: TextSize = TextSize.USUAL
    contrast: Contrast = Contrast.USUAL
    reach: bool = False
    pace: int = 100
    loudness: int = 70
    dark: bool = False
    scanning: float = 0.0


@dataclass(frozen=True, slots=True)
class Sitting:
    """One citizen at the kiosk: her way and her comfort. A new one forgets everything of the last."""

    journey: Journey = field(default_factory=Journey)
    comfort: Comfort = field(default_factory=Comfort)
