"""Past elections on the screen: what charts, terms and sources say, and that the lines are really painted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.content import Figure, TermFigures
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.history import Measure
from voter_kiosk.domain.journey import Comfort, Contrast, TextSize
from voter_kiosk.kiosk.facts.chart import ChartFacts, ChartRow
from voter_kiosk.kiosk.facts.figures import FigureRow, figure_rows, trust_line
from voter_kiosk.kiosk.facts.history import TERMS, HistoryFacts, TermFacts
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.tour import Guide, Look
from voter_kiosk.kiosk.view import View
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.opening import open_store

BEFORE_XV = vietnam("2021-05-11 09:00")


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load(shipped("resources", "i18n"))


@pytest.fixture(scope="module")
def demo(demo_store: Path, dictionary: Dictionary) -> Iterator[View]:
    yield from seen(demo_store, CAMPAIGN, dictionary)


@pytest.fixture(scope="module")
def hai_phong(hai_phong_store: Path, dictionary: Dictionary) -> Iterator[View]:
    yield from seen(hai_phong_store, BEFORE_XV, dictionary)


def seen(path: Path, at: dt.datetime, dictionary: Dictionary) -> Iterator[View]:
    """A store as a citizen sees it in English."""
    store = open_store(path)
    assert not isinstance(store, Refusal)
    yield View(store.showing(Moment(at)), Moment(at), dictionary, Comfort(language="en"))
    store.close()


def rows(model: QObject) -> tuple[Any, ...]:
    """The records of a model that facts give to QML."""
    found: tuple[Any, ...] = model.rows  # type: ignore[attr-defined]
    return found


def chart(view: View, measure: str, parent: QObject) -> dict[str, ChartRow]:
    return {row.term: row for row in rows(ChartFacts(view, measure, parent).rows)}


def figures(facts: TermFacts) -> tuple[FigureRow, ...]:
    """Every figure of a term's page, from its top to its end."""
    return (*rows(facts.election), *rows(facts.vote), *rows(facts.deputies))


def figure(view: View, subject: str, name: str, parent: QObject) -> FigureRow:
    (found,) = (row for row in figures(TermFacts(view, subject, parent)) if row.name == name)
    assert isinstance(found, FigureRow)
    return found


# the entrance


def test_the_headlines_are_those_of_the_newest_term_and_lead_to_their_sources(
    demo: View, hai_phong: View, qapp: QGuiApplication
) -> None:
    found = rows(HistoryFacts(demo, "", qapp).headlines)
    assert [(one.value, one.subject) for one in found] == [
        ("15", TERMS),
        ("99.60%", "15/turnout"),
        ("30.26%", "15/women"),
    ]
    earlier = rows(HistoryFacts(hai_phong, "", qapp).headlines)
    assert [(one.value, one.subject) for one in earlier] == [
        ("14", TERMS),
        ("99.35%", "14/turnout"),
        ("26.8%", "14/women"),
    ], "the election of 2021 knows no figure of its own result"


def test_every_measure_has_a_chart_and_its_newest_value(demo: View, qapp: QGuiApplication) -> None:
    found = {one.subject: plain(one.summary) for one in rows(HistoryFacts(demo, "", qapp).measures)}
    assert list(found) == list(Measure)
    assert found["women"] == "Term XV: 30.26%"
    assert found["education"] == "Terms IX–XV", "two values stand for the newest term: neither is the one"


def test_the_table_has_every_term_and_never_the_sixteenth(demo: View, qapp: QGuiApplication) -> None:
    facts = HistoryFacts(demo, TERMS, qapp)
    assert facts.inTable
    assert [row.subject for row in rows(facts.terms)] == [str(number) for number in range(1, 16)]


# charts


@pytest.mark.parametrize("measure", Measure)
def test_every_chart_has_a_row_for_every_term_and_a_gap_stays_a_gap(
    demo: View, qapp: QGuiApplication, measure: Measure
) -> None:
    facts = ChartFacts(demo, measure, qapp)
    found = rows(facts.rows)
    assert [row.subject.partition("/")[0] for row in found] == [str(number) for number in range(1, 16)]
    for row in found:
        assert len(row.values) == len(row.marks) == len(row.places) <= facts.most
        assert row.said.startswith(f"Term {row.term}. ")
        assert all(value in row.said for value in row.values)
        assert ("no figure" in row.said) is not row.values
        assert all(0 <= place <= 1 for place in row.places)
    gaps = [place for place, row in enumerate(found) if not row.values]
    told = [place + after for place, row in enumerate(found) for after in range(row.gap)]
    assert gaps == told
    for first in facts.stretches[::3]:
        assert found[int(first)].values, "no line begins in a gap"
        assert found[int(first) + 1].values, "no line ends in a gap"


