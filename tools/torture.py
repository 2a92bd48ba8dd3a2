"""The long forms of ``tests/faults``, for a night: hostile bundles, kills, disks, screens, fuzzing.

``--hostile`` judges a million mutations of a bundle on all cores and writes what became of them into
``docs/torture.md``; ``--only N`` runs one of them alone. ``--kill`` kills whatever changes a store before each
of its calls and cuts the power after it, ``--disk`` has the disk refuse it; both write their part of that page,
as does ``--screens``: a monkey of 100,000 steps and days of visits with a bundle each hour.
``--fuzz`` needs atheris (the extra ``fuzz``).
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
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

HOUSE: Final = Path(__file__).resolve().parents[1]
REPORT: Final = HOUSE / "docs" / "torture.md"
BEGIN, END = "<!-- hostile: written by ./dev torture --hostile -->", "<!-- /hostile -->"
DISK = "<!-- disk: written by ./dev torture --disk -->", "<!-- /disk -->"
READS = "<!-- reads: written by ./dev torture --disk -->", "<!-- /reads -->"
SCREENS = "<!-- screens: written by ./dev torture --screens -->", "<!-- /screens -->"
KILLS = "<!-- kill: written by ./dev torture --kill -->", "<!-- /kill -->"


def main() -> int:
    """Run what the command line names; 0 where all of it went well, else 1."""
    parser = argparse.ArgumentParser(prog="./dev torture", description=__doc__)
    parser.add_argument("--hostile", action="store_true", help="mutations of a bundle")
    parser.add_argument("--count", type=int, default=1_000_000, help="how many mutations")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--only", type=int, help="one mutation, by its number")
    parser.add_argument("--kill", action="store_true", help="kills and power cuts at every call")
    parser.add_argument("--disk", action="store_true", help="a disk that refuses every call, and every read")
    parser.add_argument("--every", type=int, default=1, help="of those two: at every so many calls")
    parser.add_argument("--screens", action="store_true", help="a monkey, and days in minutes")
    parser.add_argument("--fuzz", metavar="NAME", help="archive, documents, word, excel, markdown or search")
    parser.add_argument("--seconds", type=int, default=60, help="how long to fuzz")
    said = parser.parse_args()
    codes = [0]
    if said.hostile or said.only is not None:
        codes.append(_hostile(said.count, said.first, said.only))
    if said.kill:
        codes.append(_walk(KILLS, said.every))
        codes.append(_pytest(["test_kill.py"], "-k", "real_size"))  # no report of its own
    if said.disk:
        codes.append(_walk(DISK, said.every, "--end", "fail"))
        codes.append(_walk(READS, said.every, "--end", "read"))
    if said.screens:
        codes.append(_screens())
    if said.fuzz:
        codes.append(_fuzz(said.fuzz, said.seconds))
    if len(codes) == 1:
        parser.error("say what: --hostile, --kill, --disk, --screens, --fuzz NAME")
    return int(any(codes))  # a run that a signal ended has a code below 0


def _run(*words: str, **environment: str) -> int:
    path = os.pathsep.join(str(HOUSE / part) for part in ("src", "tests"))
    around = os.environ | {"PYTHONPATH": path} | environment
    return subprocess.run([sys.executable, *words], cwd=HOUSE, env=around, check=False).returncode


def _pytest(names: Sequence[str], *words: str) -> int:
    """Tests of ``tests/faults`` in their long form, by the names of their files."""
    drawing = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "VOTER_KIOSK_TORTURE": "1"}
    files = (str(HOUSE / "tests" / "faults" / name) for name in names)
    return _run("-m", "pytest", "-q", *files, *words, **drawing)


def _reported(module: str, *words: str) -> tuple[int, dict[str, Any] | None]:
    """How a run ended and what it wrote of itself; ``None`` where it was ended from without."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.json"
        code = _run("-m", module, *words, "--json", str(said))
        return code, json.loads(said.read_text("utf-8")) if said.is_file() else None


def _walk(markers: tuple[str, str], every: int, *words: str) -> int:
    code, report = _reported("faults.kills.run", "--every", str(every), *words)
    if report is not None:
        _write(*markers, _walked(report, every))
    return code


