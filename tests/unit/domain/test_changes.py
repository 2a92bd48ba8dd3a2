"""What differs between two versions: everything that differs, nothing that does not, in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import elections, stores
from voter_kiosk.bundle import documents
from voter_kiosk.domain import changes as module
from voter_kiosk.domain.change_words import label, said
from voter_kiosk.domain.changes import Act, Change, Changes, Subject, Whole, compare, shifts_of
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import Approval, Block, BlockKind, Figure, Phase, Span
from voter_kiosk.domain.election import (
    AreaBallot,
    BallotState,
    BodyInElection,
    CampaignDecision,
    Candidate,
    CareerStep,
    Correction,
    Publication,
    ResultsPublication,
    Sex,
    StrikeOff,
    StrikeOffKind,
)
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.domain.results import Elected, UnitResult
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.units import FormerUnit, TodaysUnit
from voter_kiosk.domain.video import Cue, Video, VideoKind

DAY = dt.date(2026, 3, 1)
MADE = stores.with_results(stores.content())
FORMER = FormerUnit(
    "p98.00001", {"vi": "Xã Cũ"}, {"vi": "Huyện"}, {"vi": "Tỉnh"}, (TodaysUnit("c98001", {"vi": "Xã Một"}),)
)


def whole(made: stores.Content = MADE) -> Whole:
    return Whole(
        made.election,
        made.constituencies,
        made.candidates,
        made.areas,
        made.meetings,
        made.results,
        made.topics,
        made.notices,
        made.posters,
        made.terms,
        made.sources,
        made.former_units,
        (GLOSS,),
        (CLIP,),
        (PRONUNCIATION,),
        {language: dict(words) for language, words in made.strings.items()},
        tuple(stores.sha256(data) for data in made.media),
    )


def told(old: Whole, new: Whole) -> tuple[Change, ...]:
    return compare(old, new).changes


def person(number: int, **changes: Any) -> Candidate:
    return Candidate(f"p98.na.1.{number}", "p98.na.1", number, f"Người Thứ {number}", **changes)


def of_people(old: Iterable[Candidate], new: Iterable[Candidate], most: int = 100) -> Changes:
    election = elections.election()
    return compare(Whole(election, candidates=old), Whole(election, candidates=new), most)


def test_two_equal_versions_differ_in_nothing() -> None:
    found = compare(whole(), whole())
    assert found.nothing
    assert found.same_election
    assert not any(tally.acts or tally.said for tally in found.tallies)
    people = next(tally for tally in found.tallies if tally.subject is Subject.CANDIDATE)
    assert (people.before, people.after) == (7, 7)


OTHERS: dict[type, Any] = {
    str: "khác",
    int: 77,
    float: 7.5,
    bool: None,
    dt.date: dt.date(2031, 1, 1),
    dt.datetime: dt.datetime(2031, 1, 1, tzinfo=dt.UTC),
}

VIDEO_ONE = Video("ef" * 32, "cd" * 32, VideoKind.SIGN_LANGUAGE, "vi", {"vi": "Ngôn ngữ ký hiệu"}, 60, 640, 360)

FILLED: dict[str, Any] = {
    "phases": (Phase("mot", {"vi": "Đợt một"}, -30, -1),),
    "dates": {"posting": DAY},
    "date_decisions": {"posting": "12/NQ"},
    "campaign": CampaignDecision(True, Approval("Ủy ban", "1/UB", DAY)),
    "approval": Approval("Ủy ban", "1/UB", DAY),
    "programme_approval": Approval("Ủy ban", "1/UB", DAY),
    "posted_on": DAY,
    "day": DAY,
    "until": DAY,
    "sex": Sex.FEMALE,
    "career": (CareerStep("1996–2004", "Giáo viên"),),
    "programme": {"vi": (stores.block("Điều khác"),)},
    "body_text": {"vi": (stores.block("Điều khác"),)},
    "strike_off": StrikeOff(StrikeOffKind.DIED, "1/QĐ", DAY, {"vi": "Đã qua đời"}),
    "correction": Correction("2/ĐC", DAY, ("occupation", "portrait")),
    "elected": (Elected("p98.na.1.1", votes=7),),
    "figures": (Figure("turnout_pct", "97"),),
    "became": (TodaysUnit("c98002", {"vi": "Xã Hai"}, {"vi": "Tổ 1"}),),
    "results": (ResultsPublication("na", dt.datetime(2026, 4, 1, tzinfo=dt.UTC), "9/NQ"),),
    "bodies": (BodyInElection("na", {"vi": "Quốc hội"}, Publication.POSTED, DAY),),
    "ballots": (AreaBallot("na", BallotState.NOT_IN_BUNDLE),),
    "groups": ({"vi": "Tổ 9"},),
    "videos": (VIDEO_ONE,),
    "language_settings": (LanguageSetting("tay", "Tày", audio_only=True),),
    "forms": {"vi": ("lá phiếu",)},
    "subtitles": {"vi": (Cue(0, 900, "Xin chào"),)},
    "words": (1.0, 2.0),
    "posted_candidates": 5,
    "registered": 9,
    "voted": 9,
    "valid": 9,
    "invalid": 9,
}


def other(name: str, value: Any) -> Any:
    """Another value for a field."""
    if name in FILLED and FILLED[name] != value:
        return FILLED[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, dict):
        if any(isinstance(one, tuple) for one in value.values()) or name == "body":
            return {"vi": (stores.block("Điều khác"),)}
        return {**value, "vi": "lời khác"}
    if isinstance(value, tuple):
        return (*value, "khác") if not value or isinstance(value[0], str) else value[1:]
    if isinstance(value, type(elections.election().rule_set)):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, str) and type(value) is not str:
        return next(one for one in type(value) if one is not value)
    for kind in (dt.datetime, dt.date, str, int, float):
        if isinstance(value, kind):
            return OTHERS[kind]
    raise AssertionError(name)


CLIP = Clip("vi", "cd" * 32, "Giọng miền Bắc", "ab" * 32, "opus", 2.5, words=(0.5,))
GLOSS = Gloss("cu-tri", {"vi": "Cử tri"}, {"vi": (stores.block("Người được bầu cử"),)}, {"vi": ("cử tri",)})
PRONUNCIATION = Pronunciation("QH", "quốc hội")
VIDEO = Video("ab" * 32, "cd" * 32, VideoKind.FILM, "vi", {"vi": "Phim"}, 60, 640, 360)

RECORDS = (
    CLIP,
    GLOSS,
    PRONUNCIATION,
    VIDEO,
    MADE.election,
    MADE.constituencies[0],
    MADE.candidates[0],
    MADE.areas[0],
    MADE.meetings[0],
    MADE.results[0],
    MADE.topics[0],
    MADE.notices[0],
    MADE.posters[0],
    MADE.terms[0],
    MADE.sources[0],
    FORMER,
)


@pytest.mark.parametrize(
    ("record", "name"),
    [(record, field.name) for record in RECORDS for field in dataclasses.fields(record)],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_no_field_of_any_record_changes_unnoticed(record: Any, name: str) -> None:
    after = replace(record, **{name: other(name, getattr(record, name))})
    assert after != record
    found = shifts_of(record, after)
    assert found
    for shift in found:
        assert shift.before != shift.after
        assert shift.what.vi
        assert shift.what.en


def test_every_field_of_every_document_has_a_name_in_both_languages() -> None:
    waiting: list[type] = [
        kind.record for kind in documents.KINDS.values() if kind.record.__module__.startswith("voter_kiosk.domain")
    ]
    inner = (BodyInElection, Phase, CampaignDecision, ResultsPublication, AreaBallot, Figure, Elected, TodaysUnit)
    for kind in (*waiting, *inner):
        for field in dataclasses.fields(kind):
            named = label(kind, field.name)
            assert named.vi
            assert named.en
    with pytest.raises(KeyError):
        label(Candidate, "telephone")


def test_somebody_added_left_out_struck_off_and_corrected_is_said_so() -> None:
    strike = StrikeOff(StrikeOffKind.STRUCK_OFF, "45/NQ-UBBC", DAY, {"vi": "Đã xóa tên"})
    withdrew = replace(strike, kind=StrikeOffKind.WITHDREW)
    correction = Correction("2/ĐC", DAY, ("occupation",))
    old = [person(1), person(2), person(3, occupation="Thợ"), person(4), person(5), person(6, strike_off=strike)]
    new = [
        replace(old[0], strike_off=strike),
        replace(old[2], occupation="Thợ điện", correction=correction),
        replace(old[3], residence="Xã Hai"),
        replace(old[4], strike_off=withdrew),
        replace(old[5], strike_off=None),
        person(7),
    ]
    found = of_people(old, new)
    said_of = {change.id.rpartition(".")[2]: change for change in found.changes}
    assert {name: change.act for name, change in said_of.items()} == {
        "1": Act.STRUCK_OFF,
        "2": Act.REMOVED,
        "3": Act.CORRECTED,
        "4": Act.CHANGED,
        "5": Act.STRUCK_OFF,
        "6": Act.CHANGED,
        "7": Act.ADDED,
    }
    assert said_of["1"].said == Sentence(
        "Xóa tên người ứng cử: Người Thứ 1 (số 1, Quốc hội, đơn vị bầu cử số 1), theo 45/NQ-UBBC, 01/03/2026",
        "Struck off: Người Thứ 1 (number 1, Quốc hội, constituency 1), by 45/NQ-UBBC, 01/03/2026",
    )
    assert said_of["3"].said.vi.startswith("Đính chính người ứng cử: Người Thứ 3")
    assert said_of["3"].said.vi.endswith("theo 2/ĐC, 01/03/2026")
    first = said_of["3"].shifts[0]
    assert (first.before.vi, first.after.vi) == ("Thợ", "Thợ điện")
    assert said_of["5"].said.vi.startswith("Người ứng cử rút tên")
    assert not said_of["7"].shifts
    people = found.tallies[0]
    assert (people.before, people.after) == (6, 6)
    assert [sentence.vi for sentence in people.said] == [
        "Thêm 1 người ứng cử",
        "Sửa 2 người ứng cử",
        "Đính chính 1 người ứng cử",
        "Bỏ 1 người ứng cử",
        "Xóa tên 2 người ứng cử",
    ]
    assert people.said[1].en == "Changed 2 candidates"


def test_a_text_is_compared_block_by_block_and_says_only_what_moved() -> None:
    blocks = tuple(Block(f"b{n}", BlockKind.PARAGRAPH, (Span(f"Đoạn {n}"),)) for n in range(5))
    before = replace(MADE.topics[0], body={"vi": blocks})
    after = replace(before, body={"vi": (blocks[0], replace(blocks[1], line=(Span("Đoạn mới"),)), *blocks[3:])})
    (change,) = told(replace(whole(), topics=(before,)), replace(whole(), topics=(after,)))
    assert [(shift.before.vi, shift.after.vi) for shift in change.shifts] == [
        ("Đoạn 1", "Đoạn mới"),
        ("Đoạn 2", ""),
    ]
    assert change.shifts[0].what.vi == "nội dung (tiếng Việt)"


def test_what_nobody_sees_is_no_change_and_what_is_not_written_out_is_hinted_at() -> None:
    block = Block("b1", BlockKind.PARAGRAPH, (Span("Đoạn"),))
    topic = replace(MADE.topics[0], body={"vi": (block,)})
    moved = replace(topic, body={"vi": (replace(block, id="b7"),)})
    bold = replace(topic, body={"vi": (replace(block, line=(Span("Đoạn", bold=True),)),)})
    assert compare(replace(whole(), topics=(topic,)), replace(whole(), topics=(moved,))).nothing
    (change,) = told(replace(whole(), topics=(topic,)), replace(whole(), topics=(bold,)))
    assert "cách trình bày" in change.shifts[0].after.vi


def test_a_text_without_end_is_not_compared_line_by_line() -> None:
    long = tuple(Block(f"b{n}", BlockKind.PARAGRAPH, (Span(str(n)),)) for n in range(500))
    (shift,) = shifts_of(
        replace(MADE.topics[0], body={"vi": long}), replace(MADE.topics[0], body={"vi": long[1:]})
    )
    assert (shift.before.vi, shift.after.vi) == ("500 đoạn", "499 đoạn, có thay đổi")


def test_a_record_of_each_kind_is_called_by_what_people_know_it_by() -> None:
    empty = Whole(MADE.election)
    full = replace(whole(replace(MADE, former_units=(FORMER,))))
    found = {change.subject: change for change in reversed(told(empty, full))}
    names = {subject: change.name.vi for subject, change in found.items()}
    assert names[Subject.CANDIDATE] == "Nguyễn Văn An (số 1, Quốc hội, đơn vị bầu cử số 1)"
    assert names[Subject.CONSTITUENCY] == "Quốc hội, đơn vị bầu cử số 1"
    assert names[Subject.RESULT] == "Quốc hội, đơn vị bầu cử số 1"
    assert names[Subject.AREA].startswith("số ")
    assert names[Subject.MEETING] == "Hội trường, 14:00 06/03/2026"
    assert names[Subject.POSTER] == "Đi bầu"
    assert names[Subject.UNIT] == "Xã Cũ"
    assert names[Subject.GLOSS] == "Cử tri"
    assert names[Subject.CLIP] == "Giọng miền Bắc, cdcdcdcdcdcd"
    assert names[Subject.PRONUNCIATION] == "QH"
    assert names[Subject.NOTICE] == "Thông báo cũ"
    assert names[Subject.TERM] == "XV"
    assert names[Subject.STRINGS] == "en"
    assert names[Subject.MEDIA] == stores.sha256(stores.PORTRAIT)[:12]
    assert set(found) == set(Subject) - {Subject.ELECTION}
    assert all(change.act is Act.REMOVED for change in told(whole(), empty))


def test_a_commune_s_unit_is_named_with_its_commune_and_an_unknown_body_by_its_id() -> None:
    election = elections.election()
    one = Candidate("c98001.commune.2.1", "c98001.commune.2", 1, "Lê Thị C")
    (change,) = told(Whole(election), Whole(election, candidates=(one,)))
    assert "đơn vị bầu cử số 2, c98001" in change.name.vi


def test_interface_strings_are_compared_phrase_by_phrase() -> None:
    old, new = (
        replace(whole(), strings={"tay": {"Home": "A", "Back": "B"}}),
        replace(whole(), strings={"tay": {"Home": "C", "Back": "B"}}),
    )
    (change,) = told(old, new)
    assert [(s.what.vi, s.before.vi, s.after.vi) for s in change.shifts] == [("chữ (Home)", "A", "C")]


def test_another_election_is_counted_not_compared() -> None:
    other_one = replace(MADE.election, id="khac-2026", title={"vi": "Cuộc bầu cử khác"})
    found = compare(whole(), replace(whole(), election=other_one, candidates=(person(1),)))
    assert not found.same_election
    assert [change.subject for change in found.changes] == [Subject.ELECTION]
    people = next(tally for tally in found.tallies if tally.subject is Subject.CANDIDATE)
    assert (people.before, people.after, people.said) == (7, 1, ())


def test_the_first_changes_are_told_and_all_are_counted() -> None:
    old = [person(number) for number in range(1, 51)]
    found = of_people(old, [replace(one, occupation="Thợ") for one in old], most=3)
    assert len(found.changes) == 3
    assert found.untold == 47
    assert found.tallies[0].acts == {Act.CHANGED: 50}
    assert of_people(old, [], most=0).untold == 50


PEOPLE = st.lists(st.integers(1, 30), unique=True)


@given(PEOPLE, PEOPLE, st.sets(st.integers(1, 30)), st.integers(0, 40))
def test_whatever_the_order_and_however_many_wait_the_counts_are_right(
    before: list[int], after: list[int], changed: set[int], waiting: int
) -> None:
    old = [person(number) for number in before]
    new = [person(number, occupation="Thợ" if number in changed else "") for number in after]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_WAITING", waiting)
        acts = of_people(iter(old), iter(new)).tallies[0].acts
    assert acts.get(Act.ADDED, 0) == len(set(after) - set(before))
    assert acts.get(Act.REMOVED, 0) == len(set(before) - set(after))
    assert acts.get(Act.CHANGED, 0) == len(set(before) & set(after) & changed)


def test_of_too_many_that_moved_it_is_said_which_changed_though_not_in_what(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_WAITING", 0)
    old = [person(1, programme={"vi": (stores.block("Một"),), "en": ()}), person(2)]
    new = [person(2), person(1, programme={"en": (), "vi": (stores.block("Hai"),)})]
    (change,) = of_people(old, new).changes
    assert (change.id, change.act, change.shifts) == ("p98.na.1.1", Act.CHANGED, ())
    assert change.said.vi == "Sửa người ứng cử: p98.na.1.1"


def test_values_are_said_as_officials_read_them() -> None:
    table = Block("t", BlockKind.TABLE, rows=(((Span("Ô một"),), (Span("Ô hai"),)),))
    figure = Block("f", BlockKind.FIGURE, (Span("Chú thích"),), media="ab" * 32, alt="Tranh")
    items = Block("l", BlockKind.LIST, items=((Span("Một"),), (Span("Hai"),)))
    assert said(table).vi == "Ô một | Ô hai"
    assert said(figure).vi == "[abababababab] Tranh\nChú thích"
    assert said(items).vi == "Một\nHai"
    assert said(True) == Sentence("có", "yes")
    assert said(False) == Sentence("không", "no")
    assert said(None) == Sentence("", "")
    assert said(Sex.MALE) == Sentence("nam", "male")
    assert said(MADE.election.rule_set).vi == str(MADE.election.rule_set.value)
    assert said({"posting": DAY}).vi == "posting: 01/03/2026"
    assert said({"vi": "Chào", "en": "Hello"}) == Sentence("Chào", "Hello")
    assert said("ab" * 32, "portrait").vi == "ab" * 6
    assert said(CareerStep("1996", "Dạy học")).vi == "1996: Dạy học"
    assert (
        said(Correction("2/ĐC", DAY, ("occupation", "khác"))).vi == "2/ĐC, 01/03/2026: nghề nghiệp, chức vụ; khác"
    )
    assert said(({"vi": "Tổ 1"}, {"vi": "Tổ 2"})).vi == "Tổ 1; Tổ 2"
    assert said(UnitResult("p98.na.1", turnout="99.10")).vi == "đơn vị bầu cử p98.na.1; tỷ lệ đi bầu 99.10"
