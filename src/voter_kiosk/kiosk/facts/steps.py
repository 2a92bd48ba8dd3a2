"""How to vote: the steps of the topic of that role, one a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Block, BlockKind
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.blocks import (
    approval_line,
    block_model,
    file_url,
    in_language,
    language_of,
    ratio_of,
    sources_line,
    styled,
)
from voter_kiosk.kiosk.facts.film_doors import FilmRow, film_rows
from voter_kiosk.kiosk.facts.words import explained, word_model
from voter_kiosk.kiosk.phrasing import glue, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

ROLE = "how-to-vote"
MARKING = re.compile(r"\b167\b")
"""The question of the National Election Council's answers that says how to mark a ballot (facts B.11)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, its drawing if it has one, and what else stands below it until the next step."""

    block: Block
    below: tuple[Block, ...]
    drawing: Block | None = None


def steps_of(blocks: Iterable[Block]) -> tuple[Step, ...]:
    """The steps of a text in order, each with the first figure below it as its drawing.

    What stands before the first step belongs to none.
    """
    found: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind is BlockKind.STEP:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return tuple(_step(block, below) for block, below in found)


def _step(block: Block, below: list[Block]) -> Step:
    drawing = next((other for other in below if other.kind is BlockKind.FIGURE), None)
    return Step(block, tuple(other for other in below if other is not drawing), drawing)


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step on the line that shows where a voter is; ``standing`` is done, here or ahead."""

    number: int
    standing: str
    title: str


def is_about_marking(step: Step) -> bool:
    """Whether a step rests on the question that says how to mark a ballot."""
    blocks = (step.block, *step.below)
    spans = (span for block in blocks for line in (block.line, *block.items) for span in line)
    return any(span.source and MARKING.search(span.text) for span in spans)


def _words(block: Block) -> str:
    """What to do, as plain words."""
    return glue("".join(span.text for span in block.line))


@QmlElement
class StepsFacts(QObject):
    """What one step shows; the subject is its number, counted from 1, or nothing for the first."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        topic = view.showing.topic_by_role(ROLE) if view.showing else None
        if topic is None:
            raise LookupError(ROLE)
        blocks = in_language(topic.body, view.language)
        steps = steps_of(blocks)
        number = int(subject) if subject.isdecimal() else 1
        if not 1 <= number <= len(steps):
            raise LookupError(subject)
        step = steps[number - 1]
        self._number, self._count = number, len(steps)
        self._topic = view.text(topic.title)
        self._title = _words(step.block)
        self._position = whole(view.tr("Step %1 of %2", number, len(steps)))
        intro = tuple(takewhile(lambda block: block.kind is not BlockKind.STEP, blocks)) if number == 1 else ()
        details = (Block(step.block.id, BlockKind.PARAGRAPH, line=item) for item in step.block.items)
        drawing = (step.drawing,) if step.drawing else ()
        file = view.showing.media(step.drawing.media) if view.showing and step.drawing else None
        self._picture = file_url(file)
        self._ratio = ratio_of(file)
        self._alt = step.drawing.alt if step.drawing else ""
        self._caption = styled(step.drawing.line) if step.drawing and file else ""
        unseen = () if file else drawing  # its words stand in for it
        read = (*intro, *details, *unseen, *step.below)
        found = explained(view, (self._title,), read, language=language_of(topic.body, view.language))
        self._blocks, self._words = block_model(read, view, self, found.firsts), word_model(found, self)
        marks = [
            StepMark(
                place, "here" if place == number else "done" if place < number else "ahead", _words(other.block)
            )
            for place, other in enumerate(steps, start=1)
        ]
        self._marks = RecordModel(StepMark, marks, self)
        films = film_rows(topic.videos, f"{Screen.STEPS}/{number}", view, number)
        self._films = RecordModel(FilmRow, films, self)
        offered = view.showing is not None and view.showing.disclosure.practice
        self._practice = offered and (number == len(steps) or is_about_marking(step))
        lines = [sources_line((step.block, *intro, *step.below, *drawing), view)]
        if number == len(steps):
            lines.append(approval_line(topic.approval, view))
        self._source = "\n".join(line for line in lines if line)

    @Property(str, constant=True)
    def topic(self) -> str:
        """The name of the whole."""
        return self._topic

    @Property(str, constant=True)
    def title(self) -> str:
        """What to do in this step."""
        return self._title

    @Property(int, constant=True)
    def number(self) -> int:
        """Which step this is, counted from 1."""
        return self._number

    @Property(str, constant=True)
    def position(self) -> str:
        """ "Step 2 of 7"."""
        return self._position

    @Property(QObject, constant=True)
    def marks(self) -> QObject:
        """One mark a step, for the line that shows where a voter is."""
        return self._marks

    @Property(QObject, constant=True)
    def films(self) -> QObject:
        """The doors to its videos."""
        return self._films

    @Property(QObject, constant=True)
    def blocks(self) -> QObject:
        """The step's details."""
        return self._blocks

    @Property(QObject, constant=True)
    def words(self) -> QObject:
        """The step's difficult words."""
        return self._words

    @Property(str, constant=True)
    def picture(self) -> str:
        """The step's drawing, as the URL of a verified file, or nothing."""
        return self._picture

    @Property(float, constant=True)
    def ratio(self) -> float:
        """The drawing's height by its width, known before it is loaded; 0 without one."""
        return self._ratio

    @Property(str, constant=True)
    def alt(self) -> str:
        """What the drawing shows, for who does not see it."""
        return self._alt

    @Property(str, constant=True)
    def caption(self) -> str:
        """The words below the drawing, as StyledText, or nothing."""
        return self._caption

    @Property(str, constant=True)
    def previous(self) -> str:
        """The subject of the step before, or nothing."""
        return str(self._number - 1) if self._number > 1 else ""

    @Property(str, constant=True)
    def next(self) -> str:
        """The subject of the step after, or nothing."""
        return str(self._number + 1) if self._number < self._count else ""

    @Property(str, constant=True)
    def source(self) -> str:
        """What the step rests on."""
        return self._source

    @Property(bool, constant=True)
    def practice(self) -> bool:
        """Whether this step leads to the practice ballot: the one on marking, and the last."""
        return self._practice
