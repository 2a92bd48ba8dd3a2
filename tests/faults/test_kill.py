"""The installer killed (SIGKILL) between any two operations, started again, and made to tell the truth.

After each kill the store opens and shows the old or the new content whole, the floors fit what is shown, the audit
chain holds, and the install can be finished or dropped. The long form (``./dev torture --kill``) kills before each
call that changes a file, SQLite's own as well, and cuts the power after it (``faults.kills``). A load of real size
is copied by several threads; it is killed at random moments, of which ``VOTER_KIOSK_TORTURE=1`` makes 300.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from faults.kills.disk import Loss, cut
from faults.kills.drawn import drawn
from faults.kills.run import drawn_anew, walk
from faults.kills.scenes import Scene, Then, loading, scenes, shown, started, tidy, truthful
from faults.kills.trace import POSSIBLE, DeclinedError, watch
from helpers import stores
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.files import Files, Passing
from voter_kiosk.store.installer import Installed, Step, install, resume
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.status import Status, rollback

STEPS = [step for step in Step if step not in {Step.CONFIRMED, Step.REJECTED, Step.FALLBACK}]
LONG = bool(os.environ.get("VOTER_KIOSK_TORTURE"))
KILLS = 300 if LONG else 12
"""Of a load of real size."""


class Killed(Files):
    """Kills its own process at one operation, by number or by the beginning of its name."""

    def __init__(self, at: int | str) -> None:
        super().__init__(self._count)
        self._at = at
        self._seen = 0

    def _count(self, operation: str) -> None:
        self._seen += 1
        if self._seen == self._at or (isinstance(self._at, str) and operation.startswith(self._at)):
            os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> int:
    """Run ``work`` in a child process; gives the signal that ended it, 0 if it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, ended = os.waitpid(child, 0)
    return os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0


class Town:
    """A committee with two bundles, and a store where the first one is shown; copied for each kill."""

    def __init__(self, folder: Path) -> None:
        self.desk = stores.desk(folder / "desk")
        changed = stores.content(media=(stores.PORTRAIT, stores.png(colour=7)))
        self.old = self.desk.bundle(1)
        self.new = self.desk.bundle(2, changed)
        self.filled = stores.new_store(folder / "filled", self.desk)
        assert isinstance(install(self.filled, self.old, surroundings=stores.quick()), Installed)
        self.counted: list[str] = []
        trial = folder / "trial"
        shutil.copytree(self.filled, trial)
        around = stores.quick(files=Files(self.counted.append))
        assert isinstance(install(trial, self.new, surroundings=around), Installed)

    def fresh(self, folder: Path) -> Path:
        store = folder / "store"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(self.filled, store)
        return store


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("town"))


def places(town: Town) -> Iterator[int]:
    """Where to kill: now and then, and around the transaction; everywhere is for the long form."""
    late = town.counted.index("transaction")
    for number in range(1, len(town.counted) + 1):
        if number % 16 == 0 or number in {late, late + 1, late + 2, len(town.counted)}:
            yield number


def test_killed_anywhere_and_installed_again_it_ends_well(town: Town, tmp_path: Path) -> None:
    for number in places(town):
        store = town.fresh(tmp_path)
        kill = stores.quick(files=Killed(number))
        assert (
            in_child(lambda kill=kill, store=store: install(store, town.new, surroundings=kill)) == signal.SIGKILL
        )
        truthful(store)
        again = install(store, town.new, surroundings=stores.quick())
        assert isinstance(again, Installed), (number, again)
        assert truthful(store).unfinished == ()
        assert shown(store) == 2
        tidy(store)


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_each_step_it_is_resumed_or_dropped(town: Town, tmp_path: Path, step: Step) -> None:
    store = town.fresh(tmp_path)
    kill = stores.quick(files=Killed(f"step {step}"))
    assert in_child(lambda: install(store, town.new, surroundings=kill)) == signal.SIGKILL
    assert truthful(store).active is not None
    assert shown(store) == 1
    result = resume(store, surroundings=stores.quick())
    if step is Step.FOUND:
        assert result is None
        assert shown(store) == 1
    else:
        assert isinstance(result, Installed), result
        assert shown(store) == 2
    assert truthful(store).unfinished == ()
    tidy(store)


