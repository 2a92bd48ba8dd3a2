"""Settings in the state: set, audited, refused; and a handover."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.settings import Settings
from voter_kiosk.store import people as staff
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.settings import change_setting, settings

OFFICER = Person(1, "Lê Thị B", Role.OFFICER)


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def noted(store: Path) -> tuple[str, dict[str, object]]:
    """The newest entry of the log."""
    row = stores.tables(store, "audit")["audit"][-1]
    return row[2], json.loads(row[3])


def test_what_is_set_is_kept_audited_and_read_by_the_kiosk(store: Path) -> None:
    changed = change_setting(store, "idle_seconds", "90", by=OFFICER)
    assert changed == Settings(polling_area="c98001.01", idle_seconds=90)
    assert settings(store) == changed
    assert noted(store) == ("setting", {"by": "1 Lê Thị B", "key": "idle_seconds", "before": "120", "value": "90"})
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.settings.idle_seconds == 90
    assert not opened.outdated()
    before = len(stores.tables(store, "audit")["audit"])
    change_setting(store, "idle_seconds", "90")
    assert len(stores.tables(store, "audit")["audit"]) == before, "nothing was changed"
    change_setting(store, "idle_seconds", "60")
    assert opened.outdated(), "the running kiosk takes it up"
    opened.close()


@pytest.mark.parametrize(
    ("key", "value", "event"),
    [
        ("polling_area", "c98001.02", "polling-area"),
        ("printer", "may-in", "printer"),
        ("slip_paper", "80mm", "printer"),
        ("headphones", "always", "headphones"),
        ("loudspeaker", "no", "setting"),
    ],
)
def test_each_setting_is_noted_as_the_event_that_it_is(store: Path, key: str, value: str, event: str) -> None:
    assert isinstance(change_setting(store, key, value), Settings)
    assert noted(store)[0] == event


@pytest.mark.parametrize(
    ("key", "value", "refused"),
    [
        ("idle_minutes", "3", "setting-unknown"),
        ("idle_seconds", "3", "setting-value"),
        ("languages", "km", "language-unknown"),
        ("loudness_most", "40", "louder-than-loudest"),
        ("switch_step", "F7", "switch-twice"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(store: Path, key: str, value: str, refused: str) -> None:
    before = stores.tables(store, "settings", "audit")
    assert code(change_setting(store, key, value)) == refused
    assert stores.tables(store, "settings", "audit") == before


def test_both_type_their_pin_when_a_kiosk_is_handed_over(store: Path) -> None:
    for name, role, pin in (("Lê Thị B", Role.OFFICER, "480213"), ("Trần Văn C", Role.OPERATOR, "775901")):
        staff.add_person(store, name, role, pin)
    assert code(staff.hand_over(store, 1, "480213", 1, "480213")) == "handover-to-self"
    assert code(staff.hand_over(store, 1, "480213", 3, "775901")) == "person-unknown"
    assert code(staff.hand_over(store, 1, "480213", 2, "480213")) == "wrong-pin"
    assert noted(store)[0] == "wrong-pin"
    assert code(staff.hand_over(store, 1, "775901", 2, "775901")) == "wrong-pin"
    found = staff.hand_over(store, 1, "480213", 2, "775901")
    assert isinstance(found, staff.Handover)
    assert (found.giver.name, found.receiver.name, found.whole) == ("Lê Thị B", "Trần Văn C", True)
    event, detail = noted(store)
    assert (event, detail["by"], detail["name"]) == ("handed-over", "1 Lê Thị B", "Trần Văn C")
    for _ in range(5):
        staff.hand_over(store, 1, "480213", 2, "000001")
    assert code(staff.hand_over(store, 1, "480213", 2, "775901")) == "pin-wait", "guessing waits here as well"


def test_a_recovered_officer_has_a_name(store: Path) -> None:
    sealed = staff.make_recovery(store)
    assert isinstance(sealed, str)
    assert code(staff.recover(store, sealed, "  ", "480213")) == "person-unnamed"
    assert isinstance(staff.recover(store, sealed, "Lê Thị B", "480213"), Person), "the code still holds"
