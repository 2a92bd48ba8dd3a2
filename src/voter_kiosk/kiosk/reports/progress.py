"""The report of many kiosks as a paper."""

from __future__ import annotations

import datetime as dt

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.progress import Progress, progress_table
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.domain.usage import withheld_in_words
from voter_kiosk.kiosk.reports.paper import Bars, Fields, Grid, Heading, Paper, Part, Signatures, Words


def progress_paper(progress: Progress, made: dt.datetime, language: str) -> Paper:
    """``progress`` as a paper, made at ``made`` (aware): contents phase by phase, then the kiosks."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    parts: list[Part] = [
        Fields(
            (
                (say("Cuộc bầu cử", "Election"), pick(progress.title, language)),
                (say("Số máy báo cáo", "Kiosks that reported"), str(progress.kiosks)),
                (say("Lượt xem", "Visits"), str(progress.visits)),
            )
        )
    ]
    if progress.sample:
        parts.insert(0, Words(say("Dữ liệu mẫu, chỉ để dùng thử", "Sample, for trying out only"), strong=True))
    head, rows = progress_table(progress, language)
    for phase in dict.fromkeys(row[1] for row in rows):
        parts += [
            Heading(str(phase)),
            Grid(
                (head[0], *head[2:]),
                tuple(tuple(str(cell) for cell in (row[0], *row[2:])) for row in rows if row[1] == phase),
                (24, 17, 13, 9, 13, 9, 8, 7),
            ),
        ]
    parts += [
        Heading(say("Lượt xem của từng máy", "Visits by kiosk")),
        Bars(
            tuple(
                (f"{report.area} {pick(report.place, language)}".strip() or report.kiosk, report.visits)
                for report in progress.reports
            )
        ),
        Words(withheld_in_words().say(language)),
        Signatures(
            (say("Người tổng hợp", "Put together by"), say("Ban chỉ đạo", "Steering committee")),
            say("(ký, ghi rõ họ tên)", "(signature, full name)"),
        ),
    ]
    stamp = f"{made.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
    return Paper(
        title=say("Tổng hợp tiến độ tuyên truyền bầu cử", "Progress of the election information"),
        under=say(
            "Bảy nội dung theo từng đợt, trên các máy thông tin", "The seven contents by phase, on all kiosks"
        ),
        parts=tuple(parts),
        foot=f"voter-kiosk, {stamp}",
    )
