"""What a power cut broke off is taken up again beside the screen: ``voter-kiosk install`` in a child process.

The screen shows the last good content meanwhile; what comes of it is followed like any other load.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from voter_kiosk.kiosk.office.job import BesideTheScreen, Outcome

LOG = logging.getLogger(__name__)


class Resuming(BesideTheScreen):
    """Begins once the store is open, and steps back for an official: her own load must not wait for it.

    ``wanted`` tells whether there is something to finish, ``None`` where that is not known yet; it is asked until
    nothing was wanted, or a try came to its end, whatever that was. ``ended`` comes after a try.
    """

    ended = Signal()

    def __init__(self, wanted: Callable[[], bool | None], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._done = False

    def look(self, store: Path, *, free: bool) -> None:
        """Every few seconds; ``free`` is whether no official is at the screen."""
        if not free:
            self.stop()
        elif not self.at_work and not self._done:
            wanted = self._wanted()
            if wanted:
                self._begin("install", "--store", str(store))
            self._done = wanted is False

    def _came(self, how: Outcome) -> None:
        self._done = True
        if how.refused is None:
            LOG.info("what had been broken off was finished")
        else:
            LOG.warning("what had been broken off could not be finished: %s", how.refused.code)
        self.ended.emit()
