"""What loading a bundle would do, told before anything is done: by the installer's own steps, writing nothing.

Metadata is copied to a folder that is thrown away and verified there by the installer's own function, against the
roots, floors and clock of this kiosk. Its documents are read to their end, each hashed, held against the posted
lists and compared with what is shown now. Pictures are not read: the install does that as it copies them.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from voter_kiosk.bundle import documents, neutrality
from voter_kiosk.bundle.archive import Package
from voter_kiosk.bundle.contents import Contents, contents_of
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import Rejection, Verified
from voter_kiosk.domain.changes import MOST_TOLD, Changes, Edition, Whole, compare
from voter_kiosk.domain.election import Candidate, Election, PollingArea, StrikeOff
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence, Text
from voter_kiosk.store import rot
from voter_kiosk.store.freeze import Freeze
from voter_kiosk.store.installer import (
    Surroundings,
    content_stands,
    manifest_of,
    missing_from,
    no_space,
    open_bundle,
    space_for,
    verify_copy,
)
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import Manifest, read_manifest
from voter_kiosk.store.objects import Objects
from voter_kiosk.store.reading import Documents
from voter_kiosk.store.refusals import StoreRefusedError, database, disk, not_set_up, refusal
from voter_kiosk.store.state import Generation, State, open_state, stands

_T = TypeVar("_T")

_SOON = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A bundle that this kiosk would take.

    ``signers`` are the officials whose signatures this kiosk trusts. ``shown`` is what is shown now, ``already``
    whether it is this very bundle. ``changes`` is against what is shown, or against nothing where that is nothing
    or cannot be read. ``needed`` and ``free`` are bytes on the store's disk.
    """

    file: str
    election: Election
    version: int
    issued: dt.datetime
    expires: dt.datetime
    fingerprint: str
    signers: tuple[str, ...]
    shown: Generation | None
    already: bool
    changes: Changes
    warnings: tuple[Finding, ...]
    neutrality: Text
    needed: int
    free: int


class _ShownUnreadableError(Exception):
    """What is shown now cannot be read to be compared: that says nothing of the bundle."""


def look(
    store: Path,
    bundle: Path,
    *,
    surroundings: Surroundings | None = None,
    confirmed_now: dt.datetime | None = None,
    most: int = MOST_TOLD,
) -> Arrival | Refusal:
    """What loading ``bundle`` into ``store`` would do; nothing changes, not even after a rotation of the root.

    ``confirmed_now`` is as for ``installer.install``. Refused as an install would refuse before it copies, and for
    lists that were posted otherwise (``posted-*``). At most ``most`` changes are told of each kind.
    """
    layout = Layout(store)
    around = surroundings or Surroundings()
    if not stands(layout.state):
        return not_set_up()
    state = open_state(layout.state, around.now)
    if isinstance(state, Refusal):
        return state
    try:
        with ExitStack() as stack:
            return _Look(layout, state, around, stack, most).at(bundle, confirmed_now)
    except (StoreRefusedError, RefusedError) as stopped:
        return stopped.refusal
    except OSError as error:
        return disk(error)
    except DatabaseError as error:
        return database(error, layout.path)
    finally:
        state.close()


def shown_edition(store: Path) -> Edition | Refusal:
    """What a kiosk shows now, to be compared: its active generation, with the strike-offs it knows of for good.

    Refused: ``store-not-set-up``, ``store-state-lost``, ``nothing-installed``, ``content-unreadable``.
    """
    layout = Layout(store)
    if not stands(layout.state):
        return not_set_up()
    state = open_state(layout.state)
    if isinstance(state, Refusal):
        return state
    try:
        shown, manifest, strike_offs = _shown(layout, state)
    finally:
        state.close()
    if shown is None:
        return refusal(
            "nothing-installed",
            "Máy này chưa nạp gói dữ liệu nào nên chưa có gì để so sánh. Hãy nạp gói trước.",
            "Nothing is installed on this kiosk yet, so there is nothing to compare. Load a bundle first.",
        )
    if manifest is None:
        return _unreadable(shown)
    try:
        whole = _with_strike_offs(Documents(manifest, layout.object).everything(), strike_offs)
    except (RefusedError, OSError):
        return _unreadable(shown)
    return Edition(store.name, whole, shown.version, shown.issued)


