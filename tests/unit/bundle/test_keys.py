"""Keys: made once, kept private, opened only by their passphrase, rotated without losing a kiosk."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tuf.api.metadata import Key, Metadata, Root

from helpers.bundles import ISSUED, make_draft, make_keys, signed_by
from voter_kiosk.bundle.assemble import sign_draft, signatures
from voter_kiosk.bundle.keys import (
    ROOT_LIFE,
    SAID,
    KeyFolder,
    change_passphrase,
    create_keys,
    encrypted_key,
    is_encrypted,
    key_name,
    load_folder,
    load_signer,
    load_signers,
    name_of,
    open_key,
    read_root,
    refuse,
    rotate_root,
)
from voter_kiosk.bundle.trust import newest_root
from voter_kiosk.domain.finding import Refusal

LATER = ISSUED + dt.timedelta(days=30)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def rotated(keys: KeyFolder, *names: str, **options: object) -> KeyFolder:
    result = rotate_root(keys.folder, issued=LATER, replace=set(names), **options)  # type: ignore[arg-type]
    assert isinstance(result, KeyFolder), result
    return result


def test_one_official_is_the_default_and_two_are_as_easy(tmp_path: Path) -> None:
    one, two = make_keys(tmp_path / "one"), make_keys(tmp_path / "two", threshold=2)
    assert (one.names("root"), one.names("targets")) == (("root-1",), ("official-1",))
    assert (two.names("root"), two.names("targets")) == (("root-1", "root-2"), ("official-1", "official-2"))
    assert (two.names("snapshot"), two.names("timestamp")) == (("snapshot",), ("timestamp",))
    root = two.trusted()
    assert {role: root.roles[role].threshold for role in root.roles} == {
        "root": 2,
        "targets": 2,
        "snapshot": 1,
        "timestamp": 1,
    }
    assert root.consistent_snapshot


def test_the_root_is_signed_by_everybody_and_holds_ten_years(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys", threshold=3)
    metadata = Metadata[Root].from_bytes(keys.root)
    metadata.verify_delegate("root", metadata)
    assert len(metadata.signatures) == 3
    assert list(metadata.signatures) == sorted(metadata.signatures)
    assert metadata.signed.expires == ISSUED + ROOT_LIFE == ISSUED.replace(year=2036)
    assert metadata.signed.unrecognized_fields == {"x-issued": "2026-03-01T01:00:00Z"}
    assert (keys.folder / "root.json").read_bytes() == (keys.folder / "roots" / "1.root.json").read_bytes()


def test_private_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    files = sorted((keys.folder / "private").iterdir())
    assert [path.name for path in files] == ["official-1.pem", "root-1.pem", "snapshot.pem", "timestamp.pem"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((keys.folder / "private").stat().st_mode) == 0o700


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    before = {path: path.read_bytes() for path in keys.folder.rglob("*.*")}
    assert code(create_keys(keys.folder, issued=LATER)) == "keys-exist"
    (keys.folder / "root.json").unlink()
    assert code(create_keys(keys.folder, issued=LATER)) == "keys-exist"
    assert {path: path.read_bytes() for path in keys.folder.rglob("*.*")}.items() <= before.items()


@pytest.mark.parametrize("threshold", [0, -1, 21])
def test_a_threshold_nobody_can_mean_is_refused(tmp_path: Path, threshold: int) -> None:
    assert code(create_keys(tmp_path / "keys", issued=ISSUED, threshold=threshold)) == "bad-threshold"
    assert not (tmp_path / "keys").exists()


def test_a_place_that_takes_no_keys_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert code(create_keys(tmp_path / "file" / "keys", issued=ISSUED)) == "cannot-write-keys"


# --- opening keys ----------------------------------------------------------------------------------------


def test_a_passphrase_locks_every_key(tmp_path: Path) -> None:
    keys = create_keys(tmp_path / "keys", issued=ISSUED, passphrase="bầu cử")  # noqa: S106 - a test's
    assert isinstance(keys, KeyFolder)
    assert all(b"ENCRYPTED" in path.read_bytes() for path in (keys.folder / "private").iterdir())
    assert code(load_signers(keys, "targets")) == "passphrase-needed"
    assert code(load_signers(keys, "targets", "bau cu")) == "wrong-passphrase"
    opened = load_signers(keys, "targets", "bầu cử")
    assert isinstance(opened, tuple)
    assert [key_name(signer.public_key) for signer in opened] == ["official-1"]


def test_a_key_without_a_passphrase_opens_with_any(tmp_path: Path) -> None:
    assert isinstance(load_signers(make_keys(tmp_path / "keys"), "timestamp", "any"), tuple)


def test_signers_below_the_threshold_are_named_as_missing(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys", threshold=2)
    (keys.folder / "private" / "official-2.pem").unlink()
    refusal = load_signers(keys, "targets")
    assert code(refusal) == "missing-key"
    assert isinstance(refusal, Refusal)
    assert "official-2" in refusal.message.vi
    one = load_signers(keys, "targets", names=["official-1"])
    assert isinstance(one, tuple)
    assert len(one) == 1
    assert code(load_signers(keys, "targets", names=["official-2"])) == "missing-key"
    assert code(load_signers(keys, "targets", names=["official-9"])) == "missing-key"


def test_a_file_that_is_not_the_key_it_should_be_is_refused(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys", threshold=2)
    private = keys.folder / "private"
    root = keys.trusted()
    public = next(key for key in root.keys.values() if key_name(key) == "official-1")
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for data in (b"nonsense", (private / "official-2.pem").read_bytes(), other):
        (private / "official-1.pem").write_bytes(data)
        assert code(load_signer(private / "official-1.pem", public, None)) == "bad-key"


def test_a_key_without_a_name_is_called_by_its_id(tmp_path: Path) -> None:
    key = next(iter(make_keys(tmp_path / "keys").trusted().keys.values()))
    key.unrecognized_fields.clear()
    assert key_name(key) == key.keyid[:16]


def test_a_folder_without_keys_or_with_broken_roots_is_refused(tmp_path: Path, keys: KeyFolder) -> None:
    assert code(load_folder(tmp_path / "none")) == "no-keys"
    (tmp_path / "roots").mkdir()
    for data in (b"{}", keys.root.replace(b'"version": 1', b'"version": 2')):
        (tmp_path / "roots" / "1.root.json").write_bytes(data)
        assert code(load_folder(tmp_path)) == "bad-root"


# --- rotation --------------------------------------------------------------------------------------------


def test_the_next_root_is_signed_under_the_old_and_the_new_one(tmp_path: Path) -> None:
    before = make_keys(tmp_path / "keys", threshold=2)
    after = rotated(before, "root-1", "official-2")
    old, new = Metadata[Root].from_bytes(before.root), Metadata[Root].from_bytes(after.root)
    old.verify_delegate("root", new)
    new.verify_delegate("root", new)
    assert new.signed.version == 2
    assert new.signed.expires == LATER + ROOT_LIFE
    assert len(new.signatures) == 3
    assert load_folder(before.folder) == after
    assert after.names("root") == before.names("root")
    assert set(new.signed.roles["targets"].keyids) & set(old.signed.roles["targets"].keyids)
    assert new.signed.roles["targets"].keyids != old.signed.roles["targets"].keyids


def test_fresh_keys_sign_and_old_ones_are_kept_aside(tmp_path: Path) -> None:
    after = rotated(make_keys(tmp_path / "keys"), "official-1", "root-1")
    assert isinstance(load_signers(after, "targets"), tuple)
    assert sorted(path.name for path in (after.folder / "private").iterdir()) == [
        "official-1.1.pem",
        "official-1.pem",
        "root-1.1.pem",
        "root-1.pem",
        "snapshot.pem",
        "timestamp.pem",
    ]
    again = rotated(after, "official-1")
    assert again.trusted().version == 3


def test_a_root_can_be_renewed_without_changing_a_key(tmp_path: Path) -> None:
    before = make_keys(tmp_path / "keys")
    after = rotated(before)
    assert after.trusted().roles == before.trusted().roles


def test_the_threshold_can_be_lowered_but_not_above_the_keys(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys", threshold=2)
    assert code(rotate_root(keys.folder, issued=LATER, replace=set(), threshold=3)) == "bad-threshold"
    assert rotated(keys, threshold=1).trusted().roles["targets"].threshold == 1


def test_a_key_kept_elsewhere_can_still_be_replaced(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    (keys.folder / "private" / "official-1.pem").unlink()
    after = rotated(keys, "official-1")
    assert isinstance(load_signers(after, "targets"), tuple)


def test_rotation_needs_keys_that_are_there_and_open(tmp_path: Path) -> None:
    assert code(rotate_root(tmp_path, issued=LATER, replace=set())) == "no-keys"
    keys = make_keys(tmp_path / "keys")
    assert code(rotate_root(keys.folder, issued=LATER, replace={"official-7"})) == "missing-key"
    (keys.folder / "private" / "root-1.pem").unlink()
    assert code(rotate_root(keys.folder, issued=LATER, replace={"official-1"})) == "missing-key"
    assert load_folder(keys.folder) == keys


def test_rotation_onto_a_full_or_blocked_disk_is_refused(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    (keys.folder / "roots" / "2.root.json.part").mkdir()
    assert code(rotate_root(keys.folder, issued=LATER, replace=set())) == "cannot-write-keys"
    assert load_folder(keys.folder) == keys


def test_a_disk_that_fills_up_on_the_way_leaves_every_key_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a rotation, the old key moved away and no root for the new one, would end a committee's trust."""
    keys = make_keys(tmp_path / "keys")
    before = {path: path.read_bytes() for path in keys.folder.rglob("*.*")}
    synced: list[int] = []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused = rotate_root(keys.folder, issued=LATER, replace={"official-1", "root-1"})
    assert code(refused) == "cannot-write-keys"
    assert {path: path.read_bytes() for path in keys.folder.rglob("*.*")} == before
    synced.clear()
    assert code(create_keys(tmp_path / "new", issued=ISSUED)) == "cannot-write-keys"
    monkeypatch.undo()
    assert isinstance(create_keys(tmp_path / "new", issued=ISSUED), KeyFolder), "and it can be tried again"
    assert rotated(keys, "official-1").trusted().version == 2


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_keys_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert "X" in message.en


