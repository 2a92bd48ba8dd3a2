"""What a screen says, and in which order: the tree that a screen reader sees, as a list of what is read.

A screen reader (over AT-SPI), the voice that reads a screen aloud and the measures of ``kiosk.measure`` all walk
the one tree that is here: what one of them says, the others say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import PySide6.QtQuick  # noqa: F401  objects arrive as QQuickItem only with this import
import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from voter_kiosk.kiosk.items import outwards, scene, scroller, visible_part

_VEILS: Final = ("CallStaff", "StillThere", "OfficeWindow")
_HEADINGS: Final = frozenset({QAccessible.Role.Heading, QAccessible.Role.AlertMessage})
_CHOICES: Final = frozenset({QAccessible.Role.RadioButton, QAccessible.Role.CheckBox})
_HOLDERS: Final = frozenset({QAccessible.Role.Pane, QAccessible.Role.Client, QAccessible.Role.Dialog})
"""Roles of what holds other things together and says nothing of its own."""

PRESS: Final = "Press"
"""The action of whatever can be pressed, as Qt and AT-SPI name it."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that is read: what it is, what is said of it, and how it stands.

    ``name`` is said first, then how it stands (:func:`standing`), then ``description``. ``value`` is what an
    editable line holds. ``chosen`` is ``None`` where there is nothing to choose. ``position`` is its place among
    the choices it belongs to and how many they are, ``None`` where it is no choice. ``group`` is the name of what
    it stands in (a pad of letters, one person's programme): read as well, before the first that stands there.
    """

    item: QQuickItem
    role: QAccessible.Role
    name: str
    description: str = ""
    value: str = ""
    heading: bool = False
    pressable: bool = False
    chosen: bool | None = None
    disabled: bool = False
    focused: bool = False
    position: tuple[int, int] | None = None
    group: str = ""


def reading(window: QQuickWindow) -> tuple[Read, ...]:
    """What is read of ``window`` as it is now, in the order of reading.

    That is the page with its heading first, its content from top to bottom and its foot; then the strip. Where
    something lies over the page (a question, a tray), that is read and not the page. What is scrolled away is read
    as well; what is hidden, ignored or outside the screen is not.
    """
    on_top = top(window)
    return _placed(
        [
            _read(node, item)
            for node, item in nodes(window)
            if node.role() not in _HOLDERS
            and not node.state().invisible
            and _lies_in(item, on_top)
            and _on_page(item, window)
        ]
    )


def standing(read: Read, tr: Callable[..., str]) -> str:
    """How ``read`` stands, in words: whether it is chosen, which of how many, whether it can be used now.

    ``tr`` says an English sentence in the citizen's language (``View.tr``). Empty where there is nothing to say.
    """
    words = []
    if read.chosen is not None:
        words.append(tr("chosen") if read.chosen else tr("not chosen"))
    if read.position is not None:
        words.append(tr("%1 of %2", *read.position))
    if read.disabled:
        words.append(tr("not available now"))
    return ", ".join(words)


def heading(reads: Iterable[Read]) -> Read | None:
    """The heading of what is read: the one with which a screen reader begins, else the first."""
    found = [read for read in reads if read.heading]
    return next((read for read in found if read.focused), found[0] if found else None)


def title(reads: Sequence[Read]) -> str:
    """What a screen is called: its heading, after the line that stands above it."""
    found = heading(reads)
    if found is None:
        return ""
    place = reads.index(found)
    above = reads[place - 1] if place else None
    lines = [above, found] if above is not None and above.role is QAccessible.Role.StaticText else [found]
    return ". ".join(line.name for line in lines)


def nodes(window: QQuickWindow) -> Iterator[tuple[QAccessibleInterface, QQuickItem]]:
    """Everything of ``window`` that is drawn and known to a screen reader, in its order."""
    waiting = [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        node = waiting.pop()
        item = node.object()
        if isinstance(item, QQuickItem):
            if not drawn(item):
                continue
            yield node, item
        waiting += [node.child(place) for place in reversed(range(node.childCount()))]


def top(window: QQuickWindow) -> tuple[QQuickItem, ...]:
    """What a finger can reach: a veil alone, or an open tray with what is beside it, or everything."""
    children = tuple(item for item in window.contentItem().childItems() if drawn(item))
    veils = tuple(item for item in children if kind(item) in _VEILS)
    if veils:
        return veils[-1:]
    if any(kind(item) == "Tray" for item in children):
        return tuple(item for item in children if kind(item) != "QQuickLoader")
    return children


def kind(item: QQuickItem) -> str:
    """The name of an item's QML type.

    The type's own object is let go of at once: PySide would keep it longer than its page, and take whatever comes
    to lie at its address for a type.
    """
    found = item.metaObject()
    name = found.className().partition("_QML")[0]
    shiboken6.invalidate(found)
    return name


def drawn(item: QQuickItem) -> bool:
    """Whether an item is drawn, as far as it says itself."""
    return item.isVisible() and item.opacity() > 0


def _read(node: QAccessibleInterface, item: QQuickItem) -> Read:
    state, role = node.state(), node.role()
    actions = node.actionInterface()
    return Read(
        item,
        role,
        node.text(QAccessible.Text.Name),
        node.text(QAccessible.Text.Description),
        node.text(QAccessible.Text.Value),
        role in _HEADINGS,
        actions is not None and PRESS in actions.actionNames(),
        bool(state.checked) if role in _CHOICES else None,
        bool(state.disabled),
        bool(state.focused),
        group=_group(node),
    )


def _group(node: QAccessibleInterface) -> str:
    """The name of the nearest group that ``node`` stands in, or nothing."""
    outer = node.parent()
    while outer is not None and isinstance(outer.object(), QQuickItem):
        if outer.role() is QAccessible.Role.Grouping:
            return outer.text(QAccessible.Text.Name)
        outer = outer.parent()
    return ""


def _placed(reads: list[Read]) -> tuple[Read, ...]:
    """The same with the place of each choice among those that lie in the same row, column or grid."""
    groups: dict[QQuickItem, list[int]] = {}
    for place, read in enumerate(reads):
        if read.role is QAccessible.Role.RadioButton:
            groups.setdefault(read.item.parentItem(), []).append(place)
    for group in groups.values():
        for number, place in enumerate(group, 1):
            reads[place] = replace(reads[place], position=(number, len(group)))
    return tuple(reads)


def _lies_in(item: QQuickItem, roots: tuple[QQuickItem, ...]) -> bool:
    return any(at in roots for at in outwards(item))


def _on_page(item: QQuickItem, window: QQuickWindow) -> bool:
    """Whether an item can be seen, if need be by scrolling."""  # item.window() would be Python's to delete
    return scroller(item) is not None or visible_part(item, window).intersects(scene(item))
