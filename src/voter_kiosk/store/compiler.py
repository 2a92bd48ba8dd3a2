"""Domain records into ``content.sqlite``: streaming, one pass, with the search's index built beside.

The file is written under another name, checked, synced and renamed; a file that stands under its own name is
whole. Rows go in through the DBAPI's ``executemany`` because there are hundreds of thousands of them.
"""

from __future__ import annotations

import errno
import math
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.bundle.films import Film
from voter_kiosk.domain.clips import Clip, Pronunciation, evenly_heard, heard
from voter_kiosk.domain.content import Block, Notice, Poster, Section, Source, TermFigures, Topic
from voter_kiosk.domain.election import (
    BallotState,
    Candidate,
    Constituency,
    Election,
    PollingArea,
    VoterMeeting,
)
from voter_kiosk.domain.equality import Feature, Measure, programme_measures, verdicts
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss, in_order
from voter_kiosk.domain.languages import is_audio_only
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.text import VIETNAMESE, Text, pick
from voter_kiosk.domain.units import FormerUnit, Province, Ward, unit_key, unit_words
from voter_kiosk.domain.video import Video
from voter_kiosk.domain.vietnamese import given_name, initial, nfc
from voter_kiosk.store import content_schema as schema
from voter_kiosk.store.refusals import StoreRefusedError, dangling, differs, disk, misnamed, twice
from voter_kiosk.store.search import INDEXED, Folder, HitKind

NO_PROVINCE = "00"
"""Stands for a province whose code nobody gives."""

BATCH = 2_000
"""Rows held at once. Memory stays flat however long a list is."""

PLACES_KEPT = 1_000
"""So many constituencies are kept once they were looked up: lists come ballot by ballot."""


@dataclass(frozen=True, slots=True)
class About:
    """Where a generation comes from, for the "about this information" screen and for an official.

    ``signers`` are the names (or key ids) that signed the targets; ``fingerprint`` is what two officials read
    to each other; times are ISO 8601 in UTC, as signed. ``generation`` is the number in this store.
    """

    title: Text = field(default_factory=dict)
    publisher: Text = field(default_factory=dict)
    version: int = 0
    issued: str = ""
    expires: str = ""
    signers: tuple[str, ...] = ()
    fingerprint: str = ""
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Records:
    """What one generation is made of. Each iterable is read once, in the order of showing.

    ``strings`` are interface texts by language; ``media`` the SHA-256 of every picture, clip or video that was
    verified; ``neutrality`` the report of the build, candidate by candidate; ``films`` what the files among the
    media that are videos say of themselves, by SHA-256.
    """

    election: Election
    constituencies: Iterable[Constituency] = ()
    candidates: Iterable[Candidate] = ()
    areas: Iterable[PollingArea] = ()
    meetings: Iterable[VoterMeeting] = ()
    topics: Iterable[Topic] = ()
    notices: Iterable[Notice] = ()
    posters: Iterable[Poster] = ()
    terms: Iterable[TermFigures] = ()
    sources: Iterable[Source] = ()
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: Iterable[str] = ()
    neutrality: Iterable[NeutralityRow] = ()
    results: Iterable[UnitResult] = ()
    former_units: Iterable[FormerUnit] = ()
    clips: Iterable[Clip] = ()
    pronunciations: Iterable[Pronunciation] = ()
    films: Mapping[str, Film] = field(default_factory=dict)
    glossary: Iterable[Gloss] = ()


def compile_content(records: Records, path: Path, about: About | None = None) -> Refusal | None:
    """Compile ``records`` into the catalogue file ``path`` (its folder exists); ``None`` when it stands whole.

    Refused are two records of one name, an id that does not fit its place, and a reference to what is not
    there (``content-twice``, ``content-misnamed``, ``content-dangling``), and a disk that fails. A refusal
    leaves no file.
    """
    try:
        compile_or_raise(records, path, about)
    except StoreRefusedError as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)
    return None


