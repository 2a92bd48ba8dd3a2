"""Three hands: one drafts, two officials sign on their own machines, the desk puts it together."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from tuf.api.metadata import Key, Metadata, Targets

from helpers.commands import Command, Said
from helpers.sources import write_source
from voter_kiosk.bundle.archive import open_archive
from voter_kiosk.bundle.keys import KeyFolder, load_folder, new_signer
from voter_kiosk.bundle.trust import Verified, verify

TIMES = ("--version", "3", "--issued", "2026-03-01T08:00", "--expires", "2026-05-14T00:00")


@dataclass(frozen=True)
class Desks:
    """Everybody's own folder: the drafter's roots, each official's stick, the desk's keys, and all keys."""

    source: Path
    everything: Path
    drafter: Path
    officials: tuple[Path, Path]
    desk: Path

    @property
    def folder(self) -> Path:
        return self.source.parent


@pytest.fixture
def desks(tmp_path: Path, command: Command) -> Desks:
    """A committee where two officials must sign, its keys dealt out."""
    everything = tmp_path / "keys"
    assert command("keys", "create", everything, "--threshold", 2, "--no-passphrase").code == 0
    drafter, desk = tmp_path / "drafter", tmp_path / "desk"
    for place in (drafter, desk):
        shutil.copytree(everything / "roots", place / "roots")
    (desk / "private").mkdir()
    for name in ("snapshot", "timestamp"):
        shutil.copy(everything / "private" / f"{name}.pem", desk / "private")
    sticks = (tmp_path / "stick-1", tmp_path / "stick-2")
    for number, stick in enumerate(sticks, 1):
        stick.mkdir()
        shutil.copy(everything / "private" / f"official-{number}.pem", stick / "my-key.pem")
        shutil.copy(everything / "root.json", stick)
    return Desks(write_source(tmp_path / "source"), everything, drafter, sticks, desk)


def drafted(desks: Desks, command: Command, *options: object) -> Path:
    folder = desks.folder / "draft"
    said = command("draft", desks.source, "--keys", desks.drafter, "--output", folder, *TIMES, *options)
    assert said.code == 0, said.err
    return folder


def copied(draft: Path, name: str) -> Path:
    return Path(shutil.copytree(draft, draft.with_name(name)))


def sign(command: Command, draft: Path, stick: Path, *options: object) -> Said:
    return command("sign", draft, "--key", stick / "my-key.pem", *options)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def trusted(bundle: Path, root: bytes) -> Verified:
    opened = open_archive(bundle)
    assert not hasattr(opened, "code"), opened
    with opened as package:  # type: ignore[union-attr]
        verified = verify(package, root)
    assert isinstance(verified, Verified), verified
    return verified


def root_of(folder: Path) -> bytes:
    held = load_folder(folder)
    assert isinstance(held, KeyFolder)
    return held.root


def test_two_officials_on_their_own_machines_and_the_desk_make_the_bundle_one_command_makes(
    desks: Desks, command: Command
) -> None:
    draft = drafted(desks, command)
    copies = [copied(draft, "first"), copied(draft, "second")]
    said = [sign(command, copy, stick) for copy, stick in zip(copies, desks.officials, strict=True)]
    assert [one.code for one in said] == [0, 0], said
    assert "(1/2: official-1)" in said[0].out
    bundle, whole = desks.folder / "three.vkb", desks.folder / "one.vkb"
    made = command("assemble", *copies, "--keys", desks.desk, "--output", bundle)
    assert made.code == 0, made.err
    assert command("build", desks.source, "--keys", desks.everything, "--output", whole, *TIMES).code == 0
    assert bundle.read_bytes() == whole.read_bytes()
    verified = trusted(bundle, root_of(desks.everything))
    assert {signer.name for signer in verified.signers if signer.role == "p98"} == {"official-1", "official-2"}
    assert verified.fingerprint in made.out


def test_build_leaves_the_same_draft_where_it_is_asked_to_sign_nothing(desks: Desks, command: Command) -> None:
    draft = drafted(desks, command)
    other = desks.folder / "by-build"
    said = command("build", desks.source, "--draft", "--keys", desks.desk, "--output", other, *TIMES)
    assert said.code == 0, said.err
    assert files_of(other) == files_of(draft)


def test_one_stick_may_go_round_and_each_official_sees_who_signed(desks: Desks, command: Command) -> None:
    draft = drafted(desks, command)
    first = sign(command, draft, desks.officials[0], "--json").json
    second = sign(command, draft, desks.officials[1], "--json").json
    assert (first["signed"], first["threshold"]) == (["official-1"], 2)
    assert second["signed"] == ["official-1", "official-2"]
    assert first["fingerprint"] == second["fingerprint"]
    said = command("assemble", draft, "--keys", desks.desk, "--output", desks.folder / "a.vkb", "--json")
    assert said.json["built"]["fingerprint"] == first["fingerprint"]


def test_one_signature_is_too_few_and_nothing_is_written(desks: Desks, command: Command) -> None:
    draft = drafted(desks, command)
    sign(command, draft, desks.officials[0])
    for _ in range(2):  # signing twice makes no two officials
        sign(command, draft, desks.officials[0])
    said = command("assemble", draft, "--keys", desks.desk, "--output", desks.folder / "a.vkb")
    assert said.code == 1
    assert "too-few-signatures" in said.err
    assert "1/2" in said.err
    assert not (desks.folder / "a.vkb").exists()


def test_a_draft_that_gives_the_scopes_to_another_key_is_not_signed(desks: Desks, command: Command) -> None:
    """Every file is right and so is the fingerprint; only whose key may sign the province from now on is not."""
    draft = drafted(desks, command, "--json")
    path = draft / "metadata" / "targets.json"
    metadata = Metadata[Targets].from_bytes(path.read_bytes())
    thief: Key = new_signer("official-3").public_key
    delegations = metadata.signed.delegations
    assert delegations is not None
    assert delegations.roles is not None
    delegations.keys[thief.keyid] = thief
    delegations.roles["p98"].keyids.append(thief.keyid)
    delegations.roles["p98"].threshold = 1
    path.write_bytes(metadata.to_bytes())
    before = path.read_bytes()
    said = sign(command, draft, desks.officials[0])
    assert said.code == 1
    assert "foreign-draft" in said.err
    assert path.read_bytes() == before
    refused = command("assemble", draft, "--keys", desks.desk, "--output", desks.folder / "a.vkb")
    assert (refused.code, "foreign-draft" in refused.err) == (1, True)


def test_roots_that_somebody_put_into_the_draft_do_not_count(desks: Desks, command: Command) -> None:
    """The root beside the official's key decides, not the one that came with the draft."""
    strangers = desks.folder / "strangers"
    command("keys", "create", strangers, "--no-passphrase")
    folder = desks.folder / "theirs"
    assert command("draft", desks.source, "--keys", strangers, "--output", folder, *TIMES).code == 0
    said = sign(command, folder, desks.officials[0])
    assert said.code == 1
    assert "foreign-draft" in said.err


