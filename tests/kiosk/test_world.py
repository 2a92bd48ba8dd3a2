"""The kiosk shows what its store holds, whatever becomes of the store."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.ears import ears
from helpers.kiosks import opened, put, vietnam
from voter_kiosk.domain.calendar import VIETNAM, Confidence
from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import ATTRACT, Comfort
from voter_kiosk.domain.usage import Kind
from voter_kiosk.kiosk.drive import Seconds
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.world import World
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.opening import Store
from voter_kiosk.store.status import Status, status

CAMPAIGN = vietnam("2026-03-03 09:00")
LAST_DAY = vietnam("2026-03-14 07:01")


@contextmanager
def world(store: Path, *, at: dt.datetime | None = CAMPAIGN, now: dt.datetime | None = None) -> Iterator[World]:
    """A world that assumes ``at``, or whose own system clock says ``now``."""

    def clock(opened_store: Store | None) -> Clock:
        return Clock(
            opened_store.state if opened_store else None,
            system=lambda: now or CAMPAIGN,
            boot=lambda: 1000.0,
            started=lambda: "a start",
        )

    made = World(store, Dictionary({}), at=None if now else at, elapsed=Seconds(), clock=clock)
    with closing(made):
        made.open()
        yield made


def generation(seen: World) -> int:
    showing = seen.look(Comfort()).showing
    return showing.about().generation if showing else 0


def test_before_it_is_opened_nothing_is_said_of_the_store(store: Path) -> None:
    with closing(World(store, Dictionary({}))) as unopened:
        view = unopened.look(Comfort())
        assert view.opening
        assert view.showing is None
        assert not view.moment.sure
        assert not unopened.follow(resting=True)
        unopened.open()
        assert not unopened.look(Comfort()).opening
        assert generation(unopened) == 1


def test_a_folder_that_is_no_store_has_nothing_to_show(tmp_path: Path) -> None:
    with world(tmp_path / "nowhere") as seen:
        assert seen.look(Comfort()).showing is None
    assert not (tmp_path / "nowhere").exists(), "looking makes nothing"


def test_a_store_that_was_never_filled_has_nothing_to_show_until_it_is(
    tmp_path: Path, committee: stores.Desk
) -> None:
    store = stores.new_store(tmp_path / "store", committee)
    with world(store) as seen:
        assert seen.look(Comfort()).showing is None
        put(store, committee, 1)
        assert seen.follow(resting=True)
        assert generation(seen) == 1


def test_a_store_that_is_set_up_later_is_found(tmp_path: Path, committee: stores.Desk) -> None:
    with world(tmp_path / "store") as seen:
        assert not seen.follow(resting=True)
        store = stores.new_store(tmp_path / "store", committee)
        put(store, committee, 1)
        assert seen.follow(resting=True)


def test_a_newer_generation_waits_until_nobody_is_at_the_screen(store: Path, committee: stores.Desk) -> None:
    with world(store) as seen:
        put(store, committee, 2)
        assert not seen.follow(resting=False)
        assert generation(seen) == 1
        assert seen.follow(resting=True)
        assert generation(seen) == 2
        assert not seen.follow(resting=True), "once"


@pytest.mark.parametrize("wreck", [Path.unlink, lambda state: state.write_bytes(b"\0" * 4096)])
def test_a_destroyed_state_leaves_the_last_generation_on_the_screen(store: Path, wreck: object) -> None:
    for beside in store.glob("state.sqlite-*"):
        beside.unlink()
    wreck(store / "state.sqlite")  # type: ignore[operator]
    with world(store) as seen:
        assert generation(seen) == 1


def test_a_state_destroyed_while_the_kiosk_runs_leaves_the_last_generation(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with world(store) as seen:
        assert generation(seen) == 1
        for beside in store.glob("state.sqlite-*"):
            beside.unlink()
        (store / "state.sqlite").write_bytes(b"no database at all" * 1000)
        assert generation(seen) == 1
        assert generation(seen) == 1


def test_a_content_that_vanishes_is_no_crash(store: Path) -> None:
    shutil.rmtree(store / "generations")
    with world(store) as seen:
        assert seen.look(Comfort()).showing is None


def test_trouble_is_logged_once_and_without_a_path_of_the_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), world(tmp_path / "nowhere") as seen:
        for _ in range(3):
            seen.follow(resting=True)
    assert [record.message for record in caplog.records if "store-not-set-up" in record.message]
    assert len(caplog.records) == 1
    assert str(tmp_path) not in caplog.text


def test_an_assumed_time_runs_on_and_marks_every_view(store: Path) -> None:
    elapsed = Seconds()
    with closing(World(store, Dictionary({}), at=CAMPAIGN, elapsed=elapsed)) as seen:
        seen.open()
        elapsed.now += 3600
        view = seen.look(Comfort())
        assert view.assumed
        assert view.moment.instant == CAMPAIGN + dt.timedelta(hours=1)
        assert view.moment.confidence is Confidence.SURE


def test_the_kiosks_own_clock_is_doubted_before_the_bundle_was_issued(store: Path) -> None:
    with world(store, now=vietnam("2026-01-01 09:00")) as seen:
        view = seen.look(Comfort())
        assert view.moment.confidence is Confidence.DOUBTFUL
        assert not view.assumed


def ended(store: Path) -> bool:
    found = status(store)
    assert isinstance(found, Status)
    return found.campaign_ended


def test_passing_the_24_hour_mark_is_noted_for_good(store: Path) -> None:
    with world(store, now=LAST_DAY) as seen:
        seen.follow(resting=False)
    assert ended(store)
    with world(store, now=CAMPAIGN) as back:
        showing = back.look(Comfort()).showing
        assert showing is not None
        assert not showing.disclosure.programmes, "no clock undoes it"


def test_an_assumed_time_ends_no_campaign(store: Path) -> None:
    with world(store, at=LAST_DAY) as seen:
        seen.follow(resting=True)
    assert not ended(store)


def test_words_that_a_bundle_brings_are_said(store: Path) -> None:
    with world(store) as seen:
        assert seen.look(Comfort()).dictionary.say("en", "Home") == "Home"


def test_the_screen_takes_a_new_generation_only_at_attract(
    store: Path, committee: stores.Desk, qapp: QGuiApplication
) -> None:
    with opened(store, qapp) as kiosk:
        kiosk.go("home")
        put(store, committee, 2)
        kiosk.kiosk.follow()
        view = kiosk.session.view
        assert view.showing is not None
        assert view.showing.about().generation == 1
        kiosk.session.finish()
        kiosk.kiosk.follow()
        view = kiosk.session.view
        assert view.showing is not None
        assert view.showing.about().generation == 2
        assert kiosk.session.place == ATTRACT


def test_a_kiosk_without_content_says_so_and_can_be_touched(
    tmp_path: Path, committee: stores.Desk, qapp: QGuiApplication
) -> None:
    with opened(stores.new_store(tmp_path / "store", committee), qapp) as kiosk:
        kiosk.hand.touch_at(kiosk.window.contentItem().boundingRect().center().toPoint())
        kiosk.grab()
        assert any("chưa có" in said.lower() for said in kiosk.hand.words())


def test_opened_screens_are_counted_by_their_kind_and_day_when_the_visit_is_over(store: Path) -> None:
    """The name of the screen alone is kept, without the hour: never a subject, never an order."""
    with world(store, now=CAMPAIGN) as seen:
        for screen in ("home", "candidate", "candidate", "steps"):
            seen.count(screen)
        seen.follow(resting=False)
        assert stores.tables(store, "counts")["counts"] == [], (
            "nobody waits for the disk while she is at the screen"
        )
        seen.follow(resting=True)
        seen.follow(resting=True)
    day = ("2026-03-03", -1, "screen")
    kept = [(*day, "candidate", 2), (*day, "home", 1), (*day, "steps", 1)]
    assert sorted(stores.tables(store, "counts")["counts"]) == kept


def test_what_is_tried_at_an_assumed_time_is_not_counted(store: Path) -> None:
    with world(store) as seen:
        seen.count("home")
        seen.follow(resting=True)
    assert stores.tables(store, "counts")["counts"] == []


def test_counts_that_cannot_be_written_disturb_nobody(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    with world(store, now=CAMPAIGN) as seen:
        seen.count("home")
        found = seen._store
        assert found is not None
        assert found.state is not None
        found.state.close()
        with caplog.at_level(logging.CRITICAL):
            seen.follow(resting=True)
        assert generation(seen) == 1


def test_the_screen_waits_for_no_other_process_and_its_counts_come_later(store: Path) -> None:
    with world(store, now=CAMPAIGN) as seen:
        seen.count("home")
        with stores.written_by_another(store):  # and it does not end, as on a slow disk
            began = time.monotonic()
            seen.follow(resting=True)
            assert time.monotonic() - began < 5, "it would wait for ten"
            seen.count("home")
            seen.follow(resting=True)
            assert stores.tables(store, "counts")["counts"] == []
        seen.follow(resting=True)
        assert patience(seen) == 10_000, "whoever may wait still does"
    assert [row[2:] for row in stores.tables(store, "counts")["counts"]] == [("screen", "home", 2)]


def patience(seen: World) -> int:
    """How many milliseconds a write of the kiosk's waits for another process."""
    assert seen._store is not None
    assert seen._store.state is not None
    with seen._store.state.connected() as connection:
        return int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one())


