"""The documents of a verified bundle that lie in a store, as the records of one generation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voter_kiosk.bundle import documents
from voter_kiosk.bundle.contents import Contents
from voter_kiosk.bundle.films import Film, check_film, is_film
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.compiler import Records
from voter_kiosk.store.manifest import Manifest
from voter_kiosk.store.refusals import StoreRefusedError


class Documents(Contents):
    """The documents of one verified bundle; ``path`` says where the object of a hash lies."""

    def __init__(self, manifest: Manifest, path: Callable[[str], Path]) -> None:
        super().__init__(
            manifest.items, manifest.scopes, lambda item: path(item.sha256).open("rb"), manifest.delegated
        )
        self._manifest, self._path = manifest, path

    def records(self, election: Election) -> Records:
        """Everything but the candidates' own checks, ready to compile."""
        return Records(
            election=election,
            constituencies=self.lines(documents.CONSTITUENCIES),
            candidates=self.lines(documents.CANDIDATES),
            areas=self.lines(documents.POLLING_AREAS),
            meetings=self.lines(documents.MEETINGS),
            topics=self.topics(),
            glossary=self.glossary(),
            notices=self.notices(),
            posters=self.posters(),
            terms=self.terms(),
            sources=self.sources(),
            strings=self.strings(),
            media=tuple(item.sha256 for item in self._manifest.items if item.media),
            neutrality=tuple(self.whole(documents.NEUTRALITY)),
            results=self.lines(documents.RESULTS),
            former_units=self.lines(documents.UNITS),
            clips=self.lines(documents.CLIPS),
            pronunciations=self.pronunciations(),
            films=self._films(),
        )

    def _films(self) -> dict[str, Film]:
        """The videos among the media, by hash, as their files describe themselves."""
        found = {}
        for sha256, item in self._manifest.objects().items():
            if not item.media:
                continue
            with self._path(sha256).open("rb") as file:
                film = check_film(file, item.name) if is_film(file) else None
            if isinstance(film, Refusal):
                raise StoreRefusedError(film)
            if film is not None:
                found[sha256] = film
        return found
