"""What stands in the log after people were there and something broke: nothing of them.

Neither whom a citizen searched for, nor what was read to her, nor who the officials are, nor a PIN.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.ears import ears
from helpers.kiosks import Open, opened, until
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.kiosk.crash import QtLog
from voter_kiosk.kiosk.office.entry import EntryFacts
from voter_kiosk.speech.sound import Sound
from voter_kiosk.store.people import add_person


def test_the_log_says_nothing_of_whom_a_citizen_searched_for_or_opened(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    caplog.set_level(logging.DEBUG)
    with QtLog(), opened(store, qapp) as kiosk, kiosk.kiosk.cover:
        showing = kiosk.session.view.showing
        assert showing is not None
        people = [person for unit in showing.constituencies() for person in showing.candidates(unit.id)]
        chosen = people[-1]
        for screen, subject in (
            ("ballots", ""),
            ("candidates", chosen.id.rsplit(".", 1)[0]),
            ("candidate", chosen.id),
            ("candidate", f"{chosen.id}/programme"),
            ("about", ""),
            ("search", ""),
        ):
            kiosk.go(screen, subject)
        typed = fold(chosen.name).upper()[:3]
        for letter in typed[:2]:
            kiosk.hand.touch(letter)
            kiosk.grab()
        content = next((store / "generations").rglob("content.sqlite"))
        content.chmod(0o600)
        content.write_bytes(b"\0" * content.stat().st_size)  # the disk dies under her hands
        kiosk.hand.touch(typed[2])
        assert kiosk.session.fault
    said = caplog.text
    assert "DatabaseError" in said, "the fault itself is there, with where it was"
    assert [person.name for person in people if person.name in said or person.id in said] == []
    assert typed not in said.upper().replace("VOTER_KIOSK", "")


OFFICER, PIN, WRONG = "Lê Thị Bích Ngọc", "480213", "917356"
NEW, NEW_PIN = ("P", "H", "A", "M"), "602948"


@pytest.fixture
def staffed(demo_store: Path, tmp_path: Path) -> Path:
    """A store with an officer, of one's own."""
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    assert isinstance(add_person(store, OFFICER, Role.OFFICER, PIN), Person)
    return store


@pytest.fixture
def of_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands note what broke in them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def told(said: str, *secrets: str) -> list[str]:
    """Which of them stand there: as they are, without their marks, or as bytes that were written out."""
    plain = fold(said)

    def stands(secret: str) -> bool:
        return fold(secret) in plain or any(form in said for form in (secret, repr(secret.encode())[2:-1]))

    return [secret for secret in secrets if stands(secret)]


def type_in(kiosk: Open, pin: str, onward: str) -> None:
    for digit in pin:
        kiosk.hand.touch(digit)
    kiosk.hand.touch(kiosk.session.view.dictionary.say("vi", onward))
    kiosk.done()


def come_in(kiosk: Open) -> None:
    kiosk.kiosk.screen.office.knock()
    kiosk.grab()
    type_in(kiosk, PIN, "Enter")


