"""A commune publishes what is its own, with its own keys, and nothing else: on the desk, and on every kiosk."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, TargetFile, Targets

from helpers.bundles import (
    ABOUT,
    COMMUNE,
    CONSTITUENCY,
    EXPIRES,
    ISSUED,
    PORTRAIT_SHA256,
    SOURCE,
    TOPIC,
    Signing,
    finished,
    lines,
    make_draft,
    make_keys,
    make_part,
    merged_bundle,
    opened,
    part_files,
    png,
    record,
    repack,
    signed_by,
    small_files,
    whole,
)
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.assemble import Draft, finish, signatures
from voter_kiosk.bundle.delegations import Delegation, Merged, from_root
from voter_kiosk.bundle.drafts import check_draft, check_signatures, load_draft, merge_drafts, save_draft
from voter_kiosk.bundle.keys import KeyFolder, load_signers, sign
from voter_kiosk.bundle.parts import SAID, Part, about, as_part, check_part, merge, refuse
from voter_kiosk.bundle.parts import part_files as of_scope
from voter_kiosk.bundle.trust import Floors, Verified, check_objects, verify
from voter_kiosk.domain.content import Block, BlockKind, Notice
from voter_kiosk.domain.election import AreaBallot, BallotState
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.video import Video, VideoKind

LATER = EXPIRES + dt.timedelta(days=1)


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def given(commune: KeyFolder, scope: str = COMMUNE) -> dict[str, Delegation]:
    made = from_root(scope, commune.root)
    assert isinstance(made, Delegation), made
    return {scope: made}


def merged(keys: KeyFolder, commune: KeyFolder, *parts: Part, last: Mapping[str, Merged] | None = None) -> Any:
    return merge(make_draft(keys), keys.root, parts, given(commune), last or {})


def look(path: Path, keys: KeyFolder, **options: Any) -> Verified | Refusal:
    with opened(path) as package:
        verified = verify(package, keys.root, **options)
        return verified if isinstance(verified, Refusal) else check_objects(package, verified) or verified


def good(path: Path, keys: KeyFolder, **options: Any) -> Verified:
    verified = look(path, keys, **options)
    assert isinstance(verified, Verified), verified
    return verified


# --- a part goes in, and a kiosk knows whose it is -------------------------------------------------------


def test_a_kiosk_takes_the_communes_word_for_the_commune_and_the_provinces_for_the_rest(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder
) -> None:
    part = make_part(commune, version=3)
    verified = good(merged_bundle(tmp_path / "a.vkb", keys, commune, part), keys)
    assert set(part_files()) < set(verified.targets)
    assert set(small_files()) < set(verified.targets)
    assert verified.delegated == {COMMUNE}
    by = {role: {one.name for one in verified.signers if one.role == role} for role in ("p98", "c98001", COMMUNE)}
    assert by == {
        "p98": {"official-1", "official-2"},
        "c98001": {"official-1", "official-2"},
        COMMUNE: {f"{COMMUNE} official-1", f"{COMMUNE} official-2"},
    }
    assert verified.floors.versions["targets"] == 5
    assert verified.floors.versions[COMMUNE] == 3
    assert verified.scopes[COMMUNE] == {COMMUNE}


def test_a_merged_draft_goes_round_like_any_other(tmp_path: Path, keys: KeyFolder, commune: KeyFolder) -> None:
    whole_draft = merged(keys, commune, make_part(commune))
    assert save_draft(whole_draft, tmp_path / "d", keys.roots) is None
    loaded = load_draft(tmp_path / "d")
    assert isinstance(loaded, Draft)
    assert loaded.fingerprint == whole_draft.fingerprint
    assert check_draft(loaded, keys.root, given(commune)) is None
    copies = [signed_by(loaded, keys, [name]) for name in ("official-1", "official-2")]
    for role, count in signatures(copies[0], keys.root).items():
        wanted = {f"{COMMUNE} official-1", f"{COMMUNE} official-2"} if role == COMMUNE else {"official-1"}
        assert set(count.signed) == wanted
    both = merge_drafts(copies)
    assert isinstance(both, Draft)
    assert check_signatures(both, keys.root) is None
    assert good(finished(tmp_path / "a.vkb", keys, both), keys).fingerprint == whole_draft.fingerprint


def test_the_next_part_follows_and_an_older_one_is_refused_on_the_kiosk_too(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder
) -> None:
    first, second = make_part(commune, version=1), make_part(commune, version=2)
    before = good(merged_bundle(tmp_path / "5.vkb", keys, commune, second, version=5), keys).floors
    back = merged_bundle(tmp_path / "6.vkb", keys, commune, first, version=6)
    assert code(look(back, keys, floors=before)) == "older-version"
    good(merged_bundle(tmp_path / "7.vkb", keys, commune, second, version=7), keys, floors=before)


def test_a_province_without_provinces_in_its_bundle_delegates_at_the_top(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder
) -> None:
    files = {**small_files(), "p97/sources.json": whole(docs.SOURCES, (SOURCE,))}
    result = merge(make_draft(keys, files), keys.root, [make_part(commune)], given(commune), {})
    assert isinstance(result, Draft), result
    verified = good(finished(tmp_path / "a.vkb", keys, signed_by(result, keys)), keys)
    assert verified.delegated == {COMMUNE}
    assert check_draft(result, keys.root, given(commune)) is None


def test_an_ended_delegation_gives_the_commune_back_to_the_province(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder
) -> None:
    """Its version was higher than the province's: the floor falls with the commune's keys."""
    old = merged_bundle(tmp_path / "5.vkb", keys, commune, make_part(commune, version=900), version=5)
    floors = good(old, keys).floors
    files = {**small_files(), f"{COMMUNE}/notices.jsonl": part_files()[f"{COMMUNE}/notices.jsonl"]}
    ended = finished(tmp_path / "6.vkb", keys, signed_by(make_draft(keys, files, version=6), keys))
    verified = good(ended, keys, floors=floors)
    assert verified.delegated == set()
    assert code(look(old, keys, floors=verified.floors)) == "older-version"
    gone = finished(tmp_path / "7.vkb", keys, signed_by(make_draft(keys, version=7), keys))
    assert COMMUNE not in good(gone, keys, floors=verified.floors).scopes


# --- what a commune cannot do, even where the desk's own keys help it ------------------------------------


def forged(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder, by: KeyFolder, change: Callable[[Targets], object]
) -> Path:
    """A bundle whose commune's metadata was changed, signed by ``by``, and bound in with the desk's keys."""
    path = merged_bundle(tmp_path / "a.vkb", keys, commune, make_part(commune))

    def rewrite(entries: dict[str, bytes]) -> None:
        name = f"metadata/1.{COMMUNE}.json"
        metadata: Metadata[Any] = Metadata.from_bytes(entries[name])
        change(metadata.signed)
        metadata.signatures.clear()
        signers = load_signers(by, "targets")
        assert isinstance(signers, tuple)
        entries[name] = sign(metadata, signers)
        Signing(keys).change(
            entries, "snapshot", lambda signed: record(signed.meta[f"{COMMUNE}.json"], entries[name])
        )

    return repack(path, tmp_path / "forged.vkb", rewrite)


def _of_the_province(targets: Targets) -> None:
    data = part_files()[f"{COMMUNE}/candidates.jsonl"]
    assert isinstance(data, bytes)
    name = "p98/candidates.jsonl"
    targets.targets[name] = TargetFile(len(data), {"sha256": hashlib.sha256(data).hexdigest()}, name)


def _of_the_neighbour(targets: Targets) -> None:
    for name in list(targets.targets):
        targets.targets[name.replace(COMMUNE, "c98001")] = targets.targets.pop(name)


@pytest.mark.parametrize("change", [_of_the_province, _of_the_neighbour])
def test_a_commune_cannot_touch_what_is_not_its_own(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder, change: Callable[[Targets], object]
) -> None:
    assert code(look(forged(tmp_path, keys, commune, commune, change), keys)) == "foreign-scope"


def test_another_commune_cannot_sign_for_it(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder, strangers: KeyFolder
) -> None:
    path = forged(tmp_path, keys, commune, strangers, lambda targets: setattr(targets, "version", 1))
    assert code(look(path, keys)) == "wrong-key"
    assert isinstance(look(forged(tmp_path, keys, commune, commune, lambda _: None), keys), Verified)


def test_the_provinces_own_officials_cannot_speak_for_a_commune_they_have_delegated(
    tmp_path: Path, keys: KeyFolder, commune: KeyFolder
) -> None:
    assert code(look(forged(tmp_path, keys, commune, keys, lambda _: None), keys)) == "wrong-key"


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("topics.jsonl", lines(docs.TOPICS, TOPIC)),
        ("sources.json", whole(docs.SOURCES, (SOURCE,))),
        ("notices.jsonl", lines(docs.NOTICES, Notice("nho", {"vi": "N"}, {"vi": ()}, dt.date(2026, 3, 1)))),
        ("notices.jsonl", lines(docs.NOTICES, Notice("c98001.n", {"vi": "N"}, {"vi": ()}, dt.date(2026, 3, 1)))),
        ("constituencies.jsonl", lines(docs.CONSTITUENCIES, CONSTITUENCY)),
    ],
)
def test_a_record_without_the_communes_name_is_refused_where_it_is_made_and_where_it_is_merged(
    keys: KeyFolder, commune: KeyFolder, file: str, data: bytes
) -> None:
    """It would stand in for the text of that name on every kiosk of the province."""
    files = {**part_files(), f"{COMMUNE}/{file}": data}
    refusal = of_scope(files, COMMUNE)
    if docs.kind_of(file) in (docs.TOPICS, docs.SOURCES):
        assert code(refusal) == "part-beyond"
        assert code(merged(keys, commune, make_part(commune, files))) == "part-beyond"
    else:
        part = make_part(commune, files)
        assert code(check_part(part.draft)) == "foreign-record"
        assert code(merged(keys, commune, part)) == "foreign-record"


def test_a_part_is_its_own_scope_without_the_election(commune: KeyFolder) -> None:
    files = {**small_files(), **part_files(), f"{COMMUNE}/election.json": b"x"}
    assert of_scope(files, COMMUNE) == part_files()
    assert check_part(make_part(commune).draft) is None


def test_what_is_no_part_is_said_to_be_none(keys: KeyFolder) -> None:
    one = {f"{COMMUNE}/notices.jsonl": part_files()[f"{COMMUNE}/notices.jsonl"]}
    for content in (make_draft(keys), make_draft(keys, {"p98/sources.json": b"x"}), make_draft(keys, one)):
        assert code(as_part(content)) == "not-a-part"
        assert code(check_part(content)) == "not-a-part"
    assert isinstance(as_part(make_draft(keys, one, about=ABOUT)), Part)


# --- merging ---------------------------------------------------------------------------------------------


def test_a_part_is_merged_only_with_the_signatures_of_its_commune(
    keys: KeyFolder, commune: KeyFolder, strangers: KeyFolder
) -> None:
    assert code(merged(keys, commune, make_part(strangers))) == "part-wrong-key"
    one = as_part(signed_by(make_draft(commune, part_files(), about=ABOUT), commune, ["official-1"]))
    assert isinstance(one, Part)
    refusal = merged(keys, commune, one)
    assert code(refusal) == "part-wrong-key"
    assert "1/2" in refusal.message.vi
    assert code(merge(make_draft(keys), keys.root, [one], {}, {})) == "not-delegated"


def test_a_part_that_was_changed_after_signing_is_refused(keys: KeyFolder, commune: KeyFolder) -> None:
    part = make_part(commune)
    metadata = Metadata[Targets].from_bytes(part.metadata)
    metadata.signed.version = 7
    changed = replace(part, metadata=metadata.to_bytes())
    assert code(merged(keys, commune, changed)) == "part-wrong-key"


def test_a_part_older_than_the_last_is_refused_and_the_same_again_is_not(
    keys: KeyFolder, commune: KeyFolder
) -> None:
    part = make_part(commune, version=4)
    assert isinstance(merged(keys, commune, part, last={COMMUNE: part.merged}), Draft)
    assert code(merged(keys, commune, part, last={COMMUNE: Merged(5, "x")})) == "part-older"
    assert code(merged(keys, commune, part, last={COMMUNE: Merged(4, "x")})) == "part-same-version"
    assert isinstance(merged(keys, commune, part, last={COMMUNE: Merged(3, "x")}), Draft)
    resigned = make_part(commune, version=4)
    assert resigned.merged == part.merged, "who signed does not matter, what was signed does"


def test_a_commune_that_was_merged_before_is_not_left_out_by_mistake(keys: KeyFolder, commune: KeyFolder) -> None:
    assert code(merged(keys, commune, last={COMMUNE: Merged(1, "x")})) == "part-left-out"
    assert isinstance(merge(make_draft(keys), keys.root, [], {}, {COMMUNE: Merged(1, "x")}), Draft)


def test_a_part_for_another_election_is_refused(keys: KeyFolder, commune: KeyFolder) -> None:
    for other in ({"id": "demo-2031", "rule_set": "2026"}, {"id": "demo-2026", "rule_set": "2021"}):
        assert code(merged(keys, commune, make_part(commune, about=other))) == "part-other-election"


def test_a_part_does_not_end_the_bundle_for_everybody(keys: KeyFolder, commune: KeyFolder, tmp_path: Path) -> None:
    soon = make_part(commune, expires=ISSUED + dt.timedelta(days=29))
    assert code(merged(keys, commune, soon)) == "part-expires-early"
    month = make_part(commune, expires=ISSUED + dt.timedelta(days=30))
    verified = good(merged_bundle(tmp_path / "a.vkb", keys, commune, month), keys)
    assert verified.expires == month.expires == ISSUED + dt.timedelta(days=30)
    assert isinstance(merged(keys, commune, make_part(commune, expires=LATER)), Draft)


def test_two_parts_of_one_commune_or_of_what_the_province_still_holds_are_refused(
    keys: KeyFolder, commune: KeyFolder
) -> None:
    part = make_part(commune)
    assert code(merged(keys, commune, part, part)) == "part-twice"
    held = make_draft(keys, {**small_files(), **part_files()})
    assert code(merge(held, keys.root, [part], given(commune), {})) == "scope-delegated"
    assert code(merge(held, keys.root, [], given(commune), {})) == "scope-delegated"


def changed(**files: bytes) -> dict[str, bytes | Path]:
    return part_files() | {f"{COMMUNE}/{name.replace('__', '.')}": data for name, data in files.items()}


def _areas(**change: Any) -> bytes:
    (area,) = read(docs.POLLING_AREAS)
    return lines(docs.POLLING_AREAS, replace(area, **change))


def read(kind: docs.Kind[Any]) -> list[Any]:
    import io

    data = part_files()[f"{COMMUNE}/{kind.file}"]
    assert isinstance(data, bytes)
    return list(docs.read_jsonl(kind, io.BytesIO(data)))


def test_what_a_part_leans_on_must_be_in_the_bundle(keys: KeyFolder, commune: KeyFolder) -> None:
    (meeting,) = read(docs.MEETINGS)
    nowhere = f"{COMMUNE}.commune.9"
    lacking = {
        "area": changed(polling_areas__jsonl=_areas(ballots=(AreaBallot("na", BallotState.LISTED, "p98.na.9"),))),
        "meeting": changed(meetings__jsonl=lines(docs.MEETINGS, replace(meeting, constituencies=(nowhere,)))),
        "unit": {name: data for name, data in part_files().items() if "constituencies" not in name},
    }
    for files in lacking.values():
        refusal = merged(keys, commune, make_part(commune, files))
        assert code(refusal) == "part-dangling"
    assert "p98.na.9" in merged(keys, commune, make_part(commune, lacking["area"])).message.vi


def test_every_picture_and_sound_that_a_part_shows_is_in_it(keys: KeyFolder, commune: KeyFolder) -> None:
    """Else the whole bundle would be refused, on every kiosk of the province."""
    (notice,), people, (clip,) = read(docs.NOTICES), read(docs.CANDIDATES), read(docs.CLIPS)
    gone = "1" * 64
    figure = {"vi": (Block("b1", BlockKind.FIGURE, media=gone),)}
    film = Video(gone, PORTRAIT_SHA256, VideoKind.FILM, "vi", {"vi": "Phim"}, 9, 640, 360, False)
    lacking = (
        changed(notices__jsonl=lines(docs.NOTICES, replace(notice, body=figure))),
        changed(notices__jsonl=lines(docs.NOTICES, replace(notice, videos=(film,)))),
        changed(candidates__jsonl=lines(docs.CANDIDATES, replace(people[0], portrait=gone))),
        changed(candidates__jsonl=lines(docs.CANDIDATES, replace(people[0], programme=figure))),
        changed(polling_areas__jsonl=_areas(sketch=gone)),
        changed(clips__jsonl=lines(docs.CLIPS, replace(clip, media=gone))),
    )
    for files in lacking:
        part = make_part(commune, files)
        assert code(check_part(part.draft)) == code(merged(keys, commune, part)) == "part-dangling"


def test_no_id_stands_twice(keys: KeyFolder, commune: KeyFolder) -> None:
    people, (notice,), (unit,) = read(docs.CANDIDATES), read(docs.NOTICES), read(docs.CONSTITUENCIES)
    for files in (
        changed(notices__jsonl=lines(docs.NOTICES, notice, notice)),
        changed(constituencies__jsonl=lines(docs.CONSTITUENCIES, unit, unit)),
        changed(candidates__jsonl=lines(docs.CANDIDATES, *people, people[0])),
    ):
        assert code(merged(keys, commune, make_part(commune, files))) == "part-duplicate"


def test_a_part_with_a_broken_document_or_picture_is_refused_at_the_desk(
    keys: KeyFolder, commune: KeyFolder, tmp_path: Path
) -> None:
    text = b"no picture"
    large = png(2000, 1001)
    for data, wanted in ((text, "not-a-picture"), (large, "picture-too-large")):
        files = part_files() | {f"{COMMUNE}/m-{hashlib.sha256(data).hexdigest()}": data}
        assert code(merged(keys, commune, make_part(commune, files))) == wanted
    assert code(merged(keys, commune, make_part(commune, changed(neutrality__json=b"{}")))) == "bad-document"
    assert code(merged(keys, commune, make_part(commune, changed(notices__jsonl=b"{}")))) == "bad-document"
    path = tmp_path / "areas"
    path.write_bytes(_areas())
    from_disk = part_files() | {f"{COMMUNE}/polling_areas.jsonl": path}
    assert isinstance(merged(keys, commune, make_part(commune, from_disk)), Draft)


@pytest.mark.parametrize("lie", ["delegates", "foreign-file"])
def test_a_part_that_reaches_beyond_its_commune_is_refused(keys: KeyFolder, commune: KeyFolder, lie: str) -> None:
    part = make_part(commune)
    metadata = Metadata[Targets].from_bytes(part.metadata)
    if lie == "delegates":
        other = given(commune, "c98003")["c98003"]
        metadata.signed.delegations = other.judge().delegations
    else:
        _of_the_province(metadata.signed)
    metadata.signatures.clear()
    signers = load_signers(commune, "targets")
    assert isinstance(signers, tuple)
    beyond = replace(part, metadata=sign(metadata, signers))
    assert code(merged(keys, commune, beyond)) == "part-beyond"


def test_a_province_signs_only_what_a_commune_may_have(keys: KeyFolder, commune: KeyFolder) -> None:
    """Whoever carries the draft cannot give the province's own scope away, nor a commune's to anybody."""
    whole_draft = merged(keys, commune, make_part(commune))
    assert code(check_draft(whole_draft, keys.root)) == "foreign-draft"
    assert code(check_draft(whole_draft, keys.root, given(commune) | given(commune, "c98009"))) == "foreign-draft"
    province = replace(given(commune)[COMMUNE], scope="p98")
    assert code(check_draft(whole_draft, keys.root, given(commune) | {"p98": province})) == "foreign-draft"


def test_about_says_election_and_rule_set() -> None:
    from helpers.bundles import ELECTION

    assert about(ELECTION) == ABOUT


def test_too_few_of_the_commune_make_no_bundle(tmp_path: Path, keys: KeyFolder, commune: KeyFolder) -> None:
    whole_draft = signed_by(merged(keys, commune, make_part(commune)), keys)
    metadata = Metadata[Targets].from_bytes(whole_draft.metadata[COMMUNE])
    metadata.signatures.popitem()
    short = replace(whole_draft, metadata={**whole_draft.metadata, COMMUNE: metadata.to_bytes()})
    desk = {role: load_signers(keys, role) for role in ("snapshot", "timestamp")}
    assert code(finish(short, keys.roots, desk, tmp_path / "a.vkb")) == "too-few-signatures"  # type: ignore[arg-type]


def test_floors_are_the_kiosks_own(tmp_path: Path, keys: KeyFolder, commune: KeyFolder) -> None:
    """A commune's key that was replaced does not lift the floor of the province."""
    other = make_keys(tmp_path / "other", threshold=1)
    floors = good(merged_bundle(tmp_path / "5.vkb", keys, commune, make_part(commune, version=9)), keys).floors
    fresh = merged_bundle(tmp_path / "6.vkb", keys, other, make_part(other, version=1), version=6)
    raised = good(fresh, keys, floors=floors).floors
    assert (raised.versions[COMMUNE], raised.versions["targets"]) == (1, 6)
    assert Floors.decode(raised.encode()) == raised


@pytest.mark.parametrize("said", sorted(SAID))
def test_every_refusal_of_parts_speaks_both_languages(said: str) -> None:
    message = refuse(said, "X").message
    assert ";" in message.vi
    assert "X" in message.en
