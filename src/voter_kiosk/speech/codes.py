"""Abbreviations of Vietnamese public life, in both languages, and the numbers of official documents.

Written by lot: ``40/NQ-HĐBCQG`` is number, kind and body; ``85/2015/QH13`` number, year, body and its term
(Decree 30/2020/NĐ-CP, appendix III, lists the kinds).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

DOCUMENT: Final = (
    r"(?P<number>\d{1,5})(?:/(?P<year>(?:18|19|20)\d{2}))?[/-]"
    r"(?P<codes>[A-ZĐƯẪ]{2}[A-Za-zĐƯẪ]*\d{0,2}(?:[/-](?:[A-ZĐƯẪ][A-Za-zĐƯẪ]*\d{0,2}))*)(?!\w)"
)
"""The number of a document, whole."""

KINDS: Final = {
    "BC": ("báo cáo", "report"),
    "CT": ("chỉ thị", "directive"),
    "CV": ("công văn", "official letter"),
    "HD": ("hướng dẫn", "guidance"),
    "KH": ("kế hoạch", "plan"),
    "KL": ("kết luận", "conclusion"),
    "NĐ": ("nghị định", "decree"),
    "NQ": ("nghị quyết", "resolution"),
    "NQLT": ("nghị quyết liên tịch", "joint resolution"),
    "PL": ("pháp lệnh", "ordinance"),
    "QĐ": ("quyết định", "decision"),
    "QC": ("quy chế", "regulation"),
    "SL": ("sắc lệnh", "decree"),
    "TB": ("thông báo", "notice"),
    "TT": ("thông tư", "circular"),
    "TTLT": ("thông tư liên tịch", "joint circular"),
    "TTr": ("tờ trình", "submission"),
    "VBHN": ("văn bản hợp nhất", "consolidated text"),
}
BODIES: Final = {
    "BBC": ("ban bầu cử", "Election Board"),
    "BCA": ("Bộ Công an", "Ministry of Public Security"),
    "BCĐ": ("ban chỉ đạo", "Steering Committee"),
    "BCH": ("ban chấp hành", "Executive Committee"),
    "BCT": ("Bộ Chính trị", "Politburo"),
    "BNV": ("Bộ Nội vụ", "Ministry of Home Affairs"),
    "BQP": ("Bộ Quốc phòng", "Ministry of National Defence"),
    "BTC": ("Bộ Tài chính", "Ministry of Finance"),
    "BTP": ("Bộ Tư pháp", "Ministry of Justice"),
    "BYT": ("Bộ Y tế", "Ministry of Health"),
    "CP": ("Chính phủ", "Government"),
    "CTN": ("Chủ tịch nước", "State President"),
    "ĐCT": ("Đoàn Chủ tịch", "Presidium"),
    "HĐBC": ("Hội đồng bầu cử", "Election Council"),
    "HĐBCQG": ("Hội đồng bầu cử quốc gia", "National Election Council"),
    "HĐND": ("Hội đồng nhân dân", "People's Council"),
    "MTTQ": ("Mặt trận Tổ quốc", "Fatherland Front"),
    "MTTQVN": ("Mặt trận Tổ quốc Việt Nam", "Vietnam Fatherland Front"),
    "MẪU": ("mẫu", "sample"),
    "QH": ("Quốc hội", "National Assembly"),
    "TBC": ("tổ bầu cử", "Election Team"),
    "TTg": ("Thủ tướng", "Prime Minister"),
    "TU": ("tỉnh ủy", "Provincial Party Committee"),
    "TW": ("trung ương", "Central Committee"),
    "TƯ": ("trung ương", "Central Committee"),
    "TVQH": ("Thường vụ Quốc hội", "Standing Committee of the National Assembly"),
    "UBBC": ("Ủy ban bầu cử", "Election Committee"),
    "UBMTTQ": ("Ủy ban Mặt trận Tổ quốc", "Fatherland Front Committee"),
    "UBMTTQVN": ("Ủy ban Mặt trận Tổ quốc Việt Nam", "Vietnam Fatherland Front Committee"),
    "UBND": ("Ủy ban nhân dân", "People's Committee"),
    "UBTVQH": ("Ủy ban Thường vụ Quốc hội", "Standing Committee of the National Assembly"),
}
_IN_A_NUMBER_ALONE: Final = frozenset(
    {"TU", "CT", "CV", "HD", "KH", "KL", "PL", "QC", "SL", "TB", "TT", "BBC", "BTC"}
)
"""Too short, or too much else, to mean the same outside a document's number."""

