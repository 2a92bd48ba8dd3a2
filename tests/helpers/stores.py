"""Real bundles, keys and stores for tests: signed with real keys, written as real files."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers import elections
from voter_kiosk.bundle import assemble, documents, keys
from voter_kiosk.bundle.documents import Kind, Shape
from voter_kiosk.bundle.films import Film, check_film
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import (
    Approval,
    Block,
    BlockKind,
    Figure,
    Notice,
    Poster,
    Section,
    Source,
    Span,
    TermFigures,
    Topic,
)
from voter_kiosk.domain.election import (
    AreaBallot,
    BallotState,
    Candidate,
    Constituency,
    Election,
    PollingArea,
    ResultsPublication,
    VoterMeeting,
)
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import Elected, UnitResult
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.units import FormerUnit
from voter_kiosk.domain.video import Cue, Video, VideoKind
from voter_kiosk.store.compiler import Records
from voter_kiosk.store.installer import Surroundings
from voter_kiosk.store.setup import setup

ISSUED = dt.datetime(2026, 2, 28, 1, tzinfo=dt.UTC)
EXPIRES = dt.datetime(2026, 5, 14, tzinfo=dt.UTC)
NAMES = ("Nguyễn Văn An", "Trần Thị Hòa", "Đỗ Minh Hải", "Lê Thị Hương (Hương Sen)", "Phạm Ước")


def block(words: str, **changes: Any) -> Block:
    """A paragraph."""
    return replace(Block("b1", BlockKind.PARAGRAPH, (Span(words),)), **changes)


def png(width: int = 4, height: int = 4, colour: int = 0x80) -> bytes:
    """A small grey picture."""
    return _png(width, height, b"".join(b"\0" + bytes([colour]) * width for _ in range(height)))


def noisy_png(seed: int, width: int = 1400, height: int = 1400) -> bytes:
    """A picture of two megabytes, for it cannot be made smaller."""
    dice = random.Random(seed)  # noqa: S311
    return _png(width, height, b"".join(b"\0" + dice.randbytes(width) for _ in range(height)))


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sha256(data: bytes) -> str:
    """The name of an object."""
    return hashlib.sha256(data).hexdigest()


PORTRAIT = png()


@dataclass(frozen=True)
class Content:
    """A small election with one of everything, easily changed with ``replace``."""

    election: Election = field(default_factory=elections.election)
    constituencies: tuple[Constituency, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    areas: tuple[PollingArea, ...] = ()
    meetings: tuple[VoterMeeting, ...] = ()
    topics: tuple[Topic, ...] = ()
    notices: tuple[Notice, ...] = ()
    posters: tuple[Poster, ...] = ()
    terms: tuple[TermFigures, ...] = ()
    sources: tuple[Source, ...] = ()
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: tuple[bytes, ...] = ()
    neutrality: tuple[documents.NeutralityRow, ...] = ()
    results: tuple[UnitResult, ...] = ()
    former_units: tuple[FormerUnit, ...] = ()
    clips: tuple[Clip, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()
    glossary: tuple[Gloss, ...] = ()

    def records(self) -> Records:
        """As the compiler takes it, without any bundle."""
        return Records(
            self.election,
            self.constituencies,
            self.candidates,
            self.areas,
            self.meetings,
            self.topics,
            self.notices,
            self.posters,
            self.terms,
            self.sources,
            self.strings,
            tuple(sha256(data) for data in self.media),
            self.neutrality,
            self.results,
            self.former_units,
            self.clips,
            self.pronunciations,
            {
                sha256(data): found
                for data in self.media
                if isinstance(found := check_film(io.BytesIO(data), ""), Film)
            },
            glossary=self.glossary,
        )

    def files(self) -> dict[str, bytes | Path]:
        """As the documents of a bundle: what is the election's under ``p98/``, the rest under ``base/``."""
        found: dict[str, bytes | Path] = {
            "p98/election.json": whole(documents.ELECTION, self.election),
            "p98/candidates.jsonl": lines(documents.CANDIDATES, self.candidates),
            "p98/meetings.jsonl": lines(documents.MEETINGS, self.meetings),
            "p98/units.jsonl": lines(documents.UNITS, self.former_units),
            "base/topics.jsonl": lines(documents.TOPICS, self.topics),
            "base/glossary.jsonl": lines(documents.GLOSSARY, self.glossary),
            "p98/notices.jsonl": lines(documents.NOTICES, self.notices),
            "p98/posters.jsonl": lines(documents.POSTERS, self.posters),
            "base/history.json": whole(documents.HISTORY, self.terms),
            "base/sources.json": whole(documents.SOURCES, self.sources),
            "p98/neutrality.json": whole(documents.NEUTRALITY, self.neutrality),
            "p98/results.jsonl": lines(documents.RESULTS, self.results),
            "p98/clips.jsonl": lines(documents.CLIPS, self.clips),
            "p98/pronunciations.jsonl": lines(documents.PRONUNCIATIONS, self.pronunciations),
        }
        for scope in sorted({"p98", *(unit.id.partition(".")[0] for unit in self.constituencies)}):
            units = [unit for unit in self.constituencies if unit.id.startswith(scope)]
            found[f"{scope}/constituencies.jsonl"] = lines(documents.CONSTITUENCIES, units)
        for scope in sorted({"c98001", *(area.code.partition(".")[0] for area in self.areas)}):
            own = [area for area in self.areas if area.code.startswith(scope)]
            found[f"{scope}/polling_areas.jsonl"] = lines(documents.POLLING_AREAS, own)
        for language, messages in self.strings.items():
            strings = documents.Strings(language, dict(messages))
            found[f"p98/{documents.strings_file(language)}"] = whole(documents.STRINGS, strings)
        for data in self.media:
            found[f"p98/m-{sha256(data)}"] = data
        return found


