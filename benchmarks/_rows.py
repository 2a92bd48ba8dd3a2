"""What a benchmark found, as a table: printed, and kept for the report that ``./dev bench --write`` makes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

KEEP = "BENCH_KEEP"
"""Names, in the environment, the folder in which tables are kept."""


def table(rows: list[tuple[str, ...]], *notes: str, name: str = "") -> None:
    """Print rows in columns, the first of them the heads, and below them ``notes``; keep them where asked.

    ``name`` tells two tables of one benchmark apart.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for note in notes:
        print(note)
    folder = os.environ.get(KEEP)
    if folder:
        name = name or Path(sys.argv[0]).stem
        kept = {"rows": rows, "notes": notes}
        (Path(folder) / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def verdict(value: float, limit: float) -> str:
    """Whether a value is within its limit, as a word."""
    return "yes" if value <= limit else "NO"
