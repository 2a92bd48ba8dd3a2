"""Where a tour stops: every screen, with what it shows at its longest, its first, its oddest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from voter_kiosk.domain.ballot import Mark
from voter_kiosk.domain.calendar import VIETNAM, Confidence, Moment
from voter_kiosk.domain.content import Block, BlockKind, Notice, Section, Topic
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate, Election, PollingArea
from voter_kiosk.domain.entitlement import Entitlement, ways
from voter_kiosk.domain.first_start import Ask
from voter_kiosk.domain.journey import LEFT_BY, Place, Screen
from voter_kiosk.domain.looking import Looking
from voter_kiosk.domain.posted import row as posted_row
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.domain.video import Video, VideoKind, videos_of
from voter_kiosk.kiosk.facts.areas import LETTERS, MOST
from voter_kiosk.kiosk.facts.candidate import PROGRAMME
from voter_kiosk.kiosk.facts.candidates import comparable
from voter_kiosk.kiosk.facts.figures import CANDIDATES_TO_A_SEAT, figure_rows
from voter_kiosk.kiosk.facts.history import TERMS, charted
from voter_kiosk.kiosk.facts.meetings import constituencies_here, meeting_rows
from voter_kiosk.kiosk.facts.pages import PAGES
from voter_kiosk.kiosk.facts.papers import Paper, Sheet, papers
from voter_kiosk.kiosk.facts.posted import posted_units
from voter_kiosk.kiosk.facts.sources import sourced
from voter_kiosk.kiosk.facts.steps import ROLE, steps_of
from voter_kiosk.kiosk.facts.timetable import ROLE as TIMETABLE_ROLE
from voter_kiosk.kiosk.facts.timetable import VOTER_LIST_ROLE
from voter_kiosk.kiosk.facts.words import explained
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.office.pages import PAGES as OFFICE_PAGES
from voter_kiosk.kiosk.office.pages import START
from voter_kiosk.kiosk.office.samples import errand_steps, first_starts
from voter_kiosk.kiosk.office.start import SUMMARY
from voter_kiosk.kiosk.slips.printer import PrintState
from voter_kiosk.kiosk.view import View
from voter_kiosk.store.showing import Showing

PIN: Final = "pin"
"""The officials' pad, before anybody is in."""

FORGOTTEN: Final = "forgotten"
"""The questions for the sealed code, before anybody is in."""

_OFFICE_STATES: Final = (
    *(f"{FORGOTTEN}#{step}" for step in range(4)),
    "people 1:Trần Thị Kim Ngân",
    *(f"people add#{step}" for step in range(4)),
    "people end:1:Trần Thị Kim Ngân",
    "people recovery",
    "people handover",
    "audit filter",
    "audit export",
    "clock confirm",
    "clock set#0",
    "clock set#1",
    "power off",
    "power restart",
    "settings switches",
    "settings polling_area",
    "settings idle_seconds",
    "settings screen_width_mm",
    "settings languages",
    "settings loudspeaker",
    "settings knock_corner",
    "settings printer",
    "settings switch_one",
    "cover na",
    "hours opens",
    "hours closes/06:00",
    "hours number/06:00/20:00",
    "hours sure/06:00/20:00/12/QĐ-UBND",
    "hours off",
    "posted paper",
    *(f"readiness {step}" for step in ("sound", "touch", "ruler", "colours", "pixels", "place", "result")),
    *(f"usage {step}" for step in ("save", "end", "sure;USB")),
)
"""What lies behind a task's page: a task, its subject, and behind ``#`` which of its questions."""

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
    MORE = "more"
    SCANNING = "scanning"
    LISTEN = "listen"
    NO_SOUND = "no-sound"
    HEADPHONES = "headphones"
    STILL_THERE = "still-there"
    CALL_STAFF = "call-staff"


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen to be looked at. ``kind`` groups the stops that one page design answers for.

    ``name`` is unique and fit for a file; ``bundle`` is false where nothing is installed; ``scrolled`` is a look
    at the page's end. ``paper`` is how printing stands, ``None`` where there is no printer; ``address`` is false
    where the bundle names no official address. ``office`` is a page of the officials' that lies over it: a task
    and its subject, ``menu`` or ``pin``; ``errand`` names the step it is at, empty for where it begins by itself.
    """

    kind: str
    name: str
    place: Place
    moment: Moment
    over: Over = Over.NOTHING
    bundle: bool = True
    scrolled: bool = False
    paper: PrintState | None = None
    address: bool = True
    office: str = ""
    errand: str = ""


def on(election: Election, days: int, hour: dt.time) -> Moment:
    """The moment ``days`` from polling day at ``hour``, in Viet Nam."""
    return Moment(dt.datetime.combine(election.polling_day + dt.timedelta(days=days), hour, VIETNAM))


def stops(showing: Showing, moment: Moment) -> tuple[Stop, ...]:
    """Every stop for content that is ``showing`` at ``moment``, in the order of a visit, and then the moments."""
    found = [stop for stop in _visit(showing, moment) if stop.place.screen in PAGES]
    return (*found, *_moments(showing))


def results_published(election: Election) -> Moment | None:
    """An hour after the last results were published; ``None`` where the bundle has none."""
    if not election.results:
        return None
    return Moment(max(paper.published for paper in election.results) + dt.timedelta(hours=1))


def results(showing: Showing, moment: Moment) -> tuple[Stop, ...]:
    """The stops of published results: of this place, of a body, and of each body's longest and oddest result."""
    if not showing.disclosure.results:
        return ()
    found = [Stop("results", "results", Place(Screen.RESULTS), moment)]
    for body in showing.election.bodies:
        units = {unit.id: showing.result(unit.id) for unit in showing.constituencies(body.id)}
        known = [result for result in units.values() if result is not None]
        if not known:
            continue
        found.append(Stop("results", f"results-of-{body.id}", Place(Screen.RESULTS, body.id), moment))
        chosen = {
            "longest": max(known, key=lambda result: len(result.elected)),
            "noted": next((result for result in known if result.note), None),
            "renamed": next((one for one in known if any(person.name for person in one.elected)), None),
        }
        seen: set[str] = set()
        for why, result in chosen.items():
            if result is not None and result.constituency not in seen:
                place = Place(Screen.RESULTS, result.constituency)
                found.append(Stop("results", f"results-{body.id}-{why}", place, moment))
                seen.add(result.constituency)
    return tuple(found)


