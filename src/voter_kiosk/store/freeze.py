"""The freeze: once a list is posted, a later bundle may strike off or correct towards the paper, nothing else.

Facts B.7: after publication and posting there is no correction or reprint of lists and biographies. What holds is
what this kiosk first confirmed; a later record that differs must carry the document that says so and name the
fields. A list here is one constituency's, which is what is posted on one sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import msgspec

from voter_kiosk.domain.election import Candidate, Constituency, Election, Publication
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.lists import posted_changes, posted_digest
from voter_kiosk.store.refusals import StoreRefusedError, refusal
from voter_kiosk.store.state import State

_BATCH = 500
_FROZEN = msgspec.json.Decoder(Candidate)

PostedRow = tuple[str, str, str, str, bytes]


class Freeze:
    """Watches the records of a bundle pass on their way to the compiler, against what was posted before."""

    def __init__(self, state: State, election: Election) -> None:
        self._state = state
        self._election = election.id
        self._posted = posted_bodies(election)
        with state.reading() as books:
            names = dict(books.posted_names(election.id))
        self._missing = set(names)
        self._frozen = frozenset(names.values())

    def units(self, constituencies: Iterable[Constituency]) -> Iterator[Constituency]:
        """``constituencies`` as they pass; refuses one whose list was posted and no longer counts as posted."""
        for unit in constituencies:
            if unit.id in self._frozen and unit.body not in self._posted:
                raise StoreRefusedError(_withdrawn(unit))
            yield unit

    def candidates(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """``candidates`` as they pass; refuses one that was added, changed or left out after posting."""
        iterator = iter(candidates)
        while batch := list(islice(iterator, _BATCH)):
            self._check([candidate for candidate in batch if candidate.constituency in self._frozen])
            yield from batch
        if self._missing:
            name = min(self._missing)
            with self._state.reading() as books:
                _, record = books.posted(self._election, [name])[name]
            raise StoreRefusedError(_left_out(_FROZEN.decode(record)))

    def _check(self, batch: list[Candidate]) -> None:
        if not batch:
            return
        with self._state.reading() as books:
            known = books.posted(self._election, [candidate.id for candidate in batch])
        for candidate in batch:
            if candidate.id not in known:
                raise StoreRefusedError(_added(candidate))
            digest, record = known[candidate.id]
            if posted_digest(candidate) != digest:
                _check_correction(_FROZEN.decode(record), candidate)
            self._missing.discard(candidate.id)


def posted_bodies(election: Election) -> frozenset[str]:
    """The bodies whose lists this bundle carries as posted."""
    return frozenset(
        body.id for body in election.bodies if body.publication is Publication.POSTED and body.in_bundle
    )


def posted_row(election: Election, candidate: Candidate) -> PostedRow:
    """What is kept of a posted candidate: the frozen fields, and their digest."""
    frozen = replace(
        candidate, programme={}, programme_approval=None, portrait="", strike_off=None, correction=None
    )
    digest, record = posted_digest(candidate), msgspec.json.encode(frozen)
    return (election.id, candidate.id, candidate.constituency, digest, record)


def _check_correction(before: Candidate, after: Candidate) -> None:
    changed = posted_changes(before, after)
    correction = after.correction
    if correction is None or not correction.document.strip() or not set(changed) <= set(correction.fields):
        raise StoreRefusedError(_changed(before, changed))


def _where(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.id})"


def _added(candidate: Candidate) -> Refusal:
    return refusal(
        "posted-added",
        f"Gói thêm người ứng cử {_where(candidate)} vào danh sách đã niêm yết. Sau khi niêm yết không được "
        "thêm; hãy hỏi lại ban soạn thảo.",
        f"The bundle adds the candidate {_where(candidate)} to a list that is already posted. Nobody may be "
        "added after posting; ask the publisher.",
    )


def _left_out(candidate: Candidate) -> Refusal:
    return refusal(
        "posted-left-out",
        f"Gói bỏ mất người ứng cử {_where(candidate)} của danh sách đã niêm yết. Người bị xóa tên vẫn phải "
        "còn trong danh sách, có ghi quyết định; hãy hỏi lại ban soạn thảo.",
        f"The bundle leaves out the candidate {_where(candidate)} of a list that is already posted. Someone "
        "struck off must stay on it, marked with the decision; ask the publisher.",
    )


def _changed(candidate: Candidate, fields: tuple[str, ...]) -> Refusal:
    return refusal(
        "posted-changed",
        f"Gói sửa thông tin đã niêm yết của {_where(candidate)} mà không có văn bản đính chính nêu đúng mục "
        "được sửa. Hãy hỏi lại ban soạn thảo.",
        f"The bundle changes what was posted of {_where(candidate)} ({', '.join(fields)}) without a correction "
        "that names the document and the fields. Ask the publisher.",
        ", ".join(fields),
    )


def _withdrawn(unit: Constituency) -> Refusal:
    return refusal(
        "posted-withdrawn",
        f"Danh sách của đơn vị {unit.id} đã niêm yết, nhưng gói này ghi chưa công bố. Hãy hỏi lại ban soạn thảo.",
        f"The list of {unit.id} was posted, but this bundle says that it is not published. Ask the publisher.",
    )
