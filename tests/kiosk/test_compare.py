"""The whole ballot side by side: everyone, alike, in official order; and when there is no such page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from helpers import elections, stores
from helpers.kiosks import Open, opened, put, vietnam
from voter_kiosk.domain.election import Candidate
from voter_kiosk.domain.journey import HOME, Place, Screen
from voter_kiosk.kiosk.facts.candidate import field_rows, fields_in_order
from voter_kiosk.kiosk.facts.compare import CompareFacts, compare_rows
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind as kind_of
from voter_kiosk.kiosk.window import Panel

UNIT = "p98.na.1"
LIST = "Compare the whole list"


def people_of(kiosk: Open, unit: str = UNIT) -> tuple[Candidate, ...]:
    showing = kiosk.session.view.showing
    assert showing is not None
    return showing.candidates(unit)


def facts_of(kiosk: Open) -> CompareFacts:
    facts = kiosk.session.facts
    assert isinstance(facts, CompareFacts)
    return facts


def items(kiosk: Open, kind: str) -> list[QQuickItem]:
    """The visible items of a QML type, from the top down."""
    found, waiting = [], [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            if kind_of(item) == kind:
                found.append(item)
    return sorted(found, key=lambda item: (top(item), item.mapToScene(QPointF(0, 0)).x()))


def top(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, 0)).y()


def names_above(kiosk: Open) -> list[str]:
    return [str(head.property("name")) for head in items(kiosk, "CompareHead")]


def cells(row: QQuickItem) -> list[QQuickItem]:
    """The values of a row: texts that know whose they are."""
    return sorted(
        (item for inner in row.childItems() for item in inner.childItems() if item.property("place") is not None),
        key=lambda item: item.property("place"),
    )


def flick(kiosk: Open) -> QQuickItem:
    waiting = [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop(0)
        if item.inherits("QQuickFlickable") and item.isVisible():
            return item
        waiting += item.childItems()
    raise LookupError


def store_of(tmp_path: Path, made: stores.Content) -> Path:
    committee = stores.desk(tmp_path / "committee")
    committee.bundle(1, made)
    store = stores.new_store(tmp_path / "store", committee)
    put(store, committee, 1)
    return store


def test_everybody_on_the_ballot_is_there_in_official_order(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        for unit in ("p98.na.1", "p98.province.1", "p98.province.2"):
            kiosk.go("compare", unit)
            people, facts = people_of(kiosk, unit), facts_of(kiosk)
            assert facts.property("names") == [one.name for one in people]
            assert facts.property("numbers") == [f"{one.number}." for one in people]
            for row in facts.property("rows").rows:
                assert len(row.values) == len(row.given) == len(people)


def test_the_lines_are_those_of_each_persons_own_page(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        view, people = kiosk.session.view, people_of(kiosk)
        rows = compare_rows(people, view)
        order = [label for _, label in fields_in_order(view)]
        labels = [row.label for row in rows]
        assert labels[-1] == view.tr("Work history")
        assert labels[:-1] == [label for label in order if label in labels], "the form's order"
        for place, person in enumerate(people):
            own = field_rows(person, people, view)
            assert [row.values[place] for row in rows[:-1]] == [one.value.replace("\u00a0", " ") for one in own]


def test_a_row_in_which_all_are_alike_stays_and_what_is_missing_is_said(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        view, people = kiosk.session.view, people_of(kiosk)
        mute = replace(people[1], ethnicity="", career=())
        changed = (people[0], mute, *people[2:])
        rows = {row.label: row for row in compare_rows(changed, view)}
        assert len(set(rows[view.tr("Nationality")].values)) == 1
        ethnicity, career = rows[view.tr("Ethnicity")], rows[view.tr("Work history")]
        assert ethnicity.values[1] == career.values[1] == kiosk.keys("not given")
        assert ethnicity.given == career.given == (True, False, True, True, True)


def test_what_a_person_wrote_is_never_taken_for_a_mark(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        view, people = kiosk.session.view, people_of(kiosk)
        step = replace(people[0].career[0], work="Làm <b>vườn</b> & ao")
        odd = (replace(people[0], career=(step,)), *people[1:])
        assert "Làm &lt;b&gt;vườn&lt;/b&gt; &amp; ao" in compare_rows(odd, view)[-1].values[0]


@pytest.mark.parametrize("panel", [Panel(), Panel().turned()], ids=["portrait", "landscape"])
@pytest.mark.parametrize("size", ["small", "usual", "large", "largest"])
def test_every_column_is_as_wide_as_every_other_in_the_same_letters(
    demo_store: Path, qapp: QGuiApplication, panel: Panel, size: str
) -> None:
    """No column's width, letters or height on the page depends on whose it is."""
    with opened(demo_store, qapp, panel=panel) as kiosk:
        kiosk.session.setTextSize(size)
        met: list[str] = []
        widths, letters = set(), set()
        for start in range(1, 6):
            kiosk.go("compare", f"{UNIT}/{start}")
            shown = names_above(kiosk)
            heads = items(kiosk, "CompareHead")
            assert len({top(head) for head in heads}) == 1
            widths |= {round(head.width(), 2) for head in heads}
            for row in items(kiosk, "CompareRow"):
                across = cells(row)
                assert len(across) == len(shown)
                assert len({top(cell) for cell in across}) == 1, "a row stands on one line"
                widths |= {round(cell.width(), 2) for cell in across}
                letters |= {cell.property("font").pixelSize() for cell in across}
                starts = [cell.x() for cell in across]
                assert len({round(second - first, 2) for first, second in pairwise(starts)}) <= 1
            met += [name for name in shown if name not in met]
        assert met == [one.name for one in people_of(kiosk)], "everybody, in official order"
        assert len(widths) == len(letters) == 1


