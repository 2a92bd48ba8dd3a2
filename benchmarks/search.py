"""A province of 450,000 candidates on the screen: searching, touching and scrolling, each to its frame.

``python -m benchmarks.search [--candidates N] [--people N]``. Offscreen and in software, at 1080 x 1920, in a
process of its own; topics, questions, notices and past elections are those of the demo. What is typed is what
``benchmarks.store`` types.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks._rows import table, verdict
from benchmarks.kiosk import (
    AT,
    LIMIT_SCROLL,
    LIMIT_TOUCH,
    LIMIT_TOUCH_WORST,
    demo_store,
    next_frame,
    offscreen,
    scroll_through,
    wander,
)
from benchmarks.store import election, people, typed_texts, units, wanted

from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.domain.looking import MOST_TYPED, Looking
from voter_kiosk.domain.vietnamese import INITIALS, initial
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import Records, compile_content
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.showing import Showing

if TYPE_CHECKING:
    from voter_kiosk.kiosk.window import KioskWindow

LIMIT_SEARCH = 10.0


def compiled(folder: Path, count: int) -> Path:
    """A province of ``count`` candidates with the demo's texts, compiled."""
    store = wanted(open_store(demo_store(folder)), Store)
    demo = wanted(store.catalogue, Catalogue)
    records = Records(
        election(),
        units(count),
        people(count),
        topics=[replace(topic, videos=()) for topic in demo.topics()],  # their files are the demo's
        notices=demo.notices(),
        terms=demo.terms(),
        sources=demo.sources(),
        media=_media(demo),
    )
    path = folder / "content.sqlite"
    wanted(compile_content(records, path), type(None))
    store.close()
    return path


