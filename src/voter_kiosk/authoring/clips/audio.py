"""Recordings and rendered voices -> one kind of clip: mono Opus, alike in loudness, without silence at its ends.

What comes out carries no tag of the machine that recorded it, and the same sound gives the same bytes with the
same libsndfile. ``soundfile`` and ``numpy`` are loaded when the first sound is looked at, never by a plain check.
"""

from __future__ import annotations

import hashlib
import io
import math
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voter_kiosk.authoring.findings import error
from voter_kiosk.bundle.sounds import MOST_SECONDS
from voter_kiosk.domain.finding import Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

KIND: Final = "opus"
"""What is written, as a clip's record calls it."""

RATE: Final = 24_000
"""Samples a second of what is written: all that is heard of speech, and one of Opus' own rates."""

MOST_READ: Final = 100_000_000
"""Bytes of one recording that are read: three minutes of the best studio's sound fit several times over."""

_COMPRESSION: Final = 0.9  # of libsndfile's scale: some 30 kbit a second in mono
_SILENCE: Final = 0.01  # of full scale, -40 dB: what lies below is not speech
_KEPT: Final = 0.06  # seconds of it that stay at both ends
_LOUDNESS: Final = 0.1  # root of the mean square, -20 dB
_PEAK: Final = 0.9
_SERIAL: Final = 1
_PAGE: Final = struct.Struct("<4sBBqLLLB")
_MIRRORED: Final = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@dataclass(frozen=True, slots=True)
class Take:
    """Speech, trimmed and as loud as every other: ``rate`` samples a second; ``cut`` seconds went at the front."""

    samples: Samples = field(repr=False)
    rate: int
    cut: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class Encoded:
    """An Ogg Opus file, and how long it is heard in seconds."""

    data: bytes = field(repr=False)
    seconds: float

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of the bytes: the clip's name everywhere."""
        return hashlib.sha256(self.data).hexdigest()


def read_recording(data: bytes, file: str) -> Take | Finding:
    """Read a WAV, FLAC or Ogg file; ``file`` is only said in the finding that refuses it.

    An error for what cannot be read, is silent, or lasts over the longest a clip may.
    """
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError, MemoryError) as problem:
        return error(
            "clip-unreadable",
            (
                "Tệp này không phải âm thanh WAV, FLAC hoặc Ogg đọc được.",
                f"This file is not WAV, FLAC or Ogg sound that can be read ({type(problem).__name__}).",
            ),
            ("Lưu lại âm thanh thành tệp .wav rồi thử lại.", "Save it as .wav and try again."),
            file=file,
        )
    take = speech(samples.mean(axis=1), rate)
    if take is None:
        return error(
            "clip-silent",
            ("Tệp này không có tiếng.", "Nothing can be heard in this file."),
            ("Kiểm tra micrô rồi ghi lại.", "Check the microphone and record it again."),
            file=file,
        )
    if take.seconds > MOST_SECONDS:
        return error(
            "clip-too-long",
            (
                f"Âm thanh dài {take.seconds:.0f} giây; nhiều nhất là {MOST_SECONDS} giây.",
                f"It lasts {take.seconds:.0f} seconds; {MOST_SECONDS} is the most.",
            ),
            ("Chia đoạn văn thành nhiều đoạn, ghi từng đoạn.", "Split the text and record each part."),
            file=file,
        )
    return take


def speech(samples: Samples, rate: int) -> Take | None:
    """Trim and level one channel of samples between -1 and 1; ``None`` where there is nothing but silence."""
    import numpy as np

    heard = np.flatnonzero(np.abs(samples) > _SILENCE)
    if not len(heard):
        return None
    kept = int(_KEPT * rate)
    first, end = max(0, int(heard[0]) - kept), int(heard[-1]) + kept + 1
    trimmed = np.asarray(samples[first:end], dtype=np.float32)
    loudness = math.sqrt(float(np.mean(np.square(trimmed))))
    gain = min(_LOUDNESS / loudness, _PEAK / float(np.max(np.abs(trimmed))))
    return Take(trimmed * np.float32(gain), rate, first / rate)


def encode(take: Take) -> Encoded:
    """Write a take as Ogg Opus."""
    import soundfile

    samples = _resampled(take.samples, take.rate)
    out = io.BytesIO()
    soundfile.write(out, samples, RATE, format="OGG", subtype="OPUS", compression_level=_COMPRESSION)
    return Encoded(_with_serial(out.getvalue(), _SERIAL), len(samples) / RATE)


def encode_recording(path: Path) -> Encoded:
    """Encode a recording that :func:`read_recording` took when the source was checked.

    Raises ``OSError`` where the file has gone or changed since.
    """
    take = read_recording(path.read_bytes(), path.name)
    if isinstance(take, Finding):
        raise OSError(0, take.message.en, str(path))
    return encode(take)


def _resampled(samples: Samples, rate: int) -> Samples:
    """At :data:`RATE`, limited to the band that both rates have: by the Fourier transform of the whole."""
    import numpy as np

    if rate == RATE:
        return samples
    up, down = RATE // math.gcd(rate, RATE), rate // math.gcd(rate, RATE)
    # A length that the transform is quick at, and that comes out whole; the silence added goes again below.
    blocks = 1 << math.ceil(math.log2(len(samples) / down + 64))
    spectrum = np.fft.rfft(samples, blocks * down)
    wide = blocks * up
    result = np.fft.irfft(spectrum[: wide // 2 + 1], wide) * (wide / (blocks * down))
    return np.clip(result[: len(samples) * up // down], -1, 1).astype(np.float32)


def _with_serial(data: bytes, serial: int) -> bytes:
    """The Ogg file with that serial number on its pages: libsndfile takes one by chance."""
    out = bytearray(data)
    at = 0
    while at < len(out):
        *_, segments = _PAGE.unpack_from(out, at)
        table = at + _PAGE.size
        end = table + segments + sum(out[table : table + segments])
        struct.pack_into("<L", out, at + 14, serial)
        struct.pack_into("<L", out, at + 22, 0)
        struct.pack_into("<L", out, at + 22, _checksum(bytes(out[at:end])))
        at = end
    return bytes(out)


def _checksum(page: bytes) -> int:
    """The checksum of RFC 3533: that of zlib read from the other end of every byte, begun at 0, not inverted."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
