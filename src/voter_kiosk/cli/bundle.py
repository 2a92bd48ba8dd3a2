"""A bundle as a file: what is inside, and who says that he signed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.text import Sentence, pick

if TYPE_CHECKING:
    from voter_kiosk.bundle.trust import Signer


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("inspect")(inspect)
    app.command("carry")(carry)


def carry(
    context: typer.Context,
    bundle: Annotated[Path, typer.Argument(metavar="FILE.vkb", help="The bundle.")],
    stick: Annotated[Path, typer.Argument(metavar="STICK", help="The stick, by its folder.")],
    device: Annotated[
        int, typer.Option(metavar="N", hidden=True, help="The file system that was chosen, by its number.")
    ] = -1,
    as_json: JsonFlag = False,
) -> None:
    """Write a bundle to a stick, and read it back.

    It bears its name only once it was read back from the stick and is the same to the bit. A file that is there
    already is left alone.

    \b
    Example:
      voter-kiosk carry bau-cu.vkb E:
    """
    from voter_kiosk.bundle.carrying import carry as take

    out = Out.of(context, as_json)
    with out.progress(Sentence("Chép ra USB", "Copying to the stick")) as step:
        carried = out.unwrap(take(bundle, stick, tell=step, device=None if device < 0 else device))
    if as_json:
        out.data({"carried": carried})
        return
    out.say(
        f"Đã ghi và đọc lại đúng từng bit: “{carried.file}”, {out.size(carried.size)}. Có thể rút USB.",
        f"Written, and read back the same: “{carried.file}”, {out.size(carried.size)}. The stick may be pulled.",
    )
    out.fields(((Sentence("Mã băm SHA-256", "SHA-256"), carried.sha256),))


_DESK = frozenset({"root", "snapshot", "timestamp"})
"""Roles that say nothing of the content: their keys sign when, and which versions belong together."""


def _officials(signers: Iterable[Signer]) -> str:
    return ", ".join(dict.fromkeys(signer.name for signer in signers if signer.role not in _DESK))


def inspect(
    context: typer.Context,
    bundle: Annotated[Path, typer.Argument(metavar="FILE.vkb", help="The bundle.")],
    as_json: JsonFlag = False,
) -> None:
    """Say what is in a bundle, and who signed.

    Every signature, length and hash is checked against the bundle's own root. Whether these are the right
    officials only a kiosk can tell, by the root it was set up with: compare the fingerprint.

    \b
    Example:
      voter-kiosk inspect bau-cu.vkb
    """
    from voter_kiosk.bundle.inspect import inspect as look

    out = Out.of(context, as_json)
    found = out.unwrap(look(bundle))
    records: Counter[str] = Counter()
    for file in found.documents:
        records[file.kind] += file.records
    if as_json:
        out.data({"inspected": found, "records": records})
        return
    election = found.election
    out.fields(
        (
            (Sentence("Cuộc bầu cử", "Election"), pick(election.title, out.language) if election else ""),
            (Sentence("Ngày bầu cử", "Polling day"), f"{election.polling_day:%d/%m/%Y}" if election else ""),
            (
                Sentence("Cơ quan phát hành", "Publisher"),
                pick(election.publisher, out.language) if election else "",
            ),
            (Sentence("Phiên bản", "Version"), found.version),
            (Sentence("Phát hành", "Issued"), out.instant(found.issued)),
            (Sentence("Hết hạn", "Expires"), out.instant(found.expires)),
            (Sentence("Người ký", "Signed by"), _officials(found.signers)),
            (Sentence("Phạm vi", "Scopes"), ", ".join(found.scopes)),
            (Sentence("Dung lượng", "Size"), out.size(found.size)),
            (
                Sentence("Hình, âm thanh", "Pictures, sounds"),
                f"{len(found.media)}, {out.size(sum(m.length for m in found.media))}",
            ),
            (Sentence("Mã kiểm tra", "Fingerprint"), found.fingerprint),
        )
    )
    out.say("", "")
    for name, count in sorted(records.items()):
        if count:
            typer.echo(f"{count:>8}  {name}")
    if election and election.sample:
        out.say("\nĐây là nội dung mẫu.", "\nThis is sample content.")
    out.say(
        "\nChữ ký đúng với tệp gốc nằm trong gói. Hãy so mã kiểm tra với cơ quan phát hành trước khi tin.",
        "\nThe signatures fit the root inside the bundle. Before you trust it, compare the fingerprint.",
    )
