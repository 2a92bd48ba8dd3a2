"""The names a bundle is made of: scopes, target names, and the entries of the ``.vkb``. One allow-list each."""

from __future__ import annotations

import re
from typing import Final

BASE: Final = "base"
"""The scope of content for every kiosk."""

SCOPE: Final = re.compile(r"base|p[0-9]{2}|c[0-9]{5}")
"""A scope: ``base``, a province ``p31`` or a commune ``c11302``. Use with ``fullmatch``."""

TARGET: Final = re.compile(
    rf"(?P<scope>{SCOPE.pattern})/(?P<file>[a-z][a-z0-9_-]{{0,60}}\.jsonl?|m-[0-9a-f]{{64}})"
)
"""A signed file: a document, or media ``m-<sha256>``, under its scope. Use with ``fullmatch``."""

METADATA: Final = re.compile(
    rf"metadata/(?:timestamp|[1-9][0-9]{{0,8}}\.(?:root|snapshot|targets|{SCOPE.pattern}))\.json"
)
"""The entries that hold metadata, ``metadata/3.targets.json``. Use with ``fullmatch``."""

OBJECT: Final = re.compile(r"objects/[0-9a-f]{64}")
"""The entries that hold content. Use with ``fullmatch``."""

MAX_VERSION: Final = 999_999_999
"""The highest version of a bundle, which is as many digits as ``METADATA`` takes."""

MAX_ENTRIES: Final = 60_000
"""How many entries a bundle may have; below the 65 535 where a zip needs its 64-bit form."""


def object_name(sha256: str) -> str:
    """The entry that holds the bytes of that hash."""
    return f"objects/{sha256}"


def is_media(file: str) -> bool:
    """Whether a target's file name (without its scope) is a picture, clip or video."""
    return file.startswith("m-")


def shown(text: str, longest: int = 90) -> str:
    """A name out of a file nobody vouches for, fit for a sentence: short, and with nothing unprintable in it."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
