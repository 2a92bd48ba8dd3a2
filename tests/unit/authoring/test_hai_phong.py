"""The real lists of Hải Phòng, 23 May 2021: what the official list says, and no more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers.ships import checked, content_of
from voter_kiosk.authoring.content import Content
from voter_kiosk.shipped import shipped


@pytest.fixture(scope="module")
def content() -> Content:
    assert checked("hai-phong-2021").findings == ()
    return content_of("hai-phong-2021")


def test_three_constituencies_fifteen_candidates_nine_seats(content: Content) -> None:
    units = content.own.constituencies
    assert [(unit.id, unit.number, unit.seats, unit.posted_candidates) for unit in units] == [
        ("p31.na.1", 1, 3, 5),
        ("p31.na.2", 2, 3, 5),
        ("p31.na.3", 3, 3, 5),
    ]
    assert sum(unit.seats for unit in units) == 9
    assert len(content.own.candidates) == 15
    assert units[0].area["vi"].startswith("Gồm các quận: Hồng Bàng, Lê Chân và các huyện: Thủy Nguyên, Cát Hải")


def test_names_stand_in_the_official_order(content: Content) -> None:
    assert [person.name for person in content.own.candidates if person.constituency == "p31.na.2"] == [
        "Đỗ Thị Phương Chung",
        "Nguyễn Thị Thanh Diệp",
        "Nguyễn Chu Hồi",
        "Nguyễn Minh Quang",
        "Lã Thanh Tân",
    ]


def test_what_is_posted_is_kept_to_the_letter(content: Content) -> None:
    by_id = {person.id: person for person in content.own.candidates}
    assert by_id["p31.na.2.1"].nationality == "Vệt Nam"
    assert by_id["p31.na.1.1"].expertise.startswith("Đai học")
    assert (by_id["p31.na.1.3"].birth_date_posted, by_id["p31.na.1.3"].birth_date) == ("04/8/1967", "1967-08-04")


def test_nothing_but_the_list_is_said_of_real_people(content: Content) -> None:
    for person in content.own.candidates:
        assert (person.residence, person.portrait, person.programme, person.career) == ("", "", {}, ())
    assert content.own.polling_areas == ()
    assert content.own.notices == ()
    assert content.own.posters == ()


def test_what_is_not_known_is_said_not_to_be_in_the_bundle(content: Content) -> None:
    election = content.election
    assert election is not None
    assert (election.sample, election.polling_day) == (False, dt.date(2021, 5, 23))
    assert [(body.id, body.in_bundle, body.ballot_colour) for body in election.bodies] == [
        ("na", True, ""),
        ("province", False, ""),
        ("district", False, ""),
        ("commune", False, ""),
    ]


def test_no_office_is_said_to_have_approved_what_it_has_not(content: Content) -> None:
    assert content.approval is not None
    assert content.approval.office == "Hội đồng bầu cử quốc gia"
    offices = {topic.approval.office for topic in content.base.topics if topic.approval}
    assert offices == {"Dự án phần mềm voter-kiosk"}


def test_the_tables_are_plain_text_in_nfc(content: Content) -> None:
    folder = shipped("data", "hai-phong-2021")
    for path in sorted(Path(folder / "tables").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert "(đã lược bỏ)" not in text
        assert "\r" not in text
