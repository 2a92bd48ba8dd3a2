"""The candidates of one ballot, in official order, alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.election import Candidate, Election, Sex, StrikeOffKind
from voter_kiosk.kiosk.facts.blocks import file_url
from voter_kiosk.kiosk.facts.meetings import meeting_rows
from voter_kiosk.kiosk.facts.slots import seats_line, unit_line, why_hidden
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


YEAR: Final = re.compile(r"\d{4}")
"""A birth date of which the list gives the year alone."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person on the list; ``struck`` is empty or says that the name is struck off."""

    key: str
    number: int
    name: str
    born: str
    work: str
    portrait: str
    struck: str


def form_of_address(candidate: Candidate, view: View) -> str:
    """Ông or Bà, as on the ballot."""
    if candidate.sex is None:
        return ""
    return view.tr("Mr") if candidate.sex is Sex.MALE else view.tr("Ms")


def struck_word(candidate: Candidate, view: View) -> str:
    """ "Struck off", "withdrew" or "died", by the kind alone and never with a cause."""
    if candidate.strike_off is None:
        return ""
    words = {
        StrikeOffKind.STRUCK_OFF: view.tr("Struck off the list"),
        StrikeOffKind.WITHDREW: view.tr("Withdrew from the list"),
        StrikeOffKind.DIED: view.tr("Deceased"),
    }
    return words[candidate.strike_off.kind]


def portrait_url(candidate: Candidate, showing: Showing) -> str:
    """The candidate's own picture, or nothing."""
    return file_url(showing.media(candidate.portrait)) if candidate.portrait else ""


def candidate_row(candidate: Candidate, view: View, showing: Showing) -> CandidateRow:
    """The same three lines for everybody."""
    born = candidate.birth_date_posted or candidate.birth_date
    given = view.tr("not given")
    birth = view.tr("Date of birth: %1", born or given)
    if YEAR.fullmatch(born):
        birth = view.tr("Year of birth: %1", born)
    return CandidateRow(
        candidate.id,
        candidate.number,
        candidate.name,
        birth,
        glue(candidate.occupation or candidate.workplace) or view.tr("Occupation: %1", given),
        portrait_url(candidate, showing),
        struck_word(candidate, view),
    )


def comparable(election: Election, people: Sequence[Candidate]) -> bool:
    """Whether a ballot may be looked at side by side: the committee left it on, and there is more than one."""
    return election.compare and len(people) > 1


@QmlElement
class CandidatesFacts(QObject):
    """What the list of a ballot's candidates shows; the subject is the constituency's id."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        unit = showing.constituency(subject) if showing else None
        if showing is None or unit is None:
            raise LookupError(subject)
        body = next(body for body in showing.election.bodies if body.id == unit.body)
        people = showing.candidates(subject)
        self._body = view.text(body.name)
        self._unit = unit_line(view, unit)
        self._area = view.text(unit.area)
        self._seats = seats_line(view, unit)
        self._colour = body.ballot_colour
        self._portraits = any(person.portrait for person in people)
        rows = [candidate_row(person, view, showing) for person in people]
        self._people = RecordModel(CandidateRow, rows, self)
        self._why = why_hidden(view, body)
        self._key = unit.id
        self._meetings = bool(meeting_rows((unit.id,), view))
        self._compare = comparable(showing.election, people)
        said = (self._body, self._unit, self._seats, view.tr("List of candidates"), self._why)
        self._words = word_model(explained(view, said), self)
        self._source = ""
        if body.posted_on and not self._why:
            day = view.date(body.posted_on)
            self._source = (
                view.tr("Source: official list, %1, posted on %2", body.decision, day)
                if body.decision
                else view.tr("Source: official list, posted on %1", day)
            )

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """The difficult words of what this screen says itself; what candidates say is never looked through."""
        return self._words

    @Property(str, constant=True)
    def body(self) -> str:
        """The body to be elected."""
        return self._body

    @Property(str, constant=True)
    def unit(self) -> str:
        """The constituency."""
        return self._unit

    @Property(str, constant=True)
    def area(self) -> str:
        """What the constituency comprises."""
        return self._area

    @Property(str, constant=True)
    def seats(self) -> str:
        """How many to vote for."""
        return self._seats

    @Property(str, constant=True)
    def colour(self) -> str:
        """The ballot paper's colour."""
        return self._colour

    @Property(bool, constant=True)
    def portraits(self) -> bool:
        """Whether anyone on this ballot has a picture; then everyone has a frame."""
        return self._portraits

    @Property(QObject, constant=True)
    def people(self) -> QObject:
        """The candidates in official order."""
        return self._people

    @Property(str, constant=True)
    def source(self) -> str:
        """Where the list is from."""
        return self._source

    @Property(str, constant=True)
    def why(self) -> str:
        """Why no name is shown, or nothing."""
        return self._why

    @Property(str, constant=True)
    def key(self) -> str:
        """The constituency's id."""
        return self._key

    @Property(bool, constant=True)
    def compare(self) -> bool:
        """Whether the whole list can be looked at side by side."""
        return self._compare

    @Property(bool, constant=True)
    def meetings(self) -> bool:
        """Whether there are voter meetings to come."""
        return self._meetings
