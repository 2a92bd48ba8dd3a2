"""The deny-list: private data is seen by its shape, and what only looks like it is let through."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.authoring.never_shown import bare, forbidden, forbidden_column, is_cv_form
from voter_kiosk.authoring.provinces import PROVINCES, is_province, province_code, short_name
from voter_kiosk.domain.rules import RuleSetId

SHARED = Path(__file__).resolve().parents[4] / "shared"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("031074001234", "identity-number"),
        ("số 031 074 001 234.", "identity-number"),
        ("123456789", "identity-number"),
        ("CMND: 031.234.567", "identity-number"),
        ("Căn cước công dân số 031074", "identity-number"),
        ("Thẻ đảng viên số 31.012345", "party-card-number"),
        ("0912345678", "phone-number"),
        ("0912.345.678", "phone-number"),
        ("(+84) 912-345-678", "phone-number"),
        ("(0225) 3842 123", "phone-number"),
        ("Điện thoại: 3842123", "phone-number"),
        ("０９１２３４５６７８", "phone-number"),
        ("hoa.mai@hoamai.vn", "email"),
        ("hoamai\uff20hoamai.vn", "email"),
        ("số nhà 5", "house-number"),
        ("SO NHA 5", "house-number"),
        ("nhà số 5B", "house-number"),
        ("Số 12/3 đường Hoa Đào", "house-number"),
        ("12A phố Hoa Đào", "house-number"),
        ("hẻm 45, tổ 3", "house-number"),
        ("căn hộ A1203", "house-number"),
        ("hệ số lương 4,98", "salary"),
        ("Họ và tên chồng", "family"),
        ("Giáo viên. Con đẻ: hai người", "family"),
        ("Vợ: Hoa", "family"),
    ],
)
def test_private_data_is_seen(text: str, code: str) -> None:
    found = forbidden(text)
    assert found is not None
    assert found.code == code
    assert found.what.vi
    assert found.what.en


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12/12 phổ thông",
        "9/12",
        "17/7/1974",
        "nhiệm kỳ 1999-2004, 2004-2011, 2011-2016, 2016-2021",
        "Sở GD&ĐT nhiệm kỳ 2016-2021",
        "06-2011 - 03-2016",
        "69.523.133 cử tri, 557.717.000 đồng",
        "99,60 %",
        "Nghị quyết số 199/2025/QH15",
        "Trường Trung học cơ sở số 1 Bảo Thắng",
        "Tổ dân phố số 5, phường 12",
        "Anh: B1; Pháp: C",
        "Bộ: Công an; Võ: Vovinam",
        "Mang theo thẻ cử tri, căn cước",
        "[Điều 71](@luat-85-2015)",
        "https://baochinhphu.vn/danh-sach-123456789.htm",
        "Tiền lương tối thiểu là gì?",
        "Tôi có thể bỏ phiếu thay vợ, chồng, con không?",
        "7 giờ 00 đến 19 giờ 00 ngày 15 tháng 3 năm 2026",
        "Cô Dương Ngô, số 5 Dương Nội",
    ],
)
def test_what_only_looks_like_it_is_let_through(text: str) -> None:
    assert forbidden(text) is None


@given(
    st.integers(0, 999_999_999), st.sampled_from(["", ".", " ", "-"]), st.sampled_from(["", "ĐT ", "Liên hệ: "])
)
def test_every_mobile_number_is_seen_however_it_is_parted(number: int, sign: str, before: str) -> None:
    digits = f"09{number % 10**8:08}"
    written = sign.join((digits[:4], digits[4:7], digits[7:]))
    found = forbidden(f"Giáo viên, {before}{written}, Hoa Mai")
    assert found is not None
    assert found.code == "phone-number"


@given(st.text())
def test_any_text_can_be_held_against_it(text: str) -> None:
    found = forbidden(text)
    assert found is None or found.code


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÁẾỘƯĐẶ 0123,.:ß"))
def test_bare_text_keeps_every_place(text: str) -> None:
    assert len(bare(text)) == len(text)


@pytest.mark.skipif(not SHARED.exists(), reason="the published lists are not part of the repository")
def test_nothing_in_the_real_list_is_taken_for_private_data() -> None:
    with (SHARED / "data" / "na15-2021" / "danh-sach-3.55-104.csv").open(encoding="utf-8", newline="") as file:
        assert [value for row in csv.reader(file) for value in row if forbidden(value)] == []


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Số CCCD/CMND", "identity-number"),
        ("Số thẻ đảng viên", "party-card-number"),
        ("Số điện thoại", "phone-number"),
        ("Thư điện tử", "email"),
        ("Số nhà", "house-number"),
        ("Hệ số lương", "salary"),
        ("Hoàn cảnh gia đình", "family"),
        ("Vợ", "family"),
    ],
)
def test_a_private_column_is_known_by_its_header(header: str, code: str) -> None:
    found = forbidden_column(header)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "header", ["Số lượng đại biểu", "Họ và tên", "Ngày vào Đảng", "Chức vụ", "Con đường công tác", ""]
)
def test_other_columns_are_not(header: str) -> None:
    if header == "Con đường công tác":
        assert forbidden_column("Quá trình công tác") is None
    else:
        assert forbidden_column(header) is None


@pytest.mark.parametrize(
    ("paragraphs", "cv"),
    [
        (("SƠ YẾU LÝ LỊCH CỦA NGƯỜI ỨNG CỬ ĐẠI BIỂU QUỐC HỘI",), True),
        (("Mẫu số 02: Sơ yếu lý lịch",), False),
        (("16. Quan hệ gia đình", "9. Số căn cước công dân"), True),
        (("Tình trạng sức khỏe", "Lịch sử bản thân"), True),
        (("Theo sơ yếu lý lịch đã nộp",), False),
        (("TIỂU SỬ TÓM TẮT", "Quê quán"), False),
    ],
)
def test_a_full_cv_form_is_known(paragraphs: tuple[str, ...], cv: bool) -> None:
    assert is_cv_form(paragraphs) is cv


class TestProvinces:
    def test_there_are_63_in_2021_and_34_in_2026(self) -> None:
        assert {rules: len(table) for rules, table in PROVINCES.items()} == {
            RuleSetId.R2021: 63,
            RuleSetId.R2026: 34,
        }

    def test_every_province_is_found_by_its_name_and_by_its_short_name(self) -> None:
        for rules, table in PROVINCES.items():
            for code, name in table.items():
                assert province_code(name, rules) == code
                assert province_code(short_name(name), rules) == code
                assert province_code(name.upper(), rules) == code

    @pytest.mark.parametrize(
        "name", ["Thành phố Hải Phòng", "TP. Hải Phòng", "Tp.Hải Phòng", "hai phong", "HẢI PHÒNG"]
    )
    def test_hai_phong_is_31_however_it_is_written(self, name: str) -> None:
        assert {province_code(name, rules) for rules in RuleSetId} == {"31"}

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("Tỉnh An Giang", "89", "91"),
            ("Bắc Ninh", "27", "24"),
            ("Bà Rịa-Vũng Tàu", "77", ""),
            ("Bà Rịa – Vũng Tàu", "77", ""),
            ("Tỉnh Thừa Thiên Huế", "46", ""),
            ("Thành phố Huế", "", "46"),
            ("TP.HCM", "79", "79"),
            ("Hoa Mai", "", ""),
            ("", "", ""),
        ],
    )
    def test_a_code_holds_under_a_rule_set(self, name: str, old: str, new: str) -> None:
        assert province_code(name, RuleSetId.R2021) == old
        assert province_code(name, RuleSetId.R2026) == new
        assert is_province(name) is bool(old or new)
