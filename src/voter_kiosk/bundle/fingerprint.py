"""The fingerprint of a bundle: one number over all its content, the same before and after signing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable


def written_time(instant: dt.datetime) -> str:
    """An aware instant as it stands in metadata: UTC, to the second, ``2026-02-25T01:00:00Z``."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fingerprint(version: int, issued: dt.datetime, targets: Iterable[tuple[str, str, int]]) -> str:
    """SHA-256, in hex, over version, issue time and every target ``(name, sha256, length)``, sorted by name.

    The hashed text is ``version 7``, ``issued 2026-02-25T01:00:00Z``, then ``<sha256> <length> <name>`` for each
    target, each line ended by a line feed. It needs no TUF and no signature, so officials can compare it by
    telephone before they sign, and a citizen can compare it with what the committee published.
    """
    digest = hashlib.sha256(f"version {version}\nissued {written_time(issued)}\n".encode())
    for name, sha256, length in sorted(targets):
        digest.update(f"{sha256} {length} {name}\n".encode())
    return digest.hexdigest()


def short_groups(whole: str) -> str:
    """The first 32 hex digits of a fingerprint in eight groups of four, as two people read them out."""
    return " ".join(whole[at : at + 4] for at in range(0, 32, 4))


def root_fingerprint(root: bytes) -> str:
    """The fingerprint of a ``root.json``, as it stands on the committee's sheet and is read aloud."""
    return short_groups(hashlib.sha256(root).hexdigest())
