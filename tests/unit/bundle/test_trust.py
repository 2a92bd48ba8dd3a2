"""Trust: what the officials signed comes through whole, and everything else is refused by name."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import json
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, Root, Snapshot, SuccinctRoles, Targets, Timestamp

from helpers.bundles import (
    CANDIDATES,
    EXPIRES,
    ISSUED,
    PORTRAIT_SHA256,
    TOPIC,
    Entries,
    Signing,
    altered,
    contents,
    make_bundle,
    make_keys,
    opened,
    record,
    repack,
    small_files,
    unpack,
    zip_bytes,
)
from voter_kiosk.bundle import archive as archive_module
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.archive import Tree, open_archive, open_tree
from voter_kiosk.bundle.fingerprint import fingerprint, short_groups
from voter_kiosk.bundle.keys import KeyFolder, rotate_root, sign
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import (
    SAID,
    Floors,
    Rejection,
    Verified,
    check_objects,
    copy_objects,
    object_chunks,
    refuse,
    root_version,
    verify,
)
from voter_kiosk.domain.finding import Refusal

HOUR = dt.timedelta(hours=1)
TIMESTAMP = "metadata/timestamp.json"


def check(path: Path, keys: KeyFolder | bytes, **options: Any) -> Verified | Refusal:
    """Open, verify, and read every object; the first refusal of the three."""
    archive = open_archive(path)
    if isinstance(archive, Refusal):
        return archive
    with archive:
        verified = verify(archive, keys if isinstance(keys, bytes) else keys.root, **options)
        if isinstance(verified, Refusal):
            return verified
        return check_objects(archive, verified) or verified


def good(path: Path, keys: KeyFolder | bytes, **options: Any) -> Verified:
    result = check(path, keys, **options)
    assert isinstance(result, Verified), result
    return result


def bad(path: Path, keys: KeyFolder | bytes, **options: Any) -> Refusal:
    result = check(path, keys, **options)
    assert isinstance(result, Refusal)
    return result


# --- what is signed comes through ------------------------------------------------------------------------


def test_a_bundle_of_the_pinned_officials_is_verified(bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)
    assert (verified.version, verified.issued, verified.expires) == (5, ISSUED, EXPIRES)
    assert set(small_files()) < set(verified.targets)
    assert list(verified.targets) == sorted(verified.targets)
    portrait = verified.targets[f"p98/m-{PORTRAIT_SHA256}"]
    assert (portrait.scope, portrait.file, portrait.sha256) == ("p98", f"m-{PORTRAIT_SHA256}", PORTRAIT_SHA256)
    assert dict(verified.scopes) == {
        "base": {"base"},
        "c98001": {"c98001"},
        "p98": {"p98", "c98001"},
    }
    assert verified.new_roots == ()
    assert {(signer.role, signer.name) for signer in verified.signers} == {
        ("timestamp", "timestamp"),
        ("snapshot", "snapshot"),
        *((role, name) for role in ("targets", "base", "p98", "c98001") for name in ("official-1", "official-2")),
    }


def test_its_documents_can_then_be_read_within_their_scopes(bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)
    with opened(bundle) as archive:
        target = verified.targets["p98/candidates.jsonl"]
        data = b"".join(object_chunks(archive, target))
    records = docs.read_jsonl(docs.CANDIDATES, io.BytesIO(data), scopes=verified.scopes[target.scope])
    assert tuple(records) == CANDIDATES


def test_the_network_form_is_read_by_the_same_reader(bundle: Path, keys: KeyFolder, tmp_path: Path) -> None:
    tree = open_tree(unpack(bundle, tmp_path / "www"))
    assert isinstance(tree, Tree)
    assert verify(tree, keys.root) == good(bundle, keys)


def test_the_fingerprint_is_the_documented_one_and_reads_in_groups(bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)
    text = "version 5\nissued 2026-03-01T01:00:00Z\n" + "".join(
        f"{target.sha256} {target.length} {name}\n" for name, target in sorted(verified.targets.items())
    )
    assert verified.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert short_groups(verified.fingerprint).replace(" ", "") == verified.fingerprint[:32]
    assert [len(group) for group in short_groups(verified.fingerprint).split()] == [4] * 8
    assert fingerprint(5, ISSUED.astimezone(dt.timezone(7 * HOUR)), []) == fingerprint(5, ISSUED, [])


def test_bundles_of_no_province_and_of_two_are_verified(tmp_path: Path, keys: KeyFolder) -> None:
    files = {"c98001/topics.jsonl": b"x\n", "c98002/topics.jsonl": b"x\n"}
    communes = good(make_bundle(tmp_path / "a.vkb", keys, files), keys)
    assert dict(communes.scopes) == {"c98001": {"c98001"}, "c98002": {"c98002"}}
    two = good(make_bundle(tmp_path / "b.vkb", keys, files | {"p97/t.json": b"x", "p98/t.json": b"x"}), keys)
    assert two.scopes["p98"] == {"p98"}


# --- keys and roots --------------------------------------------------------------------------------------


def test_a_bundle_of_other_keys_is_refused(bundle: Path, strangers: KeyFolder) -> None:
    assert bad(bundle, strangers).code == "wrong-key"


def test_a_bundle_of_other_keys_is_refused_as_such_where_its_roots_have_other_numbers(
    tmp_path: Path, bundle: Path, strangers: KeyFolder
) -> None:
    path = repack(bundle, tmp_path / "a.vkb", lambda entries: entries.pop("metadata/1.root.json"))
    assert bad(path, strangers).code == "wrong-key"


def test_one_signature_of_two_is_not_enough(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def drop_one(entries: Entries) -> None:
        for role in ("targets", "p98"):
            name = f"metadata/5.{role}.json"
            metadata = json.loads(entries[name])
            metadata["signatures"].pop()
            entries[name] = json.dumps(metadata).encode()
            Signing(keys).change(
                entries, "snapshot", lambda signed, r=role, n=name: record(signed.meta[f"{r}.json"], entries[n])
            )

    assert bad(repack(bundle, tmp_path / "a.vkb", drop_one), keys).code == "wrong-key"


def test_broken_pinned_bytes_are_refused_and_nothing_else_blamed(bundle: Path) -> None:
    assert bad(bundle, b"not a root").code == "bad-pinned-root"


def test_a_root_tells_its_version_before_it_is_pinned(keys: KeyFolder) -> None:
    assert root_version(keys.root) == 1
    unsigned = json.loads(keys.root)
    unsigned["signatures"].pop()
    for data in (b"", json.dumps(unsigned).encode()):
        refusal = root_version(data)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "bad-pinned-root"


@pytest.fixture
def rotated(tmp_path: Path) -> tuple[KeyFolder, KeyFolder]:
    """The same committee before and after it replaced a root key and an official's key, twice."""
    before = make_keys(tmp_path / "own", threshold=2)
    first = rotate_root(before.folder, issued=ISSUED + HOUR, replace={"root-1", "official-2"})
    assert isinstance(first, KeyFolder)
    after = rotate_root(before.folder, issued=ISSUED + 2 * HOUR, replace={"root-2", "timestamp", "snapshot"})
    assert isinstance(after, KeyFolder)
    return before, after


