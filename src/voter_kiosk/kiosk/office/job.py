"""One command of ``voter-kiosk`` in a child process: what an expert would type, its progress and its answer."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

LOG = logging.getLogger(__name__)

PROGRESS: Final = "VOTER_KIOSK_PROGRESS"
_KILLED_WITHIN_MS: Final = 200
"""How long to wait for a killed process: it is gone at once, or hangs in the disk and is left to itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: what it gave, or why it refused."""

    data: Mapping[str, Any] = field(default_factory=dict)
    refused: Refusal | None = None


class Job(QObject):
    """Runs one command with ``--json``. ``ended`` comes once, with the :class:`Outcome`; then it goes.

    ``progressed`` comes with how much is done, of how much (0: not known), and what is being done, as a
    ``Sentence``. ``typed`` is what is written to its standard input: a PIN never stands among the arguments.
    """

    progressed = Signal(object, object, object)  # lengths in bytes go beyond 32 bits
    ended = Signal(object)

    def __init__(self, arguments: Sequence[str], parent: QObject, *, typed: str = "") -> None:
        super().__init__(parent)
        self._command = arguments[0]
        self._arguments = ["-m", "voter_kiosk", *in_json(arguments)]
        self._typed = typed
        self._rest = b""
        self._log: list[str] = []
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(PROGRESS, "lines")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardError.connect(self._hear)
        self._process.errorOccurred.connect(self._not_started)
        self._process.finished.connect(self._finished)

    def start(self) -> None:
        """Begin."""
        self._process.start(sys.executable, self._arguments)
        if self._typed:
            self._process.write(self._typed.encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it now, and say nothing more; what the command does can be done again."""
        process = self._process
        process.readyReadStandardError.disconnect(self._hear)
        process.errorOccurred.disconnect(self._not_started)
        process.finished.disconnect(self._finished)
        process.kill()
        if process.state() is QProcess.ProcessState.NotRunning or process.waitForFinished(_KILLED_WITHIN_MS):
            self.deleteLater()
        else:
            process.finished.connect(self.deleteLater)  # taken down while it runs, it would be waited for

    def _hear(self) -> None:
        self._rest += bytes(self._process.readAllStandardError().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._read(line.decode(errors="replace"))

    def _read(self, line: str) -> None:
        try:
            step = json.loads(line)
            if "log" in step:
                self._log.append(str(step["log"]))
                return
            done, total, what = int(step["done"]), int(step["total"]), Sentence(**step["what"])
        except (ValueError, TypeError, KeyError):
            return  # what it says to a person may repeat a name or a path, and the log has neither
        self.progressed.emit(done, total, what)

    def _finished(self) -> None:
        self._hear()
        said = bytes(self._process.readAllStandardOutput().data())
        killed = self._process.exitStatus() is QProcess.ExitStatus.CrashExit
        ended = f"{'killed by signal' if killed else 'ended with'} {self._process.exitCode()}"
        self._end(outcome(said, "\n".join((ended, *self._log))))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(_broken(self._process.errorString()))

    def _end(self, how: Outcome) -> None:
        if how.refused is not None and how.refused.code == "command-broken":
            LOG.error("%s: %s", self._command, how.refused.detail)
        self.ended.emit(how)
        self.deleteLater()


class BesideTheScreen(QObject):
    """One command at a time that the kiosk runs by itself, and ends when somebody needs what it holds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def at_work(self) -> bool:
        """Whether it runs."""
        return self._job is not None

    def stop(self) -> None:
        """End it now; it can be done again."""
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _begin(self, *arguments: str) -> None:
        self._job = Job(arguments, self)
        self._job.ended.connect(self._over)
        self._job.start()

    def _over(self, how: Outcome) -> None:
        self._job = None
        self._came(how)

    def _came(self, how: Outcome) -> None:
        """How the command ended, unless it was ended."""
        raise NotImplementedError


def in_json(arguments: Sequence[str]) -> list[str]:
    """A command that is to answer in JSON. What comes after a ``--`` are words, whatever they begin with."""
    options = list(arguments)
    options.insert(options.index("--") if "--" in options else len(options), "--json")
    return options


def outcome(said: bytes, log: str) -> Outcome:
    """What a command's JSON answer says; one that is none is a fault of ours, with ``log`` for the log."""
    try:
        answer = json.loads(said)
        refused = answer.get("refused")
        if refused:
            return Outcome(answer, Refusal(refused["code"], Sentence(**refused["message"])))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _broken(log)
    return Outcome(answer)


def _broken(detail: str) -> Outcome:
    return Outcome(
        refused=Refusal(
            "command-broken",
            Sentence(
                "Phần mềm gặp lỗi khi làm việc này. Hãy thử lại; nếu vẫn lỗi, hãy gọi người phụ trách kỹ thuật.",
                "The software failed at this. Try again; if it stays, call whoever looks after the machine.",
            ),
            detail,
        )
    )
