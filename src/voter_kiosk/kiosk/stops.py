"""Where a tour stops: every screen, with what it shows at its longest, its first, its oddest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from voter_kiosk.domain.calendar import VIETNAM, Confidence, Moment
from voter_kiosk.domain.content import Block, BlockKind, Notice, Section, Topic
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate, Election, PollingArea
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.kiosk.facts.areas import LETTERS, MOST
from voter_kiosk.kiosk.facts.candidate import PROGRAMME
from voter_kiosk.kiosk.facts.meetings import constituencies_here, meeting_rows
from voter_kiosk.kiosk.facts.pages import PAGES
from voter_kiosk.kiosk.facts.steps import ROLE, steps_of
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.view import View
from voter_kiosk.store.showing import Showing

USUAL_MOMENT: Final = (-12, dt.time(9))
"""Days from polling day, and the hour: lists are posted, candidates present their programmes."""

MOMENTS: Final = (
    (-26, dt.time(9)),
    (-12, dt.time(9)),
    (-1, dt.time(6, 59)),
    (-1, dt.time(7, 1)),
    (0, dt.time(6, 30)),
    (0, dt.time(18, 59)),
    (0, dt.time(19, 1)),
    (7, dt.time(9)),
)
"""The moments at which what may be shown changes: days from polling day, and the hour."""


class Over(StrEnum):
    """What lies over a screen."""

    NOTHING = ""
    TEXT = "text"
    COLOURS = "contrast"
    STILL_THERE = "still-there"
    CALL_STAFF = "call-staff"


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen to be looked at. ``kind`` groups the stops that one page design answers for.

    ``name`` is unique and fit for a file; ``bundle`` is false where nothing is installed; ``scrolled`` is a look
    at the page's end.
    """

    kind: str
    name: str
    place: Place
    moment: Moment
    over: Over = Over.NOTHING
    bundle: bool = True
    scrolled: bool = False


def on(election: Election, days: int, hour: dt.time) -> Moment:
    """The moment ``days`` from polling day at ``hour``, in Viet Nam."""
    return Moment(dt.datetime.combine(election.polling_day + dt.timedelta(days=days), hour, VIETNAM))


def stops(showing: Showing, moment: Moment) -> tuple[Stop, ...]:
    """Every stop for content that is ``showing`` at ``moment``, in the order of a visit, and then the moments."""
    found = [stop for stop in _visit(showing, moment) if stop.place.screen in PAGES]
    return (*found, *_moments(showing))


def no_bundle(moment: Moment) -> tuple[Stop, ...]:
    """The stops of a kiosk in which nothing is installed."""
    return tuple(
        Stop("no-bundle", f"no-bundle-{screen}", Place(screen), moment, bundle=False)
        for screen in (Screen.ATTRACT, Screen.HOME)
    )


