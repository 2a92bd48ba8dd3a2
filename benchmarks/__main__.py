"""``./dev bench [NAME...]``: every benchmark beside this file, or those named, one process each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run the benchmarks in order of name; the first exit code that is not 0, else 0."""
    here = Path(__file__).resolve().parent
    names = [file.stem for file in sorted(here.glob("*.py")) if not file.stem.startswith("_")]
    unknown = set(wanted) - set(names)
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    for name in names:
        if not wanted or name in wanted:
            print(f"\n== {name}", flush=True)
            code = subprocess.run(
                [sys.executable, "-m", f"benchmarks.{name}"], cwd=here.parent, check=False
            ).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
