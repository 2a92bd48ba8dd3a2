"""Keys, arrows and scanning, as rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.hands import (
    FASTEST_SCANNING,
    KEYS,
    MOST_AT_ONCE,
    MOST_ROUNDS,
    MOVES,
    SLOWEST_SCANNING,
    SPOKEN,
    Act,
    Box,
    Scan,
    Switches,
    Twig,
    grouped,
    keys_of,
    leaves,
    scanning_rate,
    towards,
)


def grid(columns: int, rows: int) -> list[Box]:
    return [Box(x * 20, y * 20, 16, 16) for y in range(rows) for x in range(columns)]


def test_every_act_of_a_keyboard_has_a_key_and_the_voice_is_apart_from_the_screen() -> None:
    switched = set(Switches().acts().values())
    assert set(KEYS.values()) | switched | {Act.STEP_BACK} == set(Act)
    assert not SPOKEN & MOVES
    assert not set(KEYS) & set(Switches().acts()), "no switch takes a keyboard's key unasked"


def test_switches_may_send_any_key_but_no_key_means_two_things() -> None:
    assert Switches(step="1", select="2", one="").acts() == {"1": Act.STEP, "2": Act.SELECT}
    assert (
        Switches(step="Space", select="Return", back="3", listen="4", step_back="5").acts()["5"] is Act.STEP_BACK
    )
    with pytest.raises(ValueError, match="Space"):
        Switches(step="Space", select="Space")


def test_a_key_that_a_switch_sends_means_what_the_switch_means() -> None:
    keys = keys_of(Switches(step="Space", select="Return"))
    assert (keys["Space"], keys["Return"], keys["Enter"]) == (Act.STEP, Act.SELECT, Act.PRESS)


@pytest.mark.parametrize("bounce", [-0.1, 2.1])
def test_a_trembling_hand_is_waited_for_two_seconds_at_most(bounce: float) -> None:
    with pytest.raises(ValueError, match=str(bounce)):
        Switches(bounce=bounce)


@pytest.mark.parametrize(("asked", "given"), [(0, 0), (-1, 0), (0.1, 0.5), (1.5, 1.5), (60, 5)])
def test_the_scanning_rate_stays_within_what_can_be_set(asked: float, given: float) -> None:
    assert scanning_rate(asked) == given


@given(st.floats(allow_nan=False))
def test_a_scanning_rate_is_nothing_or_within_its_limits(seconds: float) -> None:
    rate = scanning_rate(seconds)
    assert rate == 0 if seconds <= 0 else FASTEST_SCANNING <= rate <= SLOWEST_SCANNING


@pytest.mark.parametrize(
    ("act", "place"), [(Act.RIGHT, 5), (Act.LEFT, 3), (Act.DOWN, 7), (Act.UP, 1), (Act.NEXT, None)]
)
def test_in_a_grid_an_arrow_leads_where_it_points(act: Act, place: int | None) -> None:
    assert towards(grid(3, 3), 4, act) == place


@pytest.mark.parametrize(("act", "at"), [(Act.RIGHT, 5), (Act.LEFT, 3), (Act.DOWN, 7), (Act.UP, 1)])
def test_at_the_edge_an_arrow_finds_nothing(act: Act, at: int) -> None:
    assert towards(grid(3, 3), at, act) is None


def test_what_lies_aslant_is_not_where_the_arrow_points() -> None:
    boxes = [Box(0, 0, 10, 10), Box(20, 20, 10, 10)]
    assert towards(boxes, 0, Act.RIGHT) is None
    assert towards(boxes, 0, Act.DOWN) is None


def test_of_two_that_are_as_near_the_one_that_faces_more_is_next() -> None:
    boxes = [Box(10, 0, 10, 10), Box(0, 12, 12, 10), Box(11, 12, 10, 10)]
    assert towards(boxes, 0, Act.DOWN) == 2


@given(st.integers(1, 6), st.integers(1, 6), st.data())
def test_there_and_back_again_in_a_grid(columns: int, rows: int, data: st.DataObject) -> None:
    boxes = grid(columns, rows)
    at = data.draw(st.integers(0, len(boxes) - 1))
    for act, other in ((Act.RIGHT, Act.LEFT), (Act.DOWN, Act.UP)):
        there = towards(boxes, at, act)
        if there is not None:
            assert towards(boxes, there, other) == at


def test_few_controls_are_scanned_one_by_one() -> None:
    assert grouped([[0, 1, 2], [], [3, 4]], grid(1, 5)) == (0, 1, 2, 3, 4)


def test_many_are_scanned_region_by_region_and_a_region_of_one_at_once() -> None:
    assert grouped([[0, 1, 2, 3, 4], [5], [6, 7]], grid(1, 8)) == ((0, 1, 2, 3, 4), 5, (6, 7))


def test_a_pad_of_letters_is_scanned_by_its_rows() -> None:
    assert grouped([list(range(12)), [12]], grid(4, 4)) == (((0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)), 12)


def test_one_region_alone_is_scanned_by_its_rows_at_once() -> None:
    assert grouped([list(range(9))], grid(3, 3)) == ((0, 1, 2), (3, 4, 5), (6, 7, 8))


def test_one_long_row_is_parted_in_halves() -> None:
    assert grouped([list(range(8))], grid(8, 1)) == ((0, 1, 2, 3), (4, 5, 6, 7))


def test_a_row_of_one_is_no_group() -> None:
    boxes = [Box(0, 0, 200, 10), *(Box(x * 20, 20, 10, 10) for x in range(6))]
    assert grouped([list(range(7))], boxes) == (0, (1, 2, 3, 4, 5, 6))


layouts = st.lists(st.integers(0, 40), min_size=1, max_size=4)


def laid_out(counts: list[int], columns: int) -> tuple[list[list[int]], list[Box]]:
    regions, place = [], 0
    for count in counts:
        regions.append(list(range(place, place + count)))
        place += count
    return regions, grid(columns, -(-place // columns) + 1)


def widest(twig: Twig) -> int:
    return 1 if isinstance(twig, int) else max(len(twig), *(widest(part) for part in twig))


@given(layouts, st.integers(1, 9))
def test_groups_hold_every_control_once_in_order_and_none_is_long(counts: list[int], columns: int) -> None:
    regions, boxes = laid_out(counts, columns)
    tree = grouped(regions, boxes)
    assert leaves(tree) == tuple(range(sum(counts)))
    assert not tree or widest(tree) <= max(MOST_AT_ONCE, len(counts))


@given(layouts, st.integers(1, 9), st.data())
def test_every_control_is_within_a_few_steps_of_a_switch(
    counts: list[int], columns: int, data: st.DataObject
) -> None:
    """So that a page with 30 controls is not 30 waits."""
    regions, boxes = laid_out([*counts, 1], columns)
    wanted = data.draw(st.integers(0, sum(counts)))
    scan, pressed, steps = Scan(grouped(regions, boxes)).step(), None, 0
    while pressed is None:
        if wanted in scan.here and not scan.leaving:
            scan, pressed = scan.choose()
        else:
            scan = scan.step()
        steps += 1
        assert steps <= 30
    assert pressed == wanted


TREE: tuple[Twig, ...] = ((0, 1), 2)


def test_a_scan_rests_until_the_first_step_and_an_empty_one_for_ever() -> None:
    scan = Scan(TREE)
    assert (scan.resting, scan.here, scan.on_group, scan.leaving) == (True, (), False, False)
    assert scan.choose() == (Scan(TREE, (0,)), None), "the first press of a switch begins"
    assert Scan(()).step() == Scan(())


def test_a_choice_goes_into_a_group_and_then_presses() -> None:
    scan = Scan(TREE).step()
    assert scan.here == (0, 1)
    assert scan.on_group
    scan, pressed = scan.choose()
    assert (scan.here, pressed, scan.on_group) == ((0,), None, False)
    scan, pressed = scan.step().choose()
    assert (scan.here, pressed) == ((1,), 1)
    assert scan.out().here == (0, 1), "after a press the group is highlighted again"
    assert Scan(TREE, (1,)).out() == Scan(TREE, (1,))


def test_behind_the_last_of_a_group_is_the_way_out() -> None:
    scan = Scan(TREE, (0, 1)).step()
    assert scan.leaving
    assert scan.on_group
    assert scan.here == (0, 1)
    assert scan.choose() == (Scan(TREE, (1,)), None)
    assert scan.step() == Scan(TREE, (0, 0), 1)


def test_after_three_rounds_without_a_choice_it_rests() -> None:
    scan, steps = Scan(TREE).step(), 0
    while not scan.resting:
        scan = scan.step()
        steps += 1
    assert steps == MOST_ROUNDS * len(TREE)


def test_a_choice_begins_the_rounds_anew() -> None:
    assert Scan(TREE, (0,), 2).choose()[0].rounds == 0


def test_it_steps_back_as_well() -> None:
    assert Scan(TREE, (1,)).step_back() == Scan(TREE, (0,))
    assert Scan(TREE, (0,)).step_back() == Scan(TREE, (1,), 1)
    assert Scan(TREE, (0, 0)).step_back().leaving


@pytest.mark.parametrize(
    ("place", "depth", "path"),
    [(1, 2, (0, 1)), (1, 1, (0,)), (2, 3, (1,)), (1, 5, (0, 1)), (9, 2, (0,)), (1, 0, (0,))],
)
def test_it_finds_a_control_again_when_the_screen_has_changed(
    place: int, depth: int, path: tuple[int, ...]
) -> None:
    assert Scan(TREE).at(place, depth).path == path
