"""Twenty thousand mutations of a bundle, each given to a kiosk that shows version 2; a million in the long form.

None is taken, none crashes, none leaves a thing behind or makes the process grow, each has a code that the manual
explains: see ``hostile/judge.py``. A failing one is named by its number: ``./dev torture --only NUMBER``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from faults.hostile import run
from faults.hostile.judge import SAME, TAKEN, BrokenPromiseError, Guard, Judge, Mutant

HOUSE = Path(__file__).parents[2]
COUNT = 20_000
MOST_GROWTH = 1.1
"""The longest lines leave the allocator some megabytes richer for a while (docs/torture.md)."""

pytestmark = pytest.mark.timeout(1_500)  # a minute of one core, and a machine may be busy


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run in a process of its own, whose memory is its own; unwatched by coverage, which would triple the time."""
    said = tmp_path_factory.mktemp("hostile") / "said.json"
    path = os.pathsep.join(str(HOUSE / part) for part in ("src", "tests"))
    around = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    words = (sys.executable, "-m", "faults.hostile.run", "--count", str(COUNT), "--json", str(said))
    subprocess.run(words, env=around | {"PYTHONPATH": path}, check=False, stderr=subprocess.DEVNULL)
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


def test_the_guard_sees_what_is_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    guard = Guard(tmp_path / "in")
    with guard.watching():
        (tmp_path / "in" / "x").write_text("x")
    for work in ((tmp_path / "y").touch, (tmp_path / "in" / "x").rename):
        with pytest.raises(BrokenPromiseError), guard.watching():
            work(*((tmp_path / "z",) if work.__name__ == "rename" else ()))
