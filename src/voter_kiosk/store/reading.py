"""The documents of a verified bundle that lie in a store, as the records of one generation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voter_kiosk.bundle import documents
from voter_kiosk.bundle.contents import Contents
from voter_kiosk.domain.election import Election
from voter_kiosk.store.compiler import Records
from voter_kiosk.store.manifest import Manifest


class Documents(Contents):
    """The documents of one verified bundle; ``path`` says where the object of a hash lies."""

    def __init__(self, manifest: Manifest, path: Callable[[str], Path]) -> None:
        super().__init__(manifest.items, manifest.scopes, lambda item: path(item.sha256).open("rb"))
        self._media = tuple(item.sha256 for item in manifest.items if item.media)

    def records(self, election: Election) -> Records:
        """Everything but the candidates' own checks, ready to compile."""
        return Records(
            election=election,
            constituencies=self.lines(documents.CONSTITUENCIES),
            candidates=self.lines(documents.CANDIDATES),
            areas=self.lines(documents.POLLING_AREAS),
            meetings=self.lines(documents.MEETINGS),
            topics=self.topics(),
            notices=self.notices(),
            posters=self.posters(),
            terms=self.terms(),
            sources=self.sources(),
            strings=self.strings(),
            media=self._media,
            neutrality=tuple(self.whole(documents.NEUTRALITY)),
            results=self.lines(documents.RESULTS),
            former_units=self.lines(documents.UNITS),
        )
