"""What differs between two versions: bundles, source folders, or what a kiosk shows."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import REFUSED, Out
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.domain.changes import Changes, Edition

_STATE = "state.sqlite"


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("diff")(diff)


def diff(
    context: typer.Context,
    sides: Annotated[
        list[Path],
        typer.Argument(metavar="[OLD] NEW", help="Two of: a .vkb, a source, a draft, a kiosk's folder."),
    ],
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="STORE", help="The kiosk whose content is the old side."),
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write it as a page as well.")] = None,
    most: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="Tell at most so many changes of each kind.")
    ] = 100,
    as_json: JsonFlag = False,
) -> None:
    """Say what changed between two versions.

    Who, what, before and after: candidates added, struck off or corrected, texts line by line, hours, results,
    pictures. A source is checked, but not signed.

    \b
    Example:
      voter-kiosk diff cu.vkb moi.vkb --html thay-doi.html
      voter-kiosk diff moi.vkb --store kho
    """
    from voter_kiosk.authoring.changes_page import page
    from voter_kiosk.bundle.refused import RefusedError
    from voter_kiosk.domain.changes import compare

    out = Out.of(context, as_json)
    paths = [*([store] if store else []), *sides]
    if len(paths) != 2:
        raise typer.BadParameter("OLD NEW | NEW --store STORE", param_hint="OLD NEW")
    with ExitStack() as stack:
        old, new = (_edition(out, path, stack) for path in paths)
        try:
            changes = compare(old.whole, new.whole, most)
        except RefusedError as refused:
            out.refuse(refused.refusal)
    if html is not None:
        out.write(html, page(old, new, changes, out.language))
    if as_json:
        out.data({"old": _named(old), "new": _named(new), "changes": changes})
    else:
        say(out, old, new, changes)


def _edition(out: Out, path: Path, stack: ExitStack) -> Edition:
    """One side, whatever it is."""
    if path.is_file() or not path.is_dir():
        from voter_kiosk.bundle.contents import edition_of

        return out.unwrap(edition_of(path, stack))
    if (path / _STATE).is_file():
        from voter_kiosk.store.arrival import shown_edition

        return out.unwrap(shown_edition(path))
    if (path / "metadata").is_dir() and (path / "objects").is_dir():
        from voter_kiosk.bundle.drafts import edition, load_draft
        from voter_kiosk.bundle.refused import RefusedError

        try:
            return edition(out.unwrap(load_draft(path)), path.name)
        except RefusedError as refused:
            out.refuse(refused.refusal)
    from voter_kiosk.authoring.check import CheckReport
    from voter_kiosk.authoring.editions import source_edition

    found = source_edition(path)
    if isinstance(found, CheckReport):
        out.findings(found.findings)
        raise typer.Exit(REFUSED)
    return out.unwrap(found)


def _named(edition: Edition) -> dict[str, object]:
    return {"name": edition.name, "version": edition.version, "issued": edition.issued}


def say(out: Out, old: Edition, new: Edition, changes: Changes) -> None:
    """What differs, in words, for a person."""
    from voter_kiosk.authoring.changes_page import ANOTHER_ELECTION, NOTHING, more, side

    out.fields(
        (
            (Sentence("Trước", "Before"), side(old).say(out.language)),
            (Sentence("Sau", "After"), side(new).say(out.language)),
        )
    )
    if not changes.same_election:
        typer.echo(ANOTHER_ELECTION.say(out.language))
    elif changes.nothing:
        typer.echo(NOTHING.say(out.language))
    typer.echo("")
    for tally in changes.tallies:
        for said in tally.said:
            typer.echo(said.say(out.language))
    for change in changes.changes:
        typer.echo(f"\n{change.said.say(out.language)}")
        for shift in change.shifts:
            before, after = (part.say(out.language) or "–" for part in (shift.before, shift.after))
            typer.echo(f"  {shift.what.say(out.language)}:")
            typer.echo(_indented("- ", before))
            typer.echo(_indented("+ ", after))
    if changes.untold:
        typer.echo(f"\n{more(changes.untold).say(out.language)}")


def _indented(sign: str, text: str) -> str:
    return "\n".join(f"    {sign}{line}" for line in text.splitlines() or [""])
