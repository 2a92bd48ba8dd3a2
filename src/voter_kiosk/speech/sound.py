"""What a voice gives: samples, and when each word of the text is heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

USUAL_PACE: Final = 100
SLOWEST_PACE, FASTEST_PACE = 50, 200
"""In percent of the usual pace: 165 to 175 Vietnamese syllables, 120 to 125 English words a minute (DESIGN 6)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is heard: ``text[start:end]`` of what was given, ``at`` seconds after its beginning."""

    start: int
    end: int
    at: float


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of speech: 16-bit samples, little-endian, one channel, ``rate`` a second. Its words count from the
    beginning of the whole text, not of this stretch."""

    samples: bytes
    rate: int
    words: tuple[Word, ...] = ()


class NoVoiceError(LookupError):
    """A voice does not speak a language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no voice for the language {language!r}")


class Voice(Protocol):
    """Whatever speaks: the engine on the kiosk, a neural voice at the desk."""

    @property
    def name(self) -> str:
        """What tells this voice from every other, as ASCII: its engine, its voice, its version."""

    def speak(self, text: str, language: str, pace: int = USUAL_PACE) -> Iterator[Sound]:
        """``text`` in ``language`` (a tag such as ``vi``), stretch by stretch, the first one as early as can be.

        ``pace`` is in percent, same pitch. Closing the iterator stops the voice. Raises :class:`NoVoiceError` for
        a language that it does not have.
        """
