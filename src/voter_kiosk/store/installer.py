"""From a bundle on a stick to the content on the screen: a state machine that may be killed at any moment.

FOUND, METADATA_OK, SPACE_OK, COPYING, VERIFIED, STAGED, TRIAL, CONFIRMED; or REJECTED(code), or
FALLBACK(previous). Each step can be done again; how far an install has come stands in ``state.sqlite``, and what
it has made so far in ``incoming/<id>/``. No file outside that folder changes before CONFIRMED, so that a refusal
leaves objects, generations, the active pointer and the floors as they were.

* Up to VERIFIED the stick is needed. Its metadata is copied first and verified from the copy; each object is
  hashed while it is written, and what is read afterwards is what was written. The stick is never believed twice.
* At VERIFIED all of it is synced at once, with the empty folders into which it will come, and the stick may go.
* STAGED compiles, holds the lists against what was posted, and looks at every picture.
* TRIAL opens the compiled generation as the kiosk will, and reads of every kind.
* CONFIRMED renames objects and generation into place, syncs, and then enters pointer, floors, audit row,
  strike-offs and posted digests in one transaction. Before that transaction the old content is active, after it
  the new one; no moment has neither.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DatabaseError

from voter_kiosk.bundle import archive, documents, trust
from voter_kiosk.bundle.media import check_media
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.sounds import Sound
from voter_kiosk.domain.election import Election, StrikeOff
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person
from voter_kiosk.domain.scrubbing import Scrubbed
from voter_kiosk.store import fallback, rot
from voter_kiosk.store import manifest as manifests
from voter_kiosk.store.catalogue import DAMAGED, open_catalogue
from voter_kiosk.store.clips import as_they_sound
from voter_kiosk.store.files import Files
from voter_kiosk.store.freeze import Freeze, posted_bodies, posted_row
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import Item, Manifest, read_manifest
from voter_kiosk.store.objects import Objects, counted, unreferenced
from voter_kiosk.store.preparing import on_state
from voter_kiosk.store.reading import Documents
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, refusal
from voter_kiosk.store.state import Books, Generation, Install, Now, State, utc_now

HEADROOM: Final = 64 << 20
"""Bytes that stay free on the disk after an install, for the state, logs and the system."""

_COMPILED_SIZE: Final = 4
"""Content and index take up to this many times the documents' bytes while they are made (2.6 times when done)."""

_T = TypeVar("_T")
_MOST_COPIERS: Final = 4
_WORTH_SHARING: Final = 16 << 20
_TELL_EVERY: Final = 0.1
_METADATA: Final = "metadata/"
_METADATA_LIMIT: Final = 64 << 20
_MOST_ROWS: Final = 1_000

_COME_BACK: Final = frozenset({"unreadable", "not-found"})
"""Refusals of a stick that went away: what was copied is kept, so that plugging it in again goes on."""

_OF_THE_DISK: Final = frozenset(
    {"no-room-to-verify", "no-space", "disk-full", "disk-error", "store-read-only", "store-busy"}
)
"""Refusals that another hour may lift."""

_NOT_THE_BUNDLES_FAULT: Final = _COME_BACK | _OF_THE_DISK | {"trial-failed", "issued-in-future"}
"""Refusals that say nothing of the bundle: it does not enter the list of refused ones."""


class Step(StrEnum):
    """How far an install has come."""

    FOUND = "found"
    METADATA_OK = "metadata-ok"
    SPACE_OK = "space-ok"
    COPYING = "copying"
    VERIFIED = "verified"
    STAGED = "staged"
    TRIAL = "trial"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    FALLBACK = "fallback"

    @property
    def needs_stick(self) -> bool:
        """Whether the bundle's file must still be there."""
        return self in {Step.FOUND, Step.METADATA_OK, Step.SPACE_OK, Step.COPYING}


@dataclass(frozen=True, slots=True)
class Progress:
    """What an officer is shown while he waits: the step, and bytes done of bytes in all (both 0 if not known)."""

    step: Step
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Installed:
    """A bundle that is on the screen now. ``already`` says that it was before."""

    generation: Generation
    already: bool = False