def _visit(showing: Showing, moment: Moment) -> Iterator[Stop]:
    def stop(kind: str, name: str, screen: Screen, subject: str = "", over: Over = Over.NOTHING) -> Stop:
        return Stop(kind, name, Place(screen, subject), moment, over)

    yield stop("attract", "attract", Screen.ATTRACT)
    yield stop("home", "home", Screen.HOME)
    yield from _lists(showing, moment)
    yield from _areas(showing, moment)
    yield from _meetings(showing, moment)
    yield stop("sections", "sections", Screen.SECTIONS)
    for section in Section:
        if showing.topics(section):
            yield stop("topics", f"topics-{section}", Screen.TOPICS, section)
    topics = _topics(showing.topics())
    for why, topic in topics.items():
        yield stop("topic", f"topic-{why}", Screen.TOPIC, topic.slug)
    if "longest" in topics:
        yield replace(stop("topic", "topic-longest-end", Screen.TOPIC, topics["longest"].slug), scrolled=True)
    steps = showing.topic_by_role(ROLE)
    count = len(steps_of(steps.body.get(VIETNAMESE, ()))) if steps else 0
    for number in dict.fromkeys((1, count // 2, count)):
        if number:
            yield stop("steps", f"steps-{number}", Screen.STEPS, str(number))
    terms = [term.number for term in showing.terms()]
    if terms:
        yield stop("history", "history", Screen.HISTORY)
        yield replace(stop("history", "history-end", Screen.HISTORY), scrolled=True)
        most = max(showing.terms(), key=lambda term: len(term.figures)).number
        for number in dict.fromkeys((terms[0], most, terms[-1])):
            yield stop("term", f"term-{number}", Screen.TERM, str(number))
    notices = showing.notices()
    if notices:
        yield stop("notices", "notices", Screen.NOTICES)
        for why, notice in _notices(notices).items():
            yield stop("notice", f"notice-{why}", Screen.NOTICE, notice.slug)
    yield stop("about", "about", Screen.ABOUT)
    yield replace(stop("about", "about-end", Screen.ABOUT), scrolled=True)
    for over in (Over.TEXT, Over.COLOURS, Over.STILL_THERE, Over.CALL_STAFF):
        yield stop(f"over-{over}", f"over-{over}", Screen.HOME, over=over)
    doubt = Moment(moment.instant, Confidence.DOUBTFUL)
    for screen in (Screen.ATTRACT, Screen.HOME):
        yield Stop("in-doubt", f"in-doubt-{screen}", Place(screen), doubt)
    person = next(iter(_everyone(showing)), None)
    if person is not None:
        yield Stop("in-doubt", "in-doubt-programme", Place(Screen.CANDIDATE, person.id + PROGRAMME), doubt)


def _lists(showing: Showing, moment: Moment) -> Iterator[Stop]:
    area = showing.here()
    if area is not None:
        yield Stop("ballots", "ballots", Place(Screen.BALLOTS), moment)
    shown = {
        body.id: [unit for unit in showing.constituencies(body.id) if showing.candidates(unit.id)]
        for body in showing.election.bodies
    }
    for body, units in shown.items():
        if units and area is None:
            yield Stop("ballots", f"ballots-{body}", Place(Screen.BALLOTS, body), moment)
    for body, units in shown.items():
        if units:
            longest = max(units, key=lambda unit: len(showing.candidates(unit.id)))
            yield Stop("candidates", f"candidates-{body}", Place(Screen.CANDIDATES, longest.id), moment)
    people = list(_everyone(showing))
    struck = next((person for person in people if person.strike_off), None)
    if struck is not None:
        yield Stop("candidates", "candidates-struck-off", Place(Screen.CANDIDATES, struck.constituency), moment)
    for why, person in _people(people).items():
        yield Stop("candidate", f"candidate-{why}", Place(Screen.CANDIDATE, person.id), moment)
        if why == "longest":
            end = Place(Screen.CANDIDATE, person.id)
            yield Stop("candidate", "candidate-longest-end", end, moment, scrolled=True)
    for why, person in _programmes(people).items():
        place = Place(Screen.CANDIDATE, person.id + PROGRAMME)
        yield Stop("programme", f"programme-{why}", place, moment)
        if why == "longest":
            yield Stop("programme", "programme-longest-end", place, moment, scrolled=True)


def _areas(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """The way to another polling area: every question, and areas where something is unlike the rest."""

    def stop(name: str, subject: str, screen: Screen = Screen.AREAS) -> Stop:
        return Stop("area" if screen is Screen.AREA else "areas", name, Place(screen, subject), moment)

    yield stop("areas", "")
    provinces = showing.provinces()
    if not provinces:
        return
    one = f"in:{provinces[0].code}"
    yield stop("areas-nothing-found", f"{one}:9 9")
    letters = {letter: showing.find_units(letter, provinces[0].code, MOST) for letter in LETTERS}
    most = max(letters, key=lambda letter: letters[letter].count)
    yield stop("areas-typed", f"{one}:{most}")
    old = {unit.id: unit for found in letters.values() for unit in found.former}
    split = [unit for unit in old.values() if unit.split]
    for why, units in {
        "renamed": [unit for unit in old.values() if not unit.split],
        "split": [unit for unit in split if unit.became[0].part],
        "split-untold": [unit for unit in split if not unit.became[0].part],
    }.items():
        if units:
            yield stop(f"areas-{why}", f"old:{max(units, key=lambda unit: len(unit.name[VIETNAMESE])).id}")
    wards = showing.wards(provinces[0].code)
    yield stop("areas-ward", f"w:{max(wards, key=lambda ward: ward.areas).id}")
    empty = next((ward for ward in wards if not ward.areas), None)
    if empty is not None:
        yield stop("areas-of-none", f"w:{empty.id}")
    here = showing.here()
    areas = [area for ward in wards for area in showing.areas_of(ward.id)]
    chosen: dict[str, PollingArea | None] = {
        "here": here,
        "other": next((area for area in areas if here is None or area.code != here.code), None),
        "other-day": next((area for area in areas if area.day is not None), None),
        "longest": max(areas, key=lambda area: len(str(area))),
    }
    for why, area in chosen.items():
        if area is not None:
            yield stop(f"area-{why}", area.code, Screen.AREA)


def _meetings(showing: Showing, moment: Moment) -> Iterator[Stop]:
    view = View(showing, moment, Dictionary({}))
    if meeting_rows(constituencies_here(view), view):
        yield Stop("meetings", "meetings", Place(Screen.MEETINGS), moment)
    for unit in showing.constituencies():
        if meeting_rows((unit.id,), view):
            yield Stop("meetings", "meetings-of-one", Place(Screen.MEETINGS, unit.id), moment)
            break


def _moments(showing: Showing) -> Iterator[Stop]:
    election = showing.election
    person = next((person for person in _everyone(showing) if person.programme), None) or next(
        iter(_everyone(showing)), None
    )
    for days, hour in MOMENTS:
        moment = on(election, days, hour)
        when = f"E{days:+d}-{hour:%H%M}" if days else f"E-{hour:%H%M}"
        yield Stop("moment", f"{when}-attract", Place(Screen.ATTRACT), moment)
        yield Stop("moment", f"{when}-home", Place(Screen.HOME), moment)
        named = decide(election, showing.here(), moment, KioskState()).lists
        if person is not None and any(f".{body}." in person.id for body in named):
            yield Stop("moment", f"{when}-candidate", Place(Screen.CANDIDATE, person.id + PROGRAMME), moment)
        elif showing.here() is not None:
            yield Stop("moment", f"{when}-ballots", Place(Screen.BALLOTS), moment)


def _everyone(showing: Showing) -> Iterator[Candidate]:
    for unit in showing.constituencies():
        yield from showing.candidates(unit.id)


@dataclass
class _Chosen:
    """The odd ones by why they were chosen, each once."""

    found: dict[str, Candidate] = field(default_factory=dict)

    def add(self, why: str, person: Candidate | None) -> None:
        if person is not None and person.id not in {other.id for other in self.found.values()}:
            self.found[why] = person


def _people(people: list[Candidate]) -> dict[str, Candidate]:
    chosen = _Chosen()
    if people:
        chosen.add("first", people[0])
        chosen.add("last", people[-1])
        chosen.add("longest", max(people, key=_form_length))
        chosen.add("longest-name", max(people, key=lambda person: len(person.name)))
        chosen.add("struck-off", next((person for person in people if person.strike_off), None))
        chosen.add("corrected", next((person for person in people if person.correction), None))
    return chosen.found


def _programmes(people: list[Candidate]) -> dict[str, Candidate]:
    chosen = _Chosen()
    given = [person for person in people if person.programme]
    if given:
        chosen.add("first", given[0])
        chosen.add("longest", max(given, key=lambda person: _length(person.programme.get(VIETNAMESE, ()))))
    chosen.add("not-given", next((person for person in people if not person.programme), None))
    return chosen.found


def _topics(topics: Iterable[Topic]) -> dict[str, Topic]:
    """The longest topic and title, and for each kind of block a topic that has it, each topic once."""
    every = list(topics)
    found: dict[str, Topic] = {}

    def add(why: str, topic: Topic | None) -> None:
        if topic is not None and topic.slug not in {other.slug for other in found.values()}:
            found[why] = topic

    if every:
        add("longest", max(every, key=lambda topic: _length(topic.body.get(VIETNAMESE, ()))))
        add("longest-title", max(every, key=lambda topic: len(topic.title.get(VIETNAMESE, ""))))
    for kind in BlockKind:
        add(kind, next((topic for topic in every if _has(topic, kind)), None))
    return found


def _has(topic: Topic, kind: BlockKind) -> bool:
    return any(block.kind is kind for block in topic.body.get(VIETNAMESE, ()))


def _notices(notices: tuple[Notice, ...]) -> dict[str, Notice]:
    longest = max(notices, key=lambda notice: _length(notice.body.get(VIETNAMESE, ())))
    found = {"first": notices[0]}
    if longest is not notices[0]:
        found["longest"] = longest
    return found


def _form_length(person: Candidate) -> int:
    fields = (name for name in FROZEN_FIELDS if name != "career")
    career = sum(len(step.period) + len(step.work) for step in person.career)
    return career + sum(len(str(getattr(person, name) or "")) for name in fields)


def _length(blocks: Iterable[Block]) -> int:
    return sum(
        len(span.text)
        for block in blocks
        for line in (block.line, *block.items, *(cell for row in block.rows for cell in row))
        for span in line
    )
