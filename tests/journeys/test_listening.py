"""A citizen has a topic read to her, by touch alone, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.ears import ears
from helpers.kiosks import opened
from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import ATTRACT, Comfort, Place, Screen

OTHER = {"vi": "English", "en": "Tiếng Việt"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_she_has_a_topic_read_changes_how_it_sounds_and_leaves_in_silence(
    demo_store: Path, qapp: QGuiApplication, qtbot: QtBot, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        listener = ears(kiosk.session.listening)
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            kiosk.hand.touch("English")
        showing = kiosk.session.view.showing
        assert showing is not None
        topic = showing.topics(Section.VOTER_RIGHTS)[0]
        kiosk.hand.touch(kiosk.keys("Rights and duties"))
        kiosk.hand.touch(kiosk.keys("Rights and duties of voters"))
        kiosk.hand.touch(topic.title[language])
        assert kiosk.session.place == Place(Screen.TOPIC, topic.slug)

        kiosk.hand.touch(kiosk.keys("Read it to me"))
        listener.listen(0.5)
        assert listener.speaker.speaking
        kiosk.hand.touch(kiosk.keys("Faster"))
        kiosk.hand.touch(kiosk.keys("Louder"))
        kiosk.hand.touch(kiosk.keys("Stop"))
        assert not listener.speaker.speaking
        kiosk.hand.touch(kiosk.keys("Go on"))
        listener.to_the_end()
        said = " ".join(listener.said)
        assert topic.title[language] in said
        lines = ["".join(span.text for span in block.line) for block in topic.body[language]]
        assert len(lines) > 2
        assert all(line in said for line in lines)
        assert (kiosk.session.comfort.pace, listener.memory.loudness) == (125, 85)

        kiosk.hand.touch(OTHER[language])
        other = "en" if language == "vi" else "vi"
        qtbot.waitUntil(lambda: listener.speaker.speaking)
        assert kiosk.session.language == other
        assert listener.said[-1] == kiosk.session.listening.script[0], "from the beginning, in the other language"
        kiosk.hand.touch(kiosk.keys("Start page"))
        qtbot.waitUntil(lambda: listener.speaker.speaking)
        assert listener.said[-1] == kiosk.session.listening.script[0], "whatever page she comes to"
        kiosk.hand.touch(kiosk.keys("Finish"))
        assert not listener.speaker.speaking
        assert kiosk.session.place == ATTRACT
        assert kiosk.session.comfort == Comfort()
        assert not kiosk.session.listening.taken
