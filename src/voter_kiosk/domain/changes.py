"""What differs between two versions of an election's content, in words: who, what, before, after.

Pure comparison of records, as a stream: two sides of 450,000 candidates are held against each other id by id
without either being in memory, as long as they stand in about the same order. What is counted is counted whole;
what is told one by one are the first ones of each kind.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice, zip_longest
from types import MappingProxyType
from typing import Any, Final

from voter_kiosk.domain.change_words import label, part, said
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import Block, Notice, Poster, Source, TermFigures, Topic
from voter_kiosk.domain.election import (
    Candidate,
    Constituency,
    Election,
    PollingArea,
    StrikeOffKind,
    VoterMeeting,
)
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence, Text, pick
from voter_kiosk.domain.units import FormerUnit

MOST_TOLD: Final = 100
"""How many changes of a kind are told one by one; all are counted."""

_MOST_WAITING: Final = 20_000
"""How many records may wait for their other half; of more, only a digest is kept, and no detail can be told."""

_MOST_LINES: Final = 400
"""The longest text that is compared line by line."""


class Subject(StrEnum):
    """What a change is about."""

    ELECTION = "election"
    CONSTITUENCY = "constituency"
    CANDIDATE = "candidate"
    AREA = "polling-area"
    MEETING = "meeting"
    RESULT = "result"
    TOPIC = "topic"
    NOTICE = "notice"
    POSTER = "poster"
    TERM = "term"
    SOURCE = "source"
    UNIT = "former-unit"
    GLOSS = "gloss"
    CLIP = "clip"
    PRONUNCIATION = "pronunciation"
    STRINGS = "strings"
    MEDIA = "media"


class Act(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    STRUCK_OFF = "struck-off"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Shift:
    """One field, or one line of a text: what it is called, and what it said before and says after."""

    what: Sentence
    before: Sentence
    after: Sentence


@dataclass(frozen=True, slots=True)
class Change:
    """One record that was added, removed or changed: its id, what it is called, and all of it in one sentence.

    ``shifts`` are the fields that differ; there are none where it was added or removed, or where too many records
    had moved for the details to be kept.
    """

    subject: Subject
    act: Act
    id: str
    name: Sentence
    said: Sentence
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a subject there are before and after, and what became of them; ``said`` is it in words."""

    subject: Subject
    before: int
    after: int
    acts: Mapping[Act, int]
    said: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs. ``changes`` are the first ones of each subject, ``untold`` is how many there are besides.

    Where the two sides are about different elections only the election itself is compared, and everything else is
    counted: ids hold within one election only.
    """

    same_election: bool
    tallies: tuple[Tally, ...]
    changes: tuple[Change, ...]
    untold: int = 0

    @property
    def nothing(self) -> bool:
        """Whether both sides say the same."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Whole:
    """All that one version says. What is iterable is read once, in shown order, and may be a stream.

    ``strings`` are the interface's by language; ``media`` the SHA-256 of every picture and clip.
    """

    election: Election
    constituencies: Iterable[Constituency] = ()
    candidates: Iterable[Candidate] = ()
    areas: Iterable[PollingArea] = ()
    meetings: Iterable[VoterMeeting] = ()
    results: Iterable[UnitResult] = ()
    topics: Iterable[Topic] = ()
    notices: Iterable[Notice] = ()
    posters: Iterable[Poster] = ()
    terms: Iterable[TermFigures] = ()
    sources: Iterable[Source] = ()
    former_units: Iterable[FormerUnit] = ()
    glossary: Iterable[Gloss] = ()
    clips: Iterable[Clip] = ()
    pronunciations: Iterable[Pronunciation] = ()
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One side of a comparison: what it is called, all that it says; where it was signed, version and time."""

    name: str
    whole: Whole
    version: int | None = None
    issued: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class _Matter:
    """A kind of records: the member of :class:`Whole`, the id, what it is called in counting (vi, one, many)."""

    subject: Subject
    member: str
    key: Callable[[Any], str]
    vi: str
    one: str
    many: str


_MATTERS: Final = (
    _Matter(Subject.CANDIDATE, "candidates", lambda one: str(one.id), "người ứng cử", "candidate", "candidates"),
    _Matter(
        Subject.CONSTITUENCY,
        "constituencies",
        lambda unit: str(unit.id),
        "đơn vị bầu cử",
        "constituency",
        "constituencies",
    ),
    _Matter(
        Subject.AREA, "areas", lambda area: str(area.code), "khu vực bỏ phiếu", "polling area", "polling areas"
    ),
    _Matter(
        Subject.MEETING,
        "meetings",
        lambda meeting: str(meeting.id),
        "hội nghị tiếp xúc cử tri",
        "voter meeting",
        "voter meetings",
    ),
    _Matter(
        Subject.RESULT, "results", lambda result: str(result.constituency), "kết quả bầu cử", "result", "results"
    ),
    _Matter(Subject.NOTICE, "notices", lambda notice: str(notice.slug), "thông báo", "notice", "notices"),
    _Matter(Subject.TOPIC, "topics", lambda topic: str(topic.slug), "chuyên đề", "topic", "topics"),
    _Matter(
        Subject.POSTER, "posters", lambda poster: str(poster.slug), "áp phích, khẩu hiệu", "poster", "posters"
    ),
    _Matter(Subject.TERM, "terms", lambda term: str(term.term), "số liệu khóa Quốc hội", "term", "terms"),
    _Matter(Subject.SOURCE, "sources", lambda source: str(source.id), "nguồn dẫn", "source", "sources"),
    _Matter(
        Subject.UNIT,
        "former_units",
        lambda unit: str(unit.id),
        "đơn vị hành chính cũ",
        "former unit",
        "former units",
    ),
    _Matter(
        Subject.GLOSS,
        "glossary",
        lambda gloss: str(gloss.slug),
        "từ cần giải thích",
        "word explained",
        "words explained",
    ),
    _Matter(
        Subject.CLIP,
        "clips",
        lambda clip: f"{clip.language}:{clip.text_sha256}:{clip.ballot}",
        "đoạn đọc thu sẵn",
        "spoken clip",
        "spoken clips",
    ),
    _Matter(
        Subject.PRONUNCIATION,
        "pronunciations",
        lambda one: f"{one.language}:{one.word}",
        "cách đọc",
        "pronunciation",
        "pronunciations",
    ),
    _Matter(Subject.STRINGS, "strings", lambda pair: str(pair[0]), "bộ chữ giao diện", "language", "languages"),
    _Matter(Subject.MEDIA, "media", str, "hình ảnh, âm thanh", "picture or clip", "pictures and clips"),
)

_STRUCK: Final = MappingProxyType(
    {
        StrikeOffKind.STRUCK_OFF: ("Xóa tên người ứng cử", "Struck off"),
        StrikeOffKind.WITHDREW: ("Người ứng cử rút tên", "Withdrew"),
        StrikeOffKind.DIED: ("Người ứng cử qua đời", "Died"),
    }
)

_NOTHING: Final = Sentence("", "")


def compare(old: Whole, new: Whole, most: int = MOST_TOLD) -> Changes:
    """What ``new`` says otherwise than ``old``, with at most ``most`` changes told of each subject."""
    same = old.election.id == new.election.id
    found: list[Change] = []
    tallies: list[Tally] = []
    moved = shifts_of(old.election, new.election)
    if moved:
        name = _text(new.election.title)
        changed = Sentence(f"Sửa thông tin chung của cuộc bầu cử: {name.vi}", f"The election changed: {name.en}")
        found.append(Change(Subject.ELECTION, Act.CHANGED, new.election.id, name, changed, moved))
    untold = 0
    for matter in _MATTERS:
        one, other = _items(getattr(old, matter.member)), _items(getattr(new, matter.member))
        if not same and matter.subject is not Subject.MEDIA:
            tallies.append(Tally(matter.subject, sum(1 for _ in one), sum(1 for _ in other), {}))
            continue
        compared = _Compared(matter, old.election, new.election, most)
        compared.run(one, other)
        found += compared.told
        untold += sum(compared.acts.values()) - len(compared.told)
        tallies.append(compared.tally())
    return Changes(same, tuple(tallies), tuple(found), untold)


def shifts_of(before: Any, after: Any) -> tuple[Shift, ...]:
    """The fields of two records of one kind that differ, in the order of the record."""
    return tuple(_stream(before, after))


def _stream(before: Any, after: Any) -> Iterator[Shift]:
    for entry in dataclasses.fields(before):
        one, other = getattr(before, entry.name), getattr(after, entry.name)
        if one != other:
            yield from _shifts(label(type(before), entry.name), one, other, entry.name)


class _Compared:
    """The comparison of one kind of records: counted whole, the first ones told."""

    def __init__(self, matter: _Matter, old: Election, new: Election, most: int) -> None:
        self._matter, self._old, self._new, self._most = matter, old, new, most
        self.acts: dict[Act, int] = {}
        self.told: list[Change] = []
        self._before = self._after = 0

    def run(self, old: Iterator[Any], new: Iterator[Any]) -> None:
        """Compare all of it."""
        for before, after in _pairs(old, new, self._matter.key):
            self._before += before is not None
            self._after += after is not None
            if before != after:
                self._differ(before, after)

    def tally(self) -> Tally:
        """What was counted."""
        said = tuple(self._in_words(act, times) for act, times in sorted(self.acts.items()))
        return Tally(self._matter.subject, self._before, self._after, self.acts, said)

    def _differ(self, before: Any, after: Any) -> None:
        shifts: tuple[Shift, ...] = ()
        if before is None or after is None:
            act = Act.ADDED if before is None else Act.REMOVED
        elif isinstance(after, _Gist):
            act = Act.CHANGED
        else:
            # Of what is only counted, the first shift is enough to know that there is one.
            shifts = tuple(islice(self._shifts(before, after), 1 if self._full else None))
            if not shifts:
                return  # ids within a text moved: nobody sees anything of it
            act = _act(before, after)
        self.acts[act] = self.acts.get(act, 0) + 1
        if not self._full:
            record, election = (before, self._old) if after is None else (after, self._new)
            name = _name(self._matter, record, election)
            key = record.id if isinstance(record, _Gist) else self._matter.key(record)
            sentence = self._sentence(act, record, name)
            self.told.append(Change(self._matter.subject, act, key, name, sentence, shifts))

    @property
    def _full(self) -> bool:
        return len(self.told) >= self._most

    def _shifts(self, before: Any, after: Any) -> Iterator[Shift]:
        if self._matter.subject is Subject.STRINGS:
            return _shifts(Sentence("chữ", "string"), before[1], after[1], "")
        return _stream(before, after)

    def _sentence(self, act: Act, record: Any, name: Sentence) -> Sentence:
        matter = self._matter
        if act is Act.STRUCK_OFF:
            strike = record.strike_off
            vi, en = _STRUCK[strike.kind]
            paper = f"{strike.decision}, {strike.date:%d/%m/%Y}"
            return Sentence(f"{vi}: {name.vi}, theo {paper}", f"{en}: {name.en}, by {paper}")
        if act is Act.CORRECTED:
            paper = f"{record.correction.document}, {record.correction.date:%d/%m/%Y}"
            return Sentence(
                f"Đính chính {matter.vi}: {name.vi}, theo {paper}",
                f"Corrected {matter.one}: {name.en}, by {paper}",
            )
        vi, en = _VERBS[act]
        return Sentence(f"{vi} {matter.vi}: {name.vi}", f"{en} {matter.one}: {name.en}")

    def _in_words(self, act: Act, times: int) -> Sentence:
        matter = self._matter
        vi, en = _VERBS[act]
        return Sentence(f"{vi} {times} {matter.vi}", f"{en} {times} {matter.one if times == 1 else matter.many}")


_VERBS: Final = MappingProxyType(
    {
        Act.ADDED: ("Thêm", "Added"),
        Act.REMOVED: ("Bỏ", "Removed"),
        Act.CHANGED: ("Sửa", "Changed"),
        Act.STRUCK_OFF: ("Xóa tên", "Struck off"),
        Act.CORRECTED: ("Đính chính", "Corrected"),
    }
)


def _act(before: Any, after: Any) -> Act:
    """What became of a record that both sides have."""
    if isinstance(after, Candidate):
        if after.strike_off is not None and before.strike_off is None:
            return Act.STRUCK_OFF
        if after.correction is not None and before.correction != after.correction:
            return Act.CORRECTED
    return Act.CHANGED


# --- names ---


def _text(text: Text) -> Sentence:
    return Sentence(pick(text, VIETNAMESE), pick(text, ENGLISH))


def _name(matter: _Matter, record: Any, election: Election) -> Sentence:
    """What a record is called by those who know it."""
    if isinstance(record, _Gist):
        return Sentence(record.id, record.id)
    if isinstance(record, Candidate):
        place = _unit(record.constituency, election)
        number = record.number
        return Sentence(f"{record.name} (số {number}, {place.vi})", f"{record.name} (number {number}, {place.en})")
    if isinstance(record, Constituency):
        return _unit(record.id, election)
    if isinstance(record, UnitResult):
        return _unit(record.constituency, election)
    if isinstance(record, PollingArea):
        place = _text(record.place)
        return Sentence(f"số {record.number}, {place.vi}", f"number {record.number}, {place.en}")
    if isinstance(record, VoterMeeting):
        place, starts = _text(record.place), said(record.starts)
        return Sentence(f"{place.vi}, {starts.vi}", f"{place.en}, {starts.en}")
    if isinstance(record, Poster):
        return _text(record.slogan)
    if isinstance(record, FormerUnit):
        return _text(record.name)
    if isinstance(record, Clip):
        return Sentence(f"{record.voice}, {record.text_sha256[:12]}", f"{record.voice}, {record.text_sha256[:12]}")
    if isinstance(record, Pronunciation):
        return Sentence(record.word, record.word)
    if isinstance(record, Topic | Notice | Source | Gloss):
        return _text(record.title)
    key = matter.key(record)
    return said(key, "media" if matter.subject is Subject.MEDIA else "")


def _unit(constituency: str, election: Election) -> Sentence:
    """A constituency by its body and number."""
    scope, _, rest = constituency.partition(".")
    body, _, number = rest.partition(".")
    name = next((_text(one.name) for one in election.bodies if one.id == body), Sentence(body, body))
    where = f", {scope}" if scope.startswith("c") else ""
    return Sentence(f"{name.vi}, đơn vị bầu cử số {number}{where}", f"{name.en}, constituency {number}{where}")


# --- two streams, id by id ---


@dataclass(frozen=True, slots=True)
class _Gist:
    """What is kept of a record while too many wait: enough to say whether it changed."""

    id: str
    digest: bytes


def _items(records: Any) -> Iterator[Any]:
    return iter(sorted(records.items())) if isinstance(records, Mapping) else iter(records)


def _pairs(
    old: Iterator[Any], new: Iterator[Any], key: Callable[[Any], str]
) -> Iterator[tuple[Any | None, Any | None]]:
    """Each record of ``old`` with the one of ``new`` that has its id; ``None`` stands where there is none."""
    waiting_old: dict[str, Any] = {}
    waiting_new: dict[str, Any] = {}
    for before, after in zip_longest(old, new):
        if before is not None and after is not None and key(before) == key(after):
            yield before, after
            continue
        for record, mine, theirs, turned in (
            (before, waiting_old, waiting_new, False),
            (after, waiting_new, waiting_old, True),
        ):
            if record is None:
                continue
            name = key(record)
            other = theirs.pop(name, None)
            if other is not None:
                one = _gist(name, record) if isinstance(other, _Gist) else record
                yield (other, one) if turned else (one, other)
            else:
                crowded = len(mine) + len(theirs) >= _MOST_WAITING
                mine[name] = _gist(name, record) if crowded else record
    for record in waiting_old.values():
        yield record, None
    for record in waiting_new.values():
        yield None, record


def _gist(name: str, record: object) -> _Gist:
    return _Gist(name, hashlib.blake2b(repr(_ordered(record)).encode(), digest_size=16).digest())


def _ordered(value: Any) -> Any:
    """``value`` with its maps in order, so that what is equal is written alike."""
    if isinstance(value, Mapping):
        return sorted((key, _ordered(item)) for key, item in value.items())
    if isinstance(value, tuple):
        return tuple(_ordered(item) for item in value)
    if dataclasses.is_dataclass(value):
        return tuple(_ordered(getattr(value, entry.name)) for entry in dataclasses.fields(value))
    return value


# --- fields ---


def _shifts(what: Sentence, before: Any, after: Any, name: str) -> Iterator[Shift]:
    """How one field differs: entry by entry where it holds several, line by line where it is a list or a text."""
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        one, other = before or {}, after or {}
        for key in sorted({*one, *other}):
            if one.get(key) != other.get(key):
                yield from _shifts(part(what, key), one.get(key), other.get(key), name)
    elif isinstance(before, tuple) or isinstance(after, tuple):
        yield from _lines(what, before or (), after or ())
    else:
        yield _shift(what, said(before, name), said(after, name))


def _lines(what: Sentence, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Shift]:
    if max(len(before), len(after)) > _MOST_LINES:
        yield Shift(
            what,
            Sentence(f"{len(before)} đoạn", f"{len(before)} parts"),
            Sentence(f"{len(after)} đoạn, có thay đổi", f"{len(after)} parts, changed"),
        )
        return
    matched = SequenceMatcher(None, list(map(_line_key, before)), list(map(_line_key, after)), autojunk=False)
    for tag, begin, end, to_begin, to_end in matched.get_opcodes():
        if tag != "equal":
            for one, other in zip_longest(before[begin:end], after[to_begin:to_end]):
                yield _shift(what, said(one), said(other))


def _line_key(line: Any) -> str:
    """A line without what nobody sees of it."""
    return repr(_ordered(dataclasses.replace(line, id="") if isinstance(line, Block) else line))


def _shift(what: Sentence, before: Sentence, after: Sentence) -> Shift:
    """A shift; one that reads alike on both sides says that it is in what is not written out."""
    if before == after != _NOTHING:
        after = Sentence(
            f"{after.vi} (khác ở cách trình bày, nguồn dẫn hoặc ngôn ngữ khác)",
            f"{after.en} (differs in formatting, source or another language)",
        )
    return Shift(what, before, after)
