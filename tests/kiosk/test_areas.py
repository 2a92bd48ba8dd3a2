"""The way to another polling area: what each step asks, and what can be chosen there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from helpers import elections, stores
from helpers.kiosks import CAMPAIGN, put
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import AreaBallot, BallotState, Constituency, PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort, Contrast, Place, Screen, TextSize
from voter_kiosk.domain.units import FormerUnit, TodaysUnit
from voter_kiosk.kiosk.facts.areas import FEW, LONGEST, MOST, AreasFacts, WayOn
from voter_kiosk.kiosk.facts.ballots import BallotsFacts, area_facts
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import Guide
from voter_kiosk.kiosk.tour import Look as TourLook
from voter_kiosk.kiosk.view import View
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.opening import open_store
from voter_kiosk.store.showing import Showing

MOMENT = Moment(elections.at("2026-03-03", "09:00"))
Look = Callable[..., View]


def area(ward: str, number: int, name: str, constituency: str = "p98.na.1", **changes: object) -> PollingArea:
    made = elections.area(
        code=f"{ward}.{number:02}",
        number=f"{number:02}",
        ward=ward,
        ward_name={"vi": name},
        groups=({"vi": f"Tổ {number}"}, {"vi": f"Tổ {number + 10}"}),
        ballots=(AreaBallot("na", BallotState.LISTED, constituency),),
    )
    return replace(made, **changes)


def former(code: str, name: str, *became: TodaysUnit) -> FormerUnit:
    return FormerUnit(f"p98.{code}", {"vi": name}, {"vi": "Huyện Xưa"}, {"vi": "Tỉnh thử"}, became)


BEN = TodaysUnit("c98001", {"vi": "Phường Bến Lứa"})
SAY = TodaysUnit("c98002", {"vi": "Xã Đồng Sậy (theo bảng)"})
FAR = TodaysUnit("c98009", {"vi": "Xã Xa"})
CONTENT = replace(
    stores.content(),
    areas=(
        area("c98001", 1, "Phường Bến Lứa"),
        area("c98001", 2, "Phường Bến Lứa", groups=()),
        area("c98002", 1, "Xã Đồng Sậy"),
    ),
    former_units=(
        former("97001", "Xã Bến Cũ", BEN),
        former("97002", "Xã Gò", replace(BEN, part={"vi": "Tổ 1; Tổ 2"}), SAY),
        former("97003", "Xã Sậy Cũ", SAY),
        former("97004", "Xã Đi Xa", FAR),
        former("97005", "Xã Ba", BEN, SAY, FAR),
    ),
)


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    """A view on content, as a kiosk in ``here`` has it."""
    opened: list[Catalogue] = []

    def made(content: stores.Content = CONTENT, here: str = "c98001.01", language: str = "en") -> View:
        path = tmp_path / f"{len(opened)}.sqlite"
        refused = compile_content(content.records(), path)
        assert refused is None, refused
        catalogue = open_catalogue(path)
        assert isinstance(catalogue, Catalogue)
        opened.append(catalogue)
        own = catalogue.area(here)
        showing = Showing(catalogue, own, decide(catalogue.election, own, MOMENT, KioskState()), MOMENT)
        return View(showing, MOMENT, Dictionary({}), Comfort(language))

    yield made
    for catalogue in opened:
        catalogue.close()


def ways(facts: AreasFacts) -> list[WayOn]:
    found: list[WayOn] = list(facts.ways.rows)  # type: ignore[attr-defined]
    return found


def titles(facts: AreasFacts) -> list[str]:
    return [way.title.replace("\u00a0", " ") for way in ways(facts)]


def test_it_says_why_it_asks(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "", qapp)
    assert facts.under == "The kiosk asks so that it can show the right place. Nothing is kept."
    assert facts.position == "Step 1 of 3"
    assert [mark.standing for mark in facts.marks.rows] == ["here", "ahead", "ahead"]  # type: ignore[attr-defined]


def test_few_wards_are_listed_before_anything_is_typed(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "", qapp)
    assert titles(facts) == ["Phường Bến Lứa", "Xã Đồng Sậy", "Xã Xa"]
    assert [way.above for way in ways(facts)] == ["This kiosk stands here", "", ""]
    assert [way.summary for way in ways(facts)] == ["2 polling areas", "1 polling areas", ""]


def test_of_many_wards_only_the_kiosks_own_is_listed(look: Look, qapp: QObject) -> None:
    many = tuple(area(f"c98{ward:03}", 1, f"Xã Bê {ward}") for ward in range(FEW + 1))
    facts = AreasFacts(look(replace(CONTENT, areas=many, former_units=()), "c98003.01"), "", qapp)
    assert titles(facts) == ["Xã Bê 3"]
    facts = AreasFacts(look(replace(CONTENT, areas=many, former_units=()), ""), "", qapp)
    assert titles(facts) == []
    assert facts.said == ""
    facts.add("B")
    assert len(ways(facts)) == MOST
    assert facts.said == f"{FEW + 1} names found"
    assert facts.more == "1 more names. Please type another letter."
    assert facts.digits


def test_a_ward_with_one_area_goes_straight_there(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "", qapp)
    assert [(way.screen, way.subject) for way in ways(facts)] == [
        ("areas", "w:c98001"),
        ("area", "c98002.01"),
        ("areas", "w:c98009"),
    ]
    facts.add("S")
    old = {way.title: (way.screen, way.subject) for way in ways(facts)}
    assert old["Xã Sậy Cũ"] == ("area", "c98002.01")


def test_letters_type_and_are_taken_back_and_the_place_says_so(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "", qapp)
    assert facts.subject == "in:98"
    changes: list[str] = []
    facts.changed.connect(lambda: changes.append(facts.subject))
    for letter in " BE":
        facts.add(letter)
    assert changes == ["in:98:B", "in:98:BE"], "a space before anything says nothing"
    assert titles(facts) == ["Phường Bến Lứa", "Xã Bến Cũ"]
    facts.erase()
    assert facts.typed == "B"
    facts.clear()
    assert (facts.typed, facts.subject) == ("", "in:98")
    facts.clear()
    facts.erase()
    assert changes == ["in:98:B", "in:98:BE", "in:98:B", "in:98"], "nothing has changed where nothing was typed"
    for _ in range(2 * LONGEST):
        facts.add("A")
    assert len(facts.typed) == LONGEST


def test_letters_that_lead_nowhere_are_off(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "in:98:B", qapp)
    assert {letter for letter, live in facts.live.items() if live} == {"A", "E", "C", "L"}
    assert not facts.digits
    assert {letter for letter, live in AreasFacts(look(), "", qapp).live.items() if live} == set("BLDĐSXCG")


def test_what_is_called_nothing_says_what_to_try_and_gives_the_nearest(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "in:98:BEN 9", qapp)
    assert facts.said.startswith("No commune or ward is called so.")
    assert titles(facts) == ["Phường Bến Lứa", "Xã Bến Cũ"]
    facts = AreasFacts(look(), "in:98:9", qapp)
    assert facts.said.startswith("No commune or ward is called so.")
    assert titles(facts) == ["Phường Bến Lứa", "Xã Đồng Sậy", "Xã Xa"]


def test_an_old_name_is_marked_and_says_what_it_is_today(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "in:98:B", qapp)
    old = [way for way in ways(facts) if way.above]
    assert [way.above for way in old] == ["This kiosk stands here", "Former name", "Former name"]
    summaries = [way.summary.replace("\u00a0", " ") for way in old[1:]]
    assert summaries == [
        "Huyện Xưa, Tỉnh thử; today in 3 communes or wards",
        "Huyện Xưa, Tỉnh thử; today in Phường Bến Lứa",
    ]
    facts = AreasFacts(look(), "old:p98.97001", qapp)
    assert facts.under.replace("\u00a0", " ") == "Xã Bến Cũ (former name) is today in Phường Bến Lứa."
    assert titles(facts) == ["Tổ 1, 11", "Nhà văn hóa"]


def test_a_split_ward_asks_which_part_and_says_where_to_ask(look: Look, qapp: QObject) -> None:
    facts = AreasFacts(look(), "old:p98.97002", qapp)
    assert facts.title.replace("\u00a0", " ") == "Xã Gò is today in 2 communes or wards. Which part are you in?"
    assert "either of them" in facts.hint
    assert facts.position == "Step 1 of 3"
    assert [(way.title, way.summary.replace("\u00a0", " "), way.subject) for way in ways(facts)] == [
        ("Phường Bến Lứa", "Tổ 1, 2", "w:c98001"),
        ("Xã Đồng Sậy", "1 polling areas", "c98002.01"),
    ], "named as the polling areas name it"
    assert "one of them" in AreasFacts(look(), "old:p98.97005", qapp).hint


def test_the_areas_of_a_ward_are_told_by_their_groups_and_the_kiosks_own_is_marked(
    look: Look, qapp: QObject
) -> None:
    facts = AreasFacts(look(), "w:c98001", qapp)
    assert [(way.screen, way.subject, way.above.replace("\u00a0", " ")) for way in ways(facts)] == [
        ("area", "c98001.01", "Polling area no. 01 · this kiosk stands here"),
        ("area", "c98001.02", "Polling area no. 02"),
    ]
    assert titles(facts) == ["Tổ 1, 11", "Nhà văn hóa"], "the place where no group is known"
    assert facts.position == "Step 2 of 3"
    assert "voter list" in facts.hint


def test_a_ward_without_areas_says_where_to_ask(look: Look, qapp: QObject) -> None:
    for subject in ("w:c98009", "old:p98.97004"):
        facts = AreasFacts(look(), subject, qapp)
        assert facts.lostTitle == "This kiosk has no polling areas of that commune or ward"
        assert "People’s Committee" in facts.lostText
        assert ways(facts) == []
        assert facts.position == ""


def test_without_polling_areas_it_says_what_to_do_whatever_is_asked(look: Look, qapp: QObject) -> None:
    view = look(replace(CONTENT, areas=(), former_units=()))
    for subject in ("", "w:c98001", "in:98"):
        facts = AreasFacts(view, subject, qapp)
        assert facts.lostTitle == "This kiosk has no list of polling areas"
        assert "voter list" in facts.lostText
        assert ways(facts) == []
        assert not facts.asksNames


@pytest.mark.parametrize("subject", ["w:c11111", "old:p98.1", "in:77", "in:"])
def test_what_is_not_there_is_not_shown(look: Look, qapp: QObject, subject: str) -> None:
    with pytest.raises(LookupError):
        AreasFacts(look(), subject, qapp)


def test_without_a_bundle_there_is_nothing_to_find(qapp: QObject) -> None:
    nothing = View(None, MOMENT, Dictionary({}))
    with pytest.raises(LookupError):
        AreasFacts(nothing, "", qapp)
    with pytest.raises(LookupError):
        area_facts(nothing, "c98001.01", qapp)


def test_only_where_a_bundle_has_several_provinces_is_the_province_asked(look: Look, qapp: QObject) -> None:
    there = Constituency("p97.na.1", "na", 1, "97", "Tỉnh bên", {"vi": "Xã bên"}, 1)
    both = replace(
        CONTENT,
        areas=(*CONTENT.areas, area("c97001", 1, "Xã Bên", "p97.na.1")),
        constituencies=(*CONTENT.constituencies, there),
    )
    view = look(both)
    facts = AreasFacts(view, "", qapp)
    assert facts.title == "In which province or city do you vote?"
    assert facts.position == "Step 1 of 4"
    assert [(way.title, way.subject) for way in ways(facts)] == [("Tỉnh bên", "in:97"), ("Tỉnh thử", "in:98")]
    facts = AreasFacts(view, "in:97", qapp)
    assert facts.position == "Step 2 of 4"
    assert facts.kicker.endswith("Tỉnh bên")
    assert titles(facts) == ["Xã Bên"]


# the polling area itself


def test_another_area_is_marked_and_the_kiosks_own_is_not(look: Look, qapp: QObject) -> None:
    view = look()
    other, own = area_facts(view, "c98002.01", qapp), area_facts(view, "c98001.01", qapp)
    assert other.mark == "Not the polling area where this kiosk stands."
    assert own.mark == ""
    assert (other.sought, own.sought) == (True, True)
    assert other.ward == "Xã Đồng Sậy"
    assert other.place.replace("\u00a0", " ") == "Nhà văn hóa"
    nowhere = area_facts(look(here=""), "c98002.01", qapp)
    assert nowhere.mark == "", "a kiosk that stands in no polling area is nowhere else either"


def test_an_areas_own_day_stands_beside_that_of_all_the_others(look: Look, qapp: QObject) -> None:
    early = elections.POLLING_DAY.replace(day=14)
    own = area("c98002", 1, "Xã Đồng Sậy", day=early, decision="Số 11/NQ")
    facts = area_facts(look(replace(CONTENT, areas=(*CONTENT.areas[:2], own))), "c98002.01", qapp)
    assert facts.when.replace("\u00a0", " ").startswith("Saturday, 14 March 2026")
    assert facts.usual.replace("\u00a0", " ").startswith("Sunday, 15 March 2026")
    assert facts.decision == "Số 11/NQ"
    assert area_facts(look(), "c98002.01", qapp).usual == ""


def test_its_ballots_are_its_own_and_lead_to_its_candidates(look: Look, qapp: QObject) -> None:
    second = Constituency("p98.na.2", "na", 2, "98", "Tỉnh thử", {"vi": "Xã Đồng Sậy"}, 2)
    made = replace(
        CONTENT,
        areas=(*CONTENT.areas[:2], area("c98002", 1, "Xã Đồng Sậy", "p98.na.2")),
        constituencies=(*CONTENT.constituencies, second),
    )
    view = look(made)
    slots = area_facts(view, "c98002.01", qapp).ballots.rows  # type: ignore[attr-defined]
    assert [(slot.screen, slot.subject) for slot in slots] == [("candidates", "p98.na.2")]
    here = BallotsFacts(view, "", qapp).ballots.rows  # type: ignore[attr-defined]
    assert [slot.subject for slot in here] == ["p98.na.1"]


def test_a_list_that_may_not_be_shown_yet_is_not_shown_of_another_area_either(look: Look, qapp: QObject) -> None:
    view = look()
    assert view.showing is not None
    before = Moment(elections.at("2026-02-01"))
    state = decide(view.showing.election, view.area, before, KioskState())
    early = replace(view, showing=Showing(view.showing._catalogue, view.area, state, before), moment=before)
    facts = area_facts(early, "c98002.01", qapp)
    assert facts.ballots.rows == ()  # type: ignore[attr-defined]
    assert any("not yet published" in one.why for one in facts.missing.rows)  # type: ignore[attr-defined]


def test_there_is_a_key_to_other_areas_where_there_are_any(look: Look, qapp: QObject) -> None:
    assert BallotsFacts(look(), "", qapp).finds
    assert not BallotsFacts(look(replace(CONTENT, areas=()), ""), "", qapp).finds
    assert not area_facts(look(), "c98002.01", qapp).finds
    with pytest.raises(LookupError):
        area_facts(look(), "c98002.09", qapp)


# measured


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with names of a hundred characters, a ward of forty areas and one of none; and two provinces."""
    there = Constituency("p97.na.1", "na", 1, "97", LONG, {"vi": "Xã bên"}, 1)
    groups = tuple({"vi": f"Tổ dân phố Nguyễn Thị Minh Khai kéo dài {number}"} for number in range(12))
    made = replace(
        CONTENT,
        areas=(
            *(area("c98001", number, LONG, groups=groups[: number % 12]) for number in range(1, 41)),
            area("c98002", 1, "Xã Đồng Sậy", note={"vi": LONG * 6}, address={"vi": LONG}, place={"vi": LONG}),
            area("c97001", 1, "Xã Bên", "p97.na.1"),
        ),
        constituencies=(*CONTENT.constituencies, there),
        former_units=(
            former("97002", LONG, replace(BEN, part={"vi": "; ".join(group["vi"] for group in groups)}), SAY, FAR),
            former("97004", "Xã Đi Xa", FAR),
        ),
    )
    folder = tmp_path_factory.mktemp("crowded")
    committee = stores.desk(folder / "committee")
    committee.bundle(1, made)
    store = stores.new_store(folder / "store", committee)
    put(store, committee, 1)
    return store


