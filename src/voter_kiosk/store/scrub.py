"""The scrub: everything that is loaded is read again, and what rotted on the disk is healed where a whole copy is.

A hash is proof enough: an object is taken from an install that broke off, or from any bundle that carries it, and
nothing else of that bundle is believed. Content is compiled anew from its objects. What cannot be healed stays as
it is: a picture of which a byte is wrong is for the next load to replace (``installer``), and wrong content is set
aside only where the content before it is whole, since a kiosk is never dark.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from voter_kiosk.bundle.archive import content_chunks
from voter_kiosk.bundle.names import object_name
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import proved
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.scrubbing import Scrubbed
from voter_kiosk.store import rot
from voter_kiosk.store.files import Files
from voter_kiosk.store.installer import open_bundle, self_check
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import Item, Manifest, read_manifest
from voter_kiosk.store.preparing import on_state
from voter_kiosk.store.reading import Documents
from voter_kiosk.store.refusals import StoreRefusedError
from voter_kiosk.store.state import Now, State, utc_now
from voter_kiosk.store.sticks import bundle_folders, find_sticks, unfinished_installs

Tell = Callable[[int, int], None]
"""Told of how many bytes were read, of how many."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One file that is not what it should be: what it is called, and where it was healed from (empty: nowhere)."""

    generation: int
    name: str
    healed_from: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a scrub found, and each damaged file of it."""

    found: Scrubbed
    damages: tuple[Damage, ...] = ()


def scrub(
    store: Path,
    bundles: Sequence[Path] = (),
    *,
    tell: Tell = lambda _done, _total: None,
    files: Files | None = None,
    now: Now = utc_now,
) -> Report | Refusal:
    """Read what the shown and the previous generation are made of, heal what is damaged, note what was found.

    ``bundles`` are looked into for whole copies, and so are all sticks and folders in which this kiosk looks for
    bundles. Refused: as :func:`voter_kiosk.store.preparing.on_state`.
    """
    layout = Layout(store)

    def places() -> Iterator[Path]:
        yield from bundles
        yield from unfinished_installs(store)
        for stick in find_sticks(bundle_folders(store)):
            yield from (bundle.path for bundle in stick.bundles if bundle.refused is None)

    return on_state(layout, lambda state: _Scrub(layout, state, places, files or Files(), tell).run(now), now)


@dataclass
class _Held:
    """A generation that is kept: its manifest, where it still says what it said."""

    number: int
    shown: bool
    folder: Path
    manifest: Manifest | None
    rotted: set[str] = field(default_factory=set)


class _Scrub:
    """One look at everything, by a process that holds the store's lock."""

    def __init__(
        self, layout: Layout, state: State, places: Callable[[], Iterable[Path]], files: Files, tell: Tell
    ) -> None:
        self._layout, self._state, self._places, self._files, self._tell = layout, state, places, files, tell
        self._damages: dict[tuple[int, str], Damage] = {}
        self._read = 0

    def run(self, now: Now) -> Report:
        kept = self._kept()
        for folder in (self._layout.path, *(one.folder for one in kept), *self._layout.objects.glob("*")):
            self._files.remove_parts(folder)
        rotted = self._objects(kept)
        for generation in reversed(kept):  # the previous one first: whether it is whole decides for the other
            self._content(generation, kept)
        if self._damages:
            self._files.sync(self._layout.path)
        damages = tuple(self._damages.values())
        shown = next((one.number for one in kept if one.shown), 0)
        lost = [damage for damage in damages if not damage.healed_from]
        of_shown = sum(1 for damage in lost if damage.generation == shown)
        found = Scrubbed(now(), self._read, len(damages), len(damages) - len(lost), of_shown, len(lost) - of_shown)
        with self._state.writing() as books:
            rot.remember(books, found, rotted)
        return Report(found, damages)

    def _kept(self) -> list[_Held]:
        """The generations that are looked at, the shown one first."""
        with self._state.reading() as books:
            active, previous = books.pointer()
            confirmed = {one.number: one.fingerprint for one in books.generations()}
        kept = []
        for number in (active, previous):
            if number is None:
                continue
            folder = self._layout.generation(number)
            manifest = read_manifest(folder)
            self._read += 1
            if manifest is None or not rot.whole(manifest, confirmed[number]):
                manifest = None
                self._damaged(number, "bundle.json")
            kept.append(_Held(number, number == active, folder, manifest))
        return kept

    # --- objects ---

    def _objects(self, kept: Sequence[_Held]) -> set[str]:
        """Read every object, heal those that are damaged; the ones that still are."""
        wanted: dict[str, tuple[int, Item]] = {}
        for one in kept:
            for sha256, item in one.manifest.objects().items() if one.manifest else ():
                wanted.setdefault(sha256, (one.number, item))
        total, done = sum(item.length for _, item in wanted.values()), 0
        rotted = {}
        for sha256, (number, item) in sorted(wanted.items()):
            self._tell(done, total)
            if rot.digest_on_disk(self._layout.object(sha256)) != sha256:
                rotted[sha256] = (number, item)
                self._damaged(number, item.name)
            self._read += 1
            done += item.length
        self._tell(total, total)
        for sha256, where in self._healed({sha256: item for sha256, (_, item) in rotted.items()}):
            number, item = rotted.pop(sha256)
            self._damaged(number, item.name, where)
        for one in kept:
            one.rotted = set(rotted) & set(one.manifest.objects() if one.manifest else ())
        return set(rotted)

    def _healed(self, rotted: dict[str, Item]) -> Iterator[tuple[str, str]]:
        """Heal objects, by hash: which ones were, and from where."""
        if not rotted:
            return
        for path in sorted(self._layout.incoming.glob("*/objects/*")):
            if path.name in rotted and self._take(path.name, content_chunks(path)):
                del rotted[path.name]
                yield path.name, "incoming"
        for bundle in self._places():
            if not rotted:
                return
            opened = open_bundle(bundle)
            if isinstance(opened, Refusal):
                continue
            with opened as package:
                for sha256, item in sorted(rotted.items()):
                    name = object_name(sha256)
                    if name in package.entries and self._take(sha256, package.chunks(name, item.length)):
                        del rotted[sha256]
                        yield sha256, bundle.name

    def _take(self, sha256: str, chunks: Iterable[bytes]) -> bool:
        """Put an object in its place; whether it was what its name says, and could be written."""
        target = self._layout.object(sha256)
        try:
            self._files.make_folder(target.parent)
            self._files.write(target, proved(chunks, sha256, sha256))
        except (RefusedError, OSError):
            return False
        return True

    # --- content ---

    def _content(self, one: _Held, kept: Sequence[_Held]) -> None:
        """See whether a generation's content is what was compiled, and compile it anew where it is not."""
        self._read += 1
        if self._is_content(one):
            if not rot.content_known(one.folder):
                with suppress(OSError):
                    rot.note_content(one.folder, self._files)
            return
        healed = self._compiled(one)
        self._damaged(one.number, "content.sqlite", "objects" if healed else "")
        others = [other for other in kept if other is not one]
        if not healed and one.shown and any(self._is_content(other) for other in others):
            with suppress(OSError):
                self._files.move(one.folder / "content.sqlite", one.folder / "content.rotten")

    def _is_content(self, one: _Held) -> bool:
        content = self._layout.content(one.number)
        if rot.content_known(one.folder):
            return not rot.content_rotted(one.folder)
        if one.manifest is None:
            return False
        return _sound(content) and self_check(content, one.manifest.fingerprint) is None

    def _compiled(self, one: _Held) -> bool:
        if one.manifest is None:
            return False
        read = Documents(one.manifest, self._layout.object)
        if one.rotted & {item.sha256 for item in one.manifest.items if not item.media}:
            return False
        try:
            self._files.before("compile")
            rot.compile_into(one.folder, read.records(read.election()), one.manifest, self._files)
        except (StoreRefusedError, RefusedError, OSError):
            return False
        return self_check(one.folder / "content.sqlite", one.manifest.fingerprint) is None

    def _damaged(self, generation: int, name: str, healed_from: str = "") -> None:
        self._damages[generation, name] = Damage(generation, name, healed_from)


def _sound(content: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file of which nobody noted what it was."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(content))}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False
