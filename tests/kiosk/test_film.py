"""A film on the screen: the real decoder, the real file, offscreen. It starts by a touch and ends by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from helpers.kiosks import Open, opened
from voter_kiosk.domain.journey import HOME, Contrast, Place, Screen, TextSize
from voter_kiosk.kiosk.facts.films import FilmFacts
from voter_kiosk.kiosk.film import Film
from voter_kiosk.kiosk.measure import Measurer
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.stops import stops
from voter_kiosk.kiosk.window import Panel

FILM = "topic/marking/0"
LENGTH = 17_000
SOON = 10_000


@pytest.fixture(scope="module")
def kiosk(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(demo_store, qapp) as made:
        yield made


@pytest.fixture
def page(kiosk: Open) -> Iterator[Open]:
    """The kiosk on the film's page, as a new citizen finds it."""
    kiosk.session.finish()
    kiosk.go("film", FILM)
    yield kiosk
    kiosk.session.finish()
    settle()


def film(kiosk: Open) -> QQuickItem:
    return kiosk.item("Film")


def standing(kiosk: Open) -> str:
    return str(film(kiosk).property("standing"))


def at(kiosk: Open) -> int:
    return int(film(kiosk).property("position"))


def shot(kiosk: Open) -> QImage:
    """The picture alone, as it is on the screen."""
    item = film(kiosk)
    return kiosk.grab().copy(item.mapRectToScene(item.boundingRect()).toRect())


def touch(kiosk: Open, english: str) -> None:
    kiosk.hand.touch(kiosk.keys(english))


def until(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=SOON)


