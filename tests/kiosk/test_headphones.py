"""Headphones that are plugged in, on a made-up tree of devices and a kernel that answers as ALSA does."""

from __future__ import annotations

from errno import ENOTTY
from pathlib import Path
from typing import Any

import pytest

from voter_kiosk.kiosk.headphones import ELEMENT_LIST, ELEMENT_READ, ElementId, ElementList, ElementValue, Jacks

USB_HEADSET = """ 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7f10000 irq 31
 1 [Headset        ]: USB-Audio - Acme USB Headset
                      Acme USB Headset at usb-0000:00:14.0-2, full speed
"""
BUILT_IN = USB_HEADSET.partition(" 1 [")[0]


class Kernel:
    """Answers for the controls of cards: by card, the names and whether they are on."""

    def __init__(self, cards: dict[str, dict[str, bool]]) -> None:
        self.cards = cards
        self.broken = False

    def __call__(self, descriptor: int, request: int, held: Any) -> int:
        card = self.cards[Path(f"/proc/self/fd/{descriptor}").readlink().name]
        if self.broken:
            raise OSError(ENOTTY, "not a card")
        if request == ELEMENT_LIST:
            assert isinstance(held, ElementList)
            held.count = len(card)
            held.used = min(held.space, len(card))
            for place, name in enumerate(list(card)[: held.used]):
                held.pids[place] = ElementId(numid=place + 1, name=name.encode())
        else:
            assert request == ELEMENT_READ
            assert isinstance(held, ElementValue)
            held.value.integer[0] = card[held.id.name.decode()]
        return 0


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of devices with one card, and what it says of cards."""
    (tmp_path / "snd").mkdir()
    (tmp_path / "snd" / "controlC0").touch()
    (tmp_path / "snd" / "pcmC0D0p").touch()
    (tmp_path / "cards").write_text(BUILT_IN)
    return tmp_path


def jacks(machine: Path, kernel: Kernel) -> Jacks:
    return Jacks(machine / "snd", machine / "cards", kernel)


def test_the_numbers_are_those_of_the_kernel() -> None:
    assert (ELEMENT_LIST, ELEMENT_READ) == (0xC0505510, 0xC4C85512)


def test_a_jack_says_when_headphones_go_in_and_come_out(machine: Path) -> None:
    controls = {"Master Playback Volume": True, "Mic Jack": True, "Front Headphone Jack": False}
    kernel = Kernel({"controlC0": controls})
    assert jacks(machine, kernel).plugged() is False
    controls["Front Headphone Jack"] = True
    assert jacks(machine, kernel).plugged() is True


def test_one_of_several_cards_is_enough(machine: Path) -> None:
    (machine / "snd" / "controlC1").touch()
    kernel = Kernel({"controlC0": {"Headphone Jack": False}, "controlC1": {"Headset Jack": True}})
    assert jacks(machine, kernel).plugged() is True


@pytest.mark.parametrize(
    "name", ["Headset Mic Jack", "Headphone Mic Jack", "Headphone Playback Phantom Jack", "Speaker"]
)
def test_what_is_no_jack_for_headphones_tells_nothing(machine: Path, name: str) -> None:
    assert jacks(machine, Kernel({"controlC0": {name: True}})).plugged() is None


def test_a_usb_headset_is_known_by_its_name(machine: Path) -> None:
    (machine / "cards").write_text(USB_HEADSET)
    assert jacks(machine, Kernel({"controlC0": {"Headphone Jack": False}})).plugged() is True


def test_a_machine_without_sound_or_that_may_not_be_asked_tells_nothing(tmp_path: Path, machine: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert Jacks(nowhere, nowhere / "cards").plugged() is None
    kernel = Kernel({"controlC0": {"Headphone Jack": True}})
    kernel.broken = True
    assert jacks(machine, kernel).plugged() is None
    assert Jacks(machine / "snd", machine / "cards").plugged() is None, "a file is no card"
    (machine / "snd" / "controlC0").unlink()
    (machine / "snd" / "controlC0").symlink_to(nowhere)
    kernel.broken = False
    assert jacks(machine, kernel).plugged() is None
