"""Days and hours of an election, computed from polling day and the rule set; and how far the clock is believed.

Viet Nam is UTC+7 all the year. Every instant here is aware; every day is a day in Viet Nam.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from voter_kiosk.domain.election import Election, PollingArea, Publication
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RULE_SETS, StepId
from voter_kiosk.domain.text import Sentence

VIETNAM = dt.timezone(dt.timedelta(hours=7), "UTC+7")

EARLIEST_OPENING = dt.time(5)
USUAL_OPENING = dt.time(7)
USUAL_CLOSING = dt.time(19)
LATEST_CLOSING = dt.time(21)
"""Law 85/2015/QH13 art. 71: 7:00 to 19:00; the team may open from 5:00 and close up to 21:00."""

CAMPAIGN_ENDS_BEFORE_OPENING = dt.timedelta(hours=24)
"""Law art. 64: campaigning ends 24 hours before voting starts."""

LIST_CLOSES_BEFORE_OPENING = dt.timedelta(hours=24)
LIST_COMPLAINT = dt.timedelta(days=30)
LIST_SUIT_BEFORE_POLLING = dt.timedelta(days=5)
"""Law art. 33: the list is changed until 24 hours before opening; it is complained of within 30 days of its
posting, and a suit is brought up to 5 days before polling day (facts B.5, Q95, Q97)."""

JUMP_THAT_RAISES_DOUBT = dt.timedelta(minutes=10)
DOUBT_AFTER_LAST_PHASE = dt.timedelta(days=60)


class Confidence(StrEnum):
    """Whether the kiosk's clock is believed. In doubt: written dates only, no countdown, no programmes."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


class ClockMode(StrEnum):
    """Whether a kiosk goes by its clock, as an officer set it."""

    FOLLOW = "follow"
    DATES = "dates"  # as if the clock were always in doubt


class Doubt(StrEnum):
    """Why a clock is not believed."""

    BEFORE_ISSUE = "before-issue"  # it lies before the newest signed time
    JUMPED = "jumped"  # it moved against the boot clock
    LATE = "late"  # the election is long over
    SET_ASIDE = "set-aside"  # an officer set the kiosk to go by dates alone


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and whether it can be relied on."""

    instant: dt.datetime
    confidence: Confidence = Confidence.SURE

    @property
    def day(self) -> dt.date:
        """The day it is in Viet Nam."""
        return self.instant.astimezone(VIETNAM).date()

    @property
    def sure(self) -> bool:
        """Whether the clock is believed."""
        return self.confidence is Confidence.SURE


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the kiosk knows of its clock when it asks for a moment.

    ``system`` is the system clock. ``boot`` is the seconds since the machine started, which nothing sets back.
    ``anchor_system`` and ``anchor_boot`` are the same two when an officer, or the start of this run, last
    accepted the clock; ``newest_issue`` is the newest signed time ever confirmed; ``officer_confirmed`` says
    that an officer looked at the clock since the last doubt; ``mode`` whether the kiosk is to go by it at all.
    """

    system: dt.datetime
    boot: float
    anchor_system: dt.datetime
    anchor_boot: float
    newest_issue: dt.datetime | None
    officer_confirmed: bool = False
    mode: ClockMode = ClockMode.FOLLOW


def believe(reading: ClockReading, election: Election | None) -> Moment:
    """The moment that a reading gives (DESIGN section 4, "Doubtful").

    Doubtful is a clock before the newest signed time, one 60 days past the last phase, or one that moved more
    than ten minutes against the boot clock. An officer's confirmation removes the doubt about a jump and about
    a late date; a clock before a signed time is wrong whoever confirms it, and one that was set aside stays so.
    The instant never lies before the
    newest signed time.
    """
    found = doubts(reading, election)
    instant = reading.system
    if Doubt.BEFORE_ISSUE in found and reading.newest_issue is not None:
        instant = reading.newest_issue
    return Moment(instant, Confidence.DOUBTFUL if found else Confidence.SURE)


def doubts(reading: ClockReading, election: Election | None) -> frozenset[Doubt]:
    """What speaks against the clock, and nobody has removed; nothing where it is believed."""
    found: set[Doubt] = set()
    if reading.newest_issue is not None and reading.system < reading.newest_issue:
        found.add(Doubt.BEFORE_ISSUE)
    if not reading.officer_confirmed:
        moved = reading.system - reading.anchor_system
        passed = dt.timedelta(seconds=reading.boot - reading.anchor_boot)
        if abs(moved - passed) > JUMP_THAT_RAISES_DOUBT:
            found.add(Doubt.JUMPED)
        if election is not None and long_over(election, Moment(reading.system)):
            found.add(Doubt.LATE)
    if reading.mode is ClockMode.DATES:
        found.add(Doubt.SET_ASIDE)
    return frozenset(found)


