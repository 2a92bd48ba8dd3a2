"""Small stores that many tests of the kiosk share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import CAMPAIGN, put
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.kiosk.tour import Guide
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.store.opening import Store, open_store


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


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Iterator[Store]:
    """The demo, opened; not to be changed."""
    store = open_store(demo_store)
    assert not isinstance(store, Refusal)
    yield store
    store.close()


@pytest.fixture(scope="module")
def guide(demo: Store, qapp: QGuiApplication) -> Iterator[Guide]:
    """A window that is led through the demo."""
    made = Guide(demo, qapp, at=CAMPAIGN, panel=Panel())
    yield made
    made.close()
