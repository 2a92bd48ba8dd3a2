"""A draft on its way from hand to hand: a folder, held against the committee's root before anybody signs it.

The folder holds ``metadata/<role>.json``, ``objects/<sha256>`` and ``roots/N.root.json``. Whoever carries it could
change it, and a draft says whose keys may sign the scopes: an official who signed another one would give those
away, though every file and so the fingerprint were right. Therefore ``check_draft`` makes the metadata anew from
the files and from a root that the signer already trusts, and takes nothing else.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, TargetFile, Targets

from voter_kiosk.bundle import names
from voter_kiosk.bundle.archive import content_chunks, open_archive, read
from voter_kiosk.bundle.assemble import Draft, delegated_in, measure, signatures, unsigned_roles
from voter_kiosk.bundle.contents import Contents, Signed
from voter_kiosk.bundle.delegations import COMMUNE, Delegation
from voter_kiosk.bundle.delegations import given as given_in
from voter_kiosk.bundle.documents import count_records, kind_of
from voter_kiosk.bundle.fingerprint import fingerprint, short_groups
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import (
    MAX_METADATA,
    SERIALIZER,
    X_ELECTION,
    X_ISSUED,
    Target,
    Verified,
    object_chunks,
    verify,
)
from voter_kiosk.domain.changes import Edition
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
            return refuse("new-delegation", f"{scope} {short_groups(one.fingerprint)}")
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


# --- what is new in it -----------------------------------------------------------------------------------


class Fate(StrEnum):
    """What becomes of a file with a draft, against the bundle that was given out last."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of a draft, or of the bundle before it: records before and after, -1 for a picture or clip."""

    name: str
    fate: Fate
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Previous:
    """The bundle given out last: SHA-256 and records by target name, and the delegations in it.

    ``trusted`` is false where the signer's root does not ask for its signatures, as after keys were replaced: then
    it is good for looking, and its delegations are none.
    """

    version: int
    issued: dt.datetime
    files: Mapping[str, tuple[str, int]]
    delegations: Mapping[str, Delegation]
    trusted: bool


def previous_of(path: Path, root: bytes) -> Previous | Refusal:
    """The bundle at ``path``, verified under ``root``, else under its own first one.

    Refused as ``inspect.inspect`` refuses.
    """
    opened = open_archive(path)
    if isinstance(opened, Refusal):
        return opened
    with opened as package:
        try:
            verified = verify(package, root)
            trusted = isinstance(verified, Verified)
            if isinstance(verified, Refusal):
                verified = verify(package, read(package, "metadata/1.root.json", MAX_METADATA))
            if isinstance(verified, Refusal):
                return verified
            files = {
                name: (target.sha256, _records(target.file, object_chunks(package, target)))
                for name, target in verified.targets.items()
            }
            found: dict[str, Delegation] = {}
            for scope in (Targets.type, *(scope for scope in verified.scopes if scope.startswith("p"))):
                for name in package.entries:
                    if trusted and re.fullmatch(rf"metadata/[0-9]+\.{scope}\.json", name):
                        data = read(package, name, MAX_METADATA)
                        found |= {one.scope: one for one in given_in(Metadata[Targets].from_bytes(data).signed)}
        except RefusedError as refused:
            return refused.refusal
    delegated = {scope: found[scope] for scope in verified.delegated if scope in found}
    return Previous(verified.version, verified.issued, files, delegated, trusted)


def edition(content: Draft, name: str) -> Edition:
    """A draft, called ``name``, as one side of a comparison in words; raises ``RefusedError`` while it is read.

    A commune's part cannot be one: it has no election of its own.
    """
    targets = {role: Metadata[Targets].from_bytes(data).signed for role, data in content.metadata.items()}
    files = [
        Target(path, target.hashes["sha256"], target.length)
        for signed in targets.values()
        for path, target in signed.targets.items()
    ]
    scopes = {
        role: frozenset({role, *(one.scope for one in given_in(signed))}) for role, signed in targets.items()
    }
    scopes |= {scope: frozenset({scope}) for scope in scopes if scope.startswith("c")}

    def read_one(item: Signed) -> BinaryIO:
        source = content.objects[item.sha256]
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")

    return Edition(name, Contents(files, scopes, read_one).everything(), content.version, content.issued)


def compare(content: Draft, previous: Previous | None) -> tuple[FileChange, ...]:
    """What a draft has against the bundle before it, file by file, in order of name."""
    before = dict(previous.files) if previous else {}
    after: dict[str, tuple[str, int]] = {}
    for data in content.metadata.values():
        for name, target in Metadata[Targets].from_bytes(data).signed.targets.items():
            sha256 = target.hashes["sha256"]
            after[name] = sha256, _records(name.partition("/")[2], content_chunks(content.objects[sha256]))
    changes = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        changes.append(FileChange(name, _fate(old, new), old[1] if old else 0, new[1] if new else 0))
    return tuple(changes)


def _fate(old: object, new: object) -> Fate:
    if old == new:
        return Fate.KEPT
    if old is None:
        return Fate.ADDED
    return Fate.CHANGED if new is not None else Fate.REMOVED


def _records(file: str, chunks: Iterable[bytes]) -> int:
    kind = kind_of(file)
    return -1 if names.is_media(file) or kind is None else count_records(kind, chunks)
