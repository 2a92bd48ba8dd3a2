"""Officials' pages by touch: people and PINs, the log, clock, sound, power and settings."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.ears import ears
from helpers.kiosks import Open, opened
from helpers.stores import events
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.settings import Settings
from voter_kiosk.store import mounts
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.people import add_person, enter, make_recovery, people
from voter_kiosk.store.settings import change_setting, settings

OFFICER, OPERATOR = "480213", "775901"
ME = Person(1, "Lê Thị B", Role.OFFICER)


@pytest.fixture
def staffed(demo_store: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    for name, role, pin in (("Lê Thị B", Role.OFFICER, OFFICER), ("Trần Văn C", Role.OPERATOR, OPERATOR)):
        assert isinstance(add_person(store, name, role, pin), Person)
    return store


@pytest.fixture
def kiosk(staffed: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(staffed, qapp) as found:
        yield found


def touch(kiosk: Open, *english: str) -> None:
    """Touch what is called that in English; wait for what it sets going."""
    for name in english:
        kiosk.hand.touch(kiosk.keys(name))
        kiosk.done()


def press(kiosk: Open, *names: str) -> None:
    """Touch what is called exactly that."""
    for name in names:
        kiosk.hand.touch(name)
        kiosk.done()


def to(kiosk: Open, task: str, subject: str = "") -> None:
    office = kiosk.kiosk.screen.office
    if not office.property("entered"):
        office.let_in(ME)
    office.go(task, subject)
    kiosk.done()


def said(kiosk: Open, *parts: str) -> bool:
    words = " | ".join(kiosk.hand.words()).replace("\u00a0", " ")
    return all(part in words for part in parts)


def test_somebody_new_is_named_with_all_marks_gets_a_role_and_a_pin_typed_twice(
    kiosk: Open, staffed: Path
) -> None:
    to(kiosk, "people")
    assert said(kiosk, "Lê Thị B", "Trần Văn C")
    touch(kiosk, "Add an official", "Continue")
    assert said(kiosk, "Hãy ghi họ và tên")
    press(kiosk, *"NGUYÊN", "ngã", kiosk.keys("Space"), "H", "O", "A", "huyền", "N", "G")
    assert said(kiosk, "Nguyễn Hoàng")
    touch(kiosk, "Continue")
    press(kiosk, "Cán bộ phụ trách: làm được mọi việc", *"123456")
    touch(kiosk, "Continue")
    assert said(kiosk, "dễ đoán"), "a weak PIN is refused at once"
    for _ in range(6):
        kiosk.hand.touch(kiosk.keys("Delete"))
    press(kiosk, *"604188")
    touch(kiosk, "Continue")
    press(kiosk, *"604189")
    touch(kiosk, "Save")
    assert said(kiosk, "không giống nhau")
    press(kiosk, *"604188")
    touch(kiosk, "Continue")
    press(kiosk, *"604188")
    assert not said(kiosk, "604188"), "nobody sees a PIN"
    touch(kiosk, "Save")
    assert said(kiosk, "Nguyễn Hoàng đã có mã PIN")
    assert enter(staffed, "604188") == Person(3, "Nguyễn Hoàng", Role.OFFICER)


def test_a_keyboard_types_a_name_as_well(kiosk: Open) -> None:
    to(kiosk, "people", "add")
    for letter in "Võ Ơn":
        kiosk.kiosk.screen.office.property("facts").keyboard(
            kiosk.kiosk.screen.office.property("facts").property("text") + letter
        )
    kiosk.grab()
    assert said(kiosk, "Võ Ơn")


def test_taking_somebody_off_is_asked_once_and_the_last_officer_stays(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "people")
    press(kiosk, "Trần Văn C")
    touch(kiosk, "Take off")
    assert said(kiosk, "Ông/Bà chắc chắn ngừng quyền của Trần Văn C?")
    touch(kiosk, "Back")
    assert len(people(staffed)) == 2  # type: ignore[arg-type]
    touch(kiosk, "Take off", "Take off")
    assert said(kiosk, "Trần Văn C đã bị ngừng quyền")
    touch(kiosk, "Back")
    assert not said(kiosk, "Trần Văn C")
    press(kiosk, "Lê Thị B")
    touch(kiosk, "Take off", "Take off")
    assert said(kiosk, "cán bộ phụ trách cuối cùng")


def test_another_pin_replaces_the_one_before(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "people", "pin:2:Trần Văn C")
    press(kiosk, *"604188")
    touch(kiosk, "Continue")
    press(kiosk, *"604188")
    touch(kiosk, "Save")
    assert said(kiosk, "Trần Văn C đã có mã PIN mới")
    assert enter(staffed, "604188") == Person(2, "Trần Văn C", Role.OPERATOR)


def test_a_kiosk_is_handed_over_by_two_pins(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "people")
    touch(kiosk, "Hand the kiosk over")
    press(kiosk, "Trần Văn C", *OPERATOR)
    touch(kiosk, "Continue")
    press(kiosk, *"111222")
    touch(kiosk, "Hand over")
    assert said(kiosk, "Mã PIN của Lê Thị B không đúng")
    press(kiosk, *OPERATOR)
    touch(kiosk, "Continue")
    press(kiosk, *OFFICER)
    touch(kiosk, "Hand over")
    about = kiosk.session.view.showing.about() if kiosk.session.view.showing else None
    assert about is not None
    assert said(kiosk, "Lê Thị B đã bàn giao máy cho Trần Văn C", about.fingerprint, "Nhật ký nguyên vẹn")
    assert events(staffed)[-1] == "handed-over"


def test_the_sealed_code_is_shown_once(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "people", "recovery")
    touch(kiosk, "Make the code")
    facts = kiosk.kiosk.screen.office.property("facts")
    code = facts.property("shown")
    assert said(kiosk, code, "niêm phong")
    touch(kiosk, "Back")
    assert not said(kiosk, code)
    assert events(staffed)[-1] == "recovery-made"


def test_with_the_sealed_code_a_new_officer_comes_in_when_no_pin_is_known(kiosk: Open, staffed: Path) -> None:
    code = make_recovery(staffed)
    assert isinstance(code, str)
    kiosk.kiosk.screen.office.knock()
    kiosk.grab()
    touch(kiosk, "I have forgotten my PIN")
    press(kiosk, *"12345")
    touch(kiosk, "Continue")
    assert said(kiosk, "20 chữ số. Hãy nhập đủ")
    for _ in range(5):
        kiosk.hand.touch(kiosk.keys("Delete"))
    press(kiosk, *code.replace("-", ""))
    assert said(kiosk, code)
    touch(kiosk, "Continue")
    press(kiosk, "V", "O", "ngã")
    touch(kiosk, "Continue")
    press(kiosk, *"604188")
    touch(kiosk, "Continue")
    press(kiosk, *"604188")
    touch(kiosk, "Save")
    assert kiosk.kiosk.screen.office.property("who") == "Võ"
    assert enter(staffed, "604188") == Person(3, "Võ", Role.OFFICER)


def test_a_wrong_sealed_code_is_said_and_asked_for_again(kiosk: Open) -> None:
    office = kiosk.kiosk.screen.office
    office.knock()
    office.forgotten()
    facts = office.property("facts")
    for answer in ("0" * 20, "Võ", "604188", "604188"):
        for key in answer:
            facts.digit(key) if key.isdecimal() else facts.letter(key)
        facts.next()
    kiosk.done()
    assert said(kiosk, "Mã khôi phục không đúng hoặc đã dùng")
    touch(kiosk, "Back")
    assert not office.occupied, "and one can leave"


def test_the_log_is_read_by_day_narrowed_and_taken_out(
    kiosk: Open, staffed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(kiosk, "audit")
    assert said(kiosk, "Thêm người dùng Trần Văn C", "nguyên vẹn", "Thiết lập máy")
    touch(kiosk, "Choose entries")
    press(kiosk, "Cán bộ: vào, ra, mã PIN, bàn giao")
    assert said(kiosk, "Thêm người dùng")
    assert not said(kiosk, "Thiết lập máy")
    monkeypatch.setattr(mounts, "mounted", tuple)
    touch(kiosk, "Back", "Copy to a stick")
    assert said(kiosk, "Chưa cắm USB nào")
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(mounts, "mounted", lambda: (mounts.Mount(stick), mounts.Mount(tmp_path / "locked", False)))
    touch(kiosk, "Look again")
    press(kiosk, "KINGSTON")
    assert said(kiosk, "Đã chép nhật ký ra USB")
    assert sorted(path.suffix for path in stick.iterdir()) == [".csv", ".json"]
    assert events(staffed)[-1] == "audit-exported"


def test_a_broken_chain_is_said_on_the_menu_the_status_page_and_the_log(kiosk: Open, staffed: Path) -> None:
    with sqlite3.connect(Layout(staffed).state) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE audit SET detail = '{}' WHERE number = 2")
    connection.close()
    office = kiosk.kiosk.screen.office
    office.knock()
    kiosk.grab()
    for digit in OFFICER:
        kiosk.hand.touch(digit)
    touch(kiosk, "Enter")
    broken = "Nhật ký đã bị sửa từ dòng 2"
    assert said(kiosk, broken)
    for task in ("status", "audit"):
        office.go(task, "")
        kiosk.done()
        assert said(kiosk, broken)


def test_a_setting_holds_as_soon_as_nobody_is_at_the_screen(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "settings")
    press(kiosk, "Thời gian chờ", "2", "9")
    assert said(kiosk, "29 giây")
    touch(kiosk, "Save")
    assert said(kiosk, "từ 30 đến 300 giây")
    press(kiosk, kiosk.keys("Delete"), kiosk.keys("Delete"), "4", "5")
    touch(kiosk, "Save")
    assert "Góc vào phần cán bộ" in kiosk.hand.names(), "back on the list"
    press(kiosk, "Đợt tuyên truyền và đồng hồ", "Chỉ ghi ngày tháng")
    press(kiosk, "Góc vào phần cán bộ", "Dưới, bên phải")
    touch(kiosk, "Leave")
    kiosk.kiosk.follow()
    knock = kiosk.item("Knock")
    assert (knock.x(), knock.y()) == (kiosk.window.width() - knock.width(), kiosk.window.height() - knock.height())
    kiosk.go("home")
    kiosk.wait(44)
    assert not kiosk.session.asking
    kiosk.wait(1)
    assert kiosk.session.asking
    assert settings(staffed) == Settings(
        polling_area="c98001.01", idle_seconds=45, clock_mode="dates", knock_corner="bottom-right"
    )


def test_a_polling_area_is_found_by_some_letters(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "settings", "polling_area")
    for letter in "SUOI":
        kiosk.hand.touch(letter)
    kiosk.grab()
    found = [name for name in kiosk.hand.names() if "Suối Mây" in name]
    assert found
    press(kiosk, found[-1])
    known = settings(staffed)
    assert isinstance(known, Settings)
    assert known.polling_area not in {"", "c98001.01"}
    touch(kiosk, "Leave")
    kiosk.kiosk.follow()
    assert kiosk.session.view.area is not None
    assert kiosk.session.view.area.code == known.polling_area


def test_only_allowed_languages_are_offered_and_vietnamese_always(kiosk: Open, staffed: Path) -> None:
    assert len(kiosk.session.view.languages) > 1
    change_setting(staffed, "languages", "vi")
    kiosk.kiosk.follow()
    assert [one.tag for one in kiosk.session.view.languages] == ["vi"]


def test_a_measured_screen_needs_no_option(staffed: Path, qapp: QGuiApplication) -> None:
    from voter_kiosk.kiosk.app import panel_of

    change_setting(staffed, "screen_width_mm", "598")
    change_setting(staffed, "screen_height_mm", "1062")
    with opened(staffed, qapp) as kiosk:
        kiosk.kiosk._measured = lambda found: panel_of((1080, 1920), found.screen_mm, found.mounting_mm)
        change_setting(staffed, "mounting_mm", "400")
        kiosk.kiosk.follow()
        assert kiosk.window.property("pixelsPerMm") == pytest.approx(1920 / 1062)
        assert kiosk.window.property("reachMm") == 820


def test_the_clock_is_confirmed_after_it_was_compared(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "clock")
    assert said(kiosk, "chưa xác nhận")
    touch(kiosk, "The clock is right")
    assert said(kiosk, "Ông/Bà chắc chắn bây giờ là")
    touch(kiosk, "The clock is right")
    assert events(staffed)[-1] == "clock-confirmed"
    assert said(kiosk, "nhật ký") or said(kiosk, "Nhật ký")
    touch(kiosk, "Back")
    assert not said(kiosk, "chưa xác nhận")


def test_a_day_that_there_is_not_is_refused_before_anything_is_set(kiosk: Open) -> None:
    to(kiosk, "clock", "set")
    press(kiosk, *"31022026")
    assert said(kiosk, "31/02/2026")
    touch(kiosk, "Continue")
    assert said(kiosk, "Không có ngày hoặc giờ như vậy")


def test_the_volume_is_limited_for_everybody(kiosk: Open, staffed: Path) -> None:
    to(kiosk, "sound")
    for _ in range(2):
        press(kiosk, "Âm lượng lúc đầu: giảm")
    for _ in range(4):
        press(kiosk, "Âm lượng to nhất: giảm")
    assert said(kiosk, "40 %")
    touch(kiosk, "Leave")
    kiosk.kiosk.follow()
    assert kiosk.session.loudness == 40
    for _ in range(5):
        kiosk.session.listening.louder()
    assert kiosk.session.listening.property("loudness") == 40
    change_setting(staffed, "loudspeaker", "no")
    kiosk.session.finish()
    kiosk.kiosk.follow()
    assert kiosk.session.loudness == 0


def test_starting_anew_is_asked_once_and_the_running_program_hears_of_it(kiosk: Open, staffed: Path) -> None:
    wanted: list[bool] = []
    kiosk.kiosk._restart = lambda: wanted.append(True)
    kiosk.kiosk.follow()
    assert not wanted
    to(kiosk, "power")
    touch(kiosk, "Start the program anew")
    assert said(kiosk, "Ông/Bà chắc chắn khởi động lại chương trình?")
    touch(kiosk, "Start anew")
    assert said(kiosk, "Chương trình đang khởi động lại")
    kiosk.kiosk.follow()
    kiosk.kiosk.follow()
    assert wanted == [True]
    assert events(staffed)[-1] == "session-restarted"


def test_a_machine_that_cannot_be_shut_down_says_what_to_do(
    kiosk: Open, staffed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    to(kiosk, "power")
    touch(kiosk, "Shut the machine down", "Shut down")
    assert said(kiosk, "Hãy nhấn nút nguồn một lần")
    assert events(staffed)[-2:] == ["shut-down", "not-shut-down"]


def test_without_the_loudspeaker_only_headphones_are_read_to(kiosk: Open, staffed: Path) -> None:
    found = ears(kiosk.session.listening)
    change_setting(staffed, "loudspeaker", "no")
    kiosk.kiosk.follow()
    kiosk.go("home")
    kiosk.session.listening.readAll()
    kiosk.grab()
    assert kiosk.session.listening.property("held") == "quiet"
    assert not found.said
    assert said(kiosk, "Máy này chỉ nghe qua tai nghe")
    change_setting(staffed, "headphones", "always")
    kiosk.session.finish()
    kiosk.kiosk.follow()
    kiosk.go("home")
    kiosk.session.listening.readAll()
    assert kiosk.session.listening.property("held") == ""
