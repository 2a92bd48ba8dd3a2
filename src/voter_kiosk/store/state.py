"""``state.sqlite``: reading and writing what this kiosk knows for good.

All of a change goes through one :class:`Books`, in one transaction: either the pointer, the floors, the audit row
and the rest of it are there after a power cut, or none is. No Alembic here: a kiosk opens a state, set-up and the
installer migrate it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from voter_kiosk.domain.election import StrikeOff
from voter_kiosk.domain.events import EVENTS
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import HoursSet, Published
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.text import Text
from voter_kiosk.store import state_schema as schema
from voter_kiosk.store.refusals import state_lost

NO_HASH: Final = "0" * 64
"""What the first row of the audit chain stands on."""

_PATIENCE = 10.0
"""Seconds to wait for another process's write."""

_AT_ONCE: Final = 50
"""Milliseconds to wait for it where a finger might wait as well."""

Now = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The system clock, aware, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Generation:
    """One bundle that was confirmed on this kiosk. Times are aware, UTC. ``kept`` says its files stand."""

    number: int
    election: str
    title: Text
    version: int
    issued: dt.datetime
    expires: dt.datetime
    fingerprint: str
    signers: tuple[str, ...]
    installed: dt.datetime
    confirmed: dt.datetime
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Install:
    """An install that has not come to an end: what it reads, how far it is, and the number it will have."""

    id: str
    source: str
    step: str
    generation: int
    fingerprint: str
    started: dt.datetime


