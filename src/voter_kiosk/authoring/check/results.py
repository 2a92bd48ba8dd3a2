"""Published results against their papers, the lists and the law. Reported numbers are never changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from voter_kiosk.authoring.content import Content, Where
from voter_kiosk.authoring.findings import Said, error, finding
from voter_kiosk.domain.calendar import national_close
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.results import Doubt, UnitResult, doubts

_BUNDLE: Final = Where("bundle.toml", "[[results]]")


def results(content: Content, election: Election) -> Iterator[Finding]:
    """Results against their decision, the posted lists and the law (art. 78, 86; facts B.12)."""
    yield from _papers(content, election)
    units = {unit.id: unit for unit in content.own.constituencies}
    published = {paper.body for paper in election.results}
    for result in content.own.results:
        at = content.at("result", result.constituency)
        unit = units.get(result.constituency)
        if unit is None:
            yield error(
                "no-such-constituency",
                (
                    f"Không có đơn vị bầu cử “{result.constituency}”.",
                    f"There is no constituency “{result.constituency}”.",
                ),
                ("Sửa mã cho đúng với bảng Đơn vị bầu cử.", "Mend the id."),
                file=at.file,
                place=at.place,
            )
            continue
        if unit.body not in published:
            yield error(
                "results-without-decision",
                (
                    f"Có kết quả của {unit.id} mà không ghi văn bản công bố (Điều 86).",
                    f"There is a result of {unit.id}, and no paper that publishes it (art. 86).",
                ),
                (
                    f'Thêm [[results]] với body = "{unit.body}", published_on và decision vào bundle.toml.',
                    f'Add [[results]] with body = "{unit.body}", published_on and decision to bundle.toml.',
                ),
                file=at.file,
                place=at.place,
            )
        yield from _people(content, result)
        for doubt, person in doubts(result, unit):
            where = content.at("elected", person.candidate) if person is not None else at
            severity, message, remedy = _DOUBTS[doubt]
            owner = person.candidate if person is not None else unit.id
            yield finding(
                severity,
                doubt.value,
                (f"{owner}: {message[0]}", f"{owner}: {message[1]}"),
                remedy,
                file=where.file,
                place=where.place,
            )


def _papers(content: Content, election: Election) -> Iterator[Finding]:
    """Each ``[[results]]``: of a body of this election, once, with rows, and not before the national close."""
    bodies = {body.id for body in election.bodies}
    there = {result.constituency.split(".")[1] for result in content.own.results if "." in result.constituency}
    times = Counter(paper.body for paper in election.results)
    for paper in election.results:
        if paper.body not in bodies:
            yield _of_bundle(
                "no-such-body",
                (f"Không có cơ quan “{paper.body}”.", f"There is no body “{paper.body}”."),
                ("Viết mã của một [[body]].", "Write the id of a [[body]]."),
            )
        elif times[paper.body] > 1:
            yield _of_bundle(
                "results-twice",
                (f"“{paper.body}” có hai mục [[results]].", f"“{paper.body}” has two [[results]]."),
                ("Giữ lại một mục.", "Keep one of them."),
            )
        elif paper.body not in there:
            yield _of_bundle(
                "results-without-rows",
                (
                    f"Ghi là đã công bố kết quả “{paper.body}” mà bảng Kết quả không có hàng nào.",
                    f"The results of “{paper.body}” are said to be published, and no table has any.",
                ),
                ("Điền bảng Kết quả và Người trúng cử, hoặc xóa mục này.", "Fill in the tables, or delete it."),
            )
        if paper.published < national_close(election):
            yield _of_bundle(
                "results-too-early",
                (
                    f"Kết quả “{paper.body}” công bố trước khi cả nước kết thúc bỏ phiếu.",
                    f"The results of “{paper.body}” are published before voting has ended everywhere.",
                ),
                ("Sửa published_on và at.", "Mend published_on and at."),
            )


def _people(content: Content, result: UnitResult) -> Iterator[Finding]:
    """Whoever was elected stands on the posted list and was not struck off it (art. 60)."""
    listed = {candidate.id: candidate for candidate in content.own.candidates}
    for person in result.elected:
        at = content.at("elected", person.candidate)
        candidate = listed.get(person.candidate)
        if candidate is None:
            yield error(
                "no-such-candidate",
                (
                    f"Không có người ứng cử mang mã “{person.candidate}”.",
                    f"There is no candidate with the id “{person.candidate}”.",
                ),
                ("Sửa mã cho đúng: mã đơn vị, dấu chấm, STT.", "Mend the id: constituency, point, number."),
                file=at.file,
                place=at.place,
            )
        elif candidate.strike_off is not None:
            yield error(
                "elected-struck-off",
                (
                    f"{person.candidate} đã bị xóa tên mà lại có trong danh sách trúng cử.",
                    f"{person.candidate} is struck off the list, and yet elected.",
                ),
                ("Sửa bảng Xóa tên hoặc Người trúng cử.", "Mend one of the two tables."),
                file=at.file,
                place=at.place,
            )


def _of_bundle(code: str, message: Said, remedy: Said) -> Finding:
    return error(code, message, remedy, file=_BUNDLE.file, place=_BUNDLE.place)


_COMPARE: Final = ("So lại với văn bản công bố.", "Compare it with the published paper.")
_AS_PRINTED: Final = (
    "Nếu văn bản in như vậy thì để nguyên: số đã công bố không sửa.",
    "If the paper prints it so, leave it: published numbers are not corrected.",
)
_DOUBTS: Final = MappingProxyType[Doubt, tuple[Severity, Said, Said]](
    {
        Doubt.MORE_THAN_SEATS: (
            Severity.ERROR,
            ("số người trúng cử nhiều hơn số đại biểu được bầu.", "more are elected than there are seats."),
            _COMPARE,
        ),
        Doubt.NOT_MORE_THAN_HALF: (
            Severity.ERROR,
            (
                "trúng cử mà không quá nửa số phiếu hợp lệ (Điều 78).",
                "elected without more than half of the valid ballots (art. 78).",
            ),
            _COMPARE,
        ),
        Doubt.TURNOUT_NOT_HALF: (
            Severity.ERROR,
            (
                "có người trúng cử mà không quá nửa số cử tri bỏ phiếu (Điều 78).",
                "someone is elected, though no more than half of the voters took part (art. 78).",
            ),
            _COMPARE,
        ),
        Doubt.FEWER_THAN_SEATS: (
            Severity.NOTE,
            ("số người trúng cử ít hơn số đại biểu được bầu.", "fewer are elected than there are seats."),
            _AS_PRINTED,
        ),
        Doubt.TURNOUT_DIFFERS: (
            Severity.NOTE,
            (
                "tỷ lệ cử tri không khớp với số cử tri đã bỏ phiếu.",
                "the turnout is not that of the numbers beside it.",
            ),
            _AS_PRINTED,
        ),
        Doubt.BALLOTS_DIFFER: (
            Severity.NOTE,
            (
                "phiếu hợp lệ và không hợp lệ cộng lại không bằng số cử tri đã bỏ phiếu.",
                "valid and invalid ballots together are not as many as the voters who took part.",
            ),
            _AS_PRINTED,
        ),
        Doubt.SHARE_DIFFERS: (
            Severity.NOTE,
            ("tỷ lệ không khớp với số phiếu.", "the percentage is not that of the votes."),
            _AS_PRINTED,
        ),
        Doubt.NOT_BY_VOTES: (
            Severity.NOTE,
            (
                "người trúng cử không xếp theo số phiếu; máy giữ thứ tự này.",
                "the elected are not in the order of their votes; this order is kept.",
            ),
            _AS_PRINTED,
        ),
    }
)
