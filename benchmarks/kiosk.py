"""Start, memory, touch and scrolling of the kiosk, beside a bare PySide6 QML window (DESIGN section 8).

``python -m benchmarks.kiosk [--runs N]``. Every number is taken in a process of its own, offscreen and in
software, at 1080 x 1920, on the demo. Where Chromium is installed it shows one static page for comparison.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._rows import table, verdict

AT = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
BEGAN = "BENCH_BEGAN"
WIDTH, HEIGHT = 1080, 1920

LIMIT_START = 2.5
LIMIT_MEMORY = 2.5
LIMIT_TOUCH, LIMIT_TOUCH_WORST = 33.0, 100.0
LIMIT_SCROLL = 16.7
LIMIT_CHROMIUM_START = 1.0
LIMIT_CHROMIUM_MEMORY = 0.5

PAINTED = "<script>requestAnimationFrame(()=>requestAnimationFrame(()=>{new Image().src='%s'}))</script>"
"""The second frame begins when the first is painted; then the page tells."""


# What runs in processes of its own


def bare() -> None:
    """A window with one text, as small as PySide6 and QML can be."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(
        f"import QtQuick\nWindow {{ width: {WIDTH}; height: {HEIGHT}; visible: true\n"
        'Text { text: "Bầu cử"; font.pixelSize: 60 } }'.encode(),
        QUrl("file:///bare.qml"),
    )
    window = engine.rootObjects()[0]
    if not isinstance(window, QQuickWindow):
        raise TypeError(window)
    first_frame(app, window)


def kiosk_starts(store: Path) -> None:
    """The program up to its first frame, and on to the first one with the election in it."""
    in_the_program(store, lambda _kiosk, frames: tell(frames | {"pss": pss()}))


def in_the_program(store: Path, act: Callable[[Any, dict[str, float]], object]) -> None:
    """Start the program as a machine does; once it shows the election, call ``act``, and end it.

    ``act`` gets the kiosk, and the seconds since the process was asked for to its first frame (``seconds``) and to
    the first one with the election (``content``).
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.cli import start
    from voter_kiosk.kiosk.app import Kiosk

    began, painted = float(os.environ[BEGAN]), list[float]()
    opens = Kiosk.open_when_painted

    def watched(kiosk: Kiosk) -> None:
        opens(kiosk)
        window = kiosk.screen.window

        def swapped() -> None:
            painted.append(time.monotonic() - began)
            if kiosk.session.view.showing is None:
                return
            window.frameSwapped.disconnect(swapped)
            QTimer.singleShot(0, window, lambda: acted(kiosk))

        window.frameSwapped.connect(swapped)

    def acted(kiosk: Kiosk) -> None:
        try:
            act(kiosk, {"seconds": painted[0], "content": painted[-1]})
        finally:
            QGuiApplication.exit(0)

    Kiosk.open_when_painted = watched  # type: ignore[method-assign]
    start.show(start.Asked(store, AT, (WIDTH, HEIGHT)))


def first_frame(app: Any, window: Any) -> None:
    """Run until the first frame is painted; tell when that was since the process was asked for, and the memory."""
    painted: list[float] = []
    window.frameSwapped.connect(lambda: painted.append(time.monotonic()))
    while not painted:
        app.processEvents()
    tell({"seconds": painted[0] - float(os.environ[BEGAN]), "pss": pss()})


def kiosk_stops(store: Path) -> None:
    """Every screen of the content: found in a process of its own, whose memory does not count."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.kiosk.app import Kiosk
    from voter_kiosk.kiosk.window import Panel

    kiosk = Kiosk(store, Panel(), QGuiApplication([]), at=AT)
    kiosk.open()
    tell({"route": [(stop.place.screen.value, stop.place.subject) for stop in route_of(kiosk)]})
    kiosk.close()


