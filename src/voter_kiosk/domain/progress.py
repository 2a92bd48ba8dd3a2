"""Many kiosks' reports in one: the seven contents by phase, who answers for them, due, delivered, shown, used."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence, Text, pick
from voter_kiosk.domain.usage import CONTENT_NAMES, Content, Kind, PhaseDays, Usage, in_phase


class Template(StrEnum):
    """The working group's empty papers."""

    PLAN = "plan"
    HANDOVER = "handover"
    TRIAL_RUN = "trial-run"


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the plan: a content, the phase it is for (empty: all), who answers for it, when it is due."""

    content: Content
    phase: str
    person: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the report. ``kiosks`` is how many reported.

    ``delivered`` is how many of them have the content, the last of them at the latest on ``since``; ``shown`` is
    on how many it was on the screen within the phase; ``used`` the visits that opened it, as far as may be said.
    ``late`` says that some kiosk has it after the day on which it was due, or not yet though that day is over.
    """

    content: Content
    phase: PhaseDays
    person: str
    due: dt.date | None
    kiosks: int
    delivered: int
    since: dt.date | None
    shown: int
    used: int
    late: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The report of many kiosks: which reports are in it, in order of polling area, and the rows."""

    election: str
    title: Text
    reports: tuple[Usage, ...]
    rows: tuple[Kept, ...]
    sample: bool = False

    @property
    def kiosks(self) -> int:
        """How many kiosks reported."""
        return len({report.kiosk for report in self.reports})

    @property
    def visits(self) -> int:
        """Visits on all of them, as far as may be said."""
        return sum(report.visits for report in self.reports)


def merged(reports: Sequence[Usage], plan: Iterable[Planned] = ()) -> Progress | Refusal:
    """One report of ``reports``, and of the plan where there is one.

    Of one kiosk the newest report counts, and older ones where a campaign was closed in between: then the days do
    not overlap. Refused: ``reports-none``, ``reports-differ`` for reports of several elections.
    """
    if not reports:
        return Refusal(
            "reports-none",
            Sentence(
                "Chưa có báo cáo nào để gộp. Hãy ghi tên các tệp.", "There is no report to merge. Name the files."
            ),
        )
    elections = sorted({report.election for report in reports})
    if len(elections) > 1:
        names = ", ".join(elections)
        return Refusal(
            "reports-differ",
            Sentence(
                f"Các báo cáo thuộc nhiều cuộc bầu cử ({names}); hãy gộp riêng từng cuộc.",
                f"These reports are of several elections ({names}); merge each by itself.",
            ),
        )
    counted = tuple(sorted(_counted(reports), key=lambda one: (one.area, one.kiosk, one.made)))
    newest = max(counted, key=lambda one: one.made)
    planned = {(row.content, row.phase): row for row in plan}
    phases = newest.phases or (PhaseDays("", {}, dt.date.min, dt.date.max),)
    rows = tuple(
        _row(content, phase, counted, planned.get((content, phase.id)) or planned.get((content, "")))
        for phase in phases
        for content in Content
    )
    return Progress(newest.election, newest.title, counted, rows, any(one.sample for one in counted))


def _counted(reports: Iterable[Usage]) -> Iterable[Usage]:
    by_kiosk: dict[str, list[Usage]] = defaultdict(list)
    for report in reports:
        by_kiosk[report.kiosk].append(report)
    for of_one in by_kiosk.values():
        later: list[Usage] = []
        for report in sorted(of_one, key=lambda one: one.made, reverse=True):
            if not later or (report.closed and report.until <= _first_day(later)):
                later.append(report)
        yield from later


def _first_day(reports: Iterable[Usage]) -> dt.date:
    return min(
        (group.first for report in reports for line in report.lines for group in line.groups), default=dt.date.max
    )


def _row(content: Content, phase: PhaseDays, reports: Sequence[Usage], plan: Planned | None) -> Kept:
    newest = {report.kiosk: report for report in reports}  # in order of time, so the last one stays
    since = [_day(held.since) for report in newest.values() for held in report.held if held.content is content]
    due = plan.due if plan else None
    made = max(_day(report.made) for report in reports)
    missing = len(since) < len(newest)
    late = due is not None and (any(day > due for day in since) or (missing and made > due))
    return Kept(
        content,
        phase,
        plan.person if plan else "",
        due,
        len(newest),
        len(since),
        max(since, default=None),
        sum(_shown_in(report, content, phase) for report in newest.values()),
        sum(
            in_phase(line, phase)
            for report in reports
            for line in report.of(Kind.CONTENT)
            if line.what == content.value
        ),
        late,
    )


def _shown_in(report: Usage, content: Content, phase: PhaseDays) -> bool:
    """Whether the content was on a kiosk, and some bundle on its screen, within the phase."""
    there = next((_day(held.since) for held in report.held if held.content is content), None)
    if there is None or there > phase.last:
        return False
    last = _day(report.made)
    return any(
        max(_day(bundle.first), there, phase.first) <= min(_day(bundle.last) if bundle.last else last, phase.last)
        for bundle in report.shown
    )


def _day(instant: dt.datetime) -> dt.date:
    return instant.astimezone(VIETNAM).date()


def progress_table(progress: Progress, language: str) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Head and rows of the table of contents by phase, for a workbook and for paper."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    def row(one: Kept) -> tuple[object, ...]:
        phase = pick(one.phase.name, language) or say("cả đợt", "all of it")
        return (
            CONTENT_NAMES[one.content].say(language),
            phase,
            one.person,
            f"{one.due:%d/%m/%Y}" if one.due else "",
            f"{one.delivered}/{one.kiosks}",
            f"{one.since:%d/%m/%Y}" if one.since else "",
            f"{one.shown}/{one.kiosks}",
            one.used or "–",
            say("chậm", "late") if one.late else "",
        )

    head = (
        say("Nội dung", "Content"),
        say("Đợt", "Phase"),
        say("Người phụ trách", "Responsible"),
        say("Hạn", "Due"),
        say("Máy đã có", "Kiosks that have it"),
        say("Muộn nhất từ", "At the latest since"),
        say("Máy đã hiện", "Kiosks that showed it"),
        say("Lượt xem", "Visits"),
        say("Ghi chú", "Note"),
    )
    return head, tuple(row(one) for one in progress.rows)
