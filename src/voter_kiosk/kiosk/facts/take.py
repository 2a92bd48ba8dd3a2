"""Take it with you: what a code holds of a screen, and whether the screen can be had on paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.slips.code import address_of, side_of
from voter_kiosk.kiosk.slips.plain import as_text
from voter_kiosk.kiosk.slips.sheet import alike, sheet_of
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Code:
    """A code that can be shown, if ``side`` modules fit beside each other (quiet zone included).

    That is the side of the largest code alike to it, so that it is there for all of them or for none.
    """

    text: str
    side: int
    holds: str
    address: str = ""


def codes_of(view: View, subject: str) -> tuple[Code, ...]:
    """The codes of a place, the best first: all of it as text, the chief of it as text, the official address.

    Every candidate of a ballot gets a code of the same kind (Law 85/2015/QH13 art. 62, equality). The address is
    the bundle's own; none is ever made up. Raises ``LookupError`` as ``sheet_of`` does.
    """
    sheet = sheet_of(view, subject)
    codes = []
    whole = as_text(sheet)
    sides = [
        side_of(whole if other == subject else as_text(sheet_of(view, other))) for other in alike(view, subject)
    ]
    if all(sides):
        what = view.tr("This code holds the whole page as text.")
        if sheet.screen is Screen.CANDIDATE:
            what = view.tr("This code holds the short biography as text.")
        codes.append(Code(whole, max(sides), what))
    if sheet.brief:
        short = as_text(sheet, brief=True)
        what = view.tr("This code holds the chief points of the page as text.")
        if sheet.screen is Screen.CANDIDATES:
            what = view.tr("This code holds the number and name of every candidate as text.")
        if side := side_of(short):
            codes.append(Code(short, side, what))
    url = view.election.official_url if view.election else ""
    if side := side_of(url):
        what = view.tr("The page is too long for a code. This code holds the official address:")
        codes.append(Code(url, side, what, url))
    return tuple(codes)


@QmlElement
class TakeFacts(QObject):
    """What "Take it with you" shows; the subject is the place to take, ``candidates/p98.na.1``."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        sheet = sheet_of(view, subject)
        self._subject = subject
        self._title = glue(sheet.title)
        self._kicker = sheet.kicker
        self._codes = codes_of(view, subject)
        self._printable = sheet.printable and view.printer is not None
        self._instead = ""
        if view.area is not None and sheet.screen is not Screen.AREA:
            self._instead = f"{Screen.AREA}/{view.area.code}"

    @Property(str, constant=True)
    def subject(self) -> str:
        """The place to take."""
        return self._subject

    @Property(str, constant=True)
    def title(self) -> str:
        """What is taken."""
        return self._title

    @Property(str, constant=True)
    def kicker(self) -> str:
        """What it belongs to."""
        return self._kicker

    @Slot(int, result=int)
    def best(self, room: int) -> int:
        """Which code is shown where ``room`` modules fit beside each other; -1 where none fits."""
        return next((place for place, code in enumerate(self._codes) if code.side <= room), -1)

    @Slot(int, result=int)
    def side(self, place: int) -> int:
        """The side of that code in modules, quiet zone included; 0 for none."""
        return side_of(self._codes[place].text) if place >= 0 else 0

    @Slot(int, result=str)
    def source(self, place: int) -> str:
        """Where its picture comes from."""
        return address_of(self._codes[place].text) if place >= 0 else ""

    @Slot(int, result=str)
    def holds(self, place: int) -> str:
        """What it holds, in words."""
        return self._codes[place].holds if place >= 0 else ""

    @Slot(int, result=str)
    def address(self, place: int) -> str:
        """The address it leads to, or nothing where it holds text."""
        return self._codes[place].address if place >= 0 else ""

    @Property(bool, constant=True)
    def printable(self) -> bool:
        """Whether it can be had on paper here."""
        return self._printable

    @Property(str, constant=True)
    def instead(self) -> str:
        """The place whose code fits where this one's does not: the polling area's card, or nothing."""
        return self._instead
