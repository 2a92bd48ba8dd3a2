"""The equality gate: everybody on a ballot, or nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.equality import (
    TOLERANCES,
    Feature,
    Lack,
    Measure,
    judge,
    letters,
    programme_measures,
    verdicts,
)


def ballot(*amounts: float, of: float = 100) -> list[Measure]:
    numbered = enumerate(amounts, 1)
    return [Measure(f"p98.na.1.{number}", Feature.PROGRAMME, "en", amount, of) for number, amount in numbered]


def lacks(measures: list[Measure]) -> list[tuple[str, Lack]]:
    return [(reason.candidate[-1], reason.lack) for reason in judge(measures).reasons]


def test_what_everybody_has_at_about_the_same_length_is_shown() -> None:
    found = judge(ballot(110, 120, 130))
    assert (found.shown, found.anybody, found.reasons) == (True, True, ())


def test_what_one_lacks_is_shown_of_nobody_and_it_is_said_who() -> None:
    measures = ballot(110, 0, 130)
    assert not judge(measures).shown
    assert judge(measures).anybody
    assert lacks(measures) == [("2", Lack.MISSING)]


def test_what_nobody_has_is_not_missed() -> None:
    found = judge(ballot(0, 0))
    assert (found.shown, found.anybody, found.reasons) == (False, False, ())


def test_who_handed_in_nothing_has_nothing_to_be_translated() -> None:
    measures = ballot(110, 120)
    measures.append(Measure("p98.na.1.3", Feature.PROGRAMME, "en", 0, 0))
    assert judge(measures).shown


def test_a_translation_of_what_was_never_handed_in_is_an_addition() -> None:
    measures = [*ballot(110, 120), Measure("p98.na.1.3", Feature.PROGRAMME, "en", 50, 0)]
    assert lacks(measures) == [("3", Lack.NO_ORIGINAL)]
    assert lacks(measures[2:]) == [("3", Lack.NO_ORIGINAL)], "also where it is the only one"


def test_a_summary_or_an_addition_holds_the_translation_back() -> None:
    assert lacks(ballot(100, 100, 49)) == [("3", Lack.SHORT)]
    assert lacks(ballot(100, 100, 50)) == []
    assert lacks(ballot(100, 100, 200)) == []
    assert lacks(ballot(100, 100, 201)) == [("3", Lack.LONG)]
    assert judge(ballot(100, 100, 300)).reasons[0].share == 3


def test_length_is_held_against_the_original_so_a_long_programme_may_have_a_long_translation() -> None:
    short = Measure("p98.na.1.1", Feature.PROGRAMME, "en", 120, 100)
    long = Measure("p98.na.1.2", Feature.PROGRAMME, "en", 1200, 1000)
    assert judge([short, long]).shown


def test_who_no_longer_stands_neither_lets_the_others_down_nor_helps_them() -> None:
    gone = Measure("p98.na.1.9", Feature.PROGRAMME, "en", 0, 100, struck=True)
    assert judge([*ballot(110, 120), gone]).shown
    only = Measure("p98.na.1.9", Feature.PROGRAMME, "en", 110, 100, struck=True)
    assert not judge([*ballot(0, 0), only]).anybody


def test_each_feature_and_language_is_decided_by_itself() -> None:
    khmer = [
        Measure(one.candidate, one.feature, "km", 0 if one.amount == 110 else 90, 100) for one in ballot(110, 120)
    ]
    found = verdicts([*ballot(110, 120), *khmer])
    assert [(one.feature, one.language, one.shown) for one in found] == [
        (Feature.PROGRAMME, "en", True),
        (Feature.PROGRAMME, "km", False),
    ]
    assert verdicts([]) == ()


def test_letters_are_counted_without_blanks_wherever_they_stand() -> None:
    blocks = (
        Block("a", BlockKind.PARAGRAPH, (Span("ab c"), Span(" d"))),
        Block("b", BlockKind.LIST, items=((Span("ខ្មែរ"),), (Span("x"),))),
        Block("c", BlockKind.TABLE, rows=(((Span("1"),), (Span("23"),)),)),
        Block("d", BlockKind.FIGURE, media="0" * 64, alt="not a word of the candidate's"),
    )
    assert letters(blocks) == 4 + 5 + 1 + 3


def test_a_programme_is_measured_in_every_language_but_its_own() -> None:
    programme = {
        "vi": (Block("a", BlockKind.PARAGRAPH, (Span("bốn chữ"),)),),
        "en": (Block("a", BlockKind.PARAGRAPH, (Span("four"),)),),
    }
    found = programme_measures("p98.na.1.1", programme, ("vi", "en", "km"), struck=False)
    assert [(one.language, one.amount, one.of) for one in found] == [("en", 4, 6), ("km", 0, 6)]


@given(
    st.sampled_from(Feature),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200), st.booleans()), min_size=1, max_size=12),
)
def test_a_ballot_is_shown_only_if_nobody_who_stands_is_worse_off(
    feature: Feature, people: list[tuple[int, int, bool]]
) -> None:
    measures = [
        Measure(f"c.{number}", feature, "en", amount, of, struck)
        for number, (amount, of, struck) in enumerate(people)
    ]
    found = judge(measures)
    standing = [one for one in measures if not one.struck]
    assert found.shown == (found.anybody and not found.reasons)
    if found.shown:
        assert all(one.amount for one in standing if one.of)
        rates = [one.rate for one in standing if one.of]
        width = TOLERANCES[feature].most / TOLERANCES[feature].least
        assert max(rates) <= width * min(rates) * 1.000001
    assert {reason.candidate for reason in found.reasons} <= {one.candidate for one in standing}
    assert judge([one for one in measures if not one.struck] or measures).shown == found.shown
