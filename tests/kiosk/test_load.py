"""Loading at the screen: a stick, the report, the load, and one step back; all by touch, by the real commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from helpers import stores
from helpers.kiosks import Open, opened, put, vietnam
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.office.errand import ErrandFacts
from voter_kiosk.store.people import add_person
from voter_kiosk.store.sticks import set_bundle_folders

BEFORE = vietnam("2026-03-03 09:00")
WHO = "Lê Thị B"


@dataclass
class Desk:
    """A kiosk's store with one version shown, the committee's desk, and a folder that stands for the stick."""

    committee: stores.Desk
    store: Path
    stick: Path

    def audit(self) -> list[tuple[str, dict[str, object]]]:
        return [(row[2], json.loads(row[3])) for row in stores.tables(self.store, "audit")["audit"]]

    def hand_over(self, version: int, made: stores.Content | None = None) -> Path:
        """A version on the stick."""
        return Path(shutil.copy(self.committee.bundle(version, made), self.stick))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    committee = stores.desk(tmp_path / "desk")
    store = stores.new_store(tmp_path / "store", committee)
    committee.bundle(1)
    put(store, committee, 1)
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    assert set_bundle_folders(store, [stick]) is None
    assert isinstance(add_person(store, WHO, Role.OFFICER, "480213"), Person)
    return Desk(committee, store, stick)


@pytest.fixture
def kiosk(desk: Desk, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(desk.store, qapp, at=BEFORE) as found:
        yield found


def until(come: Callable[[], bool]) -> None:
    """Wait for something, a minute at most."""
    for _ in range(3000):
        if come():
            return
        QTest.qWait(20)
    raise TimeoutError


def step(kiosk: Open) -> ErrandFacts:
    facts = kiosk.kiosk.screen.office.property("facts")
    assert isinstance(facts, ErrandFacts)
    return facts


def title(kiosk: Open) -> str:
    return str(step(kiosk).property("title"))


def come_to(kiosk: Open, task: str, wanted: str, subject: str = "") -> None:
    """In, to a task, until its page says ``wanted``."""
    office = kiosk.kiosk.screen.office
    office.let_in(Person(1, WHO, Role.OFFICER))
    office.go(task, subject)
    arrive(kiosk, wanted)


def arrive(kiosk: Open, wanted: str) -> None:
    until(lambda: title(kiosk).startswith(wanted))
    kiosk.grab()


def struck_off(made: stores.Content) -> stores.Content:
    decision = StrikeOff(
        StrikeOffKind.STRUCK_OFF, "45/NQ-UBBC", stores.ISSUED.date(), {"vi": "Đã xóa tên theo Nghị quyết 45"}
    )
    return stores.with_candidate(made, "p98.na.1.2", strike_off=decision)


def test_version_two_is_loaded_from_a_stick_shown_and_taken_back_by_one_tap(kiosk: Open, desk: Desk) -> None:
    made = struck_off(stores.content())
    first = made.notices[1]
    made = replace(made, notices=(replace(first, title={"vi": "Đổi nơi bỏ phiếu"}), *made.notices[2:]))
    kiosk.go("notices")
    assert any("Thông báo mới" in said for said in kiosk.hand.words())
    come_to(kiosk, "load", "Hãy cắm USB")

    bundle = desk.hand_over(2, made)
    (desk.stick / "._v2.vkb").write_bytes(b"of a Mac")
    (desk.stick / "thu.docx").write_bytes(b"a letter")
    step(kiosk).look_around()  # type: ignore[attr-defined]
    arrive(kiosk, "Chọn gói dữ liệu")
    words = kiosk.hand.words()
    assert any("bỏ qua 2 tệp" in said for said in words)
    (offered,) = step(kiosk).property("choices").rows
    assert "Phiên bản 2" in offered.summary
    assert "v2.vkb trên KINGSTON" in offered.summary
    kiosk.hand.touch(offered.title)
    arrive(kiosk, "Nạp gói này?")
    words = kiosk.hand.words()
    assert any(said.startswith("Xóa tên người ứng cử: Trần Thị Hòa") and "45/NQ-UBBC" in said for said in words)
    assert any("Thông báo mới → Đổi nơi bỏ phiếu" in said for said in words)
    assert any("máy này tin cậy" in said for said in words)
    assert desk.audit()[-1][0] != "confirmed" or desk.audit()[-1][1]["version"] == 1

    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Đã nạp xong")
    bundle.unlink()
    assert "Có thể rút USB." in kiosk.hand.words()
    event, detail = desk.audit()[-1]
    assert (event, detail["version"], detail["by"]) == ("confirmed", 2, f"1 {WHO}")
    assert kiosk.session.place.screen == "notices", "the citizen's screen waits below"

    kiosk.hand.touch("Hiện ngay")
    until(lambda: not kiosk.kiosk.screen.office.at_work)
    assert kiosk.session.place.screen == "attract"
    kiosk.go("notices")
    assert any("Đổi nơi bỏ phiếu" in said for said in kiosk.hand.words())
    assert not any("Thông báo mới" in said for said in kiosk.hand.words())

    come_to(kiosk, "previous", "Ông/Bà chắc chắn")
    assert any(said.startswith("Sẽ hiện lại: Phiên bản 1") for said in kiosk.hand.words())
    kiosk.hand.touch("Quay lại bản trước")
    arrive(kiosk, "Đã quay lại")
    kiosk.hand.touch("Hiện ngay")
    until(lambda: not kiosk.kiosk.screen.office.at_work)
    kiosk.go("notices")
    assert any("Thông báo mới" in said for said in kiosk.hand.words())
    rolled = [detail for event, detail in desk.audit() if event == "rolled-back"]
    assert [(one["version"], one["by"]) for one in rolled] == [(1, f"1 {WHO}")]
