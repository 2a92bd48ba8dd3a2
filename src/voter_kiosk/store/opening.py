"""The store as the kiosk opens it: the active generation, and what the kiosk knows of itself.

Never dark: should the state be lost or the active generation damaged, the last one that can be read is shown,
and ``trouble`` says so to the officer. Neither tuf nor Alembic is imported here.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.calendar import VIETNAM, Moment, long_over
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import HoursSet, in_force
from voter_kiosk.domain.listening import Headphones, headphones_setting
from voter_kiosk.domain.scrubbing import Scrubbed
from voter_kiosk.domain.settings import Settings, settings_of
from voter_kiosk.domain.slips import PrinterSetting, printer_setting
from voter_kiosk.domain.usage import UNKNOWN_HOUR, Kind
from voter_kiosk.store import fallback, rot
from voter_kiosk.store.catalogue import DAMAGED, Catalogue, open_catalogue
from voter_kiosk.store.fallback import Fallback
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.refusals import not_set_up, refusal, state_lost
from voter_kiosk.store.showing import Showing
from voter_kiosk.store.state import Now, State, StateBusyError, open_state, stands, utc_now

LOG = logging.getLogger(__name__)


@dataclass
class Store:
    """An opened store. Close it when done; open another when :meth:`outdated`.

    ``catalogue`` is ``None`` where nothing was ever installed. ``trouble`` is what an officer must be told: the
    state is lost, or an older generation had to step in. ``settings`` are as they were when it was opened.
    """

    layout: Layout
    catalogue: Catalogue | None
    polling_area: str
    state: State | None
    trouble: tuple[Refusal, ...] = ()
    settings: Settings = field(default_factory=Settings)
    _known: Fallback = field(default_factory=Fallback)

    @property
    def area(self) -> PollingArea | None:
        """Where the kiosk stands, if it was told and the bundle knows it; with the hours that hold there."""
        area = self.catalogue.area(self.polling_area) if self.catalogue and self.polling_area else None
        if self.catalogue is None or area is None:
            return None
        return in_force(self._hours(), self.catalogue.election, area, self.catalogue.about().version)

    @property
    def generation(self) -> int:
        """The number of the generation that is shown, 0 for none."""
        return self.catalogue.about().generation if self.catalogue else 0

    def printer(self) -> PrinterSetting | None:
        """The printer that citizens may print slips on, if there is one; none while the state is lost."""
        if self.state is None:
            return None
        with self.state.reading() as books:
            return printer_setting(books.setting("printer"), books.setting("slip_paper"))

    def headphones(self) -> Headphones:
        """What the kiosk's sound comes out of; ``detect`` while the state is lost."""
        if self.state is None:
            return Headphones.DETECT
        with self.state.reading() as books:
            return headphones_setting(books.setting("headphones"))

    def scrubbed(self) -> Scrubbed | None:
        """What the last look at every loaded file found; ``None`` where there was none, or the state is lost."""
        if self.state is None:
            return None
        with self.state.reading() as books:
            return rot.scrubbed(books)

    def unfinished(self) -> bool:
        """Whether a load was broken off, or the taking over of what was shown before the state was lost; not known
        while it is lost."""
        if self.state is None:
            return False
        with self.state.reading() as books:
            return bool(books.installs()) or self.layout.adopting.is_dir()

    def kiosk_state(self) -> KioskState:
        """What this kiosk knows for good of the shown election."""
        if self.catalogue is None:
            return KioskState()
        election = self.catalogue.election.id
        if self.state is None:
            known = self._known if self._known.election == election else Fallback()
            return KioskState(known.campaign_ended, known.covered)
        with self.state.reading() as books:
            return KioskState(books.campaign_ended(election), books.covered(election))

    def read_facts(self) -> None:
        """Read all that a screen asks of the state. Raises one of ``DAMAGED`` where that cannot be."""
        self.kiosk_state()
        self.printer()
        self.headphones()
        self._hours()
        if self.state is not None:
            with self.state.reading() as books:
                books.clock()

    def showing(self, moment: Moment) -> Showing | None:
        """What a citizen may see at ``moment``; ``None`` where nothing was ever installed."""
        if self.catalogue is None:
            return None
        election, area = self.catalogue.election, self.area
        disclosure = decide(election, area, moment, self.kiosk_state())
        published = self.catalogue.area(self.polling_area) if area else None
        return Showing(self.catalogue, area, disclosure, moment, hours_set_here=area != published)

    def note_campaign(self, moment: Moment) -> bool:
        """Enter for good that campaigning is over, if it is at ``moment``; whether that was new.

        To be called with the kiosk's own moment, never with one assumed by ``--at``. Long after the election
        nothing is entered: then it is more likely that a wrong clock was confirmed, and that can be set right.
        Nor while another process writes: a screen waits for none, and looks again.
        """
        if self.catalogue is None or self.state is None or not self.state.writable:
            return False
        election = self.catalogue.election
        if not moment.sure or self.kiosk_state().campaign_ended:
            return False
        if not decide(election, self.area, moment, KioskState()).campaign_over or long_over(election, moment):
            return False
        try:
            with self.state.writing(at_once=True) as books:
                books.end_campaign(election.id)
                books.audit("campaign-over", election=election.id)
        except StateBusyError:
            return False
        fallback.save(self.layout, self.state, Files())
        return True

    def count(self, used: Mapping[tuple[str, str], int], at: dt.datetime) -> bool:
        """Add how often what of each kind was used on the day of ``at`` (aware). Never of whom, never by whom.

        ``False`` where another process writes: a screen waits for none, and comes again with its counts.

        The hour is kept of visits alone: what else was used in an hour with one visit would be that visit's.
        """
        if not used or self.state is None or not self.state.writable:
            return True
        local = at.astimezone(VIETNAM)
        try:
            with self.state.writing(at_once=True) as books:
                for (kind, what), times in used.items():
                    hour = local.hour if kind == Kind.VISIT else UNKNOWN_HOUR
                    books.count(kind, what, local.date(), hour, times)
        except StateBusyError:
            return False
        return True

    def _hours(self) -> HoursSet | None:
        """The hours that an officer set for where the kiosk stands, whether or not they hold."""
        if self.catalogue is None:
            return None
        election = self.catalogue.election.id
        if self.state is None:
            return self._known.hours if self._known.election == election else None
        with self.state.reading() as books:
            return books.hours(election, self.polling_area)

    def outdated(self) -> bool:
        """Whether another generation has become active, or something was set, since this store was opened."""
        if self.state is None:
            return False
        try:
            with self.state.reading() as books:
                active, _ = books.pointer()
                settings = settings_of(books.setting)
        except DatabaseError:
            return False
        except DAMAGED:
            return True  # what was set cannot be read any more: opened anew, the state is told to be lost
        if settings != self.settings:
            return True
        return active is not None and active != self.generation and not self.trouble

    def rotted(self) -> bool:
        """Whether the content that is shown is not what was compiled any more. Reads all of it."""
        return self.catalogue is not None and rot.content_rotted(self.layout.generation(self.generation))

    def shows_as(self, other: Store) -> bool:
        """Whether it shows what ``other`` does, in the same trouble and the same settings."""
        facts = [
            (
                one.generation,
                [refusal.code for refusal in one.trouble],
                one.settings,
                one.polling_area,
                one.state is None,
            )
            for one in (self, other)
        ]
        return facts[0] == facts[1]

    def close(self) -> None:
        """Let go of the files."""
        if self.catalogue is not None:
            self.catalogue.close()
        if self.state is not None:
            self.state.close()


