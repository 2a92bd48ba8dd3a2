"""Makes real bundles for tests: real keys, real metadata, real files; and breaks them.

>>> keys = make_keys(tmp_path / "keys")
>>> path = make_bundle(tmp_path / "goi.vkb", keys)             # a small whole election, version 1
>>> path = make_bundle(tmp_path / "2.vkb", keys, version=2)    # the next one
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata

from helpers.sounds import sound
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.archive import Archive, open_archive, read, write_archive
from voter_kiosk.bundle.assemble import Draft, assemble, draft, finish, sign_draft
from voter_kiosk.bundle.delegations import Delegation, from_root
from voter_kiosk.bundle.keys import KeyFolder, create_keys, load_signers, sign
from voter_kiosk.bundle.parts import Part, as_part, merge
from voter_kiosk.domain.clips import Clip
from voter_kiosk.domain.content import Approval, Block, BlockKind, Notice, Section, Source, Span, Topic
from voter_kiosk.domain.election import (
    AreaBallot,
    BallotState,
    BodyInElection,
    Candidate,
    CareerStep,
    Constituency,
    Election,
    PollingArea,
    Publication,
    Sex,
    VoterMeeting,
)
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.results import UnitResult
from voter_kiosk.domain.rules import RuleSetId

ISSUED = dt.datetime(2026, 3, 1, 1, 0, 0, tzinfo=dt.UTC)
"""When the test bundles are issued."""

EXPIRES = dt.datetime(2026, 5, 14, 1, 0, 0, tzinfo=dt.UTC)
"""When they expire."""


def png(width: int = 2, height: int = 2) -> bytes:
    """A real, one-colour PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


PORTRAIT = png()
PORTRAIT_SHA256 = hashlib.sha256(PORTRAIT).hexdigest()

ELECTION = Election(
    id="demo-2026",
    title={"vi": "Bầu cử mẫu", "en": "Sample election"},
    rule_set=RuleSetId.R2026,
    polling_day=dt.date(2026, 3, 15),
    province="98",
    province_name={"vi": "Tỉnh Mẫu", "en": "Sample province"},
    publisher={"vi": "Ủy ban bầu cử Tỉnh Mẫu", "en": "Sample election committee"},
    bodies=(
        BodyInElection("na", {"vi": "Quốc hội"}, Publication.POSTED, dt.date(2026, 2, 27)),
        BodyInElection("province", {"vi": "Hội đồng nhân dân tỉnh"}),
        BodyInElection("commune", {"vi": "Hội đồng nhân dân xã"}, in_bundle=False),
    ),
    sample=True,
)
CONSTITUENCY = Constituency("p98.na.1", "na", 1, "98", "Tỉnh Mẫu", {"vi": "Các xã phía đông"}, 1)
CANDIDATES = (
    Candidate(
        "p98.na.1.1",
        "p98.na.1",
        1,
        "Nguyễn Thị Ánh",
        birth_date="1974-07-17",
        sex=Sex.FEMALE,
        career=(CareerStep("1996–2004", "Giáo viên"),),
        portrait=PORTRAIT_SHA256,
        programme={"vi": (Block("b1", BlockKind.PARAGRAPH, (Span("Trường học gần nhà.", bold=True),)),)},
        programme_approval=Approval("Ủy ban bầu cử", "12/QĐ-UBBC", dt.date(2026, 2, 20)),
    ),
    Candidate("p98.na.1.2", "p98.na.1", 2, "Trần Văn Đức", birth_date="1965"),
)
AREA = PollingArea(
    "c98001.01",
    "1",
    {"vi": "Nhà văn hóa"},
    {"vi": "Đường Hòa Bình"},
    "98001",
    {"vi": "Phường Mẫu"},
    ({"vi": "Tổ dân phố 1"},),
    (AreaBallot("na", BallotState.LISTED, "p98.na.1"),),
)
TOPIC = Topic(
    "cach-bo-phieu",
    Section.PROCEDURE,
    1,
    {"vi": "Cách bỏ phiếu", "en": "How to vote"},
    {"vi": "Từng bước một."},
    {"vi": (Block("b1", BlockKind.STEP, (Span("Nhận phiếu.", source="luat"),), level=1),)},
)
SOURCE = Source("luat", {"vi": "Luật số 85/2015/QH13"})


