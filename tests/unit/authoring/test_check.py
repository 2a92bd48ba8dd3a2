"""What a check finds before anything is signed, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.sources import candidate, change, write, write_base, write_source, write_table
from voter_kiosk.authoring.check import CheckReport, check
from voter_kiosk.domain.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def codes(report: CheckReport) -> list[tuple[Severity, str]]:
    return [(found.severity, found.code) for found in report.findings]


def found(source: Path, code: str, base: Path | None = None) -> list[tuple[Severity, str, str]]:
    return [(one.severity, one.file, one.place) for one in check(source, base).findings if one.code == code]


@pytest.mark.parametrize("rule_set", ["2021", "2026"])
@pytest.mark.parametrize("sample", [True, False])
def test_a_good_source_has_no_finding(tmp_path: Path, rule_set: str, sample: bool) -> None:
    report = check(write_source(tmp_path, rule_set, sample=sample))
    assert report.findings == ()
    assert report.ok


def test_the_gravest_comes_first_and_each_says_both_languages(source: Path) -> None:
    change(source, "bundle.toml", "2026-03-15", "2026-03-16")
    change(source, "bundle.toml", ', en = "Orchard province election"', "")
    write(source, "lung-tung.doc", "x")
    report = check(source)
    assert codes(report) == [(ERROR, "not-a-sunday"), (WARNING, "english-missing"), (NOTE, "unknown-file")]
    assert [report.count(severity) for severity in Severity] == [1, 1, 1]
    for one in report.findings:
        assert one.message.vi != one.message.en != ""
        assert one.remedy.vi != one.remedy.en != ""
    assert not report.ok


def test_what_is_no_source_has_no_content_and_cannot_be_built(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert (report.content, report.ok, len(report.errors)) == (None, False, 1)


def test_base_content_by_itself_is_checked_too(tmp_path: Path) -> None:
    assert check(write_base(tmp_path)).findings == ()


# the election


def test_bodies_are_those_of_the_rule_set_in_its_order(source: Path) -> None:
    change(source, "bundle.toml", 'id = "province"', 'id = "provinces"')
    (one,) = [one for one in check(source).findings if one.code == "bodies"]
    assert "na, province, commune" in one.message.en
    assert "provinces → province" in one.remedy.en


def test_a_body_of_the_other_rule_set_is_refused(tmp_path: Path) -> None:
    source = write_source(tmp_path, "2021")
    change(source, "bundle.toml", 'rule_set = "2021"', 'rule_set = "2026"')
    assert found(source, "body-of-other-rule-set") == [(ERROR, "tables/don-vi-bau-cu.csv", "hàng 4")]
    assert found(source, "bodies")


def test_two_ballots_of_one_colour_are_refused(source: Path) -> None:
    change(source, "bundle.toml", "#f7e08a", "#F6C7CF")
    assert found(source, "same-colour") == [(ERROR, "bundle.toml", "[[body]]")]


def test_a_posted_list_names_its_day_and_not_one_after_polling(source: Path) -> None:
    change(source, "bundle.toml", 'posted_on = 2026-02-27\ncolour = "#f6', 'colour = "#f6')
    assert found(source, "posted-on") == [(WARNING, "bundle.toml", "[[body]]")]
    change(source, "bundle.toml", "posted_on = 2026-02-27", "posted_on = 2026-03-27")
    assert found(source, "posted-after")


def test_the_scope_of_a_province_is_its_code(source: Path) -> None:
    change(source, "bundle.toml", 'scope = "p98"', 'scope = "p97"')
    assert found(source, "province-and-scope") == [(ERROR, "bundle.toml", "scope")]


def test_hours_are_lawful_for_the_election_and_for_every_area(source: Path) -> None:
    change(source, "bundle.toml", 'opens = "07:00"', 'opens = "08:00"')
    assert found(source, "hours-unlawful") == [(ERROR, "bundle.toml", "hours")]
    change(source, "bundle.toml", 'opens = "08:00"', 'opens = "06:30"')
    assert found(source, "hours-unlawful") == []
    _area(source, {"Giờ mở cửa": "07:00", "Giờ đóng cửa": "21:30"})
    assert found(source, "hours-unlawful") == [(ERROR, "tables/khu-vuc-bo-phieu.csv", "hàng 2")]


def test_voting_on_another_day_needs_a_decision(source: Path) -> None:
    _area(source, {"Ngày bỏ phiếu": "2026-03-14"})
    assert found(source, "early-without-decision") == [(ERROR, "tables/khu-vuc-bo-phieu.csv", "hàng 2")]
    _area(source, {"Ngày bỏ phiếu": "2026-03-14", "Quyết định": "Số 7"})
    assert check(source).findings == ()


def _area(source: Path, row: dict[str, str]) -> None:
    units = "p98.na.1; p98.province.1; c98001.commune.1"
    write_table(
        source,
        "khu-vuc-bo-phieu",
        [{"Mã khu vực": "c98001.01", "Số": "1", "Nơi bỏ phiếu": "Nhà văn hóa", "Đơn vị bầu cử": units} | row],
    )


# approval


def _without_approval(source: Path) -> None:
    text = (source / "bundle.toml").read_text()
    start, end = text.index("[approval]"), text.index("[[body]]")
    write(source, "bundle.toml", text[:start] + text[end:])


def test_what_is_no_sample_names_who_approved_every_text(tmp_path: Path) -> None:
    source = write_source(tmp_path / "s", sample=False)
    _without_approval(source)
    missing = found(source, "approval-missing")
    assert (ERROR, "bundle.toml", "[approval]") in missing
    assert {file for _, file, _ in missing} >= {
        "bundle.toml",
        "topics/cach-bo-phieu.vi.md",
        "notices/khau-trang.vi.md",
        "tables/ap-phich.csv",
        "tables/tiep-xuc-cu-tri.csv",
        "programmes/p98.na.1.1.vi.md",
    }


def test_a_sample_needs_no_approval(source: Path) -> None:
    _without_approval(source)
    assert check(source).findings == ()


def test_base_texts_need_an_approval_as_well(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    source = write_source(tmp_path / "source", include=["base"], sample=False)
    assert check(source, base).findings == ()
    for folder in (base, source):
        text = (folder / "bundle.toml").read_text()
        start = text.index("[approval]")
        end = text.index("[[body]]") if folder is source else len(text)
        write(folder, "bundle.toml", text[:start] + text[end:])
    files = {file for _, file, _ in found(source, "approval-missing", base)}
    assert files >= {"base/topics/nguyen-tac.vi.md", "base/topics/2026/cac-cap.vi.md"}


def test_placeholders_of_a_new_source_are_a_warning_in_a_sample_and_else_an_error(source: Path) -> None:
    change(source, "bundle.toml", "Bầu cử tỉnh Vườn Quả", "[điền tên cuộc bầu cử]")
    assert found(source, "fill-in") == [(WARNING, "bundle.toml", "")]
    change(source, "bundle.toml", "sample = true", "sample = false")
    assert found(source, "fill-in") == [(ERROR, "bundle.toml", "")]


# the lists


def _units(source: Path, edit: Callable[[str], str]) -> None:
    path = source / "tables/don-vi-bau-cu.csv"
    path.write_text(edit(path.read_text()))


def test_too_few_candidates_for_the_seats_is_an_error_for_the_assembly(source: Path) -> None:
    text = (source / "tables/don-vi-bau-cu.csv").read_text().splitlines()
    header = text[0].split(",")
    assert header[-2:] == ["Số đại biểu được bầu", "Số người ứng cử"]
    text[1] = text[1].removesuffix("1,3") + "2,3"
    write(source, "tables/don-vi-bau-cu.csv", "\n".join(text))
    assert found(source, "seats-against-candidates") == [(ERROR, "tables/don-vi-bau-cu.csv", "hàng 2")]


def test_after_a_strike_off_too_few_is_a_warning(source: Path) -> None:
    write_table(
        source,
        "xoa-ten",
        [
            {
                "Mã người ứng cử": "p98.na.1.1",
                "Loại": "qua đời",
                "Quyết định": "Số 9",
                "Ngày": "2026-03-10",
                "Nội dung công bố": "Đã qua đời.",
            }
        ],
    )
    assert found(source, "seats-against-candidates") == [(WARNING, "tables/don-vi-bau-cu.csv", "hàng 2")]
    assert check(source).ok


@pytest.mark.parametrize("seats", ["0", "4"])
def test_seats_are_within_the_law(source: Path, seats: str) -> None:
    _units(source, lambda text: text.replace("1,3", f"{seats},3", 1))
    assert (ERROR, "tables/don-vi-bau-cu.csv", "hàng 2") in found(source, "seats")


def test_a_count_that_differs_from_the_paper_is_an_error(source: Path) -> None:
    _units(source, lambda text: text.replace("1,3", "1,4", 1))
    assert found(source, "count-differs") == [(ERROR, "tables/don-vi-bau-cu.csv", "hàng 2")]


def _rows(source: Path, *rows: dict[str, str]) -> None:
    for folder in ("programmes", "portraits"):
        for path in (source / folder).iterdir():
            path.unlink()
    (source / "tables/qua-trinh-cong-tac.csv").unlink()
    write_table(source, "nguoi-ung-cu", rows)


def test_order_and_numbers_are_compared_with_the_rule_and_never_changed(source: Path) -> None:
    _rows(
        source,
        candidate("p98.na.1", 1, "Phạm Văn Cam"),
        candidate("p98.na.1", 2, "Lê Thị Bưởi"),
        candidate("p98.na.1", 4, "Trần Thị Dừa"),
    )
    report = check(source)
    assert (WARNING, "list-order") in codes(report)
    assert (WARNING, "numbering") in codes(report)
    assert found(source, "list-order")[0][2] == "hàng 3"
    assert report.content is not None
    assert [person.number for person in report.content.own.candidates] == [1, 2, 4]


def test_an_empty_list_and_a_body_without_any_are_warnings(source: Path) -> None:
    _rows(
        source, candidate("p98.na.1", 1, "A B"), candidate("p98.na.1", 2, "C D"), candidate("p98.na.1", 3, "E G")
    )
    assert len(found(source, "list-empty")) == 2
    _units(source, lambda text: "\n".join(text.splitlines()[:3]) + "\n")
    write_table(source, "khu-vuc-bo-phieu", [])
    assert found(source, "body-empty") == [(WARNING, "bundle.toml", "commune")]


def test_the_same_person_twice_in_one_list_is_an_error_and_in_two_a_warning(source: Path) -> None:
    _rows(
        source,
        candidate("p98.na.1", 1, "Lê Thị Bưởi", **{"Ngày sinh": "1/5/1970"}),
        candidate("p98.na.1", 2, "LÊ THỊ BƯỞI", **{"Ngày sinh": "1/5/1970"}),
        candidate("p98.na.2", 1, "Lê Thị Bưởi", **{"Ngày sinh": "1/5/1970"}),
        candidate("p98.province.1", 1, "Lê Thị Bưởi", **{"Ngày sinh": "1/5/1970"}),
    )
    assert [severity for severity, _, _ in found(source, "same-person")] == [ERROR, WARNING]


def test_a_candidate_of_no_constituency_is_an_error(source: Path) -> None:
    _rows(source, candidate("p98.na.7", 1, "Lê Thị Bưởi"))
    assert found(source, "no-such-constituency") == [(ERROR, "tables/nguoi-ung-cu.csv", "hàng 2")]


@pytest.mark.parametrize(
    "change_to", ['publication = "not-published"', 'publication = "posted"\nin_bundle = false']
)
def test_no_provisional_name_gets_in(source: Path, change_to: str) -> None:
    text = (source / "bundle.toml").read_text().replace('publication = "posted"', change_to, 1)
    write(source, "bundle.toml", text)
    assert found(source, "provisional-names") == [(ERROR, "tables/don-vi-bau-cu.csv", "hàng 2")]


def test_meetings_are_of_known_constituencies_of_one_level_before_polling_day(source: Path) -> None:
    row = {"Mã": "a", "Địa điểm": "Hội trường"}
    write_table(
        source,
        "tiep-xuc-cu-tri",
        [
            row | {"Đơn vị bầu cử": "p98.na.7", "Bắt đầu": "2026-03-05 14:00"},
            row | {"Mã": "b", "Đơn vị bầu cử": "p98.na.1; c98001.commune.1", "Bắt đầu": "2026-03-05 14:00"},
            row | {"Mã": "c", "Đơn vị bầu cử": "p98.na.1", "Bắt đầu": "2026-03-15 08:00"},
        ],
    )
    assert codes(check(source)) == [
        (ERROR, "meeting-of-two"),
        (ERROR, "meeting-too-late"),
        (ERROR, "no-such-constituency"),
    ]


def test_a_poster_of_no_phase_and_a_phase_twice_are_errors(source: Path) -> None:
    change(source, "tables/ap-phich.csv", "before", "truoc")
    change(source, "bundle.toml", 'id = "day"', 'id = "before"')
    assert codes(check(source)) == [(ERROR, "phase-twice"), (ERROR, "no-such-phase")]


# the texts


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("tables/nguoi-ung-cu.csv", "Giáo viên", "Giáo viên CCCD 031075001234"),
        ("tables/nguoi-ung-cu.csv", "Việt Nam", "Điện thoại 0912 345 678"),
        ("tables/qua-trinh-cong-tac.csv", "trường làng", "trường làng a.b@example.vn"),
        ("programmes/p98.na.1.1.vi.md", "Đường làng", "Gọi tôi 0912345678"),
        ("topics/cach-bo-phieu.en.md", "One for each body", "Write to a@example.com"),
        ("notices/khau-trang.vi.md", "theo vạch", "gọi 0912345678"),
        ("tables/ap-phich.csv", "Một lá phiếu", "Một lá phiếu, 0912345678"),
        ("tables/don-vi-bau-cu.csv", "Các xã phía đông", "Các xã 0912345678"),
    ],
)
def test_what_may_never_be_shown_is_refused_wherever_it_hides(
    source: Path, table: str, old: str, new: str
) -> None:
    change(source, table, old, new)
    errors = [one for one in check(source).errors if one.code == "never-shown"]
    assert errors
    assert {one.file for one in errors} == {table}
    assert "0912" not in "".join(one.message.vi + one.message.en for one in errors)


PHONE = "0912345678"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("bundle.toml", f'[dates.lists-posted]\ndate = 2026-02-27\ndecision = "Gọi {PHONE}"\n'),
        ("bundle.toml", f'[base_approval]\noffice = "Gọi {PHONE}"\ndocument = "Số 1"\ndate = 2026-02-27\n'),
        (
            "bundle.toml",
            f'[campaign]\nprogrammes_stay = true\napproval = {{ office = "{PHONE}", document = "1", '
            "date = 2026-02-27 }\n",
        ),
        ("strings/tay.json", f'{{"Home": "{PHONE}"}}'),
        (
            "tables/xoa-ten.csv",
            f"Mã người ứng cử,Loại,Quyết định,Ngày,Nội dung công bố\np98.na.1.1,qua đời,1,2026-03-10,{PHONE}\n",
        ),
        (
            "tables/dinh-chinh.csv",
            f"Mã người ứng cử,Văn bản,Ngày,Trường\np98.na.1.1,{PHONE},2026-03-10,Quê quán\n",
        ),
        ("sources.toml", f'[[source]]\nid = "khac"\ntitle = "Gọi {PHONE}"\n'),
    ],
)
def test_what_may_never_be_shown_is_found_in_papers_and_strings_too(tmp_path: Path, file: str, text: str) -> None:
    base = write_base(tmp_path / "base")
    change(base, "bundle.toml", "[approval]", "[base_approval]")
    source = write_source(tmp_path / "source", include=["base"])
    old = (source / file).read_text() if (source / file).exists() else ""
    write(source, file, f"{old}\n{text}" if old else text)
    assert "never-shown" in {one.code for one in check(source, base).errors}


def test_a_polling_place_may_have_its_address_and_an_office_its_hotline(source: Path) -> None:
    change(source, "bundle.toml", "[approval]", 'hotline = "0225 382 1055"\n[approval]')
    change(source, "notices/khau-trang.vi.md", "theo vạch", "theo vạch hoặc gọi 0225 382 1055")
    change(source, "tables/khu-vuc-bo-phieu.csv", "số 1 đường Vườn", "số nhà 12, ngõ 5, đường Vườn")
    assert check(source).findings == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("programmes/p98.na.1.1.vi.md", "Đường làng", "Không như Phạm Văn Cam"),
        ("topics/cach-bo-phieu.vi.md", "Mang theo", "Ông **PHẠM VĂN CAM** mang theo"),
        ("notices/khau-trang.vi.md", "theo vạch", "gặp Phạm  Văn\nCam"),
        ("tables/ap-phich.csv", "Mỗi lá phiếu", "Phạm Văn Cam: mỗi lá phiếu"),
        ("tables/tiep-xuc-cu-tri.csv", "Hội trường xã", "Nhà ông Phạm Văn Cam"),
    ],
)
def test_a_name_outside_its_own_record_is_refused_even_in_a_sample(
    source: Path, file: str, old: str, new: str
) -> None:
    change(source, file, old, new)
    (one,) = check(source).errors
    assert (one.code, one.file) == ("name-outside-record", file)
    assert "Phạm Văn Cam" in one.message.vi


def test_a_name_in_its_own_programme_and_a_part_of_a_name_are_fine(source: Path) -> None:
    write(
        source,
        "programmes/p98.na.1.2.vi.md",
        "Tôi là Phạm Văn Cam. Trường Văn Cam cần sửa. Nước sạch cho mọi nhà.",
    )
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Phạm Văn mang theo")
    assert check(source).findings == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("topics/cach-bo-phieu.en.md", "Bring your", "Mr Pham Van Cam says: bring your"),
        ("topics/cach-bo-phieu.vi.md", "Mang theo", "PHAM VAN CAM mang theo"),
        ("topics/cach-bo-phieu.vi.md", "Mang theo", "Phạm\u200b Văn C\u00adam mang theo"),
        ("topics/cach-bo-phieu.vi.md", "Mang theo", "phạm văn cam mang theo"),
        ("bundle.toml", "Bầu cử tỉnh Vườn Quả", "Bầu Phạm Văn Cam"),
        ("bundle.toml", "Văn bản số 01/UBBC", "Ông Phạm Văn Cam ký"),
        ("tables/khu-vuc-bo-phieu.csv", "Mã khu vực,", "Ghi chú,Mã khu vực,"),
    ],
)
def test_a_name_is_found_in_english_without_its_marks_and_in_every_room(
    source: Path, file: str, old: str, new: str
) -> None:
    change(source, file, old, new)
    if file.startswith("tables"):
        for area in ("c98001.01", "c98001.02"):
            change(source, file, f"\n{area}", f"\nHỏi Phạm Văn Cam,{area}")
    assert {one.code for one in check(source).errors} == {"name-outside-record"}


@pytest.mark.parametrize(
    "text",
    [
        "Phạm Văn Căm",  # another name
        "Pham van cam kết",  # no name at all: not every word has a capital
        "Đường làng và phẩm vạn cam",
        "Trường Văn Cam",
    ],
)
def test_words_that_only_look_like_a_name_are_fine(source: Path, text: str) -> None:
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", f"{text} mang theo")
    assert check(source).errors == ()


def test_a_name_of_two_common_words_counts_only_with_its_capitals(source: Path) -> None:
    change(source, "tables/nguoi-ung-cu.csv", "Phạm Văn Cam", "Phạm Văn Cam (Hoà Bình)")
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Trong hòa bình, mang theo")
    assert check(source).errors == ()
    change(source, "topics/cach-bo-phieu.vi.md", "Trong hòa bình", "Ông Hòa Bình")
    assert [one.code for one in check(source).errors] == ["name-outside-record"]


def test_namesakes_by_their_letters_are_two_people(source: Path) -> None:
    change(source, "tables/nguoi-ung-cu.csv", "Phạm Văn Cam", "Nguyễn Thị Thủy")
    change(source, "tables/nguoi-ung-cu.csv", "Bùi Thị Mận", "Nguyễn Thị Thúy")
    assert found(source, "name-in-other-record") == []


def test_a_name_in_the_posted_record_of_another_is_a_warning_for_what_is_posted_stays(source: Path) -> None:
    change(source, "tables/qua-trinh-cong-tac.csv", "Giáo viên trường làng", "Thư ký của Phạm Văn Cam")
    report = check(source)
    assert codes(report) == [(WARNING, "name-in-other-record")]
    assert report.findings[0].message.en.startswith("The record of p98.na.1.1 ")


def test_a_form_of_address_with_a_given_name_is_asked_about(source: Path) -> None:
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Ông Cam và bà Thị Bưởi nhắc: mang theo")
    assert [severity for severity, _, _ in found(source, "name-perhaps")] == [WARNING, WARNING]
    change(source, "topics/cach-bo-phieu.vi.md", "Ông Cam và bà Thị Bưởi", "Ông bà nào cũng nên nhớ, anh chị")
    assert found(source, "name-perhaps") == []


def test_lists_of_other_provinces_are_pointed_at_once_each(source: Path) -> None:
    change(source, "tables/don-vi-bau-cu.csv", "p98.na.1,Tỉnh Vườn Quả,98", "p98.na.1,Tỉnh Khác,97")
    assert found(source, "other-province") == [(WARNING, "tables/don-vi-bau-cu.csv", "hàng 2")]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tables/nguoi-ung-cu.csv", "01/5/1970", "01/5/1970 ĐT 0912345678"),
        ("tables/qua-trinh-cong-tac.csv", "2001–2010", "2001–2010 (0912345678)"),
        ("topics/cach-bo-phieu.vi.md", "Mang theo", "Gọi 09\u200b12 345 678, mang theo"),
    ],
)
def test_what_may_never_be_shown_does_not_hide_in_dates_or_behind_signs_without_ink(
    source: Path, file: str, old: str, new: str
) -> None:
    change(source, file, old, new)
    assert "never-shown" in {one.code for one in check(source).errors}


def test_a_name_in_brackets_counts_as_one(source: Path) -> None:
    change(source, "tables/nguoi-ung-cu.csv", "Phạm Văn Cam", "Phạm Văn Cam (Thích Thanh Cam)")
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Thích Thanh Cam mang theo")
    assert [one.code for one in check(source).errors] == ["name-outside-record"]


@pytest.mark.parametrize(
    ("rule_set", "text", "refused"),
    [
        ("2026", "Cử tri bầu Hội đồng nhân dân cấp huyện.", True),
        ("2026", "You elect the district council too.", True),
        ("2026", "Từ năm 2025 không còn Hội đồng nhân dân cấp huyện.", False),
        ("2026", "Cử tri bầu Hội đồng nhân dân xã.", False),
        ("2026", "Before you vote for the district councils, bring your card.", True),
        ("2026", "Từng cử tri bầu hội đồng nhân dân huyện.", True),
        ("2026", "Before 1 July 2025 voters elected a district council.", False),
        ("2026", "Councils of districts were abolished; a district council no longer stands.", False),
        ("2021", "Theo Luật 83/2025/QH15, danh sách niêm yết sớm hơn.", True),
        ("2021", "Cử tri ở đặc khu bỏ phiếu sớm.", True),
        ("2021", "Cử tri bầu Hội đồng nhân dân cấp huyện.", False),
    ],
)
def test_text_of_the_other_rule_set_is_refused(tmp_path: Path, rule_set: str, text: str, refused: bool) -> None:
    source = write_source(tmp_path, rule_set)
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", f"{text} Mang theo")
    assert [one.code for one in check(source).errors] == (["other-rule-set"] if refused else [])


def test_a_source_that_is_not_listed_is_an_error_that_names_the_nearest(source: Path, tmp_path: Path) -> None:
    for file in ("topics/cach-bo-phieu.en.md", "programmes/p98.na.1.1.vi.md", "notices/khau-trang.en.md"):
        write(source, file, (source / file).read_text() + "\n[x](@luat-85-2016)\n")
    report = check(source)
    assert {one.file for one in report.errors} == {
        "topics/cach-bo-phieu.en.md",
        "programmes/p98.na.1.1.vi.md",
        "notices/khau-trang.en.md",
    }
    assert {one.remedy.en for one in report.errors} == {"Did you mean “luat-85-2015”?"}
    base = write_base(tmp_path / "base")
    change(base, "sources.toml", '"nguon"', '"khac"')
    assert [(one.code, one.place) for one in check(base).errors] == [
        ("no-such-source", "I turnout_pct"),
        ("no-such-source", "I elected_n"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("bundle.toml", ', en = "Before"', "", "bundle.toml"),
        ("bundle.toml", ', en = "National Assembly"', "", "bundle.toml"),
        ("tables/ap-phich.csv", "Every ballot is a choice", "", "tables/ap-phich.csv"),
        ("tables/ap-phich.csv", "A ballot and a box", "", "tables/ap-phich.csv"),
    ],
)
def test_missing_english_is_a_warning(source: Path, file: str, old: str, new: str, where: str) -> None:
    change(source, file, old, new)
    assert [(severity, place) for severity, place, _ in found(source, "english-missing")] == [(WARNING, where)]


def test_missing_english_pages_are_warnings_unless_the_bundle_has_no_english(source: Path) -> None:
    (source / "topics/cach-bo-phieu.en.md").unlink()
    (source / "notices/khau-trang.en.md").unlink()
    assert {file for _, file, _ in found(source, "english-missing")} == {
        "topics/cach-bo-phieu.vi.md",
        "notices/khau-trang.vi.md",
    }
    change(source, "bundle.toml", '["vi", "en"]', '["vi"]')
    assert check(source).findings == ()


def test_a_translation_of_other_blocks_and_an_empty_topic_are_warnings(source: Path) -> None:
    change(source, "topics/cach-bo-phieu.en.md", "## Before you enter\n\n", "")
    write(source, "topics/trong.vi.md", '+++\ntitle = "x"\nsection = "law"\n+++\n')
    write(source, "topics/trong.en.md", '+++\ntitle = "x"\n+++\nWords.\n')
    assert found(source, "translation-differs") == [(WARNING, "topics/cach-bo-phieu.en.md", "")]
    assert found(source, "topic-empty") == [(WARNING, "topics/trong.vi.md", "")]


def test_long_sentences_of_a_topic_are_a_note(source: Path) -> None:
    change(source, "topics/cach-bo-phieu.en.md", "Bring your", "word " * 26 + "bring your")
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "chữ " * 26 + "mang theo")
    assert found(source, "long-sentence") == [(NOTE, "topics/cach-bo-phieu.en.md", "đoạn 2")]


def test_past_polling_days_are_sundays_and_one_value_is_preferred(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    change(base, "history/terms.toml", "1946-01-06", "1946-01-07")
    change(base, "history/figures.csv", "elected_n", "turnout_pct")
    assert codes(check(base)) == [(ERROR, "two-preferred"), (WARNING, "not-a-sunday")]


# equality


def test_a_programme_or_a_portrait_that_others_have_is_missed(source: Path) -> None:
    (source / "programmes/p98.na.1.2.vi.md").unlink()
    (source / "portraits/p98.province.1.1.png").unlink()
    uneven = [one for one in check(source).findings if one.code == "uneven"]
    assert [one.severity for one in uneven] == [WARNING, WARNING]
    assert "Phạm Văn Cam" in uneven[0].message.vi + uneven[1].message.vi


def test_a_ballot_where_nobody_has_a_programme_is_even(source: Path) -> None:
    for path in (source / "programmes").iterdir():
        path.unlink()
    assert check(source).findings == ()


def test_a_programme_far_longer_than_another_is_a_warning(source: Path) -> None:
    write(source, "programmes/p98.na.1.2.vi.md", "Nước sạch. " * 40)
    assert found(source, "programme-lengths") == [(WARNING, "tables/don-vi-bau-cu.csv", "hàng 2")]
