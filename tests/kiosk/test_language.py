"""The interface says everything in every language."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QGuiApplication

from voter_kiosk.kiosk.language import Dictionary, Translator
from voter_kiosk.kiosk.phrasing import glue, plain, whole
from voter_kiosk.shipped import shipped

WORDS = Dictionary(
    {
        "vi": {"Back": "Quay lại", "%n days left": "Còn %n ngày nữa", "%1 of %2": "%1 trong số %2"},
        "en": {"%n days left|1": "%n day left"},
    }
)


def translations_check() -> ModuleType:
    tool = Path(__file__).resolve().parents[2] / "tools" / "translations_check.py"
    spec = importlib.util.spec_from_file_location("translations_check", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_phrase_of_the_screens_is_in_vietnamese_and_every_counted_one_has_its_singular() -> None:
    tool = translations_check()
    assert len(tool.said_in_qml() | tool.said_in_python()) > 100, "the tool finds the phrases at all"
    assert tool.complaints() == []


def test_english_counts_one_day_and_two_days() -> None:
    assert plain(WORDS.say("en", "%n days left", n=1)) == "1 day left"
    assert plain(WORDS.say("en", "%n days left", n=2)) == "2 days left"


def test_vietnamese_fills_in_by_place() -> None:
    assert plain(WORDS.say("vi", "%1 of %2", 3, 5)) == "3 trong số 5"


def test_a_language_of_a_bundle_falls_back_to_vietnamese_and_never_overwrites_what_ships() -> None:
    tay = WORDS.with_language("tyz", {"Back": "Mưa"}).with_language("vi", {"Back": "Trở lui", "New": "Mới"})
    assert tay.say("tyz", "Back") == "Mưa"
    assert plain(tay.say("tyz", "%n days left", n=3)) == "Còn 3 ngày nữa"
    assert tay.say("vi", "Back") == "Quay lại"
    assert tay.say("vi", "New") == "Mới"


def test_a_phrase_that_nobody_translated_is_said_in_english() -> None:
    assert WORDS.say("vi", "Unknown") == "Unknown"


def test_qml_is_answered_in_the_language_of_the_moment(qapp: QGuiApplication) -> None:
    translator = Translator(WORDS, "vi", qapp)
    assert not translator.isEmpty()
    assert translator.translate("Strip", "Back") == "Quay lại"
    translator.tongue = "en"
    assert plain(translator.translate("Home", "%n days left", None, 1)) == "%n day left"


@pytest.mark.parametrize(
    ("loose", "held"),
    [
        ("ngày bầu cử", "ngày bầu_cử"),
        ("Hội đồng nhân dân tỉnh", "Hội_đồng nhân_dân tỉnh"),
        ("ngày 15 tháng 3 năm 2026", "ngày_15 tháng_3 năm_2026"),
        ("khóa XV", "khóa_XV"),
        ("không quá 3 người", "không quá 3_người"),
        ("article 71", "article_71"),
    ],
)
def test_a_line_never_breaks_inside_a_word_or_before_what_is_counted(loose: str, held: str) -> None:
    assert glue(loose) == held.replace("_", "\u00a0")
    assert plain(glue(loose)) == loose, "what is read aloud has plain spaces"


def test_a_whole_phrase_has_no_place_to_break() -> None:
    assert " " not in whole("Đơn vị bầu cử số 1")


def test_what_ships_is_read_from_its_folder() -> None:
    assert Dictionary.load(shipped("resources", "i18n")).say("vi", "Back") == "Quay lại"
