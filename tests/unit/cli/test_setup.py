"""Setting a kiosk up without a screen: by options, and step by step on a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from helpers import stores
from helpers.commands import Command
from voter_kiosk.bundle.fingerprint import root_fingerprint
from voter_kiosk.domain.first_start import Ask
from voter_kiosk.domain.office import Person
from voter_kiosk.store.first_start import standing
from voter_kiosk.store.people import people
from voter_kiosk.store.settings import settings


@pytest.fixture(scope="module")
def committee(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    made = stores.desk(tmp_path_factory.mktemp("desk") / "desk")
    made.bundle(1)
    return made


class PowerCutError(BaseException):
    """The power was cut while a question stood on the terminal."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Answers what a terminal asks, in this order; gives the questions. Then the power is cut."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    def sits(*answers: object) -> list[str]:
        left: Iterator[object] = iter(answers)
        asked: list[str] = []

        def reply(question: str, **how: Any) -> Any:
            asked.append(question + (" (unseen)" if how.get("hide_input") else ""))
            given = next(left, None)
            if given is None:
                raise PowerCutError
            return given

        monkeypatch.setattr(sys, "stdin", Keyboard())
        monkeypatch.setattr(typer, "prompt", reply)
        monkeypatch.setattr(typer, "confirm", reply)
        return asked

    return sits


def test_a_terminal_is_asked_step_by_step_what_was_not_given_and_goes_on_after_a_power_cut(
    command: Command, terminal: Callable[..., list[str]], committee: stores.Desk, tmp_path: Path
) -> None:
    store = tmp_path / "kho"
    given = ("setup", "--store", store, "--root", committee.root, "--language", "en", "--lang", "vi")
    asked = terminal("299x", "299x531", "850", False)
    said = command(*given)
    assert said.code == 1
    assert root_fingerprint(committee.root.read_bytes()) in said.out
    assert "Chưa tin tệp nào" in said.out
    assert len(asked) == 4, "the language was given, and the size is asked for until it is one"
    assert not (store / "state.sqlite").exists()

    terminal(True, str(committee.folder / "v1.vkb"))
    with pytest.raises(PowerCutError):
        command(*given)
    known = standing(store)
    assert known is not None
    assert known.next is Ask.AREA

    answers = ("c98001.02", True, False, "Lê Thị B", "480213", "operator", "Trần Văn C", "775901", True)
    asked = terminal(*answers)
    said = command("setup", "--store", store, "--lang", "vi")
    assert said.code == 0, said.err
    assert "c98001.02  02," in said.out, "the bundle's list"
    assert sum("(unseen)" in question for question in asked) == 2
    assert "Mã khôi phục: " in said.out
    found = people(store)
    assert not isinstance(found, Person)
    assert [person.name for person in found] == ["Lê Thị B", "Trần Văn C"]
    assert standing(store) is None
    assert stores.events(store)[-1] == "opened-to-voters"
    terminal()
    assert "first-start-over" in command("setup", "--store", store).err


def test_options_do_it_in_one_go_and_nothing_is_asked_afterwards(
    command: Command, committee: stores.Desk, tmp_path: Path
) -> None:
    store = tmp_path / "kho"
    fingerprint = root_fingerprint(committee.root.read_bytes())
    assert command("setup", "--store", store).code == 2, "without a terminal the root has to be given"
    wrong = command("setup", "--store", store, "--root", committee.root, "--fingerprint", "0" * 32, "--json")
    assert wrong.json["refused"]["code"] == "root-differs"
    odd = command("setup", "--store", store, "--root", committee.root, "--screen-mm", "big", "--json")
    assert odd.json["refused"]["code"] == "screen-size"
    given = ("--screen-mm", "299x531", "--mounting-mm", 850, "--language", "en", "--fingerprint", fingerprint)
    bundle = committee.folder / "v1.vkb"
    assert command("setup", "--store", store, "--root", committee.root, *given, "--bundle", bundle).code == 0
    found = settings(store)
    assert (found.screen_mm, found.mounting_mm, found.office_language) == ((299.0, 531.0), 850, "en")
    assert "confirmed" in stores.events(store)
    assert standing(store) is None


def test_the_screen_s_own_command_says_and_answers(command: Command, tmp_path: Path) -> None:
    store = tmp_path / "kho"
    assert command("first-start", "--store", store, "--json").json["next"] == "language"
    assert command("first-start", "language", "en", "--store", store, "--json").json["next"] == "screen"
    assert "screen" in command("first-start", "--store", store).out
    assert command("first-start", "tea", "--store", store).code == 2
    assert (
        command("first-start", "screen", "x", "--store", store, "--json").json["refused"]["code"] == "screen-size"
    )
    assert "store-not-set-up" in command("first-start", "finish", "--store", store).err
