"""What stands in the log after a citizen was there, and something broke while she searched: nothing of her."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import opened
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.kiosk.crash import QtLog


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
