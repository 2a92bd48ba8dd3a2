"""Files that ship are found wherever the software was started."""

from __future__ import annotations

from pathlib import Path

import pytest

from voter_kiosk.shipped import shipped


def test_content_and_screens_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shipped("data", "base", "bundle.toml").is_file()
    assert shipped("resources", "qml").is_absolute()


def test_what_does_not_ship_is_a_fault_with_its_name() -> None:
    with pytest.raises(FileNotFoundError, match="data/nowhere"):
        shipped("data", "nowhere")
