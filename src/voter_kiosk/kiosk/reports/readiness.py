"""The readiness report as a paper to sign."""

from __future__ import annotations

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.readiness import Readiness
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.kiosk.reports.paper import Fields, Grid, Heading, Paper, Signatures, Words
from voter_kiosk.kiosk.reports.words import GRADES, WHOLE


def readiness_paper(report: Readiness, digest: str, language: str) -> Paper:
    """``report`` as a paper; ``digest`` is the hash of its JSON, which the audit log holds as well."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    made = f"{report.made.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
    where = f"{report.area} {pick(report.place, language)}".strip()
    return Paper(
        title=say("Biên bản chạy thử và kiểm tra máy", "Trial run and checks"),
        under=say("Máy thông tin bầu cử tại khu vực bỏ phiếu", "Voter information kiosk at the polling area"),
        parts=(
            Fields(
                (
                    (say("Cuộc bầu cử", "Election"), pick(report.title, language)),
                    (say("Khu vực bỏ phiếu", "Polling area"), where),
                    (say("Lúc", "At"), made),
                    (say("Người kiểm tra", "Examined by"), report.by),
                )
            ),
            Words(WHOLE[report.grade].say(language), strong=True),
            Heading(say("Từng mục", "Line by line")),
            Grid(
                (
                    say("Mục", "What"),
                    say("Kết quả", "Result"),
                    say("Thấy gì, làm gì", "What was found, what to do"),
                ),
                tuple(
                    (
                        check.name.say(language),
                        GRADES[check.grade].say(language),
                        f"{check.said.say(language)} {check.remedy.say(language)}".strip(),
                    )
                    for check in report.checks
                ),
                (26, 14, 60),
            ),
            Signatures(
                (
                    say("Người kiểm tra", "Examined by"),
                    say("Người chứng kiến", "Witness"),
                    say("Ủy ban bầu cử xã", "Election committee of the commune"),
                ),
                say("(ký, ghi rõ họ tên)", "(signature, full name)"),
            ),
        ),
        foot=say(
            f"voter-kiosk {report.software}, {made}. Mã của biên bản (SHA-256), có trong nhật ký của máy: "
            f"{digest}",
            f"voter-kiosk {report.software}, {made}. Hash of this report (SHA-256), as in the audit log: {digest}",
        ),
    )
