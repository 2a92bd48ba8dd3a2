"""The one door: what the disclosure forbids does not come out of any read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.elections import at
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import (
    BallotState,
    Correction,
    Publication,
    ResultsPublication,
    StrikeOff,
    StrikeOffKind,
)
from voter_kiosk.domain.vietnamese import INITIALS
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.export import export_content
from voter_kiosk.store.search import Found, HitKind
from voter_kiosk.store.showing import Showing

CAMPAIGN = Moment(at("2026-03-05"))
LAST_DAY = Moment(at("2026-03-14", "07:00"))
BEFORE_LISTS = Moment(at("2026-02-20"))
DOUBTFUL = Moment(at("2026-03-05"), Confidence.DOUBTFUL)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("showing") / "content.sqlite"
    assert compile_content(stores.content().records(), path) is None
    found = open_catalogue(path)
    assert isinstance(found, Catalogue)
    yield found
    found.close()


def showing(catalogue: Catalogue, moment: Moment, state: KioskState | None = None) -> Showing:
    area = catalogue.area("c98001.01")
    return Showing(catalogue, area, decide(catalogue.election, area, moment, state or KioskState()), moment)


def everything(shown: Showing, moment: Moment) -> str:
    """All that comes out, by every door, as one text."""
    out = [json.dumps(export_content(shown, moment), ensure_ascii=False)]
    out += [
        repr(shown.candidate(f"p98.{body}.1.{number}")) for body in ("na", "province") for number in range(1, 6)
    ]
    out += [repr(shown.candidates(f"p98.{body}.1")) for body in ("na", "province")]
    out += [repr(shown.search(word, 100)) for word in ("ng", "t", "l", "p", "h", "b", "chuong", "giao vien")]
    out += [repr(shown.meetings("p98.na.1")), repr(shown.neutrality())]
    return "\n".join(out)


def test_while_campaigning_all_is_shown(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    text = everything(shown, CAMPAIGN)
    assert "Nguyễn Văn An" in text
    assert "Chương trình xanh" in text
    assert [meeting.id for meeting in shown.meetings("p98.na.1")] == ["m1", "m2"]
    assert len(shown.neutrality()) == 2
    assert shown.here() == catalogue.area("c98001.01")
    assert shown.about() == catalogue.about()
    assert shown.election == catalogue.election


def test_before_the_lists_no_name_comes_out_of_any_door(catalogue: Catalogue) -> None:
    text = everything(showing(catalogue, BEFORE_LISTS), BEFORE_LISTS)
    for candidate in stores.content().candidates:
        assert candidate.name not in text
    assert "fields-given" not in text


def test_before_the_lists_ballots_are_not_yet_published(catalogue: Catalogue) -> None:
    shown = showing(catalogue, BEFORE_LISTS)
    here = shown.here()
    assert here is not None
    assert [ballot.state for ballot in here.ballots] == [
        BallotState.NOT_YET_PUBLISHED,
        BallotState.NOT_YET_PUBLISHED,
        BallotState.NOT_ELECTED_HERE,
    ]
    assert shown.areas()[0] == here == shown.area("c98001.01")
    assert shown.area("nowhere") is None


@pytest.mark.parametrize("moment", [LAST_DAY, DOUBTFUL, Moment(at("2026-03-15")), Moment(at("2026-03-22"))])
def test_when_campaigning_is_over_or_in_doubt_no_programme_or_meeting_comes_out(
    catalogue: Catalogue, moment: Moment
) -> None:
    shown = showing(catalogue, moment)
    text = everything(shown, moment)
    assert "Nguyễn Văn An" in text
    assert "Chương trình xanh" not in text
    assert "Hội trường" not in text
    assert shown.meetings("p98.na.1") == ()


def test_the_end_of_campaigning_is_not_undone_by_a_clock(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN, KioskState(campaign_ended=True))
    assert "Chương trình xanh" not in everything(shown, CAMPAIGN)


def test_a_covered_body_names_nobody_and_keeps_its_ballot(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN, KioskState(covered=frozenset({"na"})))
    text = everything(shown, CAMPAIGN)
    assert "Nguyễn Văn An" not in text
    assert "Bùi Thị Mai" in text
    here = shown.here()
    assert here is not None
    assert here.ballots[0].state is BallotState.LISTED


def test_a_list_that_is_not_posted_stays_hidden_beside_one_that_is(tmp_path: Path) -> None:
    made = stores.content()
    bodies = tuple(
        replace(body, publication=Publication.NOT_PUBLISHED) if body.id == "province" else body
        for body in made.election.bodies
    )
    made = replace(made, election=replace(made.election, bodies=bodies))
    assert compile_content(made.records(), tmp_path / "c") is None
    found = open_catalogue(tmp_path / "c")
    assert isinstance(found, Catalogue)
    text = everything(showing(found, CAMPAIGN), CAMPAIGN)
    found.close()
    assert "Nguyễn Văn An" in text
    assert "Bùi Thị Mai" not in text
    assert "Hồ Văn Nam" not in text


def test_without_biographies_the_list_alone_is_shown(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    bare = Showing(catalogue, None, replace(shown.disclosure, biographies=False, programmes=False), CAMPAIGN)
    one = bare.candidate("p98.na.1.1")
    assert one is not None
    assert (one.name, one.occupation, one.career, one.programme) == ("Nguyễn Văn An", "Giáo viên", (), {})
    assert bare.here() is None


def test_topics_of_another_rule_set_never_come_out(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    assert [topic.slug for topic in shown.topics()] == ["cach-bo-phieu", "mat-the"]
    assert shown.topic("luat-cu") is None
    assert shown.topic_by_role("charter") is None
    assert shown.topic("mat-the") == catalogue.topic("mat-the")
    assert shown.topic_by_role("how-to-vote") == catalogue.topic_by_role("how-to-vote")


def test_notices_hold_from_their_first_to_their_last_day(catalogue: Catalogue) -> None:
    def slugs(moment: Moment | None) -> list[str]:
        area = catalogue.area("c98001.01")
        disclosure = decide(catalogue.election, area, moment or CAMPAIGN, KioskState())
        return [notice.slug for notice in Showing(catalogue, area, disclosure, moment).notices()]

    assert slugs(Moment(at("2026-02-20", "23:59"))) == ["cu"]
    assert slugs(Moment(at("2026-02-21"))) == []
    assert slugs(CAMPAIGN) == ["gap", "moi"]
    assert slugs(DOUBTFUL) == ["gap", "moi", "cu"]
    assert slugs(None) == ["gap", "moi", "cu"]


def test_a_notice_that_is_over_is_not_found_either(catalogue: Catalogue) -> None:
    assert [hit.id for hit in showing(catalogue, CAMPAIGN).search("thông báo")] == ["gap", "moi"]
    assert [hit.id for hit in showing(catalogue, BEFORE_LISTS).search("thông báo")] == ["cu"]


def test_posters_follow_their_phases(catalogue: Catalogue) -> None:
    def slugs(moment: Moment | None) -> list[str]:
        shown = showing(catalogue, CAMPAIGN)
        return [poster.slug for poster in Showing(catalogue, None, shown.disclosure, moment).posters()]

    assert slugs(CAMPAIGN) == ["mot"]
    assert slugs(Moment(at("2026-03-15"))) == ["mot", "hai"]
    assert slugs(DOUBTFUL) == ["mot"]
    assert slugs(None) == ["mot"]


def test_figures_that_are_not_final_never_come_out(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    assert [term.number for term in shown.terms()] == [15]
    assert shown.term(16) is None
    term = shown.term(15)
    assert term is not None
    assert [figure.field for figure in term.figures] == ["turnout_pct"]


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Catalogue]]:
    """A term of which sources disagree, in a bundle that asks for it and in one that does not."""
    preferred = Figure("turnout_pct", "99.73", confidence="A")
    other = Figure("turnout_pct", "98.85", confidence="B", preferred=False)
    memory = Figure("candidates", "448", confidence="M")
    term = TermFigures("XI", 11, "2002–2007", dt.date(2002, 5, 19), (preferred, other, memory))
    made = stores.content(terms=(term,))
    found = {}
    for asks in (False, True):
        path = tmp_path_factory.mktemp("disputed") / "content.sqlite"
        asking = replace(made, election=replace(made.election, disagreements=asks))
        assert compile_content(asking.records(), path) is None
        opened = open_catalogue(path)
        assert isinstance(opened, Catalogue)
        found[asks] = opened
    yield found
    for opened in found.values():
        opened.close()


@pytest.mark.parametrize(("asks", "values"), [(False, ["99.73"]), (True, ["99.73", "98.85"])])
def test_where_sources_disagree_the_bundle_says_whether_it_is_shown(
    disputed: dict[bool, Catalogue], asks: bool, values: list[str]
) -> None:
    shown = showing(disputed[asks], CAMPAIGN)
    assert [figure.value for figure in shown.terms()[0].figures] == values
    term = shown.term(11)
    assert term is not None
    assert [figure.value for figure in term.figures] == values
    exported = json.loads(json.dumps(export_content(shown, CAMPAIGN)))
    assert [figure["value"] for figure in exported["figures"][0]["figures"]] == values


def test_the_term_that_this_election_elects_waits_for_its_published_results(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = stores.content()
    own = TermFigures("XVI", 16, "2026–2031", made.election.polling_day, (Figure("turnout_pct", "99.69"),))
    made = replace(made, terms=(*made.terms[:1], own))
    for published in (False, True):
        path = tmp_path_factory.mktemp("own") / "content.sqlite"
        results = (ResultsPublication("na", at("2026-03-16", "07:00"), "Số 40"),) if published else ()
        records = replace(made, election=replace(made.election, results=results)).records()
        assert compile_content(records, path) is None
        opened = open_catalogue(path)
        assert isinstance(opened, Catalogue)
        for moment in (CAMPAIGN, Moment(at("2026-03-16", "08:00")), Moment(at("2026-03-25"), Confidence.DOUBTFUL)):
            shown = showing(opened, moment)
            out = published and moment.sure and moment is not CAMPAIGN
            assert [term.number for term in shown.terms()] == ([15, 16] if out else [15])
            assert (shown.term(16) is not None) is out
            found = {hit.id for hit in shown.search("Quốc hội khóa") if hit.kind is HitKind.TERM}
            assert found == ({"15", "16"} if out else {"15"})
        opened.close()


def test_what_needs_no_care_passes_through(catalogue: Catalogue) -> None:
    shown = showing(catalogue, BEFORE_LISTS)
    assert shown.constituencies() == catalogue.constituencies()
    assert shown.constituency("p98.na.1") == catalogue.constituency("p98.na.1")
    assert shown.sources() == catalogue.sources()
    assert shown.source("luat") == catalogue.source("luat")
    assert shown.strings("en") == {"Home": "Home"}
    assert shown.media("0" * 64) is None


def test_the_export_has_the_fields_and_the_order_that_are_promised(catalogue: Catalogue) -> None:
    found = export_content(showing(catalogue, CAMPAIGN), CAMPAIGN, assumed=True)
    found = json.loads(json.dumps(found))
    assert found["assumed"] is True
    assert found["mode"] == "lists-posted"
    assert [body["id"] for body in found["bodies"]] == ["na", "province", "commune"]
    first = found["constituencies"][0]
    assert {name: first[name] for name in ("body", "province", "number", "area", "seats")} == {
        "body": "na",
        "province": "Tỉnh thử",
        "number": 1,
        "area": "Gồm xã Một",
        "seats": 3,
    }
    assert [candidate["name"] for candidate in first["candidates"]] == list(stores.NAMES)
    wanted = (
        "number name birth_date birth_date_posted sex nationality ethnicity religion native_place schooling "
        "expertise degree political_theory languages occupation workplace party_date assembly_terms council_terms"
    )
    assert set(wanted.split()) <= set(first["candidates"][0])
    assert first["candidates"][0]["sex"] == "Nam"
    assert first["candidates"][0]["programme"]["vi"][0]["line"][0]["text"] == "Chương trình xanh của 1"
    assert [topic["slug"] for topic in found["topics"]] == ["cach-bo-phieu", "mat-the"]
    assert [notice["slug"] for notice in found["notices"]] == ["gap", "moi"]
    assert [term["number"] for term in found["figures"]] == [15]
    assert found["polling_area"]["code"] == "c98001.01"


def test_the_export_marks_strike_offs_and_corrections(tmp_path: Path) -> None:
    struck = StrikeOff(StrikeOffKind.STRUCK_OFF, "5/QĐ", dt.date(2026, 3, 1), {"vi": "Xóa tên"})
    made = stores.with_candidate(
        stores.content(),
        "p98.na.1.2",
        strike_off=struck,
        correction=Correction("9/CV", dt.date(2026, 3, 2), ("name",)),
    )
    assert compile_content(made.records(), tmp_path / "c") is None
    found = open_catalogue(tmp_path / "c")
    assert isinstance(found, Catalogue)
    one = export_content(Showing(found, None, showing(found, CAMPAIGN).disclosure), CAMPAIGN)["constituencies"][0]
    found.close()
    assert one["candidates"][1]["strike_off"]["decision"] == "5/QĐ"
    assert one["candidates"][1]["correction"]["document"] == "9/CV"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The same with results: the Assembly's published on 21 March at ten, the council's in it too early."""
    path = tmp_path_factory.mktemp("decided") / "content.sqlite"
    assert compile_content(stores.with_results(stores.content()).records(), path) is None
    found = open_catalogue(path)
    assert isinstance(found, Catalogue)
    yield found
    found.close()


