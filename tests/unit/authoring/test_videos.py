"""Videos of a source: in a text's front matter or in videos.toml; what is wrong with one is a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import films
from helpers.sources import change, write, write_base, write_picture, write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.authoring.source import read_source
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.video import Cue, VideoKind

VTT = "WEBVTT\n\n00:00.200 --> 00:01.800\nCâu một\n"
ENTRY = """
[[video]]
file = "media/phim.webm"
kind = "film"
title = { vi = "Xem cách làm", en = "See how" }
subtitles = { vi = "media/phim.vi.vtt", en = "media/phim.en.vtt" }
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = write_source(tmp_path / "source")
    (made / "media" / "phim.webm").write_bytes(films.film())
    (made / "media" / "noi.webm").write_bytes(films.film(sound=True))
    write(made, "media/phim.vi.vtt", VTT)
    write(made, "media/phim.en.vtt", VTT.replace("Câu một", "One sentence"))
    return made


def topic(source: Path, entry: str) -> None:
    """Put a video into the front matter of the topic."""
    change(source, "topics/cach-bo-phieu.vi.md", '\nrole = "how-to-vote"\n', f'\nrole = "how-to-vote"\n{entry}')


def content_of(source: Path, base: Path | None = None) -> Content:
    reading = read_source(source, base)
    assert reading.content is not None, reading.findings
    return reading.content


def codes(source: Path) -> list[str]:
    return [one.code for one in check(source).findings if one.severity is not Severity.NOTE]


def test_a_topics_video_is_read_with_its_subtitles_and_its_still(source: Path) -> None:
    topic(source, ENTRY)
    assert codes(source) == []
    content = content_of(source)
    (video,) = content.own.topics[0].videos
    assert video.kind is VideoKind.FILM
    assert (video.language, video.seconds, video.width, video.height, video.sound) == ("zxx", 2, 160, 90, False)
    assert video.title == {"vi": "Xem cách làm", "en": "See how"}
    assert video.subtitles["vi"] == (Cue(200, 1800, "Câu một"),)
    assert video.subtitles["en"][0].text == "One sentence"
    assert content.media[video.media].data == films.film()
    assert content.media[video.still].data.startswith(b"\xff\xd8")


def test_video_and_still_travel_in_the_scope_of_their_text(source: Path) -> None:
    topic(source, ENTRY)
    content = content_of(source)
    (video,) = content.own.topics[0].videos
    files = documents_of(content)
    assert isinstance(files, dict)
    assert files[f"p98/m-{video.media}"] == films.film()
    assert f"p98/m-{video.still}" in files


def test_a_step_a_notice_and_a_given_still(source: Path) -> None:
    topic(source, ENTRY + 'step = 1\nstill = "media/hinh.png"\n')
    write_picture(source / "media" / "hinh.png", (32, 18))
    change(source, "notices/khau-trang.vi.md", "\nurgent = true\n", f"\nurgent = true\n{ENTRY}")
    assert codes(source) == []
    content = content_of(source)
    (of_step,), (of_notice,) = content.own.topics[0].videos, content.own.notices[0].videos
    assert of_step.step == 1
    assert content.media[of_step.still].data.startswith(b"\x89PNG")
    assert of_notice.step == 0
    assert of_notice.media == of_step.media


def test_videos_apart_reach_the_texts_of_the_base(tmp_path: Path, source: Path) -> None:
    base = write_base(tmp_path / "base")
    change(source, "bundle.toml", "include = []", 'include = ["base"]')
    names = [one.slug for one in content_of(source, base).base.topics]
    write(
        source,
        "videos.toml",
        ENTRY.replace("[[video]]", f'[[video]]\ntopic = "{names[0]}"')
        + ENTRY.replace("[[video]]", '[[video]]\nnotice = "khau-trang"'),
    )
    content = content_of(source, base)
    assert [one.videos != () for one in content.base.topics] == [True] + [False] * (len(names) - 1)
    assert content.own.notices[0].videos[0].media == content.base.topics[0].videos[0].media
    files = documents_of(content)
    assert isinstance(files, dict)
    assert f"base/m-{content.base.topics[0].videos[0].media}" in files
    assert check(source, base).ok


def test_a_video_for_no_text_is_an_error(source: Path) -> None:
    write(source, "videos.toml", ENTRY.replace("[[video]]", '[[video]]\ntopic = "khong-co"') + ENTRY)
    assert codes(source) == ["video-for-nothing"] * 2


