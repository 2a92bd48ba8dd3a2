"""What sounds in tests: the real engine, into a memory that says when it was pulled and stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QIODevice

from voter_kiosk.kiosk.listening import Listening
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.speaker import Speaker
from voter_kiosk.speech.engine import Espeak

SAMPLE = 2


@dataclass
class Memory:
    """An outlet that hears what it is told to hear: it pulls when a test says so, or a stretch at each look."""

    available: bool = True
    stretch: float = 0.0  # seconds that are heard with each look
    loudness: int = -1
    samples: bytearray = field(default_factory=bytearray)
    starts: list[float] = field(default_factory=list)
    halts: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)  # when the first buffer of each start was pulled
    _source: QIODevice | None = None
    _rate: int = 0
    _heard: int = 0

    def start(self, source: QIODevice, rate: int) -> None:
        self.starts.append(time.perf_counter())
        self._source, self._rate, self._heard = source, rate, 0
        self.hear(0.01)
        self.first.append(time.perf_counter())

    def halt(self) -> None:
        self._source = None
        self.halts.append(time.perf_counter())

    def heard(self) -> float:
        if self.stretch:
            self.hear(self.stretch)
        return self._heard / SAMPLE / self._rate if self._rate else 0.0

    def set_loudness(self, percent: int) -> None:
        self.loudness = percent

    def hear(self, seconds: float) -> bytes:
        """Pull so many seconds, as a sound card would."""
        if self._source is None:
            return b""
        pulled = bytes(self._source.read(round(seconds * self._rate) * SAMPLE).data())
        self.samples += pulled
        self._heard += len(pulled)
        return pulled


@dataclass
class Ears:
    """Somebody who listens to a kiosk: everything that was said, as it was said."""

    memory: Memory
    speaker: Speaker
    said: list[str] = field(default_factory=list)

    def wait(self, seconds: float = 5.0) -> None:
        """Until it sounds and the voice has given all of it, or nothing is being said."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            stream = self.speaker._stream
            if stream is None or (self.speaker.sounding and stream.whole):
                return
            settle()

    def listen(self, seconds: float) -> None:
        """Hear that much of it."""
        self.wait()
        self.memory.hear(seconds)
        self.speaker.look()
        settle()

    def to_the_end(self, most: float = 60.0) -> None:
        """Hear whatever is said until it is silent."""
        until = time.monotonic() + most
        while self.speaker.speaking and time.monotonic() < until:
            self.listen(1.0)
        assert not self.speaker.speaking


def ears(
    listening: Listening, memory: Memory | None = None, plugged: Callable[[], bool | None] | None = None
) -> Ears:
    """Give a kiosk's listening the real engine and a memory."""
    memory = memory or Memory()
    speaker = Speaker(Espeak(), memory, listening)
    found = Ears(memory, speaker)
    say = speaker.say

    def noted(text: str, *rest: object) -> None:
        found.said.append(text)
        say(text, *rest)  # type: ignore[arg-type]

    speaker.say = noted  # type: ignore[method-assign]
    listening.equip(speaker, plugged)
    return found
