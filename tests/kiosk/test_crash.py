"""What nobody expected is logged, asks for staff, and passes."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qDebug, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.kiosks import opened
from voter_kiosk.domain.journey import ATTRACT
from voter_kiosk.kiosk.crash import QtLog


def break_down() -> None:
    raise ZeroDivisionError("for the test")


def test_a_crash_covers_the_screen_and_passes_to_a_fresh_attract(
    store: Path, qapp: QGuiApplication, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(store, qapp, comes_back_ms=100) as kiosk, kiosk.kiosk.cover:
        kiosk.go("candidate", "p98.na.1.1")
        kiosk.session.setLanguage("en")
        QTimer.singleShot(0, break_down)
        qtbot.waitUntil(lambda: bool(kiosk.session.fault), timeout=5000)
        kiosk.grab()
        assert "Please call the staff" in kiosk.hand.words()
        assert kiosk.hand.names() == [], "nothing can be touched below"
        qtbot.waitUntil(lambda: not kiosk.session.fault, timeout=5000)
        assert kiosk.session.place == ATTRACT
        assert kiosk.session.language == "vi"
    crash = next(record for record in caplog.records if record.levelno == logging.CRITICAL)
    assert crash.exc_info is not None
    assert crash.exc_info[0] is ZeroDivisionError
    assert "p98.na.1.1" not in caplog.text, "what the citizen had opened is nobody's business"


def test_a_second_crash_keeps_the_cover(store: Path, qapp: QGuiApplication, qtbot: QtBot) -> None:
    with opened(store, qapp, comes_back_ms=200) as kiosk, kiosk.kiosk.cover:
        for _ in range(3):
            try:
                break_down()
            except ZeroDivisionError as error:
                sys.excepthook(type(error), error, error.__traceback__)
            assert kiosk.session.fault
            qtbot.wait(80)
        qtbot.waitUntil(lambda: not kiosk.session.fault, timeout=5000)


def test_who_stops_the_program_is_not_held_up(
    store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: passed_on.append(kind))
    with opened(store, qapp) as kiosk, kiosk.kiosk.cover:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        assert not kiosk.session.fault
    assert passed_on == [KeyboardInterrupt]


def test_the_hook_is_put_back(store: Path, qapp: QGuiApplication) -> None:
    before = sys.excepthook
    with opened(store, qapp) as kiosk:
        with kiosk.kiosk.cover:
            assert sys.excepthook != before
        assert sys.excepthook == before


def test_what_qt_says_is_in_the_log(qapp: QGuiApplication, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), QtLog():
        qWarning("a picture is broken")
        qDebug("a detail")
    assert [(record.levelname, record.message.split(" (")[0]) for record in caplog.records] == [
        ("WARNING", "a picture is broken"),
        ("DEBUG", "a detail"),
    ]


def test_what_fails_where_qt_calls_us_is_a_fault_like_any_other(
    store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PySide would end the process: C raises here, and Qt's own code is in between."""
    with opened(store, qapp) as kiosk, kiosk.kiosk.cover:
        monkeypatch.setattr(kiosk.kiosk.screen._touches, "_key", lambda _event: [].index(1))
        QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
        assert kiosk.session.fault


def test_what_fails_in_another_thread_covers_the_screen_in_its_own(
    store: Path, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    with opened(store, qapp) as kiosk, kiosk.kiosk.cover:
        error = ZeroDivisionError("for the test")
        thread = threading.Thread(target=lambda: sys.excepthook(type(error), error, None))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(kiosk.session.fault), timeout=5000)
        qtbot.waitUntil(lambda: not kiosk.session.fault, timeout=5000)
