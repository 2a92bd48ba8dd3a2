"""The documents of a bundle <-> the domain's records.

Two shapes. A ``.jsonl`` document is a header line ``{"schema":"1.0","kind":"candidates"}`` and then one record a
line; it is written and read as a stream, so that memory stays flat whatever its length. A ``.json`` document is
one object with the same two fields and either ``record`` or ``records``. Records are the domain's dataclasses:
keys in field order, what is at its default left out, maps sorted by key, UTF-8 in NFC; the same records give the
same bytes.

Compatibility: unknown fields are ignored, so a newer minor version can be read; a newer major version is refused
with "update the software"; an older major version goes through ``upgrades`` record by record.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from inspect import cleandoc
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Generic, TypeVar, cast

import msgspec

from voter_kiosk.bundle.names import BASE, SCOPE, shown
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import Notice, Poster, Source, TermFigures, Topic
from voter_kiosk.domain.election import Candidate, Constituency, Election, PollingArea, VoterMeeting
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.units import FormerUnit

SCHEMA: Final = "1.0"
"""The schema version this software writes: major.minor."""

MAX_LINE: Final = 4 * 1024 * 1024
"""The longest line of a ``.jsonl`` document, in bytes; no record comes near."""

T = TypeVar("T")
Upgrades = Mapping[int, Callable[[str, Any], Any]]
"""Major version -> function ``(kind, record as builtins) -> record as builtins of the next major version``."""

UPGRADES: Final[Upgrades] = MappingProxyType({})
"""No older major version has been published yet."""


@dataclass(frozen=True, slots=True)
class NeutralityRow:
    """What the build measured of one candidate (DESIGN section 7): measure name -> a whole number.

    Names are the build's own, lower-case-with-dashes (``fields-given``, ``programme-words-vi``).
    """

    candidate: str
    measures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Strings:
    """Interface strings a bundle carries for one language: the English original -> the translation."""

    language: str
    messages: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of a scope's ``index.json``: a file beside it, its hash, its length in bytes, its records.

    ``kind`` is a document's kind, or ``media``, or empty for a document this software does not know.
    """

    file: str
    sha256: str
    length: int
    kind: str = ""
    records: int = 0


class Shape(StrEnum):
    """How a document holds its records."""

    LINES = "lines"  # header line, then a record a line
    ONE = "one"  # {"schema", "kind", "record": {...}}
    MANY = "many"  # {"schema", "kind", "records": [...]}


