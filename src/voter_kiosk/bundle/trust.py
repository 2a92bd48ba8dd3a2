"""Is this bundle what the officials signed whom the pinned root trusts?

The workflow is The Update Framework's, done by python-tuf's own client (``tuf.ngclient.Updater``), which reads
the package through a fetcher of ours. On top of it come the rules of this format: every file lies in the scope
that its role was given, nothing is surplus, floors hold, and the clock is the newest issue time ever confirmed.

Departures from the TUF specification (1.0), all of them:

* expiry is measured against a reference instant that is given, not against the system clock, which a kiosk
  cannot trust (``_Client``), and also against the bundle's own signed issue time;
* rollback protection goes by ``Floors``, values that the caller persists when a bundle is confirmed, instead of
  by metadata files kept from the last update. A floor falls when none of the role's keys is left (fast-forward
  recovery, specification 5.3.11);
* a role may list files of its own scope only, scopes are given to one role each, and a package may hold no file
  that was not needed: stricter than the specification, never laxer;
* whatever is signed by the officials or the desk bears one version and one expiry, that of the targets, and the
  desk binds each role by length and hash: so the desk's keys alone, stolen, can neither pair one version's scope
  with another's nor push a floor up for good;
* two ids of one key are not two signatures: a role that names a key twice is refused;
* metadata has one form, the bytes that this software writes: nothing in it is free to be changed unseen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, cast

from securesystemslib.exceptions import Error as SecureSystemsError
from tuf.api import exceptions
from tuf.api.metadata import Metadata, MetaFile, Role, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from voter_kiosk.bundle import archive, names
from voter_kiosk.bundle.archive import Package, read
from voter_kiosk.bundle.client import EnvelopeType, FetcherInterface, TrustedMetadataSet, Updater
from voter_kiosk.bundle.fingerprint import fingerprint
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

X_ISSUED: Final = "x-issued"
"""The signed field of targets and timestamp that holds the issue time."""

X_ELECTION: Final = "x-election"
"""The field of a commune's part that says which election it is for: its ``id`` and ``rule_set``."""

X_NAME: Final = "x-name"
"""The field of a key that holds its holder's name (an office or a part, never checked by TUF)."""

FUTURE_LIMIT: Final = dt.timedelta(hours=24)
"""How far ahead of a confirmed clock an issue time may lie before an officer is asked (DESIGN section 4)."""

MAX_METADATA: Final = 32 * 1024 * 1024
"""The longest metadata file that is looked at, in bytes (60 000 targets of one role take 13 MB)."""

SERIALIZER: Final = JSONSerializer()
"""How metadata is written: sorted keys, one space of indent; the same content gives the same bytes."""

