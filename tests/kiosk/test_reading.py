"""What is read of a screen: its order, what lies on top, how things stand (every screen: test_tree.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication

from helpers.kiosks import Open, opened
from voter_kiosk.kiosk.reading import Read, heading, reading, standing


@pytest.fixture
def kiosk(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp) as found:
        yield found


def names(kiosk: Open) -> list[str]:
    return [read.name for read in reading(kiosk.window)]


def one(kiosk: Open, name: str) -> Read:
    return next(read for read in reading(kiosk.window) if read.name == name)


def said(kiosk: Open, read: Read) -> str:
    return standing(read, kiosk.session.view.tr)


def test_a_page_is_read_from_its_heading_to_the_strip(kiosk: Open) -> None:
    kiosk.go("home")
    reads = reading(kiosk.window)
    first = heading(reads)
    assert first is not None
    assert reads.index(first) <= 1, "only the line above the title comes before it"
    strip = [kiosk.keys(key) for key in ("Finish", "Text size", "Listen", "More")]
    assert [read.name for read in reads[-5:]] == [*strip[:2], "English", *strip[2:]]


def test_a_heading_that_goes_with_the_content_is_read_first_all_the_same(kiosk: Open) -> None:
    kiosk.go("home")
    usual = names(kiosk)
    kiosk.session.setTextSize("largest")
    kiosk.grab()
    assert names(kiosk)[:2] == usual[:2]
    kiosk.session.setTextSize("usual")
    kiosk.grab()
    assert names(kiosk) == usual, "and stands where it stood when it comes back"


def test_what_is_scrolled_away_is_read_and_what_is_hidden_is_not(kiosk: Open) -> None:
    kiosk.go("home")
    about = one(kiosk, kiosk.keys("About this information"))
    assert about.item.mapToScene(about.item.boundingRect().topLeft()).y() > kiosk.window.height() * 0.8
    assert kiosk.keys("Up") not in names(kiosk)


def test_a_tray_is_read_and_not_what_lies_under_it(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.hand.touch(kiosk.keys("Text size"))
    found = names(kiosk)
    assert found[0] == kiosk.keys("Text size")
    assert kiosk.keys("How to vote") not in found
    assert kiosk.keys("Finish") in found, "the strip can still be reached"


def test_a_question_over_the_screen_is_read_alone(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.wait(121)
    found = reading(kiosk.window)
    assert found[0].name == kiosk.keys("Are you still there?")
    assert found[0].heading
    assert [read.name for read in found if read.pressable] == [kiosk.keys("Yes, go on"), kiosk.keys("Finish")]


def test_a_choice_says_whether_it_is_chosen_and_which_of_how_many(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.hand.touch(kiosk.keys("Text size"))
    sizes = [read for read in reading(kiosk.window) if read.chosen is not None]
    assert {read.role for read in sizes} == {QAccessible.Role.RadioButton}
    assert [said(kiosk, read) for read in sizes] == [
        "chưa chọn, thứ 1 trong 4",
        "đang chọn, thứ 2 trong 4",
        "chưa chọn, thứ 3 trong 4",
        "chưa chọn, thứ 4 trong 4",
    ]


def test_what_cannot_be_used_now_says_so(kiosk: Open) -> None:
    kiosk.go("areas")
    letters = [read for read in reading(kiosk.window) if len(read.name) == 1]
    dead = [read for read in letters if read.disabled]
    assert dead
    assert len(dead) < len(letters)
    assert {said(kiosk, read) for read in dead} == {"hiện không dùng được"}
    assert {read.group for read in letters} == {kiosk.keys("Letters to type with")}


def test_a_stuck_head_is_read_where_it_belongs_wherever_it_stands(kiosk: Open) -> None:
    kiosk.go("compare", "p98.na.1")
    before = [read.name for read in reading(kiosk.window) if not read.pressable]
    heads = [read for read in reading(kiosk.window) if read.role is QAccessible.Role.ColumnHeader]
    assert heads
    kiosk.hand.touch(kiosk.keys("Show more"))
    assert [read.name for read in reading(kiosk.window) if not read.pressable] == before
