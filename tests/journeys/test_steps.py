"""A citizen goes through the steps of voting by touch, from the start page and back to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import HOME, Place, Screen

STEPS = 7


def drawing(kiosk: Open) -> QQuickItem:
    return kiosk.item("Drawing")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("sample", "at"),
    [("demo", CAMPAIGN), ("hai-phong-2021", vietnam("2021-05-11 09:00"))],
    ids=["demo", "hai-phong"],
)
def test_all_seven_steps_forth_and_back_each_with_its_own_drawing(
    shipped_stores: Path, qapp: QGuiApplication, sample: str, at: dt.datetime, language: str
) -> None:
    with opened(shipped_stores / sample, qapp, at=at) as kiosk:
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            kiosk.hand.touch("English")
        kiosk.hand.touch(kiosk.keys("How to vote"))
        view, pictures = kiosk.session.view, []
        for number in range(1, STEPS + 1):
            assert kiosk.session.place == Place(Screen.STEPS, "" if number == 1 else str(number))
            said = "\n".join(kiosk.hand.words()).replace("\u00a0", " ")
            assert view.tr("Step %1 of %2", number, STEPS).replace("\u00a0", " ") in said
            pictures.append(drawing(kiosk).property("source").toString())
            on = "Next step" if number < STEPS else "Start page"
            names = kiosk.hand.names()
            assert (kiosk.keys("Previous step") in names) == (number > 1)
            assert kiosk.keys(on) in names
            if number < STEPS:
                kiosk.hand.touch(kiosk.keys("Next step"))
        assert len(set(pictures)) == STEPS
        kiosk.hand.touch(kiosk.keys("Previous step"))
        assert kiosk.session.place == Place(Screen.STEPS, str(STEPS - 1))
        assert drawing(kiosk).property("source").toString() == pictures[-2]
        kiosk.hand.touch(kiosk.keys("Next step"))
        kiosk.hand.touch(kiosk.keys("Start page"))
        assert kiosk.session.place == HOME
