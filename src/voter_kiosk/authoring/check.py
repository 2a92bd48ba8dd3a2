"""Everything that is looked at before a bundle may be built: errors, warnings and notes, each with its place."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.authoring import neutrality
from voter_kiosk.authoring.content import Content, Where
from voter_kiosk.authoring.findings import error, finding, note, warning
from voter_kiosk.authoring.markdown import lines_of
from voter_kiosk.authoring.never_shown import forbidden
from voter_kiosk.authoring.source import read_source
from voter_kiosk.authoring.texts import Room, every_text
from voter_kiosk.domain.calendar import check_hours
from voter_kiosk.domain.content import Approval, Block, Line
from voter_kiosk.domain.election import Candidate, Constituency, Election, Publication
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.lists import most_seats, out_of_order, seats_against_candidates
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId
from voter_kiosk.domain.vietnamese import plain

FILL_IN: Final = ("[điền", "[fill in")
"""How a placeholder of a new source begins (:mod:`voter_kiosk.authoring.new`)."""

LONGEST_SENTENCE: Final = {"en": 25, "vi": 35}
"""Plain language: 25 words a sentence. A Vietnamese word is about 1.4 syllables, and syllables are counted."""

UNEVEN_PROGRAMMES: Final = 3
"""How many times longer than the shortest programme of its ballot a programme may be without a warning."""

_OF_ANOTHER_TIME = re.compile(
    r"không còn|bãi bỏ|trước (?:đây|năm|ngày)|20[01]\d|202[0-4]|từng|no longer|abolish|before|until|former"
)
"""A sentence with one of these speaks of how it was or is no more, which either law's voters may read."""

