"""What the kiosk's unit forbids its processes is forbidden here: every command does its work all the same."""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import shutil
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import stores
from helpers.ear import Ear

UNIT = Path(__file__).resolve().parents[2] / "resources" / "deploy" / "voter-kiosk.service"

MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""How the kernel calls a machine whose calls have numbers here, and which of the two numbers is its own."""

CALLS: dict[str, dict[str, tuple[int | None, int | None]]] = {
    "@privileged": {
        "_sysctl": (156, None),
        "acct": (163, 89),
        "adjtimex": (159, 171),
        "bpf": (321, 280),
        "capset": (126, 91),
        "chown": (92, None),
        "chroot": (161, 51),
        "clock_adjtime": (305, 266),
        "clock_settime": (227, 112),
        "delete_module": (176, 106),
        "fanotify_init": (300, 262),
        "fanotify_mark": (301, 263),
        "fchown": (93, 55),
        "fchownat": (260, 54),
        "finit_module": (313, 273),
        "init_module": (175, 105),
        "ioperm": (173, None),
        "iopl": (172, None),
        "kexec_file_load": (320, 294),
        "kexec_load": (246, 104),
        "lchown": (94, None),
        "nfsservctl": (180, 42),
        "open_by_handle_at": (304, 265),
        "pivot_root": (155, 41),
        "quotactl": (179, 60),
        "quotactl_fd": (443, 443),
        "reboot": (169, 142),
        "setdomainname": (171, 162),
        "setfsuid": (122, 151),
        "setgroups": (116, 159),
        "sethostname": (170, 161),
        "setresuid": (117, 147),
        "setreuid": (113, 145),
        "settimeofday": (164, 170),
        "setuid": (105, 146),
        "swapoff": (168, 225),
        "swapon": (167, 224),
        "vhangup": (153, 58),
    },
    "@resources": {
        "ioprio_set": (251, 30),
        "mbind": (237, 235),
        "migrate_pages": (256, 238),
        "move_pages": (279, 239),
        "sched_setaffinity": (203, 122),
        "sched_setattr": (314, 274),
        "sched_setparam": (142, 118),
        "sched_setscheduler": (144, 119),
        "set_mempolicy": (238, 237),
        "set_mempolicy_home_node": (450, 450),
        "setpriority": (141, 140),
        "setrlimit": (160, 164),
    },
    "@keyring": {"add_key": (248, 217), "keyctl": (250, 219), "request_key": (249, 218)},
    "@memlock": {
        "mlock": (149, 228),
        "mlock2": (325, 284),
        "mlockall": (151, 230),
        "munlock": (150, 229),
        "munlockall": (152, 231),
    },
}
"""systemd's groups, each with the calls that it and the groups in it hold: their numbers on x86_64, on aarch64."""

LAUNCHER = """
import ctypes, os, sys
program = bytes.fromhex(sys.argv[1])

class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]

prctl = ctypes.CDLL(None, use_errno=True).prctl
prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
whole = Program(len(program) // 8, program)
if prctl(38, 1, 0, 0, 0) or prctl(22, 2, ctypes.addressof(whole), 0, 0):  # no new privileges; a filter of calls
    print("seccomp is refused here:", os.strerror(ctypes.get_errno()), file=sys.stderr)
    sys.exit(77)
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Fences itself in, and becomes the command. What the command starts is behind the fence as well."""

TRIES = """
import ctypes, errno, os, subprocess, sys
call = ctypes.CDLL(None, use_errno=True).syscall
call.argtypes = [ctypes.c_long] * 7
for number in map(int, sys.argv[1:]):
    call(number, *[-1] * 6)
    print(errno.errorcode[ctypes.get_errno()])
for refused in (lambda: os.nice(1), lambda: os.sched_setaffinity(0, {0}), lambda: os.chown(".", -1, -1)):
    try:
        refused()
    except PermissionError:
        print("EPERM")
child = "import os\\ntry: os.nice(1)\\nexcept PermissionError: print('EPERM')"
subprocess.run([sys.executable, "-c", child], check=True)
"""

RUN = """
import sys
from pathlib import Path
from voter_kiosk.kiosk import app

class Hastened(app.Nightly):
    def __init__(self, *words):
        super().__init__(*words)
        self.hasten()

    def _came(self, how):
        super()._came(how)
        print(how.refused.code if how.refused else "looked", flush=True)

app.Nightly = Hastened
sys.exit(app.run(Path(sys.argv[1]), window=(540, 960)))
"""
"""The kiosk, which reads its files again at once, not at night."""


