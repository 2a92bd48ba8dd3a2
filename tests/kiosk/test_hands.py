"""Keys, switches and a keypad at the kiosk: what each does, and where the focus goes."""

from __future__ import annotations

import datetime as dt
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import SIGNAL, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.ears import ears
from helpers.hands import Keyboard, focused, hands, name_of, press
from helpers.kiosks import CAMPAIGN, Open, opened
from voter_kiosk.domain.hands import SPOKEN, USUAL_SCANNING, Act, Switches, keys_of
from voter_kiosk.domain.journey import ATTRACT, HOME, Comfort, Place, Screen
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.hands import LOST_GUARD, Hands
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.window import Panel

Key = Qt.Key


@pytest.fixture
def kiosk(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp) as found:
        yield found


def to(kiosk: Open, name: str) -> None:
    """Tab to what bears ``name``."""
    for _ in range(90):
        if focused(kiosk).startswith(name):
            return
        press(kiosk, Key.Key_Tab)
    raise LookupError(name)


def ring(kiosk: Open) -> bool:
    return hands(kiosk).ring.isVisible()


def wait(kiosk: Open, seconds: float) -> None:
    """So long that the highlight may go on."""
    kiosk.clock.now += seconds
    hands(kiosk).tick()
    settle()


def highlighted(kiosk: Open) -> list[str]:
    return [name_of(item) for item in hands(kiosk).highlighted]


def test_every_key_stands_in_the_manual() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
    table = manual.partition("Without a finger\n")[2].partition("\n## ")[0]
    assert [name for name in keys_of(Switches()) if f"`{name}`" not in table] == []


# --- the focus ---


def test_nobody_pays_for_keys_before_one_is_pressed() -> None:
    program = "import sys, voter_kiosk.kiosk.app\nprint('voter_kiosk.kiosk.hands' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_first_key_shows_where_the_focus_is_and_presses_nothing(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_Return)
    assert kiosk.session.place == HOME
    assert ring(kiosk)
    assert kiosk.window.activeFocusItem() is hands(kiosk).stops()[0]
    press(kiosk, Key.Key_Return)
    assert kiosk.session.place != HOME


def test_on_attract_any_key_that_presses_begins(kiosk: Open) -> None:
    press(kiosk, Key.Key_Space)
    assert kiosk.session.place == HOME
    assert kiosk.window.activeFocusItem() is hands(kiosk).stops()[0]


def test_a_finger_takes_the_ring_away_and_a_key_brings_it_back(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_Tab, Key.Key_Tab)
    before = focused(kiosk)
    kiosk.hand.touch_at(QPoint(5, 400))
    assert not ring(kiosk)
    kiosk.grab()
    assert not ring(kiosk), "nor does the next frame bring it back"
    assert not kiosk.window.activeFocusItem().property("visualFocus"), "nor is it brought onto the screen"
    press(kiosk, Key.Key_Backtab, Key.Key_Tab)
    assert ring(kiosk)
    assert focused(kiosk) == before


def test_what_was_scrolled_away_by_a_finger_comes_back_for_a_key(kiosk: Open) -> None:
    kiosk.session.setTextSize("largest")
    kiosk.go("candidates", "p98.province.1")
    press(kiosk, Key.Key_Tab)
    kiosk.hand.touch(kiosk.keys("Show more"))
    kiosk.hand.touch(kiosk.keys("Show more"))
    kiosk.grab()
    item = kiosk.window.activeFocusItem()
    assert kiosk.hand.visible_middle(item) is None
    press(kiosk, Key.Key_Return)
    assert kiosk.window.activeFocusItem() is item
    assert kiosk.hand.visible_middle(item) is not None
    assert kiosk.session.place.screen is Screen.CANDIDATES, "it is shown before it is pressed"


def test_in_a_pad_of_letters_arrows_lead_where_they_point_and_on_at_its_edge(kiosk: Open) -> None:
    kiosk.go("search")
    to(kiosk, "A")
    press(kiosk, Key.Key_Right)
    assert focused(kiosk) == "B"
    letter = kiosk.window.activeFocusItem()
    press(kiosk, Key.Key_Down)
    below = kiosk.window.activeFocusItem()
    assert below.x() == letter.x()
    assert below.y() > letter.y()
    press(kiosk, Key.Key_Up, Key.Key_Left)
    assert focused(kiosk) == "A"
    edge = next(item for item in hands(kiosk).stops() if item.property("text") == "D")
    while edge.y() == kiosk.hand.find("A").y():
        last, edge = edge, hands(kiosk).stops()[hands(kiosk).stops().index(edge) + 1]
    to(kiosk, last.property("text"))
    press(kiosk, Key.Key_Right)
    assert kiosk.window.activeFocusItem() is edge, "at the end of a row the next row follows"


