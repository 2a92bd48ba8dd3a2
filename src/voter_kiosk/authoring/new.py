"""An empty but valid bundle source, full of explanations: what ``voter-kiosk new`` makes."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from voter_kiosk.authoring.folder import BUNDLE_FILE
from voter_kiosk.authoring.provinces import PROVINCES
from voter_kiosk.authoring.sheets import EXAMPLE_MARK, GUIDE_SHEET
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, Column, Table, TableKey
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId, StepId
from voter_kiosk.domain.text import Sentence

_POLLING_DAYS: Final = MappingProxyType(
    {RuleSetId.R2021: dt.date(2021, 5, 23), RuleSetId.R2026: dt.date(2026, 3, 15)}
)
"""The polling day of the election each rule set was first used for: a start for a trial."""

_BODIES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "na": ("Quốc hội", "National Assembly"),
        "province": ("Hội đồng nhân dân tỉnh, thành phố", "People's Council of the province or city"),
        "district": ("Hội đồng nhân dân huyện, quận", "People's Council of the district"),
        "commune": ("Hội đồng nhân dân xã, phường", "People's Council of the commune or ward"),
    }
)
_CITY: Final = "Thành phố "
_ROWS_WITH_CHOICES: Final = 2000
_HEADER_FILL: Final = PatternFill("solid", start_color="FF7A1610")
_EXAMPLE_FILL: Final = PatternFill("solid", start_color="FFF3E6C8")


def new_source(
    folder: Path, rule_set: str = "2026", *, polling_day: dt.date | None = None, province: str = "00"
) -> tuple[Path, ...] | Refusal:
    """Make a source in ``folder``, which must be empty or not there yet; give the files made, in order.

    ``polling_day`` defaults to the day the rule set was first used on; ``province`` is the two-digit code, ``00``
    until the committee fills in its own: that of a real one brings its name along. Refused: ``unknown-rule-set``,
    ``bad-province``, ``not-a-sunday``, ``folder-not-empty``, ``cannot-write``; then nothing is left behind.
    """
    if rule_set not in set(RuleSetId):
        return _refusal(
            "unknown-rule-set",
            f"Không có chế độ bầu cử “{rule_set}”; hãy chọn 2021 hoặc 2026.",
            f"There is no rule set “{rule_set}”; choose 2021 or 2026.",
        )
    rules = RuleSetId(rule_set)
    day = polling_day or _POLLING_DAYS[rules]
    if day.weekday() != 6:
        return _refusal(
            "not-a-sunday",
            f"Ngày {day:%d/%m/%Y} không phải Chủ nhật; ngày bầu cử phải là Chủ nhật (Điều 5). Hãy sửa lại.",
            f"{day.isoformat()} is not a Sunday; polling day must be one (art. 5). Mend it.",
        )
    if not (len(province) == 2 and province.isascii() and province.isdigit()):
        return _refusal(
            "bad-province",
            f"Mã tỉnh “{province}” phải có hai chữ số; hãy viết như 31.",
            f"The province code “{province}” must have two digits; write it like 31.",
        )
    try:
        if folder.is_dir() and any(folder.iterdir()):
            return _refusal(
                "folder-not-empty",
                f"Thư mục “{folder.name}” đã có tệp; hãy chọn thư mục khác.",
                f"The folder “{folder.name}” is not empty; choose another one.",
            )
        return _write(folder, rules, day, province)
    except OSError as problem:
        return _refusal(
            "cannot-write",
            f"Không ghi được vào “{folder.name}”; hãy xem lại quyền ghi và chỗ trống trên đĩa.",
            f"“{folder.name}” cannot be written; look at its permissions and the space on the disk.",
            str(problem),
        )


def _write(folder: Path, rules: RuleSetId, day: dt.date, province: str) -> tuple[Path, ...]:
    """Write everything beside ``folder`` and then put it in place, so that half a source never stands there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    texts = {
        BUNDLE_FILE: _bundle_toml(rules, day, province),
        "sources.toml": _SOURCES,
        "topics/_mau.vi.md": _TOPIC,
        "topics/_mau.en.md": _TOPIC_EN,
        "glossary/_mau.vi.md": _WORD,
        "glossary/_mau.en.md": _WORD_EN,
        "notices/_mau.vi.md": _NOTICE.format(day=(day - dt.timedelta(days=10)).isoformat()),
        "programmes/_mau.vi.md": _PROGRAMME,
        "portraits/doc-truoc.txt": _PORTRAITS,
        "posters/doc-truoc.txt": _PICTURES,
        "media/doc-truoc.txt": _PICTURES,
    }
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
        made = Path(beside) / "source"
        for name, text in texts.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _workbook(rules, province).save(made / WORKBOOK)
        if folder.is_dir():
            folder.rmdir()
        made.replace(folder)
    return tuple(folder / name for name in (BUNDLE_FILE, WORKBOOK, *list(texts)[1:]))


