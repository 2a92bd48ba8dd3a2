"""Says that a folder's files have changed: saved, added, removed, or replaced by another of the same name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLES_MS: Final = 250
"""How long files must be left alone before it is said: an editor writes, renames and deletes in one go."""

LOOKS_MS: Final = 2_000
"""How often it is looked whether something was missed: a shared folder's system tells nobody of other machines."""

_LEFT_LYING: Final = (".", "~$")
"""How the names begin of what editors keep beside a file that is open."""

Seen = dict[str, tuple[int, int, int]]


class Watch(QObject):
    """Watches ``folder``, which need not be there yet, with all that lies in it."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject, *, looks_ms: int = LOOKS_MS) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.look)
        self._looking = QTimer(self)
        self._looking.setInterval(looks_ms)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self._seen = self._list()

    def look(self) -> None:
        """See whether something has changed; what came is watched from now on, and what was replaced again."""
        seen = self._list()
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def stop(self) -> None:
        """Say nothing more."""
        self._looking.stop()
        self._settling.stop()

    def _stirred(self) -> None:
        self._settling.start()

    def _list(self) -> Seen:
        seen: Seen = {}
        folders = []
        for place, inner, names in os.walk(self._folder):
            folders.append(place)
            inner[:] = [name for name in inner if not name.startswith(_LEFT_LYING)]
            for name in names:
                if name.startswith(_LEFT_LYING):
                    continue
                path = os.path.join(place, name)  # noqa: PTH118  # thousands of them, every two seconds
                try:
                    facts = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue  # it went just now: the folder will tell
                seen[path] = facts.st_mtime_ns, facts.st_size, facts.st_ino
        watched = {*self._watcher.files(), *self._watcher.directories()}
        new = [path for path in (*folders, *seen) if path not in watched]
        if new:
            self._watcher.addPaths(new)
        return seen
