"""Which clips may be heard: one channel of Opus or Vorbis in an Ogg file, by content, within a stated length.

Only headers and the table of each page are read, nothing is decoded, so that a kiosk never hands a decoder what
this did not let through. How long a clip is, its pages say; that they do not lie is held against its packets.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

MOST_SECONDS: Final = 180
"""How long one clip may be: one line of a text, read slowly."""

MOST_BYTES: Final = 2 * 1024 * 1024
"""How large one clip may be; at 180 seconds that is 93 kbit a second, three times what speech needs."""

OGG: Final = b"OggS"
"""How every page of an Ogg file begins, and so the file."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-a-clip": (
            "Âm thanh {name} không phải tệp Ogg Opus hay Ogg Vorbis đúng cách; hãy dựng lại gói.",
            "The clip {name} is not a sound Ogg Opus or Ogg Vorbis file; build the bundle again.",
        ),
        "clip-too-long": (
            "Âm thanh {name} dài hơn 180 giây hoặc lớn hơn 2 MB; hãy chia nhỏ bài rồi dựng lại gói.",
            "The clip {name} is longer than 180 seconds or larger than 2 MB; split the text and build again.",
        ),
        "clip-channels": (
            "Âm thanh {name} có nhiều kênh; hãy lưu lại một kênh (mono) rồi dựng lại gói.",
            "The clip {name} has more than one channel; save it in mono and build the bundle again.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""

_PAGE: Final = struct.Struct("<4sBBqLLLB")
_CONTINUED, _FIRST, _LAST = 1, 2, 4
_NO_GRANULE: Final = -1
_OPUS_RATE: Final = 48_000
_MOST_OPUS_PACKET: Final = 5_760  # 120 ms (RFC 6716, 3.4 R5)
_MOST_TRIMMED: Final = 48_000  # samples that the last page may leave out


@dataclass(frozen=True, slots=True)
class Sound:
    """What a clip's pages say: ``kind`` is ``opus`` or ``vorbis``; how long it is heard, in seconds."""

    kind: str
    seconds: float


class _UnsoundError(Exception):
    """The file is not as RFC 3533, RFC 7845 or the Vorbis specification has it."""


def check_sound(fp: BinaryIO, name: str) -> Sound | Refusal:
    """Read the pages of ``fp``; ``name`` is for the sentence.

    Refused: ``not-a-clip``, ``clip-too-long``, ``clip-channels``.
    """
    data = fp.read(MOST_BYTES + 1)
    if not data.startswith(OGG):
        return _refuse("not-a-clip", name, "no Ogg")
    if len(data) > MOST_BYTES:
        return _refuse("clip-too-long", name, f"over {MOST_BYTES} bytes")
    try:
        packets, granule = _packets(data)
        channels, sound = _opus(packets, granule) if packets[0][:8] == b"OpusHead" else _vorbis(packets, granule)
    except (_UnsoundError, struct.error, IndexError) as error:
        return _refuse("not-a-clip", name, str(error))
    if channels != 1:
        return _refuse("clip-channels", name, f"{channels} channels")
    if sound.seconds > MOST_SECONDS:
        return _refuse("clip-too-long", name, f"{sound.seconds:.1f} s")
    return sound


def _refuse(code: str, name: str, detail: str = "") -> Refusal:
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


def _wants(held: bool, what: str) -> None:
    if not held:
        raise _UnsoundError(what)


def _packets(data: bytes) -> tuple[list[bytes], int]:
    """Every packet, and the last page's granule position. One stream, from its first page to its last."""
    packets: list[bytes] = []
    pending = b""
    open_packet = False
    at = number = serial = last = 0
    ended = False
    while at < len(data):
        capture, version, flags, granule, stream, sequence, _crc, segments = _PAGE.unpack_from(data, at)
        serial = stream if not number else serial
        _wants(capture == OGG and version == 0 and not ended, "page")
        _wants((stream, sequence) == (serial, number), "another stream or a missing page")
        _wants(bool(flags & _FIRST) == (number == 0) and bool(flags & _CONTINUED) == open_packet, "flags")
        at += _PAGE.size
        lengths = data[at : at + segments]
        at += segments
        _wants(segments > 0 and at + sum(lengths) <= len(data), "cut off")
        complete = len(packets)
        for length in lengths:
            pending += data[at : at + length]
            at += length
            open_packet = length == 255
            if not open_packet:
                packets.append(pending)
                pending = b""
        if len(packets) > complete:
            _wants(granule >= last, "granule position")
            last = granule
        else:
            _wants(granule == _NO_GRANULE, "granule position")
        _wants(number > 0 or len(packets) == 1, "first page")
        ended = bool(flags & _LAST)
        number += 1
    _wants(ended and not open_packet, "no last page")
    return packets, last


def _opus(packets: list[bytes], granule: int) -> tuple[int, Sound]:
    """By RFC 7845: the head, the tags, and packets whose first byte says how long they are."""
    _magic, version, channels, skip, _rate, _gain, family = struct.unpack("<8sBBHLhB", packets[0])
    _wants(version >> 4 == 0 and family == 0, "Opus head")
    _wants(packets[1][:8] == b"OpusTags", "Opus tags")
    samples = sum(map(_opus_samples, packets[2:]))
    _wants(skip < granule <= samples < granule + _MOST_TRIMMED, "its length is not that of its packets")
    return channels, Sound("opus", (granule - skip) / _OPUS_RATE)


def _opus_samples(packet: bytes) -> int:
    """Samples at 48 kHz in one packet (RFC 6716, 3.1 and 3.2)."""
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        frame = (480, 960)[config & 1]
    else:
        frame = (120, 240, 480, 960)[config & 3]
    frames = packet[1] & 63 if code == 3 else 1 + (code > 0)
    _wants(0 < frames * frame <= _MOST_OPUS_PACKET, "Opus packet")
    return frames * frame


def _vorbis(packets: list[bytes], granule: int) -> tuple[int, Sound]:
    """By the Vorbis I specification, 4.2: three headers. What a packet holds lies between two bounds."""
    mark, version, channels, rate, _most, _usual, _least, blocks, framing = struct.unpack(
        "<7sLBLlllBB", packets[0]
    )
    _wants(mark == b"\x01vorbis" and version == 0 and rate > 0 and framing & 1 == 1, "Vorbis head")
    _wants(packets[1][:7] == b"\x03vorbis" and packets[2][:7] == b"\x05vorbis", "Vorbis headers")
    short, long = 1 << (blocks & 15), 1 << (blocks >> 4)
    # Each packet but the first gives a quarter of its own block and of the one before (4.3.8).
    steps = len(packets) - 4
    _wants(
        0 < granule <= steps * long // 2 and steps * short // 2 <= granule + long,
        "its length is not that of its packets",
    )
    return channels, Sound("vorbis", granule / rate)
