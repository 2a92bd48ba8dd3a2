"""Bad input of every kind, at every door: one sentence in both languages, what and what to do; nothing is lost."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from helpers import dossiers, official_lists
from helpers.ships import checked
from helpers.sources import change, write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.dossier import ImportedPeople, import_people
from voter_kiosk.authoring.import_workbook import ImportedWorkbook, import_workbook
from voter_kiosk.authoring.official_list import ImportedList, read_official_list
from voter_kiosk.authoring.sheets import read_workbook
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.finding import Finding, Refusal, Severity

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MACRO_DOCUMENT = "application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PEOPLE = TABLES[TableKey.CANDIDATES]


def word(path: Path) -> Path:
    return official_lists.word(path, official_lists.prose(1), official_lists.people(5))


def excel(path: Path) -> Path:
    return official_lists.excel(
        path,
        [
            ["Thành phố Hải Phòng. Ứng cử đại biểu Quốc hội. Đơn vị bầu cử số 1. Được bầu 3 đại biểu"],
            official_lists.HEADER,
            *official_lists.people(5),
        ],
    )


def rezipped(path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """The same package with parts changed and added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def kept(_: str, data: bytes) -> bytes:
    return data


def bomb(path: Path) -> Path:
    """A package whose parts unpack to more than any list can be: 101 MB of blanks, 100 KB on the disk."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
        for _ in range(101):
            part.write(bytes(1 << 20))
    assert path.stat().st_size < 1_000_000
    return path


def lying_bomb(path: Path) -> Path:
    """A package one of whose parts unpacks to far more than its directory says."""
    big = b"<x/>" + b" " * 50_000_000
    main = "word/document.xml" if path.suffix == ".docx" else "xl/workbook.xml"
    rezipped(path, lambda name, data: big if name == main else data)
    data = bytearray(path.read_bytes())
    at = data.rfind(main.encode())  # in the central directory, 46 bytes before the name its record begins
    struct.pack_into("<I", data, at - 46 + 24, 100)
    path.write_bytes(bytes(data))
    return path


def encrypted_parts(path: Path) -> Path:
    """A package whose parts bear the zip's own encryption flag."""
    data = bytearray(path.read_bytes())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    path.write_bytes(bytes(data))
    return path