def lines(kind: docs.Kind[Any], *records: Any) -> bytes:
    """A document of lines."""
    fp = io.BytesIO()
    assert docs.write_jsonl(kind, records, fp) == len(records)
    return fp.getvalue()


def whole(kind: docs.Kind[Any], value: Any) -> bytes:
    """A ``.json`` document."""
    data = docs.encode_json(kind, value)
    assert isinstance(data, bytes)
    return data


def small_files() -> dict[str, bytes | Path]:
    """A small whole election: three scopes, two candidates, one picture."""
    return {
        "base/topics.jsonl": lines(docs.TOPICS, TOPIC),
        "base/sources.json": whole(docs.SOURCES, (SOURCE,)),
        "p98/election.json": whole(docs.ELECTION, ELECTION),
        "p98/constituencies.jsonl": lines(docs.CONSTITUENCIES, CONSTITUENCY),
        "p98/candidates.jsonl": lines(docs.CANDIDATES, *CANDIDATES),
        f"p98/m-{PORTRAIT_SHA256}": PORTRAIT,
        "c98001/polling_areas.jsonl": lines(docs.POLLING_AREAS, AREA),
    }


def make_keys(folder: Path, threshold: int = 1, issued: dt.datetime = ISSUED) -> KeyFolder:
    """Fresh keys without a passphrase."""
    keys = create_keys(folder, issued=issued, threshold=threshold)
    assert isinstance(keys, KeyFolder), keys
    return keys


def make_bundle(
    path: Path,
    keys: KeyFolder,
    files: Mapping[str, bytes | Path] | None = None,
    *,
    version: int = 1,
    issued: dt.datetime = ISSUED,
    expires: dt.datetime = EXPIRES,
) -> Path:
    """Write a signed bundle; by default of ``small_files``."""
    built = assemble(files or small_files(), keys, path, version=version, issued=issued, expires=expires)
    assert not isinstance(built, Refusal), built
    return path


def opened(path: Path) -> Archive:
    """Open a bundle whose structure must be sound; the caller closes it."""
    archive = open_archive(path)
    assert isinstance(archive, Archive), archive
    return archive


def contents(path: Path) -> dict[str, bytes]:
    """Every entry of a bundle with its bytes."""
    with opened(path) as archive:
        return {name: read(archive, name, length) for name, length in archive.entries.items()}


