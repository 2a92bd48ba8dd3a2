"""The kiosk's own sound, through Qt Multimedia. Loaded when somebody listens for the first time, never before."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QIODevice, QObject, QUrl

from voter_kiosk.kiosk.multimedia import by_ear, hush_ffmpeg, multimedia, sound_format, without_complaints
from voter_kiosk.speech import espeak
from voter_kiosk.speech.sound import USUAL_PACE, Sound, Word

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

BUFFER_SECONDS: Final = 0.1
"""What the sink holds: enough for a screen that is being drawn meanwhile, and forgotten at once when it is
reset."""

_MICROSECONDS: Final = 1_000_000
_SAMPLE: Final = 2


class Loudspeaker:
    """The system's default output: headphones, or a loudspeaker. An :class:`~voter_kiosk.kiosk.speaker.Outlet`."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._sink: QAudioSink | None = None
        self._rate = 0
        self._loudness = 1.0
        with without_complaints():
            self._devices = multimedia().QMediaDevices(parent)
            self._device = self._devices.defaultAudioOutput()
        self._devices.audioOutputsChanged.connect(self._look)

    @property
    def available(self) -> bool:
        """Whether the system has an output."""
        return not self._device.isNull()

    @property
    def device(self) -> str:
        """What the system calls its output, empty without one."""
        return str(self._device.description())

    def start(self, source: QIODevice, rate: int) -> None:
        """See :class:`~voter_kiosk.kiosk.speaker.Outlet`."""
        if self._sink is None or rate != self._rate:
            self._forget()
            self._sink, self._rate = self._made(rate), rate
        self._sink.setVolume(self._loudness)
        self._sink.start(source)

    def halt(self) -> None:
        """Drop whatever the sink holds."""
        if self._sink is not None:
            self._sink.reset()

    def heard(self) -> float:
        """What the system took, without what it still holds."""
        return self._sink.processedUSecs() / _MICROSECONDS if self._sink is not None else 0.0

    def set_loudness(self, percent: int) -> None:
        """``percent`` on the scale of hearing."""
        self._loudness = by_ear(max(0, min(percent, 100)))
        if self._sink is not None:
            self._sink.setVolume(self._loudness)

    def _made(self, rate: int) -> QAudioSink:
        sink: QAudioSink = multimedia().QAudioSink(self._device, sound_format(rate), self._parent)
        sink.setBufferSize(round(rate * BUFFER_SECONDS) * _SAMPLE)
        return sink

    def _forget(self) -> None:
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = None

    def _look(self) -> None:
        """Outputs came or went: what is said next goes to the one that is the default now."""
        self._device = self._devices.defaultAudioOutput()
        self._forget()


CLIP_RATE: Final = 48_000
"""What Opus is made of, samples a second."""


class Clip:
    """A recording of a bundle, decoded in the thread that plays it. Verified: its path is a store's object.

    ``pace`` is in percent, at the same pitch; ``begin`` is the second of the recording at which to begin;
    ``words`` are those from there on, with their seconds in the recording.
    """

    def __init__(
        self, path: Path, words: tuple[Word, ...] = (), *, pace: int = USUAL_PACE, begin: float = 0.0
    ) -> None:
        self._path = path
        self._speed = pace / USUAL_PACE
        self._rate = CLIP_RATE
        self._begin = begin
        self._words = tuple(replace(word, at=max(0.0, word.at - begin) / self._speed) for word in words)

    def sounds(self) -> Iterator[Sound]:
        """Its stretches as they are decoded; the words come with the first. Raises ``OSError``."""
        if self._speed != 1:
            # What the stretcher is made for; asked for here, where waiting does no harm.
            self._rate = espeak.sample_rate()
        words = self._words
        for samples in self._paced(self._from_begin(self._decoded())):
            yield Sound(samples, self._rate, words)
            words = ()

    def _paced(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """At her pace, a second at a time, parted where it is quietest: a seam in a sound would be heard."""
        if self._speed == 1:
            yield from pieces
            return
        waiting = b""
        for piece in pieces:
            waiting += piece
            if len(waiting) >= self._rate * _SAMPLE:
                cut = quietest(waiting, self._rate)
                yield espeak.stretch(waiting[:cut], self._speed)
                waiting = waiting[cut:]
        if waiting:
            yield espeak.stretch(waiting, self._speed)

    def _from_begin(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        skipped = round(self._begin * self._rate) * _SAMPLE
        for piece in pieces:
            rest, skipped = piece[skipped:], max(0, skipped - len(piece))
            if rest:
                yield rest

    def _decoded(self) -> Iterator[bytes]:
        decoder = multimedia().QAudioDecoder()
        hush_ffmpeg()
        decoder.setAudioFormat(sound_format(self._rate))
        decoder.setSource(QUrl.fromLocalFile(str(self._path)))
        loop = QEventLoop()
        ended: list[bool] = []
        decoder.finished.connect(lambda: ended.append(True))
        decoder.error.connect(lambda *_: ended.append(False))
        decoder.start()
        try:
            while True:
                while decoder.bufferAvailable():
                    yield bytes(decoder.read().constData())
                if ended:
                    break
                loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        finally:
            decoder.stop()
        if not ended[0]:
            raise OSError(decoder.errorString())


def quietest(samples: bytes, rate: int) -> int:
    """The place, in bytes, of the quietest hundredth of a second in the latter half of ``samples``."""
    values = array("h", samples)
    step = max(1, rate // 100)
    begins = range(len(values) // 2, len(values) - step + 1, step)
    begin = min(begins, key=lambda at: max(map(abs, values[at : at + step])), default=len(values) - step // 2)
    return (begin + step // 2) * _SAMPLE