# --- one key more than must sign, and one less -----------------------------------------------------------


def spare(folder: Path, **options: object) -> KeyFolder:
    made = create_keys(folder, issued=ISSUED, threshold=2, holders=3, **options)  # type: ignore[arg-type]
    assert isinstance(made, KeyFolder), made
    return made


def test_more_may_hold_a_key_than_must_sign(tmp_path: Path) -> None:
    keys = spare(tmp_path / "keys")
    assert keys.names("targets") == ("official-1", "official-2", "official-3")
    assert keys.trusted().roles["targets"].threshold == 2
    for threshold, holders in ((2, 1), (1, 21), (0, 3)):
        refusal = create_keys(tmp_path / "no", issued=ISSUED, threshold=threshold, holders=holders)
        assert code(refusal) == "bad-threshold"


def removed(keys: KeyFolder, *names: str, **options: object) -> KeyFolder | Refusal:
    return rotate_root(keys.folder, issued=LATER, remove=set(names), **options)  # type: ignore[arg-type]


def test_a_lost_key_is_revoked_without_the_key_itself(tmp_path: Path) -> None:
    keys = spare(tmp_path / "keys")
    private = keys.folder / "private"
    (private / "root-3.pem").unlink()
    (private / "official-3.pem").unlink()
    made = removed(keys, "root-3", "official-3")
    assert isinstance(made, KeyFolder)
    assert (made.names("root"), made.names("targets")) == (("root-1", "root-2"), ("official-1", "official-2"))
    assert made.trusted().roles["root"].threshold == made.trusted().roles["targets"].threshold == 2
    assert newest_root(keys.root, made.roots) == made.root
    aside = removed(spare(tmp_path / "other"), "official-3")
    assert isinstance(aside, KeyFolder)
    assert not (aside.folder / "private" / "official-3.pem").exists()
    assert (aside.folder / "private" / "official-3.1.pem").exists()


