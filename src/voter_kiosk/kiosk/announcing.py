"""What is told to somebody who does not see the screen change: the one place that announces anything."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QMetaMethod, QObject, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtQuick import QQuickWindow

from voter_kiosk.domain.journey import Contrast, Place, TextSize
from voter_kiosk.kiosk.reading import heading, reading, title
from voter_kiosk.kiosk.session import Session
from voter_kiosk.kiosk.slips.printer import PrintState

SIZES: Final = MappingProxyType(
    {
        TextSize.SMALL: "Small",
        TextSize.USUAL: "Medium",
        TextSize.LARGE: "Large",
        TextSize.LARGEST: "Very large",
    }
)
CONTRASTS: Final = MappingProxyType(
    {
        Contrast.USUAL: "Usual colours",
        Contrast.BLACK_ON_WHITE: "Black on white",
        Contrast.WHITE_ON_BLACK: "White on black",
        Contrast.LOW: "Soft colours",
    }
)
PRINTED: Final = MappingProxyType(
    {
        PrintState.PRINTING: "Printing...",
        PrintState.PRINTED: "It has been printed. Please take it from the printer.",
        PrintState.FAILED: "It could not be printed. Please ask the staff.",
        PrintState.ENOUGH: "Each visitor can print at most three sheets.",
    }
)
"""The words of the trays and of the print key."""

LAST_SECONDS: Final = 10
"""When "Still there?" is said a second time."""


class Announcer(QObject):
    """Announces every new screen, every question laid over it, and what changes on it without a touch there.

    Screen readers are told over Qt; ``announced`` tells whoever else listens (the voice). Where nobody listens,
    nothing is looked at. On a new screen the focus comes to its heading, which a screen reader says at once: it is
    told the title only where the focus goes elsewhere, lest it say it twice. The facts of a screen announce by a
    signal ``announced`` of their own, with a sentence in the citizen's language.
    """

    announced = Signal(str, bool)
    """A sentence, and whether it interrupts what is being said."""

    def __init__(self, session: Session, window: QQuickWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window = session, window
        self._here = self._there()
        self._comfort = session.comfort
        self._asked = self._warned = False
        self._printing = session.slips.standing
        session.moved.connect(self._moved)
        session.comforted.connect(self._comforted)
        session.idled.connect(self._idled)
        session.failed.connect(self._failed)
        session.slips.changed.connect(self._printed)
        self._facts: QObject | None = None
        self._listen_to_facts()

    @Slot(str)
    def say(self, sentence: str, *, interrupts: bool = False, known: bool = False) -> None:
        """Announce ``sentence``; one that ``interrupts`` does not wait for what is being said.

        ``known`` where a screen reader has said it already, as it does of what the focus comes to.
        """
        words = sentence.replace("\u00a0", " ").strip()
        if not words:
            return
        if QAccessible.isActive() and not known:
            event = QAccessibleAnnouncementEvent(self._window, words)
            if interrupts:
                event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)
        self.announced.emit(words, interrupts)

    def _heard(self) -> bool:
        return QAccessible.isActive() or self.isSignalConnected(QMetaMethod.fromSignal(self.announced))

    def _there(self) -> tuple[Place, str]:
        return self._session.place, self._session.view.language

    def _listen_to_facts(self) -> None:
        facts = self._session.shown
        if facts is not self._facts:
            self._facts = facts
            announced = getattr(facts, "announced", None)
            if announced is not None:
                announced.connect(self.say)

    def _moved(self) -> None:
        """Another screen, or the same in another language: its title. One that is only built anew says nothing."""
        self._listen_to_facts()
        here, before = self._there(), self._here
        self._here = here
        if here != before and self._heard():
            reads = reading(self._window)
            found = heading(reads)
            self.say(title(reads), known=found is not None and found.focused)

    def _comforted(self) -> None:
        """Another text size or other colours, except where all of it goes back for the next person."""
        before, now = self._comfort, self._session.comfort
        self._comfort = now
        if self._session.resting:
            return
        if now.text_size is not before.text_size:
            self.say(self._tr("Text size: %1", self._tr(SIZES[now.text_size])))
        if now.contrast is not before.contrast:
            self.say(self._tr("Colours: %1", self._tr(CONTRASTS[now.contrast])))

    def _idled(self) -> None:
        """The question whether she is still there, and again shortly before the screen begins anew."""
        asking, seconds = self._session.asked, self._session.seconds_to_answer
        late = seconds <= LAST_SECONDS
        if asking and (not self._asked or (late and not self._warned)):
            left = self._tr("In %n seconds this screen starts again for the next person.", n=seconds)
            self.say(f"{self._tr('Are you still there?')} {left}", interrupts=True)
        self._warned = asking and late
        self._asked = asking

    def _failed(self) -> None:
        """Staff are asked to come."""
        if self._session.failing:
            self.say(". ".join(read.name for read in reading(self._window)), interrupts=True)

    def _printed(self) -> None:
        """What became of a slip of this screen."""
        before, self._printing = self._printing, self._session.slips.standing
        state, subject = self._printing
        if self._printing != before and subject == self._session.place.subject:
            self.say(self._tr(PRINTED.get(state, "")))

    def _tr(self, english: str, *arguments: object, n: int | None = None) -> str:
        return self._session.view.tr(english, *arguments, n=n) if english else ""