def _write(begin: str, end: str, section: str) -> None:
    """Put a section of the report in the place of the one that stands there."""
    text = REPORT.read_text("utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    REPORT.write_text(f"{before}{begin}\n{section}\n{end}{after}", "utf-8")


def _walked(report: dict[str, Any], every: int) -> str:
    """The walk as Markdown: how often each scene was ended and how, and what it showed then."""
    kinds = list(dict.fromkeys(kind for _, kind, _ in report["counts"]))
    totals = {kind: sum(count for _, one, count in report["counts"] if one == kind) for kind in kinds}
    at = "every call" if every == 1 else f"every {every}th call"
    lines = [
        f"{sum(totals.values()):,} ends, at {at}, on {dt.datetime.now(dt.UTC):%d %B %Y}, in "
        f"{report['seconds'] / 60:,.0f} minutes on a busy core (Python {platform.python_version()}). "
        f"Findings: {len(report['findings'])}.",
        "",
        "| what was ended | calls | ends | old shown | new shown |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    shown = {(scene, new): count for scene, new, count in report["shown"]}
    for scene, changes in report["changes"].items():
        ends = sum(count for one, _, count in report["counts"] if one == scene)
        old, new = (shown.get((scene, which), 0) for which in (False, True))
        lines.append(f"| {scene} | {changes} | {ends:,} | {old:,} | {new:,} |")
    lines += [
        "",
        "| how | times |",
        "| --- | ---: |",
        *(f"| {kind} | {count:,} |" for kind, count in totals.items()),
    ]
    ends = [finding.strip().splitlines() for finding in report["findings"]]
    lines += ["", *(f"* {first}" + (f" … {rest[-1]}" if rest else "") for first, *rest in ends)]
    return "\n".join(lines).rstrip()


def _screens() -> int:
    """What ``tests/faults/screens`` tells by JUnit's XML of its long runs."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.xml"
        # The longest first, one to each worker; then whoever is done takes the next.
        names = [f"screens/test_{name}.py" for name in ("monkey", "soak", "crash_of_any_page", "escape")]
        code = _pytest(names, "-n", "2", "--dist", "loadgroup", "--junitxml", str(said))
        if not said.is_file():
            return code
        suite = ElementTree.parse(said).getroot()  # noqa: S314  pytest wrote it
    _write(*SCREENS, _seen(suite))
    return code


def _seen(suite: ElementTree.Element) -> str:
    """The runs as Markdown, and what failed."""
    cases = list(suite.iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    lines = [
        f"{len(cases)} tests on {dt.datetime.now(dt.UTC):%d %B %Y} (Python {platform.python_version()}). "
        f"Findings: {len(failed)}.",
        "",
        "| run | how long | memory after warm-up | at the end | |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for case in cases:
        told = {str(one.get("name")): str(one.get("value")) for one in case.iter("property")}
        if not told:
            continue
        if "steps" in told:
            run = f"the monkey, on {(case.get('name') or '').partition('[')[2].rstrip(']')}"
            length = f"{int(told['steps']):,} steps in {float(told['seconds']) / 60:.0f} min"
            length += f", {told['screens']} kinds of screens"
            if int(told["resumed"]):
                length += f"; resumed after {int(told['resumed']):,}, its memory is of the steps after that"
        else:
            run, length = "days", f"{told['hours']} hours, {told['visits']} visits, a bundle each hour"
        before, after = float(told["before"]), float(told["after"])
        growth = f"{(after / before - 1) * 100:+.1f} %"
        lines.append(f"| {run} | {length} | {before:.0f} MB | {after:.0f} MB | {growth} |")
    lines += ["", *(f"* {case.get('classname')}: {case.get('name')}" for case in failed)]
    return "\n".join(lines).rstrip()


def _fuzz(name: str, seconds: int) -> int:
    if find_spec("atheris") is None:
        print("atheris is missing: .venv/bin/python -m pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    corpus = Path(tempfile.gettempdir()) / "voter-kiosk-corpus"
    return _run("-m", "faults.fuzz.run", name, "--seconds", str(seconds), "--corpus", str(corpus))


def _hostile(count: int, first: int, only: int | None) -> int:
    if only is not None:
        return _run("-m", "faults.hostile.run", "--only", str(only))
    words = ("--count", str(count), "--first", str(first), "--shares", str(os.cpu_count() or 1))
    code, report = _reported("faults.hostile.run", *words)
    if report is not None:
        _write(BEGIN, END, _section(report, first))
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
