"""The one door through which content is shown: what the disclosure forbids does not come out of it.

Screens, search, export, QR, print and voice read from here. What may be shown when is decided in
:mod:`voter_kiosk.domain.disclosure`; this applies it to the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.domain.calendar import Moment, phases_at
from voter_kiosk.domain.content import Notice, Poster, Section, Source, TermFigures, Topic
from voter_kiosk.domain.disclosure import Disclosure
from voter_kiosk.domain.election import (
    BallotState,
    Candidate,
    Constituency,
    Election,
    PollingArea,
    VoterMeeting,
)
from voter_kiosk.domain.equality import Feature
from voter_kiosk.domain.glossary import Finder, Gloss, finder
from voter_kiosk.domain.history import terms_shown
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.text import VIETNAMESE, Text
from voter_kiosk.domain.units import FormerUnit, Province, UnitsFound, Ward
from voter_kiosk.domain.vietnamese import given_name, initial
from voter_kiosk.store.catalogue import Catalogue, ClipFile
from voter_kiosk.store.compiler import About
from voter_kiosk.store.search import Found, Hit, HitKind


class Showing:
    """A catalogue as a citizen may see it now.

    ``area`` is where the kiosk stands, if it is known, with the hours that hold there. ``moment`` (optional) sifts
    notices and posters by day; with no moment, or one in doubt, dated notices all stand (with their written dates)
    and posters of a phase do not. ``hours_set_here`` says that an officer set those hours at this kiosk.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        area: PollingArea | None,
        disclosure: Disclosure,
        moment: Moment | None = None,
        *,
        hours_set_here: bool = False,
    ) -> None:
        self._catalogue = catalogue
        self._area = area
        self._moment = moment
        self.disclosure = disclosure
        self.hours_set_here = hours_set_here
        election = catalogue.election
        published = tuple(paper for paper in election.results if paper.body in disclosure.results)
        self._election = election if published == election.results else replace(election, results=published)
        self._found: dict[HitKind, frozenset[str]] | None = None  # what may be found, once somebody searches
        self._equal: dict[str, frozenset[tuple[Feature, str]]] = {}  # by constituency, as it is asked for
        self._finders: dict[str, Finder] = {}  # of the difficult words by language, once a text is read

    @property
    def election(self) -> Election:
        """The election that the content is about; of its results only that those are published which are."""
        return self._election

    def about(self) -> About:
        """Who published and signed this generation, and its versions."""
        return self._catalogue.about()

    def here(self) -> PollingArea | None:
        """The polling area where the kiosk stands."""
        return self._shown_area(self._area)

    def areas(self) -> tuple[PollingArea, ...]:
        """Every polling area."""
        return tuple(self._as_published(area) for area in self._catalogue.areas())

    def area(self, code: str) -> PollingArea | None:
        """The polling area of that code."""
        return self._shown_area(self._catalogue.area(code))

    def areas_of(self, ward: str) -> tuple[PollingArea, ...]:
        """The polling areas of a ward (its scope, ``c11302``), in the order of their source."""
        return tuple(self._as_published(area) for area in self._catalogue.areas_of(ward))

    def provinces(self) -> tuple[Province, ...]:
        """The provinces that have polling areas, by code; none where the bundle has no polling area."""
        return self._catalogue.provinces()

    def wards(self, province: str) -> tuple[Ward, ...]:
        """The wards of a province, by name."""
        return self._catalogue.wards(province)

    def ward(self, name: str) -> Ward | None:
        """The ward of that id (``c11302``)."""
        return self._catalogue.ward(name)

    def former_unit(self, name: str) -> FormerUnit | None:
        """The unit that ended on 1 July 2025, of that id (``p31.11290``)."""
        return self._catalogue.former_unit(name)

    def find_units(self, typed: str, province: str, limit: int = 20) -> UnitsFound:
        """The wards and former units whose names begin, in any word, as ``typed`` does."""
        return self._catalogue.find_units(typed, province, limit)

    def next_letters(self, typed: str, province: str) -> frozenset[str]:
        """The letters and digits that, typed next, still find something there."""
        return self._catalogue.next_letters(typed, province)

    def constituencies(self, body: str | None = None) -> Sequence[Constituency]:
        """The constituencies of ``body`` or of every body, in shown order: area and seats, no names."""
        return self._catalogue.constituencies(body)

    def constituency(self, name: str) -> Constituency | None:
        """The constituency of that id."""
        return self._catalogue.constituency(name)

    def candidates(self, constituency: str) -> tuple[Candidate, ...]:
        """The candidates of a constituency in official order; none before its list may be shown."""
        if not self._listed(constituency):
            return ()
        return tuple(self._stripped(candidate) for candidate in self._catalogue.candidates(constituency))

    def equal(self, constituency: str, feature: Feature, language: str) -> bool:
        """Whether everybody on a ballot has ``feature`` in ``language``, so that it may be shown there.

        Where not, it is shown of nobody: programmes are in Vietnamese, and the kiosk's own voice reads everybody
        (``domain.equality``). What was handed in itself, the programme in Vietnamese, is never held back so.
        """
        if feature is Feature.PROGRAMME and language == VIETNAMESE:
            return True
        if constituency not in self._equal:
            self._equal[constituency] = self._catalogue.equal_features(constituency)
        return (feature, language) in self._equal[constituency]

    def candidate(self, name: str) -> Candidate | None:
        """The candidate of that id, without the programme once campaigning is over.

        The programme is in those languages alone in which everybody on the ballot has it.
        """
        found = self._catalogue.candidate(name)
        return self._stripped(found) if found is not None and self._listed(found.constituency) else None

    def topics(self, section: Section | None = None) -> tuple[Topic, ...]:
        """The topics that hold under this election's rule set."""
        return tuple(topic for topic in self._catalogue.topics(section) if self._holds(topic))

    def topic(self, slug: str) -> Topic | None:
        """The topic of that slug, if it holds under this election's rule set."""
        found = self._catalogue.topic(slug)
        return found if found is not None and self._holds(found) else None

    def topic_by_role(self, role: str) -> Topic | None:
        """The topic of that role."""
        found = self._catalogue.topic_by_role(role)
        return found if found is not None and self._holds(found) else None

    def glossary(self) -> tuple[Gloss, ...]:
        """The difficult words that hold under this election's rule set, by their Vietnamese titles."""
        return tuple(gloss for gloss in self._catalogue.glossary() if self._holds(gloss))

    def gloss(self, slug: str) -> Gloss | None:
        """What is said of the difficult word of that slug, if it holds under this election's rule set."""
        found = self._catalogue.gloss(slug)
        return found if found is not None and self._holds(found) else None

    def words_in(self, language: str) -> Finder:
        """What finds the difficult words in a text of ``language``. Never asked of a candidate's own words."""
        if language not in self._finders:
            self._finders[language] = finder(self.glossary(), language)
        return self._finders[language]

    def notices(self) -> tuple[Notice, ...]:
        """The notices that hold today, other communes' left out; of whatever day while the day is in doubt."""
        found = tuple(notice for notice in self._catalogue.notices() if self._of_here(notice))
        if self._moment is None or not self._moment.sure:
            return found
        return tuple(notice for notice in found if self._on_show(notice, self._moment))

    def posters(self) -> tuple[Poster, ...]:
        """The posters of the phases that hold now, and those of no phase."""
        phases = set(phases_at(self.election, self._moment)) if self._moment is not None else set()
        return tuple(
            poster
            for poster in self._catalogue.posters()
            if not poster.phases or phases.intersection(poster.phases)
        )

    def meetings(self, constituency: str = "") -> tuple[VoterMeeting, ...]:
        """Voter meetings of a constituency, or every one; none once campaigning is over (Law art. 64, 66)."""
        return self._catalogue.meetings(constituency) if self.disclosure.meetings else ()

    def result(self, constituency: str) -> UnitResult | None:
        """The result of a constituency; none before it is published (Law art. 86)."""
        unit = self._catalogue.constituency(constituency)
        if unit is None or unit.body not in self.disclosure.results:
            return None
        return self._catalogue.result(constituency)

    def count_results(self, body: str) -> int:
        """How many constituencies of ``body`` have a result; 0 before it is published."""
        return self._catalogue.count_results(body) if body in self.disclosure.results else 0

    def terms(self) -> tuple[TermFigures, ...]:
        """The terms of past elections with the figures that may be shown, the first one first."""
        return terms_shown(self._catalogue.terms(), self.election, results="na" in self.disclosure.results)

    def term(self, number: int) -> TermFigures | None:
        """The term of that number, if it may be shown."""
        found = self._catalogue.term(number)
        shown = terms_shown((found,) if found else (), self.election, results="na" in self.disclosure.results)
        return shown[0] if shown else None

    def sources(self) -> tuple[Source, ...]:
        """Every source."""
        return self._catalogue.sources()

    def source(self, name: str) -> Source | None:
        """The source of that id."""
        return self._catalogue.source(name)

    def neutrality(self) -> tuple[NeutralityRow, ...]:
        """The build's measures of the candidates whose list may be shown."""
        return tuple(row for row in self._catalogue.neutrality() if self._listed(row.candidate.rpartition(".")[0]))

    def strings(self, language: str) -> dict[str, str]:
        """Interface texts that the bundle brings for ``language``."""
        return self._catalogue.strings(language)

    def media(self, digest: str) -> Path | None:
        """The verified file of a picture or clip that a shown record names."""
        return self._catalogue.media(digest)

    def clip(self, text: str, language: str, ballot: str = "") -> ClipFile | None:
        """The clip that speaks ``text``, a line as it stands on the screen, or ``None``: then the engine speaks.

        A line about a candidate (a name, a field, a line of a programme) is asked for with ``ballot``, the
        constituency; of it there are clips only where everybody on the ballot has them alike, only while the list
        may be shown, and of a programme only while programmes may be. A text of which part is in another language
        is asked for in that language.
        """
        if ballot and not self._listed(ballot):
            return None
        found = self._catalogue.clip(text, language, ballot)
        allowed = self.disclosure.programmes if ballot else self.disclosure.meetings
        return found if found is not None and (allowed or not found.campaign) else None

    def respellings(self, language: str) -> dict[str, str]:
        """How words and names are to be spoken in ``language``, as the committee wrote it: word -> spelling."""
        return {one.word: one.spoken for one in self._catalogue.pronunciations() if one.language == language}

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """What ``words`` finds among what may be shown, in shown order. Programmes are never searched."""
        return tuple(hit for found in self.find(words, limit) for hit in found.hits)

    def find(self, words: str, limit: int = 20, kind: HitKind | None = None) -> tuple[Found, ...]:
        """As :meth:`search`, kind by kind, with how many more there are; or of ``kind`` alone."""
        if self._found is None:
            self._found = {
                HitKind.NOTICE: frozenset(notice.slug for notice in self.notices()),
                HitKind.TERM: frozenset(str(term.number) for term in self.terms()),
            }
        return self._catalogue.find(words, limit, kind=kind, bodies=self.disclosure.lists, only=self._found)

    def initials(self, language: str) -> frozenset[str]:
        """The letters under which the index has somebody or something in ``language``."""
        if self._area is None:
            return self._catalogue.initials(language, self.disclosure.lists)
        people = (initial(_given(person)) for person in self._people_here())
        return self._catalogue.initials(language, ()).union(letter for letter in people if letter)

    def under(self, letter: str, language: str, limit: int) -> tuple[Found, ...]:
        """What the index has under ``letter``, at most ``limit`` of a kind.

        People stand there by their given name, in official order, ballot by ballot, those of this polling area
        where it is known; after them questions, topics and polling areas.
        """
        if self._area is None:
            people = self._catalogue.people_under(letter, limit, self.disclosure.lists)
        else:
            here = [person for person in self._people_here() if initial(_given(person)) == letter]
            hits = tuple(self._hit(person) for person in here[:limit])
            people = Found(HitKind.CANDIDATE, hits, max(0, len(here) - limit))
        others = self._catalogue.entries_under(letter, language, limit)
        return (people, *others) if people.hits else others

    def example(self, kind: HitKind) -> Text:
        """The title of the first that can be found of ``kind``, empty where there is none.

        Never a candidate's: nobody on a ballot is an example (equal treatment).
        """
        if kind is HitKind.CANDIDATE:
            return {}
        if kind is HitKind.NOTICE:
            return next((notice.title for notice in self.notices()), {})
        found = self._catalogue.first_entry(kind)
        return found.title if found else {}

    def _people_here(self) -> Iterator[Candidate]:
        """Everybody on this polling area's ballots, ballot by ballot, in official order."""
        here = self.here()
        for ballot in here.ballots if here else ():
            yield from self.candidates(ballot.constituency)

    def _hit(self, person: Candidate) -> Hit:
        unit = self._catalogue.constituency(person.constituency)
        detail = self._catalogue.describe(unit) if unit else {}
        return Hit(HitKind.CANDIDATE, person.id, {"vi": person.name}, detail)

    def _listed(self, constituency: str) -> bool:
        """Whether the names of a constituency's list may be shown."""
        unit = self._catalogue.constituency(constituency)
        return unit is not None and unit.body in self.disclosure.lists

    def _stripped(self, candidate: Candidate) -> Candidate:
        if not self.disclosure.programmes and (candidate.programme or candidate.programme_approval):
            candidate = replace(candidate, programme={}, programme_approval=None)
        if any(not self.equal(candidate.constituency, Feature.PROGRAMME, one) for one in candidate.programme):
            equal = {
                language: blocks
                for language, blocks in candidate.programme.items()
                if self.equal(candidate.constituency, Feature.PROGRAMME, language)
            }
            candidate = replace(candidate, programme=equal)
        if not self.disclosure.biographies:
            candidate = replace(candidate, career=(), organisations="", awards="", discipline="", note="")
        return candidate

    def _holds(self, text: Topic | Gloss) -> bool:
        return not text.rule_sets or self.election.rule_set in text.rule_sets

    def _shown_area(self, area: PollingArea | None) -> PollingArea | None:
        return None if area is None else self._as_published(area)

    def _as_published(self, area: PollingArea) -> PollingArea:
        """``area`` with the ballots whose lists may not be shown yet as "not yet published".

        Where the kiosk stands, with the hours that hold there (``domain.hours``), however it was asked for.
        """
        if self._area is not None and area.code == self._area.code:
            area = self._area
        shown = self.disclosure.lists | self.disclosure.covered
        if all(ballot.body in shown or ballot.state is not BallotState.LISTED for ballot in area.ballots):
            return area
        ballots = (
            replace(ballot, state=BallotState.NOT_YET_PUBLISHED)
            if ballot.state is BallotState.LISTED and ballot.body not in shown
            else ballot
            for ballot in area.ballots
        )
        return replace(area, ballots=tuple(ballots))

    def _of_here(self, notice: Notice) -> bool:
        """Whether a notice concerns this place: what a commune published for itself bears its scope."""
        scope, point, _ = notice.slug.partition(".")
        return not point or self._area is None or self._area.code.partition(".")[0] == scope

    @staticmethod
    def _on_show(notice: Notice, moment: Moment) -> bool:
        return notice.since <= moment.day and (notice.until is None or moment.day <= notice.until)


def _given(person: Candidate) -> str:
    return given_name(person.name, given=person.sort_given)
