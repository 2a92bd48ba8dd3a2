"""Verified objects: every document and picture, named by its SHA-256.

New objects wait in the install's own folder until nothing can be refused any more; then they are renamed into
``objects/``. So a refused bundle leaves ``objects/`` as it was, byte for byte.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout

CHUNK = 1 << 20


class Objects:
    """The objects that an install sees: those of the store and those that came with it.

    ``arrived`` is the install's own folder of objects; it is listed once, as nobody else writes into it.
    ``rotten`` are those of the store that the scrub found damaged.
    """

    def __init__(self, layout: Layout, arrived: Path, files: Files, rotten: frozenset[str] = frozenset()) -> None:
        self._layout = layout
        self._arrived = arrived
        self._files = files
        self._rotten = rotten
        self._here = {path.name for path in arrived.iterdir()} if arrived.is_dir() else set()

    def have(self, sha256: str, length: int, *, document: bool) -> bool:
        """Whether the object need not be copied: it arrived before, or the store has it in its signed length.

        What arrived is only met after a restart, when nothing had synced it: it is hashed again. Of the store's
        own, documents are hashed again, since they decide what is shown and the compiler reads them anyway; its
        pictures go by their length, because they were hashed as they were written, and hashing them all would
        double the time of an install that changes one page. What rots on a disk is for the scrub to find, and what
        it could not heal is hashed again.
        """
        if sha256 in self._here:
            if file_digest(self._arrived / sha256) == sha256:
                return True
            self._here.discard(sha256)
        kept = self._layout.object(sha256)
        if _length(kept) != length:
            return False
        trusted = not document and sha256 not in self._rotten
        return trusted or file_digest(kept) == sha256

    def write(self, sha256: str, chunks: Iterable[bytes]) -> None:
        """Keep an arriving object; ``chunks`` raises at its end where hash or length do not hold."""
        self._files.write(self._arrived / sha256, chunks)
        self._here.add(sha256)

    def path(self, sha256: str) -> Path:
        """Where the object lies now: arrived ones first, since they heal one of the store that went bad."""
        return self._arrived / sha256 if sha256 in self._here else self._layout.object(sha256)

    def length(self, sha256: str) -> int | None:
        """How long the file of that object is; ``None`` where there is none."""
        return _length(self.path(sha256))

    def make_room(self, wanted: Iterable[str]) -> bool:
        """Make the folders into which those of ``wanted`` come that arrived; whether there was one to make.

        Sync it before :meth:`keep`: of a name in a folder that was lost with the power, nothing would be left.
        """
        folders = {self._layout.object(sha256).parent for sha256 in self._here.intersection(wanted)}
        made = [self._files.make_folder(folder) for folder in sorted(folders)]
        return any(made)

    def keep(self, wanted: Iterable[str]) -> None:
        """Rename those of ``wanted`` that arrived into the store, which has room. Fine to do again."""
        for sha256 in sorted(self._here.intersection(wanted)):
            self._files.move(self._arrived / sha256, self._layout.object(sha256))
            self._here.discard(sha256)


def _length(path: Path) -> int | None:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def counted(chunks: Iterable[bytes], tell: Callable[[int], None]) -> Iterator[bytes]:
    """``chunks`` as they come, telling the length of each as it passes."""
    for chunk in chunks:
        yield chunk
        tell(len(chunk))


def unreferenced(layout: Layout, wanted: frozenset[str]) -> Iterator[Path]:
    """The objects of the store that nothing in ``wanted`` names."""
    for folder in sorted(layout.objects.iterdir()) if layout.objects.is_dir() else []:
        for path in sorted(folder.iterdir()):
            if path.name not in wanted:
                yield path
