"""What an official asks of a store: what is shown, what came before, whom it trusts; and one step back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.listening import Headphones, headphones_setting
from voter_kiosk.domain.office import Person
from voter_kiosk.domain.scrubbing import Scrubbed
from voter_kiosk.domain.slips import PrinterSetting, printer_setting
from voter_kiosk.store import fallback, rot
from voter_kiosk.store.catalogue import open_catalogue
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, no_state, refusal
from voter_kiosk.store.state import (
    Books,
    Generation,
    Install,
    Now,
    RefusedBundle,
    State,
    open_state,
    stands,
    utc_now,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Status:
    """A store in facts. ``broken_audit`` is the first audit row that does not fit the chain, ``None`` for none.

    ``root`` is the version of the trusted root; ``newest_issue`` the newest signed time ever confirmed;
    ``unfinished`` are installs that were interrupted; ``refused`` the newest refused bundles, newest first;
    ``printer`` is the one that citizens may print slips on, ``headphones`` what the sound comes out of,
    ``scrubbed`` what the last nightly look at every file found.
    """

    active: Generation | None
    previous: Generation | None
    polling_area: str
    root: int
    newest_issue: dt.datetime | None
    strike_offs: int
    campaign_ended: bool
    audit_rows: int
    broken_audit: int | None
    unfinished: tuple[Install, ...]
    refused: tuple[RefusedBundle, ...]
    printer: PrinterSetting | None = None
    headphones: Headphones = Headphones.DETECT
    scrubbed: Scrubbed | None = None


def status(store: Path) -> Status | Refusal:
    """How the store stands. Refused: ``store-not-set-up``, ``store-state-lost``. Writes nothing."""
    return with_state(Layout(store), utc_now, _status)


def rollback(
    store: Path, *, by: Person | None = None, now: Now = utc_now, files: Files | None = None
) -> Status | Refusal:
    """Show the previous generation again; the one left is then the previous. ``by`` is the official who asked.

    Only a generation that was confirmed on this kiosk can be gone back to; floors, strike-offs and frozen lists
    stay as they are. Refused: ``no-previous``, ``content-*`` where it cannot be read, ``store-busy``, and as
    ``status``.
    """
    layout = Layout(store)
    if not stands(layout.state):
        return no_state(layout)
    try:
        with locked(layout):
            return with_state(layout, now, lambda state: _back(layout, state, files or Files(), by))
    except StoreRefusedError as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)


def with_state(layout: Layout, now: Now, work: Callable[[State], _T]) -> _T | Refusal:
    """What ``work`` gives of a state as it is. Refused: ``store-not-set-up``, ``store-state-lost``."""
    if not stands(layout.state):
        return no_state(layout)
    state = open_state(layout.state, now)
    if isinstance(state, Refusal):
        return state
    try:
        return work(state)
    except DatabaseError as error:
        return database(error, layout.path)
    finally:
        state.close()


def _status(state: State) -> Status:
    with state.reading() as books:
        return _as_status(books)


def _as_status(books: Books) -> Status:
    active, previous = books.pointer()
    shown = books.generation(active)
    election = shown.election if shown else ""
    return Status(
        active=shown,
        previous=books.generation(previous),
        polling_area=books.setting("polling_area") or "",
        root=books.root_version(),
        newest_issue=books.clock().newest_issue,
        strike_offs=len(books.strike_offs(election)),
        campaign_ended=books.campaign_ended(election),
        audit_rows=sum(1 for _ in books.audit_rows()),
        broken_audit=books.verify_chain(),
        unfinished=books.installs(),
        refused=books.refused(),
        printer=printer_setting(books.setting("printer"), books.setting("slip_paper")),
        headphones=headphones_setting(books.setting("headphones")),
        scrubbed=rot.scrubbed(books),
    )


def _back(layout: Layout, state: State, files: Files, by: Person | None) -> Status | Refusal:
    with state.reading() as books:
        active, previous = books.pointer()
        target = books.generation(previous)
    if active is None or target is None or not target.kept:
        return refusal(
            "no-previous",
            "Máy này chưa có nội dung nào trước đó để quay lại. Muốn đổi, hãy nạp một gói dữ liệu.",
            "There is no earlier content on this machine to go back to. Load a bundle instead.",
        )
    readable = open_catalogue(layout.content(target.number))
    if isinstance(readable, Refusal):
        return readable
    readable.close()
    files.before("rollback")
    with state.writing() as books:
        books.set_pointer(target.number, active)
        who = {"by": by.signature} if by else {}
        books.audit("rolled-back", generation=target.number, left=active, version=target.version, **who)
    fallback.save(layout, state, files)
    return _status(state)