def entities(path: Path) -> Path:
    """A package whose text is an entity that grows a billionfold."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{lines}]>'.encode()
    main = "word/document.xml" if path.suffix == ".docx" else "xl/sharedStrings.xml"

    def change(name: str, data: bytes) -> bytes:
        if name != main:
            return data
        body = re.sub(rb"^<\?xml[^>]*\?>", b"", data)
        return head + re.sub(rb"(<(?:w:)?t[^>]*>)[^<]*", rb"\1&a9;", body, count=1)

    return rezipped(path, change)


FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an empty file": ("empty-file", lambda path: path.write_bytes(b"")),
    "an old Word or Excel file": ("legacy-format", lambda path: path.write_bytes(OLE)),
    "a password": (
        "encrypted-file",
        lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
    ),
    "a zip under a password": ("encrypted-file", encrypted_parts),
    "a file that broke off": ("broken-file", lambda path: path.write_bytes(path.read_bytes()[:-900])),
    "a file that never was one": ("broken-file", lambda path: path.write_bytes(b"hello")),
    "a web page": ("not-office", lambda path: path.write_bytes(b"<html><table></table></html>")),
    "a PDF": ("pdf", lambda path: path.write_bytes(b"%PDF-1.7")),
    "another office's format": (
        "unknown-format",
        lambda path: zipfile.ZipFile(path, "w").writestr("mimetype", "application/vnd.oasis.opendocument.text"),
    ),
    "a zip bomb": ("too-large", bomb),
    "a zip bomb that lies": ("broken-file", lying_bomb),
}


def said(code: str, sentence: Any, name: str) -> None:
    assert name in sentence.vi
    assert name in sentence.en
    assert sentence.vi != sentence.en
    assert code


@pytest.mark.parametrize("kind", FILES)
class TestEveryDoor:
    @pytest.mark.parametrize("make", [word, excel], ids=["docx", "xlsx"])
    def test_of_an_official_list(self, tmp_path: Path, kind: str, make: Callable[[Path], Path]) -> None:
        code, spoil = FILES[kind]
        path = make(tmp_path / f"a.{'docx' if make is word else 'xlsx'}")
        spoil(path)
        refused = read_official_list([path])
        assert isinstance(refused, Refusal)
        assert refused.code == code
        said(code, refused.message, path.name)

    def test_of_a_workbook(self, tmp_path: Path, kind: str) -> None:
        code, spoil = FILES[kind]
        source = write_source(tmp_path / "source")
        before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
        path = excel(tmp_path / "a.xlsx")
        spoil(path)
        read = import_workbook(path, source)
        assert isinstance(read, ImportedWorkbook)
        (one,) = read.findings
        assert (one.code, one.severity, one.file) == (code, Severity.ERROR, "a.xlsx")
        said(code, one.message, path.name)
        assert one.remedy.vi != one.remedy.en != ""
        assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before

    def test_of_a_folder_where_it_stops_no_other_file(self, tmp_path: Path, kind: str) -> None:
        code, spoil = FILES[kind]
        source = write_source(tmp_path / "source")
        (source / "portraits/p98.na.1.1.png").unlink()
        folder = tmp_path / "ho so"
        folder.mkdir()
        spoil(dossiers.biography(folder / "a.docx"))
        dossiers.photo(folder / "Lê Thị Bưởi.png")
        read = import_people(folder, source)
        assert isinstance(read, ImportedPeople)
        (one,) = [one for one in read.findings if one.severity is Severity.ERROR]
        assert (one.code, one.file) == (code, "a.docx")
        said(code, one.message, "a.docx")
        assert (source / "portraits/p98.na.1.1.png").is_file()


@pytest.mark.parametrize("make", [word, excel], ids=["docx", "xlsx"])
def test_an_entity_that_grows_is_never_unfolded(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = entities(make(tmp_path / f"a.{'docx' if make is word else 'xlsx'}"))
    read = read_official_list([path])
    assert isinstance(read, Refusal) or "lollol" not in repr(read)


class TestMacros:
    def test_of_a_word_file_with_macros_the_text_is_read_and_that_is_said(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx").rename(tmp_path / "a.docm")
        rezipped(
            path,
            lambda name, data: data.replace(PLAIN_DOCUMENT.encode(), MACRO_DOCUMENT.encode()),
            **{"word/vbaProject.bin": b"Sub AutoOpen()"},
        )
        with pytest.raises(ValueError, match="not a Word file"):
            docx.Document(str(path))
        read = read_official_list([path])
        assert isinstance(read, ImportedList)
        assert len(read.candidates) == 5
        (one,) = [one for one in read.findings if one.code == "macros"]
        assert "không chạy macro" in one.message.vi

    def test_of_a_workbook_with_macros_too(self, tmp_path: Path) -> None:
        path = rezipped(excel(tmp_path / "a.xlsm"), kept, **{"xl/vbaProject.bin": b"Sub Auto_Open()"})
        read = read_official_list([path])
        assert isinstance(read, ImportedList)
        assert len(read.candidates) == 5
        assert "macros" in {one.code for one in read.findings}

    def test_a_word_template_is_read_like_a_document(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx").rename(tmp_path / "a.dotx")
        template = PLAIN_DOCUMENT.replace("document.main", "template.main")
        rezipped(path, lambda name, data: data.replace(PLAIN_DOCUMENT.encode(), template.encode()))
        read = read_official_list([path])
        assert isinstance(read, ImportedList)
        assert len(read.candidates) == 5


def cells(path: Path, change: Callable[[Any], None], *row: Any) -> list[Finding]:
    """What reading a workbook of one candidate's row says, once ``change`` has been done to its sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = PEOPLE.sheet
    sheet.append(["Mã đơn vị", "STT", "Họ và tên", "Ngày sinh", "Giáo dục phổ thông"])
    sheet.append(list(row) or ["p98.na.1", 1, "Lê Thị Bưởi", "1970", "12/12"])
    change(sheet)
    book.save(path)
    findings: list[Finding] = []
    read_workbook(path, path.name, findings.append)
    return findings


def only(findings: list[Finding]) -> tuple[str, Severity, str]:
    (one,) = findings
    assert one.message.vi != one.message.en
    assert one.remedy.vi != one.remedy.en
    return one.code, one.severity, one.place


