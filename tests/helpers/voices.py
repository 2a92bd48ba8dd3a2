"""A voice for tests that is quick and the same everywhere: a tone a word, in the words' own time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from voter_kiosk.speech.sound import USUAL_PACE, NoVoiceError, Sound, Word

RATE = 16_000


class Tones:
    """A whole implementation of the protocol: sentence by sentence, each word a tone of a quarter of a second.

    ``spoken`` lists what it was asked for, in order. A word that is ``hụt`` is silent, and one that is ``dài``
    lasts 100 seconds; with ``timed`` false it does not say when words begin.
    """

    def __init__(
        self,
        name: str = "tones",
        languages: tuple[str, ...] = ("vi", "en"),
        *,
        timed: bool = True,
        respellings: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._name = name
        self._languages = languages
        self._timed = timed
        self.respellings = respellings
        self.spoken: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return self._name

    def speak(self, text: str, language: str, pace: int = USUAL_PACE) -> Iterator[Sound]:
        if language not in self._languages:
            raise NoVoiceError(language)
        self.spoken.append((text, language))
        return self._sounds(text, pace)

    def _sounds(self, text: str, pace: int) -> Iterator[Sound]:
        at = 0.0
        for sentence in re.finditer(r"[^.!?]+[.!?]*", text):
            samples, words = bytearray(), []
            for word in re.finditer(r"\S+", sentence.group()):
                start = sentence.start() + word.start()
                words.append(Word(start, start + len(word.group()), at + len(samples) / 2 / RATE))
                length = round((100 if word.group() == "dài" else 0.25) * RATE * 100 / pace)
                loud = 0 if word.group() == "hụt" else 8_000
                pitch = 200 + sum(map(ord, word.group())) % 600
                tone = loud * np.sin(2 * np.pi * pitch * np.arange(length) / RATE)
                samples += tone.round().astype("<i2").tobytes()
            yield Sound(bytes(samples), RATE, tuple(words) if self._timed else ())
            at += len(samples) / 2 / RATE
