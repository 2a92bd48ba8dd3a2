"""The voice that is always there: espeak-ng on the kiosk, in the three Vietnamese dialects and in English."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.speech import espeak
from voter_kiosk.speech.sound import FASTEST_PACE, SLOWEST_PACE, USUAL_PACE, NoVoiceError, Sound, Word
from voter_kiosk.speech.spelling import write_out
from voter_kiosk.speech.written import Piece, Written

NORTHERN, CENTRAL, SOUTHERN = "vi", "vi-vn-x-central", "vi-vn-x-south"
DIALECTS: Final = (NORTHERN, CENTRAL, SOUTHERN)
"""The Vietnamese voices, by espeak-ng's names: Hà Nội, Huế, Thành phố Hồ Chí Minh."""

_ENGLISH_VOICE: Final = "en"

USUAL: Final[Mapping[str, float]] = {VIETNAMESE: 170, ENGLISH: 122.5}
"""Syllables, in English words, a minute at the usual pace: 165 to 175, 120 to 125 (DESIGN section 6)."""

_RATES: Final = (espeak.SLOWEST_RATE, 90, 100, 126, 150, 180, 220, 260)
_MEASURED: Final[Mapping[str, tuple[float, ...]]] = {
    NORTHERN: (108.5, 116.2, 129.6, 166.7, 200.8, 246.7, 305.1, 370.3),
    CENTRAL: (107.2, 114.9, 128.0, 164.8, 198.9, 243.9, 301.4, 366.3),
    SOUTHERN: (105.1, 112.6, 125.7, 161.8, 195.4, 240.6, 297.7, 362.2),
    _ENGLISH_VOICE: (84.5, 90.1, 100.3, 127.5, 151.9, 184.4, 226.9, 269.9),
}
"""What each voice does a minute at each of espeak-ng's rates, pauses and all, on the texts that ship (0014)."""


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
            raise NoVoiceError(language)
        written = write_out(text, base, self._respellings.get(base, {}))
        return self._sounds(written, base, max(SLOWEST_PACE, min(pace, FASTEST_PACE)))

    def _sounds(self, written: Written, language: str, pace: int) -> Iterator[Sound]:
        rate, speed = _rate_and_speed(self._voices[language], USUAL[language] * pace / 100)
        begun = 0.0
        for clause in written.clauses():
            said, heard = _said(clause, self._voices)
            take = espeak.say(said, self._voices[language], rate, marked_up=said != clause.text)
            samples = take.samples if speed == 1 else espeak.stretch(take.samples, speed)
            words: dict[Piece, Word] = {}
            for word in take.words:
                piece = heard[bisect_right(heard, word.position, lo=1, key=itemgetter(0)) - 1][1]
                at = begun + word.sample / espeak.sample_rate() / speed
                words.setdefault(piece, Word(piece.start, piece.end, at))
            yield Sound(samples, espeak.sample_rate(), tuple(words.values()))
            begun += len(samples) / 2 / espeak.sample_rate()


def _said(clause: Written, voices: Mapping[str, str]) -> tuple[str, list[tuple[int, Piece]]]:
    """A clause as espeak-ng is given it, and where in that each piece that is heard begins.

    SSML where another voice is needed; words that follow each other share it: a change of voice costs a breath.
    """
    said, spoken_by = "", ""
    heard: list[tuple[int, Piece]] = []
    for piece in clause.pieces:
        if piece.heard:
            if piece.language != spoken_by:
                said += "</voice>" if spoken_by else ""
                said += f'<voice name="{voices[piece.language]}">' if piece.language else ""
                spoken_by = piece.language
            heard.append((len(said), piece))
        said += piece.spoken
    return said + ("</voice>" if spoken_by else ""), heard


def _rate_and_speed(voice: str, wanted: float) -> tuple[int, float]:
    """espeak-ng's rate for ``wanted`` syllables or words a minute, and how much its sound is sped up after.

    That is 1 wherever espeak-ng can be so slow by itself.
    """
    measured = _MEASURED[voice]
    if wanted < measured[0]:
        return _RATES[0], wanted / measured[0]
    after = min(bisect_left(measured, wanted, lo=1), len(measured) - 1)
    share = (wanted - measured[after - 1]) / (measured[after] - measured[after - 1])
    return round(_RATES[after - 1] + share * (_RATES[after] - _RATES[after - 1])), 1