def _refusal(code: str, vi: str, en: str, detail: str = "") -> Refusal:
    return Refusal(code, Sentence(vi, en), detail)


# the workbook


def _workbook(rules: RuleSetId, province: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    guide = book.create_sheet(GUIDE_SHEET)
    for line in _GUIDE:
        guide.append([line])
    guide["A1"].font = Font(bold=True, size=14)
    guide.column_dimensions["A"].width = 110
    for row in guide.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    bodies = RULE_SETS[rules].bodies
    for table in TABLES.values():
        sheet = book.create_sheet(table.sheet)
        _sheet(sheet, table, _EXAMPLES[table.key], f"p{province}", bodies)
    return book


def _sheet(sheet: Any, table: Table, example: Mapping[str, str], scope: str, bodies: Sequence[str]) -> None:
    for index, (column, english) in enumerate(_columns(table), start=1):
        letter = get_column_letter(index)
        header = sheet.cell(1, index, column.english if english else column.header)
        header.font = Font(bold=True, color="FFFFFFFF")
        header.fill = _HEADER_FILL
        header.alignment = Alignment(wrap_text=True, vertical="center")
        told = _NOTES.get((table.key, column.field))
        if told and not english:
            header.comment = Comment(told, "voter-kiosk", width=360, height=140)
        said = example.get(f"{column.field}.en" if english else column.field, "").replace("p00", scope)
        cell = sheet.cell(2, index, f"{EXAMPLE_MARK} {said}" if index == 1 else said)
        cell.fill = _EXAMPLE_FILL
        cell.font = Font(italic=True)
        # Text, so that 12/12 stays a schooling and 05 stays 05.
        sheet.column_dimensions[letter].number_format = "@"
        cell.number_format = "@"
        sheet.column_dimensions[letter].width = max(14, min(42, len(column.header) + 6))
        choices = _choices(table.key, column.field, bodies)
        if choices and not english:
            _drop_down(sheet, letter, choices, strict=column.field != "not_elected")
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "A2"


def _columns(table: Table) -> Iterator[tuple[Column, bool]]:
    for column in table.columns:
        yield column, False
        if column.translatable:
            yield column, True


def _choices(key: TableKey, field: str, bodies: Sequence[str]) -> Sequence[str]:
    if field == "sex":
        return ("Nam", "Nữ")
    if field == "kind" and key is TableKey.STRIKE_OFFS:
        return ("xóa tên", "rút tên", "qua đời")
    if field == "not_elected":
        return bodies
    return ()


def _drop_down(sheet: Any, letter: str, choices: Sequence[str], *, strict: bool) -> None:
    validation = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    validation.error = "Hãy chọn một giá trị trong danh sách."
    validation.errorTitle = "Không đúng giá trị"
    validation.showErrorMessage = strict
    validation.add(f"{letter}3:{letter}{_ROWS_WITH_CHOICES}")
    sheet.add_data_validation(validation)


_GUIDE: Final = (
    "Cách điền tệp này",
    "Mỗi trang tính là một bảng. Hàng 1 là tiêu đề: có thể đổi thứ tự cột nhưng không đổi chữ.",
    f"Hàng 2 là ví dụ (ô đầu bắt đầu bằng “{EXAMPLE_MARK}”): máy bỏ qua hàng này, có thể xóa.",
    "Rê chuột lên tiêu đề có góc đỏ để đọc lời giải thích.",
    "Danh sách người ứng cử: nên nhập từ tệp Word hoặc Excel chính thức bằng lệnh import-list; "
    "đừng gõ tay, đừng sửa chữ đã niêm yết.",
    "Không bao giờ ghi: số căn cước, số thẻ Đảng, số nhà, số điện thoại, thư điện tử, tiền lương, người thân. "
    "Chỉ ghi địa chỉ của nơi bỏ phiếu.",
    "Cột có chữ (English) là bản tiếng Anh của cột bên trái; có thể để trống.",
    "Đừng gộp ô, đừng dùng công thức: mỗi ô một giá trị gõ sẵn.",
    "Điền xong, gửi tệp này lại: lệnh import-workbook nhập cả tệp, hoặc trả lại một bản có đánh dấu từng ô cần "
    "sửa. Nếu tệp nằm sẵn trong nguồn, chạy lệnh check.",
)

_EXAMPLES: Final[Mapping[TableKey, Mapping[str, str]]] = MappingProxyType(
    {
        TableKey.CONSTITUENCIES: {
            "id": "p00.na.1",
            "province_name": "Tỉnh Vườn Quả",
            "province": "00",
            "area": "Gồm các xã: Cây Xanh, Suối Trong",
            "area.en": "The communes Cây Xanh and Suối Trong",
            "seats": "3",
            "posted_candidates": "5",
        },
        TableKey.CANDIDATES: {
            "constituency": "p00.na.1",
            "number": "1",
            "name": "Lê Thị Bưởi",
            "birth_date_posted": "04/8/1975",
            "sex": "Nữ",
            "nationality": "Việt Nam",
            "ethnicity": "Kinh",
            "religion": "Không",
            "native_place": "Xã Cây Xanh, tỉnh Vườn Quả",
            "schooling": "12/12",
            "occupation": "Giáo viên",
        },
        TableKey.CAREERS: {
            "candidate": "p00.na.1.1",
            "period": "9/1997 – 8/2010",
            "work": "Giáo viên, Trường Tiểu học Cây Xanh",
        },
        TableKey.POLLING_AREAS: {
            "code": "c00001.01",
            "number": "1",
            "place": "Nhà văn hóa thôn Một",
            "place.en": "Culture house of hamlet One",
            "address": "đường Vườn, xã Cây Xanh",
            "ward": "00001",
            "ward_name": "Xã Cây Xanh",
            "groups": "Thôn Một; Thôn Hai",
            "constituencies": "p00.na.1; p00.province.1; c00001.commune.1",
            "opens": "07:00",
            "closes": "19:00",
        },
        TableKey.MEETINGS: {
            "id": "tiep-xuc-1",
            "constituencies": "p00.na.1",
            "starts": "2026-03-05 14:00",
            "place": "Hội trường xã Cây Xanh",
            "form": "trực tiếp",
        },
        TableKey.STRIKE_OFFS: {
            "candidate": "p00.na.1.2",
            "kind": "rút tên",
            "decision": "Quyết định số 01/QĐ",
            "date": "2026-03-10",
            "wording": "Đã rút tên khỏi danh sách những người ứng cử.",
        },
        TableKey.CORRECTIONS: {
            "candidate": "p00.na.1.1",
            "document": "Văn bản số 02/UBBC",
            "date": "2026-03-08",
            "fields": "Quê quán; Ngày sinh",
        },
        TableKey.POSTERS: {
            "slug": "ap-phich-1",
            "order": "1",
            "slogan": "Mỗi lá phiếu là một lời chọn",
            "slogan.en": "Every ballot is a choice",
            "picture": "la-phieu.png",
            "alt": "Tranh vẽ một lá phiếu và hòm phiếu",
            "phases": "truoc",
        },
        TableKey.RESULTS: {
            "constituency": "p00.na.1",
            "registered": "52.310",
            "voted": "52.204",
            "turnout": "99,80",
            "valid": "51.890",
            "invalid": "314",
        },
        TableKey.ELECTED: {
            "candidate": "p00.na.1.1",
            "votes": "48.231",
            "percent": "92,95",
        },
        TableKey.FORMER_UNITS: {
            "code": "00091",
            "name": "Xã Cây Cổ",
            "district": "Huyện Vườn Xưa",
            "province": "Tỉnh Vườn Quả",
            "unit": "00001",
            "unit_name": "Xã Cây Xanh",
            "part": "Thôn Một; Thôn Hai",
        },
    }
)

_NOTES: Final[Mapping[tuple[TableKey, str], str]] = MappingProxyType(
    {
        (
            TableKey.CONSTITUENCIES,
            "id",
        ): "Mã = phạm vi . cơ quan . số. Ví dụ p31.na.1 (Quốc hội, tỉnh 31, đơn vị 1), "
        "p31.province.2, c11302.commune.4 (xã 11302).",
        (TableKey.CONSTITUENCIES, "place"): "Chỉ điền cho đơn vị bầu cử Hội đồng nhân dân xã, phường.",
        (TableKey.CONSTITUENCIES, "posted_candidates"): "Số người ghi trên giấy, để máy đối chiếu với số hàng.",
        (TableKey.CANDIDATES, "constituency"): "Mã của đơn vị trong bảng Đơn vị bầu cử.",
        (TableKey.CANDIDATES, "number"): "STT trên danh sách chính thức. Máy giữ đúng thứ tự này.",
        (TableKey.CANDIDATES, "name"): "Viết đúng như đã niêm yết, kể cả tên trong ngoặc.",
        (TableKey.CANDIDATES, "birth_date_posted"): "Viết như trên giấy: ngày/tháng/năm, tháng/năm hoặc năm.",
        (TableKey.CANDIDATES, "residence"): "Chỉ ghi xã, phường và tỉnh. Không ghi số nhà.",
        (TableKey.CANDIDATES, "sort_given"): "Chỉ điền khi tên không phải là từ cuối (tu sĩ, một số dân tộc).",
        (TableKey.CAREERS, "candidate"): "Mã đơn vị, dấu chấm, STT. Ví dụ p31.na.1.3.",
        (TableKey.POLLING_AREAS, "code"): "Chữ c, năm số của xã, dấu chấm, số khu vực. Ví dụ c11302.07.",
        (TableKey.POLLING_AREAS, "groups"): "Các tổ dân phố, thôn bỏ phiếu ở đây; cách nhau bằng dấu chấm phẩy.",
        (TableKey.POLLING_AREAS, "constituencies"): "Mã đơn vị của từng cơ quan; cách nhau bằng dấu chấm phẩy.",
        (
            TableKey.POLLING_AREAS,
            "not_elected",
        ): "Cơ quan không bầu tại khu vực này; cách nhau bằng dấu chấm phẩy.",
        (TableKey.POLLING_AREAS, "day"): "Chỉ điền khi bỏ phiếu ngày khác; phải ghi quyết định.",
        (TableKey.POLLING_AREAS, "opens"): "Để trống thì lấy giờ chung. Từ 05:00 đến 07:00.",
        (TableKey.POLLING_AREAS, "closes"): "Để trống thì lấy giờ chung. Từ 19:00 đến 21:00.",
        (TableKey.POLLING_AREAS, "sketch"): "Tên tệp hình trong thư mục media.",
        (TableKey.MEETINGS, "starts"): "Năm-tháng-ngày giờ:phút. Ví dụ 2026-03-05 14:00.",
        (TableKey.STRIKE_OFFS, "wording"): "Lời công bố chính thức. Không ghi lý do.",
        (
            TableKey.CORRECTIONS,
            "fields",
        ): "Tên các cột đã sửa cho đúng với giấy niêm yết; cách nhau bằng dấu chấm phẩy.",
        (TableKey.POSTERS, "picture"): "Tên tệp hình trong thư mục posters; để trống nếu chỉ có chữ.",
        (TableKey.POSTERS, "alt"): "Lời tả hình, đọc cho người không nhìn thấy.",
        (
            TableKey.FORMER_UNITS,
            "code",
        ): "Chỉ để sửa hoặc thêm: xã, phường, thị trấn trước ngày 01/7/2025 của tỉnh đã có sẵn trong máy. "
        "Mã cũ là năm số. Xã cũ nay thuộc nhiều xã thì viết mỗi xã nay một hàng, cùng mã cũ.",
        (TableKey.FORMER_UNITS, "unit"): "Năm số của xã, phường, đặc khu nay.",
        (
            TableKey.FORMER_UNITS,
            "part",
        ): "Phần nào của xã cũ nay thuộc xã này: các tổ dân phố, thôn; cách nhau bằng dấu chấm phẩy.",
        (TableKey.POSTERS, "phases"): "Mã các đợt trong bundle.toml; để trống là mọi đợt.",
        (TableKey.RESULTS, "constituency"): "Chỉ điền sau khi công bố kết quả; bundle.toml phải có [[results]].",
        (TableKey.RESULTS, "turnout"): "Viết như văn bản, hai chữ số thập phân: 99,80.",
        (TableKey.RESULTS, "decision"): "Chỉ điền khi đơn vị này có văn bản công bố riêng.",
        (TableKey.ELECTED, "candidate"): "Mã đơn vị, dấu chấm, STT; viết theo thứ tự của văn bản công bố.",
        (TableKey.ELECTED, "name"): "Chỉ điền khi văn bản công bố ghi tên khác danh sách niêm yết.",
        (TableKey.ELECTED, "percent"): "Tỷ lệ trên số phiếu hợp lệ, viết như văn bản: 92,95.",
    }
)


# the texts


def _bundle_toml(rules: RuleSetId, day: dt.date, province: str) -> str:
    posted = day + dt.timedelta(days=RULE_SETS[rules].step(StepId.LISTS_POSTED).offset)
    bodies = "".join(
        _BODY.format(id=body, vi=_BODIES[body][0], en=_BODIES[body][1], posted=posted.isoformat())
        for body in RULE_SETS[rules].bodies
    )
    name = PROVINCES[rules].get(province, "")
    kind = "City" if name.startswith(_CITY) else "Province"
    bare = name.removeprefix(_CITY).removeprefix("Tỉnh ")
    return _BUNDLE.format(
        year=day.year,
        province=province,
        province_vi=name or "[điền tên tỉnh]",
        province_en=f"{bare} {kind}" if name else "[fill in the province]",
        rule_set=rules.value,
        published=(day + dt.timedelta(days=RULE_SETS[rules].step(StepId.RESULTS).offset)).isoformat(),
        day=day.isoformat(),
        approved=posted.isoformat(),
        bodies=bodies,
    )


_BUNDLE: Final = """\
# Gói thông tin bầu cử. Dòng bắt đầu bằng # là lời giải thích, máy không đọc.
# Chỗ nào có [điền …] thì thay bằng chữ của mình.

id = "bau-cu-{year}"          # mã cuộc bầu cử: chữ thường không dấu, số, gạch ngang; không đổi về sau
scope = "p{province}"                 # p và hai số của tỉnh, hoặc c và năm số của xã
sample = true                 # true: bản thử, mọi màn hình có chữ "MẪU"; false: bản thật, phải có người duyệt
rule_set = "{rule_set}"             # 2026: Luật sửa đổi năm 2025, hai cấp hội đồng; 2021: ba cấp
polling_day = {day}      # PHẢI SỬA: ngày bầu cử, là Chủ nhật
include = ["base"]            # lấy nội dung dựng sẵn: quyền, thể thức, số liệu các khóa
languages = ["vi", "en"]         # thêm thẻ của tiếng khác, như "km" (Khmer), "tyz" (Tày), "hmn" (Mông)

title = {{ vi = "[điền tên cuộc bầu cử]", en = "[fill in the election's name]" }}
publisher = {{ vi = "[điền tên ủy ban bầu cử]", en = "[fill in the committee's name]" }}
province = {{ code = "{province}", vi = "{province_vi}", en = "{province_en}" }}
hours = {{ opens = "07:00", closes = "19:00" }}   # mở cửa 05:00–07:00, đóng cửa 19:00–21:00 (Điều 71)
# official_url = "https://…"  # trang chính thức, để in mã QR
# hotline = "…"               # điện thoại của cơ quan bầu cử
# history = {{ show_disagreements = true }}   # các khóa trước: hiện cả số khác khi các nguồn không thống nhất
# speech_loudspeaker = true   # cho đọc trang người ứng cử ra loa; không ghi thì chỉ đọc qua tai nghe
# compare = false            # không cho xem cả danh sách cạnh nhau trên một trang

# Ai duyệt: ghi tên cơ quan, không ghi tên người.
[approval]
office = "[điền cơ quan duyệt]"
document = "[điền số văn bản]"
date = {approved}

# Nội dung dựng sẵn (include = ["base"]) cũng do cơ quan trên duyệt; nếu cơ quan khác duyệt thì ghi ở đây:
# [base_approval]
# office = "…"
# document = "…"
# date = {approved}

# Các cơ quan được bầu, đúng thứ tự. publication: "not-published" khi chưa niêm yết, "posted" khi đã niêm yết.
# in_bundle = false nếu gói này không có danh sách của cơ quan đó.
# colour: màu phiếu do tỉnh quy định, ví dụ colour = "#f6c7cf" và colour_name = {{ vi = "hồng", en = "pink" }}.
{bodies}
# Các đợt tuyên truyền: số ngày tính từ ngày bầu cử (âm là trước).
[[phase]]
id = "truoc"
name = {{ vi = "Trước ngày bầu cử", en = "Before polling day" }}
first = -60
last = -1

[[phase]]
id = "ngay-bau-cu"
name = {{ vi = "Ngày bầu cử", en = "Polling day" }}
first = 0
last = 0

[[phase]]
id = "sau"
name = {{ vi = "Sau ngày bầu cử", en = "After polling day" }}
first = 1
last = 10

# Thứ tiếng chỉ để nghe, chữ trên màn hình vẫn là tiếng Việt; hoặc tên khác trên phím chọn (name = "…"):
# [language.hmn]
# audio_only = true

# Sau khi công bố kết quả, mỗi cơ quan một mục; trước ngày giờ này máy không hiện kết quả nào.
# [[results]]
# body = "na"
# published_on = {published}
# at = "10:00"
# decision = "Nghị quyết số …"
"""

_BODY: Final = """
[[body]]
id = "{id}"
name = {{ vi = "{vi}", en = "{en}" }}
publication = "posted"
posted_on = {posted}
decision = ""
in_bundle = true
"""

_SOURCES: Final = """\
# Các nguồn mà bài viết dẫn: [Điều 71](@luat-85-2015). Nội dung dựng sẵn đã có nguồn riêng.
# [[source]]
# id = "the-le-tinh"
# title = { vi = "Thể lệ bầu cử của tỉnh", en = "The province's election rules" }
# detail = { vi = "Văn bản số …", en = "Document no. …" }
"""

_TOPIC: Final = """\
+++
# Mẫu một chuyên đề. Chép tệp này thành ten-bai.vi.md (tên không có gạch dưới ở đầu) thì máy mới đọc.
title = "Tên bài"
summary = "Một câu nói bài này về gì"
section = "procedure"      # standards, voter-rights, candidate-rights, procedure, law hoặc questions
order = 1
# role = "charter"         # charter: thể lệ bầu cử; room-rules: nội quy phòng bỏ phiếu
# [approval]               # khi bài này có văn bản duyệt riêng
# office = "…"
# document = "…"
# date = 2026-02-20
# [[video]]                # khi có phim; chuyển phim bằng lệnh voter-kiosk film
# file = "media/phim.webm"
# kind = "film"            # hoặc sign-language, khi đó thêm language = "sgn-VN"
# title = { vi = "Tên phim", en = "Title" }
# subtitles = { vi = "media/phim.vi.vtt", en = "media/phim.en.vtt" }
# step = 1                 # khi phim chỉ thuộc một bước
+++

## Tiêu đề

Một đoạn văn ngắn, có chữ **đậm**, chữ *nghiêng* và nguồn: [Điều 69](@luat-85-2015).

- Một ý
- Một ý nữa

!!! step "Việc phải làm"
    Giải thích thêm.

!!! info "Nên biết"
    Điều cần nhớ. Có ba loại khung: info, warning, law.

| Cột | Cột |
|-----|-----|
| Ô   | Ô   |
"""

_TOPIC_EN: Final = """\
+++
# The English of the sample: title and summary only; the rest is taken from the Vietnamese file.
title = "Title"
summary = "One sentence"
+++

## Heading

A short paragraph.
"""

_WORD: Final = """\
+++
# Mẫu một từ khó. Chép thành ten-tu.vi.md thì máy mới đọc. Cùng tên với từ có sẵn thì thay từ đó.
title = "Tên gọi"
forms = ["tên gọi"]        # các cách viết cần tìm trong bài; bỏ dòng này thì máy tìm theo title
# topic = "ten-bai"        # chuyên đề nói kỹ hơn
+++

Một đến ba câu ngắn, ai cũng hiểu.
"""

_WORD_EN: Final = """\
+++
title = "Name"
forms = ["name", "names"]
+++

One to three short sentences that anybody follows.
"""

_NOTICE: Final = """\
+++
# Mẫu một thông báo. Chép thành ten-thong-bao.vi.md thì máy mới đọc.
title = "Tên thông báo"
since = {day}
# until = {day}
urgent = false
+++

Nội dung thông báo.
"""

_PROGRAMME: Final = """\
+++
# Mẫu chương trình hành động. Chép thành <mã người ứng cử>.vi.md, ví dụ p31.na.1.3.vi.md.
# [approval]
# office = "…"
# document = "…"
# date = 2026-02-20
+++

Chương trình, đúng như người ứng cử đã nộp. Không nhắc tên người ứng cử khác.
"""

_PORTRAITS: Final = """\
Ảnh chân dung 4x6: đặt tên là mã người ứng cử, ví dụ p31.na.1.3.jpg. Tệp .jpg hoặc .png.
Máy tự cắt theo khung 2:3, xóa thông tin máy ảnh và thu nhỏ.
"""

_PICTURES: Final = """\
Hình .jpg hoặc .png; tên tệp không dấu, không có dấu cách. Máy tự thu nhỏ và xóa thông tin máy ảnh.
"""
