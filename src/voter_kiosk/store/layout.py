"""Where things lie in a store's folder. Names only; nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of one kiosk's store (DESIGN section 5)."""

    path: Path

    @property
    def state(self) -> Path:
        """What the kiosk knows for good."""
        return self.path / "state.sqlite"

    @property
    def fallback(self) -> Path:
        """What the kiosk needs to go on should ``state.sqlite`` be lost: written after each change of it."""
        return self.path / "fallback.json"

    @property
    def draft(self) -> Path:
        """What was answered before there is a state: the first questions of the first start."""
        return self.path / "first-start.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that changes the store."""
        return self.path / "lock"

    @property
    def restart(self) -> Path:
        """Is there while somebody wants the running kiosk to start anew."""
        return self.path / "restart"

    @property
    def objects(self) -> Path:
        """Verified objects, by hash."""
        return self.path / "objects"

    @property
    def generations(self) -> Path:
        """Compiled generations, by number."""
        return self.path / "generations"

    @property
    def incoming(self) -> Path:
        """Installs at work, each in a folder of its own."""
        return self.path / "incoming"

    @property
    def adopting(self) -> Path:
        """What was shown before the state was lost, as the tree of a bundle, while set-up takes it over."""
        return self.path / "adopting"

    def object(self, sha256: str) -> Path:
        """The verified object of that hash."""
        return self.objects / sha256[:2] / sha256

    def generation(self, number: int) -> Path:
        """The folder of a generation."""
        return self.generations / f"{number:06}"

    def content(self, number: int) -> Path:
        """The compiled content of a generation."""
        return self.generation(number) / "content.sqlite"
