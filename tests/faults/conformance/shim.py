"""A client of The Update Framework made of this software's own trust code, and a repository that may turn on it.

The client has the three commands that theupdateframework's conformance suite asks of one: it is given a root, it
refreshes, it downloads a target. What it keeps between two of them is what a kiosk keeps: the newest root, the
floors, the newest issue time. The repository is in this software's format: every role has the bundle's version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Role,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from voter_kiosk.bundle import trust
from voter_kiosk.bundle.fingerprint import written_time
from voter_kiosk.bundle.keys import sign
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal

DAY = dt.timedelta(days=1)
BEGIN = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
DESK = ("snapshot", "timestamp")


def key(number: int) -> CryptoSigner:
    """One of many keys, by its number."""
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(str(number).encode()).digest()))


class Served:
    """A package of entries in memory, which remembers what was read of it, in order."""

    oddity = None

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self._entries = dict(entries)
        self.entries = {name: len(data) for name, data in sorted(entries.items())}
        self.asked: list[str] = []

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """See ``archive.Package``."""
        self.asked.append(name)
        assert self.entries[name] <= limit
        yield self._entries[name]


class Repository:
    """Root, timestamp, snapshot, targets, and one role for each scope; change what is wanted, then ``publish``."""

    def __init__(self, scopes: Mapping[str, str] | None = None) -> None:
        self.signers = {role: [key(number)] for number, role in enumerate(("root", "targets", *DESK))}
        self.version, self.issued = 0, BEGIN
        self.expires: dict[str, dt.datetime] = {}
        self.root = Root(expires=BEGIN + 3650 * DAY, consistent_snapshot=True)
        for role, held in self.signers.items():
            for one in held:
                self.root.add_key(one.public_key, role)
        self.roots: list[bytes] = []
        self.parents = dict(scopes or {"p98": "targets"})
        self.files: dict[str, dict[str, bytes]] = {scope: {} for scope in self.parents}
        self.served: dict[str, bytes] = {}
        self.publish_root()
        self.publish()

    def publish_root(self) -> None:
        """Sign the root as it is now, as the next version, with the root's signers."""
        self.root.version = len(self.roots) + 1
        self.roots.append(sign(Metadata(self.root), self.signers["root"]))

    def rotate(self, role: str, *numbers: int, threshold: int = 1) -> None:
        """Other keys for a role; ``publish_root`` makes it known."""
        self.root.roles[role] = Role([], threshold)
        self.signers[role] = [key(number) for number in numbers]
        for one in self.signers[role]:
            self.root.add_key(one.public_key, role)

    def delegated(self, role: str) -> Delegations | None:
        """What ``role`` gives on."""
        officials = self.root.roles["targets"]
        below = [scope for scope, parent in self.parents.items() if parent == role]
        roles = {
            scope: DelegatedRole(
                scope,
                list(officials.keyids),
                officials.threshold,
                True,
                paths=[f"{one}/*" for one in self._under(scope)],
            )
            for scope in below
        }
        return Delegations({one: self.root.keys[one] for one in officials.keyids}, roles) if roles else None

    def _under(self, scope: str) -> list[str]:
        return [
            scope,
            *(one for child in self.parents if self.parents[child] == scope for one in self._under(child)),
        ]

    def publish(
        self,
        version: int | None = None,
        change: Mapping[str, Callable[[Any], object]] | None = None,
        late: Mapping[str, Callable[[Any], object]] | None = None,
    ) -> None:
        """The next version of all; ``change`` works on a role before others are bound to it, ``late`` after."""
        self.version = self.version + 1 if version is None else version
        self.issued += DAY
        entries: dict[str, bytes] = {}
        bound: dict[str, bytes] = {}

        def put(role: str, signed: Any) -> None:
            if change and role in change:
                change[role](signed)
            data = self._signed(role, signed)
            bound[role] = data
            if late and role in late:
                late[role](signed)
                data = self._signed(role, signed)
            name = "timestamp.json" if role == "timestamp" else f"{signed.version}.{role}.json"
            entries[f"metadata/{name}"] = data

        for scope in ("targets", *self.parents):
            held = self.files.get(scope, {})
            found = {name: TargetFile.from_data(name, data, ["sha256"]) for name, data in held.items()}
            targets = Targets(self.version, None, self._expiry(scope), found, self.delegated(scope))
            if scope == "targets":
                targets.unrecognized_fields["x-issued"] = written_time(self.issued)
            put(scope, targets)
            entries |= {f"objects/{hashlib.sha256(data).hexdigest()}": data for data in held.values()}
        meta = {f"{role}.json": self._about(role, data) for role, data in bound.items()}
        put("snapshot", Snapshot(self.version, None, self._expiry("snapshot"), meta))
        timestamp = Timestamp(
            self.version, None, self._expiry("timestamp"), self._about("snapshot", bound["snapshot"])
        )
        timestamp.unrecognized_fields["x-issued"] = written_time(self.issued)
        put("timestamp", timestamp)
        entries |= {f"metadata/{at}.root.json": data for at, data in enumerate(self.roots, 1)}
        self.served = entries

    def _expiry(self, role: str) -> dt.datetime:
        return self.expires.get(role, self.expires.get("", BEGIN + 100 * DAY))

    def _signed(self, role: str, signed: Any) -> bytes:
        return sign(Metadata(signed), self.signers.get(role, self.signers["targets"]))

    def _about(self, role: str, data: bytes) -> MetaFile:
        version = Metadata.from_bytes(data).signed.version
        return MetaFile(version, len(data), {"sha256": hashlib.sha256(data).hexdigest()})


class Client:
    """What a kiosk keeps, and the three commands."""

    def __init__(self, root: bytes) -> None:
        self.root = root
        self.code = ""
        self.asked: list[str] = []
        self._floors = trust.Floors()
        self._newest: dt.datetime | None = None
        self._verified: trust.Verified | None = None

    def refresh(self, repository: Repository) -> bool:
        """Verify what is served now and keep what a kiosk keeps; whether it was good, else ``code`` says why."""
        package = Served(repository.served)
        found = trust.verify(package, self.root, reference=self._newest, floors=self._floors)
        self.asked = package.asked
        if found.new_roots:
            self.root = found.new_roots[-1]
        if isinstance(found, Refusal):
            self.code = found.code
            return False
        self.code, self._floors, self._newest, self._verified = "", found.floors, found.issued, found
        return True

    def download(self, repository: Repository, name: str) -> bytes | None:
        """The bytes of a target, after a refresh; ``None`` where it is refused or is not there."""
        if not self.refresh(repository) or self._verified is None or name not in self._verified.targets:
            return None
        try:
            return b"".join(trust.object_chunks(Served(repository.served), self._verified.targets[name]))
        except (RefusedError, AssertionError):
            return None

    def version(self, role: str) -> int:
        """The version this client trusts of a role, 0 for none."""
        if role == "root":
            found = trust.root_version(self.root)
            return found if isinstance(found, int) else 0
        return self._floors.versions.get(role, 0)
