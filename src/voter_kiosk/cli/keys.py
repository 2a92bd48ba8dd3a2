"""The committee's keys: made once, renewed when a person leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import Out
from voter_kiosk.cli.passphrase import new_passphrase, with_passphrase
from voter_kiosk.domain.finding import Refusal

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the keys.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="The committee's signing keys.")
    group.command("create")(create)
    group.command("rotate")(rotate)
    app.add_typer(group, name="keys")


def create(
    context: typer.Context,
    folder: Folder,
    threshold: Annotated[
        int, typer.Option(metavar="N", help="How many officials must sign; each gets a key.")
    ] = 1,
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help="Leave the keys unencrypted: for trying out only.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make the committee's keys.

    Root and role keys (Ed25519), and root.json, which kiosks are set up with.

    \b
    Example:
      voter-kiosk keys create khoa --threshold 2
    """
    import datetime as dt

    from voter_kiosk.bundle.keys import create_keys

    out = Out.of(context, as_json)
    passphrase = None if no_passphrase else new_passphrase(out)
    made = out.unwrap(
        create_keys(folder, issued=dt.datetime.now(dt.UTC), threshold=threshold, passphrase=passphrase)
    )
    root = folder / "root.json"
    private = sorted(str(path) for path in (folder / "private").glob("*.pem"))
    if as_json:
        out.data({"root": str(root), "private": private, "threshold": threshold})
    out.say(
        f"Đã tạo {len(private)} khóa trong “{made.folder}/private” (giữ kín, mỗi người một khóa) và "
        f"tệp gốc “{root}” (dùng để chuẩn bị máy).",
        f"Made {len(private)} keys in “{made.folder}/private” (keep them secret, one person one key) and the root "
        f"“{root}” (kiosks are set up with it).",
    )


def rotate(
    context: typer.Context,
    folder: Folder,
    replace: Annotated[
        list[str], typer.Option(metavar="NAME", help="The key to replace, such as official-1; may be repeated.")
    ],
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help="Leave the keys unencrypted: for trying out only.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Replace a key that is lost.

    Writes the next root; kiosks that trust the old one accept it with the next bundle.

    \b
    Example:
      voter-kiosk keys rotate khoa --replace official-1
    """
    import datetime as dt

    from voter_kiosk.bundle.keys import KeyFolder, rotate_root

    out = Out.of(context, as_json)
    fresh = None if no_passphrase else new_passphrase(out)

    def attempt(passphrase: str | None) -> KeyFolder | Refusal:
        return rotate_root(
            folder,
            issued=dt.datetime.now(dt.UTC),
            replace=replace,
            passphrase=passphrase,
            new_passphrase=fresh,
        )

    made = out.unwrap(with_passphrase(out, attempt))
    version = len(made.roots)
    if as_json:
        out.data({"root": str(folder / "root.json"), "version": version, "replaced": replace})
    out.say(
        f"Đã thay khóa {', '.join(replace)}; tệp gốc nay là phiên bản {version}.",
        f"Replaced {', '.join(replace)}; the root is now version {version}.",
    )
