"""Looking into a bundle without trusting it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.bundles import (
    ELECTION,
    EXPIRES,
    ISSUED,
    PORTRAIT_SHA256,
    Entries,
    Signing,
    make_bundle,
    opened,
    repack,
)
from voter_kiosk.bundle.inspect import Inspection, inspect
from voter_kiosk.bundle.keys import KeyFolder
from voter_kiosk.bundle.trust import Verified, verify
from voter_kiosk.domain.finding import Refusal


def looked(path: Path, *, thorough: bool = True) -> Inspection:
    result = inspect(path, thorough=thorough)
    assert isinstance(result, Inspection), result
    return result


def code(path: Path, *, thorough: bool = True) -> str:
    result = inspect(path, thorough=thorough)
    assert isinstance(result, Refusal)
    return result.code


def test_everything_an_official_asks_is_told(bundle: Path, keys: KeyFolder) -> None:
    seen = looked(bundle)
    assert seen.election == ELECTION
    assert (seen.version, seen.issued, seen.expires) == (5, ISSUED, EXPIRES)
    assert seen.scopes == ("base", "c98001", "p98")
    assert [item.name for item in seen.documents if item.kind == "index"] == [
        "base/index.json",
        "c98001/index.json",
        "p98/index.json",
    ]
    assert [(item.name, item.kind, item.records) for item in seen.documents if item.kind != "index"] == [
        ("base/sources.json", "sources", 1),
        ("base/topics.jsonl", "topics", 1),
        ("c98001/polling_areas.jsonl", "polling_areas", 1),
        ("p98/candidates.jsonl", "candidates", 2),
        ("p98/constituencies.jsonl", "constituencies", 1),
        ("p98/election.json", "election", 1),
    ]
    assert [(item.name, item.kind) for item in seen.media] == [(f"p98/m-{PORTRAIT_SHA256}", "media")]
    assert seen.size == bundle.stat().st_size
    assert {signer.name for signer in seen.signers} == {"official-1", "official-2", "snapshot", "timestamp"}
    assert not seen.trusted
    with opened(bundle) as archive:
        verified = verify(archive, keys.root)
    assert isinstance(verified, Verified)
    assert seen.fingerprint == verified.fingerprint
    assert sum(item.length for item in (*seen.documents, *seen.media)) == sum(
        target.length for target in verified.targets.values()
    )


def test_a_strangers_bundle_can_be_looked_into_but_bears_his_names(tmp_path: Path, strangers: KeyFolder) -> None:
    seen = looked(make_bundle(tmp_path / "a.vkb", strangers))
    assert {signer.key_id for signer in seen.signers} <= set(strangers.trusted().keys)


def test_base_content_alone_has_no_election(tmp_path: Path, keys: KeyFolder) -> None:
    path = make_bundle(tmp_path / "a.vkb", keys, {"base/topics.jsonl": b"x\n"})
    assert looked(path).election is None


def test_without_reading_everything_a_changed_picture_goes_unseen(tmp_path: Path, bundle: Path) -> None:
    name = f"objects/{PORTRAIT_SHA256}"
    path = repack(bundle, tmp_path / "a.vkb", lambda entries: entries.update({name: entries[name][:-1] + b"x"}))
    assert code(path) == "changed-object"
    assert looked(path, thorough=False).version == 5


def test_what_is_no_sound_bundle_is_refused(tmp_path: Path, bundle: Path) -> None:
    assert code(tmp_path) == "folder"
    path = tmp_path / "a.vkb"
    assert code(repack(bundle, path, lambda entries: entries.pop("metadata/1.root.json"))) == "missing-metadata"
    assert code(repack(bundle, path, lambda it: it.update({"metadata/1.root.json": b"{}"}))) == "bad-pinned-root"
    assert code(repack(bundle, path, lambda it: it.pop("metadata/timestamp.json"))) == "missing-metadata"


@pytest.mark.parametrize("name", ["p98/election.json", "p98/index.json"])
def test_a_signed_document_that_cannot_be_read_is_refused(tmp_path: Path, keys: KeyFolder, name: str) -> None:
    path = make_bundle(tmp_path / "a.vkb", keys, {name: b"{}", "p98/t.json": b"x"})
    assert code(path) == "bad-document"


def test_a_changed_document_is_refused_even_in_a_hurry(tmp_path: Path, bundle: Path) -> None:
    def spoil(entries: dict[str, bytes]) -> None:
        name = next(name for name, data in entries.items() if b'"polling_day"' in data)
        entries[name] = entries[name].replace(b"2026-03-15", b"2026-03-16")

    assert code(repack(bundle, tmp_path / "a.vkb", spoil), thorough=False) == "changed-object"


def test_a_scope_without_a_table_of_contents_is_told_by_its_file_names(
    tmp_path: Path, bundle: Path, keys: KeyFolder
) -> None:
    def drop(entries: Entries) -> None:
        Signing(keys).change(entries, "p98", lambda signed: signed.targets.pop("p98/index.json"))
        del entries[next(name for name, data in entries.items() if b'"file": "election.json"' in data)]

    seen = looked(repack(bundle, tmp_path / "a.vkb", drop))
    assert [(item.kind, item.records) for item in seen.documents if item.name.startswith("p98/")] == [
        ("candidates", 0),
        ("constituencies", 0),
        ("election", 0),
    ]
    assert seen.election == ELECTION
