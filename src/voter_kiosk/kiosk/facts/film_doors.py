"""Doors to the videos of a text, on the text's own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voter_kiosk.domain.video import Video, VideoKind, subtitles_in, videos_of
from voter_kiosk.kiosk.facts.blocks import file_url
from voter_kiosk.kiosk.phrasing import NO_BREAK_SPACE, whole
from voter_kiosk.kiosk.view import View


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A door to a video: where it leads, what it is called, what it is, its still, and the still's shape."""

    subject: str
    title: str
    detail: str
    call: str
    sign: str
    still: str
    ratio: float


def length(seconds: int, view: View) -> str:
    """How long a video is, in words."""
    if seconds < 60:
        return view.tr("%n seconds", n=seconds)
    if seconds % 60 == 0:
        return view.tr("%n minutes", n=seconds // 60)
    return view.tr("%1 min %2 s", seconds // 60, seconds % 60)


def detail(video: Video, view: View) -> str:
    """What a video is, and whom it serves."""
    signed = video.kind is VideoKind.SIGN_LANGUAGE
    parts = [view.tr("Sign language") if signed else view.tr("Film"), length(video.seconds, view)]
    parts.append(view.tr("with sound") if video.sound else view.tr("without sound"))
    if subtitles_in(video, view.language)[1]:
        parts.append(view.tr("with subtitles"))
    return f"{NO_BREAK_SPACE}· ".join(whole(part) for part in parts)


def film_rows(videos: Iterable[Video], owner: str, view: View, step: int = 0) -> tuple[FilmRow, ...]:
    """The doors to the videos of a text, or of one of its steps; ``owner`` is the place they belong to."""
    return tuple(
        FilmRow(
            f"{owner}/{place}",
            view.text(video.title),
            detail(video, view),
            view.tr("Watch in sign language") if signed else view.tr("Watch the film"),
            "signing" if signed else "film",
            file_url(view.showing.media(video.still)) if view.showing else "",
            video.height / video.width,
        )
        for place, video in enumerate(videos_of(videos, step))
        for signed in (video.kind is VideoKind.SIGN_LANGUAGE,)
    )
