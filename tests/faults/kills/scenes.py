"""What is killed: everything that changes a store, from a store as it was before, and what must hold after."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from helpers import stores
from voter_kiosk.bundle import trust
from voter_kiosk.domain.content import Notice
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.world import World
from voter_kiosk.store import rot
from voter_kiosk.store.installer import Installed, install, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.scrub import Report, scrub
from voter_kiosk.store.status import Status, rollback, status


def shown(store: Path) -> int:
    """The version that is shown, whole: every list, every picture, the facts that go with it; 0 for none yet."""
    opened = open_store(store)
    assert isinstance(opened, Store), opened
    try:
        assert opened.trouble == (), opened.trouble
        if opened.catalogue is None:
            return 0
        assert [one.name for one in opened.catalogue.candidates("p98.na.1")] == list(stores.NAMES)
        assert opened.catalogue.media(stores.sha256(stores.PORTRAIT)) is not None
        version = opened.catalogue.about().version
        folder = Layout(store).generation(opened.generation)
        manifest = read_manifest(folder)
        assert manifest is not None
        assert manifest.version == version
        assert not rot.content_rotted(folder)
        for sha256 in manifest.objects():
            assert stores.sha256(Layout(store).object(sha256).read_bytes()) == sha256
        return version
    finally:
        opened.close()


def truthful(store: Path) -> Status:
    """The state fits what is shown: pointer, floors, chain."""
    found = status(store)
    assert isinstance(found, Status), found
    assert found.broken_audit is None
    assert (found.active.version if found.active else 0) == shown(store)
    audit = [(row[2], json.loads(row[3])) for row in stores.tables(store, "audit")["audit"]]
    versions = [said["version"] for event, said in audit if event == "confirmed"]
    turned = [said["version"] for event, said in audit if event in {"confirmed", "rolled-back"}]
    if found.active is None:
        assert not versions
        assert not stores.tables(store, "floors")["floors"]
        return found
    assert turned[-1] == found.active.version
    floors = trust.Floors.decode(stores.tables(store, "floors")["floors"][0][1])
    assert floors.versions["targets"] == max(versions)
    return found


def tidy(store: Path) -> None:
    """Nothing of an interrupted install is left."""
    assert not (store / "incoming").is_dir() or list((store / "incoming").iterdir()) == []
    assert not list(store.rglob("*.part"))
    generations = {path.name for path in (store / "generations").iterdir()}
    assert len(generations) <= 2
    wanted: set[str] = set()
    for name in generations:
        manifest = read_manifest(store / "generations" / name)
        assert manifest is not None
        wanted |= set(manifest.objects())
    assert {path.name for path in (store / "objects").rglob("*") if path.is_file()} == wanted


@dataclass(frozen=True)
class Scene:
    """One thing done to a store: ``begin`` is the store before, ``work`` is killed, ``finish`` comes after.

    Then ``old`` or ``new`` is shown; finished, ``new``. Without its stick, ``finish`` may leave either.
    """

    name: str
    begin: Path
    work: Callable[[Path], object]
    old: int
    new: int
    finish: Callable[[Path], object]
    damaged: bool = False

    def judge(self, store: Path, *, stick: bool = True) -> int:
        """Hold what a killed or cut ``work`` left against the promises; the version that was shown."""
        if self.damaged:  # what is healed may be damaged still
            was = self.old
        else:
            was = shown(store)
            assert was in {self.old, self.new}, was
            truthful(store)
        if stick:
            self.finish(store)
        else:
            resume(store, surroundings=stores.quick())
        now = shown(store) if stick or not self.damaged else was
        assert now == self.new if stick else now in {self.old, self.new}, now
        if stick or not self.damaged:
            assert truthful(store).unfinished == ()
            if self.new:
                tidy(store)
        return was


def _install(bundle: Path) -> Callable[[Path], Installed | Refusal]:
    return lambda store: install(store, bundle, surroundings=stores.quick())


def _certain(work: Callable[[Path], object], kind: type) -> Callable[[Path], None]:
    def do(store: Path) -> None:
        done = work(store)
        assert isinstance(done, kind), done

    return do


def scenes(folder: Path) -> list[Scene]:
    """Every scene, its bundles and stores made in ``folder``."""
    desk = stores.desk(folder / "desk")
    made = stores.content()
    picture = stores.png(colour=7)
    struck = StrikeOff(StrikeOffKind.STRUCK_OFF, "5/QĐ", dt.date(2026, 3, 1), {"vi": "Xóa tên"})
    notice = Notice("khan", {"vi": "Đổi nơi bỏ phiếu"}, {}, dt.date(2026, 3, 1), urgent=True)
    urgent = stores.with_candidate(made, "p98.na.1.2", strike_off=struck)
    bundles = {
        1: desk.bundle(1),
        2: desk.bundle(2, stores.content(media=(stores.PORTRAIT, picture))),
        3: desk.bundle(3, replace(urgent, notices=(*made.notices, notice))),
    }

    def filled(name: str, *versions: int) -> Path:
        store = stores.new_store(folder / name, desk)
        for version in versions:
            _certain(_install(bundles[version]), Installed)(store)
        return store

    def half(name: str, operation: str) -> Path:
        """A store in which the load of version 2 was cut off."""
        store = filled(name, 1)

        def end(found: str) -> None:
            if found.startswith(operation):
                os._exit(0)

        child = os.fork()
        if child == 0:
            from voter_kiosk.store.files import Files

            install(store, bundles[2], surroundings=stores.quick(files=Files(end)))
            os._exit(1)
        assert os.waitpid(child, 0)[1] == 0, operation
        return store

    empty, one, two = filled("empty"), filled("one", 1), filled("two", 1, 2)
    bad = folder / "bad.vkb"
    data = bytearray(bundles[2].read_bytes())
    data[data.index(picture) + 40] ^= 1
    bad.write_bytes(data)
    rotted = folder / "rotted"
    shutil.copytree(two, rotted)
    for path in (Layout(rotted).object(stores.sha256(picture)), Layout(rotted).content(2)):
        bytes_ = bytearray(path.read_bytes())
        bytes_[-40] ^= 1
        path.write_bytes(bytes_)

    def again(version: int) -> Callable[[Path], None]:
        return _certain(_install(bundles[version]), Installed)

    def resumed(store: Path) -> object:
        return resume(store, surroundings=stores.quick())

    def look(store: Path) -> object:
        return scrub(store, (bundles[2],), now=stores.ticking())

    return [
        Scene("first load", empty, again(1), 0, 1, again(1)),
        Scene("update", one, again(2), 1, 2, again(2)),
        Scene("urgent: a strike-off and a notice; an old generation goes", two, again(3), 2, 3, again(3)),
        Scene("another load after a half one", half("copying", "rename 2"), again(3), 1, 3, again(3)),
        Scene("resume of a half load", half("verified", "step verified"), resumed, 1, 2, again(2)),
        Scene("resume before the transaction", half("late", "transaction"), resumed, 1, 2, again(2)),
        Scene("a refused bundle", one, _install(bad), 1, 1, _install(bad)),
        Scene("back to the previous", two, rollback, 2, 1, _back),
        Scene("the scrub heals", rotted, look, 2, 2, _certain(look, Report), damaged=True),
        Scene("the kiosk starts", two, _start, 2, 2, _start),
    ]


class DarkError(Exception):
    """A kiosk that shows nothing."""


def _start(store: Path) -> None:
    """The world of a kiosk that starts: opening it never raises, whatever the disk does.

    Raises :class:`DarkError` where it has nothing to show, which only a disk that reads nothing any more excuses.
    """
    world = World(store, Dictionary({}))
    world.open()
    seen = world.look(Comfort())
    world.close()
    if seen.showing is None:
        raise DarkError


def _back(store: Path) -> None:
    """Go back, unless that was done, and start anew, which tidies up."""
    if shown(store) != 1:
        assert isinstance(rollback(store), Status)
    resume(store, surroundings=stores.quick())
