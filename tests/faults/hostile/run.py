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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
LONGEST = 30
"""Seconds that one mutation may take."""

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


def run(numbers: Iterable[int], folder: Path, tell: Callable[[int], None] = lambda _done: None) -> Report:
    """Judge these mutations in ``folder``, with a kiosk of its own."""
    remember_good_signatures()
    judge, report, begun = Judge(folder), Report(), time.monotonic()
    numbers = list(numbers)
    gc.freeze()  # what was made so far stays: it need not be looked through again and again
    for done, number in enumerate(numbers):
        if done == len(numbers) // 5:
            gc.collect()
            report.resident, report.open_files = (_resident(), 0), (_open_files(), 0)
        if done % 1_000 == 0:
            tell(done)
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


def _share(share: int, count: int, first: int, shares: int, out: Any) -> None:
    folder = quick_folder()
    try:
        report = run(range(first + share, first + count, shares), folder, lambda done: out.put((share, done)))
        out.put((share, report))
    except BaseException as error:
        out.put((share, Report(findings=[f"the run ended: {error!r}\n{traceback.format_exc()}"])))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shared(count: int, first: int, shares: int) -> Report:
    """Judge ``count`` mutations with that many processes, telling how far it is."""
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    workers = [context.Process(target=_share, args=(one, count, first, shares, out)) for one in range(shares)]
    for worker in workers:
        worker.start()
    whole, done, begun = Report(), Counter[int](), time.monotonic()
    waiting = shares
    while waiting:
        share, said = out.get()
        if isinstance(said, Report):
            waiting -= 1
            whole.counts += said.counts
            whole.findings += said.findings
            whole.slowest = sorted([*whole.slowest, *said.slowest])[-3:]
            whole.resident = max(whole.resident, said.resident, key=_growth)
            whole.open_files = max(whole.open_files, said.open_files, key=_growth)
        else:
            done[share] = said
            seconds = time.monotonic() - begun
            sys.stderr.write(f"\r{sum(done.values()):>9,} / {count:,}  {seconds:,.0f} s ")
    sys.stderr.write("\n")
    for worker in workers:
        worker.join()
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
