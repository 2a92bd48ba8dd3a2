"""Whether headphones are plugged in, as far as ALSA says: the cards' jacks, and cards that are headsets.

Jacks are controls of a card (``Headphone Jack``), read from its control device; nothing in ``/proc`` or ``/sys``
tells them. A USB headset has no jack that is seen, but it is a card of its own, by its name in
``/proc/asound/cards``.
"""

from __future__ import annotations

import ctypes as c
import os
import re
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path
from typing import Any, Final

CONTROLS: Final = Path("/dev/snd")
CARDS: Final = Path("/proc/asound/cards")

_HEADPHONES: Final = re.compile(r"head(?:phone|set)", re.IGNORECASE)
_JACK: Final = re.compile(r"head(?:phone|set)(?!.*\b(?:mic|phantom)\b).*\bjack$", re.IGNORECASE)
"""A jack for headphones: not a microphone's, and not one that is always taken for plugged in ("Phantom")."""

_MOST_CONTROLS: Final = 4096


class ElementId(c.Structure):
    """``struct snd_ctl_elem_id`` (include/uapi/sound/asound.h)."""

    _fields_ = (
        ("numid", c.c_uint),
        ("iface", c.c_int),
        ("device", c.c_uint),
        ("subdevice", c.c_uint),
        ("name", c.c_char * 44),
        ("index", c.c_uint),
    )


class ElementList(c.Structure):
    """``struct snd_ctl_elem_list``."""

    _fields_ = (
        ("offset", c.c_uint),
        ("space", c.c_uint),
        ("used", c.c_uint),
        ("count", c.c_uint),
        ("pids", c.POINTER(ElementId)),
        ("reserved", c.c_ubyte * 50),
    )


class _Values(c.Union):
    _fields_ = (("integer", c.c_long * 128), ("integer64", c.c_longlong * 64))


class ElementValue(c.Structure):
    """``struct snd_ctl_elem_value``."""

    _fields_ = (
        ("id", ElementId),
        ("indirect", c.c_uint),
        ("value", _Values),
        ("reserved", c.c_ubyte * 128),
    )


def _both_ways(number: int, structure: type[c.Structure]) -> int:
    """The number of an ioctl that reads and writes a structure: ``_IOWR('U', number, structure)``."""
    return 3 << 30 | c.sizeof(structure) << 16 | ord("U") << 8 | number


ELEMENT_LIST: Final = _both_ways(0x10, ElementList)
ELEMENT_READ: Final = _both_ways(0x12, ElementValue)

Ask = Callable[[int, int, Any], Any]


class Jacks:
    """The jacks of this machine. What cannot be opened or read tells nothing."""

    def __init__(self, controls: Path = CONTROLS, cards: Path = CARDS, ask: Ask = ioctl) -> None:
        """``ask`` is ``fcntl.ioctl``: a descriptor, a request, and the structure that it fills."""
        self._controls, self._cards, self._ask = controls, cards, ask

    def plugged(self) -> bool | None:
        """Whether headphones are plugged in; ``None`` where no card can tell."""
        if any(_HEADPHONES.search(name) for name in self._names()):
            return True
        found = [state for device in sorted(self._controls.glob("controlC*")) for state in self._states(device)]
        return any(found) if found else None

    def _names(self) -> Iterator[str]:
        try:
            yield from self._cards.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return

    def _states(self, device: Path) -> Iterator[bool]:
        try:
            opened = os.open(device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return
        try:
            for jack in self._jacks(opened):
                held = ElementValue(id=jack)
                self._ask(opened, ELEMENT_READ, held)
                yield bool(held.value.integer[0])
        except OSError:
            return
        finally:
            os.close(opened)

    def _jacks(self, opened: int) -> list[ElementId]:
        listed = ElementList()
        self._ask(opened, ELEMENT_LIST, listed)
        room = (ElementId * min(listed.count, _MOST_CONTROLS))()
        listed = ElementList(space=len(room), pids=room)
        self._ask(opened, ELEMENT_LIST, listed)
        return [found for found in room[: listed.used] if _JACK.search(found.name.decode("ascii", "replace"))]
