"""Writing an imported list into a source: only its own rows, all or nothing, the same again changes nothing."""

from __future__ import annotations

import csv
import os
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from helpers import official_lists as lists
from voter_kiosk.authoring.official_list import Hints, ImportedList, hints_from, read_official_list, write_into
from voter_kiosk.authoring.tables import CSV_FOLDER, TABLES, WORKBOOK, TableKey
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RuleSetId

UNITS, PEOPLE = TABLES[TableKey.CONSTITUENCIES], TABLES[TableKey.CANDIDATES]


def imported(tmp_path: Path, rows: list[list[str]] | None = None, **prose: Any) -> ImportedList:
    path = lists.comma(tmp_path / "a.csv", [[lists.prose(1, **prose)], lists.HEADER, *(rows or lists.people(5))])
    read = read_official_list([path])
    assert isinstance(read, ImportedList)
    return read


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "nguồn"
    folder.mkdir()
    return folder


def written(source: Path, what: ImportedList) -> tuple[str, ...]:
    paths = write_into(what, source)
    assert not isinstance(paths, Refusal), paths
    return tuple(str(path.relative_to(source)) for path in paths)


def table(source: Path, key: TableKey) -> list[dict[str, str]]:
    with (source / CSV_FOLDER / TABLES[key].csv_name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def state(source: Path) -> dict[str, bytes]:
    return {str(path.relative_to(source)): path.read_bytes() for path in source.rglob("*") if path.is_file()}


class TestCsv:
    def test_a_source_without_tables_gets_them(self, tmp_path: Path, source: Path) -> None:
        assert written(source, imported(tmp_path)) == ("tables/don-vi-bau-cu.csv", "tables/nguoi-ung-cu.csv")
        (unit,) = table(source, TableKey.CONSTITUENCIES)
        assert unit == {
            "Mã đơn vị": "p31.na.1",
            "Tỉnh/thành phố": "Thành phố Hải Phòng",
            "Mã tỉnh": "31",
            "Xã/phường": "",
            "Gồm các khu vực": "Gồm các quận: Hoa Mai, Hoa Đào và các huyện: Hoa Sen, Hoa Cúc",
            "Số đại biểu được bầu": "3",
            "Số người ứng cử": "5",
            "Quyết định": "",
        }
        people = table(source, TableKey.CANDIDATES)
        assert [person["STT"] for person in people] == ["1", "2", "3", "4", "5"]
        assert list(people[0]) == list(PEOPLE.headers)
        assert people[1]["Giới tính"] == "Nữ"
        assert people[1]["Giáo dục phổ thông"] == "12/12"
        assert people[1]["Nơi ở"] == ""

    def test_what_is_written_reads_back_as_the_same_candidates(self, tmp_path: Path, source: Path) -> None:
        what = imported(tmp_path)
        written(source, what)
        again = read_official_list([source / CSV_FOLDER / PEOPLE.csv_name], hints=Hints(rule_set=RuleSetId.R2021))
        assert isinstance(again, ImportedList)
        assert again.candidates == what.candidates

    def test_the_same_list_again_changes_nothing(self, tmp_path: Path, source: Path) -> None:
        written(source, imported(tmp_path))
        before = state(source)
        assert written(source, imported(tmp_path)) == ()
        assert state(source) == before

    def test_other_rows_columns_and_their_bytes_stay(self, tmp_path: Path, source: Path) -> None:
        folder = source / CSV_FOLDER
        folder.mkdir()
        other = 'p31.na.2;01;"Lê; Thị";;"Nhận xét\r\nhai dòng"\r\n'
        path = folder / PEOPLE.csv_name
        head = "Mã đơn vị;STT;Họ và tên;Tên dùng để xếp thứ tự;Nhận xét riêng\r\n"
        path.write_bytes(b"\xef\xbb\xbf" + (head + other + "p31.na.1;01;Nguyễn Văn An;Ân;giữ\r\n").encode())
        written(source, imported(tmp_path))
        text = path.read_bytes().decode()
        assert text.startswith("\ufeff" + head.rstrip("\r\n"))
        assert other.rstrip("\r\n") in text
        rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))
        mine = next(row for row in rows if row["Mã đơn vị"] == "p31.na.1")
        assert (mine["Tên dùng để xếp thứ tự"], mine["Nhận xét riêng"]) == ("Ân", "giữ")
        assert mine["Nơi công tác"] == "Trường Trung học cơ sở Hoa Mai"
        assert len(rows) == 6
        assert written(source, imported(tmp_path)) == ()

    def test_a_later_list_brings_its_own_rows_up_to_date(self, tmp_path: Path, source: Path) -> None:
        written(source, imported(tmp_path))
        rows = lists.people(5, languages="")
        rows[1][lists.FIELDS.index("workplace")] = "Trường Hoa Đào"
        assert written(source, imported(tmp_path, rows)) == ("tables/nguoi-ung-cu.csv",)
        people = table(source, TableKey.CANDIDATES)
        assert people[1]["Nơi công tác"] == "Trường Hoa Đào"
        assert {person["Ngoại ngữ"] for person in people} == {""}
        assert len(people) == 5

    def test_an_answer_given_in_the_table_is_not_emptied_by_the_next_import(
        self, tmp_path: Path, source: Path
    ) -> None:
        rows = lists.people(5)
        rows[0][lists.FIELDS.index("sex")] = "?"
        written(source, imported(tmp_path, rows))
        path = source / CSV_FOLDER / PEOPLE.csv_name
        path.write_text(
            path.read_text(encoding="utf-8").replace("11/1/1961,,", "11/1/1961,Nam,"), encoding="utf-8"
        )
        assert written(source, imported(tmp_path, rows)) == ()
        assert table(source, TableKey.CANDIDATES)[0]["Giới tính"] == "Nam"

    def test_errors_of_substance_are_written_for_the_official_to_mend(self, tmp_path: Path, source: Path) -> None:
        path = lists.comma(
            tmp_path / "b.csv",
            [
                ["Thành phố Hải Phòng. Ứng cử đại biểu Quốc hội. Đơn vị bầu cử số 1"],
                lists.HEADER,
                *lists.people(4),
            ],
        )
        read = read_official_list([path])
        assert isinstance(read, ImportedList)
        written(source, read)
        assert table(source, TableKey.CONSTITUENCIES)[0]["Số đại biểu được bầu"] == ""

    def test_a_row_shorter_than_its_header_and_blank_rows_are_no_hindrance(
        self, tmp_path: Path, source: Path
    ) -> None:
        folder = source / CSV_FOLDER
        folder.mkdir()
        (folder / UNITS.csv_name).write_text(
            "Mã đơn vị,Tỉnh/thành phố,Số đại biểu được bầu\np31.na.9\n,,\n\n", encoding="utf-8"
        )
        written(source, imported(tmp_path))
        assert [row["Mã đơn vị"] for row in table(source, TableKey.CONSTITUENCIES)] == ["p31.na.9", "p31.na.1"]

    def test_headers_match_whatever_their_unicode_form(self, tmp_path: Path, source: Path) -> None:
        folder = source / CSV_FOLDER
        folder.mkdir()
        head = unicodedata.normalize("NFD", ",".join(UNITS.headers))
        (folder / UNITS.csv_name).write_text(head + "\n", encoding="utf-8")
        written(source, imported(tmp_path))
        assert (folder / UNITS.csv_name).read_text(encoding="utf-8").split("\n")[0] == head


