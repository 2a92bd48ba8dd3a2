"""Gives one mutation to a kiosk, the way its ``install`` goes, and holds the kiosk to its promises.

The quick way shares what does not change (the state's roots, floors and clock) and goes through the installer's
own functions: open, copy the metadata, verify, read every object. What gets through that, and one of two hundred
of the others, goes through the whole ``install`` and ``look`` of a real store.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from securesystemslib.signer import Signature, SSlibKey

from faults.hostile.world import NEXT, World, issued
from helpers import stores
from voter_kiosk.bundle import trust
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.arrival import look
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import Installed, install, open_bundle, verify_copy
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.refusals import StoreRefusedError
from voter_kiosk.store.state import State, open_state
from voter_kiosk.store.status import Status, status

MANUAL = Path(__file__).parents[3] / "docs" / "operating.md"
CODES = frozenset(
    re.findall(r"^\| `([a-z0-9-]+)`", MANUAL.read_text("utf-8").partition("# Mọi mã từ chối")[2], re.MULTILINE)
)
"""The codes that the manual explains."""

GROWS = {"audit", "refused"}
"""The tables that a refusal adds a row to; nothing else of the state may change."""

NOW = issued(NEXT) + dt.timedelta(hours=1)
"""What an officer confirmed the clock to be."""

SAME = "(nothing signed differs)"
TAKEN = "(taken: the officials signed it)"


class BrokenPromiseError(AssertionError):
    """What a kiosk must never do."""


class Guard:
    """Watches what Python is asked to do to the world outside of some folders, and to the network.

    What a library does by itself it does not see: of SQLite only the files that it is told to open. What SQLite
    wrote is found by ``beside``.
    """

    _WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    _CHANGES = frozenset(
        ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod")
    )
    _NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.")

    def __init__(self, *allowed: Path) -> None:
        self._allowed = tuple(os.path.realpath(path) for path in allowed)
        self._on = False
        self._seen: list[str] = []
        sys.addaudithook(self._hook)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Raise at the end for what was done meanwhile."""
        self._on = True
        try:
            yield
        finally:
            self._on = False
        if self._seen:
            seen, self._seen = self._seen, []
            raise BrokenPromiseError(f"outside the store: {seen[:5]}")

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & self._WRITING:
                self._look(event, path)
        elif event == "sqlite3.connect":
            self._look(event, str(args[0]).removeprefix("file:").partition("?")[0])
        elif event in self._CHANGES:
            for path in {"os.rename": args[:2], "os.link": args[:2], "os.symlink": args[1:2]}.get(event, args[:1]):
                if args[-1] == -1:  # not within a folder that was opened: that one was looked at
                    self._look(event, path)
        elif event.startswith(self._NEVER):
            self._seen.append(f"{event} {args}")

    def _look(self, event: str, path: object) -> None:
        if isinstance(path, int) or path == os.devnull:
            return
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        if not any(real == folder or real.startswith(folder + os.sep) for folder in self._allowed):
            self._seen.append(f"{event} {real}")


Beside = dict[str, tuple[int, ...]]


def beside(folder: Path, *but: Path) -> Beside:
    """``folder`` and all in it by name, without ``but`` and what is in them: kind, rights, links, size, times.

    Whoever writes a file, makes one or takes one away changes this, in Python or in C; a folder's times tell of
    what was made and taken away again.
    """
    left = {os.fspath(path) for path in but}
    found = {os.fspath(folder): _marks(folder.stat())}
    waiting = list(found)
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.path not in left:
                    found[entry.path] = _marks(entry.stat(follow_symlinks=False))
                    waiting += [entry.path] if entry.is_dir(follow_symlinks=False) else []
    return found


def _marks(seen: os.stat_result) -> tuple[int, ...]:
    return seen.st_mode, seen.st_nlink, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


class _Known:
    """The part of a state that verifying asks for, read once: no refusal changes it."""

    def __init__(self, state: State) -> None:
        with state.reading() as books:
            self._roots, self._floors, self._clock = books.roots(), books.floors(), books.clock()

    @contextmanager
    def reading(self) -> Iterator[_Known]:
        yield self

    def roots(self) -> Any:
        return self._roots

    def floors(self) -> Any:
        return self._floors

    def clock(self) -> Any:
        return self._clock


@dataclass(frozen=True)
class Mutant:
    """What is put on the stick: a file's bytes, or (``None``) the folder that lies there already."""

    family: str
    what: str
    data: bytes | None


def remember_good_signatures() -> None:
    """The genuine roles of a mutant come again and again: that their signatures hold is found out once."""
    good: set[tuple[str, str, bytes]] = set()
    ask = SSlibKey.verify_signature

    def verify_signature(self: SSlibKey, signature: Signature, data: bytes) -> None:
        asked = (self.keyval["public"], signature.signature, data)
        if asked not in good:
            ask(self, signature, data)
            if len(good) < 200:
                good.add(asked)

    SSlibKey.verify_signature = verify_signature  # type: ignore[method-assign]


