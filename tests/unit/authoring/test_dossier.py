"""A folder of candidates' documents: each file is told, matched or asked about; what is private never gets in."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import dossiers, official_lists
from helpers.sources import change, write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.dossier import Fate, ImportedPeople, Kind, import_people
from voter_kiosk.authoring.dossier import importing as module
from voter_kiosk.authoring.dossier.biography import Biography, is_biography, lines_of, read_biography
from voter_kiosk.authoring.dossier.programme import from_word
from voter_kiosk.authoring.dossier.whose import Person, whose
from voter_kiosk.authoring.markdown import compile_markdown, plain_text
from voter_kiosk.authoring.official_list.opening import open_list
from voter_kiosk.authoring.pictures import MOST_PIXELS_READ
from voter_kiosk.authoring.sheets import read_tables
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.election import CareerStep
from voter_kiosk.domain.finding import Refusal, Severity

REAL_LIST = Path(__file__).parents[4] / "shared" / "data" / "na15-2021" / "danh-sach-3.55-104.docx"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A sound source without programmes, portraits and careers."""
    folder = write_source(tmp_path / "source")
    for name in ("programmes", "portraits"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "tables/qua-trinh-cong-tac.csv").unlink()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "hồ sơ"
    made.mkdir()
    return made


def done(folder: Path, source: Path) -> ImportedPeople:
    read = import_people(folder, source)
    assert isinstance(read, ImportedPeople), read
    for one in read.findings:
        assert one.message.vi != one.message.en != ""
        assert one.remedy.vi != one.remedy.en != ""
    return read


def fates(read: ImportedPeople) -> dict[str, tuple[Kind, Fate, tuple[str, ...]]]:
    return {one.file: (one.kind, one.fate, one.whose) for one in read.records}


def codes(read: ImportedPeople, severity: Severity = Severity.ERROR) -> set[str]:
    return {one.code for one in read.findings if one.severity is severity}


def everything(folder: Path) -> str:
    return "\n".join(
        path.read_text("utf-8", errors="ignore")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".md")
    )


def biography(path: Path) -> Biography:
    document = open_list(path)
    assert is_biography(lines_of(document))
    return read_biography(document)


