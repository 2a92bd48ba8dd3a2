"""Asking for a passphrase."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
import typer

from voter_kiosk.cli import passphrase
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

NEEDED = Refusal("passphrase-needed", Sentence("Cần mật khẩu.", "A passphrase is needed."))


class Keyboard(io.StringIO):
    """A standard input behind which a person sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every question that a person was asked; she answers the same each time."""
    asked: list[dict[str, Any]] = []

    def prompt(question: str, **how: Any) -> str:
        asked.append({"question": question, **how})
        return "bốn con ếch"

    monkeypatch.delenv(passphrase.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", Keyboard())
    monkeypatch.setattr(typer, "prompt", prompt)
    return asked


def test_a_new_passphrase_is_typed_twice_and_unseen(typed: list[dict[str, Any]]) -> None:
    assert passphrase.new_passphrase(Out("vi")) == "bốn con ếch"
    assert typed[0]["hide_input"] is True
    assert typed[0]["confirmation_prompt"] == "Nhập lại mật khẩu"


def test_a_passphrase_is_asked_for_only_where_the_keys_need_one(typed: list[dict[str, Any]]) -> None:
    tried: list[str | None] = []

    def attempt(given: str | None) -> str | Refusal:
        tried.append(given)
        return given or NEEDED

    assert passphrase.with_passphrase(Out("en"), attempt) == "bốn con ếch"
    assert tried == [None, "bốn con ếch"]
    assert typed[0]["question"] == "Passphrase of the keys"
    assert passphrase.with_passphrase(Out("en"), lambda _given: "open") == "open"
    assert len(typed) == 1


def test_where_nobody_can_be_asked_the_keys_stay_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passphrase.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert passphrase.with_passphrase(Out("en"), lambda _given: NEEDED) is NEEDED
    with pytest.raises(typer.Exit):
        passphrase.new_passphrase(Out("en"))


def test_a_passphrase_that_is_handed_in_is_the_next_line_of_standard_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the desk's window does; it never stands among the arguments."""
    monkeypatch.delenv(passphrase.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO("bốn con ếch\r\nhai\n"))
    assert passphrase.new_passphrase(Out("vi")) == "bốn con ếch"
    assert passphrase.with_passphrase(Out("vi"), lambda given: given or NEEDED) == "hai"
    assert passphrase.with_passphrase(Out("vi"), lambda given: given or NEEDED) is NEEDED
    with pytest.raises(typer.Exit):
        passphrase.new_passphrase(Out("vi"))
