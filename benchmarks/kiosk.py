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
    """The kiosk up to its first frame."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.kiosk.app import Kiosk
    from voter_kiosk.kiosk.window import Panel

    app = QGuiApplication([])
    kiosk = Kiosk(store, Panel(), app, at=AT)
    kiosk.open_when_painted()
    kiosk.screen.window.show()
    first_frame(app, kiosk.screen.window, lambda: kiosk.session.view.showing is not None)
    kiosk.close()


def first_frame(app: Any, window: Any, content: Callable[[], bool] | None = None) -> None:
    """Run until the first frame is painted, and on to one with ``content``.

    Tells when that was since the process was asked for, and the memory.
    """
    painted: list[float] = []
    window.frameSwapped.connect(lambda: painted.append(time.monotonic()))
    while not painted:
        app.processEvents()
    before = len(painted)
    while content is not None and len(painted) <= before:
        before = before if content() else len(painted)
        app.processEvents()
    began = float(os.environ[BEGAN])
    tell({"seconds": painted[0] - began, "content": painted[-1] - began, "pss": pss()})


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
    """The memory of the kiosk after every screen has been shown, in both languages and all text sizes."""
    from PySide6.QtGui import QGuiApplication

    from voter_kiosk.domain.journey import TextSize
    from voter_kiosk.kiosk.app import Kiosk
    from voter_kiosk.kiosk.offscreen import settle
    from voter_kiosk.kiosk.window import Panel

    app = QGuiApplication([])
    kiosk = Kiosk(store, Panel(), app, at=AT)
    window, session = kiosk.screen.window, kiosk.session
    kiosk.open()
    window.show()
    before = pss()
    shown = 0
    for language in ("vi", "en"):
        for size in TextSize:
            session.setLanguage(language)
            session.setTextSize(size.value)
            for screen, subject in route:
                session.beside(screen, subject)
                settle()
                next_frame(app, window, window.update)
                shown += 1
    session.finish()
    kiosk.follow()  # nobody is there any more
    next_frame(app, window, window.update)
    tell({"pss": pss(), "start": before, "screens": shown})
    kiosk.close()


def kiosk_touched(store: Path, runs: int) -> None:
    """From a finger that lifts to the first frame of the next screen, over a citizen's ways."""
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
    taken = wander(app, kiosk.screen, runs)
    tell(
        {
            "median": statistics.median(one for one, _ in taken),
            "worst": max(taken),
            "touches": len(taken),
            "slow": sorted(taken)[-5:],
        }
    )
    kiosk.close()


def wander(app: Any, screen: Any, runs: int) -> list[tuple[float, str]]:
    """Touch whatever is in reach, 25 times a visit, and give the milliseconds to the next frame, and where."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    from voter_kiosk.kiosk.drive import Hand
    from voter_kiosk.kiosk.offscreen import settle

    window, session = screen.window, screen.session
    device = QTest.createTouchDevice()
    hand = Hand(window, device)
    dice = random.Random(2026)  # noqa: S311  which way the citizen goes, not a secret
    taken: list[tuple[float, str]] = []

    def touched(name: str, point: QPoint) -> None:
        QTest.touchEvent(window, device, False).press(0, point).commit()
        settle()

        def lift() -> None:
            QTest.touchEvent(window, device, False).release(0, point).commit(False)

        taken.append((next_frame(app, window, lift) * 1000, f"{name} -> {session.place.screen}"))
        settle()

    middle = QPoint(WIDTH // 2, HEIGHT // 2)
    for _ in range(runs):
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


def chromium(store: Path, folder: Path) -> tuple[float, float] | None:
    """Seconds until Chromium has painted a ballot's list as one static page, and the megabytes it takes then.

    ``None`` where there is no Chromium.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
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


def measure(runs: int) -> None:
    """Measure everything, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(demo_store(Path(folder)))
        ask("start", store)  # the caches of QML and of Python are written at the first start, as on a kiosk
        pairs = [(ask("bare"), ask("start", store)) for _ in range(runs)]
        bare_seconds = statistics.median(one["seconds"] for one, _ in pairs)
        seconds = statistics.median(other["seconds"] for _, other in pairs)
        content = statistics.median(other["content"] for _, other in pairs)
        bare_memory = statistics.median(one["pss"] for one, _ in pairs)
        toured = ask("everything", store, json.dumps(ask("stops", store)["route"]))
        touched = ask("touch", store, str(runs * 3))
        scrolled = ask("scroll", store)
        others = [chromium(Path(store), Path(folder)) for _ in range(runs)]
    start_ratio, memory_ratio = seconds / bare_seconds, toured["pss"] / bare_memory
    worst, where = touched["worst"]
    rows: list[tuple[str, ...]] = [
        ("what", "kiosk", "beside", "ratio", "at most", "held"),
        (
            "start to first frame",
            f"{seconds * 1000:.0f} ms",
            f"bare window {bare_seconds * 1000:.0f} ms",
            f"{start_ratio:.2f}",
            f"{LIMIT_START} x",
            verdict(start_ratio, LIMIT_START),
        ),
        (
            "start to the election's frame",
            f"{content * 1000:.0f} ms",
            "",
            f"{content / bare_seconds:.2f}",
            "-",
            "",
        ),
        (
            f"memory (PSS) after {toured['screens']} screens",
            f"{toured['pss']:.0f} MB",
            f"bare window {bare_memory:.0f} MB",
            f"{memory_ratio:.2f}",
            f"{LIMIT_MEMORY} x",
            verdict(memory_ratio, LIMIT_MEMORY),
        ),
        (
            f"touch to frame, median of {touched['touches']}",
            f"{touched['median']:.1f} ms",
            "",
            "",
            f"{LIMIT_TOUCH:.0f} ms",
            verdict(touched["median"], LIMIT_TOUCH),
        ),
        (
            "touch to frame, worst",
            f"{worst:.1f} ms",
            where,
            "",
            f"{LIMIT_TOUCH_WORST:.0f} ms",
            verdict(worst, LIMIT_TOUCH_WORST),
        ),
        (
            f"scrolling frame, 99 % of {scrolled['frames']}",
            f"{scrolled['p99']:.1f} ms",
            f"median {scrolled['median']:.1f} ms",
            "",
            f"{LIMIT_SCROLL} ms",
            verdict(scrolled["p99"], LIMIT_SCROLL),
        ),
    ]
    met = [one for one in others if one is not None]
    if met:
        its_seconds, its_memory = (statistics.median(one[at] for one in met) for at in (0, 1))
        rows += [
            (
                "start beside Chromium",
                f"{seconds * 1000:.0f} ms",
                f"its list {its_seconds * 1000:.0f} ms",
                f"{seconds / its_seconds:.2f}",
                "1 x",
                verdict(seconds / its_seconds, 1.0),
            ),
            (
                "memory beside Chromium",
                f"{toured['pss']:.0f} MB",
                f"its list {its_memory:.0f} MB",
                f"{toured['pss'] / its_memory:.2f}",
                "0.5 x",
                verdict(toured["pss"] / its_memory, 0.5),
            ),
        ]
    slowest = "; ".join(f"{one:.1f} ms {name}" for one, name in reversed(touched["slow"]))
    missing = [] if met else ["Chromium is not installed: not compared."]
    table(rows, f"slowest touches: {slowest}", *missing)


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
        "touch": lambda: kiosk_touched(store, int(asked.arguments[1])),
        "scroll": lambda: kiosk_scrolled(store),
    }
    works[asked.work]()


if __name__ == "__main__":
    main()
