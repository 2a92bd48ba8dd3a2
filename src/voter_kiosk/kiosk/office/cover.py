"""Covering a whole ballot until a bundle comes, or showing it again; never a single candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.office import Task
from voter_kiosk.domain.text import pick
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A ballot: whose, by id and name, and how it stands, with a sign."""

    body: str
    title: str
    summary: str
    sign: str


@QmlElement
class CoverFacts(QObject):
    """The ballots of this content; with a body's id as its subject, the question whether to cover that one.

    Raises ``LookupError`` where there is no content, or no such body.
    """

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._body = office, subject
        view = office.view
        bodies = view.election.bodies if view.election else ()
        covered = view.showing.disclosure.covered if view.showing else frozenset()
        names = {body.id: pick(body.name, view.language) for body in bodies}
        if subject and subject not in names:
            raise LookupError(subject)
        self._name, self._covered = names.get(subject, ""), subject in covered
        rows = [
            BodyRow(
                body,
                name,
                view.tr("Covered: being updated") if body in covered else view.tr("Shown as usual"),
                "locked" if body in covered else "ballot",
            )
            for body, name in names.items()
        ]
        self._bodies = RecordModel(BodyRow, rows, self)

    @Property(QObject, constant=True)
    def bodies(self) -> QObject:
        """The ballots."""
        return self._bodies

    @Property(bool, constant=True)
    def empty(self) -> bool:
        """Whether there is no content yet."""
        return not self._bodies.rows

    @Property(str, constant=True)
    def name(self) -> str:
        """Whose ballot is asked about, or nothing."""
        return self._name

    @Property(bool, constant=True)
    def covered(self) -> bool:
        """Whether that one is covered now."""
        return self._covered

    @Slot()
    def change(self) -> None:
        """Cover it, or show it again."""
        off = ["--off"] if self._covered else []
        self._office.run(["cover", self._body, *off, *self._office.by()], self._done)

    def _done(self, how: Outcome) -> None:
        if how.refused is not None:
            self._office.tell(how.refused)
        else:
            self._office.home(Task.COVER)