ABBREVIATIONS: Final = {
    "ANTT": ("an ninh trật tự", "public order"),
    "BHXH": ("bảo hiểm xã hội", "social insurance"),
    "BHYT": ("bảo hiểm y tế", "health insurance"),
    "CCCD": ("căn cước công dân", "citizen identity card"),
    "CLB": ("câu lạc bộ", "club"),
    "CMND": ("chứng minh nhân dân", "identity card"),
    "CNTT": ("công nghệ thông tin", "information technology"),
    "CNXH": ("chủ nghĩa xã hội", "socialism"),
    "CSVN": ("Cộng sản Việt Nam", "Communist Party of Vietnam"),
    "ĐBQH": ("đại biểu Quốc hội", "National Assembly deputy"),
    "ĐH": ("đại học", "university"),
    "DTTS": ("dân tộc thiểu số", "ethnic minorities"),
    "GDĐT": ("giáo dục và đào tạo", "education and training"),
    "GPMB": ("giải phóng mặt bằng", "site clearance"),
    "GTVT": ("giao thông vận tải", "transport"),
    "HCM": ("Hồ Chí Minh", "Ho Chi Minh"),
    "HS": ("học sinh", "pupils"),
    "HTX": ("hợp tác xã", "cooperative"),
    "KCN": ("khu công nghiệp", "industrial zone"),
    "KHKT": ("khoa học kỹ thuật", "science and technology"),
    "KVBP": ("khu vực bỏ phiếu", "polling area"),
    "LĐLĐ": ("Liên đoàn Lao động", "Labour Federation"),
    "LHPN": ("Liên hiệp Phụ nữ", "Women's Union"),
    "NXB": ("nhà xuất bản", "publishing house"),
    "PTDTNT": ("phổ thông dân tộc nội trú", "ethnic boarding school"),
    "QLNN": ("quản lý nhà nước", "state management"),
    "STT": ("số thứ tự", "number in order"),
    "TDP": ("tổ dân phố", "residents' group"),
    "THCS": ("trung học cơ sở", "lower secondary school"),
    "THPT": ("trung học phổ thông", "upper secondary school"),
    "TNCS": ("Thanh niên Cộng sản", "Communist Youth"),
    "TNHH": ("trách nhiệm hữu hạn", "limited liability"),
    "TNXP": ("thanh niên xung phong", "youth volunteers"),
    "TPHCM": ("Thành phố Hồ Chí Minh", "Ho Chi Minh City"),
    "TTATXH": ("trật tự an toàn xã hội", "public order and safety"),
    "TTXVN": ("Thông tấn xã Việt Nam", "Vietnam News Agency"),
    "XHCN": ("xã hội chủ nghĩa", "socialist"),
    **{code: said for code, said in (BODIES | KINDS).items() if code not in _IN_A_NUMBER_ALONE},
}
"""Read as what they stand for, wherever they stand."""

_TERM: Final = re.compile(r"(QH|UBTVQH|TVQH)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Saying:
    """What differs by language in the reading of a document's number; ``at`` is its place in the pairs above."""

    at: int
    number: Callable[[int], str]
    year: Callable[[int], str]
    term: Callable[[int], str]
    letters: Callable[[str], str]


def document(match: re.Match[str], earlier: str, saying: Saying) -> str:
    """A match of :data:`DOCUMENT` in words: number, year, kind, body.

    The kind is left out where ``earlier``, the text before in lower case, has just named it: one says "Nghị quyết
    số bốn mươi", not "Nghị quyết số bốn mươi, nghị quyết".
    """
    said = saying.number(int(match["number"]))
    if match["year"]:
        said += saying.year(int(match["year"]))
    return ", ".join([said, *_parts(match["codes"], earlier, saying)])


def _parts(codes: str, earlier: str, saying: Saying) -> Iterator[str]:
    for place, code in enumerate(re.split("[/-]", codes)):
        if code in KINDS and not place:
            if KINDS[code][saying.at] not in earlier:
                yield KINDS[code][saying.at]
        elif code in BODIES:
            yield BODIES[code][saying.at]
        elif term := _TERM.fullmatch(code):
            yield f"{BODIES[term[1]][saying.at]} {saying.term(int(term[2]))}"
        else:
            yield saying.letters(code)
