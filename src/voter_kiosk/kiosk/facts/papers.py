"""The papers of the practice ballot: which there are here, and what one of them bears."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from voter_kiosk.domain.ballot import Mark
from voter_kiosk.domain.election import BallotState, BodyInElection, Constituency
from voter_kiosk.domain.practice import EXAMPLE_PEOPLE, EXAMPLE_SEATS, MARGIN
from voter_kiosk.kiosk.facts.slots import standing, unit_line
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to practise on. ``example`` says what about its numbers is made up, or nothing.

    ``key`` names it by what it is, ``na.3.5``: a body's ballot that elects three of five.
    """

    key: str
    body: str
    unit: str
    place: str
    seats: int
    people: int
    seatsLine: str  # noqa: N815
    colour: str
    colourName: str  # noqa: N815
    example: str


MOST_LOOKED_AT: Final = 100
"""So many constituencies of a body tell in which ways its ballots differ; a country has tens of thousands."""


def papers(view: View) -> tuple[Paper, ...]:
    """The papers that a voter of this place gets, in the order of the ballots.

    With the real seats and as many names as the real ballot has. Where no polling area is known, a body whose
    constituencies differ has a paper for each way in which they do; where nothing is known, it is an example.
    """
    showing = view.showing
    if showing is None:
        return ()
    found: dict[str, Paper] = {}
    for body in showing.election.bodies:
        for paper in _papers_of(view, showing, body):
            found.setdefault(paper.key, paper)
    return tuple(found.values())


def _papers_of(view: View, showing: Showing, body: BodyInElection) -> list[Paper]:
    area = showing.here()
    if area is None:
        units = () if body.id in showing.disclosure.covered else showing.constituencies(body.id)
        numbers = dict.fromkeys(_numbers(view, showing, unit) for unit in units[:MOST_LOOKED_AT])
        return [_paper(view, body, None, *pair) for pair in numbers] or [_example(view, body)]
    ballot = next((ballot for ballot in area.ballots if ballot.body == body.id), None)
    if ballot is not None and ballot.state is BallotState.NOT_ELECTED_HERE:
        return []
    covered = body.id in showing.disclosure.covered
    unit = showing.constituency(ballot.constituency) if ballot and not covered else None
    return [_paper(view, body, unit, *_numbers(view, showing, unit)) if unit else _example(view, body)]


def _numbers(view: View, showing: Showing, unit: Constituency) -> tuple[int, int]:
    """Seats, and names on the ballot: 0 where the list may not be shown or does not tell."""
    return unit.seats, standing(view, unit) if unit.body in showing.disclosure.lists else 0


def _paper(view: View, body: BodyInElection, unit: Constituency | None, seats: int, people: int) -> Paper:
    example = ""
    if not people:
        people = seats + MARGIN
        example = view.tr("How many names the real ballot has is not known here: %1 are an example.", people)
    where = view.text(view.election.province_name) if view.election else ""
    return Paper(
        key=f"{body.id}.{seats}.{people}",
        body=view.text(body.name),
        unit=unit_line(view, unit) if unit else view.tr("Constituency no. %1", "..."),
        place=(unit.place if unit else "") or where,
        seats=seats,
        people=people,
        seatsLine=view.tr("Vote for at most %1 of %2 people", seats, people),
        colour=body.ballot_colour,
        colourName=view.text(body.ballot_colour_name),
        example=example,
    )


def _example(view: View, body: BodyInElection) -> Paper:
    said = view.tr("An example: the real ballot may elect another number of deputies.")
    return replace(_paper(view, body, None, EXAMPLE_SEATS, EXAMPLE_PEOPLE), example=said)


_LETTERS: Final = MappingProxyType(
    {
        Mark.NONE: "-",
        Mark.STROKE: "s",
        Mark.PART_STROKE: "p",
        Mark.ONE_OF_TWO_LINES: "l",
        Mark.CIRCLE: "c",
        Mark.UNDERLINE: "u",
        Mark.OVERLINE: "o",
        Mark.FAINT: "f",
        Mark.UNCLEAR: "x",
    }
)
_MARKS: Final = MappingProxyType({letter: mark for mark, letter in _LETTERS.items()})
_SERIES, _MARKED, _ADDED, _CAST = "all:", ":", "+", "!"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper in a voter's hand, as a place names it: ``na.3.5``, ``all:na.3.5``, ``na.3.5:s-s--+!``.

    ``marks`` are the lines' (none: untouched), ``added`` a name written on it, ``cast`` that it is in the box,
    ``series`` that the other papers follow. The place is the only memory of it, and goes with the citizen.
    """

    key: str
    marks: tuple[Mark, ...] = ()
    added: bool = False
    cast: bool = False
    series: bool = False

    @classmethod
    def read(cls, subject: str) -> Sheet:
        """The sheet that a place names. Raises ``LookupError`` for what names none."""
        series = subject.startswith(_SERIES)
        key, _, marks = subject.removeprefix(_SERIES).partition(_MARKED)
        cast = marks.endswith(_CAST)
        marks = marks.removesuffix(_CAST)
        added = marks.endswith(_ADDED)
        return cls(key, tuple(_MARKS[letter] for letter in marks.removesuffix(_ADDED)), added, cast, series)

    @property
    def subject(self) -> str:
        """The place's subject."""
        marks = "".join(_LETTERS[mark] for mark in self.marks)
        tail = marks + _ADDED * self.added + _CAST * self.cast
        return _SERIES * self.series + self.key + (_MARKED + tail if tail else "")