SECRETS = ("Người Trúng Cử", "Người Chưa Công Bố", "Nghị quyết số 40", "83061", "83.06", "99.01", "Thiếu 6 phiếu")


@pytest.mark.parametrize(
    "moment",
    [
        CAMPAIGN,
        Moment(at("2026-03-15", "12:00")),
        Moment(at("2026-03-15", "19:01")),
        Moment(at("2026-03-21", "09:59")),
        Moment(at("2026-03-25"), Confidence.DOUBTFUL),
    ],
)
def test_before_its_hour_nothing_of_a_result_comes_out_of_any_door(decided: Catalogue, moment: Moment) -> None:
    shown = showing(decided, moment)
    words = ("nguoi trung cu", "trung cu", "chua cong bo", "nghi quyet", "83061")
    text = everything(shown, moment) + repr([shown.search(word, 100) for word in words])
    for secret in SECRETS:
        assert secret not in text
    assert shown.result("p98.na.1") is None
    assert shown.election.results == ()


def test_from_its_hour_a_result_shows_and_that_of_another_body_does_not(decided: Catalogue) -> None:
    moment = Moment(at("2026-03-21", "10:00"))
    shown = showing(decided, moment)
    assert shown.result("p98.na.1") == decided.result("p98.na.1")
    assert shown.result("p98.province.1") is None
    assert shown.result("p98.na.7") is None
    assert [paper.body for paper in shown.election.results] == ["na"]
    text = everything(shown, moment)
    assert "Người Trúng Cử (Tên Niêm Yết)" in text
    assert "Người Chưa Công Bố" not in text
    exported = export_content(shown, moment)
    results = {unit["id"]: unit["result"] for unit in exported["constituencies"]}
    assert results["p98.na.1"]["elected"][0]["candidate"] == "p98.na.1.2"
    assert results["p98.province.1"] is None


