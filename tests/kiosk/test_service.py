"""The kiosk as a service: what its manager hears, what opens no socket, what a hang leaves in the log."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from voter_kiosk.kiosk.heartbeat import Dot, Heartbeat, Manager

RUN = """
import os, sys
from pathlib import Path
from voter_kiosk.kiosk.app import run
code = run(Path(sys.argv[1]), window=(540, 960))
print(code, [name for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC") if name in os.environ])
"""
PATIENCE_US = 600_000


class Ear:
    """A service manager's socket: what it heard, datagram by datagram."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)

    def close(self) -> None:
        self._socket.close()

    def hear(self, seconds: float = 60) -> list[str]:
        """The lines of the next datagram; none where all is silent for so long."""
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(4096).decode().split("\n")
        except TimeoutError:
            return []

    def forget(self) -> None:
        """What was sent until now is not listened to."""
        self._socket.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                self._socket.recv(4096)


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    made = Ear(str(tmp_path / "notify"))
    yield made
    made.close()


@contextmanager
def served(store: Path, address: Path) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, as systemd would start it."""
    environment = os.environ | {
        "NOTIFY_SOCKET": str(address),
        "WATCHDOG_USEC": str(PATIENCE_US),
        "WATCHDOG_PID": "1",  # the compositor's, never ours
        "JOURNAL_STREAM": "1:2",
    }
    command = [sys.executable, "-c", RUN, str(store)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def inodes(process: int) -> set[str]:
    """The sockets that a process has open, by their inodes."""
    names = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            names.add(str(entry.readlink()))
    return {name[8:-1] for name in names if name.startswith("socket:[")}


def of_the_network(process: int) -> set[str]:
    """The inodes of the network's sockets that a process can see, its own and others'."""
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet"):
        with suppress(OSError):
            _, *lines = Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()
            found |= {line.split()[8 if table == "packet" else 9] for line in lines}
    return found


def test_the_count_of_sockets_sees_one_of_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        assert len(inodes(os.getpid()) & of_the_network(os.getpid())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_its_manager_hears_when_it_is_ready_while_it_lives_and_that_it_ends(
    store: Path, ear: Ear, tmp_path: Path
) -> None:
    with served(store, tmp_path / "notify") as running:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        began = time.monotonic()
        assert [ear.hear() for _ in range(4)] == [["WATCHDOG=1"]] * 4
        assert time.monotonic() - began > 3 * PATIENCE_US / 3_000_000 * 0.8, "by the clock, not in a flood"
        assert not inodes(running.pid) & of_the_network(running.pid), "no socket of the network is open"
        running.send_signal(signal.SIGTERM)
        heard = iter(ear.hear, ["STOPPING=1"])
        assert all(lines == ["WATCHDOG=1"] for lines in heard)
        out, err = running.communicate(timeout=30)
        assert out == "0 []\n", err
        assert running.returncode == 0


def test_a_hang_is_not_alive_and_its_end_says_where_it_hung(store: Path, ear: Ear, tmp_path: Path) -> None:
    with served(store, tmp_path / "notify") as running:
        assert ear.hear()[0] == "READY=1"
        assert ear.hear() == ["WATCHDOG=1"]
        running.send_signal(signal.SIGSTOP)
        time.sleep(0.1)
        ear.forget()
        assert ear.hear(2 * PATIENCE_US / 1e6) == [], "who hangs is silent, longer than its manager waits"
        running.send_signal(signal.SIGABRT)  # what systemd sends then
        running.send_signal(signal.SIGCONT)
        _, err = running.communicate(timeout=30)
        assert running.returncode == -signal.SIGABRT
        assert "Fatal Python error: Aborted" in err
        assert "app.py" in err


def test_a_screen_that_gets_no_frames_is_not_alive_though_the_program_runs(
    qapp: QGuiApplication, qtbot: QtBot, ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Dot] = []
    monkeypatch.setattr(Dot, "paint", lambda self, _: painted.append(self))
    window = QQuickWindow()
    heart = Heartbeat(window, Manager(str(tmp_path / "notify"), 150_000), qapp)
    heart.begin("a")
    qtbot.wait(100)
    assert ear.hear(0.01) == [], "nothing was drawn yet"
    window.show()
    qtbot.wait(300)
    assert ear.hear(0.01) == ["READY=1", "STATUS=a"]
    assert ear.hear(0.01) == ["WATCHDOG=1"], "nothing on it changes, and still it lives"
    assert len(painted) > 2, "each frame that it asks for has something new, or a compositor would not answer it"
    heart.say("b")
    window.hide()
    qtbot.wait(150)
    ear.forget()
    qtbot.wait(250)
    assert ear.hear(0.01) == []
    heart.stop()
    assert ear.hear(0.01) == ["STOPPING=1"]
    heart.deleteLater()
    window.deleteLater()


def test_a_manager_that_went_away_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Manager(str(tmp_path / "gone")).tell("READY=1")
    assert "could not be told" in caplog.text


def test_an_abstract_socket_is_one_as_well() -> None:
    name = f"voter-kiosk-{os.getpid()}"
    ear = Ear(f"\0{name}")
    Manager(f"@{name}").tell("READY=1", "STATUS=x")
    assert ear.hear(1) == ["READY=1", "STATUS=x"]
    ear.close()


def test_the_journal_hears_how_grave_each_line_is(tmp_path: Path, ear: Ear) -> None:
    with served(tmp_path / "nowhere", tmp_path / "notify") as running:
        assert ear.hear() == ["READY=1", "STATUS=nothing to show [store-not-set-up]"]
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=30)
    (line,) = (line for line in err.splitlines() if "store-not-set-up" in line)
    assert line.startswith("<4>voter_kiosk.kiosk.world: ")


def test_who_was_started_by_nobody_tells_nobody() -> None:
    assert Manager.of({}) == Manager()
    Manager().tell("READY=1")
    given = {"NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "30000000", "HOME": "/"}
    assert Manager.of(given) == Manager("/run/n", 30_000_000)
    assert given == {"HOME": "/"}
