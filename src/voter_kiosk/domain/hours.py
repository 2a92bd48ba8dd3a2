"""Polling hours that an officer sets at the kiosk by a decision (Law 85/2015/QH13 art. 71; facts B.10).

They hold for the polling area where the kiosk stands, over the bundle that was shown when they were set and over
every other one, until a newer bundle gives this polling area other hours, or another decision, than that bundle
did: who publishes has then heard of it. A newer bundle that says what the bundle said before does not undo them,
and neither does going back to an older one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from voter_kiosk.domain.calendar import Hours, Moment, check_hours, polling_hours, unreadable_hours
from voter_kiosk.domain.election import Election, PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import nfc

LONGEST_NUMBER: Final = 60
"""Characters of a decision's number."""

_CLOCK: Final = re.compile(r"[0-2]?\d:[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Published:
    """The hours of a polling area as a bundle gives them, ``HH:MM``, and the decision it names, if one."""

    opens: str
    closes: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class HoursSet:
    """Hours that an officer set: for which polling area (its code), from when to when, and by which decision.

    ``version`` is that of the bundle that was shown then, ``published`` what it said.
    """

    area: str
    opens: str
    closes: str
    decision: str
    version: int
    published: Published


def published_hours(election: Election, area: PollingArea) -> Published:
    """What a bundle says of the hours of ``area``, its own or the election's."""
    return Published(area.opens or election.opens, area.closes or election.closes, area.decision)


def holds(hours: HoursSet, election: Election, area: PollingArea, version: int) -> bool:
    """Whether ``hours`` hold for ``area`` as a bundle of that version has it.

    Versions only grow (TUF), so that "newer" needs no clock.
    """
    newer = version > hours.version and published_hours(election, area) != hours.published
    lawful = check_hours(hours.opens, hours.closes) is None
    return hours.area == area.code and lawful and not newer


def in_force(hours: HoursSet | None, election: Election, area: PollingArea, version: int) -> PollingArea:
    """``area`` with the hours that hold for it, and the decision that gave them."""
    if hours is None or not holds(hours, election, area, version):
        return area
    return replace(area, opens=hours.opens, closes=hours.closes, decision=decision_named(hours.decision))


def decision_named(number: str) -> str:
    """How a decision is named: a bare number as "Quyết định số 12/QĐ-UBND", anything else as it was written."""
    return f"Quyết định số {number}" if number[:1].isdecimal() else number


def clock(text: str) -> str:
    """An hour as ``HH:MM`` where it can be read as one (``6:00``, ``06:00``), else as it was written."""
    text = text.strip()
    return text.rjust(5, "0") if _CLOCK.fullmatch(text) else text


def decision_number(text: str) -> str | Refusal:
    """A decision's number as it is kept: NFC, single spaces. Refused (``decision-number``) without a digit
    in it.
    """
    number = " ".join(nfc(text).split())
    if number.isprintable() and len(number) <= LONGEST_NUMBER and any(map(str.isdecimal, number)):
        return number
    return Refusal(
        "decision-number",
        Sentence(
            f"Hãy ghi số của quyết định, ví dụ 12/QĐ-UBND (có chữ số, nhiều nhất {LONGEST_NUMBER} ký tự).",
            f"Write the decision's number, such as 12/QĐ-UBND (with a digit, {LONGEST_NUMBER} characters at "
            "most).",
        ),
    )


def check_change(election: Election, area: PollingArea, opens: str, closes: str, moment: Moment) -> Refusal | None:
    """Why the hours of ``area``, as they hold now, may not become these, or ``None``.

    Refused as in :func:`domain.calendar.check_hours`, and ``hours-passed``: voting that has begun has begun when
    it did, and what has ended is not opened again (art. 71: it closes on time). With the clock in doubt only the
    law's limits count.
    """
    if not (_CLOCK.fullmatch(opens) and _CLOCK.fullmatch(closes)):
        return unreadable_hours(opens, closes)
    refused = check_hours(opens, closes)
    if refused is not None:
        return refused
    before = polling_hours(election, area)
    after = polling_hours(election, replace(area, opens=opens, closes=closes))
    if moment.sure and _passed(before, after, moment.instant):
        return Refusal(
            "hours-passed",
            Sentence(
                "Giờ này đã qua nên không sửa được: đã bắt đầu bỏ phiếu thì không đổi giờ mở cửa, đã kết thúc thì "
                "không đổi giờ nào nữa. Hãy để như đang hiện.",
                "These hours have passed: once voting has begun its opening is not changed, and once it has ended "
                "nothing is. Leave them.",
            ),
        )
    return None


def _passed(before: Hours, after: Hours, now: dt.datetime) -> bool:
    begun = now >= before.opens and after.opens != before.opens
    return begun or now >= before.closes or now >= after.closes
