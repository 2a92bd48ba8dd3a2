"""Paper that a citizen takes along: what a kiosk's printer takes in, and how much it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SlipPaper(StrEnum):
    """The papers a slip is laid out for: a sheet, or the roll of a receipt printer."""

    A5 = "a5"
    ROLL = "80mm"


@dataclass(frozen=True, slots=True)
class PrinterSetting:
    """The printer of one kiosk: its name in CUPS, and the paper that lies in it."""

    name: str
    paper: SlipPaper = SlipPaper.A5


MOST_SLIPS = 3
"""How many slips one citizen may print: a playing child does not empty the roll."""


def printer_setting(name: object, paper: object) -> PrinterSetting | None:
    """The setting of two stored values; ``None`` without a name. A paper that is not known counts as A5."""
    if not isinstance(name, str) or not name:
        return None
    known = next((kind for kind in SlipPaper if kind == paper), SlipPaper.A5)
    return PrinterSetting(name, known)
