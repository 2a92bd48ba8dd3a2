"""One process at a time changes a store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from voter_kiosk.store.layout import Layout
from voter_kiosk.store.refusals import StoreRefusedError, refusal


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Hold the store's lock; raises ``StoreRefusedError`` (``store-busy``) where another process holds it.

    The kernel lets go of it when the process ends, however it ends.
    """
    with layout.lock.open("ab") as file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            raise StoreRefusedError(
                refusal(
                    "store-busy",
                    "Máy đang nạp một gói dữ liệu khác. Hãy đợi xong rồi thử lại.",
                    "This machine is already loading a bundle. Wait until it is done, then try again.",
                )
            ) from error
        yield


def _take(file: BinaryIO) -> None:
    """Take the system's lock on a file; where it is held, ``BlockingIOError``, on Windows ``PermissionError``."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows alone has it
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
