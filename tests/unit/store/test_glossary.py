"""Difficult words in a generation: by rule set, in order, and found by every form in which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import elections, stores
from helpers.stores import block
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.search import HitKind
from voter_kiosk.store.showing import Showing

VOTER = Gloss(
    "voter",
    {"vi": "Cử tri", "en": "Voter"},
    {"vi": (block("Là người đi bầu. Ai đủ 18 tuổi đều là cử tri."),), "en": (block("Who may vote"),)},
    {"en": ("voter", "electors")},
)
BOARD = Gloss("board", {"vi": "Ban bầu cử"}, {"vi": (block("Lo một đơn vị."),)}, rule_sets=(RuleSetId.R2026,))
OLD = Gloss("district", {"vi": "Cấp huyện"}, {"vi": (block("Của luật cũ."),)}, rule_sets=(RuleSetId.R2021,))


def showing(catalogue: Catalogue) -> Showing:
    moment = Moment(elections.at("2026-03-03", "09:00"))
    return Showing(catalogue, None, decide(catalogue.election, None, moment, KioskState()), moment)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Showing]:
    made = replace(stores.content(), glossary=(VOTER, OLD, BOARD))
    assert compile_content(made.records(), tmp_path / "content.sqlite") is None
    catalogue = open_catalogue(tmp_path / "content.sqlite")
    assert isinstance(catalogue, Catalogue)
    yield showing(catalogue)
    catalogue.close()


def test_words_stand_by_their_vietnamese_titles_and_only_those_of_the_rule_set(shown: Showing) -> None:
    assert shown.glossary() == (BOARD, VOTER)
    assert shown.gloss("voter") == VOTER
    assert shown.gloss("district") is None
    assert shown.gloss("no-such-word") is None


def test_a_word_is_found_by_title_form_and_without_marks_with_its_first_sentence(shown: Showing) -> None:
    for typed in ("cử tri", "cu tri", "electors"):
        (found,) = shown.find(typed, kind=HitKind.WORD)
        assert [hit.id for hit in found.hits] == ["voter"], typed
    (found,) = shown.find("cử tri", kind=HitKind.WORD)
    assert found.hits[0].detail == {"vi": "Là người đi bầu.", "en": "Who may vote"}
    assert shown.find("huyện", kind=HitKind.WORD) == (), "the other law's word is not found"


def test_a_word_stands_under_its_letter_in_each_language(shown: Showing) -> None:
    assert [hit.id for one in shown.under("V", "en", 9) for hit in one.hits if one.kind is HitKind.WORD] == [
        "voter"
    ]
    assert [hit.id for one in shown.under("C", "vi", 9) for hit in one.hits if one.kind is HitKind.WORD] == [
        "voter"
    ]


def test_words_in_a_text_are_those_of_the_rule_set_and_of_its_language(shown: Showing) -> None:
    vietnamese = shown.words_in("vi")
    assert [one.slug for one in vietnamese.occurrences("Cử tri, cấp huyện, Ban bầu cử, voter")] == [
        "voter",
        "board",
    ]
    assert [one.slug for one in shown.words_in("en").occurrences("cử tri, Electors")] == ["voter"]
    assert shown.words_in("vi") is vietnamese, "made once"


def test_a_second_word_of_one_name_and_a_picture_that_is_not_there_are_refused(tmp_path: Path) -> None:
    twice = replace(stores.content(), glossary=(VOTER, replace(BOARD, slug="voter")))
    refused = compile_content(twice.records(), tmp_path / "content.sqlite")
    assert isinstance(refused, Refusal)
    assert refused.code == "content-twice"
    drawn = replace(BOARD, body={"vi": (block("x", media="0" * 64),)})
    refused = compile_content(replace(stores.content(), glossary=(drawn,)).records(), tmp_path / "content.sqlite")
    assert isinstance(refused, Refusal)
    assert refused.code == "content-dangling"