def lines(kind: Kind[Any], records: Iterable[Any]) -> bytes:
    """A document of lines."""
    out = io.BytesIO()
    written = documents.write_jsonl(kind, records, out)
    assert isinstance(written, int), written
    return out.getvalue()


def whole(kind: Kind[Any], value: Any) -> bytes:
    """A ``.json`` document."""
    data = documents.encode_json(kind, value if kind.shape is Shape.ONE else tuple(value))
    assert isinstance(data, bytes), data
    return data


def content(**changes: Any) -> Content:
    """The small election: two constituencies of three bodies, five candidates, one of every other kind."""
    approval = Approval("Ủy ban bầu cử", "12/UBBC", dt.date(2026, 2, 20))
    units = (
        Constituency("p98.na.1", "na", 1, "98", "Tỉnh thử", {"vi": "Gồm xã Một"}, 3),
        Constituency("p98.province.1", "province", 1, "98", "Tỉnh thử", {"vi": "Gồm xã Một"}, 1),
    )
    candidates = tuple(
        elections.candidate(
            number,
            name,
            occupation="Giáo viên" if number % 2 else "Bác sĩ",
            workplace="Trường tiểu học Hòa Bình",
            ethnicity="Kinh",
            programme={"vi": (block(f"Chương trình xanh của {number}"),)},
            programme_approval=approval,
            portrait=sha256(PORTRAIT) if number == 1 else "",
        )
        for number, name in enumerate(NAMES, start=1)
    )
    council = (
        Candidate("p98.province.1.1", "p98.province.1", 1, "Bùi Thị Mai"),
        Candidate("p98.province.1.2", "p98.province.1", 2, "Hồ Văn Nam"),
    )
    made = Content(
        constituencies=units,
        candidates=candidates + council,
        areas=(
            elections.area(),
            elections.area(
                code="c98001.02",
                number="02",
                place={"vi": "Trường Mầm non", "en": "Kindergarten"},
                ballots=(AreaBallot("na", BallotState.LISTED, "p98.na.1"),),
            ),
        ),
        meetings=(
            VoterMeeting(
                "m2", ("p98.na.1",), elections.at("2026-03-06", "14:00"), {"vi": "Hội trường"}, {"vi": "Đường Hai"}
            ),
            VoterMeeting(
                "m1",
                ("p98.na.1", "p98.province.1"),
                elections.at("2026-03-05", "14:00"),
                {"vi": "Nhà văn hóa"},
                {"vi": "Đường Một"},
            ),
        ),
        topics=(
            Topic(
                "mat-the",
                Section.QUESTIONS,
                2,
                {"vi": "Tôi mất thẻ cử tri", "en": "I lost my voter card"},
                {"vi": "Hỏi Tổ bầu cử."},
                {"vi": (block("Hãy hỏi Tổ bầu cử hoặc Ủy ban."),), "en": (block("Ask the team."),)},
            ),
            Topic(
                "cach-bo-phieu",
                Section.PROCEDURE,
                1,
                {"vi": "Cách bỏ phiếu", "en": "How to vote"},
                {"vi": "Từng bước"},
                {"vi": (Block("s1", BlockKind.STEP, (Span("Nhận phiếu bầu"),), level=1),)},
                role="how-to-vote",
            ),
            Topic(
                "luat-cu",
                Section.LAW,
                1,
                {"vi": "Luật cũ huyện"},
                {"vi": ""},
                {},
                rule_sets=(RuleSetId.R2021,),
                role="charter",
            ),
        ),
        notices=(
            Notice("cu", {"vi": "Thông báo cũ"}, {}, dt.date(2026, 2, 1), dt.date(2026, 2, 20)),
            Notice("moi", {"vi": "Thông báo mới"}, {"vi": (block("Phòng dịch"),)}, dt.date(2026, 2, 25)),
            Notice("gap", {"vi": "Thông báo gấp"}, {}, dt.date(2026, 2, 26), urgent=True),
        ),
        posters=(
            Poster("hai", 2, {"vi": "Đi bầu"}, phases=("day",)),
            Poster("mot", 1, {"vi": "Ngày hội toàn dân"}, picture=sha256(PORTRAIT), alt={"vi": "Tranh"}),
        ),
        terms=(
            TermFigures(
                "XV",
                15,
                "2021–2026",
                dt.date(2021, 5, 23),
                (Figure("turnout_pct", "99.60"), Figure("women_pct", "31", preliminary=True)),
            ),
            TermFigures("XVI", 16, "2026–2031", dt.date(2026, 3, 15), (), final=False),
        ),
        sources=(Source("luat", {"vi": "Luật Bầu cử"}), Source("nq", {"vi": "Nghị quyết"})),
        strings={"en": {"Home": "Home"}},
        media=(PORTRAIT,),
        neutrality=(
            documents.NeutralityRow("p98.na.1.1", {"fields-given": 3}),
            documents.NeutralityRow("p98.province.1.1", {"fields-given": 2}),
        ),
    )
    return replace(made, **changes)


