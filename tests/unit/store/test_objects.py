"""The objects that an install sees: what arrived, and what the store has."""

from __future__ import annotations

import hashlib
from pathlib import Path

from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.objects import Objects

DATA = b"what was signed"
NAME = hashlib.sha256(DATA).hexdigest()


def test_what_arrived_in_part_gives_way_to_the_store_s_own_and_never_replaces_it(tmp_path: Path) -> None:
    layout, arrived = Layout(tmp_path / "store"), tmp_path / "arrived"
    kept = layout.object(NAME)
    for path, data in ((kept, DATA), (arrived / NAME, DATA[:-1])):
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    objects = Objects(layout, arrived, Files())
    assert objects.path(NAME) == arrived / NAME
    assert objects.have(NAME, len(DATA), document=True)
    assert objects.path(NAME) == kept
    objects.keep([NAME])
    assert kept.read_bytes() == DATA


def test_what_arrived_whole_heals_the_store_s_own(tmp_path: Path) -> None:
    layout, arrived = Layout(tmp_path / "store"), tmp_path / "arrived"
    kept = layout.object(NAME)
    for path, data in ((kept, DATA[:-1]), (arrived / NAME, DATA)):
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    objects = Objects(layout, arrived, Files())
    assert objects.have(NAME, len(DATA), document=True)
    objects.keep([NAME])
    assert kept.read_bytes() == DATA
    assert objects.path(NAME) == kept
    assert objects.length(NAME) == len(DATA)
    assert objects.length("0" * 64) is None
