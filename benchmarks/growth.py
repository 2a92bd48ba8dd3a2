"""How start, memory, search, install and compiling grow: 100 to 450,000 candidates, 30 to 3,000 megabytes.

``python -m benchmarks.growth [--candidates N,N] [--megabytes N,N] [--runs N]``; medians of the runs. Every kiosk
starts in a process of its own, on a store into which a signed bundle of that size was installed; the bare window
and ``dd conv=fsync`` beside it are those of ``benchmarks.kiosk`` and ``benchmarks.store``.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks._rows import table
from benchmarks.kiosk import ask
from benchmarks.store import election, filled, in_process, installs, one_install, signed, typing, wanted, written

from voter_kiosk.store.catalogue import Catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import Manifest, read_manifest
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.reading import Documents

CANDIDATES = (100, 10_000, 450_000)
MEGABYTES = (30, 300, 3_000)
TYPISTS = 100


def bundle_of(folder: Path, count: int) -> Path:
    """A signed bundle of so many candidates; its documents lie beside it."""
    manifest = written(folder / "documents", count)
    (folder / "documents" / "manifest").write_bytes(manifest.write())
    return signed(folder, {item.name: folder / "documents" / item.sha256 for item in manifest.items})


def starts(store: Path, runs: int) -> dict[str, float]:
    """Medians of a kiosk's starts, as ``ask("start")`` names them, and ``ratio``: to the start of a bare window.

    The first of each does not count: it writes caches.
    """
    measured = [(ask("start", str(store)), ask("bare")) for _ in range(runs + 1)][1:]
    found = {key: statistics.median(kiosk[key] for kiosk, _ in measured) for key in ("seconds", "content", "pss")}
    return {**found, "ratio": found["seconds"] / statistics.median(bare["seconds"] for _, bare in measured)}


def by_candidates(folder: Path, count: int, runs: int) -> tuple[str, ...]:
    """One row: what a kiosk of so many candidates takes."""
    big = bundle_of(folder, count)
    one_install(folder, big)  # the machine's first touch of fresh memory
    installing = [one_install(folder, big) for _ in range(runs)]
    store, _ = filled(folder, big)
    out = folder / "out.sqlite"
    compiling = [in_process("ours", folder / "documents", count, out) for _ in range(runs)]
    bare = [in_process("raw", folder / "documents", count, out)[0] for _ in range(runs)]
    start = starts(store, runs)
    opened = wanted(open_store(store), Store)
    catalogue = wanted(opened.catalogue, Catalogue)
    typed = [sorted(typing(catalogue, TYPISTS)) for _ in range(runs)]
    opened.close()
    seconds, megabytes = (statistics.median(run[at] for run in compiling) for at in (0, 1))
    return (
        f"{count}",
        f"{start['seconds'] * 1000:.0f} ms",
        f"{start['content'] * 1000:.0f} ms",
        f"{start['ratio']:.2f}",
        f"{start['pss']:.0f} MB",
        f"{statistics.median(taken[int(len(taken) * 0.99)] for taken in typed):.2f} ms",
        f"{statistics.median(installing):.2f} s",
        f"{seconds:.2f} s",
        f"{seconds / statistics.median(bare):.2f}",
        f"{megabytes:.0f} MB",
    )


def by_megabytes(folder: Path, size: int, runs: int) -> tuple[str, ...]:
    """One row: what a kiosk takes whose bundle has so many pictures of one megabyte."""
    ours, bare = (statistics.median(taken) for taken in installs(folder, size, runs))
    store, _ = filled(folder, folder / "bundle.vkb")
    start = starts(store, runs)
    layout = Layout(store)
    manifest = wanted(read_manifest(layout.generation(1)), Manifest)
    compiling = []
    for _ in range(runs):
        began = time.perf_counter()
        read = Documents(manifest, layout.object)
        wanted(compile_content(read.records(election()), folder / "content.sqlite"), type(None))
        compiling.append(time.perf_counter() - began)
    return (
        f"{size}",
        f"{ours:.2f} s",
        f"{bare:.2f} s",
        f"{ours / bare:.2f}",
        f"{start['seconds'] * 1000:.0f} ms",
        f"{start['ratio']:.2f}",
        f"{start['pss']:.0f} MB",
        f"{statistics.median(compiling) * 1000:.0f} ms",
    )


def numbers(text: str) -> tuple[int, ...]:
    """``100,10000`` as numbers."""
    return tuple(int(one) for one in text.split(","))


def main() -> None:
    """Measure, and print two tables in one: by candidates, by megabytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=numbers, default=CANDIDATES)
    parser.add_argument("--megabytes", type=numbers, default=MEGABYTES)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-growth-") as scratch:
        rows: list[tuple[str, ...]] = [
            (
                "candidates",
                "start to first frame",
                "start to the election",
                "/ bare window",
                "memory (PSS)",
                "search, 99 %",
                "install",
                "compile",
                "/ bare sqlite3",
                "peak memory of compiling",
            )
        ]
        for count in asked.candidates:
            folder = Path(scratch) / f"candidates-{count}"
            folder.mkdir()
            rows.append(by_candidates(folder, count, asked.runs))
            shutil.rmtree(folder)
        table(rows, name="growth-candidates")
        rows = [
            (
                "megabytes",
                "install",
                "dd conv=fsync",
                "ratio",
                "start to first frame",
                "/ bare window",
                "memory (PSS)",
                "compile",
            )
        ]
        for size in asked.megabytes:
            folder = Path(scratch) / f"megabytes-{size}"
            rows.append(by_megabytes(folder, size, asked.runs))
            shutil.rmtree(folder)
        table(rows, "Search is not here: it reads no picture, only words.", name="growth-megabytes")


if __name__ == "__main__":
    main()