class TestWhole:
    def test_a_folder_as_it_comes_goes_where_it_belongs(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "tieu su tom tat.docx")
        dossiers.programme(folder / "CTHĐ Lê Thị Bưởi.docx", "Tôi sẽ lắng nghe cử tri.")
        dossiers.photo(folder / "LeThiBuoi 4x6.jpg")
        (folder / "Đơn vị 1 - Quốc hội").mkdir()
        dossiers.photo(folder / "Đơn vị 1 - Quốc hội" / "02.png")
        (folder / "p98.na.1.3.md").write_text("Tôi xin hứa.\n", "utf-8")
        (folder / "ghi chu.txt").write_text("nhớ gọi lại", "utf-8")
        (folder / "~$tieu su tom tat.docx").write_bytes(b"left lying")
        read = done(folder, source)
        assert fates(read) == {
            "CTHĐ Lê Thị Bưởi.docx": (Kind.PROGRAMME, Fate.TAKEN, ("p98.na.1.1",)),
            "LeThiBuoi 4x6.jpg": (Kind.PHOTO, Fate.TAKEN, ("p98.na.1.1",)),
            "ghi chu.txt": (Kind.UNKNOWN, Fate.REFUSED, ()),
            "p98.na.1.3.md": (Kind.PROGRAMME, Fate.TAKEN, ("p98.na.1.3",)),
            "tieu su tom tat.docx": (Kind.BIOGRAPHY, Fate.TAKEN, ("p98.na.1.1",)),
            "Đơn vị 1 - Quốc hội/02.png": (Kind.PHOTO, Fate.TAKEN, ("p98.na.1.2",)),
        }
        report = check(source)
        assert report.errors == ()
        assert report.content is not None
        people = {one.id: one for one in report.content.own.candidates}
        assert [step.work for step in people["p98.na.1.1"].career] == [work for _, work in dossiers.CAREER]
        assert people["p98.na.1.1"].awards == "Bằng khen của Thủ tướng Chính phủ"
        assert people["p98.na.1.1"].portrait != ""
        assert people["p98.na.1.2"].portrait != ""
        assert people["p98.na.1.3"].programme != {}
        assert {code for code, _ in read.lacking[Kind.PHOTO]} & {"p98.na.1.1", "p98.na.1.2"} == set()
        assert "p98.na.1.3" in {code for code, _ in read.lacking[Kind.PHOTO]}

    def test_the_same_folder_again_changes_nothing(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "a.docx")
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "Tôi sẽ lắng nghe.")
        dossiers.photo(folder / "Lê Thị Bưởi.jpg")
        done(folder, source)
        before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
        read = done(folder, source)
        assert read.files == ()
        assert {fate for _, fate, _ in fates(read).values()} == {Fate.SAME}
        assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before

    def test_what_is_there_is_kept_and_that_is_said(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "a.docx")
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "Bản một.")
        dossiers.photo(folder / "Lê Thị Bưởi.jpg")
        done(folder, source)
        shutil.rmtree(folder)
        folder.mkdir()
        dossiers.biography(folder / "a.docx", career=[("2000 – 2001", "Việc khác")])
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "Bản hai.")
        dossiers.photo(folder / "Lê Thị Bưởi.png", colour="red")
        before = everything(source)
        read = done(folder, source)
        assert {fate for _, fate, _ in fates(read).values()} == {Fate.KEPT}
        assert [one.code for one in read.findings].count("already-there") == 3
        assert everything(source) == before
        assert [path.name for path in (source / "portraits").iterdir()] == ["p98.na.1.1.jpg"]

    def test_official_lists_come_first_and_the_rest_is_matched_to_them(self, tmp_path: Path, folder: Path) -> None:
        source = write_source(tmp_path / "fresh")
        change(source, "bundle.toml", 'code = "98"', 'code = "31"')
        (source / "tables/nguoi-ung-cu.csv").unlink()
        official_lists.word(
            folder / "danh sach.docx", official_lists.prose(province="Thành phố Hải Phòng"), PEOPLE
        )
        dossiers.photo(folder / "Nguyễn Văn Chi.jpg")
        read = done(folder, source)
        assert fates(read)["danh sach.docx"][:2] == (Kind.LIST, Fate.TAKEN)
        assert fates(read)["Nguyễn Văn Chi.jpg"] == (Kind.PHOTO, Fate.TAKEN, ("p31.na.1.3",))

    def test_a_list_with_questions_is_not_taken_and_the_rest_is(self, folder: Path, source: Path) -> None:
        rows = [official_lists.person(1, schooling="12-Dec"), *official_lists.people(5)[1:]]
        official_lists.word(folder / "danh sach.docx", official_lists.prose(), rows)
        dossiers.photo(folder / "Lê Thị Bưởi.jpg")
        read = done(folder, source)
        assert fates(read)["danh sach.docx"][1] is Fate.REFUSED
        assert "date-not-meant" in codes(read)
        assert fates(read)["Lê Thị Bưởi.jpg"][1] is Fate.TAKEN

    @pytest.mark.skipif(not REAL_LIST.exists(), reason="the real lists of 2021 lie beside the house, not in it")
    def test_the_real_list_of_2021_is_told_and_a_photograph_matched_to_it(
        self, tmp_path: Path, folder: Path
    ) -> None:
        source = write_source(tmp_path / "fresh", "2021")
        change(
            source, "bundle.toml", 'code = "98", vi = "Tỉnh Vườn Quả"', 'code = "31", vi = "Thành phố Hải Phòng"'
        )
        for table in ("nguoi-ung-cu.csv", "don-vi-bau-cu.csv"):
            (source / "tables" / table).unlink()
        shutil.copy(REAL_LIST, folder)
        dossiers.photo(folder / "anh LA THANH TAN.jpg")
        read = done(folder, source)
        assert fates(read)[REAL_LIST.name][:2] == (Kind.LIST, Fate.TAKEN)
        assert fates(read)["anh LA THANH TAN.jpg"] == (Kind.PHOTO, Fate.TAKEN, ("p31.na.2.5",))
        rows = read_tables(source, lambda _: None)[TableKey.CONSTITUENCIES]
        assert {row["id"] for row in rows} == {"p31.na.1", "p31.na.2", "p31.na.3"}

    def test_of_a_list_of_several_provinces_the_sources_own_is_taken(self, tmp_path: Path, folder: Path) -> None:
        source = write_source(tmp_path / "fresh")
        change(
            source, "bundle.toml", 'code = "98", vi = "Tỉnh Vườn Quả"', 'code = "31", vi = "Thành phố Hải Phòng"'
        )
        for table in ("nguoi-ung-cu.csv", "don-vi-bau-cu.csv"):
            (source / "tables" / table).unlink()
        others = [official_lists.person(number, f"Trần Văn {given}") for number, given in ((1, "An"), (2, "Bình"))]
        official_lists.word(
            folder / "hai tinh.docx",
            official_lists.prose(province="Thành phố Hải Phòng"),
            PEOPLE,
            official_lists.prose(province="Thành phố Hà Nội", seats=1, candidates=2),
            others,
        )
        read = done(folder, source)
        assert "other-provinces-left" in codes(read, Severity.NOTE)
        rows = read_tables(source, lambda _: None)[TableKey.CONSTITUENCIES]
        assert [row["id"] for row in rows] == ["p31.na.1"]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ABSTRACT = (
    f'<w:abstractNum {W} w:abstractNumId="{{number}}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
)
NUMBER = f'<w:num {W} w:numId="{{number}}"><w:abstractNumId w:val="{{number}}"/></w:num>'
IN_LIST = f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{{number}}"/></w:numPr>'
PEOPLE = official_lists.people(5)
TO_HAI_PHONG = ('code = "98", vi = "Tỉnh Vườn Quả"', 'code = "31", vi = "Thành phố Hải Phòng"')


