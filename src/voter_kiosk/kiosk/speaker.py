"""What plays: a voice or a recording turned into buffers that an outlet pulls, with the words as they are heard.

It starts with the first stretch of speech, stops by letting go of everything at once, and one thing that is said
interrupts another. Nothing here loads Qt Multimedia: where the sound goes comes in as an :class:`Outlet`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final, Protocol

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from voter_kiosk.kiosk.called import by_qt
from voter_kiosk.speech.sound import USUAL_PACE, NoVoiceError, Sound, Voice, Word

LOG = logging.getLogger(__name__)

LOOK_MS: Final = 25
"""How often to see which word is heard, in milliseconds: the mark is never further behind than an eye notices."""

PAUSE_SECONDS: Final = 0.35
"""The silence after each thing that is said: without it a heading runs into the text below."""

_ANYTHING: Final = "."
"""Something to say, where the voice is only to be loaded."""

LATE_MS: Final = 15_000
"""How long nothing may come from a voice, in milliseconds: else a page would be read for ever."""

CLOSING_SECONDS: Final = 3.0
"""How long to wait for a voice when the kiosk ends: one that hangs is left to the end of the process."""

_STALLED_LOOKS: Final = 40
"""After so many looks without a sound at the end of a stream, it counts as heard: some outlets never say so."""

_SAMPLE: Final = 2


class Outlet(Protocol):
    """Where sound goes: the kiosk's headphones or loudspeaker, or a test's memory."""

    @property
    def available(self) -> bool:
        """Whether there is anything that sounds."""

    def start(self, source: QIODevice, rate: int) -> None:
        """Pull 16-bit samples of one channel, ``rate`` a second, from ``source`` until halted."""

    def halt(self) -> None:
        """Be silent at once, and forget what was pulled."""

    def heard(self) -> float:
        """The seconds that were heard since it was started."""

    def set_loudness(self, percent: int) -> None:
        """0 is silent, 100 the loudest; steps that are equal sound equal."""


class Recording(Protocol):
    """Speech that was recorded or rendered ahead, and can be had as sounds."""

    def sounds(self) -> Iterator[Sound]:
        """Its stretches, the first one as early as can be. Raises ``OSError`` where it cannot be decoded."""


class Stream(QIODevice):
    """Samples on their way from a voice's thread to the outlet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._samples = bytearray()
        self._whole = False
        self.words: tuple[Word, ...] = ()
        self.rate = 0
        self.given = 0  # bytes that came, from the voice
        self.padded = 0  # bytes of silence where the voice was late
        self.cancelled = False
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def add(self, sound: Sound) -> None:
        """Take a stretch, from whichever thread."""
        with self._lock:
            self.rate = sound.rate
            self._samples += sound.samples
            self.given += len(sound.samples)
            self.words += sound.words

    def end(self) -> None:
        """Nothing comes any more but the pause after it."""
        with self._lock:
            pause = bytes(round(self.rate * PAUSE_SECONDS) * _SAMPLE)
            self._samples += pause
            self.given += len(pause)
            self._whole = True

    @property
    def whole(self) -> bool:
        """Whether the voice has given all of it."""
        return self._whole

    @property
    def seconds(self) -> float:
        """How long all of it sounds that has come so far."""
        return self.given / _SAMPLE / self.rate if self.rate else 0.0

    def isSequential(self) -> bool:  # noqa: N802
        """It cannot be wound back."""
        return True

    @by_qt(lambda: 0)
    def bytesAvailable(self) -> int:  # noqa: N802
        """What can be pulled now."""
        return len(self._samples) + super().bytesAvailable()

    @by_qt(bytes)
    def readData(self, maxlen: int) -> bytes:  # noqa: N802
        """The next samples; silence where the voice is late; nothing after the end."""
        wanted = maxlen - maxlen % _SAMPLE
        with self._lock:
            taken = bytes(self._samples[:wanted])
            del self._samples[:wanted]
            if taken or self._whole:
                return taken
            self.padded += wanted
        return bytes(wanted)

    def writeData(self, data: bytes | bytearray | memoryview, len: int) -> int:  # noqa: A002, ARG002, N802
        """Nothing is written to it."""
        return -1


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be said, for the voice's thread."""

    stream: Stream
    text: str
    language: str
    pace: int
    recording: Recording | None