def with_results(made: Content) -> Content:
    """``made`` with the Assembly's results, published six days after polling day; the council's are not."""
    paper = ResultsPublication("na", elections.at("2026-03-21", "10:00"), "Nghị quyết số 40")
    units = (
        UnitResult(
            "p98.na.1",
            (Elected("p98.na.1.2", "Người Trúng Cử (Tên Niêm Yết)", 83_061, "83.06"),),
            registered=101_000,
            voted=100_000,
            turnout="99.01",
            valid=99_000,
            invalid=994,
            note={"vi": "Thiếu 6 phiếu"},
        ),
        UnitResult("p98.province.1", (Elected("p98.province.1.1", "Người Chưa Công Bố"),)),
    )
    return replace(made, election=replace(made.election, results=(paper,)), results=units)


def with_video(made: Content, **changes: Any) -> Content:
    """``made`` with a video of two seconds at its first topic; ``changes`` are of its record."""
    from helpers import films

    data = films.film()
    video = Video(
        media=sha256(data),
        still=sha256(PORTRAIT),
        kind=VideoKind.FILM,
        language="zxx",
        title={"vi": "Phim", "en": "Film"},
        seconds=2,
        width=160,
        height=90,
        subtitles={"vi": (Cue(200, 1800, "Câu một"),)},
    )
    topic = replace(made.topics[0], videos=(replace(video, **changes),))
    return replace(made, topics=(topic, *made.topics[1:]), media=(*made.media, data))


def with_candidate(made: Content, name: str, /, **changes: Any) -> Content:
    """``made`` with one candidate changed."""
    candidates = tuple(replace(one, **changes) if one.id == name else one for one in made.candidates)
    assert candidates != made.candidates
    return replace(made, candidates=candidates)


@dataclass(frozen=True)
class Desk:
    """The committee's side: keys, and the bundles signed with them."""

    folder: Path
    keys: Path

    @property
    def root(self) -> Path:
        """What a kiosk pins."""
        return self.keys / "root.json"

    def bundle(
        self,
        version: int = 1,
        made: Content | None = None,
        *,
        name: str = "",
        issued: dt.datetime | None = None,
        expires: dt.datetime = EXPIRES,
        files: Mapping[str, bytes | Path] | None = None,
    ) -> Path:
        """A signed ``.vkb`` of that version; by default issued a day later for each version."""
        path = self.folder / (name or f"v{version}.vkb")
        built = assemble.assemble(
            files if files is not None else (made or content()).files(),
            self.keys,
            path,
            version=version,
            issued=issued or ISSUED + dt.timedelta(days=version - 1),
            expires=expires,
        )
        assert not isinstance(built, Refusal), built
        return path


def desk(folder: Path) -> Desk:
    """A committee with fresh keys without passphrase, one signature enough."""
    made = Desk(folder, folder / "keys")
    folder.mkdir(parents=True, exist_ok=True)
    created = keys.create_keys(made.keys, issued=ISSUED - dt.timedelta(days=30))
    assert not isinstance(created, Refusal), created
    return made


def new_store(folder: Path, committee: Desk, polling_area: str = "c98001.01") -> Path:
    """A store that trusts ``committee``."""
    refused = setup(folder, committee.root, polling_area=polling_area, now=ticking())
    assert refused is None, refused
    return folder


def ticking(start: dt.datetime = ISSUED + dt.timedelta(hours=2)) -> Callable[[], dt.datetime]:
    """A clock that is a second further each time it is asked."""
    now = start

    def tick() -> dt.datetime:
        nonlocal now
        now += dt.timedelta(seconds=1)
        return now

    return tick


def quick(**changes: Any) -> Surroundings:
    """Surroundings for a test: a clock of its own, and no headroom to speak of."""
    return replace(Surroundings(now=ticking(), headroom=0), **changes)


def tree(folder: Path) -> dict[str, str]:
    """Every file under ``folder`` with its hash, so that "nothing changed" can be said exactly."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def events(store: Path) -> list[str]:
    """What the audit chain records, kind by kind, from its beginning."""
    return [row[2] for row in tables(store, "audit")["audit"]]


def tables(store: Path, *names: str) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of tables of the state, read with nothing of ours in between."""
    with closing(sqlite3.connect(store / "state.sqlite")) as connection:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608


@contextmanager
def written_by_another(store: Path) -> Iterator[None]:
    """Somebody else writes the state for as long as this lasts, and changes nothing."""
    with closing(sqlite3.connect(store / "state.sqlite", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
