"""The first start: what a new kiosk asks, one question a screen. Pages that officials know are taken as they are.

Each answer is a command in a child process; how far it has come is read from the store afterwards, and never
counted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Ask, Standing, answer
from voter_kiosk.domain.office import Role, Task
from voter_kiosk.domain.settings import SETTINGS
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.clock import ClockFacts
from voter_kiosk.kiosk.office.entry import EntryFacts, Kind, NewPin, Way
from voter_kiosk.kiosk.office.entry import Step as Question
from voter_kiosk.kiosk.office.errand import ErrandFacts, Step, Work, refused_step
from voter_kiosk.kiosk.office.job import Outcome
from voter_kiosk.kiosk.office.load import Bundles, OneBundle, Watching
from voter_kiosk.kiosk.office.people import ROLES, RecoveryFacts
from voter_kiosk.kiosk.office.settings import SettingFacts
from voter_kiosk.kiosk.office.start_steps import (
    AGAIN,
    LATER,
    NOT_TRUSTED,
    OPENING,
    OTHER,
    PINNING,
    SAME,
    SEEKING_ROOT,
    SPOKEN,
    compare_step,
    first_loaded,
    not_pinned,
    other_step,
    pinned_step,
    roots_step,
    summary_step,
    with_later,
)

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

SUMMARY: Final = "summary"
RULER: Final = "ruler"
CARD_MM: Final = 85.6
"""The longer side of a bank card (ISO/IEC 7810, ID-1), in millimetres."""

_LARGEST: Final = 40.0
"""Pixels to a millimetre of the finest screen there is, and of the coarsest its inverse."""

_COARSE: Final = 1.08
_FINE: Final = 1.004


def way_to(known: Standing) -> list[str]:
    """The questions from the first to the one that is open, or to the summary: so one can go back through them."""
    asks = list(Ask)
    if known.next is None:
        return [*map(str, asks), SUMMARY]
    return [str(ask) for ask in asks[: asks.index(known.next) + 1]]


def place_of(subject: str) -> Sentence:
    """The line above a question: which of how many it is."""
    asks = list(Ask)
    name = subject.partition(":")[0]
    if name == SUMMARY:
        return Sentence("Thiết lập lần đầu · Tổng kết", "First start · Summary")
    number = asks.index(Ask(name)) + 1
    return Sentence(
        f"Thiết lập lần đầu · Bước {number} trên {len(asks)}", f"First start · Step {number} of {len(asks)}"
    )


def start(office: Office, subject: str, parent: QObject) -> QObject:
    """The page of a question. Raises ``ValueError`` for another ``subject``."""
    name, _, rest = subject.partition(":")
    if name == SUMMARY:
        return SummaryErrand(office, parent)
    match Ask(name):
        case Ask.LANGUAGE:
            return LanguageFacts(office, parent)
        case Ask.SCREEN:
            return RulerFacts(office, parent) if rest == RULER else SizeFacts(office, parent)
        case Ask.MOUNTING:
            return MountingFacts(office, parent)
        case Ask.TRUST:
            return TrustErrand(office, parent)
        case Ask.BUNDLE:
            return FirstBundle(office, rest, parent) if rest else FirstBundles(office, parent)
        case Ask.AREA:
            return AreaFacts(office, SETTINGS["polling_area"], parent)
        case Ask.CLOCK:
            return ClockFacts(office, parent)
        case Ask.SOUND:
            return HearFacts(office, parent)
        case Ask.PEOPLE:
            return _people(office, parent)


class Answering(EntryFacts):
    """A question whose answer is a setting (``domain.first_start.KEYS``)."""

    ASK: ClassVar[Ask]

    def answer(self, text: str) -> None:
        """Keep it, and go on."""
        self.run(["first-start", *self.office.by(), "--", self.ASK, text], self._kept)

    def _kept(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        self.office.advance()


class LanguageFacts(Answering):
    """The language of the officials' side."""

    ASK = Ask.LANGUAGE

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self.ask(
            Question(Kind.CHOOSE, tr("Which language do the officials read?"), tr("It can be turned at any time."))
        )
        now = office.guide.settings.office_language if Ask.LANGUAGE in office.guide.done else ""
        self.offer(
            [
                Way("vi", "Tiếng Việt", "Phần cán bộ bằng tiếng Việt", "language", now == "vi"),
                Way("en", "English", "The officials' side in English", "language", now == "en"),
            ]
        )

    def chosen(self, value: str) -> None:
        """This one."""
        self.answer(value)