def test_a_covered_body_shows_no_result(decided: Catalogue) -> None:
    shown = showing(decided, Moment(at("2026-03-22")), KioskState(covered=frozenset({"na"})))
    assert shown.result("p98.na.1") is None


# --- search and the letter index ---


def people_in(found: tuple[Found, ...]) -> list[str]:
    return [hit.id for one in found if one.kind is HitKind.CANDIDATE for hit in one.hits]


def test_the_index_has_the_people_of_this_place_ballot_by_ballot(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    assert people_in(shown.under("H", "vi", 20)) == ["p98.na.1.2", "p98.na.1.3", "p98.na.1.4"]
    assert people_in(shown.under("H", "vi", 2)) == ["p98.na.1.2", "p98.na.1.3"]
    assert shown.under("H", "vi", 2)[0].more == 1
    assert people_in(shown.under("Z", "vi", 2)) == []
    elsewhere = catalogue.area("c98001.02")
    there = Showing(catalogue, elsewhere, decide(catalogue.election, elsewhere, CAMPAIGN, KioskState()), CAMPAIGN)
    assert people_in(there.under("M", "vi", 20)) == [], "Bùi Thị Mai is on no ballot there"
    assert people_in(there.under("A", "vi", 20)) == ["p98.na.1.1"]
    assert "A" in there.initials("vi")


def test_without_a_polling_area_the_index_has_everybody_who_may_be_named(catalogue: Catalogue) -> None:
    for moment, expected in ((CAMPAIGN, ["p98.na.1.1"]), (BEFORE_LISTS, [])):
        anywhere = Showing(catalogue, None, decide(catalogue.election, None, moment, KioskState()), moment)
        assert people_in(anywhere.under("A", "vi", 20)) == expected
        assert ("A" in anywhere.initials("vi")) == bool(expected)


def test_before_the_lists_nobody_is_found_by_name_or_letter(catalogue: Catalogue) -> None:
    shown = showing(catalogue, BEFORE_LISTS)
    assert people_in(shown.find("nguyễn")) == []
    for letter in INITIALS:
        assert people_in(shown.under(letter, "vi", 20)) == []


def test_nobody_on_a_ballot_is_an_example(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN)
    assert shown.example(HitKind.CANDIDATE) == {}
    assert shown.example(HitKind.NOTICE) == {"vi": "Thông báo gấp"}
    assert shown.example(HitKind.TOPIC)["vi"] == "Cách bỏ phiếu"
