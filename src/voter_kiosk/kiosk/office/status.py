"""How the kiosk stands: what it shows, what came before, whom it trusts, and whether its books are whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.events import tampered
from voter_kiosk.domain.scrubbing import NOT_YET, Scrubbed, in_words, to_do
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A name and what there is to say of it; ``wrong`` wants somebody's eye."""

    name: str
    value: str
    wrong: bool = False


@QmlElement
class StatusFacts(QObject):
    """What ``voter-kiosk status`` says, in rows; empty while it is asked."""

    found = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        del subject
        super().__init__(parent)
        self._office = office
        self._rows = RecordModel(StatusRow, (), self)
        self._asked, self._broken, self._rotten = True, "", ""
        office.run(["status", "--store", str(office.store)], self._answered)

    @Property(QObject, notify=found)
    def rows(self) -> QObject:
        """Names and values."""
        return self._rows

    @Property(bool, notify=found)
    def asked(self) -> bool:
        """Whether the answer is still on its way."""
        return self._asked

    @Property(str, notify=found)
    def broken(self) -> str:
        """That the audit log was tampered with, empty where it is whole."""
        return self._broken

    @Property(str, notify=found)
    def rotten(self) -> str:
        """That loaded files are damaged, and what to do; empty where they are whole."""
        return self._rotten

    def _answered(self, how: Outcome) -> None:
        self._asked = False
        self._office.tell(how.refused)
        if how.refused is None:
            looked = _scrubbed(how.data)
            self._rows = RecordModel(StatusRow, tuple(_rows(how.data, looked, self._office.view)), self)
            broken = how.data["broken_audit"]
            self._broken = "" if broken is None else tampered(broken).say(self._office.view.language)
            self._rotten = to_do(looked).say(self._office.view.language) if looked else ""
        self.found.emit()


def _scrubbed(status: Any) -> Scrubbed | None:
    said = status["scrubbed"]
    return Scrubbed(**{**said, "at": dt.datetime.fromisoformat(said["at"])}) if said else None


def _rows(status: Any, looked: Scrubbed | None, view: View) -> Iterator[StatusRow]:
    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(view.language)

    shown = status["active"]
    if shown is None:
        yield StatusRow(say("Nội dung", "Content"), say("chưa nạp", "none yet"), wrong=True)
    else:
        yield StatusRow(say("Nội dung", "Content"), pick(shown["title"], view.language))
        yield StatusRow(say("Phiên bản", "Version"), str(shown["version"]))
        yield StatusRow(say("Ký lúc", "Signed at"), _when(shown["issued"]))
        yield StatusRow(say("Người ký", "Signed by"), ", ".join(shown["signers"]))
        yield StatusRow(say("Mã kiểm tra", "Fingerprint"), shown["fingerprint"])
        yield StatusRow(say("Nạp lúc", "Loaded at"), _when(shown["confirmed"]))
    before = status["previous"]
    if before is not None:
        yield StatusRow(say("Bản trước", "Previous"), f"{before['version']}, {_when(before['issued'])}")
    area = status["polling_area"]
    yield StatusRow(say("Khu vực bỏ phiếu", "Polling area"), area or say("chưa đặt", "not set"), wrong=not area)
    broken = status["broken_audit"]
    whole = (
        say(f"{status['audit_rows']} dòng, nguyên vẹn", f"{status['audit_rows']} entries, whole")
        if broken is None
        else say(f"bị sửa từ dòng {broken}", f"tampered with from entry {broken}")
    )
    yield StatusRow(say("Nhật ký", "Audit log"), whole, wrong=broken is not None)
    yield StatusRow(
        say("Tự kiểm tra tệp", "Check of files"),
        (in_words(looked) if looked else NOT_YET).say(view.language),
        wrong=looked is not None and bool(looked.lost or looked.lost_before),
    )
    for job in status["unfinished"]:
        yield StatusRow(say("Nạp dở dang", "Interrupted"), job["source"], wrong=True)


def _when(instant: str) -> str:
    return f"{dt.datetime.fromisoformat(instant).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
