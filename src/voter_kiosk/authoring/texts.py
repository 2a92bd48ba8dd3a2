"""Every text a source would put on a screen, one by one, with where it stands and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voter_kiosk.authoring.content import Content, Records, Where
from voter_kiosk.authoring.markdown import lines_of
from voter_kiosk.domain.content import Approval, Block
from voter_kiosk.domain.election import POSTED_TEXTS, Candidate, Election
from voter_kiosk.domain.video import Video

_RECORD_FIELDS: Final = (*(name for name in POSTED_TEXTS if name != "birth_date"), "note", "sort_given")

SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")
"""What stands between two sentences."""


class Room(StrEnum):
    """What a text belongs to; what a check asks of it depends on that."""

    ELECTION = "election"
    CONSTITUENCY = "constituency"
    RECORD = "record"  # a candidate's fields, as posted
    PROGRAMME = "programme"
    AREA = "area"
    REMARK = "remark"  # what a polling area's row adds in words
    ADDRESS = "address"  # of a polling place or a meeting: may hold a house number (facts C.2)
    MEETING = "meeting"
    TOPIC = "topic"
    GLOSSARY = "glossary"
    NOTICE = "notice"
    POSTER = "poster"
    HISTORY = "history"
    SOURCE = "source"
    APPROVAL = "approval"
    STRINGS = "strings"


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: ``owner`` is the id of the record it stands in (a candidate's id, a slug)."""

    text: str
    room: Room
    owner: str
    where: Where
    language: str = "vi"


def every_text(content: Content) -> Iterator[Piece]:
    """Give every text of a source, its base included, each once."""
    if content.election is not None:
        yield from _election(content, content.election)
    for records in (content.own, content.base):
        yield from _lists(content, records)
        yield from _results(content, records)
        yield from _pages(content, records)
        yield from _background(content, records)


def _election(content: Content, election: Election) -> Iterator[Piece]:
    where = content.at("election", election.id)
    for text in (election.title, election.publisher, election.province_name):
        yield from _each(text, Room.ELECTION, election.id, where)
    for body in election.bodies:
        yield from _each(body.name, Room.ELECTION, body.id, where)
        yield from _each(body.ballot_colour_name, Room.ELECTION, body.id, where)
        yield Piece(body.decision, Room.ELECTION, body.id, where)
    for phase in election.phases:
        yield from _each(phase.name, Room.ELECTION, phase.id, where)
    for decision in (*election.date_decisions.values(), *(paper.decision for paper in election.results)):
        yield Piece(decision, Room.ELECTION, election.id, where)
    yield from _approval(election.approval, election.id, where)
    if election.campaign is not None:
        yield from _approval(election.campaign.approval, election.id, where)


def _lists(content: Content, records: Records) -> Iterator[Piece]:
    for unit in records.constituencies:
        where = content.at("constituency", unit.id)
        yield from _each(unit.area, Room.CONSTITUENCY, unit.id, where)
        for said in (unit.province_name, unit.place, unit.decision):
            yield Piece(said, Room.CONSTITUENCY, unit.id, where)
    for candidate in records.candidates:
        yield from _candidate(content, candidate)
    for area in records.polling_areas:
        where = content.at("area", area.code)
        yield from _each(area.address, Room.ADDRESS, area.code, where)
        yield from _each(area.place, Room.ADDRESS, area.code, where)
        for text in (area.ward_name, *area.groups):
            yield from _each(text, Room.AREA, area.code, where)
        yield from _each(area.note, Room.REMARK, area.code, where)
        yield Piece(area.decision, Room.AREA, area.code, where)
    for former in records.former_units:
        where = content.at("former-unit", former.id)
        if not where.file:
            continue  # of the software's own table
        for text in (former.name, former.district, former.province):
            yield from _each(text, Room.AREA, former.id, where)
        for today in former.became:
            yield from _each(today.name, Room.AREA, former.id, where)
            yield from _each(today.part, Room.AREA, former.id, where)
    for meeting in records.meetings:
        where = content.at("meeting", meeting.id)
        yield from _each(meeting.address, Room.ADDRESS, meeting.id, where)
        yield from _each(meeting.place, Room.MEETING, meeting.id, where)
        yield from _each(meeting.form, Room.MEETING, meeting.id, where)
        yield Piece(meeting.link, Room.MEETING, meeting.id, where)
        yield from _approval(meeting.approval, meeting.id, where)


def _results(content: Content, records: Records) -> Iterator[Piece]:
    for result in records.results:
        where = content.at("result", result.constituency)
        yield Piece(result.decision, Room.RECORD, result.constituency, where)
        yield from _each(result.note, Room.REMARK, result.constituency, where)
        for person in result.elected:
            yield Piece(person.name, Room.RECORD, person.candidate, content.at("elected", person.candidate))


