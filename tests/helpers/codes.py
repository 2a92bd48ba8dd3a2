"""Codes read as a telephone reads them: a real decoder, and pictures that a poor camera takes."""

from __future__ import annotations

import io
import math
import random

import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QImage


def as_pillow(image: QImage) -> Image.Image:
    """A Qt picture in grey, for Pillow."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    return Image.frombytes("L", (grey.width(), grey.height()), data, "raw", "L", grey.bytesPerLine())


def read(image: Image.Image | QImage) -> list[str]:
    """What every code on a picture says."""
    found = as_pillow(image) if isinstance(image, QImage) else image
    return [code.text for code in zxingcpp.read_barcodes(found) if code.valid]


FRAME = (1280, 720)
DISTANCE_MM = 500.0
FIELD_OF_VIEW = 60.0  # degrees, along the longer side


def photographed(code: Image.Image, side_mm: float, chance: random.Random) -> Image.Image:
    """A frame of a cheap telephone's preview, held by hand at 50 cm before a code of ``side_mm``.

    Up to 12 degrees aslant and 8 degrees turned, a little out of focus, washed out by light on the glass, noisy,
    and compressed.
    """
    width, height = FRAME
    focal = width / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))
    yaw, roll = math.radians(chance.uniform(-12, 12)), math.radians(chance.uniform(-8, 8))
    corners = []
    for right, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = right * side_mm / 2, down * side_mm / 2
        x, y = x * math.cos(roll) - y * math.sin(roll), x * math.sin(roll) + y * math.cos(roll)
        away = DISTANCE_MM + x * math.sin(yaw)
        corners.append((width / 2 + focal * x * math.cos(yaw) / away, height / 2 + focal * y / away))
    finer = 3
    seen = code.transform(
        (width * finer, height * finer),
        Image.Transform.PERSPECTIVE,
        _coefficients(code.width, [(x * finer, y * finer) for x, y in corners]),
        Image.Resampling.BILINEAR,
        fillcolor=235,
    )
    seen = seen.resize(FRAME, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(chance.uniform(0.5, 1.0)))
    seen = seen.point([round(45 + value * 165 / 255) for value in range(256)])
    taken = io.BytesIO()
    ImageChops.add(seen, _noise(chance), scale=1, offset=-128).save(taken, "JPEG", quality=70)
    return Image.open(taken)


def _noise(chance: random.Random) -> Image.Image:
    """Grain, from a tile that is laid over the frame."""
    tile = bytes(min(255, max(0, round(chance.gauss(128, 12)))) for _ in range(160 * 90))
    small = Image.frombytes("L", (160, 90), tile)
    whole = Image.new("L", FRAME)
    for x in range(0, FRAME[0], 160):
        for y in range(0, FRAME[1], 90):
            whole.paste(small, (x, y))
    return whole


def _coefficients(side: int, corners: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds, for a point of the frame, the point of the code."""
    rows = []
    for (code_x, code_y), (x, y) in zip([(0, 0), (side, 0), (side, side), (0, side)], corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -code_x * x, -code_x * y, code_x])
        rows.append([0, 0, 0, x, y, 1, -code_y * x, -code_y * y, code_y])
    for place in range(8):
        best = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for row in range(8):
            if row != place:
                share = rows[row][place] / rows[place][place]
                rows[row] = [one - share * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][8] / rows[place][place] for place in range(8)]
