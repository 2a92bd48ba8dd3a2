"""What an officer may do to what is shown until a bundle comes: cover a whole ballot, set the polling hours.

Never a single candidate: there is no way to. Each act names the official and stands in the audit chain. This
imports Alembic; the kiosk asks by a command in a child process.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.election import PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hours import (
    HoursSet,
    Published,
    check_change,
    clock,
    decision_named,
    decision_number,
    in_force,
    published_hours,
)
from voter_kiosk.domain.office import Person, who
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.opening import open_store
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import StoreRefusedError, refusal
from voter_kiosk.store.state import Books, Now, utc_now


def cover(
    store: Path, body: str, *, covered: bool, by: Person | None = None, now: Now = utc_now
) -> frozenset[str] | Refusal:
    """Cover the whole ballot of ``body`` ("Đang cập nhật") or show it again; which are covered then.

    Covering what is covered changes nothing and notes nothing. Refused: ``nothing-installed``, ``no-such-body``,
    and as ``preparing.settle``.
    """

    def work(books: Books) -> frozenset[str]:
        with closing(_shown(books, store)) as catalogue:
            election = catalogue.election
        if body not in {one.id for one in election.bodies}:
            known = ", ".join(one.id for one in election.bodies)
            raise StoreRefusedError(
                refusal(
                    "no-such-body",
                    f"Gói đang dùng không có phiếu bầu “{body}”. Hãy chọn một trong: {known}.",
                    f"The bundle in use has no ballot “{body}”. Choose one of: {known}.",
                )
            )
        if (body in books.covered(election.id)) is not covered:
            books.cover(election.id, body, covered=covered)
            books.audit("covered" if covered else "uncovered", body=body, by=who(by))
        return books.covered(election.id)

    return settle(store, work, now)


def set_hours(
    store: Path,
    opens: str,
    closes: str,
    decision: str,
    *,
    by: Person | None = None,
    now: Now = utc_now,
    moment: Moment | None = None,
) -> HoursSet | Refusal:
    """Set the polling hours of where the kiosk stands (Law art. 71): what was entered.

    ``opens`` and ``closes`` are ``HH:MM``, ``decision`` the number of the decision. ``moment`` is the kiosk's own
    unless it is given. How long they hold, ``domain.hours`` says. Refused: ``hours-unreadable``,
    ``hours-unlawful``, ``hours-passed``, ``decision-number``, ``no-polling-area``, ``nothing-installed``, and as
    ``preparing.settle``.
    """
    number = decision_number(decision)
    if isinstance(number, Refusal):
        return number
    first, last = clock(opens), clock(closes)
    at = moment or _now(store)

    def work(books: Books) -> HoursSet:
        with closing(_shown(books, store)) as catalogue:
            election, version = catalogue.election, catalogue.about().version
            area = _here(books, catalogue)
        before = in_force(books.hours(election.id, area.code), election, area, version)
        refused = check_change(election, before, first, last, at)
        if refused is not None:
            raise StoreRefusedError(refused)
        said = published_hours(election, area)
        found = HoursSet(area.code, first, last, number, version, said)
        books.set_hours(election.id, area.code, found)
        books.audit(
            "hours-set",
            area=area.code,
            opens=first,
            closes=last,
            decision=decision_named(number),
            before=f"{said.opens}–{said.closes}",
            by=who(by),
        )
        return found

    return settle(store, work, now)


def withdraw_hours(
    store: Path, *, by: Person | None = None, now: Now = utc_now, moment: Moment | None = None
) -> Published | Refusal:
    """Take back the hours that were set here; those that the bundle gives hold again, and are given back.

    Refused: ``hours-not-set``, ``hours-passed``, ``no-polling-area``, ``nothing-installed``, and as
    ``preparing.settle``.
    """
    at = moment or _now(store)

    def work(books: Books) -> Published:
        with closing(_shown(books, store)) as catalogue:
            election, version = catalogue.election, catalogue.about().version
            area = _here(books, catalogue)
        known = books.hours(election.id, area.code)
        if known is None:
            raise StoreRefusedError(
                refusal(
                    "hours-not-set",
                    "Giờ bỏ phiếu chưa được đặt tại máy này nên không có gì để bỏ. Hãy để như vậy: giờ trong "
                    "gói đang được dùng.",
                    "No polling hours were set at this kiosk, so there is nothing to take back. Leave it: the "
                    "bundle's hours hold.",
                )
            )
        said = published_hours(election, area)
        before = in_force(known, election, area, version)
        refused = check_change(election, before, said.opens, said.closes, at)
        if refused is not None:
            raise StoreRefusedError(refused)
        books.set_hours(election.id, area.code, None)
        books.audit("hours-withdrawn", area=area.code, opens=said.opens, closes=said.closes, by=who(by))
        return said

    return settle(store, work, now)


def _now(store: Path) -> Moment:
    """The kiosk's own moment; where there is no store, it does not matter."""
    opened = open_store(store)
    if isinstance(opened, Refusal):
        return Clock(None).moment(None)
    try:
        return Clock(opened.state).moment(opened.catalogue.election if opened.catalogue else None)
    finally:
        opened.close()


def _shown(books: Books, store: Path) -> Catalogue:
    """What is shown, opened."""
    active, _ = books.pointer()
    if active is None:
        raise StoreRefusedError(
            refusal(
                "nothing-installed",
                "Máy này chưa nạp gói dữ liệu nào; hãy nạp bằng lệnh install.",
                "Nothing is installed on this kiosk yet; load a bundle with the command install.",
            )
        )
    layout = Layout(store)
    found = open_catalogue(layout.content(active), layout.objects)
    if isinstance(found, Refusal):
        raise StoreRefusedError(found)
    return found


def _here(books: Books, catalogue: Catalogue) -> PollingArea:
    code = books.setting("polling_area") or ""
    area = catalogue.area(code) if code else None
    if area is None:
        raise StoreRefusedError(
            refusal(
                "no-polling-area",
                "Máy này chưa được đặt khu vực bỏ phiếu, hoặc gói đang dùng không có khu vực đó. Hãy đặt khu vực "
                "trước.",
                "This kiosk was not told its polling area, or the bundle in use does not know it. Set the area "
                "first.",
            )
        )
    return area
