"""Every line of a source that can be spoken ahead, one by one, each with an id that people can find it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voter_kiosk.authoring.content import Content, Records, Where
from voter_kiosk.authoring.texts import in_language
from voter_kiosk.domain.clips import audible, lines_said, text_key, texts_of
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.election import Election


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line: ``id`` says where it stands (``topic/cach-bo-phieu/step-1/2``) and is stable while that stays.

    ``ballot`` and ``campaign`` are as in :class:`~voter_kiosk.domain.clips.Clip`.
    """

    id: str
    text: str
    language: str
    where: Where
    ballot: str = ""
    campaign: bool = False

    @property
    def key(self) -> str:
        """The name its clip is found by."""
        return text_key(self.text)


def spoken_lines(content: Content) -> Iterator[SpokenLine]:
    """Give every line of a source, its base included, in the order of showing; each id once in a language."""
    for line in _all(content):
        if audible(line.text):
            yield line


def _all(content: Content) -> Iterator[SpokenLine]:
    if content.election is not None:
        yield from _election(content, content.election)
    yield from _lists(content)
    for records in (content.own, content.base):
        yield from _pages(content, records)


def _election(content: Content, election: Election) -> Iterator[SpokenLine]:
    where = content.at("election", election.id)
    for name in ("title", "publisher", "province_name"):
        yield from _each(f"election/{name.replace('_', '-')}", getattr(election, name), where)
    for body in election.bodies:
        yield from _each(f"body/{body.id}/name", body.name, where)
        yield from _each(f"body/{body.id}/colour", body.ballot_colour_name, where)


def _lists(content: Content) -> Iterator[SpokenLine]:
    own = content.own
    for unit in own.constituencies:
        yield from _each(f"constituency/{unit.id}/area", unit.area, content.at("constituency", unit.id))
    for person in own.candidates:
        where, programme = content.at("candidate", person.id), content.at("programme", person.id)
        for language in ("vi", *sorted(set(person.programme) - {"vi"})):
            for part in texts_of(person, language):
                yield SpokenLine(
                    f"candidate/{person.id}/{part.part}",
                    part.text,
                    language,
                    in_language(programme, language) if part.campaign else where,
                    person.constituency,
                    part.campaign,
                )
    for area in own.polling_areas:
        where = content.at("area", area.code)
        groups = {f"group-{number}": text for number, text in enumerate(area.groups, 1)}
        texts = {"place": area.place, "address": area.address, "ward": area.ward_name, "note": area.note}
        for name, text in {**texts, **groups}.items():
            yield from _each(f"area/{area.code}/{name}", text, where)
    for meeting in own.meetings:
        where = content.at("meeting", meeting.id)
        for name, text in (("place", meeting.place), ("address", meeting.address), ("form", meeting.form)):
            yield from _each(f"meeting/{meeting.id}/{name}", text, where, campaign=True)


def _pages(content: Content, records: Records) -> Iterator[SpokenLine]:
    for topic in records.topics:
        where = content.at("topic", topic.slug)
        yield from _each(f"topic/{topic.slug}/title", topic.title, where)
        yield from _each(f"topic/{topic.slug}/summary", topic.summary, where)
        yield from _blocks(f"topic/{topic.slug}", topic.body, where)
    for notice in records.notices:
        where = content.at("notice", notice.slug)
        yield from _each(f"notice/{notice.slug}/title", notice.title, where)
        yield from _blocks(f"notice/{notice.slug}", notice.body, where)
    for poster in records.posters:
        where = content.at("poster", poster.slug)
        yield from _each(f"poster/{poster.slug}/slogan", poster.slogan, where)
        yield from _each(f"poster/{poster.slug}/alt", poster.alt, where)
    for term in records.terms:
        yield from _each(f"term/{term.term}/context", term.context, content.at("term", term.term))
    for source in records.sources:
        where = content.at("source", source.id)
        yield from _each(f"source/{source.id}/title", source.title, where)
        yield from _each(f"source/{source.id}/detail", source.detail, where)


def _each(name: str, text: Mapping[str, str], where: Where, *, campaign: bool = False) -> Iterator[SpokenLine]:
    for language, value in text.items():
        yield SpokenLine(name, value, language, where, campaign=campaign)


def _blocks(name: str, body: Mapping[str, tuple[Block, ...]], where: Where) -> Iterator[SpokenLine]:
    for language, blocks in body.items():
        for block in blocks:
            for number, line in enumerate(lines_said(block), 1):
                at = in_language(where, language)
                yield SpokenLine(f"{name}/{block.id}/{number}", line, language, at)
