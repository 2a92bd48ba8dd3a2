"""What every window of ours needs of the machine it opens on: a display, a way of drawing, a log."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping

from voter_kiosk.discretion import Discreet


def display_there(environment: Mapping[str, str]) -> bool:
    """Whether there is a display to open a window on. Windows and macOS always have one."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.partition(":")[0] not in {"offscreen", "minimal"}
    return sys.platform in {"win32", "darwin"} or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def choose_renderer(environment: dict[str, str] | os._Environ[str]) -> None:
    """Draw in software unless the environment says otherwise: that works everywhere, and is what is measured."""
    if not any(environment.get(name) for name in ("QT_QUICK_BACKEND", "QSG_RHI_BACKEND")):
        environment["QT_QUICK_BACKEND"] = "software"


class ForJournal(Discreet):
    """A line of the journal begins with how grave it is (sd-daemon(3)); the journal itself has the time."""

    def __init__(self) -> None:
        super().__init__("%(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record's lines, each with its gravity."""
        grave = 3 if record.levelno >= logging.ERROR else 4 if record.levelno >= logging.WARNING else 6
        return "\n".join(f"<{grave}>{line}" for line in super().format(record).split("\n"))


def listen_to_log() -> None:
    """Send what is logged to standard error, which is the journal's where systemd runs the kiosk."""
    log = logging.StreamHandler(sys.stderr)
    log.setFormatter(
        ForJournal()
        if "JOURNAL_STREAM" in os.environ
        else Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=logging.INFO, handlers=[log])
