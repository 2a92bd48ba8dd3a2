"""A filled-in workbook comes in whole, or comes back with its wrong cells marked; neither harms what was there."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawing
from openpyxl.styles import PatternFill

from helpers.sources import write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.findings import error, note
from voter_kiosk.authoring.import_workbook import ImportedWorkbook, import_workbook
from voter_kiosk.authoring.marking import MARK_AUTHOR, free_name, marked_copy
from voter_kiosk.authoring.new import new_source
from voter_kiosk.authoring.sheets import FINDINGS_SHEET, read_tables
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, TableKey
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.shipped import shipped

PICTURE = shipped("data", "demo", "posters") / "ca-nha.png"
PEOPLE, AREAS, CAREERS, UNITS = (
    TABLES[key].sheet
    for key in (TableKey.CANDIDATES, TableKey.POLLING_AREAS, TableKey.CAREERS, TableKey.CONSTITUENCIES)
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A sound source of CSV tables, with p98.na.1, p98.province.1 and c98001.commune.1."""
    return write_source(tmp_path / "source")


def filled(
    path: Path, rows: dict[str, Sequence[dict[str, Any]]], change: Callable[[Any], None] | None = None
) -> Path:
    """A workbook as ``new`` makes it, with rows by sheet; ``change`` does to the book what people do."""
    made = new_source(path.parent / "new-source", province="98")
    assert not isinstance(made, Refusal)
    book = openpyxl.load_workbook(path.parent / "new-source" / WORKBOOK)
    shutil.rmtree(path.parent / "new-source")
    for sheet, values in rows.items():
        page = book[sheet]
        at = {cell.value: cell.column for cell in page[1]}
        for number, row in enumerate(values, start=3):
            for header, value in row.items():
                page.cell(number, at[header], value)
    if change is not None:
        change(book)
    book.save(path)
    return path


def area(code: str = "c98001.09", **changes: Any) -> dict[str, Any]:
    return {
        "Mã khu vực": code,
        "Số": "9",
        "Nơi bỏ phiếu": "Nhà văn hóa thôn Chín",
        "Mã xã/phường": "98001",
        "Xã/phường": "Xã Cây Xanh",
        "Đơn vị bầu cử": "p98.na.1; p98.province.1; c98001.commune.1",
    } | changes


def done(workbook: Path, source: Path) -> ImportedWorkbook:
    read = import_workbook(workbook, source)
    assert isinstance(read, ImportedWorkbook), read
    return read


