"""Runs one target under atheris: ``./dev torture --fuzz NAME --seconds 60``.

The corpus lies outside of the house and grows from run to run; a find is written beside it (``crash-...``).
Put it under ``regressions/NAME/`` once it is mended: the tests replay it ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import atheris


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
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:20]).write_bytes(seed)
    options = (f"-max_total_time={said.seconds}", f"-max_len={LONGEST}", "-len_control=0", "-timeout=20")
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={said.corpus}/", *options], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