def test_a_chart_says_what_it_measures_what_not_and_where_its_axis_begins(
    demo: View, qapp: QGuiApplication
) -> None:
    turnout = ChartFacts(demo, "turnout", qapp)
    assert plain(turnout.beginning) == "The axis begins at 70%, not at 0."
    assert turnout.tickLabels == ["70%", "80%", "90%", "100%"]
    assert ChartFacts(demo, "women", qapp).beginning == ""
    assert ChartFacts(demo, "candidates", qapp).tickLabels == ["0", "0.5", "1.0", "1.5", "2.0"]
    said = {(facts.meaning, facts.limits) for one in Measure if (facts := ChartFacts(demo, one, qapp))}
    assert len(said) == len(Measure)
    assert all(all(pair) for pair in said)


def test_marks_of_different_measures_differ_in_shape_and_are_explained(demo: View, qapp: QGuiApplication) -> None:
    facts = ChartFacts(demo, "nonparty", qapp)
    signs = {sign.mark: plain(sign.words) for sign in rows(facts.signs)}
    assert signs["mark-circle"].startswith("Terms II, IV–XV: ")
    assert signs["mark-circle-outline"].startswith("Term III: ")
    assert signs["mark-square-outline"].startswith("Term I: Deputies in no party of any kind")
    assert facts.apart
    for measure in Measure:
        facts = ChartFacts(demo, measure, qapp)
        marks = {mark for row in rows(facts.rows) for mark in row.marks}
        explained = {sign.mark for sign in rows(facts.signs)}
        assert marks == explained or (len(marks) == 1 and not explained)
        assert all(shipped("resources", "icons", f"{mark}.svg").is_file() for mark in marks)


def test_the_charts_are_neighbours(demo: View, qapp: QGuiApplication) -> None:
    for one, other in pairwise(Measure):
        assert ChartFacts(demo, one, qapp).next == other
        assert ChartFacts(demo, other, qapp).previous == one
    assert ChartFacts(demo, "turnout", qapp).previous == ""
    assert ChartFacts(demo, "education", qapp).next == ""


@pytest.mark.parametrize("subject", ["", "height", "Women"])
def test_a_measure_that_is_none_has_no_chart(demo: View, qapp: QGuiApplication, subject: str) -> None:
    with pytest.raises(LookupError):
        ChartFacts(demo, subject, qapp)


@pytest.mark.parametrize("subject", ["", "0", "16", "XV", "16/women"])
def test_a_term_that_may_not_be_shown_has_no_page(demo: View, qapp: QGuiApplication, subject: str) -> None:
    with pytest.raises(LookupError):
        TermFacts(demo, subject, qapp)


def test_a_point_leads_to_the_figure_that_it_shows(demo: View, qapp: QGuiApplication) -> None:
    for measure in Measure:
        for row in chart(demo, measure, qapp).values():
            facts = TermFacts(demo, row.subject, qapp)
            named = {one.name: one.value for one in figures(facts)}
            if row.values:
                assert row.values[0] in named[facts.opened], row
            else:
                assert facts.opened == ""


# figures and what they rest on


def test_every_figure_shows_its_source_and_how_far_it_is_confirmed(demo: View, qapp: QGuiApplication) -> None:
    for number in range(1, 16):
        for row in figures(TermFacts(demo, str(number), qapp)):
            assert row.sources, row
            assert all(source.startswith("Source: ") for source in row.sources), row
            assert all(row.trust), row
            assert len(row.numbers) == len(row.sources) == len(row.trust) == len(row.notes)
            assert row.others == (), "the demo does not ask for what other sources say"
            if "%" in row.value and row.name != "turnout":
                assert row.base, "a percentage has its base"


def test_a_terms_page_has_every_figure_once_and_begins_with_seats_and_constituencies(
    demo: View, qapp: QGuiApplication
) -> None:
    facts = TermFacts(demo, "15", qapp)
    found = [row.name for row in figures(facts)]
    assert len(set(found)) == len(found)
    assert found[:2] == ["seats_planned", "constituencies"]
    assert rows(facts.vote)[0].name == "turnout"
    assert rows(facts.deputies)[0].name == "elected"


def test_candidates_to_a_seat_show_both_sources(demo: View, qapp: QGuiApplication) -> None:
    row = figure(demo, "15", "candidates-to-a-seat", qapp)
    assert row.value == "1.74"
    assert plain(row.base) == "worked out: 868 candidates for 500 seats"
    assert row.numbers == ("868", "500")
    assert len(set(row.sources)) == 2
    unknown = figure(demo, "10", "candidates-to-a-seat", qapp)
    assert "the number of seats is not known" in plain(unknown.base)