def _no_ids(_record: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of document: its name, its file name, the type of its records, its shape.

    ``ids`` gives the identifiers by which a record belongs to a scope; a kind without any may stand anywhere but
    in the scope of a commune that publishes for itself.
    """

    name: str
    file: str
    record: type[T]
    shape: Shape
    ids: Callable[[T], tuple[str, ...]] = _no_ids


def _candidate_ids(candidate: Candidate) -> tuple[str, ...]:
    return candidate.id, candidate.constituency


def _notice_ids(notice: Notice) -> tuple[str, ...]:
    return (notice.slug,) if SCOPE.fullmatch(notice.slug.partition(".")[0]) and "." in notice.slug else ()


def _result_ids(result: UnitResult) -> tuple[str, ...]:
    return result.constituency, *(person.candidate for person in result.elected)


ELECTION: Final = Kind("election", "election.json", Election, Shape.ONE)
CONSTITUENCIES: Final = Kind(
    "constituencies", "constituencies.jsonl", Constituency, Shape.LINES, lambda record: (record.id,)
)
CANDIDATES: Final = Kind("candidates", "candidates.jsonl", Candidate, Shape.LINES, _candidate_ids)
POLLING_AREAS: Final = Kind(
    "polling_areas", "polling_areas.jsonl", PollingArea, Shape.LINES, lambda record: (record.code,)
)
MEETINGS: Final = Kind(
    "meetings", "meetings.jsonl", VoterMeeting, Shape.LINES, lambda record: record.constituencies
)
RESULTS: Final = Kind("results", "results.jsonl", UnitResult, Shape.LINES, _result_ids)
UNITS: Final = Kind("units", "units.jsonl", FormerUnit, Shape.LINES, lambda record: (record.id,))
TOPICS: Final = Kind("topics", "topics.jsonl", Topic, Shape.LINES)
GLOSSARY: Final = Kind("glossary", "glossary.jsonl", Gloss, Shape.LINES)
NOTICES: Final = Kind("notices", "notices.jsonl", Notice, Shape.LINES, _notice_ids)
POSTERS: Final = Kind("posters", "posters.jsonl", Poster, Shape.LINES)
HISTORY: Final = Kind("history", "history.json", TermFigures, Shape.MANY)
SOURCES: Final = Kind("sources", "sources.json", Source, Shape.MANY)
NEUTRALITY: Final = Kind(
    "neutrality", "neutrality.json", NeutralityRow, Shape.MANY, lambda record: (record.candidate,)
)
CLIPS: Final = Kind(
    "clips", "clips.jsonl", Clip, Shape.LINES, lambda record: (record.ballot,) if record.ballot else ()
)
PRONUNCIATIONS: Final = Kind("pronunciations", "pronunciations.jsonl", Pronunciation, Shape.LINES)
STRINGS: Final = Kind("strings", "strings-<lang>.json", Strings, Shape.ONE)
INDEX: Final = Kind("index", "index.json", IndexEntry, Shape.MANY)

KINDS: Final[Mapping[str, Kind[Any]]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ELECTION,
            CONSTITUENCIES,
            CANDIDATES,
            POLLING_AREAS,
            MEETINGS,
            RESULTS,
            UNITS,
            TOPICS,
            GLOSSARY,
            NOTICES,
            POSTERS,
            HISTORY,
            SOURCES,
            NEUTRALITY,
            CLIPS,
            PRONUNCIATIONS,
            STRINGS,
            INDEX,
        )
    }
)
"""Every kind of document by its name."""

_STRINGS_FILE = re.compile(r"strings-[a-z]{2,3}(?:-[a-z0-9]{2,8})*\.json")
_BY_FILE: Final = MappingProxyType({kind.file: kind for kind in KINDS.values()})


def strings_file(language: str) -> str:
    """The file name of the interface strings of one language tag (``vi`` -> ``strings-vi.json``)."""
    return f"strings-{language.lower()}.json"


def kind_of(file: str) -> Kind[Any] | None:
    """The kind of a file name without its scope, or None for media and for what a later version may add."""
    return STRINGS if _STRINGS_FILE.fullmatch(file) else _BY_FILE.get(file)


# --- writing ---------------------------------------------------------------------------------------------


class _Field(msgspec.Struct, frozen=True):
    name: str
    has_default: bool
    default: Any


@cache
def _fields(record: Hashable) -> tuple[_Field, ...]:
    found = []
    for entry in dataclasses.fields(cast("type[Any]", record)):
        if entry.default_factory is not dataclasses.MISSING:
            found.append(_Field(entry.name, True, entry.default_factory()))
        else:
            found.append(_Field(entry.name, entry.default is not dataclasses.MISSING, entry.default))
    return tuple(found)


def _plain(value: Any) -> Any:
    """``value`` as builtins: defaults left out, fields in order, maps sorted."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if dataclasses.is_dataclass(value):
        plain = {}
        for entry in _fields(cast("Hashable", type(value))):
            item = getattr(value, entry.name)
            if not (entry.has_default and item == entry.default):
                plain[entry.name] = _plain(item)
        return plain
    return value


def _header(kind: Kind[Any]) -> dict[str, Any]:
    return {"schema": SCHEMA, "kind": kind.name}


def _is_nfc(data: bytes) -> bool:
    return data.isascii() or unicodedata.is_normalized("NFC", data.decode())


def write_jsonl(kind: Kind[T], records: Iterable[T], fp: BinaryIO) -> int | Refusal:
    """Write a document of lines to ``fp`` and give the number of records.

    Refused (``not-nfc``) when a string is not in Unicode NFC; what was written so far is then to be thrown away.
    """
    encode = msgspec.json.encode
    fp.write(encode(_header(kind)) + b"\n")
    count = 0
    for count, record in enumerate(records, 1):
        line = encode(_plain(record))
        if not _is_nfc(line):
            return _not_nfc(kind.file, count + 1)
        fp.write(line + b"\n")
    return count


def encode_json(kind: Kind[T], value: T | Sequence[T]) -> bytes | Refusal:
    """The bytes of a ``.json`` document: one record for a kind of shape ONE, a sequence for MANY.

    Refused (``not-nfc``) when a string is not in Unicode NFC.
    """
    member = "record" if kind.shape is Shape.ONE else "records"
    data = msgspec.json.format(msgspec.json.encode(_header(kind) | {member: _plain(value)}), indent=1) + b"\n"
    return data if _is_nfc(data) else _not_nfc(kind.file, 0)


# --- reading ---------------------------------------------------------------------------------------------


class _Header(msgspec.Struct, frozen=True):
    schema: str
    kind: str


class _Envelope(_Header, frozen=True):
    record: msgspec.Raw = msgspec.Raw(b"null")
    records: msgspec.Raw = msgspec.Raw(b"null")


@dataclass(frozen=True, slots=True)
class _Reader(Generic[T]):
    """Reads records of one kind in one schema version, for documents called ``name``."""

    kind: Kind[T]
    name: str
    major: int
    scopes: frozenset[str] | None
    upgrades: Upgrades
    own: bool
    decoder: msgspec.json.Decoder[T] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "decoder", msgspec.json.Decoder(self.kind.record))

    def record(self, data: bytes, line: int) -> T:
        """One record; raises ``RefusedError`` naming document and line."""
        try:
            record = self._decode(data)
            # Strings written with \u escapes are looked at after decoding; all others as they stand.
            if not _is_nfc(msgspec.json.encode(record) if b"\\u" in data else data):
                raise RefusedError(_not_nfc(self.name, line))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise RefusedError(_bad(self.name, line, str(error))) from error
        if any(instant.tzinfo is None for instant in _instants(record)):
            raise RefusedError(_bad(self.name, line, "an instant without its time zone"))
        foreign = self._foreign(record)
        if foreign:
            raise RefusedError(_foreign(self.name, line, shown(foreign)))
        return record

    def _decode(self, data: bytes) -> T:
        if self.major == _major(SCHEMA):
            return self.decoder.decode(data)
        plain = msgspec.json.decode(data)
        for major in range(self.major, _major(SCHEMA)):
            plain = self.upgrades[major](self.kind.name, plain)
        return msgspec.convert(plain, self.kind.record)

    def _foreign(self, record: T) -> str:
        """The identifier that lies outside the document's scopes, or an empty string."""
        if isinstance(record, Candidate) and not record.id.startswith(record.constituency + "."):
            return record.id
        if self.scopes is None:
            return ""
        if isinstance(record, Election):
            provinces = {scope for scope in self.scopes if scope.startswith("p")}
            own = f"p{record.province}"
            return own if self.own or BASE in self.scopes or (provinces and own not in provinces) else ""
        identifiers = self.kind.ids(record)
        for identifier in identifiers:
            if identifier.partition(".")[0] not in self.scopes:
                return identifier
        return self.kind.name if self.own and not identifiers else ""


