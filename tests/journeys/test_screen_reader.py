"""A blind citizen's way, by the means of her screen reader: a real kiosk on the real bus of AT-SPI.

The kiosk is a process of its own on a display of its own (Xvfb). It is asked over D-Bus, as Orca asks.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.screen_reader import Node, ScreenReader, desktop, missing, wait_for

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "everything is here")

START = "Còn 12 ngày nữa đến ngày bầu cử"
BUTTON, CHOICE, HEADING, LABEL, FIELD = "push button", "radio button", "heading", "label", "text"


@dataclass
class Citizen:
    """She hears what the kiosk says on the bus, and does what its actions do."""

    reader: ScreenReader
    kiosk: Node

    def hears(self) -> list[str]:
        """Everything the screen says, in the order of the tree."""
        return [self.reader.name(one) for one in self.reader.showing(self.kiosk)]

    def starts(self) -> None:
        """From wherever she is, to the start page."""
        heard = self.hears()
        way = next((one for one in ("Đóng", "Trang đầu", "Chạm để bắt đầu") if one in heard), None)
        if way is not None:
            self.presses(way)
            self.finds(HEADING, START)
            self.reader.forget()
        assert START in self.hears()

    def finds(self, role: str, name: str) -> Node:
        return self.reader.find(self.kiosk, role, name)

    def presses(self, name: str, role: str = BUTTON) -> None:
        found = self.finds(role, name)
        assert "enabled" in self.reader.states(found), f"{name} lies under something"
        self.reader.do(found)

    def comes_to(self, heading: str) -> None:
        """The focus comes to the heading of a new screen: what a screen reader says at once."""
        assert self.reader.role(self.reader.wait_for_focus(heading)) == HEADING

    def is_told(self, sentence: str) -> None:
        self.reader.wait_for_announcement(sentence)


@pytest.fixture(scope="module")
def citizen(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Citizen]:
    with desktop(tmp_path_factory.mktemp("desktop")) as environment:
        reader = ScreenReader(environment["DBUS_SESSION_BUS_ADDRESS"])
        command = [
            sys.executable,
            "-m",
            "voter_kiosk",
            "run",
            "--store",
            str(demo_store),
            "--at",
            "2026-03-03T09:00",
        ]
        kiosk = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            yield Citizen(reader, reader.application("voter-kiosk"))
        finally:
            kiosk.terminate()
            _, log = kiosk.communicate(timeout=30)
            reader.close()
    assert kiosk.returncode == 0, log
    assert "ERROR" not in log
    assert "Traceback" not in log


def test_she_begins_goes_to_a_candidate_and_back_by_actions_alone(citizen: Citizen) -> None:
    reader = citizen.reader
    assert reader.locale(citizen.kiosk) == "vi_VN", "her voice is a Vietnamese one"
    citizen.starts()
    citizen.presses("Kết thúc")
    citizen.presses("Chạm để bắt đầu")
    citizen.comes_to(START)
    heard = citizen.hears()
    order = ["Các phiếu bầu tại đây", "Quốc hội", "Cách bỏ phiếu", "Về thông tin này", "Kết thúc", "Cỡ chữ"]
    assert [heard.index(one) for one in order] == sorted(heard.index(one) for one in order)
    ballot = citizen.finds(BUTTON, "Quốc hội")
    assert reader.description(ballot) == "Đơn vị bầu cử số 1. Bầu không quá 3 trong 5 người. Màu giấy: hồng"
    assert reader.actions(ballot)[0] == "Press"
    assert reader.states(ballot) >= {"enabled", "showing", "focusable"}
    reader.do(ballot)
    citizen.comes_to("Danh sách người ứng cử")
    citizen.presses("1. Tạ Thị Hồng Bích")
    citizen.comes_to("Tạ Thị Hồng Bích")
    assert "Ngày sinh: 14/6/1984" in citizen.hears()
    citizen.presses("Quay lại")
    citizen.comes_to("Danh sách người ứng cử")
    citizen.presses("Trang đầu")
    citizen.comes_to(START)
    citizen.presses("Kết thúc")
    citizen.finds(BUTTON, "Chạm để bắt đầu")


def test_she_chooses_a_text_size_and_is_told_so(citizen: Citizen) -> None:
    reader = citizen.reader
    citizen.starts()
    citizen.presses("Cỡ chữ")
    large = citizen.finds(CHOICE, "Lớn")
    assert "checked" not in reader.states(large)
    reader.do(large)
    citizen.is_told("Cỡ chữ: Lớn")
    assert "checked" in reader.states(large)
    assert "checked" not in reader.states(citizen.finds(CHOICE, "Vừa"))
    citizen.presses("Vừa", CHOICE)
    citizen.is_told("Cỡ chữ: Vừa")
    citizen.presses("Đóng")


def test_she_marks_a_practice_ballot_and_hears_each_mark_and_the_verdict(citizen: Citizen) -> None:
    citizen.starts()
    citizen.presses("Tập gạch phiếu (mẫu)")
    citizen.comes_to("Chọn phiếu để tập")
    citizen.presses("Quốc hội")
    citizen.comes_to("Gạch tên người Ông/Bà không bầu")
    for place, name, left in ((1, "Ông Nguyễn Văn A", 4), (2, "Bà Trần Thị B", 3)):
        citizen.finds(LABEL, f"{place}. {name}, để nguyên: bầu")
        citizen.presses(f"Gạch tên {name}")
        citizen.is_told(
            f"{place}. {name}, đã gạch: không bầu. Ông/Bà đang để lại {left} tên; được bầu không quá 3."
        )
        citizen.finds(LABEL, f"{place}. {name}, đã gạch: không bầu")
    citizen.presses("Bỏ vào hòm phiếu")
    citizen.comes_to("Phiếu tập này hợp lệ")


def test_she_writes_into_the_search_field_and_hears_how_much_is_found(citizen: Citizen) -> None:
    reader = citizen.reader
    citizen.starts()
    citizen.presses("Tìm kiếm")
    citizen.is_told("Tìm kiếm")
    field = citizen.finds(FIELD, "Ô tìm kiếm")
    assert "focused" in reader.states(field)
    reader.write(field, "bich")
    citizen.is_told("Đã gõ: bich. Có 1 kết quả")
    assert reader.text(field) == "bich"
    citizen.presses("Xóa hết chữ đã gõ")
    wait_for(lambda: reader.text(field) == "" or None, "the field is not cleared")


def test_she_turns_the_kiosk_into_english_and_her_voice_with_it(citizen: Citizen) -> None:
    citizen.starts()
    citizen.presses("English")
    citizen.comes_to("12 days left until election day")
    assert citizen.reader.locale(citizen.kiosk) in {"en_US", "en_GB"}
    citizen.presses("Finish")
    citizen.finds(BUTTON, "Chạm để bắt đầu")
    assert citizen.reader.locale(citizen.kiosk) == "vi_VN"
