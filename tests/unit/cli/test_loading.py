"""The commands of loading, as an expert types them and as the kiosk's screen asks them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.commands import Command, runner
from helpers.kiosks import put
from helpers.sources import change, write_source
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.shipped import shipped
from voter_kiosk.store.people import add_person


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command, in Vietnamese unless it says otherwise, and gives what it said."""
    return runner(capsys)


@dataclass(frozen=True)
class Town:
    store: Path
    one: Path
    two: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("loading")
    desk = stores.desk(folder / "desk")
    store = stores.new_store(folder / "store", desk)
    town = Town(store, desk.bundle(1), desk.bundle(2, stores.content(notices=())))
    put(store, desk, 1)
    assert isinstance(add_person(store, "Lê Thị B", Role.OFFICER, "480213"), Person)
    return town


@pytest.fixture
def town(made: Town, tmp_path: Path) -> Town:
    shutil.copytree(made.store, tmp_path / "store")
    return replace(made, store=tmp_path / "store")


def test_diff_says_what_changed_in_both_languages_and_as_json(made: Town, command: Command) -> None:
    said = command("diff", made.one, made.two)
    assert said.code == 0
    assert "Bỏ 3 thông báo" in said.out
    assert "Bỏ thông báo: Thông báo gấp" in said.out
    assert "v1.vkb, phiên bản 1" in said.out
    english = command("--lang", "en", "diff", made.one, made.two, "--most", 1)
    assert "Removed 3 notices" in english.out
    assert "2 more changes are not told here." in english.out
    found = command("diff", made.one, made.two, "--json").json
    assert (found["old"]["version"], found["new"]["version"]) == (1, 2)
    assert {change["act"] for change in found["changes"]["changes"]} == {"removed"}
    assert "giống nhau" in command("diff", made.one, made.one).out


def test_diff_takes_what_a_kiosk_shows_for_the_old_side(made: Town, command: Command) -> None:
    for arguments in ((made.two, "--store", made.store), (made.store, made.two)):
        assert "Bỏ 3 thông báo" in command("diff", *arguments).out
    assert command("diff", made.two).code == 2
    assert command("diff", made.one, made.two, made.two).code == 2


def test_diff_takes_a_source_checked_and_unsigned(command: Command, tmp_path: Path) -> None:
    source, keys, bundle, store = (tmp_path / name for name in ("nguon", "khoa", "goi.vkb", "store"))
    write_source(source)
    assert command("keys", "create", keys, "--no-passphrase").code == 0
    assert command("build", source, "--keys", keys, "--output", bundle, "--issued", "2026-03-01T08:00").code == 0
    assert "giống nhau" in command("diff", bundle, source).out
    assert command("setup", "--store", store, "--root", keys / "root.json").code == 0
    assert command("install", bundle, "--store", store).code == 0
    change(source, "bundle.toml", 'opens = "07:00"', 'opens = "06:00"')
    page = tmp_path / "khac.html"
    said = command("diff", store, source, "--html", page)
    assert "nguon (chưa ký)" in said.out
    assert "- 07:00" in said.out
    assert "+ 06:00" in said.out
    html = page.read_text("utf-8")
    assert "<td>07:00</td><td>06:00</td>" in html
    assert "<script" not in html
    assert "http" not in html, "nothing is fetched"
    (source / "bundle.toml").write_text("scope = 7", "utf-8")
    broken = command("diff", store, source)
    assert broken.code == 1
    assert "LỖI" in broken.out
    base = command("diff", store, shipped("data", "base"))
    assert (base.code, "[nothing-to-compare]" in base.err) == (1, True)