def repack(path: Path, target: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Write ``target`` as a sound archive of what ``change`` makes of the entries of ``path``."""
    entries = contents(path)
    change(entries)
    assert isinstance(write_archive(target, dict(entries)), int)
    return target


Entries = dict[str, bytes]


class Signing:
    """Signs metadata anew with the committee's keys: a bundle by insiders who do not keep to the format."""

    def __init__(self, keys: KeyFolder) -> None:
        self._keys = keys

    def signers(self, role: str) -> tuple[CryptoSigner, ...]:
        top = role if role in ("root", "timestamp", "snapshot") else "targets"
        signers = load_signers(self._keys, top)
        assert isinstance(signers, tuple)
        return signers

    def change(self, entries: Entries, role: str, change: Callable[[Any], object], version: int = 5) -> None:
        """Change the signed part of ``role`` and sign it and everything above it."""
        name = "metadata/timestamp.json" if role == "timestamp" else f"metadata/{version}.{role}.json"
        metadata: Metadata[Any] = Metadata.from_bytes(entries[name])
        change(metadata.signed)
        metadata.signatures.clear()
        entries[name] = sign(metadata, self.signers(role))
        if role == "snapshot":
            self.change(entries, "timestamp", lambda signed: record(signed.snapshot_meta, entries[name]))
        elif role != "timestamp":
            self.change(entries, "snapshot", lambda signed: record(signed.meta[f"{role}.json"], entries[name]))


def record(meta: Any, data: bytes) -> None:
    meta.length, meta.hashes = len(data), {"sha256": hashlib.sha256(data).hexdigest()}


def altered(tmp_path: Path, bundle: Path, keys: KeyFolder, role: str, change: Callable[[Any], object]) -> Path:
    """A sound archive whose ``role`` was changed and signed again by the committee itself."""
    return repack(bundle, tmp_path / "altered.vkb", lambda entries: Signing(keys).change(entries, role, change))


def unpack(path: Path, folder: Path) -> Path:
    """The network form: the same tree in a folder."""
    for name, data in contents(path).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zip_bytes(entries: Sequence[tuple[bytes, bytes, Mapping[str, int]]], **end: int) -> bytes:
    """A zip written by hand: ``(name, data, lies)`` in order. Lies overwrite header fields.

    ``lies`` may name ``made_by needed flags method time date crc packed size disk internal external offset`` of
    the directory record; ``local_needed`` ... ``local_size`` for the local header only; ``extra`` or ``comment``
    as numbers of zero bytes in the directory; ``gap`` is a number of bytes before the entry. ``end`` overwrites
    ``disk first_disk here count length offset comment`` of the end record.
    """
    out = io.BytesIO()
    directory = b""
    for name, data, lies in entries:
        out.write(b"\xaa" * lies.get("gap", 0))
        offset = out.tell()
        fields = {"needed": 20, "flags": 0, "method": 0, "time": 0, "date": 0x21, "crc": zlib.crc32(data)}
        fields |= {"packed": len(data), "size": len(data)}
        fields |= {key: lies[key] for key in fields if key in lies}
        local = [lies.get(f"local_{key}", value) for key, value in fields.items()]
        out.write(struct.pack("<4s5H3L2H", b"PK\x03\x04", *local, len(name), 0) + name + data)
        directory += struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            lies.get("made_by", 0x0314),
            *fields.values(),
            len(name),
            lies.get("extra", 0),
            lies.get("comment", 0),
            lies.get("disk", 0),
            lies.get("internal", 0),
            lies.get("external", 0o100644 << 16),
            lies.get("offset", offset),
        )
        directory += name + b"\0" * (lies.get("extra", 0) + lies.get("comment", 0))
    at = out.tell()
    last = {"disk": 0, "first_disk": 0, "here": len(entries), "count": len(entries)}
    last |= {"length": len(directory), "offset": at, "comment": 0} | end
    return out.getvalue() + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", *last.values())


# --- a commune that publishes for itself -----------------------------------------------------------------

COMMUNE = "c98002"
CLIP = sound()
CLIP_SHA256 = hashlib.sha256(CLIP).hexdigest()
ABOUT = {"id": "demo-2026", "rule_set": "2026"}


