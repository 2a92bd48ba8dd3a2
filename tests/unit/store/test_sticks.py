"""Sticks are found where the system mounted them, and what lies on them is told as far as it can be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store import sticks as module
from voter_kiosk.store.mounts import Mount, folders_in, mounted, open_for_writing, signature
from voter_kiosk.store.sticks import bundle_folders, find_sticks, set_bundle_folders, unfinished_installs


@pytest.fixture(scope="module")
def committee(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    return stores.desk(tmp_path_factory.mktemp("sticks") / "desk")


class Machine:
    """``/proc/mounts`` and ``/sys/class/block`` of a machine that is made up."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.sys = folder / "mounts", folder / "sys"
        self.devices = folder / "devices"
        self.sys.mkdir()
        self.proc.write_text("")

    def disk(self, name: str, *, removable: bool = False, where: str = "pci0/ata1", parts: int = 1) -> None:
        disk = self.devices / where / name
        disk.mkdir(parents=True)
        (disk / "removable").write_text("1\n" if removable else "0\n")
        (self.sys / name).symlink_to(disk)
        for number in range(1, parts + 1):
            (disk / f"{name}{number}").mkdir()
            (disk / f"{name}{number}" / "partition").write_text(f"{number}\n")
            (self.sys / f"{name}{number}").symlink_to(disk / f"{name}{number}")

    def mount(self, *lines: str) -> None:
        self.proc.write_text("".join(f"{line} 0 0\n" for line in lines))

    def found(self) -> tuple[Mount, ...]:
        return mounted(self.proc, self.sys)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_what_is_removable_or_hangs_on_usb_is_a_stick_and_nothing_else(machine: Machine) -> None:
    machine.disk("sda")
    machine.disk("sdb", removable=True)
    machine.disk("sdc", where="pci0/usb1/1-2")
    machine.disk("sdd", removable=True, parts=0)
    machine.mount(
        "proc /proc proc rw",
        "/dev/sda1 / ext4 rw,relatime",
        "/dev/sdb1 /media/KINGSTON\\040A vfat ro,nosuid",
        "/dev/sdb1 /mnt/again vfat rw",
        "/dev/sdc1 /media/\\342\\200\\230 exfat rw",
        "/dev/sdd /media/raw ext4 rw",
        "/dev/sdz1 /media/unknown ext4 rw",
        "odd",
    )
    assert machine.found() == (
        Mount(Path("/media/KINGSTON A"), writable=False),
        Mount(Path("/media/‘")),
        Mount(Path("/media/raw")),
    )


def test_a_stick_that_the_system_opens_when_asked_is_told_from_one_that_stays_as_it_is(
    machine: Machine, tmp_path: Path
) -> None:
    machine.disk("sdb", removable=True, parts=2)
    machine.mount("/dev/sdb1 /media/a vfat ro", "/dev/sdb2 /media/b vfat ro")
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "sdb1").write_text("/media/a")
    assert mounted(machine.proc, machine.sys, kept) == (
        Mount(Path("/media/a"), writable=False, opens="sdb1"),
        Mount(Path("/media/b"), writable=False),
    )


def test_a_stick_is_opened_for_what_is_written_on_it_and_closed_again_whatever_happens(tmp_path: Path) -> None:
    asked: list[Sequence[str]] = []
    sticks = (
        Mount(tmp_path / "open", writable=True, opens="sdb1"),
        Mount(tmp_path / "kept", writable=False, opens="sdc1"),
        Mount(tmp_path / "shut", writable=False),
    )

    def writing(path: Path) -> AbstractContextManager[None]:
        return open_for_writing(path, lambda: sticks, asked.append)

    for name in ("open/a.pdf", "shut/a.pdf", "elsewhere/a.pdf", "kept2/a.pdf"):
        with writing(tmp_path / name):
            assert asked == []
    command = ["systemctl", "--no-ask-password"]
    unit = "voter-kiosk-stick-write@sdc1.service"
    for name in ("kept/a.pdf", "kept", "kept/b/c.pdf"):
        asked.clear()
        with suppress(OSError), writing(tmp_path / name):
            assert [list(one) for one in asked] == [[*command, "start", unit]]
            raise OSError("pulled")
        assert [list(one) for one in asked] == [[*command, "start", unit], [*command, "stop", unit]]