def kiosk_after_everything(store: Path, route: list[tuple[str, str]]) -> None:
    """The memory of the program after every screen has been shown, in both languages and all text sizes; and then
    once somebody was read to and a film was played."""

    def act(kiosk: Any, _frames: object) -> None:
        shown = see_everything(kiosk, route)
        leave(kiosk)
        toured = pss()
        hear_and_watch(kiosk, route)
        leave(kiosk)
        tell({"pss": toured, "screens": shown, "heard": pss()})

    in_the_program(store, act)


def see_everything(kiosk: Any, route: list[tuple[str, str]]) -> int:
    """Show every screen of ``route`` in both languages and all text sizes, and give how many that were."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.domain.journey import TextSize
    from voter_kiosk.kiosk.offscreen import settle

    window, session = kiosk.screen.window, kiosk.session
    shown = 0
    for language in ("vi", "en"):
        for size in TextSize:
            session.setLanguage(language)
            session.setTextSize(size.value)
            for screen, subject in route:
                session.beside(screen, subject)
                settle()
                next_frame(QGuiApplication.instance(), window, window.update)
                shown += 1
    return shown


def hear_and_watch(kiosk: Any, route: list[tuple[str, str]]) -> None:
    """Somebody is read to for a while, and plays a film; where there is no sound device, a stand-in pulls."""
    from benchmarks.speech import stand_in
    from PySide6.QtTest import QTest

    from voter_kiosk.kiosk import loudspeaker
    from voter_kiosk.kiosk.drive import Hand

    stand_in(loudspeaker)
    session, hand = kiosk.session, Hand(kiosk.screen.window, QTest.createTouchDevice())
    session.setLanguage("vi")
    session.go(*next(place for place in route if place[0] == "topic"))
    session.listening.toggle()
    QTest.qWait(2000)
    if not session.listening.sounds:
        raise RuntimeError("nothing is heard")
    session.listening.leave()
    session.go(*next(place for place in route if place[0] == "film"))
    kiosk.screen.window.grabWindow()
    hand.touch(session.view.tr("Play").replace("\u00a0", " "))
    QTest.qWait(2000)
    if not session.watching:
        raise RuntimeError("no film plays")


def leave(kiosk: Any) -> None:
    """Nobody is there any more."""
    from PySide6.QtGui import QGuiApplication

    kiosk.session.finish()
    kiosk.follow()
    next_frame(QGuiApplication.instance(), kiosk.screen.window, kiosk.screen.window.update)


def kiosk_touched(store: Path, visits: int, seed: int) -> None:
    """From a finger that lifts to the first frame of the next screen, over citizens' ways; ``seed`` says which."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.kiosk.app import Kiosk
    from voter_kiosk.kiosk.offscreen import settle
    from voter_kiosk.kiosk.window import Panel

    app = QGuiApplication([])
    kiosk = Kiosk(store, Panel(), app, at=AT)
    kiosk.open()
    kiosk.screen.window.show()
    settle()
    while kiosk.screen.warm():  # what a kiosk does in its first second
        pass
    taken = wander(app, kiosk.screen, visits, seed)
    tell(
        {
            "median": statistics.median(one for one, _ in taken),
            "worst": max(taken),
            "touches": len(taken),
            "slow": sorted(taken)[-5:],
        }
    )
    kiosk.close()


