"""Runs one target under atheris: ``./dev torture --fuzz NAME --seconds 60``.

The corpus lies outside of the house and grows from run to run; a find is written beside it (``crash-...``).
Put it under ``regressions/NAME/`` once it is mended: the tests replay it ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import atheris

from faults.fuzz import tags


def mutator(seeds: Sequence[bytes]) -> Callable[[bytes, int, int], bytes]:
    """How inputs are changed: every other one begins with a real one again.

    libFuzzer keeps the shortest input that reaches a line. In minutes nothing that could be read would be left of
    a document.
    """

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)  # noqa: S311 - libFuzzer's own chance
        if rng.random() < 0.5:
            data = rng.choice(seeds)
        head, body = data[:2], data[2:]
        if b"<" in body and rng.random() < 0.8:
            return (head + tags.changed(body, rng, rng.choice(seeds)[2:]))[:most]
        return bytes(atheris.Mutate(data, most))

    return mutate


def main() -> None:
    """Fuzz until the time is up or something is found; libFuzzer reports on standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, required=True)
    said = parser.parse_args()
    with atheris.instrument_imports(include=["voter_kiosk"], enable_loader_override=False):
        from faults.fuzz.targets import LONGEST, TARGETS
    target = TARGETS[said.name]
    corpus = said.corpus / said.name
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = list(target.seeds())
    for seed in seeds:
        (corpus / hashlib.sha256(seed).hexdigest()[:20]).write_bytes(seed)
    options = (f"-max_total_time={said.seconds}", f"-max_len={LONGEST}", "-len_control=0", "-timeout=20")
    arguments = [sys.argv[0], str(corpus), f"-artifact_prefix={said.corpus}/", *options]
    atheris.Setup(arguments, target.check, custom_mutator=mutator(seeds))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
