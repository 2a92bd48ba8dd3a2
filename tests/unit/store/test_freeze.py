"""Once a list is posted: strike off, or correct with a document; nothing else (facts B.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.domain.election import Candidate, Correction, Publication, StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.installer import Installed, install

Next = Callable[[stores.Content], Installed | Refusal]


@pytest.fixture
def after_posting(store: Path, committee: stores.Desk, tmp_path: Path) -> Next:
    """Installs a later bundle into a store that has confirmed the posted lists."""
    desk = replace(committee, folder=tmp_path)
    version = 1

    def later(made: stores.Content) -> Installed | Refusal:
        nonlocal version
        bundle = desk.bundle(version, made)
        version += 1
        return install(store, bundle, surroundings=stores.quick())

    assert isinstance(later(stores.content()), Installed)
    return later


def refused(found: Installed | Refusal, code: str, name: str) -> None:
    assert isinstance(found, Refusal), found
    assert found.code == code
    assert name in found.message.vi
    assert name in found.message.en


def test_programmes_portraits_and_new_topics_may_follow(after_posting: Next) -> None:
    made = stores.with_candidate(
        stores.content(),
        "p98.na.1.2",
        programme={"vi": (stores.block("Mới"),)},
        portrait=stores.sha256(stores.PORTRAIT),
    )
    assert isinstance(after_posting(replace(made, notices=())), Installed)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Trần Thị Hoà"},
        {"birth_date": "1970-01-03"},
        {"occupation": "Hiệu trưởng"},
        {"religion": "Không"},
        {"awards": "Huân chương"},
    ],
)
def test_a_changed_record_is_refused_with_the_name(after_posting: Next, changes: dict[str, str]) -> None:
    found = after_posting(stores.with_candidate(stores.content(), "p98.na.1.2", **changes))
    refused(found, "posted-changed", "Trần Thị Hòa")


def test_a_correction_with_its_document_passes(after_posting: Next) -> None:
    correction = Correction("12/CV-UBBC", dt.date(2026, 3, 2), ("occupation",))
    made = stores.with_candidate(stores.content(), "p98.na.1.2", occupation="Bác sĩ CKI", correction=correction)
    assert isinstance(after_posting(made), Installed)
    assert isinstance(after_posting(stores.content()), Installed)


@pytest.mark.parametrize(
    "correction",
    [
        Correction("", dt.date(2026, 3, 2), ("occupation",)),
        Correction(" ", dt.date(2026, 3, 2), ("occupation",)),
        Correction("12/CV", dt.date(2026, 3, 2), ()),
        Correction("12/CV", dt.date(2026, 3, 2), ("name",)),
    ],
)
def test_a_correction_that_does_not_name_document_and_field_is_refused(
    after_posting: Next, correction: Correction
) -> None:
    made = stores.with_candidate(stores.content(), "p98.na.1.2", occupation="Bác sĩ CKI", correction=correction)
    refused(after_posting(made), "posted-changed", "Trần Thị Hòa")


def test_a_second_correction_is_held_against_the_first_record(after_posting: Next) -> None:
    first = Correction("12/CV", dt.date(2026, 3, 2), ("occupation",))
    made = stores.with_candidate(stores.content(), "p98.na.1.2", occupation="A", correction=first)
    assert isinstance(after_posting(made), Installed)
    second = replace(first, document="13/CV", fields=("workplace",))
    refused(
        after_posting(stores.with_candidate(made, "p98.na.1.2", workplace="B", correction=second)),
        "posted-changed",
        "Trần Thị Hòa",
    )
    both = replace(second, fields=("workplace", "occupation"))
    assert isinstance(
        after_posting(stores.with_candidate(made, "p98.na.1.2", workplace="B", correction=both)), Installed
    )


def test_a_candidate_left_out_is_refused_with_the_name(after_posting: Next) -> None:
    made = stores.content()
    fewer = replace(made, candidates=tuple(one for one in made.candidates if one.id != "p98.na.1.3"))
    refused(after_posting(fewer), "posted-left-out", "Đỗ Minh Hải")


def test_a_list_left_out_is_refused(after_posting: Next) -> None:
    made = stores.content()
    fewer = replace(made, candidates=made.candidates[:5], neutrality=())
    refused(after_posting(fewer), "posted-left-out", "Bùi Thị Mai")


def test_a_candidate_added_is_refused_with_the_name(after_posting: Next) -> None:
    made = stores.content()
    late = Candidate("p98.na.1.6", "p98.na.1", 6, "Người Thêm Vào")
    refused(after_posting(replace(made, candidates=(*made.candidates, late))), "posted-added", "Người Thêm Vào")


def test_a_list_posted_later_may_come_as_a_whole(after_posting: Next) -> None:
    made = stores.content()
    unit = replace(made.constituencies[1], id="p98.province.2", number=2)
    people = tuple(
        Candidate(f"p98.province.2.{number}", "p98.province.2", number, name)
        for number, name in enumerate(("Vũ A", "Vũ B"), 1)
    )
    whole = replace(made, constituencies=(*made.constituencies, unit), candidates=(*made.candidates, *people))
    assert isinstance(after_posting(whole), Installed)
    refused(after_posting(made), "posted-left-out", "Vũ A")


def test_a_posted_list_cannot_become_unpublished(after_posting: Next) -> None:
    made = stores.content()
    bodies = tuple(replace(body, publication=Publication.NOT_PUBLISHED) for body in made.election.bodies)
    found = after_posting(replace(made, election=replace(made.election, bodies=bodies)))
    refused(found, "posted-withdrawn", "p98.na.1")


def test_a_strike_off_may_follow_and_the_row_stays(after_posting: Next) -> None:
    struck = StrikeOff(StrikeOffKind.DIED, "5/QĐ", dt.date(2026, 3, 1), {"vi": "Qua đời"})
    assert isinstance(
        after_posting(stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=struck)), Installed
    )


def test_lists_that_are_not_posted_yet_are_free_to_change(
    store: Path, committee: stores.Desk, tmp_path: Path
) -> None:
    desk = replace(committee, folder=tmp_path)
    made = stores.content()
    bodies = tuple(replace(body, publication=Publication.NOT_PUBLISHED) for body in made.election.bodies)
    draft = replace(made, election=replace(made.election, bodies=bodies))
    assert isinstance(install(store, desk.bundle(1, draft), surroundings=stores.quick()), Installed)
    final = stores.with_candidate(made, "p98.na.1.2", name="Trần Thị Hoa")
    assert isinstance(install(store, desk.bundle(2, final), surroundings=stores.quick()), Installed)
    refused(install(store, desk.bundle(3, made), surroundings=stores.quick()), "posted-changed", "Trần Thị Hoa")


def test_another_election_is_not_bound_by_this_one(after_posting: Next) -> None:
    made = stores.content()
    other = replace(made, election=replace(made.election, id="other-2031"), candidates=made.candidates[:4])
    assert isinstance(after_posting(other), Installed)