def test_nothing_of_qt_multimedia_is_loaded_before_somebody_plays(demo_store: Path) -> None:
    program = """
import os, sys
os.environ["QT_QUICK_BACKEND"] = "software"
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.window import Panel
application = QGuiApplication(["x", "-platform", "offscreen"])
kiosk = Kiosk(Path(sys.argv[1]), Panel(), application)
kiosk.open()
kiosk.session.go("film", "topic/marking/0")
settle()
kiosk.screen.window.grabWindow()
print(kiosk.session.page, [name for name in ("PySide6.QtMultimedia", "av", "numpy") if name in sys.modules])
kiosk.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(demo_store)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "FilmPage []\n", done.stderr


def test_a_topic_a_step_and_the_film_lead_to_each_other(kiosk: Open) -> None:
    kiosk.session.finish()
    kiosk.go("topic", "marking")
    touch(kiosk, "Watch the film")
    assert kiosk.session.place == Place(Screen.FILM, FILM)
    assert "Nội dung bằng chữ" in kiosk.hand.words()
    touch(kiosk, "Back")
    assert kiosk.session.place == Place(Screen.TOPIC, "marking")
    kiosk.go("steps", "4")
    touch(kiosk, "Watch the film")
    assert kiosk.session.place == Place(Screen.FILM, "steps/4/0")
    kiosk.session.finish()


def test_it_never_starts_by_itself(page: Open, qtbot: QtBot) -> None:
    before = page.grab()
    qtbot.wait(300)
    assert (standing(page), at(page)) == ("ready", 0)
    assert page.grab() == before


def test_a_touch_plays_it_pictures_come_and_time_goes_on(page: Open, qtbot: QtBot) -> None:
    before = shot(page)
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 1000)
    assert standing(page) == "playing"
    first = shot(page)
    assert first != before
    until(qtbot, lambda: at(page) > 2000)
    assert shot(page) != first


def test_the_picture_itself_may_be_touched(page: Open, qtbot: QtBot) -> None:
    item = film(page)
    point = item.mapToScene(item.boundingRect().center()).toPoint()
    page.hand.touch_at(point)
    until(qtbot, lambda: at(page) > 300)
    page.hand.touch_at(point)
    assert standing(page) == "paused"


def test_paused_it_stands_still_and_goes_on_from_there(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 500)
    touch(page, "Pause")
    assert standing(page) == "paused"
    qtbot.wait(100)  # what was on its way has come
    stood, picture = at(page), shot(page)
    qtbot.wait(400)
    assert (at(page), shot(page)) == (stood, picture)
    touch(page, "Play on")
    until(qtbot, lambda: at(page) > stood + 300)


def test_the_subtitle_of_each_moment_stands_below_the_picture_as_text(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 700)
    first = "Gạch một nét ngang suốt cả họ và tên người mà Ông/Bà không bầu."
    assert first in [words.replace("\u00a0", " ") for words in page.hand.words()]
    touch(page, "Hide subtitles")
    assert first not in page.hand.words()
    touch(page, "Show subtitles")
    touch(page, "On 10 seconds")
    until(qtbot, lambda: at(page) > 12_200)
    assert "Tự tay bỏ phiếu vào hòm phiếu." in page.hand.words()


def test_the_keys_go_back_on_and_to_the_beginning(page: Open) -> None:
    touch(page, "On 10 seconds")
    assert (at(page), standing(page)) == (10_000, "paused")
    touch(page, "On 10 seconds")
    assert (at(page), standing(page)) == (LENGTH, "ended")
    touch(page, "Back 10 seconds")
    assert (at(page), standing(page)) == (7000, "paused")
    touch(page, "From the beginning")
    assert (at(page), standing(page)) == (0, "ready")


def test_it_ends_by_itself_and_can_be_seen_again(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 200)
    film(page).step(15_900)  # type: ignore[attr-defined]
    until(qtbot, lambda: standing(page) == "ended")
    assert at(page) == LENGTH
    assert not page.session.watching
    touch(page, "Watch again")
    until(qtbot, lambda: 100 < at(page) < 5000)
    assert standing(page) == "playing"
    page.wait(16)
    page.wait(119)
    assert not page.session.asking, "seen again, it counts for its whole length again"


def test_who_watches_is_present_until_the_film_is_over_and_no_longer(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: standing(page) == "playing")
    assert page.session.watching
    page.wait(16)
    page.wait(119)
    assert not page.session.asking, "two minutes have not passed since the film's end"
    page.wait(5)
    assert page.session.asking
    assert standing(page) == "paused", "what asks is not talked over"
    page.session.stay()


def test_no_page_can_claim_that_somebody_watches_for_ever(page: Open) -> None:
    page.session.watch(1e9)
    page.wait(300)
    assert not page.session.asking
    page.wait(122)
    assert page.session.asking
    page.session.stay()
    page.session.watch(0)


def test_leaving_the_page_stops_the_film_and_frees_it(page: Open, qtbot: QtBot) -> None:
    told: list[bool] = []
    page.session.watched.connect(lambda: told.append(page.session.watching))
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 200)
    gone = film(page)
    player = gone._player  # type: ignore[attr-defined]
    page.session.home()
    settle()
    settle()
    assert page.session.place == HOME
    assert not shiboken6.isValid(gone)
    assert not shiboken6.isValid(player)
    assert told == [True, False], "speech knows when a film begins and ends"


def test_what_is_to_be_heard_instead_makes_it_stand_still(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 200)
    page.session.hush()
    assert standing(page) == "paused"


def test_a_fault_stops_it(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 200)
    page.session.set_fault(True)
    assert standing(page) == "paused"
    page.session.set_fault(False)
    settle()
    assert page.session.place.screen is Screen.ATTRACT


def test_another_language_comes_with_its_subtitles_at_the_same_place(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 800)
    touch(page, "Pause")
    qtbot.wait(100)
    stood = at(page)
    page.session.setLanguage("en")
    settle()
    page.grab()
    assert (at(page), standing(page)) == (stood, "paused")
    assert any("Draw one level line" in words for words in page.hand.words())


def test_size_and_contrast_change_while_it_plays(page: Open, qtbot: QtBot) -> None:
    touch(page, "Play")
    until(qtbot, lambda: at(page) > 300)
    page.session.setTextSize(TextSize.LARGEST.value)
    page.session.setContrast(Contrast.WHITE_ON_BLACK.value)
    settle()
    stood = at(page)
    until(qtbot, lambda: at(page) > stood + 300)
    assert standing(page) == "playing"


@pytest.mark.parametrize("change", ["torn", "gone"])
@pytest.mark.parametrize("panel", [Panel(), Panel().turned()], ids=["portrait", "landscape"])
def test_a_film_that_cannot_be_opened_says_so_and_the_words_stand(
    demo_store: Path, tmp_path: Path, qapp: QGuiApplication, qtbot: QtBot, change: str, panel: Panel
) -> None:
    """No warning of Qt, no word of FFmpeg; and the page holds its numbers in this state too."""
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    with opened(store, qapp, panel=panel) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        topic = showing.topic("marking")
        assert topic is not None
        file = showing.media(topic.videos[0].media)
        assert file is not None
        if change == "gone":
            file.unlink()
        else:
            file.chmod(0o600)
            file.write_bytes(b"\x00" * file.stat().st_size)
        kiosk.go("film", FILM)
        if change == "torn":
            touch(kiosk, "Play")
            until(qtbot, lambda: standing(kiosk) == "broken")
        settle()
        kiosk.grab()
        assert standing(kiosk) == "broken"
        words = kiosk.hand.words()
        assert "Không mở được đoạn phim này." in words
        assert "Nội dung bằng chữ ở ngay bên dưới." in words
        assert kiosk.keys("Play") not in kiosk.hand.names()
        for size in TextSize:
            kiosk.session.setTextSize(size.value)
            settle()
            kiosk.grab()
            measurer = Measurer(kiosk.window, panel.pixels_per_mm)
            assert measurer.geometry(measurer.layer(), size).faults == ()
        film(kiosk).play()  # type: ignore[attr-defined]
        film(kiosk).step(10_000)  # type: ignore[attr-defined]
        assert standing(kiosk) == "broken"


def test_a_film_with_sound_is_as_loud_as_she_set_it_and_plays_without_a_loudspeaker_too(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers import films

    file = tmp_path / "sound.webm"
    file.write_bytes(films.film(sound=True))
    made = Film()
    made.seconds, made.sound, made.loudness = 2, True, 70
    made.file = QUrl.fromLocalFile(str(file))
    monkeypatch.setattr("voter_kiosk.kiosk.film.can_be_heard", lambda: True)
    output = made._load().audioOutput()
    assert output.volume() == pytest.approx(0.7)
    made.loudness = 30
    assert output.volume() == pytest.approx(0.3)
    made.stop()
    monkeypatch.setattr("voter_kiosk.kiosk.film.can_be_heard", lambda: False)
    made.play()
    player = made._player
    assert player is not None
    assert player.audioOutput() is None
    qtbot.waitUntil(lambda: made.position > 300, timeout=SOON)
    made.stop()
    made.deleteLater()
    settle()


def test_a_file_longer_than_its_record_is_not_played_beyond_it(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """By the record's length who watches is counted as present."""
    from helpers import films

    file = tmp_path / "long.webm"
    file.write_bytes(films.film(6.0))
    made = Film()
    made.seconds, made.file = 1, QUrl.fromLocalFile(str(file))
    made.play()
    qtbot.waitUntil(lambda: made.standing == "ended", timeout=SOON)
    assert made.position == 1000
    made.stop()
    made.deleteLater()
    settle()


