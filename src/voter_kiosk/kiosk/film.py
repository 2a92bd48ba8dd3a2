"""Film: a video painted into the page, picture by picture, and the subtitle that stands at each moment.

Qt's own video item paints nothing in software, so each picture comes from a sink and is painted here. Nothing is
loaded before somebody plays, and a film starts, goes on and ends by a touch alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QRectF, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from voter_kiosk.domain.video import Cue, cue_at
from voter_kiosk.kiosk.called import by_qt, emptied
from voter_kiosk.kiosk.multimedia import can_be_heard, hush_ffmpeg, multimedia, without_complaints

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

STEP_MS: Final = 10_000
"""How far a key goes on or back."""

READY, PLAYING, PAUSED, ENDED, BROKEN = "ready", "playing", "paused", "ended", "broken"
"""How a film stands."""


@QmlElement
class Film(QQuickPaintedItem):
    """A film's picture. It shows nothing until it has been played: a still stands below it."""

    changed = Signal()
    moved = Signal()
    described = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._file = QUrl()
        self._sound, self._seconds, self._loudness = False, 0, 0
        self._cues: tuple[Cue, ...] = ()
        self._state, self._at, self._caption = READY, 0, ""
        self._player: QMediaPlayer | None = None
        self._held: list[QObject] = []
        self._picture = QImage()
        self._first = True

    # What it shows

    @Property(QUrl, notify=described)
    def file(self) -> QUrl:
        """The verified file."""
        return self._file

    @file.setter  # type: ignore[no-redef]
    def file(self, file: QUrl) -> None:
        """This file; one that is not there is broken from the beginning."""
        self._file = file
        self.described.emit()
        if file.isEmpty():
            self._become(BROKEN)

    @Property(int, notify=described)
    def seconds(self) -> int:
        """How long it is, as its record says."""
        return self._seconds

    @seconds.setter  # type: ignore[no-redef]
    def seconds(self, seconds: int) -> None:
        """It is that long."""
        self._seconds = seconds
        self.described.emit()

    @Property(bool, notify=described)
    def sound(self) -> bool:
        """Whether there is anything to hear."""
        return self._sound

    @sound.setter  # type: ignore[no-redef]
    def sound(self, sound: bool) -> None:
        """There is, or is not."""
        self._sound = sound
        self.described.emit()

    @Property(int, notify=described)
    def loudness(self) -> int:
        """How loud, in percent."""
        return self._loudness

    @loudness.setter  # type: ignore[no-redef]
    def loudness(self, loudness: int) -> None:
        """That loud, from now on."""
        self._loudness = loudness
        self._be_as_loud()
        self.described.emit()

    @Property("QVariantList", notify=described)
    def cues(self) -> list[Any]:
        """The subtitles: from, to, and the words, in turn."""
        return [part for cue in self._cues for part in (cue.start, cue.end, cue.text)]

    @cues.setter  # type: ignore[no-redef]
    def cues(self, cues: list[Any]) -> None:
        """These subtitles."""
        self._cues = tuple(
            Cue(int(cues[at]), int(cues[at + 1]), str(cues[at + 2])) for at in range(0, len(cues), 3)
        )
        self.described.emit()
        self._tell()

    # How it stands

    @Property(str, notify=changed)
    def standing(self) -> str:
        """``ready``, ``playing``, ``paused``, ``ended`` or ``broken``."""
        return self._state

    @Property(int, notify=moved)
    def position(self) -> int:
        """Where it is, in milliseconds."""
        return self._at

    @position.setter  # type: ignore[no-redef]
    def position(self, position: int) -> None:
        """Begin there: before anything was played, that is where it will."""
        self._go(position)

    @Property(str, notify=moved)
    def caption(self) -> str:
        """The subtitle that stands now, or nothing."""
        return self._caption

    # What a touch does

    @Slot()
    def play(self) -> None:
        """On from here; once it has ended, from the beginning."""
        if self._state in {PLAYING, BROKEN}:
            return
        start = 0 if self._state == ENDED else self._at
        player = self._player or self._load()
        if self._state == BROKEN:
            return
        player.setPosition(start)
        self._at = start
        self._tell()
        self._become(PLAYING)  # once it is known how long it will play from here
        player.play()

    @Slot()
    def pause(self) -> None:
        """Stand still, and keep the picture."""
        if self._state == PLAYING and self._player is not None:
            self._player.pause()
            self._become(PAUSED)

    @Slot(int)
    def step(self, milliseconds: int) -> None:
        """On or back by that much, whether it plays or stands."""
        if self._state != BROKEN:
            self._go(self._at + milliseconds)

    @Slot()
    def stop(self) -> None:
        """Let go of everything: the player, its threads, the picture."""
        player, self._player = self._player, None
        if player is not None:
            player.stop()
            player.setSource(QUrl())
        held, self._held = self._held, []
        for one in held:
            one.deleteLater()
        self._picture = QImage()
        if self._state != BROKEN:
            self._become(READY)
        self.update()

    @Slot()
    def leave(self) -> None:
        """Its page goes."""
        self.stop()
        emptied(self)

    @by_qt(lambda: None)
    def paint(self, painter: QPainter) -> None:
        """The picture, as large as the item, which has the shape that the record gives and the file has."""
        if self._picture.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._picture)

    # Within

    def _load(self) -> QMediaPlayer:
        media = multimedia()
        player: QMediaPlayer = media.QMediaPlayer(self)
        hush_ffmpeg()
        sink = media.QVideoSink(self)
        player.setVideoSink(sink)
        self._held = [sink, player]
        if self._sound and can_be_heard():
            with without_complaints():
                output = media.QAudioOutput(self)
                player.setAudioOutput(output)
            self._held.append(output)
        sink.videoFrameChanged.connect(self._seen)
        player.positionChanged.connect(self._moved_to)
        player.mediaStatusChanged.connect(self._status)
        player.errorOccurred.connect(self._failed)
        self._player = player
        self._be_as_loud()
        player.setSource(self._file)
        return player

    def _be_as_loud(self) -> None:
        output = self._player.audioOutput() if self._player is not None else None
        if output is not None:
            output.setVolume(self._loudness / 100)

    def _seen(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        if self._first:
            self._first = False
            with without_complaints():
                self._picture = frame.toImage()
        else:
            self._picture = frame.toImage()
        self.update()

    def _moved_to(self, position: int) -> None:
        if self._state in {PLAYING, PAUSED}:
            self._at = position
            self._tell()
            if position > (self._seconds + 1) * 1000:  # longer than it says: it has been counted as that long
                if self._player is not None:
                    self._player.pause()
                self._end()

    def _status(self, status: object) -> None:
        media = multimedia().QMediaPlayer.MediaStatus
        if status == media.EndOfMedia and self._state == PLAYING:
            self._end()
        elif status == media.InvalidMedia:
            self._failed()

    def _end(self) -> None:
        self._at = self._seconds * 1000
        self._become(ENDED)
        self._tell()

    def _failed(self, *_: object) -> None:
        if self._state != BROKEN:
            self._become(BROKEN)
            QTimer.singleShot(0, self, self.stop)  # not while the player is speaking

    def _go(self, position: int) -> None:
        self._at = min(max(0, position), self._seconds * 1000)
        if self._player is not None:
            self._player.setPosition(self._at)
        if self._state in {READY, PAUSED, ENDED}:
            self._become(READY if self._at == 0 else PAUSED if self._at < self._seconds * 1000 else ENDED)
        self._tell()

    def _become(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    def _tell(self) -> None:
        self._caption = cue_at(self._cues, self._at)
        self.moved.emit()
