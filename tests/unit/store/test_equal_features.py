"""What not everybody on a ballot has comes out for nobody: decided when compiled, held by the one door."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.elections import at
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.equality import Feature
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import Records, compile_content
from voter_kiosk.store.export import export_content
from voter_kiosk.store.showing import Showing

UNIT = "p98.na.1"
CAMPAIGN = Moment(at("2026-03-05"))
PEOPLE = range(1, 6)
Show = Callable[[Records], Showing]


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    with ExitStack() as stack:

        def compiled(records: Records) -> Showing:
            assert compile_content(records, tmp_path / "content.sqlite") is None
            found = open_catalogue(tmp_path / "content.sqlite")
            assert isinstance(found, Catalogue)
            stack.callback(found.close)
            disclosure = decide(found.election, None, CAMPAIGN, KioskState())
            return Showing(found, None, disclosure, CAMPAIGN)

        yield compiled


def programme(words: str) -> tuple[Block, ...]:
    return (stores.block(words),)


def translated(
    *languages: str, without: tuple[int, ...] = (), made: stores.Content | None = None
) -> stores.Content:
    made = made or stores.content()
    for number in PEOPLE:
        said = {"vi": programme(f"Đường làng sạch của {number}")}
        if number not in without:
            said |= {language: programme(f"A green plan by {number} [{language}]") for language in languages}
        made = stores.with_candidate(made, f"{UNIT}.{number}", programme=said)
    return made


def languages_shown(shown: Showing) -> list[set[str]]:
    return [set(person.programme) for person in shown.candidates(UNIT)]


def test_a_translation_that_everybody_has_is_shown_of_everybody(show: Show) -> None:
    shown = show(translated("en").records())
    assert shown.equal(UNIT, Feature.PROGRAMME, "en")
    assert languages_shown(shown) == [{"vi", "en"}] * 5
    person = shown.candidate(f"{UNIT}.1")
    assert person is not None
    assert set(person.programme) == {"vi", "en"}


def test_a_translation_that_one_lacks_leaves_by_no_door(show: Show) -> None:
    shown = show(translated("en", without=(4,)).records())
    assert not shown.equal(UNIT, Feature.PROGRAMME, "en")
    assert shown.equal(UNIT, Feature.PROGRAMME, "vi"), "what was handed in itself is never held back"
    assert languages_shown(shown) == [{"vi"}] * 5
    assert "A green plan" not in json.dumps(export_content(shown, CAMPAIGN), ensure_ascii=False)
    assert "Đường làng sạch" in json.dumps(export_content(shown, CAMPAIGN), ensure_ascii=False)


def test_who_handed_in_no_programme_holds_nobody_back(show: Show) -> None:
    made = stores.with_candidate(translated("en"), f"{UNIT}.3", programme={}, programme_approval=None)
    assert show(made.records()).equal(UNIT, Feature.PROGRAMME, "en")


def test_who_is_struck_off_holds_nobody_back(show: Show) -> None:
    gone = StrikeOff(StrikeOffKind.WITHDREW, "1/QĐ", dt.date(2026, 3, 1), {"vi": "Rút tên"})
    made = stores.with_candidate(translated("en", without=(2,)), f"{UNIT}.2", strike_off=gone)
    shown = show(made.records())
    assert shown.equal(UNIT, Feature.PROGRAMME, "en")
    assert languages_shown(shown)[1] == {"vi"}


def test_one_ballot_does_not_decide_for_another(show: Show) -> None:
    made = translated("en", without=(1,))
    for number in (1, 2):
        said = {"vi": programme("Nước sạch cho mọi nhà"), "en": programme("Clean lanes")}
        made = stores.with_candidate(made, f"p98.province.1.{number}", programme=said)
    shown = show(made.records())
    assert shown.equal("p98.province.1", Feature.PROGRAMME, "en")
    assert not shown.equal(UNIT, Feature.PROGRAMME, "en")
    assert not shown.equal("p98.na.99", Feature.PROGRAMME, "en")


def test_candidates_need_not_stand_together_in_the_documents(show: Show) -> None:
    made = translated("en", without=(5,))
    records = made.records()
    mixed = [*made.candidates[::2], *made.candidates[1::2]]
    assert not show(replace(records, candidates=mixed)).equal(UNIT, Feature.PROGRAMME, "en")


def test_a_language_the_bundle_does_not_offer_is_not_shown(show: Show) -> None:
    made = translated("en", "fr", "hmn")
    settings = (LanguageSetting("hmn", audio_only=True),)
    election = replace(made.election, languages=("vi", "en", "hmn"), language_settings=settings)
    shown = show(replace(made, election=election).records())
    assert languages_shown(shown) == [{"vi", "en"}] * 5


def test_what_is_in_letters_of_its_own_stands_in_the_index_where_the_vietnamese_does(show: Show) -> None:
    made = stores.content()
    election = replace(made.election, languages=("vi", "en", "km"))
    topics = tuple(replace(topic, title={**topic.title, "km": "ក"}) for topic in made.topics)
    shown = show(replace(made, election=election, topics=topics).records())
    (found,) = [one for one in shown.under("C", "km", 9) if any(hit.id == "cach-bo-phieu" for hit in one.hits)]
    assert found.hits[0].title["km"] == "ក"
