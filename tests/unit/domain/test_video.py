"""Videos beside a text: which subtitle stands when, in which language, and which video comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voter_kiosk.domain.video import Cue, Video, VideoKind, cue_at, subtitles_in, videos_of

CUES = (Cue(500, 1500, "Một"), Cue(1500, 2000, "Hai"), Cue(3000, 4000, "Ba"))
FILM = Video("a" * 64, "b" * 64, VideoKind.FILM, "zxx", {"vi": "Phim"}, 4, 640, 360)


@pytest.mark.parametrize(
    ("at", "words"),
    [(0, ""), (499, ""), (500, "Một"), (1499, "Một"), (1500, "Hai"), (2000, ""), (3999, "Ba"), (4000, "")],
)
def test_a_subtitle_stands_from_its_beginning_until_its_end(at: int, words: str) -> None:
    assert cue_at(CUES, at) == words


def test_subtitles_are_in_the_readers_language_else_in_vietnamese_else_none() -> None:
    english = (Cue(0, 1, "One"),)
    both = replace(FILM, subtitles={"vi": CUES, "en": english})
    assert subtitles_in(both, "en") == ("en", english)
    assert subtitles_in(both, "km") == ("vi", CUES)
    assert subtitles_in(replace(FILM, subtitles={"vi": CUES, "en": ()}), "en") == ("vi", CUES)
    assert subtitles_in(FILM, "vi") == ("", ())


def test_of_a_step_its_own_videos_stand_sign_language_first() -> None:
    signed = replace(FILM, kind=VideoKind.SIGN_LANGUAGE, step=2)
    other = replace(FILM, step=2)
    assert videos_of((FILM, other, signed), 2) == (signed, other)
    assert videos_of((FILM, other, signed), 0) == (FILM,)
    assert videos_of((FILM,), 7) == ()