def _candidate(content: Content, candidate: Candidate) -> Iterator[Piece]:
    where = content.at("candidate", candidate.id)
    yield Piece(candidate.name, Room.RECORD, candidate.id, where)
    for name in _RECORD_FIELDS:
        yield Piece(getattr(candidate, name), Room.RECORD, candidate.id, where)
    for step in candidate.career:
        for said in (step.period, step.work):
            yield Piece(said, Room.RECORD, candidate.id, content.at("career", candidate.id))
    at = content.at("programme", candidate.id)
    for language, blocks in candidate.programme.items():
        yield from _blocks(blocks, Room.PROGRAMME, candidate.id, in_language(at, language), language)
    yield from _approval(candidate.programme_approval, candidate.id, at)
    if candidate.strike_off is not None:
        at = content.at("strike-off", candidate.id)
        yield from _each(candidate.strike_off.wording, Room.RECORD, candidate.id, at)
        yield Piece(candidate.strike_off.decision, Room.RECORD, candidate.id, at)
    if candidate.correction is not None:
        yield Piece(
            candidate.correction.document, Room.RECORD, candidate.id, content.at("correction", candidate.id)
        )


def _pages(content: Content, records: Records) -> Iterator[Piece]:
    for topic in records.topics:
        where = content.at("topic", topic.slug)
        yield from _each(topic.title, Room.TOPIC, topic.slug, where)
        yield from _each(topic.summary, Room.TOPIC, topic.slug, where)
        for language, blocks in topic.body.items():
            yield from _blocks(blocks, Room.TOPIC, topic.slug, in_language(where, language), language)
        yield from _videos(content, topic.videos, Room.TOPIC, topic.slug)
        yield from _approval(topic.approval, topic.slug, where)
    for gloss in records.glossary:
        where = content.at("gloss", gloss.slug)
        yield from _each(gloss.title, Room.GLOSSARY, gloss.slug, where)
        for language, forms in gloss.forms.items():
            for form in forms:
                yield Piece(form, Room.GLOSSARY, gloss.slug, in_language(where, language), language)
        for language, blocks in gloss.body.items():
            yield from _blocks(blocks, Room.GLOSSARY, gloss.slug, in_language(where, language), language)
        yield from _approval(gloss.approval, gloss.slug, where)
    for notice in records.notices:
        where = content.at("notice", notice.slug)
        yield from _each(notice.title, Room.NOTICE, notice.slug, where)
        for language, blocks in notice.body.items():
            yield from _blocks(blocks, Room.NOTICE, notice.slug, in_language(where, language), language)
        yield from _videos(content, notice.videos, Room.NOTICE, notice.slug)
        yield from _approval(notice.approval, notice.slug, where)
    for poster in records.posters:
        where = content.at("poster", poster.slug)
        yield from _each(poster.slogan, Room.POSTER, poster.slug, where)
        yield from _each(poster.alt, Room.POSTER, poster.slug, where)
        yield from _approval(poster.approval, poster.slug, where)


def _background(content: Content, records: Records) -> Iterator[Piece]:
    for term in records.terms:
        where = content.at("term", term.term)
        yield from _each(term.context, Room.HISTORY, term.term, where)
        for figure in term.figures:
            yield from _each(figure.note, Room.HISTORY, term.term, Where("history/figures.csv"))
    for source in records.sources:
        where = content.at("source", source.id)
        yield from _each(source.title, Room.SOURCE, source.id, where)
        yield from _each(source.detail, Room.SOURCE, source.id, where)
    for language, messages in records.strings.items():
        for said in messages.values():
            yield Piece(said, Room.STRINGS, language, Where(f"strings/{language}.json"), language)


def _videos(content: Content, videos: tuple[Video, ...], room: Room, owner: str) -> Iterator[Piece]:
    for video in videos:
        where = content.at("video", video.media)
        yield from _each(video.title, room, owner, where)
        for language, cues in video.subtitles.items():
            for cue in cues:
                yield Piece(cue.text, room, owner, where, language)


def _each(text: Mapping[str, str], room: Room, owner: str, where: Where) -> Iterator[Piece]:
    for language, said in text.items():
        yield Piece(said, room, owner, where, language)


def _approval(approval: Approval | None, owner: str, where: Where) -> Iterator[Piece]:
    if approval is not None:
        yield Piece(approval.office, Room.APPROVAL, owner, where)
        yield Piece(approval.document, Room.APPROVAL, owner, where)


def _blocks(blocks: tuple[Block, ...], room: Room, owner: str, where: Where, language: str) -> Iterator[Piece]:
    for block in blocks:
        for line in lines_of(block):
            yield Piece("".join(span.text for span in line), room, owner, where, language)
        if block.alt:
            yield Piece(block.alt, room, owner, where, language)


def in_language(where: Where, language: str) -> Where:
    """The sister file of a Vietnamese one."""
    return Where(where.file.replace(".vi.md", f".{language}.md"))