def test_a_rotated_root_is_followed_and_handed_out(tmp_path: Path, rotated: tuple[KeyFolder, KeyFolder]) -> None:
    before, after = rotated
    path = make_bundle(tmp_path / "a.vkb", after)
    verified = good(path, before)
    assert verified.new_roots == after.roots[1:]
    assert good(path, after.roots[1]).new_roots == after.roots[2:]
    assert good(path, after).new_roots == ()


def test_after_the_rotation_the_old_keys_are_refused(tmp_path: Path, bundle: Path, rotated: Any) -> None:
    before, after = rotated
    signing = tmp_path / "old"
    signing.mkdir()
    old = make_keys(tmp_path / "fresh", threshold=2)
    path = make_bundle(tmp_path / "a.vkb", old)
    rotated_old = rotate_root(old.folder, issued=ISSUED, replace={"root-1", "timestamp"})
    assert isinstance(rotated_old, KeyFolder)
    assert bad(path, rotated_old).code == "wrong-key"
    assert good(path, old).version == 1
    assert before.root != after.root


def test_a_root_that_the_old_one_did_not_sign_is_refused(
    tmp_path: Path, strangers: KeyFolder, keys: KeyFolder, bundle: Path
) -> None:
    forged: Metadata[Root] = Metadata.from_bytes(strangers.root)
    forged.signed.version = 2
    data = sign(forged, Signing(strangers).signers("root"))
    path = repack(bundle, tmp_path / "a.vkb", lambda entries: entries.update({"metadata/2.root.json": data}))
    assert bad(path, keys).code == "wrong-key"


