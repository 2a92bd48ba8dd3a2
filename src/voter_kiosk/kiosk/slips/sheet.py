"""One screen as a sheet: its words in order, without its looks. Codes and paper are both made from it.

A sheet is read through ``view.showing``, so that what may not be shown is not in it. Two things are decided here:

* Action programmes are never on a sheet. Campaigning ends 24 hours before voting (Law 85/2015/QH13 art. 64) and is
  forbidden at the polling place (NQ40 art. 4(4)); what was carried away cannot be hidden when that hour comes.
* A single candidate is never on paper: handed out at the information point it would be that person's leaflet. A
  slip has everybody of the ballot, in official order. A code may hold one candidate's posted form; then a code of
  the same kind is there for each of the ballot (:func:`alike`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from voter_kiosk.domain.calendar import VIETNAM, polling_hours
from voter_kiosk.domain.content import Block, BlockKind, Line
from voter_kiosk.domain.election import BallotState, BodyInElection, Candidate, PollingArea
from voter_kiosk.domain.history import chosen
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.blocks import approval_line, in_language, sources_line
from voter_kiosk.kiosk.facts.candidate import PROGRAMME, field_rows
from voter_kiosk.kiosk.facts.candidates import candidate_row, form_of_address
from voter_kiosk.kiosk.facts.figures import Group, figure_groups, term_title
from voter_kiosk.kiosk.facts.notices import validity
from voter_kiosk.kiosk.facts.slots import seats_line, unit_line, why_line
from voter_kiosk.kiosk.facts.steps import ROLE as STEPS_ROLE
from voter_kiosk.kiosk.facts.steps import steps_of
from voter_kiosk.kiosk.facts.timetable import ROLE as TIMETABLE_ROLE
from voter_kiosk.kiosk.facts.timetable import date_rows
from voter_kiosk.kiosk.facts.topic import section_title
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

WHAT_TO_BRING: Final = "q-what-to-bring"
"""The question whose answer in one sentence stands on the polling area's card."""

GROUPS: Final = 8
"""How many groups of four of the fingerprint stand on a sheet: as many as two people read to each other."""


class PartKind(StrEnum):
    """What a part of a sheet is."""

    HEADING = "heading"
    TEXT = "text"
    FIELD = "field"  # label and text
    ITEM = "item"  # mark and text, with details
    PERSON = "person"  # number and name, with details; struck says that the name is struck off
    ROW = "row"  # cells of a table


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a sheet, which no page break goes through. ``minor`` parts and ``details`` may be left out."""

    kind: PartKind
    text: str
    label: str = ""
    details: tuple[str, ...] = ()
    struck: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A screen in words.

    ``brief`` says that its details may be left out and it still says everything that matters: every name, every
    step. ``printable`` says that it may be put on paper. ``marks`` say that it is a sample, or of an assumed time.
    ``issued`` is when its bundle was signed (ISO 8601, UTC).
    """

    screen: Screen
    kicker: str
    title: str
    under: str
    parts: tuple[Part, ...]
    source: str
    edition: str = ""
    marks: tuple[str, ...] = ()
    issued: str = ""
    brief: bool = False
    printable: bool = False


def sheet_of(view: View, subject: str) -> Sheet:
    """The sheet of a place, written ``screen/subject`` as in ``candidates/p98.na.1``.

    An ``area`` with no subject is the polling area where the kiosk stands. Raises ``LookupError`` where the place
    has nothing that may be shown now, or nothing to take along.
    """
    name, _, rest = subject.partition("/")
    showing = view.showing
    if showing is None or name not in _MAKERS:
        raise LookupError(subject)
    made = _MAKERS[name](view, showing, rest)
    return replace(
        made, edition=_edition(view, showing), marks=marks_of(view, showing), issued=showing.about().issued
    )


def alike(view: View, subject: str) -> tuple[str, ...]:
    """The places that get a code of the same kind as ``subject``: every candidate of a ballot, else it alone."""
    name, _, rest = subject.partition("/")
    person = view.showing.candidate(rest.removesuffix(PROGRAMME)) if view.showing else None
    if name != Screen.CANDIDATE or person is None or view.showing is None:
        return (subject,)
    return tuple(f"{name}/{other.id}" for other in view.showing.candidates(person.constituency))


