"""Which pictures may be shown: JPEG or PNG by content, at most two megapixels (DESIGN section 4).

Only headers are read, nothing is decoded, so that a kiosk never hands a decoder what this did not let through.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

MAX_PIXELS: Final = 2_000_000
"""Width times height, at most."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-a-picture": (
            "Hình {name} không phải tệp JPEG hay PNG đúng cách; hãy lưu lại hình rồi dựng lại gói.",
            "The picture {name} is not a sound JPEG or PNG; save it again and build the bundle again.",
        ),
        "picture-too-large": (
            "Hình {name} lớn hơn 2 triệu điểm ảnh; hãy thu nhỏ hình rồi dựng lại gói.",
            "The picture {name} has more than 2 megapixels; make it smaller and build the bundle again.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""

_PNG = b"\x89PNG\r\n\x1a\n"
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ENDS = {0xD8, 0xD9, 0xDA}  # a second start, the end, or the data: no frame header came before it


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture's header says: ``kind`` is ``jpeg`` or ``png``, the rest is in pixels."""

    kind: str
    width: int
    height: int


def check_picture(fp: BinaryIO, name: str) -> Picture | Refusal:
    """Read the header at the beginning of ``fp``; ``name`` is for the sentence.

    Refused: ``not-a-picture``, ``picture-too-large``.
    """
    start = fp.read(2)
    picture = _jpeg(fp) if start == b"\xff\xd8" else _png(start + fp.read(22))
    if picture is None or not picture.width * picture.height:
        return _refuse("not-a-picture", name)
    if picture.width * picture.height > MAX_PIXELS:
        return _refuse("picture-too-large", name, f"{picture.width} x {picture.height}")
    return picture


def _refuse(code: str, name: str, detail: str = "") -> Refusal:
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


def _png(head: bytes) -> Picture | None:
    """From the signature and the first chunk, which must be a header of 13 bytes."""
    if len(head) < 24 or not head.startswith(_PNG + b"\0\0\0\rIHDR"):
        return None
    return Picture("png", *struct.unpack(">2L", head[16:24]))


def _jpeg(fp: BinaryIO) -> Picture | None:
    """From the first frame header after the start marker."""
    while fp.read(1) == b"\xff":
        marker = fp.read(1)
        while marker == b"\xff":  # fill bytes
            marker = fp.read(1)
        if not marker or marker[0] in _ENDS:
            return None
        if marker[0] in _STANDALONE:
            continue
        length = int.from_bytes(fp.read(2), "big")
        segment = fp.read(max(0, length - 2))
        if length < 2 or len(segment) < length - 2:
            return None
        if marker[0] in _FRAMES:
            if length < 8:
                return None
            height, width = struct.unpack(">2H", segment[1:5])
            return Picture("jpeg", width, height)
    return None
