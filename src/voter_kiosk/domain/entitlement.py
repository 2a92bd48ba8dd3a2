"""Which ballots a voter is handed: a few questions, and the table of the law at their end (facts B.5, B.4).

Law 85/2015/QH13 art. 29, 30 and 34; the guidance is the National Election Council's book, questions 87 to 94, of
2026. Each rule set has questions of its own. Answers are ids joined by points (``temporary.under-12-months``), so
that a place on the way is a text like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NoReturn

from voter_kiosk.domain.rules import RULE_SETS, RuleSetId

VOTING_AGE: Final = 18
"""Law art. 2: in whole years, counted on polling day."""

POINT: Final = "."
"""What joins the answers given so far."""


class Case(StrEnum):
    """A row of the table: what a voter is by residence or by papers (facts B.5)."""

    PERMANENT = "permanent"
    SETTLED = "settled"  # temporary resident for 12 months or more
    SHORT_STAY = "short-stay"  # temporary resident for less than 12 months
    SOLDIER = "soldier"  # votes at the unit
    DETAINED = "detained"  # in custody, detention, compulsory education or rehabilitation
    CERTIFICATE = "certificate"  # holds a certificate to vote elsewhere
    BACK_PERMANENT = "back-permanent"  # back from abroad, at the permanent residence
    BACK_TEMPORARY = "back-temporary"  # back from abroad, at a temporary residence
    UNREGISTERED = "unregistered"  # free migrant without registered residence, who asks to vote


class Advice(StrEnum):
    """What to do where no ballot can be promised yet. None of these is a dead end."""

    ASK = "ask"  # not sure which case it is
    GET_CERTIFICATE = "get-certificate"
    SAY_SO = "say-so"  # no registered residence, and has not asked to vote
    COMPLAIN = "complain"  # not found on the posted list
    BY_AGE = "by-age"
    STILL_VOTES = "still-votes"  # a sentence that does not take the vote away
    EXCLUDED = "excluded"  # not entered on the list by art. 30


@dataclass(frozen=True, slots=True)
class Article:
    """Where the law says it: article and clause (khoản), the clause empty where the whole article does."""

    number: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The ballots of one case.

    ``handed`` and ``withheld`` are ids of bodies in the order of their ballots; together they are all the bodies
    of the rule set. ``article`` is ``None`` where the guidance alone says it; ``guidance`` whether the book does.
    ``derived`` are the bodies whose answer is drawn from the law's wording and not said in so many words (facts,
    mark [D]).
    """

    case: Case
    handed: tuple[str, ...]
    withheld: tuple[str, ...]
    article: Article | None
    guidance: bool
    derived: tuple[str, ...] = ()


Outcome = Entitlement | Advice


class QuestionId(StrEnum):
    """What is asked. Each answer leads to another question or to an outcome."""

    WHERE = "where"  # where will you vote?
    ABROAD = "abroad"  # at the permanent residence: just back from abroad?
    HOW_LONG = "how-long"  # at a temporary residence: for how long?
    CERTIFICATE = "certificate"  # elsewhere: with a certificate?
    UNIT = "unit"  # at a unit or a closed place: which?
    ASKED = "asked"  # without registered residence: has asked to vote?
    NOT_LISTED = "not-listed"  # not on the voter list: why?


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its answers by id, in the order they are shown."""

    id: QuestionId
    answers: tuple[tuple[str, Question | Outcome], ...]

    def after(self, answer: str) -> Question | Outcome:
        """What ``answer`` leads to; ``LookupError`` for one that is not offered."""
        return dict(self.answers)[answer]


_NO_COMMUNE = frozenset({"commune"})
_NO_COUNCIL_BELOW_PROVINCE = frozenset({"district", "commune"})
_WITHHELD: Final = MappingProxyType(
    {
        Case.SHORT_STAY: _NO_COMMUNE,
        Case.SOLDIER: _NO_COMMUNE,
        Case.BACK_TEMPORARY: _NO_COMMUNE,
        Case.DETAINED: _NO_COUNCIL_BELOW_PROVINCE,
        Case.CERTIFICATE: _NO_COUNCIL_BELOW_PROVINCE,
        Case.UNREGISTERED: _NO_COMMUNE,
    }
)
"""Which councils' ballots a case is not handed; every other case is handed all."""

_ARTICLES: Final = MappingProxyType(
    {
        Case.PERMANENT: Article("29"),
        Case.SETTLED: Article("29"),
        Case.SHORT_STAY: Article("29", "3"),
        Case.SOLDIER: Article("29", "3"),
        Case.BACK_PERMANENT: Article("29", "4"),
        Case.BACK_TEMPORARY: Article("29", "4"),
        Case.DETAINED: Article("29", "5"),
        Case.CERTIFICATE: Article("34"),
    }
)
"""Of the free migrant the guidance alone speaks."""

