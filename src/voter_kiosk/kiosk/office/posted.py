"""Comparing with the posted list, and the same on A4: on the kiosk's printer, or as a PDF on a stick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.kiosk.facts.posted import PostedFacts
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A place to write to: its folder, and what it is called."""

    folder: str
    title: str
    summary: str


@QmlElement
class OfficePostedFacts(QObject):
    """The lists to compare, and where their paper can go. The subject is as of :class:`PostedFacts`, or ``paper``.

    Where no list is published yet, there is nothing to compare and ``empty`` says so.
    """

    told = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._paper = subject == "paper"
        self._said = ""
        view = office.view
        self._sheet: PostedFacts | None = None
        try:
            self._sheet = PostedFacts(view, "" if self._paper else subject, self)
        except LookupError:
            self._paper = False
        self._printer = bool(view.printer and view.printer.paper is not SlipPaper.ROLL)
        from voter_kiosk.store.mounts import writable

        rows = [FolderRow(str(folder), folder.name, str(folder)) for folder in writable()] if self._paper else []
        self._folders = RecordModel(FolderRow, rows, self)

    @Property(QObject, constant=True)
    def sheet(self) -> QObject | None:
        """What is compared, a ``PostedFacts``; ``None`` where no list is published."""
        return self._sheet

    @Property(bool, constant=True)
    def onPaper(self) -> bool:  # noqa: N802
        """Whether it is asked where the paper goes."""
        return self._paper

    @Property(bool, constant=True)
    def printer(self) -> bool:
        """Whether there is a printer that may have A4."""
        return self._printer

    @Property(QObject, constant=True)
    def folders(self) -> QObject:
        """Where a file can be written to."""
        return self._folders

    @Property(bool, constant=True)
    def nowhere(self) -> bool:
        """Whether nothing is plugged in."""
        return not self._folders.rows

    @Property(str, notify=told)
    def said(self) -> str:
        """What was done, in a sentence, or nothing."""
        return self._said

    @Slot(str)
    def write(self, folder: str) -> None:
        """Write the PDF into ``folder``."""
        about = self._office.view.showing.about() if self._office.view.showing else None
        name = f"doi-chieu-{about.version if about else 0}.pdf"
        self._run(["--output", str(Path(folder) / name)])

    @Slot()
    def print(self) -> None:
        """Print it on A4."""
        self._run(["--print"])

    def _run(self, arguments: list[str]) -> None:
        self._tell(self._office.view.tr("One moment …"))
        self._office.run(["posted", "--store", str(self._office.store), *arguments], self._done)

    def _done(self, how: Outcome) -> None:
        self._office.tell(how.refused)
        if how.refused is not None:
            self._tell("")
        elif how.data["file"]:
            self._tell(
                self._office.view.tr("Written: %1, pages: %2", Path(how.data["file"]).name, how.data["pages"])
            )
        else:
            self._tell(self._office.view.tr("Printed. Pages: %1", how.data["pages"]))

    def _tell(self, said: str) -> None:
        self._said = said
        self.told.emit()
