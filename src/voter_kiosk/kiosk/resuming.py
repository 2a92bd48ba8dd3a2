"""What a power cut broke off or a disk let rot is mended beside the screen, by ``voter-kiosk install``.

The screen shows the last good content meanwhile; what comes of it is followed like any other load.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from voter_kiosk.kiosk.office.job import BesideTheScreen, Outcome

LOG = logging.getLogger(__name__)

AGAIN_S: Final = 3600.0
"""How long after a try the same may be tried again, in seconds: a disk may have room by then."""

BUSY_S: Final = 10.0
"""How long after one for which another command was in the way."""


class Resuming(BesideTheScreen):
    """Begins once the store is open, and steps back for an official: her own load must not wait for it.

    ``wanted`` tells what there is to finish or to mend, empty for nothing, ``None`` where that is not known yet.
    What was tried is not tried again for an hour; something else is at once. ``ended`` comes after a try.
    ``clock`` is seconds that never run backwards.
    """

    ended = Signal()

    def __init__(
        self, wanted: Callable[[], tuple[str, ...] | None], clock: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._clock = clock
        self._tried: tuple[str, ...] = ()
        self._not_before = 0.0
        self._in_the_way = False

    @property
    def pending(self) -> bool:
        """Whether it runs, or waits for a command that was in its way: then nothing else shall be in it."""
        return self.at_work or self._in_the_way

    def look(self, store: Path, *, free: bool) -> None:
        """Every few seconds; ``free`` is whether no official is at the screen, nor a command of hers at work."""
        if not free:
            self.stop()
            return
        if self.at_work:
            return
        wanted = self._wanted()
        if not wanted:
            self._in_the_way = False
        elif wanted != self._tried or self._clock() >= self._not_before:
            self._tried = wanted
            self._begin("install", "--store", str(store))

    def stop(self) -> None:
        """See :class:`BesideTheScreen`. What was ended is begun anew as soon as it may be."""
        if self.at_work:
            self._tried = ()
        super().stop()

    def _came(self, how: Outcome) -> None:
        self._in_the_way = how.refused is not None and how.refused.code == "store-busy"
        self._not_before = self._clock() + (BUSY_S if self._in_the_way else AGAIN_S)
        if how.refused is None:
            LOG.info("what had been broken off was finished")
        else:
            LOG.warning("what had been broken off could not be finished: %s", how.refused.code)
        self.ended.emit()
