"""How far a first start has come is read from what is there, whatever it was broken off by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import stores
from voter_kiosk.bundle.fingerprint import root_fingerprint
from voter_kiosk.domain.first_start import Ask
from voter_kiosk.domain.office import Role
from voter_kiosk.store.files import Files
from voter_kiosk.store.first_answers import answer_first, finish_first, note_first
from voter_kiosk.store.first_start import keep, standing
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.people import add_person, make_recovery
from voter_kiosk.store.settings import change_setting, settings
from voter_kiosk.store.setup import setup
from voter_kiosk.store.sticks import bundle_folders, find_sticks, set_bundle_folders

BEFORE = ((Ask.LANGUAGE, "en"), (Ask.SCREEN, "299x531"), (Ask.MOUNTING, "900"))


def asked(store: Path) -> Ask | None:
    known = standing(store)
    assert known is not None
    return known.next


def answered(store: Path) -> Path:
    """A store that is not there yet, with the first answers."""
    for ask, text in BEFORE:
        assert answer_first(store, ask, text) is None
    return store


@pytest.fixture
def begun(tmp_path: Path, committee: stores.Desk) -> Path:
    store = answered(tmp_path / "kho")
    assert setup(store, committee.root, first_start=True) is None
    return store


def code(refused: object) -> str:
    return str(getattr(refused, "code", ""))


def test_before_there_is_a_state_each_answer_is_kept_and_the_next_question_follows(tmp_path: Path) -> None:
    store = tmp_path / "kho"
    assert asked(store) is Ask.LANGUAGE
    assert not store.exists(), "looking makes nothing"
    for (ask, text), following in zip(BEFORE, (Ask.SCREEN, Ask.MOUNTING, Ask.TRUST), strict=True):
        assert asked(store) is ask
        assert answer_first(store, ask, text) is None
        assert asked(store) is following
    assert code(answer_first(store, Ask.MOUNTING, "x")) == "setting-value"
    assert code(note_first(store, Ask.SOUND)) == "store-not-set-up"
    Layout(store).draft.write_bytes(b"{torn")
    assert asked(store) is Ask.LANGUAGE, "a torn file is asked for again"
    (tmp_path / "file").write_bytes(b"")
    assert code(keep(Layout(tmp_path / "file" / "kho"), {"mounting_mm": 900})) == "disk-error"


def test_set_up_takes_the_answers_over_and_audits_them(begun: Path, committee: stores.Desk) -> None:
    found = settings(begun)
    assert (found.office_language, found.screen_mm, found.mounting_mm) == ("en", (299.0, 531.0), 900)
    assert stores.events(begun) == ["set-up", *["setting"] * 4]
    assert not Layout(begun).draft.exists()
    known = standing(begun)
    assert known is not None
    assert (known.next, known.root) == (Ask.BUNDLE, root_fingerprint(committee.root.read_bytes()))


def test_set_up_may_be_broken_off_anywhere_and_asks_for_trust_again_or_goes_on(
    tmp_path: Path, committee: stores.Desk
) -> None:
    class StopError(BaseException):
        pass

    operations: list[str] = []
    store = answered(tmp_path / "whole")
    assert setup(store, committee.root, first_start=True, files=Files(operations.append)) is None
    seen = set()
    for place in range(len(operations)):
        store = answered(tmp_path / f"kho-{place}")
        left = iter(range(place))

        def stop(_operation: str, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise StopError

        with pytest.raises(StopError):
            setup(store, committee.root, first_start=True, files=Files(stop))
        seen.add(asked(store))
        if asked(store) is Ask.TRUST:
            assert setup(store, committee.root, first_start=True) is None
        assert asked(store) is Ask.BUNDLE, operations[place]
    assert seen == {Ask.TRUST, Ask.BUNDLE}


def test_facts_answer_what_they_can_and_the_rest_is_noted(begun: Path, v1: Path) -> None:
    assert code(finish_first(begun)) == "first-start-unfinished"
    assert isinstance(install(begun, v1, surroundings=stores.quick()), Installed)
    assert asked(begun) is Ask.AREA
    assert change_setting(begun, "polling_area", "c98001.02") == settings(begun)
    assert asked(begun) is Ask.CLOCK
    for ask, following in ((Ask.CLOCK, Ask.SOUND), (Ask.SOUND, Ask.PEOPLE), (Ask.PEOPLE, Ask.PEOPLE)):
        assert note_first(begun, ask) is None
        assert asked(begun) is following, "people are asked for until there are enough"
    add_person(begun, "Lê Thị B", Role.OFFICER, "480213")
    add_person(begun, "Trần Văn C", Role.OPERATOR, "775901")
    assert asked(begun) is Ask.PEOPLE, "and until the code is sealed"
    make_recovery(begun)
    assert asked(begun) is None
    assert answer_first(begun, Ask.MOUNTING, "850") is None, "one may go back"
    assert finish_first(begun) is None
    assert standing(begun) is None
    assert stores.events(begun)[-1] == "opened-to-voters"
    for refused in (finish_first(begun), note_first(begun, Ask.SOUND)):
        assert code(refused) == "first-start-over"


def test_a_store_set_up_by_a_command_or_whose_state_was_lost_is_in_no_first_start(
    begun: Path, committee: stores.Desk, v1: Path, tmp_path: Path
) -> None:
    assert setup(tmp_path / "plain", committee.root) is None
    assert standing(tmp_path / "plain") is None
    assert isinstance(install(begun, v1, surroundings=stores.quick()), Installed)
    (begun / "state.sqlite").write_bytes(b"noise" * 1000)
    assert standing(begun) is None
    for path in begun.glob("state.sqlite*"):
        path.unlink()
    assert standing(begun) is None, "what it showed last goes on showing"


def test_only_the_root_that_was_compared_is_pinned(tmp_path: Path, committee: stores.Desk) -> None:
    other = stores.desk(tmp_path / "other").root
    compared = root_fingerprint(committee.root.read_bytes())
    assert code(setup(tmp_path / "kho", other, fingerprint=compared)) == "root-differs"
    assert not (tmp_path / "kho").exists()
    assert setup(tmp_path / "kho", committee.root, fingerprint=compared.upper().replace(" ", "")) is None


def test_roots_are_found_on_sticks_by_name_and_one_in_a_bundle_is_none(
    tmp_path: Path, committee: stores.Desk, v1: Path
) -> None:
    stick = tmp_path / "usb"
    (stick / "metadata").mkdir(parents=True)
    shutil.copy(v1, stick)
    for name in ("metadata/1.root.json", "._root.json"):
        shutil.copy(committee.root, stick / name)
    (found,) = find_sticks([stick])
    assert (found.roots, found.hidden, found.others) == ((), 1, 1)
    shutil.copy(committee.root, stick / "Root.json")
    (stick / "root-2.json").write_text("{}", encoding="utf-8")
    (found,) = find_sticks([stick])
    good, bad = found.roots
    assert (good.version, good.fingerprint) == (1, root_fingerprint(committee.root.read_bytes()))
    assert code(bad.refused) == "bad-pinned-root"


def test_folders_for_sticks_are_kept_in_a_first_start_and_for_no_store_else(tmp_path: Path) -> None:
    assert code(set_bundle_folders(tmp_path / "kho", [tmp_path])) == "store-not-set-up"
    answered(tmp_path / "kho")
    assert set_bundle_folders(tmp_path / "kho", [tmp_path]) is None
    assert bundle_folders(tmp_path / "kho") == (tmp_path,)