def _silent(_progress: Progress) -> None:
    """Nobody watches."""


def _free(path: Path) -> int:
    return shutil.disk_usage(path).free


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an installer needs of the world: clock, disk and someone to tell. Tests hand in their own.

    ``by`` is the official who asked for it, ``None`` where the command line did.
    """

    now: Now = utc_now
    files: Files = field(default_factory=Files)
    tell: Callable[[Progress], None] = _silent
    free: Callable[[Path], int] = _free
    headroom: int = HEADROOM
    by: Person | None = None


def install(
    store: Path,
    bundle: Path,
    *,
    surroundings: Surroundings | None = None,
    confirmed_now: dt.datetime | None = None,
) -> Installed | Refusal:
    """Install the ``.vkb`` (or unpacked tree) ``bundle`` into ``store``, to CONFIRMED.

    ``confirmed_now`` is the clock where an officer has confirmed it: a bundle issued more than 24 hours ahead of
    it is refused (``issued-in-future``) until he is asked, that is, until this is left out. Refused with the
    codes of ``bundle.archive``, ``bundle.trust``, ``bundle.documents``, ``bundle.media``, and ``store-busy``,
    ``store-not-set-up``, ``no-space``, ``disk-full``, ``disk-error``, ``store-read-only``, ``posted-*``,
    ``content-*``, ``not-one-election``, ``trial-failed``.
    """
    return _run(store, surroundings, lambda installer: installer.install(bundle, confirmed_now))


def resume(store: Path, *, surroundings: Surroundings | None = None) -> Installed | Refusal | None:
    """Finish, or cleanly drop, what an interrupted install left; ``None`` where there was nothing to finish.

    An install that no longer needs its stick is finished. One that does is finished where the file still lies
    where it lay, else dropped; so is one of which nothing was verified yet, wherever its file is. A kept
    generation that cannot be read, because it rotted or because another version of the software compiled it, is
    compiled anew from its verified objects.
    """
    return _run(store, surroundings, lambda installer: installer.resume())


def _run(store: Path, surroundings: Surroundings | None, work: Callable[[_Installer], _T]) -> _T | Refusal:
    layout = Layout(store)
    around = surroundings or Surroundings()
    return on_state(layout, lambda state: work(_Installer(layout, state, around)), around.now)


class _LocalPackage:
    """A package whose metadata is read from the copy that was made of it. Objects stay where they are."""

    def __init__(self, package: archive.Package, folder: Path) -> None:
        self._package = package
        self._folder = folder
        self.entries: Mapping[str, int] = package.entries
        self.oddity = package.oddity

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        if not name.startswith(_METADATA):
            yield from self._package.chunks(name, limit)
            return
        data = (self._folder / name.removeprefix(_METADATA)).read_bytes()
        if len(data) > limit:
            raise RefusedError(archive.refuse("wrong-length", name))
        yield data


def verify_copy(
    package: archive.Package, folder: Path, files: Files, state: State, confirmed_now: dt.datetime | None
) -> trust.Verified | trust.Rejection:
    """Copy a package's metadata into ``folder`` and verify the copy against what this kiosk trusts and has seen.

    Nothing of the state changes. Raises ``StoreRefusedError`` and ``RefusedError``.
    """
    metadata = [name for name in package.entries if name.startswith(_METADATA)]
    if sum(package.entries[name] for name in metadata) > _METADATA_LIMIT:
        raise StoreRefusedError(_metadata_too_long())
    for name in metadata:
        files.write(folder / name.removeprefix(_METADATA), package.chunks(name, _METADATA_LIMIT))
    with state.reading() as books:
        root, floors, clock = books.roots()[-1], books.floors(), books.clock()
    return trust.verify(
        _LocalPackage(package, folder),
        root,
        reference=clock.newest_issue,
        floors=trust.Floors.decode(floors) if floors else None,
        confirmed_now=confirmed_now,
    )


def space_for(
    manifest: Manifest, missing: Mapping[str, int], layout: Layout, around: Surroundings
) -> tuple[int, int]:
    """How many bytes an install needs with ``missing`` to be copied, and how many are free."""
    compiled = _COMPILED_SIZE * sum(item.length for item in manifest.items if not item.media)
    return sum(missing.values()) + compiled + around.headroom, around.free(layout.path)


class _Copying:
    """The copying of one bundle's objects, by one thread or by several."""

    def __init__(
        self, objects: Objects, missing: Mapping[str, int], total: int, tell: Callable[[int, int], None]
    ) -> None:
        self._objects = objects
        self._missing = missing
        self._total = total
        self._tell = tell
        self._done = 0
        self._lock = threading.Lock()

    def run(self, package: archive.Package, part: trust.Verified) -> Refusal | None:
        """Copy the objects of ``part``; what stopped it, or ``None``."""
        return trust.copy_objects(package, part, self._take)

    def tell(self) -> None:
        """Say how far it is."""
        self._tell(self._done, self._total)

    def _take(self, sha256: str, _length: int, chunks: Iterator[bytes]) -> None:
        arriving = counted(chunks, self._passed)
        if sha256 in self._missing:
            self._objects.write(sha256, arriving)
        else:
            deque(arriving, maxlen=0)

    def _passed(self, length: int) -> None:
        with self._lock:
            self._done += length


