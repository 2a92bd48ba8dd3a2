"""Install, compile and search, each beside what the bare tools take for the same bytes (DESIGN section 8).

``python -m benchmarks.store [--candidates N] [--megabytes N] [--runs N]``; medians of the runs.
Compiling is measured in a process of its own, with its peak of memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import os
import random
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from benchmarks._rows import table, verdict

from voter_kiosk.bundle import assemble, documents, keys
from voter_kiosk.domain.election import BodyInElection, Candidate, Constituency, Election, Publication, Sex
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.manifest import Item, Manifest
from voter_kiosk.store.reading import Documents
from voter_kiosk.store.search import Folder
from voter_kiosk.store.setup import setup

_T = TypeVar("_T")

ISSUED = dt.datetime(2026, 2, 28, tzinfo=dt.UTC)
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
WEIGHTS = (38, 12, 10, 7, 5, 5, 5, 4, 2, 2, 2, 1, 1, 1, 1, 1)
MIDDLES = "Văn Thị Hữu Đức Minh Thanh Ngọc Quang Xuân Hoài Công Kim".split()
GIVEN = (
    "An Anh Bình Châu Dung Đức Hà Hải Hạnh Hiền Hòa Hùng Hương Khánh Lan Linh Long Mai Nam Phương Sơn Yến".split()
)
JOBS = (
    "Giáo viên trường tiểu học",
    "Bác sĩ bệnh viện đa khoa huyện",
    "Phó Chủ tịch Hội đồng nhân dân",
    "Nông dân",
    "Công nhân kỹ thuật",
    "Giám đốc công ty cổ phần",
)
LIST_SIZE = 5


def election() -> Election:
    """An election with one posted body."""
    return Election(
        "bench-2026",
        {"vi": "Cuộc bầu cử"},
        RuleSetId.R2026,
        dt.date(2026, 3, 15),
        "98",
        {"vi": "Tỉnh"},
        {"vi": "Ủy ban bầu cử"},
        (BodyInElection("commune", {"vi": "HĐND xã"}, Publication.POSTED, dt.date(2026, 2, 27)),),
    )


def people(count: int) -> Iterator[Candidate]:
    """Candidates with common names, five to a list."""
    chance = random.Random(1)  # noqa: S311 - names, not secrets
    for at in range(count):
        unit, number = f"p98.commune.{at // LIST_SIZE + 1}", at % LIST_SIZE + 1
        surname = chance.choices(SURNAMES, WEIGHTS)[0]
        yield Candidate(
            f"{unit}.{number}",
            unit,
            number,
            f"{surname} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}",
            birth_date="1970-05-19",
            birth_date_posted="19/5/1970",
            sex=Sex.FEMALE if at % 3 else Sex.MALE,
            nationality="Việt Nam",
            ethnicity="Kinh",
            religion="Không",
            native_place=f"Xã {chance.choice(GIVEN)} {chance.choice(MIDDLES)}, tỉnh Thử",
            schooling="12/12",
            occupation=chance.choice(JOBS),
            workplace=f"Xã {chance.choice(GIVEN)} {chance.choice(GIVEN)}",
        )


def units(count: int) -> Iterator[Constituency]:
    """The constituencies that the candidates stand in."""
    for number in range(1, -(-count // LIST_SIZE) + 1):
        yield Constituency(f"p98.commune.{number}", "commune", number, "98", "Tỉnh", {"vi": "Gồm các thôn"}, 3)


def written(folder: Path, count: int) -> Manifest:
    """The documents of such an election as objects in ``folder``."""
    folder.mkdir(parents=True)
    items = []
    for kind, records in ((documents.CONSTITUENCIES, units(count)), (documents.CANDIDATES, people(count))):
        with (folder / kind.name).open("wb") as file:
            documents.write_jsonl(kind, records, file)
        items.append(Item(f"p98/{kind.file}", kind.name, (folder / kind.name).stat().st_size))
    return Manifest(1, 1, ISSUED, ISSUED, "", (), tuple(items))


def compile_ours(folder: Path, _count: int, out: Path) -> None:
    """Verified JSON lines to the index, as an install does it."""
    manifest = msgspec.json.decode((folder / "manifest").read_bytes(), type=Manifest)
    wanted(compile_content(Documents(manifest, lambda name: folder / name).records(election()), out), type(None))


def compile_raw(folder: Path, _count: int, out: Path, *, tuned: bool = False) -> None:
    """What bare sqlite3 takes for the same rows and the same words, all decoded and folded beforehand.

    As its manual shows it; ``tuned`` with the options that the compiler sets, which are half of its speed.
    """
    folder_of_words = Folder()
    rows: list[tuple[int, str, bytes]] = []
    words: list[tuple[int, str, str]] = []
    with (folder / "candidates").open("rb") as file:
        next(file)
        for at, line in enumerate(file):
            one = msgspec.json.decode(line)
            rows.append((at, one["name"], line))
            words.append((at, *folder_of_words.words((one["name"], one["occupation"], one["workplace"]))))
    started = time.perf_counter()
    database = sqlite3.connect(out, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    if tuned:
        for pragma in ("synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -16000"):
            database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    database.execute("CREATE TABLE candidates (position INTEGER PRIMARY KEY, name TEXT, record BLOB)")
    options = "content='', prefix='1 2 3'" + (", detail=none, columnsize=0" if tuned else "")
    database.execute(f"CREATE VIRTUAL TABLE names USING fts5(plain, folded, {options})")
    if tuned:
        database.execute("INSERT INTO names(names, rank) VALUES ('automerge', 0)")
        database.execute("INSERT INTO names(names, rank) VALUES ('hashsize', ?)", (8 << 20,))
    database.executemany("INSERT INTO candidates VALUES (?, ?, ?)", rows)
    database.executemany("INSERT INTO names(rowid, plain, folded) VALUES (?, ?, ?)", words)
    database.execute("INSERT INTO names(names) VALUES ('optimize')")
    database.execute("COMMIT")
    database.close()
    descriptor = os.open(out, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    print(time.perf_counter() - started)


def in_process(work: str, folder: Path, count: int, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of ``work`` in a process of its own."""
    out.unlink(missing_ok=True)
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.store", "--child", work, str(folder), str(count), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = ran.stdout.split()[-2:]
    return float(seconds), float(megabytes)


