"""Makes mutations by number and judges them: ``python -m faults.hostile.run --count 20000`` (``./dev torture``).

Each number stands for one mutation, the same on every machine and on every day; ``--only N`` runs one alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from faults.hostile import thieves, zips
from faults.hostile.judge import Judge, Mutant, remember_good_signatures
from faults.hostile.world import World

FAMILIES: dict[str, tuple[int, Callable[[World, random.Random], tuple[bytes, str]] | None]] = {
    "bytes": (420, zips.bytes_changed),
    "zip": (300, zips.zip_changed),
    "metadata": (80, zips.metadata_changed),
    "objects": (30, zips.objects_changed),
    "stolen keys": (100, thieves.stolen),
    "commune": (4, thieves.commune_beyond),
    "root": (24, thieves.root_forged),
    "mixed": (28, thieves.mixed),
    "folder": (8, None),
    "insiders": (6, thieves.insiders),
}
"""Of a thousand mutations, how many are of each family, and what makes them."""

WHOLE_EVERY = 200
TELL_EVERY = 1_000
LONGEST = 30
"""Seconds that one mutation may take."""

STANDS_STILL = 10 * LONGEST
"""Seconds after which a process that is still at the same mutation is ended: no alarm reached it."""

MOST_FINDINGS = 20


def mutant(number: int, world: World, stick: Path) -> Mutant:
    """The mutation of that number; a folder is written to ``stick``."""
    rng = random.Random(number)  # noqa: S311 - it has to come out the same again
    weights = [weight for weight, _ in FAMILIES.values()]
    family = rng.choices(list(FAMILIES), weights)[0]
    make = FAMILIES[family][1]
    if make is None:
        for left in stick.iterdir():
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        return Mutant(family, zips.tree_changed(world, rng, stick / "tree"), None)
    while True:
        data, what = make(world, rng)
        if data not in (world.next.data, world.shown.data):
            return Mutant(family, what, data)


@dataclass
class Report:
    """What became of a run: how many, by family and code, and what should not have been."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    resident: tuple[int, int] = (0, -1)
    open_files: tuple[int, int] = (0, -1)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """How many mutations."""
        return sum(self.counts.values())

    def take(self, other: Report) -> None:
        """Add what another process judged."""
        self.counts += other.counts
        self.findings += other.findings
        self.slowest = sorted([*self.slowest, *other.slowest])[-3:]
        self.resident = max(self.resident, other.resident, key=_growth)
        self.open_files = max(self.open_files, other.open_files, key=_growth)

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "total": self.total,
            "counts": [[*key, count] for key, count in sorted(self.counts.items())],
            "findings": self.findings,
            "slowest": self.slowest,
            "resident": self.resident,
            "open_files": self.open_files,
            "seconds": round(self.seconds, 1),
        }


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def late(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _growth(pair: tuple[int, int]) -> float:
    return pair[1] / pair[0] if pair[0] else 0.0


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


Tell = Callable[[int, int, Report], None]
"""Hears, before each mutation, how many are done, its number, and what became of those before."""


def run(numbers: Iterable[int], folder: Path, tell: Tell = lambda *_: None) -> Report:
    """Judge these mutations in ``folder``, with a kiosk of its own."""
    remember_good_signatures()
    judge, report, begun = Judge(folder), Report(), time.monotonic()
    numbers = list(numbers)
    gc.freeze()  # what was made so far stays: it need not be looked through again and again
    for done, number in enumerate(numbers):
        if done == len(numbers) // 5:
            gc.collect()
            report.resident, report.open_files = (_resident(), 0), (_open_files(), 0)
        tell(done, number, report)
        one, at = None, time.monotonic()
        try:
            with _at_most(LONGEST):
                one = mutant(number, judge.world, judge.stick)
                code = judge.judge(one, whole=done % WHOLE_EVERY == 0)
        except Exception as error:
            where = traceback.format_exc(limit=-3)
            report.findings.append(f"mutation {number} ({one and (one.family, one.what)}): {error!r}\n{where}")
            if len(report.findings) >= MOST_FINDINGS:
                break
            judge.reset()
            continue
        report.counts[one.family, code] += 1
        report.slowest = sorted([*report.slowest, (round(time.monotonic() - at, 3), number, one.what)])[-3:]
    judge.still_shown()
    gc.collect()
    report.resident = (report.resident[0], _resident())
    report.open_files = (report.open_files[0], _open_files())
    report.seconds = time.monotonic() - begun
    return report


def quick_folder() -> Path:
    """A new folder, in memory where the machine has one there."""
    memory = Path("/dev/shm")  # noqa: S108 - made anew, and removed
    return Path(
        tempfile.mkdtemp(prefix="voter-kiosk-torture-", dir=memory if os.access(memory, os.W_OK) else None)
    )


Work = Callable[[Sequence[int], Path, Tell], Report]
"""How a process judges its numbers: ``run``."""


def _share(work: Work, numbers: Sequence[int], folder: Path, at: Any, mouth: Connection) -> None:
    """What a process does: it says (how many are done, what became of them, why it ends) and is never asked."""
    last = (0, Report())

    def tell(done: int, number: int, report: Report) -> None:
        nonlocal last
        at.value, last = number, (done, report)
        if done % TELL_EVERY == 0:
            mouth.send((done, report, ""))

    try:
        mouth.send((len(numbers), work(numbers, folder, tell), ""))
    except BaseException as error:
        mouth.send((*last, f"{error!r}\n{traceback.format_exc()}"))


class _Worker:
    """A process that judges a share of the numbers, and what it has told of them.

    Its pipe is its own. Of a queue that several write to, one that dies may hold the lock for ever; and whoever
    only waits for a word waits for ever for that of the dead.
    """

    def __init__(self, work: Work, numbers: Sequence[int]) -> None:
        context = multiprocessing.get_context("spawn")
        self._numbers, self._folder = numbers, quick_folder()
        self._at = context.RawValue("q", -1)
        self.ear, mouth = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_share, args=(work, numbers, self._folder, self._at, mouth), daemon=True
        )
        self._process.start()
        mouth.close()  # so that the process alone holds that end: it closes with it
        self._moved = (-1, time.monotonic())
        self.done, self.report, self.over = 0, Report(), False
        self.left: Sequence[int] = ()

    def look(self) -> None:
        """End a process that stands still."""
        at, now = self._at.value, time.monotonic()
        if at != self._moved[0]:
            self._moved = (at, now)
        elif now - self._moved[1] > STANDS_STILL:
            self._process.kill()

    def hear(self) -> None:
        """Take what it says; where it has died, that is a finding, and ``left`` is what was not judged."""
        try:
            self.done, self.report, why = self.ear.recv()
        except (EOFError, OSError):  # nothing more comes, or half of a word
            self._end()
            code = self._process.exitcode or 0
            why = f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        if why:
            self._died(why)
        self.over = bool(why) or self.done == len(self._numbers)
        if self.over:
            self._end()
            self.ear.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self) -> None:
        self._process.join(LONGEST)
        self._process.kill()
        self._process.join()

    def _died(self, why: str) -> None:
        at = self._at.value
        share = f"the process of {len(self._numbers):,} mutations from number {self._numbers[0]:,} on"
        self.report.resident = self.report.open_files = (0, -1)  # it did not come to its end
        if at < 0:
            self.report.findings.append(f"{share}: {why}, before the first of them")
            return
        self.report.findings.append(f"mutation {at} ({share}): {why}")
        self.left = [number for number in self._numbers[self.done :] if number != at]


