"""A fault is told by its kind and by the lines that led to it; what was in the program's hands is not."""

from __future__ import annotations

import errno
import io
import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from voter_kiosk.discretion import Discreet, kind, trace

NAME = "Nguyễn Thị Bí Mật"


def broken(name: str) -> None:
    raise ValueError(name)


def raised_from_another() -> ValueError:
    try:
        try:
            {}[NAME]
        except KeyError as first:
            raise RuntimeError(NAME) from first
    except RuntimeError:
        try:
            broken(NAME)
        except ValueError as last:
            return last
    raise AssertionError


def test_a_trace_has_every_cause_in_order_and_the_lines_but_no_message() -> None:
    said = trace(raised_from_another())
    kinds = [line for line in said.split("\n") if not line.startswith(" ")]
    assert kinds == ["KeyError", "RuntimeError", "ValueError"]
    assert 'test_discretion.py", line' in said
    assert "in broken" in said
    assert NAME not in said


def test_a_cause_that_was_put_away_is_not_told() -> None:
    def put_away_first() -> None:
        try:
            broken(NAME)
        except ValueError:
            raise RuntimeError(NAME) from None

    with pytest.raises(RuntimeError) as put_away:
        put_away_first()
    assert "ValueError" not in trace(put_away.value)


def test_causes_in_a_circle_end() -> None:
    one, other = ValueError(NAME), RuntimeError(NAME)
    one.__cause__, other.__cause__ = other, one
    assert trace(one) == "RuntimeError\nValueError"


def test_the_system_and_sqlite_call_their_errors_by_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\S") as missing:
        (tmp_path / NAME).read_bytes()
    assert kind(missing.value) == "FileNotFoundError ENOENT"
    assert kind(OSError(errno.ENOSPC, "full", f"/media/{NAME}")) == "OSError ENOSPC"
    assert kind(OSError(NAME)) == "OSError"
    damaged = tmp_path / "damaged"
    damaged.write_bytes(b"no database" * 200)
    engine = create_engine(f"sqlite:///{damaged}")
    with pytest.raises(DatabaseError) as wrapped, engine.connect() as connection:
        connection.execute(text("SELECT :name FROM people"), {"name": NAME})
    engine.dispose()
    said = trace(wrapped.value)
    assert "\nsqlite3.DatabaseError SQLITE_NOTADB" in said
    assert NAME not in said
    assert kind(sqlite3.Error()) == "sqlite3.Error"


def test_a_log_has_what_was_written_for_it_and_the_trace() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet("%(levelname)s %(message)s"))
    record = logging.getLogger("x").makeRecord(
        "x", logging.ERROR, __file__, 1, "could not be said", (), (ValueError, raised_from_another(), None)
    )
    handler.emit(record)
    assert out.getvalue().startswith("ERROR could not be said\n")
    assert out.getvalue().endswith("ValueError\n")
    assert NAME not in out.getvalue()
    handler.emit(
        logging.makeLogRecord({"levelname": "INFO", "msg": "nothing was raised", "exc_info": (None, None, None)})
    )
    assert out.getvalue().endswith("INFO nothing was raised\n")
