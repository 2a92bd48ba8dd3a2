"""Keys on two sticks: locked, read back, and as good as the keys themselves."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.bundles import COMMUNE, ISSUED, make_keys
from voter_kiosk.bundle import backup
from voter_kiosk.bundle.backup import COPY, SAID, back_up, held_keys, refuse, restore, sheet
from voter_kiosk.bundle.delegations import delegate, delegations
from voter_kiosk.bundle.fingerprint import short_groups
from voter_kiosk.bundle.keys import KeyFolder, create_keys, is_encrypted, load_folder, load_signers, rotate_root
from voter_kiosk.domain.finding import Refusal

DAY = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
WORD = "bầu cử"


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.fixture
def locked(tmp_path: Path) -> KeyFolder:
    made = create_keys(tmp_path / "keys", issued=ISSUED, threshold=2, holders=3, passphrase=WORD)
    assert isinstance(made, KeyFolder)
    return made


@pytest.fixture
def sticks(tmp_path: Path) -> list[Path]:
    for name in ("E", "F"):
        (tmp_path / name).mkdir()
    return [tmp_path / "E", tmp_path / "F"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_restored_from_either_stick_is_what_was_there(
    tmp_path: Path, locked: KeyFolder, commune: KeyFolder, sticks: list[Path]
) -> None:
    delegate(locked, COMMUNE, commune.root)
    copies = back_up(locked, sticks, made=DAY)
    assert copies == tuple(stick / COPY for stick in sticks)
    for number, place in enumerate((sticks[0], sticks[1] / COPY)):
        held = restore(place, tmp_path / f"new-{number}")
        assert isinstance(held, KeyFolder), held
        assert files(held.folder) == files(locked.folder)
        assert isinstance(load_signers(held, "root", WORD), tuple)
        assert delegations(held) == delegations(locked)


def test_a_key_without_a_passphrase_gets_one_on_the_sticks_or_is_not_copied(
    tmp_path: Path, sticks: list[Path]
) -> None:
    plain = make_keys(tmp_path / "keys")
    assert code(back_up(plain, sticks, made=DAY)) == "backup-plain"
    assert code(back_up(plain, sticks, made=DAY, passphrase="")) == "bad-key"
    assert not files(sticks[0])
    assert isinstance(back_up(plain, sticks, made=DAY, passphrase=WORD), tuple)
    assert all(is_encrypted(path) for path in (sticks[1] / COPY / "private").iterdir())
    assert not is_encrypted(plain.folder / "private" / "root-1.pem"), "the keys themselves stay as they are"
    held = restore(sticks[0], tmp_path / "new")
    assert isinstance(held, KeyFolder)
    assert code(load_signers(held, "targets")) == "passphrase-needed"
    assert isinstance(load_signers(held, "targets", WORD), tuple)
    (plain.folder / "private" / "strange.pem").write_bytes(b"no key")
    again = [tmp_path / "G", tmp_path / "H"]
    assert code(back_up(plain, again, made=DAY, passphrase=WORD)) == "bad-key"


def test_two_copies_lie_in_two_places(locked: KeyFolder, sticks: list[Path]) -> None:
    inside = locked.folder / "stick"
    for places in ([sticks[0], sticks[0]], [sticks[0], locked.folder], [inside, sticks[0]]):
        assert code(back_up(locked, places, made=DAY)) == "same-stick"
    assert not files(sticks[0])


def test_an_older_copy_is_not_written_over(locked: KeyFolder, sticks: list[Path]) -> None:
    back_up(locked, sticks, made=DAY)
    before = files(sticks[0])
    assert code(back_up(locked, sticks, made=DAY)) == "backup-exists"
    assert files(sticks[0]) == before
    shutil.rmtree(sticks[0] / COPY)
    (sticks[0] / COPY).mkdir()
    (sticks[1] / COPY).rename(sticks[1] / "old")
    assert isinstance(back_up(locked, sticks, made=DAY), tuple)


def test_a_stick_that_forgets_what_was_written_is_found_out(
    locked: KeyFolder, sticks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counterfeit sticks take every byte and keep the last ones only."""
    real = backup.write_private

    def forget(path: Path, data: bytes) -> None:
        real(path, bytes(len(data)) if path.name == "root-1.pem" else data)

    with monkeypatch.context() as patch:
        patch.setattr(backup, "write_private", forget)
        assert code(back_up(locked, sticks, made=DAY)) == "cannot-write-backup"
    (sticks[1] / COPY).write_bytes(b"in the way")
    assert code(back_up(locked, [sticks[1], sticks[0] / "x"], made=DAY)) == "cannot-write-backup"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda copy: (copy / "private" / "root-1.pem").write_bytes(b"x"), "private/root-1.pem"),
        (lambda copy: (copy / "private" / "root-1.pem").unlink(), "private/root-1.pem"),
        (lambda copy: (copy / "sums.txt").write_bytes(b"\xff"), "sums.txt"),
        (lambda copy: (copy / "sums.txt").write_bytes(b"0" * 64 + b"  ../../x\n"), "sums.txt"),
        (lambda copy: (copy / "sums.txt").write_bytes(b""), "root.json"),
        (lambda copy: shutil.rmtree(copy / "roots"), "roots"),
        (lambda copy: (shutil.rmtree(copy / "roots"), (copy / "sums.txt").write_bytes(b"")), "roots"),
    ],
)
def test_a_damaged_copy_is_refused_and_names_the_file(
    tmp_path: Path, locked: KeyFolder, sticks: list[Path], spoil: Callable[[Path], object], place: str
) -> None:
    back_up(locked, sticks, made=DAY)
    spoil(sticks[0] / COPY)
    refusal = restore(sticks[0], tmp_path / "new")
    assert code(refusal) == "backup-damaged"
    assert isinstance(refusal, Refusal)
    assert place in refusal.message.en
    assert not (tmp_path / "new").exists()
    assert isinstance(restore(sticks[1], tmp_path / "new"), KeyFolder)


