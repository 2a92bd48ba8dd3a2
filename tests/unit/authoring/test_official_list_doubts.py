"""What an import says about a list: nothing is corrected, nothing private gets in, what is doubtful is asked."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import official_lists as lists
from voter_kiosk.authoring.legacy import from_tcvn3, from_vni, suggestion
from voter_kiosk.authoring.official_list import ImportedList, read_official_list
from voter_kiosk.domain.election import Candidate, Sex
from voter_kiosk.domain.finding import Finding, Refusal, Severity

IN_TMP = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path) -> ImportedList:
    imported = read_official_list([path])
    assert isinstance(imported, ImportedList), imported
    return imported


def listed(tmp_path: Path, rows: Sequence[Sequence[str]], **prose: Any) -> ImportedList:
    return read(lists.comma(tmp_path / "a.csv", [[lists.prose(1, **prose)], lists.HEADER, *rows]))


def first(tmp_path: Path, **changes: str) -> tuple[Candidate, tuple[Finding, ...]]:
    """The first candidate of a sound list changed in one place, and what is said of it."""
    imported = listed(tmp_path, [lists.person(1, **changes), *lists.people(5)[1:]])
    return imported.candidates[0], imported.findings


def only(findings: Sequence[Finding]) -> Finding:
    (finding,) = findings
    return finding


class TestTextAsPosted:
    def test_white_space_and_invisible_signs_are_folded(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, name="Nguyễn \xa0 Văn\nAn\u200b ", workplace="Trường\x07 Hoa Mai")
        assert (person.name, person.workplace) == ("Nguyễn Văn An", "Trường Hoa Mai")
        assert findings == ()

    def test_decomposed_text_is_composed_with_a_note(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, name=unicodedata.normalize("NFD", "Nguyễn Việt An"))
        assert person.name == "Nguyễn Việt An"
        assert (only(findings).code, only(findings).severity) == ("not-composed", Severity.NOTE)

    def test_icelandic_eth_is_mended_with_a_notice(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, occupation="\u00d0ảng viên")
        assert person.occupation == "\u0110ảng viên"
        assert only(findings).code == "icelandic-eth"
        assert "U+00D0" in only(findings).message.vi

    @pytest.mark.parametrize(
        ("field", "text", "meant"),
        [
            ("expertise", "Đai học chuyên ngành luật", "Đại học"),
            ("degree", "Thạc sỉ", ""),
            ("degree", "Tiến sì", "Tiến sĩ"),
            ("nationality", "Vệt Nam", "Việt Nam"),
            ("nationality", "Viêt Nam", "Việt Nam"),
            ("nationality", "Việt Namm", "Việt Nam"),
            ("nationality", "Lào", ""),
            ("languages", "tiếng anh B", ""),
            ("expertise", "Đại học khổng giáo", ""),
        ],
    )
    def test_a_typo_stays_and_a_note_points_at_it_where_it_is_sure(
        self, tmp_path: Path, field: str, text: str, meant: str
    ) -> None:
        person, findings = first(tmp_path, **{field: text})
        assert getattr(person, field) == text
        if text == "Thạc sỉ":
            meant = "Thạc sĩ"
        assert [finding.code for finding in findings] == (["typo-kept"] if meant else [])
        if meant:
            assert f"“{meant}”" in findings[0].message.vi

    def test_letters_that_no_vietnamese_word_has_are_pointed_at(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, occupation="Trưởng pḿng")
        assert person.occupation == "Trưởng pḿng"
        assert only(findings).code == "damaged-letters"

    def test_a_blank_that_every_list_fills_is_warned_of(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, ethnicity="", workplace="")
        assert (person.ethnicity, person.workplace) == ("", "")
        assert only(findings).code == "field-missing"
        assert "Dân tộc, Nơi công tác" in only(findings).message.vi

    def test_what_may_be_blank_is_not_warned_of(self, tmp_path: Path) -> None:
        assert first(tmp_path, languages="", party_date="", degree="", expertise="")[1] == ()

    def test_a_sex_that_is_neither_is_warned_of(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, sex="Nam/Nữ")
        assert person.sex is None
        assert only(findings).code == "sex-not-understood"
        assert first(tmp_path, sex="NỮ")[0].sex is Sex.FEMALE


class TestLegacyEncodings:
    def test_without_a_font_it_is_asked_with_the_reading_and_not_applied(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, native_place="B¶o Th¾ng")
        assert person.native_place == ""
        asked = only(findings)
        assert (asked.code, asked.severity) == ("legacy-encoding", Severity.ERROR)
        assert "“B¶o Th¾ng”" in asked.message.vi
        assert "“Bảo Thắng”" in asked.message.vi

    def test_a_list_in_a_legacy_font_is_understood_for_asking_only(self, tmp_path: Path) -> None:
        document: Any = docx.Document()
        lists.in_font(document.add_paragraph().add_run("§¬n vÞ bÇu cö sè 1. §­îc bÇu 3 ®¹i biÓu"), ".VnTime")
        document.add_paragraph("Thành phố Hải Phòng. Người ứng cử đại biểu Quốc hội")
        table = lists.add_table(document, lists.people(5))
        for row, text in ((0, "Hä vµ tªn"), (2, "NguyÔn V¨n An")):
            cell = table.cell(row, 1)
            cell.text = ""
            lists.in_font(cell.paragraphs[0].add_run(text), ".VnTime")
        document.save(str(tmp_path / "a.docx"))
        imported = read(tmp_path / "a.docx")
        assert [unit.id for unit in imported.constituencies] == ["p31.na.1"]
        asked = [finding.message.vi for finding in imported.questions if finding.code == "legacy-encoding"]
        assert any("“Nguyễn Văn An”" in message for message in asked)
        assert any("“Họ và tên”" in message for message in asked)
        assert any("“Đơn vị bầu cử số 1. Được bầu 3 đại biểu”" in message for message in asked)
        assert len(imported.candidates) == 4

    def test_fonts_of_styles_count_and_capitals_lie_in_the_font(self, tmp_path: Path) -> None:
        document: Any = docx.Document()
        style = document.styles.add_style("Cũ", 1)
        style.font.name = ".VnTimeH"
        child = document.styles.add_style("Con", 1)
        child.base_style = style
        document.add_paragraph(lists.prose(1))
        table = lists.add_table(document, lists.people(5))
        table.cell(2, 1).text = "nguyÔn v¨n an"
        table.cell(2, 1).paragraphs[0].style = child
        table.cell(3, 1).text = ""
        run = table.cell(3, 1).paragraphs[0].add_run("Traàn Vaên Bình")
        run.style = document.styles.add_style("Chữ VNI", 2)
        run.style.font.name = "VNI-Times"
        document.save(str(tmp_path / "a.docx"))
        asked = " ".join(finding.message.vi for finding in read(tmp_path / "a.docx").questions)
        assert "“NGUYỄN VĂN AN”" in asked
        assert "“Trần Văn Bình”" in asked

    def test_many_cells_are_gathered(self, tmp_path: Path) -> None:
        rows = lists.people(5, native_place="B¶o Th¾ng", workplace="Céng hßa", occupation="X· héi")
        found = listed(tmp_path, rows).findings
        assert len(found) == 11
        assert "5 ô khác" in found[-1].message.vi

    def test_utf8_taken_for_latin_is_asked(self, tmp_path: Path) -> None:
        findings = first(tmp_path, workplace="Nguyễn Văn An".encode().decode("cp1252"))[1]
        assert "“Nguyễn Văn An”" in findings[0].message.vi

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("B¶o Th¾ng", "Bảo Thắng"),
            ("Céng hßa X· héi", "Cộng hòa Xã hội"),
            ("Coäng hoøa Xaõ hoäi", "Cộng hòa Xã hội"),
            ("Ñaëng Vaên Huøng", "Đặng Văn Hùng"),
            ("µ ¶ °", ""),
            ("Nguyễn Văn An", ""),
            ("Hà Nội", ""),
            ("hoà bình", ""),
            ("Trần Bô", ""),
            ("Rah Lan H′Dry", ""),
            ("Café Hoa Mai", ""),
            ("25 °C ± 1", ""),
            ("Nguyen Van An", ""),
        ],
    )
    def test_only_text_that_reads_wholly_as_vietnamese_is_taken_for_legacy(self, text: str, meant: str) -> None:
        assert suggestion([(text, "")]) == meant

    @given(
        st.text(
            alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
        )
    )
    def test_tcvn3_has_a_code_for_every_small_letter(self, text: str) -> None:
        codes = {letter: chr(code) for code in range(0xA1, 0xFF) if (letter := from_tcvn3(chr(code))) != chr(code)}
        assert from_tcvn3("".join(codes.get(letter, letter) for letter in text)) == text

    def test_vni_small_and_capital(self) -> None:
        assert from_vni("ÑAËNG ñöôøng Aùo æ") == "ĐẶNG đường Áo ỉ"


class TestDates:
    @pytest.mark.parametrize(
        ("posted", "iso", "code"),
        [
            ("17/7/1974", "1974-07-17", ""),
            ("17 / 07 / 1974", "1974-07-17", ""),
            ("1965", "1965", "partial-date"),
            ("3/1965", "1965-03", "partial-date"),
            ("00/00/2008", "2008", "partial-date"),
            ("31/02/1970", "", "date-not-understood"),
            ("1/13/1970", "", "date-not-understood"),
            ("17/7/74", "", "date-not-understood"),
            ("17/7/0974", "", "date-not-understood"),
            ("không rõ", "", "date-not-understood"),
        ],
    )
    def test_a_birth_date_stays_as_posted_and_doubt_is_said(
        self, tmp_path: Path, posted: str, iso: str, code: str
    ) -> None:
        person, findings = first(tmp_path, birth_date_posted=posted)
        assert (person.birth_date_posted, person.birth_date) == (posted, iso)
        assert [finding.code for finding in findings] == ([code] if code else [])
        assert all(finding.severity is Severity.WARNING for finding in findings)

    @IN_TMP
    @given(st.dates(dt.date(1930, 1, 1), dt.date(2005, 12, 31)), st.booleans())
    def test_day_comes_before_month_always(self, tmp_path: Path, date: dt.date, padded: bool) -> None:
        posted = f"{date:%d/%m/%Y}" if padded else f"{date.day}/{date.month}/{date.year}"
        person, findings = first(tmp_path, birth_date_posted=posted)
        assert person.birth_date == date.isoformat()
        assert findings == ()

    @IN_TMP
    @given(st.dates(dt.date(1930, 1, 1), dt.date(2005, 12, 31)))
    def test_a_spreadsheets_date_is_written_the_vietnamese_way_with_a_warning(
        self, tmp_path: Path, date: dt.date
    ) -> None:
        rows: list[list[Any]] = [list(row) for row in lists.people(5)]
        rows[0][2] = dt.datetime.combine(date, dt.time())
        imported = read(lists.excel(tmp_path / "a.xlsx", [[lists.prose(1)], list(lists.HEADER), *rows]))
        assert imported.candidates[0].birth_date == date.isoformat()
        assert imported.candidates[0].birth_date_posted == f"{date.day}/{date.month}/{date.year}"
        finding = only(imported.findings)
        assert (finding.code, finding.place) == ("date-from-spreadsheet", "Danh sách!C3")
        may_be_swapped = date.day <= 12 and date.day != date.month
        assert (f"{date.month}/{date.day}/{date.year}" in finding.message.vi) == may_be_swapped or (
            date.day == date.month
        )

    def test_dates_in_iso_form_are_a_spreadsheets_too(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, birth_date_posted="1974-07-17 00:00:00", party_date="2001-03-14")
        assert (person.birth_date_posted, person.birth_date) == ("17/7/1974", "1974-07-17")
        assert person.party_date == "14/3/2001"
        assert [finding.code for finding in findings] == ["date-from-spreadsheet"] * 2

    def test_an_impossible_iso_date_is_not_understood(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, birth_date_posted="1974-17-17", party_date="2001-14-14")
        assert (person.birth_date_posted, person.party_date) == ("1974-17-17", "2001-14-14")
        assert only(findings).code == "date-not-understood"

    def test_a_serial_number_in_place_of_a_date_must_be_answered(self, tmp_path: Path) -> None:
        _, findings = first(tmp_path, birth_date_posted="27227")
        assert only(findings).severity is Severity.ERROR

    @pytest.mark.parametrize("text", ["12-Dec", "12-thg 12", "2024-12-12", "12/12/2024", "45638"])
    def test_schooling_that_became_a_date_must_be_answered(self, tmp_path: Path, text: str) -> None:
        person, findings = first(tmp_path, schooling=text)
        assert person.schooling == ""
        assert (findings[0].code, findings[0].severity) == ("date-not-meant", Severity.ERROR)

    @pytest.mark.parametrize("text", ["12/12", "9/12", "10/10", "09/12", "12/12 bổ túc", "12/12 phổ thông"])
    def test_schooling_as_it_should_be(self, tmp_path: Path, text: str) -> None:
        assert first(tmp_path, schooling=text) == (first(tmp_path, schooling=text)[0], ())

    @pytest.mark.parametrize("value", [dt.datetime(2024, 12, 12), dt.time(12, 12)])  # noqa: DTZ001  as Excel has it
    def test_a_real_date_where_none_belongs_must_be_answered(self, tmp_path: Path, value: Any) -> None:
        rows: list[list[Any]] = [list(row) for row in lists.people(5)]
        rows[0][lists.FIELDS.index("schooling")] = value
        imported = read(lists.excel(tmp_path / "a.xlsx", [[lists.prose(1)], list(lists.HEADER), *rows]))
        assert imported.candidates[0].schooling == ""
        finding = only(imported.findings)
        assert (finding.code, finding.place, finding.severity) == (
            "date-not-meant",
            "Danh sách!J3",
            Severity.ERROR,
        )

    def test_an_excel_error_must_be_answered(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, workplace="#REF!")
        assert person.workplace == ""
        assert only(findings).code == "sheet-error"


class TestPrivateData:
    @pytest.mark.parametrize(
        ("field", "text", "code"),
        [
            ("workplace", "Trường Hoa Mai, ĐT 0912 345 678", "phone-number"),
            ("workplace", "Công ty Hoa Mai 0225.3842.123", "phone-number"),
            ("occupation", "Giáo viên; giaovien@hoamai.vn", "email"),
            ("native_place", "031074001234", "identity-number"),
            ("religion", "CCCD 031 074 001 234", "identity-number"),
            ("party_date", "01/02/1999, thẻ Đảng số 12.345678", "party-card-number"),
            ("workplace", "Số nhà 12, phường Hoa Mai", "house-number"),
            ("native_place", "Số 12 đường Hoa Đào, phường Hoa Mai", "house-number"),
            ("occupation", "Chuyên viên, hệ số lương 3,66", "salary"),
            ("occupation", "Giáo viên; vợ: Nguyễn Thị Bình", "family"),
            ("name", "Nguyễn Văn An 0912345678", "phone-number"),
        ],
    )
    def test_it_never_gets_in_whatever_column_it_hides_in(
        self, tmp_path: Path, field: str, text: str, code: str
    ) -> None:
        imported = listed(tmp_path, [lists.person(1, **{field: text}), *lists.people(5)[1:]])
        assert text not in repr(imported.candidates)
        assert code in [finding.code for finding in imported.questions]
        assert text not in repr(imported.findings)

    def test_nor_by_the_prose(self, tmp_path: Path) -> None:
        prose = lists.prose(1).replace("Hoa Sen", "Hoa Sen (ĐT 0912 345 678)")
        imported = read(lists.comma(tmp_path / "a.csv", [[prose], lists.HEADER, *lists.people(5)]))
        assert imported.constituencies[0].area == {}
        assert [finding.code for finding in imported.questions] == ["phone-number"]

    @pytest.mark.parametrize(
        "header",
        ["Số CCCD", "Số chứng minh nhân dân", "Số thẻ Đảng", "Điện thoại", "E-mail", "Mức lương", "Họ tên vợ"],
    )
    def test_a_column_of_it_is_left_out_whole(self, tmp_path: Path, header: str) -> None:
        rows = [[lists.prose(1)], [*lists.HEADER, header], *([*row, "BÍ MẬT"] for row in lists.people(5))]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert only(imported.findings).code == "private-column"
        assert "BÍ MẬT" not in repr(imported)

    @pytest.mark.parametrize(
        ("posted", "kept"),
        [
            (
                "Số nhà 12, ngõ 5, phố Hoa Đào, phường Hoa Mai, thành phố Hải Phòng",
                "phường Hoa Mai, thành phố Hải Phòng",
            ),
            ("12 Hoa Đào, P. 12, quận Hoa Sen, TP. Hải Phòng", "P. 12, quận Hoa Sen"),
            ("Xã Hoa Sen, tỉnh Ninh Bình", "Xã Hoa Sen, tỉnh Ninh Bình"),
            ("12 Hoa Đào, thành phố Hải Phòng", ""),
            ("Phường Hoa Mai 12B, thành phố Hải Phòng", ""),
            ("Phường Hoa Mai", ""),
            ("(đã lược bỏ)", ""),
            ("-", ""),
        ],
    )
    def test_a_residence_is_cut_to_commune_and_province_or_to_nothing(
        self, tmp_path: Path, posted: str, kept: str
    ) -> None:
        person, findings = first(tmp_path, residence=posted)
        if posted.startswith("12 Hoa Đào, P. 12"):
            kept = "P. 12, TP. Hải Phòng"
        assert person.residence == kept
        told = [finding.code for finding in findings]
        assert told == ([] if posted in (kept, "(đã lược bỏ)", "-") else ["residence-reduced"])

    @pytest.mark.parametrize(
        "paragraphs",
        [
            ["SƠ YẾU LÝ LỊCH", "Họ và tên: Nguyễn Văn An"],
            ["I. LỊCH SỬ BẢN THÂN", "II. QUAN HỆ GIA ĐÌNH", "Họ và tên vợ: ..."],
        ],
    )
    def test_a_full_cv_form_is_refused_as_a_whole(self, tmp_path: Path, paragraphs: list[str]) -> None:
        refusal = read_official_list(
            [lists.word(tmp_path / "a.docx", *paragraphs, lists.prose(1), lists.people(5))]
        )
        assert isinstance(refusal, Refusal)
        assert refusal.code == "cv-form"

    def test_a_cv_form_laid_out_as_a_table_is_refused_too(self, tmp_path: Path) -> None:
        rows = [["1. Họ và tên", "Nguyễn Văn An"], ["23. Quan hệ gia đình", ""], ["24. Hệ số lương", "3,66"]]
        refusal = read_official_list([lists.excel(tmp_path / "a.xlsx", rows)])
        assert isinstance(refusal, Refusal)
        assert refusal.code == "cv-form"


class TestTheListAgainstItself:
    def test_a_count_that_disagrees_with_the_prose_is_an_error_of_substance(self, tmp_path: Path) -> None:
        imported = listed(tmp_path, lists.people(6))
        finding = only(imported.findings)
        assert (finding.code, finding.severity) == ("candidate-count", Severity.ERROR)
        assert imported.questions == ()

    @pytest.mark.parametrize(
        ("body", "seats", "candidates", "severity"),
        [
            ("Quốc hội", 3, 5, None),
            ("Quốc hội", 3, 4, Severity.ERROR),
            ("Quốc hội", 2, 3, Severity.ERROR),
            ("HĐND thành phố", 2, 3, None),
            ("HĐND thành phố", 3, 5, None),
            ("HĐND thành phố", 4, 7, None),
            ("HĐND thành phố", 4, 6, Severity.WARNING),
            ("HĐND thành phố", 5, 6, Severity.WARNING),
            ("HĐND thành phố", 4, 4, Severity.ERROR),
        ],
    )
    def test_seats_against_candidates(
        self, tmp_path: Path, body: str, seats: int, candidates: int, severity: Severity | None
    ) -> None:
        title = f"Thành phố Hải Phòng\nĐơn vị bầu cử số 1. Số đại biểu {body} được bầu: {seats} người."
        imported = read(lists.comma(tmp_path / "a.csv", [[title], lists.HEADER, *lists.people(candidates)]))
        assert [(finding.code, finding.severity) for finding in imported.findings] == (
            [("seats-against-candidates", severity)] if severity else []
        )
        assert imported.questions == ()

    @pytest.mark.parametrize(
        ("body", "seats", "wrong"), [("Quốc hội", 4, True), ("HĐND tỉnh", 5, False), ("HĐND tỉnh", 6, True)]
    )
    def test_more_seats_than_the_law_allows(self, tmp_path: Path, body: str, seats: int, wrong: bool) -> None:
        title = f"Tỉnh Ninh Bình\nĐơn vị bầu cử số 1. Số đại biểu {body} được bầu: {seats} người."
        imported = read(lists.comma(tmp_path / "a.csv", [[title], lists.HEADER, *lists.people(9)]))
        assert [finding.code for finding in imported.findings] == (["too-many-seats"] if wrong else [])

    def test_seats_that_nobody_says_are_an_error(self, tmp_path: Path) -> None:
        title = "Thành phố Hải Phòng\nĐơn vị bầu cử số 1, ứng cử đại biểu Quốc hội"
        imported = read(lists.comma(tmp_path / "a.csv", [[title], lists.HEADER, *lists.people(5)]))
        assert only(imported.findings).code == "seats-unknown"
        assert imported.constituencies[0].seats == 0

    def test_a_gap_in_the_numbers_is_warned_of(self, tmp_path: Path) -> None:
        rows = lists.people(5)
        rows[4][0] = "6"
        finding = only(listed(tmp_path, rows).findings)
        assert (finding.code, finding.severity) == ("number-gap", Severity.WARNING)

    def test_a_number_that_stands_twice_must_be_answered(self, tmp_path: Path) -> None:
        rows = lists.people(5)
        rows[4][0] = "4."
        imported = listed(tmp_path, rows)
        assert [finding.code for finding in imported.questions] == ["number-twice"]

    def test_an_order_other_than_the_rules_is_kept_and_warned_of(self, tmp_path: Path) -> None:
        rows = [lists.person(1, "Trần Thị Bình"), lists.person(2, "Lê Văn An"), *lists.people(5)[2:]]
        imported = listed(tmp_path, rows)
        assert [person.name for person in imported.candidates[:2]] == ["Trần Thị Bình", "Lê Văn An"]
        finding = only(imported.findings)
        assert (finding.code, finding.severity) == ("order-differs", Severity.WARNING)

    @pytest.mark.parametrize(
        ("name", "ethnicity", "asked"),
        [
            ("Nguyễn Văn An (Thích Hoa Mai)", "Kinh", True),
            ("Y Jone An", "Ê Đê", True),
            ("H′Lan An", "Mnông", True),
            ("K’ An", "Cơ Ho", True),
            ("Thích Tâm An", "Kinh", True),
            ("Hòa thượng Thích Tâm An", "Kinh", True),
            ("Siu An", "Gia Rai", True),
            ("An", "Kinh", True),
            ("Lương Văn An", "Thái", False),
            ("Nguyễn Văn An", "Ê Đê", False),
            ("Âu Văn An", "Kinh", False),
        ],
    )
    def test_which_word_is_the_given_name_is_asked_where_it_is_not_sure(
        self, tmp_path: Path, name: str, ethnicity: str, asked: bool
    ) -> None:
        person, findings = first(tmp_path, name=name, ethnicity=ethnicity)
        assert person.name == name
        assert person.sort_given == ""
        assert [finding.code for finding in findings] == (["name-order"] if asked else [])
        assert all(finding.severity is Severity.NOTE for finding in findings)  # "An" fits the list's order

    def test_an_unusual_name_that_does_not_fit_the_order_is_warned_of(self, tmp_path: Path) -> None:
        person, findings = first(tmp_path, name="Y An Niê", ethnicity="Ê Đê")
        assert person.name == "Y An Niê"
        assert [(finding.code, finding.severity) for finding in findings] == [
            ("order-differs", Severity.WARNING),
            ("name-order", Severity.WARNING),
        ]

    def test_the_answer_settles_it(self, tmp_path: Path) -> None:
        rows = [
            [lists.prose(1)],
            [*lists.HEADER, "Tên dùng để xếp thứ tự"],
            [*lists.person(1, "Y An Niê", ethnicity="Ê Đê"), "An"],
            *([*row, ""] for row in lists.people(5)[1:]),
        ]
        imported = read(lists.comma(tmp_path / "a.csv", rows))
        assert imported.candidates[0].sort_given == "An"
        assert imported.findings == ()

    def test_one_person_twice_must_be_answered_and_namesakes_are_noted(self, tmp_path: Path) -> None:
        same = lists.people(5)
        same[4] = lists.person(5, same[3][1], birth_date_posted=same[3][2])
        assert [finding.code for finding in listed(tmp_path, same).questions] == ["person-twice"]
        other = lists.people(5)
        other[4] = lists.person(5, other[3][1])
        assert only(listed(tmp_path, other).findings).code == "namesakes"
        unknown = lists.people(5)
        unknown[4] = lists.person(5, unknown[3][1], birth_date_posted="không rõ")
        assert "person-twice" in [finding.code for finding in listed(tmp_path, unknown).questions]

    def test_one_person_in_two_constituencies_must_be_answered(self, tmp_path: Path) -> None:
        imported = read(
            lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5), lists.prose(2), lists.people(5))
        )
        assert [finding.code for finding in imported.questions] == ["person-twice"] * 5
        assert "p31.na.1.1" in imported.questions[0].message.vi

    def test_one_name_in_two_constituencies_is_nothing(self, tmp_path: Path) -> None:
        later = [[*row[:2], row[2].replace("/19", "/20"), *row[3:]] for row in lists.people(5)]
        imported = read(lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5), lists.prose(2), later))
        assert imported.findings == ()

    def test_every_finding_says_in_both_languages_what_and_what_to_do(self, tmp_path: Path) -> None:
        rows = [
            lists.person(1, "Trần Bình (Bé)", sex="x", schooling="12-Dec"),
            *lists.people(5)[2:],
            lists.person(9, ""),
        ]
        for finding in listed(tmp_path, rows, seats=4).findings:
            for sentence in (finding.message, finding.remedy):
                assert sentence.vi
                assert sentence.en
                assert sentence.vi != sentence.en
            assert finding.file == "a.csv"
            assert finding.place
