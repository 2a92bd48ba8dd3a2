"""What plays: the real engine's sound, buffer by buffer, and the kiosk's own output where it has none."""

from __future__ import annotations

import logging
import struct
import threading
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.ears import Memory
from helpers.sounds import sound
from voter_kiosk.kiosk.loudspeaker import Clip, Loudspeaker, quietest
from voter_kiosk.kiosk.speaker import PAUSE_SECONDS, Speaker, Stream
from voter_kiosk.speech import espeak
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


def test_a_voice_that_hangs_is_given_up_and_recordings_go_on_being_heard(
    memory: Memory, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voter_kiosk.kiosk.speaker.CLOSING_SECONDS", 0.05)
    voice, parent = Slow(), QObject()
    speaker = Speaker(voice, memory, parent, late_ms=40)
    with qtbot.waitSignal(speaker.failed, timeout=3000):
        speaker.say("Một hai", "vi")  # the first word comes, the second does not
        hung = speaker._thread
    assert memory.starts
    assert not speaker.speaking
    assert caplog.messages == ["nothing comes from the voice any more"]
    with qtbot.waitSignal(speaker.ended, timeout=3000):
        speaker.say("Ba", "vi", recording=Recorded())
    assert b"\x07\x00" in memory.samples
    with qtbot.waitSignal(speaker.failed, timeout=3000):
        speaker.say("Bốn", "vi")  # the voice hangs as before
    speaker.close()
    voice.go.set()
    assert hung is not None
    hung.join(5)
    assert not hung.is_alive(), "a thread that comes back ends"


def test_nobody_waits_for_ever_where_the_engine_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "_PATIENCE", 0.01)
    with espeak._shelf.library(), ThreadPoolExecutor() as beside:
        with pytest.raises(OSError, match="hangs"):
            beside.submit(espeak.say, "a", "vi", 175).result()
        # Made in the thread of the screen: it must not wait for the engine.
        slow = Clip(Path("clip.opus"), pace=85)
        with pytest.raises(OSError, match="hangs"):
            beside.submit(lambda: next(slow.sounds())).result()
    assert espeak.sample_rate() == 22_050


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


# Recordings of a bundle


def played(clip: Clip) -> list[Sound]:
    """What a recording gives, in a thread of its own as on a kiosk."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: list(clip.sounds())).result(timeout=20)


def seconds(sounds: list[Sound]) -> float:
    return sum(len(sound.samples) / 2 / sound.rate for sound in sounds)


def pitch(sounds: list[Sound]) -> float:
    """Of a tone, in hertz: the strongest there is."""
    values = np.frombuffer(b"".join(sound.samples for sound in sounds), dtype="<i2")
    spectrum = np.abs(np.fft.rfft(values * np.hanning(len(values))))
    return float(spectrum.argmax() * sounds[0].rate / len(values))


@pytest.mark.parametrize("kind", ["opus", "vorbis"])
@pytest.mark.parametrize("pace", [100, 50, 200])
def test_a_recording_is_heard_at_her_pace_and_its_own_pitch(
    qapp: QGuiApplication, tmp_path: Path, kind: str, pace: int
) -> None:
    (tmp_path / "clip").write_bytes(sound(2.5, kind, pitch=200))
    clip = Clip(tmp_path / "clip", (Word(0, 4, 0.0), Word(5, 9, 1.0)), pace=pace)
    sounds = played(clip)
    assert seconds(sounds) == pytest.approx(2.5 * 100 / pace, rel=0.06)
    assert pitch(sounds) == pytest.approx(200, rel=0.03)
    assert [word.at for one in sounds for word in one.words] == [0.0, pytest.approx(100 / pace)]
    if pace != 100:
        assert len(sounds) > 1, "the first second is heard before the last is there"


def test_a_recording_is_taken_up_where_it_was_left(qapp: QGuiApplication, tmp_path: Path) -> None:
    (tmp_path / "clip").write_bytes(sound(2.0, "opus"))
    sounds = played(Clip(tmp_path / "clip", (Word(5, 9, 1.5),), begin=1.5))
    assert seconds(sounds) == pytest.approx(0.5, abs=0.05)
    assert sounds[0].words == (Word(5, 9, 0.0),)


@pytest.mark.qt_log_ignore("Could not open media")
def test_a_damaged_recording_says_so(qapp: QGuiApplication, tmp_path: Path) -> None:
    (tmp_path / "clip").write_bytes(b"OggS" + b"x" * 500)
    for name in ("clip", "nowhere"):
        with pytest.raises(OSError, match=r"\S"):
            played(Clip(tmp_path / name))


def test_a_sound_is_parted_where_it_is_quietest() -> None:
    values = array("h", [900] * 1000)
    values[700:720] = array("h", [3] * 20)
    assert quietest(values.tobytes(), 1000) // 2 in range(700, 720)
    assert quietest(b"", 1000) <= 0
