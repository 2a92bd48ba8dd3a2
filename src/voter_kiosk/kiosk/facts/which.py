"""Which ballots do I get: one question at a time, and the papers at the end. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import polling_hours
from voter_kiosk.domain.election import BallotState
from voter_kiosk.domain.entitlement import (
    POINT,
    Advice,
    Case,
    Entitlement,
    Outcome,
    Question,
    QuestionId,
    entitlement,
    follow,
    last_birth_day,
)
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.kiosk.facts.occasion import own_decision
from voter_kiosk.kiosk.facts.slots import Missing, why_line
from voter_kiosk.kiosk.facts.topic import Entry
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

LAW: Final = "luat-bau-cu"
GUIDANCE: Final = "hoi-dap"
"""The sources of the base content that the table rests on."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, and the question's place to give another."""

    answer: str
    question: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose: what it says, a line on it, a drawing, and the place it leads to."""

    title: str
    summary: str
    sign: str
    subject: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot that is handed: the body and its paper's colour, as #rrggbb (or empty) and in words."""

    name: str
    colour: str
    colourName: str  # noqa: N815


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do next."""

    text: str


_SIGNS: Final = MappingProxyType(
    {
        "permanent": "home",
        "temporary": "clock",
        "elsewhere": "place",
        "unit": "people",
        "unregistered": "person",
        "not-listed": "notice",
        "unsure": "question",
    }
)
_AFTERWARDS: Final = MappingProxyType({Advice.GET_CERTIFICATE: Case.CERTIFICATE, Advice.SAY_SO: Case.UNREGISTERED})
"""What a voter is once she has done what is advised."""

_ON_THE_LIST_BY_ASKING: Final = frozenset(
    {Case.SETTLED, Case.SHORT_STAY, Case.BACK_PERMANENT, Case.BACK_TEMPORARY, Advice.SAY_SO, Advice.COMPLAIN}
)
"""For whom it matters until when the list is changed."""

_TOPICS: Final = MappingProxyType(
    {
        Case.CERTIFICATE: "voting-elsewhere",
        Case.DETAINED: "help-to-vote",
        Advice.GET_CERTIFICATE: "voting-elsewhere",
        Advice.COMPLAIN: "voter-list",
        Advice.SAY_SO: "voter-list",
        Advice.BY_AGE: "who-may-vote",
        Advice.STILL_VOTES: "who-may-vote",
        Advice.EXCLUDED: "who-may-vote",
        Advice.ASK: "which-ballots",
    }
)
"""Which topic of the base content says more; the voter card's for every other outcome."""