def part_files() -> dict[str, bytes | Path]:
    """What a commune publishes itself: an area, a notice, its council's list with a picture, a meeting."""
    unit = replace(CONSTITUENCY, id=f"{COMMUNE}.commune.1", body="commune", place="Xã Mẫu")
    people = tuple(
        replace(
            person,
            id=f"{unit.id}.{person.number}",
            constituency=unit.id,
            portrait=PORTRAIT_SHA256 if person.number == 1 else "",
        )
        for person in CANDIDATES
    )
    ballots = (
        AreaBallot("na", BallotState.LISTED, "p98.na.1"),
        AreaBallot("province", BallotState.NOT_YET_PUBLISHED),
        AreaBallot("commune", BallotState.LISTED, unit.id),
    )
    area = replace(AREA, code=f"{COMMUNE}.01", ward="98002", ward_name={"vi": "Xã Mẫu"}, ballots=ballots)
    words = (Block("b1", BlockKind.PARAGRAPH, (Span("Nhớ mang giấy tờ."),)),)
    notice = Notice(f"{COMMUNE}.nho", {"vi": "Nhắc cử tri"}, {"vi": words}, dt.date(2026, 3, 1))
    meeting = VoterMeeting(
        f"{COMMUNE}.gap-1",
        (unit.id,),
        dt.datetime(2026, 3, 8, 7, tzinfo=dt.UTC),
        {"vi": "Hội trường"},
        {"vi": "Xã"},
    )
    clip = Clip("vi", "0" * 64, "Lan", CLIP_SHA256, "opus", 0.5, True, unit.id)
    return {
        f"{COMMUNE}/constituencies.jsonl": lines(docs.CONSTITUENCIES, unit),
        f"{COMMUNE}/candidates.jsonl": lines(docs.CANDIDATES, *people),
        f"{COMMUNE}/polling_areas.jsonl": lines(docs.POLLING_AREAS, area),
        f"{COMMUNE}/notices.jsonl": lines(docs.NOTICES, notice),
        f"{COMMUNE}/meetings.jsonl": lines(docs.MEETINGS, meeting),
        f"{COMMUNE}/results.jsonl": lines(docs.RESULTS, UnitResult(unit.id)),
        f"{COMMUNE}/clips.jsonl": lines(docs.CLIPS, clip),
        f"{COMMUNE}/neutrality.json": whole(docs.NEUTRALITY, ()),
        f"{COMMUNE}/m-{PORTRAIT_SHA256}": PORTRAIT,
        f"{COMMUNE}/m-{CLIP_SHA256}": CLIP,
    }


def make_draft(
    keys: KeyFolder,
    files: Mapping[str, bytes | Path] | None = None,
    *,
    version: int = 1,
    expires: dt.datetime = EXPIRES,
    about: Mapping[str, str] | None = None,
) -> Draft:
    """An unsigned draft; by default of ``small_files``."""
    made = draft(files or small_files(), keys.root, version=version, issued=ISSUED, expires=expires, about=about)
    assert isinstance(made, Draft), made
    return made


def signed_by(content: Draft, keys: KeyFolder, names: Sequence[str] | None = None) -> Draft:
    """The draft with the signatures of the officials of ``keys``, of all of them or of those named."""
    signers = load_signers(keys, "targets", names=names)
    assert isinstance(signers, tuple), signers
    return sign_draft(content, signers)


def make_part(
    keys: KeyFolder,
    files: Mapping[str, bytes | Path] | None = None,
    *,
    version: int = 1,
    expires: dt.datetime = EXPIRES,
    about: Mapping[str, str] | None = None,
) -> Part:
    """A commune's signed part; by default of ``part_files``, for the small election."""
    content = make_draft(keys, files or part_files(), version=version, expires=expires, about=about or ABOUT)
    made = as_part(signed_by(content, keys))
    assert isinstance(made, Part), made
    return made


def merged_bundle(
    path: Path, keys: KeyFolder, commune: KeyFolder, *parts: Part, version: int = 5, expires: dt.datetime = EXPIRES
) -> Path:
    """A province's bundle with the parts of one commune in it, delegated to the keys of ``commune``."""
    given = from_root(COMMUNE, commune.root)
    assert isinstance(given, Delegation), given
    merged = merge(make_draft(keys, version=version, expires=expires), keys.root, parts, {COMMUNE: given}, {})
    assert isinstance(merged, Draft), merged
    return finished(path, keys, signed_by(merged, keys))


def finished(path: Path, keys: KeyFolder, signed: Draft) -> Path:
    """The bundle that the desk makes of a signed draft."""
    desk = {role: load_signers(keys, role) for role in ("snapshot", "timestamp")}
    built = finish(signed, keys.roots, desk, path)  # type: ignore[arg-type]
    assert not isinstance(built, Refusal), built
    return path
