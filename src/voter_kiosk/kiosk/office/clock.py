"""The clock: what it says, what speaks against it, and an official's word on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.entry import EntryFacts, Kind, Step
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.status import StatusRow
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

TASK: Final = "clock"
CONFIRM, SET = "confirm", "set"


def clock(office: Office, subject: str, parent: QObject) -> QObject:
    """The page that ``subject`` means: nothing, ``confirm`` or ``set``."""
    if subject == CONFIRM:
        return ConfirmFacts(office, parent)
    return SetFacts(office, parent) if subject == SET else ClockFacts(office, parent)


@QmlElement
class ClockFacts(QObject):
    """What ``voter-kiosk clock`` says."""

    PAGE: ClassVar[str] = "ClockPage"

    found = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._rows = RecordModel(StatusRow, (), self)
        self._doubt, self._sure = "", False
        office.run(["clock", "--store", str(office.store)], self._answered)

    @Property(QObject, notify=found)
    def rows(self) -> QObject:
        """Names and values."""
        return self._rows

    @Property(str, notify=found)
    def doubt(self) -> str:
        """What speaks against the clock, empty where nothing does."""
        return self._doubt

    @Property(bool, notify=found)
    def sure(self) -> bool:
        """Whether the clock is believed."""
        return self._sure

    @Slot()
    def confirm(self) -> None:
        """To the question whether it is right."""
        self._office.go(TASK, CONFIRM)

    @Slot()
    def set(self) -> None:
        """To the questions what time it is."""
        self._office.go(TASK, SET)

    def _answered(self, how: Outcome) -> None:
        self._office.tell(how.refused)
        if how.refused is None:
            language = self._office.view.language
            self._rows = RecordModel(StatusRow, tuple(_rows(how.data, language)), self)
            self._doubt = " ".join(Sentence(**doubt["says"]).say(language) for doubt in how.data["doubts"])
            self._sure = how.data["sure"]
        self.found.emit()


class ConfirmFacts(EntryFacts):
    """The clock is right: asked once, with what it says."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        now = dt.datetime.now(VIETNAM)
        self.ask(
            Step(
                Kind.SURE,
                tr("Are you sure that it is %1 now?", f"{now:%H:%M %d/%m/%Y}"),
                tr("Compare it with a telephone or another clock, the date as well."),
                onward=tr("The clock is right"),
            )
        )

    def act(self, answers: Sequence[str]) -> None:
        """Confirm it."""
        del answers
        self.run(["confirm-clock", "--yes", *self.office.by()], self._confirmed)

    def _confirmed(self, how: Outcome) -> None:
        tr = self.view.tr
        if how.refused is not None:
            self.to(0)
        elif how.data["sure"]:
            self.done(tr("The clock is confirmed"), tr("It is in the audit log."))
        else:
            self.done(
                tr("The clock is still in doubt"),
                tr("It lies before the time at which the bundle in use was signed. Set the clock."),
            )


class SetFacts(EntryFacts):
    """Day and time, in digits; then the clock is set, if the machine allows it."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self.ask(
            Step(Kind.DIGITS, tr("What day is it?"), tr("Day, month, year: 15 03 2026."), 8),
            Step(Kind.DIGITS, tr("What time is it?"), tr("Hours and minutes: 07 30."), 4, tr("Set the clock")),
        )

    def formed(self, text: str) -> str:
        """As a date or a time is written."""
        if self.step.most == 4:
            return ":".join(filter(None, (text[:2], text[2:])))
        return "/".join(filter(None, (text[:2], text[2:4], text[4:])))

    def refused(self, text: str) -> Refusal | None:
        """What is no day, or no time."""
        form, length = ("%H%M", 4) if self.step.most == 4 else ("%d%m%Y", 8)
        try:
            dt.datetime.strptime(text, form)  # noqa: DTZ007  # only whether there is one
        except ValueError:
            return _NO_TIME
        return None if len(text) == length else _NO_TIME

    def act(self, answers: Sequence[str]) -> None:
        """Set it."""
        wanted = dt.datetime.strptime("".join(answers), "%d%m%Y%H%M").replace(tzinfo=VIETNAM)
        self.run(["set-clock", f"{wanted:%Y-%m-%dT%H:%M}", *self.office.by()], self._was_set)

    def _was_set(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        now = dt.datetime.fromisoformat(how.data["clock"]).astimezone(VIETNAM)
        tr = self.view.tr
        self.done(tr("The clock says %1 now", f"{now:%H:%M %d/%m/%Y}"), tr("It is in the audit log."))


_NO_TIME: Final = Refusal(
    "no-such-time",
    Sentence(
        "Không có ngày hoặc giờ như vậy. Hãy nhập lại đủ chữ số.",
        "There is no such day or time. Type all digits anew.",
    ),
)


def _rows(found: Any, language: str) -> Iterator[StatusRow]:
    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    yield StatusRow(say("Đồng hồ máy", "The machine's clock"), _when(found["clock"]), wrong=not found["sure"])
    if found["newest_issue"]:
        yield StatusRow(say("Gói đang dùng ký lúc", "The bundle was signed at"), _when(found["newest_issue"]))
    confirmed = found["confirmed"]
    yield StatusRow(
        say("Cán bộ xác nhận lúc", "Confirmed by an officer at"),
        _when(confirmed) if confirmed else say("chưa xác nhận", "not yet"),
        wrong=not confirmed,
    )


def _when(instant: str) -> str:
    return f"{dt.datetime.fromisoformat(instant).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
