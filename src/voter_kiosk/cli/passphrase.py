"""Asking for a passphrase: on a terminal in person, elsewhere from the environment or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from voter_kiosk.cli.output import Out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

VARIABLE = "VOTER_KIOSK_PASSPHRASE"
"""Where a passphrase is taken from when nobody can be asked."""

NEW_VARIABLE = "VOTER_KIOSK_NEW_PASSPHRASE"
"""Where the new passphrase is taken from when an old one is changed and nobody can be asked."""

T = TypeVar("T")

_WANTED = Refusal(
    "passphrase-needed",
    Sentence(
        f"Cần mật khẩu cho khóa: hãy chạy lệnh này ở cửa sổ dòng lệnh, hoặc đặt biến {VARIABLE}.",
        f"The keys need a passphrase: run this in a terminal, or set the variable {VARIABLE}.",
    ),
)


def new_passphrase(out: Out, variable: str = VARIABLE) -> str:
    """A passphrase for new keys, typed twice on a terminal, else a line of standard input; else the command ends.

    ``variable`` of the environment is asked first.
    """
    if given := os.environ.get(variable):
        return given
    if not sys.stdin.isatty():
        return _handed_in() or out.refuse(_WANTED)
    prompt = Sentence("Mật khẩu mới cho khóa", "New passphrase for the keys").say(out.language)
    again = Sentence("Nhập lại mật khẩu", "The same passphrase again").say(out.language)
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True))


def with_passphrase(out: Out, attempt: Callable[[str | None], T | Refusal]) -> T | Refusal:
    """What ``attempt`` gives without a passphrase, or, where its keys turn out to need one, with it."""
    result = attempt(os.environ.get(VARIABLE))
    if not isinstance(result, Refusal) or result.code != "passphrase-needed":
        return result
    if sys.stdin.isatty():
        prompt = Sentence("Mật khẩu của khóa", "Passphrase of the keys").say(out.language)
        return attempt(str(typer.prompt(prompt, hide_input=True, err=True)))
    handed = _handed_in()
    return attempt(handed) if handed else result


def _handed_in() -> str:
    """The next line of standard input, as the desk's window hands it in: never among the arguments."""
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except (OSError, ValueError):  # there is none
        return ""
