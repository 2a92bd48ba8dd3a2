"""What cannot wait, at the desk: a strike-off or a notice from a template, and the short way on to the stick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.author import Source
from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.election import StrikeOffKind
from voter_kiosk.domain.text import Sentence

Day = Annotated[str, typer.Option("--date", metavar="DAY", help="The day of the document: 2026-03-02.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="What cannot wait: a strike-off or a notice.")
    group.command("strike-off")(strike_off)
    group.command("notice")(notice)
    app.add_typer(group, name="urgent")


def strike_off(
    context: typer.Context,
    folder: Source,
    candidate: Annotated[str, typer.Argument(metavar="CANDIDATE", help="The candidate's id, such as p31.na.1.3.")],
    decision: Annotated[str, typer.Option(metavar="NUMBER", help="The decision, as it is to be named.")],
    date: Day,
    kind: Annotated[
        StrikeOffKind, typer.Option(metavar="struck-off|withdrew|died", help="What the decision says.")
    ] = StrikeOffKind.STRUCK_OFF,
    wording: Annotated[str, typer.Option(metavar="TEXT", help="What is announced, instead of the template.")] = "",
    wording_en: Annotated[str, typer.Option(metavar="TEXT", help="The same in English.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Enter a strike-off.

    The candidate's row stays where it is, marked. What is announced names the decision and never a cause.

    \b
    Example:
      voter-kiosk urgent strike-off bau-cu p31.na.1.3 --decision "Quyết định số 33/QĐ-UBBC" --date 2026-03-02
    """
    from voter_kiosk.authoring.urgent import read_day
    from voter_kiosk.authoring.urgent import strike_off as enter

    out = Out.of(context, as_json)
    day = out.unwrap(read_day(date))
    said = Sentence(wording, wording_en) if wording else None
    changed = out.unwrap(enter(folder, candidate, decision, day, kind=kind, wording=said))
    _told(out, folder, changed)


def notice(
    context: typer.Context,
    folder: Source,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of its files, such as doi-noi-bo-phieu.")],
    office: Annotated[str, typer.Option(metavar="OFFICE", help="The office that approved it.")],
    document: Annotated[
        str, typer.Option(metavar="NUMBER", help="The document it rests on, as it is to be named.")
    ],
    date: Day,
    template: Annotated[str, typer.Option(metavar="place|hours|list|plain", help="Which template.")] = "plain",
    fill: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=TEXT", help="What fills a blank; NAME.en=TEXT in the English text. Repeated."),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DAY", help="From which day; by default the document's.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day it is shown.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Write an urgent notice.

    From a template: place (area, ward, place, address), hours (area, ward, opens, closes), list (body, unit), or
    plain (title, text). It stands on the first screen, in both languages.

    \b
    Example:
      voter-kiosk urgent notice bau-cu dong-cua-som --office "Ủy ban bầu cử tỉnh" --document "Thông báo số 5"
      --date 2026-03-07 --fill title="..." --fill text="..."
    """
    from voter_kiosk.authoring.urgent import UrgentNotice, read_day
    from voter_kiosk.authoring.urgent import notice as write

    out = Out.of(context, as_json)
    day = out.unwrap(read_day(date))
    first: dt.date = out.unwrap(read_day(since)) if since else day
    last = out.unwrap(read_day(until)) if until else None
    vi, en = _filled(fill or [])
    wanted = UrgentNotice(name, template, vi, Approval(office, document, day), first, last, en)
    _told(out, folder, out.unwrap(write(folder, wanted)))


def _filled(pairs: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    vi: dict[str, str] = {}
    en: dict[str, str] = {}
    for pair in pairs:
        name, given, text = pair.partition("=")
        if not given:
            raise typer.BadParameter(pair, param_hint="--fill NAME=TEXT")
        (en if name.endswith(".en") else vi)[name.removesuffix(".en")] = text
    return vi, en


def _told(out: Out, folder: Path, changed: Sequence[Path]) -> None:
    """What was written, and the way from here to the kiosk."""
    steps = (
        f"voter-kiosk draft {folder} --keys khoa --previous goi-truoc.vkb --output ban-nhap",
        "voter-kiosk sign ban-nhap --key official-1.pem",
        "voter-kiosk sign ban-nhap --key official-2.pem",
        "voter-kiosk assemble ban-nhap --keys khoa --output goi-moi.vkb",
    )
    if out.json:
        out.data({"files": [str(path) for path in changed], "next": steps})
        return
    for path in changed:
        out.say(f"Đã ghi “{path}”.", f"Wrote “{path}”.")
    if not changed:
        out.say("Nguồn đã ghi đúng như vậy từ trước.", "The source said so already.")
    out.say("Bước tiếp theo, hai cán bộ cùng ký:", "Next, for two officials to sign:")
    for step in steps:
        typer.echo(f"  {step}")
    out.say(
        "Chép goi-moi.vkb ra USB rồi nạp vào từng máy.", "Copy goi-moi.vkb to a stick and load it at each kiosk."
    )