class TestWorkbook:
    @pytest.fixture
    def workbook(self, source: Path) -> Path:
        book = openpyxl.Workbook()
        page: Any = book.active
        page.title = UNITS.sheet
        page.append(list(UNITS.headers))
        page.append(["p31.na.9", "Thành phố Hải Phòng", "31", None, "Hoa Lan", 3, 5, None])
        page.column_dimensions["A"].width = 40
        other: Any = book.create_sheet(TABLES[TableKey.POLLING_AREAS].sheet)
        other.append(["Mã khu vực", "Số"])
        other.append(["c11302.01", 1])
        book.save(source / WORKBOOK)
        return source / WORKBOOK

    def test_rows_go_into_its_sheets_as_text(self, tmp_path: Path, source: Path, workbook: Path) -> None:
        assert written(source, imported(tmp_path)) == (WORKBOOK,)
        assert not (source / CSV_FOLDER).exists()
        book = openpyxl.load_workbook(workbook)
        units: Any = book[UNITS.sheet]
        assert [cell.value for cell in units["A"]] == ["Mã đơn vị", "p31.na.9", "p31.na.1"]
        assert units["F2"].value == 3
        assert units.column_dimensions["A"].width == 40
        people: Any = book[PEOPLE.sheet]
        head = [cell.value for cell in people[1]]
        assert head == list(PEOPLE.headers)
        schooling = people.cell(2, head.index("Giáo dục phổ thông") + 1)
        assert (schooling.value, schooling.number_format, schooling.data_type) == ("12/12", "@", "s")
        assert book[TABLES[TableKey.POLLING_AREAS].sheet]["A2"].value == "c11302.01"

    def test_the_same_list_again_leaves_the_file_alone(self, tmp_path: Path, source: Path, workbook: Path) -> None:
        written(source, imported(tmp_path))
        before = workbook.read_bytes()
        assert written(source, imported(tmp_path)) == ()
        assert workbook.read_bytes() == before

    def test_a_number_typed_by_a_person_is_the_same_key(
        self, tmp_path: Path, source: Path, workbook: Path
    ) -> None:
        book = openpyxl.load_workbook(workbook)
        page: Any = book.create_sheet(PEOPLE.sheet)
        page.append(["STT", "Mã đơn vị", "Họ và tên"])
        page.append([2.0, "p31.na.1", "Nguyễn Văn B."])
        book.save(workbook)
        written(source, imported(tmp_path))
        page = openpyxl.load_workbook(workbook)[PEOPLE.sheet]
        assert page.max_row == 6
        assert (page["A2"].value, page["C2"].value) == (2, "Nguyễn Văn Bình")

    def test_text_that_begins_like_a_formula_stays_text(
        self, tmp_path: Path, source: Path, workbook: Path
    ) -> None:
        written(source, imported(tmp_path, [lists.person(1, workplace="=1+1"), *lists.people(5)[1:]]))
        page: Any = openpyxl.load_workbook(workbook)[PEOPLE.sheet]
        cell = next(cell for cell in page[2] if cell.value == "=1+1")
        assert cell.data_type == "s"

    def test_a_broken_workbook_is_left_as_it_is(self, tmp_path: Path, source: Path, workbook: Path) -> None:
        workbook.write_bytes(b"PK\x03\x04 broken")
        refusal = write_into(imported(tmp_path), source)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "unreadable-source"
        assert workbook.read_bytes() == b"PK\x03\x04 broken"


