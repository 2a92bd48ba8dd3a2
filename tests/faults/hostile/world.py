"""What is attacked: a committee, its bundles, a kiosk that shows version 2. The same keys and bytes every time.

>>> world = World(folder)
>>> world.next.entries          # the genuine version 3, which the mutations start from
>>> world.keys["official-1"]    # a key to steal
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner

from helpers import bundles, elections, stores
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle import keys as committee_keys
from voter_kiosk.bundle.archive import open_archive
from voter_kiosk.bundle.assemble import Draft, draft
from voter_kiosk.bundle.delegations import Delegation, from_root
from voter_kiosk.bundle.keys import KeyFolder, create_keys, rotate_root
from voter_kiosk.bundle.parts import Part, as_part, merge
from voter_kiosk.bundle.trust import Verified, verify
from voter_kiosk.domain.content import Notice
from voter_kiosk.domain.election import AreaBallot, BallotState
from voter_kiosk.store.installer import Installed, install

SHOWN, NEXT = 2, 3
COMMUNE = bundles.COMMUNE
_DAY = dt.timedelta(days=1)


def issued(version: int) -> dt.datetime:
    """When the version was issued: a day after the one before."""
    return stores.ISSUED + (version - 1) * _DAY


@contextmanager
def _keys_of(seed: str) -> Iterator[None]:
    """Keys made meanwhile come from ``seed``: a failing mutation has to fail again tomorrow."""

    def made(name: str) -> CryptoSigner:
        private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest())
        return committee_keys._signer(private, name)

    with mock.patch.object(committee_keys, "new_signer", made):
        yield


@dataclass(frozen=True)
class Genuine:
    """A bundle as the officials gave it out: its file, its entries, and what a kiosk makes of it."""

    path: Path
    data: bytes
    entries: dict[str, bytes]

    @classmethod
    def at(cls, path: Path) -> Genuine:
        """The bundle in a file."""
        return cls(path, path.read_bytes(), bundles.contents(path))


def _content(version: int) -> stores.Content:
    """Everything differs from version to version that may, once the lists are posted."""
    made = stores.content(media=(stores.PORTRAIT, stores.png(colour=version)))
    notice = Notice(
        "moi", {"vi": f"Thông báo số {version}"}, {"vi": (stores.block("Phòng dịch"),)}, dt.date(2026, 3, 1)
    )
    topics = tuple(replace(topic, summary={"vi": f"Bản {version}"}) for topic in made.topics)
    candidates = tuple(
        replace(one, programme={"vi": (stores.block(f"Chương trình {version}"),)}) if one.programme else one
        for one in made.candidates
    )
    return replace(made, notices=(notice, *made.notices[2:]), topics=topics, candidates=candidates)


def _of_commune(version: int) -> dict[str, bytes | Path]:
    area = elections.area(
        code=f"{COMMUNE}.01",
        ward=COMMUNE[1:],
        ballots=(AreaBallot("na", BallotState.LISTED, "p98.na.1"),),
    )
    notice = Notice(
        f"{COMMUNE}.nho", {"vi": f"Nhắc {version}"}, {"vi": (stores.block("Nhớ"),)}, dt.date(2026, 3, 1)
    )
    return {
        f"{COMMUNE}/polling_areas.jsonl": stores.lines(docs.POLLING_AREAS, [area]),
        f"{COMMUNE}/notices.jsonl": stores.lines(docs.NOTICES, [notice]),
        f"{COMMUNE}/m-{stores.sha256(stores.PORTRAIT)}": stores.PORTRAIT,
    }


def _private(keys: KeyFolder) -> dict[str, Ed25519PrivateKey]:
    found = {}
    for pem in sorted((keys.folder / "private").glob("*.pem")):
        private = load_pem_private_key(pem.read_bytes(), None)
        assert isinstance(private, Ed25519PrivateKey)
        found[pem.stem] = private
    return found


class World:
    """Made once in ``folder`` (best in memory); ``store`` trusts the committee and shows version 2."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _keys_of("committee"):
            made = create_keys(folder / "keys", issued=stores.ISSUED - 30 * _DAY, threshold=2)
        with _keys_of("commune"):
            commune = create_keys(folder / "commune", issued=stores.ISSUED - 30 * _DAY, threshold=2)
        with _keys_of("strangers"):
            strangers = create_keys(folder / "strangers", issued=stores.ISSUED - 30 * _DAY, threshold=2)
        assert isinstance(made, KeyFolder)
        assert isinstance(commune, KeyFolder)
        assert isinstance(strangers, KeyFolder)
        self.committee, self.commune = made, commune
        self.keys = {
            **_private(made),
            **{f"commune {name}": key for name, key in _private(commune).items()},
            **{f"stranger {name}": key for name, key in _private(strangers).items()},
        }
        self.before, self.shown, self.next, self.later = (self._bundle(version) for version in (1, SHOWN, NEXT, 4))
        self.foreign = self._bundle(NEXT, name="foreign.vkb", by=strangers)
        self.expired = self._bundle(NEXT, name="expired.vkb", expires=issued(1) + _DAY / 2, at=issued(1))
        self.changed = self._bundle(SHOWN, name="changed.vkb", content=9)
        self.future = self._bundle(NEXT, name="future.vkb", at=issued(40))
        with _keys_of("rotated"):
            copied = Path(shutil.copytree(made.folder, folder / "rotated"))
            rotated = rotate_root(copied, issued=issued(2), replace=["official-1", "timestamp"])
        assert isinstance(rotated, KeyFolder), rotated
        self.rotated = self._bundle(NEXT, name="rotated.vkb", by=rotated)
        self.store = stores.new_store(folder / "store", stores.Desk(folder, made.folder))
        for genuine in (self.before, self.shown):
            taken = install(self.store, genuine.path, surroundings=stores.quick())
            assert isinstance(taken, Installed), taken

    def _bundle(
        self,
        version: int,
        *,
        name: str = "",
        by: KeyFolder | None = None,
        at: dt.datetime | None = None,
        expires: dt.datetime = stores.EXPIRES,
        content: int = 0,
    ) -> Genuine:
        keys, when = by or self.committee, at or issued(version)
        files = _content(content or version).files()
        made = draft(files, keys.root, version=version, issued=when, expires=expires)
        about = {"id": "test-2026", "rule_set": "2026"}
        files = _of_commune(content or version)
        own = draft(
            files, self.commune.root, version=version, issued=when, expires=stores.EXPIRES + _DAY, about=about
        )
        assert isinstance(made, Draft), made
        assert isinstance(own, Draft), own
        part = as_part(bundles.signed_by(own, self.commune))
        given = from_root(COMMUNE, self.commune.root)
        assert isinstance(part, Part), part
        assert isinstance(given, Delegation), given
        merged = merge(made, keys.root, [part], {COMMUNE: given}, {})
        assert isinstance(merged, Draft), merged
        path = self.folder / (name or f"{version}.vkb")
        return Genuine.at(bundles.finished(path, keys, bundles.signed_by(merged, keys)))

    def verified(self, genuine: Genuine) -> Verified:
        """What a kiosk that has never confirmed anything makes of a genuine bundle."""
        with open_archive(genuine.path) as package:  # type: ignore[union-attr]
            found = verify(package, self.committee.root)
        assert isinstance(found, Verified), found
        return found