def compile_or_raise(records: Records, path: Path, about: About | None = None) -> None:
    """As :func:`compile_content`, but raises ``StoreRefusedError``, ``OSError``, or what the records raise."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            _Compiler(connection, records, about or About()).run()
        finally:
            connection.close()
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except sqlite3.DatabaseError as error:
        if type(error) not in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            raise  # of the records, or of this program
        raise _as_os_error(error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _as_os_error(error: sqlite3.DatabaseError) -> OSError:
    """SQLite's words for a failing disk, as the error that the disk itself would have given.

    A file that was begun a moment ago and is "malformed" is one that the disk does not give back.
    """
    full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return OSError(errno.ENOSPC if full else errno.EIO, str(error))


_T = TypeVar("_T")
_DIALECT: Final = sqlite.dialect(paramstyle="qmark")
_encode = msgspec.json.Encoder().encode
_CLIP: Final = msgspec.json.Decoder(Clip)
_CANDIDATE: Final = msgspec.json.Decoder(Candidate)

_TABLES: Final[tuple[Table[Any], ...]] = (
    schema.facts,
    schema.constituencies,
    schema.candidates,
    schema.areas,
    schema.wards,
    schema.former_units,
    schema.unit_words,
    schema.meetings,
    schema.meeting_places,
    schema.results,
    schema.equal_features,
    schema.topics,
    schema.glossary,
    schema.notices,
    schema.posters,
    schema.terms,
    schema.sources,
    schema.strings,
    schema.media,
    schema.clips,
    schema.entries,
    schema.entry_initials,
)
_MEASURES_TABLE: Final = (
    "CREATE TEMP TABLE measures (constituency INTEGER, candidate TEXT, feature TEXT, language TEXT, "
    "amount REAL, original REAL, struck INTEGER)"
)
_INSERT: Final = {table.name: str(insert(table).compile(dialect=_DIALECT)) for table in _TABLES}
_CLOSER_CLIP: Final = _INSERT["clips"].replace("INSERT INTO", "INSERT OR REPLACE INTO")


class _Compiler:
    """One run over the records. Small kinds first, so that references can be checked as the long ones stream."""

    def __init__(self, connection: sqlite3.Connection, records: Records, about: About) -> None:
        self._db = connection
        self._records = records
        self._about = about
        self._folder = Folder()
        self._initials: dict[str, str] = {}  # by given name: there are some thousands
        # Asked of the table itself: a dictionary of a country's would grow with it.
        self._place = lru_cache(PLACES_KEPT)(self._read_place)
        self._provinces: dict[str, Province] = {}
        self._wards: dict[str, Ward] = {}
        self._in_use: set[str] = set()
        self._media: frozenset[str] = frozenset()

    def run(self) -> None:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            "cache_size = -16000",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("BEGIN")
        for table in _TABLES:
            self._db.execute(str(CreateTable(table).compile(dialect=_DIALECT)))
        self._db.execute(str(CreateIndex(schema.areas_by_ward).compile(dialect=_DIALECT)))
        for statement in schema.FTS_DDL:
            self._db.execute(statement)
        for name in schema.FTS_TABLES:
            self._db.execute(f"INSERT INTO {name}({name}, rank) VALUES ('automerge', 0)")  # noqa: S608
            self._db.execute(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', {8 << 20})")  # noqa: S608
        self._write()
        for name in schema.FTS_TABLES:
            self._db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608
        for statement in schema.INDEX_DDL:
            self._db.execute(statement)
        self._db.execute("COMMIT")
        del self._place  # with it this compiler is a circle, and all it read would wait for the collector

    def _write(self) -> None:
        records = self._records
        media = dict.fromkeys(records.media)
        self._media = frozenset(media)
        self._rows(schema.media, "hình", ((digest,) for digest in media))
        self._rows(
            schema.sources,
            "nguồn",
            ((place, source.id, _encode(source)) for place, source in enumerate(records.sources)),
        )
        self._write_constituencies()
        self._write_candidates()
        self._write_equal_features()
        self._write_areas()
        self._write_units()
        self._write_meetings()
        self._write_results()
        self._write_texts()
        self._write_clips()
        for language, strings in records.strings.items():
            self._rows(schema.strings, "chữ", ((language, key, value) for key, value in strings.items()))
        about = replace(
            self._about,
            title=self._about.title or records.election.title,
            publisher=self._about.publisher or records.election.publisher,
        )
        facts = {
            "schema": _encode(schema.CONTENT_SCHEMA),
            "about": _encode(about),
            "election": _encode(records.election),
            "neutrality": _encode(tuple(records.neutrality)),
            "pronunciations": _encode(tuple(records.pronunciations)),
            "provinces": _encode(tuple(self._provinces[code] for code in sorted(self._in_use))),
        }
        self._rows(schema.facts, "facts", facts.items())

    def _write_constituencies(self) -> None:
        election = self._records.election
        first = {body.id: place * schema.BODY_STRIDE for place, body in enumerate(election.bodies)}
        self._provinces[election.province] = Province(election.province, election.province_name)

        def rows() -> Iterator[tuple[int, str, str, bytes]]:
            for place, unit in enumerate(self._records.constituencies):
                if unit.body not in first:
                    raise StoreRefusedError(dangling("đơn vị bầu cử", unit.id, unit.body))
                if unit.province:
                    self._provinces.setdefault(unit.province, Province(unit.province, {"vi": unit.province_name}))
                yield first[unit.body] + place, unit.id, unit.body, _encode(unit)

        for batch in _batches(rows()):
            self._insert(_INSERT["constituencies"], batch, "đơn vị bầu cử", [row[1] for row in batch])

    def _read_place(self, constituency: str) -> int | None:
        row = self._db.execute("SELECT position FROM constituencies WHERE id = ?", (constituency,)).fetchone()
        return None if row is None else int(row[0])

    def _write_candidates(self) -> None:
        row, plain_row, folded_row = (
            _INSERT["candidates"],
            "INSERT INTO names_plain(rowid, words) VALUES (?, ?)",
            "INSERT INTO names_folded(rowid, words) VALUES (?, ?)",
        )
        words = self._folder.words
        self._db.execute(_MEASURES_TABLE)
        election = self._records.election
        spoken = election.language_settings
        languages = [name for name in election.languages if name != VIETNAMESE and not is_audio_only(name, spoken)]
        for batch in _batches(self._records.candidates):
            measures: list[Measure] = []
            rows: list[tuple[int, str, str, bytes]] = []
            plain: list[tuple[int, str]] = []
            folded: list[tuple[int, str]] = []
            for candidate in batch:
                position = self._candidate_position(candidate)
                unfolded, bare = words((candidate.name, candidate.occupation, candidate.workplace))
                given = given_name(candidate.name, given=candidate.sort_given)
                letter = self._initials.get(given)
                if letter is None:
                    letter = self._initials[given] = initial(given)
                rows.append((position, candidate.name, letter, _encode(candidate)))
                if candidate.programme:
                    struck = candidate.strike_off is not None
                    measures += programme_measures(candidate.id, candidate.programme, languages, struck=struck)
                plain.append((position, unfolded))
                folded.append((position, bare))
            self._insert(row, rows, "người ứng cử", [candidate.id for candidate in batch])
            self._db.executemany(plain_row, plain)
            self._db.executemany(folded_row, folded)
            self._measure(measures)

    def _measure(self, measures: Iterable[Measure]) -> None:
        """Put measures aside, ballot by ballot, until all of them are in."""
        rows = (
            (
                self._place(one.candidate.rpartition(".")[0]),
                one.candidate,
                one.feature.value,
                one.language,
                one.amount,
                one.of,
                one.struck,
            )
            for one in measures
        )
        self._db.executemany("INSERT INTO temp.measures VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _write_equal_features(self) -> None:
        """Decide for each ballot what everybody on it has; a screen only looks it up."""
        found = self._db.execute("SELECT * FROM temp.measures ORDER BY constituency, rowid")

        def rows() -> Iterator[tuple[int, str, str]]:
            for place, group in groupby(found, key=lambda row: row[0]):
                measures = (Measure(name, Feature(what), *rest) for _, name, what, *rest in group)
                for verdict in verdicts(measures):
                    if verdict.shown:
                        yield place, verdict.feature.value, verdict.language

        self._rows(schema.equal_features, "bản dịch", rows())
        self._db.execute("DROP TABLE temp.measures")

    def _candidate_position(self, candidate: Candidate) -> int:
        place = self._place(candidate.constituency)
        if place is None:
            raise StoreRefusedError(dangling("người ứng cử", candidate.id, candidate.constituency))
        if (
            candidate.id != f"{candidate.constituency}.{candidate.number}"
            or not 0 < candidate.number < schema.STRIDE
        ):
            raise StoreRefusedError(misnamed(candidate.id, f"{candidate.constituency}.{candidate.number}"))
        if candidate.portrait:
            self._wants_media("người ứng cử", candidate.id, candidate.portrait)
        for blocks in candidate.programme.values():
            self._wants_figures("người ứng cử", candidate.id, blocks)
        return place * schema.STRIDE + candidate.number

    def _write_areas(self) -> None:
        entries = _Entries(self, HitKind.AREA)
        rows: list[tuple[int, str, str, bytes]] = []
        for place, area in enumerate(self._records.areas):
            for ballot in area.ballots:
                if ballot.state is BallotState.LISTED and self._place(ballot.constituency) is None:
                    raise StoreRefusedError(dangling("khu vực bỏ phiếu", area.code, ballot.constituency))
            if area.sketch:
                self._wants_media("khu vực bỏ phiếu", area.code, area.sketch)
            ward = self._add_to_ward(area)
            rows.append((place, area.code, ward, _encode(area)))
            title = {
                "vi": f"Khu vực bỏ phiếu số {area.number}, {area.ward_name.get('vi', '')}",
                "en": f"Polling area {area.number}, {area.ward_name.get('en') or area.ward_name.get('vi', '')}",
            }
            detail = {
                language: ", ".join(part for part in (name, area.address.get(language, "")) if part)
                for language, name in area.place.items()
            }
            more = (area.place, area.address, area.ward_name, *area.groups)
            named = {language: proper_ward(name) for language, name in area.ward_name.items()}
            entries.add(place, area.code, title, detail, more, stands_under=(named, area.place))
        self._rows(schema.areas, "khu vực bỏ phiếu", rows)
        entries.write()

    def _add_to_ward(self, area: PollingArea) -> str:
        """Count ``area`` in its ward and give the ward's id."""
        name = area.code.partition(".")[0]
        known = self._wards.get(name)
        if known is None:
            scopes = (ballot.constituency.partition(".")[0] for ballot in area.ballots)
            named = (_province_of(scope) for scope in (*scopes, f"p{self._records.election.province}"))
            known = Ward(name, area.ward_name, next(filter(None, named), NO_PROVINCE), only=area.code)
        self._wards[name] = replace(known, areas=known.areas + 1, only="" if known.areas else area.code)
        return name

    def _write_units(self) -> None:
        """Today's units and the former ones, by name within their province, and the words that find them."""
        former = sorted(
            self._records.former_units, key=lambda unit: (unit.id[:3], _unit_order(unit.name), unit.id)
        )
        for unit in former:
            if not _province_of(unit.id.partition(".")[0]):
                raise StoreRefusedError(misnamed(unit.id, f"p{self._records.election.province}.…"))
            for today in unit.became:
                self._wards.setdefault(today.id, Ward(today.id, today.name, unit.id[1:3]))
        wards = sorted(self._wards.values(), key=lambda ward: (ward.province, _unit_order(ward.name), ward.id))
        self._in_use = {ward.province for ward in wards if ward.areas}
        for province in self._in_use:
            self._provinces.setdefault(province, Province(province, {}))
        placed = [(schema.unit_position(ward.province, place), ward) for place, ward in enumerate(wards)]
        gone = [
            (schema.unit_position(unit.id[1:3], place, former=True), unit) for place, unit in enumerate(former)
        ]
        self._rows(schema.wards, "xã, phường", ((place, ward.id, _encode(ward)) for place, ward in placed))
        self._rows(schema.former_units, "đơn vị cũ", ((place, unit.id, _encode(unit)) for place, unit in gone))
        words = {(word, place) for place, ward in placed for word in unit_words(ward.name.get(VIETNAMESE, ""))}
        for place, unit in gone:
            name, district = unit.name.get(VIETNAMESE, ""), unit.district.get(VIETNAMESE, "")
            words |= {(word, place) for word in unit_words(name, district)}
        self._rows(schema.unit_words, "chữ", sorted(words))

    def _write_meetings(self) -> None:
        meetings = sorted(self._records.meetings, key=lambda meeting: meeting.starts)
        for meeting in meetings:
            for constituency in meeting.constituencies:
                if self._place(constituency) is None:
                    raise StoreRefusedError(dangling("buổi tiếp xúc cử tri", meeting.id, constituency))
        self._rows(
            schema.meetings,
            "buổi tiếp xúc cử tri",
            ((place, meeting.id, _encode(meeting)) for place, meeting in enumerate(meetings)),
        )
        self._rows(
            schema.meeting_places,
            "buổi tiếp xúc cử tri",
            (
                (constituency, place)
                for place, meeting in enumerate(meetings)
                for constituency in dict.fromkeys(meeting.constituencies)
            ),
        )

    def _write_results(self) -> None:
        def rows() -> Iterator[tuple[int, bytes]]:
            for result in self._records.results:
                place = self._place(result.constituency)
                if place is None:
                    raise StoreRefusedError(dangling("kết quả bầu cử", result.constituency, result.constituency))
                for person in result.elected:
                    if not self._stands(person.candidate, result.constituency, place):
                        raise StoreRefusedError(dangling("kết quả bầu cử", result.constituency, person.candidate))
                yield place, _encode(result)

        self._rows(schema.results, "kết quả bầu cử", rows())

    def _stands(self, candidate: str, constituency: str, place: int) -> bool:
        """Whether ``candidate`` is on the list of that constituency."""
        unit, _, number = candidate.rpartition(".")
        if (
            unit != constituency
            or not (number.isascii() and number.isdecimal())
            or len(number) > len(str(schema.STRIDE))
        ):
            return False
        position = place * schema.STRIDE + int(number)
        found = self._db.execute("SELECT record FROM candidates WHERE position = ?", (position,)).fetchone()
        return found is not None

    def _write_texts(self) -> None:
        records = self._records
        topics = sorted(records.topics, key=lambda topic: (list(Section).index(topic.section), topic.order))
        questions, entries = _Entries(self, HitKind.QUESTION), _Entries(self, HitKind.TOPIC)
        for place, topic in enumerate(topics):
            self._wants_all_figures("chuyên đề", topic.slug, topic.body)
            self._wants_videos("chuyên đề", topic.slug, topic.videos)
            # What holds under another rule set is never shown, so it is not found either.
            if not topic.rule_sets or records.election.rule_set in topic.rule_sets:
                kind = questions if topic.section is Section.QUESTIONS else entries
                kind.add(place, topic.slug, topic.title, topic.summary, _said(topic.body))
        self._rows(
            schema.topics,
            "chuyên đề",
            ((place, t.slug, t.section.value, t.role, _encode(t)) for place, t in enumerate(topics)),
        )
        questions.write()
        entries.write()
        notices = sorted(records.notices, key=lambda notice: (not notice.urgent, -notice.since.toordinal()))
        entries = _Entries(self, HitKind.NOTICE)
        for place, notice in enumerate(notices):
            self._wants_all_figures("thông báo", notice.slug, notice.body)
            self._wants_videos("thông báo", notice.slug, notice.videos)
            entries.add(place, notice.slug, notice.title, {}, _said(notice.body))
        self._rows(schema.notices, "thông báo", ((place, n.slug, _encode(n)) for place, n in enumerate(notices)))
        entries.write()
        posters = sorted(records.posters, key=lambda poster: poster.order)
        for poster in posters:
            if poster.picture:
                self._wants_media("áp phích", poster.slug, poster.picture)
        self._rows(schema.posters, "áp phích", ((place, p.slug, _encode(p)) for place, p in enumerate(posters)))
        terms = list(records.terms)
        entries = _Entries(self, HitKind.TERM)
        for term in sorted(terms, key=lambda term: term.number):
            # A term whose figures are not final is kept and never shown: so it is not found either.
            if term.final:
                title = {
                    "vi": f"Quốc hội khóa {term.term} ({term.years})",
                    "en": f"National Assembly, term {term.term} ({term.years})",
                }
                entries.add(term.number, str(term.number), title, term.context, ({"vi": str(term.number)},))
        self._rows(schema.terms, "khóa Quốc hội", ((term.number, _encode(term)) for term in terms))
        entries.write()
        self._write_glossary()

    def _write_glossary(self) -> None:
        """The difficult words by their Vietnamese titles; found by title and by every form they are written in."""
        glosses = in_order(self._records.glossary, VIETNAMESE)
        entries = _Entries(self, HitKind.WORD)
        for place, gloss in enumerate(glosses):
            self._wants_all_figures("từ khó", gloss.slug, gloss.body)
            if not gloss.rule_sets or self._records.election.rule_set in gloss.rule_sets:
                forms = ({language: form} for language, written in gloss.forms.items() for form in written)
                entries.add(place, gloss.slug, gloss.title, _opening(gloss.body), forms)
        self._rows(schema.glossary, "từ khó", ((place, g.slug, _encode(g)) for place, g in enumerate(glosses)))
        entries.write()

    def _write_clips(self) -> None:
        """The clips, a closer scope's over a farther one's; a ballot's only if everybody on it is heard alike."""
        ballots: set[tuple[str, str]] = set()
        for batch in _batches(self._records.clips):
            for clip in batch:
                self._wants_media("âm thanh", clip.text_sha256[:16], clip.media)
                if clip.ballot:
                    if self._place(clip.ballot) is None:
                        raise StoreRefusedError(dangling("âm thanh", clip.text_sha256[:16], clip.ballot))
                    ballots.add((clip.ballot, clip.language))
            rows = ((clip.language, clip.text_sha256, clip.ballot, _encode(clip)) for clip in batch)
            self._db.executemany(_CLOSER_CLIP, rows)
        for ballot, language in sorted(ballots):
            if not self._alike(ballot, language):
                self._db.execute("DELETE FROM clips WHERE ballot = ? AND language = ?", (ballot, language))

    def _alike(self, ballot: str, language: str) -> bool:
        """Whether the clips of a ballot give all who stand the same: complete, in one voice, at one pace."""
        # A kiosk that only shows has no use for it.
        from voter_kiosk.speech.pacing import syllables

        found = self._db.execute("SELECT record FROM clips WHERE ballot = ? AND language = ?", (ballot, language))
        clips = [_CLIP.decode(row[0]) for row in found]
        place = self._place(ballot)
        assert place is not None  # noqa: S101 - it was looked for when the clip came
        first = place * schema.STRIDE
        people = self._db.execute(
            "SELECT record FROM candidates WHERE position >= ? AND position < ?", (first, first + schema.STRIDE)
        )
        seconds = {clip.text_sha256: clip.seconds for clip in clips}
        standing = (_CANDIDATE.decode(row[0]) for row in people)
        measured = [
            heard(person, language, seconds, lambda text: syllables(text, language))
            for person in standing
            if person.strike_off is None
        ]
        return len({clip.voice for clip in clips}) == 1 and evenly_heard(measured)

    def _wants_all_figures(self, what: str, name: str, body: Mapping[str, tuple[Block, ...]]) -> None:
        for blocks in body.values():
            self._wants_figures(what, name, blocks)

    def _wants_figures(self, what: str, name: str, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.media:
                self._wants_media(what, name, block.media)

    def _wants_videos(self, what: str, name: str, videos: tuple[Video, ...]) -> None:
        """Each video's file is one, as long and as large as the record says: by that it is counted and drawn."""
        for video in videos:
            self._wants_media(what, name, video.still)
            film = self._records.films.get(video.media)
            if film is None:
                raise StoreRefusedError(dangling(what, name, video.media))
            said = Film(video.seconds, video.width, video.height, video.sound)
            if said != replace(film, seconds=math.ceil(film.seconds)):
                raise StoreRefusedError(differs(what, name, video.media))

    def _wants_media(self, what: str, name: str, digest: str) -> None:
        """A picture of that hash is there: a video or a clip where a picture should be is none."""
        if digest not in self._media or digest in self._records.films:
            raise StoreRefusedError(dangling(what, name, digest))

    def _rows(self, table: Table[Any], what: str, rows: Iterable[tuple[object, ...]]) -> None:
        for batch in _batches(rows):
            names = [" ".join(str(value) for value in row[:2]) for row in batch]
            self._insert(_INSERT[table.name], batch, what, names)

    def _insert(self, statement: str, rows: Sequence[tuple[object, ...]], what: str, names: Sequence[str]) -> None:
        before = self._db.total_changes
        try:
            self._db.executemany(statement, rows)
        except sqlite3.IntegrityError as error:
            # The rows before the one that stood there already went in, so their number is its place.
            raise StoreRefusedError(twice(what, names[self._db.total_changes - before])) from error

    def index(
        self,
        rows: list[tuple[int, str, str, bytes, bytes]],
        words: list[tuple[int, str, str]],
        initials: list[tuple[str, str, int]],
    ) -> None:
        """Put search entries, their words and the letters they stand under in."""
        self._rows(schema.entries, "mục tìm kiếm", rows)
        self._rows(schema.entry_initials, "chữ cái", initials)
        self._db.executemany(
            "INSERT INTO texts_plain(rowid, words) VALUES (?, ?)", ((place, plain) for place, plain, _ in words)
        )
        self._db.executemany(
            "INSERT INTO texts_folded(rowid, words) VALUES (?, ?)", ((place, bare) for place, _, bare in words)
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the election, which the letter index has one by one."""
        return self._records.election.languages

    def words(self, texts: Iterable[str]) -> tuple[str, str]:
        """Unfolded and folded words of ``texts``."""
        return self._folder.words(texts)


class _Entries:
    """The search entries of one kind, gathered so that rowids go in ascending."""

    def __init__(self, compiler: _Compiler, kind: HitKind) -> None:
        self._compiler = compiler
        self._kind = kind
        self._rows: list[tuple[int, str, str, bytes, bytes]] = []
        self._words: list[tuple[int, str, str]] = []
        self._initials: list[tuple[str, str, int]] = []

    def add(
        self,
        place: int,
        name: str,
        title: Text,
        detail: Text,
        more: Iterable[Mapping[str, str]],
        stands_under: Iterable[Text] = (),
    ) -> None:
        """``stands_under`` are the texts whose first letter it is looked for under; else its title's."""
        position = schema.entry_position(list(HitKind).index(self._kind), place)
        self._rows.append((position, self._kind.value, name, _encode(title), _encode(detail)))
        texts = [value for text in (title, detail, *more) for value in text.values()]
        self._words.append((position, *self._compiler.words(texts)))
        if self._kind not in INDEXED:
            return
        under = tuple(stands_under) or (title,)
        for language in self._compiler.languages:
            # A title in letters of its own stands where the Vietnamese one does: the index has A to Z and Đ.
            letters = dict.fromkeys(
                initial(pick(text, language)) or initial(text.get(VIETNAMESE, "")) for text in under
            )
            self._initials.extend((language, letter, position) for letter in letters if letter)

    def write(self) -> None:
        self._compiler.index(self._rows, self._words, self._initials)


_FIRST_SENTENCE: Final = re.compile(r".+?[.!?…](?= |$)|.+")

_WARD_KINDS: Final = re.compile(
    r"^(?:phường|xã|thị trấn|đặc khu|ward|commune|township|special zone)\s+"
    r"|\s+(?:ward|commune|township|special zone)$",
    re.IGNORECASE,
)


def proper_ward(name: str) -> str:
    """The name of a ward without what it is: ``Hồng Bàng`` for ``Phường Hồng Bàng``."""
    return _WARD_KINDS.sub("", nfc(name).strip()) or name


def _province_of(scope: str) -> str:
    """The province's code in a scope such as ``p31``; nothing in any other."""
    code = scope[1:]
    return code if scope[:1] == "p" and len(code) == 2 and code.isascii() and code.isdecimal() else ""


def _unit_order(name: Text) -> tuple[tuple[int, object], ...]:
    return unit_key(name.get(VIETNAMESE, ""))


def _opening(body: Mapping[str, tuple[Block, ...]]) -> Text:
    """The first sentence of ``body``, by language."""
    lines = {
        language: next(("".join(span.text for span in block.line) for block in blocks if block.line), "")
        for language, blocks in body.items()
    }
    found = {language: _FIRST_SENTENCE.match(line) for language, line in lines.items()}
    return {language: sentence[0] for language, sentence in found.items() if sentence}


def _said(body: Mapping[str, tuple[Block, ...]]) -> Iterator[Text]:
    """Every run of words in ``body``, by language."""
    for language, blocks in body.items():
        for block in blocks:
            lines = (block.line, *block.items, *(cell for row in block.rows for cell in row))
            for line in lines:
                yield {language: "".join(span.text for span in line)}


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
