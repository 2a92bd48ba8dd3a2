"""Where and when people vote, and where candidates meet them."""

from __future__ import annotations

from collections.abc import Iterator

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error
from voter_kiosk.domain.calendar import check_hours
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.text import Sentence


def areas(content: Content, election: Election) -> Iterator[Finding]:
    """Hours and days of the polling areas (Law art. 71, 72)."""
    for area in content.own.polling_areas:
        at = content.at("area", area.code)
        wrong = check_hours(area.opens or election.opens, area.closes or election.closes)
        if wrong is not None and (area.opens or area.closes):
            yield Finding(
                Severity.ERROR,
                wrong.code,
                wrong.message,
                Sentence("Sửa giờ mở cửa và đóng cửa.", "Mend the hours of this area."),
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


def meetings(content: Content, election: Election) -> Iterator[Finding]:
    """Voter meetings: of known constituencies of one level, while campaigning lasts (Law art. 64, 66)."""
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
        if meeting.starts.date() >= election.polling_day:
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
