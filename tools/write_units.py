"""Write data/units/<province>.csv anew: what each commune of before 1 July 2025 became.

Why from these two packages is said in docs/decisions/0013-units.md.

    python3.12 -m venv units
    units/bin/pip install --no-deps vietnam-provinces==2026.9.0 vietnamadminunits==1.0.4
    units/bin/python tools/write_units.py

Needs Python 3.12 for the first package; of the second only the data file is read, as a second witness.
"""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "units"
HEADERS = (
    "Mã cũ",
    "Tên cũ",
    "Huyện/quận cũ",
    "Tỉnh/thành phố cũ",
    "Mã xã/phường nay",
    "Xã/phường nay",
    "Phần",
)
Names = tuple[str, str, str]


def witness() -> dict[int, Names]:
    """Names of commune, district and province by old code, from vietnamadminunits' data file."""
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("vietnamadminunits is not installed")
    data = sqlite3.connect(Path(spec.submodule_search_locations[0]) / "data" / "dataset.db")
    rows = data.execute("SELECT wardCode, ward, district, province FROM admin_units_legacy").fetchall()
    data.close()
    return {int(code): (ward, district, province) for code, ward, district, province in rows if code}


def main() -> None:
    """Join the conversion table with the names on both sides and write a file for each province of today."""
    new: Any = importlib.import_module("vietnam_provinces._lookup")
    old: Any = importlib.import_module("vietnam_provinces.legacy._lookup")
    conversion: Any = importlib.import_module("vietnam_provinces._ward_conversion_2025")
    other = witness()
    rows: dict[int, list[tuple[str, ...]]] = defaultdict(list)

    def add(code: int, names: Names, today: int) -> None:
        ward = new.WARD_MAPPING[today]
        name = ward.name[0].upper() + ward.name[1:]
        rows[int(ward.province_code)].append((f"{code:05}", *names, f"{today:05}", name, ""))

    with_communes = set()
    for code, entry in conversion.OLD_TO_NEW.items():
        with_communes.add(entry.old_ward.district_code)
        ward = old.WARD_MAPPING.get(code)
        if ward is None:  # made by a merger shortly before, which the list of old communes does not have yet
            names = other[code]
        else:
            district = old.DISTRICT_MAPPING[int(ward.district_code)]
            province = old.PROVINCE_MAPPING[int(district.province_code)]
            names = (ward.name, district.name, province.name)
        for today in entry.new_wards:
            add(code, names, today.code)
    # An island district without communes became a special zone of the same name.
    zones = {ward.name.removeprefix("Đặc khu "): int(code) for code, ward in new.WARD_MAPPING.items()}
    for code, district in old.DISTRICT_MAPPING.items():
        if int(code) not in with_communes:
            name = district.name.removeprefix("Huyện ")
            province = old.PROVINCE_MAPPING[int(district.province_code)]
            add(int(code), (district.name, "", province.name), zones[name])
    FOLDER.mkdir(exist_ok=True)
    for province, of_one in rows.items():
        with (FOLDER / f"{province:02}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADERS)
            writer.writerows(sorted(of_one))
    split = sum(len(entry.new_wards) > 1 for entry in conversion.OLD_TO_NEW.values())
    print(f"{len(rows)} provinces, {len(conversion.OLD_TO_NEW)} former communes, {split} of them split")


main()
