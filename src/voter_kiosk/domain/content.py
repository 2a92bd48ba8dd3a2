"""What is read at the kiosk besides names: topics, notices, posters, figures, sources, and their blocks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import Text
from voter_kiosk.domain.video import Video


@dataclass(frozen=True, slots=True)
class Approval:
    """Who answers for a text: the office (never a person), its document, and the document's date."""

    office: str
    document: str
    date: dt.date


class BlockKind(StrEnum):
    """What a block of a text is. The kiosk draws each kind with a delegate of its own."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    STEP = "step"
    CALLOUT = "callout"
    TABLE = "table"
    FIGURE = "figure"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with its inline marks; ``source`` is the id of the source that the run rests on."""

    text: str
    bold: bool = False
    italic: bool = False
    source: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a compiled text, in one language.

    ``id`` is stable across builds while the block stays what it is, so that speech clips and translations can
    hold on to it. What a kind uses:

    * heading: ``level`` (2 or 3), ``line``; paragraph, quote: ``line``;
    * list: ``items``, ``ordered``; step: ``level`` (its number), ``line`` (what to do), ``items`` (details);
    * callout: ``tone`` (``info``, ``warning``, ``law``), ``line`` (title, may be empty), ``items`` (paragraphs);
    * table: ``rows`` (the first is the header row); figure: ``media`` (SHA-256), ``alt``, ``line`` (caption).
    """

    id: str
    kind: BlockKind
    line: Line = ()
    items: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    level: int = 0
    ordered: bool = False
    tone: str = ""
    media: str = ""
    alt: str = ""


Body = dict[str, tuple[Block, ...]]
"""A text by language."""


class Section(StrEnum):
    """The rooms of the library of topics (chuyên đề), in the order of showing."""

    STANDARDS = "standards"
    VOTER_RIGHTS = "voter-rights"
    CANDIDATE_RIGHTS = "candidate-rights"
    PROCEDURE = "procedure"
    LAW = "law"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on: a law and article, a document, a page (facts, confidence marks)."""

    id: str
    title: Text
    detail: Text = dataclasses.field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """An article of the library, or one question voters ask (section ``questions``).

    ``slug`` names it for ever; a source replaces a built-in topic by giving one of the same slug. A topic with
    an empty ``rule_sets`` holds under every law. ``role`` marks the few that a screen looks for by what they
    are (``how-to-vote``, ``charter`` for the committee's thể lệ, ``room-rules`` for its nội quy).
    """

    slug: str
    section: Section
    order: int
    title: Text
    summary: Text
    body: Body
    rule_sets: tuple[RuleSetId, ...] = ()
    role: str = ""
    approval: Approval | None = None
    videos: tuple[Video, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of the committee (thông báo), shown from ``since`` to ``until``, both days included."""

    slug: str
    title: Text
    body: Body
    since: dt.date
    until: dt.date | None = None
    urgent: bool = False
    approval: Approval | None = None
    videos: tuple[Video, ...] = ()


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster or slogan of the attract loop (áp phích, khẩu hiệu).

    ``picture`` is the SHA-256 of a drawing, or empty for a slogan in type alone. ``phases`` are ids of the
    election's phases in which it shows; empty means in all of them.
    """

    slug: str
    order: int
    slogan: Text
    picture: str = ""
    alt: Text = dataclasses.field(default_factory=dict)
    phases: tuple[str, ...] = ()
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the campaign of information (đợt tuyên truyền), by day, both ends included.

    ``first`` and ``last`` are offsets in days from polling day (negative is before).
    """

    id: str
    name: Text
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a term, with what it counts and how far it can be trusted.

    ``field`` is what it measures (``turnout_pct``, ``women_n``, ...). ``value`` is as the source prints it,
    without thousands separators, with a decimal point. ``base`` is what a percentage is of. ``confidence`` is
    one of ``A B C D`` (facts, confidence marks); ``preferred`` is false for a value kept because sources
    disagree. ``preliminary`` figures are never shown.
    """

    field: str
    value: str
    base: str = ""
    confidence: str = ""
    source: str = ""
    note: Text = dataclasses.field(default_factory=dict)
    preferred: bool = True
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class TermFigures:
    """The figures of one National Assembly term (số liệu một khóa). ``number`` 1 is term I.

    A term whose figures are not ``final`` is kept in the data and never shown.
    """

    term: str
    number: int
    years: str
    election_day: dt.date
    figures: tuple[Figure, ...]
    context: Text = dataclasses.field(default_factory=dict)
    final: bool = True
