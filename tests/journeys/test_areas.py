"""A citizen who votes elsewhere finds her polling area, by touch, on the real screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import Open, opened, vietnam
from voter_kiosk.domain.election import PollingArea
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.offscreen import settle

BOTH = pytest.mark.parametrize("language", ["vi", "en"])


def begin(kiosk: Open, language: str) -> None:
    """From Attract by way of the ballots here to the question for the commune."""
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    if language == "en":
        kiosk.hand.touch("English")
    kiosk.go("ballots")
    kiosk.hand.touch(kiosk.keys("Find another polling area"))
    assert kiosk.session.place == Place(Screen.AREAS)
    assert kiosk.keys("The kiosk asks so that it can show the right place. Nothing is kept.") in said(kiosk)


def said(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words()).replace("\u00a0", " ")


def text(kiosk: Open, content: dict[str, str]) -> str:
    return kiosk.session.view.text(content).replace("\u00a0", " ")


def type_in(kiosk: Open, letters: str) -> None:
    for letter in letters:
        kiosk.hand.touch(kiosk.keys("Space") if letter == " " else letter)
        kiosk.grab()


def area(kiosk: Open, code: str) -> PollingArea:
    showing = kiosk.session.view.showing
    assert showing is not None
    found = showing.area(code)
    assert found is not None
    return found


def choose_area(kiosk: Open, code: str) -> None:
    """Touch the card of a polling area, by its number, and see that its own page stands there."""
    wanted = area(kiosk, code)
    number = kiosk.session.view.tr("Polling area no. %1", wanted.number).replace("\u00a0", " ")
    kiosk.hand.touch(f"({number})")
    assert kiosk.session.place == Place(Screen.AREA, code)
    for told in (wanted.place, wanted.address, wanted.ward_name):
        assert text(kiosk, told) in said(kiosk)
    assert number in said(kiosk)
    assert kiosk.keys("Not the polling area where this kiosk stands.") in said(kiosk)
    assert kiosk.keys("Sketch map of how to get to the polling place") in said(kiosk)


@BOTH
def test_by_its_first_letter_to_a_polling_area_its_candidates_and_back(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        keys = kiosk.hand.names()
        assert "S" in keys
        assert not {"A", "Q", "V", "X"} & set(keys), "letters that lead nowhere are off"
        kiosk.hand.touch("S")
        kiosk.hand.touch(text(kiosk, {"vi": "Xã Suối Mây", "en": "Suối Mây Commune"}))
        assert kiosk.session.place == Place(Screen.AREAS, "w:c98003")
        choose_area(kiosk, "c98003.02")
        showing = kiosk.session.view.showing
        assert showing is not None
        kiosk.hand.touch(text(kiosk, showing.election.bodies[0].name))
        assert kiosk.session.place == Place(Screen.CANDIDATES, "p98.na.2"), "those of that area, not of here"
        for place in (
            Place(Screen.AREA, "c98003.02"),
            Place(Screen.AREAS, "w:c98003"),
            Place(Screen.AREAS, "in:98:S"),
        ):
            kiosk.hand.touch(kiosk.keys("Back"))
            assert kiosk.session.place == place
        assert kiosk.session.view.tr("Typed: %1", "S") in said(kiosk), "what was typed still stands there"
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.BALLOTS)


@BOTH
def test_a_name_is_typed_without_diacritics_and_letters_taken_back(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        type_in(kiosk, "DONG S")
        assert kiosk.session.place == Place(Screen.AREAS, "in:98:DONG S")
        kiosk.hand.touch(kiosk.keys("Delete the last letter"))
        assert kiosk.session.place.subject == "in:98:DONG "
        kiosk.hand.touch(kiosk.keys("Clear all that was typed"))
        assert kiosk.session.place.subject == "in:98"
        type_in(kiosk, "SAY")
        kiosk.hand.touch(text(kiosk, {"vi": "Xã Đồng Sậy", "en": "Đồng Sậy Commune"}))
        assert kiosk.session.place == Place(Screen.AREAS, "w:c98002")
        choose_area(kiosk, "c98002.02")
        own = kiosk.session.view.time(vietnam("2026-03-15 06:00")).replace("\u00a0", " ")
        assert own in said(kiosk), "its own hour"
        assert area(kiosk, "c98002.02").decision in said(kiosk).replace("\u00a0", " "), (
            "and the paper that says so"
        )


@BOTH
def test_an_old_name_leads_to_todays_ward_and_says_so(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        type_in(kiosk, "CHO")
        old = text(kiosk, {"vi": "Thị trấn Chợ Kênh", "en": "Chợ Kênh Township"})
        kiosk.hand.touch(f"{old} ({kiosk.keys('Former name')})")
        assert kiosk.session.place == Place(Screen.AREAS, "old:p98.97006")
        today = text(kiosk, {"vi": "Xã Đồng Sậy", "en": "Đồng Sậy Commune"})
        told = kiosk.session.view.tr("%1 (former name) is today in %2.", old, today)
        assert told.replace("\u00a0", " ") in said(kiosk)
        choose_area(kiosk, "c98002.03")


@BOTH
def test_of_a_split_ward_it_asks_which_part(demo_store: Path, qapp: QGuiApplication, language: str) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        type_in(kiosk, "GO")
        kiosk.hand.touch(text(kiosk, {"vi": "Phường Gò Thông", "en": "Gò Thông Ward"}))
        assert kiosk.session.place == Place(Screen.AREAS, "old:p98.97003")
        assert text(kiosk, {"vi": "Thôn Kênh", "en": "Kênh village"}) in "\n".join(descriptions(kiosk))
        assert text(kiosk, {"vi": "trụ sở Ủy ban nhân dân", "en": "People’s Committee"}) in said(kiosk)
        kiosk.hand.touch(text(kiosk, {"vi": "Xã Đồng Sậy", "en": "Đồng Sậy Commune"}))
        assert kiosk.session.place == Place(Screen.AREAS, "w:c98002")
        choose_area(kiosk, "c98002.03")


def descriptions(kiosk: Open) -> list[str]:
    """What a screen reader says of each control after its name."""
    items = (kiosk.hand.find(name) for name in kiosk.hand.names())
    return [str(item.property("description")).replace("\u00a0", " ") for item in items]


def test_an_island_votes_a_day_early_and_the_paper_that_says_so_stands_there(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("area", "c98004.03")
        told = said(kiosk)
        assert "Thứ Bảy, ngày 14 tháng 3 năm 2026" in told
        assert "Các nơi khác" in told
        assert "Chủ nhật, ngày 15 tháng 3 năm 2026" in told
        assert area(kiosk, "c98004.03").decision in told


def test_what_was_typed_stays_when_the_language_turns_and_is_forgotten_with_the_citizen(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, "vi")
        type_in(kiosk, "BAI")
        kiosk.hand.touch("English")
        assert kiosk.session.place == Place(Screen.AREAS, "in:98:BAI")
        assert "Typed: BAI" in said(kiosk)
        kiosk.session.look_again()
        settle()
        assert "Typed: BAI" in said(kiosk)
        kiosk.hand.touch("Finish") if "Finish" in kiosk.hand.names() else kiosk.session.finish()
        kiosk.go("areas")
        assert "BAI" not in said(kiosk)


@BOTH
def test_without_polling_areas_it_says_where_the_voter_list_is_posted(
    hai_phong_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            kiosk.hand.touch("English")
        before = kiosk.hand.names()
        kiosk.go("areas")
        assert kiosk.keys("This kiosk has no list of polling areas") in said(kiosk)
        assert text(kiosk, {"vi": "Danh sách cử tri được niêm yết", "en": "is posted at the office"}) in said(
            kiosk
        )
        assert "A" not in kiosk.hand.names(), "no key that leads nowhere"
        own = {kiosk.keys("Back"), kiosk.keys("Start page")}
        assert set(kiosk.hand.names()) - own <= set(before), "nothing but the strip"
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place.screen is Screen.HOME