def office(moment: Moment) -> tuple[Stop, ...]:
    """The pages of the officials: the pad, the menu, each task's, and the questions behind them."""
    home = Place(Screen.HOME)
    firsts = (f"{START} {name}" for name in first_starts() if name not in {Ask.BUNDLE, SUMMARY})  # their steps are
    pages = (
        Stop("office", f"office-{re.sub(r'[^a-z0-9_]+', '-', name)}", home, moment, office=name)
        for name in (PIN, *(page for page in OFFICE_PAGES if page != START), *_OFFICE_STATES, *firsts)
    )
    steps = (
        Stop("office", f"office-{task.replace(' ', '-')}-{step}", home, moment, office=task, errand=step)
        for task, step in errand_steps(VIETNAMESE)
    )
    return (*pages, *steps)


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
    yield from _posted(showing, moment)
    yield from _areas(showing, moment)
    yield from _meetings(showing, moment)
    yield stop("sections", "sections", Screen.SECTIONS)
    for section in Section:
        if showing.topics(section):
            yield stop("topics", f"topics-{section}", Screen.TOPICS, section)
    topics = _topics(showing.topics())
    for why, topic in topics.items():
        yield stop("topic", f"topic-{why}", Screen.TOPIC, topic.slug)
    for role in (TIMETABLE_ROLE, VOTER_LIST_ROLE):
        dated = showing.topic_by_role(role)
        if dated is not None and dated.slug not in {topic.slug for topic in topics.values()}:
            yield stop("topic", f"topic-{role}", Screen.TOPIC, dated.slug)
    if "longest" in topics:
        yield replace(stop("topic", "topic-longest-end", Screen.TOPIC, topics["longest"].slug), scrolled=True)
    if "longest" in topics and sourced(topics["longest"].body.get(VIETNAMESE, ())):
        yield stop("sources", "sources", Screen.SOURCES, f"{Screen.TOPIC}/{topics['longest'].slug}")
    yield from _words(showing, moment, topics)
    steps = showing.topic_by_role(ROLE)
    count = len(steps_of(steps.body.get(VIETNAMESE, ()))) if steps else 0
    yield from _past(showing, moment)
    for number in range(1, count + 1):
        yield stop("steps", f"steps-{number}", Screen.STEPS, str(number))
    notices = showing.notices()
    if notices:
        yield stop("notices", "notices", Screen.NOTICES)
        for why, notice in _notices(notices).items():
            yield stop("notice", f"notice-{why}", Screen.NOTICE, notice.slug)
    yield from _films(showing, moment)
    yield from _practice(showing, moment)
    yield from _which(showing, moment)
    yield from _takes(showing, moment)
    yield stop("about", "about", Screen.ABOUT)
    yield replace(stop("about", "about-end", Screen.ABOUT), scrolled=True)
    for why, looking in _lookings(showing).items():
        yield stop("search", f"search-{why}", Screen.SEARCH, looking.subject())
    yield replace(stop("search", "search-many-end", Screen.SEARCH, Looking("T").subject()), scrolled=True)
    for over in (Over.TEXT, Over.MORE, Over.SCANNING, Over.COLOURS, Over.STILL_THERE, Over.CALL_STAFF):
        yield stop(f"over-{over}", f"over-{over}", Screen.HOME, over=over)
    yield from _listened(showing, moment, topics)
    doubt = Moment(moment.instant, Confidence.DOUBTFUL)
    for screen in (Screen.ATTRACT, Screen.HOME):
        yield Stop("in-doubt", f"in-doubt-{screen}", Place(screen), doubt)
    person = next(iter(_everyone(showing)), None)
    if person is not None:
        yield Stop("in-doubt", "in-doubt-programme", Place(Screen.CANDIDATE, person.id + PROGRAMME), doubt)


