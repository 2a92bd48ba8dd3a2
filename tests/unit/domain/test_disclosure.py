"""What a citizen may be shown when: no name before posting, no late campaigning, no early result."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpers.elections import area, at, election
from voter_kiosk.domain.calendar import Confidence, Mode, Moment
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.disclosure import Disclosure, KioskState, decide
from voter_kiosk.domain.election import CampaignDecision, Publication, ResultsPublication

ALL = frozenset({"na", "province", "commune"})
PUBLISHED = (ResultsPublication("na", at("2026-03-21", "10:00"), "40/NQ-HĐBC"),)
STAYS = CampaignDecision(programmes_stay=True, approval=Approval("Ủy ban bầu cử", "5/QĐ", dt.date(2026, 3, 1)))


def _at(day: str, time: str = "12:00", state: KioskState | None = None, **changes: object) -> Disclosure:
    return decide(election(**changes), area(), Moment(at(day, time)), state or KioskState())


def test_before_the_lists_are_posted_no_name_and_no_campaigning_shows() -> None:
    shown = _at("2026-02-17")
    assert shown.mode is Mode.BEFORE_LISTS
    assert shown.lists == frozenset()
    assert not (shown.biographies)
    assert not (shown.programmes)
    assert not (shown.meetings)
    assert not (shown.campaign_over)
    assert shown.countdown


def test_once_posted_lists_biographies_programmes_and_meetings_show() -> None:
    shown = _at("2026-03-03")
    assert shown.lists == ALL
    assert shown.biographies
    assert shown.programmes
    assert shown.meetings


def test_a_body_whose_list_is_not_posted_stays_closed_beside_those_that_are() -> None:
    na, province, commune = election().bodies
    late = replace(commune, publication=Publication.NOT_PUBLISHED)
    later = replace(province, posted_on=dt.date(2026, 3, 10))
    assert _at("2026-03-03", bodies=(na, later, late)).lists == {"na"}


def test_campaigning_ends_to_the_minute_24_hours_before_this_areas_opening() -> None:
    assert _at("2026-03-14", "06:59").programmes
    shown = _at("2026-03-14", "07:00")
    assert not (shown.programmes)
    assert not (shown.meetings)
    assert shown.campaign_over
    assert shown.lists == ALL
    assert shown.biographies


def test_a_decision_of_the_committee_lets_programmes_stay_but_not_meetings() -> None:
    shown = _at("2026-03-15", "08:00", campaign=STAYS)
    assert shown.programmes
    assert not shown.meetings


def test_campaigning_once_ended_stays_ended_whatever_the_clock_says() -> None:
    shown = _at("2026-03-03", state=KioskState(campaign_ended=True))
    assert not (shown.programmes)
    assert not (shown.meetings)
    assert shown.campaign_over
    assert shown.lists == ALL


def test_after_closing_there_is_no_result_until_it_is_published() -> None:
    assert not _at("2026-03-15", "19:01").results
    assert not _at("2026-03-15", "18:59", results=PUBLISHED).results
    assert not _at("2026-03-21", "09:59", results=PUBLISHED).results
    shown = _at("2026-03-21", "10:00", results=PUBLISHED)
    assert shown.results == {"na"}
    assert not shown.countdown


def test_a_covered_body_and_one_without_a_posted_list_show_no_result() -> None:
    covered = _at("2026-03-25", results=PUBLISHED, state=KioskState(covered=frozenset({"na"})))
    assert covered.mode is Mode.RESULTS
    assert not covered.results
    bodies = tuple(replace(body, publication=Publication.NOT_PUBLISHED) for body in election().bodies)
    assert not _at("2026-03-25", results=PUBLISHED, bodies=bodies).results


def test_a_clock_in_doubt_hides_programmes_and_everything_that_says_today() -> None:
    doubtful = Moment(at("2026-03-03"), Confidence.DOUBTFUL)
    shown = decide(election(campaign=STAYS), area(), doubtful, KioskState())
    assert shown.date_in_doubt
    assert shown.lists == ALL
    assert not (shown.programmes)
    assert not (shown.meetings)
    assert not (shown.countdown)
    assert not (shown.today)
    assert not (shown.results)


def test_a_covered_ballot_is_closed_whole() -> None:
    shown = _at("2026-03-03", state=KioskState(covered=frozenset({"province"})))
    assert shown.lists == {"na", "commune"}
    assert shown.covered == {"province"}


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 5, 1)),  # noqa: DTZ001
    st.booleans(),
    st.sampled_from(list(Confidence)),
)
def test_at_no_moment_is_there_campaigning_without_a_list_or_within_24_hours(
    naive: dt.datetime, published: bool, confidence: Confidence
) -> None:
    instant = naive.replace(tzinfo=dt.UTC)
    papers = PUBLISHED if published else ()
    shown = decide(election(results=papers), area(), Moment(instant, confidence), KioskState())
    if shown.programmes or shown.meetings:
        assert shown.lists
        assert instant < at("2026-03-14", "07:00")
    if instant < at("2026-02-27", "00:00") and confidence is Confidence.SURE:
        assert not shown.lists
    if shown.results:
        assert instant >= at("2026-03-21", "10:00")
        assert published
        assert confidence is Confidence.SURE
