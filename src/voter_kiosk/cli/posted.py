"""The posted lists on A4, to be compared with the paper on the wall: as a PDF, or on the kiosk's printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import AtTime, JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out, write_whole
from voter_kiosk.cli.store import showing, when_of
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.kiosk.slips.paper import Slip


def add(app: typer.Typer) -> None:
    """Add this group's command to ``app``."""
    app.command("posted")(posted)


def posted(
    context: typer.Context,
    store: StoreFolder,
    output: Annotated[Path | None, typer.Option(metavar="FILE.pdf", help="The file to write.")] = None,
    printed: Annotated[bool, typer.Option("--print", help="Print it on the kiosk's printer, on A4.")] = False,
    constituency: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this constituency, such as p31.na.1; may be repeated."),
    ] = None,
    at: AtTime = "",
    as_json: JsonFlag = False,
) -> None:
    """Write the posted lists to compare with the paper.

    A4 in landscape, in the columns of the posted form, with edition, fingerprint, boxes to tick and lines to sign:
    the ballots of this kiosk's polling area, or all of them.

    \b
    Example:
      voter-kiosk posted --store kho --output doi-chieu.pdf
    """
    from voter_kiosk.domain.journey import Comfort
    from voter_kiosk.kiosk.facts.posted import posted_units
    from voter_kiosk.kiosk.fonts import load_fonts
    from voter_kiosk.kiosk.language import Dictionary
    from voter_kiosk.kiosk.offscreen import application
    from voter_kiosk.kiosk.slips.posted import posted_paper
    from voter_kiosk.kiosk.view import View
    from voter_kiosk.shipped import shipped

    out = Out.of(context, as_json)
    if (output is None) is not printed:
        raise typer.BadParameter("--output FILE.pdf | --print", param_hint="--output")
    printer = _printer(out, store) if printed else None
    running = application()
    load_fonts()
    with showing(out, store, when_of(at)) as (shown, moment):
        dictionary = Dictionary.load(shipped("resources", "i18n"))
        view = View(shown, moment, dictionary, Comfort(out.language), assumed=bool(at))
        wanted = constituency or [unit.id for _, unit in posted_units(view)]
        if not wanted:
            out.refuse(_nothing())
        try:
            made = posted_paper(view, wanted)
        except LookupError:
            out.refuse(_nothing())
    if printer is not None:
        _print(out, printer, made)
    if output is not None:
        _write(out, output, made)
    del running
    if as_json:
        out.data({"file": str(output) if output else None, "pages": made.pages, "constituencies": wanted})
    elif output is None:
        out.say(f"Đã in {made.pages} trang A4.", f"Printed {made.pages} pages of A4.")
    else:
        out.say(f"Đã ghi “{output}”: {made.pages} trang A4.", f"Wrote “{output}”, pages of A4: {made.pages}.")


def _write(out: Out, output: Path, made: Slip) -> None:
    from voter_kiosk.store.mounts import open_for_writing

    try:
        with open_for_writing(output):
            write_whole(output, made.data)
    except OSError as error:
        out.refuse(
            Refusal(
                "cannot-write-posted",
                Sentence(
                    f"Không ghi được tệp “{output}” ({error.strerror}); hãy cắm lại USB hoặc chọn nơi khác.",
                    f"The file “{output}” cannot be written ({error.strerror}); plug the stick in again or choose "
                    "another place.",
                ),
            )
        )


def _printer(out: Out, store: Path) -> PrinterSetting:
    """The kiosk's printer, where it takes A4."""
    from voter_kiosk.store.opening import open_store

    opened = out.unwrap(open_store(store))
    try:
        printer = opened.printer()
    finally:
        opened.close()
    if printer is None or printer.paper is SlipPaper.ROLL:
        out.refuse(
            Refusal(
                "no-a4-printer",
                Sentence(
                    "Máy này chưa đặt máy in, hoặc máy in chỉ có giấy cuộn. Hãy ghi tệp PDF ra USB rồi in "
                    "ở nơi khác.",
                    "No printer is set here, or it only has a roll. Write the PDF to a stick and print it "
                    "elsewhere.",
                ),
            )
        )
    return printer


def _print(out: Out, printer: PrinterSetting, made: Slip) -> None:
    from voter_kiosk.kiosk.slips.printer import Printed, print_now

    how, detail = print_now(printer, made)
    if how is not Printed.PRINTED:
        out.refuse(
            Refusal(
                "posted-not-printed",
                Sentence(
                    "Máy in không in được. Hãy xem giấy A4 và máy in, hoặc ghi tệp PDF ra USB.",
                    "The printer did not print it. Look at the A4 paper and the printer, or write the PDF to a "
                    "stick.",
                ),
                detail,
            )
        )


def _nothing() -> Refusal:
    return Refusal(
        "nothing-posted",
        Sentence(
            "Chưa có danh sách nào được công bố để đối chiếu tại đây, hoặc mã đơn vị bầu cử chưa đúng. Hãy xem "
            "lại mã, hoặc đợi đến khi công bố.",
            "There is no published list to compare here, or the constituency is not written right. Check its id, "
            "or wait until the list is published.",
        ),
    )