@QmlElement
class SizeFacts(QObject):
    """How large the screen is, by a bank card held against an outline that grows until the card covers it."""

    PAGE: ClassVar[str] = "SizePage"

    changed = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._scale = 0.0
        self._waiting = False

    @Property(float, notify=changed)
    def scale(self) -> float:
        """Pixels to a millimetre, as the outline has it; 0 until it was touched: as the screen counts now."""
        return self._scale

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether a command is on its way."""
        return self._waiting

    @Slot(int, float)
    def turn(self, by: int, now: float) -> None:
        """Grow (1, 2) or shrink (-1, -2) an outline of ``now`` pixels to a millimetre, a little or a lot."""
        factor = _COARSE if abs(by) > 1 else max(_FINE, 1 + 1 / (now * CARD_MM))
        wanted = now * factor if by > 0 else now / factor
        self._scale = min(_LARGEST, max(1 / _LARGEST, wanted))
        self.changed.emit()

    @Slot(int, int, float)
    def fits(self, width: int, height: int, scale: float) -> None:
        """The card covers the outline: so the screen of ``width`` and ``height`` pixels has this size."""
        if not self._waiting:
            self._waiting = True
            self.changed.emit()
            size = f"{round(width / scale)}x{round(height / scale)}"
            self._office.run(["first-start", Ask.SCREEN, size, *self._office.by()], self._kept)

    @Slot()
    def ruler(self) -> None:
        """To the questions for width and height."""
        self._office.lead(f"{Ask.SCREEN}:{RULER}")

    def _kept(self, how: Outcome) -> None:
        self._waiting = False
        self._office.tell(how.refused)
        self.changed.emit()
        if how.refused is None:
            self._office.advance()


class RulerFacts(Answering):
    """The size of the screen by a ruler: across, then down."""

    ASK = Ask.SCREEN

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self.ask(
            Question(Kind.DIGITS, tr("How wide is the picture?"), tr("In millimetres, without the frame."), 4),
            Question(Kind.DIGITS, tr("How high is the picture?"), tr("In millimetres, without the frame."), 4),
        )

    def formed(self, text: str) -> str:
        """With the unit."""
        return f"{text} mm" if text else ""

    def refused(self, text: str) -> Refusal | None:
        """A size that no screen has."""
        found = answer(Ask.SCREEN, f"{text}x{text}")
        return found if isinstance(found, Refusal) else None

    def act(self, answers: Sequence[str]) -> None:
        """Keep it."""
        self.answer("x".join(answers))


class MountingFacts(Answering):
    """How high the screen's lower edge is."""

    ASK = Ask.MOUNTING

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        usual = str(SETTINGS["mounting_mm"].default)
        self.ask(
            Question(
                Kind.DIGITS,
                tr("How high above the floor is the lower edge of the picture?"),
                tr(
                    "In millimetres, by a tape measure. Often it is %1. People in wheelchairs reach 1,220 mm.",
                    usual,
                ),
                4,
            )
        )

    def formed(self, text: str) -> str:
        """With the unit."""
        return f"{text} mm" if text else ""

    def refused(self, text: str) -> Refusal | None:
        """What it cannot be."""
        found = answer(Ask.MOUNTING, text)
        return found if isinstance(found, Refusal) else None

    def act(self, answers: Sequence[str]) -> None:
        """Keep it."""
        self.answer(answers[-1])


