"""One process at a time changes a store."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from voter_kiosk.store.layout import Layout
from voter_kiosk.store.refusals import StoreRefusedError, refusal


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Hold the store's lock; raises ``StoreRefusedError`` (``store-busy``) where another process holds it.

    The kernel lets go of it when the process ends, however it ends.
    """
    with layout.lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreRefusedError(
                refusal(
                    "store-busy",
                    "Máy đang nạp một gói dữ liệu khác. Hãy đợi xong rồi thử lại.",
                    "This machine is already loading a bundle. Wait until it is done, then try again.",
                )
            ) from error
        yield
