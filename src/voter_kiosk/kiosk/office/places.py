"""Where officials' papers may go: sticks that are plugged in and can be written, and a folder of the kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.domain.text import Sentence

OWN: Final = "reports"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place to write to: its folder, its name, and whether it is a stick."""

    path: str
    title: str
    stick: bool


def places(store: Path, language: str) -> tuple[PlaceRow, ...]:
    """Sticks that can be written now, by name; then the folder ``reports`` in the kiosk's ``store``."""
    from voter_kiosk.store.mounts import writable

    own = Sentence("Thư mục “reports” trong máy này", "The folder “reports” on this kiosk").say(language)
    rows = [
        PlaceRow(str(path), Sentence(f"USB “{path.name}”", f"Stick “{path.name}”").say(language), True)
        for path in sorted(writable())
    ]
    return (*rows, PlaceRow(str(store / OWN), own, False))
