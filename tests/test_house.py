"""The rules of the house that no linter knows, as tests."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).resolve().parents[1]
SOURCE = HOUSE / "src" / "voter_kiosk"


def tracked() -> list[Path]:
    """Every file git keeps or would keep, as paths from the house."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    )
    return [Path(name) for name in listed.stdout.split("\0") if name and (HOUSE / name).is_file()]


def text_of(file: Path) -> str:
    try:
        return (HOUSE / file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def modules(room: str = "") -> list[Path]:
    return sorted((SOURCE / room).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def importers_of(package: str) -> set[str]:
    """The rooms (folders or files directly in the package) that import ``package``."""
    return {
        module.relative_to(SOURCE).parts[0]
        for module in modules()
        if any(name.split(".")[0] == package for name in imported(module))
    }


@pytest.mark.parametrize(
    ("package", "room"),
    [
        ("PySide6", "kiosk"),
        ("shiboken6", "kiosk"),
        ("sqlalchemy", "store"),
        ("alembic", "store"),
        ("tuf", "bundle"),
        ("av", "authoring"),
    ],
)
def test_a_heavy_dependency_is_imported_by_its_own_room_alone(package: str, room: str) -> None:
    assert importers_of(package) <= {room}


def test_the_domain_rests_on_the_standard_library_alone() -> None:
    foreign = {
        (module.name, name)
        for module in modules("domain")
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("voter_kiosk.domain")
    }
    assert not foreign


def test_nothing_can_be_touched_that_is_not_one_of_our_controls() -> None:
    """A bare MouseArea or TapHandler has no name, role or focus ring: a screen reader cannot see it."""
    bare = re.compile(r"^\s*(?:[A-Z]\w*\.)?(MouseArea|TapHandler|MultiPointTouchArea)\s*\{", re.MULTILINE)
    screens = HOUSE / "resources" / "qml"
    guilty = [
        str(file.relative_to(screens))
        for file in sorted(screens.rglob("*.qml"))
        if "Controls" not in file.relative_to(screens).parts and bare.search(file.read_text(encoding="utf-8"))
    ]
    assert not guilty


def test_the_top_of_the_house_holds_what_the_plan_says() -> None:
    top = {file.parts[0] for file in tracked()}
    assert top <= {
        *(".ci", ".gitignore", "LICENSE", "README.md", "benchmarks", "data", "dev", "docs", "pyproject.toml"),
        *("requirements.lock", "resources", "src", "tests", "tools"),
    }


def test_no_file_names_a_machine_or_where_packages_come_from() -> None:
    """Folders of the machine this was written on, and package indexes and mirrors, have no place in a file."""
    words = ["/" + "work" + "/", "/" + "root" + "/", "/home/" + r"\w", r"pypi\." + "org", r"python" + "hosted"]
    words += [
        "--" + "index-url",
        "--" + "extra-index",
        "--" + "find-links",
        r"deb\." + "debian",
        r"registry\." + "npm",
    ]
    forbidden = re.compile("|".join(words))
    guilty = {
        f"{file}: {match.group()}"
        for file in tracked()
        if file != Path("tests/test_house.py") and (match := forbidden.search(text_of(file)))
    }
    assert not guilty


def test_every_file_that_the_papers_point_to_is_there() -> None:
    papers = [HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")]
    broken = [
        f"{paper.relative_to(HOUSE)}: {target}"
        for paper in papers
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8"))
        if not (paper.parent / target).exists()
    ]
    assert not broken


def locked() -> dict[str, str]:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE))


def test_the_lock_holds_what_the_project_asks_for() -> None:
    table = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        Requirement(line) for line in (*table["project"]["dependencies"], *table["dependency-groups"]["dev"])
    ]
    pins = locked()
    off = [
        str(want) for want in wanted if not want.specifier.contains(pins.get(canonicalize_name(want.name), "0"))
    ]
    assert not off


def test_every_dependency_has_its_reason_written_down() -> None:
    table = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = "".join(file.read_text(encoding="utf-8") for file in (HOUSE / "docs" / "decisions").glob("*.md"))
    names = [Requirement(line).name for line in table["project"]["dependencies"]]
    assert [name for name in names if name.lower() not in reasons.lower()] == []


def test_every_locked_package_has_a_hash() -> None:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_calls_and_emits_do_not_wear_out_none_and_true() -> None:
    """PySide6 6.12.0 loses a reference to None on every void call and to True on every emit under CPython 3.11.

    In a process of its own, so that no other thread of the test run moves the counts.
    """
    program = """
import sys
from PySide6.QtCore import QMetaObject, QObject, Qt, Signal, Slot

class Worn(QObject):
    told = Signal(bool)

    @Slot()
    def call(self) -> None:
        pass

    @Slot(bool)
    def hear(self, value: bool) -> None:
        pass

worn = Worn()
worn.told.connect(worn.hear)

def wear(times):
    for _ in range(times):
        QMetaObject.invokeMethod(worn, "call", Qt.ConnectionType.DirectConnection)
        worn.told.emit(True)

wear(10)
before = sys.getrefcount(None), sys.getrefcount(True)
wear(1000)
after = sys.getrefcount(None), sys.getrefcount(True)
print(max(abs(b - a) for a, b in zip(before, after)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 50
