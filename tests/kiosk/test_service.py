"""The kiosk as a service: what its manager hears, what opens no socket, what a hang leaves in the log."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from helpers import stores
from helpers.ear import Ear
from helpers.kiosks import put
from voter_kiosk.kiosk.heartbeat import Dot, Heartbeat, Manager

RUN = """
import os, sys
from pathlib import Path
from voter_kiosk.kiosk.app import run
code = run(Path(sys.argv[1]), window=(540, 960))
print(code, [name for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC") if name in os.environ])
"""

HANGS = """
import signal, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from voter_kiosk.kiosk import app

def goes_on():
    with open(sys.argv[2], "ab", buffering=0) as pulse:
        while True:
            pulse.write(b".")
            time.sleep(0.02)

def hang_here():
    print("hangs", flush=True)
    time.sleep(60)  # this thread alone: asleep, it lets every other one run

class Told(app.Kiosk):
    def _begin(self):
        super()._begin()
        showing = self.session.view.showing
        print(showing.about().fingerprint, [one.name for one in showing.candidates("p98.na.1")], flush=True)

app.Kiosk = Told
threading.Thread(target=goes_on, daemon=True).start()
signal.signal(signal.SIGUSR1, lambda *_: QTimer.singleShot(0, hang_here))
app.run(Path(sys.argv[1]), window=(540, 960))
"""
"""The program, whose screen hangs when it is told to, while a thread beside it goes on and leaves its traces."""

LIVES = """
import os, sys, traceback
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from helpers.ears import Memory, ears
from helpers.kiosks import CAMPAIGN, Open, until
from voter_kiosk.domain.office import Person, Role, Task
from voter_kiosk.kiosk import app
from voter_kiosk.kiosk.drive import Hand, Seconds
from voter_kiosk.kiosk.loudspeaker import Loudspeaker
from voter_kiosk.kiosk.stops import stops

class Lived(app.Kiosk):
    def _begin(self):
        super()._begin()
        QTimer.singleShot(0, self.try_to_live)

    def try_to_live(self):
        try:
            self.live()
        except BaseException:
            traceback.print_exc()
            os._exit(1)

    def live(self):
        kiosk, office = Open(self, Seconds(), Hand(self.screen.window)), self.screen.office
        showing, moment = self.session.view.showing, self.session.view.moment
        places = {stop.place.screen: stop.place for stop in stops(showing, moment)}
        for place in places.values():
            kiosk.go(place.screen.value, place.subject)
        print("screens", len(places), flush=True)

        Loudspeaker(self.session)  # it asks the system, whatever there is to hear it from
        heard = ears(self.session.listening, Memory(stretch=0.4), lambda: True)
        kiosk.go("topic", "mat-the")
        self.session.listening.toggle()
        until(lambda: len(heard.said) > 2)
        self.session.listening.leave()  # or the page of the film would be read, which halts it
        print("heard", len(heard.memory.samples) > 0, flush=True)

        kiosk.go("film", "topic/mat-the/0")
        kiosk.hand.touch(kiosk.keys("Play"))
        until(lambda: kiosk.item("Film").property("position") > 500)
        print("seen", kiosk.item("Film").property("standing"), flush=True)
        self.session.finish()

        office.let_in(Person(0, "x", Role.OFFICER))
        for task in (Task.STATUS, Task.AUDIT, Task.LOAD):
            office.home(task.value)
        kiosk.done()
        print("asked", office.property("page"), flush=True)

        ended = []
        office.run(["install", sys.argv[2], "--store", sys.argv[1]], ended.append)
        until(lambda: bool(ended))
        office.leave()
        kiosk.done()
        self.follow()
        kiosk.grab()
        print("loaded", ended[0].refused, self.world.status, flush=True)

app.Kiosk = Lived
app.run(Path(sys.argv[1]), at=CAMPAIGN, window=(540, 960))
"""
"""The program, through which somebody goes: every screen, speech, a film, the officials' pages, a load."""

TELLS = """
import os, socket, sys
FOLDER = os.path.dirname(os.path.abspath(__file__))

def note(file, words):
    with open(os.path.join(FOLDER, file), "a", encoding="utf-8") as noted:
        noted.write(words + "\\n")

def hear(event, args):
    if not event.startswith("socket."):
        return
    family = args[1] if event == "socket.__new__" else getattr(args[0], "family", None) if args else None
    if family != socket.AF_UNIX:
        note("strange", f"{event} {family}: {' '.join(sys.orig_argv)[:200]!r}")

sys.addaudithook(hear)
note("begun", " ".join(sys.orig_argv).replace("\\n", " "))
"""
"""What every process of Python begins with where this is ``sitecustomize.py``: it tells on its sockets."""

NETWORK = {
    "a socket of the network": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()",
    "one of the newer network": "socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()",
    "one of the kernel's": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()",
    "one that is made below": "import _socket; _socket.socket(socket.AF_INET).close()",
    "a name that is looked up": "socket.getaddrinfo('127.0.0.1', 9)",
    "and in the older way": "socket.gethostbyname('127.0.0.1')",
}
"""What is to be told on, each done in a moment, and none of it with a word to anybody."""

PATIENCE_US = 600_000
TESTS = str(Path(__file__).parents[1])
"""Where the helpers are."""


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    made = Ear(str(tmp_path / "notify"))
    yield made
    made.close()


@contextmanager
def served(
    store: Path,
    address: Path,
    program: str = RUN,
    *words: object,
    begins_in: Path | None = None,
    within: Sequence[str] = (),
) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, as systemd would start it.

    ``begins_in`` is a folder whose ``sitecustomize.py`` it and its children begin with; ``within`` a command that
    starts it.
    """
    places = (str(begins_in or ""), TESTS, os.environ.get("PYTHONPATH"))
    environment = os.environ | {
        "NOTIFY_SOCKET": str(address),
        "WATCHDOG_USEC": str(PATIENCE_US),
        "WATCHDOG_PID": "1",  # the compositor's, never ours
        "JOURNAL_STREAM": "1:2",
        "PYTHONPATH": os.pathsep.join(filter(None, places)),
    }
    command = [*within, sys.executable, "-c", program, str(store), *map(str, words)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def said(running: subprocess.Popen[str]) -> str:
    """The next line that a program says."""
    assert running.stdout is not None
    return running.stdout.readline().rstrip("\n")


# --- sockets ---


def inodes(process: int) -> set[str]:
    """The sockets that a process has open, by their inodes."""
    names = set()
    with suppress(OSError):  # it has ended
        for entry in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                names.add(str(entry.readlink()))
    return {name[8:-1] for name in names if name.startswith("socket:[")}


def of_unix(process: int) -> set[str]:
    """The inodes of the unix sockets that a process can see, its own and others'."""
    lines: list[str] = []
    with suppress(OSError):
        _, *lines = Path(f"/proc/{process}/net/unix").read_text(encoding="utf-8", errors="replace").splitlines()
    return {line.split()[6] for line in lines}


def of_the_network(process: int) -> list[str]:
    """The network's sockets that a process can see, its own and others', as the system lists them, by inode."""
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6", "packet"):
        with suppress(OSError):
            _, *lines = Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()
            found += [f"{line.split()[8 if table == 'packet' else 9]} {table}" for line in lines]
    return found


def strangers(process: int) -> list[str]:
    """The sockets that a process has open and that are none of unix's, with what is known of them."""
    strange = inodes(process) - of_unix(process)
    strange &= inodes(process)  # open all the while, so it would have been listed
    known = of_the_network(process) if strange else []
    return [next((line for line in known if line.startswith(f"{one} ")), one) for one in sorted(strange)]


def family(process: int) -> set[int]:
    """A process, its children, and theirs."""
    found = {process}
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                for child in (thread / "children").read_text(encoding="ascii").split():
                    found |= family(int(child))
    return found


@dataclass
class Watch:
    """Looks at a process and all its children, again and again, and notes every socket that is not unix's."""

    process: int
    looks: int = 0
    commands: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    unix: set[str] = field(default_factory=set)

    def look(self) -> None:
        self.looks += 1
        for one in family(self.process):
            words = ""
            with suppress(OSError):
                words = Path(f"/proc/{one}/cmdline").read_text("utf-8", errors="replace").replace("\0", " ")
            _, of_ours, command = words.partition("-m voter_kiosk ")
            if of_ours:
                self.commands.add(command.split()[0])
            self.found |= {f"{words[:60]}: {stranger}" for stranger in strangers(one)}
            self.unix |= inodes(one) & of_unix(one)


@contextmanager
def watched(process: int) -> Iterator[Watch]:
    """A watch in a thread of its own, for as long as this lasts."""
    watch, over = Watch(process), threading.Event()

    def keep_looking() -> None:
        while not over.wait(0.05):
            watch.look()

    thread = threading.Thread(target=keep_looking)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()


@dataclass(frozen=True)
class Telltale:
    """A ``sitecustomize.py`` in a folder of its own, and what the processes that began with it told."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Telltale:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(TELLS, encoding="utf-8")
        return cls(folder)

    @property
    def begun(self) -> list[str]:
        """How each process was called."""
        return self._told("begun")

    @property
    def strange(self) -> list[str]:
        """Every socket made, bound or connected that was none of unix's, and every name that was looked up."""
        return self._told("strange")

    def _told(self, file: str) -> list[str]:
        found = self.folder / file
        return found.read_text(encoding="utf-8").splitlines() if found.exists() else []


@pytest.mark.skipif(sys.platform != "linux", reason="there is no netlink")
@pytest.mark.parametrize("deed", NETWORK.values(), ids=NETWORK)
def test_a_child_that_has_to_do_with_the_network_for_a_moment_is_told_on(tmp_path: Path, deed: str) -> None:
    """What is here is the child of a child, and gone before anybody could look."""
    telltale = Telltale.made(tmp_path / "telltale")
    deed = f"import socket\ntry: {deed}\nexcept OSError: pass  # a machine may have none"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {deed!r}], check=True)"
    subprocess.run(
        [sys.executable, "-c", child], env=os.environ | {"PYTHONPATH": str(telltale.folder)}, check=True
    )
    assert len(telltale.begun) == 2
    (told,) = telltale.strange
    assert told.startswith("socket.")


