"""One set of keys and one bundle for the whole room: making them is quick, but there are many tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.bundles import make_bundle, make_keys
from voter_kiosk.bundle.keys import KeyFolder


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    """Keys of a committee where two officials sign."""
    return make_keys(tmp_path_factory.mktemp("committee") / "keys", threshold=2)


@pytest.fixture(scope="session")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    """Keys of somebody else."""
    return make_keys(tmp_path_factory.mktemp("strangers") / "keys", threshold=2)


@pytest.fixture(scope="session")
def commune(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    """Keys of a commune that publishes for itself; two must sign there as well."""
    return make_keys(tmp_path_factory.mktemp("commune") / "keys", threshold=2)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, keys: KeyFolder) -> Path:
    """The small bundle, version 5."""
    return make_bundle(tmp_path_factory.mktemp("bundle") / "goi.vkb", keys, version=5)