def test_a_disk_that_fails_between_two_reads_is_asked_again(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    tries = []

    def clock(opened_store: Store | None) -> Clock:
        tries.append(opened_store)
        if len(tries) == 1:
            raise sqlite3.OperationalError("disk I/O error")
        return Clock(opened_store.state if opened_store else None)

    with closing(World(store, Dictionary({}), clock=clock)) as seen:
        seen.open()
        assert generation(seen) == 1
    assert len(tries) == 2
    assert tries[0] is not tries[1]
    assert "could not be read" in caplog.text


def test_a_visit_is_counted_in_the_hour_in_which_it_ended(store: Path) -> None:
    passed = Seconds()

    def clock(opened_store: Store | None) -> Clock:
        state = opened_store.state if opened_store else None
        return Clock(state, system=lambda: CAMPAIGN + dt.timedelta(seconds=passed.now), boot=passed)

    with closing(World(store, Dictionary({}), clock=clock)) as seen:
        seen.open()
        seen.count("", Kind.VISIT)
        seen.end_visit()
        passed.now += 3600
        seen.count("", Kind.VISIT)
        seen.end_visit()
        seen.follow(resting=True)
    hour = CAMPAIGN.astimezone(VIETNAM).hour
    assert [row[1] for row in stores.tables(store, "counts")["counts"]] == [hour, hour + 1]


def test_the_end_of_campaigning_is_noted_once_nobody_else_writes(store: Path) -> None:
    with world(store, now=LAST_DAY) as seen:
        with stores.written_by_another(store):
            seen.follow(resting=False)
            assert not ended(store)
        seen.follow(resting=False)
        assert ended(store)


def test_a_visit_is_counted_screen_by_screen_and_its_subjects_are_not(store: Path, qapp: QGuiApplication) -> None:
    with opened(store, qapp, at=None) as kiosk:
        unit = "p98.na.1"
        for place in (("home", ""), ("candidates", unit), ("candidate", f"{unit}.1"), ("candidate", f"{unit}.2")):
            kiosk.go(*place)
        kiosk.session.setLanguage("en")
        kiosk.session.finish()
        kiosk.kiosk.follow()
    counted = {row[2:4]: row[4] for row in stores.tables(store, "counts")["counts"]}
    assert counted == {
        ("screen", "home"): 1,
        ("screen", "candidates"): 1,
        ("screen", "candidate"): 2,
        ("content", "background"): 1,
        ("language", "en"): 1,
        ("visit", ""): 1,
    }


def test_a_visit_counts_each_thing_that_it_used_once_and_the_next_one_begins_anew(
    store: Path, qapp: QGuiApplication
) -> None:
    with opened(store, qapp, at=None) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        topic = showing.topics(Section.PROCEDURE)[0].slug
        kiosk.session.setTextSize("large")
        kiosk.session.setTextSize("largest")
        kiosk.session.setContrast("low")
        kiosk.session.setReach(True)
        kiosk.session.setScanning(2.0)
        kiosk.go("topic", topic)
        kiosk.go("home")
        kiosk.go("candidate", "p98.na.1.1/programme")
        kiosk.go("history")
        kiosk.kiosk.follow()
        assert stores.tables(store, "counts")["counts"] == [], "not while somebody is there"
        kiosk.session.finish()
        kiosk.go("home")
        kiosk.session.finish()
        kiosk.kiosk.follow()
    counted = {row[2:4]: row[4] for row in stores.tables(store, "counts")["counts"] if row[2] != "screen"}
    assert counted == {
        ("visit", ""): 2,
        ("text-size", "large"): 1,
        ("text-size", "largest"): 1,
        ("contrast", "low"): 1,
        ("reach", ""): 1,
        ("scanning", ""): 1,
        ("content", "programmes"): 1,
        ("content", "figures"): 1,
        ("content", "procedure"): 1,
    }


def test_who_only_sets_something_and_goes_is_no_visit(store: Path, qapp: QGuiApplication) -> None:
    with opened(store, qapp, at=None) as kiosk:
        kiosk.session.setTextSize("largest")
        kiosk.session.finish()
        kiosk.go("home")
        kiosk.session.finish()
        kiosk.kiosk.follow()
    counted = {row[2:4]: row[4] for row in stores.tables(store, "counts")["counts"]}
    assert counted == {("screen", "home"): 1, ("visit", ""): 1}, "what one had set is not the next one's"


def test_who_listened_is_counted_once_a_visit(store: Path, qapp: QGuiApplication) -> None:
    with opened(store, qapp, at=None) as kiosk:
        ears(kiosk.session.listening)
        kiosk.go("steps")
        kiosk.session.listening.toggle()
        kiosk.session.listening.toggle()
        kiosk.session.listening.toggle()
        kiosk.session.finish()
        kiosk.kiosk.follow()
    counted = {row[2:4]: row[4] for row in stores.tables(store, "counts")["counts"]}
    assert counted["listening", ""] == 1
