"""Where officials' papers may go: sticks that are plugged in and can be written, and a folder of the kiosk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.domain.text import Sentence

ROOTS: Final = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems mount what is plugged in; two folders deep at most (``/run/media/USER/LABEL``)."""

OWN: Final = "reports"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place to write to: its folder, its name, and whether it is a stick."""

    path: str
    title: str
    stick: bool


def places(
    store: Path,
    language: str,
    *,
    roots: tuple[Path, ...] = ROOTS,
    mounted: Callable[[Path], bool] = os.path.ismount,
) -> tuple[PlaceRow, ...]:
    """Sticks that can be written now, by name; then the folder ``reports`` in the kiosk's ``store``."""
    sticks = sorted(
        {path for root in roots for path in _below(root) if mounted(path) and os.access(path, os.W_OK)}
    )
    own = Sentence("Thư mục “reports” trong máy này", "The folder “reports” on this kiosk").say(language)
    rows = [
        PlaceRow(str(path), Sentence(f"USB “{path.name}”", f"Stick “{path.name}”").say(language), True)
        for path in sticks
    ]
    return (*rows, PlaceRow(str(store / OWN), own, False))


def _below(root: Path) -> Iterator[Path]:
    try:
        for path in root.iterdir():
            if path.is_dir():
                yield path
                yield from (inner for inner in path.iterdir() if inner.is_dir())
    except OSError:
        return