def test_what_is_bound_and_connected_is_told_on_unless_it_is_of_unix(tmp_path: Path) -> None:
    telltale = Telltale.made(tmp_path / "telltale")
    environment = os.environ | {"PYTHONPATH": str(telltale.folder)}
    at_home = (
        "import socket; here = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); here.bind('here');"
        "there = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); there.connect('here'); there.send(b'.');"
        "socket.socketpair()"
    )
    subprocess.run([sys.executable, "-c", at_home], env=environment, cwd=tmp_path, check=True)
    assert len(telltale.begun) == 1
    assert telltale.strange == []
    outside = (
        "import socket; here = socket.socket(type=socket.SOCK_DGRAM); here.bind(('127.0.0.1', 0));"
        "there = socket.socket(type=socket.SOCK_DGRAM); there.connect(here.getsockname())"
    )
    subprocess.run([sys.executable, "-c", outside], env=environment, check=True)
    told = [line.split()[0] for line in telltale.strange]
    assert told == ["socket.__new__", "socket.bind", "socket.__new__", "socket.connect"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_watch_sees_every_socket_but_those_of_unix() -> None:
    kinds = [(socket.AF_INET, socket.SOCK_DGRAM), (socket.AF_INET, socket.SOCK_STREAM)]
    kinds += [(socket.AF_INET6, kind) for _, kind in kinds] if socket.has_ipv6 else []
    kinds += [(socket.AF_NETLINK, socket.SOCK_RAW)]
    watch = Watch(os.getpid())
    watch.look()
    before = set(watch.found)
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        watch.look()
        assert watch.found == before
        assert watch.unix
    for place, (kind, way) in enumerate(kinds, start=1):
        with socket.socket(kind, way) as made:
            watch.look()
            assert len(watch.found - before) == place, (kind, way)
            if kind in {socket.AF_INET, socket.AF_INET6}:
                made.bind(("", 0))
                if way is socket.SOCK_STREAM:
                    made.listen()
                assert any(
                    stranger.endswith(("tcp", "udp", "tcp6", "udp6")) for stranger in strangers(os.getpid())
                )


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_whatever_is_done_at_it_no_socket_is_open_but_those_of_unix(ear: Ear, tmp_path: Path) -> None:
    """Every screen, speech, a film, the officials' pages and a load, in the kiosk and in its child processes.

    Python tells on itself, however short it lives; what libraries do below it is looked for again and again.
    """
    telltale = Telltale.made(tmp_path / "telltale")
    desk = stores.desk(tmp_path / "desk")
    made = stores.with_video(stores.content())
    desk.bundle(1, made)
    newer = desk.bundle(2, made)
    store = stores.new_store(tmp_path / "store", desk)
    put(store, desk, 1)
    with (
        served(store, tmp_path / "notify", LIVES, newer, begins_in=telltale.folder) as running,
        watched(running.pid) as watch,
    ):
        kind, count = said(running).split()
        assert (kind, int(count) > 20) == ("screens", True)
        assert said(running) == "heard True"
        assert said(running) in {"seen playing", "seen ended"}
        assert said(running) == "asked ErrandPage"
        assert said(running) == "loaded None generation 2 is shown"
        watch.look()
        assert strangers(running.pid) == [], "at rest, with all of it loaded"
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=30)
        assert running.returncode == 0, err
    assert watch.looks > 30
    assert {"install", "status", "sticks", "audit"} <= watch.commands, "it looked at the children as well"
    assert watch.found == set()
    begun = [words.partition(" -m voter_kiosk ")[2] for words in telltale.begun]
    assert begun[0] == "", "the kiosk itself, and then its children"
    assert {"install", "status", "sticks", "audit"} <= {command.split()[0] for command in begun if command}
    assert telltale.strange == []


