"""A fault in any page asks for staff, comes back by itself, and leaves everything else to the next citizen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Q_ARG, QMetaObject, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from helpers.kiosks import Open, opened
from helpers.monkey import SMALL, TASKS, Errand, done_here, hearing, staffed
from voter_kiosk.domain.first_start import Ask
from voter_kiosk.domain.journey import ATTRACT, HOME, Place, Screen
from voter_kiosk.domain.office import Person, Role, Task
from voter_kiosk.kiosk.facts import pages
from voter_kiosk.kiosk.office.office import Office
from voter_kiosk.kiosk.office.pages import MENU, START
from voter_kiosk.kiosk.office.pages import PAGES as OFFICE_PAGES
from voter_kiosk.kiosk.office.pages import build as build_in_office
from voter_kiosk.kiosk.reading import kind
from voter_kiosk.kiosk.stops import stops
from voter_kiosk.kiosk.view import View
from voter_kiosk.store.people import add_person

OFFICER = Person(0, "Lê Thị B", Role.OFFICER)
Build = Callable[[View, Place, QObject], tuple[str, QObject] | None]


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


@pytest.fixture(scope="module")
def staff(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an officer and an operator."""
    made = staffed(demo_store, tmp_path_factory.mktemp("staff"))
    assert isinstance(add_person(made, "Trần Văn C", Role.OPERATOR, "775901"), Person)
    return made


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


OfficeBuild = Callable[[Office, str, str, QObject], tuple[str, QObject]]


def raises_there(_office: Office, task: str, _subject: str, _holder: QObject) -> tuple[str, QObject]:
    raise ZeroDivisionError(task)


def no_file_there(_office: Office, _task: str, _subject: str, holder: QObject) -> tuple[str, QObject]:
    return "NoSuchPage", QObject(holder)


def wrong_facts_there(office: Office, task: str, subject: str, holder: QObject) -> tuple[str, QObject]:
    return build_in_office(office, task, subject, holder)[0], QObject(holder)


OFFICE_BREAKS = [raises_there, no_file_there, wrong_facts_there]


def only_at(task: str, breaks: OfficeBuild) -> OfficeBuild:
    """Every page as it is made, but for that one."""

    def made(office: Office, at: str, subject: str, holder: QObject) -> tuple[str, QObject]:
        return (breaks if at == task else build_in_office)(office, at, subject, holder)

    return made


class Answer(QObject):
    """Of a command that was on its way."""

    came = Signal()


def answered(then: Callable[[], None]) -> None:
    """As when such an answer comes: what ``then`` raises, nobody catches."""
    answer = Answer()
    answer.came.connect(then)
    answer.came.emit()


def never_answered(arguments: Sequence[str], parent: QObject, *, typed: str = "") -> Errand:
    """In the place of a command that a page asks for."""
    return Errand(arguments, parent, typed, 0)


def office_page(kiosk: Open) -> str:
    """What the officials see."""
    over = next(item for item in kiosk.window.contentItem().childItems() if kind(item) == "OfficeWindow")
    if not over.isVisible():
        return ""
    shown = next(item for item in over.childItems() if kind(item) == "QQuickLoader").property("item")
    return kind(shown) if isinstance(shown, QQuickItem) else ""


def test_every_page_of_the_officials_is_broken_below() -> None:
    assert {MENU, START, *Task} == set(OFFICE_PAGES)


@pytest.mark.parametrize("breaks", OFFICE_BREAKS, ids=lambda breaks: breaks.__name__)
@pytest.mark.parametrize("task", [task for task in OFFICE_PAGES if task != START])
def test_a_page_of_the_officials_that_breaks_leads_back_as_well(
    kiosk: Open,
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    task: str,
    breaks: OfficeBuild,
) -> None:
    office = kiosk.kiosk.screen.office
    monkeypatch.setattr("voter_kiosk.kiosk.office.office.Job", never_answered)
    monkeypatch.setattr("voter_kiosk.kiosk.office.office.build", only_at(task, breaks))
    with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
        if task == MENU:
            answered(lambda: office.let_in(OFFICER))
        else:
            office.let_in(OFFICER)
            assert office_page(kiosk) == "MenuPage"
            QMetaObject.invokeMethod(office, "go", Q_ARG(str, str(task)), Q_ARG(str, ""))
        assert kiosk.session.fault, "staff are asked for"
        assert kiosk.keys("Please call the staff") in kiosk.hand.words()
        comes_back(kiosk, qtbot)
    assert {record.levelname for record in caplog.records} == {"CRITICAL"}
    assert OFFICER.name not in caplog.text
    assert not office.occupied
    assert office_page(kiosk) == ""
    monkeypatch.setattr("voter_kiosk.kiosk.office.office.build", build_in_office)
    goes(kiosk, HOME)
    assert page(kiosk) == "HomePage"
    kiosk.session.finish()
    office.let_in(OFFICER)
    if task != MENU:
        office.go(task, "")
    assert office_page(kiosk) == office.property("page") != "", "and as soon as it is sound, this one too"
    office.let_go()
    office.leave()
    assert not office.occupied
    assert not kiosk.session.fault


