"""What an officer does until a bundle comes, by touch; and what every citizen sees of it, in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.calendar import Mode
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.slips.sheet import sheet_of
from voter_kiosk.store.people import add_person

OFFICER = Person(1, "Lê Thị B", Role.OFFICER)
NAMED = "Quyết định số 12/QĐ-TBC"
BALLOT = "p98.na.1"


@pytest.fixture
def staffed(demo_store: Path, tmp_path: Path) -> Path:
    """The demo on a kiosk with an officer, of one's own."""
    shutil.copytree(demo_store, tmp_path / "store")
    assert add_person(tmp_path / "store", OFFICER.name, OFFICER.role, "480213") == OFFICER
    return tmp_path / "store"


def come_in(kiosk: Open, task: str) -> None:
    kiosk.kiosk.screen.office.let_in(OFFICER)
    kiosk.grab()
    kiosk.hand.touch(kiosk.keys(task))


def leave(kiosk: Open) -> None:
    kiosk.hand.touch(kiosk.keys("Leave"))
    kiosk.done()


def say(kiosk: Open, english: str, *arguments: object) -> str:
    return kiosk.session.view.tr(english, *arguments).replace("\u00a0", " ")


def said(kiosk: Open) -> str:
    return " ".join("\n".join(kiosk.hand.words()).replace("\u00a0", " ").split())


def cover(kiosk: Open, *, off: bool = False) -> None:
    come_in(kiosk, "Cover a ballot or show it again")
    kiosk.hand.touch("Quốc hội")
    kiosk.hand.touch(kiosk.keys("Show this ballot again" if off else "Cover this ballot"))
    kiosk.done()


def set_hours(kiosk: Open, opens: str = "06:00", closes: str = "20:30") -> None:
    come_in(kiosk, "Polling hours")
    for key in (kiosk.keys("Set other hours"), opens, closes, *"12/QĐ-TBC", kiosk.keys("Continue")):
        kiosk.hand.touch(key)
    assert NAMED in said(kiosk)
    kiosk.hand.touch(kiosk.keys("Set these hours"))
    kiosk.done()