_OTHER_RULE_SET: Final = {
    RuleSetId.R2021: re.compile(r"\b(?:83/2025/QH15|72/2025/QH15|đặc khu|special zone)\b", re.IGNORECASE),
    RuleSetId.R2026: re.compile(
        r"\b(?:(?:hội đồng nhân dân|hđnd) (?:cấp )?(?:huyện|quận|thị xã)"
        r"|district(?:-level)? (?:people.s )?council)",
        re.IGNORECASE,
    ),
}
"""What a text of one law cannot say of the present: the other law's own number, level or unit (facts B.2)."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_CHECKED_FOR_NAMES = frozenset({Room.PROGRAMME, Room.TOPIC, Room.NOTICE, Room.POSTER, Room.MEETING, Room.STRINGS})
_CHECKED_FOR_LAW = frozenset({Room.TOPIC, Room.NOTICE, Room.POSTER})
_NOT_PERSONAL = frozenset({Room.ADDRESS})
_ORDER = {severity: index for index, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, gravest first, and the content where the folder could be read at all."""

    findings: tuple[Finding, ...]
    content: Content | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether a bundle can be built of it."""
        return self.content is not None and not self.errors

    def count(self, severity: Severity) -> int:
        """How many findings are of that severity."""
        return sum(found.severity is severity for found in self.findings)


def check(path: Path, base: Path | None = None) -> CheckReport:
    """Check the source folder ``path`` (``base`` as in :func:`read_source`). Never raises for bad input."""
    reading = read_source(path, base)
    found = list(reading.findings)
    if reading.content is not None:
        found += check_content(reading.content)
    unique = dict.fromkeys(found)
    return CheckReport(
        tuple(sorted(unique, key=lambda one: (_ORDER[one.severity], one.file, one.code))), reading.content
    )


def check_content(content: Content) -> list[Finding]:
    """Everything that is asked of content once it has been read."""
    findings: list[Finding] = []
    checks: list[Callable[[Content], Iterable[Finding]]] = [
        _never_shown,
        _cited,
        _english,
        _sentences,
        _history,
        _translations,
        _for_election,
    ]
    for ask in checks:
        findings += ask(content)
    return findings


def _for_election(content: Content) -> Iterator[Finding]:
    election = content.election
    if election is None:
        return
    where = content.at("election", election.id)
    yield from _bodies(election, where)
    yield from _scope(content, election, where)
    yield from _fill_in(content, election)
    yield from _day_and_hours(content, election, where)
    yield from _approvals(content, election, where)
    yield from _lists(content, election)
    yield from _meetings(content)
    yield from _phases(content, election)
    yield from _names(content)
    yield from _other_law(content, election)
    yield from _equality(content)


# the election


def _bodies(election: Election, where: Where) -> Iterator[Finding]:
    wanted = RULE_SETS[election.rule_set].bodies
    given = tuple(body.id for body in election.bodies)
    if given != wanted:
        strange = [body for body in given if body not in wanted]
        near = {body: difflib.get_close_matches(body, wanted, n=1) for body in strange}
        hint = "; ".join(f"{body} → {found[0]}" for body, found in near.items() if found)
        yield error(
            "bodies",
            (
                f"Chế độ bầu cử {election.rule_set.value} bầu {', '.join(wanted)}; nguồn này ghi "
                f"{', '.join(given) or 'không có cơ quan nào'}.",
                f"Rule set {election.rule_set.value} elects {', '.join(wanted)}; this source says "
                f"{', '.join(given) or 'none'}.",
            ),
            (
                f"Viết đủ các mục [[body]] theo đúng thứ tự đó. {hint}".strip(),
                f"Give every [[body]], in that order. {hint}".strip(),
            ),
            file=where.file,
            place="[[body]]",
        )
    colours: dict[str, str] = {}
    for body in election.bodies:
        if not body.ballot_colour:
            continue
        other = colours.setdefault(body.ballot_colour, body.id)
        if other != body.id:
            yield error(
                "same-colour",
                (
                    f"Phiếu bầu {other} và {body.id} cùng một màu {body.ballot_colour}.",
                    f"The ballots of {other} and {body.id} have the same colour {body.ballot_colour}.",
                ),
                (
                    "Hai loại phiếu trong một nơi không được cùng màu.",
                    "No two ballots in one place may share a colour.",
                ),
                file=where.file,
                place="[[body]]",
            )
    for body in election.bodies:
        if body.publication is Publication.POSTED and body.posted_on is None:
            yield warning(
                "posted-on",
                (
                    f"“{body.id}” đã niêm yết nhưng chưa ghi ngày.",
                    f"“{body.id}” is posted, but the day is not given.",
                ),
                ("Thêm posted_on = ngày niêm yết.", "Add posted_on = the day of posting."),
                file=where.file,
                place="[[body]]",
            )
        if body.posted_on is not None and body.posted_on > election.polling_day:
            yield error(
                "posted-after",
                (f"“{body.id}” niêm yết sau ngày bầu cử.", f"“{body.id}” is posted after polling day."),
                ("Sửa posted_on hoặc polling_day.", "Mend posted_on or polling_day."),
                file=where.file,
                place="[[body]]",
            )


def _scope(content: Content, election: Election, where: Where) -> Iterator[Finding]:
    """A kiosk takes ``election.json`` only from the scope of its own province."""
    if content.scope.startswith("p") and content.scope != f"p{election.province}":
        yield error(
            "province-and-scope",
            (
                f"scope là {content.scope} còn mã tỉnh là {election.province}.",
                f"The scope is {content.scope}, the province's code {election.province}.",
            ),
            (f'Viết scope = "p{election.province}".', f'Write scope = "p{election.province}".'),
            file=where.file,
            place="scope",
        )


def _fill_in(content: Content, election: Election) -> Iterator[Finding]:
    """Placeholders left of a new source: something to do in a trial, an error in what goes to citizens."""
    said: set[str] = set()
    for piece in every_text(content):
        if piece.text not in said and any(mark in piece.text for mark in FILL_IN):
            said.add(piece.text)
            yield finding(
                Severity.WARNING if election.sample else Severity.ERROR,
                "fill-in",
                (f"Còn chỗ chưa điền: “{piece.text}”.", f"Still to be filled in: “{piece.text}”."),
                ("Thay bằng chữ của ủy ban.", "Put the committee's own words there."),
                file=piece.where.file,
                place=piece.where.place,
            )


def _day_and_hours(content: Content, election: Election, where: Where) -> Iterator[Finding]:
    if election.polling_day.weekday() != 6:
        yield error(
            "not-a-sunday",
            (
                f"Ngày bầu cử {election.polling_day:%d/%m/%Y} không phải Chủ nhật (Điều 5 Luật Bầu cử).",
                f"Polling day {election.polling_day.isoformat()} is not a Sunday (Election Law art. 5).",
            ),
            ("Sửa polling_day.", "Mend polling_day."),
            file=where.file,
            place="polling_day",
        )
    wrong = check_hours(election.opens, election.closes)
    if wrong is not None:
        yield Finding(
            Severity.ERROR,
            wrong.code,
            wrong.message,
            error("", ("", ""), ("Sửa mục hours.", "Mend the hours.")).remedy,
            where.file,
            "hours",
        )
    for area in content.own.polling_areas:
        at = content.at("area", area.code)
        wrong = check_hours(area.opens or election.opens, area.closes or election.closes)
        if wrong is not None and (area.opens or area.closes):
            yield Finding(
                Severity.ERROR,
                wrong.code,
                wrong.message,
                error("", ("", ""), ("Sửa giờ mở cửa và đóng cửa.", "Mend the hours of this area.")).remedy,
                at.file,
                at.place,
            )
        if area.day is not None and area.day != election.polling_day and not area.decision:
            yield error(
                "early-without-decision",
                (
                    f"Khu vực {area.code} bỏ phiếu ngày khác mà không ghi quyết định (Điều 72).",
                    f"Area {area.code} votes on another day, and no decision is named (art. 72).",
                ),
                ("Điền cột Quyết định, hoặc xóa ngày riêng.", "Fill in “Quyết định”, or drop the day."),
                file=at.file,
                place=at.place,
            )


def _approvals(content: Content, election: Election, where: Where) -> Iterator[Finding]:
    if election.sample:
        return
    remedy = (
        "Thêm [approval] với office, document và date vào bundle.toml hoặc vào phần đầu tệp.",
        "Add [approval] with office, document and date to bundle.toml or to the file's front matter.",
    )
    if election.approval is None:
        yield error(
            "approval-missing",
            (
                "Gói không phải mẫu thì phải ghi cơ quan duyệt, văn bản và ngày.",
                "A bundle that is no sample must name who approved it, by which document and when.",
            ),
            remedy,
            file=where.file,
            place="[approval]",
        )
    for kind, name, approval in _approved(content):
        if approval is None:
            at = content.at(kind, name)
            yield error(
                "approval-missing",
                (f"“{name}” chưa ghi ai duyệt.", f"“{name}” does not say who approved it."),
                remedy,
                file=at.file,
                place=at.place,
            )


def _approved(content: Content) -> Iterator[tuple[str, str, Approval | None]]:
    for topic in content.topics:
        yield "topic", topic.slug, topic.approval
    for records in (content.own, content.base):
        for notice in records.notices:
            yield "notice", notice.slug, notice.approval
        for poster in records.posters:
            yield "poster", poster.slug, poster.approval
    for meeting in content.own.meetings:
        yield "meeting", meeting.id, meeting.approval
    for candidate in content.own.candidates:
        if candidate.programme:
            yield "programme", candidate.id, candidate.programme_approval


def _phases(content: Content, election: Election) -> Iterator[Finding]:
    known = {phase.id for phase in election.phases}
    for name, times in Counter(phase.id for phase in election.phases).items():
        if times > 1:
            yield error(
                "phase-twice",
                (f"Đợt “{name}” có hai lần.", f"The phase “{name}” stands twice."),
                ("Đổi mã của một đợt.", "Change the id of one of them."),
                file="bundle.toml",
                place="[[phase]]",
            )
    for poster in content.own.posters:
        for phase in poster.phases:
            if phase not in known:
                at = content.at("poster", poster.slug)
                yield error(
                    "no-such-phase",
                    (f"Không có đợt “{phase}”.", f"There is no phase “{phase}”."),
                    (
                        "Viết mã của một [[phase]] trong bundle.toml.",
                        "Write the id of a [[phase]] of bundle.toml.",
                    ),
                    file=at.file,
                    place=at.place,
                )


# the lists


def _lists(content: Content, election: Election) -> Iterator[Finding]:
    bodies = {body.id: body for body in election.bodies}
    units = {unit.id: unit for unit in content.own.constituencies}
    lists: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in content.own.candidates:
        lists[candidate.constituency].append(candidate)
    for unit in units.values():
        body = bodies.get(unit.body)
        at = content.at("constituency", unit.id)
        candidates = sorted(lists.get(unit.id, []), key=lambda candidate: candidate.number)
        if body is None or body.id not in RULE_SETS[election.rule_set].bodies:
            yield error(
                "body-of-other-rule-set",
                (
                    f"Chế độ bầu cử {election.rule_set.value} không có “{unit.body}”.",
                    f"Rule set {election.rule_set.value} has no “{unit.body}”.",
                ),
                ("Xóa đơn vị này hoặc sửa mã.", "Delete the constituency, or mend its id."),
                file=at.file,
                place=at.place,
            )
            continue
        if candidates and (body.publication is not Publication.POSTED or not body.in_bundle):
            yield error(
                "provisional-names",
                (
                    f"Danh sách “{unit.body}” chưa niêm yết hoặc không có trong gói, mà {unit.id} đã có tên.",
                    f"The lists of “{unit.body}” are not posted or not in this bundle, yet {unit.id} has names.",
                ),
                (
                    'Chờ niêm yết rồi ghi publication = "posted", hoặc xóa các hàng này.',
                    'Wait for the posting and write publication = "posted", or delete these rows.',
                ),
                file=at.file,
                place=at.place,
            )
        yield from _one_list(content, unit, candidates)
    for name, orphans in lists.items():
        if name not in units:
            at = content.at("candidate", orphans[0].id)
            yield error(
                "no-such-constituency",
                (f"Không có đơn vị bầu cử “{name}”.", f"There is no constituency “{name}”."),
                ("Thêm đơn vị vào bảng Đơn vị bầu cử, hoặc sửa mã.", "Add the constituency, or mend the id."),
                file=at.file,
                place=at.place,
            )
    for body in election.bodies:
        if (
            body.publication is Publication.POSTED
            and body.in_bundle
            and not any(unit.body == body.id for unit in units.values())
        ):
            yield warning(
                "body-empty",
                (
                    f"Chưa có đơn vị bầu cử nào của “{body.name.get('vi', body.id)}”.",
                    f"There is no constituency of “{body.name.get('en', body.id)}” yet.",
                ),
                (
                    "Nhập danh sách bằng lệnh import-list, hoặc viết in_bundle = false.",
                    "Import its lists with `import-list`, or write in_bundle = false.",
                ),
                file="bundle.toml",
                place=body.id,
            )
    yield from _same_person(content)


def _one_list(content: Content, unit: Constituency, candidates: Sequence[Candidate]) -> Iterator[Finding]:
    at = content.at("constituency", unit.id)
    if unit.seats < 1 or unit.seats > most_seats(unit.body):
        yield error(
            "seats",
            (
                f"{unit.id} bầu {unit.seats} đại biểu; luật cho từ 1 đến {most_seats(unit.body)} (Điều 10).",
                f"{unit.id} elects {unit.seats}; the law allows 1 to {most_seats(unit.body)} (art. 10).",
            ),
            ("Sửa cột Số đại biểu được bầu.", "Mend “Số đại biểu được bầu”."),
            file=at.file,
            place=at.place,
        )
    if not candidates:
        yield warning(
            "list-empty",
            (f"{unit.id} chưa có người ứng cử nào.", f"{unit.id} has no candidates yet."),
            ("Nhập danh sách chính thức bằng lệnh import-list.", "Import the official list with `import-list`."),
            file=at.file,
            place=at.place,
        )
        return
    standing = sum(candidate.strike_off is None for candidate in candidates)
    severity = seats_against_candidates(unit.body, unit.seats, standing)
    struck = any(candidate.strike_off is not None for candidate in candidates)
    if severity is not None:
        yield finding(
            Severity.WARNING if struck else severity,
            "seats-against-candidates",
            (
                f"{unit.id} có {standing} người ứng cử cho {unit.seats} đại biểu: ít hơn luật định (Điều 57, 58).",
                f"{unit.id} has {standing} candidates for {unit.seats} seats: too few by law (art. 57, 58).",
            ),
            ("Đối chiếu với danh sách chính thức.", "Compare with the official list."),
            file=at.file,
            place=at.place,
        )
    if unit.posted_candidates is not None and unit.posted_candidates != len(candidates):
        yield error(
            "count-differs",
            (
                f"{unit.id}: giấy ghi {unit.posted_candidates} người ứng cử, bảng có {len(candidates)} hàng.",
                f"{unit.id}: the paper says {unit.posted_candidates} candidates, the table has {len(candidates)}.",
            ),
            (
                "Tìm hàng thiếu hoặc thừa; nếu giấy in nhầm, để trống cột Số người ứng cử.",
                "Find the missing or surplus row; if the paper is wrong, leave “Số người ứng cử” empty.",
            ),
            file=at.file,
            place=at.place,
        )
    numbers = [candidate.number for candidate in candidates]
    if numbers != list(range(1, len(numbers) + 1)):
        yield warning(
            "numbering",
            (
                f"{unit.id}: STT không liền nhau từ 1: {', '.join(map(str, numbers))}.",
                f"{unit.id}: the numbers do not run from 1: {', '.join(map(str, numbers))}.",
            ),
            ("Đối chiếu STT với danh sách chính thức.", "Compare them with the official list."),
            file=at.file,
            place=at.place,
        )
    for first, second in out_of_order(candidates):
        where = content.at("candidate", second.id)
        yield warning(
            "list-order",
            (
                f"{unit.id}: “{second.name}” đứng sau “{first.name}” khác quy tắc A, B, C theo tên.",
                f"{unit.id}: “{second.name}” after “{first.name}” departs from the order by given name.",
            ),
            (
                "Giữ thứ tự chính thức; nếu tên không phải từ cuối, điền cột Tên dùng để xếp thứ tự.",
                "Keep the order; a given name that is not the last word goes in “Tên dùng để xếp thứ tự”.",
            ),
            file=where.file,
            place=where.place,
        )


def _same_person(content: Content) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Candidate] = {}
    for candidate in content.own.candidates:
        body = candidate.constituency.split(".")[1]
        key = (body, plain(candidate.name), candidate.birth_date_posted)
        first = seen.setdefault(key, candidate)
        if first is candidate:
            continue
        at = content.at("candidate", candidate.id)
        yield finding(
            Severity.ERROR if first.constituency == candidate.constituency else Severity.WARNING,
            "same-person",
            (
                f"“{candidate.name}” có hai lần với cùng ngày sinh: {first.id} và {candidate.id}.",
                f"“{candidate.name}” stands twice with the same birth date: {first.id} and {candidate.id}.",
            ),
            (
                "Xóa hàng nhập trùng; nếu là hai người, không phải làm gì.",
                "Delete the double row; if they are two people, do nothing.",
            ),
            file=at.file,
            place=at.place,
        )


def _meetings(content: Content) -> Iterator[Finding]:
    known = {unit.id for unit in content.own.constituencies}
    for meeting in content.own.meetings:
        at = content.at("meeting", meeting.id)
        for name in meeting.constituencies:
            if name not in known:
                yield error(
                    "no-such-constituency",
                    (f"Không có đơn vị bầu cử “{name}”.", f"There is no constituency “{name}”."),
                    ("Sửa mã ở cột Đơn vị bầu cử.", "Mend the id under “Đơn vị bầu cử”."),
                    file=at.file,
                    place=at.place,
                )
        if len({name.partition(".")[0] for name in meeting.constituencies}) > 1:
            yield error(
                "meeting-of-two",
                (
                    "Một buổi tiếp xúc ghi đơn vị của cả tỉnh và xã.",
                    "One meeting names constituencies of the province and of a commune.",
                ),
                ("Viết thành hai hàng, mỗi cấp một hàng.", "Write two rows, one for each level."),
                file=at.file,
                place=at.place,
            )
        if content.election is not None and meeting.starts.date() >= content.election.polling_day:
            yield error(
                "meeting-too-late",
                (
                    "Buổi tiếp xúc cử tri diễn ra khi đã hết thời gian vận động (Điều 64).",
                    "The meeting is held after campaigning has ended (art. 64).",
                ),
                ("Sửa ngày của buổi này.", "Mend its day."),
                file=at.file,
                place=at.place,
            )


# the texts


def _never_shown(content: Content) -> Iterator[Finding]:
    """What may never be shown never gets in, whatever column it hides in (facts C.2)."""
    hotline = content.election.hotline if content.election else ""
    for piece in every_text(content):
        if piece.room in _NOT_PERSONAL or not piece.text:
            continue
        text = piece.text.replace(hotline, "") if hotline else piece.text
        seen = forbidden(text)
        if seen is not None:
            yield error(
                "never-shown",
                (
                    f"Ở đây có {seen.what.vi}: dữ liệu này không bao giờ được đưa lên màn hình.",
                    f"Here is {seen.what.en}: no kiosk may ever show it.",
                ),
                ("Xóa phần đó rồi kiểm tra lại.", "Delete it and check again."),
                file=piece.where.file,
                place=piece.where.place or piece.owner,
            )


def _names(content: Content) -> Iterator[Finding]:
    """Find a candidate's name outside his own record; that would be naming one before the others (facts B.8)."""
    names: dict[tuple[str, ...], str] = {}
    owners: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for candidate in content.own.candidates:
        for form in _forms(candidate.name):
            if len(form) > 1:
                names.setdefault(form, candidate.name)
                owners[candidate.id].add(form)
    lengths = sorted({len(form) for form in names})
    for piece in every_text(content):
        if piece.room not in _CHECKED_FOR_NAMES:
            continue
        words = _WORD.findall(plain(piece.text))
        own = owners.get(piece.owner, set())
        for found in _named(words, names, lengths):
            if found in own:
                continue
            yield error(
                "name-outside-record",
                (
                    f"Tên người ứng cử “{names[found]}” có ở đây, ngoài hồ sơ của chính người đó.",
                    f"The name of the candidate “{names[found]}” stands here, outside that person's own record.",
                ),
                (
                    "Xóa tên này: mọi người ứng cử được giới thiệu như nhau, chỉ trong hồ sơ của mình.",
                    "Delete the name: every candidate is shown alike, in the own record only.",
                ),
                file=piece.where.file,
                place=piece.where.place,
            )


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """Give the name without its brackets and each name in brackets, as words."""
    yield tuple(_WORD.findall(plain(re.sub(r"\([^)]*\)", " ", name))))
    for inner in re.findall(r"\(([^)]*)\)", name):
        yield tuple(_WORD.findall(plain(inner)))


