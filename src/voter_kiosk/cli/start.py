"""The program's entry: the kiosk as a machine starts it, and the command line for everything else.

A command line that explains itself takes as long to load as the window, and stays in the memory of a program that
runs for weeks. So ``run`` in the few words with which a machine starts it is understood here, and opens the window
at once; whatever is said in any other way is read by :mod:`voter_kiosk.cli.main`, which knows the same options.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the window waits for no calendar
    import datetime as dt

HIGHEST_MM: Final = 2000.0
"""The most that the lower edge of a screen may be above the floor, in millimetres."""

_SIZE: Final = re.compile(r"(\d{1,5}(?:\.\d+)?)[x×](\d{1,5}(?:\.\d+)?)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What ``run`` is to show, and how, in the words of :func:`voter_kiosk.kiosk.app.run`."""

    store: Path
    at: dt.datetime | None = None
    window: tuple[int, int] | None = None
    screen_mm: tuple[float, float] | None = None
    mounting_mm: float | None = None
    vnc: bool = False


def run() -> None:
    """The entry point of the command ``voter-kiosk``."""
    said = plainly(sys.argv[1:], os.environ)
    if said is None:
        from voter_kiosk.cli.main import run as of_the_command_line

        of_the_command_line()
        return
    try:
        ended = show(said)
    except (KeyboardInterrupt, Exception) as error:
        from voter_kiosk.cli.main import code_of, language_of

        ended = code_of(error, language_of((), os.environ)[0])
    sys.exit(ended)


def plainly(arguments: Sequence[str], environment: Mapping[str, str]) -> Asked | None:
    """What is said, where it is ``run --store STORE`` with a display and at most the screen's sizes besides."""
    command, *rest = arguments or ("",)
    if command != "run":
        return None
    from voter_kiosk.kiosk.display import display_there

    said = dict(zip(rest[::2], rest[1::2], strict=False))
    if len(said) * 2 != len(rest) or not said.get("--store") or not display_there(environment):
        return None
    known = {"--store", "--window", "--screen-mm", "--mounting-mm"}
    if said.keys() - known or any(value.startswith("-") for value in said.values()):
        return None
    window, screen_mm = (size(said.get(name, "")) for name in ("--window", "--screen-mm"))
    height = said.get("--mounting-mm", "")
    if ("--window" in said and window is None) or ("--screen-mm" in said and screen_mm is None):
        return None
    if "--mounting-mm" in said and not (_NUMBER.fullmatch(height) and float(height) <= HIGHEST_MM):
        return None
    return Asked(
        Path(said["--store"]),
        window=pixels(window),
        screen_mm=screen_mm,
        mounting_mm=float(height) if height else None,
    )


def show(asked: Asked) -> int:
    """Show the kiosk until it is closed, and give the program's code.

    Where it is to start anew, this very program takes its place, unless a service manager starts it itself, which
    gives it its time to start.
    """
    managed = "NOTIFY_SOCKET" in os.environ
    from voter_kiosk.kiosk import app

    ended = app.run(
        asked.store,
        at=asked.at,
        window=asked.window,
        screen_mm=asked.screen_mm,
        mounting_mm=asked.mounting_mm,
        vnc=asked.vnc,
    )
    if ended == app.ANEW and not managed:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # this very program once more
    return ended


def size(text: str) -> tuple[float, float] | None:
    """``1080x1920`` as two numbers; ``None`` where it is no size."""
    match = _SIZE.fullmatch(text.strip())
    found = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    return found if all(found) else None


def pixels(size: tuple[float, float] | None) -> tuple[int, int] | None:
    """A size in whole pixels."""
    return None if size is None else (round(size[0]), round(size[1]))
