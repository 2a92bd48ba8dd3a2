"""How equally candidates are treated: measured, never judged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.authoring.markdown import compile_markdown
from voter_kiosk.authoring.neutrality import measure
from voter_kiosk.bundle.neutrality import by_ballot, summary
from voter_kiosk.domain.election import Candidate, CareerStep, Sex


def person(number: int, unit: str = "p98.na.1", **fields: object) -> Candidate:
    return Candidate(f"{unit}.{number}", unit, number, f"Người {number}", **fields)  # type: ignore[arg-type]


def test_fields_words_portrait_and_programme_are_counted() -> None:
    blocks = compile_markdown("## Ba chữ này\n\n- một **hai**\n", "a.md").blocks
    full = person(
        1,
        sex=Sex.FEMALE,
        occupation="Giáo viên trung học",
        career=(CareerStep("2001–2010", "Giáo viên"),),
        portrait="a" * 64,
        programme={"vi": blocks, "en": blocks[:1]},
    )
    first, second = measure([full, person(2)])
    assert first.measures == {
        "fields-given": 4,
        "biography-words": 10,
        "career-rows": 1,
        "portrait": 1,
        "audio-clips": 0,
        "programme-words-en": 3,
        "programme-words-vi": 5,
        "shown-programme-en": 1,
    }
    assert second.measures == {
        "fields-given": 1,
        "biography-words": 2,
        "career-rows": 0,
        "portrait": 0,
        "audio-clips": 0,
        "programme-words-en": 0,
        "programme-words-vi": 0,
        "shown-programme-en": 1,
    }


def test_ballots_keep_the_official_order_and_say_their_spread() -> None:
    rows = measure([person(2), person(1, portrait="b" * 64), person(1, "p98.na.2")])
    first, second = by_ballot(rows)
    assert [row.candidate for row in first.rows] == ["p98.na.1.2", "p98.na.1.1"]
    assert first.spread("portrait") == (0, 1)
    assert second.spread("portrait") == (0, 0)


def test_the_summary_names_where_it_is_uneven_and_nobody_by_name() -> None:
    rows = measure([person(1, portrait="a" * 64), person(2), person(1, "p98.na.2")])
    said = summary(rows)
    assert "p98.na.1." in said["vi"]
    assert "3 candidates in 2 constituencies" in said["en"]
    assert "Người" not in said["vi"]


def test_whether_a_translation_is_shown_is_measured_and_told_by_language() -> None:
    said = {
        "vi": compile_markdown("Bốn chữ ở đây", "a.md").blocks,
        "en": compile_markdown("Four words here", "a").blocks,
    }
    original = {"vi": said["vi"]}
    rows = measure(
        [
            person(1, programme=said),
            person(2, programme=original),
            person(1, "p98.na.2", programme=said),
            person(1, "p98.na.3", programme=original),
        ]
    )
    assert [row.measures.get("shown-programme-en") for row in rows] == [0, 0, 1, None]
    told = summary(rows)
    assert "Programmes in English: shown for everybody in 1 constituencies, for nobody in 1" in told["en"]
    assert "Chương trình dịch ra tiếng Anh: 1 đơn vị hiện bản dịch của mọi người, 1 đơn vị" in told["vi"]


def test_a_bundle_without_lists_says_so() -> None:
    assert summary(()) == {
        "vi": "Gói này không có danh sách người ứng cử.",
        "en": "This bundle has no list of candidates.",
    }


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True))
def test_every_candidate_has_the_same_measures(numbers: list[int]) -> None:
    rows = measure([person(number) for number in numbers])
    assert [row.candidate.rpartition(".")[2] for row in rows] == [str(number) for number in numbers]
    assert len({tuple(row.measures.items()) for row in rows}) == 1
