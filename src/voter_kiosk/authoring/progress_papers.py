"""The working group's papers: the plan as a workbook, minutes as Word files, and the report of many kiosks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from voter_kiosk.authoring.office_files import Fault, recognise
from voter_kiosk.authoring.tables import PLAN
from voter_kiosk.authoring.usage_sheets import fill, saved, sheet_of
from voter_kiosk.authoring.workbook import filled, open_workbook
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.progress import Planned, Progress, Template, progress_table
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.domain.usage import CONTENT_NAMES, Content, PhaseDays, Usage, withheld_in_words

PLAN_SHEET: Final = "Kế hoạch"
ALL_PHASES: Final = "Mọi đợt"
_HEAD: Final = ("Nội dung", "Đợt", "Người phụ trách", "Hạn (ngày/tháng/năm)", "Ghi chú")
_BIGGEST: Final = 20_000_000
_ROWS: Final = 500
_FIRST_YEAR: Final = 2000


def template(kind: Template, report: Usage | None = None) -> bytes:
    """An empty paper, with the names of ``report`` filled in where there is one."""
    if kind is Template.PLAN:
        return _plan(report.phases if report else ())
    title = pick(report.title, "vi") if report else ""
    place = f"{report.area} {pick(report.place, 'vi')}".strip() if report else ""
    return _minutes(kind, title, place)


def _plan(phases: Sequence[PhaseDays]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = sheet_of(book, PLAN_SHEET, _HEAD, (44, 30, 32, 22, 44))
    names = [pick(phase.name, "vi") for phase in phases] or [ALL_PHASES]
    fill(sheet, ((CONTENT_NAMES[content].vi, name, "", "", "") for name in names for content in Content))
    for letter, choices in (("A", [name.vi for name in CONTENT_NAMES.values()]), ("B", [ALL_PHASES, *names])):
        listed = book["Danh mục"] if "Danh mục" in book.sheetnames else book.create_sheet("Danh mục")
        for row, choice in enumerate(choices, start=1):
            listed[f"{letter}{row}"] = choice
        choose = DataValidation(type="list", formula1=f"'Danh mục'!${letter}$1:${letter}${len(choices)}")
        sheet.add_data_validation(choose)
        choose.add(f"{letter}2:{letter}{_ROWS}")
    book["Danh mục"].sheet_state = "hidden"
    for row in range(2, _ROWS + 1):
        sheet[f"D{row}"].number_format = "dd/mm/yyyy"
    return saved(book)


def read_plan(path: Path, phases: Iterable[PhaseDays]) -> tuple[Planned, ...] | Refusal:
    """The plan in a workbook made by :func:`template` and filled in; ``phases`` are those it may name.

    ``path`` is the workbook, or the source in which it lies as ``plan.xlsx``. Refused: ``plan-unreadable``,
    ``plan-cell`` with the cell.
    """
    path = path / PLAN if path.is_dir() else path
    fault = recognise(path)
    if isinstance(fault, Fault):
        vi, en = (" ".join(said) for said in zip(fault.message, fault.remedy, strict=True))
        return Refusal("plan-unreadable", Sentence(f"“{path.name}” {vi}", f"“{path.name}” {en}"), fault.detail)
    try:
        values, _ = open_workbook(path)
        sheet: Any = values[PLAN_SHEET]
    except Exception as error:
        # Nearly anything comes out of a broken workbook.
        return Refusal(
            "plan-unreadable",
            Sentence(
                f"Không đọc được kế hoạch “{path.name}”; hãy dùng tệp do lệnh report template plan tạo ra.",
                f"The plan “{path.name}” cannot be read; use the file that report template plan makes.",
            ),
            str(error),
        )
    rows: dict[int, dict[int, Any]] = {}
    for cell in filled(sheet):
        rows.setdefault(cell.row, {})[cell.column] = cell.value
    contents = {name.vi: content for content, name in CONTENT_NAMES.items()}
    known = {pick(phase.name, "vi"): phase.id for phase in phases} | {ALL_PHASES: "", "": ""}
    found = []
    for row in sorted(set(rows) - {1}):
        cells = rows[row]
        content = contents.get(str(cells.get(1, "")).strip())
        phase = known.get(str(cells.get(2, "")).strip())
        if content is None:
            return _cell(path, f"A{row}")
        if phase is None:
            return _cell(path, f"B{row}")
        try:
            due = _day(cells.get(4))
        except ValueError:
            return _cell(path, f"D{row}")
        found.append(Planned(content, phase, " ".join(str(cells.get(3, "")).split()), due))
    return tuple(found)


def _day(value: object) -> dt.date | None:
    """A day, ``None`` for an empty cell. Raises ``ValueError`` for anything else."""
    if isinstance(value, dt.datetime):
        if value.year < _FIRST_YEAR:  # a number, which Excel shows as a day of 1900
            raise ValueError(value)
        return value.date()
    text = str(value or "").strip()
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007  a day has no zone


def _cell(path: Path, cell: str) -> Refusal:
    return Refusal(
        "plan-cell",
        Sentence(
            f"Ô {cell} của “{path.name}” không đúng: nội dung và đợt hãy chọn trong danh sách, hạn ghi "
            "ngày/tháng/năm.",
            f"Cell {cell} of “{path.name}” is wrong: choose content and phase from the list, write due as "
            "d/m/yyyy.",
        ),
    )


def read_report(path: Path) -> Usage | Refusal:
    """A kiosk's usage report from its JSON. Refused: ``report-unreadable``."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_BIGGEST), type=Usage)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        return Refusal(
            "report-unreadable",
            Sentence(
                f"“{path.name}” không phải tệp số liệu (.json) mà máy đã xuất, hoặc bị chép dở; hãy chép lại "
                "từ USB.",
                f"“{path.name}” is no usage file (.json) of a kiosk, or was copied in part; copy it again.",
            ),
            str(error),
        )


