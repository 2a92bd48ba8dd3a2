"""From the desk to the screen: a template, two signatures, a stick; and what an officer does until then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.commands import Command
from helpers.sources import write_source
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store.people import add_person

FEBRUARY = ("--issued", "2026-03-01T08:00")


@pytest.fixture
def place(tmp_path: Path, command: Command) -> Path:
    """A committee of two signers with a first bundle, and a kiosk that shows it."""
    source, keys = write_source(tmp_path / "source"), tmp_path / "keys"
    assert command("keys", "create", keys, "--threshold", 2, "--no-passphrase").code == 0
    first = tmp_path / "first.vkb"
    assert command("build", source, "--keys", keys, "--output", first, *FEBRUARY).code == 0
    store = tmp_path / "store"
    made = command("setup", "--store", store, "--root", keys / "root.json", "--polling-area", "c98001.01")
    assert made.code == 0, made.err
    assert command("install", first, "--store", store).code == 0
    return tmp_path


def objects(place: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (place / "store" / "objects").rglob("*") if path.is_file()}


def test_a_strike_off_goes_the_short_way_that_it_says_and_is_shown(place: Path, command: Command) -> None:
    entered = command(
        *("urgent", "strike-off", place / "source", "p98.na.1.2", "--date", "2/3/2026"),
        *("--decision", "Quyết định số 33/QĐ-UBBC", "--json"),
    )
    assert entered.code == 0, entered.err
    assert entered.json["files"] == [str(place / "source" / "tables" / "xoa-ten.csv")]
    assert [step.split()[1] for step in entered.json["next"]] == ["draft", "sign", "sign", "assemble"]
    draft, bundle, keys = place / "draft", place / "urgent.vkb", place / "keys"
    previous = ("--previous", place / "first.vkb", "--issued", "2026-03-02T08:00")
    assert command("draft", place / "source", "--keys", keys, "--output", draft, *previous).code == 0
    for number in (1, 2):
        signed = command("sign", draft, "--key", keys / "private" / f"official-{number}.pem")
        assert signed.code == 0, signed.err
    assert command("assemble", draft, "--keys", keys, "--output", bundle).code == 0
    held = objects(place)
    assert command("install", bundle, "--store", place / "store").code == 0
    now = objects(place)
    assert {name: now[name] for name in held if name in now}.items() <= held.items(), "what is held is not copied"
    assert len(set(held) & set(now)) > len(set(now) - set(held)) > 0
    content = place / "shown.json"
    assert command("export", "--store", place / "store", "--output", content, "--at", "E-12").code == 0
    units = json.loads(content.read_text(encoding="utf-8"))["constituencies"]
    people = next(unit["candidates"] for unit in units if unit["id"] == "p98.na.1")
    assert [bool(person.get("strike_off")) for person in people].count(True) == 1
    assert [person["number"] for person in people] == sorted(person["number"] for person in people)


def test_the_way_on_is_said_in_words(place: Path, command: Command) -> None:
    who = ("urgent", "strike-off", place / "source", "p98.na.1.2", "--date", "2026-03-02", "--decision", "33/QĐ")
    first = command(*who, language="vi")
    assert "Bước tiếp theo, hai cán bộ cùng ký:" in first.out
    assert f"voter-kiosk draft {place / 'source'}" in first.out
    assert "The source said so already." in command(*who).out


def test_a_notice_is_filled_by_name_and_wrong_words_are_said(place: Path, command: Command) -> None:
    base = ("urgent", "notice", place / "source", "ngap", "--office", "Ủy ban", "--document", "Số 5", "--date")
    wrote = command(
        *(*base, "2026-03-07", "--until", "2026-03-15", "--since", "2026-03-06"),
        *("--fill", "title=Đường ngập", "--fill", "text=Đi đường Hai.", "--fill", "title.en=A flood"),
    )
    assert wrote.code == 0, wrote.err
    english = (place / "source" / "notices" / "ngap.en.md").read_text(encoding="utf-8")
    assert 'title = "A flood"' in english
    again = command(*base, "2026-03-07", "--fill", "title=x", "--fill", "text=y", "--json")
    assert (again.code, again.json["refused"]["code"]) == (1, "notice-exists")
    assert command(*base, "yesterday").err.strip().endswith("[day-unreadable]")
    assert command(*base, "2026-03-07", "--fill", "title").code == 2


def test_an_officer_covers_and_sets_hours_by_number(place: Path, command: Command) -> None:
    store = place / "store"
    assert isinstance(add_person(store, "Lê Thị B", Role.OFFICER, "480213"), Person)
    covered = command("cover", "province", "--store", store, "--by", 1, "--json")
    assert covered.json == {"body": "province", "covered": ["province"]}
    assert "is shown again" in command("cover", "province", "--off", "--store", store).out
    assert "is covered" in command("cover", "na", "--store", store).out
    number = ("--decision", "12/QĐ-TBC", "--store", store)
    made = command("hours", "--opens", "6:00", "--closes", "20:00", *number, "--by", 1, "--json")
    assert made.json["hours"]["opens"] == "06:00"
    assert made.json["published"] == {"opens": "07:00", "closes": "19:00", "decision": ""}
    said = command("hours", "--opens", "6:00", "--closes", "20:00", *number, language="vi")
    assert "06:00 đến 20:00, theo Quyết định số 12/QĐ-TBC" in said.out
    assert command("hours", "--off", "--store", store, "--json").json["published"]["opens"] == "07:00"
    refused = command("hours", "--off", "--store", store)
    assert (refused.code, refused.err.strip()[-15:]) == (1, "[hours-not-set]")
    assert command("hours", "--opens", "06:00", *number).code == 2
    unknown = command("cover", "na", "--store", store, "--by", 9)
    assert "[person-unknown]" in unknown.err
