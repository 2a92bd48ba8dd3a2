"""Once a night, by the kiosk's own clock and while nobody is there, it reads its files again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.kiosks import Open, opened, run_by, until, vietnam
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.kiosk.app import Kiosk
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.nightly import APART_S, QUIET_S
from voter_kiosk.store import rot
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.scrub import Report, scrub

EVENING = vietnam("2026-03-03 23:00")
ME = Person(1, "Lê Thị B", Role.OFFICER)


class Night:
    """A system clock that goes with the kiosk's seconds, and can be set."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()
        self.seconds = Seconds()

    def equip(self, kiosk: Kiosk, clock: Seconds) -> None:
        self.seconds = clock
        began = clock()

        def system() -> dt.datetime:
            return EVENING + self.ahead + dt.timedelta(seconds=clock() - began)

        run_by(kiosk, system, clock)


def pass_by(found: Open, hours: float) -> None:
    """Hours in which nobody comes, as the kiosk's own timer sees them: every half an hour."""
    for _ in range(round(hours * 2)):
        found.clock.now += 1800
        found.kiosk.follow()
        until(lambda: not found.kiosk.nightly.at_work)


def scrubs(store: Path) -> int:
    return stores.events(store).count("scrubbed")


def test_the_kiosk_reads_its_files_while_nobody_is_there_and_tells_the_official(
    store: Path, qapp: QGuiApplication
) -> None:
    portrait = Layout(store).object(stores.sha256(stores.PORTRAIT))
    portrait.write_bytes(portrait.read_bytes()[:-1] + b"\0")
    with opened(store, qapp, at=None, equip=Night().equip) as found:
        found.kiosk.follow()
        assert not found.kiosk.nightly.at_work, "not as soon as it is switched on"
        found.clock.now += QUIET_S
        found.go("home")
        found.kiosk.follow()
        assert not found.kiosk.nightly.at_work, "not while somebody is there"
        found.session.finish()
        found.kiosk.follow()
        found.clock.now += QUIET_S
        found.kiosk.follow()
        assert found.kiosk.nightly.at_work
        found.go("home")
        assert not found.kiosk.nightly.at_work, "somebody came: it waits"
        found.session.finish()
        office = found.kiosk.screen.office
        found.kiosk.follow()
        found.clock.now += QUIET_S
        found.kiosk.follow()
        assert found.kiosk.nightly.at_work
        office.let_in(ME)
        assert not found.kiosk.nightly.at_work, "nor is an official kept waiting, who may load a bundle"
        found.kiosk.follow()
        found.clock.now += QUIET_S
        found.kiosk.follow()
        assert not found.kiosk.nightly.at_work
        office.leave()
        pass_by(found, 3)
        assert scrubs(store) == 1, "done again when nobody is there, and once"
        office.let_in(ME)
        office.go("status", "")
        found.done()
        words = " | ".join(found.hand.words()).replace("\u00a0", " ")
        assert "1 tệp của nội dung đang hiện bị hỏng. Hãy cắm USB" in words
        assert "1 tệp hỏng, phục hồi 0, còn hỏng 1" in words


def test_what_was_read_this_night_is_due_again_from_two_o_clock_on_and_then_shown_healed(
    store: Path, qapp: QGuiApplication
) -> None:
    assert isinstance(scrub(store, now=lambda: EVENING - dt.timedelta(hours=1)), Report)
    content = Layout(store).content(1)
    data = bytearray(content.read_bytes())
    data[5000] ^= 1
    content.write_bytes(data)
    with opened(store, qapp, at=None, equip=Night().equip) as found:
        shown = found.kiosk.world._store
        pass_by(found, 2.5)
        assert scrubs(store) == 1, "until half past one it is the night before"
        pass_by(found, 1)
        assert scrubs(store) == 2
        assert not rot.content_rotted(content.parent), "compiled anew"
        assert found.kiosk.world._store is not shown, "and opened anew"
        found.session.listening.toggle()  # which reads the first screen: of what is open, else it raises


def test_a_clock_that_jumps_makes_no_more_nights_and_one_in_doubt_none_fewer(
    store: Path, qapp: QGuiApplication
) -> None:
    night = Night()
    with opened(store, qapp, at=None, equip=night.equip) as found:
        for days in (0, 40, -20_000, 5_000, 0):
            night.ahead = dt.timedelta(days=days)
            pass_by(found, 2)
        assert scrubs(store) == 1
        night.ahead = dt.timedelta(days=-20_454)  # 1970, with each start
        found.clock.now += APART_S
        pass_by(found, 1)
        assert scrubs(store) == 2
