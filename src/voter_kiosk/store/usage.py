"""How this kiosk was used, as it may be told; and the end of a campaign: the counts are handed over and wiped."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from voter_kiosk import __version__
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.content import Section
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role, who
from voter_kiosk.domain.usage import (
    OF_SECTIONS,
    Content,
    Held,
    PhaseDays,
    ShownBundle,
    Usage,
    began,
    said_of,
)
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.opening import open_store
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import StoreRefusedError, refusal
from voter_kiosk.store.state import Books, Generation, Now, utc_now

Deliver = Callable[[Usage, bytes], None]
"""Writes the report and its JSON where they are handed over; raises ``OSError``."""

_SHOWN_BY: Final = frozenset({"confirmed", "rolled-back"})


def usage(store: Path, *, now: Now = utc_now) -> Usage | Refusal:
    """What may be told of the use up to yesterday. Writes nothing. Refused: as ``open_store``, a lost state."""
    return _read(store, now(), closed=False)


def as_json(report: Usage) -> bytes:
    """The report as other programs read it."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def exported(store: Path, report: Usage, *, by: Person | None = None, now: Now = utc_now) -> str | Refusal:
    """Note that the report was handed over; the SHA-256 of its JSON. Refused: as ``preparing.settle``."""
    digest = hashlib.sha256(as_json(report)).hexdigest()

    def note(books: Books) -> str:
        books.audit("usage-exported", until=report.until.isoformat(), sha256=digest, by=who(by))
        return digest

    return settle(store, note, now)


def close_campaign(
    store: Path, deliver: Deliver, *, by: Person | None = None, now: Now = utc_now
) -> tuple[Usage, str] | Refusal:
    """End the campaign: hand the last report over, seal it by its hash in the audit log, wipe the counts.

    ``deliver`` is called first; where it fails, or something was counted meanwhile, nothing is wiped. Gives the
    report and its hash. Refused: ``officer-only``, ``usage-counted-meanwhile``, ``usage-empty``, and as ``usage``
    and ``preparing.settle``. What ``deliver`` raises passes through.
    """
    if by is not None and by.role is not Role.OFFICER:
        return refusal(
            "officer-only",
            "Việc này chỉ cán bộ phụ trách được làm. Hãy nhờ người đó.",
            "Only an officer may do this. Ask one.",
        )
    before = _counts(store, now)
    if isinstance(before, Refusal):
        return before
    if not before:
        return refusal(
            "usage-empty",
            "Máy chưa đếm được gì từ lần kết thúc trước, nên không có gì để xuất và xóa. Hãy để như vậy.",
            "Nothing was counted since the last end of a campaign: there is nothing to export or wipe. Leave it.",
        )
    report = _read(store, now(), closed=True)
    if isinstance(report, Refusal):
        return report
    written = as_json(report)
    digest = hashlib.sha256(written).hexdigest()
    deliver(report, written)

    def wipe(books: Books) -> None:
        if books.counts() != before:
            raise StoreRefusedError(
                refusal(
                    "usage-counted-meanwhile",
                    "Có người vừa dùng máy trong lúc xuất số liệu, nên chưa xóa gì. Hãy làm lại khi không có "
                    "ai xem.",
                    "Somebody used the kiosk meanwhile, so nothing was wiped. Do it again when nobody is there.",
                )
            )
        books.wipe_counts()
        books.audit("campaign-closed", until=report.until.isoformat(), sha256=digest, by=who(by))

    done = settle(store, wipe, now)
    return done if isinstance(done, Refusal) else (report, digest)


def _counts(store: Path, now: Now) -> dict[tuple[str, int, str, str], int] | Refusal:
    return settle(store, lambda books: books.counts(), now)


def _read(store: Path, now: dt.datetime, *, closed: bool) -> Usage | Refusal:
    opened = open_store(store)
    if isinstance(opened, Refusal):
        return opened
    try:
        if opened.state is None:
            return next(iter(opened.trouble))
        today = now.astimezone(VIETNAM).date()
        until = today if closed else today - dt.timedelta(days=1)
        with opened.state.reading() as books:
            counts = books.counts()
            generations = {one.number: one for one in books.generations()}
            shown = tuple(_shown(books, generations))
            first = next(books.audit_rows(), None)
        catalogue = opened.catalogue
        election = catalogue.election if catalogue else None
        area = opened.area
        return Usage(
            kiosk=first.hash[:12] if first else "",
            made=now,
            until=until,
            closed=closed,
            election=election.id if election else "",
            title=election.title if election else {},
            area=opened.polling_area,
            place=area.place if area else {},
            software=__version__,
            phases=_phases(election) if election else (),
            lines=said_of(counts, began(counts), until),
            shown=shown,
            held=_held(opened.layout, sorted(generations.values(), key=lambda one: one.confirmed)),
            sample=bool(election and election.sample),
        )
    finally:
        opened.close()


def _phases(election: Election) -> tuple[PhaseDays, ...]:
    day = election.polling_day
    return tuple(
        PhaseDays(phase.id, phase.name, day + dt.timedelta(days=phase.first), day + dt.timedelta(days=phase.last))
        for phase in election.phases
    )


def _shown(books: Books, generations: dict[int, Generation]) -> Iterator[ShownBundle]:
    """Which bundle was on the screen when: from what the audit log says was confirmed or gone back to."""
    turns: list[tuple[dt.datetime, Generation]] = []
    for row in books.audit_rows():
        found = generations.get(json.loads(row.detail).get("generation")) if row.event in _SHOWN_BY else None
        if found is not None:
            turns.append((dt.datetime.fromisoformat(row.at), found))
    ends: list[dt.datetime | None] = [at for at, _ in turns[1:]]
    for (at, one), end in zip(turns, [*ends, None], strict=False):
        yield ShownBundle(one.version, one.fingerprint, one.title, at, end)


def _held(layout: Layout, generations: Sequence[Generation]) -> tuple[Held, ...]:
    """How much of each content the newest kept generation has, and since when one that is kept has any of it."""
    held: dict[Content, Held] = {}
    for generation in generations:
        catalogue = open_catalogue(layout.content(generation.number)) if generation.kept else None
        if not isinstance(catalogue, Catalogue):
            continue
        try:
            for content, pieces in _pieces(catalogue).items():
                if pieces:
                    since = held[content].since if content in held else generation.confirmed
                    held[content] = Held(content, pieces, since)
                else:
                    held.pop(content, None)
        finally:
            catalogue.close()
    return tuple(held[content] for content in Content if content in held)


def _pieces(catalogue: Catalogue) -> dict[Content, int]:
    """How many candidates, programmes, topics and terms there are of each content."""
    found = dict.fromkeys(Content, 0)
    for unit in catalogue.constituencies():
        people = catalogue.candidates(unit.id)
        found[Content.BACKGROUND] += len(people)
        found[Content.PROGRAMMES] += sum(1 for person in people if person.programme)
    for section in Section:
        content = OF_SECTIONS.get(section)
        if content is not None:
            found[content] += len(catalogue.topics(section))
    found[Content.FIGURES] = len(catalogue.terms())
    return found
