"""The long forms of ``tests/faults``, for a night: ``./dev torture --hostile``, ``--kill``, ``--fuzz NAME``.

``--hostile`` judges a million mutations of a bundle on all cores and writes what became of them into
``docs/torture.md``; ``--only N`` runs one of them alone. ``--kill`` runs tests in their long form, of which they
are told by the environment variable ``VOTER_KIOSK_TORTURE``. ``--fuzz`` needs atheris (the extra ``fuzz``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

HOUSE: Final = Path(__file__).resolve().parents[1]
REPORT: Final = HOUSE / "docs" / "torture.md"
BEGIN, END = "<!-- hostile: written by ./dev torture --hostile -->", "<!-- /hostile -->"
LONG: Final = {"kill": "tests/faults/test_kill.py"}
"""Tests that have a long form, by what they are called here."""


def main() -> int:
    """Run what the command line names; gives the worst exit code."""
    parser = argparse.ArgumentParser(prog="./dev torture", description=__doc__)
    parser.add_argument("--hostile", action="store_true", help="mutations of a bundle")
    parser.add_argument("--count", type=int, default=1_000_000, help="how many mutations")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--only", type=int, help="one mutation, by its number")
    for name in LONG:
        parser.add_argument(f"--{name}", action="store_true", help=f"the long form of {LONG[name]}")
    parser.add_argument("--fuzz", metavar="NAME", help="archive, documents, word, excel, markdown or search")
    parser.add_argument("--seconds", type=int, default=60, help="how long to fuzz")
    said = parser.parse_args()
    codes = [0]
    if said.hostile or said.only is not None:
        codes.append(_hostile(said.count, said.first, said.only))
    codes += [_test(path) for name, path in LONG.items() if getattr(said, name)]
    if said.fuzz:
        codes.append(_fuzz(said.fuzz, said.seconds))
    if len(codes) == 1:
        parser.error("say what: --hostile, --fuzz NAME, " + ", ".join(f"--{name}" for name in LONG))
    return max(codes)


def _run(*words: str) -> int:
    path = os.pathsep.join(str(HOUSE / part) for part in ("src", "tests"))
    return subprocess.run(
        [sys.executable, *words], cwd=HOUSE, env=os.environ | {"PYTHONPATH": path}, check=False
    ).returncode


def _test(path: str) -> int:
    os.environ["VOTER_KIOSK_TORTURE"] = "1"
    return _run("-m", "pytest", path, "-q", "-o", "timeout=0")


def _fuzz(name: str, seconds: int) -> int:
    if find_spec("atheris") is None:
        print("atheris is missing: .venv/bin/python -m pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    corpus = Path(tempfile.gettempdir()) / "voter-kiosk-corpus"
    return _run("-m", "faults.fuzz.run", name, "--seconds", str(seconds), "--corpus", str(corpus))


def _hostile(count: int, first: int, only: int | None) -> int:
    if only is not None:
        return _run("-m", "faults.hostile.run", "--only", str(only))
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.json"
        words = ("--count", str(count), "--first", str(first), "--shares", str(os.cpu_count() or 1))
        code = _run("-m", "faults.hostile.run", *words, "--json", str(said))
        report = json.loads(said.read_text("utf-8"))
    text = REPORT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    REPORT.write_text(f"{before}{BEGIN}\n{_section(report, first)}\n{END}{after}", "utf-8")
    return code


def _section(report: dict[str, Any], first: int) -> str:
    """The report as Markdown: how many of each family, what they were refused with, and what did not grow."""
    families: dict[str, dict[str, int]] = {}
    for family, code, count in report["counts"]:
        families.setdefault(family, {})[code] = count
    lines = [
        f"{report['total']:,} mutations, from number {first:,} on, on {dt.datetime.now(dt.UTC):%d %B %Y}, in "
        f"{report['seconds'] / 60:,.0f} minutes on {os.cpu_count()} cores "
        f"(Python {platform.python_version()}). Findings: {len(report['findings'])}.",
        "",
        f"Memory went from {report['resident'][0] / 1e6:.1f} to {report['resident'][1] / 1e6:.1f} MB in the "
        f"process that grew most, from its first fifth to its end; open files from {report['open_files'][0]} to "
        f"{report['open_files'][1]}. The slowest mutation took {report['slowest'][-1][0]:.1f} s.",
        "",
        "| family | mutations | refused with |",
        "| --- | ---: | --- |",
    ]
    for family, codes in sorted(families.items()):
        said = ", ".join(f"{code} {count:,}" for code, count in sorted(codes.items(), key=lambda one: -one[1]))
        lines.append(f"| {family} | {sum(codes.values()):,} | {said} |")
    lines += ["", *(f"* {finding.splitlines()[0]}" for finding in report["findings"])]
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(main())
