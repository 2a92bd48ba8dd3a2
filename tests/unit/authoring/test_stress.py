"""The stress set: a source that is accepted, and in which everything really is as long as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from voter_kiosk.authoring import stress
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.source import read_source
from voter_kiosk.domain.content import BlockKind, Section
from voter_kiosk.domain.election import POSTED_TEXTS
from voter_kiosk.domain.finding import Severity
from voter_kiosk.shipped import shipped


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stress.write_stress(tmp_path_factory.mktemp("stress") / "source")


@pytest.fixture(scope="module")
def content(folder: Path) -> Content:
    reading = read_source(folder, shipped("data", "base"))
    assert reading.content is not None, reading.findings
    return reading.content


def test_the_real_check_lets_it_through_and_warns_where_it_should(folder: Path) -> None:
    findings = check(folder, shipped("data", "base")).findings
    assert [found for found in findings if found.severity is Severity.ERROR] == []
    assert {"seats-against-candidates"} <= {found.code for found in findings}, "one stands for one seat"


def test_a_text_ends_on_its_letter() -> None:
    for length in range(30, 400):
        assert len(stress.fill("Xã", ("Cây Bàng Lá Đỏ", "Giếng"), length)) == length
        assert len(stress.fill("At", ("the garden gate",), length, english=True)) == length


def test_forty_stand_on_one_ballot_each_with_a_name_of_100_letters(content: Content) -> None:
    people = [one for one in content.own.candidates if one.constituency == "p98.na.1"]
    assert [one.number for one in people] == list(range(1, 41))
    assert {len(one.name) for one in people} == {100}
    assert len({one.name for one in people}) == 40
    full = people[0]
    assert len(full.occupation) == len(full.workplace) == 600
    assert all(getattr(full, name) for name in POSTED_TEXTS), "nothing is left out"
    assert len(full.career) == 15
    assert {bool(one.portrait) for one in people} == {True, False}


def test_somebody_gives_nothing_but_a_name(content: Content) -> None:
    bare = next(one for one in content.own.candidates if one.id == "p98.na.2.1")
    assert not any(getattr(bare, name) for name in POSTED_TEXTS)
    assert not bare.career
    assert not bare.programme
    province = [one for one in content.own.candidates if one.constituency == "p98.province.1"]
    assert len(province) == 8
    assert not any(getattr(one, name) for one in province for name in POSTED_TEXTS), "nor does a whole list"


def test_a_programme_has_5000_words_and_every_kind_of_block(content: Content) -> None:
    person = next(one for one in content.own.candidates if one.id == "p98.na.1.1")
    blocks = person.programme["vi"]
    assert {block.kind for block in blocks} == set(BlockKind)
    assert max(len(row) for block in blocks for row in block.rows) == 6
    said = [
        span.text
        for block in blocks
        for line in (block.line, *block.items, *(cell for row in block.rows for cell in row))
        for span in line
    ]
    assert sum(len(text.split()) for text in said) > 4_900


def test_titles_places_and_lists_are_as_long_as_they_say(content: Content) -> None:
    assert content.election is not None
    assert [len(body.name["vi"]) for body in content.election.bodies] == [120] * 4
    assert {len(unit.area["vi"]) for unit in content.own.constituencies} == {1500}
    assert {len(notice.title["vi"]) for notice in content.own.notices} == {200}
    assert any(notice.urgent for notice in content.own.notices)
    assert {len(poster.slogan["vi"]) for poster in content.own.posters} == {160}
    assert {len(topic.title["vi"]) for topic in content.own.topics if topic.section is Section.QUESTIONS} == {200}
    for area in content.own.polling_areas:
        assert len(area.address["vi"]) == 300
        assert len(area.groups) == 60


def test_a_film_of_five_minutes_and_one_in_sign_language_stand_wherever_a_video_may(content: Content) -> None:
    texts = (*content.own.topics, *content.base.topics, *content.own.notices)
    videos = [video for text in texts for video in text.videos]
    assert len(videos) == 6
    assert {video.seconds for video in videos} == {300}
    assert {video.step for video in videos} == {0, 4}
    assert {len(video.title["vi"]) for video in videos} == {stress.TITLE}
    assert {len(cue.text) for video in videos for cues in video.subtitles.values() for cue in cues} == {90}