SUBJECTS = ("", "in:98", "in:98:N", "in:98:N 9", "w:c98001", "w:c98009", "old:p98.97002", "old:p98.97004")
LONG = "Phường " + " ".join(["Nghĩa Trưởng Khuynh Diệp Thượng Ngạn"] * 3)[:93]


@pytest.fixture(scope="module")
def guide(crowded: Path, qapp: QGuiApplication) -> Iterator[Guide]:
    store = open_store(crowded)
    assert not isinstance(store, Refusal)
    made = Guide(store, qapp, at=CAMPAIGN, panel=Panel())
    yield made
    made.close()
    settle()
    store.close()


@pytest.mark.parametrize("size", [TextSize.SMALL, TextSize.USUAL, TextSize.LARGEST])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_every_step_holds_its_numbers_whatever_the_names(guide: Guide, size: TextSize, orientation: str) -> None:
    look = TourLook("vi", size, orientation=orientation)
    stops = [Stop("areas", f"areas-{place}", Place(Screen.AREAS, place), MOMENT) for place in SUBJECTS]
    stops.append(Stop("area", "area-long", Place(Screen.AREA, "c98002.01"), MOMENT))
    wrong = [
        f"{stop.name}: {fault.kind} {fault.where} {fault.measured}"
        for stop in stops
        for measurement, _ in guide.visit(stop, look, (Contrast.USUAL,))
        for fault in measurement.faults
    ]
    assert wrong == []
    assert list(guide.warnings) == []
