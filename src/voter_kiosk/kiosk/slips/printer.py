"""Printing a slip through CUPS' own commands, in child processes: the screen never waits for paper.

``lp`` takes the PDF, ``lpstat`` says when the job has left the queue, ``cancel`` takes back one that does not come
out in time, so that nothing falls out of the printer when the next citizen stands there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    Property,
    QEventLoop,
    QObject,
    QProcess,
    QProcessEnvironment,
    QTemporaryFile,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.slips import MOST_SLIPS, PrinterSetting, SlipPaper
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # loaded with the first slip
    from voter_kiosk.kiosk.slips.paper import Slip

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

LOG = logging.getLogger(__name__)

PATIENCE_MS: Final = 40_000
"""How long a slip may take to come out, in milliseconds: a laser printer has to warm up."""

POLL_MS: Final = 1_000
A4_LANDSCAPE: Final = (297.0, 210.0)
_KILLED_WITHIN_MS: Final = 2_000
_ACCEPTED: Final = re.compile(r"request id is (\S+)")
_UNKNOWN: Final = ("does not exist", "unknown printer", "No such file", "no default destination")


class Printed(StrEnum):
    """How printing ended. A slip counts as printed once CUPS has handed all of it to the printer."""

    PRINTED = "printed"
    NO_PRINTER = "no-printer"  # CUPS is not here, or knows no printer of that name
    FAILED = "failed"  # it refused the job, or the job did not come out in time


class PrintState(StrEnum):
    """What the screen shows of printing."""

    READY = ""
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    ENOUGH = "enough"  # this citizen has had as many slips as one may have


def media_of(slip: Slip, paper: SlipPaper) -> str:
    """The paper's name in CUPS: a known one, or a custom size in millimetres. CUPS turns a slip in landscape."""
    if (slip.width, slip.height) == A4_LANDSCAPE:
        return "A4"
    if paper is SlipPaper.A5:
        return "A5"
    return f"Custom.{slip.width:g}x{slip.height:g}mm"


class PrintJob(QObject):
    """One slip on its way to the paper. ``ended`` comes once, with how and what CUPS said; then it goes."""

    ended = Signal(str, str)

    def __init__(
        self,
        printer: PrinterSetting,
        slip: Slip,
        parent: QObject,
        *,
        patience_ms: int = PATIENCE_MS,
        poll_ms: int = POLL_MS,
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._slip = slip
        self._job = ""
        self._file = QTemporaryFile(self)
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")  # what CUPS says is read
        self._process.setProcessEnvironment(environment)
        self._process.errorOccurred.connect(self._not_started)
        self._process.finished.connect(self._finished)
        self._poll = QTimer(self)
        self._poll.setSingleShot(True)
        self._poll.setInterval(poll_ms)
        self._poll.timeout.connect(self._ask)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._too_late)

    def start(self) -> None:
        """Hand the slip to ``lp``."""
        if not self._file.open():
            self._end(Printed.FAILED, "no temporary file")
            return
        self._file.write(self._slip.data)
        self._file.close()
        options = (f"media={media_of(self._slip, self._printer.paper)}", "sides=one-sided", "print-scaling=none")
        named = [word for option in options for word in ("-o", option)]
        self._patience.start()
        self._process.start("lp", ["-d", self._printer.name, "-t", "voter-kiosk", *named, self._file.fileName()])

    def _finished(self) -> None:
        said = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
        complaint = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
        if self._job:
            if self._job in said.split():
                self._poll.start()
            else:
                self._end(Printed.PRINTED, self._job)
            return
        accepted = _ACCEPTED.search(said)
        if accepted is None:
            unknown = any(words in complaint for words in _UNKNOWN)
            self._end(Printed.NO_PRINTER if unknown else Printed.FAILED, complaint)
            return
        self._job = accepted[1]
        self._ask()

    def _ask(self) -> None:
        self._process.start("lpstat", ["-o", self._printer.name])

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(Printed.NO_PRINTER, self._process.errorString())

    def _too_late(self) -> None:
        if self._job:
            QProcess.startDetached("cancel", [self._job])
        self._end(Printed.FAILED, f"{self._job or 'lp'} took longer than {self._patience.interval() / 1000:g} s")

    def _end(self, how: Printed, detail: str) -> None:
        self._poll.stop()
        self._patience.stop()
        self._process.finished.disconnect(self._finished)
        self._process.errorOccurred.disconnect(self._not_started)
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self.deleteLater()
        else:
            self._process.finished.connect(self.deleteLater)
            self._process.kill()
        self._file.remove()
        self.ended.emit(how.value, detail)

    def stop(self) -> None:
        """End it at once, with the kiosk. What CUPS has taken still comes out."""
        self.blockSignals(True)
        self._poll.stop()
        self._patience.stop()
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_KILLED_WITHIN_MS)


