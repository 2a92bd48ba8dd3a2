"""Making a store: trust is pinned once, by hand, from the committee's ``root.json``.

A store whose state was lost is set up again in the same way. What it showed last is then installed anew from its
own verified objects, under the root that is pinned now; what is not signed by that root's officials goes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.settings import SETTINGS, Value, fitting, written
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.store import fallback
from voter_kiosk.store.files import Files
from voter_kiosk.store.first_start import draft
from voter_kiosk.store.installer import Surroundings, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.manifest import Manifest, read_manifest
from voter_kiosk.store.preparing import migrate, prepared_state, settle
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, refusal
from voter_kiosk.store.roots import read_root
from voter_kiosk.store.state import Books, Now, State, state_engine, utc_now


def setup(
    store: Path,
    root_json: Path,
    *,
    polling_area: str = "",
    printer: PrinterSetting | None = None,
    headphones: Headphones = Headphones.DETECT,
    settings: Mapping[str, Value] | None = None,
    fingerprint: str = "",
    first_start: bool = False,
    now: Now = utc_now,
    files: Files | None = None,
) -> Refusal | None:
    """Create the store in the folder ``store`` and pin ``root_json``; ``None`` when it stands.

    ``polling_area`` says where the kiosk stands (its code), empty where that is not known yet. ``printer`` is the
    one that citizens may print slips on, ``None`` where there is none; ``headphones`` what its sound comes out
    of. ``settings`` are others, by key, and go before what was answered before (``store.first_start``).
    ``fingerprint`` is what somebody compared the root by. ``first_start`` says that more is asked afterwards.
    Where content stands there whose state was lost, it is verified against ``root_json`` and shown again.
    Refused: ``store-exists`` (trust is never pinned over another), ``root-unreadable``, ``bad-pinned-root``,
    ``root-differs``, and a disk that fails.
    """
    layout = Layout(store)
    files = files or Files()
    try:
        root = read_root(root_json, fingerprint)
        if isinstance(root, Refusal):
            return root
        store.mkdir(parents=True, exist_ok=True)
        begun = _Begun(polling_area, printer, headphones, {**draft(layout), **(settings or {})}, first_start)
        with locked(layout):
            _make(layout, root, begun, now, files)
        # Refused or not, the store stands; what the officials of this root did not sign is not shown.
        resume(store, surroundings=Surroundings(now=now, files=files))
    except StoreRefusedError as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)
    except DatabaseError as error:
        return database(error, layout.path)
    return None


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a new store begins with."""

    polling_area: str
    printer: PrinterSetting | None
    headphones: Headphones
    settings: Mapping[str, Any]
    first_start: bool

    def note(self, books: Books, version: int, known_area: str) -> None:
        """Enter it, and audit it."""
        books.set_setting("polling_area", self.polling_area or known_area)
        _note_printer(books, self.printer)
        books.set_setting("headphones", self.headphones)
        books.audit("set-up", root=version, polling_area=self.polling_area)
        for key, value in self.settings.items():
            books.set_setting(key, value)
            if key in SETTINGS:
                written_value = written(fitting(SETTINGS[key], value))
                books.audit("setting", key=key, before=written(SETTINGS[key].default), value=written_value)
        if self.first_start:
            books.set_setting("first_start", [])


def _make(layout: Layout, root: bytes, begun: _Begun, now: Now, files: Files) -> None:
    if layout.state.is_file():
        raise StoreRefusedError(
            refusal(
                "store-exists",
                "Kho này đã được thiết lập. Muốn đặt lại từ đầu, hãy chọn một thư mục khác.",
                "This store is already set up. To start over, choose another folder.",
            )
        )
    for folder in (layout.objects, layout.generations, layout.incoming):
        files.make_folder(folder)
    known = fallback.read(layout) or fallback.Fallback()
    _set_aside(layout, known.active, files)
    # Made under another name: a state that bears its name is whole.
    making = layout.state.with_name("state.new")
    files.remove(making)
    state = State(state_engine(making), now)
    try:
        migrate(state)
        with state.writing() as books:
            version = int(json.loads(root)["signed"]["version"])
            books.add_root(version, root)
            # These only ever mark and hide, so they are taken over from before without a signature.
            books.add_strike_offs(known.election, known.strike_offs)
            if known.campaign_ended:
                books.end_campaign(known.election)
            for body in sorted(known.covered):
                books.cover(known.election, body, covered=True)
            if known.hours is not None:  # within the law's limits (domain.hours)
                books.set_hours(known.election, known.hours.area, known.hours)
            begun.note(books, version, known.polling_area)
        state.checkpoint()
    finally:
        state.close()
    files.sync(layout.path)
    files.move(making, layout.state)
    files.sync(layout.path)
    state = prepared_state(layout, now)
    try:
        fallback.save(layout, state, files)
    finally:
        state.close()
    files.remove(layout.draft)


def _set_aside(layout: Layout, shown: int | None, files: Files) -> None:
    """Make a bundle's tree of the generation that was shown last, its objects linked, to be installed anew."""
    files.remove_tree(layout.adopting)
    folders = sorted(layout.generations.iterdir(), key=lambda path: (path == _shown(layout, shown), path.name))
    for folder in reversed(folders):
        manifest = read_manifest(folder)
        if manifest is not None and all(layout.object(sha256).is_file() for sha256 in manifest.objects()):
            _link(layout, folder, manifest, files)
            return


def _shown(layout: Layout, number: int | None) -> Path | None:
    return None if number is None else layout.generation(number)


def _link(layout: Layout, folder: Path, manifest: Manifest, files: Files) -> None:
    for part in ("metadata", "objects"):
        files.make_folder(layout.adopting / part)
    for path in sorted((folder / "metadata").iterdir()):
        files.link(path, layout.adopting / "metadata" / path.name)
    for sha256 in sorted(manifest.objects()):
        files.link(layout.object(sha256), layout.adopting / "objects" / sha256)


def set_polling_area(store: Path, code: str, *, now: Now = utc_now) -> Refusal | None:
    """Say at which polling area the kiosk stands; ``None`` when it is noted. An empty code is "nowhere yet"."""

    def note(books: Books) -> None:
        books.set_setting("polling_area", code)
        books.audit("polling-area", code=code)

    return settle(store, note, now)


def set_printer(store: Path, printer: PrinterSetting | None, *, now: Now = utc_now) -> Refusal | None:
    """Say on which printer citizens may print slips, ``None`` for none; ``None`` when it is noted."""

    def note(books: Books) -> None:
        _note_printer(books, printer)
        books.audit("printer", name=printer.name if printer else "", paper=printer.paper if printer else "")

    return settle(store, note, now)


def set_headphones(store: Path, headphones: Headphones, *, now: Now = utc_now) -> Refusal | None:
    """Say what the kiosk's sound comes out of; ``None`` when it is noted."""

    def note(books: Books) -> None:
        books.set_setting("headphones", headphones)
        books.audit("headphones", setting=headphones)

    return settle(store, note, now)


def _note_printer(books: Books, printer: PrinterSetting | None) -> None:
    books.set_setting("printer", printer.name if printer else "")
    books.set_setting("slip_paper", printer.paper if printer else "")
