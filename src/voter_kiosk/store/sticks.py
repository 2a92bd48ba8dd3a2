"""The sticks that are plugged in, and the bundles on them, as far as they can be read cheaply. Nothing is trusted.

A bundle found here is verified against its own root only: what it calls itself is shown so that an official can
choose; whether it may be shown to citizens is decided when it is looked at and loaded.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from voter_kiosk.bundle.inspect import inspect
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person
from voter_kiosk.domain.text import Text
from voter_kiosk.store.first_start import FOLDERS, draft, keep
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.mounts import Mount, folders_in, mounted
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import refusal
from voter_kiosk.store.roots import FoundRoot, find_root, is_root
from voter_kiosk.store.state import Books, Now, open_state, stands, utc_now

SUFFIX: Final = ".vkb"
MOST_BUNDLES: Final = 50
"""Bundles looked into on one stick, newest first; of more, only the number is told."""

_MOST_ENTRIES: Final = 2_000
"""Entries looked at in one folder."""

_MOST_FOLDERS: Final = 200
"""Folders looked into on one stick."""


@dataclass(frozen=True, slots=True)
class FoundBundle:
    """A bundle's file, and what it calls itself; ``refused`` says why it cannot even be read."""

    path: Path
    size: int
    title: Text = field(default_factory=dict)
    publisher: Text = field(default_factory=dict)
    version: int | None = None
    issued: dt.datetime | None = None
    fingerprint: str = ""
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Stick:
    """One stick, or folder, that was looked into on its first two levels.

    ``bundles`` are the newest first; ``more`` is how many there are besides. ``roots`` are files that could be
    pinned at set-up. ``hidden`` counts the hidden files
    that were ignored (those of a Mac begin with ``._``), ``others`` the files that are no bundles. ``free`` is in
    bytes. ``name`` is what the stick is called, ``device`` the number of its file system while it is plugged in.
    """

    path: Path
    name: str
    writable: bool
    free: int
    bundles: tuple[FoundBundle, ...]
    device: int
    more: int = 0
    hidden: int = 0
    others: int = 0
    roots: tuple[FoundRoot, ...] = ()


def find_sticks(folders: Sequence[Path] = (), under: Path | None = None) -> tuple[Stick, ...]:
    """Every stick that is mounted, or with ``under`` every folder in it; then those of ``folders`` that are there.

    A stick that goes away meanwhile is left out.
    """
    mounts = tuple(folders_in(under)) if under else mounted()
    known = {mount.path for mount in mounts}
    named = (folder for folder in folders if folder not in known and folder.is_dir())
    mounts += tuple(Mount(folder, os.access(folder, os.W_OK)) for folder in named)
    return tuple(found for mount in mounts if (found := _look(mount)) is not None)


def look_in(folder: Path) -> tuple[Stick, tuple[Path, ...]] | Refusal:
    """A folder that somebody chose: what is in it, as of a stick, and the folders in it by name.

    Refused: ``not-a-bundle-folder`` where there is none that can be read.
    """
    found = _look(Mount(folder, os.access(folder, os.W_OK))) if folder.is_absolute() else None
    if found is None:
        return _no_folder(folder)
    return found, tuple(islice((mount.path for mount in folders_in(folder)), _MOST_FOLDERS))


def bundle_folders(store: Path) -> tuple[Path, ...]:
    """The folders in which this kiosk looks for bundles besides sticks; none where the state cannot be read."""
    if not stands(Layout(store).state):
        return tuple(Path(folder) for folder in draft(Layout(store)).get(FOLDERS, ()))
    return _asked(store, lambda books: tuple(Path(folder) for folder in books.setting(FOLDERS) or ()))


def unfinished_installs(store: Path) -> tuple[Path, ...]:
    """The files whose install was interrupted; none where the state cannot be read."""
    return _asked(store, lambda books: tuple(Path(begun.source) for begun in books.installs()))


def _asked(store: Path, ask: Callable[[Books], tuple[Path, ...]]) -> tuple[Path, ...]:
    state = open_state(Layout(store).state)
    if isinstance(state, Refusal):
        return ()
    try:
        with state.reading() as books:
            return ask(books)
    finally:
        state.close()


def set_bundle_folders(
    store: Path, folders: Sequence[Path], *, by: Person | None = None, now: Now = utc_now
) -> Refusal | None:
    """Say in which folders to look for bundles besides sticks, in a first start as well; ``None`` when noted.

    Refused: ``not-a-bundle-folder``, and as :func:`voter_kiosk.store.preparing.settle` refuses.
    """
    for folder in folders:
        if not folder.is_absolute() or not folder.is_dir():
            return _no_folder(folder)
    names = [str(folder) for folder in folders]
    if not stands(Layout(store).state) and Layout(store).draft.is_file():
        return keep(Layout(store), {FOLDERS: names})

    def note(books: Books) -> None:
        books.set_setting("bundle_folders", names)
        who = {"by": by.signature} if by else {}
        books.audit("bundle-folders", folders=names, **who)

    return settle(store, note, now)


def _no_folder(folder: Path) -> Refusal:
    return refusal(
        "not-a-bundle-folder",
        f"“{folder}” không phải đường dẫn đầy đủ của một thư mục trên máy này. Hãy xem lại đường dẫn.",
        f"“{folder}” is not the full path of a folder on this machine. Check the path.",
    )


def _look(mount: Mount) -> Stick | None:
    try:
        free = shutil.disk_usage(mount.path).free
        device = mount.path.stat().st_dev
        files = list(_files(mount.path))
    except OSError:
        return None
    hidden = sum(1 for entry in files if entry.name.startswith("."))
    bundles = [entry for entry in files if _is_bundle(entry.name)]
    roots = sorted(entry.path for entry in files if is_root(entry.name))
    dated = sorted(((_when(entry), entry.path) for entry in bundles), reverse=True)
    found = [_read(Path(path)) for _, path in dated[:MOST_BUNDLES]]
    found.sort(key=lambda one: (one.issued is None, -(one.issued.timestamp() if one.issued else 0)))
    return Stick(
        mount.path,
        mount.path.name or str(mount.path),
        mount.writable or bool(mount.opens),
        free,
        tuple(found),
        device,
        max(0, len(dated) - MOST_BUNDLES),
        hidden,
        len(files) - hidden - len(bundles) - len(roots),
        tuple(find_root(Path(path)) for path in roots[:MOST_BUNDLES]),
    )


def _is_bundle(name: str) -> bool:
    return name.lower().endswith(SUFFIX) and not name.startswith(".")


def _when(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0.0


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The ordinary files of the first two levels. Raises ``OSError`` where not even the first can be read."""
    inner: list[str] = []
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                inner.append(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield entry
    for path in islice(sorted(inner), _MOST_FOLDERS):
        try:
            yield from (entry for entry in _entries(Path(path)) if entry.is_file(follow_symlinks=False))
        except OSError:
            continue


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(islice(entries, _MOST_ENTRIES))


def _read(path: Path) -> FoundBundle:
    found = inspect(path, thorough=False)
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if isinstance(found, Refusal):
        return FoundBundle(path, size, refused=found)
    election = found.election
    return FoundBundle(
        path,
        size,
        election.title if election else {},
        election.publisher if election else {},
        found.version,
        found.issued,
        found.fingerprint,
    )
