"""Verified documents into the records of one generation: scopes merged, the closer one winning.

A commune's text replaces its province's and the software's own where they bear the same name. A record outside
the scopes that its signer was given is refused by the bundle's reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from voter_kiosk.bundle import documents
from voter_kiosk.bundle.documents import Kind
from voter_kiosk.bundle.films import Film, check_film, is_film
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.clips import said
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.compiler import Records
from voter_kiosk.store.manifest import Item, Manifest
from voter_kiosk.store.refusals import StoreRefusedError, refusal

_T = TypeVar("_T")

MOST_JSON = 64 << 20
"""The longest ``.json`` document that is read, in bytes. The long ones are lines, and streamed."""


class Documents:
    """The documents of one verified bundle; ``path`` says where the object of a hash lies.

    What is read from here raises ``RefusedError`` or ``StoreRefusedError`` where a document is not as it must be.
    """

    def __init__(self, manifest: Manifest, path: Callable[[str], Path]) -> None:
        self._manifest = manifest
        self._path = path

    def records(self, election: Election) -> Records:
        """Everything but the candidates' own checks, ready to compile."""
        language: dict[str, dict[str, str]] = {}
        for strings in self.strings():
            language.setdefault(strings.language, {}).update(strings.messages)
        return Records(
            election=election,
            constituencies=self.lines(documents.CONSTITUENCIES),
            candidates=self.lines(documents.CANDIDATES),
            areas=self.lines(documents.POLLING_AREAS),
            meetings=self.lines(documents.MEETINGS),
            topics=_closest(self.lines(documents.TOPICS), lambda topic: topic.slug),
            glossary=_closest(self.lines(documents.GLOSSARY), lambda gloss: gloss.slug),
            notices=_closest(self.lines(documents.NOTICES), lambda notice: notice.slug),
            posters=_closest(self.lines(documents.POSTERS), lambda poster: poster.slug),
            terms=_closest(self.whole(documents.HISTORY), lambda term: term.number),
            sources=_closest(self.whole(documents.SOURCES), lambda source: source.id),
            strings=language,
            media=tuple(item.sha256 for item in self._manifest.items if item.media),
            neutrality=tuple(self.whole(documents.NEUTRALITY)),
            results=self.lines(documents.RESULTS),
            former_units=self.lines(documents.UNITS),
            clips=self.lines(documents.CLIPS),
            pronunciations=_closest(
                self.lines(documents.PRONUNCIATIONS), lambda one: (one.language, said(one.word))
            ),
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

    def election(self) -> Election:
        """The one election that the bundle is about."""
        found = tuple(self.whole(documents.ELECTION))
        if len(found) != 1:
            raise StoreRefusedError(
                refusal(
                    "not-one-election",
                    f"Gói dữ liệu phải nói về đúng một cuộc bầu cử, nhưng có {len(found)}. "
                    "Hãy xin ban soạn thảo gói khác.",
                    f"A bundle must be about exactly one election, this one has {len(found)}. "
                    "Ask the publisher for another bundle.",
                )
            )
        return found[0]

    def strings(self) -> Iterator[documents.Strings]:
        """Interface strings, by scope."""
        for item in self._items():
            if documents.kind_of(item.file) is documents.STRINGS:
                yield from self._whole(documents.STRINGS, item)

    def lines(self, kind: Kind[_T]) -> Iterator[_T]:
        """The records of a kind of documents of lines, scope after scope."""
        for item in self._items():
            if item.file == kind.file:
                with self._path(item.sha256).open("rb") as file:
                    yield from documents.read_jsonl(kind, file, name=item.name, scopes=self._scopes(item))

    def whole(self, kind: Kind[_T]) -> Iterator[_T]:
        """The records of a kind of ``.json`` documents, scope after scope."""
        for item in self._items():
            if item.file == kind.file:
                yield from self._whole(kind, item)

    def _whole(self, kind: Kind[_T], item: Item) -> tuple[_T, ...]:
        if item.length > MOST_JSON:
            raise StoreRefusedError(
                refusal(
                    "document-too-long",
                    f"Tài liệu {item.name} quá dài. Hãy xin ban soạn thảo gói khác.",
                    f"The document {item.name} is too long. Ask the publisher for another bundle.",
                    str(item.length),
                )
            )
        found = documents.decode_json(
            kind, self._path(item.sha256).read_bytes(), name=item.name, scopes=self._scopes(item)
        )
        if isinstance(found, Refusal):
            raise RefusedError(found)
        return found

    def _items(self) -> Iterable[Item]:
        """The software's own first, then provinces, then communes: from far to close."""
        return sorted(self._manifest.items, key=lambda item: (("bpc".index(item.scope[0])), item.name))

    def _scopes(self, item: Item) -> frozenset[str]:
        return self._manifest.scopes.get(item.scope, frozenset({item.scope}))


def _closest(records: Iterable[_T], name: Callable[[_T], object]) -> tuple[_T, ...]:
    """``records`` with the last of each name, where its first one stood."""
    found: dict[object, _T] = {}
    for record in records:
        found[name(record)] = record
    return tuple(found.values())
