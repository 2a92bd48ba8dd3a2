"""Wards, former units and the polling areas of a ward: found by name, without reading a province."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from helpers import elections, stores
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import AreaBallot, BallotState, Constituency, PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.units import FormerUnit, Province, TodaysUnit, Ward
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import NO_PROVINCE, compile_content
from voter_kiosk.store.showing import Showing

NAMES = {
    "c98001": "Phường Bến Lứa",
    "c98002": "Xã Đồng Sậy",
    "c98003": "Xã Dương Bến",
    "c98004": "Phường 10",
    "c98005": "Phường 2",
}
OTHER = Constituency("p97.na.1", "na", 1, "97", "Tỉnh bên", {"vi": "Xã bên"}, 1)


def area(ward: str, number: int, name: str, constituency: str = "p98.na.1") -> PollingArea:
    return elections.area(
        code=f"{ward}.{number:02}",
        number=f"{number:02}",
        ward=ward,
        ward_name={"vi": name, "en": f"{name} Ward"},
        ballots=(AreaBallot("na", BallotState.LISTED, constituency),),
    )


def former(code: str, name: str, *became: str, district: str = "Quận Lê Chân") -> FormerUnit:
    today = tuple(TodaysUnit(ward, {"vi": NAMES.get(ward, "Xã Xa")}) for ward in became)
    return FormerUnit(f"p98.{code}", {"vi": name}, {"vi": district}, {"vi": "Tỉnh thử"}, today)


FORMER = (
    former("00003", "Phường Bến Cũ", "c98001"),
    former("00002", "Phường An Biên", "c98001", "c98002"),
    former("00001", "Thị trấn Đầm", "c98009", district=""),
)


def content() -> stores.Content:
    made = stores.content()
    areas = [area("c98001", number, NAMES["c98001"]) for number in (2, 1, 3)]
    areas += [area(ward, 1, NAMES[ward]) for ward in ("c98005", "c98004", "c98003", "c98002")]
    areas.append(area("c97001", 1, "Xã Bến Bên", "p97.na.1"))
    return replace(made, areas=tuple(areas), former_units=FORMER, constituencies=(*made.constituencies, OTHER))


def compiled(path: Path, made: stores.Content) -> Catalogue:
    refused = compile_content(made.records(), path)
    assert refused is None, refused
    found = open_catalogue(path)
    assert isinstance(found, Catalogue), found
    return found


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    found = compiled(tmp_path_factory.mktemp("units") / "content.sqlite", content())
    yield found
    found.close()


def names(catalogue: Catalogue, typed: str, limit: int = 20) -> list[str]:
    found = catalogue.find_units(typed, "98", limit)
    return [one.name["vi"] for one in (*found.wards, *found.former)]


def test_wards_stand_by_name_with_their_areas_counted(catalogue: Catalogue) -> None:
    wards = catalogue.wards("98")
    assert [ward.name["vi"] for ward in wards] == [
        *("Phường 2", "Phường 10", "Phường Bến Lứa", "Xã Dương Bến", "Xã Đồng Sậy", "Xã Xa")
    ]
    assert catalogue.ward("c98001") == Ward(
        "c98001", {"vi": "Phường Bến Lứa", "en": "Phường Bến Lứa Ward"}, "98", 3
    )
    assert catalogue.ward("c98002") is not None
    assert catalogue.ward("c98002").only == "c98002.01"  # type: ignore[union-attr]
    assert catalogue.ward("c98008") is None


def test_a_former_unit_that_leads_to_a_ward_without_areas_leads_somewhere(catalogue: Catalogue) -> None:
    assert catalogue.ward("c98009") == Ward("c98009", {"vi": "Xã Xa"}, "98")
    assert catalogue.areas_of("c98009") == ()


def test_the_areas_of_a_ward_come_in_the_order_of_their_source(catalogue: Catalogue) -> None:
    assert [area.code for area in catalogue.areas_of("c98001")] == ["c98001.02", "c98001.01", "c98001.03"]
    assert catalogue.areas_of("c11111") == ()


def test_an_area_belongs_to_the_province_it_votes_in(catalogue: Catalogue) -> None:
    assert catalogue.provinces() == (Province("97", {"vi": "Tỉnh bên"}), Province("98", {"vi": "Tỉnh thử"}))
    assert [ward.id for ward in catalogue.wards("97")] == ["c97001"]
    assert [ward.id for ward in catalogue.find_units("ben", "97").wards] == ["c97001"]
    assert "Xã Bến Bên" not in names(catalogue, "ben")


def test_an_area_that_votes_for_nothing_here_belongs_to_the_elections_own_province(tmp_path: Path) -> None:
    alone = elections.area(ballots=(AreaBallot("na", BallotState.NOT_IN_BUNDLE),), ward_name={"vi": "Xã Một"})
    made = replace(stores.content(), areas=(alone,))
    found = compiled(tmp_path / "own.sqlite", made)
    assert [one.code for one in found.provinces()] == ["98"]
    found.close()
    nowhere = replace(made, election=replace(made.election, province="?"))
    found = compiled(tmp_path / "nowhere.sqlite", nowhere)
    assert found.provinces() == (Province(NO_PROVINCE, {}),)
    assert [ward.id for ward in found.find_units("mot", NO_PROVINCE).wards] == ["c98001"]
    found.close()


def test_a_bundle_without_areas_has_no_province_to_look_in(tmp_path: Path) -> None:
    found = compiled(tmp_path / "none.sqlite", replace(stores.content(), areas=()))
    assert found.provinces() == ()
    assert found.wards("98") == ()
    found.close()


def test_names_that_begin_as_typed_come_first_and_todays_before_former_ones(catalogue: Catalogue) -> None:
    assert names(catalogue, "B") == ["Phường Bến Lứa", "Xã Dương Bến", "Phường Bến Cũ", "Phường An Biên"]
    assert names(catalogue, "ben") == ["Phường Bến Lứa", "Xã Dương Bến", "Phường Bến Cũ"]
    assert names(catalogue, "P. Bến") == ["Phường Bến Lứa", "Xã Dương Bến", "Phường Bến Cũ"]
    assert names(catalogue, "ben c") == ["Phường Bến Cũ"]
    assert names(catalogue, "Q. Lê Chân") == ["Phường An Biên", "Phường Bến Cũ"]
    assert names(catalogue, "1") == ["Phường 10"]
    assert names(catalogue, "Đ") == ["Xã Đồng Sậy", "Thị trấn Đầm"]
    assert names(catalogue, "D") == ["Xã Dương Bến", "Xã Đồng Sậy", "Thị trấn Đầm"]
    assert names(catalogue, "") == []
    assert names(catalogue, "zz") == []


def test_what_is_not_given_is_counted(catalogue: Catalogue) -> None:
    found = catalogue.find_units("b", "98", 3)
    assert (len(found.wards), len(found.former), found.more, found.count) == (2, 1, 1, 4)
    found = catalogue.find_units("b", "98", 1)
    assert (len(found.wards), len(found.former), found.more) == (1, 0, 3)


def test_letters_that_lead_nowhere_are_known(catalogue: Catalogue) -> None:
    assert catalogue.next_letters("", "98") == set("abcdđlsx12")
    assert catalogue.next_letters("B", "98") == set("eilc"), "and what people write for a name of two words"
    assert catalogue.next_letters("BEN ", "98") == set("lcdb"), "any word of the same name"
    assert catalogue.next_letters("P. ", "98") >= set("ab12")
    assert catalogue.next_letters("Q LE ", "98") == set("cl"), "the words of a district"
    assert catalogue.next_letters("b", "99") == set()
    assert catalogue.next_letters("b" * 40, "98") == set()


def test_a_former_unit_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    assert [catalogue.former_unit(unit.id) for unit in FORMER] == list(FORMER)
    assert catalogue.former_unit("p98.99999") is None


@pytest.mark.parametrize("name", ["c98001.00001", "p9.1", "px1.1", "98"])
def test_a_former_unit_outside_a_province_is_refused(tmp_path: Path, name: str) -> None:
    made = replace(stores.content(), former_units=(replace(FORMER[0], id=name),))
    refused = compile_content(made.records(), tmp_path / "content.sqlite")
    assert isinstance(refused, Refusal)
    assert refused.code == "content-misnamed"
    assert name in refused.message.vi


def test_two_former_units_of_one_id_are_refused(tmp_path: Path) -> None:
    made = replace(stores.content(), former_units=(FORMER[0], FORMER[0]))
    refused = compile_content(made.records(), tmp_path / "content.sqlite")
    assert isinstance(refused, Refusal)
    assert refused.code == "content-twice"


def test_what_may_not_be_shown_yet_is_not_shown_of_another_area_either(catalogue: Catalogue) -> None:
    before = Moment(elections.at("2026-02-01"))
    showing = Showing(catalogue, None, decide(catalogue.election, None, before, KioskState()), before)
    states = {ballot.state for area in showing.areas_of("c98001") for ballot in area.ballots}
    assert states == {BallotState.NOT_YET_PUBLISHED}
    assert showing.provinces() == catalogue.provinces()
    assert showing.wards("98") == catalogue.wards("98")
    assert showing.ward("c98001") == catalogue.ward("c98001")
    assert showing.former_unit("p98.00001") == FORMER[2]
    assert showing.find_units("b", "98", 3) == catalogue.find_units("b", "98", 3)
    assert showing.next_letters("b", "98") == catalogue.next_letters("b", "98")


# at the size of a province


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """120 wards, 3,600 polling areas, 480 former units."""
    made = stores.content()
    wards = {f"c{98000 + ward}": f"Phường {'ABCDEGHKLM'[ward % 10]}a {ward}" for ward in range(120)}
    areas = tuple(area(ward, number, name) for ward, name in wards.items() for number in range(1, 31))
    gone = tuple(former(f"{code:05}", f"Xã Cũ {code}", f"c{98000 + code % 120}") for code in range(480))
    path = tmp_path_factory.mktemp("province") / "content.sqlite"
    found = compiled(path, replace(made, areas=areas, former_units=gone))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("read", "most"),
    [
        (lambda catalogue: catalogue.areas_of("c98007"), 30),
        (lambda catalogue: catalogue.area("c98007.03"), 1),
        (lambda catalogue: catalogue.find_units("cu", "98", 12), 12),
        (lambda catalogue: catalogue.wards("98"), 120),
        (lambda catalogue: catalogue.next_letters("cu ", "98"), 0),
    ],
    ids=["areas-of-a-ward", "an-area", "names", "wards", "letters"],
)
def test_only_what_is_shown_is_read_of_a_whole_province(
    province: Catalogue, monkeypatch: pytest.MonkeyPatch, read: Callable[[Catalogue], object], most: int
) -> None:
    records: list[bytes] = []
    plans: list[str] = []

    def watch(
        _connection: object, cursor: sqlite3.Cursor, statement: str, values: tuple[object, ...], *_: object
    ) -> None:
        plan = cursor.connection.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall()
        plans.extend(row[3] for row in plan)

    all_of = Catalogue._all

    def counted(self: Catalogue, wanted: object, kind: type, **values: object) -> tuple[object, ...]:
        found = all_of(self, wanted, kind, **values)  # type: ignore[arg-type]
        records.extend([b""] * len(found))
        return found

    monkeypatch.setattr(Catalogue, "_all", counted)
    engine = province._db.engine
    event.listen(engine, "before_cursor_execute", watch)
    try:
        assert read(province)
    finally:
        event.remove(engine, "before_cursor_execute", watch)
    assert len(records) == most
    assert plans
    assert [plan for plan in plans if plan.startswith("SCAN")] == [], "no table is walked from end to end"


def test_a_name_finds_all_of_its_ward_in_a_whole_province(province: Catalogue) -> None:
    assert province.find_units("xa cu 47", "98").more == 0
    assert [unit.name["vi"] for unit in province.find_units("cu 479", "98").former] == ["Xã Cũ 479"]
    assert len(province.areas()) == 3600
