"""espeak-ng as it is heard: when each word comes, how fast, at which pitch, and that nobody disturbs another."""

from __future__ import annotations

import math
import threading
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

import espeakng_loader
import pytest

from helpers.said import everything
from voter_kiosk.speech import espeak
from voter_kiosk.speech.engine import CENTRAL, DIALECTS, NORTHERN, SOUTHERN, USUAL, Espeak
from voter_kiosk.speech.sound import Sound, Voice
from voter_kiosk.speech.spelling import write_out

TEXT = "Ngày 15/3/2026, cử tri bầu đại biểu HĐND các cấp. Ông/Bà hãy mang theo thẻ cử tri."


def sound_of(voice: Voice, text: str, language: str, pace: int = 100) -> bytes:
    return b"".join(sound.samples for sound in voice.speak(text, language, pace))


def loudness(samples: bytes) -> list[float]:
    """Every tenth of a second: enough to tell one voice saying one thing from another."""
    heard = array("h", samples)
    step = espeak.sample_rate() // 10
    return [sum(abs(one) for one in heard[at : at + step]) / step for at in range(0, len(heard), step)]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two sounds are the same but for the tremble of espeak-ng: 0.14 of all; between dialects 0.55."""
    if abs(len(one) - len(other)) > max(2_500, 0.004 * len(one)):
        return False
    pairs = list(zip(loudness(one), loudness(other), strict=False))
    return sum(abs(before - after) for before, after in pairs) < 0.3 * sum(before for before, _ in pairs)


def seconds(samples: bytes) -> float:
    return len(samples) / 2 / espeak.sample_rate()


def test_each_word_is_told_in_order_at_its_time_and_at_its_place_in_the_original() -> None:
    sounds = list(Espeak().speak(TEXT, "vi"))
    words = [word for sound in sounds for word in sound.words]
    assert [TEXT[word.start : word.end] for word in words] == [
        *("Ngày", "15/3/2026", "cử", "tri", "bầu", "đại", "biểu", "HĐND", "các", "cấp"),
        *("Ông/Bà", "hãy", "mang", "theo", "thẻ", "cử", "tri"),
    ]
    assert all(before.at < after.at for before, after in pairwise(words))
    assert words[-1].at < sum(seconds(sound.samples) for sound in sounds)


def test_the_words_of_a_stretch_are_heard_within_it_and_where_it_is_not_silent() -> None:
    begun = 0.0
    for sound in Espeak().speak(TEXT, "vi", 50):
        length = seconds(sound.samples)
        assert all(begun <= word.at < begun + length for word in sound.words)
        samples = array("h", sound.samples)
        last = int((sound.words[-1].at - begun) * sound.rate)
        assert max(map(abs, samples[last : last + sound.rate // 3])) > 3000
        begun += length


def test_it_comes_clause_by_clause_so_that_a_long_text_starts_as_soon_as_a_short_one() -> None:
    spoken = Espeak().speak(f"{TEXT} " * 50, "vi")
    first = next(spoken)
    assert seconds(first.samples) < 5
    assert [word.start for word in first.words] == [0, 5]


def test_every_vietnamese_word_that_ships_is_heard_at_its_time() -> None:
    voice = Espeak()
    for text in [text for language, text in everything() if language == "vi"][::13]:
        heard = [(piece.start, piece.end) for piece in write_out(text, "vi").pieces if piece.heard]
        words = [word for sound in voice.speak(text, "vi", 200) for word in sound.words]
        assert [(word.start, word.end) for word in words] == heard
        assert [word.at for word in words] == sorted(word.at for word in words)


def test_nearly_every_english_word_is_and_the_rest_is_heard_with_its_neighbour() -> None:
    """espeak-ng says some pairs, such as "of the", as one word."""
    text = "The voters of the province elect deputies, and the list of candidates is posted."
    words = [text[word.start : word.end] for sound in Espeak().speak(text, "en") for word in sound.words]
    assert words[:2] == ["The", "voters"]
    assert set(text.replace(",", "").replace(".", "").split()) - set(words) <= {"the"}


def test_a_vietnamese_name_in_english_is_said_by_the_vietnamese_voice_without_a_break() -> None:
    text = "The candidate Nguyễn Thị Bạch Tuyết stands in Hải Phòng today."
    (sound,) = Espeak().speak(text, "en")
    assert [text[word.start : word.end] for word in sound.words] == text.rstrip(".").split()
    name = {text[word.start : word.end]: word.at for word in sound.words}
    assert name["stands"] - name["Tuyết"] < 0.6
    assert seconds(sound.samples) < 7  # the English voice spells each letter that it does not know, for 15 seconds


def test_after_a_change_of_voice_the_next_text_is_said_by_its_own() -> None:
    voice = Espeak()
    before = sound_of(voice, "Voters elect deputies.", "en")
    list(voice.speak("The ward of Bến Lứa", "en"))
    assert alike(sound_of(voice, "Voters elect deputies.", "en"), before)


def test_the_three_dialects_are_three_voices_each_with_its_name() -> None:
    sounds = [sound_of(Espeak(dialect), TEXT, "vi") for dialect in DIALECTS]
    assert all(alike(one, other) == (one is other) for one in sounds for other in sounds)
    assert Espeak().name == "espeak-ng-1.52.0-vi"
    assert Espeak(CENTRAL).name.endswith("-central")
    assert Espeak().name.isascii()


@pytest.mark.parametrize("text", ["", "  ", "…", "()"])
def test_where_there_is_nothing_to_hear_nothing_comes(text: str) -> None:
    assert list(Espeak().speak(text, "vi")) == []


def test_a_language_it_does_not_have_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match="tyz"):
        Espeak().speak("a", "tyz")
    with pytest.raises(LookupError, match="vi-xx"):
        Espeak("vi-xx")
    assert alike(sound_of(Espeak(), TEXT, "vi-VN"), sound_of(Espeak(), TEXT, "vi"))


def test_names_are_said_as_the_election_has_them_said() -> None:
    voice = Espeak(respellings={"vi": {"Ksor": "cờ so"}})
    assert alike(sound_of(voice, "Bà Ksor Hoa", "vi"), sound_of(Espeak(), "Bà cờ so Hoa", "vi"))
    assert alike(sound_of(voice, "Ms Ksor Hoa", "en"), sound_of(Espeak(), "Ms Ksor Hoa", "en"))


# How fast


def per_minute(dialect: str, language: str, texts: list[str], pace: int = 100) -> float:
    """Syllables, in English words, a minute, pauses and all."""
    voice = Espeak(dialect)
    words = sum(len(write_out(text, language).text.split()) for text in texts)
    return 60 * words / sum(seconds(sound_of(voice, text, language, pace)) for text in texts)


def running(language: str, step: int) -> list[str]:
    """Running text of what ships: every ``step``-th passage of more than 80 characters."""
    return [text for known, text in everything() if known == language and len(text) > 80][::step]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_usual_pace_is_165_to_175_syllables_a_minute(dialect: str) -> None:
    assert 165 <= per_minute(dialect, "vi", running("vi", 11)) <= 175


def test_the_usual_pace_is_120_to_125_english_words_a_minute() -> None:
    assert 120 <= per_minute(NORTHERN, "en", running("en", 7)) <= 125


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("pace", [50, 70, 140, 200])
def test_every_pace_is_what_it_says_within_four_percent(language: str, pace: int) -> None:
    texts = running(language, 37)
    usual = per_minute(NORTHERN, language, texts)
    assert per_minute(NORTHERN, language, texts, pace) / usual == pytest.approx(pace / 100, rel=0.04)
    assert usual == pytest.approx(USUAL[language], rel=0.05)


def test_a_pace_out_of_range_is_the_nearest_in_it() -> None:
    assert alike(sound_of(Espeak(), TEXT, "vi", 1), sound_of(Espeak(), TEXT, "vi", 50))
    assert alike(sound_of(Espeak(), TEXT, "vi", 900), sound_of(Espeak(), TEXT, "vi", 200))


# At which pitch


def pitch(samples: array[int], rate: int) -> float:
    """Hertz, by autocorrelation, as the median of the stretches that are voiced."""
    found = []
    for start in range(0, len(samples) - 1200, 2400):
        frame = samples[start : start + 1200 : 2]
        power = sum(one * one for one in frame) / len(frame)
        if power < 1500**2:
            continue
        shortest, longest = rate // 2 // 300, rate // 2 // 70
        alike = [
            sum(one * other for one, other in zip(frame, frame[lag:], strict=False)) / (len(frame) - lag) / power
            for lag in range(longest)
        ]
        near = [lag for lag in range(shortest, longest) if alike[lag] > 0.9 * max(alike[shortest:])]
        best = max((lag for lag in near if lag < near[0] * 1.3), key=alike.__getitem__)
        if alike[best] > 0.6:
            found.append(rate / 2 / best)
    assert len(found) > 8
    return median(found)


@pytest.mark.parametrize(
    ("language", "text"),
    [("vi", "Ba con tôi mua ba cây cam ngon. " * 2), ("en", "We all know you may vote. " * 3)],
)
def test_slow_and_fast_speech_has_the_same_pitch(language: str, text: str) -> None:
    rate = espeak.sample_rate()
    usual = pitch(array("h", sound_of(Espeak(), text, language)), rate)
    for pace in (50, 200):
        assert pitch(array("h", sound_of(Espeak(), text, language, pace)), rate) == pytest.approx(usual, rel=0.06)


@pytest.mark.parametrize("speed", [0.5, 0.77, 1.5])
def test_stretching_changes_the_length_and_not_the_pitch(speed: float) -> None:
    rate = espeak.sample_rate()
    tone = array("h", (round(9000 * math.sin(2 * math.pi * 150 * n / rate)) for n in range(rate * 2)))
    stretched = array("h", espeak.stretch(tone.tobytes(), speed))
    assert len(stretched) / len(tone) == pytest.approx(1 / speed, rel=0.02)
    assert pitch(stretched, rate) == pytest.approx(150, rel=0.02)
    assert max(stretched) == pytest.approx(9000, rel=0.05)


# One library for all


def test_two_voices_by_turns_say_what_each_says_alone() -> None:
    def turns(first: Iterator[Sound], second: Iterator[Sound]) -> tuple[bytes, bytes]:
        said: tuple[list[bytes], list[bytes]] = ([], [])
        for one, other in zip(first, second, strict=True):
            said[0].append(one.samples)
            said[1].append(other.samples)
        return b"".join(said[0]), b"".join(said[1])

    north, south = Espeak(), Espeak(SOUTHERN)
    first, second = turns(north.speak(TEXT, "vi"), south.speak(TEXT, "vi", 60))
    assert alike(first, sound_of(north, TEXT, "vi"))
    assert alike(second, sound_of(south, TEXT, "vi", 60))


def test_two_threads_at_once_say_what_each_says_alone() -> None:
    alone = {dialect: sound_of(Espeak(dialect), TEXT * 5, "vi") for dialect in (NORTHERN, SOUTHERN)}
    together: dict[str, bytes] = {}

    def speak(dialect: str) -> None:
        together[dialect] = sound_of(Espeak(dialect), TEXT * 5, "vi")

    threads = [threading.Thread(target=speak, args=(dialect,)) for dialect in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(alike(together[dialect], alone[dialect]) for dialect in alone)


def test_a_voice_that_is_stopped_or_forgotten_holds_up_nobody() -> None:
    voice = Espeak()
    whole = sound_of(voice, TEXT, "vi")
    stopped = voice.speak(TEXT, "vi")
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]
    assert list(stopped) == []
    forgotten = voice.speak(TEXT, "vi")
    next(forgotten)
    assert alike(sound_of(voice, TEXT, "vi"), whole)


def test_the_library_may_be_let_go_at_any_time_even_while_a_voice_speaks() -> None:
    voice = Espeak()
    whole = sound_of(voice, TEXT, "vi")
    speaking = voice.speak(TEXT, "vi")
    begun = next(speaking).samples
    espeak.let_go()
    espeak.let_go()
    assert alike(begun + b"".join(sound.samples for sound in speaking), whole)


def test_damaged_files_are_an_error_that_passes_when_they_are_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    espeak.let_go()
    with monkeypatch.context() as damaged:
        damaged.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path))
        with pytest.raises(OSError, match="espeak-ng"):
            next(Espeak().speak("cử tri", "vi"))
    assert sound_of(Espeak(), "cử tri", "vi")


def test_an_unknown_voice_of_the_library_is_an_error_and_the_next_is_spoken() -> None:
    with pytest.raises(OSError, match="no voice tlh"):
        espeak.say("a", "tlh", 150)
    assert espeak.say("cử tri", NORTHERN, 150).samples