class TrustErrand(Watching):
    """Whom this kiosk believes: a root on a stick, whose fingerprint is compared with the committee's paper."""

    def __init__(self, office: Office, parent: QObject) -> None:
        pinned = office.guide.trusted
        super().__init__(office, pinned_step(office.guide.root) if pinned else SEEKING_ROOT, parent)
        self._root: Mapping[str, Any] = {}
        if not pinned:
            self._seek()

    def came_or_went(self) -> None:
        self._seek()

    def chosen(self, key: str) -> None:
        if key == AGAIN:
            self._speak()
        elif key == SAME:
            self._pin()
        elif key == OTHER:
            self.office.hush()
            self.show(other_step())
        else:
            self.rest()
            self._root = self._found[key]
            self._compare()

    def led(self) -> None:
        if self.office.guide.trusted:
            self.office.onward()
        else:
            self.show(SEEKING_ROOT)
            self._seek()

    def _seek(self) -> None:
        self.office.run(["sticks", "--store", str(self.office.store)], self._looked)

    def _looked(self, how: Outcome) -> None:
        if how.refused is not None:
            self.show(refused_step(NOT_TRUSTED, how.refused, say=self.office.view.language))
            return
        self.learn_folders(how.data)
        self._found = {root["path"]: root for stick in how.data["sticks"] for root in stick["roots"]}
        self.show(roots_step(how.data["sticks"], self.office.view.language))
        self.watch()

    def _compare(self) -> None:
        self.show(compare_step(self._root, self.office.view.language))
        self._speak()

    def _speak(self) -> None:
        language = self.office.view.language
        text = SPOKEN.say(language) + " " + str(self._root["fingerprint"]).upper() + "."
        if not self.office.say(text, language):
            self.show(compare_step(self._root, language, silent=True))

    def _pin(self) -> None:
        self.office.hush()
        store = ["--store", str(self.office.store), "--goes-on"]
        given = ["--root", self._root["path"], "--fingerprint", self._root["fingerprint"]]
        self.run(["setup", *store, *given], self._pinned, PINNING)

    def _pinned(self, how: Outcome) -> None:
        if how.refused is None:
            self.office.advance()
        else:
            self.show(not_pinned(how.refused, self.office.view.language))


class FirstBundles(Bundles):
    """The first bundle, from a stick; or later."""

    def chosen(self, key: str) -> None:
        self.rest()
        if key == LATER:
            self.office.onward()
        else:
            self.office.lead(f"{Ask.BUNDLE}:{key}")

    def offered(self, answer: Mapping[str, Any]) -> Step:
        """The list, and the way on without one; if one is loaded already, so it is said."""
        return with_later(super().offered(answer), self.office.view.language)


class FirstBundle(OneBundle):
    """One bundle: the report and the load. Voters see it when all is set up."""

    def led(self) -> None:
        if self._loaded_now:
            self.office.advance()
        else:
            super().led()

    def loaded(self, installed: Mapping[str, Any]) -> Step:
        """It is loaded: on to the next question."""
        self._loaded_now = True
        return first_loaded(installed, self.office.view.language)

    _loaded_now = False


