"""Polling hours by a decision: lawful, not behind time, and undone by who publishes when she has heard of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import area, at, election
from voter_kiosk.domain.calendar import Confidence, Mode, Moment, check_hours, countdown, mode_at, polling_hours
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import (
    HoursSet,
    Published,
    check_change,
    clock,
    decision_named,
    decision_number,
    holds,
    in_force,
    published_hours,
)

ELECTION, AREA = election(), area()
USUAL = Published("07:00", "19:00")
EARLY = HoursSet(AREA.code, "06:00", "20:00", "12/QĐ-TBC", 3, USUAL)
EVE = Moment(at("2026-03-14"))


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_they_stand_in_the_area_s_place_and_are_named_by_their_decision() -> None:
    found = in_force(EARLY, ELECTION, AREA, 3)
    assert (found.opens, found.closes, found.decision) == ("06:00", "20:00", "Quyết định số 12/QĐ-TBC")
    assert replace(found, opens="", closes="", decision="") == AREA, "nothing else of the area changes"
    assert in_force(None, ELECTION, AREA, 3) == AREA


def test_everything_that_goes_by_the_hours_goes_by_them() -> None:
    found = in_force(EARLY, ELECTION, AREA, 3)
    hours = polling_hours(ELECTION, found)
    assert hours.campaign_ends == at("2026-03-14", "06:00")
    assert hours.list_closes == at("2026-03-14", "06:00")
    early = Moment(at("2026-03-15", "06:30"))
    assert mode_at(ELECTION, AREA, early) is Mode.LAST_DAY
    assert mode_at(ELECTION, found, early) is Mode.POLLING_DAY
    assert mode_at(ELECTION, found, Moment(at("2026-03-15", "19:30"))) is Mode.POLLING_DAY
    before = Moment(at("2026-03-14", "06:30"))
    assert decide(ELECTION, AREA, before, KioskState()).programmes
    assert not decide(ELECTION, found, before, KioskState()).programmes
    assert countdown(ELECTION, found, early) is None


@pytest.mark.parametrize(
    ("version", "changes", "still"),
    [
        (3, {}, True),
        (4, {}, True),  # a strike-off, say: who publishes has not heard of the hours
        (4, {"opens": "06:00", "closes": "20:00"}, False),  # the same hours, but now they are hers
        (4, {"opens": "05:30"}, False),
        (4, {"decision": "Quyết định số 12/QĐ-TBC"}, False),
        (2, {"opens": "05:30"}, True),  # gone back to an older bundle
        (3, {"opens": "05:30"}, True),
        (4, {"code": "c98001.02"}, False),
    ],
)
def test_a_newer_bundle_with_other_hours_undoes_them_and_nothing_else_does(
    version: int, changes: dict[str, str], still: bool
) -> None:
    changed = replace(AREA, **changes)  # type: ignore[arg-type]
    assert holds(EARLY, ELECTION, changed, version) is still
    assert (in_force(EARLY, ELECTION, changed, version) == changed) is not still


def test_other_hours_of_the_whole_election_undo_them_as_well() -> None:
    assert not holds(EARLY, replace(ELECTION, opens="06:30"), AREA, 4)
    assert published_hours(replace(ELECTION, opens="06:30"), AREA) == Published("06:30", "19:00")


def test_hours_that_the_law_does_not_allow_never_hold() -> None:
    assert not holds(replace(EARLY, opens="04:00"), ELECTION, AREA, 3), "whatever a broken file says"


@given(opens=st.times(), closes=st.times())
def test_what_may_be_set_is_exactly_what_the_law_allows(opens: dt.time, closes: dt.time) -> None:
    first, last = f"{opens:%H:%M}", f"{closes:%H:%M}"
    refused = check_change(ELECTION, AREA, first, last, EVE)
    lawful = "05:00" <= first <= "07:00" and "19:00" <= last <= "21:00"
    assert (refused is None) is lawful
    assert (check_hours(first, last) is None) is lawful


@pytest.mark.parametrize("text", ["", "6", "6h", "06:00+07:00", "06:00:30", "٠٦:٠٠", "29:00", "06-00"])
def test_an_hour_that_is_none_is_said(text: str) -> None:
    assert code(check_change(ELECTION, AREA, clock(text), "19:00", EVE)) == "hours-unreadable"
    assert code(check_change(ELECTION, AREA, "07:00", clock(text), EVE)) == "hours-unreadable"


@pytest.mark.parametrize(
    ("now", "opens", "closes", "refused"),
    [
        (("2026-03-15", "06:59"), "06:00", "20:00", None),  # entered late: the doors are open since an hour
        (("2026-03-15", "07:00"), "06:00", "20:00", "hours-passed"),
        (("2026-03-15", "07:00"), "07:00", "20:00", None),  # voting goes on longer
        (("2026-03-15", "18:59"), "07:00", "21:00", None),
        (("2026-03-15", "19:00"), "07:00", "21:00", "hours-passed"),  # it closes on time
        (("2026-03-14", "19:00"), "05:00", "21:00", None),
    ],
)
def test_what_has_passed_is_not_changed(
    now: tuple[str, str], opens: str, closes: str, refused: str | None
) -> None:
    found = check_change(ELECTION, AREA, opens, closes, Moment(at(*now)))
    assert (found.code if found else None) == refused


def test_closing_earlier_than_now_is_behind_time() -> None:
    late = in_force(replace(EARLY, opens="07:00", closes="21:00"), ELECTION, AREA, 3)
    assert (
        code(check_change(ELECTION, late, "07:00", "20:00", Moment(at("2026-03-15", "20:00")))) == "hours-passed"
    )
    assert check_change(ELECTION, late, "07:00", "20:00", Moment(at("2026-03-15", "19:59"))) is None


def test_with_the_clock_in_doubt_only_the_law_counts() -> None:
    lost = Moment(at("2027-01-01"), Confidence.DOUBTFUL)
    assert check_change(ELECTION, AREA, "06:00", "20:00", lost) is None


def test_an_hour_is_read_as_people_write_it() -> None:
    assert [clock(text) for text in ("6:00", " 06:30 ", "19:00", "six")] == ["06:00", "06:30", "19:00", "six"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12/QĐ-UBND", "12/QĐ-UBND"),
        (" 12 / QĐ-UBND\n", "12 / QĐ-UBND"),
        ("12/QD\u0302", "12/QD\u0302"),
        ("Nghị quyết số 5", "Nghị quyết số 5"),
    ],
)
def test_a_decision_s_number_is_kept_as_it_is_written(typed: str, kept: str) -> None:
    assert decision_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "QĐ-UBND", "1" * 61, "12\u0000/QĐ", "12\u202e/QĐ"])
def test_without_a_number_there_is_no_decision(typed: str) -> None:
    assert code(decision_number(typed)) == "decision-number"


def test_a_bare_number_is_called_a_decision() -> None:
    assert decision_named("12/QĐ-UBND") == "Quyết định số 12/QĐ-UBND"
    assert decision_named("Nghị quyết số 5") == "Nghị quyết số 5"
