"""The faces of the letters, given to the application once, whichever of its windows is open."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from voter_kiosk.domain.languages import LATIN
from voter_kiosk.kiosk.scripts import FAMILY, load

FACES: Final = ("Regular", "Italic", "SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
UNDERLINED: Final = frozenset({"Regular", "Italic"})
"""The faces of running text, in which difficult words are underlined."""

UNDERLINE: Final = (-0.25, 0.044)
"""Where the underline begins and how thick it is, in ems of a thousand units. The dot of ự ends 0.227 below the
line, and the Ẫ of the next line begins 0.303 below it at a pitch of 1.45."""


def with_low_underline(font: bytes) -> bytes:
    """A TrueType font with its underline below the dot of ạ, ộ, ự, which it would else run through.

    Only where the ``post`` table says that the underline stands, and how thick it is, is written anew, in memory.
    Raises ``ValueError`` for what is no font with such a table.
    """
    for place in range(12, 12 + 16 * int.from_bytes(font[4:6]), 16):
        start = int.from_bytes(font[place + 8 : place + 12])
        if font[place : place + 4] == b"post":
            position, thickness = (round(share * 1000) for share in UNDERLINE)
            line = position.to_bytes(2, signed=True) + thickness.to_bytes(2, signed=True)
            return font[: start + 8] + line + font[start + 12 :]
    raise ValueError("no post table")


@cache
def add_faces() -> None:
    """Give the application the faces of its letters, once: else Qt would print from a copy of another name."""
    folder = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    for face in FACES:
        file = folder / f"BeVietnamPro-{face}.ttf"
        if face in UNDERLINED:
            QFontDatabase.addApplicationFontFromData(with_low_underline(file.read_bytes()))
        else:
            QFontDatabase.addApplicationFont(str(file))
    load(LATIN)


def load_fonts() -> float:
    """Load the faces the screens use; give the height of a capital in ems."""
    add_faces()
    font = QFont(FAMILY)
    font.setPixelSize(1000)
    # Hinting moves marks by whole pixels: Ẳ would run into the dot of the Ặ above it.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    QGuiApplication.setFont(font)
    return QFontMetricsF(font).capHeight() / 1000
