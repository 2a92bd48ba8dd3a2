"""A draft in a folder: whole, of one piece, and only what the committee's root asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Key, Metadata, TargetFile, Targets

from helpers.bundles import EXPIRES, ISSUED, make_keys, small_files
from voter_kiosk.bundle.assemble import Draft, draft, sign_draft, signatures
from voter_kiosk.bundle.drafts import (
    SAID,
    check_draft,
    load_draft,
    merge_drafts,
    refuse,
    save_draft,
    save_signatures,
)
from voter_kiosk.bundle.keys import KeyFolder, load_folder, load_official, new_signer, rotate_root
from voter_kiosk.bundle.trust import newest_root
from voter_kiosk.domain.finding import Refusal


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def drafted(keys: KeyFolder, files: Any = None, version: int = 1) -> Draft:
    result = draft(files or small_files(), keys.root, version=version, issued=ISSUED, expires=EXPIRES)
    assert isinstance(result, Draft), result
    return result


def changed(content: Draft, role: str, change: Callable[[Targets], object]) -> Draft:
    metadata = Metadata[Targets].from_bytes(content.metadata[role])
    change(metadata.signed)
    return replace(content, metadata={**content.metadata, role: metadata.to_bytes()})


# --- the folder ------------------------------------------------------------------------------------------


def test_copies_of_different_drafts_do_not_merge(keys: KeyFolder) -> None:
    first = drafted(keys)
    for other in (drafted(keys, version=2), drafted(keys, {"base/t.json": b"x"})):
        assert code(merge_drafts([first, other])) == "bad-draft"
    assert merge_drafts([first]) is first


def test_a_draft_that_was_changed_on_the_stick_is_refused(tmp_path: Path, keys: KeyFolder) -> None:
    save_draft(drafted(keys), tmp_path / "d")
    one = next((tmp_path / "d" / "objects").iterdir())
    targets = tmp_path / "d" / "metadata" / "targets.json"
    kept, signed = one.read_bytes(), targets.read_bytes()
    spoilers: tuple[Callable[[], object], ...] = (
        lambda: one.write_bytes(kept + b"x"),
        lambda: one.write_bytes(bytes(len(kept))),
        one.unlink,
        lambda: targets.write_bytes(b"{"),
        lambda: targets.write_bytes(signed.replace(b"x-issued", b"x-forgot")),
        lambda: targets.write_bytes(signed.replace(b"2026-03-01T01:00:00Z", b"yesterday")),
        lambda: targets.write_bytes(keys.root),
        targets.unlink,
    )
    for spoil in spoilers:
        spoil()
        assert code(load_draft(tmp_path / "d")) == "bad-draft"
        one.write_bytes(kept)
        targets.write_bytes(signed)
    assert isinstance(load_draft(tmp_path / "d"), Draft)


def test_a_draft_is_written_to_an_empty_place_only(tmp_path: Path, keys: KeyFolder) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    assert code(save_draft(drafted(keys), tmp_path / "full")) == "draft-exists"
    assert code(save_draft(drafted(keys), tmp_path / "full" / "x" / "y")) == "cannot-write-draft"
    assert code(save_signatures(drafted(keys), tmp_path / "none")) == "cannot-write-draft"
    assert save_draft(drafted(keys), tmp_path / "empty") is None
    (tmp_path / "gone").write_bytes(b"x")
    lost = drafted(keys, {"base/t.json": tmp_path / "gone"})
    (tmp_path / "gone").unlink()
    assert code(save_draft(lost, tmp_path / "d2")) == "cannot-write-draft"


def test_the_roots_travel_with_the_draft(tmp_path: Path, keys: KeyFolder) -> None:
    assert save_draft(drafted(keys), tmp_path / "d", keys.roots) is None
    found = load_folder(tmp_path / "d")
    assert isinstance(found, KeyFolder)
    assert found.roots == keys.roots


def test_a_link_in_a_draft_is_not_followed(tmp_path: Path, keys: KeyFolder) -> None:
    """It could lead to a device that never ends."""
    save_draft(drafted(keys), tmp_path / "d")
    one = next((tmp_path / "d" / "objects").iterdir())
    one.unlink()
    one.symlink_to("/dev/zero")
    assert code(load_draft(tmp_path / "d")) == "bad-draft"


@pytest.mark.parametrize("sha256", ["../../../../etc/passwd", "x", ""])
def test_an_object_is_named_by_its_hash_and_nothing_else(tmp_path: Path, keys: KeyFolder, sha256: str) -> None:
    def lie(targets: Targets) -> None:
        target = next(iter(targets.targets.values()))
        target.hashes["sha256"] = sha256

    content = drafted(keys)
    save_draft(content, tmp_path / "d")
    (tmp_path / "d" / "objects" / "x").write_bytes(b"")
    save_signatures(changed(content, "base", lie), tmp_path / "d")
    assert code(load_draft(tmp_path / "d")) == "bad-draft"


def test_metadata_as_long_as_a_disk_is_not_read(
    tmp_path: Path, keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_draft(drafted(keys), tmp_path / "d")
    monkeypatch.setattr("voter_kiosk.bundle.drafts.MAX_METADATA", 100)
    assert code(load_draft(tmp_path / "d")) == "bad-draft"


# --- what an official may sign ---------------------------------------------------------------------------


def test_what_draft_makes_is_what_may_be_signed(keys: KeyFolder) -> None:
    assert check_draft(drafted(keys), keys.root) is None
    assert check_draft(drafted(keys, {"c98001/topics.jsonl": b"x", "p98/t.json": b"y"}), keys.root) is None


def test_a_draft_for_other_officials_is_foreign(keys: KeyFolder, strangers: KeyFolder) -> None:
    assert code(check_draft(drafted(strangers), keys.root)) == "foreign-draft"


def _add_key(targets: Targets) -> None:
    thief: Key = new_signer("official-3").public_key
    assert targets.delegations is not None
    assert targets.delegations.roles is not None
    targets.delegations.keys[thief.keyid] = thief
    next(iter(targets.delegations.roles.values())).keyids.append(thief.keyid)


def _lower(targets: Targets) -> None:
    assert targets.delegations is not None
    assert targets.delegations.roles is not None
    next(iter(targets.delegations.roles.values())).threshold = 1


def _widen(targets: Targets) -> None:
    assert targets.delegations is not None
    assert targets.delegations.roles is not None
    targets.delegations.roles["base"].paths = ["base/*", "p98/*"]


def _steal_file(targets: Targets) -> None:
    targets.targets["p98/candidates.jsonl"] = TargetFile(1, {"sha256": "0" * 64}, "p98/candidates.jsonl")


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("targets", _add_key),
        ("targets", _lower),
        ("targets", _widen),
        ("targets", lambda targets: targets.unrecognized_fields.update({"x-issued": "2027-01-01T00:00:00Z"})),
        ("targets", lambda targets: targets.unrecognized_fields.update({"x-more": 1})),
        ("base", _steal_file),
        ("base", lambda targets: setattr(targets, "version", 7)),
        ("base", lambda targets: setattr(targets, "expires", targets.expires.replace(year=2030))),
    ],
)
def test_metadata_that_grants_more_than_the_root_is_foreign(
    keys: KeyFolder, role: str, change: Callable[[Targets], object]
) -> None:
    assert code(check_draft(changed(drafted(keys), role, change), keys.root)) == "foreign-draft"


def test_a_role_that_nobody_asked_for_is_foreign(keys: KeyFolder) -> None:
    content = drafted(keys)
    more = replace(content, metadata={**content.metadata, "p97": content.metadata["base"]})
    assert code(check_draft(more, keys.root)) == "foreign-draft"


# --- whose root, whose key -------------------------------------------------------------------------------


def test_the_newest_root_is_reached_link_by_link(tmp_path: Path) -> None:
    first = make_keys(tmp_path / "keys")
    second = rotate_root(first.folder, issued=ISSUED, replace={"official-1"})
    assert isinstance(second, KeyFolder)
    assert newest_root(first.root, second.roots) == second.root
    assert newest_root(first.root, first.roots) == first.root
    assert newest_root(second.root, first.roots) == second.root
    others = make_keys(tmp_path / "others")
    theirs = rotate_root(others.folder, issued=ISSUED, replace={"root-1"})
    assert isinstance(theirs, KeyFolder)
    assert code(newest_root(first.root, theirs.roots)) == "wrong-key"
    assert code(newest_root(b"{}", first.roots)) == "bad-pinned-root"


def test_only_an_officials_key_signs_content(tmp_path: Path, keys: KeyFolder) -> None:
    private = keys.folder / "private"
    official = load_official(private / "official-1.pem", keys.root)
    assert not isinstance(official, Refusal)
    signed = sign_draft(drafted(keys), [official])
    assert {count.signed for count in signatures(signed, keys.root).values()} == {("official-1",)}
    assert code(load_official(private / "snapshot.pem", keys.root)) == "not-an-official"
    assert code(load_official(private / "none.pem", keys.root)) == "missing-key"


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_drafts_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert "X" in message.en
