"""Bytes flipped in files that lie in a store: the scrub finds every one and heals what a whole copy exists of."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.cli.main import main
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.scrubbing import Scrubbed, in_words, night_of, to_do
from voter_kiosk.store import sticks
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.mounts import Mount
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.scrub import Damage, Report, scrub
from voter_kiosk.store.status import Status, status

PICTURE = stores.png(colour=7)
"""In the second version alone."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("scrub")
    desk = stores.desk(folder / "desk")
    first = desk.bundle(1)
    second = desk.bundle(2, stores.content(media=(stores.PORTRAIT, PICTURE)))
    made = stores.new_store(folder / "store", desk)
    for bundle in (first, second):
        assert isinstance(install(made, bundle, surroundings=stores.quick()), Installed)
    return made, first, second


@pytest.fixture(autouse=True)
def no_sticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sticks, "mounted", tuple)


@pytest.fixture
def store(town: tuple[Path, Path, Path], tmp_path: Path) -> Path:
    return shutil.copytree(town[0], tmp_path / "store")


def flip(path: Path, at: int = -40) -> None:
    """One bit of a file, as a disk that rots does it."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def picture(store: Path, data: bytes = PICTURE) -> Path:
    return Layout(store).object(stores.sha256(data))


def looked(store: Path, *bundles: Path) -> Report:
    found = scrub(store, bundles, now=stores.ticking())
    assert isinstance(found, Report), found
    state = status(store)
    assert isinstance(state, Status)
    assert (state.scrubbed, state.broken_audit) == (found.found, None)
    assert stores.events(store)[-1] == "scrubbed"
    return found


def facts(found: Report) -> tuple[int, int, int, int]:
    return found.found.damaged, found.found.healed, found.found.lost, found.found.lost_before


def shown(store: Path) -> tuple[int, list[str]]:
    found = open_store(store)
    assert isinstance(found, Store), found
    found.close()
    return found.generation, [trouble.code for trouble in found.trouble]


def document(store: Path, generation: int, file: str) -> Path:
    manifest = read_manifest(Layout(store).generation(generation))
    assert manifest is not None
    return Layout(store).object(next(manifest.documents(file)).sha256)


def test_a_whole_store_is_found_whole_and_left_as_it_is(store: Path) -> None:
    before = {name: data for name, data in stores.tree(store).items() if not name.startswith("state")}
    found = looked(store)
    assert facts(found) == (0, 0, 0, 0)
    assert found.found.files == len(list((store / "objects").glob("*/*"))) + 4
    assert {name: data for name, data in stores.tree(store).items() if not name.startswith("state")} == before


def test_a_rotted_object_is_healed_from_the_stick_and_content_from_its_objects(
    store: Path, town: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = stores.tree(store)
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "broken.vkb").write_bytes(b"no bundle")
    shutil.copy(town[2], stick / "v2.vkb")
    flip(picture(store))
    document(store, 2, "candidates.jsonl").unlink()
    flip(Layout(store).content(2), 5000)
    monkeypatch.setattr(sticks, "mounted", lambda: (Mount(stick),))
    found = looked(store)
    assert facts(found) == (3, 3, 0, 0)
    assert {damage.healed_from for damage in found.damages} == {"v2.vkb", "objects"}
    assert {name: data for name, data in stores.tree(store).items() if not name.startswith("state")} == {
        name: data for name, data in good.items() if not name.startswith("state")
    }


def test_a_stick_whose_copy_rotted_as_well_heals_nothing_until_the_right_one_comes(
    store: Path, town: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    flip(picture(store))
    bad = tmp_path / "bad.vkb"
    data = bytearray(town[2].read_bytes())
    data[data.index(PICTURE) + 40] ^= 1
    bad.write_bytes(data)
    assert facts(looked(store, bad)) == (1, 0, 1, 0)
    assert not list(store.rglob("*.part"))
    assert shown(store) == (2, [])
    waiting = store / "incoming" / "000009" / "objects"
    waiting.mkdir(parents=True)
    (waiting / stores.sha256(PICTURE)).write_bytes(PICTURE)
    found = looked(store)
    assert found.damages == (Damage(2, f"p98/m-{stores.sha256(PICTURE)}", "incoming"),)
    assert picture(store).read_bytes() == PICTURE


def test_loading_again_what_is_shown_heals_it(store: Path, town: tuple[Path, Path, Path]) -> None:
    flip(picture(store))
    assert facts(looked(store)) == (1, 0, 1, 0)
    done = install(store, town[2], surroundings=stores.quick())
    assert isinstance(done, Installed)
    assert done.already
    assert picture(store).read_bytes() == PICTURE
    found = status(store)
    assert isinstance(found, Status)
    assert found.scrubbed is not None
    assert (found.scrubbed.healed, found.scrubbed.lost) == (1, 0)
    assert not list((store / "incoming").iterdir())


def test_the_next_bundle_brings_anew_what_the_scrub_gave_up(store: Path, town: tuple[Path, Path, Path]) -> None:
    flip(picture(store, stores.PORTRAIT))
    assert facts(looked(store)) == (1, 0, 1, 0)
    desk = stores.Desk(town[1].parent, town[1].parent / "keys")
    assert isinstance(install(store, desk.bundle(3), surroundings=stores.quick()), Installed)
    assert picture(store, stores.PORTRAIT).read_bytes() == stores.PORTRAIT
    found = status(store)
    assert isinstance(found, Status)
    assert found.scrubbed is not None
    assert found.scrubbed.lost == 0


def test_content_that_cannot_be_healed_makes_way_for_the_content_before(
    store: Path, town: tuple[Path, Path, Path]
) -> None:
    flip(Layout(store).content(2), 5000)
    document(store, 2, "election.json").unlink()
    lost = [damage for damage in looked(store).damages if not damage.healed_from]
    assert {damage.name for damage in lost} == {"content.sqlite", "p98/election.json"}
    assert shown(store) == (1, ["content-unreadable", "older-generation-shown"])
    assert isinstance(install(store, town[2], surroundings=stores.quick()), Installed)
    assert shown(store) == (3, [])
    assert facts(looked(store))[2] == 0


def test_with_nothing_whole_beside_it_what_is_shown_stays(store: Path) -> None:
    for number in (1, 2):
        flip(Layout(store).content(number), 5000)
    document(store, 2, "election.json").unlink()
    assert facts(looked(store))[2] == 2
    assert shown(store)[0] == 2


def test_a_manifest_that_rotted_is_told_and_loading_again_replaces_it(
    store: Path, town: tuple[Path, Path, Path]
) -> None:
    manifest = Layout(store).generation(2) / "bundle.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"p98/m-", b"p98/n-", 1))
    assert looked(store).damages == (Damage(2, "bundle.json"),)
    done = install(store, town[2], surroundings=stores.quick())
    assert isinstance(done, Installed)
    assert not done.already
    assert facts(looked(store))[2] == 0


def test_content_of_which_nobody_noted_the_hash_is_read_by_sqlite_itself(store: Path) -> None:
    noted = Layout(store).generation(2) / "content.sha256"
    good = noted.read_bytes()
    noted.unlink()
    assert facts(looked(store)) == (0, 0, 0, 0)
    assert noted.read_bytes() == good
    noted.unlink()
    with Layout(store).content(2).open("r+b") as file:
        file.truncate(20_000)
    assert facts(looked(store)) == (1, 1, 0, 0)
    assert noted.read_bytes() == good


def test_a_store_at_work_is_left_alone_and_a_disk_that_fails_is_said(store: Path) -> None:
    with locked(Layout(store)):
        busy = scrub(store)
    assert isinstance(busy, Refusal)
    assert busy.code == "store-busy"

    def fail(operation: str) -> None:
        if operation.startswith(("write", "compile")):
            raise OSError(28, "full")

    flip(Layout(store).content(2), 5000)
    flip(picture(store))
    found = scrub(store, files=Files(fail))
    assert isinstance(found, Report)
    assert (found.found.damaged, found.found.healed) == (2, 0)


def test_the_command_tells_every_file_and_what_to_do(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flip(picture(store))
    assert main(["--lang", "vi", "scrub", "--store", str(store)], {}) == 1
    said = " ".join("".join(capsys.readouterr()).split())
    assert "còn hỏng" in said
    assert "nạp lại gói đó" in said
    assert main(["--lang", "en", "status", "--store", str(store)], {}) == 0
    assert "still damaged: 1" in " ".join("".join(capsys.readouterr()).split())


def test_a_night_begins_at_two_in_viet_nam_and_words_say_what_is_left() -> None:
    assert night_of(dt.datetime(2026, 3, 1, 18, 59, tzinfo=dt.UTC)) == dt.date(2026, 3, 1)
    assert night_of(dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)) == dt.date(2026, 3, 2)
    at = dt.datetime(2026, 3, 1, 19, 5, tzinfo=dt.UTC)
    assert in_words(Scrubbed(at, 9)).en == "02:05 02/03/2026: 9 files were read again, all of them whole"
    assert to_do(Scrubbed(at, 9, 1, 1)).vi == ""
    assert "đừng quay lại bản trước" in to_do(Scrubbed(at, 9, 1, 0, 0, 1)).vi
