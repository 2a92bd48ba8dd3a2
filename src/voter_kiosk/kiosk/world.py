"""What the screens look at: the opened store and the moment, one look after the other."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.usage import Kind
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.view import View

if TYPE_CHECKING:  # the store is loaded after the first frame
    from voter_kiosk.store.clock import Clock
    from voter_kiosk.store.opening import Store
    from voter_kiosk.store.showing import Showing

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Night:
    """The instant it is, and when every loaded file was last read again (``None``: never)."""

    now: dt.datetime
    looked: dt.datetime | None


class World:
    """Opens the store, believes its clock or assumes a time, and gives a :class:`View` of both.

    Until :meth:`open` it knows of nothing, and its views say that they are still opening. ``at`` (aware) is a time
    to assume: it runs on from there, and marks every screen. Nothing here raises because of a store: with none, or
    one that was never filled, a view has nothing to show; with a state that was destroyed, it has the last
    generation.
    """

    def __init__(
        self,
        path: Path,
        dictionary: Dictionary,
        *,
        at: dt.datetime | None = None,
        elapsed: Callable[[], float] = time.monotonic,
        clock: Callable[[Store | None], Clock] | None = None,
    ) -> None:
        """``elapsed`` is seconds that never run backwards; ``clock`` makes the clock of an opened store."""
        self._path = path
        self._shipped = dictionary
        self._at = at
        self._elapsed = elapsed
        self._began = elapsed()
        self._make_clock = clock or _clock_of
        self._told: tuple[str, ...] = ()
        self._opened = False
        self._rotten: set[int] = set()
        self._reopen = False
        self._openings = 0
        self._store: Store | None = None
        self._clock: Clock | None = None
        self._dictionary = dictionary
        self._used: Counter[tuple[str, str]] = Counter()
        self._ended: dict[dt.datetime, Counter[tuple[str, str]]] = {}  # by the hour

    def open(self) -> None:
        """Open the store for the first time, or anew."""
        self._use(*self._opened_twice())

    def _use(self, store: Store | None, clock: Clock) -> None:
        old, self._store, self._clock = self._store, store, clock
        self._dictionary = self._words()
        self._opened = True
        self._openings += 1
        if old is not None:
            old.close()

    def _opened_twice(self) -> tuple[Store | None, Clock]:
        try:
            return self._opened_with_clock()
        except Exception:
            # A disk that failed between two reads: should it go on failing, the state is lost, and told so.
            LOG.exception("what is remembered of the clock could not be read; opening the store anew")
            return self._opened_with_clock()

    def _opened_with_clock(self) -> tuple[Store | None, Clock]:
        store = self._open()
        try:
            return store, self._make_clock(store)
        except Exception:
            if store is not None:
                store.close()
            raise

    def _renew(self) -> bool:
        """Open the store anew; whether that is looked at from now on.

        It is not where it shows what is open, in the same trouble, nor where nothing of it can be shown any more
        while something of what is open can.
        """
        old, told = self._store, self._told
        store, clock = self._opened_twice()
        if old is not None and store is None and old.catalogue is not None:
            return False
        if old is not None and store is not None and told == self._told and old.shows_as(store):
            store.close()
            return False
        self._use(store, clock)
        return True

    def turn_to(self, path: Path, at: dt.datetime) -> None:
        """Look at another store from now on, in which ``at`` (aware) is assumed."""
        self._path, self._at, self._began = path, at, self._elapsed()
        self.open()

    def doubt(self) -> bool:
        """A screen broke: whether what it is made of has rotted. If so, the next look is at what was before it."""
        try:
            rotted = self._store is not None and self._store.rotted()
        except Exception:
            LOG.exception("whether the content is whole cannot be known")
            return False
        if rotted and self._generation not in self._rotten:
            self._rotten.add(self._generation)
            self._reopen = True
        return rotted

    def believe(self) -> bool:
        """All files were read again, and healed where they could be: what was set aside may be shown again.

        Whether something had been.
        """
        doubted = bool(self._rotten)
        self._rotten.clear()
        return doubted

    def look(self, comfort: Comfort) -> View:
        """The world as it is now, for a citizen with ``comfort``."""
        try:
            if self._reopen:
                self._reopen = False
                self._renew()
            return self._view(comfort)
        except Exception:
            # The state was damaged under our feet. What the kiosk needs of it lies beside it as well.
            LOG.exception("the store could not be read; opening it anew")
            self.open()
            return self._view(comfort)

    def moment(self) -> Moment:
        """The moment it is, and whether to rely on it."""
        if self._at is not None:
            return Moment(self._at + dt.timedelta(seconds=self._elapsed() - self._began))
        if self._clock is None:
            return Moment(dt.datetime.now(dt.UTC), Confidence.DOUBTFUL)
        catalogue = self._store.catalogue if self._store else None
        return self._clock.moment(catalogue.election if catalogue else None)

    def count(self, what: str, kind: Kind = Kind.SCREEN) -> None:
        """Note that a screen was opened, or what a visit used: the kind's name alone, never what was shown.

        Not at an assumed time.
        """
        if self._at is None:
            self._used[kind.value, what] += 1

    def end_visit(self) -> None:
        """A visit ends now: what was counted is of this hour, whenever it can be noted."""
        if not self._used:
            return
        try:
            hour = self.moment().instant.replace(minute=0, second=0, microsecond=0)
        except Exception:
            LOG.exception("when a visit ended cannot be known yet")
            return
        self._ended.setdefault(hour, Counter()).update(self._used)
        self._used = Counter()

    def follow(self, *, resting: bool) -> bool:
        """Note the end of campaigning, and open what was newly confirmed; whether there is something new to show.

        To be called every few seconds. A newer generation waits until nobody is at the screen (``resting``); so do
        the counts, that no finger waits for the disk.
        """
        self._note_for_good()
        if resting:
            self._note_counts()
        if not self._opened or not resting or not self._stale():
            return False
        before = self._generation
        return self._renew() and self._generation != before

    def night(self) -> Night | None:
        """What the clock says, and when every loaded file was last read again; ``None`` where it is not to be.

        It is not at an assumed time, nor where there is nothing to read or nothing can be noted. A clock in doubt
        knows of no last time: one that begins in 1970 with each start would be in the same night forever.
        """
        store, clock = self._store, self._clock
        if self._at is not None or clock is None or store is None or store.catalogue is None:
            return None
        if store.state is None or not store.state.writable:
            return None
        try:
            found = store.scrubbed() if self.moment().sure else None
        except Exception:
            LOG.exception("when the files were last read again cannot be known")
            return None
        return Night(clock.now(), found.at if found else None)

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def unfinished(self) -> tuple[str, ...] | None:
        """What ``voter-kiosk install`` may finish or mend, empty for nothing: a load that was broken off; a state,
        which an older software may have left; content that cannot be read, which is compiled anew. ``None`` where
        that cannot be known yet."""
        told = tuple(code for code in self._told if code == "store-state-lost" or code.startswith("content-"))
        if told:
            return told
        try:
            if self._store is None:
                return None
            return ("broken-off",) if self._store.unfinished() else ()
        except Exception:
            LOG.exception("whether a load was broken off cannot be known")
            return None

    @property
    def settings(self) -> Settings:
        """What the kiosk is set to; nothing in particular before it was opened."""
        return self._store.settings if self._store else Settings()

    @property
    def status(self) -> str:
        """Which generation is shown, or why none is: for the service manager, and about nobody."""
        shown = f"generation {self._generation} is shown" if self._generation else "nothing to show"
        return f"{shown} [{', '.join(self._told)}]" if self._told else shown

    @property
    def _generation(self) -> int:
        return self._store.generation if self._store else 0

    def _view(self, comfort: Comfort) -> View:
        moment = self.moment()
        showing: Showing | None = self._store.showing(moment) if self._store else None
        printer = self._store.printer() if self._store else None
        headphones = self._store.headphones() if self._store else Headphones.DETECT
        assumed, opening = self._at is not None, not self._opened
        return View(
            showing,
            moment,
            self._dictionary,
            comfort,
            assumed,
            opening,
            printer,
            headphones,
            self.settings,
            self._openings,
        )

    def _stale(self) -> bool:
        """Whether opening the store again may show something else."""
        return self._store is None or bool(self._told) or self._store.outdated()

    def _open(self) -> Store | None:
        from voter_kiosk.store.opening import open_store

        opened = open_store(self._path, without=self._rotten)
        trouble = (opened,) if isinstance(opened, Refusal) else opened.trouble
        codes = tuple(refusal.code for refusal in trouble)
        if codes != self._told:
            for refusal in trouble:
                LOG.warning("%s [%s]", refusal.message.en, refusal.code)
            self._told = codes
        if isinstance(opened, Refusal):
            return None
        return opened

    def _words(self) -> Dictionary:
        """The interface as it ships, with what the bundle says in languages of its own."""
        catalogue = self._store.catalogue if self._store else None
        if catalogue is None:
            return self._shipped
        return self._shipped.with_bundle(catalogue.election, catalogue.strings)

    def _note_for_good(self) -> None:
        if self._at is not None or self._store is None or self._clock is None:
            return
        try:
            self._clock.note()
        except Exception:
            LOG.exception("when the machine started could not be noted")
        try:
            if self._store.note_campaign(self.moment()):
                LOG.info("campaigning has ended; programmes stay hidden from now on")
        except Exception:
            # A full disk or a locked file: the clock hides programmes meanwhile, and the next look tries again.
            LOG.exception("the end of campaigning could not be noted")

    def _note_counts(self) -> None:
        self.end_visit()
        if self._store is None:
            return
        for at, used in tuple(self._ended.items()):
            try:
                if not self._store.count(used, at):
                    return  # a bundle is being loaded: at the next look
            except Exception:
                # What is shown matters, not how often: the counts of this visit are let go.
                LOG.exception("the opened screens could not be counted")
            del self._ended[at]


def _clock_of(store: Store | None) -> Clock:
    from voter_kiosk.store.clock import Clock

    return Clock(store.state if store else None)
