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

Maker = Callable[["Office", str, QObject], QObject]


def _menu(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.menu import MenuFacts

    return MenuFacts(office, subject, parent)


def _status(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.status import StatusFacts

    return StatusFacts(office, subject, parent)


def _readiness(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.readiness import ReadinessFacts

    return ReadinessFacts(office, subject, parent)


def _usage(office: Office, subject: str, parent: QObject) -> QObject:
    from voter_kiosk.kiosk.office.usage import UsageFacts

    return UsageFacts(office, subject, parent)


PAGES: Final = MappingProxyType[str, tuple[str, Maker]](
    {
        MENU: ("MenuPage", _menu),
        Task.STATUS: ("StatusPage", _status),
        Task.READINESS: ("ReadinessPage", _readiness),
        Task.USAGE: ("UsagePage", _usage),
    }
)
"""The page of each task, a file in Officials/, and what makes its facts."""


def build(office: Office, task: str, subject: str, parent: QObject) -> tuple[str, QObject]:
    """The page and the facts of a task."""
    page, make = PAGES[task]
    return page, make(office, subject, parent)