def test_roots_verified_before_a_refusal_are_still_handed_out(
    tmp_path: Path, rotated: tuple[KeyFolder, KeyFolder]
) -> None:
    before, after = rotated

    def spoil(entries: Entries) -> None:
        entries["metadata/3.root.json"] = b"{}"

    path = repack(make_bundle(tmp_path / "a.vkb", after), tmp_path / "b.vkb", spoil)
    refusal = bad(path, before)
    assert isinstance(refusal, Rejection)
    assert refusal.code == "bad-metadata"
    assert "3.root.json" in refusal.message.en
    assert refusal.new_roots == (after.roots[1],)


def test_the_history_of_roots_must_hold_up_to_the_pinned_one(
    tmp_path: Path, rotated: tuple[KeyFolder, KeyFolder], strangers: KeyFolder
) -> None:
    _, after = rotated
    path = make_bundle(tmp_path / "a.vkb", after)
    cases: tuple[tuple[str, str, bytes], ...] = (
        ("wrong-key", "metadata/1.root.json", strangers.root),
        ("wrong-key", "metadata/3.root.json", after.roots[1]),
        ("bad-metadata", "metadata/2.root.json", b"{"),
    )
    for code, name, data in cases:
        broken = repack(path, tmp_path / "b.vkb", lambda entries, it=(name, data): entries.update([it]))
        refusal = bad(broken, after)
        assert refusal.code == code
    assert "2.root.json" in refusal.message.vi
    gap = repack(path, tmp_path / "b.vkb", lambda entries: entries.pop("metadata/2.root.json"))
    assert bad(gap, after).code == "wrong-key"
    short = repack(path, tmp_path / "b.vkb", lambda entries: entries.pop("metadata/1.root.json"))
    assert bad(short, after).code == "missing-metadata"


def test_an_expired_root_is_refused(tmp_path: Path) -> None:
    old = make_keys(tmp_path / "keys", issued=ISSUED - dt.timedelta(days=3650))
    path = make_bundle(tmp_path / "a.vkb", old, issued=ISSUED)
    assert good(path, old, reference=ISSUED).version == 1
    refusal = bad(path, old, reference=ISSUED + dt.timedelta(days=10))
    assert refusal.code == "root-expired"
    assert "04-03-2026" in refusal.message.vi


def test_a_bundle_issued_after_its_root_expired_is_refused(tmp_path: Path) -> None:
    old = make_keys(tmp_path / "keys", issued=ISSUED - dt.timedelta(days=3700))
    assert bad(make_bundle(tmp_path / "a.vkb", old), old).code == "root-expired"


def test_an_expired_root_that_was_renewed_is_accepted(tmp_path: Path) -> None:
    old = make_keys(tmp_path / "keys", issued=ISSUED - dt.timedelta(days=3700))
    renewed = rotate_root(old.folder, issued=ISSUED - HOUR, replace=set())
    assert isinstance(renewed, KeyFolder)
    assert good(make_bundle(tmp_path / "a.vkb", renewed), old, reference=ISSUED).new_roots == renewed.roots[1:]


# --- time ------------------------------------------------------------------------------------------------


def test_an_expired_bundle_is_refused(bundle: Path, keys: KeyFolder) -> None:
    assert bad(bundle, keys, reference=EXPIRES).code == "targets-expired"


@pytest.mark.parametrize("role", ["targets", "p98", "snapshot", "timestamp"])
def test_every_role_expires(tmp_path: Path, bundle: Path, keys: KeyFolder, role: str) -> None:
    def shorten(signed: Any) -> None:
        signed.expires = ISSUED + HOUR

    path = altered(tmp_path, bundle, keys, role, shorten)
    assert bad(path, keys, reference=ISSUED).code == "mixed-metadata"  # each its own day: nobody writes that
    refusal = bad(path, keys, reference=ISSUED + 2 * HOUR)
    assert refusal.code == "targets-expired"
    assert role in refusal.message.en


def test_what_had_expired_when_it_was_issued_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def shorten(signed: Any) -> None:
        signed.expires = ISSUED - HOUR

    assert bad(altered(tmp_path, bundle, keys, "p98", shorten), keys).code == "targets-expired"


def test_an_issue_time_far_ahead_of_a_confirmed_clock_needs_an_officer(bundle: Path, keys: KeyFolder) -> None:
    assert bad(bundle, keys, confirmed_now=ISSUED - 25 * HOUR).code == "issued-in-future"
    assert good(bundle, keys, confirmed_now=ISSUED - 24 * HOUR).issued == ISSUED


@pytest.mark.parametrize(
    ("value", "code"),
    [("2026-03-01T01:00:01Z", "mixed-metadata"), (None, "mixed-metadata")],
)
def test_two_issue_times_are_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, value: object, code: str
) -> None:
    path = altered(
        tmp_path, bundle, keys, "timestamp", lambda it: it.unrecognized_fields.update({"x-issued": value})
    )
    assert bad(path, keys).code == code


