"""The fuzz targets without their fuzzer: real inputs, what was found once, and those with some bytes changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from faults.fuzz import tags
from faults.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "fuzz" / "regressions"
CHANGED = {"archive": 60, "documents": 400, "word": 24, "excel": 16, "markdown": 60, "search": 150}
"""How many changed inputs of each target: a second or two of each."""

OF_TAGS = {"word", "excel"}
"""Their inputs are XML behind two bytes, and with bytes changed no XML any more: half are changed between tags."""


def changed(seeds: list[bytes], count: int, *, of_tags: bool) -> Iterator[bytes]:
    """Inputs with some of their bytes cut, doubled, exchanged or set; the same ones every time."""
    rng = random.Random(count)  # noqa: S311 - the same ones every time
    for at in range(count):
        data = bytearray(rng.choice(seeds))
        if of_tags and at % 2:
            yield bytes(data[:2]) + tags.changed(bytes(data[2:]), rng, rng.choice(seeds)[2:])
            continue
        for _ in range(rng.choice((1, 2, 8))):
            place, length = rng.randrange(len(data) + 1), rng.choice((1, 1, 4, 40))
            piece = rng.choice(
                (b"", rng.randbytes(length), data[place : place + length] * 2, rng.choice(seeds)[place:][:length])
            )
            data[place : place + length] = piece
        yield bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_strangers_write_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    seeds = list(islice(target.seeds(), 60))
    assert seeds
    for data in (*seeds, *changed(seeds, CHANGED[name], of_tags=name in OF_TAGS), b"", b"\0", b"\xff"):
        target.check(data)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_not_found_again(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes())
