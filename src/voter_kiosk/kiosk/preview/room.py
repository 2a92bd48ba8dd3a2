"""The private temporary folder of one preview: gone at its end, and swept by the next one where it was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PREFIX: Final = "voter-kiosk-preview-"
_LOCK: Final = "lock"


@contextmanager
def private_room() -> Iterator[Path]:
    """A new folder that only this user may enter (0700), removed when done; what killed previews left goes too.

    Its lock is held meanwhile: the kernel lets go of it however the process ends, and so others see who is dead.
    """
    sweep()
    # Under another name until its lock is held: a preview that starts just now would take it for a dead one's.
    making = Path(tempfile.mkdtemp(prefix="voter-kiosk-making-"))
    room = making.with_name(making.name.replace("voter-kiosk-making-", PREFIX))
    with (making / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        making.rename(room)
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def sweep() -> None:
    """Remove the rooms of this user's previews that run no more."""
    for room in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        facts = room.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid():
            continue
        try:
            with (room / _LOCK).open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(room, ignore_errors=True)
        except OSError:  # it runs, or went just now
            continue
