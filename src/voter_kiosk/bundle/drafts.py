"""A draft on its way from hand to hand: a folder, held against the committee's root before anybody signs it.

The folder holds ``metadata/<role>.json``, ``objects/<sha256>`` and ``roots/N.root.json``. Whoever carries it could
change it, and a draft says whose keys may sign the scopes: an official who signed another one would give those
away, though every file and so the fingerprint were right. Therefore ``check_draft`` makes the metadata anew from
the files and from a root that the signer already trusts, and takes nothing else.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, TargetFile, Targets

from voter_kiosk.bundle import names
from voter_kiosk.bundle.archive import content_chunks
from voter_kiosk.bundle.assemble import Draft, delegated_in, measure, signatures, unsigned_roles
from voter_kiosk.bundle.delegations import COMMUNE, Delegation
from voter_kiosk.bundle.fingerprint import fingerprint
from voter_kiosk.bundle.keys import SERIALIZER
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import MAX_METADATA, X_ELECTION, X_ISSUED
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "bad-draft": (
            "Bản nháp {name} không dùng được; hãy lập lại bản nháp.",
            "The draft {name} cannot be used; make it again.",
        ),
        "foreign-draft": (
            "Bản nháp không đúng như tệp gốc tin cậy quy định (tại {name}); đừng ký và báo cho cấp trên.",
            "The draft is not what the trusted root asks for (at {name}); do not sign it, and report it.",
        ),
        "outdated-draft": (
            "Bản nháp lập theo tệp gốc cũ ({name}), từ đó đã có khóa bị thay hoặc thu hồi; hãy lập lại bản nháp.",
            "The draft was made under an older root ({name}), keys have been replaced since; make it again.",
        ),
        "new-delegation": (
            "Bản nháp giao quyền cho khóa chưa từng được giao: {name}; hãy so mã khóa với xã, đúng thì thêm "
            "--delegation và mã xã.",
            "The draft gives a commune to keys it did not have before: {name}; compare them with the commune, and "
            "where they agree add --delegation and the commune.",
        ),
        "changed-after-signing": (
            "Bản nháp đã bị sửa sau khi {name} ký; đừng ký và báo cho người lập bản nháp.",
            "The draft was changed after {name} had signed; do not sign it, and tell whoever made it.",
        ),
        "already-signed": (
            "{name} đã ký bản nháp này rồi, mỗi người chỉ ký một lần; hãy chuyển cho người ký tiếp theo.",
            "{name} has signed this draft already, nobody signs twice; pass it on to the next one.",
        ),
        "draft-exists": (
            "Thư mục {name} đã có nội dung; hãy chọn thư mục khác.",
            "The folder {name} is not empty; choose another one.",
        ),
        "cannot-write-draft": (
            "Không ghi được bản nháp vào {name}; hãy xem lại thư mục và quyền ghi.",
            "The draft cannot be written to {name}; check the folder and its permissions.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""

_FAULTS = (OSError, RefusedError, RepositoryError, AttributeError, KeyError, TypeError, ValueError, RecursionError)


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a file, a folder or a role."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


def save_draft(content: Draft, folder: Path, roots: Sequence[bytes] = ()) -> Refusal | None:
    """Write a draft, and the roots it was made under (version 1 first), to an empty or new folder.

    Refused: ``draft-exists``, ``cannot-write-draft``.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            return refuse("draft-exists", folder.name)
        (folder / "objects").mkdir(parents=True)
        for sha256, source in content.objects.items():
            with (folder / names.object_name(sha256)).open("wb") as file:
                file.writelines(content_chunks(source))
        (folder / "roots").mkdir()
        for version, data in enumerate(roots, 1):
            (folder / "roots" / f"{version}.root.json").write_bytes(data)
    except (OSError, RefusedError) as error:
        return refuse("cannot-write-draft", folder.name, str(error))
    return save_signatures(content, folder)


def save_signatures(content: Draft, folder: Path) -> Refusal | None:
    """Write the metadata of a draft over that in ``folder``. Refused: ``cannot-write-draft``."""
    try:
        (folder / "metadata").mkdir(exist_ok=True)
        for role, data in content.metadata.items():
            temporary = folder / "metadata" / f"{role}.part"
            temporary.write_bytes(data)
            temporary.replace(temporary.with_suffix(".json"))
    except OSError as error:
        return refuse("cannot-write-draft", folder.name, str(error))
    return None


def load_draft(folder: Path) -> Draft | Refusal:
    """Read a draft, checking that every object is what the metadata says; who signed is not looked at.

    Refused: ``bad-draft``.
    """
    metadata: dict[str, bytes] = {}
    signed: dict[str, Targets] = {}
    objects: dict[str, bytes | Path] = {}
    try:
        for path in sorted((folder / "metadata").glob("*.json")):
            _ordinary(path, MAX_METADATA)
            metadata[path.stem] = path.read_bytes()
            signed[path.stem] = Metadata[Targets].from_bytes(metadata[path.stem]).signed
        top = signed[Targets.type]
        issued = dt.datetime.fromisoformat(top.unrecognized_fields[X_ISSUED])
        every = [target for role in signed.values() for target in role.targets.values()]
        for target in every:
            sha256 = target.hashes["sha256"]
            path = folder / names.object_name(sha256)
            if not names.OBJECT.fullmatch(names.object_name(sha256)) or _ordinary(path) != target.length:
                return refuse("bad-draft", target.path, "length")
            if measure(path) != (sha256, target.length):
                return refuse("bad-draft", target.path, "changed")
            objects[sha256] = path
        whole = fingerprint(
            top.version, issued, ((item.path, item.hashes["sha256"], item.length) for item in every)
        )
    except _FAULTS as error:
        return refuse("bad-draft", folder.name, f"{type(error).__name__}: {error}")
    return Draft(top.version, issued, top.expires, metadata, objects, whole)


