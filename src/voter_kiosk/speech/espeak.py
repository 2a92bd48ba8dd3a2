"""The library espeak-ng and the time-stretcher in it (sonic), as few calls. One per process: its state is global.

Whatever is asked of it is asked under one lock, voice and rate included, so that several voices may speak by
turns. It is loaded with the first word spoken, and its memory goes back with :func:`let_go`.
"""

from __future__ import annotations

import ctypes as c
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

SLOWEST_RATE, FASTEST_RATE = 80, 450
"""What espeak-ng takes as its rate: below, it does not go."""

_PATIENCE: Final = 10.0
"""Seconds to wait for whoever is speaking: a stretch takes far less than one. All that asks the library raises
``OSError`` after them."""

_SYNCHRONOUS: Final = 2
_DONT_EXIT: Final = 0x8000
_RATE: Final = 1
_UTF8: Final = 1
_SSML: Final = 0x10
_END_PAUSE: Final = 0x1000
_NO_MORE, _WORD = 0, 1


class _Id(c.Union):
    _fields_ = (("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8))


class _Event(c.Structure):
    _fields_ = (
        ("type", c.c_int),
        ("unique_identifier", c.c_uint),
        ("text_position", c.c_int),
        ("length", c.c_int),
        ("audio_position", c.c_int),
        ("sample", c.c_int),
        ("user_data", c.c_void_p),
        ("id", _Id),
    )


_Callback = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))


class Heard(NamedTuple):
    """Where a word stands in what was given (a character), and the sample with which it begins."""

    position: int
    sample: int


@dataclass(frozen=True, slots=True)
class Take:
    """What came of one call: 16-bit samples and the words in them."""

    samples: bytes
    words: tuple[Heard, ...]


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise OSError(otherwise)


class _Library:
    """The loaded library. Made and used under the lock."""

    def __init__(self) -> None:
        import espeakng_loader  # type: ignore[import-untyped]

        self._lib = c.CDLL(espeakng_loader.get_library_path())
        self._samples = bytearray()
        self._words: list[Heard] = []
        self._voice = ""
        self._heard = _Callback(self._hear)
        self._declare()
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
        _expect(self.rate > 0, "espeak-ng does not find its data")
        self._lib.espeak_SetSynthCallback(self._heard)

    def _declare(self) -> None:
        """What each function takes and gives: speak_lib.h of espeak-ng 1.52, sonic.h."""
        number, text, pointer = c.c_int, c.c_char_p, c.c_void_p
        declared: dict[str, tuple[Any, ...]] = {
            "espeak_Initialize": (number, number, number, text, number),
            "espeak_SetSynthCallback": (None, _Callback),
            "espeak_SetVoiceByName": (number, text),
            "espeak_SetParameter": (number, number, number, number),
            "espeak_Synth": (number, text, c.c_size_t, c.c_uint, number, c.c_uint, c.c_uint, pointer, pointer),
            "espeak_Terminate": (number,),
            "espeak_Info": (text, pointer),
            "sonicCreateStream": (pointer, number, number),
            "sonicDestroyStream": (None, pointer),
            "sonicSetSpeed": (None, pointer, c.c_float),
            "sonicWriteShortToStream": (number, pointer, text, number),
            "sonicFlushStream": (number, pointer),
            "sonicSamplesAvailable": (number, pointer),
            "sonicReadShortFromStream": (number, pointer, text, number),
        }
        for name, (result, *arguments) in declared.items():
            function = getattr(self._lib, name)
            function.restype, function.argtypes = result, arguments

    def _hear(self, wave: Any, count: int, events: Any) -> int:
        if wave and count:
            self._samples += c.string_at(wave, count * 2)
        index = 0
        while events[index].type != _NO_MORE:
            if events[index].type == _WORD:
                self._words.append(Heard(events[index].text_position - 1, events[index].sample))
            index += 1
        return 0

    def say(self, text: str, voice: str, rate: int, *, marked_up: bool) -> Take:
        if voice != self._voice:
            self._voice = ""
            _expect(self._lib.espeak_SetVoiceByName(voice.encode()) == 0, f"espeak-ng has no voice {voice}")
            self._voice = voice
        self._lib.espeak_SetParameter(_RATE, rate, 0)
        self._samples.clear()
        self._words.clear()
        flags = _UTF8 | _END_PAUSE | (_SSML if marked_up else 0)
        said = text.encode() + b"\0"
        status = self._lib.espeak_Synth(said, len(said), 0, _UTF8, 0, flags, None, None)
        _expect(status == 0, "espeak-ng did not speak")
        return Take(bytes(self._samples), tuple(self._words))

    def stretch(self, samples: bytes, speed: float) -> bytes:
        stream = self._lib.sonicCreateStream(self.rate, 1)
        _expect(stream is not None, "no memory for stretching")
        try:
            self._lib.sonicSetSpeed(stream, speed)
            self._lib.sonicWriteShortToStream(stream, samples, len(samples) // 2)
            self._lib.sonicFlushStream(stream)
            room = c.create_string_buffer(2 * self._lib.sonicSamplesAvailable(stream))
            read = self._lib.sonicReadShortFromStream(stream, room, len(room) // 2)
        finally:
            self._lib.sonicDestroyStream(stream)
        return room.raw[: 2 * read]

    def version(self) -> str:
        return bytes(self._lib.espeak_Info(None)).decode("ascii")

    def terminate(self) -> None:
        self._lib.espeak_Terminate()


class _Shelf:
    """Where the library of this process is kept, and the lock under which it is used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: _Library | None = None

    @contextmanager
    def library(self) -> Iterator[_Library]:
        """The library, for one caller at a time; loaded where it is not, and anew after it has failed.

        Raises ``OSError`` where one that came before hangs in it.
        """
        with self._alone():
            if self._library is None:
                self._library = _Library()
            try:
                yield self._library
            except OSError:
                self._drop()
                raise

    def clear(self) -> None:
        with self._alone():
            self._drop()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        _expect(self._lock.acquire(timeout=_PATIENCE), "espeak-ng hangs")
        try:
            yield
        finally:
            self._lock.release()

    def _drop(self) -> None:
        if self._library is not None:
            self._library.terminate()
            self._library = None


_shelf = _Shelf()


def say(text: str, voice: str, rate: int, *, marked_up: bool = False) -> Take:
    """``text`` spoken by ``voice`` (a name of espeak-ng's) at ``rate``, the pause after it included.

    Never twice the same to the bit: espeak-ng lets a voice tremble a little.

    With ``marked_up`` it may hold ``<voice name="...">`` elements (SSML), and positions count its characters, tags
    included. Raises ``OSError`` where the library, its data or the voice is not to be had.
    """
    with _shelf.library() as library:
        return library.say(text, voice, rate, marked_up=marked_up)


def stretch(samples: bytes, speed: float) -> bytes:
    """16-bit samples, ``speed`` times as fast (0.5 is twice as long) at the same pitch."""
    with _shelf.library() as library:
        return library.stretch(samples, speed)


def sample_rate() -> int:
    """Samples a second."""
    with _shelf.library() as library:
        return library.rate


def version() -> str:
    """The version of espeak-ng: ``1.52.0``."""
    with _shelf.library() as library:
        return library.version()


def let_go() -> None:
    """Gives the library's memory back. Whoever speaks next has it loaded again; a voice that speaks goes on."""
    _shelf.clear()
