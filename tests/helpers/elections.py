"""Small made-up elections for tests of rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.content import Phase
from voter_kiosk.domain.election import (
    AreaBallot,
    BallotState,
    BodyInElection,
    Candidate,
    Election,
    PollingArea,
    Publication,
    Sex,
)
from voter_kiosk.domain.rules import RuleSetId

POLLING_DAY = dt.date(2026, 3, 15)
POSTED_ON = dt.date(2026, 2, 27)


def at(day: str, time: str = "12:00") -> dt.datetime:
    """``at("2026-03-15", "06:30")``: that instant in Viet Nam."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=VIETNAM)


def election(**changes: Any) -> Election:
    """An election of 15 March 2026 with all three lists posted 16 days before."""
    bodies = tuple(
        BodyInElection(body, {"vi": name}, Publication.POSTED, POSTED_ON)
        for body, name in (("na", "Quốc hội"), ("province", "HĐND tỉnh"), ("commune", "HĐND xã"))
    )
    made = Election(
        id="test-2026",
        title={"vi": "Cuộc bầu cử thử"},
        rule_set=RuleSetId.R2026,
        polling_day=POLLING_DAY,
        province="98",
        province_name={"vi": "Tỉnh thử"},
        publisher={"vi": "Ủy ban bầu cử thử"},
        bodies=bodies,
        phases=(
            Phase("before", {"vi": "Trước"}, -60, -1),
            Phase("day", {"vi": "Ngày bầu cử"}, 0, 0),
            Phase("after", {"vi": "Sau"}, 1, 10),
        ),
    )
    return replace(made, **changes)


def area(**changes: Any) -> PollingArea:
    """A polling area that votes for all three bodies at the usual hours."""
    made = PollingArea(
        code="c98001.01",
        number="01",
        place={"vi": "Nhà văn hóa"},
        address={"vi": "Đường Một"},
        ward="98001",
        ward_name={"vi": "Xã Một"},
        groups=({"vi": "Thôn 1"},),
        ballots=(
            AreaBallot("na", BallotState.LISTED, "p98.na.1"),
            AreaBallot("province", BallotState.LISTED, "p98.province.1"),
            AreaBallot("commune", BallotState.NOT_ELECTED_HERE),
        ),
    )
    return replace(made, **changes)


def candidate(number: int = 1, name: str = "Nguyễn Văn An", **changes: Any) -> Candidate:
    """One made-up candidate of ``p98.na.1``."""
    made = Candidate(
        id=f"p98.na.1.{number}",
        constituency="p98.na.1",
        number=number,
        name=name,
        birth_date="1970-01-02",
        birth_date_posted="02/01/1970",
        sex=Sex.MALE,
    )
    return replace(made, **changes)