def test_a_page_of_the_officials_that_breaks_is_one_fault_in_the_log(
    kiosk: Open,
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = kiosk.kiosk.screen.office
    for breaks in OFFICE_BREAKS:
        office.let_in(OFFICER)
        monkeypatch.setattr("voter_kiosk.kiosk.office.office.build", only_at(Task.COVER, breaks))
        caplog.clear()
        with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
            QMetaObject.invokeMethod(office, "go", Q_ARG(str, "cover"), Q_ARG(str, ""))
            comes_back(kiosk, qtbot)
        monkeypatch.undo()
        assert [record.levelname for record in caplog.records] == ["CRITICAL"], breaks.__name__


@pytest.mark.parametrize(
    ("task", "subject"),
    [
        *(at for at in TASKS if at != (Task.PEOPLE, "handover")),
        (Task.PEOPLE, "handover"),
        (Task.PEOPLE, "end:2:Trần Văn C"),
    ],
    ids=str,
)
def test_an_answer_that_comes_after_the_official_has_left_breaks_nothing(
    kiosk: Open, staff: Path, monkeypatch: pytest.MonkeyPatch, task: Task, subject: str
) -> None:
    office = kiosk.kiosk.screen.office
    asked: list[Errand] = []

    def ask(arguments: Sequence[str], parent: QObject, *, typed: str = "") -> Errand:
        asked.append(Errand(arguments, parent, typed, 0))
        return asked[-1]

    monkeypatch.setattr(office, "_store", staff)
    monkeypatch.setattr("voter_kiosk.kiosk.office.office.Job", ask)
    with hearing() as heard, kiosk.kiosk.cover:
        office.let_in(Person(1, "Lê Thị B", Role.OFFICER))
        office.go(task.value, subject)
        if office.facts is not None and office.facts.property("kind") == "sure":
            office.facts.next()
        office.leave()
        for errand in asked:
            how = done_here(errand.arguments, errand.typed, heard)
            answered(lambda errand=errand, how=how: errand.ended.emit(how))
    office.let_go()
    struck = kiosk.session.fault
    if struck:
        kiosk.session.set_fault(False)  # or the other tests would be struck as well
    assert not struck, heard.faults
    assert heard.faults == []
    assert not office.occupied


@pytest.mark.parametrize("breaks", OFFICE_BREAKS, ids=lambda breaks: breaks.__name__)
def test_a_question_of_the_first_start_that_breaks_is_asked_again(
    tmp_path: Path,
    qapp: QGuiApplication,
    qtbot: QtBot,
    qt_said: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    breaks: OfficeBuild,
) -> None:
    with opened(tmp_path / "kho", qapp, at=None, panel=SMALL, comes_back_ms=1) as kiosk:
        office = kiosk.kiosk.screen.office
        assert office.property("kicker") in kiosk.hand.words()
        monkeypatch.setattr("voter_kiosk.kiosk.office.office.build", only_at(START, breaks))
        with caplog.at_level(logging.CRITICAL), kiosk.kiosk.cover:
            answered(lambda: office.lead(Ask.SCREEN))
            assert kiosk.session.fault
            monkeypatch.undo()
            qtbot.waitUntil(lambda: not kiosk.session.fault, timeout=5000)
        kiosk.grab()
        assert office.occupied, "there is nothing else to show yet"
        assert office_page(kiosk) == office.property("page") != ""
        assert office.property("kicker") in kiosk.hand.words(), "what is answered is what stands there"
        assert kiosk.hand.names()
