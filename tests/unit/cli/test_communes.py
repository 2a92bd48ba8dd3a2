"""A commune publishes for itself: from its own keys, through the province's signatures, onto a kiosk."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from helpers.commands import Command
from helpers.sources import write_commune_source, write_province_source, write_source

ISSUE = ("--issued", "2026-03-01T08:00", "--expires", "2026-05-14T00:00")


@dataclass(frozen=True)
class Two:
    """A province and its commune: sources, keys, and a folder for what they make."""

    folder: Path
    province: Path
    commune: Path
    keys: Path
    own: Path

    def key(self, name: str, keys: Path | None = None) -> Path:
        return (keys or self.keys) / "private" / f"{name}.pem"


@pytest.fixture
def two(tmp_path: Path, command: Command) -> Two:
    made = Two(
        tmp_path,
        write_province_source(tmp_path / "tinh"),
        write_commune_source(tmp_path / "xa"),
        tmp_path / "khoa",
        tmp_path / "khoa-xa",
    )
    for keys in (made.keys, made.own):
        assert command("keys", "create", keys, "--threshold", 2, "--holders", 3, "--no-passphrase").code == 0
    return made


def part(two: Two, command: Command, name: str, *options: object) -> Path:
    folder = two.folder / name
    said = command("draft", two.commune, "--part", "--keys", two.own, "--output", folder, *ISSUE, *options)
    assert said.code == 0, said.err
    for official in ("official-1", "official-3"):
        assert command("sign", folder, "--key", two.key(official, two.own)).code == 0
    return folder


def drafted(two: Two, command: Command, name: str, version: int, source: Path | None = None) -> Path:
    folder = two.folder / name
    said = command(
        "draft", source or two.province, "--keys", two.keys, "--output", folder, "--version", version, *ISSUE
    )
    assert said.code == 0, said.err
    return folder


def published(two: Two, command: Command, draft: Path, *options: object) -> Path:
    for official in ("official-1", "official-2"):
        said = command("sign", draft, "--key", two.key(official), *options)
        assert said.code == 0, said.err
    output = draft.with_suffix(".vkb")
    made = command("assemble", draft, "--keys", two.keys, "--output", output)
    assert made.code == 0, made.err
    return output


def shown(command: Command, store: Path) -> list[str]:
    output = store.with_suffix(".json")
    assert command("export", "--store", store, "--at", "E-5T09:00", "--output", output).code == 0
    return [notice["slug"] for notice in json.loads(output.read_bytes())["notices"]]


def test_a_communes_notice_is_on_its_own_kiosk_and_on_no_other_communes(two: Two, command: Command) -> None:
    said = command("keys", "delegate", two.keys, "c98001", "--public", two.own / "root.json", "--json")
    assert said.code == 0, said.err
    first = part(two, command, "phan-1")
    draft = drafted(two, command, "nhap-1", 1)
    merged = two.folder / "ghep-1"
    made = command("merge", draft, first, "--keys", two.keys, "--output", merged)
    assert made.code == 0, made.err
    assert "Merged c98001, version 1." in made.out
    unconfirmed = command("sign", merged, "--key", two.key("official-1"))
    assert "new-delegation" in unconfirmed.err
    assert said.json["fingerprint"][:4] in unconfirmed.err
    bundle = published(two, command, merged, "--delegation", "c98001")
    inspected = command("inspect", bundle)
    assert "c98001 official-1, c98001 official-3" in inspected.out or "c98001 official-3" in inspected.out
    for area, wanted in (("c98001.01", ["khau-trang", "c98001.khau-trang"]), ("c98001.02", None)):
        store = two.folder / f"kho-{area}"
        assert (
            command("setup", "--store", store, "--root", two.keys / "root.json", "--polling-area", area).code == 0
        )
        loaded = command("install", bundle, "--store", store)
        assert loaded.code == 0, loaded.err
        if wanted is not None:
            assert sorted(shown(command, store)) == sorted(wanted)

    second = part(two, command, "phan-2", "--previous", first)
    looked = command("draft-status", second, "--root", two.own / "root.json", "--previous", bundle)
    assert "send this part to the province" in looked.out
    assert "p98/" not in looked.out, "the rest of the bundle is not its business"
    again = drafted(two, command, "nhap-2", 2)
    older = command("merge", again, first, "--keys", two.keys, "--output", two.folder / "x")
    assert older.code == 0, "the same part once more is no older one"
    assert command("merge", again, second, "--keys", two.keys, "--output", two.folder / "ghep-2").code == 0
    refused = command("merge", again, first, "--keys", two.keys, "--output", two.folder / "y")
    assert "part-older" in refused.err
    known = published(two, command, two.folder / "ghep-2", "--previous", bundle)
    store = two.folder / "kho-c98001.01"
    assert command("install", known, "--store", store).code == 0


def test_an_ended_delegation_comes_to_the_kiosk_with_the_next_bundle(two: Two, command: Command) -> None:
    command("keys", "delegate", two.keys, "c98001", "--public", two.own / "root.json")
    folder = two.folder / "phan"
    folder.mkdir()
    part(two, command, "phan/c98001")
    draft = drafted(two, command, "nhap", 1)
    merged = two.folder / "ghep"
    made = command("merge", draft, folder, "--keys", two.keys, "--output", merged, "--json")
    assert made.json["parts"] == [{"scope": "c98001", "version": 1}]
    before = published(two, command, merged, "--delegation", "c98001")
    left_out = command("merge", draft, draft, "--keys", two.keys, "--output", two.folder / "z")
    assert "not-a-part" in left_out.err
    whole = write_source(two.folder / "tinh-2")
    held = drafted(two, command, "nhap-2", 2, whole)
    still = command(
        "merge", held, two.folder / "phan" / "c98001", "--keys", two.keys, "--output", two.folder / "z"
    )
    assert "scope-delegated" in still.err
    ended = command("keys", "delegate", two.keys, "c98001", "--end")
    assert (ended.code, "Ended" in ended.out) == (0, True)
    assert "not-delegated" in command("keys", "delegate", two.keys, "c98001", "--end").err
    after = published(two, command, held)
    store = two.folder / "kho"
    command("setup", "--store", store, "--root", two.keys / "root.json", "--polling-area", "c98001.01")
    for bundle in (before, after):
        said = command("install", bundle, "--store", store)
        assert said.code == 0, said.err
    assert shown(command, store) == ["khau-trang"]
    assert "older-version" in command("install", before, "--store", store).err


def test_a_source_that_would_speak_to_everybody_makes_no_part(two: Two, command: Command) -> None:
    output = two.folder / "x"
    province = command("draft", two.province, "--part", "--keys", two.own, "--output", output)
    assert "not-a-commune" in province.err
    everybody = write_source(two.folder / "ca-tinh")
    text = (everybody / "bundle.toml").read_text(encoding="utf-8").replace('scope = "p98"', 'scope = "c98001"')
    (everybody / "bundle.toml").write_text(text, encoding="utf-8")
    said = command("draft", everybody, "--part", "--keys", two.own, "--output", output)
    assert "part-beyond" in said.err
    assert "c98001/topics.jsonl" in said.err
    lost = command("draft", two.commune, "--part", "--keys", two.own, "--output", output, "--previous", two.folder)
    assert "bad-draft" in lost.err
    assert not output.exists()
    for wrong in (("keys", "delegate", two.keys, "c98001"), ("keys", "delegate", two.keys, "c98001", "--end",
                   "--public", two.own / "root.json")):  # fmt: skip
        assert command(*wrong).code == 2


def test_who_has_signed_and_who_is_missing_is_said(two: Two, command: Command) -> None:
    draft = drafted(two, command, "nhap", 1)
    root = two.keys / "root.json"
    said = command("draft-status", draft, "--root", root)
    assert "Signed: nobody (0/2)." in said.out
    assert "not yet: official-1, official-2, official-3" in said.out
    command("sign", draft, "--key", two.key("official-2"))
    some = command("draft-status", draft, "--root", root, "--json").json
    assert some["state"]["signed"] == ["official-2"]
    assert some["state"]["missing"] == ["official-1", "official-3"]
    assert (some["complete"], some["trusted"], some["refused"]) == (False, True, None)
    again = command("sign", draft, "--key", two.key("official-2"))
    assert "already-signed" in again.err
    command("sign", draft, "--key", two.key("official-3"))
    alone = command("draft-status", draft)
    assert "Signed: official-2, official-3 (2/2)." in alone.out
    assert "the desk can assemble it" in alone.out
    assert "--root root.json" in alone.out
    (draft / "roots" / "1.root.json").unlink()
    assert "no-root" in command("draft-status", draft).err


def test_a_draft_signed_with_a_key_that_was_revoked_since_is_made_again(two: Two, command: Command) -> None:
    draft = drafted(two, command, "nhap", 1)
    command("sign", draft, "--key", two.key("official-3"))
    said = command("keys", "revoke", two.keys, "--key", "official-3")
    assert (said.code, "official-3" in said.out) == (0, True)
    status = command("draft-status", draft, "--root", two.keys / "root.json")
    assert "outdated-draft" in status.out
    assert "was revoked" in status.out
    for arguments in (
        ("sign", draft, "--key", two.key("official-1")),
        ("assemble", draft, "--keys", two.keys, "--output", two.folder / "a.vkb"),
    ):
        refused = command(*arguments)
        assert (refused.code, "outdated-draft" in refused.err) == (1, True)
    assert "too-few-keys" in command("keys", "revoke", two.keys, "--key", "official-2").err
    assert command("keys", "revoke", two.keys, "--key", "root-3", "--json").json["version"] == 3


def test_what_is_new_is_shown_before_it_is_asked(
    two: Two, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafted(two, command, "nhap", 1)
    first = published(two, command, draft)
    path = two.province / "tables" / "tiep-xuc-cu-tri.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    more = lines[-1].replace("gap-1", "gap-2")
    path.write_text("\n".join([*lines, more]) + "\n", encoding="utf-8-sig")
    second = drafted(two, command, "nhap-2", 2)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[str] = []

    def confirm(text: str, **_options: object) -> bool:
        asked.append(text)
        return len(asked) > 1

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(typer, "confirm", confirm)
    no = command("sign", second, "--key", two.key("official-1"), "--previous", first, language="vi")
    assert (no.code, "Chưa ký gì." in no.out) == (1, True)
    assert "So với phiên bản 1" in no.out
    assert "p98/meetings.jsonl  (1 → 2)" in no.out
    assert "hội nghị tiếp xúc cử tri" in no.out, "and it is said in words"
    differs = command("diff", first, second)
    assert (differs.code, "gap-2" in differs.out or "meeting" in differs.out) == (0, True)
    lost = command("diff", first, two.folder / "khoa")
    assert lost.code == 1
    assert "p98/topics.jsonl" not in no.out, "what is as it was is not listed"
    yes = command("sign", second, "--key", two.key("official-1"), "--previous", first)
    assert (yes.code, len(asked)) == (0, 2)
    same = drafted(two, command, "nhap-3", 3)
    third = command("sign", same, "--key", two.key("official-1"), "--yes", "--previous", first)
    assert (third.code, len(asked)) == (0, 2)
    strangers = two.folder / "la"
    command("keys", "create", strangers, "--no-passphrase")
    theirs = two.folder / "theirs.vkb"
    assert command("build", two.province, "--keys", strangers, "--output", theirs, *ISSUE).code == 0
    looked = command("draft-status", same, "--root", two.keys / "root.json", "--previous", theirs)
    assert "for looking only" in looked.out
    assert "nothing differs" in looked.out


def test_keys_are_listed_locked_copied_and_taken_back(
    two: Two, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VOTER_KIOSK_PASSPHRASE", raising=False)
    command("keys", "delegate", two.keys, "c98001", "--public", two.own / "root.json")
    listed = command("keys", "list", two.keys)
    assert listed.out.count("NOT LOCKED") == 8
    assert "c98001" in listed.out
    as_json = command("keys", "list", two.keys, "--json").json
    assert (as_json["threshold"], len(as_json["keys"]), as_json["communes"][0]["scope"]) == (2, 8, "c98001")
    sticks = [two.folder / "E", two.folder / "F"]
    for stick in sticks:
        stick.mkdir()
    assert "passphrase-needed" in command("keys", "backup", two.keys, *sticks).err
    assert command("keys", "backup", two.keys, sticks[0]).code == 2
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "một")
    copied = command("keys", "backup", two.keys, *sticks)
    assert copied.code == 0, copied.err
    assert "one disk" in copied.err, "both folders of this test are on one disk"
    assert "backup-exists" in command("keys", "backup", two.keys, *sticks).err
    restored = two.folder / "moi"
    assert command("keys", "restore", sticks[1], restored).code == 0
    assert command("keys", "list", restored).out.count("locked") == 8
    path = restored / "private" / "official-1.pem"
    monkeypatch.setenv("VOTER_KIOSK_NEW_PASSPHRASE", "hai")
    changed = command("keys", "passphrase", path, "--json")
    assert changed.json == {"changed": [str(path)]}
    assert "wrong-passphrase" in command("keys", "passphrase", path).err
    both = command("keys", "passphrase", restored / "private" / "official-2.pem", path)
    assert "wrong-passphrase" in both.err
    draft = drafted(two, command, "nhap", 1)
    assert command("sign", draft, "--key", restored / "private" / "official-2.pem").code == 0, "it was not changed"
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "hai")
    assert command("sign", draft, "--key", path).code == 0
    assert command("keys", "restore", sticks[0], two.folder / "json", "--json").json["version"] == 1
    monkeypatch.delenv("VOTER_KIOSK_NEW_PASSPHRASE")
    assert "passphrase-needed" not in command("keys", "list", restored).err
    copies = command("keys", "backup", restored, two.folder / "G", two.folder / "H", "--json")
    assert len(copies.json["copies"]) == 2
