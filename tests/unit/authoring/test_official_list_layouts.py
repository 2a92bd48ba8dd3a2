"""Lists of every layout: columns in any order, one header row or two, Excel and CSV, councils, other wordings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import official_lists as lists
from voter_kiosk.authoring.official_list import Hints, ImportedList, read_official_list
from voter_kiosk.authoring.official_list.columns import field_of
from voter_kiosk.authoring.official_list.prose import read_heading
from voter_kiosk.domain.election import Candidate
from voter_kiosk.domain.rules import RuleSetId

IN_TMP = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(*paths: Path, hints: Hints | None = None) -> ImportedList:
    imported = read_official_list(paths, hints=hints or Hints())
    assert isinstance(imported, ImportedList), imported
    return imported


def told(imported: ImportedList) -> list[str]:
    return [finding.code for finding in imported.findings]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Candidate, ...]:
    folder = tmp_path_factory.mktemp("expected")
    return read(lists.word(folder / "a.docx", lists.prose(1), lists.people(5))).candidates


def two_rows() -> list[list[str]]:
    """The form's header as a spreadsheet has it: the group over its first column, the names below."""
    above = [
        "" if lists.EDUCATION.start < i < lists.EDUCATION.stop else title for i, title in enumerate(lists.HEADER)
    ]
    above[lists.EDUCATION.start] = "Trình độ học vấn"
    below = [
        title if lists.EDUCATION.start <= i < lists.EDUCATION.stop else "" for i, title in enumerate(lists.HEADER)
    ]
    return [above, below]


