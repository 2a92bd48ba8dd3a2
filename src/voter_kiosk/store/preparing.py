"""Opening the state for those who may change its tables: set-up and the installer.

This imports Alembic; the kiosk never does.
"""

from __future__ import annotations

from voter_kiosk.store.layout import Layout
from voter_kiosk.store.migrations import upgrade
from voter_kiosk.store.state import Now, State, state_engine, utc_now
from voter_kiosk.store.state_schema import STATE_REVISION


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
    with state.connected() as connection:
        upgrade(connection)
