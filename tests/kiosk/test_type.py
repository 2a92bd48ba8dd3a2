"""Vietnamese letters at the line pitch of the screens: the marks of one line stay clear of the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.domain.journey import TextSize
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.measure import CAPITALS
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.shipped import shipped


def rows_of_ink(image: QImage) -> set[int]:
    """The rows of pixels that are not wholly paper."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    paper = image.pixel(0, 0)
    width = image.width()
    pixels = memoryview(image.constBits()).cast("I")
    return {
        row
        for row in range(image.height())
        if any(one != paper for one in pixels[row * width : (row + 1) * width])
    }


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("style", ["", "strong: true", "heading: true; size: Theme.title", "font.italic: true"])
def test_a_circumflex_with_a_tilde_stays_clear_of_the_dot_above_it(
    qapp: QGuiApplication, size: TextSize, style: str
) -> None:
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(shipped("resources", "qml")))
    program = f"""import QtQuick
import VoterKiosk.Theme
import VoterKiosk.Controls
Window {{
    property alias said: words.text
    property alias pixels: words.size
    width: 300; height: 500; visible: true; color: "white"
    Component.onCompleted: {{
        Theme.pixelsPerMm = {Panel().pixels_per_mm}
        Theme.capitalRatio = {load_fonts()}
        Theme.textSize = "{size}"
    }}
    Words {{ id: words; x: 20; y: 60; text: "x"; {style} }}
}}"""
    engine.loadData(program.encode(), QUrl("file:///type.qml"))
    (root,) = engine.rootObjects()
    assert isinstance(root, QQuickWindow)

    def ink(text: str) -> set[int]:
        root.setProperty("said", text)
        settle()
        return rows_of_ink(root.grabWindow())

    above, below = ink("ẶỘẬỰ\n "), ink(" \nỄẲỖỮ")
    assert above
    assert below
    assert max(above) < min(below), "no row has the ink of both"
    assert ink("ẶỘẬỰ\nỄẲỖỮ") == above | below, "and nothing is cut"
    root.close()
    del engine
    settle()


@pytest.mark.parametrize("size", TextSize)
def test_running_text_has_the_capital_height_of_its_size(qapp: QGuiApplication, size: TextSize) -> None:
    """On the ink: the rows of a capital, in millimetres (VVSG 2.0 7.1; EN 301 549 5.1.4)."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(shipped("resources", "qml")))
    panel = Panel()
    program = f"""import QtQuick
import VoterKiosk.Theme
import VoterKiosk.Controls
Window {{
    width: 300; height: 200; visible: true; color: "white"
    Component.onCompleted: {{
        Theme.pixelsPerMm = {panel.pixels_per_mm}
        Theme.capitalRatio = {load_fonts()}
        Theme.textSize = "{size}"
    }}
    Words {{ x: 20; y: 60; text: "H" }}
}}"""
    engine.loadData(program.encode(), QUrl("file:///capital.qml"))
    (root,) = engine.rootObjects()
    assert isinstance(root, QQuickWindow)
    settle()
    rows = rows_of_ink(root.grabWindow())
    least, most = CAPITALS[size]
    pixel = 1 / panel.pixels_per_mm
    assert least - pixel <= len(rows) / panel.pixels_per_mm <= most + pixel
    root.close()
    del engine
    settle()
