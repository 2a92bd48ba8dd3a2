"""Source -> signed bundle: what goes in is what a kiosk reads, in shown order, by scope."""

from __future__ import annotations

import datetime as dt
import io
import os
import resource
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.sources import change, write, write_base, write_source
from voter_kiosk.authoring.check import CheckReport
from voter_kiosk.authoring.publish import (
    STEPS,
    Drafted,
    Published,
    build,
    documents_of,
    expiry,
    make_draft,
    next_version,
    scope_of,
)
from voter_kiosk.authoring.source import read_source
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.archive import open_archive, read
from voter_kiosk.bundle.keys import KeyFolder, create_keys
from voter_kiosk.bundle.trust import Verified, check_objects, verify
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

ISSUED = dt.datetime(2026, 2, 27, 2, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    made = create_keys(tmp_path_factory.mktemp("keys") / "keys", issued=ISSUED)
    assert isinstance(made, KeyFolder)
    return made


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source", include=["base"], sample=False)


def published(source: Path, keys: KeyFolder, output: Path, **inputs: Any) -> Published:
    result = build(source, keys.folder, output, **{"issued": ISSUED, **inputs})
    assert isinstance(result, Published), result
    return result


def test_a_kiosk_reads_what_was_built(source: Path, base: Path, keys: KeyFolder, tmp_path: Path) -> None:
    made = published(source, keys, tmp_path / "a.vkb", base=base)
    assert made.report.findings == ()
    assert "7 candidates in 3 constituencies" in made.neutrality["en"]
    with open_archive(made.built.path) as package:  # type: ignore[union-attr]
        verified = verify(package, keys.root)
        assert isinstance(verified, Verified)
        assert check_objects(package, verified) is None
        assert (verified.version, verified.issued) == (1, ISSUED)
        assert set(verified.scopes) == {"base", "c98001", "p98"}
        records: dict[str, list[Any]] = {}
        for name, target in verified.targets.items():
            kind = docs.kind_of(target.file)
            if kind is None:
                assert target.file.startswith("m-")
                continue
            data = read(package, f"objects/{target.sha256}", target.length)
            scopes = verified.scopes[target.scope]
            if kind.shape is docs.Shape.LINES:
                records[name] = list(docs.read_jsonl(kind, io.BytesIO(data), name=name, scopes=scopes))
            else:
                decoded = docs.decode_json(kind, data, name=name, scopes=scopes)
                assert isinstance(decoded, tuple), decoded
                records[name] = list(decoded)
    content = read_source(source, base).content
    assert content is not None
    assert records["p98/election.json"] == [content.election]
    assert [unit.id for unit in records["p98/constituencies.jsonl"]] == ["p98.na.1", "p98.province.1"]
    assert records["p98/candidates.jsonl"] == list(content.own.candidates[:5])
    assert [person.id for person in records["c98001/candidates.jsonl"]] == [
        "c98001.commune.1.1",
        "c98001.commune.1.2",
    ]
    assert records["c98001/polling_areas.jsonl"] == list(content.own.polling_areas)
    assert records["p98/meetings.jsonl"] == list(content.own.meetings)
    assert [topic.slug for topic in records["base/topics.jsonl"]] == ["cac-cap", "nguyen-tac"]
    assert records["p98/topics.jsonl"] == list(content.own.topics)
    assert records["p98/notices.jsonl"] == list(content.own.notices)
    assert records["p98/posters.jsonl"] == list(content.own.posters)
    assert records["base/history.json"] == list(content.terms)
    assert [one.id for one in records["p98/sources.json"]] == ["luat-85-2015"]
    assert [row.candidate for row in records["c98001/neutrality.json"]] == [
        "c98001.commune.1.1",
        "c98001.commune.1.2",
    ]


def test_every_picture_a_record_names_lies_under_its_scope(source: Path, base: Path) -> None:
    content = read_source(source, base).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    for person in content.own.candidates:
        assert f"{person.id.partition('.')[0]}/m-{person.portrait}" in files
    for area in content.own.polling_areas:
        assert f"c98001/m-{area.sketch}" in files
    assert f"p98/m-{content.own.posters[0].picture}" in files
    assert f"p98/m-{content.own.topics[0].body['vi'][-1].media}" in files


def test_records_stand_in_shown_order_whatever_the_tables_say(source: Path, base: Path) -> None:
    for table in ("don-vi-bau-cu", "nguoi-ung-cu"):
        path = source / f"tables/{table}.csv"
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([header, *reversed(rows)]) + "\n")
    content = read_source(source, base).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    read_back = docs.read_jsonl(docs.CANDIDATES, io.BytesIO(files["p98/candidates.jsonl"]))
    assert [person.id for person in read_back] == [
        "p98.na.1.1",
        "p98.na.1.2",
        "p98.na.1.3",
        "p98.province.1.1",
        "p98.province.1.2",
    ]


