"""The bundle in use onto another stick: choose the stick, wait, pull it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.errand import NOTHING, Choice, FactRow, Step, Work, megabytes, refused_step
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.load import Watching

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

SEEKING: Final = Step(
    Sentence("Chép gói đang dùng ra USB", "Copy the bundle in use"),
    work=Work(Sentence("Tìm USB …", "Looking …")),
    drawing="search",
)
COPYING: Final = Step(
    Sentence("Đang chép, đừng rút USB", "Copying: leave the stick in"),
    work=Work(Sentence("Chép ra USB", "Copying to the stick")),
    back=False,
    drawing="box",
)
NOT_COPIED: Final = Sentence("Chưa chép được", "It was not copied")


class CopyOut(Watching):
    """Give the bundle in use back as a file on a stick."""

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        del subject
        super().__init__(office, SEEKING, parent)
        self._seek()

    def came_or_went(self) -> None:
        self._seek()

    def chosen(self, key: str) -> None:
        self.rest()
        device, _, path = key.partition(":")
        self.run(["copy", path, "--device", device, *self.office.by()], self._copied, COPYING)

    def led(self) -> None:
        self.show(SEEKING)
        self._seek()

    def _seek(self) -> None:
        self.office.run(["sticks", "--store", str(self.office.store)], self._found)

    def _found(self, how: Outcome) -> None:
        if how.refused is not None:
            self.show(refused_step(NOT_COPIED, how.refused, say=self.office.view.language))
            return
        self.learn_folders(how.data)
        self.show(sticks_step(how.data, self.office.view.language))
        self.watch()

    def _copied(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self.show(not_copied(how.refused, language))
        else:
            self.show(copied_step(how.data["copied"], language))


def sticks_step(answer: Mapping[str, Any], language: str) -> Step:
    """The sticks that can be written."""
    choices = tuple(_choices(answer["sticks"], language))
    if not choices:
        locked = any(not stick["writable"] for stick in answer["sticks"])
        return Step(
            Sentence("Hãy cắm một USB để chép", "Plug in a stick to copy to"),
            Sentence("Máy tự tìm thấy sau vài giây.", "It is found by itself within seconds."),
            Sentence("USB đang cắm chỉ cho đọc nên không chép vào được.", "The stick that is in can only be read.")
            if locked
            else NOTHING,
            drawing="stick",
        )
    return Step(
        Sentence("Chép ra USB nào?", "Copy to which stick?"),
        Sentence(
            "Tệp chép ra đúng gói đang dùng, từng bit một, để nạp vào máy khác.",
            "The file is the very bundle in use, to be loaded into another kiosk.",
        ),
        choices=choices,
    )


def _choices(sticks: list[Any], language: str) -> Iterator[Choice]:
    for stick in sticks:
        if stick["writable"]:
            free = megabytes(stick["free"], language)
            yield Choice(
                f"{stick['device']}:{stick['path']}",
                "stick",
                stick["name"],
                Sentence(f"Còn trống {free}", f"{free} free").say(language),
            )


def copied_step(copied: Mapping[str, Any], language: str) -> Step:
    """It lies on the stick and was read back."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    there = Sentence("USB này đã có sẵn gói đang dùng", "The stick has the bundle already")
    return Step(
        there if copied["already"] else Sentence("Đã chép xong", "Copied"),
        Sentence(
            "Đã đọc lại và kiểm tra từng phần. Có thể rút USB.", "Read back and checked. The stick may be pulled."
        ),
        rows=(
            FactRow(say("Tệp", "File"), Path(copied["file"]).name),
            FactRow(say("Dung lượng", "Size"), megabytes(copied["size"], language)),
            FactRow(say("Phiên bản", "Version"), str(copied["version"])),
            FactRow(say("Mã kiểm tra", "Fingerprint"), copied["fingerprint"]),
        ),
        drawing="check",
    )


def not_copied(why: Refusal, language: str) -> Step:
    """Why it was not copied, and once more."""
    step = refused_step(NOT_COPIED, why, say=language)
    again = Sentence("Chọn USB khác", "Choose another stick")
    return replace(step, lead=again, lead_sign="stick")
