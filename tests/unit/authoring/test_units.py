"""What the communes were before July 2025: the software's own table, and what a source mends or adds."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from helpers.sources import change, write, write_source, write_table
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.authoring.read_units import UnitReader
from voter_kiosk.authoring.source import read_source
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.bundle import documents
from voter_kiosk.domain.units import FormerUnit, TodaysUnit
from voter_kiosk.shipped import shipped

ROW = {
    "Mã cũ": "97001",
    "Tên cũ": "Xã Cây Cổ",
    "Huyện/quận cũ": "Huyện Vườn Xưa",
    "Tỉnh/thành phố cũ": "Tỉnh Vườn Quả",
    "Mã xã/phường nay": "98001",
    "Xã/phường nay": "Xã Cây Xanh",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def former(source: Path, *rows: dict[str, str]) -> tuple[FormerUnit, ...]:
    """What a source with those rows says of its former units."""
    if rows:
        write_table(source, "don-vi-cu", rows)
    content = read_source(source).content
    assert content is not None
    return content.own.former_units


def found(source: Path) -> list[tuple[str, str]]:
    """The findings of that table: code and place."""
    return [(one.code, one.place) for one in check(source).findings if one.file == "tables/don-vi-cu.csv"]


def test_a_row_is_a_former_unit_of_the_sources_province(source: Path) -> None:
    assert former(source, {**ROW, "Phần": "Thôn Một;Thôn Hai"}) == (
        FormerUnit(
            "p98.97001",
            {"vi": "Xã Cây Cổ"},
            {"vi": "Huyện Vườn Xưa"},
            {"vi": "Tỉnh Vườn Quả"},
            (TodaysUnit("c98001", {"vi": "Xã Cây Xanh"}, {"vi": "Thôn Một; Thôn Hai"}),),
        ),
    )
    assert found(source) == []


def test_rows_of_one_old_code_are_one_unit_that_was_split(source: Path) -> None:
    second_ward(source)
    rows = [
        {**ROW, "Phần": "Thôn Một"},
        {**ROW, "Mã xã/phường nay": "c98002", "Xã/phường nay": "Xã Hai", "Phần": "Thôn Ba"},
    ]
    (unit,) = former(source, *rows)
    assert unit.split
    assert [(one.id, one.part) for one in unit.became] == [
        ("c98001", {"vi": "Thôn Một"}),
        ("c98002", {"vi": "Thôn Ba"}),
    ]
    assert found(source) == []


def second_ward(source: Path) -> None:
    """Make the second polling area one of another commune."""
    change(source, "tables/khu-vuc-bo-phieu.csv", "c98001.02", "c98002.01")


def test_a_code_that_a_spreadsheet_took_the_zeros_from_is_whole_again(source: Path) -> None:
    (unit,) = former(source, {**ROW, "Mã cũ": "91"})
    assert unit.id == "p98.00091"


def test_english_is_kept_and_separate_marks_are_composed(source: Path) -> None:
    apart = unicodedata.normalize("NFD", "Xã Cây Cổ")
    (unit,) = former(source, {**ROW, "Tên cũ": apart, "Tên cũ (English)": "Cây Cổ Commune"})
    assert unit.name == {"vi": "Xã Cây Cổ", "en": "Cây Cổ Commune"}
    assert [code for code, _ in found(source)] == ["not-nfc"]


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ([{**ROW, "Mã cũ": "97-1"}], "id", "hàng 2, cột “Mã cũ”"),
        ([{**ROW, "Mã xã/phường nay": "x"}], "id", "hàng 2, cột “Mã xã/phường nay”"),
        ([{**ROW, "Tên cũ": ""}], "cell-missing", "hàng 2, cột “Tên cũ”"),
        ([{**ROW, "Mã xã/phường nay": "98009"}], "unknown-todays-unit", "hàng 2, cột “Mã xã/phường nay”"),
        ([ROW, ROW], "twice", "hàng 3, cột “Mã xã/phường nay”"),
        ([ROW, {**ROW, "Tên cũ": "Xã Khác"}], "two-names", "hàng 3, cột “Tên cũ”"),
        ([{**ROW, "Tên cũ": "Xã Cây Cổ, điện thoại 0912345678"}], "never-shown", "hàng 2"),
    ],
)
def test_a_bad_row_is_named_with_its_place_and_what_to_do(
    source: Path, rows: list[dict[str, str]], code: str, place: str
) -> None:
    write_table(source, "don-vi-cu", rows)
    errors = [one for one in check(source).errors if one.file == "tables/don-vi-cu.csv" and one.code == code]
    assert [one.place for one in errors] == [place]
    assert errors[0].remedy.vi
    assert errors[0].remedy.en


def test_before_july_2025_there_are_no_former_units(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source", "2021")
    assert former(source, ROW) == ()
    assert found(source) == [("no-former-units-here", "hàng 2")]


def test_a_communes_own_source_has_none(source: Path) -> None:
    change(source, "bundle.toml", 'scope = "p98"', 'scope = "c98001"')
    assert former(source, ROW) == ()
    assert ("no-former-units-here", "hàng 2") in found(source)


def test_base_content_has_none(tmp_path: Path) -> None:
    reader = UnitReader(Folder(tmp_path), "base", None)
    assert reader.former_units([], []) == ()


def test_they_are_a_document_of_the_provinces_scope(source: Path) -> None:
    units = former(source, ROW)
    content = check(source).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    assert tuple(documents.read_jsonl(documents.UNITS, io.BytesIO(files["p98/units.jsonl"]))) == units


def test_a_workbook_has_the_table_too(source: Path) -> None:
    table = TABLES[TableKey.FORMER_UNITS]
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(table.sheet)
    sheet.append(table.headers)
    sheet.append([ROW.get(header, "") for header in table.headers])
    for path in (source / "tables").glob("*.csv"):
        if path.stem != "don-vi-cu":
            rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            other = book.create_sheet(next(one.sheet for one in TABLES.values() if one.csv_name == path.name))
            for row in rows:
                other.append(row)
    for path in (source / "tables").glob("*.csv"):
        path.unlink()
    book.save(source / "du-lieu.xlsx")
    assert [unit.id for unit in former(source)] == ["p98.97001"]


# the software's own tables


def own(code: str) -> tuple[FormerUnit, ...]:
    """The software's own table of a real province."""
    return read(code).own.former_units