class TestSpreadsheets:
    @IN_TMP
    @given(order=st.permutations(range(len(lists.HEADER))), kind=st.sampled_from(["xlsx", "csv", ";", "\t"]))
    def test_columns_in_any_order(
        self, tmp_path: Path, expected: tuple[Candidate, ...], order: list[int], kind: str
    ) -> None:
        rows = [[lists.prose(1)], *([row[at] for at in order] for row in [list(lists.HEADER), *lists.people(5)])]
        if kind == "xlsx":
            path = lists.excel(tmp_path / "a.xlsx", rows)
        else:
            path = lists.comma(tmp_path / "a.csv", rows, delimiter="," if kind == "csv" else kind)
        imported = read(path)
        assert imported.candidates == expected
        assert imported.findings == ()

    def test_two_header_rows_merged(self, tmp_path: Path, expected: tuple[Candidate, ...]) -> None:
        rows = [[lists.prose(1)], *two_rows(), *lists.people(5)]
        merged = ["A1:S1", "J2:N2", *(f"{letter}2:{letter}3" for letter in "ABCDEFGHIOPQRS")]
        imported = read(lists.excel(tmp_path / "a.xlsx", rows, merged=merged))
        assert imported.candidates == expected
        assert imported.findings == ()

    @pytest.mark.parametrize("kind", ["xlsx", "csv"])
    def test_two_header_rows_unmerged_and_a_row_of_column_numbers(
        self, tmp_path: Path, expected: tuple[Candidate, ...], kind: str
    ) -> None:
        numbers = [f"({number})" for number in range(1, len(lists.HEADER) + 1)]
        rows = [[lists.prose(1)], *two_rows(), numbers, *lists.people(5)]
        path = tmp_path / f"a.{kind}"
        assert read(lists.excel(path, rows) if kind == "xlsx" else lists.comma(path, rows)).candidates == expected

    def test_title_rows_above_and_several_tables_on_one_sheet(self, tmp_path: Path) -> None:
        rows = [
            ["DANH SÁCH NHỮNG NGƯỜI ỨNG CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI"],
            ["THÀNH PHỐ HẢI PHÒNG"],
            [],
            ["", "Đơn vị bầu cử số 1, gồm các phường Hoa Mai, Hoa Đào"],
            ["", "Được bầu 3 đại biểu, 5 người ứng cử"],
            list(lists.HEADER),
            *lists.people(5),
            [],
            ["Đơn vị bầu cử số 2: gồm các xã Hoa Sen, Hoa Cúc. Số đại biểu được bầu: 2 người."],
            list(lists.HEADER),
            *(lists.person(number, f"Lê Thị {lists.GIVEN[number]}") for number in range(1, 5)),
        ]
        imported = read(lists.excel(tmp_path / "a.xlsx", rows))
        one, two = imported.constituencies
        assert (one.id, one.seats, one.posted_candidates) == ("p31.na.1", 3, 5)
        assert one.area == {"vi": "gồm các phường Hoa Mai, Hoa Đào"}
        assert (two.id, two.seats, two.posted_candidates) == ("p31.na.2", 2, None)
        assert len(imported.candidates) == 9
        assert imported.findings == ()

    def test_a_sheet_may_be_named_after_its_constituency(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        for number in (1, 2):
            page = book.create_sheet(f"Đơn vị bầu cử số {number}")
            page.append(["Thành phố Hải Phòng: ứng cử đại biểu Quốc hội. Số đại biểu được bầu: 3 người"])
            page.append(list(lists.HEADER))
            for row in lists.people(5):
                page.append([row[0], row[1].replace("Văn", f"Văn{number}"), *row[2:]])
        book.save(tmp_path / "a.xlsx")
        assert [unit.id for unit in read(tmp_path / "a.xlsx").constituencies] == ["p31.na.1", "p31.na.2"]

    def test_numbers_that_a_spreadsheet_made_of_text_read_as_text(self, tmp_path: Path) -> None:
        rows = [[lists.prose(1)], list(lists.HEADER), *([float(row[0]), *row[1:]] for row in lists.people(5))]
        assert [person.number for person in read(lists.excel(tmp_path / "a.xlsx", rows)).candidates] == [
            1,
            2,
            3,
            4,
            5,
        ]

    def test_hidden_sheets_are_left_and_hidden_rows_are_asked_about(self, tmp_path: Path) -> None:
        path = lists.excel(tmp_path / "a.xlsx", [[lists.prose(1)], list(lists.HEADER), *lists.people(5)])
        book = openpyxl.load_workbook(path)
        book.create_sheet("Cũ").sheet_state = "hidden"
        book["Danh sách"].row_dimensions[4].hidden = True
        book["Danh sách"].column_dimensions["C"].hidden = True
        book.save(path)
        imported = read(path)
        assert told(imported) == ["hidden-cells", "hidden-sheet"]
        assert "hàng 4; cột C" in imported.findings[0].message.vi
        assert imported.questions == (imported.findings[0],)

    def test_a_further_note_column_and_lacking_optional_ones(self, tmp_path: Path) -> None:
        keep = [
            at for at, field in enumerate(lists.FIELDS) if field not in ("languages", "party_date", "residence")
        ]
        rows = [
            [lists.prose(1)],
            [*(lists.HEADER[at] for at in keep), "Ghi chú", "Khen thưởng"],
            *([*(row[at] for at in keep), "Ứng cử viên tự ứng cử", "Bằng khen"] for row in lists.people(5)),
        ]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert imported.candidates[0].note == "Ứng cử viên tự ứng cử"
        assert imported.candidates[0].awards == "Bằng khen"
        assert imported.candidates[0].languages == ""
        assert imported.findings == ()

    def test_a_lacking_column_that_every_list_has_is_warned_of_once(self, tmp_path: Path) -> None:
        at = lists.FIELDS.index("ethnicity")
        rows = [[lists.prose(1)], *([*row[:at], *row[at + 1 :]] for row in [lists.HEADER, *lists.people(5)])]
        assert told(read(lists.comma(tmp_path / "a.csv", rows))) == ["column-missing"]

    def test_a_column_nobody_understands_is_left_out_with_a_warning(self, tmp_path: Path) -> None:
        rows = [[lists.prose(1)], [*lists.HEADER, "Cỡ áo"], *([*row, "XL"] for row in lists.people(5))]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert told(imported) == ["unknown-column"]
        assert "Cỡ áo" in imported.findings[0].message.vi

    def test_two_columns_of_one_meaning_are_asked_about(self, tmp_path: Path) -> None:
        rows = [[lists.prose(1)], [*lists.HEADER, "Nguyên quán"], *([*row, "Hà Nội"] for row in lists.people(5))]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert [finding.code for finding in imported.questions] == ["column-twice"]

    def test_a_table_without_stt_cannot_be_put_in_order(self, tmp_path: Path) -> None:
        rows = [[lists.prose(1)], *(row[1:] for row in [lists.HEADER, *lists.people(2)])]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert imported.candidates == ()
        assert {finding.code for finding in imported.questions} == {"column-missing", "number-missing"}

    def test_utf16_and_a_byte_order_mark_are_read(self, tmp_path: Path, expected: tuple[Candidate, ...]) -> None:
        path = lists.comma(tmp_path / "a.csv", [[lists.prose(1)], lists.HEADER, *lists.people(5)])
        text = path.read_text(encoding="utf-8")
        for encoding in ("utf-8-sig", "utf-16"):
            path.write_bytes(text.encode(encoding))
            assert read(path).candidates == expected


class TestRowsThatCarryTheirConstituency:
    def test_by_id(self, tmp_path: Path) -> None:
        rows = [
            ["Mã đơn vị", "Tỉnh/thành phố", "Số đại biểu được bầu", *lists.HEADER],
            *(["p31.na.2", "Thành phố Hải Phòng", "3", *row] for row in lists.people(5)),
        ]
        (unit,) = read(lists.comma(tmp_path / "a.csv", rows)).constituencies
        assert (unit.id, unit.body, unit.number, unit.province, unit.seats) == ("p31.na.2", "na", 2, "31", 3)
        assert unit.province_name == "Thành phố Hải Phòng"

    def test_by_id_alone_the_province_is_named_from_its_code(self, tmp_path: Path) -> None:
        rows = [["Mã đơn vị", *lists.HEADER], *(["p91.province.4", *row] for row in lists.people(5))]
        imported = read(lists.comma(tmp_path / "a.csv", rows), hints=Hints(rule_set=RuleSetId.R2026))
        assert imported.constituencies[0].province_name == "Tỉnh An Giang"
        assert told(imported) == ["seats-unknown"]
        assert imported.questions == ()  # answered in the table, not in the list

    def test_an_id_of_another_shape_is_asked_about(self, tmp_path: Path) -> None:
        rows = [["Mã đơn vị", *lists.HEADER], *(["HP-01", *row] for row in lists.people(2))]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert told(imported) == ["unit-id"]

    def test_by_province_number_and_body(self, tmp_path: Path) -> None:
        head = ["Mã tỉnh", "Cấp", "Đơn vị bầu cử số", "Gồm các khu vực", "Số đại biểu được bầu", "Số người ứng cử"]
        own = ["31", "Hội đồng nhân dân thành phố", "7", "phường Hoa Mai, phường Hoa Đào", "3", "5"]
        rows = [[*head, *lists.HEADER], *([*own, *row] for row in lists.people(5))]
        imported = read(lists.comma(tmp_path / "a.csv", rows), hints=Hints(rule_set=RuleSetId.R2026))
        (unit,) = imported.constituencies
        assert (unit.id, unit.seats, unit.posted_candidates) == ("p31.province.7", 3, 5)
        assert unit.area == {"vi": "phường Hoa Mai, phường Hoa Đào"}
        assert unit.province_name == "Thành phố Hải Phòng"
        assert imported.findings == ()

    def test_by_commune_code(self, tmp_path: Path) -> None:
        head = ["Tỉnh", "Mã xã/phường", "Xã/phường", "Bầu đại biểu", "Đơn vị bầu cử", "Số đại biểu"]
        own = ["Thành phố Hải Phòng", "11302", "Phường Hoa Mai", "Hội đồng nhân dân phường", "2", "2"]
        rows = [[*head, *lists.HEADER], *([*own, *row] for row in lists.people(3))]
        (unit,) = read(lists.comma(tmp_path / "a.csv", rows)).constituencies
        assert (unit.id, unit.place) == ("c11302.commune.2", "Phường Hoa Mai")


COUNCIL = [row[:17] + row[18:] for row in [list(lists.HEADER), *lists.people(7)]]
"""Form 22: form 17 without the Assembly's terms."""


def council(tmp_path: Path, *lines: str, hints: Hints | None = None) -> ImportedList:
    return read(lists.excel(tmp_path / "a.xlsx", [*([line] for line in lines), *COUNCIL]), hints=hints)


class TestCouncils:
    def test_of_a_province(self, tmp_path: Path) -> None:
        imported = council(
            tmp_path,
            "ỦY BAN BẦU CỬ TỈNH AN GIANG",
            "DANH SÁCH NHỮNG NGƯỜI ỨNG CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG NHIỆM KỲ 2026 - 2031",
            "ĐƠN VỊ BẦU CỬ SỐ: 02",
            "(Gồm các xã: Hoa Sen, Hoa Cúc)",
            "Số lượng đại biểu được bầu: 04 người",
            "(Kèm theo Nghị quyết số 12/NQ-UBBC ngày 20 tháng 02 năm 2026)",
        )
        (unit,) = imported.constituencies
        assert (unit.id, unit.body, unit.seats, unit.province_name) == (
            "p91.province.2",
            "province",
            4,
            "Tỉnh An Giang",
        )
        assert unit.area == {"vi": "Gồm các xã: Hoa Sen, Hoa Cúc"}
        assert unit.decision == "Nghị quyết số 12/NQ-UBBC ngày 20 tháng 02 năm 2026"
        assert imported.candidates[0].council_terms == "Không"
        assert imported.candidates[0].assembly_terms == ""
        assert imported.findings == ()

    def test_of_a_commune_whose_code_the_source_knows(self, tmp_path: Path) -> None:
        lines = (
            "Thành phố Hải Phòng",
            "DANH SÁCH ỨNG CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA MAI, KHÓA I",
            "Đơn vị bầu cử số 3 gồm: Tổ dân phố 1, 2 và 3. Được bầu 4 đại biểu",
        )
        for hints in (Hints(wards={"phuong hoa mai": "11302"}), Hints(commune="11302")):
            (unit,) = council(tmp_path, *lines, hints=hints).constituencies
            assert (unit.id, unit.body, unit.place) == ("c11302.commune.3", "commune", "Phường Hoa Mai")
            assert unit.province == "31"

    def test_of_a_commune_that_nobody_knows_is_asked_about(self, tmp_path: Path) -> None:
        lines = ("Thành phố Hải Phòng", "Ứng cử đại biểu HĐND xã Hoa Sen", "Đơn vị bầu cử số 1")
        for hints in (Hints(), Hints(commune="11302", wards={"phuong hoa mai": "11302"})):
            imported = council(tmp_path, *lines, hints=hints)
            assert told(imported) == ["commune-unknown"]
            assert "Xã Hoa Sen" in imported.findings[0].message.vi
            assert imported.candidates == ()

    def test_of_a_district_of_2021(self, tmp_path: Path) -> None:
        imported = council(
            tmp_path,
            "Tỉnh An Giang, nhiệm kỳ 2021-2026",
            "Ứng cử đại biểu Hội đồng nhân dân thành phố Long Xuyên",
            "Đơn vị bầu cử số 5. Được bầu 4 đại biểu",
        )
        assert [unit.id for unit in imported.constituencies] == ["p89.district.5"]

    def test_the_name_of_the_election_is_not_taken_for_the_body(self, tmp_path: Path) -> None:
        imported = council(
            tmp_path,
            "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP NHIỆM KỲ 2026-2031",
            "Người ứng cử đại biểu Hội đồng nhân dân thành phố Hải Phòng",
            "Đơn vị bầu cử số 1, được bầu 4 đại biểu",
        )
        assert [unit.id for unit in imported.constituencies] == ["p31.province.1"]


def form_22(path: Path, *lines: str, count: int = 7) -> Path:
    """A council's list in Word as form 22 prints it: two header rows, no column of the Assembly's terms."""
    lists.word(path, *lines, lists.people(count))
    document: Any = docx.Document(str(path))
    (table,) = document.tables
    for row in table.rows:
        cells = row._tr.tc_lst
        row._tr.remove(cells[-2])
    document.save(str(path))
    return path


class TestForm22InWord:
    @pytest.mark.parametrize(
        ("lines", "hints", "unit"),
        [
            (
                [
                    "DANH SÁCH NHỮNG NGƯỜI ỨNG CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
                    "NHIỆM KỲ 2026 - 2031",
                    "Đơn vị bầu cử số 4 gồm: các phường Hoa Mai, Hoa Đào. Số đại biểu được bầu: 4",
                ],
                Hints(),
                ("p31.province.4", "province", "Thành phố Hải Phòng", ""),
            ),
            (
                [
                    "Thành phố Hải Phòng",
                    "DANH SÁCH NHỮNG NGƯỜI ỨNG CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN PHƯỜNG HOA MAI",
                    "NHIỆM KỲ 2026 - 2031",
                    "Đơn vị bầu cử số 2 gồm: Tổ dân phố 1, 2 và 3. Được bầu 4 đại biểu",
                ],
                Hints(wards={"phuong hoa mai": "11302"}),
                ("c11302.commune.2", "commune", "Thành phố Hải Phòng", "Phường Hoa Mai"),
            ),
            (
                [
                    "Tỉnh An Giang",
                    "Danh sách người ứng cử đại biểu Hội đồng nhân dân huyện Hoa Sen nhiệm kỳ 2021-2026",
                    "Đơn vị bầu cử số 5 gồm: các xã Hoa Cúc, Hoa Hồng. Được bầu 4 đại biểu",
                ],
                Hints(),
                ("p89.district.5", "district", "Tỉnh An Giang", "Huyện Hoa Sen"),
            ),
        ],
    )
    def test_it_is_read_column_by_column(
        self, tmp_path: Path, lines: list[str], hints: Hints, unit: tuple[str, str, str, str]
    ) -> None:
        imported = read(form_22(tmp_path / "mau 22.docx", *lines), hints=hints)
        (one,) = imported.constituencies
        assert (one.id, one.body, one.province_name, one.place) == unit
        assert one.seats == 4
        first = imported.candidates[0]
        assert (first.schooling, first.languages, first.occupation) == ("12/12", "Tiếng Anh B1", "Giáo viên số 1")
        assert (first.party_date, first.council_terms, first.assembly_terms) == ("01/02/1999", "Không", "")
        assert "assembly_terms" not in imported.columns[one.id]
        assert imported.findings == ()


class TestWhatTheProseLeavesOpen:
    @pytest.mark.parametrize(
        ("lines", "code"),
        [
            (["Thành phố Hải Phòng", "Đơn vị bầu cử số 1"], "body-unknown"),
            (["Thành phố Hải Phòng", "Ứng cử đại biểu Quốc hội"], "unit-unknown"),
            (["Ứng cử đại biểu Quốc hội", "Đơn vị bầu cử số 1"], "province-unknown"),
            (["UBBC Tỉnh/Thành phố: Hoa Mai", "Ứng cử đại biểu Quốc hội, đơn vị bầu cử số 1"], "province-unknown"),
            (["Tỉnh An Giang", "Ứng cử đại biểu Quốc hội, đơn vị bầu cử số 1"], "rule-set-unknown"),
            (
                ["Hải Phòng", "Ứng cử đại biểu Quốc hội; ứng cử đại biểu HĐND tỉnh", "Đơn vị bầu cử số 1"],
                "body-unclear",
            ),
        ],
    )
    def test_it_is_asked_once_and_not_guessed(self, tmp_path: Path, lines: list[str], code: str) -> None:
        imported = read(
            lists.excel(tmp_path / "a.xlsx", [*([line] for line in lines), lists.HEADER, *lists.people(5)])
        )
        assert told(imported) == [code]
        assert imported.candidates == ()
        assert imported.questions == imported.findings

    def test_the_source_answers_for_its_own_province_and_rule_set(self, tmp_path: Path) -> None:
        rows = [
            ["Ứng cử đại biểu Quốc hội, đơn vị bầu cử số 1. Được bầu 3 đại biểu"],
            lists.HEADER,
            *lists.people(5),
        ]
        path = lists.excel(tmp_path / "a.xlsx", rows)
        hints = Hints(rule_set=RuleSetId.R2026, province="98", province_name="Tỉnh Hoa Mai")
        imported = read(path, hints=hints)
        assert imported.constituencies[0].id == "p98.na.1"
        assert imported.constituencies[0].province_name == "Tỉnh Hoa Mai"
        named = [[f"UBBC Tỉnh/Thành phố: Tỉnh Hoa Mai\n{rows[0][0]}"], *rows[1:]]
        assert read(lists.excel(path, named), hints=hints).constituencies[0].id == "p98.na.1"
        given = [["Tỉnh An Giang"], *rows]
        assert read(lists.excel(path, given), hints=hints).constituencies[0].id == "p91.na.1"

    def test_a_list_that_names_another_election_than_the_sources_is_asked_about(self, tmp_path: Path) -> None:
        path = lists.word(tmp_path / "a.docx", "Danh sách của Quốc hội khóa XV", lists.prose(1), lists.people(5))
        imported = read(path, hints=Hints(rule_set=RuleSetId.R2026))
        assert [finding.code for finding in imported.questions] == ["other-rule-set"]

    def test_a_list_that_speaks_of_districts_is_of_2021_and_a_source_of_2026_is_warned(
        self, tmp_path: Path
    ) -> None:
        path = lists.word(tmp_path / "a.docx", lists.prose(1, province="Tỉnh An Giang"), lists.people(5))
        imported = read(path, hints=Hints(rule_set=RuleSetId.R2026))
        assert told(imported) == ["other-rule-set"]
        assert imported.questions == ()
        assert imported.constituencies[0].id == "p89.na.1"

    def test_a_row_without_stt_is_asked_about_and_its_neighbours_are_read(self, tmp_path: Path) -> None:
        rows = lists.people(5)
        rows[2][0] = ""
        imported = read(lists.comma(tmp_path / "a.csv", [[lists.prose(1, candidates=4)], lists.HEADER, *rows]))
        assert [person.number for person in imported.candidates] == [1, 2, 4, 5]
        assert told(imported) == ["number-missing", "seats-against-candidates", "number-gap"]

    def test_a_row_without_a_name_is_asked_about(self, tmp_path: Path) -> None:
        rows = lists.people(5)
        rows[2][1] = ""
        imported = read(lists.comma(tmp_path / "a.csv", [[lists.prose(1, candidates=4)], lists.HEADER, *rows]))
        assert "name-missing" in told(imported)

    def test_one_constituency_in_two_files_of_a_kind_must_be_the_same(self, tmp_path: Path) -> None:
        paths = [
            lists.comma(
                tmp_path / f"{name}.csv", [[lists.prose(1)], lists.HEADER, *lists.people(5, religion=religion)]
            )
            for name, religion in (("a", "Không"), ("b", "Không"), ("c", "Phật giáo"))
        ]
        assert read(*paths[:2]).findings == ()
        assert [finding.code for finding in read(*paths).questions] == ["unit-twice"]


@pytest.mark.parametrize(
    ("text", "number", "seats", "candidates", "area"),
    [
        ("ĐƠN VỊ BẦU CỬ SỐ 12", 12, None, None, ""),
        ("Đơn vị bầu cử: Số 01", 1, None, None, ""),
        ("Đơn vị số 4 (phường Hoa Mai và xã Hoa Sen)", 4, None, None, "phường Hoa Mai và xã Hoa Sen"),
        ("Đơn vị bầu cử đại biểu Hội đồng nhân dân tỉnh số 7", 7, None, None, ""),
        (
            "Đơn vị bầu cử số 2\nGồm các xã: Hoa Sen,\nHoa Cúc và\nHoa Lan",
            2,
            None,
            None,
            "Gồm các xã: Hoa Sen, Hoa Cúc và Hoa Lan",
        ),
        (
            "Đơn vị bầu cử số 2 gồm:\n- Phường Hoa Mai;\n- Phường Hoa Đào.\nDanh sách",
            2,
            None,
            None,
            "gồm: - Phường Hoa Mai; - Phường Hoa Đào",
        ),
        ("Danh sách gồm 5 người ứng cử tại đơn vị bầu cử số 3", 3, None, 5, ""),
        ("Đơn vị bầu cử số 3\nSố đại biểu được bầu là 02\nSố người ứng cử là 04", 3, 2, 4, ""),
        ("Đơn vị bầu cử số 3\nĐược bầu: 3 đại biểu", 3, 3, None, ""),
        ("Bầu 03 đại biểu trong số 5 ứng cử viên", None, 3, 5, ""),
        ("Số đơn vị bầu cử là 3", None, None, None, ""),
    ],
)
def test_wordings_of_the_prose(
    text: str, number: int | None, seats: int | None, candidates: int | None, area: str
) -> None:
    heading = read_heading(text.split("\n"))
    assert (heading.number, heading.seats, heading.candidates, heading.area) == (number, seats, candidates, area)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Số TT", "number"),
        ("HỌ VÀ TÊN NGƯỜI ỨNG CỬ", "name"),
        ("Ngày, tháng,\nnăm sinh", "birth_date_posted"),
        ("Trình độ học vấn - Ngoại ngữ", "languages"),
        ("Trình độ lý luận chính trị", "political_theory"),
        ("Nghề nghiệp, chức vụ hiện nay", "occupation"),
        ("Nơi công tác (nếu có)", "workplace"),
        ("Ngày vào Đảng (nếu có)", "party_date"),
        ("Là ĐBQH khóa (nếu có)", "assembly_terms"),
        ("Là đại biểu HĐND (ghi rõ cấp, nhiệm kỳ)", "council_terms"),
        ("Nơi đăng ký hộ khẩu thường trú", "residence"),
        ("Số đại biểu được bầu", "seats"),
        ("Nghề nghiệp, nơi công tác", ""),
        ("Khen thưởng, kỷ luật", ""),
        ("", ""),
    ],
)
def test_headers_are_known_by_their_words(header: str, field: str) -> None:
    assert field_of(header) == field