def long_over(election: Election, moment: Moment) -> bool:
    """Whether the election's last phase ended so long before that a clock which says so is rather wrong."""
    return moment.instant > last_phase_end(election) + DOUBT_AFTER_LAST_PHASE


def last_phase_end(election: Election) -> dt.datetime:
    """The midnight that ends the election's last phase, or polling day where it has no phases."""
    last = max((phase.last for phase in election.phases), default=0)
    return _at(election.polling_day + dt.timedelta(days=max(last, 0) + 1), dt.time())


@dataclass(frozen=True, slots=True)
class Hours:
    """When a polling area opens and closes: aware instants, UTC+7."""

    opens: dt.datetime
    closes: dt.datetime

    @property
    def day(self) -> dt.date:
        """The day this polling area votes."""
        return self.opens.date()

    @property
    def campaign_ends(self) -> dt.datetime:
        """When campaigning must have ended here (Law art. 64)."""
        return self.opens - CAMPAIGN_ENDS_BEFORE_OPENING

    @property
    def list_closes(self) -> dt.datetime:
        """Until when the voter list is changed here (Law art. 33; facts B.5, Q95)."""
        return self.opens - LIST_CLOSES_BEFORE_OPENING


def polling_hours(election: Election, area: PollingArea | None) -> Hours:
    """The hours of ``area``, its own where it has them (Law art. 71, 72), else the election's."""
    day = (area.day if area else None) or election.polling_day
    opens = (area.opens if area else "") or election.opens
    closes = (area.closes if area else "") or election.closes
    return Hours(_at(day, dt.time.fromisoformat(opens)), _at(day, dt.time.fromisoformat(closes)))


def check_hours(opens: str, closes: str) -> Refusal | None:
    """Why these hours (``HH:MM``) are not lawful, or ``None`` (Law art. 71).

    They lie within 05:00 to 21:00 and always contain 07:00 to 19:00.
    """
    try:
        first, last = dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)
    except ValueError:
        return unreadable_hours(opens, closes)
    if EARLIEST_OPENING <= first <= USUAL_OPENING and USUAL_CLOSING <= last <= LATEST_CLOSING:
        return None
    return Refusal(
        "hours-unlawful",
        Sentence(
            f"Giờ bỏ phiếu {opens}–{closes} không đúng Điều 71 Luật Bầu cử: mở cửa từ 05:00 đến 07:00, "
            "đóng cửa từ 19:00 đến 21:00. Hãy sửa lại giờ.",
            f"The polling hours {opens}–{closes} do not fit article 71 of the Election Law: open from 05:00 to "
            "07:00, close from 19:00 to 21:00. Mend the hours.",
        ),
    )


