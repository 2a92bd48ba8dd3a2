"""What a kiosk tells of its use, as a table for any program and as a workbook with charts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.domain.usage import (
    CONTENT_NAMES,
    KIND_NAMES,
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

HEAD_FILL: Final = PatternFill("solid", start_color="FF7A1610")
_ACCENT: Final = "7A1610"

Row = Sequence[object]


def usage_csv(report: Usage) -> bytes:
    """One row a number that may be said: kind, what, first and last day, hour (empty: not told apart), count.

    UTF-8 with a mark at its beginning, by which Excel knows it.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(("kind", "what", "first", "last", "hour", "count"))
    for line in report.lines:
        for group in line.groups:
            days = (group.first.isoformat(), group.last.isoformat())
            for hour, count in group.hours:
                table.writerow((line.kind.value, line.what, *days, hour, count))
            rest = group.count - sum(count for _, count in group.hours)
            if rest:
                table.writerow((line.kind.value, line.what, *days, "", rest))
    return written.getvalue().encode("utf-8-sig")


def usage_workbook(report: Usage, language: str) -> bytes:
    """The same as a workbook: totals, days and hours with charts, phases, bundles shown."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    book = Workbook()
    book.remove(book.worksheets[0])
    front = sheet_of(book, say("Chung", "Overview"), (say("Mục", "Item"), say("Nội dung", "Value")), (38, 80))
    fill(front, _overview(report, language))
    totals = sheet_of(
        book,
        say("Cả đợt", "Campaign"),
        (
            say("Loại", "Kind"),
            say("Nội dung", "What"),
            say("Số", "Count"),
            *(pick(phase.name, language) for phase in report.phases),
        ),
        (38, 44, 12, *(18 for _ in report.phases)),
    )
    fill(
        totals,
        (
            (
                KIND_NAMES[line.kind].say(language),
                name_of(line.kind, line.what).say(language),
                line.count,
                *(in_phase(line, phase) for phase in report.phases),
            )
            for line in report.lines
        ),
    )
    days = sheet_of(
        book,
        say("Theo ngày", "By day"),
        (say("Ngày", "Days"), KIND_NAMES[Kind.VISIT].say(language), say("Đợt", "Phase")),
        (24, 14, 24),
    )
    names = {phase.id: pick(phase.name, language) for phase in report.phases}
    fill(
        days,
        ((days_in_words(row.first, row.last), row.count, names.get(row.phase, "")) for row in day_rows(report)),
    )
    _chart(days, say("Lượt xem theo ngày", "Visits by day"), "E2")
    hours = sheet_of(
        book, say("Theo giờ", "By hour"), (say("Giờ", "Hour"), KIND_NAMES[Kind.VISIT].say(language)), (24, 14)
    )
    fill(hours, ((hour_in_words(hour).say(language), count) for hour, count in hour_rows(report)))
    _chart(hours, say("Lượt xem theo giờ", "Visits by hour"), "D2")
    shown = sheet_of(
        book,
        say("Gói đã hiện", "Bundles shown"),
        (
            say("Phiên bản", "Version"),
            say("Mã kiểm tra", "Fingerprint"),
            say("Từ", "From"),
            say("Đến", "Until"),
            say("Tên", "Title"),
        ),
        (12, 44, 20, 20, 60),
    )
    fill(
        shown,
        (
            (
                one.version,
                one.fingerprint,
                f"{one.first.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
                f"{one.last.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if one.last else say("đang hiện", "still shown"),
                pick(one.title, language),
            )
            for one in report.shown
        ),
    )
    return saved(book)


def _overview(report: Usage, language: str) -> Iterable[Row]:
    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    yield say("Cuộc bầu cử", "Election"), pick(report.title, language)
    if report.sample:
        yield "", say("Dữ liệu mẫu, chỉ để dùng thử", "Sample, for trying out only")
    yield say("Khu vực bỏ phiếu", "Polling area"), f"{report.area} {pick(report.place, language)}".strip()
    yield say("Lập lúc", "Made at"), f"{report.made.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    yield say("Tính đến hết ngày", "Up to and with"), f"{report.until:%d/%m/%Y}"
    closed = say("đã kết thúc, số liệu trên máy đã xóa", "closed, the counts on the kiosk are wiped")
    yield say("Đợt", "Campaign"), closed if report.closed else say("đang chạy", "running")
    yield KIND_NAMES[Kind.VISIT].say(language), report.visits
    for one in report.held:
        since = f"{one.since.astimezone(VIETNAM):%d/%m/%Y}"
        yield (
            CONTENT_NAMES[one.content].say(language),
            say(f"{one.pieces} mục, có trên máy muộn nhất từ {since}", f"{one.pieces} pieces, here since {since}"),
        )
    yield say("Bảo vệ người xem", "How it is protected"), withheld_in_words().say(language)


def sheet_of(book: Workbook, name: str, head: Sequence[str], widths: Sequence[int]) -> Any:
    """A new sheet with its head, which stays in sight and is printed on each page."""
    sheet: Any = book.create_sheet(name)
    sheet.append(list(head))
    for place, width in enumerate(widths, start=1):
        cell = sheet.cell(1, place)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def fill(sheet: Any, rows: Iterable[Row]) -> None:
    """Rows below what stands in a sheet; a text is never taken for a formula."""
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":
                cell.data_type = "s"


def saved(book: Workbook) -> bytes:
    """A workbook as its bytes."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _chart(sheet: Any, title: str, at: str) -> None:
    """A bar chart of the sheet's second column by its first; none of an empty sheet."""
    if sheet.max_row < 2:
        return
    chart: Any = BarChart()
    chart.title = title
    chart.legend = None
    chart.width, chart.height = 26, 12
    chart.y_axis.scaling.min = 0
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=sheet.max_row), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=sheet.max_row))
    chart.series[0].graphicalProperties.solidFill = _ACCENT
    sheet.add_chart(chart, at)
