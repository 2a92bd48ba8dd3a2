"""A citizen looks for a person by touch: on the pad, and under a letter; on the demo and on real lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.election import Candidate
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.domain.vietnamese import INITIALS, fold, given_name, initial
from voter_kiosk.kiosk.reading import Read, reading
from voter_kiosk.kiosk.reading import kind as kind_of
from voter_kiosk.store.showing import Showing

STORES = {"demo": CAMPAIGN, "hai-phong-2021": vietnam("2021-05-11 09:00")}


def begun(kiosk: Open, language: str) -> Showing:
    """At Search, in ``language``, as from a door of home."""
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    assert kiosk.session.place == HOME
    if language == "en":
        kiosk.hand.touch("English")
    kiosk.go("search")
    showing = kiosk.session.view.showing
    assert showing is not None
    return showing


def type_on_pad(kiosk: Open, text: str) -> None:
    for letter in text.upper():
        kiosk.hand.touch(kiosk.keys("Space") if letter == " " else letter)
        kiosk.grab()


def titles(kiosk: Open) -> list[str]:
    """The titles of the results, with what matched marked as it is drawn."""
    found: list[str] = []
    waiting: list[QQuickItem] = [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += reversed(item.childItems())
            if kind_of(item) == "Finding":
                found.append(str(item.property("title")))
    return found


def here(showing: Showing) -> list[Candidate]:
    """Everybody on this place's ballots, or everybody there is where no place is known."""
    area = showing.here()
    units = [ballot.constituency for ballot in area.ballots] if area else [u.id for u in showing.constituencies()]
    return [person for unit in units for person in showing.candidates(unit)]


def field(kiosk: Open) -> Read:
    """The search field as a screen reader meets it."""
    return next(read for read in reading(kiosk.window) if read.name == kiosk.keys("Search field"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", STORES)
def test_a_name_is_typed_on_the_pad_seen_marked_opened_and_found_again_on_the_way_back(
    shipped_stores: Path, qapp: QGuiApplication, name: str, language: str
) -> None:
    with opened(shipped_stores / name, qapp, at=STORES[name]) as kiosk:
        showing = begun(kiosk, language)
        person = next(one for one in here(showing) if "Đ" in one.name and "(" not in one.name)
        typed = "".join("Đ" if letter in "đĐ" else fold(letter) or " " for letter in person.name).upper()
        type_on_pad(kiosk, typed)
        place = Place(Screen.SEARCH, typed)
        assert kiosk.session.place == place
        marked = " ".join(f"<b><u>{word}</u></b>" for word in person.name.split())
        assert marked in titles(kiosk)
        kiosk.hand.touch(person.name)
        opened_place = kiosk.session.place
        assert opened_place.screen is Screen.CANDIDATE
        found = showing.candidate(opened_place.subject)
        assert found is not None
        assert found.name == person.name
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == place
        assert marked in titles(kiosk)
        assert field(kiosk).value == typed
        kiosk.hand.touch(kiosk.keys("Delete the last letter"))
        assert kiosk.session.subject == typed[:-1]
        kiosk.hand.touch(kiosk.keys("Clear all that was typed"))
        assert kiosk.session.subject == ""
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == HOME, "what was typed is one step of the way"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", STORES)
def test_who_cannot_type_finds_a_person_under_a_letter(
    shipped_stores: Path, qapp: QGuiApplication, name: str, language: str
) -> None:
    with opened(shipped_stores / name, qapp, at=STORES[name]) as kiosk:
        showing = begun(kiosk, language)
        kiosk.hand.touch(kiosk.keys("By first letter"))
        kiosk.grab()
        live = [key for key in kiosk.hand.names() if key in INITIALS]
        assert live == [letter for letter in INITIALS if showing.under(letter, language, 1)]
        person = here(showing)[-1]
        letter = initial(given_name(person.name, given=person.sort_given))
        kiosk.hand.touch(letter)
        assert kiosk.session.place == Place(Screen.SEARCH, f"/*{letter}")
        kiosk.grab()  # she sees the results before she touches one
        listed = [
            one.name for one in here(showing) if initial(given_name(one.name, given=one.sort_given)) == letter
        ]
        shown = [name for name in kiosk.hand.names() if name in listed]
        assert shown == listed[: len(shown)], "official order, ballot by ballot"
        kiosk.hand.touch(shown[-1])
        assert kiosk.session.place.screen is Screen.CANDIDATE
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.SEARCH, f"/*{letter}")


def test_a_question_is_found_by_two_words_and_read(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = begun(kiosk, "vi")
        type_on_pad(kiosk, "MAT THE")
        hit = next(one for one in showing.find("MAT THE") if one.kind == "question").hits[0]
        kiosk.hand.touch(hit.title["vi"])
        assert kiosk.session.place == Place(Screen.TOPIC, hit.id)


def test_every_result_on_the_screen_leads_to_what_it_is(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = begun(kiosk, "vi")
        screens = {
            "candidate": Screen.CANDIDATE,
            "question": Screen.TOPIC,
            "topic": Screen.TOPIC,
            "notice": Screen.NOTICE,
            "term": Screen.TERM,
        }
        for text in ("quoc hoi", "bau", "thong bao"):
            for found in showing.find(text, 14):
                if found.kind in screens:
                    kiosk.go("search", f"{text}//{found.kind}")
                    kiosk.hand.touch(found.hits[0].title["vi"])
                    assert kiosk.session.place == Place(screens[found.kind], found.hits[0].id)
