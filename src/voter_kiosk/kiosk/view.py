"""What a screen is made from: the content that may be shown, the moment, the citizen's comfort, the words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.election import Election, PollingArea
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.languages import Offered, written
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Text, pick
from voter_kiosk.domain.vietnamese import clock_in_words, date_in_words
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.phrasing import glue
from voter_kiosk.kiosk.scripts import choices

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.showing import Showing


@dataclass(frozen=True, slots=True)
class View:
    """One look at the world. ``showing`` is ``None`` where no bundle is installed; ``assumed`` marks ``--at``.

    ``opening`` says that the store has not been looked into yet. ``printer`` is where slips may be printed,
    ``headphones`` what the kiosk's sound comes out of, ``settings`` what else the officers set. ``openings``
    counts how often the store was opened: what was read of it before cannot be read on.
    """

    showing: Showing | None
    moment: Moment
    dictionary: Dictionary
    comfort: Comfort = field(default_factory=Comfort)
    assumed: bool = False
    opening: bool = False
    printer: PrinterSetting | None = None
    headphones: Headphones = Headphones.DETECT
    settings: Settings = field(default_factory=Settings)
    openings: int = 0

    @property
    def language(self) -> str:
        """The language of the texts: the citizen's, or Vietnamese where hers is only heard."""
        chosen = self.comfort.language
        if chosen in {VIETNAMESE, ENGLISH}:
            return chosen
        return written(chosen, self.election.language_settings if self.election else ())

    @property
    def spoken(self) -> str:
        """The language of what is heard: the one she chose. A recording in it is kept by the text it tells, which
        is the one in :attr:`language`.
        """
        return self.comfort.language

    @property
    def languages(self) -> tuple[Offered, ...]:
        """The languages she can choose here, Vietnamese first."""
        return tuple(one for one in choices(self.election) if self.settings.offers(one.tag))

    @property
    def election(self) -> Election | None:
        """The election, where a bundle is installed."""
        return self.showing.election if self.showing else None

    @property
    def area(self) -> PollingArea | None:
        """The polling area where the kiosk stands, where it knows."""
        return self.showing.here() if self.showing else None

    def tr(self, english: str, *arguments: object, n: int | None = None) -> str:
        """A phrase of the interface in the citizen's language (see :meth:`Dictionary.say`)."""
        return self.dictionary.say(self.language, english, *arguments, n=n)

    def text(self, text: Text) -> str:
        """A piece of content in the citizen's language, else in Vietnamese, glued by meaning."""
        return glue(pick(text, self.language))

    def date(self, date: dt.date, *, weekday: bool = False) -> str:
        """A day in words."""
        return glue(date_in_words(date, self.language, weekday=weekday))

    def time(self, instant: dt.datetime) -> str:
        """An hour of the clock in words."""
        return glue(clock_in_words(f"{instant:%H:%M}", self.language))
