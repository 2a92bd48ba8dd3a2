"""Loading at the screen: a stick, the report, the load, and one step back; all by touch, by the real commands."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import Open, opened, put, until, vietnam
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import STEPS, may_pull
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.office.errand import ErrandFacts, Work
from voter_kiosk.kiosk.office.load import WORKING
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.people import add_person
from voter_kiosk.store.scrub import Report, scrub
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
    arrive(kiosk, "Chọn gói dữ liệu")
    words = kiosk.hand.words()
    assert any("bỏ qua 2 tệp" in said for said in words)
    offered, _elsewhere = step(kiosk).property("choices").rows
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


class Pulled(Files):
    """Somebody pulls the stick out while the objects are copied: the bundle's file is cut off under the reader."""

    def __init__(self, bundle: Path, after: int) -> None:
        super().__init__()
        self._bundle, self._left = bundle, after

    def write(self, path: Path, chunks: Iterable[bytes]) -> int:
        if path.parent.name == "objects":
            self._left -= 1
            if self._left == 0:
                os.truncate(self._bundle, 10)
        return super().write(path, chunks)


def test_a_stick_that_was_pulled_too_early_goes_on_by_itself_when_it_is_back(
    kiosk: Open, desk: Desk, tmp_path: Path
) -> None:
    bundle = desk.hand_over(2, stores.content(notices=()))
    come_to(kiosk, "load", "Nạp gói này?", str(bundle))
    desk.stick.rename(tmp_path / "pulled")
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Việc nạp bị ngắt")
    assert "Mã để tra cứu: not-found" in kiosk.hand.words()
    assert "Nội dung đang hiện vẫn giữ nguyên." in kiosk.hand.words()
    assert not [detail for event, detail in desk.audit() if event == "confirmed" and detail["version"] == 2]
    (tmp_path / "pulled").rename(desk.stick)
    arrive(kiosk, "Đã nạp xong")
    assert desk.audit()[-1][0] == "confirmed"


def test_another_bundle_on_the_stick_that_comes_back_is_asked_about(
    kiosk: Open, desk: Desk, tmp_path: Path
) -> None:
    bundle = desk.hand_over(2, stores.content(notices=()))
    other = desk.committee.bundle(3)
    come_to(kiosk, "load", "Nạp gói này?", str(bundle))
    desk.stick.rename(tmp_path / "pulled")
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Việc nạp bị ngắt")
    shutil.copy(other, tmp_path / "pulled" / bundle.name)
    (tmp_path / "pulled").rename(desk.stick)
    arrive(kiosk, "Nạp gói này?")
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Đã nạp xong")
    assert desk.audit()[-1][1]["version"] == 3


def test_a_stick_pulled_while_it_is_copied_loses_nothing_and_goes_on_when_it_is_back(
    kiosk: Open, desk: Desk
) -> None:
    """The screen's own child process, held by the system at the very moment."""
    pictures = tuple(stores.noisy_png(number) for number in range(12))
    made = stores.content(notices=())
    bundle = desk.hand_over(2, replace(made, media=(*made.media, *pictures)))
    whole = bundle.read_bytes()
    before = desk.audit()
    come_to(kiosk, "load", "Nạp gói này?", str(bundle))
    kiosk.hand.touch("Nạp gói này")
    (child,) = [at for at in kiosk.kiosk.screen.office.findChildren(QProcess) if at.processId()]
    copied: list[Path] = []
    while len(copied) < 3:  # a thousandth of a second after the other
        os.kill(child.processId(), signal.SIGCONT)
        time.sleep(0.001)
        os.kill(child.processId(), signal.SIGSTOP)
        copied = list(desk.store.glob("incoming/*/objects/*"))
    assert len(copied) < len(pictures), "in the middle"
    os.truncate(bundle, 10)
    os.kill(child.processId(), signal.SIGCONT)
    arrive(kiosk, "Việc nạp bị ngắt")
    assert "Nội dung đang hiện vẫn giữ nguyên." in kiosk.hand.words()
    assert [event for event, _ in desk.audit()[len(before) :]] == ["interrupted"]
    bundle.unlink()
    bundle.write_bytes(whole)
    arrive(kiosk, "Đã nạp xong")
    assert desk.audit()[-1][0] == "confirmed"


