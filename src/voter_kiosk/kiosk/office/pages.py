"""Which page does which task. A new task is one line here."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.office import Task

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

MENU: Final = "menu"
START: Final = "start"
"""The questions of the first start: no task, for nobody is sent there."""

Maker = Callable[["Office", str, QObject], QObject]


def _menu(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.menu import MenuFacts

    return MenuFacts(office, subject, parent)


def _status(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.status import StatusFacts

    return StatusFacts(office, subject, parent)


def _people(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.people import people

    return people(office, subject, parent)


def _audit(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.audit import audit

    return audit(office, subject, parent)


def _clock(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.clock import clock

    return clock(office, subject, parent)


def _sound(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.sound import SoundFacts

    return SoundFacts(office, subject, parent)


def _power(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.power import PowerFacts

    return PowerFacts(office, subject, parent)


def _settings(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.settings import settings

    return settings(office, subject, parent)


def _load(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.load import made

    return made(office, subject, parent)


def _previous(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.previous import Previous

    return Previous(office, subject, parent)


def _copy(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.copying import CopyOut

    return CopyOut(office, subject, parent)


def _cover(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.cover import CoverFacts

    return CoverFacts(office, subject, parent)


def _hours(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.hours import HoursFacts

    return HoursFacts(office, subject, parent)


def _posted(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.posted import OfficePostedFacts

    return OfficePostedFacts(office, subject, parent)


def _readiness(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.readiness import ReadinessFacts

    return ReadinessFacts(office, subject, parent)


def _usage(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.usage import UsageFacts

    return UsageFacts(office, subject, parent)


def _start(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.start import start

    return start(office, subject, parent)


PAGES: Final = MappingProxyType[str, tuple[str, Maker]](
    {
        MENU: ("MenuPage", _menu),
        START: ("ErrandPage", _start),
        Task.STATUS: ("StatusPage", _status),
        Task.PEOPLE: ("EntryPage", _people),
        Task.AUDIT: ("AuditPage", _audit),
        Task.CLOCK: ("ClockPage", _clock),
        Task.SOUND: ("SoundPage", _sound),
        Task.POWER: ("EntryPage", _power),
        Task.SETTINGS: ("EntryPage", _settings),
        Task.LOAD: ("ErrandPage", _load),
        Task.PREVIOUS: ("ErrandPage", _previous),
        Task.COPY: ("ErrandPage", _copy),
        Task.COVER: ("CoverPage", _cover),
        Task.HOURS: ("HoursPage", _hours),
        Task.POSTED: ("OfficePostedPage", _posted),
        Task.READINESS: ("ReadinessPage", _readiness),
        Task.USAGE: ("UsagePage", _usage),
    }
)
"""The page of each task, a file in Officials/, and what makes its facts."""


def build(office: Office, task: str, subject: str, parent: QObject) -> tuple[str, QObject]:
    """The page and the facts of a task. A task of several pages says by its facts which one it is."""
    page, make = PAGES[task]
    facts = make(office, subject, parent)
    return getattr(facts, "PAGE", page), facts
