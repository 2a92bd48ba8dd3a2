"""Which ballots a voter is handed: the table of facts B.5, reached by a few answers and by one way each."""

from __future__ import annotations

import datetime as dt

import pytest

from voter_kiosk.domain.entitlement import (
    Advice,
    Article,
    Case,
    Entitlement,
    Question,
    QuestionId,
    cases,
    entitlement,
    follow,
    last_birth_day,
    questions,
    ways,
)
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId

NPC = ("na", "province", "commune")
NPDC = ("na", "province", "district", "commune")
TABLE_2026 = {
    Case.PERMANENT: NPC,
    Case.SETTLED: NPC,
    Case.SHORT_STAY: ("na", "province"),
    Case.SOLDIER: ("na", "province"),
    Case.DETAINED: ("na", "province"),
    Case.CERTIFICATE: ("na", "province"),
    Case.BACK_PERMANENT: NPC,
    Case.BACK_TEMPORARY: ("na", "province"),
    Case.UNREGISTERED: ("na", "province"),
}
TABLE_2021 = {
    Case.PERMANENT: NPDC,
    Case.SETTLED: NPDC,
    Case.SHORT_STAY: ("na", "province", "district"),
    Case.SOLDIER: ("na", "province", "district"),
    Case.DETAINED: ("na", "province"),
    Case.CERTIFICATE: ("na", "province"),
    Case.BACK_PERMANENT: NPDC,
    Case.BACK_TEMPORARY: ("na", "province", "district"),
}
TABLES = [
    (rule_set, case, handed)
    for rule_set, table in ((RuleSetId.R2021, TABLE_2021), (RuleSetId.R2026, TABLE_2026))
    for case, handed in table.items()
]
BOTH = list(RuleSetId)


@pytest.mark.parametrize(("rule_set", "case", "handed"), TABLES)
def test_every_row_of_the_table_is_as_the_facts_have_it(
    rule_set: RuleSetId, case: Case, handed: tuple[str, ...]
) -> None:
    found = entitlement(rule_set, case)
    assert found.handed == handed
    assert sorted((*found.handed, *found.withheld)) == sorted(RULE_SETS[rule_set].bodies)
    assert found.withheld == tuple(body for body in RULE_SETS[rule_set].bodies if body not in handed)


@pytest.mark.parametrize(("rule_set", "table"), [(RuleSetId.R2021, TABLE_2021), (RuleSetId.R2026, TABLE_2026)])
def test_every_row_is_reached_by_two_or_three_answers_and_by_one_way_only(
    rule_set: RuleSetId, table: dict[Case, tuple[str, ...]]
) -> None:
    reached = [(answers, found.case) for answers, found in ways(rule_set) if isinstance(found, Entitlement)]
    assert sorted(case for _, case in reached) == sorted(table), "each row once, and no other"
    assert cases(rule_set) == tuple(case for case in Case if case in table)
    assert {len(answers.split(".")) for answers, _ in reached} <= {2, 3}


@pytest.mark.parametrize("rule_set", BOTH)
def test_no_answer_leads_to_two_places_and_every_question_has_two_or_more(rule_set: RuleSetId) -> None:
    asked = [found for _, found in ways(rule_set) if isinstance(found, Question)]
    for question in asked:
        answers = [answer for answer, _ in question.answers]
        assert len(answers) == len(set(answers)) >= 2
        assert all("." not in answer for answer in answers)
    assert len({question.id for question in asked}) == len(asked)
    everywhere = [answers for answers, _ in ways(rule_set)]
    assert len(everywhere) == len(set(everywhere))


@pytest.mark.parametrize("rule_set", BOTH)
def test_following_the_answers_comes_to_the_same_place(rule_set: RuleSetId) -> None:
    for answers, found in ways(rule_set):
        assert follow(rule_set, answers) == found


@pytest.mark.parametrize("rule_set", BOTH)
def test_who_is_not_sure_or_not_on_the_list_is_told_what_to_do(rule_set: RuleSetId) -> None:
    assert follow(rule_set, "unsure") is Advice.ASK
    assert follow(rule_set, "temporary.unsure") is Advice.ASK
    assert follow(rule_set, "elsewhere.not-held") is Advice.GET_CERTIFICATE
    assert follow(rule_set, "not-listed.not-found") is Advice.COMPLAIN
    assert follow(rule_set, "not-listed.age") is Advice.BY_AGE
    assert follow(rule_set, "not-listed.suspended") is Advice.STILL_VOTES
    assert follow(rule_set, "not-listed.excluded") is Advice.EXCLUDED


def test_the_facts_test_vector_a_temporary_resident_of_11_months_in_2026() -> None:
    found = follow(RuleSetId.R2026, "temporary.under-12-months")
    assert isinstance(found, Entitlement)
    assert found.handed == ("na", "province")
    assert found.article == Article("29", "3")
    assert found.guidance
    assert found.derived == ()


def test_of_2021_the_article_alone_is_named_and_what_is_drawn_from_its_wording_is_marked() -> None:
    detained = entitlement(RuleSetId.R2021, Case.DETAINED)
    elsewhere = entitlement(RuleSetId.R2021, Case.CERTIFICATE)
    assert (detained.article, elsewhere.article) == (Article("29", "5"), Article("34"))
    assert detained.derived == elsewhere.derived == ("district",)
    assert not detained.guidance
    assert all(not entitlement(RuleSetId.R2026, case).derived for case in Case)


def test_the_free_migrant_is_in_the_guidance_of_2026_alone() -> None:
    assert entitlement(RuleSetId.R2026, Case.UNREGISTERED).article is None
    assert follow(RuleSetId.R2026, "unregistered.not-asked") is Advice.SAY_SO
    with pytest.raises(LookupError):
        entitlement(RuleSetId.R2021, Case.UNREGISTERED)
    with pytest.raises(LookupError):
        follow(RuleSetId.R2021, "unregistered")


@pytest.mark.parametrize(
    "answers", ["nowhere", "permanent.nowhere", "permanent.resident.more", "unsure.more", ".", "permanent."]
)
def test_answers_that_are_not_offered_lead_nowhere(answers: str) -> None:
    with pytest.raises(LookupError):
        follow(RuleSetId.R2026, answers)


def test_the_first_question_is_where_one_votes() -> None:
    assert questions(RuleSetId.R2026).id is QuestionId.WHERE
    assert [answer for answer, _ in questions(RuleSetId.R2021).answers] == [
        "permanent",
        "temporary",
        "elsewhere",
        "unit",
        "not-listed",
        "unsure",
    ]


@pytest.mark.parametrize(
    ("polling_day", "born"),
    [("2026-03-15", "2008-03-15"), ("2021-05-23", "2003-05-23"), ("2032-02-29", "2014-02-28")],
)
def test_age_is_counted_on_polling_day(polling_day: str, born: str) -> None:
    assert last_birth_day(dt.date.fromisoformat(polling_day)) == dt.date.fromisoformat(born)
