"""Provinces and centrally-run cities, by code: the 63 of 2021 and the 34 since July 2025.

Source: the PyPI packages ``vietnamadminunits`` 1.0.4 (both eras) and ``vietnam-provinces`` 2025.10.1 (34), read
once; they agree. Thừa Thiên Huế was a province in 2021 (a city from 2025 on). The 34 kept codes of old provinces,
not always of their own name: An Giang is 89 in 2021 and 91 in 2026, so a code holds only under a rule set.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.vietnamese import fold

_CITY_2021 = {"01", "31", "48", "79", "92"}
_CITY_2026 = _CITY_2021 | {"46"}

_NAMES_2021 = """
01 Hà Nội|02 Hà Giang|04 Cao Bằng|06 Bắc Kạn|08 Tuyên Quang|10 Lào Cai|11 Điện Biên|12 Lai Châu|14 Sơn La
15 Yên Bái|17 Hòa Bình|19 Thái Nguyên|20 Lạng Sơn|22 Quảng Ninh|24 Bắc Giang|25 Phú Thọ|26 Vĩnh Phúc|27 Bắc Ninh
30 Hải Dương|31 Hải Phòng|33 Hưng Yên|34 Thái Bình|35 Hà Nam|36 Nam Định|37 Ninh Bình|38 Thanh Hóa|40 Nghệ An
42 Hà Tĩnh|44 Quảng Bình|45 Quảng Trị|46 Thừa Thiên Huế|48 Đà Nẵng|49 Quảng Nam|51 Quảng Ngãi|52 Bình Định
54 Phú Yên|56 Khánh Hòa|58 Ninh Thuận|60 Bình Thuận|62 Kon Tum|64 Gia Lai|66 Đắk Lắk|67 Đắk Nông|68 Lâm Đồng
70 Bình Phước|72 Tây Ninh|74 Bình Dương|75 Đồng Nai|77 Bà Rịa - Vũng Tàu|79 Hồ Chí Minh|80 Long An|82 Tiền Giang
83 Bến Tre|84 Trà Vinh|86 Vĩnh Long|87 Đồng Tháp|89 An Giang|91 Kiên Giang|92 Cần Thơ|93 Hậu Giang|94 Sóc Trăng
95 Bạc Liêu|96 Cà Mau
"""
_NAMES_2026 = """
01 Hà Nội|04 Cao Bằng|08 Tuyên Quang|11 Điện Biên|12 Lai Châu|14 Sơn La|15 Lào Cai|19 Thái Nguyên|20 Lạng Sơn
22 Quảng Ninh|24 Bắc Ninh|25 Phú Thọ|31 Hải Phòng|33 Hưng Yên|37 Ninh Bình|38 Thanh Hóa|40 Nghệ An|42 Hà Tĩnh
44 Quảng Trị|46 Huế|48 Đà Nẵng|51 Quảng Ngãi|52 Gia Lai|56 Khánh Hòa|66 Đắk Lắk|68 Lâm Đồng|75 Đồng Nai
79 Hồ Chí Minh|80 Tây Ninh|82 Đồng Tháp|86 Vĩnh Long|91 An Giang|92 Cần Thơ|96 Cà Mau
"""


def _table(names: str, cities: set[str]) -> MappingProxyType[str, str]:
    table = {}
    for entry in names.replace("\n", "|").split("|"):
        if entry:
            code, name = entry.split(" ", 1)
            table[code] = ("Thành phố " if code in cities else "Tỉnh ") + name
    return MappingProxyType(table)


PROVINCES: Final = MappingProxyType(
    {
        RuleSetId.R2021: _table(_NAMES_2021, _CITY_2021),
        RuleSetId.R2026: _table(_NAMES_2026, _CITY_2026),
    }
)
"""Code to name, by the rule set they hold under."""

_KIND = re.compile(r"^(?:thanh pho truc thuoc trung uong|thanh pho|tinh|tp)\b[ .:]*")
_ALSO_CALLED = MappingProxyType({"hcm": "ho chi minh"})


def short_name(name: str) -> str:
    """The folded name without "tỉnh" or "thành phố" before it, dashes and dots aside: ``hai phong``."""
    folded = _KIND.sub("", " ".join(fold(re.sub(r"[-–—]", " ", name)).split())).strip(" .")
    return _ALSO_CALLED.get(folded, folded)


def _by_name(rule_set: RuleSetId) -> dict[str, str]:
    return {short_name(name): code for code, name in PROVINCES[rule_set].items()}


_CODES: Final = MappingProxyType({rule_set: _by_name(rule_set) for rule_set in RuleSetId})


def province_code(name: str, rule_set: RuleSetId) -> str:
    """The two-digit code of "Thành phố Hải Phòng", "TP. Hải Phòng" or "Hải Phòng"; empty where there is none."""
    return _CODES[rule_set].get(short_name(name), "")


def is_province(name: str) -> bool:
    """Whether ``name`` is a province or centrally-run city under any rule set."""
    return any(province_code(name, rule_set) for rule_set in RuleSetId)
