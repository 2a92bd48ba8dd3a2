"""What holds for every test: no display, no user's own folders, no stopwatch on examples."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

# A loaded machine is slow, not wrong: what is measured, is measured in benchmarks/.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Coverage, which doubles the time of what it counts, looks away where others count the same.

    That is in tests marked ``uncounted``, in those of faults, which drive what ``unit/`` counts, and in the
    kiosk's child processes: ``unit/cli`` runs every command.
    """
    away = item.get_closest_marker("uncounted") is not None or item.nodeid.startswith("tests/faults/")
    children = {}
    if away or item.nodeid.startswith(("tests/kiosk/", "tests/journeys/")):
        children = {name: os.environ.pop(name) for name in tuple(os.environ) if name.startswith("COVERAGE_")}
    halted = []
    while away and (counting := Coverage.current()) is not None:  # pytest-cov's lies over that of the process
        counting.stop()
        halted.append(counting)
    try:
        return (yield)
    finally:
        for counting in reversed(halted):
            counting.start()
        os.environ.update(children)


@pytest.fixture(autouse=True, scope="session")
def nobodys_folders() -> Iterator[None]:
    """Sends what the software keeps for its user (samples, logs) to a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
        before = {name: os.environ.get(name) for name in names}
        os.environ.update({name: str(Path(folder) / name.lower()) for name in names})
        yield
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@pytest.fixture(scope="session")
def shipped_stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped examples, built, signed and installed once: a folder of stores by the examples' names.

    Where several processes run tests (xdist), the first that wants them makes them for all.
    """
    from helpers.kiosks import install_shipped

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "shipped"
    with (shared / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            install_shipped(shared / "shipped.new")
            (shared / "shipped.new").rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo_store(shipped_stores: Path) -> Path:
    """A store with the demo. Copy it before changing it."""
    return shipped_stores / "demo"


@pytest.fixture(scope="session")
def hai_phong_store(shipped_stores: Path) -> Path:
    """A store with the real lists of Hải Phòng. Copy it before changing it."""
    return shipped_stores / "hai-phong-2021"
