"""What plays: the real engine's sound, buffer by buffer, and the kiosk's own output where it has none."""

from __future__ import annotations

import logging
import struct
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.ears import Memory
from voter_kiosk.kiosk.speaker import PAUSE_SECONDS, Speaker, Stream
from voter_kiosk.speech.engine import Espeak
from voter_kiosk.speech.sound import Sound, Word

SAID = "Danh sách người ứng cử. Mời nghe đọc."


class Slow:
    """A voice that waits to be told, and says how it was ended."""

    name = "slow"

    def __init__(self) -> None:
        self.go = threading.Event()
        self.closed = threading.Event()

    def speak(self, text: str, language: str, pace: int = 100) -> Iterator[Sound]:
        try:
            yield Sound(b"\x01\x00" * 100, 1000, (Word(0, 4, 0.0),))
            self.go.wait(5)
            yield Sound(b"\x02\x00" * 100, 1000, (Word(5, 9, 0.1),))
        finally:
            self.closed.set()


class Broken:
    """A voice whose files are damaged."""

    name = "broken"

    def speak(self, text: str, language: str, pace: int = 100) -> Iterator[Sound]:
        raise OSError("damaged")


class Recorded:
    """A recording of 0.2 seconds, whole or damaged."""

    def __init__(self, *, whole: bool = True) -> None:
        self._whole = whole

    def sounds(self) -> Iterator[Sound]:
        if not self._whole:
            raise OSError("cut off")
        yield Sound(b"\x07\x00" * 200, 1000, (Word(0, 4, 0.0), Word(5, 9, 0.1)))


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def made(qapp: QGuiApplication) -> Iterator[list[Speaker]]:
    speakers: list[Speaker] = []
    yield speakers
    for speaker in speakers:
        speaker.close()


def level(samples: bytes) -> int:
    return max(abs(value) for (value,) in struct.iter_unpack("<h", samples))


def test_the_engine_is_heard_word_by_word_to_its_end(
    qapp: QGuiApplication, qtbot: QtBot, made: list[Speaker], memory: Memory
) -> None:
    speaker = Speaker(Espeak(), memory, qapp)
    made.append(speaker)
    heard: list[str] = []
    speaker.heard.connect(lambda start, end: heard.append(SAID[start:end]))
    speaker.say(SAID, "vi")
    assert speaker.speaking
    memory.stretch = 0.05
    with qtbot.waitSignal(speaker.ended, timeout=20_000):
        pass
    assert heard == ["Danh", "sách", "người", "ứng", "cử", "Mời", "nghe", "đọc"]
    assert level(bytes(memory.samples)) > 3000, "that was speech, and no silence"
    assert not speaker.speaking
    assert len(memory.halts) == 1


def test_it_is_silent_at_once_and_one_thing_interrupts_another(
    qapp: QGuiApplication, qtbot: QtBot, made: list[Speaker], memory: Memory
) -> None:
    slow = Slow()
    speaker = Speaker(slow, memory, qapp)
    made.append(speaker)
    speaker.say("Một hai", "vi")
    qtbot.waitUntil(lambda: speaker.sounding)
    memory.hear(0.05)
    assert bytes(memory.samples[-2:]) == b"\x01\x00"
    assert not slow.closed.is_set()
    speaker.stop()
    assert memory.hear(1.0) == b""
    assert not speaker.speaking
    slow.go.set()
    assert slow.closed.wait(5), "the voice was stopped as well"
    speaker.say("Ba", "vi")
    speaker.say("Bốn", "vi")
    qtbot.waitUntil(lambda: speaker.sounding)
    assert len(memory.starts) == 2, "what was interrupted before it sounded never sounds"
    speaker.stop()
    speaker.stop()
    assert len(memory.halts) == 2


def test_a_voice_that_is_late_leaves_a_gap_and_no_word_is_marked_too_early(
    qapp: QGuiApplication, qtbot: QtBot, made: list[Speaker], memory: Memory
) -> None:
    slow = Slow()
    speaker = Speaker(slow, memory, qapp)
    made.append(speaker)
    heard: list[int] = []
    speaker.heard.connect(lambda start, _end: heard.append(start))
    speaker.say("Một hai", "vi")
    qtbot.waitUntil(lambda: speaker.sounding)
    memory.hear(0.3)
    assert memory.hear(0.3) == bytes(600)
    speaker.look()
    assert heard == [0]
    slow.go.set()
    assert slow.closed.wait(5)
    qtbot.waitUntil(lambda: (memory.hear(0.001), memory.samples[-2:] == b"\x02\x00")[1])
    speaker.look()
    assert heard == [0, 5]


@pytest.mark.parametrize(
    ("voice", "language", "told"), [(Espeak(), "tyz", "no voice has"), (Broken(), "vi", "could not be said")]
)
def test_what_cannot_be_said_is_told_and_nobody_is_called(
    qapp: QGuiApplication,
    qtbot: QtBot,
    made: list[Speaker],
    memory: Memory,
    caplog: pytest.LogCaptureFixture,
    voice: Espeak | Broken,
    language: str,
    told: str,
) -> None:
    speaker = Speaker(voice, memory, qapp)
    made.append(speaker)
    with caplog.at_level(logging.INFO), qtbot.waitSignal(speaker.failed):
        speaker.say("Một hai", language)
    assert not speaker.speaking
    assert told in caplog.text
    assert memory.starts == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_recording_is_played_and_where_it_is_damaged_the_engine_speaks(
    qapp: QGuiApplication, qtbot: QtBot, made: list[Speaker], memory: Memory, whole: bool
) -> None:
    speaker = Speaker(Espeak(), memory, qapp)
    made.append(speaker)
    heard: list[int] = []
    speaker.heard.connect(lambda start, _end: heard.append(start))
    memory.stretch = 0.05
    with qtbot.waitSignal(speaker.ended, timeout=20_000):
        speaker.say("Một, hai.", "vi", 100, Recorded(whole=whole))
    assert (b"\x07\x00" * 100 in bytes(memory.samples)) is whole
    assert len(heard) == 2


def test_an_outlet_that_stalls_at_the_end_does_not_hold_the_page_up(
    qapp: QGuiApplication, qtbot: QtBot, made: list[Speaker], memory: Memory
) -> None:
    speaker = Speaker(Slow(), memory, qapp)
    made.append(speaker)
    speaker.say("Một hai", "vi", 100, Recorded())
    qtbot.waitUntil(lambda: speaker.sounding)
    with qtbot.waitSignal(speaker.ended, timeout=10_000):
        for _ in range(60):
            speaker.look()


def test_a_stream_ends_with_a_pause_and_is_never_written_to(qapp: QGuiApplication) -> None:
    owner = QObject()
    stream = Stream(owner)
    stream.add(Sound(b"\x01\x00" * 10, 1000))
    stream.end()
    assert stream.bytesAvailable() >= 20
    assert stream.seconds == pytest.approx(0.01 + PAUSE_SECONDS)
    assert bytes(stream.read(21).data()) == b"\x01\x00" * 10
    assert stream.writeData(b"x", 1) == -1


def test_a_kiosk_without_a_sound_device_says_so_quietly(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With no server of sounds to be found; a warning of Qt's would fail this test."""
    from voter_kiosk.kiosk.loudspeaker import Loudspeaker

    owner = QObject()
    with caplog.at_level(logging.INFO):
        outlet = Loudspeaker(owner)
    if outlet.available:
        pytest.skip("this machine has a sound device")
    assert outlet.device == ""
    assert outlet.heard() == 0
    outlet.halt()
    outlet.set_loudness(70)
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []
