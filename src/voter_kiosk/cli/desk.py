"""The desk's window, for those who use no terminal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.output import Out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("desk")(desk)


def desk(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder of the source.", show_default=False)
    ] = None,
) -> None:
    """Open the desk's window.

    The committee's work without a terminal: open a source, read documents in, check, preview, sign, write to the
    stick and verify what was written. Every act is one of these commands.

    \b
    Example:
      voter-kiosk desk bau-cu
    """
    from voter_kiosk.kiosk.desk.window import run
    from voter_kiosk.kiosk.display import display_there

    out = Out.of(context)
    if not display_there(os.environ):
        out.refuse(
            Refusal(
                "no-display",
                Sentence(
                    "Máy này không có màn hình để mở cửa sổ; hãy dùng các lệnh, xem “voter-kiosk --help”.",
                    "There is no display to open a window on; use the commands, see “voter-kiosk --help”.",
                ),
            )
        )
    raise typer.Exit(run(folder, out.language))