def test_a_load_that_was_broken_off_is_told_and_finished_from_where_it_was(kiosk: Open, desk: Desk) -> None:
    bundle = desk.hand_over(2, stores.content(notices=()))
    whole = bundle.read_bytes()
    stopped = install(desk.store, bundle, surroundings=stores.quick(files=Pulled(bundle, 1)))
    assert isinstance(stopped, Refusal)
    bundle.unlink()
    come_to(kiosk, "load", "Hãy cắm USB")
    assert any("Lần nạp gói v2.vkb bị ngắt giữa chừng" in said for said in kiosk.hand.words())
    bundle.write_bytes(whole)
    arrive(kiosk, "Chọn gói dữ liệu")
    assert any("bị ngắt giữa chừng" in said for said in kiosk.hand.words())
    offered, _elsewhere = step(kiosk).property("choices").rows
    kiosk.hand.touch(offered.title)
    arrive(kiosk, "Nạp gói này?")
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Đã nạp xong")
    assert [event for event, _ in desk.audit() if event in {"interrupted", "confirmed"}][-2:] == [
        "interrupted",
        "confirmed",
    ]
    kiosk.hand.touch("Khi không có ai ở máy")
    until(lambda: not kiosk.kiosk.screen.office.at_work)
    assert not kiosk.kiosk.screen.office.occupied


def test_a_bundle_that_lies_deeper_is_found_by_choosing_the_folder(kiosk: Open, desk: Desk) -> None:
    deep = desk.stick / "Bầu cử" / "Tháng 3"
    deep.mkdir(parents=True)
    shutil.move(desk.hand_over(2), deep)
    come_to(kiosk, "load", "Hãy cắm USB")
    kiosk.hand.touch("Tìm trong thư mục khác")
    arrive(kiosk, "Tìm ở đâu?")
    for name in (desk.stick.name, "Bầu cử"):
        kiosk.hand.touch(name)
        arrive(kiosk, f"Thư mục {name}")
    (found, inner) = step(kiosk).property("choices").rows
    assert "v2.vkb" in found.summary
    assert inner.title == "Tháng 3"
    kiosk.hand.touch(found.title)
    arrive(kiosk, "Nạp gói này?")
    kiosk.hand.touch(kiosk.keys("Back"))
    arrive(kiosk, "Thư mục Bầu cử")
    shutil.rmtree(deep)
    kiosk.hand.touch("Tháng 3")
    arrive(kiosk, "Không mở được thư mục này")
    assert "not-a-bundle-folder" in " ".join(kiosk.hand.words())


def test_a_bundle_of_strangers_is_refused_in_one_sentence_with_its_code(
    kiosk: Open, desk: Desk, tmp_path: Path
) -> None:
    stranger = shutil.copy(stores.desk(tmp_path / "strangers").bundle(2), desk.stick)
    come_to(kiosk, "load", "Không nạp được gói này", str(stranger))
    assert "Mã để tra cứu: wrong-key" in kiosk.hand.words()
    assert any("không được ký bằng khóa mà máy này tin cậy" in said for said in kiosk.hand.words())
    assert "Nạp gói này" not in kiosk.hand.names()


def test_a_bundle_ahead_of_a_confirmed_clock_is_a_question_for_the_officer(kiosk: Open, desk: Desk) -> None:
    opened_store = open_store(desk.store)
    assert isinstance(opened_store, Store)
    Clock(opened_store.state).confirm()
    opened_store.close()
    soon = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=3)
    built = desk.committee.bundle(2, issued=soon, expires=soon + dt.timedelta(days=30))
    bundle = shutil.copy(built, desk.stick)
    come_to(kiosk, "load", "Không nạp được gói này", str(bundle))
    assert "Mã để tra cứu: issued-in-future" in kiosk.hand.words()
    kiosk.hand.touch("Đồng hồ sai, gói đúng")
    arrive(kiosk, "Nạp gói này?")
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Đã nạp xong")


