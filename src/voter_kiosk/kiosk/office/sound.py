"""The sound: whether it may be loud, how loud, and a sentence to hear it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.listening import LOUDNESSES, step
from voter_kiosk.domain.settings import SETTINGS, in_words
from voter_kiosk.kiosk.office.job import Outcome

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SoundFacts(QObject):
    """What the sound is set to; each touch sets it at once."""

    found = Signal()

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        del subject
        super().__init__(parent)
        self._office = office
        self._values: dict[str, int | bool] = {}
        self._waiting, self._said = True, ""
        self._ask()

    @Property(bool, notify=found)
    def known(self) -> bool:
        """Whether it is known what is set."""
        return bool(self._values)

    @Property(bool, notify=found)
    def waiting(self) -> bool:
        """Whether something is on its way."""
        return self._waiting

    @Property(bool, notify=found)
    def loudspeaker(self) -> bool:
        """Whether the loudspeaker may be used."""
        return bool(self._values.get("loudspeaker"))

    @Property(str, notify=found)
    def usual(self) -> str:
        """How loud it is when a voter begins, in words."""
        return self._words("loudness_usual")

    @Property(str, notify=found)
    def most(self) -> str:
        """How loud it can be, in words."""
        return self._words("loudness_most")

    @Property(str, notify=found)
    def said(self) -> str:
        """What became of the test."""
        return self._said

    @Slot(bool)
    def setLoudspeaker(self, used: bool) -> None:  # noqa: N802
        """Whether the loudspeaker may be used, from now on."""
        self._set("loudspeaker", "yes" if used else "no")

    @Slot(int)
    def turnUsual(self, by: int) -> None:  # noqa: N802
        """The usual volume, a step louder or softer; never above the limit."""
        wanted = step(LOUDNESSES, int(self._values["loudness_usual"]), by)
        self._set("loudness_usual", str(min(wanted, int(self._values["loudness_most"]))))

    @Slot(int)
    def turnMost(self, by: int) -> None:  # noqa: N802
        """The limit, a step up or down; never below the usual volume."""
        wanted = step(LOUDNESSES, int(self._values["loudness_most"]), by)
        self._set("loudness_most", str(max(wanted, int(self._values["loudness_usual"]))))

    @Slot()
    def hear(self) -> None:
        """Say a sentence."""
        if not self._waiting:
            self._begin()
            self._office.run(["test-sound", "--store", str(self._office.store)], self._heard)

    def _words(self, key: str) -> str:
        if key not in self._values:
            return ""
        return in_words(SETTINGS[key], self._values[key]).say(self._office.view.language)

    def _set(self, key: str, value: str) -> None:
        if not self._waiting:
            self._begin()
            self._office.run(["settings", key, value, *self._office.by()], self._changed)

    def _begin(self) -> None:
        self._waiting, self._said = True, ""
        self._office.tell(None)
        self.found.emit()

    def _ask(self) -> None:
        self._office.run(["settings", "--store", str(self._office.store)], self._changed)

    def _changed(self, how: Outcome) -> None:
        self._waiting = False
        self._office.tell(how.refused)
        for row in how.data.get("settings", ()):
            self._values[row["key"]] = row["value"]
        self.found.emit()

    def _heard(self, how: Outcome) -> None:
        self._waiting = False
        self._office.tell(how.refused)
        if how.refused is None:
            self._said = self._office.view.tr(
                "The sentence was played. Was it heard well, without being too loud?"
            )
        self.found.emit()
