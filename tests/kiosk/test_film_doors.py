"""What the way to a video says of it, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.kiosks import CAMPAIGN
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.video import Cue, Video, VideoKind
from voter_kiosk.kiosk.facts.film_doors import detail, film_rows, length
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.view import View
from voter_kiosk.shipped import shipped

VIDEO = Video("a" * 64, "b" * 64, VideoKind.FILM, "zxx", {"vi": "Phim", "en": "Film"}, 65, 640, 360)


def view(language: str) -> View:
    words = Dictionary.load(shipped("resources", "i18n"))
    return View(None, Moment(CAMPAIGN), words, Comfort(language=language))


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (1, "1 giây", "1 second"),
        (17, "17 giây", "17 seconds"),
        (60, "1 phút", "1 minute"),
        (65, "1 phút 5 giây", "1 min 5 s"),
        (300, "5 phút", "5 minutes"),
    ],
)
def test_a_length_is_said_as_people_say_it(seconds: int, vi: str, en: str) -> None:
    assert length(seconds, view("vi")).replace("\u00a0", " ") == vi
    assert length(seconds, view("en")).replace("\u00a0", " ") == en


def test_it_says_whom_a_video_serves() -> None:
    def said(video: Video, language: str = "vi") -> str:
        return detail(video, view(language)).replace("\u00a0", " ")

    subtitled = replace(VIDEO, sound=True, subtitles={"vi": (Cue(0, 1000, "Chào"),)})
    assert said(VIDEO) == "Phim · 1 phút 5 giây · không có tiếng"
    assert said(subtitled) == "Phim · 1 phút 5 giây · có tiếng · có phụ đề"
    signed = replace(VIDEO, kind=VideoKind.SIGN_LANGUAGE, language="sgn-VN")
    assert said(signed, "en") == "Sign language · 1 min 5 s · without sound"


def test_sign_language_stands_before_the_film_and_each_leads_to_its_own() -> None:
    signed = replace(VIDEO, kind=VideoKind.SIGN_LANGUAGE, language="sgn-VN")
    other = replace(VIDEO, step=3)
    rows = film_rows((VIDEO, other, signed), "topic/x", view("en"))
    assert [(row.subject, row.call, row.sign) for row in rows] == [
        ("topic/x/0", "Watch in sign language", "signing"),
        ("topic/x/1", "Watch the film", "film"),
    ]
    assert rows[0].ratio == pytest.approx(0.5625)
    assert [row.subject for row in film_rows((VIDEO, other), "steps/3", view("vi"), 3)] == ["steps/3/0"]
