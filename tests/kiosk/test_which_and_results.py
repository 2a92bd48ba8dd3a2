"""What "Which ballots do I get?" and "Results" are made of, in every place they can be in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from helpers import elections, stores
from helpers.elections import at
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import BodyInElection, Election, ResultsPublication
from voter_kiosk.domain.entitlement import Advice, Entitlement, Question, ways
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId
from voter_kiosk.kiosk.facts.results import ResultsFacts
from voter_kiosk.kiosk.facts.which import WhichFacts
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View
from voter_kiosk.shipped import shipped
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.showing import Showing

DAYS = {RuleSetId.R2021: dt.date(2021, 5, 23), RuleSetId.R2026: dt.date(2026, 3, 15)}
PLACES = [(rule_set, answers, found) for rule_set in RuleSetId for answers, found in ways(rule_set)]


def election_of(rule_set: RuleSetId) -> Election:
    bodies = tuple(
        BodyInElection(body, {"vi": f"Cơ quan {body}", "en": f"Body {body}"})
        for body in RULE_SETS[rule_set].bodies
    )
    return elections.election(rule_set=rule_set, polling_day=DAYS[rule_set], bodies=bodies)


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Catalogue]]:
    folder = tmp_path_factory.mktemp("catalogues")
    made = stores.with_results(stores.content())
    nobody = replace(made, results=(UnitResult("p98.na.1"),))
    contents = {
        RuleSetId.R2021.value: stores.Content(election=election_of(RuleSetId.R2021)),
        RuleSetId.R2026.value: stores.Content(election=election_of(RuleSetId.R2026)),
        "results": made,
        "nobody": nobody,
    }
    found: dict[str, Catalogue] = {}
    for name, content in contents.items():
        assert compile_content(content.records(), folder / f"{name}.sqlite") is None
        opened = open_catalogue(folder / f"{name}.sqlite")
        assert isinstance(opened, Catalogue)
        found[name] = opened
    yield found
    for catalogue in found.values():
        catalogue.close()


def view_of(
    catalogue: Catalogue, moment: Moment, language: str = "vi", *, area: str = "", state: KioskState | None = None
) -> View:
    place = catalogue.area(area) if area else None
    shown = Showing(catalogue, place, decide(catalogue.election, place, moment, state or KioskState()), moment)
    return View(shown, moment, Dictionary.load(shipped("resources", "i18n")), Comfort(language))


def rows(model: QObject) -> tuple[Any, ...]:
    assert isinstance(model, RecordModel)
    return model.rows


def reads(facts: QObject, name: str) -> list[str]:
    return [str(getattr(row, name)) for row in rows(facts.property(name_of(name)))]


def name_of(field: str) -> str:
    return {"answer": "given", "title": "choices", "text": "tasks", "why": "withheld"}[field]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("rule_set", "answers", "found"),
    PLACES,
    ids=[f"{rule_set}-{answers or 'start'}" for rule_set, answers, _ in PLACES],
)
def test_every_place_of_the_questions_says_what_it_is(
    catalogues: dict[str, Catalogue],
    qapp: QGuiApplication,
    language: str,
    rule_set: RuleSetId,
    answers: str,
    found: Question | Entitlement | Advice,
) -> None:
    moment = Moment(dt.datetime.combine(DAYS[rule_set], dt.time(9), dt.UTC) - dt.timedelta(days=12))
    facts = WhichFacts(view_of(catalogues[rule_set.value], moment, language), answers, qapp)
    assert facts.property("title")
    assert len(reads(facts, "answer")) == len(answers.split(".")) * bool(answers)
    if isinstance(found, Question):
        assert len(reads(facts, "title")) == len(found.answers)
        assert all(reads(facts, "title"))
        assert not reads(facts, "text")
        return
    assert all(reads(facts, "text")), "what to do next"
    handed = found.handed if isinstance(found, Entitlement) else None
    if handed is not None:
        papers = [plain(paper.name) for paper in rows(facts.property("papers"))]
        body = "Cơ quan" if language == "vi" else "Body"
        assert papers == [f"{body} {one}" for one in handed]
        assert str(len(handed)) in facts.property("title")
        assert bool(reads(facts, "why")) == bool(found.withheld if isinstance(found, Entitlement) else ())
    if found is not Advice.ASK:
        assert ("Điều" if language == "vi" else "Article") in facts.property("source") or answers.startswith(
            "unreg"
        )


def test_the_lists_end_is_said_as_passed_only_when_the_clock_is_sure(
    catalogues: dict[str, Catalogue], qapp: QGuiApplication
) -> None:
    late = at("2026-03-14", "07:00")
    for moment, passed in (
        (Moment(late), True),
        (Moment(late - dt.timedelta(seconds=1)), False),
        (Moment(late, Confidence.DOUBTFUL), False),
    ):
        facts = WhichFacts(view_of(catalogues["2026"], moment, "en"), "temporary.back", qapp)
        assert ("was closed" in reads(facts, "text")[-1]) == passed


def test_without_a_bundle_nothing_is_asked(qapp: QGuiApplication) -> None:
    empty = View(None, Moment(at("2026-03-01")), Dictionary({}))
    with pytest.raises(LookupError):
        WhichFacts(empty, "", qapp)
    with pytest.raises(LookupError):
        ResultsFacts(empty, "", qapp)


AFTER = Moment(at("2026-03-22"))


def test_a_body_whose_results_are_still_to_come_says_by_when(
    catalogues: dict[str, Catalogue], qapp: QGuiApplication
) -> None:
    facts = ResultsFacts(view_of(catalogues["results"], AFTER, "en"), "", qapp)
    missing = [(str(row.names), str(row.why)) for row in rows(facts.property("missing"))]
    assert [names.replace("\u00a0", " ") for names, _ in missing] == ["HĐND tỉnh; HĐND xã"]
    assert "25 March 2026" in missing[0][1].replace("\u00a0", " ")
    later = ResultsFacts(view_of(catalogues["results"], Moment(at("2026-03-26")), "en"), "", qapp)
    assert [str(row.why) for row in rows(later.property("missing"))] == ["Not in this kiosk."]


def test_a_covered_body_asks_for_the_staff(catalogues: dict[str, Catalogue], qapp: QGuiApplication) -> None:
    election = catalogues["results"].election
    papers = (*election.results, ResultsPublication("province", at("2026-03-21"), "44"))
    catalogue = catalogues["results"]
    moment, state = AFTER, KioskState(covered=frozenset({"province"}))
    disclosure = decide(replace(election, results=papers), None, moment, state)
    shown = Showing(catalogue, None, disclosure, moment)
    view = View(shown, moment, Dictionary.load(shipped("resources", "i18n")), Comfort("en"))
    facts = ResultsFacts(view, "", qapp)
    assert "Being updated. Please ask the staff." in [str(row.why) for row in rows(facts.property("missing"))]


@pytest.mark.parametrize("subject", ["province", "p98.province.1", "p98.na.9", "senate"])
def test_what_is_not_published_has_no_page(
    catalogues: dict[str, Catalogue], qapp: QGuiApplication, subject: str
) -> None:
    with pytest.raises(LookupError):
        ResultsFacts(view_of(catalogues["results"], AFTER), subject, qapp)


def test_a_constituency_that_elected_nobody_says_so(
    catalogues: dict[str, Catalogue], qapp: QGuiApplication
) -> None:
    facts = ResultsFacts(view_of(catalogues["nobody"], AFTER, "en"), "p98.na.1", qapp)
    assert facts.property("nobody") == "The decision names nobody as elected here."
    assert rows(facts.property("numbers")) == ()
    assert facts.property("under") == "0 of 3 deputies elected"


def test_numbers_that_do_not_add_up_stand_as_they_are_printed(
    catalogues: dict[str, Catalogue], qapp: QGuiApplication
) -> None:
    facts = ResultsFacts(view_of(catalogues["results"], AFTER, "vi"), "p98.na.1", qapp)
    values = [str(row.value) for row in rows(facts.property("numbers"))]
    assert values == ["101.000", "100.000 (99,01%)", "99.000", "994"]
    assert plain(facts.property("note")) == "Thiếu 6 phiếu"
    (person,) = rows(facts.property("elected"))
    assert person.key == "p98.na.1.2"
    assert plain(person.name) == "Người Trúng Cử (Tên Niêm Yết)"