def wander(app: Any, screen: Any, visits: int, seed: int = 2026) -> list[tuple[float, str]]:
    """Touch whatever is in reach, 25 times a visit, and give the milliseconds to the next frame, and where."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    from voter_kiosk.kiosk.drive import Hand
    from voter_kiosk.kiosk.offscreen import settle

    window, session = screen.window, screen.session
    device = QTest.createTouchDevice()
    hand = Hand(window, device)
    dice = random.Random(seed)  # noqa: S311  which way the citizen goes, not a secret
    taken: list[tuple[float, str]] = []

    def touched(name: str, point: QPoint) -> None:
        QTest.touchEvent(window, device, False).press(0, point).commit()
        settle()

        def lift() -> None:
            QTest.touchEvent(window, device, False).release(0, point).commit(False)

        taken.append((next_frame(app, window, lift) * 1000, f"{name} -> {session.place.screen}"))
        settle()

    middle = QPoint(WIDTH // 2, HEIGHT // 2)
    for _ in range(visits):
        session.finish()
        settle()
        touched("attract", middle)
        for _ in range(25):
            window.grabWindow()
            choices = [(name, hand.visible_middle(hand.find(name))) for name in hand.names()]
            reachable = [(name, point) for name, point in choices if point is not None]
            name, point = dice.choice(reachable)
            touched(name, point)
            if session.screen == "attract":
                touched("attract", middle)
    return taken


def kiosk_scrolled(store: Path) -> None:
    """A frame of every long page while it scrolls."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.kiosk.app import Kiosk
    from voter_kiosk.kiosk.window import Panel

    app = QGuiApplication([])
    kiosk = Kiosk(store, Panel(), app, at=AT)
    window, session = kiosk.screen.window, kiosk.session
    kiosk.open()
    window.show()
    route = [stop.place for stop in route_of(kiosk) if not stop.scrolled]
    taken = scroll_through(app, window, session, route)
    times = sorted(one for one, _ in taken)
    tell(
        {
            "p99": times[int(len(times) * 0.99)],
            "median": statistics.median(times),
            "frames": len(times),
            "slow": sorted(taken)[-3:],
        }
    )
    kiosk.close()


def scroll_through(app: Any, window: Any, session: Any, places: list[Any]) -> list[tuple[float, str]]:
    """The milliseconds of each frame while the pages of ``places`` scroll, and where."""
    from voter_kiosk.kiosk.offscreen import settle

    taken: list[tuple[float, str]] = []
    for place in places:
        session.beside(place.screen.value, place.subject)
        settle()
        window.grabWindow()
        waiting = [window.contentItem()]
        while waiting:
            item = waiting.pop()
            waiting += item.childItems()
            if not item.inherits("QQuickFlickable"):
                continue
            end = item.property("contentHeight") - item.height()
            at = 0.0
            while at + 24 < end:
                at += 24

                def scroll(item: Any = item, at: float = at) -> None:
                    item.setProperty("contentY", at)

                taken.append((next_frame(app, window, scroll) * 1000, f"{place.screen} {place.subject}"))
    return taken


def route_of(kiosk: Any) -> list[Any]:
    """Every screen of the kiosk's content."""
    from voter_kiosk.domain.journey import Comfort
    from voter_kiosk.kiosk.stops import stops

    showing = kiosk.world.look(Comfort()).showing
    return [stop for stop in stops(showing, kiosk.world.moment()) if stop.kind != "moment"]


def next_frame(app: Any, window: Any, act: Callable[[], object]) -> float:
    """The seconds from ``act`` to the next frame on the screen."""
    painted: list[float] = []

    def swapped() -> None:
        painted.append(time.perf_counter())

    window.frameSwapped.connect(swapped)
    began = time.perf_counter()
    act()
    while not painted and time.perf_counter() - began < 2:
        app.processEvents()
    window.frameSwapped.disconnect(swapped)
    return (painted[0] if painted else time.perf_counter()) - began


def pss(pid: str = "self") -> float:
    """A process's proportional share of memory, in megabytes (10^6 bytes).

    What is mapped from this program's own folders counts whole, as on a kiosk, whatever else runs here now.
    """
    own, kilobytes = False, 0
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        key, _, rest = line.partition(" ")
        if not key.endswith(":"):
            own = "site-packages" in rest or "/python" in rest
        elif key == ("Rss:" if own else "Pss:"):
            kilobytes += int(rest.split()[0])
    return kilobytes * 1024 / 1e6


def tell(facts: dict[str, object]) -> None:
    """Answer the process that asked."""
    print(json.dumps(facts), flush=True)


# What asks


def offscreen() -> dict[str, str]:
    """This process's environment for one that draws offscreen, in software, without waiting for a display."""
    drawing = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_QPA_UPDATE_IDLE_TIME": "0"}
    return {**os.environ, **drawing}