def test_the_log_says_nothing_of_who_an_official_is_nor_of_any_pin(
    staffed: Path,
    of_commands: Path,
    qapp: QGuiApplication,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with QtLog(), opened(staffed, qapp) as kiosk, kiosk.kiosk.cover:
        office = kiosk.kiosk.screen.office
        office.knock()
        kiosk.grab()
        type_in(kiosk, WRONG, "Enter")
        assert not office.property("entered")
        type_in(kiosk, PIN, "Enter")
        assert office.property("who") == OFFICER
        office.go("people", "add")
        kiosk.grab()
        for letter in NEW:
            kiosk.hand.touch(letter)
        kiosk.hand.touch(kiosk.session.view.dictionary.say("vi", "Continue"))
        kiosk.hand.touch("Cán bộ phụ trách")
        type_in(kiosk, NEW_PIN, "Continue")
        type_in(kiosk, NEW_PIN, "Save")
        assert "Pham" in "\n".join(kiosk.hand.words())
        office.leave()
        kiosk.done()
        assert {"entered", "left"} <= set(stores.events(staffed)), (
            "the audit log knows, and is no log of the program"
        )
        QTimer.singleShot(0, lambda: office.person)  # something breaks that asks who is in
        until(lambda: bool(kiosk.session.fault))
    said = caplog.text + "".join(capfd.readouterr())
    assert "unexpected fault" in said
    assert told(said, OFFICER, PIN, WRONG, "Pham", NEW_PIN) == []
    assert not of_commands.exists(), "no command broke"


class Broken:
    """A voice that fails as it begins to speak."""

    def __init__(self, error: Callable[[str], Exception]) -> None:
        self._error = error

    def speak(self, text: str, language: str, pace: int = 100) -> Iterator[Sound]:
        raise self._error(text)
        yield


def read_aloud(kiosk: Open) -> tuple[list[str], int]:
    """What was to be said of a candidate, and how often the voice failed."""
    heard = ears(kiosk.session.listening, None, lambda: True)
    failed: list[bool] = []
    heard.speaker.failed.connect(lambda: failed.append(True))
    kiosk.go("candidate", "p98.na.1.1")
    kiosk.session.listening.toggle()
    until(lambda: bool(failed))
    kiosk.session.listening.again()
    until(lambda: len(failed) > 1)
    return heard.said, len(failed)


def test_the_log_says_nothing_of_what_an_engine_that_fails_was_to_say(
    demo_store: Path, qapp: QGuiApplication, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)

    def say(text: str, *_: object, **__: object) -> NoReturn:
        raise OSError("espeak-ng cannot speak")

    monkeypatch.setattr("voter_kiosk.speech.espeak.say", say)
    with QtLog(), opened(demo_store, qapp) as kiosk, kiosk.kiosk.cover:
        showing = kiosk.session.view.showing
        assert showing is not None
        (person, *_) = showing.candidates("p98.na.1")
        spoken, _ = read_aloud(kiosk)
        assert not kiosk.session.fault, "everything is on the screen as well"
    assert "espeak-ng cannot speak" in caplog.text, "the fault itself is there, with where it was"
    assert told(caplog.text, person.name, *spoken) == []


def test_the_log_says_nothing_of_it_even_where_the_engine_does(
    demo_store: Path, qapp: QGuiApplication, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("voter_kiosk.speech.engine.Espeak.speak", Broken(ValueError).speak)
    with QtLog(), opened(demo_store, qapp) as kiosk, kiosk.kiosk.cover:
        spoken, _ = read_aloud(kiosk)
    assert "ValueError" in caplog.text, "the fault itself is there, with where it was"
    assert told(caplog.text, *spoken) == []


BREAKS = {
    "raises": "people.enter = fail",
    "is-killed": "output.Out.data = half",
}
CHILD = """
import json, os, signal, sys

def fail(store, pin, **_):
    raise RuntimeError("for the test")

def half(self, value):
    sys.stdout.write(json.dumps(output.plain(value), ensure_ascii=False)[:70])
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)

if "enter" in sys.orig_argv:
    from voter_kiosk.cli import output
    from voter_kiosk.store import people
    BREAK
"""
"""What a child process loads first of all, and is broken by."""


@pytest.mark.parametrize("how", BREAKS)
def test_the_log_says_nothing_of_who_came_in_where_the_command_breaks_that_lets_in(
    staffed: Path,
    of_commands: Path,
    tmp_path: Path,
    qapp: QGuiApplication,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "sitecustomize.py").write_text(CHILD.replace("BREAK", BREAKS[how]), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH")))))
    with QtLog(), opened(staffed, qapp) as kiosk, kiosk.kiosk.cover:
        come_in(kiosk)
        assert not kiosk.kiosk.screen.office.property("entered")
        assert not kiosk.session.fault
    (record,) = (record for record in caplog.records if record.name.endswith("office.job"))
    assert record.levelname == "ERROR", "that it broke is there"
    assert "enter: " in record.getMessage()
    noted = "".join(file.read_text("utf-8") for file in of_commands.rglob("*.log"))
    assert ("RuntimeError: for the test" in noted) is (how == "raises")
    assert told(caplog.text + noted, OFFICER, PIN) == []


def test_the_log_says_nothing_of_a_name_that_no_command_understands(
    staffed: Path, of_commands: Path, qapp: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    """As a keyboard types it, by mistake."""
    caplog.set_level(logging.DEBUG)
    with QtLog(), opened(staffed, qapp) as kiosk, kiosk.kiosk.cover:
        office = kiosk.kiosk.screen.office
        office.let_in(Person(1, OFFICER, Role.OFFICER))
        office.go("people", "add")
        facts = office.errand
        assert isinstance(facts, EntryFacts)
        facts.keyboard("--Nguyễn Thị Ẵm")
        facts.next()
        facts.choose("officer")
        for _ in range(2):
            for digit in NEW_PIN:
                facts.digit(digit)
            facts.next()
        kiosk.done()
        office.leave()
        kiosk.done()
    assert told(caplog.text, "Nguyễn", "Ẵm", NEW_PIN) == []
