"""Where something can be written to be carried away: sticks that the system has mounted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import QStorageInfo

_WHERE: Final = ("/media", "/run/media", "/mnt", "/Volumes")


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick: the folder it is mounted at, what it is called, how many bytes are free on it."""

    folder: str
    name: str
    free: int


def sticks() -> tuple[Stick, ...]:
    """Every stick that is plugged in and can be written, by its folder."""
    found = (
        Stick(volume.rootPath(), volume.displayName(), volume.bytesAvailable())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and _carried(volume.rootPath())
    )
    return tuple(sorted(found, key=lambda stick: stick.folder))


def _carried(folder: str) -> bool:
    """Whether sticks are mounted there."""
    return any(PurePath(place) in PurePath(folder).parents for place in _WHERE)
