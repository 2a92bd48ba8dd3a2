"""WebVTT in: plain cues as they stand, and every departure a finding with its line. No word is left out unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.authoring.subtitles import Read, read_subtitles
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.video import Cue

PLAIN = """WEBVTT - phụ đề

NOTE Ghi chú
nhiều dòng

1
00:01.000 --> 00:04.000 line:90% align:middle
Xin chào Ông/Bà.

00:00:05.000 --> 00:00:07.500
Dòng một
Dòng hai &amp; &lt;ba&gt;
"""


def read(text: str, seconds: float = 60.0) -> Read:
    return read_subtitles(text, "media/phim.vi.vtt", seconds)


def found(text: str, seconds: float = 60.0) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in read(text, seconds).findings]


def test_plain_cues_are_read_as_they_stand() -> None:
    cues = (Cue(1000, 4000, "Xin chào Ông/Bà."), Cue(5000, 7500, "Dòng một\nDòng hai & <ba>"))
    assert read(PLAIN) == Read(cues, ())
    assert read("\ufeff" + PLAIN.replace("\n", "\r\n")).cues == cues
    assert read(PLAIN.replace("Ông/Bà", "O\u0302ng/Ba\u0300")).cues == cues, "NFC"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "subtitles-form", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "subtitles-form", 1),
        ("WEBVTT\n", "subtitles-form", 1),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n", "subtitles-form", 3),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nDấu phẩy\n", "subtitles-form", 3),
        ("WEBVTT\n\nChỉ có chữ\n", "subtitles-form", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nRời ra\n", "subtitles-form", 3),
        ("WEBVTT\n\n00:01.000 --> 00:03.000\n<i>Nghiêng</i>\n", "subtitles-marks", 3),
        ("WEBVTT\n\n00:01.000 --> 00:03.000\nMột\n00:04.000 --> 00:05.000\nHai\n", "subtitles-marks", 3),
        ("WEBVTT\n\n00:03.000 --> 00:03.000\nKhông lúc nào\n", "subtitles-order", 3),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nMột\n\n00:03.000 --> 00:06.000\nHai\n", "subtitles-order", 6),
        ("WEBVTT\n\n00:58.000 --> 01:01.000\nMuộn\n", "subtitles-late", 3),
        ("WEBVTT\n\n00:01.000 --> 00:01.500\nKhông ai đọc kịp dòng này\n", "subtitles-fast", 3),
        (f"WEBVTT\n\n00:01.000 --> 00:40.000\n{'chữ ' * 25}\n", "subtitles-fast", 3),
    ],
)
def test_what_departs_from_plain_cues_is_found_with_its_line(text: str, code: str, line: int) -> None:
    assert (code, f"dòng {line}") in found(text)


def test_only_how_fast_it_is_read_may_be_left_as_it_is() -> None:
    fast = read("WEBVTT\n\n00:01.000 --> 00:01.500\nKhông ai đọc kịp dòng này\n")
    assert [one.severity for one in fast.findings] == [Severity.WARNING]
    assert len(fast.cues) == 1


def test_a_file_with_broken_letters_is_not_read() -> None:
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\nT\u0000\n").cues == ()
    assert len(found("WEBVTT\n\n00:01.000 --> 00:02.000\nT\u0000\n")) == 1


TIMES = st.lists(st.integers(0, 59_000), min_size=2, max_size=12, unique=True).map(sorted)


@given(TIMES, st.data())
def test_what_is_written_is_what_is_read(times: list[int], data: st.DataObject) -> None:
    words = st.text("abcđêộẳ ,.?", min_size=1, max_size=30).map(str.strip).filter(bool)
    cues = tuple(
        Cue(start, end, " ".join(data.draw(words).split()))
        for start, end in zip(times[::2], times[1::2], strict=False)
    )

    def clock(at: int) -> str:
        return f"{at // 60_000:02}:{at // 1000 % 60:02}.{at % 1000:03}"

    text = "WEBVTT\n\n" + "\n\n".join(f"{clock(c.start)} --> {clock(c.end)}\n{c.text}" for c in cues)
    assert read(text).cues == cues
    assert {code for code, _ in found(text)} <= {"subtitles-fast"}


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    for one in (read(text), read("WEBVTT\n\n" + text)):
        assert all(before.end <= after.start for before, after in zip(one.cues, one.cues[1:], strict=False))
