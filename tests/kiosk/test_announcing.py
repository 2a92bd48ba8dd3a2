"""What is told to somebody who does not see the screen change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QGuiApplication

from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import ATTRACT
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import reading
from voter_kiosk.kiosk.slips.printer import PrintState


@dataclass
class Heard:
    """A kiosk and what it has announced since one last asked."""

    kiosk: Open
    _all: list[tuple[str, bool]]

    def now(self) -> list[str]:
        said = [sentence for sentence, _ in self._all]
        self._all.clear()
        return said

    def interrupting(self) -> list[str]:
        said = [sentence for sentence, interrupts in self._all if interrupts]
        self._all.clear()
        return said

    def touch(self, english: str, *arguments: object) -> list[str]:
        name = self.kiosk.session.view.tr(english, *arguments).replace("\u00a0", " ")
        self.kiosk.hand.touch(name)
        self.kiosk.grab()
        return self.now()


@pytest.fixture
def heard(demo_store: Path, qapp: QGuiApplication) -> Iterator[Heard]:
    with opened(demo_store, qapp) as kiosk:
        said: list[tuple[str, bool]] = []
        kiosk.kiosk.screen.announcer.announced.connect(lambda *one: said.append(one))
        yield Heard(kiosk, said)


def test_every_move_is_announced_by_what_the_screen_is_called(heard: Heard) -> None:
    heard.kiosk.go("home")
    assert heard.now() == ["Chủ nhật, ngày 15 tháng 3 năm 2026. Còn 12 ngày nữa đến ngày bầu cử"]
    assert heard.touch("How to vote") == ["Cách bỏ phiếu, từng bước. Mang theo thẻ cử tri"]
    assert heard.touch("Next step") == ["Cách bỏ phiếu, từng bước. Xuất trình thẻ, nhận phiếu bầu"]
    assert heard.touch("Back") == ["Chủ nhật, ngày 15 tháng 3 năm 2026. Còn 12 ngày nữa đến ngày bầu cử"]
    heard.kiosk.session.go("candidate", "p98.na.1.1")
    assert heard.now() == ["Người thứ 1 trong 5 người · Quốc hội · Đơn vị bầu cử số 1. Tạ Thị Hồng Bích"]


def test_focus_comes_to_the_heading_of_the_new_screen(heard: Heard) -> None:
    for screen in ("home", "steps", "about"):
        heard.kiosk.go(screen)
        focused = [read for read in reading(heard.kiosk.window) if read.focused]
        assert [read.heading for read in focused] == [True], screen
    heard.kiosk.go("search")
    assert [read.role for read in reading(heard.kiosk.window) if read.focused] == [QAccessible.Role.EditableText]


def test_focus_comes_back_when_what_lay_over_the_screen_is_gone(heard: Heard) -> None:
    def focused() -> list[str]:
        return [read.name for read in reading(heard.kiosk.window) if read.focused]

    heard.kiosk.go("about")
    before = focused()
    heard.kiosk.wait(121)
    assert focused() == [heard.kiosk.keys("Yes, go on")]
    heard.touch("Yes, go on")
    assert focused() == before
    heard.kiosk.session.set_fault(True)
    heard.kiosk.session.set_fault(False)
    settle()
    assert focused() == ["Còn 12 ngày nữa đến ngày bầu cử"], "Attract's own"


def test_search_gives_the_focus_to_the_field_and_where_there_is_none_to_its_heading(heard: Heard) -> None:
    def focused() -> list[QAccessible.Role]:
        return [read.role for read in reading(heard.kiosk.window) if read.focused]

    heard.kiosk.go("search")
    assert focused() == [QAccessible.Role.EditableText]
    heard.touch("By first letter")
    assert focused() == [QAccessible.Role.Heading]
    heard.touch("Type letters")
    assert focused() == [QAccessible.Role.EditableText]


def test_a_screen_that_is_built_anew_where_it_is_says_nothing(heard: Heard) -> None:
    heard.kiosk.go("home")
    heard.now()
    heard.kiosk.session._show()
    settle()
    assert heard.now() == []


def test_another_language_is_announced_in_it(heard: Heard) -> None:
    heard.kiosk.go("about")
    heard.now()
    heard.kiosk.hand.touch("English")
    assert heard.now() == ["About this information"]


def test_another_text_size_and_other_colours_are_announced_and_their_end_is_not(heard: Heard) -> None:
    heard.kiosk.go("home")
    heard.touch("Text size")
    assert heard.touch("Very large") == ["Cỡ chữ: Rất lớn"]
    heard.touch("Close")
    heard.touch("More")
    heard.touch("Colours")
    assert heard.touch("White on black") == ["Màu sắc: Chữ trắng nền đen"]
    heard.kiosk.session.finish()
    settle()
    assert heard.kiosk.session.place == ATTRACT
    assert [said for said in heard.now() if "Cỡ chữ" in said or "Màu" in said] == []


def test_still_there_interrupts_and_is_said_again_when_time_runs_out(heard: Heard) -> None:
    heard.kiosk.go("home")
    heard.now()
    heard.kiosk.wait(120)
    (asked,) = heard.interrupting()
    assert asked.startswith("Ông/Bà còn xem không? Sau 30 giây")
    heard.kiosk.wait(19)
    assert heard.interrupting() == []
    heard.kiosk.wait(1)
    (again,) = heard.interrupting()
    assert "Sau 10 giây" in again
    heard.kiosk.wait(5)
    assert heard.interrupting() == []


def test_a_call_for_staff_interrupts_with_what_the_screen_says(heard: Heard) -> None:
    heard.kiosk.go("home")
    heard.now()
    heard.kiosk.session.set_fault(True)
    (said,) = heard.interrupting()
    assert said.startswith("Xin gọi cán bộ. Máy gặp trục trặc")


def test_what_is_typed_is_announced_with_what_it_finds(heard: Heard) -> None:
    heard.kiosk.go("search")
    heard.now()
    (first,) = heard.touch("B")
    assert first.startswith("Đã gõ: B. ")
    assert first.endswith(" kết quả")
    heard.touch("Q")
    (missed,) = heard.touch("X")
    assert missed == "Đã gõ: BQX. Không tìm thấy “BQX”"
    (cleared,) = heard.touch("Clear all that was typed")
    assert cleared == heard.kiosk.keys("What can be found here")


def test_a_commune_that_is_typed_is_announced_with_how_many_are_called_so(heard: Heard) -> None:
    heard.kiosk.go("areas")
    heard.now()
    assert heard.touch("S") == ["Đã gõ: S. Tìm thấy 6 tên"]


def test_each_mark_on_a_practice_ballot_is_announced_and_so_is_its_verdict(heard: Heard) -> None:
    heard.kiosk.go("practice", "na.3.5")
    heard.now()
    (struck,) = heard.touch("Strike out %1", "Ông Lê Văn C")
    assert struck == (
        "3. Ông Lê Văn C (Lê Minh C), đã gạch: không bầu. Ông/Bà đang để lại 4 tên; được bầu không quá 3."
    )
    (undone,) = heard.touch("Take back the last stroke")
    assert undone.startswith("3. Ông Lê Văn C (Lê Minh C), để nguyên: bầu. Ông/Bà đang để lại 5 tên")
    (added,) = heard.touch("Try writing another name on it")
    assert "viết thêm bằng tay" in added
    (renewed,) = heard.touch("Ask for another paper")
    assert renewed.startswith("Ông/Bà đang để lại 5 tên")
    (verdict,) = heard.touch("Put it into the ballot box")
    assert verdict == "Quốc hội. Phiếu tập này không hợp lệ"


def test_columns_that_are_turned_are_announced(heard: Heard) -> None:
    heard.kiosk.go("compare", "p98.na.1")
    heard.now()
    assert heard.touch("Persons %1 to %2", 4, 5) == ["Người 4 đến 5 trong 5 người"]


def test_what_becomes_of_a_slip_is_announced_where_it_was_asked_for(heard: Heard) -> None:
    heard.kiosk.go("take", "topic/voter-list")
    heard.now()
    slips = heard.kiosk.session.slips
    slips.show_state(PrintState.PRINTING, "topic/voter-list")
    slips.show_state(PrintState.PRINTED, "topic/voter-list")
    assert heard.now() == ["Đang in...", "Đã in xong. Xin lấy tờ in ở máy in."]
    slips.show_state(PrintState.FAILED, "topic/another")
    assert heard.now() == []


def test_where_nobody_listens_nothing_is_read(
    demo_store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(window: QObject) -> None:
        raise AssertionError(window)

    with opened(demo_store, qapp) as kiosk:
        monkeypatch.setattr("voter_kiosk.kiosk.announcing.reading", never)
        assert not QAccessible.isActive()
        kiosk.go("home")
        kiosk.go("about")