def missing_from(objects: Objects, manifest: Manifest) -> dict[str, int]:
    """Hash and length of the objects that would have to be copied."""
    return {
        sha256: item.length
        for sha256, item in manifest.objects().items()
        if not objects.have(sha256, item.length, document=not item.media)
    }


class _AnotherBundleError(Exception):
    """In the place of a bundle whose load was broken off lies another one, which nobody asked for."""


class _Installer:
    """The machine itself, for one process that holds the store's lock."""

    def __init__(self, layout: Layout, state: State, around: Surroundings) -> None:
        self._layout = layout
        self._state = state
        self._around = around
        self._files = around.files
        self._agreed = ""

    # --- the two ways in ---

    def install(self, bundle: Path, confirmed_now: dt.datetime | None) -> Installed | Refusal:
        source = str(bundle.absolute())
        begun: Install | None = None
        for waiting in self._waiting():
            if not Step(waiting.step).needs_stick:
                self._carry_on(waiting, None)
            elif waiting.source == source and begun is None:
                begun = waiting
            else:
                self._drop(waiting)
        self._sweep()
        return self._carry_on(begun or self._begin(source), confirmed_now)

    def resume(self) -> Installed | Refusal | None:
        result: Installed | Refusal | None = None
        for waiting in self._waiting():
            step = Step(waiting.step)
            if step is Step.FOUND or (step.needs_stick and not Path(waiting.source).exists()):
                self._drop(waiting)
            else:
                self._agreed = waiting.fingerprint
                try:
                    result = self._carry_on(waiting, None)
                except _AnotherBundleError:
                    self._drop(waiting)
                self._agreed = ""
        if self._layout.adopting.is_dir():
            result = self.install(self._layout.adopting, None)
            if isinstance(result, Refusal) and result.code in _OF_THE_DISK:
                return result  # of what was shown, nothing else is left: it is tried again
            self._files.remove_tree(self._layout.adopting)
        self._sweep()
        self._mend()
        return result

    def _waiting(self) -> tuple[Install, ...]:
        with self._state.reading() as books:
            return books.installs()

    def _begin(self, source: str) -> Install:
        with self._state.writing() as books:
            number = books.next_generation()
            begun = Install(f"{number:06}", source, Step.FOUND, number, "", self._around.now())
            books.put_install(begun)
        self._files.before("step found")
        return begun

    def _carry_on(self, begun: Install, confirmed_now: dt.datetime | None) -> Installed | Refusal:
        """Take an install from where it is to its end."""
        self._now_at = Step(begun.step)
        try:
            return self._through(begun, confirmed_now)
        except (StoreRefusedError, RefusedError) as stopped:
            why = stopped.refusal
        except OSError as error:
            why = disk(error)
        except DatabaseError as error:
            why = database(error, self._layout.path)
        # A state that cannot be written either must not hide why.
        with contextlib.suppress(DatabaseError, OSError):
            self._refuse(begun, why)
        return why

    def _through(self, begun: Install, confirmed_now: dt.datetime | None) -> Installed:
        if self._now_at.needs_stick:
            manifest = self._fetch(begun, confirmed_now)
            if manifest is None:
                return self._already(begun)
            begun = replace(begun, fingerprint=manifest.fingerprint)
        else:
            known = read_manifest(self._generation_folder(begun))
            if known is None:
                raise StoreRefusedError(_broken("no manifest"))
            manifest = known
        if self._now_at is Step.VERIFIED:
            self._stage(begun, manifest)
            self._to(begun, Step.STAGED)
        if self._now_at is Step.STAGED:
            self._to(begun, Step.TRIAL)
        self._tell(0, 0)
        self._try(begun, manifest)
        return self._confirm(begun, manifest)

    # --- with the stick ---

    def _fetch(self, begun: Install, confirmed_now: dt.datetime | None) -> Manifest | None:
        """Verify metadata and copy objects; ``None`` where the very same content is on the screen already."""
        self._tell(0, 0)
        opened = open_bundle(Path(begun.source))
        if isinstance(opened, Refusal):
            raise StoreRefusedError(opened)
        with opened as package:
            verified = self._verify(begun, package, confirmed_now)
            manifest = manifest_of(begun.generation, verified)
            if self._agreed and manifest.fingerprint != self._agreed:
                raise _AnotherBundleError
            if self._is_shown(manifest):
                # All of it is read: a stick that went bad is told of today, and what rotted here is healed by it.
                rotted = self._rotted(manifest)
                self._copy(begun, package, verified, rotted)
                self._heal(begun, manifest, rotted)
                return None
            begun = replace(begun, fingerprint=manifest.fingerprint)
            self._to(begun, Step.METADATA_OK)
            missing = self._missing(begun, manifest)
            self._need_space(manifest, missing)
            self._to(begun, Step.SPACE_OK)
            self._to(begun, Step.COPYING)
            self._copy(begun, package, verified, missing)
        self._files.make_folder(self._own_generation(begun))
        self._files.write(self._own_generation(begun) / manifests.NAME, [manifest.write()])
        self._make_room(begun, manifest)
        self._files.sync(self._layout.path)
        self._to(begun, Step.VERIFIED)
        return manifest

    def _verify(
        self, begun: Install, package: archive.Package, confirmed_now: dt.datetime | None
    ) -> trust.Verified:
        folder = self._own_generation(begun) / "metadata"
        self._files.remove_tree(folder)
        self._files.make_folder(folder)
        verified = verify_copy(package, folder, self._files, self._state, confirmed_now)
        if verified.new_roots:
            # At once, whatever happens next: a kiosk that has seen a rotation must never trust the old keys again.
            with self._state.writing() as books:
                for document in verified.new_roots:
                    version = root_version(document)
                    books.add_root(version, document)
                    self._audit(books, "root-rotated", version=version)
        if isinstance(verified, trust.Rejection):
            raise StoreRefusedError(verified)
        return verified

    def _is_shown(self, manifest: Manifest) -> bool:
        with self._state.reading() as books:
            active = books.generation(books.pointer()[0])
        return (
            active is not None
            and active.fingerprint == manifest.fingerprint
            and content_stands(self._layout, active)
        )

    def _rotted(self, manifest: Manifest) -> dict[str, int]:
        """Hash and length of the objects that are not what was signed any more."""
        objects = manifest.objects().items()
        return {
            sha256: item.length
            for sha256, item in objects
            if rot.digest_on_disk(self._layout.object(sha256)) != sha256
        }

    def _heal(self, begun: Install, manifest: Manifest, rotted: Mapping[str, int]) -> None:
        """Put the objects that arrived in the place of those that rotted, and say so."""
        if rotted:
            arrived = self._objects(begun)
            if arrived.make_room(rotted):
                self._files.sync(self._layout.path)
            arrived.keep(rotted)
            self._files.sync(self._layout.path)
        objects = manifest.objects()
        with self._state.writing() as books:
            rot.loaded(books, objects)
            if rotted:
                left = rot.rotten(books)
                found = Scrubbed(self._around.now(), len(objects), len(rotted), len(rotted), 0, len(left))
                rot.remember(books, found, left)

    def _already(self, begun: Install) -> Installed:
        self._drop(begun)
        with contextlib.suppress(OSError):
            self._sweep()
        with self._state.reading() as books:
            active = books.generation(books.pointer()[0])
        assert active is not None  # noqa: S101 - _is_shown found it
        return Installed(active, already=True)

    def _missing(self, begun: Install, manifest: Manifest) -> dict[str, int]:
        """Hash and length of the objects that must be copied."""
        return missing_from(self._objects(begun), manifest)

    def _need_space(self, manifest: Manifest, missing: Mapping[str, int]) -> None:
        needed, free = space_for(manifest, missing, self._layout, self._around)
        if free < needed:
            raise StoreRefusedError(no_space(needed, free))

    def _copy(
        self, begun: Install, package: archive.Package, verified: trust.Verified, missing: Mapping[str, int]
    ) -> None:
        """Copy what is missing, hashing it on the way; read through the rest all the same.

        A bundle is good as a whole or not at all: a damaged one is refused even if every damaged byte is of an
        object that the store has, so that the official hears of his bad stick today and not on another machine.
        Long bundles are shared among the processor's cores, as hashing takes longer than writing.
        """
        self._files.make_folder(self._incoming(begun) / "objects")
        lengths = {one.sha256: one.length for one in verified.targets.values()}
        total = sum(lengths.values())
        copiers = min(_MOST_COPIERS, os.cpu_count() or 1) if total > _WORTH_SHARING else 1
        parts = _parts(verified, copiers)
        copying = _Copying(self._objects(begun), missing, total, self._tell)
        if copiers == 1:
            stopped = [copying.run(package, parts[0])]
        else:
            with ThreadPoolExecutor(copiers) as pool:
                jobs = [pool.submit(self._copy_part, begun, copying, part) for part in parts]
                while wait(jobs, _TELL_EVERY).not_done:
                    copying.tell()
                stopped = [job.result() for job in jobs]
        copying.tell()
        for refused in stopped:
            if refused is not None:
                raise StoreRefusedError(refused)

    def _copy_part(self, begun: Install, copying: _Copying, part: trust.Verified) -> Refusal | None:
        """One thread's share, read through a handle of its own."""
        opened = open_bundle(Path(begun.source))
        if isinstance(opened, Refusal):
            return opened
        with opened as package:
            return copying.run(package, part)

    # --- without it ---

    def _stage(self, begun: Install, manifest: Manifest) -> None:
        """Compile, and refuse what may not be shown."""
        self._tell(0, 0)
        objects = self._objects(begun)
        sounds: dict[str, Sound] = {}
        for sha256, item in manifest.objects().items():
            if item.media:
                with objects.path(sha256).open("rb") as file:
                    looked = check_media(file, item.name)
                if isinstance(looked, Refusal):
                    raise StoreRefusedError(looked)
                if isinstance(looked, Sound):
                    sounds[sha256] = looked
        read = Documents(manifest, objects.path)
        election = read.election()
        freeze = Freeze(self._state, election)
        records = read.records(election)
        records = replace(
            records,
            constituencies=freeze.units(records.constituencies),
            candidates=freeze.candidates(records.candidates),
            clips=as_they_sound(records.clips, sounds),
        )
        self._files.before("compile")
        rot.compile_into(self._own_generation(begun), records, manifest, self._files)
        self._files.sync(self._layout.path)

    def _try(self, begun: Install, manifest: Manifest) -> None:
        """Open the generation as the kiosk will, and read of every kind."""
        objects = self._objects(begun)
        for sha256, item in manifest.objects().items():
            if objects.length(sha256) != item.length:
                raise StoreRefusedError(_broken(f"object {item.name}"))
        trouble = self_check(self._generation_folder(begun) / "content.sqlite", manifest.fingerprint)
        if trouble is not None:
            raise StoreRefusedError(trouble)

    def _make_room(self, begun: Install, manifest: Manifest) -> bool:
        """Make the folders into which objects and generation are renamed; whether there was one to make."""
        made = self._files.make_folder(self._layout.generations)
        return self._objects(begun).make_room(manifest.objects()) or made

    def _confirm(self, begun: Install, manifest: Manifest) -> Installed:
        objects = self._objects(begun)
        if self._make_room(begun, manifest):  # it was verified by an older version of the software
            self._files.sync(self._layout.path)
        objects.keep(manifest.objects())
        self._files.move(self._own_generation(begun), self._layout.generation(begun.generation))
        self._files.sync(self._layout.path)
        read = Documents(manifest, objects.path)
        election = read.election()
        now = self._around.now()
        generation = Generation(
            number=begun.generation,
            election=election.id,
            title=election.title,
            version=manifest.version,
            issued=manifest.issued,
            expires=manifest.expires,
            fingerprint=manifest.fingerprint,
            signers=manifest.signers,
            installed=begun.started,
            confirmed=now,
        )
        self._files.before("transaction")
        with self._state.writing() as books:
            before, _ = books.pointer()
            books.add_generation(generation)
            books.set_pointer(generation.number, before)
            for old in books.generations():
                if old.kept and old.number not in {generation.number, before}:
                    books.let_go(old.number)
            books.set_floors(manifest.floors.encode())
            books.set_clock(replace(books.clock(), newest_issue=manifest.issued))
            _enter_lists(books, election, read)
            books.end_install(begun.id)
            rot.loaded(books, manifest.objects())
            self._audit(
                books,
                "confirmed",
                generation=generation.number,
                previous=before,
                election=election.id,
                version=manifest.version,
                fingerprint=manifest.fingerprint,
                signers=manifest.signers,
                file=Path(begun.source).name,
            )
        self._now_at = Step.CONFIRMED
        self._tell(0, 0)
        # What follows only tidies up; the next install does what is left undone.
        with contextlib.suppress(OSError, DatabaseError):
            fallback.save(self._layout, self._state, self._files)
            self._files.remove_tree(self._incoming(begun))
            self._sweep()
        return Installed(generation)

    # --- ends that are not the good one ---

    def _refuse(self, begun: Install, why: Refusal) -> None:
        if why.code in _COME_BACK and self._now_at is Step.COPYING:
            with self._state.writing() as books:
                self._audit(books, "interrupted", file=Path(begun.source).name, code=why.code)
            return
        self._clear_away(begun)
        with self._state.writing() as books:
            fingerprint = next((known.fingerprint for known in books.installs() if known.id == begun.id), "")
            books.end_install(begun.id)
            if why.code not in _NOT_THE_BUNDLES_FAULT:
                books.add_refused(Path(begun.source).name, fingerprint, why)
            ended = Step.FALLBACK if why.code == "trial-failed" else Step.REJECTED
            self._audit(
                books,
                ended,
                file=Path(begun.source).name,
                code=why.code,
                step=self._now_at,
                shown=books.pointer()[0],
            )

    def _drop(self, begun: Install) -> None:
        """Give up an install: nothing of it stays."""
        self._clear_away(begun)
        with self._state.writing() as books:
            books.end_install(begun.id)

    def _clear_away(self, begun: Install) -> None:
        self._files.remove_tree(self._incoming(begun))
        unconfirmed = self._layout.generation(begun.generation)
        if unconfirmed.exists():
            self._files.remove_tree(unconfirmed)
            self._collect()

    def _sweep(self) -> None:
        """Remove what no install and no generation lays claim to: left by a power cut."""
        with self._state.reading() as books:
            installs = books.installs()
            kept = {generation.number for generation in books.generations() if generation.kept}
        known = {begun.id for begun in installs}
        for folder in _folders(self._layout.incoming):
            if folder.name not in known:
                self._files.remove_tree(folder)
        kept.update(begun.generation for begun in installs)
        names_kept = {self._layout.generation(number).name for number in kept}
        for folder in _folders(self._layout.generations):
            if folder.name not in names_kept:
                self._files.remove_tree(folder)
        for folder in (self._layout.path, *_folders(self._layout.generations)):
            self._files.remove_parts(folder)
        if not installs:  # one that is at work may have objects in their place that no generation names yet
            self._collect()
        fallback.save(self._layout, self._state, self._files)

    def _mend(self) -> None:
        """Compile the kept generations anew that cannot be opened, as far as their objects stand."""
        with self._state.reading() as books:
            numbers = [number for number in books.pointer() if number is not None]
        for number in numbers:
            content = self._layout.content(number)
            manifest = read_manifest(content.parent)
            if manifest is None or self_check(content, manifest.fingerprint) is None:
                continue
            read = Documents(manifest, self._layout.object)
            # What cannot be mended stays as it is: the other generation is shown, and the officer is told.
            with contextlib.suppress(StoreRefusedError, RefusedError, OSError):
                rot.compile_into(content.parent, read.records(read.election()), manifest, self._files)
                self._files.sync(self._layout.path)
                with self._state.writing() as books:
                    books.audit("compiled-anew", generation=number)

    def _collect(self) -> None:
        """Remove the objects that no kept generation names."""
        wanted: set[str] = set()
        for folder in _folders(self._layout.generations):
            manifest = read_manifest(folder)
            if manifest is None:
                return  # without knowing what a generation needs, nothing is thrown away
            wanted.update(manifest.objects())
        for path in unreferenced(self._layout, frozenset(wanted)):
            self._files.remove(path)

    # --- small things ---

    def _to(self, begun: Install, step: Step) -> None:
        with self._state.writing() as books:
            books.put_install(replace(begun, step=step))
        self._now_at = step
        self._files.before(f"step {step}")
        self._tell(0, 0)

    def _audit(self, books: Books, event: str, **detail: Any) -> None:
        by = {"by": self._around.by.signature} if self._around.by else {}
        books.audit(event, **detail, **by)

    def _tell(self, done: int, total: int) -> None:
        self._around.tell(Progress(self._now_at, done, total))

    def _incoming(self, begun: Install) -> Path:
        return self._layout.incoming / begun.id

    def _own_generation(self, begun: Install) -> Path:
        return self._incoming(begun) / "generation"

    def _generation_folder(self, begun: Install) -> Path:
        """Where the generation lies: in place already, if the power went just before it was confirmed."""
        placed = self._layout.generation(begun.generation)
        return placed if placed.is_dir() else self._own_generation(begun)

    def _objects(self, begun: Install) -> Objects:
        with self._state.reading() as books:
            rotten = rot.rotten(books)
        return Objects(self._layout, self._incoming(begun) / "objects", self._files, rotten)


