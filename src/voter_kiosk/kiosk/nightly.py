"""Once a night every loaded file is read again, while nobody is at the screen: a command in a child process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from voter_kiosk.domain.scrubbing import night_of
from voter_kiosk.kiosk.office.job import BesideTheScreen, Outcome
from voter_kiosk.kiosk.world import Night

LOG = logging.getLogger(__name__)

QUIET_S: Final = 600.0
"""How long nobody must have been at the screen, in seconds."""

APART_S: Final = 12 * 3600.0
"""How long after one look the next one may begin, whatever a clock that jumps makes of days, in seconds."""

AGAIN_S: Final = 3600.0
"""How long after one that was refused, because a bundle was being loaded, say."""


class Nightly(BesideTheScreen):
    """Begins the look when it is due, and ends it when somebody comes: a load must not wait for it.

    ``clock`` is seconds that never run backwards. ``looked`` comes after a look, with how many files were damaged.
    """

    looked = Signal(int)

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._quiet_since: float | None = None
        self._not_before = 0.0
        self._hastened = False

    def hasten(self) -> None:
        """Something was seen to be damaged: begin as soon as nobody is at the screen, whatever the hour."""
        self._hastened = True
        self._not_before = 0.0

    def look(self, store: Path, night: Callable[[], Night | None] | None) -> None:
        """Every few seconds: ``night`` is asked what time it is; ``None`` while somebody is at the screen."""
        now = self._clock()
        if night is None:
            self._quiet_since = None
            self.stop()
            return
        if self._quiet_since is None:
            self._quiet_since = now
        if self.at_work or now < self._not_before or not (self._hastened or self._quiet(now)):
            return
        facts = night()
        if facts is None:
            return
        if not self._hastened and facts.looked is not None and night_of(facts.looked) == night_of(facts.now):
            return
        self._begin("scrub", "--gently", "--store", str(store))

    def _quiet(self, now: float) -> bool:
        return self._quiet_since is not None and now - self._quiet_since >= QUIET_S

    def _came(self, how: Outcome) -> None:
        self._not_before = self._clock() + (AGAIN_S if how.refused else APART_S)
        self._hastened = self._hastened and how.refused is not None
        if how.refused is not None:
            LOG.warning("the loaded files could not be read again: %s", how.refused.code)
            return
        found = how.data["found"]
        LOG.info("%s loaded files were read again, %s damaged", found["files"], found["damaged"])
        self.looked.emit(found["damaged"])
