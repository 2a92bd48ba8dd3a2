"""What an officer may do to what is shown: cover a whole ballot, set the hours; by name, until what is newer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.elections import at
from voter_kiosk.domain.calendar import Mode, Moment
from voter_kiosk.domain.election import BallotState
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import HoursSet, Published
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store import fallback
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.officers import cover, set_hours, withdraw_hours
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.setup import set_polling_area
from voter_kiosk.store.status import Status, rollback, status

OFFICER = Person(1, "Lê Thị B", Role.OFFICER)
CAMPAIGN = Moment(at("2026-03-05"))
NUMBER = "12/QĐ-TBC"


@pytest.fixture
def filled(store: Path, v1: Path) -> Path:
    """A store with one generation."""
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    return store


def put_hours(store: Path, opens: str = "06:00", closes: str = "20:00", moment: Moment = CAMPAIGN) -> HoursSet:
    found = set_hours(store, opens, closes, NUMBER, by=OFFICER, moment=moment)
    assert isinstance(found, HoursSet), found
    return found


def here(store: Path) -> tuple[str, str, str, bool]:
    """The hours of where the kiosk stands as a citizen sees them, and whether they were set here."""
    opened = open_store(store)
    assert isinstance(opened, Store), opened
    try:
        shown = opened.showing(CAMPAIGN)
        assert shown is not None
        area = shown.here()
        assert area is not None
        everywhere = [shown.area(area.code), *(one for one in shown.areas() if one.code == area.code)]
        assert everywhere == [area, area], "however the area is asked for"
        return area.opens, area.closes, area.decision, shown.hours_set_here
    finally:
        opened.close()


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def events(store: Path) -> list[tuple[str, dict[str, object]]]:
    return [(row[2], json.loads(row[3])) for row in stores.tables(store, "audit")["audit"]]


def other_hours(**changes: str) -> stores.Content:
    """The small bundle, with hours of its own for where the kiosk stands."""
    made = stores.content()
    areas = tuple(
        replace(area, **changes) if area.code == "c98001.01" else area  # type: ignore[arg-type]
        for area in made.areas
    )
    return replace(made, areas=areas)


def test_hours_are_set_for_this_polling_area_with_their_decision_and_who_did_it(filled: Path) -> None:
    assert here(filled) == ("", "", "", False)
    found = put_hours(filled)
    assert found == HoursSet("c98001.01", "06:00", "20:00", NUMBER, 1, Published("07:00", "19:00"))
    assert here(filled) == ("06:00", "20:00", f"Quyết định số {NUMBER}", True)
    assert events(filled)[-1] == (
        "hours-set",
        {
            "area": "c98001.01",
            "opens": "06:00",
            "closes": "20:00",
            "decision": f"Quyết định số {NUMBER}",
            "before": "07:00–19:00",
            "by": "1 Lê Thị B",
        },
    )
    found = status(filled)  # type: ignore[assignment]
    assert isinstance(found, Status)
    assert found.broken_audit is None


def test_what_may_be_shown_goes_by_them(filled: Path) -> None:
    put_hours(filled)
    opened = open_store(filled)
    assert isinstance(opened, Store)
    early = opened.showing(Moment(at("2026-03-15", "06:30")))
    eve = opened.showing(Moment(at("2026-03-14", "06:30")))
    assert early is not None
    assert eve is not None
    assert early.disclosure.mode is Mode.POLLING_DAY
    assert eve.disclosure.campaign_over
    assert opened.note_campaign(Moment(at("2026-03-14", "06:30"))), "and for good"
    opened.close()


def test_another_decision_takes_the_place_of_the_first(filled: Path) -> None:
    put_hours(filled)
    put_hours(filled, "05:30", "21:00")
    assert here(filled)[:2] == ("05:30", "21:00")


def test_a_strike_off_bundle_leaves_them_and_one_with_other_hours_undoes_them(
    filled: Path, committee: stores.Desk, v2: Path
) -> None:
    put_hours(filled)
    assert isinstance(install(filled, v2, surroundings=stores.quick()), Installed)
    assert here(filled)[:2] == ("06:00", "20:00")
    heard = committee.bundle(
        4, other_hours(opens="06:30", closes="20:30", decision="Quyết định số 40"), name="heard.vkb"
    )
    assert isinstance(install(filled, heard, surroundings=stores.quick()), Installed)
    assert here(filled) == ("06:30", "20:30", "Quyết định số 40", False)
    assert isinstance(rollback(filled), Status)
    assert here(filled)[:2] == ("06:00", "20:00"), "before that bundle they held"


def test_they_are_taken_back_as_they_were_set(filled: Path) -> None:
    assert code(withdraw_hours(filled, moment=CAMPAIGN)) == "hours-not-set"
    put_hours(filled)
    assert withdraw_hours(filled, by=OFFICER, moment=CAMPAIGN) == Published("07:00", "19:00")
    assert here(filled) == ("", "", "", False)
    name, detail = events(filled)[-1]
    assert (name, detail["by"]) == ("hours-withdrawn", "1 Lê Thị B")


def test_they_are_not_taken_back_once_voting_has_begun_by_them(filled: Path) -> None:
    put_hours(filled)
    begun = Moment(at("2026-03-15", "06:01"))
    assert code(withdraw_hours(filled, moment=begun)) == "hours-passed"
    assert here(filled)[:2] == ("06:00", "20:00")


def test_what_is_refused_changes_nothing(filled: Path, store: Path, tmp_path: Path) -> None:
    before = len(events(filled))
    assert code(set_hours(filled, "04:59", "19:00", NUMBER, moment=CAMPAIGN)) == "hours-unlawful"
    assert code(set_hours(filled, "07:00", "21:01", NUMBER, moment=CAMPAIGN)) == "hours-unlawful"
    assert code(set_hours(filled, "06:00", "20:00", "", moment=CAMPAIGN)) == "decision-number"
    assert code(set_hours(filled, "six", "20:00", NUMBER, moment=CAMPAIGN)) == "hours-unreadable"
    late = Moment(at("2026-03-15", "19:00"))
    assert code(set_hours(filled, "07:00", "20:00", NUMBER, moment=late)) == "hours-passed"
    assert code(cover(filled, "ward", covered=True)) == "no-such-body"
    assert len(events(filled)) == before
    assert here(filled) == ("", "", "", False)
    nowhere = tmp_path / "nowhere"
    assert code(set_hours(nowhere, "06:00", "20:00", NUMBER)) == "store-not-set-up"
    assert code(withdraw_hours(nowhere)) == "store-not-set-up"


def test_without_content_or_a_polling_area_there_are_no_hours(store: Path, v1: Path) -> None:
    assert code(set_hours(store, "06:00", "20:00", NUMBER)) == "nothing-installed"
    assert code(cover(store, "na", covered=True)) == "nothing-installed"
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    assert set_polling_area(store, "") is None
    assert code(set_hours(store, "06:00", "20:00", NUMBER, moment=CAMPAIGN)) == "no-polling-area"
    assert set_polling_area(store, "c99999.01") is None
    assert code(withdraw_hours(store, moment=CAMPAIGN)) == "no-polling-area"


def test_a_damaged_generation_is_said(filled: Path) -> None:
    Layout(filled).content(1).write_bytes(b"noise")
    assert code(cover(filled, "na", covered=True)).startswith("content-")


def test_both_lie_beside_the_state_in_case_it_is_lost(filled: Path) -> None:
    found = put_hours(filled)
    assert cover(filled, "province", covered=True, by=OFFICER) == {"province"}
    known = fallback.read(Layout(filled))
    assert known is not None
    assert (known.hours, known.covered) == (found, {"province"})
    for path in filled.glob("state.sqlite*"):
        path.unlink()
    assert here(filled) == ("06:00", "20:00", f"Quyết định số {NUMBER}", True)


def test_hours_of_another_election_do_not_hold(filled: Path) -> None:
    put_hours(filled)
    known = fallback.read(Layout(filled))
    assert known is not None
    for path in filled.glob("state.sqlite*"):
        path.unlink()
    text = Layout(filled).fallback.read_text(encoding="utf-8")
    Layout(filled).fallback.write_text(text.replace(f'"{known.election}"', '"another"'), encoding="utf-8")
    assert here(filled)[3] is False


def test_a_ballot_is_covered_whole_named_by_who_did_it_and_noted_once(filled: Path) -> None:
    assert cover(filled, "na", covered=True, by=OFFICER) == {"na"}
    assert cover(filled, "na", covered=True) == {"na"}
    assert cover(filled, "na", covered=False) == frozenset()
    assert cover(filled, "na", covered=False) == frozenset()
    assert [(name, detail["by"]) for name, detail in events(filled)[-2:]] == [
        ("covered", "1 Lê Thị B"),
        ("uncovered", ""),
    ]


def test_nothing_leads_around_a_cover(filled: Path) -> None:
    assert cover(filled, "na", covered=True) == {"na"}
    opened = open_store(filled)
    assert isinstance(opened, Store)
    shown = opened.showing(CAMPAIGN)
    assert shown is not None
    units = [unit.id for unit in shown.constituencies("na")]
    assert units
    assert all(shown.candidates(unit) == () for unit in units)
    assert shown.candidate(f"{units[0]}.1") is None
    assert not [hit for hit in shown.search("nguyen") if hit.id.startswith("p98.na")]
    area = shown.here()
    assert area is not None
    assert next(one for one in area.ballots if one.body == "na").state is BallotState.LISTED, (
        "it is said as covered"
    )
    assert "na" not in shown.disclosure.lists
    opened.close()