def test_the_disk_the_system_runs_from_is_no_stick_even_on_usb(machine: Machine) -> None:
    machine.disk("sda", where="usb1", parts=2)
    machine.mount("/dev/sda2 /boot/efi vfat rw", "/dev/sda1 / ext4 rw")
    assert machine.found() == ()


def test_a_machine_that_tells_nothing_has_no_sticks(machine: Machine) -> None:
    machine.disk("sdb", removable=True)
    machine.mount("/dev/sdb1 /media/a vfat rw")
    (machine.devices / "pci0/ata1/sdb/removable").unlink()
    assert machine.found() == ()
    machine.proc.unlink()
    assert machine.found() == ()
    assert isinstance(mounted(), tuple)


def test_a_stick_that_comes_or_goes_changes_the_signature(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    before = signature([folder], machine.proc)
    assert signature([folder], machine.proc) == before
    folder.mkdir()
    came = signature([folder], machine.proc)
    assert came != before
    machine.mount("/dev/sdb1 /media/a vfat rw")
    assert signature([folder], machine.proc) != came
    machine.proc.unlink()
    assert signature([], machine.proc) == (b"", ())


def test_bundles_are_found_on_two_levels_and_the_rest_is_counted(tmp_path: Path, committee: stores.Desk) -> None:
    stick = tmp_path / "KINGSTON"
    (stick / "2026" / "deep").mkdir(parents=True)
    (stick / ".Trashes").mkdir()
    one, two = committee.bundle(1), committee.bundle(2)
    shutil.copy(one, stick / "a.vkb")
    shutil.copy(two, stick / "2026" / "B.VKB")
    shutil.copy(two, stick / "2026" / "deep" / "c.vkb")
    shutil.copy(two, stick / ".Trashes" / "d.vkb")
    (stick / "._a.vkb").write_bytes(b"mac")
    (stick / "thu.docx").write_bytes(b"letter")
    (stick / "hong.vkb").write_bytes(b"no bundle")
    (stick / "link.vkb").symlink_to(one)
    (found,) = find_sticks(under=tmp_path)
    assert (found.name, found.writable, found.hidden, found.others, found.more) == ("KINGSTON", True, 1, 1, 0)
    assert [bundle.path.name for bundle in found.bundles] == ["B.VKB", "a.vkb", "hong.vkb"]
    newest, _, broken = found.bundles
    assert (newest.version, newest.title["vi"], newest.refused) == (2, "Cuộc bầu cử thử", None)
    assert newest.publisher["vi"] == "Ủy ban bầu cử thử"
    assert newest.size == two.stat().st_size
    assert broken.refused is not None
    assert broken.refused.code == "not-a-zip"


def test_of_very_many_bundles_the_newest_files_are_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BUNDLES", 3)
    (tmp_path / "many").mkdir()
    for number in range(8):
        path = tmp_path / "many" / f"{number}.vkb"
        path.write_bytes(b"no bundle")
        os.utime(path, (1_000 + number, 1_000 + number))
    (found,) = find_sticks(under=tmp_path)
    assert sorted(bundle.path.name for bundle in found.bundles) == ["5.vkb", "6.vkb", "7.vkb"]
    assert found.more == 5


def test_a_stick_that_goes_away_meanwhile_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "mounted", lambda: (Mount(tmp_path / "gone"), Mount(tmp_path)))
    assert [stick.path for stick in find_sticks()] == [tmp_path]
    assert list(folders_in(tmp_path / "gone")) == []


def test_a_kiosk_looks_in_folders_of_its_own_as_well(tmp_path: Path, committee: stores.Desk) -> None:
    store = stores.new_store(tmp_path / "store", committee)
    folder = tmp_path / "kho-goi"
    folder.mkdir()
    assert bundle_folders(store) == ()
    assert set_bundle_folders(store, [folder], by=Person(1, "B", Role.OFFICER)) is None
    assert bundle_folders(store) == (folder,)
    assert folder in [stick.path for stick in find_sticks(bundle_folders(store))]
    assert stores.events(store)[-1] == "bundle-folders"
    for wrong in (Path("relative"), tmp_path / "nowhere"):
        refused = set_bundle_folders(store, [wrong])
        assert isinstance(refused, Refusal)
        assert refused.code == "not-a-bundle-folder"
    assert bundle_folders(tmp_path / "no") == ()
    assert unfinished_installs(tmp_path / "no") == ()
