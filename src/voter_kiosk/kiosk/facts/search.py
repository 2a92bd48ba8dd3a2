"""Search: what was typed or which letter was chosen, and what that finds, as it changes under the finger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.election import BallotState, Candidate
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.looking import Looking
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.domain.vietnamese import given_name, initial
from voter_kiosk.kiosk.facts.candidates import struck_word
from voter_kiosk.kiosk.facts.notices import validity
from voter_kiosk.kiosk.facts.slots import why_hidden, why_line
from voter_kiosk.kiosk.phrasing import NO_BREAK_SPACE, glue
from voter_kiosk.kiosk.records import LiveModel, RecordModel
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.search import Found, Hit, HitKind, Query
    from voter_kiosk.store.showing import Showing

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

ROOM: Final = 14
"""Results shown while every kind is: a few of each, so that none hides the others."""

ROOM_OF_A_LETTER: Final = 12
"""Results shown of each kind under a letter of the index."""

ROOM_OF_ONE: Final = 60
"""Results shown of one kind alone."""

FEW: Final = 3
"""With no more results than this, another way of looking is offered below them."""

Spans = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found. ``title`` and ``detail`` are StyledText with what matched marked.

    ``name`` and ``said`` are the same as a person says them; ``note`` says what has to be known besides: struck
    off, or found in the text alone.
    """

    screen: str
    subject: str
    title: str
    name: str
    detail: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One kind of thing that can be looked for, and an example of it from this content."""

    sign: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Kind:
    screen: Screen
    sign: str


_KINDS: Final = MappingProxyType(
    {
        "candidate": _Kind(Screen.CANDIDATE, "people"),
        "question": _Kind(Screen.TOPIC, "question"),
        "topic": _Kind(Screen.TOPIC, "rights"),
        "area": _Kind(Screen.AREA, "place"),
        "notice": _Kind(Screen.NOTICE, "notice"),
        "term": _Kind(Screen.TERM, "history"),
        "word": _Kind(Screen.WORD, "word"),
    }
)


def kind_title(kind: str, view: View) -> str:
    """What the results of one kind are called."""
    return {
        "candidate": view.tr("Candidates"),
        "question": view.tr("Common questions"),
        "topic": view.tr("Topics"),
        "area": view.tr("Polling areas"),
        "notice": view.tr("Notices"),
        "term": view.tr("National Assembly terms"),
        "word": view.tr("Difficult words"),
    }[kind]


def marked(text: str, spans: Spans) -> str:
    """``text`` as StyledText, with each ``(start, end)`` of ``spans`` bold and underlined."""
    parts: list[str] = []
    glued = glue(text)  # takes as many characters
    at = 0
    for start, end in spans:
        parts += [_escaped(glued[at:start]), "<b><u>", _escaped(glued[start:end]), "</u></b>"]
        at = end
    return "".join([*parts, _escaped(glued[at:])])


def names_withheld(view: View) -> str:
    """Whose names cannot be found here, and why, a line for each reason; nothing where all can."""
    reasons: dict[str, list[str]] = {}
    for body in view.election.bodies if view.election else ():
        why = why_hidden(view, body) if body.in_bundle else why_line(view, body, BallotState.NOT_IN_BUNDLE)
        if why:
            reasons.setdefault(why, []).append(view.text(body.name))
    return "\n".join(view.tr("%1: %2", "; ".join(names), why) for why, names in reasons.items())


@QmlElement
class ResultGroup(QObject):
    """What was found of one kind."""

    changed = Signal()

    def __init__(self, kind: str, view: View, parent: QObject) -> None:
        super().__init__(parent)
        self._kind = kind
        self._title = kind_title(kind, view)
        self._rows = LiveModel(Result, self)
        self._rest = ""

    def show(self, rows: tuple[Result, ...], rest: str) -> None:
        """``rows``, and in words how many more there are."""
        self._rows.show(rows)
        self._rest = rest
        self.changed.emit()

    @property
    def name(self) -> str:
        """The kind, by its name in ``store.search.HitKind``."""
        return self._kind

    @Property(str, constant=True)
    def kind(self) -> str:
        """The kind, for QML."""
        return self._kind

    @Property(str, constant=True)
    def title(self) -> str:
        """What these results are."""
        return self._title

    @Property(str, constant=True)
    def sign(self) -> str:
        """A drawing of resources/icons."""
        return _KINDS[self._kind].sign

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The results, in shown order."""
        return self._rows

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many results stand here."""
        return len(self._rows.rows)

    @Property(str, notify=changed)
    def rest(self) -> str:
        """How many more there are, in words, or nothing."""
        return self._rest


@dataclass(frozen=True, slots=True)
class Kept:
    """A group, as a row for QML."""

    group: ResultGroup


@QmlElement
class SearchFacts(QObject):
    """What Search shows; the subject is a :class:`Looking`, so that back finds what was typed."""

    changed = Signal()
    announced = Signal(str)

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        if view.showing is None:
            raise LookupError(subject)
        self._view = view
        self._showing: Showing = view.showing
        self._groups = [ResultGroup(kind, view, self) for kind in _KINDS]
        self._model = RecordModel(Kept, [Kept(group) for group in self._groups], self)
        self._withheld = names_withheld(view)
        self._hints = RecordModel(Hint, self._hints_of_each(), self)
        self._order = RecordModel(Hint, self._order_of_each(), self)
        self._live: frozenset[str] | None = None  # the index's letters, once it was open
        self._count, self._counted = 0, True
        self._near = ""
        self._looking = Looking.from_subject(subject)
        self._find()

    # What QML reads

    @Property(str, notify=changed)
    def subject(self) -> str:
        """What is looked for, as the subject of the place."""
        return self._looking.subject()

    @Property(str, notify=changed)
    def text(self) -> str:
        """What was typed."""
        return self._looking.text

    @Property(bool, notify=changed)
    def byLetter(self) -> bool:  # noqa: N802
        """Whether the letter index is open."""
        return self._looking.by_letter

    @Property(str, notify=changed)
    def letter(self) -> str:
        """The letter of the index that was chosen, or nothing."""
        return self._looking.letter

    @Property(str, notify=changed)
    def kind(self) -> str:
        """The one kind of results that is shown, or nothing where all are."""
        return self._looking.kind

    @Property(str, notify=changed)
    def live(self) -> str:
        """The letters of the index under which there is something; none while the index is not open."""
        return "".join(sorted(self._letters())) if self._looking.by_letter else ""

    @Property(QObject, constant=True)
    def groups(self) -> QObject:
        """A group for every kind, in the order of showing; those without results are empty."""
        return self._model

    @Property(QObject, constant=True)
    def hints(self) -> QObject:
        """What can be looked for."""
        return self._hints

    @Property(QObject, constant=True)
    def order(self) -> QObject:
        """What stands in the letter index, and by which letter."""
        return self._order

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether nothing was typed, or no letter chosen, yet."""
        return self._waiting

    @Property(bool, notify=changed)
    def missed(self) -> bool:
        """Whether something was typed and nothing is found."""
        return self._missed

    @Property(bool, notify=changed)
    def few(self) -> bool:
        """Whether so little was found by what was typed that it may not be what was looked for."""
        return not self._looking.by_letter and not self._looking.kind and 0 < self._count <= FEW

    @Property(str, notify=changed)
    def headline(self) -> str:
        """What the results are, and how many."""
        return self._headline()

    @Property(str, notify=changed)
    def advice(self) -> str:
        """One sentence on what to do, where there is nothing to see yet."""
        view = self._view
        if self._missed:
            return view.tr("Try fewer letters, or the given name alone. No tone marks are needed.")
        if not self._waiting:
            return ""
        if self._looking.by_letter:
            return ""
        return view.tr("Type a few letters, with tone marks or without; results appear as you type.")

    @Property(str, notify=changed)
    def near(self) -> str:
        """The longest beginning of what was typed that finds something, where the whole does not; or nothing."""
        return self._near

    # What QML asks for

    @Slot(str)
    def type(self, characters: str) -> None:
        """Characters of the pad or the keyboard. In the index, a letter that leads somewhere is chosen."""
        if not self._looking.by_letter:
            self._look(self._looking.typed(characters))
        elif initial(characters) in self._letters():
            self._look(self._looking.at_letter(initial(characters)))

    @Slot(str)
    def retype(self, text: str) -> None:
        """``text`` instead of what was typed."""
        self._look(self._looking.retyped(text))

    @Slot()
    def erase(self) -> None:
        """The last character is taken back; in the index, the letter."""
        self._look(self._looking.at_letter() if self._looking.by_letter else self._looking.erased())

    @Slot()
    def clear(self) -> None:
        """Everything typed is taken back."""
        self._look(self._looking.cleared())

    @Slot(bool)
    def turn(self, by_letter: bool) -> None:
        """To the letter index, or to what was typed."""
        self._look(self._looking.at_letter() if by_letter else self._looking.typing())

    @Slot(str)
    def only(self, kind: str) -> None:
        """More results of one kind, or a few of every kind again."""
        self._look(self._looking.of_kind(kind))

    @Slot(result=bool)
    def step_back(self) -> bool:
        """Escape takes back one kind alone, a letter, or what was typed; whether there was anything."""
        looking = self._looking
        if looking.kind:
            self._look(looking.of_kind(""))
        elif looking.by_letter and looking.letter:
            self._look(looking.at_letter())
        elif not looking.by_letter and looking.text:
            self._look(looking.cleared())
        else:
            return False
        return True

    @property
    def _waiting(self) -> bool:
        looking = self._looking
        return not looking.letter if looking.by_letter else not looking.text.strip()

    @property
    def _missed(self) -> bool:
        return not self._waiting and not self._count

    def _headline(self) -> str:
        view, looking = self._view, self._looking
        if self._waiting:
            return view.tr("Choose a letter") if looking.by_letter else view.tr("What can be found here")
        if self._missed:
            return view.tr("Nothing found for “%1”", looking.letter or looking.text.strip())
        if not self._counted:
            return view.tr("More than %1 results", self._count)
        if looking.by_letter:
            return view.tr("Under the letter %1: %n results", looking.letter, n=self._count)
        return view.tr("%n results", n=self._count)

    def _letters(self) -> frozenset[str]:
        if self._live is None:
            self._live = self._showing.initials(self._view.language)
        return self._live

    def _look(self, looking: Looking) -> None:
        if looking != self._looking:
            typed = looking.text != self._looking.text
            self._looking = looking
            self._find()
            self.changed.emit()
            said = self._view.tr("Typed: %1", looking.text) if typed and looking.text.strip() else ""
            self.announced.emit(". ".join(filter(None, (said, self._headline()))))

    def _find(self) -> None:
        from voter_kiosk.store.search import HitKind, parse_query

        looking, showing = self._looking, self._showing
        query = parse_query("" if looking.by_letter else looking.text)
        kind = HitKind(looking.kind) if looking.kind in _KINDS else None
        if looking.by_letter:
            letter = looking.letter
            room = ROOM_OF_A_LETTER if kind is None else ROOM_OF_ONE
            found = showing.under(letter, self._view.language, room) if letter else ()
            found = tuple(one for one in found if kind in {None, one.kind})
        else:
            found = showing.find(looking.text, ROOM if kind is None else ROOM_OF_ONE, kind)
        by_kind = {one.kind.value: one for one in found}
        for group in self._groups:
            one = by_kind.get(group.name)
            group.show(self._rows(one, query) if one else (), self._rest(one) if one else "")
        self._count = sum(len(one.hits) + one.more for one in found)
        self._counted = all(one.counted for one in found)
        self._near = "" if self._count or looking.by_letter else self._nearest(looking.text.rstrip(), kind)

    def _nearest(self, text: str, kind: HitKind | None) -> str:
        """The longest beginning of ``text`` that finds something: a longer one never finds more."""
        if self._near and text.startswith(self._near):
            return self._near
        fits, fails = 0, len(text)
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if self._showing.find(text[:middle], 1, kind):
                fits = middle
            else:
                fails = middle
        return text[:fits].rstrip()

    def _rows(self, found: Found, query: Query) -> tuple[Result, ...]:
        return tuple(self._row(hit, query) for hit in found.hits)

    def _row(self, hit: Hit, query: Query) -> Result:
        from voter_kiosk.store.search import mark

        view, kind = self._view, hit.kind.value
        title, spans = _in_language(hit.title, hit.matched, view.language)
        detail, work, note = view.text(hit.detail), "", ""
        if kind == "candidate":
            person = self._showing.candidate(hit.id)
            work = _work(person, query, spans) if person else ""
            note = struck_word(person, view) if person else ""
            spans = spans or (_given_initial(title, person.sort_given if person else "") if query.empty else ())
        elif kind == "notice":
            notice = next((one for one in self._showing.notices() if one.slug == hit.id), None)
            detail = validity(notice, view) if notice else detail
        elif query.empty and kind in {"question", "topic"}:
            spans = _first_letter(title)
        # Where a person stands is not looked for, so nothing is marked in it.
        told, rest = (work, detail) if kind == "candidate" else (detail, "")
        seen = () if query.empty else mark({"": told}, query)[""]
        if kind in {"question", "topic", "notice"} and not (query.empty or spans or seen):
            note = view.tr("The words are in the text")
        return Result(
            _KINDS[kind].screen,
            hit.id,
            marked(title, spans),
            title,
            ". ".join(part for part in (marked(told, seen), marked(rest, ())) if part),
            ". ".join(part for part in (told, rest) if part),
            note,
        )

    def _rest(self, found: Found) -> str:
        """How many more of a kind there are, and how to come to them."""
        if not found.more and found.counted:
            return ""
        view, many = self._view, not found.counted
        if self._looking.by_letter and not self._looking.kind:
            return (
                view.tr("More than %1 others: touch to see them", found.more)
                if many
                else view.tr("%n more: touch to see them", n=found.more)
            )
        if self._looking.by_letter:
            return (
                view.tr("More than %1 others: type the name to find them", found.more)
                if many
                else view.tr("%n more: type the name to find them", n=found.more)
            )
        if self._looking.kind:
            return (
                view.tr("More than %1 others: type more letters", found.more)
                if many
                else view.tr("%n more: type more letters", n=found.more)
            )
        return (
            view.tr("More than %1 others: touch to see them, or type more letters", found.more)
            if many
            else view.tr("%n more: touch to see them, or type more letters", n=found.more)
        )

    def _hints_of_each(self) -> list[Hint]:
        from voter_kiosk.store.search import HitKind

        view = self._view
        hints = []
        for kind, its in _KINDS.items():
            example = view.text(self._showing.example(HitKind(kind)))
            text = view.tr("For example: %1", example) if example else ""
            if kind == "candidate":
                some = bool(self._showing.disclosure.lists)
                typing = view.tr("Type the full name, the given name alone, or the occupation.") if some else ""
                text = "\n".join(part for part in (typing, self._withheld) if part)
            if text:
                hints.append(Hint(its.sign, kind_title(kind, view), text))
        return hints

    def _order_of_each(self) -> list[Hint]:
        view = self._view
        people = (
            view.tr("Everybody on the ballots of this polling area, by the given name, not the family name.")
            if view.area
            else view.tr("By the given name, not the family name.")
        )
        if not self._showing.disclosure.lists:
            people = ""
        lines = {
            "candidate": "\n".join(part for part in (people, self._withheld) if part),
            "question": view.tr("By the first letter of the question."),
            "topic": view.tr("By the first letter of the title."),
            "area": view.tr("By the name of the ward, or of the place.") if self._showing.areas() else "",
            "word": view.tr("By the first letter of the word.") if self._showing.glossary() else "",
        }
        return [Hint(_KINDS[kind].sign, kind_title(kind, view), line) for kind, line in lines.items() if line]


