"""The practice ballot: which papers there are, what ink is, and what becomes of a ballot, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from shiboken6 import isValid

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.ballot import Mark
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import Publication
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.domain.practice import ADDED_NAME, sample_people
from voter_kiosk.domain.strokes import Box, read_mark, words_of
from voter_kiosk.domain.vietnamese import fold
from voter_kiosk.kiosk.facts.pages import build
from voter_kiosk.kiosk.facts.papers import Sheet, papers
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.facts.slots import standing
from voter_kiosk.kiosk.ink import Ink, drawn_as, scaled_from
from voter_kiosk.kiosk.view import View
from voter_kiosk.store.showing import Showing

HAI_PHONG = vietnam("2021-05-11 09:00")
STORES = [("demo_store", CAMPAIGN), ("hai_phong_store", HAI_PHONG)]


@pytest.fixture(scope="module")
def demo(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp) as kiosk:
        yield kiosk


def facts_of(view: View, subject: str, parent: QObject) -> PracticeFacts:
    return PracticeFacts(view, subject, parent)


def said(model: QObject) -> list[str]:
    return [row.sentence.replace("\u00a0", " ") for row in model.rows]  # type: ignore[attr-defined]


# no real name


@pytest.mark.parametrize(("name", "moment"), STORES)
def test_no_practice_name_is_a_candidates(
    name: str, moment: object, request: pytest.FixtureRequest, qapp: QGuiApplication
) -> None:
    with opened(request.getfixturevalue(name), qapp, at=moment) as kiosk:  # type: ignore[arg-type]
        showing = kiosk.session.view.showing
        assert showing is not None
        real = {
            fold(part.strip(" )"))
            for unit in showing.constituencies()
            for person in showing.candidates(unit.id)
            for part in (person.name, *person.name.split("("))
        }
        assert len(real) >= 15
        people = sample_people(40)
        invented = {fold(one) for person in people for one in (person.name, person.other_name.strip("()")) if one}
        assert not real & (invented | {fold(ADDED_NAME)})


# which papers


def test_the_papers_of_this_place_have_the_real_seats_and_as_many_names(demo: Open) -> None:
    view = demo.session.view
    showing, area = view.showing, view.area
    assert showing is not None
    assert area is not None
    found = papers(view)
    units = [showing.constituency(ballot.constituency) for ballot in area.ballots]
    assert [(paper.seats, paper.people) for paper in found] == [
        (unit.seats, standing(view, unit)) for unit in units if unit
    ]
    assert [paper.colour for paper in found] == [body.ballot_colour for body in showing.election.bodies]
    assert not any(paper.example for paper in found)


def test_without_a_polling_area_there_is_a_paper_for_each_way_a_body_elects(
    hai_phong_store: Path, qapp: QGuiApplication
) -> None:
    with opened(hai_phong_store, qapp, at=HAI_PHONG) as kiosk:
        view = kiosk.session.view
        showing = view.showing
        assert showing is not None
        found = papers(view)
        real = {(unit.seats, standing(view, unit)) for unit in showing.constituencies("na")}
        assert {(paper.seats, paper.people) for paper in found if paper.key.startswith("na.")} == real
        others = [paper for paper in found if not paper.key.startswith("na.")]
        assert [(paper.seats, paper.people) for paper in others] == [(3, 5)] * 3
        assert all("ví dụ" in paper.example for paper in others), "not in the bundle: an example, and it says so"


def changed(view: View, **changes: object) -> View:
    """The same look at another election."""
    showing = view.showing
    assert showing is not None
    catalogue = showing._catalogue

    class Other:
        election = replace(catalogue.election, **changes)  # type: ignore[arg-type]

        def __getattr__(self, name: str) -> object:
            return getattr(catalogue, name)

    disclosure = decide(Other.election, showing.here(), view.moment, KioskState())
    return replace(view, showing=Showing(Other(), showing._area, disclosure, view.moment))  # type: ignore[arg-type]


def test_where_a_list_is_not_published_the_seats_are_real_and_the_names_an_example(demo: Open) -> None:
    view = demo.session.view
    assert view.election is not None
    bodies = tuple(replace(body, publication=Publication.NOT_PUBLISHED) for body in view.election.bodies)
    found = papers(changed(view, bodies=bodies))
    assert [(paper.seats, paper.people) for paper in found] == [(3, 5), (5, 7), (3, 5)]
    assert all(f"{paper.people} tên ở đây là ví dụ" in paper.example for paper in found)


# when


def test_on_polling_day_it_is_offered_by_the_committees_word_alone(demo: Open, qapp: QGuiApplication) -> None:
    usual = demo.session.view
    polling = Moment(vietnam("2026-03-15 09:00"))
    place = Place(Screen.PRACTICE)
    assert build(changed(replace(usual, moment=polling)), place, demo.session) is None
    permitted = changed(replace(usual, moment=polling), practice_on_polling_day=True)
    assert build(permitted, place, demo.session) is not None
    doubt = replace(usual, moment=Moment(CAMPAIGN, Confidence.DOUBTFUL))
    assert build(changed(doubt), place, demo.session) is None


def test_on_polling_day_a_touch_that_would_lead_there_leads_home(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-15 09:00")) as kiosk:
        kiosk.go("practice")
        assert kiosk.session.place == HOME
        kiosk.go("steps", "4")
        assert kiosk.keys("Practise on a sample ballot") not in kiosk.hand.names()


@pytest.mark.parametrize("subject", ["na.9.9", "na.3.5:ss", "na.3.5:z----", "all:", "nonsense"])
def test_a_place_that_names_no_paper_leads_nowhere(demo: Open, subject: str) -> None:
    assert build(demo.session.view, Place(Screen.PRACTICE, subject), demo.session) is None


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet("na.3.5"),
        Sheet("na.3.5", series=True),
        Sheet("na.3.5", cast=True),
        Sheet("na.3.5", tuple(Mark)[:5], added=True, cast=True, series=True),
        Sheet("province.5.8", tuple(Mark)[-8:]),
    ],
)
def test_a_sheet_is_the_same_read_back_from_its_place(sheet: Sheet) -> None:
    assert Sheet.read(sheet.subject) == sheet


# ink


@pytest.mark.parametrize("mark", list(Mark))
@pytest.mark.parametrize("two", [False, True])
def test_the_ink_that_stands_for_a_mark_reads_as_that_mark(mark: Mark, two: bool) -> None:
    if mark is Mark.ONE_OF_TWO_LINES and not two:
        pytest.skip("there is one line")
    first = words_of([Box(0, 0, 30, 7), Box(33, 0, 46, 7), Box(49, 0, 54, 7)])
    second = words_of([Box(0, 14, 30, 21), Box(33, 14, 50, 21), Box(53, 14, 61, 21)])
    lines = (first, second) if two else (first,)
    area = Box(0, 0, 61 if two else 54, 21 if two else 7)
    strokes = drawn_as(mark, "Nguyễn Văn A", "(Nguyễn Minh A)" if two else "")
    assert read_mark([scaled_from(area, stroke) for stroke in strokes], lines) is mark


# marking, without a screen


def test_the_key_strikes_and_takes_away_and_undo_goes_back_step_by_step(demo: Open) -> None:
    facts = facts_of(demo.session.view, "na.3.5", demo.session)
    assert not facts.canUndo
    facts.undo()
    facts.strike(3)
    facts.strike(4)
    facts.add()
    assert facts.marks == ["none", "none", "none", "stroke", "stroke"]
    assert (facts.added, facts.touched, facts.canUndo) == (True, True, True)
    assert facts.ballot == "na.3.5:---ss+!"
    assert facts.resume == "na.3.5:---ss+"
    assert facts.count.replace("\u00a0", " ") == "Ông/Bà đang để lại 3 tên; được bầu không quá 3."
    facts.undo()
    assert (facts.added, facts.ballot) == (False, "na.3.5:---ss!")
    facts.strike(3)
    assert facts.marks[3] == "none"
    facts.undo()
    facts.undo()
    assert facts.marks == ["none", "none", "none", "stroke", "none"]
    facts.undo()
    assert not facts.canUndo
    facts.strike(0)
    facts.renew()
    assert (facts.marks, facts.touched, facts.canUndo) == (["none"] * 5, False, False)
    assert facts.ballot == "na.3.5:!"


WORDS = [0.0, 0.0, 30.0, 7.0, 33.0, 0.0, 46.0, 7.0, 49.0, 0.0, 54.0, 7.0]
LOWER = [0.0, 14.0, 30.0, 21.0, 33.0, 14.0, 50.0, 21.0, 53.0, 14.0, 61.0, 21.0]


def test_strokes_of_a_line_are_read_together_even_when_the_text_grows_between_them(demo: Open) -> None:
    facts = facts_of(demo.session.view, "na.3.5", demo.session)
    facts.draw(0, [0.0, 4.0, 30.0, 4.0], WORDS, [])
    assert facts.marks[0] == "part-stroke"
    twice = [2 * value for value in WORDS]
    facts.draw(0, [62.0, 8.0, 112.0, 8.0], twice, [])
    assert facts.marks[0] == "stroke"
    assert len(facts.strokes[0]) == 2
    facts.draw(2, [0.0, 4.0, 54.0, 4.0], WORDS, LOWER)
    assert facts.marks[2] == "one-of-two-lines"
    facts.draw(2, [0.0, 18.0, 61.0, 18.0], WORDS, LOWER)
    assert facts.marks[2] == "stroke"
    facts.undo()
    assert facts.marks[2] == "one-of-two-lines"


def test_a_paper_that_is_brought_back_keeps_its_marks_and_can_be_wiped(demo: Open) -> None:
    facts = facts_of(demo.session.view, "all:na.3.5:sc---+", demo.session)
    assert facts.marks[:2] == ["stroke", "circle"]
    assert facts.strokes[0]
    assert facts.added
    assert facts.resume == "all:na.3.5:sc---+"
    facts.undo()
    assert not facts.touched


# the verdict


@pytest.mark.parametrize(
    ("subject", "verdict", "why", "mend"),
    [
        ("na.3.5:---ss!", "valid", ["Để lại 3 tên; được bầu không quá 3", "có dấu"], []),
        ("na.3.5:s-sss!", "valid", ["Để lại 1 tên", "ít tên hơn"], []),
        ("na.3.5:--lsp!", "valid", ["3. Ông Lê Văn C", "in hai dòng", "5. Ông Hoàng Văn Đ"], ["nét ngang"]),
        ("na.3.5:!", "invalid", ["chưa gạch tên ai", "Để lại 5 tên", "Điều 74"], ["Gạch thêm 2 tên"]),
        (
            "na.3.5:p---s!",
            "invalid",
            ["Để lại 4 tên", "một phần họ tên", "câu 167"],
            ["Gạch thêm 1 tên", "nét ngang"],
        ),
        ("na.3.5:sssss!", "invalid", ["gạch hết", "Điều 74"], ["ít nhất một tên"]),
        ("na.3.5:---ss+!", "invalid", ["viết thêm tên", "Điều 74"], ["Không viết thêm"]),
        ("na.3.5:sssss+!", "invalid", ["gạch hết", "viết thêm"], ["ít nhất một tên", "Không viết thêm"]),
        ("na.3.5:c--ss!", "team-decides", ["1. Ông Nguyễn Văn A", "câu 167 và 175"], ["nét ngang", "đổi phiếu"]),
        ("na.3.5:u--ss!", "team-decides", ["vẫn tính là bầu"], ["không đánh dấu"]),
        ("na.3.5:--fss!", "team-decides", ["không đọc được"], ["nét ngang"]),
        ("na.3.5:--xss!", "team-decides", ["không có quy định", "175"], ["nét ngang"]),
    ],
)
def test_a_ballot_in_the_box_is_judged_with_reasons_articles_and_what_would_mend_it(
    demo: Open, subject: str, verdict: str, why: list[str], mend: list[str]
) -> None:
    facts = facts_of(demo.session.view, subject, demo.session)
    assert facts.stage == "verdict"
    assert facts.verdict == verdict
    reasons, remedies = "\n".join(said(facts.reasons)), "\n".join(said(facts.remedies))
    for words in why:
        assert words in reasons
    for words in mend:
        assert words in remedies
    assert bool(remedies) == bool(mend)
    assert "Luật Bầu cử" in facts.source
    assert "Hỏi đáp" in facts.source


def test_all_ballots_follow_one_another_and_the_last_leads_back_to_the_choice(demo: Open) -> None:
    view = demo.session.view
    choice = facts_of(view, "", demo.session)
    assert choice.stage == "choose"
    subject, seen = choice.series, []
    while subject:
        facts = facts_of(view, Sheet.read(subject).subject, demo.session)
        seen.append(facts.position.replace("\u00a0", " "))
        assert facts.again == subject
        subject = facts.next
    assert seen == ["Phiếu 1 trên 3", "Phiếu 2 trên 3", "Phiếu 3 trên 3"]


def test_of_the_ink_on_papers_that_went_nothing_is_held(demo: Open) -> None:
    demo.go("practice", "na.3.5")
    inks = [item for item in _below(demo.window.contentItem()) if isinstance(item, Ink)]
    assert inks
    assert all(vars(ink) for ink in inks)
    demo.session.finish()
    demo.grab()
    assert not any(isValid(ink) for ink in inks)
    assert not any(vars(ink) for ink in inks), "PySide keeps their Python half"


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)
