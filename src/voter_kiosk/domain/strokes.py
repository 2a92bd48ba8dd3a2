"""From what a finger drew over a name on a practice ballot to the mark it is (facts B.11, Q&A question 167).

Coordinates are those of the line, in any unit: x to the right, y down. Nothing here knows how large a screen is,
so that a ballot drawn twice as large is read alike. What the table of question 167 does not settle is
:attr:`Mark.UNCLEAR`, for the election team to decide: never a guess.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from voter_kiosk.domain.ballot import Mark, counts_for

Point = tuple[float, float]
Stroke = Sequence[Point]

_FEET, _HEADS = 0.1, 0.2
"""Of the letters' height: a line that keeps to their feet or heads could be beside them or through them."""

_CROSSED, _TOUCHED = 0.5, 0.15
"""Of a word's width: from here on it is struck, below there it is not, and between them nobody can tell."""

_UPRIGHT, _DIPPED = 0.8, 0.3
"""The same for a stroke from above to below, of the letters' height."""

_SHORTEST = 0.5
"""Of the letters' height: what is shorter cannot be read."""

_ROUND = 0.8 * 2 * math.pi
"""How far a stroke turns about its middle to be a circle, be it open."""

_FLAT = 0.5
"""Of the letters' height: a line drawn to and fro turns round as well, and is no higher than this."""

_BESIDE = 1.5
"""Of the letters' height: how far above or below them a line still belongs to them."""


class Part(StrEnum):
    """What a word of a name is."""

    SURNAME = "surname"
    MIDDLE = "middle"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Box:
    """Where letters stand: from the height of capitals to the foot of the line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top down."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name and where it stands. Boxes have an extent both ways."""

    part: Part
    box: Box


NameLine = Sequence[Word]
"""A name as printed on one line. A candidate printed with two names has two of them."""


def words_of(boxes: Sequence[Box]) -> tuple[Word, ...]:
    """The words of a name, which stand where ``boxes`` say, from left to right: surname, middle names, given name.

    A name of one word is a given name.
    """
    last = len(boxes) - 1
    return tuple(
        Word(Part.GIVEN if place == last else Part.SURNAME if place == 0 else Part.MIDDLE, box)
        for place, box in enumerate(boxes)
    )


def read_mark(strokes: Iterable[Stroke], lines: Sequence[NameLine]) -> Mark:
    """What ``strokes`` over one candidate's name are, by the table of question 167 (facts B.11).

    ``lines`` are the printed lines of the name, from the top: one, or two for a candidate with two names. A level,
    slanting, crossed or upright stroke through the whole name is ``STROKE``; through one of surname, middle or
    given name alone ``PART_STROKE``; through the whole of one of two lines ``ONE_OF_TWO_LINES``; round it
    ``CIRCLE``; below or above it ``UNDERLINE`` or ``OVERLINE``; a dot ``FAINT``; anything else ``UNCLEAR``.
    """
    areas = [around([word.box for word in line]) for line in lines]
    kinds: dict[Mark, list[Stroke]] = {}
    for stroke in strokes:
        if stroke:
            kinds.setdefault(_kind(stroke, areas), []).append(stroke)
    if Mark.UNCLEAR in kinds:
        return Mark.UNCLEAR
    beside = next((mark for mark in (Mark.CIRCLE, Mark.UNDERLINE, Mark.OVERLINE) if mark in kinds), None)
    if Mark.STROKE not in kinds:
        return beside or (Mark.FAINT if kinds else Mark.NONE)
    through = _through(kinds[Mark.STROKE], lines, areas)
    if beside is None or through is Mark.UNCLEAR:
        return through
    # Struck and circled at once: the table has a row for each, and they say the opposite.
    return beside if counts_for(through) else Mark.UNCLEAR


def _kind(stroke: Stroke, areas: Sequence[Box]) -> Mark:
    """What one stroke is by itself; ``STROKE`` stands for any that goes through letters."""
    extent = around([Box(x, y, x, y) for x, y in stroke])
    letters = areas[0].height
    whole = around(areas)
    if max(extent.width, extent.height) < _SHORTEST * letters:
        return Mark.FAINT
    if _turned(stroke, extent) >= _ROUND:
        if _encloses(stroke, extent, areas):
            return Mark.CIRCLE
        if extent.height > _FLAT * letters:
            return Mark.UNCLEAR
    if any(_inside(stroke, _core(area)) for area in areas):
        return Mark.STROKE
    along = min(extent.right, whole.right) - max(extent.left, whole.left)
    if along < _SHORTEST * letters or extent.width < 2 * extent.height:
        return Mark.UNCLEAR
    for area in areas:
        if area.bottom <= extent.top and extent.bottom <= area.bottom + _BESIDE * letters:
            return Mark.UNDERLINE
        if area.top - _BESIDE * letters <= extent.top and extent.bottom <= area.top:
            return Mark.OVERLINE
    return Mark.UNCLEAR