def _films(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """A video of each kind and owner, before it is played; the longest subtitle; a video at its end.

    None of them plays: a picture of a moving thing is another one each time.
    """

    def stop(name: str, subject: str) -> Stop:
        return Stop("film", f"film-{name}", Place(Screen.FILM, subject), moment)

    owners: list[tuple[str, tuple[Video, ...]]] = [
        (f"{Screen.TOPIC}/{topic.slug}", videos_of(topic.videos, 0)) for topic in showing.topics()
    ]
    owners += [(f"{Screen.NOTICE}/{notice.slug}", videos_of(notice.videos, 0)) for notice in showing.notices()]
    steps = showing.topic_by_role(ROLE)
    if steps is not None:
        numbers = sorted({video.step for video in steps.videos} - {0})
        owners += [(f"{Screen.STEPS}/{number}", videos_of(steps.videos, number)) for number in numbers]
    seen: set[tuple[str, VideoKind]] = set()
    longest: tuple[int, str, int, int] | None = None
    for owner, videos in owners:
        for place, video in enumerate(videos):
            subject, of = f"{owner}/{place}", owner.partition("/")[0]
            if (of, video.kind) not in seen:
                seen.add((of, video.kind))
                yield stop(f"{of}-{video.kind}", subject)
            for cue in video.subtitles.get(VIETNAMESE, ()):
                longest = max(longest or (0, "", 0, 0), (len(cue.text), subject, cue.start, video.seconds))
    if longest is not None:
        _, subject, start, seconds = longest
        yield stop("on-the-way", f"{subject}@{start}")
        yield replace(stop("on-the-way-end", f"{subject}@{start}"), scrolled=True)
        yield stop("at-its-end", f"{subject}@{seconds * 1000}")


def _words(showing: Showing, moment: Moment, topics: Mapping[str, Topic]) -> Iterator[Stop]:
    """Every difficult word, the longest of them, and the text that one comes back to from one."""
    glosses = showing.glossary()
    if not glosses:
        return
    yield Stop("words", "words", Place(Screen.WORDS), moment)
    yield Stop("words", "words-end", Place(Screen.WORDS), moment, scrolled=True)
    chosen = {
        "longest": max(glosses, key=lambda gloss: _length(gloss.body.get(VIETNAMESE, ()))),
        "longest-title": max(glosses, key=lambda gloss: len(gloss.title.get(VIETNAMESE, ""))),
        "shortest": min(glosses, key=lambda gloss: _length(gloss.body.get(VIETNAMESE, ()))),
    }
    for why, gloss in chosen.items():
        yield Stop("word", f"word-{why}", Place(Screen.WORD, gloss.slug), moment)
    if "longest" in topics:
        longest = topics["longest"]
        met = explained(View(showing, moment, Dictionary({})), (), longest.body.get(VIETNAMESE, ())).keys
        if met:
            back = Place(Screen.TOPIC, f"{longest.slug}{LEFT_BY}{met[-1].subject}")
            yield Stop("topic", "topic-longest-back-from-a-word", back, moment)


def _listened(showing: Showing, moment: Moment, topics: dict[str, Topic]) -> Iterator[Stop]:
    """Somebody listens: to a text, to the entrance, where there is no sound, and where headphones are wanted."""
    text = next(iter(topics.values()), None)
    if text is not None:
        yield Stop("over-listen", "over-listen", Place(Screen.TOPIC, text.slug), moment, Over.LISTEN)
    yield Stop("over-listen", "over-listen-home", Place(Screen.HOME), moment, Over.LISTEN)
    yield Stop("over-no-sound", "over-no-sound", Place(Screen.HOME), moment, Over.NO_SOUND)
    person = next(iter(_everyone(showing)), None)
    if person is not None:
        yield Stop(
            "over-headphones", "over-headphones", Place(Screen.CANDIDATE, person.id), moment, Over.HEADPHONES
        )


def _which(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """Every question; and of what they lead to, every kind once: each number of ballots, each advice."""
    seen: set[object] = set()
    for answers, found in ways(showing.election.rule_set):
        kind = found.handed if isinstance(found, Entitlement) else found
        if kind not in seen:
            name = f"which-{answers.replace('.', '-')}" if answers else "which"
            yield Stop("which", name, Place(Screen.WHICH, answers), moment)
            seen.add(kind)


def _past(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """Past elections: the entrance, the table, a chart of each measure, terms, and figures with their sources."""
    terms = showing.terms()
    if not terms:
        return
    yield Stop("history", "history", Place(Screen.HISTORY), moment)
    yield Stop("terms", "terms", Place(Screen.HISTORY, TERMS), moment)
    yield Stop("terms", "terms-end", Place(Screen.HISTORY, TERMS), moment, scrolled=True)
    for measure in charted(terms):
        yield Stop("chart", f"chart-{measure}", Place(Screen.CHART, measure), moment)
        yield Stop("chart", f"chart-{measure}-end", Place(Screen.CHART, measure), moment, scrolled=True)
    most = max(terms, key=lambda term: len(term.figures)).number
    for number in dict.fromkeys((terms[0].number, most, terms[-1].number)):
        yield Stop("term", f"term-{number}", Place(Screen.TERM, str(number)), moment)
    view = View(showing, moment, Dictionary({}))
    opened = [(term.number, row) for term in terms for row in figure_rows(term, view)]
    number, longest = max(opened, key=lambda pair: sum(map(len, (*pair[1].sources, *pair[1].notes))))
    yield Stop("term", "term-longest-source", Place(Screen.TERM, f"{number}/{longest.name}"), moment)
    for number, row in reversed(opened):
        if row.name == CANDIDATES_TO_A_SEAT:
            yield Stop("term", "term-worked-out", Place(Screen.TERM, f"{number}/{row.name}"), moment)
            break


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
            yield from _compared(showing, body, longest.id, moment)
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


def _posted(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """Comparing with the posted list: the choice, the head, the longest row, one struck off, the outcome."""

    def stop(name: str, subject: str = "") -> Stop:
        return Stop("posted", name, Place(Screen.POSTED, subject), moment)

    units = posted_units(View(showing, moment, Dictionary({})))
    if not units:
        return
    yield stop("posted")
    unit = units[0][1].id
    yield stop("posted-head", unit)
    lists = [showing.candidates(one.id) for one in showing.constituencies()]
    people = [(place, person) for people in lists for place, person in enumerate(people, start=1)]
    place, longest = max(
        people, key=lambda pair: sum(len(cell.text) for cell in posted_row(pair[1], "na", sex=""))
    )
    yield stop("posted-longest", f"{longest.constituency}/{place}")
    yield replace(stop("posted-longest-end", f"{longest.constituency}/{place}/--r"), scrolled=True)
    for place, person in people:
        if person.strike_off is not None:
            yield stop("posted-struck-off", f"{person.constituency}/{place}")
            break
    count = len(showing.candidates(unit)) + 1
    yield stop("posted-outcome", f"{unit}/{count}/{'rw-' * 20}")


def _compared(showing: Showing, body: str, unit: str, moment: Moment) -> Iterator[Stop]:
    """A ballot side by side: its first and last page of columns, the end of the form, the programmes."""
    people = showing.candidates(unit)
    if not comparable(showing.election, people):
        return
    last, programmes = f"{unit}/{len(people)}", unit + PROGRAMME
    last_programmes = f"{programmes}/{len(people)}"
    yield Stop("compare", f"compare-{body}", Place(Screen.COMPARE, unit), moment)
    yield Stop("compare", f"compare-{body}-end", Place(Screen.COMPARE, unit), moment, scrolled=True)
    yield Stop("compare", f"compare-{body}-last", Place(Screen.COMPARE, last), moment)
    yield Stop("compare", f"compare-{body}-last-end", Place(Screen.COMPARE, last), moment, scrolled=True)
    yield Stop("compare", f"compare-{body}-programmes", Place(Screen.COMPARE, programmes), moment)
    yield Stop("compare", f"compare-{body}-last-programmes", Place(Screen.COMPARE, last_programmes), moment)


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


def _practice(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """Choosing, a fresh paper, a marked one, and what becomes of it, each kind."""
    offered = papers(View(showing, moment, Dictionary({}))) if showing.disclosure.practice else ()
    if not offered:
        return
    longest = max(offered, key=lambda paper: paper.people)
    sheets = {"first": Sheet(offered[0].key, series=len(offered) > 1)}
    if longest is not offered[0]:
        sheets["longest"] = Sheet(longest.key)
    sheets |= _cast(offered[0]) | {
        f"{why}-of-many": sheet for why, sheet in _cast(longest).items() if why == "team"
    }
    yield Stop("practice", "practice-choose", Place(Screen.PRACTICE), moment)
    for why, sheet in sheets.items():
        kind = "practice-verdict" if sheet.cast else "practice-paper"
        yield Stop(kind, f"practice-{why}", Place(Screen.PRACTICE, sheet.subject), moment)
    end = sheets["team-of-many"]
    yield Stop("practice-verdict", "practice-end", Place(Screen.PRACTICE, end.subject), moment, scrolled=True)


def _cast(paper: Paper) -> dict[str, Sheet]:
    """The paper marked with every mark that fits on it, and in the box as each verdict."""
    kinds = [mark for mark in Mark if mark not in {Mark.NONE, Mark.ONE_OF_TWO_LINES}]
    odd: list[Mark] = [kinds[place % len(kinds)] for place in range(paper.people)]
    odd[2:3] = [Mark.ONE_OF_TWO_LINES] * len(odd[2:3])  # the third has two names
    just = (Mark.NONE,) * paper.seats + (Mark.STROKE,) * (paper.people - paper.seats)
    sheet = Sheet(paper.key)
    return {
        "marked": replace(sheet, marks=tuple(odd), added=True),
        "valid": replace(sheet, marks=just, cast=True),
        "too-many": replace(sheet, cast=True),
        "all-struck": replace(sheet, marks=(Mark.STROKE,) * paper.people, added=True, cast=True),
        "team": replace(sheet, marks=(Mark.CIRCLE, *just[1:]), cast=True),
        "every-mark": replace(sheet, marks=tuple(odd), cast=True),
    }


def _takes(showing: Showing, moment: Moment) -> Iterator[Stop]:
    """Each kind of code, no code at all, and every state of printing."""

    def stop(name: str, subject: str) -> Stop:
        return Stop("take", f"take-{name}", Place(Screen.TAKE, subject), moment)

    units = [unit for unit in showing.constituencies() if showing.candidates(unit.id)]
    if units:
        most = max(units, key=lambda unit: len(showing.candidates(unit.id))).id
        yield stop("candidates", f"candidates/{most}")
        for state in PrintState:
            said = replace(stop(f"paper-{state or 'ready'}", f"candidates/{most}"), paper=state)
            yield said
            if state is PrintState.FAILED:
                yield replace(said, name="take-paper-failed-end", scrolled=True)
    if showing.here() is not None:
        yield stop("area", "area")
    every = sorted(showing.topics(), key=lambda topic: _length(topic.body.get(VIETNAMESE, ())))
    if every:
        yield stop("shortest", f"topic/{every[0].slug}")
        longest = stop("longest", f"topic/{every[-1].slug}")
        yield longest
        yield replace(longest, name="take-nothing-fits", address=False)
        yield replace(longest, name="take-paper-alone", address=False, paper=PrintState.READY)


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
        chosen.add("emptiest", min(people, key=_form_length))
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


def _lookings(showing: Showing) -> dict[str, Looking]:
    """What is looked for: nothing yet, one thing, so many that not all are shown, nothing that is there; and the
    index: no letter yet, the first that leads somewhere, and the one that leads to most."""
    longest = max((person.name for person in _everyone(showing)), key=len, default="")
    letters = sorted(showing.initials(VIETNAMESE))
    found = {
        "empty": Looking(),
        "some": Looking().typed(longest or showing.election.title[VIETNAMESE]),
        "many": Looking("T"),
        "one-kind": Looking("T").of_kind("topic"),
        "none": Looking("XYZ"),
        "none-but-near": Looking().typed("bầu cử đại biểu xyz"),
        "index": Looking().at_letter(),
    }
    if letters:
        most = max(letters, key=lambda letter: sum(len(one.hits) for one in showing.under(letter, VIETNAMESE, 99)))
        found |= {"letter-first": Looking().at_letter(letters[0]), "letter-most": Looking().at_letter(most)}
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
