"""The committee's notices: all that hold today, and one of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Notice
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
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice on the list; ``urgent`` is the word for it, or empty."""

    subject: str
    title: str
    validity: str
    urgent: str


def validity(notice: Notice, view: View) -> str:
    """From when to when a notice holds, both days included."""
    if notice.until is None:
        return view.tr("From %1", view.date(notice.since))
    return view.tr("From %1 to %2", view.date(notice.since), view.date(notice.until))


def notice_row(notice: Notice, view: View) -> NoticeRow:
    """A notice in two lines."""
    urgent = view.tr("Urgent notice") if notice.urgent else ""
    return NoticeRow(notice.slug, view.text(notice.title), validity(notice, view), urgent)


def urgent_notice(view: View) -> NoticeRow | None:
    """The newest urgent notice that holds now, for Home and Attract."""
    notices = view.showing.notices() if view.showing else ()
    urgent = [notice for notice in notices if notice.urgent]
    return notice_row(max(urgent, key=lambda notice: notice.since), view) if urgent else None


@QmlElement
class NoticesFacts(QObject):
    """What the list of notices shows: urgent ones first, then the newest."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        del subject
        notices = view.showing.notices() if view.showing else ()
        if not notices:
            raise LookupError("notices")
        self._notices = RecordModel(NoticeRow, [notice_row(notice, view) for notice in notices], self)
        self._publisher = view.text(view.election.publisher) if view.election else ""

    @Property(QObject, constant=True)
    def notices(self) -> QObject:
        """The notices in order."""
        return self._notices

    @Property(str, constant=True)
    def publisher(self) -> str:
        """Who gives notice."""
        return self._publisher


@QmlElement
class NoticeFacts(QObject):
    """What one notice shows; the subject is its slug."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        notices = view.showing.notices() if view.showing else ()
        slugs = [notice.slug for notice in notices]
        if subject not in slugs:
            raise LookupError(subject)
        place = slugs.index(subject)
        notice = notices[place]
        blocks = in_language(notice.body, view.language)
        self._row = notice_row(notice, view)
        films = film_rows(notice.videos, f"{Screen.NOTICE}/{notice.slug}", view)
        self._films = RecordModel(FilmRow, films, self)
        found = explained(view, (self._row.title,), blocks, language=language_of(notice.body, view.language))
        self._blocks, self._words = block_model(blocks, view, self, found.firsts), word_model(found, self)
        self._reading, self._sourced = reading_time(blocks, view), sourced(blocks)
        self._previous = slugs[place - 1] if place else ""
        self._next = slugs[place + 1] if place + 1 < len(slugs) else ""
        lines = (sources_line(blocks, view), approval_line(notice.approval, view))
        self._source = "\n".join(line for line in lines if line)

    @Property(str, constant=True)
    def title(self) -> str:
        """The notice's title."""
        return self._row.title

    @Property(str, constant=True)
    def validity(self) -> str:
        """From when to when it holds."""
        return self._row.validity

    @Property(str, constant=True)
    def urgent(self) -> str:
        """The word for an urgent one, or nothing."""
        return self._row.urgent

    @Property(QObject, constant=True)
    def blocks(self) -> QObject:
        """Its text."""
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
    def previous(self) -> str:
        """The subject of the notice before, or nothing."""
        return self._previous

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the notice after, or nothing."""
        return self._next

    @Property(str, constant=True)
    def subject(self) -> str:
        """What it is called for ever."""
        return self._row.subject

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
        """What it rests on, and who approved it."""
        return self._source
