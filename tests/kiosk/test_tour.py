"""The tour: what it leaves behind."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from helpers import stores
from helpers.kiosks import CAMPAIGN, vietnam
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Contrast, Place, Screen, TextSize
from voter_kiosk.kiosk.drive import drive_demo
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import (
    EVERY_LOOK,
    LANGUAGES,
    MOST_PICTURES,
    ORIENTATIONS,
    Look,
    TourReport,
    chosen,
    tour,
)

pytestmark = pytest.mark.uncounted

LOOKS = (Look(),)


def stops_of(*kinds: str) -> list[Stop]:
    moment = Moment(CAMPAIGN)
    return [
        Stop(kind, f"{kind}-{number}", Place(Screen.TOPIC, str(number)), moment)
        for kind in kinds
        for number in range(3)
    ]


@pytest.fixture(scope="module")
def report(installed: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> TourReport:
    done: list[tuple[int, int]] = []
    made = tour(
        installed, tmp_path_factory.mktemp("tour"), looks=LOOKS, progress=lambda *counts: done.append(counts)
    )
    assert isinstance(made, TourReport), made
    assert done[-1][0] == done[-1][1], "the progress comes to its end"
    return made


def test_every_look_is_every_language_size_and_orientation_and_everything_within_reach() -> None:
    ways = [*((orientation, False) for orientation in ORIENTATIONS), ("portrait", True)]
    assert {(look.language, look.text_size, (look.orientation, look.reach)) for look in EVERY_LOOK} == set(
        product(LANGUAGES, TextSize, ways)
    )


def test_what_is_measured_is_in_the_file_screen_by_screen(report: TourReport) -> None:
    data = json.loads(report.data.read_text("utf-8"))
    assert data["measured"] == len(data["screens"]) == report.measured
    seen = {(screen["language"], screen["text_size"], screen["orientation"]) for screen in data["screens"]}
    assert seen == {(look.language, look.text_size, look.orientation) for look in LOOKS}
    by_place = defaultdict(set)
    for screen in data["screens"]:
        by_place[screen["name"], screen["language"]].add(screen["contrast"])
    citizens = {place: seen for place, seen in by_place.items() if not place[0].startswith("office-")}
    assert all(contrasts == set(Contrast) for contrasts in citizens.values())
    assert len(citizens) < len(by_place), "the officials' pages are measured as well"
    home = next(screen for screen in data["screens"] if screen["screen"] == "home")
    control = next(control for control in home["controls"] if control["role"] == "Button")
    assert control.keys() >= {"name", "role", "rectangle", "capital_height", "clipped"}
    assert control["rectangle"].keys() == {"x", "y", "width", "height"}
    assert control["rectangle"]["width"] >= 12.7
    assert 4.8 <= control["capital_height"] <= 9
    for size in {look.text_size for look in LOOKS}:
        figures = [screen["figures"] for screen in data["screens"] if screen["text_size"] == size]
        for name in ("target", "gap", "capital", "pitch"):
            assert data["worst"][size][name] == min(one[name] for one in figures if one[name] is not None)
    assert data["worst"]["black-on-white contrast"]["lowest"] >= 20


def test_the_moments_at_which_something_changes_are_visited(report: TourReport) -> None:
    moments = {screen["moment"] for screen in json.loads(report.data.read_text("utf-8"))["screens"]}
    wanted = (
        "2026-02-17 09:00",
        "2026-03-03 09:00",
        "2026-03-14 06:59",
        "2026-03-14 07:01",
        "2026-03-15 06:30",
        "2026-03-15 18:59",
        "2026-03-15 19:01",
        "2026-03-22 09:00",
    )
    assert {vietnam(when).isoformat() for when in wanted} <= moments


def test_the_sheet_shows_every_picture_that_was_taken(report: TourReport) -> None:
    page = report.sheet.read_text("utf-8")
    sources = re.findall(r'<img[^>]* src="([^"]+)"', page)
    assert sorted(report.sheet.parent / source for source in sources) == sorted(report.pictures)
    assert 0 < len(report.pictures) <= MOST_PICTURES
    for picture in report.pictures[:5]:
        size = QImage(str(picture)).size()
        assert sorted((size.width(), size.height())) == [1080, 1920]
    assert "http" not in page, "it needs no network"


def test_a_bundle_that_shows_nothing_odd_has_no_fault(report: TourReport) -> None:
    assert report.warnings == ()
    assert [(found.name, found.faults) for found in report.faulty] == []
    assert report.ok


def test_a_set_of_pictures_covers_every_pair() -> None:
    kinds = [f"kind{number}" for number in range(20)]
    pictures = chosen(stops_of(*kinds))
    rows = [(stop.kind, look.language, look.text_size, look.contrast, look.orientation) for stop, look in pictures]
    values = [kinds, LANGUAGES, list(TextSize), list(Contrast), ORIENTATIONS]
    for (one, first), (other, second) in combinations(enumerate(values), 2):
        met = {(row[one], row[other]) for row in rows}
        assert met == set(product(first, second)), (one, other)
    assert len(pictures) <= MOST_PICTURES


def test_every_stop_is_pictured_while_there_is_room() -> None:
    pictures = chosen(stops_of(*(f"kind{number}" for number in range(10))))
    assert len({stop.name for stop, _ in pictures}) == 30
    assert len(chosen(stops_of(*(f"kind{number}" for number in range(60))))) == MOST_PICTURES


def test_everything_is_pictured_when_asked(tmp_path: Path, committee: stores.Desk, qapp: QGuiApplication) -> None:
    store = stores.new_store(tmp_path / "store", committee)
    made = tour(store, tmp_path / "all", everything=True, looks=LOOKS)
    assert isinstance(made, TourReport)
    assert len(made.pictures) == made.measured == 2 * len(LOOKS) * len(Contrast)


def test_a_store_that_is_not_there_is_refused_and_nothing_is_written(
    tmp_path: Path, qapp: QGuiApplication
) -> None:
    refused = tour(tmp_path / "nowhere", tmp_path / "out")
    assert isinstance(refused, Refusal)
    assert not (tmp_path / "out").exists()


def test_an_empty_store_is_toured_in_its_empty_state(
    tmp_path: Path, committee: stores.Desk, qapp: QGuiApplication
) -> None:
    store = stores.new_store(tmp_path / "store", committee)
    made = tour(store, tmp_path / "out")
    assert isinstance(made, TourReport)
    assert {path.name.partition(".")[0] for path in made.pictures} == {"no-bundle-attract", "no-bundle-home"}


def test_the_demo_journey_leaves_its_pictures_in_order(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication
) -> None:
    told: list[tuple[int, int]] = []
    taken = drive_demo(demo_store, tmp_path / "way", at=CAMPAIGN, progress=lambda *counts: told.append(counts))
    names = [path.stem.partition("-")[2] for path in taken]
    assert names[:5] == ["attract", "home", "candidates", "biography", "programme"]
    assert names[-2:] == ["still-there", "attract-again"]
    assert [path.name for path in taken] == sorted(path.name for path in taken)
    assert told[-1] == (len(taken), len(taken))
    pictures = [QImage(str(path)) for path in (taken[0], taken[-1])]  # their bits go with them
    first, last = (memoryview(picture.constBits()).cast("I") for picture in pictures)
    differing = sum(one != other for one, other in zip(first[::7], last[::7], strict=True)) / len(first[::7])
    assert differing < 0.01, "the time above has gone on, nothing else is left of the citizen"


def test_the_journey_ends_well_where_there_is_no_content(tmp_path: Path, qapp: QGuiApplication) -> None:
    taken = drive_demo(tmp_path / "nowhere", tmp_path / "way", at=CAMPAIGN)
    assert [path.stem.partition("-")[2] for path in taken][-1] == "attract-again"
