"""The official list in Word: the real one of 2021, and a made-up twin of its layout that is always there."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from helpers import official_lists as lists
from voter_kiosk.authoring.official_list import ImportedList, read_official_list
from voter_kiosk.domain.election import Candidate, Sex

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "na15-2021"
WORD, CSV, UNITS = (REAL / name for name in ("danh-sach-3.55-104.docx", "danh-sach-3.55-104.csv", "units.csv"))
needs_real = pytest.mark.skipif(not WORD.exists(), reason="the published lists are not part of the repository")

CSV_COLUMNS = {
    "STT": "number",
    "Họ và tên": "name",
    "Ngày tháng năm sinh": "birth_date_posted",
    "Giới tính": "sex",
    "Quốc tịch": "nationality",
    "Dân tộc": "ethnicity",
    "Tôn giáo": "religion",
    "Quê quán": "native_place",
    "Trình độ học vấn - Giáo dục phổ thông": "schooling",
    "Trình độ học vấn - Chuyên môn, nghiệp vụ": "expertise",
    "Trình độ học vấn - Học hàm, học vị": "degree",
    "Trình độ học vấn - Lý luận chính trị": "political_theory",
    "Trình độ học vấn - Ngoại ngữ": "languages",
    "Nghề nghiệp, chức vụ": "occupation",
    "Nơi công tác": "workplace",
    "Ngày vào Đảng": "party_date",
    "Là đại biểu QH": "assembly_terms",
    "Là đại biểu HĐND": "council_terms",
}
# Once NFC and white space are folded the two sources say the same, cell for cell: (row, column, Word, CSV).
TRUE_DIFFERENCES: tuple[tuple[int, str, str, str], ...] = ()


def read(*paths: Path) -> ImportedList:
    imported = read_official_list(paths)
    assert isinstance(imported, ImportedList), imported
    return imported


def codes(imported: ImportedList) -> Counter[str]:
    return Counter(finding.code for finding in imported.findings)


def shown(candidate: Candidate, field: str) -> str:
    if field == "sex":
        return {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}[candidate.sex]
    return str(getattr(candidate, field))


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.fixture(scope="module")
def real() -> ImportedList:
    return read(WORD)


@pytest.fixture(scope="module")
def answer() -> list[dict[str, str]]:
    with CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_real
class TestTheRealList:
    def test_all_98_candidates_in_20_constituencies_of_8_provinces(self, real: ImportedList) -> None:
        assert len(real.candidates) == 98
        assert len(real.constituencies) == 20
        assert len({unit.province for unit in real.constituencies}) == 8

    def test_every_shown_field_is_that_of_the_other_source_in_the_official_order(
        self, real: ImportedList, answer: list[dict[str, str]]
    ) -> None:
        differ = [
            (index, column, shown(candidate, field), folded(row[column]))
            for index, (candidate, row) in enumerate(zip(real.candidates, answer, strict=True))
            for column, field in CSV_COLUMNS.items()
            if shown(candidate, field) != folded(row[column])
        ]
        assert tuple(differ) == TRUE_DIFFERENCES

    def test_constituencies_are_those_of_the_prose(self, real: ImportedList, answer: list[dict[str, str]]) -> None:
        spoken = {(row["province_or_city"], row["unit_number"]): row["unit_description"] for row in answer}
        assert {(unit.province_name, str(unit.number)) for unit in real.constituencies} == spoken.keys()
        for unit in real.constituencies:
            description = folded(spoken[unit.province_name, str(unit.number)])
            assert description == (
                f"{unit.area['vi']}. Số đại biểu Quốc hội được bầu: {unit.seats} người. "
                f"Số người ứng cử: {unit.posted_candidates} người."
            )
            assert unit.body == "na"

    def test_hai_phong_is_province_31_with_9_seats_and_15_candidates(self, real: ImportedList) -> None:
        here = real.of_province("31")
        assert [unit.id for unit in here.constituencies] == ["p31.na.1", "p31.na.2", "p31.na.3"]
        assert sum(unit.seats for unit in here.constituencies) == 9
        assert [person.id for person in here.candidates][:2] == ["p31.na.1.1", "p31.na.1.2"]
        assert len(here.candidates) == 15
        first = here.candidates[0]
        assert (first.name, first.birth_date, first.birth_date_posted) == (
            "Tống Văn Băng",
            "1974-07-17",
            "17/7/1974",
        )

    def test_codes_are_those_of_2021(self, real: ImportedList) -> None:
        # An Giang is 91 since 2025; districts in the prose say that this list is older.
        by_name = {unit.province_name: unit.province for unit in real.constituencies}
        assert by_name["An Giang"] == "89"
        assert by_name["Bắc Giang"] == "24"

    def test_what_is_posted_is_not_corrected_and_a_note_points_at_it(self, real: ImportedList) -> None:
        assert real.candidates[0].expertise.startswith("Đai học")
        places = [finding.place for finding in real.findings if finding.code == "typo-kept"]
        assert places == ["bảng 1, hàng 3, cột 11", "bảng 2, hàng 3, cột 5"]

    def test_it_is_stored_composed_and_a_note_says_so(self, real: ImportedList) -> None:
        for candidate in real.candidates:
            for field in CSV_COLUMNS.values():
                value = shown(candidate, field)
                assert unicodedata.is_normalized("NFC", value)
        assert codes(real)["not-composed"] == 1

    def test_nothing_is_asked_and_no_residence_gets_in(self, real: ImportedList) -> None:
        assert real.questions == ()
        assert {finding.severity.value for finding in real.findings} == {"note"}
        assert {candidate.residence for candidate in real.candidates} == {""}

    def test_the_csv_beside_it_gives_the_same(self, real: ImportedList) -> None:
        other = read(CSV)
        assert other.candidates == real.candidates
        assert other.constituencies == real.constituencies

    def test_both_at_once_are_one_list(self, real: ImportedList) -> None:
        both = read(CSV, WORD)
        assert both.candidates == real.candidates
        assert codes(both)["sources-differ"] == len(TRUE_DIFFERENCES)

    def test_seats_are_those_of_the_184_constituencies(self, real: ImportedList) -> None:
        with UNITS.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        seats = {
            (row["associated_province"].removeprefix("TP. ").removeprefix("Tỉnh "), number + 1): row
            for province in {row["associated_province"] for row in rows}
            for number, row in enumerate(row for row in rows if row["associated_province"] == province)
        }
        for unit in real.constituencies:
            name = unit.province_name.removeprefix("Thành phố ")
            assert unit.seats == int(seats[name, unit.number]["representatives_count"])


TITLE = (
    "3. THÀNH PHỐ HẢI PHÒNG : SỐ ĐƠN VỊ BẦU CỬ LÀ 2 \nSỐ ĐẠI BIỂU QUỐC HỘI ĐƯỢC BẦU LÀ 5 NGƯỜI. "
    "SỐ NGƯỜI ỨNG CỬ LÀ 9 NGƯỜI "
)


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    return lists.word(
        tmp_path / "danh-sach.docx",
        "Top of Form",
        TITLE,
        lists.prose(1),
        lists.people(5),
        lists.prose(2, seats=2, candidates=4),
        [lists.person(number, f"Trần Thị {lists.GIVEN[number]}") for number in range(1, 5)],
    )


class TestTheTwin:
    def test_every_field_lands_where_it_belongs(self, twin: Path) -> None:
        imported = read(twin)
        for candidate, row in zip(imported.candidates[:5], lists.people(5), strict=True):
            for field, text in zip(lists.FIELDS, row, strict=True):
                if field != "residence":
                    assert shown(candidate, field) == text
        assert imported.candidates[0].birth_date == "1961-01-11"

    def test_constituencies_come_from_the_prose(self, twin: Path) -> None:
        one, two = read(twin).constituencies
        assert (one.id, one.seats, one.posted_candidates) == ("p31.na.1", 3, 5)
        assert (two.id, two.seats, two.posted_candidates) == ("p31.na.2", 2, 4)
        assert one.area == {"vi": "Gồm các quận: Hoa Mai, Hoa Đào và các huyện: Hoa Sen, Hoa Cúc"}
        assert one.province_name == "Thành phố Hải Phòng"

    def test_a_sound_list_has_nothing_to_say(self, twin: Path) -> None:
        assert read(twin).findings == ()

    def test_columns_that_the_list_has_are_told_by_constituency(self, twin: Path) -> None:
        columns = read(twin).columns["p31.na.1"]
        assert "workplace" in columns
        assert "awards" not in columns

    def test_totals_of_the_province_are_held_against_its_tables(self, tmp_path: Path) -> None:
        imported = read(lists.word(tmp_path / "a.docx", TITLE, lists.prose(1), lists.people(5)))
        (finding,) = imported.findings
        assert finding.code == "province-totals"
        assert "2 / 5 / 9" in finding.message.vi
        assert "1 / 3 / 5" in finding.message.vi

    def test_a_table_that_goes_on_after_its_header_is_said_again_is_one_constituency(self, tmp_path: Path) -> None:
        rows = lists.people(5)
        imported = read(lists.word(tmp_path / "a.docx", lists.prose(1), rows[:2], rows[2:]))
        assert len(imported.constituencies) == 1
        assert [person.number for person in imported.candidates] == [1, 2, 3, 4, 5]
        assert imported.findings == ()

    def test_where_word_and_csv_differ_word_wins_and_a_note_says_so(self, tmp_path: Path) -> None:
        document = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
        rows = lists.people(5)
        rows[1][lists.FIELDS.index("workplace")] = "Trường Tiểu học Hoa Đào"
        table = lists.comma(
            tmp_path / "a.csv", [[lists.prose(1, candidates=6)], lists.HEADER, *rows, lists.person(6)]
        )
        for paths in ((document, table), (table, document)):
            imported = read(*paths)
            assert imported.candidates[1].workplace == "Trường Trung học cơ sở Hoa Mai"
            assert len(imported.candidates) == 5
            notes = [finding for finding in imported.findings if finding.code == "sources-differ"]
            said = " ".join(note.message.vi for note in notes)
            assert len(notes) == 3
            assert "p31.na.1.2, Nơi công tác" in said
            assert "p31.na.1, Số người ứng cử" in said
            assert "p31.na.1.6" in said
            assert {note.file for note in notes} == {"a.csv"}