class TestCellsOfTheWorkbook:
    def test_merged_cells_are_an_error_at_their_corner(self, tmp_path: Path) -> None:
        found = cells(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("D2:E4"))
        assert only(found) == ("merged-cells", Severity.ERROR, f"{PEOPLE.sheet}!D2")

    def test_merged_cells_in_the_header_alone_are_nothing(self, tmp_path: Path) -> None:
        assert cells(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("F1:G1")) == []

    def test_a_formula_without_a_result_is_an_error(self, tmp_path: Path) -> None:
        found = cells(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 5, '="12"&"/12"'))
        assert only(found) == ("no-value", Severity.ERROR, f"{PEOPLE.sheet}!E2")

    def test_of_a_formula_that_excel_worked_out_the_result_is_taken_and_said(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        cells(path, lambda sheet: sheet.cell(2, 3, '="Lê Thị "&"Bưởi"'))
        rezipped(
            path,
            lambda name, data: (
                re.sub(
                    rb'(<c r="C2")([^>]*>)(<f>.*?</f>)<v ?/?>(?:</v>)?',
                    rb'\1 t="str"\2\3<v>' + "Lê Mận".encode() + rb"</v>",
                    data,
                )
                if name == "xl/worksheets/sheet1.xml"
                else data
            ),
        )
        findings: list[Finding] = []
        tables = read_workbook(path, path.name, findings.append)
        assert tables is not None
        assert [row["name"] for row in tables[TableKey.CANDIDATES]] == ["Lê Mận"]
        assert only(findings) == ("formula-values", Severity.WARNING, f"{PEOPLE.sheet}!C2")

    @pytest.mark.parametrize(
        "schooling",
        [dt.datetime(2026, 12, 12), dt.date(2026, 12, 12), 46368, "12-Dec", "2026-12-12 00:00:00"],  # noqa: DTZ001 - as Excel has it
    )
    def test_a_schooling_that_became_a_date_in_any_way_is_an_error(
        self, tmp_path: Path, schooling: object
    ) -> None:
        found = cells(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 5, schooling))
        assert only(found) == ("became-a-date", Severity.ERROR, f"{PEOPLE.sheet}!E2")

    def test_a_birth_date_of_excel_whose_day_may_be_its_month_is_asked_about(self, tmp_path: Path) -> None:
        found = cells(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 4, dt.date(1970, 5, 4)))
        assert only(found) == ("date-from-spreadsheet", Severity.WARNING, f"{PEOPLE.sheet}!D2")
        assert "04/05/1970" in found[0].message.vi
        assert "05/04/1970" in found[0].message.vi
        assert cells(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 4, dt.date(1970, 5, 24))) == []

    def test_a_date_typed_as_text_stays_what_was_typed(self, tmp_path: Path) -> None:
        assert cells(tmp_path / "a.xlsx", lambda _: None, "p98.na.1", 1, "A B", "04/8/1975", "9/10") == []

    @pytest.mark.parametrize(
        ("text", "font", "meant"),
        [
            ("Lª ThÞ B­ëi", "Calibri", "Lê Thị Bưởi"),
            ("Lª ThÞ B­ëi", ".VnTime", "Lê Thị Bưởi"),
            ("Leâ Thò Böôûi", "Calibri", "Lê Thị Bưởi"),
            ("Leâ Thò Böôûi", "VNI-Times", "Lê Thị Bưởi"),
        ],
    )
    def test_a_legacy_encoding_is_known_by_its_font_or_its_letters(
        self, tmp_path: Path, text: str, font: str, meant: str
    ) -> None:
        def change(sheet: Any) -> None:
            sheet["C2"] = text
            sheet["C2"].font = openpyxl.styles.Font(name=font)

        found = cells(tmp_path / "a.xlsx", change)
        assert only(found) == ("legacy-encoding", Severity.ERROR, f"{PEOPLE.sheet}!C2")
        assert f"“{meant}”" in found[0].message.vi

    @pytest.mark.parametrize("text", ["Lê Thị Bưởi", "H’ Hen Niê", "µ ¶ °", "José", "Phạm Văn Cam"])
    def test_what_is_no_legacy_text_is_left_alone(self, tmp_path: Path, text: str) -> None:
        assert cells(tmp_path / "a.xlsx", lambda sheet: sheet.cell(2, 3, text)) == []

    @pytest.mark.parametrize("word", ["#REF!", "#N/A", " #NAME? "])
    def test_an_error_of_excel_that_a_csv_file_kept_as_text_is_an_error(self, tmp_path: Path, word: str) -> None:
        source = write_source(tmp_path / "source")
        change(source, "tables/nguoi-ung-cu.csv", "Giáo viên", word)
        found = [one for one in check(source).errors if one.code == "no-value"]
        assert {one.file for one in found} == {"tables/nguoi-ung-cu.csv"}
        assert all(word.strip() in one.message.vi for one in found)

    def test_a_workbook_of_something_else_says_which_one_is_meant(self, tmp_path: Path) -> None:
        excel(tmp_path / "a.xlsx")
        findings: list[Finding] = []
        assert read_workbook(tmp_path / "a.xlsx", "a.xlsx", findings.append) is None
        assert only(findings) == ("wrong-workbook", Severity.ERROR, "")
        assert "import-list" in findings[0].remedy.vi

    def test_a_word_file_by_a_workbooks_name_is_no_workbook(self, tmp_path: Path) -> None:
        word(tmp_path / "a.xlsx")
        findings: list[Finding] = []
        assert read_workbook(tmp_path / "a.xlsx", "a.xlsx", findings.append) is None
        assert only(findings) == ("wrong-workbook", Severity.ERROR, "")


