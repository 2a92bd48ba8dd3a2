"""The page that plays a video, with the same text in words below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Block, BlockKind, Notice, Topic
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.video import Video, subtitles_in, videos_of
from voter_kiosk.kiosk import film
from voter_kiosk.kiosk.facts.blocks import approval_line, block_model, file_url, in_language, sources_line
from voter_kiosk.kiosk.facts.film_doors import detail
from voter_kiosk.kiosk.facts.steps import ROLE, steps_of
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a video belongs to: what that is called, its text, and what the text rests on."""

    name: str
    videos: tuple[Video, ...]
    blocks: tuple[Block, ...]
    approved: str


def _beside(view: View, kind: str, name: str) -> _Beside:
    """The text of that kind and name; raises ``LookupError`` where there is none (any more)."""
    showing = view.showing
    if showing is None:
        raise LookupError(kind)
    if kind == Screen.STEPS:
        topic = showing.topic_by_role(ROLE)
        steps = steps_of(in_language(topic.body, view.language)) if topic else ()
        number = int(name) if name.isdecimal() else 0
        if topic is None or not 1 <= number <= len(steps):
            raise LookupError(name)
        step = steps[number - 1]
        details = (Block(step.block.id, BlockKind.PARAGRAPH, line=item) for item in step.block.items)
        title = glue("".join(span.text for span in step.block.line))
        said = view.tr("Step %1: %2", number, title)
        approved = approval_line(topic.approval, view)
        return _Beside(said, videos_of(topic.videos, number), (*details, *step.below), approved)
    text: Topic | Notice | None = None
    if kind == Screen.TOPIC:
        text = showing.topic(name)
    elif kind == Screen.NOTICE:
        text = next((one for one in showing.notices() if one.slug == name), None)
    if text is None:
        raise LookupError(name)
    blocks = in_language(text.body, view.language)
    return _Beside(view.text(text.title), videos_of(text.videos, 0), blocks, approval_line(text.approval, view))


@QmlElement
class FilmFacts(QObject):
    """What the page of a video shows.

    The subject is ``topic/<slug>/<place>``, ``notice/<slug>/<place>`` or ``steps/<number>/<place>``, and
    ``@<milliseconds>`` where one had come to.
    """

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        address, _, at = subject.partition("@")
        owner, _, place = address.rpartition("/")
        kind, _, name = owner.partition("/")
        beside = _beside(view, kind, name)
        if not place.isdecimal() or int(place) >= len(beside.videos):
            raise LookupError(subject)
        video = beside.videos[int(place)]
        self._address = address
        self._owner = (kind, name)
        self._belongs = beside.name
        self._title = view.text(video.title)
        self._detail = detail(video, view)
        self._seconds, self._sound = video.seconds, video.sound
        self._ratio = video.height / video.width
        self._still = file_url(view.showing.media(video.still)) if view.showing else ""
        self._file = file_url(view.showing.media(video.media)) if view.showing else ""
        self._start = self._position = min(int(at), video.seconds * 1000) if at.isdecimal() else 0
        self._cues = [
            part for cue in subtitles_in(video, view.language)[1] for part in (cue.start, cue.end, cue.text)
        ]
        self._blocks = block_model(beside.blocks, view, self)
        lines = (sources_line(beside.blocks, view), beside.approved)
        self._source = "\n".join(line for line in lines if line)

    @Property(str, constant=True)
    def title(self) -> str:
        """What the video is called."""
        return self._title

    @Property(str, constant=True)
    def belongs(self) -> str:
        """What the text is called that it belongs to."""
        return self._belongs

    @Property(str, constant=True)
    def detail(self) -> str:
        """What it is, how long, with sound and subtitles or without."""
        return self._detail

    @Property(str, constant=True)
    def screen(self) -> str:
        """The screen on which the text stands."""
        return self._owner[0]

    @Property(str, constant=True)
    def owner(self) -> str:
        """What that screen shows."""
        return self._owner[1]

    @Property(str, constant=True)
    def file(self) -> str:
        """The video, as the URL of a verified file; nothing where the file is gone."""
        return self._file

    @Property(str, constant=True)
    def still(self) -> str:
        """The picture that stands for it."""
        return self._still

    @Property(float, constant=True)
    def ratio(self) -> float:
        """Its height by its width."""
        return self._ratio

    @Property(int, constant=True)
    def seconds(self) -> int:
        """How long it is."""
        return self._seconds

    @Property(bool, constant=True)
    def sound(self) -> bool:
        """Whether there is anything to hear."""
        return self._sound

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def cues(self) -> list[Any]:
        """The subtitles: from, to, and the words, in turn; none where it has none."""
        return self._cues

    @Property(QObject, constant=True)
    def blocks(self) -> QObject:
        """The same in words."""
        return self._blocks

    @Property(str, constant=True)
    def source(self) -> str:
        """What the words rest on, and who approved them."""
        return self._source

    @Property(int, constant=True)
    def start(self) -> int:
        """Where to begin, in milliseconds: where one had come to."""
        return self._start

    @Slot(int)
    def reach(self, position: int) -> None:
        """One has come to there."""
        self._position = position

    @property
    def resume(self) -> str:
        """What this page shows, as far as one has come: for who changes the language on the way."""
        return f"{self._address}@{self._position}" if self._position else self._address


QML_TYPES = (film.Film,)
"""What the page draws with: named, so that it is there before the page is."""
