"""What a text rests on: each of its sources, with the article and the statement that it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import Block, Line
from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.blocks import approval_line, in_language
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One statement and where in its source it stands.

    ``title``, ``detail`` and ``address`` of the source stand on its first row alone.
    """

    title: str
    detail: str
    address: str
    reference: str
    statement: str


def grounds(blocks: Iterable[Block]) -> dict[str, list[tuple[str, str]]]:
    """By source id, in order of appearance: the places in it ("Điều 69"), and the statement that rests on them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _lines(blocks):
        said = "".join(span.text for span in line).strip()
        references: dict[str, list[str]] = {}
        for span in line:
            if span.source:
                references.setdefault(span.source, []).append(span.text.strip())
        for source, places in references.items():
            found.setdefault(source, []).append((", ".join(dict.fromkeys(places)), said))
    return found


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield block.line
        yield from block.items
        for row in block.rows:
            yield from row


def sourced(blocks: Iterable[Block]) -> bool:
    """Whether any statement of ``blocks`` names its source."""
    return bool(grounds(blocks))


@QmlElement
class SourcesFacts(QObject):
    """What "What this rests on" shows; the subject is ``topic/<slug>`` or ``notice/<slug>``."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        showing = view.showing
        screen, _, slug = subject.partition("/")
        if showing is None:
            raise LookupError(subject)
        text = {
            Screen.TOPIC: showing.topic(slug),
            Screen.NOTICE: next((notice for notice in showing.notices() if notice.slug == slug), None),
        }.get(Screen(screen) if screen in set(Screen) else Screen.HOME)
        if text is None:
            raise LookupError(subject)
        rows = []
        for name, statements in grounds(in_language(text.body, view.language)).items():
            source = showing.source(name)
            if source is None:
                continue
            head = (view.text(source.title), view.text(source.detail), source.url)
            for reference, statement in statements:
                rows.append(GroundRow(*head, glue(reference), glue(statement)))
                head = ("", "", "")
        if not rows:
            raise LookupError(subject)
        self._title = view.text(text.title)
        self._approval = approval_line(text.approval, view)
        self._rows = RecordModel(GroundRow, rows, self)

    @Property(str, constant=True)
    def title(self) -> str:
        """What the text is called."""
        return self._title

    @Property(str, constant=True)
    def approval(self) -> str:
        """Who answers for it, or nothing."""
        return self._approval

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The statements by source."""
        return self._rows
