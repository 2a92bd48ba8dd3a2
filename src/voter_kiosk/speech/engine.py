"""The voice that is always there: espeak-ng on the kiosk, in the three Vietnamese dialects and in English."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.speech import espeak
from voter_kiosk.speech.sound import FASTEST_PACE, SLOWEST_PACE, USUAL_PACE, Sound, Word
from voter_kiosk.speech.spelling import write_out
from voter_kiosk.speech.written import Piece, Written

NORTHERN, CENTRAL, SOUTHERN = "vi", "vi-vn-x-central", "vi-vn-x-south"
DIALECTS: Final = (NORTHERN, CENTRAL, SOUTHERN)
"""The Vietnamese voices, by espeak-ng's names: Hà Nội, Huế, Thành phố Hồ Chí Minh."""

_ENGLISH_VOICE: Final = "en"

_RATES: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    VIETNAMESE: ((60, 80), (75, 102), (100, 132), (150, 190), (200, 237)),
    ENGLISH: ((60, 80), (100, 130), (200, 260)),
}
"""By language, pairs of pace in percent and espeak-ng's rate that gives it, measured on the texts that ship."""


class Espeak:
    """espeak-ng as a :class:`~voter_kiosk.speech.sound.Voice`.

    It speaks clause by clause, so that the first sound is there after a few milliseconds, however long the text.
    The library behind it is one per process: only one clause is spoken at a time, under a lock that is not held
    between two. So several voices may be open, and whoever closes an iterator, or forgets it, blocks nobody.
    """

    def __init__(
        self, dialect: str = NORTHERN, respellings: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """``dialect`` is one of :data:`DIALECTS`, ``respellings`` how words are spoken, by language.

        Raises ``LookupError`` for a dialect that it does not have. Loads nothing yet.
        """
        if dialect not in DIALECTS:
            raise LookupError(f"no Vietnamese dialect {dialect!r}")
        self._voices = {VIETNAMESE: dialect, ENGLISH: _ENGLISH_VOICE}
        self._respellings = respellings or {}

    @property
    def name(self) -> str:
        """``espeak-ng-1.52.0-vi``: engine, version, dialect."""
        return f"espeak-ng-{espeak.version()}-{self._voices[VIETNAMESE]}"

    def speak(self, text: str, language: str, pace: int = USUAL_PACE) -> Iterator[Sound]:
        """See :class:`~voter_kiosk.speech.sound.Voice`. A pace outside 50 to 200 is taken as the nearest in it.

        Raises ``OSError`` while it speaks where the engine's files are damaged.
        """
        base = language.partition("-")[0]
        if base not in self._voices:
            raise LookupError(f"no voice for the language {language!r}")
        written = write_out(text, base, self._respellings.get(base, {}))
        return self._sounds(written, base, max(SLOWEST_PACE, min(pace, FASTEST_PACE)))

    def _sounds(self, written: Written, language: str, pace: int) -> Iterator[Sound]:
        rate, speed = _rate_and_speed(language, pace)
        begun = 0.0
        for clause in written.clauses():
            said, starts = _said(clause, self._voices)
            take = espeak.say(said, self._voices[language], rate, marked_up=said != clause.text)
            samples = take.samples if speed == 1 else espeak.stretch(take.samples, speed)
            words: dict[Piece, Word] = {}
            for word in take.words:
                piece = clause.pieces[bisect_right(starts, word.position) - 1]
                if piece.heard:
                    at = begun + word.sample / espeak.sample_rate() / speed
                    words.setdefault(piece, Word(piece.start, piece.end, at))
            yield Sound(samples, espeak.sample_rate(), tuple(words.values()))
            begun += len(samples) / 2 / espeak.sample_rate()


def _said(clause: Written, voices: Mapping[str, str]) -> tuple[str, list[int]]:
    """A clause as espeak-ng is given it, and where in that each piece begins. SSML where a voice changes."""
    said, starts = "", []
    for piece in clause.pieces:
        opened = f'<voice name="{voices[piece.language]}">' if piece.language else ""
        starts.append(len(said) + len(opened))
        said += f"{opened}{piece.spoken}</voice>" if opened else piece.spoken
    return said, starts


def _rate_and_speed(language: str, pace: int) -> tuple[int, float]:
    """espeak-ng's rate, and how much its sound is sped up after, for a pace in percent."""
    points = _RATES[language]
    slowest = points[0][0]
    if pace < slowest:
        return espeak.SLOWEST_RATE, pace / slowest
    for (pace_before, before), (pace_after, after) in pairwise(points):
        if pace <= pace_after:
            return round(before + (after - before) * (pace - pace_before) / (pace_after - pace_before)), 1
    raise AssertionError(pace)