@pytest.mark.parametrize("step", STEPS)
def test_once_verified_the_stick_may_go(town: Town, tmp_path: Path, step: Step) -> None:
    store = town.fresh(tmp_path)
    stick = tmp_path / "stick.vkb"
    shutil.copy(town.new, stick)
    kill = stores.quick(files=Killed(f"step {step}"))
    assert in_child(lambda: install(store, stick, surroundings=kill)) == signal.SIGKILL
    stick.unlink()
    result = resume(store, surroundings=stores.quick())
    assert (shown(store), isinstance(result, Installed)) == ((1, False) if step.needs_stick else (2, True))
    assert truthful(store).unfinished == ()
    tidy(store)


def test_killed_again_and_again_it_still_ends(town: Town, tmp_path: Path) -> None:
    store = town.fresh(tmp_path)
    for number in (30, 12, 60, 5, 3, 2, 1):
        kill = stores.quick(files=Killed(number))
        in_child(lambda kill=kill, store=store: install(store, town.new, surroundings=kill))
        truthful(store)
    assert isinstance(install(store, town.new, surroundings=stores.quick()), Installed)
    assert shown(store) == 2
    tidy(store)


def test_an_interrupted_install_does_not_stand_in_the_way_of_another(town: Town, tmp_path: Path) -> None:
    for step in STEPS:
        store = town.fresh(tmp_path)
        kill = stores.quick(files=Killed(f"step {step}"))
        in_child(lambda kill=kill, store=store: install(store, town.new, surroundings=kill))
        newest = town.desk.bundle(3, name=f"v3-{step}.vkb")
        assert isinstance(install(store, newest, surroundings=stores.quick()), Installed)
        assert shown(store) == 3
        assert truthful(store).unfinished == ()
        tidy(store)


def test_killed_before_the_transaction_the_old_one_is_shown_and_can_be_gone_on_with(
    town: Town, tmp_path: Path
) -> None:
    store = town.fresh(tmp_path)
    kill = stores.quick(files=Killed("transaction"))
    assert in_child(lambda: install(store, town.new, surroundings=kill)) == signal.SIGKILL
    assert shown(store) == 1
    assert (store / "generations" / "000002").is_dir()
    assert isinstance(resume(store, surroundings=stores.quick()), Installed)
    assert shown(store) == 2
    found = rollback(store)
    assert isinstance(found, Status)
    assert shown(store) == 1


def test_a_refusal_killed_while_it_tidies_up_leaves_nothing_either(town: Town, tmp_path: Path) -> None:
    bad = tmp_path / "bad.vkb"
    data = bytearray(town.new.read_bytes())
    data[data.index(stores.PORTRAIT) + 40] ^= 1
    bad.write_bytes(data)
    store = town.fresh(tmp_path)
    operations: list[str] = []
    assert isinstance(install(store, bad, surroundings=stores.quick(files=Files(operations.append))), Refusal)
    for number in range(len(operations) - 3, len(operations) + 1):
        store = town.fresh(tmp_path)
        kill = stores.quick(files=Killed(number))
        in_child(lambda kill=kill, store=store: install(store, bad, surroundings=kill))
        assert shown(store) == 1
        resume(store, surroundings=stores.quick())
        assert shown(store) == 1
        assert truthful(store).unfinished == ()
        tidy(store)


