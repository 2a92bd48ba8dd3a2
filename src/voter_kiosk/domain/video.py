"""Videos beside a text: a film, or the text in sign language, with its subtitles.

A video is never the only place where something is said: the text it stands beside says it too (EN 301 549, 7).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voter_kiosk.domain.text import VIETNAMESE, Text

LONGEST: Final = 300
"""Seconds: nobody stands longer, and somebody waits."""

WIDEST, TALLEST = 1280, 720
"""Pixels, at most: what a small computer decodes and paints without a graphics card."""

HEAVIEST: Final = 60_000_000
"""Bytes, at most: five minutes at 1.6 Mbit/s."""

WORDLESS: Final = "zxx"
"""The language tag of a film in which nothing is said (ISO 639-3)."""

SIGNED: Final = ("sgn-VN", "hab", "haf", "hos")
"""Sign languages of Viet Nam as BCP 47 has them: the common one; that of Hà Nội, Hải Phòng, Hồ Chí Minh City."""


class VideoKind(StrEnum):
    """What a video is."""

    FILM = "film"
    SIGN_LANGUAGE = "sign-language"


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: from ``start`` to ``end`` in milliseconds, and its words; lines are parted by a line feed."""

    start: int
    end: int
    text: str


Subtitles = dict[str, tuple[Cue, ...]]
"""Subtitles by language, in order of time, none over another."""


@dataclass(frozen=True, slots=True)
class Video:
    """A video that belongs to a topic, a notice, or one step of a topic.

    ``media`` and ``still`` are SHA-256 of a WebM file and of a picture that stands for it until it is played.
    ``language`` is what is spoken or signed in it, ``zxx`` where nothing is. ``seconds`` is its length, rounded
    up; ``width`` and ``height`` are in pixels; ``sound`` says that something can be heard. ``step`` is the number
    of the step it shows, 0 for the whole.
    """

    media: str
    still: str
    kind: VideoKind
    language: str
    title: Text
    seconds: int
    width: int
    height: int
    sound: bool = False
    step: int = 0
    subtitles: Subtitles = dataclasses.field(default_factory=dict)


def cue_at(cues: Sequence[Cue], milliseconds: int) -> str:
    """The words of the subtitle that stands at that moment, or nothing."""
    for cue in cues:
        if cue.start <= milliseconds < cue.end:
            return cue.text
    return ""


def subtitles_in(video: Video, language: str) -> tuple[str, tuple[Cue, ...]]:
    """The subtitles for who reads ``language``, with the language they are in: else Vietnamese, else none."""
    for found in (language, VIETNAMESE):
        if video.subtitles.get(found):
            return found, video.subtitles[found]
    return "", ()


def videos_of(videos: Iterable[Video], step: int) -> tuple[Video, ...]:
    """The videos of one step (0: of the whole), sign language first: who needs it needs it most."""
    found = (video for video in videos if video.step == step)
    return tuple(sorted(found, key=lambda video: video.kind is not VideoKind.SIGN_LANGUAGE))
