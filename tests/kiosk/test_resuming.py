"""A load that a power cut broke off is taken up again beside the screen, which shows content from the first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.ear import Ear
from helpers.kiosks import Open, opened, until
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.resuming import BUSY_S
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.setup import setup

ME = Person(1, "Lê Thị B", Role.OFFICER)

RUN = """
from voter_kiosk.kiosk import display
display.display_there = lambda _environment: True
from voter_kiosk.cli.start import run
run()
"""


class PowerCutError(BaseException):
    """No code after it runs."""


@pytest.fixture
def half(store: Path, committee: stores.Desk, tmp_path: Path) -> Path:
    """A store that shows version 1, in which the load of version 2 was broken off once all of it was verified."""
    bundle = Path(shutil.copy(committee.folder / "v2.vkb", tmp_path / "stick.vkb"))

    def cut(operation: str) -> None:
        if operation == "step verified":
            raise PowerCutError

    with pytest.raises(PowerCutError):
        install(store, bundle, surroundings=stores.quick(files=Files(cut)))
    bundle.unlink()
    return store


def shown(kiosk: Open) -> int:
    found = kiosk.kiosk.world._store
    return found.generation if found else 0


def test_the_screen_shows_the_content_there_is_until_the_load_is_finished(
    half: Path, qapp: QGuiApplication
) -> None:
    with opened(half, qapp, at=None) as kiosk:
        assert shown(kiosk) == 1
        assert kiosk.kiosk.resuming.at_work
        until(lambda: not kiosk.kiosk.resuming.at_work)
        assert shown(kiosk) == 2
        kiosk.kiosk.follow()
        assert not kiosk.kiosk.resuming.at_work


def test_who_reads_goes_on_reading_what_she_reads(half: Path, qapp: QGuiApplication) -> None:
    with opened(half, qapp, at=None) as kiosk:
        kiosk.go("home")
        until(lambda: not kiosk.kiosk.resuming.at_work)
        assert shown(kiosk) == 1
        kiosk.session.finish()
        kiosk.kiosk.follow()
        assert shown(kiosk) == 2


def test_an_official_waits_for_nothing_and_it_is_taken_up_when_she_has_left(
    half: Path, qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.stdin.read()\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # it takes until it is ended
    with opened(half, qapp, at=None) as kiosk:
        assert kiosk.kiosk.resuming.at_work
        kiosk.kiosk.screen.office.let_in(ME)
        assert not kiosk.kiosk.resuming.at_work
        kiosk.kiosk.follow()
        assert not kiosk.kiosk.resuming.at_work
        monkeypatch.undo()
        kiosk.kiosk.screen.office.leave()
        kiosk.kiosk.follow()
        assert not kiosk.kiosk.resuming.at_work, "that she has left is entered first"
        until(lambda: not kiosk.kiosk.screen.office.at_work)
        kiosk.kiosk.follow()
        assert kiosk.kiosk.resuming.at_work
        until(lambda: not kiosk.kiosk.resuming.at_work)
        kiosk.kiosk.follow()
        assert shown(kiosk) == 2


def test_another_command_in_the_way_is_waited_for(half: Path, qapp: QGuiApplication) -> None:
    with locked(Layout(half)), opened(half, qapp, at=None) as kiosk:
        until(lambda: not kiosk.kiosk.resuming.at_work)
        kiosk.kiosk.follow()
        assert not kiosk.kiosk.resuming.at_work, "not at once"
        kiosk.clock.now += BUSY_S
        kiosk.kiosk.follow()
        assert kiosk.kiosk.resuming.at_work
        until(lambda: not kiosk.kiosk.resuming.at_work)
    with opened(half, qapp, at=None) as kiosk:
        until(lambda: not kiosk.kiosk.resuming.at_work)
        assert shown(kiosk) == 2


def test_content_that_was_to_be_taken_over_by_a_new_state_is_taken_over(
    store: Path, committee: stores.Desk, qapp: QGuiApplication
) -> None:
    for path in store.glob("state.sqlite*"):
        path.unlink()
    named: list[str] = []

    def cut(operation: str) -> None:
        named.append(operation)
        if operation.startswith("sync") and any(one.startswith("move state.sqlite") for one in named):
            raise PowerCutError

    with pytest.raises(PowerCutError):
        setup(store, committee.root, files=Files(cut))
    with opened(store, qapp, at=None) as kiosk:
        assert kiosk.kiosk.resuming.at_work
        until(lambda: not kiosk.kiosk.resuming.at_work)
        assert shown(kiosk) > 0
    assert not (store / "adopting").exists()


def test_where_nothing_was_broken_off_nothing_is_begun(store: Path, qapp: QGuiApplication) -> None:
    with opened(store, qapp, at=None) as kiosk:
        assert not kiosk.kiosk.resuming.at_work


def test_what_cannot_be_finished_is_tried_once_and_the_content_stays(
    store: Path, qapp: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    (store / "state.sqlite").write_bytes(b"no state")
    with opened(store, qapp, at=None) as kiosk:
        assert shown(kiosk) == 1
        until(lambda: not kiosk.kiosk.resuming.at_work)
        assert "could not be finished: store-state-lost" in caplog.text
        kiosk.kiosk.follow()
        assert not kiosk.kiosk.resuming.at_work
        assert shown(kiosk) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="systemd's socket")
def test_the_program_is_ready_with_the_content_there_is_before_the_load_is_finished(
    half: Path, tmp_path: Path
) -> None:
    with closing(Ear(str(tmp_path / "notify"))) as ear:
        environment = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify"), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-c", RUN, "run", "--store", str(half), "--window", "540x960"]
        running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
        try:
            assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
            while (heard := ear.hear()) != ["STATUS=generation 2 is shown"]:
                assert heard == ["WATCHDOG=1"]
        finally:
            running.kill()
            running.communicate()
