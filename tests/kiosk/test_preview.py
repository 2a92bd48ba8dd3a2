"""The preview: the real kiosk on a source that is being written, watermarked, its findings beside it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from helpers.commands import runner
from helpers.kiosks import CAMPAIGN, until
from helpers.sources import change, write_source
from voter_kiosk.cli.when import When
from voter_kiosk.domain.journey import ATTRACT, HOME, Screen
from voter_kiosk.kiosk.drive import Hand
from voter_kiosk.kiosk.findings import Found
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.preview.app import PreviewWindow, fitting
from voter_kiosk.kiosk.preview.preview import Preview
from voter_kiosk.kiosk.preview.room import PREFIX, private_room, sweep
from voter_kiosk.kiosk.watch import Watch

LISTS = "tables/nguoi-ung-cu.csv"
STEPS = "topics/cach-bo-phieu.vi.md"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # offscreen, of a window in a window


@dataclass
class Seen:
    """A preview that is open in a test."""

    source: Path
    room: Path
    preview: Preview
    shown: PreviewWindow

    def built(self) -> None:
        """Wait until what was saved is built."""
        until(lambda: self.preview.building)
        self.finished()

    def finished(self) -> None:
        until(lambda: not self.preview.building)
        settle()

    def grab(self) -> QImage:
        settle()
        return self.preview.kiosk.screen.window.grabWindow()

    def found(self) -> tuple[Found, ...]:
        return self.preview.rows.rows  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, qapp: QGuiApplication) -> Iterator[Seen]:
    """A preview of a small source, its first build done."""
    source = write_source(tmp_path_factory.mktemp("nguon"))
    with private_room() as room:
        preview = Preview(source, room, When(days=-12).on, "vi", qapp)
        shown = PreviewWindow(preview, room, QSize(1100, 1000), qapp)
        shown.window.show()
        preview.build()
        made = Seen(source, room, preview, shown)
        made.finished()
        until(preview.kiosk.screen.window.isExposed)
        yield made
        shown.close()
        settle()
    assert not room.exists(), "nothing of it is left"


def differs(one: QImage, other: QImage, part: int) -> int:
    """How many points of the ``part``-th of three parts, from above, are not the same."""
    height = one.height() // 3
    rows = range(part * height, (part + 1) * height, 2)
    return sum(one.pixel(x, y) != other.pixel(x, y) for y in rows for x in range(0, one.width(), 2))


def test_the_watermark_covers_every_screen_and_lets_every_touch_through(seen: Seen) -> None:
    kiosk, mark = seen.preview.kiosk, seen.shown.watermark
    assert kiosk.session.place == ATTRACT
    assert kiosk.session.assumedTime == "09:00, 3/3/2026"
    assert kiosk.screen.window.size() == QSize(563, 1000), "as large as the window holds, and nothing else"
    assert (mark.width(), mark.height()) == (563, 1000)
    for screen in (Screen.ATTRACT, Screen.HOME, Screen.BALLOTS, Screen.STEPS, Screen.HISTORY):
        kiosk.session.go(screen.value, "")
        with_it = seen.grab()
        mark.setVisible(False)
        without = seen.grab()
        mark.setVisible(True)
        for part in range(3):
            assert differs(with_it, without, part) > 500, (screen, part)
    kiosk.session.set_fault(True)  # what lies over every page lies under it
    covered = seen.grab()
    mark.setVisible(False)
    assert all(differs(covered, seen.grab(), part) > 500 for part in range(3))
    mark.setVisible(True)
    kiosk.session.set_fault(False)
    settle()
    Hand(kiosk.screen.window).touch_at(QPoint(281, 500))  # in the middle of its letters
    assert kiosk.session.place == HOME
    Hand(kiosk.screen.window).touch("Cách bỏ phiếu")
    assert kiosk.session.place.screen in {Screen.STEPS, Screen.TOPIC}
    kiosk.session.finish()


def test_a_file_that_is_saved_is_shown_at_the_place_where_she_is(seen: Seen) -> None:
    session = seen.preview.kiosk.session
    session.go("topic", "cach-bo-phieu")
    place = session.place
    before = seen.room / "1" / "store"
    assert before.is_dir()
    saving = seen.source / f"{STEPS}.new"  # as many editors save: another file, renamed over the first
    text = (seen.source / STEPS).read_text(encoding="utf-8")
    saving.write_text(text.replace("Cách bỏ phiếu", "Bỏ phiếu ra sao"), encoding="utf-8")
    saving.replace(seen.source / STEPS)
    until(lambda: seen.preview.building)
    assert "dựng lại" in seen.preview.status
    seen.finished()
    assert session.place == place
    assert "Bỏ phiếu ra sao" in Hand(seen.preview.kiosk.screen.window).words()
    assert not before.exists(), "each build has a store of its own, and the last one goes"


def test_an_error_keeps_the_last_good_content_and_says_where_it_is(seen: Seen) -> None:
    session = seen.preview.kiosk.session
    assert seen.preview.counts == "Không có gì phải sửa."
    change(seen.source, LISTS, ",Nữ,", ",Chị,")
    change(seen.source, STEPS, "Bỏ phiếu ra sao", "Không ai thấy")
    seen.built()
    assert seen.preview.older
    assert "cũ hơn" in seen.preview.status
    assert seen.preview.note == "Nội dung cũ hơn các tệp"
    assert "Bỏ phiếu ra sao" in Hand(seen.preview.kiosk.screen.window).words()
    wrong = seen.found()[0]
    assert (wrong.severity, wrong.level) == ("error", "Lỗi")
    assert LISTS in wrong.where
    assert "hàng 2" in wrong.where
    assert wrong.path == str(seen.source / LISTS)
    assert seen.preview.counts.startswith(f"{sum(one.severity == 'error' for one in seen.found())} lỗi")
    beside = Hand(seen.shown.window)
    assert any(wrong.message in said for said in beside.words())
    opened = Opener()
    QDesktopServices.setUrlHandler("file", opened, "open")
    try:
        row = next(item for item in within(seen.shown.window.contentItem()) if item.property("remedy"))
        point = row.mapToScene(QPointF(40, 10)).toPoint()
        QTest.mouseDClick(seen.shown.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [wrong.path]
    session.home()
    settle()
    page = scrolling(seen.preview.kiosk.screen.window)
    page.setProperty("contentY", 60)
    change(seen.source, LISTS, ",Chị,", ",Nữ,")
    seen.built()
    assert session.place == HOME
    until(lambda: scrolling(seen.preview.kiosk.screen.window).property("contentY") == 60)
    session.go("topic", "cach-bo-phieu")
    settle()
    assert "Không ai thấy" in Hand(seen.preview.kiosk.screen.window).words()
    assert not seen.preview.older
    assert seen.found() == ()
    assert seen.preview.note == ""


def test_officials_do_not_come_in_here_and_are_told(seen: Seen) -> None:
    office = seen.preview.kiosk.screen.office
    office.knock()
    assert not office.occupied
    assert seen.preview.told == seen.preview.note == "Phần cán bộ không mở trong bản xem trước."


def test_where_nothing_was_ever_good_the_findings_stand_alone(tmp_path: Path, qapp: QGuiApplication) -> None:
    with private_room() as room:
        preview = Preview(tmp_path / "nowhere", room, When(days=-12).on, "en", qapp, landscape=True)
        shown = PreviewWindow(preview, room, fitting(QSize(1366, 768), True), qapp)
        try:
            shown.window.show()
            preview.build()
            until(lambda: not preview.building)
            assert not preview.shows
            assert not preview.kiosk.screen.window.isVisible()
            assert preview.status.startswith("There is nothing to see yet")
            assert preview.counts == "Errors: 1. Warnings: 0. Notes: 0."
        finally:
            shown.close()
            settle()


def test_the_kiosk_knows_its_own_controls_whatever_is_loaded_beside_it(
    installed: Path, tmp_path: Path, qapp: QGuiApplication
) -> None:
    """Qt would warn that a control is none, and what warns fails here."""
    preview = Preview(tmp_path, tmp_path, When(days=-12).on, "vi", qapp, landscape=True)
    shown = PreviewWindow(preview, tmp_path, QSize(1700, 720), qapp)
    try:
        preview.kiosk.turn_to(installed, CAMPAIGN)
        preview.kiosk.screen.window.show()
        for screen in ("home", "search", "areas"):
            preview.kiosk.session.go(screen, "")
            QTest.qWait(50)
    finally:
        shown.close()
        settle()


def test_every_way_of_saving_is_heard_and_what_editors_leave_beside_a_file_is_not(
    tmp_path: Path, qapp: QGuiApplication
) -> None:
    source = write_source(tmp_path)
    heard: list[int] = []
    watch = Watch(source, qapp, looks_ms=600_000)  # the watcher alone
    watch.changed.connect(lambda: heard.append(1))
    (source / "tables" / "~$nguoi-ung-cu.xlsx").write_text("x")
    (source / ".nguoi-ung-cu.csv.swp").write_text("x")
    QTest.qWait(400)
    assert heard == []
    new = source / "notices" / "moi" / "moi.vi.md"
    new.parent.mkdir()
    ways: list[Callable[[], object]] = [
        lambda: new.write_text("one"),
        lambda: new.write_text("one and two"),  # in place, in a folder that came while it was watched
        lambda: new.with_suffix(".new").write_text("three") and new.with_suffix(".new").replace(new),
        lambda: new.write_text("in place, after it was replaced"),
        new.unlink,
    ]
    QTest.qWait(400)
    for number, save in enumerate(ways, start=1):
        save()
        until(lambda number=number: len(heard) >= number)  # type: ignore[misc]
        assert len(heard) == number, "once for each"
    watch.stop()


def test_the_folder_of_a_preview_is_private_and_that_of_a_killed_one_is_swept(tmp_path: Path) -> None:
    source = write_source(tmp_path / "nguon")
    (tmp_path / "tmp").mkdir()
    killed = started(KILLED, tmp_path / "tmp", "lock")
    stopped = started(PROGRAM, tmp_path / "tmp", "1", str(source))
    rooms = list((tmp_path / "tmp").glob(PREFIX + "*"))
    assert len(rooms) == 2, "the second has left the first one's alone"
    assert {stat.S_IMODE(room.stat().st_mode) for room in rooms} == {0o700}
    killed.kill()
    killed.communicate()
    stopped.send_signal(signal.SIGINT)
    said, complained = stopped.communicate(timeout=60)
    assert said.splitlines()[-1] == "0 []", complained
    assert len(list((tmp_path / "tmp").glob(PREFIX + "*"))) == 1, "Ctrl-C leaves nothing, a kill does"
    before = tempfile.tempdir
    tempfile.tempdir = str(tmp_path / "tmp")
    try:
        sweep()
    finally:
        tempfile.tempdir = before
    assert list((tmp_path / "tmp").glob(PREFIX + "*")) == []


def test_without_a_display_it_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = runner(capsys, environment={"LANG": "C"})("preview", tmp_path)
    assert said.code == 1
    assert "[no-display]" in said.err


PROGRAM = """
import sys
from pathlib import Path
from voter_kiosk.cli.when import When
from voter_kiosk.kiosk.preview.app import run
code = run(Path(sys.argv[1]), When(days=-12).on, "vi")
heavy = ("tuf", "securesystemslib", "alembic", "voter_kiosk.authoring", "docx", "openpyxl")
print(code, sorted(name for name in heavy if name in sys.modules))
"""


KILLED = """
import time
from voter_kiosk.kiosk.preview.room import private_room
with private_room():
    time.sleep(600)
"""


def started(program: str, temporary: Path, awaited: str, *arguments: str) -> subprocess.Popen[str]:
    """The program, once ``awaited`` is in its folder."""
    before = set(temporary.glob(PREFIX + "*"))
    child = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | {"TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not any((room / awaited).exists() for room in set(temporary.glob(PREFIX + "*")) - before):
        assert child.poll() is None, child.communicate()
        time.sleep(0.05)
    return child


class Opener(QObject):
    """Takes what is opened in place of the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def within(item: QQuickItem) -> Iterator[QQuickItem]:
    """Everything that is seen in it."""
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from within(child)


def scrolling(window: QQuickWindow) -> QQuickItem:
    """What is scrolled on the page."""
    return next(item for item in within(window.contentItem()) if item.inherits("QQuickFlickable"))
