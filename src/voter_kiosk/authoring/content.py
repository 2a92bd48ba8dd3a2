"""A whole source as domain records, each with the place it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from voter_kiosk.authoring.clips.spoken import Spoken
from voter_kiosk.authoring.films import FilmFile
from voter_kiosk.authoring.pictures import Picture
from voter_kiosk.domain.content import Approval, Notice, Poster, Source, TermFigures, Topic
from voter_kiosk.domain.election import Candidate, Constituency, Election, PollingArea, VoterMeeting
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.units import FormerUnit


@dataclass(frozen=True, slots=True)
class Where:
    """The file, relative to the source, and the place in it that a record came from."""

    file: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything a source says besides the election itself, each kind in shown order."""

    constituencies: tuple[Constituency, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    polling_areas: tuple[PollingArea, ...] = ()
    meetings: tuple[VoterMeeting, ...] = ()
    topics: tuple[Topic, ...] = ()
    notices: tuple[Notice, ...] = ()
    posters: tuple[Poster, ...] = ()
    terms: tuple[TermFigures, ...] = ()
    sources: tuple[Source, ...] = ()
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    results: tuple[UnitResult, ...] = ()
    former_units: tuple[FormerUnit, ...] = ()
    glossary: tuple[Gloss, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A whole source in domain records.

    ``election`` is ``None`` for base content alone. ``own`` is the folder's; ``base`` what ``include`` brought,
    already without the topics that ``own`` replaces. ``media`` are the pictures and videos by SHA-256. ``where``
    says, by kind and id (``("candidate", "p31.na.1.3")``), where a record stands. ``approval`` is what holds for
    every text that names no other; ``base_approval`` that of the included base's texts, where it is not the same.
    ``spoken`` is what the folder ``root`` has for the ear.
    """

    scope: str
    election: Election | None
    own: Records
    base: Records = field(default_factory=Records)
    media: dict[str, Picture | FilmFile] = field(default_factory=dict)
    where: dict[tuple[str, str], Where] = field(default_factory=dict)
    languages: tuple[str, ...] = ("vi",)
    approval: Approval | None = None
    base_approval: Approval | None = None
    spoken: Spoken = field(default_factory=Spoken)
    root: Path = Path()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Own topics and the base's that stay, own first."""
        return self.own.topics + self.base.topics

    @property
    def glossary(self) -> tuple[Gloss, ...]:
        """Own words explained and the base's that stay, own first."""
        return self.own.glossary + self.base.glossary

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source a text may cite."""
        return self.own.sources + self.base.sources

    @property
    def terms(self) -> tuple[TermFigures, ...]:
        """Every term of the Assembly."""
        return self.own.terms + self.base.terms

    def at(self, kind: str, name: str) -> Where:
        """Where that record stands; an unnamed place for one that came with the base."""
        return self.where.get((kind, name), Where(""))