def test_no_library_makes_a_socket_but_those_of_unix_not_even_for_a_moment(
    store: Path, ear: Ear, committee: stores.Desk, tmp_path: Path
) -> None:
    """strace sees every call that makes one, whoever calls: in the kiosk at rest, and in a load."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not here")
    calls = tmp_path / "calls"
    within = [strace, "-f", "-qq", "-e", "trace=socket", "-e", "signal=none", "-o", str(calls)]
    opens = "import socket\ntry: socket.socket(socket.AF_INET).close()\nexcept OSError: pass"
    tried = subprocess.run([*within, sys.executable, "-c", opens], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        pytest.skip(f"strace may not look here: {tried.stderr.strip()}")
    assert families(calls) == {"AF_INET"}, "it sees them"
    beside = [*within, "-D"]  # then what was started is the kiosk itself, and hears the signal
    with served(store, tmp_path / "notify", within=beside) as running:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        assert ear.hear() == ["WATCHDOG=1"]
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=30)
        assert out == "0 []\n", err
    assert families(calls) == {"AF_UNIX"}
    load = ["install", str(committee.folder / "v2.vkb"), "--accept-ahead", "--store", str(store)]
    subprocess.run([*within, sys.executable, "-m", "voter_kiosk", *load], capture_output=True, check=True)
    assert families(calls) <= {"AF_UNIX"}


def families(calls: Path) -> set[str]:
    """Of which families the sockets are that strace saw made."""
    return set(re.findall(r"\bsocket\((\w+)", calls.read_text(encoding="utf-8", errors="replace")))


# --- its life ---


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_its_manager_hears_when_it_is_ready_while_it_lives_and_that_it_ends(
    store: Path, ear: Ear, tmp_path: Path
) -> None:
    with served(store, tmp_path / "notify") as running:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        began = time.monotonic()
        assert [ear.hear() for _ in range(4)] == [["WATCHDOG=1"]] * 4
        assert time.monotonic() - began > 3 * PATIENCE_US / 3_000_000 * 0.8, "by the clock, not in a flood"
        assert strangers(running.pid) == [], "no socket of the network is open"
        running.send_signal(signal.SIGTERM)
        heard = iter(ear.hear, ["STOPPING=1"])
        assert all(lines == ["WATCHDOG=1"] for lines in heard)
        out, err = running.communicate(timeout=30)
        assert out == "0 []\n", err
        assert running.returncode == 0


def test_a_screen_that_hangs_is_not_alive_though_other_threads_are_and_started_anew_it_shows_the_same(
    store: Path, ear: Ear, tmp_path: Path
) -> None:
    """This test is systemd: it waits for a sign of life, ends who gives none with SIGABRT, and starts it again."""
    pulse = tmp_path / "pulse"
    with served(store, tmp_path / "notify", HANGS, pulse) as running:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        shown = said(running)
        assert ear.hear() == ["WATCHDOG=1"]
        running.send_signal(signal.SIGUSR1)
        assert said(running) == "hangs"
        ear.forget()
        before = pulse.stat().st_size
        assert ear.hear(3 * PATIENCE_US / 1e6) == [], "who hangs is silent, longer than its manager waits"
        assert pulse.stat().st_size - before > 10, "while another thread of it goes on"
        assert running.poll() is None
        running.send_signal(signal.SIGABRT)  # what systemd sends then
        _, err = running.communicate(timeout=30)
        assert running.returncode == -signal.SIGABRT
        assert "Fatal Python error: Aborted" in err
        assert "in hang_here" in err, "where it hung"
        assert "app.py" in err
        assert "p98" not in err
        assert stores.NAMES[0] not in err, "lines of code alone"
    assert ear.hear(0.01) == []
    with served(store, tmp_path / "notify", HANGS, pulse) as running:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        assert said(running) == shown
        assert ear.hear() == ["WATCHDOG=1"]
    assert stores.NAMES[0] in shown


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
