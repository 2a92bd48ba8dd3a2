"""Slips as PDF and the printer's setting, as an official types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument

from voter_kiosk.cli.main import main
from voter_kiosk.store.opening import Store, open_store

ENGLISH = {"LANG": "en_GB.UTF-8"}
VIETNAMESE: dict[str, str] = {}


def words(file: Path) -> str:
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (
            ["candidates", "p98.na.1"],
            "Danh sách người ứng cử Bầu không quá 3 trong 5 người 1. Bà Tạ Thị Hồng Bích",
        ),
        (["area"], "Khu vực bỏ phiếu số 01"),
        (["area", "c98001.02"], "Khu vực bỏ phiếu số 02"),
        (["steps"], "1. Mang theo thẻ cử tri"),
        (["topic", "q-lost-card"], "thẻ cử tri"),
        (["notice", "gio-bo-phieu"], "Giờ bỏ phiếu"),
        (["term", "15"], "Khóa XV"),
    ],
    ids=" ".join,
)
def test_a_slip_is_written_in_the_language_of_the_call(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, what: list[str], said: str
) -> None:
    file = tmp_path / "slip.pdf"
    arguments = ["slip", *what, "--store", str(demo_store), "--output", str(file), "--at", "E-12"]
    assert main([*arguments, "--paper", "80mm"], VIETNAMESE) == 0
    text = words(file)
    assert said in text
    assert "Thời điểm giả định: 09:00, 3/3/2026" in text
    vietnamese = file.read_bytes()
    assert main([*arguments, "--paper", "80mm"], VIETNAMESE) == 0
    assert file.read_bytes() == vietnamese
    assert main(arguments, ENGLISH) == 0
    assert "Sample, for trying out only Assumed time: 09:00, 3/3/2026" in words(file)


def test_it_says_how_large_the_slip_is(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slip.pdf"
    arguments = ["slip", "area", "--store", str(demo_store), "--output", str(file), "--at", "E-12"]
    assert main([*arguments, "--json"], ENGLISH) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(file),
        "pages": 1,
        "width_mm": 148,
        "height_mm": 210,
    }
    assert main(arguments, VIETNAMESE) == 0
    assert capsys.readouterr().out == f"Đã ghi “{file}”: 1 trang.\n"


@pytest.mark.parametrize(
    ("what", "at", "code"),
    [
        (["candidate", "p98.na.1.1"], "E-12", "slip-of-one"),
        (["candidates", "p98.na.1"], "E-60", "no-such-slip"),
        (["candidates", "p98.na.99"], "E-12", "no-such-slip"),
        (["nonsense"], "E-12", "no-such-slip"),
    ],
)
def test_what_may_not_be_shown_or_carried_about_is_refused_and_nothing_is_written(
    demo_store: Path,
    tmp_path: Path,
    qapp: QGuiApplication,
    capsys: pytest.CaptureFixture[str],
    what: list[str],
    at: str,
    code: str,
) -> None:
    file = tmp_path / "slip.pdf"
    assert main(["slip", *what, "--store", str(demo_store), "--output", str(file), "--at", at], ENGLISH) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert not file.exists()


def test_a_place_that_cannot_be_written_is_said(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nowhere" / "slip.pdf"
    assert main(["slip", "steps", "--store", str(demo_store), "--output", str(file)], ENGLISH) == 1
    assert "[cannot-write-slip]" in capsys.readouterr().err


def test_more_words_than_a_place_has_are_wrong_usage(demo_store: Path, tmp_path: Path) -> None:
    call = ["slip", "area", "c98001.01", "x", "--store", str(demo_store), "--output", str(tmp_path / "slip.pdf")]
    assert main(call, ENGLISH) == 2


def test_the_printer_is_set_and_taken_away_by_a_command(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(shutil.copytree(demo_store, tmp_path / "store"))

    def named() -> str:
        opened = open_store(Path(store))
        assert isinstance(opened, Store)
        found = opened.printer()
        opened.close()
        return f"{found.name} {found.paper}" if found else ""

    call = ["printer", "--store", store]
    assert main([*call, "--printer", "may-in", "--slip-paper", "80mm"], VIETNAMESE) == 0
    assert "máy in “may-in”, giấy 80mm" in capsys.readouterr().out
    assert named() == "may-in 80mm"
    assert main(["status", "--store", store], ENGLISH) == 0
    assert "may-in (80mm)" in capsys.readouterr().out
    assert main([*call, "--json"], ENGLISH) == 0
    assert json.loads(capsys.readouterr().out) == {"printer": None}
    assert named() == ""
    assert main(call, ENGLISH) == 0
    assert "Nothing is printed" in capsys.readouterr().out
    assert main([*call, "--printer", "may-in", "--slip-paper", "a3"], ENGLISH) == 2
    assert main(["printer", "--store", str(tmp_path / "none"), "--printer", "x"], ENGLISH) == 1
    assert "[store-not-set-up]" in capsys.readouterr().err


def test_what_the_sound_comes_out_of_is_set_by_a_command(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(shutil.copytree(demo_store, tmp_path / "store"))
    for setting, said in (("always", "luôn có tai nghe"), ("none", "chỉ có loa"), ("detect", "tự nhận tai nghe")):
        assert main(["headphones", "--store", store, "--headphones", setting], VIETNAMESE) == 0
        assert said in capsys.readouterr().out
        assert main(["status", "--store", store, "--json"], ENGLISH) == 0
        assert json.loads(capsys.readouterr().out)["headphones"] == setting
    assert main(["headphones", "--store", store, "--json"], ENGLISH) == 0
    assert json.loads(capsys.readouterr().out) == {"headphones": "detect"}
    assert main(["headphones", "--store", str(tmp_path / "none")], ENGLISH) == 1
    assert "[store-not-set-up]" in capsys.readouterr().err
