"""The measuring tool itself: it finds what is wrong, and nothing where all is right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.domain.journey import Contrast, TextSize
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.measure import Geometry, Measurer
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.shipped import shipped

PER_MM = 4.0
"""Pixels to a millimetre in these windows: 100 x 100 mm."""

KEY = """component Key: Rectangle {{
    property alias text: words.text
    Accessible.role: Accessible.Button
    Accessible.name: words.text
    color: "white"; width: 120; height: 60
    Words {{ id: words; Accessible.ignored: true; width: parent.width; text: "Ể" }}
}}"""


@contextmanager
def window(body: str) -> Iterator[tuple[QQuickWindow, Measurer]]:
    """A window of 400 x 400 pixels with ``body`` in it, ready to be measured."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(shipped("resources", "qml")))
    program = f"""import QtQuick
import VoterKiosk.Theme
import VoterKiosk.Controls
Window {{
    width: 400; height: 400; visible: true; color: "#fbf6ec"
    Component.onCompleted: {{ Theme.pixelsPerMm = {PER_MM}; Theme.capitalRatio = {load_fonts()} }}
    {KEY.format()}
    {body}
}}"""
    engine.loadData(program.encode(), QUrl("file:///measured.qml"))
    (root,) = engine.rootObjects()
    assert isinstance(root, QQuickWindow)
    settle()
    root.grabWindow()
    try:
        yield root, Measurer(root, PER_MM)
    finally:
        root.close()
        del engine
        settle()


def faults(body: str, size: TextSize = TextSize.USUAL) -> list[tuple[str, str]]:
    with window(body) as (_, measurer):
        return [(fault.kind, fault.where) for fault in measurer.geometry(measurer.layer(), size).faults]


def measured(body: str) -> Geometry:
    with window(body) as (_, measurer):
        return measurer.geometry(measurer.layer(), TextSize.USUAL)


def test_a_sound_screen_has_no_fault_and_its_numbers_are_millimetres(qapp: QGuiApplication) -> None:
    found = measured('Key { x: 40; y: 80; text: "Về" }')
    assert found.faults == ()
    (control,) = found.controls
    assert (control.name, control.role, control.target, control.clipped) == ("Về", "Button", True, False)
    rectangle = control.rectangle
    assert (rectangle.x, rectangle.y, rectangle.width, rectangle.height) == (10, 20, 30, 15)
    assert (found.figures.target, found.figures.gap) == (15, None)
    assert found.figures.capital == control.capital_height
    assert found.figures.pitch is not None
    assert found.figures.pitch >= 1.45
    assert control.capital_height == pytest.approx(5.2, abs=0.15)


def test_a_target_that_is_too_small(qapp: QGuiApplication) -> None:
    assert ("target-small", "Về") in faults('Key { text: "Về"; height: 50 }')


def test_targets_that_are_too_close_beside_below_and_over_each_other(qapp: QGuiApplication) -> None:
    assert faults('Key { text: "A" } Key { text: "B"; x: 128 }') == [("gap-small", "A | B")]
    assert faults('Key { text: "A" } Key { text: "B"; y: 65 }') == [("gap-small", "A | B")]
    assert ("gap-small", "A | B") in faults('Key { text: "A" } Key { text: "B"; x: 60; y: 30 }')
    assert faults('Key { text: "A" } Key { text: "B"; x: 131 }') == []


def test_a_key_that_touches_what_scrolls(qapp: QGuiApplication) -> None:
    list_ = "Flickable { width: 400; height: 200; contentHeight: 300; clip: true; Key { text: 'A'; y: 220 } }"
    assert faults(f'{list_} Key {{ text: "B"; y: 204 }}') == [("gap-small", "B | (what scrolls)")]
    assert faults(f'{list_} Key {{ text: "B"; y: 220 }}') == []