def child(work: str, folder: str, count: str, out: str) -> None:
    """One measured piece of work, said on standard output as seconds and megabytes."""
    started = time.perf_counter()
    if work == "ours":
        compile_ours(Path(folder), int(count), Path(out))
        print(time.perf_counter() - started)
    else:
        compile_raw(Path(folder), int(count), Path(out), tuned=work == "tuned")
    print(peak())


def peak() -> float:
    """The most megabytes that this process has held. Not what ``getrusage`` says: that is its parent's as well."""
    status = Path("/proc/self/status").read_text("ascii")
    return float(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def typed_texts(sessions: int) -> Iterator[str]:
    """What so many people type: names, places, occupations, and what nobody finds."""
    chance = random.Random(2)  # noqa: S311 - names, not secrets
    for _ in range(sessions):
        name = " ".join((chance.choices(SURNAMES, WEIGHTS)[0], chance.choice(MIDDLES), chance.choice(GIVEN)))
        parts = [name, name.rsplit(" ", 1)[-1], f"xã {chance.choice(GIVEN)}", chance.choice(JOBS), "zzz q"]
        text = chance.choice(parts)
        yield text if chance.random() < 0.5 else fold(text)


def typing(catalogue: Catalogue, sessions: int) -> list[float]:
    """Milliseconds of each search while names and places are typed, letter by letter."""
    taken = []
    for text in typed_texts(sessions):
        for end in range(1, len(text) + 1):
            started = time.perf_counter()
            catalogue.search(text[:end], 20)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def picture(size: int, seed: int) -> bytes:
    """A file that begins as a small PNG and is as long as asked, different for each seed."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">2L5B", 800, 1200, 8, 2, 0, 0, 0) + bytes(4)
    return head + random.Random(seed).randbytes(size - len(head))  # noqa: S311


def bundle(folder: Path, megabytes: int) -> Path:
    """A signed bundle with so many pictures of one megabyte."""
    small = io.BytesIO()
    documents.write_jsonl(documents.CONSTITUENCIES, units(LIST_SIZE), small)
    files: dict[str, bytes | Path] = {"p98/constituencies.jsonl": small.getvalue()}
    for at in range(megabytes):
        data = picture(1_000_000, at)
        path = folder / f"picture-{at}"
        path.write_bytes(data)
        files[f"p98/m-{sha256(data)}"] = path
    return signed(folder, files)


def signed(folder: Path, files: Mapping[str, bytes | Path]) -> Path:
    """A bundle of those documents and pictures in ``folder``, and beside it the keys that signed it."""
    held = wanted(keys.create_keys(folder / "keys", issued=ISSUED), keys.KeyFolder)
    built = assemble.assemble(
        {"p98/election.json": wanted(documents.encode_json(documents.ELECTION, election()), bytes), **files},
        held,
        folder / "bundle.vkb",
        version=1,
        issued=ISSUED,
        expires=ISSUED + dt.timedelta(days=60),
    )
    return wanted(built, assemble.Built).path


def sha256(data: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(data).hexdigest()


def installs(folder: Path, megabytes: int, runs: int) -> tuple[list[float], list[float]]:
    """Seconds of each install to CONFIRMED, and of each ``dd conv=fsync`` of the same file.

    One round beforehand does not count, and the order alternates: a machine's first touch of fresh memory costs
    more than the work, and would fall on whoever comes first.
    """
    folder.mkdir()
    big = bundle(folder, megabytes)
    ours: list[float] = []
    bare: list[float] = []
    for run in range(runs + 1):
        turns = [lambda: ours.append(one_install(folder, big)), lambda: bare.append(one_copy(folder, big))]
        for turn in turns if run % 2 else reversed(turns):
            turn()
    return ours[1:], bare[1:]


def one_install(folder: Path, big: Path) -> float:
    """Seconds of one install into a new store, whose files are emptied afterwards.

    Not removed: for each new file ext4 looks at every one that was deleted in the minutes before, lest it take its
    place, and a quarter of an install's processor time went into passing over those of the installs before it.
    """
    store, taken = filled(folder, big)
    for path in store.rglob("*"):
        if path.is_file():
            os.truncate(path, 0)
    os.sync()
    return taken


def filled(folder: Path, big: Path) -> tuple[Path, float]:
    """A new store into which the bundle was installed, and the seconds that took."""
    store = Path(tempfile.mkdtemp(prefix="store-", dir=folder)) / "store"
    wanted(setup(store, folder / "keys" / "root.json"), type(None))
    os.sync()
    started = time.perf_counter()
    wanted(install(store, big), Installed)
    return store, time.perf_counter() - started


def one_copy(folder: Path, big: Path) -> float:
    """Seconds of one ``dd``."""
    copy = folder / "dd"
    started = time.perf_counter()
    subprocess.run(["dd", f"if={big}", f"of={copy}", "bs=1M", "conv=fsync", "status=none"], check=True)  # noqa: S607
    taken = time.perf_counter() - started
    copy.unlink()
    os.sync()
    return taken


def wanted(found: object, kind: type[_T]) -> _T:
    """``found`` if it is of that kind; stops the benchmark where it is a refusal."""
    if not isinstance(found, kind):
        raise SystemExit(str(found))
    return found


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=450_000)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--installs", type=int, default=15, help="of these, for a disk's pace changes most")
    parser.add_argument("--child", nargs=4, metavar="ARGUMENT", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(*asked.child)
        return
    rows: list[tuple[str, ...]] = [("what", "ours", "bare", "ratio", "at most", "held")]
    with tempfile.TemporaryDirectory(prefix="bench-store-") as scratch:
        folder = Path(scratch)
        pairs = list(zip(*installs(folder / "install", asked.megabytes, asked.installs), strict=True))
        ours, bare = (statistics.median(one) for one in zip(*pairs, strict=True))
        ratios = sorted(one / other for one, other in pairs)
        ratio = statistics.median(ratios)
        rows.append(
            (
                f"install {asked.megabytes} MB / dd fsync",
                f"{ours:.2f} s",
                f"{bare:.2f} s",
                f"{ratio:.2f}",
                "2.0",
                verdict(ratio, 2.0),
            )
        )
        peaks = []
        for count in (asked.candidates // 10, asked.candidates):
            held = folder / f"compile-{count}"
            (folder / f"out-{count}").mkdir()
            out = folder / f"out-{count}" / "content.sqlite"
            manifest = written(held, count)
            (held / "manifest").write_bytes(manifest.write())
            bare_runs = [in_process("raw", held, count, out) for _ in range(asked.runs)]
            tuned = statistics.median(in_process("tuned", held, count, out)[0] for _ in range(asked.runs))
            our_runs = [in_process("ours", held, count, out) for _ in range(asked.runs)]
            ours = statistics.median(run[0] for run in our_runs)
            bare = statistics.median(run[0] for run in bare_runs)
            peaks.append(max(run[1] for run in our_runs))
            size = sum(item.length for item in manifest.items)
            rows.append(
                (
                    f"compile {count} candidates / bare sqlite3",
                    f"{ours:.2f} s",
                    f"{bare:.2f} s",
                    f"{ours / bare:.2f}",
                    "3.0",
                    verdict(ours / bare, 3.0),
                )
            )
            rows.append(
                (
                    "the same, bare sqlite3 with our options",
                    f"{ours:.2f} s",
                    f"{tuned:.2f} s",
                    f"{ours / tuned:.2f}",
                    "",
                    "",
                )
            )
            rows.append(
                (
                    f"size of {count} candidates / their JSON",
                    f"{out.stat().st_size / 1e6:.0f} MB",
                    f"{size / 1e6:.0f} MB",
                    f"{out.stat().st_size / size:.2f}",
                    "",
                    "",
                )
            )
        rows.append(
            (
                "peak memory, ten times the candidates",
                f"{peaks[1]:.0f} MB",
                f"{peaks[0]:.0f} MB",
                f"{peaks[1] / peaks[0]:.2f}",
                "flat: 1.25",
                verdict(peaks[1] / peaks[0], 1.25),
            )
        )
        catalogue = wanted(open_catalogue(out), Catalogue)
        typed = [sorted(typing(catalogue, 300)) for _ in range(asked.runs)]
        catalogue.close()
        for label, share in (("median", 0.5), ("99th percentile", 0.99), ("worst", 1.0)):
            value = statistics.median(taken[min(len(taken) - 1, int(len(taken) * share))] for taken in typed)
            limit, held = ("10 ms", verdict(value, 10)) if share == 0.99 else ("", "")
            rows.append(
                (f"search while typing, {label} of {len(typed[0])}", f"{value:.2f} ms", "", "", limit, held)
            )
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f} times as long as the dd beside it"
    table(
        rows,
        f"each of {len(ratios)} installs took {spread}; the middle one counts",
        f"of all else the medians of {asked.runs} runs",
    )


if __name__ == "__main__":
    main()
