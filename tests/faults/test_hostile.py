"""Twenty thousand mutations of a bundle, each given to a kiosk that shows version 2; a million in the long form.

None is taken, none crashes, none leaves a thing behind or makes the process grow, each has a code that the manual
explains: see ``hostile/judge.py``. A failing one is named by its number: ``./dev torture --only NUMBER``.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from faults.hostile import run
from faults.hostile.dying import DEADLY, dying, hanging, stillborn
from faults.hostile.judge import SAME, TAKEN, BrokenPromiseError, Guard, Judge, Mutant, beside
from voter_kiosk.store.installer import install

HOUSE = Path(__file__).parents[2]
COUNT = 20_000
MOST_GROWTH = 1.1
"""The longest lines leave the allocator some megabytes richer for a while (docs/torture.md)."""

pytestmark = pytest.mark.timeout(1_500)  # a minute of one core, and a machine may be busy


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run in a process of its own, whose memory is its own."""
    said = tmp_path_factory.mktemp("hostile") / "said.json"
    path = os.pathsep.join(str(HOUSE / part) for part in ("src", "tests"))
    words = (sys.executable, "-m", "faults.hostile.run", "--count", str(COUNT), "--json", str(said))
    subprocess.run(words, env=os.environ | {"PYTHONPATH": path}, check=False, stderr=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(said.read_text("utf-8"))
    return found


def test_no_promise_is_broken_by_any(report: dict[str, Any]) -> None:
    assert report["findings"] == []
    assert report["total"] == COUNT


def test_every_family_was_tried_and_met_the_refusals_it_is_there_for(report: dict[str, Any]) -> None:
    met: dict[str, set[str]] = {}
    for family, code, _ in report["counts"]:
        met.setdefault(family, set()).add(code)
    assert met.keys() == run.FAMILIES.keys()
    assert met["zip"] >= {
        "overlapping-entries",
        "path-trick",
        "duplicate-entry",
        "zip64",
        "encrypted-entry",
        "repacked",
    }
    assert met["folder"] >= {"link-entry", "folder-entry", "metadata-too-long", "changed-object"}
    assert met["stolen keys"] >= {
        "wrong-key",
        "mixed-metadata",
        "bad-metadata",
        "older-version",
        "targets-expired",
    }
    assert met["commune"] >= {"foreign-record", "foreign-scope"}
    assert met["mixed"] >= {
        "older-version",
        "same-version-changed",
        "issued-in-future",
        "targets-expired",
        "wrong-key",
    }
    assert met["insiders"] >= {TAKEN, "bad-document", "newer-schema"}


def test_only_what_the_officials_or_the_desk_signed_may_pass(report: dict[str, Any]) -> None:
    passed = Counter({(family, code): count for family, code, count in report["counts"] if code in {SAME, TAKEN}})
    assert {family for family, _ in passed} <= {"stolen keys", "mixed", "insiders"}


def test_nothing_grows(report: dict[str, Any]) -> None:
    before, after = report["resident"]
    assert after < before * MOST_GROWTH
    assert report["open_files"][0] == report["open_files"][1]
    assert report["slowest"][-1][0] < run.LONGEST


def test_a_mutation_that_ends_its_process_is_a_finding_and_the_run_goes_on_to_its_end() -> None:
    """A fault in C, or a machine without memory: nobody is waited for, and nothing is judged twice or left out."""
    report = run.shared(6_000, 100, 2, dying)
    assert report.total == 6_000 - len(DEADLY)
    assert [finding.splitlines()[0] for finding in sorted(report.findings)] == [
        "mutation 2500 (the process of 3,000 mutations from number 100 on): ended by SIGSEGV",
        "mutation 2501 (the process of 3,000 mutations from number 101 on): ended by SIGKILL",
    ]


def test_processes_that_cannot_begin_are_found_and_what_was_not_judged_is_said() -> None:
    report = run.shared(10, 0, 2, stillborn)
    assert report.total == 0
    *dead, missed = report.findings
    assert sorted(dead) == [
        f"the process of 5 mutations from number {at} on: ended with 3, before the first of them" for at in (0, 1)
    ]
    assert missed == "8 of 10 mutations were not judged"


def test_a_process_that_stands_still_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STANDS_STILL", 2)
    report = run.shared(1, 5, 1, hanging)
    assert report.findings == [
        "the process of 1 mutations from number 5 on: ended by SIGKILL, before the first of them"
    ]


def test_a_mutation_runs_alone_by_its_number() -> None:
    words = (sys.executable, str(HOUSE / "tools" / "torture.py"), "--only", "7")
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["total"] == 1


def test_the_same_number_is_the_same_mutation_tomorrow(tmp_path: Path) -> None:
    one, two = (run.World(tmp_path / name) for name in ("a", "b"))
    assert one.next.data == two.next.data
    for number in range(300):
        if run.mutant(number, one, tmp_path).data is not None:
            assert run.mutant(number, one, tmp_path) == run.mutant(number, two, tmp_path)


def test_a_kiosk_that_breaks_its_word_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge judged: a reader that took too much, changed the store, or said a code nobody knows."""
    monkeypatch.setattr("tempfile.tempdir", None)
    judge = Judge(tmp_path)
    genuine = Mutant("bytes", "later", judge.world.later.data)
    judge._genuine.clear()
    with pytest.raises(BrokenPromiseError, match="it was taken"):
        judge.judge(genuine, whole=False)
    with monkeypatch.context() as patch:
        patch.setattr("faults.hostile.judge.CODES", frozenset())
        with pytest.raises(BrokenPromiseError, match="not in the manual"):
            judge.judge(Mutant("bytes", "cut", genuine.data[:-9]), whole=False)
    (judge.store / "generations" / "stray").write_text("x")
    with pytest.raises(BrokenPromiseError, match="changed"):
        judge.judge(Mutant("bytes", "cut", genuine.data[:-9]), whole=True)


def test_what_a_library_writes_beside_the_store_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite writes in C, and no hook of Python's hears of it."""
    monkeypatch.setattr("tempfile.tempdir", None)
    judge = Judge(tmp_path)
    cut = Mutant("bytes", "cut", judge.world.later.data[:-9])
    assert judge.judge(cut, whole=True)

    def writing(store: Path, *words: Any, **more: Any) -> Any:
        with closing(sqlite3.connect(store / "state.sqlite")) as connection:
            connection.execute("VACUUM INTO ?", (str(tmp_path / "world" / "other.sqlite"),))
        return install(store, *words, **more)

    monkeypatch.setattr("faults.hostile.judge.install", writing)
    with pytest.raises(BrokenPromiseError, match="beside the store") as broken:
        judge.judge(cut, whole=True)
    assert str(tmp_path / "world" / "other.sqlite") in str(broken.value)


def test_nothing_comes_goes_or_changes_unseen(tmp_path: Path) -> None:
    stored, by = tmp_path / "in", tmp_path / "by"
    stored.mkdir()
    by.mkdir()
    file, other = by / "x", by / "z"
    file.write_text("x")

    def made_and_gone() -> None:
        other.touch()
        other.unlink()

    for work in (
        lambda: file.write_text("y"),
        lambda: os.utime(file, (2, 2)),
        lambda: file.chmod(0o600),
        made_and_gone,
        other.touch,
        other.unlink,
    ):
        for path in (file, by, tmp_path):
            os.utime(path, (1, 1))  # long ago: a clock may stand still from one call to the next
        at = beside(tmp_path, stored)
        (stored / "y").touch()
        assert beside(tmp_path, stored) == at
        work()
        assert beside(tmp_path, stored) != at


def test_the_guard_sees_what_is_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    guard = Guard(tmp_path / "in")
    with guard.watching():
        (tmp_path / "in" / "x").write_text("x")
    for work in ((tmp_path / "y").touch, (tmp_path / "in" / "x").rename):
        with pytest.raises(BrokenPromiseError), guard.watching():
            work(*((tmp_path / "z",) if work.__name__ == "rename" else ()))
    for name in (tmp_path / "s", f"file:{tmp_path}/s?mode=rwc"):
        with pytest.raises(BrokenPromiseError), guard.watching():
            sqlite3.connect(name, uri=True).close()
    with guard.watching():
        sqlite3.connect(tmp_path / "in" / "s").close()
