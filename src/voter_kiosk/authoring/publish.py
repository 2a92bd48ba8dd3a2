"""Checked source -> documents by scope -> signed bundle."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from voter_kiosk.authoring.check import CheckReport, check
from voter_kiosk.authoring.clips import audio
from voter_kiosk.authoring.clips.choosing import chosen_clips, clips_of_candidates
from voter_kiosk.authoring.content import Content, Records
from voter_kiosk.authoring.kept import Kept
from voter_kiosk.authoring.neutrality import measure
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle import neutrality
from voter_kiosk.bundle.archive import open_archive, read
from voter_kiosk.bundle.assemble import Built, Draft, assemble, draft
from voter_kiosk.bundle.delegations import COMMUNE
from voter_kiosk.bundle.delegations import refuse as not_a_commune
from voter_kiosk.bundle.drafts import load_draft, save_draft
from voter_kiosk.bundle.keys import load_folder
from voter_kiosk.bundle.names import BASE, SCOPE
from voter_kiosk.bundle.parts import about, as_part, check_part, part_files
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.clips import Clip
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence, Text
from voter_kiosk.domain.video import Video

LIFE: Final = dt.timedelta(days=60)
"""DESIGN section 4: a bundle holds until 60 days after polling day."""

STEPS: Final = (
    Sentence("Đọc và kiểm tra nguồn", "Reading and checking the source"),
    Sentence("Lập các tài liệu", "Making the documents"),
    Sentence("Ký và ghi gói", "Signing and writing the bundle"),
)
"""What :func:`build` does, in order; ``progress`` is told before each."""

Progress = Callable[[int, int, Sentence], None]
"""Called with steps done, steps in all, and what begins now."""

_TIMESTAMP: Final = "metadata/timestamp.json"
_MOST_METADATA: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Published:
    """A bundle that was built: the file, the report (warnings and notes), and how equal its ballots are."""

    built: Built
    report: CheckReport
    neutrality: Text


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was written to ``folder``, to be signed; report and equality as in :class:`Published`."""

    folder: Path
    draft: Draft
    report: CheckReport
    neutrality: Text


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A source that was checked and made into documents, with all that goes into the signatures."""

    files: dict[str, bytes | Path]
    version: int
    issued: dt.datetime
    expires: dt.datetime
    report: CheckReport
    neutrality: Text
    about: dict[str, str] | None = None


def build(
    source: Path,
    keys: Path,
    output: Path,
    *,
    version: int | None = None,
    issued: dt.datetime | None = None,
    expires: dt.datetime | None = None,
    previous: Path | None = None,
    passphrase: str | None = None,
    base: Path | None = None,
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> Published | CheckReport | Refusal:
    """Build the source folder ``source`` with the key folder ``keys`` into the bundle ``output``.

    A report is given back, and nothing written, where the check finds errors. ``version`` defaults to one more
    than that of ``previous``, or of the bundle at ``output``, and to 1 where neither is there; ``issued`` (aware)
    to now; ``expires`` (aware) to 60 days after polling day, or, where that has passed, to 60 days after
    ``issued``. The same source, keys and inputs give the same bytes. ``output`` is replaced whole or not at all.
    ``base`` is where base content is taken from, ``kept`` are pictures of an earlier build. Refused:
    ``no-election``, ``not-a-bundle`` (``previous`` or a file at ``output``), and what ``bundle.assemble`` refuses.
    """
    tell = progress or _silent
    # Asked even where the version is given: what is no bundle is somebody's file and is not overwritten.
    before = [output, *([previous] if previous else [])]
    compiled = _compile(source, base, tell, before, version, issued, expires, kept=kept)
    if not isinstance(compiled, _Compiled):
        return compiled
    built = assemble(
        compiled.files,
        keys,
        output,
        version=compiled.version,
        issued=compiled.issued,
        expires=compiled.expires,
        passphrase=passphrase,
    )
    if isinstance(built, Refusal):
        return built
    tell(3, len(STEPS), STEPS[2])
    return Published(built, compiled.report, compiled.neutrality)


def make_draft(
    source: Path,
    keys: Path,
    folder: Path,
    *,
    version: int | None = None,
    issued: dt.datetime | None = None,
    expires: dt.datetime | None = None,
    previous: Path | None = None,
    base: Path | None = None,
    part: bool = False,
    progress: Progress | None = None,
) -> Drafted | CheckReport | Refusal:
    """Make of the source folder ``source`` a draft in ``folder``, new or empty, for the officials to sign.

    Of the key folder ``keys`` only the roots are needed: no private key. ``part`` makes of a commune's source the
    part that its province merges (``bundle.parts``): what lies in the commune's own scope, notices and meetings
    named by the commune; ``previous`` is then the part before it. Other arguments, results and refusals are as
    those of :func:`build`, with what ``bundle.drafts`` and ``bundle.parts`` refuse, and ``not-a-commune``.
    """
    tell = progress or _silent
    held = load_folder(keys)
    if isinstance(held, Refusal):
        return held
    compiled = _compile(source, base, tell, [previous] if previous else [], version, issued, expires, part)
    if not isinstance(compiled, _Compiled):
        return compiled
    unsigned = draft(
        compiled.files,
        held.root,
        version=compiled.version,
        issued=compiled.issued,
        expires=compiled.expires,
        about=compiled.about,
    )
    if isinstance(unsigned, Refusal):
        return unsigned
    refused = check_part(unsigned) if part else None
    if refused is not None:
        return refused
    refused = save_draft(unsigned, folder, held.roots)
    if refused is not None:
        return refused
    tell(3, len(STEPS), STEPS[2])
    return Drafted(folder, unsigned, compiled.report, compiled.neutrality)


def _compile(
    source: Path,
    base: Path | None,
    tell: Progress,
    before: Sequence[Path],
    version: int | None,
    issued: dt.datetime | None,
    expires: dt.datetime | None,
    part: bool = False,
    kept: Kept | None = None,
) -> _Compiled | CheckReport | Refusal:
    """Check ``source`` and make its documents; the version follows on the last bundle of ``before``."""
    tell(0, len(STEPS), STEPS[0])
    report = check(source, base, kept=kept)
    content = report.content
    if content is None or not report.ok:
        return report
    if content.election is None:
        return Refusal(
            "no-election",
            Sentence(
                'Nguồn này chỉ là nội dung chung, không có cuộc bầu cử; hãy gộp nó bằng include = ["base"].',
                'This source is base content without an election; include it with include = ["base"].',
            ),
        )
    number = 1
    for bundle in before:
        following = next_part(bundle) if part else next_version(bundle)
        if isinstance(following, Refusal):
            return following
        number = following
    tell(1, len(STEPS), STEPS[1])
    files = _part_of(content) if part else documents_of(content)
    if isinstance(files, Refusal):
        return files
    tell(2, len(STEPS), STEPS[2])
    begins = issued or dt.datetime.now(dt.UTC).replace(microsecond=0)
    return _Compiled(
        files,
        number if version is None else version,
        begins,
        expires or expiry(content.election, begins),
        report,
        neutrality.summary(measure(content.own.candidates)),
        about(content.election) if part else None,
    )


def _part_of(content: Content) -> dict[str, bytes | Path] | Refusal:
    """The documents of a commune's part. Notices and meetings bear its scope: nobody else's has their names."""
    scope = content.scope
    if not COMMUNE.fullmatch(scope):
        return not_a_commune("not-a-commune", scope)
    notices = tuple(replace(notice, slug=f"{scope}.{notice.slug}") for notice in content.own.notices)
    meetings = tuple(replace(meeting, id=f"{scope}.{meeting.id}") for meeting in content.own.meetings)
    named = replace(content, own=replace(content.own, notices=notices, meetings=meetings))
    files = documents_of(named)
    return files if isinstance(files, Refusal) else part_files(files, scope)


def _silent(_done: int, _steps: int, _what: Sentence) -> None:
    return None


def expiry(election: Election, issued: dt.datetime) -> dt.datetime:
    """Polling day + 60 days, midnight in Viet Nam; where that is not after ``issued``, ``issued`` + 60 days."""
    usual = dt.datetime.combine(election.polling_day + LIFE, dt.time(), VIETNAM)
    return usual if usual > issued else issued + LIFE


def next_version(previous: Path) -> int | Refusal:
    """One more than the version of the bundle at ``previous``; 1 where no file is there.

    The signature is not looked at: this only proposes a number. Refused: ``not-a-bundle``.
    """
    if not previous.exists():
        return 1
    if not previous.is_file():
        return _not_a_bundle(previous, "not a regular file")
    package = open_archive(previous)
    if isinstance(package, Refusal):
        return _not_a_bundle(previous, package.code)
    with package:
        if _TIMESTAMP not in package.entries:
            return _not_a_bundle(previous, f"no {_TIMESTAMP}")
        try:
            stamp = msgspec.json.decode(read(package, _TIMESTAMP, _MOST_METADATA), type=_Stamp)
        except (RefusedError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
            return _not_a_bundle(previous, str(problem))
    return stamp.signed.version + 1


def next_part(previous: Path) -> int | Refusal:
    """One more than the version of the part in the folder ``previous``. Refused: ``bad-draft``, ``not-a-part``."""
    read_draft = load_draft(previous)
    held = read_draft if isinstance(read_draft, Refusal) else as_part(read_draft)
    return held if isinstance(held, Refusal) else held.version + 1


class _Signed(msgspec.Struct):
    version: int


class _Stamp(msgspec.Struct):
    signed: _Signed


def _not_a_bundle(path: Path, detail: str) -> Refusal:
    return Refusal(
        "not-a-bundle",
        Sentence(
            f"“{path.name}” không phải gói dữ liệu; hãy chọn tên khác để không ghi đè lên nó.",
            f"“{path.name}” is no bundle; choose another name, so that it is not overwritten.",
        ),
        detail,
    )


@dataclass(slots=True)
class _Scope:
    """What goes under one scope: lines by kind, whole documents by file name, and media by hash."""

    lines: dict[docs.Kind[Any], list[Any]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[str, tuple[docs.Kind[Any], Any]] = field(default_factory=dict)
    media: set[str] = field(default_factory=set)


def documents_of(content: Content) -> dict[str, bytes | Path] | Refusal:
    """Give every file of the bundle by target name: documents by the scope their ids lie in, media by hash.

    The order of records is the order they are shown in: bodies in the rule set's order, constituencies by
    number, candidates by STT. Refused only where a text is not NFC, which a checked source never is.
    """
    scopes: dict[str, _Scope] = defaultdict(_Scope)
    if content.election is not None:
        scopes[content.scope].whole[docs.ELECTION.file] = (docs.ELECTION, content.election)
    _lists(content, scopes)
    for scope, records in ((content.scope, content.own), (BASE, content.base)):
        _pages(scopes, scope, records)
    files: dict[str, bytes | Path] = {}
    _for_the_ear(content, scopes, files)
    for name, held in sorted(scopes.items()):
        encoded = _encoded(name, held)
        if isinstance(encoded, Refusal):
            return encoded
        files |= encoded
        files |= {f"{name}/m-{sha256}": content.media[sha256].data for sha256 in sorted(held.media)}
    return files


def scope_of(name: str, otherwise: str) -> str:
    """Give the scope that an id begins with, or ``otherwise`` where it begins with none."""
    first, point, _ = name.partition(".")
    return first if point and SCOPE.fullmatch(first) else otherwise


def _encoded(name: str, scope: _Scope) -> dict[str, bytes] | Refusal:
    files: dict[str, bytes] = {}
    for kind, records in scope.lines.items():
        out = io.BytesIO()
        written = docs.write_jsonl(kind, records, out)
        if isinstance(written, Refusal):
            return written
        files[f"{name}/{kind.file}"] = out.getvalue()
    for file, (kind, value) in scope.whole.items():
        data = docs.encode_json(kind, value)
        if isinstance(data, Refusal):
            return data
        files[f"{name}/{file}"] = data
    return files


def _lists(content: Content, scopes: dict[str, _Scope]) -> None:
    own = content.own
    bodies = [body.id for body in content.election.bodies] if content.election else []
    units = sorted(
        own.constituencies, key=lambda unit: (bodies.index(unit.body), unit.id.partition(".")[0], unit.number)
    )
    place = {unit.id: index for index, unit in enumerate(units)}
    candidates = sorted(own.candidates, key=lambda candidate: (place[candidate.constituency], candidate.number))
    for unit in units:
        scopes[scope_of(unit.id, content.scope)].lines[docs.CONSTITUENCIES].append(unit)
    for candidate in candidates:
        scope = scopes[scope_of(candidate.id, content.scope)]
        scope.lines[docs.CANDIDATES].append(candidate)
        _use(scope, candidate.portrait, *_pictures(candidate.programme.values()))
    rows: dict[str, list[docs.NeutralityRow]] = defaultdict(list)
    for row in measure(candidates, clips_of_candidates(content)):
        rows[scope_of(row.candidate, content.scope)].append(row)
    for name, measured in rows.items():
        scopes[name].whole[docs.NEUTRALITY.file] = (docs.NEUTRALITY, measured)
    for result in sorted(own.results, key=lambda result: place[result.constituency]):
        scopes[scope_of(result.constituency, content.scope)].lines[docs.RESULTS].append(result)
    for area in own.polling_areas:
        scope = scopes[scope_of(area.code, content.scope)]
        scope.lines[docs.POLLING_AREAS].append(area)
        _use(scope, area.sketch)
    for former in own.former_units:
        scopes[scope_of(former.id, content.scope)].lines[docs.UNITS].append(former)
    for meeting in sorted(own.meetings, key=lambda meeting: (meeting.starts, meeting.id)):
        first = meeting.constituencies[0] if meeting.constituencies else ""
        scopes[scope_of(first, content.scope)].lines[docs.MEETINGS].append(meeting)


def _for_the_ear(content: Content, scopes: dict[str, _Scope], files: dict[str, bytes | Path]) -> None:
    """Clips with their sounds, and pronunciations. A rendered sound travels as it is, a recording is encoded."""
    recordings: dict[str, audio.Encoded] = {}
    for chosen in chosen_clips(content):
        file, scope = chosen.file, scope_of(chosen.ballot, content.scope)
        path = content.root / file.file
        if file.recorded:
            sound = recordings.get(file.file) or audio.encode_recording(path)
            recordings[file.file] = sound
            media, seconds = sound.sha256, round(sound.seconds, 3)
            files[f"{scope}/m-{media}"] = sound.data
        else:
            media, seconds = file.sha256, file.seconds
            files[f"{scope}/m-{media}"] = path
        scopes[scope].lines[docs.CLIPS].append(
            Clip(
                file.language,
                file.text_sha256,
                file.voice,
                media,
                audio.KIND,
                seconds,
                file.recorded,
                chosen.ballot,
                chosen.campaign,
                file.words,
            )
        )
    for one in content.spoken.pronunciations:
        scopes[content.scope].lines[docs.PRONUNCIATIONS].append(one)


def _pages(scopes: dict[str, _Scope], scope: str, records: Records) -> None:
    for topic in records.topics:
        scopes[scope].lines[docs.TOPICS].append(topic)
        _use(scopes[scope], *_pictures(topic.body.values()), *_videos(topic.videos))
    for gloss in records.glossary:
        scopes[scope].lines[docs.GLOSSARY].append(gloss)
        _use(scopes[scope], *_pictures(gloss.body.values()))
    for notice in records.notices:
        scopes[scope].lines[docs.NOTICES].append(notice)
        _use(scopes[scope], *_pictures(notice.body.values()), *_videos(notice.videos))
    for poster in records.posters:
        where = scopes[scope_of(poster.slug, scope)]
        where.lines[docs.POSTERS].append(poster)
        _use(where, poster.picture)
    wholes: Mapping[docs.Kind[Any], Sequence[Any]] = {docs.HISTORY: records.terms, docs.SOURCES: records.sources}
    for kind, values in wholes.items():
        if values:
            scopes[scope].whole[kind.file] = (kind, values)
    for language, messages in records.strings.items():
        scopes[scope].whole[docs.strings_file(language)] = (docs.STRINGS, docs.Strings(language, messages))


def _pictures(bodies: Iterable[Sequence[Block]]) -> list[str]:
    return [block.media for blocks in bodies for block in blocks if block.media]


def _videos(videos: Iterable[Video]) -> list[str]:
    return [media for video in videos for media in (video.media, video.still)]


def _use(scope: _Scope, *pictures: str) -> None:
    scope.media.update(sha256 for sha256 in pictures if sha256)
