"""What a bundle says, whatever it lies in: its documents as the domain's records, scopes merged.

A commune's text replaces its province's and the software's own where they bear the same name. A record outside the
scopes that its signer was given is refused by the documents' reader.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeVar, cast

from voter_kiosk.bundle import documents, names
from voter_kiosk.bundle.archive import Package, open_archive
from voter_kiosk.bundle.documents import Kind
from voter_kiosk.bundle.inspect import verify_by_itself
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import Target, Verified, object_chunks
from voter_kiosk.domain.changes import Edition, Whole
from voter_kiosk.domain.clips import Pronunciation, said
from voter_kiosk.domain.content import Notice, Poster, Source, TermFigures, Topic
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.text import Sentence

_T = TypeVar("_T")

MOST_JSON: Final = 64 << 20
"""The longest ``.json`` document that is read, in bytes. The long ones are lines, and streamed."""


class Signed(Protocol):
    """One signed file, as the metadata or a store's manifest names it."""

    @property
    def name(self) -> str:
        """``<scope>/<file>``."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""

    @property
    def length(self) -> int:
        """How many bytes it has."""

    @property
    def scope(self) -> str:
        """The scope it lies under."""

    @property
    def file(self) -> str:
        """Its name within the scope."""


class Contents:
    """The documents of one verified bundle; ``read`` opens the bytes of one of ``items``.

    ``scopes`` is scope -> the scopes whose records its documents may hold; ``apart`` are those of communes that
    publish for themselves, where every record must bear an id of its own scope. What is read from here raises
    ``RefusedError`` where a document is not as it must be, or ``OSError`` where it cannot be read.
    """

    def __init__(
        self,
        items: Iterable[Signed],
        scopes: Mapping[str, frozenset[str]],
        read: Callable[[Signed], BinaryIO],
        apart: Collection[str] = (),
    ) -> None:
        # The software's own first, then provinces, then communes: from far to close.
        self._items = sorted(items, key=lambda item: ("bpc".index(item.scope[0]), item.name))
        self._scopes = scopes
        self._read = read
        self._apart = frozenset(apart)

    def election(self) -> Election:
        """The one election that the bundle is about."""
        found = tuple(self.whole(documents.ELECTION))
        if len(found) != 1:
            raise RefusedError(
                Refusal(
                    "not-one-election",
                    Sentence(
                        f"Gói dữ liệu phải nói về đúng một cuộc bầu cử, nhưng có {len(found)}. "
                        "Hãy xin ban soạn thảo gói khác.",
                        f"A bundle must be about exactly one election, this one has {len(found)}. "
                        "Ask the publisher for another bundle.",
                    ),
                )
            )
        return found[0]

    def everything(self) -> Whole:
        """All that it says, to be compared; what is long is a stream and is read once."""
        return Whole(
            election=self.election(),
            constituencies=self.lines(documents.CONSTITUENCIES),
            candidates=self.lines(documents.CANDIDATES),
            areas=self.lines(documents.POLLING_AREAS),
            meetings=self.lines(documents.MEETINGS),
            results=self.lines(documents.RESULTS),
            topics=self.topics(),
            notices=self.notices(),
            posters=self.posters(),
            terms=self.terms(),
            sources=self.sources(),
            former_units=self.lines(documents.UNITS),
            strings=self.strings(),
            glossary=self.glossary(),
            clips=self.lines(documents.CLIPS),
            pronunciations=self.pronunciations(),
            media=sorted({item.sha256 for item in self._items if names.is_media(item.file)}),
        )

    def topics(self) -> tuple[Topic, ...]:
        """The topics, the closest of each name."""
        return _closest(self.lines(documents.TOPICS), lambda topic: topic.slug)

    def glossary(self) -> tuple[Gloss, ...]:
        """The difficult words, the closest of each name."""
        return _closest(self.lines(documents.GLOSSARY), lambda gloss: gloss.slug)

    def pronunciations(self) -> tuple[Pronunciation, ...]:
        """How words are spoken, the closest of each."""
        return _closest(self.lines(documents.PRONUNCIATIONS), lambda one: (one.language, said(one.word)))

    def notices(self) -> tuple[Notice, ...]:
        """The notices, the closest of each name."""
        return _closest(self.lines(documents.NOTICES), lambda notice: notice.slug)

    def posters(self) -> tuple[Poster, ...]:
        """The posters, the closest of each name."""
        return _closest(self.lines(documents.POSTERS), lambda poster: poster.slug)

    def terms(self) -> tuple[TermFigures, ...]:
        """The figures of past terms, the closest of each."""
        return _closest(self.whole(documents.HISTORY), lambda term: term.number)

    def sources(self) -> tuple[Source, ...]:
        """What statements rest on, the closest of each id."""
        return _closest(self.whole(documents.SOURCES), lambda source: source.id)

    def strings(self) -> dict[str, dict[str, str]]:
        """Interface strings by language, the closest of each phrase."""
        found: dict[str, dict[str, str]] = {}
        for item in self._items:
            if documents.kind_of(item.file) is documents.STRINGS:
                for strings in self._whole(documents.STRINGS, item):
                    found.setdefault(strings.language, {}).update(strings.messages)
        return found

    def lines(self, kind: Kind[_T]) -> Iterator[_T]:
        """The records of a kind of documents of lines, scope after scope."""
        for item in self._items:
            if item.file == kind.file:
                with self._read(item) as file:
                    yield from documents.read_jsonl(
                        kind, file, name=item.name, scopes=self._given(item), own=item.scope in self._apart
                    )

    def whole(self, kind: Kind[_T]) -> Iterator[_T]:
        """The records of a kind of ``.json`` documents, scope after scope."""
        for item in self._items:
            if item.file == kind.file:
                yield from self._whole(kind, item)

    def _whole(self, kind: Kind[_T], item: Signed) -> tuple[_T, ...]:
        if item.length > MOST_JSON:
            raise RefusedError(
                Refusal(
                    "document-too-long",
                    Sentence(
                        f"Tài liệu {item.name} quá dài. Hãy xin ban soạn thảo gói khác.",
                        f"The document {item.name} is too long. Ask the publisher for another bundle.",
                    ),
                    str(item.length),
                )
            )
        with self._read(item) as file:
            data = file.read()
        own = item.scope in self._apart
        found = documents.decode_json(kind, data, name=item.name, scopes=self._given(item), own=own)
        if isinstance(found, Refusal):
            raise RefusedError(found)
        return found

    def _given(self, item: Signed) -> frozenset[str]:
        return self._scopes.get(item.scope, frozenset({item.scope}))


def contents_of(package: Package, verified: Verified) -> Contents:
    """The documents of a package that was verified, each hashed as it is read.

    Only what was read to its end is as it was signed: a stream that is not raises ``RefusedError`` there.
    """

    def read(item: Signed) -> BinaryIO:
        chunks = object_chunks(package, cast("Target", item))
        return io.BufferedReader(_Stream(chunks), buffer_size=1 << 16)

    return Contents(verified.targets.values(), verified.scopes, read, verified.delegated)


def edition_of(path: Path, stack: ExitStack) -> Edition | Refusal:
    """A ``.vkb`` to compare, held open by ``stack``: whole and of one piece; whom to trust only a kiosk knows.

    Refused as ``inspect.inspect`` refuses, at once or while it is read.
    """
    opened = open_archive(path)
    if isinstance(opened, Refusal):
        return opened
    package = stack.enter_context(opened)
    try:
        verified = verify_by_itself(package)
        if isinstance(verified, Refusal):
            return verified
        whole = contents_of(package, verified).everything()
    except RefusedError as refused:
        return refused.refusal
    return Edition(path.name, whole, verified.version, verified.issued)


class _Stream(io.RawIOBase):
    """Chunks as a file that is read from its beginning to its end."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as the next chunk goes; 0 at the end, once that has held."""
        while not self._rest:
            self._rest = next(self._chunks, b"")
            if not self._rest:
                return 0
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def _closest(records: Iterable[_T], name: Callable[[_T], object]) -> tuple[_T, ...]:
    """``records`` with the last of each name, where its first one stood."""
    found: dict[object, _T] = {}
    for record in records:
        found[name(record)] = record
    return tuple(found.values())
