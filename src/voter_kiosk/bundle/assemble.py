"""Files and keys -> a signed ``.vkb``. The same files, keys, version and times give the same bytes.

In three steps, since three hands do it: ``draft`` fixes content, version and times as unsigned targets metadata;
each official signs it (``sign_draft``); the desk assembles (``finish``) with its snapshot and timestamp keys.
``assemble`` does all three where one person holds every key; :mod:`.drafts` carries a draft from hand to hand.

Roles: ``targets`` lists no file, it gives each scope to a role of the scope's name: a commune's through the role
of its province where that is in the bundle, else directly; every such role is signed by the officials' keys, with
their threshold, unless the commune publishes for itself (:mod:`.delegations`): then by the commune's own. All
roles but root and such a commune's bear the bundle's version and expiry.
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
    Key,
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
from voter_kiosk.bundle.delegations import Delegation, given
from voter_kiosk.bundle.documents import INDEX, IndexEntry, count_records, encode_json, kind_of
from voter_kiosk.bundle.fingerprint import fingerprint, written_time
from voter_kiosk.bundle.keys import KeyFolder, key_name, load_folder, load_signers, sign
from voter_kiosk.bundle.keys import refuse as refuse_key
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import SERIALIZER, X_ELECTION, X_ISSUED
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
        "bad-year": (
            "Ngày phát hành hoặc hết hạn của gói ({name}) không thuộc các năm 1970 đến 2199; hãy sửa lại.",
            "The bundle's issue or expiry ({name}) is not in the years 1970 to 2199; correct it.",
        ),
        "bad-version": (
            "Số phiên bản của gói phải từ 1 đến 999 999 999, không phải {name}; hãy sửa lại.",
            "The bundle's version must be from 1 to 999,999,999, not {name}; correct it.",
        ),
        "unreadable-file": (
            "Không đọc được {name}; hãy xem lại tệp này.",
            "{name} cannot be read; check the file.",
        ),
        "too-few-signatures": (
            "Bản nháp chưa đủ chữ ký: {name}; hãy xin thêm chữ ký.",
            "The draft has too few signatures: {name}; have more officials sign.",
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

    ``metadata`` is role -> bytes (``targets`` and every scope); ``objects`` is SHA-256 -> bytes or file. A commune
    that publishes for itself is in it with its own version and its own signatures.
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
    about: Mapping[str, str] | None = None,
) -> Draft | Refusal:
    """Fix content, version and times. ``root`` is the newest root: it says who is to sign.

    An ``index.json`` is made for every scope that has none in ``files``. ``provinces`` is commune scope ->
    province scope; by default every commune belongs to the only province in the bundle, or to none. ``about`` is
    what a commune's part says of the election it is for (``X_ELECTION``). Times are aware instants, cut to
    seconds. Refused: ``no-files``, ``bad-target-name``, ``bad-version``, ``bad-times``, ``bad-year``,
    ``unreadable-file``, ``bad-root``.
    """
    for instant in (issued, expires):
        # Outside of these years the written form is not what every reader takes for a date.
        if not 1970 <= instant.year < 2200:
            return refuse("bad-year", f"{instant.year}")
    issued, expires = _second(issued), _second(expires)
    if not 1 <= version <= names.MAX_VERSION:
        return refuse("bad-version", str(version))
    if expires <= issued:
        return refuse("bad-times", written_time(expires))
    if not files:
        return refuse("no-files")
    try:
        trusted = Metadata[Root].from_bytes(root).signed
    except RepositoryError as error:
        return refuse_key("bad-root", "root.json", str(error))
    objects: dict[str, bytes | Path] = {}
    targets: dict[str, dict[str, TargetFile]] = {}
    for name in sorted(files):
        match = names.TARGET.fullmatch(name)
        if match is None:
            return refuse("bad-target-name", name)
        try:
            sha256, length = measure(files[name])
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
            sha256, length = measure(data)
            objects[sha256] = data
            own[name] = TargetFile(length, {"sha256": sha256}, name)
    signed = unsigned_roles(targets, trusted, version, issued, expires, provinces, about=about)
    metadata = {role: Metadata(content).to_bytes(SERIALIZER) for role, content in signed.items()}
    every = [target for own in targets.values() for target in own.values()]
    whole = fingerprint(version, issued, ((item.path, item.hashes["sha256"], item.length) for item in every))
    return Draft(version, issued, expires, metadata, objects, whole)


def _second(instant: dt.datetime) -> dt.datetime:
    return instant.astimezone(dt.UTC).replace(microsecond=0)


def measure(source: bytes | Path) -> tuple[str, int]:
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


def unsigned_roles(
    targets: Mapping[str, Mapping[str, TargetFile]],
    root: Root,
    version: int,
    issued: dt.datetime,
    expires: dt.datetime,
    provinces: Mapping[str, str] | None,
    delegated: Mapping[str, Delegation] | None = None,
    about: Mapping[str, str] | None = None,
) -> dict[str, Targets]:
    """Targets metadata by role, unsigned: ``targets`` and one for every scope, whose files ``targets`` gives.

    ``delegated`` are the communes that publish for themselves: they are delegated to their own keys, and have no
    metadata here. ``about`` goes into every scope's.
    """
    others = delegated or {}
    every = sorted({*targets, *others})
    present = [scope for scope in every if scope.startswith("p")]
    only = present[0] if len(present) == 1 else ""
    children: dict[str, list[str]] = {}
    for scope in every:
        if scope.startswith("c"):
            parent = only if provinces is None else provinces.get(scope, "")
            children.setdefault(parent if parent in targets else "", []).append(scope)
    officials = root.roles[Targets.type]
    keys = {key_id: root.keys[key_id] for key_id in officials.keyids}

    def delegations(scopes: Iterable[str]) -> Delegations | None:
        roles = {}
        known: dict[str, Key] = {}
        for scope in scopes:
            other = others.get(scope)
            by = list(officials.keyids) if other is None else sorted(other.keys)
            known |= {} if other is None else dict(other.keys)
            threshold = officials.threshold if other is None else other.threshold
            paths = [f"{one}/*" for one in (scope, *children.get(scope, ()))]
            roles[scope] = DelegatedRole(scope, by, threshold, True, paths=paths)
        # The officials' own keys come last: no commune's key may stand in for one of theirs under its id.
        return Delegations(known | keys, roles) if roles else None

    top = sorted({scope for scope in every if not scope.startswith("c")} | set(children.get("", ())))
    signed = {Targets.type: Targets(version, None, expires, {}, delegations(top))}
    for scope, own in sorted(targets.items()):
        below = delegations(children.get(scope, ()))
        signed[scope] = Targets(version, None, expires, dict(sorted(own.items())), below)
        if about is not None:
            signed[scope].unrecognized_fields[X_ELECTION] = dict(sorted(about.items()))
    signed[Targets.type].unrecognized_fields[X_ISSUED] = written_time(issued)
    return signed


def delegated_in(content: Draft, root: Root) -> dict[str, Delegation]:
    """The scopes that a draft gives to other keys than the officials', as its own metadata says; unchecked."""
    officials = root.roles[Targets.type]
    ours = {"keys": set(officials.keyids), "threshold": officials.threshold}
    return {
        one.scope: one
        for role, data in content.metadata.items()
        if not role.startswith("c")
        for one in given(_targets(data))
        if {"keys": set(one.keys), "threshold": one.threshold} != ours
    }


