"""A citizen takes something along: by telephone and on paper, by touch, in both languages.

The printer's programs are stand-ins (see tests/kiosk/test_printer.py, which also prints through a real CUPS).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from helpers.codes import read
from helpers.kiosks import Open, opened, vietnam
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper
from voter_kiosk.kiosk.slips.plain import as_text
from voter_kiosk.kiosk.slips.printer import PrintState
from voter_kiosk.kiosk.slips.sheet import sheet_of
from voter_kiosk.store.setup import set_printer

LP = '#!/bin/sh\nfor file do :; done\ncp "$file" "$0.pdf"\necho "request id is may-in-1 (1 file(s))"\n'


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stand-in ``lp`` leaves what it was given."""
    for name, text in (("lp", LP), ("lpstat", "#!/bin/sh\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert subprocess.run(["lpstat"], check=True).returncode == 0
    return tmp_path / "lp.pdf"


def words(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words()).replace("\u00a0", " ")


def begin(kiosk: Open, language: str) -> None:
    kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
    if language == "en":
        kiosk.hand.touch("English")
    assert kiosk.session.view.language == language


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_is_read_by_a_telephone_and_printed_and_the_way_leads_back(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, qtbot: QtBot, printed: Path, language: str
) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    assert set_printer(store, PrinterSetting("may-in", SlipPaper.ROLL)) is None
    with opened(store, qapp) as kiosk:
        begin(kiosk, language)
        showing = kiosk.session.view.showing
        assert showing is not None
        kiosk.hand.touch(kiosk.session.view.text(showing.election.bodies[0].name).replace("\u00a0", " "))
        unit = kiosk.session.place.subject
        kiosk.go("take", f"candidates/{unit}")
        (said,) = read(kiosk.grab())
        assert said == as_text(sheet_of(kiosk.session.view, f"candidates/{unit}"))
        assert all(f"{one.number}. " in said and one.name in said for one in showing.candidates(unit))

        kiosk.hand.touch(kiosk.keys("Print it on paper"))
        qtbot.waitUntil(lambda: kiosk.session.slips.state == PrintState.PRINTED, timeout=20_000)
        assert kiosk.keys("It has been printed. Please take it from the printer.") in words(kiosk)
        assert [top for top in QGuiApplication.topLevelWindows() if top.isVisible()] == [kiosk.window], "unasked"
        document = QPdfDocument()
        assert document.load(str(printed)) is QPdfDocument.Error.None_
        paper = " ".join(document.getAllText(0).text().replace("\u00a0", " ").split())
        places = [paper.index(one.name) for one in showing.candidates(unit)]
        assert places == sorted(places)

        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place.screen is Screen.CANDIDATES
        kiosk.hand.touch(
            kiosk.keys("Finish") if kiosk.keys("Finish") in kiosk.hand.names() else kiosk.keys("Start page")
        )
        assert kiosk.session.place.screen in {Screen.HOME, Screen.ATTRACT}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_broken_printer_is_said_in_one_plain_sentence(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, qtbot: QtBot, printed: Path, language: str
) -> None:
    printed.with_suffix("").write_text("#!/bin/sh\necho 'lp: broken' >&2\nexit 1\n", encoding="utf-8")
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    assert set_printer(store, PrinterSetting("may-in")) is None
    with opened(store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("take", "area")
        kiosk.hand.touch(kiosk.keys("Print it on paper"))
        qtbot.waitUntil(lambda: kiosk.session.slips.state == PrintState.FAILED, timeout=20_000)
        assert ("Chưa in được. Xin hỏi cán bộ." if language == "vi" else "Please ask the staff.") in words(kiosk)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_real_lists_of_hai_phong_are_taken_as_they_are_posted(
    hai_phong_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        begin(kiosk, language)
        showing = kiosk.session.view.showing
        assert showing is not None
        for unit in showing.constituencies("na"):
            kiosk.go("take", f"candidates/{unit.id}")
            (said,) = read(kiosk.grab())
            lines = [line for line in said.split("\n") if line[:1].isdigit()]
            assert [line.partition(" ")[0] for line in lines] == [
                f"{one.number}." for one in showing.candidates(unit.id)
            ]
            assert all(one.name in line for one, line in zip(showing.candidates(unit.id), lines, strict=True))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_does_not_fit_leads_to_the_polling_areas_card(
    demo_store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """An election without an official address: the long page says so and offers what can be taken."""
    from dataclasses import replace

    from voter_kiosk.store.showing import Showing

    whole = Showing.election.fget
    assert whole is not None
    without = property(lambda showing: replace(whole(showing), official_url=""))
    monkeypatch.setattr(Showing, "election", without)
    with opened(demo_store, qapp) as kiosk:
        begin(kiosk, language)
        kiosk.go("take", "topic/how-candidates-are-listed")
        assert read(kiosk.grab()) == []
        kiosk.hand.touch(kiosk.keys("Take the polling area's card instead"))
        assert kiosk.session.place.subject == "area/c98001.01"
        (said,) = read(kiosk.grab())
        assert said.startswith(kiosk.session.view.tr("Sample, for trying out only").replace("\u00a0", " "))
        assert kiosk.keys("When") in said
