"""The tables a bundle source is kept in: one definition for whoever writes them and whoever reads them.

A table is a sheet of ``du-lieu.xlsx`` or a file in ``tables/``, never both: where the workbook exists it is
the source. Columns are found by their Vietnamese header, in any order; a column marked ``translatable`` may
have a twin named ``<header> (English)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

WORKBOOK: Final = "du-lieu.xlsx"
PLAN: Final = "plan.xlsx"
"""Who does what by when, for the working group: it may lie in a source and is in no bundle."""

CSV_FOLDER: Final = "tables"
ENGLISH_SUFFIX: Final = " (English)"


class TableKey(StrEnum):
    """Which table: by what one row of it is."""

    CONSTITUENCIES = "constituencies"
    CANDIDATES = "candidates"
    CAREERS = "careers"
    POLLING_AREAS = "polling-areas"
    MEETINGS = "meetings"
    STRIKE_OFFS = "strike-offs"
    CORRECTIONS = "corrections"
    POSTERS = "posters"
    RESULTS = "results"
    ELECTED = "elected"
    FORMER_UNITS = "former-units"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``field`` is its name in code, ``header`` what stands in the first row.

    Where the record has a field of the same meaning, ``field`` is that record's field name. A row without a
    value in a ``required`` column means nothing.
    """

    field: str
    header: str
    required: bool = False
    translatable: bool = False

    @property
    def english(self) -> str:
        """The header of the English twin of a translatable column."""
        return self.header + ENGLISH_SUFFIX


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its sheet's name, its CSV file's name inside ``tables/``, its columns in usual order.

    ``unique`` are the fields by which a row is found again; where the table is ``grouped``, all rows of one key
    belong together in their order, as one person's career does.
    """

    key: TableKey
    sheet: str
    csv_name: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    grouped: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every column's header, in the usual order, without English twins."""
        return tuple(column.header for column in self.columns)


def same_key(text: str) -> str:
    """A key's text for comparing: ``01`` and ``1`` are one number."""
    text = text.strip()
    return str(int(text)) if text.isdecimal() else text


def _tables(*tables: Table) -> MappingProxyType[TableKey, Table]:
    return MappingProxyType({table.key: table for table in tables})


