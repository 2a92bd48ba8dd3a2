"""Many kiosks' reports in one: the seven contents by phase."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.progress import Kept, Planned, Progress, merged, progress_table
from voter_kiosk.domain.usage import Content, Group, Held, Kind, Line, PhaseDays, ShownBundle, Usage

FIRST = dt.date(2026, 3, 1)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def at(number: int) -> dt.datetime:
    return dt.datetime.combine(day(number), dt.time(3), dt.UTC)


PHASES = (PhaseDays("a", {"vi": "Đợt 1"}, day(0), day(3)), PhaseDays("b", {"vi": "Đợt 2"}, day(4), day(9)))


def report(kiosk: str = "one", made: int = 6, count: int = 6, **changes: object) -> Usage:
    lines = (
        Line(Kind.VISIT, "", (Group(day(1), day(1), 9, ((9, 9),)),)),
        Line(Kind.CONTENT, Content.FIGURES.value, (Group(day(1), day(1), count),)),
    )
    shown = (ShownBundle(1, "f", {}, at(0), at(2)), ShownBundle(2, "g", {}, at(2), None))
    held = (Held(Content.FIGURES, 16, at(1)),)
    made_of = Usage(
        kiosk, at(made), day(made - 1), False, "e", {"vi": "Bầu cử"}, "c1.01", {}, "0", PHASES, lines, shown, held
    )
    return replace(made_of, **changes)  # type: ignore[arg-type]


def whole(*reports: Usage, plan: tuple[Planned, ...] = ()) -> Progress:
    found = merged(reports, plan)
    assert isinstance(found, Progress), found
    return found


def row(found: Progress, content: Content, phase: str) -> Kept:
    return next(one for one in found.rows if one.content is content and one.phase.id == phase)


def test_each_content_stands_once_in_each_phase() -> None:
    found = whole(report(), report("two"))
    assert [(one.phase.id, one.content) for one in found.rows] == [
        (phase.id, content) for phase in PHASES for content in Content
    ]
    figures = row(found, Content.FIGURES, "a")
    assert (figures.kiosks, figures.delivered, figures.shown, figures.used) == (2, 2, 2, 12)
    assert figures.since == day(1)
    assert (found.kiosks, found.visits) == (2, 18)


def test_what_a_kiosk_lacks_is_delivered_and_shown_on_the_others_alone() -> None:
    found = whole(report(), report("two", held=(), lines=()))
    figures = row(found, Content.FIGURES, "a")
    assert (figures.kiosks, figures.delivered, figures.shown, figures.used) == (2, 1, 1, 6)
    assert row(found, Content.STANDARDS, "a").since is None


def test_content_that_came_after_a_phase_was_not_shown_in_it() -> None:
    late = whole(report(held=(Held(Content.FIGURES, 16, at(5)),)))
    assert [row(late, Content.FIGURES, phase).shown for phase in ("a", "b")] == [0, 1]
    gone = whole(report(shown=(ShownBundle(1, "f", {}, at(0), at(2)),)))
    assert [row(gone, Content.FIGURES, phase).shown for phase in ("a", "b")] == [1, 0]


@pytest.mark.parametrize(
    ("due", "held", "late"),
    [
        (day(0), True, True),
        (day(1), True, False),
        (day(5), False, True),
        (day(6), False, False),
        (None, False, False),
    ],
)
def test_late_is_what_came_after_its_day_or_has_not_come_though_the_day_is_over(
    due: dt.date | None, held: bool, late: bool
) -> None:
    made = report() if held else report(held=())
    found = whole(made, plan=(Planned(Content.FIGURES, "", "Bà Lan", due),))
    figures = row(found, Content.FIGURES, "b")
    assert (figures.person, figures.due, figures.late) == ("Bà Lan", due, late)


def test_a_plan_for_one_phase_goes_before_the_plan_for_all() -> None:
    plan = (Planned(Content.FIGURES, "", "Bà Lan", None), Planned(Content.FIGURES, "a", "Ông Minh", None))
    found = whole(report(), plan=plan)
    assert [row(found, Content.FIGURES, phase).person for phase in ("a", "b")] == ["Ông Minh", "Bà Lan"]


def test_two_reports_of_one_kiosk_do_not_count_twice() -> None:
    assert whole(report(made=6), report(made=7, count=8)).visits == 9
    assert row(whole(report(made=7, count=8), report(made=6)), Content.FIGURES, "a").used == 8


def test_what_was_closed_before_counts_with_what_came_after_it() -> None:
    before = report(made=2, closed=True, until=day(2))
    after = report(made=8, lines=(Line(Kind.VISIT, "", (Group(day(3), day(4), 7),)),))
    found = whole(after, before)
    assert (found.visits, found.kiosks, len(found.reports)) == (16, 1, 2)
    assert row(found, Content.FIGURES, "a").kiosks == 1
    overlapping = report(made=8, lines=(Line(Kind.VISIT, "", (Group(day(1), day(4), 7),)),))
    assert whole(overlapping, before).visits == 7


def test_reports_of_several_elections_and_of_none_are_refused() -> None:
    for given, code in (((), "reports-none"), ((report(), report(election="x")), "reports-differ")):
        refused = merged(given)
        assert isinstance(refused, Refusal)
        assert refused.code == code


def test_an_election_without_phases_is_one_phase() -> None:
    found = whole(report(phases=(), sample=True))
    assert len(found.rows) == len(Content)
    assert found.sample
    head, rows = progress_table(found, "vi")
    assert {len(one) for one in (head, *rows)} == {9}
    assert rows[0][1] == "cả đợt"


def test_the_table_says_who_when_on_how_many_and_what_is_late() -> None:
    found = whole(report(), plan=(Planned(Content.FIGURES, "a", "Bà Lan", day(0)),))
    _, rows = progress_table(found, "vi")
    figures = next(one for one in rows if one[0] == "Số liệu bầu cử Quốc hội các khóa" and one[1] == "Đợt 1")
    assert figures[2:] == ("Bà Lan", "01/03/2026", "1/1", "02/03/2026", "1/1", 6, "chậm")
