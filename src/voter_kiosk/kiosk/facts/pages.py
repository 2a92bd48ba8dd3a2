"""Which page shows which place, and what its facts are made of. A new screen is one line here."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.facts.about import AboutFacts
from voter_kiosk.kiosk.facts.areas import AreasFacts
from voter_kiosk.kiosk.facts.attract import AttractFacts
from voter_kiosk.kiosk.facts.ballots import BallotsFacts, area_facts
from voter_kiosk.kiosk.facts.candidate import CandidateFacts
from voter_kiosk.kiosk.facts.candidates import CandidatesFacts
from voter_kiosk.kiosk.facts.chart import ChartFacts
from voter_kiosk.kiosk.facts.compare import CompareFacts
from voter_kiosk.kiosk.facts.history import HistoryFacts, TermFacts
from voter_kiosk.kiosk.facts.home import HomeFacts
from voter_kiosk.kiosk.facts.meetings import MeetingsFacts
from voter_kiosk.kiosk.facts.notices import NoticeFacts, NoticesFacts
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.facts.results import ResultsFacts
from voter_kiosk.kiosk.facts.search import SearchFacts
from voter_kiosk.kiosk.facts.sources import SourcesFacts
from voter_kiosk.kiosk.facts.steps import StepsFacts
from voter_kiosk.kiosk.facts.take import TakeFacts
from voter_kiosk.kiosk.facts.topic import EntriesFacts, TopicFacts
from voter_kiosk.kiosk.facts.which import WhichFacts
from voter_kiosk.kiosk.view import View

Maker = Callable[[View, str, QObject], QObject]

PAGES: Final = MappingProxyType[Screen, tuple[str, Maker]](
    {
        Screen.ATTRACT: ("AttractPage", AttractFacts),
        Screen.HOME: ("HomePage", HomeFacts),
        Screen.BALLOTS: ("BallotsPage", BallotsFacts),
        Screen.CANDIDATES: ("CandidatesPage", CandidatesFacts),
        Screen.CANDIDATE: ("CandidatePage", CandidateFacts),
        Screen.COMPARE: ("ComparePage", CompareFacts),
        Screen.SECTIONS: ("EntriesPage", EntriesFacts),
        Screen.TOPICS: ("EntriesPage", EntriesFacts),
        Screen.TOPIC: ("TopicPage", TopicFacts),
        Screen.STEPS: ("StepsPage", StepsFacts),
        Screen.MEETINGS: ("MeetingsPage", MeetingsFacts),
        Screen.HISTORY: ("HistoryPage", HistoryFacts),
        Screen.TERM: ("TermPage", TermFacts),
        Screen.CHART: ("ChartPage", ChartFacts),
        Screen.NOTICES: ("NoticesPage", NoticesFacts),
        Screen.NOTICE: ("NoticePage", NoticeFacts),
        Screen.ABOUT: ("AboutPage", AboutFacts),
        Screen.SOURCES: ("SourcesPage", SourcesFacts),
        Screen.PRACTICE: ("PracticePage", PracticeFacts),
        Screen.WHICH: ("WhichPage", WhichFacts),
        Screen.RESULTS: ("ResultsPage", ResultsFacts),
        Screen.SEARCH: ("SearchPage", SearchFacts),
        Screen.TAKE: ("TakePage", TakeFacts),
        Screen.AREAS: ("AreasPage", AreasFacts),
        Screen.AREA: ("BallotsPage", area_facts),
    }
)


def build(view: View, place: Place, parent: QObject) -> tuple[str, QObject] | None:
    """The page and the facts of ``place``, or ``None`` where it has nothing to show (any more)."""
    try:
        page, maker = PAGES[place.screen]
        return page, maker(view, place.subject, parent)
    except LookupError:
        return None
