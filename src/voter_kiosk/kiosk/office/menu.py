"""What an official may do here, most wanted first."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.events import tampered
from voter_kiosk.domain.office import Role, Task, may
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.pages import PAGES
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_WORDS: Final = MappingProxyType(
    {
        Task.STATUS: ("about", Sentence("Tình trạng máy", "How the kiosk stands")),
        Task.LOAD: ("stick", Sentence("Nạp gói dữ liệu từ USB", "Load a bundle from a stick")),
        Task.PREVIOUS: ("undo", Sentence("Quay lại bản trước", "Back to the previous content")),
        Task.COVER: ("locked", Sentence("Che hoặc hiện lại một phiếu", "Cover a ballot or show it again")),
        Task.HOURS: ("clock", Sentence("Giờ bỏ phiếu", "Polling hours")),
        Task.POSTED: ("check", Sentence("Đối chiếu với danh sách niêm yết", "Compare with the posted paper")),
        Task.CLOCK: ("clock", Sentence("Đồng hồ", "Clock")),
        Task.SOUND: ("notice", Sentence("Âm lượng", "Volume")),
        Task.READINESS: ("check", Sentence("Chạy thử và kiểm tra máy", "Trial run and checks")),
        Task.USAGE: ("history", Sentence("Số liệu sử dụng", "Use in figures")),
        Task.AUDIT: ("law", Sentence("Nhật ký", "Audit log")),
        Task.COPY: ("take", Sentence("Chép gói đang dùng ra USB", "Copy the bundle in use to a stick")),
        Task.PEOPLE: ("people", Sentence("Cán bộ và mã PIN", "Officials and PINs")),
        Task.SETTINGS: ("more", Sentence("Cài đặt", "Settings")),
        Task.POWER: ("finish", Sentence("Khởi động lại, tắt máy", "Restart, shut down")),
    }
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One thing that may be done: its name, its sign, its words."""

    task: str
    sign: str
    title: str


@QmlElement
class MenuFacts(QObject):
    """The tasks of who is in."""

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        del subject
        super().__init__(parent)
        language = office.view.language
        role = office.person.role
        rows = tuple(
            TaskRow(task.value, sign, words.say(language))
            for task, (sign, words) in _WORDS.items()
            if task in PAGES and may(role, task)
        )
        self._tasks = RecordModel(TaskRow, rows, self)
        self._officer = role is Role.OFFICER
        self._broken = tampered(office.broken).say(language) if office.broken is not None else ""

    @Property(QObject, constant=True)
    def tasks(self) -> QObject:
        """What may be done, as rows of a task's name, sign and title."""
        return self._tasks

    @Property(str, constant=True)
    def broken(self) -> str:
        """That the audit log was tampered with, empty where it is whole."""
        return self._broken

    @Property(bool, constant=True)
    def officer(self) -> bool:
        """Whether an officer is in; else an operator."""
        return self._officer