def content_stands(layout: Layout, active: Generation) -> bool:
    """Whether the content of a generation is on the disk as it was compiled; if not, its bundle mends it."""
    catalogue = open_catalogue(layout.content(active.number))
    if isinstance(catalogue, Refusal):
        return False
    catalogue.close()
    folder = layout.generation(active.number)
    kept = read_manifest(folder)
    return kept is not None and rot.whole(kept, active.fingerprint) and not rot.content_rotted(folder)


def self_check(content: Path, fingerprint: str) -> Refusal | None:
    """Open a compiled generation as the kiosk does and read of every kind; ``None`` where all is well."""
    catalogue = open_catalogue(content)
    if isinstance(catalogue, Refusal):
        return _broken(catalogue.detail)
    try:
        units = catalogue.constituencies()
        reads: tuple[Callable[[], object], ...] = (
            catalogue.areas,
            catalogue.topics,
            catalogue.notices,
            catalogue.posters,
            catalogue.terms,
            catalogue.sources,
            catalogue.neutrality,
            catalogue.pronunciations,
            lambda: catalogue.clip("", "vi"),
            lambda: [catalogue.strings(language) for language in catalogue.election.languages],
            lambda: [catalogue.meetings(unit.id) for unit in units[:1]],
            catalogue.results,
            lambda: catalogue.search("a"),
        )
        for read in reads:
            read()
        for unit in {unit.body: unit for unit in units}.values():
            for candidate in catalogue.candidates(unit.id)[:1]:
                found = {hit.id for hit in catalogue.search(candidate.name, 10_000, bodies=(unit.body,))}
                if catalogue.candidate(candidate.id) != candidate or candidate.id not in found:
                    return _broken(f"{candidate.id} is not found")
        if catalogue.about().fingerprint != fingerprint:
            return _broken("another bundle's content")
    except DAMAGED as error:
        return _broken(f"{type(error).__name__}: {error}")
    finally:
        catalogue.close()
    return None


