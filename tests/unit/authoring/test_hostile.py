"""Sources that are wrong, odd or meant to harm: each gives findings with a place; nothing from outside gets in."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from helpers.sources import change, write, write_base, write_source
from voter_kiosk.authoring.check import CheckReport, check
from voter_kiosk.authoring.files import MOST_DATA, MOST_TEXT, read_file
from voter_kiosk.authoring.markdown import read_document
from voter_kiosk.authoring.official_list import ImportedList, read_official_list
from voter_kiosk.authoring.official_list import from_xlsx as module
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.authoring.workbook import load_workbook
from voter_kiosk.domain.finding import Finding, Refusal

CANDIDATES = TABLES[TableKey.CANDIDATES].sheet


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def errors(source: Path) -> set[str]:
    report = check(source)
    for one in report.findings:
        assert one.message.vi != one.message.en != ""
        assert one.remedy.vi != one.remedy.en != ""
    return {one.code for one in report.errors}


# --- what lies outside, and what is too long -----------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["topics/x.vi.md", "portraits/p98.na.1.1.png", "tables/nguoi-ung-cu.csv", "strings/km.json", "bundle.toml"],
)
def test_a_link_that_leads_out_of_the_source_is_not_read(tmp_path: Path, source: Path, name: str) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (400, 600), "red").save(secret)
    (source / name).parent.mkdir(exist_ok=True)
    (source / name).unlink(missing_ok=True)
    (source / name).symlink_to(secret)
    report = check(source)
    assert ("link-outside", name) in {(one.code, one.file) for one in report.errors}


def test_a_folder_that_is_a_link_is_not_read_either(tmp_path: Path, source: Path) -> None:
    write(tmp_path / "elsewhere", "x.vi.md", "Chữ.\n")
    (source / "programmes").rename(tmp_path / "kept")
    (source / "programmes").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / "elsewhere", "p98.na.1.1.vi.md", "Chữ.\n")
    assert "link-outside" in errors(source)


def test_a_link_within_the_source_is_fine(source: Path) -> None:
    (source / "portraits/p98.na.1.1.png").unlink()
    (source / "portraits/p98.na.1.1.png").symlink_to("p98.na.1.2.png")
    assert check(source).findings == ()


def test_links_in_a_circle_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    found = read_file(tmp_path, "a", 10)
    assert isinstance(found, Finding)
    assert found.code == "file-unreadable"


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("topics/cach-bo-phieu.vi.md", MOST_TEXT + 1),
        ("bundle.toml", 5 << 30),
        ("tables/nguoi-ung-cu.csv", 5 << 30),
        ("portraits/p98.na.1.1.png", 5 << 30),
        ("du-lieu.xlsx", MOST_DATA + 1),
    ],
)
def test_what_is_longer_than_a_source_can_mean_is_not_read(source: Path, name: str, size: int) -> None:
    with (source / name).open("ab") as file:
        file.truncate(size)
    (one,) = [one for one in check(source).errors if one.code == "file-too-large"]
    assert one.file == name
    assert "MB" in one.message.vi


def test_the_longest_article_compiles_in_a_moment_whatever_it_is_made_of() -> None:
    for piece in ("a*b ", "<b>x</b>\n\n"):
        read_document((piece * MOST_TEXT)[:MOST_TEXT], "a.md")


@pytest.mark.parametrize("name", ["a" * 400 + ".png", "a\0b.png", "x/../../../y.png"])
def test_a_picture_of_an_impossible_name_is_missing(source: Path, name: str) -> None:
    change(source, "tables/ap-phich.csv", "la-phieu.png", name)
    assert errors(source) <= {"picture-missing", "broken-character"} != set()


def test_a_file_where_a_folder_belongs_is_an_error(tmp_path: Path, source: Path) -> None:
    (source / "notices").rename(tmp_path / "kept")
    write(source, "notices", "x")
    assert errors(source) == {"not-a-folder"}


# --- numbers, days, letters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sample = true", f"sample = true\nbig = {'9' * 5000}", "toml"),
        ("sample = true", "sample = true\nbig = " + "[" * 20_000, "toml"),
        ("first = -60", "first = -99999999999999999999999", "wrong-kind"),
        ("polling_day = 2026-03-15", "polling_day = 9999-12-26", "year"),
        ("polling_day = 2026-03-15", "polling_day = 0001-01-07", "year"),
        ('languages = ["vi", "en"]', 'languages = ["en"]', "languages"),
        ('languages = ["vi", "en"]', 'languages = ["vi", "../en"]', "languages"),
        ("Orchard province election", "Orchard \\u0000 election", "broken-character"),
        ('id = "vuon-qua-2026"', 'id = "vuon\\u0007qua"', "broken-character"),
    ],
)
def test_bundle_toml_with_what_no_election_has_is_an_error(source: Path, old: str, new: str, code: str) -> None:
    change(source, "bundle.toml", old, new)
    assert code in errors(source)


def test_the_reason_of_a_toml_error_speaks_no_python(source: Path) -> None:
    change(source, "bundle.toml", "sample = true", f"sample = true\nbig = {'9' * 5000}")
    assert "sys." not in check(source).errors[0].message.en


def test_front_matter_with_a_number_beyond_measure_is_an_error(source: Path) -> None:
    change(source, "topics/cach-bo-phieu.vi.md", "order = 1", f"order = {'9' * 5000}")
    assert "toml" in errors(source)


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("nguoi-ung-cu", "Lê Thị Bưởi", "Lê Thị B\0ưởi", "broken-character"),
        ("nguoi-ung-cu", "Lê Thị Bưởi", "L\ufffd Thị Bưởi", "broken-character"),
        ("nguoi-ung-cu", "p98.na.1,1,", "p98.na.1,١,", "number"),
        ("nguoi-ung-cu", "p98.na.1,1,", f"p98.na.1,{'1' * 5000},", "number"),
        ("don-vi-bau-cu", "p98.na.1,", f"p98.na.{'9' * 5000},", "id"),
        ("tiep-xuc-cu-tri", "2026-03-05", "0001-01-01", "instant"),
    ],
)
def test_cells_with_what_no_table_has_are_errors(source: Path, table: str, old: str, new: str, code: str) -> None:
    change(source, f"tables/{table}.csv", old, new)
    assert code in errors(source)


def test_signs_that_print_nothing_do_not_get_into_a_name(source: Path) -> None:
    change(source, "tables/nguoi-ung-cu.csv", "Lê Thị Bưởi", "Lê\u200b Thị\u00ad Bưởi\ufeff")
    report = check(source)
    assert report.content is not None
    assert report.content.own.candidates[0].name == "Lê Thị Bưởi"


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_a_table_in_another_encoding_is_an_error(source: Path, encoding: str) -> None:
    path = source / "tables/nguoi-ung-cu.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace"))
    assert "table-unreadable" in errors(source)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("km.json", '{"a": "\\ud800"}', "strings"),
        ("km.json", '{"\\u0000": "a"}', "strings"),
        ("EN us.json", "{}", "strings-name"),
        ("km.txt", "{}", "strings-name"),
    ],
)
def test_strings_of_no_language_or_with_half_letters_are_errors(
    source: Path, name: str, text: str, code: str
) -> None:
    write(source, f"strings/{name}", text)
    assert errors(source) == {code}


def test_the_keys_of_strings_are_composed_as_their_texts_are(source: Path) -> None:
    write(source, "strings/km.json", json.dumps({"a\u0301": "e\u0301"}))
    report = check(source)
    assert report.content is not None
    assert report.content.own.strings == {"km": {"á": "é"}}


# --- workbooks -----------------------------------------------------------------------------------------------


def workbook(source: Path, edit: Callable[[openpyxl.Workbook], object]) -> Path:
    """The source's tables as a workbook, edited."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES.values():
        path = source / "tables" / table.csv_name
        if path.exists():
            sheet = book.create_sheet(table.sheet)
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
                sheet.append(row)
            path.unlink()
    edit(book)
    book.save(source / "du-lieu.xlsx")
    return source / "du-lieu.xlsx"


