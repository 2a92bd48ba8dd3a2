"""The bundle in use, given back bit for bit; and a stick that is full, faulty or pulled."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import stores
from helpers.kiosks import put
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import CHECKING, COPYING
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.text import Sentence
from voter_kiosk.store.copying import Copied, copy_active
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked

WHO = Person(3, "Lê Thị B", Role.OFFICER)


@pytest.fixture
def committee(tmp_path: Path) -> stores.Desk:
    return stores.desk(tmp_path / "desk")


@pytest.fixture
def store(tmp_path: Path, committee: stores.Desk) -> Path:
    made = stores.new_store(tmp_path / "store", committee)
    committee.bundle(1)
    put(made, committee, 1)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def copied(found: Copied | Refusal) -> Copied:
    assert isinstance(found, Copied), found
    return found


def code(found: Copied | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_the_copy_is_the_very_bundle_that_was_loaded(store: Path, committee: stores.Desk, stick: Path) -> None:
    told: list[tuple[int, int, Sentence]] = []
    found = copied(copy_active(store, stick, tell=lambda *how: told.append(how), by=WHO))
    assert found.file == stick / "test-2026-v1.vkb"
    original = committee.folder / "v1.vkb"
    assert found.file.read_bytes() == original.read_bytes()
    assert (found.size, found.version, found.already) == (original.stat().st_size, 1, False)
    assert [path.name for path in stick.iterdir()] == ["test-2026-v1.vkb"]
    assert {what for _, _, what in told} == {COPYING, CHECKING}
    assert all(0 < done <= total == found.size for done, total, _ in told)
    *_, last = stores.tables(store, "audit")["audit"]
    assert (last[2], json.loads(last[3])["by"]) == ("copied", "3 Lê Thị B")


def test_another_kiosk_takes_the_copy(store: Path, committee: stores.Desk, stick: Path, tmp_path: Path) -> None:
    other = stores.new_store(tmp_path / "other", committee)
    found = copied(copy_active(store, stick))
    done = install(other, found.file, surroundings=stores.quick())
    assert isinstance(done, Installed)
    assert done.generation.fingerprint == found.fingerprint
    again = copied(copy_active(other, tmp_path / "again.vkb"))
    assert again.file.read_bytes() == found.file.read_bytes()


def test_what_lies_there_is_never_overwritten(store: Path, stick: Path) -> None:
    first = copied(copy_active(store, stick))
    assert copied(copy_active(store, stick)) == Copied(first.file, first.size, 1, first.fingerprint, already=True)
    first.file.write_bytes(b"somebody's own")
    assert copied(copy_active(store, stick)).file.name == "test-2026-v1-2.vkb"
    assert first.file.read_bytes() == b"somebody's own"
    assert code(copy_active(store, first.file)) == "copy-exists"
    broken = bytearray((stick / "test-2026-v1-2.vkb").read_bytes())
    broken[len(broken) // 2] ^= 1
    (stick / "test-2026-v1-2.vkb").write_bytes(broken)
    assert copied(copy_active(store, stick)).file.name == "test-2026-v1-3.vkb"


def pulled_while(doing: Sentence, stick: Path) -> Callable[[int, int, Sentence], None]:
    def tell(_done: int, _total: int, what: Sentence) -> None:
        if what == doing and stick.is_dir():
            stick.rename(stick.with_name("pulled"))

    return tell


def test_a_stick_that_is_pulled_in_the_middle_leaves_no_bundle_that_is_none(store: Path, stick: Path) -> None:
    assert code(copy_active(store, stick, tell=pulled_while(COPYING, stick))) == "cannot-write"
    assert not list((stick.with_name("pulled")).glob("*.vkb"))
    stick.with_name("pulled").rename(stick)
    assert isinstance(copy_active(store, stick), Copied)


def test_a_stick_that_is_pulled_while_it_is_read_back_is_told(store: Path, stick: Path) -> None:
    assert code(copy_active(store, stick, tell=pulled_while(CHECKING, stick))) == "cannot-write"
    assert not list((stick.with_name("pulled")).glob("*.vkb"))


def test_a_stick_that_reads_back_something_else_is_found_out(
    store: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rot(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[100] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr("voter_kiosk.store.copying._forget", rot)
    assert code(copy_active(store, stick)) == "copy-differs"
    assert not list(stick.iterdir())


def test_a_stick_that_keeps_less_than_it_took_is_found_out(
    store: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "voter_kiosk.store.copying._forget", lambda path: os.truncate(path, path.stat().st_size // 2)
    )
    assert code(copy_active(store, stick)) == "copy-differs"


def test_an_object_that_rotted_in_the_store_is_not_given_away(store: Path, stick: Path) -> None:
    layout = Layout(store)
    picture = layout.object(stores.sha256(stores.PORTRAIT))
    picture.write_bytes(picture.read_bytes()[:-1] + b"!")
    assert code(copy_active(store, stick)) == "copy-differs"
    picture.unlink()
    assert code(copy_active(store, stick)) == "content-unreadable"
    (layout.generation(1) / "bundle.json").unlink()
    assert code(copy_active(store, stick)) == "content-unreadable"
    assert not list(stick.iterdir())


def test_a_full_stick_is_said_before_it_is_written(
    store: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(stick)._replace(free=1_000)
    monkeypatch.setattr("voter_kiosk.store.copying.shutil.disk_usage", lambda _path: usage)
    assert code(copy_active(store, stick)) == "stick-full"
    assert not list(stick.iterdir())


def test_a_stick_that_is_really_full_is_a_refusal(store: Path, tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    if os.system(f"mount -t tmpfs -o size=64k none '{mount}' 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("no file system can be mounted here")
    try:
        assert code(copy_active(store, mount)) == "stick-full"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("voter_kiosk.store.copying._HEADROOM", -(1 << 40))
            (mount / "filler").write_bytes(b"\0" * 60_000)
            assert code(copy_active(store, mount)) == "disk-full"
        assert [path.name for path in mount.iterdir()] == ["filler"]
    finally:
        os.system(f"umount '{mount}'")  # noqa: S605


def test_no_stick_no_store_no_content_and_a_busy_store_are_told(
    store: Path, stick: Path, tmp_path: Path, committee: stores.Desk
) -> None:
    assert code(copy_active(store, tmp_path / "gone" / "a.vkb")) == "no-stick"
    assert code(copy_active(store, tmp_path / "KINGSTON")) == "no-stick", "not written as a file of that name"
    assert code(copy_active(store, stick, device=stick.stat().st_dev + 1)) == "no-stick"
    assert not list(stick.iterdir())
    assert isinstance(copy_active(store, stick, device=stick.stat().st_dev), Copied)
    assert code(copy_active(tmp_path / "no", stick)) == "store-not-set-up"
    assert code(copy_active(stores.new_store(tmp_path / "empty", committee), stick)) == "nothing-installed"
    with locked(Layout(store)):
        assert code(copy_active(store, stick)) == "store-busy"
