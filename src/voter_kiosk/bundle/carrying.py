"""A bundle's file carried onto a stick: written under another name, read back from it and compared, then named.

Whatever happens meanwhile, no file on the stick bears a bundle's name that is not one, whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.bundle.archive import CHUNK, forget
from voter_kiosk.bundle.archive import refuse as refuse_file
from voter_kiosk.bundle.inspect import inspect
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import CHECKING, COPYING
from voter_kiosk.domain.text import Sentence

SUFFIX: Final = ".vkb"

HEADROOM: Final = 1 << 20
"""Bytes that stay free on the stick, for its own tables."""

_MOST_NAMES: Final = 100
_LOCKED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})

Tell = Callable[[int, int, Sentence], None]
"""Told bytes done, bytes in all, and what is being done."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The file on the stick; ``already`` says that it lay there before, the same to the bit."""

    file: Path
    size: int
    sha256: str
    version: int
    fingerprint: str
    already: bool = False


def _silent(_done: int, _total: int, _what: Sentence) -> None:
    """Nobody watches."""


def carry(bundle: Path, folder: Path, *, tell: Tell = _silent, device: int | None = None) -> Carried | Refusal:
    """Write the bundle's file into ``folder``, a stick's, and read it back from the medium.

    ``device`` is the number of the file system that was chosen: where a stick was pulled, its empty folder may be
    left, which lies on another one. A file of the same name is never overwritten: another name is taken. Refused:
    as ``inspect.inspect`` refuses, ``no-stick``, ``stick-full``, ``stick-locked`` (it can only be read),
    ``copy-exists`` (a hundred names are taken), ``copy-differs``, ``cannot-write``.
    """
    found = inspect(bundle, thorough=False)
    if isinstance(found, Refusal):
        return found
    try:
        if not folder.is_dir() or (device is not None and folder.stat().st_dev != device):
            return no_stick(folder)
        sha256 = _digest(bundle, found.size, tell, COPYING)
        for file in free_names(folder, bundle.stem):
            if not file.exists():
                refused = _write(bundle, file, found.size, sha256, tell)
                return refused or Carried(file, found.size, sha256, found.version, found.fingerprint)
            if file.is_file() and file.stat().st_size == found.size and _digest(file) == sha256:
                return Carried(file, found.size, sha256, found.version, found.fingerprint, already=True)
    except OSError as error:
        return _of_the_stick(error, folder, bundle.name, found.size)
    return copy_exists(folder / bundle.name)


def _write(bundle: Path, file: Path, size: int, sha256: str, tell: Tell) -> Refusal | None:
    """Write and read back; ``None`` when it lies there. Raises ``OSError``."""
    free = shutil.disk_usage(file.parent).free
    if free < size + HEADROOM:
        return stick_full(size + HEADROOM, free)
    making = file.with_name(f"{file.name}.tmp")  # a name that no kiosk takes for a bundle
    try:
        with bundle.open("rb") as source, making.open("wb") as target:
            done = 0
            while chunk := source.read(CHUNK):
                target.write(chunk)
                done += len(chunk)
                tell(done, size, COPYING)
        forget_file(making)
        if _digest(making, size, tell, CHECKING) != sha256:
            return copy_differs(file.name, "digest")
        making.replace(file)
        _settle()
    finally:
        with suppress(OSError):  # the stick may be gone
            making.unlink(missing_ok=True)
    return None


def _digest(path: Path, size: int = 0, tell: Tell = _silent, what: Sentence = CHECKING) -> str:
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if what is CHECKING:
                tell(min(done, size), size, what)
    return digest.hexdigest()


def _of_the_stick(error: OSError, folder: Path, name: str, size: int) -> Refusal:
    if not folder.is_dir():
        return no_stick(folder)
    if error.errno in _FULL:
        return stick_full(size + HEADROOM, 0, str(error))
    if error.errno in _LOCKED:
        return Refusal(
            "stick-locked",
            Sentence(
                f"“{folder.name}” chỉ cho đọc nên không ghi vào được. Hãy gạt khóa trên USB hoặc dùng USB khác.",
                f"“{folder.name}” can only be read. Move the lock on the stick, or use another one.",
            ),
            str(error),
        )
    return refuse_file("cannot-write", name, str(error))


def free_names(folder: Path, stem: str) -> Iterator[Path]:
    """The names a bundle may take in ``folder``, the first one first."""
    yield folder / f"{stem}{SUFFIX}"
    for number in range(2, _MOST_NAMES):
        yield folder / f"{stem}-{number}{SUFFIX}"


def forget_file(path: Path) -> None:
    """Bring a file onto its medium, and have it read from there, not from what the system remembers of it."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        forget(file.fileno())


def _settle() -> None:
    """Bring the new name onto the medium too. Windows does that at once where sticks may be pulled unasked."""
    sync = getattr(os, "sync", None)
    if sync is not None:
        sync()


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"


def stick_full(needed: int, free: int, detail: str = "") -> Refusal:
    """There is no room, both in bytes."""
    return Refusal(
        "stick-full",
        Sentence(
            f"USB cần {_megabytes(needed)} chỗ trống nhưng chỉ còn {_megabytes(free)}. "
            "Hãy xóa bớt tệp hoặc dùng USB khác.",
            f"The stick needs {_megabytes(needed)} of free space and has {_megabytes(free)}. "
            "Free some, or use another.",
        ),
        detail or f"{needed} > {free}",
    )


def no_stick(folder: Path) -> Refusal:
    """There is no such folder, or it is not the stick's any more."""
    return Refusal(
        "no-stick",
        Sentence(
            f"Không thấy “{folder.name}”: USB đã bị rút hoặc chưa cắm. Hãy cắm lại rồi chép lại.",
            f"“{folder.name}” is not there: the stick was pulled or never plugged in. Plug it in and copy again.",
        ),
    )


def copy_exists(target: Path) -> Refusal:
    """Another file of that name is there."""
    return Refusal(
        "copy-exists",
        Sentence(
            f"“{target.name}” đã có và là tệp khác nên không ghi đè. Hãy chọn tên khác hoặc USB khác.",
            f"“{target.name}” is there and is another file; it was left alone. Choose another name or stick.",
        ),
    )


def copy_differs(name: str, why: str) -> Refusal:
    """What was read back is not what was written."""
    return Refusal(
        "copy-differs",
        Sentence(
            f"Đọc lại “{name}” thì không đúng như đã ghi: USB bị lỗi. Tệp đã được xóa; hãy dùng USB khác.",
            f"Read back, “{name}” is not what was written: the stick is faulty. "
            "It was removed; use another stick.",
        ),
        why,
    )
