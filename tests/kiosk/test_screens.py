"""Every screen, held to its numbers: in every language, text size, orientation and contrast."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import opened, vietnam
from helpers.looks import shared_out
from voter_kiosk.domain.journey import Contrast, TextSize
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.kiosk.facts.pages import PAGES
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import EVERY_LOOK, ORIENTATIONS, Guide, Look, Measurement

ALIKE = frozenset({"moment"})
"""Kinds of stops that show the same pages at another time: measured in the tour."""


OFFICE: Final = Look("en", orientation="landscape")
"""The look in which some of the officials' pages, which wait for commands, are measured here: test_tour.py
measures all of them in Vietnamese upright, and the tour in every look."""

WHOLE: Final = (
    Look(),
    OFFICE,
    Look("en", TextSize.LARGEST),
    Look(text_size=TextSize.LARGEST, orientation="landscape"),
)
"""The looks in which every stop is measured; the others share the stops out, three and three."""

LOOKS: Final = [look for look in EVERY_LOOK if not look.reach or look.language == VIETNAMESE]


def route(guide: Guide, look: Look | None = None) -> list[Stop]:
    stops = [stop for stop in guide.route() if stop.kind not in ALIKE]
    found = [stop for stop in stops if not stop.office]
    if look == OFFICE:
        found += shared_out([stop for stop in stops if stop.office], 0, 3)
    return found if look in WHOLE or look is None else shared_out(found, LOOKS.index(look), 3)


def said(measurement: Measurement) -> list[str]:
    return [
        f"{measurement.name} {measurement.contrast}: {fault.kind} “{fault.where}” {fault.measured} ({fault.limit})"
        for fault in measurement.faults
    ]


def test_the_route_comes_to_every_screen(guide: Guide) -> None:
    assert {stop.place.screen for stop in route(guide)} == set(PAGES)
    names = [stop.name for stop in guide.route()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "look",
    [pytest.param(look, marks=() if look in WHOLE[:2] else pytest.mark.uncounted) for look in LOOKS],
    ids=lambda look: f"{look.language}-{look.text_size}-{'reach' if look.reach else look.orientation}",
)
def test_every_screen_holds_its_numbers(guide: Guide, look: Look) -> None:
    """Targets, gaps, names, capital heights, line pitch, texts that fit, nothing over another, all in reach."""
    wrong = []
    for stop in route(guide, look):
        for measurement, _ in guide.visit(stop, look, (Contrast.USUAL,)):
            wrong += said(measurement)
            assert any(control.target for control in measurement.controls) or stop.over == "call-staff"
    assert wrong == []
    assert list(guide.warnings) == [], "Qt has nothing to say"


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.uncounted
def test_every_text_stands_out_in_every_contrast(guide: Guide, orientation: str) -> None:
    wrong = []
    for stop in shared_out(route(guide), ORIENTATIONS.index(orientation), 2):
        for measurement, _ in guide.visit(stop, Look(orientation=orientation)):
            wrong += [line for line in said(measurement) if "contrast" in line]
    assert wrong == []


@pytest.mark.uncounted
def test_a_sample_and_an_assumed_time_are_marked_on_every_screen(guide: Guide) -> None:
    for stop in {stop.kind: stop for stop in route(guide)}.values():
        if stop.over or stop.office:
            continue  # what lies over a screen lets it show through
        for measurement, _ in guide.visit(stop, Look(), (Contrast.USUAL,)):
            names = " ".join(control.name for control in measurement.controls)
            assert "Thời điểm giả định" in names, stop.name
            assert ("mẫu" in names) or not stop.bundle, stop.name


def test_real_content_at_its_own_time_bears_no_mark(hai_phong_store: Path, qapp: QGuiApplication) -> None:
    with opened(hai_phong_store, qapp, at=vietnam("2021-05-11 09:00")) as kiosk:
        assert any("giả định" in name for name in kiosk.hand.words())
        assert not any("Dữ liệu mẫu" in name for name in kiosk.hand.words())
    with opened(hai_phong_store, qapp, at=None) as kiosk:
        assert not any("giả định" in name for name in kiosk.hand.words())
