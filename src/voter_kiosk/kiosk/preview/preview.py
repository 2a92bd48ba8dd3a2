"""The preview: a kiosk that takes another store whenever the source was saved, and what is said beside it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal, Severity
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.findings import Found, counted, found, open_file
from voter_kiosk.kiosk.office.job import Job, Outcome
from voter_kiosk.kiosk.records import LiveModel
from voter_kiosk.kiosk.watch import Watch
from voter_kiosk.kiosk.window import Panel

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TOLD_MS: Final = 6_000
"""How long what is said in passing stays, in milliseconds."""

THERE_MS: Final = 10_000
"""How often the kiosk hears that somebody is there: who writes for an hour still finds the page that she left."""

LAID_OUT_MS: Final = 100
"""After how long a new page is as long as it will be, in milliseconds."""

_NOTHING: Final = Sentence("", "")
_OFFICE: Final = Sentence(
    "Phần cán bộ không mở trong bản xem trước.", "The officials' side does not open in a preview."
)

When = Callable[[dt.date], dt.datetime]


@QmlElement
class Preview(QObject):
    """Builds ``source`` in a child process into a store of its own in ``room``, and again when a file is saved.

    ``when`` gives the time to assume, from polling day; ``language`` is what is said in beside the kiosk. Where a
    build fails, the kiosk goes on with the last good one; ``shows`` is false until there was one.
    """

    changed = Signal()

    def __init__(
        self, source: Path, room: Path, when: When, language: str, parent: QObject, *, landscape: bool = False
    ) -> None:
        super().__init__(parent)
        self._source, self._room, self._when, self._language = source, room, when, language
        self._landscape = landscape
        self._rows = LiveModel(Found, self)
        self._job: Job | None = None
        self._builds = 0
        self._shown: Path | None = None
        self._good_at = self._begun_at = dt.datetime.now(VIETNAM)
        self._older = False
        self._told = _NOTHING
        panel = Panel().turned() if landscape else Panel()
        self._panel = panel
        self.kiosk = Kiosk(room / "none", panel, self)
        self.kiosk.screen.office.shut()
        self.kiosk.screen.office.refused.connect(lambda: self._tell(_OFFICE))
        window = self.kiosk.screen.window
        window.widthChanged.connect(self._resized)
        window.heightChanged.connect(self._resized)
        self._watch = Watch(source, self)
        self._watch.changed.connect(self.build)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(TOLD_MS)
        self._silence.timeout.connect(lambda: self._tell(_NOTHING))
        self._there = QTimer(self)
        self._there.setInterval(THERE_MS)
        self._there.timeout.connect(self.kiosk.session.touched)
        self._there.start()

    # What QML reads

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """What the check found, rows of :class:`Found`."""
        return self._rows

    @Property(bool, constant=True)
    def landscape(self) -> bool:
        """Whether the kiosk lies on its side."""
        return self._landscape

    @Property(str, constant=True)
    def title(self) -> str:
        """What this is, and of which folder."""
        return Sentence(f"Bản xem trước: {self._source.name}", f"Preview: {self._source.name}").say(self._language)

    @Property(str, constant=True)
    def hint(self) -> str:
        """How a file is opened."""
        return Sentence(
            "Bấm đúp vào một dòng để mở tệp. Lưu tệp là bản xem trước được dựng lại.",
            "Double-click a line to open its file. When you save it, the preview is made anew.",
        ).say(self._language)

    @Property(bool, notify=changed)
    def shows(self) -> bool:
        """Whether there was ever anything to show."""
        return self._shown is not None

    @Property(bool, notify=changed)
    def building(self) -> bool:
        """Whether it is being built."""
        return self._job is not None

    @Property(bool, notify=changed)
    def older(self) -> bool:
        """Whether what is shown, or would be, is older than the files, which have errors."""
        return self._older

    @Property(str, notify=changed)
    def status(self) -> str:
        """How what is shown stands to the files, in a sentence or two."""
        return self._status().say(self._language)

    @Property(str, notify=changed)
    def told(self) -> str:
        """What is said in passing."""
        return self._told.say(self._language)

    @Property(str, notify=changed)
    def note(self) -> str:
        """What is said over the kiosk itself, in a few words: content that is not what the files say."""
        return self._note().say(self._language)

    @Property(str, notify=changed)
    def counts(self) -> str:
        """How many errors, warnings and notes there are; empty before the first check."""
        return counted(self._rows.rows, self._language) if self._builds > 1 or not self._job else ""

    # What QML asks for

    @Slot(str)
    def open(self, path: str) -> None:
        """Open a finding's file with the system's own program."""
        if not open_file(path):
            self._tell(
                Sentence(
                    f"Máy này không có chương trình để mở “{path}”. Hãy mở bằng cách khác.",
                    f"No program here opens “{path}”. Open it in another way.",
                )
            )

    # What Python asks for

    @Slot()
    def build(self) -> None:
        """Build the source as it is now; a build of what it was before is given up."""
        if self._job is not None:
            self._job.stop()
            shutil.rmtree(self._into, ignore_errors=True)
        self._builds += 1
        self._begun_at = dt.datetime.now(VIETNAM)
        command = ["preview-store", str(self._source), "--into", str(self._into), "--room", str(self._room)]
        self._job = Job(command, self)
        self._job.ended.connect(self._ended)
        self._job.start()
        self.changed.emit()

    def close(self) -> None:
        """Give up what is being built, then take the kiosk down."""
        self._watch.stop()
        self._there.stop()
        if self._job is not None:
            self._job.stop()
        self.kiosk.close()

    @property
    def _into(self) -> Path:
        return self._room / str(self._builds)

    def _ended(self, how: Outcome) -> None:
        self._job = None
        self._rows.show(self._found(how))
        made = how.data.get("store") if how.refused is None else None
        self._older = made is None
        if made is None:
            shutil.rmtree(self._into, ignore_errors=True)
        else:
            self._take(Path(made), how.data)
        self.changed.emit()

    def _found(self, how: Outcome) -> tuple[Found, ...]:
        if how.refused is None:
            return found(how.data["findings"], self._source, self._language)
        return found([_as_finding(how.refused)], self._source, self._language)

    def _take(self, store: Path, data: Mapping[str, Any]) -> None:
        """Show what was built, where she is, as far down as she has read."""
        place, down = self.kiosk.session.place, self._down()
        self.kiosk.turn_to(store, self._when(dt.date.fromisoformat(data["polling_day"])))
        if self.kiosk.session.place == place and down:
            QTimer.singleShot(LAID_OUT_MS, self, lambda: self._scroll(down))
        if self._shown is not None:
            shutil.rmtree(self._shown.parent, ignore_errors=True)
        self._shown, self._good_at = store, self._begun_at

    def _status(self) -> Sentence:
        good = f"{self._good_at:%H:%M:%S}"
        if self._job is not None and self._shown is None:
            return Sentence(
                "Đang dựng bản xem trước. Lần đầu lâu hơn những lần sau…",
                "The preview is being made. The first time takes longer than the next…",
            )
        if self._job is not None:
            return Sentence(
                "Tệp vừa thay đổi. Đang dựng lại bản xem trước…", "A file has changed. The preview is made anew…"
            )
        if self._shown is None:
            return Sentence(
                "Chưa có gì để xem vì nguồn còn lỗi. Hãy sửa các lỗi dưới đây rồi lưu tệp.",
                "There is nothing to see yet: the source has errors. Mend those below and save the file.",
            )
        if self._older:
            return Sentence(
                f"Kiosk vẫn hiện nội dung lúc {good}, cũ hơn các tệp. Hãy sửa các lỗi dưới đây rồi lưu tệp.",
                f"The kiosk still shows the content of {good}, older than the files. "
                "Mend the errors below and save the file.",
            )
        return Sentence(f"Kiosk hiện đúng các tệp lúc {good}.", f"The kiosk shows the files as of {good}.")

    def _note(self) -> Sentence:
        if self._told is _OFFICE:
            return _OFFICE
        if self._job is not None:
            return Sentence("Đang dựng lại…", "Being made anew…")
        if self._older:
            return Sentence("Nội dung cũ hơn các tệp", "Older than the files")
        return _NOTHING

    def _tell(self, sentence: Sentence) -> None:
        self._told = sentence
        self._silence.start()
        self.changed.emit()

    def _resized(self) -> None:
        """The window beside may be drawn larger or smaller: the kiosk stays as large in millimetres."""
        window, panel = self.kiosk.screen.window, self._panel
        self.kiosk.screen.measure(Panel(window.width(), window.height(), panel.width_mm, panel.height_mm))

    def _down(self) -> float:
        page = _scrolling(self.kiosk.screen.window.contentItem())
        return float(page.property("contentY")) if page is not None else 0.0

    def _scroll(self, down: float) -> None:
        page = _scrolling(self.kiosk.screen.window.contentItem())
        if page is not None:
            most = max(0.0, float(page.property("contentHeight")) - page.height())
            page.setProperty("contentY", min(down, most))


def _scrolling(item: QQuickItem) -> QQuickItem | None:
    """The first part of a page that can be moved up and down."""
    if not item.isVisible():
        return None
    if item.inherits("QQuickFlickable"):
        return item
    return next(filter(None, map(_scrolling, item.childItems())), None)


def _as_finding(refused: Refusal) -> dict[str, Any]:
    said = {"vi": refused.message.vi, "en": refused.message.en}
    return {
        "severity": Severity.ERROR,
        "file": "",
        "place": "",
        "message": said,
        "remedy": {"vi": "", "en": ""},
    }
