"""Days and hours: what the timetable says, what mode it is, and when the clock is not believed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import area, at, election
from voter_kiosk.domain.calendar import (
    VIETNAM,
    ClockMode,
    ClockReading,
    Confidence,
    Countdown,
    Doubt,
    ListStep,
    Mode,
    Moment,
    believe,
    check_hours,
    countdown,
    day_of,
    doubts,
    mode_at,
    phases_at,
    polling_hours,
    published_results,
    timetable,
    voter_list_dates,
)
from voter_kiosk.domain.election import Publication, ResultsPublication
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId, StepId

_2021 = election(rule_set=RuleSetId.R2021, polling_day=dt.date(2021, 5, 23))


@pytest.mark.parametrize(
    ("step", "day_2021", "day_2026"),
    [
        (StepId.DAY_ANNOUNCED, "2021-01-28", "2025-11-20"),
        (StepId.COMMITTEES, "2021-02-07", "2025-11-30"),
        (StepId.FIRST_CONSULTATION, "2021-02-17", "2025-12-10"),
        (StepId.UNITS_PUBLISHED, "2021-03-04", "2025-12-25"),
        (StepId.BOARDS, "2021-03-14", "2026-01-04"),
        (StepId.DOSSIERS_CLOSE, "2021-03-14", "2026-02-01"),
        (StepId.TEAMS, "2021-04-03", "2026-01-31"),
        (StepId.SECOND_CONSULTATION, "2021-03-19", "2026-02-03"),
        (StepId.VOTER_LISTS_POSTED, "2021-04-13", "2026-02-03"),
        (StepId.NUMBERS_ADJUSTED, "2021-03-29", "2026-02-05"),
        (StepId.VOTERS_ANSWERED, "2021-04-13", "2026-02-08"),
        (StepId.THIRD_CONSULTATION, "2021-04-18", "2026-02-20"),
        (StepId.FRONT_SENDS_LISTS, "2021-04-23", "2026-02-22"),
        (StepId.LISTS_PUBLISHED, "2021-04-28", "2026-02-26"),
        (StepId.LISTS_POSTED, "2021-05-03", "2026-02-27"),
        (StepId.BALLOTS_DELIVERED, "2021-05-08", "2026-03-02"),
        (StepId.COMPLAINTS_STOP, "2021-05-13", "2026-03-05"),
        (StepId.POLLING, "2021-05-23", "2026-03-15"),
        (StepId.REVOTE, "2021-06-07", "2026-03-22"),
        (StepId.RESULTS, "2021-06-12", "2026-03-25"),
    ],
)
def test_every_step_falls_on_the_day_the_facts_give_it(step: StepId, day_2021: str, day_2026: str) -> None:
    assert day_of(_2021, step).isoformat() == day_2021
    assert day_of(election(), step).isoformat() == day_2026


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_a_rule_set_has_every_step_in_the_order_of_days(rule_set: RuleSetId) -> None:
    steps = RULE_SETS[rule_set].steps
    assert {step.id for step in steps} == set(StepId)
    assert [step.offset for step in steps] == sorted(step.offset for step in steps)


def test_a_step_known_from_memory_only_is_never_printed() -> None:
    printed = {step.id for step in timetable(_2021)}
    assert StepId.TEAMS not in printed
    assert StepId.BALLOTS_DELIVERED not in printed
    assert StepId.POLLING in printed


def test_a_decision_moves_a_step_and_is_named() -> None:
    moved = replace(_2021, dates={StepId.TEAMS: dt.date(2021, 4, 1)}, date_decisions={StepId.TEAMS: "12/QĐ"})
    step = next(step for step in timetable(moved) if step.id is StepId.TEAMS)
    assert (step.date, step.decision) == (dt.date(2021, 4, 1), "12/QĐ")
    assert day_of(moved, StepId.TEAMS) == dt.date(2021, 4, 1)


def test_the_timetable_is_in_order_of_day() -> None:
    days = [step.date for step in timetable(election())]
    assert days == sorted(days)


def test_a_polling_area_has_its_own_day_and_hours() -> None:
    island = area(day=dt.date(2026, 3, 14), opens="06:00", closes="20:00")
    hours = polling_hours(election(), island)
    assert (hours.opens, hours.closes) == (at("2026-03-14", "06:00"), at("2026-03-14", "20:00"))
    assert hours.day == dt.date(2026, 3, 14)
    assert hours.campaign_ends == at("2026-03-13", "06:00")


def test_without_its_own_an_area_and_a_kiosk_without_one_have_the_elections_hours() -> None:
    assert polling_hours(election(), area()) == polling_hours(election(), None)
    assert polling_hours(election(), None).opens == at("2026-03-15", "07:00")


def test_the_voter_lists_dates_follow_from_its_posting_and_from_this_areas_opening() -> None:
    dates = {date.id: date for date in voter_list_dates(election(), area())}
    assert [date.day.isoformat() for date in dates.values()] == [
        "2026-02-03",
        "2026-03-05",
        "2026-03-10",
        "2026-03-14",
        "2026-03-15",
    ]
    assert dates[ListStep.CLOSES].hour == dates[ListStep.CLOSES].until == at("2026-03-14", "07:00")
    assert dates[ListStep.COMPLAINT].until == at("2026-03-06", "00:00"), "the day itself still counts"
    assert dates[ListStep.POLLING].until == at("2026-03-15", "19:00")
    assert not any(date.decision for date in dates.values())


def test_a_decision_that_moves_the_posting_moves_the_complaint_and_an_island_has_its_own_end() -> None:
    moved = election(
        dates={"voter-lists-posted": dt.date(2026, 2, 1)}, date_decisions={"voter-lists-posted": "9/NQ-HĐBC"}
    )
    island = area(day=dt.date(2026, 3, 14), opens="06:00", decision="11/NQ-HĐBC")
    dates = {date.id: date for date in voter_list_dates(moved, island)}
    assert (dates[ListStep.COMPLAINT].day, dates[ListStep.COMPLAINT].decision) == (
        dt.date(2026, 3, 3),
        "9/NQ-HĐBC",
    )
    assert dates[ListStep.SUIT].day == dt.date(2026, 3, 9)
    assert dates[ListStep.CLOSES].until == at("2026-03-13", "06:00")
    assert {dates[step].decision for step in (ListStep.SUIT, ListStep.CLOSES, ListStep.POLLING)} == {"11/NQ-HĐBC"}
    earlier = voter_list_dates(election(), area(opens="05:30", decision="3/TB"))
    assert [date.decision for date in earlier] == ["", "", "", "3/TB", "3/TB"]
    elsewhere = voter_list_dates(election(), area(decision="5/TB"))
    assert not any(date.decision for date in elsewhere), "a paper that moved the place moved no date"


@pytest.mark.parametrize(
    ("opens", "closes", "code"),
    [
        ("07:00", "19:00", None),
        ("05:00", "21:00", None),
        ("06:30", "19:00", None),
        ("08:00", "19:00", "hours-unlawful"),
        ("07:00", "21:30", "hours-unlawful"),
        ("04:59", "19:00", "hours-unlawful"),
        ("07:00", "18:59", "hours-unlawful"),
        ("sáng", "19:00", "hours-unreadable"),
    ],
)
def test_hours_are_held_to_article_71(opens: str, closes: str, code: str | None) -> None:
    refusal = check_hours(opens, closes)
    assert (refusal.code if isinstance(refusal, Refusal) else None) == code


@pytest.mark.parametrize(
    ("instant", "mode"),
    [
        (at("2026-02-17"), Mode.BEFORE_LISTS),
        (at("2026-02-27", "00:00"), Mode.LISTS_POSTED),
        (at("2026-03-14", "06:59"), Mode.LISTS_POSTED),
        (at("2026-03-14", "07:00"), Mode.LAST_DAY),
        (at("2026-03-15", "06:59"), Mode.LAST_DAY),
        (at("2026-03-15", "07:00"), Mode.POLLING_DAY),
        (at("2026-03-15", "18:59"), Mode.POLLING_DAY),
        (at("2026-03-15", "19:00"), Mode.CLOSED),
        (at("2026-03-22"), Mode.CLOSED),
    ],
)
def test_the_mode_follows_the_hours_of_the_day(instant: dt.datetime, mode: Mode) -> None:
    assert mode_at(election(), area(), Moment(instant)) is mode


def test_results_show_only_where_the_bundle_has_published_them() -> None:
    published = election(results=(ResultsPublication("na", at("2026-03-21", "10:00"), "40/NQ-HĐBC"),))
    assert mode_at(published, None, Moment(at("2026-03-15", "18:00"))) is Mode.POLLING_DAY
    assert mode_at(published, None, Moment(at("2026-03-21", "09:59"))) is Mode.CLOSED
    assert mode_at(published, None, Moment(at("2026-03-21", "10:00"))) is Mode.RESULTS


def test_each_bodys_results_have_their_own_instant() -> None:
    published = election(
        results=(
            ResultsPublication("na", at("2026-03-21", "10:00"), "40"),
            ResultsPublication("commune", at("2026-03-18", "08:00"), "7"),
        )
    )
    assert published_results(published, Moment(at("2026-03-18", "07:59"))) == frozenset()
    assert published_results(published, Moment(at("2026-03-18", "08:00"))) == {"commune"}
    assert published_results(published, Moment(at("2026-03-22"))) == {"na", "commune"}
    assert published_results(published, Moment(at("2026-03-22"), Confidence.DOUBTFUL)) == frozenset()


def test_an_early_count_is_secret_until_no_polling_place_can_be_open() -> None:
    hasty = election(results=(ResultsPublication("na", at("2026-03-14", "22:00"), "1"),))
    island = area(day=dt.date(2026, 3, 14))
    for moment in (at("2026-03-14", "22:30"), at("2026-03-15", "20:59")):
        assert published_results(hasty, Moment(moment)) == frozenset()
        assert mode_at(hasty, island, Moment(moment)) is Mode.CLOSED
    assert published_results(hasty, Moment(at("2026-03-15", "21:00"))) == {"na"}


def test_where_people_still_vote_no_result_begins() -> None:
    published = election(results=(ResultsPublication("na", at("2026-03-21", "10:00"), "40"),))
    postponed = area(day=dt.date(2026, 3, 22))
    assert mode_at(published, postponed, Moment(at("2026-03-22", "09:00"))) is Mode.POLLING_DAY
    assert mode_at(published, postponed, Moment(at("2026-03-22", "19:00"))) is Mode.RESULTS


def test_in_doubt_the_hour_is_not_used() -> None:
    doubtful = Moment(at("2026-03-20"), Confidence.DOUBTFUL)
    unpublished = election(bodies=())
    assert mode_at(election(), None, doubtful) is Mode.LISTS_POSTED
    assert mode_at(unpublished, None, doubtful) is Mode.BEFORE_LISTS


def test_a_list_posted_without_a_day_counts_as_posted() -> None:
    first = election().bodies[0]
    undated = election(bodies=(replace(first, posted_on=None),))
    hidden = election(bodies=(replace(first, publication=Publication.NOT_PUBLISHED),))
    assert mode_at(undated, None, Moment(at("2026-01-01"))) is Mode.LISTS_POSTED
    assert mode_at(hidden, None, Moment(at("2026-03-10"))) is Mode.BEFORE_LISTS


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (at("2026-03-03", "23:00"), Countdown(12, 272)),
        (at("2026-03-14", "08:30"), Countdown(1, 23)),
        (at("2026-03-15", "06:30"), Countdown(0, 1)),
        (at("2026-03-15", "07:00"), None),
    ],
)
def test_the_countdown_counts_calendar_days_and_started_hours(
    instant: dt.datetime, expected: Countdown | None
) -> None:
    assert countdown(election(), None, Moment(instant)) == expected


def test_in_doubt_nothing_is_counted_down_and_no_phase_holds() -> None:
    doubtful = Moment(at("2026-03-03"), Confidence.DOUBTFUL)
    assert countdown(election(), None, doubtful) is None
    assert phases_at(election(), doubtful) == ()


def test_a_phase_holds_on_both_its_first_and_last_day() -> None:
    assert phases_at(election(), Moment(at("2026-03-14", "23:59"))) == ("before",)
    assert phases_at(election(), Moment(at("2026-03-15", "00:00"))) == ("day",)
    assert phases_at(election(), Moment(at("2026-03-26", "00:00"))) == ()


def _reading(system: dt.datetime, **changes: object) -> ClockReading:
    made = ClockReading(
        system=system, boot=1000.0, anchor_system=system, anchor_boot=1000.0, newest_issue=at("2026-02-20")
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_clock_that_ran_as_it_should_is_believed() -> None:
    reading = _reading(at("2026-03-01"), anchor_system=at("2026-02-28"), anchor_boot=1000.0 - 86400)
    assert believe(reading, election()) == Moment(at("2026-03-01"), Confidence.SURE)
    assert believe(replace(reading, newest_issue=None), None).sure


def test_a_clock_before_the_newest_signed_time_is_wrong_whoever_confirms_it() -> None:
    moment = believe(_reading(at("1970-01-01"), officer_confirmed=True), election())
    assert moment == Moment(at("2026-02-20"), Confidence.DOUBTFUL)


@pytest.mark.parametrize("minutes", [-11, 11, 60 * 24 * 365])
def test_a_jump_of_more_than_ten_minutes_is_doubted_until_an_officer_looks(minutes: int) -> None:
    system = at("2026-03-01")
    jumped = _reading(system, anchor_system=system - dt.timedelta(minutes=minutes))
    assert not believe(jumped, election()).sure
    assert believe(replace(jumped, officer_confirmed=True), election()).sure


def test_sixty_days_after_the_last_phase_the_clock_is_doubted() -> None:
    assert believe(_reading(at("2026-05-24", "23:00")), election()).sure
    late = _reading(at("2026-05-26"))
    assert not believe(late, election()).sure
    assert believe(late, None).sure
    assert not believe(late, election(phases=())).sure


@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 4, 30)))  # noqa: DTZ001
def test_a_moments_day_is_the_day_in_viet_nam(naive: dt.datetime) -> None:
    utc = naive.replace(tzinfo=dt.UTC)
    assert Moment(utc).day == (naive + dt.timedelta(hours=7)).date()
    assert utc.astimezone(VIETNAM).utcoffset() == dt.timedelta(hours=7)


def test_what_speaks_against_a_clock_is_named_and_an_officer_removes_all_but_a_signed_time() -> None:
    jumped = ClockReading(
        system=at("2027-03-01"),
        boot=10.0,
        anchor_system=at("2026-03-01"),
        anchor_boot=0.0,
        newest_issue=at("2027-04-01"),
    )
    assert doubts(jumped, election()) == {Doubt.BEFORE_ISSUE, Doubt.JUMPED, Doubt.LATE}
    assert doubts(replace(jumped, officer_confirmed=True), election()) == {Doubt.BEFORE_ISSUE}
    right = replace(jumped, newest_issue=None, officer_confirmed=True)
    assert doubts(right, election()) == frozenset()
    assert doubts(replace(right, mode=ClockMode.DATES), election()) == {Doubt.SET_ASIDE}
