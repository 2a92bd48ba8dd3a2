"""Codes: what fits, how large they are, and that a poor camera reads them."""

from __future__ import annotations

import base64
import random
import unicodedata

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from helpers.codes import as_pillow, photographed, read
from voter_kiosk.kiosk.slips.code import (
    LARGEST_MM,
    LARGEST_VERSION,
    MODULE_MM,
    QUIET,
    Codes,
    address_of,
    modules,
    picture,
    side_of,
)
from voter_kiosk.kiosk.window import Panel

LIST = (
    "Quốc hội · Đơn vị bầu cử số 1\nDanh sách người ứng cử\nBầu không quá 3 trong 5 người\n\n"
    "1. Bà Tạ Thị Hồng Bích\n2. Ông Lương Vĩnh Cơ\n3. Ông Phan Văn Khê (Thích Từ Khê)\n4. Bà Đoàn Mỹ Khuê\n"
    "5. Ông Trang Chấn Phúc\n\nBản số 1. Mã kiểm tra: 556E A44E 6578 29A7\n"
)


@given(st.integers(1, 1140))
def test_what_is_said_to_fit_is_what_fits(length: int) -> None:
    """Against segno's own choice of the smallest version at level M."""
    text = "x" * length
    version = int(segno.make_qr(text.encode(), error="m", mode="byte", mask=0, boost_error=False).version)
    expected = 17 + 4 * version + 2 * QUIET if version <= LARGEST_VERSION else 0
    assert side_of(text) == expected


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=250)
)
def test_whatever_is_written_is_read(text: str) -> None:
    assert read(picture(text, 3)) == [text]


def test_every_vietnamese_letter_is_read() -> None:
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = "".join(unicodedata.normalize("NFC", letter + mark) for letter in "aăâeêioôơuưy" for mark in marks)
    text = f"{letters} đ {letters.upper()} Đ"
    assert read(picture(text, 3)) == [text]


def test_a_code_is_dark_on_light_with_its_quiet_zone() -> None:
    image = picture(LIST, 2)
    side = side_of(LIST)
    assert (image.width(), image.height()) == (2 * side, 2 * side)
    assert image.pixelColor(0, 0).lightness() == 255
    edge = 2 * QUIET
    assert image.pixelColor(edge - 1, edge - 1).lightness() == 255
    assert image.pixelColor(edge, edge).lightness() == 0, "the corner of a finder"


def test_what_is_too_long_has_no_code() -> None:
    assert side_of("x" * 1200) == 0
    with pytest.raises(ValueError, match="1200"):
        modules("x" * 1200)


def test_the_largest_code_keeps_to_both_numbers() -> None:
    for version, fits in ((LARGEST_VERSION, True), (LARGEST_VERSION + 1, False)):
        assert ((17 + 4 * version + 2 * QUIET) * MODULE_MM <= LARGEST_MM) is fits


@pytest.mark.parametrize(
    "text", [LIST, LIST * 3, "https://baucu.nguyetgiang.example"], ids=["list", "long", "address"]
)
def test_a_poor_camera_at_half_a_metre_reads_a_code_within_a_second(text: str) -> None:
    """Of the smallest module that is ever shown. A preview runs at 30 frames a second; six of them must do."""
    module = -(-MODULE_MM * Panel().pixels_per_mm // 1)  # whole pixels
    code = as_pillow(picture(text, int(module)))
    side_mm = side_of(text) * module / Panel().pixels_per_mm
    for seed in range(3):
        chance = random.Random(seed)  # noqa: S311
        frames = (photographed(code, side_mm, chance) for _ in range(6))
        assert any(read(frame) == [text] for frame in frames), seed


def test_half_the_module_would_be_too_small() -> None:
    """The camera of these tests is really a poor one."""
    code = as_pillow(picture(LIST, 3))
    chance = random.Random(1)  # noqa: S311
    frames = [photographed(code, side_of(LIST) * MODULE_MM / 2, chance) for _ in range(6)]
    assert not any(read(frame) for frame in frames)


def test_the_provider_draws_by_whole_pixels_and_gives_nothing_for_nonsense(qapp: QGuiApplication) -> None:
    codes = Codes()
    name = address_of(LIST).removeprefix("image://qr/")
    side = side_of(LIST)
    drawn = codes.requestImage(name, QSize(), QSize(side * 4 + 3, side * 4 + 3))
    assert drawn.width() == side * 4
    assert read(drawn) == [LIST]
    assert codes.requestImage(name, QSize(), QSize(10, 10)).width() == side, "never less than a pixel a module"
    too_long = base64.urlsafe_b64encode(b"x" * 1200).decode()
    for nonsense in ("", "?", "AAA", base64.urlsafe_b64encode(b"\xff\xfe").decode(), too_long):
        assert codes.requestImage(nonsense, QSize(), QSize(100, 100)).isNull()
    assert address_of("") == ""