class Judge:
    """A kiosk that is shown mutants, one after the other. It must show version 2 throughout."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder / "world")
        self.store = self.world.store
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        tempfile.tempdir = str(self.scratch)
        state = open_state(Layout(self.store).state)
        assert isinstance(state, State)
        self._known = _Known(state)
        state.close()
        self._pristine = folder / "pristine"
        shutil.copytree(self.store, self._pristine)
        self._tree, self._tables = self._files(), self._rows()
        self._around = stores.quick()
        self._guard = Guard(self.scratch, self.store)
        self._folder = folder
        every = (self.world.shown, self.world.next, self.world.later, self.world.rotated)
        self._genuine = [found for one in every if isinstance(found := self._verified(one.path), trust.Verified)]
        assert len(self._genuine) == len(every)
        self._installs = 0

    def judge(self, mutant: Mutant, *, whole: bool) -> str:
        """Its refusal's code, ``SAME`` or ``TAKEN``. Raises ``BrokenPromiseError``, or what the kiosk raises."""
        path = self.stick / ("tree" if mutant.data is None else "m.vkb")
        if mutant.data is not None:
            path.write_bytes(mutant.data)
        with self._guard.watching():
            found = self._verified(path)
        if isinstance(found, trust.Verified):
            if found in self._genuine:
                return SAME
            return self._installed(path, mutant)
        if found.code not in CODES:
            raise BrokenPromiseError(f"{found.code} is not in the manual")
        if isinstance(found, trust.Rejection) and not set(found.new_roots) <= self._roots():
            raise BrokenPromiseError("a forged root would be kept")
        if whole:
            self._whole(path, found)
        return found.code

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """As the guard does; and everything beside the store is afterwards as it was, whoever may have written."""
        before = beside(self._folder, self.store, self.scratch)
        with self._guard.watching():
            yield
        after = beside(self._folder, self.store, self.scratch)
        if before != after:
            other = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
            raise BrokenPromiseError(f"beside the store: {other[:5]}")

    def _verified(self, path: Path) -> trust.Verified | Refusal:
        """As far as the installer goes before it compiles."""
        opened = open_bundle(path)
        if isinstance(opened, Refusal):
            return opened
        copied = self.scratch / "metadata"
        copied.mkdir(exist_ok=True)
        try:
            with opened as package:
                verified = verify_copy(package, copied, Files(), self._known, NOW)  # type: ignore[arg-type]
                if isinstance(verified, trust.Rejection):
                    return verified
                return trust.check_objects(package, verified) or verified
        except StoreRefusedError as refused:
            return refused.refusal
        except trust.RefusedError as refused:
            return refused.refusal
        finally:
            for left in copied.iterdir():
                left.unlink()

    def _roots(self) -> set[bytes]:
        return {self.world.rotated.entries["metadata/2.root.json"]}

    def _installed(self, path: Path, mutant: Mutant) -> str:
        """It has all its signatures and hashes: what do its documents say?"""
        with self._watching():
            result = install(self.store, path, surroundings=self._around, confirmed_now=NOW)
        if isinstance(result, Installed):
            if mutant.family != "insiders":
                raise BrokenPromiseError("it was taken")
            self.reset()
            return TAKEN
        self._unchanged(result)
        return result.code

    def _whole(self, path: Path, quick: Refusal) -> None:
        with self._watching():
            seen = look(self.store, path, surroundings=self._around, confirmed_now=NOW)
            result = install(self.store, path, surroundings=self._around, confirmed_now=NOW)
        if isinstance(result, Installed):
            raise BrokenPromiseError(f"taken, though the quick way says {quick.code}")
        if result.code != quick.code:
            raise BrokenPromiseError(f"install says {result.code}, the quick way {quick.code}")
        # A look reads no pictures.
        if not isinstance(seen, Refusal) and quick.code not in {"changed-object", "changed-entry"}:
            raise BrokenPromiseError(f"look would take it, install says {result.code}")
        self._unchanged(result)
        if isinstance(result, trust.Rejection) and result.new_roots:
            self.reset()

    def _unchanged(self, refused: Refusal) -> None:
        if refused.code not in CODES:
            raise BrokenPromiseError(f"{refused.code} is not in the manual")
        rows = self._rows()
        rotated = rows["roots"] != self._tables["roots"]
        if (
            rotated
            and {row[1] for row in rows["roots"]} - {row[1] for row in self._tables["roots"]} <= self._roots()
        ):
            rows["roots"] = self._tables["roots"]
        if self._files() != self._tree or rows != self._tables:
            raise BrokenPromiseError("the store changed")
        self._installs += 1
        if rotated or self._installs % 100 == 0:
            self.still_shown()
            self.reset()

    def still_shown(self) -> None:
        """The audit chain holds, what is shown is there to the byte, and nothing was left anywhere."""
        found = status(self.store)
        if not isinstance(found, Status) or found.broken_audit is not None or found.active is None:
            raise BrokenPromiseError(f"status: {found}")
        manifest = read_manifest(Layout(self.store).generation(found.active.number))
        if found.active.version != self.world.verified(self.world.shown).version or manifest is None:
            raise BrokenPromiseError(f"shows {found.active.version}")
        left = [path.name for path in self.scratch.iterdir()]
        if left != ["metadata"]:
            raise BrokenPromiseError(f"left behind: {left[:5]}")

    def reset(self) -> None:
        """The store as it was: the log of a hundred refusals is longer than a kiosk ever writes."""
        shutil.rmtree(self.store)
        shutil.copytree(self._pristine, self.store)

    def _files(self) -> dict[str, str]:
        tree = stores.tree(self.store)
        return {name: held for name, held in tree.items() if not name.startswith(("state.sqlite", "lock"))}

    def _rows(self) -> dict[str, Any]:
        from voter_kiosk.store.state_schema import metadata

        return stores.tables(self.store, *(name for name in metadata.tables if name not in GROWS))
