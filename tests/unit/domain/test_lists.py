"""A candidate list: its size, its order, its freeze."""

from __future__ import annotations

from dataclasses import fields

import pytest

from helpers.elections import candidate
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate, CareerStep
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.lists import (
    most_seats,
    out_of_order,
    posted_changes,
    posted_digest,
    seats_against_candidates,
)


@pytest.mark.parametrize(
    ("body", "seats", "candidates", "severity"),
    [
        ("na", 3, 5, None),
        ("na", 3, 4, Severity.ERROR),
        ("na", 2, 4, None),
        ("province", 1, 2, None),
        ("commune", 2, 3, None),
        ("commune", 3, 5, None),
        ("commune", 3, 4, Severity.WARNING),
        ("province", 4, 7, None),
        ("province", 4, 6, Severity.WARNING),
        ("province", 5, 8, None),
        ("province", 5, 5, Severity.ERROR),
    ],
)
def test_a_list_must_offer_a_choice(body: str, seats: int, candidates: int, severity: Severity | None) -> None:
    assert seats_against_candidates(body, seats, candidates) is severity


def test_before_posting_a_short_council_list_is_an_error() -> None:
    assert seats_against_candidates("province", 4, 6, after_posting=False) is Severity.ERROR


def test_a_constituency_elects_at_most_three_to_the_assembly_and_five_to_a_council() -> None:
    assert (most_seats("na"), most_seats("province"), most_seats("commune")) == (3, 5, 5)


def test_the_order_is_held_against_the_rule_and_never_changed() -> None:
    posted = [candidate(1, "Bùi An"), candidate(2, "Trần Bình"), candidate(3, "Lê Ân")]
    assert out_of_order(posted) == ((posted[1], posted[2]),)
    assert out_of_order([candidate(1, "K’ Nhiễu", sort_given="A"), candidate(2, "Lê Bê")]) == ()


def test_the_digest_covers_every_posted_field_and_nothing_that_may_follow() -> None:
    posted = candidate()
    assert posted_digest(posted) == posted_digest(candidate(portrait="ab", programme={"vi": ()}, note="x"))
    assert posted_digest(posted) != posted_digest(candidate(occupation="Giáo viên"))
    assert posted_digest(posted) != posted_digest(candidate(career=(CareerStep("2000", "Giáo viên"),)))


def test_every_frozen_field_is_a_field_of_a_candidate() -> None:
    assert set(FROZEN_FIELDS) < {field.name for field in fields(Candidate)}


def test_what_changed_is_named() -> None:
    assert posted_changes(candidate(), candidate(degree="Tiến sĩ", note="x")) == ("degree",)