class TestBiographies:
    @pytest.mark.parametrize("layout", [{}, {"together": True}, {"in_table": True}])
    def test_every_layout_of_the_form_says_the_same(self, tmp_path: Path, layout: dict[str, Any]) -> None:
        read = biography(dossiers.biography(tmp_path / "a.docx", **layout))
        assert read.name == "LÊ THỊ BƯỞI"
        assert read.values == {
            "birth_date_posted": "01/5/1970",
            "sex": "Nữ",
            "nationality": "Việt Nam",
            "native_place": "Xã Cây Xanh, tỉnh Vườn Quả",
            "ethnicity": "Kinh",
            "religion": "Không",
            "schooling": "12/12 phổ thông",
            "expertise": "Đại học Sư phạm",
            "degree": "Thạc sĩ",
            "political_theory": "Trung cấp",
            "languages": "Tiếng Anh B1",
            "occupation": "Giáo viên; Hiệu trưởng",
            "workplace": "Trường Tiểu học Cây Xanh",
            "party_date": "03/02/2001",
            "organisations": "Công đoàn giáo dục; Đoàn viên",
            "awards": "Bằng khen của Thủ tướng Chính phủ",
            "discipline": "Không",
            "assembly_terms": "Không",
            "council_terms": "xã Cây Xanh, nhiệm kỳ 2016-2021",
        }
        assert read.career == tuple(CareerStep(*step) for step in dossiers.CAREER)
        assert read.passed

    def test_nothing_private_is_read_however_it_is_laid_out(self, folder: Path, source: Path) -> None:
        for number, layout in enumerate(({}, {"together": True}, {"in_table": True})):
            made = dossiers.biography(folder / f"{number}.docx", **layout)
            said = repr(biography(made))
            for secret in dossiers.SECRETS:
                assert secret not in said
        done(folder, source)
        for secret in dossiers.SECRETS:
            assert secret not in everything(source)

    def test_what_is_private_in_a_field_named_for_something_else_is_left_out_and_said(
        self, folder: Path, source: Path
    ) -> None:
        dossiers.biography(
            folder / "a.docx",
            {"15. Nơi công tác": "Trường Tiểu học, điện thoại 0912 345 678"},
            career=[("2000 – 2001", "Vợ: Trần Thị X, giáo viên"), ("2001 – nay", "Hiệu trưởng")],
        )
        read = done(folder, source)
        assert {"phone-number", "family"} <= codes(read, Severity.WARNING)
        assert "0912" not in everything(source)
        assert "Trần Thị X" not in everything(source)
        assert "Hiệu trưởng" in everything(source)

    def test_a_full_cv_is_refused_whatever_it_is_called(self, folder: Path, source: Path) -> None:
        document: Any = docx.Document()
        for line in ("TIỂU SỬ TÓM TẮT", "1. Họ và tên: LÊ THỊ BƯỞI", "Họ và tên vợ: Trần X", "Hệ số lương: 4,98"):
            document.add_paragraph(line)
        document.save(str(folder / "a.docx"))
        document = docx.Document()
        document.add_paragraph("SƠ YẾU LÝ LỊCH")
        document.save(str(folder / "b.docx"))
        read = done(folder, source)
        assert {kind for kind, _, _ in fates(read).values()} == {Kind.INTERNAL}
        assert codes(read) == {"cv-form"}

    def test_the_list_wins_and_differences_are_said(self, folder: Path, source: Path) -> None:
        before = (source / "tables/nguoi-ung-cu.csv").read_text("utf-8")
        dossiers.biography(
            folder / "a.docx", {"7. Quê quán": "Xã Suối Trong, tỉnh Vườn Quả", "10. Dân tộc": "Tày"}
        )
        read = done(folder, source)
        (one,) = [one for one in read.findings if one.code == "biography-differs"]
        assert (
            "Quê quán: “Xã Suối Trong, tỉnh Vườn Quả”, danh sách: “Xã Cây Xanh, tỉnh Vườn Quả”" in one.message.vi
        )
        assert "Tày" in one.message.vi
        assert before.splitlines()[1] in (source / "tables/nguoi-ung-cu.csv").read_text("utf-8")
        assert "Tày" not in everything(source)

    def test_no_other_cell_of_the_sources_workbook_is_touched(self, folder: Path, source: Path) -> None:
        shutil.rmtree(source / "tables")
        book = openpyxl.Workbook()
        page: Any = book.active
        page.title = TABLES[TableKey.CANDIDATES].sheet
        born = dt.datetime(1970, 5, 1)  # noqa: DTZ001 - as Excel has it
        page.append(["Mã đơn vị", "STT", "Họ và tên", "Ngày sinh", "Dân tộc"])
        page.append(["p98.na.1", 1, "Lê Thị Bưởi", born, "=1+1"])
        book.save(source / "du-lieu.xlsx")
        dossiers.biography(folder / "a.docx")
        assert fates(done(folder, source))["a.docx"][1] is Fate.TAKEN
        after = openpyxl.load_workbook(source / "du-lieu.xlsx")[TABLES[TableKey.CANDIDATES].sheet]
        assert [cell.value for cell in after[2]][:5] == ["p98.na.1", 1, "Lê Thị Bưởi", born, "=1+1"]
        assert "Đại học Sư phạm" in [cell.value for cell in after[2]]

    def test_another_birth_date_is_another_person(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "a.docx", {"3. Ngày, tháng, năm sinh": "02/6/1971"})
        read = done(folder, source)
        assert fates(read)["a.docx"][1] is Fate.UNMATCHED
        assert codes(read) == {"whose"}

    def test_a_biography_without_a_name_or_of_nobody_on_the_lists_is_said(
        self, folder: Path, source: Path
    ) -> None:
        dossiers.biography(folder / "a.docx", {"1. Họ và tên thường dùng": "", "2. Họ và tên khai sinh": ""})
        dossiers.biography(folder / "b.docx", {"1. Họ và tên thường dùng": "NGÔ VĂN LẠ"})
        read = done(folder, source)
        assert {one.file: one.code for one in read.findings if one.severity is Severity.ERROR} == {
            "a.docx": "biography-nameless",
            "b.docx": "whose",
        }

    def test_a_career_of_three_columns_or_of_lines_is_a_career(self, tmp_path: Path) -> None:
        read = biography(dossiers.biography(tmp_path / "a.docx", career=[("1997", "2010", "Giáo viên")]))
        assert read.career == (CareerStep("1997 – 2010", "Giáo viên"),)
        document: Any = docx.Document(str(dossiers.biography(tmp_path / "b.docx", career=())))
        end = document.paragraphs[-1]
        for line in ("Từ 9/1997 đến 8/2010: Giáo viên", "- Từ 9/2010 đến nay: Hiệu trưởng"):
            end.insert_paragraph_before(line)
        document.save(str(tmp_path / "b.docx"))
        assert biography(tmp_path / "b.docx").career == (
            CareerStep("Từ 9/1997 đến 8/2010", "Giáo viên"),
            CareerStep("Từ 9/2010 đến nay", "Hiệu trưởng"),
        )

    def test_a_biography_without_a_career_says_so(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "a.docx", career=())
        assert "no-career" in codes(done(folder, source), Severity.WARNING)

    def test_a_biography_in_an_old_font_is_asked_about_and_not_taken(self, folder: Path, source: Path) -> None:
        dossiers.biography(folder / "a.docx", {"7. Quê quán": "X· C©y Xanh"}, font=".VnTime")
        read = done(folder, source)
        assert codes(read) == {"legacy-encoding"}
        assert fates(read)["a.docx"][1] is Fate.REFUSED


