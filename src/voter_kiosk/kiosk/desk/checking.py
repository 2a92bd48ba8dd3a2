"""Step 3: the check. What is wrong, where, and what to do; a double click opens the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section
from voter_kiosk.kiosk.watch import Watch

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

SETTLES_MS: Final = 800
"""How long a source must have been left alone before it is checked anew, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a check gave: its findings, and how many there are of each severity."""

    findings: tuple[Mapping[str, Any], ...]

    def count(self, severity: str) -> int:
        """How many of that severity."""
        return Counter(one["severity"] for one in self.findings)[severity]


@QmlElement
class CheckFacts(Section):
    """The last check of the open source."""

    changed = Signal()  # PySide6 knows no notifying signal of a base class

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.stirred.connect(self.changed)
        self.looked: Looked | None = None
        self._only = ""
        self._again = False
        self._watch: Watch | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.look)
        self.rebuild()

    # What QML reads

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether it has been checked."""
        return self.looked is not None

    @Property(int, notify=changed)
    def errors(self) -> int:
        """How many errors; -1 where it is not known."""
        return self.looked.count("error") if self.looked else -1

    @Property(int, notify=changed)
    def warnings(self) -> int:
        """How many warnings."""
        return self.looked.count("warning") if self.looked else -1

    @Property(int, notify=changed)
    def notes(self) -> int:
        """How many notes."""
        return self.looked.count("note") if self.looked else -1

    @Property(str, notify=changed)
    def only(self) -> str:
        """Which severity is shown alone; empty for all."""
        return self._only

    @Property(QObject, notify=changed)
    def found(self) -> QObject:
        """The findings that are shown."""
        return self._found

    # What QML asks for

    @Slot()
    def look(self) -> None:
        """Check the source."""
        folder = self.desk.source.folder
        if folder is None:
            return
        if self._jobs:
            self._again = True
            return
        self.run(["check", str(folder)], self._came, Sentence("Đang kiểm tra nguồn", "Checking the source"))

    @Slot(str)
    def filter(self, severity: str) -> None:
        """Show that severity alone; empty shows all."""
        self._only = severity
        self.renew()

    # For the desk

    def forget(self) -> None:
        """Another source, or none."""
        self.looked, self._only = None, ""
        self._settling.stop()
        self._unwatch()
        self.renew()

    def refresh(self) -> None:
        """The source has changed: check it anew, if it was ever checked."""
        if self.looked is not None:
            self._settling.start()

    def _came(self, answer: Mapping[str, Any]) -> None:
        self.looked = Looked(tuple(answer["findings"]))
        self._follow()
        if self._again:
            self._again = False
            self._settling.start()

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None

    def _follow(self) -> None:
        """Hear of whatever changes in the source from now on."""
        folder = self.desk.source.folder
        if self._watch is None and folder is not None:
            self._watch = Watch(folder, self)
            self._watch.changed.connect(self.refresh)

    def rebuild(self) -> None:
        """Make the list anew, in the language of now."""
        shown = self.looked.findings if self.looked else ()
        shown = tuple(one for one in shown if self._only in {"", one["severity"]})
        self._found = self.findings(shown, self.desk.source.folder, self.fresh())