def _named(
    words: Sequence[str], names: Mapping[tuple[str, ...], str], lengths: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for length in lengths:
            window = tuple(words[start : start + length])
            if len(window) == length and window in names:
                yield window


def _other_law(content: Content, election: Election) -> Iterator[Finding]:
    mark = _OTHER_RULE_SET[election.rule_set]
    for piece in every_text(content):
        if piece.room not in _CHECKED_FOR_LAW:
            continue
        for sentence in _SENTENCE_END.split(piece.text):
            found = mark.search(sentence)
            if found and not _OF_ANOTHER_TIME.search(sentence.casefold()):
                yield error(
                    "other-rule-set",
                    (
                        f"“{found.group()}” không thuộc chế độ bầu cử {election.rule_set.value}.",
                        f"“{found.group()}” does not belong to rule set {election.rule_set.value}.",
                    ),
                    (
                        "Viết lại theo luật của cuộc bầu cử này.",
                        "Write it by the law this election is held under.",
                    ),
                    file=piece.where.file,
                    place=piece.where.place,
                )


def _cited(content: Content) -> Iterator[Finding]:
    known = {source.id for source in content.sources}

    def missing(name: str, where: Where) -> Finding:
        near = difflib.get_close_matches(name, sorted(known), n=1)
        return error(
            "no-such-source",
            (f"Không có nguồn “{name}”.", f"There is no source “{name}”."),
            (
                f"Có phải “{near[0]}” không?" if near else "Thêm nguồn này vào sources.toml.",
                f"Did you mean “{near[0]}”?" if near else "Add it to sources.toml.",
            ),
            file=where.file,
            place=where.place,
        )

    for where, blocks in _block_lists(content):
        for block in blocks:
            for line in lines_of(block):
                for span in line:
                    if span.source and span.source not in known:
                        yield missing(span.source, where)
    for term in content.terms:
        for figure in term.figures:
            if figure.source and figure.source not in known:
                yield missing(figure.source, Where("history/figures.csv", f"{term.term} {figure.field}"))


def _block_lists(content: Content) -> Iterator[tuple[Where, tuple[Block, ...]]]:
    for topic in content.topics:
        for language, blocks in topic.body.items():
            yield _sister(content.at("topic", topic.slug), language), blocks
    for notice in content.own.notices:
        for language, blocks in notice.body.items():
            yield _sister(content.at("notice", notice.slug), language), blocks
    for candidate in content.own.candidates:
        for language, blocks in candidate.programme.items():
            yield _sister(content.at("programme", candidate.id), language), blocks


def _sister(where: Where, language: str) -> Where:
    return Where(where.file.replace(".vi.md", f".{language}.md"))


def _english(content: Content) -> Iterator[Finding]:
    if "en" not in content.languages:
        return
    missing: list[tuple[Where, str]] = []
    if content.election is not None:
        election = content.election
        where = content.at("election", election.id)
        named = {"title": election.title, "publisher": election.publisher, "province": election.province_name}
        named |= {f"body {body.id}": body.name for body in election.bodies}
        named |= {f"phase {phase.id}": phase.name for phase in election.phases}
        missing += [(Where(where.file, key), key) for key, text in named.items() if text and not text.get("en")]
    for topic in content.own.topics:
        if not topic.title.get("en") or not topic.body.get("en"):
            missing.append((content.at("topic", topic.slug), topic.slug))
    for notice in content.own.notices:
        if not notice.title.get("en") or not notice.body.get("en"):
            missing.append((content.at("notice", notice.slug), notice.slug))
    for poster in content.own.posters:
        if not poster.slogan.get("en") or (poster.alt and not poster.alt.get("en")):
            missing.append((content.at("poster", poster.slug), poster.slug))
    for where, name in missing:
        yield warning(
            "english-missing",
            (
                f"“{name}” chưa có tiếng Anh; màn hình sẽ hiện tiếng Việt.",
                f"“{name}” has no English; Vietnamese will show.",
            ),
            ("Thêm bản tiếng Anh.", "Add the English."),
            file=where.file,
            place=where.place,
        )


def _translations(content: Content) -> Iterator[Finding]:
    """A translation made of other blocks than the original cannot be followed side by side."""
    for topic in content.own.topics:
        original, english = topic.body.get("vi", ()), topic.body.get("en", ())
        at = content.at("topic", topic.slug)
        if not original:
            yield warning(
                "topic-empty",
                (f"Chuyên đề “{topic.slug}” chưa có nội dung.", f"The topic “{topic.slug}” has no text."),
                ("Viết nội dung hoặc xóa tệp.", "Write it, or delete the file."),
                file=at.file,
            )
        elif english and [block.id for block in original] != [block.id for block in english]:
            yield warning(
                "translation-differs",
                (
                    f"Bản tiếng Anh của “{topic.slug}” không chia khối như bản tiếng Việt.",
                    f"The English of “{topic.slug}” is not made of the same blocks as the Vietnamese.",
                ),
                (
                    "Viết cùng số tiêu đề, đoạn, danh sách theo cùng thứ tự.",
                    "Use the same blocks in the same order.",
                ),
                file=_sister(at, "en").file,
            )


def _sentences(content: Content) -> Iterator[Finding]:
    for topic in content.own.topics:
        for language, blocks in topic.body.items():
            most = LONGEST_SENTENCE.get(language, LONGEST_SENTENCE["en"])
            long = [
                sentence
                for block in blocks
                for line in lines_of(block)
                for sentence in _SENTENCE_END.split(_plain(line))
                if len(sentence.split()) > most
            ]
            if long:
                start = " ".join(long[0].split()[:6])
                yield note(
                    "long-sentence",
                    (
                        f"{len(long)} câu dài hơn {most} tiếng, câu đầu: “{start}…”.",
                        f"{len(long)} sentences of more than {most} words, the first: “{start}…”.",
                    ),
                    (
                        "Chia thành câu ngắn để mọi người dễ đọc và dễ nghe.",
                        "Split them, to be read and heard easily.",
                    ),
                    file=_sister(content.at("topic", topic.slug), language).file,
                )


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _history(content: Content) -> Iterator[Finding]:
    for term in content.own.terms:
        if term.election_day.weekday() != 6:
            yield warning(
                "not-a-sunday",
                (
                    f"Khóa {term.term}: ngày bầu cử {term.election_day:%d/%m/%Y} không phải Chủ nhật.",
                    f"Term {term.term}: {term.election_day.isoformat()} is not a Sunday.",
                ),
                ("Đối chiếu lại ngày với nguồn.", "Compare the day with its source."),
                file="history/terms.toml",
                place=f"khóa {term.term}",
            )
        preferred = Counter(figure.field for figure in term.figures if figure.preferred and not figure.preliminary)
        for name, times in preferred.items():
            if times > 1:
                yield error(
                    "two-preferred",
                    (
                        f"Khóa {term.term}: “{name}” có {times} số được chọn.",
                        f"Term {term.term}: “{name}” has {times} preferred values.",
                    ),
                    ("Để preferred = 1 ở một hàng thôi.", "Leave preferred = 1 on one row only."),
                    file="history/figures.csv",
                    place=f"khóa {term.term}",
                )


# equality


def _equality(content: Content) -> Iterator[Finding]:
    names = {candidate.id: candidate.name for candidate in content.own.candidates}
    for ballot in neutrality.by_ballot(neutrality.measure(content.own.candidates)):
        at = content.at("constituency", ballot.constituency)
        for measure, vi, en in (
            (f"{neutrality.PROGRAMME}vi", "chương trình hành động", "a programme"),
            (neutrality.PORTRAIT, "ảnh chân dung", "a portrait"),
        ):
            without = [names[row.candidate] for row in ballot.rows if not row.measures[measure]]
            if without and len(without) < len(ballot.rows):
                yield warning(
                    "uneven",
                    (
                        f"{ballot.constituency}: {', '.join(without)} chưa có {vi}; sẽ ghi “không có thông tin”.",
                        f"{ballot.constituency}: {', '.join(without)} without {en}; “not given” will show.",
                    ),
                    (
                        "Xin thêm, hoặc để như vậy nếu người ứng cử không nộp.",
                        "Ask for it, or leave it if none was handed in.",
                    ),
                    file=at.file,
                    place=at.place,
                )
        words = [row.measures[f"{neutrality.PROGRAMME}vi"] for row in ballot.rows]
        given = [count for count in words if count]
        if given and max(given) > UNEVEN_PROGRAMMES * min(given):
            yield warning(
                "programme-lengths",
                (
                    f"{ballot.constituency}: các chương trình dài từ {min(given)} đến {max(given)} tiếng.",
                    f"{ballot.constituency}: programmes have from {min(given)} to {max(given)} words.",
                ),
                (
                    "Mọi chương trình hiện số dòng như nhau trước nút “xem tiếp”; xem lại nếu do nhập thiếu.",
                    "All show the same number of lines before “read on”; look whether one was cut short.",
                ),
                file=at.file,
                place=at.place,
            )
