"""Listening to the kiosk: real screens, the real engine, into a memory instead of a loudspeaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.ears import Ears, Memory, ears
from helpers.kiosks import Open, opened
from helpers.sounds import sound
from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import ATTRACT, Comfort, IdleRule, Screen, TextSize
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.kiosk.follow import Lines, texts
from voter_kiosk.kiosk.listening import Listening
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind, reading
from voter_kiosk.kiosk.tour import Guide, Look
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.speech.sound import Word
from voter_kiosk.store.catalogue import ClipFile
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.showing import Showing

NOT_THE_PAGE = frozenset({"Strip", "ListenBar", "CallStaff", "StillThere", "Tray"})


@pytest.fixture
def kiosk(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp) as kiosk:
        yield kiosk


@pytest.fixture
def listener(kiosk: Open) -> Ears:
    """Somebody on a topic of rights, who has not asked to listen yet."""
    found = ears(kiosk.session.listening)
    kiosk.go("topic", topic(kiosk))
    return found


def topic(kiosk: Open) -> str:
    showing = kiosk.session.view.showing
    assert showing is not None
    return showing.topics(Section.VOTER_RIGHTS)[0].slug


def person(kiosk: Open) -> tuple[str, str]:
    """A constituency and one of its candidates."""
    showing = kiosk.session.view.showing
    assert showing is not None
    unit = next(unit for unit in showing.constituencies("na") if showing.candidates(unit.id))
    return unit.id, showing.candidates(unit.id)[0].id


def voice(kiosk: Open) -> Listening:
    return kiosk.session.listening


def lies_in(item: QQuickItem, kinds: frozenset[str]) -> bool:
    at: QQuickItem | None = item
    while at is not None:
        if kind(at) in kinds:
            return True
        at = at.parentItem()
    return False


# What is read


@pytest.mark.uncounted
def test_every_screen_is_read_whole_in_order_and_nothing_twice_in_both_languages(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    """Also: every word of every text that is drawn stands where the mark for it would be put."""
    store = open_store(demo_store)
    assert isinstance(store, Store)
    guide = Guide(store, qapp, panel=Panel())
    stops = [
        stop
        for stop in guide.route()
        if not stop.scrolled and stop.kind != "moment" and stop.office in {"", "pin", "menu"}
    ]
    faults: list[object] = []
    kinds: set[str] = set()
    try:
        for look in (Look("vi"), Look("en", TextSize.LARGEST)):
            for stop in stops:
                guide.come(stop, look)
                script = guide.session.listening.script
                kinds.add(stop.kind)
                faults += [(stop.name, look.language, "empty") for said in script if not said.strip(" .")]
                faults += [
                    (stop.name, look.language, one)
                    for one, other in pairwise(script)
                    if one == other and not one.startswith(("Yes", "Có", "No", "Không"))  # cells of a table
                ]
                if stop.over == "call-staff" or stop.office:
                    assert script == (), "what is said to staff is not read to citizens"
                else:
                    assert script, stop.name
                for item in texts(guide.window.contentItem()):
                    lines = Lines(item)
                    if lines.count != item.property("lineCount"):
                        faults.append((stop.name, look.language, "lines", item.property("text")))
                    elif abs(lines.width - item.property("contentWidth")) > 1:
                        faults.append((stop.name, look.language, "width", item.property("text")))
                guide.leave(stop)
    finally:
        guide.close()
        store.close()
    assert faults == []
    assert len(kinds) > 20


def test_a_topic_is_read_from_its_heading_to_its_foot_and_the_strip_is_not(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    script = voice(kiosk).script
    listener.to_the_end()
    assert listener.said == list(script)
    title = kiosk.item("TopicPage").property("title").replace("\u00a0", " ")
    assert title in script[:2]
    assert kiosk.keys("Back") not in " ".join(script)
    assert voice(kiosk).item is None, "nothing is framed once all was heard"


def test_a_control_says_what_it_is_and_how_it_stands(kiosk: Open, listener: Ears) -> None:
    sources = kiosk.hand.find(kiosk.keys("Sources"))
    voice(kiosk).readThis(sources)
    listener.to_the_end()
    assert listener.said == [f"{kiosk.keys('Sources')}, nút bấm"]


def test_the_next_and_the_one_before_are_read_and_on_from_there(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    script = voice(kiosk).script
    voice(kiosk).next()
    voice(kiosk).next()
    voice(kiosk).previous()
    assert listener.said == [script[0], script[1], script[2], script[1]]
    listener.to_the_end()
    assert listener.said[4:] == list(script[2:])
    voice(kiosk).again()
    assert listener.said[-1] == script[-1]
    voice(kiosk).next()
    assert listener.said[-1] == script[-1], "the last one stays"


def test_what_was_stopped_goes_on_from_the_word_at_which_it_stopped(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    listener.listen(0.6)
    whole = listener.said[0]
    voice(kiosk).toggle()
    assert not listener.speaker.speaking
    voice(kiosk).toggle()
    assert whole.endswith(listener.said[-1])
    assert 0 < len(listener.said[-1]) < len(whole)
    voice(kiosk).stop()
    voice(kiosk).again()
    assert listener.said[-1] == whole


def test_pace_takes_effect_from_the_word_on_and_loudness_at_once(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    listener.listen(0.6)
    whole = listener.said[0]
    voice(kiosk).faster()
    assert kiosk.session.comfort.pace == 125
    assert whole.endswith(listener.said[-1])
    assert len(listener.said[-1]) < len(whole)
    said = len(listener.said)
    voice(kiosk).louder()
    assert (kiosk.session.comfort.loudness, listener.memory.loudness, len(listener.said)) == (85, 85, said)
    voice(kiosk).stop()
    for _ in range(9):
        voice(kiosk).slower()
        voice(kiosk).softer()
    assert (kiosk.session.comfort.pace, kiosk.session.comfort.loudness) == (50, 10)
    assert voice(kiosk).slowest
    assert voice(kiosk).softest
    assert listener.said[-1] == kiosk.session.view.tr("Loudness: %1 percent", 10), "nothing is read: it is told"


# Following


def test_the_mark_lies_on_the_word_that_is_heard_within_what_is_read(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    while True:
        voice(kiosk).next()
        item = voice(kiosk).item
        assert item is not None
        if item.inherits("QQuickText") and item.property("lineCount") > 1:
            break
    lines = Lines(item)
    marked: list[tuple[str, QRectF]] = []

    def note() -> None:
        if voice(kiosk).places and voice(kiosk).text is item:
            start, end = voice(kiosk).word
            marked.append((lines.text[start:end], voice(kiosk).places[0]))

    voice(kiosk).followed.connect(note)
    for _ in range(80):
        listener.listen(0.1)
        if voice(kiosk).item is not item:
            break
    places = {(place.x(), place.y()): word for word, place in marked}
    words = [word.strip(",.;:()") for word in lines.text.replace("\u00a0", " ").split()]
    assert len(places) > 0.7 * len(words)
    assert set(places.values()) <= set(words)
    painted = QRectF(0, 0, item.property("contentWidth") + 1, item.property("contentHeight") + 1)
    assert all(painted.contains(place) for _, place in marked)
    tops = [place.y() for _, place in marked]
    assert tops == sorted(tops)
    assert tops[-1] > tops[0], "and on to the next line"


def test_what_is_read_is_framed_and_brought_onto_the_screen(kiosk: Open, listener: Ears) -> None:
    kiosk.session.setTextSize("largest")
    kiosk.grab()
    voice(kiosk).readAll()
    page = kiosk.item("TopicPage")
    farthest = 0.0
    for _ in voice(kiosk).script:
        listener.listen(0.3)
        kiosk.grab()
        item = voice(kiosk).item
        assert item is not None
        assert kiosk.item("Follow").property("piece") is item
        if not lies_in(item, frozenset({"Band"})):
            assert -1 <= item.mapToItem(page, QPointF(0, 0)).y() < page.height(), item.property("text")
        farthest = max(farthest, kiosk.item("QQuickFlickable").property("contentY"))
        voice(kiosk).next()
    assert farthest > page.height(), "it was moved on by more than a screen"


def test_the_words_of_a_control_are_followed_on_its_texts(kiosk: Open, listener: Ears) -> None:
    sources = kiosk.hand.find(kiosk.keys("Sources"))
    voice(kiosk).readThis(sources)
    listener.listen(0.2)
    text = voice(kiosk).text
    assert text is not None
    assert text in list(texts(sources))
    assert voice(kiosk).places


# Stopping


def strip_key(kiosk: Open, english: str) -> QPoint:
    item = kiosk.hand.find(kiosk.keys(english))
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_the_strips_key_begins_and_ends_it(kiosk: Open, listener: Ears) -> None:
    kiosk.hand.touch(kiosk.keys("Listen"))
    listener.listen(0.2)
    assert voice(kiosk).on
    bar = kiosk.item("ListenBar")
    assert bar.isVisible()
    kiosk.hand.touch(kiosk.keys("Listen"))
    assert not voice(kiosk).on
    assert not listener.speaker.speaking
    assert not bar.isVisible()


def test_a_touch_on_anything_else_makes_it_silent_before_the_finger_is_lifted(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    listener.listen(0.3)
    touch = QTest.touchEvent(kiosk.window, QTest.createTouchDevice(), False)
    point = QPoint(kiosk.window.width() // 2, 300)
    touch.press(0, point).commit()
    assert not listener.speaker.speaking
    touch.release(0, point).commit()
    assert voice(kiosk).on, "she can go on"


def test_the_listeners_own_keys_do_what_they_say_and_louder_does_not_interrupt(
    kiosk: Open, listener: Ears
) -> None:
    kiosk.hand.touch(kiosk.keys("Listen"))
    listener.listen(0.3)
    said = len(listener.said)
    kiosk.hand.touch(kiosk.keys("Louder"))
    assert listener.speaker.speaking
    assert len(listener.said) == said
    kiosk.hand.touch(kiosk.keys("Stop"))
    assert not listener.speaker.speaking
    kiosk.hand.touch(kiosk.keys("Go on"))
    assert listener.speaker.speaking


def test_leaving_ends_it_at_once_and_the_next_screen_is_read_once_it_stands(
    kiosk: Open, listener: Ears, qtbot: QtBot
) -> None:
    voice(kiosk).readAll()
    listener.listen(0.3)
    kiosk.session.go("steps", "")
    assert not listener.speaker.speaking
    qtbot.waitUntil(lambda: listener.speaker.speaking)
    assert listener.said[-1] == voice(kiosk).script[0]
    kiosk.session.setLanguage("en")
    qtbot.waitUntil(lambda: listener.said[-1] in voice(kiosk).script)
    assert "Step" in " ".join(voice(kiosk).script)


def test_all_of_it_is_forgotten_with_her(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).darken()
    voice(kiosk).faster()
    kiosk.session.finish()
    assert (voice(kiosk).on, listener.speaker.speaking, voice(kiosk).held) == (False, False, "")
    assert kiosk.session.comfort == Comfort()
    assert kiosk.session.resting


# Presence


def test_whoever_is_read_to_is_there_to_the_end_of_the_page_and_no_longer(kiosk: Open, listener: Ears) -> None:
    rule = IdleRule()
    voice(kiosk).readAll()
    listener.listen(0.3)
    kiosk.wait(rule.ask_after + rule.answer_within + 5)
    assert kiosk.session.place.screen is Screen.TOPIC
    assert not kiosk.session.asking
    listener.to_the_end()
    kiosk.wait(rule.ask_after + 1)
    assert kiosk.session.asking
    kiosk.wait(rule.answer_within)
    assert kiosk.session.place == ATTRACT


def test_the_question_is_spoken_to_who_listens_and_does_not_count_as_an_answer(
    kiosk: Open, listener: Ears
) -> None:
    voice(kiosk).readAll()
    voice(kiosk).stop()
    kiosk.wait(IdleRule().ask_after + 1)
    assert kiosk.session.asking
    assert listener.said[-1].startswith(kiosk.keys("Are you still there?"))
    assert kiosk.keys("Yes, go on") in listener.said[-1]
    assert not voice(kiosk).reading
    kiosk.wait(IdleRule().answer_within)
    assert kiosk.session.place == ATTRACT
    assert not listener.speaker.speaking


def test_who_listens_on_the_first_screen_is_forgotten_as_well(kiosk: Open) -> None:
    found = ears(kiosk.session.listening)
    voice(kiosk).readAll()
    assert not kiosk.session.resting
    found.to_the_end()
    kiosk.wait(IdleRule().ask_after + 1)
    assert not voice(kiosk).on
    assert kiosk.session.resting


def test_what_is_said_to_staff_is_never_read(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    listener.listen(0.3)
    kiosk.session.set_fault(True)
    assert not listener.speaker.speaking
    said = len(listener.said)
    voice(kiosk).readAll()
    voice(kiosk).help()
    assert len(listener.said) == said
    kiosk.session.set_fault(False)


def test_while_an_official_is_at_the_screen_nothing_is_read_and_she_can_go_on_afterwards(
    kiosk: Open, listener: Ears
) -> None:
    voice(kiosk).readAll()
    listener.listen(0.5)
    office = kiosk.kiosk.screen.office
    office.knock()
    settle()
    assert office.open
    assert not listener.speaker.speaking
    said = len(listener.said)
    voice(kiosk).toggle()
    voice(kiosk).readAll()
    assert len(listener.said) == said
    office.leave()
    settle()
    voice(kiosk).toggle()
    assert len(listener.said) == said + 1


# Candidates


def test_pages_of_candidates_are_held_and_say_why_until_headphones_go_in(kiosk: Open, qtbot: QtBot) -> None:
    plugged: list[bool | None] = [False]
    found = ears(kiosk.session.listening, plugged=lambda: plugged[0])
    unit, someone = person(kiosk)
    for screen, subject in (("candidates", unit), ("candidate", someone), ("compare", unit)):
        kiosk.go(screen, subject)
        voice(kiosk).look_for_headphones()
        voice(kiosk).readAll()
        assert voice(kiosk).held == "headphones"
        name = kiosk.session.view.showing.candidate(someone).name  # type: ignore[union-attr]
        assert len(found.said) == 1, "the reason alone"
        assert name not in found.said[0]
        assert kiosk.item("ListenBar").isVisible()
        plugged[0] = True
        voice(kiosk).look_for_headphones()
        assert voice(kiosk).held == ""
        assert found.said[1] == voice(kiosk).script[0]
        plugged[0] = False
        voice(kiosk).look_for_headphones()
        assert not found.speaker.speaking, "nothing goes on over a loudspeaker"
        assert not voice(kiosk).on
        found.said.clear()


def test_headphones_that_go_in_begin_to_read_and_where_nothing_can_tell_nothing_begins(
    kiosk: Open,
) -> None:
    plugged: list[bool | None] = [False]
    found = ears(kiosk.session.listening, plugged=lambda: plugged[0])
    kiosk.go("topic", topic(kiosk))
    voice(kiosk).look_for_headphones()
    assert found.said == []
    plugged[0] = None
    voice(kiosk).look_for_headphones()
    plugged[0] = True
    voice(kiosk).look_for_headphones()
    assert found.said == [], "it could not be told before"
    plugged[0] = False
    voice(kiosk).look_for_headphones()
    plugged[0] = True
    voice(kiosk).look_for_headphones()
    assert found.said == [voice(kiosk).script[0]]


@pytest.mark.parametrize(
    "change",
    [
        lambda view: replace(view, headphones=Headphones.ALWAYS),
        lambda view: replace(view, showing=Loud(view.showing)),
    ],
    ids=["always headphones", "the committee allows it"],
)
def test_candidates_are_read_where_a_kiosk_has_headphones_or_the_committee_allows_the_loudspeaker(
    kiosk: Open, change: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ears(kiosk.session.listening, plugged=lambda: None)
    look = kiosk.session._look
    monkeypatch.setattr(kiosk.session, "_look", lambda comfort: change(look(comfort)))
    kiosk.go("candidate", person(kiosk)[1])
    voice(kiosk).readAll()
    assert voice(kiosk).held == ""
    assert found.said == [voice(kiosk).script[0]]


class Loud:
    """What may be shown, of an election whose committee allows the loudspeaker."""

    def __init__(self, showing: object) -> None:
        self._showing = showing

    def __getattr__(self, name: str) -> object:
        found = getattr(self._showing, name)
        return replace(found, speech_loudspeaker=True) if name == "election" else found


# Without a sound, and by ear alone


def test_a_kiosk_without_sound_says_so_on_the_screen(kiosk: Open) -> None:
    ears(kiosk.session.listening, Memory(available=False))
    kiosk.go("topic", topic(kiosk))
    kiosk.hand.touch(kiosk.keys("Listen"))
    assert voice(kiosk).held == "no-sound"
    assert not voice(kiosk).available
    words = " ".join(kiosk.hand.words())
    assert kiosk.keys("This kiosk has no sound. Please ask the staff, who can read to you.") in words
    kiosk.hand.touch(kiosk.keys("Listen"))
    assert not voice(kiosk).on


def test_the_picture_goes_off_and_one_touch_brings_it_back_and_presses_nothing(
    kiosk: Open, listener: Ears
) -> None:
    kiosk.hand.touch(kiosk.keys("More"))
    kiosk.hand.touch(kiosk.keys("Listen only, with the picture off"))
    assert kiosk.session.comfort.dark
    image = kiosk.grab()
    colours = {image.pixelColor(x, y).name() for x in range(10, 1000, 90) for y in range(10, 1900, 90)}
    assert colours == {"#000000"}
    place = kiosk.session.place
    point = strip_key(kiosk, "Back")
    kiosk.hand.touch_at(point)
    assert not kiosk.session.comfort.dark
    assert kiosk.session.place == place
    assert listener.said[-1] == kiosk.keys("The picture is on again.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_in_the_dark_every_arrival_says_what_is_here_and_what_can_be_done(
    kiosk: Open, listener: Ears, qtbot: QtBot, language: str
) -> None:
    kiosk.session.setLanguage(language)
    voice(kiosk).darken()
    kiosk.session.home()
    qtbot.waitUntil(lambda: listener.speaker.speaking)
    said = listener.said[-1]
    buttons = sum(one.endswith(f", {kiosk.keys('button')}") for one in voice(kiosk).script)
    assert kiosk.keys("Escape: back.") in said
    assert str(buttons) in said
    voice(kiosk).stop()
    voice(kiosk).help()
    assert listener.said[-1] == said, "and says it once more"


def test_the_control_that_the_keys_come_to_is_spoken_at_once(kiosk: Open, listener: Ears, qtbot: QtBot) -> None:
    voice(kiosk).readAll()
    listener.listen(0.2)
    names = []
    for _ in range(4):
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        settle()
        settle()
        item = kiosk.window.activeFocusItem()
        assert item is not None
        names.append(str(item.property("text")).replace("\u00a0", " "))
        assert listener.said[-1].startswith(names[-1])
    assert len(set(names)) == 4
    listener.to_the_end()
    assert listener.said[-1].startswith(names[-1]), "that one alone"


def test_the_listeners_own_keys_are_come_to_by_key(kiosk: Open, listener: Ears) -> None:
    voice(kiosk).readAll()
    listener.listen(0.2)
    met = set()
    for _ in range(60):
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        settle()
        item = kiosk.window.activeFocusItem()
        assert item is not None
        met.add(str(item.property("text")).replace("\u00a0", " "))
    assert {kiosk.keys(name) for name in ("Again", "Slower", "Faster", "Softer", "Louder")} <= met


def test_a_language_without_a_voice_is_said_on_the_screen(kiosk: Open, listener: Ears, qtbot: QtBot) -> None:
    voice(kiosk).readAll()
    listener.listen(0.2)
    speaker = voice(kiosk)._speaker
    assert speaker is not None
    speaker.say("Chroi", "tyz", 100, None)
    qtbot.waitUntil(lambda: voice(kiosk).held == "no-voice")
    assert kiosk.item("ListenBar").isVisible()


def test_a_page_that_changes_while_it_is_read_is_read_as_it_stands_then(kiosk: Open) -> None:
    found = ears(kiosk.session.listening)
    kiosk.go("search", "")
    voice(kiosk).readAll()
    found.listen(0.2)
    kiosk.session.facts.type("T")  # type: ignore[union-attr]
    settle()
    voice(kiosk).next()
    assert found.said[-1] in voice(kiosk).script


def test_nothing_that_sounds_is_loaded_before_somebody_listens(demo_store: Path) -> None:
    import subprocess
    import sys

    program = f"""
