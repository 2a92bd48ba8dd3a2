"""What the kiosk needs to go on when ``state.sqlite`` is lost: one small file, written after each change of it.

It is never asked while the state can be read. Strike-offs, the end of campaigning, covered ballots and hours that
an officer set are in it, because showing the last content without them would say what may no longer be said.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from voter_kiosk.domain.election import StrikeOff
from voter_kiosk.domain.hours import HoursSet
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.state import State


@dataclass(frozen=True, slots=True)
class Fallback:
    """The shown generation and the one before it, where the kiosk stands, and what no rollback undoes."""

    active: int | None = None
    previous: int | None = None
    polling_area: str = ""
    election: str = ""
    strike_offs: dict[str, StrikeOff] = field(default_factory=dict)
    campaign_ended: bool = False
    covered: frozenset[str] = frozenset()
    hours: HoursSet | None = None


def save(layout: Layout, state: State, files: Files) -> None:
    """Write the fallback if it says something else than it should."""
    with state.reading() as books:
        active, previous = books.pointer()
        generation = books.generation(active)
        election = generation.election if generation else ""
        area = books.setting("polling_area") or ""
        found = Fallback(
            active,
            previous,
            area,
            election,
            books.strike_offs(election),
            books.campaign_ended(election),
            books.covered(election),
            books.hours(election, area),
        )
    if found != read(layout):
        files.write(layout.fallback, [msgspec.json.encode(found)])
        files.sync(layout.path)


def read(layout: Layout) -> Fallback | None:
    """The fallback; ``None`` where there is none that can be read."""
    try:
        return msgspec.json.decode(layout.fallback.read_bytes(), type=Fallback)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
