"""Rules of a candidate list: its size, its order, and the freeze once it is posted."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise

from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.vietnamese import NameKey, name_key

MOST_SEATS = {"na": 3}
MOST_COUNCIL_SEATS = 5
"""Law 85/2015/QH13 art. 10: at most 3 Assembly deputies and 5 council deputies in a constituency."""


def most_seats(body: str) -> int:
    """The most deputies one constituency of ``body`` may elect (Law art. 10)."""
    return MOST_SEATS.get(body, MOST_COUNCIL_SEATS)


def fewest_candidates(body: str, seats: int) -> int:
    """The fewest candidates a list must have for ``seats`` seats.

    Law art. 57(6): Assembly, seats + 2. Art. 58(3): councils, 1 or 2 seats + 1, 3 seats + 2, 4 or 5 seats + 3.
    """
    if body == "na":
        return seats + 2
    return seats + (1 if seats <= 2 else 2 if seats == 3 else 3)


def seats_against_candidates(
    body: str, seats: int, candidates: int, *, after_posting: bool = True
) -> Severity | None:
    """How grave it is that ``candidates`` stand for ``seats`` seats; ``None`` if nothing is wrong.

    Too few is an error; but a posted council list may stand with one more than its seats after someone dropped
    out (facts B.7, Q114), so there it is a warning. Candidates struck off are not counted.
    """
    if candidates >= fewest_candidates(body, seats):
        return None
    if after_posting and body != "na" and candidates > seats:
        return Severity.WARNING
    return Severity.ERROR


def out_of_order(candidates: Sequence[Candidate]) -> tuple[tuple[Candidate, Candidate], ...]:
    """The neighbours of a list that the order rule would have the other way round (facts B.7, G.1).

    The official order is the truth and is never changed; this only says where to look.
    """

    def key(candidate: Candidate) -> NameKey:
        return name_key(candidate.name, given=candidate.sort_given, birth_date=candidate.birth_date)

    return tuple((first, second) for first, second in pairwise(candidates) if key(first) > key(second))


def posted_digest(candidate: Candidate) -> str:
    """SHA-256 (hex) over the fields that freeze when a list is posted (facts B.7)."""
    record = {name: getattr(candidate, name) for name in FROZEN_FIELDS}
    record["career"] = [dataclasses.astuple(step) for step in candidate.career]
    canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def posted_changes(before: Candidate, after: Candidate) -> tuple[str, ...]:
    """The frozen fields that differ between two records of one candidate."""
    return tuple(name for name in FROZEN_FIELDS if getattr(before, name) != getattr(after, name))