def test_a_key_that_is_held_is_heard_once(kiosk: Open) -> None:
    """VVSG 2.0 7.2-M."""
    kiosk.go("home")
    to(kiosk, kiosk.keys("Where and when"))
    for repeat in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeat
        )
        QGuiApplication.sendEvent(kiosk.window, event)
        settle()
    assert kiosk.session.place == Place(Screen.BALLOTS)
    before = focused(kiosk)
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t", autorep=True)
    QGuiApplication.sendEvent(kiosk.window, event)
    settle()
    assert focused(kiosk) == before


def test_letters_and_commands_do_nothing_where_nothing_is_typed(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_Tab)
    before = focused(kiosk)
    press(kiosk, Key.Key_A, Key.Key_1, Key.Key_F5)
    QTest.keyClick(kiosk.window, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (focused(kiosk), kiosk.session.place) == (before, HOME)


def test_letters_reach_the_search_line_from_the_strip_as_well(kiosk: Open) -> None:
    kiosk.go("search")
    to(kiosk, kiosk.keys("Text size"))
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_T, Qt.KeyboardModifier.NoModifier, "t")
    QGuiApplication.sendEvent(kiosk.window, event)
    settle()
    assert kiosk.session.subject == "t"
    kiosk.grab()
    assert ring(kiosk), "round the line"


