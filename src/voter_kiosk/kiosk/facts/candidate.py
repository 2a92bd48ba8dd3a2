"""One candidate: the posted form in its order, the career, the programme or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Block, Span
from voter_kiosk.domain.election import Candidate
from voter_kiosk.domain.equality import Feature
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.kiosk.facts.blocks import approval_line, block_model, styled
from voter_kiosk.kiosk.facts.candidates import form_of_address, portrait_url, struck_word
from voter_kiosk.kiosk.facts.slots import unit_line
from voter_kiosk.kiosk.phrasing import glue, plain
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

PROGRAMME: Final = "/programme"
"""Behind a candidate's id, as a place's subject: the other half of the page."""


DOCUMENT_NUMBER: Final = re.compile(r"\d+/\S+")
"""A decision's number, as in 25/QĐ-HĐBCQG."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the form; ``given`` is false where the list says nothing."""

    label: str
    value: str
    given: bool


def fields_in_order(view: View) -> tuple[tuple[str, str], ...]:
    """The fields of the official list and form, in its order, with their labels (facts C.2, C.4)."""
    return (
        ("birth_date_posted", view.tr("Date of birth")),
        ("sex", view.tr("Sex")),
        ("nationality", view.tr("Nationality")),
        ("ethnicity", view.tr("Ethnicity")),
        ("religion", view.tr("Religion")),
        ("native_place", view.tr("Native place")),
        ("residence", view.tr("Residence")),
        ("schooling", view.tr("General education")),
        ("expertise", view.tr("Professional training")),
        ("degree", view.tr("Academic title, degree")),
        ("political_theory", view.tr("Political theory")),
        ("languages", view.tr("Foreign languages")),
        ("occupation", view.tr("Occupation, position")),
        ("workplace", view.tr("Place of work")),
        ("party_date", view.tr("Date of joining the Party")),
        ("organisations", view.tr("Mass organisations")),
        ("awards", view.tr("State awards")),
        ("discipline", view.tr("Disciplinary measures")),
        ("assembly_terms", view.tr("Deputy to the National Assembly")),
        ("council_terms", view.tr("Deputy to People's Councils")),
        ("note", view.tr("Note")),
    )


def field_rows(person: Candidate, ballot: Sequence[Candidate], view: View) -> tuple[FieldRow, ...]:
    """The person's fields: those that anyone on the ballot gives, so that all have the same lines."""
    rows = []
    for name, label in fields_in_order(view):
        if not any(getattr(other, name) for other in ballot):
            continue
        value = str(getattr(person, name) or "")
        if name == "birth_date_posted":
            value = value or person.birth_date
        if name == "sex" and person.sex is not None:
            value = view.tr("Male") if person.sex.value == "male" else view.tr("Female")
        rows.append(FieldRow(label, glue(value) or view.tr("not given"), bool(value)))
    return tuple(rows)


def programme_of(person: Candidate, language: str) -> tuple[tuple[Block, ...], str]:
    """The programme and its language: what is shown of a translation has passed the gate (``Showing.equal``)."""
    translated = person.programme.get(language)
    if translated:
        return translated, language
    return person.programme.get(VIETNAMESE, ()), VIETNAMESE


def career_cells(person: Candidate, view: View) -> list[str]:
    """The career as the form has it (facts C.2, field 23): a head and two cells a row, as StyledText."""
    if not person.career:
        return []
    head = Span(view.tr("Period")), Span(view.tr("Work, post, place of work"))
    steps = ((Span(step.period), Span(step.work)) for step in person.career)
    return [styled((cell,)) for row in (head, *steps) for cell in row]


def list_source(view: View, body: str) -> str:
    """ "Source: official list, posted on 27 February 2026", where the day is known."""
    posted = (
        next((one.posted_on for one in view.election.bodies if one.id == body), None) if view.election else None
    )
    return view.tr("Source: official list, posted on %1", view.date(posted)) if posted else ""


def translated_line(said: Sequence[tuple[tuple[Block, ...], str]], unit: str, view: View) -> str:
    """Why programmes are not in the citizen's language, or nothing; ``said`` is what ``programme_of`` gave.

    ``unit`` is the constituency's id. Where not everybody on the ballot has the translation, nobody's is shown.
    """
    if view.showing is None or not any(blocks and language != view.language for blocks, language in said):
        return ""
    if view.showing.equal(unit, Feature.PROGRAMME, view.language):
        return view.tr("The programme is in Vietnamese, as the candidate gave it.")
    return view.tr("This part is in Vietnamese only, for every candidate on this ballot.")


