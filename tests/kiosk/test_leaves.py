"""A choice among very many constituencies is made leaf by leaf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import CAMPAIGN
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.drive import Hand
from voter_kiosk.kiosk.facts.leaves import A_LEAF, leaf_of, split
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.view import View
from voter_kiosk.kiosk.window import KioskWindow, Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.showing import Showing


def test_leaves_hold_everything_in_order_and_nothing_twice() -> None:
    rows = tuple(range(2 * A_LEAF + 1))
    leaves = [leaf_of(rows, subject) for subject in ("na", "na/2", "na/3")]
    assert sum((leaf.rows for leaf in leaves), ()) == rows
    assert [leaf.previous for leaf in leaves] == ["", "na/1", "na/2"]
    assert [leaf.next for leaf in leaves] == ["na/2", "na/3", ""]
    assert split("na/2") == ("na", "2")


def test_few_rows_are_one_leaf_and_none_as_well() -> None:
    for rows in ((), (1,), tuple(range(A_LEAF))):
        assert (leaf_of(rows, "na").rows, leaf_of(rows, "na").count) == (rows, 1)


@pytest.mark.parametrize("subject", ["na/0", "na/4", "na/x", "na/-1", "na/٢"])
def test_a_leaf_that_there_is_not_has_no_page(subject: str) -> None:
    with pytest.raises(LookupError):
        leaf_of(tuple(range(70)), subject)


def test_a_province_of_thousands_of_constituencies_is_turned_by_touch(
    tmp_path: Path, qapp: QGuiApplication
) -> None:
    content = stores.content()
    unit = content.constituencies[0]
    many = tuple(replace(unit, id=f"p98.{unit.body}.{number}", number=number) for number in range(1, 2001))
    own = tuple(one for one in content.constituencies if one.body != unit.body)
    path = tmp_path / "content.sqlite"
    records = replace(content, constituencies=(*many, *own)).records()
    assert compile_content(records, path) is None
    catalogue = open_catalogue(path)
    assert isinstance(catalogue, Catalogue)
    moment = Moment(CAMPAIGN)
    showing = Showing(catalogue, None, decide(catalogue.election, None, moment, KioskState()), moment)
    words = Dictionary.load(shipped("resources", "i18n"))
    screen = KioskWindow(lambda comfort: View(showing, moment, words, comfort), Panel(), parent=qapp)
    try:
        screen.window.show()
        screen.session.go("ballots", unit.body)
        settle()
        screen.window.grabWindow()
        hand = Hand(screen.window)
        cards = [name for name in hand.names() if name.startswith("Đơn vị bầu cử số")]
        assert cards == [f"Đơn vị bầu cử số {number}" for number in range(1, A_LEAF + 1)]
        hand.touch("Mục sau")
        assert screen.session.place == Place(Screen.BALLOTS, f"{unit.body}/2")
        assert f"Đơn vị bầu cử số {A_LEAF + 1}" in hand.names()
        assert "Trang 2 trên 67" in " ".join(hand.words()).replace("\u00a0", " ")
        hand.touch("Mục trước")
        assert screen.session.place == Place(Screen.BALLOTS, f"{unit.body}/1")
    finally:
        screen.close()
        catalogue.close()
        settle()
