"""The practice ballot: choose a paper, mark it, put it in the box, learn what becomes of it.

Nothing of it is stored. What is on the paper lives in these facts and goes with the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.ballot import Mark, judge
from voter_kiosk.domain.election import Sex
from voter_kiosk.domain.practice import ADDED_NAME, sample_people
from voter_kiosk.domain.strokes import Stroke, around, read_mark, words_of
from voter_kiosk.kiosk.facts.papers import Paper, Sheet, papers
from voter_kiosk.kiosk.facts.verdicts import EFFECTS, HEADLINES, reasons, remedies, sources
from voter_kiosk.kiosk.ink import boxes_of, drawn_as, flat, scaled_from, scaled_to, stroke_of
from voter_kiosk.kiosk.phrasing import plain, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One candidate's line: the words of the name, and of the second name where there are two."""

    number: int
    honorific: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class _Line:
    """What is on one line: its mark, and the ink that shows it, in the measure of the name."""

    mark: Mark = Mark.NONE
    strokes: tuple[Stroke, ...] = ()


@QmlElement
class PracticeFacts(QObject):
    """What the practice ballot shows. The subject names a :class:`Sheet`, or is empty for choosing one."""

    inked = Signal()
    announced = Signal(str)

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        if view.showing is None or not view.showing.disclosure.practice:
            raise LookupError("practice")
        self._view = view
        self._papers = papers(view)
        self._choice = RecordModel(Paper, self._papers, self)
        self._sheet = Sheet.read(subject) if subject else None
        keys = [paper.key for paper in self._papers]
        if self._sheet is not None and self._sheet.key not in keys:
            raise LookupError(subject)
        self._place = keys.index(self._sheet.key) if self._sheet else 0
        self._paper = self._papers[self._place] if self._sheet else None
        people = sample_people(self._paper.people if self._paper else 0)
        self._people = [
            PaperLine(
                number,
                view.tr("Mr") if person.sex is Sex.MALE else view.tr("Ms"),
                tuple(person.name.split(" ")),
                tuple(person.other_name.split()),
                person.name,
            )
            for number, person in enumerate(people, start=1)
        ]
        self._rows = RecordModel(PaperLine, self._people, self)
        marks = self._sheet.marks if self._sheet and self._sheet.marks else (Mark.NONE,) * len(people)
        if len(marks) != len(people):
            raise LookupError(subject)
        self._lines = [self._marked(row, mark) for row, mark in enumerate(marks)]
        self._added = self._sheet is not None and self._sheet.added
        self._past: list[tuple[list[_Line], bool]] = []
        if self._marked_at_all:
            self._past.append(([_Line()] * len(people), False))
        self._judge()
        names = [plain(f"{line.number}. {line.honorific} {line.name}") for line in self._people]
        why = reasons(view, names, marks, self._seats, self._judged)
        self._reasons = RecordModel(Said, [Said(sentence) for sentence in why], self)
        mended = remedies(view, marks, self._seats, self._judged)
        self._remedies = RecordModel(Said, [Said(sentence) for sentence in mended], self)

    # The choice, and what is printed

    @Property(str, constant=True)
    def stage(self) -> str:
        """``choose``, ``paper`` or ``verdict``."""
        if self._sheet is None:
            return "choose"
        return "verdict" if self._sheet.cast else "paper"

    @Property(QObject, constant=True)
    def papers(self) -> QObject:
        """The papers to choose from."""
        return self._choice

    @Property(str, constant=True)
    def series(self) -> str:
        """The subject of all papers one after the other, or nothing where there is one."""
        return Sheet(self._papers[0].key, series=True).subject if len(self._papers) > 1 else ""

    @Property(str, constant=True)
    def position(self) -> str:
        """ "Ballot 2 of 3" where they follow one another, or nothing."""
        if self._sheet is None or not self._sheet.series:
            return ""
        return whole(self._view.tr("Ballot %1 of %2", self._place + 1, len(self._papers)))

    @Property(str, constant=True)
    def body(self) -> str:
        """The body that the paper elects."""
        return self._paper.body if self._paper else ""

    @Property(str, constant=True)
    def unit(self) -> str:
        """The constituency, as on the form."""
        return self._paper.unit if self._paper else ""

    @Property(str, constant=True)
    def place(self) -> str:
        """The province, or the commune of a commune's council."""
        return self._paper.place if self._paper else ""

    @Property(int, constant=True)
    def seats(self) -> int:
        """How many deputies the paper elects."""
        return self._seats

    @Property(str, constant=True)
    def colour(self) -> str:
        """The paper's colour, or nothing where the province's choice is not known."""
        return self._paper.colour if self._paper else ""

    @Property(str, constant=True)
    def colourName(self) -> str:  # noqa: N802
        """The same in words."""
        return self._paper.colourName if self._paper else ""

    @Property(str, constant=True)
    def example(self) -> str:
        """What about the paper's numbers is an example, or nothing."""
        return self._paper.example if self._paper else ""

    @Property(QObject, constant=True)
    def lines(self) -> QObject:
        """The candidates' lines; what is on them is in ``marks``, ``effects`` and ``strokes``, line by line."""
        return self._rows

    @Property(str, constant=True)
    def addedName(self) -> str:  # noqa: N802
        """The name that is written on the paper when a voter adds one."""
        return ADDED_NAME

    # What is on it

    @Property("QVariantList", notify=inked)  # type: ignore[arg-type]
    def marks(self) -> list[str]:
        """Each line's mark, by its name in the domain."""
        return [line.mark.value for line in self._lines]

    @Property("QVariantList", notify=inked)  # type: ignore[arg-type]
    def effects(self) -> list[str]:
        """Each line's mark in words, with what it counts as."""
        return [self._view.tr(EFFECTS[line.mark]) for line in self._lines]

    @Property("QVariantList", notify=inked)  # type: ignore[arg-type]
    def strokes(self) -> list[list[list[float]]]:
        """Each line's ink, stroke by stroke, x and y in turn, in the measure of the name."""
        return [[flat(stroke) for stroke in line.strokes] for line in self._lines]

    @Property(bool, notify=inked)
    def added(self) -> bool:
        """Whether a name was added."""
        return self._added

    @Property(bool, notify=inked)
    def canUndo(self) -> bool:  # noqa: N802
        """Whether there is anything to take back."""
        return bool(self._past)

    @Property(bool, notify=inked)
    def touched(self) -> bool:
        """Whether anything is on the paper."""
        return self._marked_at_all

    @Property(str, notify=inked)
    def count(self) -> str:
        """How many names are left, and how many may be."""
        return self._count()

    @Property(str, notify=inked)
    def ballot(self) -> str:
        """The subject of this paper in the box."""
        return replace(self._now, cast=True).subject

    @Property(str, notify=inked)
    def resume(self) -> str:
        """The subject that brings this paper back as it is: for a citizen who changes the language."""
        return replace(self._now, cast=self._sheet.cast).subject if self._sheet else ""

    @Slot(int, "QVariantList", "QVariantList", "QVariantList")
    def draw(self, row: int, points: list[float], first: list[float], second: list[float]) -> None:
        """A finger drew through ``points`` (x and y in turn) on line ``row``.

        ``first`` and ``second`` are the boxes of the name's words on its lines (left, top, right and bottom in
        turn), in the same pixels; the second is empty where there is one name.
        """
        names = [boxes_of(values) for values in (first, second) if values]
        area = around([box for boxes in names for box in boxes])
        strokes = (*self._lines[row].strokes, scaled_to(area, stroke_of(points)))
        mark = read_mark([scaled_from(area, stroke) for stroke in strokes], [words_of(boxes) for boxes in names])
        self._put(row, _Line(mark, strokes))

    @Slot(int)
    def strike(self, row: int) -> None:
        """The key beside line ``row``: strike the whole name, or take away what is on the line."""
        struck = self._lines[row].mark is Mark.NONE
        self._put(row, self._marked(row, Mark.STROKE) if struck else _Line())

    @Slot()
    def add(self) -> None:
        """Write another name on the paper."""
        self._keep()
        self._added = True
        self._judge()
        self._announce(self._view.tr("%1 (written by hand)", ADDED_NAME))

    @Slot()
    def undo(self) -> None:
        """Take back the last thing done."""
        if self._past:
            before = self._lines
            self._lines, self._added = self._past.pop()
            self._judge()
            self._announce(*(self._said(row) for row, line in enumerate(self._lines) if line != before[row]))

    @Slot()
    def renew(self) -> None:
        """Ask for another paper: an untouched one."""
        self._lines, self._added, self._past = [_Line()] * len(self._lines), False, []
        self._judge()
        self._announce()

    # The verdict

    @Property(str, constant=True)
    def verdict(self) -> str:
        """``valid``, ``invalid`` or ``team-decides``."""
        return self._judged.verdict.value

    @Property(str, constant=True)
    def headline(self) -> str:
        """The same in words."""
        return self._view.tr(HEADLINES[self._judged.verdict])

    @Property(QObject, constant=True)
    def reasons(self) -> QObject:
        """Why, sentence by sentence."""
        return self._reasons

    @Property(QObject, constant=True)
    def remedies(self) -> QObject:
        """What would make it valid, sentence by sentence."""
        return self._remedies

    @Property(str, constant=True)
    def source(self) -> str:
        """What the verdict rests on."""
        return sources(self._view)

    @Property(str, constant=True)
    def again(self) -> str:
        """The subject of the same paper, untouched."""
        return Sheet(self._now.key, series=self._now.series).subject

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the ballot after this one, or nothing."""
        later = self._papers[self._place + 1 :]
        return Sheet(later[0].key, series=self._now.series).subject if later else ""

    # Inside

    @property
    def _seats(self) -> int:
        return self._paper.seats if self._paper else 0

    @property
    def _marked_at_all(self) -> bool:
        return self._added or any(line.strokes for line in self._lines)

    @property
    def _now(self) -> Sheet:
        """The sheet as it is."""
        sheet = self._sheet or Sheet("")
        marks = tuple(line.mark for line in self._lines) if self._marked_at_all else ()
        return replace(sheet, marks=marks, added=self._added, cast=False)

    def _marked(self, row: int, mark: Mark) -> _Line:
        """Line ``row`` with ink that is ``mark``."""
        person = self._people[row]
        return _Line(mark, drawn_as(mark, " ".join(person.first), " ".join(person.second)))

    def _keep(self) -> None:
        self._past.append(([*self._lines], self._added))

    def _put(self, row: int, line: _Line) -> None:
        self._keep()
        self._lines = [line if place == row else other for place, other in enumerate(self._lines)]
        self._judge()
        self._announce(self._said(row))

    def _count(self) -> str:
        left, seats = len(self._judged.elected), self._seats
        return self._view.tr("You are leaving %n names; at most %1 may be elected.", seats, n=left)

    def _said(self, row: int) -> str:
        """Line ``row`` and what is on it, as it is read."""
        line = self._people[row]
        name = " ".join((line.name, *line.second))
        return f"{line.number}. {line.honorific} {name}, {self._view.tr(EFFECTS[self._lines[row].mark])}"

    def _announce(self, *what: str) -> None:
        """``what`` has changed on the paper, and how many names it leaves now."""
        self.announced.emit(". ".join((*what, self._count())))

    def _judge(self) -> None:
        self._judged = judge([line.mark for line in self._lines], self._seats, added=self._added)
        self.inked.emit()