def print_now(printer: PrinterSetting, slip: Slip) -> tuple[Printed, str]:
    """Print ``slip`` and wait until it has come out or has not: how, and what CUPS said. Needs an application."""
    ended: list[tuple[Printed, str]] = []
    parent, loop = QObject(), QEventLoop()

    def end(how: str, detail: str) -> None:
        ended.append((Printed(how), detail))
        loop.quit()

    job = PrintJob(printer, slip, parent)
    job.ended.connect(end)
    job.start()
    while not ended:
        loop.exec()
    return ended[0]


@QmlElement
class SlipPrinter(QObject):
    """Prints what a citizen asks for: one slip at a touch, three for one citizen, and only what may be shown now.

    ``look`` gives the world at the moment of the touch, not as it was when the page was opened.
    """

    changed = Signal()

    def __init__(
        self,
        look: Callable[[], View],
        parent: QObject,
        *,
        patience_ms: int = PATIENCE_MS,
        poll_ms: int = POLL_MS,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._times = (patience_ms, poll_ms)
        self._state = PrintState.READY
        self._subject = ""
        self._count = 0
        self._sitting = 0
        self._job: PrintJob | None = None

    @Property(str, notify=changed)
    def state(self) -> str:
        """How it stands, as in :class:`PrintState`."""
        return self._state.value

    @Property(str, notify=changed)
    def subject(self) -> str:
        """What was last asked for, as a place."""
        return self._subject

    @Slot(str)
    def print(self, subject: str) -> None:
        """Print the slip of a place, ``candidates/p98.na.1``; nothing while another one is on its way."""
        from voter_kiosk.kiosk.slips.paper import slip_of
        from voter_kiosk.kiosk.slips.sheet import sheet_of

        if self._job is not None:
            return
        self._subject = subject
        if self._count >= MOST_SLIPS:
            self.show_state(PrintState.ENOUGH, subject)
            return
        view = self._look()
        try:
            sheet = sheet_of(view, subject)
        except LookupError:
            self._ended(self._sitting, Printed.FAILED, "what was asked for may not be shown any more")
            return
        if view.printer is None or not sheet.printable:
            self._ended(
                self._sitting, Printed.NO_PRINTER, "no printer is set" if sheet.printable else "not for paper"
            )
            return
        slip = slip_of(sheet, view.printer.paper)
        patience_ms, poll_ms = self._times
        job = PrintJob(view.printer, slip, self, patience_ms=patience_ms, poll_ms=poll_ms)
        sitting = self._sitting
        job.ended.connect(lambda how, detail: self._ended(sitting, Printed(how), detail))
        self._job = job
        self.show_state(PrintState.PRINTING, subject)
        job.start()

    def forget(self) -> None:
        """The next citizen begins anew. A slip on its way still comes out; she is told nothing of it."""
        self._count = 0
        self._sitting += 1
        self.show_state(PrintState.READY, "")

    def stop(self) -> None:
        """Let go of a slip that is on its way: the kiosk closes."""
        if self._job is not None:
            self._job.stop()
            self._job = None

    @property
    def standing(self) -> tuple[PrintState, str]:
        """How it stands, and for which place."""
        return self._state, self._subject

    def show_state(self, state: PrintState, subject: str) -> None:
        """Show ``state`` for the place ``subject``."""
        self._state, self._subject = state, subject
        self.changed.emit()

    def _ended(self, sitting: int, how: Printed, detail: str) -> None:
        self._job = None
        if how is Printed.PRINTED:
            LOG.info("a slip was printed: %s", detail)
        else:
            LOG.warning("a slip was not printed [%s]: %s", how.value, detail)
        if sitting != self._sitting:
            return
        if how is Printed.PRINTED:
            self._count += 1
        self.show_state(PrintState.PRINTED if how is Printed.PRINTED else PrintState.FAILED, self._subject)
