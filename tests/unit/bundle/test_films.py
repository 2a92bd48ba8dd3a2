"""Videos: WebM with VP9 and Opus, read box by box from the first byte to the last; a name proves nothing."""

from __future__ import annotations

import io
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import films
from helpers.bundles import png
from helpers.films import CLUSTER, HEADER, SOUND, TRACKS, box, info, made, track, whole, with_tracks
from voter_kiosk.bundle.films import MAGIC, Film, check_film, is_film
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.video import HEAVIEST


def check(data: bytes) -> Film | Refusal:
    return check_film(io.BytesIO(data), "phim.webm")


def code(data: bytes) -> str:
    found = check(data)
    assert isinstance(found, Refusal), found
    assert "phim.webm" in found.message.vi
    assert "phim.webm" in found.message.en
    return found.code


def test_a_real_video_says_how_long_and_how_large_it_is() -> None:
    silent, heard = check(films.film()), check(films.film(sound=True))
    assert isinstance(silent, Film)
    assert isinstance(heard, Film)
    assert (silent.width, silent.height, silent.sound) == (160, 90, False)
    assert silent.seconds == pytest.approx(2.0, abs=0.01)
    assert heard.sound
    assert heard.seconds == pytest.approx(2.0, abs=0.05)


def test_a_file_put_together_by_hand_is_read_the_same() -> None:
    assert check(made()) == Film(10.0, 640, 360, False)
    assert check(with_tracks(track(), SOUND)) == Film(10.0, 640, 360, True)
    void = box(0xEC, b"\0" * 9)
    crc = box(0xBF, b"\0" * 4)
    spread = made(crc, void, box(0x114D9B74), info(10.0, void), void, box(0x1654AE6B, crc, track(), void), CLUSTER)
    assert check(spread) == Film(10.0, 640, 360, False)
    assert check(made(info(scale=500_000), TRACKS, CLUSTER, CLUSTER, box(0x1C53BB6B))) == Film(10, 640, 360, False)
    short = box(0x1549A966, box(0x4489, struct.pack(">f", 2500.0)))
    assert check(made(short, TRACKS, CLUSTER)) == Film(2.5, 640, 360, False)


def test_what_begins_like_one_is_looked_at_as_one() -> None:
    for data, claims in ((films.film(), True), (MAGIC, True), (png(), False), (b"", False)):
        fp = io.BytesIO(data)
        assert is_film(fp) is claims
        assert fp.tell() == 0


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\nhttp://example.invalid/a.ts\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        MAGIC,
        png(),
        PLAYLIST,
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        made()[:-1],
        made(after=b"#EXTM3U"),
        made() + made(),
        made(header=box(0x1A45DFA3, box(0x4282, b"matroska"))),
        made(header=box(0x1A45DFA3)),
        made(header=box(0x1A45DFA3, box(0x4282, b"webm"), whole(0x4285, 5))),
        made(header=box(0x1A45DFA3, box(0x4282, b"webm"), whole(0x42F2, 8))),
        made(header=box(0x1A45DFA3, box(0x4282, b"webm"), whole(0x42F3, 4))),
        made(header=box(0x1A45DFA3, box(0x4282, b"webm"), box(0x4282, b"webm"))),
        made(header=box(0x1A45DFA3, b"\x42\x82\x84we")),
        made(header=box(0x1A45DFA3, b"\x42")),
        made(header=box(0x1A45DFA3, b"\x42\x82\x40")),
        made(header=box(0x1A45DFA3, b"\x08\0\0\0\0\0")),
        made(header=b"\x1a\x45\xdf\xa3\x10\x20\0\0" + b"\0" * 0x20_0000),
        HEADER + box(0x1549A966),
        HEADER + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + info() + TRACKS,
        HEADER + b"\x18\x53",
        made(info(), TRACKS, CLUSTER, box(0x1941A469, b"attached")),
        made(info(), CLUSTER, TRACKS),
        made(CLUSTER),
        made(TRACKS),
        made(info()),
        made(info(), info(), TRACKS),
        made(info(), TRACKS, TRACKS),
        made(info(), TRACKS, b"\x00"),
        made(info(), TRACKS, *[CLUSTER] * 20_001),
        made(box(0x1549A966), TRACKS, CLUSTER),
        made(box(0x1549A966, box(0x4489, b"\0\0")), TRACKS, CLUSTER),
        made(info(0.0), TRACKS, CLUSTER),
        made(info(-3.0), TRACKS, CLUSTER),
        made(info(math.nan), TRACKS, CLUSTER),
        made(info(math.inf), TRACKS, CLUSTER),
    ],
    ids=lambda data: f"{len(data)}",
)
def test_what_is_no_whole_webm_file_is_refused(data: bytes) -> None:
    assert code(data) == "not-a-film"


@pytest.mark.parametrize(
    "data",
    [
        with_tracks(),
        with_tracks(SOUND),
        with_tracks(track(codec=b"V_MPEG4/ISO/AVC")),
        with_tracks(track(codec=b"V_VP8")),
        with_tracks(track(), track(2, b"A_VORBIS")),
        with_tracks(track(), track()),
        with_tracks(track(), SOUND, SOUND),
        with_tracks(track(), track(17, b"S_TEXT/UTF8")),
        with_tracks(track(1, b"V_VP9", (640, 360), box(0x6D80, b"\0"))),
        with_tracks(track(size=(640, 0))),
        with_tracks(box(0xAE, whole(0x83, 1), box(0x86, b"V_VP9"))),
        with_tracks(track(), box(0xE1)),
        made(info(10.0, box(0x3EB923, b"\1" * 16)), TRACKS, CLUSTER),
        made(info(10.0, box(0x3E83BB, b"next.webm")), TRACKS, CLUSTER),
    ],
    ids=lambda data: f"{len(data)}",
)
def test_only_one_picture_and_one_sound_of_our_kinds_may_be_in_it(data: bytes) -> None:
    """Nothing encrypted, no further tracks, no way to other files."""
    assert code(data) == "film-other-codec"


def test_five_minutes_are_the_limit() -> None:
    assert isinstance(check(made(info(300.0), TRACKS, CLUSTER)), Film)
    assert code(made(info(300.1), TRACKS, CLUSTER)) == "film-too-long"
    assert code(made(info(1e12), TRACKS, CLUSTER)) == "film-too-long"


@pytest.mark.parametrize("size", [(1281, 720), (1280, 721), (2**40, 2**40)])
def test_a_picture_larger_than_the_kiosk_can_paint_is_refused(size: tuple[int, int]) -> None:
    assert isinstance(check(with_tracks(track(size=(1280, 720)))), Film)
    assert code(with_tracks(track(size=size))) == "film-too-large"


def test_a_file_heavier_than_allowed_is_refused_unread() -> None:
    class Endless(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            return HEAVIEST + 1 if whence == 2 else super().seek(offset, whence)

        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    found = check_film(Endless(), "phim.webm")
    assert isinstance(found, Refusal)
    assert found.code == "film-too-large"


@given(st.data())
def test_no_flipped_byte_makes_it_fall(data: st.DataObject) -> None:
    """Whatever a byte of the structure becomes, it is a video within the limits or a refusal."""
    sound = bytearray(with_tracks(track(), SOUND))
    for _ in range(data.draw(st.integers(1, 4))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    found = check(bytes(sound))
    if isinstance(found, Film):
        assert 0 < found.seconds <= 300
        assert found.width <= 1280
        assert found.height <= 720
    else:
        assert found.code in {"not-a-film", "film-other-codec", "film-too-long", "film-too-large"}


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused(data: bytes) -> None:
    assert code(MAGIC + data) == "not-a-film"
