"""Real sound files for tests: Ogg Opus and Vorbis as libsndfile writes them, WAV, and pages written by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import numpy as np
import soundfile

RATE = 24_000


def tone(seconds: float = 0.5, pitch: float = 440, rate: int = RATE, loud: float = 0.3) -> np.ndarray:
    """A tone as samples between -1 and 1."""
    return (loud * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def sound(
    seconds: float = 0.5, kind: str = "opus", *, rate: int = RATE, channels: int = 1, pitch: float = 440
) -> bytes:
    """An Ogg file of ``kind``."""
    return written(np.column_stack([tone(seconds, pitch, rate)] * channels), rate, "OGG", kind.upper())


def wav(samples: np.ndarray | None = None, rate: int = RATE) -> bytes:
    """A WAV file, by default of half a second's tone."""
    return written(tone() if samples is None else samples, rate, "WAV", "PCM_16")


def written(samples: np.ndarray, rate: int, form: str, subtype: str) -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format=form, subtype=subtype)
    return out.getvalue()


def pages(data: bytes) -> list[bytearray]:
    """The pages of an Ogg file."""
    found, at = [], 0
    while at < len(data):
        segments = data[at + 26]
        end = at + 27 + segments + sum(data[at + 27 : at + 27 + segments])
        found.append(bytearray(data[at:end]))
        at = end
    return found


def page(
    number: int, packets: Sequence[bytes], *, granule: int = 0, flags: int = 0, serial: int = 7, version: int = 0
) -> bytes:
    """One page of whole packets, without a checksum."""
    table = b"".join(bytes([255] * (len(packet) // 255) + [len(packet) % 255]) for packet in packets)
    head = struct.pack("<4sBBqLLLB", b"OggS", version, flags, granule, serial, number, 0, len(table))
    return head + table + b"".join(packets)


def opus_head(*, channels: int = 1, skip: int = 312, version: int = 1, family: int = 0) -> bytes:
    return struct.pack("<8sBBHLhB", b"OpusHead", version, channels, skip, 48_000, 0, family)


def opus(
    packets: Sequence[bytes] = (b"\x08\0",) * 50, *, granule: int | None = None, head: bytes | None = None
) -> bytes:
    """An Ogg Opus file by hand: each of the packets is 20 ms of wideband speech unless said otherwise."""
    return (
        page(0, [head or opus_head()], flags=2)
        + page(1, [b"OpusTags" + bytes(8)])
        + page(2, packets, granule=960 * len(packets) if granule is None else granule, flags=4)
    )


def vorbis_head(*, channels: int = 1, rate: int = RATE, version: int = 0, framing: int = 1) -> bytes:
    """The first header: blocks of 256 and 2,048 samples."""
    return struct.pack("<7sLBLlllBB", b"\x01vorbis", version, channels, rate, 0, 0, 0, 0xB8, framing)


def vorbis(packets: int = 10, *, granule: int = 2048, head: bytes | None = None) -> bytes:
    """An Ogg Vorbis file by hand whose packets hold nothing that a decoder could use."""
    return (
        page(0, [head or vorbis_head()], flags=2)
        + page(1, [b"\x03vorbis", b"\x05vorbis"])
        + page(2, [b"x"] * packets, granule=granule, flags=4)
    )
