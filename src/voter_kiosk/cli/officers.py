"""What an officer may do until a bundle comes: cover a whole ballot, set the polling hours. The kiosk calls
these.
"""

from __future__ import annotations

from typing import Annotated

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.hours import decision_named

Body = Annotated[str, typer.Argument(metavar="BODY", help="Whose ballot: na, province, district or commune.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("cover")(cover)
    app.command("hours")(hours)


def cover(
    context: typer.Context,
    body: Body,
    store: StoreFolder,
    off: Annotated[bool, typer.Option("--off", help="Show the ballot again.")] = False,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Cover a whole ballot until a bundle comes.

    Citizens read that it is being updated, wherever it would stand. A single candidate cannot be covered.

    \b
    Example:
      voter-kiosk cover province --store kho
    """
    from voter_kiosk.store.officers import cover as put

    out = Out.of(context, as_json)
    covered = out.unwrap(put(store, body, covered=not off, by=official(out, store, by)))
    if as_json:
        out.data({"body": body, "covered": sorted(covered)})
    elif off:
        out.say(f"Phiếu “{body}” hiện lại.", f"The ballot “{body}” is shown again.")
    else:
        out.say(
            f"Đã che phiếu “{body}”: cử tri đọc “Đang cập nhật”. Hiện lại bằng --off.",
            f"The ballot “{body}” is covered: citizens read that it is being updated. Show it again with --off.",
        )


def hours(
    context: typer.Context,
    store: StoreFolder,
    opens: Annotated[str, typer.Option(metavar="HH:MM", help="When voting begins: 05:00 to 07:00.")] = "",
    closes: Annotated[str, typer.Option(metavar="HH:MM", help="When voting ends: 19:00 to 21:00.")] = "",
    decision: Annotated[
        str, typer.Option(metavar="NUMBER", help="The decision's number, such as 12/QĐ-UBND.")
    ] = "",
    off: Annotated[bool, typer.Option("--off", help="Take them back: those of the bundle hold again.")] = False,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Set the polling hours of this kiosk's polling area.

    By a decision within article 71 of the Election Law. They are marked with it on the screen, and hold until a
    newer bundle gives this polling area other hours or another decision.

    \b
    Example:
      voter-kiosk hours --opens 06:00 --closes 20:00 --decision 12/QĐ-UBND --store kho
    """
    from voter_kiosk.store.officers import set_hours, withdraw_hours

    out = Out.of(context, as_json)
    if off:
        said = out.unwrap(withdraw_hours(store, by=official(out, store, by)))
        if as_json:
            out.data({"hours": None, "published": said})
        out.say(
            f"Đã bỏ giờ đặt tại máy; dùng giờ của gói: {said.opens} đến {said.closes}.",
            f"The hours set here were taken back; those of the bundle hold: {said.opens} to {said.closes}.",
        )
        return
    missing = [name for name, value in (("--opens", opens), ("--closes", closes)) if not value]
    if missing:
        raise typer.BadParameter(" ".join(missing), param_hint="--opens 06:00 --closes 20:00")
    found = out.unwrap(set_hours(store, opens, closes, decision, by=official(out, store, by)))
    if as_json:
        out.data({"hours": found, "published": found.published})
    named = decision_named(found.decision)
    out.say(
        f"Giờ bỏ phiếu khu vực {found.area}: {found.opens} đến {found.closes}, theo {named}.",
        f"Polling hours of area {found.area}: {found.opens} to {found.closes}, by {named}.",
    )
