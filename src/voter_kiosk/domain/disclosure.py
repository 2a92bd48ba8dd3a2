"""What may be shown when: the one decision that every way out asks.

A screen, the search, a QR code, a print, an export and the voice all show what :func:`decide` allows and
nothing else, whatever the bundle carries.
"""

from __future__ import annotations

from dataclasses import dataclass

from voter_kiosk.domain.calendar import Mode, Moment, mode_at, published_results
from voter_kiosk.domain.election import Election, PollingArea, Publication
from voter_kiosk.domain.practice import offered


@dataclass(frozen=True, slots=True)
class KioskState:
    """What this kiosk knows for good, whatever bundle is active.

    ``campaign_ended`` is set once the kiosk has passed the 24-hour mark of this election, and no clock, reload
    or rollback takes it back. ``covered`` are bodies whose ballot an officer has covered ("Đang cập nhật").
    """

    campaign_ended: bool = False
    covered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a citizen may be shown now.

    ``lists`` are the ids of the bodies whose candidates may be named; ``biographies`` goes with them.
    ``programmes`` and ``meetings`` are campaigning and end with it; ``campaign_over`` says that this is why
    they are missing. ``countdown`` and ``today`` need a clock that is believed. ``results`` are the ids of the
    bodies whose published results may be shown; ``covered`` bodies show one quiet line instead of their ballot.
    ``practice`` is the practice ballot.
    """

    mode: Mode
    lists: frozenset[str]
    biographies: bool
    programmes: bool
    meetings: bool
    campaign_over: bool
    countdown: bool
    today: bool
    results: frozenset[str]
    date_in_doubt: bool
    covered: frozenset[str]
    practice: bool = False


_CAMPAIGN_OVER = frozenset({Mode.LAST_DAY, Mode.POLLING_DAY, Mode.CLOSED, Mode.RESULTS})


def decide(election: Election, area: PollingArea | None, moment: Moment, state: KioskState) -> Disclosure:
    """What may be shown for ``area`` at ``moment``.

    Sources: lists only once posted (Law 85/2015/QH13 art. 57–59; no provisional name before); programmes and
    voter meetings end 24 hours before voting starts (art. 64), unless the committee's decision in the bundle
    lets programmes stay (facts B.8); no result before it is published (art. 86). With a clock in doubt,
    programmes and meetings hide and nothing says "today".
    """
    mode = mode_at(election, area, moment)
    lists = frozenset(
        body.id
        for body in election.bodies
        if body.publication is Publication.POSTED
        and body.id not in state.covered
        and (not moment.sure or body.posted_on is None or body.posted_on <= moment.day)
    )
    over = mode in _CAMPAIGN_OVER or state.campaign_ended
    campaigning = moment.sure and not over and mode is not Mode.BEFORE_LISTS
    stay = election.campaign is not None and election.campaign.programmes_stay
    return Disclosure(
        mode=mode,
        lists=lists,
        biographies=bool(lists),
        programmes=bool(lists) and moment.sure and (campaigning or stay),
        meetings=campaigning,
        campaign_over=over,
        countdown=moment.sure and mode in {Mode.BEFORE_LISTS, Mode.LISTS_POSTED, Mode.LAST_DAY},
        today=moment.sure,
        results=published_results(election, moment) & lists if mode is Mode.RESULTS else frozenset(),
        date_in_doubt=not moment.sure,
        covered=state.covered,
        practice=offered(election, area, moment),
    )
