"""Small stores that many tests of the kiosk share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import stores
from helpers.kiosks import put


@pytest.fixture(scope="session")
def committee(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    """A committee with two versions of a small bundle."""
    made = stores.desk(tmp_path_factory.mktemp("committee"))
    made.bundle(1)
    made.bundle(2)
    return made


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, committee: stores.Desk) -> Path:
    """A small store with version 1; not to be changed."""
    store = stores.new_store(tmp_path_factory.mktemp("kiosk") / "store", committee)
    put(store, committee, 1)
    return store


@pytest.fixture
def store(tmp_path: Path, installed: Path) -> Path:
    """The same, of one's own."""
    shutil.copytree(installed, tmp_path / "store")
    return tmp_path / "store"
