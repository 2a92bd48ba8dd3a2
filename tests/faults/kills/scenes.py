"""What is killed: everything that changes a store, from a store as it was before, and what must hold after."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from faults.kills.trace import DeclinedError
from helpers import stores
from voter_kiosk.bundle import trust
from voter_kiosk.domain.content import Notice
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.view import View
from voter_kiosk.kiosk.world import World
from voter_kiosk.store import rot
from voter_kiosk.store.installer import Installed, Step, install, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.scrub import Report, scrub
from voter_kiosk.store.state import Install
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
    kept = store / "generations"
    generations = {path.name for path in kept.iterdir()} if kept.is_dir() else set()
    assert len(generations) <= 2
    wanted: set[str] = set()
    for name in generations:
        manifest = read_manifest(store / "generations" / name)
        assert manifest is not None
        wanted |= set(manifest.objects())
    assert {path.name for path in (store / "objects").rglob("*") if path.is_file()} == wanted


class Then(StrEnum):
    """What is done once the kiosk has started again."""

    AGAIN = "done again"
    WITH = "resumed with the stick"
    WITHOUT = "resumed without the stick"


@dataclass(frozen=True)
class Scene:
    """One thing done to a store: ``begin`` is the store before, ``work`` is killed, ``finish`` comes after.

    Then ``old`` or ``new`` is shown; finished, ``new``. ``sticks`` are the bundles that a load may read, and the
    version that is shown once one of them was loaded; 0 for one that is refused. ``stand_in`` is what a store may
    show meanwhile that is damaged to begin with, should its content be set aside; 0 for a store that is whole.
    """

    name: str
    begin: Path
    work: Callable[[Path], object]
    old: int
    new: int
    finish: Callable[[Path], object]
    sticks: Mapping[Path, int]
    stand_in: int = 0

    def judge(self, store: Path, then: Then = Then.AGAIN) -> int:
        """Hold what a killed or cut ``work`` left against the promises; the version that was shown.

        The kiosk starts first, before anybody else has touched the store.
        """
        was = started(store)
        assert was in {self.old, self.new, self.stand_in or self.old}, was
        if not self.stand_in:  # what is healed may be damaged still
            assert shown(store) == was
            truthful(store)
        if then is not Then.AGAIN:
            self._resume(store, was, stick=then is Then.WITH)
        self.finish(store)
        assert started(store) == shown(store) == self.new
        assert truthful(store).unfinished == ()
        tidy(store)
        return was

    def _resume(self, store: Path, was: int, *, stick: bool) -> None:
        """What stands is finished where its stick is there or is not needed any more, else dropped: no third way.

        Dropped, it costs nothing: the old content is shown, and ``finish`` may follow with the stick.
        """
        standing = _standing(store)
        assert len(standing) <= 1
        assert was == self.old or not standing, "what is shown has come to its end"
        goes_on = [one for one in standing if _goes_on(one, stick=stick)]
        with nullcontext() if stick else self._sticks_away():
            done = resume(store, surroundings=stores.quick())
        becomes = self.sticks[Path(goes_on[0].source)] if goes_on else 0
        assert isinstance(done, (Installed if becomes else Refusal) if goes_on else type(None)), (standing, done)
        assert _standing(store) == ()
        if self.stand_in:
            assert started(store) in {was, self.new}
        else:
            assert started(store) == shown(store) == (becomes or was), standing
            truthful(store)
            tidy(store)

    @contextmanager
    def _sticks_away(self) -> Iterator[None]:
        """Nothing lies where a load may read it."""
        away = [(stick, stick.with_suffix(".away")) for stick in self.sticks]
        for stick, elsewhere in away:
            stick.rename(elsewhere)
        try:
            yield
        finally:
            for stick, elsewhere in away:
                elsewhere.rename(stick)


def _standing(store: Path) -> tuple[Install, ...]:
    """The loads that have not come to an end."""
    found = status(store)
    assert isinstance(found, Status), found
    return found.unfinished


def _goes_on(one: Install, *, stick: bool) -> bool:
    """Whether a start finishes a load: of one that was only found nothing is there to go on with."""
    step = Step(one.step)
    return step is not Step.FOUND and (stick or not step.needs_stick)


def loading(bundle: Path) -> Callable[[Path], None]:
    """The work of loading a good bundle."""
    return _certain(_install(bundle), Installed)


def _install(bundle: Path) -> Callable[[Path], Installed | Refusal]:
    return lambda store: install(store, bundle, surroundings=stores.quick())


def _certain(work: Callable[[Path], object], kind: type) -> Callable[[Path], None]:
    def do(store: Path) -> None:
        done = work(store)
        if not isinstance(done, kind):
            raise DeclinedError(done)

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
            loading(bundles[version])(store)
        return store

    def half(name: str, operation: str, step: Step) -> Path:
        """A store in which the load of version 2 was cut off, before an operation, at a step."""
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
        # Asked of a copy: whoever opens the state tidies up what the end has left in its log.
        shutil.copytree(store, folder / f"{name} looked at")
        assert [one.step for one in _standing(folder / f"{name} looked at")] == [step]
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

    sticks = {bundle: version for version, bundle in bundles.items()} | {bad: 0}

    def again(version: int) -> Callable[[Path], None]:
        return loading(bundles[version])

    def resumed(store: Path) -> object:
        return resume(store, surroundings=stores.quick())

    def look(store: Path) -> object:
        return scrub(store, (bundles[2],), now=stores.ticking())

    urgent_one = "urgent: a strike-off and a notice; an old generation goes"
    copying = half("copying", f"rename {stores.sha256(picture)}", Step.COPYING)
    verified = half("verified", "step verified", Step.VERIFIED)
    late = half("late", "transaction", Step.TRIAL)
    return [
        Scene("first load", empty, again(1), 0, 1, again(1), sticks),
        Scene("update", one, again(2), 1, 2, again(2), sticks),
        Scene(urgent_one, two, again(3), 2, 3, again(3), sticks),
        Scene("another load after a half one", copying, again(3), 1, 3, again(3), sticks),
        Scene("resume of a half copy", copying, resumed, 1, 2, again(2), sticks),
        Scene("resume of a half load", verified, resumed, 1, 2, again(2), sticks),
        Scene("resume before the transaction", late, resumed, 1, 2, again(2), sticks),
        Scene("a refused bundle", one, _install(bad), 1, 1, _install(bad), sticks),
        Scene("back to the previous", two, rollback, 2, 1, _back, sticks),
        Scene("the scrub heals", rotted, look, 2, 2, _certain(look, Report), sticks, stand_in=1),
        Scene("the kiosk starts", two, _start, 2, 2, _start, sticks),
    ]


class DarkError(Exception):
    """A kiosk that shows nothing."""


@contextmanager
def _starting(store: Path) -> Iterator[View]:
    """The world of a kiosk that starts, as it looks first: opening it never raises, whatever the disk does."""
    world = World(store, Dictionary({}))
    try:
        world.open()
        yield world.look(Comfort())
    finally:
        world.close()


def started(store: Path) -> int:
    """The version that a kiosk shows which starts: the store is opened and its clock asked; 0 for none yet."""
    with _starting(store) as seen:
        return seen.showing.about().version if seen.showing else 0


def _start(store: Path) -> None:
    """A kiosk starts.

    Raises :class:`DarkError` where it has nothing to show, which only a disk that reads nothing any more excuses.
    """
    with _starting(store) as seen:
        if seen.showing is None:
            raise DarkError


def _back(store: Path) -> None:
    """Go back, unless that was done, and start anew, which tidies up."""
    if shown(store) != 1:
        _certain(rollback, Status)(store)
    resume(store, surroundings=stores.quick())
