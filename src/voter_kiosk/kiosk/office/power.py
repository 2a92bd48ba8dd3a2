"""Starting the program anew, and shutting the machine down: each asked once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from voter_kiosk.kiosk.office.entry import EntryFacts, Kind, Step, Way
from voter_kiosk.kiosk.office.job import Outcome

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

TASK: Final = "power"
RESTART, OFF = "restart", "off"


class PowerFacts(EntryFacts):
    """``subject`` is nothing, ``restart`` or ``off``."""

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self._act = subject
        if subject == RESTART:
            self.ask(
                Step(
                    Kind.SURE,
                    tr("Are you sure that the program is to start anew?"),
                    tr("The screen is back after a few seconds. Nothing is lost."),
                    onward=tr("Start anew"),
                )
            )
        elif subject == OFF:
            self.ask(
                Step(
                    Kind.SURE,
                    tr("Are you sure that the machine is to be shut down?"),
                    tr("Voters see nothing until somebody turns it on again; then it shows what it shows now."),
                    onward=tr("Shut down"),
                )
            )
        else:
            self.ask(Step(Kind.CHOOSE, tr("Restart, shut down")))
            self.offer(
                (
                    Way(
                        RESTART,
                        tr("Start the program anew"),
                        tr("Where the screen does not answer as it should"),
                        "again",
                    ),
                    Way(
                        OFF,
                        tr("Shut the machine down"),
                        tr("At the end of the day, or before it is carried away"),
                        "finish",
                    ),
                )
            )

    def chosen(self, value: str) -> None:
        """To the question."""
        self.office.go(TASK, value)

    def act(self, answers: Sequence[str]) -> None:
        """Do it."""
        del answers
        self.run(["power", self._act, *self.office.by()], self._done)

    def _done(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        tr = self.view.tr
        if self._act == OFF:
            self.done(
                tr("The machine is shutting down"), tr("Wait until the screen is dark before pulling the plug.")
            )
        else:
            self.done(tr("The program starts anew"), tr("The screen is back after a few seconds."))
