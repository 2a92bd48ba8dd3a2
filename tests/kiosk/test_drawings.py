"""The drawings of the base content are what their code draws."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

HOUSE = Path(__file__).resolve().parents[2]
MEDIA = HOUSE / "data" / "base" / "media"


@pytest.fixture
def scenes(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HOUSE / "tools"))
    importlib.import_module("demo_art.pen").load_fonts()
    return importlib.import_module("base_art.scenes")


def seen_from_afar(image: QImage) -> Image.Image:
    """A drawing without its palette and its soft edges, which may differ by a shade."""
    small = image.scaled(
        150, 120, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = bytes(small.constBits())
    wide = small.bytesPerLine()
    return Image.frombytes("RGB", (150, 120), b"".join(rows[y * wide : y * wide + 450] for y in range(120)))


def test_every_drawing_in_the_base_is_what_its_code_draws(scenes: ModuleType) -> None:
    assert {path.stem for path in MEDIA.iterdir()} == set(scenes.SCENES)
    for name, draw in scenes.SCENES.items():
        canvas = draw()
        canvas.painter.end()
        kept = QImage(str(MEDIA / f"{name}.png"))
        assert (kept.width(), kept.height()) == (canvas.width, canvas.height)
        difference = ImageChops.difference(seen_from_afar(canvas.image), seen_from_afar(kept))
        worst = max(high for _, high in difference.getextrema())
        assert worst <= 16, f"{name}: run tools/draw_base.py"