import sys
sys.path.insert(0, "tests")
from pathlib import Path
from voter_kiosk.kiosk.offscreen import application
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.window import Panel
app = application()
kiosk = Kiosk(Path({str(demo_store)!r}), Panel(), app)
kiosk.open()
kiosk.session.go("home", "")
heavy = ("PySide6.QtMultimedia", "espeakng_loader", "voter_kiosk.kiosk.speaker", "voter_kiosk.kiosk.follow")
print([name for name in heavy if name in sys.modules])
kiosk.close()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n", done.stderr


def test_the_kiosks_own_sound_is_tried_with_the_first_touch_and_no_device_is_no_error(kiosk: Open) -> None:
    """The real output. A warning of Qt's would fail this test."""
    kiosk.go("topic", topic(kiosk))
    kiosk.hand.touch(kiosk.keys("Listen"))
    if voice(kiosk).available:
        assert voice(kiosk).speaking
    else:
        assert voice(kiosk).held == "no-sound"
    kiosk.hand.touch(kiosk.keys("Listen"))
    assert not voice(kiosk).speaking


def test_a_recording_of_the_bundle_is_heard_instead_of_the_engine_and_followed(
    kiosk: Open, listener: Ears, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = voice(kiosk).script[1]
    first = title.partition(" ")[0]
    (tmp_path / "clip").write_bytes(sound(1.0, "opus", pitch=300))
    words = (Word(0, len(first), 0.0), Word(len(first) + 1, len(title), 0.5))
    clip = ClipFile(tmp_path / "clip", "opus", 1.0, "Đài truyền thanh xã", recorded=True, words=words)
    asked: list[tuple[str, str, str]] = []

    def find(_showing: Showing, text: str, language: str, ballot: str = "") -> ClipFile | None:
        asked.append((text, language, ballot))
        return clip if text == title else None

    monkeypatch.setattr(Showing, "clip", find)
    voice(kiosk).readAll()
    voice(kiosk).next()
    listener.listen(0.6)
    assert listener.said[-1] == title
    assert (title, "vi", "") in asked
    heard = np.frombuffer(bytes(listener.memory.samples[-40_000:]), dtype="<i2")
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert spectrum.argmax() * 48_000 / len(heard) == pytest.approx(300, rel=0.05)
    assert voice(kiosk).word == (len(first) + 1, len(title))
    assert voice(kiosk).places
    voice(kiosk).faster()
    assert listener.said[-1] == title[len(first) + 1 :], "from the word on, at another pace"
    listener.listen(0.1)
    assert voice(kiosk).word == (len(first) + 1, len(title))


def test_lines_about_a_candidate_are_asked_for_with_their_ballot(
    kiosk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears(kiosk.session.listening, plugged=lambda: True)
    unit, someone = person(kiosk)
    asked: set[str] = set()

    def find(_showing: Showing, _text: str, _language: str, ballot: str = "") -> None:
        asked.add(ballot)

    monkeypatch.setattr(Showing, "clip", find)
    voice(kiosk).look_for_headphones()
    for screen, subject in (("candidates", unit), ("candidate", someone), ("candidate", f"{someone}/programme")):
        kiosk.go(screen, subject)
        asked.clear()
        voice(kiosk).readAll()
        assert asked == {unit, ""}


def test_the_frame_around_a_pad_of_letters_lies_beside_its_keys_not_among_them(kiosk: Open) -> None:
    """The pad is a column, which would lay the frame out with its keys, and Qt said so."""
    listener = ears(kiosk.session.listening)
    kiosk.go("search")
    pad = next(read.item for read in reading(kiosk.window) if kind(read.item) == "LetterPad")
    voice(kiosk).readThis(pad)
    settle()
    assert voice(kiosk).property("item") == pad
    assert "QQuickRectangle" not in {kind(item) for item in pad.childItems()}
    assert listener.said


def test_what_marks_a_word_on_two_lines_stays_together_whatever_becomes_of_the_text(
    kiosk: Open, listener: Ears
) -> None:
    """Marks whose text had gone with its page were no neighbours any more, and Qt could not stack the next."""
    listening = voice(kiosk)
    listener.wait()
    follow = kiosk.item("Follow")
    alone = len(follow.childItems())
    for text in list(texts(kiosk.item("TopicPage")))[:2]:
        before = len(text.childItems())
        listening._places, listening._marked = [QRectF(0, 0, 20, 9), QRectF(0, 9, 30, 9)], text
        listening.followed.emit()
        settle()
        assert len(text.childItems()) == before + 2, "they lie in the text"
        assert len(follow.childItems()) == alone + 2, "and belong together elsewhere"
