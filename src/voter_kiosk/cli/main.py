"""The door: which language, which command, and what becomes of a fault."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk import __version__
from voter_kiosk.cli.commands import add_commands
from voter_kiosk.cli.output import BROKEN, PROGRESS, WRONG_USAGE
from voter_kiosk.cli.vietnamese import in_vietnamese, translate
from voter_kiosk.discretion import Discreet, trace
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence

PROGRAM = "voter-kiosk"
_INTERRUPTED = 130


def build_app(word: str = "") -> typer.Typer:
    """Every command, on one door, or what is loaded with the one that begins with ``word``.

    Help is in English until :func:`translate` has been over it.
    """
    app = typer.Typer(
        name=PROGRAM,
        no_args_is_help=False,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(_root)
    add_commands(app, word)
    return app


def _root(
    context: typer.Context,
    lang: Annotated[
        str, typer.Option(metavar="vi|en", help="Language of what is said; Vietnamese unless LANG is English.")
    ] = "",
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Voter information at the polling area: offline, signed, for everybody.

    Every command explains itself: voter-kiosk COMMAND --help
    """
    del lang  # taken off the line before it is parsed, wherever it stands: see language_of
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The language to answer in, and the arguments without ``--lang``, which may stand anywhere.

    ``--lang`` decides, then the environment as POSIX reads it, then Vietnamese. A language that is neither
    ``vi`` nor ``en`` stays among the arguments as ``--lang=XX`` for the parser to refuse.
    """
    rest: list[str] = []
    language = ""
    iterator = iter(arguments)
    for argument in iterator:
        if argument == "--":
            rest += [argument, *iterator]
        elif argument == "--lang" or argument.startswith("--lang="):
            language = next(iterator, "") if argument == "--lang" else argument.partition("=")[2]
        else:
            rest.append(argument)
    if language:
        return language, rest
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return (ENGLISH if locale.startswith("en") else VIETNAMESE), rest


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and give its exit code: 0 done, 1 refused, 2 wrong usage, 70 a fault of the software."""
    language, rest = language_of(arguments, environment)
    if language not in {VIETNAMESE, ENGLISH}:
        _say(
            VIETNAMESE,
            f"Không có ngôn ngữ “{language}”; hãy chọn --lang vi hoặc --lang en.",
            f"There is no language “{language}”; choose --lang vi or --lang en.",
        )
        return WRONG_USAGE
    try:
        word = next((one for one in rest if not one.startswith("-")), "")
        command = typer.main.get_command(build_app(word))
        if language == VIETNAMESE:
            translate(command)
        code = command.main(rest, prog_name=PROGRAM, standalone_mode=False, obj=language)
    except (KeyboardInterrupt, Exception) as error:
        return code_of(error, language)
    return code if isinstance(code, int) else 0


def code_of(error: BaseException, language: str) -> int:
    """Say what ended a command, where there is something to say, and give its exit code."""
    if isinstance(error, typer.TyperException):
        return _usage(error, language)
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        return _INTERRUPTED
    if isinstance(error, OSError):
        return _of_the_system(error, language)
    return _fault(error, language)


def run() -> None:
    """The command line of ``voter-kiosk``, whatever it says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Windows would take the code page of old programs for whatever is piped, which has no Vietnamese.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:], os.environ))


def _say(language: str, vi: str, en: str) -> None:
    typer.echo(Sentence(vi, en).say(language), err=True)


def _usage(error: typer.TyperException, language: str) -> int:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(message, err=True)
        return WRONG_USAGE
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    missing = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and missing is not None:
        message = f"Missing “{missing.metavar or missing.name}”."
    _say(
        language,
        f"{in_vietnamese(message)} Gõ “{path} --help” để xem cách dùng.",
        f"{message.rstrip('.')}. See “{path} --help”.",
    )
    return WRONG_USAGE


def _of_the_system(error: OSError, language: str) -> int:
    where = error.filename or ""
    _tell_the_screen(error)
    _say(
        language,
        f"Máy không đọc hoặc ghi được “{where}” ({error.strerror}); hãy kiểm tra đường dẫn, quyền và dung lượng.",
        f"The machine could not read or write “{where}” ({error.strerror}); check the path, rights and space.",
    )
    return 1


def _tell_the_screen(error: BaseException) -> None:
    """What the log of the screen that runs a command is to have of ``error``; of what is said it keeps nothing."""
    if os.environ.get(PROGRESS):
        typer.echo(json.dumps({"log": trace(error)}), err=True)


def _fault(error: BaseException, language: str) -> int:
    _tell_the_screen(error)
    log = _log_path()
    handler: logging.Handler
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("voter_kiosk.cli")
    logger.addHandler(handler)
    logger.error("unexpected fault", exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    _say(
        language,
        f"Phần mềm gặp lỗi không lường trước. Hãy gửi tệp “{log}” cho người phụ trách kỹ thuật.",
        f"The software met an unexpected fault. Send the file “{log}” to whoever looks after it.",
    )
    return BROKEN


def _log_path() -> Path:
    import platformdirs

    return Path(platformdirs.user_log_dir(PROGRAM, appauthor=False)) / "errors.log"