def _ordinary(path: Path, longest: int | None = None) -> int:
    """The length of an ordinary file, which no link is; raises ``ValueError`` and ``OSError``."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or (longest is not None and status.st_size > longest):
        raise ValueError(f"{path.name} is no ordinary file")
    return status.st_size


def check_draft(content: Draft, root: bytes, delegated: Mapping[str, Delegation] | None = None) -> Refusal | None:
    """Whether a draft is word for word what ``draft`` would make of its files under ``root``, which is trusted.

    ``delegated`` are the communes' keys that are accepted (``new_delegations`` says which are new); what a
    commune has signed itself has only to lie in its scope. Refused: ``foreign-draft``.
    """
    trusted = Metadata[Root].from_bytes(root).signed
    accepted = dict(delegated or {})
    given: dict[str, Metadata[Targets]] = {
        role: Metadata[Targets].from_bytes(data) for role, data in content.metadata.items()
    }
    scopes = {role: metadata.signed for role, metadata in given.items() if role != Targets.type}
    targets: dict[str, dict[str, TargetFile]] = {}
    provinces: dict[str, str] = {}
    about: dict[str, str] | None = None
    for scope, signed in scopes.items():
        for name in signed.targets:
            match = names.TARGET.fullmatch(name)
            if match is None or match["scope"] != scope:
                return refuse("foreign-draft", name)
        below = signed.delegations.roles if signed.delegations else None
        if scope in accepted:
            if signed.delegations is not None or not COMMUNE.fullmatch(scope):
                return refuse("foreign-draft", scope)
            continue
        targets[scope] = signed.targets
        provinces |= dict.fromkeys(below or (), scope)
        said = signed.unrecognized_fields.get(X_ELECTION)
        about = said if isinstance(said, dict) else about
    if not set(accepted) <= set(scopes):
        return refuse("foreign-draft", min(set(accepted) - set(scopes)))
    wanted = unsigned_roles(
        targets, trusted, content.version, content.issued, content.expires, provinces, accepted, about
    )
    for role, expected in wanted.items():
        if Metadata(expected).signed_bytes != given[role].signed_bytes:
            return refuse("foreign-draft", role)
    return None


def made_under(content: Draft, roots: Sequence[bytes], root: bytes) -> Refusal | None:
    """Why a draft that ``root`` does not ask for is only too old: the root it was made under led to ``root``.

    ``roots`` are those that travel with the draft, version 1 first, trusted by nobody: the last of them counts
    as a predecessor only where its keys signed ``root``. None where it is not that. Refused: ``outdated-draft``.
    """
    if not roots:
        return None
    try:
        older = Metadata[Root].from_bytes(roots[-1])
        newer = Metadata[Root].from_bytes(root)
        if older.signed.version + 1 != newer.signed.version:
            return None
        older.verify_delegate(Root.type, newer)
        accepted = delegated_in(content, older.signed)
    except _FAULTS:
        return None
    if check_draft(content, roots[-1], accepted) is not None:
        return None
    return refuse("outdated-draft", f"{older.signed.version} < {newer.signed.version}")


def new_delegations(
    content: Draft, root: bytes, known: Mapping[str, Delegation], confirmed: Collection[str] = ()
) -> dict[str, Delegation] | Refusal:
    """The delegations of a draft, all of which are ``known`` or have been ``confirmed`` by scope.

    Refused: ``new-delegation``, naming scope and fingerprint of the first that is neither.
    """
    found = delegated_in(content, Metadata[Root].from_bytes(root).signed)
    for scope, one in sorted(found.items()):
        before = known.get(scope)
        if scope not in confirmed and (before is None or before.fingerprint != one.fingerprint):
            return refuse("new-delegation", f"{scope} {one.fingerprint[:32]}")
    return found


def check_signatures(content: Draft, root: bytes, signer: str = "") -> Refusal | None:
    """Whether all signatures on a draft still hold, and ``signer`` is not among them.

    Refused: ``changed-after-signing``, ``already-signed``.
    """
    counts = signatures(content, root)
    for count in counts.values():
        if count.broken:
            return refuse("changed-after-signing", ", ".join(count.broken))
    own = [count for count in counts.values() if signer in (*count.signed, *count.missing)]
    if own and all(signer in count.signed for count in own):
        return refuse("already-signed", signer)
    return None


def merge_drafts(copies: Sequence[Draft]) -> Draft | Refusal:
    """One draft with the signatures of several copies of it. Refused (``bad-draft``) where the copies differ."""
    merged = copies[0]
    for copy in copies[1:]:
        metadata = {}
        for role, data in merged.metadata.items():
            ours: Metadata[Any] = Metadata.from_bytes(data)
            theirs: Metadata[Any] = Metadata.from_bytes(copy.metadata.get(role, data))
            if copy.metadata.keys() != merged.metadata.keys() or ours.signed_bytes != theirs.signed_bytes:
                return refuse("bad-draft", role, "the copies differ")
            ours.signatures = dict(sorted((ours.signatures | theirs.signatures).items()))
            metadata[role] = ours.to_bytes(SERIALIZER)
        merged = replace(merged, metadata=metadata)
    return merged
