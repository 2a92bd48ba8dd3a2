"""What keys, switches and keypads mean, where an arrow leads, and how a screen is scanned. No Qt, no clock.

VVSG 2.0 7.2 (tactile keys, dual switches, no repetitive activation); EN 301 549 5.7 and 5.8 (key repeat, double
strikes), 9.2.1 (keyboard), 9.2.4.3 (focus order).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import Final, cast


class Act(StrEnum):
    """What a key asks for."""

    NEXT = "next"  # in reading order
    PREVIOUS = "previous"
    RIGHT = "right"  # what lies there, else the next
    LEFT = "left"
    DOWN = "down"
    UP = "up"
    PRESS = "press"
    BACK = "back"  # out of what lies on top, else one screen back
    ERASE = "erase"  # a letter of the search line, elsewhere back
    HOME = "home"
    PAGE_DOWN = "page-down"
    PAGE_UP = "page-up"
    STEP = "step"  # a switch: the highlight goes on
    STEP_BACK = "step-back"
    SELECT = "select"  # a switch: into the group, or press the control
    ONE = "one"  # the only switch: the highlight begins to go by itself, then as SELECT
    LISTEN = "listen"
    STOP = "stop"
    AGAIN = "again"
    SLOWER = "slower"
    FASTER = "faster"
    SOFTER = "softer"
    LOUDER = "louder"


SPOKEN: Final = frozenset({Act.LISTEN, Act.STOP, Act.AGAIN, Act.SLOWER, Act.FASTER, Act.SOFTER, Act.LOUDER})
"""What is asked of the voice, not of the screen."""

MOVES: Final = frozenset({Act.NEXT, Act.PREVIOUS, Act.RIGHT, Act.LEFT, Act.DOWN, Act.UP})
"""What moves the focus by one control."""

KEYS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "Tab": Act.NEXT,
        "Backtab": Act.PREVIOUS,
        "Right": Act.RIGHT,
        "Left": Act.LEFT,
        "Down": Act.DOWN,
        "Up": Act.UP,
        "Return": Act.PRESS,
        "Enter": Act.PRESS,
        "Select": Act.PRESS,
        "Space": Act.PRESS,
        "Escape": Act.BACK,
        "Back": Act.BACK,
        "Backspace": Act.ERASE,
        "Home": Act.HOME,
        "HomePage": Act.HOME,
        "PageDown": Act.PAGE_DOWN,
        "PageUp": Act.PAGE_UP,
        "F1": Act.LISTEN,
        "MediaPlay": Act.LISTEN,
        "MediaTogglePlayPause": Act.LISTEN,
        "F2": Act.AGAIN,
        "MediaStop": Act.STOP,
        "F3": Act.SLOWER,
        "F4": Act.FASTER,
        "F9": Act.SOFTER,
        "VolumeDown": Act.SOFTER,
        "F10": Act.LOUDER,
        "VolumeUp": Act.LOUDER,
    }
)
"""Keyboard and tactile keypad: a key by Qt's name (without ``Key_``), and what it asks for."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Which keys switches send, by Qt's names (without ``Key_``); empty where there is no such switch.

    A key named here means this and nothing else, whatever it is on a keyboard. ``bounce`` is for how many seconds
    after a switch was pressed the same one is not heard again: a hand that trembles (EN 301 549 5.8).

    Raises ``ValueError`` where one key is to mean two things, or for a ``bounce`` outside 0 to 2 s.
    """

    step: str = "F6"
    select: str = "F7"
    one: str = "F8"
    step_back: str = ""
    back: str = ""
    listen: str = ""
    bounce: float = 0.0

    def __post_init__(self) -> None:
        """Raises ``ValueError``; see the class."""
        named = [getattr(self, part.name) for part in fields(self) if part.name != "bounce"]
        named = [name for name in named if name]
        if len(set(named)) != len(named):
            raise ValueError(named)
        if not 0 <= self.bounce <= 2:
            raise ValueError(self.bounce)

    def acts(self) -> dict[str, Act]:
        """What the switches' keys ask for."""
        found = {
            self.step: Act.STEP,
            self.select: Act.SELECT,
            self.one: Act.ONE,
            self.step_back: Act.STEP_BACK,
            self.back: Act.BACK,
            self.listen: Act.LISTEN,
        }
        found.pop("", None)
        return found


