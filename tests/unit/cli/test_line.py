"""The whole line by its commands, as an official and an operator type them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from helpers import films, official_lists
from helpers.commands import Command, runner
from voter_kiosk.cli.main import main
from voter_kiosk.shipped import shipped

ENGLISH = {"LANG": "en_GB.UTF-8"}
VIETNAMESE: dict[str, str] = {}


LIST = (official_lists.prose(), official_lists.people(5))


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command where the environment is English, and gives what it said."""
    return runner(capsys, environment=ENGLISH)


@dataclass(frozen=True)
class Made:
    """Keys, two versions of a bundle, and a store with the first one installed. Copy before changing."""

    keys: Path
    first: Path
    second: Path
    store: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The real lists of Hải Phòng, built, signed and installed once by the commands themselves."""
    place = tmp_path_factory.mktemp("line")
    keys, store, source = place / "keys", place / "store", shipped("data", "hai-phong-2021")
    bundles = [place / "first.vkb", place / "second.vkb"]
    typed: list[list[object]] = [["keys", "create", keys, "--no-passphrase"]]
    typed += [
        ["build", source, "--keys", keys, "--output", bundle, "--version", number]
        for number, bundle in enumerate(bundles, start=1)
    ]
    typed += [["setup", "--store", store, "--root", keys / "root.json"], ["install", bundles[0], "--store", store]]
    for arguments in typed:
        assert main([str(argument) for argument in arguments], ENGLISH) == 0
    return Made(keys, *bundles, store)


@pytest.fixture
def store(made: Made, tmp_path: Path) -> Path:
    """A copy of the store, to be changed."""
    return Path(shutil.copytree(made.store, tmp_path / "store"))


def test_a_new_source_passes_its_own_check(command: Command, tmp_path: Path) -> None:
    assert command("new", tmp_path / "source", "--rule-set", "2021").code == 0
    said = command("check", tmp_path / "source", "--json")
    assert said.code == 0
    assert said.json["errors"] == 0


def test_a_new_source_never_overwrites(command: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept", encoding="utf-8")
    said = command("new", tmp_path, "--json")
    assert said.code == 1
    assert said.json["refused"]["code"] == "folder-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_check_names_place_fault_and_remedy_in_the_language_asked_for(command: Command, tmp_path: Path) -> None:
    source = Path(shutil.copytree(shipped("data", "hai-phong-2021"), tmp_path / "source"))
    table = source / "tables" / "nguoi-ung-cu.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("p31.na.1,", "p31.na.9,", 1), encoding="utf-8")
    english, vietnamese = command("check", source), command("check", source, environment=VIETNAMESE)
    assert (english.code, vietnamese.code) == (1, 1)
    assert "ERROR: tables/nguoi-ung-cu.csv" in english.out
    assert "LỖI: tables/nguoi-ung-cu.csv" in vietnamese.out
    assert command("check", source, "--json").json["errors"] > 0


def test_a_source_with_errors_is_not_built(command: Command, made: Made, tmp_path: Path) -> None:
    source = Path(shutil.copytree(shipped("data", "hai-phong-2021"), tmp_path / "source"))
    (source / "bundle.toml").write_text("id = 7", encoding="utf-8")
    said = command("build", source, "--keys", made.keys, "--output", tmp_path / "out.vkb")
    assert said.code == 1
    assert "ERROR" in said.out
    assert not (tmp_path / "out.vkb").exists()


def test_a_folder_that_is_no_source_is_said_and_not_built(command: Command, made: Made, tmp_path: Path) -> None:
    said = command("build", tmp_path / "nowhere", "--keys", made.keys, "--output", tmp_path / "out.vkb")
    assert said.code == 1
    assert "nowhere" in said.out + said.err


def test_the_same_inputs_give_the_same_bundle(command: Command, made: Made, tmp_path: Path) -> None:
    bundles = [tmp_path / "a.vkb", tmp_path / "b.vkb"]
    for bundle in bundles:
        said = command(
            *("build", shipped("data", "hai-phong-2021"), "--keys", made.keys, "--output", bundle, "--version", 7),
            *("--issued", "2026-11-01T08:00", "--expires", "2027-01-01", "--json"),
        )
        assert said.code == 0
        assert said.json["built"]["version"] == 7
        assert said.json["built"]["issued"].startswith("2026-11-01T")
    assert bundles[0].read_bytes() == bundles[1].read_bytes()


def test_keys_are_made_under_a_passphrase_and_open_with_it_alone(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, source = tmp_path / "keys", shipped("data", "hai-phong-2021")
    assert command("keys", "create", keys).code == 1  # nobody can be asked here
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "bốn con ếch")
    assert command("keys", "create", keys, "--json").json["threshold"] == 1
    assert all(b"ENCRYPTED" in pem.read_bytes() for pem in (keys / "private").glob("*.pem"))
    assert command("build", source, "--keys", keys, "--output", tmp_path / "a.vkb").code == 0
    monkeypatch.setenv("VOTER_KIOSK_PASSPHRASE", "năm con ếch")
    wrong = command("build", source, "--keys", keys, "--output", tmp_path / "b.vkb", "--json")
    assert (wrong.code, wrong.json["refused"]["code"]) == (1, "wrong-passphrase")


def test_a_kiosk_accepts_the_bundle_of_a_rotated_root(
    command: Command, made: Made, store: Path, tmp_path: Path
) -> None:
    keys = Path(shutil.copytree(made.keys, tmp_path / "keys"))
    rotated = command("keys", "rotate", keys, "--replace", "official-1", "--no-passphrase", "--json")
    assert rotated.json["version"] == 2
    bundle = tmp_path / "next.vkb"
    source = shipped("data", "hai-phong-2021")
    assert command("build", source, "--keys", keys, "--output", bundle, "--previous", made.first).code == 0
    assert command("install", bundle, "--store", store).code == 0
    assert command("status", "--store", store, "--json").json["root"] == 2


def test_inspecting_says_what_is_inside_and_who_signed(command: Command, made: Made) -> None:
    said = command("inspect", made.first)
    assert said.code == 0
    assert "official-1" in said.out
    assert "15  candidates" in said.out
    assert "compare the fingerprint" in said.out
    found = command("inspect", made.first, "--json").json
    assert found["records"]["candidates"] == 15
    assert found["inspected"]["fingerprint"] in said.out


def test_what_was_installed_is_what_stands(command: Command, made: Made) -> None:
    status = command("status", "--store", made.store, "--json").json
    assert status["active"]["version"] == 1
    assert status["broken_audit"] is None
    assert (
        command("inspect", made.first, "--json").json["inspected"]["fingerprint"]
        == status["active"]["fingerprint"]
    )
    assert status["active"]["fingerprint"] in command("status", "--store", made.store).out


def test_going_back_shows_the_previous_content(command: Command, made: Made, store: Path) -> None:
    refused = command("rollback", "--store", store, "--json")
    assert (refused.code, refused.json["refused"]["code"]) == (1, "no-previous")
    installed = command("install", made.second, "--store", store, "--json")
    assert installed.json["installed"]["version"] == 2
    assert "Previous version" in command("status", "--store", store).out
    assert "shown again" in command("rollback", "--store", store).out
    assert command("status", "--store", store, "--json").json["active"]["version"] == 1


def test_an_officer_answers_for_the_clock(
    command: Command, made: Made, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = store.parent / "shown.json"

    def in_doubt() -> bool:
        assert command("export", "--store", store, "--output", output).code == 0
        return bool(json.loads(output.read_text(encoding="utf-8"))["date_in_doubt"])

    monkeypatch.setattr(typer, "confirm", lambda _asked: False)
    assert command("confirm-clock", "--store", store).code == 1
    late = in_doubt()
    monkeypatch.setattr(typer, "confirm", lambda _asked: True)
    assert "the clock is right" in command("confirm-clock", "--store", store).out
    assert command("confirm-clock", "--store", store, "--yes", "--json").json["sure"] is True
    assert late
    assert not in_doubt()


def test_a_bundle_twice_is_loaded_once(command: Command, made: Made, store: Path) -> None:
    assert command("install", made.first, "--store", store, "--json").json["already"] is True
    assert "nothing changed" in command("install", made.first, "--store", store).out


def test_nothing_interrupted_is_nothing_to_finish(command: Command, store: Path) -> None:
    assert "No install was interrupted" in command("install", "--store", store).out
    assert command("install", "--store", store, "--json").json == {"installed": None}


def test_a_bundle_that_was_tampered_with_is_refused_by_a_sentence(
    command: Command, made: Made, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    assert command("setup", "--store", store, "--root", made.keys / "root.json").code == 0
    broken = bytearray(made.second.read_bytes())
    broken[len(broken) // 2] ^= 1
    (tmp_path / "broken.vkb").write_bytes(broken)
    said = command("install", tmp_path / "broken.vkb", "--store", store, "--json")
    assert said.code == 1
    code = said.json["refused"]["code"]
    assert f"[{code}]" in said.err
    assert f"[{code}]" in command("status", "--store", store).out
    assert command("status", "--store", store, "--json").json["active"] is None


def test_trust_is_pinned_once(command: Command, made: Made, store: Path) -> None:
    said = command("setup", "--store", store, "--root", made.keys / "root.json", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "store-exists")


def test_a_store_that_holds_nothing_yet_says_so(command: Command, made: Made, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    ready = command(
        "setup", "--store", empty, "--root", made.keys / "root.json", "--polling-area", "c1.1", "--json"
    )
    assert ready.json["polling_area"] == "c1.1"
    assert "Nothing is installed" in command("status", "--store", empty).out
    said = command("search", "--store", empty, "an", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "nothing-installed")


@pytest.mark.parametrize("typed", [["status"], ["rollback"], ["search", "an"], ["install"]])
def test_a_folder_that_is_no_store_is_said(command: Command, typed: list[str], tmp_path: Path) -> None:
    said = command(typed[0], *typed[1:], "--store", tmp_path / "nowhere", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "store-not-set-up")


def test_the_export_holds_what_may_be_shown_at_the_time_and_no_more(
    command: Command, made: Made, tmp_path: Path
) -> None:
    output = tmp_path / "shown.json"
    said = command("export", "--store", made.store, "--output", output, "--at", "E-5")
    assert "15 candidates" in said.out
    shown = json.loads(output.read_text(encoding="utf-8"))
    assert shown["assumed"] is True
    assert sum(len(unit["candidates"]) for unit in shown["constituencies"]) == 15
    before = command("export", "--store", made.store, "--output", output, "--at", "E-60", "--json").json
    assert before["candidates"] == 0
    assert not list(tmp_path.glob("*.part"))


def test_an_export_that_cannot_be_written_is_said(command: Command, made: Made, tmp_path: Path) -> None:
    said = command("export", "--store", made.store, "--output", tmp_path / "no" / "x.json", "--at", "E", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "cannot-write-export")


def test_the_search_knows_no_names_before_the_lists_are_posted(command: Command, made: Made) -> None:
    after = command("search", "--store", made.store, "nguyen", "--at", "E-5", "--json").json
    before = command("search", "--store", made.store, "nguyen", "--at", "E-60", "--json").json
    assert any(hit["kind"] == "candidate" for hit in after["hits"])
    assert not any(hit["kind"] == "candidate" for hit in before["hits"])
    assert "Nguyễn" in command("search", "--store", made.store, "nguyen", "--at", "E-5").out
    assert "Nothing was found" in command("search", "--store", made.store, "qqqq", "--at", "E-5").out


@pytest.mark.parametrize("option", [["search", "x", "--at"], ["export", "--output", "x.json", "--at"]])
def test_a_time_that_is_none_is_wrong_usage(command: Command, made: Made, option: list[str]) -> None:
    said = command(option[0], "--store", made.store, *option[1:], "tomorrow")
    assert said.code == 2
    assert "tomorrow" in said.err


def test_an_official_list_goes_into_a_source(command: Command, tmp_path: Path) -> None:
    source, word = tmp_path / "source", official_lists.word(tmp_path / "list.docx", *LIST)
    assert command("new", source, "--rule-set", "2021").code == 0
    said = command("import-list", word, "--into", source, "--json")
    assert (said.code, said.json["candidates"], said.json["constituencies"]) == (0, 5, 1)
    assert "5 candidates of 1 constituencies" in command("import-list", word, "--into", source).out
    assert command("import-list", word, "--into", source, "--province", "79", "--json").json["candidates"] == 0


def test_a_list_with_a_fault_of_its_own_is_written_and_ends_with_one(command: Command, tmp_path: Path) -> None:
    miscounted = official_lists.word(tmp_path / "list.docx", official_lists.prose(candidates=6), LIST[1])
    source = tmp_path / "source"
    assert command("new", source, "--rule-set", "2021").code == 0
    said = command("import-list", miscounted, "--into", source, "--json")
    assert (said.code, said.json["candidates"]) == (1, 5)


def test_a_list_that_asks_something_is_not_written(command: Command, tmp_path: Path) -> None:
    nameless = official_lists.word(tmp_path / "list.docx", LIST[0], official_lists.people(5, name=" "))
    source = tmp_path / "source"
    assert command("new", source, "--rule-set", "2021").code == 0
    before = (source / "du-lieu.xlsx").read_bytes()
    said = command("import-list", nameless, "--into", source, "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "list-has-errors")
    assert said.json["findings"]
    assert "name" in command("import-list", nameless, "--into", source).out
    assert (source / "du-lieu.xlsx").read_bytes() == before
    nothing = command("import-list", tmp_path / "nothing.docx", "--into", source, "--json")
    assert (nothing.code, nothing.json["refused"]["code"]) == (1, "unreadable-file")


def test_a_recording_is_brought_into_the_form_of_a_bundle(command: Command, tmp_path: Path) -> None:
    recorded = films.recorded(tmp_path / "quay.mp4")
    said = command("film", recorded, tmp_path / "phim.webm")
    assert said.code == 0
    assert "320 × 180" in said.out
    assert "phim.webm" in said.out
    made = command("film", recorded, tmp_path / "phim.webm", "--json").json
    assert made["film"] == {"seconds": pytest.approx(1.0, abs=0.1), "width": 320, "height": 180, "sound": True}
    recorded.write_text("#EXTM3U", encoding="utf-8")
    refused = command("film", recorded, tmp_path / "phim.webm")
    assert refused.code == 1
    assert "film-unreadable" in refused.err or "cannot be read as a video" in refused.err
