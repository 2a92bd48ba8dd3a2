"""The kiosk's moment: its system clock, as far as boot clock, signed times and an officer bear it out.

Whether a clock is believed is decided in :func:`voter_kiosk.domain.calendar.believe`; here is where its facts come
from, and what is remembered from one start of the program to the next.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.calendar import (
    JUMP_THAT_RAISES_DOUBT,
    ClockMode,
    ClockReading,
    Doubt,
    Moment,
    believe,
    doubts,
)
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.settings import settings_of
from voter_kiosk.store.state import ClockFacts, State, StateBusyError

LOG = logging.getLogger(__name__)

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def system_time() -> dt.datetime:
    """The system clock, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def boot_time() -> float:
    """Seconds since the machine started, sleep included; nothing sets it back."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def boot_id() -> str:
    """What names this start of the machine; empty where the system does not tell."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


class Clock:
    """Gives moments. One for a run of the program; ``state`` is ``None`` where the state is lost.

    Within one start of the machine the anchor of the last run is kept, so that a clock that is set between two
    runs is noticed. After a new start the boot clock says nothing of the time before.
    """

    def __init__(
        self,
        state: State | None,
        *,
        system: Callable[[], dt.datetime] = system_time,
        boot: Callable[[], float] = boot_time,
        started: Callable[[], str] = boot_id,
    ) -> None:
        self._state = state
        self._system = system
        self._boot = boot
        self._facts = ClockFacts()
        self._facts = self._remembered()
        self._noted = True
        now = started()
        if not now or self._facts.boot_id != now or self._facts.anchor_system is None:
            self._facts = replace(self._facts, boot_id=now, anchor_system=system(), anchor_boot=boot())
            self._noted = False
            self.note()
            if not self._noted and state is not None and state.writable:
                LOG.warning("when the machine started could not be noted")

    def note(self) -> None:
        """Note when the machine started, where that is still to be done. To be called every few seconds.

        A full disk, or somebody else who writes: this process knows it, and that is no reason to stay dark.
        """
        if self._noted or self._state is None or not self._state.writable:
            return
        try:
            with self._state.writing(at_once=True) as books:
                found = books.clock()
                if found.boot_id and found.boot_id == self._facts.boot_id:
                    self._facts = found  # an officer confirmed the clock meanwhile
                else:
                    books.set_clock(self._facts)
        except (DatabaseError, StateBusyError):
            return
        self._noted = True

    def moment(self, election: Election | None) -> Moment:
        """The moment it is, and whether to rely on it."""
        return believe(self._reading(), election)

    def doubts(self, election: Election | None) -> frozenset[Doubt]:
        """What speaks against the clock."""
        return doubts(self._reading(), election)

    def now(self) -> dt.datetime:
        """What the system clock says, believed or not."""
        return self._system()

    @property
    def facts(self) -> ClockFacts:
        """What is remembered of clocks."""
        return self._remembered()

    def _reading(self) -> ClockReading:
        remembered = self._remembered()
        if remembered.officer != self._facts.officer:
            self._facts = remembered  # confirmed meanwhile, by a command beside the running kiosk
        newest = remembered.newest_issue
        system, boot = self._system(), self._boot()
        anchor_system, anchor_boot = self._facts.anchor_system or system, self._facts.anchor_boot or 0.0
        jumped = abs((system - anchor_system) - dt.timedelta(seconds=boot - anchor_boot)) > JUMP_THAT_RAISES_DOUBT
        return ClockReading(
            system=system,
            boot=boot,
            anchor_system=anchor_system,
            anchor_boot=anchor_boot,
            newest_issue=newest,
            # What an officer confirmed holds until the clock moves again.
            officer_confirmed=self._facts.officer is not None and not jumped,
            mode=self._mode(),
        )

    def confirm(self, by: str = "") -> None:
        """An officer has looked at the clock and says that it is right; ``by`` as the audit chain has her."""
        now = self._system()
        self._facts = replace(self._facts, anchor_system=now, anchor_boot=self._boot(), officer=now)
        if self._state is not None and self._state.writable:
            with self._state.writing() as books:
                books.set_clock(self._facts)
                books.audit("clock-confirmed", clock=now.isoformat(timespec="seconds"), by=by)
        self._noted = True

    def was_set(self, before: dt.datetime, by: str) -> None:
        """The system clock said ``before`` until it was set; an officer who sets it confirms it as well."""
        if self._state is not None and self._state.writable:
            with self._state.writing() as books:
                books.audit(
                    "clock-set",
                    before=before.isoformat(timespec="seconds"),
                    clock=self._system().isoformat(timespec="seconds"),
                    by=by,
                )
        self.confirm(by)

    def confirmed_now(self) -> dt.datetime | None:
        """The clock, where an officer confirmed it and it has not moved since; for the installer."""
        if self._facts.officer is None or self.doubts(None) - {Doubt.SET_ASIDE}:
            return None
        return self._system()

    def _mode(self) -> ClockMode:
        if self._state is None:
            return ClockMode.FOLLOW
        with self._state.reading() as books:
            return ClockMode(settings_of(books.setting).clock_mode)

    def _remembered(self) -> ClockFacts:
        if self._state is None or (not self._state.writable and self._facts.boot_id):
            return self._facts
        with self._state.reading() as books:
            return books.clock()