def unreadable_hours(opens: str, closes: str) -> Refusal:
    """That these hours cannot be read."""
    return Refusal(
        "hours-unreadable",
        Sentence(
            f"Giờ bỏ phiếu “{opens}–{closes}” không đọc được; hãy viết như 07:00.",
            f"The polling hours “{opens}–{closes}” cannot be read; write them like 07:00.",
        ),
    )


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of the timetable with its day; ``decision`` is the paper that moved it, if one did."""

    id: StepId
    date: dt.date
    article: str
    decision: str = ""


def timetable(election: Election) -> tuple[DatedStep, ...]:
    """The election's steps in order of day: offsets of the rule set, moved where the bundle says so.

    Steps whose offset is known from memory only are left out, unless the bundle itself gives the day.
    """
    steps = [
        DatedStep(
            step.id,
            election.dates.get(step.id, election.polling_day + dt.timedelta(days=step.offset)),
            step.article,
            election.date_decisions.get(step.id, ""),
        )
        for step in RULE_SETS[election.rule_set].steps
        if step.certain or step.id in election.dates
    ]
    return tuple(sorted(steps, key=lambda step: step.date))


def day_of(election: Election, step: StepId) -> dt.date:
    """The day on which ``step`` falls due in this election."""
    moved = election.dates.get(step)
    return moved or election.polling_day + dt.timedelta(days=RULE_SETS[election.rule_set].step(step).offset)


class ListStep(StrEnum):
    """What a voter can still do about the voter list, and until when."""

    POSTED = "posted"
    COMPLAINT = "complaint"
    SUIT = "suit"
    CLOSES = "closes"
    POLLING = "polling"


@dataclass(frozen=True, slots=True)
class ListDate:
    """One date of the voter list. From ``until`` (aware, UTC+7) on it is passed.

    ``day`` is what is written, ``hour`` too where the hour counts; ``decision`` is the paper that moved it, if one
    did.
    """

    id: ListStep
    day: dt.date
    until: dt.datetime
    article: str
    decision: str = ""
    hour: dt.datetime | None = None


def voter_list_dates(election: Election, area: PollingArea | None) -> tuple[ListDate, ...]:
    """The dates of the voter list for ``area`` (Law art. 32, 33, 71; facts B.5).

    A list is complained of within 30 days of its posting: counted from the last day on which it must be posted. A
    suit is brought up to 5 days before polling day. The list is changed until 24 hours before this area opens.
    """
    posted = day_of(election, StepId.VOTER_LISTS_POSTED)
    moved = election.date_decisions.get(StepId.VOTER_LISTS_POSTED, "")
    hours = polling_hours(election, area)
    own = area.decision if area is not None and (area.day or area.opens or area.closes) else ""
    complaint, suit = posted + LIST_COMPLAINT, hours.day - LIST_SUIT_BEFORE_POLLING
    closes = hours.list_closes
    return (
        ListDate(ListStep.POSTED, posted, _end_of(posted), "32", moved),
        ListDate(ListStep.COMPLAINT, complaint, _end_of(complaint), "33", moved),
        ListDate(ListStep.SUIT, suit, _end_of(suit), "33", own if area is not None and area.day else ""),
        ListDate(ListStep.CLOSES, closes.date(), closes, "33", own, closes),
        ListDate(ListStep.POLLING, hours.day, hours.closes, "71", own, hours.opens),
    )


class Mode(StrEnum):
    """What time it is for a voter of one polling area."""

    BEFORE_LISTS = "before-lists"  # no list is posted yet: no name may be shown
    LISTS_POSTED = "lists-posted"
    LAST_DAY = "last-day"  # the 24 hours before opening: campaigning is over
    POLLING_DAY = "polling-day"  # from opening to closing
    CLOSED = "closed"  # after closing, before results
    RESULTS = "results"  # results of at least one body are published, and the bundle carries them


def mode_at(election: Election, area: PollingArea | None, moment: Moment) -> Mode:
    """The mode for ``area`` (or for the election's usual hours) at ``moment``.

    In doubt about the clock, the day is not used: lists count as posted where the bundle says so, and
    everything that depends on the hour is as before the last day; :func:`domain.disclosure.decide` hides what
    must then be hidden.
    """
    posted = [body for body in election.bodies if body.publication is Publication.POSTED]
    if not moment.sure:
        return Mode.LISTS_POSTED if posted else Mode.BEFORE_LISTS
    hours = polling_hours(election, area)
    if moment.instant >= hours.closes:
        return Mode.RESULTS if published_results(election, moment) else Mode.CLOSED
    if moment.instant >= hours.opens:
        return Mode.POLLING_DAY
    if moment.instant >= hours.campaign_ends:
        return Mode.LAST_DAY
    if any(body.posted_on is None or body.posted_on <= moment.day for body in posted):
        return Mode.LISTS_POSTED
    return Mode.BEFORE_LISTS


def national_close(election: Election) -> dt.datetime:
    """When no polling place of the country can still be open on polling day (Law art. 71)."""
    return _at(election.polling_day, LATEST_CLOSING)


def published_results(election: Election, moment: Moment) -> frozenset[str]:
    """The bodies whose results are published at ``moment``; none while the clock is in doubt.

    Each from its own instant on, and none before the national close: results of an early count are secret until
    then (Law art. 86; facts B.10, Q154).
    """
    if not moment.sure or moment.instant < national_close(election):
        return frozenset()
    return frozenset(paper.body for paper in election.results if paper.published <= moment.instant)


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long until polling opens: ``days`` by the calendar, ``hours`` (rounded up) within the last day."""

    days: int
    hours: int


def countdown(election: Election, area: PollingArea | None, moment: Moment) -> Countdown | None:
    """The countdown to opening, or ``None`` from opening on and while the clock is in doubt."""
    opens = polling_hours(election, area).opens
    left = opens - moment.instant
    if not moment.sure or left <= dt.timedelta():
        return None
    return Countdown((opens.date() - moment.day).days, -(-left // dt.timedelta(hours=1)))


def phases_at(election: Election, moment: Moment) -> tuple[str, ...]:
    """The ids of the phases that hold at ``moment``; none while the clock is in doubt."""
    if not moment.sure:
        return ()
    offset = (moment.day - election.polling_day).days
    return tuple(phase.id for phase in election.phases if phase.first <= offset <= phase.last)


def _end_of(day: dt.date) -> dt.datetime:
    return _at(day + dt.timedelta(days=1), dt.time())


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, VIETNAM)