def person(number: int, name: str, unit: str = "p98.na.1", birth: str = "") -> Person:
    return Person(f"{unit}.{number}", unit, number, name, birth)


class TestWhose:
    people = (
        person(1, "Lê Thị Bưởi"),
        person(2, "Nguyễn Văn An"),
        person(3, "Nguyễn Văn Ân", birth="1970"),
        person(1, "Trần Hà", "p98.province.1"),
        person(2, "Trần Hà", "p98.province.2", "1960-01-02"),
        person(3, "Nguyễn Thị Trần Hà", "p98.province.2"),
    )

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("Lê Thị Bưởi.jpg", "p98.na.1.1"),
            ("le thi buoi.jpg", "p98.na.1.1"),
            ("ảnh LE_THI_BUOI-4x6 (1).jpg", "p98.na.1.1"),
            ("lethibuoi.jpg", "p98.na.1.1"),
            ("p98.na.1.2.jpg", "p98.na.1.2"),
            ("P98.NA.1.2 ban moi.jpg", "p98.na.1.2"),
            ("p98.na.1/2.jpg", "p98.na.1.2"),
            ("p98.na.1/anh 02.jpg", "p98.na.1.2"),
            ("Quốc hội/Đơn vị bầu cử số 1/STT 3.jpg", "p98.na.1.3"),
            ("p98.na.1/01 Le Thi Buoi.jpg", "p98.na.1.1"),
            ("Nguyễn Văn An.jpg", "p98.na.1.2"),
            ("Nguyễn Văn Ân.jpg", "p98.na.1.3"),
            ("Nguyen Thi Tran Ha.jpg", "p98.province.2.3"),
            ("p98.province.2/Tran Ha.jpg", "p98.province.2.2"),
        ],
    )
    def test_it_is_found_by_name_id_or_number(self, path: str, expected: str) -> None:
        match = whose(PurePosixPath(path), self.people)
        assert [one.id for one in match.people] == [expected]
        assert match.doubt is None

    @pytest.mark.parametrize(
        "path",
        [
            "Nguyen Van An.jpg",
            "Tran Ha.jpg",
            "IMG_0003.jpg",
            "3.jpg",
            "p98.na.1/IMG_0003.jpg",
            "p98.na.1/9.jpg",
            "p98.na.1/02 Le Thi Buoi.jpg",
            "p98.na.1.9.jpg",
            "Ngo Van La.jpg",
        ],
    )
    def test_what_is_not_sure_is_asked(self, path: str) -> None:
        match = whose(PurePosixPath(path), self.people)
        assert match.people == ()
        assert match.doubt is not None

    def test_what_the_document_says_must_agree_with_its_name(self) -> None:
        path = PurePosixPath("Lê Thị Bưởi.docx")
        assert whose(path, self.people, name="NGUYỄN VĂN AN").doubt is not None
        assert [one.id for one in whose(path, self.people, name="LÊ THỊ BƯỞI").people] == ["p98.na.1.1"]
        doc = PurePosixPath("a.docx")
        assert [one.id for one in whose(doc, self.people, name="TRẦN HÀ", birth="2/1/1960").people] == [
            "p98.province.2.2"
        ]

    def test_one_person_on_two_lists_gets_it_on_both(self) -> None:
        twice = (person(1, "Lê Mận", birth="1970"), person(4, "Lê Mận", "p98.province.1", "1970"))
        assert [one.id for one in whose(PurePosixPath("Lê Mận.jpg"), twice).people] == [
            "p98.na.1.1",
            "p98.province.1.4",
        ]

    def test_a_programme_of_one_who_stands_twice_is_asked_about(self, folder: Path, source: Path) -> None:
        change(source, "tables/nguoi-ung-cu.csv", "Hoàng Văn Điều,01/5/1970,Nam", "Lê Thị Bưởi,01/5/1970,Nữ")
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "Tôi hứa.")
        dossiers.photo(folder / "Lê Thị Bưởi.jpg")
        read = done(folder, source)
        assert fates(read)["Lê Thị Bưởi.docx"][1] is Fate.UNMATCHED
        assert fates(read)["Lê Thị Bưởi.jpg"][2] == ("p98.na.1.1", "p98.province.1.1")

    def test_two_different_files_for_one_person_are_both_left(self, folder: Path, source: Path) -> None:
        dossiers.photo(folder / "Lê Thị Bưởi.jpg")
        dossiers.photo(folder / "Lê Thị Bưởi (2).png", colour="red")
        shutil.copy(dossiers.photo(folder / "Phạm Văn Cam.png"), folder / "Phạm Văn Cam copy.png")
        read = done(folder, source)
        assert codes(read) == {"two-for-one"}
        assert [path.name for path in (source / "portraits").iterdir()] == ["p98.na.1.2.png"]


