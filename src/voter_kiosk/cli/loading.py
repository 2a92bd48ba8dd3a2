"""A bundle on its way to a kiosk and back: the sticks, what a load would do, and the bundle in use given back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.cli.store import confirmed_now
from voter_kiosk.domain.text import Sentence, pick

if TYPE_CHECKING:
    from voter_kiosk.store.arrival import Arrival
    from voter_kiosk.store.sticks import Stick


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("sticks")(sticks)
    app.command("bundle-folders")(bundle_folders)
    app.command("look")(look)
    app.command("copy")(copy)


def sticks(
    context: typer.Context,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="STORE", help="The kiosk, for the folders it also looks in.")
    ] = None,
    under: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Take every folder in DIR for a stick, and nothing else.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Look in this folder, and nowhere else.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Find sticks and the bundles on them.

    Every removable disk that is mounted, two levels deep. What a bundle calls itself is not trusted yet.

    \b
    Example:
      voter-kiosk sticks --store kho
    """
    from voter_kiosk.store.sticks import bundle_folders, find_sticks, look_in, unfinished_installs

    out = Out.of(context, as_json)
    folders = bundle_folders(store) if store else ()
    inner: tuple[Path, ...] = ()
    if folder is None:
        found = find_sticks(folders, under)
    else:
        one, inner = out.unwrap(look_in(folder))
        found = (one,)
    if as_json:
        unfinished = unfinished_installs(store) if store else ()
        out.data({"sticks": found, "folders": folders, "inner": inner, "unfinished": unfinished})
        return
    for stick in found:
        typer.echo(f"{stick.path}  ({_about(out, stick)})")
        for bundle in stick.bundles:
            if bundle.refused is not None:
                said = f"{bundle.refused.message.say(out.language)} [{bundle.refused.code}]"
            else:
                issued = out.instant(bundle.issued) if bundle.issued else ""
                said = f"{pick(bundle.title, out.language)}, {bundle.version}, {issued}"
            typer.echo(f"  {bundle.path.name}: {said}")
    for path in inner:
        typer.echo(f"  {path.name}/")
    if not found:
        out.say("Không thấy USB nào.", "There is no stick.")


def _about(out: Out, stick: Stick) -> str:
    parts = [out.size(stick.free) + Sentence(" còn trống", " free").say(out.language)]
    if not stick.writable:
        parts.append(Sentence("chỉ đọc", "read only").say(out.language))
    if stick.hidden or stick.others:
        ignored = stick.hidden + stick.others
        parts.append(Sentence(f"bỏ qua {ignored} tệp khác", f"{ignored} other files ignored").say(out.language))
    if stick.more:
        parts.append(Sentence(f"còn {stick.more} gói nữa", f"{stick.more} more bundles").say(out.language))
    return ", ".join(parts)