def test_a_control_without_a_name(qapp: QGuiApplication) -> None:
    assert ("no-name", "Button") in faults('Key { text: "" }')


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "text-overflows",
            'Rectangle { width: 200; height: 30; Words { width: 200; text: "Ủy ban bầu cử tỉnh" } }',
        ),
        ("text-wider-than-its-place", 'Words { width: 60; wrapMode: Text.NoWrap; text: "Ủy ban" }'),
        ("text-cut", 'Words { width: 90; elide: Text.ElideRight; maximumLineCount: 1; text: "Ủy ban bầu cử" }'),
        ("text-overflows", 'Words { x: 300; width: 300; text: "Ủy ban bầu cử tỉnh An Hòa" }'),
        (
            "text-beyond-scrolling",
            "Flickable { width: 400; height: 300; contentHeight: 100\n"
            'Words { y: 80; width: 300; text: "Ủy ban" } }',
        ),
    ],
)
def test_a_text_that_cannot_be_read_whole(qapp: QGuiApplication, kind: str, words: str) -> None:
    assert kind in {found for found, _ in faults(words)}


def test_a_text_that_has_scrolled_away_is_no_fault(qapp: QGuiApplication) -> None:
    assert (
        faults(
            "Flickable { width: 400; height: 100; contentHeight: 400; contentY: 200; clip: true\n"
            'Words { y: 10; width: 300; text: "Ủy ban" } }'
        )
        == []
    )


def test_a_text_over_another_and_a_picture_over_a_text(qapp: QGuiApplication) -> None:
    assert faults('Words { text: "Ủy ban"; width: 200 } Words { text: "bầu cử"; width: 200; y: 10 }') == [
        ("text-over-text", "Ủy ban | bầu cử")
    ]
    picture = shipped("resources", "icons", "home.svg").as_uri()
    assert faults(
        f'Words {{ text: "Ủy ban"; width: 200 }} Image {{ source: "{picture}"; width: 40; height: 40 }}'
    ) == [("text-over-picture", "Ủy ban")]


def test_letters_that_are_too_small_for_the_size_and_lines_too_close(qapp: QGuiApplication) -> None:
    assert faults('Words { text: "Ủy ban" }', TextSize.LARGE) == [("text-small", "Ủy ban")]
    assert faults('Words { text: "Ủy ban" }', TextSize.SMALL) == [("running-text-large", "Ủy ban")]
    assert faults('Words { text: "Ủy ban"; lineHeight: size * 1.3 }') == [("pitch-small", "Ủy ban")]
    assert faults('Words { text: "Ủy ban"; lineHeightMode: Text.ProportionalHeight; lineHeight: 1 }') == [
        ("pitch-small", "Ủy ban")
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('Words { text: "Ủy ban"; color: "#1d1a16" }', []),
        ('Words { text: "Ủy ban"; color: "#808080" }', ["contrast"]),
        ('Words { text: "Ủy ban"; color: "#1d1a16"; opacity: 0.5 }', ["contrast"]),
        ('Rectangle { color: "#6e120d"; width: 400; height: 60; Words { text: "Ủy ban"; color: "white" } }', []),
        (
            'Rectangle { color: "#f3cf63"; width: 400; height: 60; Words { text: "Ủy ban"; color: "white" } }',
            ["contrast"],
        ),
    ],
)
def test_contrast_is_measured_on_what_is_painted(qapp: QGuiApplication, words: str, found: list[str]) -> None:
    with window(words) as (root, measurer):
        colours = measurer.colours(measurer.layer(), Contrast.USUAL, root.grabWindow())
        assert [fault.kind for fault in colours.faults] == found
        assert 1 <= colours.lowest <= colours.highest <= 21


def test_words_on_a_window_with_nothing_on_it(qapp: QGuiApplication) -> None:
    with window("") as (root, measurer):
        assert measurer.layer().texts == ()
        assert measurer.colours(measurer.layer(), Contrast.USUAL, root.grabWindow()).faults == ()
