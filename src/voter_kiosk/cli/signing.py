"""Signing by several hands: a draft is made, each official signs it with his own key, the desk assembles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.author import Source, instant
from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import REFUSED, Out
from voter_kiosk.cli.passphrase import with_passphrase
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.bundle.assemble import Built, Count, Draft


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("draft")(draft)
    app.command("sign")(sign)
    app.command("assemble")(assemble)


def draft(
    context: typer.Context,
    folder: Source,
    keys: Annotated[
        Path, typer.Option(metavar="KEYS", help="The folder of the keys; only its roots are needed here.")
    ],
    output: Annotated[Path, typer.Option(metavar="DRAFT", help="The folder for the draft, new or empty.")],
    version: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Its version; by default one more than the last.")
    ] = None,
    issued: Annotated[str, typer.Option(metavar="TIME", help="When it is issued; by default now.")] = "",
    expires: Annotated[
        str, typer.Option(metavar="TIME", help="Until when it holds; by default 60 days after polling day.")
    ] = "",
    previous: Annotated[
        Path | None, typer.Option(metavar="FILE.vkb", help="The bundle before it, for the version.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a draft for several officials to sign.

    Where each keeps his own key, the draft goes from hand to hand, or a copy of it to each.

    \b
    Example:
      voter-kiosk draft bau-cu --keys khoa --output ban-nhap
    """
    from voter_kiosk.authoring.check import CheckReport
    from voter_kiosk.authoring.publish import make_draft

    out = Out.of(context, as_json)
    begins, ends = instant(issued), instant(expires)
    with out.progress(Sentence("Lập bản nháp", "Drafting")) as step:
        made = make_draft(
            folder,
            keys,
            output,
            version=version,
            issued=begins,
            expires=ends,
            previous=previous,
            progress=step,
        )
    if isinstance(made, Refusal):
        out.refuse(made)
    if isinstance(made, CheckReport):
        out.findings(made.findings)
        raise typer.Exit(REFUSED)
    if as_json:
        out.data({"draft": str(output), "fingerprint": made.draft.fingerprint, "findings": made.report.findings})
        return
    out.findings(made.report.findings)
    _say_draft(out, made.draft)


