"""What a load would do, told before anything is done; and nothing done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import stores
from helpers.bundles import repack
from helpers.kiosks import put
from voter_kiosk.bundle import keys as key_folders
from voter_kiosk.domain.changes import Act, Edition, Subject, compare
from voter_kiosk.domain.election import Candidate, StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.arrival import Arrival, look, shown_edition
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.scrub import Report, scrub
from voter_kiosk.store.status import rollback

STRIKE = StrikeOff(StrikeOffKind.STRUCK_OFF, "45/NQ", dt.date(2026, 3, 10), {"vi": "Đã xóa tên"})


@pytest.fixture
def committee(tmp_path: Path) -> stores.Desk:
    return stores.desk(tmp_path / "desk")


@pytest.fixture
def store(tmp_path: Path, committee: stores.Desk) -> Path:
    made = stores.new_store(tmp_path / "store", committee)
    committee.bundle(1)
    put(made, committee, 1)
    return made


def seen(store: Path, bundle: Path, **how: object) -> Arrival:
    found = look(store, bundle, surroundings=stores.quick(**how))
    assert isinstance(found, Arrival), found
    return found


def refused(store: Path, bundle: Path, **how: object) -> str:
    found = look(store, bundle, surroundings=stores.quick(**how))
    assert isinstance(found, Refusal), found
    return found.code


def codes(found: Arrival) -> list[str]:
    return [warning.code for warning in found.warnings]


def test_a_look_tells_all_of_it_and_changes_nothing(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=STRIKE))
    before = stores.tree(store), bundle.stat().st_mtime_ns
    found = seen(store, bundle)
    assert (stores.tree(store), bundle.stat().st_mtime_ns) == before
    assert (found.version, found.issued, found.already) == (2, stores.ISSUED + dt.timedelta(days=1), False)
    assert found.signers == ("official-1",)
    assert found.shown is not None
    assert found.shown.version == 1
    assert [(change.act, change.id) for change in found.changes.changes] == [(Act.STRUCK_OFF, "p98.na.1.2")]
    assert "2 người ứng cử" in found.neutrality["vi"]
    assert 0 < found.needed < found.free
    assert codes(found) == []


def test_what_a_look_finds_is_what_the_install_then_does(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=STRIKE))
    found = seen(store, bundle)
    done = install(store, bundle, surroundings=stores.quick())
    assert isinstance(done, Installed)
    assert (done.generation.fingerprint, done.generation.signers) == (found.fingerprint, found.signers)
    assert seen(store, bundle).already
    assert seen(store, bundle).changes.nothing


def test_what_is_shown_and_damaged_is_worth_loading_again(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.content())
    done = install(store, bundle, surroundings=stores.quick())
    assert isinstance(done, Installed)
    portrait = Layout(store).object(stores.sha256(stores.PORTRAIT))
    whole = portrait.read_bytes()
    portrait.write_bytes(whole[:-1] + b"\0")
    assert isinstance(scrub(store), Report)
    assert not seen(store, bundle).already
    assert isinstance(install(store, bundle, surroundings=stores.quick()), Installed)
    assert portrait.read_bytes() == whole
    assert seen(store, bundle).already
    content = Layout(store).content(done.generation.number)
    content.chmod(0o600)
    content.write_bytes(b"")
    assert not seen(store, bundle).already


def strangers(committee: stores.Desk, tmp_path: Path) -> Path:
    return stores.desk(tmp_path / "strangers").bundle(2)


def older(committee: stores.Desk, tmp_path: Path) -> Path:
    return replace(committee, folder=tmp_path).bundle(1, stores.content(notices=()), issued=stores.ISSUED)


def damaged(committee: stores.Desk, tmp_path: Path) -> Path:
    bundle = committee.bundle(2)
    return repack(bundle, tmp_path / "bad.vkb", lambda entries: entries.pop("metadata/timestamp.json"))


def added(committee: stores.Desk, tmp_path: Path) -> Path:
    made = stores.content()
    more = Candidate("p98.na.1.6", "p98.na.1", 6, "Người Thêm")
    return committee.bundle(2, replace(made, candidates=(*made.candidates, more)))


def left_out(committee: stores.Desk, tmp_path: Path) -> Path:
    return committee.bundle(2, replace(stores.content(), candidates=stores.content().candidates[1:]))


def missing(committee: stores.Desk, tmp_path: Path) -> Path:
    return tmp_path / "nothing.vkb"


@pytest.mark.parametrize("make", [strangers, older, damaged, added, left_out, missing])
def test_what_the_install_would_refuse_a_look_refuses_with_the_same_code(
    store: Path, committee: stores.Desk, tmp_path: Path, make: Callable[[stores.Desk, Path], Path]
) -> None:
    bundle = make(committee, tmp_path)
    before = stores.tree(store)
    code = refused(store, bundle)
    assert stores.tree(store) == before
    found = install(store, bundle, surroundings=stores.quick())
    assert isinstance(found, Refusal)
    assert found.code == code


def test_a_look_at_a_rotated_root_pins_nothing(store: Path, committee: stores.Desk) -> None:
    rotated = key_folders.rotate_root(committee.keys, issued=stores.ISSUED, replace=["official-1"])
    assert not isinstance(rotated, Refusal), rotated
    before = stores.tree(store)
    assert seen(store, committee.bundle(2)).version == 2
    assert stores.tree(store) == before


def test_too_little_room_is_said_before_anything_is_copied(store: Path, committee: stores.Desk) -> None:
    assert refused(store, committee.bundle(2), free=lambda _path: 10) == "no-space"
    assert not list(Layout(store).incoming.iterdir())


def test_a_clock_that_was_confirmed_asks_for_an_officer(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2)
    found = look(store, bundle, surroundings=stores.quick(), confirmed_now=stores.ISSUED - dt.timedelta(days=3))
    assert isinstance(found, Refusal)
    assert found.code == "issued-in-future"


def test_the_first_bundle_of_a_kiosk_is_counted(tmp_path: Path, committee: stores.Desk) -> None:
    empty = stores.new_store(tmp_path / "empty", committee)
    found = seen(empty, committee.bundle(1))
    assert found.shown is None
    assert not found.changes.changes
    people = next(tally for tally in found.changes.tallies if tally.subject is Subject.CANDIDATE)
    assert people.said[0].vi == "Thêm 7 người ứng cử"


def test_what_wants_an_eye_is_a_warning(store: Path, committee: stores.Desk) -> None:
    made = stores.content()
    strange = replace(made, election=replace(made.election, id="khac-2026", sample=True), areas=made.areas[1:])
    soon = committee.bundle(2, strange, expires=stores.ISSUED + dt.timedelta(days=3))
    found = seen(store, soon)
    assert codes(found) == ["other-election", "sample-content", "expires-soon", "place-not-in-bundle"]
    assert not found.changes.same_election
    assert all(warning.message.vi and warning.remedy.en for warning in found.warnings)


def test_shown_content_that_rotted_is_not_the_bundle_s_fault(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.content(notices=()))
    objects = [path for path in Layout(store).objects.rglob("*") if path.is_file()]
    for path in objects:
        path.write_bytes(b"rot")
    found = seen(store, bundle)
    assert "shown-unreadable" in codes(found)
    edition = shown_edition(store)
    assert isinstance(edition, Refusal)
    assert edition.code == "content-unreadable"
    (Layout(store).generation(1) / "bundle.json").unlink()
    again = shown_edition(store)
    assert isinstance(again, Refusal)
    assert again.code == "content-unreadable"


def test_lines_that_rotted_are_told_apart_too(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.content(notices=()))
    for path in Layout(store).objects.rglob("*"):
        if path.is_file() and b'"kind":"candidates"' in path.read_bytes():
            path.write_bytes(path.read_bytes()[:-40])
    assert "shown-unreadable" in codes(seen(store, bundle))


def test_a_strike_off_stays_one_after_going_back(store: Path, committee: stores.Desk) -> None:
    bundle = committee.bundle(2, stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=STRIKE))
    assert isinstance(install(store, bundle, surroundings=stores.quick()), Installed)
    rollback(store, now=stores.ticking())
    assert seen(store, bundle).changes.nothing, "the name is struck off on the screen already"
    edition = shown_edition(store)
    assert isinstance(edition, Edition)
    assert edition.version == 1
    assert [one.id for one in edition.whole.candidates if one.strike_off] == ["p98.na.1.2"]


def test_a_store_that_is_not_there_or_empty_or_lost_says_so(tmp_path: Path, committee: stores.Desk) -> None:
    for found in (look(tmp_path / "no", committee.bundle(1)), shown_edition(tmp_path / "no")):
        assert isinstance(found, Refusal)
        assert found.code == "store-not-set-up"
    empty = stores.new_store(tmp_path / "empty", committee)
    nothing = shown_edition(empty)
    assert isinstance(nothing, Refusal)
    assert nothing.code == "nothing-installed"
    Layout(empty).state.write_bytes(b"rot" * 999)
    for found in (look(empty, committee.bundle(1)), shown_edition(empty)):
        assert isinstance(found, Refusal)
        assert found.code == "store-state-lost"


def test_what_two_kiosks_show_can_be_compared(store: Path, tmp_path: Path, committee: stores.Desk) -> None:
    other = stores.new_store(tmp_path / "other", committee)
    committee.bundle(2, stores.content(notices=()))
    put(other, committee, 2)
    one, two = shown_edition(store), shown_edition(other)
    assert isinstance(one, Edition)
    assert isinstance(two, Edition)
    found = compare(one.whole, two.whole)
    assert {change.subject for change in found.changes} == {Subject.NOTICE}
