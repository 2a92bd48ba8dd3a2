"""One step back: which content it would be, one question, and done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.kiosk.office.errand import ErrandFacts, FactRow, Step, Work, refused_step
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.load import KEPT, LATER, NOW, when, when_to_show

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

TITLE: Final = Sentence("Quay lại bản trước", "Back to the previous content")
ASKING: Final = Step(TITLE, work=Work(Sentence("Xem bản trước …", "Looking at it …")), drawing="undo")
GOING: Final = Step(TITLE, work=Work(Sentence("Quay lại …", "Going back …")), back=False, drawing="undo")
NOT_DONE: Final = Sentence("Không quay lại được", "It is not possible to go back")


class Previous(ErrandFacts):
    """Back to the content before."""

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        del subject
        super().__init__(office, ASKING, parent)
        office.run(["status", "--store", str(office.store)], self._told)

    def led(self) -> None:
        self.run(["rollback", *self.office.by()], self._back, GOING)

    def chosen(self, key: str) -> None:
        if key == NOW:
            self.office.renew()
        elif key == LATER:
            self.office.leave()

    def _told(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self.show(refused_step(NOT_DONE, how.refused, say=language))
        else:
            self.show(question_step(how.data, language))

    def _back(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self.show(refused_step(NOT_DONE, how.refused, KEPT, language))
        else:
            self.show(back_step(how.data["active"], language))


def question_step(status: Mapping[str, Any], language: str) -> Step:
    """Which content it would be, and the question."""
    shown, before = status["active"], status["previous"]
    if shown is None or before is None:
        return Step(
            Sentence("Chưa có bản trước", "There is no previous content"),
            Sentence(
                "Máy này mới nạp một gói nên không có gì để quay lại.",
                "Only one bundle was ever loaded here, so there is nothing to go back to.",
            ),
            drawing="undo",
        )

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    def named(one: Mapping[str, Any]) -> str:
        issued = when(one["issued"])
        title = pick(one["title"], language)
        version = one["version"]
        return say(
            f"Phiên bản {version}, phát hành {issued}. {title}", f"Version {version}, issued {issued}. {title}"
        )

    return Step(
        Sentence("Ông/Bà chắc chắn muốn quay lại bản trước?", "Go back to the previous content?"),
        Sentence(
            "Người bị xóa tên vẫn bị xóa tên. Sau này vẫn trở lại bản đang hiện được.",
            "Who was struck off stays struck off. You can come back to what is shown now.",
        ),
        rows=(
            FactRow(say("Đang hiện", "Shown now"), named(shown)),
            FactRow(say("Sẽ hiện lại", "To be shown again"), named(before)),
            FactRow(say("Mã kiểm tra", "Fingerprint"), before["fingerprint"]),
        ),
        lead=Sentence("Quay lại bản trước", "Go back"),
        lead_sign="undo",
        drawing="undo",
    )


def back_step(shown: Mapping[str, Any], language: str) -> Step:
    """It is done: show it now, or when nobody is at the screen."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    return Step(
        Sentence("Đã quay lại. Khi nào hiện cho cử tri?", "Done. When shall voters see it?"),
        choices=when_to_show(language),
        rows=(
            FactRow(say("Phiên bản", "Version"), str(shown["version"])),
            FactRow(say("Mã kiểm tra", "Fingerprint"), shown["fingerprint"]),
        ),
    )