def test_a_revoked_key_counts_for_nothing_from_then_on(tmp_path: Path) -> None:
    keys = spare(tmp_path / "keys")
    lost = load_signer(keys.folder / "private" / "official-3.pem", _public(keys, "official-3"), None)
    made = removed(keys, "official-3")
    assert isinstance(made, KeyFolder)
    assert not isinstance(lost, Refusal)
    signed = sign_draft(signed_by(make_draft(made), made, ["official-1"]), [lost])
    for role, count in signatures(signed, made.root).items():
        assert (count.signed, count.missing) == (("official-1",), ("official-2",)), role
        assert count.foreign == ((lost.public_key.keyid,) if role == "targets" else ())


def _public(keys: KeyFolder, name: str) -> Key:
    return next(key for key in keys.trusted().keys.values() if key_name(key) == name)


def test_a_key_that_nobody_can_do_without_is_replaced_and_not_revoked(tmp_path: Path) -> None:
    two, three = make_keys(tmp_path / "two", threshold=2), spare(tmp_path / "three")
    assert code(removed(two, "official-1")) == "too-few-keys"
    assert code(removed(three, "official-1", "official-2")) == "too-few-keys"
    assert code(removed(three, "snapshot")) == "desk-key"
    assert code(removed(three, "timestamp")) == "desk-key"
    assert code(removed(three, "nobody")) == "missing-key"
    assert code(removed(two, "official-1", threshold=2)) == "bad-threshold"
    assert isinstance(removed(two, "official-1", "root-1", threshold=1), KeyFolder)