def shared(count: int, first: int, shares: int, work: Work = run) -> Report:
    """Judge ``count`` mutations with that many processes, telling how far it is.

    Where one dies, another takes up the rest of its share, without the mutation that it died of.
    """
    begun, whole = time.monotonic(), Report()
    numbers = range(first, first + count)
    workers = [_Worker(work, share) for one in range(shares) if (share := numbers[one::shares])]
    while workers:
        heard = wait([worker.ear for worker in workers], timeout=1)
        for worker in list(workers):
            worker.look()
            if worker.ear in heard:
                worker.hear()
            if worker.over:
                workers.remove(worker)
                whole.take(worker.report)
                if worker.left and len(whole.findings) < MOST_FINDINGS:
                    whole.findings[-1] += "\nAnother process went on with the rest."
                    workers.append(_Worker(work, worker.left))
        if heard:
            seconds = time.monotonic() - begun
            done = whole.total + sum(worker.done for worker in workers)
            sys.stderr.write(f"\r{done:>9,} / {count:,}  {seconds:,.0f} s ")
    sys.stderr.write("\n")
    if (missed := count - whole.total - len(whole.findings)) > 0:
        whole.findings.append(f"{missed:,} of {count:,} mutations were not judged")
    whole.seconds = time.monotonic() - begun
    return whole


def main() -> int:
    """The command line: mutations to judge, and where the report goes as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--shares", type=int, default=1)
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    wanted = (said.count, said.first, said.shares) if said.only is None else (1, said.only, 1)
    report = shared(*wanted)
    text = json.dumps(report.plain(), indent=1)
    if said.json:
        said.json.write_text(text, "utf-8")
    else:
        sys.stdout.write(text + "\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
