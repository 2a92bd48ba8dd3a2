"""The cases of theupdateframework's conformance suite, against our own trust code (docs/decisions/0031).

The suite is no package that could be installed here, and it serves repositories that are no bundles. Its cases are
told again, each under its name, in our format; where this software is stricter, the case says so and holds it to
that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Role

from faults.conformance.shim import BEGIN, DAY, Client, Repository, Served, key
from helpers.bundles import make_bundle, make_keys, unpack
from voter_kiosk.bundle.archive import Tree, open_tree
from voter_kiosk.bundle.trust import Verified, check_objects, verify

NOTICE = "p98/notices.jsonl"


@pytest.fixture
def repository() -> Repository:
    return Repository()


@pytest.fixture
def client(repository: Repository) -> Client:
    return Client(repository.roots[0])


def versions(client: Client) -> list[int]:
    return [client.version(role) for role in ("root", "timestamp", "snapshot", "targets")]


def to(version: int) -> Callable[[Any], None]:
    return lambda signed: setattr(signed, "version", version)


# --- test_basic --------------------------------------------------------------------------------------------


def test_basic_init_and_refresh(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    assert versions(client) == [1, 1, 1, 1]
    order = ["metadata/timestamp.json", "metadata/1.snapshot.json", "metadata/1.targets.json"]
    assert [name for name in client.asked if name in order] == order


def test_timestamp_content_changes_and_eq_versions_check(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    repository.publish(version=1, late={"timestamp": lambda signed: setattr(signed.snapshot_meta, "version", 100)})
    assert not client.refresh(repository)
    assert versions(client) == [1, 1, 1, 1]


def test_new_targets_hash_mismatch(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    repository.publish(late={"targets": lambda signed: signed.unrecognized_fields.update(more=1)})
    assert (client.refresh(repository), client.code) == (False, "mixed-metadata")
    assert versions(client) == [1, 1, 1, 1]


def test_new_targets_version_mismatch(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    repository.publish(late={"targets": to(7)})
    assert (client.refresh(repository), client.code) == (False, "missing-metadata")
    assert versions(client) == [1, 1, 1, 1]


def test_implicit_refresh(client: Client, repository: Repository) -> None:
    assert client.download(repository, "p98/nothing.json") is None
    assert versions(client) == [1, 1, 1, 1]


@pytest.mark.parametrize("case", ["test_invalid_initial_root", "test_unsigned_initial_root"])
def test_a_root_that_is_none_is_not_trusted_and_nothing_is_asked_for(repository: Repository, case: str) -> None:
    root = json.loads(repository.roots[0])
    if case == "test_invalid_initial_root":
        del root["signed"]["version"]
    else:
        root["signatures"][0]["sig"] = "ee" * 64
    client = Client(json.dumps(root).encode())
    assert not client.refresh(repository)
    assert (client.code, client.asked) == ("bad-pinned-root", [])


def test_custom_fields(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    root = repository.root
    root.unrecognized_fields["custom-field"] = "value"
    root.keys[root.roles["root"].keyids[0]].unrecognized_fields["extra-field"] = {"a": 1}
    root.roles["root"].unrecognized_fields["another-field"] = "value"
    repository.publish_root()
    repository.publish()
    assert client.refresh(repository)
    assert versions(client) == [2, 2, 2, 2]


# --- test_rollback -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "role"),
    [
        ("test_simple_snapshot_rollback", "snapshot"),
        ("test_new_snapshot_version_mismatch", "snapshot"),
        ("test_snapshot_rollback", "timestamp"),
        ("test_new_timestamp_version_rollback", "timestamp"),
        ("test_targets_rollback", "targets"),
    ],
)
def test_a_role_that_goes_back_is_refused(client: Client, repository: Repository, case: str, role: str) -> None:
    repository.publish()
    assert client.refresh(repository)
    repository.publish(**{"late" if "simple" in case or "mismatch" in case else "change": {role: to(1)}})
    assert not client.refresh(repository)
    assert versions(client) == [1, 2, 2, 2]


@pytest.mark.parametrize("use_hashes", [False, True], ids=["basic", "with hashes"])
def test_snapshot_rollback_and_targets_rollback_of_the_whole(
    client: Client, repository: Repository, use_hashes: bool
) -> None:
    """Hashes are not left to choice here: without them a bundle is refused even where it goes forward."""
    repository.publish()
    assert client.refresh(repository)

    def bare(signed: Any) -> None:
        for meta in signed.meta.values():
            meta.hashes = meta.length = None

    repository.publish(version=1, change=None if use_hashes else {"snapshot": bare})
    assert (client.refresh(repository), client.code) == (False, "older-version")
    repository.publish(version=3, change=None if use_hashes else {"snapshot": bare})
    assert client.refresh(repository) == use_hashes


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets", "p98"])
def test_fast_forward_attack_on_one_role_is_refused(client: Client, repository: Repository, role: str) -> None:
    """What the suite's three ``fast_forward_recovery`` recover from cannot be brought about by one key."""
    assert client.refresh(repository)
    repository.publish(change={role: to(99_999)})
    assert (client.refresh(repository), client.code) == (False, "mixed-metadata")
    assert versions(client) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "rotated", [("snapshot",), ("snapshot", "timestamp"), ("snapshot", "timestamp", "targets")]
)
def test_new_timestamp_snapshot_and_targets_fast_forward_recovery(
    client: Client, repository: Repository, rotated: tuple[str, ...]
) -> None:
    """A floor falls with the keys it was signed under: versions go back once all roles have new ones."""
    repository.publish(version=99_999)
    assert client.refresh(repository)
    for number, role in enumerate(rotated, 20):
        repository.rotate(role, number)
    repository.publish_root()
    repository.publish(version=1)
    assert client.refresh(repository) == ("targets" in rotated)
    assert client.version("targets") == (1 if "targets" in rotated else 99_999)
    assert client.version("root") == 2