class TestListsInExcel:
    def test_a_formula_that_was_worked_out_is_taken_and_said(self, tmp_path: Path) -> None:
        path = excel(tmp_path / "a.xlsx")
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["O3"] = '="Kỹ sư"'
        book.save(path)
        rezipped(
            path,
            lambda name, data: (
                re.sub(
                    rb'(<c r="O3")([^>]*>)(<f>.*?</f>)<v ?/?>(?:</v>)?',
                    rb'\1 t="str"\2\3<v>' + "Kỹ sư".encode() + rb"</v>",
                    data,
                )
                if name == "xl/worksheets/sheet1.xml"
                else data
            ),
        )
        read = read_official_list([path])
        assert isinstance(read, ImportedList)
        assert read.candidates[0].occupation == "Kỹ sư"
        assert "formula-values" in {one.code for one in read.findings}


class TestTextsInOldFonts:
    """A programme, a notice or bundle.toml, pasted from a document in .VnTime or VNI."""

    @pytest.mark.parametrize(
        ("seen", "meant"),
        [
            ("T«i sÏ b¸o c¸o c«ng khai", "Tôi sẽ báo cáo công khai"),
            ("**Cöû tri** nhôù mang theo theû", "Cử tri"),
        ],
    )
    @pytest.mark.parametrize(
        "file", ["programmes/p98.na.1.1.vi.md", "topics/cach-bo-phieu.vi.md", "notices/khau-trang.vi.md"]
    )
    def test_a_line_of_one_is_an_error_at_its_line(self, tmp_path: Path, file: str, seen: str, meant: str) -> None:
        source = write_source(tmp_path / "source")
        path = source / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n{seen}.\n", encoding="utf-8")
        (found,) = [one for one in check(source).errors if one.code == "legacy-encoding"]
        assert (found.file, found.place) == (file, f"dòng {len(text.splitlines()) + 2}")
        assert meant in found.message.vi
        assert meant in found.message.en

    def test_bundle_toml_is_read_so_too(self, tmp_path: Path) -> None:
        source = write_source(tmp_path / "source")
        change(source, "bundle.toml", "Ủy ban bầu cử tỉnh Vườn Quả", "ñy ban bÇu cö tØnh V­ên Qu¶")
        found = [one for one in check(source).errors if one.code == "legacy-encoding"]
        assert {one.file for one in found} == {"bundle.toml"}

    def test_what_ships_and_other_languages_are_left_alone(self, tmp_path: Path) -> None:
        source = write_source(tmp_path / "source")
        path = source / "topics" / "cach-bo-phieu.en.md"
        path.write_text(path.read_text(encoding="utf-8").replace("Bring your", "Cöû tri. Bring your"), "utf-8")
        assert not [one for one in check(source).findings if one.code == "legacy-encoding"]
        for name in ("base", "demo"):
            assert not [one for one in checked(name).findings if one.code == "legacy-encoding"], name
