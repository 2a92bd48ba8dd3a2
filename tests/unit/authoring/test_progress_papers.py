"""The working group's papers: what is written can be read again, and wrong cells are named."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from helpers.sources import write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.progress_papers import progress_workbook, read_plan, read_report, template
from voter_kiosk.authoring.usage_sheets import usage_csv, usage_workbook
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.progress import Planned, Progress, Template, merged
from voter_kiosk.domain.usage import Content, Group, Held, Kind, Line, PhaseDays, ShownBundle, Usage

AT = dt.datetime(2026, 3, 5, 3, tzinfo=dt.UTC)
PHASES = (
    PhaseDays("a", {"vi": "Trước niêm yết", "en": "Before"}, dt.date(2026, 3, 1), dt.date(2026, 3, 3)),
    PhaseDays("b", {"vi": "Những ngày cuối", "en": "Last days"}, dt.date(2026, 3, 4), dt.date(2026, 3, 9)),
)
VISITS = Line(
    Kind.VISIT,
    "",
    (
        Group(dt.date(2026, 3, 1), dt.date(2026, 3, 1), 17, ((9, 6),)),
        Group(dt.date(2026, 3, 2), dt.date(2026, 3, 4), 8),
    ),
)
REPORT = Usage(
    "k",
    AT,
    dt.date(2026, 3, 4),
    True,
    "e",
    {"vi": "Bầu cử thử"},
    "c1.01",
    {"vi": "=Nhà văn hóa"},
    "0.1",
    PHASES,
    (VISITS, Line(Kind.CONTENT, "figures", (Group(dt.date(2026, 3, 1), dt.date(2026, 3, 1), 9),))),
    (ShownBundle(1, "abc", {"vi": "Bầu cử thử"}, AT, AT), ShownBundle(2, "def", {"vi": "Bầu cử thử"}, AT, None)),
    (Held(Content.FIGURES, 16, AT),),
    sample=True,
)


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def test_the_table_has_each_number_that_may_be_said_once() -> None:
    data = usage_csv(REPORT)
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows it by this mark"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(row["kind"], row["first"], row["last"], row["hour"], row["count"]) for row in rows] == [
        ("visit", "2026-03-01", "2026-03-01", "9", "6"),
        ("visit", "2026-03-01", "2026-03-01", "", "11"),
        ("visit", "2026-03-02", "2026-03-04", "", "8"),
        ("content", "2026-03-01", "2026-03-01", "", "9"),
    ]


def test_the_workbook_has_totals_days_hours_phases_and_bundles() -> None:
    found = sheets(usage_workbook(REPORT, "vi"))
    assert list(found) == ["Chung", "Cả đợt", "Theo ngày", "Theo giờ", "Gói đã hiện"]
    assert found["Cả đợt"][0][3:] == ("Trước niêm yết", "Những ngày cuối")
    assert found["Cả đợt"][1] == ("Lượt xem", "Lượt xem", 25, 17, 0)
    assert found["Theo ngày"][1:] == [
        ("01/03/2026", 17, "Trước niêm yết"),
        ("02/03 – 04/03/2026", 8, "Những ngày cuối"),
    ]
    assert found["Theo giờ"][1:] == [("9 giờ – 10 giờ", 6), ("không tách được", 19)]
    assert [row[3] for row in found["Gói đã hiện"][1:]] == ["10:00 05/03/2026", "đang hiện"]
    assert ("Khu vực bỏ phiếu", "c1.01 =Nhà văn hóa") in found["Chung"]


def test_the_workbook_has_charts_where_there_is_something_to_draw() -> None:
    book = openpyxl.load_workbook(io.BytesIO(usage_workbook(REPORT, "en")))
    assert [len(sheet._charts) for sheet in book] == [0, 0, 1, 1, 0]
    empty = Usage("k", AT, AT.date(), False, "", {}, "", {}, "0", (), (), (), ())
    bare = openpyxl.load_workbook(io.BytesIO(usage_workbook(empty, "en")))
    assert not any(sheet._charts for sheet in bare)


@pytest.mark.parametrize("kind", [Template.HANDOVER, Template.TRIAL_RUN])
def test_minutes_are_word_files_with_the_names_filled_in(kind: Template) -> None:
    paper: Any = Document(io.BytesIO(template(kind, REPORT)))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Bầu cử thử" in words
    assert "c1.01" in words
    assert len(paper.tables) == 2
    empty: Any = Document(io.BytesIO(template(kind)))
    assert "Cuộc bầu cử: …" in "\n".join(paragraph.text for paragraph in empty.paragraphs)


def plan_of(tmp_path: Path, *cells: tuple[str, Any], report: Usage | None = REPORT) -> Path:
    """The plan's template with some cells filled in."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(template(Template.PLAN, report))
    book = openpyxl.load_workbook(path)
    for cell, value in cells:
        book["Kế hoạch"][cell] = value
    book.save(path)
    return path


