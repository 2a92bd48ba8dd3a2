"""The program: what it loads, how it begins and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.kiosks import CAMPAIGN, opened
from voter_kiosk.domain.journey import ATTRACT
from voter_kiosk.kiosk.app import Kiosk, panel_of
from voter_kiosk.kiosk.display import choose_renderer, display_there
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.window import Panel

RUN = """
import sys, threading, os, signal
from pathlib import Path
from voter_kiosk.kiosk.app import run
threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
code = run(Path(sys.argv[1]), window=(540, 960))
heavy = ("tuf", "securesystemslib", "alembic", "voter_kiosk.authoring", "typer", "rich", "docx", "openpyxl")
print(code, sorted(name for name in heavy if name in sys.modules))
"""


def run(store: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "default"}
    return subprocess.run(
        [sys.executable, "-c", RUN, str(store), "2"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


def test_the_kiosk_never_loads_what_makes_or_verifies_bundles_and_ends_when_told(store: Path) -> None:
    done = run(store)
    assert done.stdout == "0 []\n", done.stderr
    assert "ERROR" not in done.stderr
    assert "CRITICAL" not in done.stderr


def test_a_store_that_is_not_there_is_said_on_the_screen_and_in_the_log(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere")
    assert done.stdout.startswith("0 ")
    assert "store-not-set-up" in done.stderr


def test_nothing_heavy_is_loaded_before_the_first_frame() -> None:
    heavy = ("sqlalchemy", "sqlite3")
    program = f"import sys, voter_kiosk.kiosk.app; print([name for name in {heavy} if name in sys.modules])"
    # Without coverage's own variables: where it measures a child, it loads sqlite3 itself.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_no_source_is_read_and_kept_of_what_is_imported() -> None:
    program = (
        "import voter_kiosk.kiosk.app, voter_kiosk.store.opening, linecache, sys;"
        "files = [name for name in linecache.cache if 'voter_kiosk' in name or '/sqlalchemy/' in name];"
        "print(files, 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"


def test_the_first_frame_comes_before_the_store_is_opened(
    store: Path, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    kiosk = Kiosk(store, Panel(), qapp, at=CAMPAIGN)
    kiosk.open_when_painted()
    assert kiosk.session.view.opening
    assert kiosk.session.place == ATTRACT
    kiosk.screen.window.show()
    qtbot.waitUntil(lambda: kiosk.session.view.showing is not None, timeout=10_000)
    assert not kiosk.session.view.opening
    assert kiosk.screen.translator.dictionary is kiosk.session.view.dictionary, "with the words the bundle brings"
    qtbot.waitUntil(lambda: not kiosk.screen.warm(), timeout=10_000)  # every page is compiled ahead
    kiosk.session.home()
    settle()
    kiosk.session.finish()
    kiosk.follow()
    assert kiosk.session.resting
    kiosk.close()
    settle()


def test_where_the_store_cannot_even_be_opened_it_is_tried_again(
    store: Path, qapp: QGuiApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voter_kiosk.kiosk.app.FOLLOW_MS", 30)
    kiosk = Kiosk(store, Panel(), qapp, at=CAMPAIGN)
    whole = kiosk.world.open
    tried: list[None] = []

    def broken() -> None:
        tried.append(None)
        if len(tried) < 3:
            raise RuntimeError("nobody thought of it")
        whole()

    monkeypatch.setattr(kiosk.world, "open", broken)
    kiosk.open_when_painted()
    kiosk.screen.window.show()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: kiosk.session.view.showing is not None, timeout=10_000)
    assert [str(error) for _, error, _ in raised] == ["nobody thought of it"] * 2
    kiosk.close()
    settle()


def test_a_screen_that_nobody_measured_counts_as_a_24_inch_one() -> None:
    assert panel_of((1080, 1920), None).pixels_per_mm == pytest.approx(Panel().pixels_per_mm)
    assert panel_of((1920, 1080), None).height_mm == pytest.approx(298.7, abs=0.1)


def test_a_measured_screen_counts_as_it_was_measured() -> None:
    assert panel_of((2160, 3840), (697.0, 1240.0)).pixels_per_mm == pytest.approx(3840 / 1240)


def test_a_small_window_is_the_same_screen_seen_smaller() -> None:
    assert panel_of((540, 960), None).pixels_per_mm == pytest.approx(Panel().pixels_per_mm / 2)


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "eglfs"}, True),
        ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/fb1"}, True),
    ],
)
def test_whether_there_is_a_display(environment: dict[str, str], there: bool) -> None:
    assert display_there(environment) is there


def test_it_draws_in_software_unless_told_otherwise() -> None:
    environment: dict[str, str] = {}
    choose_renderer(environment)
    assert environment == {"QT_QUICK_BACKEND": "software"}
    chosen = {"QSG_RHI_BACKEND": "opengl"}
    choose_renderer(chosen)
    assert chosen == {"QSG_RHI_BACKEND": "opengl"}


def test_a_kiosk_that_is_closed_looks_at_its_content_no_more(installed: Path, qapp: QGuiApplication) -> None:
    """A timer left running would ask a store that is shut, a second later, in somebody else's test."""
    with opened(installed, qapp) as kiosk:
        ticking = kiosk.session.findChild(QTimer)
        assert isinstance(ticking, QTimer)
        assert ticking.isActive()
    assert not ticking.isActive()
