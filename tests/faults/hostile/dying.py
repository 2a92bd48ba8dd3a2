"""Work that its process does not survive, for the test of the run itself: its processes find it by its name."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from faults.hostile.run import Report, Tell

DEADLY = {2_500: signal.SIGSEGV, 2_501: signal.SIGKILL}
"""The numbers that end whoever judges them, as a fault in C or a lack of memory would."""


def dying(numbers: Sequence[int], folder: Path, tell: Tell) -> Report:
    """Judge nothing, and die where it is said."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    report = Report()
    for done, number in enumerate(numbers):
        tell(done, number, report)
        if number in DEADLY:
            (folder / "left").touch()
            os.kill(os.getpid(), DEADLY[number])
        report.counts["bytes", "truncated"] += 1
    return report


def stillborn(_numbers: Sequence[int], _folder: Path, _tell: Tell) -> Report:
    """Die before the first one."""
    os._exit(3)


def hanging(_numbers: Sequence[int], _folder: Path, _tell: Tell) -> Report:
    """Never come to the first one."""
    time.sleep(600)
    return Report()
