"""Disks that fill up, fail or only read, and files of the store that are destroyed: never wrong, never dark.

The long form (``./dev torture --disk``) refuses each call that changes a store, one after the other, in four ways.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from faults.kills.drawn import drawn
from faults.kills.run import ERRORS, READ_ERRORS, Walked, walk
from faults.kills.scenes import scenes, shown, truthful
from faults.kills.trace import POSSIBLE, Look, reading, watch
from helpers import stores
from helpers.kiosks import Open, opened, until
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Role
from voter_kiosk.store.catalogue import DAMAGED
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.people import add_person

PIN = "480213"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two versions and an official."""
    folder = tmp_path_factory.mktemp("disk")
    desk = stores.desk(folder / "desk")
    store = stores.new_store(folder / "store", desk)
    for version in (1, 2):
        done = install(store, desk.bundle(version), surroundings=stores.quick())
        assert isinstance(done, Installed)
    assert not isinstance(add_person(store, "Lê Thị B", Role.OFFICER, PIN), Refusal)
    return store


def test_a_disk_that_refuses_any_call_leaves_old_or_new(tmp_path: Path, qapp: QGuiApplication) -> None:
    """The quick form: one scene, refused in each way in the middle of it, and drawn once."""
    walked = middle_of("update", tmp_path, "fail", qapp)
    assert walked.findings == []
    assert walked.drawn == {"update": 1}
    assert {kind for _, kind in walked.counts} == set(ERRORS)


@pytest.mark.parametrize("scene", ["update", "the kiosk starts"])
def test_a_disk_or_a_stick_that_cannot_be_read_leaves_old_or_new(
    tmp_path: Path, scene: str, qapp: QGuiApplication
) -> None:
    """The quick form: a read of the stick or of the store fails, once or from there on; and drawn once."""
    walked = middle_of(scene, tmp_path, "read", qapp)
    assert walked.findings == []
    assert walked.drawn == {scene: 1}
    assert {kind for _, kind in walked.counts} == set(READ_ERRORS)


@pytest.mark.skipif(not POSSIBLE, reason="calls are watched on Linux on x86-64 alone")
def test_a_content_that_cannot_be_read_while_it_is_compiled_is_a_disk_that_fails(tmp_path: Path) -> None:
    (scene,) = (one for one in scenes(tmp_path / "town") if one.name == "update")
    store = tmp_path / "store"
    shutil.copytree(scene.begin, store)
    reads = watch(lambda: scene.work(store), tmp_path, look=reading).tried
    compiling = [number for number, op in enumerate(reads, 1) if op.path.endswith("content.sqlite.part")]
    assert compiling
    for number in compiling:
        shutil.rmtree(store)
        shutil.copytree(scene.begin, store)
        seen = watch(lambda: scene.work(store), tmp_path, fails=(number, errno.EIO, False), look=reading)
        assert [op.path.rpartition("/")[2] for op in seen.refused] == ["content.sqlite.part"]
        assert not seen.raised
        scene.judge(store)


@pytest.mark.skipif(not POSSIBLE, reason="calls are watched on Linux on x86-64 alone")
def test_the_last_call_is_refused_too_though_some_before_it_come_to_nothing_by_themselves(tmp_path: Path) -> None:
    """A walk that counted what succeeds alone would end before it."""
    (scene,) = (one for one in scenes(tmp_path / "town") if one.name == "update")
    store = tmp_path / "store"
    shutil.copytree(scene.begin, store)
    seen = watch(lambda: scene.work(store), tmp_path, look=reading)
    last = len(seen.tried)
    assert last > len(seen.ops)
    shutil.rmtree(store)
    shutil.copytree(scene.begin, store)
    again = watch(lambda: scene.work(store), tmp_path, fails=(last, errno.EIO, True), look=reading)
    assert again.refused == seen.tried[-1:]
    shutil.rmtree(store)
    assert walk([scene], last, tmp_path, end="read").changes == {scene.name: last}


@pytest.mark.skipif(not POSSIBLE, reason="calls are watched on Linux on x86-64 alone")
@pytest.mark.parametrize("look", [None, reading], ids=["writes", "reads"])
def test_on_a_slow_disk_a_load_ends_as_on_a_fast_one(tmp_path: Path, look: Look | None) -> None:
    """A thousand times slower than here; what the screen does meanwhile: ``test_world.py``, ``test_load.py``.

    Of what is read there is much more, and a read is quicker.
    """
    (scene,) = (one for one in scenes(tmp_path / "town") if one.name == "update")
    store = tmp_path / "store"
    shutil.copytree(scene.begin, store)
    seen = watch(lambda: scene.work(store), tmp_path if look else store, look=look, pause=0.005 if look else 0.015)
    assert len(seen.ops) > 100, "it was held up"
    assert not seen.raised
    assert shown(store) == scene.new
    truthful(store)