def last_event(store: Path) -> tuple[str, dict[str, object]]:
    row = [row for row in stores.tables(store, "audit")["audit"] if row[2] != "left"][-1]
    return row[2], json.loads(row[3])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_covered_ballot_is_being_updated_wherever_it_would_stand(
    staffed: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(staffed, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        people = [person.name for person in showing.candidates(BALLOT)]
        cover(kiosk)
        (first, *_) = kiosk.kiosk.screen.office.property("facts").bodies.rows
        assert (first.body, plain(first.summary)) == ("na", kiosk.keys("Covered: being updated"))
        assert last_event(staffed) == ("covered", {"body": "na", "by": "1 Lê Thị B"})
        leave(kiosk)
        kiosk.session.setLanguage(language)
        updated = say(kiosk, "Being updated. Please ask the staff.")
        for screen in ("home", "ballots", "areas"):
            kiosk.go(screen)
            words = said(kiosk)
            assert not [name for name in people if name in words]
            if screen != "areas":
                assert updated in words
        for place in (
            Place(Screen.CANDIDATES, BALLOT),
            Place(Screen.CANDIDATE, f"{BALLOT}.1"),
            Place(Screen.COMPARE, BALLOT),
            Place(Screen.TAKE, f"candidates/{BALLOT}"),
            Place(Screen.TAKE, f"candidate/{BALLOT}.1"),
            Place(Screen.POSTED, BALLOT),
        ):
            kiosk.go(place.screen, place.subject)
            assert not [name for name in people if name in said(kiosk)], place
        kiosk.go("search", people[0])
        looked = kiosk.session.view.showing
        assert looked is not None
        assert not [hit for hit in looked.search(people[0]) if hit.id.startswith(BALLOT)]
        assert people[0] not in [name.replace("\u00a0", " ") for name in kiosk.hand.names()]
        with pytest.raises(LookupError):
            sheet_of(kiosk.session.view, f"candidates/{BALLOT}")
        parts = sheet_of(kiosk.session.view, "area").parts
        assert updated in plain(" ".join(part.text for part in parts)), "on paper and in codes too"
        kiosk.session.setLanguage("vi")
        cover(kiosk, off=True)
        leave(kiosk)
        kiosk.go("candidates", BALLOT)
        assert all(name in said(kiosk) for name in people)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hours_by_a_decision_stand_everywhere_with_its_number(
    staffed: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(staffed, qapp) as kiosk:
        kiosk.go("home")
        assert "19 giờ 00" in said(kiosk)
        set_hours(kiosk)
        name, detail = last_event(staffed)
        assert (name, detail["by"], detail["decision"]) == ("hours-set", "1 Lê Thị B", NAMED)
        leave(kiosk)
        kiosk.session.setLanguage(language)
        closes = "20:30" if language == "en" else "20 giờ 30"
        for screen in ("home", "ballots"):
            kiosk.go(screen)
            assert closes in said(kiosk), screen
            assert NAMED in said(kiosk), screen
        kiosk.session.finish()
        kiosk.grab()
        assert f"20 giờ 30, theo {NAMED}" in said(kiosk), "on the screen that is read across the yard"
        sheet = " ".join(f"{part.label} {part.text}" for part in sheet_of(kiosk.session.view, "area").parts)
        assert NAMED in sheet.replace("\u00a0", " ")


def test_they_move_the_hour_when_voting_begins_and_the_end_of_campaigning(
    staffed: Path, qapp: QGuiApplication
) -> None:
    with opened(staffed, qapp) as kiosk:
        set_hours(kiosk)
        leave(kiosk)
    for text, mode, programmes in (
        ("2026-03-14 05:59", Mode.LISTS_POSTED, True),
        ("2026-03-14 06:01", Mode.LAST_DAY, False),
        ("2026-03-15 06:30", Mode.POLLING_DAY, False),
        ("2026-03-15 20:00", Mode.POLLING_DAY, False),
        ("2026-03-15 20:31", Mode.CLOSED, False),
    ):
        with opened(staffed, qapp, at=vietnam(text)) as kiosk:
            showing = kiosk.session.view.showing
            assert showing is not None
            assert (showing.disclosure.mode, showing.disclosure.programmes) == (mode, programmes), text
            if mode is Mode.POLLING_DAY:
                assert say(kiosk, "Today is") in said(kiosk)
                assert NAMED in said(kiosk)


def test_the_citizen_s_screen_follows_while_it_is_shown(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp) as kiosk:
        kiosk.go("ballots")
        set_hours(kiosk)
        leave(kiosk)
        assert kiosk.session.place.screen is Screen.BALLOTS, "she is where she was"
        assert NAMED in said(kiosk)


def test_hours_are_taken_back_and_asked_for_once(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp) as kiosk:
        set_hours(kiosk)
        assert NAMED in said(kiosk), "how it stands now"
        kiosk.hand.touch(kiosk.keys("Take back the hours set here"))
        assert kiosk.keys("Are you sure?") in said(kiosk)
        kiosk.hand.touch(kiosk.keys("Take these hours back"))
        kiosk.done()
        assert last_event(staffed)[0] == "hours-withdrawn"
        assert NAMED not in said(kiosk)
        assert kiosk.keys("Take back the hours set here") not in kiosk.hand.names()


def test_a_decision_without_a_number_is_not_taken(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp) as kiosk:
        come_in(kiosk, "Polling hours")
        for key in (kiosk.keys("Set other hours"), "05:00", "19:00", *"QĐ", kiosk.keys("Continue")):
            kiosk.hand.touch(key)
        assert "Hãy ghi số của quyết định" in said(kiosk)
        for key in (kiosk.keys("Delete the last letter"), *"Đ7", kiosk.keys("Continue")):
            kiosk.hand.touch(key)
        assert "QĐ7" in said(kiosk)
        assert "Hãy ghi số" not in said(kiosk)


def test_an_inspection_goes_through_a_list_without_a_pin_and_nothing_of_it_is_kept(
    staffed: Path, qapp: QGuiApplication
) -> None:
    def files() -> dict[str, str]:
        return {
            name: digest for name, digest in stores.tree(staffed).items() if not name.startswith("state.sqlite")
        }

    before = files(), stores.tables(staffed, "audit")
    with opened(staffed, qapp, at=CAMPAIGN) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        people = showing.candidates(BALLOT)
        kiosk.go("about")
        kiosk.hand.touch(kiosk.keys("Compare with the posted list"))
        kiosk.hand.touch("Quốc hội · Đơn vị bầu cử số 1")
        assert "Nghị quyết mẫu số 08/NQ-MẪU" in said(kiosk)
        kiosk.hand.touch(kiosk.keys("Right"))
        for person in people:
            kiosk.hand.touch(kiosk.keys("Next part"))
            assert f"{person.number}. {person.name}" in said(kiosk), "in official order"
            assert f"8. Quê quán: {person.native_place}" in said(kiosk)
            if person.number == 2:
                kiosk.hand.touch(kiosk.keys("Wrong"))
        kiosk.hand.touch("English")
        assert f"5. {people[4].name}" in said(kiosk), "at the same page, with its ticks"
        kiosk.hand.touch(kiosk.keys("Next part"))
        assert "Right: The head of the list" in said(kiosk)
        assert "Wrong: No. 2" in said(kiosk)
        assert "Not ticked: No. 1, No. 3, No. 4, No. 5" in said(kiosk)
        about = showing.about()
        assert about.fingerprint.replace(" ", "").upper()[:4] in said(kiosk)
        kiosk.hand.touch(kiosk.keys("Previous part"))
        kiosk.hand.touch(kiosk.keys("Back"))
        kiosk.hand.touch("National Assembly · Constituency no. 1")
        for _ in range(len(people) + 1):
            kiosk.hand.touch(kiosk.keys("Next part"))
        assert "Right: none" in said(kiosk), "begun anew without ticks"
    assert (files(), stores.tables(staffed, "audit")) == before


def test_a_struck_off_person_stays_in_its_place_and_is_marked(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp) as kiosk:
        kiosk.go("posted", "p98.province.2/5")
        showing = kiosk.session.view.showing
        assert showing is not None
        person = showing.candidates("p98.province.2")[4]
        assert person.strike_off is not None
        assert f"5. {person.name}" in said(kiosk)
        assert f"Đã xóa tên. Văn bản: {person.strike_off.decision}" in said(kiosk)
        assert f"2. Họ và tên: {person.name}" in said(kiosk), "and the row is as everybody's"


def test_before_a_list_is_published_there_is_nothing_to_compare(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp, at=vietnam("2026-02-20 09:00")) as kiosk:
        kiosk.go("about")
        assert kiosk.keys("Compare with the posted list") not in kiosk.hand.names()
        kiosk.go("posted")
        assert kiosk.session.place.screen is Screen.HOME
        come_in(kiosk, "Compare with the posted list")
        assert kiosk.keys("No list is published yet, so there is nothing to compare.") in said(kiosk)