def test_what_ffmpeg_would_say_of_a_broken_file_is_not_said(demo_store: Path, tmp_path: Path) -> None:
    """It would name the file in the journal: nothing keeps what a citizen watched."""
    torn = tmp_path / "torn.webm"
    torn.write_bytes(b"\x1a\x45\xdf\xa3" + b"\xff" * 5000)
    program = """
import os, sys
os.environ["QT_QUICK_BACKEND"] = "software"
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["x", "-platform", "offscreen"])
from voter_kiosk.kiosk.film import Film
for path in sys.argv[1:]:
    film = Film()
    film.seconds, film.sound, film.file = 17, True, QUrl.fromLocalFile(path)
    film.play()
    for _ in range(4000):
        application.processEvents()
        if film.standing == "broken" or film.position > 300:
            break
        QCoreApplication.instance().thread().msleep(2)
    print(film.standing)
    film.stop()
"""
    films = Path("data/demo/media/gach-phieu.webm").resolve()
    done = subprocess.run(
        [sys.executable, "-c", program, str(torn), str(films)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "broken\nplaying\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "topic/marking",
        "topic/marking/1",
        "topic/marking/x",
        "topic/khong-co/0",
        "steps/4/9",
        "steps/99/0",
        "steps/x/0",
        "notice/khong-co/0",
        "home//0",
        "nowhere/a/0",
    ],
)
def test_a_film_that_is_not_there_leads_home(kiosk: Open, subject: str) -> None:
    with pytest.raises(LookupError):
        FilmFacts(kiosk.session.view, subject, kiosk.session)


def test_the_tour_comes_to_every_owner_and_none_of_them_plays(kiosk: Open) -> None:
    showing = kiosk.session.view.showing
    assert showing is not None
    seen = {
        stop.name: stop.place.subject for stop in stops(showing, kiosk.session.view.moment) if stop.kind == "film"
    }
    assert seen.keys() == {
        "film-topic-film",
        "film-steps-film",
        "film-on-the-way",
        "film-on-the-way-end",
        "film-at-its-end",
    }
    for subject in seen.values():
        kiosk.go("film", subject)
        assert standing(kiosk) != "playing"
    kiosk.session.finish()