@pytest.fixture(scope="module")
def plays(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    if not POSSIBLE:
        pytest.skip("calls are watched on Linux on x86-64 alone")
    return scenes(tmp_path_factory.mktemp("plays"))


def test_killed_or_cut_from_power_at_any_call_the_store_shows_old_or_new(
    plays: list[Scene], tmp_path: Path
) -> None:
    """The quick form: two scenes at a call in their middle, killed and with each kind of loss, and drawn once."""
    some = [scene for scene in plays if scene.name in {"update", "the scrub heals"}]
    walked = walk(some, 1, tmp_path, most=1, drawn=8)
    assert walked.findings == []
    assert walked.drawn == {scene.name: 1 for scene in some}
    kinds = {kind for _, kind in walked.counts}
    assert kinds >= {f"killed, then {then}" for then in Then} | {f"power lost: {loss}" for loss in Loss}


def test_a_copy_that_was_cut_off_is_gone_on_with_where_its_stick_is_and_dropped_where_it_is_not(
    plays: list[Scene], tmp_path: Path
) -> None:
    """And the judge finds out where a stick is said to be away and is not."""
    scene = next(one for one in plays if one.name == "resume of a half copy")
    for then in Then:
        shutil.copytree(scene.begin, tmp_path / then)
        scene.judge(tmp_path / then, then)
    assert all(stick.is_file() for stick in scene.sticks)
    shutil.copytree(scene.begin, tmp_path / "there still")
    with pytest.raises(AssertionError, match="Installed"):
        replace(scene, sticks={}).judge(tmp_path / "there still", Then.WITHOUT)


def test_an_assertion_of_the_program_that_fails_does_not_pass_for_a_refusal(tmp_path: Path) -> None:
    if not POSSIBLE:
        pytest.skip("calls are watched on Linux on x86-64 alone")

    def raises(what: type[Exception]) -> None:
        raise what

    assert watch(lambda: raises(AssertionError), tmp_path / "store").raised
    assert not watch(lambda: raises(DeclinedError), tmp_path / "store").raised


def test_a_store_that_never_syncs_is_found_out(plays: list[Scene], tmp_path: Path) -> None:
    """That it can fail: without syncs, new content is named and its bytes are not there."""
    update = next(scene for scene in plays if scene.name == "update")
    store = tmp_path / "store"
    shutil.copytree(update.begin, store)
    careless = stores.quick(files=Passing())
    bundle = update.begin.parent / "desk" / "v2.vkb"
    ops = watch(lambda: install(store, bundle, surroundings=careless), store).ops
    assert shown(store) == 2
    cut(update.begin, ops, Loss.BYTES, 0, tmp_path / "cut")
    with pytest.raises(AssertionError):
        update.judge(tmp_path / "cut")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """An update by 24 MB of pictures, each of one or of several chunks: several threads copy it."""
    folder = tmp_path_factory.mktemp("large")
    desk = stores.desk(folder / "desk")
    sizes = [700] * 32 + [1400] * 4
    pictures = [stores.noisy_png(number, size, size) for number, size in enumerate(sizes)]
    old = desk.bundle(1)
    new = desk.bundle(2, stores.content(media=(stores.PORTRAIT, *pictures)))
    filled = stores.new_store(folder / "filled", desk)
    loading(old)(filled)
    copiers: set[str] = set()

    def note(_operation: str) -> None:
        copiers.add(threading.current_thread().name)

    trial = folder / "trial"
    shutil.copytree(filled, trial)
    assert isinstance(install(trial, new, surroundings=stores.quick(files=Files(note))), Installed)
    assert len(copiers - {threading.current_thread().name}) > 1 or os.cpu_count() == 1
    return Scene("a load of real size", filled, loading(new), 1, 2, loading(new), {old: 1, new: 2})


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Kill a child process at work, all its threads with it; whether it had not come to its end before."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended) or ended == 0
    return os.WIFSIGNALED(ended)


def test_after_a_kill_the_kiosk_draws_its_screens(
    plays: list[Scene], tmp_path: Path, qapp: QGuiApplication
) -> None:
    """The walks open the store as the kiosk does, and draw now and then; here it draws after each scene, killed
    in its middle, and after some calls of a load from its first to its last."""
    store = tmp_path / "store"
    for scene in plays:
        shutil.copytree(scene.begin, store)
        calls = len(watch(lambda scene=scene: scene.work(store), store).ops)
        versions = set()
        for number in range(1, calls + 1, calls // 9) if scene.name == "update" else (calls // 2,):
            shutil.rmtree(store)
            shutil.copytree(scene.begin, store)
            assert watch(lambda scene=scene: scene.work(store), store, number).killed
            versions.add(drawn(store, qapp))
        assert versions <= {scene.old, scene.new}, scene.name
        assert len(versions) > 1 or scene.name != "update"
        shutil.rmtree(store)


def test_a_page_that_is_not_drawn_is_found_out(plays: list[Scene], tmp_path: Path) -> None:
    """That it can fail: what a start looks at is whole, and the lists have rotted, of what was before as well."""
    scene = next(one for one in plays if one.name == "the kiosk starts")
    store = tmp_path / "store"
    shutil.copytree(scene.begin, store)
    for generation in (1, 2):
        content = Layout(store).content(generation)
        content.chmod(0o600)
        with closing(sqlite3.connect(content)) as database, database:
            assert database.execute("UPDATE candidates SET record = ?", (b"\xc1",)).rowcount
    assert started(store) == 2
    with pytest.raises(AssertionError, match=r"(?s)not drawn.*DecodeError"):
        drawn_anew(store)


def test_another_version_on_the_screens_than_the_store_shows_is_a_finding(
    plays: list[Scene], tmp_path: Path
) -> None:
    some = [scene for scene in plays if scene.name == "the kiosk starts"]
    walked = walk(some, 1, tmp_path, most=1, drawn=8, draw=lambda _store: 1)
    (finding,) = walked.findings
    assert finding.endswith("AssertionError: (1, 2)\n")


@pytest.mark.timeout(0 if LONG else 300)
def test_a_load_of_real_size_killed_at_any_moment_loses_nothing(large: Scene, tmp_path: Path) -> None:
    """No call is waited for: the kill comes when it comes, to several threads in the middle of several files."""
    dice, then = random.Random(4), cycle(Then)  # noqa: S311 - the moments differ by themselves
    store = tmp_path / "store"
    lasts = []
    for _ in range(2):
        shutil.copytree(large.begin, store)
        begun = time.monotonic()
        assert in_child(lambda: large.work(store)) == 0
        lasts.append(time.monotonic() - begun)
        assert shown(store) == large.new
        shutil.rmtree(store)
    ends: Counter[str] = Counter()
    # On a machine that is busy with other things the moments may fall badly: then there are more.
    while ends.total() < KILLS or (ends["copying"] < KILLS // 6 and ends.total() < 3 * KILLS):
        shutil.copytree(large.begin, store)
        killed = killed_after(dice.uniform(0, 1.15 * min(lasts)), lambda: large.work(store))
        copying = any(store.glob("incoming/*/objects/*.part"))
        was = large.judge(store, next(then))
        assert was == large.new or killed
        assert not copying or was == large.old
        ends["new" if was == large.new else "copying" if copying else "old"] += 1
        shutil.rmtree(store)
    assert ends["copying"] >= KILLS // 6, ends


def test_files_that_may_not_grow_leave_the_old_content(town: Town, tmp_path: Path) -> None:
    """A limit on the size of files, which needs no rights: the kernel's own error in the middle of a write."""
    for limit in (2_000, 40_000, 100_000):
        store = town.fresh(tmp_path)
        said = tmp_path / "said"

        def limited(store: Path = store, said: Path = said, limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            found = install(store, town.new, surroundings=stores.quick())
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            said.write_text(found.code if isinstance(found, Refusal) else "installed")

        assert in_child(limited) == 0
        assert said.read_text() in {"disk-full", "disk-error", "no-room-to-verify"}
        assert shown(store) == 1
        assert isinstance(install(store, town.new, surroundings=stores.quick()), Installed)
        assert shown(store) == 2
        tidy(store)


def test_a_file_system_that_is_really_full_leaves_the_old_content(town: Town, tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    if os.system(f"mount -t tmpfs -o size=1m none '{mount}' 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("no file system can be mounted here")
    try:
        store = mount / "store"
        shutil.copytree(town.filled, store)
        filler = mount / "filler"
        room = shutil.disk_usage(mount).free
        for left in (4_000, 30_000, 60_000, 120_000):
            filler.write_bytes(b"\0" * max(0, room - left))
            found = install(store, town.new, surroundings=stores.quick(free=lambda _path: 1 << 40))
            assert isinstance(found, Refusal), (left, found)
            assert found.code == "disk-full", (left, found)
            assert shown(store) == 1
        filler.unlink()
        honest = replace(stores.quick(), headroom=1 << 30)
        no_room = install(store, town.new, surroundings=honest)
        assert isinstance(no_room, Refusal)
        assert no_room.code == "no-space"
        assert isinstance(install(store, town.new, surroundings=stores.quick()), Installed)
        assert shown(store) == 2
    finally:
        os.system(f"umount '{mount}'")  # noqa: S605