def test_the_bundle_that_is_shown_is_loaded_again_where_it_is_damaged(kiosk: Open, desk: Desk) -> None:
    portrait = Layout(desk.store).object(stores.sha256(stores.PORTRAIT))
    whole = portrait.read_bytes()
    portrait.write_bytes(whole[:-1] + b"\0")
    found = scrub(desk.store)
    assert isinstance(found, Report)
    assert found.found.lost == 1, "no stick is there to heal it from"
    bundle = desk.hand_over(1)
    come_to(kiosk, "load", "Nạp gói này?", str(bundle))
    kiosk.hand.touch("Nạp gói này")
    arrive(kiosk, "Đã nạp xong")
    assert portrait.read_bytes() == whole


def test_the_bundle_that_is_shown_need_not_be_loaded(kiosk: Open, desk: Desk) -> None:
    bundle = desk.hand_over(1)
    come_to(kiosk, "load", "Chọn gói dữ liệu")
    offered, _elsewhere = step(kiosk).property("choices").rows
    assert offered.summary.startswith("Đang hiện. ")
    kiosk.hand.touch(offered.title)
    arrive(kiosk, "Gói này đang được hiện")
    assert "Nạp gói này" not in kiosk.hand.names()
    assert bundle.is_file()


def test_the_bundle_in_use_is_copied_to_another_stick_and_checked(kiosk: Open, desk: Desk) -> None:
    come_to(kiosk, "copy", "Chép ra USB nào?")
    kiosk.hand.touch("KINGSTON")
    arrive(kiosk, "Đã chép xong")
    copy = desk.stick / "test-2026-v1.vkb"
    assert copy.read_bytes() == (desk.committee.folder / "v1.vkb").read_bytes()
    event, detail = desk.audit()[-1]
    assert (event, detail["by"]) == ("copied", f"1 {WHO}")
    assert any("Có thể rút USB" in said for said in kiosk.hand.words())


def test_a_stick_that_is_gone_when_it_should_be_written_is_a_refusal_and_another_can_be_chosen(
    kiosk: Open, desk: Desk, tmp_path: Path
) -> None:
    come_to(kiosk, "copy", "Chép ra USB nào?")
    step(kiosk).rest()  # type: ignore[attr-defined]
    shutil.rmtree(desk.stick)
    kiosk.hand.touch("KINGSTON")
    arrive(kiosk, "Chưa chép được")
    assert "Mã để tra cứu: no-stick" in kiosk.hand.words()
    assert not desk.stick.exists()
    desk.stick.mkdir()
    kiosk.hand.touch("Chọn USB khác")
    arrive(kiosk, "Chép ra USB nào?")


def test_a_kiosk_with_one_bundle_has_nothing_to_go_back_to(kiosk: Open) -> None:
    come_to(kiosk, "previous", "Chưa có bản trước")
    kiosk.hand.touch(kiosk.session.view.dictionary.say("vi", "Back"))


def test_everything_is_said_in_english_too(kiosk: Open, desk: Desk) -> None:
    desk.hand_over(2, stores.content(notices=()))
    office = kiosk.kiosk.screen.office
    office.let_in(Person(1, WHO, Role.OFFICER))
    office.setLanguage("en")
    office.go("load", "")
    arrive(kiosk, "Choose the bundle")
    offered, _elsewhere = step(kiosk).property("choices").rows
    assert "Version 2, issued" in offered.summary
    kiosk.hand.touch(offered.title)
    arrive(kiosk, "Load this bundle?")
    words = kiosk.hand.words()
    assert any(said.startswith("Removed 3 notices.") for said in words)
    assert any("trusted here" in said for said in words)


def test_how_far_it_is_is_told_in_bytes_and_time(kiosk: Open, desk: Desk) -> None:
    come_to(kiosk, "load", "Hãy cắm USB")
    facts = step(kiosk)
    moving = Work(STEPS["copying"], 30_000_000, 120_000_000, 5.0)
    facts.show(replace(WORKING, work=moving))
    kiosk.grab()
    assert any("30,0 MB / 120,0 MB, còn khoảng 15 giây" in said for said in kiosk.hand.words())
    facts.show(replace(WORKING, work=replace(moving, done=1_000_000)))
    assert "9 phút" in str(facts.property("amount"))
    facts.show(replace(WORKING, work=Work(STEPS["verified"], pull=may_pull(STEPS["verified"]))))
    kiosk.grab()
    assert "Có thể rút USB." in kiosk.hand.words()
    assert kiosk.session.view.dictionary.say("vi", "Back") not in kiosk.hand.names(), "nothing is left half way"
