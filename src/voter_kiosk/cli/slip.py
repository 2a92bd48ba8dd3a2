"""A slip of paper as a PDF, for whoever prints elsewhere than at the kiosk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.options import AtTime, JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out, write_whole
from voter_kiosk.cli.store import showing, when_of
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.domain.text import Sentence


def add(app: typer.Typer) -> None:
    """Add this group's command to ``app``."""
    app.command("slip")(slip)


def slip(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT [WHICH]",
            help="area [CODE], candidates CONSTITUENCY, steps, topic SLUG, notice SLUG, or term NUMBER.",
        ),
    ],
    store: StoreFolder,
    output: Annotated[Path, typer.Option(metavar="FILE.pdf", help="The file to write.")],
    paper: Annotated[
        SlipPaper, typer.Option(metavar="a5|80mm", help="The paper: a5, or a roll of 80mm.")
    ] = SlipPaper.A5,
    at: AtTime = "",
    as_json: JsonFlag = False,
) -> None:
    """Write a slip of paper as a PDF.

    What a citizen can print at the kiosk, in the language of --lang, and no more than may be shown at the time.
    There is none of a single candidate and none of action programmes: a slip has the whole ballot.

    \b
    Example:
      voter-kiosk slip candidates p98.na.1 --store kho --paper 80mm --output danh-sach.pdf
    """
    from voter_kiosk.domain.journey import Comfort
    from voter_kiosk.kiosk.fonts import load_fonts
    from voter_kiosk.kiosk.language import Dictionary
    from voter_kiosk.kiosk.offscreen import application
    from voter_kiosk.kiosk.slips.paper import slip_of
    from voter_kiosk.kiosk.slips.sheet import sheet_of
    from voter_kiosk.kiosk.view import View
    from voter_kiosk.shipped import shipped
    from voter_kiosk.store.mounts import open_for_writing

    out = Out.of(context, as_json)
    if len(what) > 2:
        raise typer.BadParameter(" ".join(what), param_hint="WHAT")
    running = application()
    load_fonts()
    with showing(out, store, when_of(at)) as (shown, moment):
        dictionary = Dictionary.load(shipped("resources", "i18n"))
        view = View(shown, moment, dictionary, Comfort(out.language), assumed=bool(at))
        try:
            sheet = sheet_of(view, "/".join(what))
        except LookupError:
            out.refuse(_nothing(" ".join(what)))
        if not sheet.printable:
            out.refuse(_one_candidate())
        made = slip_of(sheet, paper)
    del running
    try:
        with open_for_writing(output):
            write_whole(output, made.data)
    except OSError as error:
        out.refuse(
            Refusal(
                "cannot-write-slip",
                Sentence(
                    f"Không ghi được tệp “{output}” ({error.strerror}); hãy chọn thư mục khác.",
                    f"The file “{output}” cannot be written ({error.strerror}); choose another folder.",
                ),
            )
        )
    if as_json:
        out.data({"file": str(output), "pages": made.pages, "width_mm": made.width, "height_mm": made.height})
    out.say(f"Đã ghi “{output}”: {made.pages} trang.", f"Wrote “{output}”, pages: {made.pages}.")


def _nothing(what: str) -> Refusal:
    return Refusal(
        "no-such-slip",
        Sentence(
            f"Không có tờ in nào cho “{what}”, hoặc lúc này chưa được công bố; hãy xem lại cách ghi.",
            f"There is no slip for “{what}”, or it may not be shown at this time; check how it is written.",
        ),
    )


def _one_candidate() -> Refusal:
    return Refusal(
        "slip-of-one",
        Sentence(
            "Không in riêng một người ứng cử; hãy in cả danh sách bằng slip candidates.",
            "No slip is made of a single candidate; print the whole list with slip candidates.",
        ),
    )
