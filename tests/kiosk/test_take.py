"""Take it with you, on the real screens: read with a decoder from what is drawn, and touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from helpers.codes import read
from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import Contrast, Screen, TextSize
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.slips.code import LARGEST_MM, MODULE_MM
from voter_kiosk.kiosk.slips.plain import as_text
from voter_kiosk.kiosk.slips.printer import PrintState
from voter_kiosk.kiosk.slips.sheet import sheet_of
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.store.setup import set_printer

LIST = "candidates/p98.na.1"
LONG = "topic/how-candidates-are-listed"


def words(kiosk: Open) -> str:
    return "\n".join(kiosk.hand.words()).replace("\u00a0", " ")


def text_of(kiosk: Open, subject: str, *, brief: bool = False) -> str:
    return as_text(sheet_of(kiosk.session.view, subject), brief=brief)


@pytest.fixture
def with_printer(demo_store: Path, tmp_path: Path) -> Path:
    """A store of the demo with a printer set."""
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    assert set_printer(store, PrinterSetting("may-in")) is None
    return store


@pytest.mark.parametrize("contrast", list(Contrast))
def test_the_code_on_the_screen_is_read_in_every_contrast(
    demo_store: Path, qapp: QGuiApplication, contrast: Contrast
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("take", LIST)
        kiosk.session.setContrast(contrast.value)
        settle()
        assert read(kiosk.grab()) == [text_of(kiosk, LIST)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_that_fits_is_taken_as_text_and_says_so(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setLanguage(language)
        kiosk.go("take", LIST)
        assert read(kiosk.grab()) == [text_of(kiosk, LIST)]
        held = kiosk.keys("This code holds the whole page as text.")
        unit = kiosk.session.view.tr("Constituency no. %1", 1).replace("\u00a0", " ")
        heard = words(kiosk).split("\n")
        code_at = heard.index(kiosk.keys("QR code"))
        assert unit in heard[code_at - 2], "of what it is"
        assert heard[code_at + 1] == held, "and what is in it"
        assert kiosk.keys("Open your phone's camera.") in words(kiosk)
        code = kiosk.item("QrCode")
        scale = Panel().pixels_per_mm
        assert code.property("module") / scale >= MODULE_MM
        assert code.width() / scale <= LARGEST_MM


def test_where_less_fits_the_names_alone_are_taken_and_it_is_said(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("take", "candidates/p98.province.1")
        assert read(kiosk.grab()) == [text_of(kiosk, "candidates/p98.province.1", brief=True)]
        assert kiosk.keys("This code holds the number and name of every candidate as text.") in words(kiosk)


def test_a_page_too_long_leads_to_the_official_address_and_shows_it(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("take", LONG)
        assert kiosk.session.view.election is not None
        address = kiosk.session.view.election.official_url
        assert read(kiosk.grab()) == [address]
        assert address in kiosk.hand.words(), "nobody scans blindly"


def test_with_no_address_a_long_page_offers_what_can_be_taken(
    hai_phong_store: Path, qapp: QGuiApplication
) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        kiosk.go("take", LONG)
        assert read(kiosk.grab()) == []
        assert kiosk.keys("This page is too long for a code") in words(kiosk)
        assert kiosk.keys("Take the polling area's card instead") not in words(kiosk), "no polling area is known"
        assert not any("://" in said for said in kiosk.hand.words())


def test_a_small_screen_has_the_address_sooner(demo_store: Path, qapp: QGuiApplication) -> None:
    """Seven inches: the same list no longer fits with modules that a camera can read."""
    seven_inches = Panel(600, 1024, 90, 154)
    with opened(demo_store, qapp, panel=seven_inches) as kiosk:
        kiosk.session.setTextSize(TextSize.SMALL.value)
        kiosk.go("take", LIST)
        code = kiosk.item("QrCode")
        assert code.property("module") / seven_inches.pixels_per_mm >= MODULE_MM
        while kiosk.keys("Show more") in kiosk.hand.names() and not read(kiosk.grab()):
            kiosk.hand.touch(kiosk.keys("Show more"))
        assert read(kiosk.grab()) == ["https://baucu.nguyetgiang.example"]


def test_a_list_not_posted_yet_cannot_be_taken(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-02-17 09:00")) as kiosk:
        kiosk.go("take", LIST)
        assert kiosk.session.place.screen is Screen.HOME


def test_no_page_offers_paper_where_there_is_no_printer(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("take", LIST)
        assert kiosk.keys("Print it on paper") not in words(kiosk)


def test_a_candidates_page_offers_a_code_and_never_paper(with_printer: Path, qapp: QGuiApplication) -> None:
    with opened(with_printer, qapp) as kiosk:
        kiosk.go("take", "candidate/p98.na.1.1")
        assert kiosk.keys("Print it on paper") not in words(kiosk)
        kiosk.go("take", LIST)
        assert kiosk.keys("Print it on paper") in kiosk.hand.names()


def test_a_printer_set_while_the_kiosk_runs_is_offered_within_seconds(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication
) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    with opened(store, qapp) as kiosk:
        kiosk.go("take", LIST)
        assert kiosk.keys("Print it on paper") not in kiosk.hand.names()
        assert set_printer(store, PrinterSetting("may-in")) is None
        kiosk.wait(6)
        assert kiosk.keys("Print it on paper") in kiosk.hand.names()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PrintState.PRINTED, "It has been printed. Please take it from the printer."),
        (PrintState.FAILED, "It could not be printed. Please ask the staff."),
        (PrintState.ENOUGH, "Each visitor can print at most three sheets."),
    ],
)
def test_every_end_of_printing_is_said_on_the_page_it_is_about_and_on_no_other(
    with_printer: Path, qapp: QGuiApplication, state: PrintState, said: str
) -> None:
    with opened(with_printer, qapp) as kiosk:
        kiosk.go("take", LIST)
        kiosk.session.slips.show_state(state, LIST)
        settle()
        assert kiosk.keys(said) in words(kiosk)
        assert (kiosk.keys("Print it on paper") in kiosk.hand.names()) is (state is not PrintState.ENOUGH)
        kiosk.go("take", "steps")
        assert kiosk.keys(said) not in words(kiosk)


def test_while_a_slip_is_on_its_way_the_key_says_so_and_cannot_be_touched(
    with_printer: Path, qapp: QGuiApplication
) -> None:
    with opened(with_printer, qapp) as kiosk:
        kiosk.go("take", LIST)
        kiosk.session.slips.show_state(PrintState.PRINTING, LIST)
        settle()
        assert kiosk.keys("Printing...") in words(kiosk)
        assert kiosk.keys("Printing...") not in kiosk.hand.names()


def test_the_whole_fingerprint_is_in_the_code_of_about(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("about")
        code = kiosk.item("QrCode")
        for _ in range(6):
            if kiosk.hand.visible_middle(code) is not None and read(kiosk.grab()):
                break
            kiosk.hand.touch(kiosk.keys("Show more"))
        assert kiosk.session.view.showing is not None
        whole = kiosk.session.view.showing.about().fingerprint.upper()
        (said,) = read(kiosk.grab())
        assert said.replace(" ", "") == whole
        assert said in words(kiosk), "in the same groups as on the screen"


def test_the_key_for_other_pages_leads_to_the_code_of_its_page(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("notices")
        component = QQmlComponent(kiosk.kiosk.screen.engine)
        component.setData(
            b"import VoterKiosk.Controls\nTakeKey { width: 600 }", QUrl("qrc:/VoterKiosk/Pages/Test.qml")
        )
        made = component.createWithInitialProperties({"session": kiosk.session, "subject": "steps"})
        assert isinstance(made, QQuickItem), component.errorString()
        made.setParentItem(kiosk.window.contentItem())
        QObject.setParent(made, kiosk.window)
        kiosk.grab()
        kiosk.hand.touch(kiosk.keys("Take it with you"))
        assert (kiosk.session.place.screen, kiosk.session.place.subject) == (Screen.TAKE, "steps")


def test_the_kiosk_opens_on_nothing_that_was_taken_at(demo_store: Path, qapp: QGuiApplication) -> None:
    """A session's end leaves no code and no state of printing behind."""
    with opened(demo_store, qapp, at=CAMPAIGN) as kiosk:
        kiosk.go("take", LIST)
        kiosk.session.slips.show_state(PrintState.FAILED, LIST)
        kiosk.session.finish()
        settle()
        assert kiosk.session.place.screen is Screen.ATTRACT
        assert (kiosk.session.slips.state, kiosk.session.slips.subject) == (PrintState.READY, "")
        assert read(kiosk.grab()) == []