class Speaker(QObject):
    """Says one thing at a time. Signals come in the thread that made it.

    ``heard`` gives the word that sounds now, as a range of the text; ``ended`` that all of it was heard;
    ``failed`` that it cannot be said: no voice has its language, or the voice is broken.
    """

    heard = Signal(int, int)
    ended = Signal()
    failed = Signal()
    _arrived = Signal(object)
    _lost = Signal(object)

    def __init__(self, voice: Voice, outlet: Outlet, parent: QObject, late_ms: int = LATE_MS) -> None:
        super().__init__(parent)
        self._voice, self._outlet = voice, outlet
        self._stream: Stream | None = None
        self._started = False
        self._word = -1
        self._stalled = 0
        self._last = -1.0
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._arrived.connect(self._begin)
        self._lost.connect(self._lose)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._given = 0
        self._patience = QTimer(self, singleShot=True, interval=late_ms)
        self._patience.timeout.connect(self._wait)

    @property
    def available(self) -> bool:
        """Whether this kiosk has anything that sounds."""
        return self._outlet.available

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or about to be."""
        return self._stream is not None

    @property
    def sounding(self) -> bool:
        """Whether its first sound has come."""
        return self._started

    def say(self, text: str, language: str, pace: int = USUAL_PACE, recording: Recording | None = None) -> None:
        """Say ``text`` in ``language`` at ``pace`` percent, instead of whatever is being said."""
        self.stop()
        stream = Stream(self)
        self._stream = stream
        self._given = 0
        self._patience.start()
        self._hand_over(Task(stream, text, language, pace, recording))

    def _hand_over(self, task: Task) -> None:
        if self._thread is None:
            # A thread of Python's own: nearly all of its time is spent in the engine, which lets others run.
            self._thread = threading.Thread(target=self._work, args=(self._tasks,), name="voice", daemon=True)
            self._thread.start()
        self._tasks.put(task)

    def prepare(self, language: str) -> None:
        """Have the voice load what it needs, before it is asked to speak."""
        self._hand_over(Task(Stream(self), _ANYTHING, language, USUAL_PACE, None))

    def stop(self) -> None:
        """Be silent at once."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        stream.cancelled = True
        self._timer.stop()
        self._patience.stop()
        if self._started:
            self._outlet.halt()
        self._started = False
        stream.deleteLater()

    def use(self, voice: Voice) -> None:
        """Speak with ``voice`` from the next thing on."""
        self._voice = voice

    def set_loudness(self, percent: int) -> None:
        """How loud, in percent; at once."""
        self._outlet.set_loudness(percent)

    def close(self) -> None:
        """Be silent for good."""
        self.stop()
        if self._thread is not None:
            self._tasks.put(None)
            self._thread.join(CLOSING_SECONDS)
            self._thread = None

    @Slot()
    def look(self) -> None:
        """See which word is heard now, and whether all of it was."""
        stream = self._stream
        if stream is None or not self._started:
            return
        at = self._outlet.heard()
        self._stalled = self._stalled + 1 if at == self._last else 0
        self._last = at
        at -= stream.padded / _SAMPLE / stream.rate
        words, word = stream.words, self._word
        while word + 1 < len(words) and words[word + 1].at <= at:
            word += 1
        if word != self._word:
            self._word = word
            self.heard.emit(words[word].start, words[word].end)
            if stream is not self._stream:
                return
        if stream.whole and (at >= stream.seconds - LOOK_MS / 1000 or self._stalled > _STALLED_LOOKS):
            self.stop()
            self.ended.emit()

    @Slot()
    def _wait(self) -> None:
        """A voice that hangs is no reason to keep the screen from whoever comes next."""
        stream = self._stream
        if stream is None or stream.whole:
            return
        if stream.given == self._given:
            LOG.warning("nothing comes from the voice any more")
            self._leave()
            self._lose(stream)
            return
        self._given = stream.given
        self._patience.start()

    def _leave(self) -> None:
        """Leave a thread that hangs to itself: should it come back, it ends; the next task gets another."""
        self._tasks.put(None)
        self._tasks, self._thread = SimpleQueue(), None

    @Slot(object)
    def _begin(self, stream: Stream) -> None:
        if stream is not self._stream or self._started:
            return
        self._started, self._word, self._stalled, self._last = True, -1, 0, -1.0
        self._outlet.start(stream, stream.rate)
        self._timer.start()

    @Slot(object)
    def _lose(self, stream: Stream) -> None:
        if stream is self._stream:
            self.stop()
            self.failed.emit()

    # In the voice's thread

    def _work(self, tasks: SimpleQueue[Task | None]) -> None:
        while (task := tasks.get()) is not None:
            if not task.stream.cancelled:
                self._speak(task)

    def _speak(self, task: Task) -> None:
        stream = task.stream
        told = False
        try:
            for sound in self._sounds(task):
                if stream.cancelled:
                    break  # the voice stops with its iterator
                stream.add(sound)
                if not told and sound.samples:
                    told = True
                    self._arrived.emit(stream)
        except NoVoiceError:
            LOG.info("no voice has the language %s", task.language)
        except Exception:
            # A voice that breaks is no reason to ask for staff: everything is on the screen as well.
            LOG.exception("what was to be said could not be said")
        if stream.cancelled:
            return
        if told:
            stream.end()
        else:
            self._lost.emit(stream)

    def _sounds(self, task: Task) -> Iterator[Sound]:
        if task.recording is not None:
            try:
                yield from task.recording.sounds()
            except OSError:
                LOG.warning("a recording could not be played; the engine speaks instead")
            else:
                return
        yield from self._voice.speak(task.text, task.language, task.pace)