def root_version(document: bytes) -> int:
    """The version of a root that was verified."""
    return int(json.loads(document)["signed"]["version"])


def _enter_lists(books: Books, election: Election, read: Documents) -> None:
    """Freeze the lists that are posted for the first time, and enter every strike-off for good."""
    posted = posted_bodies(election)
    frozen = {constituency for _, constituency in books.posted_names(election.id)}
    open_units = {
        unit.id for unit in read.lines(documents.CONSTITUENCIES) if unit.body in posted and unit.id not in frozen
    }
    struck: dict[str, StrikeOff] = {}
    candidates = read.lines(documents.CANDIDATES)
    while batch := list(islice(candidates, _MOST_ROWS)):
        struck.update((one.id, one.strike_off) for one in batch if one.strike_off is not None)
        books.add_posted([posted_row(election, one) for one in batch if one.constituency in open_units])
    books.add_strike_offs(election.id, struck)


def open_bundle(bundle: Path) -> archive.Archive | archive.Tree | Refusal:
    """Open a ``.vkb`` or an unpacked tree."""
    return archive.open_tree(bundle) if (bundle / "metadata").is_dir() else archive.open_archive(bundle)


def _parts(verified: trust.Verified, count: int) -> list[trust.Verified]:
    """``verified`` in ``count`` shares of about as many bytes, each object in one of them."""
    objects = {target.sha256: target for target in verified.targets.values()}
    by_length = sorted(objects.values(), key=lambda target: (-target.length, target.sha256))
    return [
        replace(verified, targets={target.name: target for target in by_length[share::count]})
        for share in range(count)
    ]


