"""A citizen who would rather see it than read it: from the steps to the film and back to her step, by touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.kiosks import opened
from voter_kiosk.domain.journey import ATTRACT, Place, Screen

FIRST_SUBTITLE = {
    "vi": "Gạch một nét ngang suốt cả họ và tên người mà Ông/Bà không bầu.",
    "en": "Draw one level line through the whole name of each person you do not elect.",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_the_steps_to_the_film_to_its_end_and_back(
    demo_store: Path, qapp: QGuiApplication, qtbot: QtBot, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            kiosk.hand.touch("English")
        kiosk.hand.touch(kiosk.keys("How to vote"))
        for _ in range(3):
            kiosk.hand.touch(kiosk.keys("Next step"))
        kiosk.hand.touch(kiosk.keys("Watch the film"))
        assert kiosk.session.place == Place(Screen.FILM, "steps/4/0")
        film = kiosk.item("Film")
        assert film.property("standing") == "ready", "she is asked, nothing moves unasked"
        kiosk.hand.touch(kiosk.keys("Play"))
        qtbot.waitUntil(lambda: film.property("position") > 800, timeout=10_000)
        assert FIRST_SUBTITLE[language] in [words.replace("\u00a0", " ") for words in kiosk.hand.words()]
        for _ in range(2):
            kiosk.hand.touch(kiosk.keys("On 10 seconds"))
        qtbot.waitUntil(lambda: film.property("standing") == "ended", timeout=10_000)
        assert kiosk.keys("Watch again") in kiosk.hand.names()
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.STEPS, "4")
        kiosk.session.finish()
        assert kiosk.session.place == ATTRACT
        assert not kiosk.session.watching
