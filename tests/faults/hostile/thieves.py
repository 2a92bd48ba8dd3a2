"""Metadata signed again with stolen keys: the desk's, one official's of two, a commune's; and bundles mixed.

Nobody here holds what two officials hold together, but ``insiders``, who sign anything: what they sign need not be
refused, it must only be taken or refused in good order.
"""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import SSlibKey
from tuf.api.metadata import Metadata

from faults.hostile import nodes
from faults.hostile.world import COMMUNE, NEXT, World, issued
from faults.hostile.zips import packed
from helpers import stores
from voter_kiosk.bundle.fingerprint import written_time
from voter_kiosk.domain.clips import Pronunciation

Entries = dict[str, bytes]
Tree = dict[str, Any]

DESK = ("snapshot", "timestamp")
OFFICIALS = ("official-1", "official-2")
ROLES = ("targets", "base", "p98", "c98001", COMMUNE)
_TIMESTAMP = "metadata/timestamp.json"


def key_id(private: Ed25519PrivateKey) -> str:
    """The id TUF gives a key."""
    return SSlibKey.from_crypto(private.public_key()).keyid


class Hands:
    """A bundle's metadata as trees, changed and signed again by whoever holds ``stolen`` keys."""

    def __init__(self, world: World, entries: Entries, stolen: Iterable[str]) -> None:
        self._world = world
        self.entries = dict(entries)
        self._stolen = {name: world.keys[name] for name in stolen}
        # The committee's keys carry their holders' names in what is hashed to an id: looked up, never computed.
        self._ids = _ids(world)

    def name(self, role: str) -> str:
        """The entry that holds the role."""
        if role == "timestamp":
            return _TIMESTAMP
        return max(name for name in self.entries if name.endswith(f".{role}.json"))

    def tree(self, role: str) -> Tree:
        """The role's metadata."""
        found: Tree = json.loads(self.entries[self.name(role)])
        return found

    def put(self, role: str, tree: Tree, *, by: Iterable[str] | None = None, rng: random.Random) -> None:
        """Sign the role anew with what was stolen, and enter it."""
        names = tuple(self._keys_for(role)) if by is None else tuple(by)
        signed = _signed_bytes(tree)
        tree["signatures"] = sorted(
            (
                {
                    "keyid": self._ids.get(name, key_id(self._world.keys[name])),
                    "sig": self._world.keys[name].sign(signed).hex(),
                }
                for name in names
            ),
            key=lambda one: one["keyid"],
        )
        old = self.name(role)
        version = tree["signed"].get("version") if isinstance(tree.get("signed"), dict) else None
        if role != "timestamp" and isinstance(version, int) and 0 < version < 10**9 and rng.random() < 0.9:
            del self.entries[old]
            old = f"metadata/{version}.{role}.json"
        self.entries[old] = nodes.written(tree)

    def _keys_for(self, role: str) -> list[str]:
        if role in DESK:
            return [role] if role in self._stolen else []
        wanted = "commune official" if role == COMMUNE else "root" if role == "root" else "official"
        return [name for name in self._stolen if name.startswith(wanted)]

    def bind(self, rng: random.Random, roles: Iterable[str] = ROLES, **lies: Any) -> None:
        """Have snapshot and timestamp say what is there now; as far as their keys were stolen."""
        snapshot = self.tree("snapshot")
        for role in roles:
            data = self.entries[self.name(role)]
            about = _about(data)
            snapshot["signed"]["meta"][f"{role}.json"] = about | lies
        if "snapshot" in self._stolen:
            self.put("snapshot", snapshot, rng=rng)
        if "timestamp" in self._stolen:
            timestamp = self.tree("timestamp")
            timestamp["signed"]["meta"]["snapshot.json"] = _about(self.entries[self.name("snapshot")])
            self.put("timestamp", timestamp, rng=rng)


def _ids(world: World) -> dict[str, str]:
    found = {}
    for prefix, keys in (("", world.committee), ("commune ", world.commune)):
        for key in keys.trusted().keys.values():
            found[prefix + str(key.unrecognized_fields["x-name"])] = key.keyid
    return found