def sign(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DRAFT", help="The folder of the draft.")],
    key: Annotated[Path, typer.Option(metavar="FILE.pem", help="The official's own key, such as official-1.pem.")],
    root: Annotated[
        Path | None,
        typer.Option(metavar="root.json", help="The committee's root.json; by default the one beside the key."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Sign a draft with one's own key.

    First the draft is made anew from its files and the root that the official trusts: whoever carried it cannot
    have changed what the signature says. Compare the fingerprint with the committee's.

    \b
    Example:
      voter-kiosk sign ban-nhap --key official-1.pem --root root.json
    """
    from voter_kiosk.bundle.assemble import sign_draft, signatures
    from voter_kiosk.bundle.drafts import check_draft, load_draft, save_signatures
    from voter_kiosk.bundle.keys import load_official
    from voter_kiosk.bundle.trust import newest_root

    out = Out.of(context, as_json)
    own = _root_beside(out, key) if root is None else root
    trusted = out.unwrap(newest_root(own.read_bytes(), _roots_of(folder)))
    content = out.unwrap(load_draft(folder))
    refused = check_draft(content, trusted)
    if refused is not None:
        out.refuse(refused)
    signer = out.unwrap(with_passphrase(out, lambda passphrase: load_official(key, trusted, passphrase)))
    signed = sign_draft(content, [signer])
    refused = save_signatures(signed, folder)
    if refused is not None:
        out.refuse(refused)
    counts = signatures(signed, trusted)
    names, threshold = _signed(counts)
    if as_json:
        out.data(
            {
                "draft": str(folder),
                "version": signed.version,
                "fingerprint": signed.fingerprint,
                "signed": names,
                "threshold": threshold,
            }
        )
        return
    _say_draft(out, signed)
    out.say(
        f"Đã ký ({len(names)}/{threshold}: {', '.join(names)}).",
        f"Signed ({len(names)}/{threshold}: {', '.join(names)}).",
    )


def assemble(
    context: typer.Context,
    drafts: Annotated[
        list[Path], typer.Argument(metavar="DRAFT...", help="The signed draft, or every official's copy of it.")
    ],
    keys: Annotated[Path, typer.Option(metavar="KEYS", help="The folder with the desk's keys.")],
    output: Annotated[Path, typer.Option(metavar="FILE.vkb", help="The bundle to write.")],
    as_json: JsonFlag = False,
) -> None:
    """Make the bundle of a signed draft.

    Copies signed apart are put together. Needs the desk's own keys, snapshot and timestamp.

    \b
    Example:
      voter-kiosk assemble ban-nhap --keys khoa --output bau-cu.vkb
    """
    from voter_kiosk.authoring.publish import next_version
    from voter_kiosk.bundle.assemble import finish
    from voter_kiosk.bundle.drafts import check_draft, load_draft, merge_drafts
    from voter_kiosk.bundle.keys import load_folder, load_signers

    out = Out.of(context, as_json)
    held = out.unwrap(load_folder(keys))
    out.unwrap(next_version(output))  # what is no bundle is somebody's file, and is not overwritten
    merged = out.unwrap(merge_drafts([out.unwrap(load_draft(folder)) for folder in drafts]))
    refused = check_draft(merged, held.root)
    if refused is not None:
        out.refuse(refused)

    def attempt(passphrase: str | None) -> Built | Refusal:
        desk = {}
        for role in ("snapshot", "timestamp"):
            found = load_signers(held, role, passphrase)
            if isinstance(found, Refusal):
                return found
            desk[role] = found
        return finish(merged, held.roots, desk, output)

    built = out.unwrap(with_passphrase(out, attempt))
    if as_json:
        out.data({"built": built})
        return
    out.fields(
        (
            (Sentence("Gói dữ liệu", "Bundle"), built.path),
            (Sentence("Phiên bản", "Version"), built.version),
            (Sentence("Dung lượng", "Size"), out.size(built.size)),
            (Sentence("Mã kiểm tra", "Fingerprint"), built.fingerprint),
        )
    )


def _say_draft(out: Out, content: Draft) -> None:
    out.fields(
        (
            (Sentence("Phiên bản", "Version"), content.version),
            (Sentence("Phát hành", "Issued"), out.instant(content.issued)),
            (Sentence("Hết hạn", "Expires"), out.instant(content.expires)),
            (Sentence("Mã kiểm tra", "Fingerprint"), content.fingerprint),
        )
    )


def _signed(counts: Mapping[str, Count]) -> tuple[list[str], int]:
    """Who has signed every role, and how many must."""
    names = set.intersection(*(set(count.signed) for count in counts.values()))
    return sorted(names), max(count.threshold for count in counts.values())


def _roots_of(folder: Path) -> list[bytes]:
    """The roots that travel with a draft, version 1 first; none of them is trusted yet."""
    roots: list[bytes] = []
    while (path := folder / "roots" / f"{len(roots) + 1}.root.json").is_file():
        roots.append(path.read_bytes())
    return roots


def _root_beside(out: Out, key: Path) -> Path:
    """The root that an official keeps: beside his key, or beside the folder of the keys."""
    beside = [place / "root.json" for place in (key.parent, key.parent.parent)]
    found = next((path for path in beside if path.is_file()), None)
    if found is None:
        out.refuse(
            Refusal(
                "no-root",
                Sentence(
                    f"Không có tệp root.json cạnh khóa “{key.name}”; hãy để cạnh khóa, hoặc chỉ ra bằng --root.",
                    f"There is no root.json beside the key “{key.name}”; keep it there, or name it with --root.",
                ),
            )
        )
    return found
