"""Which file has which command. A new command is one word here, and the function that its file adds.

An official waits for every command that a screen runs, so only the file of the one that is asked for is loaded;
whatever asks for none that is known (help, a word typed wrong) gets all of them, in this order.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Final

import typer

FILES: Final = MappingProxyType[str, tuple[str, ...]](
    {
        "author": (
            "new",
            "provinces",
            "describe",
            "import-list",
            "import-people",
            "import-workbook",
            "film",
            "check",
            "build",
        ),
        "speak": ("speak",),
        "urgent": ("urgent",),
        "signing": ("draft", "draft-status", "sign", "merge", "assemble"),
        "keys": ("keys",),
        "bundle": ("inspect", "carry"),
        "diff": ("diff",),
        "setup": ("setup", "first-start"),
        "desk": ("desk",),
        "store": ("install", "status", "rollback", "scrub", "printer", "headphones", "export", "search"),
        "loading": ("sticks", "bundle-folders", "look", "copy"),
        "slip": ("slip",),
        "posted": ("posted",),
        "officials": ("people", "enter", "leave"),
        "officers": ("cover", "hours"),
        "reports": ("readiness", "usage", "end-campaign", "report"),
        "books": ("settings", "audit"),
        "machine": ("clock", "confirm-clock", "set-clock", "power", "test-sound"),
        "kiosk": ("run", "tour", "prepare"),
        "preview": ("preview", "preview-store"),
    }
)
"""The first words of the command line that each file adds, a file in this room with a function ``add``."""


def add_commands(app: typer.Typer, word: str = "") -> None:
    """Add to ``app`` the commands of the file that has ``word``, or all where none has it."""
    for file in [file for file, words in FILES.items() if word in words] or FILES:
        import_module(f"voter_kiosk.cli.{file}").add(app)
