"""How long a strike-off takes from the stick to CONFIRMED over content and pictures that stay the same.

``python -m benchmarks.urgent [--candidates N] [--megabytes N] [--runs N]``: seconds of the first bundle and of the
urgent one (at most 60), medians of the runs, and how many bytes of objects the urgent one brought onto the disk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks._rows import table
from benchmarks.store import ISSUED, election, people, picture, sha256, units, wanted

from voter_kiosk.bundle import assemble, documents, keys
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.setup import setup

MOST_SECONDS = 60.0
STRUCK = StrikeOff(StrikeOffKind.STRUCK_OFF, "33/QĐ-UBBC", dt.date(2026, 3, 2), {"vi": "Đã xóa tên."})


def bundles(folder: Path, candidates: int, megabytes: int) -> tuple[Path, Path]:
    """A bundle with so many candidates and pictures of one megabyte; and the next, with one name struck off."""
    held = wanted(keys.create_keys(folder / "keys", issued=ISSUED), keys.KeyFolder)
    pictures: dict[str, bytes | Path] = {}
    for at in range(megabytes):
        data = picture(1_000_000, at)
        (folder / f"picture-{at}").write_bytes(data)
        pictures[f"p98/m-{sha256(data)}"] = folder / f"picture-{at}"
    everyone = list(enumerate(people(candidates)))
    whole = wanted(documents.encode_json(documents.ELECTION, election()), bytes)
    made = []
    for version in (1, 2):
        files: dict[str, bytes | Path] = {"p98/election.json": whole, **pictures}
        listed = [replace(one, strike_off=STRUCK) if version == 2 and at == 1 else one for at, one in everyone]
        for kind, records in ((documents.CONSTITUENCIES, units(candidates)), (documents.CANDIDATES, listed)):
            out = io.BytesIO()
            documents.write_jsonl(kind, records, out)
            files[f"p98/{kind.file}"] = out.getvalue()
        issued = ISSUED + dt.timedelta(days=version)
        path = folder / f"v{version}.vkb"
        built = assemble.assemble(
            files, held, path, version=version, issued=issued, expires=issued + dt.timedelta(days=60)
        )
        made.append(wanted(built, assemble.Built).path)
    return made[0], made[1]


def loaded(store: Path, bundle: Path) -> tuple[float, int]:
    """Seconds of an install, and the bytes of objects that were not there before."""
    before = {path.name for path in (store / "objects").rglob("*")}
    os.sync()
    started = time.perf_counter()
    wanted(install(store, bundle), Installed)
    taken = time.perf_counter() - started
    new = [path for path in (store / "objects").rglob("*") if path.is_file() and path.name not in before]
    return taken, sum(path.stat().st_size for path in new)


def main() -> int:
    """Measure, print one table, and end with 1 where the urgent bundle takes longer than a minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=5_000)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-urgent-") as scratch:
        folder = Path(scratch)
        both = bundles(folder, asked.candidates, asked.megabytes)
        runs = [one_run(folder, both) for _ in range(asked.runs)]
        rows: list[tuple[str, ...]] = [("bundle", "size", "install", "written to objects", "at most")]
        for at, (name, most) in enumerate((("first", ""), ("urgent", f"{MOST_SECONDS:.0f} s"))):
            taken = statistics.median(run[at][0] for run in runs)
            size, written = both[at].stat().st_size, runs[0][at][1]
            rows.append((name, f"{size / 1e6:.0f} MB", f"{taken:.2f} s", f"{written / 1e6:.2f} MB", most))
    table(rows, f"medians of {asked.runs} runs")
    return int(taken > MOST_SECONDS)


def one_run(folder: Path, both: tuple[Path, Path]) -> list[tuple[float, int]]:
    """What loading each of two bundles took, one after the other into a new store, which is removed again."""
    store = folder / "store"
    wanted(setup(store, folder / "keys" / "root.json"), type(None))
    taken = [loaded(store, bundle) for bundle in both]
    shutil.rmtree(store)
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