def test_what_other_sources_say_is_shown_beside_where_it_comes_out(dictionary: Dictionary) -> None:
    view = View(None, Moment(CAMPAIGN), dictionary, Comfort(language="en"))
    preferred = Figure("women_pct", "13.5", base="362", confidence="A")
    other = Figure("women_pct", "10.8", base="453", confidence="C", preferred=False, note={"en": "Of all."})
    alone = Figure("registered_voters", "49783769", preferred=False)
    term = TermFigures("II", 2, "1960–1964", dt.date(1960, 5, 8), (preferred, other, alone))
    voters, women = figure_rows(term, view)
    assert (women.value, plain(women.others[0])) == ("13.5%", "10.8% of 453 deputies. Of all.")
    assert (voters.value, voters.others) == ("the sources differ", ("49,783,769.",))


def test_every_mark_of_confidence_is_said_in_words(dictionary: Dictionary) -> None:
    for language in ("vi", "en"):
        view = View(None, Moment(CAMPAIGN), dictionary, Comfort(language=language))
        said = [trust_line(mark, view) for mark in "ABCD"]
        assert len(set(said)) == 4
        assert all(said)
        assert trust_line("", view) == ""


def test_a_key_opens_and_closes_a_source_as_a_finger_does(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("term", "13/women")
        trust = kiosk.keys("Confirmed by the press or by the Inter-Parliamentary Union.")
        assert trust in kiosk.hand.words(), "who comes from a point finds its source open"
        QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
        assert trust in kiosk.hand.words(), "the first key shows where the focus is"
        QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
        assert trust not in kiosk.hand.words(), "on it"
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        QTest.keyClick(kiosk.window, Qt.Key.Key_Space)
        assert trust in kiosk.hand.words()


# what is really painted


def evaluated(item: QQuickItem, script: str) -> Any:
    """What an expression says in the place of ``item``."""
    value, failed = QQmlExpression(QQmlEngine.contextForObject(item), item, script).evaluate()
    assert not failed, script
    return value


def point(item: QQuickItem, script: str) -> QPointF:
    """Where two numbers of ``item``, as ``[x, y]``, are on the screen."""
    x, y = str(evaluated(item, f"({script}).join(' ')")).split()
    return item.mapToScene(QPointF(float(x), float(y)))


def near(image: QImage, at: QPointF, colour: QColor, reach: int = 2) -> bool:
    """Whether ``colour`` is painted within ``reach`` pixels of a place."""
    for x in range(round(at.x()) - reach, round(at.x()) + reach + 1):
        for y in range(round(at.y()) - reach, round(at.y()) + reach + 1):
            found = image.pixelColor(x, y)
            parts = zip(found.getRgb()[:3], colour.getRgb()[:3], strict=True)
            if all(abs(one - other) < 40 for one, other in parts):
                return True
    return False


def theme(kiosk: Open, name: str) -> QColor:
    return QColor(evaluated(kiosk.item("Chart"), f"Theme.{name}"))


def view_of(kiosk: Open) -> QQuickItem:
    """What the chart scrolls in."""
    outer: QQuickItem | None = kiosk.item("Chart")
    while outer is not None and not outer.inherits("QQuickFlickable"):
        outer = outer.parentItem()
    assert outer is not None
    return outer


def looks(kiosk: Open) -> tuple[int, int]:
    """How many middles of lines of the axis and of stretches are on the screen, all of them painted."""
    drawn, image = kiosk.item("Chart"), kiosk.grab()
    accent, edge = theme(kiosk, "accent"), theme(kiosk, "edge")
    window = view_of(kiosk)
    shown = QRectF(
        window.mapToScene(QPointF(0, 4)), window.mapToScene(QPointF(window.width(), window.height() - 4))
    )
    across = bool(evaluated(drawn, "across"))
    grid = joined = 0
    for tick in range(int(evaluated(drawn, "ticks.length"))):
        # between two strips, where no mark and no text is
        between = "along(12.5, half(12))"
        at = f"value(ticks[{tick}], half(12))"
        place = point(drawn, f"[{between}, {at}]" if across else f"[{at}, {between}]")
        if shown.contains(place):
            assert near(image, place, edge), f"line {tick} of the axis"
            grid += 1
    for place in range(0, int(evaluated(drawn, "stretches.length")), 3):
        first = f"stretches[{place}]"
        if evaluated(drawn, f"half({first}) !== half({first} + 1)"):
            continue
        middle = f"value((stretches[{place + 1}] + stretches[{place + 2}]) / 2, half({first}))"
        along = f"along({first} + 0.5, half({first}))"
        at = point(drawn, f"[{along}, {middle}]" if across else f"[{middle}, {along}]")
        if shown.contains(at):
            assert near(image, at, accent), f"the stretch from {first}"
            joined += 1
            beside = at + (QPointF(0, 40) if across else QPointF(40, 0))
            assert accent == edge or not near(image, beside, accent, 1), "and not everywhere"
    return grid, joined


@pytest.mark.parametrize("contrast", ["usual", "white-on-black"])
@pytest.mark.parametrize("upright", [True, False], ids=["portrait", "landscape"])
@pytest.mark.parametrize("size", ["usual", "large"])
def test_the_axis_and_the_line_are_painted(
    demo_store: Path, qapp: QGuiApplication, size: str, upright: bool, contrast: str
) -> None:
    with opened(demo_store, qapp, panel=Panel() if upright else Panel().turned()) as kiosk:
        kiosk.session.setTextSize(size)
        kiosk.session.setContrast(contrast)
        kiosk.go("chart", "women")
        grid, joined = looks(kiosk)
        assert grid == 5
        assert joined >= 10


@pytest.mark.parametrize("upright", [True, False], ids=["portrait", "landscape"])
def test_lines_scroll_with_the_page_and_are_painted_nowhere_else(
    demo_store: Path, qapp: QGuiApplication, upright: bool
) -> None:
    """The software renderer paints a Shape that is clipped away altogether; this one is not there then."""
    with opened(demo_store, qapp, panel=Panel() if upright else Panel().turned()) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("chart", "age")
        window, lines = view_of(kiosk), kiosk.item("Drawn")
        inside = window.mapRectToScene(QRectF(0, 0, window.width(), window.height())).toAlignedRect()
        painted = 0
        last = window.property("contentHeight") - window.height()
        for step in range(9):
            window.setProperty("contentY", last * step / 8)
            settle()
            painted += sum(looks(kiosk))
            image = kiosk.grab()
            top = lines.mapToScene(QPointF(0, 0)).y()
            there = top < inside.bottom() and top + lines.property("reach") > inside.top()
            assert lines.isVisible() is there
            lines.setProperty("opacity", 0.0)
            settle()
            without = kiosk.grab()
            lines.setProperty("opacity", 1.0)
            settle()
            assert outside(image, inside) == outside(without, inside), "nothing is painted beside the page"
        assert painted


def outside(image: QImage, inside: QRect) -> QImage:
    """A picture of which what lies ``inside`` is wiped out."""
    wiped = image.copy()
    with QPainter(wiped) as painter:
        painter.fillRect(inside, QColor("black"))
    return wiped


def test_what_is_scrolled_away_altogether_leaves_no_line_behind(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, panel=Panel().turned()) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.go("chart", "age")
        window, lines = view_of(kiosk), kiosk.item("Drawn")
        assert lines.isVisible()
        beginning = window.mapFromItem(lines, QPointF(0, 0)).y()
        window.setProperty("contentY", beginning + lines.property("reach") + 1)
        settle()
        image = kiosk.grab()
        lines.setProperty("opacity", 0.0)
        settle()
        assert image == kiosk.grab(), "painted though it is clipped away"
        lines.setProperty("opacity", 1.0)
        window.setProperty("contentY", 0)
        settle()
        assert kiosk.grab() != image
        assert lines.isVisible()


@pytest.mark.parametrize("measure", ["women", "age", "candidates", "education"])
def test_a_chart_can_be_read_on_a_screen_of_seven_inches(
    demo_store: Path, qapp: QGuiApplication, measure: str
) -> None:
    """There the marks stand below the words, and no line crosses them."""
    store = open_store(demo_store)
    assert not isinstance(store, Refusal)
    holder = QObject(qapp)  # its session looks at the store for as long as it lives
    guide = Guide(store, holder, at=CAMPAIGN, panel=Panel(600, 1024, 90.0, 154.0))
    stop = next(stop for stop in guide.route() if stop.name == f"chart-{measure}")
    for language in ("vi", "en"):
        for orientation in ("portrait", "landscape"):
            look = Look(language, TextSize.SMALL, orientation=orientation)
            ((measured, _),) = guide.visit(stop, look, (Contrast.USUAL,))
            assert measured.faults == (), look
    guide.close()
    holder.deleteLater()
    settle()
    store.close()
