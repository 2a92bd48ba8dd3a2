"""Walks through every scene: killed before each change of the store, and cut from its power after it.

.venv/bin/python -m faults.kills.run --every 1
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from faults.hostile.run import quick_folder
from faults.kills.disk import Loss, cut
from faults.kills.scenes import Scene, scenes
from faults.kills.trace import Op, watch


@dataclass
class Walked:
    """What came of a walk: by scene and kind how often, what was shown then, and what broke a promise."""

    changes: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: Counter[tuple[str, bool]] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "changes": dict(self.changes),
            "counts": [[*key, count] for key, count in self.counts.items()],
            "shown": [[*key, count] for key, count in self.shown.items()],
            "findings": self.findings,
            "seconds": self.seconds,
        }


ERRORS: Final = {
    "the disk is full from there on": (errno.ENOSPC, True),
    "the disk fails once": (errno.EIO, False),
    "the disk fails from there on": (errno.EIO, True),
    "the disk can only be read from there on": (errno.EROFS, True),
}


def walk(found: list[Scene], every: int, folder: Path, most: int = 0, *, fail: bool = False) -> Walked:
    """Kill and cut each of ``found`` at every ``every``-th change, at ``most`` so many (0: all).

    With ``fail`` the disk refuses changes instead, in each of the ways of :data:`ERRORS`.
    """
    walked, begun = Walked(), time.monotonic()
    for scene in found:
        ends = _failures if fail else _ends
        for name, store, number in ends(scene, every, folder, most, walked):
            try:
                was = scene.judge(store, stick=name != "killed, then resumed without the stick")
                walked.shown[scene.name, was == scene.new] += 1
            except Exception:
                walked.findings.append(f"{scene.name}, {name}, {number}: {traceback.format_exc()}")
            walked.counts[scene.name, name] += 1
            shutil.rmtree(store, ignore_errors=True)
        sys.stderr.write(f"{scene.name}: {walked.changes[scene.name]} changes, {time.monotonic() - begun:.0f} s\n")
    walked.seconds = time.monotonic() - begun
    return walked


def _ends(scene: Scene, every: int, folder: Path, most: int, walked: Walked) -> Iterator[tuple[str, Path, int]]:
    """Every store that an end of the scene leaves, with the end's name and its number."""
    store = folder / "store"
    ops, numbers = _numbers(scene, every, store, most, walked)
    for number in numbers:
        shutil.copytree(scene.begin, store)
        if watch(lambda: scene.work(store), store, number).killed:
            # After a half load its stick is a real one; of the others, every third is taken away.
            left = number // every % 3 == 0
            yield ("killed, then resumed without the stick" if left else "killed, then done again"), store, number
        else:
            shutil.rmtree(store)
    for number in numbers:
        for loss in Loss:
            cut(scene.begin, ops[:number], loss, number, store)
            yield f"power lost: {loss}", store, number


def _numbers(scene: Scene, every: int, store: Path, most: int, walked: Walked) -> tuple[list[Op], list[int]]:
    """The changes of a scene, and at which of them to end it."""
    shutil.copytree(scene.begin, store)
    ops = watch(lambda: scene.work(store), store).ops
    shutil.rmtree(store)
    walked.changes[scene.name] = len(ops)
    numbers = list(range(1, len(ops) + 1, every))
    return ops, numbers[:: max(1, len(numbers) // most)] if most else numbers


def _failures(
    scene: Scene, every: int, folder: Path, most: int, walked: Walked
) -> Iterator[tuple[str, Path, int]]:
    """Every store that is left by a scene whose disk refused a change, in each way."""
    store = folder / "store"
    _, numbers = _numbers(scene, every, store, most, walked)
    for number in numbers:
        for name, (code, lasting) in ERRORS.items():
            shutil.copytree(scene.begin, store)
            seen = watch(lambda: scene.work(store), store, fails=(number, code, lasting))
            if seen.raised:
                why = store.with_suffix(".raised").read_text("utf-8")
                walked.findings.append(f"{scene.name}, {name}, {number}: raised {why}")
            if seen.refused:
                yield name, store, number
            else:
                shutil.rmtree(store)


def main() -> int:
    """The command line: how densely, and where the report goes as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--scene", default="")
    parser.add_argument("--fail", action="store_true", help="the disk refuses changes, instead of kills and cuts")
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    folder = quick_folder()
    try:
        found = [scene for scene in scenes(folder / "town") if said.scene in scene.name]
        walked = walk(found, said.every, folder, fail=said.fail)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = json.dumps(walked.plain(), indent=1, ensure_ascii=False)
    if said.json:
        said.json.write_text(text, "utf-8")
    else:
        sys.stdout.write(text + "\n")
    sys.stdout.flush()
    return 1 if walked.findings else os.EX_OK


if __name__ == "__main__":
    sys.exit(main())