def _escaped(text: str) -> str:
    # StyledText takes a no-break space for a space that it may break at, unless it is named.
    return escape(text, quote=False).replace(NO_BREAK_SPACE, "&nbsp;")


def _in_language(
    text: Mapping[str, str], matched: Mapping[str, tuple[tuple[int, int], ...]], language: str
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A title in ``language``, else in Vietnamese, and what matched in it."""
    told = language if text.get(language) else VIETNAMESE
    return text.get(told, ""), matched.get(told, ())


def _work(person: Candidate, query: Query, spans: Spans) -> str:
    """What a person does, as the lists show it; with where, if that alone is what was looked for."""
    from voter_kiosk.store.search import mark

    work = person.occupation or person.workplace
    if query.empty or spans or work == person.workplace or mark({"": work}, query)[""]:
        return work
    return f"{work}, {person.workplace}" if mark({"": person.workplace}, query)[""] else work


def _first_letter(text: str) -> tuple[tuple[int, int], ...]:
    """Where the first letter of ``text`` stands: what the index goes by."""
    place = next((place for place, character in enumerate(text) if character.isalnum()), None)
    return () if place is None else ((place, place + 1),)


def _given_initial(name: str, given: str) -> tuple[tuple[int, int], ...]:
    """Where the first letter of a person's given name stands."""
    wanted = given_name(name, given=given)
    start = name.partition("(")[0].rfind(wanted)  # brackets hold another name
    return (
        tuple((start + first, start + last) for first, last in _first_letter(name[start:])) if start >= 0 else ()
    )