def codes(read: ImportedWorkbook) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in read.findings if one.severity is Severity.ERROR]


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestComingIn:
    def test_its_rows_join_those_of_the_source(self, tmp_path: Path, source: Path) -> None:
        book = filled(tmp_path / "phuong.xlsx", {AREAS: [area(), area("c98001.10", Số="10")]})
        read = done(book, source)
        assert read.ok
        assert read.rows == {AREAS: 2}
        assert [path.name for path in read.files] == ["khu-vuc-bo-phieu.csv"]
        report = check(source)
        assert report.errors == ()
        assert report.content is not None
        assert {"c98001.09", "c98001.10"} <= {one.code for one in report.content.own.polling_areas}

    def test_the_same_workbook_again_changes_nothing(self, tmp_path: Path, source: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {AREAS: [area()], CAREERS: career("Giáo viên", "Hiệu trưởng")})
        assert done(book, source).files != ()
        before = state(source)
        assert done(book, source).files == ()
        assert state(source) == before

    def test_a_row_that_is_there_is_brought_up_to_date_and_an_empty_cell_empties_nothing(
        self, tmp_path: Path, source: Path
    ) -> None:
        done(
            filled(tmp_path / "a.xlsx", {AREAS: [area(**{"Địa chỉ": "đường Vườn", "Giờ mở cửa": "06:00"})]}),
            source,
        )
        done(filled(tmp_path / "b.xlsx", {AREAS: [area(**{"Nơi bỏ phiếu": "Đình làng Chín"})]}), source)
        rows = read_tables(source, lambda _: None)[TableKey.POLLING_AREAS]
        (row,) = [row for row in rows if row["code"] == "c98001.09"]
        assert (row["place"], row["address"], row["opens"]) == ("Đình làng Chín", "đường Vườn", "06:00")

    def test_english_twins_come_along(self, tmp_path: Path, source: Path) -> None:
        done(filled(tmp_path / "a.xlsx", {AREAS: [area(**{"Địa chỉ (English)": "Garden street"})]}), source)
        rows = read_tables(source, lambda _: None)[TableKey.POLLING_AREAS]
        assert [row.english.get("address") for row in rows if row["code"] == "c98001.09"] == ["Garden street"]

    def test_a_career_is_replaced_as_a_whole_and_nobody_elses(self, tmp_path: Path, source: Path) -> None:
        done(filled(tmp_path / "a.xlsx", {CAREERS: career("Giáo viên", "Hiệu phó", "Hiệu trưởng")}), source)
        done(filled(tmp_path / "c.xlsx", {CAREERS: career("Kỹ sư", who="p98.na.1.2")}), source)
        done(filled(tmp_path / "b.xlsx", {CAREERS: career("Thủ thư", "Giám đốc")}), source)
        report = check(source)
        assert report.content is not None
        works = {one.id: [step.work for step in one.career] for one in report.content.own.candidates}
        assert works["p98.na.1.1"] == ["Thủ thư", "Giám đốc"]
        assert works["p98.na.1.2"] == ["Kỹ sư"]

    def test_it_goes_into_the_sources_own_workbook_where_there_is_one(self, tmp_path: Path) -> None:
        assert not isinstance(new_source(tmp_path / "source", province="98"), Refusal)
        units = [
            {
                "Mã đơn vị": "p98.na.1",
                "Tỉnh/thành phố": "Tỉnh Vườn Quả",
                "Mã tỉnh": "98",
                "Số đại biểu được bầu": 3,
            }
        ]
        read = done(filled(tmp_path / "a.xlsx", {UNITS: units}), tmp_path / "source")
        assert [path.name for path in read.files] == [WORKBOOK]
        (row,) = read_tables(tmp_path / "source", lambda _: None)[TableKey.CONSTITUENCIES]
        assert (row["id"], row["seats"]) == ("p98.na.1", "3")

    def test_a_workbook_with_macros_is_read_and_said(self, tmp_path: Path, source: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {AREAS: [area()]})
        with zipfile.ZipFile(book, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Sub Evil()")
        read = done(book, source)
        assert read.ok
        assert "macros" in {one.code for one in read.findings}


def career(*works: str, who: str = "p98.na.1.1") -> list[dict[str, str]]:
    return [
        {"Mã người ứng cử": who, "Thời gian": f"{2000 + at} – {2001 + at}", "Công việc": work}
        for at, work in enumerate(works)
    ]


class TestWrongCells:
    @pytest.mark.parametrize(
        ("sheet", "row", "code", "place"),
        [
            (
                AREAS,
                area(**{"Đơn vị bầu cử": "p98.na.7; p98.province.1; c98001.commune.1"}),
                "no-such-constituency",
                "L3",
            ),
            (AREAS, area("khu vuc 9"), "id", "A3"),
            (AREAS, area(**{"Giờ mở cửa": "sáng sớm"}), "clock", "O3"),
            (AREAS, area(**{"Nơi bỏ phiếu": None}), "cell-missing", "C3"),
            (
                PEOPLE,
                {
                    "Mã đơn vị": "p98.na.1",
                    "STT": 1,
                    "Họ và tên": "Lê Thị Bưởi",
                    "Giáo dục phổ thông": dt.date(2026, 12, 12),
                },
                "became-a-date",
                "K3",
            ),
            (PEOPLE, {"Mã đơn vị": "p98.na.1", "STT": 1, "Họ và tên": "Lª ThÞ B­ëi"}, "legacy-encoding", "C3"),
        ],
    )
    def test_one_is_named_by_sheet_and_cell_and_nothing_is_written(
        self, tmp_path: Path, source: Path, sheet: str, row: dict[str, Any], code: str, place: str
    ) -> None:
        before = state(source)
        book = filled(tmp_path / "phuong.xlsx", {sheet: [row]})
        read = done(book, source)
        assert (code, f"{sheet}!{place}") in codes(read)
        assert {one.file for one in read.findings} == {"phuong.xlsx"}
        assert read.files == ()
        assert state(source) == before

    def test_what_stands_twice_in_it_is_an_error(self, tmp_path: Path, source: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {AREAS: [area(), area()]})
        assert codes(done(book, source)) == [("twice", f"{AREAS}!4")]

    def test_faults_of_the_source_itself_do_not_stop_it(self, tmp_path: Path, source: Path) -> None:
        path = source / "tables/nguoi-ung-cu.csv"
        path.write_text(path.read_text("utf-8").replace("Nữ", "Khác", 1), "utf-8")
        assert check(source).errors != ()
        assert done(filled(tmp_path / "a.xlsx", {AREAS: [area()]}), source).ok

    def test_a_file_named_like_the_sources_workbook_is_told_apart_by_its_folder(
        self, tmp_path: Path, source: Path
    ) -> None:
        (tmp_path / "phuong").mkdir()
        read = done(filled(tmp_path / "phuong" / WORKBOOK, {AREAS: [area("x")]}), source)
        assert {one.file for one in read.findings} == {f"phuong/{WORKBOOK}"}


class TestRefusals:
    def test_no_source_no_import(self, tmp_path: Path) -> None:
        refused = import_workbook(tmp_path / "a.xlsx", tmp_path / "nirgends")
        assert isinstance(refused, Refusal)
        assert refused.code == "no-source"

    def test_the_sources_own_workbook_is_not_imported_into_itself(self, tmp_path: Path) -> None:
        new_source(tmp_path / "source", province="98")
        refused = import_workbook(tmp_path / "source" / WORKBOOK, tmp_path / "source")
        assert isinstance(refused, Refusal)
        assert refused.code == "own-workbook"

    def test_a_source_that_cannot_be_read_says_what_is_wrong_with_it(self, tmp_path: Path, source: Path) -> None:
        (source / "bundle.toml").write_text("id = ", "utf-8")
        refused = import_workbook(filled(tmp_path / "a.xlsx", {AREAS: [area()]}), source)
        assert isinstance(refused, Refusal)
        assert refused.code == "source-unready"
        assert "bundle.toml" in refused.message.vi

    def test_merged_cells_in_the_sources_workbook_are_not_written_over(self, tmp_path: Path) -> None:
        new_source(tmp_path / "source", province="98")
        own = tmp_path / "source" / WORKBOOK
        book = openpyxl.load_workbook(own)
        book[UNITS].merge_cells("A3:A9")
        book.save(own)
        units = [
            {"Mã đơn vị": f"p98.na.{number}", "Số đại biểu được bầu": 3, "Tỉnh/thành phố": "Tỉnh Vườn Quả"}
            for number in (1, 2)
        ]
        before = own.read_bytes()
        refused = import_workbook(filled(tmp_path / "a.xlsx", {UNITS: units}), tmp_path / "source")
        assert isinstance(refused, Refusal)
        assert refused.code == "merged-source"
        assert own.read_bytes() == before


class TestMarkedCopies:
    def findings(self, *places: str) -> list[Finding]:
        return [error("x", ("Sai.", "Wrong."), ("Sửa.", "Mend."), file="a.xlsx", place=place) for place in places]

    def test_each_wrong_cell_is_filled_and_commented_in_vietnamese_and_the_original_is_untouched(
        self, tmp_path: Path, source: Path
    ) -> None:
        book = filled(tmp_path / "a.xlsx", {AREAS: [area(**{"Giờ mở cửa": "sáng sớm"})]})
        before = book.read_bytes()
        assert marked_copy(book, done(book, source).findings, tmp_path / "b.xlsx") == 1
        assert book.read_bytes() == before
        cell = openpyxl.load_workbook(tmp_path / "b.xlsx")[AREAS]["O3"]
        assert cell.value == "sáng sớm"
        assert cell.comment is not None
        assert cell.comment.author == MARK_AUTHOR
        assert cell.comment.text.startswith("Cần sửa: “sáng sớm” không phải giờ.")
        assert cell.fill.fill_type == "solid"

    def test_everything_else_stays(self, tmp_path: Path) -> None:
        def change(book: Any) -> None:
            other = book.create_sheet("Ghi chép của tôi")
            other["B2"] = "=1+1"
            other["B2"].fill = PatternFill("solid", start_color="FF00FF00")
            other["C3"].comment = Comment("nhớ hỏi lại", "Chị Lan")
            other.merge_cells("D1:E1")
            book[AREAS].column_dimensions["C"].width = 77
            chart = BarChart()
            chart.add_data(Reference(other, min_col=2, min_row=1, max_row=3))
            other.add_chart(chart, "F5")
            other.add_image(Drawing(io.BytesIO(PICTURE.read_bytes())), "F30")

        book = filled(tmp_path / "a.xlsx", {AREAS: [area()]}, change)
        marked_copy(book, self.findings(f"{AREAS}!A3"), tmp_path / "b.xlsx")
        old, new = openpyxl.load_workbook(book), openpyxl.load_workbook(tmp_path / "b.xlsx")
        assert new.sheetnames == [FINDINGS_SHEET, *old.sheetnames]
        for sheet in old.worksheets:
            twin = new[sheet.title]
            for row in sheet.iter_rows():
                for cell in row:
                    assert twin[cell.coordinate].value == cell.value
            assert len(twin.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
            assert twin.merged_cells.ranges == sheet.merged_cells.ranges
        mine = new["Ghi chép của tôi"]
        assert mine["B2"].fill.start_color.rgb == "FF00FF00"
        assert mine["C3"].comment is not None
        assert mine["C3"].comment.text == "nhớ hỏi lại"
        assert new[AREAS].column_dimensions["C"].width == 77
        assert (len(mine._charts), len(mine._images)) == (1, 1)

    def test_macros_stay_in_the_copy_of_a_workbook_that_has_them(self, tmp_path: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {}).rename(tmp_path / "a.xlsm")
        with zipfile.ZipFile(book, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
        assert marked_copy(book, self.findings(f"{AREAS}!A1"), tmp_path / "b.xlsm", name="a.xlsx") == 1
        with zipfile.ZipFile(tmp_path / "b.xlsm") as archive:
            assert archive.read("xl/vbaProject.bin") == b"Sub Auto_Open()"

    def test_a_note_that_stood_at_a_cell_is_kept_beneath_the_mark(self, tmp_path: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {})
        marked_copy(book, self.findings(f"{AREAS}!A1"), tmp_path / "b.xlsx")
        header = openpyxl.load_workbook(tmp_path / "b.xlsx")[AREAS]["A1"]
        assert header.comment is not None
        assert header.comment.text.startswith("Cần sửa")
        assert "Chữ c, năm số của xã" in header.comment.text

    def test_a_row_is_marked_at_its_first_word_and_a_merged_cell_at_its_corner(self, tmp_path: Path) -> None:
        def change(book: Any) -> None:
            book[AREAS]["C5"] = "chữ"
            book[AREAS].merge_cells("E6:G8")

        book = filled(tmp_path / "a.xlsx", {}, change)
        marked_copy(book, self.findings(f"{AREAS}!5", f"{AREAS}!F7"), tmp_path / "b.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[AREAS]
        assert sheet["C5"].comment is not None
        assert sheet["E6"].comment is not None

    def test_the_list_of_findings_names_all_and_links_to_the_cells(self, tmp_path: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {})
        found = [
            *self.findings(f"{AREAS}!A3", ""),
            note("n", ("Lời.", "Word."), ("", ""), file="a.xlsx", place=PEOPLE),
        ]
        other = error("y", ("Khác.", "Other."), ("", ""), file="khac.xlsx", place=f"{AREAS}!A4")
        assert marked_copy(book, [*found, other], tmp_path / "b.xlsx") == 2
        sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[FINDINGS_SHEET]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [row[:3] for row in rows] == [
            ["Cần sửa", AREAS, "A3"],
            ["Cần sửa", None, None],
            ["Ghi chú", PEOPLE, "A1"],
        ]
        assert sheet["C2"].hyperlink is not None
        assert sheet["C2"].hyperlink.location == f"'{AREAS}'!A3"

    def test_a_copy_that_was_mended_comes_in_and_is_marked_anew_without_old_marks(
        self, tmp_path: Path, source: Path
    ) -> None:
        book = filled(tmp_path / "a.xlsx", {AREAS: [area(**{"Giờ mở cửa": "sáng sớm"})]})
        marked_copy(book, done(book, source).findings, tmp_path / "b.xlsx")
        mended = openpyxl.load_workbook(tmp_path / "b.xlsx")
        mended[AREAS]["O3"] = "06:00"
        mended[AREAS]["P3"] = "tối"
        mended.save(tmp_path / "b.xlsx")
        read = done(tmp_path / "b.xlsx", source)
        assert codes(read) == [("clock", f"{AREAS}!P3")]
        marked_copy(tmp_path / "b.xlsx", read.findings, tmp_path / "c.xlsx")
        again = openpyxl.load_workbook(tmp_path / "c.xlsx")
        assert again[AREAS]["O3"].comment is None
        assert again[AREAS]["O3"].fill.fill_type is None
        assert again[AREAS]["P3"].comment is not None
        assert again.sheetnames.count(FINDINGS_SHEET) == 1
        again[AREAS]["P3"] = "19:00"
        again.save(tmp_path / "c.xlsx")
        assert done(tmp_path / "c.xlsx", source).ok

    def test_no_file_is_ever_overwritten(self, tmp_path: Path) -> None:
        book = filled(tmp_path / "a.xlsx", {})
        (tmp_path / "b.xlsx").write_bytes(b"mine")
        for to, code in ((book, "same-file"), (tmp_path / "b.xlsx", "file-exists")):
            before = to.read_bytes()
            refused = marked_copy(book, self.findings(f"{AREAS}!A1"), to)
            assert isinstance(refused, Refusal)
            assert refused.code == code
            assert to.read_bytes() == before
        assert free_name(book).name == "a-can-sua.xlsx"
        free_name(book).touch()
        assert free_name(book).name == "a-can-sua-2.xlsx"

    def test_what_cannot_be_read_or_written_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
        refused = marked_copy(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx")
        assert isinstance(refused, Refusal)
        assert refused.code == "broken-file"
        (tmp_path / "file").touch()
        refused = marked_copy(filled(tmp_path / "c.xlsx", {}), [], tmp_path / "file" / "b.xlsx")
        assert isinstance(refused, Refusal)
        assert refused.code == "cannot-write-copy"