@pytest.mark.parametrize("value", [None, 5, "yesterday", "2026-13-01T01:00:00Z", "2026-03-01T01:00:00+07:00"])
def test_an_issue_time_that_is_no_time_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, value: object
) -> None:
    def spoil(entries: Entries) -> None:
        for role in ("targets", "timestamp"):
            Signing(keys).change(entries, role, lambda it: it.unrecognized_fields.update({"x-issued": value}))

    assert bad(repack(bundle, tmp_path / "a.vkb", spoil), keys).code == "bad-metadata"


# --- floors ----------------------------------------------------------------------------------------------


def test_an_older_version_is_refused_and_a_newer_one_is_not(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    floors = Floors.decode(good(bundle, keys).floors.encode())
    assert floors == good(bundle, keys).floors
    older = make_bundle(tmp_path / "4.vkb", keys, version=4)
    refusal = bad(older, keys, floors=floors)
    assert refusal.code == "older-version"
    assert "4 < 5" in refusal.message.vi
    newer = good(make_bundle(tmp_path / "6.vkb", keys, version=6), keys, floors=floors)
    assert newer.floors.versions["targets"] == 6
    assert good(bundle, keys, floors=floors).version == 5, "the same bundle may be installed again"


def test_an_older_bundle_that_has_expired_as_well_is_called_older(
    tmp_path: Path, bundle: Path, keys: KeyFolder
) -> None:
    older = make_bundle(tmp_path / "4.vkb", keys, version=4)
    assert bad(older, keys, floors=good(bundle, keys).floors, reference=EXPIRES).code == "older-version"


def test_the_same_version_with_other_content_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    other = make_bundle(tmp_path / "5.vkb", keys, {"p98/notices.jsonl": b"x\n"}, version=5)
    assert bad(other, keys, floors=good(bundle, keys).floors).code == "same-version-changed"


def test_floors_remember_roles_that_a_later_bundle_lacks(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    floors = good(bundle, keys).floors
    small = make_bundle(tmp_path / "6.vkb", keys, {"base/topics.jsonl": b"x\n"}, version=6)
    floors = good(small, keys, floors=floors).floors
    assert floors.versions == {"timestamp": 6, "snapshot": 6, "targets": 6, "base": 6, "p98": 5, "c98001": 5}


def test_a_floor_falls_with_the_last_key_it_was_signed_under(tmp_path: Path) -> None:
    thieves = make_keys(tmp_path / "keys")
    floors = good(make_bundle(tmp_path / "a.vkb", thieves, version=999_999), thieves).floors
    names = {"root-1", "official-1", "timestamp", "snapshot"}
    renewed = rotate_root(thieves.folder, issued=ISSUED, replace=names)
    assert isinstance(renewed, KeyFolder)
    path = make_bundle(tmp_path / "b.vkb", renewed, version=2)
    assert good(path, renewed, floors=floors).version == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"versions":{"targets":"x"},"keys":{},"fingerprint":""}'])
def test_floors_are_only_read_from_what_was_written(data: bytes) -> None:
    with pytest.raises(ValueError, match="not floors"):
        Floors.decode(data)


# --- damage and mixing -----------------------------------------------------------------------------------


def test_a_byte_flipped_anywhere_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    data = bundle.read_bytes()
    chance = random.Random(20260315)  # noqa: S311 - a sample of places, nothing secret
    offsets = {0, len(data) - 1, *chance.sample(range(len(data)), 400)}
    for at in sorted(offsets):
        broken = bytearray(data)
        broken[at] ^= 1 << chance.randrange(8)
        (tmp_path / "b.vkb").write_bytes(broken)
        assert isinstance(check(tmp_path / "b.vkb", keys), Refusal), f"byte {at} of {len(data)}"


def test_a_byte_flipped_in_any_file_of_the_network_form_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder
) -> None:
    folder = unpack(bundle, tmp_path / "www")
    for path in sorted(folder.rglob("*.*")) + sorted((folder / "objects").iterdir()):
        data = path.read_bytes()
        path.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
        tree = open_tree(folder)
        assert isinstance(tree, Tree)
        verified = verify(tree, keys.root)
        result = verified if isinstance(verified, Refusal) else check_objects(tree, verified)
        assert isinstance(result, Refusal), path.name
        path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    ["metadata/timestamp.json", "metadata/5.snapshot.json", "metadata/5.targets.json", "metadata/5.p98.json"],
)
def test_missing_metadata_is_refused_by_name(tmp_path: Path, bundle: Path, keys: KeyFolder, name: str) -> None:
    refusal = bad(repack(bundle, tmp_path / "a.vkb", lambda entries: entries.pop(name)), keys)
    assert refusal.code == "missing-metadata"
    assert name in refusal.message.vi


