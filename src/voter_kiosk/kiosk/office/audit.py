"""The audit log: newest first, by day; all of it, or what is about something or by somebody; out on a stick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.events import About, tampered
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.entry import EntryFacts, Kind, Step, Way
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TASK: Final = "audit"
FILTER, EXPORT = "filter", "export"
MOST: Final = 25
"""Entries on one page."""

ABOUT: Final = MappingProxyType(
    {
        About.CONTENT: Sentence("Nội dung: nạp, từ chối, quay lại, che", "Content: loaded, refused, covered"),
        About.OFFICIALS: Sentence("Cán bộ: vào, ra, mã PIN, bàn giao", "Officials: in and out, PINs, handover"),
        About.MACHINE: Sentence("Máy: cài đặt, đồng hồ, tắt máy", "Machine: settings, clock, power"),
    }
)


def audit(office: Office, subject: str, parent: QObject) -> QObject:
    """The page that ``subject`` means: ``filter``, ``export``, or entries: of everything, ``about:content``,
    ``by:2 Trần Văn C``, each with ``<123`` behind it for those older than an entry."""
    if subject == FILTER:
        return FilterFacts(office, parent)
    return ExportFacts(office, parent) if subject == EXPORT else AuditFacts(office, subject, parent)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry: its number, day (only on the first entry of each) and time, what it says, who did it."""

    number: int
    day: str
    time: str
    says: str
    by: str


@QmlElement
class AuditFacts(QObject):
    """What ``voter-kiosk audit`` says, one page of it."""

    found = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._rows = RecordModel(AuditRow, (), self)
        self._which, _, before = subject.partition("<")
        self._broken, self._total, self._head, self._oldest, self._asked = "", 0, "", 0, True
        self._older = False
        kind, _, value = self._which.partition(":")
        what = {"about": ["--about", value], "by": ["--person", value.partition(" ")[0]]}.get(kind, [])
        self._narrowed = value if kind == "by" else ABOUT[About(value)].say(office.view.language) if what else ""
        older = ["--before", before] if before else []
        office.run(["audit", "--most", str(MOST + 1), *what, *older, "--store", str(office.store)], self._answered)

    @Property(QObject, notify=found)
    def rows(self) -> QObject:
        """The entries, newest first."""
        return self._rows

    @Property(bool, notify=found)
    def asked(self) -> bool:
        """Whether the answer is still on its way."""
        return self._asked

    @Property(str, notify=found)
    def broken(self) -> str:
        """That the log was tampered with, empty where it is whole."""
        return self._broken

    @Property(str, constant=True)
    def narrowed(self) -> str:
        """What the entries are about, or who did them; empty for all."""
        return self._narrowed

    @Property(str, notify=found)
    def whole(self) -> str:
        """How many entries there are, and the last hash, to compare an export with."""
        if self._asked or self._broken:
            return ""
        return self._office.view.tr(
            "%1 entries, whole. The last hash begins with %2.", self._total, self._head[:16]
        )

    @Property(bool, notify=found)
    def older(self) -> bool:
        """Whether there are older entries."""
        return self._older

    @Slot()
    def goOlder(self) -> None:  # noqa: N802
        """To the entries before these."""
        self._office.go(TASK, f"{self._which}<{self._oldest}")

    @Slot()
    def filter(self) -> None:
        """To the question what is wanted."""
        self._office.go(TASK, FILTER)

    @Slot()
    def export(self) -> None:
        """To the question which stick."""
        self._office.go(TASK, EXPORT)

    def _answered(self, how: Outcome) -> None:
        self._asked = False
        self._office.tell(how.refused)
        if how.refused is None:
            language = self._office.view.language
            entries = how.data["entries"]
            self._older = len(entries) > MOST
            self._rows = RecordModel(AuditRow, _rows(entries[:MOST], language), self)
            self._oldest = entries[:MOST][-1]["number"] if entries else 0
            self._total, self._head = how.data["total"], how.data["head"]
            if how.data["broken"] is not None:
                self._broken = tampered(how.data["broken"]).say(language)
        self.found.emit()


class FilterFacts(EntryFacts):
    """Which entries: all, about something, by somebody."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        self.ask(Step(Kind.CHOOSE, self.view.tr("Which entries?")))
        self.run(["audit", "--most", "1", "--store", str(office.store)], self._listed)

    def chosen(self, value: str) -> None:
        """To those entries, in place of this question."""
        self.office.home(TASK)
        if value:
            self.office.go(TASK, value)

    def _listed(self, how: Outcome) -> None:
        language, tr = self.view.language, self.view.tr
        self.offer(
            [
                Way("", tr("All entries"), "", "law"),
                *(Way(f"about:{about}", words.say(language), "", "law") for about, words in ABOUT.items()),
                *(Way(f"by:{by}", by.partition(" ")[2], "", "person") for by in how.data.get("officials", ())),
            ]
        )


class ExportFacts(EntryFacts):
    """The log on a stick."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        self.ask(Step(Kind.CHOOSE, self.view.tr("Copy the log to which stick?"), self._under(())))
        self._plugged()

    def chosen(self, value: str) -> None:
        """Onto this one; or look again."""
        if value:
            self.answered(value)
        else:
            self._plugged()

    def act(self, answers: Sequence[str]) -> None:
        """Export it."""
        self.run(["audit", "--export", answers[-1], *self.office.by()], self._exported)

    def _plugged(self) -> None:
        from voter_kiosk.store.mounts import writable

        found = writable()
        tr = self.view.tr
        self._steps = (Step(Kind.CHOOSE, self.step.title, self._under(found)),)
        self.changed.emit()
        self.offer(
            [
                *(Way(str(path), path.name, str(path), "take") for path in found),
                Way("", tr("Look again"), tr("After a stick was plugged in"), "again"),
            ]
        )

    def _under(self, found: Sequence[PurePath]) -> str:
        return "" if found else self.view.tr("No stick is plugged in.")

    def _exported(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        tr = self.view.tr
        names = ", ".join(PurePath(file).name for file in how.data["files"])
        self.done(
            tr("The log is on the stick"),
            tr(
                "Files: %1. Anybody can verify them: voter-kiosk audit verify FILE. The stick may be pulled.",
                names,
            ),
        )


def _rows(entries: Sequence[Any], language: str) -> tuple[AuditRow, ...]:
    rows: list[AuditRow] = []
    day = ""
    for entry in entries:
        at = dt.datetime.fromisoformat(entry["at"]).astimezone(VIETNAM)
        new = f"{at:%d/%m/%Y}"
        by = entry["by"].partition(" ")[2]
        says = Sentence(**entry["says"]).say(language)
        rows.append(AuditRow(entry["number"], "" if new == day else new, f"{at:%H:%M}", says, by))
        day = new
    return tuple(rows)
