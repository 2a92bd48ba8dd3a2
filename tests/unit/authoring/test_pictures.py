"""Pictures that travel: JPEG or PNG, small enough, bare of everything but their pixels."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from voter_kiosk.authoring.pictures import MOST_PIXELS, Picture, encode, encode_portrait
from voter_kiosk.domain.finding import Finding, Severity


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def encoded(data: bytes) -> Picture:
    picture = encode(data, "media/a.png")
    assert isinstance(picture, Picture), picture
    return picture


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def refused(data: bytes) -> str:
    found = encode(data, "media/a.png")
    assert isinstance(found, Finding)
    assert (found.severity, found.file) == (Severity.ERROR, "media/a.png")
    return found.code


def test_exif_with_a_place_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    exif[0x9286] = "nhà riêng"
    picture = encoded(saved(gradient(40, 20), "JPEG", exif=exif, comment=b"secret"))
    assert (picture.kind, picture.width, picture.height) == ("image/jpeg", 20, 40)
    assert not opened(picture).getexif()
    assert b"secret" not in picture.data
    assert b"Exif" not in picture.data


def test_text_in_a_png_is_gone() -> None:
    info = PngInfo()
    info.add_text("Author", "Nguyễn Văn A")
    picture = encoded(saved(gradient(10, 10), "PNG", pnginfo=info))
    assert picture.kind == "image/png"
    assert opened(picture).info == {}


def test_a_large_picture_is_made_two_megapixels_and_keeps_its_shape() -> None:
    picture = encoded(saved(gradient(3000, 1500), "JPEG"))
    assert picture.width * picture.height <= MOST_PIXELS
    assert picture.width / picture.height == pytest.approx(2, abs=0.01)


def test_a_small_picture_keeps_its_size() -> None:
    assert (encoded(saved(gradient(300, 200), "PNG")).width, 200) == (300, 200)


def test_the_same_picture_gives_the_same_bytes_and_a_name_of_its_hash() -> None:
    data = saved(gradient(200, 100), "JPEG")
    assert encoded(data) == encoded(data)
    assert encoded(data).sha256 != encoded(saved(gradient(100, 200), "JPEG")).sha256


def test_transparency_of_a_png_stays() -> None:
    assert opened(encoded(saved(gradient(10, 10, "LA"), "PNG"))).mode == "RGBA"
    palette = gradient(10, 10).quantize(4)
    assert opened(encoded(saved(palette, "PNG", transparency=0))).mode == "RGBA"


def test_a_picture_for_the_press_becomes_rgb() -> None:
    assert opened(encoded(saved(gradient(10, 10).convert("CMYK"), "JPEG"))).mode == "RGB"


def test_colours_of_a_profile_are_turned_into_srgb_and_the_profile_is_gone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = encoded(saved(Image.new("RGB", (8, 8), (200, 30, 30)), "PNG", icc_profile=profile))
    assert "icc_profile" not in opened(picture).info
    red, green, blue = opened(picture).convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert abs(red - 200) + abs(green - 30) + abs(blue - 30) < 6


def drawn(colours: int) -> Image.Image:
    image = Image.new("RGB", (64, 64), "white")
    image.putdata([(index % colours, 40, 255 - index % colours) for index in range(64 * 64)])
    return image


@pytest.mark.parametrize("colours", [1, 2, 200, 256])
def test_a_drawing_of_few_colours_keeps_a_palette_and_no_pixel_changes(colours: int) -> None:
    image = drawn(colours)
    picture = encoded(saved(image, "PNG"))
    assert opened(picture).mode == "P"
    assert opened(picture).convert("RGB").tobytes() == image.tobytes()


def test_a_picture_of_more_colours_than_a_palette_holds_keeps_them_all() -> None:
    image = Image.new("RGB", (64, 64))
    image.putdata([(index % 64, index // 64, 90) for index in range(64 * 64)])
    picture = encoded(saved(image, "PNG"))
    assert opened(picture).mode == "RGB"
    assert opened(picture).tobytes() == image.tobytes()


def test_a_broken_profile_is_dropped() -> None:
    assert encoded(saved(gradient(8, 8), "PNG", icc_profile=b"nonsense")).kind == "image/png"


@pytest.mark.parametrize("size", [(600, 600), (900, 400), (400, 900), (400, 600)])
def test_portraits_are_cropped_to_two_by_three_around_their_middle(size: tuple[int, int]) -> None:
    picture = encode_portrait(saved(gradient(*size), "JPEG"), "portraits/a.jpg")
    assert isinstance(picture, Picture)
    assert picture.width * 3 == pytest.approx(picture.height * 2, abs=3)
    assert picture.width == size[0] or picture.height == size[1]


def test_a_portrait_too_small_for_its_frame_is_refused() -> None:
    found = encode_portrait(saved(gradient(120, 180), "PNG"), "portraits/a.png")
    assert isinstance(found, Finding)
    assert (found.code, found.file) == ("picture-too-small", "portraits/a.png")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture-unreadable"),
        (b"not a picture", "picture-unreadable"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "picture-kind"),
        (saved(gradient(8, 8), "GIF"), "picture-kind"),
        (saved(gradient(8, 8), "BMP"), "picture-kind"),
        (saved(gradient(8, 8), "TIFF"), "picture-kind"),
        (saved(gradient(8, 8), "WEBP"), "picture-kind"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "picture-heic"),
        (saved(gradient(64, 64), "PNG")[:80], "picture-unreadable"),
        (saved(gradient(64, 64), "JPEG")[:200], "picture-unreadable"),
    ],
)
def test_what_is_no_whole_jpeg_or_png_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize("side", [9_200, 9_500, 60_000])
def test_a_bomb_is_refused_unread(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )
    assert refused(b"\x89PNG\r\n\x1a\n" + chunks) == "picture-too-large"


def test_every_cut_of_a_picture_is_a_picture_or_a_finding(tmp_path: Path) -> None:
    data = saved(gradient(24, 24), "JPEG")
    for length in range(0, len(data), 7):
        assert isinstance(encode(data[:length], "a.jpg"), Picture | Finding)