def ask(work: str, *arguments: str) -> dict[str, Any]:
    """The answer of one of the above, run alone."""
    environment = offscreen() | {BEGAN: repr(time.monotonic())}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kiosk", "--work", work, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def list_page(store: Path, told: str) -> str:
    """A ballot's list as one static page, with what the kiosk shows of it; painted, it asks for ``told``."""
    from html import escape

    from voter_kiosk.store.catalogue import Catalogue
    from voter_kiosk.store.opening import Store, open_store

    opened = open_store(store)
    if not isinstance(opened, Store) or not isinstance(opened.catalogue, Catalogue):
        raise TypeError(opened)
    catalogue = opened.catalogue
    unit = catalogue.constituencies()[0]
    rows = []
    for person in catalogue.candidates(unit.id):
        portrait = catalogue.media(person.portrait) if person.portrait else None
        image = f'<img src="{portrait.as_uri()}" width=120>' if portrait else ""
        said = (person.name, person.birth_date_posted, person.native_place, person.occupation, person.workplace)
        rows.append(f"<tr><td>{image}<td>" + "<td>".join(map(escape, said)))
    opened.close()
    return (
        "<!doctype html><html lang=vi><meta charset=utf-8><title>x</title>"
        f"<h1>Danh sách người ứng cử</h1><table>{''.join(rows)}</table>{PAINTED % told}"
    )


def chromium_here() -> str | None:
    """Where Chromium lies, if it is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def chromium_version() -> str:
    """What Chromium says it is."""
    said = subprocess.run([chromium_here() or "", "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])


def chromium(store: Path, folder: Path) -> tuple[float, float] | None:
    """Seconds until Chromium has painted a ballot's list as one static page, and the megabytes it takes then.

    ``None`` where there is no Chromium.
    """
    program = chromium_here()
    if program is None:
        return None
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryDirectory() as profile:
        listener.settimeout(60)
        page = folder / "page.html"
        page.write_text(list_page(store, f"http://127.0.0.1:{listener.getsockname()[1]}/"), encoding="utf-8")
        quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *quiet]
        began = time.monotonic()
        running = subprocess.Popen(
            [*command, f"--window-size={WIDTH},{HEIGHT}", "--remote-debugging-port=0", page.as_uri()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        listener.accept()[0].close()
        seconds = time.monotonic() - began
        time.sleep(3)
        memory = sum(pss(str(pid)) for pid in family(running.pid))
        running.terminate()
        running.wait()
    return seconds, memory


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    found = [pid]
    for folder in Path(f"/proc/{pid}/task").iterdir():
        children = (folder / "children").read_text().split()
        found += [one for child in children for one in family(int(child))]
    return found


def demo_store(folder: Path) -> Path:
    """The demo, built, signed and installed."""
    from voter_kiosk.authoring.publish import build
    from voter_kiosk.bundle.keys import create_keys
    from voter_kiosk.shipped import shipped
    from voter_kiosk.store.installer import Installed, install
    from voter_kiosk.store.setup import setup

    issued = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    create_keys(folder / "keys", issued=issued)
    build(shipped("data", "demo"), folder / "keys", folder / "demo.vkb", issued=issued)
    setup(folder / "store", folder / "keys" / "root.json", polling_area="c98001.01")
    installed = install(folder / "store", folder / "demo.vkb")
    if not isinstance(installed, Installed):
        raise TypeError(installed)  # and the demo's own tests say why
    return folder / "store"


def medians(answers: list[dict[str, Any]]) -> dict[str, float]:
    """Of several answers the median of each number."""
    return {
        name: statistics.median(one[name] for one in answers)
        for name, value in answers[0].items()
        if isinstance(value, (int, float))
    }


def measure(runs: int) -> None:
    """Measure everything, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(demo_store(Path(folder)))
        ask("start", store)  # the caches of QML and of Python are written at the first start, as on a kiosk
        turns = [(ask("bare"), ask("start", store), chromium(Path(store), Path(folder))) for _ in range(runs)]
        bare, started = medians([one for one, _, _ in turns]), medians([one for _, one, _ in turns])
        route = json.dumps(ask("stops", store)["route"])
        toured = medians([ask("everything", store, route) for _ in range(runs)])
        touched = [ask("touch", store, "3", str(2026 + run)) for run in range(runs)]
        scrolled = medians([ask("scroll", store) for _ in range(runs)])
    median = statistics.median(one["median"] for one in touched)
    slow = sorted((tuple(touch) for one in touched for touch in one["slow"]), reverse=True)
    window = f"bare window {bare['seconds'] * 1000:.0f} ms", bare["seconds"]
    its_memory = f"bare window {bare['pss']:.0f} MB", bare["pss"]
    after = f"memory (PSS) after {toured['screens']:.0f} screens"
    rows: list[tuple[str, ...]] = [
        ("what", "kiosk", "beside", "ratio", "at most", "held"),
        beside("start to first frame", started["seconds"], *window, LIMIT_START),
        beside("start to the election's frame", started["content"], *window, None),
        beside(after, toured["pss"], *its_memory, LIMIT_MEMORY),
        beside("and once read to, and a film", toured["heard"], *its_memory, None),
        alone(f"touch to frame, median of {sum(one['touches'] for one in touched)}", median, "", LIMIT_TOUCH),
        alone("touch to frame, worst", slow[0][0], slow[0][1], LIMIT_TOUCH_WORST),
        alone(
            f"scrolling frame, 99 % of {scrolled['frames']:.0f}",
            scrolled["p99"],
            f"median {scrolled['median']:.1f} ms",
            LIMIT_SCROLL,
        ),
    ]
    notes = [f"slowest touches: {'; '.join(f'{taken:.1f} ms {name}' for taken, name in slow[:5])}"]
    met = [one for _, _, one in turns if one is not None]
    if met:
        seconds, memory = (statistics.median(one[at] for one in met) for at in (0, 1))
        its_list = f"its list {seconds * 1000:.0f} ms", seconds
        its_megabytes = f"its list {memory:.0f} MB", memory
        rows += [
            beside("start beside Chromium", started["seconds"], *its_list, LIMIT_CHROMIUM_START),
            beside("the election's frame beside it", started["content"], *its_list, None),
            beside("memory beside Chromium", toured["pss"], *its_megabytes, LIMIT_CHROMIUM_MEMORY),
            beside("and once read to, and a film", toured["heard"], *its_megabytes, None),
        ]
        notes.append(f"{chromium_version()}, with one page that is there from the start")
    else:
        notes.append("Chromium is not installed: not compared.")
    notes.append(
        f"medians of {runs} runs, each in a process of its own; the kiosk is the program as a machine starts it"
    )
    notes.append("the first frame says what this is, the election's comes once the store is open")
    table(rows, *notes)


