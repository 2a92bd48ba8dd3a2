"""Published results, by touch: only once they are published, only what the decision prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import Open, opened, vietnam
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.kiosk.stops import results as result_stops
from voter_kiosk.store.setup import set_polling_area

AFTER = vietnam("2026-03-22 09:00")
"""E+7: the demo's results are published on E+6 at ten."""


def words(kiosk: Open) -> str:
    """All that is said of the screen, with what a key is described by."""
    described = [str(kiosk.hand.find(name).property("description")) for name in kiosk.hand.names()]
    return "\n".join((*kiosk.hand.words(), *described)).replace("\u00a0", " ")


def begin(kiosk: Open, language: str) -> None:
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    if language == "en":
        kiosk.hand.touch("English")
    assert kiosk.session.view.language == language


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_this_places_bodies_to_who_was_elected_and_on_to_the_person(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp, at=AFTER) as kiosk:
        begin(kiosk, language)
        kiosk.go("results")
        view = kiosk.session.view
        assert view.showing is not None
        bodies = [view.text(body.name).replace("\u00a0", " ") for body in view.showing.election.bodies]
        assert [name for name in kiosk.hand.names() if name in bodies] == bodies
        kiosk.hand.touch(bodies[0])
        assert kiosk.session.place == Place(Screen.RESULTS, "p98.na.1")
        result = view.showing.result("p98.na.1")
        assert result is not None
        people = {person.id: person for person in view.showing.candidates("p98.na.1")}
        printed = [one.name or people[one.candidate].name for one in result.elected]
        assert [name for name in kiosk.hand.names() if name in printed] == printed, "the decision's own order"
        said = words(kiosk)
        for person in people.values():
            elected = person.id in {one.candidate for one in result.elected}
            assert (person.name in said) == elected, "nothing is said of the others"
        figures = (
            ("105.079", "83,06%", "128.731", "99,59%") if language == "vi" else ("105,079", "83.06%", "128,731")
        )
        for figure in figures:
            assert figure in said
        assert "40/NQ-MẪU" in said
        day = "24 tháng 3 năm 2026" if language == "vi" else "24 March 2026"
        assert day in said, "until when one may complain"
        kiosk.hand.touch(printed[0])
        assert kiosk.session.place == Place(Screen.CANDIDATE, result.elected[0].candidate)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_name_that_the_decision_prints_otherwise_stands_with_the_posted_one(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp, at=AFTER) as kiosk:
        begin(kiosk, language)
        kiosk.go("results", "p98.na.1")
        said = words(kiosk)
        assert "Thích Từ Khê (Phan Văn Khê)" in said
        posted = kiosk.session.view.tr("On the posted list: %1", "Phan Văn Khê (Thích Từ Khê)")
        assert posted.replace("\u00a0", " ") in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_another_constituency_is_found_and_totals_stay_as_published(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp, at=AFTER) as kiosk:
        begin(kiosk, language)
        kiosk.go("results", "c98001.commune.1")
        kiosk.hand.touch(kiosk.keys("Other constituencies"))
        assert kiosk.session.place == Place(Screen.RESULTS, "commune")
        kiosk.hand.touch("Xã Suối Mây")
        assert kiosk.session.place == Place(Screen.RESULTS, "c98003.commune.1")
        said = words(kiosk)
        assert ("Số liệu giữ như văn bản công bố" if language == "vi" else "The numbers stay as published") in said
        assert "06/NQ-UBBC" in said, "the commune's own decision"


@pytest.mark.parametrize("at", ["2026-03-15 19:30", "2026-03-21 09:59"])
def test_before_its_hour_there_is_no_page_and_no_word_of_a_result(
    demo_store: Path, qapp: QGuiApplication, at: str
) -> None:
    with opened(demo_store, qapp, at=vietnam(at)) as kiosk:
        for subject in ("", "na", "p98.na.1"):
            kiosk.go("results", subject)
            assert kiosk.session.place == HOME
        assert "105.079" not in words(kiosk)


def test_results_come_to_the_screen_at_their_hour_while_somebody_looks(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-21 09:59:50")) as kiosk:
        kiosk.go("results")
        assert kiosk.session.place == HOME
        kiosk.wait(15)
        kiosk.go("results", "p98.na.1")
        assert kiosk.session.place == Place(Screen.RESULTS, "p98.na.1")
        assert "105.079" in words(kiosk)


def test_hai_phong_has_no_results_and_shows_none(hai_phong_store: Path, qapp: QGuiApplication) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-06-13 09:00")) as kiosk:
        for subject in ("", "na", "p31.na.1"):
            kiosk.go("results", subject)
            assert kiosk.session.place == HOME
        showing = kiosk.session.view.showing
        assert showing is not None
        assert result_stops(showing, kiosk.session.view.moment) == ()


def test_a_kiosk_that_knows_no_place_asks_for_the_constituency(
    demo_store: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    store = tmp_path / "anywhere"
    shutil.copytree(demo_store, store)
    assert set_polling_area(store, "") is None
    with opened(store, qapp, at=AFTER) as kiosk:
        kiosk.go("results")
        kiosk.hand.touch("Quốc hội")
        assert kiosk.session.place == Place(Screen.RESULTS, "na")
        kiosk.hand.touch("Đơn vị bầu cử số 3")
        assert kiosk.session.place == Place(Screen.RESULTS, "p98.na.3")


def test_the_barracks_has_no_result_of_a_council_it_does_not_elect(
    demo_store: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    store = tmp_path / "barracks"
    shutil.copytree(demo_store, store)
    assert set_polling_area(store, "c98001.06") is None
    with opened(store, qapp, at=AFTER) as kiosk:
        kiosk.go("results")
        assert kiosk.keys("Not elected in this polling area.") in words(kiosk)
