"""The tables of ``content.sqlite``: one compiled generation, written once, then read-only for ever.

A row holds what the queries need and the record itself as JSON bytes. There is no migration: another schema
version means compiling the generation anew from its verified objects.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, TypedColumns

CONTENT_SCHEMA: Final = 3
"""The version of these tables. A generation of another version is compiled anew, never read."""

STRIDE: Final = 1 << 14
"""A candidate's position is its constituency's position times this, plus its STT.

So one ballot is one range of the primary key, in the official order, and no further index is needed.
"""

BODY_STRIDE: Final = 1 << 24
"""A constituency's position is its body's place in the election times this, plus its place in the documents.

So bodies come in the order of their ballots however the documents are ordered, and nothing has to be sorted.
"""

_KIND_STRIDE: Final = 1 << 32

_PROVINCE_STRIDE: Final = 1 << 24
_FORMER: Final = 1 << 23

metadata = MetaData()


def entry_position(kind: int, place: int) -> int:
    """The position of a search entry: kinds one after the other, each in its shown order."""
    return kind * _KIND_STRIDE + place


def unit_position(province: str, place: int, *, former: bool = False) -> int:
    """The position of a ward or a former unit: province by province, today's before former, in order of name.

    So what lies in one province is one range, and nothing has to be sorted.
    """
    return int(province) * _PROVINCE_STRIDE + (_FORMER if former else 0) + place


def is_former(position: int) -> bool:
    """Whether that position is a former unit's."""
    return bool(position & _FORMER)


class _Facts(TypedColumns):
    key = Column(String, primary_key=True)
    value = Column(LargeBinary, nullable=False)


class _Constituencies(TypedColumns):
    position = Column(Integer, primary_key=True)
    id = Column(String, nullable=False, unique=True)
    body = Column(String, nullable=False)
    record = Column(LargeBinary, nullable=False)


class _Candidates(TypedColumns):
    position = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    initial = Column(String, nullable=False)
    record = Column(LargeBinary, nullable=False)


class _Areas(TypedColumns):
    position = Column(Integer, primary_key=True)
    code = Column(String, nullable=False, unique=True)
    ward = Column(String, nullable=False)
    record = Column(LargeBinary, nullable=False)


class _Wards(TypedColumns):
    position = Column(Integer, primary_key=True)
    id = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _FormerUnits(TypedColumns):
    position = Column(Integer, primary_key=True)
    id = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _UnitWords(TypedColumns):
    word = Column(String, primary_key=True)
    unit = Column(Integer, primary_key=True)


class _Meetings(TypedColumns):
    position = Column(Integer, primary_key=True)
    id = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _MeetingPlaces(TypedColumns):
    constituency = Column(String, primary_key=True)
    meeting = Column(Integer, primary_key=True)


class _Results(TypedColumns):
    position = Column(Integer, primary_key=True)
    record = Column(LargeBinary, nullable=False)


class _EqualFeatures(TypedColumns):
    constituency = Column(Integer, primary_key=True)
    feature = Column(String, primary_key=True)
    language = Column(String, primary_key=True)


class _Topics(TypedColumns):
    position = Column(Integer, primary_key=True)
    slug = Column(String, nullable=False, unique=True)
    section = Column(String, nullable=False)
    role = Column(String, nullable=False)
    record = Column(LargeBinary, nullable=False)


class _Glossary(TypedColumns):
    position = Column(Integer, primary_key=True)
    slug = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _Notices(TypedColumns):
    position = Column(Integer, primary_key=True)
    slug = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _Posters(TypedColumns):
    position = Column(Integer, primary_key=True)
    slug = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _Terms(TypedColumns):
    number = Column(Integer, primary_key=True)
    record = Column(LargeBinary, nullable=False)


class _Sources(TypedColumns):
    position = Column(Integer, primary_key=True)
    id = Column(String, nullable=False, unique=True)
    record = Column(LargeBinary, nullable=False)


class _Strings(TypedColumns):
    language = Column(String, primary_key=True)
    key = Column(String, primary_key=True)
    value = Column(String, nullable=False)


class _Media(TypedColumns):
    sha256 = Column(String, primary_key=True)


class _Clips(TypedColumns):
    language = Column(String, primary_key=True)
    text_sha256 = Column(String, primary_key=True)
    ballot = Column(String, primary_key=True)
    record = Column(LargeBinary, nullable=False)


class _Entries(TypedColumns):
    position = Column(Integer, primary_key=True)
    kind = Column(String, nullable=False)
    id = Column(String, nullable=False)
    title = Column(LargeBinary, nullable=False)
    detail = Column(LargeBinary, nullable=False)


class _EntryInitials(TypedColumns):
    language = Column(String, primary_key=True)
    initial = Column(String, primary_key=True)
    position = Column(Integer, primary_key=True)


facts = Table("facts", metadata, _Facts)
"""``schema`` (a number), ``about``, ``election``, ``neutrality``, ``provinces``, ``pronunciations`` (JSON)."""
constituencies = Table("constituencies", metadata, _Constituencies)
candidates = Table("candidates", metadata, _Candidates)
areas = Table("areas", metadata, _Areas)
areas_by_ward = Index("areas_by_ward", areas.c.ward)
wards = Table("wards", metadata, _Wards)
former_units = Table("former_units", metadata, _FormerUnits)
unit_words = Table("unit_words", metadata, _UnitWords, sqlite_with_rowid=False)
"""Each word by which a ward or a former unit is found (``domain.units.unit_words``), with its position."""
meetings = Table("meetings", metadata, _Meetings)
meeting_places = Table("meeting_places", metadata, _MeetingPlaces, sqlite_with_rowid=False)
results = Table("results", metadata, _Results)
"""A constituency's result; position is the constituency's."""
equal_features = Table("equal_features", metadata, _EqualFeatures, sqlite_with_rowid=False)
"""What everybody on a ballot has, by the constituency's position: the only features that may be shown there."""
topics = Table("topics", metadata, _Topics)
glossary = Table("glossary", metadata, _Glossary)
notices = Table("notices", metadata, _Notices)
posters = Table("posters", metadata, _Posters)
terms = Table("terms", metadata, _Terms)
sources = Table("sources", metadata, _Sources)
strings = Table("strings", metadata, _Strings, sqlite_with_rowid=False)
media = Table("media", metadata, _Media, sqlite_with_rowid=False)
clips = Table("clips", metadata, _Clips, sqlite_with_rowid=False)
"""Lines spoken ahead; ``ballot`` is empty but for those about the candidates of one constituency."""
entries = Table("entries", metadata, _Entries)
"""What the search finds besides candidates: title and detail as JSON texts; position is kind, then shown order."""
entry_initials = Table("entry_initials", metadata, _EntryInitials, sqlite_with_rowid=False)
"""The letters of ``domain.vietnamese.INITIALS`` under which an entry stands in the letter index, by language."""

INDEX_DDL: Final = ("CREATE INDEX candidate_initials ON candidates (initial)",)
"""Made once the rows are in. A candidate's letter is that of the given name, empty where it begins with none."""

FTS_TABLES: Final = ("names_plain", "names_folded", "texts_plain", "texts_folded")
"""The search's indexes. Unfolded and folded text are indexed apart: in one table, a query of the rare unfolded
words would walk over every folded one. Contentless and without positions: only rowids are asked of them.
Prefixes of up to six letters are indexed, since rows of a longer one are all gathered before the first is given
(three common syllables over 450 000 names: 8 ms with ``1 2 3``, 2 ms so)."""

FTS_DDL: Final = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', detail=none, columnsize=0, "
    "prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')"
    for name in FTS_TABLES
)