@QmlElement
class CandidateFacts(QObject):
    """What a candidate's page shows; the subject is the id, with ``/programme`` for its second half."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        self._id = subject.removesuffix(PROGRAMME)
        person = showing.candidate(self._id) if showing else None
        unit = showing.constituency(person.constituency) if showing and person else None
        if showing is None or person is None or unit is None:
            raise LookupError(subject)
        self._on_programme = subject.endswith(PROGRAMME)
        ballot = showing.candidates(unit.id)
        body = next(body for body in showing.election.bodies if body.id == unit.body)
        place = [other.id for other in ballot].index(person.id)
        self._place = view.tr("Person %1 of %2", place + 1, len(ballot))
        half = PROGRAMME if self._on_programme else ""
        self._previous = ballot[place - 1].id + half if place else ""
        self._next = ballot[place + 1].id + half if place + 1 < len(ballot) else ""
        self._name = person.name
        self._address = form_of_address(person, view)
        self._body = f"{view.text(body.name)} · {unit_line(view, unit)}"
        self._portrait = portrait_url(person, showing)
        self._portraits = any(other.portrait for other in ballot)
        self._fields = RecordModel(FieldRow, field_rows(person, ballot, view), self)
        self._career = career_cells(person, view)
        self._careers = any(other.career for other in ballot)
        self._struck = struck_word(person, view)
        self._struck_text = ""
        if person.strike_off is not None:
            strike = person.strike_off
            text = view.text(strike.wording)
            paper = view.tr("Document: %1, %2.", strike.decision, view.date(strike.date))
            number = DOCUMENT_NUMBER.search(strike.decision)
            named = (number[0] if number else strike.decision) in plain(text)
            self._struck_text = text if named else f"{text} {paper}".strip()
        self._correction = ""
        if person.correction is not None:
            mended = person.correction
            self._correction = view.tr(
                "Corrected to match the posted list: %1, %2", mended.document, view.date(mended.date)
            )
        blocks, language = programme_of(person, view.language)
        self._programme = block_model(blocks, view, self)
        self._why = why_no_programme(view, showing) if not blocks else ""
        self._language_note = translated_line([(blocks, language)], unit.id, view)
        self._source = list_source(view, unit.body)
        if self._on_programme:
            self._source = approval_line(person.programme_approval, view) if blocks else ""

    @Property(str, constant=True)
    def key(self) -> str:
        """The candidate's id."""
        return self._id

    @Property(bool, constant=True)
    def onProgramme(self) -> bool:  # noqa: N802
        """Whether the programme's half is shown."""
        return self._on_programme

    @Property(str, constant=True)
    def name(self) -> str:
        """The name as posted."""
        return self._name

    @Property(str, constant=True)
    def address(self) -> str:
        """Ông or Bà."""
        return self._address

    @Property(str, constant=True)
    def ballot(self) -> str:
        """Body and constituency."""
        return self._body

    @Property(str, constant=True)
    def position(self) -> str:
        """ "Person 2 of 5": where in the official order, not what was opened."""
        return self._place

    @Property(str, constant=True)
    def portrait(self) -> str:
        """The picture's URL, or nothing."""
        return self._portrait

    @Property(bool, constant=True)
    def portraits(self) -> bool:
        """Whether anyone on this ballot has a picture."""
        return self._portraits

    @Property(QObject, constant=True)
    def fields(self) -> QObject:
        """The form's fields in order."""
        return self._fields

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def career(self) -> list[str]:
        """The career table's cells, row by row, two to a row, its head first; none where no career is given."""
        return self._career

    @Property(bool, constant=True)
    def bare(self) -> bool:
        """Whether this ballot's list says nothing of anybody but the name."""
        return not self._fields.rows and not self._careers

    @Property(bool, constant=True)
    def careers(self) -> bool:
        """Whether anyone on this ballot gives a career; then everyone has the heading."""
        return self._careers

    @Property(QObject, constant=True)
    def programme(self) -> QObject:
        """The action programme's blocks."""
        return self._programme

    @Property(str, constant=True)
    def programmeWhy(self) -> str:  # noqa: N802
        """Why there is no programme, or nothing."""
        return self._why

    @Property(str, constant=True)
    def languageNote(self) -> str:  # noqa: N802
        """That the programme is not in the citizen's language, or nothing."""
        return self._language_note

    @Property(str, constant=True)
    def struck(self) -> str:
        """ "Struck off", or nothing."""
        return self._struck

    @Property(str, constant=True)
    def struckText(self) -> str:  # noqa: N802
        """The official wording and the decision."""
        return self._struck_text

    @Property(str, constant=True)
    def correction(self) -> str:
        """ "Đính chính", or nothing."""
        return self._correction

    @Property(str, constant=True)
    def source(self) -> str:
        """The source and its day."""
        return self._source

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the person before, or nothing."""
        return self._previous

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the person after, or nothing."""
        return self._next


def why_no_programme(view: View, showing: Showing) -> str:
    """Why a programme is not there: it was not given, campaigning is over, or the day is in doubt."""
    disclosure = showing.disclosure
    if disclosure.programmes:
        return view.tr("No action programme was given.")
    if disclosure.campaign_over:
        return view.tr(
            "The time for campaigning has ended. Action programmes are not shown in the 24 hours before voting "
            "begins, nor on election day."
        )
    return view.tr(
        "The kiosk is not sure of today's date, so action programmes are hidden. Please tell the staff."
    )
