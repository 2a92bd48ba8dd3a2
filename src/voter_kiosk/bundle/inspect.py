"""What is in a ``.vkb``, for anybody who holds the file: no store, no pinned root, and so no trust.

The bundle is verified against its own first root. That shows whether it is whole and of one piece, and who says
that he signed it; whether these are the right officials only a kiosk with a pinned root can tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from voter_kiosk.bundle import names
from voter_kiosk.bundle.archive import Archive, Package, open_archive, read
from voter_kiosk.bundle.documents import ELECTION, INDEX, IndexEntry, decode_json, kind_of
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import (
    MAX_METADATA,
    Signer,
    Verified,
    check_objects,
    object_chunks,
    refuse,
    verify,
)
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal

FIRST_ROOT: Final = "metadata/1.root.json"


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """One file of a bundle: ``p31/candidates.jsonl``, its kind (``media`` for a picture), records, bytes."""

    name: str
    kind: str
    records: int
    length: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a bundle says of itself.

    ``election`` is None where the bundle carries none. ``signers`` hold under the bundle's own root only: that is
    what ``trusted`` (always false) reminds of. ``scopes`` are sorted; ``size`` is that of the file, in bytes.
    """

    election: Election | None
    version: int
    issued: dt.datetime
    expires: dt.datetime
    scopes: tuple[str, ...]
    documents: tuple[InspectedFile, ...]
    media: tuple[InspectedFile, ...]
    signers: tuple[Signer, ...]
    fingerprint: str
    size: int
    trusted: bool = False


def inspect(path: Path, *, thorough: bool = True) -> Inspection | Refusal:
    """Look into a bundle. ``thorough`` reads every object and checks its hash; else only the documents needed.

    Refused as ``archive.open_archive``, ``trust.verify`` and ``documents.decode_json`` refuse.
    """
    opened = open_archive(path)
    if isinstance(opened, Refusal):
        return opened
    with opened as package:
        try:
            return _inspect(package, path.stat().st_size, thorough)
        except RefusedError as refused:
            return refused.refusal


def verify_by_itself(package: Package) -> Verified | Refusal:
    """Verify a package against the first root that lies in it: it is of one piece, by whomever.

    Raises ``RefusedError`` where the root cannot be read.
    """
    if FIRST_ROOT not in package.entries:
        return refuse("missing-metadata", FIRST_ROOT)
    return verify(package, read(package, FIRST_ROOT, MAX_METADATA))


def _inspect(package: Archive, size: int, thorough: bool) -> Inspection | Refusal:
    verified = verify_by_itself(package)
    if isinstance(verified, Refusal):
        return verified
    if thorough and (refusal := check_objects(package, verified)):
        return refusal
    election: Election | None = None
    files: list[InspectedFile] = []
    for scope in verified.scopes:
        index = _index(package, verified, scope)
        for target in verified.targets.values():
            if target.scope == scope:
                kind = kind_of(target.file)
                unlisted = IndexEntry(target.file, target.sha256, target.length, kind.name if kind else "")
                entry = index.get(target.file, unlisted)
                files.append(InspectedFile(target.name, entry.kind, entry.records, target.length))
                if target.file == ELECTION.file:
                    found = decode_json(ELECTION, _whole(package, verified, target.name), name=target.name)
                    if isinstance(found, Refusal):
                        return found
                    election = found[0]
    return Inspection(
        election=election,
        version=verified.version,
        issued=verified.issued,
        expires=verified.expires,
        scopes=tuple(verified.scopes),
        documents=tuple(file for file in files if not names.is_media(file.name.partition("/")[2])),
        media=tuple(file for file in files if names.is_media(file.name.partition("/")[2])),
        signers=verified.signers,
        fingerprint=verified.fingerprint,
        size=size,
    )


def _whole(package: Archive, verified: Verified, name: str) -> bytes:
    return b"".join(object_chunks(package, verified.targets[name]))


def _index(package: Archive, verified: Verified, scope: str) -> Mapping[str, IndexEntry]:
    """The scope's own table of contents, by file; empty where there is none. Raises ``RefusedError``."""
    name = f"{scope}/{INDEX.file}"
    if name not in verified.targets:
        return MappingProxyType({})
    entries = decode_json(INDEX, _whole(package, verified, name), name=name)
    if isinstance(entries, Refusal):
        raise RefusedError(entries)
    return {entry.file: entry for entry in entries}