def test_an_official_with_an_older_root_signs_under_the_newest_one(desks: Desks, command: Command) -> None:
    assert (
        command("keys", "rotate", desks.everything, "--replace", "official-2", "--no-passphrase").code
        == command("draft", desks.source, "--keys", desks.everything, "--output", desks.folder / "d", *TIMES).code
        == 0
    )
    draft = desks.folder / "d"
    assert sign(command, draft, desks.officials[0]).code == 0
    gone = sign(command, draft, desks.officials[1])
    assert gone.code == 1, "that key was replaced"
    assert "not-an-official" in gone.err
    fresh = command("sign", draft, "--key", desks.everything / "private" / "official-2.pem")
    assert "(2/2: official-1, official-2)" in fresh.out
    bundle = desks.folder / "a.vkb"
    assert command("assemble", draft, "--keys", desks.everything, "--output", bundle).code == 0
    assert len(trusted(bundle, (desks.officials[0] / "root.json").read_bytes()).new_roots) == 1


def test_a_key_that_is_none_or_locked_or_without_a_root_is_refused(
    desks: Desks, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafted(desks, command)
    stick = desks.officials[0]
    (stick / "root.json").unlink()
    alone = sign(command, draft, stick)
    assert (alone.code, "no-root" in alone.err) == (1, True)
    named = sign(command, draft, stick, "--root", desks.everything / "root.json")
    assert named.code == 0
    broken = sign(command, draft, stick, "--root", desks.source / "bundle.toml")
    assert (broken.code, "bad-pinned-root" in broken.err) == (1, True)
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "một hai ba")
    locked = desks.folder / "locked"
    assert command("keys", "create", locked).code == 0
    folder = desks.folder / "locked-draft"
    assert command("draft", desks.source, "--keys", locked, "--output", folder, *TIMES).code == 0
    key = locked / "private" / "official-1.pem"
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "sai")
    assert "wrong-passphrase" in command("sign", folder, "--key", key).err
    monkeypatch.delenv("VOTER_KIOSK_PASSPHRASE")
    assert "passphrase-needed" in command("sign", folder, "--key", key).err


def test_what_cannot_be_drafted_signed_or_assembled_is_refused_in_a_sentence(
    desks: Desks, command: Command
) -> None:
    draft = drafted(desks, command)
    output = desks.folder / "a.vkb"
    sentence = {
        "draft-exists": ("draft", desks.source, "--keys", desks.drafter, "--output", draft),
        "no-keys": ("draft", desks.source, "--keys", desks.source, "--output", desks.folder / "x"),
        "bad-times": (
            "draft", desks.source, "--keys", desks.drafter, "--output", desks.folder / "x",
            "--issued", "2026-03-01", "--expires", "2026-02-01",
        ),
        "bad-draft": ("assemble", desks.source, "--keys", desks.desk, "--output", output),
        "missing-key": ("assemble", draft, "--keys", desks.drafter, "--output", output),
        "not-a-bundle": ("assemble", draft, "--keys", desks.desk, "--output", desks.source / "bundle.toml"),
    }  # fmt: skip
    for code, arguments in sentence.items():
        for language in ("vi", "en"):
            said = command(*arguments, language=language)
            assert (said.code, said.err.count("\n")) == (1, 1), said
            assert code in said.err
    assert not output.exists()
    assert not (desks.folder / "x").exists()


def test_a_faulty_source_gives_its_findings_and_no_draft(desks: Desks, command: Command) -> None:
    (desks.source / "bundle.toml").write_text("id = ", encoding="utf-8")
    said = command("draft", desks.source, "--keys", desks.drafter, "--output", desks.folder / "x")
    assert said.code == 1
    assert "bundle.toml" in said.out
    assert not (desks.folder / "x").exists()
