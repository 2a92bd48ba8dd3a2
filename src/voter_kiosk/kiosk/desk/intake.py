"""Step 2: documents that came in, read into the source: a workbook, official lists, a folder of dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section, local
from voter_kiosk.kiosk.office.errand import NOTHING, LineRow

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

READING: Final = Sentence("Đang đọc hồ sơ", "Reading the documents")


@QmlElement
class IntakeFacts(Section):
    """What was read last, and what of it did not fit."""

    changed = Signal()  # PySide6 knows no notifying signal of a base class

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.stirred.connect(self.changed)
        self._answer: Mapping[str, Any] = {}
        self._from: Path | None = None
        self.summary: Sentence = NOTHING
        self.rebuild()

    # What QML reads

    @Property(str, notify=changed)
    def heading(self) -> str:
        """What was read."""
        return self.desk.say(self.summary)

    @Property(QObject, notify=changed)
    def rows(self) -> QObject:
        """How much of what."""
        return self._rows

    @Property(QObject, notify=changed)
    def files(self) -> QObject:
        """Each file of a folder, and what became of it."""
        return self._files

    @Property(QObject, notify=changed)
    def found(self) -> QObject:
        """What is wrong with it."""
        return self._found

    @Property(int, notify=changed)
    def wrong(self) -> int:
        """How many errors."""
        return self.errors

    @property
    def errors(self) -> int:
        """The same, for the desk."""
        return sum(one["severity"] == "error" for one in self._answer.get("findings", ()))

    @Property(str, notify=changed)
    def marked(self) -> str:
        """The copy of the workbook with its wrong cells marked; empty where there is none."""
        return str(self._answer.get("marked") or "")

    # What QML asks for

    @Slot(QUrl)
    def workbook(self, file: QUrl) -> None:
        """Read a filled-in workbook."""
        self._read("import-workbook", [local(file)], self._workbook_read)

    @Slot("QVariantList")
    def lists(self, files: list[QUrl]) -> None:
        """Read official lists."""
        self._read("import-list", [local(file) for file in files], self._lists_read)

    @Slot(QUrl)
    def dossiers(self, folder: QUrl) -> None:
        """Read a folder of candidates' documents."""
        self._read("import-people", [local(folder)], self._people_read)

    @Slot()
    def forget(self) -> None:
        """Another source: nothing was read into it yet."""
        self._answer, self.summary = {}, NOTHING
        self.succeed(NOTHING)
        self.renew()

    def _read(self, command: str, files: list[Path], then: Any) -> None:
        source = self.desk.source.folder
        if source is None or not files or not all(file.name for file in files):
            return  # nothing was chosen
        self._answer, self.summary = {}, NOTHING
        self._from = files[0] if command == "import-people" else files[0].parent
        self.run([command, *map(str, files), "--into", str(source)], then, READING)

    def _came(self, answer: Mapping[str, Any], heading: Sentence, said: Sentence) -> None:
        self._answer, self.summary = answer, heading
        if self.errors:
            self.succeed(NOTHING)
        else:
            self.succeed(said)
        self.desk.source_changed()

    def _workbook_read(self, answer: Mapping[str, Any]) -> None:
        rows = sum(answer["rows"].values())
        nothing = Sentence("Chưa ghi gì vào nguồn", "Nothing was written into the source")
        whole = Sentence(f"Đã nhập {rows} hàng", f"{rows} rows taken in")
        wrong = any(one["severity"] == "error" for one in answer["findings"])
        self._came(answer, nothing if wrong else whole, whole)

    def _lists_read(self, answer: Mapping[str, Any]) -> None:
        people, units = answer["candidates"], answer["constituencies"]
        said = Sentence(
            f"Đã nhập {people} người ứng cử của {units} đơn vị bầu cử",
            f"{people} candidates of {units} constituencies taken in",
        )
        self._came(answer, said, said)

    def _people_read(self, answer: Mapping[str, Any]) -> None:
        records = answer["records"]
        taken = sum(one["fate"] == "taken" for one in records)
        said = Sentence(f"Đã nhập {taken} trong {len(records)} tệp", f"{taken} of {len(records)} files taken in")
        self._came(answer, said, said)

    def refuse(self, why: Refusal) -> None:
        """Show that it was not read."""
        super().refuse(why)
        self.summary = Sentence("Chưa ghi gì vào nguồn", "Nothing was written into the source")

    def rebuild(self) -> None:
        """Make the lists anew, in the language of now."""
        holder = self.fresh()
        answer = self._answer
        rows: list[tuple[Sentence, str]] = []
        if isinstance(answer.get("rows"), dict):
            rows += [(Sentence(sheet, sheet), str(count)) for sheet, count in answer["rows"].items()]
        for key, people in answer.get("lacking", {}).items():
            if people:
                name = self._word(key)
                few = ", ".join(person for _, person in people[:10]) + (" …" if len(people) > 10 else "")
                rows.append((Sentence(f"Chưa có: {name.vi}", f"Lacking: {name.en}"), f"{len(people)}: {few}"))
        self._rows = self.facts(rows, holder)
        self._files = self.lines([self._file(one) for one in answer.get("records", ())], holder)
        folder = self._from if "records" not in answer else self.desk.source.folder
        self._found = self.findings(answer.get("findings", ()), folder, holder)

    def _file(self, one: Mapping[str, Any]) -> LineRow:
        whose = ", ".join(one["names"]) + (f" ({', '.join(one['whose'])})" if one["whose"] else "")
        parts = [self.desk.say(self._word(one["kind"])), whose, self.desk.say(self._word(one["fate"]))]
        return LineRow(one["file"], " · ".join(part for part in parts if part))

    def _word(self, code: str) -> Sentence:
        """A kind of document, or what became of one, as the command calls it."""
        return Sentence(**self._answer["words"][code])
