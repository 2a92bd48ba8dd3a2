"""The desk: six steps from documents to a stick, in one window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Property, QObject, QProcess, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence
from voter_kiosk.kiosk.desk.acting import Section
from voter_kiosk.kiosk.desk.checking import CheckFacts
from voter_kiosk.kiosk.desk.intake import IntakeFacts
from voter_kiosk.kiosk.desk.memory import Memory, keep, remembered
from voter_kiosk.kiosk.desk.previewing import PreviewFacts
from voter_kiosk.kiosk.desk.signing import SignFacts
from voter_kiosk.kiosk.desk.source import SourceFacts
from voter_kiosk.kiosk.desk.stick import StickFacts
from voter_kiosk.kiosk.records import LiveModel

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

PAGES: Final = ("SourceStep", "IntakeStep", "CheckStep", "PreviewStep", "SignStep", "StickStep")
NAMES: Final = (
    Sentence("Nguồn", "Source"),
    Sentence("Nhập hồ sơ", "Documents in"),
    Sentence("Kiểm tra", "Check"),
    Sentence("Xem trước", "Preview"),
    Sentence("Ký", "Sign"),
    Sentence("Ghi ra USB", "Stick"),
)
SOURCE, INTAKE, CHECK, PREVIEW, SIGN, STICK = range(6)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step on the left: its number and name, how it stands, and a sign of that (empty: none)."""

    number: int
    name: str
    status: str
    sign: str
    here: bool


def launched(arguments: Sequence[str]) -> bool:
    """Start another program of ours that goes on by itself; whether it started."""
    started: object = QProcess.startDetached(sys.executable, list(arguments))
    return bool(started[0] if isinstance(started, tuple) else started)


@QmlElement
class Desk(QObject):
    """What the window shows: which step, in which language."""

    moved = Signal()
    turned = Signal(str)
    noted = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        kept: Path,
        language: str = "",
        launch: Callable[[Sequence[str]], bool] = launched,
    ) -> None:
        """``kept`` is the file in which the desk remembers; ``language`` goes before what it remembers."""
        super().__init__(parent)
        self._kept = kept
        self.memory: Memory = remembered(kept)
        self.tongue = language or self.memory.language or VIETNAMESE
        self.launch = launch
        self._step = SOURCE
        self._steps = LiveModel(StepRow, self)
        self._ready = False
        self.source = SourceFacts(self, self)
        self.intake = IntakeFacts(self, self)
        self.check = CheckFacts(self, self)
        self.preview = PreviewFacts(self, self)
        self.signing = SignFacts(self, self)
        self.stick = StickFacts(self, self)
        self.sections: tuple[Section, ...] = (
            *(self.source, self.intake, self.check, self.preview, self.signing, self.stick),
        )
        self._ready = True
        self.noticed()

    # What QML reads

    @Property(int, notify=moved)
    def step(self) -> int:
        """Where one is, from 0."""
        return self._step

    @Property(str, notify=moved)
    def page(self) -> str:
        """The page of that."""
        return PAGES[self._step]

    @Property(QObject, notify=moved)
    def facts(self) -> QObject:
        """What it shows."""
        return self.sections[self._step]

    @Property(QObject, constant=True)
    def steps(self) -> QObject:
        """All of them."""
        return self._steps

    @Property(str, notify=turned)
    def language(self) -> str:
        """The language that is spoken."""
        return self.tongue

    @Property(bool, notify=noted)
    def opened(self) -> bool:
        """Whether a source is open."""
        return self.source.folder is not None

    @Property(str, notify=noted)
    def title(self) -> str:
        """What the source that is open is called; empty where none is."""
        return self.source.folder.name if self.source.folder else ""

    # What QML asks for

    @Slot(int)
    def go(self, step: int) -> None:
        """Come to another step."""
        if step == self._step or not 0 <= step < len(PAGES):
            return
        self._step = step
        self.moved.emit()
        self.stick.watch(step == STICK)
        if step == CHECK and self.check.looked is None:
            self.check.look()
        self.noticed()

    @Slot()
    def turn(self) -> None:
        """Speak the other language."""
        self.tongue = ENGLISH if self.tongue == VIETNAMESE else VIETNAMESE
        self._remember(replace(self.memory, language=self.tongue))
        self.turned.emit(self.tongue)
        for section in self.sections:
            section.renew()

    # For the steps

    def say(self, sentence: Sentence) -> str:
        """In the language that is spoken."""
        return sentence.say(self.tongue)

    def turned_to(self, folder: Path | None) -> None:
        """Another source is open, or none."""
        if folder is not None:
            self._remember(self.memory.opened(folder))
        self.intake.forget()
        self.check.forget()
        self.signing.forget()
        self.stick.forget()

    def source_changed(self) -> None:
        """Something was written into the source."""
        self.check.refresh()

    def remember_keys(self, keys: Path) -> None:
        """These keys sign the source that is open."""
        if self.source.folder is not None:
            self._remember(self.memory.with_keys(self.source.folder, keys))

    def signed(self) -> None:
        """A bundle was made: it is the one given out last, and goes onto the stick."""
        self.stick.forget()
        self.source.again()

    def noticed(self) -> None:
        """Something about a step is another: how it stands is said on the left."""
        if not self._ready:
            return
        standing = (
            self._of_source(),
            self._of_intake(),
            self._of_check(),
            ("", ""),
            self._of_sign(),
            self._of_stick(),
        )
        self._steps.show(
            [
                StepRow(number + 1, self.say(NAMES[number]), said, sign, number == self._step)
                for number, (said, sign) in enumerate(standing)
            ]
        )
        self.noted.emit()

    @property
    def at_work(self) -> bool:
        """Whether a command runs."""
        return any(section.working for section in self.sections)

    def close(self) -> None:
        """End what runs."""
        for section in self.sections:
            section.close()

    def _remember(self, memory: Memory) -> None:
        self.memory = memory
        keep(memory, self._kept)

    def _of_source(self) -> tuple[str, str]:
        if self.source.folder is None:
            return self.say(Sentence("chưa mở", "none is open")), ""
        return self.source.folder.name, "check"

    def _of_intake(self) -> tuple[str, str]:
        if wrong := self.intake.errors:
            return self.say(Sentence(f"{wrong} chỗ sai", f"{wrong} wrong")), "warning"
        return self.say(self.intake.summary), "check" if self.intake.summary.vi else ""

    def _of_check(self) -> tuple[str, str]:
        if self.check.looked is None:
            return "", ""
        errors, warnings = (self.check.looked.count(severity) for severity in ("error", "warning"))
        if errors:
            return self.say(Sentence(f"{errors} lỗi", f"{errors} errors")), "close"
        if warnings:
            return self.say(Sentence(f"{warnings} cảnh báo", f"{warnings} warnings")), "warning"
        return self.say(Sentence("không có lỗi", "no errors")), "check"

    def _of_sign(self) -> tuple[str, str]:
        bundle = self.signing.bundle
        if bundle is not None:
            return bundle.name, "check"
        if self.signing.draft is not None:
            return self.say(Sentence("đang ký bản nháp", "draft being signed")), ""
        return "", ""

    def _of_stick(self) -> tuple[str, str]:
        return (
            (self.say(Sentence("đã ghi và đọc lại", "written and read back")), "check")
            if self.stick.done
            else ("", "")
        )