def _instants(record: object) -> tuple[dt.datetime, ...]:
    """The instants of a record: they are compared with others, so each has to say its time zone."""
    if isinstance(record, Election):
        return tuple(paper.published for paper in record.results)
    return (record.starts,) if isinstance(record, VoterMeeting) else ()


def _major(schema: str) -> int:
    return int(schema.partition(".")[0])


def _reader(
    kind: Kind[T], header: _Header, name: str, scopes: frozenset[str] | None, upgrades: Upgrades, own: bool
) -> _Reader[T]:
    """The reader for a document's header; raises ``RefusedError`` for another kind or an unreadable version."""
    if header.kind != kind.name:
        raise RefusedError(_bad(name, 1, f'kind is "{header.kind}", not "{kind.name}"'))
    if not re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", header.schema, re.ASCII):
        raise RefusedError(_bad(name, 1, f'schema is "{header.schema}"'))
    major, ours = _major(header.schema), _major(SCHEMA)
    if major > ours:
        raise RefusedError(_newer(name, header.schema))
    if any(step not in upgrades for step in range(major, ours)):
        raise RefusedError(_too_old(name, header.schema))
    return _Reader(kind, name, major, scopes, upgrades, own)


def read_jsonl(
    kind: Kind[T],
    fp: BinaryIO,
    *,
    name: str = "",
    scopes: frozenset[str] | None = None,
    upgrades: Upgrades = UPGRADES,
    own: bool = False,
) -> Iterator[T]:
    """The records of a document of lines, one after the other.

    ``name`` is what messages call the document (default: the kind's file name). ``scopes`` are the scopes its
    records may belong to (``Verified.scopes[scope]``); None leaves that unchecked. ``own`` asks of every record
    that it bears an id of them: so with a scope of ``Verified.delegated``, whose texts without an id would
    otherwise replace those of everybody. Raises ``RefusedError`` while iterating: ``bad-document`` (with the
    line), ``newer-schema``, ``older-schema``, ``foreign-record``, ``not-nfc``.
    """
    name = name or kind.file
    first = fp.readline(MAX_LINE + 1)
    reader = _reader(kind, _decode_header(_Header, first, name), name, scopes, upgrades, own)
    line = 1
    while data := fp.readline(MAX_LINE + 1):
        line += 1
        if len(data) > MAX_LINE or not data.endswith(b"\n"):
            raise RefusedError(_bad(name, line, "the line is cut off or too long"))
        yield reader.record(data, line)


def decode_json(
    kind: Kind[T],
    data: bytes,
    *,
    name: str = "",
    scopes: frozenset[str] | None = None,
    upgrades: Upgrades = UPGRADES,
    own: bool = False,
) -> tuple[T, ...] | Refusal:
    """The records of a ``.json`` document: exactly one for a kind of shape ONE.

    Arguments and refusal codes are those of ``read_jsonl``.
    """
    name = name or kind.file
    try:
        envelope = _decode_header(_Envelope, data, name)
        reader = _reader(kind, envelope, name, scopes, upgrades, own)
        if kind.shape is Shape.ONE:
            return (reader.record(bytes(envelope.record), 1),)
        raws = _decode_header(list[msgspec.Raw], bytes(envelope.records), name)
        return tuple(reader.record(bytes(raw), 1) for raw in raws)
    except RefusedError as refused:
        return refused.refusal


