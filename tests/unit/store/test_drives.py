"""The removable drives of Windows, as far as that can be tried elsewhere: on a stand-in for its ``kernel32``."""

from __future__ import annotations

from pathlib import Path

import pytest

from voter_kiosk.store.mounts import Mount, drives


class Kernel:
    """C: is a fixed disk, E: and F: are removable, and nothing is in F:."""

    def GetLogicalDrives(self) -> int:  # noqa: N802
        return 0b110100

    def GetDriveTypeW(self, root: str) -> int:  # noqa: N802
        return {"C:\\": 3, "E:\\": 2, "F:\\": 2}[root]


def test_the_removable_drives_that_hold_something_are_sticks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("E:\\").mkdir()
    assert drives(Kernel()) == (Mount(Path("E:\\")),)