def _encloses(stroke: Stroke, extent: Box, areas: Sequence[Box]) -> bool:
    """Whether a stroke that turns round leaves the letters in its middle untouched."""
    held = [area for area in areas if extent.top < (area.top + area.bottom) / 2 < extent.bottom]
    if not held or extent.right <= held[0].left or held[0].right <= extent.left:
        return False
    core = _core(around(held))
    middle = Box(extent.left + extent.width / 4, core.top, extent.right - extent.width / 4, core.bottom)
    return not _inside(stroke, middle)


def _through(strokes: Sequence[Stroke], lines: Sequence[NameLine], areas: Sequence[Box]) -> Mark:
    """What the strokes through letters come to together."""
    states = [[_state(strokes, word.box) for word in line] for line in lines]
    whole = [all(state in {"crossed", "upright"} for state in line) for line in states]
    if all(whole):
        return Mark.STROKE
    if any(whole):
        return Mark.ONE_OF_TWO_LINES  # whatever is on the other line, either reading is "not elected"
    if len(lines) > 1 and all("crossed" in line for line in states):
        # One slanting stroke over two lines covers the name without going through each word of it.
        block = around(areas)
        columns = [Box(word.box.left, block.top, word.box.right, block.bottom) for line in lines for word in line]
        if all(_share(strokes, column)[0] >= _CROSSED for column in columns):
            return Mark.STROKE
    parts = {
        (row, word.part)
        for row, line in enumerate(lines)
        for word, state in zip(line, states[row], strict=True)
        if state == "crossed"
    }
    sure = all(state in {"crossed", "clear"} for line in states for state in line)
    return Mark.PART_STROKE if sure and len(parts) == 1 else Mark.UNCLEAR


def _state(strokes: Sequence[Stroke], box: Box) -> str:
    """What happened to one word: ``crossed``, crossed ``upright``, ``half`` or ``clear``."""
    across, down = _share(strokes, box)
    if across >= _CROSSED:
        return "crossed"
    if down >= _UPRIGHT:
        return "upright"
    return "half" if across >= _TOUCHED or down >= _DIPPED else "clear"


def _share(strokes: Iterable[Stroke], box: Box) -> tuple[float, float]:
    """How much of the width and of the height of ``box`` lies under the strokes, 0 to 1 each."""
    pieces = [piece for stroke in strokes for piece in _pieces(stroke, box)]
    across = _covered(sorted((one[0], other[0])) for one, other in pieces)
    down = _covered(sorted((one[1], other[1])) for one, other in pieces)
    return across / box.width, down / box.height


def _covered(intervals: Iterable[Sequence[float]]) -> float:
    """The length that intervals, each from low to high, cover together."""
    total, reached = 0.0, -math.inf
    for low, high in sorted((low, high) for low, high in intervals):
        total += max(0.0, high - max(low, reached))
        reached = max(reached, high)
    return total


def _pieces(stroke: Stroke, box: Box) -> list[tuple[Point, Point]]:
    """The parts of a stroke that lie in ``box`` or on its rim."""
    found = []
    for (x, y), (other_x, other_y) in pairwise(stroke):
        first, last = 0.0, 1.0
        for start, run, low, high in (
            (x, other_x - x, box.left, box.right),
            (y, other_y - y, box.top, box.bottom),
        ):
            if run:
                near, far = sorted(((low - start) / run, (high - start) / run))
                first, last = max(first, near), min(last, far)
            elif not low <= start <= high:
                first, last = 1.0, 0.0
        if first <= last:
            found.append(
                (
                    (x + first * (other_x - x), y + first * (other_y - y)),
                    (x + last * (other_x - x), y + last * (other_y - y)),
                )
            )
    return found


def _inside(stroke: Stroke, box: Box) -> bool:
    return bool(_pieces(stroke, box))


def _core(area: Box) -> Box:
    """Where a line certainly goes through letters."""
    return Box(area.left, area.top + _HEADS * area.height, area.right, area.bottom - _FEET * area.height)


def _turned(stroke: Stroke, extent: Box) -> float:
    """How far a stroke turns about the middle of its extent, in radians."""
    middle_x, middle_y = (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2
    total = 0.0
    for (x, y), (other_x, other_y) in pairwise(stroke):
        one, other = (x - middle_x, y - middle_y), (other_x - middle_x, other_y - middle_y)
        aside = one[0] * other[1] - one[1] * other[0]
        if aside:  # straight through the middle is no turn
            total += math.atan2(aside, one[0] * other[0] + one[1] * other[1])
    return abs(total)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds ``boxes``."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
