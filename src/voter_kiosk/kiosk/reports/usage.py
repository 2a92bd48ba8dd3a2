"""The usage report as a paper with charts: the working group's report of progress."""

from __future__ import annotations

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.domain.usage import (
    CONTENT_NAMES,
    KIND_NAMES,
    Content,
    Kind,
    Usage,
    day_rows,
    days_in_words,
    hour_in_words,
    hour_rows,
    in_phase,
    name_of,
    withheld_in_words,
)
from voter_kiosk.kiosk.reports.paper import Bars, Fields, Grid, Heading, Paper, Part, Signatures, Words

_SETTINGS = (Kind.LANGUAGE, Kind.TEXT_SIZE, Kind.CONTRAST, Kind.REACH, Kind.LISTENING, Kind.SCANNING)


def usage_paper(report: Usage, digest: str, language: str) -> Paper:
    """``report`` as a paper; ``digest`` is the hash of its JSON."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    made = f"{report.made.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
    where = f"{report.area} {pick(report.place, language)}".strip()
    parts: list[Part] = [
        Fields(
            (
                (say("Cuộc bầu cử", "Election"), pick(report.title, language)),
                (say("Khu vực bỏ phiếu", "Polling area"), where),
                (say("Tính đến hết ngày", "Up to and with"), f"{report.until:%d/%m/%Y}"),
                (KIND_NAMES[Kind.VISIT].say(language), str(report.visits)),
            )
        )
    ]
    if report.sample:
        parts.insert(0, Words(say("Dữ liệu mẫu, chỉ để dùng thử", "Sample, for trying out only"), strong=True))
    if report.closed:
        parts.append(
            Words(
                say(
                    "Đợt đã kết thúc: số liệu trên máy đã được xuất và xóa.",
                    "The campaign is closed: the counts were handed over and wiped.",
                ),
                strong=True,
            )
        )
    if not report.lines:
        parts.append(Words(say("Chưa có số nào đủ lớn để ghi.", "No number is large enough to be given yet.")))
    days = day_rows(report)
    if days:
        parts += [
            Heading(say("Lượt xem theo ngày", "Visits by day")),
            Bars(tuple((days_in_words(row.first, row.last), row.count) for row in days)),
            Heading(say("Lượt xem theo giờ", "Visits by hour")),
            Bars(tuple((hour_in_words(hour).say(language), count) for hour, count in hour_rows(report))),
        ]
    contents = {line.what: line for line in report.of(Kind.CONTENT)}
    held = {one.content: one for one in report.held}
    parts += [
        Heading(say("Bảy nội dung", "The seven contents")),
        Grid(
            (
                say("Nội dung", "Content"),
                say("Có trên máy", "On the kiosk"),
                say("Muộn nhất từ", "At the latest since"),
                KIND_NAMES[Kind.CONTENT].say(language),
            ),
            tuple(
                (
                    CONTENT_NAMES[content].say(language),
                    str(held[content].pieces) if content in held else say("chưa có", "not yet"),
                    f"{held[content].since.astimezone(VIETNAM):%d/%m/%Y}" if content in held else "",
                    str(contents[content.value].count) if content.value in contents else "–",
                )
                for content in Content
            ),
            (40, 18, 20, 22),
        ),
    ]
    screens = report.of(Kind.SCREEN)
    if screens:
        parts += [
            Heading(KIND_NAMES[Kind.SCREEN].say(language)),
            Bars(tuple((name_of(line.kind, line.what).say(language), line.count) for line in screens)),
        ]
    settings = tuple(line for kind in _SETTINGS for line in report.of(kind))
    if settings:
        parts += [
            Heading(say("Cách xem", "How it was used")),
            Grid(
                (say("Loại", "Kind"), say("Nội dung", "What"), say("Lượt", "Visits")),
                tuple(
                    (
                        KIND_NAMES[line.kind].say(language),
                        name_of(line.kind, line.what).say(language),
                        str(line.count),
                    )
                    for line in settings
                ),
                (50, 34, 16),
            ),
        ]
    if report.phases:
        visits = report.of(Kind.VISIT)
        parts += [
            Heading(say("Các đợt tuyên truyền", "Phases")),
            Grid(
                (say("Đợt", "Phase"), say("Ngày", "Days"), KIND_NAMES[Kind.VISIT].say(language)),
                tuple(
                    (
                        pick(phase.name, language),
                        days_in_words(phase.first, phase.last),
                        str(sum(in_phase(line, phase) for line in visits) or "–"),
                    )
                    for phase in report.phases
                ),
                (46, 34, 20),
            ),
        ]
    if report.shown:
        parts += [
            Heading(say("Gói dữ liệu đã hiện", "Bundles shown")),
            Grid(
                (
                    say("Phiên bản", "Version"),
                    say("Mã kiểm tra", "Fingerprint"),
                    say("Từ", "From"),
                    say("Đến", "Until"),
                ),
                tuple(
                    (
                        str(one.version),
                        one.fingerprint,
                        f"{one.first.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
                        f"{one.last.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if one.last else say("nay", "now"),
                    )
                    for one in report.shown
                ),
                (14, 46, 20, 20),
            ),
        ]
    parts += [
        Heading(say("Bảo vệ người xem", "How those who came are protected")),
        Words(withheld_in_words().say(language)),
        Signatures(
            (say("Người lập", "Made by"), say("Tổ công tác", "Working group")),
            say("(ký, ghi rõ họ tên)", "(signature, full name)"),
        ),
    ]
    return Paper(
        title=say("Báo cáo sử dụng máy thông tin bầu cử", "Use of the voter information kiosk"),
        under=say("Số liệu đếm trên máy, không theo người ứng cử", "Counted on the kiosk, never by candidate"),
        parts=tuple(parts),
        foot=say(
            f"voter-kiosk {report.software}, {made}. Mã của số liệu (SHA-256): {digest}",
            f"voter-kiosk {report.software}, {made}. Hash of the figures (SHA-256): {digest}",
        ),
    )
