"""Where an item lies: in what, on which part of the screen. One answer for measures, keys, and what is read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


def outwards(item: QQuickItem) -> Iterator[QQuickItem]:
    """``item`` and what it lies in, up to the window."""
    at: QQuickItem | None = item
    while at is not None:
        yield at
        at = at.parentItem()


def focused(window: QQuickWindow) -> QQuickItem | None:
    """What has the focus. Not ``activeFocusItem()``: PySide keeps what that gives for as long as the window."""
    found = window.property("activeFocusItem")
    return found if isinstance(found, QQuickItem) else None


def within(item: QQuickItem, outer: QQuickItem) -> bool:
    """Whether ``item`` is ``outer`` or lies in it."""
    return any(at is outer for at in outwards(item))


def scroller(item: QQuickItem) -> QQuickItem | None:
    """What ``item`` scrolls in, if it does."""
    outer = item.parentItem()
    return next((at for at in outwards(outer) if at.inherits("QQuickFlickable")), None) if outer else None


def scene(item: QQuickItem) -> QRectF:
    """Where ``item`` lies in its window, in pixels, scrolled away or not."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def visible_part(item: QQuickItem, window: QQuickWindow) -> QRectF:
    """The part of ``window`` in which ``item`` can show."""
    place = QRectF(0, 0, window.width(), window.height())
    outer = item.parentItem()
    for at in outwards(outer) if outer else ():
        if at.clip():
            place = place.intersected(scene(at))
    return place
