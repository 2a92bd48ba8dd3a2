"""Where a Vietnamese line may break: between words, not within them.

Most Vietnamese words are written as two syllables with a space between them; a heading that breaks inside one
("Ngày bầu / cử") reads badly. The screens glue the words an election is made of with no-break spaces, and
numbers to what they count. What is read aloud or looked for by name has plain spaces again.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"

GROUP = 4
"""Characters of the fingerprint read out at a time."""

_WORDS = (
    "tại đây dân phố y tế đặc khu thường hỏi an ninh bản thân xa nhà bắt đầu toàn dân "
    "bao gồm bầu cử bỏ phiếu bổ sung cá nhân cán bộ chính trị chính phủ chính thức chuyên môn "
    "chương trình cơ quan công bố công dân công tác cử tri danh sách dân tộc dịch bệnh đại biểu địa chỉ "
    "địa phương điều kiện đồng chí đơn vị giám sát giới tính giờ giấc hành động hiệp thương học hàm học vị "
    "hội đồng hội nghị hợp lệ kê khai kết quả kết thúc khen thưởng khu vực khiếu nại kỷ luật lịch sử lý luận "
    "mặt trận nghề nghiệp nghĩa vụ ngoại ngữ nhân dân niêm yết phiếu bầu phổ thông quá trình quê quán quốc gia "
    "quốc hội quốc tịch quyền lợi quyết định thành phố thành viên thông báo thông tin thời gian tiêu chuẩn "
    "tiếp xúc tiểu sử tín nhiệm tóm tắt tố cáo tôn giáo tổ chức trách nhiệm trình độ trung ương "
    "trúng cử thiểu số ủy ban ứng cử vận động văn hóa việt nam vũ trang xã hội "
    "không bầu dạng chữ nửa mét có mạng"
).split()
_PAIRS = tuple(f"{first} {second}" for first, second in zip(_WORDS[::2], _WORDS[1::2], strict=True))
_COMPOUND = re.compile(r"\b(" + "|".join(_PAIRS) + r")\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(số|câu|giờ|khóa|kỳ|điều|khoản|tháng|năm|ngày|quận|phường|tổ|phố|term|article|no\.) (?=[\dIVX]+\b)"
    r"|(?<=\d) (?=(?:ngày|giờ|phút|phiếu|người|đại biểu|km|mm|%|days?|hours?)\b)",
    re.IGNORECASE,
)


def glue(text: str) -> str:
    """``text`` with no-break spaces inside compound words and between numbers and what they count."""
    glued = _COMPOUND.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
    return _COUNTED.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), glued)


def whole(text: str) -> str:
    """``text`` as one piece that is not broken while it fits on a line."""
    return text.replace(" ", NO_BREAK_SPACE)


def plain(text: str) -> str:
    """``text`` with ordinary spaces, as a person says it and a test looks for it."""
    return text.replace(NO_BREAK_SPACE, " ")


def in_groups(fingerprint: str) -> str:
    """A fingerprint in short groups, as two people read it to each other."""
    bare = fingerprint.replace(" ", "").upper()
    return " ".join(bare[place : place + GROUP] for place in range(0, len(bare), GROUP))