class TestRefusals:
    def test_while_something_must_be_answered_nothing_is_written(self, tmp_path: Path, source: Path) -> None:
        what = imported(tmp_path, [lists.person(1, schooling="12-Dec"), *lists.people(5)[1:]])
        refusal = write_into(what, source)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "list-has-errors"
        assert "a.csv, hàng 3, cột 10" in refusal.message.vi
        assert state(source) == {}

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        refusal = write_into(imported(tmp_path), tmp_path / "khong-co")
        assert isinstance(refusal, Refusal)
        assert refusal.code == "no-source"

    @pytest.mark.parametrize("data", [b"\xff\xfeM\x00", b'a,"b"c,"d\n'])
    def test_a_table_that_cannot_be_read_is_left_as_it_is(self, tmp_path: Path, source: Path, data: bytes) -> None:
        (source / CSV_FOLDER).mkdir()
        path = source / CSV_FOLDER / UNITS.csv_name
        path.write_bytes(data)
        refusal = write_into(imported(tmp_path), source)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "unreadable-source"
        assert path.read_bytes() == data

    @pytest.mark.parametrize("fails_at", [1, 2])
    def test_a_full_disk_loses_nothing(
        self, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
    ) -> None:
        written(source, imported(tmp_path))
        before = state(source)
        calls: list[int] = []

        def full(_: int) -> None:
            calls.append(1)
            if len(calls) == fails_at:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        refusal = write_into(imported(tmp_path, lists.people(5, religion="Phật giáo"), seats=2), source)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "cannot-write"
        assert state(source) == before

    def test_tables_that_are_no_folder(self, tmp_path: Path, source: Path) -> None:
        (source / CSV_FOLDER).write_text("", encoding="utf-8")
        refusal = write_into(imported(tmp_path), source)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "cannot-write"


class TestHints:
    def test_a_source_answers_for_rule_set_province_and_wards(self, source: Path) -> None:
        (source / "bundle.toml").write_text(
            'scope = "p98"\nrule_set = "2026"\nprovince = { code = "98", vi = "Tỉnh Hoa Mai", en = "Hoa Mai" }\n',
            encoding="utf-8",
        )
        (source / CSV_FOLDER).mkdir()
        lists.comma(
            source / CSV_FOLDER / "khu-vuc-bo-phieu.csv",
            [
                ["Mã khu vực", "Số", "Nơi bỏ phiếu", "Mã xã/phường", "Xã/phường"],
                ["c98001.01", "1", "Trường", "98001", "Phường Hoa Mai"],
            ],
        )
        hints = hints_from(source)
        assert hints == Hints(RuleSetId.R2026, "98", "Tỉnh Hoa Mai", "", {"phuong hoa mai": "98001"})

    def test_a_new_source_whose_province_is_not_filled_in_answers_for_none(self, source: Path) -> None:
        (source / "bundle.toml").write_text(
            'province = { code = "00", vi = "[điền tên tỉnh]" }\n', encoding="utf-8"
        )
        assert hints_from(source) == Hints()

    def test_a_communes_source_answers_for_its_commune(self, source: Path) -> None:
        (source / "bundle.toml").write_text(
            'scope = "c11302"\nrule_set = 2021\nprovince = "31"\n', encoding="utf-8"
        )
        assert hints_from(source) == Hints(rule_set=RuleSetId.R2021, commune="11302")

    @pytest.mark.parametrize("text", [None, "not = [toml"])
    def test_a_source_that_says_nothing_gives_none(self, source: Path, text: str | None) -> None:
        if text is not None:
            (source / "bundle.toml").write_text(text, encoding="utf-8")
        assert hints_from(source) == Hints()