def keys_of(switches: Switches) -> dict[str, Act]:
    """What every key asks for, where these switches are plugged in."""
    return {**KEYS, **switches.acts()}


FASTEST_SCANNING, USUAL_SCANNING, SLOWEST_SCANNING = 0.5, 2.0, 5.0
"""How long the highlight waits at each control or group, in seconds."""

MOST_ROUNDS: Final = 3
"""After so many rounds without a choice, the highlight rests until a switch is pressed."""

MOST_AT_ONCE: Final = 6
"""Of more controls or groups than these, groups are made."""


def scanning_rate(seconds: float) -> float:
    """``seconds`` within what can be set; 0, nobody scans, for 0 or less."""
    return min(max(seconds, FASTEST_SCANNING), SLOWEST_SCANNING) if seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where a control lies: its upper left corner, width and height, in any one unit."""

    x: float
    y: float
    width: float
    height: float


def towards(boxes: Sequence[Box], at: int, act: Act) -> int | None:
    """The place in ``boxes`` of the nearest one that lies from ``at`` where the arrow ``act`` points, facing it;
    ``None`` where nothing does, or ``act`` is no arrow."""
    found = []
    here = boxes[at]
    for place, there in enumerate(boxes):
        if act in {Act.DOWN, Act.UP}:
            upper, lower = (here, there) if act is Act.DOWN else (there, here)
            gap = lower.y - upper.y - upper.height
            common = min(here.x + here.width, there.x + there.width) - max(here.x, there.x)
            aside = abs(there.x + there.width / 2 - here.x - here.width / 2)
        elif act in {Act.RIGHT, Act.LEFT}:
            left, right = (here, there) if act is Act.RIGHT else (there, here)
            gap = right.x - left.x - left.width
            common = min(here.y + here.height, there.y + there.height) - max(here.y, there.y)
            aside = abs(there.y + there.height / 2 - here.y - here.height / 2)
        else:
            return None
        if place != at and gap >= -1 and common > 0:  # whole pixels
            found.append((gap, aside, place))
    return min(found)[2] if found else None


Twig = int | tuple["Twig", ...]
"""A control, by its place in reading order, or a group of twigs."""


def leaves(twig: Twig) -> tuple[int, ...]:
    """Every control of a twig, in order."""
    return (twig,) if isinstance(twig, int) else tuple(leaf for part in twig for leaf in leaves(part))


def grouped(regions: Sequence[Sequence[int]], boxes: Sequence[Box]) -> tuple[Twig, ...]:
    """How controls are scanned: ``regions`` are the parts of the screen with the places of their controls in
    ``boxes``. Few controls are scanned one by one; else region by region, and a region of many by its rows."""
    regions = [region for region in regions if region]
    if sum(map(len, regions)) <= MOST_AT_ONCE:
        return tuple(place for region in regions for place in region)
    if len(regions) == 1:
        return _parted(regions[0], boxes)
    return tuple(region[0] if len(region) == 1 else _parted(region, boxes) for region in regions)


def _parted(places: Sequence[int], boxes: Sequence[Box]) -> tuple[Twig, ...]:
    if len(places) <= MOST_AT_ONCE:
        return tuple(places)
    rows: list[list[int]] = []
    bottom = 0.0
    for place in places:
        box = boxes[place]
        if rows and box.y < bottom - 1:
            rows[-1].append(place)
            bottom = min(bottom, box.y + box.height)
        else:
            rows.append([place])
            bottom = box.y + box.height
    if len(rows) == 1:
        rows = [[place] for place in places]
    if len(rows) > MOST_AT_ONCE:
        blocks = min(MOST_AT_ONCE, ceil(len(rows) / MOST_AT_ONCE))
        ends = [len(rows) * part // blocks for part in range(blocks + 1)]
        rows = [[place for row in rows[begin:end] for place in row] for begin, end in pairwise(ends)]
    return tuple(row[0] if len(row) == 1 else _parted(row, boxes) for row in rows)


@dataclass(frozen=True, slots=True)
class Scan:
    """A highlight that goes over ``tree``. Every step gives a new scan; the old one is unchanged.

    ``path`` leads to what is highlighted, one place a level; empty while it rests. Behind the last of an inner
    group the group as a whole is highlighted once more: choosing it leads out. ``rounds`` were gone since the last
    choice.
    """

    tree: tuple[Twig, ...]
    path: tuple[int, ...] = ()
    rounds: int = 0

    @property
    def resting(self) -> bool:
        """Whether nothing is highlighted."""
        return not self.path

    @property
    def leaving(self) -> bool:
        """Whether to choose leads out of the group."""
        return bool(self.path) and self.path[-1] == len(self._group(self.path[:-1]))

    @property
    def here(self) -> tuple[int, ...]:
        """The controls that are highlighted; one, unless it is a group."""
        if self.resting:
            return ()
        group = self._group(self.path[:-1])
        return leaves(group) if self.leaving else leaves(group[self.path[-1]])

    @property
    def on_group(self) -> bool:
        """Whether a group is highlighted, not a control to press."""
        return bool(self.path) and (self.leaving or not isinstance(self._twig(), int))

    def step(self) -> Scan:
        """On by one, round at the end; to rest after three rounds without a choice. One that rests begins."""
        return self._by(1)

    def step_back(self) -> Scan:
        """Back by one."""
        return self._by(-1)

    def choose(self) -> tuple[Scan, int | None]:
        """The scan after a choice, and the control to press, where it is one."""
        if self.resting:
            return self.step(), None
        if self.leaving:
            return Scan(self.tree, self.path[:-1]).step(), None
        twig = self._twig()
        if isinstance(twig, int):
            return Scan(self.tree, self.path), twig
        return Scan(self.tree, (*self.path, 0)), None

    def out(self) -> Scan:
        """On the group of what is highlighted; as it is, where that lies in none."""
        return Scan(self.tree, self.path[:-1] if len(self.path) > 1 else self.path)

    def at(self, place: int, depth: int) -> Scan:
        """On the control ``place``, or the group of it that lies ``depth`` levels deep; at the beginning where
        there is none."""
        path: list[int] = []
        group = self.tree
        while len(path) < depth:
            for along, twig in enumerate(group):
                if place in leaves(twig):
                    path.append(along)
                    break
            else:
                break
            if isinstance(twig, int):
                break
            group = twig
        return Scan(self.tree, tuple(path) or (0,), self.rounds)

    def _by(self, way: int) -> Scan:
        if not self.tree:
            return self
        if self.resting:
            return Scan(self.tree, (0,))
        last = len(self._group(self.path[:-1])) - (len(self.path) == 1)  # an inner group has the way out behind it
        place = self.path[-1] + way
        if 0 <= place <= last:
            return Scan(self.tree, (*self.path[:-1], place), self.rounds)
        rounds = self.rounds + 1
        if rounds >= MOST_ROUNDS:
            return Scan(self.tree)
        return Scan(self.tree, (*self.path[:-1], 0 if way > 0 else last), rounds)

    def _group(self, path: tuple[int, ...]) -> tuple[Twig, ...]:
        group = self.tree
        for place in path:
            group = cast("tuple[Twig, ...]", group[place])
        return group

    def _twig(self) -> Twig:
        return self._group(self.path[:-1])[self.path[-1]]
