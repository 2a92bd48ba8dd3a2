"""Opening the state for those who may change its tables: set-up, the installer, the officials' commands.

This imports Alembic; the kiosk never does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store import fallback
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.locking import locked
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, no_state
from voter_kiosk.store.state import Books, Now, State, stands, state_engine, utc_now
from voter_kiosk.store.state_schema import STATE_REVISION

T = TypeVar("T")


def prepared_state(layout: Layout, now: Now = utc_now) -> State:
    """The state, brought to the newest revision. Raises ``DatabaseError`` where it is damaged."""
    state = State(state_engine(layout.state), now)
    try:
        if state.revision() != STATE_REVISION:
            migrate(state)
    except BaseException:
        state.close()
        raise
    return state


def migrate(state: State) -> None:
    """Bring the state's tables to the newest revision, in one transaction."""
    from voter_kiosk.store.migrations import upgrade  # Alembic takes longer to load than most commands take

    with state.connected() as connection:
        upgrade(connection)


def on_state(layout: Layout, work: Callable[[State], T], now: Now = utc_now) -> T | Refusal:
    """Do ``work`` with the state of a store that stands, its tables prepared, while nobody else changes it.

    ``work`` may raise ``StoreRefusedError`` to refuse. Refused besides: ``store-not-set-up``, ``store-busy``, and
    a disk or a state that fails.
    """
    try:
        if not stands(layout.state):
            return no_state(layout)
        with locked(layout):
            state = prepared_state(layout, now)
            try:
                return work(state)
            finally:
                state.close()
    except StoreRefusedError as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)
    except DatabaseError as error:
        return database(error, layout.path)


def settle(store: Path, work: Callable[[Books], T], now: Now = utc_now) -> T | Refusal:
    """Do ``work`` on the state of a store that stands, in one transaction: all of it or nothing; what it gives.

    ``work`` may raise ``StoreRefusedError`` to refuse: then nothing of it stays. Refused besides:
    ``store-not-set-up``, ``store-busy``, and a disk or a state that fails.
    """
    layout = Layout(store)

    def change(state: State) -> T:
        with state.writing() as books:
            done = work(books)
        fallback.save(layout, state, Files())
        return done

    return on_state(layout, change, now)
