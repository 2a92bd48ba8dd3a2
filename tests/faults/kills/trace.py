"""A child process watched call by call (ptrace, Linux on x86-64): each change of a folder is seen beforehand.

So it is killed before any of them, in the middle of SQLite's own as well, or all of them are written down with
their bytes, for :mod:`faults.kills.disk` to lose and reorder.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

POSSIBLE: Final = sys.platform == "linux" and platform.machine() == "x86_64"

_TRACE_ME, _GET_REGISTERS, _SET_REGISTERS, _SET_OPTIONS, _ON = 0, 12, 13, 0x4200, 24
_NO_CALL: Final = (1 << 64) - 1
_SYSCALLS_MARKED, _DIE_WITH_ME = 0x01, 0x100000
_HERE = -100
_NAMES: Final = (
    "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
    "fs_base gs_base ds es fs gs"
)
_WRITE, _OPEN, _PWRITE, _WRITEV, _FSYNC, _FDATASYNC, _TRUNCATE, _FTRUNCATE = 1, 2, 18, 20, 74, 75, 76, 77
_RENAME, _MKDIR, _RMDIR, _CREAT, _LINK, _UNLINK, _SYNC, _OPENAT = 82, 83, 84, 85, 86, 87, 162, 257
_MKDIRAT, _UNLINKAT, _RENAMEAT, _LINKAT, _FALLOCATE, _SYNCFS, _RENAMEAT2 = 258, 263, 264, 265, 285, 306, 316
_SENDFILE, _COPY_RANGE, _PWRITEV, _PWRITEV2 = 40, 326, 296, 328
_READ, _PREAD, _READV, _PREADV, _PREADV2, _LIST = 0, 17, 19, 295, 327, 217
_STAT, _FSTAT, _LSTAT, _ACCESS, _FSTATAT, _ACCESSAT, _STATX, _ACCESSAT2 = 4, 5, 6, 21, 262, 269, 332, 439
_UNKNOWN: Final = frozenset({_SENDFILE, _WRITEV, _PWRITEV, _PWRITEV2, _FALLOCATE, _COPY_RANGE, _CREAT})
"""Calls that nobody makes today: whoever makes one has to teach this module what it changes."""
_REMOVE_FOLDER = 0x200


class _Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulong) for name in _NAMES.split()]


@dataclass(frozen=True, slots=True)
class Op:
    """One change: its kind, the path in the folder, a second path or the bytes, and where they go."""

    kind: str
    path: str = ""
    other: str = ""
    data: bytes = b""
    at: int = 0


class DeclinedError(Exception):
    """The work was refused, with a value. Nothing else passes for that: the program has assertions of its own."""


Look = Callable[[int, Any, str], Op | None]
"""Tells by child, registers and folder whether a call is looked for, and what it is about to do."""


@dataclass
class Watched:
    """What was seen of a child: its changes, what it tried whether or not that could be done, what of it the disk
    refused; and whether it was killed, or raised."""

    ops: list[Op] = field(default_factory=list)
    tried: list[Op] = field(default_factory=list)
    refused: list[Op] = field(default_factory=list)
    killed: bool = False
    raised: bool = False


def watch(
    work: Callable[[], object],
    folder: Path,
    kill_at: int = 0,
    *,
    fails: tuple[int, int, bool] | None = None,
    look: Look | None = None,
    pause: float = 0.0,
) -> Watched:
    """Run ``work`` in a child; kill it just before its change number ``kill_at`` of ``folder`` (0: never).

    ``fails`` is the number of what it tries that the disk refuses, with which error, and whether all after it too.
    ``look`` tells other calls than changes, say :func:`reading`. ``pause`` is how
    many seconds the disk takes for each.
    """
    look = look or _change
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    child = os.fork()
    if child == 0:
        try:
            libc.ptrace(_TRACE_ME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
        except DeclinedError:
            os._exit(0)
        except BaseException:
            folder.with_suffix(".raised").write_text(traceback.format_exc(), "utf-8")
            os._exit(1)
        os._exit(0)
    os.waitpid(child, 0)
    libc.ptrace(_SET_OPTIONS, child, None, _SYSCALLS_MARKED | _DIE_WITH_ME)
    seen, registers, waiting, entering, pending = Watched(), _Registers(), 0, True, None
    refused = False
    while True:
        libc.ptrace(_ON, child, None, waiting)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            seen.raised = status != 0
            return seen
        stopped = os.WSTOPSIG(status)
        waiting = 0 if stopped in {signal.SIGTRAP, signal.SIGTRAP | 0x80} else stopped
        if stopped != signal.SIGTRAP | 0x80:
            continue
        libc.ptrace(_GET_REGISTERS, child, None, ctypes.addressof(registers))
        if entering:
            pending = look(child, registers, str(folder))
            if pending is not None:
                seen.tried.append(pending)
                time.sleep(pause)
            refused = pending is not None and fails is not None and _refused(pending, len(seen.tried), fails)
            if refused:
                registers.orig_rax = _NO_CALL
                libc.ptrace(_SET_REGISTERS, child, None, ctypes.addressof(registers))
            if pending is not None and len(seen.ops) + 1 == kill_at:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                seen.killed = True
                return seen
        elif refused and fails is not None and pending is not None:
            registers.rax = ctypes.c_ulong(-fails[1]).value
            libc.ptrace(_SET_REGISTERS, child, None, ctypes.addressof(registers))
            seen.refused.append(pending)
        elif pending is not None and ctypes.c_long(registers.rax).value >= 0:
            seen.ops.append(pending)
        entering = not entering


def _refused(op: Op, number: int, fails: tuple[int, int, bool]) -> bool:
    """Whether the disk refuses this change; one that is full still lets go of files."""
    at, error, lasting = fails
    if error == errno.ENOSPC and op.kind in {"unlink", "rmdir", "sync", "sync all"}:
        return False
    return number >= at if lasting else number == at


def reading(child: int, said: Any, folder: str) -> Op | None:
    """What a call is about to read in the folder, or to ask of it; ``None`` where it reads nothing there."""
    call, one, two, three = said.orig_rax, said.rdi, said.rsi, said.rdx
    if call in {_READ, _PREAD, _READV, _PREADV, _PREADV2, _LIST, _FSTAT, _SENDFILE, _COPY_RANGE}:
        path = _of(child, two if call == _SENDFILE else one, folder)
        return Op("read", path) if path else None
    if call in {_OPEN, _STAT, _LSTAT, _ACCESS}:
        path = _named(child, folder, one)
    elif call in {_OPENAT, _FSTATAT, _ACCESSAT, _ACCESSAT2, _STATX}:
        path = _named(child, folder, two, one)
    else:
        return None
    if call in {_OPEN, _OPENAT}:
        makes = (two if call == _OPEN else three) & os.O_CREAT
        return Op("open", path) if path and (not makes or Path(folder, path).exists()) else None
    return Op("ask", path) if path else None


def _named(child: int, folder: str, address: int, at: int = _HERE) -> str | None:
    """The path in the folder that a call names; ``None`` for one outside of it, or for none at all."""
    try:
        text = _bytes(child, address, 4096, text=True).decode()
        if text.startswith("/"):
            return _inside(text, folder)
        number = ctypes.c_int(at).value
        base = _link(f"/proc/{child}/cwd" if number == _HERE else f"/proc/{child}/fd/{number}")
    except OSError:
        return None
    return _inside(f"{base}/{text}" if text else base, folder)  # without a name it is the descriptor's own


def _inside(path: str, folder: str) -> str | None:
    return path[len(folder) + 1 :] if (path + "/").startswith(folder + "/") else None


def _of(child: int, descriptor: int, folder: str) -> str | None:
    try:
        return _inside(_link(f"/proc/{child}/fd/{descriptor}").removesuffix(" (deleted)"), folder)
    except OSError:
        return None


def _change(child: int, said: Any, folder: str) -> Op | None:
    """What a call is about to change in the folder; ``None`` where it changes nothing there."""
    call, one, two, three, four = said.orig_rax, said.rdi, said.rsi, said.rdx, said.r10
    of, named = partial(_of, child, folder=folder), partial(_named, child, folder)

    if call in {_WRITE, _PWRITE} and (path := of(one)):
        at = four if call == _PWRITE else _position(child, one)
        return Op("write", path, data=_bytes(child, two, three), at=at)
    if call in {_OPEN, _OPENAT}:
        address, flags, at_folder = (one, two, _HERE) if call == _OPEN else (two, three, one)
        if not flags & (os.O_CREAT | os.O_TRUNC):
            return None
        path = named(address, at_folder)
        if path is None:
            return None
        if not Path(folder, path).exists():
            return Op("create", path)
        return Op("truncate", path) if flags & os.O_TRUNC else None
    if call in {_FSYNC, _FDATASYNC} and (path := of(one)) is not None:
        return Op("sync", path)
    if call in {_SYNC, _SYNCFS}:
        return Op("sync all")
    if call == _FTRUNCATE and (path := of(one)):
        return Op("truncate", path, at=two)
    if call == _TRUNCATE and (path := named(one)):
        return Op("truncate", path, at=two)
    if call in {_MKDIR, _MKDIRAT} and (path := named(*((one,) if call == _MKDIR else (two, one)))):
        return Op("mkdir", path)
    if call == _RMDIR and (path := named(one)):
        return Op("rmdir", path)
    if call in {_UNLINK, _UNLINKAT} and (path := named(*((one,) if call == _UNLINK else (two, one)))):
        return Op("rmdir" if call == _UNLINKAT and three & _REMOVE_FOLDER else "unlink", path)
    if call in {_RENAME, _LINK, _RENAMEAT, _RENAMEAT2, _LINKAT}:
        short = call in {_RENAME, _LINK}
        before, after = (named(one), named(two)) if short else (named(two, one), named(four, three))
        if before and after:
            return Op("link" if call in {_LINK, _LINKAT} else "rename", before, after)
    if call in _UNKNOWN and (call == _CREAT or of(three if call == _COPY_RANGE else one)):
        raise NotImplementedError(call)
    return None


def _link(path: str) -> str:
    return str(Path(path).readlink())


def _bytes(child: int, address: int, length: int, *, text: bool = False) -> bytes:
    if not text:
        with Path(f"/proc/{child}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(length)
    found = b""
    with Path(f"/proc/{child}/mem").open("rb", buffering=0) as memory:
        while b"\0" not in found and len(found) < length:
            memory.seek(address + len(found))
            found += memory.read(min(256, 4096 - (address + len(found)) % 4096))
    return found.partition(b"\0")[0]


def _position(child: int, descriptor: int) -> int:
    facts = dict(
        line.split(":", 1) for line in Path(f"/proc/{child}/fdinfo/{descriptor}").read_text("ascii").splitlines()
    )
    if int(facts["flags"], 8) & os.O_APPEND:
        return Path(f"/proc/{child}/fd/{descriptor}").stat().st_size
    return int(facts["pos"])
