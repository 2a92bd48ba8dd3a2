"""Keys and bundles that many tests share: made once, never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import stores


@pytest.fixture(scope="session")
def committee(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    """A committee with its keys, and the bundles ``v1.vkb`` to ``v3.vkb``."""
    made = stores.desk(tmp_path_factory.mktemp("committee"))
    for version in (1, 2, 3):
        made.bundle(version)
    return made


@pytest.fixture
def v1(committee: stores.Desk) -> Path:
    return committee.folder / "v1.vkb"


@pytest.fixture
def v2(committee: stores.Desk) -> Path:
    return committee.folder / "v2.vkb"


@pytest.fixture
def store(tmp_path: Path, committee: stores.Desk) -> Path:
    """An empty store that trusts the committee."""
    return stores.new_store(tmp_path / "store", committee)