@dataclass(frozen=True, slots=True)
class RefusedBundle:
    """A bundle that was refused here: when, which file, and what was said."""

    at: dt.datetime
    file: str
    fingerprint: str
    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What is remembered of clocks. ``officer`` is when an officer last confirmed the clock, by that clock."""

    newest_issue: dt.datetime | None = None
    boot_id: str = ""
    anchor_system: dt.datetime | None = None
    anchor_boot: float | None = None
    officer: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """An official, the Argon2 hash of the PIN, and whether she was taken off."""

    person: Person
    pin: str
    ended: bool


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One link of the audit chain; ``detail`` is JSON."""

    number: int
    at: str
    event: str
    detail: str
    previous: str
    hash: str

    def digest(self) -> str:
        """SHA-256 (hex) over the hash before and this row, canonically written."""
        row = json.dumps(
            [self.number, self.at, self.event, self.detail], ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(f"{self.previous}\n{row}".encode()).hexdigest()


def first_broken(rows: Iterable[AuditRow]) -> int | None:
    """The place of the first row that does not fit the chain, ``None`` where all do."""
    previous = NO_HASH
    for place, row in enumerate(rows, start=1):
        if row.number != place or row.previous != previous or row.digest() != row.hash:
            return place
        previous = row.hash
    return None


class Books:
    """The state inside one transaction. Get one from :meth:`State.reading` or :meth:`State.writing`."""

    def __init__(self, connection: Connection, now: Now) -> None:
        self._db = connection
        self._now = now

    # --- settings, roots, floors ---

    def setting(self, key: str) -> Any:
        """The setting's value, ``None`` where it was never set."""
        value = self._db.execute(
            select(schema.settings.c.value).where(schema.settings.c.key == key)
        ).scalar_one_or_none()
        return None if value is None else json.loads(value)

    def set_setting(self, key: str, value: Any) -> None:
        """Set a setting to what JSON can hold."""
        self._put(schema.settings, key=key, value=json.dumps(value, ensure_ascii=False))

    def roots(self) -> tuple[bytes, ...]:
        """Every root document, oldest first. The last one is trusted."""
        return tuple(self._db.execute(select(schema.roots.c.document).order_by(schema.roots.c.version)).scalars())

    def root_version(self) -> int:
        """The version of the trusted root; 0 where nothing is pinned."""
        return self._db.execute(select(func.max(schema.roots.c.version))).scalar_one() or 0

    def add_root(self, version: int, document: bytes) -> None:
        """Keep a root that was pinned or verified."""
        self._put(schema.roots, version=version, document=document, added=self._at())

    def floors(self) -> bytes | None:
        """The version floors as ``bundle.trust`` encoded them."""
        return self._db.execute(select(schema.floors.c.document)).scalar_one_or_none()

    def set_floors(self, document: bytes) -> None:
        """Raise the version floors."""
        self._put(schema.floors, id=1, document=document)

    # --- generations ---

    def generations(self) -> tuple[Generation, ...]:
        """Every generation ever confirmed here, oldest first."""
        rows = self._db.execute(select(schema.generations).order_by(schema.generations.c.number)).mappings()
        return tuple(_generation(row) for row in rows)

    def generation(self, number: int | None) -> Generation | None:
        """The generation of that number."""
        return next((found for found in self.generations() if found.number == number), None)

    def pointer(self) -> tuple[int | None, int | None]:
        """The numbers of the active and the previous generation."""
        row = self._db.execute(select(schema.pointer.c.active, schema.pointer.c.previous)).first()
        return (None, None) if row is None else (row[0], row[1])

    def set_pointer(self, active: int, previous: int | None) -> None:
        """Say which generation is shown, and which one an officer may go back to."""
        self._put(schema.pointer, id=1, active=active, previous=previous)

    def add_generation(self, generation: Generation) -> None:
        """Enter a generation that is confirmed."""
        self._put(
            schema.generations,
            number=generation.number,
            election=generation.election,
            title=json.dumps(generation.title, ensure_ascii=False),
            version=generation.version,
            issued=generation.issued.isoformat(),
            expires=generation.expires.isoformat(),
            fingerprint=generation.fingerprint,
            signers=json.dumps(generation.signers, ensure_ascii=False),
            installed=generation.installed.isoformat(),
            confirmed=generation.confirmed.isoformat(),
            kept=int(generation.kept),
        )

    def let_go(self, number: int) -> None:
        """Say that a generation's files are no longer kept."""
        table = schema.generations
        self._db.execute(update(table).where(table.c.number == number).values(kept=0))

    def next_generation(self) -> int:
        """The number the next install gets: never one that was used before."""
        used = self._db.execute(select(func.max(schema.generations.c.number))).scalar_one() or 0
        begun = self._db.execute(select(func.max(schema.installs.c.generation))).scalar_one() or 0
        return max(used, begun) + 1

    # --- installs and refusals ---

    def installs(self) -> tuple[Install, ...]:
        """Installs that have not come to an end."""
        rows = self._db.execute(select(schema.installs).order_by(schema.installs.c.started)).mappings()
        return tuple(
            Install(
                row["id"],
                row["source"],
                row["step"],
                row["generation"],
                row["fingerprint"],
                dt.datetime.fromisoformat(row["started"]),
            )
            for row in rows
        )

    def put_install(self, install: Install) -> None:
        """Enter an install, or how far it has come."""
        self._put(
            schema.installs,
            id=install.id,
            source=install.source,
            step=install.step,
            generation=install.generation,
            fingerprint=install.fingerprint,
            started=install.started.isoformat(),
        )

    def end_install(self, name: str) -> None:
        """Strike an install that came to its end."""
        self._db.execute(delete(schema.installs).where(schema.installs.c.id == name))

    def add_refused(self, file: str, fingerprint: str, why: Refusal) -> None:
        """Enter a refused bundle."""
        self._db.execute(
            insert(schema.refused).values(
                at=self._at(),
                file=file,
                fingerprint=fingerprint,
                code=why.code,
                said_vi=why.message.vi,
                said_en=why.message.en,
            )
        )

    def refused(self, most: int = 20) -> tuple[RefusedBundle, ...]:
        """The newest refused bundles, newest first."""
        rows = self._db.execute(select(schema.refused).order_by(schema.refused.c.id.desc()).limit(most)).mappings()
        return tuple(
            RefusedBundle(
                dt.datetime.fromisoformat(row["at"]),
                row["file"],
                row["fingerprint"],
                row["code"],
                row["said_vi"],
                row["said_en"],
            )
            for row in rows
        )

    # --- what no rollback undoes ---

    def strike_offs(self, election: str) -> dict[str, StrikeOff]:
        """The strike-offs of an election, by candidate."""
        table = schema.strike_offs.c
        rows = self._db.execute(select(table.candidate, table.record).where(table.election == election))
        return {row[0]: _STRIKE_OFF.decode(row[1]) for row in rows}

    def add_strike_offs(self, election: str, found: Mapping[str, StrikeOff]) -> None:
        """Enter strike-offs for good; a newer wording of one replaces the older, none is ever removed."""
        for candidate, strike_off in found.items():
            self._put(
                schema.strike_offs,
                ("since",),
                election=election,
                candidate=candidate,
                record=msgspec.json.encode(strike_off),
                since=self._at(),
            )

    def posted(self, election: str, candidates: Iterable[str]) -> dict[str, tuple[str, bytes]]:
        """Digest and frozen fields of those of ``candidates`` that were posted, by id."""
        table = schema.posted.c
        rows = self._db.execute(
            select(table.candidate, table.digest, table.record).where(
                table.election == election, table.candidate.in_(list(candidates))
            )
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def posted_names(self, election: str) -> Iterator[tuple[str, str]]:
        """Id and constituency of every posted candidate of an election, one after the other."""
        table = schema.posted.c
        rows = self._db.execute(
            select(table.candidate, table.constituency).where(table.election == election).order_by(table.candidate)
        )
        for row in rows:
            yield row[0], row[1]

    def add_posted(self, rows: Sequence[tuple[str, str, str, str, bytes]]) -> None:
        """Freeze posted candidates: election, candidate, constituency, digest, frozen fields. Known ones stay."""
        if rows:
            names = ("election", "candidate", "constituency", "digest", "record")
            statement = insert(schema.posted).on_conflict_do_nothing()
            self._db.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])

    def campaign_ended(self, election: str) -> bool:
        """Whether this kiosk has passed the end of campaigning of an election."""
        table = schema.campaign_ends.c
        return self._db.execute(select(table.at).where(table.election == election)).first() is not None

    def end_campaign(self, election: str) -> bool:
        """Enter for good that campaigning is over; whether that was new."""
        statement = insert(schema.campaign_ends).values(election=election, at=self._at()).on_conflict_do_nothing()
        return self._db.execute(statement).rowcount > 0

    def covered(self, election: str) -> frozenset[str]:
        """The bodies whose ballot an officer has covered."""
        table = schema.covers.c
        return frozenset(self._db.execute(select(table.body).where(table.election == election)).scalars())

    def cover(self, election: str, body: str, *, covered: bool) -> None:
        """Cover a body's ballot, or uncover it."""
        table = schema.covers
        if covered:
            self._put(table, election=election, body=body, at=self._at())
        else:
            self._db.execute(delete(table).where(table.c.election == election, table.c.body == body))

    def hours(self, election: str, area: str) -> HoursSet | None:
        """The hours that an officer set for a polling area, if any; whether they hold, ``domain.hours`` says."""
        table = schema.hours
        row = self._db.execute(select(table).where(table.c.election == election, table.c.area == area)).first()
        if row is None:
            return None
        was = Published(row.was_opens, row.was_closes, row.was_decision)
        return HoursSet(area, row.opens, row.closes, row.decision, row.version, was)

    def set_hours(self, election: str, area: str, hours: HoursSet | None) -> None:
        """Enter the hours that an officer sets for a polling area, or none any more."""
        table = schema.hours
        if hours is None:
            self._db.execute(delete(table).where(table.c.election == election, table.c.area == area))
            return
        self._put(
            table,
            election=election,
            area=area,
            opens=hours.opens,
            closes=hours.closes,
            decision=hours.decision,
            at=self._at(),
            version=hours.version,
            was_opens=hours.published.opens,
            was_closes=hours.published.closes,
            was_decision=hours.published.decision,
        )

    # --- clock ---

    def clock(self) -> ClockFacts:
        """What is remembered of clocks."""
        row = self._db.execute(select(schema.clock)).mappings().first()
        if row is None:
            return ClockFacts()
        return ClockFacts(
            _instant(row["newest_issue"]),
            row["boot_id"],
            _instant(row["anchor_system"]),
            None if row["anchor_boot"] is None else float(row["anchor_boot"]),
            _instant(row["officer"]),
        )

    def set_clock(self, facts: ClockFacts) -> None:
        """Remember this of clocks. The newest signed time never goes back."""
        known = self.clock().newest_issue
        newest = max((instant for instant in (known, facts.newest_issue) if instant), default=None)
        self._put(
            schema.clock,
            id=1,
            newest_issue=newest.isoformat() if newest else None,
            boot_id=facts.boot_id,
            anchor_system=facts.anchor_system.isoformat() if facts.anchor_system else None,
            anchor_boot=None if facts.anchor_boot is None else repr(facts.anchor_boot),
            officer=facts.officer.isoformat() if facts.officer else None,
        )

    # --- officials ---

    def staff(self) -> tuple[Staff, ...]:
        """Everybody who ever had a PIN here, in the order added."""
        rows = self._db.execute(select(schema.people).order_by(schema.people.c.number)).mappings()
        return tuple(
            Staff(Person(row["number"], row["name"], Role(row["role"])), row["pin"], row["ended"] is not None)
            for row in rows
        )

    def add_person(self, name: str, role: Role, pin: str) -> Person:
        """Enter an official; ``pin`` is the hash."""
        number = len(self.staff()) + 1  # nobody is ever removed
        self._put(schema.people, number=number, name=name, role=role.value, pin=pin, added=self._at(), ended=None)
        return Person(number, name, role)

    def set_pin(self, number: int, pin: str) -> None:
        """Another PIN's hash for an official."""
        table = schema.people
        self._db.execute(update(table).where(table.c.number == number).values(pin=pin))

    def end_person(self, number: int) -> None:
        """Say that an official may not come in any more."""
        table = schema.people
        self._db.execute(update(table).where(table.c.number == number).values(ended=self._at()))

    def tries(self) -> tuple[int, dt.datetime | None]:
        """Wrong PINs in a row, and when the last one was."""
        row = self._db.execute(select(schema.tries.c.wrong, schema.tries.c.last)).first()
        return (0, None) if row is None else (row[0], dt.datetime.fromisoformat(row[1]))

    def set_tries(self, wrong: int) -> None:
        """So many wrong PINs in a row, the last one now."""
        self._put(schema.tries, id=1, wrong=wrong, last=self._at())

    def recovery(self) -> str | None:
        """The hash of the sealed code, ``None`` where there is none or it was used."""
        return self._db.execute(select(schema.recovery.c.code)).scalar_one_or_none()

    def set_recovery(self, code: str | None) -> None:
        """Another sealed code's hash, or none any more."""
        self._db.execute(delete(schema.recovery))
        if code is not None:
            self._put(schema.recovery, id=1, code=code, made=self._at())

    # --- audit and usage ---

    def audit(self, event_name: str, **detail: object) -> None:
        """Add a link to the audit chain. ``detail`` is what JSON can hold; nothing about citizens.

        ``event_name`` is one of ``domain.events.EVENTS``; raises ``KeyError`` for another.
        """
        if event_name not in EVENTS:
            raise KeyError(event_name)
        table = schema.audit
        last = self._db.execute(
            select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)
        ).first()
        number, previous = (last[0] + 1, last[1]) if last else (1, NO_HASH)
        written = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row = AuditRow(number, self._at(), event_name, written, previous, "")
        self._db.execute(
            insert(table).values(
                number=number, at=row.at, event=event_name, detail=written, previous=previous, hash=row.digest()
            )
        )

    def audit_rows(self) -> Iterator[AuditRow]:
        """The audit chain from its beginning."""
        for row in self._db.execute(select(schema.audit).order_by(schema.audit.c.number)):
            yield AuditRow(*row)

    def verify_chain(self) -> int | None:
        """The number of the first row that does not fit the chain, or ``None`` where all do."""
        return first_broken(self.audit_rows())

    def count(self, kind: str, what: str, day: dt.date, hour: int, times: int = 1) -> None:
        """Count how often something was used: a screen opened, say. Never which candidate, never by whom.

        ``hour`` is 0 to 23 in Viet Nam, -1 where it is not known.
        """
        table = schema.counts
        statement = insert(table).values(day=day.isoformat(), hour=hour, kind=kind, what=what, count=times)
        again = statement.on_conflict_do_update(
            index_elements=("day", "hour", "kind", "what"), set_={"count": table.c.count + times}
        )
        self._db.execute(again)

    def counts(self) -> dict[tuple[str, int, str, str], int]:
        """Counts by day (ISO), hour, kind and what."""
        return {(row[0], row[1], row[2], row[3]): row[4] for row in self._db.execute(select(schema.counts))}

    def wipe_counts(self) -> None:
        """Forget every count: their place in the file is overwritten, not only given free."""
        self._db.exec_driver_sql("PRAGMA secure_delete = ON")
        self._db.execute(delete(schema.counts))

    def _at(self) -> str:
        return self._now().isoformat()

    def _put(self, table: Any, keep: Sequence[str] = (), **values: object) -> None:
        """Insert a row, or update the one of the same key but for the columns ``keep``."""
        statement = insert(table).values(**values)
        keys = [column.name for column in table.primary_key]
        changed = {name: value for name, value in values.items() if name not in keys and name not in keep}
        self._db.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


