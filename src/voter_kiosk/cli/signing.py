"""Signing by several hands: a draft is made, each official signs it with his own key, the desk assembles."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
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
    from voter_kiosk.bundle.delegations import Delegation
    from voter_kiosk.bundle.drafts import FileChange
    from voter_kiosk.bundle.drafts import Previous as Before


RootFile = Annotated[
    Path | None,
    typer.Option(metavar="root.json", help="The committee's root.json; by default the one beside the key."),
]
Previous = Annotated[
    Path | None, typer.Option(metavar="FILE.vkb", help="The bundle given out last, to show what is new.")
]

_NO_ROOT = Refusal(
    "no-root",
    Sentence(
        "Không có tệp root.json cạnh khóa; hãy để cạnh khóa, hoặc chỉ ra bằng --root.",
        "There is no root.json beside the key; keep it there, or name it with --root.",
    ),
)


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("draft")(draft)
    app.command("draft-status")(draft_status)
    app.command("sign")(sign)
    app.command("merge")(merge)
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
    part: Annotated[
        bool, typer.Option("--part", help="Of a commune's source: the part that its province merges.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make a draft for several officials to sign.

    Where each keeps his own key, the draft goes from hand to hand, or a copy of it to each. A commune that
    publishes for itself makes its part the same way, with its own keys; --previous is then the part before it.

    \b
    Example:
      voter-kiosk draft bau-cu --keys khoa --output ban-nhap
      voter-kiosk draft xa --part --keys khoa-xa --output phan-c11302
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
            part=part,
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
    root: RootFile = None,
    previous: Previous = None,
    delegation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="c<code>", help="Accept the keys that a commune has not had before, once they were compared."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="The draft was looked at; do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Sign a draft with one's own key.

    First the draft is made anew from its files and the root that the official trusts: whoever carried it cannot
    have changed what the signature says. Then it is shown what is new in it, and asked. Compare the fingerprint
    with the committee's.

    \b
    Example:
      voter-kiosk sign ban-nhap --key official-1.pem --root root.json --previous bau-cu.vkb
    """
    from voter_kiosk.bundle.assemble import sign_draft, signatures
    from voter_kiosk.bundle.drafts import check_signatures, load_draft, save_signatures
    from voter_kiosk.bundle.keys import load_official, name_of

    out = Out.of(context, as_json)
    own = _root_beside(out, key) if root is None else root
    trusted = _newest_root(out, own, folder)
    content = out.unwrap(load_draft(folder))
    before = _previous(out, previous, trusted)
    known = dict(before.delegations) if before else {}
    accepted = _checked(out, content, trusted, folder, known, delegation or ())
    _stop(out, check_signatures(content, trusted))
    changes = _changes(content, before)
    if not as_json:
        _say_draft(out, content)
        _say_new(out, content, folder, changes, before, previous)
        _say_delegations(out, accepted)
    if (
        not yes
        and sys.stdin.isatty()
        and not typer.confirm(
            Sentence(
                "Ông/Bà đã xem các thay đổi và so mã kiểm tra. Ông/Bà chắc chắn ký?",
                "You have looked at the changes and compared the fingerprint. Do you want to sign?",
            ).say(out.language),
            err=True,
        )
    ):
        out.say("Chưa ký gì.", "Nothing was signed.")
        raise typer.Exit(REFUSED)
    signer = out.unwrap(with_passphrase(out, lambda passphrase: load_official(key, trusted, passphrase)))
    name = name_of(signer.public_key.keyid, trusted)
    _stop(out, check_signatures(content, trusted, name))
    signed = sign_draft(content, [signer])
    _stop(out, save_signatures(signed, folder))
    state = _State.of(signatures(signed, trusted), accepted)
    if as_json:
        out.data(
            {
                "draft": str(folder),
                "version": signed.version,
                "fingerprint": signed.fingerprint,
                "signed": state.signed,
                "threshold": state.threshold,
                "missing": state.missing,
                "changes": changes,
                "delegations": {scope: one.fingerprint for scope, one in accepted.items()},
            }
        )
        return
    names = ", ".join(state.signed)
    out.say(
        f"Đã ký ({len(state.signed)}/{state.threshold}: {names}).",
        f"Signed ({len(state.signed)}/{state.threshold}: {names}).",
    )
    _say_missing(out, state, content)


