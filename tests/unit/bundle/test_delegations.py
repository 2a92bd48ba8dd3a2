"""Whom a committee lets publish for a commune: taken over once, never by mistake, and forgotten whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root, Targets

from helpers.bundles import COMMUNE, ISSUED, make_draft, make_keys
from voter_kiosk.bundle.delegations import (
    SAID,
    Delegation,
    Merged,
    delegate,
    delegations,
    end,
    from_root,
    given,
    keep_merged,
    last_merged,
    refuse,
)
from voter_kiosk.bundle.keys import KeyFolder, rotate_root
from voter_kiosk.domain.finding import Refusal


@pytest.fixture
def desk(tmp_path: Path) -> KeyFolder:
    return make_keys(tmp_path / "desk")


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_commune_brings_its_root_and_its_officials_are_named_after_it(
    desk: KeyFolder, commune: KeyFolder
) -> None:
    made = delegate(desk, COMMUNE, commune.root)
    assert isinstance(made, Delegation)
    assert made.threshold == 2
    assert made.holders == (f"{COMMUNE} official-1", f"{COMMUNE} official-2")
    assert set(made.keys) == set(commune.trusted().roles["targets"].keyids)
    assert delegations(desk) == {COMMUNE: made}
    assert delegate(desk, COMMUNE, commune.root) == made, "once more changes nothing"


def test_the_fingerprint_is_of_keys_and_threshold_alone(commune: KeyFolder, strangers: KeyFolder) -> None:
    one, other = from_root(COMMUNE, commune.root), from_root(COMMUNE, strangers.root)
    neighbour = from_root("c98003", commune.root)
    assert isinstance(one, Delegation)
    assert isinstance(other, Delegation)
    assert isinstance(neighbour, Delegation)
    assert len({one.fingerprint, other.fingerprint, neighbour.fingerprint}) == 3
    assert len(one.fingerprint) == 64
    again = from_root(COMMUNE, commune.root)
    assert isinstance(again, Delegation)
    assert again.fingerprint == one.fingerprint


@pytest.mark.parametrize("scope", ["p98", "base", "c9800", "c980021", "C98002", "../c98002", ""])
def test_only_a_commune_may_be_delegated(desk: KeyFolder, commune: KeyFolder, scope: str) -> None:
    assert code(delegate(desk, scope, commune.root)) == "not-a-commune"
    assert delegations(desk) == {}


def test_a_root_that_does_not_sign_itself_is_none(desk: KeyFolder, commune: KeyFolder) -> None:
    metadata = Metadata[Root].from_bytes(commune.root)
    metadata.signed.roles["targets"].threshold = 1
    for data in (b"", b"{}", metadata.to_bytes()):
        assert code(delegate(desk, COMMUNE, data)) == "bad-root"


def test_the_committees_own_keys_are_not_a_communes(desk: KeyFolder) -> None:
    assert code(delegate(desk, COMMUNE, desk.root)) == "own-key"


def test_other_keys_do_not_slip_in_over_a_delegation(
    desk: KeyFolder, commune: KeyFolder, strangers: KeyFolder
) -> None:
    delegate(desk, COMMUNE, commune.root)
    assert code(delegate(desk, COMMUNE, strangers.root)) == "delegated-already"
    assert not isinstance(end(desk, COMMUNE), Refusal)
    assert not isinstance(delegate(desk, COMMUNE, strangers.root), Refusal)


def test_a_communes_key_that_was_lost_is_replaced_by_ending_and_giving_anew(
    tmp_path: Path, desk: KeyFolder
) -> None:
    old = make_keys(tmp_path / "old")
    first = delegate(desk, COMMUNE, old.root)
    new = rotate_root(old.folder, issued=ISSUED, replace={"official-1"})
    assert isinstance(new, KeyFolder)
    assert code(delegate(desk, COMMUNE, new.root)) == "delegated-already"
    end(desk, COMMUNE)
    second = delegate(desk, COMMUNE, new.root)
    assert isinstance(first, Delegation)
    assert isinstance(second, Delegation)
    assert first.fingerprint != second.fingerprint


def test_what_was_merged_is_kept_and_goes_with_the_delegation(desk: KeyFolder, commune: KeyFolder) -> None:
    delegate(desk, COMMUNE, commune.root)
    assert last_merged(desk, COMMUNE) is None
    assert keep_merged(desk, {COMMUNE: Merged(7, "ab")}) is None
    assert last_merged(desk, COMMUNE) == Merged(7, "ab")
    (desk.folder / "communes" / COMMUNE / "merged.json").write_bytes(b"[]")
    assert last_merged(desk, COMMUNE) is None
    keep_merged(desk, {COMMUNE: Merged(8, "cd")})
    ended = end(desk, COMMUNE)
    assert isinstance(ended, Delegation)
    assert last_merged(desk, COMMUNE) is None
    assert delegations(desk) == {}
    assert code(end(desk, COMMUNE)) == "not-delegated"


def test_a_folder_that_cannot_be_written_or_read_is_said(
    desk: KeyFolder, commune: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "communes").write_bytes(b"")
    assert code(delegate(desk, COMMUNE, commune.root)) == "cannot-write-delegation"
    assert code(keep_merged(desk, {COMMUNE: Merged(1, "a")})) == "cannot-write-delegation"
    (desk.folder / "communes").unlink()
    delegate(desk, COMMUNE, commune.root)

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fail)
        assert code(end(desk, COMMUNE)) == "cannot-write-delegation"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        assert code(delegations(desk)) == "bad-root"
    (desk.folder / "communes" / COMMUNE / "root.json").write_bytes(b"{}")
    for result in (delegations(desk), end(desk, COMMUNE), delegate(desk, COMMUNE, commune.root)):
        assert code(result) == "bad-root"


def test_metadata_names_its_delegations(keys: KeyFolder) -> None:
    found = [
        [one.scope for one in given(Metadata[Targets].from_bytes(data).signed)]
        for _, data in sorted(make_draft(keys).metadata.items())
    ]
    assert found == [[], [], ["c98001"], ["base", "p98"]]


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_delegations_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert "X" in message.en