def test_home_leads_to_the_start_page_and_back_keys_one_back(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.go("sections")
    kiosk.go("topics", "questions")
    press(kiosk, Key.Key_Backspace)
    assert kiosk.session.place.screen is Screen.SECTIONS
    press(kiosk, Key.Key_Home)
    assert kiosk.session.place == HOME
    press(kiosk, Key.Key_Escape)
    assert kiosk.session.place == HOME, "nobody is finished by a key that was meant for something else"


def test_escape_leaves_each_layer_and_the_focus_is_where_it_was(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.go("ballots")
    keyboard = Keyboard(kiosk)
    keyboard.choose(kiosk.keys("Text size"))
    assert focused(kiosk) == kiosk.keys("Medium"), "in the tray, on what is chosen"
    press(kiosk, Key.Key_Escape)
    assert kiosk.keys("Medium") not in kiosk.hand.names()
    assert focused(kiosk) == kiosk.keys("Text size")
    keyboard.choose(kiosk.keys("Text size"))
    kiosk.wait(121)
    kiosk.grab()
    assert focused(kiosk) == kiosk.keys("Yes, go on")
    press(kiosk, Key.Key_Home)
    assert kiosk.session.place == Place(Screen.BALLOTS), "what lies below cannot be reached"
    press(kiosk, Key.Key_Escape)
    assert not kiosk.session.asking
    assert focused(kiosk) == kiosk.keys("Medium")
    press(kiosk, Key.Key_Escape, Key.Key_Escape)
    assert kiosk.session.place == HOME


def test_a_choice_in_the_tray_keeps_the_focus(kiosk: Open) -> None:
    kiosk.go("home")
    keyboard = Keyboard(kiosk)
    keyboard.choose(kiosk.keys("Text size"))
    press(kiosk, Key.Key_Right, Key.Key_Return)
    assert kiosk.session.comfort.text_size != Comfort().text_size
    assert kiosk.window.activeFocusItem().property("chosen")


def test_another_language_leaves_the_focus_on_its_key(kiosk: Open) -> None:
    kiosk.go("candidates", "p98.na.1")
    Keyboard(kiosk).choose("English")
    assert focused(kiosk) == "Tiếng Việt"
    press(kiosk, Key.Key_Return)
    assert focused(kiosk) == "English"


def test_a_page_that_is_built_anew_under_the_hands_keeps_the_focus(kiosk: Open) -> None:
    kiosk.go("home")
    to(kiosk, kiosk.keys("How to vote"))
    kiosk.session._show()
    kiosk.grab()
    settle()
    assert focused(kiosk) == kiosk.keys("How to vote")
    assert ring(kiosk)


def test_a_page_that_says_where_to_begin_is_heard(kiosk: Open) -> None:
    kiosk.go("history")
    press(kiosk, Key.Key_Tab)
    kiosk.go("term", "13/women")
    item = kiosk.window.activeFocusItem()
    assert item is not hands(kiosk).stops()[0]
    assert item.property("visualFocus")
    assert kiosk.hand.visible_middle(item) is not None


def test_from_step_to_step_the_focus_stays_on_the_key_that_goes_on(kiosk: Open) -> None:
    kiosk.go("steps", "1")
    Keyboard(kiosk).choose(kiosk.keys("Next step"))
    assert kiosk.session.subject == "2"
    assert focused(kiosk) == kiosk.keys("Next step")
    press(kiosk, Key.Key_Return)
    assert kiosk.session.subject == "3"


def test_with_arrows_alone_what_is_written_between_two_controls_is_read(kiosk: Open) -> None:
    """A keypad has no key that turns pages: the arrow turns, and does not leap to the control at the end."""
    kiosk.go("topic", "how-to-vote")
    scroller = next(flickables(kiosk))
    press(kiosk, Key.Key_Down)
    bottom, pages = scroller.height(), 0
    while focused(kiosk) != kiosk.keys("Text size"):
        press(kiosk, Key.Key_Return if focused(kiosk) == kiosk.keys("Show more") else Key.Key_Down)
        top = scroller.property("contentY")
        assert top <= bottom + 2, "nothing is leapt over"
        pages += top > bottom - scroller.height() / 2
        bottom = top + scroller.height()
        assert pages < 40
    assert pages > 1
    assert bottom >= scroller.property("contentHeight") - 2


def flickables(kiosk: Open) -> Iterator[QQuickItem]:
    waiting = [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            if item.inherits("QQuickFlickable"):
                yield item
            waiting += item.childItems()


def test_pages_turn_by_key_and_the_focus_is_on_what_is_seen(kiosk: Open) -> None:
    kiosk.session.setTextSize("largest")
    kiosk.go("candidates", "p98.province.1")
    press(kiosk, Key.Key_Tab)
    first = focused(kiosk)
    press(kiosk, Key.Key_PageDown)
    second = kiosk.window.activeFocusItem()
    assert name_of(second) != first
    assert kiosk.hand.visible_middle(second) is not None
    press(kiosk, Key.Key_PageUp)
    assert focused(kiosk) == first
    to(kiosk, kiosk.keys("Text size"))
    press(kiosk, Key.Key_PageDown)
    assert focused(kiosk) == kiosk.keys("Text size"), "what does not scroll keeps the focus"
    assert kiosk.keys("Up") in kiosk.hand.names()


def test_where_nothing_turns_a_page_key_does_nothing(kiosk: Open) -> None:
    press(kiosk, Key.Key_PageDown)
    assert kiosk.session.place == ATTRACT


def test_at_the_end_of_a_page_the_focus_goes_to_the_key_beside_the_one_that_is_gone(kiosk: Open) -> None:
    kiosk.session.setTextSize("largest")
    kiosk.go("candidate", "p98.na.1.1")
    press(kiosk, Key.Key_Down)
    while focused(kiosk) != kiosk.keys("Show more"):
        press(kiosk, Key.Key_Down)
    pages = 0
    while focused(kiosk) == kiosk.keys("Show more"):
        press(kiosk, Key.Key_Return)
        pages += 1
        assert pages < 60
    assert pages > 1
    assert focused(kiosk) == kiosk.keys("Up")
    assert ring(kiosk)
    press(kiosk, Key.Key_Up)
    assert focused(kiosk) == kiosk.keys("Take it with you")


def test_a_second_strike_on_a_key_that_is_gone_presses_nothing_else(kiosk: Open) -> None:
    kiosk.go("practice")
    facts = kiosk.session.facts
    assert isinstance(facts, PracticeFacts)
    Keyboard(kiosk).choose(facts.papers.rows[0].body.replace("\u00a0", " "))  # type: ignore[attr-defined]
    keyboard = Keyboard(kiosk)
    keyboard.choose(kiosk.keys("Strike out %1").replace("%1", ""))
    marks = kiosk.session.facts
    assert isinstance(marks, PracticeFacts)
    to(kiosk, kiosk.keys("Take back the last stroke"))
    pressed: list[str] = []
    for item in hands(kiosk).stops():
        QObject.connect(item, SIGNAL("clicked()"), lambda item=item: pressed.append(name_of(item)))  # type: ignore[call-overload]
    for _ in range(3):
        QTest.keyClick(kiosk.window, Key.Key_Return)
        settle()
    assert pressed == [kiosk.keys("Take back the last stroke")]
    assert list(marks.marks) == ["none"] * len(marks.marks)
    neighbour = focused(kiosk)
    assert ring(kiosk)
    kiosk.clock.now += LOST_GUARD
    QTest.keyClick(kiosk.window, Key.Key_Return)
    assert pressed[1:] == [neighbour], "what is meant is pressed"


def test_keys_are_presence(kiosk: Open) -> None:
    kiosk.go("home")
    for _ in range(3):
        kiosk.wait(100)
        press(kiosk, Key.Key_Tab)
    assert not kiosk.session.asking


def test_while_staff_are_called_keys_do_nothing(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_Tab)
    kiosk.session.set_fault(True)
    press(kiosk, Key.Key_Tab, Key.Key_Return, Key.Key_Escape, Key.Key_Home, Key.Key_F6, Key.Key_PageDown)
    assert kiosk.session.fault
    assert not ring(kiosk), "there is nothing to press"
    kiosk.session.set_fault(False)
    settle()
    assert kiosk.session.place == ATTRACT


# --- the voice's keys ---


def test_keys_of_the_voice_call_what_is_wired_and_nothing_else(kiosk: Open) -> None:
    heard: list[Act] = []
    kiosk.kiosk.screen.actions.update({act: (lambda act=act: heard.append(act)) for act in SPOKEN - {Act.STOP}})  # type: ignore[misc]
    kiosk.go("home")
    press(kiosk, Key.Key_F1, Key.Key_F2, Key.Key_F3, Key.Key_F4, Key.Key_F9, Key.Key_VolumeUp, Key.Key_MediaStop)
    assert heard == [Act.LISTEN, Act.AGAIN, Act.SLOWER, Act.FASTER, Act.SOFTER, Act.LOUDER]
    assert kiosk.session.place == HOME


# --- switches ---


def test_two_switches_go_by_groups(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_F6)
    group = highlighted(kiosk)
    assert len(group) > 1
    press(kiosk, Key.Key_F7)
    assert highlighted(kiosk)[0] == group[0]
    assert len(highlighted(kiosk)) < len(group)
    assert hands(kiosk).ring.property("scanning")
    while len(highlighted(kiosk)) > 1:
        press(kiosk, Key.Key_F7)
    assert focused(kiosk) == highlighted(kiosk)[0], "the focus goes along"


def test_an_arrow_ends_the_scanning_and_goes_on_from_there(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_F6, Key.Key_F6, Key.Key_Tab)
    assert highlighted(kiosk) == []
    assert not hands(kiosk).ring.property("scanning")
    assert ring(kiosk)


def test_the_switch_that_chooses_presses_what_the_arrows_came_to(kiosk: Open) -> None:
    kiosk.go("home")
    to(kiosk, kiosk.keys("Where and when"))
    press(kiosk, Key.Key_F7)
    assert kiosk.session.place.screen is Screen.BALLOTS


def test_with_nothing_focused_the_switch_that_chooses_begins(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_F7)
    assert len(highlighted(kiosk)) > 1
    assert kiosk.session.place == HOME


def test_switches_send_what_they_are_set_to_and_a_trembling_hand_is_heard_once(kiosk: Open) -> None:
    kiosk.go("home")
    screen = kiosk.kiosk.screen
    switches = Switches(step="1", select="Space", step_back="2", one="", bounce=0.5)
    screen.hands = Hands(kiosk.window, kiosk.session, kiosk.clock, screen.window, switches=switches)
    press(kiosk, Key.Key_1)
    first = highlighted(kiosk)
    press(kiosk, Key.Key_1)
    second = highlighted(kiosk)
    assert second != first
    for _ in range(3):
        kiosk.clock.now += 0.1
        QTest.keyClick(kiosk.window, Key.Key_1)
    third = highlighted(kiosk)
    press(kiosk, Key.Key_2)
    assert highlighted(kiosk) == (second if third != second else first)
    before = kiosk.clock.now
    QTest.keyClick(kiosk.window, Key.Key_Space)
    QTest.keyClick(kiosk.window, Key.Key_Space)
    assert kiosk.clock.now == before
    assert kiosk.session.place == HOME, "the second strike was the same one"


def test_the_only_switch_starts_the_highlight_which_rests_after_three_rounds(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_F8)
    assert kiosk.session.comfort.scanning == USUAL_SCANNING
    first = highlighted(kiosk)
    wait(kiosk, USUAL_SCANNING - 0.1)
    assert highlighted(kiosk) == first
    wait(kiosk, 0.1)
    assert highlighted(kiosk) != first
    steps = 1
    while hands(kiosk).running:
        wait(kiosk, USUAL_SCANNING)
        steps += 1
        assert steps < 40
    assert steps % 3 == 0
    assert highlighted(kiosk) == []
    assert ring(kiosk), "what would be next is still seen"
    press(kiosk, Key.Key_F8)
    assert highlighted(kiosk) == first
    kiosk.session.finish()
    settle()
    assert not hands(kiosk).running
    assert kiosk.session.comfort.scanning == 0


def test_a_citizen_sets_how_long_the_highlight_waits(kiosk: Open) -> None:
    told: list[float] = []
    kiosk.session.comforted.connect(lambda: told.append(kiosk.session.scanning))
    for seconds in (1.5, 0.1, 99, 0):
        kiosk.session.setScanning(seconds)
    assert told == [1.5, 0.5, 5, 0]


def test_scanning_that_is_switched_off_stops(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.session.setScanning(1.0)
    press(kiosk, Key.Key_Space)
    assert hands(kiosk).running, "the first press of any switch starts it"
    kiosk.session.setScanning(0)
    wait(kiosk, 1)
    assert not hands(kiosk).running


def test_scanning_is_no_presence_and_the_question_is_scanned_too(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.session.setScanning(5)
    press(kiosk, Key.Key_F7)
    for _ in range(24):
        wait(kiosk, 5)
        kiosk.session.tick()
    settle()
    assert kiosk.session.asking
    assert hands(kiosk).running
    assert highlighted(kiosk) == [kiosk.keys("Yes, go on")]
    press(kiosk, Key.Key_F7)
    assert not kiosk.session.asking
    assert kiosk.session.place == HOME


def test_a_page_is_turned_by_scanning_and_what_is_not_seen_is_not_scanned(kiosk: Open) -> None:
    kiosk.session.setTextSize("largest")
    kiosk.go("candidates", "p98.province.1")
    press(kiosk, Key.Key_F6)
    scanned = hands(kiosk)._scanned
    assert len(scanned) < len(hands(kiosk).stops())
    assert all(kiosk.hand.visible_middle(item) is not None for item in scanned)
    assert kiosk.keys("Show more") in [name_of(item) for item in scanned]


def test_what_is_reached_is_told_to_whoever_reads_aloud(kiosk: Open) -> None:
    kiosk.go("home")
    press(kiosk, Key.Key_Tab)
    heard: list[str] = []
    hands(kiosk).reached.connect(heard.append)
    press(kiosk, Key.Key_Tab)
    assert heard == [focused(kiosk)]
    press(kiosk, Key.Key_F6)
    names = highlighted(kiosk)
    assert heard[-1] == f"{names[0]} – {names[-1]}"


def test_what_had_the_focus_is_let_go_of(kiosk: Open) -> None:
    """``QQuickWindow.activeFocusItem()`` keeps what it gave as long as the window; ``items.focused`` does not."""
    kept: list[int] = []
    for _ in range(4):
        for screen in ("home", "steps", "history", "about"):
            kiosk.go(screen)
            press(kiosk, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
        gc.collect()
        held = [one for one in gc.get_objects() if isinstance(one, QQuickItem)]
        kept.append(sum(not shiboken6.isValid(one) for one in held))
    assert kept[-1] < kept[0] + 12, kept


def test_down_from_a_heading_reads_on_where_the_first_key_is_scrolled_away(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    """Home's heading scrolls with its doors; beneath the listener's keys none of them was on the screen."""
    early = CAMPAIGN - dt.timedelta(days=28)  # Home says other things then
    with opened(demo_store, qapp, at=early, panel=Panel(960, 540, 531.0, 299.0)) as kiosk:
        ears(kiosk.session.listening)
        kiosk.session.setTextSize("largest")
        kiosk.go("home")
        kiosk.session.listening.toggle()
        kiosk.grab()
        heading = focused(kiosk)
        press(kiosk, Key.Key_Down)
        assert focused(kiosk) != heading
