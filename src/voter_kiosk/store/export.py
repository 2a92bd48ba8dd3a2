"""The content as citizens are shown it, as one JSON object: for comparing with the source, and for archives.

It goes through :class:`Showing`, like every way out: what may not be shown at the moment is not in it.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Final

import msgspec

from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.content import Block, Notice, TermFigures, Topic
from voter_kiosk.domain.election import POSTED_TEXTS, Candidate, Constituency, Sex
from voter_kiosk.domain.text import pick
from voter_kiosk.store.showing import Showing

FORMAT: Final = "1.0"

SEX: Final = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}
"""As the official list prints it."""

_FIELDS: Final = (*POSTED_TEXTS, "note")


def export_content(showing: Showing, moment: Moment, *, assumed: bool = False) -> dict[str, Any]:
    """Everything that may be shown at ``moment``, in shown order, as what JSON can hold.

    ``assumed`` says that the moment was given by ``--at``. Texts of the official list are strings in Vietnamese;
    a text the bundle has in several languages is an object by language tag. ``constituencies[].area`` is the
    posted one.
    """
    election, about, disclosure = showing.election, showing.about(), showing.disclosure
    here = showing.here()
    return {
        "format": FORMAT,
        "at": moment.instant.isoformat(),
        "assumed": assumed,
        "mode": disclosure.mode.value,
        "date_in_doubt": disclosure.date_in_doubt,
        "generation": _plain(about),
        "election": _plain(election),
        "polling_area": None if here is None else _plain(here),
        "bodies": [
            {
                "id": body.id,
                "name": body.name,
                "shown": body.id in disclosure.lists,
                "publication": body.publication.value,
                "in_bundle": body.in_bundle,
            }
            for body in election.bodies
        ],
        "constituencies": [_constituency(showing, unit) for unit in showing.constituencies()],
        "polling_areas": [_plain(area) for area in showing.areas()],
        "topics": [_topic(topic) for topic in showing.topics()],
        "notices": [_notice(notice) for notice in showing.notices()],
        "figures": [_term(term) for term in showing.terms()],
        "sources": [_plain(source) for source in showing.sources()],
    }


def _constituency(showing: Showing, unit: Constituency) -> dict[str, Any]:
    result = showing.result(unit.id)
    return {
        "id": unit.id,
        "body": unit.body,
        "province": unit.province_name,
        "province_code": unit.province,
        "place": unit.place,
        "number": unit.number,
        "area": pick(unit.area, "vi"),
        "seats": unit.seats,
        "decision": unit.decision,
        "candidates": [_candidate(candidate) for candidate in showing.candidates(unit.id)],
        "meetings": [_plain(meeting) for meeting in showing.meetings(unit.id)],
        "result": None if result is None else _plain(result),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "number": candidate.number,
        "name": candidate.name,
        "sex": SEX[candidate.sex],
        **{name: getattr(candidate, name) for name in _FIELDS},
        "career": [_plain(step) for step in candidate.career],
        "portrait": candidate.portrait,
        "programme": _body(candidate.programme),
        "strike_off": None if candidate.strike_off is None else _plain(candidate.strike_off),
        "correction": None if candidate.correction is None else _plain(candidate.correction),
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "section": topic.section.value,
        "role": topic.role,
        "title": topic.title,
        "summary": topic.summary,
        "body": _body(topic.body),
        "approval": None if topic.approval is None else _plain(topic.approval),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "slug": notice.slug,
        "title": notice.title,
        "since": notice.since.isoformat(),
        "until": None if notice.until is None else notice.until.isoformat(),
        "urgent": notice.urgent,
        "body": _body(notice.body),
        "approval": None if notice.approval is None else _plain(notice.approval),
    }


def _term(term: TermFigures) -> dict[str, Any]:
    return {
        "term": term.term,
        "number": term.number,
        "years": term.years,
        "election_day": term.election_day.isoformat(),
        "context": term.context,
        "figures": [_plain(figure) for figure in term.figures],
    }


def _body(body: dict[str, tuple[Block, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Blocks by language, with what a block does not use left out."""
    return {language: [_block(block) for block in blocks] for language, blocks in body.items()}


def _block(block: Block) -> dict[str, Any]:
    unused = {field.name for field in dataclasses.fields(block) if getattr(block, field.name) == field.default}
    found: dict[str, Any] = _plain(block)
    return {name: value for name, value in found.items() if name not in unused}


def _plain(record: object) -> Any:
    """A record as what JSON can hold."""
    return msgspec.to_builtins(record)
