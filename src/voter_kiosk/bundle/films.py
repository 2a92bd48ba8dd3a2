"""Which videos may be shown: WebM with one VP9 picture and at most one Opus sound, within the limits of
``domain.video``.

Nothing is decoded: the file is read as the boxes it is made of (EBML, RFC 8794; Matroska, RFC 9559), from the
first byte to the last, and what has no place in such a file is refused. So a kiosk hands its decoder neither a
playlist nor a container that opens other files, and nothing lies hidden beside the picture.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.video import HEAVIEST, LONGEST, TALLEST, WIDEST

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-a-film": (
            "Đoạn phim {name} không phải tệp WebM đúng cách; hãy chuyển lại bằng lệnh film rồi dựng lại gói.",
            "The video {name} is not a sound WebM file; convert it with `film` and build the bundle again.",
        ),
        "film-other-codec": (
            "Đoạn phim {name} phải gồm đúng một phần hình VP9 và không quá một phần tiếng Opus; "
            "hãy chuyển lại bằng lệnh film rồi dựng lại gói.",
            "The video {name} must have one VP9 picture and at most one Opus sound, and nothing else; "
            "convert it with `film` and build the bundle again.",
        ),
        "film-too-long": (
            "Đoạn phim {name} dài hơn 5 phút; hãy cắt ngắn hoặc chia nhỏ rồi dựng lại gói.",
            "The video {name} is longer than 5 minutes; shorten or split it and build the bundle again.",
        ),
        "film-too-large": (
            "Đoạn phim {name} lớn hơn 1280 × 720 điểm ảnh hoặc nặng hơn 60 MB; "
            "hãy chuyển lại bằng lệnh film rồi dựng lại gói.",
            "The video {name} is larger than 1280 x 720 pixels or over 60 MB; "
            "convert it with `film` and build the bundle again.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""

MAGIC: Final = b"\x1a\x45\xdf\xa3"
"""How every EBML file begins."""

_HEADER, _DOCTYPE, _READ_VERSION = 0x1A45DFA3, 0x4282, 0x4285
_ID_LENGTH, _SIZE_LENGTH = 0x42F2, 0x42F3
_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK, _TYPE, _CODEC, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA
_SEEK, _CUES, _TAGS, _VOID, _CRC = 0x114D9B74, 0x1C53BB6B, 0x1254C367, 0xEC, 0xBF
_ENCODINGS: Final = 0x6D80  # encryption and compression
_LINKS: Final = frozenset({0x3CB923, 0x3EB923, 0x3C83AB, 0x3E83BB, 0x6924})  # to other files
_TOP: Final = frozenset({_INFO, _TRACKS, _CLUSTER, _SEEK, _CUES, _TAGS, _VOID, _CRC})

_PICTURE, _SOUND = 1, 2
_CODECS: Final = {_PICTURE: b"V_VP9", _SOUND: b"A_OPUS"}
_NANO: Final = 1_000_000_000
_MOST_BOXES: Final = 20_000
_MOST_HEAD: Final = 1 << 20
_KNOWN_VERSION: Final = 4


@dataclass(frozen=True, slots=True)
class Film:
    """What a video's file says of itself: its length in seconds, its size in pixels, and whether it has sound."""

    seconds: float
    width: int
    height: int
    sound: bool


class _BrokenError(Exception):
    """The file is not made as it must be; the code says how it is refused."""


def is_film(fp: BinaryIO) -> bool:
    """Whether the file at the beginning of ``fp`` claims to be of the kind that is looked at here."""
    start = fp.read(len(MAGIC))
    fp.seek(0)
    return start == MAGIC


def check_film(fp: BinaryIO, name: str) -> Film | Refusal:
    """Read the whole structure of the file ``fp``, from its beginning; ``name`` is for the sentence.

    Refused: ``not-a-film``, ``film-other-codec``, ``film-too-long``, ``film-too-large``.
    """
    length = fp.seek(0, os.SEEK_END)
    fp.seek(0)
    if length > HEAVIEST:
        return _refuse("film-too-large", name, f"{length} bytes")
    try:
        film = _film(fp, length)
    except _BrokenError as broken:
        return _refuse(str(broken), name)
    if film.seconds > LONGEST:
        return _refuse("film-too-long", name, f"{film.seconds:.1f} s")
    if film.width > WIDEST or film.height > TALLEST:
        return _refuse("film-too-large", name, f"{film.width} x {film.height}")
    return film


def _refuse(code: str, name: str, detail: str = "") -> Refusal:
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