TABLES: Final = _tables(
    Table(
        TableKey.CONSTITUENCIES,
        "Đơn vị bầu cử",
        "don-vi-bau-cu.csv",
        (
            Column("id", "Mã đơn vị", required=True),
            Column("province_name", "Tỉnh/thành phố"),
            Column("province", "Mã tỉnh"),
            Column("place", "Xã/phường"),
            Column("area", "Gồm các khu vực", translatable=True),
            Column("seats", "Số đại biểu được bầu", required=True),
            Column("posted_candidates", "Số người ứng cử"),
            Column("decision", "Quyết định"),
        ),
        ("id",),
    ),
    Table(
        TableKey.CANDIDATES,
        "Người ứng cử",
        "nguoi-ung-cu.csv",
        (
            Column("constituency", "Mã đơn vị", required=True),
            Column("number", "STT", required=True),
            Column("name", "Họ và tên", required=True),
            Column("birth_date_posted", "Ngày sinh"),
            Column("sex", "Giới tính"),
            Column("nationality", "Quốc tịch"),
            Column("ethnicity", "Dân tộc"),
            Column("religion", "Tôn giáo"),
            Column("native_place", "Quê quán"),
            Column("residence", "Nơi ở"),
            Column("schooling", "Giáo dục phổ thông"),
            Column("expertise", "Chuyên môn nghiệp vụ"),
            Column("degree", "Học hàm học vị"),
            Column("political_theory", "Lý luận chính trị"),
            Column("languages", "Ngoại ngữ"),
            Column("occupation", "Nghề nghiệp chức vụ"),
            Column("workplace", "Nơi công tác"),
            Column("party_date", "Ngày vào Đảng"),
            Column("organisations", "Tổ chức đoàn thể"),
            Column("awards", "Khen thưởng"),
            Column("discipline", "Kỷ luật"),
            Column("assembly_terms", "Đại biểu Quốc hội"),
            Column("council_terms", "Đại biểu HĐND"),
            Column("note", "Ghi chú"),
            Column("sort_given", "Tên dùng để xếp thứ tự"),
        ),
        ("constituency", "number"),
    ),
    Table(
        TableKey.CAREERS,
        "Quá trình công tác",
        "qua-trinh-cong-tac.csv",
        (
            Column("candidate", "Mã người ứng cử", required=True),
            Column("period", "Thời gian"),
            Column("work", "Công việc", required=True),
        ),
        ("candidate",),
        grouped=True,
    ),
    Table(
        TableKey.POLLING_AREAS,
        "Khu vực bỏ phiếu",
        "khu-vuc-bo-phieu.csv",
        (
            Column("code", "Mã khu vực", required=True),
            Column("number", "Số", required=True),
            Column("place", "Nơi bỏ phiếu", required=True, translatable=True),
            Column("address", "Địa chỉ", translatable=True),
            Column("ward", "Mã xã/phường"),
            Column("ward_name", "Xã/phường", translatable=True),
            Column("groups", "Tổ dân phố/thôn", translatable=True),
            Column("constituencies", "Đơn vị bầu cử"),
            Column("not_elected", "Không bầu tại đây"),
            Column("day", "Ngày bỏ phiếu"),
            Column("opens", "Giờ mở cửa"),
            Column("closes", "Giờ đóng cửa"),
            Column("decision", "Quyết định"),
            Column("sketch", "Sơ đồ"),
            Column("note", "Ghi chú", translatable=True),
        ),
        ("code",),
    ),
    Table(
        TableKey.MEETINGS,
        "Tiếp xúc cử tri",
        "tiep-xuc-cu-tri.csv",
        (
            Column("id", "Mã", required=True),
            Column("constituencies", "Đơn vị bầu cử", required=True),
            Column("starts", "Bắt đầu", required=True),
            Column("place", "Địa điểm", required=True, translatable=True),
            Column("address", "Địa chỉ", translatable=True),
            Column("form", "Hình thức", translatable=True),
            Column("link", "Đường dẫn"),
        ),
        ("id",),
    ),
    Table(
        TableKey.STRIKE_OFFS,
        "Xóa tên",
        "xoa-ten.csv",
        (
            Column("candidate", "Mã người ứng cử", required=True),
            Column("kind", "Loại", required=True),
            Column("decision", "Quyết định", required=True),
            Column("date", "Ngày", required=True),
            Column("wording", "Nội dung công bố", required=True, translatable=True),
        ),
        ("candidate",),
    ),
    Table(
        TableKey.CORRECTIONS,
        "Đính chính",
        "dinh-chinh.csv",
        (
            Column("candidate", "Mã người ứng cử", required=True),
            Column("document", "Văn bản", required=True),
            Column("date", "Ngày", required=True),
            Column("fields", "Trường", required=True),
        ),
        ("candidate",),
    ),
    Table(
        TableKey.POSTERS,
        "Áp phích",
        "ap-phich.csv",
        (
            Column("slug", "Mã", required=True),
            Column("order", "Thứ tự"),
            Column("slogan", "Khẩu hiệu", required=True, translatable=True),
            Column("picture", "Hình"),
            Column("alt", "Mô tả hình", translatable=True),
            Column("phases", "Đợt"),
        ),
        ("slug",),
    ),
    Table(
        TableKey.RESULTS,
        "Kết quả",
        "ket-qua.csv",
        (
            Column("constituency", "Mã đơn vị", required=True),
            Column("registered", "Tổng số cử tri"),
            Column("voted", "Số cử tri đã bỏ phiếu"),
            Column("turnout", "Tỷ lệ cử tri đã bỏ phiếu"),
            Column("valid", "Số phiếu hợp lệ"),
            Column("invalid", "Số phiếu không hợp lệ"),
            Column("decision", "Quyết định"),
            Column("note", "Ghi chú", translatable=True),
        ),
        ("constituency",),
    ),
    Table(
        TableKey.ELECTED,
        "Người trúng cử",
        "nguoi-trung-cu.csv",
        (
            Column("candidate", "Mã người ứng cử", required=True),
            Column("name", "Tên trong quyết định"),
            Column("votes", "Số phiếu"),
            Column("percent", "Tỷ lệ phiếu hợp lệ"),
        ),
        ("candidate",),
    ),
    Table(
        TableKey.FORMER_UNITS,
        "Đơn vị cũ",
        "don-vi-cu.csv",
        (
            Column("code", "Mã cũ", required=True),
            Column("name", "Tên cũ", required=True, translatable=True),
            Column("district", "Huyện/quận cũ", translatable=True),
            Column("province", "Tỉnh/thành phố cũ", translatable=True),
            Column("unit", "Mã xã/phường nay", required=True),
            Column("unit_name", "Xã/phường nay", required=True, translatable=True),
            Column("part", "Phần", translatable=True),
        ),
        ("code", "unit"),
    ),
)
"""Every table by its key, in the order the workbook's sheets stand."""