def test_a_page_shows_what_is_in_a_text_as_text(command: Command, tmp_path: Path) -> None:
    desk = stores.desk(tmp_path / "desk")
    first = stores.content()
    odd = replace(first.notices[1], title={"vi": "<script>alert(1)</script> & “gấp”"})
    desk.bundle(1), desk.bundle(2, replace(first, notices=(first.notices[0], odd, first.notices[2])))
    page = tmp_path / "khac.html"
    command("--lang", "en", "diff", desk.folder / "v1.vkb", desk.folder / "v2.vkb", "--html", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “gấp”" in page.read_text("utf-8")
    refused = command("diff", desk.folder / "v1.vkb", desk.folder / "v2.vkb", "--html", tmp_path / "no" / "a.html")
    assert "[cannot-write-export]" in refused.err


def test_a_page_says_of_another_election_that_it_is_one(command: Command, tmp_path: Path, made: Town) -> None:
    desk = stores.desk(tmp_path / "desk")
    other = stores.content()
    other = replace(other, election=replace(other.election, id="khac-2026"))
    page = tmp_path / "khac.html"
    said = command("diff", made.one, desk.bundle(1, other), "--html", page, "--most", 1)
    assert "hai cuộc bầu cử khác nhau" in said.out
    assert "hai cuộc bầu cử khác nhau" in page.read_text("utf-8")
    command("diff", made.one, made.one, "--html", page)
    assert "Hai bên giống nhau." in page.read_text("utf-8")
    command("diff", made.one, made.two, "--html", page, "--most", 1)
    assert "Còn 2 thay đổi khác" in page.read_text("utf-8")


def test_diff_refuses_what_is_no_bundle(made: Town, command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.vkb").write_bytes(b"no zip")
    said = command("diff", made.one, tmp_path / "a.vkb", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "not-a-zip")
    cut = made.two.read_bytes()
    where = cut.index(b'"kind":"notices"')
    (tmp_path / "b.vkb").write_bytes(cut[:where] + b'"kind":"noticez"' + cut[where + 16 :])
    assert command("diff", made.one, tmp_path / "b.vkb").code == 1


def known(store: Path) -> object:
    """All a store holds but what its clock noted meanwhile."""
    files = {name: sha for name, sha in stores.tree(store).items() if not name.startswith("state.sqlite")}
    return files, stores.tables(store, "audit", "installs", "roots", "floors", "pointer", "generations", "refused")


def test_look_says_what_a_load_would_do(town: Town, command: Command) -> None:
    before = known(town.store)
    said = command("look", town.two, "--store", town.store)
    assert said.code == 0
    for wanted in (
        "Cuộc bầu cử thử, 1",
        "official-1",
        "Bỏ 3 thông báo",
        "Bỏ thông báo: Thông báo gấp",
        "Công bằng",
    ):
        assert wanted in said.out
    found = command("look", town.two, "--store", town.store, "--json").json
    assert (found["version"], found["shown"]["version"], found["already"]) == (2, 1, False)
    assert found["changes"]["tallies"]
    assert "không cần nạp" in command("look", town.one, "--store", town.store).out
    assert "more changes" in command("--lang", "en", "look", town.two, "--store", town.store, "--most", 1).out
    assert known(town.store) == before
    refused = command("look", town.store / "nothing.vkb", "--store", town.store)
    assert (refused.code, "[not-found]" in refused.err) == (1, True)


def test_who_loads_goes_back_and_copies_stands_in_the_log(town: Town, command: Command, tmp_path: Path) -> None:
    store = ("--store", town.store, "--by", 1)
    (tmp_path / "usb").mkdir()
    assert command("install", town.two, *store).code == 0
    assert command("rollback", *store).code == 0
    said = command("copy", tmp_path / "usb", *store)
    assert "Có thể rút USB" in said.out
    assert "đúng từng bit" in command("copy", tmp_path / "usb", *store).out
    assert (tmp_path / "usb" / "test-2026-v1.vkb").read_bytes() == town.one.read_bytes()
    found = command("copy", tmp_path / "usb", *store, "--json").json["copied"]
    assert found["already"] is True
    rows = [(row[2], json.loads(row[3]).get("by")) for row in stores.tables(town.store, "audit")["audit"]]
    assert rows[-5:] == [
        ("confirmed", "1 Lê Thị B"),
        ("rolled-back", "1 Lê Thị B"),
        *[("copied", "1 Lê Thị B")] * 3,
    ]
    assert "[person-unknown]" in command("install", town.two, "--store", town.store, "--by", 9).err


def test_sticks_are_listed_for_people_and_for_the_screen(town: Town, command: Command, tmp_path: Path) -> None:
    stick = tmp_path / "media" / "USB"
    stick.mkdir(parents=True)
    assert "USB" in command("sticks", "--under", tmp_path / "media").out
    assert "Không thấy USB" in command("sticks", "--under", tmp_path / "none").out
    shutil.copy(town.one, stick)
    (stick / "a.vkb").write_bytes(b"no zip")
    (stick / "b.txt").write_bytes(b"")
    said = command("sticks", "--under", tmp_path / "media", "--store", town.store)
    assert "v1.vkb: Cuộc bầu cử thử, 1" in said.out
    assert "[not-a-zip]" in said.out
    assert "bỏ qua 1 tệp khác" in said.out
    found = command("sticks", "--under", tmp_path / "media", "--store", town.store, "--json").json
    assert [len(one["bundles"]) for one in found["sticks"]] == [2]
    assert found["unfinished"] == []


def test_folders_to_look_in_are_set_and_taken_back(town: Town, command: Command, tmp_path: Path) -> None:
    store = ("--store", town.store)
    assert command("bundle-folders", tmp_path, *store, "--by", 1).code == 0
    found = command("sticks", "--under", tmp_path / "none", *store, "--json").json
    assert found["folders"] == [str(tmp_path)]
    assert [one["path"] for one in found["sticks"]] == [str(tmp_path)]
    assert command("bundle-folders", *store, "--json").json == {"folders": []}
    assert "[not-a-bundle-folder]" in command("bundle-folders", tmp_path / "no", *store).err
