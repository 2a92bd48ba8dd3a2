"""What a verified bundle says it is made of, kept beside each generation: enough to compile it anew, to find rot,
and to know where it came from, without its stick and without the state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from voter_kiosk.bundle.names import is_media

NAME = "bundle.json"


@dataclass(frozen=True, slots=True)
class Item:
    """One signed file: ``name`` is ``<scope>/<file>``."""

    name: str
    sha256: str
    length: int

    @property
    def scope(self) -> str:
        """The scope it lies under."""
        return self.name.partition("/")[0]

    @property
    def file(self) -> str:
        """Its name within the scope."""
        return self.name.partition("/")[2]

    @property
    def media(self) -> bool:
        """Whether it is a picture or a clip, and not a document."""
        return is_media(self.file)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A verified bundle: its versions, signers, files, and the floors that hold once it is confirmed.

    ``delegated`` are the communes that publish for themselves, with their own keys.
    """

    generation: int
    version: int
    issued: dt.datetime
    expires: dt.datetime
    fingerprint: str
    signers: tuple[str, ...]
    items: tuple[Item, ...]
    scopes: dict[str, frozenset[str]] = field(default_factory=dict)
    floors: str = ""
    delegated: tuple[str, ...] = ()

    def objects(self) -> dict[str, Item]:
        """One item for each object, by hash."""
        return {item.sha256: item for item in self.items}

    def documents(self, file: str) -> Iterator[Item]:
        """The documents of that file name in every scope, in order of scope."""
        return (item for item in self.items if item.file == file)

    def write(self) -> bytes:
        """As JSON."""
        return msgspec.json.encode(self)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``, ``None`` where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
