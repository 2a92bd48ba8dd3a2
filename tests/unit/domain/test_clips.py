"""What a clip speaks, by which name it is found, and when a ballot's clips may be heard."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import elections
from voter_kiosk.domain.clips import (
    TOLERANCE,
    Heard,
    audible,
    evenly_heard,
    heard,
    lines_said,
    said,
    text_key,
    texts_of,
    words_of,
)
from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.election import CareerStep


def test_the_name_of_a_clip_is_the_hash_of_its_line_in_one_form() -> None:
    wanted = hashlib.sha256("Hòa Bình, 12/5".encode()).hexdigest()
    for text in ("Hòa Bình, 12/5", " Hòa\u00a0Bình,\n12/5\t", unicodedata.normalize("NFD", "Hòa Bình, 12/5")):
        assert text_key(text) == wanted
    assert text_key("\ufeffHòa Bình\u2060, 1\u200b2/5") == wanted
    assert text_key("Hoà Bình, 12/5") != wanted, "another spelling is another text"
    assert text_key("hòa bình, 12/5") != wanted


@given(st.text())
def test_one_form_is_one_form(text: str) -> None:
    assert said(said(text)) == said(text)
    assert len(words_of(text)) == len(words_of(said(text))) == len(said(text).split())
    assert [said(text[start:end]) for start, end in words_of(text)] == [
        said(word) for word in text.split() if said(word)
    ]


def test_a_block_is_spoken_line_by_line_without_its_marks() -> None:
    def line(*words: str) -> tuple[Span, ...]:
        return tuple(Span(word, bold=bool(place)) for place, word in enumerate(words))

    step = Block("s", BlockKind.STEP, line("Nhận ", "phiếu"), items=(line("Mỗi cơ quan một phiếu"), ()), level=1)
    assert list(lines_said(step)) == ["Nhận phiếu", "Mỗi cơ quan một phiếu"]
    table = Block("t", BlockKind.TABLE, rows=((line("Năm"), line("Tỷ lệ")), (line("2021"), line("–"))))
    assert list(lines_said(table)) == ["Năm", "Tỷ lệ", "2021"], "a dash cannot be heard"
    figure = Block("f", BlockKind.FIGURE, line("Chú thích"), media="0" * 64, alt="Hòm phiếu")
    assert list(lines_said(figure)) == ["Hòm phiếu", "Chú thích"]


def test_what_can_be_heard_has_a_letter_or_a_digit() -> None:
    assert audible("7")
    assert audible("ឆ្នោត")
    assert not audible("… – !")


PERSON = elections.candidate(
    1,
    "Nguyễn Thị Ánh",
    occupation="Giáo viên",
    religion="-",
    note="Ghi chú",
    career=(CareerStep("2001–2010", "Dạy học"), CareerStep("", "Hiệu trưởng")),
    programme={
        "vi": (Block("p1", BlockKind.PARAGRAPH, (Span("Đường làng"),)),),
        "en": (Block("p1", BlockKind.PARAGRAPH, (Span("Village roads"),)),),
    },
)


def test_a_candidate_is_the_record_as_posted_and_the_programme_in_its_languages() -> None:
    spoken = [(text.part, text.text, text.campaign) for text in texts_of(PERSON, "vi")]
    assert spoken[0] == ("name", "Nguyễn Thị Ánh", False)
    assert ("occupation", "Giáo viên", False) in spoken
    assert "religion" not in [part for part, _, _ in spoken], "nothing to be heard"
    assert spoken[-5:] == [
        ("note", "Ghi chú", False),
        ("period-1", "2001–2010", False),
        ("career-1", "Dạy học", False),
        ("career-2", "Hiệu trưởng", False),
        ("programme/p1/1", "Đường làng", True),
    ]
    assert [text.text for text in texts_of(PERSON, "en")] == ["Village roads"]
    assert [text.text for text in texts_of(replace(PERSON, programme={}), "km")] == []


def count(text: str) -> int:
    return len(text.split())


def test_a_candidate_is_measured_by_what_has_a_clip() -> None:
    seconds = {text_key("Nguyễn Thị Ánh"): 1.2, text_key("Giáo viên"): 0.6, text_key("another text"): 9.0}
    found = heard(PERSON, "vi", seconds, count)
    assert (found.candidate, found.clips, found.syllables, found.seconds) == (PERSON.id, 2, 5, pytest.approx(1.8))
    assert found.texts == len(list(texts_of(PERSON, "vi")))
    assert not found.complete
    assert found.pace == pytest.approx(0.36)
    nothing = heard(PERSON, "km", seconds, count)
    assert nothing == Heard(PERSON.id, 0, 0, 0, 0)
    assert nothing.complete
    assert nothing.pace == 0


def test_a_ballot_is_heard_in_clips_only_if_everybody_is_alike() -> None:
    quick, slow = Heard("a", 3, 3, 100, 32.0), Heard("b", 5, 5, 10, 3.2 * TOLERANCE)
    assert evenly_heard((quick, slow))
    assert not evenly_heard((quick, replace(slow, seconds=slow.seconds + 0.1)))
    assert not evenly_heard((quick, replace(slow, clips=4))), "one text is not spoken"
    assert evenly_heard((quick, Heard("c", 0, 0, 0, 0))), "who gave nothing in this language lacks nothing"
    assert not evenly_heard((Heard("c", 0, 0, 0, 0),)), "nothing is spoken at all"
    assert not evenly_heard(())
