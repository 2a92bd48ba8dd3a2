"""The ear of a service manager, as systemd has one: what a program tells of its life."""

from __future__ import annotations

import socket
from contextlib import suppress


class Ear:
    """A service manager's socket: what it heard, datagram by datagram."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)

    def close(self) -> None:
        self._socket.close()

    def hear(self, seconds: float = 60) -> list[str]:
        """The lines of the next datagram; none where all is silent for so long."""
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(4096).decode().split("\n")
        except TimeoutError:
            return []

    def forget(self) -> None:
        """What was sent until now is not listened to."""
        self._socket.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                self._socket.recv(4096)
