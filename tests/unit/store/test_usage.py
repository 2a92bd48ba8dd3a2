"""What a kiosk tells of its use, and the end of a campaign: exported, sealed, wiped, or nothing of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from helpers import stores
from helpers.stores import events
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.usage import Content, Kind, Usage
from voter_kiosk.store import usage as counted
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.state import Books
from voter_kiosk.store.status import rollback, status

OFFICER, OPERATOR = Person(1, "Lê Thị B", Role.OFFICER), Person(2, "Trần Văn C", Role.OPERATOR)
NOW = dt.datetime(2026, 3, 4, 3, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


def count(store: Path, *rows: tuple[int, int, Kind, str, int]) -> None:
    """Count on days of March 2026."""

    def work(books: Books) -> None:
        for day, hour, kind, what, times in rows:
            books.count(kind.value, what, dt.date(2026, 3, day), hour, times)

    assert settle(store, work) is None


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


@pytest.fixture
def used(store: Path, v1: Path) -> Path:
    assert isinstance(install(store, v1, surroundings=stores.quick()), Installed)
    count(
        store,
        (2, 9, Kind.VISIT, "", 7),
        (2, -1, Kind.SCREEN, "home", 8),
        (2, -1, Kind.SCREEN, "term", 3),
        (4, 9, Kind.VISIT, "", 6),
    )
    return store


def read(store: Path) -> Usage:
    found = counted.usage(store, now=now)
    assert isinstance(found, Usage), found
    return found


def nothing(_report: Usage, _written: bytes) -> None:
    """Delivered."""


def test_a_report_tells_whole_days_what_was_shown_when_and_what_is_there(used: Path) -> None:
    found = read(used)
    assert found.until == dt.date(2026, 3, 3)
    assert [(line.kind, line.what, line.count) for line in found.lines] == [
        (Kind.VISIT, "", 7),
        (Kind.SCREEN, "home", 8),
    ], "neither today nor what is below five"
    assert [(one.version, one.last) for one in found.shown] == [(1, None)]
    held = {one.content: one.pieces for one in found.held}
    assert held[Content.BACKGROUND] > 0
    assert held[Content.FIGURES] > 0
    assert Content.PROGRAMMES not in held or held[Content.PROGRAMMES] <= held[Content.BACKGROUND]
    assert found.area
    assert not found.closed


def test_the_report_names_no_candidate(used: Path) -> None:
    written = counted.as_json(read(used)).decode()
    assert not [name for name in stores.NAMES if name in written]
    assert "p98.na.1" not in written
    assert msgspec.json.decode(written, type=Usage) == read(used)


def test_bundles_are_shown_from_when_they_were_confirmed_or_gone_back_to(used: Path, v2: Path) -> None:
    assert isinstance(install(used, v2, surroundings=stores.quick()), Installed)
    assert not isinstance(rollback(used), Refusal)
    shown = read(used).shown
    assert [one.version for one in shown] == [1, 2, 1]
    assert [one.last for one in shown] == [shown[1].first, shown[2].first, None]


def test_a_kiosk_that_shows_nothing_yet_tells_its_counts(store: Path) -> None:
    count(store, (2, 9, Kind.VISIT, "", 7))
    found = read(store)
    assert (found.visits, found.election, found.held, found.shown) == (7, "", (), ())


def test_what_is_handed_over_is_noted_with_its_hash(used: Path) -> None:
    found = read(used)
    digest = counted.exported(used, found, by=OPERATOR)
    assert digest == hashlib.sha256(counted.as_json(found)).hexdigest()
    row = stores.tables(used, "audit")["audit"][-1]
    assert row[2] == "usage-exported"
    assert json.loads(row[3]) == {"by": "2 Trần Văn C", "sha256": digest, "until": "2026-03-03"}


def test_the_end_of_a_campaign_hands_over_seals_and_wipes(used: Path) -> None:
    written: list[bytes] = []

    def deliver(_report: Usage, data: bytes) -> None:
        assert stores.tables(used, "counts")["counts"], "not wiped before it is handed over"
        written.append(data)

    done = counted.close_campaign(used, deliver, by=OFFICER, now=now)
    assert not isinstance(done, Refusal)
    report, digest = done
    assert report.closed
    assert report.visits == 13, "the last day is in the last report"
    assert digest == hashlib.sha256(written[0]).hexdigest()
    assert stores.tables(used, "counts")["counts"] == []
    assert json.loads(stores.tables(used, "audit")["audit"][-1][3])["sha256"] == digest
    assert events(used)[-1] == "campaign-closed"
    found = status(used)
    assert not isinstance(found, Refusal)
    assert found.broken_audit is None
    assert code(counted.close_campaign(used, nothing, by=OFFICER, now=now)) == "usage-empty"


def test_only_an_officer_ends_a_campaign(used: Path) -> None:
    assert code(counted.close_campaign(used, nothing, by=OPERATOR, now=now)) == "officer-only"
    assert len(stores.tables(used, "counts")["counts"]) == 4


def fails(_report: Usage, _written: bytes) -> None:
    raise OSError(28, "No space left on device")


def test_where_handing_over_fails_nothing_is_wiped(used: Path) -> None:
    with pytest.raises(OSError, match="space"):
        counted.close_campaign(used, fails, by=OFFICER, now=now)
    assert len(stores.tables(used, "counts")["counts"]) == 4
    assert "campaign-closed" not in events(used)


def test_where_somebody_used_the_kiosk_meanwhile_nothing_is_wiped(used: Path) -> None:
    def deliver(_report: Usage, _written: bytes) -> None:
        count(used, (4, 10, Kind.VISIT, "", 1))

    assert code(counted.close_campaign(used, deliver, by=OFFICER, now=now)) == "usage-counted-meanwhile"
    assert len(stores.tables(used, "counts")["counts"]) == 5


ASKS: list[Callable[[Path], object]] = [
    counted.usage,
    lambda store: counted.close_campaign(store, nothing),
]


@pytest.mark.parametrize("ask", ASKS)
def test_without_a_store_it_is_said(tmp_path: Path, ask: Callable[[Path], object]) -> None:
    assert code(ask(tmp_path)) == "store-not-set-up"


def test_with_the_state_lost_it_is_said(used: Path) -> None:
    for file in used.glob("state.sqlite*"):
        file.unlink()
    assert code(counted.usage(used)) == "store-state-lost"


def test_wiped_counts_are_not_left_in_the_file(used: Path) -> None:
    count(used, (2, -1, Kind.SCREEN, "a-screen-that-is-nowhere-else", 9))
    assert not isinstance(counted.close_campaign(used, nothing, now=now), Refusal)
    settle(used, lambda books: None)
    left = b"".join(file.read_bytes() for file in used.glob("state.sqlite*"))
    assert b"a-screen-that-is-nowhere-else" not in left