def draft_status(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DRAFT", help="The folder of the draft.")],
    root: RootFile = None,
    previous: Previous = None,
    as_json: JsonFlag = False,
) -> None:
    """Say who has signed a draft, and who has not.

    Against the committee's root.json; without it against the roots that came with the draft, which prove nothing.

    \b
    Example:
      voter-kiosk draft-status ban-nhap --root root.json
    """
    from voter_kiosk.bundle.assemble import delegated_in, signatures
    from voter_kiosk.bundle.drafts import check_draft, load_draft, made_under
    from voter_kiosk.bundle.keys import read_root

    out = Out.of(context, as_json)
    content = out.unwrap(load_draft(folder))
    roots = _roots_of(folder)
    if root is not None:
        trusted = _newest_root(out, root, folder)
    elif roots:
        trusted = roots[-1]
    else:
        out.refuse(_NO_ROOT)
    decoded = out.unwrap(read_root(trusted))
    delegated = delegated_in(content, decoded)
    wrong = made_under(content, roots, trusted) or check_draft(content, trusted, delegated)
    state = _State.of(signatures(content, trusted), delegated)
    before = _previous(out, previous, trusted)
    changes = _changes(content, before)
    if as_json:
        out.data(
            {
                "draft": str(folder),
                "version": content.version,
                "fingerprint": content.fingerprint,
                "state": state,
                "complete": state.complete and wrong is None,
                "trusted": root is not None,
                "refused": wrong,
                "changes": changes,
                "delegations": {scope: one.fingerprint for scope, one in delegated.items()},
            }
        )
        return
    _say_draft(out, content)
    if previous is not None:
        _say_new(out, content, folder, changes, before, previous)
    _say_delegations(out, delegated)
    out.say("", "")
    out.say(
        f"Đã ký: {', '.join(state.signed) or 'chưa có ai'} ({len(state.signed)}/{state.threshold}).",
        f"Signed: {', '.join(state.signed) or 'nobody'} ({len(state.signed)}/{state.threshold}).",
    )
    _say_missing(out, state, content)
    if state.broken:
        out.say(
            f"Bản nháp đã bị sửa sau khi {', '.join(state.broken)} ký: chữ ký đó không còn giá trị.",
            f"The draft was changed after {', '.join(state.broken)} had signed: that signature no longer holds.",
        )
    for key_id in state.foreign:
        out.say(
            f"Có chữ ký của khóa không được ký hoặc đã thu hồi ({key_id[:16]}): không tính.",
            f"There is a signature by a key that may not sign or was revoked ({key_id[:16]}): it does not count.",
        )
    if wrong is not None:
        out.say(f"{wrong.message.vi} [{wrong.code}]", f"{wrong.message.en} [{wrong.code}]")
    if root is None:
        out.say(
            "Chỉ so với tệp gốc đi kèm bản nháp; muốn chắc chắn, hãy thêm --root root.json.",
            "Held only against the roots that came with the draft; to be sure, add --root root.json.",
        )


