"""A bundle carried onto a stick: read back from it, and never half there under its name."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.bundle import carrying
from voter_kiosk.bundle.carrying import Carried, carry
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import CHECKING, COPYING
from voter_kiosk.domain.text import Sentence


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    committee = stores.desk(tmp_path_factory.mktemp("desk"))
    committee.bundle(1)
    return committee.folder / "v1.vkb"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "KINGSTON").mkdir()
    return tmp_path / "KINGSTON"


def code(found: Carried | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_a_bundle_is_written_read_back_and_named(bundle: Path, stick: Path) -> None:
    told: list[tuple[int, int, Sentence]] = []
    found = carry(bundle, stick, tell=lambda *how: told.append(how), device=stick.stat().st_dev)
    data = bundle.read_bytes()
    assert isinstance(found, Carried)
    assert (found.file, found.size, found.version) == (stick / "v1.vkb", len(data), 1)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.file.read_bytes() == data
    assert {what for *_, what in told} == {COPYING, CHECKING}
    assert told[-1][:2] == (len(data), len(data))
    again = carry(bundle, stick)
    assert isinstance(again, Carried)
    assert again.already
    assert [path.name for path in stick.iterdir()] == ["v1.vkb"]


def test_what_lies_there_is_never_overwritten(bundle: Path, stick: Path) -> None:
    (stick / "v1.vkb").write_bytes(b"another version")
    (stick / "v1-2.vkb").write_bytes(bytes(bundle.stat().st_size))
    found = carry(bundle, stick)
    assert isinstance(found, Carried)
    assert found.file.name == "v1-3.vkb"
    assert (stick / "v1.vkb").read_bytes() == b"another version"
    found.file.unlink()
    for number in range(2, 100):
        (stick / f"v1-{number}.vkb").write_bytes(b"")
    assert code(carry(bundle, stick)) == "copy-exists"


def test_what_is_no_bundle_is_not_carried(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "thu.vkb").write_bytes(b"letter")
    assert code(carry(tmp_path / "thu.vkb", stick)) == "not-a-zip"
    assert not list(stick.iterdir())


def pulled_while(moment: Sentence, stick: Path) -> Callable[[int, int, Sentence], None]:
    def tell(_done: int, _total: int, what: Sentence) -> None:
        if what == moment and stick.is_dir():
            stick.rename(stick.with_name("pulled"))

    return tell


@pytest.mark.parametrize("moment", [COPYING, CHECKING])
def test_a_pulled_stick_holds_nothing_of_that_name(bundle: Path, stick: Path, moment: Sentence) -> None:
    assert code(carry(bundle, stick, tell=pulled_while(moment, stick))) == "no-stick"
    assert not list(stick.with_name("pulled").glob("*.vkb"))


def test_no_stick_and_another_one_in_its_place(bundle: Path, stick: Path) -> None:
    assert code(carry(bundle, stick / "gone")) == "no-stick"
    assert code(carry(bundle, stick, device=stick.stat().st_dev + 1)) == "no-stick"


def test_a_stick_that_reads_back_something_else_is_found_out(
    bundle: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "forget_file", lambda path: os.truncate(path, path.stat().st_size // 2))
    assert code(carry(bundle, stick)) == "copy-differs"
    assert not list(stick.iterdir())


def test_a_full_stick_is_said_before_it_is_written(
    bundle: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(stick)._replace(free=1_000)
    monkeypatch.setattr("voter_kiosk.bundle.carrying.shutil.disk_usage", lambda _path: usage)
    assert code(carry(bundle, stick)) == "stick-full"
    assert not list(stick.iterdir())


def refuses(number: int) -> Callable[[Path], None]:
    def fail(_path: Path) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "said"), [(28, "stick-full"), (30, "stick-locked"), (13, "stick-locked"), (5, "cannot-write")]
)
def test_what_the_system_says_of_the_stick_is_one_sentence(
    bundle: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    monkeypatch.setattr(carrying, "forget_file", refuses(number))
    assert code(carry(bundle, stick)) == said
    assert not list(stick.iterdir())


def test_sticks_that_are_really_full_and_really_locked(bundle: Path, tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    if os.system(f"mount -t tmpfs -o size=2m none '{mount}' 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("no file system can be mounted here")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(carrying, "HEADROOM", -(1 << 40))
            room = shutil.disk_usage(mount).free
            (mount / "filler").write_bytes(b"\0" * (room - 4096))
            assert code(carry(bundle, mount)) == "stick-full"
        (mount / "filler").unlink()
        assert os.system(f"mount -o remount,ro '{mount}'") == 0  # noqa: S605
        assert code(carry(bundle, mount)) == "stick-locked"
        assert not list(mount.iterdir())
    finally:
        os.system(f"umount '{mount}'")  # noqa: S605


def test_a_system_that_can_neither_forget_nor_sync_is_not_asked_to(
    bundle: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has neither call."""
    monkeypatch.delattr(os, "posix_fadvise")
    monkeypatch.delattr(os, "sync")
    assert isinstance(carry(bundle, stick), Carried)