def test_sign_language_stands_beside_the_film_and_says_which_one_it_is(source: Path) -> None:
    signed = ENTRY.replace('"film"', '"sign-language"') + 'language = "sgn-VN"\n'
    topic(source, ENTRY + signed)
    assert codes(source) == []
    assert [one.kind for one in content_of(source).own.topics[0].videos] == list(VideoKind)


@pytest.mark.parametrize("language", ["", "vi", "vsl", "ase"])
def test_a_language_that_nobody_signs_here_is_an_error(source: Path, language: str) -> None:
    """vsl, which looks like Vietnamese Sign Language, is that of Venezuela."""
    topic(source, ENTRY.replace('"film"', '"sign-language"') + f'language = "{language}"\n')
    assert codes(source) == ["video-language"]


def test_a_film_that_speaks_needs_its_language_and_vietnamese_subtitles(source: Path) -> None:
    spoken = ENTRY.replace("phim.webm", "noi.webm").partition("subtitles")[0]
    topic(source, spoken)
    assert sorted(codes(source)) == ["subtitles-missing", "video-language"]
    change(source, "topics/cach-bo-phieu.vi.md", spoken, spoken + 'language = "vi"\n')
    assert codes(source) == ["subtitles-missing"]
    change(source, "topics/cach-bo-phieu.vi.md", 'language = "vi"\n', 'language = "zxx"\n')
    assert codes(source) == [], "music alone has nothing to be written down"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("media/phim.webm", "media/khong-co.webm", "video-missing"),
        ("media/phim.webm", "media/hom-phieu.png", "not-a-film"),
        ('kind = "film"', 'kind = "phim"', "unknown-choice"),
        ('kind = "film"\n', "", "key-missing"),
        ('title = { vi = "Xem cách làm", en = "See how" }\n', "", "key-missing"),
        ("media/phim.en.vtt", "media/khong-co.vtt", "subtitles-missing"),
        (', en = "media/phim.en.vtt"', "", "english-missing"),
        ("[[video]]\n", "[[video]]\nstep = 2\n", "video-step"),
        ("[[video]]\n", "[[video]]\nstep = -1\n", "video-step"),
        ("[[video]]\n", '[[video]]\nstill = "media/khong-co.png"\n', "picture-missing"),
        ("[[video]]\n", "[[video]]\ntempo = 2\n", "unknown-key"),
        ("Xem cách làm", "Gọi 0912345678", "never-shown"),
    ],
)
def test_what_is_wrong_with_a_video_is_found(source: Path, old: str, new: str, code: str) -> None:
    topic(source, ENTRY)
    change(source, "topics/cach-bo-phieu.vi.md", old, new)
    assert code in codes(source)


def test_subtitles_are_held_to_what_may_be_shown(source: Path) -> None:
    topic(source, ENTRY)
    write(source, "media/phim.vi.vtt", VTT.replace("Câu một", "Gọi 0912345678"))
    assert "never-shown" in codes(source)


def test_subtitles_that_cannot_be_read_are_an_error(source: Path) -> None:
    topic(source, ENTRY)
    write(source, "media/phim.vi.vtt", "SRT")
    assert "subtitles-form" in codes(source)
    (source / "media" / "phim.vi.vtt").write_bytes(b"\xff\xfe\x00")
    assert "file-unreadable" in codes(source)


def test_two_films_for_one_text_are_one_too_many(source: Path) -> None:
    topic(source, ENTRY + ENTRY)
    assert "video-twice" in codes(source)


def test_a_video_without_a_text_beside_it_is_an_error(source: Path) -> None:
    write(source, "topics/chi-co-phim.vi.md", f'+++\ntitle = "Phim"\nsection = "law"\n{ENTRY}+++\n')
    write(source, "topics/chi-co-phim.en.md", '+++\ntitle = "Film"\n+++\n')
    assert "video-without-text" in codes(source)


def test_a_first_picture_of_one_colour_is_pointed_at(source: Path) -> None:
    from fractions import Fraction

    from av.video.frame import VideoFrame
    from PIL import Image

    from voter_kiosk.authoring.films import encode

    frame = VideoFrame.from_image(Image.new("RGB", (64, 36), "#000000"))  # type: ignore[no-untyped-call]
    frame.pts, frame.time_base = 0, Fraction(1, 20)
    (source / "media" / "phim.webm").write_bytes(encode([frame], 64, 36, Fraction(20)))
    topic(source, ENTRY.partition("subtitles")[0])
    assert codes(source) == ["still-blank"]


def test_a_file_too_large_to_be_a_video_is_not_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voter_kiosk.authoring.folder.MOST_FILM", 100)
    topic(source, ENTRY)
    assert "file-too-large" in codes(source)
