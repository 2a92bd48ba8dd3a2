"""Candidates' documents made for tests, about nobody, in the layout of forms 03 and 07 (facts C.2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from helpers.official_lists import in_font

CAREER = (
    ("Từ 9/1997 đến 8/2010", "Giáo viên, Trường Tiểu học Cây Xanh"),
    ("Từ 9/2010 đến nay", "Hiệu trưởng, Trường Tiểu học Cây Xanh"),
)

VALUES = {
    "1. Họ và tên thường dùng": "LÊ THỊ BƯỞI",
    "2. Họ và tên khai sinh": "LÊ THỊ BƯỞI",
    "Các bí danh/tên gọi khác (nếu có)": "Sáu Bưởi",
    "3. Ngày, tháng, năm sinh": "01/5/1970",
    "4. Giới tính": "Nữ",
    "5. Quốc tịch": "Chỉ có 01 quốc tịch là quốc tịch Việt Nam và không trong thời gian thực hiện thủ tục xin gia "
    "nhập quốc tịch của quốc gia khác",
    "6. Nơi đăng ký khai sinh": "xã Cây Cổ, huyện Vườn Xưa, tỉnh Vườn Quả",
    "7. Quê quán": "Xã Cây Xanh, tỉnh Vườn Quả",
    "8. Nơi đăng ký thường trú": "số nhà 12, đường Vườn, xã Cây Xanh, tỉnh Vườn Quả",
    "Nơi ở hiện nay": "số nhà 12, đường Vườn, xã Cây Xanh, tỉnh Vườn Quả",
    "9. Số CMND/Căn cước công dân": "031175001234",
    "Ngày cấp": "01/02/2021",
    "Cơ quan cấp": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "10. Dân tộc": "Kinh",
    "11. Tôn giáo": "Không",
    "- Giáo dục phổ thông": "12/12 phổ thông",
    "- Chuyên môn, nghiệp vụ": "Đại học Sư phạm",
    "- Học vị": "Thạc sĩ",
    "Học hàm": "……………",
    "- Lý luận chính trị": "Trung cấp",
    "- Ngoại ngữ": "Tiếng Anh B1",
    "13. Nghề nghiệp hiện nay": "Giáo viên",
    "14. Chức vụ trong cơ quan, tổ chức, đơn vị đang công tác": "Hiệu trưởng",
    "15. Nơi công tác": "Trường Tiểu học Cây Xanh",
    "16. Ngày vào Đảng Cộng sản Việt Nam (nếu là đảng viên)": "03/02/2001",
    "- Ngày chính thức": "03/02/2002",
    "Số thẻ đảng viên": "31.123456",
    "- Chức vụ trong Đảng": "Bí thư chi bộ",
    "- Ngày ra khỏi Đảng (nếu có)": "",
    "- Tên tổ chức đoàn thể": "Công đoàn giáo dục",
    "- Chức vụ trong từng tổ chức đoàn thể": "Đoàn viên",
    "18. Tình trạng sức khỏe": "Tốt",
    "19. Các hình thức khen thưởng nhà nước đã được trao tặng": "Bằng khen của Thủ tướng Chính phủ",
    "20. Các hình thức kỷ luật, xử lý vi phạm đã bị áp dụng": "Không",
    "21. Là đại biểu Quốc hội (nếu có)": "Không",
    "22. Là đại biểu Hội đồng nhân dân (nếu có)": "xã Cây Xanh, nhiệm kỳ 2016-2021",
}
"""The form's labels and what somebody wrote behind them: fictional, private things and all."""

SECRETS = ("031175001234", "31.123456", "số nhà 12", "Sáu Bưởi", "01/02/2021", "Tốt")
"""What of it may never be seen again."""


def biography(
    path: Path,
    changes: dict[str, str] | None = None,
    *,
    career: Sequence[tuple[str, ...]] = CAREER,
    together: bool = False,
    in_table: bool = False,
    font: str = "",
) -> Path:
    """Write a biography; ``changes`` by label, ``together`` puts short fields two on a line as the form does.

    ``in_table`` lays the labels out in a table beside the photograph's frame, as many offices do.
    """
    document: Any = docx.Document()
    for line in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TIỂU SỬ TÓM TẮT",
        "CỦA NGƯỜI ỨNG CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI",
    ):
        document.add_paragraph(line)
    values = VALUES | (changes or {})
    lines = [f"{label}: {value}" for label, value in values.items()]
    if together:
        lines = [
            f"{first}    {second}"
            for first, second in zip(lines[::2], [*lines[1::2], ""][: len(lines[::2])], strict=True)
        ]
    if in_table:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Ảnh 4x6"
        table.cell(0, 1).text = "\n".join(lines)
    else:
        for line in lines:
            run = document.add_paragraph().add_run(line)
            if font:
                in_font(run, font)
    document.add_paragraph("TÓM TẮT QUÁ TRÌNH CÔNG TÁC")
    if career:
        table = document.add_table(rows=1, cols=len(career[0]))
        heads = ("Từ tháng, năm đến tháng, năm", "Công việc, chức vụ, chức danh, nơi công tác")
        for cell, text in zip(
            table.rows[0].cells, heads if len(career[0]) == 2 else ("Từ", "Đến", heads[1]), strict=True
        ):
            cell.text = text
        for step in career:
            row = table.add_row()
            for cell, text in zip(row.cells, step, strict=True):
                cell.text = text
    document.add_paragraph("Cây Xanh, ngày 10 tháng 02 năm 2026")
    document.save(str(path))
    return path


def programme(path: Path, *lines: str, title: str = "CHƯƠNG TRÌNH HÀNH ĐỘNG", font: str = "") -> Path:
    """Write a programme of plain paragraphs under the usual letterhead."""
    document: Any = docx.Document()
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-----", title):
        document.add_paragraph(line)
    for line in lines:
        run = document.add_paragraph().add_run(line)
        if font:
            in_font(run, font)
    document.save(str(path))
    return path


def photo(path: Path, size: tuple[int, int] = (400, 600), colour: str = "navy") -> Path:
    """Write a picture of one colour."""
    Image.new("RGB", size, colour).save(path, "PNG" if path.suffix == ".png" else "JPEG")
    return path


def text_box(document: Any, text: str) -> None:
    """Add a paragraph whose words lie in a text box, as Word writes one."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    box, content = OxmlElement("w:pict"), OxmlElement("w:txbxContent")
    inner, inner_run, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    inner_run.append(words)
    inner.append(inner_run)
    content.append(inner)
    box.append(content)
    run._r.append(box)
    assert run._r.find(qn("w:pict")) is not None
