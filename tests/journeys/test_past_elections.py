"""From home to a figure of a past election and its source, and back, by touch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.kiosk.phrasing import plain

BEFORE_XV = vietnam("2021-05-11 09:00")


def words(kiosk: Open) -> str:
    return plain("\n".join(kiosk.hand.words()))


def enter(kiosk: Open, language: str) -> None:
    """From Attract, through home, to the entrance of past elections."""
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    assert kiosk.session.place == HOME
    if language == "en":
        kiosk.hand.touch("English")
    kiosk.hand.touch(kiosk.keys("Past elections"))
    assert kiosk.session.place.screen is Screen.HISTORY


@pytest.mark.parametrize("size", ["usual", "largest"])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("sample", "at"), [("demo", CAMPAIGN), ("hai-phong-2021", BEFORE_XV)])
def test_from_home_to_the_women_of_term_xiii_and_the_source_of_the_figure(
    shipped_stores: Path, qapp: QGuiApplication, sample: str, at: dt.datetime, language: str, size: str
) -> None:
    with opened(shipped_stores / sample, qapp, at=at) as kiosk:
        enter(kiosk, language)
        kiosk.session.setTextSize(size)
        kiosk.grab()
        kiosk.hand.touch(kiosk.keys("Women deputies"))
        assert kiosk.session.place == Place(Screen.CHART, "women")
        share = "24,4%" if language == "vi" else "24.4%"
        term = plain(kiosk.session.view.tr("Term %1", "XIII"))
        kiosk.hand.touch(f"{term}. {kiosk.keys('Women deputies')}: {share}")
        assert kiosk.session.place == Place(Screen.TERM, "13/women")

        said = words(kiosk)
        assert share in said
        assert kiosk.keys("Confirmed by the press or by the Inter-Parliamentary Union.") in said
        source = "Wikipedia tiếng Việt" if language == "vi" else "Vietnamese Wikipedia"
        assert source in said, "the source is open already"
        opened_figure = kiosk.hand.find(kiosk.keys("Women deputies"))
        assert kiosk.hand.visible_middle(opened_figure) is not None, "and on the screen"

        kiosk.hand.touch(kiosk.keys("Women deputies"))
        kiosk.grab()
        assert source not in words(kiosk), "a touch closes it"
        kiosk.hand.touch(kiosk.keys("Deputies outside the Party"))
        assert "Giáo dục" in words(kiosk), "and another opens where it stands"

        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.CHART, "women"), "back leads to the chart"
        kiosk.hand.touch(kiosk.keys("Deputies from ethnic minorities"))
        assert kiosk.session.place == Place(Screen.CHART, "ethnic")
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place.screen is Screen.HISTORY, "neighbours leave no way behind them"


def test_candidates_to_a_seat_show_the_figures_they_were_worked_out_of(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        enter(kiosk, "vi")
        kiosk.hand.touch(kiosk.keys("Candidates per seat"))
        kiosk.hand.touch("Khóa XV")
        assert kiosk.session.place == Place(Screen.TERM, "15/candidates-to-a-seat")
        said = words(kiosk)
        assert "868 người ứng cử cho 500 ghế" in said
        assert "64/NQ-HĐBCQG" in said
        assert "Danh sách chính thức 868 người ứng cử" in said


def test_a_headline_leads_to_its_source_and_the_count_of_terms_to_the_terms(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        enter(kiosk, "vi")
        kiosk.hand.touch("99,60%")
        assert kiosk.session.place == Place(Screen.TERM, "15/turnout")
        assert "Cổng thông tin đại biểu Quốc hội" in words(kiosk)
        kiosk.hand.touch(kiosk.keys("Back"))
        kiosk.hand.touch("15")
        assert kiosk.session.place == Place(Screen.HISTORY, "terms")
        kiosk.hand.touch("Khóa IX")
        assert kiosk.session.place == Place(Screen.TERM, "9")
        assert "Việc tự ứng cử được ghi vào luật." in words(kiosk)
        kiosk.hand.touch("Khóa X")
        assert kiosk.session.place == Place(Screen.TERM, "10")
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.HISTORY, "terms")


def test_nowhere_on_the_way_is_a_figure_of_the_election_that_still_runs(
    hai_phong_store: Path, qapp: QGuiApplication
) -> None:
    with opened(hai_phong_store, qapp, at=BEFORE_XV) as kiosk:
        for place in (("history", ""), ("history", "terms"), ("chart", "turnout"), ("chart", "education")):
            kiosk.go(*place)
            said = words(kiosk)
            assert "Khóa XIV" in said or "I–XIV" in said
            assert "Khóa XV" not in said
            assert "99,60%" not in said
        kiosk.go("term", "15")
        assert kiosk.session.place == HOME