def manifest_of(generation: int, verified: trust.Verified) -> Manifest:
    """What is kept of a verified bundle beside the generation of that number."""
    desk = {"timestamp", "snapshot"}
    signers = (signer for signer in verified.signers if signer.role not in desk)
    return Manifest(
        generation=generation,
        version=verified.version,
        issued=verified.issued,
        expires=verified.expires,
        fingerprint=verified.fingerprint,
        signers=tuple(dict.fromkeys(signer.name or signer.key_id[:16] for signer in signers)),
        items=tuple(Item(one.name, one.sha256, one.length) for one in verified.targets.values()),
        scopes={scope: frozenset(held) for scope, held in verified.scopes.items()},
        floors=verified.floors.encode().decode(),
        delegated=tuple(sorted(verified.delegated)),
    )


def _folders(path: Path) -> list[Path]:
    return sorted(entry for entry in path.iterdir() if entry.is_dir()) if path.is_dir() else []


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"


def no_space(needed: int, free: int) -> Refusal:
    """The disk of the store has not enough room; both in bytes."""
    return refusal(
        "no-space",
        f"Máy cần {_megabytes(needed)} chỗ trống nhưng chỉ còn {_megabytes(free)}. Hãy xóa bớt tệp rồi nạp lại.",
        f"This machine needs {_megabytes(needed)} of free space and has {_megabytes(free)}. Free some first.",
        f"{needed} > {free}",
    )


def _metadata_too_long() -> Refusal:
    return refusal(
        "metadata-too-long",
        "Phần chữ ký của gói dài quá mức cho phép. Hãy xin ban soạn thảo gói khác.",
        "The bundle's signed metadata is longer than allowed. Ask the publisher for another bundle.",
    )


def _broken(detail: str) -> Refusal:
    return refusal(
        "trial-failed",
        "Gói đã nạp nhưng không chạy thử được trên máy này; nội dung cũ vẫn hiện. Hãy nạp lại lần nữa.",
        "The bundle was loaded but failed its trial on this machine; the old content still shows. Load it again.",
        detail,
    )