class _Look:
    def __init__(self, layout: Layout, state: State, around: Surroundings, stack: ExitStack, most: int) -> None:
        self._layout, self._state, self._around, self._stack, self._most = layout, state, around, stack, most

    def at(self, bundle: Path, confirmed_now: dt.datetime | None) -> Arrival:
        opened = open_bundle(bundle)
        if isinstance(opened, Refusal):
            raise StoreRefusedError(opened)
        package: Package = opened
        self._stack.callback(opened.close)
        scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="voter-kiosk-")))
        verified = verify_copy(package, scratch, self._around.files, self._state, confirmed_now)
        if isinstance(verified, Rejection):
            raise StoreRefusedError(verified)
        manifest = manifest_of(0, verified)
        missing = missing_from(Objects(self._layout, scratch, self._around.files), manifest)
        needed, free = space_for(manifest, missing, self._layout, self._around)
        shown, _, _ = _shown(self._layout, self._state)
        already = shown is not None and shown.fingerprint == manifest.fingerprint and self._stands(shown)
        if free < needed and not already:
            raise StoreRefusedError(no_space(needed, free))
        contents = contents_of(package, verified)
        election = contents.election()
        warnings: list[Finding] = list(_warnings(election, manifest, shown, self._around.now()))
        changes = self._changes(package, verified, election, warnings)
        rows = tuple(contents.whole(documents.NEUTRALITY))
        return Arrival(
            file=bundle.name,
            election=election,
            version=manifest.version,
            issued=manifest.issued,
            expires=manifest.expires,
            fingerprint=manifest.fingerprint,
            signers=manifest.signers,
            shown=shown,
            already=already,
            changes=changes,
            warnings=tuple(warnings),
            neutrality=neutrality.summary(rows),
            needed=needed,
            free=free,
        )

    def _stands(self, shown: Generation) -> bool:
        """Whether nothing of what is shown is damaged: loading its bundle again would mend it."""
        with self._state.reading() as books:
            found = rot.scrubbed(books)
        return (found is None or not found.lost) and content_stands(self._layout, shown)

    def _changes(
        self, package: Package, verified: Verified, election: Election, warnings: list[Finding]
    ) -> Changes:
        """What differs from what is shown; every document is read, and held against what was posted."""
        with self._state.reading() as books:
            here = books.setting("polling_area") or ""
        _, manifest, strike_offs = _shown(self._layout, self._state)
        if manifest is not None:
            new, met = self._arriving(contents_of(package, verified), election, here)
            try:
                old = _guarded(Documents(manifest, self._layout.object).everything)
                changes = compare(_readable(_with_strike_offs(old, strike_offs)), new, self._most)
            except _ShownUnreadableError:
                warnings.append(_cannot_compare())
            else:
                warnings += _place(here, met, election)
                return changes
        new, met = self._arriving(contents_of(package, verified), election, here)
        changes = compare(Whole(election), new, 0)
        warnings += _place(here, met, election)
        return changes

    def _arriving(self, contents: Contents, election: Election, here: str) -> tuple[Whole, set[str]]:
        """All that arrives, checked on its way; and whether the kiosk's own place is met in it."""
        met: set[str] = set()
        freeze = Freeze(self._state, election)
        whole = contents.everything()

        def noted(areas: Iterable[PollingArea]) -> Iterator[PollingArea]:
            for area in areas:
                if area.code == here:
                    met.add(here)
                yield area

        arriving = replace(
            whole,
            constituencies=freeze.units(whole.constituencies),
            candidates=freeze.candidates(whole.candidates),
            areas=noted(whole.areas),
        )
        return arriving, met