class TestProgrammes:
    def test_headings_lists_tables_and_marks_stay_and_the_letterhead_goes(self, tmp_path: Path) -> None:
        document: Any = docx.Document()
        document.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        document.add_paragraph("CHƯƠNG TRÌNH HÀNH ĐỘNG")
        document.add_paragraph("CỦA NGƯỜI ỨNG CỬ ĐẠI BIỂU QUỐC HỘI")
        document.add_heading("Giáo dục", 1)
        mixed = document.add_paragraph("Tôi sẽ ")
        mixed.add_run("lắng nghe ").bold = True
        mixed.add_run("và ").italic = True
        mixed.add_run("làm.")
        document.add_paragraph("Một", style="List Bullet")
        document.add_paragraph("Hai", style="List Bullet")
        document.add_paragraph("Đầu", style="List Number")
        document.add_paragraph("Sau", style="List Number")
        document.add_paragraph().add_run("Y tế").bold = True
        document.add_paragraph("2. Khám bệnh\n- miễn phí")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Năm", "Việc", "2027", "Trạm | xá"), strict=True):
            cell.text = text
        document.save(str(tmp_path / "a.docx"))
        read = from_word(tmp_path / "a.docx", "a.docx")
        assert read.ok
        assert read.markdown == (
            "## Giáo dục\n\nTôi sẽ **lắng nghe** *và* làm.\n\n- Một\n- Hai\n\n1. Đầu\n2. Sau\n\n## Y tế\n\n"
            "2\\. Khám bệnh\n\n- miễn phí\n\n| Năm | Việc |\n| --- | --- |\n| 2027 | Trạm \\| xá |\n"
        )

    def test_numbers_that_word_counts_stay_what_the_paper_shows(self, tmp_path: Path) -> None:
        document: Any = docx.Document()
        document.add_paragraph("Chương trình hành động")
        lists = document.part.numbering_part.element
        for number, form, text in ((91, "upperRoman", "%1."), (92, "lowerLetter", "%1)"), (93, "decimal", "%1.")):
            lists.insert(0, parse_xml(ABSTRACT.format(number=number, form=form, text=text)))
            lists.append(parse_xml(NUMBER.format(number=number)))
        for number, text in (
            (91, "Giáo dục"),
            (93, "Xây trường"),
            (93, "Thêm lớp"),
            (0, "Việc này cần tiền."),
            (93, "Lương cô giáo"),
            (91, "Y tế"),
            (92, "khám bệnh"),
            (92, "chữa bệnh"),
        ):
            paragraph = document.add_paragraph(text)
            if number:
                paragraph._p.get_or_add_pPr().append(parse_xml(IN_LIST.format(number=number)))
        document.save(str(tmp_path / "a.docx"))
        assert from_word(tmp_path / "a.docx", "a.docx").markdown == (
            "I. Giáo dục\n\n1. Xây trường\n2. Thêm lớp\n\nViệc này cần tiền.\n\n3\\. Lương cô giáo\n\n"
            "II. Y tế\n\na) khám bệnh\n\nb) chữa bệnh\n"
        )

    def test_a_list_that_begins_at_five_and_one_of_two_levels_say_their_numbers(self, tmp_path: Path) -> None:
        document: Any = docx.Document()
        document.add_paragraph("Chương trình hành động")
        lists = document.part.numbering_part.element
        lists.insert(0, parse_xml(ABSTRACT.format(number=91, form="decimal", text="%1.")))
        level = parse_xml(ABSTRACT.format(number=0, form="lowerRoman", text="%1.%2"))[0]
        level.set(qn("w:ilvl"), "1")
        lists[0].append(level)
        lists.append(parse_xml(NUMBER.format(number=91)))
        override = f'<w:lvlOverride {W} w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        lists[-1].append(parse_xml(override))
        for deep, text in ((0, "Năm"), (1, "một"), (1, "hai"), (0, "Sáu"), (1, "một")):
            properties = parse_xml(IN_LIST.format(number=91))
            properties[0].set(qn("w:val"), str(deep))
            document.add_paragraph(text)._p.get_or_add_pPr().append(properties)
        document.save(str(tmp_path / "a.docx"))
        assert from_word(tmp_path / "a.docx", "a.docx").markdown.replace("\\", "").split("\n\n") == [
            "5. Năm",
            "5.i một",
            "5.ii hai",
            "6. Sáu",
            "6.i một\n",
        ]

    @given(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"]), max_size=40),
            min_size=1,
            max_size=5,
        )
    )
    @example(
        [
            "1. a",
            "2. b",
            "## c",
            "- d",
            "> e",
            "a_b_c **d** `e` [f](g) <h> &amp; {#i}",
            "!!! x",
            "| a |",
            "===",
            "+++",
        ]
    )
    def test_every_word_is_kept_whatever_signs_it_has(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[str]
    ) -> None:
        path = tmp_path_factory.mktemp("p") / "a.docx"
        document: Any = docx.Document()
        document.add_paragraph("Mở đầu.")
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))
        read = from_word(path, "a.docx")
        if any(one.code in ("never-shown", "legacy-encoding") for one in read.findings):
            return
        assert [one.code for one in read.findings] == []
        said = "".join(plain_text(block) for block in compile_markdown(read.markdown, "a.docx").blocks)
        kept = "".join(letter for letter in said if letter.isalnum())
        given = "".join(letter for line in ["Mở đầu.", *lines] for letter in plain(line) if letter.isalnum())
        assert kept == given

    def test_an_old_font_is_converted_with_a_word_to_read_it_through(self, folder: Path, source: Path) -> None:
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "T«i sÏ l¾ng nghe cö tri", font=".VnTime")
        read = done(folder, source)
        assert "legacy-converted" in codes(read, Severity.WARNING)
        assert (source / "programmes/p98.na.1.1.vi.md").read_text("utf-8") == "Tôi sẽ lắng nghe cử tri\n"

    def test_a_phone_number_in_it_keeps_the_whole_out(self, folder: Path, source: Path) -> None:
        dossiers.programme(folder / "Lê Thị Bưởi.docx", "Xin gọi cho tôi: 0912 345 678.")
        (folder / "Phạm Văn Cam.md").write_text("Thư: cam@example.vn\n", "utf-8")
        read = done(folder, source)
        assert codes(read) == {"never-shown"}
        assert not (source / "programmes").exists()

    def test_words_in_a_text_box_and_tracked_changes_keep_it_out(self, folder: Path, source: Path) -> None:
        path = dossiers.programme(folder / "Lê Thị Bưởi.docx", "Tôi hứa.")
        document: Any = docx.Document(str(path))
        dossiers.text_box(document, "Quan trọng")
        document.save(str(path))
        assert codes(done(folder, source)) == {"text-box"}

    def test_a_scan_has_no_words_and_says_so(self, folder: Path, source: Path) -> None:
        picture = dossiers.photo(folder / "x.png")
        document: Any = docx.Document()
        document.add_picture(str(picture))
        document.save(str(folder / "chuong trinh hanh dong Lê Thị Bưởi.docx"))
        picture.unlink()
        read = done(folder, source)
        assert codes(read) == {"no-text"}
        assert "pictures-left" in codes(read, Severity.NOTE)

    @pytest.mark.parametrize(
        ("data", "code"), [(b"\xff\xfe\x00", "file-unreadable"), ("# Tiêu đề\n".encode(), "heading-level")]
    )
    def test_markdown_that_the_house_cannot_read_is_not_taken(
        self, folder: Path, source: Path, data: bytes, code: str
    ) -> None:
        (folder / "Lê Thị Bưởi.md").write_bytes(data)
        read = done(folder, source)
        assert codes(read) == {code}
        assert read.files == ()

    def test_the_english_one_is_the_english_one(self, folder: Path, source: Path) -> None:
        (folder / "Lê Thị Bưởi.en.md").write_text("I promise.\n", "utf-8")
        (folder / "Lê Thị Bưởi.vi.md").write_text("Tôi hứa.\n", "utf-8")
        done(folder, source)
        assert sorted(path.name for path in (source / "programmes").iterdir()) == [
            "p98.na.1.1.en.md",
            "p98.na.1.1.vi.md",
        ]