@pytest.mark.parametrize("role", ["snapshot", "targets", "p98"])
def test_metadata_of_another_bundle_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder, role: str) -> None:
    other = contents(make_bundle(tmp_path / "o.vkb", keys, {"p98/t.json": b"x"}, version=5))
    name = f"metadata/5.{role}.json"
    path = repack(bundle, tmp_path / "a.vkb", lambda entries: entries.update({name: other[name]}))
    refusal = bad(path, keys)
    assert refusal.code == "mixed-metadata"
    assert name in refusal.message.vi


def test_a_version_that_differs_inside_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def renumber(signed: Any) -> None:
        signed.version = 6

    assert bad(altered(tmp_path, bundle, keys, "p98", renumber), keys).code == "mixed-metadata"


def test_a_newer_timestamp_over_old_content_is_a_mix(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    later = contents(make_bundle(tmp_path / "o.vkb", keys, version=6, issued=ISSUED + HOUR))
    path = repack(
        bundle,
        tmp_path / "a.vkb",
        lambda it: it.update({"metadata/timestamp.json": later["metadata/timestamp.json"]}),
    )
    assert bad(path, keys).code == "missing-metadata"


def test_surplus_metadata_is_refused_by_name(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    for name in ("metadata/4.targets.json", "metadata/9.root.json", "metadata/5.c98002.json"):
        path = repack(bundle, tmp_path / "a.vkb", lambda entries, name=name: entries.update({name: b"{}"}))
        refusal = bad(path, keys)
        assert refusal.code == "surplus-metadata"
        assert name in refusal.message.en


def test_metadata_that_is_nonsense_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    for data in (b"", b"[]", b"[" * 9999, b'{"signed":{"_type":"targets"},"signatures":[]}', b"\xff"):
        path = repack(bundle, tmp_path / "a.vkb", lambda it, data=data: it.update({TIMESTAMP: data}))
        assert bad(path, keys).code == "bad-metadata"


def test_metadata_of_another_kind_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    snapshot = contents(bundle)["metadata/5.snapshot.json"]
    path = repack(bundle, tmp_path / "a.vkb", lambda it: it.update({"metadata/timestamp.json": snapshot}))
    assert bad(path, keys).code == "bad-metadata"


def test_an_oversized_timestamp_is_not_read(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    path = repack(bundle, tmp_path / "a.vkb", lambda it: it.update({"metadata/timestamp.json": b" " * 20_000}))
    assert bad(path, keys).code == "mixed-metadata"


def test_a_repacked_but_otherwise_whole_bundle_is_refused_last(
    tmp_path: Path, bundle: Path, keys: KeyFolder
) -> None:
    entries = [(name.encode(), data, {"date": 0x5C61}) for name, data in contents(bundle).items()]
    (tmp_path / "a.vkb").write_bytes(zip_bytes(entries))
    assert bad(tmp_path / "a.vkb", keys).code == "repacked"
    (tmp_path / "a.vkb").write_bytes(zip_bytes([*entries, (b"objects/" + b"f" * 64, b"x", {})]))
    assert bad(tmp_path / "a.vkb", keys).code == "surplus-object"


def test_a_disk_too_full_to_verify_is_said(bundle: Path, keys: KeyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> object:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    assert bad(bundle, keys).code == "no-room-to-verify"


# --- scopes ----------------------------------------------------------------------------------------------


def delegated(signed: Targets, role: str) -> Any:
    assert signed.delegations is not None
    assert signed.delegations.roles is not None
    return signed.delegations.roles[role]


def set_paths(role: str, *paths: str) -> Callable[[Targets], None]:
    def change(signed: Targets) -> None:
        delegated(signed, role).paths = list(paths)

    return change


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("targets", set_paths("base", "base/*", "p31/*")),
        ("targets", set_paths("base", "p31/*")),
        ("targets", set_paths("base", "base/*", "*")),
        ("targets", set_paths("base", "*/*", "base/*")),
        ("targets", set_paths("base", "base/*", "base")),
        ("targets", set_paths("p98", "p98/*", "base/*")),
        ("targets", set_paths("p98", "p98/*")),
        ("targets", set_paths("p98", "p98/*", "p97/*")),
        ("p98", set_paths("c98001", "c98001/*", "p98/*")),
        ("p98", set_paths("c98001", "c98002/*")),
    ],
)
def test_a_delegation_outside_the_rules_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, role: str, change: Callable[[Any], object]
) -> None:
    assert bad(altered(tmp_path, bundle, keys, role, change), keys).code == "foreign-scope"


def test_a_scope_given_twice_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def give_again(signed: Targets) -> None:
        assert signed.delegations is not None
        assert signed.delegations.roles is not None
        copy = type(delegated(signed, "p98")).from_dict(delegated(signed, "p98").to_dict())
        copy.name, copy.paths = "c98001", ["c98001/*"]
        signed.delegations.roles["c98001"] = copy

    assert bad(altered(tmp_path, bundle, keys, "targets", give_again), keys).code == "foreign-scope"


def test_delegation_by_hash_bins_is_not_understood(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def bins(signed: Targets) -> None:
        assert signed.delegations is not None
        signed.delegations.roles = None
        signed.delegations.succinct_roles = SuccinctRoles([], 1, 4, "bin")

    assert bad(altered(tmp_path, bundle, keys, "targets", bins), keys).code == "bad-metadata"

    def prefixes(signed: Targets) -> None:
        delegated(signed, "base").paths, delegated(signed, "base").path_hash_prefixes = None, ["ab"]

    assert bad(altered(tmp_path, bundle, keys, "targets", prefixes), keys).code == "foreign-scope"


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("p98", "p31/candidates.jsonl"),
        ("p98", "c98001/candidates.jsonl"),
        ("c98001", "p98/candidates.jsonl"),
        ("base", "base/../p98/candidates.jsonl"),
        ("base", "base/run.exe"),
        ("base", "/base/topics.jsonl"),
        ("base", "base/{name}{0}.json"),
    ],
)
def test_a_file_outside_its_signers_scope_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, role: str, path: str
) -> None:
    def add(signed: Targets) -> None:
        one = next(iter(signed.targets.values()))
        signed.targets[path] = one

    refusal = bad(altered(tmp_path, bundle, keys, role, add), keys)
    assert refusal.code == "foreign-scope"
    assert path in refusal.message.vi


