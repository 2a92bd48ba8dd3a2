"""Our install of a bundle beside Kolibri's import of a channel with the very same pictures, both from a folder.

``python -m benchmarks.kolibri [--megabytes N] [--runs N]``; medians of the runs, the order alternating, one round
beforehand not counted. Kolibri (MIT, the learning platform) is no part of this project: it is only run beside it,
from a venv of its own in the user's cache folder, where the first run puts it (0.4 GB). Where it cannot be had the
benchmark says so and measures nothing.

What both do: look for space, copy picture by picture in several threads (ours one a core, four at most; Kolibri
ten), hash while writing, rename when complete, enter what came in a database, and refuse a picture that is not
what its name says.

* Only ours: a signature over everything, by keys the kiosk was set up with; SHA-256; the head of every picture
  looked at; nothing in place before all of it is verified, on the disk (``syncfs``), compiled and tried, so that a
  power cut leaves the old content or the new.
* Only Kolibri: a tree of topics merged into the tables of a library that holds other channels; two commands, as
  its manual gives them. It believes the channel's database as it is, checks MD5, shows what came where another
  picture is missing or damaged, and leaves writing to the disk to the system: no picture is ever synced (0.19.5,
  ``kolibri/utils/file_transfer.py``). The rows "on the disk" call for it what our install calls by itself, once at
  its end.

What is made beforehand and not counted: our empty store, with its root of trust, and Kolibri's home, migrated.
"Whole command" is with the start of each interpreter, which for Kolibri comes twice; "the work alone" is within a
process that has started and imported all of it, as our benchmark of the store and Kolibri's own server have. Both
read what the system still holds in memory: a slow stick would make them more alike.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import platformdirs
from benchmarks._rows import table
from benchmarks.store import bundle, one_install, wanted

from voter_kiosk.store.files import Files
from voter_kiosk.store.setup import setup

VERSION = "0.19.5"
CHANNEL, ROOT, SHOW = "c" * 32, "d" * 32, "e" * 32
SCHEMA = "5"

# What runs in Kolibri's own venv: the empty tables of a channel, as its Studio publishes them; both imports.
TABLES = f"""
import sys
from kolibri.utils.env import set_env
set_env()
from sqlalchemy import create_engine
from kolibri.core.content.contentschema.versions import content_schema_{SCHEMA} as schema
schema.metadata.create_all(create_engine("sqlite:///" + sys.argv[1]))
"""
IMPORT = """
import sys, time
from kolibri.main import initialize
initialize()
from django.core.management import call_command
from kolibri.core.content.management.commands import importchannel, importcontent
started = time.perf_counter()
call_command("importchannel", "disk", sys.argv[1], sys.argv[2])
call_command("importcontent", "disk", sys.argv[1], sys.argv[2])
print(time.perf_counter() - started)
"""


@dataclasses.dataclass(frozen=True)
class Kolibri:
    """Kolibri as it is run here: its venv, and the home folder that each run gets a copy of."""

    venv: Path
    home: Path

    def run(self, program: str, *arguments: str) -> str:
        """What that program of its venv prints; stops the benchmark where it fails."""
        surroundings = {**os.environ, "KOLIBRI_HOME": str(self.home), "KOLIBRI_DISABLE_PING": "true"}
        ran = subprocess.run(
            [self.venv / "bin" / program, *arguments],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise SystemExit(f"kolibri failed: {program} {arguments}\n{ran.stderr[-2000:]}")
        return ran.stdout

    def fresh(self, folder: Path) -> Kolibri:
        """The same with a copy of its home."""
        shutil.copytree(self.home, folder)
        return dataclasses.replace(self, home=folder)

    def check(self, pictures: int) -> None:
        """Stops the benchmark unless every picture was imported: Kolibri ends with 0 where some are missing."""
        with closing(sqlite3.connect(self.home / "db.sqlite3")) as database:
            shown = database.execute(
                "SELECT available FROM content_contentnode WHERE kind = 'slideshow'"
            ).fetchall()
            (there,) = database.execute("SELECT count(*) FROM content_localfile WHERE available").fetchone()
        copied = sum(1 for _ in (self.home / "content" / "storage").rglob("*.png"))
        if shown != [(1,)] or (there, copied) != (pictures + 1, pictures):
            raise SystemExit(f"kolibri imported {there} of {pictures + 1} files, {copied} of {pictures} pictures")


def install_kolibri() -> Path | None:
    """The venv with Kolibri in the user's cache folder, made on the first call; None where that cannot be."""
    venv = Path(platformdirs.user_cache_dir("voter-kiosk", appauthor=False)) / f"kolibri-{VERSION}"
    if (venv / "complete").exists():
        return venv
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input", "--retries", "1"]
    print(f"Kolibri {VERSION} is being installed, once, into a venv of its own.", flush=True)
    try:
        for command in ([sys.executable, "-m", "venv", "--clear", str(venv)], [*pip, f"kolibri=={VERSION}"]):
            subprocess.run(command, check=True, capture_output=True)
        (venv / "complete").touch()
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(venv, ignore_errors=True)
        return None
    return venv


