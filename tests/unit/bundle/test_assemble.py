"""Assembling: the same inputs give the same bytes, in one hand or in three."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, Targets

from helpers.bundles import EXPIRES, ISSUED, contents, make_bundle, make_keys, opened, small_files
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.assemble import (
    SAID,
    Built,
    Draft,
    assemble,
    draft,
    finish,
    refuse,
    sign_draft,
)
from voter_kiosk.bundle.drafts import load_draft, merge_drafts, save_draft, save_signatures
from voter_kiosk.bundle.keys import KeyFolder, create_keys, load_signers
from voter_kiosk.bundle.trust import Verified, verify
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal

TIMES: dict[str, Any] = {"version": 1, "issued": ISSUED, "expires": EXPIRES}


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def drafted(keys: KeyFolder, files: Any = None, **options: Any) -> Draft:
    result = draft(files or small_files(), keys.root, **{**TIMES, **options})
    assert isinstance(result, Draft), result
    return result


def signers(keys: KeyFolder, role: str, *names: str) -> Any:
    found = load_signers(keys, role, names=names or None)
    assert isinstance(found, tuple), found
    return found


def desk(keys: KeyFolder) -> dict[str, Any]:
    return {role: signers(keys, role) for role in ("snapshot", "timestamp")}


# --- the same bytes --------------------------------------------------------------------------------------


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, keys: KeyFolder) -> None:
    built = assemble(small_files(), keys, tmp_path / "a.vkb", **TIMES)
    again = assemble(dict(reversed(small_files().items())), keys.folder, tmp_path / "b.vkb", **TIMES)
    assert isinstance(built, Built)
    assert isinstance(again, Built)
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()
    assert built == replace(again, path=tmp_path / "a.vkb")
    assert built.size == (tmp_path / "a.vkb").stat().st_size


def test_another_version_or_time_gives_another_fingerprint(tmp_path: Path, keys: KeyFolder) -> None:
    prints = set()
    for options in ({}, {"version": 2}, {"issued": ISSUED + dt.timedelta(seconds=1)}):
        built = assemble(small_files(), keys, tmp_path / "a.vkb", **{**TIMES, **options})
        assert isinstance(built, Built)
        prints.add(built.fingerprint)
    assert len(prints) == 3


def test_files_may_lie_on_disk(tmp_path: Path, keys: KeyFolder) -> None:
    on_disk: dict[str, bytes | Path] = {}
    for at, (name, data) in enumerate(small_files().items()):
        assert isinstance(data, bytes)
        on_disk[name] = tmp_path / str(at)
        (tmp_path / str(at)).write_bytes(data)
    make_bundle(tmp_path / "a.vkb", keys, on_disk)
    make_bundle(tmp_path / "b.vkb", keys)
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()


def test_times_are_cut_to_seconds_and_written_in_utc(tmp_path: Path, keys: KeyFolder) -> None:
    vietnam = dt.timezone(dt.timedelta(hours=7))
    odd = ISSUED.astimezone(vietnam) + dt.timedelta(microseconds=5)
    assert drafted(keys, issued=odd) == drafted(keys)


def test_signatures_stand_in_order_and_every_root_is_there(tmp_path: Path, keys: KeyFolder) -> None:
    entries = contents(make_bundle(tmp_path / "a.vkb", keys, version=3))
    assert entries["metadata/1.root.json"] == keys.root
    for name in ("metadata/3.targets.json", "metadata/3.p98.json"):
        signatures = Metadata[Targets].from_bytes(entries[name]).signatures
        assert len(signatures) == 2
        assert list(signatures) == sorted(signatures)


# --- scopes and the index --------------------------------------------------------------------------------


def test_every_scope_gets_a_role_and_a_table_of_contents(tmp_path: Path, keys: KeyFolder) -> None:
    draft_ = drafted(keys)
    assert set(draft_.metadata) == {"targets", "base", "p98", "c98001"}
    with opened(make_bundle(tmp_path / "a.vkb", keys)) as archive:
        verified = verify(archive, keys.root)
        assert isinstance(verified, Verified)
        target = verified.targets["p98/index.json"]
        data = contents(tmp_path / "a.vkb")[f"objects/{target.sha256}"]
    index = docs.decode_json(docs.INDEX, data)
    assert isinstance(index, tuple)
    assert [(entry.file[:22], entry.kind, entry.records) for entry in index] == [
        ("candidates.jsonl", "candidates", 2),
        ("constituencies.jsonl", "constituencies", 1),
        ("election.json", "election", 1),
        ("m-" + index[3].sha256[:20], "media", 0),
    ]
    assert all(verified.targets[f"p98/{entry.file}"].length == entry.length for entry in index)


def test_an_index_that_is_given_is_kept_and_a_later_kind_has_none(keys: KeyFolder) -> None:
    own = drafted(keys, {"base/index.json": b"mine", "base/results.json": b"{}"})
    assert b"mine" in own.objects.values()
    made = drafted(keys, {"base/results.json": b"{}"})
    index = next(data for data in made.objects.values() if data != b"{}")
    assert isinstance(index, bytes)
    assert docs.decode_json(docs.INDEX, index)[0].kind == ""  # type: ignore[index]


def given(keys: KeyFolder, role: str, **options: Any) -> dict[str, list[str]]:
    """The roles that a role delegates to, with their paths."""
    files = {f"{scope}/t.json": b"x" for scope in ("base", "p97", "p98", "c97001", "c98001", "c98002")}
    signed = Metadata[Targets].from_bytes(drafted(keys, files, **options).metadata[role]).signed
    if signed.delegations is None:
        return {}
    assert signed.delegations.roles is not None
    assert all(one.terminating and one.threshold == 2 for one in signed.delegations.roles.values())
    return {name: list(one.paths or ()) for name, one in signed.delegations.roles.items()}


def test_communes_are_given_by_their_province(keys: KeyFolder) -> None:
    provinces = {"c97001": "p97", "c98001": "p98", "c98002": "p31"}
    assert given(keys, "targets", provinces=provinces) == {
        "base": ["base/*"],
        "c98002": ["c98002/*"],
        "p97": ["p97/*", "c97001/*"],
        "p98": ["p98/*", "c98001/*"],
    }
    assert given(keys, "p98", provinces=provinces) == {"c98001": ["c98001/*"]}
    assert given(keys, "base", provinces=provinces) == {}


def test_with_two_provinces_and_no_table_communes_stand_alone(keys: KeyFolder) -> None:
    assert list(given(keys, "targets")) == ["base", "c97001", "c98001", "c98002", "p97", "p98"]


# --- three hands -----------------------------------------------------------------------------------------


def test_two_officials_and_the_desk_make_the_bundle_one_person_makes(tmp_path: Path, keys: KeyFolder) -> None:
    unsigned = drafted(keys)
    assert save_draft(unsigned, tmp_path / "draft") is None
    copies = []
    for at, name in enumerate(("official-2", "official-1")):
        stick = tmp_path / f"stick{at}"
        assert save_draft(drafted(keys), stick) is None
        loaded = load_draft(stick)
        assert isinstance(loaded, Draft)
        assert loaded.fingerprint == unsigned.fingerprint, "what each official compares before signing"
        assert save_signatures(sign_draft(loaded, signers(keys, "targets", name)), stick) is None
        signed = load_draft(stick)
        assert isinstance(signed, Draft)
        copies.append(signed)
    assert code(finish(copies[0], keys.roots, desk(keys), tmp_path / "a.vkb")) == "too-few-signatures"
    merged = merge_drafts(copies)
    assert isinstance(merged, Draft)
    assert isinstance(finish(merged, keys.roots, desk(keys), tmp_path / "a.vkb"), Built)
    make_bundle(tmp_path / "b.vkb", keys)
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()


def test_signing_one_after_the_other_on_one_stick_works_too(tmp_path: Path, keys: KeyFolder) -> None:
    step = sign_draft(drafted(keys), signers(keys, "targets", "official-2"))
    step = sign_draft(step, signers(keys, "targets", "official-1"))
    assert isinstance(finish(step, keys.roots, desk(keys), tmp_path / "a.vkb"), Built)
    make_bundle(tmp_path / "b.vkb", keys)
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()


def test_what_is_missing_is_named(tmp_path: Path, keys: KeyFolder, strangers: KeyFolder) -> None:
    forged = sign_draft(drafted(keys), signers(strangers, "targets"))
    refusal = finish(forged, keys.roots, desk(keys), tmp_path / "a.vkb")
    assert code(refusal) == "too-few-signatures"
    assert isinstance(refusal, Refusal)
    assert "targets 0/2" in refusal.message.vi
    assert not (tmp_path / "a.vkb").exists()


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "options", "expected"),
    [
        ({}, {}, "no-files"),
        ({"readme.txt": b""}, {}, "bad-target-name"),
        ({"base/../x.json": b""}, {}, "bad-target-name"),
        ({"base/m-" + "0" * 64: b""}, {}, "bad-target-name"),
        ({"base/t.json": b""}, {"version": 0}, "bad-version"),
        ({"base/t.json": b""}, {"version": 1_000_000_000}, "bad-version"),
        ({"base/t.json": b""}, {"issued": ISSUED.replace(year=999)}, "bad-year"),
        ({"base/t.json": b""}, {"issued": dt.datetime.min.replace(tzinfo=VIETNAM)}, "bad-year"),
        ({"base/t.json": b""}, {"expires": dt.datetime.max.replace(tzinfo=dt.UTC)}, "bad-year"),
        ({"base/t.json": b""}, {"expires": ISSUED}, "bad-times"),
        ({"base/t.json": Path("/nowhere/at/all")}, {}, "unreadable-file"),
    ],
)
def test_what_cannot_be_a_bundle_is_refused(
    tmp_path: Path, keys: KeyFolder, files: Any, options: dict[str, Any], expected: str
) -> None:
    assert code(assemble(files, keys, tmp_path / "a.vkb", **{**TIMES, **options})) == expected
    assert not (tmp_path / "a.vkb").exists()


def test_a_draft_needs_a_root(keys: KeyFolder) -> None:
    assert code(draft(small_files(), b"{}", **TIMES)) == "bad-root"


def test_keys_that_are_not_there_are_asked_for(tmp_path: Path) -> None:
    assert code(assemble(small_files(), tmp_path / "none", tmp_path / "a.vkb", **TIMES)) == "no-keys"
    keys = create_keys(tmp_path / "locked", issued=ISSUED, passphrase="x")  # noqa: S106 - a test's
    assert isinstance(keys, KeyFolder)
    assert code(assemble(small_files(), keys, tmp_path / "a.vkb", **TIMES)) == "passphrase-needed"
    built = assemble(small_files(), keys, tmp_path / "a.vkb", passphrase="x", **TIMES)  # noqa: S106 - a test's
    assert isinstance(built, Built)
    own = make_keys(tmp_path / "own")
    (own.folder / "private" / "snapshot.pem").unlink()
    assert code(assemble(small_files(), own, tmp_path / "b.vkb", **TIMES)) == "missing-key"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, keys: KeyFolder) -> None:
    assert code(assemble(small_files(), keys, tmp_path / "none" / "a.vkb", **TIMES)) == "cannot-write"


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_assembling_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert ";" in message.en
