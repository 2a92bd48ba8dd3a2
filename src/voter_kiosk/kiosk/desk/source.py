"""Step 1: the source. One is opened, or made; what it says of itself is shown and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section, local
from voter_kiosk.kiosk.office.errand import FactRow
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A source worked on before."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province to choose."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """An elected body: whether its lists are in the bundle, and posted."""

    key: str
    name: str
    fate: str


@QmlElement
class SourceFacts(Section):
    """The source that is open, if one is."""

    changed = Signal()  # PySide6 knows no notifying signal of a base class

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.stirred.connect(self.changed)
        self.folder: Path | None = None
        self._answer: Mapping[str, Any] = {}
        self._wanted: dict[str, str] = {}
        self._provinces: tuple[ProvinceRow, ...] = ()
        self.rebuild()

    # What QML reads

    @Property(bool, notify=changed)
    def opened(self) -> bool:
        """Whether a source is open."""
        return self.folder is not None and bool(self._answer)

    @Property(str, notify=changed)
    def path(self) -> str:
        """Its folder."""
        return str(self.folder or "")

    @Property(str, notify=changed)
    def name(self) -> str:
        """What it is called, in the language of now."""
        return self.entry(f"title.{self.desk.tongue}") or self.entry("title.vi")

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        """What it says of itself."""
        return self._rows

    @Property(QObject, notify=changed)
    def recent(self) -> QObject:
        """Sources worked on before."""
        return self._recent

    @Property(QObject, notify=changed)
    def provinces(self) -> QObject:
        """The provinces of the rule set that was asked for last."""
        return self._province_rows

    @Property(QObject, notify=changed)
    def bodies(self) -> QObject:
        """The elected bodies."""
        return self._bodies

    @Slot(str, result=str)
    def entry(self, name: str) -> str:
        """What stands there now, empty where nobody filled it in yet; a day as people write it."""
        value = self._wanted.get(name, self.entries.get(name, ""))
        if isinstance(value, bool):
            return "true" if value else "false"
        said = str(value)
        if name in {"polling_day", "approval.date"} and len(said) == 10 and said[4] == "-":
            return "/".join(reversed(said.split("-")))
        return "" if said.startswith("[") else said

    # What QML asks for

    @Slot(QUrl)
    def choose(self, folder: QUrl) -> None:
        """A folder was chosen."""
        self.show(local(folder))

    @Slot(str)
    def take(self, path: str) -> None:
        """A source of the list was chosen."""
        self.show(Path(path))

    @Slot()
    def leave(self) -> None:
        """Close it."""
        self.folder, self._answer = None, {}
        self._wanted.clear()
        self.desk.turned_to(None)
        self.renew()

    @Slot(str)
    def era(self, rule_set: str) -> None:
        """Which provinces there are under that rule set."""
        self.run(
            ["provinces", "--rule-set", rule_set],
            self._listed,
            Sentence("Đọc danh sách tỉnh", "Listing provinces"),
        )

    @Slot(QUrl, str, str, str, str)
    def make(self, parent: QUrl, name: str, rule_set: str, province: str, day: str) -> None:
        """Make a new source called ``name`` in ``parent``."""
        folder = local(parent) / name.strip()
        command = ["new", str(folder), "--rule-set", rule_set, "--province", province or "00"]
        if day.strip():
            command += ["--polling-day", day.strip()]
        self.run(command, lambda _answer: self.show(folder), Sentence("Tạo nguồn mới", "Making a new source"))

    @Slot(str, str)
    def put(self, name: str, value: str) -> None:
        """Something was filled in; it is written with :meth:`save`."""
        if value != self.entry(name):
            self._wanted[name] = value

    @Slot()
    def save(self) -> None:
        """Write what was filled in."""
        if self.folder is None:
            return
        command = ["describe", str(self.folder)]
        for name, value in self._wanted.items():
            command += ["--set", f"{name}={value}"]
        self.run(command, self._saved, Sentence("Ghi vào nguồn", "Writing into the source"))

    @Slot(str, str)
    def body(self, key: str, state: str) -> None:
        """What becomes of a body's lists: ``posted``, ``not-published``, or ``out`` of this bundle."""
        self._wanted[f"body.{key}.in_bundle"] = "false" if state == "out" else "true"
        if state != "out":
            self._wanted[f"body.{key}.publication"] = state
        self.renew()

    @Slot(str)
    def look_into(self, file: str) -> None:
        """Open a file of the source; empty: its folder."""
        if self.folder is not None:
            self.open(str(self.folder / file))

    @Slot()
    def fill(self) -> None:
        """Open its workbook, to be filled in."""
        self.open(str(self._answer.get("workbook") or ""))

    @Property(bool, notify=changed)
    def fillable(self) -> bool:
        """Whether it has a workbook."""
        return bool(self._answer.get("workbook"))

    # For the desk

    @property
    def entries(self) -> Mapping[str, Any]:
        """What ``describe`` said, by name."""
        found: Mapping[str, Any] = self._answer.get("entries", {})
        return found

    @property
    def version(self) -> int:
        """What its next bundle would be called."""
        return int(self._answer.get("version", 1))

    @property
    def previous(self) -> Path | None:
        """The bundle given out last."""
        found = self._answer.get("previous")
        return Path(found) if found else None

    def show(self, folder: Path) -> None:
        """Open the source in ``folder``."""

        def described(answer: Mapping[str, Any]) -> None:
            other = folder != self.folder
            self.folder, self._answer = folder, answer
            if other:
                self._wanted.clear()
                self.desk.turned_to(folder)

        self.run(["describe", str(folder)], described, Sentence("Mở nguồn", "Opening the source"))

    def again(self) -> None:
        """See anew what it says: a bundle was made."""
        if self.folder is not None:
            self.show(self.folder)

    def _saved(self, answer: Mapping[str, Any]) -> None:
        self._answer = answer
        self._wanted.clear()
        self.succeed(Sentence("Đã ghi.", "Written."))
        self.desk.source_changed()

    def _listed(self, answer: Mapping[str, Any]) -> None:
        self._provinces = tuple(ProvinceRow(one["code"], one["name"]) for one in answer["provinces"])

    def rebuild(self) -> None:
        """Make the lists anew, in the language of now."""
        holder = self.fresh()
        say = self.desk.say
        entries = self.entries
        empty = say(Sentence("chưa điền", "not filled in"))

        def row(name: Sentence, *keys: str) -> FactRow:
            said = next((value for key in keys if (value := self.entry(key))), "")
            return FactRow(say(name), said or empty, wrong=not said)

        rows = []
        if entries:
            language = self.desk.tongue
            rows = [
                row(Sentence("Cuộc bầu cử", "Election"), f"title.{language}", "title.vi"),
                row(Sentence("Cơ quan phát hành", "Publisher"), f"publisher.{language}", "publisher.vi"),
                row(Sentence("Ngày bầu cử", "Polling day"), "polling_day"),
                FactRow(say(Sentence("Phiên bản kế tiếp", "Next version")), str(self.version)),
                FactRow(say(Sentence("Thư mục", "Folder")), str(self.folder)),
            ]
        self._rows = RecordModel(FactRow, rows, holder)
        recent = [RecentRow(Path(path).name, path) for path in self.desk.memory.recent if Path(path).is_dir()]
        self._recent = RecordModel(RecentRow, recent, holder)
        self._province_rows = RecordModel(ProvinceRow, self._provinces, holder)
        bodies = [
            BodyRow(key, names.get(self.desk.tongue) or names.get("vi", key), self._fate(key))
            for key, names in self._answer.get("bodies", {}).items()
        ]
        self._bodies = RecordModel(BodyRow, bodies, holder)

    def _fate(self, body: str) -> str:
        if self.entry(f"body.{body}.in_bundle") == "false":
            return "out"
        return self.entry(f"body.{body}.publication") or "posted"