def open_store(path: Path, *, without: Collection[int] = (), now: Now = utc_now) -> Store | Refusal:
    """Open the store at ``path`` for showing; the generations ``without`` only where no other can be read.

    Refused: ``store-not-set-up``, and ``content-*`` where no generation can be read any more.
    """
    layout = Layout(path)
    if not stands(layout.state) and not stands(layout.generations):
        return not_set_up()
    opened = open_state(layout.state, now)
    if isinstance(opened, Refusal):
        return _opened(layout, None, opened, without=without)
    found: Store | Refusal | None = None
    try:
        found = _opened(layout, opened, without=without)
        if isinstance(found, Store):
            found.read_facts()
    except DAMAGED as error:
        # In a page that nobody looked at before; should it be a mistake of ours, the log tells where.
        LOG.warning("the state cannot be read", exc_info=True)
        (found if isinstance(found, Store) else opened).close()
        return _opened(layout, None, state_lost(f"{layout.state}: {error}"), without=without)
    if isinstance(found, Refusal):
        opened.close()
    return found


def _opened(
    layout: Layout, state: State | None, lost: Refusal | None = None, *, without: Collection[int] = ()
) -> Store | Refusal:
    """The store with its ``state``, or without it where it is ``lost``."""
    trouble = [] if lost is None else [lost]
    settings = _settings(state)
    known = _as_known(state) if state is not None else fallback.read(layout) or Fallback()
    catalogue: Catalogue | None = None
    for number in sorted(_to_try(layout, known, lost=state is None), key=lambda one: one in without):
        strike_offs = known.strike_offs
        if state is not None:
            with state.reading() as books:
                generation = books.generation(number)
                strike_offs = books.strike_offs(generation.election) if generation else {}
        found = open_catalogue(layout.content(number), layout.objects, strike_offs, known.polling_area)
        if isinstance(found, Catalogue):
            catalogue = found
            break
        trouble.append(found)
    if catalogue is None and known.active is not None:
        return trouble[-1] if trouble else _nothing_readable()
    if catalogue is not None and known.active is not None and catalogue.about().generation != known.active:
        trouble.append(_stepped_in())
    return Store(layout, catalogue, known.polling_area, state, tuple(trouble), settings, known)


def _settings(state: State | None) -> Settings:
    if state is None:
        return Settings()
    with state.reading() as books:
        return settings_of(books.setting)


def _as_known(state: State) -> Fallback:
    with state.reading() as books:
        active, previous = books.pointer()
        return Fallback(active, previous, books.setting("polling_area") or "")


def _to_try(layout: Layout, known: Fallback, *, lost: bool) -> Iterator[int]:
    """Generations in the order in which to try them: active, previous, and with the state lost what is there."""
    tried = [number for number in (known.active, known.previous) if number is not None]
    yield from tried
    if lost:
        yield from (number for number in _numbers(layout.generations) if number not in tried)


def _numbers(generations: Path) -> list[int]:
    """Of the generations in the folder, the newest first; none where the disk does not tell."""
    try:
        return sorted((int(one.name) for one in generations.iterdir() if one.name.isdecimal()), reverse=True)
    except OSError:
        return []


def _stepped_in() -> Refusal:
    return refusal(
        "older-generation-shown",
        "Nội dung mới nhất không đọc được nên máy đang hiện nội dung trước đó. Hãy nạp lại gói mới nhất từ USB.",
        "The newest content cannot be read, so the one before it is shown. Load the newest bundle again.",
    )


def _nothing_readable() -> Refusal:
    return refusal(
        "content-unreadable",
        "Không đọc được nội dung đã nạp trong kho. Hãy nạp lại gói dữ liệu từ USB.",
        "The installed content in the store cannot be read. Load the bundle from the stick again.",
    )
