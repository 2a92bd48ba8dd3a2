"""Listening to the screen: what is read, in which order, and what stops it. What plays is in ``speaker``.

Nothing that sounds is loaded before somebody listens: the engine, Qt Multimedia and the tree of the screen come
with the first touch of "Read to me".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

import shiboken6
from PySide6.QtCore import Property, QObject, QPointF, QRectF, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickWindow

from voter_kiosk.domain.journey import ATTRACT, Comfort, Place, Screen
from voter_kiosk.domain.listening import CANDIDATE_SCREENS, PACES, Headphones, may_sound, private, step
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.kiosk.items import focused, outwards, within
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # loaded with the first word
    from voter_kiosk.kiosk.follow import Trail
    from voter_kiosk.kiosk.reading import Read
    from voter_kiosk.kiosk.speaker import Recording, Speaker
    from voter_kiosk.speech.sound import Voice

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

ARRIVE_MS: Final = 120
"""How long after a screen has come its reading begins, in milliseconds: it is drawn first, and whoever only passes
through hears nothing."""

PLUG_MS: Final = 1000
"""How often to see whether headphones are plugged in, in milliseconds."""

SPOKEN: Final = (VIETNAMESE, ENGLISH)
"""The languages that the engine speaks."""

_BESIDE_THE_PAGE: Final = frozenset({"Strip", "ListenBar"})
_SENTENCE: Final = re.compile(r"[.!?…]+(?=\s|$)")
_CLOSED: Final = re.compile(r"[.!?…:;,]$")


class Seat(Protocol):
    """What listening needs to know of the session."""

    @property
    def view(self) -> View: ...
    @property
    def comfort(self) -> Comfort: ...
    @property
    def place(self) -> Place: ...
    @property
    def covered(self) -> bool: ...


@QmlElement
class Listening(QObject):
    """Reads the screen to one citizen. ``session.voice`` in QML.

    It is *on* from the moment she asks for it until she leaves it or the kiosk forgets her; while it is on, every
    screen she comes to is read, and so is every control that the keyboard or a switch comes to. ``held`` says why
    nothing is heard: ``no-sound`` (there is no sound device), ``no-voice`` (no voice has her language) or
    ``headphones`` (the page is read through headphones alone) or ``quiet`` (so is everything on this kiosk).
    """

    changed = Signal()
    followed = Signal()  # another thing, or another word of it, is read

    def __init__(self, seat: Seat, change: Callable[..., None], parent: QObject) -> None:
        """``change`` changes fields of her ``Comfort``."""
        super().__init__(parent)
        self._seat, self._change = seat, change
        self._plugged_now: Callable[[], bool | None] | None = None
        self._plugged: bool | None = None
        self._speaker: Speaker | None = None
        self._own = True  # the kiosk's own: its voice is made anew for everybody who listens
        self._window: QQuickWindow | None = None
        self._on = False
        self._held = ""
        self._reads: tuple[Read, ...] = ()
        self._index = 0
        self._last = 0  # the last of the reads that is to be read now
        self._said = ""  # what is being said, from its beginning
        self._skipped = 0  # how much of it was said before, where it was taken up again
        self._word = (0, 0)
        self._finished = False  # all of the page was heard
        self._alone = False  # a sentence of the kiosk's own, and not of the page
        self._told = False  # what is said tells how fast or how loud it is now
        self._hushed = False  # a touch has just made it silent
        self._trail: Trail | None = None
        self._places: list[QRectF] = []
        self._marked: QQuickItem | None = None
        self._arrival = QTimer(self)
        self._arrival.setSingleShot(True)
        self._arrival.setInterval(ARRIVE_MS)
        self._arrival.timeout.connect(self.arrive)
        self._plug = QTimer(self)
        self._plug.setInterval(PLUG_MS)
        self._plug.timeout.connect(self.look_for_headphones)

    # What QML reads

    @Property(bool, notify=changed)
    def on(self) -> bool:
        """Whether she listens: what she comes to is read."""
        return self._on

    @Property(bool, notify=changed)
    def speaking(self) -> bool:
        """Whether something is heard now."""
        return self.sounds

    @Property(bool, notify=changed)
    def available(self) -> bool:
        """Whether this kiosk sounds at all, as far as it was tried."""
        return self._held != "no-sound"

    @Property(str, notify=changed)
    def held(self) -> str:
        """Why nothing is heard, or nothing."""
        return self._held

    @Property(int, notify=changed)
    def pace(self) -> int:
        """How fast, in percent."""
        return self._seat.comfort.pace

    @Property(int, notify=changed)
    def loudness(self) -> int:
        """How loud, in percent."""
        return self._seat.comfort.loudness

    @Property(bool, notify=changed)
    def slowest(self) -> bool:
        """Whether it cannot be slower."""
        return self._seat.comfort.pace <= PACES[0]

    @Property(bool, notify=changed)
    def fastest(self) -> bool:
        """Whether it cannot be faster."""
        return self._seat.comfort.pace >= PACES[-1]

    @Property(bool, notify=changed)
    def softest(self) -> bool:
        """Whether it cannot be softer."""
        return self._seat.comfort.loudness <= self._seat.view.settings.loudnesses[0]

    @Property(bool, notify=changed)
    def loudest(self) -> bool:
        """Whether it cannot be louder."""
        return self._seat.comfort.loudness >= self._seat.view.settings.loudness_most

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """Whether the picture is off, for who only listens."""
        return self._seat.comfort.dark

    @Property(QQuickItem, notify=followed)
    def item(self) -> QQuickItem | None:
        """What is being read, or was last."""
        if not self._on or self._alone or self._finished or not self._reads:
            return None
        item = self._reads[self._index].item
        return item if shiboken6.isValid(item) else None

    @Property(QQuickItem, notify=followed)
    def text(self) -> QQuickItem | None:
        """The text in which the word stands that is heard."""
        return self._marked if self._marked is not None and shiboken6.isValid(self._marked) else None

    @Property("QVariantList", notify=followed)  # type: ignore[arg-type]
    def places(self) -> list[QRectF]:
        """Where in that text the word stands, line by line."""
        return self._places

    @Property(str, notify=followed)
    def sentence(self) -> str:
        """The sentence that is heard."""
        start = max((end.end() for end in _SENTENCE.finditer(self._said[: self._word[0]])), default=0)
        end = _SENTENCE.search(self._said, self._word[1])
        return self._said[start : end.end() if end else len(self._said)].strip()

    # What QML and keys ask for

    @Slot()
    def toggle(self) -> None:
        """Begin to listen; or be silent; or go on from where it stopped."""
        if not self._on:
            self.readAll()
        elif self.sounds or self._hushed:
            self.stop()
        else:
            self._go_on()

    @Slot()
    def prepare(self) -> None:
        """A finger is on a key that begins to read: load what that needs, before the finger is lifted."""
        if self._own and self._speaker is None and self._window is not None:
            speaker = _speaker(None, _voice(self._seat.view), self)
            speaker.prepare(self._seat.view.language)
            self.equip(speaker)
            self._own = True
            import voter_kiosk.kiosk.follow
            import voter_kiosk.kiosk.reading  # noqa: F401

    @Slot()
    def readAll(self) -> None:  # noqa: N802
        """Read the page from its beginning to its end."""
        if self._begin():
            self._look()
            self._read_page(0)

    @Slot(QQuickItem)
    def readThis(self, item: QQuickItem) -> None:  # noqa: N802
        """Read ``item`` and what stands in it, and no more."""
        if not self._begin():
            return
        self._look()
        found = [place for place, read in enumerate(self._reads) if within(read.item, item)]
        if found:
            self._read_page(found[0], found[-1])

    @Slot()
    def stop(self) -> None:
        """Be silent at once. She still listens: she can go on from here."""
        self._hushed = False
        self._arrival.stop()
        self._hush()
        self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """No longer listen."""
        self.forget()
        if self._seat.comfort.dark:
            self._change(dark=False)
        self.changed.emit()

    @Slot()
    def again(self) -> None:
        """What was read last, once more, and on from there."""
        if self._begin():
            only = self._index == self._last
            self._look()
            self._read_page(self._index, self._index if only and not self._finished else None)

    @Slot()
    def next(self) -> None:
        """The next thing, and on from there; the last one stays."""
        if self._begin():
            self._look()
            self._read_page(self._index + 1)

    @Slot()
    def previous(self) -> None:
        """The thing before, and on from there; the first one stays."""
        if self._begin():
            self._look()
            self._read_page(self._index - 1)

    @Slot()
    def faster(self) -> None:
        """Speak faster, from the word on that is heard."""
        self._set_pace(step(PACES, self._seat.comfort.pace, 1))

    @Slot()
    def slower(self) -> None:
        """Speak slower, from the word on that is heard."""
        self._set_pace(step(PACES, self._seat.comfort.pace, -1))

    @Slot()
    def louder(self) -> None:
        """Speak louder, at once."""
        self._set_loudness(step(self._seat.view.settings.loudnesses, self._seat.comfort.loudness, 1))

    @Slot()
    def softer(self) -> None:
        """Speak softer, at once."""
        self._set_loudness(step(self._seat.view.settings.loudnesses, self._seat.comfort.loudness, -1))

    @Slot()
    def darken(self) -> None:
        """Turn the picture off, for who only listens, and say how the kiosk is worked by ear."""
        if not self._begin():
            return
        self._change(dark=True)
        self.changed.emit()
        self.help()

    @Slot()
    def lighten(self) -> None:
        """Turn the picture on again, and say so."""
        if not self._seat.comfort.dark:
            return
        self._change(dark=False)
        self.changed.emit()
        self._say_alone(self._tr("The picture is on again."))

    @Slot()
    def help(self) -> None:
        """Say what is here, where she is, and what she can do."""
        if self._begin():
            self._look()
            self._say_alone(self._whereabouts())

    # What the window and the session tell

    def equip(self, speaker: Speaker, plugged: Callable[[], bool | None] | None = None) -> None:
        """Speak through ``speaker``, and ask ``plugged`` about headphones, instead of the kiosk's own."""
        self._own = False
        if plugged is not None:
            self._plugged_now = plugged
        if speaker is self._speaker:
            return
        self._speaker = speaker
        speaker.heard.connect(self._heard)
        speaker.ended.connect(self._ended)
        speaker.failed.connect(self._failed)

    def attach(self, window: QQuickWindow) -> None:
        """Read this window."""
        self._window = window
        window.activeFocusItemChanged.connect(self._focused)

    def look_about(self) -> None:
        """The world was looked at: headphones may have to be watched from now on."""
        if self._seat.view.headphones is not Headphones.DETECT:
            self._plug.stop()
            self._plugged = None
        elif not self._plug.isActive() and self._window is not None:
            self._plugged = self._plugged_in()
            self._plug.start()

    def moved(self) -> None:
        """Another screen, or the same one built anew: what was read is gone. While she listens, it is read
        soon."""
        self._hush()
        self._reads, self._index, self._last, self._alone, self._finished = (), 0, 0, False, False
        self.look_about()
        if self._held in {"headphones", "quiet"}:
            self._held = ""
        if self._on and self._window is not None:
            self._arrival.start()
        self.changed.emit()

    def asked(self, *, asking: bool) -> None:
        """The question whether she is still there has come or gone: who listens hears it."""
        if self._on:
            self._hush()
            self._reads = ()
            if asking:
                self._arrival.stop()
                QTimer.singleShot(0, self, self._ask)

    def touched(self, point: QPointF | None) -> None:
        """A finger came down at ``point`` of the window: whatever is read stops, but for the listener's own
        keys."""
        self._hushed = False
        if self._on and self.sounds and point is not None and not self._on_bar(point):
            self._hush()
            self._hushed = True
            self.changed.emit()

    def forget(self) -> None:
        """Nobody listens any more: the next citizen begins in silence."""
        self._arrival.stop()
        self._hush()
        self._on, self._held, self._hushed = False, "", False
        self._reads, self._index, self._last, self._alone, self._finished = (), 0, 0, False, False
        self.changed.emit()

    def close(self) -> None:
        """The kiosk closes."""
        self._plug.stop()
        self.forget()
        if self._speaker is not None:
            self._speaker.close()
        self._window = None

    def show_state(self, held: str = "", place: int = -1) -> None:
        """Show a listener as she would see it, without a sound: for pictures. ``place`` is what is being read."""
        self._on, self._held, self._alone = True, held, place < 0
        self.changed.emit()
        if place >= 0:
            self._look()
            self._index = max(0, min(place, len(self._reads) - 1))
            self._follow()
            self._said = self._reads[self._index].name if self._reads else ""
            self._word = (0, len(self._said.partition(" ")[0]))
            self._mark()

    @property
    def word(self) -> tuple[int, int]:
        """The word that is heard, as a range of what is being said."""
        return self._word

    @property
    def script(self) -> tuple[str, ...]:
        """What is read of the screen as it is now, thing by thing."""
        self._look()
        return tuple(self._spoken(read) for read in self._reads)

    @property
    def taken(self) -> bool:
        """Whether somebody listens."""
        return self._on

    @property
    def reading(self) -> bool:
        """Whether a page is being read: somebody is there as long as it is."""
        return self.sounds and not self._alone

    @Slot()
    def arrive(self) -> None:
        """The screen has come: say where she is, or read it."""
        if not self._on or self._seat.covered:
            return
        if self._seat.comfort.dark:
            self.help()
        else:
            self.readAll()

    @Slot()
    def look_for_headphones(self) -> None:
        """Begin to read when they were plugged in; be silent at once when they were pulled out."""
        before, self._plugged = self._plugged, self._plugged_in()
        if self._plugged and before is False and (not self._on or self._held):
            self.readAll()
        elif before and self._plugged is False and self._on:
            self.leave()

    @property
    def private(self) -> bool:
        """Whether only she hears it, for Python."""
        return private(self._seat.view.headphones, self._plugged)

    @property
    def sounds(self) -> bool:
        """Whether something is heard now, for Python."""
        return self._speaker is not None and self._speaker.speaking

    # Saying

    def _begin(self) -> bool:
        """Listen from now on; whether anything can be heard."""
        self._hushed = False
        self._arrival.stop()
        if self._window is None or self._seat.covered:
            return False
        if not self._on and self._own:
            self.equip(_speaker(self._speaker, _voice(self._seat.view), self))
            self._own = True
        self._on = True
        speaker = self._speaker
        self._held = "" if speaker is not None and speaker.available else "no-sound"
        if not self._held and not self._seat.view.settings.may_sound(private=self.private):
            self._held = "quiet"
        if speaker is not None:
            speaker.set_loudness(min(self._seat.comfort.loudness, self._seat.view.settings.loudness_most))
        self.changed.emit()
        return not self._held

    def _look(self) -> None:
        """See what there is to read; what was read last keeps its place where it still stands."""
        from voter_kiosk.kiosk.reading import reading

        if self._window is None or self._seat.covered:
            self._reads = ()
            return
        last = self._reads[self._index].item if self._reads else None
        # Who is read to has no use for the keys that scroll: the page follows.
        page = (read for read in reading(self._window) if read.name and not _beside(read.item))
        self._reads = _once(read for read in page if not read.item.property("scrolls"))
        places = [place for place, read in enumerate(self._reads) if read.item is last]
        self._index = places[0] if places else max(0, min(self._index, len(self._reads) - 1))

    def _read_page(self, first: int, last: int | None = None) -> None:
        """Read from one place to another, or to the end."""
        if not self._reads:
            self._hush()
        elif self._may_sound():
            end = len(self._reads) - 1
            self._index = max(0, min(first, end))
            self._last = end if last is None else min(last, end)
            self._read(0)
        else:
            self._hold()

    def _read(self, begin: int) -> None:
        """Say the thing at hand, from a character of it on."""
        self._alone = self._finished = False
        self._follow()
        self._say(self._spoken(self._reads[self._index]), begin)

    def _follow(self) -> None:
        from voter_kiosk.kiosk.follow import Trail

        read = self._reads[self._index]
        self._trail = Trail(read.item, read.name)

    def _go_on(self) -> None:
        """From the word at which it stopped; from the beginning, where all was read."""
        if not self._begin():
            return
        before = self._reads[self._index] if self._reads else None
        self._look()
        if self._finished:
            self._read_page(0)
        elif self._alone or before is None or not self._reads or self._reads[self._index].item is not before.item:
            self._read_page(self._index)
        elif self._may_sound():
            self._last = len(self._reads) - 1
            self._read(self._word[0])
        else:
            self._hold()

    def _say(self, text: str, begin: int = 0) -> None:
        if self._speaker is None:
            return
        self._said, self._skipped, self._word, self._told = text, begin, (begin, begin), False
        comfort = self._seat.comfort
        self._mark()
        self._speaker.say(text[begin:], self._seat.view.language, comfort.pace, self._recording(text, begin))
        self.changed.emit()

    def _recording(self, text: str, begin: int) -> Recording | None:
        """The bundle's own recording of a line, from a character of it on; ``None`` where the engine speaks."""
        comfort, showing = self._seat.comfort, self._seat.view.showing
        if showing is None:
            return None
        ballot, spoken = self._ballot(), self._seat.view.spoken
        clip = (showing.clip(text, spoken, ballot) if ballot else None) or showing.clip(text, spoken)
        if clip is None or (begin and not clip.words):
            return None
        from voter_kiosk.kiosk.loudspeaker import Clip

        words = tuple(word for word in clip.words if word.start >= begin)
        at = words[0].at if begin and words else 0.0
        moved = tuple(replace(word, start=word.start - begin, end=word.end - begin) for word in words)
        return Clip(clip.path, moved, pace=comfort.pace, begin=at)

    def _ballot(self) -> str:
        """The constituency whose candidates a page is about, or nothing."""
        place, showing = self._seat.place, self._seat.view.showing
        if place.screen not in CANDIDATE_SCREENS or showing is None:
            return ""
        subject = place.subject.partition("/")[0]
        person = showing.candidate(subject) if place.screen is Screen.CANDIDATE else None
        return person.constituency if person is not None else subject

    def _say_alone(self, text: str) -> None:
        """A sentence of the kiosk's own."""
        self._alone, self._trail = True, None
        self._say(text)

    def _hold(self) -> None:
        """Say, instead of the page, why it is not read."""
        self._held = "headphones"
        self._say_alone(
            self._tr("Pages about candidates are read through headphones only. Please plug in headphones.")
        )

    def _hush(self) -> None:
        if self._speaker is not None:
            self._speaker.stop()
        self._places, self._marked = [], None
        self.followed.emit()

    def _may_sound(self) -> bool:
        view = self._seat.view
        return may_sound(self._seat.place.screen, view.election, private=self.private)

    @Slot(int, int)
    def _heard(self, start: int, end: int) -> None:
        self._word = (start + self._skipped, end + self._skipped)
        self._mark()

    @Slot()
    def _ended(self) -> None:
        if not self._alone and self._index < self._last:
            items = [read.item for read in self._reads]
            self._look()
            # What stands there may have changed meanwhile: to the end of what stands there now.
            self._last = self._last if items == [read.item for read in self._reads] else len(self._reads) - 1
            if self._index < self._last:
                self._index += 1
                self._read(0)
                return
        self._finished = not self._alone and self._index >= len(self._reads) - 1
        self._word = (0, 0)
        self._places, self._marked = [], None
        self.followed.emit()
        self.changed.emit()

    @Slot()
    def _failed(self) -> None:
        self._held = "no-voice"
        self._hush()
        self.changed.emit()

    def _mark(self) -> None:
        spot = None
        if self._trail is not None and self._word[0] < self._word[1]:
            spot = self._trail.spot(*self._word)
        if spot is not None:
            self._places, self._marked = list(spot.places), spot.item
        elif self._word[0] == self._word[1]:
            self._places, self._marked = [], None
        self.followed.emit()

    def _set_pace(self, pace: int) -> None:
        if pace != self._seat.comfort.pace:
            self._change(pace=pace)
        if self._on and not self._telling and (self.sounds or self._hushed):
            self._hushed = False
            self._say(self._said, self._word[0])
        elif self._on:
            self._tell(self._tr("Speed: %1 percent", pace))
        self.changed.emit()

    def _set_loudness(self, percent: int) -> None:
        self._change(loudness=percent)
        if self._speaker is not None:
            self._speaker.set_loudness(percent)
        if self._on and (self._telling or not self.sounds):
            self._tell(self._tr("Loudness: %1 percent", percent))
        self.changed.emit()

    def _tell(self, text: str) -> None:
        """A word on what has just changed, where nothing is being read."""
        if self._begin():
            self._say_alone(text)
            self._told = True

    @property
    def _telling(self) -> bool:
        return self._told and self.sounds

    # Words

    def _tr(self, english: str, *arguments: Any, n: int | None = None) -> str:
        return self._seat.view.tr(english, *arguments, n=n).replace("\u00a0", " ")

    def _spoken(self, read: Read) -> str:
        """A thing as it is said: its name, what it is, how it stands."""
        from voter_kiosk.kiosk.reading import standing

        kind = self._tr("button") if read.pressable and not read.heading else ""
        said = read.name
        for part in (read.value, kind, standing(read, self._tr), read.description):
            if part and part != read.name:
                said += (" " if _CLOSED.search(said) else ", ") + part
        return said

    def _whereabouts(self) -> str:
        """What is here, where she is, what she can do."""
        from voter_kiosk.kiosk.reading import heading

        title = heading(self._reads)
        keys = [read for read in self._reads if read.pressable and not read.disabled]
        here = next((place for place, read in enumerate(keys, 1) if read.focused), 0)
        parts = [title.name if title else ""]
        if self._seat.place == ATTRACT:
            parts.append(self._tr("Press any key to begin."))
        else:
            parts.append(self._tr("This page has %n buttons.", n=len(keys)))
            if here:
                parts.append(self._tr("You are at button %1: %2.", here, keys[here - 1].name))
            parts.append(self._tr("Down arrow: the next button. Up arrow: the one before. Enter: choose."))
            parts.append(self._tr("Escape: back."))
        return " ".join(part if _CLOSED.search(part) else part + "." for part in parts if part)

    # The window

    @Slot()
    def _focused(self) -> None:
        if self._on and not self._seat.covered and not self._arrival.isActive():
            QTimer.singleShot(0, self, self._say_focus)

    @Slot()
    def _say_focus(self) -> None:
        """Say the control that the keys have come to, instead of what is being read."""
        if not self._on or self._window is None or self._seat.covered or self._arrival.isActive():
            return
        item = focused(self._window)
        from voter_kiosk.kiosk.reading import reading

        here = [found for found in reading(self._window) if found.item is item]
        if item is None or not here or not self._begin():
            return
        if not _beside(item) and not self._may_sound():
            self._hold()
            return
        self._look()
        places = [place for place, read in enumerate(self._reads) if read.item is item]
        if places:
            self._read_page(places[0], places[0])
        else:
            self._say_alone(self._spoken(here[0]))

    @Slot()
    def _ask(self) -> None:
        """Say the question that lies over the page."""
        if self._begin():
            self._look()
            self._say_alone(" ".join(self._spoken(read) + "." for read in self._reads).replace("..", "."))
            self._reads = ()

    def _on_bar(self, point: QPointF) -> bool:
        """Whether ``point`` lies on the listener's own keys."""
        from voter_kiosk.kiosk.reading import kind

        if self._window is None:
            return False
        for item in self._window.contentItem().childItems():
            if kind(item) in _BESIDE_THE_PAGE - {"Strip"} and item.isVisible():
                return item.contains(item.mapFromScene(point))
        return False

    def _plugged_in(self) -> bool | None:
        if self._plugged_now is None:
            from voter_kiosk.kiosk.headphones import Jacks

            self._plugged_now = Jacks().plugged
        return self._plugged_now()


