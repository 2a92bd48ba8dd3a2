"""Keys of the committee: made once, kept by people, rotated when a person leaves.

A key folder holds ``roots/1.root.json`` ... ``roots/N.root.json`` (public: the history of trust), ``root.json``
(the newest one, which a kiosk pins at set-up) and ``private/<name>.pem`` (Ed25519, PKCS 8, under a passphrase or
not, mode 0600). Names: ``root-1`` ... ``root-N`` and ``official-1`` ... ``official-N`` (who sign the targets),
``snapshot`` and ``timestamp`` (the desk's). In practice each person takes his own ``.pem`` away on a stick.
:mod:`.delegations` keeps beside them whom the committee lets publish a commune's content.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Role, Root, Snapshot, Targets, Timestamp

from voter_kiosk.bundle.archive import BINARY
from voter_kiosk.bundle.fingerprint import written_time
from voter_kiosk.bundle.trust import SERIALIZER, X_ISSUED, X_NAME
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

ROOT_LIFE: Final = dt.timedelta(days=3653)
"""How long a root holds: ten years."""

MOST_KEYS: Final = 20
"""How many keys root and targets may have each."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "keys-exist": (
            "Thư mục {name} đã có khóa; hãy chọn thư mục khác để không ghi đè.",
            "The folder {name} already holds keys; choose another one, nothing was overwritten.",
        ),
        "bad-threshold": (
            "Số người ký phải từ 1 đến 20, không phải {name}; hãy sửa lại.",
            "The threshold must be from 1 to 20, not {name}; correct it.",
        ),
        "cannot-write-keys": (
            "Không ghi được khóa vào {name}; hãy xem lại thư mục và quyền ghi.",
            "The keys cannot be written to {name}; check the folder and its permissions.",
        ),
        "no-keys": (
            "Không có khóa trong {name}; hãy tạo khóa trước bằng lệnh keys create.",
            "There are no keys in {name}; make them first with the command keys create.",
        ),
        "missing-key": (
            "Thiếu khóa {name}; hãy cắm USB của người giữ khóa đó.",
            "The key {name} is not here; plug in the stick of the person who keeps it.",
        ),
        "wrong-passphrase": (
            "Mật khẩu của khóa {name} không đúng; hãy nhập lại.",
            "The passphrase of the key {name} is not right; type it again.",
        ),
        "passphrase-needed": (
            "Khóa {name} có mật khẩu; hãy nhập mật khẩu.",
            "The key {name} has a passphrase; give it.",
        ),
        "bad-key": (
            "Tệp khóa {name} không dùng được; hãy dùng bản sao của người giữ khóa.",
            "The key file {name} cannot be used; use its keeper's copy.",
        ),
        "not-an-official": (
            "Khóa {name} không phải khóa của cán bộ được ký nội dung; hãy dùng đúng khóa (official-…).",
            "The key {name} is not one that may sign content; use an official's key (official-...).",
        ),
        "too-few-keys": (
            "Bỏ khóa {name} thì không còn đủ khóa cho số người phải ký; hãy thay khóa đó bằng lệnh keys rotate.",
            "Without {name} there are fewer keys than must sign; replace it with the command keys rotate.",
        ),
        "desk-key": (
            "Khóa {name} của bàn phát hành chỉ có một, không bỏ được; hãy thay khóa đó bằng lệnh keys rotate.",
            "The desk has one key {name} only and cannot do without; replace it with the command keys rotate.",
        ),
        "no-passphrase": (
            "Khóa {name} phải có mật khẩu mới; hãy đặt một mật khẩu không để trống.",
            "The key {name} needs a new passphrase; give one that is not empty.",
        ),
        "bad-root": (
            "Tệp {name} không phải là tệp gốc tin cậy; hãy xin lại tệp này.",
            "{name} is not a root of trust; ask for it again.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a key, a file or a folder."""
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A key folder's public part. ``roots`` are the bytes of every root, version 1 first."""

    folder: Path
    roots: tuple[bytes, ...]

    @property
    def root(self) -> bytes:
        """The newest root, to be pinned by kiosks."""
        return self.roots[-1]

    def trusted(self) -> Root:
        """The newest root, decoded."""
        return Metadata[Root].from_bytes(self.root).signed

    def names(self, role: str) -> tuple[str, ...]:
        """The names of the keys that sign for a top-level role, in order of name."""
        root = self.trusted()
        return tuple(sorted(key_name(root.keys[key_id]) for key_id in root.get_delegated_role(role).keyids))


def key_name(key: Key) -> str:
    """What the holder of a key is called: its ``x-name``, else the beginning of its id."""
    name = key.unrecognized_fields.get(X_NAME)
    return name if isinstance(name, str) and name else key.keyid[:16]


def name_of(key_id: str, root: bytes) -> str:
    """What ``root`` calls the key of that id, which it must have."""
    return key_name(Metadata[Root].from_bytes(root).signed.keys[key_id])


def read_root(data: bytes) -> Root | Refusal:
    """A root, decoded; its signatures are not looked at. Refused: ``bad-root``."""
    try:
        root = Metadata[Root].from_bytes(data).signed
    except RepositoryError as error:
        return refuse("bad-root", "root.json", str(error))
    return root if isinstance(root, Root) else refuse("bad-root", "root.json")


def _signer(private: Ed25519PrivateKey, name: str) -> CryptoSigner:
    public = SSlibKey.from_crypto(private.public_key())
    public.unrecognized_fields[X_NAME] = name
    return CryptoSigner(private, public)


def new_signer(name: str) -> CryptoSigner:
    """A fresh Ed25519 key whose public part bears ``name``."""
    return _signer(Ed25519PrivateKey.generate(), name)


def create_keys(
    folder: Path,
    *,
    issued: dt.datetime,
    threshold: int = 1,
    holders: int | None = None,
    passphrase: str | None = None,
) -> KeyFolder | Refusal:
    """Make root, officials', snapshot and timestamp keys and the first root.

    ``threshold`` is how many must sign root and targets, ``holders`` how many keys each of the two gets: as many
    by default; one more, and a key may be lost. ``issued`` is an aware instant; the root expires ten years after
    it. ``passphrase`` encrypts every private key; None leaves them plain (for tests). Refused: ``keys-exist``,
    ``bad-threshold`` (also for fewer holders than must sign), ``cannot-write-keys``.
    """
    keys = threshold if holders is None else holders
    if not 1 <= threshold <= keys <= MOST_KEYS:
        return refuse("bad-threshold", str(threshold) if holders is None else f"{threshold} / {holders}")
    if (folder / "root.json").exists() or any((folder / "private").glob("*.pem")):
        return refuse("keys-exist", folder.name)
    signers = {
        Root.type: [new_signer(f"root-{at}") for at in range(1, keys + 1)],
        Targets.type: [new_signer(f"official-{at}") for at in range(1, keys + 1)],
        Snapshot.type: [new_signer("snapshot")],
        Timestamp.type: [new_signer("timestamp")],
    }
    made = KeyFolder(folder, (first_root(signers, issued=issued, threshold=threshold),))
    try:
        _save(made, chain.from_iterable(signers.values()), passphrase, {})
    except OSError as error:
        return refuse("cannot-write-keys", folder.name, str(error))
    return made


def first_root(signers: Mapping[str, Sequence[CryptoSigner]], *, issued: dt.datetime, threshold: int) -> bytes:
    """The bytes of version 1 of a root over the given keys by role, signed by all its root keys.

    ``threshold`` holds for root and targets; snapshot and timestamp take one signature.
    """
    keys = {role: [signer.public_key for signer in held] for role, held in signers.items()}
    return sign(Metadata(_root(1, keys, issued, threshold)), signers[Root.type])


def _root(version: int, keys: Mapping[str, Sequence[Key]], issued: dt.datetime, threshold: int) -> Root:
    many = (Root.type, Targets.type)
    return Root(
        version=version,
        expires=(issued + ROOT_LIFE).astimezone(dt.UTC),
        keys={key.keyid: key for held in keys.values() for key in held},
        roles={
            role: Role(sorted(key.keyid for key in held), threshold if role in many else 1)
            for role, held in keys.items()
        },
        consistent_snapshot=True,
        unrecognized_fields={X_ISSUED: written_time(issued)},
    )


def sign(metadata: Metadata[Any], signers: Iterable[CryptoSigner]) -> bytes:
    """Add signatures and give the bytes; they stand in order of key id, so that the order of signing is unseen."""
    for signer in signers:
        metadata.sign(signer, append=True)
    metadata.signatures = dict(sorted(metadata.signatures.items()))
    return metadata.to_bytes(SERIALIZER)


def rotate_root(
    folder: Path,
    *,
    issued: dt.datetime,
    replace: Collection[str] = (),
    remove: Collection[str] = (),
    threshold: int | None = None,
    passphrase: str | None = None,
    new_passphrase: str | None = None,
) -> KeyFolder | Refusal:
    """Write the next root, with fresh keys of the same names in place of ``replace``, and without ``remove``.

    The next root is signed with all old and all new root keys at hand, so that a kiosk that trusts the old one
    accepts it; both thresholds must be met. An old private key is kept as ``<name>.<old version>.pem``, since its
    holder may be asked to sign once more. ``threshold`` changes that of root and targets, within the number of
    their keys. ``passphrase`` opens the old root keys, ``new_passphrase`` encrypts the fresh ones.
    Refused: ``no-keys``, ``bad-root``, ``missing-key``, ``wrong-passphrase``, ``passphrase-needed``, ``bad-key``,
    ``bad-threshold``, ``too-few-keys``, ``desk-key`` (one of the desk's two cannot be removed, only replaced),
    ``cannot-write-keys``.
    """
    held = load_folder(folder)
    if isinstance(held, Refusal):
        return held
    old = held.trusted()
    keys: dict[str, list[Key]] = {}
    fresh: dict[str, CryptoSigner] = {}
    gone: set[str] = set()
    for role in (Root.type, Targets.type, Snapshot.type, Timestamp.type):
        keys[role] = []
        for key in (old.keys[key_id] for key_id in old.roles[role].keyids):
            name = key_name(key)
            if name in remove:
                gone.add(name)
            elif name in replace:
                fresh[name] = new_signer(name)
                keys[role].append(fresh[name].public_key)
            else:
                keys[role].append(key)
    unknown = {*replace, *remove} - set(fresh) - gone
    if unknown:
        return refuse("missing-key", ", ".join(sorted(unknown)))
    if not keys[Snapshot.type] or not keys[Timestamp.type]:
        return refuse("desk-key", ", ".join(sorted(gone)))
    wanted = old.roles[Root.type].threshold if threshold is None else threshold
    fewest = min(len(keys[Root.type]), len(keys[Targets.type]))
    if gone and 1 <= fewest < wanted and threshold is None:
        return refuse("too-few-keys", ", ".join(sorted(gone)))
    if not 1 <= wanted <= fewest:
        return refuse("bad-threshold", str(wanted))
    signers = load_signers(held, Root.type, passphrase)
    if isinstance(signers, Refusal):
        return signers
    new_root = _root(old.version + 1, keys, issued, wanted)
    added = [new for new in fresh.values() if new.public_key.keyid in new_root.roles[Root.type].keyids]
    signed = Metadata(new_root)
    data = sign(signed, [*signers, *added])
    holds = new_root.get_verification_result(Root.type, signed.signed_bytes, signed.signatures)
    if not holds.verified:
        return refuse("missing-key", ", ".join(sorted(map(key_name, holds.unsigned.values()))))
    made = KeyFolder(folder, (*held.roots, data))
    here = {name: path for name in (*fresh, *sorted(gone)) if (path := _private(folder, name)).exists()}
    aside = {path: path.with_name(f"{name}.{old.version}.pem") for name, path in here.items()}
    try:
        _save(made, fresh.values(), new_passphrase, aside)
    except OSError as error:
        return refuse("cannot-write-keys", folder.name, str(error))
    return made


# --- files -----------------------------------------------------------------------------------------------


def _private(folder: Path, name: str) -> Path:
    return folder / "private" / f"{name}.pem"


def _pem(signer: CryptoSigner, passphrase: str | None) -> bytes:
    """A private key as it lies in its file, under the passphrase where there is one."""
    plain = load_pem_private_key(signer.private_bytes, None)
    encryption: KeySerializationEncryption = NoEncryption()
    if passphrase:
        encryption = BestAvailableEncryption(passphrase.encode())
    return plain.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def _save(
    held: KeyFolder, signers: Iterable[CryptoSigner], passphrase: str | None, aside: Mapping[Path, Path]
) -> None:
    """Write private keys (mode 0600) and the newest root. Raises ``OSError``.

    Everything is written beside its place first and moved only then (``aside`` names what is moved away before),
    so that a full disk changes nothing.
    """
    files = [(_private(held.folder, key_name(one.public_key)), _pem(one, passphrase), 0o600) for one in signers]
    newest = (held.folder / "roots" / f"{len(held.roots)}.root.json", held.folder / "root.json")
    files += [(path, held.root, 0o644) for path in newest]
    parts = [(path.with_name(f"{path.name}.part"), path) for path, _, _ in files]
    (held.folder / "private").mkdir(mode=0o700, parents=True, exist_ok=True)
    (held.folder / "roots").mkdir(exist_ok=True)
    try:
        for (part, _), (_, data, mode) in zip(parts, files, strict=True):
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for old, place in aside.items():
            old.replace(place)
        for part, place in parts:
            part.replace(place)
    finally:
        for part, _ in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def load_folder(folder: Path) -> KeyFolder | Refusal:
    """A key folder's roots. Refused: ``no-keys``, ``bad-root``."""
    roots: list[bytes] = []
    try:
        while (path := folder / "roots" / f"{len(roots) + 1}.root.json").exists():
            roots.append(path.read_bytes())
            root = Metadata[Root].from_bytes(roots[-1]).signed
            if not isinstance(root, Root) or root.version != len(roots):
                return refuse("bad-root", path.name)
    except (OSError, RepositoryError) as error:
        return refuse("bad-root", path.name, str(error))
    return KeyFolder(folder, tuple(roots)) if roots else refuse("no-keys", folder.name)


def load_signer(path: Path, public: Key, passphrase: str | None) -> CryptoSigner | Refusal:
    """The private key in ``path``, which must belong to ``public``.

    Refused: ``missing-key``, ``passphrase-needed``, ``wrong-passphrase``, ``bad-key``.
    """
    signer = _open(path, key_name(public), passphrase)
    if isinstance(signer, CryptoSigner) and signer.public_key.keyid != public.keyid:
        return refuse("bad-key", key_name(public), "another key")
    return signer


def load_official(path: Path, root: bytes, passphrase: str | None = None) -> CryptoSigner | Refusal:
    """The private key in ``path``, whatever its name, which must be one that ``root`` lets sign the content.

    Refused as by ``load_signer``, and ``not-an-official``.
    """
    signer = _open(path, path.stem, passphrase)
    if isinstance(signer, Refusal):
        return signer
    trusted = Metadata[Root].from_bytes(root).signed
    if signer.public_key.keyid not in trusted.roles[Targets.type].keyids:
        return refuse("not-an-official", path.stem)
    return signer


def change_passphrase(path: Path, old: str | None, new: str) -> Refusal | None:
    """Put the private key in ``path`` under another passphrase; the file is replaced whole or not at all.

    Copies elsewhere keep the old one. Refused: ``no-passphrase``, and as ``load_signer``; ``cannot-write-keys``.
    """
    if not new:
        return refuse("no-passphrase", path.stem)
    signer = _open(path, path.stem, old)
    if isinstance(signer, Refusal):
        return signer
    try:
        write_private(path, _pem(signer, new))
    except OSError as error:
        return refuse("cannot-write-keys", path.name, str(error))
    return None


def open_key(path: Path, passphrase: str | None) -> Refusal | None:
    """Whether ``passphrase`` opens the private key in ``path``; refused as ``load_signer``."""
    signer = _open(path, path.stem, passphrase)
    return signer if isinstance(signer, Refusal) else None


def encrypted_key(data: bytes, passphrase: str | None) -> bytes | None:
    """The bytes of a key file, put under ``passphrase`` where it has none yet; None where no key is in them."""
    if b"ENCRYPTED" in data:
        return data
    try:
        private = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    if not isinstance(private, Ed25519PrivateKey) or not passphrase:
        return None
    return _pem(_signer(private, ""), passphrase)


def is_encrypted(path: Path) -> bool:
    """Whether a key file is under a passphrase. Raises ``OSError``."""
    return b"ENCRYPTED" in path.read_bytes()


def write_private(path: Path, data: bytes) -> None:
    """Write a file for its owner only (mode 0600), whole or not at all, to the disk itself. Raises ``OSError``."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _open(path: Path, name: str, passphrase: str | None) -> CryptoSigner | Refusal:
    """The private key in ``path``, called ``name``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return refuse("missing-key", name, str(error))
    encrypted = b"ENCRYPTED" in data
    if encrypted and not passphrase:
        return refuse("passphrase-needed", name)
    try:
        private = load_pem_private_key(data, passphrase.encode() if encrypted and passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        return refuse("wrong-passphrase" if encrypted else "bad-key", name, str(error))
    if not isinstance(private, Ed25519PrivateKey):
        return refuse("bad-key", name, "not Ed25519")
    return _signer(private, name)


def load_signers(
    held: KeyFolder, role: str, passphrase: str | None = None, names: Collection[str] | None = None
) -> tuple[CryptoSigner, ...] | Refusal:
    """The signers of a top-level role whose private keys lie in the folder, in order of name.

    ``names`` asks for these keys and refuses where one is missing; by default every key at hand, refused
    (``missing-key``) when they are fewer than the threshold. Other refusals as ``load_signer``.
    """
    root = held.trusted()
    public = {key_name(root.keys[key_id]): root.keys[key_id] for key_id in root.roles[role].keyids}
    unknown = set(names or ()) - set(public)
    if unknown:
        return refuse("missing-key", ", ".join(sorted(unknown)))
    wanted = sorted(names or (name for name in public if _private(held.folder, name).exists()))
    if len(wanted) < (1 if names else root.roles[role].threshold):
        return refuse("missing-key", ", ".join(sorted(set(public) - set(wanted))))
    signers = []
    for name in wanted:
        signer = load_signer(_private(held.folder, name), public[name], passphrase)
        if isinstance(signer, Refusal):
            return signer
        signers.append(signer)
    return tuple(signers)