def _shown(layout: Layout, state: State) -> tuple[Generation | None, Manifest | None, dict[str, StrikeOff]]:
    """The active generation, what it is made of, and the strike-offs that hold whatever is shown."""
    with state.reading() as books:
        shown = books.generation(books.pointer()[0])
        strike_offs = books.strike_offs(shown.election) if shown else {}
    return shown, read_manifest(layout.generation(shown.number)) if shown else None, strike_offs


def _with_strike_offs(whole: Whole, strike_offs: dict[str, StrikeOff]) -> Whole:
    def marked(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        for one in candidates:
            known = strike_offs.get(one.id)
            yield replace(one, strike_off=known) if known and one.strike_off is None else one

    return replace(whole, candidates=marked(whole.candidates))


def _guarded(read: Callable[[], _T]) -> _T:
    try:
        return read()
    except (RefusedError, StoreRefusedError, OSError) as error:
        raise _ShownUnreadableError from error


def _readable(whole: Whole) -> Whole:
    """``whole`` with its streams guarded: what fails in them is the store's fault, not the bundle's."""

    def guarded(records: Iterable[_T]) -> Iterator[_T]:
        iterator = iter(records)
        while True:
            try:
                record = next(iterator)
            except StopIteration:
                return
            except (RefusedError, OSError) as error:
                raise _ShownUnreadableError from error
            yield record

    return replace(
        whole,
        constituencies=guarded(whole.constituencies),
        candidates=guarded(whole.candidates),
        areas=guarded(whole.areas),
        meetings=guarded(whole.meetings),
        results=guarded(whole.results),
        former_units=guarded(whole.former_units),
        clips=guarded(whole.clips),
    )


# --- what wants a person's eye ---


def _warning(code: str, message: tuple[str, str], remedy: tuple[str, str]) -> Finding:
    return Finding(Severity.WARNING, code, Sentence(*message), Sentence(*remedy))


def _warnings(
    election: Election, manifest: Manifest, shown: Generation | None, now: dt.datetime
) -> Iterator[Finding]:
    if shown is not None and shown.election != election.id:
        yield _warning(
            "other-election",
            (
                "Gói này nói về một cuộc bầu cử khác với nội dung đang hiện.",
                "This is another election's bundle.",
            ),
            ("Hãy chắc chắn đó là điều Ông/Bà muốn.", "Make sure that this is meant."),
        )
    if election.sample:
        yield _warning(
            "sample-content",
            ("Đây là nội dung mẫu, chỉ để thử máy.", "This is sample content, for trying out only."),
            ("Đừng dùng cho cử tri.", "Do not show it to voters."),
        )
    if manifest.expires <= now + _SOON:
        day = f"{manifest.expires:%d/%m/%Y}"
        yield _warning(
            "expires-soon",
            (f"Gói này hết hạn ngày {day} theo đồng hồ của máy.", f"By this clock the bundle expires on {day}."),
            ("Hãy xem lại đồng hồ, hoặc xin gói mới.", "Check the clock, or ask for a new bundle."),
        )


def _place(here: str, met: set[str], election: Election) -> Iterator[Finding]:
    if here and not met:
        yield _warning(
            "place-not-in-bundle",
            (
                f"Gói này không có khu vực bỏ phiếu của máy ({here}).",
                f"This kiosk's polling area ({here}) is not in the bundle.",
            ),
            (
                f"Hãy hỏi {election.publisher.get('vi', 'nơi phát hành')} có đúng gói không.",
                "Ask the publisher whether this is the right bundle.",
            ),
        )


def _cannot_compare() -> Finding:
    return _warning(
        "shown-unreadable",
        (
            "Không đọc được nội dung đang hiện nên chưa so sánh được.",
            "What is shown cannot be read to compare.",
        ),
        ("Nạp gói này sẽ sửa được.", "Loading this bundle will mend it."),
    )


def _unreadable(shown: Generation) -> Refusal:
    return refusal(
        "content-unreadable",
        "Không đọc được nội dung đã nạp trong kho. Hãy nạp lại gói dữ liệu từ USB.",
        "The installed content in the store cannot be read. Load the bundle from the stick again.",
        f"generation {shown.number}",
    )
