"""The lists of candidates, against themselves and the law; the official order and words are never changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error, finding, warning
from voter_kiosk.domain.election import Candidate, Constituency, Election, Publication
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.lists import most_seats, out_of_order, seats_against_candidates
from voter_kiosk.domain.rules import RULE_SETS
from voter_kiosk.domain.vietnamese import plain


def lists(content: Content, election: Election) -> Iterator[Finding]:
    """Every list by itself and against the law: seats, counts, numbers, order, people who stand twice."""
    bodies = {body.id: body for body in election.bodies}
    units = {unit.id: unit for unit in content.own.constituencies}
    by_unit: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in content.own.candidates:
        by_unit[candidate.constituency].append(candidate)
    for unit in units.values():
        body = bodies.get(unit.body)
        at = content.at("constituency", unit.id)
        candidates = sorted(by_unit.get(unit.id, []), key=lambda candidate: candidate.number)
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
    for name, orphans in by_unit.items():
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
    yield from _other_provinces(content, election)


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


def _other_provinces(content: Content, election: Election) -> Iterator[Finding]:
    """A list of several provinces may have been imported whole; a kiosk needs its own province's alone."""
    others = Counter(unit.province for unit in content.own.constituencies if unit.province != election.province)
    for province, times in sorted(others.items()):
        first = next(unit for unit in content.own.constituencies if unit.province == province)
        at = content.at("constituency", first.id)
        yield warning(
            "other-province",
            (
                f"{times} đơn vị bầu cử thuộc {first.province_name} ({province}), không phải {election.province}.",
                f"{times} constituencies are of {first.province_name} ({province}), not of {election.province}.",
            ),
            (
                "Nhập lại với --province, hoặc xóa các hàng đó, nếu máy không dùng ở tỉnh ấy.",
                "Import again with --province, or delete those rows, unless kiosks stand there too.",
            ),
            file=at.file,
            place=at.place,
        )
