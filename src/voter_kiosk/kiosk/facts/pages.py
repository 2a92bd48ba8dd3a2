"""Which page shows which place. A new screen is one line here, and one in ``makers``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.facts.attract import AttractFacts
from voter_kiosk.kiosk.view import View

PAGES: Final = MappingProxyType[Screen, str](
    {
        Screen.ATTRACT: "AttractPage",
        Screen.HOME: "HomePage",
        Screen.BALLOTS: "BallotsPage",
        Screen.CANDIDATES: "CandidatesPage",
        Screen.CANDIDATE: "CandidatePage",
        Screen.COMPARE: "ComparePage",
        Screen.SECTIONS: "EntriesPage",
        Screen.TOPICS: "EntriesPage",
        Screen.TOPIC: "TopicPage",
        Screen.STEPS: "StepsPage",
        Screen.MEETINGS: "MeetingsPage",
        Screen.HISTORY: "HistoryPage",
        Screen.TERM: "TermPage",
        Screen.CHART: "ChartPage",
        Screen.NOTICES: "NoticesPage",
        Screen.NOTICE: "NoticePage",
        Screen.ABOUT: "AboutPage",
        Screen.SOURCES: "SourcesPage",
        Screen.PRACTICE: "PracticePage",
        Screen.WHICH: "WhichPage",
        Screen.RESULTS: "ResultsPage",
        Screen.SEARCH: "SearchPage",
        Screen.TAKE: "TakePage",
        Screen.AREAS: "AreasPage",
        Screen.AREA: "BallotsPage",
        Screen.FILM: "FilmPage",
        Screen.WORDS: "WordsPage",
        Screen.WORD: "WordPage",
        Screen.POSTED: "PostedPage",
    }
)
"""The page of each screen, a file in Pages/."""


def build(view: View, place: Place, parent: QObject) -> tuple[str, QObject] | None:
    """The page and the facts of ``place``, or ``None`` where it has nothing to show (any more)."""
    try:
        page = PAGES[place.screen]
        if place.screen is Screen.ATTRACT:  # the first frame waits for none of the others
            return page, AttractFacts(view, place.shows, parent)
        from voter_kiosk.kiosk.facts.makers import MAKERS

        return page, MAKERS[place.screen](view, place.shows, parent)
    except LookupError:
        return None


def warm() -> None:
    """Load what every screen but the first is made of, before anybody asks for it."""
    import voter_kiosk.kiosk.facts.makers  # noqa: F401
