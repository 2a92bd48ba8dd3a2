"""Small videos: real ones, encoded here, and files put together box by box to be wrong in one way."""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from PIL import Image

from voter_kiosk.authoring.films import encode

RATE = 20


def pictures(seconds: float, size: tuple[int, int] = (160, 90)) -> Iterator[VideoFrame]:
    """A bright bar that crosses a dark picture from left to right."""
    count = round(seconds * RATE)
    for number in range(count):
        image = Image.new("RGB", size, "#203040")
        at = number * size[0] // count
        image.paste("#f0d060", (at, 0, min(at + size[0] // 8, size[0]), size[1]))
        frame = VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        yield frame


def tone(seconds: float) -> Iterator[AudioFrame]:
    """A quiet note."""
    for number in range(round(seconds * 50)):
        samples = (
            round(3000 * math.sin((number * 960 + place) * 2 * math.pi * 440 / 48_000)) for place in range(960)
        )
        frame = AudioFrame(format="s16", layout="mono", samples=960)
        frame.planes[0].update(struct.pack("<960h", *samples))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, number * 960, Fraction(1, 48_000)
        yield frame


@functools.cache
def film(seconds: float = 2.0, *, sound: bool = False, size: tuple[int, int] = (160, 90)) -> bytes:
    """A real video in the form that a bundle takes."""
    return encode(pictures(seconds, size), *size, Fraction(RATE), tone(seconds) if sound else None)


def recorded(path: Path, seconds: float = 1.0, *, turned: int = 0, size: tuple[int, int] = (320, 180)) -> Path:
    """A video as a telephone records it: MP4, with sound, with a place, and lying on its side where ``turned``."""
    with av.open(str(path), "w", format="mp4") as container:
        container.metadata["comment"] = "21.0285,105.8542"
        picture = container.add_stream("libx264", rate=RATE)
        picture.width, picture.height, picture.pix_fmt = *size, "yuv420p"
        if turned:
            picture.set_display_rotation(turned)  # type: ignore[attr-defined]
        heard = container.add_stream("aac", rate=48_000, layout="mono")
        for frame in pictures(seconds, size):
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        for samples in tone(seconds):
            container.mux(heard.encode(samples))
        container.mux(heard.encode(None))
    return path


# Box by box


def box(kind: int, *content: bytes) -> bytes:
    """One box of EBML: its kind, its length in eight bytes, its content."""
    data = b"".join(content)
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + (len(data) | 1 << 56).to_bytes(8, "big") + data


def whole(kind: int, value: int) -> bytes:
    """A box with a whole number."""
    return box(kind, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


HEADER = box(0x1A45DFA3, box(0x4282, b"webm"), whole(0x4285, 2))
CLUSTER = box(0x1F43B675, whole(0xE7, 0))


def info(seconds: float = 10.0, *more: bytes, scale: int = 1_000_000) -> bytes:
    """What the file says of itself."""
    return box(0x1549A966, whole(0x2AD7B1, scale), box(0x4489, struct.pack(">d", seconds * 1e9 / scale)), *more)


def track(kind: int = 1, codec: bytes = b"V_VP9", size: tuple[int, int] = (640, 360), *more: bytes) -> bytes:
    """One track."""
    shape = box(0xE0, whole(0xB0, size[0]), whole(0xBA, size[1])) if kind == 1 else b""
    return box(0xAE, whole(0x83, kind), box(0x86, codec), shape, *more)


TRACKS = box(0x1654AE6B, track())
SOUND = track(2, b"A_OPUS")


def made(*parts: bytes, header: bytes = HEADER, after: bytes = b"") -> bytes:
    """A file of those parts; by default a sound one."""
    inside = parts or (info(), TRACKS, CLUSTER)
    return header + box(0x18538067, *inside) + after


def with_tracks(*tracks: bytes) -> bytes:
    """A file of those tracks."""
    return made(info(), box(0x1654AE6B, *tracks), CLUSTER)