def test_the_same_source_keys_and_inputs_give_the_same_bytes(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    first = published(source, keys, tmp_path / "a.vkb", base=base)
    second = published(source, keys, tmp_path / "b.vkb", base=base)
    assert first.built.fingerprint == second.built.fingerprint
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()


def test_neither_folder_umask_zone_language_nor_hash_seed_changes_a_byte(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    """Two people on two machines build the same bundle, so that either can check the other."""
    program = (
        "import sys, os, datetime as dt, pathlib as p; os.umask(int(sys.argv[5], 8));"
        "from voter_kiosk.authoring.publish import build;"
        "print(build(p.Path(sys.argv[1]), p.Path(sys.argv[2]), p.Path(sys.argv[3]), base=p.Path(sys.argv[4]),"
        "issued=dt.datetime.fromisoformat('2026-02-27T02:00:00+00:00')).built.fingerprint)"
    )
    elsewhere = tmp_path / "một thư mục khác" / "nguồn"
    shutil.copytree(source, elsewhere)
    for number, path in enumerate(sorted(elsewhere.rglob("*"), reverse=True)):
        os.utime(path, (number, number))
    made = []
    for at, zone, language, seed, umask in (
        (source, "UTC", "C", "0", "022"),
        (elsewhere, "Asia/Tokyo", "tr_TR.UTF-8", "777", "077"),
    ):
        output = tmp_path / f"{seed}.vkb"
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "LANG": language, "PYTHONHASHSEED": seed}
        arguments = [sys.executable, "-c", program, *map(str, (at, keys.folder, output, base)), umask]
        subprocess.run(arguments, check=True, env=environment, cwd=at, stdout=subprocess.PIPE)
        made.append(output.read_bytes())
    assert made[0] == made[1]


def test_the_version_is_the_next_one(source: Path, base: Path, keys: KeyFolder, tmp_path: Path) -> None:
    output = tmp_path / "a.vkb"
    assert published(source, keys, output, base=base).built.version == 1
    assert published(source, keys, output, base=base).built.version == 2
    assert published(source, keys, tmp_path / "b.vkb", base=base, previous=output).built.version == 3
    assert published(source, keys, output, base=base, version=9).built.version == 9
    assert next_version(output) == 10


def test_a_file_that_is_no_bundle_is_never_overwritten(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    output = write(tmp_path, "luan-van.docx", "quan trọng")
    for version in (None, 3):
        refused = build(source, keys.folder, output, base=base, issued=ISSUED, version=version)
        assert isinstance(refused, Refusal)
        assert refused.code == "not-a-bundle"
    assert output.read_text() == "quan trọng"
    folder = build(source, keys.folder, tmp_path, base=base, issued=ISSUED)
    assert isinstance(folder, Refusal)
    assert folder.code == "not-a-bundle"


def test_a_zip_without_a_version_is_no_bundle(tmp_path: Path) -> None:
    from voter_kiosk.bundle.archive import write_archive

    for stamp in (b"{}", b"\xff"):
        path = tmp_path / "x.vkb"
        assert isinstance(write_archive(path, {"metadata/timestamp.json": stamp}), int)
        refused = next_version(path)
        assert isinstance(refused, Refusal)
        path.unlink()
    assert isinstance(write_archive(tmp_path / "y.vkb", {"metadata/1.root.json": b"{}"}), int)
    assert isinstance(next_version(tmp_path / "y.vkb"), Refusal)


def test_errors_give_the_report_and_write_nothing(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    change(source, "bundle.toml", "2026-03-15", "2026-03-16")
    report = build(source, keys.folder, tmp_path / "a.vkb", base=base)
    assert isinstance(report, CheckReport)
    assert [one.code for one in report.errors] == ["not-a-sunday"]
    assert not (tmp_path / "a.vkb").exists()
    assert isinstance(build(tmp_path, keys.folder, tmp_path / "a.vkb", base=base), CheckReport)


def test_base_content_alone_is_no_bundle(base: Path, keys: KeyFolder, tmp_path: Path) -> None:
    refused = build(base, keys.folder, tmp_path / "a.vkb")
    assert isinstance(refused, Refusal)
    assert refused.code == "no-election"


def test_without_keys_or_a_folder_nothing_is_written(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    refused = build(source, tmp_path / "nowhere", tmp_path / "a.vkb", base=base)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-keys"
    refused = build(source, keys.folder, tmp_path / "missing/a.vkb", base=base)
    assert isinstance(refused, Refusal)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "source"]


def test_a_full_disk_leaves_the_last_bundle_and_nothing_else(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    output = tmp_path / "a.vkb"
    published(source, keys, output, base=base)
    before = output.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        refused = build(source, keys.folder, output, base=base, issued=ISSUED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(refused, Refusal)
    assert output.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.vkb", "base", "source"]


def test_a_bundle_holds_sixty_days_after_polling_and_at_least_sixty_from_issue(source: Path, base: Path) -> None:
    content = read_source(source, base).content
    assert content is not None
    assert content.election is not None
    assert expiry(content.election, ISSUED) == dt.datetime(2026, 5, 13, 17, tzinfo=dt.UTC)
    late = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    assert expiry(content.election, late) == late + dt.timedelta(days=60)


def test_issue_and_expiry_may_be_given(source: Path, base: Path, keys: KeyFolder, tmp_path: Path) -> None:
    expires = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    made = published(source, keys, tmp_path / "a.vkb", base=base, expires=expires).built
    assert (made.issued, made.expires) == (ISSUED, expires)
    now = published(source, keys, tmp_path / "b.vkb", base=base, issued=None).built
    assert abs(now.issued - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)


def test_a_draft_is_of_the_same_content_and_follows_on_the_bundle_before(
    source: Path, base: Path, keys: KeyFolder, tmp_path: Path
) -> None:
    before = published(source, keys, tmp_path / "a.vkb", base=base, version=6)
    public = KeyFolder(tmp_path / "public", keys.roots)
    shutil.copytree(keys.folder / "roots", public.folder / "roots")
    options: dict[str, Any] = {"issued": ISSUED, "base": base, "previous": before.built.path}
    made = make_draft(source, public.folder, tmp_path / "draft", **options)
    assert isinstance(made, Drafted), made
    assert (made.draft.version, made.draft.fingerprint != before.built.fingerprint) == (7, True)
    same = make_draft(source, public.folder, tmp_path / "same", **options, version=6)
    assert isinstance(same, Drafted)
    assert same.draft.fingerprint == before.built.fingerprint
    refused = (
        (make_draft(source, tmp_path, tmp_path / "x", **options), "no-keys"),
        (make_draft(source, public.folder, tmp_path / "draft", **options), "draft-exists"),
        (make_draft(source, public.folder, tmp_path / "x", **options, expires=ISSUED), "bad-times"),
        (make_draft(source, public.folder, tmp_path / "x", **{**options, "previous": base}), "not-a-bundle"),
    )
    for result, code in refused:
        assert isinstance(result, Refusal)
        assert result.code == code
    change(source, "bundle.toml", "2026-03-15", "2026-03-16")
    assert isinstance(make_draft(source, public.folder, tmp_path / "x", **options), CheckReport)
    assert not (tmp_path / "x").exists()


def test_progress_is_told_step_by_step(source: Path, base: Path, keys: KeyFolder, tmp_path: Path) -> None:
    told: list[tuple[int, int, Sentence]] = []
    published(source, keys, tmp_path / "a.vkb", base=base, progress=lambda *step: told.append(step))
    assert [(done, steps) for done, steps, _ in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert told[0][2] == STEPS[0]


def test_content_that_is_not_composed_is_refused_by_the_documents(source: Path, base: Path) -> None:
    content = read_source(source, base).content
    assert content is not None
    assert content.election is not None
    loose = unicodedata.normalize("NFD", "Cấp")
    person = replace(content.own.candidates[0], name=loose)
    for broken in (
        replace(content, own=replace(content.own, candidates=(person,))),
        replace(content, election=replace(content.election, title={"vi": loose})),
    ):
        refused = documents_of(broken)
        assert isinstance(refused, Refusal)
        assert refused.code == "not-nfc"


def test_base_content_alone_has_documents_of_its_scope_only(base: Path) -> None:
    content = read_source(base).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    assert sorted(files) == ["base/history.json", "base/sources.json", "base/topics.jsonl"]


def test_interface_strings_travel_with_the_bundle(source: Path, base: Path) -> None:
    write(source, "strings/tay.json", '{"Home": "Rườn"}')
    content = read_source(source, base).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    assert docs.decode_json(docs.STRINGS, files["p98/strings-tay.json"]) == (
        docs.Strings("tay", {"Home": "Rườn"}),
    )


@pytest.mark.parametrize(
    ("name", "scope"),
    [("c98001.01", "c98001"), ("p98.na.1", "p98"), ("ap-phich", "p31"), ("x.y", "p31"), ("p98", "p31")],
)
def test_the_scope_of_a_record_is_read_off_its_id(name: str, scope: str) -> None:
    assert scope_of(name, "p31") == scope
