"""The four contrasts: every ink on every ground that it stands on."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

from voter_kiosk.domain.journey import Contrast
from voter_kiosk.kiosk.measure import CONTRASTS, contrast_ratio
from voter_kiosk.shipped import shipped

PAIRS = [
    *product(("ink", "soft", "accent"), ("paper", "surface", "pressed", "heard")),
    ("accentInk", "accent"),
    ("fieldInk", "field"),
    ("markInk", "mark"),
]
"""Text by what it stands on."""

PAPERS = ("#f6c7cf", "#f6e29a", "#cde6d2", "#ffffff")
"""Ballot papers: pink, yellow, light green, and a body whose colour is not known."""


ROLES = sorted({role for pair in PAIRS for role in pair} | {"edge", "focus"})


class Colours:
    """The Theme's colours, from an engine of their own."""

    def __init__(self) -> None:
        roles = "".join(f"readonly property color {role}: Theme.{role}\n" for role in ROLES)
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(shipped("resources", "qml")))
        self._component = QQmlComponent(self._engine)
        self._component.setData(
            f"""import QtQuick
            import VoterKiosk.Theme
            QtObject {{
                property string contrast: "usual"
                property color paper_: "white"
                readonly property color tinted: Theme.tint(paper_)
                onContrastChanged: Theme.contrast = contrast
                {roles}
            }}""".encode(),
            QUrl("file:///theme.qml"),
        )
        self._made = self._component.create()
        assert self._made is not None, self._component.errorString()

    def of(self, contrast: Contrast, role: str) -> QColor:
        self._made.setProperty("contrast", contrast.value)
        return QColor(self._made.property(role))

    def tinted(self, contrast: Contrast, paper: str) -> QColor:
        """A ballot paper of that colour."""
        self._made.setProperty("paper_", QColor(paper))
        return self.of(contrast, "tinted")


@pytest.fixture(scope="module")
def colours(qapp: QGuiApplication) -> Colours:
    return Colours()


@pytest.mark.parametrize("contrast", Contrast)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_as_much_as_the_contrast_promises(
    colours: Colours, contrast: Contrast, ink: str, ground: str
) -> None:
    least, most = CONTRASTS[contrast]
    measured = contrast_ratio(colours.of(contrast, ink), colours.of(contrast, ground))
    assert least <= measured <= most


@pytest.mark.parametrize("contrast", Contrast)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("ink", ["ink", "accent"])
def test_text_stands_out_on_a_ballot_paper(colours: Colours, contrast: Contrast, paper: str, ink: str) -> None:
    words = colours.of(contrast, ink)
    tinted = colours.tinted(contrast, paper)
    least, _ = CONTRASTS[contrast]
    if ink == "accent":
        least = 4.5  # a sign beside the words, not words
    assert contrast_ratio(words, tinted) >= least


@pytest.mark.parametrize("contrast", Contrast)
@pytest.mark.parametrize("ground", ["paper", "surface", "pressed"])
@pytest.mark.parametrize("what", ["edge", "focus", "accent"])
def test_what_marks_a_control_can_be_seen(colours: Colours, contrast: Contrast, what: str, ground: str) -> None:
    """WCAG 2.2, 1.4.11: 3:1 for the frame of a key, the focus ring and a sign."""
    assert contrast_ratio(colours.of(contrast, what), colours.of(contrast, ground)) >= 3


def test_black_on_white_is_21_to_1() -> None:
    assert contrast_ratio(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast_ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
