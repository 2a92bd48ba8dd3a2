"""Officials' PINs: personal, never kept, and not to be guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers import stores
from helpers.stores import events
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store import people as staff
from voter_kiosk.store.status import status

OFFICER, OPERATOR = "480213", "775901"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staffed(store: Path) -> Path:
    for name, role, pin in (("Lê Thị B", Role.OFFICER, OFFICER), ("Trần Văn C", Role.OPERATOR, OPERATOR)):
        added = staff.add_person(store, name, role, pin)
        assert isinstance(added, Person), added
    return store


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_a_pin_tells_who_comes_in_and_the_audit_chain_notes_it(staffed: Path) -> None:
    assert staff.enter(staffed, OPERATOR) == Person(2, "Trần Văn C", Role.OPERATOR)
    assert staff.enter(staffed, OFFICER) == Person(1, "Lê Thị B", Role.OFFICER)
    assert events(staffed)[-2:] == ["entered", "entered"]
    assert staff.leave(staffed, 1, "idle") == Person(1, "Lê Thị B", Role.OFFICER)
    found = status(staffed)
    assert not isinstance(found, Refusal)
    assert found.broken_audit is None


def test_no_pin_stands_anywhere_in_the_store(staffed: Path) -> None:
    for file in staffed.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert OFFICER.encode() not in content
            assert OPERATOR.encode() not in content


def test_five_wrong_pins_wait_and_the_right_one_waits_with_them(staffed: Path, clock: Clock) -> None:
    for _ in range(4):
        assert code(staff.enter(staffed, "999000", now=clock)) == "wrong-pin"
    assert code(staff.enter(staffed, "999000", now=clock)) == "pin-wait"
    clock.wait(14)
    refused = staff.enter(staffed, OFFICER, now=clock)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.detail) == ("pin-wait", "1")
    clock.wait(2)
    assert code(staff.enter(staffed, "999000", now=clock)) == "pin-wait"
    clock.wait(29)
    assert code(staff.enter(staffed, OFFICER, now=clock)) == "pin-wait"
    clock.wait(2)
    assert isinstance(staff.enter(staffed, OFFICER, now=clock), Person)
    assert code(staff.enter(staffed, "999000", now=clock)) == "wrong-pin", "counted anew"
    assert events(staffed).count("wrong-pin") == 7


def test_a_clock_that_goes_back_does_not_shorten_the_wait(staffed: Path, clock: Clock) -> None:
    for _ in range(5):
        staff.enter(staffed, "999000", now=clock)
    clock.wait(-3600)
    refused = staff.enter(staffed, OFFICER, now=clock)
    assert isinstance(refused, Refusal)
    assert refused.detail == "15"


def test_without_officials_nobody_comes_in(store: Path) -> None:
    assert code(staff.enter(store, OFFICER)) == "no-people"
    assert staff.people(store) == ()


@pytest.mark.parametrize(
    ("name", "pin", "why"),
    [
        ("Lê D", "123456", "pin-weak"),
        ("Lê D", "12", "pin-form"),
        ("Lê D", OFFICER, "pin-taken"),
        ("  ", "482911", "person-unnamed"),
    ],
)
def test_who_cannot_be_added_leaves_no_trace(staffed: Path, name: str, pin: str, why: str) -> None:
    before = stores.tables(staffed, "audit", "people")
    assert code(staff.add_person(staffed, name, Role.OFFICER, pin)) == why
    assert stores.tables(staffed, "audit", "people") == before


def test_who_is_taken_off_comes_in_no_more_and_her_pin_is_free(staffed: Path) -> None:
    officer = Person(1, "Lê Thị B", Role.OFFICER)
    assert staff.end_person(staffed, 2, by=officer) == Person(2, "Trần Văn C", Role.OPERATOR)
    assert code(staff.enter(staffed, OPERATOR)) == "wrong-pin"
    assert staff.people(staffed) == (officer,)
    added = staff.add_person(staffed, "Phạm E", Role.OPERATOR, OPERATOR, by=officer)
    assert added == Person(3, "Phạm E", Role.OPERATOR), "a number is never used again"
    assert code(staff.end_person(staffed, 2)) == "person-unknown"


def test_the_last_officer_stays(staffed: Path) -> None:
    assert code(staff.end_person(staffed, 1)) == "last-officer"
    assert isinstance(staff.add_person(staffed, "Phạm E", Role.OFFICER, "660124"), Person)
    assert isinstance(staff.end_person(staffed, 1), Person)


def test_a_pin_is_changed_and_may_be_kept_the_same(staffed: Path) -> None:
    assert isinstance(staff.change_pin(staffed, 2, "660124"), Person)
    assert code(staff.enter(staffed, OPERATOR)) == "wrong-pin"
    assert isinstance(staff.enter(staffed, "660124"), Person)
    assert isinstance(staff.change_pin(staffed, 2, "660124"), Person)
    assert code(staff.change_pin(staffed, 2, OFFICER)) == "pin-taken"
    assert code(staff.change_pin(staffed, 9, "660125")) == "person-unknown"
    assert code(staff.leave(staffed, 9, "idle")) == "person-unknown"


def test_the_sealed_code_makes_one_new_officer_and_is_used_up(staffed: Path, clock: Clock) -> None:
    first = staff.make_recovery(staffed)
    sealed = staff.make_recovery(staffed, by=Person(1, "Lê Thị B", Role.OFFICER))
    assert isinstance(first, str)
    assert isinstance(sealed, str)
    assert len(sealed.replace("-", "")) == staff.RECOVERY_DIGITS
    assert code(staff.recover(staffed, first, "Phạm E", "660124", now=clock)) == "recovery-wrong", "void"
    assert code(staff.recover(staffed, sealed, "Phạm E", "111111", now=clock)) == "pin-weak"
    made = staff.recover(staffed, sealed.replace("-", " "), "Phạm  E", "660124", now=clock)
    assert made == Person(3, "Phạm E", Role.OFFICER)
    assert isinstance(staff.enter(staffed, "660124", now=clock), Person)
    assert code(staff.recover(staffed, sealed, "Ai", "660125", now=clock)) == "recovery-wrong"


def test_the_sealed_code_cannot_be_guessed_either(staffed: Path, clock: Clock) -> None:
    for _ in range(5):
        assert code(staff.recover(staffed, "00000-00000", "Ai", "660125", now=clock)) == "recovery-wrong"
    assert code(staff.recover(staffed, "00000-00000", "Ai", "660125", now=clock)) == "pin-wait"