def _media(demo: Catalogue) -> list[str]:
    topics = [block for topic in demo.topics() for blocks in topic.body.values() for block in blocks]
    notices = [block for notice in demo.notices() for blocks in notice.body.values() for block in blocks]
    return sorted({block.media for block in (*topics, *notices) if block.media})


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, KioskWindow, Showing]]:
    """The application, a window on that content, and the content."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.kiosk.language import Dictionary
    from voter_kiosk.kiosk.offscreen import settle
    from voter_kiosk.kiosk.view import View
    from voter_kiosk.kiosk.window import KioskWindow, Panel
    from voter_kiosk.shipped import shipped

    catalogue = wanted(open_catalogue(path), Catalogue)
    moment = Moment(AT)
    showing = Showing(catalogue, None, decide(catalogue.election, None, moment, KioskState()), moment)
    dictionary = Dictionary.load(shipped("resources", "i18n"))
    app = QGuiApplication([])
    screen = KioskWindow(lambda comfort: View(showing, moment, dictionary, comfort), Panel(), parent=app)
    screen.window.show()
    while screen.warm():  # what a kiosk does in its first second
        pass
    settle()
    yield app, screen, showing
    screen.close()
    catalogue.close()


class Measured:
    """A window on which somebody types, and the milliseconds that each thing took, by what it was."""

    def __init__(self, app: Any, screen: KioskWindow, showing: Showing) -> None:
        from PySide6.QtTest import QTest

        from voter_kiosk.kiosk.drive import Hand

        self._app, self._window, self._session, self._showing = app, screen.window, screen.session, showing
        self._device = QTest.createTouchDevice()
        self._hand = Hand(self._window, self._device)
        self.taken: dict[str, list[tuple[float, str]]] = {}

    def keyboard(self, texts: Iterator[str]) -> None:
        """Each text typed on a keyboard, letter by letter, from another screen on; and looked for alone."""
        for text in texts:
            self._session.finish()
            self._session.go("sections", "")
            self._frame("to the screen", "", lambda: self._session.go("search", ""))
            for end in range(1, len(text) + 1):
                began = time.perf_counter()
                self._showing.find(text[:end])
                self._note("search alone", time.perf_counter() - began, text[:end])
                self._frame("a letter of the keyboard", text[:end], partial(self._key, text[end - 1]))

    def pad(self, texts: Iterator[str]) -> None:
        """Each text typed on the pad."""
        for text in texts:
            self._session.finish()
            self._session.go("search", "")
            for letter in text:
                key = initial(letter) or "Dấu cách"
                if len(self._session.place.subject) < MOST_TYPED:
                    self._touch("a letter of the pad", key)

    def index(self, letters: str) -> None:
        """One letter of the index after the other."""
        self._session.finish()
        self._session.go("search", "")
        self._session.go("search", Looking().at_letter().subject())
        for letter in letters:
            if letter in self._hand.names():
                self._touch("a letter of the index", letter)

    def _touch(self, what: str, name: str) -> None:
        from PySide6.QtCore import QPoint
        from PySide6.QtTest import QTest

        from voter_kiosk.kiosk.offscreen import settle

        settle()
        self._window.grabWindow()
        point = self._hand.visible_middle(self._hand.find(name)) or QPoint()
        QTest.touchEvent(self._window, self._device, False).press(0, point).commit()
        settle()
        self._window.grabWindow()  # the key is drawn pressed: the frame to come is that of the results
        before = self._session.place

        def lift() -> None:
            QTest.touchEvent(self._window, self._device, False).release(0, point).commit(False)

        self._frame(what, name, lift)
        if self._session.place == before:
            raise SystemExit(f"{name} was not typed")

    def _key(self, letter: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QGuiApplication, QKeyEvent

        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QGuiApplication.sendEvent(self._window, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _frame(self, what: str, where: str, act: Callable[[], object]) -> None:
        from voter_kiosk.kiosk.offscreen import settle

        settle()
        self._note(what, next_frame(self._app, self._window, act), where)

    def _note(self, what: str, seconds: float, where: str) -> None:
        self.taken.setdefault(what, []).append((seconds * 1000, where))


def measure(path: Path, count: int) -> None:
    """Type as ``count`` people do, by keyboard and by the pad, and print the table."""
    with opened(path) as (app, screen, showing):
        touches = wander(app, screen, max(1, count // 6))
        units = showing.constituencies()
        people = showing.candidates(units[-1].id)
        places = [
            Place(Screen.HOME),
            Place(Screen.BALLOTS, units[-1].body),
            Place(Screen.CANDIDATES, units[-1].id),
            Place(Screen.COMPARE, units[-1].id),
            *(Place(Screen.CANDIDATE, person.id) for person in people),
        ]
        frames = scroll_through(app, screen.window, screen.session, places)
        measured = Measured(app, screen, showing)
        measured.keyboard(typed_texts(count))
        measured.pad(typed_texts(count // 3))
        measured.index(INITIALS)
    rows: list[tuple[str, ...]] = [("what", "median", "99 %", "worst", "at most", "held")]
    for what, taken in measured.taken.items():
        times = [one for one, _ in taken]
        alone = what == "search alone"
        limits = (LIMIT_SEARCH, None) if alone else (LIMIT_TOUCH, LIMIT_TOUCH_WORST)
        rows.append(_row(what, times, *limits))
    rows.append(_row("touch to frame, anywhere", [one for one, _ in touches], LIMIT_TOUCH, LIMIT_TOUCH_WORST))
    rows.append(_row("a scrolling frame", [one for one, _ in frames], LIMIT_SCROLL, None))
    places = "; ".join(f"{one:.1f} ms {where}" for one, where in sorted(touches)[:-4:-1])
    slow = sorted(measured.taken["a letter of the keyboard"])[:-6:-1]
    letters = "; ".join(f"{one:.1f} ms “{text}”" for one, text in slow)
    table(rows, f"slowest touches: {places}", f"slowest letters: {letters}")


def _row(what: str, taken: list[float], limit: float, worst: float | None) -> tuple[str, ...]:
    """One line of the table. With ``worst`` the limit is the median's, else the 99th percentile's."""
    ordered = sorted(taken)
    median, most = statistics.median(ordered), ordered[-1]
    high = ordered[int(len(ordered) * 0.99)]
    held = median <= limit and most <= worst if worst is not None else high <= limit
    limits = f"{limit:.0f} ms, worst {worst:.0f} ms" if worst is not None else f"{limit:.0f} ms at 99 %"
    figures = (f"{median:.1f} ms", f"{high:.1f} ms", f"{most:.1f} ms")
    return (f"{what}, {len(ordered)}", *figures, limits, verdict(0.0 if held else 1.0, 0.5))


def main() -> None:
    """Compile, and measure in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=450_000)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--measure", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(Path(asked.measure), asked.people)
        return
    with tempfile.TemporaryDirectory(prefix="bench-search-") as scratch:
        path = compiled(Path(scratch), asked.candidates)
        command = [
            sys.executable,
            "-m",
            "benchmarks.search",
            "--measure",
            str(path),
            "--people",
            str(asked.people),
        ]
        subprocess.run(command, env=offscreen(), check=True)


if __name__ == "__main__":
    main()
