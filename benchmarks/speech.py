"""Listening: from the finger that lifts to the first buffer pulled, and from a finger that comes down to silence.

``python -m benchmarks.speech [--runs N]``. Offscreen and in software, at 1080 x 1920, on the demo: real touches,
the real engine, a real recording (Opus, decoded by Qt Multimedia). The system's own output pulls, where it has
one (PipeWire or PulseAudio; a null sink will do). Where it has none, a stand-in pulls as soon as it is told to:
then the sound server's share is missing from the figures, and the very first touch cannot be measured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks._rows import table, verdict
from benchmarks.kiosk import AT, demo_store, offscreen, pss

LIMIT_START = 150.0
LIMIT_STOP = 50.0
_KEY_OF_THE_STRIP = "Listen"


class Listener:
    """Somebody who touches the kiosk's keys for listening, on the longest topic."""

    def __init__(self, store: Path) -> None:
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtTest import QTest

        from voter_kiosk.kiosk.app import Kiosk
        from voter_kiosk.kiosk.drive import Hand
        from voter_kiosk.kiosk.speaker import Stream
        from voter_kiosk.kiosk.window import Panel

        self.app = QGuiApplication([])
        self.kiosk = Kiosk(store, Panel(), self.app, at=AT)
        self.kiosk.open()
        self.kiosk.screen.window.show()
        while self.kiosk.screen.warm():  # what a kiosk does in its first second
            pass
        self.voice = self.kiosk.session.listening
        self._device = QTest.createTouchDevice()
        self._hand = Hand(self.kiosk.screen.window, self._device)
        self.pulled = 0.0
        read = Stream.readData

        def noted(stream: Stream, maxlen: int) -> bytes:
            self.pulled = self.pulled or time.perf_counter()
            return read(stream, maxlen)

        Stream.readData = noted  # type: ignore[method-assign]
        showing = self.kiosk.session.view.showing
        if showing is None:
            raise LookupError("nothing is shown")
        longest = max(showing.topics(), key=lambda topic: len(topic.body.get("vi", ())))
        self.kiosk.session.go("topic", longest.slug)
        self.wait(0.3)

    def started(self, key: str = _KEY_OF_THE_STRIP) -> float:
        """Milliseconds from the finger that lifts from ``key`` to the first buffer pulled."""
        from PySide6.QtCore import QPointF
        from PySide6.QtTest import QTest

        item = self._hand.find(self.kiosk.session.view.tr(key).replace("\u00a0", " "))
        point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        touch = QTest.touchEvent(self.kiosk.screen.window, self._device, False)
        touch.press(0, point).commit()
        self.wait(0.05)
        self.pulled = 0.0
        began = time.perf_counter()
        touch.release(0, point).commit()
        while not self.pulled:
            self.app.processEvents()
            if time.perf_counter() - began > 5:
                raise TimeoutError("nothing was pulled")
        return (self.pulled - began) * 1000

    def stopped(self) -> float:
        """Milliseconds from a finger that comes down on the page until the output has forgotten everything."""
        from PySide6.QtCore import QPoint
        from PySide6.QtTest import QTest

        touch = QTest.touchEvent(self.kiosk.screen.window, self._device, False)
        began = time.perf_counter()
        touch.press(0, QPoint(540, 300)).commit()
        taken = time.perf_counter() - began
        if self.voice.reading:
            raise RuntimeError("it goes on")
        touch.release(0, QPoint(540, 300)).commit()
        self.wait(0.05)
        return taken * 1000

    def wait(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.app.processEvents()
            time.sleep(0.001)


@contextmanager
def listener(store: Path) -> Iterator[Listener]:
    """A listener whose kiosk is closed in the end."""
    found = Listener(store)
    try:
        yield found
    finally:
        found.kiosk.close()


def first_touch(store: Path) -> dict[str, Any]:
    """The very first touch on a kiosk that was just started: whatever sounds is loaded meanwhile."""
    from PySide6.QtMultimedia import QMediaDevices

    if QMediaDevices.defaultAudioOutput().isNull():
        return {}
    del sys.modules["PySide6.QtMultimedia"]
    with listener(store) as somebody:
        return {"cold": somebody.started()}


def touches(store: Path, runs: int) -> dict[str, Any]:
    """Every later touch: the engine begins, stops, goes on to another piece; and a recording in its place."""
    from voter_kiosk.kiosk import loudspeaker

    before_loading = 0.0
    found: dict[str, list[float]] = {name: [] for name in ("start", "next", "stop", "clip", "clip, 150 %")}
    with listener(store) as somebody:
        before_loading = pss()
        device = stand_in(loudspeaker)
        somebody.started()
        memory = pss() - before_loading
        for _ in range(runs):
            somebody.wait(0.1)
            found["next"].append(somebody.started("Next"))
            somebody.wait(0.1)
            found["stop"].append(somebody.stopped())
            somebody.voice.leave()
            somebody.wait(0.1)
            found["start"].append(somebody.started())
        somebody.voice.leave()
        clip = recording(store.parent)
        played: list[int] = []

        class Played(loudspeaker.Clip):
            """A clip that says when it was heard, so that the engine in its place is not taken for it."""

            def sounds(self) -> Iterator[Any]:
                for number, sound in enumerate(super().sounds()):
                    if number == 0:
                        played.append(1)
                    yield sound

        for name, pace in (("clip", 100), ("clip, 150 %", 150)):
            recorded = partial(_recorded, Played, clip, pace)
            somebody.voice._recording = recorded  # type: ignore[method-assign]
            for _ in range(runs):
                somebody.wait(0.1)
                found[name].append(somebody.started())
                somebody.wait(0.5)
                somebody.voice.leave()
        if len(played) < 2 * runs:
            raise RuntimeError("the clip was not played")
    return {"device": device, "memory": memory, "taken": found}


def _recorded(kind: Callable[..., Any], clip: Path, pace: int, _text: str, _begin: int) -> Any:
    return kind(clip, pace=pace)


def stand_in(loudspeaker: Any) -> str:
    """The name of the system's output; where there is none, a stand-in takes its place."""
    from PySide6.QtMultimedia import QMediaDevices

    device = QMediaDevices.defaultAudioOutput()
    if not device.isNull():
        return device.description()

    class Pulling(loudspeaker.Loudspeaker):  # type: ignore[misc]
        """Pulls once it is started, and hears as the clock goes."""

        available = True

        def start(self, source: Any, rate: int) -> None:
            del rate
            self._since = time.perf_counter()
            source.read(4096)

        def halt(self) -> None:
            self._since = 0.0

        def heard(self) -> float:
            return time.perf_counter() - self._since

    loudspeaker.Loudspeaker = Pulling
    return ""


def recording(folder: Path) -> Path:
    """A minute of the engine's speech as the Opus file of a clip."""
    import numpy as np
    import soundfile

    from voter_kiosk.speech.engine import Espeak

    text = "Công dân đủ mười tám tuổi có quyền bầu cử. " * 20
    sounds = b"".join(sound.samples for sound in Espeak().speak(text, "vi"))
    # Opus knows rates of its own: at 24 kHz it is a little fast, which takes nothing from the measure.
    soundfile.write(folder / "clip.ogg", np.frombuffer(sounds, dtype="<i2"), 24_000, format="OGG", subtype="OPUS")
    return folder / "clip.ogg"


def ask(work: str, *arguments: str) -> dict[str, Any]:
    """The answer of one of the above, run alone."""
    import json

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speech", "--work", work, *arguments],
        env=os.environ | offscreen(),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(runs: int) -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(demo_store(Path(folder)))
        first = [found["cold"] for _ in range(3) if (found := ask("first", store))]
        found = ask("touches", store, str(runs))
    taken: dict[str, list[float]] = found["taken"]
    rows: list[tuple[str, ...]] = [("", "median", "worst", "limit", "held")]
    for name, said, limit in (
        ("start", "touch to first buffer, engine", LIMIT_START),
        ("next", "touch to first buffer, the next piece", LIMIT_START),
        ("clip", "touch to first buffer, clip", LIMIT_START),
        ("clip, 150 %", "touch to first buffer, clip of a minute at 150 %", LIMIT_START),
        ("stop", "touch to silence", LIMIT_STOP),
    ):
        worst = max(taken[name])
        figures = f"{statistics.median(taken[name]):.1f} ms", f"{worst:.1f} ms"
        rows.append((said, *figures, f"{limit:.0f} ms", verdict(worst, limit)))
    if first:
        worst = max(first)
        figures = f"{statistics.median(first):.1f} ms", f"{worst:.1f} ms"
        rows.append(("the first touch of all", *figures, f"{LIMIT_START:.0f} ms", verdict(worst, LIMIT_START)))
    table(
        rows,
        f"played by: {found['device'] or 'a stand-in, for this machine has no sound device'}",
        f"memory once somebody has listened: +{found['memory']:.0f} MB",
    )


def main() -> None:
    """Measure, or be measured."""
    import json

    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--work", nargs="+")
    asked = parser.parse_args()
    if asked.work:
        work, store, *rest = asked.work
        answer = first_touch(Path(store)) if work == "first" else touches(Path(store), int(rest[0]))
        print(json.dumps(answer), flush=True)
    else:
        measure(asked.runs)


if __name__ == "__main__":
    main()
