"""The kiosk as a machine starts it: at once, with nothing loaded that only the command line needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from voter_kiosk.cli import start
from voter_kiosk.cli.main import main
from voter_kiosk.kiosk import app, display

ON_A_SCREEN = {"WAYLAND_DISPLAY": "wayland-0"}

PLAIN = (
    ["--store", "kho"],
    ["--store", "kho", "--window", "1080x1920"],
    ["--mounting-mm", "850", "--store", "kho", "--screen-mm", "299.5×531"],
    ["--store", "kho", "--window", "540.4x960.6", "--mounting-mm", "0.5"],
)

NOT_PLAIN = (
    [],
    ["--store"],
    ["--store", ""],
    ["--store", "kho", "--store", "kho"],
    ["--store", "--window"],
    ["--store=kho"],
    ["--store", "kho", "--help"],
    ["--store", "kho", "--vnc"],
    ["--store", "kho", "--at", "E-1"],
    ["--store", "kho", "--lang", "en"],
    ["--sample", "demo"],
    ["--store", "kho", "--window", "wide"],
    ["--store", "kho", "--window", ""],
    ["--store", "kho", "--screen-mm", "0x531"],
    ["--store", "kho", "--mounting-mm", "high"],
    ["--store", "kho", "--mounting-mm", "2001"],
    ["--store", "kho", "--mounting-mm", ""],
)

WITHOUT_A_WINDOW = """
import json, sys
from voter_kiosk.cli.start import plainly, show
from voter_kiosk.kiosk import app
app.run = lambda store, **how: print(json.dumps(sorted(sys.modules))) or 0
said = plainly(["run", "--store", "kho"], {"DISPLAY": ":0"})
sys.exit(show(said))
"""


@pytest.mark.parametrize("words", PLAIN)
def test_what_a_machine_says_means_what_the_command_line_takes_it_for(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[dict[str, Any]] = []
    monkeypatch.setattr(app, "run", lambda store, **how: opened.append({"store": store, **how}) or 0)
    monkeypatch.setattr(display, "display_there", lambda _environment: True)
    said = start.plainly(["run", *words], ON_A_SCREEN)
    assert said is not None
    start.show(said)
    assert main(["run", *words], {}) == 0
    assert opened[0] == opened[1]


@pytest.mark.parametrize("words", NOT_PLAIN)
def test_whatever_else_is_said_is_for_the_command_line(words: list[str]) -> None:
    assert start.plainly(["run", *words], ON_A_SCREEN) is None


@pytest.mark.parametrize("words", [[], ["status"], ["--help"], ["tour", "--store", "kho"]])
def test_another_command_is_for_the_command_line(words: list[str]) -> None:
    assert start.plainly(words, ON_A_SCREEN) is None


def test_without_a_display_the_command_line_says_so() -> None:
    assert start.plainly(["run", "--store", "kho"], {"QT_QPA_PLATFORM": "offscreen"}) is None


def test_before_the_window_neither_the_store_nor_the_command_line_is_loaded() -> None:
    # Without coverage's own variables: where it measures a child, it loads sqlite3 itself.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_WINDOW], env=environment, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {"typer", "pydantic", "rich", "sqlalchemy", "sqlite3", "tuf", "subprocess"}
    assert "PySide6" in loaded


def test_a_fault_of_the_software_is_told_as_any_command_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(store: Path, **_how: object) -> int:
        raise RuntimeError(store)

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(app, "run", broken)
    monkeypatch.setattr(display, "display_there", lambda _environment: True)
    monkeypatch.setattr(sys, "argv", ["voter-kiosk", "run", "--store", "kho"])
    with pytest.raises(SystemExit) as ended:
        start.run()
    assert ended.value.code == 70
    assert "The software met an unexpected fault" in capsys.readouterr().err
    assert "RuntimeError" in next(tmp_path.rglob("errors.log")).read_text(encoding="utf-8")
