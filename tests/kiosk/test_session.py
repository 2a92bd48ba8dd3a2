"""One citizen at a time, and nothing of her left for the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from voter_kiosk.domain.calendar import VIETNAM, Moment
from voter_kiosk.domain.journey import ATTRACT, HOME, Comfort, IdleRule, Place, Screen
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.session import Session
from voter_kiosk.kiosk.slips.printer import PrintState
from voter_kiosk.kiosk.view import View

NOON = Moment(dt.datetime(2026, 3, 3, 12, tzinfo=VIETNAM))


def look(comfort: Comfort) -> View:
    return View(None, NOON, Dictionary({"vi": {}}), comfort)


def build(view: View, place: Place, parent: QObject) -> tuple[str, QObject] | None:
    """A page for everything but one topic that is not there."""
    return None if place.subject == "gone" else (f"{place.screen}Page", QObject(parent))


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def session(qapp: QGuiApplication, clock: Seconds) -> Session:
    return Session(look, build, IdleRule(), clock, QObject(qapp))


def heard(signal: object) -> list[object]:
    """What a signal says from now on."""
    said: list[object] = []
    signal.connect(lambda *what: said.append(what))  # type: ignore[attr-defined]
    return said


def wait(session: Session, clock: Seconds, seconds: float) -> None:
    clock.now += seconds
    session.tick()


def test_it_begins_at_attract_in_vietnamese(session: Session) -> None:
    assert session.place == ATTRACT
    assert (session.language, session.textSize, session.contrast) == ("vi", "usual", "usual")
    assert session.resting


def test_it_asks_after_two_minutes_and_forgets_30_seconds_later(session: Session, clock: Seconds) -> None:
    session.home()
    wait(session, clock, 119)
    assert not session.asking
    wait(session, clock, 1)
    assert session.asking
    assert session.secondsLeft == 30
    wait(session, clock, 29)
    assert session.place == HOME
    assert session.secondsLeft == 1
    wait(session, clock, 1)
    assert session.place == ATTRACT
    assert not session.asking


def test_every_touch_puts_the_question_off(session: Session, clock: Seconds) -> None:
    session.home()
    for _ in range(5):
        wait(session, clock, 100)
        session.touched()
    assert not session.asking


@pytest.mark.parametrize(
    "act",
    [
        lambda session: session.go("about", ""),
        lambda session: session.beside("about", ""),
        lambda session: session.note("an"),
        lambda session: session.back(),
        lambda session: session.setTextSize("large"),
        lambda session: session.setLanguage("en"),
    ],
)
def test_what_a_screen_reader_does_without_a_finger_puts_the_question_off_as_well(
    session: Session, clock: Seconds, act: Callable[[Session], None]
) -> None:
    session.go("home", "")
    wait(session, clock, 119)
    act(session)
    wait(session, clock, 119)
    assert not session.asked
    wait(session, clock, 1)
    assert session.asked


def test_a_touch_while_she_is_asked_leaves_the_question_to_answer_itself(session: Session, clock: Seconds) -> None:
    session.home()
    wait(session, clock, 121)
    session.touched()
    assert session.asking, "else the finger would come down on what lies below"
    session.stay()
    assert not session.asking
    wait(session, clock, 119)
    assert not session.asking


def test_a_reset_forgets_place_language_size_and_contrast(session: Session, clock: Seconds) -> None:
    session.home()
    session.go("candidate", "p98.na.1.1/programme")
    session.setLanguage("en")
    session.setTextSize("largest")
    session.setContrast("low")
    turned = heard(session.languageTurned)
    wait(session, clock, 121)
    wait(session, clock, 30)
    assert session.place == ATTRACT
    assert (session.language, session.textSize, session.contrast) == ("vi", "usual", "usual")
    assert turned == [("vi",)]
    session.back()
    assert session.place == ATTRACT, "there is no way back into what the last citizen read"


def test_what_was_set_on_attract_and_left_is_forgotten_too(session: Session, clock: Seconds) -> None:
    session.setLanguage("en")
    assert not session.resting
    wait(session, clock, 121)
    assert session.language == "vi"
    assert session.resting


def test_what_was_typed_is_found_again_on_the_way_back_and_rebuilds_nothing(session: Session) -> None:
    session.home()
    session.go("search", "")
    moved, named, facts = heard(session.moved), heard(session.subjectChanged), session.facts
    for subject in ("n", "ng", "ngu"):
        session.note(subject)
    assert (session.subject, len(named), moved) == ("ngu", 3, [])
    assert session.facts is facts
    session.go("candidate", "p98.na.1.1")
    session.back()
    assert session.place == Place(Screen.SEARCH, "ngu")
    session.back()
    assert session.place == HOME


def test_the_facts_of_a_screen_go_when_the_citizen_is_two_screens_further(session: Session) -> None:
    gone: list[int] = []
    session.home()
    session.facts.destroyed.connect(lambda: gone.append(1))
    session.go("sections", "")
    settle()
    assert not gone, "the page that shows them may still be there"
    session.go("topics", "law")
    settle()
    assert gone == [1]


def test_a_place_that_has_nothing_any_more_leads_home(session: Session) -> None:
    session.home()
    session.go("topic", "gone")
    assert session.place == HOME
    assert session.page == "homePage"


def test_back_skips_the_neighbours_that_were_looked_at(session: Session) -> None:
    session.home()
    session.go("candidates", "p98.na.1")
    session.go("candidate", "p98.na.1.1")
    session.beside("candidate", "p98.na.1.2")
    session.beside("candidate", "p98.na.1.3")
    session.back()
    assert session.place == Place(Screen.CANDIDATES, "p98.na.1")
    assert session.canGoBack
    session.back()
    assert not session.canGoBack


def test_a_fault_covers_the_screen_and_leaves_nothing_behind(session: Session) -> None:
    session.home()
    told = heard(session.failed)
    session.set_fault(True)
    assert session.fault
    assert not session.resting
    session.set_fault(False)
    assert not session.fault
    assert session.place == ATTRACT
    assert len(told) == 2


def test_an_unchanged_world_rebuilds_nothing(session: Session) -> None:
    session.home()
    moved = heard(session.moved)
    session.look_again()
    assert not moved, "whoever reads would lose her place on the page"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda session: session.go("nowhere", ""),
        lambda session: session.setTextSize("enormous"),
        lambda session: session.setContrast("pink"),
    ],
)
def test_what_no_screen_can_ask_for_is_a_fault_of_the_software(
    session: Session, wrong: Callable[[Session], None]
) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        wrong(session)


def test_a_session_that_was_stopped_looks_at_nothing_any_more(qapp: QGuiApplication, clock: Seconds) -> None:
    """Its store is closed behind it: a look would meet a file that is gone."""
    session = Session(look, build, IdleRule(), clock, QObject(qapp))
    session.close()
    timer = session.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert not timer.isActive()


def test_the_next_citizen_meets_no_slip_of_the_last(session: Session) -> None:
    session.slips.show_state(PrintState.FAILED, "steps")
    session.finish()
    assert (session.slips.state, session.slips.subject) == (PrintState.READY, "")
