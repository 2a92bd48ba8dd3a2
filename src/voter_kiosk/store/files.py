"""Every change of the store's files goes through here, so that a test can stop the program between any two.

Nothing is synced file by file: :meth:`Files.sync` brings everything written so far onto the disk at once.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from voter_kiosk.bundle.archive import forget

_LONG = 256 << 10


def _nothing(_operation: str) -> None:
    """No one wants to know."""


class Files:
    """Writes, renames and removes. ``before`` is told of each operation before it happens."""

    def __init__(self, before: Callable[[str], None] = _nothing) -> None:
        self.before = before

    def make_folder(self, path: Path) -> bool:
        """Make a folder, and those above it; fine where it stands. Whether it was made."""
        if path.is_dir():
            return False
        self.before(f"mkdir {path.name}")
        path.mkdir(parents=True, exist_ok=True)
        return True

    def write(self, path: Path, chunks: Iterable[bytes]) -> int:
        """Write a file whole or not at all: under another name in the same folder, then renamed. Not synced.

        Gives the length. What ``chunks`` raises passes through, and nothing of the file is left.
        """
        part = path.with_name(path.name + ".part")
        length = 0
        try:
            self.before(f"write {path.name}")
            with part.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    length += len(chunk)
                if length >= _LONG:
                    # The disk begins to write while the next file is being hashed; `sync` then waits for less.
                    file.flush()
                    forget(file.fileno())
            self.before(f"rename {path.name}")
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        return length

    def move(self, source: Path, target: Path) -> None:
        """Rename, over what stands there. Fine where it was done before."""
        if source.exists():
            self.before(f"move {target.name}")
            source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name on the same disk."""
        self.before(f"link {target.name}")
        target.hardlink_to(source)

    def remove(self, path: Path) -> None:
        """Remove a file; fine where there is none."""
        if path.exists():
            self.before(f"remove {path.name}")
            path.unlink(missing_ok=True)

    def remove_parts(self, folder: Path) -> None:
        """Remove what a kill left of files that were being written in a folder."""
        for path in sorted(folder.glob("*.part")):
            self.remove(path)

    def remove_tree(self, path: Path) -> None:
        """Remove a folder with all that is in it; fine where there is none."""
        if path.exists():
            self.before(f"remove {path.name}")
            shutil.rmtree(path)

    def sync(self, folder: Path) -> None:
        """Bring everything written to the disk of ``folder`` so far onto it: files, names and folders.

        One call for a whole batch: an ``fsync`` of each of 8,000 objects costs six times as much (DESIGN
        section 5). Raises ``OSError`` where the disk fails.
        """
        self.before(f"sync {folder.name}")
        if os.name == "nt":
            _flush_files(folder)
            return
        with _opened(folder) as descriptor:
            _syncfs(descriptor)


class Passing(Files):
    """For a store that need not outlive the program that looks at it: nobody waits for the disk."""

    def sync(self, folder: Path) -> None:
        """Nothing: should the power go, the store goes with it."""


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _flush_files(folder: Path) -> None:
    """What can be done on Windows, where no folder can be opened: every file of it, one by one."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def _syncfs(descriptor: int) -> None:
    """Linux's ``syncfs``, which Python does not offer; ``sync`` where the C library has none."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        os.sync()
    elif call(descriptor) != 0:
        code = ctypes.get_errno() or errno.EIO
        raise OSError(code, os.strerror(code))