def from_blocks(blocks: Iterable[Block]) -> Iterator[Part]:
    """The parts of a compiled text. A figure gives its caption, or what it says to who cannot see it."""
    for block in blocks:
        text = said(block.line)
        match block.kind:
            case BlockKind.HEADING:
                yield Part(PartKind.HEADING, text)
            case BlockKind.LIST:
                for number, item in enumerate(block.items, start=1):
                    yield Part(PartKind.ITEM, said(item), f"{number}." if block.ordered else "–")
            case BlockKind.STEP:
                details = tuple(said(item) for item in block.items)
                yield Part(PartKind.ITEM, text, f"{block.level}.", details)
            case BlockKind.CALLOUT:
                if text:
                    yield Part(PartKind.HEADING, text)
                for item in block.items:
                    yield Part(PartKind.TEXT, said(item))
            case BlockKind.TABLE:
                yield from _table(block)
            case BlockKind.FIGURE:
                yield Part(PartKind.TEXT, text or glue(block.alt))
            case _:
                yield Part(PartKind.TEXT, text)


def said(line: Line) -> str:
    """A line without its inline marks."""
    return glue("".join(span.text for span in line))


def _table(block: Block) -> Iterator[Part]:
    """A table's rows, each cell with what its column is called: it is read from top to bottom on a telephone."""
    head, *rows = block.rows or ((),)
    names = [said(cell) for cell in head]
    for row in rows:
        cells = [said(cell) for cell in row]
        pairs = [f"{name}: {cell}" if name else cell for name, cell in zip(names[1:], cells[1:], strict=False)]
        yield Part(PartKind.ROW, cells[0] if cells else "", details=tuple(pairs))


def _edition(view: View, showing: Showing) -> str:
    """ "Edition 3. Fingerprint: 1A2B 3C4D ..." """
    about = showing.about()
    plain = about.fingerprint.replace(" ", "").upper()
    groups = " ".join(plain[place : place + 4] for place in range(0, min(len(plain), GROUPS * 4), 4))
    return view.tr("Edition %1. Fingerprint: %2", about.version, groups)


def marks_of(view: View, showing: Showing) -> tuple[str, ...]:
    """What marks a paper: that it is a sample, or of an assumed time."""
    marks = [view.tr("Sample, for trying out only")] if showing.election.sample else []
    if view.assumed:
        local = view.moment.instant.astimezone(VIETNAM)
        day = f"{local:%H:%M}, {local.day}/{local.month}/{local.year}"
        marks.append(view.tr("Assumed time: %1", day))
    return tuple(marks)


# One maker for each screen that can be taken along


def _candidates(view: View, showing: Showing, constituency: str) -> Sheet:
    unit = showing.constituency(constituency)
    people = showing.candidates(constituency)
    if unit is None or not people:
        raise LookupError(constituency)
    body = _body(showing, unit.body)
    parts = tuple(_person(person, view, showing) for person in people)
    return Sheet(
        screen=Screen.CANDIDATES,
        kicker=f"{view.text(body.name)} · {unit_line(view, unit)}",
        title=view.tr("List of candidates"),
        under=seats_line(view, unit),
        parts=(*parts, Part(PartKind.TEXT, view.text(unit.area), minor=True)),
        source=_list_source(view, body),
        brief=True,
        printable=True,
    )


def _person(person: Candidate, view: View, showing: Showing) -> Part:
    row = candidate_row(person, view, showing)
    address = form_of_address(person, view)
    details = [row.born, row.work]
    if person.strike_off is not None:
        strike = person.strike_off
        details.append(view.tr("Document: %1, %2.", strike.decision, view.date(strike.date)))
    name = f"{address} {person.name}".strip()
    return Part(PartKind.PERSON, name, f"{person.number}.", tuple(details), row.struck)