@pytest.mark.parametrize("value", ["=1+1", '=CONCATENATE("Kh","ông")', "#REF!", "#N/A"])
def test_a_formula_without_its_value_and_an_error_of_excel_are_not_taken_for_empty(
    source: Path, value: str
) -> None:
    workbook(source, lambda book: book[CANDIDATES].cell(2, 8, value))
    (one,) = check(source).errors
    assert (one.code, one.place) == ("no-value", f"{CANDIDATES}!H2")


def test_a_stray_format_in_the_last_row_and_column_costs_nothing(source: Path) -> None:
    def stray(book: openpyxl.Workbook) -> None:
        book[CANDIDATES].cell(1_048_576, 16_384).number_format = "@"

    workbook(source, stray)
    assert check(source).findings == ()


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(source: Path) -> None:
    path = workbook(source, lambda book: None)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as file:
        for _ in range(101):
            file.write(bytes(1 << 20))
    assert "too-large" in errors(source)


HEADER = ["Mã đơn vị", "Số đại biểu được bầu", "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Tôn giáo"]


def official(path: Path, edit: Callable[[openpyxl.Workbook], object]) -> ImportedList | Refusal:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for number, name in enumerate(("Lê Thị Bưởi", "Phạm Văn Cam", "Trần Thị Dừa"), 1):
        sheet.append(["p98.na.1", 1, number, name, f"{number}/5/1970", "Nữ", "Không"])
    edit(book)
    book.save(path)
    return read_official_list([path])