def merge(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DRAFT", help="The province's draft.")],
    parts: Annotated[
        list[Path], typer.Argument(metavar="PART...", help="The communes' signed parts, or folders full of them.")
    ],
    keys: Annotated[Path, typer.Option(metavar="KEYS", help="The folder of the keys, with its delegations.")],
    output: Annotated[Path, typer.Option(metavar="DRAFT", help="The folder for the draft, new or empty.")],
    as_json: JsonFlag = False,
) -> None:
    """Take communes' own parts into the province's draft.

    Each part is checked: whose keys signed it, whether it stays within its commune, that it is not older than the
    one merged before, and that it fits the province's election and lists. The new draft is then signed by the
    province's officials and assembled.

    \b
    Example:
      voter-kiosk merge ban-nhap phan-c11302 phan-c11303 --keys khoa --output ban-nhap-ghep
    """
    from voter_kiosk.bundle.delegations import delegations, keep_merged, last_merged
    from voter_kiosk.bundle.drafts import check_draft, load_draft, save_draft
    from voter_kiosk.bundle.keys import load_folder
    from voter_kiosk.bundle.parts import as_part
    from voter_kiosk.bundle.parts import merge as merge_parts

    out = Out.of(context, as_json)
    held = out.unwrap(load_folder(keys))
    content = out.unwrap(load_draft(folder))
    _stop(out, check_draft(content, held.root))
    given = out.unwrap(delegations(held))
    last = {scope: one for scope in given if (one := last_merged(held, scope)) is not None}
    taken = [out.unwrap(as_part(out.unwrap(load_draft(part)))) for part in _all_parts(parts)]
    merged = out.unwrap(merge_parts(content, held.root, taken, given, last))
    _stop(out, save_draft(merged, output, held.roots))
    _stop(out, keep_merged(held, {part.scope: part.merged for part in taken}))
    if as_json:
        found = [{"scope": part.scope, "version": part.version} for part in taken]
        out.data({"draft": str(output), "fingerprint": merged.fingerprint, "parts": found})
        return
    for part in taken:
        out.say(
            f"Đã ghép {part.scope}, phiên bản {part.version}.", f"Merged {part.scope}, version {part.version}."
        )
    _say_draft(out, merged)
    soonest = min(taken, key=lambda part: part.expires)
    if soonest.expires < merged.expires:
        out.say(
            f"Gói hết hạn sớm hơn, cùng phần của {soonest.scope}: {out.instant(soonest.expires)}.",
            f"The bundle expires earlier, with the part of {soonest.scope}: {out.instant(soonest.expires)}.",
        )
    out.say(
        "Bản nháp chưa có chữ ký; hãy chuyển cho các cán bộ ký.", "Nobody has signed this draft yet; pass it on."
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
    from voter_kiosk.bundle.assemble import delegated_in, finish
    from voter_kiosk.bundle.drafts import check_draft, check_signatures, load_draft, made_under, merge_drafts
    from voter_kiosk.bundle.keys import load_folder, load_signers

    out = Out.of(context, as_json)
    held = out.unwrap(load_folder(keys))
    out.unwrap(next_version(output))  # what is no bundle is somebody's file, and is not overwritten
    merged = out.unwrap(merge_drafts([out.unwrap(load_draft(folder)) for folder in drafts]))
    _stop(out, made_under(merged, _roots_of(drafts[0]), held.root))
    # Whose keys a commune has is for the officials to accept: without their signatures nothing is assembled.
    _stop(out, check_draft(merged, held.root, delegated_in(merged, held.trusted())))
    _stop(out, check_signatures(merged, held.root))

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


@dataclass(frozen=True, slots=True)
class _State:
    """Who has signed all that the officials must sign; ``communes`` is who signed each commune's part."""

    signed: list[str]
    missing: list[str]
    threshold: int
    broken: list[str]
    foreign: list[str]
    communes: dict[str, list[str]]

    @classmethod
    def of(cls, counts: Mapping[str, Count], delegated: Collection[str]) -> _State:
        """Of the signatures of each role, and the scopes that communes sign themselves."""
        own = [count for role, count in counts.items() if role not in delegated]
        everybody = {name for count in own for name in (*count.signed, *count.missing, *count.broken)}
        signed = set.intersection(*(set(count.signed) for count in own))
        broken = {name for count in own for name in count.broken}
        return cls(
            sorted(signed),
            sorted(everybody - signed - broken),
            max(count.threshold for count in own),
            sorted(broken),
            sorted({key_id for count in counts.values() for key_id in count.foreign}),
            {role: list(count.signed) for role, count in counts.items() if role in delegated},
        )

    @property
    def complete(self) -> bool:
        """Whether it can be assembled."""
        return len(self.signed) >= self.threshold


def _stop(out: Out, refused: Refusal | None) -> None:
    if refused is not None:
        out.refuse(refused)


def _newest_root(out: Out, own: Path, folder: Path) -> bytes:
    from voter_kiosk.bundle.trust import newest_root

    return out.unwrap(newest_root(own.read_bytes(), _roots_of(folder)))


def _previous(out: Out, path: Path | None, trusted: bytes) -> Before | None:
    from voter_kiosk.bundle.drafts import previous_of

    return None if path is None else out.unwrap(previous_of(path, trusted))


def _changes(content: Draft, before: Before | None) -> tuple[FileChange, ...]:
    from voter_kiosk.bundle.drafts import compare
    from voter_kiosk.bundle.parts import Part, as_part

    changes = compare(content, before)
    part = as_part(content)
    if isinstance(part, Part):  # the rest of the bundle is not its business
        return tuple(change for change in changes if change.name.startswith(f"{part.scope}/"))
    return changes


def _checked(
    out: Out,
    content: Draft,
    trusted: bytes,
    folder: Path,
    known: Mapping[str, Delegation],
    confirmed: Collection[str],
) -> dict[str, Delegation]:
    """The delegations of a draft that may be signed; else the end of the command."""
    from voter_kiosk.bundle.assemble import delegated_in
    from voter_kiosk.bundle.drafts import check_draft, made_under, new_delegations
    from voter_kiosk.bundle.keys import read_root

    _stop(out, made_under(content, _roots_of(folder), trusted))
    claimed = delegated_in(content, out.unwrap(read_root(trusted)))
    _stop(out, check_draft(content, trusted, claimed))
    return out.unwrap(new_delegations(content, trusted, known, confirmed))


def _all_parts(paths: Sequence[Path]) -> list[Path]:
    """The folders of parts, in order; a folder that holds no part itself stands for those in it."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.iterdir() if (one / "metadata").is_dir()) if path.is_dir() else []
        found += [path] if (path / "metadata").is_dir() or not inside else inside
    return found


_FATES = {
    "added": Sentence("mới", "new"),
    "changed": Sentence("đổi", "changed"),
    "removed": Sentence("bỏ", "removed"),
}


def _say_new(
    out: Out,
    content: Draft,
    folder: Path,
    changes: Sequence[FileChange],
    before: Before | None,
    previous: Path | None,
) -> None:
    """What is new against the bundle given out last, in words; without one, and for a part, by its documents."""
    from voter_kiosk.bundle.contents import edition_of
    from voter_kiosk.bundle.drafts import edition
    from voter_kiosk.bundle.parts import Part, as_part
    from voter_kiosk.bundle.refused import RefusedError
    from voter_kiosk.cli.diff import say
    from voter_kiosk.domain.changes import compare

    _say_changes(out, changes, before)
    if previous is None or isinstance(as_part(content), Part):
        return
    out.say("", "")
    with ExitStack() as stack:
        try:
            old, new = out.unwrap(edition_of(previous, stack)), edition(content, folder.name)
            say(out, old, new, compare(old.whole, new.whole))
        except RefusedError as refused:
            out.refuse(refused.refusal)


def _say_changes(out: Out, changes: Sequence[FileChange], before: Before | None) -> None:
    """What is new, document by document; pictures are counted."""
    out.say("", "")
    if before is None:
        out.say("Nội dung của bản nháp (chưa có gói trước để so):", "What the draft holds (no bundle before it):")
    else:
        out.say(
            f"So với phiên bản {before.version}, phát hành {out.instant(before.issued)}:",
            f"Against version {before.version}, issued {out.instant(before.issued)}:",
        )
        if not before.trusted:
            out.say(
                "(Gói trước không ký bằng khóa của tệp gốc này: chỉ để xem.)",
                "(The bundle before it is not signed with the keys of this root: it is for looking only.)",
            )
    pictures = dict.fromkeys(_FATES, 0)
    said = 0
    for change in changes:
        if change.fate == "kept" or change.name.endswith("/index.json"):
            continue
        if change.before < 0 or change.after < 0:
            pictures[change.fate] += 1
            continue
        said += 1
        fate = _FATES[change.fate].say(out.language)
        count = str(change.after) if change.fate == "added" else f"{change.before} → {change.after}"
        typer.echo(f"  {fate:<8} {change.name}  ({count})")
    for name, times in pictures.items():
        if times:
            said += 1
            out.say(
                f"  {_FATES[name].vi:<8} {times} hình, âm thanh",
                f"  {_FATES[name].en:<8} {times} pictures, sounds",
            )
    if not said:
        out.say("  không có gì khác", "  nothing differs")


def _say_delegations(out: Out, delegated: Mapping[str, Delegation]) -> None:
    from voter_kiosk.bundle.fingerprint import short_groups

    for scope, one in sorted(delegated.items()):
        digits = short_groups(one.fingerprint)
        out.say(
            f"Xã {scope} tự công bố, {one.threshold} người ký, mã khóa {digits}",
            f"{scope} publishes for itself, {one.threshold} must sign, keys {digits}",
        )


def _say_missing(out: Out, state: _State, content: Draft) -> None:
    from voter_kiosk.bundle.parts import Part, as_part

    if state.complete and isinstance(as_part(content), Part):
        out.say("Đủ chữ ký: hãy gửi phần này cho tỉnh ghép.", "Signed by enough: send this part to the province.")
    elif state.complete:
        out.say("Đủ chữ ký: bàn phát hành có thể ghép (assemble).", "Signed by enough: the desk can assemble it.")
    else:
        left = state.threshold - len(state.signed)
        out.say(
            f"Còn thiếu {left} chữ ký; chưa ký: {', '.join(state.missing)}.",
            f"{left} signatures to go; not yet: {', '.join(state.missing)}.",
        )


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
        out.refuse(_NO_ROOT)
    return found