def read(code: str) -> Content:
    with tempfile.TemporaryDirectory() as folder:
        source = write_source(Path(folder) / "source")
        for path in (source / "bundle.toml", *(source / "tables").glob("*.csv")):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("p98", f"p{code}").replace('"98"', f'"{code}"'), encoding="utf-8")
        content = read_source(source).content
        assert content is not None
        return content


@pytest.fixture(scope="module")
def hai_phong() -> tuple[FormerUnit, ...]:
    return own("31")


def test_hai_phong_has_the_communes_of_the_old_hai_phong_and_of_hai_duong(
    hai_phong: tuple[FormerUnit, ...],
) -> None:
    assert {unit.province["vi"] for unit in hai_phong} == {"Thành phố Hải Phòng", "Tỉnh Hải Dương"}
    assert len({one.id for unit in hai_phong for one in unit.became}) == 114, "facts D.2"
    by_name = {(unit.name["vi"], unit.district.get("vi", "")): unit for unit in hai_phong}
    (today,) = by_name["Phường Hoàng Văn Thụ", "Quận Hồng Bàng"].became
    assert today == TodaysUnit("c11311", {"vi": "Phường Hồng Bàng"})
    (today,) = by_name["Huyện Bạch Long Vĩ", ""].became
    assert today.name == {"vi": "Đặc khu Bạch Long Vĩ"}
    assert any(unit.split for unit in hai_phong)


def test_a_source_mends_the_softwares_own_table(tmp_path: Path, hai_phong: tuple[FormerUnit, ...]) -> None:
    source = write_source(tmp_path / "source")
    for path in (source / "bundle.toml", *(source / "tables").glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("p98", "p31").replace('"98"', '"31"'), encoding="utf-8")
    mended = {**ROW, "Mã cũ": hai_phong[5].id[4:], "Tên cũ": "Xã Đã Sửa", "Mã xã/phường nay": "11311"}
    units = {unit.id: unit for unit in former(source, mended, ROW)}
    assert len(units) == len(hai_phong) + 1
    assert units[hai_phong[5].id].name == {"vi": "Xã Đã Sửa"}
    assert units[hai_phong[4].id] == hai_phong[4]
    assert "unknown-todays-unit" not in {code for code, _ in found(source)}, "11311 is in the own table"


def test_the_whole_country_is_there_in_composed_unicode_with_codes_of_five_digits() -> None:
    files = sorted(shipped("data", "units").glob("*.csv"))
    assert len(files) == 34, "facts E"
    old, today = set(), set()
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text)
        rows = list(csv.DictReader(text.splitlines()))
        assert tuple(rows[0]) == TABLES[TableKey.FORMER_UNITS].headers
        for row in rows:
            assert re.fullmatch(r"[0-9]{5}", row["Mã cũ"])
            assert re.fullmatch(r"[0-9]{5}", row["Mã xã/phường nay"])
            assert re.match("Phường|Xã|Thị trấn|Huyện", row["Tên cũ"])
            assert re.match("Phường|Xã|Đặc khu", row["Xã/phường nay"])
            old.add((path.stem, row["Mã cũ"]))
            today.add(row["Mã xã/phường nay"])
    assert len(today) == 3321, "facts E"
    assert len(old) == 10_033 + 5, "and five island districts"


def test_a_broken_table_of_the_softwares_own_is_never_passed_over(tmp_path: Path, source: Path) -> None:
    write(tmp_path / "own", "98.csv", "Mã cũ,Lạ\n1,2\n")
    content = read_source(source).content
    assert content is not None
    reader = UnitReader(Folder(source), "p98", content.election, tmp_path / "own")
    with pytest.raises(ValueError, match="unknown-column"):
        reader.former_units([], ())
