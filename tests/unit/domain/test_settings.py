"""The table of settings: what each can be, and what a kiosk makes of what is stored."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hands import Switches
from voter_kiosk.domain.settings import (
    SETTINGS,
    Kind,
    Settings,
    Value,
    allowed,
    fitting,
    in_words,
    read,
    settings_of,
    written,
)
from voter_kiosk.domain.text import Sentence


def test_every_setting_has_a_field_of_its_name_with_its_default() -> None:
    assert [field.name for field in fields(Settings)] == list(SETTINGS)
    assert asdict(Settings()) == {key: setting.default for key, setting in SETTINGS.items()}
    assert settings_of(lambda _key: None) == Settings()


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_says_what_it_is_in_both_languages(key: str) -> None:
    setting = SETTINGS[key]
    said = (setting.name, setting.help, allowed(setting), in_words(setting, setting.default))
    assert all(sentence.vi and sentence.en for sentence in said)


@pytest.mark.parametrize("key", SETTINGS)
def test_what_a_setting_is_can_be_typed(key: str) -> None:
    setting = SETTINGS[key]
    assert read(setting, written(setting.default)) == setting.default
    assert fitting(setting, setting.default) == setting.default


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("idle_seconds", " 30 ", 30),
        ("idle_seconds", "29", None),
        ("idle_seconds", "301", None),
        ("idle_seconds", "1e2", None),
        ("idle_seconds", "-60", None),
        ("idle_seconds", "٩٩", None),
        ("screen_width_mm", "0", 0),
        ("screen_width_mm", "49", None),
        ("loudspeaker", "Không", False),
        ("loudspeaker", "yes", True),
        ("loudspeaker", "maybe", None),
        ("knock_corner", "bottom-right", "bottom-right"),
        ("knock_corner", "middle", None),
        ("languages", "en, km,en,", ("en", "km")),
        ("languages", "", ()),
        ("printer", "may-in", "may-in"),
    ],
)
def test_what_is_typed_is_read_or_refused_with_what_it_can_be(key: str, text: str, value: Value | None) -> None:
    found = read(SETTINGS[key], text)
    if value is None:
        assert isinstance(found, Refusal)
        assert found.code == "setting-value"
        assert allowed(SETTINGS[key]).vi in found.message.vi
    else:
        assert found == value


@given(
    st.sampled_from(sorted(SETTINGS)), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())
)
def test_whatever_is_stored_a_kiosk_is_set_to_something_it_can_be(key: str, stored: object) -> None:
    setting = SETTINGS[key]
    value = fitting(setting, stored)
    assert type(value) is type(setting.default)
    if setting.kind in {Kind.NUMBER, Kind.CHOICE, Kind.YES_NO}:
        assert read(setting, written(value)) == value


def test_values_are_said_by_their_names() -> None:
    assert in_words(SETTINGS["loudspeaker"], False) == Sentence("không", "no")
    assert in_words(SETTINGS["screen_width_mm"], 0) == Sentence("chưa đo", "not measured")
    assert in_words(SETTINGS["screen_width_mm"], 299) == Sentence("299 mm", "299 mm")
    assert in_words(SETTINGS["languages"], ("km", "x"), {"km": "Khmer"}) == Sentence("Khmer, x", "Khmer, x")
    assert in_words(SETTINGS["polling_area"], "c1.01", {"c1.01": "01"}).vi == "01"
    assert in_words(SETTINGS["printer"], "may-in").vi == "may-in"
    assert in_words(SETTINGS["printer"], "") == Sentence("chưa chọn", "none")
    assert in_words(SETTINGS["slip_paper"], "80mm").vi == "Cuộn 80 mm"


def test_a_screen_is_measured_once_both_its_sides_are() -> None:
    assert Settings(screen_width_mm=299).screen_mm is None
    assert Settings(screen_width_mm=299, screen_height_mm=531).screen_mm == (299.0, 531.0)


def test_nothing_is_louder_than_the_limit_and_without_a_loudspeaker_only_headphones_sound() -> None:
    limited = Settings(loudness_most=60)
    assert limited.loudness(100) == 60
    assert limited.loudness(40) == 40
    assert limited.loudnesses == (10, 25, 40, 55, 60)
    quiet = Settings(loudspeaker=False)
    assert quiet.loudness(70) == 0
    assert quiet.loudness(70, private=True) == 70


def test_vietnamese_is_always_offered_and_others_as_they_were_allowed() -> None:
    assert Settings().offers("km")
    some = Settings(languages=("en",))
    assert [some.offers(tag) for tag in ("vi", "en", "km")] == [True, True, False]


def test_switches_send_their_keys_and_two_that_send_the_same_count_as_unset() -> None:
    assert Settings().switches == Switches()
    assert not Settings().clashing
    set_ = Settings(switch_step="Space", switch_listen="F12", switch_bounce_ms=500)
    assert set_.switches == Switches(step="Space", listen="F12", bounce=0.5)
    twice = Settings(switch_step="F7")
    assert twice.clashing
    assert twice.switches == Switches()
