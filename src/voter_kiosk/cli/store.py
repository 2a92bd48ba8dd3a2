"""What one kiosk holds: load a bundle, look at it, go back, and what citizens are shown."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import AtTime, HeadphonesAre, JsonFlag, Paper, PrinterName, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.cli.when import When, read_when
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.loading import NOTHING_INSTALLED, STEPS
from voter_kiosk.domain.scrubbing import NOT_YET, in_words, to_do
from voter_kiosk.domain.slips import SlipPaper, printer_setting
from voter_kiosk.domain.text import Sentence, pick

if TYPE_CHECKING:
    from voter_kiosk.store.installer import Installed, Progress
    from voter_kiosk.store.showing import Showing
    from voter_kiosk.store.state import Generation

_LOWEST = 19


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("install")(install)
    app.command("status")(status)
    app.command("rollback")(rollback)
    app.command("scrub")(scrub)
    app.command("printer")(printer)
    app.command("headphones")(headphones)
    app.command("export")(export)
    app.command("search")(search)


def install(
    context: typer.Context,
    store: StoreFolder,
    bundle: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.vkb]", help="The bundle; without one, an interrupted install is finished."),
    ] = None,
    accept_ahead: Annotated[
        bool, typer.Option("--accept-ahead", help="Accept a bundle issued ahead of this kiosk's confirmed clock.")
    ] = False,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Load a bundle into a kiosk.

    Verified, copied, compiled, tried and confirmed, each step repeatable. A refused bundle changes nothing.

    \b
    Example:
      voter-kiosk install bau-cu.vkb --store kho
    """
    from voter_kiosk.store import installer

    out = Out.of(context, as_json)
    person = official(out, store, by)
    with out.progress(Sentence("Nạp dữ liệu", "Loading")) as step:

        def tell(progress: Progress) -> None:
            step(progress.done, progress.total, STEPS[progress.step.value])

        around = installer.Surroundings(tell=tell, by=person)
        if bundle is None:
            done = installer.resume(store, surroundings=around)
        else:
            now = None if accept_ahead else confirmed_now(store)
            done = installer.install(store, bundle, surroundings=around, confirmed_now=now)
    if done is None:
        if as_json:
            out.data({"installed": None})
        out.say("Không có việc nạp nào dở dang.", "No install was interrupted.")
        return
    _installed(out, out.unwrap(done))


def _installed(out: Out, installed: Installed) -> None:
    generation = installed.generation
    if out.json:
        out.data({"installed": generation, "already": installed.already})
        return
    if installed.already:
        out.say(
            "Gói này đã được nạp từ trước; không có gì thay đổi.",
            "This bundle was loaded before; nothing changed.",
        )
    out.fields(_generation(out, generation))


def _generation(out: Out, generation: Generation) -> list[tuple[Sentence, object]]:
    return [
        (Sentence("Nội dung", "Content"), pick(generation.title, out.language)),
        (Sentence("Phiên bản", "Version"), generation.version),
        (Sentence("Phát hành", "Issued"), out.instant(generation.issued)),
        (Sentence("Hết hạn", "Expires"), out.instant(generation.expires)),
        (Sentence("Người ký", "Signed by"), ", ".join(generation.signers)),
        (Sentence("Mã kiểm tra", "Fingerprint"), generation.fingerprint),
        (Sentence("Thế hệ", "Generation"), generation.number),
    ]


def status(context: typer.Context, store: StoreFolder, as_json: JsonFlag = False) -> None:
    """Say what a kiosk holds and trusts.

    What is active, what came before, whom it trusts, and whether its audit chain is whole.

    \b
    Example:
      voter-kiosk status --store kho
    """
    from voter_kiosk.store.status import status as look

    out = Out.of(context, as_json)
    found = out.unwrap(look(store))
    if as_json:
        out.data(found)
        return
    if found.active is None:
        out.say("Chưa nạp nội dung nào.", "Nothing is installed yet.")
    else:
        out.fields(_generation(out, found.active))
    back = f"{found.previous.version} ({out.instant(found.previous.issued)})" if found.previous else ""
    whole = Sentence("nguyên vẹn", "whole") if found.broken_audit is None else Sentence("BỊ SỬA", "TAMPERED WITH")
    out.fields(
        (
            (Sentence("Phiên bản trước", "Previous version"), back),
            (Sentence("Khu vực bỏ phiếu", "Polling area"), found.polling_area),
            (
                Sentence("Máy in", "Printer"),
                f"{found.printer.name} ({found.printer.paper})" if found.printer else "",
            ),
            (Sentence("Tai nghe", "Headphones"), found.headphones.value),
            (Sentence("Tệp gốc tin cậy", "Trusted root"), found.root),
            (Sentence("Người bị xóa tên", "Strike-offs"), found.strike_offs or ""),
            (
                Sentence("Vận động", "Campaigning"),
                Sentence("đã hết", "over").say(out.language) if found.campaign_ended else "",
            ),
            (Sentence("Nhật ký", "Audit"), f"{found.audit_rows}, {whole.say(out.language)}"),
            (Sentence("Nạp dở dang", "Interrupted"), ", ".join(job.source for job in found.unfinished)),
            (
                Sentence("Tự kiểm tra tệp", "Check of files"),
                (in_words(found.scrubbed) if found.scrubbed else NOT_YET).say(out.language),
            ),
        )
    )
    if found.scrubbed is not None and to_do(found.scrubbed).vi:
        out.warn(to_do(found.scrubbed))
    for refused in found.refused:
        said = Sentence(refused.vi, refused.en).say(out.language)
        out.say(
            f"Đã từ chối {out.instant(refused.at)}: {refused.file}: {said} [{refused.code}]",
            f"Refused {out.instant(refused.at)}: {refused.file}: {said} [{refused.code}]",
        )


