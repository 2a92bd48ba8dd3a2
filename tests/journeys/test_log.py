"""What stands in the log of the machine: what broke and where in the program. No name, code or search."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.ears import Memory
from helpers.kiosks import ended, opened, until
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.kiosk.crash import QtLog
from voter_kiosk.kiosk.display import ForJournal
from voter_kiosk.kiosk.speaker import Speaker
from voter_kiosk.speech.sound import Sound
from voter_kiosk.store.people import add_person, people

OFFICER, WRONG, NEW = "480213", "775901", "604188"
NAME = "Phạm Thị Riêng"
BREAKS = """
import voter_kiosk.store.people as people

def broken(store, name, *rest, **more):
    raise {error}

people.add_person = broken
"""
"""What a child does whose software is broken just where it has a name in its hands."""


@pytest.fixture
def store(demo_store: Path, tmp_path: Path) -> Path:
    """The demo, of one's own, on a kiosk with an officer."""
    shutil.copytree(demo_store, tmp_path / "store")
    assert isinstance(add_person(tmp_path / "store", "Lê Thị B", Role.OFFICER, OFFICER), Person)
    return tmp_path / "store"


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """Everything that is logged, down to the smallest, as the journal gets it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(ForJournal())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with QtLog():
        yield said
    root.removeHandler(handler)
    root.setLevel(level)


def test_nothing_of_whom_a_citizen_searched_for_or_opened(
    store: Path, qapp: QGuiApplication, journal: io.StringIO
) -> None:
    with opened(store, qapp) as kiosk, kiosk.kiosk.cover:
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
    said = journal.getvalue()
    assert "<3>sqlite3.DatabaseError SQLITE_CORRUPT" in said, "the fault itself is there, with where it was"
    assert "SearchPage.qml:" in said, "QML says so too"
    assert "MATCH" not in said
    assert [person.name for person in people if person.name in said or person.id in said] == []
    assert typed not in said.upper().replace("VOTER_KIOSK", "")


def test_nothing_of_whose_picture_could_not_be_shown(
    store: Path, qapp: QGuiApplication, journal: io.StringIO
) -> None:
    with opened(store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        chosen = next(
            person
            for unit in showing.constituencies()
            for person in showing.candidates(unit.id)
            if person.portrait
        )
        picture = showing.media(chosen.portrait)
        assert picture is not None
        picture.chmod(0o600)
        picture.write_bytes(b"no picture")
        kiosk.go("candidate", chosen.id)
        until(lambda: "Image" in journal.getvalue())
    said = journal.getvalue()
    assert "voter_kiosk.kiosk.qt: " in said
    assert picture.name[:12] not in said


def test_nothing_of_an_official_but_what_broke(store: Path, qapp: QGuiApplication, journal: io.StringIO) -> None:
    with opened(store, qapp) as kiosk:
        office = kiosk.kiosk.screen.office
        office.knock()
        kiosk.grab()
        kiosk.type_pin(WRONG)
        kiosk.type_pin(OFFICER)
        assert office.entered
        office.go("people", "add")
        kiosk.done()
        for letter in ("-", *NAME):
            facts = office.property("facts")
            facts.keyboard(facts.property("text") + letter)
        for key in ("Continue", "Cán bộ phụ trách: làm được mọi việc", *NEW, "Continue", *NEW, "Save"):
            kiosk.hand.touch(kiosk.keys(key))
            kiosk.done()
        assert [person.name for person in people(store)][1:] == [f"-{NAME}"], "a hyphen is a letter like any other"
    said = journal.getvalue()
    assert not [word for word in (NAME, "Lê Thị B", OFFICER, WRONG, NEW) if word in said]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("RuntimeError(name)", "RuntimeError"),
        ("OSError(28, 'No space left on device', '/media/' + name)", "OSError ENOSPC"),
    ],
)
def test_nothing_of_what_a_command_had_in_its_hands_when_it_broke(
    store: Path,
    qapp: QGuiApplication,
    journal: io.StringIO,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: str,
    told: str,
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BREAKS.format(error=error), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    how, _ = ended(["people", "add", "--store", str(store), "--", NAME], f"{NEW}\n")
    assert how.refused is not None
    assert how.refused.code == "command-broken"
    said = journal.getvalue()
    assert "<3>voter_kiosk.kiosk.office.job: people: ended with" in said
    assert f"<3>{told}\n" in said
    assert ", in broken" in said, "where it was"
    assert NAME not in said
    assert NEW not in said


def test_nothing_of_what_a_killed_command_had_answered(
    store: Path, qapp: QGuiApplication, journal: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = json.dumps({"code": "12345678901234567890"})
    (tmp_path / "sitecustomize.py").write_text(
        f"import os, sys\nsys.stdout.write({answer[:-1]!r})\nsys.stdout.flush()\nos.kill(os.getpid(), 9)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    how, _ = ended(["people", "recovery", "--store", str(store)])
    assert how.refused is not None
    said = journal.getvalue()
    assert "<3>voter_kiosk.kiosk.office.job: people: killed by signal 9\n" in said
    assert "1234567890" not in said


def test_nothing_of_what_a_voice_was_to_say(qapp: QGuiApplication, journal: io.StringIO) -> None:
    class Broken:
        name = "broken"

        def speak(self, text: str, language: str, pace: int = 100) -> Iterator[Sound]:
            raise LookupError(text)

    speaker = Speaker(Broken(), Memory(), qapp)
    lost: list[bool] = []
    speaker.failed.connect(lambda: lost.append(True))
    speaker.say(NAME, "vi")
    until(lambda: bool(lost))
    speaker.close()
    said = journal.getvalue()
    assert "<3>voter_kiosk.kiosk.speaker: what was to be said could not be said" in said
    assert "<3>LookupError" in said
    assert NAME not in said
