"""``./dev bench [NAME...]``: every benchmark beside this file, or those named, one process each.

With ``--write`` what they find is written into ``docs/benchmarks.md``, with its plots.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._rows import KEEP

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the benchmarks in order of name; the first exit code that is not 0, else 0."""
    names = [file.stem for file in sorted(HERE.glob("*.py")) if not file.stem.startswith("_")]
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(names))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(names)}")
    with tempfile.TemporaryDirectory(prefix="bench-") as kept:
        for name in asked.names or names:
            print(f"\n== {name}", flush=True)
            command = [sys.executable, "-m", f"benchmarks.{name}"]
            code = subprocess.run(command, cwd=HERE.parent, env={**os.environ, KEEP: kept}, check=False).returncode
            if code:
                return code
        if asked.write:
            from benchmarks._report import write

            print(f"\n{write(Path(kept), HERE.parent / 'docs')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
