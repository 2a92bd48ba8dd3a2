"""What a kiosk is set to, and what was done on it: settings and the audit log."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.events import About, tampered
from voter_kiosk.domain.settings import SETTINGS, Kind, Setting, Value, in_words
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.domain.settings import Settings

_NAMED = re.compile(r"[^\s#/]{1,127}")
_PATIENCE = 5.0


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("settings")(settings)
    group = typer.Typer(invoke_without_command=True)
    group.callback()(audit)
    group.command("verify")(verify)
    app.add_typer(group, name="audit")


def settings(
    context: typer.Context,
    store: StoreFolder,
    key: Annotated[
        str, typer.Argument(metavar="[KEY]", help="The setting; without it, all of them are listed.")
    ] = "",
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="What to set it to; without it, it is said.")
    ] = None,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say what a kiosk is set to, or set it.

    What is set holds on the running kiosk as soon as nobody is at the screen. It is audited.

    \b
    Example:
      voter-kiosk settings idle_seconds 90 --store kho
    """
    from voter_kiosk.store.settings import change_setting
    from voter_kiosk.store.settings import settings as look

    out = Out.of(context, as_json)
    if value is None:
        found = out.unwrap(look(store))
        if key and key not in SETTINGS:
            out.unwrap(change_setting(store, key, ""))
    else:
        found = out.unwrap(change_setting(store, key, value, by=official(out, store, by)))
    shown = [SETTINGS[key]] if key else list(SETTINGS.values())
    if as_json:
        out.data({"settings": [_row(store, setting, found, alone=bool(key)) for setting in shown]})
        return
    names = _names(store, Kind.AREA) if found.polling_area else {}
    for setting in shown:
        said = in_words(setting, getattr(found, setting.key), names).say(out.language)
        typer.echo(f"{setting.key:<18}  {setting.name.say(out.language)}: {said}")
    if key:
        typer.echo(shown[0].help.say(out.language))


def _row(store: Path, setting: Setting, found: Settings, *, alone: bool) -> dict[str, Any]:
    """A setting for a machine; what it can be is looked up where it was asked for ``alone``."""
    value: Value = getattr(found, setting.key)
    names = _names(store, setting.kind) if alone or setting.kind is Kind.AREA else {}
    said = _said(setting, value, names)
    row: dict[str, Any] = {"key": setting.key, "value": value, "said": said}
    if alone:
        row["choices"] = [{"value": name, "words": words} for name, words in names.items()]
    return row


def _said(setting: Setting, value: Value, names: dict[str, Sentence]) -> Sentence:
    vi = in_words(setting, value, {name: words.vi for name, words in names.items()})
    en = in_words(setting, value, {name: words.en for name, words in names.items()})
    return Sentence(vi.vi, en.en)


def _names(store: Path, kind: Kind) -> dict[str, Any]:
    """What a setting of that kind can be on this kiosk, as far as it is not in the table."""
    from voter_kiosk.domain.languages import language_of
    from voter_kiosk.store.settings import area_names, language_tags

    if kind is Kind.AREA:
        return dict(area_names(store))
    if kind is Kind.PRINTER:
        return {name: Sentence(name, name) for name in printers()}
    if kind is Kind.LANGUAGES:
        known = {tag: language_of(tag) for tag in language_tags(store)}
        return {tag: Sentence(found.vi, found.en) for tag, found in known.items()}
    return {}


def printers() -> tuple[str, ...]:
    """The system's printers, by their names in CUPS; none where there is no CUPS."""
    command = shutil.which("lpstat")
    if command is None:
        return ()
    try:
        listed = subprocess.run(  # noqa: S603
            [command, "-e"], capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(name for name in listed.stdout.split("\n") if _NAMED.fullmatch(name))


def audit(
    context: typer.Context,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="STORE", help="The kiosk's folder.", show_default=False)
    ] = None,
    about: Annotated[
        About | None,
        typer.Option(metavar="content|officials|machine", help="Only what is about this.", show_default=False),
    ] = None,
    person: Annotated[int, typer.Option(metavar="NUMBER", help="Only what this official did, by number.")] = 0,
    before: Annotated[int, typer.Option(metavar="NUMBER", help="Only entries older than this one.")] = 0,
    most: Annotated[int, typer.Option(metavar="N", min=0, help="At most so many, the newest; 0 for all.")] = 0,
    export: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the log into this folder, as JSON and CSV.", show_default=False),
    ] = None,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say what was done on a kiosk, newest first.

    Every entry carries the hash of the one before, so that nothing can be changed or taken out unseen.

    \b
    Example:
      voter-kiosk audit --store kho --export usb
    """
    from voter_kiosk.store.audit import export_log, log
    from voter_kiosk.store.mounts import open_for_writing

    if context.invoked_subcommand is not None:
        return
    out = Out.of(context, as_json)
    if store is None:
        raise typer.BadParameter("--store", param_hint="--store")
    if export is not None:
        with open_for_writing(export):
            files = out.unwrap(export_log(store, export, by=official(out, store, by)))
        if as_json:
            out.data({"files": files})
        for path in files:
            out.say(f"Đã ghi “{path}”.", f"Wrote “{path}”.")
        return
    found = out.unwrap(log(store, about=about, official=person or None, before=before or None, most=most or None))
    if as_json:
        out.data(found)
        return
    _chain(out, found.broken, found.total, found.head)
    for entry in found.entries:
        by_whom = f" ({entry.by})" if entry.by else ""
        typer.echo(
            f"{entry.number:>5}  {out.instant(entry.at)}  {entry.says.say(out.language)}{by_whom}  [{entry.event}]"
        )


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A log that a kiosk exported, JSON or CSV.")],
    as_json: JsonFlag = False,
) -> None:
    """Verify an exported log.

    By its own hashes, on any machine. Compare the number of entries and the last hash with what the kiosk says: of
    a log whose newest entries were cut off, the rest is whole.

    \b
    Example:
      voter-kiosk audit verify nhat-ky-20260315-190000.json
    """
    from voter_kiosk.store.audit import verify_file

    out = Out.of(context, as_json)
    found = out.unwrap(verify_file(file))
    if as_json:
        out.data(found)
    else:
        _chain(out, found.broken, found.entries, found.head)
    if found.broken is not None:
        raise typer.Exit(1)


def _chain(out: Out, broken: int | None, total: int, head: str) -> None:
    """Whether a chain is whole, in one sentence."""
    if broken is None:
        out.say(
            f"Nhật ký nguyên vẹn: {total} dòng, dòng cuối {head}.",
            f"The log is whole: {total} entries, the last is {head}.",
        )
    else:
        said = tampered(broken)
        out.say(said.vi, said.en)
