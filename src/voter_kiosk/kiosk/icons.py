"""The signs of resources/icons, drawn at the size and in the colour a screen asks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from voter_kiosk.kiosk.called import by_qt


class Icons(QQuickImageProvider):
    """``image://icons/<name>/<rrggbb>``: an SVG of ours with ``currentColor`` replaced. Sizes are pixels."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds ``<name>.svg``, square."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._drawings = {file.stem: file.read_text("utf-8") for file in folder.glob("*.svg")}

    @by_qt(QImage)
    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        """The picture of ``id``, or an empty one for a name that does not exist."""
        del size
        name, _, colour = id.partition("/")
        wanted = requestedSize if requestedSize.isValid() and not requestedSize.isEmpty() else QSize(48, 48)
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        drawing = self._drawings.get(name, "").replace("currentColor", f"#{colour}")
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        if renderer.isValid():
            painter = QPainter(image)
            renderer.render(painter)
            painter.end()
        return image
