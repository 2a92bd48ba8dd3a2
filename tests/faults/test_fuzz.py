"""The fuzz targets without their fuzzer: real inputs, what was found once, and those with some bytes changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from faults.fuzz.targets import TARGETS

pytestmark = pytest.mark.uncounted

FOUND = Path(__file__).parent / "fuzz" / "regressions"
CHANGED = {"archive": 60, "documents": 400, "word": 12, "excel": 12, "markdown": 60, "search": 150}
"""How many changed inputs of each target: about a second of each."""


def changed(seeds: list[bytes], count: int) -> Iterator[bytes]:
    """Inputs with some of their bytes cut, doubled, exchanged or set; the same ones every time."""
    rng = random.Random(count)  # noqa: S311 - the same ones every time
    for _ in range(count):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.choice((1, 2, 8))):
            at, length = rng.randrange(len(data) + 1), rng.choice((1, 1, 4, 40))
            piece = rng.choice(
                (b"", rng.randbytes(length), data[at : at + length] * 2, rng.choice(seeds)[at:][:length])
            )
            data[at : at + length] = piece
        yield bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_strangers_write_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    seeds = list(islice(target.seeds(), 60))
    assert seeds
    for data in (*seeds, *changed(seeds, CHANGED[name]), b"", b"\0", b"\xff"):
        target.check(data)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_not_found_again(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes())