def test_the_plan_asks_for_each_content_in_each_phase_and_is_read_again(tmp_path: Path) -> None:
    path = plan_of(
        tmp_path, ("C2", "  Bà  Lan "), ("D2", dt.date(2026, 3, 1)), ("D3", "02/03/2026"), ("C4", "Ông Minh")
    )
    found = read_plan(path, PHASES)
    assert not isinstance(found, Refusal)
    assert [(one.phase, one.content) for one in found] == [
        (phase.id, content) for phase in PHASES for content in Content
    ]
    assert found[0] == Planned(Content.STANDARDS, "a", "Bà Lan", dt.date(2026, 3, 1))
    assert (found[1].due, found[2].person, found[3].due) == (dt.date(2026, 3, 2), "Ông Minh", None)


def test_a_plan_without_a_kiosk_is_for_all_phases(tmp_path: Path) -> None:
    found = read_plan(plan_of(tmp_path, report=None), ())
    assert not isinstance(found, Refusal)
    assert {one.phase for one in found} == {""}
    assert len(found) == len(Content)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A3", "Tiêu chuẩn gì đó"), ("B4", "Đợt lạ"), ("D5", "30/2/2026"), ("D6", "sớm"), ("D7", 12)],
)
def test_a_wrong_cell_of_a_plan_is_named(tmp_path: Path, cell: str, value: object) -> None:
    refused = read_plan(plan_of(tmp_path, (cell, value)), PHASES)
    assert isinstance(refused, Refusal)
    assert refused.code == "plan-cell"
    assert f"Ô {cell} " in refused.message.vi


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"Content;Phase"])
def test_what_is_no_plan_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    for given in (path, tmp_path / "nowhere.xlsx"):
        refused = read_plan(given, PHASES)
        assert isinstance(refused, Refusal)
        assert refused.code == "plan-unreadable"


def test_a_plan_under_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    refused = read_plan(path, PHASES)
    assert isinstance(refused, Refusal)
    assert refused.code == "plan-unreadable"
    assert "mật khẩu" in refused.message.vi


def test_a_plan_lies_in_its_source_where_the_check_knows_it(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    (source / "plan.xlsx").write_bytes(template(Template.PLAN))
    assert read_plan(source, PHASES) == read_plan(source / "plan.xlsx", PHASES)
    assert not [found for found in check(source).findings if found.file == "plan.xlsx"]


@pytest.mark.parametrize("data", [b"", b"{}", b'{"kiosk": 1}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_report_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "su-dung.json"
    path.write_bytes(data)
    for given in (path, tmp_path / "nowhere.json"):
        refused = read_report(given)
        assert isinstance(refused, Refusal)
        assert refused.code == "report-unreadable"


def test_the_report_of_many_kiosks_is_a_workbook() -> None:
    progress = merged([REPORT], [Planned(Content.FIGURES, "a", "Bà Lan", dt.date(2026, 3, 1))])
    assert isinstance(progress, Progress)
    found = sheets(progress_workbook(progress, "vi"))
    assert list(found) == ["Bảy nội dung", "Các máy", "Ghi chú"]
    figures = next(row for row in found["Bảy nội dung"] if row[2] == "Bà Lan")
    assert figures[3:] == ("01/03/2026", "1/1", "05/03/2026", "0/1", 9, "chậm")
    assert found["Các máy"][1] == ("c1.01", "=Nhà văn hóa", "04/03/2026", 25, 2, "đã kết thúc")
