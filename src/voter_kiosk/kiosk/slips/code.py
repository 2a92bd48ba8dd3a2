"""QR codes: how large one must be to be read by a poor camera, what fits into it, and its picture.

The camera we build for is the preview of a cheap telephone, in which it looks for codes: 1280 by 720 pixels over
60 degrees along the longer side. Held at 50 cm it sees 577 by 325 mm, so a pixel of it covers 0.45 mm. A decoder
wants three pixels to a module and more where hand and glass blur the picture: a module of 1.6 mm has three and a
half. A code should stay within two thirds of what that frame sees, for a hand is not a tripod.
``tests/kiosk/test_code.py`` takes such frames (tilted, blurred, noisy, washed out) and reads them.

Text is UTF-8 in byte mode without an ECI mark: the readers of Android and iOS tell UTF-8 by themselves, while some
older ones print the mark as part of the text. Error correction is M (15 %) or better.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from voter_kiosk.kiosk.called import by_qt

MODULE_MM: Final = 1.6
"""The least side of a module, in millimetres."""

LARGEST_MM: Final = 216.0
"""The greatest side of a code with its quiet zone: two thirds of the frame's shorter side at 50 cm."""

QUIET: Final = 4
"""Light modules around a code (ISO/IEC 18004, 5.3.8)."""

MASK: Final = 4
"""One of the eight masks for every code. Choosing by score costs four times as long as the rest of the encoding;
over 40 frames of the camera above each mask was read as often as the chosen one, within chance."""

LARGEST_VERSION: Final = (int(LARGEST_MM / MODULE_MM) - 2 * QUIET - 17) // 4
"""The largest version of which a code keeps to both numbers."""

_DATA_CODEWORDS: Final = (
    *(16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365),
    *(415, 453, 507, 563, 627, 669, 714, 782, 860, 914, 1000, 1062, 1128),
)
"""Bytes of data that versions 1 to 27 hold at level M (ISO/IEC 18004, table 7)."""

_INK: Final = bytes.maketrans(bytes([0, 1]), bytes([255, 0]))

_HEAD: Final = (2, 3)
"""Bytes that mode and length take (rounded up): up to version 9, and from version 10 on."""


def side_of(text: str) -> int:
    """The side of the code of ``text`` in modules, quiet zone included; 0 for no text and for too much."""
    length = len(text.encode())
    if not length:
        return 0
    for version, room in enumerate(_DATA_CODEWORDS[:LARGEST_VERSION], start=1):
        if length + _HEAD[version > 9] <= room:
            return 17 + 4 * version + 2 * QUIET
    return 0


@lru_cache(maxsize=16)
def modules(text: str) -> tuple[bytes, ...]:
    """The code of ``text``, row by row, 1 for dark, without its quiet zone. Raises ``ValueError`` if too large."""
    side = side_of(text)
    if not side:
        raise ValueError(len(text))
    version = (side - 2 * QUIET - 17) // 4
    import segno  # no code is drawn on the first frame

    made = segno.make_qr(text.encode(), error="m", version=version, mode="byte", mask=MASK, boost_error=True)
    return tuple(bytes(row) for row in made.matrix)


def picture(text: str, module: int) -> QImage:
    """The code of ``text``, ``module`` pixels to a module, black on white, with its quiet zone."""
    rows = modules(text)
    side = len(rows) + 2 * QUIET
    edge, quiet = bytes([255]) * side * QUIET, bytes([255]) * QUIET
    drawn = b"".join((edge, *(quiet + row.translate(_INK) + quiet for row in rows), edge))
    image = QImage(drawn, side, side, side, QImage.Format.Format_Grayscale8)
    return image.scaled(QSize(side * module, side * module))


def address_of(text: str) -> str:
    """The ``image://`` address under which :class:`Codes` draws ``text``, or nothing for no text."""
    return f"image://qr/{base64.urlsafe_b64encode(text.encode()).decode()}" if text else ""


class Codes(QQuickImageProvider):
    """``image://qr/<text in URL-safe base64>``, drawn by whole pixels into the size that is asked for.

    A code is dark on light in every contrast: few readers take the inverse.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    @by_qt(QImage)
    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        """The code, as large as whole pixels allow; an empty picture where ``id`` is none."""
        del size
        try:
            text = base64.urlsafe_b64decode(id).decode()
        except (binascii.Error, UnicodeDecodeError):
            return QImage()
        side = side_of(text)
        return picture(text, max(1, requestedSize.width() // side)) if side else QImage()