def channel(kolibri: Kolibri, pictures: list[Path], stick: Path) -> None:
    """Moves the pictures into a stick with one channel: a slide show of all of them."""
    slides = [{"sort_order": at, "extension": "png", "checksum": md5(path)} for at, path in enumerate(pictures)]
    listed = stick / "slides.json"
    stick.mkdir()
    listed.write_text(json.dumps({"slideshow_data": slides}), encoding="utf-8")
    held = [(path, "png", "slideshow_image") for path in pictures] + [(listed, "json", "slideshow_manifest")]
    database = stick / "content" / "databases" / f"{CHANNEL}.sqlite3"
    database.parent.mkdir(parents=True)
    kolibri.run("python", "-c", TABLES, str(database))
    with closing(sqlite3.connect(database)) as rows, rows:
        rows.execute(
            "INSERT INTO content_channelmetadata (id, name, description, author, version, thumbnail, last_updated,"
            " min_schema_version, root_id) VALUES (?, 'Pictures', '', '', 1, '', '2026-02-28 00:00:00', ?, ?)",
            (CHANNEL, SCHEMA, ROOT),
        )
        for node, kind, left, right, level, parent in (
            (ROOT, "topic", 1, 4, 0, None),
            (SHOW, "slideshow", 2, 3, 1, ROOT),
        ):
            rows.execute(
                "INSERT INTO content_contentnode (id, title, coach_content, content_id, channel_id, license_owner,"
                " author, kind, available, lft, rght, tree_id, level, parent_id)"
                " VALUES (?, 'Pictures', 0, ?, ?, '', '', ?, 0, ?, ?, 1, ?, ?)",
                (node, node, CHANNEL, kind, left, right, level, parent),
            )
        for at, (path, ending, preset) in enumerate(held):
            name = md5(path)
            rows.execute(
                "INSERT INTO content_localfile (id, extension, available, file_size) VALUES (?, ?, 0, ?)",
                (name, ending, path.stat().st_size),
            )
            rows.execute(
                "INSERT INTO content_file (id, preset, supplementary, thumbnail, contentnode_id, local_file_id)"
                " VALUES (?, ?, 0, 0, ?, ?)",
                (f"{at:032x}", preset, SHOW, name),
            )
            place = stick / "content" / "storage" / name[0] / name[1] / f"{name}.{ending}"
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)


def md5(path: Path) -> str:
    """MD5, hex: Kolibri's names."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def our_command(folder: Path, big: Path) -> float:
    """Seconds of ``voter-kiosk install`` into a new store."""
    store = folder / "store"
    wanted(setup(store, folder / "keys" / "root.json"), type(None))
    os.sync()
    started = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "voter_kiosk", "install", str(big), "--store", str(store)],
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - started
    if ran.returncode:
        raise SystemExit(ran.stderr)
    shutil.rmtree(store)
    os.sync()
    return taken


def kolibri_import(kolibri: Kolibri, folder: Path, pictures: int, *, commands: bool) -> tuple[float, float]:
    """Seconds of Kolibri's import into a copy of its home: until it says so, and until all is on the disk."""
    fresh = kolibri.fresh(folder / "home")
    stick = str(folder / "stick")
    os.sync()
    started = time.perf_counter()
    if commands:
        fresh.run("kolibri", "manage", "importchannel", "disk", CHANNEL, stick)
        fresh.run("kolibri", "manage", "importcontent", "disk", CHANNEL, stick)
        taken = time.perf_counter() - started
    else:
        taken = float(fresh.run("python", "-c", IMPORT, CHANNEL, stick).split()[-1])
    started = time.perf_counter()
    Files().sync(fresh.home)
    synced = taken + time.perf_counter() - started
    fresh.check(pictures)
    shutil.rmtree(fresh.home)
    os.sync()
    return taken, synced


def measured(kolibri: Kolibri, folder: Path, pictures: int, runs: int) -> dict[str, float]:
    """Median seconds of each thing that is measured."""
    big = bundle(folder, pictures)
    channel(kolibri, [folder / f"picture-{at}" for at in range(pictures)], folder / "stick")
    kolibri.run("kolibri", "manage", "migrate")
    taken: defaultdict[str, list[float]] = defaultdict(list)

    def theirs(name: str, *, commands: bool) -> None:
        said, synced = kolibri_import(kolibri, folder, pictures, commands=commands)
        taken[name].append(said)
        taken[f"{name}, synced"].append(synced)

    turns: list[Callable[[], None]] = [
        lambda: taken["our command"].append(our_command(folder, big)),
        lambda: theirs("kolibri's commands", commands=True),
        lambda: taken["our work"].append(one_install(folder, big)),
        lambda: theirs("kolibri's work", commands=False),
    ]
    for run in range(runs + 1):
        for turn in turns if run % 2 else reversed(turns):
            turn()
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    venv = install_kolibri()
    if venv is None:
        print(f"Skipped: Kolibri {VERSION} cannot be installed here (no package index, no venv or no space).")
        return
    with tempfile.TemporaryDirectory(prefix="bench-kolibri-") as scratch:
        kolibri = Kolibri(venv, Path(scratch) / "kolibri")
        found = measured(kolibri, Path(scratch), asked.megabytes, asked.runs)
    rows: list[tuple[str, ...]] = [("what", "ours", f"Kolibri {VERSION}", "ratio")]
    for what, ours, theirs in (
        ("whole command", "our command", "kolibri's commands"),
        ("whole command, on the disk", "our command", "kolibri's commands, synced"),
        ("the work alone", "our work", "kolibri's work"),
        ("the work alone, on the disk", "our work", "kolibri's work, synced"),
    ):
        said = (f"{found[ours]:.2f} s", f"{found[theirs]:.2f} s", f"{found[ours] / found[theirs]:.2f}")
        rows.append((f"{asked.megabytes} pictures of 1 MB: {what}", *said))
    table(rows)


if __name__ == "__main__":
    main()
