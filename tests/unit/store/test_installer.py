"""From a signed file to the active generation, and every way in which it is refused."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import films, stores
from voter_kiosk.bundle import archive, keys
from voter_kiosk.bundle.archive import Archive
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store import installer as machine
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import Installed, Progress, Step, install, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.state import State, open_state
from voter_kiosk.store.status import Status, status

FLOORS = ("floors", "pointer", "generations", "posted", "strike_offs", "clock", "installs", "settings")


def done(found: Installed | Refusal | None) -> Installed:
    assert isinstance(found, Installed), found
    return found


def refused(found: object) -> Refusal:
    assert isinstance(found, Refusal), found
    assert found.message.vi
    assert found.message.en
    return found


def now_status(store: Path) -> Status:
    found = status(store)
    assert isinstance(found, Status), found
    return found


def active(store: Path) -> int:
    shown = now_status(store).active
    return shown.number if shown else 0


def untouched(store: Path) -> dict[str, str]:
    """Hashes of all that a refusal must leave alone: everything but the state's file."""
    return {name: digest for name, digest in stores.tree(store).items() if not name.startswith(("state", "lock"))}


# --- the good way ---


def test_an_install_ends_with_the_new_content_on_the_screen(store: Path, v1: Path) -> None:
    told: list[Progress] = []
    found = done(install(store, v1, surroundings=stores.quick(tell=told.append)))
    assert not found.already
    assert found.generation.number == 1
    assert found.generation.version == 1
    assert found.generation.signers == ("official-1",)
    steps = list(dict.fromkeys(progress.step for progress in told))
    assert steps == ["found", "metadata-ok", "space-ok", "copying", "verified", "staged", "trial", "confirmed"]
    copied = [progress for progress in told if progress.total]
    assert copied[-1].done == copied[-1].total
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.catalogue is not None
    assert [one.name for one in opened.catalogue.candidates("p98.na.1")] == list(stores.NAMES)
    portrait = opened.catalogue.media(stores.sha256(stores.PORTRAIT))
    assert portrait is not None
    assert portrait.read_bytes() == stores.PORTRAIT
    about = opened.catalogue.about()
    assert (about.version, about.generation, about.signers) == (1, 1, ("official-1",))
    opened.close()


