"""The manual says what the program says: its tables, the labels of its pages, the commands and their options."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from voter_kiosk.cli.main import build_app
from voter_kiosk.domain.settings import SETTINGS

HOUSE = Path(__file__).resolve().parents[1]
SOURCE = HOUSE / "src" / "voter_kiosk"
OPERATING, REFERENCE = HOUSE / "docs" / "operating.md", HOUSE / "docs" / "reference.md"


@cache
def tables() -> ModuleType:
    tool = importlib.util.spec_from_file_location("write_tables", HOUSE / "tools" / "write_tables.py")
    assert tool is not None
    assert tool.loader is not None
    module = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(module)
    return module


@pytest.mark.parametrize("paper", [OPERATING, REFERENCE], ids=lambda paper: paper.name)
def test_the_manual_s_tables_are_those_of_the_program(paper: Path) -> None:
    assert paper.read_text(encoding="utf-8") == tables().renewed(paper), "run tools/write_tables.py"


def test_every_refusal_says_in_both_languages_what_it_means() -> None:
    rows = [row for group in tables().GROUPS for row in list(tables().refusals(group))[2:]]
    cells = {row.split("`")[1]: [cell.strip() for cell in row.strip("| ").split(" | ")[1:]] for row in rows}
    assert len(rows) == len(cells), "each code stands once"
    assert cells.keys() == codes_in_source()
    poor = {
        code for code, said in cells.items() if len(said) != 2 or min(map(len, said)) < 15 or said[0] == said[1]
    }
    assert not poor


def codes_in_source() -> set[str]:
    """Every code that stands as a word in a ``Refusal``, found without the tool."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    plain = set(re.findall(r"\b_?(?:Refusal|refusal|refuse|refused|reject|rejection)\(\s*\"([a-z0-9-]+)\"", text))
    for table in re.findall(r"^SAID\b.*?^[})]", text, re.MULTILINE | re.DOTALL):
        plain |= set(re.findall(r"^\s+\"([a-z0-9-]+)\": \(", table, re.MULTILINE))
    return plain


def test_what_else_is_said_of_a_code_is_of_one_that_there_is() -> None:
    notes = OPERATING.read_text(encoding="utf-8").partition("# Mọi mã từ chối")[2].partition("## Tệp gói")[0]
    named = set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", notes))
    assert len(named) > 15
    assert named <= codes_in_source()


def test_every_setting_of_a_kiosk_is_documented() -> None:
    manual = REFERENCE.read_text(encoding="utf-8")
    table = manual.partition("<!-- settings begins")[2].partition("<!-- settings ends")[0]
    documented = set(re.findall(r"^\| `([a-z_]+)`", table, re.MULTILINE))
    settings = {
        node.args[0].value
        for module in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "set_setting"
        and isinstance(node.args[0], ast.Constant)
    }
    by_hand = manual.partition("Set by a command alone:")[2].partition("## ")[0]
    alone = set(re.findall(r"^\| `([a-z_]+)`", by_hand, re.MULTILINE))
    assert settings <= documented | alone, "nothing is set that is in no table"
    assert alone <= settings
    assert documented == set(SETTINGS)


@cache
def said_by_the_program() -> frozenset[str]:
    """Every text of the interface in both languages, and every text in the source that could be one."""
    words = json.loads((HOUSE / "resources" / "i18n" / "vi.json").read_text(encoding="utf-8"))
    found = {text for pair in words.items() for text in pair if isinstance(text, str)}
    for module in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


def test_what_stands_in_bold_stands_on_the_screen() -> None:
    """An official looks for the very word; other words are not in bold in her manual."""
    guide = OPERATING.read_text(encoding="utf-8").partition("# Mọi mã từ chối")[0]
    guide = guide.partition("# Tiếng Việt")[2]
    labels = [" ".join(label.split()) for label in re.findall(r"\*\*(.+?)\*\*", guide, re.DOTALL)]
    assert len(labels) > 100
    assert [label for label in labels if label not in said_by_the_program()] == []


def command_names(program: Any) -> frozenset[str]:
    return frozenset(program.commands)


def commands(paper: Path) -> Iterator[str]:
    """Every call of the program in a paper, in a block or within a line, without its remark."""
    text = paper.read_text(encoding="utf-8").replace("\\\n", " ")
    for block in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from (line for line in block.splitlines() if line.startswith("voter-kiosk "))
    for call in re.findall(
        r"`(voter-kiosk [^`]+)`", re.sub(r"^```\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    ):
        yield " ".join(call.split())


@pytest.mark.parametrize("paper", [OPERATING, REFERENCE], ids=lambda paper: paper.name)
def test_every_command_of_the_manual_is_there_with_its_options(paper: Path) -> None:
    program = typer.main.get_command(build_app())
    called = list(commands(paper))
    assert len(called) > 15
    for call in called:
        words = shlex.split(call.replace("\\", "/"), comments=True)[1:]
        command: Any = program
        while words and hasattr(command, "commands") and not words[0].startswith("-"):
            assert words[0] in command.commands, call
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= known | {"--help", "--lang"}, call
