"""Find another polling area, one question a screen: province, commune (its former name too), residents' group.

The subject says where on the way one is: nothing, ``in:31`` or ``in:31:BEN`` (a province, and what was typed
there), ``w:c98001`` (a ward), ``old:p98.97003`` (a former unit).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.election import PollingArea
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.units import FormerUnit, TodaysUnit, UnitsFound, Ward, groups_in_line
from voter_kiosk.kiosk.facts.steps import StepMark
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

FEW: Final = 12
"""Wards so few that all of them stand on the screen before anything is typed."""

MOST: Final = 12
"""Names listed at once: more are no help, another letter is."""

LONGEST: Final = 32
"""Letters that can be typed; no name is longer."""

STEPS: Final = ("province", "ward", "group", "area")
"""The steps of the whole way; the first is asked only where a bundle has several provinces."""

LETTERS: Final = "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class WayOn:
    """Something to choose: where it leads, what it is called, what it says; ``above`` marks it in words."""

    screen: str
    subject: str
    title: str
    summary: str
    above: str
    sign: str


@QmlElement
class AreasFacts(QObject):
    """What one step of the way to a polling area asks, and what can be chosen there."""

    changed = Signal()
    announced = Signal(str)

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        if view.showing is None:
            raise LookupError(subject)
        self._view = view
        self._showing: Showing = view.showing
        self._here = view.area.code.partition(".")[0] if view.area else ""
        self._kicker, self._title, self._under, self._hint = view.tr("Find a polling area"), "", "", ""
        self._lost_title, self._lost_text = "", ""
        self._asks_names, self._digits = False, False
        self._province, self._typed = "", ""
        self._more, self._said = "", ""
        self._step = ""
        self._ways = RecordModel(WayOn, (), self)
        self._live: dict[str, bool] = {}
        self._provinces = view.showing.provinces()
        kind, _, name = subject.partition(":")
        if not self._provinces:
            self._say_none()
        elif kind == "w":
            self._ask_group(self._ward(name))
        elif kind == "old":
            self._ask_part(name)
        elif kind == "in":
            self._province, _, self._typed = name.partition(":")
            self._ask_ward()
        elif len(self._provinces) > 1:
            self._ask_province()
        else:
            self._province = self._provinces[0].code
            self._ask_ward()
        steps = STEPS if len(self._provinces) > 1 else STEPS[1:]
        here = steps.index(self._step) + 1 if self._step else 0
        self._position = view.tr("Step %1 of %2", here, len(steps)) if here else ""
        marks = [
            StepMark(at, "done" if at < here else "here" if at == here else "ahead", step)
            for at, step in enumerate(steps, start=1)
        ]
        self._marks = RecordModel(StepMark, marks, self)

    # What QML reads

    @Property(str, constant=True)
    def kicker(self) -> str:
        """What this is about, and what was chosen so far."""
        return self._kicker

    @Property(str, constant=True)
    def title(self) -> str:
        """The question."""
        return self._title

    @Property(str, constant=True)
    def under(self) -> str:
        """Why it is asked, or what was found so far."""
        return self._under

    @Property(str, constant=True)
    def hint(self) -> str:
        """What to do where one does not know the answer, or nothing."""
        return self._hint

    @Property(str, constant=True)
    def lostTitle(self) -> str:  # noqa: N802
        """What is the matter where there is no polling area to be found; else nothing."""
        return self._lost_title

    @Property(str, constant=True)
    def lostText(self) -> str:  # noqa: N802
        """What to do then."""
        return self._lost_text

    @Property(str, constant=True)
    def position(self) -> str:
        """Which step of how many, or nothing."""
        return self._position

    @Property(QObject, constant=True)
    def marks(self) -> QObject:
        """The steps of the way: done, here, ahead."""
        return self._marks

    @Property(bool, constant=True)
    def asksNames(self) -> bool:  # noqa: N802
        """Whether a name can be typed here."""
        return self._asks_names

    @Property(bool, constant=True)
    def digits(self) -> bool:
        """Whether there is a digit in any name."""
        return self._digits

    @Property(str, notify=changed)
    def subject(self) -> str:
        """The place as it is now, with what was typed."""
        return f"in:{self._province}:{self._typed}" if self._typed else f"in:{self._province}"

    @Property(str, notify=changed)
    def typed(self) -> str:
        """What was typed."""
        return self._typed

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def live(self) -> dict[str, bool]:
        """The letters that, typed next, still lead to a name."""
        return self._live

    @Property(QObject, notify=changed)
    def ways(self) -> QObject:
        """What can be chosen."""
        return self._ways

    @Property(str, notify=changed)
    def said(self) -> str:
        """What the list below is: how many names were found, or that none was and what to try."""
        return self._said

    @Property(str, notify=changed)
    def more(self) -> str:
        """That there are more names than are listed, and what to do; or nothing."""
        return self._more

    # What QML asks for

    @Slot(str)
    def add(self, letter: str) -> None:
        """Type a letter, a digit or a space."""
        if len(self._typed) < LONGEST and (letter != " " or self._typed[-1:] not in {"", " "}):
            self._type(self._typed + letter)

    @Slot()
    def erase(self) -> None:
        """Take the last letter back."""
        self._type(self._typed[:-1])

    @Slot()
    def clear(self) -> None:
        """Take everything back."""
        self._type("")

    # The steps

    def _say_none(self) -> None:
        view = self._view
        self._title = view.tr("Find a polling area")
        self._kicker = ""
        self._lost_title = view.tr("This kiosk has no list of polling areas")
        self._lost_text = view.tr(
            "Your polling area stands on the voter list, which is posted at the office of the commune’s People’s "
            "Committee and at public places of the polling area. Please ask there, or ask the staff here."
        )

    def _ask_province(self) -> None:
        view = self._view
        self._step = "province"
        self._title = view.tr("In which province or city do you vote?")
        self._under = view.tr("The kiosk asks so that it can show the right place. Nothing is kept.")
        ways = [
            WayOn(Screen.AREAS, f"in:{one.code}", view.text(one.name) or one.code, "", "", "place")
            for one in self._provinces
        ]
        self._choose(ways)

    def _ask_ward(self) -> None:
        view = self._view
        province = next((one for one in self._provinces if one.code == self._province), None)
        if province is None:
            raise LookupError(self._province)
        self._step = "ward"
        self._asks_names = True
        if len(self._provinces) > 1:
            self._kicker = self._path(view.text(province.name) or province.code)
        self._title = view.tr("In which commune or ward do you vote?")
        self._under = view.tr("The kiosk asks so that it can show the right place. Nothing is kept.")
        self._wards = self._showing.wards(self._province)
        self._digits = any(map(str.isdecimal, self._showing.next_letters("", self._province)))
        self._find()

    def _ask_group(self, ward: Ward, under: str = "") -> None:
        view = self._view
        self._kicker = self._path(view.text(ward.name))
        areas = self._showing.areas_of(ward.id)
        if not areas:
            self._title = view.text(ward.name)
            self._under = under
            self._lost_title = view.tr("This kiosk has no polling areas of that commune or ward")
            self._lost_text = view.tr(
                "The voter list, with the polling area, is posted at the office of its People’s Committee and at "
                "public places of the polling area. Please ask there."
            )
            return
        self._step = "group"
        self._title = view.tr("Which residents’ group or village are you in?")
        self._under = under
        self._hint = view.tr(
            "If you do not know: the voter list is posted at the office of the commune’s People’s Committee and "
            "at public places of each polling area."
        )
        self._choose([self._area(area) for area in areas])

    def _ask_part(self, name: str) -> None:
        view = self._view
        former = self._showing.former_unit(name)
        if former is None:
            raise LookupError(name)
        old = view.text(former.name)
        if not former.split:
            became = self._ward(former.became[0].id)
            self._ask_group(became, view.tr("%1 (former name) is today in %2.", old, view.text(became.name)))
            return
        self._step = "ward"
        self._kicker = self._path(view.tr("%1 (former name)", old))
        self._title = view.tr(
            "%1 is today in %2 communes or wards. Which part are you in?", old, len(former.became)
        )
        self._hint = view.tr(
            "If you do not know which part: please ask at the office of the People’s Committee of either of them."
        )
        if len(former.became) > 2:
            self._hint = view.tr(
                "If you do not know which part: please ask at the office of the People’s Committee of one of them."
            )
        self._choose([self._part(one) for one in former.became])

    # Typing

    def _type(self, typed: str) -> None:
        if typed != self._typed:
            self._typed = typed
            self._find()
            self.changed.emit()
            what = self._view.tr("Typed: %1", typed) if typed.strip() else ""
            self.announced.emit(". ".join(filter(None, (what, self._said))))

    def _find(self) -> None:
        """Make the list of names and the letters that still lead anywhere anew."""
        view = self._view
        live = self._showing.next_letters(self._typed, self._province)
        self._live = {letter: letter.lower() in live for letter in LETTERS}
        self._more = ""
        found, exact = self._near(self._typed)
        if not self._typed.strip():
            self._said = view.tr("Or choose:") if found.count else ""
        elif exact:
            self._said = view.tr("%n names found", n=found.count)
        else:
            self._said = view.tr(
                "No commune or ward is called so. Delete a letter, or begin with another word of the name."
            )
        if found.more:
            self._more = view.tr("%n more names. Please type another letter.", n=found.more)
        self._choose([*map(self._today, found.wards), *map(self._former, found.former)])

    def _near(self, typed: str) -> tuple[UnitsFound, bool]:
        """What ``typed`` finds, and true; where that is nothing, what as much of it as finds anything does.

        Where nothing is typed: every ward if they are few, else the one where the kiosk stands.
        """
        for end in range(len(typed), 0, -1):
            found = self._showing.find_units(typed[:end], self._province, MOST)
            if found.count:
                return found, end == len(typed)
        few = len(self._wards) <= FEW
        return UnitsFound(tuple(ward for ward in self._wards if few or ward.id == self._here)), False

    # What can be chosen

    def _choose(self, ways: Sequence[WayOn]) -> None:
        if self._ways.rows:
            self._ways.deleteLater()
        self._ways = RecordModel(WayOn, ways, self)

    def _today(self, ward: Ward) -> WayOn:
        view = self._view
        areas = view.tr("%n polling areas", n=ward.areas) if ward.areas else ""
        here = view.tr("This kiosk stands here") if ward.id == self._here else ""
        return WayOn(*_way_to(ward), view.text(ward.name), areas, here, "place")

    def _former(self, unit: FormerUnit) -> WayOn:
        view = self._view
        where = ", ".join(part for part in (view.text(unit.district), view.text(unit.province)) if part)
        if unit.split:
            now = view.tr("today in %1 communes or wards", len(unit.became))
        else:
            now = view.tr("today in %1", view.text(self._known(unit.became[0]).name))
        way = (Screen.AREAS, f"old:{unit.id}") if unit.split else self._way_on(unit)
        return WayOn(*way, view.text(unit.name), view.tr("%1; %2", where, now), view.tr("Former name"), "clock")

    def _way_on(self, unit: FormerUnit) -> tuple[str, str]:
        """Straight to the polling area where there is only one; else by way of the former name."""
        ward = self._known(unit.became[0])
        return _way_to(ward) if ward.only else (Screen.AREAS, f"old:{unit.id}")

    def _part(self, today: TodaysUnit) -> WayOn:
        view = self._view
        ward = self._known(today)
        part = [{view.language: group} for group in view.text(today.part).split("; ")]
        groups = glue(groups_in_line(part, view.language))
        areas = view.tr("%n polling areas", n=ward.areas) if ward.areas else ""
        return WayOn(*_way_to(ward), view.text(ward.name), groups or areas, "", "place")

    def _area(self, area: PollingArea) -> WayOn:
        view = self._view
        number = view.tr("Polling area no. %1", area.number)
        if view.area is not None and area.code == view.area.code:
            number = view.tr("%1 · this kiosk stands here", number)
        groups = glue(groups_in_line(area.groups, view.language))
        place = view.text(area.place)
        title, summary = (groups, place) if groups else (place, view.text(area.address))
        return WayOn(Screen.AREA, area.code, title, summary, number, "")

    def _ward(self, name: str) -> Ward:
        ward = self._showing.ward(name)
        if ward is None:
            raise LookupError(name)
        return ward

    def _known(self, today: TodaysUnit) -> Ward:
        """The ward as the polling areas name it."""
        return self._ward(today.id)

    def _path(self, place: str) -> str:
        return self._view.tr("%1 · %2", self._kicker, place)


def _way_to(ward: Ward) -> tuple[str, str]:
    return (Screen.AREA, ward.only) if ward.only else (Screen.AREAS, f"w:{ward.id}")