def _targets(data: bytes) -> Targets:
    return Metadata[Targets].from_bytes(data).signed


# --- step 2: officials sign ------------------------------------------------------------------------------


def sign_draft(unsigned: Draft, signers: Iterable[CryptoSigner]) -> Draft:
    """The draft with these officials' signatures added to every role that it gives to their keys."""
    held = list(signers)
    allowed = {one.scope: set(one.keys) for data in unsigned.metadata.values() for one in given(_targets(data))}
    metadata = {
        role: sign(
            Metadata.from_bytes(data),
            [one for one in held if one.public_key.keyid in allowed.get(role, {one.public_key.keyid})],
        )
        for role, data in unsigned.metadata.items()
    }
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
    for role, count in signatures(signed, roots[-1]).items():
        if len(count.signed) < count.threshold:
            return refuse("too-few-signatures", f"{role} {len(count.signed)}/{count.threshold}")
    times = (signed.version, None, signed.expires)
    versions = {role: _targets(data).version for role, data in signed.metadata.items()}
    snapshot = Snapshot(
        *times,
        meta={
            f"{role}.json": MetaFile(versions[role], len(data), {"sha256": hashlib.sha256(data).hexdigest()})
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
    entries |= {f"metadata/{versions[role]}.{role}.json": data for role, data in signed.metadata.items()}
    entries |= {f"metadata/{at}.root.json": data for at, data in enumerate(roots, 1)}
    entries |= {names.object_name(sha256): content for sha256, content in signed.objects.items()}
    size = write_archive(output, entries)
    if isinstance(size, Refusal):
        return size
    return Built(output, size, signed.version, signed.issued, signed.expires, signed.fingerprint)


@dataclass(frozen=True, slots=True)
class Count:
    """The signatures of one role, by the names of the keys, and how many valid ones there must be.

    ``signed`` are valid; ``missing`` may sign and have not; ``broken`` are by keys that may sign, over something
    else: the draft was changed after they had signed; ``foreign`` are ids of keys that may not sign, such as
    revoked ones, and count for nothing.
    """

    signed: tuple[str, ...]
    threshold: int
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def signatures(content: Draft, root: bytes) -> dict[str, Count]:
    """Who has signed each role of a draft: of the officials that ``root`` names, or of a commune's own.

    To whom a draft may give a commune is for ``drafts.check_draft`` to say.
    """
    trusted = Metadata[Root].from_bytes(root).signed
    delegated = delegated_in(content, trusted)
    counts = {}
    for role, data in content.metadata.items():
        metadata: Metadata[Any] = Metadata.from_bytes(data)
        other = delegated.get(role)
        judge: Root | Targets = trusted
        name = Targets.type
        if other is not None:
            name, judge = role, other.judge()
        # Scopes are delegated to the officials' keys, so the root's targets role says who must have signed.
        result = judge.get_verification_result(name, metadata.signed_bytes, metadata.signatures)
        waiting = {key_name(key): key.keyid in metadata.signatures for key in result.unsigned.values()}
        counts[role] = Count(
            tuple(sorted(map(key_name, result.signed.values()))),
            result.threshold,
            tuple(sorted(name for name, tried in waiting.items() if not tried)),
            tuple(sorted(name for name, tried in waiting.items() if tried)),
            tuple(sorted(set(metadata.signatures) - set(result.signed) - set(result.unsigned))),
        )
    return counts


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
