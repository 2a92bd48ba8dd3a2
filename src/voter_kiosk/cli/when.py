"""``--at TIME``: an assumed time, said as a date or as a day counted from polling day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from voter_kiosk.domain.calendar import VIETNAM

USUAL_HOUR = dt.time(9)
"""The hour that is meant where only a day is said."""

_FROM_POLLING_DAY = re.compile(r"E(?:([+-])(\d{1,3}))?(?:[T ](\d{1,2}:\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was typed: a fixed instant, or ``days`` from polling day at ``hour``."""

    instant: dt.datetime | None = None
    days: int = 0
    hour: dt.time = USUAL_HOUR

    def on(self, polling_day: dt.date) -> dt.datetime:
        """The aware instant that is meant in an election held on ``polling_day``, in UTC+7."""
        if self.instant is not None:
            return self.instant
        return dt.datetime.combine(polling_day + dt.timedelta(days=self.days), self.hour, VIETNAM)


def read_when(text: str) -> When | None:
    """Read ``2026-03-03T09:00``, ``2026-03-03``, ``E-26``, ``E-12T09:00``, ``E`` or ``E+7``; else ``None``.

    A time without a zone is Viet Nam's (UTC+7); a day without an hour is meant at nine in the morning.
    """
    text = text.strip()
    if match := _FROM_POLLING_DAY.fullmatch(text):
        sign, days, hour = match.groups()
        try:
            time = dt.time.fromisoformat(hour.zfill(5)) if hour else USUAL_HOUR
        except ValueError:
            return None
        return When(days=int(f"{sign or '+'}{days or 0}"), hour=time)
    try:
        if len(text) == len("2026-03-03"):
            return When(dt.datetime.combine(dt.date.fromisoformat(text), USUAL_HOUR, VIETNAM))
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return When(instant.astimezone(VIETNAM) if instant.tzinfo else instant.replace(tzinfo=VIETNAM))