def _candidate(view: View, showing: Showing, subject: str) -> Sheet:
    person = showing.candidate(subject.removesuffix(PROGRAMME))
    unit = showing.constituency(person.constituency) if person else None
    if person is None or unit is None:
        raise LookupError(subject)
    body = _body(showing, unit.body)
    ballot = showing.candidates(unit.id)
    parts: list[Part] = []
    row = _person(person, view, showing)
    if person.strike_off is not None:
        parts.append(Part(PartKind.TEXT, f"{row.struck}. {row.details[-1]}"))
    parts += [Part(PartKind.FIELD, field.value, field.label) for field in field_rows(person, ballot, view)]
    if any(other.career for other in ballot):
        parts.append(Part(PartKind.HEADING, view.tr("Work history")))
        career = [Part(PartKind.FIELD, glue(step.work), glue(step.period)) for step in person.career]
        parts += career or [Part(PartKind.TEXT, view.tr("not given"))]
    if person.correction is not None:
        mended = person.correction
        words = view.tr("Corrected to match the posted list: %1, %2", mended.document, view.date(mended.date))
        parts.append(Part(PartKind.TEXT, words))
    return Sheet(
        screen=Screen.CANDIDATE,
        kicker=f"{view.text(body.name)} · {unit_line(view, unit)}",
        title=row.text,
        under=view.tr("Short biography"),
        parts=tuple(parts),
        source=_list_source(view, body),
    )


def _area(view: View, showing: Showing, code: str) -> Sheet:
    area = showing.area(code) if code else showing.here()
    if area is None:
        raise LookupError(code)
    hours = polling_hours(showing.election, area)
    when = view.tr(
        "%1, from %2 to %3",
        view.date(hours.day, weekday=True),
        view.time(hours.opens),
        view.time(hours.closes),
    )
    groups = ", ".join(view.text(group) for group in area.groups)
    fields = (
        (view.tr("Where to vote"), view.tr("%1, %2", view.text(area.place), view.text(area.address)), False),
        (view.tr("When"), when, False),
        (view.tr("By decision"), glue(area.decision), False),
        (view.tr("Voters of"), groups, True),
        (view.tr("Note"), view.text(area.note), True),
    )
    parts = [Part(PartKind.FIELD, text, label, minor=minor) for label, text, minor in fields if text]
    bring = showing.topic(WHAT_TO_BRING)
    if bring is not None:
        parts.append(Part(PartKind.FIELD, view.text(bring.summary), view.tr("What to bring")))
    parts.append(Part(PartKind.HEADING, view.tr("The ballots here")))
    parts += [_ballot(view, showing, area, body) for body in showing.election.bodies]
    return Sheet(
        screen=Screen.AREA,
        kicker=view.text(area.ward_name),
        title=view.tr("Polling area no. %1", area.number),
        under="",
        parts=tuple(parts),
        source=view.tr("Published by: %1", view.text(showing.election.publisher)),
        brief=True,
        printable=True,
    )


def _ballot(view: View, showing: Showing, area: PollingArea, body: BodyInElection) -> Part:
    """One body's ballot at a polling area: its constituency, how many to vote for, its colour; or why not."""
    name = view.text(body.name)
    if body.id in showing.disclosure.covered:
        return Part(PartKind.ITEM, f"{name}: {view.tr('Being updated. Please ask the staff.')}", "–")
    ballot = next((found for found in area.ballots if found.body == body.id), None)
    unit = showing.constituency(ballot.constituency) if ballot else None
    state = ballot.state if ballot else BallotState.NOT_IN_BUNDLE
    if state is BallotState.LISTED and unit is None:
        state = BallotState.NOT_IN_BUNDLE
    why = why_line(view, body, state)
    if why or unit is None:
        return Part(PartKind.ITEM, f"{name}: {why}", "–")
    colour = view.text(body.ballot_colour_name)
    line = f"{name}: {unit_line(view, unit)}. {seats_line(view, unit)}"
    return Part(PartKind.ITEM, line, "–", (view.tr("Paper colour: %1", colour),) if colour else ())


