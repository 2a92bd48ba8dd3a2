"""From a box to a running kiosk: the guided set-up by touch, by the real commands, with folders for sticks."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.ears import Memory
from helpers.hands import Keyboard, TwoSwitches, press
from helpers.kiosks import Open, opened, until
from voter_kiosk.bundle.fingerprint import root_fingerprint
from voter_kiosk.domain.first_start import Ask
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.settings import Settings
from voter_kiosk.kiosk.app import panel_of
from voter_kiosk.kiosk.speaker import Speaker
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.speech.engine import Espeak
from voter_kiosk.store.first_answers import note_first
from voter_kiosk.store.first_start import keep, standing
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.people import add_person
from voter_kiosk.store.setup import setup

FIRST, SECOND = "480213", "775901"


@dataclass
class Box:
    """A kiosk out of its box, a folder for the stick, and the committee that wrote on it."""

    store: Path
    stick: Path
    committee: stores.Desk

    @property
    def paper(self) -> str:
        """What the committee printed."""
        return root_fingerprint(self.committee.root.read_bytes())


@pytest.fixture
def box(tmp_path: Path, committee: stores.Desk) -> Box:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    assert keep(Layout(tmp_path / "kho"), {"bundle_folders": [str(stick)]}) is None
    return Box(tmp_path / "kho", stick, committee)


@pytest.fixture(scope="module")
def committee(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    made = stores.desk(tmp_path_factory.mktemp("committee"))
    made.bundle(1)
    return made


def said(kiosk: Open) -> str:
    return " ".join("\n".join(kiosk.hand.words()).replace("\u00a0", " ").split())


def arrive(kiosk: Open, words: str) -> None:
    until(lambda: words in said(kiosk))
    kiosk.done()


def touch(kiosk: Open, *names: str) -> None:
    for name in names:
        kiosk.hand.touch(name)
        kiosk.done()


def type_pin(kiosk: Open, pin: str) -> None:
    for word in ("Continue", "Save"):
        touch(kiosk, *pin, word)


def trusting(box: Box) -> None:
    """Everything up to trust was answered before."""
    answers = {"office_language": "vi", "screen_width_mm": 299, "screen_height_mm": 531, "mounting_mm": 900}
    assert keep(Layout(box.store), answers) is None
    assert setup(box.store, box.committee.root, first_start=True) is None


def test_a_kiosk_out_of_its_box_is_set_up_by_touch_and_opens_to_voters(box: Box, qapp: QGuiApplication) -> None:
    def measured(settings: Settings) -> Panel:
        return panel_of((1080, 1920), settings.screen_mm)

    with opened(box.store, qapp, at=None, measured=measured) as kiosk:
        office = kiosk.kiosk.screen.office
        sound = Memory()
        office.equip(Speaker(Espeak(), sound, qapp))
        assert "Bước 1 trên 9" in said(kiosk)
        assert kiosk.hand.names() == ["Tiếng Việt", "English"], "no way out, and none to voters"
        touch(kiosk, "English")
        assert "Step 2 of 9" in said(kiosk), "English at a touch"

        # The frame grows by eight hundredths: so many more pixels are a millimetre, and the screen is smaller.
        touch(kiosk, "Much larger", "The card fits")
        assert "Step 3 of 9" in said(kiosk)
        known = standing(box.store)
        assert known is not None
        assert (known.settings.screen_width_mm, known.settings.screen_height_mm) == (277, 492)
        assert kiosk.window.property("pixelsPerMm") == pytest.approx(1920 / 492), "and is so at once"
        touch(kiosk, "Back", "No card: type the size by a ruler", *"299", "Continue", *"531", "Continue")
        touch(kiosk, *"850", "Continue")
        assert not (box.store / "state.sqlite").exists(), "nothing is trusted yet"

        # Trust: a bundle alone gives none.
        arrive(kiosk, "Plug in the stick with the file root.json")
        shutil.copy(box.committee.folder / "v1.vkb", box.stick)
        (box.stick / "._root.json").write_bytes(b"of a Mac")
        arrive(kiosk, "A bundle does not vouch for itself")
        assert kiosk.hand.names() == ["Back"], "there is no way on without trust"
        shutil.copy(box.committee.root, box.stick)
        arrive(kiosk, "Choose the committee's root")
        assert "“._”" in said(kiosk)
        touch(kiosk, "root.json on KINGSTON")
        assert box.paper in said(kiosk)
        until(lambda: len(sound.starts) == 1)
        touch(kiosk, "Read it again")
        until(lambda: len(sound.starts) == 2)
        touch(kiosk, "It is the same")
        assert stores.tables(box.store, "roots")["roots"][0][1] == box.committee.root.read_bytes()

        # The bundle, then the polling area of its list.
        arrive(kiosk, "Choose the bundle")
        kiosk.hand.touch(office.property("facts").property("choices").rows[0].title)
        arrive(kiosk, "Load this bundle?")
        touch(kiosk, "Load it")
        arrive(kiosk, "The bundle is loaded")
        touch(kiosk, "Continue")
        touch(kiosk, next(name for name in kiosk.hand.names() if name.startswith("02,")))
        touch(kiosk, "The clock is right", "The clock is right", "Continue")
        touch(kiosk, "Say a sentence")
        assert "no loudspeaker" in said(kiosk), "a quiet fact"
        touch(kiosk, "Go on without sound")

        # Two people, each with a PIN of his own; the sealed code.
        touch(kiosk, *"LEBA", "Continue")
        type_pin(kiosk, FIRST)
        touch(kiosk, "Continue", *"TRANCA", "Continue", "Operator: status, volume, shutting down")
        type_pin(kiosk, SECOND)
        touch(kiosk, "Continue", "Make the code")
        code = office.property("facts").property("shown")
        assert len(code.replace("-", "")) == 20
        touch(kiosk, "Continue")

        arrive(kiosk, "The kiosk is ready to open to voters")
        for fact in ("299 × 531 mm", "850 mm", box.paper, "c98001.02", "confirmed"):
            assert fact in said(kiosk)
        assert code not in said(kiosk)
        touch(kiosk, "Open to voters")
        assert not office.occupied
        area = kiosk.session.view.area
        assert area is not None
        assert area.code == "c98001.02"

    events = stores.events(box.store)
    assert events[-1] == "opened-to-voters"
    assert {"set-up", "setting", "confirmed", "polling-area", "clock-confirmed", "recovery-made"} <= set(events)
    assert not (box.store / "first-start.json").exists()
    with opened(box.store, qapp, at=None) as kiosk:
        office = kiosk.kiosk.screen.office
        assert not office.occupied, "it never opens again"
        office.knock()
        kiosk.grab()
        assert "Enter your PIN." in said(kiosk), "in the officials' language"


def test_it_is_answered_without_a_finger(box: Box, qapp: QGuiApplication) -> None:
    with opened(box.store, qapp, at=None) as kiosk:
        press(kiosk, Qt.Key.Key_Tab)
        Keyboard(kiosk).choose("English")
        arrive(kiosk, "Step 2 of 9")
        switches = TwoSwitches(kiosk)
        switches.choose("A little larger")
        switches.choose("The card fits")
        arrive(kiosk, "Step 3 of 9")
        press(kiosk, Qt.Key.Key_8, Qt.Key.Key_5, Qt.Key.Key_0)
        assert "850 mm" in said(kiosk)
        Keyboard(kiosk).choose("Continue")
        arrive(kiosk, "Step 4 of 9")
        press(kiosk, Qt.Key.Key_Escape)
        arrive(kiosk, "Step 3 of 9")


def test_a_wrong_fingerprint_pins_nothing_and_neither_does_a_stick_that_is_gone(
    box: Box, qapp: QGuiApplication, tmp_path: Path
) -> None:
    answers = {"office_language": "vi", "screen_width_mm": 299, "screen_height_mm": 531, "mounting_mm": 900}
    assert keep(Layout(box.store), answers) is None
    root = Path(shutil.copy(box.committee.root, box.stick))
    with opened(box.store, qapp, at=None) as kiosk:
        kiosk.kiosk.screen.office.equip(Speaker(Espeak(), Memory(available=False), qapp))
        arrive(kiosk, "Chọn tệp gốc của Ủy ban bầu cử")
        touch(kiosk, "root.json trên KINGSTON")
        assert "Máy không có loa để đọc mã" in said(kiosk)
        touch(kiosk, "Khác")
        assert "Máy chưa tin tệp nào" in said(kiosk)
        assert "gọi cho Ủy ban bầu cử" in said(kiosk)
        touch(kiosk, "Thử USB khác", "root.json trên KINGSTON")
        root.unlink()  # pulled
        touch(kiosk, "Giống hệt")
        assert "root-unreadable" in said(kiosk)
        shutil.copy(stores.desk(tmp_path / "stranger").root, root)
        touch(kiosk, "Tìm lại", "root.json trên KINGSTON")
        shutil.copy(box.committee.root, root)  # exchanged after it was compared
        touch(kiosk, "Giống hệt")
        assert "root-differs" in said(kiosk)
    assert not (box.store / "state.sqlite").exists()


def test_after_a_power_cut_it_goes_on_and_from_the_first_pin_on_by_that_alone(
    box: Box, qapp: QGuiApplication
) -> None:
    trusting(box)
    for ask in (Ask.BUNDLE, Ask.AREA, Ask.CLOCK):
        assert note_first(box.store, ask) is None
    with opened(box.store, qapp, at=None) as kiosk:
        assert "Bước 8 trên 9" in said(kiosk)
        touch(kiosk, "Không")
        assert "Cán bộ phụ trách máy là ai?" in said(kiosk)
        touch(kiosk, *"LEB")  # and the power is cut
    with opened(box.store, qapp, at=None) as kiosk:
        assert "Bước 9 trên 9" in said(kiosk), "what was done is kept"
    assert isinstance(add_person(box.store, "Lê Thị B", Role.OFFICER, FIRST), Person)
    assert isinstance(add_person(box.store, "Trần Văn C", Role.OPERATOR, SECOND), Person)
    with opened(box.store, qapp, at=None) as kiosk:
        office = kiosk.kiosk.screen.office
        assert "Hủy" not in kiosk.hand.names(), "there is no way to voters yet"
        touch(kiosk, *SECOND, "Vào")
        assert "Cán bộ phụ trách nhập mã PIN" in said(kiosk)
        assert not office.property("entered")
        touch(kiosk, *FIRST, "Vào")
        assert "Bước 9 trên 9" in said(kiosk)
        assert "Lập mã" in kiosk.hand.names()
        for _ in range(121):
            kiosk.clock.now += 1
            office.tick()
        kiosk.done()
        assert not office.property("entered"), "whoever leaves has to come in again"
        assert office.occupied