def plain(line: str) -> str:
    from voter_kiosk.authoring.characters import clean

    return clean(line)


class TestPhotographs:
    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture-heic"),
            ("a.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0", "picture-heic"),
            ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "picture-kind"),
            ("a.gif", b"GIF89a", "picture-kind"),
            ("a.tif", b"II*\0", "picture-kind"),
            ("a.jpg", b"<svg xmlns='x'/>", "picture-kind"),
            ("a.jpg", b"%PDF-1.7", "picture-kind"),
            ("a.jpg", b"\xff\xd8\xff broken", "picture-unreadable"),
            ("a.png", b"", "file-too-large"),
        ],
    )
    def test_what_is_no_jpeg_or_png_is_told_by_its_kind(
        self, folder: Path, source: Path, name: str, data: bytes, code: str
    ) -> None:
        (folder / name).write_bytes(data)
        read = done(folder, source)
        assert codes(read) == {code}
        assert read.files == ()

    def test_one_of_more_than_eighty_megapixels_is_refused_unread(self, folder: Path, source: Path) -> None:
        import struct
        import zlib

        width = 10_000
        height = MOST_PIXELS_READ // width + 1

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        data = (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(b"\0"))
            + chunk(b"IEND", b"")
        )
        (folder / "Lê Thị Bưởi.png").write_bytes(data)
        assert codes(done(folder, source)) == {"picture-too-large"}