_DRAWINGS: Final = MappingProxyType(
    {
        Advice.ASK: "question",
        Advice.GET_CERTIFICATE: "ballot",
        Advice.SAY_SO: "notice",
        Advice.COMPLAIN: "notice",
        Advice.BY_AGE: "person",
        Advice.STILL_VOTES: "check",
        Advice.EXCLUDED: "law",
    }
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the tasks of an outcome rest on, besides its own article: of the law, and of the guidance of 2026."""

    articles: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


_SAID: Final[Mapping[Case | Advice, _Said]] = MappingProxyType(
    {
        Case.SETTLED: _Said(("33", "69"), ("85", "95")),
        Case.SHORT_STAY: _Said(("33", "69"), ("85", "95")),
        Case.BACK_PERMANENT: _Said(("33", "69"), ("95",)),
        Case.BACK_TEMPORARY: _Said(("33", "69"), ("95",)),
        Case.CERTIFICATE: _Said(("69",), ("95",)),
        Advice.ASK: _Said(),
        Advice.GET_CERTIFICATE: _Said((), ()),
        Advice.SAY_SO: _Said(("33",), ("95",)),
        Advice.COMPLAIN: _Said(("33",), ("95",)),
        Advice.BY_AGE: _Said(("2", "33"), ("79",)),
        Advice.STILL_VOTES: _Said(("30",), ("81", "82")),
        Advice.EXCLUDED: _Said(("30",), ("80", "95")),
    }
)


@QmlElement
class WhichFacts(QObject):
    """What one place of the questions shows; its subject is the answers so far (``temporary.under-12-months``)."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        if showing is None:
            raise LookupError(subject)
        rule_set = showing.election.rule_set
        here = follow(rule_set, subject)
        self._given = RecordModel(Given, _given(view, rule_set, subject), self)
        choices: list[Choice] = []
        papers: tuple[Paper, ...] = ()
        withheld: tuple[Missing, ...] = ()
        tasks: tuple[str, ...] = ()
        ways: tuple[Entry, ...] = ()
        self._then, self._heading, self._source = "", "", ""
        if isinstance(here, Question):
            self._title = _question(view, here.id)
            for answer, _ in here.answers:
                title, summary = _answer(view, here.id, answer)
                sign = _SIGNS[answer] if here.id is QuestionId.WHERE else ""
                choices.append(Choice(title, summary, sign, f"{subject}{POINT}{answer}".lstrip(POINT)))
        else:
            owed = entitled(rule_set, here)
            if owed is not None:
                papers, withheld = _papers(view, showing, owed)
            count = view.tr("You get %n ballots", n=len(papers))
            self._title = count if isinstance(here, Entitlement) else _advice(view, here)
            self._then = "" if isinstance(here, Entitlement) or not papers else _then(view, here, len(papers))
            tasks = _tasks(view, showing, here)
            self._heading = _heading(view, here)
            self._source = _basis(view, showing, here, owed)
            ways = _ways(view, showing, here)
        said = [self._title, self._then, self._heading, *(f"{one.title}. {one.summary}" for one in choices)]
        said += [*(paper.name for paper in papers), *(one.names + ". " + one.why for one in withheld), *tasks]
        self._words = word_model(explained(view, said), self)
        self._asking = bool(choices)
        self._advice = isinstance(here, Advice)
        self._sign = _DRAWINGS[here] if isinstance(here, Advice) else ""
        self._again = here is Advice.STILL_VOTES
        self._choices = RecordModel(Choice, choices, self)
        self._papers = RecordModel(Paper, papers, self)
        self._withheld = RecordModel(Missing, withheld, self)
        self._tasks = RecordModel(Task, [Task(text) for text in tasks], self)
        self._ways = RecordModel(Entry, ways, self)

    @Property(bool, constant=True)
    def asking(self) -> bool:
        """Whether this is a question and not an outcome."""
        return self._asking

    @Property(str, constant=True)
    def title(self) -> str:
        """The question, or the outcome in a line."""
        return self._title

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """The difficult words of what is asked or said."""
        return self._words

    @Property(QObject, constant=True)
    def given(self) -> QObject:
        """The answers so far, each to be changed."""
        return self._given

    @Property(QObject, constant=True)
    def choices(self) -> QObject:
        """The answers to choose from."""
        return self._choices

    @Property(bool, constant=True)
    def advice(self) -> bool:
        """Whether no ballot can be promised yet, so that what to do comes first."""
        return self._advice

    @Property(str, constant=True)
    def sign(self) -> str:
        """The drawing of an advice, or nothing."""
        return self._sign

    @Property(str, constant=True)
    def heading(self) -> str:
        """What stands above the tasks, or nothing."""
        return self._heading

    @Property(str, constant=True)
    def then(self) -> str:
        """What the papers are where something has to be done first, or nothing."""
        return self._then

    @Property(QObject, constant=True)
    def papers(self) -> QObject:
        """The ballots that are handed."""
        return self._papers

    @Property(QObject, constant=True)
    def withheld(self) -> QObject:
        """The ballots that are not handed, and why."""
        return self._withheld

    @Property(QObject, constant=True)
    def tasks(self) -> QObject:
        """What to do next."""
        return self._tasks

    @Property(QObject, constant=True)
    def ways(self) -> QObject:
        """Where to read on."""
        return self._ways

    @Property(bool, constant=True)
    def startsAgain(self) -> bool:  # noqa: N802
        """Whether the questions are to be answered once more, by residence."""
        return self._again

    @Property(str, constant=True)
    def source(self) -> str:
        """The law and the guidance it rests on, or nothing."""
        return self._source


def entitled(rule_set: RuleSetId, outcome: Outcome) -> Entitlement | None:
    """The ballots of ``outcome``: its own, or those that come of doing what it advises."""
    if isinstance(outcome, Entitlement):
        return outcome
    case = _AFTERWARDS.get(outcome)
    return entitlement(rule_set, case) if case else None


def _given(view: View, rule_set: RuleSetId, subject: str) -> list[Given]:
    found = []
    answers = subject.split(POINT) if subject else []
    for place, answer in enumerate(answers):
        before = POINT.join(answers[:place])
        question = follow(rule_set, before)
        if isinstance(question, Question):
            found.append(Given(_short(view, question.id, answer), before))
    return found


def _papers(view: View, showing: Showing, owed: Entitlement) -> tuple[tuple[Paper, ...], tuple[Missing, ...]]:
    """The papers in the order of the ballots; and those not handed, each reason once."""
    area = showing.here()
    states = {ballot.body: ballot.state for ballot in area.ballots} if area else {}
    handed: list[Paper] = []
    reasons: dict[str, list[str]] = {}
    for body in showing.election.bodies:
        name = view.text(body.name)
        if body.id in owed.withheld:
            reasons.setdefault(_why_withheld(view, owed.case), []).append(name)
        elif states.get(body.id) is BallotState.NOT_ELECTED_HERE:
            reasons.setdefault(why_line(view, body, BallotState.NOT_ELECTED_HERE), []).append(name)
        elif body.id in owed.handed:
            handed.append(Paper(name, body.ballot_colour, view.text(body.ballot_colour_name)))
    withheld = (Missing(view.tr("Not handed: %1", "; ".join(names)), why) for why, names in reasons.items())
    return tuple(handed), tuple(withheld)


def _basis(view: View, showing: Showing, outcome: Outcome, owed: Entitlement | None) -> str:
    """The articles and the guidance behind everything that is said, and what is drawn from the law's wording."""
    kind = outcome.case if isinstance(outcome, Entitlement) else outcome
    articles, questions = [], []
    if owed is not None and owed.article is not None:
        number, clause = owed.article.number, owed.article.clause
        articles.append(
            view.tr("Article %1, clause %2", number, clause) if clause else view.tr("Article %1", number)
        )
    if owed is not None and owed.guidance:
        questions.append("87–94")
    said = _SAID.get(kind, _Said(articles=("69",)))
    articles += [view.tr("Article %1", number) for number in said.articles]
    if showing.election.rule_set is RuleSetId.R2026:
        questions += said.questions
    law, book = showing.source(LAW), showing.source(GUIDANCE)
    parts = []
    if articles:
        where = ", ".join(articles)
        parts.append(view.tr("%1, %2", view.text(law.title), where) if law else where)
    if questions and book is not None:
        parts.append(view.tr("%1, questions %2", view.text(book.title), ", ".join(sorted(questions))))
    lines = [view.tr("Source: %1", "; ".join(parts))] if parts else []
    derived = [body for body in showing.election.bodies if owed is not None and body.id in owed.derived]
    if derived:
        names = "; ".join(view.text(body.name) for body in derived)
        lines.append(
            view.tr("That the ballot for “%1” is not handed follows from the wording of the article.", names)
        )
    return "\n".join(lines)


def _ways(view: View, showing: Showing, outcome: Outcome) -> tuple[Entry, ...]:
    found: list[Entry] = []
    if isinstance(outcome, Entitlement) and showing.here() is not None:
        summary = view.tr("Who stands, where and when to vote")
        found.append(Entry(Screen.BALLOTS, "", view.tr("The ballots here"), summary, "ballot"))
    slug = _TOPICS.get(outcome.case if isinstance(outcome, Entitlement) else outcome, "voter-card")
    topic = showing.topic(slug)
    if topic is not None:
        found.append(Entry(Screen.TOPIC, slug, view.text(topic.title), view.text(topic.summary), "rights"))
    return tuple(found)


def _tasks(view: View, showing: Showing, outcome: Outcome) -> tuple[str, ...]:
    """What to do next, in order (facts B.1, B.4, B.5, B.10)."""
    kind = outcome.case if isinstance(outcome, Entitlement) else outcome
    amended = showing.election.rule_set is RuleSetId.R2026  # the guidance was written for it
    card = view.tr("Bring your voter card and show it to the election team.")
    listed = view.tr("If your name is not on the list yet, go to the commune People’s Committee at once.")
    found: list[str] = []
    if kind in {Case.SETTLED, Case.SHORT_STAY}:
        if amended:
            found.append(
                view.tr(
                    "Tell the commune People’s Committee that you want to vote where you have temporary "
                    "residence. Saying so in words is enough."
                )
            )
        else:
            found.append(listed)
        found.append(card)
    elif kind in {Case.BACK_PERMANENT, Case.BACK_TEMPORARY}:
        found += [listed, card]
    elif kind is Case.DETAINED:
        found.append(view.tr("The election team brings a portable ballot box to where you are."))
    elif kind is Case.CERTIFICATE:
        found.append(
            view.tr(
                "Bring the certificate to the place where you will vote, to be added to the list there before "
                "voting begins."
            )
        )
        found.append(view.tr("Bring your voter card too, if you have been given one."))
    elif isinstance(outcome, Entitlement):
        found.append(card)
    else:
        found += _advised(view, showing, outcome, amended=amended)
    if kind in _ON_THE_LIST_BY_ASKING:
        found.append(_list_closes(view, showing))
    return tuple(found)


def _advised(view: View, showing: Showing, advice: Advice, *, amended: bool) -> list[str]:
    election = showing.election
    if advice is Advice.ASK:
        found = [
            view.tr("The election team at your polling place."),
            view.tr("Or the commune People’s Committee that makes the voter list."),
        ]
        return [*found, view.tr("By telephone: %1", election.hotline)] if election.hotline else found
    if advice is Advice.GET_CERTIFICATE:
        found = [
            view.tr(
                "Before you leave, go to the commune People’s Committee that has you on its voter list. Ask there "
                "for a certificate to vote elsewhere."
            )
        ]
        same = view.tr("Students and workers who vote at a school or industrial park use the same certificate.")
        return [*found, same] if amended else found
    if advice is Advice.SAY_SO:
        return [view.tr("Go to the commune People’s Committee where you live now and ask to vote there.")]
    if advice is Advice.COMPLAIN:
        return [
            view.tr(
                "Complain to the commune People’s Committee that made the list, within 30 days of the day it was "
                "posted."
            ),
            view.tr("It must answer within 5 days."),
            *([view.tr("On election day nobody is added at the polling place.")] if amended else []),
        ]
    if advice is Advice.BY_AGE:
        born = last_birth_day(election.polling_day)
        return [
            view.tr("Age is counted on election day: who was born on %1 or before may vote.", view.date(born)),
            view.tr("If you are old enough and not on the list, complain to the commune People’s Committee."),
        ]
    if advice is Advice.STILL_VOTES:
        return [
            view.tr("Unless a court has taken the right to vote away, you are put on the voter list."),
            view.tr("Which ballots you get depends on where you live."),
        ]
    return [
        view.tr("People deprived of the right to vote by a court judgment in force."),
        view.tr("People under sentence of death who await its execution."),
        view.tr("People serving a prison sentence that is not suspended."),
        view.tr("People who have lost civil capacity."),
        view.tr("Whoever has the right again by 24 hours before voting begins is added to the list."),
    ]


def _list_closes(view: View, showing: Showing) -> str:
    hours = polling_hours(showing.election, showing.here())
    closes = hours.list_closes
    decision = own_decision(view)
    by = f" {view.tr('By decision: %1', decision)}." if decision else ""
    if view.moment.sure and view.moment.instant >= closes:
        said = view.tr("The voter list was closed at %1 on %2.", view.time(closes), view.date(closes.date()))
    else:
        said = view.tr("The voter list is changed until %1 on %2.", view.time(closes), view.date(closes.date()))
    return said + by


def _then(view: View, advice: Advice, count: int) -> str:
    if advice is Advice.GET_CERTIFICATE:
        return view.tr("With the certificate you get %n ballots:", n=count)
    return view.tr("Once you are on the list you get %n ballots:", n=count)


def _heading(view: View, outcome: Outcome) -> str:
    """What stands above the tasks; where the title says it, nothing."""
    if outcome is Advice.EXCLUDED:
        return view.tr("The law names these cases")
    if outcome in {Advice.ASK, Advice.BY_AGE, Advice.STILL_VOTES}:
        return ""
    return view.tr("What to do")


def _advice(view: View, advice: Advice) -> str:
    return {
        Advice.ASK: view.tr("Please ask"),
        Advice.GET_CERTIFICATE: view.tr("First get the certificate"),
        Advice.SAY_SO: view.tr("First ask to be put on the list"),
        Advice.COMPLAIN: view.tr("Complain as soon as you can"),
        Advice.BY_AGE: view.tr("Whoever is 18 may vote"),
        Advice.STILL_VOTES: view.tr("You may still vote"),
        Advice.EXCLUDED: view.tr("Who is not put on the voter list"),
    }[advice]


def _why_withheld(view: View, case: Case) -> str:
    return {
        Case.SHORT_STAY: view.tr("Not handed to temporary residents of less than 12 months."),
        Case.SOLDIER: view.tr("Not handed to soldiers who vote at their unit."),
        Case.DETAINED: view.tr(
            "Not handed to those who vote in custody, detention, compulsory education or rehabilitation."
        ),
        Case.CERTIFICATE: view.tr("Not handed on a certificate to vote elsewhere."),
        Case.BACK_TEMPORARY: view.tr("Not handed at a temporary residence to those just back from abroad."),
        Case.UNREGISTERED: view.tr("Not handed to those without registered residence."),
    }[case]


def _question(view: View, question: QuestionId) -> str:
    return {
        QuestionId.WHERE: view.tr("Where will you vote?"),
        QuestionId.ABROAD: view.tr("Have you just come back from abroad?"),
        QuestionId.HOW_LONG: view.tr("How long have you had temporary residence there?"),
        QuestionId.CERTIFICATE: view.tr("Do you have a certificate to vote elsewhere?"),
        QuestionId.UNIT: view.tr("What kind of place is it?"),
        QuestionId.ASKED: view.tr("Have you asked to vote where you live now?"),
        QuestionId.NOT_LISTED: view.tr("Which is your case?"),
    }[question]


def _answer(view: View, question: QuestionId, answer: str) -> tuple[str, str]:
    """What the card of ``answer`` says: its title, and a line on it or nothing."""
    amended = view.election is not None and view.election.rule_set is RuleSetId.R2026
    return {
        (QuestionId.WHERE, "permanent"): (
            view.tr("Where I have permanent residence"),
            view.tr("At home, as registered"),
        ),
        (QuestionId.WHERE, "temporary"): (
            view.tr("Where I have temporary residence"),
            view.tr("Registered there for a time"),
        ),
        (QuestionId.WHERE, "elsewhere"): (
            view.tr("Somewhere else: I am away"),
            view.tr("With a certificate to vote elsewhere"),
        ),
        (QuestionId.WHERE, "unit"): (
            view.tr("At an army unit, or in custody"),
            view.tr("Also in compulsory education or rehabilitation"),
        ),
        (QuestionId.WHERE, "unregistered"): (
            view.tr("I have no registered residence"),
            view.tr("Neither permanent nor temporary"),
        ),
        (QuestionId.WHERE, "not-listed"): (
            view.tr("I am not on the voter list"),
            view.tr("What to do"),
        ),
        (QuestionId.WHERE, "unsure"): (view.tr("I am not sure"), view.tr("Whom to ask")),
        (QuestionId.ABROAD, "resident"): (view.tr("No"), ""),
        (QuestionId.ABROAD, "back"): (view.tr("Yes, I have just come back"), ""),
        (QuestionId.HOW_LONG, "12-months"): (view.tr("12 months or more"), ""),
        (QuestionId.HOW_LONG, "under-12-months"): (view.tr("Less than 12 months"), ""),
        (QuestionId.HOW_LONG, "back"): (view.tr("I have just come back from abroad"), ""),
        (QuestionId.HOW_LONG, "unsure"): (view.tr("I am not sure"), view.tr("Whom to ask")),
        (QuestionId.CERTIFICATE, "held"): (view.tr("Yes, I have it"), ""),
        (QuestionId.CERTIFICATE, "not-held"): (view.tr("Not yet"), view.tr("How to get it")),
        (QuestionId.UNIT, "soldier"): (view.tr("An army unit: I am a soldier there"), ""),
        (QuestionId.UNIT, "detained"): (
            view.tr("Custody or detention"),
            view.tr("Also compulsory education or rehabilitation"),
        ),
        (QuestionId.ASKED, "asked"): (view.tr("Yes, I have asked"), ""),
        (QuestionId.ASKED, "not-asked"): (view.tr("Not yet"), view.tr("How to ask")),
        (QuestionId.NOT_LISTED, "not-found"): (
            view.tr("I have read the list and my name is missing"),
            "",
        ),
        (QuestionId.NOT_LISTED, "age"): (view.tr("I do not know whether I am old enough"), ""),
        (QuestionId.NOT_LISTED, "suspended"): (
            view.tr("A prison sentence that is suspended, postponed or interrupted")
            if amended
            else view.tr("A prison sentence that is suspended"),
            "",
        ),
        (QuestionId.NOT_LISTED, "excluded"): (
            view.tr("A case of Article 30"),
            view.tr("Who is not put on the voter list"),
        ),
    }[question, answer]


def _short(view: View, question: QuestionId, answer: str) -> str:
    """``answer`` as it stands in the line of what was answered."""
    return {
        (QuestionId.WHERE, "permanent"): view.tr("Permanent residence"),
        (QuestionId.WHERE, "temporary"): view.tr("Temporary residence"),
        (QuestionId.WHERE, "elsewhere"): view.tr("Away from home"),
        (QuestionId.WHERE, "unit"): view.tr("Army unit or custody"),
        (QuestionId.WHERE, "unregistered"): view.tr("No registered residence"),
        (QuestionId.WHERE, "not-listed"): view.tr("Not on the voter list"),
        (QuestionId.WHERE, "unsure"): view.tr("Not sure"),
        (QuestionId.ABROAD, "resident"): view.tr("Not from abroad"),
        (QuestionId.ABROAD, "back"): view.tr("Back from abroad"),
        (QuestionId.HOW_LONG, "12-months"): view.tr("12 months or more"),
        (QuestionId.HOW_LONG, "under-12-months"): view.tr("Less than 12 months"),
        (QuestionId.HOW_LONG, "back"): view.tr("Back from abroad"),
        (QuestionId.HOW_LONG, "unsure"): view.tr("Not sure how long"),
        (QuestionId.CERTIFICATE, "held"): view.tr("With a certificate"),
        (QuestionId.CERTIFICATE, "not-held"): view.tr("No certificate yet"),
        (QuestionId.UNIT, "soldier"): view.tr("Soldier"),
        (QuestionId.UNIT, "detained"): view.tr("Custody or detention"),
        (QuestionId.ASKED, "asked"): view.tr("Has asked to vote"),
        (QuestionId.ASKED, "not-asked"): view.tr("Has not asked yet"),
        (QuestionId.NOT_LISTED, "not-found"): view.tr("Name is missing"),
        (QuestionId.NOT_LISTED, "age"): view.tr("Age"),
        (QuestionId.NOT_LISTED, "suspended"): view.tr("Suspended sentence"),
        (QuestionId.NOT_LISTED, "excluded"): view.tr("Article 30"),
    }[question, answer]
