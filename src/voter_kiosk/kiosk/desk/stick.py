"""Step 6: the stick. The bundle is written to it, read back from it, and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section, local
from voter_kiosk.kiosk.office.errand import megabytes
from voter_kiosk.kiosk.phrasing import in_groups
from voter_kiosk.kiosk.records import RecordModel

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

WATCH_MS: Final = 1_500
"""How often to see whether a stick came or went, in milliseconds."""


@dataclass(frozen=True, slots=True)
class StickRow:
    """A stick that is plugged in."""

    path: str
    device: str
    name: str
    about: str
    writable: bool


@QmlElement
class StickFacts(Section):
    """The sticks, and what was written."""

    changed = Signal()  # PySide6 knows no notifying signal of a base class

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.stirred.connect(self.changed)
        self._bundle: Path | None = None
        self._sticks: tuple[Mapping[str, Any], ...] = ()
        self._carried: Mapping[str, Any] = {}
        self._seen: object = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_around)
        self.rebuild()

    # What QML reads

    @Property(str, notify=changed)
    def bundle(self) -> str:
        """The bundle to be written; empty where there is none."""
        return str(self.what or "")

    @Property(QObject, notify=changed)
    def sticks(self) -> QObject:
        """The sticks that are plugged in."""
        return self._rows

    @Property(QObject, notify=changed)
    def written(self) -> QObject:
        """What lies on the stick now, once it was read back."""
        return self._written

    @Property(bool, notify=changed)
    def done(self) -> bool:
        """Whether it was written, and read back the same."""
        return bool(self._carried)

    # What QML asks for

    @Slot(QUrl)
    def chooseBundle(self, file: QUrl) -> None:  # noqa: N802
        """Another bundle was chosen."""
        self._bundle, self._carried = local(file), {}
        self.renew()

    @Slot(str, str)
    def write(self, path: str, device: str) -> None:
        """Write it to that stick."""
        self._write(Path(path), ["--device", device])

    @Slot(QUrl)
    def writeTo(self, folder: QUrl) -> None:  # noqa: N802
        """Write it to a folder that was chosen."""
        self._write(local(folder), [])

    # For the desk

    @property
    def what(self) -> Path | None:
        """What is written: what was chosen, what was signed just now, what was given out last."""
        return self._bundle or self.desk.signing.bundle or self.desk.source.previous

    def forget(self) -> None:
        """Another source, or another bundle."""
        self._bundle, self._carried = None, {}
        self._problem = None
        self.renew()

    def watch(self, looked_at: bool) -> None:
        """Look for sticks while somebody looks at them."""
        self._seen = None
        if looked_at:
            self._look_around()
            self._watch.start()
        else:
            self._watch.stop()

    def _look_around(self) -> None:
        from voter_kiosk.store.mounts import signature

        now = signature(())
        if now != self._seen and not self._jobs:
            self._seen = now
            problem, said = self._problem, self._said
            self.run(["sticks"], self._found, Sentence("Đang tìm USB", "Looking for sticks"))
            self._problem, self._said = problem, said  # what was said of the last writing stays

    def _found(self, answer: Mapping[str, Any]) -> None:
        self._sticks = tuple(answer["sticks"])

    def _write(self, folder: Path, more: list[str]) -> None:
        bundle = self.what
        if bundle is None:
            return
        self._carried = {}
        what = Sentence("Đang ghi, đừng rút USB", "Writing: leave the stick in")
        self.run(["carry", str(bundle), str(folder), *more], self._came, what)

    def _came(self, answer: Mapping[str, Any]) -> None:
        self._carried = answer["carried"]
        pull = ("Có thể rút USB.", "The stick may be pulled.")
        if self._carried["already"]:
            said = Sentence(f"USB này đã có sẵn đúng gói ấy. {pull[0]}", f"The stick has it already. {pull[1]}")
        else:
            said = Sentence(
                f"Đã ghi, đã đọc lại từ USB và đúng từng bit. {pull[0]}",
                f"Written, read back from the stick, the same to the bit. {pull[1]}",
            )
        self.succeed(said)

    def rebuild(self) -> None:
        """Make the lists anew, in the language of now."""
        holder = self.fresh()
        language = self.desk.tongue
        rows = []
        for one in self._sticks:
            free = megabytes(one["free"], language)
            about = Sentence(f"còn trống {free}", f"{free} free")
            if not one["writable"]:
                about = Sentence("chỉ đọc, không ghi vào được", "can only be read")
            rows.append(
                StickRow(one["path"], str(one["device"]), one["name"], about.say(language), one["writable"])
            )
        self._rows = RecordModel(StickRow, rows, holder)
        written: list[tuple[Sentence, str]] = []
        if self._carried:
            exact = f"{self._carried['size']:,}".replace(",", "." if language == "vi" else ",")
            written = [
                (Sentence("Tệp trên USB", "File on the stick"), self._carried["file"]),
                (Sentence("Dung lượng", "Size"), self.desk.say(Sentence(f"{exact} byte", f"{exact} bytes"))),
                (Sentence("Phiên bản", "Version"), str(self._carried["version"])),
                (Sentence("Mã kiểm tra", "Fingerprint"), in_groups(self._carried["fingerprint"])),
                (Sentence("SHA-256", "SHA-256"), self._carried["sha256"]),
            ]
        self._written = self.facts(written, holder)