def test_in_landscape_five_people_fit_at_the_usual_size(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, panel=Panel().turned()) as kiosk:
        kiosk.go("compare", UNIT)
        assert len(names_above(kiosk)) == 5
        assert not any(name.startswith("Người ") for name in kiosk.hand.names()), "no columns to turn"


def test_the_last_page_holds_who_is_left_and_no_one_again(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        people = [one.name for one in people_of(kiosk)]
        kiosk.go("compare", UNIT)
        assert names_above(kiosk) == people[:3]
        kiosk.hand.touch("Người 4 đến 5")
        assert names_above(kiosk) == people[3:]
        assert not any(name.startswith("Người 6") for name in kiosk.hand.names())
        kiosk.hand.touch("Người 1 đến 3")
        assert names_above(kiosk) == people[:3]


@pytest.mark.parametrize("panel", [Panel(), Panel().turned()], ids=["portrait", "landscape"])
def test_turning_the_columns_keeps_the_row(demo_store: Path, qapp: QGuiApplication, panel: Panel) -> None:
    with opened(demo_store, qapp, panel=panel) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("compare", UNIT)

        def first_row() -> tuple[str, float]:
            edge = flick(kiosk).parentItem().mapToScene(QPointF(0, 0)).y()
            row = next(row for row in items(kiosk, "CompareRow") if top(row) + row.height() > edge + 10)
            return str(row.property("label")), round(top(row) - edge, 1)

        for _ in range(3):
            kiosk.hand.touch(kiosk.keys("Show more"))
            kiosk.grab()
        before = first_row()
        assert before[0] != kiosk.session.view.tr("Date of birth"), "it has been scrolled"
        kiosk.hand.touch(next(name for name in kiosk.hand.names() if name.startswith("Người ")))
        kiosk.grab()
        assert first_row()[0] == before[0]
        assert first_row()[1] == pytest.approx(before[1], abs=12)


@pytest.mark.parametrize("size", ["usual", "largest"])
def test_the_names_stay_at_the_top_however_far_one_reads(
    demo_store: Path, qapp: QGuiApplication, size: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.session.setTextSize(size)
        kiosk.go("compare", UNIT)
        title_first = top(items(kiosk, "CompareHead")[0])
        view = flick(kiosk)
        for far in (0.3, 0.7, 1.0):
            view.setProperty("contentY", far * (view.property("contentHeight") - view.height()))
            settle()
            kiosk.grab()
            head = items(kiosk, "CompareHead")[0]
            assert top(head) < title_first
            shown_from = view.parentItem().mapToScene(QPointF(0, 0)).y()
            assert top(head) + head.height() <= shown_from + 1, "nothing is read through it"


def test_a_screen_reader_hears_the_field_and_the_person_before_each_value(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp, panel=Panel().turned()) as kiosk:
        kiosk.go("compare", UNIT)
        people, said = people_of(kiosk), kiosk.hand.words()
        sex, birth = said.index(kiosk.keys("Sex")), said.index(kiosk.keys("Date of birth"))
        assert birth < sex, "row by row"
        for field in (birth, sex):
            heard = said[field + 1 : field + 1 + len(people)]
            assert [words.split(": ")[0] for words in heard] == [one.name for one in people], (
                "each value its person"
            )
        assert said[birth + 1].endswith(people[0].birth_date_posted)


def test_a_committee_can_switch_it_off(tmp_path: Path, qapp: QGuiApplication) -> None:
    store = store_of(tmp_path, stores.content(election=elections.election(compare=False)))
    with opened(store, qapp) as kiosk:
        kiosk.go("candidates", UNIT)
        assert len(people_of(kiosk)) == 5
        assert kiosk.keys(LIST) not in kiosk.hand.names()
        kiosk.go("compare", UNIT)
        assert kiosk.session.place == HOME, "there is no such screen"


def test_one_person_is_not_compared(tmp_path: Path, qapp: QGuiApplication) -> None:
    made = stores.content()
    alone = replace(made, candidates=tuple(one for one in made.candidates if one.number == 1))
    with opened(store_of(tmp_path, alone), qapp) as kiosk:
        kiosk.go("candidates", UNIT)
        assert kiosk.session.place == Place(Screen.CANDIDATES, UNIT)
        assert "1. Nguyễn Văn An" in kiosk.hand.names()
        assert kiosk.keys(LIST) not in kiosk.hand.names()
        kiosk.go("compare", UNIT)
        assert kiosk.session.place == HOME


@pytest.mark.parametrize("subject", [UNIT + "/0", UNIT + "/6", UNIT + "/x", UNIT + "/²", "p98.na.77", ""])
def test_a_place_that_is_not_there_leads_home(demo_store: Path, qapp: QGuiApplication, subject: str) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("compare", subject)
        assert kiosk.session.place == HOME


def test_before_the_lists_are_posted_there_is_nobody_to_compare(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-02-17 09:00")) as kiosk:
        kiosk.go("candidates", UNIT)
        assert kiosk.keys(LIST) not in kiosk.hand.names()
        kiosk.go("compare", UNIT)
        assert kiosk.session.place == HOME


def test_when_campaigning_is_over_the_programmes_are_gone_and_the_form_stays(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-14 06:59:50")) as kiosk:
        kiosk.go("compare", f"{UNIT}/programme")
        person = people_of(kiosk)[0]
        text = next(block for block in person.programme["vi"] if block.line).line[0].text[:30]
        assert text in "\n".join(kiosk.hand.words())
        kiosk.wait(15)
        assert kiosk.session.place == Place(Screen.COMPARE, f"{UNIT}/programme")
        said = "\n".join(kiosk.hand.words())
        assert text not in said
        assert "Đã hết thời gian vận động bầu cử" in said
        assert names_above(kiosk) == [], "nobody stands above nothing"
        kiosk.hand.touch(kiosk.keys("Short biography"))
        assert len(names_above(kiosk)) == 3


def test_a_struck_off_person_keeps_the_place_and_is_marked(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        struck = next(
            one
            for unit in showing.constituencies("province")
            for one in showing.candidates(unit.id)
            if one.strike_off is not None
        )
        kiosk.go("compare", f"{struck.constituency}/{struck.number}")
        head = next(one for one in items(kiosk, "CompareHead") if one.property("name") == struck.name)
        assert head.property("number") == f"{struck.number}."
        assert head.property("struck") == kiosk.session.view.tr("Struck off the list")
        assert any(words == f"{struck.number}. {struck.name}. Đã xóa tên" for words in kiosk.hand.words())


def test_a_list_of_names_alone_says_so(tmp_path: Path, qapp: QGuiApplication) -> None:
    with opened(store_of(tmp_path, stores.content()), qapp) as kiosk:
        line = kiosk.keys("Besides the names, the list gives no information.")
        kiosk.go("compare", "p98.province.1")
        assert line in kiosk.hand.words()
        kiosk.go("candidate", "p98.province.1.1")
        assert line in kiosk.hand.words()
        kiosk.go("compare", UNIT)
        assert line not in kiosk.hand.words()


def test_the_programmes_of_all_are_in_one_language(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, panel=Panel().turned()) as kiosk:
        kiosk.session.setLanguage("en")
        kiosk.go("compare", f"{UNIT}/programme")
        said = "\n".join(kiosk.hand.words())
        for person in people_of(kiosk):
            line = next(block for block in person.programme["en"] if block.line).line[0].text[:30]
            assert line in said, person.name


def test_the_career_is_a_table_on_the_persons_own_page(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("candidate", f"{UNIT}.1")
        career = people_of(kiosk)[0].career
        table = items(kiosk, "Table")[0]
        assert table.property("wide")
        said = kiosk.hand.words()
        head = said.index(kiosk.keys("Period"))
        work = kiosk.keys("Work, post, place of work")
        assert said[head + 1 : head + 3] == [career[0].period, f"{work}: {career[0].work}"], "each cell its column"
