"""The library: its sections, the topics of one, and one topic."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Section
from voter_kiosk.domain.glossary import in_order
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.blocks import (
    approval_line,
    block_model,
    in_language,
    language_of,
    reading_time,
    sources_line,
)
from voter_kiosk.kiosk.facts.film_doors import FilmRow, film_rows
from voter_kiosk.kiosk.facts.sources import sourced
from voter_kiosk.kiosk.facts.timetable import ROLE as TIMETABLE_ROLE
from voter_kiosk.kiosk.facts.timetable import VOTER_LIST_ROLE, DateRow, date_rows, voter_list_rows
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to open, by title and summary; ``sign`` is a drawing of resources/icons, or empty."""

    screen: str
    subject: str
    title: str
    summary: str
    sign: str


_SIGNS: Final = MappingProxyType(
    {
        Section.STANDARDS: "check",
        Section.VOTER_RIGHTS: "rights",
        Section.CANDIDATE_RIGHTS: "person",
        Section.PROCEDURE: "steps",
        Section.LAW: "law",
        Section.QUESTIONS: "question",
    }
)


def section_title(section: Section, view: View) -> str:
    """A section's name."""
    return {
        Section.STANDARDS: view.tr("Standards of deputies"),
        Section.VOTER_RIGHTS: view.tr("Rights and duties of voters"),
        Section.CANDIDATE_RIGHTS: view.tr("Rights and duties of candidates"),
        Section.PROCEDURE: view.tr("How the election is held"),
        Section.LAW: view.tr("What the law says"),
        Section.QUESTIONS: view.tr("Common questions"),
    }[section]


def _all_words(view: View, sign: str) -> list[Entry]:
    """The way to the list of difficult words, where there are any."""
    glosses = view.showing.glossary() if view.showing else ()
    if not glosses:
        return []
    some = " · ".join(view.text(gloss.title) for gloss in in_order(glosses, view.language)[:3])
    return [Entry(Screen.WORDS, "", view.tr("Difficult words"), some, sign)]


@QmlElement
class EntriesFacts(QObject):
    """A list of things to open: the sections (no subject), or the topics of one."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        rows: list[Entry] = []
        self._title = view.tr("Rights and duties")
        self._kicker = ""
        if showing is not None and subject:
            if subject not in set(Section):
                raise LookupError(subject)
            section = Section(subject)
            self._title = section_title(section, view)
            rows = [
                Entry(Screen.TOPIC, topic.slug, view.text(topic.title), view.text(topic.summary), "")
                for topic in showing.topics(section)
            ]
            if rows and section is Section.QUESTIONS:
                rows += _all_words(view, "")
        elif showing is not None:
            for section in Section:
                topics = showing.topics(section)
                if topics and section is not Section.QUESTIONS:
                    titles = " · ".join(view.text(topic.title) for topic in topics[:3])
                    rows.append(
                        Entry(Screen.TOPICS, section, section_title(section, view), titles, _SIGNS[section])
                    )
            rows += _all_words(view, "word")
        if not rows:
            raise LookupError(subject)
        self._entries = RecordModel(Entry, rows, self)

    @Property(str, constant=True)
    def title(self) -> str:
        """The list's title."""
        return self._title

    @Property(QObject, constant=True)
    def entries(self) -> QObject:
        """What can be opened."""
        return self._entries


WAYS: Final = MappingProxyType(
    {
        "marking": Screen.PRACTICE,
        "q-how-to-strike": Screen.PRACTICE,
        "which-ballots": Screen.WHICH,
        "q-short-stay": Screen.WHICH,
        "q-soldier": Screen.WHICH,
    }
)
"""The topics that are better tried than read, by slug, and where."""


@QmlElement
class TopicFacts(QObject):
    """What a topic shows; the subject is its slug."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        topic = showing.topic(subject) if showing else None
        if showing is None or topic is None:
            raise LookupError(subject)
        blocks = in_language(topic.body, view.language)
        self._title = view.text(topic.title)
        self._summary = view.text(topic.summary)
        self._section = section_title(topic.section, view)
        heads = (self._title, self._summary)
        found = explained(view, heads, blocks, language=language_of(topic.body, view.language))
        self._blocks, self._words = block_model(blocks, view, self, found.firsts), word_model(found, self)
        self._reading, self._sourced = reading_time(blocks, view), sourced(blocks)
        self._slug = topic.slug
        films = film_rows(topic.videos, f"{Screen.TOPIC}/{topic.slug}", view)
        self._films = RecordModel(FilmRow, films, self)
        way = WAYS.get(topic.slug, "")
        self._way = "" if way is Screen.PRACTICE and not showing.disclosure.practice else way
        neighbours = showing.topics(topic.section)
        place = [other.slug for other in neighbours].index(topic.slug)
        before = neighbours[place - 1] if place else None
        after = neighbours[place + 1] if place + 1 < len(neighbours) else None
        self._previous = (before.slug, view.text(before.title)) if before else ("", "")
        self._next = (after.slug, view.text(after.title)) if after else ("", "")
        self._deadlines = topic.role == VOTER_LIST_ROLE
        dates = date_rows(view) if topic.role == TIMETABLE_ROLE else ()
        if self._deadlines:
            dates = voter_list_rows(view)
        self._dates = RecordModel(DateRow, dates, self)
        lines = (sources_line(blocks, view), approval_line(topic.approval, view))
        self._source = "\n".join(line for line in lines if line)

    @Property(str, constant=True)
    def title(self) -> str:
        """The topic's title."""
        return self._title

    @Property(str, constant=True)
    def summary(self) -> str:
        """The topic in one or two sentences."""
        return self._summary

    @Property(str, constant=True)
    def section(self) -> str:
        """The section it lies in."""
        return self._section

    @Property(QObject, constant=True)
    def blocks(self) -> QObject:
        """Its blocks."""
        return self._blocks

    @Property(QObject, constant=True)
    def films(self) -> QObject:
        """The doors to its videos."""
        return self._films

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """Its difficult words."""
        return self._words

    @Property(str, constant=True)
    def slug(self) -> str:
        """What it is called for ever."""
        return self._slug

    @Property(str, constant=True)
    def way(self) -> str:
        """The screen on which one can try what is read here, or nothing."""
        return self._way

    @Property(str, constant=True)
    def reading(self) -> str:
        """About how long it takes to read, or nothing."""
        return self._reading

    @Property(bool, constant=True)
    def sourced(self) -> bool:
        """Whether its statements name their sources."""
        return self._sourced

    @Property(str, constant=True)
    def source(self) -> str:
        """Its sources, and who approved it."""
        return self._source

    @Property(QObject, constant=True)
    def dates(self) -> QObject:
        """The days of the timetable, for the topic that is about them."""
        return self._dates

    @Property(bool, constant=True)
    def deadlines(self) -> bool:
        """Whether the days are deadlines of the reader's own: then they come first."""
        return self._deadlines

    @Property(str, constant=True)
    def previous(self) -> str:
        """The slug of the topic before in its section, or nothing."""
        return self._previous[0]

    @Property(str, constant=True)
    def previousTitle(self) -> str:  # noqa: N802
        """What the topic before is called."""
        return self._previous[1]

    @Property(str, constant=True)
    def next(self) -> str:
        """The slug of the topic after in its section, or nothing."""
        return self._next[0]

    @Property(str, constant=True)
    def nextTitle(self) -> str:  # noqa: N802
        """What the topic after is called."""
        return self._next[1]
