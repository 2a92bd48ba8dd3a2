"""The tables of ``state.sqlite``: what this kiosk knows for good, whatever bundle is active.

Written in WAL mode with ``synchronous = FULL`` and foreign keys on. ``migrations/`` builds and changes these
tables; a test holds that both say the same.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypedColumns,
)

STATE_REVISION: Final = "0003"
"""The newest migration. A kiosk that finds another one opens the store without its state and says so."""

metadata = MetaData()


class _Settings(TypedColumns):
    key = Column(String, primary_key=True)
    value = Column(String, nullable=False)


class _Roots(TypedColumns):
    version = Column(Integer, primary_key=True, autoincrement=False)
    document = Column(LargeBinary, nullable=False)
    added = Column(String, nullable=False)


class _Floors(TypedColumns):
    id = Column(Integer, CheckConstraint("id = 1"), primary_key=True)
    document = Column(LargeBinary, nullable=False)


class _Generations(TypedColumns):
    number = Column(Integer, primary_key=True)
    election = Column(String, nullable=False)
    title = Column(String, nullable=False)
    version = Column(Integer, nullable=False)
    issued = Column(String, nullable=False)
    expires = Column(String, nullable=False)
    fingerprint = Column(String, nullable=False)
    signers = Column(String, nullable=False)
    installed = Column(String, nullable=False)
    confirmed = Column(String, nullable=False)
    kept = Column(Integer, nullable=False)


class _Pointer(TypedColumns):
    id = Column(Integer, CheckConstraint("id = 1"), primary_key=True)
    active = Column(Integer, ForeignKey("generations.number"), nullable=False)
    previous = Column(Integer, ForeignKey("generations.number"), nullable=True)


class _Installs(TypedColumns):
    id = Column(String, primary_key=True)
    source = Column(String, nullable=False)
    step = Column(String, nullable=False)
    generation = Column(Integer, nullable=False)
    fingerprint = Column(String, nullable=False)
    started = Column(String, nullable=False)


class _Refused(TypedColumns):
    id = Column(Integer, primary_key=True)
    at = Column(String, nullable=False)
    file = Column(String, nullable=False)
    fingerprint = Column(String, nullable=False)
    code = Column(String, nullable=False)
    said_vi = Column(String, nullable=False)
    said_en = Column(String, nullable=False)


class _StrikeOffs(TypedColumns):
    election = Column(String, primary_key=True)
    candidate = Column(String, primary_key=True)
    record = Column(LargeBinary, nullable=False)
    since = Column(String, nullable=False)


class _Posted(TypedColumns):
    election = Column(String, primary_key=True)
    candidate = Column(String, primary_key=True)
    constituency = Column(String, nullable=False)
    digest = Column(String, nullable=False)
    record = Column(LargeBinary, nullable=False)


class _CampaignEnds(TypedColumns):
    election = Column(String, primary_key=True)
    at = Column(String, nullable=False)


class _Covers(TypedColumns):
    election = Column(String, primary_key=True)
    body = Column(String, primary_key=True)
    at = Column(String, nullable=False)


class _Clock(TypedColumns):
    id = Column(Integer, CheckConstraint("id = 1"), primary_key=True)
    newest_issue = Column(String, nullable=True)
    boot_id = Column(String, nullable=False)
    anchor_system = Column(String, nullable=True)
    anchor_boot = Column(String, nullable=True)
    officer = Column(String, nullable=True)


class _Audit(TypedColumns):
    number = Column(Integer, primary_key=True)
    at = Column(String, nullable=False)
    event = Column(String, nullable=False)
    detail = Column(String, nullable=False)
    previous = Column(String, nullable=False)
    hash = Column(String, nullable=False)


class _People(TypedColumns):
    number = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    role = Column(String, nullable=False)
    pin = Column(String, nullable=False)
    added = Column(String, nullable=False)
    ended = Column(String, nullable=True)


class _Tries(TypedColumns):
    id = Column(Integer, CheckConstraint("id = 1"), primary_key=True)
    wrong = Column(Integer, nullable=False)
    last = Column(String, nullable=False)


class _Recovery(TypedColumns):
    id = Column(Integer, CheckConstraint("id = 1"), primary_key=True)
    code = Column(String, nullable=False)
    made = Column(String, nullable=False)


class _Hours(TypedColumns):
    election = Column(String, primary_key=True)
    area = Column(String, primary_key=True)
    opens = Column(String, nullable=False)
    closes = Column(String, nullable=False)
    decision = Column(String, nullable=False)
    at = Column(String, nullable=False)
    version = Column(Integer, nullable=False)
    was_opens = Column(String, nullable=False)
    was_closes = Column(String, nullable=False)
    was_decision = Column(String, nullable=False)


class _Counts(TypedColumns):
    day = Column(String, primary_key=True)
    hour = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(String, primary_key=True)
    what = Column(String, primary_key=True)
    count = Column(Integer, nullable=False)


settings = Table("settings", metadata, _Settings)
"""``polling_area`` and what else an officer sets; values are JSON."""
roots = Table("roots", metadata, _Roots)
"""Every root document that was pinned or verified, as its bytes."""
floors = Table("floors", metadata, _Floors)
"""The version floors, as ``bundle.trust`` encodes them."""
generations = Table("generations", metadata, _Generations)
"""Every generation ever confirmed here; ``kept`` is 1 while its files stand."""
pointer = Table("pointer", metadata, _Pointer)
installs = Table("installs", metadata, _Installs)
"""Installs that have not come to an end: at most one at work."""
refused = Table("refused", metadata, _Refused)
strike_offs = Table("strike_offs", metadata, _StrikeOffs, sqlite_with_rowid=False)
posted = Table("posted", metadata, _Posted, sqlite_with_rowid=False)
"""The frozen fields of each posted candidate, as first confirmed: their digest and the fields as JSON."""
campaign_ends = Table("campaign_ends", metadata, _CampaignEnds)
covers = Table("covers", metadata, _Covers)
clock = Table("clock", metadata, _Clock)
audit = Table("audit", metadata, _Audit)
"""Append-only; each row's hash covers the row before. Triggers refuse changes."""
people = Table("people", metadata, _People)
"""The officials of this kiosk; ``pin`` is an Argon2 hash, ``ended`` when one was taken off. Nobody is removed."""
tries = Table("tries", metadata, _Tries)
"""Wrong PINs in a row, and when the last of them was."""
recovery = Table("recovery", metadata, _Recovery)
"""The sealed code that gives a kiosk without officials new ones, as an Argon2 hash."""
hours = Table("hours", metadata, _Hours)
"""Polling hours that an officer set by a decision, by polling area; what the bundle shown then said (``was``)."""
counts = Table("counts", metadata, _Counts, sqlite_with_rowid=False)
"""Counts a day and an hour (-1: not known), of kinds of things: screens, languages, settings; never of whom or of
what was looked at."""
