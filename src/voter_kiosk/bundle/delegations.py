"""Whom a committee lets publish a commune's content, ``c<code>/*``: kept beside its keys, word for word.

``communes/<scope>/root.json`` in the key folder is the commune's own root, taken over once, when somebody of the
commune has brought it and its fingerprint was compared. ``communes/<scope>/merged.json`` is the newest part that
was merged. Nothing here is secret, and nothing here is believed by a kiosk: what a kiosk believes is the
delegation in the targets metadata that the committee's officials sign.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tuf.api.metadata import DelegatedRole, Delegations, Key, Metadata, Root, Targets

from voter_kiosk.bundle import names
from voter_kiosk.bundle.keys import KeyFolder, key_name
from voter_kiosk.bundle.keys import refuse as refuse_key
from voter_kiosk.bundle.trust import X_NAME, root_version
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

FOLDER: Final = "communes"
"""Where a key folder keeps its delegations."""

COMMUNE: Final = re.compile(r"c[0-9]{5}")
"""The only scopes that may be delegated. Use with ``fullmatch``."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-a-commune": (
            "“{name}” không phải mã xã; hãy viết chữ c và năm chữ số của xã, như c11302.",
            "“{name}” is no commune; write c and the commune's five digits, such as c11302.",
        ),
        "own-key": (
            "Tệp của xã {name} có khóa của chính Ủy ban bầu cử tỉnh; hãy xin xã tệp root.json của xã.",
            "The file of {name} holds keys of the committee itself; ask the commune for its own root.json.",
        ),
        "delegated-already": (
            "Xã {name} đã được giao quyền bằng khóa khác; hãy thu hồi (--end) rồi mới giao lại.",
            "{name} has a delegation with other keys already; end it (--end) before it is given anew.",
        ),
        "not-delegated": (
            "Xã {name} chưa được giao quyền công bố; hãy giao bằng lệnh keys delegate, hoặc bỏ phần này.",
            "{name} has no delegation; give it one with keys delegate, or leave the part out.",
        ),
        "cannot-write-delegation": (
            "Không ghi được việc giao quyền vào {name}; hãy xem lại thư mục và quyền ghi.",
            "The delegation cannot be written to {name}; check the folder and its permissions.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a commune's scope or a folder."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


@dataclass(frozen=True, slots=True)
class Delegation:
    """By whose keys a commune's content is signed: key id -> key, and how many of them must sign."""

    scope: str
    keys: Mapping[str, Key]
    threshold: int

    @property
    def fingerprint(self) -> str:
        """What two people read to each other: SHA-256 over threshold and key material, 64 hexadecimal digits."""
        lines = [f"{self.scope} {self.threshold}"]
        lines += sorted(f"{key.keytype} {key.scheme} {key.keyval.get('public')}" for key in self.keys.values())
        return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()

    @property
    def holders(self) -> tuple[str, ...]:
        """What the keys are called, in order of name."""
        return tuple(sorted(map(key_name, self.keys.values())))

    def judge(self) -> Targets:
        """What python-tuf asks whether enough of these keys have signed the scope's metadata."""
        role = DelegatedRole(self.scope, sorted(self.keys), self.threshold, True, paths=[f"{self.scope}/*"])
        return Targets(delegations=Delegations(dict(self.keys), {self.scope: role}))


@dataclass(frozen=True, slots=True)
class Merged:
    """The newest part of a commune that was merged: its version, and SHA-256 of what was signed."""

    version: int
    signed: str


def from_root(scope: str, data: bytes) -> Delegation | Refusal:
    """What a commune's ``root.json`` asks for: its officials' keys, named after the commune.

    Refused: ``not-a-commune``, ``bad-root`` (it does not sign itself as it says).
    """
    if not COMMUNE.fullmatch(scope):
        return refuse("not-a-commune", scope)
    version = root_version(data)
    if isinstance(version, Refusal):
        return refuse_key("bad-root", "root.json", version.detail)
    root = Metadata[Root].from_bytes(data).signed
    role = root.roles[Targets.type]
    keys = {}
    for key_id in sorted(role.keyids):
        old = root.keys[key_id]
        more = {**old.unrecognized_fields, X_NAME: f"{scope} {names.shown(key_name(old), 40)}"}
        keys[key_id] = Key.from_dict(key_id, {**old.to_dict(), **more})
    return Delegation(scope, MappingProxyType(keys), role.threshold)


def given(metadata: Targets) -> Iterator[Delegation]:
    """The delegations that signed metadata has, whoever they are given to."""
    if metadata.delegations is None:
        return
    known = metadata.delegations.keys
    for scope, role in (metadata.delegations.roles or {}).items():
        keys = {key_id: known[key_id] for key_id in role.keyids if key_id in known}
        yield Delegation(scope, MappingProxyType(keys), role.threshold)


def delegate(held: KeyFolder, scope: str, data: bytes) -> Delegation | Refusal:
    """Keep in the key folder that ``scope`` is published with the keys of the commune's root ``data``.

    Refused: as ``from_root``; ``own-key``, ``delegated-already``, ``cannot-write-delegation``.
    """
    wanted = from_root(scope, data)
    if isinstance(wanted, Refusal):
        return wanted
    if not set(wanted.keys).isdisjoint(held.trusted().keys):
        return refuse("own-key", scope)
    before = delegations(held)
    if isinstance(before, Refusal):
        return before
    if scope in before and before[scope] != wanted:
        return refuse("delegated-already", scope)
    return _write(held.folder / FOLDER / scope / "root.json", data) or wanted


def end(held: KeyFolder, scope: str) -> Delegation | Refusal:
    """Forget a delegation; what had been merged is forgotten with it. Kiosks learn of it by the next bundle.

    Refused: ``not-delegated``, ``bad-root``, ``cannot-write-delegation``.
    """
    before = delegations(held)
    if isinstance(before, Refusal):
        return before
    if scope not in before:
        return refuse("not-delegated", scope)
    folder = held.folder / FOLDER / scope
    try:
        # The root goes last: a delegation is there as long as it is.
        for name in ("merged.json", "root.json"):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        return refuse("cannot-write-delegation", scope, str(error))
    return before[scope]


def delegations(held: KeyFolder) -> dict[str, Delegation] | Refusal:
    """Every delegation that the key folder keeps, by scope. Refused: ``bad-root``."""
    found = {}
    try:
        for path in sorted((held.folder / FOLDER).glob("c*/root.json")):
            one = from_root(path.parent.name, path.read_bytes())
            if isinstance(one, Refusal):
                return refuse_key("bad-root", f"{path.parent.name}/root.json", one.detail)
            found[one.scope] = one
    except OSError as error:
        return refuse_key("bad-root", FOLDER, str(error))
    return found


def last_merged(held: KeyFolder, scope: str) -> Merged | None:
    """The newest part of that commune that was merged here; None where none was."""
    try:
        said = json.loads((held.folder / FOLDER / scope / "merged.json").read_bytes())
        return Merged(int(said["version"]), str(said["signed"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_merged(held: KeyFolder, merged: Mapping[str, Merged]) -> Refusal | None:
    """Keep what was merged, by scope. Refused: ``cannot-write-delegation``."""
    for scope, one in sorted(merged.items()):
        data = json.dumps({"version": one.version, "signed": one.signed}, sort_keys=True).encode()
        refused = _write(held.folder / FOLDER / scope / "merged.json", data)
        if refused is not None:
            return refused
    return None


def _write(path: Path, data: bytes) -> Refusal | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        return refuse("cannot-write-delegation", path.parent.name, str(error))
    return None
