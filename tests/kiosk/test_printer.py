"""Printing through CUPS' commands: what is handed over, what the screen hears, and that it never waits.

Most tests run a stand-in ``lp`` (with ``lpstat`` and ``cancel``) from a folder on PATH: small shell programs that
answer as CUPS 2.4 does and note what they were given. They prove our side. The last tests go through a real CUPS,
into a printer of its own (a socket that takes what a network printer would), and are skipped where there is none.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers import stores
from helpers.elections import at
from helpers.views import compiled, view_of
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.slips import MOST_SLIPS, PrinterSetting, SlipPaper
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.slips.paper import Slip, slip_of
from voter_kiosk.kiosk.slips.printer import Printed, PrintJob, PrintState, SlipPrinter, media_of
from voter_kiosk.kiosk.slips.sheet import sheet_of
from voter_kiosk.kiosk.view import View

LIST = "candidates/p98.na.1"
CAMPAIGN = Moment(at("2026-03-05"))

LP = """#!/bin/sh
printf '%s\\n' "$LC_ALL" "$@" >"$0.arguments"
for file do :; done
cp "$file" "$0.pdf"
echo "request id is may-in-7 (1 file(s))"
"""
LPSTAT_DONE = "#!/bin/sh\nexit 0\n"
LPSTAT_WAITING = "#!/bin/sh\necho 'may-in-7  kiosk  27648  Wed Nov 25 18:14:58 2026'\n"
CANCEL = '#!/bin/sh\necho "$@" >"$0.arguments"\n'
UNKNOWN = '#!/bin/sh\necho "lp: Error - The printer or class does not exist." >&2\nexit 1\n'
REFUSES = "#!/bin/sh\necho 'lp: Destination \"may-in\" is not accepting jobs.' >&2\nexit 1\n"
HANGS = "#!/bin/sh\nexec sleep 60\n"


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with compiled(stores.content(), tmp_path_factory.mktemp("printer")) as catalogue:
        yield view_of(catalogue, CAMPAIGN, printer=PrinterSetting("may-in", SlipPaper.ROLL))


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stand-ins, which comes first on PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    stand_in(folder, lp=LP, lpstat=LPSTAT_DONE, cancel=CANCEL)
    return folder


def stand_in(folder: Path, **programs: str) -> None:
    for name, text in programs.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)


class Waiting:
    """A printer of the kiosk, and what it logs."""

    def __init__(self, view: View, qtbot: QtBot, parent: QObject, patience_ms: int = 20_000) -> None:
        self.view = view
        self.qtbot = qtbot
        self.printer = SlipPrinter(self.look, parent, patience_ms=patience_ms, poll_ms=20)

    def look(self) -> View:
        return self.view

    def prints(self, subject: str = LIST) -> str:
        """Ask for a slip and wait for what becomes of it."""
        self.printer.print(subject)
        self.qtbot.waitUntil(lambda: self.printer.state != PrintState.PRINTING, timeout=20_000)
        return str(self.printer.state)


@pytest.fixture
def waiting(view: View, qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Waiting]:
    made = Waiting(view, qtbot, QObject(qapp))
    yield made
    made.printer.stop()


def test_lp_gets_the_very_slip_its_printer_and_its_paper(
    waiting: Waiting, programs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert waiting.prints() == PrintState.PRINTED
    slip = slip_of(sheet_of(waiting.view, LIST), SlipPaper.ROLL)
    assert (programs / "lp.pdf").read_bytes() == slip.data
    given = (programs / "lp.arguments").read_text().split("\n")
    assert given[:5] == ["C", "-d", "may-in", "-t", "voter-kiosk"]
    assert f"media=Custom.80x{slip.height:g}mm" in given
    assert "a slip was printed: may-in-7" in caplog.text
    assert not Path(given[-2]).exists(), "the file is gone with the job"


def test_the_screen_goes_on_while_a_slip_is_on_its_way(waiting: Waiting, programs: Path) -> None:
    stand_in(programs, lp=HANGS)
    waiting.printer.print(LIST)
    assert waiting.printer.state == PrintState.PRINTING, "back at once, with lp still at work"
    waiting.printer.print("area")
    assert waiting.printer.subject == LIST, "one slip at a time, whatever is touched"


def test_a_slip_that_does_not_come_out_is_cancelled_and_the_staff_are_asked_for(
    view: View, qtbot: QtBot, qapp: QGuiApplication, programs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in(programs, lpstat=LPSTAT_WAITING)
    waiting = Waiting(view, qtbot, QObject(qapp), patience_ms=600)
    assert waiting.prints() == PrintState.FAILED
    qtbot.waitUntil((programs / "cancel.arguments").exists, timeout=10_000)
    qtbot.waitUntil(lambda: (programs / "cancel.arguments").read_text() == "may-in-7\n", timeout=10_000)
    assert "a slip was not printed [failed]: may-in-7 took longer than 0.6 s" in caplog.text


def test_an_lp_that_hangs_is_given_up(view: View, qtbot: QtBot, qapp: QGuiApplication, programs: Path) -> None:
    stand_in(programs, lp=HANGS)
    assert Waiting(view, qtbot, QObject(qapp), patience_ms=300).prints() == PrintState.FAILED
    assert not (programs / "cancel.arguments").exists()


@pytest.mark.parametrize(("lp", "how"), [(UNKNOWN, "no-printer"), (REFUSES, "failed")])
def test_what_cups_refuses_is_logged_as_it_says_it(
    waiting: Waiting, programs: Path, caplog: pytest.LogCaptureFixture, lp: str, how: str
) -> None:
    stand_in(programs, lp=lp)
    assert waiting.prints() == PrintState.FAILED
    assert f"a slip was not printed [{how}]: lp: " in caplog.text


def test_where_there_is_no_cups_the_result_says_so(
    waiting: Waiting, programs: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(programs / "empty"))
    assert waiting.prints() == PrintState.FAILED
    assert "[no-printer]" in caplog.text


def test_a_citizen_gets_three_and_the_next_one_begins_anew(waiting: Waiting, programs: Path) -> None:
    for _ in range(MOST_SLIPS):
        assert waiting.prints() == PrintState.PRINTED
    (programs / "lp.pdf").unlink()
    assert waiting.prints("area") == PrintState.ENOUGH
    assert not (programs / "lp.pdf").exists()
    waiting.printer.forget()
    assert (waiting.printer.state, waiting.printer.subject) == (PrintState.READY, "")
    assert waiting.prints() == PrintState.PRINTED


def test_a_slip_that_failed_does_not_count(waiting: Waiting, programs: Path) -> None:
    stand_in(programs, lp=REFUSES)
    for _ in range(MOST_SLIPS + 1):
        assert waiting.prints() == PrintState.FAILED
    stand_in(programs, lp=LP)
    assert waiting.prints() == PrintState.PRINTED


def test_the_next_citizen_hears_nothing_of_the_last_ones_slip(
    waiting: Waiting, programs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    waiting.printer.print(LIST)
    waiting.printer.forget()
    waiting.qtbot.waitUntil(lambda: "a slip was printed" in caplog.text, timeout=20_000)
    assert (waiting.printer.state, waiting.printer.subject) == (PrintState.READY, "")


@pytest.mark.parametrize("subject", ["candidate/p98.na.1.1", "candidate/p98.na.1.1/programme", "nowhere"])
def test_a_single_candidate_is_never_printed(waiting: Waiting, programs: Path, subject: str) -> None:
    assert waiting.prints(subject) == PrintState.FAILED
    assert not (programs / "lp.pdf").exists()


def test_what_is_printed_is_what_may_be_shown_at_the_touch(
    tmp_path: Path, qtbot: QtBot, qapp: QGuiApplication, programs: Path
) -> None:
    """The page may stand open while the clock turns out to be wrong: the slip is of now, whatever it shows."""
    with compiled(stores.content(), tmp_path) as catalogue:
        printer = PrinterSetting("may-in")
        waiting = Waiting(view_of(catalogue, CAMPAIGN, printer=printer), qtbot, QObject(qapp))
        waiting.view = view_of(catalogue, Moment(at("2026-02-20")), printer=printer)
        assert waiting.prints() == PrintState.FAILED
        assert not (programs / "lp.pdf").exists()


def test_without_a_printer_set_nothing_is_started(waiting: Waiting, programs: Path) -> None:
    waiting.view = replace(waiting.view, printer=None)
    assert waiting.prints() == PrintState.FAILED
    assert not (programs / "lp.arguments").exists()


def test_paper_has_the_name_that_cups_knows() -> None:
    assert media_of(Slip(b"", 1, 148, 210), SlipPaper.A5) == "A5"
    assert media_of(Slip(b"", 1, 80, 213.0), SlipPaper.ROLL) == "Custom.80x213mm"


def real_cups() -> str:
    """Why there is no real CUPS to print through, or nothing."""
    if shutil.which("lpadmin") is None and shutil.which("lpadmin", path="/usr/sbin") is None:
        return "CUPS is not installed here"
    plain = {**os.environ, "LC_ALL": "C"}
    running = subprocess.run(["lpstat", "-r"], capture_output=True, text=True, check=False, env=plain)
    return "" if running.stdout.startswith("scheduler is running") else "CUPS does not run here"


@pytest.fixture
def network_printer() -> Iterator[tuple[str, list[bytes]]]:
    """A queue of CUPS, and what its printer was sent: a socket that takes what port 9100 of a printer takes."""
    if why := real_cups():
        pytest.skip(why)
    got: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)

    def take() -> None:
        connection, _ = listener.accept()
        with connection:
            parts = []
            while part := connection.recv(1 << 16):
                parts.append(part)
            got.append(b"".join(parts))

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    name = f"kiosk-{uuid.uuid4().hex[:8]}"
    lpadmin = shutil.which("lpadmin") or "/usr/sbin/lpadmin"
    address = f"socket://127.0.0.1:{listener.getsockname()[1]}"
    made = subprocess.run(
        [lpadmin, "-p", name, "-E", "-v", address, "-m", "raw"], capture_output=True, check=False
    )
    if made.returncode:
        listener.close()
        pytest.skip("this user may not add a printer to CUPS")
    try:
        yield name, got
    finally:
        subprocess.run([lpadmin, "-x", name], capture_output=True, check=False)
        listener.close()
        thread.join(timeout=1)


def test_a_real_cups_sends_the_very_slip_to_its_printer(
    view: View, qtbot: QtBot, qapp: QGuiApplication, network_printer: tuple[str, list[bytes]]
) -> None:
    name, got = network_printer
    waiting = Waiting(replace(view, printer=PrinterSetting(name)), qtbot, QObject(qapp))
    assert waiting.prints() == PrintState.PRINTED
    assert got == [slip_of(sheet_of(view, LIST), SlipPaper.A5).data]


def test_a_real_cups_knows_no_printer_of_that_name(view: View, qtbot: QtBot, qapp: QGuiApplication) -> None:
    if why := real_cups():
        pytest.skip(why)
    job = PrintJob(PrinterSetting("no-such-printer"), Slip(b"%PDF-", 1, 148, 210), QObject(qapp))
    with qtbot.waitSignal(job.ended, timeout=20_000) as ended:
        job.start()
    assert ended.args is not None
    assert ended.args[0] == Printed.NO_PRINTER
