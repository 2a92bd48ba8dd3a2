"""How far the first start of a kiosk has come, read from what is there. Nothing here changes the state.

Before trust is pinned there is no state: the first answers lie in a small file, ``first-start.json``, which set-up
takes over. From then on the facts tell: a state, a generation, officials. What no fact tells, such as that
somebody listened to the sound, is noted under ``first_start`` in the state; at the end that says ``finished`` and
is never opened again. A store that a command set up, or whose state was lost, has nothing there: it is in none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from voter_kiosk.bundle.fingerprint import root_fingerprint
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import KEYS, Ask, Standing
from voter_kiosk.domain.settings import Value, settings_of
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.refusals import disk
from voter_kiosk.store.state import Books, open_state, stands

NOTED: Final = "first_start"
"""The setting in which it stands what was asked; :data:`FINISHED` once all of it was."""

FINISHED: Final = "finished"
FOLDERS: Final = "bundle_folders"


def standing(store: Path) -> Standing | None:
    """How far the first start has come; ``None`` where there is none: finished, or set up by a command."""
    layout = Layout(store)
    if not stands(layout.state):
        if _shows(layout):
            return None  # its state was lost; what it showed last goes on showing
        known = draft(layout)
        return Standing(_answered(known.get), settings_of(known.get))
    state = open_state(layout.state)
    if isinstance(state, Refusal):
        return None
    try:
        with state.reading() as books:
            return standing_in(books)
    finally:
        state.close()


def draft(layout: Layout) -> Mapping[str, Any]:
    """What was answered before there is a state, by setting; nothing where that cannot be read."""
    try:
        return msgspec.json.decode(layout.draft.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return {}


def keep(layout: Layout, answers: Mapping[str, Value | list[str]], files: Files | None = None) -> Refusal | None:
    """Keep answers until there is a state that takes them over; ``None`` when they are on the disk."""
    files = files or Files()
    try:
        files.make_folder(layout.path)
        files.write(layout.draft, [msgspec.json.encode({**draft(layout), **answers})])
        files.sync(layout.path)
    except OSError as error:
        return disk(error)
    return None


def standing_in(books: Books) -> Standing | None:
    """As :func:`standing`, of a state that is open."""
    noted = books.setting(NOTED)
    if not isinstance(noted, list):
        return None
    done = {ask for ask in Ask if ask in noted} | _answered(books.setting) | {Ask.TRUST}
    if books.pointer()[0] is not None:
        done.add(Ask.BUNDLE)
    if books.setting("polling_area"):
        done.add(Ask.AREA)
    timed = books.clock().officer is not None
    if timed:
        done.add(Ask.CLOCK)
    roots = books.roots()
    found = Standing(
        frozenset(done),
        settings_of(books.setting),
        trusted=True,
        root=root_fingerprint(roots[0]) if roots else "",
        timed=timed,
        people=tuple(one.person for one in books.staff() if not one.ended),
        sealed=books.recovery() is not None,
    )
    return found if found.staffed and found.sealed else replace(found, done=found.done - {Ask.PEOPLE})


def _answered(stored: Callable[[str], object]) -> frozenset[Ask]:
    return frozenset(ask for ask, keys in KEYS.items() if all(stored(key) is not None for key in keys))


def _shows(layout: Layout) -> bool:
    return layout.generations.is_dir() and any(
        (folder / "content.sqlite").is_file() for folder in layout.generations.iterdir()
    )
