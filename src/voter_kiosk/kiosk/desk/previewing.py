"""Step 4: the preview. The kiosk's own screens, on the source as it is, in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

STARTED: Final = Sentence(
    "Bản xem trước mở trong một cửa sổ khác sau ít giây.", "The preview opens in another window within seconds."
)
NOT_STARTED: Final = Refusal(
    "command-broken",
    Sentence(
        "Không mở được bản xem trước. Hãy thử lại; nếu vẫn lỗi, hãy gọi người phụ trách kỹ thuật.",
        "The preview could not be opened. Try again; if it stays, call whoever looks after the machine.",
    ),
)


@QmlElement
class PreviewFacts(Section):
    """The way to the preview."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.rebuild()

    @Slot()
    def start(self) -> None:
        """Open it; it goes on by itself, whatever becomes of the desk."""
        folder = self.desk.source.folder
        if folder is None:
            return
        if self.desk.launch(["-m", "voter_kiosk", "--lang", self.desk.tongue, "preview", str(folder)]):
            self.succeed(STARTED)
        else:
            self.refuse(NOT_STARTED)
        self.renew()
