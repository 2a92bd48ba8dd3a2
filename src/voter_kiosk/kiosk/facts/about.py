"""About this information: who answers for it, how it is recognised, what is kept, what it is made with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk import __version__
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.text import pick
from voter_kiosk.kiosk.facts.candidate import FieldRow
from voter_kiosk.kiosk.facts.posted import posted_units
from voter_kiosk.kiosk.phrasing import in_groups
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.slips.code import address_of, side_of
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: its title, and what it is or where it is found."""

    title: str
    detail: str


def when_issued(issued: str, view: View) -> str:
    """A signed time (ISO 8601, UTC) as a day and an hour in Viet Nam; empty where it is not one."""
    try:
        instant = dt.datetime.fromisoformat(issued).astimezone(VIETNAM)
    except ValueError:
        return ""
    return view.tr("%1, %2", view.date(instant.date()), view.time(instant))


@QmlElement
class AboutFacts(QObject):
    """What "About this information" shows."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        del subject
        rows: list[FieldRow] = []
        sources: list[SourceRow] = []
        self._title, self._sample, self._fingerprint = "", False, ""
        if view.showing is not None:
            about, election = view.showing.about(), view.showing.election
            self._title = view.text(about.title or election.title)
            self._sample = election.sample
            self._fingerprint = in_groups(about.fingerprint)
            given = (
                (view.tr("Published by"), view.text(about.publisher or election.publisher)),
                (view.tr("Approved by"), _approval(view)),
                (view.tr("Signed by"), "\n".join(about.signers)),
                (view.tr("Edition"), str(about.version) if about.version else ""),
                (view.tr("Issued"), when_issued(about.issued, view)),
                (view.tr("Fingerprint"), self._fingerprint),
                (view.tr("Hotline"), election.hotline),
                (view.tr("Official address"), election.official_url),
            )
            rows = [FieldRow(label, value, True) for label, value in given if value]
            sources = [
                SourceRow(view.text(source.title), pick(source.detail, view.language))
                for source in view.showing.sources()
            ]
        rows.append(FieldRow(view.tr("Software"), view.tr("voter-kiosk, version %1", __version__), True))
        self._posted = bool(posted_units(view))
        self._rows = RecordModel(FieldRow, rows, self)
        self._sources = RecordModel(SourceRow, sources, self)

    @Property(str, constant=True)
    def title(self) -> str:
        """What the content is about."""
        return self._title

    @Property(bool, constant=True)
    def sample(self) -> bool:
        """Whether the content is for trying out."""
        return self._sample

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Publisher, signers, edition, fingerprint, software."""
        return self._rows

    @Property(str, constant=True)
    def code(self) -> str:
        """Where the picture of the fingerprint's code comes from: all of it, in the groups that are shown."""
        return address_of(self._fingerprint)

    @Property(int, constant=True)
    def codeSide(self) -> int:  # noqa: N802
        """The side of that code in modules, quiet zone included; 0 for none."""
        return side_of(self._fingerprint)

    @Property(QObject, constant=True)
    def sources(self) -> QObject:
        """What the texts rest on."""
        return self._sources

    @Property(bool, constant=True)
    def posted(self) -> bool:
        """Whether there is a list to compare with the posted one."""
        return self._posted

    @Property(bool, constant=True)
    def sourced(self) -> bool:
        """Whether there are sources."""
        return bool(self._sources.rows)


def _approval(view: View) -> str:
    approval = view.election.approval if view.election else None
    if approval is None:
        return ""
    return view.tr("%1, %2", view.tr("%1, %2", approval.office, approval.document), view.date(approval.date))