def _film(fp: BinaryIO, length: int) -> Film:
    kind, size = _box(fp, length)
    if kind != _HEADER:
        raise _BrokenError("not-a-film")
    _judge_header(_fields(_read(fp, size)))
    kind, size = _box(fp, length)
    if kind != _SEGMENT or fp.tell() + size != length:
        raise _BrokenError("not-a-film")
    heads: dict[int, bytes] = {}
    for _ in range(_MOST_BOXES):
        if fp.tell() == length:
            return _described(heads)
        kind, size = _box(fp, length)
        if kind not in _TOP or kind in heads or (kind == _CLUSTER and not heads.keys() >= {_INFO, _TRACKS}):
            raise _BrokenError("not-a-film")
        if kind in {_INFO, _TRACKS}:
            heads[kind] = _read(fp, size)
        else:
            fp.seek(size, os.SEEK_CUR)
    raise _BrokenError("not-a-film")


def _box(fp: BinaryIO, end: int) -> tuple[int, int]:
    """The kind of the box that begins here, and the length of what is in it, which lies before ``end``."""
    kind = _number(fp, 4, marked=True)
    size = _number(fp, 8, marked=False)
    if fp.tell() + size > end:
        raise _BrokenError("not-a-film")
    return kind, size


def _number(fp: BinaryIO, most: int, *, marked: bool) -> int:
    """A number of variable length. A box without a stated length (all ones) goes on beyond any file."""
    first = fp.read(1)
    length = 9 - first[0].bit_length() if first else 9
    if length > most:
        raise _BrokenError("not-a-film")
    rest = fp.read(length - 1)
    if len(rest) < length - 1:
        raise _BrokenError("not-a-film")
    value = int.from_bytes(first + rest, "big")
    return value if marked else value & ((1 << 7 * length) - 1)


def _read(fp: BinaryIO, size: int) -> bytes:
    if size > _MOST_HEAD:
        raise _BrokenError("not-a-film")
    return fp.read(size)


def _fields(data: bytes) -> dict[int, bytes]:
    """The boxes within a box, by their kind; none twice: one reader would take the first, another the last."""
    found: dict[int, bytes] = {}
    for kind, value in _inside(data):
        if kind in found and kind != _VOID:
            raise _BrokenError("not-a-film")
        found[kind] = value
    return found


def _inside(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The boxes within a box, one after the other."""
    at = 0
    while at < len(data):
        kind, at = _number_in(data, at, 4, marked=True)
        size, at = _number_in(data, at, 8, marked=False)
        if at + size > len(data):
            raise _BrokenError("not-a-film")
        yield kind, data[at : at + size]
        at += size


def _number_in(data: bytes, at: int, most: int, *, marked: bool) -> tuple[int, int]:
    length = 9 - data[at].bit_length() if at < len(data) else 9
    if length > most or at + length > len(data):
        raise _BrokenError("not-a-film")
    value = int.from_bytes(data[at : at + length], "big")
    return value if marked else value & ((1 << 7 * length) - 1), at + length


def _judge_header(header: Mapping[int, bytes]) -> None:
    fits = (
        header.get(_DOCTYPE, b"").rstrip(b"\0") == b"webm"
        and 1 <= _whole(header.get(_READ_VERSION, b"\1")) <= _KNOWN_VERSION
        and _whole(header.get(_ID_LENGTH, b"\4")) == 4
        and _whole(header.get(_SIZE_LENGTH, b"\x08")) == 8
    )
    if not fits:
        raise _BrokenError("not-a-film")


def _described(heads: Mapping[int, bytes]) -> Film:
    """The film that information and tracks speak of."""
    if not heads.keys() >= {_INFO, _TRACKS}:
        raise _BrokenError("not-a-film")
    info = _fields(heads[_INFO])
    if _LINKS & info.keys():
        raise _BrokenError("film-other-codec")
    scale = _whole(info.get(_SCALE, (1_000_000).to_bytes(3, "big")))
    seconds = _real(info.get(_DURATION, b"")) * scale / _NANO
    if not math.isfinite(seconds) or seconds <= 0:
        raise _BrokenError("not-a-film")
    sizes: dict[int, tuple[int, int]] = {}
    for kind, data in _inside(heads[_TRACKS]):
        if kind in {_VOID, _CRC}:
            continue
        track = _fields(data)
        what = _whole(track.get(_TYPE, b""))
        codec = track.get(_CODEC, b"").rstrip(b"\0")
        if kind != _TRACK or _ENCODINGS in track or what in sizes or codec != _CODECS.get(what):
            raise _BrokenError("film-other-codec")
        picture = _fields(track.get(_VIDEO, b""))
        sizes[what] = _whole(picture.get(_WIDTH, b"")), _whole(picture.get(_HEIGHT, b""))
    if _PICTURE not in sizes or not all(sizes[_PICTURE]):
        raise _BrokenError("film-other-codec")
    return Film(seconds, *sizes[_PICTURE], _SOUND in sizes)


def _whole(data: bytes) -> int:
    return int.from_bytes(data[:8], "big")


def _real(data: bytes) -> float:
    form = {4: ">f", 8: ">d"}.get(len(data))
    if form is None:
        raise _BrokenError("not-a-film")
    value: float = struct.unpack(form, data)[0]
    return value