def _about(data: bytes) -> Tree:
    try:
        version = json.loads(data)["signed"]["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        version = NEXT
    return {"hashes": {"sha256": hashlib.sha256(data).hexdigest()}, "length": len(data), "version": version}


def _signed_bytes(tree: Tree) -> bytes:
    """What a signature stands over: the canonical form where there is one."""
    try:
        return Metadata.from_bytes(nodes.written({"signatures": [], "signed": tree["signed"]})).signed_bytes
    except Exception:
        return nodes.written(tree["signed"])


# --- what a thief changes ------------------------------------------------------------------------------------


def _version(signed: Tree, rng: random.Random, _world: World) -> str:
    signed["version"] = rng.choice((1, 2, 4, 99, 999_999_999, 2**31, 2**63, 0, -1, NEXT + 1))
    return "version"


def _expires(signed: Tree, rng: random.Random, _world: World) -> str:
    signed["expires"] = rng.choice(
        ("2026-03-01T00:00:00Z", "2030-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "soon")
    )
    return "expires"


def _issued(signed: Tree, rng: random.Random, _world: World) -> str:
    signed["x-issued"] = rng.choice(
        (written_time(issued(1)), written_time(issued(90)), "2026-03-02T01:00:00+00:00", "", 7, None)
    )
    return "x-issued"


def _software(signed: Tree, rng: random.Random, _world: World) -> str:
    signed["spec_version"] = rng.choice(("2.0.0", "0.9.0", "1", "", "1.0", "v1.0.31", "10.0.0", 1, None))
    return "spec_version"


def _kind(signed: Tree, rng: random.Random, _world: World) -> str:
    signed["_type"] = rng.choice(("root", "targets", "snapshot", "timestamp", "mirrors", "", None))
    return "_type"


def _meta(signed: Tree, rng: random.Random, _world: World) -> str:
    meta = signed.get("meta")
    if not meta:
        return _version(signed, rng, _world)
    name = rng.choice(list(meta))
    kind = rng.choice(("length", "no length", "hash", "no hash", "version", "more", "gone", "md5"))
    one = meta[name]
    if kind == "length":
        one["length"] = rng.choice((0, 1, -1, one.get("length", 0) + 1, 2**40))
    elif kind == "no length":
        one.pop("length", None)
    elif kind == "hash":
        one["hashes"] = {"sha256": rng.randbytes(32).hex()}
    elif kind == "no hash":
        one.pop("hashes", None)
    elif kind == "version":
        one["version"] = rng.choice((0, 1, 2, 4, 10**9, 2**63))
    elif kind == "more":
        meta[rng.choice(("c98009.json", "../x.json", "root.json", "x", "snapshot.json"))] = copy.deepcopy(one)
    elif kind == "gone":
        del meta[name]
    else:
        one["hashes"] = {"md5": "0" * 32}
    return f"meta {kind}"


def _delegation(signed: Tree, rng: random.Random, world: World) -> str:
    delegations = signed.get("delegations")
    if not delegations or not delegations.get("roles"):
        signed["delegations"] = {
            "keys": {},
            "roles": [{"keyids": [], "name": "p97", "paths": ["p97/*"], "terminating": True, "threshold": 1}],
        }
        return "delegates"
    one = rng.choice(delegations["roles"])
    kind = rng.choice(("threshold", "paths", "name", "keys", "prefixes", "succinct", "more", "gone", "key"))
    mine = world.keys["stranger official-1"]
    if kind == "threshold":
        one["threshold"] = rng.choice((0, -1, 1, 3, 2**31))
    elif kind == "paths":
        one["paths"] = rng.choice(
            (["*"], ["**"], ["*/*"], ["p98/*", "base/*"], [], ["../*"], ["c98002/*", "c98001/*"])
        )
    elif kind == "name":
        one["name"] = rng.choice(("root", "targets", "timestamp", "../x", "p98", "base", "", "c98002/x"))
    elif kind == "keys":
        one["keyids"] = [key_id(mine)] * rng.choice((1, 2))
        delegations["keys"][key_id(mine)] = SSlibKey.from_crypto(mine.public_key()).to_dict()
    elif kind == "prefixes":
        one.pop("paths", None)
        one["path_hash_prefixes"] = ["", "0", "ab"]
    elif kind == "succinct":
        del delegations["roles"]
        delegations["succinct_roles"] = {"bit_length": 4, "keyids": [], "name_prefix": "b", "threshold": 1}
    elif kind == "more":
        delegations["roles"].append(copy.deepcopy(one) | {"name": rng.choice(("p97", "base", one["name"]))})
    elif kind == "gone":
        delegations["roles"].remove(one)
    else:
        name = rng.choice(list(delegations["keys"]))
        delegations["keys"][name] = SSlibKey.from_crypto(mine.public_key()).to_dict()
    return f"delegation {kind}"


def _files(signed: Tree, rng: random.Random, _world: World) -> str:
    targets = signed.get("targets")
    if not targets:
        signed["targets"] = {"p98/notices.jsonl": {"hashes": {"sha256": "0" * 64}, "length": 1}}
        return "files put in"
    name = rng.choice(list(targets))
    kind = rng.choice(("gone", "renamed", "hash", "length", "swap", "foreign"))
    if kind == "gone":
        del targets[name]
    elif kind == "renamed":
        targets[rng.choice(("../x", "/etc/x", "p98/x", "p98/a.html", "p97/topics.jsonl", "p98/A.json"))] = (
            targets.pop(name)
        )
    elif kind == "hash":
        targets[name]["hashes"] = rng.choice(({"sha256": "0" * 64}, {"md5": "0" * 32}, {}, {"sha256": "../x"}))
    elif kind == "length":
        targets[name]["length"] = rng.choice((0, -1, 1, 2**40, 2**63, targets[name]["length"] + 1))
    elif kind == "swap":
        other = rng.choice(list(targets))
        targets[name], targets[other] = targets[other], targets[name]
    else:
        targets["base/election.json"] = targets[name]
    return f"files {kind}"


def _anything(signed: Tree, rng: random.Random, _world: World) -> str:
    tree, done = nodes.changed(signed, rng)
    signed.clear()
    if isinstance(tree, dict):
        signed.update(tree)
    return done


_EDITS: tuple[Callable[[Tree, random.Random, World], str], ...] = (
    *(_version, _expires, _issued, _software, _kind, _meta, _delegation, _files, _anything, _anything, _anything),
)


def stolen(world: World, rng: random.Random) -> tuple[bytes, str]:
    """A role below two officials changed, signed again with what was stolen, and all above bound to it anew."""
    held, roles = rng.choice(
        (
            (("timestamp",), ("timestamp",)),
            (DESK, DESK),
            ((*DESK, "official-1"), ("targets", "base", "p98", "c98001", *DESK)),
            ((*DESK, "commune official-1"), (COMMUNE,)),
            ((*DESK, "commune official-1", "commune official-2"), ("p98", "targets", "base")),
            ((*DESK, "stranger official-1", "stranger official-2"), ROLES),
        )
    )
    hands = Hands(world, world.next.entries, held)
    role = rng.choice(roles)
    tree = hands.tree(role)
    done = rng.choice(_EDITS)(tree["signed"], rng, world)
    names = [name for name in held if name not in DESK] if role not in DESK else None
    if names and rng.random() < 0.2:
        names *= 2  # one person's signature twice
    try:
        hands.put(role, tree, by=names, rng=rng)
        if role not in DESK:
            hands.bind(rng, [role])
        elif role == "snapshot":
            hands.bind(rng, [])
    except (RecursionError, UnicodeEncodeError):
        return world.next.data[:-1], "cut"
    return packed(hands.entries), f"{done} of {role} by {'+'.join(held)}"


@cache
def _of_everybody() -> dict[str, bytes]:
    """Documents that are sound, and none of a commune's business."""
    made = stores.content(pronunciations=(Pronunciation("a", "b"),))
    wanted = (
        "topics",
        "notices",
        "posters",
        "candidates",
        "sources",
        "strings",
        "pronunciations",
        "election",
        "history",
    )
    files = {name.partition("/")[2]: data for name, data in made.files().items() if isinstance(data, bytes)}
    return {name: data for name, data in files.items() if name.startswith(wanted)}


def commune_beyond(world: World, rng: random.Random) -> tuple[bytes, str]:
    """A commune's own officials, both, with the desk: outside their commune they must have no say at all."""
    hands = Hands(world, world.next.entries, (*DESK, "commune official-1", "commune official-2"))
    tree = hands.tree(COMMUNE)
    signed = tree["signed"]
    files = _of_everybody()
    kind = rng.choice((*files, "other scope", "gives on", "officials' file"))
    if kind in files:
        data = files[kind]
        for name in [name for name in signed["targets"] if name == f"{COMMUNE}/{kind}"]:
            del signed["targets"][name]
        name = f"{COMMUNE}/{kind}"
        about = {"hashes": {"sha256": hashlib.sha256(data).hexdigest()}, "length": len(data)}
        signed["targets"][name] = about
        hands.entries[f"objects/{about['hashes']['sha256']}"] = data  # type: ignore[index]
        _tidy(hands, world, signed)
    elif kind == "other scope":
        scope = rng.choice(("p98", "base", "c98001", "p97", "c98003"))
        signed["targets"][f"{scope}/{rng.choice(('topics', 'notices', 'candidates'))}.jsonl"] = next(
            iter(signed["targets"].values())
        )
    elif kind == "gives on":
        _delegation(signed, rng, world)
        signed["delegations"]["roles"][0]["name"] = rng.choice(("c98001", "p98", "base", "c98003", "targets"))
        signed["delegations"]["roles"][0]["paths"] = [signed["delegations"]["roles"][0]["name"] + "/*"]
    else:
        of_officials = hands.tree("p98")
        name, about = rng.choice(list(of_officials["signed"]["targets"].items()))
        signed["targets"][name] = about
    hands.put(COMMUNE, tree, rng=rng)
    hands.bind(rng, [COMMUNE])
    return packed(hands.entries), f"{kind} of the commune by its own"


def _tidy(hands: Hands, world: World, signed: Tree) -> None:
    """Take out the objects that nobody names any more."""
    named = {one["hashes"]["sha256"] for one in signed["targets"].values()}
    for role in ("base", "p98", "c98001"):
        named |= {one["hashes"]["sha256"] for one in hands.tree(role)["signed"]["targets"].values()}
    for name in [name for name in hands.entries if name.startswith("objects/")]:
        if name.removeprefix("objects/") not in named:
            del hands.entries[name]


def root_forged(world: World, rng: random.Random) -> tuple[bytes, str]:
    """A next root that one of two root keys signed, or none, and that gives the thief everything."""
    by = rng.choice(
        (
            ("root-1",),
            ("root-1", "root-1"),
            ("stranger root-1", "stranger root-2"),
            ("root-1", "stranger root-1"),
            (),
        )
    )
    hands = Hands(world, world.next.entries, (*DESK, *by))
    tree = hands.tree("root")
    signed = tree["signed"]
    signed["version"] = rng.choice((2, 2, 2, 1, 3, 99))
    mine = SSlibKey.from_crypto(world.keys["stranger root-1"].public_key())
    if rng.random() < 0.7:
        signed["keys"][mine.keyid] = mine.to_dict()
        for role in signed["roles"].values():
            role["keyids"], role["threshold"] = [mine.keyid], 1
    done = "takes over"
    if rng.random() < 0.5:
        done = rng.choice((_expires, _software, _kind, _issued, _anything, _version))(signed, rng, world)
    version = signed.get("version")
    number = version if isinstance(version, int) and 0 < version < 10**6 else 2
    ids = _ids(world)
    data = _signed_bytes(tree)
    tree["signatures"] = [
        {"keyid": ids.get(name, key_id(world.keys[name])), "sig": world.keys[name].sign(data).hex()} for name in by
    ]
    hands.entries[f"metadata/{number}.root.json"] = nodes.written(tree)
    return packed(hands.entries), f"root {done} by {'+'.join(by) or 'nobody'}"


def mixed(world: World, rng: random.Random) -> tuple[bytes, str]:
    """Pieces of two genuine bundles in one, with the desk's keys or without; or one that is genuine and unfit."""
    unfit = (world.before, world.expired, world.foreign, world.changed, world.future)
    if rng.random() < 0.1:
        genuine = rng.choice(unfit)
        return genuine.data, f"genuine {genuine.path.name}"
    sources = rng.sample(
        (world.next, world.shown, world.before, world.later, world.foreign, world.rotated, world.expired), 2
    )
    first, second = sources
    entries = dict(first.entries)
    kinds = rng.choice(("role", "role", "roles", "objects", "both", "union"))
    if kinds == "union":
        entries |= second.entries
    if kinds in {"role", "roles", "both"}:
        for role in rng.sample((*ROLES, *DESK, "root"), 1 if kinds == "role" else rng.randrange(2, 7)):
            for name in [name for name in entries if name.endswith((f".{role}.json", f"/{role}.json"))]:
                del entries[name]
            entries |= {
                name: data
                for name, data in second.entries.items()
                if name.endswith((f".{role}.json", f"/{role}.json"))
            }
    if kinds in {"objects", "both"}:
        entries = {name: data for name, data in entries.items() if not name.startswith("objects/")}
        entries |= {name: data for name, data in second.entries.items() if name.startswith("objects/")}
    done = f"{kinds} of {first.path.name} and {second.path.name}"
    if rng.random() < 0.4:
        hands = Hands(world, entries, DESK)
        try:
            hands.bind(rng, [role for role in ROLES if any(name.endswith(f".{role}.json") for name in entries)])
            entries, done = hands.entries, f"{done}, bound by the desk"
            if rng.random() < 0.7:
                entries = _fitting(entries)
        except (ValueError, KeyError):
            pass
    return packed(entries), done


def _fitting(entries: Entries) -> Entries:
    """Just the objects that the roles name, as far as they are at hand."""
    named: set[str] = set()
    for name, data in entries.items():
        if name.startswith("metadata/"):
            targets = json.loads(data)["signed"].get("targets", {})
            named |= {f"objects/{one['hashes']['sha256']}" for one in targets.values()}
    return {name: data for name, data in entries.items() if not name.startswith("objects/") or name in named}


def insiders(world: World, rng: random.Random) -> tuple[bytes, str]:
    """A document or metadata changed at one place and signed by both officials: nonsense in good order."""
    hands = Hands(world, world.next.entries, (*DESK, *OFFICIALS))
    if rng.random() < 0.4:
        role = rng.choice(("targets", "base", "p98", "c98001"))
        tree = hands.tree(role)
        done = rng.choice(_EDITS)(tree["signed"], rng, world)
        try:
            hands.put(role, tree, rng=rng)
            hands.bind(rng, [role])
        except (RecursionError, UnicodeEncodeError):
            return world.next.data[:-1], "cut"
        return packed(hands.entries), f"{done} of {role} by both officials"
    role = rng.choice(("base", "p98", "p98", "c98001"))
    tree = hands.tree(role)
    targets = tree["signed"]["targets"]
    name = rng.choice([name for name in targets if "/m-" not in name and not name.endswith("index.json")])
    old = targets[name]["hashes"]["sha256"]
    data, done = document_changed(world.next.entries[f"objects/{old}"], rng)
    sha256 = hashlib.sha256(data).hexdigest()
    targets[name] = {"hashes": {"sha256": sha256}, "length": len(data)}
    del hands.entries[f"objects/{old}"]
    hands.entries[f"objects/{sha256}"] = data
    hands.put(role, tree, rng=rng)
    hands.bind(rng, [role])
    return packed(hands.entries), f"{done} in {name}"


def document_changed(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """A document with one node, one line, its schema or some bytes changed."""
    kind = rng.choice(("node", "node", "node", "node", "schema", "line", "bytes"))
    if kind == "bytes":
        at = rng.randrange(len(data))
        return data[:at] + rng.randbytes(rng.choice((1, 3))) + data[at + 1 :], kind
    if kind == "schema":
        version = rng.choice((b"2.0", b"99.0", b"0.9", b"1.99", b"1", b"x", b""))
        return data.replace(b'"1.0"', b'"' + version + b'"', 1), f"schema {version.decode()}"
    lines = data.splitlines(keepends=True)
    if data.startswith(b'{"schema"') and len(lines) > 1:
        at = rng.randrange(len(lines))
        if kind == "line":
            lines[at] = rng.choice(
                (b"", lines[at] * 2, b"\n", b"{}\n", lines[at].rstrip(b"\n"), b"x" * 5_000_000 + b"\n")
            )
            return b"".join(lines), kind
        tree, done = nodes.changed(json.loads(lines[at]), rng)
        lines[at] = nodes.written(tree).replace(b"\n", b" ") + b"\n"
        return b"".join(lines), done
    tree, done = nodes.changed(json.loads(data), rng)
    return nodes.written(tree), done
