"""The door: language, exit codes, and that a fault ends in a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from voter_kiosk import __version__
from voter_kiosk.cli import main as door
from voter_kiosk.cli.commands import FILES
from voter_kiosk.cli.vietnamese import COMMANDS, EXAMPLE, WORDS, in_vietnamese, translate

ENGLISH = {"LANG": "en_GB.UTF-8"}


def commands() -> dict[str, Any]:
    """Every command that does something, by its path."""
    found: dict[str, Any] = {}

    def walk(command: Any, path: str) -> None:
        for name, child in getattr(command, "commands", {}).items():
            walk(child, f"{path} {name}".strip())
        if path and (not getattr(command, "commands", {}) or command.invoke_without_command):
            found[path] = command

    walk(typer.main.get_command(door.build_app()), "")
    return found


@pytest.mark.parametrize("file", FILES)
def test_a_command_is_found_in_the_file_that_has_it_and_no_other_is_loaded(file: str) -> None:
    for word in FILES[file]:
        assert set(typer.main.get_command(door.build_app(word)).commands) == set(FILES[file])  # type: ignore[attr-defined]


def test_a_word_that_no_file_has_gets_every_command() -> None:
    every = {word for words in FILES.values() for word in words}
    for word in ("", "peopel"):
        assert set(typer.main.get_command(door.build_app(word)).commands) == every  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        ([], {}, "vi", []),
        (["check", "x"], {"LANG": "C.UTF-8"}, "vi", ["check", "x"]),
        (["check", "x"], ENGLISH, "en", ["check", "x"]),
        (["check", "x"], {"LANG": "en_GB", "LC_ALL": "vi_VN"}, "vi", ["check", "x"]),
        (["--lang", "en", "check", "x"], {}, "en", ["check", "x"]),
        (["check", "x", "--lang=vi"], ENGLISH, "vi", ["check", "x"]),
        (["search", "--", "--lang", "en"], {}, "vi", ["search", "--", "--lang", "en"]),
    ],
)
def test_the_language_is_the_one_asked_for(
    arguments: list[str], environment: dict[str, str], language: str, rest: list[str]
) -> None:
    assert door.language_of(arguments, environment) == (language, rest)


def test_a_language_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["--lang", "fr"], {}) == 2
    assert "--lang vi" in capsys.readouterr().err


@pytest.mark.parametrize("path", commands())
def test_every_command_has_help_with_an_example_in_both_languages(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main([*path.split(), "--help"], ENGLISH) == 0
    english = capsys.readouterr().out
    assert EXAMPLE in english
    assert f"voter-kiosk {path}" in english.split(EXAMPLE)[1]
    assert door.main([*path.split(), "--help"], {}) == 0
    vietnamese = capsys.readouterr().out
    assert "Ví dụ:" in vietnamese
    assert f"voter-kiosk {path}" in vietnamese.split("Ví dụ:")[1]


def test_every_word_of_the_help_is_in_vietnamese() -> None:
    missing = [path for path in commands() if path not in COMMANDS]
    missing += [
        parameter.help
        for command in commands().values()
        for parameter in command.params
        if getattr(parameter, "help", None) and parameter.help not in WORDS
    ]
    assert not missing


def test_no_vietnamese_help_is_left_over() -> None:
    app = typer.main.get_command(door.build_app())
    said = {getattr(parameter, "help", None) for command in commands().values() for parameter in command.params}
    said |= {getattr(parameter, "help", None) for parameter in app.params}
    said |= {
        getattr(parameter, "help", None) for command in commands().values() for parameter in _help_option(command)
    }
    assert WORDS.keys() - said == set()
    translate(app)
    assert "bầu cử" in (app.help or "").lower() or "cử tri" in (app.help or "").lower()


def _help_option(command: Any) -> list[Any]:
    option = command.get_help_option(typer.Context(command))
    return [option] if option else []


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["--version"], {}) == 0
    assert capsys.readouterr().out.strip() == __version__


def test_no_command_at_all_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main([], ENGLISH) == 0
    assert "import-list" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["nonsense"], ["check"], ["check", "x", "--nonsense"], ["inspect"]])
@pytest.mark.parametrize("environment", [{}, ENGLISH])
def test_wrong_usage_is_one_sentence_and_ends_with_two(
    arguments: list[str], environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(arguments, environment) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "--help" in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "Không có lệnh “nonsense”."),
        (["check", "x", "--nonsense"], "Không có tùy chọn “--nonsense”."),
        (["check"], "Lệnh còn thiếu “DIR”."),
        (["check", "a", "b"], "Lệnh thừa “b”."),
        (["build", "x", "--keys"], "Tùy chọn “--keys” còn thiếu giá trị."),
        (["keys", "nonsense"], "Không có lệnh “nonsense”."),
        (["run", "--sample", "nonsense"], "Giá trị của '--sample' chưa đúng:"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(arguments, {}) == 2
    assert capsys.readouterr().err.startswith(said)


def test_what_the_parser_may_yet_say_keeps_its_own_words() -> None:
    assert in_vietnamese("The sky is falling.") == "Lệnh chưa đúng: The sky is falling."


def test_an_unexpected_fault_is_logged_and_said_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    why = "the floor gave way"

    def broken(_word: str) -> typer.Typer:
        app = typer.Typer()

        @app.callback(invoke_without_command=True)
        def fall() -> None:
            raise RuntimeError(why)

        return app

    monkeypatch.setattr(door, "build_app", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert door.main([], ENGLISH) == 70
    said = capsys.readouterr().err
    assert "Traceback" not in said
    logs = list(tmp_path.rglob("errors.log"))
    assert str(logs[0]) in said
    logged = logs[0].read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert ", in fall" in logged
    assert why not in logged, "a message may repeat what somebody typed"


def test_what_the_system_refuses_is_said_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_word: str) -> typer.Typer:
        app = typer.Typer()

        @app.callback(invoke_without_command=True)
        def fall() -> None:
            raise PermissionError(13, "Permission denied", "/media/stick/list.docx")

        return app

    monkeypatch.setattr(door, "build_app", broken)
    assert door.main([], ENGLISH) == 1
    assert "/media/stick/list.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("thrown", "code"), [(KeyboardInterrupt(), 130), (typer.Abort(), 130), (typer.Exit(3), 3)]
)
def test_breaking_off_is_not_a_fault(
    thrown: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaking(_word: str) -> typer.Typer:
        app = typer.Typer()

        @app.callback(invoke_without_command=True)
        def stop() -> None:
            raise thrown

        return app

    monkeypatch.setattr(door, "build_app", breaking)
    assert door.main([], ENGLISH) == code
    assert capsys.readouterr().err == ""


def test_a_reader_that_has_seen_enough_is_not_a_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "voter_kiosk", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        assert asked.stderr.read() == b""


def test_a_log_that_cannot_be_written_does_not_hide_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_word: str) -> typer.Typer:
        raise RuntimeError("the floor gave way")

    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(door, "build_app", broken)
    assert door.main([], ENGLISH) == 70
    assert "unexpected fault" in capsys.readouterr().err


def test_a_group_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["keys"], ENGLISH) == 2
    assert "rotate" in capsys.readouterr().err


def test_json_comes_out_as_letters_not_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    from voter_kiosk.cli.output import Out

    Out("vi", json=True).data({"name": "Nguyễn Thị Ễ"})
    said = capsys.readouterr().out
    assert json.loads(said) == {"name": "Nguyễn Thị Ễ"}
    assert "Nguyễn" in said
