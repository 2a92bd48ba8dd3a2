"""A source looked at as a kiosk will show it, while it is being written; and the store that is made for that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.author import Source
from voter_kiosk.cli.demo import USUAL_TIME
from voter_kiosk.cli.options import AtTime, JsonFlag
from voter_kiosk.cli.output import REFUSED, Out
from voter_kiosk.cli.store import when_of
from voter_kiosk.cli.trial import try_out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("preview")(preview)
    app.command("preview-store", hidden=True)(preview_store)


def preview(
    context: typer.Context,
    folder: Source,
    at: AtTime = "",
    landscape: Annotated[
        bool, typer.Option("--landscape", help="The kiosk on its side, instead of upright.")
    ] = False,
) -> None:
    """See a source as the kiosk will show it.

    Unsigned, watermarked on every screen, and made anew whenever a file is saved; what check finds stands beside
    it. It is shown as it looks at nine, twelve days before polling day, unless --at says otherwise.

    \b
    Example:
      voter-kiosk preview bau-cu --landscape
    """
    from voter_kiosk.kiosk.display import display_there
    from voter_kiosk.kiosk.preview.app import run

    out = Out.of(context)
    when = when_of(at) or USUAL_TIME
    if not display_there(os.environ):
        out.refuse(
            Refusal(
                "no-display",
                Sentence(
                    "Máy này không có màn hình để mở bản xem trước; hãy chạy lệnh trên máy có màn hình, "
                    "hoặc dùng lệnh check.",
                    "There is no display here to open a preview on; run this where there is one, or use check.",
                ),
            )
        )
    raise typer.Exit(run(folder.absolute(), when.on, out.language, landscape=landscape))


def preview_store(
    context: typer.Context,
    folder: Source,
    into: Annotated[Path, typer.Option(metavar="DIR", help="The folder the store is made in.")],
    room: Annotated[Path, typer.Option(metavar="DIR", help="Where keys and pictures are kept meanwhile.")],
    as_json: JsonFlag = False,
) -> None:
    """Make the store a preview shows.

    With throwaway keys; for the command preview alone.

    \b
    Example:
      voter-kiosk preview-store bau-cu --into tam/1 --room tam
    """
    from voter_kiosk.authoring.publish import Published
    from voter_kiosk.store.files import Passing

    out = Out.of(context, as_json)
    into.mkdir(parents=True, exist_ok=True)
    made = try_out(
        folder,
        into / "preview.vkb",
        into / "store",
        room / "keys",
        kept=room / "pictures",
        files=Passing(),
    )
    if isinstance(made, Refusal):
        out.refuse(made)
    if not isinstance(made, Published):
        out.data({"findings": made.findings, "store": None})
        raise typer.Exit(REFUSED)
    content = made.report.content
    out.data(
        {
            "findings": made.report.findings,
            "store": into / "store",
            "polling_day": content.election.polling_day if content and content.election else None,
        }
    )
