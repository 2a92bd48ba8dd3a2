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


def imported(module: Path, *, for_types: bool = True) -> Iterator[str]:
    """What a module imports, anywhere in it; ``for_types`` with what it names in its annotations alone."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    left_out = {
        id(inner)
        for node in ast.walk(tree)
        if not for_types and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
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


# --- what Windows lacks ----------------------------------------------------------------------------------

OFFICE = ("authoring", "bundle", "domain", "speech", "cli", "kiosk/desk")
"""The rooms that run on an official's office PC, which has Windows; with all that ``kiosk/desk`` loads."""

NOT_ON_WINDOWS = {
    "modules": "fcntl grp posix pty pwd resource syslog termios tty",
    # No users and groups, no descriptors of folders, no advice on caches, no devices by number. The last lines are
    # there and do something else: a new process beside the old one; overwriting nothing.
    "os": "WEXITSTATUS chown chroot ctermid fchmod fchown fork forkpty getegid geteuid getgid getgroups "
    "getloadavg getpgid getpgrp getsid getuid kill killpg lchown major minor mkfifo mknod nice openpty pathconf "
    "pipe2 posix_fadvise posix_fallocate sched_getaffinity setegid seteuid setgid setpgid setsid setuid statvfs "
    "sync uname wait waitid O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_SYNC RTLD_LAZY RTLD_NOLOAD "
    "execl execle execlp execv execve execvp execvpe rename renames",
    "signal": "alarm pause pthread_kill pthread_sigmask setitimer sigwait SIGALRM SIGCHLD SIGHUP SIGKILL SIGQUIT "
    "SIGSTOP SIGUSR1 SIGUSR2",
    "time": "tzset clock_gettime",
    "paths": "/dev/ /proc /sys/ /etc/ /tmp /run/ /var/ /media",
}
"""What has no place in them, by where it comes from. Ways around: ``getattr`` with a default, ``os.name``."""

KIOSK_S_OWN = {
    "cli/start.py: os.execv": "run starts the kiosk anew, on a kiosk",
    "store/mounts.py: path /proc/mounts": "Linux's; Windows is asked by drives()",
    "store/mounts.py: path /sys/class/block": "the same",
    "store/mounts.py: path /dev/": "the same",
    "store/mounts.py: path /run/voter-kiosk-sticks": "the same",
    "kiosk/office/load.py: path /media": "where Linux mounts disks: offered at the kiosk where it is there",
}


def office_modules() -> list[Path]:
    """Every module of these rooms, and all of ours that the desk's window loads, at once or later."""
    waiting = [module for room in OFFICE for module in modules(room)]
    loads = {module for module in waiting if module.relative_to(SOURCE).parts[:2] == ("kiosk", "desk")}
    found = set(waiting)
    waiting = list(loads)
    while waiting:
        for name in imported(waiting.pop(), for_types=False):
            path = SOURCE.joinpath(*name.split(".")[1:])
            for module in (path.with_suffix(".py"), path / "__init__.py"):
                if name.startswith("voter_kiosk.") and module.is_file() and module not in loads:
                    loads.add(module)
                    waiting.append(module)
    return sorted(found | loads)


def lacking_on_windows(source: str) -> Iterator[str]:
    """What a module does that Windows lacks, or does otherwise: a name for each."""
    tree = ast.parse(source)
    by_system = {  # what stands under `if os.name == "nt"` and its `else` was thought of
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "os.name == 'nt'"
        for inner in ast.walk(node)
    }
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) in by_system or id(node) in said:
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (name for name in named if name.split(".")[0] in NOT_ON_WINDOWS["modules"].split())
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in NOT_ON_WINDOWS.get(node.value.id, "").split():
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (
                f"path {node.value}" for start in NOT_ON_WINDOWS["paths"].split() if node.value.startswith(start)
            )
        elif isinstance(node, ast.Call):
            yield from _called_otherwise(node)


def _called_otherwise(call: ast.Call) -> Iterator[str]:
    """Calls that are right on POSIX and wrong on Windows: line ends, code pages, what a rename overwrites."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = {word.arg for word in call.keywords}
    whole = ast.unparse(call)
    module = (
        call.func.value.id
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
        else ""
    )
    if whole.startswith("os.open(") and "BINARY" not in whole and "flags" not in whole:
        yield "os.open as text"
    elif (
        name in {"read_text", "write_text"}
        and isinstance(call.func, ast.Attribute)
        and "encoding" not in words
        and "'utf-8'" not in whole
    ):
        yield f"{name} without encoding"
    elif name == "open" and module in {"", "path", "io"} and not {"encoding", "mode"} & words:
        modes = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if not any("b" in mode for mode in modes):
            yield "open without encoding"
    elif (
        name in {"run", "Popen", "check_output"}
        and module == "subprocess"
        and "text" in words
        and "encoding" not in words
    ):
        yield "subprocess as text without encoding"
    elif name == "rename" and isinstance(call.func, ast.Attribute) and module != "os":
        yield "rename, which overwrites nothing"
    elif whole.startswith("ctypes.CDLL(None"):
        yield "ctypes.CDLL(None)"


def test_the_office_s_rooms_use_nothing_that_windows_lacks() -> None:
    found = {
        f"{module.relative_to(SOURCE).as_posix()}: {what}"
        for module in office_modules()
        for what in lacking_on_windows(module.read_text(encoding="utf-8"))
    }
    assert found - KIOSK_S_OWN.keys() == set()
    assert KIOSK_S_OWN.keys() - found == set(), "no exception that nobody needs"


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("import fcntl", "fcntl"),
        ("from pwd import getpwuid", "pwd"),
        ("import os\nos.posix_fadvise(3, 0, 0, 4)", "os.posix_fadvise"),
        ("import os\nos.open(path, os.O_RDONLY)", "os.open as text"),
        ("import signal\nsignal.signal(signal.SIGHUP, quit)", "signal.SIGHUP"),
        ("path.read_text()", "read_text without encoding"),
        ("with path.open('w') as file: pass", "open without encoding"),
        ("subprocess.run(command, text=True)", "subprocess as text without encoding"),
        ("made.rename(folder)", "rename, which overwrites nothing"),
        ("ctypes.CDLL(None, use_errno=True)", "ctypes.CDLL(None)"),
        ("MOUNTS = '/proc/mounts'", "path /proc/mounts"),
    ],
)
def test_what_windows_lacks_is_found_where_it_is_planted(planted: str, what: str) -> None:
    assert list(lacking_on_windows(planted)) == [what]
    assert (
        list(
            lacking_on_windows(f"import os\nif os.name == 'nt':\n    pass\nelse:\n    {planted.splitlines()[-1]}")
        )
        == []
    )


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


def test_nothing_that_qt_calls_by_itself_may_raise() -> None:
    """A method of Qt's that one of ours replaces is guarded (``kiosk.called``); what cannot fail need not be."""
    cannot_fail = {"isEmpty", "isSequential", "writeData"}
    bare = []
    for module in sorted((SOURCE / "kiosk").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or node.name in cannot_fail:
                continue
            marks = {ast.unparse(mark).partition("(")[0] for mark in node.decorator_list}
            of_qt = re.fullmatch(r"[a-z]+([A-Z][a-z]*)+|paint|data|translate", node.name)
            if of_qt and not marks & {"by_qt", "Slot", "Property"} and node.args.args[:1]:
                bare.append(f"{module.name}: {node.name}")
    assert bare == []
