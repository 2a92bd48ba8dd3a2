"""A voter looks at a whole ballot side by side, by touch alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import CAMPAIGN, Open, opened, vietnam
from voter_kiosk.domain.journey import Place, Screen

STORES = {
    "demo": (CAMPAIGN, "p98.na.1"),
    "hai-phong-2021": (vietnam("2021-05-11 09:00"), "p31.na.1"),
}


def turn(kiosk: Open, english: str, *numbers: int) -> None:
    kiosk.hand.touch(kiosk.session.view.tr(english, *numbers).replace("\u00a0", " "))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", list(STORES))
def test_from_the_list_through_every_column_and_back(
    shipped_stores: Path, qapp: QGuiApplication, name: str, language: str
) -> None:
    at, unit = STORES[name]
    assert isinstance(at, dt.datetime)
    with opened(shipped_stores / name, qapp, at=at) as kiosk:
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        if language == "en":
            kiosk.hand.touch("English")
        showing = kiosk.session.view.showing
        assert showing is not None
        body = kiosk.session.view.text(showing.election.bodies[0].name).replace("\u00a0", " ")
        kiosk.hand.touch(body)
        if kiosk.session.place.screen is Screen.BALLOTS:
            turn(kiosk, "Constituency no. %1", 1)
        assert kiosk.session.place == Place(Screen.CANDIDATES, unit)
        people = showing.candidates(unit)
        kiosk.hand.touch(kiosk.keys("Compare the whole list"))
        assert kiosk.session.place == Place(Screen.COMPARE, unit)

        heard = heads(kiosk, people)
        assert heard == [0, 1, 2]
        turn(kiosk, "Persons %1 to %2", 4, 5)
        assert heads(kiosk, people) == [3, 4]
        said = kiosk.hand.words()
        native = said.index(kiosk.keys("Native place"))
        assert said[native + 2] == f"{people[4].name}: {people[4].native_place}"

        kiosk.hand.touch(kiosk.keys("Action programme"))
        assert kiosk.session.place == Place(Screen.COMPARE, f"{unit}/programme/4")
        assert heads(kiosk, people) == [3, 4], "the same people"
        programmes = "\n".join(kiosk.hand.words())
        for person in people[3:]:
            blocks = person.programme.get(language) or person.programme.get("vi", ())
            line = next((block.line[0].text[:20] for block in blocks if block.line), "")
            assert (line or kiosk.keys("No action programme was given.")) in programmes
        turn(kiosk, "Persons %1 to %2", 1, 3)
        assert heads(kiosk, people) == [0, 1, 2]

        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.CANDIDATES, unit), "columns are not steps of the way"


def heads(kiosk: Open, people: tuple[object, ...]) -> list[int]:
    """The places of those whose names stand above the columns."""
    said = kiosk.hand.words()
    lines = [f"{one.number}. {one.name}" for one in people]  # type: ignore[attr-defined]
    return [place for place, line in enumerate(lines) if line in said]
