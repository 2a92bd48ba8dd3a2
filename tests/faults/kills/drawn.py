"""A kiosk opened on a store that an end left, and drawn: the first screen, home, a ballot's list, and what is said
of the content.

``python -m faults.kills.drawn STORE`` says which version is on them. The walks start it so: they make children by
forking, which Qt bears badly.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from helpers.kiosks import Open, opened
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.offscreen import application

SCREENS: Final = (("home", ""), ("candidates", "p98.na.1"), ("about", ""))
"""Where a visitor goes; without content there is home alone."""

FOR_GOOD_MS: Final = 3_600_000
"""How long staff are called after a fault, in milliseconds: until it was asked for."""


def drawn(store: Path, parent: QObject) -> int:
    """The version that a real kiosk shows on ``store``, 0 for none yet; raises where a screen of it is not drawn.

    The store is changed as by any start: give it a copy. What was broken off is not taken up, or another version
    might come to the screen meanwhile; that is for the judge.
    """
    with ExitStack() as stack:

        def ready(kiosk: Kiosk, _clock: Seconds) -> None:
            stack.enter_context(kiosk.cover)  # only under it is what a page raises into Qt a fault
            kiosk.resuming._done = True

        kiosk = stack.enter_context(opened(store, parent, at=None, comes_back_ms=FOR_GOOD_MS, equip=ready))
        version = _version(kiosk)
        pictures = [_picture(kiosk, "attract")]
        for screen, subject in SCREENS if version else SCREENS[:1]:
            kiosk.go(screen, subject)
            pictures.append(_picture(kiosk, screen))
            assert _version(kiosk) == version, "another one came while somebody was there"
        assert all(one != other for one, other in combinations(pictures, 2)), "each is a screen of its own"
        return version


def _version(kiosk: Open) -> int:
    showing = kiosk.session.view.showing
    return showing.about().version if showing else 0


def _picture(kiosk: Open, screen: str) -> QImage:
    """What is on the screen, which is that screen's own page and no call for staff."""
    picture = kiosk.grab()
    assert not kiosk.session.fault, f"{screen}: staff are called"
    assert kiosk.session.place.screen == screen, kiosk.session.place
    page = kiosk.item(str(kiosk.session.property("page")))
    assert page.isVisible()
    assert page.width() > 0 < page.height()
    return picture


def main() -> int:
    """The command line: one store."""
    parent = application()
    sys.stdout.write(f"{drawn(Path(sys.argv[1]), parent)}\n")
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main())