def bundle_folders(
    context: typer.Context,
    store: StoreFolder,
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR...]", help="The folders, with their full paths.")
    ] = None,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say where else to look for bundles.

    Besides sticks: a folder of this machine, or of a disk that is always there. Without any, sticks alone.

    \b
    Example:
      voter-kiosk bundle-folders /srv/goi --store kho
    """
    from voter_kiosk.store.sticks import set_bundle_folders

    out = Out.of(context, as_json)
    chosen: Sequence[Path] = folders or ()
    refused = set_bundle_folders(store, chosen, by=official(out, store, by))
    if refused is not None:
        out.refuse(refused)
    if as_json:
        out.data({"folders": chosen})
    out.say(
        f"Từ nay tìm gói trên USB và trong {len(chosen)} thư mục.",
        f"Bundles are looked for on sticks and in {len(chosen)} folders.",
    )


def look(
    context: typer.Context,
    bundle: Annotated[Path, typer.Argument(metavar="FILE.vkb", help="The bundle.")],
    store: StoreFolder,
    accept_ahead: Annotated[
        bool, typer.Option("--accept-ahead", help="Accept a bundle issued ahead of this kiosk's confirmed clock.")
    ] = False,
    most: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="Tell at most so many changes of each kind.")
    ] = 100,
    as_json: JsonFlag = False,
) -> None:
    """Say what loading a bundle would do.

    Who signed and whether this kiosk trusts them, what changes against what is shown now, warnings, equality,
    space. Nothing changes; what the kiosk would refuse is refused here with the same code.

    \b
    Example:
      voter-kiosk look bau-cu.vkb --store kho
    """
    from voter_kiosk.store.arrival import look as look_at

    out = Out.of(context, as_json)
    now = None if accept_ahead else confirmed_now(store)
    found = out.unwrap(look_at(store, bundle, confirmed_now=now, most=most))
    if as_json:
        out.data(found)
    else:
        _say(out, found)


def _say(out: Out, found: Arrival) -> None:
    election = found.election
    shown = f"{pick(found.shown.title, out.language)}, {found.shown.version}" if found.shown else ""
    out.fields(
        (
            (Sentence("Nội dung", "Content"), pick(election.title, out.language)),
            (Sentence("Cơ quan phát hành", "Publisher"), pick(election.publisher, out.language)),
            (Sentence("Phiên bản", "Version"), found.version),
            (Sentence("Phát hành", "Issued"), out.instant(found.issued)),
            (Sentence("Hết hạn", "Expires"), out.instant(found.expires)),
            (Sentence("Người ký được tin cậy", "Trusted signers"), ", ".join(found.signers)),
            (Sentence("Mã kiểm tra", "Fingerprint"), found.fingerprint),
            (
                Sentence("Đang hiện", "Shown now"),
                shown,
            ),
            (Sentence("Cần chỗ trống", "Space needed"), out.size(found.needed)),
            (Sentence("Còn trống", "Space free"), out.size(found.free)),
            (Sentence("Công bằng", "Equality"), found.neutrality.get(out.language, "")),
        )
    )
    for warning in found.warnings:
        typer.echo(f"! {warning.message.say(out.language)} {warning.remedy.say(out.language)}")
    if found.already:
        out.say("Gói này đang được hiện; không cần nạp.", "This bundle is shown already; nothing to load.")
        return
    for tally in found.changes.tallies:
        for said in tally.said:
            typer.echo(said.say(out.language))
    for change in found.changes.changes:
        typer.echo(f"  {change.said.say(out.language)}")
    if found.changes.untold:
        out.say(f"Còn {found.changes.untold} thay đổi khác.", f"{found.changes.untold} more changes.")


def copy(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="DIR|FILE.vkb", help="The stick, or the file to write.")],
    store: StoreFolder,
    device: Annotated[
        int, typer.Option(metavar="N", hidden=True, help="The file system that was chosen, by its number.")
    ] = -1,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Give the bundle in use back as a file.

    The very same bundle, bit for bit; read back from the stick and compared before it bears its name.

    \b
    Example:
      voter-kiosk copy /media/usb --store kho
    """
    from voter_kiosk.store.copying import copy_active
    from voter_kiosk.store.mounts import open_for_writing

    out = Out.of(context, as_json)
    person = official(out, store, by)
    chosen = None if device < 0 else device
    with out.progress(Sentence("Chép ra USB", "Copying to the stick")) as step, open_for_writing(target):
        copied = out.unwrap(copy_active(store, target, tell=step, by=person, device=chosen))
    if as_json:
        out.data({"copied": copied})
    elif copied.already:
        out.say(f"“{copied.file}” đã có sẵn, đúng từng bit.", f"“{copied.file}” is there already, bit for bit.")
    else:
        out.say(
            f"Đã chép và kiểm tra: “{copied.file}”, {out.size(copied.size)}. Có thể rút USB.",
            f"Copied and checked: “{copied.file}”, {out.size(copied.size)}. The stick may be pulled.",
        )
