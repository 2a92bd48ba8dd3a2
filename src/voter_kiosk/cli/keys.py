"""The committee's keys: made once, renewed when a person leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import Out
from voter_kiosk.cli.passphrase import NEW_VARIABLE, new_passphrase, with_passphrase
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the keys.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="The committee's signing keys.")
    group.command("create")(create)
    group.command("list")(listed)
    group.command("rotate")(rotate)
    group.command("revoke")(revoke)
    group.command("passphrase")(passphrase)
    group.command("backup")(backup)
    group.command("restore")(restore)
    group.command("delegate")(delegate)
    app.add_typer(group, name="keys")


def create(
    context: typer.Context,
    folder: Folder,
    threshold: Annotated[
        int, typer.Option(metavar="N", help="How many officials must sign; each gets a key.")
    ] = 1,
    holders: Annotated[
        int | None,
        typer.Option(metavar="N", help="How many get a key, if more than must sign: then one may be lost."),
    ] = None,
    no_passphrase: Annotated[
        bool, typer.Option("--no-passphrase", help="Leave the keys unencrypted: for trying out only.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make the committee's keys.

    Root and role keys (Ed25519), and root.json, which kiosks are set up with.

    \b
    Example:
      voter-kiosk keys create khoa --threshold 2 --holders 3
    """
    import datetime as dt

    from voter_kiosk.bundle.keys import create_keys

    out = Out.of(context, as_json)
    given = None if no_passphrase else new_passphrase(out)
    made = out.unwrap(
        create_keys(folder, issued=dt.datetime.now(dt.UTC), threshold=threshold, holders=holders, passphrase=given)
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


def listed(context: typer.Context, folder: Folder, as_json: JsonFlag = False) -> None:
    """Say which keys there are, and which of them lie here.

    With the fingerprint of each public key, and the communes that publish for themselves. Nothing of it is secret.

    \b
    Example:
      voter-kiosk keys list khoa
    """
    from voter_kiosk.bundle.backup import held_keys
    from voter_kiosk.bundle.delegations import delegations, last_merged
    from voter_kiosk.bundle.fingerprint import short_groups
    from voter_kiosk.bundle.keys import load_folder

    out = Out.of(context, as_json)
    held = out.unwrap(load_folder(folder))
    given = out.unwrap(delegations(held))
    root = held.trusted()
    keys = held_keys(held)
    merged = {scope: last_merged(held, scope) for scope in given}
    if as_json:
        communes = [
            {
                "scope": scope,
                "fingerprint": one.fingerprint,
                "threshold": one.threshold,
                "holders": one.holders,
                "merged": merged[scope],
            }
            for scope, one in given.items()
        ]
        threshold = root.roles["targets"].threshold
        out.data(
            {
                "root": root.version,
                "expires": root.expires,
                "threshold": threshold,
                "keys": keys,
                "communes": communes,
            }
        )
        return
    out.fields(
        (
            (Sentence("Tệp gốc", "Root"), root.version),
            (Sentence("Hết hạn", "Expires"), out.instant(root.expires)),
            (Sentence("Số người phải ký", "Must sign"), root.roles["targets"].threshold),
        )
    )
    out.say("", "")
    for key in keys:
        where = Sentence("không ở đây", "not here")
        if key.here:
            where = (
                Sentence("có mật khẩu", "locked") if key.locked else Sentence("KHÔNG CÓ MẬT KHẨU", "NOT LOCKED")
            )
        typer.echo(f"  {key.name:<12} {key.role:<10} {key.fingerprint}  {where.say(out.language)}")
    for scope, one in given.items():
        last = merged[scope]
        version = f", {Sentence('phần', 'part').say(out.language)} {last.version}" if last else ""
        typer.echo(f"  {scope:<23} {short_groups(one.fingerprint)}  {one.threshold}/{len(one.keys)}{version}")


def revoke(
    context: typer.Context,
    folder: Folder,
    key: Annotated[
        list[str], typer.Option(metavar="NAME", help="The key to revoke, such as official-3; may be repeated.")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Take a key out of the root without another in its place.

    As many must sign as before. The root keys sign the next root; a kiosk learns of it by the next bundle, and
    goes on trusting the old key until then.

    \b
    Example:
      voter-kiosk keys revoke khoa --key official-3
    """
    import datetime as dt

    from voter_kiosk.bundle.keys import KeyFolder, rotate_root

    out = Out.of(context, as_json)

    def attempt(given: str | None) -> KeyFolder | Refusal:
        return rotate_root(folder, issued=dt.datetime.now(dt.UTC), remove=key, passphrase=given)

    made = out.unwrap(with_passphrase(out, attempt))
    version = len(made.roots)
    if as_json:
        out.data({"root": str(folder / "root.json"), "version": version, "revoked": key})
    names = ", ".join(key)
    out.say(
        f"Đã thu hồi khóa {names}; tệp gốc nay là phiên bản {version}. Máy nào chưa nạp gói mới thì vẫn tin khóa "
        "cũ: hãy phát hành gói mới ngay và nạp vào mọi máy.",
        f"Revoked {names}; the root is now version {version}. A kiosk trusts the old key until it has loaded a "
        "new bundle: publish one now and load it everywhere.",
    )


def passphrase(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pem...", help="The key files.")],
    as_json: JsonFlag = False,
) -> None:
    """Change the passphrase of keys.

    The file is replaced whole. Copies on other sticks keep the old passphrase: back up again and destroy them.

    \b
    Example:
      voter-kiosk keys passphrase official-1.pem
    """
    from voter_kiosk.bundle.keys import change_passphrase, open_key

    out = Out.of(context, as_json)
    opened: dict[Path, str | None] = {}
    for file in files:  # all of them are opened before any is changed

        def attempt(given: str | None, file: Path = file) -> str | Refusal:
            refused = open_key(file, given)
            return (given or "") if refused is None else refused

        opened[file] = out.unwrap(with_passphrase(out, attempt)) or None
    fresh = new_passphrase(out, NEW_VARIABLE)
    for file, old in opened.items():
        refused = change_passphrase(file, old, fresh)
        if refused is not None:
            out.refuse(refused)
    names = ", ".join(file.name for file in files)
    if as_json:
        out.data({"changed": [str(file) for file in files]})
    out.say(
        f"Đã đổi mật khẩu của {names}. Bản sao ở nơi khác vẫn theo mật khẩu cũ.",
        f"Changed the passphrase of {names}. Copies elsewhere keep the old one.",
    )


def backup(
    context: typer.Context,
    folder: Folder,
    sticks: Annotated[
        list[Path], typer.Argument(metavar="STICK...", help="The sticks, two of them, each by its folder.")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Copy the keys to two sticks.

    Every private key is under a passphrase there, every file is read back, and keys.txt is the sheet to print: it
    has the fingerprints of the public keys.

    \b
    Example:
      voter-kiosk keys backup khoa E: F:
    """
    import datetime as dt

    from voter_kiosk.bundle.backup import back_up
    from voter_kiosk.bundle.keys import load_folder

    out = Out.of(context, as_json)
    if len(sticks) < 2:
        raise typer.BadParameter("STICK1 STICK2", param_hint="STICK...")
    held = out.unwrap(load_folder(folder))
    made = dt.datetime.now(dt.UTC).astimezone(VIETNAM)
    copies = back_up(held, sticks, made=made)
    if isinstance(copies, Refusal) and copies.code == "backup-plain":
        copies = back_up(held, sticks, made=made, passphrase=new_passphrase(out))
    written = out.unwrap(copies)
    if as_json:
        out.data({"copies": [str(copy) for copy in written]})
        return
    for copy in written:
        out.say(f"Đã sao lưu và đọc lại đúng: {copy}", f"Copied, and read back the same: {copy}")
    if len({stick.stat().st_dev for stick in sticks}) < len(sticks):
        out.warn(
            Sentence(
                "Hai bản sao nằm trên cùng một ổ: hỏng ổ là mất cả hai. Hãy dùng hai USB.",
                "Both copies are on one disk: if it fails both are lost. Use two sticks.",
            )
        )
    out.say(
        "Hãy in tờ keys.txt, cất hai USB ở hai nơi, để mật khẩu ở chỗ khác.",
        "Print keys.txt, keep the two sticks in two places, and the passphrase elsewhere.",
    )


def restore(
    context: typer.Context,
    stick: Annotated[Path, typer.Argument(metavar="STICK", help="The stick with the copy.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the keys, new or empty.")],
    as_json: JsonFlag = False,
) -> None:
    """Make the folder of the keys anew from a stick.

    Every file is checked first. The keys keep the passphrases they had on the stick.

    \b
    Example:
      voter-kiosk keys restore E: khoa
    """
    from voter_kiosk.bundle.backup import restore as take_back

    out = Out.of(context, as_json)
    held = out.unwrap(take_back(stick, folder))
    version = len(held.roots)
    if as_json:
        out.data({"keys": str(folder), "version": version})
    out.say(
        f"Đã lấy lại khóa vào “{folder}”; tệp gốc phiên bản {version}.",
        f"The keys are back in “{folder}”; the root is version {version}.",
    )


def delegate(
    context: typer.Context,
    folder: Folder,
    scope: Annotated[str, typer.Argument(metavar="c<code>", help="The commune, such as c11302.")],
    public: Annotated[
        Path | None, typer.Option(metavar="root.json", help="The commune's own root.json, from its keys.")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="End the delegation.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Let a commune publish its own polling areas, notices and council lists.

    The commune makes its own keys and brings its root.json. Compare the fingerprint with it by telephone. The next
    bundle that the officials sign brings the delegation to the kiosks, or its end.

    \b
    Example:
      voter-kiosk keys delegate khoa c11302 --public xa/root.json
      voter-kiosk keys delegate khoa c11302 --end
    """
    from voter_kiosk.bundle.delegations import delegate as give
    from voter_kiosk.bundle.delegations import end as take
    from voter_kiosk.bundle.fingerprint import short_groups
    from voter_kiosk.bundle.keys import load_folder

    out = Out.of(context, as_json)
    if end == (public is not None):
        raise typer.BadParameter("--public root.json | --end", param_hint="c<code>")
    held = out.unwrap(load_folder(folder))
    one = out.unwrap(take(held, scope) if public is None else give(held, scope, public.read_bytes()))
    if as_json:
        out.data(
            {"scope": scope, "fingerprint": one.fingerprint, "threshold": one.threshold, "ended": public is None}
        )
    digits = short_groups(one.fingerprint)
    if public is None:
        out.say(
            f"Đã thu hồi quyền của {scope}. Máy sẽ biết khi nạp gói kế tiếp; nội dung của xã do tỉnh đưa vào "
            "nguồn.",
            f"Ended the delegation of {scope}. Kiosks learn of it by the next bundle; the province's source now "
            "has to hold the commune's content.",
        )
        return
    out.say(
        f"Đã giao cho {scope}, {one.threshold} người ký. Hãy so mã khóa với xã qua điện thoại: {digits}",
        f"Delegated to {scope}, {one.threshold} must sign. Compare the keys by telephone: {digits}",
    )
