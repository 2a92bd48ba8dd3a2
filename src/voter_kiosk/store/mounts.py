"""Where sticks are mounted on this machine.

On Linux that is read from ``/proc`` and ``/sys``; on Windows (nobody has tried it there yet) the system is asked.

Mounting is the system's task: whatever file system it mounts, read-only as well, is looked at. One that it keeps
read only and opens when it is asked (``resources/deploy/stick``) is opened for what is written, and closed again.
The kiosk's screen asks :func:`signature` every second whether to look again, so this module loads nothing heavy.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROC: Final = Path("/proc/mounts")
SYS: Final = Path("/sys/class/block")
KEPT: Final = Path("/run/voter-kiosk-sticks")
"""Here the system notes which sticks it opens for writing when it is asked: a file by the device's name."""

_PATIENCE: Final = 60.0

_DRIVE_REMOVABLE: Final = 2

_OCTAL: Final = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder in which bundles may lie. ``writable`` is false where it was mounted to be read only.

    ``opens`` is the device by whose name the system is asked to open it for writing, empty where it does not.
    """

    path: Path
    writable: bool = True
    opens: str = ""


def mounted(proc: Path = PROC, sys: Path = SYS, kept: Path = KEPT) -> tuple[Mount, ...]:
    """The removable file systems that are mounted, in the order in which they were; none where that is not known.

    A disk counts as removable where the kernel says so, or where it hangs on USB. The disk that the system itself
    runs from is none, however it is connected.
    """
    if os.name == "nt":
        import ctypes

        return drives(ctypes.windll.kernel32)  # type: ignore[attr-defined]  # Windows alone has it
    try:
        lines = proc.read_bytes().splitlines()
    except OSError:
        return ()
    found: dict[str, tuple[Path, Mount]] = {}
    own: set[Path] = set()
    for line in lines:
        device, point, _, options, *_ = (*map(_unescaped, line.split(b" ")), "", "", "", "")
        disk = _disk(device, sys)
        if disk is not None:
            if point == "/":
                own.add(disk)
            name = Path(device).name
            opens = name if (kept / name).is_file() else ""
            found.setdefault(device, (disk, Mount(Path(point), "ro" not in options.split(","), opens)))
    return tuple(mount for disk, mount in found.values() if disk not in own and _removable(disk))


def drives(kernel: Any) -> tuple[Mount, ...]:
    """The removable drives of Windows, by its ``kernel32``: a bit for each letter, and the kind of each."""
    letters: int = kernel.GetLogicalDrives()
    roots = (f"{chr(ord('A') + place)}:\\" for place in range(26) if letters >> place & 1)
    found = (Path(root) for root in roots if kernel.GetDriveTypeW(root) == _DRIVE_REMOVABLE)
    return tuple(Mount(path, os.access(path, os.W_OK)) for path in found if path.exists())


def writable() -> tuple[Path, ...]:
    """The folders of the sticks that are plugged in and can be written to, with :func:`open_for_writing`."""
    return tuple(mount.path for mount in mounted() if mount.writable or mount.opens)


@contextmanager
def open_for_writing(
    path: Path,
    mounts: Callable[[], Iterable[Mount]] = mounted,
    run: Callable[[Sequence[str]], object] | None = None,
) -> Iterator[None]:
    """While it lasts, ``path`` can be written where it lies on a stick that the system keeps read only.

    Elsewhere nothing happens. Where the system does not open it, writing fails as on any disk that is read only.
    ``run`` runs a program of the system.
    """
    above = {path.absolute(), *path.absolute().parents}
    kept = next((mount for mount in mounts() if mount.path in above and mount.opens and not mount.writable), None)
    if kept is None:
        yield
        return
    unit = f"voter-kiosk-stick-write@{kept.opens}.service"
    ask = run or _run
    ask(("systemctl", "--no-ask-password", "start", unit))
    try:
        yield
    finally:
        ask(("systemctl", "--no-ask-password", "stop", unit))


def _run(command: Sequence[str]) -> None:
    import subprocess

    program = shutil.which(command[0])
    if program is None:
        return
    try:
        subprocess.run([program, *command[1:]], capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return


def signature(folders: Iterable[Path], proc: Path = PROC) -> object:
    """Something that differs when a stick came or went, or a folder of ``folders`` changed; cheap to ask for."""
    mounts: object
    try:
        mounts = mounted() if os.name == "nt" else proc.read_bytes()
    except OSError:
        mounts = b""
    return mounts, tuple(_changed(folder) for folder in folders)


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _unescaped(field: bytes) -> str:
    """A field of the table: blanks and the like stand in it as ``\\040``."""
    return os.fsdecode(_OCTAL.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), field))


def _disk(device: str, sys: Path) -> Path | None:
    """The disk that a device is of, as a folder in ``/sys``; ``None`` for what is no disk."""
    if not device.startswith("/dev/"):
        return None
    try:
        block = (sys / Path(device).name).resolve(strict=True)
    except OSError:
        return None
    return block.parent if (block / "partition").is_file() else block


def _removable(disk: Path) -> bool:
    if any(part.startswith("usb") for part in disk.parts):
        return True
    try:
        return (disk / "removable").read_text(encoding="ascii").strip() == "1"
    except (OSError, UnicodeError):
        return False


def folders_in(under: Path) -> Iterator[Mount]:
    """Every folder in ``under`` as a stick: for a system that mounts all sticks in one place, and for tests."""
    try:
        for entry in sorted(os.scandir(under), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield Mount(Path(entry.path), os.access(entry.path, os.W_OK))
    except OSError:
        return
