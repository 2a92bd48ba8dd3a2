"""Walks through every scene: killed before each change of the store, and cut from its power after it.

.venv/bin/python -m faults.kills.run --every 1
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from faults.hostile.run import quick_folder
from faults.kills.disk import Loss, cut
from faults.kills.scenes import DarkError, Scene, Then, scenes
from faults.kills.trace import Op, Watched, reading, watch


@dataclass
class Walked:
    """What came of a walk: by scene and kind how often, what was shown then, how often the kiosk also drew its
    screens, and what broke a promise."""

    changes: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: Counter[tuple[str, bool]] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "changes": dict(self.changes),
            "counts": [[*key, count] for key, count in self.counts.items()],
            "shown": [[*key, count] for key, count in self.shown.items()],
            "drawn": dict(self.drawn),
            "findings": self.findings,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class End:
    """A store that a scene was ended in: how, before which call, and what is done then."""

    how: str
    store: Path
    number: int
    then: Then = Then.AGAIN


ERRORS: Final = {
    "the disk is full from there on": (errno.ENOSPC, True),
    "the disk fails once": (errno.EIO, False),
    "the disk fails from there on": (errno.EIO, True),
    "the disk can only be read from there on": (errno.EROFS, True),
}


READ_ERRORS: Final = {
    "one read fails": (errno.EIO, False),
    "every read fails from there on": (errno.EIO, True),
}
"""Of the store and of the stick alike."""


DRAWN: Final = 199
"""After one of so many ends the kiosk also draws. A prime: each way to end a scene has its turn."""

LONGEST: Final = 300
"""Seconds that it may take for that, on a machine that is busy with other things: one that hangs is found out."""


def drawn_anew(store: Path) -> int:
    """As :func:`faults.kills.drawn.drawn`, in a process started anew; raises with all that it said."""
    around = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = (sys.executable, "-m", "faults.kills.drawn", str(store))
    done = subprocess.run(words, env=around, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == os.EX_OK, f"not drawn ({done.returncode}): {done.stderr.strip()}"
    return int(done.stdout)


def walk(
    found: list[Scene],
    every: int,
    folder: Path,
    most: int = 0,
    *,
    end: str = "kill",
    drawn: int = DRAWN,
    draw: Callable[[Path], int] = drawn_anew,
) -> Walked:
    """Kill and cut each of ``found`` at every ``every``-th change, at ``most`` so many (0: all).

    With ``end`` "fail" the disk refuses changes instead, in each of the ways of :data:`ERRORS`; with "read" it
    cannot be read, in those of :data:`READ_ERRORS`. After one of ``drawn`` ends ``draw`` opens a real kiosk on
    what the end left, and gives the version on its screens.
    """
    walked, begun = Walked(), time.monotonic()
    ends = {"kill": _ends, "fail": _failures, "read": _unreadable}[end]
    for scene in found:
        for place, one in enumerate(ends(scene, every, folder, most, walked)):
            drawing = place % drawn == drawn // 3  # neither the first, nor after all that a small scene has
            looked_at = shutil.copytree(one.store, folder / "drawn") if drawing else None
            try:
                was = scene.judge(one.store, one.then)
                walked.shown[scene.name, was == scene.new] += 1
            except Exception:
                walked.findings.append(f"{scene.name}, {one.how}, {one.number}: {traceback.format_exc()}")
                was = None
            if looked_at is not None:
                _draw(scene, one, was, draw, looked_at, walked)
                shutil.rmtree(looked_at)
            walked.counts[scene.name, one.how] += 1
            shutil.rmtree(one.store, ignore_errors=True)
        sys.stderr.write(f"{scene.name}: {walked.changes[scene.name]} changes, {time.monotonic() - begun:.0f} s\n")
    walked.seconds = time.monotonic() - begun
    return walked


def _draw(
    scene: Scene, one: End, was: int | None, draw: Callable[[Path], int], store: Path, walked: Walked
) -> None:
    """The kiosk draws what an end left: the version ``was``, as far as the judge found one."""
    try:
        version = draw(store)
        assert was is None or version in {was, scene.stand_in or was}, (version, was)
        walked.drawn[scene.name] += 1
    except Exception:
        walked.findings.append(f"{scene.name}, {one.how}, {one.number}, drawn: {traceback.format_exc()}")


def _ends(scene: Scene, every: int, folder: Path, most: int, walked: Walked) -> Iterator[End]:
    """Every store that an end of the scene leaves."""
    store, left = folder / "store", folder / "left"
    ops, numbers = _numbers(scene, every, store, most, walked)
    for number in numbers:
        shutil.copytree(scene.begin, store)
        seen = watch(lambda: scene.work(store), store, number)
        if not seen.killed:
            walked.findings.append(f"{scene.name}, {number}: not killed {_raised(seen, store)}")
            shutil.rmtree(store)
            continue
        store.rename(left)
        for then in Then:
            shutil.copytree(left, store)
            yield End(f"killed, then {then}", store, number, then)
        shutil.rmtree(left)
    losses = list(Loss)
    for number in numbers:
        for loss in losses:
            cut(scene.begin, ops[:number], loss, number, store)
            yield End(f"power lost: {loss}", store, number)
        # Once more, without a second load that might make up for what the first one lost.
        cut(scene.begin, ops[:number], losses[number // every % len(losses)], number, store)
        yield End(f"power lost, then {Then.WITHOUT}", store, number, Then.WITHOUT)


def _numbers(
    scene: Scene, every: int, store: Path, most: int, walked: Walked, *, reads: bool = False, tried: bool = False
) -> tuple[list[Op], list[int]]:
    """The changes of a scene, or its reads, and at which of them to end it.

    ``tried`` counts calls that came to nothing as well (a file that is not there), as a disk that refuses does.
    """
    shutil.copytree(scene.begin, store)
    seen_in, look = (store.parent, reading) if reads else (store, None)
    seen = watch(lambda: scene.work(store), seen_in, look=look)
    if seen.raised:
        walked.findings.append(f"{scene.name}: raised {_raised(seen, seen_in)}")
    ops = seen.tried if tried else seen.ops
    shutil.rmtree(store)
    walked.changes[scene.name] = len(ops)
    numbers = list(range(1, len(ops) + 1, every))
    step = max(1, len(numbers) // most) if most else 1
    return ops, numbers[step // 2 :: step]


def _raised(seen: Watched, folder: Path) -> str:
    """What a child raised, if it did."""
    return folder.with_suffix(".raised").read_text("utf-8") if seen.raised else ""


def _failures(scene: Scene, every: int, folder: Path, most: int, walked: Walked) -> Iterator[End]:
    """Every store that is left by a scene whose disk refused a change, in each way."""
    _, numbers = _numbers(scene, every, folder / "store", most, walked, tried=True)
    yield from _refused(scene, folder, numbers, ERRORS, walked)


def _unreadable(scene: Scene, every: int, folder: Path, most: int, walked: Walked) -> Iterator[End]:
    """Every store that is left by a scene that could not read it, or its stick."""
    _, numbers = _numbers(scene, every, folder / "store", most, walked, reads=True, tried=True)
    yield from _refused(scene, folder, numbers, READ_ERRORS, walked, reads=True)


def _refused(
    scene: Scene,
    folder: Path,
    numbers: list[int],
    errors: dict[str, tuple[int, bool]],
    walked: Walked,
    *,
    reads: bool = False,
) -> Iterator[End]:
    store = folder / "store"
    seen_in, look = (folder, reading) if reads else (store, None)
    for number in numbers:
        for name, (code, lasting) in errors.items():
            shutil.copytree(scene.begin, store)
            seen = watch(lambda: scene.work(store), seen_in, fails=(number, code, lasting), look=look)
            why = _raised(seen, seen_in)
            if why and not (reads and lasting and DarkError.__name__ in why):
                walked.findings.append(f"{scene.name}, {name}, {number}: raised {why}")
            if seen.refused:
                yield End(name, store, number)
            else:
                shutil.rmtree(store)


def main() -> int:
    """The command line: how densely, and where the report goes as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--scene", default="")
    parser.add_argument("--end", choices=("kill", "fail", "read"), default="kill", help="what happens to it")
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    folder = quick_folder()
    try:
        found = [scene for scene in scenes(folder / "town") if said.scene in scene.name]
        walked = walk(found, said.every, folder, end=said.end)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    walked.findings = [finding.replace(f"{folder}/", "") for finding in walked.findings]
    text = json.dumps(walked.plain(), indent=1, ensure_ascii=False)
    if said.json:
        said.json.write_text(text, "utf-8")
    else:
        sys.stdout.write(text + "\n")
    sys.stdout.flush()
    return 1 if walked.findings else os.EX_OK


if __name__ == "__main__":
    sys.exit(main())