def progress_workbook(progress: Progress, language: str) -> bytes:
    """The report of many kiosks as a workbook: contents by phase, and kiosks."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    book = Workbook()
    book.remove(book.worksheets[0])
    head, rows = progress_table(progress, language)
    fill(sheet_of(book, say("Bảy nội dung", "Seven contents"), head, (36, 26, 28, 14, 18, 18, 18, 12, 14)), rows)
    kiosks = sheet_of(
        book,
        say("Các máy", "Kiosks"),
        (
            say("Khu vực bỏ phiếu", "Polling area"),
            say("Nơi đặt", "Place"),
            say("Tính đến", "Up to"),
            say("Lượt xem", "Visits"),
            say("Gói đang hiện", "Bundle shown"),
            say("Đợt", "Campaign"),
        ),
        (20, 48, 16, 12, 16, 16),
    )
    fill(
        kiosks,
        (
            (
                report.area,
                pick(report.place, language),
                f"{report.until:%d/%m/%Y}",
                report.visits,
                report.shown[-1].version if report.shown else "",
                say("đã kết thúc", "closed") if report.closed else say("đang chạy", "running"),
            )
            for report in progress.reports
        ),
    )
    note = sheet_of(book, say("Ghi chú", "Note"), (say("Bảo vệ người xem", "How it is protected"),), (110,))
    fill(note, ((withheld_in_words().say(language),),))
    return saved(book)


# Minutes


_HANDOVER: Final = (
    ("Bên giao", 3),
    ("Bên nhận", 3),
)
_THINGS: Final = (
    "Máy (số hiệu, tình trạng bên ngoài)",
    "Màn hình, giá đỡ, dây nguồn",
    "Loa, tai nghe",
    "Máy in, giấy (nếu có)",
    "USB chứa gói dữ liệu (ghi mã kiểm tra)",
    "Phong bì niêm phong mã khôi phục",
    "Biên bản chạy thử kèm theo",
)
_TRIALS: Final = (
    "Cắm điện, máy tự lên trang đầu, không cần bàn phím",
    "Nội dung đúng cuộc bầu cử, đúng khu vực bỏ phiếu, đúng mã kiểm tra",
    "Danh sách trên màn hình khớp danh sách niêm yết (mục Đối chiếu)",
    "Chạm, nghe, đo màn hình, điểm ảnh (mục Chạy thử và kiểm tra máy)",
    "Chữ lớn nhất, tương phản, đọc thành tiếng",
    "Mất điện rồi có lại: máy tự lên, nội dung còn nguyên",
    "Chỗ đặt máy: đường đi xe lăn, không chói, không thấy bàn gạch phiếu",
    "Máy không ghi phiếu bầu, không ghi danh tính, không đo ý kiến",
)


def _minutes(kind: Template, title: str, place: str) -> bytes:
    paper: Any = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = "Times New Roman", Pt(13)
    _line(paper, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, middle=True)
    _line(paper, "Độc lập - Tự do - Hạnh phúc", bold=True, middle=True)
    _line(paper, "")
    handover = kind is Template.HANDOVER
    _line(paper, "BIÊN BẢN", bold=True, middle=True)
    _line(
        paper,
        "Bàn giao máy thông tin bầu cử" if handover else "Chạy thử máy thông tin bầu cử",
        bold=True,
        middle=True,
    )
    _line(paper, "")
    _line(paper, "Hôm nay, …… giờ …… ngày …… tháng …… năm ………, tại ……………………………………………………")
    _line(paper, f"Cuộc bầu cử: {title or '……………………………………………………………………………………'}")
    _line(paper, f"Khu vực bỏ phiếu: {place or '………………………………………………………………………………'}")
    if handover:
        for side, people in _HANDOVER:
            _line(paper, f"{side}:", bold=True)
            for _ in range(people):
                _line(paper, "Ông/Bà …………………………………………… Chức vụ ………………………………………")
        _table(paper, ("STT", "Nội dung bàn giao", "Số lượng", "Tình trạng"), _THINGS)
        _line(paper, "Từ lúc ký, bên nhận giữ máy và mã PIN của mình; bên giao đã ngừng quyền trên máy.")
        signers = ("BÊN GIAO", "BÊN NHẬN")
    else:
        _line(paper, "Thành phần:", bold=True)
        for _ in range(3):
            _line(paper, "Ông/Bà …………………………………………… Chức vụ ………………………………………")
        _table(paper, ("STT", "Nội dung chạy thử", "Đạt / không đạt", "Ghi chú"), _TRIALS)
        _line(paper, "Kết luận: ……………………………………………………………………………………………………")
        signers = ("NGƯỜI KIỂM TRA", "NGƯỜI CHỨNG KIẾN")
    _line(paper, "")
    signed = paper.add_table(rows=1, cols=2)
    for cell, who in zip(signed.rows[0].cells, signers, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(who).bold = True
        paragraph.add_run("\n(ký, ghi rõ họ tên)").italic = True
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _line(paper: Any, text: str, *, bold: bool = False, middle: bool = False) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _table(paper: Any, head: Sequence[str], rows: Sequence[str]) -> None:
    table = paper.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for number, text in enumerate(rows, start=1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(number), text
    for row in table.rows:
        for cell, width in zip(row.cells, (1.2, 8.8, 3.0, 3.0), strict=True):
            cell.width = Cm(width)
    _line(paper, "")
