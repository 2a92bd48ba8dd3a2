"""A citizen's way, by touch, on the real screens of a really installed store."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import ATTRACT, HOME, Comfort, Screen
from voter_kiosk.kiosk.offscreen import settle


def begin(kiosk: Open) -> None:
    """Touch Attract somewhere in its middle."""
    assert kiosk.session.place == ATTRACT
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    assert kiosk.session.place == HOME


def words(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_attract_to_a_programme_and_back_to_attract_by_idleness(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk)
        if language == "en":
            kiosk.hand.touch("English")
        assert kiosk.session.view.language == language
        showing = kiosk.session.view.showing
        assert showing is not None
        body = kiosk.session.view.text(showing.election.bodies[0].name).replace("\u00a0", " ")
        kiosk.hand.touch(body)
        assert kiosk.session.place.screen is Screen.CANDIDATES
        people = showing.candidates(kiosk.session.place.subject)
        listed = [name for name in kiosk.hand.names() if any(name.endswith(one.name) for one in people)]
        assert listed == [f"{one.number}. {one.name}" for one in people], "official order, everybody"

        chosen = people[-1]
        kiosk.hand.touch(chosen.name)
        assert kiosk.session.place.subject == chosen.id
        kiosk.hand.touch(kiosk.keys("Action programme"))
        assert kiosk.session.place.subject == f"{chosen.id}/programme"
        body_text = chosen.programme.get(language, chosen.programme["vi"])
        first = next(block for block in body_text if block.line)
        assert first.line[0].text.strip()[:20] in words(kiosk).replace("\u00a0", " ")

        kiosk.wait(121)
        assert kiosk.keys("Are you still there?") in words(kiosk)
        kiosk.wait(30)
        assert kiosk.session.place == ATTRACT
        assert kiosk.session.view.comfort == Comfort(), "the next citizen finds the kiosk's own language"
        assert kiosk.keys("Touch the screen to begin") in words(kiosk)


def test_who_answers_that_she_is_still_there_goes_on_where_she_was(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk)
        kiosk.hand.touch(kiosk.keys("Where and when"))
        kiosk.wait(125)
        kiosk.hand.touch(kiosk.keys("Yes, go on"))
        assert kiosk.session.place.screen is Screen.BALLOTS
        kiosk.wait(119)
        assert kiosk.keys("Are you still there?") not in words(kiosk)


def test_a_touch_beside_the_question_answers_it_and_touches_nothing_below(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk)
        below = kiosk.hand.visible_middle(kiosk.hand.find(kiosk.keys("Where and when")))
        assert below is not None
        kiosk.wait(121)
        assert kiosk.hand.names() == [kiosk.keys("Yes, go on"), kiosk.keys("Finish")], "nothing else is in reach"
        kiosk.hand.touch_at(below)
        assert kiosk.session.place == HOME
        assert kiosk.keys("Are you still there?") not in words(kiosk)


def test_finish_forgets_everything_at_once(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk)
        kiosk.hand.touch("English")
        kiosk.hand.touch("Text size")
        kiosk.hand.touch("Very large")
        kiosk.hand.touch("Close")
        assert kiosk.session.view.comfort != Comfort()
        kiosk.hand.touch("Finish")
        assert kiosk.session.place == ATTRACT
        assert kiosk.session.view.comfort == Comfort()


def test_an_open_programme_is_gone_when_the_last_24_hours_begin(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-14 06:59:50")) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        unit = showing.constituencies("na")[0].id
        person = next(one for one in showing.candidates(unit) if one.programme)
        said = next(block for block in person.programme["vi"] if block.line).line[0].text[:20]
        kiosk.go("candidate", f"{person.id}/programme")
        assert said in words(kiosk).replace("\u00a0", " ")
        kiosk.wait(15)
        settle()
        assert kiosk.session.place.subject == f"{person.id}/programme"
        assert said not in words(kiosk).replace("\u00a0", " ")
        assert "vận động" in words(kiosk)


def test_the_real_lists_of_hai_phong_from_attract_to_a_biography(
    hai_phong_store: Path, qapp: QGuiApplication
) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        begin(kiosk)
        kiosk.hand.touch("Quốc hội")
        assert kiosk.session.place.screen is Screen.BALLOTS, "no polling area is known: the constituency is asked"
        kiosk.hand.touch("Đơn vị bầu cử số 1")
        showing = kiosk.session.view.showing
        assert showing is not None
        people = showing.candidates(kiosk.session.place.subject)
        assert len(people) == 5
        kiosk.hand.touch(people[0].name)
        assert people[0].native_place.replace("\u00a0", " ") in words(kiosk).replace("\u00a0", " ")
        kiosk.hand.touch(kiosk.keys("Back"))
        kiosk.hand.touch(kiosk.keys("Start page"))
        assert kiosk.session.place == HOME


def test_what_is_not_in_the_bundle_is_said_and_leads_nowhere(hai_phong_store: Path, qapp: QGuiApplication) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        begin(kiosk)
        showing = kiosk.session.view.showing
        assert showing is not None
        absent = [body for body in showing.election.bodies if not body.in_bundle]
        assert absent
        said = words(kiosk)
        for body in absent:
            assert kiosk.session.view.text(body.name).replace("\u00a0", " ") in said
            assert body.name["vi"] not in kiosk.hand.names()


def test_the_demo_begins_twelve_days_before(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=CAMPAIGN) as kiosk:
        assert "12 ngày" in words(kiosk).replace("\u00a0", " ")
