"""What tells that a file of the store is still what was signed or compiled, and what is remembered of those that
are not. Here for the installer and the scrub alike."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from voter_kiosk.bundle.archive import forget
from voter_kiosk.bundle.fingerprint import fingerprint
from voter_kiosk.domain.scrubbing import Scrubbed
from voter_kiosk.store.compiler import About, Records, compile_or_raise
from voter_kiosk.store.files import Files
from voter_kiosk.store.manifest import Manifest
from voter_kiosk.store.state import Books

DIGEST: Final = "content.sha256"
"""Beside a generation's content: the SHA-256 that it had when it was compiled."""

_CONTENT: Final = "content.sqlite"
_SCRUBBED, _ROTTEN = "scrubbed", "rotten"


def digest_on_disk(path: Path) -> str:
    """SHA-256 (hex) of a file as it lies on the disk, not as the system remembers it; empty where it cannot be
    read."""
    try:
        with path.open("rb") as file:
            forget(file.fileno())
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def whole(manifest: Manifest, confirmed: str) -> bool:
    """Whether a manifest says what it said when its content was ``confirmed``, by its fingerprint."""
    names = ((item.name, item.sha256, item.length) for item in manifest.items)
    return confirmed == manifest.fingerprint == fingerprint(manifest.version, manifest.issued, names)


def content_rotted(folder: Path) -> bool:
    """Whether the content of the generation in ``folder`` is another one than was compiled.

    Not where nobody noted what was compiled: an older version of the software did it.
    """
    noted = _noted(folder)
    return bool(noted) and digest_on_disk(folder / _CONTENT) != noted


def content_known(folder: Path) -> bool:
    """Whether it was noted what was compiled."""
    return bool(_noted(folder))


def note_content(folder: Path, files: Files) -> None:
    """Note that the content of the generation in ``folder`` is as it should be."""
    files.write(folder / DIGEST, [digest_on_disk(folder / _CONTENT).encode()])


def compile_into(folder: Path, records: Records, manifest: Manifest, files: Files) -> None:
    """Compile the content of a generation and note what came out. Raises as ``compile_or_raise``, not synced."""
    about = About(
        version=manifest.version,
        issued=manifest.issued.isoformat(),
        expires=manifest.expires.isoformat(),
        signers=manifest.signers,
        fingerprint=manifest.fingerprint,
        generation=manifest.generation,
    )
    compile_or_raise(records, folder / _CONTENT, about)
    note_content(folder, files)


def scrubbed(books: Books) -> Scrubbed | None:
    """What the last look found; ``None`` where there was none."""
    said = books.setting(_SCRUBBED)
    return None if said is None else msgspec.convert(said, Scrubbed)


def rotten(books: Books) -> frozenset[str]:
    """The objects that the last look found damaged and could not heal: no length vouches for them."""
    return frozenset(books.setting(_ROTTEN) or ())


def remember(books: Books, found: Scrubbed, rotted: Collection[str]) -> None:
    """Keep what a look found, and enter it in the audit log."""
    books.set_setting(_SCRUBBED, msgspec.to_builtins(found))
    books.set_setting(_ROTTEN, sorted(rotted))
    lost = found.lost + found.lost_before
    books.audit("scrubbed", files=found.files, damaged=found.damaged, healed=found.healed, lost=lost)


def loaded(books: Books, objects: Collection[str]) -> None:
    """A bundle of ``objects`` was loaded, each of them whole: what was lost of what is shown no longer is."""
    before = scrubbed(books)
    if before is not None and (before.lost or before.lost_before):
        left = rotten(books) - frozenset(objects)
        books.set_setting(_SCRUBBED, msgspec.to_builtins(replace(before, lost=0, lost_before=len(left))))
        books.set_setting(_ROTTEN, sorted(left))


def _noted(folder: Path) -> str:
    try:
        return (folder / DIGEST).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""
