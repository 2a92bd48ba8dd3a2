"""A fault in any page asks for staff, comes back by itself, and leaves everything else to the next citizen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Q_ARG, QMetaObject, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from helpers.kiosks import Open, opened
from helpers.monkey import SMALL
from voter_kiosk.domain.journey import ATTRACT, HOME, Place, Screen
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.facts import pages
from voter_kiosk.kiosk.office.pages import PAGES as OFFICE_PAGES
from voter_kiosk.kiosk.reading import kind
from voter_kiosk.kiosk.stops import stops
from voter_kiosk.kiosk.view import View

Build = Callable[[View, Place, QObject], tuple[str, QObject] | None]


pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def kiosk(demo_store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    """One for all of them: what one fault left behind would be seen by the next."""
    with opened(demo_store, qapp, panel=SMALL, comes_back_ms=1) as found:
        pages.warm()  # as the program does before the second page: QML never meets a type that it does not know
        yield found


@pytest.fixture(scope="module")
def places(kiosk: Open) -> dict[Screen, Place]:
    """A place of each screen."""
    showing = kiosk.session.view.showing
    assert showing is not None
    found = {stop.place.screen: stop.place for stop in stops(showing, kiosk.session.view.moment)}
    return {screen: found.get(screen, Place(screen)) for screen in pages.PAGES}


@pytest.fixture
def qt_said() -> Iterator[list[str]]:
    """What QML says of a page that does not load, instead of the log that no test may write in."""
    said: list[str] = []

    def hear(level: QtMsgType, _context: object, message: str) -> None:
        if level not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            said.append(message)

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)


def raises(_view: View, place: Place, _parent: QObject) -> tuple[str, QObject]:
    raise ZeroDivisionError(place.screen)


def no_file(_view: View, _place: Place, parent: QObject) -> tuple[str, QObject]:
    return "NoSuchPage", QObject(parent)


def wrong_facts(_view: View, place: Place, parent: QObject) -> tuple[str, QObject]:
    return pages.PAGES[place.screen], QObject(parent)


def goes(kiosk: Open, place: Place) -> None:
    """As QML asks for it."""
    arguments = Q_ARG(str, place.screen.value), Q_ARG(str, place.subject)
    assert QMetaObject.invokeMethod(kiosk.session, "go", *arguments)


def page(kiosk: Open) -> str:
    stage = next(item for item in kiosk.window.contentItem().childItems() if kind(item) == "QQuickLoader")
    shown = stage.property("item")
    return kind(shown) if isinstance(shown, QQuickItem) else ""


def comes_back(kiosk: Open, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not kiosk.session.fault, timeout=5000)
    assert kiosk.session.place == ATTRACT
    assert page(kiosk) == "AttractPage"


@pytest.mark.parametrize("breaks", [raises, wrong_facts], ids=lambda breaks: breaks.__name__)
@pytest.mark.parametrize("screen", [screen for screen in pages.PAGES if screen is not Screen.ATTRACT])
def test_a_page_that_breaks_asks_for_staff_and_passes(
    kiosk: Open,
    places: dict[Screen, Place],
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    screen: Screen,
    breaks: Build,
) -> None:
    place = places[screen]
    others = [one for at, one in places.items() if at not in {screen, Screen.ATTRACT, Screen.RESULTS}]

    def build(view: View, at: Place, parent: QObject) -> tuple[str, QObject] | None:
        return (breaks if at.screen is screen else pages.build)(view, at, parent)

    monkeypatch.setattr(kiosk.session, "_build", build)
    with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
        goes(kiosk, place)
        assert kiosk.session.fault, "staff are asked for"
        assert kiosk.keys("Please call the staff") in kiosk.hand.words()
        assert kiosk.hand.names() == [], "nothing can be touched below"
        comes_back(kiosk, qtbot)
    assert [record.levelname for record in caplog.records] == ["CRITICAL"], "once"
    assert len(place.subject) < 4 or place.subject not in caplog.text, "what was open is nobody's business"
    after = others[list(pages.PAGES).index(screen) % len(others)]
    for other in (HOME, after) if screen is not Screen.HOME else (after,):
        kiosk.go(other.screen, other.subject)
        assert not kiosk.session.fault
        assert page(kiosk) == pages.PAGES[other.screen]
    kiosk.session.finish()
    monkeypatch.undo()
    kiosk.go(place.screen, place.subject)
    sound = kiosk.session.place.screen  # results have nothing to show before the day, and lead home
    assert page(kiosk) == pages.PAGES[sound], "and as soon as it is sound, this one too"
    assert sound is screen or screen is Screen.RESULTS
    kiosk.session.finish()


def test_while_the_first_page_is_broken_staff_are_asked_for_until_it_is_sound(
    kiosk: Open,
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kiosk.go("home")
    for breaks in (raises, no_file):
        broken = [True]

        def build(
            view: View, at: Place, parent: QObject, breaks: Build = breaks, broken: list[bool] = broken
        ) -> tuple[str, QObject] | None:
            return (breaks if at == ATTRACT and broken else pages.build)(view, at, parent)

        monkeypatch.setattr(kiosk.session, "_build", build)
        with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
            QMetaObject.invokeMethod(kiosk.session, "finish")
            qtbot.waitUntil(lambda: len(caplog.records) > 3, timeout=5000)
            assert kiosk.session.fault
            broken.clear()
            comes_back(kiosk, qtbot)
            caplog.clear()
        goes(kiosk, HOME)


@pytest.mark.parametrize("task", list(OFFICE_PAGES)[1:4])
def test_a_page_of_the_officials_that_breaks_leads_back_as_well(
    kiosk: Open,
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    task: str,
) -> None:
    office = kiosk.kiosk.screen.office
    for what in (lambda *_: 1 / 0, lambda _office, _task, _subject, holder: ("NoSuchPage", QObject(holder))):
        office.let_in(Person(0, "Lê Thị B", Role.OFFICER))
        monkeypatch.setattr("voter_kiosk.kiosk.office.office.build", what)
        with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
            QMetaObject.invokeMethod(office, "go", Q_ARG(str, str(task)), Q_ARG(str, ""))
            assert kiosk.session.fault
            comes_back(kiosk, qtbot)
        assert not office.occupied
        monkeypatch.undo()
        goes(kiosk, HOME)
        assert page(kiosk) == "HomePage"
        kiosk.session.finish()
