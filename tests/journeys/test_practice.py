"""A citizen practises: by finger and by key, in both languages, on real stores; and nothing of it is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import ATTRACT, HOME, Screen
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind as kind_of

HAI_PHONG = vietnam("2021-05-11 09:00")
STORES = [("demo_store", CAMPAIGN), ("hai_phong_store", HAI_PHONG)]
ONLY_PRACTICE = "This was only practice. You have not voted."


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=STORES, ids=["demo", "hai-phong"])
def kiosk(request: pytest.FixtureRequest, qapp: QGuiApplication, language: str) -> Iterator[Open]:
    name, moment = request.param
    with opened(request.getfixturevalue(name), qapp, at=moment) as made:
        made.hand.touch_at(made.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            made.hand.touch("English")
        take_paper(made)
        yield made


def take_paper(kiosk: Open) -> None:
    """From the steps, the one on marking, to the first paper."""
    kiosk.go("steps", "4")
    kiosk.hand.touch(kiosk.keys("Practise on a sample ballot"))
    assert kiosk.session.place.screen is Screen.PRACTICE
    first = facts(kiosk).papers.rows[0]  # type: ignore[attr-defined]
    kiosk.hand.touch(first.body.replace("\u00a0", " "))
    assert facts(kiosk).stage == "paper"
    kiosk.grab()


def facts(kiosk: Open) -> PracticeFacts:
    found = kiosk.session.facts
    assert isinstance(found, PracticeFacts)
    return found


def items(kiosk: Open, kind: str) -> list[QQuickItem]:
    """Every item of a QML type, from the top down."""
    found, waiting = [], [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if kind_of(item) == kind and item.isVisible():
            found.append(item)
        waiting += item.childItems()
    return sorted(found, key=lambda item: item.mapToScene(QPointF()).y())


def words_on(kiosk: Open, row: int) -> list[tuple[float, float, float, float]]:
    """Where the words of a name stand, in the scene: left, top, right and bottom of their letters."""
    line = items(kiosk, "PaperLine")[row]
    ink = next(item for item in line.childItems()[0].childItems() if kind_of(item) == "Ink")
    letters = ink.property("letters")
    corner = ink.mapToScene(letters.topLeft())
    names = [
        word for word in items(kiosk, "Words") if word.property("strong") and inside(word, line.childItems()[0])
    ]
    found = [word.mapRectToScene(word.boundingRect()) for word in names]
    return sorted((box.left(), corner.y(), box.right(), corner.y() + letters.height()) for box in found)


def inside(item: QQuickItem, outer: QQuickItem) -> bool:
    at: QQuickItem | None = item
    while at is not None:
        if at is outer:
            return True
        at = at.parentItem()
    return False


def draw(kiosk: Open, points: Sequence[tuple[float, float]]) -> None:
    """A finger along these points of the window."""
    touch = QTest.touchEvent(kiosk.window, kiosk.hand._device, False)
    touch.press(0, QPoint(*map(round, points[0]))).commit()
    for point in points[1:]:
        QTest.qWait(4)
        touch.move(0, QPoint(*map(round, point))).commit()
    touch.release(0, QPoint(*map(round, points[-1]))).commit()
    settle()
    kiosk.grab()


def between(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    return [
        (start[0] + (end[0] - start[0]) * at / 12, start[1] + (end[1] - start[1]) * at / 12) for at in range(13)
    ]


def strike(kiosk: Open, row: int) -> None:
    """Draw one level line through the whole name."""
    boxes = words_on(kiosk, row)
    middle = (boxes[0][1] + boxes[0][3]) / 2
    if facts(kiosk).lines.rows[row].second:  # type: ignore[attr-defined]
        draw(kiosk, between((boxes[0][0] - 8, boxes[0][1] + 8), (boxes[-1][2] + 8, boxes[0][3] - 8)))
        return
    draw(kiosk, between((boxes[0][0] - 8, middle), (boxes[-1][2] + 8, middle)))


def circle(kiosk: Open, row: int) -> None:
    """Draw a ring round the name."""
    boxes = words_on(kiosk, row)
    left, right = boxes[0][0] - 10, boxes[-1][2] + 30
    top, bottom = boxes[0][1] - 14, boxes[0][3] + 14
    middle = (left + right) / 2, (top + bottom) / 2
    ring = [
        (
            middle[0] - (right - left) / 2 * math.cos(math.tau * at / 24),
            middle[1] - (bottom - top) / 2 * math.sin(math.tau * at / 24),
        )
        for at in range(25)
    ]
    draw(kiosk, ring)


def surname(kiosk: Open, row: int) -> None:
    """Draw a line through the surname alone."""
    left, top, right, bottom = words_on(kiosk, row)[0]
    draw(kiosk, between((left - 4, (top + bottom) / 2), (right + 2, (top + bottom) / 2)))


def put_in_the_box(kiosk: Open) -> str:
    kiosk.hand.touch(kiosk.keys("Put it into the ballot box"))
    kiosk.grab()
    assert facts(kiosk).stage == "verdict"
    heard = [word.replace("\u00a0", " ") for word in kiosk.hand.words()]
    assert kiosk.keys(ONLY_PRACTICE) in heard
    assert facts(kiosk).headline.replace("\u00a0", " ") in heard
    return facts(kiosk).verdict


def surplus(kiosk: Open) -> int:
    """How many names more than seats there are."""
    return len(facts(kiosk).marks) - facts(kiosk).seats


def test_striking_exactly_enough_by_finger_is_valid(kiosk: Open) -> None:
    rows = list(range(len(facts(kiosk).marks)))[-surplus(kiosk) :]
    for row in rows:
        strike(kiosk, row)
        assert facts(kiosk).marks[row] == "stroke"
    assert put_in_the_box(kiosk) == "valid"


def test_leaving_too_many_and_a_blank_paper_are_not_valid(kiosk: Open) -> None:
    assert put_in_the_box(kiosk) == "invalid"
    kiosk.hand.touch(kiosk.keys("Practise again"))
    assert facts(kiosk).stage == "paper"
    kiosk.grab()
    strike(kiosk, 0)
    assert put_in_the_box(kiosk) == ("invalid" if surplus(kiosk) > 1 else "valid")


def test_striking_all_and_adding_a_name_are_not_valid(kiosk: Open) -> None:
    for row in range(len(facts(kiosk).marks)):
        strike(kiosk, row)
    assert set(facts(kiosk).marks) == {"stroke"}
    assert put_in_the_box(kiosk) == "invalid"
    kiosk.hand.touch(kiosk.keys("Practise again"))
    for row in range(surplus(kiosk)):
        facts(kiosk).strike(row)
    kiosk.hand.touch(kiosk.keys("Try writing another name on it"))
    kiosk.grab()
    assert any("Mai Văn X" in words for words in kiosk.hand.words())
    assert put_in_the_box(kiosk) == "invalid"


def test_a_circle_is_for_the_team_and_a_struck_surname_leaves_too_many(kiosk: Open) -> None:
    for row in range(1, surplus(kiosk) + 1):
        facts(kiosk).strike(row)
    kiosk.grab()
    circle(kiosk, 0)
    assert facts(kiosk).marks[0] == "circle"
    assert put_in_the_box(kiosk) == "team-decides"
    kiosk.hand.touch(kiosk.keys("Practise again"))
    kiosk.grab()
    for row in range(surplus(kiosk)):
        surname(kiosk, row)
        assert facts(kiosk).marks[row] == "part-stroke"
    assert put_in_the_box(kiosk) == "invalid"


def test_undo_takes_back_the_last_stroke_and_a_new_paper_all(kiosk: Open) -> None:
    undo, renew = kiosk.keys("Take back the last stroke"), kiosk.keys("Ask for another paper")
    assert not kiosk.hand.names().count(undo), "nothing to take back yet"
    strike(kiosk, 0)
    strike(kiosk, 1)
    kiosk.hand.touch(undo)
    assert facts(kiosk).marks[:2] == ["stroke", "none"]
    strike(kiosk, 3)
    kiosk.hand.touch(renew)
    assert set(facts(kiosk).marks) == {"none"}


def key_beside(kiosk: Open, row: int) -> str:
    line = facts(kiosk).lines.rows[row]  # type: ignore[attr-defined]
    return kiosk.session.view.tr("Strike out %1", f"{line.honorific} {line.name}").replace("\u00a0", " ")


def by_finger(kiosk: Open, row: int) -> None:
    strike(kiosk, row)


def by_key(kiosk: Open, row: int) -> None:
    line = facts(kiosk).lines.rows[row]  # type: ignore[attr-defined]
    kiosk.hand.touch(
        kiosk.session.view.tr("Strike out %1", f"{line.honorific} {line.name}").replace("\u00a0", " ")
    )
    kiosk.grab()


def by_keyboard(kiosk: Open, row: int) -> None:
    wanted = kiosk.hand.find(key_beside(kiosk, row))
    for _ in range(80):
        if kiosk.window.activeFocusItem() is wanted:
            break
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        settle()
    assert kiosk.window.activeFocusItem() is wanted
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    settle()


def test_finger_key_and_keyboard_come_to_the_same_verdict(demo_store: Path, qapp: QGuiApplication) -> None:
    ways: list[Callable[[Open, int], None]] = [by_finger, by_key, by_keyboard]
    found = set()
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        for way in ways:
            take_paper(kiosk)
            way(kiosk, 2)
            way(kiosk, 4)
            marks = tuple(facts(kiosk).marks)
            heard = [word.replace("\u00a0", " ") for word in kiosk.hand.words()]
            assert "3. Ông Lê Văn C (Lê Minh C), đã gạch: không bầu" in heard, way.__name__
            found.add((marks, put_in_the_box(kiosk)))
    assert found == {(("none", "none", "stroke", "none", "stroke"), "valid")}


def test_the_line_takes_the_stroke_and_the_page_stays(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("practice", "province.5.8")
        (scroller,) = [
            item for item in items(kiosk, "QQuickFlickable") if item.property("contentHeight") > item.height()
        ]
        scroller.setProperty("contentY", 300)
        settle()
        kiosk.grab()
        left, top, _, bottom = words_on(kiosk, 0)[0]
        draw(kiosk, between((left, bottom), (left + 40, top - 150)))
        assert scroller.property("contentY") == 300, "an upward stroke does not scroll"
        assert facts(kiosk).marks[0] != "none"
        draw(kiosk, between((12, 900), (12, 700)))
        assert scroller.property("contentY") > 300, "beside the paper the page scrolls"


def test_a_tap_on_a_name_marks_nothing(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        take_paper(kiosk)
        left, top, right, bottom = words_on(kiosk, 1)[0]
        kiosk.hand.touch_at(QPoint(round((left + right) / 2), round((top + bottom) / 2)))
        assert facts(kiosk).marks[1] == "none"
        assert not facts(kiosk).canUndo


def test_ink_follows_the_finger_before_it_is_lifted(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        take_paper(kiosk)
        boxes = words_on(kiosk, 0)
        before = kiosk.grab()
        y = round((boxes[0][1] + boxes[0][3]) / 2)
        touch = QTest.touchEvent(kiosk.window, kiosk.hand._device, False)
        touch.press(0, QPoint(round(boxes[0][0]) - 8, y)).commit()
        there = round(boxes[-1][2]) + 20
        for x in range(round(boxes[0][0]), there + 1, 10):
            QTest.qWait(4)
            touch.move(0, QPoint(x, y)).commit()
        touch.move(0, QPoint(there, y)).commit()
        QTest.qWait(20)  # a move is heard with the next frame
        kiosk.grab()
        during = kiosk.grab()
        assert during.pixelColor(there - 3, y) != before.pixelColor(there - 3, y)
        touch.release(0, QPoint(there, y)).commit()
        settle()
        after = kiosk.grab()
        assert after.pixelColor(there - 6, y) == during.pixelColor(there - 6, y), "and stays where it was drawn"


def test_another_language_keeps_the_marks_and_the_verdict(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        take_paper(kiosk)
        strike(kiosk, 3)
        strike(kiosk, 4)
        kiosk.hand.touch("English")
        assert facts(kiosk).marks == ["none", "none", "none", "stroke", "stroke"]
        assert put_in_the_box(kiosk) == "valid"
        kiosk.hand.touch("Tiếng Việt")
        assert (facts(kiosk).stage, facts(kiosk).verdict) == ("verdict", "valid")
        kiosk.hand.touch(kiosk.keys("Back"))
        assert facts(kiosk).stage == "choose", "what is in the box cannot be taken out"


def test_all_papers_one_after_the_other(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("practice")
        kiosk.hand.touch(kiosk.keys("Practise on all of them, one after the other"))
        bodies = []
        for last in (False, False, True):
            bodies.append(facts(kiosk).body)
            kiosk.grab()
            put_in_the_box(kiosk)
            kiosk.hand.touch(kiosk.keys("Choose another ballot" if last else "Next ballot"))
        assert facts(kiosk).stage == "choose"
        assert len(set(bodies)) == 3


def contents(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_nothing_of_it_is_stored_and_idleness_forgets_it(
    demo_store: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    shutil.copytree(demo_store, tmp_path / "store")
    with opened(tmp_path / "store", qapp) as kiosk:
        kiosk.go("home")
        before = contents(tmp_path)
        take_paper(kiosk)
        strike(kiosk, 0)
        put_in_the_box(kiosk)
        kiosk.hand.touch(kiosk.keys("Practise again"))
        strike(kiosk, 1)
        kiosk.wait(151)
        assert kiosk.session.place == ATTRACT
        assert contents(tmp_path) == before
        kiosk.go("home")
        take_paper(kiosk)
        assert set(facts(kiosk).marks) == {"none"}, "the next citizen's paper is a fresh one"
        assert not facts(kiosk).canUndo


def test_at_midnight_of_polling_day_an_open_paper_goes(demo_store: Path, qapp: QGuiApplication) -> None:
    eve = dt.datetime.combine(dt.date(2026, 3, 14), dt.time(23, 59, 50), CAMPAIGN.tzinfo)
    with opened(demo_store, qapp, at=eve) as kiosk:
        kiosk.go("home")
        take_paper(kiosk)
        kiosk.wait(15)
        assert kiosk.session.place == HOME
