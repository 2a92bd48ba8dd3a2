"""Settings, the audit log, the clock and the machine by commands, with the system's own programs stood in for."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers import stores
from helpers.commands import Command
from voter_kiosk.domain.office import Role
from voter_kiosk.kiosk import sound_test
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.people import add_person
from voter_kiosk.store.setup import setup


@pytest.fixture
def store(tmp_path: Path) -> Path:
    from voter_kiosk.bundle.keys import KeyFolder, create_keys

    keys = create_keys(tmp_path / "keys", issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert isinstance(keys, KeyFolder)
    assert setup(tmp_path / "store", tmp_path / "keys" / "root.json") is None
    add_person(tmp_path / "store", "Lê Thị B", Role.OFFICER, "480213")
    return tmp_path / "store"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a program of the system in place of the real ones; gives the file in which it notes its arguments."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))

    def place(name: str, then: str = "") -> Path:
        noted = tmp_path / f"{name}.noted"
        program = programs / name
        program.write_text(f'#!/bin/sh\necho "$*" > {noted}\n{then}\n')
        program.chmod(0o755)
        return noted

    return place


def newest(store: Path) -> tuple[str, dict[str, Any]]:
    row = stores.tables(store, "audit")["audit"][-1]
    return row[2], json.loads(row[3])


def test_settings_are_listed_said_and_set(command: Command, store: Path, system: Any) -> None:
    every = command("settings", "--store", store).out
    assert "idle_seconds" in every
    assert "120 seconds" in every
    assert "Khu vực bỏ phiếu: chưa chọn" in command("settings", "--store", store, language="vi").out
    assert command("settings", "idle_seconds", "90", "--by", 1, "--store", store).code == 0
    assert newest(store)[1]["by"] == "1 Lê Thị B"
    alone = command("settings", "idle_seconds", "--store", store, "--json").json["settings"]
    assert [(row["key"], row["value"], row["said"]["vi"]) for row in alone] == [("idle_seconds", 90, "90 giây")]
    assert command("settings", "idle_minutes", "--store", store).code == 1
    refused = command("settings", "idle_seconds", "5", "--store", store, "--json")
    assert refused.json["refused"]["code"] == "setting-value"
    system("lpstat", "echo may-in; echo may-2; echo 'not one'")
    printers = command("settings", "printer", "--store", store, "--json").json["settings"][0]["choices"]
    assert [one["value"] for one in printers] == ["may-in", "may-2"]


def test_the_log_is_said_exported_and_verified(command: Command, store: Path, tmp_path: Path) -> None:
    said = command("audit", "--store", store).out
    assert "The log is whole: 2 entries" in said
    assert "Lê Thị B was added (officer)." in said
    assert command("audit").code == 2
    stick = tmp_path / "stick"
    stick.mkdir()
    files = command("audit", "--store", store, "--export", stick, "--by", 1, "--json").json["files"]
    assert len(files) == 2
    for file in files:
        assert command("audit", "verify", file).code == 0
        Path(file).write_text(Path(file).read_text("utf-8-sig").replace("officer", "operator"), "utf-8")
        broken = command("audit", "verify", file, language="vi")
        assert broken.code == 1
        assert "đã bị sửa từ dòng 2" in broken.out
    only = command("audit", "--store", store, "--about", "officials", "--most", 1, "--json").json
    assert [entry["event"] for entry in only["entries"]] == ["audit-exported"]


def test_the_clock_says_what_speaks_against_it_and_is_set_where_the_system_allows(
    command: Command, store: Path, system: Any
) -> None:
    assert command("clock", "--store", store, "--json").json["sure"] is True
    assert "believed" in command("clock", "--store", store).out
    refused = command("set-clock", "2026-03-14T07:01", "--store", store, "--json")
    assert refused.json["refused"]["code"] == "clock-not-set"
    system("timedatectl", "echo Access denied >&2; exit 1")
    refused = command("set-clock", "2026-03-14T07:01", "--store", store, "--json")
    assert refused.json["refused"]["detail"] == "Access denied"
    assert newest(store)[0] != "clock-set"
    noted = system("timedatectl")
    assert command("set-clock", "2026-03-14T07:01", "--by", 1, "--store", store).code == 0
    assert noted.read_text() == "--no-ask-password set-time 2026-03-14 00:01:00 UTC\n"
    events = stores.events(store)
    assert events[-2:] == ["clock-set", "clock-confirmed"]
    assert command("set-clock", "soon", "--store", store).code == 2
    assert command("confirm-clock", "--yes", "--by", 1, "--store", store, "--json").json["sure"] is True
    assert newest(store)[1]["by"] == "1 Lê Thị B"


def test_the_machine_is_shut_down_through_systemd_else_it_says_what_to_do(
    command: Command, store: Path, system: Any
) -> None:
    refused = command("power", "off", "--by", 1, "--store", store)
    assert "Press its power key" in refused.err
    assert newest(store) == ("not-shut-down", {"by": "1 Lê Thị B", "why": "systemctl: not here"})
    noted = system("systemctl")
    assert command("power", "off", "--by", 1, "--store", store).code == 0
    assert noted.read_text() == "--no-ask-password poweroff\n"
    assert newest(store)[0] == "shut-down"


def test_starting_anew_is_asked_of_the_running_kiosk(command: Command, store: Path) -> None:
    assert command("power", "restart", "--store", store, "--json").json == {"done": "restart"}
    assert Layout(store).restart.is_file()
    assert newest(store)[0] == "session-restarted"


def test_a_sentence_is_there_to_be_heard() -> None:
    samples, rate = sound_test.spoken()
    assert 2 < len(samples) / 2 / rate < 6
    assert max(samples[1::2]) > 8, "it is no silence"


def test_the_sentence_is_as_loud_as_a_voter_hears_it_at_first(
    command: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(sound_test, "play", heard.append)
    command("settings", "loudness_usual", 40, "--store", store)
    assert command("test-sound", "--store", store, "--json").json == {"loudness": 40}
    assert heard == [40]


def test_a_machine_without_sound_says_so(store: Path) -> None:
    deaf = os.environ | {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull}
    ended = subprocess.run(
        [sys.executable, "-m", "voter_kiosk", "test-sound", "--store", str(store), "--json"],
        env=deaf,
        capture_output=True,
        check=False,
    )
    assert json.loads(ended.stdout)["refused"]["code"] == "no-sound"
