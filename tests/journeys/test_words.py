"""A word one does not know: met in a text, opened by touch, read, and back where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import Place, Screen


def begin(kiosk: Open, language: str) -> None:
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    if language == "en":
        kiosk.hand.touch("English")
    assert kiosk.session.view.language == language


def words(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words())


@pytest.mark.parametrize(
    ("language", "word", "meaning", "other"),
    [
        ("vi", "Hiệp thương", "họp bàn để thống nhất", "Mặt trận Tổ quốc"),
        ("en", "Consultation", "a meeting to agree on who will stand", "Fatherland Front"),
    ],
)
def test_she_opens_a_text_touches_a_word_reads_it_and_is_back_at_its_key(
    demo_store: Path, qapp: QGuiApplication, language: str, word: str, meaning: str, other: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("topic", "how-candidates-are-listed")
        while word not in kiosk.hand.words():
            kiosk.hand.touch(kiosk.keys("Show more"))
        kiosk.hand.touch(word)
        assert kiosk.session.place == Place(Screen.WORD, "consultation")
        assert meaning in words(kiosk)
        assert kiosk.keys("Difficult word") in words(kiosk)

        kiosk.hand.touch(other)
        assert kiosk.session.place == Place(Screen.WORD, "fatherland-front"), "one word explains another"
        kiosk.hand.touch(kiosk.keys("Back to the page before"))
        assert kiosk.session.place.shows == "consultation"

        kiosk.hand.touch(kiosk.keys("Back to the page before"))
        kiosk.grab()
        kiosk.grab()
        assert kiosk.session.place == Place(Screen.TOPIC, "how-candidates-are-listed")
        focused = kiosk.window.activeFocusItem()
        assert str(focused.property("text")).replace("\u00a0", " ") == word, "she is where she left"
        assert word in kiosk.hand.words()


@pytest.mark.parametrize(
    ("language", "typed", "word"), [("vi", "hiep thuong", "Hiệp thương"), ("en", "consultat", "Consultation")]
)
def test_she_finds_a_word_on_the_list_of_all_and_by_searching(
    demo_store: Path, qapp: QGuiApplication, language: str, typed: str, word: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("sections")
        kiosk.hand.touch(kiosk.keys("Difficult words"))
        assert kiosk.session.place == Place(Screen.WORDS)
        kiosk.hand.touch(word)
        assert kiosk.session.place == Place(Screen.WORD, "consultation")
        kiosk.hand.touch(kiosk.keys("All difficult words"))
        assert kiosk.session.place == Place(Screen.WORDS)

        kiosk.go("search", f"{typed}//word")
        kiosk.hand.touch(word)
        assert kiosk.session.place == Place(Screen.WORD, "consultation")
        kiosk.session.finish()
        assert kiosk.session.resting, "nothing of it is kept"
