"""The trial run and the use in figures at the screen: by touch, on the real pages, with the real commands."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from helpers import stores
from helpers.ears import Memory
from helpers.kiosks import Open, opened
from helpers.stores import events
from voter_kiosk.domain.journey import Screen, TextSize
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.usage import Kind
from voter_kiosk.kiosk.measure import Measurer
from voter_kiosk.kiosk.office.places import places
from voter_kiosk.kiosk.speaker import Speaker
from voter_kiosk.speech.engine import Espeak
from voter_kiosk.store import mounts
from voter_kiosk.store.mounts import Mount
from voter_kiosk.store.people import add_person
from voter_kiosk.store.preparing import settle as change
from voter_kiosk.store.state import Books

OFFICER = Person(1, "Lê Thị B", Role.OFFICER)
TODAY = dt.datetime.now(dt.UTC).date()


@pytest.fixture
def staffed(demo_store: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    assert isinstance(add_person(store, OFFICER.name, OFFICER.role, "480213"), Person)
    return store


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as a stick that is plugged in."""
    folder = tmp_path / "media" / "BAU CU"
    folder.mkdir(parents=True)
    monkeypatch.setattr(mounts, "mounted", lambda: (Mount(folder),) if folder.is_dir() else ())
    return folder


@pytest.fixture
def kiosk(staffed: Path, stick: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(staffed, qapp) as found:
        found.kiosk.screen.office.let_in(OFFICER)
        found.grab()
        yield found


def touch(kiosk: Open, english: str) -> None:
    kiosk.hand.touch(kiosk.keys(english))
    kiosk.grab()


def count(store: Path) -> None:
    def work(books: Books) -> None:
        for ago in (2, 3):
            day = TODAY - dt.timedelta(days=ago)
            books.count(Kind.VISIT.value, "", day, 9, 12)
            for screen in Screen:
                books.count(Kind.SCREEN.value, screen.value, day, -1, 7)
            books.count(Kind.CONTENT.value, "voter-rights", day, -1, 6)
            books.count(Kind.LANGUAGE.value, "en", day, -1, 5)
            books.count(Kind.REACH.value, "", day, -1, 5)

    assert change(store, work) is None


def faults(kiosk: Open) -> list[str]:
    measurer = Measurer(kiosk.window, 1920 / 531.0)
    return [f"{fault}" for fault in measurer.geometry(measurer.layer(), TextSize.USUAL).faults]


def touch_all_but_one(kiosk: Open) -> str:
    """Touch every target of the touch test but the last; its name."""
    left = [name for name in kiosk.hand.names() if name.startswith("Ô ")]
    assert len(left) >= 20
    for name in left[:-1]:
        kiosk.hand.touch_at(kiosk.hand.visible_middle(kiosk.hand.find(name)) or QPoint())
    kiosk.grab()
    return left[-1]


def see_all_colours(kiosk: Open) -> None:
    for colour in ("Màu đỏ", "Màu xanh lá", "Màu xanh dương", "Màu trắng", "Màu đen"):
        (name,) = (found for found in kiosk.hand.names() if found.startswith(colour))
        kiosk.hand.touch(name)
        kiosk.grab()


def test_the_trial_run_leads_step_by_step_to_a_report_on_the_stick(
    kiosk: Open, staffed: Path, stick: Path
) -> None:
    memory = Memory(stretch=0.5)
    office = kiosk.kiosk.screen.office
    office.equip(Speaker(Espeak(), memory, office))
    touch(kiosk, "Trial run and checks")
    touch(kiosk, "Begin")
    touch(kiosk, "Say a sentence")
    for _ in range(500):
        if memory.samples:
            break
        QTest.qWait(20)
    assert memory.samples, "a sentence is heard"
    touch(kiosk, "Yes, clearly")
    last = touch_all_but_one(kiosk)
    assert "Còn 1 ô" in kiosk.hand.words()
    kiosk.hand.touch(last)
    kiosk.grab()
    outline = kiosk.item("CardOutline")
    assert outline.width() * 531 / 1920 == pytest.approx(85.6, abs=0.3)
    assert outline.height() * 531 / 1920 == pytest.approx(53.98, abs=0.3)
    touch(kiosk, "Yes, the same")
    see_all_colours(kiosk)
    touch(kiosk, "Yes, there were")
    assert faults(kiosk) == []
    kiosk.hand.touch("USB “BAU CU”")
    kiosk.done()
    made = json.loads(next(stick.glob("chay-thu-*.json")).read_text("utf-8"))
    grades = {check["code"]: check["grade"] for check in made["checks"]}
    assert (grades["sound"], grades["touch"], grades["ruler"], grades["pixels"]) == ("ok", "ok", "ok", "look")
    assert any("299 × 531 mm, 1080 × 1920" in check["said"]["vi"] for check in made["checks"])
    assert made["by"] == "Lê Thị B"
    assert next(stick.glob("chay-thu-*.pdf")).read_bytes().startswith(b"%PDF")
    assert any("Đã ghi xong. Có thể rút USB." in said for said in kiosk.hand.words())
    assert events(staffed)[-1] == "readiness"
    assert faults(kiosk) == []


def test_a_dead_target_is_said_by_a_key_and_is_wrong_in_the_report(kiosk: Open, staffed: Path) -> None:
    office = kiosk.kiosk.screen.office
    office.go("readiness", "touch;sound=yes")
    kiosk.grab()
    touch_all_but_one(kiosk)
    touch(kiosk, "One does not answer")
    touch(kiosk, "Back")
    touch_all_but_one(kiosk)
    touch(kiosk, "One does not answer")
    touch(kiosk, "No")
    see_all_colours(kiosk)
    touch(kiosk, "No, all clean")
    touch(kiosk, "Only look, write nothing")
    kiosk.done()
    said = kiosk.hand.words()
    assert any(line.startswith("Chạm thử: Hỏng.") for line in said)
    assert any(line.startswith("Đo màn hình: Hỏng.") for line in said)
    assert any(line.startswith("Nghe thử: Đạt.") for line in said)
    assert "Chưa dùng máy khi còn mục hỏng." in said
    assert not any("Đã ghi xong" in line for line in said)


def test_without_a_loudspeaker_the_page_says_so(kiosk: Open) -> None:
    office = kiosk.kiosk.screen.office
    office.equip(Speaker(Espeak(), Memory(available=False), office))
    office.go("readiness", "sound")
    kiosk.grab()
    touch(kiosk, "Say a sentence")
    assert any("không có loa hay tai nghe" in said for said in kiosk.hand.words())
    assert faults(kiosk) == []


def test_the_use_in_figures_is_shown_and_exported(kiosk: Open, staffed: Path, stick: Path) -> None:
    count(staffed)
    touch(kiosk, "Use in figures")
    kiosk.done()
    said = kiosk.hand.words()
    assert "24 lượt xem đến hết hôm qua" in said
    assert "Quyền và nghĩa vụ của cử tri: 12" in said
    assert "Danh sách người ứng cử: 14" in said
    assert faults(kiosk) == []
    touch(kiosk, "Export")
    kiosk.hand.touch("USB “BAU CU”")
    kiosk.done()
    assert sorted(path.suffix for path in stick.iterdir()) == [".csv", ".json", ".pdf", ".xlsx"]
    assert any("Đã ghi xong" in said for said in kiosk.hand.words())
    assert events(staffed)[-1] == "usage-exported"
    assert faults(kiosk) == []


def test_a_campaign_is_ended_after_being_asked_once(kiosk: Open, staffed: Path, stick: Path) -> None:
    count(staffed)
    kiosk.kiosk.screen.office.go("usage", "")
    kiosk.done()
    touch(kiosk, "End the campaign")
    kiosk.hand.touch("USB “BAU CU”")
    kiosk.grab()
    assert any("Ông/Bà chắc chắn?" in said and "BAU CU" in said for said in kiosk.hand.words())
    touch(kiosk, "No, go back")
    assert stores.tables(staffed, "counts")["counts"], "nothing is changed"
    kiosk.hand.touch("USB “BAU CU”")
    kiosk.grab()
    touch(kiosk, "Yes, end it")
    kiosk.done()
    assert stores.tables(staffed, "counts")["counts"] == []
    assert next(stick.glob("ket-thuc-dot-*.json"))
    assert any("Đã kết thúc đợt." in said for said in kiosk.hand.words())
    assert json.loads(stores.tables(staffed, "audit")["audit"][-1][3])["by"] == "1 Lê Thị B"
    assert faults(kiosk) == []


def test_a_stick_pulled_before_the_end_of_a_campaign_wipes_nothing_and_is_said(
    kiosk: Open, staffed: Path, stick: Path
) -> None:
    count(staffed)
    kiosk.kiosk.screen.office.go("usage", f"sure;{stick}")
    kiosk.grab()
    stick.rmdir()
    touch(kiosk, "Yes, end it")
    kiosk.done()
    assert any("hãy xem USB còn cắm" in said for said in kiosk.hand.words())
    assert stores.tables(staffed, "counts")["counts"]
    assert faults(kiosk) == []


def test_without_a_stick_papers_go_into_the_kiosks_own_folder(
    staffed: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "mounted", tuple)
    count(staffed)
    with opened(staffed, qapp) as kiosk:
        kiosk.kiosk.screen.office.let_in(OFFICER)
        kiosk.kiosk.screen.office.go("usage", "save")
        kiosk.grab()
        kiosk.hand.touch("Thư mục “reports” trong máy này")
        kiosk.done()
    assert len(list((staffed / "reports").iterdir())) == 4


def test_sticks_are_what_is_mounted_and_can_be_written_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    plugged = (Mount(media / "user" / "A"), Mount(media / "B"), Mount(media / "C", writable=False))
    monkeypatch.setattr(mounts, "mounted", lambda: plugged)
    found = places(tmp_path, "en")
    assert [(row.title, row.stick) for row in found] == [
        ("Stick “B”", True),
        ("Stick “A”", True),
        ("The folder “reports” on this kiosk", False),
    ]


def test_an_operator_has_neither_page(kiosk: Open) -> None:
    office = kiosk.kiosk.screen.office
    office.leave()
    office.let_in(Person(2, "Trần Văn C", Role.OPERATOR))
    for task in ("readiness", "usage"):
        office.go(task, "")
        assert office.property("page") == "MenuPage"
