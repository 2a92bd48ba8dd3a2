"""Attract: a slogan, what day it is, and one sentence that invites."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.kiosk.facts.blocks import file_url
from voter_kiosk.kiosk.facts.notices import urgent_notice
from voter_kiosk.kiosk.facts.occasion import occasion, place_detail, place_line
from voter_kiosk.kiosk.phrasing import NO_BREAK_SPACE, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PosterRow:
    """A poster or slogan of the loop."""

    slogan: str
    picture: str
    alt: str


@QmlElement
class AttractFacts(QObject):
    """What Attract shows."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        del subject
        self._occasion = occasion(view)
        self._place, self._detail = place_line(view), place_detail(view)
        self._title = view.text(view.election.title) if view.election else ""
        posters = view.showing.posters() if view.showing else ()
        rows = [
            PosterRow(
                view.text(poster.slogan),
                file_url(view.showing.media(poster.picture)) if view.showing and poster.picture else "",
                view.text(poster.alt),
            )
            for poster in posters
        ]
        self._empty = view.showing is None and not view.opening
        urgent = urgent_notice(view)
        self._urgent = urgent.title if urgent else ""
        self._posters = RecordModel(PosterRow, rows, self)
        languages = view.languages
        self._languages = (
            f"{NO_BREAK_SPACE}· ".join(whole(one.name) for one in languages) if len(languages) > 2 else ""
        )

    @Property(bool, constant=True)
    def empty(self) -> bool:
        """Whether there is no bundle at all."""
        return self._empty

    @Property(QObject, constant=True)
    def posters(self) -> QObject:
        """The posters of the phases that hold now."""
        return self._posters

    @Property(str, constant=True)
    def electionTitle(self) -> str:  # noqa: N802
        """The election's name."""
        return self._title

    @Property(str, constant=True)
    def above(self) -> str:
        """The line above the large words."""
        return self._occasion.above

    @Property(str, constant=True)
    def first(self) -> str:
        """The first large line."""
        return self._occasion.first

    @Property(str, constant=True)
    def second(self) -> str:
        """The second large line."""
        return self._occasion.second

    @Property(str, constant=True)
    def below(self) -> str:
        """The line below the large words."""
        return self._occasion.below

    @Property(str, constant=True)
    def place(self) -> str:
        """The polling area, or the election."""
        return self._place

    @Property(str, constant=True)
    def placeDetail(self) -> str:  # noqa: N802
        """Where that is."""
        return self._detail

    @Property(str, constant=True)
    def languages(self) -> str:
        """The languages there are, each by its own name, where there are more than Vietnamese and English."""
        return self._languages

    @Property(str, constant=True)
    def urgent(self) -> str:
        """The newest urgent notice's title, or nothing."""
        return self._urgent
