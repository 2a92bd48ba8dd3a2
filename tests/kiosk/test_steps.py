"""How to vote: what a step shows, with a drawing and without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem

from helpers.kiosks import Open, opened
from voter_kiosk.domain.content import Block, BlockKind, Body, Span
from voter_kiosk.kiosk.facts.blocks import in_language
from voter_kiosk.kiosk.facts.steps import StepsFacts, steps_of
from voter_kiosk.kiosk.reading import kind as kind_of
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.store.showing import Showing


def step(words: str) -> Block:
    return Block(words, BlockKind.STEP, (Span(words),))


def figure(name: str) -> Block:
    return Block(name, BlockKind.FIGURE, media=name, alt=name)


NOTE = Block("note", BlockKind.PARAGRAPH, (Span("note"),))


def test_the_first_figure_below_a_step_is_its_drawing_and_the_rest_stays_below() -> None:
    one, two = steps_of((step("one"), NOTE, figure("a"), figure("b"), step("two"), NOTE))
    assert (one.drawing, one.below) == (figure("a"), (NOTE, figure("b")))
    assert (two.drawing, two.below) == (None, (NOTE,))


def test_a_figure_above_the_first_step_belongs_to_none() -> None:
    (only,) = steps_of((figure("a"), step("one")))
    assert (only.drawing, only.below) == (None, ())


def rows(facts: StepsFacts) -> list[str]:
    model = facts.blocks
    assert isinstance(model, RecordModel)
    return [row.kind for row in model.rows]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_step_of_the_demo_has_a_drawing_that_can_be_read_and_words_for_it(
    demo_store: Path, qapp: QGuiApplication, language: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        if language == "en":
            kiosk.session.setLanguage("en")
        seen = set()
        for number in range(1, 8):
            facts = StepsFacts(kiosk.session.view, str(number), kiosk.window)
            drawing = QImage(QUrl(facts.picture).toLocalFile())
            assert drawing.width() == 1200
            assert facts.ratio == pytest.approx(drawing.height() / drawing.width())
            assert len(facts.alt) > 60
            assert "figure" not in rows(facts), "it is not shown twice"
            seen.add((facts.picture, facts.alt))
        assert len(seen) == 7, "each its own"


def test_a_drawing_that_is_not_there_is_told_in_words(
    demo_store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(demo_store, qapp) as kiosk:
        alt = StepsFacts(kiosk.session.view, "4", kiosk.window).alt
        monkeypatch.setattr(Showing, "media", lambda self, sha256: None)
        facts = StepsFacts(kiosk.session.view, "4", kiosk.window)
        assert (facts.picture, facts.ratio, facts.caption) == ("", 0.0, "")
        assert rows(facts)[-1] == "figure"
        kiosk.go("steps", "4")
        assert alt in "\n".join(kiosk.hand.words()).replace("\u00a0", " ")


def shown(kiosk: Open, kind: str) -> list[QQuickItem]:
    """Every item of a QML type that is seen."""
    found, waiting = [], [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            if kind_of(item) == kind:
                found.append(item)
    return found


@pytest.mark.parametrize("size", ["small", "usual", "large", "largest"])
@pytest.mark.parametrize("panel", [Panel(), Panel().turned()], ids=["portrait", "landscape"])
def test_the_drawing_is_large_in_every_text_size_and_keeps_its_shape(
    demo_store: Path, qapp: QGuiApplication, size: str, panel: Panel
) -> None:
    with opened(demo_store, qapp, panel=panel) as kiosk:
        kiosk.session.setTextSize(size)
        for number in ("1", "4", "7"):
            kiosk.go("steps", number)
            (drawing,) = shown(kiosk, "Drawing")
            assert drawing.width() / drawing.height() == pytest.approx(1200 / 960, rel=0.01)
            share = drawing.height() / kiosk.window.height()
            assert share > {"large": 0.33, "largest": 0.18}.get(size, 0.38), (number, share)


def test_the_words_below_a_drawing_are_shown_and_a_second_figure_stays_below(
    demo_store: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def captioned(body: Body, language: str) -> tuple[Block, ...]:
        blocks = in_language(body, language)
        drawing = next(block for block in blocks if block.kind is BlockKind.FIGURE)
        return (blocks[0], replace(drawing, line=(Span("Ở cửa phòng"),)), replace(drawing, id="second"))

    monkeypatch.setattr("voter_kiosk.kiosk.facts.steps.in_language", captioned)
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("steps", "1")
        assert len(shown(kiosk, "Drawing")) == 2
        assert "Ở cửa phòng" in kiosk.hand.words()


@pytest.mark.parametrize("panel", [Panel(), Panel().turned()], ids=["portrait", "landscape"])
def test_steps_without_drawings_are_words_and_the_list_of_all(
    demo_store: Path, qapp: QGuiApplication, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare(body: Body, language: str) -> tuple[Block, ...]:
        return tuple(block for block in in_language(body, language) if block.kind is not BlockKind.FIGURE)

    monkeypatch.setattr("voter_kiosk.kiosk.facts.steps.in_language", bare)
    with opened(demo_store, qapp, panel=panel) as kiosk:
        kiosk.go("steps", "2")
        assert shown(kiosk, "Drawing") == []
        assert len(shown(kiosk, "StepKey")) == 7