def test_the_next_root_must_hold_under_its_own_keys_too(tmp_path: Path) -> None:
    """Two of three root keys are here; one of the two goes: nobody could sign the root after this one."""
    keys = spare(tmp_path / "keys")
    (keys.folder / "private" / "root-3.pem").unlink()
    refusal = removed(keys, "root-2")
    assert code(refusal) == "missing-key"
    assert isinstance(refusal, Refusal)
    assert "root-3" in refusal.message.vi
    assert load_folder(keys.folder) == keys


# --- passphrases -----------------------------------------------------------------------------------------


def test_a_passphrase_is_changed_and_the_key_is_the_same(tmp_path: Path) -> None:
    keys = create_keys(tmp_path / "keys", issued=ISSUED, passphrase="cũ")  # noqa: S106 - a test's
    assert isinstance(keys, KeyFolder)
    path = keys.folder / "private" / "official-1.pem"
    before = path.read_bytes()
    assert code(change_passphrase(path, "sai", "mới")) == "wrong-passphrase"
    assert code(change_passphrase(path, None, "mới")) == "passphrase-needed"
    assert code(change_passphrase(path, "cũ", "")) == "no-passphrase"
    assert path.read_bytes() == before
    assert change_passphrase(path, "cũ", "mới") is None
    assert code(open_key(path, "cũ") or None) == "wrong-passphrase"
    assert open_key(path, "mới") is None
    opened = load_signer(path, _public(keys, "official-1"), "mới")
    assert not isinstance(opened, Refusal)
    assert opened.public_key.keyid == _public(keys, "official-1").keyid
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not list(path.parent.glob("*.part"))


def test_a_plain_key_gets_its_first_passphrase(tmp_path: Path) -> None:
    path = make_keys(tmp_path / "keys").folder / "private" / "root-1.pem"
    assert not is_encrypted(path)
    assert change_passphrase(path, None, "mới") is None
    assert is_encrypted(path)


def test_a_passphrase_that_cannot_be_written_leaves_the_key_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_keys(tmp_path / "keys").folder / "private" / "root-1.pem"
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("os.fsync", full)
    assert code(change_passphrase(path, None, "mới")) == "cannot-write-keys"
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.part"))


def test_only_a_key_of_ours_is_locked(tmp_path: Path) -> None:
    plain = (make_keys(tmp_path / "keys").folder / "private" / "root-1.pem").read_bytes()
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    locked = encrypted_key(plain, "x")
    assert locked is not None
    assert encrypted_key(locked, "y") == locked, "it keeps its own"
    for data, word in ((plain, None), (plain, ""), (other, "x"), (b"no key", "x")):
        assert encrypted_key(data, word) is None


def test_a_root_is_decoded_or_refused(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    root = read_root(keys.root)
    assert isinstance(root, Root)
    assert {name_of(key_id, keys.root) for key_id in root.keys} == {
        "root-1",
        "official-1",
        "snapshot",
        "timestamp",
    }
    for data in (b"", make_draft(keys).metadata["targets"]):
        assert code(read_root(data)) == "bad-root"
