"""Communes, wards and townships that ended on 1 July 2025: the software's own table, and the source's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.sheets import Row, read_table
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.election import Election, PollingArea
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.units import UNITS_CHANGED, FormerUnit, TodaysUnit
from voter_kiosk.shipped import shipped

SHIPPED: Final = ("data", "units")
"""Where the software's own tables lie, one for each province of today, made by ``tools/write_units.py``."""

_CODE: Final = re.compile(r"c?([0-9]{1,5})")


class UnitReader:
    """Reads what the communes of one source's province were before 1 July 2025 (facts E).

    ``tables`` is where the software's own tables lie; the shipped ones unless a test says otherwise.
    """

    def __init__(self, folder: Folder, scope: str, election: Election | None, tables: Path | None = None) -> None:
        self._folder = folder
        self._scope = scope
        self._election = election
        self._tables = tables

    def former_units(self, rows: Sequence[Row], areas: Sequence[PollingArea]) -> tuple[FormerUnit, ...]:
        """Every former unit of the province, by old code: the software's, unless ``rows`` of the source say other.

        None before polling day 1 July 2025, and none in a source that is not a whole province's.
        """
        election = self._election
        if election is None or not self._scope.startswith("p") or election.polling_day < UNITS_CHANGED:
            if rows:
                self._folder.warning(
                    "no-former-units-here",
                    (
                        "Bảng đơn vị cũ bị bỏ qua: chỉ dùng trong gói của cả tỉnh, bầu cử từ ngày 01/7/2025.",
                        "The table of former units is left out: it is for a whole province's bundle, for an "
                        "election held on or after 1 July 2025.",
                    ),
                    ("Xóa bảng này.", "Delete the table."),
                    rows[0].file,
                    rows[0].place(),
                )
            return ()
        found = {unit.id: unit for unit in self._units(self._own_table())}
        today = {unit.id for former in found.values() for unit in former.became}
        today |= {area.code.partition(".")[0] for area in areas}
        for unit in self._units(rows, today):
            found[unit.id] = unit
        return tuple(found[name] for name in sorted(found))

    def _own_table(self) -> list[Row]:
        name = f"{self._scope.removeprefix('p')}.csv"
        tables = self._tables or shipped(*SHIPPED)
        if not (tables / name).is_file():
            return []  # a fictional province
        return read_table(tables, name, TABLES[TableKey.FORMER_UNITS], _must_not_be)

    def _units(self, rows: Iterable[Row], today: set[str] | None = None) -> list[FormerUnit]:
        """Rows of one old code make one unit; ``today`` are the codes that exist, where they are to be checked."""
        found: dict[str, FormerUnit] = {}
        for row in rows:
            code, unit = self._code(row, "code"), self._code(row, "unit")
            if not code or not unit or not row["name"]:
                continue
            became = TodaysUnit(f"c{unit}", row.text("unit_name"), _joined(row.text("part")))
            name = f"{self._scope}.{code}"
            known = found.get(name)
            if today is not None:
                self._folder.where.setdefault(("former-unit", name), Where(row.file, row.place()))
                self._check(row, became, known, today)
            if known is None:
                found[name] = FormerUnit(
                    name, row.text("name"), row.text("district"), row.text("province"), (became,)
                )
            elif became.id not in {one.id for one in known.became}:
                found[name] = replace(known, became=(*known.became, became))
        return list(found.values())

    def _check(self, row: Row, became: TodaysUnit, known: FormerUnit | None, today: set[str]) -> None:
        if became.id not in today:
            self._folder.error(
                "unknown-todays-unit",
                (
                    f"Không có xã, phường, đặc khu nay mang mã “{became.id[1:]}” ở tỉnh này.",
                    f"No commune, ward or special zone of this province has the code “{became.id[1:]}” today.",
                ),
                (
                    "Sửa mã, hoặc thêm khu vực bỏ phiếu của xã này.",
                    "Mend the code, or add polling areas of that commune.",
                ),
                row.file,
                row.place("unit"),
            )
        if known is None:
            return
        if became.id in {one.id for one in known.became}:
            self._folder.error(
                "twice",
                (
                    f"Đơn vị cũ “{row['code']}” có hai hàng cho cùng một xã nay.",
                    f"The former unit “{row['code']}” has two rows for the same unit of today.",
                ),
                ("Xóa một hàng.", "Delete one row."),
                row.file,
                row.place("unit"),
            )
        if row.text("name") != known.name:
            self._folder.error(
                "two-names",
                (
                    f"Mã cũ “{row['code']}” có hai tên: {known.name.get('vi', '')} và {row['name']}.",
                    f"The old code “{row['code']}” has two names: {known.name.get('vi', '')} and {row['name']}.",
                ),
                ("Viết cùng một tên, hoặc sửa mã.", "Write the same name, or mend the code."),
                row.file,
                row.place("name"),
            )

    def _code(self, row: Row, name: str) -> str:
        """Five digits; a spreadsheet takes the zeros before a number away."""
        match = _CODE.fullmatch(row[name])
        if match is not None:
            return match[1].zfill(5)
        if row[name]:
            self._folder.error(
                "id",
                (f"Mã “{row[name]}” không đúng mẫu.", f"The id “{row[name]}” is not of the form."),
                ("Viết năm chữ số, như 11302.", "Write five digits, like 11302."),
                row.file,
                row.place(name),
            )
        return ""


def _joined(part: dict[str, str]) -> dict[str, str]:
    """What a cell with several residents' groups says, as one line."""
    return {
        language: "; ".join(filter(None, map(str.strip, re.split(r"[;\n]", text))))
        for language, text in part.items()
    }


def _must_not_be(found: Finding) -> None:
    """The software's own tables are made by a program: a fault in one is a fault of the software."""
    raise ValueError(found)
