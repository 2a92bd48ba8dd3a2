"""What languages are called, which a citizen may choose, and which letters hers are."""

from __future__ import annotations

import re
import unicodedata

import pytest

from voter_kiosk.domain.languages import (
    LANGUAGES,
    LATIN,
    LanguageSetting,
    is_audio_only,
    language_of,
    offered,
    written,
)


def test_every_language_has_a_tag_and_a_vietnamese_and_an_english_name_of_its_own() -> None:
    for tag, language in LANGUAGES.items():
        assert tag == language.tag
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", tag)
        assert language.vi.startswith("Tiếng ")
        assert language.en.isprintable()
        assert language.name
        for name in (language.own, language.vi, language.en):
            assert unicodedata.is_normalized("NFC", name)
    assert len({one.vi for one in LANGUAGES.values()}) == len(LANGUAGES)
    assert len({one.en for one in LANGUAGES.values()}) == len(LANGUAGES)


@pytest.mark.parametrize(("tag", "block"), [("km", "KHMER"), ("cjm", "CHAM"), ("blt", "TAI VIET")])
def test_a_language_with_letters_of_its_own_is_called_in_them(tag: str, block: str) -> None:
    assert language_of(tag).script != LATIN
    assert all(unicodedata.name(sign).startswith(block) for sign in language_of(tag).own)


def test_where_its_own_name_is_not_borne_out_the_vietnamese_one_stands() -> None:
    assert language_of("tyz").name == "Tiếng Tày"
    assert language_of("rad").name == "Klei Êđê"


def test_a_tag_may_name_another_script_or_more_than_is_known() -> None:
    assert language_of("cjm-Latn").script == LATIN
    assert language_of("cjm-Latn").name == "Tiếng Chăm", "its own name is in letters it is not written in"
    assert language_of("km-Khmr-VN").name == language_of("km").name
    assert language_of("hmn-VN").name == "Tiếng Mông"
    assert language_of("qaa-khmr").script == "Khmr"
    unknown = language_of("qaa")
    assert (unknown.name, unknown.en, unknown.script) == ("qaa", "qaa", LATIN)


def test_vietnamese_comes_first_and_english_is_never_missing() -> None:
    assert [one.tag for one in offered(())] == ["vi", "en"]
    assert [one.tag for one in offered(("km", "vi"))] == ["vi", "km", "en"]
    assert [one.tag for one in offered(("vi", "en", "km", "km"))] == ["vi", "en", "km"]


def test_a_bundle_names_a_language_and_says_that_it_is_only_heard() -> None:
    settings = (LanguageSetting("hmn", "Hmoob", audio_only=True), LanguageSetting("km"))
    hmong, khmer = offered(("vi", "en", "hmn", "km"), settings)[2:]
    assert (hmong.name, hmong.plain, hmong.audio_only) == ("Hmoob", "Tiếng Mông", True)
    assert (khmer.name, khmer.audio_only) == (language_of("km").own, False)


def test_who_chose_a_language_that_is_only_heard_reads_vietnamese() -> None:
    settings = (LanguageSetting("hmn", audio_only=True), LanguageSetting("en", audio_only=True))
    assert written("hmn", settings) == "vi"
    assert written("km", settings) == "km"
    assert written("en", settings) == "en", "English is always written"
    assert not is_audio_only("vi", settings)
