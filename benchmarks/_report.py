"""``docs/benchmarks.md``: the tables as they were printed, where they were measured, and plots of what grows."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

TITLES = {
    "kiosk": "Start, memory, touch, scrolling",
    "store": "Install, compile, search",
    "search": "A province of 450,000 candidates on the screen",
    "kolibri": "Beside Kolibri's import",
    "urgent": "A strike-off over a large bundle",
    "speech": "Listening",
    "growth-candidates": "Growth by candidates",
    "growth-megabytes": "Growth by megabytes",
}

HEAD = """# What was measured

Written by `./dev bench --write`, {day}, on {machine}.

Each table was measured in one run, and what stands beside ours in that same run. DESIGN section 8 says what each
may be at most. Milliseconds are of that machine, ratios travel better. A benchmark says in its own first lines
(`benchmarks/*.py`) what it does.
"""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn of a table: its columns by number, the first of them across, which is logarithmic.

    Upwards too, unless it is ``level``: then from 0, so that what should not grow is seen not to.
    """

    table: str
    title: str
    columns: tuple[int, ...]
    level: bool = False


PLOTS = (
    Plot("growth-candidates", "Start, by candidates", (1, 2), level=True),
    Plot("growth-candidates", "Search, by candidates", (5,), level=True),
    Plot("growth-candidates", "Memory, by candidates", (4, 9), level=True),
    Plot("growth-candidates", "Install and compile, by candidates", (6, 7)),
    Plot("growth-megabytes", "Install and dd, by megabytes", (1, 2)),
    Plot("growth-megabytes", "Start and compiling, by megabytes", (4, 7), level=True),
    Plot("growth-megabytes", "Memory, by megabytes", (6,), level=True),
)


def write(kept: Path, docs: Path) -> Path:
    """Write the report of the tables in ``kept`` into ``docs``; tables of other benchmarks stay as they were.

    Gives the page. The tables are kept beside it as JSON, so that one benchmark can be measured anew.
    """
    folder = docs / "benchmarks"
    folder.mkdir(exist_ok=True)
    for file in kept.glob("*.json"):
        found = {**json.loads(file.read_text(encoding="utf-8")), "day": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"}
        said = json.dumps(found, ensure_ascii=False, indent=1)
        (folder / file.name).write_text(said + "\n", encoding="utf-8")
    tables = {name: json.loads(file.read_text(encoding="utf-8")) for name in TITLES if (file := _of(folder, name))}
    drawn = {f"plot-{number}.svg" for number in range(len(PLOTS))}
    page = docs / "benchmarks.md"
    parts = [HEAD.format(day=f"{dt.datetime.now(dt.UTC):%d %B %Y}", machine=machine())]
    for name, found in tables.items():
        parts.append(f"## {TITLES[name]}\n\n{_markdown(found['rows'])}\n")
        parts += [f"- {note}\n" for note in found["notes"]]
        parts.append(f"Measured {found['day']}.\n")
        for number, plot in enumerate(PLOTS):
            if plot.table == name:
                (folder / f"plot-{number}.svg").write_text(_drawn(plot, found["rows"]), encoding="utf-8")
                parts.append(f"![{plot.title}](benchmarks/plot-{number}.svg)\n")
    page.write_text("\n".join(parts), encoding="utf-8")
    for old in folder.glob("plot-*.svg"):
        if old.name not in drawn:
            old.unlink()
    return page


def machine() -> str:
    """What was measured on, in words that name no place."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}, {python}, PySide6 {version('PySide6-Essentials')}"


def _of(folder: Path, name: str) -> Path | None:
    file = folder / f"{name}.json"
    return file if file.is_file() else None


def _markdown(rows: list[list[str]]) -> str:
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _drawn(plot: Plot, rows: list[list[str]]) -> str:
    """The plot as SVG: lines told apart by their marks as well as by their colours."""
    import io

    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.ticker import NullLocator

    mpl.rcParams["svg.hashsalt"] = plot.title  # the same figures give the same file
    head, *rest = rows
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    across = [float(row[0]) for row in rest]
    for column, mark in zip(plot.columns, "os^D", strict=False):
        axes.plot(across, [float(row[column].split()[0]) for row in rest], marker=mark, label=head[column])
    unit = rest[0][plot.columns[0]].split()[1]
    axes.set(xscale="log", xlabel=head[0], ylabel=unit, title=plot.title, xticks=across)
    if plot.level:
        axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    else:
        axes.set_yscale("log")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _place: f"{value:,.10g}")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(alpha=0.3)
    axes.legend()
    said = io.StringIO()
    figure.savefig(said, format="svg", metadata={"Date": None})
    return said.getvalue()
