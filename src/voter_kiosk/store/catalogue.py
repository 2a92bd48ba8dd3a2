"""Reads of one generation: rows of ``content.sqlite`` back into domain records.

One read-only, immutable connection: nothing is locked, nothing is written, and what a citizen sees cannot change
under her. Everything that shows content goes through :class:`voter_kiosk.store.showing.Showing`, never straight
to here.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, TypeVar, overload
from urllib.parse import quote

import msgspec
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    bindparam,
    create_engine,
    func,
    intersect,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError, InvalidRequestError
from sqlalchemy.pool import StaticPool

from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.domain.clips import Clip, Pronunciation, text_key, words_of
from voter_kiosk.domain.content import Notice, Poster, Section, Source, TermFigures, Topic
from voter_kiosk.domain.election import (
    Candidate,
    Constituency,
    Election,
    PollingArea,
    StrikeOff,
    VoterMeeting,
)
from voter_kiosk.domain.equality import Feature
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.text import Text
from voter_kiosk.domain.units import FormerUnit, Province, UnitsFound, Ward, unit_beginnings, unit_query
from voter_kiosk.domain.vietnamese import INITIALS
from voter_kiosk.speech.sound import Word
from voter_kiosk.store import content_schema as schema
from voter_kiosk.store.compiler import About
from voter_kiosk.store.refusals import refusal, unreadable
from voter_kiosk.store.search import INDEXED, Found, Hit, HitKind, Query, mark, parse_query

_T = TypeVar("_T")

DAMAGED: Final = (
    DatabaseError,
    InvalidRequestError,
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)
"""What reading a damaged file raises: what SQLite finds wrong, a row that is not there, and what records make of
bytes that are none."""

SHARE_OF_A_KIND = 4
"""How many hits of each kind stand before any kind takes the rest: a common syllable must not bury a topic."""

MOST_COUNTED = 200
"""Hits of a kind are counted up to here: counting every Nguyễn of a country would cost more than finding some."""

UNITS_KEPT = 4_000
"""So many constituencies are kept once they were looked up: more than a province has."""

_C = schema.candidates.c
_U = schema.constituencies.c
_E = schema.entries.c
_I = schema.entry_initials.c

_PLACE: Final = select(_U.position).where(_U.id == bindparam("name"))
_UNIT: Final = select(_U.record).where(_U.position == bindparam("place"))
_UNITS: Final = (
    select(_U.record)
    .where(_U.body == bindparam("body"))
    .order_by(_U.position)
    .offset(bindparam("offset"))
    .limit(bindparam("most"))
)
_EVERY_UNIT: Final = select(_U.id, _U.body, _U.record).order_by(_U.id)
"""By its name, as it is looked up: so the index is read as well."""
_RESULTS: Final = (
    select(func.count())
    .select_from(schema.results)
    .where(schema.results.c.position >= bindparam("first"), schema.results.c.position < bindparam("end"))
)
_CANDIDATES: Final = (
    select(_C.record)
    .where(_C.position >= bindparam("first"), _C.position < bindparam("end"))
    .order_by(_C.position)
)
_EQUAL_FEATURES: Final = select(schema.equal_features.c.feature, schema.equal_features.c.language).where(
    schema.equal_features.c.constituency == bindparam("place")
)
_CANDIDATE: Final = select(_C.record).where(_C.position == bindparam("position"))
_RANGES: Final = {
    name: text(
        f"SELECT rowid FROM {name} WHERE {name} MATCH :words AND rowid >= :first AND rowid < :end "  # noqa: S608
        "ORDER BY rowid LIMIT :most"
    )
    for name in schema.FTS_TABLES
}


@dataclass(frozen=True, slots=True)
class ClipFile:
    """A line spoken ahead, ready to be played: the verified file, its length in seconds, and what spoke it.

    ``words`` are places in the very text that was asked for, with the second at which each begins; none where the
    clip does not know.
    """

    path: Path
    kind: str
    seconds: float
    voice: str
    recorded: bool
    words: tuple[Word, ...] = ()
    campaign: bool = False


class Units(Sequence[Constituency]):
    """The constituencies of a body of which there are too many to be kept, read as they are asked for."""

    def __init__(self, count: int, read: Callable[[int, int], tuple[Constituency, ...]]) -> None:
        """``read`` gives those from a place on, at most so many."""
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Constituency: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Constituency, ...]: ...

    def __getitem__(self, place: int | slice) -> Constituency | tuple[Constituency, ...]:
        wanted = range(self._count)[place]
        if isinstance(wanted, int):
            return self._read(wanted, 1)[0]
        found = self._read(min(wanted), max(wanted) - min(wanted) + 1) if wanted else ()
        return found[:: wanted.step]

    def __iter__(self) -> Iterator[Constituency]:
        for first in range(0, self._count, UNITS_KEPT):
            yield from self._read(first, UNITS_KEPT)


class Catalogue:
    """One generation, opened for reading. Make it with :func:`open_catalogue`; close it when done.

    Reads may come from several threads, one at a time.
    """

    def __init__(self, connection: Connection, objects: Path | None, strike_offs: Mapping[str, StrikeOff]) -> None:
        self._db = connection
        self._lock = threading.Lock()
        self._objects = objects
        self._strike_offs = dict(strike_offs)
        self.election: Final = self._fact("election", Election)
        self._about = self._fact("about", About)
        # A country's 90,000 constituencies would be half of the kiosk's memory; a visit meets a few.
        self._place = lru_cache(UNITS_KEPT)(self._read_place)
        self._unit_at = lru_cache(UNITS_KEPT)(self._read_unit)
        self._counts = self._look_at_units()
        self._kept: dict[str, tuple[Constituency, ...]] = {}
        self._body_ranges = self._ranges_of_bodies()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
            self._db.engine.dispose()
        self._place.cache_clear()
        self._unit_at.cache_clear()

    def about(self) -> About:
        """Who published and signed this generation, and its versions."""
        return self._about

    def areas(self) -> tuple[PollingArea, ...]:
        """Every polling area, in the order of its source."""
        return self._all(select(schema.areas.c.record).order_by(schema.areas.c.position), PollingArea)

    def area(self, code: str) -> PollingArea | None:
        """The polling area of that code."""
        return self._one(select(schema.areas.c.record).where(schema.areas.c.code == code), PollingArea)

    def areas_of(self, ward: str) -> tuple[PollingArea, ...]:
        """The polling areas of a ward (its scope, ``c11302``), in the order of their source."""
        found = schema.areas.c
        return self._all(select(found.record).where(found.ward == ward).order_by(found.position), PollingArea)

    def provinces(self) -> tuple[Province, ...]:
        """The provinces that have polling areas, by code."""
        return _PROVINCES.decode(self._bytes("provinces"))

    def wards(self, province: str) -> tuple[Ward, ...]:
        """The wards of a province, by name; those without a polling area too, where a former unit leads there."""
        found, (first, end) = schema.wards.c, _of_province(province)
        wanted = select(found.record).where(found.position >= first, found.position < end).order_by(found.position)
        return self._all(wanted, Ward)

    def ward(self, name: str) -> Ward | None:
        """The ward of that id (``c11302``)."""
        return self._one(select(schema.wards.c.record).where(schema.wards.c.id == name), Ward)

    def former_unit(self, name: str) -> FormerUnit | None:
        """The former unit of that id (``p31.11290``)."""
        return self._one(select(schema.former_units.c.record).where(schema.former_units.c.id == name), FormerUnit)

    def find_units(self, typed: str, province: str, limit: int = 20) -> UnitsFound:
        """The wards and former units of a province of which ``typed`` is the beginning of every word.

        Today's before former ones; of each, names that begin as typed first, else in order of name. At most
        ``limit`` of them are read; the rest are counted.
        """
        positions: dict[int, None] = {}
        for beginnings in unit_query(typed).ways:
            positions.update(dict.fromkeys(self._units_with(beginnings, province)))
        wards = [place for place in positions if not schema.is_former(place)]
        former = [place for place in positions if schema.is_former(place)]
        shown = wards[:limit]
        old = former[: limit - len(shown)]
        return UnitsFound(
            tuple(self._at(schema.wards, Ward, shown)),
            tuple(self._at(schema.former_units, FormerUnit, old)),
            len(positions) - len(shown) - len(old),
        )

    def next_letters(self, typed: str, province: str) -> frozenset[str]:
        """The letters and digits, lower case, that typed after ``typed`` still find something there."""
        found: set[str] = set()
        for *before, last in unit_beginnings(typed):
            letter = func.substr(_WORDS.word, len(last) + 1, 1)
            wanted = select(letter).where(*_within(last, province)).distinct()
            if before:
                wanted = wanted.where(_WORDS.unit.in_(_having(before, province)))
            with self._lock:
                found.update(row[0] for row in self._db.execute(wanted))
        return frozenset(letter for letter in found if letter.isalnum())

    def _units_with(self, beginnings: Iterable[str], province: str) -> list[int]:
        """Positions of the units of a province that have a word with each of those beginnings, in order."""
        with self._lock:
            return [row[0] for row in self._db.execute(_having(beginnings, province).order_by("unit"))]

    def _at(self, table: Table[Any], kind: type[_T], positions: Iterable[int]) -> Iterator[_T]:
        wanted = select(table.c.record).where(table.c.position == bindparam("position"))
        for position in positions:
            yield from self._all(wanted, kind, position=position)

    def constituencies(self, body: str | None = None) -> Sequence[Constituency]:
        """The constituencies of ``body``, or of every body, in shown order; a body's may be read as it is gone
        through."""
        if body is None:
            return self._all(select(_U.record).order_by(_U.position), Constituency)
        if body in self._kept:
            return self._kept[body]
        count = self._counts[body]
        if count + sum(len(kept) for kept in self._kept.values()) > UNITS_KEPT:
            return Units(count, partial(self._units_from, body))
        found = self._kept[body] = self._units_from(body, 0, count)
        return found

    def _units_from(self, body: str, first: int, count: int) -> tuple[Constituency, ...]:
        return self._all(_UNITS, Constituency, body=body, offset=first, most=count)

    def constituency(self, name: str) -> Constituency | None:
        """The constituency of that id."""
        place = self._place(name)
        return None if place is None else self._unit_at(place)

    def candidates(self, constituency: str) -> tuple[Candidate, ...]:
        """The candidates of a constituency in the order of the official list; none where it is unknown."""
        place = self._place(constituency)
        if place is None:
            return ()
        first = place * schema.STRIDE
        found = self._all(_CANDIDATES, Candidate, first=first, end=first + schema.STRIDE)
        return tuple(self._with_strike_off(candidate) for candidate in found)

    def candidate(self, name: str) -> Candidate | None:
        """The candidate of that id, with what this kiosk knows of a strike-off."""
        constituency, _, number = name.rpartition(".")
        place = self._place(constituency)
        if place is None or not (number.isascii() and number.isdecimal()) or len(number) > len(str(schema.STRIDE)):
            return None
        found = self._one(_CANDIDATE, Candidate, position=place * schema.STRIDE + int(number))
        return self._with_strike_off(found) if found is not None and found.id == name else None

    def equal_features(self, constituency: str) -> frozenset[tuple[Feature, str]]:
        """The features, each with its language, that everybody on a constituency's ballot has."""
        place = self._place(constituency)
        with self._lock:
            rows = self._db.execute(_EQUAL_FEATURES, {"place": place}).all()
        return frozenset((Feature(row[0]), row[1]) for row in rows)

    def topics(self, section: Section | None = None) -> tuple[Topic, ...]:
        """The topics of ``section``, or all of them, in shown order."""
        wanted = select(schema.topics.c.record).order_by(schema.topics.c.position)
        if section is not None:
            wanted = wanted.where(schema.topics.c.section == section.value)
        return self._all(wanted, Topic)

    def topic(self, slug: str) -> Topic | None:
        """The topic of that slug."""
        return self._one(select(schema.topics.c.record).where(schema.topics.c.slug == slug), Topic)

    def topic_by_role(self, role: str) -> Topic | None:
        """The first topic of that role (``how-to-vote``, ``charter``, ...)."""
        found = (
            select(schema.topics.c.record).where(schema.topics.c.role == role).order_by(schema.topics.c.position)
        )
        return self._one(found.limit(1), Topic)

    def glossary(self) -> tuple[Gloss, ...]:
        """The difficult words and what they mean, by their Vietnamese titles."""
        return self._all(select(schema.glossary.c.record).order_by(schema.glossary.c.position), Gloss)

    def gloss(self, slug: str) -> Gloss | None:
        """What is said of the difficult word of that slug."""
        return self._one(select(schema.glossary.c.record).where(schema.glossary.c.slug == slug), Gloss)

    def notices(self) -> tuple[Notice, ...]:
        """Every notice: urgent ones first, then the newest."""
        return self._all(select(schema.notices.c.record).order_by(schema.notices.c.position), Notice)

    def posters(self) -> tuple[Poster, ...]:
        """Every poster, in its order."""
        return self._all(select(schema.posters.c.record).order_by(schema.posters.c.position), Poster)

    def meetings(self, constituency: str = "") -> tuple[VoterMeeting, ...]:
        """The voter meetings of a constituency, or every one, soonest first."""
        wanted = select(schema.meetings.c.record).order_by(schema.meetings.c.position)
        if constituency:
            places = schema.meeting_places.c
            wanted = wanted.join(schema.meeting_places, places.meeting == schema.meetings.c.position).where(
                places.constituency == constituency
            )
        return self._all(wanted, VoterMeeting)

    def result(self, constituency: str) -> UnitResult | None:
        """The result of a constituency, published or not; ``None`` where the bundle has none."""
        place = self._place(constituency)
        if place is None:
            return None
        return self._one(select(schema.results.c.record).where(schema.results.c.position == place), UnitResult)

    def count_results(self, body: str) -> int:
        """How many constituencies of ``body`` have a result, published or not."""
        first, end = self._body_ranges.get(body, (0, 0))
        values = {"first": first // schema.STRIDE, "end": end // schema.STRIDE}
        with self._lock:
            return int(self._db.execute(_RESULTS, values).scalar_one())

    def results(self) -> tuple[UnitResult, ...]:
        """Every result, published or not, in shown order."""
        return self._all(select(schema.results.c.record).order_by(schema.results.c.position), UnitResult)

    def terms(self) -> tuple[TermFigures, ...]:
        """The figures of every term, final or not, in order."""
        return self._all(select(schema.terms.c.record).order_by(schema.terms.c.number), TermFigures)

    def term(self, number: int) -> TermFigures | None:
        """The figures of term ``number``."""
        return self._one(select(schema.terms.c.record).where(schema.terms.c.number == number), TermFigures)

    def sources(self) -> tuple[Source, ...]:
        """Every source, in the order given."""
        return self._all(select(schema.sources.c.record).order_by(schema.sources.c.position), Source)

    def source(self, name: str) -> Source | None:
        """The source of that id."""
        return self._one(select(schema.sources.c.record).where(schema.sources.c.id == name), Source)

    def neutrality(self) -> tuple[NeutralityRow, ...]:
        """The build's measures of each candidate; empty where the bundle has none."""
        return _NEUTRALITY.decode(self._bytes("neutrality"))

    def strings(self, language: str) -> dict[str, str]:
        """Interface texts the bundle brings for ``language``; empty where it brings none."""
        found = schema.strings.c
        with self._lock:
            rows = self._db.execute(select(found.key, found.value).where(found.language == language)).all()
        return {row[0]: row[1] for row in rows}

    def clip(self, text: str, language: str, ballot: str = "") -> ClipFile | None:
        """The clip of one line, where the generation has one and its file stands in the store.

        ``ballot`` is the constituency whose candidates the line is about, empty for any other line.
        """
        found = schema.clips.c
        wanted = select(found.record).where(
            found.language == language, found.text_sha256 == text_key(text), found.ballot == ballot
        )
        clip = self._one(wanted, Clip)
        path = self.media(clip.media) if clip else None
        if clip is None or path is None:
            return None
        places = words_of(text)
        words = zip(places, clip.words, strict=True) if len(places) == len(clip.words) else ()
        return ClipFile(
            path,
            clip.kind,
            clip.seconds,
            clip.voice,
            clip.recorded,
            tuple(Word(start, end, at) for (start, end), at in words),
            clip.campaign,
        )

    def pronunciations(self) -> tuple[Pronunciation, ...]:
        """How names and words are to be spoken, in every language."""
        return _PRONUNCIATIONS.decode(self._bytes("pronunciations"))

    def media(self, digest: str) -> Path | None:
        """The verified file of that SHA-256, if it belongs to this generation and stands in the store."""
        with self._lock:
            known = self._db.execute(select(schema.media.c.sha256).where(schema.media.c.sha256 == digest)).first()
        if known is None or self._objects is None:
            return None
        path = self._objects / digest[:2] / digest
        return path if path.is_file() else None

    def search(self, words: str, limit: int = 20, *, bodies: Iterable[str] | None = None) -> tuple[Hit, ...]:
        """What ``words`` finds, at most ``limit`` hits: kinds in order, each in its shown order, never by rank.

        Words with the diacritics as typed come before words that match only folded. ``bodies`` are those whose
        candidates may be found (all where ``None``). Each kind has a share of ``limit`` before one takes the
        rest.
        """
        return tuple(hit for found in self.find(words, limit, bodies=bodies) for hit in found.hits)

    def find(
        self,
        words: str,
        limit: int = 20,
        *,
        kind: HitKind | None = None,
        bodies: Iterable[str] | None = None,
        only: Mapping[HitKind, Container[str]] | None = None,
    ) -> tuple[Found, ...]:
        """As :meth:`search`, kind by kind, with how many more there are of each; kinds of which there is none are
        left out.

        Counting stops at :data:`MOST_COUNTED` of a kind. ``kind`` looks for that one alone; ``only`` holds, for
        some kinds, the ids of those that may be found (all of the other kinds).
        """
        query = parse_query(words)
        if query.empty or limit <= 0:
            return ()
        most = max(limit, MOST_COUNTED) + 1
        kinds = tuple(HitKind) if kind is None else (kind,)
        positions = {one: self._matching(one, query, most, bodies) for one in kinds}
        for one, names in (only or {}).items():
            if one in positions:
                positions[one] = [place for place in positions[one] if self._entry_name(place) in names]
        rooms = _shares({one: len(positions[one]) for one in kinds}, limit)
        return tuple(
            Found(
                one,
                tuple(self._hit(one, position, query) for position in positions[one][:room]),
                len(positions[one]) - room - (len(positions[one]) == most),
                len(positions[one]) < most,
            )
            for one, room in rooms.items()
            if positions[one]
        )

    def initials(self, language: str, bodies: Iterable[str]) -> frozenset[str]:
        """The letters under which the index has somebody of ``bodies``, or an entry in ``language``."""
        ranges = self._ranges_within(set(bodies))
        people = (letter for letter in INITIALS if self._under(letter, ranges, 1))
        with self._lock:
            entries = self._db.execute(_ENTRY_INITIALS, {"language": language}).all()
        return frozenset(row[0] for row in entries).union(people)

    def people_under(self, letter: str, limit: int, bodies: Iterable[str]) -> Found:
        """Who of ``bodies`` has a given name that begins with ``letter`` of the index, in shown order."""
        most = max(limit, MOST_COUNTED) + 1
        positions = self._under(letter, self._ranges_within(set(bodies)), most)
        hits = tuple(self._candidate_hit(position, None) for position in positions[:limit])
        beyond = max(0, len(positions) - limit)
        return Found(HitKind.CANDIDATE, hits, beyond - (len(positions) == most), len(positions) < most)

    def entries_under(self, letter: str, language: str, limit: int) -> tuple[Found, ...]:
        """What stands under ``letter`` of the index in ``language`` besides people, by kind, in shown order."""
        found = []
        for kind in INDEXED:
            first, end = _span_of(kind)
            values = {"language": language, "initial": letter, "first": first, "end": end}
            with self._lock:
                positions = [row[0] for row in self._db.execute(_ENTRIES_BY_INITIAL, values)]
            if positions:
                hits = tuple(self._entry_hit(position, None) for position in positions[:limit])
                found.append(Found(kind, hits, max(0, len(positions) - limit)))
        return tuple(found)

    def first_entry(self, kind: HitKind) -> Hit | None:
        """The first entry of ``kind`` (no candidate) in shown order, as an example of what there is."""
        first, end = _span_of(kind)
        with self._lock:
            row = self._db.execute(_FIRST_ENTRY, {"first": first, "end": end}).first()
        return None if row is None else self._entry_hit(row[0], None)

    def _under(self, letter: str, ranges: Iterable[tuple[int, int]], most: int) -> list[int]:
        """The positions of the candidates within ``ranges`` that stand under ``letter``, ``most`` of them."""
        positions: list[int] = []
        for first, end in ranges:
            values = {"initial": letter, "first": first, "end": end, "most": most - len(positions)}
            with self._lock:
                positions.extend(row[0] for row in self._db.execute(_BY_INITIAL, values))
        return positions

    def _matching(self, kind: HitKind, query: Query, most: int, bodies: Iterable[str] | None) -> list[int]:
        """The positions of what ``query`` finds of ``kind``, in shown order, ``most`` of them."""
        if kind is not HitKind.CANDIDATE:
            return self._positions("texts", query, most, (_span_of(kind),))
        ranges = self._ranges_within(None if bodies is None else set(bodies))
        return self._positions("names", query, most, ranges)

    def _hit(self, kind: HitKind, position: int, query: Query) -> Hit:
        if kind is HitKind.CANDIDATE:
            return self._candidate_hit(position, query)
        return self._entry_hit(position, query)

    def _ranges_within(self, allowed: AbstractSet[str] | None) -> list[tuple[int, int]]:
        """From which to before which position the candidates of the bodies allowed stand, side by side in one."""
        ranges: list[tuple[int, int]] = []
        for body, (first, end) in self._body_ranges.items():
            if allowed is not None and body not in allowed:
                continue
            if ranges and ranges[-1][1] == first:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((first, end))
        return ranges

    def _positions(self, index: str, query: Query, limit: int, ranges: Iterable[tuple[int, int]]) -> list[int]:
        ranges = tuple(ranges)
        found: dict[int, None] = {}
        for table, words in ((f"{index}_plain", query.plain), (f"{index}_folded", query.folded)):
            for first, end in ranges:
                if len(found) >= limit:
                    break
                # What matches unfolded matches folded too, so that many more may come back a second time.
                values = {"words": words, "first": first, "end": end, "most": limit}
                with self._lock:
                    rows = self._db.execute(_RANGES[table], values).all()
                found.update(dict.fromkeys(row[0] for row in rows))
        return list(found)[:limit]

    def _candidate_hit(self, position: int, query: Query | None) -> Hit:
        unit = self._unit_at(position // schema.STRIDE)
        with self._lock:
            name = self._db.execute(_NAME, {"position": position}).scalar_one()
        title = {"vi": name}
        number = position % schema.STRIDE
        marks = mark(title, query) if query else {}
        return Hit(HitKind.CANDIDATE, f"{unit.id}.{number}", title, self.describe(unit), marks)

    def describe(self, unit: Constituency) -> Text:
        """A constituency in one line: body, number and place."""
        body = next(body for body in self.election.bodies if body.id == unit.body)
        where = unit.place or unit.province_name
        vi = body.name.get("vi", "")
        return {
            "vi": ", ".join(part for part in (vi, f"đơn vị bầu cử số {unit.number}", where) if part),
            "en": ", ".join(
                part for part in (body.name.get("en", vi), f"constituency {unit.number}", where) if part
            ),
        }

    def _entry_hit(self, position: int, query: Query | None) -> Hit:
        with self._lock:
            row = self._db.execute(_ENTRY, {"position": position}).one()
        title = _TEXT.decode(row.title)
        marks = mark(title, query) if query else {}
        return Hit(HitKind(row.kind), row.id, title, _TEXT.decode(row.detail), marks)

    def _entry_name(self, position: int) -> str:
        with self._lock:
            return str(self._db.execute(_ENTRY, {"position": position}).one().id)

    def _look_at_units(self) -> Counter[str]:
        """How many constituencies each body has. Each is read once, so that a damaged one is noticed today."""
        decode = _decoder(Constituency).decode
        counts: Counter[str] = Counter()
        with self._lock:
            for name, body, record in self._db.execute(_EVERY_UNIT):
                unit = decode(record)
                if (unit.id, unit.body) != (name, body):
                    raise ValueError(f"{name} of {body} is {unit.id} of {unit.body}")
                counts[body] += 1
        return counts

    def _read_place(self, name: str) -> int | None:
        with self._lock:
            return self._db.execute(_PLACE, {"name": name}).scalar_one_or_none()

    def _read_unit(self, place: int) -> Constituency:
        with self._lock:
            return _decoder(Constituency).decode(self._db.execute(_UNIT, {"place": place}).scalar_one())

    def _ranges_of_bodies(self) -> dict[str, tuple[int, int]]:
        """From which to before which position each body's candidates stand."""
        stride = schema.BODY_STRIDE * schema.STRIDE
        return {body.id: (place * stride, (place + 1) * stride) for place, body in enumerate(self.election.bodies)}

    def _with_strike_off(self, candidate: Candidate) -> Candidate:
        known = self._strike_offs.get(candidate.id)
        return replace(candidate, strike_off=known) if known else candidate

    def _bytes(self, key: str) -> bytes:
        with self._lock:
            return self._db.execute(select(schema.facts.c.value).where(schema.facts.c.key == key)).scalar_one()

    def _fact(self, key: str, kind: type[_T]) -> _T:
        return _decoder(kind).decode(self._bytes(key))

    def _all(self, wanted: Select[bytes], kind: type[_T], **values: object) -> tuple[_T, ...]:
        decode = _decoder(kind).decode
        with self._lock:
            rows = self._db.execute(wanted, values).all()
        return tuple(decode(row[0]) for row in rows)

    def _one(self, wanted: Select[bytes], kind: type[_T], **values: object) -> _T | None:
        found = self._all(wanted, kind, **values)
        return found[0] if found else None


_NAME: Final = select(_C.name).where(_C.position == bindparam("position"))
_ENTRY: Final = select(_E.kind, _E.id, _E.title, _E.detail).where(_E.position == bindparam("position"))
_FIRST_ENTRY: Final = (
    select(_E.position)
    .where(_E.position >= bindparam("first"), _E.position < bindparam("end"))
    .order_by(_E.position)
    .limit(1)
)
_BY_INITIAL: Final = (
    select(_C.position)
    .where(_C.initial == bindparam("initial"), _C.position >= bindparam("first"), _C.position < bindparam("end"))
    .order_by(_C.position)
    .limit(bindparam("most"))
)
_ENTRY_INITIALS: Final = select(_I.initial).where(_I.language == bindparam("language")).distinct()
_ENTRIES_BY_INITIAL: Final = (
    select(_I.position)
    .where(
        _I.language == bindparam("language"),
        _I.initial == bindparam("initial"),
        _I.position >= bindparam("first"),
        _I.position < bindparam("end"),
    )
    .order_by(_I.position)
)
_NEUTRALITY: Final = msgspec.json.Decoder(tuple[NeutralityRow, ...])
_PRONUNCIATIONS: Final = msgspec.json.Decoder(tuple[Pronunciation, ...])
_PROVINCES: Final = msgspec.json.Decoder(tuple[Province, ...])
_TEXT: Final = msgspec.json.Decoder(dict[str, str])
_DECODERS: Final[dict[type, msgspec.json.Decoder[Any]]] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (
        About,
        Candidate,
        Clip,
        Constituency,
        Election,
        FormerUnit,
        Gloss,
        Notice,
        PollingArea,
        Poster,
        Source,
        TermFigures,
        Topic,
        UnitResult,
        VoterMeeting,
        Ward,
    )
}

_LAST: Final = "\U0010ffff"
"""Comes after every letter: what begins with a word lies between the word and the word with this behind it."""


_WORDS: Final = schema.unit_words.c


def _within(begins: str, province: str) -> tuple[ColumnElement[bool], ...]:
    """That a word begins so and that its unit lies in the province."""
    first, end = _of_province(province)
    return _WORDS.word >= begins, _WORDS.word < begins + _LAST, _WORDS.unit >= first, _WORDS.unit < end


def _having(beginnings: Iterable[str], province: str) -> Select[int] | CompoundSelect[int]:
    """The units of a province that have a word with each of those beginnings, each once."""
    each = [select(_WORDS.unit).where(*_within(begins, province)) for begins in beginnings]
    return intersect(*each) if len(each) > 1 else each[0].distinct()


def _of_province(province: str) -> tuple[int, int]:
    """From which to before which position the units of a province stand."""
    return schema.unit_position(province, 0), schema.unit_position(str(int(province) + 1), 0)


def _span_of(kind: HitKind) -> tuple[int, int]:
    """From which to before which position the entries of ``kind`` stand."""
    place = list(HitKind).index(kind)
    return schema.entry_position(place, 0), schema.entry_position(place + 1, 0)


def _decoder(kind: type[_T]) -> msgspec.json.Decoder[_T]:
    return _DECODERS[kind]


def _shares(found: Mapping[HitKind, int], limit: int) -> dict[HitKind, int]:
    """How many hits of each kind fit into ``limit``: a few of each first, then kinds in order take the rest."""
    room = dict.fromkeys(found, 0)
    left = limit
    for most in (SHARE_OF_A_KIND, limit):
        for kind, count in found.items():
            more = max(0, min(count, most) - room[kind])
            taken = min(more, left)
            room[kind] += taken
            left -= taken
    return room


def _asked(catalogue: Catalogue, area: str) -> Catalogue:
    """The same, once it has answered what every screen asks. Raises one of ``DAMAGED``."""
    for language in catalogue.election.languages:
        catalogue.strings(language)
    catalogue.area(area)
    catalogue.notices()
    catalogue.posters()
    return catalogue


def open_catalogue(
    path: Path, objects: Path | None = None, strike_offs: Mapping[str, StrikeOff] | None = None, area: str = ""
) -> Catalogue | Refusal:
    """Open the generation's ``content.sqlite`` at ``path``.

    ``objects`` is the store's folder of verified objects (none: no pictures). ``strike_offs`` are those of this
    kiosk's state, by candidate id. What every screen asks for is read once: the words of each language, the
    ``area`` where the kiosk stands, notices and posters. Refused: a file that is missing or damaged
    (``content-unreadable``), or one of another version of the tables (``content-other-schema``), which must be
    compiled anew.
    """
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=StaticPool,
        hide_parameters=True,  # what somebody searched for is in no log
    )
    try:
        connection = engine.connect()
        version = connection.execute(select(schema.facts.c.value).where(schema.facts.c.key == "schema")).scalar()
        if version != str(schema.CONTENT_SCHEMA).encode():
            connection.close()
            engine.dispose()
            return refusal(
                "content-other-schema",
                "Nội dung đã nạp thuộc phiên bản phần mềm khác. Hãy nạp lại gói dữ liệu.",
                "The installed content belongs to another version of the software. Load the bundle again.",
                f"{path}: schema {version!r}",
            )
        return _asked(Catalogue(connection, objects, strike_offs or {}), area)
    except DAMAGED as error:
        engine.dispose()
        return unreadable(str(path), error)