def rollback(context: typer.Context, store: StoreFolder, by: By = 0, as_json: JsonFlag = False) -> None:
    """Go back to the previous content.

    Only to what was confirmed on this kiosk. Strike-offs and the end of campaigning stay.

    \b
    Example:
      voter-kiosk rollback --store kho
    """
    from voter_kiosk.store.status import rollback as back

    out = Out.of(context, as_json)
    found = out.unwrap(back(store, by=official(out, store, by)))
    if as_json:
        out.data(found)
    elif found.active is not None:
        out.say("Đã quay lại nội dung trước đó.", "The previous content is shown again.")
        out.fields(_generation(out, found.active))


def scrub(
    context: typer.Context,
    store: StoreFolder,
    bundles: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE.vkb]...", help="Bundles to heal from, besides sticks.")
    ] = None,
    gently: Annotated[
        bool, typer.Option("--gently", help="At the lowest priority, as the kiosk does it each night.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Read every loaded file again and heal what rotted.

    Of what is shown and of the content before it. A damaged file is taken whole from an interrupted load, a stick
    or a bundle that is named; content is compiled anew. A kiosk does it by itself each night. Ends with 1 where
    something stays damaged.

    \b
    Example:
      voter-kiosk scrub --store kho
    """
    from voter_kiosk.store.scrub import scrub as look

    nice = getattr(os, "nice", None)  # Windows has none
    if gently and nice is not None:
        with suppress(OSError):  # a sandbox may forbid it; the files are to be read all the same
            nice(_LOWEST)
    out = Out.of(context, as_json)
    what = Sentence("Đọc lại mọi tệp đã nạp", "Reading every loaded file again")
    with out.progress(what) as step:
        report = out.unwrap(look(store, bundles or (), tell=lambda done, total: step(done, total, what)))
    if as_json:
        out.data(report)
        return
    for damage in report.damages:
        healed = Sentence(f"đã phục hồi từ {damage.healed_from}", f"healed from {damage.healed_from}")
        how = healed if damage.healed_from else Sentence("còn hỏng", "still damaged")
        typer.echo(f"{damage.generation}: {damage.name}: {how.say(out.language)}")
    said = in_words(report.found)
    out.say(f"{said.vi}.", f"{said.en}.")
    if to_do(report.found).vi:
        out.warn(to_do(report.found))
        raise typer.Exit(1)


def printer(
    context: typer.Context,
    store: StoreFolder,
    printer_name: PrinterName = "",
    slip_paper: Paper = SlipPaper.A5,
    as_json: JsonFlag = False,
) -> None:
    """Say on which printer citizens may print slips.

    By its name in CUPS (lpstat -e lists them). Without --printer there is none any more, and no page offers paper.

    \b
    Example:
      voter-kiosk printer --store kho --printer may-in --slip-paper 80mm
    """
    from voter_kiosk.store.setup import set_printer

    out = Out.of(context, as_json)
    chosen = printer_setting(printer_name, slip_paper)
    refused = set_printer(store, chosen)
    if refused is not None:
        out.refuse(refused)
    if as_json:
        out.data({"printer": chosen})
    elif chosen is None:
        out.say("Từ nay không in ra giấy.", "Nothing is printed from now on.")
    else:
        out.say(
            f"Từ nay in ra máy in “{chosen.name}”, giấy {chosen.paper}.",
            f"Slips are printed on “{chosen.name}” from now on, on {chosen.paper} paper.",
        )


def headphones(
    context: typer.Context,
    store: StoreFolder,
    headphones_are: HeadphonesAre = Headphones.DETECT,
    as_json: JsonFlag = False,
) -> None:
    """Say what this kiosk's sound comes out of.

    Pages of candidates are read aloud through headphones alone, unless the bundle allows the loudspeaker. always:
    there are headphones or a handset and no loudspeaker; detect: the system says when they are plugged in; none:
    there is a loudspeaker alone.

    \b
    Example:
      voter-kiosk headphones --store kho --headphones always
    """
    from voter_kiosk.store.setup import set_headphones

    out = Out.of(context, as_json)
    refused = set_headphones(store, headphones_are)
    if refused is not None:
        out.refuse(refused)
    if as_json:
        out.data({"headphones": headphones_are})
        return
    said = {
        Headphones.ALWAYS: Sentence("Từ nay: luôn có tai nghe.", "From now on: always headphones."),
        Headphones.DETECT: Sentence("Từ nay: máy tự nhận tai nghe.", "From now on: headphones are noticed."),
        Headphones.NONE: Sentence("Từ nay: chỉ có loa.", "From now on: a loudspeaker alone."),
    }[headphones_are]
    out.say(said.vi, said.en)


def export(
    context: typer.Context,
    store: StoreFolder,
    output: Annotated[Path, typer.Option(metavar="FILE.json", help="The file to write.")],
    at: AtTime = "",
    as_json: JsonFlag = False,
) -> None:
    """Write what citizens are shown, as JSON.

    In shown order, and no more than may be shown at the time.

    \b
    Example:
      voter-kiosk export --store kho --output noi-dung.json --at E-12
    """
    from voter_kiosk.store.export import export_content

    out = Out.of(context, as_json)
    with showing(out, store, when_of(at)) as (shown, moment):
        content = export_content(shown, moment, assumed=bool(at))
    out.write(output, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    units = content["constituencies"]
    people = sum(len(unit["candidates"]) for unit in units)
    if as_json:
        out.data({"file": str(output), "constituencies": len(units), "candidates": people, "at": content["at"]})
    out.say(
        f"Đã ghi “{output}”: {len(units)} đơn vị bầu cử, {people} người ứng cử.",
        f"Wrote “{output}”: {len(units)} constituencies, {people} candidates.",
    )


def search(
    context: typer.Context,
    store: StoreFolder,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What to look for.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="At most so many results.")] = 20,
    at: AtTime = "",
    as_json: JsonFlag = False,
) -> None:
    """Search as the kiosk does.

    Without marks or capitals as well; results in shown order, and only what may be shown at the time.

    \b
    Example:
      voter-kiosk search --store kho nguyen van an
    """
    out = Out.of(context, as_json)
    with showing(out, store, when_of(at)) as (shown, moment):
        hits = shown.search(" ".join(text), limit)
        if as_json:
            out.data({"hits": hits, "at": moment.instant, "assumed": bool(at)})
            return
        for hit in hits:
            detail = pick(hit.detail, out.language)
            typer.echo(f"{pick(hit.title, out.language)}{' — ' if detail else ''}{detail}  [{hit.id}]")
        if not hits:
            out.say("Không tìm thấy.", "Nothing was found.")


def when_of(at: str) -> When | None:
    """What ``--at`` means, ``None`` where it was not given; what cannot be read is wrong usage."""
    if not at:
        return None
    when = read_when(at)
    if when is None:
        raise typer.BadParameter(f"“{at}”: 2026-03-03T09:00, E-12, E-12T09:00, E, E+7", param_hint="--at")
    return when


@contextmanager
def showing(out: Out, folder: Path, when: When | None) -> Iterator[tuple[Showing, Moment]]:
    """The store's active content as it may be shown now, or at ``when``; and the moment it is shown for."""
    from voter_kiosk.store.clock import Clock
    from voter_kiosk.store.opening import open_store

    store = out.unwrap(open_store(folder))
    try:
        for trouble in store.trouble:
            out.warn(trouble.message)
        if store.catalogue is None:
            out.refuse(NOTHING_INSTALLED)
        election = store.catalogue.election
        moment = Moment(when.on(election.polling_day)) if when else Clock(store.state).moment(election)
        shown = store.showing(moment)
        if shown is None:
            out.refuse(NOTHING_INSTALLED)
        yield shown, moment
    finally:
        store.close()


def polling_day_of(out: Out, folder: Path) -> dt.date:
    """The polling day of the content that the store shows."""
    from voter_kiosk.store.opening import open_store

    store = out.unwrap(open_store(folder))
    try:
        if store.catalogue is None:
            out.refuse(NOTHING_INSTALLED)
        return store.catalogue.election.polling_day
    finally:
        store.close()


def confirmed_now(folder: Path) -> dt.datetime | None:
    """This kiosk's clock, where an officer has confirmed it."""
    from voter_kiosk.store.clock import Clock
    from voter_kiosk.store.opening import open_store

    store = open_store(folder)
    if isinstance(store, Refusal):
        return None
    try:
        return Clock(store.state).confirmed_now()
    finally:
        store.close()
