"""Prints what a screen reader reads of every screen, in its order: to be read by a person, screen by screen.

    .venv/bin/python tools/print_reading.py STORE [vi|en] [portrait|landscape] [STOP ...]

``STORE`` is an installed one; ``STOP`` names stops or kinds of stops (``kiosk/stops.py``), none of them all.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.offscreen import application
from voter_kiosk.kiosk.reading import Read, reading, standing
from voter_kiosk.kiosk.tour import ORIENTATIONS, Guide, Look
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.opening import open_store


def main(arguments: list[str]) -> int:
    """Walk and print; 2 where the store is refused."""
    folder, *rest = arguments
    store = open_store(Path(folder))
    if isinstance(store, Refusal):
        print(store.message.en, file=sys.stderr)
        return 2
    language = next((one for one in rest if one in {VIETNAMESE, ENGLISH}), VIETNAMESE)
    orientation = next((one for one in rest if one in ORIENTATIONS), "portrait")
    wanted = set(rest) - {language, orientation}
    words = Dictionary.load(shipped("resources", "i18n"))
    guide = Guide(store, application(), panel=Panel())
    for stop in guide.route():
        if wanted and wanted.isdisjoint({stop.name, stop.kind}):
            continue
        guide.come(stop, Look(language, orientation=orientation))
        guide.window.grabWindow()
        print(f"\n=== {stop.name} ({stop.place.screen} {stop.place.subject})")
        for read in reading(guide.window):
            print(_line(read, standing(read, lambda *said: words.say(language, *said))))
        guide.leave(stop)
    guide.close()
    store.close()
    return 0


def _line(read: Read, standing: str) -> str:
    more = "".join(f" [{part}]" for part in (standing, read.value, read.description) if part)
    return f"{'*' if read.pressable else ' '} {read.role.name:12} {read.name}{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
