"""The stress set on the screens: nothing clipped, overlapping or unreadable, however much there is to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from voter_kiosk.cli.demo import Sample, prepare
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Contrast, TextSize
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import Guide, Look
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.store.opening import open_store

pytestmark = pytest.mark.uncounted

ITS_OWN = frozenset(
    "attract home ballots candidates compare candidate programme meetings topic steps film notices notice "
    "about".split()
)
"""The kinds of stops that show the set's own content; the others show what ships, and are measured elsewhere."""

LOOKS = (
    Look("vi", TextSize.SMALL, orientation="portrait"),
    Look("vi", TextSize.LARGEST, orientation="landscape"),
    Look("en", TextSize.SMALL, orientation="landscape"),
    Look("en", TextSize.LARGEST, orientation="portrait"),
)
"""The whole of it, at every look, is in ``./dev tour OUT --sample stress``."""


@pytest.fixture(scope="module")
def guide(qapp: QGuiApplication) -> Iterator[Guide]:
    prepared = prepare(Sample.STRESS)
    assert not isinstance(prepared, Refusal), prepared
    store = open_store(prepared)
    assert not isinstance(store, Refusal)
    made = Guide(store, qapp, panel=Panel())
    yield made
    made.close()
    store.close()


def route(guide: Guide) -> list[Stop]:
    return [stop for stop in guide.route() if stop.kind in ITS_OWN]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.text_size}-{look.orientation}")
def test_nothing_breaks_however_long_and_however_many(guide: Guide, look: Look) -> None:
    wrong = []
    for stop in route(guide):
        for found, _ in guide.visit(stop, look, (Contrast.USUAL,)):
            wrong += [f"{stop.name}: {fault.kind} “{fault.where[:80]}” {fault.measured}" for fault in found.faults]
    assert wrong == []
    assert list(guide.warnings) == []


def test_the_set_comes_to_a_list_of_forty_and_to_a_person_who_gives_nothing(guide: Guide) -> None:
    names = {stop.name: stop for stop in route(guide)}
    assert names["compare-na-last"].place.subject == "p98.na.1/40"
    assert {"candidate-emptiest", "candidate-struck-off", "programme-not-given", "notice-longest"} <= set(names)
