"""What the desk remembers between two days: the language, the last sources, where each one's keys lie.

No passphrase and nothing of any content is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import platformdirs

MOST_RECENT: Final = 8


@dataclass(frozen=True, slots=True)
class Memory:
    """``recent`` are folders, the last one first; ``keys`` are key folders by source."""

    language: str = ""
    recent: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    def opened(self, source: Path) -> Memory:
        """With ``source`` as the last one worked on."""
        others = tuple(one for one in self.recent if one != str(source))
        return replace(self, recent=(str(source), *others)[:MOST_RECENT])

    def with_keys(self, source: Path, keys: Path) -> Memory:
        """With the folder of the keys that sign ``source``."""
        return replace(self, keys={**self.keys, str(source): str(keys)})


def place() -> Path:
    """The file it lies in, among what this user's programs keep."""
    return Path(platformdirs.user_data_dir("voter-kiosk", appauthor=False)) / "desk.json"


def remembered(path: Path) -> Memory:
    """What was kept; nothing where there is none, or it cannot be read."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        return Memory(
            str(found["language"]),
            tuple(map(str, found["recent"])),
            {str(source): str(keys) for source, keys in found["keys"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Memory()


def keep(memory: Memory, path: Path) -> None:
    """Keep it, whole or as it was; a desk that cannot remember works all the same."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(memory), ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError:
        return