_ASK = ("hãy xin ban soạn thảo gói đúng.", "ask the publisher for the right bundle.")

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "bad-pinned-root": (
            "Tệp gốc tin cậy (root.json) không dùng được; hãy xin lại tệp này từ Ủy ban bầu cử tỉnh.",
            "The trusted root (root.json) cannot be used; ask the committee for it again.",
        ),
        "wrong-key": (
            "{name} không được ký bằng khóa mà máy này tin cậy, hoặc đã bị sửa sau khi ký; " + _ASK[0],
            "{name} is not signed with the keys this kiosk trusts, or was changed after signing; " + _ASK[1],
        ),
        "root-expired": (
            "Tệp gốc tin cậy của gói đã hết hạn ngày {name}; hãy xin gói có tệp gốc mới.",
            "The bundle's root of trust expired on {name}; ask for a bundle with a new root.",
        ),
        "targets-expired": (
            "Gói này đã hết hạn ({name}); hãy xin gói mới.",
            "This bundle has expired ({name}); ask for a new one.",
        ),
        "older-version": (
            "Gói này cũ hơn gói đã dùng trên máy ({name}); hãy dùng gói mới nhất.",
            "This bundle is older than one already confirmed on this kiosk ({name}); use the newest one.",
        ),
        "same-version-changed": (
            "Gói này cùng số phiên bản {name} với gói đã dùng nhưng khác nội dung; " + _ASK[0],
            "This bundle has version {name} like the confirmed one, but other content; " + _ASK[1],
        ),
        "missing-metadata": ("Gói thiếu {name}; " + _ASK[0], "The bundle lacks {name}; " + _ASK[1]),
        "surplus-metadata": (
            "Gói có {name} là phần thừa; " + _ASK[0],
            "The bundle has {name}, which does not belong to it; " + _ASK[1],
        ),
        "bad-metadata": ("Không hiểu được {name} của gói; " + _ASK[0], "{name} cannot be understood; " + _ASK[1]),
        "mixed-metadata": (
            "{name} không khớp với phần còn lại: gói bị hỏng, hoặc bị ghép từ nhiều gói; " + _ASK[0],
            "{name} does not fit the rest: the bundle is damaged, or mixed from several; " + _ASK[1],
        ),
        "foreign-scope": (
            "Gói có {name} nằm ngoài phạm vi được giao cho người ký; " + _ASK[0],
            "The bundle has {name}, outside the scope given to its signer; " + _ASK[1],
        ),
        "missing-object": (
            "Gói thiếu nội dung của {name}; " + _ASK[0],
            "The content of {name} is missing; " + _ASK[1],
        ),
        "surplus-object": (
            "Gói có {name} mà không ai ký; " + _ASK[0],
            "The bundle has {name}, which nobody signed; " + _ASK[1],
        ),
        "changed-object": (
            "Nội dung của {name} đã bị hỏng hoặc bị sửa sau khi ký; " + _ASK[0],
            "The content of {name} is damaged or was changed after signing; " + _ASK[1],
        ),
        "issued-in-future": (
            "Gói ghi ngày phát hành {name}, quá xa so với đồng hồ của máy; hãy gọi cán bộ xem lại đồng hồ.",
            "The bundle was issued on {name}, far ahead of this kiosk's clock; have the officer check it.",
        ),
        "no-room-to-verify": (
            "Máy không còn chỗ để kiểm tra gói; hãy xóa bớt tệp tạm rồi làm lại.",
            "There is no room to verify the bundle; free some space for temporary files and try again.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a metadata file, a target or a date."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


@dataclass(frozen=True, slots=True)
class Floors:
    """The highest versions ever confirmed on this kiosk, and the keys they were signed under.

    ``versions`` is role -> version; ``keys`` is role -> ids of the keys it was then under; ``fingerprint`` is that
    of the content of ``versions["targets"]``. Persist as bytes: ``encode`` and ``decode``.
    """

    versions: dict[str, int] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fingerprint: str = ""

    def encode(self) -> bytes:
        """As JSON, for the store to keep."""
        whole = {"versions": self.versions, "keys": self.keys, "fingerprint": self.fingerprint}
        return json.dumps(whole, sort_keys=True).encode()

    @classmethod
    def decode(cls, data: bytes) -> Floors:
        """What ``encode`` gave. Only ever this kiosk's own words: anything else raises ``ValueError``."""
        try:
            whole = json.loads(data)
            keys = {str(role): tuple(map(str, ids)) for role, ids in whole["keys"].items()}
            versions = {str(role): int(version) for role, version in whole["versions"].items()}
            return cls(versions, keys, str(whole["fingerprint"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError("these are not floors") from error


@dataclass(frozen=True, slots=True)
class Target:
    """One signed file: its name is ``<scope>/<file>``, its bytes are ``objects/<sha256>``."""

    name: str
    sha256: str
    length: int

    @property
    def scope(self) -> str:
        """The scope it lies under: ``base``, ``p31``, ``c11302``."""
        return self.name.partition("/")[0]

    @property
    def file(self) -> str:
        """Its name within the scope: ``candidates.jsonl``, ``m-<sha256>``."""
        return self.name.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Signer:
    """A key whose signature of a role's metadata is valid; ``name`` is what the trusted metadata calls it."""

    role: str
    key_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What the signatures vouch for. Only ``verify`` makes one.

    ``targets`` is every file by name, sorted. ``scopes`` is scope -> the scopes whose records its documents may
    hold (itself; for a province its communes as well). ``new_roots`` are verified roots newer than the trusted
    one, oldest first: persist them at once, whatever happens next. ``floors`` are to be persisted when the
    bundle is confirmed, not before. ``expires`` is the earliest expiry of any role but root. ``delegated`` are the
    scopes that others than the officials sign for: each of their records must bear an id of that very scope
    (``documents.read_jsonl``, ``own``).
    """

    version: int
    issued: dt.datetime
    expires: dt.datetime
    targets: Mapping[str, Target]
    scopes: Mapping[str, frozenset[str]]
    signers: tuple[Signer, ...]
    fingerprint: str
    new_roots: tuple[bytes, ...]
    floors: Floors
    delegated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rejection(Refusal):
    """A refusal of ``verify``; roots that verified before it was met are still to be persisted."""

    new_roots: tuple[bytes, ...] = ()


def verify(
    package: Package,
    trusted_root: bytes,
    *,
    reference: dt.datetime | None = None,
    floors: Floors | None = None,
    confirmed_now: dt.datetime | None = None,
) -> Verified | Rejection:
    """Verify the metadata, and that every object is there in its length (``copy_objects`` checks the hashes).

    ``trusted_root`` is the newest root this kiosk holds (pinned at set-up, then rotated). ``reference`` is the
    newest issue time ever confirmed, an aware instant, or None on a kiosk that has confirmed nothing.
    ``confirmed_now`` is the clock where an officer confirmed it. Codes of refusal: those of ``SAID``, and of
    ``archive.SAID`` for an entry that is damaged. Nothing is written but a temporary folder.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="voter-kiosk-") as scratch:
            return _Session(package, trusted_root, reference, scratch).verify(floors or Floors(), confirmed_now)
    except OSError as error:
        return _rejection(refuse("no-room-to-verify", detail=str(error)), ())


def root_version(data: bytes) -> int | Refusal:
    """The version of a root that is to be pinned, signed as it itself says. Refused: ``bad-pinned-root``."""
    try:
        return TrustedMetadataSet(data, EnvelopeType.METADATA).root.version
    except exceptions.RepositoryError as error:
        return refuse("bad-pinned-root", detail=str(error))


def newest_root(trusted: bytes, roots: Sequence[bytes]) -> bytes | Refusal:
    """The newest of ``roots`` (version 1 first) that signatures link to ``trusted``; else ``trusted`` itself.

    Refused: ``bad-pinned-root``, ``wrong-key`` (a link that does not hold).
    """
    try:
        chain = TrustedMetadataSet(trusted, EnvelopeType.METADATA)
    except exceptions.RepositoryError as error:
        return refuse("bad-pinned-root", detail=str(error))
    newest = trusted
    for data in roots[chain.root.version :]:
        try:
            chain.update_root(data)
        except exceptions.RepositoryError as error:
            return refuse("wrong-key", f"{chain.root.version + 1}.root.json", str(error))
        newest = data
    return newest


def _rejection(refusal: Refusal, new_roots: tuple[bytes, ...]) -> Rejection:
    return Rejection(refusal.code, refusal.message, refusal.detail, new_roots)


class _Fetcher(FetcherInterface):
    """Gives the package's metadata to python-tuf, and remembers what was asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.files: dict[str, bytes] = {}
        self.last = "root.json"

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = "metadata/" + url.rpartition("/")[2]
        self.last = name
        if name not in self._package.entries:
            raise exceptions.DownloadHTTPError(f"no {name}", 404)
        self.files[name] = read(self._package, name, MAX_METADATA)
        yield self.files[name]


class _Client(Updater):
    """python-tuf's client, and the only place that touches what is private in it (tuf 7.0.1).

    The public class takes no time: ``TrustedMetadataSet`` reads the clock once, in its constructor, into
    ``reference_time``, and looks at nothing else when it asks whether metadata has expired; nothing is asked
    before the first ``refresh``. tests/unit/bundle/test_reference_time.py holds python-tuf to that.
    """

    def __init__(
        self, fetcher: FetcherInterface, root: bytes, reference: dt.datetime | None, scratch: str
    ) -> None:
        super().__init__(scratch, "package:/metadata/", fetcher=fetcher, bootstrap=root)
        self._trusted_set.reference_time = reference or dt.datetime.min.replace(tzinfo=dt.UTC)

        self._parents = {Timestamp.type: Root.type, Snapshot.type: Root.type, Targets.type: Root.type}

    @property
    def trusted(self) -> TrustedMetadataSet:
        """What has been verified so far, by role."""
        return self._trusted_set

    def load(self, role: str, parent: str) -> Targets:
        """Load and verify the metadata of one delegated role, as a look-up of one of its targets would."""
        self._parents[role] = parent
        return self._load_targets(role, parent)

    def roles(self) -> list[str]:
        """The verified roles but root: timestamp, snapshot, targets, then delegated ones."""
        return [role for role in self._parents if role in self.trusted]

    def targets(self, role: str) -> Targets:
        """The verified metadata of the targets role or of a delegated one."""
        return cast("Targets", self.trusted[role])

    def delegator(self, role: str) -> Root | Targets:
        """The verified metadata that says by whose keys ``role`` is signed."""
        return cast("Root | Targets", self.trusted[self._parents[role]])

    def delegation(self, role: str) -> Role:
        """Key ids and threshold of ``role``."""
        return self.delegator(role).get_delegated_role(role)

    def file_name(self, role: str) -> str:
        """The entry that holds the metadata of ``role``."""
        versioned = "" if role == Timestamp.type else f"{self.trusted[role].version}."
        return f"metadata/{versioned}{role}.json"


class _Session:
    """One verification of one package."""

    def __init__(self, package: Package, root: bytes, reference: dt.datetime | None, scratch: str) -> None:
        self._package = package
        self._root = root
        self._reference = reference
        self._scratch = scratch
        self._fetcher = _Fetcher(package)

    def verify(self, floors: Floors, confirmed_now: dt.datetime | None) -> Verified | Rejection:
        try:
            client = _Client(self._fetcher, self._root, self._reference, self._scratch)
        except exceptions.RepositoryError as error:
            return _rejection(refuse("bad-pinned-root", detail=str(error)), ())
        pinned = client.trusted.root.version
        try:
            return self._verify(client, pinned, floors, confirmed_now)
        except RefusedError as refused:
            refusal = refused.refusal
        except _TUF_ERRORS as error:
            refusal = _older(client, floors) or self._explain(error, client.trusted)
        return _rejection(refusal, self._new_roots(client, pinned))

    def _verify(self, client: _Client, pinned: int, floors: Floors, confirmed_now: dt.datetime | None) -> Verified:
        old_roots = self._check_old_roots(pinned)
        client.refresh()
        scopes = self._load_delegations(client)
        trusted = client.trusted
        _raise(_older(client, floors))
        issued = _issued(trusted)
        _raise(_expired_when_issued(client, issued))
        if confirmed_now is not None and issued > confirmed_now + FUTURE_LIMIT:
            raise RefusedError(refuse("issued-in-future", f"{issued:%d-%m-%Y}"))
        targets = _targets(client)
        version = trusted.targets.version
        whole = fingerprint(version, issued, ((item.name, item.sha256, item.length) for item in targets.values()))
        if version == floors.versions.get(Targets.type) and floors.fingerprint not in ("", whole):
            raise RefusedError(refuse("same-version-changed", str(version)))
        self._check_entries(targets, old_roots)
        delegated = _in_other_hands(client, scopes)
        _raise(_mixed(client, delegated))
        _raise(_one_as_two(client))
        signers = self._signers(client)
        self._check_form(client, old_roots)
        _raise(self._package.oddity)
        return Verified(
            version=version,
            issued=issued,
            expires=min(trusted[role].expires for role in client.roles()),
            targets=MappingProxyType(targets),
            scopes=MappingProxyType(scopes),
            signers=signers,
            fingerprint=whole,
            new_roots=self._new_roots(client, pinned),
            floors=_raised(floors, client, whole),
            delegated=delegated,
        )

    def _check_old_roots(self, pinned: int) -> dict[str, bytes]:
        """The package's roots up to the pinned one, verified as an unbroken chain that ends in it."""
        found = {}
        for version in range(1, pinned + 1):
            name = f"metadata/{version}.root.json"
            if name in self._package.entries:
                self._fetcher.last = name
                found[name] = read(self._package, name, MAX_METADATA)
                if version == pinned and found[name] != self._root:
                    raise RefusedError(refuse("wrong-key", name, "not the pinned root"))
        chain: TrustedMetadataSet | None = None
        for name, data in found.items():
            self._fetcher.last = name
            if chain is None:
                chain = TrustedMetadataSet(data, EnvelopeType.METADATA)
            else:
                chain.update_root(data)
        return found

    def _load_delegations(self, client: _Client) -> dict[str, frozenset[str]]:
        """Load every delegated role; give scope -> the scopes that were given to it."""
        given: dict[str, frozenset[str]] = {}
        waiting = [Targets.type]
        while waiting:
            parent = waiting.pop()
            taken: set[str] = {parent}
            for role, scopes in _delegated(client.targets(parent)):
                unfit = role in given or taken & scopes or not all(_may_give(role, scope) for scope in scopes)
                if unfit or not scopes <= given.get(parent, scopes):
                    raise RefusedError(refuse("foreign-scope", role, f"given by {parent}"))
                taken |= scopes
                client.load(role, parent)
                given[role] = scopes
                waiting.append(role)
        return dict(sorted(given.items()))

    def _check_entries(self, targets: Mapping[str, Target], old_roots: Mapping[str, bytes]) -> None:
        """Nothing missing, nothing surplus, every length as signed; and every root, from the first."""
        entries = self._package.entries
        wanted = {*self._fetcher.files, *old_roots}
        for target in targets.values():
            name = names.object_name(target.sha256)
            if name not in entries:
                raise RefusedError(refuse("missing-object", target.name, name))
            if entries[name] != target.length:
                raise RefusedError(refuse("changed-object", target.name, f"{entries[name]} bytes"))
            wanted.add(name)
        if "metadata/1.root.json" not in wanted:
            raise RefusedError(refuse("missing-metadata", "metadata/1.root.json"))
        for name in entries:
            if name not in wanted:
                code = "surplus-object" if names.OBJECT.fullmatch(name) else "surplus-metadata"
                raise RefusedError(refuse(code, name))

    def _check_form(self, client: _Client, old_roots: dict[str, bytes]) -> None:
        """All metadata as this software writes it, with nothing beside what is signed; a signature too many is
        only borne where the desk has signed for it (a person may have signed whose key was revoked since)."""
        for name, data in (self._fetcher.files | old_roots).items():
            metadata: Metadata[Any] = Metadata.from_bytes(data)
            every = list(metadata.signatures.values())
            loose = metadata.unrecognized_fields or any(
                one.unrecognized_fields or not _SIGNATURE.fullmatch(one.signature) for one in every
            )
            if name == client.file_name(Timestamp.type):
                valid = client.trusted.root.get_verification_result(
                    Timestamp.type, metadata.signed_bytes, metadata.signatures
                ).signed
                loose = loose or len(valid) != len(every)
            if loose or metadata.to_bytes(SERIALIZER) != data:
                raise RefusedError(archive.refuse("repacked", name))

    def _signers(self, client: _Client) -> tuple[Signer, ...]:
        signers = []
        for role in client.roles():
            metadata: Metadata[Any] = Metadata.from_bytes(self._fetcher.files[client.file_name(role)])
            result = client.delegator(role).get_verification_result(
                role, metadata.signed_bytes, metadata.signatures
            )
            for key_id, key in sorted(result.signed.items()):
                name = key.unrecognized_fields.get(X_NAME, "")
                signers.append(Signer(role, key_id, names.shown(name) if isinstance(name, str) else ""))
        return tuple(signers)

    def _new_roots(self, client: _Client, pinned: int) -> tuple[bytes, ...]:
        newest = client.trusted.root.version
        return tuple(self._fetcher.files[f"metadata/{at}.root.json"] for at in range(pinned + 1, newest + 1))

    def _explain(self, error: Exception, trusted: TrustedMetadataSet) -> Refusal:
        """The refusal for what python-tuf raised."""
        name, detail = self._fetcher.last, f"{type(error).__name__}: {error}"
        if isinstance(error, exceptions.ExpiredMetadataError):
            if trusted.root.is_expired(trusted.reference_time):
                return refuse("root-expired", f"{trusted.root.expires:%d-%m-%Y}", detail)
            return refuse("targets-expired", name, detail)
        for kind, code in _CODES:
            if isinstance(error, kind):
                return refuse(code, name, detail)
        return refuse("bad-metadata", name, detail)


_SIGNATURE: Final = re.compile(r"(?:[0-9a-f]{2})+")

_TUF_ERRORS = (
    exceptions.RepositoryError,
    exceptions.DownloadError,
    SecureSystemsError,
    # What hostile, well-signed metadata could still make a library stumble over.
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
)

_CODES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (exceptions.UnsignedMetadataError, "wrong-key"),
    (exceptions.DownloadHTTPError, "missing-metadata"),
    (exceptions.DownloadLengthMismatchError, "mixed-metadata"),
    (exceptions.LengthOrHashMismatchError, "mixed-metadata"),
    (exceptions.BadVersionNumberError, "mixed-metadata"),
)


def _raise(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedError(refusal)


def _older(client: _Client, floors: Floors) -> Refusal | None:
    """The refusal when a verified role's version lies below its floor."""
    for role in client.roles():
        floor, version = floors.versions.get(role, 0), client.trusted[role].version
        same_hands = not set(floors.keys.get(role, ())).isdisjoint(client.delegation(role).keyids)
        if version < floor and same_hands:
            return refuse("older-version", f"{version} < {floor}", role)
    return None


def _mixed(client: _Client, delegated: frozenset[str]) -> Refusal | None:
    """The refusal when a role of the officials or the desk is not of one version and expiry with the targets, or
    when the desk does not bind just the roles that are there, by length and hash."""
    trusted = client.trusted
    whole = (trusted.targets.version, trusted.targets.expires)
    for role in client.roles():
        found = (trusted[role].version, trusted[role].expires)
        if role not in delegated and found != whole:
            return refuse("mixed-metadata", client.file_name(role), f"{found} {whole}")
    bound: dict[str, MetaFile] = trusted.snapshot.meta
    every = (trusted.timestamp.snapshot_meta, *bound.values())
    loose = any(meta.length is None or "sha256" not in (meta.hashes or {}) for meta in every)
    if loose or set(bound) != {f"{role}.json" for role in client.roles()[2:]}:
        return refuse("mixed-metadata", client.file_name(Snapshot.type), f"binds {sorted(bound)}")
    return None


def _one_as_two(client: _Client) -> Refusal | None:
    """The refusal when a role names one key under two ids, by which one person could make a threshold of two."""
    for role in (Root.type, *client.roles()):
        judge = client.trusted.root if role == Root.type else client.delegator(role)
        delegations = judge if isinstance(judge, Root) else judge.delegations
        assert delegations is not None  # noqa: S101 - it delegated this role
        ids = judge.get_delegated_role(role).keyids
        held = [str(delegations.keys[one].keyval["public"]) for one in ids if one in delegations.keys]
        if len({"".join(public.split()).lower() for public in held}) < len(held):
            return refuse("wrong-key", client.file_name(role), "one key under two ids")
    return None


def _raised(floors: Floors, client: _Client, whole: str) -> Floors:
    """The floors after this bundle is confirmed."""
    versions, keys = dict(floors.versions), dict(floors.keys)
    for role in client.roles():
        versions[role] = client.trusted[role].version
        keys[role] = tuple(sorted(client.delegation(role).keyids))
    return Floors(versions, keys, whole)


def _issued(trusted: TrustedMetadataSet) -> dt.datetime:
    """The issue time, which targets and timestamp must agree on."""
    texts = [signed.unrecognized_fields.get(X_ISSUED) for signed in (trusted.targets, trusted.timestamp)]
    if texts[0] != texts[1]:
        raise RefusedError(refuse("mixed-metadata", "metadata/timestamp.json", f"{X_ISSUED} {texts}"))
    if not isinstance(texts[0], str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", texts[0], re.ASCII):
        raise RefusedError(refuse("bad-metadata", "metadata/timestamp.json", f"{X_ISSUED} {texts[0]}"))
    return dt.datetime.fromisoformat(texts[0])


def _expired_when_issued(client: _Client, issued: dt.datetime) -> Refusal | None:
    """The refusal when the bundle was signed with what had already expired."""
    if client.trusted.root.is_expired(issued):
        return refuse("root-expired", f"{client.trusted.root.expires:%d-%m-%Y}")
    for role in client.roles():
        if client.trusted[role].is_expired(issued):
            return refuse("targets-expired", client.file_name(role))
    return None


def _delegated(targets: Targets) -> Iterator[tuple[str, frozenset[str]]]:
    """The roles that ``targets`` delegates to, and the scopes that it gives each of them."""
    if targets.delegations is None:
        return
    if targets.delegations.roles is None:
        raise RefusedError(refuse("bad-metadata", "delegations", "succinct roles"))
    for role, delegation in targets.delegations.roles.items():
        paths = delegation.paths or []
        scopes = frozenset(path.removesuffix("/*") for path in paths)
        if role not in scopes or not all(path.endswith("/*") for path in paths):
            raise RefusedError(refuse("foreign-scope", role, f"paths {paths}"))
        yield role, scopes


def _in_other_hands(client: _Client, scopes: Mapping[str, object]) -> frozenset[str]:
    """The scopes that are not signed by the officials whom the root names for the targets, or not by as many."""
    officials = client.trusted.root.roles[Targets.type]
    roles = {scope: client.delegation(scope) for scope in scopes}
    return frozenset(
        scope
        for scope, role in roles.items()
        if set(role.keyids) != set(officials.keyids) or role.threshold != officials.threshold
    )


def _may_give(role: str, scope: str) -> bool:
    """Whether a role may ever speak for a scope: for its own, and a province's for communes."""
    if not names.SCOPE.fullmatch(scope):
        return False
    return role == scope or (role.startswith("p") and scope.startswith("c"))


def _targets(client: _Client) -> dict[str, Target]:
    """Every signed file by name, sorted; raises for one outside its signer's scope."""
    found = {}
    for role in client.roles()[2:]:
        targets = client.targets(role)
        for path, signed in targets.targets.items():
            match = names.TARGET.fullmatch(path)
            if match is None or match["scope"] != role:
                raise RefusedError(refuse("foreign-scope", path, f"signed by {role}"))
            sha256 = signed.hashes.get("sha256", "")
            named = match["file"].removeprefix("m-") if names.is_media(match["file"]) else sha256
            if not re.fullmatch(r"[0-9a-f]{64}", sha256) or named != sha256:
                raise RefusedError(refuse("bad-metadata", path, f"sha256 {sha256}"))
            found[path] = Target(path, sha256, signed.length)
    return dict(sorted(found.items()))


# --- objects ---------------------------------------------------------------------------------------------


def object_chunks(package: Package, target: Target) -> Iterator[bytes]:
    """The bytes of one verified target, piece by piece, never more than its signed length.

    Raises ``RefusedError`` (``changed-object``) at the end when the hash does not hold: only a stream that came
    to its end is verified.
    """
    chunks = package.chunks(names.object_name(target.sha256), target.length)
    return proved(chunks, target.name, target.sha256)


def proved(chunks: Iterable[bytes], name: str, sha256: str) -> Iterator[bytes]:
    """``chunks`` as they come, called ``name``.

    Raises ``RefusedError`` (``changed-object``) at their end where ``sha256`` is not their hash.
    """
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != sha256:
        raise RefusedError(refuse("changed-object", name, digest.hexdigest()))


def copy_objects(
    package: Package,
    verified: Verified,
    write: Callable[[str, int, Iterator[bytes]], None],
    have: Callable[[str], bool] = lambda _sha256: False,
) -> Refusal | None:
    """Give every object once to ``write(sha256, length, chunks)``, in order of hash, but those ``have`` knows.

    Hash and length are checked as the chunks pass: where they do not hold, ``chunks`` raises ``RefusedError``
    at its end; ``write`` removes its temporary file and lets it pass, and ``copy_objects`` returns its Refusal.
    Only bytes whose ``chunks`` came to their end are verified. An ``OSError`` of ``write`` passes through: it is
    the caller's disk.
    """
    objects = {target.sha256: target for target in verified.targets.values()}
    try:
        for sha256, target in sorted(objects.items()):
            if not have(sha256):
                write(sha256, target.length, object_chunks(package, target))
    except RefusedError as refused:
        return refused.refusal
    return None


def check_objects(package: Package, verified: Verified) -> Refusal | None:
    """Read every object and check its hash, keeping nothing."""

    def read_through(_sha256: str, _length: int, chunks: Iterator[bytes]) -> None:
        for _ in chunks:
            pass

    return copy_objects(package, verified, read_through)