_DERIVED: Final = frozenset({Case.DETAINED, Case.CERTIFICATE})
"""Art. 29(5) and 34 never named the district level: that they gave no ballot of it in 2021 is drawn from that."""


def entitlement(rule_set: RuleSetId, case: Case) -> Entitlement:
    """The ballots that ``case`` is handed under ``rule_set`` (facts B.5).

    ``LookupError`` for the free migrant under the rule set of 2021: of the district council nothing is known.
    """
    if case not in cases(rule_set):
        raise LookupError(case)
    bodies = RULE_SETS[rule_set].bodies
    without = _WITHHELD.get(case, frozenset())
    return Entitlement(
        case=case,
        handed=tuple(body for body in bodies if body not in without),
        withheld=tuple(body for body in bodies if body in without),
        article=_ARTICLES.get(case),
        guidance=rule_set is RuleSetId.R2026,
        derived=tuple(body for body in bodies if body == "district" and case in _DERIVED),
    )


def cases(rule_set: RuleSetId) -> tuple[Case, ...]:
    """The rows of the table under ``rule_set``."""
    return tuple(case for case in Case if case is not Case.UNREGISTERED or rule_set is RuleSetId.R2026)


def questions(rule_set: RuleSetId) -> Question:
    """The first question under ``rule_set``; every other one hangs on its answers."""

    def case(which: Case) -> Entitlement:
        return entitlement(rule_set, which)

    permanent = Question(
        QuestionId.ABROAD, (("resident", case(Case.PERMANENT)), ("back", case(Case.BACK_PERMANENT)))
    )
    temporary = Question(
        QuestionId.HOW_LONG,
        (
            ("12-months", case(Case.SETTLED)),
            ("under-12-months", case(Case.SHORT_STAY)),
            ("back", case(Case.BACK_TEMPORARY)),
            ("unsure", Advice.ASK),
        ),
    )
    elsewhere = Question(
        QuestionId.CERTIFICATE, (("held", case(Case.CERTIFICATE)), ("not-held", Advice.GET_CERTIFICATE))
    )
    unit = Question(QuestionId.UNIT, (("soldier", case(Case.SOLDIER)), ("detained", case(Case.DETAINED))))
    not_listed = Question(
        QuestionId.NOT_LISTED,
        (
            ("not-found", Advice.COMPLAIN),
            ("age", Advice.BY_AGE),
            ("suspended", Advice.STILL_VOTES),
            ("excluded", Advice.EXCLUDED),
        ),
    )
    answers: list[tuple[str, Question | Outcome]] = [
        ("permanent", permanent),
        ("temporary", temporary),
        ("elsewhere", elsewhere),
        ("unit", unit),
    ]
    if Case.UNREGISTERED in cases(rule_set):
        asked = Question(QuestionId.ASKED, (("asked", case(Case.UNREGISTERED)), ("not-asked", Advice.SAY_SO)))
        answers.append(("unregistered", asked))
    answers += [("not-listed", not_listed), ("unsure", Advice.ASK)]
    return Question(QuestionId.WHERE, tuple(answers))


def follow(rule_set: RuleSetId, answers: str) -> Question | Outcome:
    """Where ``answers`` (ids joined by points, empty for none) lead; ``LookupError`` where they lead nowhere."""
    here: Question | Outcome = questions(rule_set)
    for answer in answers.split(POINT) if answers else ():
        here = here.after(answer) if isinstance(here, Question) else _nowhere(answers)
    return here


def _nowhere(answers: str) -> NoReturn:
    raise LookupError(answers)


def ways(rule_set: RuleSetId) -> Iterator[tuple[str, Question | Outcome]]:
    """Every place there is, as the answers that lead to it and what stands there: questions and outcomes."""
    waiting: list[tuple[str, Question | Outcome]] = [("", questions(rule_set))]
    while waiting:
        answers, here = waiting.pop(0)
        yield answers, here
        if isinstance(here, Question):
            waiting += [(f"{answers}{POINT}{one}".lstrip(POINT), then) for one, then in here.answers]


def last_birth_day(polling_day: dt.date) -> dt.date:
    """Who was born on this day or before is old enough to vote on ``polling_day`` (Law art. 2; facts B.1)."""
    year = polling_day.year - VOTING_AGE
    try:
        return polling_day.replace(year=year)
    except ValueError:  # 29 February of a year that has none
        return dt.date(year, 2, 28)