def _steps(view: View, showing: Showing, number: str) -> Sheet:
    """All steps, whichever one is on the screen."""
    topic = showing.topic_by_role(STEPS_ROLE)
    if topic is None:
        raise LookupError(number)
    blocks = in_language(topic.body, view.language)
    intro = takewhile(lambda block: block.kind is not BlockKind.STEP, blocks)
    parts = [replace(part, minor=True) for part in from_blocks(intro)]
    for place, step in enumerate(steps_of(blocks), start=1):
        details = [said(item) for item in step.block.items]
        for part in from_blocks(step.below):
            details += [part.text, *part.details]
        parts.append(Part(PartKind.ITEM, said(step.block.line), f"{place}.", tuple(details)))
    return Sheet(
        screen=Screen.STEPS,
        kicker="",
        title=view.text(topic.title),
        under=view.text(topic.summary),
        parts=tuple(parts),
        source=_rests_on(sources_line(blocks, view), approval_line(topic.approval, view)),
        brief=True,
        printable=True,
    )


def _topic(view: View, showing: Showing, slug: str) -> Sheet:
    topic = showing.topic(slug)
    if topic is None:
        raise LookupError(slug)
    blocks = in_language(topic.body, view.language)
    parts = list(from_blocks(blocks))
    for row in date_rows(view) if topic.role == TIMETABLE_ROLE else ():
        moved = f" ({row.decision})" if row.decision else ""
        parts.append(Part(PartKind.FIELD, f"{row.what}{moved}", row.day))
    return Sheet(
        screen=Screen.TOPIC,
        kicker=section_title(topic.section, view),
        title=view.text(topic.title),
        under=view.text(topic.summary),
        parts=tuple(parts),
        source=_rests_on(sources_line(blocks, view), approval_line(topic.approval, view)),
        printable=True,
    )


def _notice(view: View, showing: Showing, slug: str) -> Sheet:
    notice = next((found for found in showing.notices() if found.slug == slug), None)
    if notice is None:
        raise LookupError(slug)
    blocks = in_language(notice.body, view.language)
    return Sheet(
        screen=Screen.NOTICE,
        kicker=view.tr("Urgent notice") if notice.urgent else view.tr("Notices"),
        title=view.text(notice.title),
        under=validity(notice, view),
        parts=tuple(from_blocks(blocks)),
        source=_rests_on(sources_line(blocks, view), approval_line(notice.approval, view)),
        printable=True,
    )


def _term(view: View, showing: Showing, number: str) -> Sheet:
    term = next((found for found in showing.terms() if str(found.number) == number), None)
    if term is None:
        raise LookupError(number)
    parts = [Part(PartKind.TEXT, view.text(term.context))] if term.context else []
    headings = {
        Group.ELECTION: view.tr("The election"),
        Group.VOTE: view.tr("The vote"),
        Group.DEPUTIES: view.tr("The deputies"),
    }
    for group, rows in figure_groups(term, view).items():
        if rows:
            parts.append(Part(PartKind.HEADING, headings[group]))
        for row in rows:
            details = tuple(line for line in (row.base, *row.notes) if line)
            parts.append(Part(PartKind.FIELD, row.value, row.label, details))
    named = (showing.source(figure.source) for figure in chosen(term).values())
    titles = dict.fromkeys(view.text(source.title) for source in named if source is not None)
    return Sheet(
        screen=Screen.TERM,
        kicker=view.tr("The National Assembly"),
        title=f"{term_title(term, view)} ({term.years})",
        under=view.tr("Election day: %1", view.date(term.election_day, weekday=True)),
        parts=tuple(parts),
        source="\n".join((view.tr("Sources:"), *(f"– {title}" for title in titles))) if titles else "",
        printable=True,
    )


_MAKERS: Final = {
    Screen.CANDIDATES.value: _candidates,
    Screen.CANDIDATE.value: _candidate,
    Screen.AREA.value: _area,
    Screen.STEPS.value: _steps,
    Screen.TOPIC.value: _topic,
    Screen.NOTICE.value: _notice,
    Screen.TERM.value: _term,
}


def _body(showing: Showing, name: str) -> BodyInElection:
    return next(body for body in showing.election.bodies if body.id == name)


def _list_source(view: View, body: BodyInElection) -> str:
    if body.posted_on is None:
        return ""
    day = view.date(body.posted_on)
    if body.decision:
        return view.tr("Source: official list, %1, posted on %2", body.decision, day)
    return view.tr("Source: official list, posted on %1", day)


def _rests_on(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
