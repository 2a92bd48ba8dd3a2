"""An assumed time, as it is typed behind ``--at``."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.cli.when import read_when
from voter_kiosk.domain.calendar import VIETNAM

POLLING_DAY = dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("E", "2026-03-15T09:00"),
        ("E-26", "2026-02-17T09:00"),
        ("e+7", "2026-03-22T09:00"),
        ("E-12T09:00", "2026-03-03T09:00"),
        ("E-1T06:59", "2026-03-14T06:59"),
        ("E-1 7:01", "2026-03-14T07:01"),
        ("ET19:01", "2026-03-15T19:01"),
        (" 2026-03-03 ", "2026-03-03T09:00"),
        ("2026-03-03T18:30", "2026-03-03T18:30"),
        ("2026-03-03 18:30", "2026-03-03T18:30"),
        ("2026-03-03T11:30+00:00", "2026-03-03T18:30"),
        ("2026-03-03T11:30Z", "2026-03-03T18:30"),
    ],
)
def test_a_time_is_read_as_viet_nam_has_it(typed: str, meant: str) -> None:
    when = read_when(typed)
    assert when is not None
    assert when.on(POLLING_DAY) == dt.datetime.fromisoformat(meant).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "typed", ["", "soon", "E-", "E12", "E-1T25:00", "E-1T9", "2026-13-01", "03/03/2026", "E-1234"]
)
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_when(typed) is None


@given(st.integers(-999, 999), st.times())
def test_a_day_counted_from_polling_day_lands_that_many_days_away(days: int, hour: dt.time) -> None:
    when = read_when(f"E{days:+d}T{hour:%H:%M}")
    assert when is not None
    meant = when.on(POLLING_DAY)
    assert (meant.date() - POLLING_DAY).days == days
    assert (meant.hour, meant.minute) == (hour.hour, hour.minute)
