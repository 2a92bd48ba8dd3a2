"""Difficult words: which ones a page has, where they are marked in it, and what each of them means.

A candidate's own words are never looked through: an explanation beside one programme and none beside another would
be unequal, and nobody comments on what a candidate wrote (DESIGN section 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Block, BlockKind
from voter_kiosk.domain.glossary import Firsts, Gloss, in_order
from voter_kiosk.domain.text import VIETNAMESE, pick
from voter_kiosk.domain.vietnamese import initial
from voter_kiosk.kiosk.facts.blocks import (
    approval_line,
    block_model,
    in_language,
    language_of,
    lines_of,
    sources_line,
)
from voter_kiosk.kiosk.phrasing import glue, plain
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class WordKey:
    """A difficult word that leads to what it means."""

    subject: str
    title: str


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A difficult word of the list of all; ``letter`` is with the first that begins with it, else empty."""

    letter: str
    subject: str
    title: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The difficult words of a page: their keys, as they are met, and what to mark in its text."""

    keys: tuple[WordKey, ...] = ()
    firsts: Firsts = Firsts((), ())  # noqa: RUF009 (frozen)


def explained(
    view: View,
    heads: Iterable[str] = (),
    blocks: Iterable[Block] = (),
    *,
    language: str = "",
    without: str = "",
) -> Explained:
    """What is difficult in a page: in ``heads`` (titles, labels; not marked), and in ``blocks`` below them.

    A word is marked where it first stands in running text; that a heading has it does not count.
    ``language`` is that of ``blocks``, where it is not the citizen's; ``without`` is the word a page is about.
    """
    showing = view.showing
    if showing is None:
        return Explained()
    aside = frozenset({without})
    above = showing.words_in(view.language).firsts(map(plain, heads), aside)
    lines = [
        (block.kind is BlockKind.HEADING, "".join(span.text for span in line))
        for block in blocks
        for line in lines_of(block)
    ]
    finder = showing.words_in(language or view.language)
    firsts = finder.firsts(("" if heading else text for heading, text in lines), aside)
    headings = finder.firsts((text for heading, text in lines if heading), aside)
    return Explained(word_keys(view, (*above.slugs, *firsts.slugs, *headings.slugs)), firsts)


def word_keys(view: View, slugs: Iterable[str]) -> tuple[WordKey, ...]:
    """The keys of those words, each once; of a word that is not explained here there is none."""
    names = {gloss.slug: gloss.title for gloss in view.showing.glossary()} if view.showing else {}
    return tuple(WordKey(slug, view.text(names[slug])) for slug in dict.fromkeys(slugs) if slug in names)


def word_model(found: Explained, parent: QObject) -> RecordModel:
    """The keys of ``found`` as a model."""
    return RecordModel(WordKey, found.keys, parent)


def entries(glosses: Iterable[Gloss], language: str) -> tuple[WordEntry, ...]:
    """``glosses`` in the order of the alphabet, by their titles in ``language``."""
    found: list[WordEntry] = []
    last = ""
    for gloss in in_order(glosses, language):
        title = pick(gloss.title, language)
        letter = initial(title)
        found.append(WordEntry("" if letter == last else letter, gloss.slug, glue(title)))
        last = letter
    return tuple(found)


@QmlElement
class WordsFacts(QObject):
    """What the list of all difficult words shows."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        glosses = view.showing.glossary() if view.showing else ()
        if subject or not glosses:
            raise LookupError(subject)
        self._words = RecordModel(WordEntry, entries(glosses, view.language), self)

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """The words in order."""
        return self._words


@QmlElement
class WordFacts(QObject):
    """What one difficult word means; the subject is its slug."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        gloss = showing.gloss(subject) if showing else None
        if showing is None or gloss is None:
            raise LookupError(subject)
        blocks = in_language(gloss.body, view.language)
        found = explained(view, (), blocks, language=language_of(gloss.body, view.language), without=gloss.slug)
        self._title = view.text(gloss.title)
        original = glue(gloss.title.get(VIETNAMESE, ""))
        self._original = "" if original == self._title else view.tr("In Vietnamese: %1", original)
        self._blocks = block_model(blocks, view, self, found.firsts)
        close = (other.slug for other in showing.glossary() if gloss.topic and other.topic == gloss.topic)
        near = (*(key.subject for key in found.keys), *(slug for slug in close if slug != gloss.slug))
        self._words = RecordModel(WordKey, word_keys(view, near), self)
        self._plain = "".join(span.text for block in blocks for line in lines_of(block) for span in line)
        topic = showing.topic(gloss.topic) if gloss.topic else None
        self._topic = (topic.slug, view.text(topic.title)) if topic else ("", "")
        lines = (sources_line(blocks, view), approval_line(gloss.approval, view))
        self._source = "\n".join(line for line in lines if line)

    @Property(str, constant=True)
    def title(self) -> str:
        """The word."""
        return self._title

    @Property(str, constant=True)
    def original(self) -> str:
        """What it is in Vietnamese, for who reads in another language; else nothing."""
        return self._original

    @Property(QObject, constant=True)
    def blocks(self) -> QObject:
        """What it means."""
        return self._blocks

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """Other difficult words: those of its explanation, and those that the same topic says more about."""
        return self._words

    @Property(str, constant=True)
    def plain(self) -> str:
        """The explanation without marks, to see how large it can be written."""
        return self._plain

    @Property(str, constant=True)
    def topic(self) -> str:
        """The slug of the topic that says more, or nothing."""
        return self._topic[0]

    @Property(str, constant=True)
    def topicTitle(self) -> str:  # noqa: N802
        """What that topic is called."""
        return self._topic[1]

    @Property(str, constant=True)
    def source(self) -> str:
        """What the explanation rests on, and who approved it."""
        return self._source
