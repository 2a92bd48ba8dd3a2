"""The texts that are read at length, line by line: topics, steps, questions, notices, words explained.

What a candidate wrote is not among them: nobody marks a word in it, or says that it is too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.content import Content, Records, Where
from voter_kiosk.authoring.markdown import lines_of
from voter_kiosk.authoring.texts import in_language
from voter_kiosk.domain.content import Body

GLOSS: Final = "glossary/"


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line: a paragraph, an item, a cell, a title. ``owner`` is its text's slug; a word's after ``GLOSS``.

    ``block`` counts the blocks of the text from 1, 0 for its title and summary. ``own`` is false for the base's.
    """

    text: str
    language: str
    owner: str
    where: Where
    block: int
    own: bool


def read_lines(content: Content) -> Iterator[ReadLine]:
    """Every line of the texts that are read at length, the base's too."""
    for records in (content.own, content.base):
        own = records is content.own
        for topic in records.topics:
            where = content.at("topic", topic.slug)
            yield from _head(topic.slug, where, own, topic.title, topic.summary)
            yield from _body(topic.slug, where, own, topic.body)
        for notice in records.notices:
            where = content.at("notice", notice.slug)
            yield from _head(notice.slug, where, own, notice.title)
            yield from _body(notice.slug, where, own, notice.body)
        yield from _explained(content, records, own)


def _explained(content: Content, records: Records, own: bool) -> Iterator[ReadLine]:
    for gloss in records.glossary:
        yield from _body(f"{GLOSS}{gloss.slug}", content.at("gloss", gloss.slug), own, gloss.body)


def _head(owner: str, where: Where, own: bool, *texts: Mapping[str, str]) -> Iterator[ReadLine]:
    for text in texts:
        for language, said in text.items():
            yield ReadLine(said, language, owner, in_language(where, language), 0, own)


def _body(owner: str, where: Where, own: bool, body: Body) -> Iterator[ReadLine]:
    for language, blocks in body.items():
        for number, block in enumerate(blocks, start=1):
            for line in lines_of(block):
                said = "".join(span.text for span in line)
                yield ReadLine(said, language, owner, in_language(where, language), number, own)
