"""Pictures: JPEG or PNG by content, at most two megapixels; a name proves nothing."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from helpers.bundles import png
from voter_kiosk.bundle.pictures import MAX_PIXELS, Picture, check_picture
from voter_kiosk.domain.finding import Refusal


def drawn(kind: str, width: int, height: int, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#a08060").save(out, kind, **options)
    return out.getvalue()


def check(data: bytes) -> Picture | Refusal:
    return check_picture(io.BytesIO(data), "chan-dung")


def code(data: bytes) -> str:
    result = check(data)
    assert isinstance(result, Refusal), result
    assert "chan-dung" in result.message.vi
    assert "chan-dung" in result.message.en
    return result.code


@pytest.mark.parametrize(
    "options",
    [{}, {"progressive": True}, {"exif": b"Exif\0\0" + b"x" * 30_000}, {"comment": b"x" * 60_000}],
    ids=str,
)
def test_jpegs_of_every_making_are_measured(options: dict[str, object]) -> None:
    assert check(drawn("JPEG", 37, 53, **options)) == Picture("jpeg", 37, 53)


def test_pngs_are_measured() -> None:
    assert check(drawn("PNG", 37, 53)) == Picture("png", 37, 53)
    assert check(png(5, 7)) == Picture("png", 5, 7)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_two_megapixels_are_the_limit(kind: str) -> None:
    assert isinstance(check(drawn(kind, 2000, 1000)), Picture)
    assert MAX_PIXELS == 2000 * 1000
    assert code(drawn(kind, 2000, 1001)) == "picture-too-large"


def test_a_header_that_claims_the_world_is_refused_without_decoding() -> None:
    data = bytearray(png())
    data[16:24] = b"\xff" * 8
    assert code(bytes(data)) == "picture-too-large"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_of_pictures_are_refused(kind: str) -> None:
    assert code(drawn(kind, 4, 4)) == "not-a-picture"


SOI, SOF = b"\xff\xd8", b"\xff\xc0\x00\x11\x08\x00\x05\x00\x07"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        png()[:20],
        png()[:8] + b"\0\0\0\x0dIDAT" + bytes(20),
        png()[:16] + bytes(4) + png()[20:],
        SOI,
        SOI + b"\xff",
        SOI + b"\xff\xff\xff",
        SOI + b"\xff\xd9",
        SOI + b"\xff\xda\x00\x04xx" + SOF,
        SOI + SOI + SOF,
        SOI + b"\xff\xe0\x00\x01",
        SOI + b"\xff\xe0\x00",
        SOI + b"\xff\xe0\x10\x00short",
        SOI + b"\xff\xc0\x00\x04xx",
        SOI + b"\xff\xc4\x00\x08xxxxxx",
        SOI + SOF[:-2] + b"\0\0" + bytes(10),
        SOI + b"junk" + SOF,
    ],
)
def test_what_is_no_sound_picture_is_refused(data: bytes) -> None:
    assert code(data) == "not-a-picture"


def test_fill_bytes_and_standalone_markers_are_passed_over() -> None:
    assert check(SOI + b"\xff\x01\xff\xff\xff\xd0" + SOF + bytes(20)) == Picture("jpeg", 7, 5)


@given(st.binary(max_size=60))
@example(SOI + SOF)
def test_no_bytes_make_the_check_stumble(data: bytes) -> None:
    for start in (b"", SOI, png()[:16]):
        assert isinstance(check(start + data), Picture | Refusal)
