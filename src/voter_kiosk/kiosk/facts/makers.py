"""What the facts of each screen are made of; loaded after the first frame, which needs only Attract's."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.journey import Screen
from voter_kiosk.kiosk.facts.about import AboutFacts
from voter_kiosk.kiosk.facts.areas import AreasFacts
from voter_kiosk.kiosk.facts.attract import AttractFacts
from voter_kiosk.kiosk.facts.ballots import BallotsFacts, area_facts
from voter_kiosk.kiosk.facts.candidate import CandidateFacts
from voter_kiosk.kiosk.facts.candidates import CandidatesFacts
from voter_kiosk.kiosk.facts.chart import ChartFacts
from voter_kiosk.kiosk.facts.compare import CompareFacts
from voter_kiosk.kiosk.facts.films import FilmFacts
from voter_kiosk.kiosk.facts.history import HistoryFacts, TermFacts
from voter_kiosk.kiosk.facts.home import HomeFacts
from voter_kiosk.kiosk.facts.meetings import MeetingsFacts
from voter_kiosk.kiosk.facts.notices import NoticeFacts, NoticesFacts
from voter_kiosk.kiosk.facts.posted import PostedFacts
from voter_kiosk.kiosk.facts.practice import PracticeFacts
from voter_kiosk.kiosk.facts.results import ResultsFacts
from voter_kiosk.kiosk.facts.search import SearchFacts
from voter_kiosk.kiosk.facts.sources import SourcesFacts
from voter_kiosk.kiosk.facts.steps import StepsFacts
from voter_kiosk.kiosk.facts.take import TakeFacts
from voter_kiosk.kiosk.facts.topic import EntriesFacts, TopicFacts
from voter_kiosk.kiosk.facts.which import WhichFacts
from voter_kiosk.kiosk.facts.words import WordFacts, WordsFacts
from voter_kiosk.kiosk.view import View

Maker = Callable[[View, str, QObject], QObject]

MAKERS: Final = MappingProxyType[Screen, Maker](
    {
        Screen.ATTRACT: AttractFacts,
        Screen.HOME: HomeFacts,
        Screen.BALLOTS: BallotsFacts,
        Screen.CANDIDATES: CandidatesFacts,
        Screen.CANDIDATE: CandidateFacts,
        Screen.COMPARE: CompareFacts,
        Screen.SECTIONS: EntriesFacts,
        Screen.TOPICS: EntriesFacts,
        Screen.TOPIC: TopicFacts,
        Screen.STEPS: StepsFacts,
        Screen.MEETINGS: MeetingsFacts,
        Screen.HISTORY: HistoryFacts,
        Screen.TERM: TermFacts,
        Screen.CHART: ChartFacts,
        Screen.NOTICES: NoticesFacts,
        Screen.NOTICE: NoticeFacts,
        Screen.ABOUT: AboutFacts,
        Screen.SOURCES: SourcesFacts,
        Screen.PRACTICE: PracticeFacts,
        Screen.WHICH: WhichFacts,
        Screen.RESULTS: ResultsFacts,
        Screen.SEARCH: SearchFacts,
        Screen.TAKE: TakeFacts,
        Screen.AREAS: AreasFacts,
        Screen.AREA: area_facts,
        Screen.FILM: FilmFacts,
        Screen.WORDS: WordsFacts,
        Screen.WORD: WordFacts,
        Screen.POSTED: PostedFacts,
    }
)
"""The facts of each screen, by what it shows."""
