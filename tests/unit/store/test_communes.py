"""A commune that publishes for itself, on a kiosk: whatever the desk let through, it reaches nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import stores
from helpers.bundles import (
    COMMUNE,
    SOURCE,
    TOPIC,
    lines,
    make_keys,
    make_part,
    merged_bundle,
    part_files,
    whole,
)
from helpers.elections import at
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle import parts
from voter_kiosk.bundle.keys import KeyFolder
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.installer import install
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.setup import setup
from voter_kiosk.store.showing import Showing
from voter_kiosk.store.status import Status, status


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    return make_keys(tmp_path_factory.mktemp("province") / "keys")


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    return make_keys(tmp_path_factory.mktemp("commune") / "keys")


def kiosk(folder: Path, province: KeyFolder, area: str) -> Path:
    assert setup(folder, province.folder / "root.json", polling_area=area, now=stores.ticking()) is None
    return folder


def notices(store: Path, area: str) -> list[str]:
    opened = open_store(store)
    assert isinstance(opened, Store)
    assert opened.catalogue is not None
    catalogue, moment = opened.catalogue, Moment(at("2026-03-05"))
    here = catalogue.area(area)
    assert (here is None) == (not area)
    shown = Showing(catalogue, here, decide(catalogue.election, here, moment, KioskState()), moment)
    found = [notice.slug for notice in shown.notices()]
    assert {hit.id for hit in shown.search("nhắc cử tri")} == set(found)
    opened.close()
    return found


def test_a_communes_notice_shows_where_it_concerns_people(
    tmp_path: Path, province: KeyFolder, commune: KeyFolder
) -> None:
    bundle = merged_bundle(tmp_path / "a.vkb", province, commune, make_part(commune))
    for area, wanted in ((f"{COMMUNE}.01", [f"{COMMUNE}.nho"]), ("c98001.01", []), ("", [f"{COMMUNE}.nho"])):
        store = kiosk(tmp_path / f"store-{area}", province, area)
        found = install(store, bundle, surroundings=stores.quick())
        assert not isinstance(found, Refusal), found
        assert notices(store, area) == wanted


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("topics.jsonl", lines(docs.TOPICS, TOPIC)),
        ("sources.json", whole(docs.SOURCES, (SOURCE,))),
        ("strings-vi.json", whole(docs.STRINGS, docs.Strings("vi", {"Back": "Lùi"}))),
    ],
)
def test_a_kiosk_takes_from_a_commune_nothing_that_would_speak_to_everybody(
    tmp_path: Path,
    province: KeyFolder,
    commune: KeyFolder,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    data: bytes,
) -> None:
    """The desk's software was changed, or left out: the kiosk refuses by itself."""
    monkeypatch.setattr(parts, "_check", lambda *_arguments: None)
    monkeypatch.setattr(parts, "_check_whole", lambda *_arguments: None)
    part = make_part(commune, part_files() | {f"{COMMUNE}/{file}": data})
    bundle = merged_bundle(tmp_path / "a.vkb", province, commune, part)
    store = kiosk(tmp_path / "store", province, f"{COMMUNE}.01")
    refused = install(store, bundle, surroundings=stores.quick())
    assert isinstance(refused, Refusal)
    assert refused.code == "foreign-record"
    assert f"{COMMUNE}/{file}" in refused.message.vi
    found = status(store)
    assert isinstance(found, Status)
    assert found.active is None
