"""The one door to Qt Multimedia: opened when something is first played, and quiet.

It costs some 30 MB and a tenth of a second, which nobody pays who plays nothing. FFmpeg, behind it, may open files
and nothing else, decodes without the graphics card, and says nothing on its own: it would write into the journal
which file was opened, and nothing keeps what a citizen watched.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

import PySide6
from PySide6.QtCore import QLoggingCategory, QMessageLogContext, QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioFormat

_ENVIRONMENT: Final = {
    "QT_MEDIA_BACKEND": "ffmpeg",
    "QT_FFMPEG_PROTOCOL_WHITELIST": "file",
    "QT_FFMPEG_DECODING_HW_DEVICE_TYPES": ",",  # none
}
_RULES: Final = "qt.multimedia.*=false"
_SAID_FOR_NOTHING: Final = ("PulseAudioService:", "No audio device detected", "QRhi* ")
"""How messages begin that tell of a machine without loudspeaker or graphics card: a fact here, no fault."""
_QUIET: Final = -8  # AV_LOG_QUIET


@cache
def multimedia() -> ModuleType:
    """``PySide6.QtMultimedia``, loaded and made quiet."""
    environment: MutableMapping[str, str] = os.environ
    for name, value in _ENVIRONMENT.items():
        environment.setdefault(name, value)
    QLoggingCategory.setFilterRules(_RULES)
    from PySide6 import QtMultimedia

    return QtMultimedia


@cache
def hush_ffmpeg() -> None:
    """Stop FFmpeg's own talk; call it once something of Qt Multimedia has been made, which loads FFmpeg."""
    for library in sorted((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libavutil.so.*")):
        try:
            ctypes.CDLL(str(library)).av_log_set_level(_QUIET)
        except OSError:  # another build of Qt, which keeps it elsewhere: it talks, and plays as well
            continue


@contextmanager
def without_complaints() -> Iterator[None]:
    """Within this, Qt does not report that there is no loudspeaker or no graphics card."""

    def passed_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not message.startswith(_SAID_FOR_NOTHING) and before is not None:
            before(kind, context, message)

    before = qInstallMessageHandler(passed_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def can_be_heard() -> bool:
    """Whether there is anything to play sound on."""
    with without_complaints():
        return not multimedia().QMediaDevices.defaultAudioOutput().isNull()


def sound_format(rate: int) -> QAudioFormat:
    """16 bits, one channel."""
    media = multimedia()
    made: QAudioFormat = media.QAudioFormat()
    made.setSampleRate(rate)
    made.setChannelCount(1)
    made.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)
    return made


def by_ear(percent: int) -> float:
    """What a sink is told so that it sounds ``percent`` as loud as it can."""
    audio = multimedia().QAudio
    scales = audio.VolumeScale
    return float(audio.convertVolume(percent / 100, scales.LogarithmicVolumeScale, scales.LinearVolumeScale))
