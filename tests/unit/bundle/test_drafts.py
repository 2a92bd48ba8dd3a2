"""A draft in a folder: whole, of one piece, and only what the committee's root asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Key, Metadata, TargetFile, Targets

from helpers.bundles import (
    CANDIDATES,
    COMMUNE,
    EXPIRES,
    ISSUED,
    lines,
    make_keys,
    make_part,
    merged_bundle,
    repack,
    signed_by,
    small_files,
)
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.assemble import Draft, draft, sign_draft, signatures
from voter_kiosk.bundle.contents import edition_of
from voter_kiosk.bundle.delegations import Delegation, from_root
from voter_kiosk.bundle.drafts import (
    SAID,
    FileChange,
    Previous,
    check_draft,
    check_signatures,
    compare,
    edition,
    load_draft,
    made_under,
    merge_drafts,
    new_delegations,
    previous_of,
    refuse,
    save_draft,
    save_signatures,
)
from voter_kiosk.bundle.fingerprint import short_groups
from voter_kiosk.bundle.keys import KeyFolder, load_folder, load_official, new_signer, rotate_root
from voter_kiosk.bundle.parts import merge
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import newest_root
from voter_kiosk.domain.changes import compare as in_words
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


# --- signatures that no longer hold, or are there already -------------------------------------------------


def test_a_draft_that_was_changed_after_the_first_signature_is_not_signed_again(keys: KeyFolder) -> None:
    """Consistent in itself, and what the root asks for; only what was signed is something else."""
    signed = signed_by(drafted(keys), keys, ["official-1"])
    other = drafted(keys, version=2)
    moved = {}
    for role, data in other.metadata.items():
        metadata: Metadata[Any] = Metadata.from_bytes(data)
        metadata.signatures = Metadata.from_bytes(signed.metadata[role]).signatures
        moved[role] = metadata.to_bytes()
    fake = replace(other, metadata=moved)
    assert check_draft(fake, keys.root) is None
    refusal = check_signatures(fake, keys.root)
    assert code(refusal) == "changed-after-signing"
    assert isinstance(refusal, Refusal)
    assert "official-1" in refusal.message.vi
    count = signatures(fake, keys.root)["base"]
    assert (count.signed, count.missing, count.broken) == ((), ("official-2",), ("official-1",))


def test_nobody_signs_twice(keys: KeyFolder) -> None:
    signed = signed_by(drafted(keys), keys, ["official-1"])
    assert code(check_signatures(signed, keys.root, "official-1")) == "already-signed"
    assert check_signatures(signed, keys.root, "official-2") is None
    assert check_signatures(signed, keys.root) is None
    assert check_signatures(signed, keys.root, "nobody") is None


def test_a_draft_of_before_a_key_was_replaced_is_made_again_and_not_reported(
    tmp_path: Path, strangers: KeyFolder
) -> None:
    first = make_keys(tmp_path / "keys")
    old = drafted(first)
    second = rotate_root(first.folder, issued=ISSUED, replace={"official-1"})
    assert isinstance(second, KeyFolder)
    assert code(check_draft(old, second.root)) == "foreign-draft"
    assert code(made_under(old, first.roots, second.root)) == "outdated-draft"
    assert made_under(drafted(second), second.roots, second.root) is None
    assert made_under(old, (), second.root) is None
    assert made_under(old, (b"{}",), second.root) is None
    assert made_under(drafted(strangers), strangers.roots, second.root) is None, "theirs never led to ours"
    assert made_under(changed(old, "base", _steal_file), first.roots, second.root) is None


# --- a commune's keys in a draft -------------------------------------------------------------------------


@pytest.fixture
def merged(keys: KeyFolder, commune: KeyFolder) -> Draft:
    made = merge(drafted(keys), keys.root, [make_part(commune)], _given(commune), {})
    assert isinstance(made, Draft), made
    return made


def _given(commune: KeyFolder) -> dict[str, Delegation]:
    one = from_root(COMMUNE, commune.root)
    assert isinstance(one, Delegation)
    return {COMMUNE: one}


def test_keys_that_a_commune_did_not_have_before_are_confirmed_by_each_official(
    keys: KeyFolder, commune: KeyFolder, strangers: KeyFolder, merged: Draft
) -> None:
    ours = _given(commune)
    for known in ({}, _given(strangers)):
        refusal = new_delegations(merged, keys.root, known)
        assert code(refusal) == "new-delegation"
        assert isinstance(refusal, Refusal)
        assert COMMUNE in refusal.message.vi
        assert short_groups(ours[COMMUNE].fingerprint) in refusal.message.vi
        accepted = new_delegations(merged, keys.root, known, [COMMUNE])
        assert accepted == new_delegations(merged, keys.root, ours)
    assert new_delegations(drafted(keys), keys.root, {}) == {}


def test_keys_under_an_officials_id_do_not_take_his_place(keys: KeyFolder, commune: KeyFolder) -> None:
    """A key id is whatever a file says it is: a commune's root could name its own key by an official's id."""
    ours = _given(commune)[COMMUNE]
    official = keys.trusted().roles["targets"].keyids[0]
    thief = next(iter(ours.keys.values()))
    lie = replace(ours, keys={official: thief, **ours.keys})
    part = make_part(commune)
    made = merge(drafted(keys), keys.root, [part], {COMMUNE: lie}, {})
    assert isinstance(made, Draft)
    delegations = Metadata[Targets].from_bytes(made.metadata["targets"]).signed.delegations
    assert delegations is not None
    assert delegations.keys[official].keyval == keys.trusted().keys[official].keyval


@pytest.mark.parametrize(
    "change",
    [
        lambda targets: setattr(targets, "delegations", None),
        lambda targets: targets.targets.update({"p98/x.json": TargetFile(1, {"sha256": "0" * 64}, "p98/x.json")}),
    ],
)
def test_a_commune_in_a_draft_stays_in_its_scope(
    keys: KeyFolder, commune: KeyFolder, merged: Draft, change: Callable[[Targets], object]
) -> None:
    fake = changed(merged, COMMUNE, change)
    assert check_draft(merged, keys.root, _given(commune)) is None
    result = check_draft(fake, keys.root, _given(commune))
    assert (result is None) == (
        Metadata[Targets].from_bytes(fake.metadata[COMMUNE]).signed.targets.keys()
        == Metadata[Targets].from_bytes(merged.metadata[COMMUNE]).signed.targets.keys()
    )


def test_a_commune_in_a_draft_delegates_nothing(keys: KeyFolder, commune: KeyFolder, merged: Draft) -> None:
    other = from_root("c98003", commune.root)
    assert isinstance(other, Delegation)
    fake = changed(merged, COMMUNE, lambda targets: setattr(targets, "delegations", other.judge().delegations))
    assert code(check_draft(fake, keys.root, _given(commune))) == "foreign-draft"


def test_a_part_is_signed_like_a_draft_and_what_it_says_of_its_election_is_held_to_it(commune: KeyFolder) -> None:
    part = make_part(commune).draft
    assert check_draft(part, commune.root) is None
    for lie in ({"id": "x"}, ["no map"]):
        fake = changed(
            part, COMMUNE, lambda targets, lie=lie: targets.unrecognized_fields.update({"x-election": lie})
        )
        assert (check_draft(fake, commune.root) is None) == isinstance(lie, dict)


# --- what is new in it -----------------------------------------------------------------------------------


def _fates(changes: tuple[FileChange, ...]) -> dict[str, str]:
    return {one.name: one.fate.value for one in changes if not one.name.endswith("index.json")}


def test_a_draft_is_held_against_the_bundle_before_it(tmp_path: Path, keys: KeyFolder, bundle: Path) -> None:
    before = previous_of(bundle, keys.root)
    assert isinstance(before, Previous)
    assert (before.version, before.issued, before.trusted) == (5, ISSUED, True)
    files = dict(small_files())
    del files["base/sources.json"]
    files["p98/candidates.jsonl"] = lines(docs.CANDIDATES, *CANDIDATES[:1])
    files["p98/units.jsonl"] = lines(docs.UNITS)
    files[f"p98/m-{hashlib.sha256(b'x').hexdigest()}"] = b"x"
    changes = compare(drafted(keys, files, version=6), before)
    fates = _fates(changes)
    assert fates["base/sources.json"] == "removed"
    assert fates["p98/candidates.jsonl"] == "changed"
    assert fates["p98/units.jsonl"] == "added"
    assert fates["p98/election.json"] == fates["base/topics.jsonl"] == "kept"
    counts = {one.name: (one.before, one.after) for one in changes}
    assert counts["p98/candidates.jsonl"] == (2, 1)
    assert counts[f"p98/m-{hashlib.sha256(b'x').hexdigest()}"] == (0, -1)
    assert set(_fates(compare(drafted(keys), None)).values()) == {"added"}


def test_delegations_of_the_bundle_before_are_known_where_its_signatures_are_trusted(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder, strangers: KeyFolder
) -> None:
    path = merged_bundle(tmp_path / "a.vkb", keys, commune, make_part(commune))
    ours = previous_of(path, keys.root)
    assert isinstance(ours, Previous)
    assert {scope: one.fingerprint for scope, one in ours.delegations.items()} == {
        COMMUNE: _given(commune)[COMMUNE].fingerprint
    }
    theirs = previous_of(path, strangers.root)
    assert isinstance(theirs, Previous)
    assert (theirs.trusted, theirs.delegations, theirs.files) == (False, {}, ours.files)


def test_what_is_no_bundle_is_nothing_to_hold_against(tmp_path: Path, keys: KeyFolder, bundle: Path) -> None:
    assert code(previous_of(tmp_path / "none.vkb", keys.root)) == "not-found"
    flat = repack(bundle, tmp_path / "b.vkb", lambda entries: entries.pop("metadata/5.p98.json"))
    assert code(previous_of(flat, keys.root)) == "missing-metadata"

    def spoil(entries: dict[str, bytes]) -> None:
        name = next(name for name, data in entries.items() if b'"kind":"candidates"}' in data)
        entries[name] = bytes(len(entries[name]))

    assert code(previous_of(repack(bundle, tmp_path / "c.vkb", spoil), keys.root)) == "changed-object"


def test_what_is_new_in_a_draft_is_told_in_words(tmp_path: Path, keys: KeyFolder, bundle: Path) -> None:
    files = dict(small_files())
    files["p98/candidates.jsonl"] = lines(
        docs.CANDIDATES, replace(CANDIDATES[0], name="Nguyễn Thị Anh"), CANDIDATES[1]
    )
    fresh = drafted(keys, files, version=6)
    assert save_draft(fresh, tmp_path / "d") is None
    loaded = load_draft(tmp_path / "d")
    assert isinstance(loaded, Draft)
    for content in (fresh, loaded):  # from memory and from the folder
        with ExitStack() as stack:
            old = edition_of(bundle, stack)
            assert not isinstance(old, Refusal)
            new = edition(content, "ban-nhap")
            assert (new.name, new.version, new.issued) == ("ban-nhap", 6, ISSUED)
            found = in_words(old.whole, new.whole)
        assert [change.id for change in found.changes] == ["p98.na.1.1"]
        assert "Nguyễn Thị Anh" in str(found.changes[0])


def test_a_part_has_no_election_to_be_told_of(commune: KeyFolder) -> None:
    with pytest.raises(RefusedError) as refused:
        edition(make_part(commune).draft, "phan")
    assert refused.value.refusal.code == "not-one-election"