def test_a_file_signed_by_no_scope_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    taken = contents(bundle)["metadata/5.p98.json"]
    one = next(iter(Metadata[Targets].from_bytes(taken).signed.targets.values()))
    path = altered(tmp_path, bundle, keys, "targets", lambda signed: signed.targets.update({one.path: one}))
    assert bad(path, keys).code == "foreign-scope"


@pytest.mark.parametrize("hashes", [{"sha512": "ab"}, {"sha256": "AB" * 32}, {"sha256": "00" * 32}])
def test_a_medium_under_another_hash_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, hashes: dict[str, str]
) -> None:
    def change(signed: Targets) -> None:
        signed.targets[f"p98/m-{PORTRAIT_SHA256}"].hashes = hashes

    assert bad(altered(tmp_path, bundle, keys, "p98", change), keys).code == "bad-metadata"


def test_a_role_missing_from_the_snapshot_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    path = altered(tmp_path, bundle, keys, "snapshot", lambda signed: signed.meta.pop("p98.json"))
    assert bad(path, keys).code == "bad-metadata"


def test_a_bundle_that_delegates_nothing_is_empty(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def nothing(entries: Entries) -> None:
        Signing(keys).change(entries, "targets", lambda signed: setattr(signed, "delegations", None))
        for name in [*entries]:
            if name.startswith("objects/") or name.endswith(("base.json", "p98.json", "c98001.json")):
                del entries[name]
        Signing(keys).change(entries, "snapshot", lambda signed: keep_only(signed, "targets.json"))

    def keep_only(signed: Snapshot, name: str) -> None:
        signed.meta = {name: signed.meta[name]}

    verified = good(repack(bundle, tmp_path / "a.vkb", nothing), keys)
    assert dict(verified.targets) == {}


def test_a_key_without_a_name_signs_without_a_name(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    def unname(signed: Targets) -> None:
        assert signed.delegations is not None
        for key in signed.delegations.keys.values():
            key.unrecognized_fields["x-name"] = 7

    verified = good(altered(tmp_path, bundle, keys, "targets", unname), keys)
    assert {signer.name for signer in verified.signers if signer.role == "base"} == {""}


# --- the desk's keys alone ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "p98"])
def test_a_version_of_its_own_is_refused_so_that_no_floor_can_be_pushed_up(
    tmp_path: Path, bundle: Path, keys: KeyFolder, role: str
) -> None:
    def ahead(entries: Entries) -> None:
        signing = Signing(keys)
        signing.change(entries, role, lambda signed: setattr(signed, "version", 999_999_999))
        name, above = f"metadata/999999999.{role}.json", {"p98": "snapshot", "snapshot": "timestamp"}.get(role)
        if above:
            entries[name] = entries.pop(f"metadata/5.{role}.json")
            signing.change(entries, above, lambda signed: setattr(bound(signed, role), "version", 999_999_999))

    def bound(signed: Any, role: str) -> Any:
        return signed.snapshot_meta if role == "snapshot" else signed.meta[f"{role}.json"]

    refusal = bad(repack(bundle, tmp_path / "a.vkb", ahead), keys)
    assert (refusal.code, role in refusal.message.en) == ("mixed-metadata", True)


def test_a_scope_of_the_version_before_is_not_taken_with_the_next(
    tmp_path: Path, bundle: Path, keys: KeyFolder
) -> None:
    """Both are signed by the officials; that they go together only the desk says, whose keys may be stolen."""
    files = small_files() | {"base/topics.jsonl": docs_of_topics("Chữ mới")}
    newer = contents(make_bundle(tmp_path / "6.vkb", keys, files, version=6))

    def mix(entries: Entries) -> None:
        entries["metadata/5.base.json"] = old["metadata/5.base.json"]
        del entries["metadata/6.base.json"]
        signing = Signing(keys)
        signing.change(entries, "snapshot", take_old, version=6)
        for name in [name for name in entries if name.startswith("objects/")]:
            del entries[name]
        wanted = {name for name in old if name.startswith("objects/")}
        entries.update({name: old[name] for name in wanted})

    def take_old(signed: Snapshot) -> None:
        signed.meta["base.json"].version = 5
        record(signed.meta["base.json"], old["metadata/5.base.json"])

    old = contents(bundle)
    refusal = bad(repack(tmp_path / "6.vkb", tmp_path / "a.vkb", mix), keys)
    assert (refusal.code, "5.base.json" in refusal.message.en) == ("mixed-metadata", True)
    assert newer.keys() != old.keys()


def docs_of_topics(title: str) -> bytes:
    out = io.BytesIO()
    docs.write_jsonl(docs.TOPICS, [replace(TOPIC, title={"vi": title})], out)
    return out.getvalue()


@pytest.mark.parametrize("change", ["no-hash", "no-length", "surplus"])
def test_the_desk_binds_what_is_there_and_all_of_it(
    tmp_path: Path, bundle: Path, keys: KeyFolder, change: str
) -> None:
    def loosen(signed: Snapshot) -> None:
        if change == "no-hash":
            signed.meta["p98.json"].hashes = None
        elif change == "no-length":
            signed.meta["p98.json"].length = None
        else:
            signed.meta["c98009.json"] = signed.meta["p98.json"]

    assert bad(altered(tmp_path, bundle, keys, "snapshot", loosen), keys).code == "mixed-metadata"


def test_one_key_under_two_ids_is_not_two_officials(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    """A province that gives a commune to keys of which one is there twice, so that one person makes two."""

    def double(signed: Targets) -> None:
        assert signed.delegations is not None
        role = delegated(signed, "c98001")
        known = signed.delegations.keys[role.keyids[0]]
        twin = type(known).from_dict("f" * 64, known.to_dict())
        signed.delegations.keys[twin.keyid] = twin
        role.keyids = [known.keyid, twin.keyid, role.keyids[1]]

    refusal = bad(altered(tmp_path, bundle, keys, "p98", double), keys)
    assert (refusal.code, refusal.detail) == ("wrong-key", "one key under two ids")


# --- one form of metadata ----------------------------------------------------------------------------------


def unsigned_field(whole: dict[str, Any]) -> None:
    whole["x"] = 1


def field_of_a_signature(whole: dict[str, Any]) -> None:
    whole["signatures"][0]["x"] = 1


def capitals(whole: dict[str, Any]) -> None:
    whole["signatures"][0]["sig"] = whole["signatures"][0]["sig"].upper()


def signature_of_nobody(whole: dict[str, Any]) -> None:
    whole["signatures"].append({"keyid": "f" * 64, "sig": "00" * 64})


@pytest.mark.parametrize("change", [unsigned_field, field_of_a_signature, capitals, signature_of_nobody])
def test_what_nobody_signed_in_a_metadata_file_is_refused(
    tmp_path: Path, bundle: Path, keys: KeyFolder, change: Callable[[dict[str, Any]], None]
) -> None:
    def write(entries: Entries) -> None:
        whole = json.loads(entries[TIMESTAMP])
        change(whole)
        entries[TIMESTAMP] = json.dumps(whole, indent=1, separators=(",", ": "), sort_keys=True).encode()

    assert bad(repack(bundle, tmp_path / "a.vkb", write), keys).code == "repacked"


@pytest.mark.parametrize("name", [TIMESTAMP, "metadata/1.root.json", "metadata/2.root.json"])
def test_metadata_has_one_form_to_the_byte(tmp_path: Path, name: str) -> None:
    folder = make_keys(tmp_path / "keys")
    first = folder.root
    rotated = rotate_root(folder.folder, issued=ISSUED)
    assert isinstance(rotated, KeyFolder)
    bundle = make_bundle(tmp_path / "a.vkb", rotated)

    def space(entries: Entries) -> None:
        entries[name] += b"\n"

    spaced = repack(bundle, tmp_path / "b.vkb", space)
    assert bad(spaced, first if "2" in name else rotated.root).code == "repacked"
    good(bundle, first)


# --- objects ---------------------------------------------------------------------------------------------


def candidates_entry(entries: Entries) -> str:
    return next(name for name, data in entries.items() if b'"kind":"candidates"' in data)


def test_a_missing_object_is_refused_by_the_documents_name(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    refusal = bad(repack(bundle, tmp_path / "a.vkb", lambda it: it.pop(candidates_entry(it))), keys)
    assert refusal.code == "missing-object"
    assert "p98/candidates.jsonl" in refusal.message.vi


def test_a_surplus_object_is_refused(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    name = "objects/" + hashlib.sha256(b"x").hexdigest()
    refusal = bad(repack(bundle, tmp_path / "a.vkb", lambda it: it.update({name: b"x"})), keys)
    assert refusal.code == "surplus-object"
    assert name in refusal.message.vi


@pytest.mark.parametrize(
    "change", [lambda it: it[:-1], lambda it: it + b"\n", lambda it: it.replace(b"1974", b"1975")]
)
def test_a_changed_object_is_refused_by_the_documents_name(
    tmp_path: Path, bundle: Path, keys: KeyFolder, change: Callable[[bytes], bytes]
) -> None:
    def spoil(entries: Entries) -> None:
        name = candidates_entry(entries)
        assert change(entries[name]) != entries[name]
        entries[name] = change(entries[name])

    refusal = bad(repack(bundle, tmp_path / "a.vkb", spoil), keys)
    assert refusal.code == "changed-object"
    assert "p98/candidates.jsonl" in refusal.message.vi


def test_objects_are_copied_once_in_order_and_only_where_wanted(bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)
    copied: dict[str, bytes] = {}

    def keep(sha256: str, length: int, chunks: Iterator[bytes]) -> None:
        copied[sha256] = b"".join(chunks)
        assert len(copied[sha256]) == length

    with opened(bundle) as archive:
        assert copy_objects(archive, verified, keep, have=lambda sha256: sha256 == PORTRAIT_SHA256) is None
    assert list(copied) == sorted({target.sha256 for target in verified.targets.values()} - {PORTRAIT_SHA256})
    assert all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in copied.items())


def test_a_full_disk_while_copying_is_the_callers_own(bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)

    def full(_sha256: str, _length: int, _chunks: Iterator[bytes]) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with opened(bundle) as archive, pytest.raises(OSError, match="no space left"):
        copy_objects(archive, verified, full)


def test_no_more_than_the_signed_length_is_read(tmp_path: Path, bundle: Path, keys: KeyFolder) -> None:
    verified = good(bundle, keys)
    target = verified.targets["p98/candidates.jsonl"]
    name = f"objects/{target.sha256}"
    longer = repack(bundle, tmp_path / "a.vkb", lambda it: it.update({name: it[name] * 1000}))
    with opened(longer) as archive, pytest.raises(RefusedError) as caught:
        list(object_chunks(archive, target))
    assert caught.value.refusal.code == "wrong-length"


# --- sentences -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(SAID))
def test_every_refusal_of_trust_speaks_both_languages(code: str) -> None:
    message = refuse(code, "X").message
    assert ";" in message.vi, "a refusal says what to do"
    assert ";" in message.en
    assert message.vi != message.en


def test_codes_are_unique_to_their_room() -> None:
    assert not set(SAID) & set(archive_module.SAID)
    assert {Snapshot.type, Timestamp.type} == {"snapshot", "timestamp"}