def middle_of(scene: str, folder: Path, end: str, qapp: QGuiApplication) -> Walked:
    """One scene, ended once in the middle of it; after one of the ways to do so the kiosk draws."""
    if not POSSIBLE:
        pytest.skip("calls are watched on Linux on x86-64 alone")
    some = [one for one in scenes(folder / "town") if one.name == scene]
    ways = len({"fail": ERRORS, "read": READ_ERRORS}[end])
    return walk(some, 1, folder, most=1, end=end, drawn=ways, draw=lambda store: drawn(store, qapp))


def pin_is_tried(kiosk: Open) -> str:
    """What an official is told who types her PIN."""
    office = kiosk.kiosk.screen.office
    office.knock()
    for digit in PIN:
        office.type(digit)
    office.enter()
    until(lambda: not office.at_work)
    return str(office.property("message"))


def version_on_screen(kiosk: Open) -> int:
    showing = kiosk.session.view.showing
    return showing.about().version if showing else 0


def _unlink(state: Path) -> None:
    state.unlink()


def _flipped(state: Path) -> None:
    data = bytearray(state.read_bytes())
    for at in range(100, len(data), 97):
        data[at] ^= 0xFF
    state.write_bytes(data)


@pytest.mark.parametrize("wreck", [_unlink, _flipped])
def test_with_the_state_destroyed_the_last_content_shows_and_the_officer_is_told(
    made: Path, tmp_path: Path, qapp: QGuiApplication, wreck: Callable[[Path], None]
) -> None:
    store = tmp_path / "store"
    shutil.copytree(made, store)
    for beside in store.glob("state.sqlite-*"):
        beside.unlink()
    wreck(Layout(store).state)
    with opened(store, qapp) as kiosk:
        assert version_on_screen(kiosk) == 2
        for _ in range(2):
            kiosk.kiosk.follow()
            showing = kiosk.session.view.showing
            assert showing is not None
            assert len(showing.candidates("p98.na.1")) == 5, "what the screen was made of is open still"
        assert pin_is_tried(kiosk).startswith("Không đọc được sổ trạng thái của máy")


@pytest.fixture
def read_only(made: Path, tmp_path: Path) -> Iterator[Path]:
    """The store on a file system that can only be read."""
    mount = tmp_path / "mount"
    mount.mkdir()
    if os.system(f"mount -t tmpfs none '{mount}' 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copytree(made, mount / "store", ignore=shutil.ignore_patterns("state.sqlite-*"))
        assert os.system(f"mount -o remount,ro '{mount}'") == 0  # noqa: S605
        yield mount / "store"
    finally:
        os.system(f"umount '{mount}'")  # noqa: S605


def test_on_a_disk_that_only_reads_the_kiosk_comes_up_and_says_that_it_cannot_write(
    read_only: Path, qapp: QGuiApplication
) -> None:
    with opened(read_only, qapp, at=None) as kiosk:
        assert version_on_screen(kiosk) == 2
        kiosk.kiosk.follow()
        assert pin_is_tried(kiosk).startswith("Không ghi được vào kho của máy (chỉ cho đọc)")
        assert version_on_screen(kiosk) == 2


def test_a_byte_flipped_anywhere_in_the_content_leaves_something_that_shows(made: Path, tmp_path: Path) -> None:
    """Of the pages of the content, one after the other is damaged: it opens, or the one before does.

    What a page of it then cannot show is known for rotted; what the kiosk makes of that: ``kiosk/test_rotted.py``.
    """
    store = tmp_path / "store"
    shutil.copytree(made, store)
    content = Layout(store).content(2)
    whole = content.read_bytes()
    seen = set()
    for at in range(0, len(whole), len(whole) // 40):
        data = bytearray(whole)
        data[at : at + 64] = b"\xa5" * 64
        content.write_bytes(data)
        found = open_store(store)
        assert isinstance(found, Store), (at, found)
        seen.add(found.generation)
        assert found.catalogue is not None
        try:
            assert len(found.catalogue.candidates("p98.na.1")) == 5
        except DAMAGED:
            assert found.generation == 2
            assert found.rotted()
        found.close()
    assert {1, 2} <= seen