class AreaFacts(SettingFacts):
    """Where the kiosk stands, of the bundle's list; later, where nothing is loaded."""

    def _choices(self, known: Sequence[Any]) -> list[Way]:
        tr = self.view.tr
        ways = [way for way in super()._choices(known) if way.value]
        later = tr("Later") if ways else tr("Later: the list of polling areas comes with the bundle")
        return [*ways, Way(LATER, later, tr("Officials choose it under Settings"), "next")]

    def chosen(self, value: str) -> None:
        """Here it stands, or nobody knows yet."""
        if value == LATER:
            self.office.onward()
        else:
            super().chosen(value)

    def _changed(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        self.office.onward()


class HearFacts(EntryFacts):
    """Whether one hears the kiosk. A kiosk without a sound device is no fault."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        self._ask("")

    def chosen(self, value: str) -> None:
        """Play it, set how loud it is, or go on."""
        if value == "play":
            self._waiting = True
            self.changed.emit()
            self.office.run(["test-sound", "--store", str(self.office.store)], self._played)
        elif value == "volume":
            self.office.go(Task.SOUND, "")
        else:
            self.office.onward()

    def _ask(self, said: str, *, silent: bool = False) -> None:
        tr = self.view.tr
        self.ask(
            Question(
                Kind.CHOOSE,
                tr("Do you hear the kiosk?"),
                said or tr("Stand where a voter stands. With headphones, put them on."),
            )
        )
        ways = [Way("play", tr("Say a sentence"), tr("As often as you like"), "play")]
        if silent:
            ways.append(Way("no", tr("Go on without sound"), tr("Nobody can listen then; all else works"), "next"))
        else:
            ways += [
                Way("yes", tr("Yes, clearly"), "", "check"),
                Way("volume", tr("It is too loud or too soft"), tr("To the volume"), "louder"),
                Way("no", tr("No"), tr("Go on; sound can be seen to later"), "close"),
            ]
        self.offer(ways)

    def _played(self, how: Outcome) -> None:
        self._waiting = False
        tr = self.view.tr
        if how.refused is None:
            self._ask(tr("The sentence was played. Was it heard well, without being too loud?"))
        elif how.refused.code == "no-sound":
            self._ask(tr("This machine has no loudspeaker and no headphones to be heard from."), silent=True)
        else:
            self.office.tell(how.refused)
        self.changed.emit()


def _people(office: Office, parent: QObject) -> QObject:
    """Somebody for a PIN while there are too few; then the sealed code."""
    known = office.guide
    if not known.staffed:
        return FirstPerson(office, known, parent)
    if Ask.PEOPLE in known.done:
        return StaffFacts(office, known, parent)
    return SealedFacts(office, parent)


class FirstPerson(NewPin):
    """An officer first, then a second official: name, role, and a PIN that nobody else sees."""

    def __init__(self, office: Office, known: Standing, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self._role = Role.OFFICER if not known.guarded else None
        name = (
            Question(
                Kind.NAME,
                tr("Who is the officer in charge?"),
                tr("Full name, with its marks. He may do everything."),
            )
            if self._role
            else Question(Kind.NAME, tr("Who is the second official?"), tr("Full name, with its marks."))
        )
        role = () if self._role else (Question(Kind.CHOOSE, tr("What may she or he do?")),)
        self.ask(name, *role, *self.pin_steps(tr("A PIN of one's own")))
        self.offer([Way(one.value, words.say(self.view.language)) for one, words in ROLES.items()])

    def act(self, answers: Sequence[str]) -> None:
        """Add her."""
        name, *role, pin, _ = answers
        given = self._role or role[0]
        self.run(
            ["people", "add", "--role", given, *self.office.by(), "--", name.strip()], self._added, f"{pin}\n"
        )

    def go_on(self) -> None:
        """To whoever comes next."""
        self.office.advance(here=True)

    def _added(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(len(self._steps) - 2)
            return
        tr = self.view.tr
        first = self._role is not None
        self.done(
            tr("%1 has a PIN now", how.data["person"]["name"]),
            tr("Now the second official types a PIN of her own.")
            if first
            else tr("Both have a PIN. Next comes the sealed recovery code."),
        )


class SealedFacts(RecoveryFacts):
    """The sealed code; once it is written down, all is asked."""

    def go_on(self) -> None:
        """It is written down."""
        self.office.onward()


class StaffFacts(EntryFacts):
    """Who has a PIN, on the way back through the questions."""

    def __init__(self, office: Office, known: Standing, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        names = ", ".join(person.name for person in known.people)
        self.ask(Question(Kind.SURE, tr("Officials with a PIN"), names, onward=tr("Continue")))

    def act(self, answers: Sequence[str]) -> None:
        """On."""
        del answers
        self.office.onward()


class SummaryErrand(ErrandFacts):
    """All that was set, and the key that opens the kiosk to voters."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, replace(OPENING, work=Work(Sentence("Xem lại …", "Looking …"))), parent)
        office.run(["status", "--store", str(office.store)], self._found)

    def led(self) -> None:
        self.run(["first-start", "finish", *self.office.by()], self._finished, OPENING)

    def _found(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self.show(refused_step(OPENING.title, how.refused, say=language))
        else:
            self.show(summary_step(self.office.guide, how.data, language))

    def _finished(self, how: Outcome) -> None:
        if how.refused is None:
            self.office.advance()
        else:
            self.show(refused_step(OPENING.title, how.refused, say=self.office.view.language))
