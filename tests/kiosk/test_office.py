"""The officials' side: a hidden way in, a PIN, and afterwards the citizen's screen as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from helpers import stores
from helpers.kiosks import Open, ended, opened
from helpers.stores import events
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.entry import RecoverFacts
from voter_kiosk.kiosk.office.job import Outcome, outcome
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.store.people import add_person

OFFICER, OPERATOR = "480213", "775901"
PEOPLE = Place(Screen.CANDIDATES, "p98.na.1")


@pytest.fixture(scope="module")
def staffed(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("office") / "store"
    shutil.copytree(demo_store, store)
    for name, role, pin in (("Lê Thị B", Role.OFFICER, OFFICER), ("Trần Văn C", Role.OPERATOR, OPERATOR)):
        assert isinstance(add_person(store, name, role, pin), Person)
    return store


@pytest.fixture
def kiosk(staffed: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(staffed, qapp) as found:
        yield found


def knock(kiosk: Open) -> None:
    kiosk.kiosk.screen.office.knock()
    kiosk.grab()


def come_in(kiosk: Open, pin: str = OFFICER) -> None:
    knock(kiosk)
    kiosk.type_pin(pin)


def test_the_corner_has_to_be_held_for_a_while(kiosk: Open) -> None:
    kiosk.go("home")
    kiosk.item("Knock").setProperty("seconds", 0.3)
    office = kiosk.kiosk.screen.office
    kiosk.hand.touch_at(QPoint(20, 60))
    assert not office.occupied, "a touch is none"
    touch = QTest.touchEvent(kiosk.window, kiosk.hand._device, False)
    touch.press(0, QPoint(20, 60)).commit()
    QTest.qWait(700)
    touch = QTest.touchEvent(kiosk.window, kiosk.hand._device, False)
    touch.release(0, QPoint(20, 60)).commit()
    settle()
    assert office.occupied


def test_a_pin_on_a_shuffled_pad_opens_it_and_leaving_shows_the_screen_as_it_was(
    kiosk: Open, staffed: Path
) -> None:
    kiosk.session.setLanguage("en")
    kiosk.session.setTextSize("large")
    kiosk.go(PEOPLE.screen, PEOPLE.subject)
    before = kiosk.grab()
    knock(kiosk)
    assert kiosk.session.place == PEOPLE
    assert sorted(name for name in kiosk.hand.names() if name.isdecimal()) == list("0123456789")
    assert "Nhập mã PIN của Ông/Bà." in kiosk.hand.words(), "Vietnamese first"
    type_in_vietnamese = kiosk.session.view.dictionary.say("vi", "Enter")
    for digit in OFFICER:
        kiosk.hand.touch(digit)
    kiosk.hand.touch(type_in_vietnamese)
    kiosk.done()
    assert "Lê Thị B" in kiosk.hand.words()
    assert kiosk.kiosk.screen.office.entered
    kiosk.hand.touch(kiosk.session.view.dictionary.say("vi", "Leave"))
    kiosk.done()
    assert not kiosk.kiosk.screen.office.occupied
    assert (kiosk.session.place, kiosk.session.view.language, kiosk.session.textSize) == (PEOPLE, "en", "large")
    assert kiosk.grab() == before
    assert events(staffed)[-2:] == ["entered", "left"]


def test_the_pad_stands_in_another_order_each_time_and_shows_no_digit(kiosk: Open) -> None:
    orders = set()
    for _ in range(6):
        knock(kiosk)
        orders.add(kiosk.kiosk.screen.office.property("digits"))
        kiosk.hand.touch(kiosk.keys("Cancel"))
    assert len(orders) > 1
    assert all(sorted(order) == list("0123456789") for order in orders)
    knock(kiosk)
    kiosk.hand.touch("4")
    kiosk.hand.touch("2")
    said = [name for name in kiosk.hand.words() if "2" in name and "chữ số" in name]
    assert said == ["Đã nhập 2 chữ số"]


def test_a_wrong_pin_is_one_sentence_and_after_five_the_pad_rests(
    staffed: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    shutil.copytree(staffed, tmp_path / "store")
    with opened(tmp_path / "store", qapp) as kiosk:
        knock(kiosk)
        for _ in range(5):
            kiosk.type_pin("909090")
        assert kiosk.kiosk.screen.office.property("waiting") == 15
        assert any("đợi 15 giây" in said for said in kiosk.hand.words())
        assert not [name for name in kiosk.hand.names() if name.isdecimal()], "nothing can be typed meanwhile"
        kiosk.clock.now += 16
        kiosk.kiosk.screen.office.tick()
        kiosk.grab()
        assert [name for name in kiosk.hand.names() if name.isdecimal()]


def test_an_operator_is_offered_what_an_operator_may_do(staffed: Path, qapp: QGuiApplication) -> None:
    with opened(staffed, qapp) as kiosk:
        office = kiosk.kiosk.screen.office
        office.let_in(Person(2, "Trần Văn C", Role.OPERATOR))
        kiosk.grab()
        operator = set(kiosk.hand.names())
        office.go("load", "")
        assert office.property("page") == "MenuPage", "what one may not do is not opened either"
        office.leave()
        office.let_in(Person(1, "Lê Thị B", Role.OFFICER))
        kiosk.grab()
        assert operator <= set(kiosk.hand.names())
        kiosk.done()


def test_how_the_kiosk_stands_is_said_in_rows(kiosk: Open) -> None:
    kiosk.kiosk.screen.office.let_in(Person(1, "Lê Thị B", Role.OFFICER))
    kiosk.grab()
    kiosk.hand.touch(kiosk.keys("How the kiosk stands"))
    kiosk.done()
    said = kiosk.hand.words()
    about = kiosk.session.view.showing.about() if kiosk.session.view.showing else None
    assert about is not None
    assert f"Mã kiểm tra: {about.fingerprint}" in said
    assert any("nguyên vẹn" in line for line in said)


def test_after_two_idle_minutes_the_official_is_out_and_the_citizen_is_not_asked_meanwhile(
    kiosk: Open, staffed: Path
) -> None:
    kiosk.go(PEOPLE.screen, PEOPLE.subject)
    office = kiosk.kiosk.screen.office
    office.let_in(Person(1, "Lê Thị B", Role.OFFICER))
    for _ in range(119):
        kiosk.clock.now += 1
        office.tick()
    assert office.occupied
    assert not kiosk.session.asking
    kiosk.clock.now += 1
    office.tick()
    kiosk.done()
    assert not office.occupied
    assert kiosk.session.place == PEOPLE
    assert events(staffed)[-1] == "left"


def test_a_kiosk_where_nobody_has_a_pin_lets_nobody_in(
    qapp: QGuiApplication, tmp_path: Path, committee: stores.Desk
) -> None:
    with opened(stores.new_store(tmp_path / "store", committee), qapp) as kiosk:
        knock(kiosk)
        kiosk.type_pin(OFFICER)
        assert any("chưa có cán bộ nào được cấp mã PIN" in said for said in kiosk.hand.words())
        assert not kiosk.kiosk.screen.office.property("entered")


def test_a_command_gives_its_answer_or_its_refusal(staffed: Path, qapp: QGuiApplication, tmp_path: Path) -> None:
    how, _ = ended(["enter", "--store", str(staffed)], typed=f"{OPERATOR}\n")
    assert how.refused is None
    assert how.data["person"] == {"number": 2, "name": "Trần Văn C", "role": "operator"}
    how, _ = ended(["status", "--store", str(tmp_path)])
    assert how.refused is not None
    assert how.refused.code == "store-not-set-up"
    assert how.refused.message.vi


def test_a_command_tells_its_progress(tmp_path: Path, qapp: QGuiApplication, demo_store: Path) -> None:
    store = tmp_path / "store"
    bundle = demo_store.with_suffix(".vkb")
    shutil.copytree(demo_store, store)
    how, steps = ended(["install", str(bundle), "--store", str(store)])
    assert how.refused is None
    assert steps
    assert all(done <= total or total == 0 for done, total, _ in steps)
    assert {what for _, _, what in steps} >= {"Đọc gói"}


def test_an_answer_that_is_none_is_a_fault_of_the_software(caplog: pytest.LogCaptureFixture) -> None:
    for said in (b"", b"not json", b"[]", b'{"refused": {"message": 1}}'):
        refused = outcome(said, "Traceback").refused
        assert refused is not None
        assert (refused.code, refused.detail) == ("command-broken", "Traceback")
    assert outcome(b'{"a": 1}', "").data == {"a": 1}
    assert Outcome().refused is None
    assert isinstance(outcome(b"", "x").refused.message, Sentence)  # type: ignore[union-attr]


def test_what_the_frame_of_every_page_names_is_loaded_before_the_first_page_of_officials(staffed: Path) -> None:
    program = """
import sys
from pathlib import Path
from PySide6.QtQml import QQmlComponent
from PySide6.QtWidgets import QApplication
from helpers.kiosks import opened
from voter_kiosk.shipped import shipped
application = QApplication([])
with opened(Path(sys.argv[1]), application) as kiosk:
    kiosk.kiosk.screen.office.knock()
    kiosk.grab()
    for control in shipped("resources", "qml", "VoterKiosk", "Controls").glob("*.qml"):
        print(*(error.toString() for error in QQmlComponent(kiosk.kiosk.screen.engine, str(control)).errors()))
"""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program, str(staffed)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((tests, os.environ.get("PYTHONPATH", "")))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
    assert len(done.stdout) > 50, "each control was compiled"


def test_pages_that_are_gone_leave_nothing_behind(kiosk: Open) -> None:
    """Whoever asks for the sealed code again and again makes nothing pile up."""
    office = kiosk.kiosk.screen.office
    for _ in range(5):
        knock(kiosk)
        office.forgotten()
        office.leave()
        settle()
    assert len(office.findChildren(RecoverFacts)) <= 2, "that of this page, and that of the page that leaves"
