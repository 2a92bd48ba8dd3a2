"""Clips: one channel of Opus or Vorbis in Ogg by content, as long as they say; a name proves nothing."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import sounds
from helpers.bundles import png
from voter_kiosk.bundle import sounds as looked_at
from voter_kiosk.bundle.media import check_media
from voter_kiosk.bundle.pictures import Picture
from voter_kiosk.bundle.sounds import MOST_BYTES, MOST_SECONDS, Sound, check_sound
from voter_kiosk.domain.finding import Refusal


def check(data: bytes) -> Sound | Refusal:
    return check_sound(io.BytesIO(data), "bai-doc")


def code(data: bytes) -> str:
    result = check(data)
    assert isinstance(result, Refusal), result
    assert "bai-doc" in result.message.vi
    assert "bai-doc" in result.message.en
    return result.code


@pytest.mark.parametrize("kind", ["opus", "vorbis"])
@pytest.mark.parametrize("seconds", [0.05, 1, 12.345])
def test_what_libsndfile_writes_is_as_long_as_it_is_heard(kind: str, seconds: float) -> None:
    found = check(sounds.sound(seconds, kind))
    assert isinstance(found, Sound)
    assert (found.kind, found.seconds) == (kind, pytest.approx(seconds, abs=1e-4))


def test_files_written_by_hand_are_read_alike() -> None:
    assert check(sounds.opus()) == Sound("opus", (50 * 960 - 312) / 48_000)
    assert check(sounds.vorbis()) == Sound("vorbis", 2048 / 24_000)


@pytest.mark.parametrize(
    ("toc", "samples"),
    [
        (0x00, 480),
        (0x18, 2880),
        (0x60, 480),
        (0x68, 960),
        (0x80, 120),
        (0xF8, 960),
        (0xF9, 1920),
        (0xFA, 1920),
    ],
)
def test_the_first_byte_of_a_packet_says_how_long_it_is(toc: int, samples: int) -> None:
    data = sounds.opus([bytes([toc, 0])] * 20, granule=20 * samples)
    assert check(data) == Sound("opus", (20 * samples - 312) / 48_000)
    assert code(sounds.opus([bytes([toc, 0])] * 20, granule=20 * samples + 1)) == "not-a-clip"


def test_a_packet_may_hold_several_frames() -> None:
    assert check(sounds.opus([b"\x0b\x03xxx"] * 4, granule=4 * 2880)) == Sound("opus", (4 * 2880 - 312) / 48_000)


def test_two_channels_are_refused() -> None:
    assert code(sounds.sound(channels=2)) == "clip-channels"
    assert code(sounds.sound(kind="vorbis", channels=2)) == "clip-channels"


def test_three_minutes_are_the_limit() -> None:
    packets = [b"\x19\0"] * (MOST_SECONDS * 1000 // 120 + 1)
    at_most = MOST_SECONDS * 48_000 + 312
    many = [packets[place : place + 100] for place in range(0, len(packets), 100)]

    def file(granule: int) -> bytes:
        ends = [granule if end is many[-1] else 5760 * 100 * place for place, end in enumerate(many, 1)]
        data = sounds.page(0, [sounds.opus_head()], flags=2) + sounds.page(1, [b"OpusTags"])
        for place, (part, end) in enumerate(zip(many, ends, strict=True)):
            data += sounds.page(2 + place, part, granule=end, flags=4 if part is many[-1] else 0)
        return data

    assert check(file(at_most)) == Sound("opus", MOST_SECONDS)
    assert code(file(at_most + 1)) == "clip-too-long"


def test_two_megabytes_are_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES == 2 << 20
    data = sounds.opus()
    monkeypatch.setattr(looked_at, "MOST_BYTES", len(data))
    assert isinstance(check(data), Sound)
    monkeypatch.setattr(looked_at, "MOST_BYTES", len(data) - 1)
    assert code(data) == "clip-too-long"


@pytest.mark.parametrize(
    "data",
    [
        sounds.opus(granule=48_000 * 60),
        sounds.opus([b"\x08\0"] * 250, granule=9_000),
        sounds.opus(granule=312),
        sounds.opus(granule=-1),
        sounds.vorbis(granule=48_000 * 60),
        sounds.vorbis(200, granule=2_048),
        sounds.vorbis(granule=0),
    ],
    ids=["longer", "shorter", "nothing", "no place", "vorbis longer", "vorbis shorter", "vorbis nothing"],
)
def test_a_length_that_is_not_that_of_the_packets_is_a_lie(data: bytes) -> None:
    assert code(data) == "not-a-clip"


def test_a_real_file_whose_last_page_lies_is_refused() -> None:
    for kind in ("opus", "vorbis"):
        parts = sounds.pages(sounds.sound(4, kind))
        parts[-1][6:14] = (24_000 * 100).to_bytes(8, "little")
        assert code(b"".join(map(bytes, parts))) == "not-a-clip"


HEAD, TAGS = sounds.page(0, [sounds.opus_head()], flags=2), sounds.page(1, [b"OpusTags"])
SPEECH = [b"\x08\0"] * 50
END = {"granule": 48_000, "flags": 4}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF....WAVEfmt ",
        b"ID3\x04",
        b"fLaC",
        png(),
        b"OggS",
        HEAD,
        HEAD + TAGS,
        HEAD + sounds.page(1, [b"OpusTags"], flags=4),
        HEAD + TAGS + sounds.page(2, SPEECH, granule=48_000),
        HEAD + TAGS + sounds.page(2, SPEECH, **END)[:-1],
        HEAD + TAGS + sounds.page(2, SPEECH, **END) + b"x",
        HEAD + TAGS + sounds.page(2, SPEECH, **END) + sounds.page(3, SPEECH, granule=96_000, flags=4),
        HEAD + TAGS + sounds.page(3, SPEECH, **END),
        HEAD + TAGS + sounds.page(2, SPEECH, serial=8, **END),
        HEAD + TAGS + sounds.page(2, SPEECH, version=1, **END),
        HEAD + TAGS + sounds.page(2, SPEECH, granule=48_000, flags=5),
        HEAD + TAGS + sounds.page(2, SPEECH, granule=48_000, flags=6),
        HEAD + TAGS + sounds.page(2, [], **END),
        HEAD + TAGS + sounds.page(2, SPEECH, granule=48_000) + sounds.page(3, SPEECH, granule=9, flags=4),
        HEAD + TAGS + sounds.page(2, [*SPEECH, b""], **END),
        HEAD + TAGS + sounds.page(2, [b"\x0b\x00"], granule=960, flags=4),
        HEAD + TAGS + sounds.page(2, [b"\x1b\x03"], granule=960, flags=4),
        HEAD + sounds.page(1, [b"OpusTogs"]) + sounds.page(2, SPEECH, **END),
        sounds.page(0, [sounds.opus_head()]) + TAGS + sounds.page(2, SPEECH, **END),
        sounds.page(0, [sounds.opus_head(), b"OpusTags"], flags=2) + sounds.page(1, SPEECH, **END),
        sounds.opus(head=sounds.opus_head(version=16)),
        sounds.opus(head=sounds.opus_head(family=1)),
        sounds.opus(head=sounds.opus_head()[:-1]),
        sounds.vorbis(head=sounds.vorbis_head(version=1)),
        sounds.vorbis(head=sounds.vorbis_head(rate=0)),
        sounds.vorbis(head=sounds.vorbis_head(framing=0)),
        sounds.vorbis(head=b"\x02" + sounds.vorbis_head()[1:]),
        sounds.vorbis(head=b"\x80theora" + bytes(35)),
        sounds.vorbis().replace(b"\x03vorbis", b"\x03varbis"),
        sounds.vorbis().replace(b"\x05vorbis", b"\x05varbis"),
    ],
)
def test_what_is_no_sound_clip_is_refused(data: bytes) -> None:
    assert code(data) == "not-a-clip"


def test_packets_go_on_from_page_to_page() -> None:
    whole = b"\x08" + bytes(400)
    first = bytearray(sounds.page(2, [whole[:255]], granule=-1))
    first[26:28], first[28:29] = b"\x01\xff", b""  # one segment that does not end the packet
    last = sounds.page(3, [whole[255:], *SPEECH], granule=51 * 960, flags=5)
    assert check(HEAD + TAGS + bytes(first) + last) == Sound("opus", (51 * 960 - 312) / 48_000)
    first[6:14] = (960).to_bytes(8, "little")  # no packet ends here, so there is no place to tell
    assert code(HEAD + TAGS + bytes(first) + last) == "not-a-clip"


@given(st.binary(max_size=80), st.integers(0, 300))
@example(b"", 0)
def test_no_bytes_make_the_check_stumble(junk: bytes, place: int) -> None:
    data = bytearray(sounds.opus())
    data[place : place + len(junk)] = junk
    assert isinstance(check(bytes(data)), Sound | Refusal)
    assert isinstance(check(HEAD + TAGS + junk), Sound | Refusal)


def test_media_are_told_apart_by_their_first_bytes() -> None:
    assert isinstance(check_media(io.BytesIO(sounds.sound()), "x"), Sound)
    assert check_media(io.BytesIO(png(5, 7)), "x") == Picture("png", 5, 7)
    nothing = check_media(io.BytesIO(b"RIFF"), "x")
    assert isinstance(nothing, Refusal)
    assert nothing.code == "not-a-picture"