def test_an_install_leaves_nothing_of_its_own_behind(store: Path, v1: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    assert list((store / "incoming").iterdir()) == []
    assert not list(store.rglob("*.part"))
    assert now_status(store).unfinished == ()


def test_every_object_stands_under_its_own_hash(store: Path, v1: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    objects = [path for path in (store / "objects").rglob("*") if path.is_file()]
    manifest = read_manifest(Layout(store).generation(1))
    assert manifest is not None
    assert {path.name for path in objects} == set(manifest.objects())
    for path in objects:
        assert path.parent.name == path.name[:2]
        assert stores.sha256(path.read_bytes()) == path.name


def test_an_object_is_renamed_only_into_a_folder_that_is_on_the_disk(store: Path, v1: Path) -> None:
    """Should the power go, of a name in a folder that nobody synced nothing would be left."""
    seen: list[str] = []
    done(install(store, v1, surroundings=stores.quick(files=Files(seen.append))))
    moves = [at for at, what in enumerate(seen) if what.startswith("move ")]
    made = [at for at, what in enumerate(seen[: moves[-1]]) if what.startswith("mkdir ") and len(what) == 8]
    assert len(made) > 5
    assert any(what.startswith("sync ") for what in seen[made[-1] : moves[0]])


def test_the_tree_of_a_bundle_installs_like_its_file(store: Path, v1: Path, tmp_path: Path) -> None:
    package = archive.open_archive(v1)
    assert isinstance(package, Archive)
    with package:
        for name, size in package.entries.items():
            path = tmp_path / "tree" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(package, name, size))
    done(install(store, tmp_path / "tree", surroundings=stores.quick()))
    assert active(store) == 1


def test_installing_what_is_shown_changes_nothing(store: Path, v1: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    before = untouched(store), stores.tables(store, *FLOORS, "audit", "refused")
    assert done(install(store, v1, surroundings=stores.quick())).already
    assert (untouched(store), stores.tables(store, *FLOORS, "audit", "refused")) == before


def test_a_stick_that_went_bad_is_told_of_though_its_content_is_shown(
    store: Path, v1: Path, tmp_path: Path
) -> None:
    """The official takes it on to the next machine: he has to hear of it here."""
    done(install(store, v1, surroundings=stores.quick()))
    before = untouched(store)
    data = bytearray(v1.read_bytes())
    data[data.index(stores.PORTRAIT) + 40] ^= 1
    damaged = tmp_path / "damaged.vkb"
    damaged.write_bytes(data)
    assert refused(install(store, damaged, surroundings=stores.quick())).code == "changed-entry"
    assert untouched(store) == before


def test_installing_again_mends_content_that_went_bad(store: Path, v1: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    Layout(store).content(1).write_bytes(b"rot")
    assert not done(install(store, v1, surroundings=stores.quick())).already
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert (opened.generation, opened.trouble) == (2, ())
    opened.close()


def test_installing_again_mends_an_object_of_the_wrong_length(store: Path, v1: Path, v2: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    portrait = Layout(store).object(stores.sha256(stores.PORTRAIT))
    portrait.write_bytes(b"rot")
    done(install(store, v2, surroundings=stores.quick()))
    assert portrait.read_bytes() == stores.PORTRAIT


def test_active_and_previous_are_kept_and_older_ones_go(
    store: Path, committee: stores.Desk, tmp_path: Path
) -> None:
    for version in (1, 2, 3):
        desk = replace(committee, folder=tmp_path)
        extra = stores.png(colour=version)
        made = stores.content(media=(stores.PORTRAIT, extra))
        done(install(store, desk.bundle(version, made), surroundings=stores.quick()))
    layout = Layout(store)
    assert [path.name for path in sorted(layout.generations.iterdir())] == ["000002", "000003"]
    assert not layout.object(stores.sha256(stores.png(colour=1))).exists()
    assert layout.object(stores.sha256(stores.png(colour=2))).exists()
    found = now_status(store)
    assert found.active is not None
    assert found.previous is not None
    assert (found.active.number, found.previous.number) == (3, 2)
    assert [row[-1] for row in stores.tables(store, "generations")["generations"]] == [0, 1, 1]


def test_the_state_knows_what_was_confirmed(store: Path, v1: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    found = now_status(store)
    assert found.newest_issue == stores.ISSUED
    assert found.broken_audit is None
    audit = stores.tables(store, "audit")["audit"]
    assert [row[2] for row in audit] == ["set-up", "confirmed"]
    assert json.loads(audit[1][3])["version"] == 1
    assert json.loads(audit[1][3])["file"] == "v1.vkb"


def test_a_closer_scope_wins_where_two_bear_one_name(store: Path, committee: stores.Desk, tmp_path: Path) -> None:
    made = stores.content()
    own = replace(made.topics[0], title={"vi": "Thẻ cử tri của xã"})
    files = made.files() | {"p98/topics.jsonl": stores.lines(stores.documents.TOPICS, (own,))}
    bundle = replace(committee, folder=tmp_path).bundle(files=files)
    done(install(store, bundle, surroundings=stores.quick()))
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.catalogue is not None
    assert opened.catalogue.topic("mat-the") == own
    assert len(opened.catalogue.topics()) == 3
    opened.close()


# --- refusals: what they leave, and what they say ---


def test_a_refusal_leaves_every_byte_and_adds_what_it_must(
    store: Path, v1: Path, v2: Path, tmp_path: Path
) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    before, tables = untouched(store), stores.tables(store, *FLOORS)
    bad = tmp_path / "bad.vkb"
    data = bytearray(v2.read_bytes())
    data[data.index(stores.PORTRAIT) + 40] ^= 1
    bad.write_bytes(data)
    why = refused(install(store, bad, surroundings=stores.quick()))
    assert why.code == "changed-entry"
    assert untouched(store) == before
    assert stores.tables(store, *FLOORS) == tables
    found = now_status(store)
    assert [(entry.file, entry.code, entry.vi) for entry in found.refused] == [
        ("bad.vkb", "changed-entry", why.message.vi)
    ]
    assert found.audit_rows == 3
    assert found.broken_audit is None


def test_a_flipped_byte_anywhere_changes_nothing(store: Path, v1: Path, v2: Path, tmp_path: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    before, tables = untouched(store), stores.tables(store, *FLOORS)
    data = v2.read_bytes()
    for place in range(0, len(data), len(data) // 60):
        bad = tmp_path / "bad.vkb"
        bad.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        refused(install(store, bad, surroundings=stores.quick()))
        assert untouched(store) == before, place
        assert stores.tables(store, *FLOORS) == tables, place


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "not a zip", "cut off"])
def test_what_is_no_bundle_is_refused(store: Path, v1: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.vkb"
    data = {"empty": b"", "not a zip": b"hello" * 100, "cut off": v1.read_bytes()[:-300]}
    codes = {"missing": "not-found", "folder": "folder", "empty": "empty-file", "not a zip": "not-a-zip"}
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(data[kind])
    why = refused(install(store, path, surroundings=stores.quick()))
    assert why.code == codes.get(kind, "truncated")
    assert active(store) == 0
    assert len(now_status(store).refused) == (0 if kind == "missing" else 1)


def test_a_bundle_of_other_keys_is_refused(store: Path, tmp_path: Path) -> None:
    stranger = stores.desk(tmp_path / "stranger").bundle()
    refused(install(store, stranger, surroundings=stores.quick()))
    assert active(store) == 0


def test_an_older_bundle_is_refused_after_a_newer_one(store: Path, v1: Path, v2: Path) -> None:
    done(install(store, v2, surroundings=stores.quick()))
    before = untouched(store)
    assert refused(install(store, v1, surroundings=stores.quick())).code == "older-version"
    assert untouched(store) == before


def test_expiry_is_measured_by_the_newest_signed_time(store: Path, committee: stores.Desk, tmp_path: Path) -> None:
    desk = replace(committee, folder=tmp_path)
    soon = stores.ISSUED + dt.timedelta(hours=30)
    short = desk.bundle(1, issued=stores.ISSUED, expires=soon, name="short.vkb")
    done(install(store, short, surroundings=stores.quick()))
    done(install(store, desk.bundle(3), surroundings=stores.quick()))
    late = desk.bundle(4, issued=stores.ISSUED, expires=soon, name="late.vkb")
    assert refused(install(store, late, surroundings=stores.quick())).code == "targets-expired"
    assert active(store) == 2


def test_an_issue_time_ahead_of_a_confirmed_clock_asks_for_the_officer(store: Path, v1: Path) -> None:
    now = stores.ISSUED - dt.timedelta(hours=25)
    why = refused(install(store, v1, surroundings=stores.quick(), confirmed_now=now))
    assert why.code == "issued-in-future"
    done(install(store, v1, surroundings=stores.quick()))


def test_a_rotated_root_is_kept_even_if_the_bundle_is_refused(store: Path, tmp_path: Path) -> None:
    desk = stores.desk(tmp_path / "desk")
    home = stores.new_store(tmp_path / "home", desk)
    done(install(home, desk.bundle(1), surroundings=stores.quick()))
    rotated = keys.rotate_root(desk.keys, issued=stores.ISSUED, replace=["official-1"])
    assert not isinstance(rotated, Refusal), rotated
    newer = desk.bundle(2)
    data = bytearray(newer.read_bytes())
    data[data.index(stores.PORTRAIT) + 40] ^= 1
    bad = tmp_path / "bad.vkb"
    bad.write_bytes(data)
    before = untouched(home)
    refused(install(home, bad, surroundings=stores.quick()))
    found = now_status(home)
    assert (found.root, untouched(home)) == (2, before)
    assert stores.events(home)[-2:] == ["root-rotated", "rejected"]
    done(install(home, newer, surroundings=stores.quick()))


def test_two_elections_or_none_are_refused(store: Path, committee: stores.Desk, tmp_path: Path) -> None:
    files = stores.content().files()
    del files["p98/election.json"]
    bundle = replace(committee, folder=tmp_path).bundle(files=files)
    assert refused(install(store, bundle, surroundings=stores.quick())).code == "not-one-election"


def test_documents_that_do_not_hold_together_are_refused(
    store: Path, committee: stores.Desk, tmp_path: Path
) -> None:
    desk = replace(committee, folder=tmp_path)
    made = stores.content()
    broken = made.files() | {"base/topics.jsonl": b'{"schema":"1.0","kind":"topics"}\n{"slug":1}\n'}
    cases = {
        "content-dangling": replace(made, constituencies=made.constituencies[1:]).files(),
        "not-a-picture": made.files() | {f"p98/m-{stores.sha256(b'<svg/>')}": b"<svg/>"},
        "picture-too-large": replace(made, media=(stores.PORTRAIT, stores.png(2001, 1001))).files(),
        "not-a-film": replace(made, media=(stores.PORTRAIT, films.made(after=b"#EXTM3U"))).files(),
        "film-other-codec": replace(made, media=(stores.PORTRAIT, films.with_tracks(films.SOUND))).files(),
        "film-too-long": replace(made, media=(stores.PORTRAIT, films.made(films.info(301), films.TRACKS))).files(),
        "film-differs": stores.with_video(made, seconds=3).files(),
        "bad-document": broken,
    }
    done(install(store, desk.bundle(1), surroundings=stores.quick()))
    before, tables = untouched(store), stores.tables(store, *FLOORS)
    for version, (code, files) in enumerate(cases.items(), start=2):
        bundle = desk.bundle(version, files=files)
        assert refused(install(store, bundle, surroundings=stores.quick())).code == code
        assert untouched(store) == before
        assert stores.tables(store, *FLOORS) == tables


def test_a_json_document_without_end_is_refused_unread(
    store: Path, v1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voter_kiosk.bundle.contents.MOST_JSON", 100)
    assert refused(install(store, v1, surroundings=stores.quick())).code == "document-too-long"


def test_metadata_without_end_is_refused_unread(store: Path, v1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_METADATA_LIMIT", 100)
    assert refused(install(store, v1, surroundings=stores.quick())).code == "metadata-too-long"


def test_a_trial_that_fails_falls_back_to_the_content_before(
    store: Path, v1: Path, v2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    before, tables = untouched(store), stores.tables(store, *FLOORS)
    monkeypatch.setattr("voter_kiosk.store.compiler.Folder.words", lambda *_: ("", ""))
    assert refused(install(store, v2, surroundings=stores.quick())).code == "trial-failed"
    assert untouched(store) == before
    assert stores.tables(store, *FLOORS) == tables
    last = stores.tables(store, "audit")["audit"][-1]
    assert last[2] == "fallback"
    assert json.loads(last[3])["shown"] == 1
    assert now_status(store).refused == ()


def test_the_self_check_knows_its_own_content(store: Path, v1: Path, tmp_path: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    content = Layout(store).content(1)
    fingerprint = now_status(store).active
    assert fingerprint is not None
    assert machine.self_check(content, fingerprint.fingerprint) is None
    other = machine.self_check(content, "another")
    assert other is not None
    assert other.code == "trial-failed"
    missing = machine.self_check(tmp_path / "none", "")
    assert missing is not None
    shutil.copy(content, tmp_path / "c")
    database = sqlite3.connect(tmp_path / "c")
    database.execute("UPDATE topics SET record = '{'")
    database.commit()
    database.close()
    assert machine.self_check(tmp_path / "c", fingerprint.fingerprint) is not None


# --- the disk ---


def test_too_little_space_is_refused_before_anything_is_copied(store: Path, v1: Path) -> None:
    told: list[Progress] = []
    around = stores.quick(free=lambda _path: 1_000, tell=told.append)
    why = refused(install(store, v1, surroundings=around))
    assert why.code == "no-space"
    assert told[-1].step is Step.METADATA_OK
    assert now_status(store).refused == ()
    done(install(store, v1, surroundings=stores.quick()))


class Failing(Files):
    """A disk that fails at one operation, as a real one does."""

    def __init__(self, at: str, code: int) -> None:
        super().__init__(self._maybe)
        self._at = at
        self._code = code

    def _maybe(self, operation: str) -> None:
        if operation.startswith(self._at):
            raise OSError(self._code, os.strerror(self._code))


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "disk-full"), (errno.EROFS, "store-read-only"), (errno.EIO, "disk-error")],
)
@pytest.mark.parametrize("at", ["mkdir", "write", "rename", "sync", "compile", "move", "transaction"])
def test_a_disk_that_fails_anywhere_leaves_the_old_content(
    store: Path, v1: Path, committee: stores.Desk, tmp_path: Path, at: str, code: int, said: str
) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    newer = replace(committee, folder=tmp_path).bundle(
        2, stores.content(media=(stores.PORTRAIT, stores.png(9, 9)))
    )
    before, tables = untouched(store), stores.tables(store, *FLOORS)
    why = refused(install(store, newer, surroundings=stores.quick(files=Failing(at, code))))
    assert why.code == said
    assert untouched(store) == before
    assert stores.tables(store, *FLOORS) == tables
    assert now_status(store).refused == ()
    done(install(store, newer, surroundings=stores.quick()))
    assert active(store) == 2


def test_a_store_that_was_never_set_up_says_so(tmp_path: Path, v1: Path) -> None:
    assert refused(install(tmp_path / "none", v1)).code == "store-not-set-up"
    assert refused(resume(tmp_path)).code == "store-not-set-up"


def test_a_damaged_state_is_said_plainly(store: Path, v1: Path) -> None:
    for path in store.glob("state.sqlite*"):
        path.unlink()
    (store / "state.sqlite").write_bytes(b"noise" * 1000)
    assert refused(install(store, v1)).code == "store-state-lost"


def test_two_installers_never_run_at_once(store: Path, v1: Path) -> None:
    with locked(Layout(store)):
        assert refused(install(store, v1, surroundings=stores.quick())).code == "store-busy"
    done(install(store, v1, surroundings=stores.quick()))


def test_of_two_started_together_one_is_told_to_wait(store: Path, v1: Path, v2: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def stop(operation: str) -> None:
        if operation == "compile":
            inside.set()
            go_on.wait(10)

    results: list[object] = []
    around = stores.quick(files=Files(stop))
    first = threading.Thread(target=lambda: results.append(install(store, v1, surroundings=around)))
    first.start()
    assert inside.wait(10)
    assert refused(install(store, v2, surroundings=stores.quick())).code == "store-busy"
    go_on.set()
    first.join()
    assert isinstance(results[0], Installed)


# --- a stick that goes away, and installs that were interrupted ---


class Pulled(Files):
    """Somebody pulls the stick out while the objects are copied: the bundle's file is cut off under the reader."""

    def __init__(self, bundle: Path, after: int) -> None:
        super().__init__()
        self._bundle = bundle
        self._left = after

    def write(self, path: Path, chunks: Iterable[bytes]) -> int:
        if path.parent.name == "objects":
            self._left -= 1
            if self._left == 0:
                os.truncate(self._bundle, 10)
        return super().write(path, chunks)


def test_a_stick_that_was_pulled_out_goes_on_where_it_was(store: Path, v1: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick.vkb"
    shutil.copy(v1, stick)
    why = refused(install(store, stick, surroundings=stores.quick(files=Pulled(stick, 6))))
    assert why.code == "unreadable"
    found = now_status(store)
    assert [begun.step for begun in found.unfinished] == ["copying"]
    assert found.refused == ()
    assert stores.tables(store, "audit")["audit"][-1][2] == "interrupted"
    shutil.copy(v1, stick)
    written: list[str] = []
    done(install(store, stick, surroundings=stores.quick(files=Files(written.append))))
    manifest = read_manifest(Layout(store).generation(1))
    assert manifest is not None
    again = {operation.removeprefix("write ") for operation in written} & set(manifest.objects())
    assert 0 < len(again) <= len(manifest.objects()) - 5
    assert now_status(store).unfinished == ()


def test_a_stick_that_never_comes_back_is_forgotten_cleanly(
    store: Path, v1: Path, v2: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.vkb"
    shutil.copy(v1, stick)
    refused(install(store, stick, surroundings=stores.quick(files=Pulled(stick, 6))))
    stick.unlink()
    assert resume(store, surroundings=stores.quick()) is None
    assert now_status(store).unfinished == ()
    assert list((store / "incoming").iterdir()) == []
    done(install(store, v2, surroundings=stores.quick()))


def test_another_bundle_takes_the_place_of_an_interrupted_one(
    store: Path, v1: Path, v2: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.vkb"
    shutil.copy(v1, stick)
    refused(install(store, stick, surroundings=stores.quick(files=Pulled(stick, 6))))
    done(install(store, v2, surroundings=stores.quick()))
    found = now_status(store)
    assert found.unfinished == ()
    assert found.active is not None
    assert found.active.version == 2
    assert list((store / "incoming").iterdir()) == []


def test_another_bundle_in_the_place_of_an_interrupted_one_is_not_loaded_by_itself(
    store: Path, v1: Path, v2: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.vkb"
    shutil.copy(v1, stick)
    refused(install(store, stick, surroundings=stores.quick(files=Pulled(stick, 6))))
    shutil.copy(v2, stick)
    assert resume(store, surroundings=stores.quick()) is None
    found = now_status(store)
    assert (found.active, found.unfinished, found.refused) == (None, (), ())
    assert list((store / "incoming").iterdir()) == []
    assert done(install(store, stick, surroundings=stores.quick())).generation.version == 2


def test_nothing_to_resume_is_nothing(store: Path, v1: Path) -> None:
    assert resume(store, surroundings=stores.quick()) is None
    done(install(store, v1, surroundings=stores.quick()))
    assert resume(store, surroundings=stores.quick()) is None


def test_a_manifest_that_is_gone_is_a_failed_trial(store: Path, v1: Path) -> None:
    class StopError(BaseException):
        pass

    def stop(operation: str) -> None:
        if operation == "step verified":
            raise StopError

    with pytest.raises(StopError):
        install(store, v1, surroundings=stores.quick(files=Files(stop)))
    (store / "incoming" / "000001" / "generation" / "bundle.json").unlink()
    assert refused(resume(store, surroundings=stores.quick())).code == "trial-failed"
    assert now_status(store).unfinished == ()


def test_an_object_lost_before_the_trial_is_a_failed_trial(store: Path, v1: Path) -> None:
    class StopError(BaseException):
        pass

    def stop(operation: str) -> None:
        if operation == "step staged":
            raise StopError

    with pytest.raises(StopError):
        install(store, v1, surroundings=stores.quick(files=Files(stop)))
    next((store / "incoming" / "000001" / "objects").iterdir()).unlink()
    assert refused(resume(store, surroundings=stores.quick())).code == "trial-failed"


def test_objects_are_never_thrown_away_while_a_manifest_is_unreadable(store: Path, v1: Path, v2: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    (Layout(store).generation(1) / "bundle.json").write_bytes(b"rot")
    before = set((store / "objects").rglob("*"))
    done(install(store, v2, surroundings=stores.quick()))
    assert before <= set((store / "objects").rglob("*"))


def test_content_that_cannot_be_read_is_compiled_anew_without_the_stick(store: Path, v1: Path, v2: Path) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    done(install(store, v2, surroundings=stores.quick()))
    good = Layout(store).content(2).read_bytes()
    database = sqlite3.connect(Layout(store).content(1))
    database.execute("UPDATE facts SET value = '0' WHERE key = 'schema'")
    database.commit()
    database.close()
    Layout(store).content(2).write_bytes(b"rot")
    assert resume(store, surroundings=stores.quick()) is None
    assert Layout(store).content(2).read_bytes() == good
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert (opened.generation, opened.trouble) == (2, ())
    opened.close()
    events = stores.events(store)
    assert events[-2:] == ["compiled-anew", "compiled-anew"]


def test_content_whose_objects_are_gone_is_left_to_the_previous_generation(
    store: Path, v1: Path, v2: Path
) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    done(install(store, v2, surroundings=stores.quick()))
    Layout(store).content(2).write_bytes(b"rot")
    manifest = read_manifest(Layout(store).generation(2))
    assert manifest is not None
    for item in manifest.documents("candidates.jsonl"):
        Layout(store).object(item.sha256).unlink()
    assert resume(store, surroundings=stores.quick()) is None
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.generation == 1
    opened.close()


def test_a_long_bundle_is_shared_among_cores_and_comes_out_the_same(
    store: Path, v1: Path, tmp_path: Path, committee: stores.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(install(store, v1, surroundings=stores.quick()))
    monkeypatch.setattr(machine, "_WORTH_SHARING", 0)
    monkeypatch.setattr(machine.os, "cpu_count", lambda: 3)
    other = stores.new_store(tmp_path / "other", committee)
    told: list[Progress] = []
    done(install(other, v1, surroundings=stores.quick(tell=told.append)))
    assert stores.tree(other / "objects") == stores.tree(store / "objects")
    assert stores.tree(other / "generations") == stores.tree(store / "generations")
    assert max(progress.done for progress in told) == max(progress.total for progress in told)
    data = bytearray(v1.read_bytes())
    data[data.index(stores.PORTRAIT) + 40] ^= 1
    (tmp_path / "bad.vkb").write_bytes(data)
    third = stores.new_store(tmp_path / "third", committee)
    assert refused(install(third, tmp_path / "bad.vkb", surroundings=stores.quick())).code == "changed-entry"
    stick = tmp_path / "stick.vkb"
    shutil.copy(v1, stick)

    def vanish(operation: str) -> None:
        if operation == "mkdir objects":
            stick.unlink()

    gone = refused(install(third, stick, surroundings=stores.quick(files=Files(vanish))))
    assert gone.code == "not-found"


# --- what no rollback undoes, from a bundle ---


def test_a_strike_off_in_a_bundle_is_entered_for_good(store: Path, committee: stores.Desk, tmp_path: Path) -> None:
    struck = StrikeOff(StrikeOffKind.STRUCK_OFF, "5/QĐ", dt.date(2026, 3, 1), {"vi": "Xóa tên"})
    desk = replace(committee, folder=tmp_path)
    done(install(store, desk.bundle(1), surroundings=stores.quick()))
    marked = stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=struck)
    done(install(store, desk.bundle(2, marked), surroundings=stores.quick()))
    done(install(store, desk.bundle(3), surroundings=stores.quick()))
    state = open_state(store / "state.sqlite")
    assert isinstance(state, State)
    with state.reading() as books:
        assert books.strike_offs("test-2026") == {"p98.na.1.2": struck}
    state.close()
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.catalogue is not None
    one = opened.catalogue.candidate("p98.na.1.2")
    opened.close()
    assert one is not None
    assert one.strike_off == struck
