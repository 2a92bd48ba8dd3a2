"""The whole way without touching the screen: by a keyboard, by two switches, by one switch and patience."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from helpers.hands import Keyboard, OneSwitch, TwoSwitches, focused, hands, press
from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import ATTRACT, HOME, Comfort, Screen
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.window import Panel


class Person(Protocol):
    """Somebody who can choose what bears a name."""

    def choose(self, name: str) -> None: ...


def facts(kiosk: Open) -> PracticeFacts:
    found = kiosk.session.facts
    assert isinstance(found, PracticeFacts)
    return found


def goes(kiosk: Open, person: Person, language: str) -> None:
    """Attract, language, ballots, candidates, a person and back, a practice ballot, home, finish."""
    session = kiosk.session
    assert session.place == ATTRACT
    if language == "en":
        person.choose("English")
        assert session.comfort.language == "en"
    person.choose(kiosk.keys("Touch the screen to begin"))
    assert session.place == HOME
    person.choose(kiosk.keys("Where and when"))
    assert session.place.screen is Screen.BALLOTS
    showing = session.view.showing
    assert showing is not None
    body = session.view.text(showing.election.bodies[0].name).replace("\u00a0", " ")
    person.choose(body)
    assert session.place.screen is Screen.CANDIDATES
    somebody = showing.candidates(session.place.subject)[1]
    person.choose(f"{somebody.number}. {somebody.name}")
    assert session.place.subject == somebody.id
    person.choose(kiosk.keys("Back"))
    assert session.place.screen is Screen.CANDIDATES
    practises(kiosk, person)
    person.choose(kiosk.keys("Start page"))
    assert session.place == HOME
    person.choose(kiosk.keys("Finish"))
    assert session.place == ATTRACT
    assert session.comfort == Comfort()


def practises(kiosk: Open, person: Person) -> None:
    """Strike a name, take it back, strike, ask for a new paper, strike, and into the box."""
    kiosk.session.go("practice", "")
    kiosk.grab()
    person.choose(facts(kiosk).papers.rows[0].body.replace("\u00a0", " "))  # type: ignore[attr-defined]
    assert facts(kiosk).stage == "paper"

    def struck() -> int:
        return sum(mark != "none" for mark in facts(kiosk).marks)

    person.choose(kiosk.keys("Strike out %1").replace("%1", ""))
    assert struck() == 1
    person.choose(kiosk.keys("Take back the last stroke"))
    assert struck() == 0
    person.choose(kiosk.keys("Strike out %1").replace("%1", ""))
    person.choose(kiosk.keys("Ask for another paper"))
    assert struck() == 0
    rows = facts(kiosk).lines.rows  # type: ignore[attr-defined]
    for _ in range(len(rows) - facts(kiosk).seats):
        person.choose(kiosk.keys("Strike out %1").replace("%1", ""))
    person.choose(kiosk.keys("Put it into the ballot box"))
    assert facts(kiosk).verdict == "valid"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("make", [Keyboard, TwoSwitches, OneSwitch])
def test_the_whole_way_without_a_finger(
    demo_store: Path, qapp: QGuiApplication, make: Callable[[Open], Person], language: str
) -> None:
    panel = Panel() if language == "vi" else Panel().turned()
    with opened(demo_store, qapp, panel=panel) as kiosk:
        person = make(kiosk)
        goes(kiosk, person, language)
        assert not hands(kiosk).used, "the next citizen finds no ring and nothing that scans"
        assert not hands(kiosk).running


def test_who_comes_back_finds_the_key_she_came_from(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        keyboard = Keyboard(kiosk)
        keyboard.choose(kiosk.keys("Touch the screen to begin"))
        keyboard.choose(kiosk.keys("Where and when"))
        first = focused(kiosk)
        showing = kiosk.session.view.showing
        assert showing is not None
        body = kiosk.session.view.text(showing.election.bodies[1].name).replace("\u00a0", " ")
        keyboard.choose(body)
        somebody = showing.candidates(kiosk.session.place.subject)[-1]
        keyboard.choose(f"{somebody.number}. {somebody.name}")
        press(kiosk, Qt.Key.Key_Escape)
        assert focused(kiosk) == f"{somebody.number}. {somebody.name}"
        assert kiosk.hand.visible_middle(kiosk.window.activeFocusItem()) is not None
        press(kiosk, Qt.Key.Key_Escape)
        assert focused(kiosk).startswith(body)
        press(kiosk, Qt.Key.Key_Escape)
        assert focused(kiosk).startswith(kiosk.keys("Where and when"))
        press(kiosk, Qt.Key.Key_Return)
        assert focused(kiosk) == first, "going on begins at the top"
        keyboard.choose(kiosk.keys("Start page"))
        keyboard.choose(kiosk.keys("About this information"))
        keyboard.choose(kiosk.keys("Start page"))
        assert focused(kiosk) == kiosk.keys("About this information")
        keyboard.choose(kiosk.keys("Finish"))
        keyboard.choose(kiosk.keys("Touch the screen to begin"))
        kiosk.session.go("ballots", "")
        kiosk.session.back()
        kiosk.grab()
        assert kiosk.window.activeFocusItem() is hands(kiosk).stops()[0], "the next citizen has no trace of it"