def told(name: str) -> list[str]:
    """What the unit says of something, line by line."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]


def denied() -> list[str]:
    """The groups of calls that the unit denies."""
    return [group for line in told("SystemCallFilter") if line.startswith("~") for group in line[1:].split()]


def numbers(*groups: str) -> list[int]:
    """The numbers that the groups' calls have on this machine."""
    _, column = MACHINES[platform.machine()]
    return [number for group in groups for one in CALLS[group].values() if (number := one[column]) is not None]


def filter_of(calls: list[int], machine: int, code: int) -> bytes:
    """The kernel's program that answers these calls with an error: instructions of classic BPF."""
    load, equal, answer = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | code
    steps = [(load, 0, 0, 4), (equal, 1, 0, machine), (answer, 0, 0, allow), (load, 0, 0, 0)]
    for call in calls:
        steps += [(equal, 0, 1, call), (answer, 0, 0, refuse)]
    return b"".join(struct.pack("=HBBI", *step) for step in [*steps, (answer, 0, 0, allow)])


def fenced(*command: object) -> list[str]:
    """A command of Python, fenced in as the unit does it."""
    machine, _ = MACHINES[platform.machine()]
    (code,) = told("SystemCallErrorNumber")
    program = filter_of(numbers(*denied()), machine, getattr(errno, code))
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, program.hex()]
    return [*launcher, sys.executable, *map(str, command)]


def ended(*command: object) -> subprocess.CompletedProcess[str]:
    """How a command ended behind the fence."""
    return subprocess.run(fenced(*command), capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def fence() -> None:
    """Skips where no such fence can be put up."""
    if sys.platform != "linux" or platform.machine() not in MACHINES:
        pytest.skip("calls have their numbers here for Linux on x86_64 and aarch64 alone")
    done = ended("-c", "")
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr


def test_every_group_that_the_unit_denies_has_its_calls_here() -> None:
    assert set(denied()) <= CALLS.keys(), "number the calls of the new one"
    assert "@resources" in denied()
    assert told("SystemCallErrorNumber") == ["EPERM"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("group", CALLS)
def test_what_counts_as_of_a_group_is_what_systemd_counts_as_of_it(group: str) -> None:
    def calls(group: str) -> set[str]:
        words = subprocess.run(
            ["systemd-analyze", "--no-pager", "syscall-filter", group], capture_output=True, text=True, check=True
        ).stdout
        names = re.findall(r"^ +([@\w-]+)$", words, re.MULTILINE)
        return {call for name in names for call in (calls(name) if name.startswith("@") else {name})}

    assert CALLS[group].keys() <= calls(group)


def test_behind_the_fence_its_calls_are_refused_to_a_process_and_to_its_children(fence: None) -> None:
    tried = numbers("@resources", "@keyring", "@memlock")
    done = ended("-c", TRIES, *tried)
    assert done.stdout.split() == ["EPERM"] * (len(tried) + 3 + 1), done.stderr


def test_the_nightly_look_at_every_file_succeeds_behind_the_fence(fence: None, store: Path) -> None:
    done = ended("-m", "voter_kiosk", "scrub", "--gently", "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["found"]
    assert (found["files"] > 0, found["damaged"]) == (True, 0)
    assert stores.events(store).count("scrubbed") == 1


def test_a_load_succeeds_behind_the_fence(fence: None, store: Path, committee: stores.Desk) -> None:
    bundle = committee.folder / "v2.vkb"
    done = ended("-m", "voter_kiosk", "install", bundle, "--accept-ahead", "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["installed"]["version"] == 2


@pytest.mark.parametrize("command", ["status", "audit", "sticks", "clock", "settings"])
def test_what_officials_ask_is_answered_behind_the_fence(fence: None, store: Path, command: str) -> None:
    done = ended("-m", "voter_kiosk", command, "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    assert "refused" not in {name for name, value in json.loads(done.stdout).items() if value}


def test_the_kiosk_lives_behind_the_fence_reads_its_files_again_and_ends_when_told(
    fence: None, store: Path, tmp_path: Path
) -> None:
    ear = Ear(str(tmp_path / "notify"))
    running = subprocess.Popen(
        fenced("-c", RUN, store),
        env=os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert ear.hear() == ["READY=1", "STATUS=generation 1 is shown"]
        assert running.stdout is not None
        assert running.stdout.readline() == "looked\n"
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=30)
        assert running.returncode == 0, err
        assert "Traceback" not in err
        assert "WARNING" not in err
    finally:
        running.kill()
        running.communicate()
        ear.close()
    assert stores.events(store).count("scrubbed") == 1
