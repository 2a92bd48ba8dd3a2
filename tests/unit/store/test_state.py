"""The state: one transaction for all of a change, a chain that shows tampering, tables as migrated."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from helpers import stores
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store import state_schema
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.preparing import prepared_state
from voter_kiosk.store.state import ClockFacts, Generation, Install, State, open_state, state_engine

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
GENERATION = Generation(1, "e", {"vi": "Bầu cử"}, 3, NOW, NOW, "ab", ("Ông A",), NOW, NOW)


@pytest.fixture
def state(store: Path) -> Iterator[State]:
    found = open_state(store / "state.sqlite", stores.ticking())
    assert isinstance(found, State)
    yield found
    found.close()


def test_the_migrations_build_the_tables_that_the_code_knows(store: Path) -> None:
    engine = state_engine(store / "state.sqlite")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, state_schema.metadata) == []
        assert context.get_current_revision() == state_schema.STATE_REVISION
    engine.dispose()


def test_preparing_a_prepared_state_changes_nothing(store: Path) -> None:
    before = stores.tables(store, "audit", "roots", "settings")
    prepared_state(Layout(store)).close()
    assert stores.tables(store, "audit", "roots", "settings") == before


def test_writes_are_synced_and_logged_ahead_and_references_hold(store: Path) -> None:
    engine = state_engine(store / "state.sqlite")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_pointer_to_no_generation_is_impossible(state: State) -> None:
    with pytest.raises(IntegrityError), state.writing() as books:
        books.set_pointer(7, None)
    with state.reading() as books:
        assert books.pointer() == (None, None)


def test_a_change_that_breaks_off_leaves_nothing(state: State) -> None:
    def broken_off() -> None:
        with state.writing() as books:
            books.add_generation(GENERATION)
            books.set_pointer(1, None)
            books.audit("confirmed")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    with state.reading() as books:
        assert books.generations() == ()
        assert [row.event for row in books.audit_rows()] == ["set-up"]


def test_a_generation_comes_back_as_it_went_in(state: State) -> None:
    with state.writing() as books:
        books.add_generation(GENERATION)
        books.set_pointer(1, None)
    with state.reading() as books:
        assert books.generations() == (GENERATION,)
        assert books.generation(1) == GENERATION
        assert books.generation(None) is None
        assert books.next_generation() == 2
    with state.writing() as books:
        books.let_go(1)
    with state.reading() as books:
        assert books.generations() == (replace(GENERATION, kept=False),)


def test_an_install_takes_a_number_of_its_own(state: State) -> None:
    install = Install("000001", "/stick/a.vkb", "found", 1, "", NOW)
    with state.writing() as books:
        books.put_install(install)
        assert books.next_generation() == 2
        books.put_install(replace(install, step="copying", fingerprint="ab"))
    with state.reading() as books:
        assert books.installs() == (replace(install, step="copying", fingerprint="ab"),)
    with state.writing() as books:
        books.end_install("000001")
        assert books.installs() == ()


# --- the audit chain ---


def chained(state: State) -> None:
    with state.writing() as books:
        for number in range(5):
            books.audit("person-added", number=number, name="Đỗ")


def test_the_chain_holds_as_written(state: State) -> None:
    chained(state)
    with state.reading() as books:
        rows = list(books.audit_rows())
        assert books.verify_chain() is None
    assert len(rows) == 6
    assert rows[0].previous == "0" * 64
    assert rows[3].previous == rows[2].hash
    assert rows[3].detail == '{"name":"Đỗ","number":2}'


@pytest.mark.parametrize("column", ["at", "event", "detail", "previous", "hash"])
def test_a_changed_row_is_found(store: Path, state: State, column: str) -> None:
    chained(state)
    tamper(store, f"UPDATE audit SET {column} = {column} || 'x' WHERE number = 3")  # noqa: S608
    with state.reading() as books:
        assert books.verify_chain() == 3


def test_a_removed_row_is_found(store: Path, state: State) -> None:
    chained(state)
    tamper(store, "DELETE FROM audit WHERE number = 3")
    with state.reading() as books:
        assert books.verify_chain() == 3


@pytest.mark.parametrize("change", ["UPDATE audit SET event = 'x'", "DELETE FROM audit"])
def test_the_file_itself_refuses_to_change_a_row(store: Path, change: str) -> None:
    database = sqlite3.connect(store / "state.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(change)
    database.close()


def tamper(store: Path, statement: str) -> None:
    database = sqlite3.connect(store / "state.sqlite")
    for name in ("audit_no_update", "audit_no_delete"):
        database.execute(f"DROP TRIGGER {name}")
    database.execute(statement)
    database.commit()
    database.close()


# --- what no rollback undoes ---


def test_a_strike_off_can_be_worded_anew_and_never_removed(state: State) -> None:
    struck = StrikeOff(StrikeOffKind.DIED, "1/QĐ", dt.date(2026, 3, 1), {"vi": "Qua đời"})
    with state.writing() as books:
        books.add_strike_offs("e", {"p98.na.1.1": struck})
        books.add_strike_offs("e", {})
        assert books.strike_offs("e") == {"p98.na.1.1": struck}
        books.add_strike_offs("e", {"p98.na.1.1": replace(struck, decision="2/QĐ")})
        assert books.strike_offs("e")["p98.na.1.1"].decision == "2/QĐ"
        assert books.strike_offs("another") == {}


def test_what_was_posted_first_stays(state: State) -> None:
    with state.writing() as books:
        books.add_posted([("e", "c1", "u1", "digest", b"{}"), ("e", "c2", "u1", "d", b"{}")])
        books.add_posted([("e", "c1", "u1", "another", b"{1}")])
        books.add_posted([])
        assert books.posted("e", ["c1", "c9"]) == {"c1": ("digest", b"{}")}
        assert list(books.posted_names("e")) == [("c1", "u1"), ("c2", "u1")]


def test_the_end_of_campaigning_is_entered_once(state: State) -> None:
    with state.writing() as books:
        assert not books.campaign_ended("e")
        assert books.end_campaign("e")
        assert not books.end_campaign("e")
        assert books.campaign_ended("e")
        assert not books.campaign_ended("another")


def test_a_ballot_is_covered_and_uncovered(state: State) -> None:
    with state.writing() as books:
        books.cover("e", "na", covered=True)
        books.cover("e", "province", covered=True)
        books.cover("e", "na", covered=False)
        assert books.covered("e") == {"province"}


def test_the_newest_signed_time_never_goes_back(state: State) -> None:
    with state.writing() as books:
        assert books.clock() == ClockFacts()
        books.set_clock(ClockFacts(NOW, "boot", NOW, 5.5, NOW))
        assert books.clock() == ClockFacts(NOW, "boot", NOW, 5.5, NOW)
        books.set_clock(ClockFacts(NOW - dt.timedelta(days=1), "boot"))
        assert books.clock() == ClockFacts(NOW, "boot")


def test_use_is_counted_by_day_hour_and_kind_alone(state: State, store: Path) -> None:
    with state.writing() as books:
        for _ in range(3):
            books.count("screen", "home", dt.date(2026, 3, 1), 9)
        books.count("language", "en", dt.date(2026, 3, 1), 9, 2)
        assert books.counts() == {
            ("2026-03-01", 9, "screen", "home"): 3,
            ("2026-03-01", 9, "language", "en"): 2,
        }


def test_settings_hold_what_json_holds(state: State) -> None:
    with state.writing() as books:
        books.set_setting("idle", {"seconds": 90})
        books.set_setting("idle", {"seconds": 120})
        assert books.setting("idle") == {"seconds": 120}
        assert books.setting("other") is None
        assert books.setting("polling_area") == "c98001.01"


# --- opening ---


@pytest.mark.parametrize("damage", ["missing", "empty", "noise", "revision"])
def test_a_lost_state_is_a_refusal(store: Path, damage: str) -> None:
    path = store / "state.sqlite"
    if damage == "revision":
        tamper(store, "UPDATE alembic_version SET version_num = '9999'")
    else:
        for extra in store.glob("state.sqlite*"):
            extra.unlink()
    if damage == "empty":
        path.write_bytes(b"")
    if damage == "noise":
        path.write_bytes(b"noise" * 1000)
    found = open_state(path)
    assert isinstance(found, Refusal)
    assert found.code == "store-state-lost"


def test_two_writers_wait_for_each_other(store: Path, state: State) -> None:
    other = open_state(store / "state.sqlite")
    assert isinstance(other, State)
    with state.writing() as books:
        books.audit("covered")
        with other.reading() as elsewhere:
            assert [row.event for row in elsewhere.audit_rows()] == ["set-up"]
    with other.writing() as books:
        books.audit("uncovered")
        assert books.verify_chain() is None
    other.close()


def test_an_event_that_is_not_in_the_table_is_never_written(state: State) -> None:
    with pytest.raises(KeyError), state.writing() as books:
        books.audit("something")


def test_what_an_older_software_counted_is_taken_over(store: Path) -> None:
    engine = state_engine(store / "state.sqlite")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE usage (day VARCHAR, what VARCHAR, count INTEGER)")
        connection.exec_driver_sql("INSERT INTO usage VALUES ('2026-03-01', 'home', 7)")
        for table in ("people", "tries", "recovery", "hours", "counts"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    prepared_state(Layout(store)).close()
    assert stores.tables(store, "counts")["counts"] == [("2026-03-01", -1, "screen", "home", 7)]
