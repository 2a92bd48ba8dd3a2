"""Pictures: re-encoded when the bundle is built, so that no camera's data and no surprise travels with them.

What comes out is JPEG or PNG, at most two megapixels, without any metadata; the same picture gives the same
bytes with the same Pillow.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageCms, ImageOps

from voter_kiosk.authoring.findings import error
from voter_kiosk.domain.finding import Finding

MOST_PIXELS: Final = 2_000_000
"""DESIGN section 4: a kiosk refuses pictures over two megapixels."""

MOST_PIXELS_READ: Final = 80_000_000
"""What is taken from a camera; a larger picture is refused unread, for its memory."""

FEWEST_PORTRAIT_PIXELS: Final = 200
"""A portrait narrower than this cannot be drawn in its frame without being blown up."""

PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 2, 3
"""The 4 x 6 cm photo of the dossier (facts C.1)."""

_JPEG_QUALITY: Final = 88
_PALETTE: Final = 256  # colours that a PNG of one byte a pixel can hold
_REMEDY: Final = (
    "Lưu lại ảnh thành tệp .jpg hoặc .png rồi thử lại.",
    "Save the picture as .jpg or .png and try again.",
)


_HEIC: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHERS: Final = (
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "AVIF"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|svg)"), "SVG"),
    (re.compile(rb"%PDF"), "PDF"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it will travel: ``kind`` is ``image/jpeg`` or ``image/png``; sizes in pixels."""

    data: bytes
    kind: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of the bytes: the picture's name everywhere."""
        return hashlib.sha256(self.data).hexdigest()


def encode(data: bytes, file: str) -> Picture | Finding:
    """Re-encode a JPEG or PNG; ``file`` is only said in the finding that refuses what is neither, or broken."""
    return _encode(data, file, portrait=False)


def encode_portrait(data: bytes, file: str) -> Picture | Finding:
    """Re-encode a candidate's portrait, cropped around its middle to 2:3, the same frame for everyone."""
    return _encode(data, file, portrait=True)


def encode_frame(image: Image.Image) -> Picture:
    """A picture of a video as a JPEG."""
    return _written(_downscaled(image), lossless=False)


def _other_kind(data: bytes, file: str) -> Finding | None:
    """What is said of a picture of a kind that is not taken; ``None`` for JPEG, PNG and what is no picture."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return error(
            "picture-heic",
            (
                "Đây là ảnh HEIC của điện thoại, máy không đọc được.",
                "This is a telephone's HEIC picture, which cannot be read.",
            ),
            (
                "Mở ảnh rồi lưu lại dạng JPG; trên iPhone: Cài đặt, Camera, Định dạng, chọn “Tương thích nhất”.",
                "Open it and save it as JPG; on an iPhone: Settings, Camera, Formats, “Most Compatible”.",
            ),
            file=file,
        )
    kind = next((name for pattern, name in _OTHERS if pattern.match(data)), "")
    if not kind:
        return None
    return error(
        "picture-kind",
        (f"Đây là tệp {kind}, không phải ảnh JPEG hoặc PNG.", f"This is a {kind} file, no JPEG or PNG picture."),
        _REMEDY,
        file=file,
    )


def _encode(data: bytes, file: str, *, portrait: bool) -> Picture | Finding:
    other = _other_kind(data, file)
    if other is not None:
        return other
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > MOST_PIXELS_READ:
                    return _too_large(file)
                lossless = opened.format == "PNG"
                upright = ImageOps.exif_transpose(_in_srgb(opened))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        return _too_large(file)
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, ArithmeticError, Warning) as problem:
        return error(
            "picture-unreadable",
            (
                "Tệp này không phải ảnh JPEG hoặc PNG đọc được.",
                f"This file is not a JPEG or PNG picture that can be read ({type(problem).__name__}).",
            ),
            _REMEDY,
            file=file,
        )
    if portrait:
        upright = _cropped(upright)
        if upright.width < FEWEST_PORTRAIT_PIXELS:
            return error(
                "picture-too-small",
                (
                    f"Ảnh chân dung quá nhỏ: {upright.width}×{upright.height} điểm ảnh.",
                    f"The portrait is too small: {upright.width}×{upright.height} pixels.",
                ),
                (
                    f"Dùng ảnh rộng ít nhất {FEWEST_PORTRAIT_PIXELS} điểm ảnh.",
                    f"Use a picture at least {FEWEST_PORTRAIT_PIXELS} pixels wide.",
                ),
                file=file,
            )
    return _written(_downscaled(upright), lossless=lossless)


def _too_large(file: str) -> Finding:
    return error(
        "picture-too-large",
        ("Ảnh quá lớn để đọc.", "The picture is too large to be read."),
        ("Thu nhỏ ảnh xuống dưới 80 triệu điểm ảnh.", "Make it smaller than 80 million pixels."),
        file=file,
    )


def _in_srgb(image: Image.Image) -> Image.Image:
    """Decode fully, and bring the colours into sRGB, which is what stays true once the profile is stripped."""
    image.load()
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if image.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
        clear = False
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile says nothing about the colours
        if converted is not None:
            converted.info.update({key: value for key, value in image.info.items() if key == "exif"})
            return converted
    return image.convert("RGBA" if clear else "RGB")


def _cropped(image: Image.Image) -> Image.Image:
    """The largest middle part of the shape 2:3."""
    width = min(image.width, image.height * PORTRAIT_WIDTH // PORTRAIT_HEIGHT)
    height = min(image.height, image.width * PORTRAIT_HEIGHT // PORTRAIT_WIDTH)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def _downscaled(image: Image.Image) -> Image.Image:
    """``image`` within two megapixels, its shape kept."""
    pixels = image.width * image.height
    if pixels <= MOST_PIXELS:
        return image
    scale = (MOST_PIXELS / pixels) ** 0.5
    size = max(1, int(image.width * scale)), max(1, int(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS)


def _written(image: Image.Image, *, lossless: bool) -> Picture:
    # A fresh image carries nothing over: no EXIF, no comment, no profile, no time.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    if lossless:
        _in_few_colours(bare).save(out, "PNG", compress_level=9)
    else:
        bare.convert("RGB").save(
            out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=False, progressive=False
        )
    return Picture(out.getvalue(), "image/png" if lossless else "image/jpeg", bare.width, bare.height)


def _in_few_colours(image: Image.Image) -> Image.Image:
    """``image`` with a palette where that changes no pixel: a drawing then takes half the room in every bundle."""
    if image.mode != "RGB" or image.getcolors(_PALETTE) is None:
        return image
    reduced = image.quantize(_PALETTE, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return reduced if reduced.convert("RGB").tobytes() == image.tobytes() else image