def _decode_header(record: type[T], data: bytes, name: str) -> T:
    try:
        return msgspec.json.decode(data, type=record)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise RefusedError(_bad(name, 1, str(error))) from error


def count_records(kind: Kind[Any], chunks: Iterable[bytes]) -> int:
    """How many records a document has, without reading them; 0 for one that cannot be read."""
    if kind.shape is Shape.ONE:
        return 1
    if kind.shape is Shape.LINES:
        return max(0, sum(chunk.count(b"\n") for chunk in chunks) - 1)
    try:
        envelope = _decode_header(_Envelope, b"".join(chunks), kind.file)
        return len(_decode_header(list[msgspec.Raw], bytes(envelope.records), kind.file))
    except RefusedError:
        return 0


# --- refusals --------------------------------------------------------------------------------------------


def _bad(name: str, line: int, why: str) -> Refusal:
    return Refusal(
        "bad-document",
        Sentence(
            f"Tài liệu {name}, dòng {line}, không đọc được; hãy xin ban soạn thảo gói khác.",
            f"The document {name}, line {line}, cannot be read; ask the publisher for another bundle.",
        ),
        why,
    )


def _newer(name: str, schema: str) -> Refusal:
    return Refusal(
        "newer-schema",
        Sentence(
            f"Tài liệu {name} theo mẫu {schema}, mới hơn mẫu {SCHEMA} mà phần mềm này đọc được; "
            "hãy cập nhật phần mềm.",
            f"The document {name} has schema {schema}, newer than the {SCHEMA} this software reads; "
            "update the software.",
        ),
    )


def _too_old(name: str, schema: str) -> Refusal:
    return Refusal(
        "older-schema",
        Sentence(
            f"Tài liệu {name} theo mẫu {schema} đã quá cũ; hãy xin ban soạn thảo dựng lại gói.",
            f"The document {name} has schema {schema}, too old to read; ask the publisher to build it again.",
        ),
    )


def _foreign(name: str, line: int, identifier: str) -> Refusal:
    return Refusal(
        "foreign-record",
        Sentence(
            f"Tài liệu {name}, dòng {line}, nói về {identifier}, ngoài phạm vi của nó; "
            "hãy xin ban soạn thảo gói khác.",
            f"The document {name}, line {line}, speaks of {identifier}, outside its scope; "
            "ask the publisher for another bundle.",
        ),
    )


def _not_nfc(name: str, line: int) -> Refusal:
    return Refusal(
        "not-nfc",
        Sentence(
            f"Tài liệu {name}, dòng {line}, có chữ chưa ở dạng Unicode dựng sẵn (NFC); hãy dựng lại gói.",
            f"The document {name}, line {line}, has text that is not in Unicode NFC; build the bundle again.",
        ),
    )


# --- JSON Schemas ----------------------------------------------------------------------------------------


def _as_json(schema: Any) -> Any:
    """The schema in JSON's own types, with descriptions (docstrings) alike in every Python version."""
    if isinstance(schema, dict):
        return {
            key: cleandoc(value) if key == "description" and isinstance(value, str) else _as_json(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list | tuple):
        return [_as_json(item) for item in schema]
    return schema


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas (draft 2020-12) by file name, as published in ``docs/schema/``.

    For a document of lines the schema holds for every line after the first, and ``header.json`` for the first;
    for every other document it holds for the whole.
    """
    template = "#/$defs/{name}"
    schemas: dict[str, dict[str, Any]] = {}
    version = {"type": "string", "pattern": r"^1\.[0-9]+$"}
    for kind in KINDS.values():
        (record,), components = msgspec.json.schema_components((kind.record,), ref_template=template)
        envelope: dict[str, Any] = record
        if kind.shape is not Shape.LINES:
            member, content = (
                ("record", record) if kind.shape is Shape.ONE else ("records", {"type": "array", "items": record})
            )
            envelope = {
                "type": "object",
                "properties": {"schema": version, "kind": {"const": kind.name}, member: content},
                "required": ["schema", "kind", member],
            }
        what = "Every line after the first" if kind.shape is Shape.LINES else "The document"
        schemas[f"{kind.name}.json"] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{what} of {kind.file}, schema {SCHEMA}",
            **envelope,
            "$defs": _as_json(components),
        }
    schemas["header.json"] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The first line of a .jsonl document, schema {SCHEMA}",
        "type": "object",
        "properties": {
            "schema": version,
            "kind": {"enum": [kind.name for kind in KINDS.values() if kind.shape is Shape.LINES]},
        },
        "required": ["schema", "kind"],
    }
    return schemas