def beside(what: str, ours: float, said: str, other: float, most: float | None) -> tuple[str, ...]:
    """A row of something beside another: seconds or megabytes, as ``said`` says of the other."""
    shown = f"{ours * 1000:.0f} ms" if said.endswith("ms") else f"{ours:.0f} MB"
    limit, held = ("-", "") if most is None else (f"{most:g} x", verdict(ours / other, most))
    return what, shown, said, f"{ours / other:.2f}", limit, held


def alone(what: str, milliseconds: float, beside: str, most: float) -> tuple[str, ...]:
    """A row of milliseconds that are to be at most so many."""
    return what, f"{milliseconds:.1f} ms", beside, "", f"{most:g} ms", verdict(milliseconds, most)


def main() -> None:
    """Ask, or answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--work", default="", help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    store = Path(asked.arguments[0]) if asked.arguments else Path()
    works: dict[str, Callable[[], None]] = {
        "": lambda: measure(asked.runs),
        "bare": bare,
        "start": lambda: kiosk_starts(store),
        "stops": lambda: kiosk_stops(store),
        "everything": lambda: kiosk_after_everything(store, json.loads(asked.arguments[1])),
        "touch": lambda: kiosk_touched(store, int(asked.arguments[1]), int(asked.arguments[2])),
        "scroll": lambda: kiosk_scrolled(store),
    }
    works[asked.work]()


if __name__ == "__main__":
    main()
