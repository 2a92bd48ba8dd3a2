"""Setting the polling hours by a decision, one question a page: opening, closing, the decision's number, sure?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import polling_hours
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import LONGEST_NUMBER, decision_named, decision_number
from voter_kiosk.domain.office import Task
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.phrasing import glue

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

OPENINGS: Final = ("05:00", "05:30", "06:00", "06:30", "07:00")
CLOSINGS: Final = ("19:00", "19:30", "20:00", "20:30", "21:00")
"""What can be touched (Law art. 71); the command ``hours`` takes any minute between."""


@QmlElement
class HoursFacts(QObject):
    """Where the questions are, and what was answered so far, in the subject.

    ``""`` how it stands; ``opens``; ``closes/06:00``; ``number/06:00/20:00``; ``sure/06:00/20:00/12/QĐ-UBND``;
    ``off`` whether to take the hours back.
    """

    changed = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._step, *answers = subject.split("/", 3)
        self._opens, self._closes, self._number = (*answers, "", "", "")[:3]
        view = office.view
        self._now, self._by, self._here, self._set = "", "", "", False
        area = view.area
        if view.election is not None and area is not None:
            hours = polling_hours(view.election, area)
            self._now = view.tr("%1 to %2", view.time(hours.opens), view.time(hours.closes))
            self._by = glue(area.decision)
            self._here = view.tr("Polling area no. %1", area.number)
            self._set = bool(view.showing and view.showing.hours_set_here)

    @Property(str, constant=True)
    def step(self) -> str:
        """Which question it is."""
        return self._step

    @Property(str, constant=True)
    def here(self) -> str:
        """The polling area whose hours these are, or nothing where the kiosk was not told."""
        return self._here

    @Property(str, constant=True)
    def now(self) -> str:
        """The hours that hold now."""
        return self._now

    @Property(str, constant=True)
    def by(self) -> str:
        """The decision that gave them, or nothing."""
        return self._by

    @Property(bool, constant=True)
    def setHere(self) -> bool:  # noqa: N802
        """Whether they were set at this kiosk, and can be taken back."""
        return self._set

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def choices(self) -> list[str]:
        """The hours to choose from."""
        return list(OPENINGS if self._step == "opens" else CLOSINGS)

    @Property(str, constant=True)
    def chosen(self) -> str:
        """The hours that were chosen, from and to."""
        return self._office.view.tr("%1 to %2", self._opens, self._closes) if self._closes else ""

    @Property(str, constant=True)
    def named(self) -> str:
        """The decision as it will be named on the screen."""
        return decision_named(self._number) if self._number else ""

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The number typed so far."""
        return self._number

    @Slot(str)
    def choose(self, hour: str) -> None:
        """An hour was touched: on to the next question."""
        if self._step == "opens":
            self._office.go(Task.HOURS, f"closes/{hour}")
        else:
            self._office.go(Task.HOURS, f"number/{self._opens}/{hour}")

    @Slot(str)
    def write(self, text: str) -> None:
        """The number is ``text`` now."""
        self._number = text.upper()[:LONGEST_NUMBER]
        self.changed.emit()

    @Slot()
    def number(self) -> None:
        """The number is typed: on to the last question."""
        number = decision_number(self._number)
        if isinstance(number, Refusal):
            self._office.tell(number)
            return
        self._office.tell(None)
        self._office.go(Task.HOURS, f"sure/{self._opens}/{self._closes}/{number}")

    @Slot()
    def save(self) -> None:
        """Set what was answered, or take back what was set."""
        said = ["--opens", self._opens, "--closes", self._closes, "--decision", self._number]
        if self._step == "off":
            said = ["--off"]
        self._office.run(["hours", *said, *self._office.by()], self._done)

    def _done(self, how: Outcome) -> None:
        if how.refused is not None:
            self._office.tell(how.refused)
        else:
            self._office.home(Task.HOURS)