def _speaker(speaker: Speaker | None, voice: Voice, parent: QObject) -> Speaker:
    """What speaks on a kiosk, to the system's output: the one there is, or a new one."""
    if speaker is None:
        from voter_kiosk.kiosk.loudspeaker import Loudspeaker
        from voter_kiosk.kiosk.speaker import Speaker

        return Speaker(voice, Loudspeaker(parent), parent)
    speaker.use(voice)
    return speaker


def _voice(view: View) -> Voice:
    """espeak-ng, with the names of the bundle that is shown as their committee has them spoken."""
    from voter_kiosk.speech.engine import Espeak

    if view.showing is None:
        return Espeak()
    return Espeak(respellings={language: view.showing.respellings(language) for language in SPOKEN})


def _once(reads: Iterable[Read]) -> tuple[Read, ...]:
    """Without what only says again, as a picture or a code, what the words before it have said."""
    from voter_kiosk.kiosk.reading import kind

    kept: list[Read] = []
    for read in reads:
        if kept and kept[-1].name == read.name and kind(kept[-1].item) != kind(read.item):
            continue
        kept.append(read)
    return tuple(kept)


def _beside(item: QQuickItem) -> bool:
    """Whether an item is no part of the page: the strip, the listener's own keys."""
    from voter_kiosk.kiosk.reading import kind

    return any(kind(at) in _BESIDE_THE_PAGE for at in outwards(item))
