"""Search: what a keyboard does on it, what it says, and what it keeps to itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest

from helpers.kiosks import Open, opened, vietnam
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.kiosk.facts.search import Result, ResultGroup, SearchFacts, marked
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import reading

BEFORE_LISTS = vietnam("2026-02-17 09:00")


def searching(kiosk: Open, subject: str = "") -> None:
    """From home to Search, as a door would lead."""
    kiosk.session.home()
    kiosk.go("search", subject)


def press(kiosk: Open, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(kiosk.window, key)
    settle()


def types(kiosk: Open, text: str) -> None:
    """``text`` on a hardware keyboard, key by key."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            QGuiApplication.sendEvent(kiosk.window, event)
    settle()


def compose(kiosk: Open, text: str) -> None:
    """What a dead key or an input method sends once it has composed ``text``."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QGuiApplication.sendEvent(kiosk.window.activeFocusItem(), event)
    settle()


def facts_of(kiosk: Open) -> SearchFacts:
    facts = kiosk.session.facts
    assert isinstance(facts, SearchFacts)
    return facts


def results(facts: SearchFacts) -> dict[str, list[Result]]:
    """What stands on the screen, kind by kind."""
    groups = [group for group in facts.children() if isinstance(group, ResultGroup)]
    return {group.name: list(group._rows.rows) for group in groups if group._rows.rows}


# --- the keyboard ---


def test_letters_digits_and_a_space_are_typed_at_once_in_any_case(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        types(kiosk, "Khu vuc 01")
        assert kiosk.session.subject == "Khu vuc 01"
        assert list(results(facts_of(kiosk))) == ["area"]
        said = {read.name: read.value for read in reading(kiosk.window)}
        assert said[kiosk.keys("Search field")] == "Khu vuc 01"


@pytest.mark.parametrize("composed", ["Đ", "ế", "e\u0302\u0301"])
def test_what_a_dead_key_composes_is_typed(demo_store: Path, qapp: QGuiApplication, composed: str) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        compose(kiosk, composed)
        assert kiosk.session.subject == ("Đ" if composed == "Đ" else "ế")


def test_backspace_takes_one_back_and_escape_all_and_then_goes_back(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        types(kiosk, "the")
        press(kiosk, Qt.Key.Key_Backspace)
        assert kiosk.session.place == Place(Screen.SEARCH, "th")
        press(kiosk, Qt.Key.Key_Escape)
        assert kiosk.session.place == Place(Screen.SEARCH)
        press(kiosk, Qt.Key.Key_Escape)
        assert kiosk.session.place == HOME


def test_escape_undoes_one_thing_after_the_other(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "/*T/topic")
        for left in ("/*T", "/*"):
            press(kiosk, Qt.Key.Key_Escape)
            assert kiosk.session.subject == left
        press(kiosk, Qt.Key.Key_Escape)
        assert kiosk.session.place == HOME


def test_a_key_that_has_the_focus_is_pressed_by_space_and_letters_still_type(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        while kiosk.window.activeFocusItem() is not kiosk.hand.find("B"):
            press(kiosk, Qt.Key.Key_Tab)
        press(kiosk, Qt.Key.Key_Space, Qt.Key.Key_Return)
        assert kiosk.session.subject == "BB"
        types(kiosk, "an b")
        assert kiosk.session.subject == "BBan b", "once she types, a space is typed too"


def test_arrows_and_keys_of_the_line_type_nothing(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "AN")
        press(kiosk, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Up)
        types(kiosk, "h")
        assert kiosk.session.subject == "ANh", "what is typed comes at the end, where the caret is"


def test_return_in_the_line_leads_to_what_was_found(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        types(kiosk, "khu vuc 01")
        kiosk.grab()
        press(kiosk, Qt.Key.Key_Return)
        first = kiosk.window.activeFocusItem()
        assert first is kiosk.hand.find(results(facts_of(kiosk))["area"][0].name)
        press(kiosk, Qt.Key.Key_Return)
        assert kiosk.session.place.screen is Screen.AREA


def test_no_clipboard_hands_what_one_typed_to_the_next(demo_store: Path, qapp: QGuiApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "secret")
        for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V):
            QTest.keyClick(kiosk.window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(kiosk.window, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
        assert kiosk.session.subject == "secret"
        assert clipboard.text() == "before"


def test_a_page_key_turns_the_results(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "T")
        press(kiosk, Qt.Key.Key_PageDown)
        kiosk.grab()
        assert kiosk.keys("Up") in kiosk.hand.names()
        types(kiosk, "h")
        settle()
        assert kiosk.keys("Up") not in kiosk.hand.names(), "what is found anew is seen from its beginning"


def test_in_the_index_a_letter_of_the_keyboard_chooses(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "/*")
        types(kiosk, "t")
        assert kiosk.session.subject == "/*T"
        types(kiosk, "w")
        assert kiosk.session.subject == "/*T", "nothing stands under W"
        press(kiosk, Qt.Key.Key_Backspace)
        assert kiosk.session.subject == "/*"


# --- what is said ---


def test_what_matched_is_bold_and_underlined_and_nothing_else_is_marked_up() -> None:
    assert marked("Đỗ Thị Hòa", ((0, 2), (7, 9))) == "<b><u>Đỗ</u></b> Thị <b><u>Hò</u></b>a"
    assert marked("<b> & bầu cử", ()) == "&lt;b&gt; &amp; bầu&nbsp;cử"


def test_with_nothing_installed_there_is_nothing_to_search(qapp: QGuiApplication, tmp_path: Path) -> None:
    with opened(tmp_path / "none", qapp) as kiosk:
        kiosk.go("search")
        assert kiosk.session.place == HOME


def test_the_results_come_by_kind_in_one_order(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "t")
        found = results(facts_of(kiosk))
        assert list(found) == ["candidate", "question", "topic", "area", "notice", "term"][: len(found)]
        numbers = [tuple(map(int, row.subject.split(".")[2:])) for row in found["candidate"]]
        assert numbers == sorted(numbers), "official order"


def test_how_many_more_there_are_is_said_and_one_touch_shows_them(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "t")
        before = results(facts_of(kiosk))["candidate"]
        (rest,) = [name for name in kiosk.hand.names() if "kết quả nữa" in name][:1]
        more = int("".join(filter(str.isdigit, rest)))
        kiosk.hand.touch(rest)
        kiosk.grab()
        assert kiosk.session.subject == "t//candidate"
        found = results(facts_of(kiosk))
        assert list(found) == ["candidate"]
        assert len(found["candidate"]) == len(before) + more
        kiosk.hand.touch(kiosk.keys("Results of every kind"))
        assert kiosk.session.subject == "t"


def test_nothing_found_says_what_to_try_and_how_far_it_would_have_found(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "thẻ cử tri zz")
        assert kiosk.keys("Nothing found for “%1”").replace("%1", "thẻ cử tri zz") in kiosk.hand.words()
        assert kiosk.keys("Try fewer letters, or the given name alone. No tone marks are needed.") in (
            kiosk.hand.words()
        )
        near = kiosk.session.view.tr("Results for “%1”", "thẻ cử tri z").replace("\u00a0", " ")
        kiosk.hand.touch(near)
        assert kiosk.session.subject == "thẻ cử tri z"
        assert results(facts_of(kiosk))


def test_before_the_lists_are_posted_search_says_why_no_name_is_found(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        person = showing.candidates(showing.constituencies("na")[0].id)[0]
    with opened(demo_store, qapp, at=BEFORE_LISTS) as kiosk:
        for subject in ("", person.name, "/*"):
            searching(kiosk, subject)
            assert "chưa công bố" in "\n".join(kiosk.hand.words()).replace("\u00a0", " ")
            assert "candidate" not in results(facts_of(kiosk))
        assert person.name not in "\n".join(kiosk.hand.words())


def test_nobody_on_a_ballot_serves_as_an_example(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk)
        said = "\n".join(kiosk.hand.words()).replace("\u00a0", " ")
        showing = kiosk.session.view.showing
        assert showing is not None
        people = [one.name for unit in showing.constituencies() for one in showing.candidates(unit.id)]
        assert not [name for name in people if name in said]
        assert "Ví dụ: " in said


def test_who_is_struck_off_is_found_with_the_word_for_it(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        everybody = [one for unit in showing.constituencies() for one in showing.candidates(unit.id)]
        struck = next(one for one in everybody if one.strike_off)
        searching(kiosk, struck.name.replace("(", "").replace(")", ""))
        rows = results(facts_of(kiosk))["candidate"]
        assert {row.subject: row.note for row in rows}[struck.id]


def test_an_occupation_finds_and_shows_what_matched(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "giao vien")
        rows = results(facts_of(kiosk))["candidate"]
        assert rows
        assert all("<b><u>" in row.title + row.detail for row in rows)


def test_another_language_keeps_what_was_typed(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "the cu tri")
        kiosk.hand.touch("English")
        assert kiosk.session.subject == "the cu tri"
        assert any(name.startswith("Common questions") for name in kiosk.hand.words())


def test_the_next_citizen_finds_nothing_typed(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        searching(kiosk, "an")
        kiosk.wait(151)
        searching(kiosk)
        assert kiosk.session.subject == ""
        assert "an" not in kiosk.hand.words()
