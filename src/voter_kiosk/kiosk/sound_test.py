"""A sentence said aloud, to hear whether the kiosk sounds: in a process of its own, which ends afterwards."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import VIETNAMESE, Sentence
from voter_kiosk.kiosk.multimedia import by_ear, hush_ffmpeg, multimedia, sound_format, without_complaints
from voter_kiosk.speech.engine import Espeak

SENTENCE: Final = "Đây là tiếng thử của máy thông tin bầu cử."

_PATIENCE: Final = 3.0
"""Seconds beyond its own length that a sentence may take to sound."""


def play(loudness: int) -> Refusal | None:
    """Say :data:`SENTENCE` at ``loudness`` (percent), and come back when it has sounded.

    Refused: ``no-sound`` where the system has nothing to sound through, or it takes the sound and never plays it.
    """
    application = QCoreApplication.instance() or QCoreApplication([])
    samples, rate = spoken()
    media = multimedia()
    with without_complaints():
        device = media.QMediaDevices.defaultAudioOutput()
        hush_ffmpeg()
        if device.isNull():
            return _silent("no output")
        sink = media.QAudioSink(device, sound_format(rate))
    sink.setVolume(by_ear(loudness))
    data = QByteArray(samples)
    source = QBuffer(data)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    sink.start(source)
    until = time.monotonic() + len(samples) / 2 / rate + _PATIENCE
    while sink.state() is media.QAudio.State.ActiveState and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.02)
    played = sink.state() is media.QAudio.State.IdleState
    why = str(sink.error())
    sink.stop()
    return None if played else _silent(why)


def spoken() -> tuple[bytes, int]:
    """The sentence as 16-bit samples of one channel, and how many of them make a second."""
    sounds = list(Espeak().speak(SENTENCE, VIETNAMESE))
    return b"".join(sound.samples for sound in sounds), sounds[0].rate


def _silent(detail: str) -> Refusal:
    return Refusal(
        "no-sound",
        Sentence(
            "Máy không phát ra tiếng. Hãy xem loa hoặc tai nghe đã cắm chưa, rồi thử lại.",
            "The machine makes no sound. See whether loudspeaker or headphones are plugged in, then try again.",
        ),
        detail,
    )