def test_roots_that_do_not_lead_to_the_newest_are_no_copy(
    tmp_path: Path, locked: KeyFolder, strangers: KeyFolder, sticks: list[Path]
) -> None:
    rotate_root(locked.folder, issued=ISSUED, replace={"official-1"}, passphrase=WORD, new_passphrase=WORD)
    held = load_folder(locked.folder)
    assert isinstance(held, KeyFolder)
    back_up(held, sticks, made=DAY)
    copy = sticks[0] / COPY
    (copy / "roots" / "1.root.json").write_bytes(strangers.root)
    sums = (copy / "sums.txt").read_text(encoding="ascii").splitlines()
    fresh = f"{hashlib.sha256(strangers.root).hexdigest()}  roots/1.root.json"
    lines = [fresh if line.endswith("roots/1.root.json") else line for line in sums]
    (copy / "sums.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    assert code(restore(sticks[0], tmp_path / "new")) == "backup-damaged"


def test_nothing_is_restored_over_keys_or_from_an_empty_stick(
    tmp_path: Path, locked: KeyFolder, sticks: list[Path]
) -> None:
    assert code(restore(sticks[0], tmp_path / "new")) == "no-backup"
    back_up(locked, sticks, made=DAY)
    before = files(locked.folder)
    assert code(restore(sticks[0], locked.folder)) == "keys-exist"
    assert files(locked.folder) == before
    (tmp_path / "file").write_bytes(b"")
    assert code(restore(sticks[0], tmp_path / "file" / "new")) == "cannot-write-keys"


def test_the_sheet_has_every_public_key_and_no_secret(
    locked: KeyFolder, commune: KeyFolder, sticks: list[Path]
) -> None:
    alone = sheet(locked, DAY)
    assert isinstance(alone, str)
    assert "Xã tự công bố" not in alone
    made = delegate(locked, COMMUNE, commune.root)
    back_up(locked, sticks, made=DAY)
    text = (sticks[0] / COPY / "keys.txt").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf"), "Notepad reads the letters"
    said = text.decode("utf-8-sig")
    assert "01/02/2026" in said
    for key in held_keys(locked):
        assert key.name in said
        assert key.fingerprint in said
        assert (key.here, key.locked) == (True, True)
    assert not isinstance(made, Refusal)
    assert short_groups(made.fingerprint) in said
    assert "PRIVATE" not in said


def test_a_key_that_is_elsewhere_is_said_to_be(locked: KeyFolder) -> None:
    (locked.folder / "private" / "official-1.pem").unlink()
    here = {key.name: key.here for key in held_keys(locked)}
    assert here == {**dict.fromkeys(here, True), "official-1": False}


def test_delegations_or_keys_that_cannot_be_read_are_not_left_out_of_a_copy(
    locked: KeyFolder, sticks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = locked.folder / "communes" / COMMUNE
    folder.mkdir(parents=True)
    (folder / "root.json").write_bytes(b"{}")
    assert code(back_up(locked, sticks, made=DAY)) == "bad-root"

    def fail(_path: Path) -> bytes:
        raise OSError("unreadable")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert code(back_up(locked, sticks, made=DAY)) == "no-keys"


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_backups_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert "X" in message.en
