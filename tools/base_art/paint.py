"""Drawings as small PNG files: a palette in which every flat colour is kept exactly."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from demo_art.pen import Canvas
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt

from base_art.scenes import SCENES

COLOURS = 256
EXACT = 144
"""How many colours are kept as they are: a drawing's flat ones. The others are shades of its soft edges."""

Colour = tuple[int, int, int]


def png_of(canvas: Canvas) -> bytes:
    """The drawing as a PNG of at most 256 colours; the same drawing and libraries give the same bytes."""
    canvas.painter.end()
    small = canvas.image.scaled(
        canvas.width,
        canvas.height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "PNG")  # type: ignore[call-overload]
    picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    data = picture.tobytes()
    pixels = list(zip(data[0::3], data[1::3], data[2::3], strict=True))
    counted = sorted(Counter(pixels).items(), key=lambda item: (-item[1], item[0]))
    palette = [colour for colour, _ in counted[:EXACT]]
    palette += _shades([colour for colour, _ in counted[EXACT:]])
    place = {colour: index for index, colour in enumerate(palette)}
    for colour, _ in counted:
        if colour not in place:
            place[colour] = min(range(len(palette)), key=lambda index: _apart(palette[index], colour))
    reduced = Image.new("P", picture.size)
    reduced.putpalette([part for colour in palette for part in colour])
    reduced.putdata([place[pixel] for pixel in pixels])
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


def _shades(others: list[Colour]) -> list[Colour]:
    """What stands for the shades of the edges."""
    if len(others) <= COLOURS - EXACT:
        return others
    row = Image.new("RGB", (len(others), 1))
    row.putdata(others)
    reduced = row.quantize(COLOURS - EXACT, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat = reduced.getpalette() or []
    return [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat) - 2, 3)]


def _apart(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def draw_all(folder: Path) -> dict[str, int]:
    """Draw every scene into ``folder``; gives the files' sizes by name."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for name, draw in SCENES.items():
        data = png_of(draw())
        (folder / f"{name}.png").write_bytes(data)
        sizes[name] = len(data)
    return sizes
