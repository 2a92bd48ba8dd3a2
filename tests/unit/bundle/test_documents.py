"""The documents: what goes in comes out, the same records give the same bytes, and bad input is named by line."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bundles import AREA, CANDIDATES, CONSTITUENCY, ELECTION, SOURCE, TOPIC, lines, whole
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import Block, BlockKind, Figure, Notice, Poster, Span, TermFigures
from voter_kiosk.domain.election import Candidate, ResultsPublication, VoterMeeting
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import Elected, UnitResult
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.units import FormerUnit, TodaysUnit

MEETING = VoterMeeting(
    "tx-1",
    ("p98.na.1", "c98001.commune.1"),
    dt.datetime(2026, 3, 5, 14, 0, tzinfo=VIETNAM),
    {"vi": "Hội trường"},
    {"vi": "Số 1"},
)
RESULT = UnitResult("p98.na.1", (Elected("p98.na.1.1", votes=83, percent="83.00"),), turnout="99.10", valid=100)
FORMER = FormerUnit(
    "p98.97003",
    {"vi": "Phường Gò Thông"},
    {"vi": "Thị xã Bến Lứa"},
    {"vi": "Tỉnh thử"},
    (
        TodaysUnit("c98001", {"vi": "Phường Bến Lứa"}, {"vi": "Tổ dân phố 1"}),
        TodaysUnit("c98002", {"vi": "Xã Đồng Sậy"}),
    ),
)
NOTICE = Notice("nghi", {"vi": "Thông báo"}, {"vi": ()}, dt.date(2026, 3, 1))
POSTER = Poster("ap-phich", 1, {"vi": "Toàn dân đi bầu cử"})
TERM = TermFigures("I", 1, "1946–1960", dt.date(1946, 1, 6), (Figure("turnout_pct", "89", confidence="A"),))

EXAMPLES: dict[str, tuple[Any, ...]] = {
    "election": (ELECTION,),
    "constituencies": (CONSTITUENCY,),
    "candidates": CANDIDATES,
    "polling_areas": (AREA,),
    "meetings": (MEETING,),
    "results": (RESULT,),
    "units": (FORMER,),
    "glossary": (
        Gloss("voter", {"vi": "Cử tri"}, {"vi": (Block("p", BlockKind.PARAGRAPH, (Span("Ai đi bầu"),)),)}),
        Gloss("team", {"vi": "Tổ"}, {}, {"vi": ("tổ", "tổ bầu cử")}, (RuleSetId.R2026,), "who-may-vote"),
    ),
    "topics": (TOPIC,),
    "notices": (NOTICE,),
    "posters": (POSTER,),
    "history": (TERM,),
    "sources": (SOURCE,),
    "neutrality": (docs.NeutralityRow("p98.na.1.1", {"fields-given": 12}),),
    "clips": (
        Clip("vi", "ab" * 32, "Nguyễn Thị Ánh", "cd" * 32, "opus", 1.25, recorded=True, words=(0.06, 0.4)),
        Clip("vi", "ef" * 32, "Nguyễn Thị Ánh", "cd" * 32, "vorbis", 2.5, ballot="p98.na.1", campaign=True),
    ),
    "pronunciations": (Pronunciation("Y Khoa", "i khoa"), Pronunciation("Ksor", "cờ xo", "en")),
    "strings": (docs.Strings("vi", {"Home": "Trang đầu"}),),
    "index": (docs.IndexEntry("election.json", "0" * 64, 12, "election", 1),),
}


def write(kind: docs.Kind[Any], records: tuple[Any, ...]) -> bytes:
    if kind.shape is docs.Shape.LINES:
        return lines(kind, *records)
    return whole(kind, records[0] if kind.shape is docs.Shape.ONE else records)


def read(kind: docs.Kind[Any], data: bytes, **options: Any) -> tuple[Any, ...] | Refusal:
    """All records, whatever the shape, or the refusal."""
    if kind.shape is not docs.Shape.LINES:
        return docs.decode_json(kind, data, **options)
    try:
        return tuple(docs.read_jsonl(kind, io.BytesIO(data), **options))
    except RefusedError as refused:
        return refused.refusal


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.mark.parametrize("kind", docs.KINDS.values(), ids=docs.KINDS)
def test_records_come_back_as_they_went_in(kind: docs.Kind[Any]) -> None:
    assert read(kind, write(kind, EXAMPLES[kind.name])) == EXAMPLES[kind.name]


@pytest.mark.parametrize("kind", docs.KINDS.values(), ids=docs.KINDS)
def test_a_file_name_tells_the_kind(kind: docs.Kind[Any]) -> None:
    assert docs.kind_of(kind.file.replace("<lang>", "vi")) is kind


def test_a_file_of_a_later_version_has_no_kind() -> None:
    assert docs.kind_of("results.json") is None
    assert docs.kind_of("m-" + "0" * 64) is None
    assert docs.strings_file("vi") == "strings-vi.json"


texts = st.dictionaries(
    st.sampled_from(("vi", "en")), st.text().map(lambda text: unicodedata.normalize("NFC", text))
)
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text)
)
candidates = st.builds(
    Candidate,
    id=st.integers(1, 99).map(lambda number: f"p98.na.1.{number}"),
    constituency=st.just("p98.na.1"),
    number=st.integers(1, 99),
    name=names,
    note=names,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(candidates, max_size=4))
def test_any_names_survive_the_way_through_a_document(records: list[Candidate]) -> None:
    data = lines(docs.CANDIDATES, *records)
    assert read(docs.CANDIDATES, data) == tuple(records)
    assert lines(docs.CANDIDATES, *records) == data


def test_defaults_are_left_out_and_maps_are_sorted() -> None:
    plain = replace(CONSTITUENCY, area={"vi": "Đông", "en": "East"})
    assert lines(docs.CONSTITUENCIES, plain).decode() == (
        '{"schema":"1.0","kind":"constituencies"}\n'
        '{"id":"p98.na.1","body":"na","number":1,"province":"98","province_name":"Tỉnh Mẫu",'
        '"area":{"en":"East","vi":"Đông"},"seats":1}\n'
    )


def test_a_json_document_is_readable_by_a_person() -> None:
    data = json.loads(whole(docs.SOURCES, (SOURCE,)))
    assert data == {
        "schema": "1.0",
        "kind": "sources",
        "records": [{"id": "luat", "title": {"vi": "Luật số 85/2015/QH13"}}],
    }


def test_records_stream_in_flat_memory() -> None:
    def many() -> Iterator[Candidate]:
        for at in range(4_000):
            yield replace(CANDIDATES[1], id=f"p98.na.1.{at}", number=at)

    class Sink(io.RawIOBase):
        def write(self, data: Any) -> int:
            return len(data)

    class Source(io.RawIOBase):
        """A document of 4 000 records that is never in memory as a whole."""

        def __init__(self) -> None:
            first, self._line = lines(docs.CANDIDATES, CANDIDATES[1]).splitlines(keepends=True)
            self._lines = iter([first])
            self._left = 4_000

        def readline(self, _limit: int | None = -1) -> bytes:
            for line in self._lines:
                return line
            self._left -= 1
            return self._line if self._left >= 0 else b""

    tracemalloc.start()
    assert docs.write_jsonl(docs.CANDIDATES, many(), Sink()) == 4_000  # type: ignore[arg-type]
    assert sum(1 for _ in docs.read_jsonl(docs.CANDIDATES, Source())) == 4_000  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000, f"{peak} bytes for 4 000 records"


# --- versions --------------------------------------------------------------------------------------------


def test_unknown_fields_and_a_newer_minor_version_are_read() -> None:
    data = lines(docs.CONSTITUENCIES, CONSTITUENCY)
    later = data.replace(b'"1.0"', b'"1.7"').replace(b'"id"', b'"colour_of_tomorrow":{"x":[1]},"id"')
    assert read(docs.CONSTITUENCIES, later) == (CONSTITUENCY,)


@pytest.mark.parametrize("kind", [docs.CONSTITUENCIES, docs.SOURCES], ids=["lines", "json"])
def test_a_newer_major_version_asks_for_an_update(kind: docs.Kind[Any]) -> None:
    data = write(kind, EXAMPLES[kind.name]).replace(b'"1.0"', b'"2.0"').replace(b': "1.0"', b': "2.0"')
    refusal = read(kind, data)
    assert code(refusal) == "newer-schema"
    assert isinstance(refusal, Refusal)
    assert "update the software" in refusal.message.en
    assert "cập nhật phần mềm" in refusal.message.vi


def test_an_older_major_version_goes_through_the_chain() -> None:
    data = b'{"schema":"0.3","kind":"sources","records":[{"key":"luat","title":"Lu\xe1\xba\xadt"}]}'
    steps: list[tuple[str, Any]] = []

    def from_zero(kind: str, record: Any) -> Any:
        steps.append((kind, record))
        return {"id": record["key"], "title": {"vi": record["title"]}}

    assert code(read(docs.SOURCES, data)) == "older-schema"
    records = read(docs.SOURCES, data, upgrades={0: from_zero})
    assert records == (docs.SOURCES.record("luat", {"vi": "Luật"}),)
    assert steps == [("sources", {"key": "luat", "title": "Luật"})]


def test_what_the_chain_leaves_wrong_is_refused() -> None:
    data = b'{"schema":"0.3","kind":"sources","records":[{"key":"luat"}]}'
    assert code(read(docs.SOURCES, data, upgrades={0: lambda _kind, record: record})) == "bad-document"


# --- refusals --------------------------------------------------------------------------------------------

GOOD = lines(docs.CANDIDATES, *CANDIDATES)
HEADER, FIRST, SECOND = GOOD.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\xff\xfe", 1),
        (b"[1]\n", 1),
        (b'{"schema":"1.0"}\n', 1),
        (HEADER.replace(b"candidates", b"topics") + FIRST, 1),
        (HEADER.replace(b"1.0", b"one") + FIRST, 1),
        (HEADER.replace(b"1.0", "1.٠".encode()) + FIRST, 1),
        (HEADER + b"\n" + FIRST, 2),
        (HEADER + b"{broken\n", 2),
        (HEADER + FIRST + b"[]\n", 3),
        (HEADER + FIRST + SECOND[:-1], 3),
        (HEADER + FIRST + b'{"id":"p98.na.1.2"}\n', 3),
        (HEADER + FIRST + SECOND.replace(b'"number":2', b'"number":"2"'), 3),
        (HEADER + FIRST.replace(b'"female"', b'"other"'), 2),
        (HEADER + FIRST.replace(b"\xc3", b"\xff"), 2),
        (HEADER + b"[" * 100_000 + b"\n", 2),
        (HEADER + FIRST + b'"' + b"x" * docs.MAX_LINE + b'"\n', 3),
        (HEADER + FIRST.replace("Nguyễn".encode(), b"\\ud800"), 2),
    ],
)
def test_a_malformed_line_is_refused_with_document_and_line(data: bytes, line: int) -> None:
    refusal = read(docs.CANDIDATES, data, name="p98/candidates.jsonl")
    assert code(refusal) == "bad-document"
    assert isinstance(refusal, Refusal)
    assert f"p98/candidates.jsonl, dòng {line}," in refusal.message.vi
    assert f"p98/candidates.jsonl, line {line}," in refusal.message.en


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"schema":"1.0","kind":"sources"}',
        b'{"schema":"1.0","kind":"sources","record":{}}',
        b'{"schema":"1.0","kind":"sources","records":{}}',
        b'{"schema":"1.0","kind":"sources","records":[{"id":1,"title":{}}]}',
        b'{"schema":"1.0","kind":"history","records":[]}',
    ],
)
def test_a_malformed_json_document_is_refused(data: bytes) -> None:
    assert code(docs.decode_json(docs.SOURCES, data)) == "bad-document"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80), st.integers(0, len(GOOD)))
def test_no_bytes_make_the_reader_stumble(noise: bytes, at: int) -> None:
    result = read(docs.CANDIDATES, GOOD[:at] + noise + GOOD[at:])
    assert isinstance(result, Refusal | tuple)


def test_text_that_is_not_nfc_is_neither_written_nor_read() -> None:
    loose = replace(CANDIDATES[1], name=unicodedata.normalize("NFD", "Trần Văn Đức"))
    assert code(docs.write_jsonl(docs.CANDIDATES, (CANDIDATES[0], loose), io.BytesIO())) == "not-nfc"
    assert code(docs.encode_json(docs.STRINGS, docs.Strings("vi", {"Home": loose.name}))) == "not-nfc"
    raw = SECOND.replace("ầ".encode(), unicodedata.normalize("NFD", "ầ").encode())
    escaped = SECOND.replace("ầ".encode(), b"a\\u0302\\u0300")
    for line in (raw, escaped):
        refusal = read(docs.CANDIDATES, HEADER + FIRST + line)
        assert code(refusal) == "not-nfc"
        assert isinstance(refusal, Refusal)
        assert "line 3" in refusal.message.en


def test_an_escaped_letter_in_nfc_is_read() -> None:
    line = SECOND.replace("ầ".encode(), b"\\u1ea7")
    assert line != SECOND
    assert read(docs.CANDIDATES, HEADER + FIRST + line) == CANDIDATES


# --- scopes ----------------------------------------------------------------------------------------------

P98 = frozenset({"p98", "c98001"})


@pytest.mark.parametrize("kind", docs.KINDS.values(), ids=docs.KINDS)
def test_a_province_may_speak_for_itself_and_its_communes(kind: docs.Kind[Any]) -> None:
    assert read(kind, write(kind, EXAMPLES[kind.name]), scopes=P98) == EXAMPLES[kind.name]


@pytest.mark.parametrize(
    ("kind", "scopes", "named"),
    [
        (docs.CONSTITUENCIES, {"p31"}, "p98.na.1"),
        (docs.UNITS, {"c98001"}, "p98.97003"),
        (docs.CANDIDATES, {"c98001"}, "p98.na.1.1"),
        (docs.POLLING_AREAS, {"p98"}, "c98001.01"),
        (docs.MEETINGS, {"p98"}, "c98001.commune.1"),
        (docs.RESULTS, {"p31"}, "p98.na.1"),
        (docs.NEUTRALITY, {"p31"}, "p98.na.1.1"),
        (docs.ELECTION, {"p31"}, "p98"),
        (docs.ELECTION, {"base"}, "p98"),
    ],
)
def test_a_record_of_a_foreign_scope_is_refused(kind: docs.Kind[Any], scopes: set[str], named: str) -> None:
    refusal = read(kind, write(kind, EXAMPLES[kind.name]), scopes=frozenset(scopes), name="p98/x")
    assert code(refusal) == "foreign-record"
    assert isinstance(refusal, Refusal)
    assert named in refusal.message.vi


def test_a_result_cannot_name_a_person_of_another_scope() -> None:
    stray = replace(RESULT, elected=(Elected("p31.na.1.1"),))
    assert code(read(docs.RESULTS, lines(docs.RESULTS, stray), scopes=P98)) == "foreign-record"


def test_an_instant_without_its_time_zone_cannot_be_compared_and_is_refused() -> None:
    naive = dt.datetime(2026, 3, 21, 10)  # noqa: DTZ001
    meeting = replace(MEETING, starts=naive)
    assert code(read(docs.MEETINGS, lines(docs.MEETINGS, meeting))) == "bad-document"
    paper = ResultsPublication("na", naive, "40")
    election = replace(ELECTION, results=(paper,))
    assert code(read(docs.ELECTION, write(docs.ELECTION, (election,)))) == "bad-document"
    aware = replace(ELECTION, results=(replace(paper, published=naive.replace(tzinfo=VIETNAM)),))
    assert read(docs.ELECTION, write(docs.ELECTION, (aware,))) == (aware,)


def test_a_commune_may_carry_the_election_it_votes_in() -> None:
    assert read(docs.ELECTION, write(docs.ELECTION, (ELECTION,)), scopes=frozenset({"c98001"})) == (ELECTION,)


def test_a_candidate_outside_his_own_constituency_is_refused() -> None:
    stray = replace(CANDIDATES[0], constituency="p98.na.11")
    assert code(read(docs.CANDIDATES, lines(docs.CANDIDATES, stray))) == "foreign-record"


def test_a_name_that_only_begins_like_the_scope_is_foreign() -> None:
    near = replace(CONSTITUENCY, id="p980.na.1")
    assert code(read(docs.CONSTITUENCIES, lines(docs.CONSTITUENCIES, near), scopes=P98)) == "foreign-record"


# --- counting, schemas, imports --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", docs.KINDS.values(), ids=docs.KINDS)
def test_records_are_counted_without_reading_them(kind: docs.Kind[Any]) -> None:
    data = write(kind, EXAMPLES[kind.name])
    assert docs.count_records(kind, (data[:9], data[9:])) == len(EXAMPLES[kind.name])


@pytest.mark.parametrize("data", [b"", b"{}", b"["])
def test_what_cannot_be_read_counts_as_nothing(data: bytes) -> None:
    assert docs.count_records(docs.SOURCES, (data,)) == 0
    assert docs.count_records(docs.CANDIDATES, (data,)) == 0


SCHEMAS = Path(__file__).parents[3] / "docs" / "schema"


def test_the_published_schemas_are_those_of_the_code() -> None:
    published = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    assert published == docs.json_schemas(), "write them again: python tools/write_schemas.py"


@pytest.mark.parametrize("kind", docs.KINDS.values(), ids=docs.KINDS)
def test_what_is_written_fits_its_published_schema(kind: docs.Kind[Any]) -> None:
    validator = jsonschema.Draft202012Validator(docs.json_schemas()[f"{kind.name}.json"])
    data = write(kind, EXAMPLES[kind.name])
    if kind.shape is not docs.Shape.LINES:
        validator.validate(json.loads(data))
        return
    header, *rest = [json.loads(line) for line in data.splitlines()]
    jsonschema.Draft202012Validator(docs.json_schemas()["header.json"]).validate(header)
    for record in rest:
        validator.validate(record)
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({})


@pytest.mark.parametrize("module", ["documents", "archive", "names", "fingerprint", "pictures"])
def test_reading_documents_does_not_load_tuf(module: str) -> None:
    program = f"import sys, voter_kiosk.bundle.{module}; sys.exit(any(m.startswith('tuf') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_refusals_of_documents_speak_both_languages() -> None:
    spoken: list[Callable[[], Refusal]] = [
        lambda: docs._bad("x", 1, ""),
        lambda: docs._newer("x", "2.0"),
        lambda: docs._too_old("x", "0.1"),
        lambda: docs._foreign("x", 1, "p31.na.1"),
        lambda: docs._not_nfc("x", 1),
    ]
    for say in spoken:
        message = say().message
        assert ";" in message.vi
        assert ";" in message.en
