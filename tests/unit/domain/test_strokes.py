"""What a finger drew, held to the table of question 167 (facts B.11); what it does not settle is never guessed."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from voter_kiosk.domain.ballot import Mark
from voter_kiosk.domain.strokes import Box, Part, Stroke, Word, read_mark, words_of

TOP, BOTTOM, HEIGHT = 100.0, 200.0, 100.0
NAME = words_of([Box(0, TOP, 300, BOTTOM), Box(350, TOP, 500, BOTTOM), Box(550, TOP, 700, BOTTOM)])
"""Surname, one middle name, given name, on a line from 0 to 700 whose letters stand from 100 to 200."""
OTHER = words_of([Box(0, 350, 300, 450), Box(350, 350, 500, 450), Box(550, 350, 700, 450)])
TWO = (NAME, OTHER)


def line(x: float, y: float, other_x: float, other_y: float) -> Stroke:
    return ((x, y), (other_x, other_y))


def ring(left: float, top: float, right: float, bottom: float, turn: float = 1.0) -> Stroke:
    """An ellipse, begun at the left and drawn so far round."""
    x, y = (left + right) / 2, (top + bottom) / 2
    return tuple(
        (
            x - (right - left) / 2 * math.cos(2 * math.pi * step / 40),
            y - (bottom - top) / 2 * math.sin(2 * math.pi * step / 40),
        )
        for step in range(round(40 * turn) + 1)
    )


def one(*strokes: Stroke) -> Mark:
    return read_mark(strokes, (NAME,))


def two(*strokes: Stroke) -> Mark:
    return read_mark(strokes, TWO)


def test_words_are_surname_middle_names_and_given_name() -> None:
    box = Box(0, 0, 1, 1)
    assert [word.part for word in words_of([box] * 4)] == [Part.SURNAME, Part.MIDDLE, Part.MIDDLE, Part.GIVEN]
    assert [word.part for word in words_of([box] * 2)] == [Part.SURNAME, Part.GIVEN]
    assert words_of([box]) == (Word(Part.GIVEN, box),)


def test_nothing_drawn_is_no_mark() -> None:
    assert one() is Mark.NONE
    assert one(()) is Mark.NONE


@pytest.mark.parametrize(
    ("what", "strokes"),
    [
        ("level", [line(-20, 150, 720, 150)]),
        ("from right to left", [line(720, 160, -20, 140)]),
        ("begun within the first word and ended within the last", [line(100, 150, 640, 150)]),
        ("slanting", [line(-10, 195, 710, 105)]),
        ("crossed", [line(0, 100, 700, 200), line(0, 200, 700, 100)]),
        ("upright, one through each word", [line(x, 80, x, 220) for x in (150, 425, 625)]),
        ("in three pieces", [line(0, 150, 300, 150), line(350, 150, 500, 150), line(550, 150, 700, 150)]),
        ("to and fro", [((0, 140), (700, 150), (0, 160))]),
        ("to and fro, round the corner", [((0, 140), (700, 140), (700, 170), (0, 170))]),
        ("waves", [tuple((x, 150 + 40 * (-1) ** (x // 50)) for x in range(-50, 751, 50))]),
        ("twice", [line(0, 140, 700, 140), line(0, 160, 700, 160)]),
        ("with a dot beside it", [line(0, 150, 700, 150), ((300, 150), (310, 155))]),
    ],
)
def test_a_stroke_through_the_whole_name_is_a_stroke(what: str, strokes: list[Stroke]) -> None:
    assert one(*strokes) is Mark.STROKE, what


@pytest.mark.parametrize(
    "stroke",
    [line(0, 150, 310, 150), line(-40, 120, 300, 180), line(340, 150, 510, 150), line(540, 150, 720, 150)],
)
def test_a_stroke_through_surname_middle_or_given_name_alone_is_part_of_one(stroke: Stroke) -> None:
    assert one(stroke) is Mark.PART_STROKE


def test_through_one_of_several_middle_names_is_part_of_a_stroke_too() -> None:
    boxes = [Box(left, TOP, left + 100, BOTTOM) for left in (0, 150, 300, 450)]
    assert read_mark([line(150, 150, 250, 150)], (words_of(boxes),)) is Mark.PART_STROKE
    assert read_mark([line(150, 150, 400, 150)], (words_of(boxes),)) is Mark.PART_STROKE


@pytest.mark.parametrize(
    ("what", "strokes"),
    [
        ("surname and middle name", [line(0, 150, 500, 150)]),
        ("surname and given name", [line(0, 150, 300, 150), line(550, 150, 700, 150)]),
        ("a third of a word", [line(0, 150, 100, 150)]),
        ("a whole word and a third of the next", [line(0, 150, 400, 150)]),
        (
            "one upright stroke through the middle name: through it alone, or through the name?",
            [line(425, 50, 425, 250)],
        ),
        ("a stroke half down a word", [line(425, 50, 425, 150)]),
        ("between two words", [line(325, 50, 325, 250)]),
        ("at the feet of the letters", [line(0, 195, 700, 195)]),
        ("at their heads", [line(0, 105, 700, 105)]),
        ("a tick beside the name", [((800, 120), (830, 180), (900, 60))]),
        ("a line beside the name", [line(800, 150, 1000, 150)]),
        ("a line far below", [line(0, 400, 700, 400)]),
        ("a line far above", [line(0, -80, 700, -80)]),
        ("a wave below", [((0, 220), (100, 340), (200, 220))]),
        ("a ring beside the name", [ring(800, 80, 1000, 220)]),
        ("a ring above the name", [ring(0, 0, 700, 95)]),
        ("a ring that cuts the letters", [ring(-20, 130, 720, 260)]),
        ("struck and circled", [line(0, 150, 700, 150), ring(-60, 40, 760, 260)]),
        ("struck and underlined", [line(0, 150, 700, 150), line(0, 220, 700, 220)]),
        ("circled, with a stroke through two parts", [line(0, 150, 500, 150), ring(-60, 40, 760, 260)]),
        ("struck, with a tick beside", [line(0, 150, 700, 150), line(800, 180, 850, 80)]),
    ],
)
def test_what_the_table_does_not_settle_is_left_to_the_team(what: str, strokes: list[Stroke]) -> None:
    assert one(*strokes) is Mark.UNCLEAR, what


@pytest.mark.parametrize(
    "stroke",
    [
        ring(-60, 40, 760, 260),
        ring(-60, 40, 760, 260, turn=0.85),
        ring(-60, 40, 760, 260)[::-1],
        ring(-20, 60, 320, 240),
        ring(0, 102, 700, 199),
        ((-20, 60), (720, 60), (720, 240), (-20, 240), (-20, 60)),
    ],
)
def test_a_ring_round_the_name_or_a_word_of_it_is_a_circle(stroke: Stroke) -> None:
    assert one(stroke) is Mark.CIRCLE


def test_a_ring_and_a_stroke_through_part_of_the_name_both_leave_it_elected() -> None:
    assert one(ring(-60, 40, 760, 260), line(0, 150, 300, 150)) is Mark.CIRCLE


def test_a_line_below_or_above_the_name_is_no_stroke() -> None:
    assert one(line(0, 215, 700, 225)) is Mark.UNDERLINE
    assert one(line(300, 260, 0, 260)) is Mark.UNDERLINE
    assert one(line(0, 80, 700, 90)) is Mark.OVERLINE
    assert one(line(0, 80, 700, 90), line(0, 215, 700, 225)) is Mark.UNDERLINE
    assert one(line(0, 80, 700, 90), ((300, 150), (305, 150))) is Mark.OVERLINE


def test_a_dot_cannot_be_read() -> None:
    assert one(((300, 150),)) is Mark.FAINT
    assert one(line(300, 150, 330, 160)) is Mark.FAINT


def test_of_two_lines_one_struck_is_enough() -> None:
    assert two(line(0, 150, 700, 150)) is Mark.ONE_OF_TWO_LINES
    assert two(line(0, 400, 700, 400)) is Mark.ONE_OF_TWO_LINES
    assert two(line(0, 400, 700, 400), line(0, 150, 300, 150)) is Mark.ONE_OF_TWO_LINES


@pytest.mark.parametrize(
    "strokes",
    [
        [line(0, 150, 700, 150), line(0, 400, 700, 400)],
        [line(0, 100, 700, 450)],
        [line(0, 450, 700, 100), line(0, 100, 700, 450)],
    ],
)
def test_both_of_two_lines_struck_at_once_or_by_a_slanting_stroke_is_a_stroke(strokes: list[Stroke]) -> None:
    assert two(*strokes) is Mark.STROKE


def test_of_two_lines_a_part_of_one_is_a_part_and_parts_of_both_are_nobodys_guess() -> None:
    assert two(line(0, 150, 300, 150)) is Mark.PART_STROKE
    assert two(line(0, 150, 300, 150), line(0, 400, 300, 400)) is Mark.UNCLEAR
    assert two(line(0, 100, 600, 425)) is Mark.UNCLEAR, "it does not reach the end of the name"


def test_beside_two_lines_a_circle_an_underline_and_an_overline_are_told_apart() -> None:
    assert two(ring(-60, 20, 760, 520)) is Mark.CIRCLE
    assert two(ring(-60, 20, 760, 280)) is Mark.CIRCLE, "round the upper line alone"
    assert two(line(0, 250, 700, 250)) is Mark.UNDERLINE
    assert two(line(0, 490, 700, 490)) is Mark.UNDERLINE
    assert two(line(0, 60, 700, 60)) is Mark.OVERLINE


# rules, for any stroke

PLACES = st.integers(-100, 900), st.integers(0, 320)
STROKES = st.lists(st.lists(st.tuples(*PLACES), min_size=1, max_size=12), max_size=4)


@given(st.floats(-200, 0), st.floats(700, 900), st.floats(TOP, BOTTOM), st.floats(TOP, BOTTOM), st.booleans())
def test_a_line_over_the_whole_name_is_a_stroke_whatever_its_slope(
    left: float, right: float, y: float, other_y: float, backwards: bool
) -> None:
    assume(not (y > BOTTOM - 15 and other_y > BOTTOM - 15))
    assume(not (y < TOP + 25 and other_y < TOP + 25))
    # the height is kept over the letters: beside them, the line may go where it likes
    drawn = ((left, y), (0.0, y), (700.0, other_y), (right, other_y))
    assert one(drawn[::-1] if backwards else drawn) is Mark.STROKE


@given(STROKES, st.sampled_from([0.25, 0.5, 2, 8]), st.integers(-512, 512), st.integers(-512, 512), st.booleans())
def test_size_and_place_of_the_whole_change_nothing(
    strokes: list[list[tuple[int, int]]], scale: float, right: int, down: int, both: bool
) -> None:
    lines = TWO if both else (NAME,)
    moved = [[(x * scale + right, y * scale + down) for x, y in stroke] for stroke in strokes]

    def box(word: Word) -> Box:
        at = word.box
        return Box(
            at.left * scale + right, at.top * scale + down, at.right * scale + right, at.bottom * scale + down
        )

    elsewhere = [[Word(word.part, box(word)) for word in name] for name in lines]
    assert read_mark(moved, elsewhere) is read_mark(strokes, lines)


@given(STROKES)
def test_the_way_a_line_was_drawn_and_the_order_of_lines_change_nothing(
    strokes: list[list[tuple[int, int]]],
) -> None:
    there = one(*strokes)
    assert one(*reversed(strokes)) is there
    assert one(*([*stroke][::-1] for stroke in strokes)) is there


@given(STROKES)
def test_only_ink_on_every_word_strikes_a_name(strokes: list[list[tuple[int, int]]]) -> None:
    if one(*strokes) is Mark.STROKE:
        for word in NAME:
            xs = [x for stroke in strokes for x, _ in stroke]
            assert min(xs) < word.box.right
            assert max(xs) > word.box.left
    kept = [[(x, y) for x, y in stroke if x < 340] for stroke in strokes]
    assert one(*kept) not in {Mark.STROKE, Mark.ONE_OF_TWO_LINES}, "the given name bears no ink"