# --- test_keys ---------------------------------------------------------------------------------------------


def test_snapshot_threshold_and_root_has_keys_but_not_snapshot(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    repository.rotate("snapshot", 20, 21, 22, threshold=4)  # more than there are keys
    repository.publish_root()
    repository.publish()
    assert (client.refresh(repository), client.code) == (False, "wrong-key")
    repository.root.add_key(key(23).public_key, "snapshot")  # known to the root, and no signature by it
    repository.publish_root()
    repository.publish()
    assert (client.refresh(repository), client.code) == (False, "wrong-key")
    assert versions(client) == [3, 1, 1, 1]
    repository.signers["snapshot"].append(key(23))
    repository.publish()
    assert client.refresh(repository)


def test_duplicate_keys_root(client: Client, repository: Repository) -> None:
    """One key under several ids is one person: it never makes a threshold of two."""
    assert client.refresh(repository)
    one = key(20)
    repository.rotate("snapshot", 20)
    twin = type(one.public_key).from_dict("f" * 64, one.public_key.to_dict())
    repository.root.keys[twin.keyid] = twin
    repository.root.roles["snapshot"] = Role([one.public_key.keyid, twin.keyid], 2)
    repository.signers["snapshot"] = [one, type(one)(one._private_key, twin)]
    repository.publish_root()
    repository.publish()
    assert not client.refresh(repository)
    assert client.version("snapshot") == 1


def test_wrong_hashing_algorithm(client: Client, repository: Repository) -> None:
    valid = repository.root.keys[repository.root.roles["snapshot"].keyids[0]]
    valid.unrecognized_fields["keyid_hash_algorithms"] = ["md5"]
    repository.publish_root()
    repository.publish()
    assert client.refresh(repository)
    assert versions(client) == [2, 2, 2, 2]


# --- test_expiration, test_delegated_expiration ------------------------------------------------------------


def test_root_expired(client: Client, repository: Repository) -> None:
    assert client.refresh(repository)
    repository.root.expires = BEGIN
    repository.publish_root()
    repository.publish()
    assert (client.refresh(repository), client.code) == (False, "root-expired")
    assert versions(client) == [2, 1, 1, 1]


@pytest.mark.parametrize(
    ("case", "role"),
    [
        ("test_timestamp_expired", "timestamp"),
        ("test_snapshot_expired", "snapshot"),
        ("test_targets_expired", "targets"),
        ("test_delegated_targets_expired", "p98"),
    ],
)
def test_an_expired_role_is_refused(client: Client, repository: Repository, case: str, role: str) -> None:
    assert client.refresh(repository)
    repository.expires[role] = BEGIN
    repository.publish()
    assert (client.refresh(repository), client.code) == (False, "targets-expired")
    assert versions(client) == [1, 1, 1, 1]


def test_expired_metadata_and_expired_local_delegated_targets_updates(
    client: Client, repository: Repository
) -> None:
    """What is kept may have expired; what comes is what counts."""
    repository.expires[""] = BEGIN + 4 * DAY
    repository.publish()
    assert client.refresh(repository)
    repository.issued += 18 * DAY
    repository.publish()
    assert not client.refresh(repository)
    repository.expires[""] = BEGIN + 60 * DAY
    repository.publish()
    assert client.refresh(repository)


# --- test_file_download ------------------------------------------------------------------------------------


def test_client_downloads_expected_file(client: Client, repository: Repository) -> None:
    repository.files["p98"][NOTICE] = b"notice"
    repository.publish()
    assert client.download(repository, NOTICE) == b"notice"


@pytest.mark.parametrize("name", ["p98/path/to/a.json", "target_file.txt", "p98/../base/a.json"])
def test_client_downloads_expected_file_in_sub_dir(client: Client, repository: Repository, name: str) -> None:
    """There are no folders within a scope, and nothing outside of one: such a name is refused."""
    repository.files["p98"][name] = b"notice"
    repository.publish()
    assert client.download(repository, name) is None
    assert client.code == "foreign-scope"


def test_repository_substitutes_target_file_and_multiple_changes_to_target(
    client: Client, repository: Repository
) -> None:
    for number in range(5):
        words = f"notice {number}".encode()
        repository.files["p98"][NOTICE] = words
        repository.publish()
        assert client.download(repository, NOTICE) == words
        (name,) = (name for name in repository.served if name.startswith("objects/"))
        for wrong in (words[::-1], words + b"x", b""):
            repository.served[name] = wrong
            assert client.download(repository, NOTICE) is None
        del repository.served[name]
        assert client.download(repository, NOTICE) is None
        assert client.code == "missing-object"


# --- test_quoting_issues -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["?", "#", "/delegatedrole", "../delegatedrole", "p98/../x"])
def test_unusual_role_name(role: str) -> None:
    """A role is called after its scope; any other name is refused before it is asked for."""
    repository = Repository({role: "targets"})
    client = Client(repository.roots[0])
    assert (client.refresh(repository), client.code) == (False, "foreign-scope")
    assert not [name for name in client.asked if role in name]


# --- test_updater_delegation_graphs ------------------------------------------------------------------------

TREES = {
    "basic-delegation": ({"p98": "targets"}, ["p98"]),
    "single-level-delegations": ({"base": "targets", "p98": "targets"}, ["base", "p98"]),
    "two-level-delegations": (
        {"base": "targets", "p98": "targets", "c98001": "p98"},
        ["base", "c98001", "p98"],
    ),
    "two-level-test-DFS-order-of-traversal": (
        {"p97": "targets", "p98": "targets", "c97001": "p97", "c97002": "p97"},
        ["c97001", "c97002", "p97", "p98"],
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_graph_traversal_of_a_tree(case: str) -> None:
    """Every role of the tree is read once, none before the one that gives it: a bundle is shown as a whole."""
    parents, roles = TREES[case]
    repository = Repository(parents)
    client = Client(repository.roots[0])
    assert client.refresh(repository)
    asked = [name.split(".")[1] for name in client.asked if name.startswith("metadata/1.")]
    read = [role for role in asked if role in parents]
    assert sorted(read) == roles
    assert all(parents[role] == "targets" or read.index(parents[role]) < read.index(role) for role in read)


BRANCHES = {"p97": "targets", "p98": "targets", "c97001": "p97", "c97002": "p97"}


def _terminating(*roles: str) -> Callable[[Any], None]:
    """Of the roles that are given, just these are terminating."""

    def change(signed: Any) -> None:
        for name, given in signed.delegations.roles.items():
            given.terminating = name in roles

    return change


@pytest.mark.parametrize("roles", [(), ("c97001",), ("p97",), tuple(BRANCHES)], ids="-".join)
def test_two_level_terminating_ignores_all_but_roles_descendants(roles: tuple[str, ...]) -> None:
    """A search would end at ``c97001``. Here no scope has a second way to it that a search could go back and take,
    so nothing is searched: with the word or without it all is read, and the bundle is the same."""
    usual = Repository(BRANCHES)
    repository = Repository(BRANCHES)
    for one in (usual, repository):
        for scope in BRANCHES:
            one.files[scope][f"{scope}/notices.jsonl"] = scope.encode()
    usual.publish()
    repository.publish(change={role: _terminating(*roles) for role in ("targets", "p97")})
    client = Client(repository.roots[0])
    for scope in BRANCHES:
        assert client.download(repository, f"{scope}/notices.jsonl") == scope.encode()
    asked = [name.split(".")[1] for name in client.asked if name.startswith("metadata/2.")]
    assert sorted(role for role in asked if role in BRANCHES) == sorted(BRANCHES)
    assert (usual.served == repository.served) == (roles == tuple(BRANCHES))
    assert verify(Served(repository.served), repository.roots[0]) == verify(Served(usual.served), usual.roots[0])


@pytest.mark.parametrize("roles", [(), ("c97001",), ("p97",)], ids="-".join)
def test_three_level_terminating_ignores_all_but_roles_descendants(roles: tuple[str, ...]) -> None:
    """There is no third level: a commune gives nothing on, terminating or not."""
    repository = Repository({"p97": "targets", "p98": "targets", "c97001": "p97", "c97002": "c97001"})
    repository.publish(change={role: _terminating(*roles) for role in ("targets", "p97", "c97001")})
    client = Client(repository.roots[0])
    assert (client.refresh(repository), client.code) == (False, "foreign-scope")


@pytest.mark.parametrize("terminating", [True, False])
def test_a_scope_given_twice_is_refused_whichever_a_terminating_search_would_have_found(terminating: bool) -> None:
    """To end at the first of two is what the word is for: with two there is no bundle."""
    repository = Repository({"p97": "targets", "p98": "targets", "c97001": "p97"})

    def twice(signed: Any) -> None:
        _also("c97001", ["c97001/*"])(signed)
        for given in signed.delegations.roles.values():
            given.terminating = terminating

    repository.publish(change={"targets": twice})
    client = Client(repository.roots[0])
    assert (client.refresh(repository), client.code) == (False, "foreign-scope")


def _also(other: str, paths: list[str]) -> Callable[[Any], None]:
    """Give a role that another has given already, or that is no one's to give."""

    def change(signed: Any) -> None:
        known = next(iter(signed.delegations.roles.values()))
        copied = type(known).from_dict(known.to_dict())
        copied.name, copied.paths = other, paths
        signed.delegations.roles[other] = copied

    return change


@pytest.mark.parametrize(
    ("case", "role", "other", "paths"),
    [
        ("cyclic-graph", "p98", "p98", ["p98/*"]),
        ("two-roles-delegating-to-a-third", "targets", "c98001", ["c98001/*"]),
        ("two-roles-delegating-to-a-third-different-paths", "targets", "c98001", ["c98001/*.py"]),
        ("three-level-delegation-test-DFS-order-of-traversal", "p98", "base", ["base/*"]),
        ("two-level-ignores-all-branches-not-matching-paths", "targets", "p97", ["*.py"]),
        ("three-level-ignores-all-branches-not-matching-paths", "p98", "c98002", ["*"]),
        ("targetpath is not delegated by all roles in the chain", "p98", "c98002", ["c98002/*", "c98003/*"]),
    ],
)
def test_graph_traversal_of_what_is_no_tree(case: str, role: str, other: str, paths: list[str]) -> None:
    """A scope is given once, as a whole, by who holds it: any other graph is refused, not searched."""
    repository = Repository({"p98": "targets", "c98001": "p98"})
    repository.publish(change={role: _also(other, paths)})
    client = Client(repository.roots[0])
    assert (client.refresh(repository), client.code) == (False, "foreign-scope")


@pytest.mark.parametrize(
    ("case", "role", "name", "found"),
    [
        ("no delegations", "targets", "targetfile", False),
        ("targetpath matches wildcard", "p98", "p98/notices.jsonl", True),
        ("targetpath with separators x", "c98001", "c98001/notices.jsonl", True),
        ("targetpath with separators y", "c98001", "c98002/notices.jsonl", False),
        ("targetpath is not delegated by all roles in the chain", "p98", "c98001/notices.jsonl", False),
    ],
)
def test_targetfile_search(case: str, role: str, name: str, found: bool) -> None:
    """A file is found in the role of its own scope, and nowhere else."""
    repository = Repository({"p98": "targets", "c98001": "p98"})
    repository.files.setdefault(role, {})[name] = case.encode()
    repository.publish()
    client = Client(repository.roots[0])
    assert client.download(repository, name) == (case.encode() if found else None)


# --- test_updater_key_rotations ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Rotation:
    """Roots one after the other: keys, threshold, who signed; whether the last one holds."""

    steps: tuple[tuple[str, int, str], ...]
    good: bool = True


ROOTS = {
    "1-of-1-key-rotation": Rotation((("1", 1, "1"), ("2", 1, "21"), ("2", 1, "2"))),
    "1-of-1-key-rotation-unused-signatures": Rotation((("1", 1, "314"), ("2", 1, "3214"), ("2", 1, "324"))),
    "3-of-5-sign-with-different-keycombos": Rotation(
        (("01234", 3, "024"), ("01234", 3, "041"), ("01234", 3, "013"), ("01234", 3, "013"))
    ),
    "3-of-5-one-key-rotated": Rotation((("01234", 3, "024"), ("01345", 3, "041"))),
    "3-of-5-one-key-rotated-with-intermediate-step": Rotation(
        (("01234", 3, "024"), ("01345", 3, "0245"), ("01345", 3, "045"))
    ),
    "3-of-5-all-keys-rotated-with-intermediate-step": Rotation(
        (("01234", 3, "024"), ("56789", 3, "024567"), ("56789", 3, "567"))
    ),
    "1-of-3-threshold-increase-to-2-of-3": Rotation((("123", 1, "1"), ("123", 2, "12"))),
    "2-of-3-threshold-decrease-to-1-of-3": Rotation((("123", 2, "12"), ("123", 1, "12"), ("123", 1, "1"))),
    "1-of-2-threshold-increase-to-2-of-2": Rotation((("1", 1, "1"), ("12", 2, "12"))),
    "1-of-1-key-rotation-fail-not-signed-with-old-key": Rotation((("1", 1, "1"), ("2", 1, "234")), good=False),
    "1-of-1-key-rotation-fail-not-signed-with-new-key": Rotation((("1", 1, "1"), ("2", 1, "134")), good=False),
    "3-of-5-one-key-rotate-fails-not-signed-with-3-new-keys": Rotation(
        (("01234", 3, "024"), ("01345", 3, "024")), good=False
    ),
    "3-of-5-one-key-rotate-fails-not-signed-with-3-old-keys": Rotation(
        (("01234", 3, "024"), ("01345", 3, "045")), good=False
    ),
    "1-of-3-threshold-bump-to-2-of-3-fails-new-threshold-not-reached": Rotation(
        (("123", 1, "1"), ("123", 2, "2")), good=False
    ),
    "2-of-3-threshold-decr-to-1-of-3-fails-old-threshold-not-reached": Rotation(
        (("123", 2, "12"), ("123", 1, "1")), good=False
    ),
}


def _numbers(text: str) -> list[int]:
    return [30 + int(one) for one in text]


@pytest.mark.parametrize("case", ROOTS)
def test_root_rotation(repository: Repository, case: str) -> None:
    repository.roots.clear()
    for keys, threshold, signed in ROOTS[case].steps:
        repository.rotate("root", *_numbers(keys), threshold=threshold)
        repository.signers["root"] = [key(number) for number in _numbers(signed)]
        repository.publish_root()
    repository.publish()
    client = Client(repository.roots[0])
    assert client.refresh(repository) == ROOTS[case].good
    assert client.root == repository.roots[-1 if ROOTS[case].good else -2]


@dataclass(frozen=True)
class Signed:
    """The keys of a role, its threshold, who signed; whether that holds; in which roles it does not here."""

    keys: str
    threshold: int
    by: str
    good: bool = True
    stricter: frozenset[str] = field(default_factory=frozenset)


ROLES = {
    "1-of-1-key-rotation": Signed("2", 1, "2"),
    # A signature nobody asked for is borne where the desk has signed for the file, as the timestamp's is not.
    "1-of-1-key-rotation-unused-signatures": Signed("1", 1, "314", stricter=frozenset({"timestamp"})),
    "1-of-1-key-rotation-fail-not-signed-with-new-key": Signed("2", 1, "134", good=False),
    "3-of-5-one-key-signature-wrong-not-signed-with-3-expected-keys": Signed("01345", 3, "024", good=False),
    "2-of-5-one-key-signature-missing-threshold-not-reached": Signed("01345", 3, "04", good=False),
    "3-of-5-sign-first-combo": Signed("01234", 3, "024"),
    "3-of-5-sign-second-combo": Signed("01234", 3, "041"),
    "3-of-5-sign-third-combo": Signed("01234", 3, "013"),
    "3-of-5-sign-fourth-combo": Signed("01234", 3, "123"),
    "3-of-5-sign-fifth-combo": Signed("01234", 3, "234"),
}


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
@pytest.mark.parametrize("case", ROLES)
def test_non_root_rotations(repository: Repository, client: Client, case: str, role: str) -> None:
    signed = ROLES[case]
    repository.rotate(role, *_numbers(signed.keys), threshold=signed.threshold)
    repository.signers[role] = [key(number) for number in _numbers(signed.by)]
    repository.publish_root()
    repository.publish()
    assert client.refresh(repository) == (signed.good and role not in signed.stricter)
    assert client.version("root") == 2


# --- test_static_repositories ------------------------------------------------------------------------------


def test_static_repo(tmp_path: Path) -> None:
    """Repositories of other tools are no bundles; ours, as it lies on a web server, is read whole."""
    keys = make_keys(tmp_path / "keys", threshold=2)
    tree = open_tree(unpack(make_bundle(tmp_path / "a.vkb", keys), tmp_path / "www"))
    assert isinstance(tree, Tree)
    verified = verify(tree, keys.root)
    assert isinstance(verified, Verified)
    assert check_objects(tree, verified) is None