class TestRefusals:
    def test_folders_that_are_none_empty_or_too_full(
        self, tmp_path: Path, folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def code(what: Path, into: Path) -> str:
            refused = import_people(what, into)
            assert isinstance(refused, Refusal)
            return refused.code

        assert code(tmp_path / "nirgends", source) == "not-a-folder"
        assert code(folder, tmp_path / "nirgends") == "no-source"
        assert code(folder, source) == "no-documents"
        assert code(source, source) == "no-documents"
        monkeypatch.setattr(module, "MOST_FILES", 1)
        for name in "abc":
            (folder / name).touch()
        assert code(folder, source) == "too-many-files"

    def test_a_workbook_of_a_source_is_sent_to_its_own_command(
        self, folder: Path, source: Path, tmp_path: Path
    ) -> None:
        from voter_kiosk.authoring.new import new_source

        new_source(tmp_path / "new")
        shutil.copy(tmp_path / "new/du-lieu.xlsx", folder / "a.xlsx")
        read = done(folder, source)
        assert fates(read)["a.xlsx"][0] is Kind.WORKBOOK
        assert codes(read) == {"a-workbook"}

    def test_a_link_out_of_the_folder_is_not_followed(self, tmp_path: Path, folder: Path, source: Path) -> None:
        dossiers.photo(tmp_path / "secret.jpg")
        (folder / "Lê Thị Bưởi.jpg").symlink_to(tmp_path / "secret.jpg")
        (folder / "a.txt").write_text("x")
        assert "Lê Thị Bưởi.jpg" not in fates(done(folder, source))
