"""Every screen as a screen reader meets it: nothing silent, nothing said twice, all in the order of the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from helpers.looks import shared_out
from voter_kiosk.domain.journey import LEFT_BY, Screen
from voter_kiosk.kiosk.measure import Measurer
from voter_kiosk.kiosk.reading import Read, kind, reading
from voter_kiosk.kiosk.stops import Over, Stop
from voter_kiosk.kiosk.tour import LANGUAGES, ORIENTATIONS, Guide, Look

pytestmark = pytest.mark.uncounted

ALIKE = frozenset({"moment", "office"})
"""Kinds of stops that show the same pages at another time, and those that no citizen comes to."""

PRESSED = frozenset({QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox})
LOOKS = [Look(language, orientation=orientation) for orientation in ORIENTATIONS for language in LANGUAGES]
NOT_SAID = re.compile("[\u00a0\u2028\u00ad]|<[a-z/]|&[a-z]+;|_QML|undefined|\\[object|%[1-9n]", re.IGNORECASE)
"""What is no word: no-break spaces, soft hyphens, marks, entities, traces of a script, places left open."""


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.orientation}")
def test_every_screen_reads_as_it_looks(guide: Guide, look: Look) -> None:
    wrong: list[str] = []
    stops = [stop for stop in guide.route() if stop.kind not in ALIKE]
    odd = LANGUAGES.index(look.language) + ORIENTATIONS.index(look.orientation)
    for stop in shared_out(stops, odd, 2):  # each in both languages, and both ways up
        guide.come(stop, look)
        guide.window.grabWindow()
        reads = reading(guide.window)
        found = [*heads(stop, reads), *words(reads), *twice(reads), *presses(stop, reads), *order(reads)]
        found += silent(guide, reads)
        wrong += [f"{stop.name}: {fault}" for fault in found]
        guide.leave(stop)
    assert wrong == []


def heads(stop: Stop, reads: tuple[Read, ...]) -> Iterator[str]:
    """A screen begins with its heading; at most one line or picture stands above it, as it does for the eye."""
    first = next((place for place, read in enumerate(reads) if read.heading), None)
    if first is None or first > 1:
        yield f"begins with {[read.name for read in reads[:3]]}"
    focused = [read.role.name for read in reads if read.focused]
    opened = stop.place.screen is Screen.TERM and "/" in stop.place.subject  # the figure that one came from
    opened = opened or LEFT_BY in stop.place.subject  # the word that one came from
    if stop.over is Over.NOTHING and focused not in (["Heading"], ["EditableText"], ["Button"] * opened):
        yield f"the focus is on {focused}"
    if stop.over is Over.STILL_THERE and focused != ["Button"]:
        yield f"the focus is on {focused} while she is asked"
    if stop.over is Over.NOTHING and reads[-1].group == "" and not reads[-1].pressable:
        yield f"ends with {reads[-1].name!r} and not with the strip"


def words(reads: tuple[Read, ...]) -> Iterator[str]:
    """Everything has a name, in words alone."""
    for read in reads:
        if not read.name.strip():
            yield f"{read.role.name} has no name"
        for said in (read.name, read.description, read.value):
            if NOT_SAID.search(said) or said != unicodedata.normalize("NFC", said):
                yield f"{said!r} is not in plain words"
        if read.description and read.description == read.name:
            yield f"{read.name!r} is its own description"


def twice(reads: tuple[Read, ...]) -> Iterator[str]:
    """Nothing is said twice in a row."""
    for one, other in pairwise(reads):
        if one.name == other.name and not (
            one.heading and other.pressable
        ):  # a section of one topic, and its door
            yield f"{one.role.name} and {other.role.name} both say {one.name!r}"


def presses(stop: Stop, reads: tuple[Read, ...]) -> Iterator[str]:
    """What is a key can be pressed, and what can be pressed is one."""
    for read in reads:
        if read.pressable != (read.role in PRESSED):
            yield f"{read.name!r}: {read.role.name} {'can' if read.pressable else 'cannot'} be pressed"
        if stop.over in {Over.STILL_THERE, Over.CALL_STAFF} and read.disabled:
            yield f"{read.name!r} cannot be pressed"
        if (read.chosen is not None) != (read.position is not None):
            yield f"{read.name!r} does not know its place"
        if read.role is QAccessible.Role.RadioButton and read.position == (1, 1):
            yield f"{read.name!r} is the only choice"
    for _, group in groupby((read for read in reads if read.position), lambda read: read.item.parentItem()):
        chosen = [read.name for read in group if read.chosen]
        if len(chosen) > 1:
            yield f"{chosen} are chosen at once"


def order(reads: tuple[Read, ...]) -> Iterator[str]:
    """Within the page from top to bottom; what lies beside each other from left to right, column by column."""
    places = [
        (read, place(read.item))
        for read in reads  # but not what holds others, nor Attract's key, which is the whole screen
        if read.role is not QAccessible.Role.Grouping and kind(read.item) != "Everywhere"
    ]
    for (one, here), (other, there) in pairwise(places):
        if root(one.item) is not root(other.item) or scroller(one.item) is not scroller(other.item):
            continue
        below = there.top() >= here.bottom() - 2
        beside = there.left() >= here.right() - 2
        emblem = other.role is QAccessible.Role.Graphic and there.right() <= here.left()  # beside a title
        if not (below or beside or emblem):
            yield f"{other.name[:60]!r} is read after {one.name[:60]!r} and stands before it"


def on_a_drawing(item: QQuickItem) -> bool:
    """What is written on a drawing and told otherwise: the word in a seal, the scale of a chart."""
    outer: QQuickItem | None = item
    while outer is not None and kind(outer) not in {"Seal", "Chart"}:
        outer = outer.parentItem()
    return outer is not None and (kind(outer) == "Seal" or kind(item.parentItem()) == "HeadRow")


def silent(guide: Guide, reads: tuple[Read, ...]) -> Iterator[str]:
    """Every text that is drawn is in some name, description or value of the tree."""
    heard = " ".join(squeezed(f"{read.name} {read.description} {read.value}") for read in reads)
    on_top = {read.item for read in reads}
    for found in Measurer(guide.window, guide.panel.pixels_per_mm).layer().texts:
        seen = squeezed(plain(found.item))
        if found.item not in on_top and seen not in heard and not on_a_drawing(found.item):
            yield f"{found.text!r} is seen and not heard"


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def plain(item: QQuickItem) -> str:
    text = str(item.property("text"))
    return re.sub("<[^>]*>", "", text).replace("&nbsp;", " ").replace("&amp;", "&")


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def root(item: QQuickItem) -> QQuickItem:
    outer = item
    while (above := outer.parentItem()) is not None and above.parentItem() is not None:
        outer = above
    return outer


def scroller(item: QQuickItem) -> QQuickItem | None:
    outer = item.parentItem()
    while outer is not None and not outer.inherits("QQuickFlickable"):
        outer = outer.parentItem()
    return outer
