"""What may be said of how a kiosk was used: nothing below five, and nothing that gives it away."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import Comfort, Contrast, Screen, TextSize
from voter_kiosk.domain.usage import (
    CONTENT_NAMES,
    KIND_NAMES,
    LEAST,
    UNKNOWN_HOUR,
    Content,
    Counts,
    DayRow,
    Group,
    Kind,
    Line,
    PhaseDays,
    Usage,
    began,
    content_of,
    day_rows,
    days_in_words,
    hour_in_words,
    hour_rows,
    in_phase,
    name_of,
    phase_of,
    said_of,
    settings_of,
    withheld_in_words,
)

FIRST = dt.date(2026, 3, 1)
ALWAYS = dt.date.max


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def counts(*rows: tuple[int, int, Kind, str, int]) -> Counts:
    return {(day(number).isoformat(), hour, kind.value, what): times for number, hour, kind, what, times in rows}


def usage(*lines: Line, phases: tuple[PhaseDays, ...] = ()) -> Usage:
    made = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    return Usage("k", made, day(8), False, "e", {}, "", {}, "0", phases, lines, (), ())


KEPT = st.dictionaries(
    st.tuples(
        st.integers(0, 6).map(lambda number: day(number).isoformat()),
        st.sampled_from([UNKNOWN_HOUR, 7, 8, 9, 10]),
        st.sampled_from([Kind.VISIT.value, Kind.SCREEN.value, Kind.LANGUAGE.value]),
        st.sampled_from(["", "home", "en"]),
    ),
    st.integers(1, 9),
    max_size=40,
)


def told(lines: tuple[Line, ...]) -> Iterator[int]:
    """Every number in what is said: groups, hours, what is left of a group beside its hours."""
    for line in lines:
        for group in line.groups:
            yield group.count
            yield from (count for _, count in group.hours)
            rest = group.count - sum(count for _, count in group.hours)
            if rest:
                yield rest


@given(KEPT)
def test_no_number_that_is_said_is_below_five(kept: dict[tuple[str, int, str, str], int]) -> None:
    assert all(number >= LEAST for number in told(said_of(kept, FIRST, ALWAYS)))


@given(KEPT, st.integers(0, 6), st.integers(0, 6))
def test_two_reports_of_different_days_differ_by_whole_groups(
    kept: dict[tuple[str, int, str, str], int], one: int, other: int
) -> None:
    """What was said stays as it was, and what comes is a group of five at least: a difference tells no more."""
    earlier, later = (
        {(line.kind, line.what): line.groups for line in said_of(kept, FIRST, day(until))}
        for until in sorted((one, other))
    )
    for name, groups in earlier.items():
        assert later[name][: len(groups)] == groups


@given(KEPT)
def test_what_is_withheld_could_be_any_small_number(kept: dict[tuple[str, int, str, str], int]) -> None:
    """Whatever was left at the end of a line could have been nought to four, and the report would be the same."""
    lines = said_of(kept, FIRST, ALWAYS)
    known = {(line.kind, line.what): line.groups for line in lines}
    tails: dict[tuple[str, str], list[tuple[str, int, str, str]]] = defaultdict(list)
    for key in kept:
        groups = known.get((Kind(key[2]), key[3]), ())
        if not groups or key[0] > groups[-1].last.isoformat():
            tails[key[2], key[3]].append(key)
    for cells in tails.values():
        assert sum(kept[cell] for cell in cells) < LEAST
        for possible in range(LEAST):
            changed = {key: times for key, times in kept.items() if key not in cells}
            if possible:
                changed[cells[-1]] = possible
            assert said_of(changed, FIRST, ALWAYS) == lines


@given(KEPT)
def test_a_day_that_is_told_with_others_could_have_had_any_small_number(
    kept: dict[tuple[str, int, str, str], int],
) -> None:
    """Each day of a group of several could have been nought to four, its last one any of five."""
    for line in said_of(kept, FIRST, ALWAYS):
        for place, group in enumerate(line.groups):
            days = [group.first + dt.timedelta(days=one) for one in range((group.last - group.first).days)]
            for at in days:
                for possible in range(LEAST):
                    other: dict[tuple[str, int, str, str], int] = {}
                    for before in line.groups[:place]:
                        other[before.last.isoformat(), UNKNOWN_HOUR, line.kind.value, line.what] = before.count
                    other[at.isoformat(), UNKNOWN_HOUR, line.kind.value, line.what] = possible
                    rest = group.count - possible
                    other[group.last.isoformat(), UNKNOWN_HOUR, line.kind.value, line.what] = rest
                    (again,) = said_of(other, FIRST, ALWAYS)
                    said = [(one.first, one.last, one.count) for one in again.groups]
                    assert said == [(one.first, one.last, one.count) for one in line.groups[: place + 1]]


def test_days_are_put_together_until_they_come_to_five_and_the_rest_is_in_no_sum() -> None:
    kept = counts(
        (0, UNKNOWN_HOUR, Kind.SCREEN, "home", 2),
        (1, UNKNOWN_HOUR, Kind.SCREEN, "home", 2),
        (3, UNKNOWN_HOUR, Kind.SCREEN, "home", 3),
        (4, UNKNOWN_HOUR, Kind.SCREEN, "home", 6),
        (5, UNKNOWN_HOUR, Kind.SCREEN, "home", 4),
    )
    (line,) = said_of(kept, FIRST, ALWAYS)
    assert line.groups == (Group(day(0), day(3), 7), Group(day(4), day(4), 6))
    assert line.count == 13


def test_counting_begins_with_the_first_day_on_which_anything_was_counted() -> None:
    kept = counts((1, 9, Kind.VISIT, "", 6), (0, UNKNOWN_HOUR, Kind.SCREEN, "home", 1))
    assert began(kept) == day(0)
    assert said_of(kept, began(kept), ALWAYS)[0].groups == (Group(day(0), day(1), 6, ((9, 6),)),)
    assert said_of({}, began({}), ALWAYS) == ()


def test_a_day_that_is_not_over_is_in_no_report() -> None:
    kept = counts((0, 9, Kind.VISIT, "", 6), (1, 9, Kind.VISIT, "", 6))
    assert said_of(kept, FIRST, day(0))[0].groups == (Group(day(0), day(0), 6, ((9, 6),)),)


def test_the_smallest_hour_is_withheld_too_where_it_would_give_another_away() -> None:
    kept = counts((0, 8, Kind.VISIT, "", 3), (0, 9, Kind.VISIT, "", 6), (0, 10, Kind.VISIT, "", 8))
    (line,) = said_of(kept, FIRST, ALWAYS)
    assert line.groups == (Group(day(0), day(0), 17, ((10, 8),)),)
    alone = said_of(counts((0, 8, Kind.VISIT, "", 3), (0, 9, Kind.VISIT, "", 6)), FIRST, ALWAYS)
    assert alone[0].groups == (Group(day(0), day(0), 9),)


def test_hours_and_days_are_told_from_the_same_groups() -> None:
    phases = (PhaseDays("a", {"vi": "Đợt 1"}, day(0), day(3)), PhaseDays("b", {"vi": "Đợt 2"}, day(4), day(9)))
    visits = Line(
        Kind.VISIT, "", (Group(day(0), day(0), 12, ((9, 6), (10, 6))), Group(day(2), day(4), 15, ((9, 5),)))
    )
    found = usage(visits, phases=phases)
    assert day_rows(found) == (DayRow(day(0), day(0), 12, "a"), DayRow(day(2), day(4), 15, "b"))
    assert hour_rows(found) == ((9, 11), (10, 6), (UNKNOWN_HOUR, 10))
    assert sum(count for _, count in hour_rows(found)) == found.visits == 27
    assert hour_rows(usage(Line(Kind.VISIT, "", visits.groups[:1]))) == ((9, 6), (10, 6))
    assert [in_phase(visits, phase) for phase in phases] == [12, 0], "a group over two phases is of neither"
    assert phase_of(phases, day(30)) == ""


def test_lines_stand_in_their_own_order_never_by_how_much_they_were_used() -> None:
    kept = counts(
        (0, UNKNOWN_HOUR, Kind.SCREEN, "steps", 90),
        (0, UNKNOWN_HOUR, Kind.SCREEN, "home", 5),
        (0, UNKNOWN_HOUR, Kind.SCREEN, "gone", 7),
        (0, UNKNOWN_HOUR, Kind.CONTENT, "figures", 9),
        (0, UNKNOWN_HOUR, Kind.CONTENT, "standards", 6),
        (0, 9, Kind.VISIT, "", 5),
    )
    kept = {**kept, (day(0).isoformat(), 9, "opinion", "good"): 50}
    assert [(line.kind, line.what) for line in said_of(kept, FIRST, ALWAYS)] == [
        (Kind.VISIT, ""),
        (Kind.SCREEN, "home"),
        (Kind.SCREEN, "steps"),
        (Kind.SCREEN, "gone"),
        (Kind.CONTENT, "standards"),
        (Kind.CONTENT, "figures"),
    ], "what is no kind of ours is not said"


@pytest.mark.parametrize(
    ("screen", "section", "programme", "content"),
    [
        (Screen.CANDIDATE, None, False, Content.BACKGROUND),
        (Screen.CANDIDATE, None, True, Content.PROGRAMMES),
        (Screen.COMPARE, None, True, Content.PROGRAMMES),
        (Screen.CANDIDATES, None, False, Content.BACKGROUND),
        (Screen.TOPIC, Section.STANDARDS, False, Content.STANDARDS),
        (Screen.TOPIC, Section.LAW, False, None),
        (Screen.TOPIC, None, False, None),
        (Screen.TERM, None, False, Content.FIGURES),
        (Screen.HOME, None, False, None),
    ],
)
def test_each_screen_is_of_one_of_the_seven_contents_or_of_none(
    screen: Screen, section: Section | None, programme: bool, content: Content | None
) -> None:
    assert content_of(screen, section=section, programme=programme) is content


def test_every_one_of_the_seven_contents_can_be_reached() -> None:
    found = {content_of(screen) for screen in Screen} | {
        content_of(Screen.TOPIC, section=section) for section in Section
    }
    assert set(Content) - {Content.PROGRAMMES} <= found


def test_only_what_is_set_otherwise_than_the_kiosk_begins_is_counted() -> None:
    """So no count of a setting and the count of visits add up to a number that was withheld."""
    assert settings_of(Comfort()) == frozenset()
    assert settings_of(Comfort("en", TextSize.LARGEST, Contrast.LOW, reach=True, scanning=2.0, loudness=90)) == {
        (Kind.LANGUAGE, "en"),
        (Kind.TEXT_SIZE, "largest"),
        (Kind.CONTRAST, "low"),
        (Kind.REACH, ""),
        (Kind.SCANNING, ""),
    }


def test_everything_that_is_counted_has_words_in_both_languages() -> None:
    named = [name_of(Kind.SCREEN, screen.value) for screen in Screen if screen is not Screen.ATTRACT]
    named += [name_of(Kind.CONTENT, content.value) for content in Content]
    named += [name_of(Kind.TEXT_SIZE, size.value) for size in TextSize if size is not TextSize.USUAL]
    named += [name_of(Kind.CONTRAST, contrast.value) for contrast in Contrast if contrast is not Contrast.USUAL]
    named += [name_of(Kind.LANGUAGE, "km"), name_of(Kind.LANGUAGE, "en")]
    assert all(name.vi and name.en for name in named)
    assert len({name.vi for name in named}) == len(named)
    assert name_of(Kind.REACH, "") == KIND_NAMES[Kind.REACH]
    assert name_of(Kind.LANGUAGE, "xx").vi == "xx"
    assert set(CONTENT_NAMES) == set(Content)
    assert set(KIND_NAMES) == set(Kind)
    assert (hour_in_words(9).vi, hour_in_words(UNKNOWN_HOUR).vi) == ("9 giờ – 10 giờ", "không tách được")
    assert days_in_words(day(0), day(0)) == "01/03/2026"
    assert days_in_words(day(0), day(2)) == "01/03 – 03/03/2026"
    assert str(LEAST) in withheld_in_words().vi
