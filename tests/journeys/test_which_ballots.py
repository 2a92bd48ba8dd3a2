"""Which ballots do I get, and until when may I complain: asked by touch, of the demo and of Hải Phòng."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import Open, opened, vietnam
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.store.setup import set_polling_area

VOTER_LIST = "voter-list"


def words(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words())


def begin(kiosk: Open, language: str) -> None:
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    if language == "en":
        kiosk.hand.touch("English")
    assert kiosk.session.view.language == language


def names(kiosk: Open) -> dict[str, str]:
    election = kiosk.session.view.election
    assert election is not None
    return {body.id: kiosk.session.view.text(body.name).replace("\u00a0", " ") for body in election.bodies}


def papers(kiosk: Open) -> list[str]:
    """The bodies whose paper lies on the screen, by id, in order."""
    said = kiosk.hand.words()
    return [
        body
        for body, name in names(kiosk).items()
        if any(line == name or line.startswith(name + ". ") for line in said)
    ]


@pytest.mark.parametrize(
    ("language", "count", "line"),
    [
        ("vi", "Ông/Bà nhận 2 phiếu bầu", "Điều 29 khoản 3"),
        ("en", "You get 2 ballots", "Article 29, clause 3"),
    ],
)
def test_a_temporary_resident_of_less_than_12_months_taps_twice_and_sees_two_papers(
    demo_store: Path, qapp: QGuiApplication, language: str, count: str, line: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.hand.touch(kiosk.keys("Where and when"))
        assert kiosk.session.place.screen is Screen.BALLOTS
        kiosk.hand.touch(kiosk.keys("Which ballots do I get?"))
        assert kiosk.keys("This kiosk keeps none of your answers.") in words(kiosk)
        kiosk.hand.touch(kiosk.keys("Where I have temporary residence"))
        kiosk.hand.touch(kiosk.keys("Less than 12 months"))
        assert kiosk.session.place == Place(Screen.WHICH, "temporary.under-12-months")
        said = words(kiosk)
        assert count in said
        assert line in said
        assert papers(kiosk) == ["na", "province"]
        assert kiosk.keys("Not handed to temporary residents of less than 12 months.") in said
        assert kiosk.keys("Bring your voter card and show it to the election team.") in said
        assert kiosk.keys("This kiosk keeps none of your answers.") in said

        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.WHICH, "temporary"), "back undoes one answer"
        kiosk.hand.touch(kiosk.keys("12 months or more"))
        assert papers(kiosk) == ["na", "province", "commune"]

        kiosk.hand.touch(kiosk.keys("Temporary residence"))
        assert kiosk.session.place == Place(Screen.WHICH, ""), "the first answer is changed at its question"
        kiosk.hand.touch(kiosk.keys("Where I have permanent residence"))
        kiosk.hand.touch(kiosk.keys("No"))
        assert papers(kiosk) == ["na", "province", "commune"]
        kiosk.hand.touch(kiosk.keys("Back"))
        kiosk.hand.touch(kiosk.keys("Back"))
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place.screen is Screen.BALLOTS, "no answer that was taken back lies on the way"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_a_certificate_one_learns_to_get_it_and_what_it_gives(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("which")
        kiosk.hand.touch(kiosk.keys("Somewhere else: I am away"))
        kiosk.hand.touch(kiosk.keys("Not yet"))
        assert kiosk.keys("First get the certificate") in words(kiosk)
        assert papers(kiosk) == ["na", "province"]
        showing = kiosk.session.view.showing
        assert showing is not None
        topic = showing.topic("voting-elsewhere")
        assert topic is not None
        kiosk.hand.touch(kiosk.session.view.text(topic.title).replace("\u00a0", " "))
        assert kiosk.session.place == Place(Screen.TOPIC, "voting-elsewhere")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_is_not_on_the_list_and_who_is_not_sure_is_led_on(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("which")
        kiosk.hand.touch(kiosk.keys("I am not on the voter list"))
        kiosk.hand.touch(kiosk.keys("I have read the list and my name is missing"))
        assert kiosk.keys("It must answer within 5 days.") in words(kiosk)
        assert papers(kiosk) == []
        kiosk.hand.touch(kiosk.keys("Not on the voter list"))
        kiosk.hand.touch(kiosk.keys("I am not sure"))
        assert kiosk.keys("The election team at your polling place.") in words(kiosk)
        assert "0298 000 0198" in words(kiosk)
        kiosk.go("which", "not-listed.suspended")
        kiosk.hand.touch(kiosk.keys("Answer by where you live"))
        assert kiosk.session.place == Place(Screen.WHICH, "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_in_2021_there_were_four_ballots_and_what_the_law_does_not_say_outright_is_marked(
    hai_phong_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        begin(kiosk, language)
        kiosk.go("which")
        assert kiosk.keys("I have no registered residence") not in words(kiosk)
        kiosk.hand.touch(kiosk.keys("Where I have temporary residence"))
        kiosk.hand.touch(kiosk.keys("Less than 12 months"))
        assert papers(kiosk) == ["na", "province", "district"]
        kiosk.go("which", "permanent.resident")
        assert papers(kiosk) == ["na", "province", "district", "commune"]
        kiosk.go("which", "elsewhere.held")
        assert papers(kiosk) == ["na", "province"]
        derived = "That the ballot for “%1” is not handed follows from the wording of the article."
        expected = kiosk.session.view.tr(derived, names(kiosk)["district"]).replace("\u00a0", " ")
        assert expected in words(kiosk)
        assert "2026" not in words(kiosk), "nothing of the other law"


def test_a_body_that_is_not_elected_in_this_polling_area_is_not_promised(
    demo_store: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    store = tmp_path / "barracks"
    shutil.copytree(demo_store, store)
    assert set_polling_area(store, "c98001.06") is None
    with opened(store, qapp) as kiosk:
        kiosk.go("which", "permanent.resident")
        assert papers(kiosk) == ["na", "province"]
        assert kiosk.keys("Not elected in this polling area.") in words(kiosk)


def test_answers_that_lead_nowhere_lead_home(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("which", "temporary.for-ever")
        assert kiosk.session.place == HOME


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_voter_lists_own_days_are_computed_and_what_is_passed_is_said(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-06 09:00")) as kiosk:
        begin(kiosk, language)
        kiosk.go("topic", VOTER_LIST)
        rows = [line for line in kiosk.hand.words() if line[:1].isdigit() and "/2026. " in line]
        days = [line.partition(".")[0] for line in rows]
        assert days == ["3/2/2026", "5/3/2026", "10/3/2026", "14/3/2026", "15/3/2026"]
        passed = kiosk.keys("Passed")
        assert [passed in line for line in rows] == [True, True, False, False, False]
        assert "07" in rows[3]


def test_with_a_clock_in_doubt_no_day_is_said_to_be_passed(hai_phong_store: Path, qapp: QGuiApplication) -> None:
    with opened(hai_phong_store, qapp, at=None) as kiosk:
        assert not kiosk.session.view.moment.sure, "years after its last phase"
        kiosk.go("topic", VOTER_LIST)
        assert "13/4/2021" in words(kiosk)
        assert kiosk.keys("Passed") not in words(kiosk)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_ballots_page_says_what_to_bring_and_never_names_another_paper(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.hand.touch(kiosk.keys("Where and when"))
        said = words(kiosk)
        assert kiosk.keys("Bring") in said
        card = "Thẻ cử tri" if language == "vi" else "Your voter card"
        assert card in said
        for word in ("căn cước", "CCCD", "identity card", "VNeID"):
            assert word not in said
    with opened(demo_store, qapp, at=vietnam("2026-03-15 19:01")) as kiosk:
        kiosk.go("ballots")
        assert kiosk.keys("Bring") + ":" not in words(kiosk)
