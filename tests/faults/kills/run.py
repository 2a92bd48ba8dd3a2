"""Walks through every scene: killed before each change of the store, and cut from its power after it.

.venv/bin/python -m faults.kills.run --every 1
"""

from __future__ import annotations

import argparse
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
from typing import Any

from faults.hostile.run import quick_folder
from faults.kills.disk import Loss, cut
from faults.kills.scenes import Scene, scenes
from faults.kills.trace import watch


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


def walk(found: list[Scene], every: int, folder: Path, most: int = 0) -> Walked:
    """Kill and cut each of ``found`` at every ``every``-th change, at ``most`` so many (0: all)."""
    walked, begun = Walked(), time.monotonic()
    for scene in found:
        for name, store, number in _ends(scene, every, folder, most, walked):
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
    shutil.copytree(scene.begin, store)
    ops = watch(lambda: scene.work(store), store).ops
    shutil.rmtree(store)
    walked.changes[scene.name] = len(ops)
    numbers = list(range(1, len(ops) + 1, every))
    if most:
        numbers = numbers[:: max(1, len(numbers) // most)]
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


def main() -> int:
    """The command line: how densely, and where the report goes as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--scene", default="")
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    folder = quick_folder()
    try:
        found = [scene for scene in scenes(folder / "town") if said.scene in scene.name]
        walked = walk(found, said.every, folder)
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