class TestWordFiles:
    def test_one_header_row(self, tmp_path: Path, expected: tuple[Candidate, ...]) -> None:
        path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5), two_rows=False)
        assert read(path).candidates == expected

    def test_a_letterhead_in_a_table_of_its_own_belongs_to_the_prose(self, tmp_path: Path) -> None:
        document = docx.Document()
        letterhead = document.add_table(rows=1, cols=2)
        letterhead.cell(0, 0).text = "ỦY BAN BẦU CỬ\nTHÀNH PHỐ HẢI PHÒNG"
        letterhead.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        document.add_paragraph("Ứng cử đại biểu Quốc hội khóa XVI. Đơn vị bầu cử số 1. Được bầu 3 đại biểu.")
        lists.add_table(document, lists.people(5))
        document.add_paragraph("Danh sách có 5 người")
        document.save(str(tmp_path / "a.docx"))
        imported = read(tmp_path / "a.docx")
        assert [unit.id for unit in imported.constituencies] == ["p31.na.1"]
        assert imported.findings == ()

    def test_tracked_changes_are_asked_about(self, tmp_path: Path) -> None:
        path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
        document = docx.Document(str(path))
        run = document.tables[0].cell(3, 1).paragraphs[0].runs[0]._r
        change = run.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {})
        run.addprevious(change)
        change.append(run)
        document.save(str(path))
        assert [finding.code for finding in read(path).questions] == ["tracked-changes", "name-missing"]

    def test_hidden_text_is_not_read(self, tmp_path: Path, expected: tuple[Candidate, ...]) -> None:
        path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
        document = docx.Document(str(path))
        document.tables[0].cell(2, 1).paragraphs[0].add_run(" (đã rút)").font.hidden = True
        document.save(str(path))
        assert read(path).candidates == expected

    def test_breaks_tabs_and_hyphens_within_a_cell_are_text(self, tmp_path: Path) -> None:
        path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
        document = docx.Document(str(path))
        cell = document.tables[0].cell(2, 1)
        cell.text = "Nguyễn Văn"
        run = cell.paragraphs[0].add_run()
        run.add_break()
        run.add_text("An\t")
        run._r.append(
            run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}noBreakHyphen", {})
        )
        cell.add_paragraph("(Bình)")
        document.save(str(path))
        assert read(path).candidates[0].name == "Nguyễn Văn An - (Bình)"
