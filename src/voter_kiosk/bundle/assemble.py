"""Files and keys -> a signed ``.vkb``. The same files, keys, version and times give the same bytes.

In three steps, since three hands do it: ``draft`` fixes content, version and times as unsigned targets metadata;
each official signs it (``sign_draft``); the desk assembles (``finish``) with its snapshot and timestamp keys.
``assemble`` does all three where one person holds every key.

Roles: ``targets`` lists no file, it gives each scope to a role of the scope's name: a commune's through the role
of its province where that is in the bundle, else directly; every such role is signed by the officials' keys, with
their threshold. All roles but root bear the bundle's version and expiry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from voter_kiosk.bundle import names
from voter_kiosk.bundle.archive import content_chunks, write_archive
from voter_kiosk.bundle.documents import INDEX, IndexEntry, count_records, encode_json, kind_of
from voter_kiosk.bundle.fingerprint import fingerprint, written_time
from voter_kiosk.bundle.keys import SERIALIZER, KeyFolder, load_folder, load_signers, sign
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import X_ISSUED
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

Files = Mapping[str, bytes | Path]
"""Target name (``p31/candidates.jsonl``) -> its bytes, or the file that holds them."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "bad-target-name": (
            "Tên {name} không dùng được trong gói dữ liệu; hãy sửa lại tên.",
            "The name {name} cannot be used in a bundle; correct it.",
        ),
        "no-files": (
            "Gói dữ liệu không có nội dung nào; hãy xem lại thư mục nguồn.",
            "The bundle has no content; check the source folder.",
        ),
        "bad-times": (
            "Ngày hết hạn của gói ({name}) không sau ngày phát hành; hãy sửa lại.",
            "The bundle's expiry ({name}) is not after its issue; correct it.",
        ),
        "bad-version": (
            "Số phiên bản của gói phải từ 1 trở lên, không phải {name}; hãy sửa lại.",
            "The bundle's version must be 1 or more, not {name}; correct it.",
        ),
        "unreadable-file": (
            "Không đọc được {name}; hãy xem lại tệp này.",
            "{name} cannot be read; check the file.",
        ),
        "bad-draft": (
            "Bản nháp {name} không dùng được; hãy lập lại bản nháp.",
            "The draft {name} cannot be used; make it again.",
        ),
        "too-few-signatures": (
            "Bản nháp chưa đủ chữ ký: {name}; hãy xin thêm chữ ký.",
            "The draft has too few signatures: {name}; have more officials sign.",
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


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a file, a folder or a value."""
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


@dataclass(frozen=True, slots=True)
class Draft:
    """Content with its targets metadata, signed by as many officials as have done so (possibly none).

    ``metadata`` is role -> bytes (``targets`` and every scope); ``objects`` is SHA-256 -> bytes or file.
    """

    version: int
    issued: dt.datetime
    expires: dt.datetime
    metadata: Mapping[str, bytes]
    objects: Mapping[str, bytes | Path]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Built:
    """A bundle that was written: where, how large in bytes, and the fingerprint of its content."""

    path: Path
    size: int
    version: int
    issued: dt.datetime
    expires: dt.datetime
    fingerprint: str


# --- step 1: the draft -----------------------------------------------------------------------------------


def draft(
    files: Files,
    root: bytes,
    *,
    version: int,
    issued: dt.datetime,
    expires: dt.datetime,
    provinces: Mapping[str, str] | None = None,
) -> Draft | Refusal:
    """Fix content, version and times. ``root`` is the newest root: it says who is to sign.

    An ``index.json`` is made for every scope that has none in ``files``. ``provinces`` is commune scope ->
    province scope; by default every commune belongs to the only province in the bundle, or to none. Times are
    aware instants, cut to seconds. Refused: ``no-files``, ``bad-target-name``, ``bad-version``, ``bad-times``,
    ``unreadable-file``, ``bad-draft`` (the root).
    """
    issued, expires = _second(issued), _second(expires)
    if version < 1:
        return refuse("bad-version", str(version))
    if expires <= issued:
        return refuse("bad-times", written_time(expires))
    if not files:
        return refuse("no-files")
    try:
        trusted = Metadata[Root].from_bytes(root).signed
    except RepositoryError as error:
        return refuse("bad-draft", "root.json", str(error))
    objects: dict[str, bytes | Path] = {}
    targets: dict[str, dict[str, TargetFile]] = {}
    for name in sorted(files):
        match = names.TARGET.fullmatch(name)
        if match is None:
            return refuse("bad-target-name", name)
        try:
            sha256, length = _measure(files[name])
        except RefusedError as refused:
            return refuse("unreadable-file", name, refused.refusal.detail)
        if names.is_media(match["file"]) and match["file"] != f"m-{sha256}":
            return refuse("bad-target-name", name, f"sha256 {sha256}")
        objects[sha256] = files[name]
        targets.setdefault(match["scope"], {})[name] = TargetFile(length, {"sha256": sha256}, name)
    for scope, own in targets.items():
        name = f"{scope}/{INDEX.file}"
        if name not in own:
            data = _index(own, files)
            sha256, length = _measure(data)
            objects[sha256] = data
            own[name] = TargetFile(length, {"sha256": sha256}, name)
    signed = _delegate(targets, trusted, version, expires, provinces)
    signed[Targets.type].unrecognized_fields[X_ISSUED] = written_time(issued)
    metadata = {role: Metadata(content).to_bytes(SERIALIZER) for role, content in signed.items()}
    every = [target for own in targets.values() for target in own.values()]
    whole = fingerprint(version, issued, ((item.path, item.hashes["sha256"], item.length) for item in every))
    return Draft(version, issued, expires, metadata, objects, whole)


def _second(instant: dt.datetime) -> dt.datetime:
    return instant.astimezone(dt.UTC).replace(microsecond=0)


def _measure(source: bytes | Path) -> tuple[str, int]:
    """SHA-256 in hex and length in bytes. Raises ``RefusedError``."""
    digest, length = hashlib.sha256(), 0
    for chunk in content_chunks(source):
        digest.update(chunk)
        length += len(chunk)
    return digest.hexdigest(), length


def _index(targets: Mapping[str, TargetFile], files: Files) -> bytes:
    entries = []
    for name, target in sorted(targets.items()):
        file = name.partition("/")[2]
        kind = kind_of(file)
        label = "media" if names.is_media(file) else kind.name if kind else ""
        records = count_records(kind, content_chunks(files[name])) if kind else 0
        entries.append(IndexEntry(file, target.hashes["sha256"], target.length, label, records))
    data = encode_json(INDEX, entries)
    assert isinstance(data, bytes)  # noqa: S101 - names are ASCII, so NFC holds
    return data


def _delegate(
    targets: Mapping[str, dict[str, TargetFile]],
    root: Root,
    version: int,
    expires: dt.datetime,
    provinces: Mapping[str, str] | None,
) -> dict[str, Targets]:
    """Targets metadata by role, unsigned: ``targets`` and one for every scope."""
    present = [scope for scope in targets if scope.startswith("p")]
    only = present[0] if len(present) == 1 else ""
    children: dict[str, list[str]] = {}
    for scope in sorted(targets):
        if scope.startswith("c"):
            parent = only if provinces is None else provinces.get(scope, "")
            children.setdefault(parent if parent in targets else "", []).append(scope)
    officials = root.roles[Targets.type]
    keys = {key_id: root.keys[key_id] for key_id in officials.keyids}

    def delegations(given: Mapping[str, Sequence[str]]) -> Delegations | None:
        roles = {
            scope: DelegatedRole(
                scope,
                list(officials.keyids),
                officials.threshold,
                True,
                paths=[f"{one}/*" for one in (scope, *children.get(scope, ()))],
            )
            for scope in given
        }
        return Delegations(keys, roles) if roles else None

    top = sorted({scope for scope in targets if not scope.startswith("c")} | set(children.get("", ())))
    signed = {Targets.type: Targets(version, None, expires, {}, delegations(dict.fromkeys(top, ())))}
    for scope, own in sorted(targets.items()):
        below = delegations(dict.fromkeys(children.get(scope, ()), ()))
        signed[scope] = Targets(version, None, expires, dict(sorted(own.items())), below)
    return signed


# --- step 2: officials sign ------------------------------------------------------------------------------


def sign_draft(unsigned: Draft, signers: Iterable[CryptoSigner]) -> Draft:
    """The draft with these officials' signatures added to every role of it."""
    held = list(signers)
    metadata = {role: sign(Metadata.from_bytes(data), held) for role, data in unsigned.metadata.items()}
    return replace(unsigned, metadata=metadata)


# --- step 3: the desk ------------------------------------------------------------------------------------


def finish(
    signed: Draft,
    roots: Sequence[bytes],
    desk: Mapping[str, Sequence[CryptoSigner]],
    output: Path,
) -> Built | Refusal:
    """Write the ``.vkb``. ``roots`` are all roots, version 1 first; ``desk`` is snapshot and timestamp -> signers.

    Refused: ``too-few-signatures``, and what ``archive.write_archive`` refuses.
    """
    short = _unsigned(signed, roots[-1])
    if short:
        return refuse("too-few-signatures", short)
    times = (signed.version, None, signed.expires)
    snapshot = Snapshot(
        *times,
        meta={
            f"{role}.json": MetaFile(signed.version, len(data), {"sha256": hashlib.sha256(data).hexdigest()})
            for role, data in sorted(signed.metadata.items())
        },
    )
    snapshot_data = sign(Metadata(snapshot), desk[Snapshot.type])
    timestamp = Timestamp(
        *times,
        snapshot_meta=MetaFile(
            signed.version, len(snapshot_data), {"sha256": hashlib.sha256(snapshot_data).hexdigest()}
        ),
        unrecognized_fields={X_ISSUED: written_time(signed.issued)},
    )
    entries: dict[str, bytes | Path] = {
        "metadata/timestamp.json": sign(Metadata(timestamp), desk[Timestamp.type]),
        f"metadata/{signed.version}.snapshot.json": snapshot_data,
    }
    entries |= {f"metadata/{signed.version}.{role}.json": data for role, data in signed.metadata.items()}
    entries |= {f"metadata/{at}.root.json": data for at, data in enumerate(roots, 1)}
    entries |= {names.object_name(sha256): content for sha256, content in signed.objects.items()}
    size = write_archive(output, entries)
    if isinstance(size, Refusal):
        return size
    return Built(output, size, signed.version, signed.issued, signed.expires, signed.fingerprint)


def _unsigned(signed: Draft, root: bytes) -> str:
    """Which role lacks signatures, as ``targets 1/2``, or an empty string."""
    trusted = Metadata[Root].from_bytes(root).signed
    for role, data in signed.metadata.items():
        metadata: Metadata[Any] = Metadata.from_bytes(data)
        # Scopes are delegated to the officials' keys, so the root's targets role says who must have signed.
        result = trusted.get_verification_result(Targets.type, metadata.signed_bytes, metadata.signatures)
        if not result:
            return f"{role} {len(result.signed)}/{result.threshold}"
    return ""


# --- all at once -----------------------------------------------------------------------------------------


def assemble(
    files: Files,
    keys: Path | KeyFolder,
    output: Path,
    *,
    version: int,
    issued: dt.datetime,
    expires: dt.datetime,
    passphrase: str | None = None,
    provinces: Mapping[str, str] | None = None,
) -> Built | Refusal:
    """Draft, sign and finish with the keys of one folder; arguments and refusals as the three steps have."""
    held = keys if isinstance(keys, KeyFolder) else load_folder(keys)
    if isinstance(held, Refusal):
        return held
    unsigned = draft(files, held.root, version=version, issued=issued, expires=expires, provinces=provinces)
    if isinstance(unsigned, Refusal):
        return unsigned
    signers: dict[str, tuple[CryptoSigner, ...]] = {}
    for role in (Targets.type, Snapshot.type, Timestamp.type):
        found = load_signers(held, role, passphrase)
        if isinstance(found, Refusal):
            return found
        signers[role] = found
    return finish(sign_draft(unsigned, signers[Targets.type]), held.roots, signers, output)


# --- a draft on a stick ----------------------------------------------------------------------------------


def save_draft(content: Draft, folder: Path) -> Refusal | None:
    """Write a draft to an empty or new folder: ``metadata/<role>.json`` and ``objects/<sha256>``.

    Refused: ``draft-exists``, ``cannot-write-draft``.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            return refuse("draft-exists", folder.name)
        (folder / "objects").mkdir(parents=True)
        for sha256, source in content.objects.items():
            with (folder / names.object_name(sha256)).open("wb") as file:
                file.writelines(content_chunks(source))
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
    """Read a draft, checking that every object is what the metadata says. Refused: ``bad-draft``."""
    metadata: dict[str, bytes] = {}
    signed: dict[str, Targets] = {}
    objects: dict[str, bytes | Path] = {}
    try:
        for path in sorted((folder / "metadata").glob("*.json")):
            metadata[path.stem] = path.read_bytes()
            signed[path.stem] = Metadata[Targets].from_bytes(metadata[path.stem]).signed
        top = signed[Targets.type]
        issued = dt.datetime.fromisoformat(top.unrecognized_fields[X_ISSUED])
        every = [target for role in signed.values() for target in role.targets.values()]
        for target in every:
            sha256 = target.hashes["sha256"]
            objects[sha256] = folder / names.object_name(sha256)
            if _measure(objects[sha256]) != (sha256, target.length):
                return refuse("bad-draft", target.path, "changed")
    except (OSError, RefusedError, RepositoryError, AttributeError, KeyError, TypeError, ValueError) as error:
        return refuse("bad-draft", folder.name, f"{type(error).__name__}: {error}")
    whole = fingerprint(top.version, issued, ((item.path, item.hashes["sha256"], item.length) for item in every))
    return Draft(top.version, issued, top.expires, metadata, objects, whole)


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
