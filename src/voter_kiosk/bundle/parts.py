"""A commune's own part, and how a province takes it into its bundle.

A part is a draft (:mod:`.drafts`) of one commune's scope, made and signed with the commune's own keys under the
commune's own root; besides its files it says which election it is for (``X_ELECTION``). The province merges it:
the commune's signed metadata goes into the province's draft as it is, the province's draft delegates
``c<code>/*`` to the commune's keys, and the province's officials sign the whole. So a kiosk knows of each file
whose word it is.

What a part may hold: polling areas, notices, the commune council's list with its results, meetings, clips and
pictures. Every record bears an id of the commune, so that none can stand in for anybody else's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from tuf.api.metadata import Metadata, Root, Targets

from voter_kiosk.bundle import documents, names
from voter_kiosk.bundle.assemble import Draft, unsigned_roles
from voter_kiosk.bundle.delegations import Delegation, Merged, given
from voter_kiosk.bundle.delegations import refuse as refuse_delegation
from voter_kiosk.bundle.documents import Kind, Shape
from voter_kiosk.bundle.fingerprint import fingerprint
from voter_kiosk.bundle.media import check_media
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import SERIALIZER, X_ELECTION
from voter_kiosk.domain.clips import Clip
from voter_kiosk.domain.content import Block, Notice
from voter_kiosk.domain.election import BallotState, Candidate, Election, PollingArea
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

KINDS: Final = (
    documents.POLLING_AREAS,
    documents.NOTICES,
    documents.CONSTITUENCIES,
    documents.CANDIDATES,
    documents.RESULTS,
    documents.MEETINGS,
    documents.CLIPS,
    documents.NEUTRALITY,
)
"""What a part may hold, besides pictures and its index."""

SHORTEST: Final = dt.timedelta(days=30)
"""How long a part must hold from the bundle's issue on, if it ends before the bundle: it ends it for everybody."""

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-a-part": (
            "{name} không phải phần của một xã; hãy xin xã lập bằng lệnh draft --part.",
            "{name} is not a commune's part; have the commune make it with draft --part.",
        ),
        "part-beyond": (
            "Phần của xã có {name}, ngoài những gì xã được công bố; hãy xin xã bỏ đi và ký lại.",
            "The part has {name}, which the commune may not publish; have it taken out and signed again.",
        ),
        "part-wrong-key": (
            "Phần {name} không đủ chữ ký của khóa đã giao cho xã đó, hoặc do xã khác ký; đừng dùng và báo cho xã.",
            "The part {name} lacks signatures of the keys given to that commune, or another one signed it; do not "
            "use it, and tell the commune.",
        ),
        "part-older": (
            "Phần của xã cũ hơn phần đã ghép ({name}); hãy xin phần mới nhất.",
            "The part is older than the one merged before ({name}); ask for the newest.",
        ),
        "part-same-version": (
            "Phần của xã cùng số phiên bản với phần đã ghép ({name}) nhưng khác nội dung; hãy xin xã tăng số "
            "phiên bản và ký lại.",
            "The part has the version of the one merged before ({name}), but other content; have the commune "
            "count up and sign again.",
        ),
        "part-other-election": (
            "Phần của xã là cho cuộc bầu cử khác ({name}); hãy xin xã lập lại cho đúng cuộc bầu cử.",
            "The part is for another election ({name}); have the commune make it for this one.",
        ),
        "part-expires-early": (
            "Phần của xã sắp hết hạn ({name}), cả gói sẽ hết hạn theo; hãy xin xã lập lại với hạn dài hơn.",
            "The part expires too soon ({name}) and would end the bundle for everybody; have the commune make it "
            "again with a later expiry.",
        ),
        "part-twice": (
            "Có hai phần của cùng một xã ({name}); hãy chỉ đưa phần mới nhất.",
            "There are two parts of one commune ({name}); give the newest one only.",
        ),
        "part-left-out": (
            "Thiếu phần của xã {name}, lần trước đã ghép; hãy đưa phần mới nhất của xã, hoặc thu hồi việc giao "
            "quyền.",
            "The part of {name}, merged the last time, is missing; give its newest, or end the delegation.",
        ),
        "part-duplicate": (
            "Mã {name} có hai lần sau khi ghép; hãy xin xã sửa mã rồi ký lại.",
            "The id {name} stands twice after merging; have the commune change it and sign again.",
        ),
        "part-dangling": (
            "Phần của xã nhắc đến {name} mà gói không có; hãy xin xã sửa theo danh sách của tỉnh rồi ký lại.",
            "The part speaks of {name}, which the bundle does not have; have the commune mend it by the "
            "province's lists and sign again.",
        ),
        "scope-delegated": (
            "Nguồn của tỉnh có nội dung của {name}, là xã tự công bố; hãy bỏ khỏi nguồn, hoặc thu hồi việc giao "
            "quyền.",
            "The province's source has content of {name}, which publishes for itself; take it out, or end the "
            "delegation.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a scope, a file or an id."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


@dataclass(frozen=True, slots=True)
class Part:
    """What one commune has signed: its scope, the metadata of it, and the draft that holds its files."""

    scope: str
    metadata: bytes
    draft: Draft

    @property
    def version(self) -> int:
        """The part's own version, which has nothing to do with the bundle's."""
        return Metadata[Targets].from_bytes(self.metadata).signed.version

    @property
    def expires(self) -> dt.datetime:
        """Until when it holds, and with it the bundle that has it."""
        return Metadata[Targets].from_bytes(self.metadata).signed.expires

    @property
    def merged(self) -> Merged:
        """What the province keeps of it: version, and the hash of what was signed, whoever signed it."""
        signed = Metadata[Targets].from_bytes(self.metadata).signed_bytes
        return Merged(self.version, hashlib.sha256(signed).hexdigest())


def about(election: Election) -> dict[str, str]:
    """What a part says of the election it is for."""
    return {"id": election.id, "rule_set": election.rule_set.value}


def part_files(files: Mapping[str, bytes | Path], scope: str) -> dict[str, bytes | Path] | Refusal:
    """Of a commune's documents those that a part may hold: its own scope's, without the election.

    What lies in the province's scope and in ``base`` is what the commune's source leans on, and is left to the
    province. Refused: ``part-beyond`` (a document of the commune's that would speak to everybody).
    """
    own = {name: data for name, data in files.items() if name.startswith(f"{scope}/")}
    own.pop(f"{scope}/{documents.ELECTION.file}", None)
    beyond = [name for name in sorted(own) if not _may_hold(name.partition("/")[2])]
    return refuse("part-beyond", ", ".join(beyond)) if beyond else own


def as_part(content: Draft) -> Part | Refusal:
    """A draft that was read from a folder as a commune's part. Refused: ``not-a-part``."""
    scopes = sorted(set(content.metadata) - {Targets.type})
    if len(scopes) != 1 or not scopes[0].startswith("c"):
        return refuse("not-a-part", ", ".join(scopes))
    signed = Metadata[Targets].from_bytes(content.metadata[scopes[0]]).signed
    if X_ELECTION not in signed.unrecognized_fields:
        return refuse("not-a-part", scopes[0], f"no {X_ELECTION}")
    return Part(scopes[0], content.metadata[scopes[0]], content)


def check_part(content: Draft) -> Refusal | None:
    """Whether a commune's draft says only what it may: asked where it is made, and again where it is merged.

    Whether the constituencies it speaks of exist only the province can tell. Refused: ``not-a-part``, and what the
    documents' and pictures' own readers refuse.
    """
    part = as_part(content)
    if isinstance(part, Refusal):
        return part
    try:
        _Reading(content, part.scope).check()
    except RefusedError as refused:
        return refused.refusal
    return None


def merge(
    content: Draft,
    root: bytes,
    parts: Sequence[Part],
    delegations: Mapping[str, Delegation],
    last: Mapping[str, Merged],
) -> Draft | Refusal:
    """The province's unsigned draft with the communes' ``parts`` in it, to be signed anew.

    ``delegations`` are those the province has given; ``last`` is what was merged of each commune before.
    Refused: ``part-twice``, ``part-left-out``, ``not-delegated``, ``scope-delegated``, ``part-wrong-key``,
    ``part-older``, ``part-same-version``, ``part-expires-early``, ``part-beyond``, ``part-other-election``,
    ``part-duplicate``, ``part-dangling``, and what the documents' and pictures' own readers refuse.
    """
    trusted = Metadata[Root].from_bytes(root).signed
    for scope in sorted(set(content.metadata) & set(delegations)):
        return refuse("scope-delegated", scope)
    taken: dict[str, Part] = {}
    for part in parts:
        if part.scope in taken:
            return refuse("part-twice", part.scope)
        refused = _check(part, content, delegations.get(part.scope), last.get(part.scope))
        if refused is not None:
            return refused
        taken[part.scope] = part
    for scope in sorted(set(last) & set(delegations) - set(taken)):
        return refuse("part-left-out", scope)
    accepted = {scope: delegations[scope] for scope in taken}
    objects = dict(content.objects)
    for part in taken.values():
        objects |= part.draft.objects
    try:
        _check_whole(content, tuple(taken.values()))
    except RefusedError as refused_record:
        return refused_record.refusal
    own = {role: Metadata[Targets].from_bytes(data).signed for role, data in content.metadata.items()}
    files = {role: signed.targets for role, signed in own.items() if role != Targets.type}
    provinces = {one.scope: role for role, signed in own.items() if role != Targets.type for one in given(signed)}
    present = [role for role in files if role.startswith("p")]
    if len(present) == 1:
        provinces |= dict.fromkeys(taken, present[0])
    signed = unsigned_roles(files, trusted, content.version, content.issued, content.expires, provinces, accepted)
    metadata = {role: Metadata(targets).to_bytes(SERIALIZER) for role, targets in signed.items()}
    metadata |= {scope: part.metadata for scope, part in taken.items()}
    every = [
        target
        for data in metadata.values()
        for target in Metadata[Targets].from_bytes(data).signed.targets.values()
    ]
    whole = fingerprint(
        content.version,
        content.issued,
        ((target.path, target.hashes["sha256"], target.length) for target in every),
    )
    return replace(content, metadata=metadata, objects=objects, fingerprint=whole)


def _may_hold(file: str) -> bool:
    return names.is_media(file) or documents.kind_of(file) in (*KINDS, documents.INDEX)


def _check(part: Part, content: Draft, delegation: Delegation | None, last: Merged | None) -> Refusal | None:
    """Who signed a part, when, and whether its files lie in its scope; not yet what they say."""
    if delegation is None:
        return refuse_delegation("not-delegated", part.scope)
    metadata: Metadata[Targets] = Metadata.from_bytes(part.metadata)
    held = delegation.judge().get_verification_result(part.scope, metadata.signed_bytes, metadata.signatures)
    if not held.verified:
        return refuse("part-wrong-key", f"{part.scope} {len(held.signed)}/{held.threshold}")
    signed = metadata.signed
    if last is not None and part.version < last.version:
        return refuse("part-older", f"{part.version} < {last.version}")
    if last is not None and part.version == last.version and part.merged != last:
        return refuse("part-same-version", f"{part.scope} {part.version}")
    if signed.expires < min(content.expires, content.issued + SHORTEST):
        return refuse("part-expires-early", f"{part.scope} {signed.expires:%d-%m-%Y}")
    if signed.delegations is not None:
        return refuse("part-beyond", f"{part.scope} delegations")
    for name in signed.targets:
        match = names.TARGET.fullmatch(name)
        if match is None or match["scope"] != part.scope or not _may_hold(match["file"]):
            return refuse("part-beyond", name)
    return None


# --- what the parts say ----------------------------------------------------------------------------------


def _check_whole(content: Draft, parts: Sequence[Part]) -> None:
    """Election, ids and what they lean on, over the province's draft and all parts. Raises ``RefusedError``."""
    own = _Reading(content)
    readings = [_Reading(part.draft, part.scope) for part in parts]
    for election in own.records(documents.ELECTION):
        for part in parts:
            said = Metadata[Targets].from_bytes(part.metadata).signed.unrecognized_fields.get(X_ELECTION)
            if said != about(election):
                raise RefusedError(refuse("part-other-election", f"{part.scope}: {said}"))
    for reading in readings:
        reading.check()
    everybody = [own, *readings]
    for kind, name in _NAMES:
        for identifier, times in Counter(name(one) for each in everybody for one in each.records(kind)).items():
            if times > 1:
                raise RefusedError(refuse("part-duplicate", identifier))
    units = {unit.id: unit for each in everybody for unit in each.records(documents.CONSTITUENCIES)}
    for reading in readings:
        for needed in reading.leans_on():
            if needed not in units:
                raise RefusedError(refuse("part-dangling", needed))
        people = Counter(person.id for person in reading.records(documents.CANDIDATES))
        for identifier, times in people.items():
            if times > 1:
                raise RefusedError(refuse("part-duplicate", identifier))


_NAMES: Final[tuple[tuple[Kind[Any], Callable[[Any], str]], ...]] = (
    (documents.NOTICES, lambda notice: str(notice.slug)),
    (documents.MEETINGS, lambda meeting: str(meeting.id)),
    (documents.POLLING_AREAS, lambda area: str(area.code)),
    (documents.CONSTITUENCIES, lambda unit: str(unit.id)),
)
"""What must be called by a name that nobody else in the bundle has."""


def _media(record: Any) -> Iterator[str]:
    """The pictures, clips and videos that a record shows, by hash."""
    bodies: list[Mapping[str, Sequence[Block]]] = []
    named: list[str] = []
    if isinstance(record, Candidate):
        named, bodies = [record.portrait], [record.programme]
    elif isinstance(record, PollingArea):
        named = [record.sketch]
    elif isinstance(record, Clip):
        named = [record.media]
    elif isinstance(record, Notice):
        named, bodies = [one for video in record.videos for one in (video.media, video.still)], [record.body]
    named += [block.media for body in bodies for blocks in body.values() for block in blocks]
    yield from filter(None, named)


class _Reading:
    """The documents of a draft. ``own`` is the scope of a commune that publishes for itself, read strictly."""

    def __init__(self, content: Draft, own: str = "") -> None:
        self._content = content
        self._own = own
        self._targets = {
            name: target
            for role, data in content.metadata.items()
            if role == own or not own
            for name, target in Metadata[Targets].from_bytes(data).signed.targets.items()
        }

    def records(self, kind: Kind[Any]) -> Iterator[Any]:
        """Every record of a kind, scope after scope. Raises ``RefusedError``."""
        scopes = frozenset({self._own}) if self._own else None
        for name in sorted(self._targets):
            if name.partition("/")[2] != kind.file:
                continue
            with self._open(name) as file:
                if kind.shape is Shape.LINES:
                    yield from documents.read_jsonl(kind, file, name=name, scopes=scopes, own=bool(self._own))
                    continue
                found = documents.decode_json(kind, file.read(), name=name, scopes=scopes, own=bool(self._own))
            if isinstance(found, Refusal):
                raise RefusedError(found)
            yield from found

    def leans_on(self) -> Iterator[str]:
        """The constituencies that these records speak of."""
        for area in self.records(documents.POLLING_AREAS):
            for ballot in area.ballots:
                if ballot.state is BallotState.LISTED:
                    yield ballot.constituency
        for person in self.records(documents.CANDIDATES):
            yield person.constituency
        for result in self.records(documents.RESULTS):
            yield result.constituency
        for meeting in self.records(documents.MEETINGS):
            yield from meeting.constituencies
        for clip in self.records(documents.CLIPS):
            yield clip.ballot

    def check(self) -> None:
        """Read everything once: documents by their rules, pictures and clips by their content."""
        for kind in KINDS:
            for record in self.records(kind):
                for sha256 in _media(record):
                    if f"{self._own}/m-{sha256}" not in self._targets:
                        raise RefusedError(refuse("part-dangling", f"{kind.name}: {sha256[:16]}"))
        for name in sorted(self._targets):
            if names.is_media(name.partition("/")[2]):
                with self._open(name) as file:
                    found = check_media(file, name)
                if isinstance(found, Refusal):
                    raise RefusedError(found)

    def _open(self, name: str) -> BinaryIO:
        source = self._content.objects[self._targets[name].hashes["sha256"]]
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
