"""A kiosk's first start: what is asked, in which order, and how far it has come. Pure rules, no disk.

Trust comes before the bundle, because a bundle is believed only under the pinned root; the bundle before the
polling area, because the list of polling areas comes with it, and before the clock, because the time at which it
was signed speaks against a clock that lies before it. PINs come last: until then there is nothing to protect, and
whoever has one is asked for it when the set-up is taken up again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.settings import SETTINGS, Settings, Value, read
from voter_kiosk.domain.text import Sentence


class Ask(StrEnum):
    """The questions, in the order in which they are asked."""

    LANGUAGE = "language"
    SCREEN = "screen"
    MOUNTING = "mounting"
    TRUST = "trust"
    BUNDLE = "bundle"
    AREA = "area"
    CLOCK = "clock"
    SOUND = "sound"
    PEOPLE = "people"


KEYS: Final = MappingProxyType(
    {
        Ask.LANGUAGE: ("office_language",),
        Ask.SCREEN: ("screen_width_mm", "screen_height_mm"),
        Ask.MOUNTING: ("mounting_mm",),
    }
)
"""The settings that a question is about: they are asked before there is a store, and kept beside it until then."""

FEWEST: Final = 2
"""So many officials have a PIN in the end: nobody has to lend his to another."""

_SIZE: Final = re.compile(r"(\d{2,4})\s*[x×]\s*(\d{2,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a first start has come: which questions are answered, as the facts say, and what was answered.

    ``trusted`` is whether a root is pinned, ``root`` its fingerprint. ``timed`` is whether somebody confirmed the
    clock, ``sealed`` whether there is a recovery code.
    """

    done: frozenset[Ask] = frozenset()
    settings: Settings = field(default_factory=Settings)
    trusted: bool = False
    root: str = ""
    timed: bool = False
    people: tuple[Person, ...] = ()
    sealed: bool = False

    @property
    def next(self) -> Ask | None:
        """The first question that is not answered yet; ``None`` where all of them are."""
        return next((ask for ask in Ask if ask not in self.done), None)

    @property
    def guarded(self) -> bool:
        """Whether an officer has a PIN: then nobody goes on without one."""
        return any(person.role is Role.OFFICER for person in self.people)

    @property
    def staffed(self) -> bool:
        """Whether there are as many officials as there have to be, an officer among them."""
        return self.guarded and len(self.people) >= FEWEST


def after(ask: Ask) -> Ask | None:
    """The question that comes after ``ask``; ``None`` after the last."""
    asks = tuple(Ask)
    place = asks.index(ask) + 1
    return asks[place] if place < len(asks) else None


def answer(ask: Ask, text: str) -> dict[str, Value] | Refusal:
    """What ``text`` answers to a question of :data:`KEYS`, by setting.

    The size of a screen is ``299x531``: across and down, in millimetres; ``0x0`` where nobody measured it.
    Refused: ``setting-value``, ``screen-size``.
    """
    keys = KEYS[ask]
    texts: Sequence[str] = (text,)
    if ask is Ask.SCREEN:
        match = _SIZE.fullmatch(text.strip())
        if match is None and text.strip() != "0x0":
            return Refusal(
                "screen-size",
                Sentence(
                    "Kích thước màn hình gồm chiều ngang và chiều dọc, tính bằng mm, như 299x531.",
                    "A screen's size is its width and its height in millimetres, such as 299x531.",
                ),
            )
        texts = match.groups() if match else ("0", "0")
    found: dict[str, Value] = {}
    for key, said in zip(keys, texts, strict=True):
        value = read(SETTINGS[key], said)
        if isinstance(value, Refusal):
            return value
        found[key] = value
    return found