@pytest.mark.parametrize(("value", "code"), [("=1+1", "no-value"), ("#REF!", "sheet-error")])
def test_an_official_list_with_a_formula_or_an_error_is_asked_about(tmp_path: Path, value: str, code: str) -> None:
    read = official(tmp_path / "a.xlsx", lambda book: book.worksheets[0].cell(2, 7, value))
    assert isinstance(read, ImportedList)
    assert [(one.code, one.place) for one in read.questions] == [(code, "Sheet!G2")]


def test_an_official_list_with_a_million_empty_rows_is_read_at_once(tmp_path: Path) -> None:
    def stray(book: openpyxl.Workbook) -> None:
        book.worksheets[0].cell(1_048_576, 300).number_format = "@"

    read = official(tmp_path / "a.xlsx", stray)
    assert isinstance(read, ImportedList)
    assert len(read.candidates) == 3


def test_cells_merged_down_whole_columns_are_refused_before_they_fill_the_memory(
    tmp_path: Path, source: Path
) -> None:
    for path in (tmp_path / "a.xlsx", workbook(source, lambda book: None)):
        if not path.exists():
            official(path, lambda book: None)
        with zipfile.ZipFile(path) as archive:
            old = {entry: archive.read(entry) for entry in archive.namelist()}
        merged = b'</sheetData><mergeCells count="1"><mergeCell ref="I1:GR1048576"/></mergeCells>'
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in old.items():
                archive.writestr(name, data.replace(b"</sheetData>", merged))
    refused = read_official_list([tmp_path / "a.xlsx"])
    assert isinstance(refused, Refusal)
    assert refused.code == "broken-file"
    assert "broken-file" in errors(source)


def test_text_at_the_far_end_of_a_sheet_is_asked_about(tmp_path: Path) -> None:
    read = official(tmp_path / "a.xlsx", lambda book: book.worksheets[0].cell(module._MOST_ROWS + 1, 1, "x"))
    assert isinstance(read, Refusal)
    assert read.code == "too-large"
    assert str(module._MOST_ROWS + 1) in read.message.vi


# --- pictures ------------------------------------------------------------------------------------------------


def test_what_a_camera_wrote_into_a_portrait_does_not_travel(source: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 30.0)  # GPS latitude
    exif[0x010E] = "số nhà 12 ngõ 5"
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "red").save(out, "JPEG", exif=exif, comment=b"GPS 10.46")
    (source / "portraits/p98.na.1.1.png").unlink()
    (source / "portraits/p98.na.1.1.jpg").write_bytes(out.getvalue())
    assert b"GPS" in out.getvalue()
    report = check(source)
    assert report.content is not None
    data = report.content.media[report.content.own.candidates[0].portrait].data
    assert not any(mark in data for mark in (b"Exif", b"GPS", "ngõ".encode()))


# --- whose text replaces whose ---------------------------------------------------------------------------------


def test_a_topic_of_the_same_role_replaces_the_built_in_one_whatever_its_slug(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    change(base, "topics/nguyen-tac.vi.md", 'section = "law"', 'section = "law"\nrole = "charter"')
    source = write_source(tmp_path / "source", include=["base"])

    def slugs() -> list[str]:
        report: CheckReport = check(source, base)
        assert report.content is not None
        return [topic.slug for topic in report.content.topics if topic.role == "charter"]

    assert slugs() == ["nguyen-tac"]
    write(source, "topics/the-le.vi.md", '+++\ntitle = "Thể lệ"\nsection = "law"\nrole = "charter"\n+++\nChữ.\n')
    assert slugs() == ["the-le"]


def test_an_unreadable_file_is_an_error_and_the_rest_is_read(source: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (source / "notices/khau-trang.vi.md").chmod(0)
    assert "file-unreadable" in errors(source)


def test_a_broken_workbook_is_let_go_of_so_that_its_stick_can_be_taken_out(tmp_path: Path) -> None:
    """openpyxl raises and leaves it open: found by fuzzing."""
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w") as broken:
        for name, part in parts.items():
            broken.writestr(name, part if name != "xl/workbook.xml" else part[:-9])
    with pytest.raises(SyntaxError) as raised:
        load_workbook(path)
    held = {str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.exists()}
    assert str(path) not in held
    assert raised.value.msg
    assert isinstance(read_official_list([path]), Refusal)
