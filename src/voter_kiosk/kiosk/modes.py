"""How a text on the screen is set: what of it is an enumeration, which Python cannot read and QML can."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Q_RETURN_ARG, QMetaObject
from PySide6.QtQuick import QQuickItem


@dataclass(frozen=True, slots=True)
class Modes:
    """Numbers are Qt's (``QTextOption.WrapMode``, ``Qt.AlignmentFlag``).

    ``fixed`` says that its line height is in pixels, ``styled`` that its marks are StyledText's.
    """

    wrap: int
    across: int
    down: int
    fixed: bool
    styled: bool


def modes_of(words: QQuickItem) -> Modes:
    """How a ``Words`` is set. Not by a ``QQmlExpression``: each that was evaluated stays with its engine."""
    said = QMetaObject.invokeMethod(words, "modes", Q_RETURN_ARG(str))
    wrap, across, down, fixed, styled = str(said).split()
    return Modes(int(wrap), int(across), int(down), fixed == "true", styled == "true")
