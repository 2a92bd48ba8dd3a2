"""The bundle in use, given back as the very same ``.vkb``: bit for bit, since a bundle has one possible encoding.

It is put together from the verified objects and the metadata that came with them, written under another name,
brought onto the stick, read back from it and compared, hash by hash. Only then does it bear its name.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from voter_kiosk.bundle import archive, names
from voter_kiosk.bundle.carrying import HEADROOM as _HEADROOM
from voter_kiosk.bundle.carrying import SUFFIX, copy_differs, copy_exists, free_names, no_stick, stick_full
from voter_kiosk.bundle.carrying import forget_file as _forget
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import CHECKING, COPYING, NOTHING_INSTALLED
from voter_kiosk.domain.office import Person
from voter_kiosk.domain.text import Sentence
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.preparing import prepared_state
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, not_set_up, refusal
from voter_kiosk.store.state import Generation, Now, State, stands, utc_now

Tell = Callable[[int, int, Sentence], None]
"""Told bytes done, bytes in all, and what is being done."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The file that holds the bundle in use; ``already`` says that it lay there before, whole."""

    file: Path
    size: int
    version: int
    fingerprint: str
    already: bool = False


def _silent(_done: int, _total: int, _what: Sentence) -> None:
    """Nobody watches."""


def copy_active(
    store: Path,
    target: Path,
    *,
    tell: Tell = _silent,
    by: Person | None = None,
    device: int | None = None,
    now: Now = utc_now,
) -> Copied | Refusal:
    """Write the active generation as a ``.vkb`` into the folder ``target``, or to the file of that name.

    ``device`` is the number of the file system that was chosen: where a stick was pulled, its empty folder may be
    left, which lies on another one.

    An own file of that name is never overwritten: in a folder another name is taken. Refused:
    ``nothing-installed``, ``content-unreadable`` (an object is missing), ``no-stick`` (no such folder),
    ``stick-full``, ``copy-exists``, ``copy-differs`` (what was read back is not what was written), and as
    ``archive.write_archive`` refuses.
    """
    layout = Layout(store)
    if not stands(layout.state):
        return not_set_up()
    try:
        with locked(layout):  # no install may throw objects away meanwhile
            state = prepared_state(layout, now)
            try:
                return _Copy(layout, state, tell).to(target, by, device)
            finally:
                state.close()
    except (StoreRefusedError, RefusedError) as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)
    except DatabaseError as error:
        return database(error, layout.path)


class _Copy:
    def __init__(self, layout: Layout, state: State, tell: Tell) -> None:
        self._layout, self._state, self._tell = layout, state, tell
        self._done = 0

    def to(self, target: Path, by: Person | None, device: int | None) -> Copied:
        with self._state.reading() as books:
            shown = books.generation(books.pointer()[0])
        if shown is None:
            raise StoreRefusedError(NOTHING_INSTALLED)
        entries = self._entries(shown)
        self._size = archive.packed_size({name: path.stat().st_size for name, path in entries.items()})
        folder = target if target.is_dir() else target.parent
        named = folder is target or target.suffix == SUFFIX  # the folder of a pulled stick is no file to write
        if not named or not folder.is_dir() or (device is not None and folder.stat().st_dev != device):
            raise StoreRefusedError(no_stick(target))
        file, already = self._place(target, shown, entries)
        if not already:
            self._write(file, entries)
        with self._state.writing() as books:
            who = {"by": by.signature} if by else {}
            books.audit(
                "copied",
                generation=shown.number,
                version=shown.version,
                fingerprint=shown.fingerprint,
                file=file.name,
                **who,
            )
        return Copied(file, self._size, shown.version, shown.fingerprint, already)

    def _entries(self, shown: Generation) -> dict[str, Path]:
        """Every entry of the bundle, and the file of the store that holds it."""
        folder = self._layout.generation(shown.number)
        manifest = read_manifest(folder)
        if manifest is None:
            raise StoreRefusedError(_unreadable("no manifest"))
        entries = {f"metadata/{path.name}": path for path in sorted((folder / "metadata").iterdir())}
        for sha256 in manifest.objects():
            path = self._layout.object(sha256)
            if not path.is_file():
                raise StoreRefusedError(_unreadable(sha256))
            entries[names.object_name(sha256)] = path
        return entries

    def _place(self, target: Path, shown: Generation, entries: Mapping[str, Path]) -> tuple[Path, bool]:
        """The file to write, and whether it is there already, just as it would be written."""
        for file in _names(target, shown):
            if not file.exists():
                return file, False
            if file.is_file() and file.stat().st_size == self._size and not self._differs(file, entries):
                return file, True
        raise StoreRefusedError(copy_exists(target))

    def _write(self, file: Path, entries: Mapping[str, Path]) -> None:
        free = shutil.disk_usage(file.parent).free
        if free < self._size + _HEADROOM:
            raise StoreRefusedError(stick_full(self._size + _HEADROOM, free))
        # Under a name that no kiosk takes for a bundle, until it has been read back.
        making = file.with_name(f"{file.name}.tmp")
        try:
            self._done = 0
            written = archive.write_archive(making, dict(entries), self._passed)
            if isinstance(written, Refusal):
                raise StoreRefusedError(written)
            Files().sync(file.parent)
            _forget(making)
            if why := self._differs(making, entries):
                raise StoreRefusedError(copy_differs(file.name, why))
            making.replace(file)
            Files().sync(file.parent)
        except OSError as error:
            raise StoreRefusedError(archive.refuse("cannot-write", file.name, str(error))) from error
        finally:
            with contextlib.suppress(OSError):
                making.unlink(missing_ok=True)

    def _passed(self, length: int) -> None:
        self._done += length
        self._tell(min(self._done, self._size), self._size, COPYING)

    def _differs(self, file: Path, entries: Mapping[str, Path]) -> str:
        """Why the file is not the bundle of ``entries``, or nothing. An archive that is canonical and holds the
        same entries is the same to the bit."""
        opened = archive.open_archive(file)
        if isinstance(opened, Refusal):
            return opened.code
        done = 0
        with opened as package:
            if package.oddity is not None or set(package.entries) != set(entries):
                return "entries"
            for name, path in entries.items():
                try:
                    digest = hashlib.sha256()
                    for chunk in package.chunks(name, package.entries[name]):
                        digest.update(chunk)
                        done += len(chunk)
                        self._tell(min(done, self._size), self._size, CHECKING)
                except RefusedError as refused:
                    return refused.refusal.code
                wanted = path.name if names.OBJECT.fullmatch(name) else _digest(path)
                if digest.hexdigest() != wanted:
                    return name
        return ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _names(target: Path, shown: Generation) -> Iterator[Path]:
    if not target.is_dir():
        yield target
        return
    yield from free_names(target, f"{re.sub(r'[^A-Za-z0-9._-]', '-', shown.election)}-v{shown.version}")


def _unreadable(detail: str) -> Refusal:
    return refusal(
        "content-unreadable",
        "Không đọc được nội dung đã nạp trong kho. Hãy nạp lại gói dữ liệu từ USB.",
        "The installed content in the store cannot be read. Load the bundle from the stick again.",
        detail,
    )