class StateBusyError(Exception):
    """Another process is writing the state."""


class State:
    """The state's file, opened. One connection; one process writes at a time and the others wait."""

    def __init__(self, engine: Engine, now: Now = utc_now, *, writable: bool = True) -> None:
        self._engine = engine
        self._now = now
        self.writable = writable

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """A consistent view of the state."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield Books(connection, self._now)
            finally:
                connection.rollback()

    @contextmanager
    def connected(self, *, at_once: bool = False) -> Iterator[Connection]:
        """The bare connection, for migrations: one transaction around all that is done."""
        with self._engine.connect() as connection:
            if at_once:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {_AT_ONCE}")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if at_once and getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                    raise StateBusyError from error
                raise
            finally:
                if at_once:
                    connection.exec_driver_sql(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def writing(self, *, at_once: bool = False) -> Iterator[Books]:
        """A change of the state, in one transaction: all of it, or on an exception nothing.

        ``at_once`` is for whoever must not wait: raises :class:`StateBusyError` where another process is writing.
        """
        with self.connected(at_once=at_once) as connection:
            yield Books(connection, self._now)

    def revision(self) -> str | None:
        """The migration the tables are at, ``None`` where there are none."""
        with self._engine.connect() as connection:
            named = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'"))
            if named.first() is None:
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file, so that the file alone is whole."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def state_engine(path: Path, *, read_only: bool = False) -> Engine:
    """The engine for ``state.sqlite``, as every part of the program opens it."""
    address = f"file:{quote(str(path))}" + ("?mode=ro&immutable=1" if read_only else "?mode=rwc")
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            address, uri=True, isolation_level=None, timeout=_PATIENCE, check_same_thread=False
        ),
        poolclass=StaticPool,
        hide_parameters=True,  # nothing of it in a log
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

    return engine


def stands(path: Path) -> bool:
    """Whether there is such a file or folder. One that the disk does not tell of is: reading it says more."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def open_state(path: Path, now: Now = utc_now) -> State | Refusal:
    """Open a state that set-up made; ``store-state-lost`` where it is missing, damaged or of another version.

    On a disk that only reads, what was last written to it is shown and nothing can be changed.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return state_lost(f"{path}: no file")
    except OSError as error:
        return state_lost(str(error))
    why = ""
    for read_only in (False, True):
        state = State(state_engine(path, read_only=read_only), now, writable=not read_only)
        try:
            revision = state.revision()
            with state.reading() as books:
                books.pointer()
        except DatabaseError as error:
            state.close()
            why = str(error.orig)
            continue
        if revision == schema.STATE_REVISION:
            return state
        state.close()
        return state_lost(f"{path}: revision {revision}")
    return state_lost(f"{path}: {why}")


_STRIKE_OFF: Final = msgspec.json.Decoder(StrikeOff)


def _generation(row: Any) -> Generation:
    return Generation(
        row["number"],
        row["election"],
        json.loads(row["title"]),
        row["version"],
        dt.datetime.fromisoformat(row["issued"]),
        dt.datetime.fromisoformat(row["expires"]),
        row["fingerprint"],
        tuple(json.loads(row["signers"])),
        dt.datetime.fromisoformat(row["installed"]),
        dt.datetime.fromisoformat(row["confirmed"]),
        bool(row["kept"]),
    )


def _instant(value: str | None) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(value)
